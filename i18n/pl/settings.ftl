# Plik ustawień allegro-optima.toml.

SET-001 = Brak pliku ustawień { $path }.
    .todo = Uruchom „allegro-optima init” w tym folderze albo wskaż folder opcją --dir.
SET-002 = Nie można odczytać pliku ustawień { $path }: { $why }
    .todo = Sprawdź, czy konto, na którym działa program, ma prawo odczytu tego pliku.
SET-003 = { $path } nie jest plikiem ustawień.
    .todo = Przenieś go gdzie indziej i uruchom „allegro-optima init”.
SET-004 = Błąd w ustawieniach { $path }, wiersz { $line }, kolumna { $column }: { $why }
    .todo = Popraw ten wiersz. Dozwolone nazwy i wartości są opisane w pliku, który zakłada „allegro-optima init”.
SET-005 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie jest stawką VAT.
    .todo = Wpisz na przykład "23", "8", "5", "0", "zw" albo "np".
SET-006 = „{ $name }” nie może być nazwą konta ani firmy.
    .todo = Użyj od 1 do 20 liter bez polskich znaków, cyfr, - i _.
SET-007 = Konto { $alias } wskazuje firmę { $company }, której nie ma w ustawieniach (wiersz { $line }, kolumna { $column }).
    .todo = Dodaj część [companies.{ $company }] albo popraw company w części [accounts.{ $alias }].
SET-008 = Konto { $alias } nie mówi, do której firmy trafiają jego zamówienia, a firm jest kilka.
    .todo = Dopisz company = "NAZWA" w części [accounts.{ $alias }].
SET-009 = Wartość files.max_size_mib = { $value } jest poza zakresem od 1 do 1024.
    .todo = Wpisz liczbę z tego zakresu, na przykład 16.
SET-010 = „{ $value }” w części { $part } nie jest godziną.
    .todo = Wpisz godzinę od "00:00" do "23:59", na przykład daily_at = ["06:00", "18:30"].
SET-011 = „{ $value }” w części { $part } nie jest dniem tygodnia.
    .todo = Wpisz na przykład weekdays = ["pn", "wt", "śr", "czw", "pt"] albo zostaw pustą listę: każdy dzień.
SET-012 = „{ $value }” w części { $part } nie jest zakresem godzin.
    .todo = Wpisz na przykład hours = "07:00-20:00" albo zostaw puste: cała doba.
SET-013 = every_minutes = { $value } w części { $part } to więcej niż doba.
    .todo = Wpisz najwyżej 1440 minut, 0, jeśli nie co ileś minut, albo podaj godziny w daily_at.
SET-014 = W części { $part } godzina { $time } leży poza zakresem { $hours }, więc nigdy nie nadejdzie.
    .todo = Zmień daily_at albo hours.
SET-015 = Wartość watch.scan_seconds = { $value } jest poza zakresem od 1 do 3600.
    .todo = Wpisz liczbę sekund z tego zakresu, na przykład 10.
SET-016 = Wartość log.keep_days = { $value } jest poza zakresem od 0 do 3660.
    .todo = Wpisz, przez ile dni trzymać dziennik, na przykład 30; 0 wyłącza zapisywanie.
SET-017 = Wartość retention.days = { $value } jest poza zakresem od 7 do 3660.
    .todo = Wpisz liczbę dni z tego zakresu, na przykład 90; 0 znaczy: nigdy nie usuwaj.
SET-018 = W części [email] jest serwer, a brakuje „{ $key }”.
    .todo = Wpisz adres nadawcy (from = "sklep@firma.pl") i odbiorców (to = ["ja@firma.pl"]) albo usuń server, jeśli listy mają nie wychodzić.
SET-019 = „{ $value }” w części [email] nie jest adresem e-mail.
    .todo = Wpisz sam adres, bez nazwiska i nawiasów, na przykład "ja@firma.pl".
