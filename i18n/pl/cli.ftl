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

place-line = wiersz { $number }
place-position = poz. { $number }
problem-todo = Co zrobić: { $todo }

help-about = Przenosi zamówienia z Allegro do Comarch ERP Optima jako rezerwacje odbiorcy (RO).
help-head-usage = Użycie
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
arg-verbose = Więcej szczegółów w dzienniku (-v, -vv, -vvv)
arg-help = Pokaż pomoc
arg-version = Pokaż wersję
arg-scenario = Scenariusz: plik TOML albo nazwa: { $names }
arg-listen = Adres na tym komputerze [domyślnie: 127.0.0.1 i wolny port]
arg-orders = Zamówienia (pliki JSON) z tego folderu zamiast przykładowych
arg-yes = Bez pytań, z wartościami domyślnymi
arg-since = Zamówienia zmienione od tego dnia
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
init-next = Teraz: wpisz dane swojej firmy w allegro-optima.toml. Na próbę wrzuć plik XML do inbox/ i uruchom „allegro-optima import”.
init-risk = Uwaga: bazą jest na razie próbna Optima w pliku. Zanim wskażesz prawdziwą, zrób jej kopię i sprawdź wszystko na bazie testowej.
init-ask-seller = Nazwa Twojej firmy [puste: później]:
init-ask-nip = NIP [puste: później]:
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
import-held = … { $file } czeka
import-plan = ○ { $file }: powstałby dokument { $pattern } dla { $contractor }, pozycji: { $lines }
import-sum = Wprowadzone: { $imported }, powtórzone: { $duplicates }, odrzucone: { $errors }.
import-check = Sprawdź te dokumenty w buforze Optimy (Handel > Rezerwacje odbiorcy), zanim je zatwierdzisz.

documents-none = W Optimie nie ma jeszcze żadnego dokumentu z tego programu.
documents-number = Numer
documents-date = Data
documents-payer = Płatnik
documents-gross = Brutto
documents-form = Płatność
documents-order = Zamówienie

status-none = Nie ma jeszcze żadnego zamówienia.
status-order = Zamówienie
status-account = Konto
status-state = Stan
status-document = Dokument
status-problem = Powód
state-seen = widziane
state-waiting = czeka
state-exported = w pliku
state-imported = w Optimie
state-duplicate = powtórzone
state-error = odrzucone
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

simulator-head = Symulator Allegro działa. Nic nie otwiera: jego dane są dobre tylko dla niego.
simulator-where = Do allegro-optima.toml, do części konta:
simulator-secret = Sekret aplikacji (zmienna ALLEGRO_CLIENT_SECRET): { $secret }
simulator-stop = Koniec: Ctrl-C.
simulator-breach = Zapytanie, którego opis API Allegro nie przewiduje: { $what }
