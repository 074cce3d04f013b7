# What changed in an order that is in Optima.

ORD-901 = The order changed after it went into Optima ({ $document }): address, invoice data, lines or amount.
    .todo = Compare the order in Moje Allegro with document { $document } and correct the document while it is in the buffer.
ORD-902 = The order that is in Optima ({ $document }) is not paid any more.
    .todo = Check the payment in Moje Allegro before you send the goods.
ORD-903 = The order was cancelled after it went into Optima ({ $document }).
    .todo = Delete document { $document } from the buffer, or cancel it in Optima if it is confirmed.