SET-020 = „{ $value }” w części [email] nie jest godziną.
    .todo = Wpisz godzinę od "00:00" do "23:59", na przykład daily_at = "07:30", albo "", jeśli podsumowania mają nie wychodzić.
SET-021 = Wiersz { $line }, kolumna { $column }: część „{ $key }” nie może stać w [{ $part }].
    .todo = Przenieś ją na początek, jako [{ $key }]: jest jedna dla wszystkich firm i kont.
SET-022 = Wiersz { $line }, kolumna { $column }: część „{ $key }” nie może stać w [{ $part }].
    .todo = Przenieś ją do firmy tego konta, jako [companies.NAZWA.{ $key }], albo na początek, jako [{ $key }].
SET-023 = W [{ $part }] nie może być counted_from = "net": od netto liczą się tylko dokumenty firm.
    .todo = Usuń ten wiersz albo przenieś go do documents.firm.
SET-040 = Wiersz { $line }, kolumna { $column }: { $placeholder } w ustawieniu { $key } nie jest niczym, co można tu wstawić.
    .todo = Wpisz {"{"}kod{"}"}, {"{"}oferta{"}"}, {"{"}ean{"}"} albo {"{"}nazwa{"}"}; innych nawiasów klamrowych wzór mieć nie może.
SET-041 = Wiersz { $line }, kolumna { $column }: wzór kodu „{ $value }” w ustawieniu { $key } jest taki sam dla każdego towaru, więc różne towary trafiłyby na jedną kartę.
    .todo = Wpisz we wzorze {"{"}kod{"}"}, {"{"}oferta{"}"} albo {"{"}ean{"}"}, na przykład code = "{"{"}kod{"}"}".
SET-042 = Wiersz { $line }, kolumna { $column }: „{ $value }” w ustawieniu { $key } nie zmieści się w Optimie, ma znaki, których Optima nie zapisze, albo jest puste.
    .todo = Wpisz wzór kodu (razem z tym, co się tu wstawi, najwyżej 50 znaków, bez tabulatorów i innych znaków sterujących), jednostkę (najwyżej 20 znaków, na przykład "szt.") albo kod grupy (najwyżej 50 znaków; bez grupy: "").
SET-028 = Wiersz { $line }, kolumna { $column }: „{ $pattern }” w other_foreign_numbers nie zawiera { "{id}" } ani { "{uuid}" }, więc jedna RO z takim numerem byłaby dokumentem każdego zamówienia.
    .todo = Dopisz { "{id}" } (pierwsze osiem znaków numeru zamówienia) albo { "{uuid}" } (cały numer), na przykład "BL-{ "{id}" }", albo usuń ten wzór: RO z całym numerem zamówienia program rozpoznaje i bez niego.
SET-029 = Wiersz { $line }, kolumna { $column }: wzór „{ $pattern }” w other_foreign_numbers ma { $unknown }, czego program nie zna.
    .todo = Użyj { "{id}" }, { "{uuid}" } albo { "{konto}" }.
SET-030 = Firma { $company } ma bazę na SQL Serverze, a nie podano „{ $key }”.
    .todo = Wpisz w części [companies.{ $company }]: server, database (nazwa bazy firmowej, np. CDN_FIRMA) i user.
SET-031 = „{ $server }” w ustawieniach firmy { $company } nie jest adresem SQL Servera.
    .todo = Wpisz go jak w Optimie: SERWER, SERWER\INSTANCJA albo SERWER,PORT. W pliku ustawień użyj apostrofów: server = 'SERWER\OPTIMA'.
SET-032 = Firmy { $first } i { $second } mają w ustawieniach tę samą bazę ({ $base }).
    .todo = Każda firma musi mieć własną bazę. Jeśli to jedna firma, usuń jedną z części [companies] i wpisz drugą nazwę w jej kontach (accounts, company).

