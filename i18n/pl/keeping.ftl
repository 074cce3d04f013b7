# Przechowywanie danych.
RET-001 = Szczegóły komunikatu { $code } usunięto, bo minął czas przechowywania danych kupujących albo kupujący o to prosił.
    .todo = Nic nie trzeba robić. Dokument w Optimie i zamówienie w Allegro są bez zmian; czas zmienisz w części [retention] ustawień.
RET-002 = Nie udało się usunąć pliku { $file }, choć minął czas jego przechowywania: { $why }
    .todo = Zamknij programy, które go używają, i sprawdź uprawnienia do folderu; program spróbuje znowu jutro, a od razu poleceniem „clean”.
    .panel = Zamknij programy, które go używają, i sprawdź uprawnienia do folderu; program spróbuje znowu jutro.
RET-003 = Zegar tego komputera pokazuje { $now }, a ostatnio program sprawdzał wiek danych { $last }. Zegar mógł przeskoczyć, więc nie usunięto żadnych danych kupujących.
    .todo = Sprawdź datę w komputerze. Jeśli jest dobra, nic nie rób: gdy jutro zegar będzie się zgadzał, program usunie to, czemu minął czas. Bez programu działającego stale powtórz jutro polecenie „clean”.
    .panel = Sprawdź datę w komputerze. Jeśli jest dobra, nic nie rób: gdy jutro zegar będzie się zgadzał, program usunie to, czemu minął czas.
LOG-001 = Nie można zapisywać dziennika w folderze { $folder }: { $why }. Program działa dalej bez niego.
    .todo = Sprawdź uprawnienia do tego folderu i czy to folder, a potem uruchom program ponownie.

help-clean = Usuwa dane kupujących, którym minął czas z ustawień retention.days
help-forget = Usuwa dane jednego kupującego z plików i rejestru
arg-clean-dry-run = Tylko pokaż, ile by usunięto
arg-buyer = Numer albo login kupującego w Allegro
arg-nip = NIP firmy
arg-forget-dry-run = Tylko pokaż, co by usunięto
arg-email = Wyślij list próbny według części [email] ustawień
clean-off = W ustawieniach jest retention.days = 0: niczego nie usuwamy.
clean-head = { $company }:
clean-done = { $days ->
        [one] starsze niż { $days } dzień
       *[other] starsze niż { $days } dni
    }: usunięto pliki: { $files } ({ $size } MiB), skrócono zamówienia: { $orders }.
clean-would = { $days ->
        [one] starsze niż { $days } dzień
       *[other] starsze niż { $days } dni
    }: do usunięcia pliki: { $files } ({ $size } MiB), do skrócenia zamówienia: { $orders }.
forget-file = plik { $file }
forget-order = zamówienie { $order }: został numer, klucz i kwoty
forget-words-file = plik { $file } jest innego kupującego: z opisu obok pliku znikają słowa o tej osobie
forget-words-order = zamówienie { $order } jest innego kupującego: znikają z niego słowa o tej osobie
forget-left-file = zostaje plik { $file }: jego zamówienie czeka jeszcze na dokument albo na decyzję
forget-left-order = zostaje zamówienie { $order }: czeka jeszcze na dokument albo na decyzję
forget-none = Nie ma u nas nic o tej osobie.
forget-sum = Usunięto pliki: { $files }, skrócono zamówienia: { $orders }, zostało: { $left }.
forget-would = Do usunięcia pliki: { $files }, do skrócenia zamówienia: { $orders }, zostanie: { $left }.
forget-left = Dokończ lub pomiń („Pomiń” w panelu) to, co zostało, usuń zbędne pliki z errors/ i powtórz polecenie.
forget-elsewhere = Program nie sięga do: Optimy (kontrahent i dokumenty są księgami sprzedawcy), Allegro, wysłanych już listów, kopii zapasowych i plików, które ktoś skopiował w inne miejsce. W bazie próbnej te dane też zostają.
