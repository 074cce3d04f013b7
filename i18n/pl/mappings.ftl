# Podpowiedzi do tabel w mappings/.

MAP-001 = Program nie ma jeszcze żadnych zamówień, na których mógłby oprzeć podpowiedzi.
    .todo = Pobierz zamówienia poleceniem „export” albo podaj pliki JSON z zamówieniami z Allegro, na przykład „allegro-optima mappings suggest zamowienie.json”.
    .panel = Naciśnij „Synchronizuj teraz” na pierwszej stronie: program pobierze zamówienia.

help-mappings = Pomaga uzupełnić tabele w mappings/
help-mappings-suggest = Podpowiada wiersze dla wartości z zamówień, których jeszcze nie ma w tabelach
arg-mappings-files = Pliki JSON z zamówieniami: zamówienie, lista albo strona listy z API; bez plików: zamówienia, które program już zna

mappings-unread = ✗ { $input }
mappings-none = Niczego nie brakuje: tabele w mappings/ obejmują wszystko, co jest w tych zamówieniach.
mappings-payments = { $file }: płatności, których nie ma w tabeli
mappings-deliveries = { $file }: sposoby dostawy, których nie ma w tabeli
mappings-products = { $file }: oferty bez kodu towaru albo bez stawki VAT
mappings-products-hint = Sprawdzono tabele, kartoteki w Optimie i te oferty, o które program już pytał Allegro; o pozostałe zapyta przy eksporcie.
mappings-sets = { $file }: oferty, które w Allegro są zestawami
mappings-sets-hint = Jeśli zestaw jest w Optimie jednym towarem, wpisz jego kod w products.csv zamiast tych wierszy.
mappings-services = { $file }: usługi dodatkowe, których nie ma w tabeli
mappings-head-orders = Zamówienia
mappings-head-value = Wartość
mappings-head-example = Przykład
mappings-head-now = Dziś, bez wiersza
mappings-now-refused = zamówienie odrzucone
mappings-now-default = wartość z ustawień
mappings-now-whole = jeden towar
mappings-paste = Wiersze do wklejenia na koniec { $file } (uzupełnij puste pola):
mappings-sum = { $rows ->
    [one] Brakuje { $rows } wiersza.
    *[other] Brakuje { $rows } wierszy.
 } { $refused ->
    [0] Bez nich żadne z tych zamówień nie zostanie odrzucone.
    [one] Przez { $refused } z nich zamówienia są odrzucane.
    *[other] Przez { $refused } z nich zamówienia są odrzucane.
 }
mappings-other = Wartości, których brakuje w { $file }:
