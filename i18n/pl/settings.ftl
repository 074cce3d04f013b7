# Plik ustawień allegro-optima.toml.

SET-001 = Brak pliku ustawień { $path }.
    .todo = Uruchom „allegro-optima init” w tym folderze albo wskaż folder opcją --dir.
SET-002 = Nie można odczytać pliku ustawień { $path }: { $why }
    .todo = Sprawdź, czy konto, na którym działa program, ma prawo odczytu tego pliku.
SET-003 = { $path } nie może być plikiem ustawień: { $why }
    .todo = { $todo }
SET-004 = Błąd w ustawieniach { $path }, wiersz { $line }, kolumna { $column }: { $why }
    .field = { $why }
    .todo = { $todo }
SET-005 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie jest stawką VAT.
    .field = „{ $value }” nie jest stawką VAT. Wpisz na przykład 23, 8, 5, 0, zw albo np.
    .todo = Wpisz na przykład "23", "8", "5", "0", "zw" albo "np".
SET-006 = Wiersz { $line }, kolumna { $column }: „{ $name }” nie może być nazwą konta ani firmy.
    .todo = Użyj od 1 do 20 liter bez polskich znaków i spacji, cyfr, - i _.
SET-007 = Wiersz { $line }, kolumna { $column }: konto { $alias } wskazuje firmę { $company }, której nie ma w ustawieniach.
    .field = Nie ma firmy „{ $company }”. Wybierz firmę z listy.
    .todo = { $near ->
        [none] Dodaj część [companies.{ $company }] albo popraw company w części [accounts.{ $alias }].
       *[other] Może chodziło o company = "{ $near }"? Ważne są też małe i wielkie litery. Jeśli to inna firma, dodaj część [companies.{ $company }].
    }
SET-008 = Wiersz { $line }, kolumna { $column }: konto { $alias } nie mówi, do której firmy trafiają jego zamówienia, a firm jest kilka.
    .field = Firm jest kilka: wybierz tę, do której trafiają zamówienia tego konta.
    .todo = Dopisz company = "NAZWA" w części [accounts.{ $alias }].
SET-009 = Wiersz { $line }, kolumna { $column }: wartość files.max_size_mib = { $value } jest poza zakresem od 1 do 1024.
    .field = Wpisz liczbę od 1 do 1024, na przykład 16.
    .todo = Wpisz liczbę z tego zakresu, na przykład 16.
SET-010 = Wiersz { $line }, kolumna { $column }: „{ $value }” w części { $part } nie jest godziną.
    .field = „{ $value }” nie jest godziną. Wpisz na przykład 06:00.
    .todo = Wpisz godzinę od "00:00" do "23:59", na przykład daily_at = ["06:00", "18:30"].
SET-011 = Wiersz { $line }, kolumna { $column }: „{ $value }” w części { $part } nie jest dniem tygodnia.
    .field = „{ $value }” nie jest dniem tygodnia. Wpisz na przykład pn, wt, śr, czw, pt; puste znaczy: każdy dzień.
    .todo = Wpisz na przykład weekdays = ["pn", "wt", "śr", "czw", "pt"] albo zostaw pustą listę: każdy dzień.
SET-012 = Wiersz { $line }, kolumna { $column }: „{ $value }” w części { $part } nie jest zakresem godzin.
    .field = „{ $value }” nie jest zakresem godzin. Wpisz na przykład 07:00-20:00; puste znaczy: cała doba.
    .todo = Wpisz na przykład hours = "07:00-20:00" albo zostaw puste: cała doba.
SET-013 = Wiersz { $line }, kolumna { $column }: every_minutes = { $value } w części { $part } to więcej niż doba.
    .field = To więcej niż doba. Wpisz najwyżej 1440 minut albo 0, jeśli nie co ileś minut.
    .todo = Wpisz najwyżej 1440 minut, 0, jeśli nie co ileś minut, albo podaj godziny w daily_at.
SET-014 = Wiersz { $line }, kolumna { $column }: w części { $part } godzina { $time } leży poza zakresem { $hours }, więc nigdy nie nadejdzie.
    .field = Godzina { $time } leży poza zakresem { $hours }, więc nigdy nie nadejdzie. Zmień godzinę albo zakres.
    .todo = Zmień daily_at albo hours.
