# Panel w przeglądarce.

panel-title = Panel allegro-optima
panel-skip = Przejdź do treści
panel-home = Pulpit
panel-orders = Zamówienia
panel-files = Pliki
panel-mappings = Mapowania
panel-report = Raport
panel-state = Stan
panel-language = English
panel-leave = Wyjdź
panel-locked = Ten adres nie wpuszcza: kod wejścia działa raz i przez dwie minuty. Aby wejść, uruchom „allegro-optima panel” w folderze programu (albo kliknij program dwa razy); przeglądarka otworzy się sama.
panel-left = Panel jest zamknięty w tej przeglądarce; program pracuje dalej. Aby wejść znowu, kliknij program dwa razy: przeglądarka otworzy się sama.
panel-refused = Odmowa: to zapytanie nie przyszło ze strony panelu. Otwórz panel jeszcze raz i spróbuj ponownie.
panel-kept = Sesja, w której otwarto ten formularz, już się skończyła, ale to, co wpisano, nie przepadło (poza hasłami). Wejdź do panelu w drugiej karcie, wróć tutaj i naciśnij:
panel-kept-show = Pokaż, co wpisano
panel-kept-title = Formularz, którego nie zapisano
panel-kept-how = To wpisano, zanim skończyła się sesja. Haseł tu nie ma: wpisz je potem jeszcze raz.
panel-kept-send = Wyślij jeszcze raz

panel-sync = Synchronizuj teraz
panel-idle = Czeka na następny przebieg
panel-exporting = Pobiera zamówienia z Allegro
panel-importing = Wprowadza dokumenty do Optimy
panel-stopping = Kończy pracę
panel-busy = Postęp
panel-accounts = Konta Allegro
panel-companies = Firmy w Optimie
panel-last-good = Ostatni udany kontakt
panel-next-run = Następne pobranie
panel-never = jeszcze nie
panel-silent = Od dawna nie ma kontaktu z Allegro.
panel-lying-files = Pliki, które czekają
panel-waiting-files = Pliki czekające
panel-events = Ostatnie zdarzenia
panel-nothing = Jeszcze nic nie wiadomo: pierwszy przebieg jest przed nami.
panel-needs-you = { $count ->
    [one] Jedno zamówienie czeka na Ciebie
    [few] { $count } zamówienia czekają na Ciebie
    *[other] { $count } zamówień czeka na Ciebie
 }

panel-search = Szukaj (numer zamówienia lub RO, login, NIP, nazwa)
panel-form-large = Formularz jest za duży, więc nic nie zapisano. Wróć i skróć to, co jest w polach.
panel-full = Panel ma teraz za dużo połączeń. Zamknij zbędne karty i odśwież stronę za chwilę.
panel-search-long = Szukany tekst jest za długi. Wpisz najwyżej 200 znaków.
panel-find = Szukaj
panel-all = wszystkie
panel-none = Nie ma zamówień, które by tu pasowały.
panel-next = Następna strona
panel-previous = Poprzednia strona
panel-when = Kupiono
panel-paid = Do zapłaty
panel-changed = Ostatnia zmiana
panel-next-try = Następna próba
panel-file = Plik
panel-order = Zamówienie { $order }
panel-history = Co się działo
panel-decisions = Decyzje przy imporcie
panel-show-xml = Pokaż XML
panel-download = Pobierz plik
panel-order-json = Zamówienie tak, jak je podało Allegro
panel-xml = Plik zamówienia
panel-retry = Spróbuj ponownie
panel-not-retried = Tego zamówienia nie można teraz ponowić: ma już plik albo dokument.
panel-unknown = Program nie zna zamówienia { $order }.

panel-drop-here = Upuść tutaj pliki XML albo je wybierz:
panel-outbox = Wyeksportowane (outbox)
panel-for-optima = czeka, aż wczyta go Optima ({ $kind })
panel-inbox = Do importu (inbox)
panel-errors = Odrzucone
panel-duplicates = Powtórzone
panel-hand-over = Przekaż do importu
panel-give-back = Wstrzymaj
panel-again = Importuj ponownie
panel-no-files = Nie ma plików.
panel-and-more = … i jeszcze { $count }.
panel-failed = Nie udało się. Odśwież stronę i spróbuj ponownie.
panel-not-xml = To nie jest plik XML z dokumentem. Program przyjmuje tylko pliki .xml.
panel-too-large = Plik jest za duży: program przyjmuje najwyżej { $max } MiB.
panel-taken = Plik o tej nazwie i innej treści już czeka na import. Zmień nazwę pliku.
panel-received = przyjęty do importu

panel-mappings-how = Tabele mówią, co w Optimie odpowiada wartościom z Allegro. To te same pliki CSV, które można otworzyć w Excelu.
panel-table-title = Tabela { $file }
panel-table = Treść tabeli (kolumny oddzielone średnikiem)
panel-columns = Kolumny: { $columns }
panel-row = Wiersz pliku { $row }:
panel-save = Zapisz

panel-from = Od
panel-to = Do
panel-show = Pokaż
panel-csv = Pobierz dla Excela
panel-day = Dzień
panel-currency = Waluta
panel-orders-count = Zamówienia
panel-in-optima = W Optimie
panel-missing = Brakuje w Optimie
panel-undone = Anulowane po imporcie
panel-sum-orders = Wartość zamówień
panel-sum-optima = Z tego w Optimie
panel-sum-missing = Różnica

panel-folder = Folder
panel-since = Działa od
panel-settings = Ustawienia

panel-open = Panel w przeglądarce: { $address } (otwiera go polecenie „allegro-optima panel”)
panel-opened = Panel jest w przeglądarce.
panel-address = Panel, dla jednej przeglądarki, raz, w ciągu dwóch minut: { $address }
PAN-001 = Panel nie może się otworzyć pod adresem { $address }: { $why }. Program pracuje dalej bez panelu.
    .todo = Sprawdź, czy ten port nie jest zajęty, albo podaj inny: „allegro-optima run --listen 127.0.0.1:8426”. Panel otwiera się tylko na tym komputerze (127.0.0.1).
PAN-002 = W folderze { $dir } nie pracuje żaden program, więc nie ma panelu do otwarcia.
    .todo = Uruchom program: kliknij go dwa razy albo wpisz „allegro-optima” bez polecenia. Panel otworzy się sam. Jeśli program pracuje w innym folderze, podaj go: „allegro-optima --dir FOLDER panel”.
PAN-003 = Program w folderze { $dir } pracuje bez panelu: dopiero się uruchamia, działa jako „watch” albo port panelu był zajęty.
    .todo = Poczekaj chwilę i spróbuj ponownie. Jeśli to nie pomoże, zatrzymaj go i uruchom „allegro-optima” bez polecenia; jeśli powie, że port jest zajęty, uruchom „allegro-optima run --listen 127.0.0.1:8426”.
PAN-004 = Brak praw: panel może otworzyć tylko ten, kto może zapisywać w folderze { $dir }.
    .todo = Otwórz panel na koncie systemu, na którym zainstalowano program, albo poproś administratora o prawo zapisu w tym folderze.
panel-listen = Gdzie otworzyć panel na tym komputerze [domyślnie: 127.0.0.1:8425]

panel-ignore = Pomijaj to zamówienie
panel-not-ignored = Tego zamówienia nie można pominąć: ma już plik do importu albo dokument.
panel-document-head = Dokument w Optimie
panel-document-gone = W Optimie nie ma już tego dokumentu. Ktoś go usunął albo przywrócono starszą kopię bazy.
panel-loading = Odczytywanie z Optimy…
panel-payer = Płatnik
panel-recipient = Odbiorca
panel-payment = Płatność
panel-warehouse = Magazyn
panel-description = Opis
panel-attributes = Atrybuty
panel-line = Pozycja
panel-quantity = Ilość
panel-price = Cena
panel-rate = VAT
panel-net = Netto
panel-gross = Brutto
panel-order-read = Zamówienie z Allegro
panel-buyer = Kupujący
panel-delivery = Dostawa
panel-show-raw = Pokaż XML bez zmian
panel-file-gone = Tego pliku już tam nie ma: wziął go program albo ktoś go przeniósł. Odśwież stronę.

panel-tables-payments = Formy płatności
panel-tables-deliveries = Sposoby dostawy
panel-tables-products = Towary
panel-tables-sets = Zestawy
panel-tables-services = Usługi dodatkowe
panel-tables-rates = Kursy walut
panel-tables-oss = Stawki VAT innych krajów
panel-lacking = { $count ->
    [one] brakuje jednego wiersza
    [few] brakuje { $count } wierszy
    *[other] brakuje { $count } wierszy
 }
panel-rows-how = Kolumny z gwiazdką muszą być wypełnione. Aby usunąć wiersz, wyczyść jego pola. Wiersze z plusem to wartości z prawdziwych zamówień, których w tabeli nie ma: wypełnij brakujące pola, a zostaną dodane.
panel-table-text = Edytuj jako tekst
panel-table-changed = Plik { $file } zmienił się po otwarciu tej strony, na przykład w Excelu.
    .todo = Poniżej jest to, co wpisano tutaj. Zapisz jeszcze raz, aby zastąpić tym plik, albo otwórz stronę ponownie, aby zobaczyć plik.
