use super::*;
use crate::core::message::{Catalogue, Language};
use crate::settings::schema::{self, Kind};
use crate::whole::or_part;

fn problem(text: &str) -> Problem {
    parse(text, Path::new("x.toml")).unwrap_err().problem()
}

#[test]
fn an_empty_file_is_the_default() {
    assert_eq!(parse("", Path::new("x")).unwrap(), Settings::default());
}

#[test]
fn the_settings_of_0_1_are_still_read() {
    let settings = parse(include_str!("../released/0.1.toml"), Path::new("x")).unwrap();
    assert_eq!((settings.allegro.requests_per_minute, settings.retention.days), (300, 90));
    assert_eq!(settings.documents.firm.warehouse, "MAGAZYN");
}

#[test]
fn unknown_keys_are_refused_with_line_and_column() {
    let problem = problem("language = \"pl\"\n\n[vat]\n  defaultrate = \"23\"\n");
    assert_eq!((problem.code(), problem.place.line), ("SET-004", Some(4)));
    let texts = Catalogue::new(Language::English);
    assert!(texts.text(&problem.message).contains("defaultrate"));
    assert!(texts.todo(&problem.message).unwrap().contains("default_rate"));
}

/// One RO without a foreign number would have been the document of every order.
#[test]
fn a_number_of_other_tools_that_is_no_orders_own_is_refused_with_its_place() {
    let problem = problem("language = \"en\"\n\n[accounts.a.fields]\n  other_foreign_numbers = [\"{uuid}\", \" \"]\n");
    assert_eq!((problem.code(), problem.place.line), ("SET-028", Some(4)));
    let text = Catalogue::new(Language::English).text(&problem.message);
    assert!(text.contains("“ ”") && text.contains("Line 4, column 27"), "{text}");
    let path = Path::new("x");
    let good = "[fields]\nother_foreign_numbers = [\"{uuid}\", \"BL-{id}\", \"{konto}/{id}\"]";
    assert_eq!(parse(good, path).unwrap().fields.other_foreign_numbers.len(), 3);
}

#[test]
fn a_rule_for_cards_is_refused_with_line_and_column() {
    let problem = problem("[products]\ncreate = true\n\n[products.card]\n  code = \"STALY\"\n");
    assert_eq!((problem.code(), problem.place.line), ("SET-041", Some(5)));
    let text = Catalogue::new(Language::Polish).text(&problem.message);
    assert!(text.contains("STALY") && text.contains("kolumna 10"), "{text}");
}

#[test]
fn what_is_no_rate_is_refused_with_line_and_column_at_every_level() {
    let texts = Catalogue::new(Language::Polish);
    let (vat, delivery) = ("vat.default_rate", "delivery.vat");
    for (level, keys) in [
        ("", vec![vat, delivery, "services.vat", "products.card.vat"]),
        ("companies.a.", vec![vat, delivery, "products.card.vat"]),
        ("accounts.a.", vec![vat, delivery]),
    ] {
        for (key, rate) in keys.into_iter().flat_map(|key| [(key, "abc"), (key, "-5")]) {
            let (part, name) = key.rsplit_once('.').unwrap();
            let problem = problem(&format!("language = \"pl\"\n\n[{level}{part}]\n  {name} = \"{rate}\"\n"));
            let text = texts.text(&problem.message);
            assert_eq!((problem.code(), problem.place.line), ("SET-005", Some(4)), "{text}");
            let column = format!("Wiersz 4, kolumna {}:", name.len() + 6);
            assert!(text.contains(&column) && text.contains(&format!("{level}{key}")), "{text}");
        }
    }
}

#[test]
fn a_template_that_leaves_one_character_to_the_line_is_taken() {
    let code = format!("{}{{kod}}", "x".repeat(49));
    let settings = parse(&format!("[products.card]\ncode = \"{code}\""), Path::new("x")).unwrap();
    assert_eq!(settings.products.card.code, code);
}

