# Corrections of one order.

COR-001 = Corrected in this order: { $field }.
    .todo = Nothing has to be done. The corrections are on the order's page in the panel, and can be taken back as long as there is no document.
COR-002 = The order was corrected. Its file is made anew.
    .todo = The program fetches the order and tries to make the file by itself.
    .panel = The program fetches the order and tries to make the file by itself. Whether a document can be made now is shown further down on this page.
COR-003 = A corrected field changed at Allegro ({ $field }): it was “{ $was }”, it is “{ $now }”. The correction “{ $is }” stays.{ $more ->
    [0] {""}
    *[other] {" "}There are more such fields: { $more }.
 }
    .todo = Open the order in the panel. If the correction is still right, press “Done”. If not, take it back or correct it anew.
    .names = buyer
COR-004 = The file was made before the order was corrected.
    .todo = Nothing has to be done: the program makes the file anew, with the correction.
    .cure = outside
COR-005 = The order has its document { $document } in Optima already. A correction here would change nothing in it.
    .todo = Correct the document in Optima.
COR-006 = No document will come of this order, so there is nothing to correct.
    .todo = If the order is ignored and is to have a document, press “Try again” first.
COR-007 = The file { $file } was changed by hand, so the program does not replace it. Nothing was saved.
    .todo = Correct that file. If it is to be made anew, remove it from its folder and then correct the order { $order }.
COR-008 = The file of this order is on its way into Optima, or the order changed a moment ago. Nothing was saved.
    .todo = Wait a moment, load the order's page anew and see what became of it.
COR-009 = The program does not have the content of this order.
    .todo = Press “Try again”: the program fetches the order once more. Then correct it.
COR-010 = { $field }: this field changed since the form was opened. Now it holds “{ $now }”. Nothing was saved.
    .todo = See what is there now, and save once more if your value is the better one.
COR-011 = “{ $text }” is no valid tax number.
    .todo = A NIP has 10 digits, and the last is a check digit. Begin a foreign number with the letters of its country, such as DE123456789. An empty field means a document without a tax number.
    .names = buyer
COR-012 = Too long: { $length } characters, and { $max } fit.
    .todo = Shorten the text.
COR-013 = This field must not be empty.
    .todo = Enter the right value.
COR-014 = Optima has no “{ $value }”. Like it: { $near }.
    .todo = Choose from the list what Optima has.
COR-015 = “{ $code }” is no code of a country.
    .todo = Enter two letters, such as PL, DE or CZ.
COR-016 = Several buyers gave the same wrong number. Nothing was saved.
    .todo = Correct the tax number on the page of each of these orders.

field-nip = tax number
field-company = payer's company
field-person = payer's first and last name
field-street = payer's street and number
field-post-code = payer's post code
field-city = payer's city
field-country = payer's country
field-to-company = recipient's company
field-to-person = recipient's first and last name
field-to-street = recipient's street and number
field-to-post-code = recipient's post code
field-to-city = recipient's city
field-to-country = recipient's country
field-form = payment form
field-service = delivery service
field-description = remarks in the document's description
field-code = product code
field-rate = VAT rate
field-unknown = field of another version of the program ({ $word })

correct-head = Corrections
correct-short = Correct
correct-open = Correct this order
correct-none = Nothing was corrected in this order.
correct-title = Correct order { $order }
correct-lead = A correction is for this order alone. Nothing changes at Allegro, and the amounts stay what they are.
correct-payer = Payer
correct-payer-how = Whoever has a tax number or a company gets a document as for an invoice. Without a tax number it is as for a private person.
correct-recipient = Recipient
correct-paid = Payment, delivery and description
correct-line = Line { $number }: { $name }
correct-save = Save the corrections
correct-back = Back to the order
correct-undo = Take back
correct-undo-named = Take back the correction: { $field }
correct-undo-all = Take all back
correct-was = Allegro: { $said }
correct-was-is = Allegro: { $was } → corrected: { $is }
correct-by = Who
correct-when = When
correct-field = Field
correct-change = Was → is
correct-empty = (empty)
correct-more = { $count ->
    [one] One line is not in this form. Write its goods into the table of goods on the page “Mappings”.
    *[other] { $count } lines are not in this form. Write their goods into the table of goods on the page “Mappings”.
 }
correct-saved = { $count ->
    [one] One change is saved. The order is looked at again.
    *[other] { $count } changes are saved. The order is looked at again.
 }
correct-same = Nothing changed, so nothing was saved.
correct-wrong = Nothing was saved. Correct the marked fields.

preview-head = The document that will come of it
preview-loading = Show
preview-none = The program does not have the content of this order, so it does not know which document will come of it.
preview-away = Optima is out of reach now, so its cards were not looked at:
preview-refused = As it is now, no document will come of it:
preview-lines = The lines that are known already:
preview-remarks = What the program will say of it ({ $count })
preview-code-from = Who said the code
preview-rate-from = Who said the rate

answered-card = card in Optima
answered-external-id = signature at Allegro
answered-ean = EAN of the offer
answered-offer = offer at Allegro
answered-allegro = Allegro
answered-settings = settings
answered-default = default of the settings
answered-exempt-seller = seller exempt from VAT
answered-correction = correction
answered-deposit = deposit, outside VAT
answered-highest-of-goods = rate of most of the goods
answered-share-of-goods = share of the goods
answered-file = { $file }

work-field-nip = The right tax number
work-private = Without a tax number: a document as for a private person
work-saved-private = { $count ->
    [one] Saved: a document without a tax number. One order is looked at again.
    *[other] Saved: documents without a tax number. { $count } orders are looked at again.
 }
matter-overtaken = changed at Allegro
correct-undone = { $count ->
    [one] One correction was taken back. The order is being checked again.
    *[other] { $count } corrections were taken back. The order is being checked again.
 }
correct-unknown = Nothing is known yet: no document can be made of this order now.
correct-free = The delivery costs nothing, so it will not be in the document, and there is no delivery service here.
correct-cause = Settle this once for all such orders
COR-017 = A Polish post code looks like NN-NNN; “{ $text }” was typed. It is saved as it was typed.
    .todo = If that is a slip, correct the post code.