panel-lacking-away = Nie można teraz odczytać kartotek z Optimy, więc podpowiedzi może być za dużo.
panel-choices-away = Nie można teraz odczytać list z Optimy; wartości można wpisać ręcznie.
panel-met = { $count ->
    [one] w jednym zamówieniu
    *[other] w { $count } zamówieniach
 }
panel-met-refused = { $count ->
    [one] odrzucone jedno zamówienie
    [few] odrzucone { $count } zamówienia
    *[other] odrzuconych { $count } zamówień
 }

panel-rates = Stawki VAT
panel-rates-how = Z tabelek VAT dokumentów, które są teraz w Optimie.
panel-rates-of-lines = Z pozycji dokumentów, bo program nie ma prawa czytać ich tabelek VAT: VAT może się o grosze różnić od tego w Optimie. Brakujące prawo podaje polecenie „doctor”.
panel-vat = VAT
panel-differences = Różnice
panel-no-differences = Każde zamówienie z tego okresu, które ma dokument, ma w Optimie dokument na tę samą kwotę.
panel-print = Drukuj

panel-doctor = Sprawdź ustawienia i połączenia
panel-doctor-looks = Sprawdzanie…
panel-bundle = Pobierz paczkę dla pomocy technicznej
panel-bundle-how = Paczka zawiera ustawienia, stan i kody problemów. Nie ma w niej danych osobowych, haseł ani tokenów.
panel-from-file = z pliku
panel-from-account = z konta { $alias }
panel-from-company = z firmy { $name }
panel-from-default = domyślne
panel-from-environment = ze zmiennej środowiska { $name }
panel-from-nowhere = brak

panel-account = Konto { $alias }
panel-nobody = Nikt się jeszcze nie zalogował.
panel-log-in = Zaloguj do Allegro
panel-login-until = Zalogowano do { $day }.
panel-login-asking = Czekaj na odpowiedź Allegro…
panel-login-code = Otwórz stronę Allegro i potwierdź kod { $code }. Zaloguj się tam na konto sprzedawcy.
panel-login-open = Otwórz Allegro
panel-login-qr = Kod QR z adresem strony Allegro
panel-login-is-it = Czy to właściwe konto: { $login } ({ $company }, NIP { $nip })?
panel-login-yes = Tak, to ono
panel-login-no = Nie
panel-login-done = Zalogowano. Program będzie pobierać zamówienia z tego konta.

panel-company = Firma
panel-handoff-auto = Program sam bierze pliki z folderów outbox i inbox (ustawienie handoff = "auto"). Aby najpierw je sprawdzać, ustaw handoff = "manual".
panel-handoff-manual = Program importuje tylko pliki z folderu inbox (ustawienie handoff = "manual"). Wyeksportowane pliki czekają, aż je przekażesz.
panel-log = Dziennik
panel-log-file = Plik dziennika
panel-log-none = Nie ma pliku dziennika.

panel-last-run = Ostatni przebieg
panel-last-run-did = zapisane pliki: { $exported }; zamówienia, które teraz czekają: { $waiting }, są odrzucone: { $errors }
panel-since-start = Od uruchomienia
panel-since-start-did = dokumenty: { $imported }, powtórzone: { $duplicates }, odrzucone: { $errors }
panel-no-page = Nie ma takiej strony. Wybierz stronę z menu.
panel-stop = Zatrzymaj program
panel-stop-how = Program skończy plik, nad którym pracuje, i zakończy działanie. Zamówienia nie będą pobierane, dopóki nie uruchomisz go ponownie.
panel-stopped = Program kończy pracę. Tę kartę można zamknąć.
panel-open-only = Tylko czekające na Ciebie
panel-waits = Czekają na Ciebie
panel-decide-done = Załatwione
panel-decide-again = Zrób jeszcze raz
panel-decide-elsewhere = Wprowadzone inną drogą
panel-decide-number = Numer dokumentu (jeśli go znasz)
panel-decide-meant-so = Tak ma być
panel-decide-restore = Przywróć
panel-decide-other-sum = Wprowadź mimo to
panel-matter-opened = czeka na Ciebie:
panel-matter-closed = już nieaktualne:
panel-matter-done = załatwione przez człowieka:
panel-notices-on = Powiadomienia na pulpicie: włączone
panel-notices-off = Powiadomienia na pulpicie: wyłączone
panel-notices-blocked = Przeglądarka blokuje powiadomienia tej strony
panel-all-orders = Wszystkie zamówienia
