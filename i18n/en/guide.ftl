# The guide: six steps from an empty folder to the first document.

guide-title = Guide: setting the program up
guide-welcome = Six steps lie between you and the first document in Optima. Each is saved at once. You may stop at any moment and come back when you like.
guide-folder = Settings, files and the program's data lie in the folder { $dir }.
guide-steps = Steps of the guide
guide-step = Step { $number } of 6: { $name }
guide-firm = Your firm
guide-allegro = Allegro
guide-optima = Optima
guide-documents = Documents
guide-tables = Deliveries, payments, goods
guide-start = From which day
guide-done = done
guide-open = to come
guide-begin = Begin
guide-go-on = Go on with: { $step }
guide-later = Later
guide-later-how = The overview opens. You come back to the guide from there or from the page "Settings".
guide-unfinished = The program is not set up yet, so it fetches no orders.
guide-waits = Account { $alias } is not at work yet: finish setting it up and choose the day from which orders are wanted.
guide-open-it = Open the guide
guide-back = All steps
guide-to-next = Next: { $step }
guide-anyway = Go on all the same
guide-save = Save
guide-save-and-look = Save and check
guide-saved = Saved.
guide-check = Check now
guide-red = Something is still to be put right:
guide-found = What was checked and is right

guide-firm-how = These go into every document as its seller.
guide-nip-how = Ten digits, with dashes or without. The program checks the check digit.
guide-firm-open = The firm's data are missing, or its NIP is wrong.
    .todo = Fill in the fields and save.
guide-firm-good = The firm's name, NIP and address are right.
guide-no-name = The firm's name is missing.
    .todo = Write it as it stands on your documents.
guide-wrong-nip = "{ $nip }" is no NIP: it has ten digits, and the last one checks the others.
    .todo = Copy the NIP from the firm's documents.
guide-no-address = The post code or the city is missing.
    .todo = Write the firm's address.

guide-app-head = How to register an application of your own at Allegro (once, free of charge)
guide-app-one = Open this page and log in with the seller's account (which must have two-step login switched on):
guide-app-two = Choose "Register new application" and give it this name:
guide-app-three = As its kind choose an application that works where there is no browser or keyboard. The kind cannot be changed later.
guide-app-four = Tick the permissions to read: orders, the account's data (profile) and offers. The program needs none to write.
guide-app-five = Allegro shows a "Client ID" and a "Client Secret". Copy them and paste them below.
guide-name-how = The same name that the application has at Allegro.
guide-id-how = Paste the "Client ID" of the application's page at Allegro.
guide-secret = Client Secret
guide-secret-how = Paste the "Client Secret". It goes into a file that only its owner reads and is shown nowhere.
guide-password-how = The password of this SQL Server user. It goes into a file that only its owner reads and is shown nowhere.
guide-secret-at = It is kept already ({ $at }). Write it only where it is to change.
guide-no-id = The Client ID is missing.
    .todo = Copy it from the application's page at Allegro and paste it into the field "Client ID".
guide-no-secret = The Client Secret is missing.
    .todo = Copy it from the application's page at Allegro and paste it into the field "Client Secret".
guide-login = Login
guide-login-how = The program asks Allegro for a code. You confirm it on Allegro's page, logged in to the seller's account, on this computer or on a telephone.
guide-allegro-open = The application's data are missing.
    .todo = Register it at Allegro and paste "Client ID" and "Client Secret".
guide-not-logged-in = Nobody has logged in to Allegro yet.
    .todo = Log in in the step "Allegro".
guide-allegro-good = The account is logged in.
guide-account-more = Add another account or company
guide-account-alias = Short name of the account
guide-account-alias-how = Up to 20 characters: plain letters, digits, a dash. It goes into file names and into the order's number in Optima, and changes nothing about the account at Allegro.
guide-account-company = Company (Optima base)
guide-account-company-how = Choose a company of the list or write the short name of a new one: it gets a base and a seller of its own.
guide-account-add = Add account
guide-bad-name = The name "{ $name }" cannot be used.
    .todo = Write up to 20 characters: plain letters, digits, a dash or an underscore, no blanks.
guide-same-name = The name "{ $name }" is taken already.
    .todo = Write another one.

guide-optima-how = Begin with the try-out base if you want to see first how it works. You can go over to the firm's base here at any time.
guide-engine-which = Where are documents to go?
guide-engine-sandbox = Into a try-out base in a file: it has Optima's tables, but is not Optima
guide-engine-server = Into Optima's base on an SQL server
guide-server = The server
guide-server-how = The computer with the base, such as SERVER\OPTIMA or 192.168.0.5,1433. Optima shows its name at the foot of its window and where one logs in to the server.
guide-login-sql = with login and password of the SQL server
guide-login-windows = with a Windows account
guide-password = Password
guide-encrypt-required = encrypted, the server's certificate is checked
guide-encrypt-trust = encrypted, any certificate is taken
guide-encrypt-off = not encrypted (a server on this very computer)
guide-find = Find servers and bases
guide-find-how = First the servers of the network; once you have typed server, login and password, also the bases on it. Nothing is saved.
guide-found-servers = Servers that were found:
guide-found-bases = Bases on this server:
guide-base-which = What is this base?
guide-base-test = It is a test base
guide-base-real = It is the firm's real base, and I have a backup of it
guide-which-base = It is not known whether this is a test base or the real one.
    .todo = Tick one of the two. Writing past Optima is not supported by its maker: a test base first, and before the real one a backup.
guide-grants = Script with the rights, for the server's administrator
guide-grants-how = Select, copy and run it in the firm's base as administrator. The names are filled in; write a password in the script and the same one here.
guide-optima-open = No base was chosen yet, or its password is missing.
    .todo = Choose it in the step "Optima" and save.
guide-optima-good = The base answers, and the program has all rights in it that it needs.

guide-documents-how = Choose from what Optima has: the fields unfold lists. An empty field means "the usual one" or "none".
guide-defaults = Where the tables do not say otherwise
guide-pattern-how = The number of a reservation saved in Optima by hand, such as RO/12/2026. The program takes values from it that it does not know itself. Choose one of the latest or leave it empty.
guide-documents-good = Everything that is chosen here is in Optima.

guide-tables-seen = { $count ->
    [one] One order of the last 30 days was looked at.
   *[other] { $count } orders of the last 30 days were looked at.
}
guide-tables-none = The tables have everything that these orders need.
guide-tables-how = The tables do not have this yet. Each comes with what Optima may have for it, where something was found. Change what does not fit; what you tick is saved.
guide-goods-how = Write a code, the beginning of a name or an EAN: the cards that fit are shown below the field. What you do not name here waits on the overview.
guide-wanted = { $count ->
    [one] Needed in one order.
   *[other] Needed in { $count } orders.
}
guide-refused = Without it no document is made.
guide-tick = save
guide-accept = Save what is ticked
guide-tables-good = Everything that the tables name is in Optima.

guide-start-how = The program begins to fetch orders when you press "Start". Before that nothing goes into Optima.
guide-counts = So many orders changed at Allegro
guide-whence = Which orders are to go into Optima?
guide-since-now = New ones only, from now on
guide-since-day = Earlier ones too, from this day on:
guide-on-day = Day
guide-go = Start
guide-begun = This account is at work already: the program fetches its orders.
guide-tried = A trial on the ten latest orders
guide-tried-how = This is what the documents would look like. Nothing of it was saved.
guide-not-tried = There were no orders in the last 30 days.
guide-stays = No document would come of it:
