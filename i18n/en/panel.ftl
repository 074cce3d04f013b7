# The panel in the browser.

panel-title = allegro-optima panel
panel-skip = Skip to the content
panel-home = Overview
panel-orders = Orders
panel-files = Files
panel-mappings = Mappings
panel-report = Report
panel-state = Status
panel-language = Polski
panel-leave = Leave
panel-locked = This address lets nobody in: a code works once and for two minutes. To come in, start “allegro-optima panel” in the folder of the program (or double-click the program); the browser opens by itself.
panel-left = The panel is closed in this browser; the program goes on working. To come in again, double-click the program: the browser opens by itself.
panel-refused = Refused: this request did not come from the panel's page. Open the panel again and retry.
panel-kept = The session in which this form was opened is over, but what was typed is not lost (but for passwords). Come into the panel in another tab, come back here and press:
panel-kept-show = Show what was typed
panel-kept-title = A form that was not saved
panel-kept-how = This was typed before the session ended. Passwords are not here: type them once more afterwards.
panel-kept-send = Send once more

panel-sync = Synchronise now
panel-idle = Waiting for the next run
panel-exporting = Fetching orders from Allegro
panel-importing = Putting documents into Optima
panel-stopping = Ending its work
panel-busy = Progress
panel-accounts = Allegro accounts
panel-companies = Companies in Optima
panel-last-good = Last good contact
panel-next-run = Next fetch
panel-never = not yet
panel-silent = Allegro has not been heard of for long.
panel-lying-files = Files that wait
panel-waiting-files = Files waiting
panel-events = Latest events
panel-nothing = Nothing is known yet: the first run is still to come.
panel-needs-you = { $count ->
    [one] One order waits for you
    *[other] { $count } orders wait for you
 }

panel-search = Search (order or RO number, login, NIP, name)
panel-form-large = The form is too large, so nothing was saved. Go back and shorten what is in the fields.
panel-full = The panel has too many connections now. Close tabs that you do not need and load the page again in a moment.
panel-search-long = The searched text is too long. Type at most 200 characters.
panel-find = Search
panel-all = all
panel-none = There are no orders that fit.
panel-next = Next page
panel-previous = Previous page
panel-when = Bought
panel-paid = To pay
panel-changed = Last change
panel-next-try = Next try
panel-file = File
panel-order = Order { $order }
panel-history = What happened
panel-decisions = Decisions of the import
panel-show-xml = Show the XML
panel-download = Download the file
panel-order-json = The order as Allegro gave it
panel-xml = The order's file
panel-retry = Try again
panel-not-retried = This order cannot be tried again now: it has a file or a document already.
panel-unknown = The program does not know the order { $order }.

panel-drop-here = Drop XML files here, or choose them:
panel-outbox = Exported (outbox)
panel-for-optima = waits until Optima reads it ({ $kind })
panel-inbox = To be imported (inbox)
panel-errors = Refused
panel-duplicates = Duplicates
panel-hand-over = Hand over to the import
panel-give-back = Hold back
panel-again = Import again
panel-no-files = There are no files.
panel-and-more = … and { $count } more.
panel-failed = That did not work. Reload the page and try again.
panel-not-xml = This is not an XML file with a document. The program takes .xml files only.
panel-too-large = The file is too large: the program takes at most { $max } MiB.
panel-taken = A file of this name with other content waits for the import already. Rename the file.
panel-received = taken for the import

panel-mappings-how = The tables say what in Optima corresponds to the values from Allegro. They are the same CSV files that Excel opens.
panel-table-title = Table { $file }
panel-table = The table's content (columns separated by semicolons)
panel-columns = Columns: { $columns }
panel-row = Line { $row } of the file:
panel-save = Save

panel-from = From
panel-to = To
panel-show = Show
panel-csv = Download for Excel
panel-day = Day
panel-currency = Currency
panel-orders-count = Orders
panel-in-optima = In Optima
panel-missing = Missing in Optima
panel-undone = Cancelled after the import
panel-sum-orders = Value of the orders
panel-sum-optima = Of this in Optima
panel-sum-missing = Difference

panel-folder = Folder
panel-since = Running since
panel-settings = Settings

panel-open = Panel in the browser: { $address } (“allegro-optima panel” opens it)
panel-opened = The panel is in the browser.
panel-address = The panel, for one browser, once, within two minutes: { $address }
PAN-001 = The panel cannot open at { $address }: { $why }. The program goes on without it.
    .todo = See whether the port is taken, or give another one: “allegro-optima run --listen 127.0.0.1:8426”. The panel opens on this machine only (127.0.0.1).
PAN-002 = No program is at work in { $dir }, so there is no panel to open.
    .todo = Start the program: double-click it, or type “allegro-optima” without a command. The panel opens by itself. If the program works in another folder, name it: “allegro-optima --dir FOLDER panel”.
PAN-003 = The program in { $dir } works without a panel: it is just starting, it is “watch”, or the panel's port was taken.
    .todo = Wait a moment and try again. If that does not help, stop it and start “allegro-optima” without a command; if it says that the port is taken, start “allegro-optima run --listen 127.0.0.1:8426”.
PAN-004 = No right: only who may write to { $dir } can open the panel.
    .todo = Open the panel under the system account under which the program was installed, or ask the administrator for the right to write to that folder.
panel-listen = Where to open the panel on this machine [default: 127.0.0.1:8425]

panel-ignore = Ignore this order
panel-not-ignored = This order cannot be ignored: it has a file for the import or a document already.
panel-document-head = Document in Optima
panel-document-gone = This document is not in Optima any more. Somebody removed it, or an older copy of the base was restored.
panel-loading = Reading from Optima…
panel-payer = Payer
panel-recipient = Recipient
panel-payment = Payment
panel-warehouse = Warehouse
panel-description = Description
panel-attributes = Attributes
panel-line = Line
panel-quantity = Quantity
panel-price = Price
panel-rate = VAT
panel-net = Net
panel-gross = Gross
panel-order-read = Order at Allegro
panel-buyer = Buyer
panel-delivery = Delivery
panel-show-raw = Show the XML as it is
panel-file-gone = This file is not there any more: the program took it, or somebody moved it. Reload the page.

panel-tables-payments = Payment forms
panel-tables-deliveries = Deliveries
panel-tables-products = Goods
panel-tables-sets = Sets
panel-tables-services = Additional services
panel-tables-rates = Exchange rates
panel-tables-oss = VAT rates of other countries
panel-lacking = { $count ->
    [one] one row is missing
    *[other] { $count } rows are missing
 }
panel-rows-how = Columns with an asterisk must be filled in. To remove a row, empty its fields. Rows with a plus are values from real orders that the table does not have: fill in what is missing and they will be added.
panel-table-text = Edit as text
panel-table-changed = The file { $file } has changed since this page was opened, for instance in Excel.
    .todo = Below is what was typed here. Save once more to replace the file by it, or open the page again to see the file.
panel-lacking-away = The cards in Optima cannot be read now, so there may be too many suggestions.
panel-choices-away = The lists cannot be read from Optima now; values can be typed.
panel-met = { $count ->
    [one] in one order
    *[other] in { $count } orders
 }
panel-met-refused = { $count ->
    [one] one order refused
    *[other] { $count } orders refused
 }

panel-rates = VAT rates
panel-rates-how = From the VAT tables of the documents that are in Optima now.
panel-rates-of-lines = From the lines of the documents, for the program may not read their VAT tables: the VAT may differ by some grosze from Optima's. “doctor” names the right that is missing.
panel-vat = VAT
panel-differences = Differences
panel-no-differences = Every order of this period that has a document has one of the same sum in Optima.
panel-print = Print

panel-doctor = Check settings and connections
panel-doctor-looks = Looking…
panel-bundle = Download the support bundle
panel-bundle-how = The bundle holds settings, states and codes of problems. There are no personal data in it, no passwords and no tokens.
panel-from-file = file
panel-from-account = account { $alias }
panel-from-company = company { $name }
panel-from-default = default
panel-from-environment = environment variable { $name }
panel-from-nowhere = missing

panel-account = Account { $alias }
panel-nobody = Nobody has logged in yet.
panel-log-in = Log in to Allegro
panel-login-until = Logged in until { $day }.
panel-login-asking = Waiting for Allegro…
panel-login-code = Open Allegro's page and confirm the code { $code }. Log in there with the seller's account.
panel-login-open = Open Allegro
panel-login-qr = QR code with the address of the page at Allegro
panel-login-is-it = Is this the right account: { $login } ({ $company }, NIP { $nip })?
panel-login-yes = Yes, it is
panel-login-no = No
panel-login-done = Logged in. The program will fetch orders from this account.

panel-company = Company
panel-handoff-auto = The program takes files from the folders outbox and inbox by itself (setting handoff = "auto"). To look at them first, set handoff = "manual".
panel-handoff-manual = The program imports files from the folder inbox only (setting handoff = "manual"). Exported files wait until you hand them over.
panel-log = Log
panel-log-file = Log file
panel-log-none = There is no log file.

panel-last-run = Last run
panel-last-run-did = files written: { $exported }; orders that now wait: { $waiting }, stand refused: { $errors }
panel-since-start = Since the start
panel-since-start-did = documents: { $imported }, duplicates: { $duplicates }, refused: { $errors }
panel-no-page = There is no such page. Choose one from the menu.
panel-stop = Stop the program
panel-stop-how = The program will finish the file in hand and end. Orders will not be fetched until you start it again.
panel-stopped = The program is ending. This tab can be closed.
panel-open-only = Only what waits for you
panel-waits = Wait for you
panel-decide-done = Done
panel-decide-again = Make it again
panel-decide-elsewhere = Brought in another way
panel-decide-number = The document's number (if you know it)
panel-decide-meant-so = It is meant so
panel-decide-restore = Bring it back
panel-decide-other-sum = Bring it in all the same
panel-matter-opened = waits for you:
panel-matter-closed = true no more:
panel-matter-done = settled by a person:
panel-notices-on = Desktop notifications: on
panel-notices-off = Desktop notifications: off
panel-notices-blocked = The browser blocks notifications of this page
panel-all-orders = All orders
