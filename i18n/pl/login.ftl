### Logowanie do Allegro: polecenia „login” i „accounts”.

LGN-001 = Konto { $alias } nie ma w ustawieniach Client ID aplikacji.
    .todo = Zarejestruj własną aplikację według podanych kroków i wpisz jej Client ID jako client_id w części [accounts.{ $alias }] pliku allegro-optima.toml.
LGN-002 = Brak klucza Client Secret aplikacji dla konta { $alias }.
    .todo = Ustaw zmienną środowiska ALLEGRO_CLIENT_SECRET (albo { $variable } tylko dla tego konta), albo zapisz klucz w pliku { $common } (lub { $own }), którego nie mogą czytać inni (w Linuksie: chmod 600).
LGN-003 = Nie ma kogo zapytać, czy to właściwe konto: polecenie nie działa w oknie terminala.
    .todo = Uruchom „login” w terminalu albo dodaj --yes, jeśli na pewno logujesz właściwe konto.
LGN-004 = Konto nie zostało potwierdzone, więc nic nie zapisano. Poprzednie logowanie, jeśli było, działa dalej.
    .todo = Wyloguj się w przeglądarce z Allegro, zaloguj na właściwe konto i uruchom „login” jeszcze raz.
    .panel = Wyloguj się w przeglądarce z Allegro, zaloguj tam na właściwe konto i naciśnij „Zaloguj do Allegro” jeszcze raz.
LGN-005 = W ustawieniach jest kilka kont: { $names }.
    .todo = Podaj, które zalogować: allegro-optima login NAZWA.
LGN-006 = Logowanie wygaśnie { $until }, jeśli nikt go wcześniej nie użyje.
    .todo = Uruchom „accounts --renew” albo „export”; logowanie przedłuży się wtedy o trzy miesiące.
    .panel = Wystarczy pobrać zamówienia: logowanie przedłuży się wtedy o trzy miesiące. Możesz też zalogować konto już teraz.

login-guide = Program łączy się z Allegro przez Twoją własną aplikację. Zakłada się ją raz, bezpłatnie, w pięciu krokach:
    {"  "}1. Wejdź na { $page } i zaloguj się kontem sprzedawcy (konto musi mieć włączone logowanie dwustopniowe).
    {"  "}2. Wybierz „Zarejestruj nową aplikację” i nadaj jej nazwę { $application } (inną wpisz w ustawieniach: [allegro] application).
    {"  "}3. Jako rodzaj wybierz aplikację działającą w środowisku bez przeglądarki lub klawiatury (device). Rodzaju nie da się potem zmienić.
    {"  "}4. Zaznacz uprawnienia do odczytu: zamówienia, dane konta (profil) i oferty. Zapisu program nie potrzebuje.
    {"  "}5. Client ID wpisz w allegro-optima.toml jako client_id. Client Secret podaj w zmiennej ALLEGRO_CLIENT_SECRET albo w pliku state/client-secret. Potem uruchom „login” ponownie.
    Client Secret nie opuszcza tego komputera inaczej niż w zapytaniach do Allegro.
login-open = Otwórz w przeglądarce (na dowolnym urządzeniu, zalogowanej na konto sprzedawcy):
    {"  "}{ $address }
    Kod: { $code }
    Czekam na zgodę…
login-seller = Zalogowano jako: { $login }, firma: { $company }, NIP: { $nip } ({ $environment })
login-ask = Czy to właściwe konto? [t/N]
login-done = Konto { $alias } jest zalogowane. Logowanie jest ważne do { $until } i przedłuża się samo przy każdej pracy programu.
login-wait = Allegro: czekam { $seconds } s przed następnym zapytaniem…
environment-production = allegro.pl
environment-sandbox = środowisko testowe Allegro

accounts-head = Konto { $alias } ({ $environment })
accounts-seller = {"  "}login: { $login }, firma: { $company }, NIP: { $nip }
accounts-access = {"  "}dostęp do: { $until } (odnawia się sam)
accounts-login = {"  "}logowanie ważne do: { $until }
accounts-scopes = {"  "}uprawnienia: { $scopes }

help-login = Loguje konto do Allegro (kod potwierdzany w przeglądarce)
help-accounts = Pokazuje, które konta są zalogowane i do kiedy
arg-login-alias = Nazwa konta z ustawień [domyślnie: jedyne]
arg-login-yes = Bez pytania, czy to właściwe konto
arg-renew = Odnów logowania, które tego potrzebują
