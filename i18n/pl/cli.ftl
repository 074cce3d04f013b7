# Wiersz poleceń.

CLI-001 = Nieprawidłowe polecenie: { $why }
    .todo = Listę poleceń pokaże „allegro-optima --help”, a opcje polecenia „allegro-optima POLECENIE --help”.
CLI-002 = System odmówił uruchomienia programu: { $why }
    .todo = Zamknij inne programy i spróbuj ponownie.
CLI-003 = Nie ma kogo zapytać: polecenie nie działa w oknie terminala.
    .todo = Uruchom „allegro-optima init --yes”, a ustawienia popraw potem w pliku allegro-optima.toml.
CLI-004 = Plik { $path } już istnieje i ma inną treść.
    .todo = Podaj inny folder (--out) albo dodaj --replace, żeby go zastąpić.
CLI-005 = W ustawieniach nie ma konta Allegro o nazwie { $alias }.
    .todo = Nazwy kont są w pliku allegro-optima.toml w częściach [accounts.NAZWA].
CLI-006 = W ustawieniach nie ma żadnego konta Allegro.
    .todo = Dodaj część [accounts.NAZWA] w pliku allegro-optima.toml.
CLI-007 = W ustawieniach nie ma żadnej bazy Optimy.
    .todo = Dodaj część [companies.NAZWA] w pliku allegro-optima.toml.
CLI-008 = Konto { $alias } nie jest zalogowane do Allegro.
    .todo = Zaloguj konto i uruchom polecenie jeszcze raz.
CLI-009 = W pliku { $path } nie ma żadnego zamówienia.
    .todo = Podaj plik JSON z zamówieniem z Allegro, z listą zamówień albo ze stroną listy z API.
CLI-010 = Nie można użyć { $path }: { $why }
    .todo = Sprawdź nazwę i czy to zwykły plik, który wolno czytać.
CLI-011 = { $path } to folder, a nie plik.
    .todo = Podaj nazwę pliku.
CLI-012 = Plik { $path } jest za duży ({ $size } MiB, dozwolone { $max }).
    .todo = Podziel go na mniejsze albo zwiększ files.max_size_mib w ustawieniach.
CLI-013 = Zamówienia nie dały się przygotować do pokazu: { $why }
    .todo = Sprawdź, czy w podanym folderze są pliki JSON z zamówieniami.
CLI-014 = Nie ma czego wprowadzić: folder jest pusty.
    .todo = Nic nie trzeba robić.
CLI-015 = Nieznana opcja albo zbędny argument: { $argument }{ $hint }
    .todo = Listę poleceń pokaże „allegro-optima --help”, a opcje polecenia „allegro-optima POLECENIE --help”.
CLI-016 = Nie ma polecenia „{ $command }”{ $hint }
    .todo = Listę poleceń pokaże „allegro-optima --help”, a opcje polecenia „allegro-optima POLECENIE --help”.
CLI-017 = Opcja { $argument } wymaga wartości.
    .todo = Listę poleceń pokaże „allegro-optima --help”, a opcje polecenia „allegro-optima POLECENIE --help”.
CLI-018 = Wartość „{ $value }” nie pasuje do { $argument }{ $hint }
    .todo = Listę poleceń pokaże „allegro-optima --help”, a opcje polecenia „allegro-optima POLECENIE --help”.
CLI-019 = Brakuje: { $argument }.
    .todo = Listę poleceń pokaże „allegro-optima --help”, a opcje polecenia „allegro-optima POLECENIE --help”.
CLI-020 = Brakuje polecenia.
    .todo = Listę poleceń pokaże „allegro-optima --help”, a opcje polecenia „allegro-optima POLECENIE --help”.
CLI-021 = Opcji { $argument } nie można użyć razem z { $other }.
    .todo = Listę poleceń pokaże „allegro-optima --help”, a opcje polecenia „allegro-optima POLECENIE --help”.

usage-did = .
usage-meant = . Może chodziło o: { $text }.
usage-day = . Wpisz dzień tak: 2026-10-01 albo 01.10.2026.
usage-no-day = . Takiego dnia nie ma w kalendarzu.
usage-file = nazwa pliku
usage-id = numer zamówienia
usage-answer = odpowiedź
usage-id-and-answer = numer zamówienia, odpowiedź
usage-one-of = . Możliwe: { $text }.

