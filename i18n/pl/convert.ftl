# Zamówienie -> dokument.

## Które zamówienia

ORD-001 = Zamówienie czeka: kupujący nie wypełnił jeszcze formularza dostawy i płatności.
    .todo = Nic nie trzeba robić. Zamówienie zostanie pobrane, gdy kupujący dokończy zakup.
ORD-002 = Zamówienie czeka na zapłatę.
    .todo = Nic nie trzeba robić. Jeśli wpłata przyszła poza Allegro, oznacz ją w Moje Allegro.
ORD-003 = Zamówienie ma nieznany stan „{ $status }”.
    .todo = Sprawdź zamówienie w Moje Allegro; jeśli jest opłacone, zgłoś brak obsługi tego stanu.
ORD-004 = Zamówienie zostało anulowane.
    .todo = Nic nie trzeba robić. Jeśli RO już powstało, usuń je w Optimie z bufora.
ORD-005 = Zamówienie ma w Moje Allegro etykietę „Anulowane”.
    .todo = Jeśli zamówienie jednak ma być zrealizowane, zmień jego status w Moje Allegro.
ORD-006 = Zamówienie wysyła magazyn Allegro (One Fulfillment), a takie zamówienia są wyłączone.
    .todo = Aby je pobierać, ustaw w allegro-optima.toml: [orders] one_fulfillment = "import".
ORD-007 = Zamówienie wysyła magazyn Allegro (One Fulfillment); towaru nie wydaje Twój magazyn.
    .todo = Sprawdź magazyn na dokumencie w Optimie.
ORD-008 = Dostawa poza Polskę ({ $country }), a takie zamówienia są wyłączone: stawka VAT może zależeć od kraju kupującego.
    .todo = Wystaw dokument ręcznie. Jeśli nie przekraczasz progu OSS, ustaw [orders] foreign_delivery = "import"; jeśli przekraczasz, "oss" i uzupełnij oss.csv.
ORD-009 = Dostawa poza Polskę ({ $country }); przyjęto krajowe stawki VAT.
    .todo = Sprawdź z księgowością, czy sprzedaż nie podlega procedurze OSS.
ORD-010 = Zamówienie jest w walucie { $currency }. Zamówienia w walucie obcej są wyłączone.
    .todo = Wystaw dokument w Optimie ręcznie albo ustaw [orders] foreign_currency = "import" i uzupełnij rates.csv.
ORD-011 = Kwoty zamówienia są w różnych walutach: { $currencies }.
    .todo = Sprawdź zamówienie w Moje Allegro i wystaw dokument ręcznie.
ORD-012 = Nie wiadomo, którego dnia kupiono: Allegro nie podaje tego w żadnej pozycji albo podaje w postaci, której nie można odczytać.
    .todo = Ponów zamówienie: zostanie pobrane jeszcze raz. Jeśli to się powtarza, wystaw dokument ręcznie.
ORD-013 = Dostawa została anulowana ({ $date }).
    .todo = Sprawdź zamówienie w Moje Allegro przed wysyłką.
ORD-014 = Zamówienie nie ma żadnej pozycji.
    .todo = Pobierz zamówienie ponownie. Jeśli to się powtarza, sprawdź je w Moje Allegro.
ORD-015 = Kupujący jest zweryfikowanym podatnikiem VAT UE; stawka 0% nie została zastosowana.
    .todo = Zdecyduj z księgowością o stawce i popraw ją na dokumencie w Optimie.
ORD-016 = { $count ->
        [one] Allegro przysłało { $count } nieznaną informację: { $names }.
        [few] Allegro przysłało { $count } nieznane informacje: { $names }.
       *[other] Allegro przysłało { $count } nieznanych informacji: { $names }.
    }
    .todo = Dokument powstał bez nich. Jeśli są ważne, sprawdź, czy jest nowsza wersja programu.
ORD-017 = Firma kupuje za { $total } zł: przy fakturze może obowiązywać mechanizm podzielonej płatności (MPP).
    .todo = Wystawiając fakturę, sprawdź, czy towar jest w załączniku nr 15 do ustawy o VAT.
ORD-018 = Brak kursu { $currency } z dnia { $day } (ostatni dzień roboczy przed zakupem).
    .todo = Dopisz do rates.csv średni kurs NBP z tego dnia z numerem tabeli, potem ponów.
