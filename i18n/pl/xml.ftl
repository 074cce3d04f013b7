# Pliki XML: odczyt, zapis, zgodność ze schematem.

XML-001 = Plik ma { $size } bajtów, a dopuszczalne jest { $limit }.
    .todo = Sprawdź, czy to na pewno plik zamówienia. Jeśli tak, zwiększ „max_size_mib” w sekcji [files] ustawień.
XML-002 = W pliku nic nie ma.
    .todo = Wyeksportuj zamówienie jeszcze raz.
XML-003 = Plik jest zapisany w kodowaniu { $encoding }, którego nie czytamy.
    .todo = Zapisz plik w kodowaniu UTF-8 i podaj to w jego pierwszym wierszu: encoding="UTF-8".
XML-004 = Pierwszy wiersz pliku podaje kodowanie { $declared }, a plik jest zapisany w { $actual }. Polskie litery byłyby przekłamane.
    .todo = Popraw encoding="…" w pierwszym wierszu pliku albo zapisz plik w podanym tam kodowaniu.
XML-005 = Bajt nr { $offset } nie ma sensu w kodowaniu { $encoding }.
    .todo = Plik jest uszkodzony albo zapisano go w innym kodowaniu, np. Windows-1250. Zapisz go w UTF-8 albo wyeksportuj jeszcze raz.
XML-006 = W wierszu { $line }, kolumnie { $column } jest znak { $character }, niedozwolony w XML.
    .todo = Usuń ten znak z pliku albo wyeksportuj zamówienie jeszcze raz.
XML-008 = Przed wierszem <?xml … ?> stoi pusty wiersz albo odstęp. My to czytamy, ale Optima i inne programy mogą takiego pliku nie przyjąć.
    .todo = Usuń wszystko, co stoi przed <?xml.
XML-009 = Pierwszy wiersz pliku nazywa kodowanie „{ $declared }”. Czytamy to jako { $actual }, ale Optima i inne programy mogą tej nazwy nie znać.
    .todo = Wpisz w pierwszym wierszu encoding="{ $actual }".
XML-010 = Plik nie jest poprawnym plikiem XML: wiersz { $line }, kolumna { $column } ({ $reason }).
    .todo = Jeśli plik był zmieniany ręcznie, popraw to miejsce. Jeśli nie, wyeksportuj go jeszcze raz.
XML-011 = Plik jest ucięty: kończy się w środku elementu { $element }.
    .todo = Skopiuj plik jeszcze raz w całości albo wyeksportuj zamówienie ponownie.
XML-007 = Plik jest ucięty: kończy się w środku znacznika poza treścią.
    .todo = Skopiuj plik jeszcze raz w całości albo wyeksportuj zamówienie ponownie.
XML-012 = Plik zawiera deklarację DOCTYPE. Ze względów bezpieczeństwa takich plików nie czytamy.
    .todo = Optima i nasz eksport jej nie piszą. Sprawdź, skąd jest plik, i usuń tę deklarację.
XML-013 = Plik odwołuje się do encji „{ $entity }”, która w tym formacie nie istnieje.
    .todo = Wpisz w to miejsce zwykły znak. Dozwolone są tylko &amp;, &lt;, &gt;, &quot; i &apos;.
XML-014 = Atrybut „{ $name }” jest podany dwa razy w jednym elemencie.
    .todo = Usuń jeden z nich.
XML-015 = Elementy są zagnieżdżone głębiej niż { $limit } razy.
    .todo = To nie jest plik dokumentu Optimy. Sprawdź, skąd pochodzi.
XML-016 = Plik ma więcej elementów niż { $limit }.
    .todo = Podziel plik na mniejsze.
XML-017 = Jeden z elementów ma więcej atrybutów niż { $limit }.
    .todo = To nie jest plik dokumentu Optimy. Sprawdź, skąd pochodzi.
XML-018 = W wierszu { $line }, kolumnie { $column } coś stoi poza elementem ROOT.
    .todo = Usuń wszystko, co jest przed <ROOT> i po </ROOT>, poza wierszem <?allegro-order …?>.
XML-019 = Nazwa albo tekst w pliku jest dłuższy niż { $limit } bajtów.
    .todo = To nie jest plik dokumentu Optimy. Sprawdź, skąd pochodzi.
