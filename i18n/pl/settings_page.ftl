# Strona „Ustawienia” panelu. Co znaczy każde ustawienie, mówi explained.ftl.

panel-settings-file = Te same ustawienia stoją w pliku { $file }: można je zmieniać tu albo w pliku, w dowolnej kolejności. Zapis tutaj niczego innego w pliku nie rusza, także Twoich uwag.
panel-group-firm = Twoja firma
panel-group-allegro = Allegro: połączenie i konta
panel-group-optima = Optima: bazy firm
panel-group-schedule = Kiedy pobierać zamówienia
panel-group-orders = Zamówienia do decyzji
panel-group-documents = Dokumenty i ich pola
panel-group-payments = Dostawy i płatności
panel-group-goods = Towary i VAT
panel-group-contractors = Kontrahenci
panel-group-files = Foldery i import plików
panel-group-xml = Wygląd plików XML
panel-group-letters = Listy e-mail
panel-group-log = Język, dziennik, dane kupujących
panel-secrets = Hasła i klucze
panel-secrets-how = Hasła i klucze leżą w folderze state/, w plikach, które czyta tylko właściciel. Nigdzie nie są pokazywane: można tylko wpisać nowe.
panel-secret-allegro = Sekret aplikacji Allegro konta { $of }
panel-secret-optima = Hasło SQL Servera firmy { $of }
panel-secret-mail = Hasło do serwera poczty
panel-secret-new = Nowa wartość
panel-secret-set = ustawione
panel-secret-kept = Zapisano: { $what }.
panel-secret-environment = Ma pierwszeństwo przed tym, co tu wpiszesz.
panel-secret-unknown = Nie zapisano: pole było puste, za długie albo nie ma już takiego konta lub firmy.
    .todo = Otwórz stronę „Hasła i klucze” jeszcze raz i wpisz wartość.
panel-level-all = dla wszystkich
panel-level-company = firma { $name }
panel-level-account = konto { $alias }
panel-level-how = Czego nie ma tutaj, jest brane z firmy tego konta, a potem z ustawień dla wszystkich.
panel-levels = Dla kogo
panel-yes = tak
panel-no = nie
panel-field-empty = puste pole
panel-class-firm = Firmy
panel-class-invoice = Osoby prywatne z fakturą
panel-class-private = Osoby prywatne bez faktury
panel-usual = Domyślnie: { $value }.
panel-usual-empty = Domyślnie: puste.
panel-list-how = Po jednej wartości w wierszu.
panel-back = Usuń stąd i weź wartość domyślną albo z wyższego poziomu
panel-settings-saved = Zapisano zmiany:
panel-settings-same = Nic się nie zmieniło.
panel-settings-was = { $key }: było { $was }, jest { $is }
panel-settings-empty = (puste)
panel-settings-held = { $count ->
    [one] Jedno zamówienie czeka albo jest zatrzymane: program sprawdzi je według nowych ustawień przy swojej następnej próbie.
    [few] { $count } zamówienia czekają albo są zatrzymane: program sprawdzi je według nowych ustawień przy swojej następnej próbie.
   *[other] { $count } zamówień czeka albo jest zatrzymanych: program sprawdzi je według nowych ustawień przy swojej następnej próbie.
}
panel-settings-not-saved = Nie zapisano. Popraw to, co wskazano: wpisane wartości stoją nadal w formularzu.
panel-settings-unsaved = Nie zapisano, bo pliku ustawień nie da się teraz użyć. Wpisano:
panel-settings-typed = { $key } = { $value }
panel-settings-changed = Nie zapisano: ustawienia zmieniły się w tym czasie i nie ma już tej firmy albo tego konta.
    .todo = Otwórz stronę „Ustawienia” jeszcze raz.
panel-settings-meanwhile = Nie zapisano: ktoś zmienił w tym czasie to samo ustawienie. { $key }: było { $then }, teraz jest { $now }.
    .field = Ktoś zmienił to w tym czasie: było { $then }, teraz jest { $now }. Jeśli ma być tak, jak wpisano, zapisz jeszcze raz.
    .todo = To, co wpisano, stoi nadal w formularzu. Jeśli ma tak być, zapisz jeszcze raz.
panel-settings-by-hand = Pliku { $file } nie da się tu zmienić bez ruszania reszty. Chodzi o: { $keys }.
    .todo = Wpisz to w pliku, w Notatniku: program przeczyta go sam.
panel-settings-wrong = Ustawień nie da się teraz użyć
panel-settings-last-good = Pracujący program trzyma się ustawień, które były dobre ostatnio. Popraw plik w Notatniku albo tutaj.
panel-settings-stands = W pliku stoi:
panel-settings-to = Do ustawień
panel-mend = Popraw plik
panel-mend-how = To program może poprawić sam. Plik sprzed poprawki zostanie obok, z końcówką .bak.
panel-mend-letters = Litery zapisane na dwa sposoby będą zapisane jednym (UTF-8).
panel-mend-line = Wiersz
panel-mend-before = Jest
panel-mend-after = Będzie
panel-mended = Poprawiono plik ustawień.
panel-mend-changed = Plik zmienił się w tym czasie, więc nic nie poprawiono.
    .todo = Obejrzyj stronę jeszcze raz.
