# Order -> document.

## Which orders

ORD-001 = The order waits: the buyer has not filled in delivery and payment yet.
    .todo = Nothing to do. The order is taken when the buyer finishes the purchase.
ORD-002 = The order waits for payment.
    .todo = Nothing to do. If the money came outside Allegro, mark it in My Allegro.
ORD-003 = The order has an unknown state “{ $status }”.
    .todo = Look at the order in My Allegro; if it is paid, report that this state is not supported.
ORD-004 = The order was cancelled.
    .todo = Nothing to do. If an RO exists already, delete it from the buffer in Optima.
ORD-005 = The order bears the label “Cancelled” in My Allegro.
    .todo = If it is to be carried out after all, change its status in My Allegro.
ORD-006 = Allegro's warehouse ships this order (One Fulfillment), and such orders are switched off.
    .todo = To take them, set in allegro-optima.toml: [orders] one_fulfillment = "import".
ORD-007 = Allegro's warehouse ships this order (One Fulfillment); the goods do not leave your stock.
    .todo = Check the warehouse on the document in Optima.
ORD-008 = Delivery outside Poland ({ $country }), and such orders are switched off: the VAT rate may depend on the buyer's country.
    .todo = Make the document by hand. If you are below the OSS threshold, set [orders] foreign_delivery = "import"; if above it, "oss", and fill in oss.csv.
ORD-009 = Delivery outside Poland ({ $country }); the rates of Poland were taken.
    .todo = Ask your accountant whether OSS applies.
ORD-010 = The order is in { $currency }. Orders in a foreign currency are switched off.
    .todo = Make the document in Optima by hand, or set [orders] foreign_currency = "import" and fill in rates.csv.
ORD-011 = The order's amounts are in different currencies: { $currencies }.
    .todo = Look at the order in My Allegro and make the document by hand.
ORD-012 = It is not known on which day it was bought: Allegro says so of no line, or in a form that cannot be read.
    .todo = Fetch the order again. If that does not help, make the document by hand.
ORD-013 = The delivery was cancelled ({ $date }).
    .todo = Look at the order in My Allegro before sending it.
ORD-014 = The order has no lines.
    .todo = Fetch the order again. If that does not help, look at it in My Allegro.
ORD-015 = The buyer is a verified EU VAT payer; the rate of 0% was not applied.
    .todo = Decide on the rate with your accountant and correct it on the document in Optima.
ORD-016 = { $count ->
        [one] Allegro sent { $count } thing that is not known here: { $names }.
       *[other] Allegro sent { $count } things that are not known here: { $names }.
    }
    .todo = The document was made without them. If they matter, look for a newer version of this program.
ORD-017 = A firm buys for { $total } PLN: the invoice may fall under split payment (MPP).
    .todo = When you make the invoice, check whether the goods are in annex 15 of the VAT act.
ORD-018 = There is no rate of { $currency } of { $day } (the last working day before the purchase).
    .todo = Add the NBP's average rate of that day with its table to rates.csv, then try again.
ORD-019 = The amounts were put into złoty at the rate: { $rate }.
    .todo = Nothing to do. The rate is in the document's description too.
ORD-020 = A firm from outside Poland with delivery to { $country }: OSS is for consumers only, and the program does not decide on a firm's rate.
    .todo = Settle the rate with your accountant and make the document by hand.
ORD-021 = Delivery to { $country }: the VAT rates of that country in oss.csv (OSS).
    .todo = Nothing to do.
ORD-022 = oss.csv has no VAT rate for { $day }: { $row }.
    .todo = Add the rate of that country (and group) to oss.csv, then try again.
ORD-030 = An export to Ukraine: the goods leave the Union, so it is no usual sale by mail. The invoice has to come first, and the rate depends on the proof of export; the program does not decide on that.
    .todo = Settle the rate and the order of documents with your accountant, make the invoice in Optima by hand before the parcel leaves, and give it to Allegro as its guide for exports to Ukraine says. The program makes no RO of this order.
ORD-031 = Allegro sent what the kind of document, or whether the order was cancelled, depends on in an unknown form: { $names }. The document was made without it.
    .todo = Open the order in My Allegro and compare the invoice data and the label with the document. If it is a firm's, correct the payer in Optima's buffer. Report it to the authors of the program: Allegro may have changed its format.

## Amounts

money-pln = { $amount } PLN
money-foreign = { $amount } { $currency }

SUM-001 = The amounts do not agree: goods { $goods } + deposits { $deposits } + services { $services } + delivery { $delivery } = { $sum }, but Allegro says { $total } is to be paid (difference { $difference }).
    .todo = Compare the order with My Allegro and make the document by hand. No balancing line is added.
