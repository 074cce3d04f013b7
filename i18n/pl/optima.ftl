# Baza Optimy: połączenie, zapis, odczyt.

OPT-001 = Nie można otworzyć bazy { $place }: { $why }
    .todo = Sprawdź, czy plik lub serwer bazy istnieje i czy masz do niego prawa, a potem uruchom import jeszcze raz.
    .panel = Sprawdź, czy plik lub serwer bazy istnieje i czy masz do niego prawa. Potem zapisz i sprawdź jeszcze raz.
OPT-002 = Baza { $place } jest zajęta przez inny program.
    .todo = Poczekaj, aż inny import się skończy, albo zamknij program, który trzyma bazę. Nic nie zostało zapisane; zamówienia wejdą przy następnym uruchomieniu.
OPT-003 = Nie można zapisać do bazy { $place }: { $why }
    .todo = Sprawdź wolne miejsce na dysku i prawa do zapisu. Nic nie zostało zapisane; zamówienia wejdą przy następnym uruchomieniu.
OPT-004 = SQL Server { $place } nie wpuścił użytkownika „{ $user }”: { $why }
    .todo = Sprawdź user w ustawieniach firmy i hasło (zmienna OPTIMA_PASSWORD albo plik state/optima-password). Serwer musi mieć włączone logowanie SQL (tryb mieszany).
OPT-005 = Na serwerze nie ma bazy { $database } albo ten użytkownik nie ma do niej wstępu ({ $place }).
    .todo = Wpisz w ustawieniach firmy nazwę bazy firmowej z Optimy (System / Konfiguracja / Program / Bazy danych) i nadaj użytkownikowi prawa skryptem docs/grant.sql.
OPT-006 = Połączenie z { $place } nie jest bezpieczne: { $why }
    .todo = Wskaż w ca_file plik z certyfikatem wystawcy certyfikatu serwera. Jeśli serwer stoi na tym samym komputerze, możesz świadomie ustawić encryption = "trust" albo "off".
OPT-007 = Brakuje prawa w bazie { $place }: { $why }
    .todo = Nadaj użytkownikowi prawa skryptem docs/grant.sql. Nic nie zostało zapisane; zamówienia wejdą potem same.
OPT-008 = Certyfikat serwera { $place } nie jest sprawdzany (encryption = "trust").
    .todo = Nikt nie podsłucha połączenia, ale ktoś w sieci może podszyć się pod serwer. Wskaż certyfikat w ca_file i ustaw encryption = "required".
OPT-009 = Połączenie z { $place } nie jest szyfrowane (encryption = "off").
    .todo = Hasło i dane klientów idą przez sieć otwartym tekstem. Ustaw encryption = "required", jeśli serwer nie stoi na tym komputerze.
OPT-010 = Plik { $place } nie jest bazą próbną tego programu.
    .todo = Podaj w ustawieniach firmy (companies) inny plik albo przenieś ten w inne miejsce. Program go nie ruszył.
OPT-011 = Bazę próbną { $place } utworzyła nowsza wersja programu ({ $found }, ta zna { $known }).
    .todo = Zainstaluj nowszą wersję programu albo podaj w ustawieniach firmy inny plik bazy próbnej.
OPT-012 = Baza próbna { $place } jest uszkodzona.
    .todo = Przywróć ją z kopii zapasowej albo przenieś plik w inne miejsce; przy następnym uruchomieniu powstanie nowa, pusta baza próbna.
OPT-013 = Baza { $place } należy do Comarch ERP XL, a nie do Optimy.
    .todo = Wpisz w ustawieniach firmy bazę firmową Optimy. Program niczego w tej bazie nie zmienił.
OPT-014 = W bazie { $place } nie ma tabel Optimy.
    .todo = Wpisz w ustawieniach firmy bazę firmową (CDN_FIRMA), a nie konfiguracyjną (CDN_KNF_…) ani inną.
