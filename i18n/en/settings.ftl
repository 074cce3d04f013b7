# The settings file allegro-optima.toml.

SET-001 = There is no settings file { $path }.
    .todo = Run “allegro-optima init” in this folder, or name the folder with --dir.
SET-002 = The settings file { $path } cannot be read: { $why }
    .todo = Check that the account that the program runs under may read this file.
SET-003 = { $path } is not a settings file.
    .todo = Move it elsewhere and run “allegro-optima init”.
SET-004 = Mistake in the settings { $path }, line { $line }, column { $column }: { $why }
    .todo = Correct this line. Names and values are explained in the file that “allegro-optima init” makes.
SET-005 = Line { $line }, column { $column }: “{ $value }” in { $key } is no VAT rate.
    .todo = Write for example "23", "8", "5", "0", "zw" or "np".
SET-006 = “{ $name }” cannot be the name of an account or company.
    .todo = Use 1 to 20 unaccented letters, digits, - and _.
SET-007 = Account { $alias } names company { $company }, which the settings do not have (line { $line }, column { $column }).
    .todo = Add [companies.{ $company }], or correct company in [accounts.{ $alias }].
SET-008 = Account { $alias } does not say which company its orders go to, and there are several.
    .todo = Add company = "NAME" to [accounts.{ $alias }].
SET-009 = files.max_size_mib = { $value } is outside 1 to 1024.
    .todo = Write a number in that range, for example 16.
SET-010 = "{ $value }" in { $part } is no time of the day.
    .todo = Write a time from "00:00" to "23:59", such as daily_at = ["06:00", "18:30"].
SET-011 = "{ $value }" in { $part } is no weekday.
    .todo = Write weekdays = ["mon", "tue", "wed", "thu", "fri"], say, or leave the list empty: every day.
SET-012 = "{ $value }" in { $part } is no window of hours.
    .todo = Write hours = "07:00-20:00", say, or leave it empty: the whole day.
SET-013 = every_minutes = { $value } in { $part } is more than a day.
    .todo = Write at most 1440 minutes, 0 for no interval, or give the hours in daily_at.
SET-014 = In { $part } the time { $time } is outside of { $hours } and would never come.
    .todo = Change daily_at or hours.
SET-015 = watch.scan_seconds = { $value } is not between 1 and 3600.
    .todo = Write a number of seconds in that range, such as 10.
SET-016 = log.keep_days = { $value } is outside 0 to 3660.
    .todo = Write for how many days to keep the log, for example 30; 0 switches it off.
SET-017 = retention.days = { $value } is outside 7 to 3660.
    .todo = Write a number of days in that range, for example 90; 0 means: never remove.
SET-018 = The part [email] has a server, and "{ $key }" is missing.
    .todo = Write the sender's address (from = "shop@firm.pl") and the readers' (to = ["me@firm.pl"]), or remove server if no letters are to be sent.
SET-019 = "{ $value }" in the part [email] is no e-mail address.
    .todo = Write the address alone, without name and brackets, such as "me@firm.pl".
SET-020 = "{ $value }" in the part [email] is no time of the day.
    .todo = Write a time from "00:00" to "23:59", such as daily_at = "07:30", or "" if no summary is to be sent.
SET-021 = Line { $line }, column { $column }: the part “{ $key }” cannot stand in [{ $part }].
    .todo = Move it to the top as [{ $key }]: there is one for all companies and accounts.
SET-022 = Line { $line }, column { $column }: the part “{ $key }” cannot stand in [{ $part }].
    .todo = Move it to the account's company as [companies.NAME.{ $key }], or to the top as [{ $key }].
SET-023 = counted_from = "net" cannot stand in [{ $part }]: only firms' documents are counted from net.
    .todo = Remove this line, or move it to documents.firm.
SET-040 = Line { $line }, column { $column }: { $placeholder } in the setting { $key } is nothing that can be put in here.
    .todo = Write {"{"}kod{"}"}, {"{"}oferta{"}"}, {"{"}ean{"}"} or {"{"}nazwa{"}"}; a template may have no other braces.
SET-041 = Line { $line }, column { $column }: the template of codes “{ $value }” in the setting { $key } is the same for everything, so that different goods would land on one card.
    .todo = Write {"{"}kod{"}"}, {"{"}oferta{"}"} or {"{"}ean{"}"} in it, such as code = "{"{"}kod{"}"}".