ORD-019 = Kwoty przeliczono na złote po kursie: { $rate }.
    .todo = Nic nie trzeba robić. Kurs jest też w opisie dokumentu.
ORD-020 = Firma spoza Polski z dostawą do { $country }: procedura OSS dotyczy tylko konsumentów, a o stawce dla firmy program nie rozstrzyga.
    .todo = Ustal stawkę z księgowością i wystaw dokument ręcznie.
ORD-021 = Dostawa do { $country }: stawki VAT tego kraju z oss.csv (procedura OSS).
    .todo = Nic nie trzeba robić.
ORD-022 = W oss.csv brak stawki VAT na { $day }: { $row }.
    .todo = Dopisz stawkę tego kraju (i grupy) do oss.csv, potem ponów.
ORD-030 = Eksport do Ukrainy: towar wyjeżdża poza Unię, więc to nie jest zwykła sprzedaż wysyłkowa. Najpierw musi być faktura, a stawka zależy od potwierdzenia wywozu; o tym program nie rozstrzyga.
    .todo = Ustal z księgowością stawkę i kolejność dokumentów, wystaw fakturę w Optimie ręcznie przed wysyłką i przekaż ją Allegro tak, jak mówi instrukcja eksportu do Ukrainy. RO do tego zamówienia program nie utworzy.
ORD-031 = Allegro przysłało w nieznanej postaci to, od czego zależy rodzaj dokumentu albo czy zamówienie anulowano: { $names }. Dokument powstał bez tego.
    .todo = Otwórz zamówienie w Moje Allegro i porównaj dane do faktury i etykietę z dokumentem. Jeśli to dokument dla firmy, popraw płatnika w Optimie w buforze. Zgłoś to autorom programu: Allegro mogło zmienić format.

## Kwoty

money-pln = { $amount } zł
money-foreign = { $amount } { $currency }

SUM-001 = Kwoty się nie zgadzają: towary { $goods } + kaucje { $deposits } + usługi { $services } + dostawa { $delivery } = { $sum }, a Allegro podaje do zapłaty { $total } (różnica { $difference }).
    .todo = Porównaj zamówienie z Moje Allegro i wystaw dokument ręcznie. Program nie dopisuje pozycji wyrównującej.
SUM-002 = Wartość pozycji „{ $name }” nie jest w pełnych groszach: { $value } zł.
    .todo = Wystaw dokument ręcznie.
SUM-003 = Kwoty zamówienia są zbyt duże, by zmieściły się w Optimie.
    .todo = Sprawdź zamówienie w Moje Allegro.
SUM-004 = Niedozwolona wartość: { $field } = { $value }.
    .todo = Sprawdź zamówienie w Moje Allegro i wystaw dokument ręcznie.
SUM-005 = Błąd wewnętrzny: dokument wyszedł na { $document } zł zamiast { $total } zł i nie powstał.
    .todo = Zgłoś błąd, podając numer zamówienia. Dokument wystaw ręcznie.
SUM-006 = Dokument liczony od netto wyszedł na { $document } zł zamiast { $total } zł (różnica { $difference }), a to więcej niż grosz na pozycję.
    .todo = Wystaw ten dokument ręcznie albo licz dokumenty firm od brutto: counted_from = "gross" w [documents.firm].
SUM-007 = Dokument liczony od netto: { $document } zł, a do zapłaty { $total } zł (różnica { $difference }).
    .todo = Nic: tak wychodzi liczenie od netto, włączone w [documents.firm]. Różnica jest w pliku i w pokwitowaniu.
SUM-008 = Zamówienie w walucie obcej jest liczone od brutto, choć dokumenty firm mają być liczone od netto.
    .todo = Nic: ceny netto program liczy tylko w złotych.

## VAT

VAT-001 = Brak stawki VAT dla oferty { $offer } „{ $name }”.
    .todo = Dodaj kartotekę w Optimie, wpisz stawkę w products.csv albo uzupełnij ją w ofercie na Allegro, potem ponów.
    .asks = rate
VAT-002 = Oferta { $offer }: nie ma stawki VAT, przyjęto domyślną { $rate }.
    .todo = Sprawdź stawkę. Na stałe: kartoteka w Optimie albo kolumna vat w products.csv.
