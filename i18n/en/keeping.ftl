# Keeping data.
RET-001 = The words of message { $code } were removed, for the time for which buyers' data is kept is over, or the buyer asked for it.
    .todo = Nothing is to be done. The document in Optima and the order at Allegro are unchanged; the part [retention] of the settings has the time.
RET-002 = The file { $file } could not be removed although its time is over: { $why }
    .todo = Close the programs that use it and look at the folder's rights; it is tried again tomorrow, and at once by the command "clean".
    .panel = Close the programs that use it and check the rights to the folder; the program tries again tomorrow.
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
forget-left-file = the file { $file } stays: its order has no document yet
forget-left-order = order { $order } stays: it has no document yet
forget-none = There is nothing about this person here.
forget-sum = Files removed: { $files }, orders cut down: { $orders }, left: { $left }.
forget-would = Files to remove: { $files }, orders to cut down: { $orders }, to be left: { $left }.
forget-left = Finish or ignore ("Ignore" in the panel) what is left, remove files from errors/ that are not needed, and repeat the command.
forget-elsewhere = This does not touch Optima (contractor and documents are the seller's accounts), Allegro or backups. The sandbox base keeps them as well.