# Odpowiedzi systemu.
sys-missing = nie ma takiego pliku ani folderu
sys-denied = brak uprawnień
sys-exists = już istnieje
sys-folder = to jest folder
sys-not-opened = to folder, część ścieżki nie istnieje albo brak uprawnień
sys-not-folder = część ścieżki nie jest folderem
sys-full = brak miejsca na dysku
sys-read-only = dysk jest tylko do odczytu
sys-too-large = plik jest za duży dla tego dysku
sys-name = nieodpowiednia nazwa
sys-link = to dowiązanie (skrót) do innego miejsca
sys-not-file = to nie jest zwykły plik
sys-not-text = treść nie jest tekstem w UTF-8
sys-truncated = plik urywa się w środku
sys-busy = używa go inny program
sys-locked = jest zablokowany przez inny program
sys-too-many = system nie daje programowi otworzyć więcej plików i połączeń naraz
sys-interrupted = system przerwał działanie, spróbuj ponownie
sys-refused = nikt tam nie odpowiada, połączenie zostało odrzucone
sys-broken = połączenie zostało przerwane
sys-silent = brak odpowiedzi na czas
sys-no-network = nie ma drogi do serwera: sprawdź, czy działa sieć
sys-no-host = nie znaleziono serwera o tej nazwie
sys-certificate = certyfikat serwera nie jest zaufany

place-line = wiersz { $number }
place-position = poz. { $number }
problem-todo = Co zrobić: { $todo }

help-about = Przenosi zamówienia z Allegro do Comarch ERP Optima jako rezerwacje odbiorcy (RO).
help-head-usage = Użycie
help-head-arguments = Argumenty
help-head-commands = Polecenia
help-head-options = Opcje
help-help = Pokazuje pomoc
help-simulator = Uruchamia sam symulator Allegro, dla dowolnego programu
help-demo = Cała droga na próbę: przykładowe zamówienia, pliki, próbna Optima
help-init = Zakłada ustawienia, foldery i tabele w folderze roboczym
help-export = Pobiera zamówienia z Allegro do plików w outbox/
help-convert = Zamienia plik JSON z zamówieniem na plik XML Optimy, bez sieci
help-validate = Sprawdza pliki XML Optimy: budowę, sumy, NIP-y, stawki
help-import = Wprowadza pliki z inbox/ i outbox/ do Optimy
help-documents = Pokazuje dokumenty, które są w Optimie
help-status = Pokazuje, co stało się z każdym zamówieniem
arg-dir = Folder roboczy [domyślnie: bieżący]
arg-lang = Język: pl albo en
arg-json = Wynik jako jeden dokument JSON
arg-verbose = Więcej szczegółów w dzienniku (-v, -vv, -vvv); przy import --dry-run także wiersze tabel
arg-help = Pokaż pomoc
arg-version = Pokaż wersję
arg-scenario = Scenariusz: plik TOML albo nazwa: { $names }
arg-listen = Adres na tym komputerze [domyślnie: 127.0.0.1 i wolny port]
arg-orders = Zamówienia (pliki JSON) z tego folderu zamiast przykładowych
arg-yes = Bez pytań, z wartościami domyślnymi
arg-since = Zamówienia zmienione od tego dnia, na przykład 2026-10-01 albo 01.10.2026
arg-order = Tylko zamówienie o tym numerze (można powtórzyć)
arg-account = Tylko to konto
arg-dry-run = Tylko pokaż, niczego nie zapisuj
arg-order-files = Pliki JSON: zamówienie, lista albo strona listy z API
arg-out = Folder na pliki XML [domyślnie: folder roboczy]
arg-replace = Zastąp istniejące pliki o innej treści
arg-xml-files = Pliki XML
arg-import-files = Pliki XML; bez nich: to, co czeka w inbox/ i outbox/

init-made =   + { $file }
init-kept =   = { $file } (już jest, bez zmian)
init-done = Folder roboczy jest gotowy: { $dir }
init-next = Co dalej:
init-step-settings = {"  "}1. Wpisz dane swojej firmy (name i nip w części [seller]) w pliku { $file }. Każde ustawienie jest w nim opisane.
init-step-login = {"  "}2. Zaloguj konto Allegro: { $command }
init-step-doctor = {"  "}3. Sprawdź, czy czegoś nie brakuje: { $command }
init-step-tables = {"  "}4. Zajrzyj do tabel w folderze mappings (otwierają się w Excelu). Wiersze, których w nich brakuje, pokaże: { $command }
init-step-run = {"  "}5. Zacznij pracę: { $command }
init-risk = Uwaga: bazą jest na razie próbna Optima w pliku. Zanim wskażesz prawdziwą, zrób jej kopię i sprawdź wszystko na bazie testowej.
init-ask-seller = Nazwa Twojej firmy [puste: później]:
init-ask-nip = NIP [puste: później]:
init-bad-name = Ta nazwa jest za długa albo ma niewidoczne znaki. Wpisz najwyżej 255 zwykłych znaków.
init-bad-nip = To nie jest NIP: ma mieć 10 cyfr, a ostatnia wynika z poprzednich. Sprawdź, czy nie ma pomyłki. Sam Enter: wpiszesz go później.
init-bad-alias = Wpisz od 1 do 20 znaków: litery bez ogonków, cyfry, - albo _, bez spacji. Na przykład: sklep
init-ask-alias = Krótka nazwa konta Allegro [{ $alias }]:

convert-file = { $input } → { $output }
convert-refused = { $input }: nie powstał plik
convert-sum = { $made ->
    [one] Powstał { $made } plik.
    [few] Powstały { $made } pliki.
    *[other] Powstało { $made } plików.
 } Odrzucono: { $refused }.

validate-good = ✓ { $file }: bez błędów
validate-bad = ✗ { $file }
validate-unread = Zawartość pliku nie została sprawdzona dalej.

export-head = Konto { $account } ({ $seller })
export-made =   ✓ { $order } → { $file }
export-would-make =   ○ { $order } → { $file } (na próbę, bez zapisu)
export-sum = Wyeksportowane: { $exported }, czekają: { $waiting }, odrzucone: { $errors }, anulowane: { $cancelled }, bez zmian: { $unchanged }.

import-done = ✓ { $file } → { $number }
import-duplicate = = { $file }: już w Optimie jako { $number }
import-error = ✗ { $file }
import-error-moved = ✗ { $file } → { $path }
import-unfinished = … { $file } jest jeszcze zapisywany, zostaje w inbox/
import-for-optima = W outbox/ czekają, aż wczyta je Optima (program ich nie wprowadza): { $count }. Listę pokazuje allegro-optima status
import-nothing = Nie ma żadnego pliku do wprowadzenia: inbox/ i outbox/ są puste.
import-plan-sum = Na próbę, bez zapisu: powstałoby dokumentów { $plans }, już w Optimie: { $duplicates }, zostałoby odrzuconych: { $errors }.
import-held = … { $file } czeka
import-plan = ○ { $file }: powstałby dokument { $pattern } dla { $contractor }, pozycji: { $lines }
import-plan-header = z dnia { $date }, płatność { $form } do { $due }, magazyn { $warehouse }, rezerwacja do { $until }
import-plan-category = kategoria { $code }
import-plan-line = { $position }. { $code } { $name }: { $quantity } × { $price } = { $gross } (VAT { $rate })
import-plan-sums = razem { $net } netto + { $vat } VAT = { $gross } PLN
import-plan-abroad = w walucie dokumentu { $gross } { $currency }
import-plan-value = { $name } = { $value }
import-sum = Wprowadzone: { $imported }, powtórzone: { $duplicates }, odrzucone: { $errors }.
import-check = Sprawdź te dokumenty w buforze Optimy (Handel > Rezerwacje odbiorcy), zanim je zatwierdzisz.

documents-none = W Optimie nie ma jeszcze żadnego dokumentu z tego programu.
documents-number = Numer
documents-date = Data
documents-payer = Płatnik
documents-gross = Brutto
documents-form = Płatność
documents-order = Zamówienie

