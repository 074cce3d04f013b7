# Strona tabeli w panelu.

panel-table-search = Szukaj w tabeli
panel-table-page = Pozycje { $from }–{ $to } z { $found }. Numer z boku to wiersz pliku: pierwsze wiersze to uwagi i nagłówek.
panel-file-line = Wiersz pliku
panel-table-empty = Nie ma wierszy, które by tu pasowały.
panel-table-columns = Co znaczą kolumny
panel-table-paste = Wklej wiersze z Excela (kolumny jak w tabeli albo razem z wierszem ich nazw)
panel-pasted-row = Wklejony wiersz { $row }:
panel-table-saved = Zapisano. Wiersze dodane: { $added }, zmienione: { $changed }, usunięte: { $removed }. Poprzednia wersja jest w pliku .bak, a zamówienia, które na to czekały, będą sprawdzone ponownie.
panel-table-same = Nic się nie zmieniło.
panel-table-added = Nowy wiersz { $row }: { $is }
panel-table-changed-row = Wiersz { $row }: było { $was }, jest { $is }
panel-table-removed = Usunięty wiersz { $row }: { $was }
panel-table-others = W tym samym czasie ktoś inny zmienił wiersz { $row }: było { $was }, jest { $is }
panel-table-others-gone = W tym samym czasie ktoś inny usunął wiersz { $row }: { $was }
panel-row-meanwhile = Nie zapisano: ktoś zmienił ten wiersz w tym czasie. Było: { $was }. Teraz w pliku jest: { $is }.
    .todo = Poniżej stoi to, co wpisano tutaj. Zapisz jeszcze raz, aby zastąpić tym wiersz w pliku, albo otwórz stronę ponownie, aby zobaczyć plik.
panel-row-gone = Nie zapisano: ktoś usunął ten wiersz w tym czasie. Było: { $was }.
    .todo = Poniżej stoi to, co wpisano tutaj. Zapisz jeszcze raz, aby dodać ten wiersz znowu, albo otwórz stronę ponownie, aby zobaczyć plik.