SET-042 = Line { $line }, column { $column }: “{ $value }” in the setting { $key } does not fit into Optima, has characters that Optima cannot keep, or is empty.
    .todo = Write a template of codes (at most 50 characters with what is put in, and no tabs or other control characters), a unit (at most 20 characters, such as "szt.") or the code of a group (at most 50; no group: "").
SET-028 = Line { $line }, column { $column }: “{ $pattern }” in other_foreign_numbers has neither { "{id}" } nor { "{uuid}" }, so one RO with such a number would be the document of every order.
    .todo = Add { "{id}" } (the first eight characters of the order's id) or { "{uuid}" } (the whole id), such as "BL-{ "{id}" }", or remove this pattern: an RO with the whole id of an order is known without it.
SET-029 = Line { $line }, column { $column }: the pattern “{ $pattern }” in other_foreign_numbers has { $unknown }, which the program does not know.
    .todo = Use { "{id}" }, { "{uuid}" } or { "{konto}" }.
SET-030 = The base of company { $company } is on SQL Server, and "{ $key }" is missing.
    .todo = Write into [companies.{ $company }]: server, database (the company's base, such as CDN_FIRMA) and user.
SET-031 = "{ $server }" in the settings of company { $company } is no address of an SQL Server.
    .todo = Write it as in Optima: SERVER, SERVER\INSTANCE or SERVER,PORT. In the file use apostrophes: server = 'SERVER\OPTIMA'.
SET-032 = The companies { $first } and { $second } have the same base ({ $base }) in the settings.
    .todo = Each company needs a base of its own. If it is one company, remove one of the parts [companies] and write the other name in its accounts (accounts, company).

cfg-schedule = When orders are fetched (command "run"). Hours are those of Poland, also on the days on which the clocks change.
    every_minutes: so many minutes apart (0: no interval). daily_at: at these hours, such as ["06:00", "18:30"].
    hours: only within these, such as "07:00-20:00"; empty: the whole day.
    weekdays: only on these, such as ["mon", "tue", "wed", "thu", "fri"]; empty: every day.
    An account may have a schedule of its own in [accounts.NAME.schedule].
cfg-watch = How inbox/ and outbox/ are watched (commands "run" and "watch"). scan_seconds: seconds between two looks.
    poll_only: true where the folder lies on a network drive that tells of changes wrongly or not at all.
    subfolders: true if files may lie in folders below inbox/ too; that goes for "import" and "sync" as well.
cfg-head = Settings of allegro-optima.
    Nothing needs a restart after a change: the file is read by every command.
    No passwords or keys are here: they are in environment variables and in the folder state/.

    Language of messages: "pl" or "en".
cfg-handoff = "auto": files in outbox/ go into Optima by themselves.
    "manual": only files that somebody moves to inbox/ do.
cfg-seller = Your company: it is SPRZEDAWCA in every file. name and nip are needed; "doctor" checks the NIP's check digit.
cfg-allegro = The connection to Allegro. application: the name that the application was registered under at apps.developer.allegro.pl.
    requests_per_minute: at most so many requests per minute; 0 lifts the limit. Allegro blocks above 9000 per Client ID.
    tokens: where the logins are kept: "file" (folder state/tokens, only its owner reads it) or "keyring" (that of the system: Windows; Linux with a desktop where the program was built with secret-service).
cfg-account = An account at Allegro. The name after the dot (alias) goes into file names and into the order number in Optima.
    environment: "production" (allegro.pl) or "sandbox" (Allegro's test environment).
    client_id: of the application that you registered at apps.developer.allegro.pl; give its secret in the variable ALLEGRO_CLIENT_SECRET
    or in the file state/client-secret, which nobody else may read. The command "login" says how, step by step.
    offers: ask Allegro for an offer where neither tables, cards nor the order say which goods these are or which VAT rate; needs a permission of its own at the login.
    company: the base of [companies] that the orders go to.
    An account may have parts documents, payments, delivery, vat and fields of its own, such as [accounts.NAME.documents.private];
    what they do not say is that of its company, and then that of the top of the file.
cfg-company = An Optima base. engine = "sandbox" is a try-out base in state/sandbox.sqlite3: try everything without fear.
    engine = "sqlserver" is a real company base; then also: server = 'SERVER\OPTIMA' (or 'SERVER,1433'),
    database = "CDN_FIRMA", user = "SQL login"; the password in the variable OPTIMA_PASSWORD or in the file state/optima-password.
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
    definition: symbol of the numbering scheme; series; warehouse: its symbol; category;
    group: of new contractors; payment_form: instead of that of payments.csv.
    category_from: whose category the document in Optima gets: "settings" that of category, "contractor" of the contractor's card,
    "product" on each line that of the product's card; where the card has none, that of category.
    A line counted_from = "net" added to [documents.firm] counts firms' documents from net prices: the sum may differ from what is
    paid, by a grosz for each line at most; a greater difference is refused.
cfg-fields = date: the document's day: "purchase" the day of the purchase, "import" the day of the import into Optima (files always have the day of the purchase).
    reservation_days: for how many days the goods are reserved.
    foreign_number: the order number in Optima; {"{"}konto{"}"} alias, {"{"}id{"}"} beginning of the order id, {"{"}uuid{"}"} the whole, {"{"}login{"}"} login.
    other_foreign_numbers: how earlier tools wrote the order number, such as ["{"{"}uuid{"}"}", "BL-{"{"}id{"}"}"]; an RO with such a number is this order's document already.
    Phone and e-mail in the description end up on printouts, so they are not there by default.
    masked_email_on_document: true writes Allegro's masked address on the document too; Optima sends invoices to the document's address, and Allegro does not let such letters through.
    description: lines of the description and their order; PUNKT (pickup point) stays if no attribute has it. ROZNICE is a payment
    other than the total, NAZWA the whole name where it did not fit, ADRES the whole address in that case (it stays without being named here), UWAGI the buyer's message. You may add NOTATKA: your own note to the order at Allegro.
    attributes: codes of document attributes in Optima; "" switches one off.
cfg-vat = default_rate: the rate where no source knows one; "" means: hold such an order.
    exempt_seller: true if you are exempt from VAT.
    delivery: rate of the delivery: "service" of the service's card, "highest" of the dearest goods, "proportional" split over the goods' rates.
cfg-products = unknown: an offer without a code: "refuse" hold it, "offer-code" use AL- and the offer's number.
    name: name on the line: "card" of the card, "offer" of the offer.
    create: make cards that Optima lacks, by [products.card].
    card.code, name, catalogue_number: templates; {"{"}kod{"}"} the line's code, {"{"}oferta{"}"} the offer's number, {"{"}ean{"}"} the EAN, {"{"}nazwa{"}"} the line's name.
    card.vat: the card's rate; "" means: the line's. type: "goods" or "service".
    ean: write the offer's EAN. price: write the order's gross price into the first gross price.
cfg-sandbox-create = With the try-out base it is on; with your own base you had better leave it false.
cfg-delivery = default_service: code of the service for methods that deliveries.csv lacks; "" means: hold.
    vat: rate of the delivery where the service's card has none. zero_line: a line also for a free delivery.
cfg-services = deposit: code of the service for deposits (outside VAT). additional: code for additional services that services.csv lacks.
    vat: rate of additional services where no source has one.
    create: make the cards of services that Optima lacks (of deliveries and the cash-on-delivery fee too), with the unit "usł."; [products] create does not make them.
cfg-payments = Payment forms, named exactly as in Optima, for cases that payments.csv lacks.
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
cfg-files = Files above so many MiB are refused unread.
cfg-retention = days: after so many days buyers' data goes from archive and ledger: the file's hash, key, document number and sums stay. Documents in Optima are not touched.
    At least 7; 0 means: never. The command "clean" does the same on request, and "forget" removes one person.
cfg-log = The log in state/logs/, one file a day, without persons: .log for people, .jsonl for programs.
    level: "error" only what failed, "warn" and warnings, "info" and what was done, "debug" and every request. keep_days: days that are kept; 0 switches it off.
cfg-email = Letters about trouble and a summary of the day ("run" and "watch" only). server: the SMTP server, such as "smtp.firm.pl"; "" means no letters.
    encryption: "starttls" (port 587), "tls" (port 465) or "none" (port 25, on this machine only); port: 0 means the usual one.
    user: login at the server; the password is in the variable EMAIL_PASSWORD or in the file state/email-password, never here. from: sender; to: readers.
    pause_minutes: shortest pause between letters about trouble; daily_at: time of the summary, such as "07:30"; "" means none.
    details: true quotes whole messages in letters, which may name buyers; false only the code and what to do.
    The command "doctor --email" tries the settings: it sends a letter.