XML-020 = To nie jest dokument Optimy: pierwszy element to „{ $name }” (przestrzeń nazw: { $namespace }).
    .todo = Potrzebny jest plik z elementem ROOT, taki jak z Optimy: Funkcje dodatkowe › Eksport dokumentów do pliku XML.
XML-021 = To jest plik pracy rozproszonej (dla biura rachunkowego), a nie dokument handlowy.
    .todo = Wczytaj go w Optimie: Narzędzia › Praca rozproszona › Import. Do nas trafiają tylko dokumenty handlowe.
XML-022 = To jest cennik, a nie dokument handlowy.
    .todo = Wczytaj go w Optimie na liście cennika. Do nas trafiają tylko dokumenty handlowe.
XML-023 = W pliku nie ma żadnego dokumentu (elementu DOKUMENT).
    .todo = Wyeksportuj zamówienie jeszcze raz.
XML-024 = Plik ma więcej dokumentów niż { $limit }.
    .todo = Podziel plik na mniejsze.
XML-025 = To nie jest plik XML, tylko { $kind }, choć tak się nazywa.
    .todo = { $packed ->
        [true] Jeśli to archiwum z plikami XML, rozpakuj je i wrzuć same pliki. Zmiana nazwy nie wystarczy.
       *[other] Zapisz dokument w tamtym programie jeszcze raz, jako XML w formacie Optimy. Zmiana nazwy nie wystarczy.
    }
XML-026 = W wierszu { $line }, kolumnie { $column } jest „{ $reference }”, a takiego znaku w XML nie ma.
    .todo = Wpisz w to miejsce właściwy znak albo usuń ten zapis. Emotikony i rzadkie znaki wpisuje się wprost.
xml-pdf = dokument PDF
xml-json = plik JSON
xml-archive = archiwum (na przykład ZIP) albo skoroszyt Excela
xml-page = strona internetowa (HTML)
XML-030 = Zapis o zamówieniu na końcu pliku (<?allegro-order …?>) jest uszkodzony: { $reason }.
    .todo = Wyeksportuj zamówienie jeszcze raz. Nie poprawiaj tego zapisu ręcznie: po nim poznajemy, czy zamówienie już jest w Optimie.
XML-031 = Zapis o zamówieniu na końcu pliku pochodzi z nowszej wersji programu ({ $version }). Czego ta wersja nie zna, zostało pominięte.
    .todo = Zaktualizuj program na tym komputerze.
XML-032 = W pliku są dwa zapisy o zamówieniu (<?allegro-order …?>).
    .todo = Zostaw w pliku jeden dokument i jeden zapis, najlepiej eksportując zamówienia jeszcze raz.
XML-033 = Plik ma { $documents ->
        [one] { $documents } dokument
        [few] { $documents } dokumenty
       *[other] { $documents } dokumentów
    } i jeden zapis o zamówieniu, więc nie wiadomo, którego dotyczy.
    .todo = Rozdziel dokumenty na osobne pliki albo wyeksportuj zamówienia jeszcze raz.
XML-034 = Plik jest ucięty tuż za </ROOT>: brakuje zapisu o zamówieniu.
    .todo = Skopiuj plik jeszcze raz w całości. Jeśli zapis usunięto celowo, dodaj na końcu pliku pusty wiersz.
XML-035 = Pozycje pliku zapisanego w cenach netto zmieniono ręcznie, więc nie da się odtworzyć cen brutto zamówienia. Przyjęto plik tak, jak jest.
    .todo = Sprawdź ceny i sumy dokumentu albo wyeksportuj zamówienie jeszcze raz.
XML-036 = W pliku zapisanym jako ZD zmieniono płatnika albo odbiorcę, a to Twoja firma. Adres dostawy wzięto z zapisu o zamówieniu na końcu pliku.
    .todo = Sprawdź adres dostawy na dokumencie. Kupujący jest w takim pliku w elemencie SPRZEDAWCA.
XML-037 = Plik zapisano jako ZD, a ktoś zmienił w nim typ dokumentu. Nie wiadomo, kto jest w nim kupującym.
    .todo = Przywróć TYP_DOKUMENTU 309 i RODZAJ_DOKUMENTU 309000 albo wyeksportuj zamówienie jeszcze raz z type = "ro" w [xml] ustawień.

