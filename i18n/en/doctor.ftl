# A look at settings and base with "doctor".

DOC-001 = Settings and the tables in mappings/ are sound ({ $file }).
DOC-002 = Folder { $path }: can be read and written.
DOC-003 = Folder { $path } cannot be written: { $why }
    .todo = Give the program's user the right to write there.
DOC-004 = Free on the disk: { $free }.
DOC-005 = Only { $free } is left on the disk.
    .todo = Make room: without it no file is written and the work stops.
DOC-006 = Writing to the base past Optima is not supported by its maker.
    .todo = A test base and a backup first. Only documents in the buffer are written; the XML files of outbox/ can also be read by Optima itself.
DOC-007 = In force in [{ $whose }]: { $values }.
    .names = person
DOC-008 = The folder mappings/{ $folder } is no company's, so its tables change nothing.
    .todo = Name it as the company is named in [companies.NAME], or remove it.
DOC-010 = The base { $place } answers: { $engine }, Optima { $release }.
DOC-011 = The base { $place } can only be read.
    .todo = Take the read-only mode away (ALTER DATABASE … SET READ_WRITE) or name another base.
DOC-012 = The right { $right } on table CDN.{ $table } is missing.
    .todo = Give the user his rights with docs/grant.sql.
DOC-018 = The program may not read the table CDN.{ $table }, for its rights were given in an earlier version. The report counts VAT from the lines, which may differ by some grosze from Optima's; everything else works.
    .todo = Run in the company's base as an administrator: { $grant }
DOC-013 = The base has the collation { $found }, and Optima uses Polish_CI_AS.
    .todo = Check that this is the right base. Codes and logins may compare otherwise than in Optima.
DOC-014 = { $minutes ->
        [one] The clocks of the base's server and of this machine are { $minutes } minute apart.
       *[other] The clocks of the base's server and of this machine are { $minutes } minutes apart.
    }
    .todo = Set both from the network: else a document gets the date of another day around midnight.
DOC-015 = On table CDN.{ $table } there is a trigger { $name } that is not among the known ones of Optima.
    .todo = If documents that were brought in look otherwise than they should, ask whoever made it.
DOC-019 = The program has no right to see the triggers on the tables: { $tables }. It does not need it to work.
    .todo = For "doctor" to name triggers that are not Optima's, run in the company's base as an administrator: { $grants }
DOC-029 = The text of trigger { $name }: { $text }
    .names = person
DOC-016 = The base lacks { $column }, and the program reads it.
    .todo = This is another release of Optima than those known, or the user does not see the table. Give him his rights with docs/grant.sql; if that does not help, report Optima's release and this name.
DOC-017 = The connection to { $place } is encrypted, and the server's certificate was checked.
DOC-020 = Optima has no document definition { $symbol } (class { $class }).
    .todo = Make it (System / Konfiguracja / Firma / Definicje dokumentów) or correct definition in the settings.
DOC-021 = The document definition { $symbol } is inactive.
    .todo = Switch it on (System / Konfiguracja / Firma / Definicje dokumentów) or correct definition in the settings.
DOC-022 = Definition { $symbol }: the numbering agrees with the newest document { $number }.
DOC-023 = The numbering scheme of { $symbol } ({ $scheme }) gives "{ $made }", and the newest document { $number } has "{ $found }".
    .todo = If you changed the scheme, save one RO of this definition in Optima by hand; if not, report both texts.
DOC-024 = Definition { $symbol }: there is no document yet to compare the numbering with. The first would be { $number }.
    .todo = Save one RO of this definition in Optima by hand and compare its number.
DOC-025 = No number can be made by the scheme of { $symbol } ({ $scheme }): { $why }
    .todo = Correct the scheme (System / Konfiguracja / Firma / Definicje dokumentów) or give series in the settings.
scheme-unknown = it is not known what { $member } means
scheme-no-number = there is no number in it
scheme-no-series = it needs a series, and none is set
scheme-too-long = “{ $number }” does not fit into Optima
DOC-026 = Column { $column } will be filled with the value of the pattern document.
DOC-027 = Column { $column } is not known; an empty value will be written into it.
    .todo = Save one RO to the buffer in Optima by hand and write its number into the company's setting pattern: its value is then taken.
DOC-028 = Definition { $symbol } is in the base; Optima numbers documents of this kind ({ $kind }) when it reads the file.
DOC-030 = Optima has no warehouse { $symbol }.
    .todo = Make it (Handel / Magazyny) or correct warehouse in the settings.
DOC-031 = The warehouse { $symbol } is inactive.
    .todo = Switch it on (Handel / Magazyny) or correct warehouse in the settings.
DOC-032 = The warehouse { $symbol } is in Optima.
DOC-033 = Optima has no payment form "{ $form }".
    .todo = Make it (Kasa/Bank / Formy płatności) or correct the name. It stands in: { $places }.
DOC-034 = The payment form "{ $form }" is inactive.
    .todo = Switch it on (Kasa/Bank / Formy płatności) or name another one. It stands in: { $places }.
DOC-035 = { $days ->
        [one] The payment form "{ $form }" is in Optima, due in { $days } day.
       *[other] The payment form "{ $form }" is in Optima, due in { $days } days.
    }
DOC-036 = Optima has no card { $code } that settings or tables name.
    .todo = Make a service of this code (Ogólne / Cennik) or correct the code. It stands in: { $places }.
