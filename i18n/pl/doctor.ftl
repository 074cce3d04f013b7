# Sprawdzenie ustawień i bazy poleceniem „doctor”.

DOC-001 = Ustawienia i tabele w mappings/ są poprawne ({ $file }).
DOC-002 = Katalog { $path }: można czytać i zapisywać.
DOC-003 = W katalogu { $path } nie można zapisywać: { $why }
    .todo = Daj użytkownikowi programu prawo zapisu w tym katalogu.
DOC-004 = Wolne miejsce na dysku: { $free }.
DOC-005 = Na dysku zostało tylko { $free }.
    .todo = Zwolnij miejsce: bez niego program nie zapisze plików i zatrzyma pracę.
DOC-006 = Zapis do bazy z pominięciem Optimy nie jest wspierany przez jej producenta.
    .todo = Najpierw baza testowa i kopia zapasowa. Program zapisuje tylko dokumenty do bufora; pliki XML z outbox/ możesz też wczytać samą Optimą.
DOC-007 = W mocy w [{ $whose }]: { $values }.
    .names = person
DOC-008 = Folder mappings/{ $folder } nie jest żadnej firmy, więc jego tabele niczego nie zmieniają.
    .todo = Nazwij go tak jak firmę w [companies.NAZWA] albo usuń.
DOC-010 = Baza { $place } odpowiada: { $engine }, Optima { $release }.
DOC-011 = Bazę { $place } można tylko czytać.
    .todo = Zdejmij z bazy tryb tylko do odczytu (ALTER DATABASE … SET READ_WRITE) albo wskaż inną bazę.
DOC-012 = Brakuje prawa { $right } do tabeli CDN.{ $table }.
    .todo = Nadaj użytkownikowi prawa skryptem docs/grant.sql.
DOC-018 = Program nie może czytać tabeli CDN.{ $table }, bo nadano mu prawa w starszej wersji. Stawki VAT w raporcie liczy z pozycji, więc mogą się o grosze różnić od tych w Optimie; reszta działa.
    .todo = Wykonaj w bazie firmowej jako administrator: { $grant }
DOC-013 = Baza ma porządek znaków { $found }, a Optima używa Polish_CI_AS.
    .todo = Sprawdź, czy to właściwa baza. Kody i loginy mogą być porównywane inaczej niż w Optimie.
DOC-014 = { $minutes ->
        [one] Zegar serwera bazy i zegar tego komputera różnią się o { $minutes } minutę.
        [few] Zegar serwera bazy i zegar tego komputera różnią się o { $minutes } minuty.
       *[other] Zegar serwera bazy i zegar tego komputera różnią się o { $minutes } minut.
    }
    .todo = Ustaw oba zegary z sieci: inaczej koło północy dokument dostanie datę innego dnia.
DOC-015 = Na tabeli CDN.{ $table } jest wyzwalacz { $name }, którego nie ma wśród znanych wyzwalaczy Optimy.
    .todo = Jeśli wprowadzone dokumenty wyglądają inaczej, niż powinny, zapytaj o niego tego, kto go założył.
DOC-019 = Program nie ma prawa zobaczyć wyzwalaczy na tabelach: { $tables }. Do pracy tego nie potrzebuje.
    .todo = Aby „doctor” wymienił wyzwalacze spoza Optimy, uruchom w bazie firmowej jako administrator: { $grants }
DOC-029 = Treść wyzwalacza { $name }: { $text }
    .names = person
DOC-016 = W bazie brakuje { $column }, a program z niej czyta.
    .todo = To inna wersja Optimy niż znane programowi albo użytkownik nie widzi tej tabeli. Nadaj prawa skryptem docs/grant.sql; jeśli to nie pomoże, zgłoś wersję Optimy i tę nazwę.
DOC-017 = Połączenie z { $place } jest szyfrowane, a certyfikat serwera sprawdzony.
DOC-020 = W Optimie nie ma definicji dokumentu { $symbol } (klasa { $class }).
    .todo = Załóż ją (System / Konfiguracja / Firma / Definicje dokumentów) albo wybierz inny schemat numeracji (definition) w ustawieniach.
DOC-021 = Definicja dokumentu { $symbol } jest nieaktywna.
    .todo = Włącz ją (System / Konfiguracja / Firma / Definicje dokumentów) albo wybierz inny schemat numeracji (definition) w ustawieniach.
DOC-022 = Definicja { $symbol }: numeracja zgodna z najnowszym dokumentem { $number }.
DOC-023 = Schemat numeracji { $symbol } ({ $scheme }) daje „{ $made }”, a najnowszy dokument { $number } ma „{ $found }”.
    .todo = Jeśli zmieniłeś schemat, zapisz w Optimie ręcznie jedną RO z tą definicją; jeśli nie, zgłoś oba teksty.