cfg-schedule = Kiedy program pobiera zamówienia (polecenia „run”). Godziny są polskie, także w dniach zmiany czasu.
    every_minutes: co ile minut (0: nie co ileś minut). daily_at: o tych godzinach, na przykład ["06:00", "18:30"].
    hours: tylko w tym zakresie, na przykład "07:00-20:00"; puste: cała doba.
    weekdays: tylko w te dni, na przykład ["pn", "wt", "śr", "czw", "pt"]; puste: każdy dzień.
    Konto może mieć własny plan w części [accounts.NAZWA.schedule].
cfg-watch = Jak program pilnuje folderów inbox/ i outbox/ (polecenia „run” i „watch”). scan_seconds: co ile sekund zagląda do nich.
    poll_only: true, jeśli folder leży na dysku sieciowym, który nie zgłasza zmian albo zgłasza je błędnie.
    subfolders: true, jeśli pliki mogą leżeć także w podfolderach inbox/; dotyczy też poleceń „import” i „sync”.
cfg-head = Ustawienia programu allegro-optima.
    Po zmianie nic nie trzeba uruchamiać ponownie: plik czytany jest przy każdym poleceniu.
    Haseł i kluczy tu nie ma: są w zmiennych środowiska i w folderze state/.

    Język komunikatów: "pl" albo "en".
cfg-handoff = "auto": pliki z outbox/ wprowadzane są do Optimy same.
    "manual": wprowadzane są tylko pliki, które ktoś przełoży do inbox/.
cfg-seller = Twoja firma: trafia do każdego pliku jako SPRZEDAWCA. name i nip są potrzebne; „doctor” sprawdza cyfrę kontrolną NIP-u.
cfg-allegro = Połączenie z Allegro. application: nazwa, pod którą zarejestrowano aplikację na apps.developer.allegro.pl.
    requests_per_minute: najwięcej zapytań na minutę; 0 znosi ograniczenie. Allegro blokuje powyżej 9000 na jeden Client ID.
    tokens: gdzie leżą dane logowania: "file" (folder state/tokens, czyta je tylko właściciel) albo "keyring" (pęk kluczy systemu: Windows; Linux z pulpitem, jeśli program zbudowano z opcją secret-service).
cfg-account = Konto na Allegro. Nazwa po kropce (alias) trafia do nazw plików i do numeru zamówienia w Optimie.
    environment: "production" (allegro.pl) albo "sandbox" (środowisko testowe Allegro).
    client_id: z aplikacji zarejestrowanej na apps.developer.allegro.pl; jej sekret podaj w zmiennej ALLEGRO_CLIENT_SECRET
    albo w pliku state/client-secret, którego nie mogą czytać inni. Jak to zrobić krok po kroku, powie polecenie „login”.
    offers: pytaj Allegro o oferty, gdy ani tabele, ani kartoteki, ani zamówienie nie mówią, jaki to towar lub jaka stawka VAT; wymaga osobnego uprawnienia przy logowaniu.
    company: nazwa bazy z części [companies], do której trafiają zamówienia.
    Konto może mieć własne części documents, payments, delivery, vat i fields, na przykład [accounts.NAZWA.documents.private];
    czego w nich nie ma, jest brane z jego firmy, a potem z początku pliku.
cfg-company = Baza Optimy. engine = "sandbox" to baza próbna w pliku state/sandbox.sqlite3: można bez obaw wszystko wypróbować.
    engine = "sqlserver" to prawdziwa baza firmowa; wtedy jeszcze: server = 'SERWER\OPTIMA' (albo 'SERWER,1433'),
    database = "CDN_FIRMA", user = "login SQL"; hasło w zmiennej OPTIMA_PASSWORD albo w pliku state/optima-password.
    encryption = "required" sprawdza certyfikat serwera (ca_file: plik z certyfikatem wystawcy), "trust" przyjmuje każdy,
    "off" łączy bez szyfrowania. pattern = "RO/12/2026": wzorcowa RO zrobiona ręcznie, z której brane są nieznane kolumny.
    other_seller = true: konta Allegro innej firmy niż sprzedawca mogą tu trafiać bez ostrzeżenia.
    Zapis do bazy z pominięciem Optimy nie jest wspierany przez jej producenta: najpierw baza testowa i kopia zapasowa.
    Firma może mieć własne części documents, payments, delivery, vat, fields, products, contractors i seller,
    na przykład [companies.NAZWA.seller]; czego w nich nie ma, jest brane z początku pliku. Własne tabele firmy leżą w mappings/NAZWA/.
