# XML files: reading, writing, validity against the schema.

XML-001 = The file has { $size } bytes, and { $limit } are allowed.
    .todo = Check that this really is an order file. If it is, raise “max_size_mib” in section [files] of the settings.
XML-002 = There is nothing in the file.
    .todo = Export the order again.
XML-003 = The file is encoded in { $encoding }, which is not read.
    .todo = Save the file as UTF-8 and say so in its first line: encoding="UTF-8".
XML-004 = The first line of the file names the encoding { $declared }, and the file is { $actual }. Polish letters would be garbled.
    .todo = Correct encoding="…" in the first line, or save the file in the encoding that it names.
XML-005 = Byte { $offset } has no meaning in { $encoding }.
    .todo = The file is damaged, or it is in another encoding such as Windows-1250. Save it as UTF-8, or export it again.
XML-006 = In line { $line }, column { $column } there is the character { $character }, which XML does not allow.
    .todo = Remove it from the file, or export the order again.
XML-008 = An empty line or a blank stands before <?xml … ?>. It is read here, but Optima and other programs may not take such a file.
    .todo = Remove all that stands before <?xml.
XML-009 = The first line of the file calls its encoding “{ $declared }”. It is read here as { $actual }, but Optima and other programs may not know this name.
    .todo = Write encoding="{ $actual }" in the first line.
XML-010 = The file is not proper XML: line { $line }, column { $column } ({ $reason }).
    .todo = If somebody edited the file, correct the place. If not, export it again.
XML-011 = The file is cut off: it ends within the element { $element }.
    .todo = Copy the whole file again, or export the order again.
XML-007 = The file is cut off: it ends within a tag outside of its content.
    .todo = Copy the whole file once more, or export the order again.
XML-012 = The file has a DOCTYPE. Such files are not read, for safety.
    .todo = Neither Optima nor our export writes one. Find out where the file comes from, and remove it.
XML-013 = The file refers to the entity “{ $entity }”, which this format does not have.
    .todo = Put a plain character in its place. Only &amp;, &lt;, &gt;, &quot; and &apos; are allowed.
XML-014 = The attribute “{ $name }” stands twice on one element.
    .todo = Remove one of them.
XML-015 = Elements are nested deeper than { $limit }.
    .todo = This is no document of Optima. Find out where the file comes from.
XML-016 = The file has more than { $limit } elements.
    .todo = Split the file.
XML-017 = An element has more than { $limit } attributes.
    .todo = This is no document of Optima. Find out where the file comes from.
XML-018 = In line { $line }, column { $column } something stands outside of the element ROOT.
    .todo = Remove all that is before <ROOT> and after </ROOT>, but not the line <?allegro-order …?>.
XML-019 = A name or a text in the file is longer than { $limit } bytes.
    .todo = This is not a document of Optima. Find out where it comes from.
XML-020 = This is no document of Optima: its first element is “{ $name }” (namespace: { $namespace }).
    .todo = A file with the element ROOT is needed, as Optima makes it: Funkcje dodatkowe › Eksport dokumentów do pliku XML.
XML-021 = This is a file of distributed work (for an accounting office), not a trade document.
    .todo = Import it in Optima: Narzędzia › Praca rozproszona › Import. Only trade documents belong here.
XML-022 = This is a price list, not a trade document.
    .todo = Import it in Optima on the price list. Only trade documents belong here.
XML-023 = The file holds no document (no element DOKUMENT).
    .todo = Export the order again.
XML-024 = The file has more than { $limit } documents.
    .todo = Divide the file into smaller ones.
XML-025 = This is no XML file but { $kind }, though it is called so.
    .todo = { $packed ->
        [true] If it is an archive of XML files, unpack it and drop the files alone. Another name is not enough.
       *[other] Save the document in its program once more, as XML in Optima's format. Another name is not enough.
    }
XML-026 = Line { $line }, column { $column } has “{ $reference }”, and there is no such character in XML.
    .todo = Put the right character there, or remove it. Emoji and rare characters are written as they are.
xml-pdf = a PDF document
xml-json = a JSON file
xml-archive = an archive (such as ZIP) or an Excel workbook
xml-page = a page of the web (HTML)
XML-030 = The order record at the end of the file (<?allegro-order …?>) is damaged: { $reason }.
    .todo = Export the order again. Do not mend the record by hand: by it we know whether the order is in Optima already.
XML-031 = The order record at the end of the file is from a newer version of the program ({ $version }). What this version does not know was left out.
    .todo = Update the program on this computer.
XML-032 = The file has two order records (<?allegro-order …?>).
    .todo = Leave one document and one record in the file; best export the orders again.
XML-033 = The file has { $documents ->
        [one] { $documents } document
       *[other] { $documents } documents
    } and one order record, so it is not known whose it is.
    .todo = Put each document into a file of its own, or export the orders again.
XML-034 = The file is cut off right after </ROOT>: the order record is missing.
    .todo = Copy the whole file again. If the record was removed on purpose, add an empty line at the end of the file.
XML-035 = The lines of a file written in net prices were changed by hand, so the gross prices of the order cannot be restored. The file was taken as it is.
    .todo = Check prices and totals of the document, or export the order again.
XML-036 = In a file written as a ZD the payer or the recipient was changed, who is your own company. The delivery address was taken from the order record at the end of the file.
    .todo = Check the delivery address on the document. In such a file the buyer is in the element SPRZEDAWCA.
XML-037 = The file was written as a ZD, and somebody changed its type. It is not known who the buyer is.
    .todo = Put back TYP_DOKUMENTU 309 and RODZAJ_DOKUMENTU 309000, or export the order again with type = "ro" in [xml] of the settings.

XML-100 = { $element } is missing in the element { $parent }.
    .todo = Add the element to the file, or export the document again.
XML-101 = The element { $element } stands twice.
    .todo = Leave one of them.
XML-102 = “{ $value }” in { $element } is not a number.
    .todo = Write the number with a point and without blanks, as in 1234.50.
XML-103 = The number “{ $value }” in { $element } does not fit Optima: it is too large, negative, or has too many decimals.
    .todo = Correct it: amounts have 2 decimals, prices and quantities at most 4.
XML-104 = “{ $value }” in { $element } is not a date.
    .todo = Write the date as YYYY-MM-DD, as in 2025-11-20.
XML-105 = The date “{ $value }” in { $element } is outside of the years 1900–2155.
    .todo = Correct the year.
XML-106 = The value “{ $value }” is not allowed in { $element }.
    .todo = Compare with a document exported by Optima, and correct the value.
XML-107 = The number “{ $value }” in { $element } is written with a comma. It was taken as the decimal point.
    .todo = Check the number. Optima writes a point.
XML-108 = The kind of document { $kind } does not fit the type { $class }.
    .todo = For a customer reservation (RO) write TYP_DOKUMENTU 308 and RODZAJ_DOKUMENTU 308000.
XML-109 = Two lines have the same number (LP) { $position }.
    .todo = Number the lines from 1.
XML-110 = The quantity { $value } is not more than zero.
    .todo = Correct the quantity, or remove the line together with its value in the totals.
XML-111 = The document has no lines.
    .todo = Export the document again.
XML-112 = The VAT rate “{ $percent }” with the flag “{ $flag }” has no meaning.
    .todo = Use flag 2 for the rates 0–23 %, 1 for exempt and 4 for outside VAT (these two with the rate 0.00).
XML-113 = The VAT rate { $percent } % has the flag 0, which Optima does not know. It was taken as taxed.
    .todo = Check the rates of the document.
XML-114 = The element { $element } holds text, and should hold elements only.
    .todo = Remove the text from the file.
XML-115 = The element { $element } holds elements, and should hold text only.
    .todo = Correct the place in the file.
XML-116 = The document has { $count } lines, and { $limit } are allowed.
    .todo = Divide the document into smaller ones.
XML-117 = The VAT table has { $count } rows, and { $limit } are allowed.
    .todo = Compare it with a document exported by Optima: the table has one row for each VAT rate.
XML-118 = The date “{ $value }” in { $element } is written with an hour or a zone. It was taken as that day.
    .todo = Nothing needs to be done. Optima writes the day alone, as in 2025-11-20.
XML-120 = The element { $element } is not known and was left out.
    .todo = Nothing, if what it holds is not needed in Optima.
XML-121 = The value “{ $value }” of { $element } is not carried over to Optima.
    .todo = If it is needed, enter it on the document in Optima.
XML-130 = The file has no VAT table. It was computed from the lines.
    .todo = Nothing.
XML-131 = The file has no totals (KWOTY). They were computed from the VAT table.
    .todo = Nothing.
XML-132 = The value of the line was computed from price and quantity: net { $net }, gross { $gross }.
    .todo = Nothing.
XML-133 = The price of the line was computed from its value and quantity: { $price }.
    .todo = Check the price on the document.
XML-140 = Rate { $rate }: the lines come to { $lines }, the VAT table says { $table }. The table was taken.
    .todo = Check the totals of the document. Such a difference usually comes from rounding.
XML-141 = Rate { $rate }: the lines come to { $lines }, the VAT table says { $table }. That is too much for rounding.
    .todo = Correct the lines or the VAT table, or export the document again.
XML-142 = { $element } is { $header }, and the VAT table comes to { $table }. The table was taken.
    .todo = Check the totals of the document. Such a difference usually comes from rounding.
XML-143 = { $element } is { $header }, and the VAT table comes to { $table }. That is too much for rounding.
    .todo = Correct the amounts, or export the document again.
XML-144 = The lines have the rate { $rate }, which the VAT table lacks.
    .todo = Add the rate to the VAT table, or remove the whole table: it is then computed from the lines.
XML-145 = The rate { $rate } stands twice in the VAT table.
    .todo = Make one row of the two.
XML-146 = In the VAT table net { $net } and VAT { $vat } do not make gross { $gross }.
    .todo = Correct the VAT table, or remove it: it is then computed from the lines.
XML-147 = The value of the line is { $value }, and price times quantity is { $product }. The file's value was taken.
    .todo = Check price and value of the line.
XML-148 = The VAT at rate { $rate } is { $vat } in the table, and should be { $expected }.
    .todo = Correct the VAT table, or remove it: it is then computed from the lines.
XML-149 = Net { $net } and gross { $gross } of the line do not fit the rate { $rate }.
    .todo = Check VAT rate and values of the line.
XML-150 = The VAT at rate { $rate } is { $vat } in the table, and { $expected } from the sum. The file's amount was taken.
    .todo = Check the totals of the document. Such a difference usually comes from rounding.
XML-151 = The day of the rate (KURS_DATA) is { $found }, and a document of { $date } has the rate of { $expected }, the last working day before it.
    .todo = Look at the document's date and its rate. If the date was changed, fetch the order again or correct the rate in the whole file.
XML-152 = The day of the rate (KURS_DATA) is { $found }, later than every date of the document (the last one is { $latest }).
    .todo = Look at the day of the rate and the document's dates.
XML-153 = The discount in the header is { $discount }%, and no line has it.
    .todo = Put the discount on the lines (RABAT and the prices after it), or 0.00 in the header.
XML-154 = The rate of { $symbol } of { $day } is { $found } in the file, and { $expected } in the table rates.csv.
    .todo = See which rate is right, and correct the table or fetch the order again.
XML-170 = { $element } is { $found }, and what the file says elsewhere makes it { $expected } ({ $rule }). That is too much for rounding.
    .todo = Correct the amounts in the file, or export the document again.
XML-171 = { $element } is { $found }, and what the file says elsewhere makes it { $expected } ({ $rule }).
    .todo = Check the document's amounts. A small difference is usually rounding.

XML-160 = { $element } has { $length } characters, and Optima holds { $max }; the rest will be cut off.
    .todo = Shorten the text in the file, or complete it on the document in Optima.
XML-161 = The code “{ $code }” has { $length } characters, and Optima holds { $max }.
    .todo = Correct the code in the file: cut short it would be another card's.
    .names = buyer
XML-162 = The code “{ $code }” has characters that Optima does not keep in codes.
    .todo = Correct the code in the file to that of the card in Optima.
    .names = buyer
XML-163 = The NIP “{ $nip }” is wrong: its check digit or its length does not fit.
    .todo = Ask the customer for the NIP and correct it in the file.
XML-200 = Not valid against the schema: the element “{ $element }” is not in its place. Expected here: { $expected }.
    .todo = Compare the order of the elements with a file exported by Optima.
XML-201 = Not valid against the schema: { $element } holds “{ $value }”. Expected: { $expected }.
    .todo = Correct the value in the file, or export the order again.
XML-202 = Not valid against the schema: the element “{ $element }” has an attribute that is not allowed, “{ $attribute }”.
    .todo = Remove the attribute.
XML-203 = Not valid against the schema: the first element is “{ $element }”. Expected: ROOT of a document of Optima.
    .todo = The first element must be: <ROOT xmlns="http://www.cdn.com.pl/optima/dokument">.
XML-204 = Not valid against the schema: { $parent } may hold elements only, and there is the text “{ $text }”.
    .todo = Remove the text.
XML-205 = Not valid against the schema: { $element } “{ $value }” stands twice in the document.
    .todo = Number the lines from 1; each rate may stand in the table only once.
XML-206 = Not valid against the schema: the element “{ $element }” may not stand here; nothing more belongs here.
    .todo = Remove the element or move it to its place, as in a file exported by Optima.
XML-207 = The check against the schema was not finished: { $why }
    .todo = Correct the file in that place, or export the order again.
XML-208 = Not valid against the schema: { $parent } ends, and still expected in it: { $expected }.
    .todo = Add what is missing, as in a file exported by Optima, or export the order again.
