# Keeping data.
RET-001 = The words of message { $code } were removed, for the time for which buyers' data is kept is over, or the buyer asked for it.
    .todo = Nothing is to be done. The document in Optima and the order at Allegro are unchanged; the part [retention] of the settings has the time.
RET-002 = The file { $file } could not be removed although its time is over: { $why }
    .todo = Close the programs that use it and look at the folder's rights; it is tried again tomorrow, and at once by the command "clean".
    .panel = Close the programs that use it and check the rights to the folder; the program tries again tomorrow.
RET-003 = This machine's clock shows { $now }, and the age of data was last looked at on { $last }. The clock may have leapt, so no buyers' data was removed.
    .todo = Check the date of the machine. If it is right, nothing is to be done: when the clock agrees tomorrow, the program removes what is due. Where the program does not run all the time, repeat the command "clean" tomorrow.
    .panel = Check the date of the machine. If it is right, nothing is to be done: when the clock agrees tomorrow, the program removes what is due.
LOG-001 = The log cannot be written in the folder { $folder }: { $why }. The program goes on without it.
    .todo = Check the rights of that folder and that it is one, then start the program again.

help-clean = Removes buyers' data whose time (retention.days in the settings) is over
help-forget = Removes one buyer's data from files and ledger
arg-clean-dry-run = Only show how much would be removed
arg-buyer = The buyer's number or login at Allegro
arg-nip = The firm's NIP
arg-forget-dry-run = Only show what would be removed
arg-email = Send a letter as the part [email] of the settings says
clean-off = The settings have retention.days = 0: nothing is removed.
clean-head = { $company }:
clean-done = { $days ->
        [one] older than { $days } day
       *[other] older than { $days } days
    }: files removed: { $files } ({ $size } MiB), orders cut down: { $orders }.
clean-would = { $days ->
        [one] older than { $days } day
       *[other] older than { $days } days
    }: files to remove: { $files } ({ $size } MiB), orders to cut down: { $orders }.
forget-file = file { $file }
forget-order = order { $order }: number, key and sums stay
forget-words-file = the file { $file } is another buyer's: the words about this person go from the description beside it
forget-words-order = order { $order } is another buyer's: the words about this person go from it
forget-left-file = the file { $file } stays: its order still waits for a document or a decision
forget-left-order = order { $order } stays: it still waits for a document or a decision
forget-none = There is nothing about this person here.
forget-sum = Files removed: { $files }, orders cut down: { $orders }, left: { $left }.
forget-would = Files to remove: { $files }, orders to cut down: { $orders }, to be left: { $left }.
forget-left = Finish or ignore ("Ignore" in the panel) what is left, remove files from errors/ that are not needed, and repeat the command.
forget-elsewhere = The program does not reach: Optima (contractor and documents are the seller's accounts), Allegro, mails that were sent, backups, and files that somebody copied elsewhere. The sandbox base keeps them as well.
