# The settings and what they mean: these sentences stand in the file that "init" makes and on the page "Settings".
# "cfg-PART" introduces a part of the file, "cfg-PART-name" is one setting; .label is its name on the page.

cfg-head = Settings of allegro-optima.
    Nothing needs a restart after a change: the file is read by every command, and "run" and "watch" at work read it themselves.
    A text stands in plain quotation marks ("text"); one with a \ in apostrophes ('SERVER\OPTIMA'). Numbers, true and false have none.
    No passwords or keys are here: they are in environment variables and in the folder state/.
cfg-language = language of messages: "pl" Polish or "en" English.
    .label = Language of messages
cfg-handoff = "auto": files in outbox/ go into Optima by themselves. "manual": only files that somebody moves to inbox/ do.
    .label = Handing files to Optima

cfg-seller = Your company: it is SPRZEDAWCA in every file. name and nip are needed.
cfg-seller-nip_country = the NIP's country in two letters, "PL" in Poland.
    .label = Country of the NIP
cfg-seller-nip = the company's NIP; "doctor" checks its check digit.
    .label = NIP
cfg-seller-gln = the company's GLN, such as 5900000000008; not needed where there is none.
    .label = GLN
cfg-seller-name = the company's name as documents have it.
    .label = Company name
cfg-seller-post_code = post code of the company's address.
    .label = Post code
cfg-seller-city = town of the company's address.
    .label = Town
cfg-seller-street = street and number of the company's address.
    .label = Street and number
cfg-seller-country = country of the company's address.
    .label = Country
cfg-seller-bank_account = the bank account that the files are to have; "" means: none.
    .label = Bank account
cfg-seller-bank_name = the bank of that account; "" means: none.
    .label = Bank

cfg-allegro = The connection to Allegro.
cfg-allegro-application = the name that the application was registered under at apps.developer.allegro.pl.
    .label = Application's name
cfg-allegro-requests_per_minute = at most so many requests per minute, up to 9000 (above that Allegro blocks the whole Client ID); 0 lifts the limit. Each command that runs counts its own.
    .label = Most requests per minute
cfg-allegro-tokens = where the logins are kept: "file" (folder state/tokens, only its owner reads it) or "keyring" (that of the system: Windows; Linux with a desktop where the program was built with secret-service).
    .label = Where logins are kept

cfg-account = An account at Allegro. The name after the dot (alias) goes into file names and into the order number in Optima.
    An account may have parts documents, payments, delivery, vat and fields of its own, such as [accounts.NAME.documents.private];
    what they do not say is that of its company, and then that of the top of the file.