XML-100 = W elemencie { $parent } brakuje { $element }.
    .todo = Uzupełnij ten element w pliku albo wyeksportuj dokument jeszcze raz.
XML-101 = Element { $element } jest podany dwa razy.
    .todo = Zostaw jeden z nich.
XML-102 = „{ $value }” w { $element } nie jest liczbą.
    .todo = Wpisz liczbę z kropką i bez odstępów, np. 1234.50.
XML-103 = Liczba „{ $value }” w { $element } nie mieści się w Optimie: jest za duża, ujemna albo ma za dużo miejsc po przecinku.
    .todo = Popraw liczbę: kwoty mają 2, a ceny i ilości najwyżej 4 miejsca po przecinku.
XML-104 = „{ $value }” w { $element } nie jest datą.
    .todo = Wpisz datę jako RRRR-MM-DD, np. 2025-11-20.
XML-105 = Data „{ $value }” w { $element } jest spoza lat 1900–2155.
    .todo = Popraw rok.
XML-106 = Wartość „{ $value }” w { $element } jest niedozwolona.
    .todo = Porównaj z dokumentem wyeksportowanym z Optimy i popraw wartość.
XML-107 = Liczba „{ $value }” w { $element } jest zapisana z przecinkiem. Przyjęto przecinek dziesiętny.
    .todo = Sprawdź tę liczbę. Optima zapisuje liczby z kropką.
XML-108 = Rodzaj dokumentu { $kind } nie pasuje do typu { $class }.
    .todo = Dla rezerwacji odbiorcy (RO) wpisz TYP_DOKUMENTU 308 i RODZAJ_DOKUMENTU 308000.
XML-109 = Dwie pozycje mają ten sam numer (LP) { $position }.
    .todo = Ponumeruj pozycje od 1.
XML-110 = Ilość { $value } nie jest większa od zera.
    .todo = Popraw ilość albo usuń pozycję razem z jej wartością w podsumowaniu.
XML-111 = Dokument nie ma pozycji.
    .todo = Wyeksportuj dokument jeszcze raz.
XML-112 = Stawka VAT „{ $percent }” z flagą „{ $flag }” nic nie znaczy.
    .todo = Użyj flagi 2 dla stawek 0–23%, 1 dla zw i 4 dla np (dwie ostatnie ze stawką 0.00).
XML-113 = Stawka VAT { $percent }% ma flagę 0, której Optima nie zna. Przyjęto sprzedaż opodatkowaną.
    .todo = Sprawdź stawki na dokumencie.
XML-114 = Element { $element } zawiera tekst, a powinien tylko inne elementy.
    .todo = Usuń ten tekst z pliku.
XML-115 = Element { $element } zawiera inne elementy, a powinien tylko tekst.
    .todo = Popraw to miejsce w pliku.
XML-116 = Dokument ma { $count } pozycji, a dopuszczalne jest { $limit }.
    .todo = Podziel dokument na mniejsze.
XML-117 = Tabelka VAT ma { $count } wierszy, a dopuszczalne jest { $limit }.
    .todo = Porównaj z dokumentem wyeksportowanym z Optimy: w tabelce jest jeden wiersz na stawkę VAT.
XML-118 = Data „{ $value }” w { $element } jest zapisana z godziną albo strefą. Przyjęto ten dzień.
    .todo = Nic nie trzeba robić. Optima zapisuje sam dzień, np. 2025-11-20.
XML-120 = Element { $element } jest nieznany i został pominięty.
    .todo = Nic nie trzeba robić, jeśli to, co zawiera, nie jest potrzebne w Optimie.
XML-121 = Wartość „{ $value }” elementu { $element } nie zostanie przeniesiona do Optimy.
    .todo = Jeśli jest potrzebna, uzupełnij ją na dokumencie w Optimie.
XML-130 = W pliku nie ma tabelki VAT. Policzono ją z pozycji.
    .todo = Nic nie trzeba robić.
XML-131 = W pliku nie ma sum dokumentu (KWOTY). Policzono je z tabelki VAT.
    .todo = Nic nie trzeba robić.
XML-132 = Wartość pozycji policzono z ceny i ilości: netto { $net }, brutto { $gross }.
    .todo = Nic nie trzeba robić.
XML-133 = Cenę pozycji policzono z jej wartości i ilości: { $price }.
    .todo = Sprawdź cenę na dokumencie.
XML-140 = Stawka { $rate }: pozycje dają razem { $lines }, a tabelka VAT { $table }. Przyjęto kwoty z tabelki.
    .todo = Sprawdź sumy dokumentu. Taka różnica to zwykle zaokrąglenia.
XML-141 = Stawka { $rate }: pozycje dają razem { $lines }, a tabelka VAT { $table }. To za duża różnica na zaokrąglenia.
    .todo = Popraw pozycje albo tabelkę VAT, albo wyeksportuj dokument jeszcze raz.
XML-142 = { $element } to { $header }, a z tabelki VAT wychodzi { $table }. Przyjęto kwotę z tabelki.
    .todo = Sprawdź sumy dokumentu. Taka różnica to zwykle zaokrąglenia.
XML-143 = { $element } to { $header }, a z tabelki VAT wychodzi { $table }. To za duża różnica na zaokrąglenia.
    .todo = Popraw kwoty albo wyeksportuj dokument jeszcze raz.
XML-144 = Na pozycjach jest stawka { $rate }, której nie ma w tabelce VAT.
    .todo = Dopisz tę stawkę do tabelki VAT albo usuń całą tabelkę: policzymy ją z pozycji.
XML-145 = Stawka { $rate } jest w tabelce VAT dwa razy.
    .todo = Połącz oba wiersze w jeden.
XML-146 = W tabelce VAT netto { $net } i VAT { $vat } nie dają brutto { $gross }.
    .todo = Popraw tabelkę VAT albo usuń ją: policzymy ją z pozycji.
XML-147 = Wartość pozycji to { $value }, a cena razy ilość daje { $product }. Przyjęto wartość z pliku.
    .todo = Sprawdź cenę i wartość tej pozycji.
XML-148 = VAT przy stawce { $rate } to w tabelce { $vat }, a powinien być { $expected }.
    .todo = Popraw tabelkę VAT albo usuń ją: policzymy ją z pozycji.
XML-149 = Netto { $net } i brutto { $gross } pozycji nie pasują do stawki { $rate }.
    .todo = Sprawdź stawkę VAT i wartości tej pozycji.
XML-150 = VAT przy stawce { $rate } to w tabelce { $vat }, a z sumy wychodzi { $expected }. Przyjęto kwotę z pliku.
    .todo = Sprawdź sumy dokumentu. Taka różnica to zwykle zaokrąglenia.
XML-151 = Dzień kursu (KURS_DATA) to { $found }, a dokument z dnia { $date } ma kurs z dnia { $expected }, ostatniego dnia roboczego przed nim.
    .todo = Sprawdź datę dokumentu i kurs. Jeśli zmieniono datę, pobierz zamówienie jeszcze raz albo popraw kurs w całym pliku.
XML-152 = Dzień kursu (KURS_DATA) to { $found }, później niż wszystkie daty dokumentu (ostatnia to { $latest }).
    .todo = Sprawdź dzień kursu i daty dokumentu.
XML-153 = Rabat w nagłówku to { $discount }%, a nie ma go żadna pozycja.
    .todo = Wpisz rabat na pozycjach (RABAT i ceny po rabacie) albo 0.00 w nagłówku.
XML-154 = Kurs { $symbol } z dnia { $day } to w pliku { $found }, a w tabeli rates.csv { $expected }.
    .todo = Sprawdź, który kurs jest właściwy, i popraw tabelę albo pobierz zamówienie jeszcze raz.
XML-170 = { $element } to { $found }, a z pliku wychodzi { $expected } ({ $rule }). To za duża różnica na zaokrąglenia.
    .todo = Popraw kwoty w pliku albo wyeksportuj dokument jeszcze raz.
XML-171 = { $element } to { $found }, a z pliku wychodzi { $expected } ({ $rule }).
    .todo = Sprawdź kwoty dokumentu. Mała różnica to zwykle zaokrąglenia.

XML-160 = { $element } ma { $length } znaków, a w Optimie mieści się { $max }; reszta zostanie ucięta.
    .todo = Skróć tekst w pliku albo uzupełnij go na dokumencie w Optimie.
XML-161 = Kod „{ $code }” ma { $length } znaków, a w Optimie mieści się { $max }.
    .todo = Popraw kod w pliku: ucięty byłby kodem innej karty.
    .names = buyer
XML-162 = Kod „{ $code }” ma znaki, których Optima w kodach nie przechowuje.
    .todo = Popraw kod w pliku na ten, który ma karta w Optimie.
    .names = buyer
XML-163 = NIP „{ $nip }” jest błędny: nie zgadza się cyfra kontrolna albo liczba cyfr.
    .todo = Sprawdź NIP u kontrahenta i popraw go w pliku.
XML-200 = Niezgodność ze schematem: element „{ $element }” stoi nie na swoim miejscu. Powinien tu stać: { $expected }.
    .todo = Porównaj kolejność elementów z plikiem wyeksportowanym z Optimy.
XML-201 = Niezgodność ze schematem: w elemencie { $element } jest „{ $value }”, a powinno być: { $expected }.
    .todo = Popraw tę wartość w pliku albo wyeksportuj zamówienie jeszcze raz.
XML-202 = Niezgodność ze schematem: element „{ $element }” ma niedozwolony atrybut „{ $attribute }”.
    .todo = Usuń ten atrybut.
XML-203 = Niezgodność ze schematem: pierwszy element to „{ $element }”, a powinien być ROOT dokumentu Optimy.
    .todo = Pierwszy element musi brzmieć: <ROOT xmlns="http://www.cdn.com.pl/optima/dokument">.
XML-204 = Niezgodność ze schematem: w elemencie { $parent } mogą być tylko elementy, a jest tekst „{ $text }”.
    .todo = Usuń ten tekst.
XML-205 = Niezgodność ze schematem: { $element } „{ $value }” powtarza się w dokumencie.
    .todo = Ponumeruj pozycje od 1; każda stawka może być w tabelce tylko raz.
XML-206 = Niezgodność ze schematem: element „{ $element }” nie może tu stać; nic więcej tu nie należy.
    .todo = Usuń ten element albo przenieś go na jego miejsce, jak w pliku wyeksportowanym z Optimy.
XML-207 = Sprawdzania ze schematem nie dokończono: { $why }
    .todo = Popraw plik w tym miejscu albo wyeksportuj zamówienie jeszcze raz.
XML-208 = Niezgodność ze schematem: element { $parent } kończy się, a powinien w nim jeszcze być: { $expected }.
    .todo = Uzupełnij brakujący element, jak w pliku wyeksportowanym z Optimy, albo wyeksportuj zamówienie jeszcze raz.
XML-209 = Niezgodność ze schematem: w elemencie { $parent } może być tylko tekst, a jest w nim element „{ $element }”.
    .todo = Usuń ten element i zostaw sam tekst.

# Co jest nie tak z plikiem, który nie jest poprawnym XML-em.
xml-flaw-declaration = pierwszy wiersz <?xml …?> jest zapisany niepoprawnie; ma brzmieć: <?xml version="1.0" encoding="UTF-8"?>
xml-flaw-declaration-place = wiersz <?xml …?> musi być na początku pliku i tylko raz
xml-flaw-name = nazwa elementu, atrybutu albo instrukcji jest niepoprawna
xml-flaw-prefix = przedrostek przed dwukropkiem nie ma deklaracji xmlns
xml-flaw-attribute = atrybut musi mieć postać nazwa="wartość", ze spacją przed nazwą
xml-flaw-attribute-mark = w wartości atrybutu jest znak <; wpisz &lt;
xml-flaw-reference = znak & stoi sam; wpisz &amp;
xml-flaw-section-end = w tekście są znaki ]]>; wpisz ]]&gt;
xml-flaw-crossed = powinno tu być </{ $expected }>, a jest </{ $found }>
xml-flaw-ends-nothing = </{ $found }> niczego nie zamyka
xml-flaw-comment = w komentarzu są dwa myślniki obok siebie
xml-flaw-markup = po <! nie ma komentarza ani sekcji CDATA
xml-flaw-other = zapis jest niezgodny ze standardem XML 1.0