#[test]
fn values_that_cannot_be_meant_are_refused() {
    for (text, code) in [
        ("[vat]\ndefault_rate = \"dwa\"", "SET-005"),
        ("[accounts.\"mój sklep\"]", "SET-006"),
        ("[accounts.a]\ncompany = \"b\"", "SET-007"),
        ("[accounts.a]\n[companies.b]\n[companies.c]", "SET-008"),
        ("[files]\nmax_size_mib = 0", "SET-009"),
        ("[schedule]\ndaily_at = [\"25:00\"]", "SET-010"),
        ("[accounts.a.schedule]\nweekdays = [\"jutro\"]", "SET-011"),
        ("[schedule]\nhours = \"rano\"", "SET-012"),
        ("[schedule]\nevery_minutes = 2000", "SET-013"),
        ("[schedule]\ndaily_at = [\"06:00\"]\nhours = \"08:00-16:00\"", "SET-014"),
        ("[schedule]\nevery_hours = 1", "SET-004"),
        ("[watch]\nscan_seconds = 0", "SET-015"),
        ("[log]\nkeep_days = 100000", "SET-016"),
        ("[log]\nlevel = \"loud\"", "SET-004"),
        ("[retention]\ndays = 3", "SET-017"),
        ("[retention]\ndays = 100000", "SET-017"),
        ("[email]\nserver = \"smtp.example.pl\"\nto = [\"a@b.pl\"]", "SET-018"),
        ("[email]\nserver = \"smtp.example.pl\"\nfrom = \"a@b.pl\"", "SET-018"),
        ("[email]\nserver = \"s\"\nfrom = \"a@b.pl\"\nto = [\"kto tam@b.pl\"]", "SET-019"),
        ("[email]\nserver = \"s\"\nfrom = \"a\"\nto = [\"a@b.pl\"]", "SET-019"),
        ("[email]\nserver = \"s\"\nfrom = \"a@b.pl\"\nto = [\"a@b.pl\"]\ndaily_at = \"25:00\"", "SET-020"),
        ("[email]\nport = 70000", "SET-043"),
        ("[companies.a]\nengine = \"sqlserver\"\nserver = \"S\"", "SET-030"),
        ("[companies.a]\nengine = \"sqlserver\"\nserver = \"S,x\"\ndatabase = \"CDN_A\"\nuser = \"u\"", "SET-031"),
        ("[companies.a]\nfile = \"x\"\n[companies.b]\nfile = \"x\"", "SET-032"),
        (
            "[companies.a]\nengine = \"sqlserver\"\nserver = \"S\"\ndatabase = \"CDN_A\"\nuser = \"u\"\n\
             [companies.b]\nengine = \"sqlserver\"\nserver = \"s\"\ndatabase = \"cdn_a\"\nuser = \"u\"",
            "SET-032",
        ),
        ("[accounts.a.seller]\nname = \"S\"", "SET-022"),
        ("[companies.a.watch]\nscan_seconds = 5", "SET-021"),
        ("[companies.a.vat]\ndefault_rate = \"dwa\"", "SET-005"),
        ("[accounts.a.delivery]\nvat = \"dwa\"", "SET-005"),
        ("[accounts.a.vat]\ndefaultrate = \"23\"", "SET-004"),
        ("[documents.private]\ncounted_from = \"net\"", "SET-023"),
        ("[accounts.a.documents.invoice]\ncounted_from = \"net\"", "SET-023"),
        ("[products.card]\ncode = \"STALY\"", "SET-041"),
        ("[products.card]\ncode = \"{kodd}\"", "SET-040"),
        ("[products.card]\ncode = \"{kod}}\"", "SET-040"),
        ("[products.card]\ncode = \"}{kod}\"", "SET-040"),
        ("[products.card]\nname = \"{nazwa}}\"", "SET-040"),
        ("[products.card]\ncode = \"{kod}\\u0000\"", "SET-004"),
        ("[products.card]\ncode = \"A\\t{kod}\"", "SET-004"),
        ("[products.card]\ncode = \"☃{kod}\"", "SET-042"),
        ("[products.card]\ncode = \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{kod}\"", "SET-042"),
        ("[companies.a.products.card]\ncode = \"{kod}\\t\"", "SET-004"),
        ("[products.card]\nname = \"{nazwa} {oferta\"", "SET-040"),
        ("[products.card]\ncatalogue_number = \"{login}\"", "SET-040"),
        ("[products.card]\nunit = \"\"", "SET-042"),
        ("[products.card]\nunit = \"xxxxxxxxxxxxxxxxxxxxx\"", "SET-042"),
        ("[products.card]\ngroup = \" \"", "SET-042"),
        ("[products.card]\nvat = \"abc\"", "SET-005"),
        ("[companies.a.products.card]\ncode = \"STALY\"", "SET-041"),
        ("[fields]\nother_foreign_numbers = [\"\"]", "SET-028"),
        ("[fields]\nother_foreign_numbers = [\"BL-{id}\", \"abc\"]", "SET-028"),
        ("[companies.a.fields]\nother_foreign_numbers = [\"{konto}\"]", "SET-028"),
        ("[accounts.a.fields]\nother_foreign_numbers = [\"{ID}\"]", "SET-028"),
        ("[fields]\nother_foreign_numbers = [\"{login}/{id}\"]", "SET-029"),
        ("language = \"de\"", "SET-004"),
        ("[[[", "SET-004"),
    ] {
        assert_eq!(problem(text).code(), code, "{text}");
    }
}