SET-015 = Wiersz { $line }, kolumna { $column }: wartość watch.scan_seconds = { $value } jest poza zakresem od 1 do 3600.
    .field = Wpisz liczbę sekund od 1 do 3600, na przykład 10.
    .todo = Wpisz liczbę sekund z tego zakresu, na przykład 10.
SET-016 = Wiersz { $line }, kolumna { $column }: wartość log.keep_days = { $value } jest poza zakresem od 0 do 3660.
    .field = Wpisz liczbę dni od 0 do 3660, na przykład 30; 0 wyłącza zapisywanie.
    .todo = Wpisz, przez ile dni trzymać dziennik, na przykład 30; 0 wyłącza zapisywanie.
SET-017 = Wiersz { $line }, kolumna { $column }: wartość retention.days = { $value } jest poza zakresem od 7 do 3660.
    .field = Wpisz liczbę dni od 7 do 3660, na przykład 90; 0 znaczy: nigdy nie usuwaj.
    .todo = Wpisz liczbę dni z tego zakresu, na przykład 90; 0 znaczy: nigdy nie usuwaj.
SET-018 = Wiersz { $line }, kolumna { $column }: w części [email] jest serwer, a brakuje „{ $key }”.
    .field = Jest serwer poczty, a tu nic nie wpisano. Wpisz adres albo wyczyść pole serwera, jeśli listy mają nie wychodzić.
    .todo = Wpisz adres nadawcy (from = "sklep@firma.pl") i odbiorców (to = ["ja@firma.pl"]) albo usuń server, jeśli listy mają nie wychodzić.
SET-019 = Wiersz { $line }, kolumna { $column }: „{ $value }” w części [email] nie jest adresem e-mail.
    .field = „{ $value }” nie jest adresem e-mail. Wpisz sam adres, na przykład ja@firma.pl.
    .todo = Wpisz sam adres, bez nazwiska i nawiasów, na przykład "ja@firma.pl".
SET-020 = Wiersz { $line }, kolumna { $column }: „{ $value }” w części [email] nie jest godziną.
    .field = „{ $value }” nie jest godziną. Wpisz na przykład 07:30 albo zostaw puste, jeśli podsumowania mają nie wychodzić.
    .todo = Wpisz godzinę od "00:00" do "23:59", na przykład daily_at = "07:30", albo "", jeśli podsumowania mają nie wychodzić.
SET-021 = Wiersz { $line }, kolumna { $column }: część „{ $key }” nie może stać w [{ $part }].
    .todo = Przenieś ją na początek, jako [{ $key }]: jest jedna dla wszystkich firm i kont.
SET-022 = Wiersz { $line }, kolumna { $column }: część „{ $key }” nie może stać w [{ $part }].
    .todo = Przenieś ją do firmy tego konta, jako [companies.NAZWA.{ $key }], albo na początek, jako [{ $key }].
SET-023 = Wiersz { $line }, kolumna { $column }: w [{ $part }] nie może być counted_from = "net": od netto liczą się tylko dokumenty firm.
    .field = Od cen netto można liczyć tylko dokumenty firm. Wybierz ceny brutto.
    .todo = Usuń ten wiersz albo przenieś go do documents.firm.
SET-040 = Wiersz { $line }, kolumna { $column }: { $placeholder } w ustawieniu { $key } nie jest niczym, co można tu wstawić.
    .field = Tu nie można wstawić { $placeholder }. Można {"{"}kod{"}"}, {"{"}oferta{"}"}, {"{"}ean{"}"} albo {"{"}nazwa{"}"}.
    .todo = Wpisz {"{"}kod{"}"}, {"{"}oferta{"}"}, {"{"}ean{"}"} albo {"{"}nazwa{"}"}; innych nawiasów klamrowych wzór mieć nie może.
SET-041 = Wiersz { $line }, kolumna { $column }: wzór kodu „{ $value }” w ustawieniu { $key } jest taki sam dla każdego towaru, więc różne towary trafiłyby na jedną kartę.
    .field = „{ $value }” byłoby kodem każdego towaru, więc różne towary trafiłyby na jedną kartę. Wpisz we wzorze {"{"}kod{"}"}, {"{"}oferta{"}"} albo {"{"}ean{"}"}.
    .todo = Wpisz we wzorze {"{"}kod{"}"}, {"{"}oferta{"}"} albo {"{"}ean{"}"}, na przykład code = "{"{"}kod{"}"}".
SET-042 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie zmieści się w Optimie, ma znaki, których Optima nie zapisze, albo jest puste.
    .field = „{ $value }” nie zmieści się w Optimie, ma znaki, których Optima nie zapisze, albo jest puste. Kod i grupa mają najwyżej 50 znaków, jednostka 20.
    .todo = Wpisz wzór kodu (razem z tym, co się tu wstawi, najwyżej 50 znaków, bez tabulatorów i innych znaków sterujących), jednostkę (najwyżej 20 znaków, na przykład "szt.") albo kod grupy (najwyżej 50 znaków; bez grupy: "").
SET-028 = Wiersz { $line }, kolumna { $column }: „{ $pattern }” w { $key } nie zawiera { "{id}" } ani { "{uuid}" }, więc jedna RO z takim numerem byłaby dokumentem każdego zamówienia.
    .field = We wzorze „{ $pattern }” brakuje { "{id}" } albo { "{uuid}" }: jedna RO byłaby dokumentem każdego zamówienia.
    .todo = Dopisz { "{id}" } (pierwsze osiem znaków numeru zamówienia) albo { "{uuid}" } (cały numer), na przykład "BL-{ "{id}" }", albo usuń ten wzór: RO z całym numerem zamówienia program rozpoznaje i bez niego.
SET-029 = Wiersz { $line }, kolumna { $column }: wzór „{ $pattern }” w { $key } ma { $unknown }, czego program nie zna.
    .field = Program nie zna { $unknown }. Użyj { "{id}" }, { "{uuid}" } albo { "{konto}" }, a w numerze zamówienia także { "{login}" }.
    .todo = Użyj { "{id}" }, { "{uuid}" } albo { "{konto}" }, a w foreign_number także { "{login}" }.
SET-030 = Wiersz { $line }, kolumna { $column }: firma { $company } ma bazę na SQL Serverze, a nie podano „{ $key }”.
    .field = Przy bazie na SQL Serverze to pole jest potrzebne.
    .todo = Wpisz w części [companies.{ $company }]: server, database (nazwa bazy firmowej, np. CDN_FIRMA) i user.
SET-031 = Wiersz { $line }, kolumna { $column }: „{ $server }” w ustawieniach firmy { $company } nie jest adresem SQL Servera.
    .field = „{ $server }” nie jest adresem SQL Servera. Wpisz go jak w Optimie: SERWER, SERWER\INSTANCJA albo SERWER,PORT.
    .todo = Wpisz go jak w Optimie: SERWER, SERWER\INSTANCJA albo SERWER,PORT. W pliku ustawień użyj apostrofów: server = 'SERWER\OPTIMA'.
SET-032 = Firmy { $first } i { $second } mają w ustawieniach tę samą bazę ({ $base }).
    .todo = Każda firma musi mieć własną bazę. Jeśli to jedna firma, usuń jedną z części [companies] i wpisz drugą nazwę w jej kontach (accounts, company).
SET-043 = Wiersz { $line }, kolumna { $column }: { $key } = { $value } jest poza zakresem od { $min } do { $max }.
    .field = Wpisz liczbę od { $min } do { $max }.
    .todo = Wpisz liczbę od { $min } do { $max }.
SET-044 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } jest za długie: mieści się tu najwyżej { $max } znaków.
    .field = Za długie: mieści się tu najwyżej { $max } znaków.
    .todo = Skróć tę wartość. Symbole i nazwy mają być takie jak w Optimie.
SET-045 = Wiersz { $line }, kolumna { $column }: w ustawieniu { $key } nic nie ma.
    .field = Nic tu nie wpisano. Wpisz wartość albo zaznacz, że ma obowiązywać domyślna.
    .todo = Wpisz wartość albo usuń to, co puste: wtedy obowiązuje wartość domyślna.
SET-046 = Wiersz { $line }, kolumna { $column }: „{ $value }” jest na liście { $key } drugi raz.
    .field = „{ $value }” jest na tej liście drugi raz. Zostaw jeden wiersz.
    .todo = Zostaw je na liście jeden raz.
SET-047 = Wiersz { $line }, kolumna { $column }: zakres godzin „{ $value }” w części { $part } kończy się o tej samej godzinie, o której się zaczyna.
    .field = Zakres „{ $value }” kończy się o tej samej godzinie, o której się zaczyna. Cała doba to puste pole.
    .todo = Wpisz dwie różne godziny, na przykład hours = "07:00-20:00". Cała doba to hours = "00:00-24:00" albo hours = "".