VAT-003 = Stawki VAT się różnią: { $source } podaje { $rate }, a Allegro { $allegro }. Przyjęto { $rate }.
    .todo = Sprawdź, która stawka jest właściwa, i popraw kartotekę w Optimie albo ofertę na Allegro.
VAT-004 = Nie rozumiem stawki VAT „{ $text }” ({ $source }).
    .todo = Wpisz stawkę w products.csv jako 23, 8, 5, 0, zw albo np.
VAT-005 = Oferta { $offer } jest w procedurze marży (VAT marża). Takich dokumentów program nie tworzy: z rezerwacji (RO) nie da się w Optimie zrobić faktury VAT marża.
    .todo = Wystaw w Optimie ręcznie fakturę VAT marża (Handel > Faktury sprzedaży), bez RO.
VAT-006 = Oferta ma na Allegro oznaczenie „{ $exemption }”; przyjęto stawkę { $rate }.
    .todo = Sprawdź stawkę z księgowością.
VAT-007 = Stawka { $rate } ({ $source }) nie jest stawką stosowaną w Polsce.
    .todo = Sprawdź stawkę w kartotece, w products.csv albo w ofercie.
VAT-008 = W ustawieniach { $setting } = „{ $text }” nie jest stawką VAT.
    .todo = Wpisz w allegro-optima.toml 23, 8, 5, 0, zw albo np.
VAT-009 = Brak stawki VAT dla usługi { $code }.
    .todo = Dodaj kartotekę usługi w Optimie albo wpisz stawkę w pliku CSV z usługami lub w ustawieniach.

## Towary

PRD-001 = Nie wiadomo, jaki towar z Optimy odpowiada ofercie { $offer } „{ $name }”.
    .todo = Wpisz numer oferty i kod towaru w products.csv albo sygnaturę w ofercie na Allegro, potem ponów.
    .asks = offer
PRD-002 = EAN { $ean } ma w Optimie więcej niż jedna kartoteka: { $codes }.
    .todo = Wpisz w products.csv, którego kodu użyć dla oferty { $offer }.
    .asks = offer
PRD-003 = Kod „{ $code }” ma { $length } znaków, a w Optimie mieści się 50.
    .todo = Skróć sygnaturę w ofercie albo wpisz właściwy kod w products.csv.
    .asks = code
PRD-004 = Kod „{ $code }” zawiera znaki, których Optima nie zapisze.
    .todo = Popraw sygnaturę w ofercie albo wpisz właściwy kod w products.csv.
    .asks = code
PRD-005 = Oferta { $offer } „{ $name }” dostała kod { $code }, bo nie ma innego.
    .todo = Jeśli towar jest już w Optimie, wpisz jego kod w products.csv.
PRD-006 = Sygnatura „{ $external }” jest bardzo krótka; sprawdź, czy to naprawdę kod towaru.
    .todo = Jeśli nie, popraw sygnaturę w ofercie albo dopisz ofertę do products.csv.
PRD-007 = Sygnatury „{ $external }” nie ma w Optimie; po numerze EAN użyto kartoteki { $code }.
    .todo = Popraw sygnaturę w ofercie albo dopisz ofertę do products.csv.
PRD-008 = Oferta { $offer } to zestaw albo wielopak, a w sets.csv nie ma jej składu; przyjęto jeden towar.
    .todo = Jeśli zestaw nie ma własnej kartoteki, wpisz jego skład w sets.csv.
PRD-009 = Wartości składnika { $code } nie da się zapisać jedną ceną; podzielono go na dwie pozycje.
    .todo = Nic nie trzeba robić, suma jest dokładna.
PRD-010 = Nie udało się odczytać oferty { $offer }, a tylko ona mówi, jaki to towar albo jaka stawka VAT. Powód: { $answer }
    .todo = Nic nie trzeba robić: program zapyta znowu sam. Jeśli to trwa dłużej, dopisz kod i stawkę tej oferty w products.csv.
    .cure = later
PRD-011 = Sygnatury „{ $external }”, z którą sprzedano towar, nie ma w Optimie; użyto kodu { $code } według sygnatury, którą oferta ma teraz.
    .todo = Jeśli to inny towar, dopisz ofertę do products.csv.
