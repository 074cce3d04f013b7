# The settings file allegro-optima.toml.

SET-001 = There is no settings file { $path }.
    .todo = Run “allegro-optima init” in this folder, or name the folder with --dir.
SET-002 = The settings file { $path } cannot be read: { $why }
    .todo = Check that the account that the program runs under may read this file.
SET-003 = { $path } cannot be the settings file: { $why }
    .todo = { $todo }
SET-004 = Mistake in the settings { $path }, line { $line }, column { $column }: { $why }
    .todo = { $todo }
SET-005 = Line { $line }, column { $column }: “{ $value }” in { $key } is no VAT rate.
    .todo = Write for example "23", "8", "5", "0", "zw" or "np".
SET-006 = Line { $line }, column { $column }: “{ $name }” cannot be the name of an account or company.
    .todo = Use 1 to 20 unaccented letters, digits, - and _, without blanks.
SET-007 = Line { $line }, column { $column }: account { $alias } names company { $company }, which the settings do not have.
    .todo = { $near ->
        [none] Add [companies.{ $company }], or correct company in [accounts.{ $alias }].
       *[other] Was company = "{ $near }" meant? Capitals matter too. If it is another company, add [companies.{ $company }].
    }
SET-008 = Line { $line }, column { $column }: account { $alias } does not say which company its orders go to, and there are several.
    .todo = Add company = "NAME" to [accounts.{ $alias }].
SET-009 = Line { $line }, column { $column }: files.max_size_mib = { $value } is outside 1 to 1024.
    .todo = Write a number in that range, for example 16.
SET-010 = Line { $line }, column { $column }: "{ $value }" in { $part } is no time of the day.
    .todo = Write a time from "00:00" to "23:59", such as daily_at = ["06:00", "18:30"].
SET-011 = Line { $line }, column { $column }: "{ $value }" in { $part } is no weekday.
    .todo = Write weekdays = ["mon", "tue", "wed", "thu", "fri"], say, or leave the list empty: every day.
SET-012 = Line { $line }, column { $column }: "{ $value }" in { $part } is no window of hours.
    .todo = Write hours = "07:00-20:00", say, or leave it empty: the whole day.
SET-013 = Line { $line }, column { $column }: every_minutes = { $value } in { $part } is more than a day.
    .todo = Write at most 1440 minutes, 0 for no interval, or give the hours in daily_at.
SET-014 = Line { $line }, column { $column }: in { $part } the time { $time } is outside of { $hours } and would never come.
    .todo = Change daily_at or hours.
SET-015 = Line { $line }, column { $column }: watch.scan_seconds = { $value } is not between 1 and 3600.
    .todo = Write a number of seconds in that range, such as 10.
SET-016 = Line { $line }, column { $column }: log.keep_days = { $value } is outside 0 to 3660.
    .todo = Write for how many days to keep the log, for example 30; 0 switches it off.
SET-017 = Line { $line }, column { $column }: retention.days = { $value } is outside 7 to 3660.
    .todo = Write a number of days in that range, for example 90; 0 means: never remove.
SET-018 = Line { $line }, column { $column }: the part [email] has a server, and "{ $key }" is missing.
    .todo = Write the sender's address (from = "shop@firm.pl") and the readers' (to = ["me@firm.pl"]), or remove server if no letters are to be sent.
SET-019 = Line { $line }, column { $column }: "{ $value }" in the part [email] is no e-mail address.
    .todo = Write the address alone, without name and brackets, such as "me@firm.pl".
SET-020 = Line { $line }, column { $column }: "{ $value }" in the part [email] is no time of the day.
    .todo = Write a time from "00:00" to "23:59", such as daily_at = "07:30", or "" if no summary is to be sent.
SET-021 = Line { $line }, column { $column }: the part “{ $key }” cannot stand in [{ $part }].
    .todo = Move it to the top as [{ $key }]: there is one for all companies and accounts.
SET-022 = Line { $line }, column { $column }: the part “{ $key }” cannot stand in [{ $part }].
    .todo = Move it to the account's company as [companies.NAME.{ $key }], or to the top as [{ $key }].
SET-023 = Line { $line }, column { $column }: counted_from = "net" cannot stand in [{ $part }]: only firms' documents are counted from net.
    .todo = Remove this line, or move it to documents.firm.
SET-040 = Line { $line }, column { $column }: { $placeholder } in the setting { $key } is nothing that can be put in here.
    .todo = Write {"{"}kod{"}"}, {"{"}oferta{"}"}, {"{"}ean{"}"} or {"{"}nazwa{"}"}; a template may have no other braces.
SET-041 = Line { $line }, column { $column }: the template of codes “{ $value }” in the setting { $key } is the same for everything, so that different goods would land on one card.
    .todo = Write {"{"}kod{"}"}, {"{"}oferta{"}"} or {"{"}ean{"}"} in it, such as code = "{"{"}kod{"}"}".
SET-042 = Line { $line }, column { $column }: “{ $value }” in the setting { $key } does not fit into Optima, has characters that Optima cannot keep, or is empty.
    .todo = Write a template of codes (at most 50 characters with what is put in, and no tabs or other control characters), a unit (at most 20 characters, such as "szt.") or the code of a group (at most 50; no group: "").
SET-028 = Line { $line }, column { $column }: “{ $pattern }” in { $key } has neither { "{id}" } nor { "{uuid}" }, so one RO with such a number would be the document of every order.
    .todo = Add { "{id}" } (the first eight characters of the order's id) or { "{uuid}" } (the whole id), such as "BL-{ "{id}" }", or remove this pattern: an RO with the whole id of an order is known without it.
SET-029 = Line { $line }, column { $column }: the pattern “{ $pattern }” in { $key } has { $unknown }, which the program does not know.
    .todo = Use { "{id}" }, { "{uuid}" } or { "{konto}" }, and in foreign_number { "{login}" }, too.
SET-030 = Line { $line }, column { $column }: the base of company { $company } is on SQL Server, and "{ $key }" is missing.
    .todo = Write into [companies.{ $company }]: server, database (the company's base, such as CDN_FIRMA) and user.
SET-031 = Line { $line }, column { $column }: "{ $server }" in the settings of company { $company } is no address of an SQL Server.
    .todo = Write it as in Optima: SERVER, SERVER\INSTANCE or SERVER,PORT. In the file use apostrophes: server = 'SERVER\OPTIMA'.
SET-032 = The companies { $first } and { $second } have the same base ({ $base }) in the settings.
    .todo = Each company needs a base of its own. If it is one company, remove one of the parts [companies] and write the other name in its accounts (accounts, company).
SET-043 = Line { $line }, column { $column }: { $key } = { $value } is outside { $min } to { $max }.
    .todo = Write a number from { $min } to { $max }.
SET-044 = Line { $line }, column { $column }: “{ $value }” in { $key } is too long: at most { $max } characters fit.
    .todo = Make it shorter. Symbols and names are to be those of Optima.
SET-045 = Line { $line }, column { $column }: there is nothing in { $key }.
    .todo = Write a value, or remove what is empty: then the default counts.
SET-046 = Line { $line }, column { $column }: “{ $value }” is in the list { $key } a second time.
    .todo = Leave it there once.
SET-047 = Line { $line }, column { $column }: the hours “{ $value }” in { $part } end when they begin.
    .todo = Write two different times, such as hours = "07:00-20:00". The whole day is hours = "00:00-24:00" or hours = "".
SET-048 = Line { $line }, column { $column }: “{ $value }” in { $key } is no address.
    .todo = Remove this line: the program knows Allegro's addresses. Write that of a simulator in full, such as "http://127.0.0.1:8080".
SET-049 = Line { $line }, column { $column }: “{ $value }” in { $key } is no Client ID: it has blanks or foreign characters.
    .todo = Copy the Client ID once more from apps.developer.allegro.pl and paste it without blanks.
SET-050 = Line { $line }, column { $column }: “{ $value }” in { $key } is no code of a country.
    .todo = Write two letters; a firm in Poland has "PL".
SET-051 = Line { $line }, column { $column }: the code “{ $value }” in { $key } has characters that Optima cannot keep.
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
    .todo = Write login = "sql" and user = "LOGIN", and give the password in the variable OPTIMA_PASSWORD or in the file state/optima-password.
SET-057 = Line { $line }, column { $column }: “{ $pattern }” in { $key } has neither { "{id}" } nor { "{uuid}" }, so all orders would have the same number.
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
mend-choice = Write one of these: { $list }
mend-choice-near = Did you mean "{ $near }"? There are: { $list }
unfit-text = { $key } is a text, and a text has quotation marks.
unfit-number = { $key } is a whole number, without quotation marks.
unfit-flag = { $key } is true or false, without quotation marks.
unfit-list = { $key } is a list, and a list stands in brackets [ ]
unfit-part = { $key } is a whole part of the settings, and not one setting.
mend-part = Remove this line, and write the settings below the head [{ $key }]
unfit-nameless = this setting stands under the head [{ $part }], which lacks a name.
mend-nameless = Add the name to the head behind a dot, such as [{ $example }]. Leave the settings below it.
unfit-code = { $key } cannot have such a value.
unfit-said = the setting { $key } has a value that is not taken ({ $why }).

cfg-schedule = When orders are fetched (command "run"). Hours are those of Poland, also on the days on which the clocks change.
    every_minutes: so many minutes apart (0: no interval). daily_at: at these hours, such as ["06:00", "18:30"].
    hours: only within these, such as "07:00-20:00"; empty or "00:00-24:00": the whole day.
    weekdays: only on these, such as ["mon", "tue", "wed", "thu", "fri"]; empty: every day.
    An account may have a schedule of its own in [accounts.NAME.schedule].
cfg-watch = How inbox/ and outbox/ are watched (commands "run" and "watch"). scan_seconds: seconds between two looks.
    poll_only: true where the folder lies on a network drive that tells of changes wrongly or not at all.
    subfolders: true if files may lie in folders below inbox/ too; that goes for "import" and "sync" as well.
cfg-head = Settings of allegro-optima.
    Nothing needs a restart after a change: the file is read by every command, and "run" and "watch" at work read it themselves.
    A text stands in plain quotation marks ("text"); one with a \ in apostrophes ('SERVER\OPTIMA'). Numbers, true and false have none.
    No passwords or keys are here: they are in environment variables and in the folder state/.

    language: that of messages: "pl" or "en".
cfg-handoff = handoff: "auto": files in outbox/ go into Optima by themselves.
    "manual": only files that somebody moves to inbox/ do.
cfg-seller = Your company: it is SPRZEDAWCA in every file. name and nip are needed; "doctor" checks the NIP's check digit.
    nip_country: the NIP's country in two letters, "PL" in Poland. street, post_code, city, country: the address.
    bank_account, bank_name: the bank account that the files are to have; "" means: none. You may add gln = "5900000000008": the firm's GLN.
cfg-allegro = The connection to Allegro. application: the name that the application was registered under at apps.developer.allegro.pl.
    requests_per_minute: at most so many requests per minute, up to 9000 (above that Allegro blocks the whole Client ID); 0 lifts the limit. Each command that runs counts its own.
    tokens: where the logins are kept: "file" (folder state/tokens, only its owner reads it) or "keyring" (that of the system: Windows; Linux with a desktop where the program was built with secret-service).
cfg-account = An account at Allegro. The name after the dot (alias) goes into file names and into the order number in Optima.
    environment: "production" (allegro.pl) or "sandbox" (Allegro's test environment).
    client_id: of the application that you registered at apps.developer.allegro.pl; give its secret in the variable ALLEGRO_CLIENT_SECRET
    or in the file state/client-secret, which nobody else may read. The command "login" says how, step by step.
    offers: ask Allegro for an offer where neither tables, cards nor the order say which goods these are or which VAT rate; needs a permission of its own at the login.
    company: the base of [companies] that the orders go to.
    api_url and auth_url are for a simulator of Allegro alone: Allegro's addresses are known.
    An account may have parts documents, payments, delivery, vat and fields of its own, such as [accounts.NAME.documents.private];
    what they do not say is that of its company, and then that of the top of the file.
cfg-company = An Optima base. engine = "sandbox" is a try-out base in state/sandbox.sqlite3: try everything without fear. file = "other.sqlite3": another file of it.
    engine = "sqlserver" is a real company base; then also: server = 'SERVER\OPTIMA' (or 'SERVER,1433'),
    database = "CDN_FIRMA", user = "SQL login"; the password in the variable OPTIMA_PASSWORD or in the file state/optima-password.
    login = "sql" is a login of the server (so it is without this line), login = "windows" a Windows account (on Windows without user: the one that the program runs under).
    encryption = "required" checks the server's certificate (ca_file: a file with its issuer's certificate), "trust" takes any,
    "off" connects without encryption. pattern = "RO/12/2026": an RO made by hand from which unknown columns are taken.
    other_seller = true: accounts of another firm than the seller may come here without a warning.
    Writing to the base past Optima is not supported by its maker: a test base and a backup first.
    A company may have parts documents, payments, delivery, vat, fields, products, contractors and seller of its own,
    such as [companies.NAME.seller]; what they do not say is that of the top of the file. Its own tables are in mappings/NAME/.
cfg-orders = Orders that need a decision: "stop" holds them with the reason, "import" takes them with a warning.
    sent_before: sent before the program began to work (on the first run).
    after_import: cancelled or changed while their RO is in Optima; "report": only say so; "replace": remove the RO from the
    buffer (and make a new one) if nobody touched it: changed it, confirmed it or made anything of it.
    one_fulfillment: shipped from Allegro's own warehouse, with the warehouse one_fulfillment_warehouse
    and the series one_fulfillment_series (empty: as for other orders).
    foreign_delivery: delivered abroad; "import": at the rates of Poland (below the OSS threshold),
    "oss": to consumers at the rate of their country in oss.csv.
    foreign_currency: in a foreign currency; "import": a document in that currency at the rate of rates.csv,
    with the scheme currency_definition and the series currency_series (empty: as for other orders).
cfg-documents = The kind of document apart for firms (firm), private persons with an invoice (invoice) and without (private).
    kind: "ro" reservation, "pf" pro forma, "fa" invoice, "pa" till receipt (fa and pa only for Optima's own import).
    definition: symbol of the numbering scheme; "" means: the usual one of this kind (ro: RO, pf: FPF, fa: FS, pa: PA). Change it with kind.
    series: if the scheme has a place for it (@rejestr); warehouse: its symbol; category;
    group: of new contractors; payment_form: instead of that of payments.csv.
    category_from: whose category the document in Optima gets: "settings" that of category, "contractor" of the contractor's card,
    "product" on each line that of the product's card; where the card has none, that of category.
    A line counted_from = "net" added to [documents.firm] counts firms' documents from net prices: the sum may differ from what is
    paid, by a grosz for each line at most; a greater difference is refused.
cfg-fields = date: the document's day: "purchase" the day of the purchase, "import" the day of the import into Optima (files always have the day of the purchase).
    reservation_days: for how many days the goods are reserved, 0 to 366.
    foreign_number: the order number in Optima; {"{"}konto{"}"} alias, {"{"}id{"}"} beginning of the order id, {"{"}uuid{"}"} the whole, {"{"}login{"}"} login.
    other_foreign_numbers: how earlier tools wrote the order number, such as ["{"{"}uuid{"}"}", "BL-{"{"}id{"}"}"]; an RO with such a number is this order's document already.
    phone_in_description, email_in_description: true writes the buyer's phone and e-mail into the description; they end up on printouts, so they are not there by default.
    masked_email_on_document: true writes Allegro's masked address on the document too; Optima sends invoices to the document's address, and Allegro does not let such letters through.
    description: lines of the description and their order; PUNKT (pickup point) stays if no attribute has it. ROZNICE is a payment
    other than the total, NAZWA the whole name where it did not fit, ADRES the whole address in that case (it stays without being named here), UWAGI the buyer's message. You may add NOTATKA: your own note to the order at Allegro.
    attributes: codes of document attributes in Optima for the order's id (order), the login (login), the payment's id (payment), the pickup point (point), the account (account) and what Allegro pays back (compensation); "" switches one off.
cfg-vat = default_rate: the rate where no source knows one; "" means: hold such an order.
    exempt_seller: true if you are exempt from VAT.
    delivery: rate of the delivery: "service" of the service's card, "highest" of the dearest goods, "proportional" split over the goods' rates.
cfg-products = unknown: an offer without a code: "refuse" hold it, "offer-code" use AL- and the offer's number.
    name: name on the line: "card" of the card, "offer" of the offer.
    create: make cards that Optima lacks, by [products.card].
    card.code, name, catalogue_number: templates; {"{"}kod{"}"} the line's code, {"{"}oferta{"}"} the offer's number, {"{"}ean{"}"} the EAN, {"{"}nazwa{"}"} the line's name.
    card.vat: the card's rate; "" means: the line's. unit: a new card's unit, at most 20 characters. group: code of a group of goods that Optima has; "" means: the main one. type: "goods" or "service".
    ean: write the offer's EAN. price: write the order's gross price into the first gross price.
cfg-sandbox-create = With the try-out base it is on; with your own base you had better leave it false.
cfg-delivery = default_service: code of the service for methods that deliveries.csv lacks; "" means: hold.
    vat: rate of the delivery where the service's card has none. zero_line: a line also for a free delivery.
cfg-services = deposit: code of the service for deposits (outside VAT). additional: code for additional services that services.csv lacks.
    vat: rate of additional services where no source has one.
    create: make the cards of services that Optima lacks (of deliveries and the cash-on-delivery fee too), with the unit "usł."; [products] create does not make them.
cfg-payments = Payment forms, named exactly as in Optima, for cases that payments.csv lacks.
    cash_on_delivery_form: for cash on delivery; default_form: for other payments. "" means: hold such an order.
cfg-contractors = wrong_nip: a wrong NIP: "error" hold, "private" take it as a private person's, with a warning.
    several: when several cards fit: "error" hold, "oldest", "newest".
    undefined: whose documents are made out to !NIEOKREŚLONY!: "nobody", "private", "all".
    payment_form: the payment form that a new contractor's card gets; "" means: none.
    firm_by_email: a firm with a NIP, and in Optima a card of the same name and e-mail without one: true takes that card (and changes nothing on it), false makes a new one, with a warning.
cfg-import = other_sum: a file whose sum is not that of its order: "stop" refuses it with both sums, "warn" takes it with a warning.
    look_back_days: once a day and at every "import" it is looked whether the documents of the last so many days that the program brought in are still in Optima; 0: never.
    settle_seconds: a file that was put into inbox/ must be left alone for so many seconds and be all there before it is taken; 0 takes every file at once, unfinished ones too.
cfg-xml = The look of the XML files. It matters only if you import them in Optima itself (Funkcje dodatkowe › Import dokumentów z pliku XML): Comarch does not describe what that import expects on the list of reservations. Begin with the defaults; if Optima refuses a file or reads it wrongly, change one at a time and try on a demonstration base. Our own import makes the same document of the files of every kind.
    generator: the element GENERATOR.
    elements: the element set of the Optima that the file goes to: "2025" all that are known; "2021" without SYSTEMKAUCYJNY, STATUS_PLATNIKA, ROZLICZAM_PODATEK_W_OSS and KODY_JPK_V7; "2016" also without NIP_KRAJ, MPP and CENAZCZTEREMAMIEJSCAMI, prices of two decimals, ILOSC padded with blanks.
    type: the type of a reservation's file: "ro" customer reservation (308); "zd-mirrored" purchase order (309), as if the buyer had written it: the buyer in SPRZEDAWCA, your company of [seller] in PLATNIK and ODBIORCA. A delivery address other than the buyer's is then known to our own import only. Documents of other kinds keep their type.
    counted_from: "gross" from gross prices, as in the order; "net" from net prices. VAT table and totals are always those of the order, but not every gross amount can be had from net: 2 × 49.99 is 99.98, and 81.28 net with 23% VAT is 99.97, 81.29 is 99.99. We warn of such an order, for Optima may count it in its own way.
    payer_code: what stands in PLATNIK/KOD: "generated" the code of the buyer's card, for example AL-12345; "undefined" !NIEOKREŚLONY!; "fixed:CODE" always the code of one card that you have in Optima (at most 20 characters). In a "zd-mirrored" file it is the code of your own company; "generated" leaves it empty. Our own import finds the buyer's card all the same.
    issue_date: what DATA_WYSTAWIENIA of a reservation is: "document" the document's day; "reservation" the last day of the reservation (reservation_days), which Optima keeps in just that date. Whether its import takes it from there could not be tried: if the reservation ends on the document's day after an import by Optima, choose "reservation". Our own import sets the same end with both.
    mirrored_types: true makes our own import take purchase orders (ZD) that a customer wrote as reservations. It does not concern our own "zd-mirrored" files: these are always taken.
cfg-files = max_size_mib: files above so many MiB are refused unread.
cfg-retention = days: after so many days buyers' data goes from archive and ledger: the file's hash, key, document number and sums stay. Documents in Optima are not touched.
    At least 7; 0 means: never. The command "clean" does the same on request, and "forget" removes one person.
cfg-log = The log in state/logs/, one file a day, without persons: .log for people, .jsonl for programs.
    level: "error" only what failed, "warn" and warnings, "info" and what was done, "debug" and every request. keep_days: days that are kept; 0: nothing is written, and files that are there stay.
cfg-email = Letters about trouble and a summary of the day ("run" and "watch" only). server: the SMTP server, such as "smtp.firm.pl"; "" means no letters.
    encryption: "starttls" (port 587), "tls" (port 465) or "none" (port 25, on this machine only); port: 0 means the usual one.
    user: login at the server; the password is in the variable EMAIL_PASSWORD or in the file state/email-password, never here. from: sender; to: readers.
    pause_minutes: shortest pause between letters about trouble, in minutes, a week at most (10080); daily_at: time of the summary, such as "07:30"; "" means none.
    details: true quotes whole messages in letters, which may name buyers; false only the code and what to do.
    The command "doctor --email" tries the settings: it sends a letter.