status-files = Pliki, które czekają:
status-none = Nie ma jeszcze żadnego zamówienia.
status-order = Zamówienie
status-account = Konto
status-state = Stan
status-document = Dokument
status-problem = Powód
state-seen = widziane
state-waiting = czeka
state-exported = w pliku
state-for-optima = w pliku dla importu Optimy ({ $kind })
state-imported = w Optimie
state-duplicate = powtórzone
state-error = odrzucone
state-ignored = pomijane
state-cancelled = anulowane
state-superseded = zastąpione

demo-head = Pokaz: { $orders ->
    [one] { $orders } zamówienie
    [few] { $orders } zamówienia
    *[other] { $orders } zamówień
 } z symulatora Allegro, pliki w folderze { $dir }, próbna Optima w środku.
demo-stage-one = 1. Allegro → outbox/
demo-stage-two = 2. outbox/ → Optima
demo-result = Co stało się z każdym zamówieniem:
demo-sum = { $documents ->
    [one] { $documents } dokument w Optimie
    [few] { $documents } dokumenty w Optimie
    *[other] { $documents } dokumentów w Optimie
 }, { $rest } zamówień zatrzymanych z podaniem przyczyny.
demo-scenario = Scenariusz: { $title }
demo-round = ── Runda { $number }, { $time }
demo-login = Logowanie do Allegro wygasło. Sprzedawca loguje się od nowa: { $address }
demo-look = Obejrzyj pliki: { $archive }
demo-ask = Te same dokumenty pokaże: allegro-optima --dir { $dir } documents
CLI-040 = Zamówienie { $order } nie czeka i nie jest odrzucone, więc nie ma czego ponawiać.
    .todo = Zobacz, co się z nim stało: allegro-optima status. Każde zamówienie pobierzesz poleceniem: allegro-optima export --order { $order }
help-retry = Sprawdza jeszcze raz zamówienia odrzucone i oczekujące
arg-retry-orders = Numery zamówień
arg-retry-all = Wszystkie odrzucone i oczekujące
retry-none = Nic nie czeka i nic nie jest odrzucone.
retry-back = Przyczyna odrzucenia ustała. Do folderu inbox wróciły pliki: { $count }. Wejdą przy najbliższym imporcie: allegro-optima import
export-abridged = Zamówień jest dużo, dlatego nie pokazano tu ostrzeżeń do { $orders } z nich. Pierwsze ostrzeżenie każdego pokazuje: allegro-optima status
export-only-swept = { $orders ->
    [one] { $orders } zamówienia
   *[other] { $orders } zamówień
 } dziennik Allegro nie wymienił; znaleziono je na liście zamówień.
first-from-now = Konto { $alias }: pierwsze uruchomienie, zamówienia będą pobierane od teraz. Wcześniejsze pobierzesz poleceniem: allegro-optima export --since RRRR-MM-DD
first-intro = Konto { $alias }: pierwsze uruchomienie. Tyle zamówień zmieniło się na Allegro:
first-count = {"  "}od { $day }: { $orders }
first-uncounted = {"  "}Allegro nie podaje teraz liczby zamówień.
first-confirm-uncounted = Pobrać zamówienia od { $day } (t/n)? Allegro nie mówi teraz, ile ich jest.
first-ask = Od którego dnia je pobrać (na przykład 01.10.2026)? Enter: tylko nowe, od teraz.
first-bad-day = „{ $text }” to nie jest dzień. Wpisz go tak: 01.10.2026 albo 2026-10-01.
first-future = Dzień { $day } jeszcze nie nadszedł.
first-bad-answer = Wpisz t (tak) albo n (nie).
first-confirm = Od { $day } to { $orders } zamówień. Pobrać je (t/n)?

simulator-head = Symulator Allegro działa. Nic nie otwiera: jego dane są dobre tylko dla niego.
simulator-where = Do allegro-optima.toml, do części konta:
simulator-secret = Sekret aplikacji (zmienna ALLEGRO_CLIENT_SECRET): { $secret }
simulator-stop = Koniec: Ctrl-C.
simulator-breach = Zapytanie, którego opis API Allegro nie przewiduje: { $what }

help-sync = Jeden pełny obieg: pobiera zamówienia i wprowadza je do Optimy
help-run = Pracuje bez przerwy: pobiera według planu i wprowadza, co czeka
help-panel = Otwiera w przeglądarce panel programu, który pracuje w tym folderze (także jako usługa)
arg-panel-address = Tylko wypisuje adres; wpuszcza on jedną przeglądarkę, raz, w ciągu dwóch minut
help-watch = Pilnuje folderów i wprowadza pliki do Optimy, gdy się pojawią
help-replay = Wprowadza jeszcze raz plik już załatwiony (z archiwum, błędów lub duplikatów)
arg-replay-file = Ścieżka pliku albo sama jego nazwa

CLI-042 = Dzień { $day } jeszcze nie nadszedł, więc nie ma zamówień od tego dnia.
    .todo = Podaj dzień, który już był: allegro-optima export --since 01.10.2026
RUN-001 = Program pracuje już w folderze { $dir }: polecenie „{ $command }”, proces { $pid }, od { $since }.
    .todo = Nic nie trzeba robić. Żeby uruchomić go od nowa, najpierw zatrzymaj tamten (Ctrl-C w jego oknie albo zatrzymanie usługi).
RUN-002 = Praca ({ $whose }) nie daje znaku życia od { $since }.
    .todo = Jeśli Allegro, Optima albo dysk odpowiadają wolno, wystarczy poczekać. Jeśli to trwa, zatrzymaj program i uruchom go ponownie: plik, nad którym pracował, zostanie wtedy podjęty od nowa.
RUN-003 = Praca ({ $whose }) nie skończyła się w wyznaczonym czasie i została porzucona.
    .todo = Nic nie trzeba robić: przy następnym uruchomieniu program podejmie ją od nowa. Żaden dokument nie powstanie dwa razy.
CLI-041 = Nie ma pliku { $file } ani w tym miejscu, ani w archiwum, błędach i duplikatach.
    .todo = Nazwy plików są w folderach inbox/archive, inbox/errors i inbox/duplicates.

run-started = Praca w folderze { $dir }: zamówienia według planu, pliki na bieżąco. Ctrl-C kończy.
run-files = Pilnowanie folderów w { $dir }: pliki trafiają do Optimy, gdy się pojawią. Ctrl-C kończy.
run-stopping = Kończę plik, który jest w ręku…
run-stopped = Zatrzymano.
run-number = { $time } { $whose }: { $what } → { $number }
run-done = { $time } { $whose }: { $what }
sync-stage-one = 1. Zamówienia z Allegro do plików
sync-stage-two = 2. Pliki do Optimy

help-workplace = Firmy i ich foldery
help-workplace-adopt = Łączy z folderem firmy to, co zostało gdzie indziej, albo przyjmuje nową nazwę firmy
arg-adopt-company = Tylko ta firma; jej jest też folder, o którym nie wiadomo, czyj
arg-adopt-from = Jak nazywała się ta firma, albo folder, który też jest jej (companies/NAZWA, „.” to folder główny)
arg-adopt-new = To nowa firma, a nie dawna pod inną nazwą
help-decide = Odpowiada na to, co czeka na decyzję
arg-decide-whom = Numer zamówienia albo nazwa firmy z ustawień
arg-decide-answer = done: załatwione; again: zrób plik jeszcze raz; elsewhere: wprowadzone inną drogą; meant-so: dokumentu ma nie być; copy, new: to jest kopia bazy, nowa baza
arg-decide-number = Numer dokumentu, przy elsewhere
arg-other-sum = Kwota w pliku jest właściwa, choć zamówienie ma inną
arg-missing = Pokazuje dokumenty, których nie ma już w Optimie
arg-missing-order = Przywraca dokument tego zamówienia
arg-missing-all = Przywraca wszystkie
decide-done = { $order }: zapisano.
decide-next = Plik powstanie przy następnym pobieraniu: allegro-optima sync
missing-none = Wszystkie dokumenty programu są w Optimie.
missing-order = { $order }  { $number }  { $day }  { $sum }  { $town }
missing-begin = Dokumenty do przywrócenia: { $count }
