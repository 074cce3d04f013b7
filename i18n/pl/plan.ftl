# Od dokumentu w pliku do dokumentu w Optimie.

IMP-001 = To nie jest rezerwacja odbiorcy: plik zawiera dokument typu { $class } ({ $kind }).
    .todo = Do bazy wprowadzane są tylko rezerwacje odbiorcy (RO, typ 308) i faktury pro forma (typ 320). Ten plik można wczytać w Optimie na liście dokumentów właściwego rodzaju.
IMP-002 = Dokument jest korektą.
    .todo = Korekt program nie wprowadza. Wystaw ją w Optimie do właściwego dokumentu.
IMP-003 = Dokument jest w walucie { $currency }, a wprowadzane są tylko dokumenty w PLN.
    .todo = Wprowadź ten dokument w Optimie ręcznie, z kursem, albo ustaw [orders] foreign_currency = "import".
IMP-004 = W Optimie nie ma schematu numeracji o symbolu { $symbol } dla dokumentów typu { $class }.
    .todo = Sprawdź symbol w ustawieniach (documents … definition) albo dodaj schemat w Optimie: System > Konfiguracja > Firma > Definicje dokumentów > Handel. Potem ponów.
IMP-005 = Schemat numeracji { $symbol } jest w Optimie nieaktywny.
    .todo = Włącz go w Optimie (System > Konfiguracja > Firma > Definicje dokumentów > Handel) albo wskaż w ustawieniach inny.
IMP-006 = W Optimie nie ma magazynu o symbolu { $symbol }.
    .todo = Popraw symbol w ustawieniach (documents … warehouse) albo dodaj magazyn w Optimie: Handel > Magazyny.
IMP-007 = Magazyn { $symbol } jest w Optimie nieaktywny.
    .todo = Włącz go w Optimie (Handel > Magazyny) albo wskaż w ustawieniach inny.
IMP-008 = W Optimie nie ma formy płatności „{ $form }”.
    .todo = Dodaj ją w Optimie (Kasa/Bank > Formy płatności) albo popraw nazwę w mappings/payments.csv. Nazwa musi być ta sama, litera w literę.
IMP-009 = Forma płatności „{ $form }” jest w Optimie nieaktywna.
    .todo = Włącz ją w Optimie (Kasa/Bank > Formy płatności) albo wskaż inną w mappings/payments.csv.
IMP-010 = Brak kartoteki o kodzie { $code } (EAN { $ean }): { $name }.
    .todo = Dodaj kartę o tym kodzie w Optimie (Ogólne > Cennik) albo przypisz ofertę do istniejącego kodu w mappings/products.csv. Potem ponów.
IMP-011 = Do kodu EAN { $ean } pasuje kilka kartotek: { $list }.
    .todo = Wpisz właściwy kod w mappings/products.csv albo usuń powtórzony EAN w Optimie (Ogólne > Cennik).
IMP-012 = Do kupującego pasuje kilka kart kontrahenta ({ $reason }): { $list }.
    .todo = Zostaw w Optimie jedną czynną kartę (Ogólne > Kontrahenci) albo ustaw contractors.several na „oldest” lub „newest”.
IMP-013 = Karta kontrahenta { $code } jest w Optimie zablokowana dla dokumentów.
    .todo = Odblokuj kartę (Ogólne > Kontrahenci > { $code } > zakładka Handlowe) i ponów.
IMP-014 = Nieaktywna karta kontrahenta { $code } pasuje ({ $reason }), ale nie jest brana pod uwagę.
    .todo = Jeśli to ten klient, włącz jego kartę w Optimie: Ogólne > Kontrahenci.
IMP-015 = W Optimie nie ma atrybutu dokumentu { $code }; jego wartość nie została zapisana.
    .todo = Dodaj atrybut o tym kodzie: System > Konfiguracja > Firma > Ogólne > Atrybuty, typ dokumentu. Albo wyłącz go w ustawieniach (fields.attributes).
