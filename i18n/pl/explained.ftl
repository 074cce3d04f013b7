# Ustawienia i co znaczą: te zdania stoją w pliku, który zakłada „init”, i na stronie „Ustawienia”.
# „cfg-CZĘŚĆ” to wstęp do części pliku, „cfg-CZĘŚĆ-nazwa” jedno ustawienie; .label to jego nazwa na stronie.

cfg-head = Ustawienia programu allegro-optima.
    Po zmianie nic nie trzeba uruchamiać ponownie: plik czytany jest przy każdym poleceniu, a pracujące „run” i „watch” czytają go same.
    Tekst stoi w zwykłym cudzysłowie ("tekst"); z ukośnikiem \ w apostrofach ('SERWER\OPTIMA'). Liczba oraz true (tak) i false (nie) bez cudzysłowu.
    Haseł i kluczy tu nie ma: są w zmiennych środowiska i w folderze state/.
cfg-language = język komunikatów: "pl" polski albo "en" angielski.
    .label = Język komunikatów
cfg-handoff = "auto": pliki z outbox/ wprowadzane są do Optimy same. "manual": wprowadzane są tylko pliki, które ktoś przełoży do inbox/.
    .label = Przekazywanie plików do Optimy

cfg-seller = Twoja firma: trafia do każdego pliku jako SPRZEDAWCA. name i nip są potrzebne.
cfg-seller-nip_country = kraj NIP-u dwiema literami, w Polsce "PL".
    .label = Kraj NIP-u
cfg-seller-nip = NIP firmy; „doctor” sprawdza jego cyfrę kontrolną.
    .label = NIP
cfg-seller-gln = numer GLN firmy, na przykład 5900000000008; niepotrzebny, jeśli firma go nie ma.
    .label = Numer GLN
cfg-seller-name = nazwa firmy, taka jak na dokumentach.
    .label = Nazwa firmy
cfg-seller-post_code = kod pocztowy z adresu firmy.
    .label = Kod pocztowy
cfg-seller-city = miejscowość z adresu firmy.
    .label = Miejscowość
cfg-seller-street = ulica i numer z adresu firmy.
    .label = Ulica i numer
cfg-seller-country = kraj z adresu firmy.
    .label = Kraj
cfg-seller-bank_account = konto bankowe, które ma stać w plikach; "" znaczy: żadne.
    .label = Konto bankowe
cfg-seller-bank_name = bank, w którym jest to konto; "" znaczy: żaden.
    .label = Nazwa banku

cfg-allegro = Połączenie z Allegro.
cfg-allegro-application = nazwa, pod którą zarejestrowano aplikację na apps.developer.allegro.pl.
    .label = Nazwa aplikacji
cfg-allegro-requests_per_minute = najwięcej zapytań na minutę, do 9000 (powyżej Allegro blokuje cały Client ID); 0 znosi ograniczenie. Każde uruchomione polecenie liczy swoje.
    .label = Najwięcej zapytań na minutę
cfg-allegro-tokens = gdzie leżą dane logowania: "file" (folder state/tokens, czyta je tylko właściciel) albo "keyring" (pęk kluczy systemu: Windows; Linux z pulpitem, jeśli program zbudowano z opcją secret-service).
    .label = Gdzie leżą dane logowania

cfg-account = Konto na Allegro. Nazwa po kropce (alias) trafia do nazw plików i do numeru zamówienia w Optimie.
    Konto może mieć własne części documents, payments, delivery, vat i fields, na przykład [accounts.NAZWA.documents.private];
    czego w nich nie ma, jest brane z jego firmy, a potem z początku pliku.
cfg-accounts-environment = "production" (allegro.pl) albo "sandbox" (środowisko testowe Allegro).
    .label = Środowisko
cfg-accounts-api_url = adres symulatora Allegro; adresy Allegro program zna sam, więc zostaw puste.
    .label = Adres symulatora (zapytania)
cfg-accounts-auth_url = adres logowania w symulatorze Allegro; tak jak api_url zostaw puste.
    .label = Adres symulatora (logowanie)
cfg-accounts-client_id = Client ID aplikacji zarejestrowanej na apps.developer.allegro.pl; jej sekret podaj w zmiennej ALLEGRO_CLIENT_SECRET albo w pliku state/client-secret, którego nie mogą czytać inni. Jak to zrobić krok po kroku, powie polecenie „login”.
    .label = Client ID
cfg-accounts-offers = pytaj Allegro o oferty, gdy ani tabele, ani kartoteki, ani zamówienie nie mówią, jaki to towar lub jaka stawka VAT; wymaga osobnego uprawnienia przy logowaniu.
    .label = Pytaj Allegro o oferty
cfg-accounts-company = nazwa bazy z części [companies], do której trafiają zamówienia.
    .label = Firma (baza Optimy)
cfg-accounts-begin = od którego dnia mają być zamówienia; liczy się raz, przy pierwszym pobraniu: dzień, na przykład "2026-10-01", "" (od chwili pierwszego pobrania) albo "later" (jeszcze nie pobieraj: dzień wybierzesz w panelu).
    .label = Od którego dnia

cfg-company = Baza Optimy. Zapis do prawdziwej bazy z pominięciem Optimy nie jest wspierany przez jej producenta: najpierw baza testowa i kopia zapasowa.
    Firma może mieć własne części documents, payments, delivery, vat, fields, products, contractors i seller,
    na przykład [companies.NAZWA.seller]; czego w nich nie ma, jest brane z początku pliku. Własne tabele firmy leżą w mappings/NAZWA/.
cfg-companies-engine = "sandbox" to baza próbna w pliku state/sandbox.sqlite3: można bez obaw wszystko wypróbować. "sqlserver" to prawdziwa baza firmowa; wtedy potrzebne są jeszcze server, database i user.
    .label = Rodzaj bazy
cfg-companies-file = inny plik bazy próbnej, na przykład "inny.sqlite3"; "" znaczy: zwykły.
    .label = Plik bazy próbnej
cfg-companies-server = SQL Server, na przykład 'SERWER\OPTIMA' albo 'SERWER,1433'.
    .label = SQL Server
cfg-companies-database = nazwa bazy firmowej, na przykład CDN_FIRMA.
    .label = Nazwa bazy
cfg-companies-login = "sql" loguje loginem SQL Servera, "windows" kontem Windows (w Windows bez user: tym, na którym działa program).
    .label = Sposób logowania
cfg-companies-user = login SQL; hasło w zmiennej OPTIMA_PASSWORD albo w pliku state/optima-password.
    .label = Login
cfg-companies-encryption = "required" sprawdza certyfikat serwera, "trust" przyjmuje każdy, "off" łączy bez szyfrowania.
    .label = Szyfrowanie połączenia
cfg-companies-ca_file = plik z certyfikatem wystawcy, gdy encryption = "required" i system go nie zna.
    .label = Plik z certyfikatem
cfg-companies-other_seller = tak (true): konta Allegro innej firmy niż sprzedawca mogą tu trafiać bez ostrzeżenia.
    .label = Konta innej firmy
cfg-companies-pattern = wzorcowa RO zrobiona ręcznie, z której brane są nieznane kolumny, na przykład "RO/12/2026".
    .label = Wzorcowa RO

cfg-orders = Zamówienia, które wymagają decyzji: "stop" zatrzymuje je z podaniem przyczyny, "import" przyjmuje z ostrzeżeniem.
cfg-orders-sent_before = wysłane, zanim program zaczął pracę (przy pierwszym pobieraniu): "stop" zatrzymaj, "import" przyjmij.
    .label = Wysłane przed początkiem pracy