#[test]
fn a_missing_file_and_a_folder_of_that_name_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(read(dir.path()).unwrap_err().problem().code(), "SET-001");
    std::fs::create_dir(dir.path().join(FILE_NAME)).unwrap();
    assert_eq!(read(dir.path()).unwrap_err().problem().code(), "SET-003");
}

/// In Polish, as a seller reads it: what is wrong, and what to do.
fn told(text: &str) -> (String, String) {
    let texts = Catalogue::new(Language::Polish);
    let problem = problem(text);
    let todo = texts.todo(&problem.message).unwrap();
    (texts.text(&problem.message), todo)
}

#[test]
fn settings_are_read_however_an_editor_saved_them() {
    let written = "[seller]\r\nname = \"Żółw sp. z o.o.\"\r\n";
    for form in [Form::Utf8(false), Form::Utf8(true), Form::Utf16(false), Form::Utf16(true), Form::Windows1250] {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), &bytes::write(written, form));
        assert_eq!(read(dir.path()).unwrap().seller.name, "Żółw sp. z o.o.", "{form:?}");
    }
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), b"language = \"pl\"\r[seller]\rname = \"A\"\r");
    assert_eq!(read(dir.path()).unwrap().seller.name, "A", "lines as old Macs end them");
}

fn put(dir: &Path, bytes: &[u8]) {
    #[expect(clippy::disallowed_methods, reason = "a scratch file of a test is not synced")]
    std::fs::write(dir.join(FILE_NAME), bytes).unwrap();
}

#[test]
fn letters_that_cannot_be_read_are_said_with_their_place() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), b"[seller]\nname = \"\xc5\xbc\xbf\"\n");
    let problem = read(dir.path()).unwrap_err().problem();
    let text = Catalogue::new(Language::Polish).text(&problem.message);
    assert_eq!((problem.code(), problem.place.line), ("SET-004", Some(2)));
    assert!(text.contains("wiersz 2, kolumna 10") && text.contains("litery"), "{text}");
}

#[test]
fn nobody_is_told_to_move_his_settings_away() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(FILE_NAME);
    let said = |error: SettingsError| {
        let (texts, problem) = (Catalogue::new(Language::Polish), error.problem());
        (problem.code().to_owned(), texts.text(&problem.message), texts.todo(&problem.message).unwrap())
    };
    put(dir.path(), &vec![b'#'; 10 << 20]);
    let (code, text, todo) = said(read(dir.path()).unwrap_err());
    assert!(code == "SET-003" && text.contains("1 MB") && !todo.contains("Przenieś"), "{text} {todo}");
    for bytes in [&b"\0\0\0\0"[..], b"name = \"a\0b\"", b"PK\x03\x04\x14\0", b"\xff\xfe\0\0a\0\0\0"] {
        put(dir.path(), bytes);
        let (code, text, todo) = said(read(dir.path()).unwrap_err());
        assert!(code == "SET-004" && text.contains("wiersz 1") && !todo.contains("Przenieś"), "{text} {todo}");
    }
    #[cfg(unix)]
    {
        std::fs::remove_file(&path).unwrap();
        std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert_eq!(said(read(dir.path()).unwrap_err()).0, "SET-003");
    }
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    let (code, text, _) = said(read(dir.path()).unwrap_err());
    assert!(code == "SET-003" && text.contains("folder"), "{text}");
}

/// Every text that there is, however a control character comes into it; and every name.
#[test]
fn a_control_character_is_in_no_setting() {
    let texts = schema::all().iter().filter(|known| matches!(known.kind, Kind::Text));
    let mut tried = 0;
    for known in texts {
        let path = known.path.replace('*', "a");
        let (part, name) = path.rsplit_once('.').unwrap();
        for written in [
            r"D:\bazy",
            r"a\tb",
            r"a\nb",
            r"a\fb",
            r"a\rb",
            r"a\eb",
            r"a\u0007b",
            r"a\u0000b",
            r"a\x1bb",
            r"D:\x41",
            "a\u{85}b",
            "a\u{200b}b",
        ] {
            for value in [format!("\"{written}\""), format!("[\"{written}\"]")] {
                let (text, todo) = told(&format!("[{part}]\n{name} = {value}\n"));
                assert!(text.contains("wiersz 2, kolumna "), "{path} {written}: {text}");
                if written.contains('\\') && !value.starts_with('[') {
                    assert!(
                        todo.contains(&format!("'{written}'")) && todo.contains(&written.replace('\\', "\\\\")),
                        "{todo}"
                    );
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
    for text in ["[accounts.\"a\\tb\"]\n", "\"a\\u0000\" = 1\n"] {
        assert!(told(text).0.contains("wiersz 1"), "{text}");
    }
    // A letter that is written by its number is a letter.
    assert_eq!(parse("[seller]\nname = \"\\u017b\\\\\\\"\"", Path::new("x")).unwrap().seller.name, "Ż\\\"");
}

/// The advice is followed: what is told to be written is read, and means what was meant.
#[test]
fn what_is_told_to_be_written_is_taken() {
    for (part, line, key, value) in [
        ("companies.a", r#"server = "SERWER\OPTIMA""#, "companies.a.server", r#""SERWER\\OPTIMA""#),
        ("companies.a", r#"file = "D:\bazy\nowe""#, "companies.a.file", r#""D:\\bazy\\nowe""#),
        ("seller", "name = „Sklep”", "seller.name", "\"Sklep\""),
        ("seller", "name: Sklep", "seller.name", "\"Sklep\""),
        ("seller", "nip = 5260250274", "seller.nip", "\"5260250274\""),
        ("seller", "nip = 526-025-02-74", "seller.nip", "\"526-025-02-74\""),
        ("products", "create = Tak", "products.create", "true"),
        ("products", "create = \"tak\"", "products.create", "true"),
        ("products", "create = 1", "products.create", "true"),
        ("retention", "days = \"90\"", "retention.days", "90"),
        ("retention", "days = 90 dni", "retention.days", "90"),
        ("email", "to = \"a@b.pl\"", "email.to", "[\"a@b.pl\"]"),
        ("email", "to = a@b.pl", "email.to", "[\"a@b.pl\"]"),
        ("email", "to = [\"a@b.pl\" \"c@d.pl\"]", "email.to", "[\"a@b.pl\", \"c@d.pl\"]"),
        ("vat", "default_rate = 23", "vat.default_rate", "\"23\""),
        ("schedule", "hours = 7:00-20:00", "schedule.hours", "\"7:00-20:00\""),
        ("schedule", "every_minutes = 05", "schedule.every_minutes", "5"),
        ("schedule", "every_minutes = \"05\"", "schedule.every_minutes", "5"),
        ("schedule", "every_minutes = 15 min.", "schedule.every_minutes", "15"),
        ("schedule", "every_minutes = 15,0", "schedule.every_minutes", "15"),
        ("schedule", "every_minutes = 15.", "schedule.every_minutes", "15"),
        ("schedule", "every minutes = 15", "schedule.every_minutes", "15"),
        ("schedule", "every_minutes 15", "schedule.every_minutes", "15"),
        ("retention", "days = 090", "retention.days", "90"),
        ("retention", "days = 90;", "retention.days", "90"),
        ("retention", "days = „90”", "retention.days", "90"),
        ("retention", "days = 90 dni, tyle wystarczy", "retention.days", "90"),
        ("retention", "\"days = 90", "retention.days", "90"),
        ("files", "max_size_mib = \"16 MB\"", "files.max_size_mib", "16"),
        ("products", "create = tak;", "products.create", "true"),
        ("seller", "nip = 9990003716;", "seller.nip", "\"9990003716\""),
        ("seller", "name = \"Sklep\",", "seller.name", "\"Sklep\""),
        ("seller", "name = \"Sklep\";", "seller.name", "\"Sklep\""),
        ("email", "to = \"a@b.pl, c@d.pl\"", "email.to", "[\"a@b.pl\", \"c@d.pl\"]"),
        ("xml", "elements = '2025\"", "xml.elements", "\"2025\""),
        ("seller", "name = `Sklep`", "seller.name", "\"Sklep\""),
        ("seller", "name = \"Sklep\" tak w rejestrze", "seller.name", "\"Sklep\""),
        ("seller", "name = \"P.H.U. \"JAN\" Jan Kowalski\"", "seller.name", "\"P.H.U. \\\"JAN\\\" Jan Kowalski\""),
        ("seller", "name = \"\"JAN\" Jan's\" # jak w CEIDG", "seller.name", "\"\\\"JAN\\\" Jan's\""),
        ("schedule", "daily_at = \"06:00\", \"18:30\"", "schedule.daily_at", "[\"06:00\", \"18:30\"]"),
        ("schedule", "daily_at = (\"06:00\")", "schedule.daily_at", "[\"06:00\"]"),
        ("schedule", "weekdays = [pn; wt]", "schedule.weekdays", "[\"pn\", \"wt\"]"),
        ("payments", "default_form = [przelew]", "payments.default_form", "\"przelew\""),
        ("xml", "elements = 2025", "xml.elements", "\"2025\""),
    ] {
        let (_, todo) = told(&format!("[{part}]\n{line}\n"));
        let advised = todo.split_once("tak: ").or(todo.split_once("apostrofy: "));
        let advised = advised.unwrap_or_else(|| panic!("{line}: {todo}")).1.split(" Albo").next().unwrap();
        let text = format!("[{part}]\n{advised}\n");
        let settings = parse(&text, Path::new("x")).unwrap_or_else(|error| panic!("{line}: {advised}: {error}"));
        let mut found = toml::Value::Table(toml::Table::try_from(&settings).unwrap());
        for name in key.split('.') {
            found = found.get(name).unwrap().clone();
        }
        let expected = format!("v = {value}").parse::<toml::Table>().unwrap().remove("v");
        assert_eq!(Some(found), expected, "{line}: {advised}");
    }
}

/// Whatever is written for whatever setting: the line that is advised is taken, so that nobody is sent in a circle.
#[test]
fn no_advised_line_is_refused() {
    let values = [
        "05",
        "\"05\"",
        "090",
        "90;",
        "\"90;\"",
        "1,5",
        "15,0",
        "tak",
        "\"tak\"",
        "nie;",
        "[1]",
        "a b",
        "\"a\" b",
        "\"a\", \"b\"",
        "\"a \"b\" c\"",
        "„a”",
        "`a`",
        "(a)",
        "a, b",
        "[a, b",
        "2025",
        "-5",
        "\"a",
        "a\"",
        "\"a\";",
        "= 5",
        "null",
        "12:30",
        "'a'b'",
        "{ a = 1 }",
        "pl",
        "08:00-07:00",
        "1 000 000",
        "\"x\" = \"y\"",
        "0x",
        "23%",
        "ja@firma.pl; ona@firma.pl",
        "",
    ];
    let mut tried = 0;
    for known in schema::all() {
        let path = known.path.replace('*', "a");
        let (part, name) = path.rsplit_once('.').unwrap_or(("", &path));
        let head = if part.is_empty() { String::new() } else { format!("[{part}]\n") };
        for value in values {
            let text = format!("{head}{name} = {value}\n");
            let Err(error) = parse(&text, Path::new("x")) else { continue };
            for problem in error.problems() {
                let todo = Catalogue::new(Language::Polish).todo(&problem.message).unwrap_or_default();
                let Some((_, line)) = todo.split_once("Wpisz ten wiersz tak: ") else { continue };
                let again = parse(&format!("{head}{line}\n"), Path::new("x"));
                // What is missing beside it is another matter.
                let same = again.as_ref().err().map(SettingsError::problems).unwrap_or_default();
                let same = same
                    .into_iter()
                    .filter(|problem| Catalogue::new(Language::Polish).text(&problem.message).contains(name));
                assert_eq!(same.count(), 0, "{text}: {line}: {again:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn heads_that_cannot_be_taken_are_told_with_the_head_that_is() {
    for (text, todo) in [
        ("[companies.Moja Firma]\n", "tak: [companies.Moja-Firma] W nazwie"),
        ("[accounts.moj sklep]\n", "tak: [accounts.moj-sklep] W nazwie"),
        ("[accounts.sklep żółty.schedule]\n", "tak: [accounts.sklep-zolty.schedule] W nazwie"),
        ("[accounts]\nenvironment = \"production\"\n", "na przykład [accounts.sklep]"),
        ("[companies]\nengine = \"sandbox\"\n", "na przykład [companies.firma]"),
        ("[[accounts.sklep]]\n", "[accounts.sklep]"),
        ("[seller] Moja firma\n", "tak: [seller] # Moja firma"),
        ("[accounts,sklep]\n", "tak: [accounts.sklep]"),
        ("{seller}\n", "tak: [seller]"),
        ("seller]\n", "tak: [seller]"),
        ("[accounts.a]\ncompany = \"Firma\"\n[companies.firma]\n", "Może chodziło o company = \"firma\"?"),
        ("[accounts.a]\ncompany = \"inna\"\n[companies.firma]\n", "Dodaj część [companies.inna]"),
    ] {
        let (said, told) = told(text);
        assert!(told.contains(todo), "{text}: {said} {told}");
    }
    assert!(told("[accounts]\nenvironment = \"production\"\n").0.contains("brakuje nazwy"));
}

#[test]
fn an_unknown_name_is_told_with_the_nearest_or_with_its_place() {
    for (text, todo) in [
        ("[vat]\ndefaultrate = \"23\"", "Może chodziło o default_rate?"),
        ("[vat]\nDefault_Rate = \"23\"", "Może chodziło o default_rate? Ważne są też małe i wielkie litery."),
        ("[Vat]\ndefault_rate = \"23\"", "Może chodziło o vat?"),
        ("[vats]", "Może chodziło o vat?"),
        ("[vat]\nrequests_per_minute = 3", "To ustawienie należy do części [allegro]"),
        ("[vat]\nclient_id = \"x\"", "To ustawienie należy do części [accounts.NAZWA]"),
        ("[watch]\nevery_minutes = 3", "To ustawienie należy do części [schedule]"),
        ("[vat]\nlanguage = \"pl\"", "To ustawienie stoi na początku pliku"),
        ("[watch]\ncokolwiek = 1", "Tutaj mogą być: scan_seconds, poll_only, subfolders."),
        ("language = \"polski\"", "Wpisz jedną z tych wartości: \"pl\", \"en\""),
        ("[orders]\nsent_before = \"imprt\"", "Może chodziło o \"import\"?"),
        ("[xml]\ntype = \"zd_mirrored\"", "Może chodziło o \"zd-mirrored\"?"),
        ("[fields]\ndescription = [\"Login\"]", "Może chodziło o \"LOGIN\"?"),
        ("[xml]\npayer_code = \"ALLEGRO\"", "\"fixed:KOD\""),
        ("vat = 3", "pod nagłówkiem [vat]"),
    ] {
        let (said, told) = told(text);
        assert!(told.contains(todo), "{text}: {said} {told}");
        assert!(said.contains("wiersz ") && said.contains("kolumna "), "{said}");
    }
}

#[test]
fn all_mistakes_are_told_at_once_from_the_beginning_of_the_file() {
    let text = "[watch]\nscan_second = 10\n[fields]\nreservation_days = 999\n[log]\nkeep_days = \"30\"\n[documents.firm]\n\
                warehouse = \"\"\n[accounts.a.products]\n";
    let problems = parse(text, Path::new("x")).unwrap_err().problems();
    let found: Vec<_> = problems.iter().map(|problem| (problem.code(), problem.place.line.unwrap())).collect();
    assert_eq!(found, [("SET-004", 2), ("SET-043", 4), ("SET-004", 6), ("SET-045", 8), ("SET-022", 9)]);
}

#[test]
fn every_number_has_its_range_and_every_text_its_length() {
    for known in schema::all() {
        let path = known.path.replace('*', "a");
        let (part, name) = path.rsplit_once('.').unwrap_or(("", &path));
        let of = |value: &str| {
            let head = if part.is_empty() { String::new() } else { format!("[{part}]\n") };
            parse(&format!("{head}{name} = {value}\n"), Path::new("x"))
        };
        let refused = |value: &str| {
            let problems = of(value).expect_err(&path).problems();
            assert!(problems.iter().all(|problem| problem.place.line.is_some()), "{path} {value}");
            let texts = Catalogue::new(Language::Polish);
            problems.iter().map(|problem| texts.text(&problem.message)).collect::<Vec<_>>().join("\n")
        };
        match known.kind {
            Kind::Number => {
                for value in ["-1", "4294967295", "99999999999999999999", "1.5", "\"x\"", "true", "[]"] {
                    let said = refused(value);
                    assert!(said.contains("kolumna"), "{path} {value}: {said}");
                }
            }
            Kind::Text => {
                let long = "x".repeat(300);
                let said = [format!("\"{long}\""), format!("[\"{long}\"]")].map(|value| refused(&value)).join("\n");
                assert!(said.contains("za długie"), "{path}: {said}");
                let blank = ["\" \"", "[\" \"]"].map(refused).join("\n");
                assert!(blank.contains("kolumna"), "{path}: {blank}");
                refused("23");
            }
            Kind::Flag | Kind::Word(_) => {
                for value in ["\"cokolwiek\"", "3", "[3]"] {
                    refused(value);
                }
            }
        }
    }
}

/// What TOML or the types say in English reaches nobody.
#[test]
fn no_sentence_of_the_reader_is_repeated() {
    let english = ["expected", "invalid", "unknown", "missing", "duplicate", "unexpected", "type:", "struct"];
    let mut texts: Vec<String> = Vec::new();
    for known in schema::all() {
        let path = known.path.replace('*', "a");
        let (part, name) = path.rsplit_once('.').unwrap_or(("", &path));
        let head = if part.is_empty() { String::new() } else { format!("[{part}]\n") };
        for value in [
            "1.5",
            "2026-10-01",
            "07:00:00",
            "{ a = 1 }",
            "[[1]]",
            "inf",
            "\"x",
            "0x",
            "",
            "\"\\q\"",
            "'''a",
            "[1",
            "{",
            "-",
        ] {
            texts.push(format!("{head}{name} = {value}\n"));
        }
        texts.push(format!("{head}{name}x = 1\n{name}x = 1\n"));
    }
    for text in [
        "[[accounts]]\n",
        "[accounts]\na = 1\n",
        "a.b = 1\na = 2\n",
        "[a]\n[[a]]\n",
        "x = {a = 1, a = 2}\n",
        "a\n",
        "]",
        "\"\"\"",
        "[]",
        "[a.]",
        "a. = 1",
    ] {
        texts.push(text.to_owned());
    }
    for text in texts {
        let Err(error) = parse(&text, Path::new("x")) else { continue };
        for problem in error.problems() {
            let said = Catalogue::new(Language::Polish).text(&problem.message);
            // Names are what they are.
            let said = said.replace("unknown ", "").replace("unknownx ", "");
            assert!(!english.iter().any(|word| said.contains(word)), "{text}: {said}");
        }
    }
}

#[test]
fn i14_a_file_of_mistakes_alone_is_told_in_few_words_and_soon() {
    let deep = [
        format!("{}=1", "a.".repeat(or_part(200_000, 20_000)) + "a"),
        format!("[{}a]", "a.".repeat(or_part(200_000, 20_000))),
        format!("a = {}", "[".repeat(or_part(500_000, 50_000))),
        format!("a = {}", "{a=".repeat(or_part(200_000, 20_000))),
        "x\n".repeat(or_part(400_000, 40_000)),
        "[vat]\n".repeat(or_part(100_000, 10_000)),
        (0..or_part(60_000, 10_000)).map(|number| format!("a{number} = 1\n")).collect::<Vec<_>>().concat(),
        format!("[accounts.a]\n{} = 1", "k".repeat(1_000_000)),
        format!("[vat]\ndefault_rate = \"{}\"", "x".repeat(1_000_000)),
        format!("[email]\nto = [{}]", "\"a@b.pl\",".repeat(or_part(20_000, 5_000))),
    ];
    for text in deep {
        let problems = parse(&text, Path::new("x")).unwrap_err().problems();
        let said: usize =
            problems.iter().map(|problem| Catalogue::new(Language::Polish).text(&problem.message).len()).sum();
        assert!(problems.len() <= TOLD && said < 50_000, "{}: {said}", text.get(..20).unwrap());
    }
}

#[test]
fn the_language_is_known_also_of_a_file_that_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    for (text, found) in [
        ("language = \"en\"\n[vat\n", Some(Language::English)),
        ("# x\n  language='en' # y\n[vat]\nx = 1", Some(Language::English)),
        ("language = en", Some(Language::English)),
        ("language = \"de\"", None),
        ("[vat]\nlanguage = \"en\"", None),
        ("", None),
    ] {
        put(dir.path(), text.as_bytes());
        assert_eq!(language(dir.path()), found, "{text}");
    }
}

#[test]
fn what_contradicts_itself_is_told_with_line_and_column_and_taken() {
    let text = "[documents.firm]\nkind = \"pf\"\ndefinition = \"RO\"\n[fields]\nphone_in_description = true\ndescription = [\"LOGIN\"]\n\
                [companies.a]\nserver = 'S\\I'\n[schedule]\nevery_minutes = 0\n";
    let settings = parse(text, Path::new("x")).unwrap();
    let told = doubtful_in(text, &settings, Path::new("x"));
    let found: Vec<_> = told.iter().map(|problem| (problem.code(), problem.place.line.unwrap())).collect();
    assert_eq!(found, [("SET-053", 3), ("SET-055", 5), ("SET-052", 8), ("SET-054", 10)]);
    let said = Catalogue::new(Language::Polish).text(&told[2].message);
    assert!(said.contains("kolumna 10") && said.contains("companies.a.engine = \"sandbox\""), "{said}");
    let template = crate::settings::template::settings(&crate::settings::template::Answers::default());
    assert_eq!(doubtful_in(&template, &parse(&template, Path::new("x")).unwrap(), Path::new("x")), []);
}