SET-048 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie jest adresem.
    .field = „{ $value }” nie jest adresem. Zostaw puste: adresy Allegro program zna sam.
    .todo = Usuń ten wiersz: adresy Allegro program zna sam. Adres symulatora wpisz w całości, na przykład "http://127.0.0.1:8080".
SET-049 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie jest numerem Client ID: ma odstępy albo obce znaki.
    .field = „{ $value }” to nie Client ID: ma odstępy albo obce znaki. Skopiuj go jeszcze raz ze strony apps.developer.allegro.pl.
    .todo = Skopiuj Client ID jeszcze raz ze strony apps.developer.allegro.pl i wklej bez spacji.
SET-050 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie jest kodem kraju.
    .field = „{ $value }” nie jest kodem kraju. Wpisz dwie litery; firma z Polski ma PL.
    .todo = Wpisz dwie litery; firma z Polski ma "PL".
SET-051 = Wiersz { $line }, kolumna { $column }: kod „{ $value }” w ustawieniu { $key } ma znaki, których Optima nie zapisze.
    .field = Kod „{ $value }” ma znaki, których Optima nie zapisze. Wpisz go tak, jak stoi w cenniku Optimy.
    .todo = Wpisz kod usługi dokładnie tak, jak stoi w Optimie (Ogólne › Cennik).
SET-052 = Wiersz { $line }, kolumna { $column }: { $key } = { $value } nic nie zmienia, bo { $other } = { $now }.
    .todo = Jeśli ma działać, wpisz { $other } = { $needed }. Jeśli nie, usuń ten wiersz.
SET-053 = Wiersz { $line }, kolumna { $column }: definition = "{ $symbol }" to zwykle schemat innych dokumentów, a kind mówi: { $kind }. Jeśli Optima nie ma takiego schematu dla tego rodzaju, zatrzyma każde zamówienie.
    .todo = Wpisz definition = "": program weźmie wtedy zwykły schemat tego rodzaju ({ $own }). Albo wpisz symbol swojego schematu.
SET-054 = Wiersz { $line }, kolumna { $column }: w części { $part } nie ma żadnej godziny ani przerwy, więc zamówienia nigdy nie pobiorą się same.
    .todo = Wpisz na przykład every_minutes = 15. Jeśli zamówienia mają się pobierać tylko przyciskiem albo poleceniem „sync”, nic nie zmieniaj.
SET-055 = Wiersz { $line }, kolumna { $column }: { $key } = true nic nie zmienia, bo na liście description nie ma "{ $entry }".
    .todo = Dopisz "{ $entry }" do listy description w części [fields] albo usuń ten wiersz.
SET-056 = Wiersz { $line }, kolumna { $column }: firma { $company } ma login = "windows", a kontem Windows można się logować tylko z programu, który działa w Windows.
    .field = Kontem Windows można się logować tylko z programu, który działa w Windows. Wybierz login SQL Servera.
    .todo = Wpisz login = "sql" i user = "LOGIN", a hasło podaj w zmiennej OPTIMA_PASSWORD albo w pliku state/optima-password.
SET-057 = Wiersz { $line }, kolumna { $column }: „{ $pattern }” w { $key } nie zawiera { "{id}" } ani { "{uuid}" }, więc wszystkie zamówienia miałyby ten sam numer.
    .field = We wzorze „{ $pattern }” brakuje { "{id}" } albo { "{uuid}" }: wszystkie zamówienia miałyby ten sam numer.
    .todo = Wpisz na przykład foreign_number = "{ "{konto}" }/{ "{id}" }".
SET-060 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie jest stawką stosowaną w Polsce.
    .todo = Wpisz "23", "8", "5", "0", "zw" albo "np".
SET-061 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie jest numerem rachunku bankowego: brakuje w nim cyfr albo nie zgadza się cyfra kontrolna.
    .todo = Przepisz 26 cyfr rachunku z banku (rachunek za granicą: cały IBAN) albo zostaw "".
SET-062 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie jest numerem GLN: ma on 13 cyfr, a ostatnia sprawdza pozostałe.
    .todo = Przepisz numer GLN z GS1 albo zostaw "".
SET-063 = Wiersz { $line }, kolumna { $column }: program nie zna kraju „{ $value }” z ustawienia { $key }.
    .todo = Sprawdź dwie litery kraju. Firma z Polski ma "PL".