XML-209 = Not valid against the schema: { $parent } may hold text only, and there is the element “{ $element }” in it.
    .todo = Remove the element and leave the text.

# What is wrong with a file that is no proper XML.
xml-flaw-declaration = the first line <?xml …?> is not correct; it should be <?xml version="1.0" encoding="UTF-8"?>
xml-flaw-declaration-place = the line <?xml …?> must be at the beginning of the file, and only once
xml-flaw-name = the name of an element, attribute or instruction is not correct
xml-flaw-prefix = the prefix before a colon has no xmlns declaration
xml-flaw-attribute = an attribute must be name="value", with a blank before the name
xml-flaw-attribute-mark = the value of an attribute has the character <; write &lt;
xml-flaw-reference = the character & stands alone; write &amp;
xml-flaw-section-end = the text has the characters ]]>; write ]]&gt;
xml-flaw-crossed = </{ $expected }> should be here, and there is </{ $found }>
xml-flaw-ends-nothing = </{ $found }> closes nothing
xml-flaw-comment = a comment has two hyphens side by side
xml-flaw-markup = <! is followed by neither a comment nor a CDATA section
xml-flaw-other = the file breaks the standard XML 1.0

# What may stand in an element.
xml-expects-text = any text
xml-expects-code = a code, not empty
xml-expects-amount = an amount: at most 15 digits, 2 of them after the point, as 149.97
xml-expects-price = a price: at most 17 digits, 4 of them after the point, as 49.9900
xml-expects-quantity = a quantity: at most 15 digits, 4 of them after the point, as 2.0000
xml-expects-percent = a rate from 0.00 to 99.99
xml-expects-discount = a discount from -999.99 to 999.99
xml-expects-ratio = a number above zero, at most 4 digits after the point
xml-expects-flag = 0 or 1
xml-expects-small-code = a number from 0 to 255, no blanks
xml-expects-integer = a whole number
xml-expects-position = a whole number from 1
xml-expects-date = a date YYYY-MM-DD of the years 1900–2155
xml-expects-date-or-blank = a date YYYY-MM-DD of the years 1900–2155, or nothing
xml-expects-document-type = three digits from 300, as 308
xml-expects-document-kind = six digits from 300000, as 308000
xml-expects-counted-from = 1 (net) or 2 (gross)
xml-expects-vat-flag = a digit from 1 to 4
xml-expects-currency-symbol = three capital letters, as PLN
xml-expects-country-prefix = two capital letters, as DE, or nothing
xml-expects-gln = thirteen digits, or nothing

XML-300 = { $path }: the character { $character } is not allowed in XML.
    .todo = Remove it from the order, the card or the settings that it comes from.
XML-301 = { $path }: the number { $value } does not fit the field.
    .todo = Check prices, quantities and the exchange rate of the order.
XML-302 = { $path }: the date { $value } is outside of the years 1900–2155.
    .todo = Check the date of the order, and the number of days in the settings.
XML-303 = The document cannot be written: { $reason }.
    .todo = This is a fault of the program. Please report it with this text.
XML-304 = This way of writing the file needs an order record, and the document has none.
    .todo = This is a fault of the program. Please report it with this text.

XML-310 = Rate { $rate }: the order comes to { $gross } gross, and Optima counting from net may come to { $recounted }. VAT table and totals of the file say { $gross }.
    .todo = After importing the file in Optima itself check the document's total. With counted_from = "gross" in [xml] of the settings there is no such difference.
XML-311 = The net price { $price } times { $quantity } gives { $product }, and the net value of the line is { $net }. The file holds no more exact price.
    .todo = After importing the file in Optima itself check the value of this line. With counted_from = "gross" in [xml] of the settings there is no such difference.
XML-312 = The price { $price } has two decimals in a file with the elements of 2016: { $rounded }. The value of the line is unchanged.
    .todo = After importing the file in Optima itself check the value of this line. With elements = "2021" or "2025" in [xml] of the settings the price is exact.
XML-313 = The file was written as a ZD, and the settings lack your company, so PLATNIK and ODBIORCA are empty.
    .todo = Fill in name and nip in [seller] of the settings, and export the order again.
XML-314 = A file with the elements of 2016 has no place for the country { $country } of the number { $nip }.
    .todo = After importing the file in Optima itself add the country on the contractor's card. With elements = "2021" or "2025" in [xml] of the settings the country is in the file.
XML-320 = Internal error: { $element } came out as { $found } in the file instead of { $expected } ({ $rule }), and there is no file.
    .todo = Report it with the order's number. Issue the document by hand.
