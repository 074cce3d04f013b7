# Lista spraw: co czeka na człowieka, z jedną odpowiedzią dla każdej grupy zamówień.

WRK-020 = Do tabeli { $file } nie można dopisać wiersza, nie tracąc czegoś, co w niej jest.
    .todo = Otwórz tę tabelę na stronie „Mapowania” i popraw ją tam.
WRK-021 = Pole było puste.
    .todo = Wpisz odpowiedź albo wybierz ją z listy.
WRK-022 = „{ $text }” to nie jest stawka VAT.
    .todo = Wpisz 23, 8, 5, 0, zw albo np.
WRK-023 = Program nie ma już treści tych zamówień, więc nie wie, której oferty dotyczy odpowiedź.
    .todo = Użyj „Spróbuj ponownie”: zamówienia zostaną pobrane jeszcze raz.
WRK-024 = Kod „{ $value }” pochodzi z ustawień, a nie z tabeli.
    .todo = Zmień w ustawieniach usługę dostawy, usługę dodatkową albo usługę kaucji.
WRK-025 = Forma „{ $value }” pochodzi z ustawień, a nie z tabeli.
    .todo = Zmień w ustawieniach formę płatności.

work-orders = { $count ->
    [one] jedno zamówienie
    [few] { $count } zamówienia
    *[other] { $count } zamówień
 }
work-waits = { $count ->
    [one] czeka
    [few] czekają
    *[other] czeka
 }
work-offer = Oferta { $offer } „{ $name }”: { $orders } { $waits } na kod towaru
work-code = Kodu „{ $code }” nie ma w Optimie: { $orders } { $waits } na kod towaru
work-ean = EAN { $ean } ma w Optimie kilka kartotek: { $orders } { $waits } na kod towaru
work-rate = Oferta { $offer } „{ $name }”: { $orders } { $waits } na stawkę VAT
work-delivery = Sposób dostawy „{ $name }”: { $orders } { $waits } na usługę z Optimy
work-service = Usługa dodatkowa „{ $name }”: { $orders } { $waits } na usługę z Optimy
work-used = Usługi „{ $code }” nie ma w Optimie: { $orders } { $waits } na inną
work-payment = Płatność { $payment } / { $provider }: { $orders } { $waits } na formę płatności
work-form = Formy płatności „{ $form }” nie ma w Optimie: { $orders } { $waits } na inną
work-nip = NIP „{ $nip }” jest błędny: { $orders } { $waits }
work-other = { $what } ({ $orders })

work-field-card = Towar w Optimie (kod, nazwa albo EAN)
work-field-rate = Stawka VAT (23, 8, 5, 0, zw albo np)
work-field-service = Usługa w Optimie (kod albo nazwa)
work-field-form = Forma płatności w Optimie
work-save = Zapisz i sprawdź zamówienia
work-choose = Wybierz:
work-make = Załóż kartę o kodzie { $code }
work-make-how = Karta powstanie w Optimie razem z pierwszym dokumentem.
work-advice-nip = Poproś kupującego o poprawny NIP i wpisz go tutaj. Jeśli go nie ma, wybierz dokument bez NIP. Jeśli wystawisz dokument ręcznie w Optimie, naciśnij „Wprowadzone inną drogą”.
work-advice-file = Jeśli dokument wprowadzono inaczej, naciśnij „Wprowadzone inną drogą”. Jeśli nie, „Zrób jeszcze raz”.
work-advice-edited = Jeśli poprawki w pliku są właściwe, wprowadź go. Jeśli nie, naciśnij „Zrób jeszcze raz”.
work-advice-document = Jeśli dokument usunięto celowo, naciśnij „Tak ma być”. Jeśli ma wrócić, „Przywróć”.
work-advice-sum = Sprawdź plik. Jeśli kwota w pliku jest właściwa, naciśnij „Wprowadź mimo to”.

work-which = Dotyczy
work-all-of = { $count ->
    [one] tego zamówienia
    *[other] wszystkich: { $count }
 }
work-all-rows = Wszystkie sprawy naraz
work-all-orders = Wszystkie zamówienia z tej grupy ({ $count })
work-back = Wszystkie sprawy
work-nothing = Nic na Ciebie nie czeka.
work-several = Firma { $name }
work-page = Grupy { $from }–{ $to } z { $all }

work-saved = Zapisano „{ $value }”. { $count ->
    [one] Jedno zamówienie jest sprawdzane ponownie.
    [few] { $count } zamówienia są sprawdzane ponownie.
    *[other] { $count } zamówień jest sprawdzanych ponownie.
 }
work-unchecked = Optima jest teraz nieosiągalna, więc nie sprawdzono, czy jest w niej „{ $value }”. Program sprawdzi to przy imporcie.
work-already = Na to ktoś już odpowiedział: „{ $value }”. Nic nie zmieniono; zamówienia są sprawdzane. Jeśli to pomyłka, popraw ją na stronie „Mapowania”.
work-already-done = Na to ktoś już odpowiedział. Nic nie zmieniono.
work-over = Ta sprawa jest już załatwiona.
work-no-such = W Optimie nie ma „{ $value }”. Nic nie zapisano.
work-nearest = Najbliższe, co jest w Optimie:
work-none-near = Nie znaleziono nic podobnego.
work-base-away = Optima jest teraz nieosiągalna, więc nie można z niej wybierać. Możesz wpisać odpowiedź ręcznie.
work-taken = { $count ->
    [one] Przyjęto dla jednego zamówienia.
    [few] Przyjęto dla { $count } zamówień.
    *[other] Przyjęto dla { $count } zamówień.
 }
work-not-taken = { $count ->
    [one] Jednego zamówienia to już nie dotyczy: jego stan się zmienił.
    *[other] { $count } zamówień to już nie dotyczy: ich stan się zmienił.
 }
work-failed = { $count ->
    [one] Dla jednego zamówienia się nie udało:
    *[other] Dla { $count } zamówień się nie udało:
 }

panel-ignore-many = Pomijaj te zamówienia
sure-ignore = { $count ->
    [one] Pominąć jedno zamówienie?
    [few] Pominąć { $count } zamówienia?
    *[other] Pominąć { $count } zamówień?
 }
sure-ignore-how = Nie powstaną z nich dokumenty w Optimie. Zaraz potem możesz to cofnąć, a później przywrócić każde z nich: otwórz zamówienie i naciśnij „Spróbuj ponownie”.
sure-done = { $count ->
    [one] Oznaczyć jedno zamówienie jako załatwione?
    [few] Oznaczyć { $count } zamówienia jako załatwione?
    *[other] Oznaczyć { $count } zamówień jako załatwione?
 }
sure-done-how = Sprawy tych zamówień znikną z listy. W Optimie nic się nie zmieni. Zaraz potem możesz to cofnąć.
sure-yes = Tak
sure-no = Nie, wróć
sure-back = { $count ->
    [one] Cofnięto. Jedno zamówienie jest znowu takie, jak było.
    [few] Cofnięto. { $count } zamówienia są znowu takie, jak były.
    *[other] Cofnięto. { $count } zamówień jest znowu takich, jak były.
 }
blocked-account = Konto { $alias } nie pracuje
blocked-company = Firma { $name } nie pracuje
work-matters = { $count ->
    [one] Jedna sprawa czeka na Ciebie
    [few] { $count } sprawy czekają na Ciebie
    *[other] { $count } spraw czeka na Ciebie
 }
work-waits-itself = Zamówienia „czeka” załatwią się same: kupujący jeszcze nie zapłacił albo program spróbuje znowu za chwilę.