SET-064 = Wiersz { $line }, kolumna { $column }: { $key } = "{ $value }", a nip jest polskim numerem.
    .todo = Jeśli firma jest z Polski, wpisz nip_country = "PL". Jeśli nie, wpisz jej numer z tego kraju.
SET-065 = Wiersz { $line }, kolumna { $column }: { $first } i { $second } w części [fields.attributes] mają ten sam atrybut „{ $code }”, a zmieści się w nim tylko jedna z tych wartości.
    .todo = Wpisz dla każdej osobny atrybut z Optimy albo "" dla tej, której nie potrzebujesz.
SET-066 = Wiersz { $line }, kolumna { $column }: „{ $value }” w części [email] to więcej niż nazwa serwera.
    .todo = Wpisz server = "{ $host }" i port = { $port }.
SET-067 = Wiersz { $line }, kolumna { $column }: numer obcy z wzoru „{ $pattern }” ma co najmniej { $length } znaków, a w pliku i w starszych wersjach Optimy mieści się { $max }. Reszta zostanie tam ucięta.
    .todo = Skróć wzór, na przykład foreign_number = "{ "{konto}" }/{ "{id}" }".
SET-068 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie jest dniem.
    .field = „{ $value }” nie jest dniem. Wpisz na przykład 2026-10-01, later (jeszcze nie pobieraj) albo zostaw puste (od pierwszego pobrania).
    .todo = Wpisz dzień, na przykład "2026-10-01", "" (od pierwszego pobrania) albo "later" (jeszcze nie pobieraj).

# Co jest nie tak z plikiem ustawień (SET-003).
not-folder = to jest folder.
mend-folder = Zmień nazwę tego folderu. Plik ustawień założy potem „allegro-optima init”.
not-file = to nie jest zwykły plik.
mend-file = Usuń to, co ma tę nazwę. Plik ustawień założy potem „allegro-optima init”.
not-small = ma ponad 1 MB, a ustawienia mają kilkanaście kB.
mend-small = Otwórz go i usuń to, co się do niego dopisało. Jak wygląda dobry plik, zobaczysz po „allegro-optima init” w pustym folderze.