DOC-037 = Optima has no document attribute { $code }.
    .todo = Make it (Ogólne / Atrybuty, type Dokument, format Tekst) or switch it off in fields.attributes. Without it the document is made without that value.
DOC-038 = Optima has no category { $code }.
    .todo = Make it in Optima (Ogólne / Kategorie) or correct category in the parts [documents.…].
DOC-041 = Optima has no product group { $group }, in which new cards are to be made.
    .todo = Make it (Ogólne / Cennik, the tree of groups) or correct products.card.group in the settings. Without it orders that need a new product card are held.
DOC-042 = Optima has no group of contractors { $group }, in which new cards are to be made.
    .todo = Make it (Ogólne / Inne / Grupy kontrahentów) or correct group in the parts [documents.…] (empty: no group). Without it orders of new buyers are held.
DOC-043 = The series “{ $series }” will change nothing: the numbering scheme of { $symbol } ({ $scheme }) has no @rejestr.
    .todo = Add @rejestr to the scheme (System / Konfiguracja / Firma / Definicje dokumentów), name one that has it in the settings, or remove series.
DOC-044 = [orders] foreign_delivery = "oss", and the table oss.csv is empty: every order of a consumer in another country of the Union will be held.
    .todo = Put the countries' rates into mappings/oss.csv, or set foreign_delivery = "stop".
DOC-045 = [orders] foreign_currency = "import", and the table rates.csv is empty: every order in a foreign currency will be held.
    .todo = Put the NBP's rates into mappings/rates.csv, or set foreign_currency = "stop".
DOC-050 = The pattern document { $number } is in the base.
DOC-051 = No pattern document was chosen.
    .todo = Save one RO to the buffer in Optima by hand and choose it: doctor --pattern NUMBER --write. Values that the program does not write itself are then as they are there.
DOC-060 = Allegro, account { $alias }: logged in as { $login }, renewed by itself until { $until }.
    .names = person
DOC-061 = The Allegro account { $alias } is of a firm with another NIP than the seller of the settings.
    .todo = Check nip in [seller], and whether this account's orders are to go to this company (company in [accounts.{ $alias }]). If it is meant so, set other_seller = true in the part [companies.…] of that company.
DOC-062 = Allegro, account { $alias }: answers.
DOC-063 = Requests to Allegro carry the User-Agent: { $agent }.
DOC-064 = No Allegro account is set up.
    .todo = Add a part [accounts.NAME] to the settings and log in with "login".
    .panel = Add an account in the guide and log it in.
DOC-065 = Letters go by the server { $server }; readers: { $readers }.
    .todo = The connection is not encrypted and the server is not on this machine: set encryption = "starttls" or "tls" in the part [email].
DOC-070 = The bundle { $path } cannot be written: { $why }
    .todo = Name a file in a folder that may be written to.
DOC-071 = It is not clear where in { $file } the pattern { $number } belongs.
    .todo = Write pattern = "{ $number }" by hand into the part [companies.…] of the right company (the document is in: { $companies }).
DOC-080 = Other users of this computer have rights to folders with data of buyers and with passwords: { $folders }.
    .todo = Take these rights away: chmod -R go= { $folders }
DOC-081 = Other users of this computer may write to the folder { $path }. They may also take away or replace files that the program works on.
    .todo = If it is shared on purpose, let it belong to the user that this program runs as, and let everybody take only his own files from it: chmod +t "{ $path }". If not, take the right to write away from the others: chmod go-w "{ $path }"
SEL-001 = The part { $part } of the settings has no name or no NIP of your company.
    .todo = Write name and nip in the part { $part }: every document's seller is made of them, and by them the program knows whether an Allegro account is of the same firm.
SEL-002 = The NIP of your company in the part { $part } of the settings is wrong (its check digit does not fit).
    .todo = Correct nip in the part { $part }. A firm outside of Poland has nip_country there too.
SEL-003 = The file has no name or no NIP of the seller (SPRZEDAWCA).
    .todo = If it is a file of this program, complete [seller] in the settings; if not, see where it is from.
SEL-004 = The seller's NIP in the file "{ $nip }" is wrong (its check digit does not fit).
    .todo = If it is a file of this program, correct nip in the part [seller] of the settings; if not, see where it is from.

doctor-area-settings = Settings
doctor-area-folders = Folders and disk
doctor-area-base = Base { $company }
doctor-area-optima = Optima's dictionaries { $company }
doctor-area-allegro = Allegro
doctor-sum = { $red ->
        [0] { $yellow ->
            [0] All is ready.
           *[other] Work can go on; remarks: { $yellow }.
        }
       *[other] To be mended: { $red }; remarks: { $yellow }.
    }
doctor-pattern-head = Of document { $number } (company { $company }) these values are taken wherever the program writes nothing of its own:
doctor-pattern-next = To use them, write into the company's settings: pattern = "{ $number }", or repeat the command with --write.
doctor-pattern-written = The pattern { $number } is written into { $file }.
doctor-bundle-done = Bundle for support: { $file }. It holds no persons' data and no passwords; you may look at it before you send it.
help-doctor = Checks everything that the program needs, and says what to mend.
arg-pattern = Show what would be taken of this RO made by hand.
arg-pattern-write = With --pattern: write this pattern into the company's settings.
arg-bundle = Write a bundle for support: settings without passwords, findings, counts; no persons.
