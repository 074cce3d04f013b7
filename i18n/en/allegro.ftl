### Allegro: JSON files and answers, connection, login.

## A file or answer is not an order

JSN-001 = The file with the order is empty.
    .todo = Download the order from Allegro again and check that the file was saved to its end.
JSN-002 = This is a web page or XML, not an order in JSON.
    .todo = Download the order from Allegro again. If it is an XML document, give it to "validate" or "import".
JSN-003 = The file is not in UTF-8 (byte { $offset }).
    .todo = Save the file again and choose UTF-8 as encoding.
JSN-004 = The file is too large: { $bytes } bytes, at most { $limit } are allowed.
    .todo = Split the file and read the parts one after the other.
JSN-005 = The file has more than { $limit } levels of nesting; no order from Allegro looks like that.
    .todo = Check where this file comes from and download the order from Allegro again.
JSN-006 = The file is not valid JSON: error in line { $line }, column { $column }.
    .todo = If the file was changed by hand, look at that place. If not, download the order again.
JSN-007 = There is no order from Allegro in the file.
    .todo = Give a file with one order (checkoutForm), with a list of orders, or with a page of the list (checkoutForms).
JSN-008 = The file has { $count } orders, and { $limit } are allowed.
    .todo = Divide the file into smaller ones.
JSN-010 = The order lacks the field { $path }.
    .todo = Look at the order in Allegro, see whether it is complete, and download it again.
JSN-011 = The field { $path } holds "{ $found }" where an amount such as 12.50 belongs (without a minus).
    .todo = Compare the amount with the order in Allegro and download the order again.
JSN-012 = The field { $path } holds "{ $found }" where a quantity above zero belongs.
    .todo = Compare the quantity with the order in Allegro and download the order again.
JSN-013 = The field { $path } holds "{ $found }" where the order's id (a UUID) belongs.
    .todo = Download the order from Allegro again.
JSN-014 = The field { $path } holds "{ $found }" where a currency of three letters such as PLN belongs.
    .todo = Download the order from Allegro again.
JSN-015 = The order has no lines.
    .todo = Look in Allegro at what was bought, and download the order again.
JSN-016 = The field { $path } holds something else than Allegro gives there (kind: { $found }).
    .todo = Download the order again. If that does not help, tell the authors: Allegro may have changed the format.
JSN-017 = The field { $path } stands twice, so that it is unknown which value is right.
    .todo = Download the order from Allegro again.

## Talking with Allegro

ALG-001 = Allegro ({ $host }) cannot be reached: { $detail }.
    .todo = Check the internet connection, the firewall and the proxy. The program tries again when it runs next.
ALG-002 = Allegro ({ $host }) did not answer in time.
    .todo = Try again in some minutes. https://allegrostatus.pl shows the state of Allegro's services.
ALG-003 = Allegro asks to slow down: too many requests in a short time (Trace-Id: { $trace }).
    .todo = Wait some minutes and run the program again. Nothing is lost.
ALG-004 = Allegro has a breakdown (code { $status }, Trace-Id: { $trace }): { $message }
    .todo = Try again in some minutes. https://allegrostatus.pl shows the state of Allegro's services.
ALG-005 = Allegro refuses access (code { $status }, Trace-Id: { $trace }): { $message }
    .todo = Log in again with "login" and agree to every permission that the program asks for.
    .panel = Log the account in again and agree to every permission that the program asks for.
    .ends = login
ALG-006 = A login to Allegro is needed.
    .todo = Run "login" and confirm in the browser. The program then finishes its work.
    .panel = Press “Log in to Allegro” and allow access in the browser. The program then goes on by itself.
    .ends = login
ALG-007 = Allegro does not know the application: wrong Client ID or Client Secret, or the other environment ({ $message }).
    .todo = Compare Client ID and Client Secret with those at https://apps.developer.allegro.pl and correct the settings.
ALG-008 = Allegro rejected the request (code { $status }, { $code }, Trace-Id: { $trace }): { $message }
    .todo = Tell the authors of the program, with the Trace-Id.
ALG-009 = Allegro ({ $host }) sent a web page instead of data (code { $status }, Trace-Id: { $trace }).
    .todo = Try again in some minutes. If it stays, check whether a proxy with a login page stands between.
ALG-010 = Allegro ({ $host }) sent an empty answer (code { $status }, Trace-Id: { $trace }).
    .todo = Try again in some minutes.
ALG-011 = Allegro's answer is too large: more than { $limit } bytes (Trace-Id: { $trace }).
    .todo = Tell the authors of the program.
ALG-012 = Allegro's answer ({ $what }) cannot be understood: { $detail }.
    .todo = Tell the authors of the program: Allegro may have changed the format.
ALG-013 = Allegro did not apply the filter { $filter } and sent other data.
    .todo = Tell the authors of the program. Until then, export orders one by one.
ALG-014 = The login data for Allegro cannot be read or stored: { $detail }.
    .todo = Check that the folder "state" exists, has space, and can be written by the program.
ALG-015 = The login data are of the other environment of Allegro (test instead of production, or the reverse).
    .todo = Check Allegro's addresses in the settings and log in again with "login".
    .panel = Check the addresses of Allegro in the settings and log the account in again.
    .ends = login
ALG-016 = The connection to Allegro cannot be set up: { $detail }.
    .todo = Check Allegro's addresses and the application's name in the settings, and the trusted certificates of this computer.
ALG-017 = The login to Allegro was declined in the browser.
    .todo = Run "login" again and confirm the access for the program in the browser.
    .panel = Press “Log in to Allegro” again and allow the program access.
ALG-018 = The login code ended before it was confirmed.
    .todo = Run "login" again and confirm the access within an hour.
    .panel = Press “Log in to Allegro” again and allow access within an hour.
ALG-019 = The login to Allegro lacks the permission "{ $scope }" that is needed.
    .todo = Check at https://apps.developer.allegro.pl that the application has it, run "login" again and agree to everything that the program asks for. A refresh does not widen permissions.
    .panel = Check at https://apps.developer.allegro.pl that the application has this permission, and log the account in again, agreeing to everything that the program asks for.
    .ends = login
ALG-020 = Another copy of the program refreshes the login to Allegro and does not finish.
    .todo = Wait a minute and run the command again. If it stays, close the copy that hangs.
    .panel = Wait a minute and try again. If it happens again, close the copy of the program that hangs.
ALG-021 = The account was logged in with another application (another Client ID) than the settings name.
    .todo = Put the former client_id back into the settings, or run "login" again.
    .panel = Restore the former client id in the settings or log the account in again.
    .ends = login
ALG-022 = Allegro refuses access to just this (code { $status }, Trace-Id: { $trace }), although the account is logged in: { $message }
    .todo = Nothing to do: the program asks again by itself. If it stays so for more than a day, look it up at Allegro and write to Allegro's staff, with the Trace-Id.
ALG-023 = Allegro does not accept the login for just this request (code { $status }, Trace-Id: { $trace }), although the account is logged in: { $message }
    .todo = Nothing to do: the program asks again by itself. If it stays so for more than a day, write to Allegro's staff, with the Trace-Id.
ALG-024 = Allegro's answer ({ $host }) broke off: { $detail }.
    .todo = The program asks again by itself. If it stays so, check the internet connection and the proxy.

## Scenarios and the simulator

SCN-001 = There is no scenario { $name }.
    .todo = Give one of the names { $names }, or a TOML file with a scenario.
SCN-002 = The scenario { $file } cannot be read: { $why }
    .todo = Check the name, and that it is an ordinary file that may be read.
SCN-003 = The scenario { $file } has a mistake in line { $line }: { $why }
    .todo = Correct this line. docs/simulator.md describes the file.
SIM-001 = The simulator will not listen at { $address }: other computers would see it.
    .todo = Give an address of this computer, such as 127.0.0.1:8080.
SIM-002 = The simulator cannot be started: { $why }
    .todo = Check that the port is free, and that the folder holds JSON files with orders.

## What stands in a field

kind-text = a text
kind-number = a number
kind-flag = true or false
kind-object = an object
kind-list = a list
kind-nothing = nothing (null)
kind-other = something unknown
whole-order = (the whole order)

## Why an answer of Allegro's cannot be understood

answer-no-json = it is not valid JSON (line { $line }, column { $column })
answer-not-text = it is not text in UTF-8 (byte { $offset })
answer-large = it is too large
answer-deep = it is nested deeper than { $limit } levels
answer-no-order = there is no order in it
answer-missing = the field { $path } is missing in it
answer-value = the field { $path } holds “{ $found }”, which is no value of it
answer-kind = the field { $path } holds something else than Allegro gives there ({ $found })
answer-whole = it is not what Allegro gives ({ $found })
answer-twice = the field { $path } stands twice
answer-other = it is about something else ({ $id })
answer-login = there is no login in it
