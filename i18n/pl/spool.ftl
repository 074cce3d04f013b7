SPL-001 = Brak uprawnień do { $path }.
    .todo = Nadaj użytkownikowi, na którego koncie działa program, prawo odczytu i zapisu w tym folderze albo wybierz inny folder.
SPL-002 = Dysk jest pełny: nie udało się zapisać { $path }.
    .todo = Zwolnij miejsce na dysku. Nic nie zginęło, następne uruchomienie dokończy pracę.
SPL-003 = Nie ma { $path }.
    .todo = Sprawdź, czy folder nie został przeniesiony, przemianowany lub odłączony, i uruchom program ponownie.
SPL-004 = { $path } jest folderem w miejscu pliku albo plikiem w miejscu folderu.
    .todo = Przenieś to w inne miejsce albo zmień nazwę.
SPL-005 = System nie pozwala na taką nazwę: { $path }.
    .todo = Nadaj plikowi krótszą nazwę bez znaków specjalnych i wrzuć go ponownie do folderu inbox.
SPL-006 = Nie można przenieść { $path }, bo leży na innym dysku niż foldery programu.
    .todo = Skopiuj plik do folderu inbox. Foldery outbox i inbox trzymaj na jednym dysku.
SPL-007 = { $path } jest za duży jak na plik z zamówieniem; nie został odczytany.
    .todo = Sprawdź, co to za plik. Jeśli naprawdę zawiera zamówienia, zwiększ max_size_mib w sekcji [files] ustawień.
SPL-008 = Dysk zgłosił błąd przy { $path }: { $reason }.
    .todo = Sprawdź dysk i połączenie z nim. Nic nie zginęło, następne uruchomienie spróbuje ponownie.
SPL-010 = { $path } to folder o nazwie pliku; został pominięty.
    .todo = Wrzuć do inbox same pliki XML i usuń ten folder.
    .names = person
SPL-011 = { $path } to skrót (dowiązanie); program nie otwiera dowiązań.
    .todo = Zamiast dowiązania skopiuj w to miejsce sam plik.
    .names = person
SPL-012 = { $path } nie jest zwykłym plikiem; został pominięty.
    .todo = Usuń go z folderu.
    .names = person
SPL-013 = { $path } nie jest plikiem XML; został pominięty.
    .todo = Nic, jeśli leży tu celowo. W przeciwnym razie przenieś go w inne miejsce, a archiwum ZIP najpierw rozpakuj do tego folderu.
SPL-014 = Nie można odczytać potwierdzenia { $path }: { $reason }.
    .todo = Jeśli było zmieniane ręcznie, cofnij zmianę. Dokument w Optimie pozostał bez zmian.
SPL-015 = Potwierdzenie { $path } zapisała nowsza wersja programu.
    .todo = Zainstaluj tę nowszą wersję.
SPL-016 = Inni użytkownicy tego komputera mogą odczytać { $path } (prawa { $mode }).
    .todo = { $secret ->
        [mail] Odbierz im to prawo (chmod 600) i zmień hasło do skrzynki pocztowej, bo plik mógł zostać odczytany.
        [base] Odbierz im to prawo (chmod 600) i zmień hasło użytkownika w SQL Serverze, bo plik mógł zostać odczytany.
        [application] Odbierz im to prawo (chmod 600) i wygeneruj nowy Client Secret na https://apps.developer.allegro.pl, bo plik mógł zostać odczytany.
        [panel] Usuń ten plik, bo mógł zostać odczytany. Program utworzy nowy klucz panelu przy następnym uruchomieniu.
       *[login] Odbierz im to prawo (chmod 600) i zaloguj się do Allegro ponownie, bo plik mógł zostać odczytany.
    }
SPL-020 = Brak prawa do pliku { $path }; leży tam nadal, a inne pliki idą dalej.
    .todo = Nadaj użytkownikowi, na którego koncie działa program, prawo odczytu, zmiany nazwy i usunięcia tego pliku. Program spróbuje ponownie sam.
    .names = person
SPL-021 = Plik { $path } trzyma otwarty inny program; inne pliki idą dalej.
    .todo = Zamknij ten program. Nasz spróbuje ponownie sam.
    .names = person
SPL-022 = Plik { $path } zniknął w trakcie pracy; inne pliki idą dalej.
    .todo = Jeśli ktoś zabrał go celowo, nic nie trzeba robić. W przeciwnym razie znajdź go i wrzuć ponownie do folderu inbox.
    .names = person
SPL-023 = Dysk zgłosił błąd przy pliku { $path }; leży tam nadal, a inne pliki idą dalej.
    .todo = Sprawdź dysk i połączenie z nim. Program spróbuje ponownie sam. Jeśli masz kopię tego pliku, możesz ją wrzucić do folderu inbox: drugi dokument z niego nie powstanie.
    .names = person
SPL-024 = Nie udało się odczytać lub przenieść pliku { $path }: { $reason }. Inne pliki idą dalej.
    .todo = Program spróbuje ponownie sam. Jeśli to nie pomaga, skopiuj plik do folderu inbox pod krótszą nazwą i usuń stary.
    .names = person
SPL-025 = Plik { $path } jest jeszcze zapisywany.
    .todo = Nic nie trzeba robić: program weźmie go, gdy będzie cały.
    .names = person
SPL-026 = Plik { $path } zmieniono po odrzuceniu; nie wróci już sam do folderu inbox.
    .todo = Jeśli jest już dobry, przełóż go do folderu inbox. Program robi to sam najwyżej trzy razy i tylko z plikiem, który da się odczytać do końca.
    .names = person
SPL-027 = Plik { $path } został po przerwanym imporcie.
    .todo = Nic nie zginęło: weźmie go następny import. Jeśli po nim nadal tu leży, powód powie „allegro-optima import”.
    .names = person
SPL-028 = Pliku { $path } nie można odłożyć do folderu { $folder }: { $reason }. Pliki, które idą gdzie indziej, idą dalej.
    .todo = Nadaj użytkownikowi, na którego koncie działa program, prawo zapisu w tym folderze, zwolnij miejsce na dysku albo przywróć folder tam, gdzie był. Nic nie zginęło: program odłoży plik sam, a drugi dokument z niego nie powstanie.
    .names = person
SPL-029 = Pliku { $path } nie można zabrać z folderu { $folder }: { $reason }. Pliki z innych folderów idą dalej.
    .todo = Nadaj użytkownikowi, na którego koncie działa program, prawo odczytu i zapisu w tym folderze, albo przenieś pliki z niego do folderu inbox. Program spróbuje ponownie sam.
    .names = person
SPL-030 = Plik { $path } leży w folderze na pliki, nad którymi program właśnie pracuje; sam go tam nie odłożył.
    .todo = Nic nie trzeba robić: następny import przełoży go do folderu inbox i weźmie. Nowe pliki wrzucaj prosto do folderu inbox.
    .names = person
SPL-031 = W folderze { $path } są pliki XML, których program nie bierze.
    .todo = Przełóż je prosto do folderu inbox albo wpisz subfolders = true w części [watch] ustawień; program zagląda w głąb najwyżej na tyle folderów: { $deep }.
    .names = person
SPL-032 = { $path } został pominięty z powodu nazwy: tak nazywają się pliki i foldery ukryte, tymczasowe albo zapisane jako tekst.
    .todo = Jeśli to dokument, zmień nazwę pliku tak, żeby kończyła się na .xml i nie zaczynała od kropki ani tyldy. W Windows włącz w Eksploratorze pokazywanie rozszerzeń nazw plików.
    .names = person
