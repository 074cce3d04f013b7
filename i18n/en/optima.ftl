# The Optima base: connection, writing, reading.

OPT-001 = The base { $place } cannot be opened: { $why }
    .todo = See that the base's file or server exists and that you may use it, then run the import again.
    .panel = Check that the file or the server of the base exists and that you may use it. Then save and check again.
OPT-002 = The base { $place } is in use by another program.
    .todo = Wait until the other import is done, or close the program that holds the base. Nothing was written; the orders go in with the next run.
OPT-003 = The base { $place } cannot be written: { $why }
    .todo = See to free disk space and to the right to write. Nothing was written; the orders go in with the next run.
OPT-004 = SQL Server { $place } did not let "{ $user }" in: { $why }
    .todo = Check user in the company's settings and the password (variable OPTIMA_PASSWORD or file state/optima-password). The server must allow SQL logins (mixed mode).
OPT-005 = The server has no database { $database }, or this user has no access to it ({ $place }).
    .todo = Write the name of the company's base as in Optima (System / Konfiguracja / Program / Bazy danych) into the company's settings and give the user his rights with docs/grant.sql.
OPT-006 = The connection to { $place } is not safe: { $why }
    .todo = Name in ca_file a file with the certificate of who signed the server's. If the server is on this machine you may knowingly set encryption = "trust" or "off".
OPT-007 = A right is missing in { $place }: { $why }
    .todo = Give the user his rights with docs/grant.sql. Nothing was written; the orders then go in by themselves.
OPT-008 = The certificate of { $place } is not checked (encryption = "trust").
    .todo = Nobody can listen, but somebody in the network can pretend to be the server. Name the certificate in ca_file and set encryption = "required".
OPT-009 = The connection to { $place } is not encrypted (encryption = "off").
    .todo = Password and customers' data cross the network in the clear. Set encryption = "required" unless the server is on this machine.
OPT-010 = The file { $place } is not a try-out base of this program.
    .todo = Name another file in the company's settings, or move this one away. It was not touched.
OPT-011 = The try-out base { $place } was made by a newer version of the program ({ $found }; this one knows { $known }).
    .todo = Install the newer version, or name another try-out file in the company's settings.
OPT-012 = The try-out base { $place } is damaged.
    .todo = Restore it from a backup, or move the file away; the next run makes a new, empty try-out base.
OPT-013 = The base { $place } is Comarch ERP XL's and not Optima's.
    .todo = Write Optima's company base into the settings. The program changed nothing in this one.
OPT-014 = The base { $place } has none of Optima's tables.
    .todo = Write the company's base (CDN_FIRMA) into the settings, not that of the configuration (CDN_KNF_…) or another.
OPT-015 = The base { $place } lacks a table: { $why }
    .todo = If Optima is just converting the base, wait until it is done; the orders then go in by themselves. If not, check the user's rights and Optima's release with doctor.
    .panel = If Optima is converting the base, wait for the end; the orders go in by themselves. If not, check the user's rights and the version of Optima on the page “Status”.
OPT-016 = There is no pattern document { $number }.
    .todo = Write the full number of an RO made by hand into the setting pattern, or leave it empty.
OPT-017 = There is no password for the SQL Server of company { $company }.
    .todo = Set the variable { $variable } (or OPTIMA_PASSWORD), or write the password into the file { $file } that only the program's user may read.
OPT-020 = The Optima base has no column { $table }.{ $column }, or it was named twice.
    .todo = This release of Optima differs from those we know. Report it with Optima's version and the column's name.
OPT-021 = The column { $table }.{ $column } is filled by Optima itself and must not be written.
    .todo = This is a fault of the program. Report it with the column's name.
OPT-022 = The column { $table }.{ $column } needs a value and there is none.
    .todo = See whether the order or the settings lack it. If nothing is missing, report it with the column's name and Optima's version.
OPT-023 = { $length ->
        [0] The text in { $table }.{ $column } is too long: { $max } characters fit.
       *[other] The text in { $table }.{ $column } has { $length } characters and { $max } fit.
    }
    .todo = Shorten it in the XML file or in the settings and import the file again.
