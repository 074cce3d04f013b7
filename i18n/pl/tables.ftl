# Pliki CSV w folderze mappings.

TAB-001 = { $file }: brak kolumny „{ $column }”. Nazwy kolumn w pliku: { $found }
    .todo = Dopisz nazwę tej kolumny w wierszu z nazwami. Kolumny oddziela średnik, przecinek albo tabulator.
TAB-002 = { $file }: nieznana kolumna „{ $column }”; nie jest czytana.
    .todo = { $near ->
        [none] Jeśli to literówka w nagłówku, popraw ją; własne kolumny mogą zostać.
       *[other] Czy to miało być „{ $near }”? Własne kolumny mogą zostać.
    }
TAB-003 = { $file }: wpis „{ $key }” powtarza wiersz { $first }.
    .todo = Usuń jeden z tych wierszy.
TAB-004 = { $file }: pusta komórka w kolumnie „{ $column }”.
    .todo = Uzupełnij komórkę albo usuń wiersz.
TAB-005 = { $file }: Excel zamienił wartość w kolumnie „{ $column }” na „{ $text }” i zgubił cyfry.
    .todo = Ustaw kolumnę jako tekst i wpisz wartość ponownie.
TAB-006 = { $file }: „{ $text }” w kolumnie „{ $column }” nie jest stawką VAT.
    .todo = Wpisz 23, 8, 5, 0, zw albo np.
TAB-007 = { $file }: „{ $text }” w kolumnie „{ $column }” nie jest właściwą liczbą.
    .todo = Wpisz { $expected }.
TAB-008 = { $file }: wiersz „{ $key }” czeka na uzupełnienie i nie jest jeszcze używany.
    .todo = Wpisz brakującą wartość w tym wierszu.
TAB-009 = { $file }: „{ $text }” w kolumnie „{ $column }” nie może być kodem w Optimie (najwyżej 50 znaków, bez emotikon).
    .todo = Wpisz kod z kartoteki w Optimie.
TAB-010 = { $file }: wiersza nie da się odczytać, bo cudzysłów nie ma w nim pary.
    .todo = Sprawdź cudzysłowy w tym wierszu: komórka, która zaczyna się cudzysłowem, musi się nim też kończyć, a cudzysłów w jej środku pisze się podwójnie.
TAB-011 = Nie można odczytać pliku { $file }: { $reason }.
    .todo = Zamknij plik w Excelu i sprawdź, czy program ma prawo go czytać.
TAB-012 = Plik { $file } jest za duży: { $size } MB.
    .todo = Sprawdź, czy to na pewno tabela; największa dozwolona ma { $max } MB.
TAB-013 = { $file }: składniki oferty { $offer } mają udział tylko w niektórych wierszach albo sam zerowy.
    .todo = Wpisz udział we wszystkich wierszach tej oferty albo w żadnym.
TAB-014 = { $file }: kolumna „{ $column }” występuje dwa razy.
    .todo = Usuń jedną z nich.
TAB-015 = { $file }: usługa i kwota pobrania muszą być podane razem.
    .todo = Uzupełnij obie kolumny albo żadną.
TAB-016 = { $file }: wiersz ma więcej komórek niż nagłówek; nadmiar „{ $text }” nie jest czytany.
    .todo = Sprawdź, czy w wierszu nie ma zbędnego średnika; tekst ze średnikiem ujmij w cudzysłów.
TAB-017 = { $file }: „{ $text }” w kolumnie „{ $column }” nie jest datą.
    .todo = Wpisz datę jako RRRR-MM-DD, na przykład 2026-07-01.
TAB-018 = { $file }: „{ $text }” nie jest symbolem waluty obcej.
    .todo = Wpisz trzy litery, na przykład EUR albo CZK.
TAB-019 = { $file }: „{ $text }” nie jest kodem innego kraju Unii Europejskiej.
    .todo = Wpisz dwie litery, na przykład DE albo CZ. Procedura OSS dotyczy tylko sprzedaży do krajów Unii.
TAB-020 = { $file }: stawka „{ $text }” nie może być stawką w procedurze OSS.
    .todo = Wpisz stawkę większą od zera, na przykład 19 albo 21.
TAB-021 = { $file }: „{ $text }” w kolumnie „{ $column }” nie jest numerem oferty z Allegro.
    .todo = Wpisz sam numer oferty, czyli cyfry z końca jej adresu, na przykład 15123456789.
TAB-022 = { $file }: program nie zna słowa „{ $text }” w kolumnie „{ $column }”, więc ten wiersz może do niczego nie pasować.
    .todo = { $near ->
        [none] Sprawdź pisownię. Znane słowa: { $known }.
       *[other] Czy to miało być „{ $near }”? Znane słowa: { $known }.
    }
TAB-023 = { $file }: „{ $text }” w kolumnie „{ $column }” nie jest sposobem dostawy z żadnego zamówienia, które program zna.
    .todo = { $near ->
        [none] Sprawdź identyfikator; te z zamówień podaje polecenie „allegro-optima mappings suggest”. Jeśli zamówień z tą dostawą jeszcze nie było, nic nie trzeba robić.
       *[other] Czy to miało być „{ $near }”?
    }
TAB-024 = { $file }: „{ $text }” w kolumnie „definicja” nie jest usługą dodatkową z żadnego zamówienia, które program zna.
    .todo = { $near ->
        [none] Sprawdź pisownię; usługi z zamówień podaje polecenie „allegro-optima mappings suggest”. Jeśli zamówień z tą usługą jeszcze nie było, nic nie trzeba robić.
       *[other] Czy to miało być „{ $near }”?
    }
TAB-025 = { $file }: w Optimie nie ma formy płatności „{ $text }”.
    .todo = { $near ->
        [none] Wpisz nazwę formy z Optimy (Kasa/Bank > Formy płatności), litera w literę.
       *[other] Czy to miało być „{ $near }”? Nazwa musi być taka jak w Optimie (Kasa/Bank > Formy płatności).
    }
TAB-026 = { $file }: w cenniku Optimy nie ma usługi o kodzie „{ $text }” z kolumny „{ $column }”.
    .todo = { $near ->
        [none] Wpisz kod usługi z cennika Optimy albo załóż ją tam.
       *[other] Czy to miało być „{ $near }”? Jeśli nie, załóż tę usługę w cenniku Optimy.
    }
TAB-027 = { $file }: grupy „{ $text }” z kolumny „grupa_oss” nie ma w oss.csv, więc towar nie dostanie z niej stawki.
    .todo = { $near ->
        [none] Dopisz tę grupę w oss.csv albo usuń ją z tego wiersza.
       *[other] Czy to miało być „{ $near }”? Jeśli nie, dopisz tę grupę w oss.csv.
    }
TAB-028 = { $file }: { $text } to dzień wolny od pracy. NBP nie ogłasza wtedy kursów, więc ten wiersz nie będzie użyty.
    .todo = Wpisz dzień, z którego jest tabela NBP: dzień roboczy przed zakupem.
TAB-029 = { $file }: „{ $text }” w kolumnie „tabela” nie wygląda na numer tabeli NBP z roku w kolumnie „data”.
    .todo = Przepisz numer ze strony NBP, na przykład 126/A/NBP/2026. Numer trafia do opisu dokumentu.
TAB-030 = { $file } to nie jest tabela CSV, tylko { $kind }.
    .todo = Otwórz ten plik w Excelu albo LibreOffice i zapisz go jako CSV (Zapisz jako > „CSV UTF-8”). Sama zmiana nazwy nie wystarczy.
TAB-031 = { $file }: plik jest uszkodzony albo to nie jest tabela: są w nim znaki, których tekst nie ma.
    .todo = Przywróć plik z kopii albo zapisz tabelę w Excelu jeszcze raz jako CSV.
TAB-032 = { $file }: wiersz albo komórka jest dłuższa, niż mieści Excel.
    .todo = Sprawdź, czy to na pewno tabela i czy każdy wiersz jest w osobnej linii.
TAB-033 = { $file }: do czasu poprawy obowiązuje ostatnia dobra wersja tej tabeli, z { $since }.
    .todo = Popraw wskazane wiersze i zapisz plik. Program przeczyta go sam.
TAB-034 = { $file }: w tabeli są błędy, a program nie ma zapamiętanej jej dobrej wersji (zapamiętuje ją przy „export”, „import” i „run”), dlatego praca czeka na poprawkę.
    .todo = Popraw wskazane wiersze, zapisz plik i spróbuj jeszcze raz.
TAB-035 = { $file }: do czasu poprawy ta tabela jest pomijana, bo jej wcześniejszej dobrej wersji nie ma.
    .todo = Popraw wskazane wiersze i zapisz plik. Program przeczyta go sam.
TAB-036 = { $file }: brak wiersza z nazwami kolumn.
    .todo = Przed innymi wierszami wpisz nazwy kolumn: { $columns }. Jeśli tabela ma być pusta, zostaw sam ten wiersz.
TAB-037 = { $file }: „{ $text }” nie jest nazwą formy płatności z Optimy: nazwa ma tam najwyżej { $max } znaków.
    .todo = Wpisz nazwę formy z Optimy (Kasa/Bank > Formy płatności), litera w literę.
TAB-038 = { $file }: oferta { $offer } jest też w sets.csv, więc kod z tego wiersza nie będzie użyty.
    .todo = Usuń kod z tego wiersza albo składniki tej oferty z sets.csv.
TAB-039 = { $file }: dzień { $text } jeszcze nie nadszedł, więc NBP nie ogłosił jego kursu.
    .todo = Sprawdź datę w tym wierszu.
TAB-040 = { $file }: tabela jest poprawiona i obowiązuje od teraz.
    .todo = Nic nie trzeba robić.
TAB-041 = { $file }: kurs „{ $text }” jest niezwykły: jedna sztuka { $symbol } kosztuje zwykle od { $low } do { $high } zł.
    .todo = Sprawdź przecinek. Niektóre kursy NBP podaje za 100 sztuk: taki kurs podziel przez 100.
TAB-042 = { $file }: „{ $text }” w kolumnie „vat” nie jest stawką stosowaną w Polsce.
    .todo = Wpisz 23, 8, 5, 0, zw albo np. Stawki innych krajów wpisuje się w oss.csv.
TAB-043 = { $file }: w kolumnie „{ $column }” stoi „{ $text }”: to błąd z Excela, a nie wartość.
    .todo = Popraw formułę w Excelu albo wpisz w tę komórkę samą wartość i zapisz plik jeszcze raz. Gdy stoi tu ####, wystarczy przed zapisem poszerzyć kolumnę.
TAB-044 = { $file }: „{ $text }” w kolumnie „{ $column }” wygląda na datę, w którą Excel zamienił kod, na przykład 1-2 albo 2/24.
    .todo = Ustaw kolumnę jako tekst i wpisz kod z Optimy jeszcze raz. Jeśli taki kod jest w Optimie, nic nie trzeba robić.
TAB-045 = { $file }: w „{ $text }” są znaki, których nie ma w polskich słowach. Plik jest chyba zapisany w innym kodowaniu, na przykład z DOS-a albo z Macintosha.
    .todo = Zapisz tabelę w Excelu jeszcze raz jako „CSV UTF-8” i sprawdź polskie litery, od tego wiersza. Jeśli tak ma tu być, nic nie trzeba robić.
TAB-046 = Plik mappings/{ $file } nie jest czytany: ta tabela musi się nazywać { $name }.
    .todo = { $kind ->
        [workbook] Otwórz go w Excelu i zapisz jako „CSV UTF-8” pod nazwą { $name } (Plik > Zapisz jako).
       *[other] Zmień jego nazwę na { $name }. Windows może ukrywać końcówkę nazwy: sprawdź, czy nie jest podwójna. Jeśli taki plik już tu jest, zostaw ten właściwy, a drugi usuń.
    }
TAB-047 = { $file }: kod „{ $text }” z kolumny „{ $column }” ma w Optimie towar, a nie usługa.
    .todo = Wpisz kod usługi z cennika Optimy. Towar na takiej pozycji zmniejszałby stan magazynu.
TAB-048 = { $file }: kod „{ $text }” z kolumny „kod” ma w Optimie usługa, a nie towar.
    .todo = Sprawdź kod. Usługa nie zmniejsza stanu magazynu; jeśli sprzedajesz właśnie usługę, nic nie trzeba robić.
TAB-049 = { $file }: w cenniku Optimy nie ma towaru o kodzie „{ $text }” z kolumny „kod”.
    .todo = Wpisz kod z kartoteki w Optimie albo załóż tam ten towar.
TAB-050 = { $file }: dnia „{ $text }” z kolumny „{ $column }” nie ma w kalendarzu.
    .todo = Popraw datę, na przykład na 2026-07-01.
TAB-051 = Nie można zapisać tabeli { $file }: ma ją otwartą inny program, najpewniej Excel.
    .todo = Zamknij { $file } w Excelu i zapisz jeszcze raz. Jeśli nikt jej nie otworzył, nadaj użytkownikowi, na którego koncie działa program, prawo zapisu tego pliku.
TAB-052 = Plik { $file } nie został otwarty: { $reason }.
    .todo = Połóż w jego miejscu zwykły plik tabeli.

tables-workbook = skoroszyt Excela lub LibreOffice (xlsx, xls albo ods) pod inną nazwą
tables-page = strona internetowa albo plik XML
tables-days = liczbę dni od 0 do 3650, na przykład 14
tables-amount = kwotę większą od zera, na przykład 9 albo 12,50
tables-pieces = liczbę większą od zera, na przykład 2 albo 0,5
tables-share = liczbę od zera w górę, na przykład 70 albo 12,5
tables-exchange = ile złotych kosztuje jedna sztuka waluty, na przykład 4,2531

tables-comment-payments =
    Formy płatności. Który rodzaj płatności z Allegro jest którą formą płatności w Optimie.
    typ: ONLINE, CASH_ON_DELIVERY (za pobraniem), WIRE_TRANSFER, SPLIT_PAYMENT, EXTENDED_TERM albo * (każdy)
    operator: PAYU, P24, AF, OFFLINE, EPT, brak (bez operatora) albo * (każdy); dokładniejszy wiersz wygrywa
    forma: nazwa formy płatności z Optimy (Kasa/Bank > Formy płatności), litera w literę
    termin_dni: ile dni od daty dokumentu na zapłatę; puste: termin w dniu dokumentu
    dostawa: identyfikator albo nazwa sposobu dostawy z Allegro, albo * (każdy); wiersz z dostawą ma pierwszeństwo
tables-comment-deliveries =
    Sposoby dostawy. Jaką usługą z Optimy jest sposób dostawy z Allegro.
    metoda_id: identyfikator sposobu dostawy z Allegro
    metoda: jego nazwa, tylko dla Ciebie
    usluga: kod usługi z cennika Optimy
    vat: stawka tej usługi, gdy nie ma jej kartoteki (23, 8, 5, 0, zw, np); może być puste
    pobranie_usluga, pobranie_kwota: kod usługi i kwota brutto, jeśli opłata za pobranie ma być osobną pozycją
tables-comment-products =
    Towary. Jaki towar z Optimy sprzedaje oferta z Allegro. Oferty z dobrą sygnaturą nie muszą tu być.
    oferta: numer oferty z Allegro
    kod: kod towaru z Optimy; puste, jeśli wiersz podaje tylko stawkę
    vat: stawka VAT (23, 8, 5, 0, zw, np); kartoteka w Optimie ma pierwszeństwo
    nazwa: nazwa oferty, tylko dla Ciebie
    grupa_oss: grupa stawek z oss.csv; może być puste
tables-comment-sets =
    Zestawy. Z czego składa się oferta, która nie jest jednym towarem. Każdy składnik w osobnym wierszu.
    oferta: numer oferty z Allegro
    kod: kod składnika z Optimy
    ilosc: ile sztuk składnika jest w jednym zestawie
    udzial: udział składnika w cenie zestawu (liczby w dowolnej skali, np. 70 i 30); puste: cena dzielona według ilości
tables-comment-services =
    Usługi dodatkowe. Jaką usługą z Optimy jest usługa dodatkowa z Allegro.
    definicja: identyfikator usługi z Allegro, na przykład GIFT_WRAP
    kod: kod usługi z cennika Optimy
    vat: stawka, gdy nie ma kartoteki; może być puste
tables-comment-rates =
    Kursy walut. Średnie kursy NBP dla zamówień w walucie obcej ([orders] foreign_currency = "import").
    data: dzień tabeli NBP (RRRR-MM-DD); używany jest kurs z ostatniego dnia roboczego przed zakupem
    symbol: trzy litery waluty, na przykład CZK
    kurs: ile złotych za 1 jednostkę waluty, na przykład 0,1701; gdy NBP podaje kurs za 100, podziel go przez 100
    tabela: numer tabeli NBP, na przykład 126/A/NBP/2026
tables-comment-oss =
    Stawki VAT w krajach Unii dla sprzedaży konsumentom w procedurze OSS ([orders] foreign_delivery = "oss").
    kraj: dwie litery, na przykład DE
    vat: stawka w tym kraju, na przykład 19
    grupa: puste: stawka podstawowa; inna nazwa: stawka towarów, które mają ją w kolumnie grupa_oss w products.csv
    od: od kiedy obowiązuje (RRRR-MM-DD); puste: zawsze