IMP-016 = Tekst nie mieści się w kolumnie { $column } (najwyżej { $max } znaków) i został skrócony: { $text }
    .todo = Sprawdź dokument w Optimie i w razie potrzeby popraw tekst.
IMP-017 = { $count ->
    [one] Jeden znak, którego Optima nie zapisze w kolumnie { $column }, zastąpiono innym.
    [few] { $count } znaki, których Optima nie zapisze w kolumnie { $column }, zastąpiono innymi.
    *[other] { $count } znaków, których Optima nie zapisze w kolumnie { $column }, zastąpiono innymi.
}
    .todo = Sprawdź ten tekst na dokumencie w Optimie.
IMP-018 = Baza wymaga kolumny { $column }, której program nie zna; wpisano wartość pustą.
    .todo = Porównaj nowy dokument z dokumentem wystawionym ręcznie w Optimie.
IMP-019 = Liczba { $value } nie mieści się w kolumnie { $column }.
    .todo = Sprawdź ceny i ilości w pliku.
IMP-020 = Stawka VAT na karcie { $code } ({ $card }) jest inna niż na dokumencie ({ $line }).
    .todo = Sprawdź stawkę na karcie (Ogólne > Cennik) i na dokumencie w Optimie, zanim go zatwierdzisz.
IMP-021 = Schemat numeracji { $symbol } ma postać, której program nie rozumie: { $scheme }.
    .todo = Wskaż w ustawieniach (documents … definition) inny schemat, na przykład @symbol/@numerS/@rok_kal.
IMP-022 = Numer dokumentu nie zmieści się w Optimie: { $number }.
    .todo = Skróć serię albo symbol w schemacie numeracji.
IMP-023 = Nowa karta kontrahenta: { $code }.
    .todo = Nic nie trzeba robić.
IMP-024 = Karta kontrahenta: { $code } (znaleziona przez: { $reason }).
    .todo = Nic nie trzeba robić.
IMP-025 = Nowa karta ({ $kind }) { $code }: { $name }; VAT { $rate }, jednostka { $unit }, grupa { $group }, EAN { $ean }, numer katalogowy { $catalogue }, cena brutto { $price }.
    .todo = Sprawdź kartę w Optimie: Ogólne > Cennik > { $code }.
IMP-027 = W Optimie nie ma kategorii { $code }; dokument będzie bez kategorii.
    .todo = Dodaj kategorię (Ogólne > Kategorie) albo popraw ją w ustawieniach (documents … category).
IMP-028 = W Optimie nie ma grupy towarowej { $group }, w której mają powstawać nowe karty.
    .todo = Dodaj grupę (Ogólne > Cennik, drzewo grup) albo popraw products.card.group w ustawieniach.
IMP-029 = Karta towaru { $code } jest w Optimie nieaktywna.
    .todo = Włącz kartę (Ogólne > Cennik > { $code }) albo przypisz ofertę do innej w mappings/products.csv.
IMP-030 = W bazie nie ma karty !NIEOKREŚLONY!.
    .todo = To karta, którą Optima zakłada sama. Sprawdź, czy baza jest bazą firmową Optimy.
IMP-031 = Dokument o tym numerze zamówienia jest już w Optimie: { $number }. Wprowadziła go inna ręka.
    .todo = Nic nie trzeba robić. Jeśli to pomyłka, usuń tamten dokument z bufora i ponów.
IMP-033 = Zamówienie u dostawcy (ZD) przyjęto jako rezerwację odbiorcy; kupującym jest wystawca pliku: { $name }.
    .todo = Sprawdź nabywcę na dokumencie w Optimie.
IMP-034 = W bazie nie ma tabeli CDN.{ $table }.
    .todo = Sprawdź, czy wskazana baza jest bazą firmową Comarch ERP Optima.
IMP-035 = Liczbę { $value } zaokrąglono, bo kolumna { $column } ma mniej miejsc po przecinku.
    .todo = Sprawdź cenę na dokumencie w Optimie.
