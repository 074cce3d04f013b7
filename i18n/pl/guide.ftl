# Przewodnik: sześć kroków od pustego folderu do pierwszego dokumentu.

guide-title = Przewodnik: ustawienie programu
guide-welcome = Sześć kroków dzieli Cię od pierwszego dokumentu w Optimie. Każdy krok zapisuje się od razu. Możesz przerwać w każdej chwili i wrócić, kiedy chcesz.
guide-folder = Ustawienia, pliki i dane programu leżą w folderze { $dir }.
guide-steps = Kroki przewodnika
guide-step = Krok { $number } z 6: { $name }
guide-firm = Twoja firma
guide-allegro = Allegro
guide-optima = Optima
guide-documents = Dokumenty
guide-tables = Dostawy, płatności, towary
guide-start = Od którego dnia
guide-done = gotowe
guide-open = przed Tobą
guide-begin = Zacznij
guide-go-on = Wróć do kroku: { $step }
guide-later = Później
guide-later-how = Otworzy się pulpit. Do przewodnika wrócisz z pulpitu albo ze strony „Ustawienia”.
guide-unfinished = Program nie jest jeszcze ustawiony, więc nie pobiera zamówień.
guide-waits = Konto { $alias } jeszcze nie pracuje: dokończ jego ustawianie i wybierz dzień, od którego mają być zamówienia.
guide-open-it = Otwórz przewodnik
guide-back = Wszystkie kroki
guide-to-next = Dalej: { $step }
guide-anyway = Przejdź dalej mimo to
guide-save = Zapisz
guide-save-and-look = Zapisz i sprawdź
guide-saved = Zapisano.
guide-check = Sprawdź teraz
guide-red = Jeszcze coś jest do poprawienia:
guide-found = Co sprawdzono i jest w porządku

guide-firm-how = Te dane trafią do każdego dokumentu jako sprzedawca.
guide-nip-how = Dziesięć cyfr, z myślnikami albo bez. Program sprawdzi cyfrę kontrolną.
guide-firm-open = Brakuje danych firmy albo NIP jest błędny.
    .todo = Wypełnij pola i zapisz.
guide-firm-good = Nazwa, NIP i adres firmy są w porządku.
guide-no-name = Brakuje nazwy firmy.
    .todo = Wpisz ją tak, jak stoi na Twoich dokumentach.
guide-wrong-nip = „{ $nip }” to nie jest NIP: ma on dziesięć cyfr, a ostatnia sprawdza pozostałe.
    .todo = Przepisz NIP z dokumentów firmy.
guide-no-address = Brakuje kodu pocztowego albo miejscowości.
    .todo = Wpisz adres firmy.

guide-app-head = Jak zarejestrować własną aplikację na Allegro (raz, bezpłatnie)
guide-app-one = Otwórz tę stronę i zaloguj się kontem sprzedawcy (konto musi mieć włączone logowanie dwustopniowe):
guide-app-two = Wybierz „Zarejestruj nową aplikację” i nadaj jej tę nazwę:
guide-app-three = Jako rodzaj wybierz aplikację działającą w środowisku bez przeglądarki lub klawiatury. Rodzaju nie da się potem zmienić.
guide-app-four = Zaznacz uprawnienia do odczytu: zamówienia, dane konta (profil) i oferty. Zapisu program nie potrzebuje.
guide-app-five = Allegro pokaże „Client ID” i „Client Secret”. Skopiuj je i wklej poniżej.
guide-name-how = Ta sama nazwa, którą nadano aplikacji na Allegro.
guide-id-how = Wklej „Client ID” ze strony aplikacji na Allegro.
guide-secret = Client Secret
guide-secret-how = Wklej „Client Secret”. Trafi do pliku, który czyta tylko właściciel, i nie będzie nigdzie pokazany.
guide-password-how = Hasło tego użytkownika SQL Server. Trafi do pliku, który czyta tylko właściciel, i nie będzie nigdzie pokazane.
guide-secret-at = Jest już zapisane ({ $at }). Wpisz tylko wtedy, gdy ma się zmienić.
guide-no-id = Brakuje Client ID.
    .todo = Skopiuj je ze strony aplikacji na Allegro i wklej w pole „Client ID”.
guide-no-secret = Brakuje Client Secret.
    .todo = Skopiuj go ze strony aplikacji na Allegro i wklej w pole „Client Secret”.
guide-login = Logowanie
guide-login-how = Program poprosi Allegro o kod. Potwierdzisz go na stronie Allegro, zalogowany na konto sprzedawcy, na tym komputerze albo na telefonie.
guide-allegro-open = Brakuje danych aplikacji.
    .todo = Zarejestruj ją na Allegro i wklej „Client ID” i „Client Secret”.
guide-not-logged-in = Nikt się jeszcze nie zalogował do Allegro.
    .todo = Zaloguj się w kroku „Allegro”.
