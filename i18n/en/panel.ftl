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
panel-enter = Enter
panel-locked = To come in, open the address with the key that the program printed when it started (command “run”).
panel-refused = Refused: this request did not come from the panel's page. Open the panel again and retry.

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
panel-waiting-files = Files waiting
panel-events = Latest events
panel-nothing = Nothing is known yet: the first run is still to come.
panel-needs-you = { $count ->
    [one] One order was refused and waits for you
    *[other] { $count } orders were refused and wait for you
 }

panel-search = Search (order or RO number, login, NIP, name)
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
panel-inbox = To be imported (inbox)
panel-errors = Refused
panel-duplicates = Duplicates
panel-hand-over = Hand over to the import
panel-give-back = Hold back
panel-again = Import again
panel-no-files = There are no files.
panel-more = The first 200 files are shown; the others are in the folder.
panel-failed = That did not work. Reload the page and try again.
panel-not-xml = This is not an XML file with a document. The program takes .xml files only.
panel-too-large = The file is too large: the program takes at most { $max } MiB.
panel-taken = A file of this name with other content waits for the import already. Rename the file.
panel-received = taken for the import

panel-mappings-how = The tables say what in Optima corresponds to the values from Allegro. They are the same CSV files that Excel opens.
panel-table-title = Table { $file }
panel-table = The table's content (columns separated by semicolons)
panel-columns = Columns: { $columns }
panel-row = Row { $row }:
panel-save = Save
panel-saved = Saved. The former version is in the .bak file, and the orders that waited for this will be looked at again.

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
panel-settings-how = Settings are changed in the file. What is not in it has its default value.

panel-open = Panel in the browser: { $address }
PAN-001 = The panel cannot open at { $address }: { $why }. The program goes on without it.
    .todo = See whether the port is taken, or give another one: “allegro-optima run --listen 127.0.0.1:8426”. The panel opens on this machine only (127.0.0.1).
panel-listen = Where to open the panel on this machine [default: 127.0.0.1:8425]