OPT-015 = W bazie { $place } brakuje tabeli: { $why }
    .todo = Jeśli Optima właśnie konwertuje bazę, poczekaj na koniec; zamówienia wejdą same. Jeśli nie, sprawdź prawa użytkownika i wersję Optimy poleceniem doctor.
    .panel = Jeśli Optima właśnie konwertuje bazę, poczekaj na koniec; zamówienia wejdą same. Jeśli nie, sprawdź prawa użytkownika i wersję Optimy na stronie „Stan”.
OPT-016 = Nie ma wzorcowego dokumentu { $number }.
    .todo = Wpisz w ustawieniu „Wzorcowa RO” (pattern) pełny numer istniejącej RO zrobionej ręcznie albo zostaw puste.
OPT-017 = Nie ma hasła do SQL Servera firmy { $company }.
    .todo = Ustaw zmienną { $variable } (albo OPTIMA_PASSWORD) lub wpisz hasło do pliku { $file }, który może czytać tylko użytkownik programu.
OPT-020 = W bazie Optimy nie ma kolumny { $table }.{ $column } albo podano ją dwa razy.
    .todo = Ta wersja Optimy różni się od znanych programowi. Zgłoś to, podając wersję Optimy i nazwę kolumny.
OPT-021 = Kolumnę { $table }.{ $column } Optima wypełnia sama; nie wolno do niej pisać.
    .todo = To błąd programu. Zgłoś go, podając nazwę kolumny.
OPT-022 = Kolumna { $table }.{ $column } wymaga wartości, a nie ma czego wpisać.
    .todo = Sprawdź w zamówieniu i w ustawieniach, czy nie brakuje tej danej. Jeśli wszystko jest na miejscu, zgłoś to z nazwą kolumny i wersją Optimy.
OPT-023 = { $length ->
        [0] Tekst w kolumnie { $table }.{ $column } jest za długi: mieści się { $max } znaków.
       *[other] Tekst w kolumnie { $table }.{ $column } ma { $length } znaków, a mieści się { $max }.
    }
    .todo = Skróć tę daną w pliku XML albo w ustawieniach i zaimportuj plik jeszcze raz.
OPT-024 = Kolumna { $table }.{ $column } nie przyjmie tych znaków: { $letters }
    .todo = Zastąp je w pliku XML literami polskimi lub łacińskimi i zaimportuj plik jeszcze raz.
OPT-025 = Liczba { $value } nie mieści się w kolumnie { $table }.{ $column }.
    .todo = Sprawdź kwoty, ceny i ilości w pliku: kwoty mają najwyżej 2 miejsca po przecinku, ceny i ilości 4.
OPT-026 = Wartość dla kolumny { $table }.{ $column } jest niewłaściwego rodzaju albo nie jest poprawną datą.
    .todo = Sprawdź daty w pliku. Jeśli są poprawne, zgłoś to z nazwą kolumny.
OPT-027 = Kolumna { $table }.{ $column } wskazuje na pozycję, której nie ma w bazie ({ $parent }).
    .todo = Ktoś usunął w Optimie kartę, magazyn, formę płatności lub definicję. Sprawdź ustawienia i zaimportuj plik jeszcze raz.
OPT-028 = Taka wartość już jest w bazie: { $table } { $column } ({ $index }).
    .todo = Poszukaj w Optimie karty lub dokumentu z tym samym kodem, EAN albo numerem i zdecyduj, który ma zostać.
OPT-029 = Baza nie przyjęła danych ({ $table } { $column }): { $why }
    .todo = Sprawdź dane zamówienia. Jeśli są poprawne, zgłoś to, podając ten komunikat i wersję Optimy.
OPT-030 = Kontrahenta o kodzie { $code } właśnie założył ktoś inny.
    .todo = Nic nie zostało zapisane. Zaimportuj plik jeszcze raz: program użyje istniejącej karty.
    .cure = outside
    .names = buyer
OPT-031 = Kartę towaru { $code } właśnie założył ktoś inny.
    .todo = Nic nie zostało zapisane. Zaimportuj plik jeszcze raz: program użyje istniejącej karty.
    .cure = outside
OPT-032 = { $tried ->
        [one] Nie znaleziono wolnego numeru dla { $pattern } ({ $tried } próba).
        [few] Nie znaleziono wolnego numeru dla { $pattern } ({ $tried } próby).
        [many] Nie znaleziono wolnego numeru dla { $pattern } ({ $tried } prób).
       *[other] Nie znaleziono wolnego numeru dla { $pattern } ({ $tried } próby).
    }
    .todo = Sprawdź schemat numeracji dokumentu (System / Konfiguracja / Firma / Definicje dokumentów) i czy pełny numer nie przekracza 30 znaków.
    .cure = outside
OPT-033 = Nie wiadomo, czy dokument { $key } został zapisany: { $why }
    .todo = Uruchom import jeszcze raz: program najpierw poszuka tego dokumentu i nie zapisze go drugi raz.
    .panel = Naciśnij „Synchronizuj teraz”: program najpierw poszuka tego dokumentu i nie zapisze go drugi raz.
OPT-034 = W bazie jest wartość, której nie da się odczytać: { $column } = { $value }
    .todo = Popraw ją w Optimie. Jeśli to baza próbna zmieniana ręcznie, przywróć ją z kopii.
OPT-035 = Baza nie wykonała polecenia ({ $at }); błąd { $number }, poziom { $class }: „{ $why }”
    .todo = Pokaż ten komunikat informatykowi albo partnerowi, który opiekuje się Optimą. Gdy przyczyna zniknie, plik wejdzie sam. Jeśli wraca, zgłoś go, podając wersję Optimy.
    .cure = outside
OPT-036 = Serwer bazy { $place } nie może teraz pracować; błąd { $number }, poziom { $class }: „{ $why }”
    .todo = Nic nie zostało odrzucone. Pliki czekają i wejdą same, gdy serwer wróci do siebie. Jeśli to trwa, pokaż ten komunikat informatykowi, który opiekuje się serwerem.
OPT-037 = Serwer bazy { $place } mówi, że plik bazy jest uszkodzony; błąd { $number }: „{ $why }”
    .todo = Zgłoś to od razu informatykowi: trzeba sprawdzić dysk serwera i kopie zapasowe, zanim ktoś będzie dalej pracował w Optimie. Pliki czekają i wejdą same, gdy baza będzie naprawiona.
OPT-038 = { $files ->
        [one] Baza odrzuciła { $files } plik z tym samym błędem { $number } ({ $at }): „{ $why }”
        [few] Baza odrzuciła { $files } pliki z rzędu z tym samym błędem { $number } ({ $at }): „{ $why }”
        [many] Baza odrzuciła { $files } plików z rzędu z tym samym błędem { $number } ({ $at }): „{ $why }”
       *[other] Baza odrzuciła { $files } pliku z rzędu z tym samym błędem { $number } ({ $at }): „{ $why }”
    }
    .todo = Przyczyna leży raczej w bazie niż w plikach: na przykład w wyzwalaczu, który ktoś dodał albo zmienił. Pokaż ten komunikat informatykowi lub partnerowi Optimy. Pliki czekają; te, które z tego powodu trafiły do errors, wrócą same, gdy baza przyjmie pierwszy dokument.
OPT-039 = Nie można odczytać pliku { $file } z certyfikatem (ustawienie ca_file): { $why }
    .todo = Popraw ca_file w części [companies.…]: ma wskazywać plik PEM z certyfikatem wystawcy certyfikatu serwera. Ścieżkę liczy się od folderu z ustawieniami.
OPT-040 = Komputer { $host } nie podaje listy swoich serwerów SQL.
    .todo = Sprawdź jego nazwę. Uruchom na nim usługę „SQL Server Browser” i przepuść w zaporze port UDP 1434 albo wpisz serwer z palca: nazwa komputera, \ i nazwa instancji (jest w oknie logowania Optimy, przy wyborze bazy), np. SERWER\OPTIMA.

# Kilka firm.

company-left = Firma { $company }: praca przerwana, pozostałe firmy mają swoją kolej.
