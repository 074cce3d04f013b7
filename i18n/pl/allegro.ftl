### Allegro: pliki i odpowiedzi JSON, połączenie, logowanie.

## Plik albo odpowiedź nie jest zamówieniem

JSN-001 = Plik z zamówieniem jest pusty.
    .todo = Pobierz zamówienie z Allegro jeszcze raz i sprawdź, czy plik zapisał się do końca.
JSN-002 = To jest strona internetowa albo XML, a nie zamówienie w formacie JSON.
    .todo = Pobierz zamówienie z Allegro jeszcze raz. Jeśli to plik XML z dokumentem, wskaż go poleceniu „validate” albo „import”.
JSN-003 = Plik nie jest zapisany w UTF-8 (bajt nr { $offset }).
    .todo = Zapisz plik ponownie, wybierając kodowanie UTF-8.
JSN-004 = Plik jest za duży: ma { $bytes } bajtów, a wolno najwyżej { $limit }.
    .todo = Podziel plik na mniejsze części i wczytaj je po kolei.
JSN-005 = Plik ma więcej niż { $limit } poziomów zagnieżdżenia; zamówienie z Allegro tak nie wygląda.
    .todo = Sprawdź, skąd pochodzi ten plik, i pobierz zamówienie z Allegro jeszcze raz.
JSN-006 = Plik nie jest poprawnym JSON-em: błąd w wierszu { $line }, znak { $column }.
    .todo = Jeśli plik był poprawiany ręcznie, sprawdź wskazane miejsce. W przeciwnym razie pobierz zamówienie jeszcze raz.
JSN-007 = W pliku nie ma zamówienia z Allegro.
    .todo = Wskaż plik z jednym zamówieniem (checkoutForm), z listą zamówień albo ze stroną listy (checkoutForms).
JSN-008 = Plik ma { $count } zamówień, a dopuszczalne jest { $limit }.
    .todo = Podziel plik na mniejsze.
JSN-010 = W zamówieniu brakuje pola { $path }.
    .todo = Otwórz zamówienie w Allegro i sprawdź, czy jest kompletne, a potem pobierz je jeszcze raz.
JSN-011 = W polu { $path } jest „{ $found }”, a powinna być kwota, na przykład 12.50 (bez minusa).
    .todo = Porównaj kwotę z zamówieniem w Allegro i pobierz zamówienie jeszcze raz.
JSN-012 = W polu { $path } jest „{ $found }”, a powinna być ilość większa od zera.
    .todo = Porównaj ilość z zamówieniem w Allegro i pobierz zamówienie jeszcze raz.
JSN-013 = W polu { $path } jest „{ $found }”, a powinien być identyfikator zamówienia (UUID).
    .todo = Pobierz zamówienie z Allegro jeszcze raz.
JSN-014 = W polu { $path } jest „{ $found }”, a powinien być trzyliterowy kod waluty, na przykład PLN.
    .todo = Pobierz zamówienie z Allegro jeszcze raz.
JSN-015 = Zamówienie nie ma żadnej pozycji.
    .todo = Otwórz zamówienie w Allegro i sprawdź, co zostało kupione, a potem pobierz je jeszcze raz.
JSN-016 = W polu { $path } jest coś innego, niż podaje Allegro (rodzaj: { $found }).
    .todo = Pobierz zamówienie z Allegro jeszcze raz. Jeśli to się powtarza, zgłoś to autorom programu: Allegro mogło zmienić format.
JSN-017 = Pole { $path } występuje dwa razy, więc nie wiadomo, która wartość jest właściwa.
    .todo = Pobierz zamówienie z Allegro jeszcze raz.

## Rozmowa z Allegro

ALG-001 = Nie można połączyć się z Allegro ({ $host }): { $detail }.
    .todo = Sprawdź połączenie z internetem, zaporę i serwer proxy. Program spróbuje ponownie przy następnym uruchomieniu.
ALG-002 = Allegro ({ $host }) nie odpowiedziało na czas.
    .todo = Spróbuj za kilka minut. Stan usług Allegro jest na stronie https://allegrostatus.pl.