cfg-orders-one_fulfillment = wysyłane z magazynu Allegro (One Fulfillment): "stop" zatrzymaj, "import" przyjmij.
    .label = Wysyłane z magazynu Allegro
cfg-orders-one_fulfillment_warehouse = magazyn zamówień wysyłanych z magazynu Allegro; "" znaczy: jak dla innych zamówień.
    .label = Magazyn One Fulfillment
cfg-orders-one_fulfillment_series = seria zamówień wysyłanych z magazynu Allegro; "" znaczy: jak dla innych zamówień.
    .label = Seria One Fulfillment
cfg-orders-after_import = anulowane lub zmienione, gdy ich RO jest już w Optimie; "report": tylko powiedz; "replace": usuń RO z bufora (i zrób nową), jeśli nikt jej nie ruszał: nie zmienił, nie zatwierdził i nic z niej nie wystawił.
    .label = Zmienione po wprowadzeniu
cfg-orders-foreign_delivery = z dostawą za granicę: "stop" zatrzymaj, "import" po stawkach krajowych (poniżej progu OSS), "oss" konsumentom po stawce ich kraju z oss.csv.
    .label = Dostawa za granicę
cfg-orders-foreign_currency = w walucie obcej: "stop" zatrzymaj, "import" dokument w walucie po kursie z rates.csv.
    .label = Waluta obca
cfg-orders-currency_definition = schemat numeracji dokumentów w walucie; "" znaczy: jak dla innych zamówień.
    .label = Schemat numeracji w walucie
cfg-orders-currency_series = seria dokumentów w walucie; "" znaczy: jak dla innych zamówień.
    .label = Seria w walucie

cfg-documents = Rodzaj dokumentu osobno dla firm (firm), osób prywatnych z fakturą (invoice) i bez faktury (private).
cfg-documents-kind = "ro" rezerwacja odbiorcy, "pf" faktura pro forma, "fa" faktura, "pa" paragon (fa i pa tylko do importu przez Optimę).
    .label = Rodzaj dokumentu
cfg-documents-definition = symbol schematu numeracji; "" znaczy: zwykły dla tego rodzaju (ro: RO, pf: FPF, fa: FS, pa: PA). Gdy zmieniasz kind, zmień też definition.
    .label = Schemat numeracji
cfg-documents-series = seria, jeśli schemat ją ma (@rejestr).
    .label = Seria
cfg-documents-warehouse = symbol magazynu.
    .label = Magazyn
cfg-documents-category = kategoria; "" znaczy: żadna.
    .label = Kategoria
cfg-documents-category_from = czyja kategoria trafia do dokumentu w Optimie: "settings" ta z category, "contractor" z karty kontrahenta, "product" na każdej pozycji z karty towaru; gdy karta jej nie ma, ta z category.
    .label = Skąd kategoria
cfg-documents-counted_from = "gross" od cen brutto, jak w zamówieniu; "net" od cen netto, tylko dla firm: kwota może się różnić od zapłaty, najwyżej o grosz na pozycję; większą różnicę program zatrzyma.
    .label = Liczenie od
cfg-documents-group = grupa nowych kontrahentów.
    .label = Grupa nowych kontrahentów
cfg-documents-payment_form = forma płatności zamiast tej z payments.csv; "" znaczy: ta z payments.csv.
    .label = Forma płatności

cfg-fields-date = data dokumentu: "purchase" dzień zakupu, "import" dzień wprowadzenia do Optimy (pliki mają zawsze dzień zakupu).
    .label = Data dokumentu
cfg-fields-reservation_days = na ile dni zarezerwować towar, od 0 do 366.
    .label = Dni rezerwacji
cfg-fields-foreign_number = numer zamówienia w Optimie; {"{"}konto{"}"} alias, {"{"}id{"}"} początek numeru zamówienia, {"{"}uuid{"}"} cały, {"{"}login{"}"} login.
    .label = Numer zamówienia w Optimie
