# Co zmieniło się w zamówieniu, które jest już w Optimie.

ORD-901 = Zamówienie zmieniło się po wprowadzeniu do Optimy ({ $document }): adres, dane do faktury, pozycje albo kwota.
    .todo = Porównaj zamówienie w Moje Allegro z dokumentem { $document } i popraw dokument, dopóki jest w buforze.
ORD-902 = Zamówienie, które jest w Optimie ({ $document }), nie jest już opłacone.
    .todo = Sprawdź płatność w Moje Allegro, zanim wyślesz towar.
ORD-903 = Zamówienie anulowano po wprowadzeniu do Optimy ({ $document }).
    .todo = Usuń dokument { $document } z bufora, a jeśli jest zatwierdzony, anuluj go w Optimie.