DOC-024 = Definicja { $symbol }: nie ma jeszcze dokumentu, z którym można porównać numerację. Pierwszy dostałby numer { $number }.
    .todo = Zapisz w Optimie ręcznie jedną RO z tą definicją i porównaj jej numer.
DOC-025 = Nie można ułożyć numeru według schematu { $symbol } ({ $scheme }): { $why }
    .todo = Popraw schemat (System / Konfiguracja / Firma / Definicje dokumentów) albo podaj series w ustawieniach.
scheme-unknown = nie wiadomo, co znaczy { $member }
scheme-no-number = nie ma w nim numeru
scheme-no-series = potrzebuje serii, a żadna nie jest ustawiona
scheme-too-long = „{ $number }” nie zmieści się w Optimie
DOC-026 = Kolumna { $column } będzie wypełniana wartością z dokumentu wzorcowego.
DOC-027 = Kolumny { $column } program nie zna; wpisze do niej wartość pustą.
    .todo = Zapisz w Optimie ręcznie jedną RO do bufora i podaj jej numer w ustawieniu „Wzorcowa RO” (pattern) firmy: wtedy wartość będzie wzięta z niej.
DOC-028 = Definicja { $symbol } jest w bazie; dokumenty tego rodzaju ({ $kind }) numeruje Optima, gdy wczyta plik.
DOC-030 = W Optimie nie ma magazynu { $symbol }.
    .todo = Załóż go (Handel / Magazyny) albo wybierz inny magazyn (warehouse) w ustawieniach.
DOC-031 = Magazyn { $symbol } jest nieaktywny.
    .todo = Włącz go (Handel / Magazyny) albo wybierz inny magazyn (warehouse) w ustawieniach.
DOC-032 = Magazyn { $symbol } jest w Optimie.
DOC-033 = W Optimie nie ma formy płatności „{ $form }”.
    .todo = Załóż ją (Kasa/Bank / Formy płatności) albo popraw nazwę. Stoi w: { $places }.
DOC-034 = Forma płatności „{ $form }” jest nieaktywna.
    .todo = Włącz ją (Kasa/Bank / Formy płatności) albo wpisz inną. Stoi w: { $places }.
DOC-035 = { $days ->
        [one] Forma płatności „{ $form }” jest w Optimie, termin { $days } dzień.
       *[other] Forma płatności „{ $form }” jest w Optimie, termin { $days } dni.
    }
DOC-036 = W Optimie nie ma kartoteki { $code }, którą wymieniają ustawienia lub tabele.
    .todo = Załóż usługę o tym kodzie (Ogólne / Cennik) albo popraw kod. Stoi w: { $places }.
DOC-037 = W Optimie nie ma atrybutu dokumentu { $code }.
    .todo = Załóż go (Ogólne / Atrybuty, typ Dokument, format Tekst) albo wyłącz go w fields.attributes. Bez niego dokument powstanie bez tej danej.
DOC-038 = W Optimie nie ma kategorii { $code }.
    .todo = Załóż ją w Optimie (Ogólne / Kategorie) albo popraw category w częściach [documents.…].
DOC-041 = W Optimie nie ma grupy towarowej { $group }, w której mają powstawać nowe karty.
    .todo = Załóż ją (Ogólne / Cennik, drzewo grup) albo popraw products.card.group w ustawieniach. Bez niej zamówienia, które potrzebują nowej karty towaru, są zatrzymywane.
DOC-042 = W Optimie nie ma grupy kontrahentów { $group }, w której mają powstawać nowe karty.
    .todo = Załóż ją (Ogólne / Inne / Grupy kontrahentów) albo popraw group w częściach [documents.…] (puste: bez grupy). Bez niej zamówienia nowych kupujących są zatrzymywane.
DOC-043 = Seria „{ $series }” nic nie zmieni: schemat numeracji { $symbol } ({ $scheme }) nie ma @rejestr.
    .todo = Dodaj @rejestr do schematu (System / Konfiguracja / Firma / Definicje dokumentów), wskaż w ustawieniach schemat, który go ma, albo usuń series.
DOC-044 = Ustawienie [orders] foreign_delivery = "oss", a tabela oss.csv jest pusta: każde zamówienie konsumenta z innego kraju Unii zostanie zatrzymane.
    .todo = Wpisz stawki krajów do mappings/oss.csv albo ustaw foreign_delivery = "stop".
DOC-045 = Ustawienie [orders] foreign_currency = "import", a tabela rates.csv jest pusta: każde zamówienie w walucie obcej zostanie zatrzymane.
    .todo = Wpisz kursy NBP do mappings/rates.csv albo ustaw foreign_currency = "stop".
DOC-050 = Dokument wzorcowy { $number } jest w bazie.
DOC-051 = Nie wybrano dokumentu wzorcowego.
    .todo = Zapisz w Optimie ręcznie jedną RO do bufora i wybierz ją: doctor --pattern NUMER --write. Wartości, których program sam nie wpisuje, będą wtedy takie jak w niej.
DOC-060 = Allegro, konto { $alias }: zalogowany { $login }, dostęp odnawia się sam do { $until }.
    .names = person
DOC-061 = Konto Allegro { $alias } należy do firmy o innym NIP niż sprzedawca w ustawieniach.
    .todo = Sprawdź nip w części [seller] i to, czy zamówienia tego konta mają trafiać do tej firmy (company w części [accounts.{ $alias }]). Jeśli tak ma być, ustaw other_seller = true w części [companies.…] tej firmy.
DOC-062 = Allegro, konto { $alias }: odpowiada.
DOC-063 = Zapytania do Allegro idą z nagłówkiem User-Agent: { $agent }.
DOC-064 = Nie ustawiono żadnego konta Allegro.
    .todo = Dodaj część [accounts.NAZWA] w ustawieniach i zaloguj się poleceniem „login”.
    .panel = Dodaj konto w przewodniku i zaloguj je.
DOC-065 = Listy wychodzą przez serwer { $server }, odbiorcy: { $readers }.
    .todo = Połączenie nie jest szyfrowane, a serwer nie stoi na tym komputerze: ustaw encryption = "starttls" albo "tls" w części [email].
DOC-070 = Nie można zapisać paczki { $path }: { $why }
    .todo = Podaj plik w katalogu, w którym wolno zapisywać.
DOC-071 = Nie wiadomo, gdzie w pliku { $file } wpisać wzór { $number }.
    .todo = Wpisz ręcznie pattern = "{ $number }" w części [companies.…] właściwej firmy (dokument mają: { $companies }).
DOC-080 = Inni użytkownicy tego komputera mają prawa do folderów, w których są dane kupujących i hasła: { $folders }.
    .todo = Odbierz im te prawa: chmod -R go= { $folders }
DOC-081 = Do folderu { $path } mogą pisać inni użytkownicy tego komputera. Mogą też zabrać albo podmienić pliki, nad którymi program pracuje.
    .todo = Jeśli to folder wspólny, niech należy do użytkownika, na którego koncie działa program, i niech każdy zabiera z niego tylko swoje pliki: chmod +t "{ $path }". Jeśli nie, odbierz innym prawo zapisu: chmod go-w "{ $path }"
SEL-001 = W części { $part } ustawień nie ma nazwy albo NIP-u Twojej firmy.
    .todo = Wpisz name i nip w części { $part }: z nich jest sprzedawca na każdym dokumencie i po nich program poznaje, czy konto Allegro należy do tej samej firmy.
SEL-002 = NIP Twojej firmy w części { $part } ustawień jest błędny (nie zgadza się cyfra kontrolna).
    .todo = Popraw nip w części { $part }. Firma spoza Polski ma tam też nip_country.
SEL-003 = W pliku nie ma nazwy albo NIP-u sprzedawcy (SPRZEDAWCA).
    .todo = Jeśli to plik tego programu, uzupełnij [seller] w ustawieniach; jeśli nie, sprawdź, skąd jest.
SEL-004 = NIP sprzedawcy w pliku „{ $nip }” jest błędny (nie zgadza się cyfra kontrolna).
    .todo = Jeśli to plik tego programu, popraw nip w części [seller] ustawień; jeśli nie, sprawdź, skąd jest.

doctor-area-settings = Ustawienia
doctor-area-folders = Katalogi i dysk
doctor-area-base = Baza { $company }
doctor-area-optima = Słowniki Optimy { $company }
doctor-area-allegro = Allegro
doctor-sum = { $red ->
        [0] { $yellow ->
            [0] Wszystko gotowe.
           *[other] Można pracować; uwagi: { $yellow }.
        }
       *[other] Do naprawienia: { $red }; uwagi: { $yellow }.
    }
doctor-pattern-head = Z dokumentu { $number } (firma { $company }) program weźmie te wartości wszędzie tam, gdzie sam nic nie wpisuje:
doctor-pattern-next = Aby ich używać, wpisz w ustawieniach firmy: pattern = "{ $number }", albo powtórz polecenie z --write.
doctor-pattern-written = Wzór { $number } jest wpisany do { $file }.
doctor-bundle-done = Paczka dla pomocy: { $file }. Nie ma w niej danych osób ani haseł; możesz ją przed wysłaniem obejrzeć.
help-doctor = Sprawdza wszystko, czego program potrzebuje, i mówi, co poprawić.
arg-pattern = Pokaż, co byłoby wzięte z tej ręcznie zrobionej RO.
arg-pattern-write = Razem z --pattern: wpisz ten wzór do ustawień firmy.
arg-bundle = Zapisz paczkę dla pomocy: ustawienia bez haseł, wyniki sprawdzenia, liczby; bez danych osób.