cfg-fields-other_foreign_numbers = jak numer zamówienia zapisywały inne programy, na przykład ["{"{"}uuid{"}"}", "BL-{"{"}id{"}"}"]; RO z takim numerem to już dokument tego zamówienia.
    .label = Numery z innych programów
cfg-fields-phone_in_description = tak (true) wpisuje do opisu telefon kupującego; trafia na wydruki, dlatego domyślnie go tam nie ma.
    .label = Telefon w opisie
cfg-fields-email_in_description = tak (true) wpisuje do opisu e-mail kupującego; trafia na wydruki, dlatego domyślnie go tam nie ma.
    .label = E-mail w opisie
cfg-fields-masked_email_on_document = tak (true) wpisuje maskowany adres Allegro także na dokument; Optima wysyła faktury na adres z dokumentu, a Allegro takich listów nie przepuszcza.
    .label = Maskowany e-mail na dokumencie
cfg-fields-description = wiersze opisu i ich kolejność; PUNKT zostaje, jeśli nie ma go w atrybucie. ROZNICE to wpłata inna niż kwota, NAZWA to pełna nazwa, gdy nie zmieściła się w polach, ADRES to cały adres w takim wypadku (zostaje także bez wpisu tutaj), UWAGI to wiadomość od kupującego. Możesz dopisać NOTATKA: Twoja notatka do zamówienia z Allegro.
    .label = Wiersze opisu
cfg-fields-attributes-order = kod atrybutu dokumentu w Optimie dla numeru zamówienia; "" wyłącza atrybut.
    .label = Atrybut: numer zamówienia
cfg-fields-attributes-login = kod atrybutu dla loginu kupującego; "" wyłącza atrybut.
    .label = Atrybut: login
cfg-fields-attributes-payment = kod atrybutu dla numeru płatności; "" wyłącza atrybut.
    .label = Atrybut: numer płatności
cfg-fields-attributes-point = kod atrybutu dla punktu odbioru; "" wyłącza atrybut.
    .label = Atrybut: punkt odbioru
cfg-fields-attributes-account = kod atrybutu dla konta Allegro; "" wyłącza atrybut.
    .label = Atrybut: konto
cfg-fields-attributes-compensation = kod atrybutu dla dopłat Allegro; "" wyłącza atrybut.
    .label = Atrybut: dopłaty Allegro

cfg-vat-default_rate = stawka, gdy żadne źródło jej nie zna, na przykład "23"; "" znaczy: zatrzymaj takie zamówienie.
    .label = Stawka, gdy nikt jej nie zna
cfg-vat-exempt_seller = tak (true), jeśli jesteś zwolniony z VAT.
    .label = Zwolniony z VAT
cfg-vat-delivery = stawka dostawy: "service" z karty usługi, "highest" najdroższego towaru, "proportional" podział na stawki towarów.
    .label = Stawka dostawy

cfg-products-unknown = co zrobić z ofertą bez kodu: "refuse" zatrzymaj, "offer-code" użyj kodu AL-numer oferty.
    .label = Oferta bez kodu
cfg-products-name = nazwa na pozycji: "card" z kartoteki, "offer" z oferty.
    .label = Nazwa na pozycji
cfg-products-create = zakładaj kartoteki, których brakuje w Optimie, według [products.card].
    .label = Zakładaj kartoteki
cfg-products-card-code = wzór kodu nowej karty; {"{"}kod{"}"} kod z pozycji, {"{"}oferta{"}"} numer oferty, {"{"}ean{"}"} EAN, {"{"}nazwa{"}"} nazwa z pozycji.
    .label = Nowa karta: kod
cfg-products-card-name = wzór nazwy nowej karty, z tym samym w klamrach co w code.
    .label = Nowa karta: nazwa
cfg-products-card-catalogue_number = wzór numeru katalogowego nowej karty, z tym samym w klamrach co w code; "" znaczy: żaden.
    .label = Nowa karta: numer katalogowy