guide-allegro-good = Konto jest zalogowane.
guide-account-more = Dodaj kolejne konto albo firmę
guide-account-alias = Krótka nazwa konta
guide-account-alias-how = Do 20 znaków: litery bez polskich znaków, cyfry, myślnik. Trafi do nazw plików i do numeru zamówienia w Optimie, a konta na Allegro nie zmienia.
guide-account-company = Firma (baza Optimy)
guide-account-company-how = Wybierz firmę z listy albo wpisz krótką nazwę nowej: dostanie własną bazę i własne dane sprzedawcy.
guide-account-add = Dodaj konto
guide-bad-name = Nazwa „{ $name }” nie może być użyta.
    .todo = Wpisz do 20 znaków: litery bez polskich znaków, cyfry, myślnik lub podkreślenie, bez spacji.
guide-same-name = Nazwa „{ $name }” jest już zajęta.
    .todo = Wpisz inną.

guide-optima-how = Zacznij od bazy próbnej, jeśli chcesz najpierw zobaczyć, jak to działa. Na bazę firmową przejdziesz tu kiedy indziej.
guide-engine-which = Dokąd mają trafiać dokumenty?
guide-engine-sandbox = Do bazy próbnej w pliku: ma tabele Optimy, ale nie jest Optimą
guide-engine-server = Do bazy Optimy na serwerze SQL
guide-server = Dane serwera
guide-server-how = Komputer z bazą, na przykład SERWER\OPTIMA albo 192.168.0.5,1433. Nazwę widać w Optimie na pasku u dołu okna i w oknie logowania do serwera.
guide-login-sql = loginem i hasłem serwera SQL
guide-login-windows = kontem Windows
guide-password = Hasło
guide-encrypt-required = szyfrowane, certyfikat serwera sprawdzany
guide-encrypt-trust = szyfrowane, każdy certyfikat przyjmowany
guide-encrypt-off = bez szyfrowania (serwer na tym samym komputerze)
guide-find = Znajdź serwery i bazy
guide-find-how = Najpierw serwery w sieci; gdy wpiszesz serwer, login i hasło, także bazy na nim. Niczego nie zapisuje.
guide-found-servers = Znalezione serwery:
guide-found-bases = Bazy na tym serwerze:
guide-base-which = Czym jest ta baza?
guide-base-test = To baza testowa
guide-base-real = To prawdziwa baza firmowa i mam jej kopię zapasową
guide-which-base = Nie wiadomo, czy to baza testowa, czy prawdziwa.
    .todo = Zaznacz jedno z dwojga. Zapis z pominięciem Optimy nie jest wspierany przez jej producenta: najpierw baza testowa, a przed prawdziwą kopia zapasowa.
guide-grants = Skrypt z prawami dla administratora serwera
guide-grants-how = Zaznacz, skopiuj i uruchom w bazie firmowej jako administrator. Nazwy są już wpisane; hasło wpisz w skrypcie i tutaj to samo.
guide-optima-open = Nie wybrano jeszcze bazy albo brakuje hasła do niej.
    .todo = Wybierz ją w kroku „Optima” i zapisz.
guide-optima-good = Baza odpowiada i program ma w niej wszystkie potrzebne prawa.

guide-documents-how = Wybierz z tego, co jest w Optimie: listy rozwijają się w polach. Puste pole znaczy „zwykłe” albo „żadne”.
guide-defaults = Gdy tabele nie mówią inaczej
guide-pattern-how = Numer rezerwacji zapisanej w Optimie ręcznie, na przykład RO/12/2026. Z niej program bierze wartości, których sam nie zna. Wybierz z ostatnich albo zostaw puste.
guide-documents-good = Wszystko, co tu wybrano, jest w Optimie.

guide-tables-seen = { $count ->
    [one] Przejrzano jedno zamówienie z ostatnich 30 dni.
    [few] Przejrzano { $count } zamówienia z ostatnich 30 dni.
   *[other] Przejrzano { $count } zamówień z ostatnich 30 dni.
}
guide-tables-none = Tabele mają wszystko, czego te zamówienia potrzebują.
guide-tables-how = Tego nie ma jeszcze w tabelach. Przy każdym jest propozycja z Optimy, jeśli się znalazła. Zmień ją, jeśli nie pasuje; zapisane zostanie to, co zaznaczysz.
guide-goods-how = Wpisz kod, początek nazwy albo EAN: pasujące kartoteki pokażą się pod polem. Czego tu nie wskażesz, poczeka na pulpicie.
guide-wanted = { $count ->
    [one] Potrzebne w jednym zamówieniu.
   *[other] Potrzebne w { $count } zamówieniach.
}
guide-refused = Bez tego dokument nie powstanie.
guide-tick = zapisz
guide-accept = Zapisz zaznaczone
guide-tables-good = Wszystko, co wymieniają tabele, jest w Optimie.

guide-start-how = Program zacznie pobierać zamówienia po naciśnięciu „Zaczynaj”. Wcześniej nic nie trafi do Optimy.
guide-counts = Tyle zamówień zmieniło się na Allegro
guide-whence = Które zamówienia mają trafić do Optimy?
guide-since-now = Tylko nowe, od teraz
guide-since-day = Także wcześniejsze, od dnia:
guide-on-day = Dzień
guide-go = Zaczynaj
guide-begun = To konto już pracuje: program pobiera z niego zamówienia.
guide-tried = Próba na dziesięciu ostatnich zamówieniach
guide-tried-how = Tak wyglądałyby dokumenty. Nic z tego nie zostało zapisane.
guide-not-tried = W ostatnich 30 dniach nie było zamówień.
guide-stays = Dokument nie powstanie:
