# Listy e-mail.
MAI-001 = „{ $address }” w części [email] nie jest adresem e-mail.
    .todo = Wpisz sam adres, na przykład "ja@firma.pl".
MAI-002 = Serwer poczty { $server } nie odpowiada: { $why }
    .todo = Sprawdź server i port w części [email] oraz połączenie z internetem. List zostanie wysłany, gdy serwer odpowie.
MAI-003 = Serwer poczty { $server } nie przyjął loginu lub hasła: { $why }
    .todo = Sprawdź user w części [email] i hasło (zmienna EMAIL_PASSWORD albo plik state/email-password). Niektóre skrzynki wymagają osobnego hasła dla programów.
MAI-004 = Nie udało się szyfrowane połączenie z serwerem poczty { $server }: { $why }
    .todo = Sprawdź encryption w części [email]: "starttls" dla portu 587, "tls" dla portu 465, i czy server to nazwa z certyfikatu.
MAI-005 = Serwer poczty { $server } nie przyjął listu: { $why }
    .todo = Sprawdź adresy from i to w części [email]; wiele serwerów wysyła tylko listy od zalogowanego nadawcy.
MAI-006 = Nie ma hasła do serwera poczty.
    .todo = Ustaw zmienną { $variable } albo wpisz hasło do pliku state/email-password, który może czytać tylko użytkownik programu (w Linuksie: chmod 600). Jeśli serwer nie wymaga logowania, usuń user z części [email].
MAI-007 = Listy są wyłączone: w części [email] ustawień nie ma serwera.
    .todo = Wpisz server, from i to w części [email] pliku allegro-optima.toml.
MAI-008 = Serwer poczty { $server } odpowiada, ale nie oferuje szyfrowania „starttls”, więc hasło i list nie zostały wysłane.
    .todo = Wpisz w części [email] ustawień encryption = "tls" i port = 465, jeśli serwer tak działa. Czego wymaga skrzynka, podaje jej dostawca.
NOT-001 = Od dawna nie ma kontaktu z kontem Allegro { $alias }.
    .todo = Otwórz panel albo uruchom „allegro-optima doctor”: pokaże, co nie działa.
    .panel = Zobacz stronę „Stan”: sprawdzenie ustawień i połączeń pokaże, co nie działa.

mail-subject = { $count ->
        [one] allegro-optima: { $count } sprawa wymaga uwagi
        [few] allegro-optima: { $count } sprawy wymagają uwagi
       *[other] allegro-optima: { $count } spraw wymaga uwagi
    }
mail-where = { $time }  { $whose }  { $what }
mail-more = I jeszcze: { $more }. Wszystkie są w panelu i w poleceniu „allegro-optima status”.
mail-foot = Szczegóły: panel programu, strony „Zamówienia” i „Pliki”, albo polecenie „allegro-optima status”.
mail-panel = Panel: { $address } (na komputerze, na którym pracuje program).
mail-sum-subject = allegro-optima: dokumenty z ostatniej doby: { $made }, zamówienia czekające na Ciebie: { $open }
mail-sum = { $company }
    dokumenty z ostatniej doby: { $made }
    pliki czekające na import: { $exported }
    zamówienia czekające: { $waiting }
    zamówienia zatrzymane: { $errors }
    zamówienia czekające na Ciebie: { $open }
mail-sum-open = Czekają na Ciebie:
mail-test-subject = allegro-optima: list próbny
mail-test = Ten list wysłało polecenie „allegro-optima doctor --email”. Ustawienia poczty działają.
mail-tried = List próbny przyjęty przez serwer, do: { $to }.