cfg-products-card-vat = stawka na nowej karcie; "" znaczy: jak na pozycji.
    .label = Nowa karta: stawka VAT
cfg-products-card-unit = jednostka nowej karty, najwyżej 20 znaków.
    .label = Nowa karta: jednostka
cfg-products-card-group = kod grupy towarów, która jest w Optimie; "" znaczy: główna.
    .label = Nowa karta: grupa
cfg-products-card-type = "goods" towar, "service" usługa.
    .label = Nowa karta: typ
cfg-products-card-ean = wpisz na nową kartę EAN z oferty.
    .label = Nowa karta: EAN
cfg-products-card-price = wpisz cenę brutto z zamówienia do pierwszej ceny brutto nowej karty.
    .label = Nowa karta: cena
cfg-sandbox-create = Przy bazie próbnej zakładanie kartotek jest włączone; w swojej prawdziwej bazie najlepiej zostaw przy create false.

cfg-delivery-default_service = kod usługi dla metod dostawy, których nie ma w deliveries.csv; "" znaczy: zatrzymaj.
    .label = Usługa dostawy
cfg-delivery-vat = stawka dostawy, gdy karta usługi jej nie podaje.
    .label = Stawka VAT dostawy
cfg-delivery-zero_line = pozycja z dostawą także przy darmowej dostawie.
    .label = Pozycja przy darmowej dostawie

cfg-services-deposit = kod usługi dla kaucji (poza VAT).
    .label = Usługa kaucji
cfg-services-additional = kod dla usług dodatkowych, których nie ma w services.csv; "" znaczy: zatrzymaj.
    .label = Usługa dodatkowa
cfg-services-vat = stawka usług dodatkowych, gdy nie zna jej żadne źródło.
    .label = Stawka VAT usług dodatkowych
cfg-services-create = zakładaj karty usług, których brakuje w Optimie (także dostawy i pobrania), z jednostką „usł.”; [products] create ich nie zakłada.
    .label = Zakładaj karty usług

cfg-payments = Formy płatności, dokładnie tak, jak nazywają się w Optimie, dla przypadków, których nie ma w payments.csv.
cfg-payments-default_form = przy płatności innej niż pobranie; "" znaczy: zatrzymaj takie zamówienie.
    .label = Zwykła forma płatności
cfg-payments-cash_on_delivery_form = przy pobraniu; "" znaczy: zatrzymaj takie zamówienie.
    .label = Forma płatności przy pobraniu

cfg-contractors-wrong_nip = błędny NIP: "error" zatrzymaj, "private" potraktuj jak osobę prywatną, z ostrzeżeniem.
    .label = Błędny NIP
cfg-contractors-several = gdy pasuje kilka kart: "error" zatrzymaj, "oldest" najstarsza, "newest" najnowsza.
    .label = Kilka pasujących kart
cfg-contractors-undefined = czyje dokumenty wystawiać na !NIEOKREŚLONY!: "nobody" niczyje, "private" osób prywatnych, "all" wszystkich.
    .label = Kto trafia na !NIEOKREŚLONY!
cfg-contractors-firm_by_email = firma z NIP, a w Optimie karta o tej samej nazwie i e-mailu bez NIP: tak (true) bierze tę kartę (nic na niej nie zmienia), nie (false) zakłada nową, z ostrzeżeniem.
    .label = Firma według e-maila
cfg-contractors-payment_form = forma płatności, którą dostaje karta nowego kontrahenta; "" znaczy: żadna.
    .label = Forma płatności nowej karty

cfg-import-other_sum = plik na inną kwotę niż jego zamówienie: "stop" zatrzymaj, z obiema kwotami, "warn" wprowadź z ostrzeżeniem.
    .label = Inna kwota niż w zamówieniu
