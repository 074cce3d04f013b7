# The settings file allegro-optima.toml.

SET-001 = There is no settings file { $path }.
    .todo = Run “allegro-optima init” in this folder, or name the folder with --dir.
SET-002 = The settings file { $path } cannot be read: { $why }
    .todo = Check that the account that the program runs under may read this file.
SET-003 = { $path } cannot be the settings file: { $why }
    .todo = { $todo }
SET-004 = Mistake in the settings { $path }, line { $line }, column { $column }: { $why }
    .field = { $why }
    .todo = { $todo }
SET-005 = Line { $line }, column { $column }: “{ $value }” in { $key } is no VAT rate.
    .field = “{ $value }” is no VAT rate. Write 23, 8, 5, 0, zw or np.
    .todo = Write for example "23", "8", "5", "0", "zw" or "np".
SET-006 = Line { $line }, column { $column }: “{ $name }” cannot be the name of an account or company.
    .todo = Use 1 to 20 unaccented letters, digits, - and _, without blanks.
SET-007 = Line { $line }, column { $column }: account { $alias } names company { $company }, which the settings do not have.
    .field = There is no company “{ $company }”. Choose one of the list.
    .todo = { $near ->
        [none] Add [companies.{ $company }], or correct company in [accounts.{ $alias }].
       *[other] Was company = "{ $near }" meant? Capitals matter too. If it is another company, add [companies.{ $company }].
    }
SET-008 = Line { $line }, column { $column }: account { $alias } does not say which company its orders go to, and there are several.
    .field = There are several companies: choose the one that this account’s orders go to.
    .todo = Add company = "NAME" to [accounts.{ $alias }].
SET-009 = Line { $line }, column { $column }: files.max_size_mib = { $value } is outside 1 to 1024.
    .field = Write a number from 1 to 1024, such as 16.
    .todo = Write a number in that range, for example 16.
SET-010 = Line { $line }, column { $column }: "{ $value }" in { $part } is no time of the day.
    .field = “{ $value }” is no time of day. Write 06:00, for example.
    .todo = Write a time from "00:00" to "23:59", such as daily_at = ["06:00", "18:30"].
SET-011 = Line { $line }, column { $column }: "{ $value }" in { $part } is no weekday.
    .field = “{ $value }” is no day of the week. Write mon, tue, wed, thu or fri, for example; empty means every day.
    .todo = Write weekdays = ["mon", "tue", "wed", "thu", "fri"], say, or leave the list empty: every day.
SET-012 = Line { $line }, column { $column }: "{ $value }" in { $part } is no window of hours.
    .field = “{ $value }” is no span of hours. Write 07:00-20:00, for example; empty means day and night.
    .todo = Write hours = "07:00-20:00", say, or leave it empty: the whole day.
SET-013 = Line { $line }, column { $column }: every_minutes = { $value } in { $part } is more than a day.
    .field = That is more than a day. Write 1440 minutes at most, or 0 for none.
    .todo = Write at most 1440 minutes, 0 for no interval, or give the hours in daily_at.
SET-014 = Line { $line }, column { $column }: in { $part } the time { $time } is outside of { $hours } and would never come.
    .field = { $time } lies outside of { $hours }, so it never comes. Change the time or the span.
    .todo = Change daily_at or hours.
SET-015 = Line { $line }, column { $column }: watch.scan_seconds = { $value } is not between 1 and 3600.
    .field = Write a number of seconds from 1 to 3600, such as 10.
    .todo = Write a number of seconds in that range, such as 10.
SET-016 = Line { $line }, column { $column }: log.keep_days = { $value } is outside 0 to 3660.
    .field = Write a number of days from 0 to 3660, such as 30; 0 writes nothing.
    .todo = Write for how many days to keep the log, for example 30; 0 switches it off.
SET-017 = Line { $line }, column { $column }: retention.days = { $value } is outside 7 to 3660.
    .field = Write a number of days from 7 to 3660, such as 90; 0 means never.
    .todo = Write a number of days in that range, for example 90; 0 means: never remove.
SET-018 = Line { $line }, column { $column }: the part [email] has a server, and "{ $key }" is missing.
    .field = There is a mail server, and nothing here. Write an address, or empty the server’s field if no letters are to go out.
    .todo = Write the sender's address (from = "shop@firm.pl") and the readers' (to = ["me@firm.pl"]), or remove server if no letters are to be sent.
SET-019 = Line { $line }, column { $column }: "{ $value }" in the part [email] is no e-mail address.
    .field = “{ $value }” is no e-mail address. Write the bare address, such as me@firm.pl.
    .todo = Write the address alone, without name and brackets, such as "me@firm.pl".
SET-020 = Line { $line }, column { $column }: "{ $value }" in the part [email] is no time of the day.
    .field = “{ $value }” is no time of day. Write 07:30, for example, or leave it empty for no summary.
    .todo = Write a time from "00:00" to "23:59", such as daily_at = "07:30", or "" if no summary is to be sent.
SET-021 = Line { $line }, column { $column }: the part “{ $key }” cannot stand in [{ $part }].
    .todo = Move it to the top as [{ $key }]: there is one for all companies and accounts.
SET-022 = Line { $line }, column { $column }: the part “{ $key }” cannot stand in [{ $part }].
    .todo = Move it to the account's company as [companies.NAME.{ $key }], or to the top as [{ $key }].
SET-023 = Line { $line }, column { $column }: counted_from = "net" cannot stand in [{ $part }]: only firms' documents are counted from net.
    .field = Only documents of firms can be counted from net prices. Choose gross.
    .todo = Remove this line, or move it to documents.firm.
SET-040 = Line { $line }, column { $column }: { $placeholder } in the setting { $key } is nothing that can be put in here.
    .field = { $placeholder } cannot stand here. What can: {"{"}kod{"}"}, {"{"}oferta{"}"}, {"{"}ean{"}"} or {"{"}nazwa{"}"}.
    .todo = Write {"{"}kod{"}"}, {"{"}oferta{"}"}, {"{"}ean{"}"} or {"{"}nazwa{"}"}; a template may have no other braces.
SET-041 = Line { $line }, column { $column }: the template of codes “{ $value }” in the setting { $key } is the same for everything, so that different goods would land on one card.
    .field = “{ $value }” would be the code of all goods, so that different goods came onto one card. Put {"{"}kod{"}"}, {"{"}oferta{"}"} or {"{"}ean{"}"} into it.
    .todo = Write {"{"}kod{"}"}, {"{"}oferta{"}"} or {"{"}ean{"}"} in it, such as code = "{"{"}kod{"}"}".
SET-042 = Line { $line }, column { $column }: “{ $value }” in the setting { $key } does not fit into Optima, has characters that Optima cannot keep, or is empty.
    .field = “{ $value }” does not fit into Optima, has letters that Optima does not write, or is empty. Code and group have 50 letters at most, the unit 20.
    .todo = Write a template of codes (at most 50 characters with what is put in, and no tabs or other control characters), a unit (at most 20 characters, such as "szt.") or the code of a group (at most 50; no group: "").
SET-028 = Line { $line }, column { $column }: “{ $pattern }” in { $key } has neither { "{id}" } nor { "{uuid}" }, so one RO with such a number would be the document of every order.
    .field = The pattern “{ $pattern }” lacks { "{id}" } or { "{uuid}" }: one RO would be the document of every order.
    .todo = Add { "{id}" } (the first eight characters of the order's id) or { "{uuid}" } (the whole id), such as "BL-{ "{id}" }", or remove this pattern: an RO with the whole id of an order is known without it.
SET-029 = Line { $line }, column { $column }: the pattern “{ $pattern }” in { $key } has { $unknown }, which the program does not know.
    .field = { $unknown } is not known. Use { "{id}" }, { "{uuid}" } or { "{konto}" }, and in the order’s number { "{login}" } too.
    .todo = Use { "{id}" }, { "{uuid}" } or { "{konto}" }, and in foreign_number { "{login}" }, too.
SET-030 = Line { $line }, column { $column }: the base of company { $company } is on SQL Server, and "{ $key }" is missing.
    .field = With a base on SQL Server this field is needed.
    .todo = Write into [companies.{ $company }]: server, database (the company's base, such as CDN_FIRMA) and user.
SET-031 = Line { $line }, column { $column }: "{ $server }" in the settings of company { $company } is no address of an SQL Server.
    .field = “{ $server }” is no address of a SQL Server. Write it as in Optima: SERVER, SERVER\INSTANCE or SERVER,PORT.
    .todo = Write it as in Optima: SERVER, SERVER\INSTANCE or SERVER,PORT. In the file use apostrophes: server = 'SERVER\OPTIMA'.
SET-032 = The companies { $first } and { $second } have the same base ({ $base }) in the settings.
    .todo = Each company needs a base of its own. If it is one company, remove one of the parts [companies] and write the other name in its accounts (accounts, company).
SET-043 = Line { $line }, column { $column }: { $key } = { $value } is outside { $min } to { $max }.
    .field = Write a number from { $min } to { $max }.
    .todo = Write a number from { $min } to { $max }.
SET-044 = Line { $line }, column { $column }: “{ $value }” in { $key } is too long: at most { $max } characters fit.
    .field = Too long: { $max } letters fit in here.
    .todo = Make it shorter. Symbols and names are to be those of Optima.
SET-045 = Line { $line }, column { $column }: there is nothing in { $key }.
    .field = Nothing stands here. Write a value, or tick that the usual one is to hold.
    .todo = Write a value, or remove what is empty: then the default counts.
SET-046 = Line { $line }, column { $column }: “{ $value }” is in the list { $key } a second time.
    .field = “{ $value }” stands in this list twice. Leave one line.
    .todo = Leave it there once.
SET-047 = Line { $line }, column { $column }: the hours “{ $value }” in { $part } end when they begin.
    .field = The span “{ $value }” ends at the hour at which it begins. Day and night is an empty field.
    .todo = Write two different times, such as hours = "07:00-20:00". The whole day is hours = "00:00-24:00" or hours = "".
SET-048 = Line { $line }, column { $column }: “{ $value }” in { $key } is no address.
    .field = “{ $value }” is no address. Leave it empty: Allegro’s addresses are known.
    .todo = Remove this line: the program knows Allegro's addresses. Write that of a simulator in full, such as "http://127.0.0.1:8080".
SET-049 = Line { $line }, column { $column }: “{ $value }” in { $key } is no Client ID: it has blanks or foreign characters.
    .field = “{ $value }” is no Client ID: it has blanks or foreign letters. Copy it once more from apps.developer.allegro.pl.
    .todo = Copy the Client ID once more from apps.developer.allegro.pl and paste it without blanks.
SET-050 = Line { $line }, column { $column }: “{ $value }” in { $key } is no code of a country.
    .field = “{ $value }” is no code of a country. Write two letters; a firm in Poland has PL.
    .todo = Write two letters; a firm in Poland has "PL".
SET-051 = Line { $line }, column { $column }: the code “{ $value }” in { $key } has characters that Optima cannot keep.
    .field = The code “{ $value }” has letters that Optima does not write. Write it as Optima’s price list has it.
    .todo = Write the service's code exactly as it stands in Optima (Ogólne › Cennik).
SET-052 = Line { $line }, column { $column }: { $key } = { $value } changes nothing, for { $other } = { $now }.
    .todo = If it is to work, write { $other } = { $needed }. If not, remove this line.
SET-053 = Line { $line }, column { $column }: definition = "{ $symbol }" is usually the scheme of other documents, and kind says: { $kind }. If Optima has no such scheme for this kind, it refuses every order.
    .todo = Write definition = "": then the usual scheme of this kind is taken ({ $own }). Or write the symbol of your own scheme.
SET-054 = Line { $line }, column { $column }: { $part } has neither an hour nor an interval, so orders are never fetched by themselves.
    .todo = Write every_minutes = 15, say. If orders are to be fetched by the button or by the command “sync” alone, change nothing.
SET-055 = Line { $line }, column { $column }: { $key } = true changes nothing, for the list description lacks "{ $entry }".
    .todo = Add "{ $entry }" to the list description in [fields], or remove this line.
SET-056 = Line { $line }, column { $column }: company { $company } has login = "windows", and with a Windows account only a program on Windows can log in.
    .field = A Windows account logs in from Windows alone. Choose a login of SQL Server.
    .todo = Write login = "sql" and user = "LOGIN", and give the password in the variable OPTIMA_PASSWORD or in the file state/optima-password.
SET-057 = Line { $line }, column { $column }: “{ $pattern }” in { $key } has neither { "{id}" } nor { "{uuid}" }, so all orders would have the same number.
    .field = The pattern “{ $pattern }” lacks { "{id}" } or { "{uuid}" }: all orders would have one number.
    .todo = Write foreign_number = "{ "{konto}" }/{ "{id}" }", say.
SET-060 = Line { $line }, column { $column }: “{ $value }” in { $key } is no rate that Poland has.
    .todo = Write "23", "8", "5", "0", "zw" or "np".
SET-061 = Line { $line }, column { $column }: “{ $value }” in { $key } is not the number of a bank account: digits are missing, or its check digits do not fit.
    .todo = Copy the account's 26 digits from the bank (of an account abroad the whole IBAN), or leave "".
SET-062 = Line { $line }, column { $column }: “{ $value }” in { $key } is no GLN: that has 13 digits, of which the last one checks the others.
    .todo = Copy the GLN from GS1, or leave "".
SET-063 = Line { $line }, column { $column }: the country “{ $value }” in { $key } is not known.
    .todo = Check the country's two letters. A Polish firm has "PL".
SET-064 = Line { $line }, column { $column }: { $key } = "{ $value }", and nip is a Polish number.
    .todo = If the firm is Polish, write nip_country = "PL". If not, write its number of that country.
SET-065 = Line { $line }, column { $column }: { $first } and { $second } in [fields.attributes] have the same attribute “{ $code }”, which holds only one of the two values.
    .todo = Write an attribute of Optima's for each, or "" for the one that you do not need.
SET-066 = Line { $line }, column { $column }: “{ $value }” in [email] is more than the name of a server.
    .todo = Write server = "{ $host }" and port = { $port }.
SET-067 = Line { $line }, column { $column }: a foreign number by “{ $pattern }” has at least { $length } characters, and the file and older versions of Optima hold { $max }. The rest will be cut off there.
    .todo = Shorten the pattern, such as foreign_number = "{ "{konto}" }/{ "{id}" }".
SET-068 = Line { $line }, column { $column }: "{ $value }" in the setting { $key } is no day.
    .field = “{ $value }” is no day. Write 2026-10-01, for example, later (do not fetch yet), or leave it empty (from the first fetch on).
    .todo = Write a day, such as "2026-10-01", "" (from the first run on) or "later" (nothing is fetched yet).

# What is wrong with the settings file (SET-003).
not-folder = it is a folder.
mend-folder = Rename this folder. Then “allegro-optima init” makes a settings file.
not-file = it is no ordinary file.
mend-file = Remove what has this name. Then “allegro-optima init” makes a settings file.
not-small = it has more than 1 MB, and settings have some kB.
mend-small = Open it and remove what was added to it. What a good file looks like, “allegro-optima init” shows in an empty folder.

# What may be done wrong in a settings file (SET-004): what happened and what to do.
slip-encoding = from here on letters are saved in another way than above and cannot be read.
mend-encoding = Correct the letters in this line and save the file as UTF-8.
slip-no-text = this is no plain text (it has characters of code 0).
mend-no-text = Save the settings as plain text in UTF-8.
slip-quotes = the quotation mark { $mark } is a word processor's. A plain one is needed: "
mend-quotes = Write plain quotation marks instead: "text"
slip-unseen = there is a character that nobody sees ({ $code }).
mend-unseen = Delete this line and type it again. If that happens again, save the file as UTF-8.
slip-backslash = a \ between double quotes changes the character behind it, so that something else would be read than is seen.
mend-backslash = Put the value into apostrophes: { $line } Or double each \: { $doubled }
mend-apostrophes = Write apostrophes instead of double quotes: 'SERVER\OPTIMA'. Or double each \: "SERVER\\OPTIMA".
slip-no-end = the text has no quotation mark at its end.
slip-no-start = the text has no quotation mark at its beginning.
slip-bare = “{ $word }” has no quotation marks.
mend-bare = Put the text into plain quotation marks, such as: name = "Shop"
slip-separator = between name and value there must be one =
slip-no-pair = there is no = in this line.
mend-no-pair = A setting is written so: name = value. Put a # before a note to yourself.
slip-no-value = there is no value after the =
mend-no-value = Write a value (a text in quotation marks; "" is an empty one), or remove the line: then the default counts.
slip-twice = the setting { $key } is in this part twice; the first time { $first }.
slip-part-twice = the part [{ $part }] is in the file twice; the first time { $first }.
slip-line = in line { $line }
slip-above = above
mend-twice = Leave the line that is right and remove the other one.
mend-part-twice = Move its settings below the first head and remove the second head.
slip-head = the head of the part has no ] at its end.
slip-list = the list has no ] at its end.
mend-list = A list is written so: name = ["first", "second"]
slip-comma = the list lacks a comma.
slip-number = “{ $value }” is no whole number: those are digits alone, without a zero at the beginning.
mend-number = Write digits alone, without quotation marks, a zero at the beginning, blanks, commas and units.
slip-flag = “{ $word }” is neither true nor false.
mend-flag = Write true or false, without quotation marks.
slip-after = behind the value there is “{ $rest }”.
mend-after = A line has one setting. Put a # before a note to yourself.
slip-comment = a note to yourself begins with # and not with { $mark }
mend-comment = Put a # at the beginning of this line.
slip-name = “{ $name }” cannot be a name: it has unaccented letters, digits, - and _ only.
mend-name = Correct the name. All of them are in the file that “allegro-optima init” makes in an empty folder.
slip-called = no account or company can be called “{ $name }”: their names have no blanks, accents or punctuation.
mend-called = Write this line so: { $line } A name may have unaccented letters, digits, - and _, 20 characters at most.
slip-unclear = this place cannot be understood.
mend-unclear = A setting is written so: name = "text", name = 15 or name = true. A part begins with its head: [name]
mend-write = Write this line so: { $line }
unfit-key = the part [{ $part }] has no setting { $key }.
unfit-top = there is no part or setting { $key }.
mend-near = Did you mean { $near }? Capital letters count, too.
mend-top = This setting stands at the beginning of the file, before the first head.
mend-place = This setting belongs to the part [{ $part }]: move it there.
mend-which = Correct the name or remove this line. Here may be: { $list }.
unfit-word = { $key } cannot have the value “{ $word }”.
    .field = “{ $word }” cannot stand here. Choose from the list.
mend-choice = Write one of these: { $list }
mend-choice-near = Did you mean "{ $near }"? There are: { $list }
unfit-text = { $key } is a text, and a text has quotation marks.
unfit-number = { $key } is a whole number, without quotation marks.
    .field = Write a whole number: digits alone, without blanks and commas.
unfit-flag = { $key } is true or false, without quotation marks.
    .field = Choose yes or no.
unfit-list = { $key } is a list, and a list stands in brackets [ ]
unfit-part = { $key } is a whole part of the settings, and not one setting.
mend-part = Remove this line, and write the settings below the head [{ $key }]
unfit-nameless = this setting stands under the head [{ $part }], which lacks a name.
mend-nameless = Add the name to the head behind a dot, such as [{ $example }]. Leave the settings below it.
unfit-code = { $key } cannot have such a value.
    .field = Write generated, undefined, or fixed: and a card’s code.
unfit-said = the setting { $key } has a value that is not taken ({ $why }).
    .field = This value is not taken ({ $why }).