cfg-accounts-environment = "production" (allegro.pl) or "sandbox" (Allegro's test environment).
    .label = Environment
cfg-accounts-api_url = address of a simulator of Allegro; Allegro's own addresses are known, so leave it empty.
    .label = Simulator's address (requests)
cfg-accounts-auth_url = address of the login at a simulator of Allegro; leave it empty, as api_url.
    .label = Simulator's address (login)
cfg-accounts-client_id = Client ID of the application that you registered at apps.developer.allegro.pl; give its secret in the variable ALLEGRO_CLIENT_SECRET or in the file state/client-secret, which nobody else may read. The command "login" says how, step by step.
    .label = Client ID
cfg-accounts-offers = ask Allegro for an offer where neither tables, cards nor the order say which goods these are or which VAT rate; needs a permission of its own at the login.
    .label = Ask Allegro for offers
cfg-accounts-company = the base of [companies] that the orders go to.
    .label = Company (Optima base)
cfg-accounts-begin = from which day on orders are wanted, which counts once, at the first run: a day, such as "2026-10-01", "" (from the first run on) or "later" (nothing is fetched yet: you choose the day in the panel).
    .label = From which day

cfg-company = An Optima base. Writing to a real base past Optima is not supported by its maker: a test base and a backup first.
    A company may have parts documents, payments, delivery, vat, fields, products, contractors and seller of its own,
    such as [companies.NAME.seller]; what they do not say is that of the top of the file. Its own tables are in mappings/NAME/.
cfg-companies-engine = "sandbox" is a try-out base in state/sandbox.sqlite3: try everything without fear. "sqlserver" is a real company base; then server, database and user are needed too.
    .label = Kind of base
cfg-companies-file = another file of the try-out base, such as "other.sqlite3"; "" means: the usual one.
    .label = File of the try-out base
cfg-companies-server = the SQL Server, such as 'SERVER\OPTIMA' or 'SERVER,1433'.
    .label = SQL Server
cfg-companies-database = name of the company base, such as CDN_FIRMA.
    .label = Name of the base
cfg-companies-login = "sql" is a login of the server, "windows" a Windows account (on Windows without user: the one that the program runs under).
    .label = Way of login
cfg-companies-user = the SQL login; its password is in the variable OPTIMA_PASSWORD or in the file state/optima-password.
    .label = Login
cfg-companies-encryption = "required" checks the server's certificate, "trust" takes any, "off" connects without encryption.
    .label = Encryption of the connection
cfg-companies-ca_file = a file with the issuer's certificate where encryption = "required" and the system does not know it.
    .label = File with the certificate
cfg-companies-other_seller = yes (true): accounts of another firm than the seller may come here without a warning.
    .label = Accounts of another firm
cfg-companies-pattern = an RO made by hand from which unknown columns are taken, such as "RO/12/2026".
    .label = Pattern RO

cfg-orders = Orders that need a decision: "stop" holds them with the reason, "import" takes them with a warning.
cfg-orders-sent_before = sent before the program began to work (on the first run): "stop" holds them, "import" takes them.
    .label = Sent before the beginning
cfg-orders-one_fulfillment = shipped from Allegro's own warehouse (One Fulfillment): "stop" holds them, "import" takes them.
    .label = Shipped by Allegro
cfg-orders-one_fulfillment_warehouse = warehouse of orders that Allegro ships; "" means: as for other orders.
    .label = Warehouse of One Fulfillment
cfg-orders-one_fulfillment_series = series of orders that Allegro ships; "" means: as for other orders.
    .label = Series of One Fulfillment
cfg-orders-after_import = cancelled or changed while their RO is in Optima; "report": only say so; "replace": remove the RO from the buffer (and make a new one) if nobody touched it: changed it, confirmed it or made anything of it.
    .label = Changed after the import
cfg-orders-foreign_delivery = delivered abroad: "stop" holds them, "import" at the rates of Poland (below the OSS threshold), "oss" to consumers at the rate of their country in oss.csv.
    .label = Delivery abroad
cfg-orders-foreign_currency = in a foreign currency: "stop" holds them, "import" a document in that currency at the rate of rates.csv.
    .label = Foreign currency
cfg-orders-currency_definition = numbering scheme of documents in a currency; "" means: as for other orders.
    .label = Numbering scheme in a currency
cfg-orders-currency_series = series of documents in a currency; "" means: as for other orders.
    .label = Series in a currency

cfg-documents = The kind of document apart for firms (firm), private persons with an invoice (invoice) and without (private).
cfg-documents-kind = "ro" reservation, "pf" pro forma, "fa" invoice, "pa" till receipt (fa and pa only for Optima's own import).
    .label = Kind of document
cfg-documents-definition = symbol of the numbering scheme; "" means: the usual one of this kind (ro: RO, pf: FPF, fa: FS, pa: PA). Change it with kind.
    .label = Numbering scheme
cfg-documents-series = the series, if the scheme has a place for it (@rejestr).
    .label = Series
cfg-documents-warehouse = symbol of the warehouse.
    .label = Warehouse
cfg-documents-category = the category; "" means: none.
    .label = Category
cfg-documents-category_from = whose category the document in Optima gets: "settings" that of category, "contractor" of the contractor's card, "product" on each line that of the product's card; where the card has none, that of category.
    .label = Where the category is from
cfg-documents-counted_from = "gross" from gross prices, as in the order; "net" from net prices, for firms only: the sum may differ from what is paid, by a grosz for each line at most; a greater difference is refused.
    .label = Counted from
cfg-documents-group = group of new contractors.
    .label = Group of new contractors
cfg-documents-payment_form = payment form instead of that of payments.csv; "" means: that of payments.csv.
    .label = Payment form

cfg-fields-date = the document's day: "purchase" the day of the purchase, "import" the day of the import into Optima (files always have the day of the purchase).
    .label = Day of the document
cfg-fields-reservation_days = for how many days the goods are reserved, 0 to 366.
    .label = Days of reservation
cfg-fields-foreign_number = the order number in Optima; {"{"}konto{"}"} alias, {"{"}id{"}"} beginning of the order id, {"{"}uuid{"}"} the whole, {"{"}login{"}"} login.
    .label = Order number in Optima
cfg-fields-other_foreign_numbers = how earlier tools wrote the order number, such as ["{"{"}uuid{"}"}", "BL-{"{"}id{"}"}"]; an RO with such a number is this order's document already.
    .label = Numbers of other programs
cfg-fields-phone_in_description = yes (true) writes the buyer's phone into the description; it ends up on printouts, so it is not there by default.
    .label = Phone in the description
cfg-fields-email_in_description = yes (true) writes the buyer's e-mail into the description; it ends up on printouts, so it is not there by default.
    .label = E-mail in the description
cfg-fields-masked_email_on_document = yes (true) writes Allegro's masked address on the document too; Optima sends invoices to the document's address, and Allegro does not let such letters through.
    .label = Masked e-mail on the document
cfg-fields-description = lines of the description and their order; PUNKT (pickup point) stays if no attribute has it. ROZNICE is a payment other than the total, NAZWA the whole name where it did not fit, ADRES the whole address in that case (it stays without being named here), UWAGI the buyer's message. You may add NOTATKA: your own note to the order at Allegro.
    .label = Lines of the description
cfg-fields-attributes-order = code of the document attribute in Optima for the order's id; "" switches it off.
    .label = Attribute: order's id
cfg-fields-attributes-login = code of the attribute for the buyer's login; "" switches it off.
    .label = Attribute: login
cfg-fields-attributes-payment = code of the attribute for the payment's id; "" switches it off.
    .label = Attribute: payment's id
cfg-fields-attributes-point = code of the attribute for the pickup point; "" switches it off.
    .label = Attribute: pickup point
cfg-fields-attributes-account = code of the attribute for the account at Allegro; "" switches it off.
    .label = Attribute: account
cfg-fields-attributes-compensation = code of the attribute for what Allegro pays back; "" switches it off.
    .label = Attribute: paid back by Allegro

cfg-vat-default_rate = the rate where no source knows one, such as "23"; "" means: hold such an order.
    .label = Rate where nobody knows one
cfg-vat-exempt_seller = yes (true) if you are exempt from VAT.
    .label = Exempt from VAT
cfg-vat-delivery = rate of the delivery: "service" of the service's card, "highest" of the dearest goods, "proportional" split over the goods' rates.
    .label = Rate of the delivery

cfg-products-unknown = an offer without a code: "refuse" hold it, "offer-code" use AL- and the offer's number.
    .label = Offer without a code
cfg-products-name = name on the line: "card" of the card, "offer" of the offer.
    .label = Name on the line
cfg-products-create = make cards that Optima lacks, by [products.card].
    .label = Make cards
cfg-products-card-code = template of a new card's code; {"{"}kod{"}"} the line's code, {"{"}oferta{"}"} the offer's number, {"{"}ean{"}"} the EAN, {"{"}nazwa{"}"} the line's name.
    .label = New card: code
cfg-products-card-name = template of a new card's name, with the same in braces as in code.
    .label = New card: name
cfg-products-card-catalogue_number = template of a new card's catalogue number, with the same in braces as in code; "" means: none.
    .label = New card: catalogue number
cfg-products-card-vat = a new card's rate; "" means: the line's.
    .label = New card: VAT rate
cfg-products-card-unit = a new card's unit, at most 20 characters.
    .label = New card: unit
cfg-products-card-group = code of a group of goods that Optima has; "" means: the main one.
    .label = New card: group
cfg-products-card-type = "goods" or "service".
    .label = New card: type
cfg-products-card-ean = write the offer's EAN on a new card.
    .label = New card: EAN
cfg-products-card-price = write the order's gross price into a new card's first gross price.
    .label = New card: price
cfg-sandbox-create = With the try-out base making cards is on; with your own base you had better leave create false.

cfg-delivery-default_service = code of the service for methods that deliveries.csv lacks; "" means: hold.
    .label = Service of the delivery
cfg-delivery-vat = rate of the delivery where the service's card has none.
    .label = VAT rate of the delivery
cfg-delivery-zero_line = a line of the delivery also where it is free.
    .label = Line for a free delivery

cfg-services-deposit = code of the service for deposits (outside VAT).
    .label = Service of deposits
cfg-services-additional = code for additional services that services.csv lacks; "" means: hold.
    .label = Additional service
cfg-services-vat = rate of additional services where no source has one.
    .label = VAT rate of additional services
cfg-services-create = make the cards of services that Optima lacks (of deliveries and the cash-on-delivery fee too), with the unit "usł."; [products] create does not make them.
    .label = Make cards of services

cfg-payments = Payment forms, named exactly as in Optima, for cases that payments.csv lacks.
cfg-payments-default_form = for payments other than cash on delivery; "" means: hold such an order.
    .label = Usual payment form
cfg-payments-cash_on_delivery_form = for cash on delivery; "" means: hold such an order.
    .label = Payment form of cash on delivery

cfg-contractors-wrong_nip = a wrong NIP: "error" hold, "private" take it as a private person's, with a warning.
    .label = Wrong NIP
cfg-contractors-several = when several cards fit: "error" hold, "oldest" the oldest, "newest" the newest.
    .label = Several cards that fit
cfg-contractors-undefined = whose documents are made out to !NIEOKREŚLONY!: "nobody" nobody's, "private" those of private persons, "all" everybody's.
    .label = Who goes to !NIEOKREŚLONY!
cfg-contractors-firm_by_email = a firm with a NIP, and in Optima a card of the same name and e-mail without one: yes (true) takes that card (and changes nothing on it), no (false) makes a new one, with a warning.
    .label = Firm by its e-mail
cfg-contractors-payment_form = the payment form that a new contractor's card gets; "" means: none.
    .label = Payment form of a new card

cfg-import-other_sum = a file whose sum is not that of its order: "stop" refuses it with both sums, "warn" takes it with a warning.
    .label = Another sum than the order's
cfg-import-look_back_days = once a day and at every "import" it is looked whether the documents of the last so many days that the program brought in are still in Optima; 0: never.
    .label = Look for documents of so many days
cfg-import-settle_seconds = a file that was put into inbox/ must be left alone for so many seconds and be all there before it is taken; 0 takes every file at once, unfinished ones too.
    .label = Quiet seconds before a file is taken

cfg-xml = The look of the XML files. It matters only if you import them in Optima itself (Funkcje dodatkowe › Import dokumentów z pliku XML): Comarch does not describe what that import expects on the list of reservations. Begin with the defaults; if Optima refuses a file or reads it wrongly, change one at a time and try on a demonstration base. Our own import makes the same document of the files of every kind.
cfg-xml-generator = the element GENERATOR.
    .label = GENERATOR
cfg-xml-elements = the element set of the Optima that the file goes to: "2025" all that are known; "2021" without SYSTEMKAUCYJNY, STATUS_PLATNIKA, ROZLICZAM_PODATEK_W_OSS and KODY_JPK_V7; "2016" also without NIP_KRAJ, MPP and CENAZCZTEREMAMIEJSCAMI, prices of two decimals, ILOSC padded with blanks.
    .label = Set of elements
cfg-xml-type = the type of a reservation's file: "ro" customer reservation (308); "zd-mirrored" purchase order (309), as if the buyer had written it: the buyer in SPRZEDAWCA, your company of [seller] in PLATNIK and ODBIORCA. A delivery address other than the buyer's is then known to our own import only. Documents of other kinds keep their type.
    .label = Type of the file
cfg-xml-counted_from = "gross" from gross prices, as in the order; "net" from net prices. VAT table and totals are always those of the order, but not every gross amount can be had from net: 2 × 49.99 is 99.98, and 81.28 net with 23% VAT is 99.97, 81.29 is 99.99. We warn of such an order, for Optima may count it in its own way.
    .label = Prices in the file
cfg-xml-payer_code = what stands in PLATNIK/KOD: "generated" the code of the buyer's card, for example AL-12345; "undefined" !NIEOKREŚLONY!; "fixed:CODE" always the code of one card that you have in Optima (at most 20 characters). In a "zd-mirrored" file it is the code of your own company; "generated" leaves it empty. Our own import finds the buyer's card all the same.
    .label = Payer's code
cfg-xml-issue_date = what DATA_WYSTAWIENIA of a reservation is: "document" the document's day; "reservation" the last day of the reservation (reservation_days), which Optima keeps in just that date. Whether its import takes it from there could not be tried: if the reservation ends on the document's day after an import by Optima, choose "reservation". Our own import sets the same end with both.
    .label = Issue date in the file
cfg-xml-mirrored_types = yes (true) makes our own import take purchase orders (ZD) that a customer wrote as reservations. It does not concern our own "zd-mirrored" files: these are always taken.
    .label = Take customers' ZD

cfg-files-max_size_mib = files above so many MiB are refused unread.
    .label = Largest file (MiB)

cfg-schedule = When orders are fetched (command "run"). Hours are those of Poland, also on the days on which the clocks change.
    An account may have a schedule of its own in [accounts.NAME.schedule]: then a whole one.
cfg-schedule-every_minutes = so many minutes apart; 0: no interval.
    .label = Minutes apart
cfg-schedule-daily_at = at these hours, such as ["06:00", "18:30"].
    .label = At hours
cfg-schedule-hours = only within these, such as "07:00-20:00"; empty or "00:00-24:00": the whole day.
    .label = Only between hours
cfg-schedule-weekdays = only on these, such as ["mon", "tue", "wed", "thu", "fri"]; empty: every day.
    .label = Days of the week

cfg-watch = How inbox/ and outbox/ are watched (commands "run" and "watch").
cfg-watch-scan_seconds = seconds between two looks into the folders.
    .label = Seconds between looks
cfg-watch-poll_only = yes (true) where the folder lies on a network drive that tells of changes wrongly or not at all.
    .label = Only look, wait for no signal
cfg-watch-subfolders = yes (true) if files may lie in folders below inbox/ too; that goes for "import" and "sync" as well.
    .label = Folders below inbox/ too

cfg-log = The log in state/logs/, one file a day, without persons: .log for people, .jsonl for programs.
cfg-log-level = "error" only what failed, "warn" and warnings, "info" and what was done, "debug" and every request.
    .label = How much is written
cfg-log-keep_days = days of the log that are kept; 0: nothing is written, and files that are there stay. A change holds from the next start of the program.
    .label = Days of the log

cfg-retention-days = after so many days buyers' data goes from archive and ledger: the file's hash, key, document number and sums stay. Documents in Optima are not touched. At least 7; 0 means: never. The command "clean" does the same on request, and "forget" removes one person.
    .label = Days of buyers' data

cfg-email = Letters about trouble and a summary of the day ("run" and "watch" only). The command "doctor --email" tries the settings: it sends a letter.
cfg-email-server = the SMTP server, such as "smtp.firm.pl"; "" means no letters.
    .label = Mail server
cfg-email-port = the server's port; 0 means the usual one.
    .label = Port
cfg-email-encryption = "starttls" (port 587), "tls" (port 465) or "none" (port 25, on this machine only).
    .label = Encryption
cfg-email-user = login at the server; the password is in the variable EMAIL_PASSWORD or in the file state/email-password, never here.
    .label = Login at the server
cfg-email-from = sender: the address alone, such as "shop@firm.pl".
    .label = Sender
cfg-email-to = readers, such as ["me@firm.pl", "office@firm.pl"].
    .label = Readers
cfg-email-pause_minutes = shortest pause between letters about trouble, in minutes, a week at most (10080).
    .label = Pause between letters (minutes)
cfg-email-daily_at = time of the summary, such as "07:30"; "" means none.
    .label = Time of the summary
cfg-email-details = yes (true) quotes whole messages in letters, which may name buyers; no (false) only the code and what to do.
    .label = Whole messages in letters
