### Login to Allegro: the commands "login" and "accounts".

LGN-001 = The account { $alias } has no Client ID of an application in the settings.
    .todo = Register an application of your own by the steps given and put its Client ID as client_id into [accounts.{ $alias }] of allegro-optima.toml.
LGN-002 = There is no Client Secret of the application for the account { $alias }.
    .todo = Set the environment variable ALLEGRO_CLIENT_SECRET (or { $variable } for this account alone), or put the secret into the file { $common } (or { $own }), which nobody else may read (Linux: chmod 600).
LGN-003 = There is nobody to ask whether this is the right account: the command does not run in a terminal.
    .todo = Run "login" in a terminal, or add --yes if you are sure to log in the right account.
LGN-004 = The account was not confirmed, so nothing was stored. A former login, if there was one, still works.
    .todo = Log out of Allegro in the browser, log in to the right account, and run "login" again.
    .panel = Log out of Allegro in the browser, log in there to the right account and press “Log in to Allegro” again.
LGN-005 = There are several accounts in the settings: { $names }.
    .todo = Say which one to log in: allegro-optima login NAME.
LGN-006 = The login ends on { $until } unless it is used before.
    .todo = Run "accounts --renew" or "export"; the login then lasts three months more.
    .panel = Fetching orders is enough: it prolongs the login by three months. You can also log the account in now.

login-guide = The program talks to Allegro through an application of your own. It is made once, free of charge, in five steps:
    {"  "}1. Go to { $page } and log in with the seller's account (which must have two-step login switched on).
    {"  "}2. Choose to register a new application and name it { $application } (put another name into the settings: [allegro] application).
    {"  "}3. As its kind choose an application in an environment without browser or keyboard (device). The kind cannot be changed later.
    {"  "}4. Tick the permissions to read: orders, account data (profile) and offers. The program does not need to write.
    {"  "}5. Put the Client ID into allegro-optima.toml as client_id. Give the Client Secret in the variable ALLEGRO_CLIENT_SECRET or in the file state/client-secret. Then run "login" again.
    The Client Secret leaves this computer in requests to Allegro only.
login-open = Open in a browser (on any device, logged in to the seller's account):
    {"  "}{ $address }
    Code: { $code }
    Waiting for your consent…
login-seller = Logged in as: { $login }, company: { $company }, NIP: { $nip } ({ $environment })
login-ask = Is this the right account? [y/N]
login-done = The account { $alias } is logged in. The login is good until { $until } and is prolonged by itself whenever the program works.
login-wait = Allegro: waiting { $seconds } s before the next request…
environment-production = allegro.pl
environment-sandbox = Allegro's test environment

accounts-head = Account { $alias } ({ $environment })
accounts-seller = {"  "}login: { $login }, company: { $company }, NIP: { $nip }
accounts-access = {"  "}access until: { $until } (renewed by itself)
accounts-login = {"  "}login good until: { $until }
accounts-scopes = {"  "}permissions: { $scopes }

help-login = Logs an account in to Allegro (a code that is confirmed in a browser)
help-accounts = Shows which accounts are logged in, and until when
arg-login-alias = Name of the account in the settings [default: the only one]
arg-login-yes = Do not ask whether this is the right account
arg-renew = Renew the logins that are due