# Jak można się pomylić w pliku ustawień (SET-004): co się stało i co zrobić.
slip-encoding = od tego miejsca litery są zapisane inaczej niż wyżej i nie da się ich odczytać.
mend-encoding = Popraw litery w tym wierszu i zapisz plik w Notatniku: Plik › Zapisz jako, Kodowanie: UTF-8.
slip-no-text = to nie jest zwykły tekst, jaki zapisuje Notatnik (są w nim znaki o kodzie 0).
mend-no-text = Zapisz ustawienia jako zwykły tekst, w Notatniku: Plik › Zapisz jako, Typ: Dokumenty tekstowe, Kodowanie: UTF-8.
slip-quotes = cudzysłów { $mark } jest z edytora tekstu, na przykład z Worda. Tu potrzebny jest zwykły: "
mend-quotes = Zamiast takich cudzysłowów wpisz zwykłe: "tekst"
slip-unseen = stoi tu niewidoczny znak ({ $code }).
mend-unseen = Skasuj ten wiersz i wpisz go z klawiatury jeszcze raz. Jeśli to się powtarza, zapisz plik w Notatniku: Plik › Zapisz jako, Kodowanie: UTF-8.
slip-backslash = znak \ w podwójnym cudzysłowie zmienia znak, który stoi za nim, więc program przeczytałby co innego, niż widać.
mend-backslash = Weź wartość w apostrofy: { $line } Albo podwój każdy znak \: { $doubled }
mend-apostrophes = Zamiast podwójnego cudzysłowu wpisz apostrofy: 'SERWER\OPTIMA'. Albo podwój każdy znak \: "SERWER\\OPTIMA".
slip-no-end = tekst nie ma cudzysłowu na końcu.
slip-no-start = tekst nie ma cudzysłowu na początku.
slip-bare = „{ $word }” stoi bez cudzysłowu.
mend-bare = Weź tekst w zwykły cudzysłów, na przykład: name = "Sklep"
slip-separator = między nazwą a wartością musi stać jeden znak =
slip-no-pair = w tym wierszu nie ma znaku =
mend-no-pair = Ustawienie zapisuje się tak: nazwa = wartość. Przed uwagą dla siebie postaw znak #
slip-no-value = po znaku = nie ma wartości.
mend-no-value = Wpisz wartość (tekst w cudzysłowie; pusty to "") albo usuń cały wiersz: wtedy obowiązuje wartość domyślna.
slip-twice = ustawienie { $key } jest w tej części dwa razy; pierwszy raz { $first }.
slip-part-twice = część [{ $part }] jest w pliku dwa razy; pierwszy raz { $first }.
slip-line = w wierszu { $line }
slip-above = wyżej
mend-twice = Zostaw ten z dwóch wierszy, który jest dobry, a drugi usuń.
mend-part-twice = Przenieś jej ustawienia pod pierwszy nagłówek, a drugi nagłówek usuń.
slip-head = nagłówek części nie ma na końcu nawiasu ]
slip-list = lista nie ma na końcu nawiasu ]
mend-list = Listę zapisuje się tak: nazwa = ["pierwsza", "druga"]
slip-comma = na liście brakuje przecinka.
slip-number = „{ $value }” nie jest liczbą całkowitą: stoją w niej same cyfry, bez zera na początku.
mend-number = Wpisz same cyfry, bez cudzysłowu, zera na początku, spacji, przecinka i jednostki.
slip-flag = „{ $word }” to ani true (tak), ani false (nie).
mend-flag = Wpisz true (tak) albo false (nie), bez cudzysłowu.
slip-after = po wartości stoi jeszcze „{ $rest }”.
mend-after = W wierszu może być jedno ustawienie. Przed uwagą dla siebie postaw znak #
slip-comment = uwaga dla siebie zaczyna się tu od # a nie od { $mark }
mend-comment = Postaw na początku tego wiersza znak #
slip-name = „{ $name }” nie może być nazwą: są w niej tylko litery bez ogonków, cyfry, - i _
mend-name = Popraw nazwę. Wszystkie nazwy zobaczysz w pliku, który „allegro-optima init” zakłada w pustym folderze.
slip-called = konto ani firma nie mogą się nazywać „{ $name }”: w ich nazwie nie ma spacji, polskich liter ani znaków przestankowych.
mend-called = Wpisz ten wiersz tak: { $line } W nazwie mogą być litery bez ogonków, cyfry, - i _, razem najwyżej 20 znaków.
slip-unclear = program nie rozumie tego miejsca.
mend-unclear = Ustawienie zapisuje się tak: nazwa = "tekst", nazwa = 15 albo nazwa = true. Część zaczyna się nagłówkiem: [nazwa]
mend-write = Wpisz ten wiersz tak: { $line }
unfit-key = w części [{ $part }] nie ma ustawienia { $key }.
unfit-top = nie ma części ani ustawienia { $key }.
mend-near = Może chodziło o { $near }? Ważne są też małe i wielkie litery.
mend-top = To ustawienie stoi na początku pliku, przed pierwszym nagłówkiem.
mend-place = To ustawienie należy do części [{ $part }]: przenieś je tam.
mend-which = Popraw nazwę albo usuń ten wiersz. Tutaj mogą być: { $list }.
unfit-word = { $key } nie może mieć wartości „{ $word }”.
    .field = Tu nie może stać „{ $word }”. Wybierz z listy.
mend-choice = Wpisz jedną z tych wartości: { $list }
mend-choice-near = Może chodziło o "{ $near }"? Możliwe wartości: { $list }
unfit-text = { $key } to tekst, a tekst stoi w cudzysłowie.
unfit-number = { $key } to liczba całkowita, bez cudzysłowu.
    .field = Wpisz liczbę całkowitą: same cyfry, bez spacji i przecinka.
unfit-flag = { $key } może mieć tylko wartość true (tak) albo false (nie), bez cudzysłowu.
    .field = Wybierz tak albo nie.
unfit-list = { $key } to lista, a lista stoi w nawiasach [ ]
unfit-part = { $key } to cała część ustawień, a nie jedno ustawienie.
mend-part = Usuń ten wiersz, a ustawienia wpisz pod nagłówkiem [{ $key }]
unfit-nameless = nad tym ustawieniem stoi nagłówek [{ $part }], a w nim brakuje nazwy.
mend-nameless = Dopisz w nagłówku nazwę po kropce, na przykład [{ $example }]. Ustawienia pod nim zostaw.
unfit-code = { $key } nie może mieć takiej wartości.
    .field = Wpisz generated, undefined albo fixed: i kod karty.
unfit-said = ustawienie { $key } ma wartość, której program nie przyjmuje ({ $why }).
    .field = Tej wartości program nie przyjmuje ({ $why }).