PRD-012 = Oferta { $offer } „{ $name }” to zestaw albo wielopak, a nie wiadomo, z czego się składa.
    .todo = Wpisz jej skład w sets.csv: kod i liczbę sztuk każdego składnika. Jeśli cały zestaw ma w Optimie własną kartotekę, wpisz jej kod w products.csv. Potem ponów.
    .asks = offer

## Dostawa

DLV-001 = Nie wiadomo, jaką usługą jest sposób dostawy „{ $method }” ({ $id }).
    .todo = Wpisz go w deliveries.csv albo ustaw [delivery] default_service.
    .asks = delivery
DLV-002 = Sposobu dostawy „{ $method }” ({ $id }) nie ma w deliveries.csv; użyto usługi { $code }.
    .todo = Dopisz go do deliveries.csv, jeśli ma mieć własną usługę.
DLV-003 = Opłata za pobranie { $fee } zł nie jest mniejsza od kosztu dostawy { $cost } zł; nie wydzielono jej.
    .todo = Popraw kwotę w kolumnie pobranie_kwota w deliveries.csv.
DLV-004 = Zamówienie jest Smart!, a dostawa kosztuje { $cost }; koszt pozostał na dokumencie.
    .todo = Nic nie trzeba robić.
DLV-005 = Towary mają różne stawki VAT; dostawa dostała { $rates } (zasada: { $policy }).
    .todo = Zasadę zmienisz w allegro-optima.toml: [vat] delivery.
DLV-006 = Opłaty za pobranie nie wydzielono, bo zamówienie jest w walucie { $currency }, a kwota w deliveries.csv w złotych.
    .todo = Nic nie trzeba robić, opłata jest częścią kosztu dostawy.

## Usługi i kaucje

SRV-001 = Usługi dodatkowej „{ $name }” ({ $definition }) nie ma w services.csv.
    .todo = Wpisz ją w services.csv albo ustaw [services] additional.
    .asks = service
SRV-002 = Usługi dodatkowej „{ $name }” ({ $definition }) nie ma w services.csv; użyto kodu { $code }.
    .todo = Dopisz ją do services.csv, jeśli ma mieć własną kartotekę.
SRV-003 = W zamówieniu jest kaucja { $deposit }, a nie podano usługi, na którą ma trafić.
    .todo = Ustaw w allegro-optima.toml: [services] deposit, na przykład "KAUCJA".
SRV-004 = Kodu usługi „{ $code }” Optima nie zapisze: jest za długi albo ma niedozwolone znaki.
    .todo = Popraw go: dostawę i pobranie w deliveries.csv (albo [delivery] default_service), kaucję w [services] deposit, usługi dodatkowe w services.csv (albo [services] additional).

## Płatność

PAY-001 = Płatności { $payment } / { $provider } nie ma w payments.csv; użyto formy „{ $form }”.
    .todo = Dopisz ją do payments.csv.
PAY-002 = Nie wiadomo, jaką formą płatności jest { $payment } / { $provider }.
    .todo = Dopisz ją do payments.csv albo ustaw [payments] default_form.
    .asks = payment
PAY-003 = Wpłacono { $paid }, a do zapłaty jest { $total } (różnica { $difference }). Dokument jest na { $total }.
    .todo = Rozlicz różnicę z kupującym.
PAY-004 = { $count ->
        [one] Do zamówienia jest { $count } dopłata na { $amount }; nie ma jej na dokumencie.
        [few] Do zamówienia są { $count } dopłaty na { $amount }; nie ma ich na dokumencie.
       *[other] Do zamówienia jest { $count } dopłat na { $amount }; nie ma ich na dokumencie.
    }
    .todo = Sprawdź w Moje Allegro, za co jest dopłata, i dopisz ją ręcznie, jeśli trzeba.
PAY-005 = Allegro nie podaje wpłaty, bo płatność { $payment } idzie poza nim lub w innym terminie.
    .todo = Sprawdź wpłatę na koncie przed wysyłką, jeśli tego wymagasz.
PAY-006 = Terminu płatności „{ $text }” nie da się odczytać; przyjęto termin z payments.csv.
    .todo = Sprawdź termin płatności na dokumencie.
