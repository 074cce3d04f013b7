# Steps of export and import.

STG-001 = Account { $alias } is logged in to another shop at Allegro than before: { $login }.
    .todo = Log this account in again as the right seller, or add a second account under another name.
STG-002 = Another export of the account { $alias } is at work in this folder.
    .todo = Wait until it is done and try again. Where the service runs, it does so by itself.
EXP-001 = Allegro does not have this order any more: it was merged with another, or is too old.
    .todo = Nothing to do. The merged order comes under a new id.
EXP-002 = Allegro does not have the order any more that is in Optima as { $document }: it may have been merged with another.
    .todo = Look in Moje Allegro whether the buyer joined purchases, and whether goods are reserved twice.
EXP-003 = The buyer joined purchases: lines of this order are already in order { $other } (document: { $document }).
    .todo = Compare both orders in Moje Allegro. If the new one is in force, remove the old one's document from the buffer and run the export again.
EXP-004 = The pause was longer than Allegro's journal reaches back, so all orders changed since { $since } were looked at.
    .todo = Nothing has to be done. If the shop sold earlier, compare the number of orders in My Allegro.
EXP-005 = Allegro shows orders of the last 365 days only, so the search began at { $since }.
    .todo = Enter older orders by hand.
EXP-006 = The order was sent before the program began to work, so no document was made of it.
    .todo = If it should go into Optima, fetch it: allegro-optima export --order { $order }
EXP-007 = The program's state (state/ledger.sqlite3) was empty, so it was made anew from receipts, from files and from Optima. Orders found: { $orders }.
    .todo = Nothing needs to be done: orders changed since { $day } will be read once more. If the program worked earlier than that, name the day: allegro-optima export --since YYYY-MM-DD
EXP-008 = The receipt { $file } cannot be read, so it was left out when the program's state was made anew.
    .todo = No second document of that order will be made, for Optima knows its key. Look at the file beside the receipt.
EXP-012 = The folder is new, and there are documents or files of orders of Allegro already. The program knows them and does not make them again. Orders: { $orders }.
    .todo = Nothing to do: orders changed since { $day } are read. If earlier ones are wanted too, name the day: allegro-optima export --since YYYY-MM-DD
PRB-001 = And { $count ->
        [one] { $count } more finding
       *[other] { $count } more findings
    } that are not listed here.
    .todo = Correct what is listed first: the others often follow from it. Then try again.
EXP-011 = Orders of this account that have documents in the company { $company } already: { $orders }. They were passed over.
    .todo = If the account went over to another company, nothing needs to be done: new orders go to the new one. If not, mend the account's company in the settings.
EXP-013 = Account { $alias } has not begun yet: nobody has chosen the day from which orders are wanted.
    .todo = Choose it in the panel (Settings / Guide, the step "From which day") or name it yourself: allegro-optima export --since YYYY-MM-DD
EXP-009 = It is not known whether the buyer joined purchases: lines of this order are in order { $other } too, which could not be read. The reason: { $answer }
    .todo = Nothing to do: the program asks again by itself.
    .cure = later
EXP-010 = More orders changed in one instant ({ $at }) than Allegro's list shows, so not all of that instant were read.
    .todo = Look at the orders of that instant at Allegro and fetch those that lack: allegro-optima export --order ORDER-NUMBER
FIL-001 = The file holds several documents, and some were refused. Imported: { $numbers }.
    .todo = Mend the refused documents and drop the whole file again: what is in will not go in twice.
FIL-003 = Several numbers or codes in a row were taken by somebody else.
    .todo = Try again in a moment.
FIL-004 = The file is built otherwise than Optima writes: { $why }
    .todo = It was imported all the same. Look at the document in Optima.
FIL-006 = The file is of the account { $account }, whose orders go to the company { $company } and not to { $here }.
    .todo = Nothing was written. Move the file to the inbox of the company { $company }, or mend the account's company in the settings (accounts).
    .cure = outside
FIL-007 = It is not known to which company the file { $file } belongs: it names no account.
    .todo = Drop it into the inbox of the company that it is to go into.
FIL-008 = The company { $company } has the order { $order } of the account { $account } already, so that it did not come into the company { $here }.
    .todo = Nothing was written. If the document of the company { $company } is right, remove this file. If the company { $here } is to have it, remove the document in the Optima of { $company }, answer "decide { $order } meant-so", and move the file into its inbox folder.
    .cure = outside
FIL-009 = It is not known which company the file { $file } belongs to: the settings have no account { $account }.
    .todo = Add that account with its company to the settings (accounts), or put the file into the inbox folder of the company that it is for.
FIL-005 = Order { $order } was cancelled or replaced at Allegro, so the file was not imported.
    .todo = Nothing to do. If the cancellation was taken back, fetch the order again: allegro-optima export --order { $order }
