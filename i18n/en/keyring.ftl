### The system's keyring, in which the logins to Allegro may be kept.

KEY-001 = There is no system keyring, where the login to Allegro should be kept: { $why }.
    .todo = On a server without a desktop set [allegro] tokens = "file" and log in again with "login". A Windows service sees another keyring than the user who logged in: run the program as that user.
KEY-002 = The system keyring is locked or does not let the program in: { $why }.
    .todo = Unlock the keyring (log in to the system under this account) and try again, or set [allegro] tokens = "file".
KEY-003 = The login is too long for the system keyring (it takes { $max } bytes).
    .todo = Set [allegro] tokens = "file".
KEY-004 = The system keyring did not do what it was asked: { $why }.
    .todo = Try again; if it happens again, set [allegro] tokens = "file" and log in again with "login".
KEY-005 = The system keyring does not hold the login of account { $alias } that should be there.
    .todo = Log in again with "login". If the program runs as a service, run it as the user who logged in.
    .panel = Log the account in again. If the program runs as a service, run it as the same user of the system who logged in.
KEY-006 = The login to Allegro lies, or should lie, in the system keyring, and this build of the program cannot use it. Nothing was changed.
    .todo = Take the build for Linux that has the keyring (built with "--features secret-service"), or set [allegro] tokens = "file" and log in again with "login".