# Co powinno stać w elemencie.
xml-expects-text = dowolny tekst
xml-expects-code = kod, niepusty
xml-expects-amount = kwota: najwyżej 15 cyfr, w tym 2 po kropce, np. 149.97
xml-expects-price = cena: najwyżej 17 cyfr, w tym 4 po kropce, np. 49.9900
xml-expects-quantity = ilość: najwyżej 15 cyfr, w tym 4 po kropce, np. 2.0000
xml-expects-percent = stawka od 0.00 do 99.99
xml-expects-discount = rabat od -999.99 do 999.99
xml-expects-ratio = liczba większa od zera, najwyżej 4 cyfry po kropce
xml-expects-flag = 0 albo 1
xml-expects-small-code = liczba od 0 do 255, bez spacji
xml-expects-integer = liczba całkowita
xml-expects-position = liczba całkowita od 1
xml-expects-date = data RRRR-MM-DD z lat 1900–2155
xml-expects-date-or-blank = data RRRR-MM-DD z lat 1900–2155 albo nic
xml-expects-document-type = trzy cyfry od 300, np. 308
xml-expects-document-kind = sześć cyfr od 300000, np. 308000
xml-expects-counted-from = 1 (netto) albo 2 (brutto)
xml-expects-vat-flag = cyfra od 1 do 4
xml-expects-currency-symbol = trzy wielkie litery, np. PLN
xml-expects-country-prefix = dwie wielkie litery, np. DE, albo nic
xml-expects-gln = trzynaście cyfr albo nic

XML-300 = { $path }: znak { $character } jest niedozwolony w XML.
    .todo = Usuń ten znak z danych zamówienia, karty albo ustawień, z których pochodzi.
XML-301 = { $path }: liczba { $value } nie mieści się w tym polu.
    .todo = Sprawdź ceny, ilości i kurs tego zamówienia.
XML-302 = { $path }: data { $value } jest spoza lat 1900–2155.
    .todo = Sprawdź datę tego zamówienia i liczbę dni w ustawieniach.
XML-303 = Dokumentu nie da się zapisać: { $reason }.
    .todo = To błąd programu. Zgłoś go razem z tym tekstem.
XML-304 = Ten sposób zapisu pliku wymaga zapisu o zamówieniu, a dokument go nie ma.
    .todo = To błąd programu. Zgłoś go razem z tym tekstem.

XML-310 = Stawka { $rate }: zamówienie daje brutto { $gross }, a Optima licząca od netto może policzyć { $recounted }. W tabelce VAT i w sumach pliku jest { $gross }.
    .todo = Po imporcie pliku w samej Optimie sprawdź sumę dokumentu. Z counted_from = "gross" w [xml] ustawień tej różnicy nie ma.
XML-311 = Cena netto { $price } razy { $quantity } daje { $product }, a wartość netto pozycji to { $net }. Dokładniejszej ceny ten plik nie pomieści.
    .todo = Po imporcie pliku w samej Optimie sprawdź wartość tej pozycji. Z counted_from = "gross" w [xml] ustawień tej różnicy nie ma.
XML-312 = Cena { $price } ma w pliku z elementami z 2016 roku dwa miejsca po przecinku: { $rounded }. Wartość pozycji jest bez zmian.
    .todo = Po imporcie pliku w samej Optimie sprawdź wartość tej pozycji. Z elements = "2021" albo "2025" w [xml] ustawień cena jest dokładna.
XML-313 = Plik zapisano jako ZD, a w ustawieniach brakuje Twojej firmy, więc PLATNIK i ODBIORCA są puste.
    .todo = Uzupełnij name i nip w [seller] ustawień i wyeksportuj zamówienie jeszcze raz.
XML-314 = W pliku z elementami z 2016 roku nie ma miejsca na kraj { $country } przy numerze { $nip }.
    .todo = Po imporcie pliku w samej Optimie uzupełnij kraj na karcie kontrahenta. Z elements = "2021" albo "2025" w [xml] ustawień kraj jest w pliku.
XML-320 = Błąd wewnętrzny: { $element } wyszło w pliku { $found } zamiast { $expected } ({ $rule }) i plik nie powstał.
    .todo = Zgłoś błąd, podając numer zamówienia. Dokument wystaw ręcznie.
