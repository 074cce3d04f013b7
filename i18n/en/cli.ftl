# The command line.

CLI-001 = Wrong call: { $why }
    .todo = “allegro-optima --help” lists the commands, “allegro-optima COMMAND --help” a command's options.
CLI-002 = The system refused to run the program: { $why }
    .todo = Close other programs and try again.
CLI-003 = There is nobody to ask: the command does not run in a terminal.
    .todo = Run “allegro-optima init --yes” and correct the settings in allegro-optima.toml afterwards.
CLI-004 = The file { $path } exists with other content.
    .todo = Name another folder (--out), or add --replace to overwrite it.
CLI-005 = The settings have no Allegro account { $alias }.
    .todo = The names of accounts are in allegro-optima.toml, in the parts [accounts.NAME].
CLI-006 = The settings have no Allegro account.
    .todo = Add a part [accounts.NAME] to allegro-optima.toml.
CLI-007 = The settings have no Optima base.
    .todo = Add a part [companies.NAME] to allegro-optima.toml.
CLI-008 = Account { $alias } is not logged in to Allegro.
    .todo = Log the account in and run the command again.
CLI-009 = The file { $path } holds no order.
    .todo = Name a JSON file with an order of Allegro's, a list of orders, or a list page of the API.
CLI-010 = { $path } cannot be used: { $why }
    .todo = Check the name, and that it is an ordinary file that may be read.
CLI-011 = { $path } is a folder, not a file.
    .todo = Name a file.
CLI-012 = The file { $path } is too large ({ $size } MiB, { $max } allowed).
    .todo = Split it, or raise files.max_size_mib in the settings.
CLI-013 = The orders for the demo cannot be prepared: { $why }
    .todo = Check that the folder holds JSON files with orders.
CLI-014 = There is nothing to import: the folder is empty.
    .todo = Nothing to do.
CLI-015 = Unknown option or needless argument: { $argument }{ $hint }
    .todo = “allegro-optima --help” lists the commands, “allegro-optima COMMAND --help” a command's options.
CLI-016 = There is no command “{ $command }”{ $hint }
    .todo = “allegro-optima --help” lists the commands, “allegro-optima COMMAND --help” a command's options.
CLI-017 = The option { $argument } needs a value.
    .todo = “allegro-optima --help” lists the commands, “allegro-optima COMMAND --help” a command's options.
CLI-018 = The value “{ $value }” does not fit { $argument }{ $hint }
    .todo = “allegro-optima --help” lists the commands, “allegro-optima COMMAND --help” a command's options.
CLI-019 = Missing: { $argument }.
    .todo = “allegro-optima --help” lists the commands, “allegro-optima COMMAND --help” a command's options.
CLI-020 = The command is missing.
    .todo = “allegro-optima --help” lists the commands, “allegro-optima COMMAND --help” a command's options.
CLI-021 = The option { $argument } cannot go together with { $other }.
    .todo = “allegro-optima --help” lists the commands, “allegro-optima COMMAND --help” a command's options.

usage-did = .
usage-meant = . Did you mean: { $text }?
usage-day = . Write the day so: 2026-10-01 or 01.10.2026.
usage-no-day = . There is no such day in the calendar.
usage-file = the name of a file
usage-id = the number of an order
usage-answer = the answer
usage-id-and-answer = the number of an order, the answer
usage-one-of = . Possible: { $text }.

# What the system answers.
sys-missing = there is no such file or folder
sys-denied = permission denied
sys-exists = it exists already
sys-folder = it is a folder
sys-not-opened = it is a folder, a part of the path is missing, or there is no right to it
sys-not-folder = a part of the path is no folder
sys-full = the disk is full
sys-read-only = the disk is read-only
sys-too-large = the file is too large for this disk
sys-name = unsuitable name
sys-link = it is a link to another place
sys-not-file = it is no regular file
sys-not-text = the content is no UTF-8 text
sys-truncated = the file breaks off in the middle
sys-busy = another program uses it
sys-locked = another program has locked it
sys-too-many = the system lets the program open no more files and connections at once
sys-interrupted = the system broke it off, try again
sys-refused = nobody answers there, the connection was refused
sys-broken = the connection was broken off
sys-silent = no answer in time
sys-no-network = there is no way to the server: check that the network works
sys-no-host = there is no server of this name
sys-certificate = the server's certificate is not trusted

place-line = line { $number }
place-position = position { $number }
problem-todo = What to do: { $todo }

help-about = Brings orders from Allegro into Comarch ERP Optima as ROs (customer reservations).
help-head-usage = Usage
help-head-arguments = Arguments
help-head-commands = Commands
help-head-options = Options
help-help = Shows help
help-simulator = Runs the simulator of Allegro alone, for any client
help-demo = The whole way as a trial: sample orders, files, a try-out Optima
help-init = Makes settings, folders and mapping tables in the working folder
help-export = Fetches orders from Allegro into files in outbox/
help-convert = Turns order JSON into Optima XML, without network
help-validate = Checks Optima XML files: structure, sums, NIPs, rates
help-import = Brings the files of inbox/ and outbox/ into Optima
help-documents = Shows the documents that are in Optima
help-status = Shows what became of every order
arg-dir = Working folder [default: the current one]
arg-lang = Language: pl or en
arg-json = The result as one JSON document
arg-verbose = More detail in the log (-v, -vv, -vvv); with import --dry-run the rows of the tables too
arg-help = Show help
arg-version = Show the version
arg-scenario = A scenario: a TOML file or one of { $names }
arg-listen = An address of this computer [default: 127.0.0.1 and a free port]
arg-orders = Orders (JSON files) of this folder instead of the samples
arg-yes = No questions, defaults
arg-since = Orders changed since this day, such as 2026-10-01 or 01.10.2026
arg-order = Only the order with this id (may be repeated)
arg-account = Only this account
arg-dry-run = Only show, write nothing
arg-order-files = JSON files: an order, a list, or a list page of the API
arg-out = Folder for the XML files [default: the working folder]
arg-replace = Overwrite files of other content
arg-xml-files = XML files
arg-import-files = XML files; none: what waits in inbox/ and outbox/

init-made =   + { $file }
init-kept =   = { $file } (is there, left alone)
init-done = The working folder is ready: { $dir }
init-next = What comes next:
init-step-settings = {"  "}1. Write your company's data (name and nip in [seller]) into { $file }. Every setting is explained there.
init-step-login = {"  "}2. Log the Allegro account in: { $command }
init-step-doctor = {"  "}3. See whether anything is missing: { $command }
init-step-tables = {"  "}4. Look into the tables in the folder mappings (Excel opens them). Rows that they lack are shown by: { $command }
init-step-run = {"  "}5. Begin to work: { $command }
init-risk = Note: the base is a try-out Optima in a file for now. Before you name the real one, make a backup and try everything on a test base.
init-ask-seller = Name of your company [empty: later]:
init-ask-nip = NIP [empty: later]:
init-bad-name = This name is too long or has characters that nobody sees. Type at most 255 plain characters.
init-bad-nip = This is no NIP: it has 10 digits, and the last one follows from the others. Look for a slip. Enter alone: later.
init-bad-alias = Type 1 to 20 characters: unaccented letters, digits, - or _, no blanks. For example: shop
init-ask-alias = Short name of the Allegro account [{ $alias }]:

convert-file = { $input } → { $output }
convert-refused = { $input }: no file was made
convert-sum = { $made ->
    [one] { $made } file was made.
    *[other] { $made } files were made.
 } Refused: { $refused }.

validate-good = ✓ { $file }: no errors
validate-bad = ✗ { $file }
validate-unread = The content was not checked further.

export-head = Account { $account } ({ $seller })
export-made =   ✓ { $order } → { $file }
export-would-make =   ○ { $order } → { $file } (trial, not written)
export-sum = Exported: { $exported }, waiting: { $waiting }, refused: { $errors }, cancelled: { $cancelled }, unchanged: { $unchanged }.

import-done = ✓ { $file } → { $number }
import-duplicate = = { $file }: in Optima already as { $number }
import-error = ✗ { $file }
import-error-moved = ✗ { $file } → { $path }
import-unfinished = … { $file } is still being written and stays in inbox/
import-for-optima = In outbox/, waiting until Optima reads them (the program does not bring them in): { $count }. allegro-optima status lists them
import-nothing = There is no file to import: inbox/ and outbox/ are empty.
import-plan-sum = Nothing was written. Documents that would be made: { $plans }, already in Optima: { $duplicates }, would be refused: { $errors }.
import-held = … { $file } waits
import-plan = ○ { $file }: would become document { $pattern } for { $contractor }, lines: { $lines }
import-plan-header = of { $date }, payment { $form } by { $due }, warehouse { $warehouse }, reserved until { $until }
import-plan-category = category { $code }
import-plan-line = { $position }. { $code } { $name }: { $quantity } × { $price } = { $gross } (VAT { $rate })
import-plan-sums = together { $net } net + { $vat } VAT = { $gross } PLN
import-plan-abroad = in the document's currency { $gross } { $currency }
import-plan-value = { $name } = { $value }
import-sum = Imported: { $imported }, duplicates: { $duplicates }, refused: { $errors }.
import-check = Look at these documents in Optima's buffer (Handel > Rezerwacje odbiorcy) before you confirm them.

documents-none = Optima holds no document of this program yet.
documents-number = Number
documents-date = Date
documents-payer = Payer
documents-gross = Gross
documents-form = Payment
documents-order = Order

status-files = Files that wait:
status-none = There is no order yet.
status-order = Order
status-account = Account
status-state = State
status-document = Document
status-problem = Reason
state-seen = seen
state-waiting = waiting
state-exported = in a file
state-for-optima = in a file for Optima's import ({ $kind })
state-imported = in Optima
state-duplicate = duplicate
state-error = refused
state-ignored = ignored
state-cancelled = cancelled
state-superseded = superseded

demo-head = Demo: { $orders ->
    [one] { $orders } order
    *[other] { $orders } orders
 } from the Allegro simulator, files in { $dir }, a try-out Optima inside.
demo-stage-one = 1. Allegro → outbox/
demo-stage-two = 2. outbox/ → Optima
demo-result = What became of every order:
demo-sum = { $documents ->
    [one] { $documents } document in Optima
    *[other] { $documents } documents in Optima
 }, { $rest } orders held with a reason.
demo-scenario = Scenario: { $title }
demo-round = ── Round { $number }, { $time }
demo-login = The login to Allegro has expired. The seller logs in anew: { $address }
demo-look = Look at the files: { $archive }
demo-ask = The same documents: allegro-optima --dir { $dir } documents
CLI-040 = The order { $order } does not wait and is not refused, so there is nothing to try again.
    .todo = See what became of it: allegro-optima status. Any order can be fetched by: allegro-optima export --order { $order }
help-retry = Judges refused and waiting orders once more
arg-retry-orders = Order ids
arg-retry-all = All that are refused or wait
retry-none = Nothing waits and nothing is refused.
retry-back = The reason of the refusal is gone. Files that went back to inbox: { $count }. They go in with the next import: allegro-optima import
export-abridged = There are many orders, so the warnings of { $orders } of them are not shown here. The first one of each is shown by: allegro-optima status
export-only-swept = { $orders ->
    [one] { $orders } order was
   *[other] { $orders } orders were
 } not named by Allegro's journal and found in the list of orders.
first-from-now = Account { $alias }: first run, orders are fetched from now on. Fetch earlier ones by: allegro-optima export --since YYYY-MM-DD
first-intro = Account { $alias }: first run. So many orders changed at Allegro:
first-count = {"  "}since { $day }: { $orders }
first-uncounted = {"  "}Allegro does not say now how many orders there are.
first-confirm-uncounted = Fetch the orders since { $day } (y/n)? Allegro does not say now how many they are.
first-ask = From which day on (such as 2026-10-01)? Enter: only new ones, from now on.
first-bad-day = “{ $text }” is no day. Write it so: 2026-10-01 or 01.10.2026.
first-future = The day { $day } has not come yet.
first-bad-answer = Type y (yes) or n (no).
first-confirm = Since { $day } that is { $orders } orders. Fetch them (y/n)?

simulator-head = The simulator of Allegro is running. It opens nothing: its credentials are good for itself only.
simulator-where = Into allegro-optima.toml, into the account's part:
simulator-secret = The application's secret (variable ALLEGRO_CLIENT_SECRET): { $secret }
simulator-stop = To end it: Ctrl-C.
simulator-breach = A request that the description of Allegro's API does not know: { $what }

help-sync = One full cycle: fetches orders and brings them into Optima
help-run = Works without a pause: fetches by schedule and imports what waits
help-panel = Opens the panel of the program at work in this folder (a service too) in the browser
arg-panel-address = Only prints the address; it lets one browser in, once, within two minutes
help-watch = Watches the folders and imports files as they arrive
help-replay = Imports a finished file once more (from archive, errors or duplicates)
arg-replay-file = The file's path, or its name alone

CLI-042 = The day { $day } has not come yet, so there are no orders since then.
    .todo = Name a day that was: allegro-optima export --since 2026-10-01
RUN-001 = The program is at work in { $dir } already: command "{ $command }", process { $pid }, since { $since }.
    .todo = Nothing need be done. To start it anew, stop that one first (Ctrl-C in its window, or stop the service).
RUN-002 = The work ({ $whose }) has given no sign since { $since }.
    .todo = If Allegro, Optima or the disk answer slowly, waiting is enough. If it lasts, stop the program and start it again: the file in hand is then taken up anew.
RUN-003 = The work ({ $whose }) did not end in time and was left behind.
    .todo = Nothing need be done: at its next start the program takes it up anew. No document comes to be twice.
CLI-041 = There is no file { $file }, neither there nor in archive, errors and duplicates.
    .todo = The names are in the folders inbox/archive, inbox/errors and inbox/duplicates.

run-started = At work in { $dir }: orders by schedule, files as they come. Ctrl-C ends it.
run-files = Watching the folders in { $dir }: files go into Optima as they arrive. Ctrl-C ends it.
run-stopping = Finishing the file in hand…
run-stopped = Stopped.
run-number = { $time } { $whose }: { $what } → { $number }
run-done = { $time } { $whose }: { $what }
sync-stage-one = 1. Orders from Allegro into files
sync-stage-two = 2. Files into Optima

help-workplace = Companies and their folders
help-workplace-adopt = Joins what was left elsewhere with the company's folder, or takes a company's new name
arg-adopt-company = This company alone; it also gets a folder that is not known to be anybody's
arg-adopt-from = What the company was called, or the folder that is its own too (companies/NAME, "." is the main folder)
arg-adopt-new = It is a new company, and not a former one under another name
help-decide = Answers what waits for a decision
arg-decide-whom = An order's id, or a company's name in the settings
arg-decide-answer = done: seen to; again: make the file once more; elsewhere: brought in another way; meant-so: there is to be no document; copy, new: this is a copy of the base, a new base
arg-decide-number = The document's number, with elsewhere
arg-other-sum = The file's sum is right, though the order has another
arg-missing = Shows documents that Optima has no more
arg-missing-order = Brings this order's document back
arg-missing-all = Brings all back
decide-done = { $order }: noted.
decide-next = The file will be made at the next fetch: allegro-optima sync
missing-none = All of the program's documents are in Optima.
missing-order = { $order }  { $number }  { $day }  { $sum }  { $town }
missing-begin = Documents to bring back: { $count }
