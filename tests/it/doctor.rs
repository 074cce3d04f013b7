//! `doctor` by the real program: each thing that is taken away from a set-up is named.

use std::io::Read as _;

use allegro_optima::allegro::simulator::{CLIENT_SECRET, Simulator, World};
use allegro_optima::allegro::tokens::{TokenPair, TokenStore as _};
use allegro_optima::clock::{Clock as _, SystemClock};
use rusqlite::Connection;
use serde_json::Value;

use crate::privacy::private;
use crate::support::{Shop, error_code, order};

/// Codes of findings of a level.
fn codes(found: &Value, level: &str) -> Vec<String> {
    let findings = found["findings"].as_array().unwrap().iter();
    let of_level = findings.filter(|finding| finding["level"] == level);
    of_level.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// The words of the findings with this code.
fn words(found: &Value, code: &str) -> String {
    let findings = found["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == code);
    findings.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join("\n")
}

/// What to do about the first finding with this code.
fn todo(found: &Value, code: &str) -> String {
    let mut findings = found["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == code);
    findings.next().map(|finding| finding["todo"].as_str().unwrap_or_default().to_owned()).unwrap_or_default()
}

/// A shop with a login at the simulator.
fn shop(simulator: &allegro_optima::allegro::simulator::Running) -> Shop {
    let shop = Shop::new();
    shop.connect(simulator);
    shop.write("state/client-secret", CLIENT_SECRET);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(shop.path("state/client-secret"), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let scopes = "allegro:api:orders:read allegro:api:profile:read allegro:api:sale:offers:read";
    let expires_at = SystemClock.now() + jiff::SignedDuration::from_hours(11);
    shop.tokens("sklep").store(&TokenPair { expires_at, ..simulator.log_in_for(scopes) }).unwrap();
    shop
}

/// What is taken away and given back; the code, its level, and the name that it says.
const TAKEN: [(&str, &str, &str, &str, &str); 13] = [
    (
        "UPDATE DokDefinicje SET DDf_Symbol = 'X' WHERE DDf_Symbol = 'RO'",
        "UPDATE DokDefinicje SET DDf_Symbol = 'RO' WHERE DDf_Symbol = 'X'",
        "DOC-020",
        "red",
        "RO",
    ),
    (
        "UPDATE DokDefinicje SET DDf_Nieaktywna = 1 WHERE DDf_Symbol = 'RO'",
        "UPDATE DokDefinicje SET DDf_Nieaktywna = 0",
        "DOC-021",
        "red",
        "RO",
    ),
    (
        "UPDATE DokDefinicje SET DDf_Numeracja = '@symbol/@oddzial/@numerS' WHERE DDf_Symbol = 'RO'",
        "UPDATE DokDefinicje SET DDf_Numeracja = '@symbol/@numerS/@rok_kal' WHERE DDf_Symbol = 'RO'",
        "DOC-025",
        "red",
        "@oddzial",
    ),
    (
        "UPDATE Magazyny SET Mag_Symbol = 'X' WHERE Mag_Symbol = 'MAGAZYN'",
        "UPDATE Magazyny SET Mag_Symbol = 'MAGAZYN' WHERE Mag_Symbol = 'X'",
        "DOC-030",
        "red",
        "MAGAZYN",
    ),
    ("UPDATE Magazyny SET Mag_NieAktywny = 1", "UPDATE Magazyny SET Mag_NieAktywny = 0", "DOC-031", "red", "MAGAZYN"),
    (
        "UPDATE FormyPlatnosci SET FPl_Nazwa = 'X' WHERE FPl_Nazwa = 'pobranie'",
        "UPDATE FormyPlatnosci SET FPl_Nazwa = 'pobranie' WHERE FPl_Nazwa = 'X'",
        "DOC-033",
        "red",
        "pobranie",
    ),
    (
        "UPDATE FormyPlatnosci SET FPl_NieAktywny = 1 WHERE FPl_Nazwa = 'przelew'",
        "UPDATE FormyPlatnosci SET FPl_NieAktywny = 0",
        "DOC-034",
        "red",
        "przelew",
    ),
    (
        "UPDATE Towary SET Twr_Kod = 'X' WHERE Twr_Kod = 'KAUCJA'",
        "UPDATE Towary SET Twr_Kod = 'KAUCJA' WHERE Twr_Kod = 'X'",
        "DOC-036",
        "red",
        "KAUCJA",
    ),
    // Delivery: "Ogólne / Cennik" is where it is made.
    (
        "UPDATE Towary SET Twr_Kod = 'X' WHERE Twr_Kod = 'DOSTAWA'",
        "UPDATE Towary SET Twr_Kod = 'DOSTAWA' WHERE Twr_Kod = 'X'",
        "DOC-036",
        "red",
        "DOSTAWA",
    ),
    (
        "UPDATE Grupy SET Gru_Nazwa = 'X' WHERE Gru_Nazwa = 'ALLEGRO'",
        "UPDATE Grupy SET Gru_Nazwa = 'ALLEGRO' WHERE Gru_Nazwa = 'X'",
        "DOC-042",
        "red",
        "ALLEGRO",
    ),
    // A group of that name, of something else than contractors.
    (
        "UPDATE Grupy SET Gru_Typ = 33 WHERE Gru_Nazwa = 'ALLEGRO'",
        "UPDATE Grupy SET Gru_Typ = 31 WHERE Gru_Nazwa = 'ALLEGRO'",
        "DOC-042",
        "red",
        "ALLEGRO",
    ),
    (
        "UPDATE DefAtrybuty SET DeA_Kod = 'X' WHERE DeA_Kod = 'ALLEGRO_PUNKT'",
        "UPDATE DefAtrybuty SET DeA_Kod = 'ALLEGRO_PUNKT' WHERE DeA_Kod = 'X'",
        "DOC-037",
        "yellow",
        "ALLEGRO_PUNKT",
    ),
    (
        "ALTER TABLE KntOsoby RENAME COLUMN KnO_EmailESklep TO X",
        "ALTER TABLE KntOsoby RENAME COLUMN X TO KnO_EmailESklep",
        "DOC-016",
        "red",
        "CDN.KntOsoby.KnO_EmailESklep",
    ),
];

#[test]
fn what_is_taken_from_a_set_up_is_named() {
    let simulator = Simulator::start(World::from_orders(Vec::new())).unwrap();
    let shop = shop(&simulator);
    let whole = shop.json(&["doctor"], 0);
    assert_eq!(codes(&whole, "red"), [""; 0], "{whole:#}");
    // No document yet that the numbering could be compared with.
    assert_eq!(codes(&whole, "yellow"), ["DOC-024"]);
    assert!(words(&whole, "DOC-024").contains("RO/1/20"), "{whole:#}");
    for code in ["DOC-001", "DOC-002", "DOC-004", "DOC-010", "DOC-032", "DOC-035", "DOC-051", "DOC-060", "DOC-062"] {
        assert!(codes(&whole, "green").contains(&code.to_owned()), "{code}: {whole:#}");
    }
    let base = || Connection::open(shop.path("state/sandbox.sqlite3")).unwrap();
    for (take, give, code, level, name) in TAKEN {
        base().execute(take, []).unwrap();
        let found = shop.json(&["doctor"], i32::from(level == "red"));
        assert!(codes(&found, level).contains(&code.to_owned()), "{code}: {found:#}");
        assert!(words(&found, code).contains(name), "{code}: {found:#}");
        if matches!(code, "DOC-036" | "DOC-042") {
            assert!(todo(&found, code).contains("Ogólne / "), "the way in Optima's menu: {found:#}");
        }
        base().execute(give, []).unwrap();
    }
    assert_eq!(codes(&shop.json(&["doctor"], 0), "red"), [""; 0]);
    // Folder, table, login.
    std::fs::remove_dir_all(shop.path("inbox")).unwrap();
    shop.write("inbox", "a file");
    let red = codes(&shop.json(&["doctor"], 1), "red");
    assert!(red.contains(&"SPL-004".to_owned()) && red.contains(&"DOC-003".to_owned()), "{red:?}");
    std::fs::remove_file(shop.path("inbox")).unwrap();
    let tables = std::fs::read(shop.path("mappings/products.csv")).unwrap();
    shop.write("mappings/products.csv", "oferta;kod\n1;5,9E+12\n");
    let found = shop.json(&["doctor"], 1);
    assert!(codes(&found, "red").iter().any(|code| code.starts_with("TAB-")), "{found:#}");
    shop.write("mappings/products.csv", tables);
    std::fs::remove_file(shop.path("state/client-secret")).unwrap();
    assert!(codes(&shop.json(&["doctor"], 1), "red").contains(&"LGN-002".to_owned()));
}

/// A token that has hours to live by our clock, and that Allegro does not know any more: only asking tells.
#[test]
fn settings_that_cannot_be_used_are_the_finding() {
    let shop = Shop::new();
    shop.write("allegro-optima.toml", "[schedule]\ndaily_at = [\"25:00\"]\n");
    assert_eq!(codes(&shop.json(&["doctor"], 2), "red"), ["SET-010"]);
    std::fs::remove_file(shop.path("allegro-optima.toml")).unwrap();
    assert_eq!(codes(&shop.json(&["doctor"], 2), "red"), ["SET-001"]);
}

#[test]
fn a_login_that_allegro_has_withdrawn_is_not_green() {
    let simulator = Simulator::start(World::from_orders(Vec::new())).unwrap();
    let shop = shop(&simulator);
    // Of another simulator: this one has never given it out.
    let elsewhere = Simulator::start(World::from_orders(Vec::new())).unwrap();
    let scopes = "allegro:api:orders:read allegro:api:profile:read allegro:api:sale:offers:read";
    let expires_at = SystemClock.now() + jiff::SignedDuration::from_hours(11);
    // Tokens are numbered: the first ones have namesakes here.
    let pair = std::iter::repeat_with(|| elsewhere.log_in_for(scopes)).nth(3).unwrap();
    shop.tokens("sklep").store(&TokenPair { expires_at, ..pair }).unwrap();
    let found = shop.json(&["doctor"], 1);
    assert_eq!(codes(&found, "red"), ["ALG-006"], "{found:#}");
    assert!(!codes(&found, "green").contains(&"DOC-062".to_owned()), "{found:#}");
}

/// The own company: empty, with a wrong NIP, and another than the account's.
#[test]
fn the_own_company_is_checked() {
    let simulator = Simulator::start(World::from_orders(Vec::new())).unwrap();
    let shop = shop(&simulator);
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let with = |nip: &str| settings.replace("nip = \"9990003716\"", &format!("nip = \"{nip}\""));
    for (nip, code, level) in
        [("", "SEL-001", "red"), ("9990003717", "SEL-002", "red"), ("5260250274", "DOC-061", "yellow")]
    {
        shop.write("allegro-optima.toml", with(nip));
        let found = shop.json(&["doctor"], i32::from(level == "red"));
        assert!(codes(&found, level).contains(&code.to_owned()), "{nip}: {found:#}");
    }
    let meant = with("5260250274").replace("[companies.firma]\n", "[companies.firma]\nother_seller = true\n");
    shop.write("allegro-optima.toml", meant);
    assert!(!codes(&shop.json(&["doctor"], 0), "yellow").contains(&"DOC-061".to_owned()));
    // What was written with it says so by itself.
    shop.write("allegro-optima.toml", with("9990003717"));
    shop.write("order.json", order("01-"));
    shop.run(&["convert", "order.json", "--out", "inbox"], 0);
    let file = std::fs::read_dir(shop.path("inbox")).unwrap().flatten().map(|entry| entry.path());
    let file = file.filter(|path| path.extension().is_some_and(|ext| ext == "xml")).collect::<Vec<_>>();
    let said = shop.json(&["validate", file[0].to_str().unwrap()], 0);
    assert!(said.to_string().contains("SEL-004"), "{said:#}");
}

#[test]
fn the_table_reads_well_in_both_languages() {
    let shop = Shop::new();
    for language in ["pl", "en"] {
        let output = shop.run(&["doctor", "--lang", language], 1);
        let text = String::from_utf8(output.stdout).unwrap();
        let folder = shop.path("").canonicalize().unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.add_filter(&regex_of(&folder.display().to_string()), "[folder]/");
        settings.add_filter(&regex_of(&shop.path("").display().to_string()), "[folder]/");
        settings.add_filter(r"\d+ MB", "[free] MB");
        settings.add_filter(r"SQLite [\d.]+", "SQLite [version]");
        settings.add_filter(r"RO/1/20\d\d", "RO/1/[year]");
        settings.bind(|| insta::assert_snapshot!(format!("doctor_{language}"), text));
    }
}

fn regex_of(path: &str) -> String {
    format!("{}/?", path.trim_end_matches('/').replace('.', r"\."))
}

#[test]
fn a_pattern_is_shown_and_then_used() {
    let shop = Shop::new();
    assert_eq!(error_code(&shop.json(&["doctor", "--pattern", "RO/1/2026"], 2)), "OPT-016");
    shop.write("order.json", order("01-"));
    shop.run(&["convert", "order.json", "--out", "inbox"], 0);
    let number = shop.json(&["import"], 0)["imported"][0]["number"].as_str().unwrap().to_owned();
    let base = Connection::open(shop.path("state/sandbox.sqlite3")).unwrap();
    base.execute("UPDATE TraNag SET TrN_OpeZalID = 5, TrN_Waluta = 'PLN'", []).unwrap();
    let shown = shop.json(&["doctor", "--pattern", &number], 0);
    assert_eq!((&shown["patterns"][0]["company"], &shown["written"]), (&"firma".into(), &false.into()));
    let columns: Vec<&str> = shown["patterns"][0]["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| column["column"].as_str().unwrap())
        .collect();
    assert!(columns.contains(&"TrN_OpeZalID") && columns.contains(&"TrN_Waluta"), "{columns:?}");
    // What every document has of its own is not shown as taken.
    for own in ["TrN_RazemBrutto", "TrE_CenaT", "TrE_Ilosc", "TrE_IloscKW", "TrN_PodNazwa1"] {
        assert!(!columns.contains(&own), "{own}: {columns:?}");
    }
    // Shown only; then written where that is asked for.
    let settings = || std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let line = format!("pattern = \"{number}\"");
    let has_line = || settings().lines().any(|found| found == line);
    assert!(!has_line());
    assert_eq!(shop.json(&["doctor", "--pattern", &number, "--write"], 0)["written"], true);
    assert!(has_line());
    shop.write("order.json", order("02-"));
    shop.run(&["convert", "order.json", "--out", "inbox"], 0);
    shop.json(&["import"], 0);
    let taken: (i64, String) = base
        .query_row("SELECT TrN_OpeZalID, TrN_Waluta FROM TraNag ORDER BY TrN_TrNID DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(taken, (5, "PLN".to_owned()));
    let doctor = shop.json(&["doctor"], 1);
    assert!(codes(&doctor, "green").contains(&"DOC-050".to_owned()), "{doctor:#}");
    // A pattern that is gone keeps nobody from choosing another.
    let other = number.replacen("/1/", "/9/", 1);
    base.execute("UPDATE TraNag SET TrN_NumerNr = 9 WHERE TrN_NumerPelny = ?1", [&number]).unwrap();
    assert!(codes(&shop.json(&["doctor"], 1), "red").contains(&"OPT-016".to_owned()));
    shop.json(&["doctor", "--pattern", &other, "--write"], 0);
    assert!(codes(&shop.json(&["doctor"], 1), "green").contains(&"DOC-050".to_owned()));
}

#[test]
fn a_pattern_that_two_companies_have_is_not_guessed() {
    let shop = Shop::new();
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let two = settings.replace("[companies.firma]", "[companies.druga]\nengine = \"sandbox\"\n\n[companies.firma]");
    shop.write("allegro-optima.toml", &two);
    shop.json(&["doctor"], 1);
    for (company, part) in [("firma", "01-"), ("druga", "02-")] {
        shop.write("order.json", order(part));
        shop.run(&["convert", "order.json", "--out", &format!("companies/{company}/inbox")], 0);
    }
    shop.name_account("companies/druga/inbox", "dawne");
    let number = shop.json(&["import"], 0)["imported"][0]["number"].as_str().unwrap().to_owned();
    let shown = shop.json(&["doctor", "--pattern", &number], 0);
    assert_eq!(shown["patterns"].as_array().unwrap().len(), 2, "{shown:#}");
    let refused = shop.json(&["doctor", "--pattern", &number, "--write"], 2);
    assert_eq!(error_code(&refused), "DOC-071");
    assert_eq!(std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap(), two);
}

#[test]
fn i10_a_support_bundle_holds_no_persons_and_no_secrets() {
    let simulator = Simulator::start(World::from_orders(Vec::new())).unwrap();
    let shop = shop(&simulator);
    for part in ["01-", "02-", "03-", "05-"] {
        shop.write("order.json", order(part));
        shop.run(&["convert", "order.json", "--out", "inbox"], 0);
    }
    shop.write("inbox/Jan Kowalski.xml", "<nie-xml");
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let settings = settings.replace("name = \"Sklep Testowy\"", "name = \"Firma Zofii Nowak\"");
    let settings = settings.replace("nip = \"9990003716\"", "nip = \"5260250274\"");
    let of_a_company = "[companies.firma.seller]\nname = \"Sklep Zofii Nowak\"\nbank_name = \"Bank Zofii\"\n";
    shop.write("allegro-optima.toml", format!("{settings}\n{of_a_company}"));
    shop.run(&["import", "--json"], 1);
    shop.run(&["doctor", "--bundle", "paczka.zip"], 0);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(shop.path("paczka.zip")).unwrap()).unwrap();
    let mut all = String::new();
    let mut names = Vec::new();
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).unwrap();
        names.push(file.name().unwrap().into_owned());
        file.read_to_string(&mut all).unwrap();
    }
    assert_eq!(names, ["about.json", "findings.json", "log.txt", "settings.toml", "state.json"]);
    assert_eq!(private(&all), [""; 0], "{all}");
    let persons = ["Kowalsk", "Nowak", "5260250274", CLIENT_SECRET, "access-", "refresh-", "Zofii"];
    for person in persons {
        assert!(!all.contains(person), "{person}: {all}");
    }
    // Buyers, addresses, NIPs of the orders that went in.
    let base = Connection::open(shop.path("state/sandbox.sqlite3")).unwrap();
    let mut statement = base
        .prepare(
            "SELECT TrN_PodNazwa1, TrN_OdbNazwa1, TrN_OdbUlica, TrN_OdbMiasto, TrN_PodNipE, TrN_OdbEmail FROM TraNag",
        )
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut looked_for = 0;
    while let Some(row) = rows.next().unwrap() {
        for column in 0..6 {
            let text: String = row.get::<_, Option<String>>(column).unwrap().unwrap_or_default();
            for word in text.split_whitespace().filter(|word| word.chars().count() > 4) {
                assert!(!all.contains(word), "{word}: {all}");
                looked_for += 1;
            }
        }
    }
    assert!(looked_for > 10);
    assert!(all.contains("imported"), "{all}");
    // Nor the folder, which may lie below a person's name.
    let folder = shop.path("").canonicalize().unwrap();
    shop.run(&["--dir", folder.to_str().unwrap(), "doctor", "--bundle", "paczka2.zip"], 0);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(shop.path("paczka2.zip")).unwrap()).unwrap();
    let mut findings = String::new();
    zip.by_name("findings.json").unwrap().read_to_string(&mut findings).unwrap();
    assert!(findings.contains("…/outbox"), "{findings}");
    // A login may be a name.
    let listed: serde_json::Value = serde_json::from_str(&findings).unwrap();
    let of_login = listed.as_array().unwrap().iter().find(|finding| finding["code"] == "DOC-060").unwrap();
    assert_eq!(of_login["message"], "—");
    assert!(!findings.contains(folder.file_name().unwrap().to_str().unwrap()), "{findings}");
}
