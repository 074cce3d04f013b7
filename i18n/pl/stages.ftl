# Kroki eksportu i importu.

STG-001 = Konto { $alias } jest zalogowane do innego sklepu na Allegro niż wcześniej: { $login }.
    .todo = Zaloguj to konto jeszcze raz jako właściwy sprzedawca albo dodaj drugie konto pod inną nazwą.
STG-002 = Inny eksport konta { $alias } właśnie trwa w tym folderze.
    .todo = Poczekaj, aż się skończy, i spróbuj jeszcze raz. Jeśli działa usługa, zrobi to sama.
EXP-001 = Allegro nie ma już tego zamówienia: zostało połączone z innym albo jest za stare.
    .todo = Nic nie trzeba robić. Połączone zamówienie przyjdzie pod nowym numerem.
EXP-002 = Allegro nie ma już zamówienia, które jest w Optimie jako { $document }: mogło zostać połączone z innym.
    .todo = Sprawdź w Moje Allegro, czy kupujący nie połączył zakupów, i czy towar nie jest zarezerwowany dwa razy.
EXP-003 = Kupujący połączył zakupy: pozycje tego zamówienia są już w zamówieniu { $other } (dokument: { $document }).
    .todo = Porównaj oba zamówienia w Moje Allegro. Jeśli obowiązuje nowe, usuń z bufora dokument starego i uruchom eksport jeszcze raz.
    .panel = Porównaj oba zamówienia w Moje Allegro. Jeśli obowiązuje nowe, usuń z bufora dokument starego i naciśnij „Synchronizuj teraz”.
EXP-004 = Przerwa była dłuższa, niż sięga dziennik Allegro, dlatego przejrzano wszystkie zamówienia zmienione od { $since }.
    .todo = Nic nie trzeba robić. Jeśli sklep sprzedawał wcześniej, porównaj liczbę zamówień w Moje Allegro.
EXP-005 = Allegro pokazuje zamówienia tylko z ostatnich 365 dni, dlatego szukano od { $since }.
    .todo = Starsze zamówienia wprowadź ręcznie.
EXP-006 = Zamówienie wysłano, zanim program zaczął pracę, dlatego nie powstał z niego dokument.
    .todo = Jeśli ma trafić do Optimy, pobierz je: allegro-optima export --order { $order }
    .panel = Jeśli ma trafić do Optimy, naciśnij „Spróbuj ponownie”.
EXP-007 = Rejestr programu (state/ledger.sqlite3) był pusty, dlatego odtworzono go z potwierdzeń, z plików i z Optimy. Odtworzone zamówienia: { $orders }.
    .todo = Nic nie trzeba robić: zamówienia zmienione od { $day } zostaną przeczytane jeszcze raz. Jeśli program pracował już wcześniej, podaj dzień sam: allegro-optima export --since RRRR-MM-DD
EXP-008 = Nie da się odczytać potwierdzenia { $file }, dlatego pominięto je przy odtwarzaniu rejestru.
    .todo = Drugi dokument z tego zamówienia nie powstanie, bo Optima zna jego klucz. Sprawdź plik obok potwierdzenia.
EXP-012 = Folder jest nowy, a dokumenty lub pliki z zamówień Allegro już są. Program je zna i nie zrobi ich drugi raz. Zamówienia: { $orders }.
    .todo = Nic nie trzeba robić: zamówienia zmienione od { $day } zostaną przeczytane. Jeśli mają być też wcześniejsze, podaj dzień sam: allegro-optima export --since RRRR-MM-DD
PRB-001 = I jeszcze { $count ->
        [one] { $count } uwaga
        [few] { $count } uwagi
       *[other] { $count } uwag
    }, których tu nie wymieniono.
    .todo = Popraw najpierw to, co wymieniono: reszta często z tego wynika. Potem spróbuj jeszcze raz.
EXP-011 = Zamówienia z tego konta, które mają już dokumenty w firmie { $company }: { $orders }. Pominięto je.
    .todo = Jeśli konto zmieniło firmę, nic nie trzeba robić: nowe zamówienia idą do nowej. Jeśli nie, popraw company tego konta w ustawieniach.
EXP-013 = Konto { $alias } jeszcze nie zaczęło: nie wybrano dnia, od którego mają być zamówienia.
    .todo = Wybierz go w panelu (Ustawienia / Przewodnik, krok „Od którego dnia”) albo podaj sam: allegro-optima export --since RRRR-MM-DD
    .panel = Wybierz go w przewodniku, w kroku „Od którego dnia”.
EXP-009 = Nie wiadomo, czy kupujący połączył zakupy: pozycje tego zamówienia są też w zamówieniu { $other }, którego nie udało się odczytać. Powód: { $answer }
    .todo = Nic nie trzeba robić: program zapyta znowu sam.
    .cure = later
EXP-010 = W jednej chwili ({ $at }) zmieniło się więcej zamówień, niż pokazuje lista Allegro, dlatego nie wszystkie z tej chwili odczytano.
    .todo = Sprawdź w Moje Allegro zamówienia z tej chwili i pobierz brakujące: allegro-optima export --order NUMER-ZAMÓWIENIA
FIL-001 = W pliku jest kilka dokumentów, a część z nich odrzucono. Wprowadzone: { $numbers }.
    .todo = Popraw odrzucone dokumenty i wrzuć cały plik jeszcze raz: wprowadzone nie wejdą drugi raz.
FIL-003 = Kilka kolejnych numerów lub kodów było zajętych przez kogoś innego.
    .todo = Spróbuj jeszcze raz za chwilę.
FIL-004 = Budowa pliku odbiega od tego, co zapisuje Optima: { $why }
    .todo = Plik mimo to wprowadzono. Sprawdź dokument w Optimie.
FIL-006 = Plik jest z konta { $account }, którego zamówienia idą do firmy { $company }, a nie { $here }.
    .todo = Nic nie zapisano. Przenieś plik do folderu inbox firmy { $company } albo popraw firmę konta w ustawieniach (accounts).
    .cure = outside
FIL-007 = Nie wiadomo, do której firmy należy plik { $file }: nie ma w nim konta.
    .todo = Wrzuć go do folderu inbox tej firmy, do której ma wejść.
FIL-008 = Zamówienie { $order } z konta { $account } ma już firma { $company }, dlatego nie weszło do firmy { $here }.
    .todo = Nic nie zapisano. Jeśli dokument w firmie { $company } jest właściwy, usuń ten plik. Jeśli ma go mieć firma { $here }, usuń dokument w Optimie firmy { $company }, odpowiedz „decide { $order } meant-so” i przenieś plik do jej folderu inbox.
    .cure = outside
FIL-009 = Nie wiadomo, do której firmy należy plik { $file }: konta { $account } nie ma w ustawieniach.
    .todo = Dodaj to konto z jego firmą do ustawień (accounts) albo wrzuć plik do folderu inbox tej firmy, do której ma wejść.
FIL-005 = Zamówienie { $order } zostało anulowane albo zastąpione na Allegro, dlatego pliku nie wprowadzono.
    .todo = Nic nie trzeba robić. Jeśli anulowanie cofnięto, pobierz zamówienie jeszcze raz: allegro-optima export --order { $order }
    .panel = Nic nie trzeba robić. Jeśli anulowanie cofnięto na Allegro, program pobierze zamówienie jeszcze raz sam.
