# The CSV files in the folder mappings.

TAB-001 = { $file }: column “{ $column }” is missing. Columns in the file: { $found }
    .todo = Add this column's name in the row of names. Columns are separated by a semicolon, a comma or a tab.
TAB-002 = { $file }: unknown column “{ $column }”; it is not read.
    .todo = { $near ->
        [none] If it is a slip in the heading, correct it; columns of your own may stay.
       *[other] Was “{ $near }” meant? Columns of your own may stay.
    }
TAB-003 = { $file }: the entry “{ $key }” repeats row { $first }.
    .todo = Remove one of these rows.
TAB-004 = { $file }: empty cell in column “{ $column }”.
    .todo = Fill in the cell or remove the row.
TAB-005 = { $file }: Excel turned a value in column “{ $column }” into “{ $text }” and lost digits.
    .todo = Format the column as text and type the value again.
TAB-006 = { $file }: “{ $text }” in column “{ $column }” is not a VAT rate.
    .todo = Put 23, 8, 5, 0, zw or np.
TAB-007 = { $file }: “{ $text }” in column “{ $column }” is not a fitting number.
    .todo = Put { $expected }.
TAB-008 = { $file }: the row “{ $key }” waits to be filled in and is not used yet.
    .todo = Fill in what is missing in this row.
TAB-009 = { $file }: “{ $text }” in column “{ $column }” cannot be a code in Optima (at most 50 characters, no emoji).
    .todo = Put the code of the card in Optima.
TAB-010 = { $file }: the row cannot be read, for a quotation mark in it stands alone.
    .todo = Check the quotation marks in this row: a cell that begins with one must end with one, and one inside of it is written twice.
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
    .todo = Check the row for a separator too many; put text with a separator into quotation marks.
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
TAB-022 = { $file }: the program does not know the word “{ $text }” in column “{ $column }”, so this row may fit nothing.
    .todo = { $near ->
        [none] Check the spelling. Known words: { $known }.
       *[other] Was “{ $near }” meant? Known words: { $known }.
    }
TAB-023 = { $file }: “{ $text }” in column “{ $column }” is the delivery method of no order that the program knows.
    .todo = { $near ->
        [none] Check the id; “allegro-optima mappings suggest” lists those of orders. If there was no order with this delivery yet, nothing is to be done.
       *[other] Was “{ $near }” meant?
    }
TAB-024 = { $file }: “{ $text }” in column “definicja” is the additional service of no order that the program knows.
    .todo = { $near ->
        [none] Check the spelling; “allegro-optima mappings suggest” lists those of orders. If there was no order with this service yet, nothing is to be done.
       *[other] Was “{ $near }” meant?
    }
TAB-025 = { $file }: Optima has no payment form “{ $text }”.
    .todo = { $near ->
        [none] Put the name of a form in Optima (Kasa/Bank > Formy płatności), letter by letter.
       *[other] Was “{ $near }” meant? The name must be as in Optima (Kasa/Bank > Formy płatności).
    }
TAB-026 = { $file }: Optima's price list has no service with the code “{ $text }” of column “{ $column }”.
    .todo = { $near ->
        [none] Put the code of a service in Optima, or make it there.
       *[other] Was “{ $near }” meant? If not, make this service in Optima's price list.
    }
TAB-027 = { $file }: the group “{ $text }” of column “grupa_oss” is not in oss.csv, so it gives the product no rate.
    .todo = { $near ->
        [none] Add this group to oss.csv or remove it from this row.
       *[other] Was “{ $near }” meant? If not, add this group to oss.csv.
    }
TAB-028 = { $file }: { $text } is no working day. The NBP gives no rates on it, so this row will not be used.
    .todo = Put the day of the NBP's table: the working day before the purchase.
TAB-029 = { $file }: “{ $text }” in column “tabela” does not look like the number of a table of the NBP of the year in column “data”.
    .todo = Copy the number from the NBP's site, such as 126/A/NBP/2026. It goes into the document's description.
TAB-030 = { $file } is no CSV table but { $kind }.
    .todo = Open this file in Excel or LibreOffice and save it as CSV (Save as > “CSV UTF-8”). Another name alone is not enough.
TAB-031 = { $file }: the file is damaged or no table: it has characters that no text has.
    .todo = Restore the file from a copy, or save the table in Excel as CSV once more.
TAB-032 = { $file }: a row or cell is longer than Excel can hold.
    .todo = Check that it is a table, and that each row is on a line of its own.
TAB-033 = { $file }: until it is corrected the last good version of this table is in force, of { $since }.
    .todo = Correct the rows that are named and save the file. The program reads it by itself.
TAB-034 = { $file }: the table has mistakes and no good version of it is kept (“export”, “import” and “run” keep one), so the work waits for the correction.
    .todo = Correct the rows that are named, save the file and try again.
TAB-035 = { $file }: until it is corrected this table is passed over, for there is no good version of it from before.
    .todo = Correct the rows that are named and save the file. The program reads it by itself.
TAB-036 = { $file }: the row with the names of the columns is missing.
    .todo = Put the names of the columns before the other rows: { $columns }. If the table is meant to be empty, leave just that row.
TAB-037 = { $file }: “{ $text }” is the name of no payment form in Optima: names have { $max } characters at most.
    .todo = Put the name of a form in Optima (Kasa/Bank > Formy płatności), letter by letter.
TAB-038 = { $file }: offer { $offer } is in sets.csv too, so the code of this row will not be used.
    .todo = Remove the code from this row, or the parts of this offer from sets.csv.
TAB-039 = { $file }: the day { $text } has not come yet, so the NBP has given no rate of it.
    .todo = Check the date in this row.
TAB-040 = { $file }: the table is corrected and in force from now on.
    .todo = Nothing is to be done.
TAB-041 = { $file }: the rate “{ $text }” is unusual: one unit of { $symbol } costs between { $low } and { $high } złoty.
    .todo = Check the comma. Some rates are given by the NBP for 100 units: divide such a rate by 100.
TAB-042 = { $file }: “{ $text }” in column “vat” is no rate that Poland has.
    .todo = Put 23, 8, 5, 0, zw or np. Rates of other countries belong into oss.csv.
TAB-043 = { $file }: column “{ $column }” has “{ $text }”, which is an error of Excel and no value.
    .todo = Correct the formula in Excel, or put the value itself into this cell, and save the file again. Where #### stands, make the column wider before saving.
TAB-044 = { $file }: “{ $text }” in column “{ $column }” looks like a date that Excel made of a code, such as 1-2 or 2/24.
    .todo = Format the column as text and type Optima's code again. If Optima has this code, nothing is to be done.
TAB-045 = { $file }: “{ $text }” has characters that Polish words do not have. The file is probably saved in another encoding, such as that of DOS or of a Macintosh.
    .todo = Save the table in Excel once more as “CSV UTF-8” and check the Polish letters, from this row on. If it is meant so, nothing is to be done.
TAB-046 = The file mappings/{ $file } is not read: this table must be called { $name }.
    .todo = { $kind ->
        [workbook] Open it in Excel and save it as “CSV UTF-8” with the name { $name } (File > Save as).
       *[other] Rename it to { $name }. Windows may hide the end of a name: check that it is not doubled. If there is such a file already, keep the right one and remove the other.
    }
TAB-047 = { $file }: the code “{ $text }” of column “{ $column }” is in Optima that of goods and of no service.
    .todo = Put the code of a service in Optima's price list. Goods on such a line would lower the stock.
TAB-048 = { $file }: the code “{ $text }” of column “kod” is in Optima that of a service and of no goods.
    .todo = Check the code. A service does not lower the stock; if it is a service that you sell, nothing is to be done.
TAB-049 = { $file }: Optima's price list has no goods with the code “{ $text }” of column “kod”.
    .todo = Put the code of a card in Optima, or make the goods there.
TAB-050 = { $file }: there is no day “{ $text }”, which column “{ $column }” has.
    .todo = Correct the date, such as 2026-07-01.
TAB-051 = The table { $file } cannot be saved: another program has it open, most likely Excel.
    .todo = Close { $file } in Excel and save once more. If nobody has opened it, give the user that the program runs as the right to write that file.
TAB-052 = The file { $file } was not opened: { $reason }.
    .todo = Put an ordinary file in its place.

tables-workbook = a workbook of Excel or LibreOffice (xlsx, xls or ods) under another name
tables-page = a web page or an XML file
tables-days = a number of days from 0 to 3650, such as 14
tables-amount = an amount above zero, such as 9 or 12,50
tables-pieces = a number above zero, such as 2 or 0,5
tables-share = a number from zero up, such as 70 or 12,5
tables-exchange = how many złoty one unit of the currency costs, such as 4,2531

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