ALG-003 = Allegro prosi o zwolnienie: za dużo zapytań w krótkim czasie (Trace-Id: { $trace }).
    .todo = Odczekaj kilka minut i uruchom program ponownie. Nic nie zginęło.
ALG-004 = Awaria po stronie Allegro (kod { $status }, Trace-Id: { $trace }): { $message }
    .todo = Spróbuj za kilka minut. Stan usług Allegro jest na stronie https://allegrostatus.pl.
ALG-005 = Allegro odmawia dostępu (kod { $status }, Trace-Id: { $trace }): { $message }
    .todo = Zaloguj się ponownie poleceniem „login” i zgódź się na wszystkie uprawnienia, o które prosi program.
    .panel = Zaloguj konto jeszcze raz i zgódź się na wszystkie uprawnienia, o które prosi program.
    .ends = login
ALG-006 = Trzeba zalogować się do Allegro.
    .todo = Uruchom polecenie „login” i potwierdź dostęp w przeglądarce. Potem program sam dokończy pracę.
    .panel = Naciśnij „Zaloguj do Allegro” i potwierdź dostęp w przeglądarce. Potem program sam dokończy pracę.
    .ends = login
ALG-007 = Allegro nie rozpoznaje aplikacji: błędny Client ID albo Client Secret, albo inne środowisko ({ $message }).
    .todo = Porównaj Client ID i Client Secret z tymi na https://apps.developer.allegro.pl i popraw ustawienia.
ALG-008 = Allegro odrzuciło zapytanie (kod { $status }, { $code }, Trace-Id: { $trace }): { $message }
    .todo = Zgłoś to autorom programu i podaj Trace-Id.
ALG-009 = Allegro ({ $host }) przysłało stronę internetową zamiast danych (kod { $status }, Trace-Id: { $trace }).
    .todo = Spróbuj za kilka minut. Jeśli to się powtarza, sprawdź, czy w sieci nie ma serwera proxy ze stroną logowania.
ALG-010 = Allegro ({ $host }) przysłało pustą odpowiedź (kod { $status }, Trace-Id: { $trace }).
    .todo = Spróbuj za kilka minut.
ALG-011 = Odpowiedź Allegro jest za duża: ponad { $limit } bajtów (Trace-Id: { $trace }).
    .todo = Zgłoś to autorom programu.
ALG-012 = Odpowiedź Allegro ({ $what }) jest niezrozumiała: { $detail }.
    .todo = Zgłoś to autorom programu: Allegro mogło zmienić format.
ALG-013 = Allegro nie uwzględniło filtra { $filter } i przysłało inne dane.
    .todo = Zgłoś to autorom programu. Do tego czasu pobieraj zamówienia pojedynczo.
ALG-014 = Nie można odczytać albo zapisać danych logowania do Allegro: { $detail }.
    .todo = Sprawdź, czy folder „state” istnieje, czy jest na nim miejsce i czy program może w nim zapisywać.
ALG-015 = Dane logowania są z innego środowiska Allegro (testowego zamiast produkcyjnego albo odwrotnie).
    .todo = Sprawdź adresy Allegro w ustawieniach i zaloguj się ponownie poleceniem „login”.
    .panel = Sprawdź adresy Allegro w ustawieniach i zaloguj konto jeszcze raz.
    .ends = login
ALG-016 = Nie można przygotować połączenia z Allegro: { $detail }.
    .todo = Sprawdź adresy Allegro i nazwę aplikacji w ustawieniach oraz certyfikaty zaufane tego komputera.
ALG-017 = Logowanie do Allegro zostało odrzucone w przeglądarce.
    .todo = Uruchom polecenie „login” jeszcze raz i w przeglądarce potwierdź dostęp dla programu.
    .panel = Naciśnij „Zaloguj do Allegro” jeszcze raz i potwierdź dostęp dla programu.
ALG-018 = Kod logowania do Allegro stracił ważność, zanim został potwierdzony.
    .todo = Uruchom polecenie „login” jeszcze raz i potwierdź dostęp w ciągu godziny.
    .panel = Naciśnij „Zaloguj do Allegro” jeszcze raz i potwierdź dostęp w ciągu godziny.
ALG-019 = Logowanie do Allegro nie obejmuje potrzebnego uprawnienia „{ $scope }”.
    .todo = Sprawdź na https://apps.developer.allegro.pl, czy aplikacja ma to uprawnienie, i zaloguj się ponownie poleceniem „login”, zgadzając się na wszystko, o co prosi program. Odświeżanie nie rozszerza uprawnień.
    .panel = Sprawdź na https://apps.developer.allegro.pl, czy aplikacja ma to uprawnienie, i zaloguj konto jeszcze raz, zgadzając się na wszystko, o co prosi program.
    .ends = login
ALG-020 = Inna kopia programu odnawia logowanie do Allegro i nie kończy.
    .todo = Poczekaj minutę i uruchom polecenie ponownie. Jeśli to się powtarza, zamknij zawieszoną kopię programu.
    .panel = Poczekaj minutę i spróbuj jeszcze raz. Jeśli to się powtarza, zamknij zawieszoną kopię programu.
ALG-021 = Konto jest zalogowane przez inną aplikację (inny Client ID) niż podana w ustawieniach.
    .todo = Przywróć poprzedni client_id w ustawieniach albo zaloguj się ponownie poleceniem „login”.
    .panel = Przywróć poprzedni Client ID w ustawieniach albo zaloguj konto jeszcze raz.
    .ends = login
ALG-022 = Allegro nie daje dostępu właśnie do tego (kod { $status }, Trace-Id: { $trace }), choć konto jest zalogowane: { $message }
    .todo = Nic nie trzeba robić: program zapyta znowu sam. Jeśli to trwa dłużej niż dzień, sprawdź to w Moje Allegro i napisz do Allegro, podając Trace-Id.
ALG-023 = Allegro nie uznaje logowania właśnie przy tym zapytaniu (kod { $status }, Trace-Id: { $trace }), choć konto jest zalogowane: { $message }
    .todo = Nic nie trzeba robić: program zapyta znowu sam. Jeśli to trwa dłużej niż dzień, napisz do Allegro, podając Trace-Id.
ALG-024 = Odpowiedź Allegro ({ $host }) urwała się w połowie: { $detail }.
    .todo = Program zapyta znowu sam. Jeśli to się powtarza, sprawdź połączenie z internetem i serwer proxy.

## Scenariusze i symulator

SCN-001 = Nie ma scenariusza { $name }.
    .todo = Podaj jedną z nazw: { $names } – albo plik TOML ze scenariuszem.
SCN-002 = Nie można odczytać scenariusza { $file }: { $why }
    .todo = Sprawdź nazwę i czy to zwykły plik, który wolno czytać.
SCN-003 = W scenariuszu { $file } jest błąd w wierszu { $line }: { $why }
    .todo = Popraw ten wiersz. Budowę pliku opisuje docs/simulator.md.
SIM-001 = Symulator nie będzie słuchał pod adresem { $address }: byłby widoczny z innych komputerów.
    .todo = Podaj adres tego komputera, na przykład 127.0.0.1:8080.
SIM-002 = Nie można uruchomić symulatora: { $why }
    .todo = Sprawdź, czy port nie jest zajęty i czy w podanym folderze są pliki JSON z zamówieniami.

## Czym jest to, co stoi w polu

kind-text = tekst
kind-number = liczba
kind-flag = tak albo nie
kind-object = obiekt
kind-list = lista
kind-nothing = nic (null)
kind-other = coś nieznanego
whole-order = (całe zamówienie)

## Dlaczego odpowiedź Allegro jest niezrozumiała

answer-no-json = to nie jest poprawny JSON (wiersz { $line }, znak { $column })
answer-not-text = to nie jest tekst w UTF-8 (bajt nr { $offset })
answer-large = jest za duża
answer-deep = ma więcej niż { $limit } poziomów zagnieżdżenia
answer-no-order = nie ma w niej zamówienia
answer-missing = brakuje w niej pola { $path }
answer-value = w polu { $path } jest „{ $found }”, a to nie jest wartość tego pola
answer-kind = w polu { $path } jest coś innego, niż podaje Allegro ({ $found })
answer-whole = to nie jest to, co podaje Allegro ({ $found })
answer-twice = pole { $path } występuje dwa razy
answer-other = dotyczy czegoś innego ({ $id })
answer-login = nie ma w niej danych logowania
