# Letters by e-mail.
MAI-001 = "{ $address }" in the part [email] is no e-mail address.
    .todo = Write the address alone, such as "me@firm.pl".
MAI-002 = The mail server { $server } does not answer: { $why }
    .todo = Check server and port in the part [email], and the connection to the internet. The letter is sent when the server answers.
MAI-003 = The mail server { $server } did not take login or password: { $why }
    .todo = Check user in the part [email] and the password (variable EMAIL_PASSWORD or file state/email-password). Some mailboxes want a password of their own for programs.
MAI-004 = The encrypted connection to the mail server { $server } failed: { $why }
    .todo = Check encryption in the part [email]: "starttls" for port 587, "tls" for port 465, and whether server is the name in the certificate.
MAI-005 = The mail server { $server } did not take the letter: { $why }
    .todo = Check the addresses from and to in the part [email]; many servers send only letters of the sender who logged in.
MAI-006 = There is no password for the mail server.
    .todo = Set the variable { $variable }, or write the password into the file state/email-password, which only the program's user may read (Linux: chmod 600). If the server wants no login, remove user from the part [email].
MAI-007 = Letters are switched off: the part [email] of the settings has no server.
    .todo = Write server, from and to into the part [email] of allegro-optima.toml.
MAI-008 = The mail server { $server } answers but does not offer encryption by "starttls", so neither password nor letter was sent.
    .todo = Put encryption = "tls" and port = 465 into the part [email] of the settings, if the server works so. The mailbox's provider says what it needs.
NOT-001 = Nothing was heard of the Allegro account { $alias } for long.
    .todo = Open the panel or run "allegro-optima doctor": it shows what does not work.
    .panel = See the page “Status”: the check of settings and connections shows what does not work.

mail-subject = { $count ->
        [one] allegro-optima: { $count } matter needs attention
       *[other] allegro-optima: { $count } matters need attention
    }
mail-where = { $time }  { $whose }  { $what }
mail-more = And { $more } more. All are in the panel and in the command "allegro-optima status".
mail-foot = More: the program's panel, pages "Orders" and "Files", or the command "allegro-optima status".
mail-panel = Panel: { $address } (on the computer that the program works on).
mail-sum-subject = allegro-optima: documents of the last day: { $made }, orders that wait for you: { $open }
mail-sum = { $company }
    documents of the last day: { $made }
    files that wait for their import: { $exported }
    orders waiting: { $waiting }
    orders refused: { $errors }
    orders that wait for you: { $open }
mail-sum-open = They wait for you:
mail-test-subject = allegro-optima: a letter to try
mail-test = The command "allegro-optima doctor --email" sent this letter. The mail settings work.
mail-tried = The server took the letter, to: { $to }.
