# Poprawki jednego zamówienia.

COR-001 = Poprawiono w tym zamówieniu: { $field }.
    .todo = Nic nie trzeba robić. Poprawki są na stronie zamówienia w panelu i można je cofnąć, dopóki nie ma dokumentu.
COR-002 = Zamówienie poprawiono. Jego plik powstanie jeszcze raz.
    .todo = Program pobierze zamówienie i spróbuje zrobić plik sam.
    .panel = Program pobierze zamówienie i spróbuje zrobić plik sam. Czy dokument już może powstać, widać niżej na tej stronie.
COR-003 = Poprawione pole zmieniło się u Allegro ({ $field }): było „{ $was }”, jest „{ $now }”. Zostaje poprawka „{ $is }”.{ $more ->
    [0] {""}
    *[other] {" "}Takich pól jest więcej: { $more }.
 }
    .todo = Otwórz zamówienie w panelu. Jeśli poprawka jest nadal dobra, naciśnij „Załatwione”. Jeśli nie, cofnij ją albo popraw jeszcze raz.
    .names = buyer
COR-004 = Plik powstał, zanim zamówienie poprawiono.
    .todo = Nic nie trzeba robić: program zrobi plik jeszcze raz, z poprawką.
    .cure = outside
COR-005 = Zamówienie ma już dokument { $document } w Optimie. Poprawka tutaj nic by w nim nie zmieniła.
    .todo = Popraw dokument w Optimie.
COR-006 = Z tego zamówienia nie powstanie dokument, więc nie ma czego poprawiać.
    .todo = Jeśli zamówienie jest pomijane, a dokument ma powstać, naciśnij najpierw „Spróbuj ponownie”.
COR-007 = Plik { $file } zmieniono ręcznie, więc program go nie zastąpi. Nic nie zapisano.
    .todo = Popraw ten plik. Jeśli ma powstać od nowa, usuń go z folderu, a potem popraw zamówienie { $order }.
COR-008 = Plik tego zamówienia jest właśnie w drodze do Optimy albo zamówienie przed chwilą się zmieniło. Nic nie zapisano.
    .todo = Poczekaj chwilę, odśwież stronę zamówienia i zobacz, co się z nim stało.
COR-009 = Program nie ma treści tego zamówienia.
    .todo = Naciśnij „Spróbuj ponownie”: program pobierze zamówienie jeszcze raz. Potem je popraw.
COR-010 = { $field }: to pole zmieniło się, odkąd otwarto formularz. Teraz jest w nim „{ $now }”. Nic nie zapisano.
    .todo = Zobacz, co jest teraz, i zapisz jeszcze raz, jeśli Twoja wartość jest lepsza.
COR-011 = „{ $text }” to nie jest poprawny NIP.
    .todo = NIP ma 10 cyfr, a ostatnia jest cyfrą kontrolną. Numer zagraniczny zacznij od liter kraju, np. DE123456789. Puste pole oznacza dokument bez NIP.
    .names = buyer
COR-012 = Za długie: { $length } znaków, a zmieści się { $max }.
    .todo = Skróć tekst.
COR-013 = To pole nie może być puste.
    .todo = Wpisz właściwą wartość.
COR-014 = W Optimie nie ma „{ $value }”. Podobne: { $near }.
    .todo = Wybierz z listy to, co jest w Optimie.
COR-015 = „{ $code }” to nie jest kod kraju.
    .todo = Wpisz dwie litery, np. PL, DE albo CZ.
COR-016 = Ten sam błędny numer podało kilku kupujących. Nic nie zapisano.
    .todo = Popraw NIP osobno na stronie każdego z tych zamówień.

field-nip = NIP
field-company = firma płatnika
field-person = imię i nazwisko płatnika
field-street = ulica i numer płatnika
field-post-code = kod pocztowy płatnika
field-city = miejscowość płatnika
field-country = kraj płatnika
field-to-company = firma odbiorcy
field-to-person = imię i nazwisko odbiorcy
field-to-street = ulica i numer odbiorcy
field-to-post-code = kod pocztowy odbiorcy
field-to-city = miejscowość odbiorcy
field-to-country = kraj odbiorcy
field-form = forma płatności
field-service = usługa dostawy
field-description = uwagi w opisie dokumentu
field-code = kod towaru
field-rate = stawka VAT
field-unknown = pole z innej wersji programu ({ $word })