SUM-002 = The value of the line “{ $name }” is not in whole grosze: { $value } PLN.
    .todo = Make the document by hand.
SUM-003 = The order's amounts are too large for Optima.
    .todo = Look at the order in My Allegro.
SUM-004 = A value that may not be: { $field } = { $value }.
    .todo = Look at the order in My Allegro and make the document by hand.
SUM-005 = Internal error: the document came to { $document } PLN instead of { $total } PLN and was not made.
    .todo = Report this with the order's number. Make the document by hand.
SUM-006 = The document counted from net came to { $document } PLN instead of { $total } PLN (difference { $difference }), which is more than a grosz for each line.
    .todo = Make this document by hand, or count firms' documents from gross: counted_from = "gross" in [documents.firm].
SUM-007 = A document counted from net: { $document } PLN, and { $total } PLN is to be paid (difference { $difference }).
    .todo = Nothing: that is what counting from net comes to, switched on in [documents.firm]. The difference is in the file and in the receipt.
SUM-008 = An order in a foreign currency is counted from gross, though firms' documents are to be counted from net.
    .todo = Nothing: net prices are counted in złoty only.

## VAT

VAT-001 = No VAT rate for offer { $offer } “{ $name }”.
    .todo = Add the product card in Optima, put the rate into products.csv or into the offer at Allegro, then try again.
    .asks = rate
VAT-002 = Offer { $offer }: it has no VAT rate, the default { $rate } was taken.
    .todo = Check the rate. For good: the product card in Optima or column vat of products.csv.
VAT-003 = The VAT rates differ: { $source } says { $rate }, Allegro { $allegro }. { $rate } was taken.
    .todo = Find out which is right and correct the product card in Optima or the offer at Allegro.
VAT-004 = The VAT rate “{ $text }” is not understood ({ $source }).
    .todo = Put the rate into products.csv as 23, 8, 5, 0, zw or np.
VAT-005 = The offer { $offer } is sold under the margin scheme (VAT marża). The program makes no such documents: an RO cannot become a margin invoice in Optima.
    .todo = Make the margin invoice in Optima by hand (Handel > Faktury sprzedaży), without an RO.
VAT-006 = The offer is marked “{ $exemption }” at Allegro; the rate { $rate } was taken.
    .todo = Check the rate with your accountant.
VAT-007 = The rate { $rate } ({ $source }) is not used in Poland.
    .todo = Check the rate in the product card, in products.csv or in the offer.
VAT-008 = In the settings { $setting } = “{ $text }” is not a VAT rate.
    .todo = Put 23, 8, 5, 0, zw or np into allegro-optima.toml.
VAT-009 = No VAT rate for the service { $code }.
    .todo = Add the service's card in Optima, or put the rate into its CSV file or into the settings.

## Goods

PRD-001 = It is not known which product of Optima offer { $offer } “{ $name }” is.
    .todo = Put the offer's number and the product's code into products.csv, or the code into the offer's signature, then try again.
    .asks = offer
PRD-002 = More than one card in Optima has the EAN { $ean }: { $codes }.
    .todo = Say in products.csv which code to use for offer { $offer }.
    .asks = offer
PRD-003 = The code “{ $code }” has { $length } characters; Optima holds 50.
    .todo = Shorten the offer's signature or put the right code into products.csv.
    .asks = code
PRD-004 = The code “{ $code }” has characters that Optima cannot keep.
    .todo = Correct the offer's signature or put the right code into products.csv.
    .asks = code
PRD-005 = Offer { $offer } “{ $name }” got the code { $code }, for there is no other.
    .todo = If Optima has the product already, put its code into products.csv.
PRD-006 = The signature “{ $external }” is very short; check that it really is a product's code.
    .todo = If it is not, correct the offer's signature or add the offer to products.csv.
PRD-007 = Optima does not have the signature “{ $external }”; by its EAN the card { $code } was taken.
    .todo = Correct the offer's signature or add the offer to products.csv.
PRD-008 = Offer { $offer } is a set or a multipack and sets.csv does not have its parts; it was taken as one product.
    .todo = If the set has no card of its own, put its parts into sets.csv.
PRD-009 = The value of the part { $code } cannot be written as one price; it became two lines.
    .todo = Nothing to do, the sum is exact.
PRD-010 = The offer { $offer } could not be read, and it alone says which goods these are or which VAT rate they have. The reason: { $answer }
    .todo = Nothing to do: the program asks again by itself. If it stays so, write the code and the rate of this offer into products.csv.
    .cure = later
PRD-011 = Optima does not have the signature “{ $external }” that the goods were sold with; code { $code } was taken, by the signature that the offer has now.
    .todo = If these are other goods, add the offer to products.csv.