cfg-orders = Zamówienia, które wymagają decyzji: "stop" zatrzymuje je z podaniem przyczyny, "import" przyjmuje z ostrzeżeniem.
    sent_before: wysłane, zanim program zaczął pracę (przy pierwszym pobieraniu).
    after_import: anulowane lub zmienione, gdy ich RO jest już w Optimie; "report": tylko powiedz; "replace": usuń RO z bufora
    (i zrób nową), jeśli nikt jej nie ruszał: nie zmienił, nie zatwierdził i nic z niej nie wystawił.
    one_fulfillment: wysyłane z magazynu Allegro (One Fulfillment), z magazynem one_fulfillment_warehouse
    i serią one_fulfillment_series (puste: jak dla innych zamówień).
    foreign_delivery: z dostawą za granicę; "import": po stawkach krajowych (poniżej progu OSS),
    "oss": konsumentom po stawce ich kraju z oss.csv.
    foreign_currency: w walucie obcej; "import": dokument w walucie po kursie z rates.csv,
    ze schematem currency_definition i serią currency_series (puste: jak dla innych zamówień).
cfg-documents = Rodzaj dokumentu osobno dla firm (firm), osób prywatnych z fakturą (invoice) i bez faktury (private).
    kind: "ro" rezerwacja odbiorcy, "pf" faktura pro forma, "fa" faktura, "pa" paragon (fa i pa tylko do importu przez Optimę).
    definition: symbol schematu numeracji; series: seria; warehouse: symbol magazynu; category: kategoria;
    group: grupa nowych kontrahentów; payment_form: forma płatności zamiast tej z payments.csv.
    category_from: czyja kategoria trafia do dokumentu w Optimie: "settings" ta z category, "contractor" z karty kontrahenta,
    "product" na każdej pozycji z karty towaru; gdy karta jej nie ma, ta z category.
    Wiersz counted_from = "net" dopisany w [documents.firm] liczy dokumenty firm od cen netto: kwota może się różnić od zapłaty,
    najwyżej o grosz na pozycję; większą różnicę program zatrzyma.
cfg-fields = date: data dokumentu: "purchase" dzień zakupu, "import" dzień wprowadzenia do Optimy (pliki mają zawsze dzień zakupu).
    reservation_days: na ile dni zarezerwować towar.
    foreign_number: numer zamówienia w Optimie; {"{"}konto{"}"} alias, {"{"}id{"}"} początek numeru zamówienia, {"{"}uuid{"}"} cały, {"{"}login{"}"} login.
    other_foreign_numbers: jak numer zamówienia zapisywały inne programy, na przykład ["{"{"}uuid{"}"}", "BL-{"{"}id{"}"}"]; RO z takim numerem to już dokument tego zamówienia.
    Telefon i e-mail w opisie trafiają na wydruki, dlatego domyślnie ich tam nie ma.
    masked_email_on_document: true wpisuje maskowany adres Allegro także na dokument; Optima wysyła faktury na adres z dokumentu, a Allegro takich listów nie przepuszcza.
    description: wiersze opisu i ich kolejność; PUNKT zostaje, jeśli nie ma go w atrybucie. ROZNICE to wpłata inna niż kwota,
    NAZWA to pełna nazwa, gdy nie zmieściła się w polach, ADRES to cały adres w takim wypadku (zostaje także bez wpisu tutaj), UWAGI to wiadomość od kupującego. Możesz dopisać NOTATKA: Twoja notatka do zamówienia z Allegro.
    attributes: kody atrybutów dokumentu w Optimie; "" wyłącza atrybut.
cfg-vat = default_rate: stawka, gdy żadne źródło jej nie zna; "" znaczy: zatrzymaj takie zamówienie.
    exempt_seller: true, jeśli jesteś zwolniony z VAT.
    delivery: stawka dostawy: "service" z karty usługi, "highest" najdroższego towaru, "proportional" podział na stawki towarów.
cfg-products = unknown: co zrobić z ofertą bez kodu: "refuse" zatrzymaj, "offer-code" użyj kodu AL-numer oferty.
    name: nazwa na pozycji: "card" z kartoteki, "offer" z oferty.
    create: zakładaj kartoteki, których brakuje w Optimie, według [products.card].
    card.code, name, catalogue_number: wzory; {"{"}kod{"}"} kod z pozycji, {"{"}oferta{"}"} numer oferty, {"{"}ean{"}"} EAN, {"{"}nazwa{"}"} nazwa z pozycji.
    card.vat: stawka na karcie; "" znaczy: jak na pozycji. type: "goods" towar, "service" usługa.
    ean: wpisz EAN z oferty. price: wpisz cenę brutto z zamówienia do pierwszej ceny brutto.
cfg-sandbox-create = Przy bazie próbnej jest włączone; w swojej prawdziwej bazie najlepiej zostaw false.
cfg-delivery = default_service: kod usługi dla metod dostawy, których nie ma w deliveries.csv; "" znaczy: zatrzymaj.
    vat: stawka dostawy, gdy karta usługi jej nie podaje. zero_line: pozycja także przy darmowej dostawie.
cfg-services = deposit: kod usługi dla kaucji (poza VAT). additional: kod dla usług dodatkowych, których nie ma w services.csv.
    vat: stawka usług dodatkowych, gdy nie zna jej żadne źródło.
    create: zakładaj karty usług, których brakuje w Optimie (także dostawy i pobrania), z jednostką „usł.”; [products] create ich nie zakłada.
cfg-payments = Formy płatności, dokładnie tak, jak nazywają się w Optimie, dla przypadków, których nie ma w payments.csv.
cfg-contractors = wrong_nip: błędny NIP: "error" zatrzymaj, "private" potraktuj jak osobę prywatną, z ostrzeżeniem.
    several: gdy pasuje kilka kart: "error" zatrzymaj, "oldest" najstarsza, "newest" najnowsza.
    undefined: czyje dokumenty wystawiać na !NIEOKREŚLONY!: "nobody", "private", "all".
    payment_form: forma płatności, którą dostaje karta nowego kontrahenta; "" znaczy: żadna.
    firm_by_email: firma z NIP, a w Optimie karta o tej samej nazwie i e-mailu bez NIP: true bierze tę kartę (nic na niej nie zmienia), false zakłada nową, z ostrzeżeniem.
cfg-import = other_sum: plik na inną kwotę niż jego zamówienie: "stop" zatrzymaj, z obiema kwotami, "warn" wprowadź z ostrzeżeniem.
    look_back_days: z tylu ostatnich dni program sprawdza raz na dobę i przy każdym „import”, czy dokumenty, które wprowadził, są jeszcze w Optimie; 0 wyłącza.
    settle_seconds: plik wrzucony do inbox/ musi tyle sekund poleżeć bez zmian i być cały, zanim program go weźmie; 0 bierze każdy od razu, także niedokończony.
