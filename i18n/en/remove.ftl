# Removing an account or a company in the panel.

remove-account = Remove the account { $name }
remove-company = Remove the company { $name }
remove-account-ask = Remove the account { $name }?
remove-company-ask = Remove the company { $name }?
remove-account-goes = What goes: the account in the settings, its login at Allegro and its own Client Secret. Your comments in the settings file stay.
remove-account-stays = What stays: the account's orders in the ledger and in reports, and the documents in Optima. Nothing changes at Allegro.
remove-company-goes = What goes: the company in the settings and its password for SQL Server. Your comments in the settings file stay.
remove-company-stays = What stays: the company's folder with ledger and archive, and all that is in Optima.
remove-yes = Yes, remove
remove-done = Removed: { $name }.
remove-to-orders = The account's orders
remove-last = The only account or company cannot be removed.
    .todo = If you begin anew, correct the data on the page "Settings", or add another one first.
remove-orders = { $count ->
    [one] One order is not done yet.
   *[other] { $count } orders are not done yet.
}
    .todo = Wait until there are documents of them, or choose "Ignore" for them in the list of orders. Then come back.
remove-files = { $count ->
    [one] In the company's folders lies a file that is not in Optima yet.
   *[other] In the company's folders lie { $count } files that are not in Optima yet.
}
    .todo = Import them into Optima, or remove them. Then come back.
remove-accounts = These accounts have their orders in this company: { $list }.
    .todo = Choose another company for them (Settings, Allegro: connection and accounts), or remove those accounts first.