PRD-012 = Offer { $offer } “{ $name }” is a set or a multipack, and nobody says what it is made of.
    .todo = Put its parts into sets.csv: code and number of pieces of each. If the whole set has a card of its own in Optima, put its code into products.csv. Then retry.
    .asks = offer

## Delivery

DLV-001 = It is not known which service the delivery method “{ $method }” ({ $id }) is.
    .todo = Put it into deliveries.csv or set [delivery] default_service.
    .asks = delivery
DLV-002 = The delivery method “{ $method }” ({ $id }) is not in deliveries.csv; the service { $code } was used.
    .todo = Add it to deliveries.csv if it is to have a service of its own.
DLV-003 = The cash-on-delivery fee { $fee } PLN is not less than the delivery cost { $cost } PLN; it was not set apart.
    .todo = Correct column pobranie_kwota in deliveries.csv.
DLV-004 = The order is Smart! and its delivery costs { $cost }; the cost stays on the document.
    .todo = Nothing to do.
DLV-005 = The goods have different VAT rates; the delivery got { $rates } (rule: { $policy }).
    .todo = You change the rule in allegro-optima.toml: [vat] delivery.
DLV-006 = The cash-on-delivery fee was not set apart, for the order is in { $currency } and the amount in deliveries.csv in złoty.
    .todo = Nothing to do, the fee is part of the delivery cost.

## Services and deposits

SRV-001 = The additional service “{ $name }” ({ $definition }) is not in services.csv.
    .todo = Put it into services.csv or set [services] additional.
    .asks = service
SRV-002 = The additional service “{ $name }” ({ $definition }) is not in services.csv; the code { $code } was used.
    .todo = Add it to services.csv if it is to have a card of its own.
SRV-003 = The order has a deposit of { $deposit } and no service is set to carry it.
    .todo = Set in allegro-optima.toml: [services] deposit, for example "KAUCJA".
SRV-004 = Optima cannot keep the code of the service “{ $code }”: it is too long or has other characters.
    .todo = Correct it: delivery and cash on delivery in deliveries.csv (or [delivery] default_service), the deposit in [services] deposit, additional services in services.csv (or [services] additional).

## Payment

PAY-001 = The payment { $payment } / { $provider } is not in payments.csv; the form “{ $form }” was used.
    .todo = Add it to payments.csv.
PAY-002 = It is not known which payment form { $payment } / { $provider } is.
    .todo = Add it to payments.csv or set [payments] default_form.
    .asks = payment
PAY-003 = { $paid } was paid and { $total } is to be paid (difference { $difference }). The document is for { $total }.
    .todo = Settle the difference with the buyer.
PAY-004 = { $count ->
        [one] The order has { $count } surcharge of { $amount }; it is not on the document.
       *[other] The order has { $count } surcharges of { $amount }; they are not on the document.
    }
    .todo = See in My Allegro what it is for and add it by hand if needed.
PAY-005 = Allegro shows no payment, for { $payment } goes outside it or at another time.
    .todo = Look for the money on your account before sending, if you want that.
PAY-006 = The due date “{ $text }” cannot be read; that of payments.csv was taken.
    .todo = Check the due date on the document.
PAY-007 = Allegro Prices: the compensation { $amount } ({ $kind }) is not part of the document's value.
    .todo = Settle it with Allegro apart; the amount is in the document's description.
PAY-009 = { $days ->
        [one] The payment is deferred and Allegro gives no date; { $days } day was taken, as the form “{ $form }” has in Optima.
       *[other] The payment is deferred and Allegro gives no date; { $days } days were taken, as the form “{ $form }” has in Optima.
    }
    .todo = Check the term on the document. A fixed term goes into payments.csv (column termin_dni).
PAY-013 = The payment is deferred and it is not known until when: Allegro gives no date, and the form “{ $form }” could not be looked up in Optima. The file has the document's day; at its import the program takes the term of that form.
    .todo = If you let Optima itself import the file, correct TERMIN in it. A fixed term goes into payments.csv (column termin_dni).
PAY-010 = { $paid } was paid and { $total } is to be paid: these are different currencies, so the payment was not compared with the total.
    .todo = Check the payment in My Allegro. The document is for { $total }; settle the difference of rates apart.
PAY-011 = The line was paid for, wholly or in part, with the voucher { $kind } ({ $amount }). It does not lessen the document's value.
    .todo = Settle the voucher with who issued it; it is in the document's description too.
PAY-012 = The voucher { $kind } ({ $amount }) for this line was cancelled.
    .todo = See in My Allegro whether the buyer paid the whole.
voucher-without-amount = Allegro gives no amount
PAY-008 = The order is ready and Allegro shows no payment ({ $payment }).
    .todo = Check the payment in My Allegro before sending.