IMP-036 = To zamówienie u dostawcy (ZD), a nie rezerwacja odbiorcy (RO): dokument kupującego, nie sprzedawcy.
    .todo = Jeśli to zamówienie Twojego klienta, które ma stać się u Ciebie rezerwacją, włącz w ustawieniach xml.mirrored_types = true i wrzuć plik jeszcze raz.
IMP-037 = Plik zawiera dokument, którego program nie zapisuje w bazie: { $kind }.
    .todo = Wczytaj ten plik przez Optimę: Handel > Faktury albo Paragony > Funkcje dodatkowe > Import dokumentów z pliku XML.
IMP-038 = Rodzaj dokumentu { $kind } wskazuje na dokument źródłowy, którego tu nie ma; powstaje zwykły dokument.
    .todo = Nic nie trzeba robić.
IMP-039 = Schemat numeracji { $symbol } ({ $scheme }) wymaga serii, a nie podano żadnej.
    .todo = Wpisz serię w ustawieniach (documents … series) albo przy magazynie w Optimie.
IMP-040 = To zamówienie jest już w Optimie jako { $number }.
    .todo = Nic nie trzeba robić.
IMP-041 = Dokument jest w walucie { $currency }, a nie ma w nim kursu.
    .todo = Uzupełnij kurs w pliku (KURS_L, KURS_M) albo wprowadź dokument w Optimie ręcznie.
IMP-042 = Kwoty w walucie ({ $gross } { $currency }) i w złotych ({ $pln }) nie zgadzają się z kursem dokumentu.
    .todo = Sprawdź ceny i kurs w pliku albo wprowadź dokument w Optimie ręcznie.
IMP-043 = Wzór kodu nowych kart dał „{ $code }”, a to nie może być kod w Optimie.
    .todo = Popraw products.card.code w ustawieniach albo dodaj kartę w Optimie (Ogólne > Cennik) i ponów.
IMP-044 = „{ $text }” w ustawieniu products.card.vat nie jest stawką VAT.
    .todo = Wpisz 23, 8, 5, 0, zw albo np.
IMP-060 = Schemat numeracji { $symbol } ({ $scheme }) daje „{ $made }”, a najnowszy dokument { $number } ma „{ $found }”.
    .todo = Program nie nadaje numerów innych niż Optima. Jeśli zmieniłeś schemat, zapisz w Optimie ręcznie jedną RO z tą definicją; jeśli nie, zgłoś oba teksty. Plik wejdzie potem sam.
IMP-050 = Nowa karta kontrahenta { $code } może być tą samą osobą lub firmą co: { $list }.
    .todo = Porównaj te karty w Optimie (Ogólne > Kontrahenci). Jeśli to ta sama, wskaż ją na dokumencie w buforze; program nie zmienia istniejących kart.
IMP-051 = NIP płatnika „{ $nip }” jest błędny.
    .todo = Popraw NIP w pliku i wrzuć go jeszcze raz albo ustaw [contractors] wrong_nip = "private".
IMP-052 = NIP płatnika „{ $nip }” jest błędny; dokument jest dla osoby prywatnej.
    .todo = Sprawdź NIP, zanim wystawisz fakturę.
IMP-045 = Karta { $code } nie może powstać: na dokumencie OSS jest stawka innego kraju ({ $rate }), a nie polska.
    .todo = Dodaj kartę w Optimie (Ogólne > Cennik) albo ustaw products.card.vat. Potem ponów.

card-goods = towar
card-service = usługa

type-fz = faktura zakupu
type-fa = faktura sprzedaży
type-pw = przyjęcie wewnętrzne
type-rw = rozchód wewnętrzny
type-pa = paragon
type-wz = wydanie zewnętrzne
type-pz = przyjęcie zewnętrzne
type-zd = zamówienie u dostawcy
type-bom = dokument magazynowy
type-mm = przesunięcie międzymagazynowe
type-fpf = faktura pro forma
type-advice = awizo
type-other = rodzaj nieznany