correct-head = Poprawki
correct-short = Popraw
correct-open = Popraw to zamówienie
correct-none = W tym zamówieniu niczego nie poprawiono.
correct-title = Popraw zamówienie { $order }
correct-lead = Poprawka dotyczy tylko tego zamówienia. U Allegro nic się nie zmienia, a kwoty zostają takie, jakie są.
correct-payer = Płatnik
correct-payer-how = Kto ma NIP albo firmę, dostaje dokument jak do faktury. Bez NIP dokument jest jak dla osoby prywatnej.
correct-recipient = Odbiorca
correct-paid = Płatność, dostawa i opis
correct-line = Pozycja { $number }: { $name }
correct-save = Zapisz poprawki
correct-back = Wróć do zamówienia
correct-undo = Cofnij
correct-undo-named = Cofnij poprawkę: { $field }
correct-undo-all = Cofnij wszystkie
correct-was = Allegro: { $said }
correct-was-is = Allegro: { $was } → poprawione: { $is }
correct-by = Kto
correct-when = Kiedy
correct-field = Pole
correct-change = Było → jest
correct-empty = (puste)
correct-more = { $count ->
    [one] Jednej pozycji nie ma w tym formularzu. Dopisz jej towar w tabeli „Towary” na stronie „Mapowania”.
    [few] { $count } pozycji nie ma w tym formularzu. Dopisz ich towary w tabeli „Towary” na stronie „Mapowania”.
    *[other] { $count } pozycji nie ma w tym formularzu. Dopisz ich towary w tabeli „Towary” na stronie „Mapowania”.
 }
correct-saved = { $count ->
    [one] Zapisano jedną zmianę. Zamówienie jest sprawdzane ponownie.
    [few] Zapisano { $count } zmiany. Zamówienie jest sprawdzane ponownie.
    *[other] Zapisano { $count } zmian. Zamówienie jest sprawdzane ponownie.
 }
correct-same = Nic się nie zmieniło, więc niczego nie zapisano.
correct-wrong = Nic nie zapisano. Popraw zaznaczone pola.

preview-head = Dokument, jaki z tego powstanie
preview-loading = Pokaż
preview-none = Program nie ma treści tego zamówienia, więc nie wie, jaki dokument powstanie.
preview-away = Optima jest teraz nieosiągalna, więc kartotek w niej nie sprawdzono:
preview-refused = Tak, jak jest teraz, dokument nie powstanie:
preview-lines = Pozycje, które są już znane:
preview-remarks = Co program o tym powie ({ $count })
preview-code-from = Skąd kod
preview-rate-from = Skąd stawka

answered-card = kartoteka w Optimie
answered-external-id = sygnatura z Allegro
answered-ean = EAN oferty
answered-offer = oferta na Allegro
answered-allegro = Allegro
answered-settings = ustawienia
answered-default = wartość domyślna z ustawień
answered-exempt-seller = sprzedawca zwolniony z VAT
answered-correction = poprawka
answered-deposit = kaucja, poza VAT
answered-highest-of-goods = stawka większości towarów
answered-share-of-goods = udział towarów
answered-file = { $file }

work-field-nip = Poprawny NIP
work-private = Bez NIP: dokument jak dla osoby prywatnej
work-saved-private = { $count ->
    [one] Zapisano: dokument bez NIP. Jedno zamówienie jest sprawdzane ponownie.
    [few] Zapisano: dokumenty bez NIP. { $count } zamówienia są sprawdzane ponownie.
    *[other] Zapisano: dokumenty bez NIP. { $count } zamówień jest sprawdzanych ponownie.
 }
matter-overtaken = zmieniło się u Allegro
correct-undone = { $count ->
    [one] Cofnięto jedną poprawkę. Zamówienie jest sprawdzane ponownie.
    [few] Cofnięto { $count } poprawki. Zamówienie jest sprawdzane ponownie.
    *[other] Cofnięto { $count } poprawek. Zamówienie jest sprawdzane ponownie.
 }
correct-unknown = Jeszcze nic nie wiadomo: z tego zamówienia nie da się teraz zrobić dokumentu.
correct-free = Dostawa nic nie kosztuje, więc nie będzie jej w dokumencie i nie ma tu usługi dostawy.
correct-cause = Załatw to raz dla wszystkich takich zamówień
COR-017 = Polski kod pocztowy ma postać NN-NNN, a wpisano „{ $text }”. Zapisano tak, jak wpisano.
    .todo = Jeśli to pomyłka, popraw kod pocztowy.