## Buyer and recipient

PTY-001 = The NIP “{ $nip }” is wrong.
    .todo = Ask the buyer for the right NIP and correct it in this order in the panel (allegro-optima panel), or choose a document without it there. If such orders are always to have a document as for a private person, set [contractors] wrong_nip = "private".
    .panel = Ask the buyer for the right NIP and correct it in this order, or choose a document without it. If such orders are always to have a document as for a private person, set [contractors] wrong_nip = "private".
    .asks = nip
PTY-002 = The NIP “{ $nip }” is wrong; the document is as for a private person, without a NIP.
    .todo = Ask the buyer for the right NIP before you make the invoice.
PTY-003 = The firm “{ $name }” wants an invoice but gave no NIP; the document is as for a private person.
    .todo = If the invoice is to be for the firm, ask for the NIP before you make it.
PTY-004 = The order has no name of the buyer.
    .todo = Look at the order in My Allegro and add the name or the company: “Correct” beside this order in the panel (allegro-optima panel).
    .panel = Look at the order in My Allegro and add the name or the company: press “Correct” beside this order.
PTY-005 = The buyer has no address; the delivery address was taken.
    .todo = Check the payer's address on the document.
PTY-006 = The order has no address of the payer.
    .todo = Fill in the address on the document in Optima.
PTY-007 = The order has no delivery address; the recipient is the payer.
    .todo = See in My Allegro where to send the goods.
PTY-008 = The name “{ $name }” does not fit the contractor's fields and will be cut.
    .todo = Correct the name in Optima.
PTY-009 = The country code “{ $code }” is unknown; the code itself was put down.
    .todo = Correct the country on the document in Optima.
PTY-010 = The recipient's address lacks: { $missing }.
    .todo = Complete the address before sending.
PTY-011 = The buyer wants an invoice but gave no data for it; the buyer's data were taken.
    .todo = Ask the buyer for the invoice data.
PTY-012 = The order has no buyer's id; the contractor got the code { $code }.
    .todo = Check whether this buyer has a card in Optima already.
    .names = buyer
PTY-013 = The order has no e-mail address of the buyer.
    .todo = Nothing to do; the e-mail can be added in Optima.
PTY-014 = The firm has a foreign tax number { $country } { $number }.
    .todo = Check the VAT rate and the payer's status on the document with your accountant.
    .names = buyer
PTY-020 = The address does not fit Optima's fields: { $address }. The street goes on in the second line of the address, and the whole address stands in the description (ADRES).
    .todo = Check the address on the label before you send the parcel.
PTY-021 = The firm “{ $name }” gave the number { $number }, which is neither a NIP nor a VAT number; the document is as for a private person, without it.
    .todo = If the invoice is to be for the firm, ask for its VAT number before you make it.
    .names = buyer
PTY-023 = The order gives two different NIPs: { $nip } and { $second }. The document has { $nip }.
    .todo = Check at Allegro which firm the invoice is for, and correct the document in Optima if need be.
    .names = buyer
PTY-022 = The order speaks of a unit of local government or a member of a VAT group (internal id: { $ids }).
    .todo = The invoice in KSeF may have to name this unit as Podmiot3. Ask your accountant before you make it; the id stands in the document's description (PODMIOT3) where the buyer gave it.

## Texts and fields

TXT-001 = { $count ->
        [one] { $count } forbidden character was removed from the order's texts.
       *[other] { $count } forbidden characters were removed from the order's texts.
    }
    .todo = Check names and addresses on the document.
TXT-002 = The description does not fit { $max } characters and was cut.
    .todo = The buyer's whole message is in My Allegro.
TXT-003 = The foreign number was changed to “{ $number }”, for it was too long or had characters that Optima cannot keep.
    .todo = Shorten the pattern in allegro-optima.toml: [fields] foreign_number.
TXT-004 = { $count ->
        [one] In the order's texts { $count } character was cut in two (half an emoji, for example); “�” stands in its place.
       *[other] In the order's texts { $count } characters were cut in two (half an emoji, for example); “�” stands in their place.
    }
    .todo = Check names and addresses on the document.
TXT-006 = The foreign number “{ $number }” is longer than 30 characters. In the file (NUMER_PELNY) and in older versions of Optima it stands shortened: “{ $full }”.
    .todo = If it is to be whole, shorten the pattern in allegro-optima.toml: [fields] foreign_number.
FLD-001 = The pattern of the foreign number “{ $pattern }” has neither { "{id}" } nor { "{uuid}" }, so orders would share one number.
    .todo = Correct in allegro-optima.toml: [fields] foreign_number, for example "{ "{konto}/{id}" }".
