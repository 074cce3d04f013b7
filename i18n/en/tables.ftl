# The CSV files in the folder mappings.

TAB-001 = { $file }: column “{ $column }” is missing.
    .todo = Add the column's heading in the first row of the file.
TAB-002 = { $file }: unknown column “{ $column }”; it is not read.
    .todo = If it is a slip in the heading, correct it; columns of your own may stay.
TAB-003 = { $file }: the entry “{ $key }” repeats row { $first }.
    .todo = Remove one of these rows.
TAB-004 = { $file }: empty cell in column “{ $column }”.
    .todo = Fill in the cell or remove the row.
TAB-005 = { $file }: Excel turned a value in column “{ $column }” into “{ $text }” and lost digits.
    .todo = Format the column as text and type the value again.
TAB-006 = { $file }: “{ $text }” in column “{ $column }” is not a VAT rate.
    .todo = Put 23, 8, 5, 0, zw or np.
TAB-007 = { $file }: “{ $text }” in column “{ $column }” is not a fitting number.
    .todo = Put a number, such as 2 or 12,50; it may not be negative.
TAB-008 = { $file }: the row “{ $key }” waits to be filled in and is not used yet.
    .todo = Fill in what is missing in this row.
TAB-009 = { $file }: “{ $text }” in column “{ $column }” cannot be a code in Optima (at most 50 characters, no emoji).
    .todo = Put the code of the card in Optima.
TAB-010 = { $file }: the row cannot be read.
    .todo = Check the quotation marks in this row.
TAB-011 = The file { $file } cannot be read: { $reason }.
    .todo = Close the file in Excel and check that this program may read it.
TAB-012 = The file { $file } is too large: { $size } MB.
    .todo = Check that it is a table; the largest allowed has { $max } MB.
TAB-013 = { $file }: the parts of offer { $offer } have a share in some rows only, or only shares of zero.
    .todo = Give a share in all rows of this offer or in none.
TAB-014 = { $file }: column “{ $column }” stands twice.
    .todo = Remove one of them.
TAB-015 = { $file }: service and amount of the cash-on-delivery fee must be given together.
    .todo = Fill in both columns or neither.
TAB-016 = { $file }: the row has more cells than the heading; the surplus “{ $text }” is not read.
    .todo = Check the row for a separator too many.
TAB-017 = { $file }: “{ $text }” in column “{ $column }” is no date.
    .todo = Write the date as YYYY-MM-DD, such as 2026-07-01.
TAB-018 = { $file }: “{ $text }” is no symbol of a foreign currency.
    .todo = Write three letters, such as EUR or CZK.
TAB-019 = { $file }: “{ $text }” is no code of another country of the European Union.
    .todo = Write two letters, such as DE or CZ. OSS holds for sales into the Union only.
TAB-020 = { $file }: “{ $text }” cannot be a rate of the OSS scheme.
    .todo = Write a rate above zero, such as 19 or 21.
TAB-021 = { $file }: “{ $text }” in column “{ $column }” is not the number of an Allegro offer.
    .todo = Write the offer's number alone, the digits at the end of its address, for example 15123456789.

tables-comment-payments =
    Payment forms. Which kind of payment at Allegro is which payment form in Optima.
    typ: ONLINE, CASH_ON_DELIVERY, WIRE_TRANSFER, SPLIT_PAYMENT, EXTENDED_TERM or * (any)
    operator: PAYU, P24, AF, OFFLINE, EPT, brak (no provider) or * (any); the more exact row wins
    forma: the payment form's name in Optima, letter by letter
    termin_dni: days from the document's date until payment; empty: due on the document's date
    dostawa: id or name of a delivery method at Allegro, or * (any); a row with a delivery goes first
tables-comment-deliveries =
    Delivery methods. Which service of Optima a delivery method of Allegro is.
    metoda_id: the method's id at Allegro
    metoda: its name, for you only
    usluga: code of the service in Optima
    vat: the service's rate where it has no card (23, 8, 5, 0, zw, np); may be empty
    pobranie_usluga, pobranie_kwota: service code and gross amount if the cash-on-delivery fee is to be a line of its own
tables-comment-products =
    Products. Which product of Optima an offer of Allegro sells. Offers with a good signature need not be here.
    oferta: the offer's number at Allegro
    kod: the product's code in Optima; empty if the row gives a rate only
    vat: VAT rate (23, 8, 5, 0, zw, np); the card in Optima goes first
    nazwa: the offer's name, for you only
    grupa_oss: group of rates in oss.csv; may be empty
tables-comment-sets =
    Sets. What an offer consists of that is not one product. Each part in a row of its own.
    oferta: the offer's number at Allegro
    kod: the part's code in Optima
    ilosc: pieces of the part in one set
    udzial: the part's share in the set's price (numbers of any scale, say 70 and 30); empty: by quantity
tables-comment-services =
    Additional services. Which service of Optima an additional service of Allegro is.
    definicja: the service's id at Allegro, such as GIFT_WRAP
    kod: code of the service in Optima
    vat: the rate where there is no card; may be empty
tables-comment-rates =
    Exchange rates. Average rates of the NBP for orders in a foreign currency ([orders] foreign_currency = "import").
    data: day of the NBP's table (YYYY-MM-DD); the rate of the last working day before the purchase is used
    symbol: three letters of the currency, such as CZK
    kurs: PLN for 1 unit of the currency, such as 0,1701; where the NBP has it for 100, divide it by 100
    tabela: number of the NBP's table, such as 126/A/NBP/2026
tables-comment-oss =
    VAT rates of countries of the Union for sales to consumers under OSS ([orders] foreign_delivery = "oss").
    kraj: two letters, such as DE
    vat: the rate in that country, such as 19
    grupa: empty: the ordinary rate; another name: the rate of goods that have it in column grupa_oss of products.csv
    od: since when it holds (YYYY-MM-DD); empty: always