OPT-024 = The column { $table }.{ $column } does not take these characters: { $letters }
    .todo = Replace them in the XML file by Polish or Latin letters and import the file again.
OPT-025 = The number { $value } does not fit the column { $table }.{ $column }.
    .todo = See to the amounts, prices and quantities in the file: amounts have at most 2 decimals, prices and quantities 4.
OPT-026 = The value for { $table }.{ $column } is of the wrong kind, or not a valid date.
    .todo = See to the dates in the file. If they are right, report it with the column's name.
OPT-027 = The column { $table }.{ $column } points to something that the base does not have ({ $parent }).
    .todo = Somebody deleted a card, warehouse, payment form or definition in Optima. See to the settings and import the file again.
OPT-028 = The base has this already: { $table } { $column } ({ $index }).
    .todo = Look in Optima for the card or document with the same code, EAN or number, and decide which one stays.
OPT-029 = The base did not take the row { $table } { $column }: { $why }
    .todo = See to the order's data. If they are right, report this text with Optima's version.
OPT-030 = Somebody else has just made the contractor { $code }.
    .todo = Nothing was written. Import the file again: the program will use the card that is there.
    .cure = outside
    .names = buyer
OPT-031 = Somebody else has just made the product card { $code }.
    .todo = Nothing was written. Import the file again: the program will use the card that is there.
    .cure = outside
OPT-032 = { $tried ->
        [one] No free number was found for { $pattern } ({ $tried } try).
       *[other] No free number was found for { $pattern } ({ $tried } tries).
    }
    .todo = See to the document's numbering scheme (System / Configuration / Company / Document definitions), and that the full number has no more than 30 characters.
    .cure = outside
OPT-033 = It is not known whether the document { $key } was written: { $why }
    .todo = Run the import again: the program looks for that document first and does not write it twice.
    .panel = Press “Synchronise now”: the program looks for this document first and does not write it twice.
OPT-034 = The base holds a value that cannot be read: { $column } = { $value }
    .todo = Correct it in Optima. If this is a try-out base changed by hand, restore it from a backup.
OPT-035 = The base refused a statement ({ $at }); error { $number }, class { $class }: “{ $why }”
    .todo = Show this text to whoever looks after Optima for you. When the reason is gone the file comes in by itself. If it comes back, report it with Optima's version.
    .cure = outside
OPT-036 = The server of the base { $place } cannot work now; error { $number }, class { $class }: “{ $why }”
    .todo = Nothing was refused. The files wait and come in by themselves when the server is well again. If this lasts, show this text to whoever looks after the server.
OPT-037 = The server of the base { $place } says that the base's file is damaged; error { $number }: “{ $why }”
    .todo = Tell whoever looks after the server at once: its disk and its backups have to be seen to before anybody goes on working in Optima. The files wait and come in by themselves when the base is repaired.
OPT-038 = { $files ->
        [one] The base refused { $files } file with the same error { $number } ({ $at }): “{ $why }”
       *[other] The base refused { $files } files in a row with the same error { $number } ({ $at }): “{ $why }”
    }
    .todo = The reason lies rather in the base than in the files: in a trigger, say, that somebody added or changed. Show this text to whoever looks after Optima for you. The files wait; those that this has put into errors come back by themselves when the base takes the first document.
OPT-039 = The file { $file } with the certificate (the setting ca_file) cannot be read: { $why }
    .todo = Correct ca_file in [companies.…]: it must name a PEM file with the certificate of whoever issued the server's. The path begins at the folder of the settings.
OPT-040 = { $host } does not list its SQL Servers.
    .todo = Check its name. Start the service "SQL Server Browser" there and let UDP port 1434 through its firewall, or type the server: the name of the computer, \ and the name of the instance (Optima shows it where a base is chosen), such as SERWER\OPTIMA.

# Several companies.

company-left = Company { $company }: stopped; the other companies have their turn.