PAY-007 = Allegro Ceny: rekompensata { $amount } ({ $kind }) nie wchodzi do wartości dokumentu.
    .todo = Rozlicz ją osobno z Allegro; kwota jest w opisie dokumentu.
PAY-009 = { $days ->
        [one] Płatność jest odroczona, a Allegro nie podaje terminu; przyjęto { $days } dzień, jak ma forma „{ $form }” w Optimie.
       *[other] Płatność jest odroczona, a Allegro nie podaje terminu; przyjęto { $days } dni, jak ma forma „{ $form }” w Optimie.
    }
    .todo = Sprawdź termin na dokumencie. Stały termin wpiszesz w payments.csv (kolumna termin_dni).
PAY-013 = Płatność jest odroczona, a nie wiadomo, do kiedy: Allegro nie podaje terminu, a formy „{ $form }” nie można było sprawdzić w Optimie. W pliku jest dzień dokumentu; przy imporcie program weźmie termin tej formy.
    .todo = Jeśli wczytujesz plik przez samą Optimę, popraw w nim TERMIN. Stały termin wpiszesz w payments.csv (kolumna termin_dni).
PAY-010 = Wpłacono { $paid }, a do zapłaty jest { $total }: to różne waluty, więc wpłaty nie porównano z kwotą zamówienia.
    .todo = Sprawdź wpłatę w Moje Allegro. Dokument jest na { $total }; różnicę kursową rozlicz osobno.
PAY-011 = Za pozycję, w całości lub w części, zapłacono bonem { $kind } ({ $amount }). Bon nie zmniejsza kwoty dokumentu.
    .todo = Rozlicz bon z tym, kto go wystawił; jest też w opisie dokumentu.
PAY-012 = Bon { $kind } ({ $amount }) na tę pozycję został anulowany.
    .todo = Sprawdź w Moje Allegro, czy kupujący zapłacił całą kwotę.
voucher-without-amount = Allegro nie podaje kwoty
PAY-008 = Zamówienie jest gotowe, a Allegro nie podaje wpłaty ({ $payment }).
    .todo = Sprawdź wpłatę w Moje Allegro przed wysyłką.

## Kupujący i odbiorca

PTY-001 = NIP „{ $nip }” jest błędny.
    .todo = Poproś kupującego o poprawny NIP i popraw go w tym zamówieniu w panelu (allegro-optima panel), albo wybierz tam dokument bez NIP. Jeśli takie zamówienia mają zawsze mieć dokument jak dla osoby prywatnej, ustaw [contractors] wrong_nip = "private".
    .panel = Poproś kupującego o poprawny NIP i popraw go w tym zamówieniu albo wybierz dokument bez NIP. Jeśli takie zamówienia mają zawsze mieć dokument jak dla osoby prywatnej, ustaw [contractors] wrong_nip = "private".
    .asks = nip
PTY-002 = NIP „{ $nip }” jest błędny; dokument jest jak dla osoby prywatnej, bez NIP.
    .todo = Poproś kupującego o poprawny NIP, zanim wystawisz fakturę.
PTY-003 = Firma „{ $name }” chce faktury, ale nie podała NIP; dokument jest jak dla osoby prywatnej.
    .todo = Jeśli faktura ma być na firmę, poproś o NIP, zanim ją wystawisz.
PTY-004 = Zamówienie nie ma nazwy kupującego.
    .todo = Sprawdź zamówienie w Moje Allegro i dopisz imię i nazwisko albo firmę: „Popraw” przy tym zamówieniu w panelu (allegro-optima panel).
    .panel = Sprawdź zamówienie w Moje Allegro i dopisz imię i nazwisko albo firmę: naciśnij „Popraw” przy tym zamówieniu.
PTY-005 = Kupujący nie ma adresu; wpisano adres dostawy.
    .todo = Sprawdź adres płatnika na dokumencie.
PTY-006 = Zamówienie nie ma adresu płatnika.
    .todo = Uzupełnij adres na dokumencie w Optimie.
PTY-007 = Zamówienie nie ma adresu dostawy; odbiorcą jest płatnik.
    .todo = Sprawdź w Moje Allegro, dokąd wysłać towar.
PTY-008 = Nazwa „{ $name }” nie mieści się w polach kontrahenta i zostanie skrócona.
    .todo = Popraw nazwę w Optimie.
PTY-009 = Kod kraju „{ $code }” jest nieznany; wpisano sam kod.
    .todo = Popraw kraj na dokumencie w Optimie.
PTY-010 = W adresie odbiorcy brakuje: { $missing }.
    .todo = Uzupełnij adres przed wysyłką.
PTY-011 = Kupujący chce faktury, ale nie podał danych do niej; wpisano dane kupującego.
    .todo = Poproś kupującego o dane do faktury.
PTY-012 = Zamówienie nie ma identyfikatora kupującego; kontrahent dostał kod { $code }.
    .todo = Sprawdź, czy ten kupujący nie ma już karty w Optimie.
    .names = buyer
PTY-013 = Zamówienie nie ma adresu e-mail kupującego.
    .todo = Nic nie trzeba robić; e-mail można dopisać w Optimie.
PTY-014 = Firma ma zagraniczny numer podatkowy { $country } { $number }.
    .todo = Sprawdź z księgowością stawkę VAT i status płatnika na dokumencie.
    .names = buyer
PTY-020 = Adres nie mieści się w polach Optimy: { $address }. Ciąg dalszy ulicy trafi do drugiego wiersza adresu, a cały adres do opisu (ADRES).
    .todo = Sprawdź adres na etykiecie przed wysyłką.
PTY-021 = Firma „{ $name }” podała numer { $number }, który nie jest NIP-em ani numerem VAT; dokument jest jak dla osoby prywatnej, bez numeru.
    .todo = Jeśli faktura ma być na firmę, poproś o numer VAT, zanim ją wystawisz.
    .names = buyer
PTY-023 = Zamówienie podaje dwa różne NIP-y: { $nip } i { $second }. Na dokumencie jest { $nip }.
    .todo = Sprawdź w Moje Allegro, na którą firmę ma być faktura, i w razie potrzeby popraw dokument w Optimie.
    .names = buyer
PTY-022 = W danych zamówienia jest mowa o jednostce samorządu albo członku grupy VAT (identyfikator wewnętrzny: { $ids }).
    .todo = Faktura w KSeF może wymagać tej jednostki jako Podmiotu3. Sprawdź to z księgowością, zanim ją wystawisz; identyfikator jest w opisie dokumentu (PODMIOT3), jeśli kupujący go podał.

## Teksty i pola

TXT-001 = { $count ->
        [one] Usunięto { $count } niedozwolony znak z tekstów zamówienia.
        [few] Usunięto { $count } niedozwolone znaki z tekstów zamówienia.
       *[other] Usunięto { $count } niedozwolonych znaków z tekstów zamówienia.
    }
    .todo = Sprawdź nazwy i adresy na dokumencie.
TXT-002 = Opis nie mieści się w { $max } znakach i został skrócony.
    .todo = Pełną wiadomość kupującego przeczytasz w Moje Allegro.
TXT-003 = Numer obcy zmieniono na „{ $number }”, bo był za długi albo miał znaki, których Optima nie zapisze.
    .todo = Skróć wzór w allegro-optima.toml: [fields] foreign_number.
TXT-004 = { $count ->
        [one] W tekstach zamówienia { $count } znak był urwany (na przykład połowa emotikonu); w jego miejscu stoi „�”.
        [few] W tekstach zamówienia { $count } znaki były urwane (na przykład połowa emotikonu); w ich miejscu stoi „�”.
       *[other] W tekstach zamówienia { $count } znaków było urwanych (na przykład połowa emotikonu); w ich miejscu stoi „�”.
    }
    .todo = Sprawdź nazwy i adresy na dokumencie.
TXT-006 = Numer obcy „{ $number }” jest dłuższy niż 30 znaków. W pliku (NUMER_PELNY) i w starszych wersjach Optimy stoi skrócony: „{ $full }”.
    .todo = Jeśli ma być cały, skróć wzór w allegro-optima.toml: [fields] foreign_number.
FLD-001 = Wzór numeru obcego „{ $pattern }” nie zawiera { "{id}" } ani { "{uuid}" }, więc zamówienia miałyby ten sam numer.
    .todo = Popraw w allegro-optima.toml: [fields] foreign_number, na przykład "{ "{konto}/{id}" }".