cfg-import-look_back_days = z tylu ostatnich dni program sprawdza raz na dobę i przy każdym „import”, czy dokumenty, które wprowadził, są jeszcze w Optimie; 0 wyłącza.
    .label = Sprawdzaj dokumenty z tylu dni
cfg-import-settle_seconds = plik wrzucony do inbox/ musi tyle sekund poleżeć bez zmian i być cały, zanim program go weźmie; 0 bierze każdy od razu, także niedokończony.
    .label = Sekundy spokoju przed wzięciem pliku

cfg-xml = Wygląd plików XML. Ważny tylko wtedy, gdy importujesz je w samej Optimie (Funkcje dodatkowe › Import dokumentów z pliku XML): Comarch nie opisuje, czego ten import oczekuje na liście rezerwacji. Zacznij od wartości domyślnych; jeśli Optima odrzuci plik albo źle go odczyta, zmieniaj po jednej i próbuj na bazie demonstracyjnej. Nasz import z plików w każdej postaci robi ten sam dokument.
cfg-xml-generator = wartość elementu GENERATOR.
    .label = GENERATOR
cfg-xml-elements = zestaw elementów takiej Optimy, do jakiej trafi plik: "2025" wszystkie znane; "2021" bez SYSTEMKAUCYJNY, STATUS_PLATNIKA, ROZLICZAM_PODATEK_W_OSS i KODY_JPK_V7; "2016" także bez NIP_KRAJ, MPP i CENAZCZTEREMAMIEJSCAMI, ceny z dwoma miejscami po przecinku, ILOSC dopełniona spacjami.
    .label = Zestaw elementów
cfg-xml-type = typ pliku z rezerwacją: "ro" rezerwacja odbiorcy (308); "zd-mirrored" zamówienie u dostawcy (309), tak jakby zapisał je kupujący: kupujący w SPRZEDAWCA, Twoja firma z [seller] w PLATNIK i ODBIORCA. Adres dostawy inny niż adres kupującego zna wtedy tylko nasz import. Inne rodzaje dokumentów zachowują swój typ.
    .label = Typ pliku
cfg-xml-counted_from = "gross" od cen brutto, jak w zamówieniu; "net" od cen netto. Tabelka VAT i sumy są zawsze z zamówienia, ale nie każde brutto da się otrzymać od netto: 2 × 49,99 to 99,98, a 81,28 netto i 23% VAT to 99,97, 81,29 zaś 99,99. O takim zamówieniu ostrzegamy, bo Optima może policzyć je po swojemu.
    .label = Ceny w pliku
cfg-xml-payer_code = co stoi w PLATNIK/KOD: "generated" kod karty kupującego, na przykład AL-12345; "undefined" !NIEOKREŚLONY!; "fixed:KOD" zawsze ten sam kod karty, którą już masz w Optimie (najwyżej 20 znaków). W pliku "zd-mirrored" to kod Twojej firmy; "generated" zostawia go pustym. Nasz import i tak znajduje kartę kupującego.
    .label = Kod płatnika
cfg-xml-issue_date = co jest w DATA_WYSTAWIENIA rezerwacji: "document" dzień dokumentu; "reservation" ostatni dzień rezerwacji (reservation_days), który Optima trzyma właśnie w tej dacie. Czy jej import stąd go bierze, nie udało się sprawdzić: jeśli po imporcie przez Optimę rezerwacja kończy się w dniu dokumentu, wybierz "reservation". Nasz import ustawia koniec rezerwacji tak samo przy obu.
    .label = Data wystawienia w pliku
cfg-xml-mirrored_types = tak (true) przyjmuje w naszym imporcie zamówienia u dostawcy (ZD), które zapisał klient, jako rezerwacje. Własnych plików "zd-mirrored" to nie dotyczy: te przyjmujemy zawsze.
    .label = Przyjmuj ZD od klientów

cfg-files-max_size_mib = pliki większe niż tyle MiB są odrzucane bez czytania.
    .label = Największy plik (MiB)

cfg-schedule = Kiedy program pobiera zamówienia (polecenia „run”). Godziny są polskie, także w dniach zmiany czasu.
    Konto może mieć własny plan w części [accounts.NAZWA.schedule]: wtedy cały.
cfg-schedule-every_minutes = co ile minut; 0: nie co ileś minut.
    .label = Co ile minut
cfg-schedule-daily_at = o tych godzinach, na przykład ["06:00", "18:30"].
    .label = O godzinach
cfg-schedule-hours = tylko w tym zakresie, na przykład "07:00-20:00"; puste albo "00:00-24:00": cała doba.
    .label = Tylko między godzinami
cfg-schedule-weekdays = tylko w te dni, na przykład ["pn", "wt", "śr", "czw", "pt"]; puste: każdy dzień.
    .label = Dni tygodnia

cfg-watch = Jak program pilnuje folderów inbox/ i outbox/ (polecenia „run” i „watch”).
cfg-watch-scan_seconds = co ile sekund zagląda do folderów.
    .label = Co ile sekund zaglądać
cfg-watch-poll_only = tak (true), jeśli folder leży na dysku sieciowym, który nie zgłasza zmian albo zgłasza je błędnie.
    .label = Tylko zaglądać, nie czekać na sygnał
cfg-watch-subfolders = tak (true), jeśli pliki mogą leżeć także w podfolderach inbox/; dotyczy też poleceń „import” i „sync”.
    .label = Także podfoldery inbox/

cfg-log = Dziennik w state/logs/, osobny plik na każdy dzień, bez danych osobowych: .log dla ludzi, .jsonl dla programów.
cfg-log-level = "error" tylko błędy, "warn" i ostrzeżenia, "info" i to, co zrobiono, "debug" i każde zapytanie.
    .label = Ile zapisywać
cfg-log-keep_days = przez ile dni trzymać dziennik; 0: nic nie jest zapisywane, a pliki, które już są, zostają. Zmiana działa od następnego uruchomienia programu.
    .label = Dni dziennika

cfg-retention-days = po tylu dniach z archiwum i rejestru znikają dane kupujących: zostaje skrót pliku, klucz, numer dokumentu i kwoty. Dokumentów w Optimie to nie dotyczy. Najmniej 7; 0 znaczy: nigdy. To samo na żądanie robi polecenie „clean”, a dane jednej osoby usuwa „forget”.
    .label = Dni danych kupujących

cfg-email = Listy o kłopotach i podsumowanie dnia (tylko „run” i „watch”). Ustawienia sprawdzisz poleceniem „doctor --email”: wyśle list próbny.
cfg-email-server = serwer SMTP, na przykład "smtp.firma.pl"; "" wyłącza listy.
    .label = Serwer poczty
cfg-email-port = port serwera; 0 znaczy zwykły.
    .label = Port
cfg-email-encryption = "starttls" (port 587), "tls" (port 465) albo "none" (port 25, tylko na tym samym komputerze).
    .label = Szyfrowanie
cfg-email-user = login do serwera; hasło jest w zmiennej EMAIL_PASSWORD albo w pliku state/email-password, nigdy tutaj.
    .label = Login do serwera
cfg-email-from = nadawca: sam adres, na przykład "sklep@firma.pl".
    .label = Nadawca
cfg-email-to = odbiorcy, na przykład ["ja@firma.pl", "biuro@firma.pl"].
    .label = Odbiorcy
cfg-email-pause_minutes = najkrótsza przerwa między listami o kłopotach, w minutach, najwyżej tydzień (10080).
    .label = Przerwa między listami (minuty)
cfg-email-daily_at = godzina podsumowania, na przykład "07:30"; "" wyłącza je.
    .label = Godzina podsumowania
cfg-email-details = tak (true) przytacza w listach całe komunikaty, w których bywają dane kupujących; nie (false) tylko kod i co zrobić.
    .label = Całe komunikaty w listach
