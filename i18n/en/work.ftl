# The work list: what waits for a person, with one answer for each group of orders.

WRK-020 = No row can be added to the table { $file } without losing something in it.
    .todo = Open this table on the page “Mappings” and correct it there.
WRK-021 = The field was empty.
    .todo = Type the answer, or choose it from the list.
WRK-022 = “{ $text }” is not a VAT rate.
    .todo = Type 23, 8, 5, 0, zw or np.
WRK-023 = The program has the content of these orders no more, so it does not know which offer the answer is about.
    .todo = Use “Try again”: the orders will be fetched once more.
WRK-024 = The code “{ $value }” comes from the settings and not from a table.
    .todo = Change the service of deliveries, of additional services or of deposits in the settings.
WRK-025 = The form “{ $value }” comes from the settings and not from a table.
    .todo = Change the payment form in the settings.

work-orders = { $count ->
    [one] one order
    *[other] { $count } orders
 }
work-waits = { $count ->
    [one] waits
    *[other] wait
 }
work-offer = Offer { $offer } “{ $name }”: { $orders } { $waits } for a product code
work-code = Optima has no code “{ $code }”: { $orders } { $waits } for a product code
work-ean = Several cards of Optima have EAN { $ean }: { $orders } { $waits } for a product code
work-rate = Offer { $offer } “{ $name }”: { $orders } { $waits } for a VAT rate
work-delivery = Delivery method “{ $name }”: { $orders } { $waits } for a service of Optima
work-service = Additional service “{ $name }”: { $orders } { $waits } for a service of Optima
work-used = Optima has no service “{ $code }”: { $orders } { $waits } for another
work-payment = Payment { $payment } / { $provider }: { $orders } { $waits } for a payment form
work-form = Optima has no payment form “{ $form }”: { $orders } { $waits } for another
work-nip = The tax number “{ $nip }” is wrong: { $orders } { $waits }
work-other = { $what } ({ $orders })

work-field-card = Product in Optima (code, name or EAN)
work-field-rate = VAT rate (23, 8, 5, 0, zw or np)
work-field-service = Service in Optima (code or name)
work-field-form = Payment form in Optima
work-save = Save and check the orders
work-choose = Choose:
work-make = Make a card with the code { $code }
work-make-how = The card comes into Optima together with the first document.
work-advice-nip = Ask the buyer for the right tax number and enter it here. If there is none, choose a document without it. If you make the document by hand in Optima, press “Brought in another way”.
work-advice-file = If the document was brought in elsewhere, press “Brought in another way”. If not, “Make it again”.
work-advice-edited = If the corrections in the file are right, bring it in. If not, press “Make it again”.
work-advice-document = If the document was removed on purpose, press “It is meant so”. If it is to come back, “Bring it back”.
work-advice-sum = Check the file. If the sum in the file is right, press “Bring it in all the same”.

work-which = For
work-all-of = { $count ->
    [one] this order
    *[other] all { $count }
 }
work-all-rows = All matters at once
work-all-orders = All orders of this group ({ $count })
work-back = All matters
work-nothing = Nothing waits for you.
work-several = Company { $name }
work-page = Groups { $from }–{ $to } of { $all }

work-saved = “{ $value }” is saved. { $count ->
    [one] One order is being checked again.
    *[other] { $count } orders are being checked again.
 }
work-unchecked = Optima is out of reach now, so nobody checked whether it has “{ $value }”. The program checks it at the import.
work-already = Somebody has answered this already: “{ $value }”. Nothing was changed; the orders are being checked. If that is a mistake, correct it on the page “Mappings”.
work-already-done = Somebody has answered this already. Nothing was changed.
work-over = This matter is settled already.
work-no-such = Optima has no “{ $value }”. Nothing was saved.
work-nearest = The nearest that Optima has:
work-none-near = Nothing like it was found.
work-base-away = Optima is out of reach now, so nothing can be chosen from it. You can type the answer.
work-taken = { $count ->
    [one] Taken for one order.
    *[other] Taken for { $count } orders.
 }
work-not-taken = { $count ->
    [one] One order it does not concern any more: its state has changed.
    *[other] { $count } orders it does not concern any more: their state has changed.
 }
work-failed = { $count ->
    [one] For one order it failed:
    *[other] For { $count } orders it failed:
 }

panel-ignore-many = Skip these orders
sure-ignore = { $count ->
    [one] Skip one order?
    *[other] Skip { $count } orders?
 }
sure-ignore-how = No documents of them will be made in Optima. You can take that back right after, and bring back each of them later: open the order and press “Try again”.
sure-done = { $count ->
    [one] Mark one order as done?
    *[other] Mark { $count } orders as done?
 }
sure-done-how = What waits of these orders leaves the list. Nothing changes in Optima. You can take that back right after.
sure-yes = Yes
sure-no = No, go back
sure-back = { $count ->
    [one] Taken back. One order is as it was.
    *[other] Taken back. { $count } orders are as they were.
 }
blocked-account = Account { $alias } does not work
blocked-company = Company { $name } does not work
work-matters = { $count ->
    [one] One matter waits for you
    *[other] { $count } matters wait for you
 }
work-waits-itself = Orders that are “waiting” settle by themselves: the buyer has not paid yet, or the program tries again in a moment.