cfg-xml = Wygląd plików XML. Ważny tylko wtedy, gdy importujesz je w samej Optimie (Funkcje dodatkowe › Import dokumentów z pliku XML): Comarch nie opisuje, czego ten import oczekuje na liście rezerwacji. Zacznij od wartości domyślnych; jeśli Optima odrzuci plik albo źle go odczyta, zmieniaj po jednej i próbuj na bazie demonstracyjnej. Nasz import z plików w każdej postaci robi ten sam dokument.
    generator: wartość elementu GENERATOR.
    elements: zestaw elementów takiej Optimy, do jakiej trafi plik: "2025" wszystkie znane; "2021" bez SYSTEMKAUCYJNY, STATUS_PLATNIKA, ROZLICZAM_PODATEK_W_OSS i KODY_JPK_V7; "2016" także bez NIP_KRAJ, MPP i CENAZCZTEREMAMIEJSCAMI, ceny z dwoma miejscami po przecinku, ILOSC dopełniona spacjami.
    type: typ pliku z rezerwacją: "ro" rezerwacja odbiorcy (308); "zd-mirrored" zamówienie u dostawcy (309), tak jakby zapisał je kupujący: kupujący w SPRZEDAWCA, Twoja firma z [seller] w PLATNIK i ODBIORCA. Adres dostawy inny niż adres kupującego zna wtedy tylko nasz import. Inne rodzaje dokumentów zachowują swój typ.
    counted_from: "gross" od cen brutto, jak w zamówieniu; "net" od cen netto. Tabelka VAT i sumy są zawsze z zamówienia, ale nie każde brutto da się otrzymać od netto: 2 × 49,99 to 99,98, a 81,28 netto i 23% VAT to 99,97, 81,29 zaś 99,99. O takim zamówieniu ostrzegamy, bo Optima może policzyć je po swojemu.
    payer_code: co stoi w PLATNIK/KOD: "generated" kod karty kupującego, na przykład AL-12345; "undefined" !NIEOKREŚLONY!; "fixed:KOD" zawsze ten sam kod karty, którą już masz w Optimie (najwyżej 20 znaków). W pliku "zd-mirrored" to kod Twojej firmy; "generated" zostawia go pustym. Nasz import i tak znajduje kartę kupującego.
    issue_date: co jest w DATA_WYSTAWIENIA rezerwacji: "document" dzień dokumentu; "reservation" ostatni dzień rezerwacji (reservation_days), który Optima trzyma właśnie w tej dacie. Czy jej import stąd go bierze, nie udało się sprawdzić: jeśli po imporcie przez Optimę rezerwacja kończy się w dniu dokumentu, wybierz "reservation". Nasz import ustawia koniec rezerwacji tak samo przy obu.
    mirrored_types: true przyjmuje w naszym imporcie zamówienia u dostawcy (ZD), które zapisał klient, jako rezerwacje. Własnych plików "zd-mirrored" to nie dotyczy: te przyjmujemy zawsze.
cfg-files = Pliki większe niż tyle MiB są odrzucane bez czytania.
cfg-retention = days: po tylu dniach z archiwum i rejestru znikają dane kupujących: zostaje skrót pliku, klucz, numer dokumentu i kwoty. Dokumentów w Optimie to nie dotyczy.
    Najmniej 7; 0 znaczy: nigdy. To samo na żądanie robi polecenie „clean”, a dane jednej osoby usuwa „forget”.
cfg-log = Dziennik w state/logs/, osobny plik na każdy dzień, bez danych osobowych: .log dla ludzi, .jsonl dla programów.
    level: "error" tylko błędy, "warn" i ostrzeżenia, "info" i to, co zrobiono, "debug" i każde zapytanie. keep_days: przez ile dni trzymać; 0 wyłącza.
cfg-email = Listy o kłopotach i podsumowanie dnia (tylko „run” i „watch”). server: serwer SMTP, na przykład "smtp.firma.pl"; "" wyłącza listy.
    encryption: "starttls" (port 587), "tls" (port 465) albo "none" (port 25, tylko na tym samym komputerze); port: 0 znaczy zwykły.
    user: login do serwera; hasło jest w zmiennej EMAIL_PASSWORD albo w pliku state/email-password, nigdy tutaj. from: nadawca; to: odbiorcy.
    pause_minutes: najkrótsza przerwa między listami o kłopotach; daily_at: godzina podsumowania, na przykład "07:30"; "" wyłącza je.
    details: true przytacza w listach całe komunikaty, w których bywają dane kupujących; false tylko kod i co zrobić.
    Ustawienia sprawdzisz poleceniem „doctor --email”: wyśle list próbny.
