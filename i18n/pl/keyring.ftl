### Pęk kluczy systemu, w którym mogą leżeć dane logowania do Allegro.

KEY-001 = Nie ma systemowego pęku kluczy, w którym miały leżeć dane logowania do Allegro: { $why }.
    .todo = Na serwerze bez pulpitu ustaw [allegro] tokens = "file" i zaloguj się ponownie poleceniem „login”. W usłudze systemu Windows pęk kluczy jest inny niż zalogowanego użytkownika: uruchamiaj program jako ten sam użytkownik, który się logował.
KEY-002 = Systemowy pęk kluczy jest zamknięty albo nie wpuszcza programu: { $why }.
    .todo = Odblokuj pęk kluczy (zaloguj się do systemu na tym koncie) i spróbuj ponownie albo ustaw [allegro] tokens = "file".
KEY-003 = Dane logowania są za długie dla systemowego pęku kluczy (mieści { $max } bajtów).
    .todo = Ustaw [allegro] tokens = "file".
KEY-004 = Systemowy pęk kluczy nie wykonał polecenia: { $why }.
    .todo = Spróbuj ponownie; jeśli to się powtarza, ustaw [allegro] tokens = "file" i zaloguj się ponownie poleceniem „login”.
KEY-005 = W systemowym pęku kluczy nie ma danych logowania konta { $alias }, które powinny tam być.
    .todo = Zaloguj się ponownie poleceniem „login”. Jeśli program działa jako usługa, uruchamiaj go jako ten sam użytkownik, który się logował.
    .panel = Zaloguj konto jeszcze raz. Jeśli program działa jako usługa, uruchamiaj go jako ten sam użytkownik systemu, który się logował.
KEY-006 = Dane logowania do Allegro leżą albo mają leżeć w systemowym pęku kluczy, a to wydanie programu nie potrafi z niego korzystać. Niczego nie zmieniono.
    .todo = Użyj wydania programu dla Linuksa z pękiem kluczy (zbudowanego z opcją „--features secret-service”) albo ustaw [allegro] tokens = "file" i zaloguj się ponownie poleceniem „login”.
