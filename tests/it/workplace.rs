//! The folders of companies that come, go and change their names, by the real program.

use std::collections::BTreeSet;
use std::fs;

use allegro_optima::allegro::simulator::{CLIENT_SECRET, Running, Simulator, World};
use allegro_optima::allegro::tokens::TokenStore as _;
use allegro_optima::spool::{RealDisk, write_secret};
use rusqlite::Connection;
use serde_json::Value;

use crate::support::{Shop, order};

/// What 0.1 left where a second company was added to a first, which had worked in the main folder: an imported order, a refused
/// file and a waiting one there, and an imported order below `companies/` for each.
const SECOND_COMPANY: &[u8] = include_bytes!("../foreign/second-company-by-0.1.zip");

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn findings(shop: &Shop, code: &str) -> usize {
    let found = shop.run(&["doctor", "--json"], 1);
    let found: Value = serde_json::from_slice(&found.stdout).unwrap();
    found["findings"].as_array().unwrap().iter().filter(|finding| text(finding, "code") == code).count()
}

/// Adds or changes a part of the settings.
fn change(shop: &Shop, from: &str, to: &str) {
    let settings = fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    assert!(settings.contains(from), "{from}");
    shop.write("allegro-optima.toml", settings.replace(from, to));
}

fn make(shop: &Shop, part: &str, out: &str) {
    shop.write("order.json", order(part));
    shop.run(&["convert", "order.json", "--out", out], 0);
    fs::remove_file(shop.path("order.json")).unwrap();
}

fn documents(shop: &Shop) -> usize {
    shop.json(&["documents"], 0).as_array().unwrap().len()
}

#[test]
fn what_0_1_left_in_the_main_folder_is_told_of_and_joined() {
    let shop = Shop::unpacked(SECOND_COMPANY);
    let status = shop.json(&["status"], 0);
    assert_eq!(status["orders"].as_array().unwrap().len(), 2, "each company's own");
    assert_eq!(text(&status["misplaced"][0], "code"), "WRK-006", "{status}");
    assert_eq!(findings(&shop, "WRK-006"), 1);
    let adopted = shop.json(&["workplace", "adopt"], 0);
    let joined = &adopted["adopted"][0];
    assert_eq!(
        (text(joined, "company"), &joined["orders"], &joined["files"]),
        ("alfa", &1.into(), &3.into()),
        "{adopted}"
    );
    assert_eq!(shop.files("companies/alfa/outbox").len(), 1);
    let refused = shop.files("companies/alfa/inbox/errors").remove(0);
    assert!(shop.path(&format!("companies/alfa/inbox/errors/{refused}.txt")).exists(), "with what was said of it");
    assert_eq!(shop.files("companies/alfa/inbox/archive").len(), 2);
    assert!(shop.path("state/ledger.sqlite3.joined").exists(), "nothing is deleted");
    let status = shop.json(&["status"], 0);
    assert_eq!(status["orders"].as_array().unwrap().len(), 3, "{status}");
    assert_eq!(status["misplaced"].as_array().unwrap().len(), 0);
    assert_eq!(findings(&shop, "WRK-006"), 0);
    assert!(shop.json(&["workplace", "adopt"], 0)["adopted"].as_array().unwrap().is_empty());
    assert_eq!(text(&shop.json(&["workplace", "adopt", "beta"], 2)["error"], "code"), "WRK-011");
    assert_eq!(text(&shop.json(&["workplace", "adopt", "nikt"], 2)["error"], "code"), "WRK-009");
}

/// Two companies from the beginning, as 0.1 set them up.
#[test]
fn two_companies_of_0_1_open_where_they_are() {
    let shop = Shop::unpacked(SECOND_COMPANY);
    for what in ["state", "inbox", "outbox"] {
        fs::remove_dir_all(shop.path(what)).unwrap();
    }
    let status = shop.json(&["status"], 0);
    assert_eq!((status["orders"].as_array().unwrap().len(), &status["misplaced"]), (2, &serde_json::json!([])));
    assert_eq!(documents(&shop), 2);
    make(&shop, "06-", "companies/beta/inbox");
    shop.json(&["import"], 0);
    assert_eq!((documents(&shop), shop.files("companies/beta/inbox/archive").len()), (3, 2));
}

#[test]
fn a_company_that_comes_later_moves_nothing_of_the_first() {
    let shop = Shop::new();
    make(&shop, "01-osoba", "inbox");
    shop.json(&["import"], 0);
    make(&shop, "02-", "outbox");
    // Before anything was noted, too: the register is made anew from what lies there.
    for forget in [false, true] {
        if forget {
            fs::remove_file(shop.path("state/companies.json")).unwrap();
        } else {
            change(&shop, "[companies.firma]", "[companies.aaa]\nengine = \"sandbox\"\n\n[companies.firma]");
        }
        let status = shop.json(&["status"], 0);
        assert_eq!((status["orders"].as_array().unwrap().len(), documents(&shop)), (1, 1), "{status}");
        assert_eq!(status["misplaced"], serde_json::json!([]));
        assert_eq!(findings(&shop, "WRK-006") + findings(&shop, "WRK-007"), 0);
    }
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
    assert_eq!(documents(&shop), 2);
    assert!(shop.path("companies/aaa/inbox").is_dir() && !shop.path("companies/firma").exists());
}

#[test]
fn a_company_with_another_name_is_asked_about_once() {
    let shop = Shop::new();
    make(&shop, "01-osoba", "inbox");
    shop.json(&["import"], 0);
    make(&shop, "02-", "inbox");
    change(&shop, "[companies.firma]", "[companies.nowa]");
    change(&shop, "company = \"firma\"", "company = \"nowa\"");
    let refused = shop.json(&["import"], 2);
    assert_eq!(text(&refused["error"], "code"), "WRK-003", "{refused}");
    assert_eq!(shop.files("inbox").len(), 2, "it waits where it lay, beside the archive");
    assert_eq!((findings(&shop, "WRK-003"), findings(&shop, "WRK-008")), (1, 0));
    let renamed = shop.json(&["workplace", "adopt", "nowa"], 0);
    assert_eq!(text(&renamed["adopted"][0], "renamed_from"), "firma");
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
    assert_eq!(documents(&shop), 2);
    // And one that is new, though it looks like the one that went.
    make(&shop, "05-", "inbox");
    change(&shop, "[companies.nowa]", "[companies.inna]");
    change(&shop, "company = \"nowa\"", "company = \"inna\"");
    shop.json(&["workplace", "adopt", "inna", "--new"], 0);
    assert_eq!(documents(&shop), 0);
    assert!(shop.path("companies/inna/inbox").is_dir());
    // What the settings do not name any more is not dropped in silence.
    assert_eq!(findings(&shop, "WRK-008"), 1);
    assert_eq!(text(&shop.json(&["status"], 0)["misplaced"][0], "code"), "WRK-008");
}

#[test]
fn i1_an_answer_about_one_company_touches_no_other() {
    let shop = Shop::new();
    let two = "[companies.alfa]\nengine = \"sandbox\"\nfile = \"a.sqlite3\"\n\n[companies.beta]\nengine = \"sandbox\"\nfile = \"b.sqlite3\"\n\n[companies.firma]";
    change(&shop, "[companies.firma]", two);
    shop.json(&["status"], 0);
    make(&shop, "01-osoba", "made");
    shop.name_account("made", "dawne");
    let name = shop.files("made").remove(0);
    fs::rename(shop.path("made").join(&name), shop.path("companies/alfa/inbox").join(&name)).unwrap();
    // Both are called otherwise at once.
    change(&shop, "[companies.alfa]", "[companies.aaa]");
    change(&shop, "[companies.beta]", "[companies.bbb]");
    assert_eq!(findings(&shop, "WRK-003"), 2);
    let renamed = shop.json(&["workplace", "adopt", "bbb"], 0);
    assert_eq!(renamed["adopted"].as_array().unwrap().len(), 1, "{renamed}");
    assert_eq!(shop.files("companies/alfa/inbox").len(), 1, "it is the other one's");
    // Without a name nobody's name is guessed.
    let asked = shop.json(&["workplace", "adopt"], 1);
    assert_eq!((text(&asked["left"][0], "code"), asked["adopted"].as_array().unwrap().len()), ("WRK-003", 0));
    shop.json(&["workplace", "adopt", "aaa"], 0);
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
    // Two that change their names with each other keep their folders.
    for (from, to) in [
        ("[companies.aaa]", "[companies.x]"),
        ("[companies.bbb]", "[companies.aaa]"),
        ("[companies.x]", "[companies.bbb]"),
    ] {
        change(&shop, from, to);
    }
    assert_eq!(findings(&shop, "WRK-003"), 2);
    shop.json(&["workplace", "adopt", "aaa"], 0);
    assert_eq!(findings(&shop, "WRK-003"), 0);
    assert_eq!((documents(&shop), shop.json(&["import"], 0)["missing"].as_i64()), (1, Some(0)));
    // One that nobody knows is joined with the company that a person names, and with no other.
    make(&shop, "02-", "companies/obca/inbox");
    let told = shop.json(&["status"], 0);
    assert_eq!(text(&told["misplaced"][0], "code"), "WRK-007", "{told}");
    assert_eq!(text(&shop.json(&["workplace", "adopt", "firma"], 2)["error"], "code"), "WRK-011");
    let joined = shop.json(&["workplace", "adopt", "firma", "--from", "companies/obca"], 0);
    assert_eq!((text(&joined["adopted"][0], "company"), &joined["adopted"][0]["files"]), ("firma", &1.into()));
}

#[test]
fn i1_an_account_that_goes_over_to_another_company_takes_no_old_document_with_it() {
    let shop = Shop::new();
    let simulator = simulator(&["01-osoba", "02-"], "1");
    write_secret(&RealDisk, &shop.path("state/client-secret"), CLIENT_SECRET.as_bytes()).unwrap();
    shop.connect(&simulator);
    shop.tokens("sklep").store(&simulator.log_in()).unwrap();
    shop.json(&["export", "--since", "2026-09-01"], 0);
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 2);
    let file = shop.files("inbox/archive").remove(0);
    fs::create_dir(shop.path("made")).unwrap();
    let archived = walkdir::WalkDir::new(shop.path("inbox/archive")).into_iter().flatten();
    let archived = archived.into_iter().find(|entry| *entry.file_name() == *file).unwrap();
    fs::copy(archived.path(), shop.path("made").join(&file)).unwrap();
    change(&shop, "[companies.firma]", "[companies.beta]\nengine = \"sandbox\"\n\n[companies.firma]");
    change(&shop, "company = \"firma\"", "company = \"beta\"");
    let exported = shop.json(&["export", "--since", "2026-09-01"], 0);
    assert_eq!(exported["exported"].as_array().unwrap().len(), 0, "{exported}");
    assert_eq!((&exported["elsewhere"][0]["orders"], text(&exported["elsewhere"][0], "company")), (&2.into(), "firma"));
    let refused = shop.json(&["import", &format!("made/{file}")], 1);
    assert_eq!(text(&refused["errors"][0], "code"), "FIL-008", "{refused}");
    assert_eq!(documents(&shop), 2);
    // What is wrong with a file is said as with one company, and whose it is only where it says so.
    shop.write("made/zepsuty.xml", "<ROOT>");
    let wrong = shop.json(&["import", "made/zepsuty.xml", "made/nie-ma.xml"], 1);
    let codes: Vec<&str> = wrong["errors"].as_array().unwrap().iter().map(|error| text(error, "code")).collect();
    assert!(codes.contains(&"CLI-010") && !codes.contains(&"FIL-007"), "{codes:?}");
}

#[test]
fn names_that_windows_cannot_tell_apart_and_a_spoilt_register_are_told() {
    let shop = Shop::new();
    shop.json(&["status"], 0);
    change(
        &shop,
        "[companies.firma]",
        "[companies.nul]\nengine = \"sandbox\"\n\n[companies.FIRMA]\n\n[companies.firma]",
    );
    let report = shop.json(&["import"], 2);
    let codes: Vec<&str> = report["failures"].as_array().unwrap().iter().map(|it| text(&it["error"], "code")).collect();
    assert_eq!(codes, ["WRK-005", "WRK-004"], "{report}");
    assert_eq!((findings(&shop, "WRK-004"), findings(&shop, "WRK-005")), (2, 3), "as names, and for want of a folder");
    shop.write("state/companies.json", "{");
    for args in [&["import"][..], &["status"], &["workplace", "adopt"]] {
        assert_eq!(text(&shop.json(args, 2)["error"], "code"), "WRK-001", "{args:?}");
    }
    assert_eq!(findings(&shop, "WRK-001"), 1);
    fs::remove_file(shop.path("state/companies.json")).unwrap();
    shop.json(&["status"], 2);
    shop.write("state/companies.json", "{\"version\": 9, \"companies\": []}");
    assert_eq!(text(&shop.json(&["status"], 2)["error"], "code"), "WRK-002");
}

#[test]
fn i1_a_file_of_an_unknown_account_does_not_come_into_a_second_base() {
    let shop = Shop::new();
    make(&shop, "01-osoba", "made");
    shop.name_account("made", "dawne");
    change(&shop, "[companies.firma]", "[companies.alfa]\nengine = \"sandbox\"\n\n[companies.firma]");
    change(&shop, "[accounts.sklep]", "[accounts.inny]\ncompany = \"alfa\"\n\n[accounts.sklep]");
    shop.json(&["status"], 0);
    let name = shop.files("made").remove(0);
    fs::copy(shop.path("made").join(&name), shop.path("companies/firma/inbox").join(&name)).unwrap();
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
    let status = shop.json(&["status"], 0);
    assert_eq!(text(&status["orders"][0], "account"), "dawne", "as the file says: {status}");
    fs::copy(shop.path("made").join(&name), shop.path("companies/alfa/inbox").join(&name)).unwrap();
    let refused = shop.json(&["import"], 1);
    assert_eq!(text(&refused["errors"][0], "code"), "FIL-008", "{refused}");
    assert_eq!((documents(&shop), shop.json(&["status"], 0)["orders"].as_array().unwrap().len()), (1, 1));
    // Named on the command line it finds the company that has it.
    let again = shop.json(&["import", &format!("made/{name}")], 0);
    assert_eq!(again["duplicates"].as_array().unwrap().len(), 1, "{again}");
}

#[test]
fn i1_one_seller_under_two_aliases_is_exported_once() {
    let shop = Shop::new();
    let simulator = Simulator::start(World::shipped()).unwrap();
    shop.connect(&simulator);
    let secret = shop.path("state/client-secret");
    write_secret(&RealDisk, &secret, CLIENT_SECRET.as_bytes()).unwrap();
    shop.tokens("sklep").store(&simulator.log_in()).unwrap();
    shop.json(&["export", "--since", "2026-09-01"], 1);
    // As an earlier version let it be: the second alias is the same seller, for another company.
    let part = fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let own = part.split("[accounts.sklep]").nth(1).unwrap().split("\n[").next().unwrap().to_owned();
    change(&shop, "[companies.firma]", "[companies.alfa]\nengine = \"sandbox\"\n\n[companies.firma]");
    let second = format!("[accounts.drugi]{}\n[accounts.sklep]", own.replace("\"firma\"", "\"alfa\""));
    change(&shop, "[accounts.sklep]", &second);
    shop.tokens("drugi").store(&simulator.log_in()).unwrap();
    let state = shop.path("companies/alfa/state");
    fs::create_dir_all(&state).unwrap();
    let mut ledger = allegro_optima::ledger::Ledger::open(&state.join("ledger.sqlite3")).unwrap();
    let first = allegro_optima::ledger::Ledger::open(&shop.path("state/ledger.sqlite3")).unwrap();
    let seller = first.seller("sklep").unwrap().unwrap();
    ledger.pin_seller("drugi", &seller, jiff::Timestamp::now()).unwrap();
    let report = shop.json(&["export", "--account", "drugi", "--since", "2026-09-01"], 2);
    assert_eq!(text(&report["failures"][0]["error"], "code"), "WRK-010", "{report}");
    assert_eq!(shop.files("companies/alfa/outbox"), Vec::<String>::new());
    assert_eq!(findings(&shop, "WRK-010"), 1);
    let first = shop.json(&["export", "--account", "sklep"], 1);
    assert_eq!(first["failures"].as_array().unwrap().len(), 0, "{first}");
}

/// The account's part of the settings, pointed at its own simulator.
fn account(shop: &Shop, alias: &str, company: &str, simulator: &Running) -> String {
    let connection = simulator.connection();
    shop.tokens(alias).store(&simulator.log_in()).unwrap();
    format!(
        "[accounts.{alias}]\nclient_id = \"{}\"\napi_url = \"{}\"\nauth_url = \"{}\"\ncompany = \"{company}\"\n",
        connection.client_id, connection.api_url, connection.auth_url
    )
}

fn simulator(parts: &[&str], seller: &str) -> Running {
    let orders: Vec<Value> = parts.iter().map(|part| serde_json::from_slice(&order(part)).unwrap()).collect();
    let mut world = World::from_orders(orders);
    world.seller["id"] = seller.into();
    Simulator::start(world).unwrap()
}

/// Each document's order, with the folder of the base that it is in.
fn bases(shop: &Shop) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["state", "companies/beta/state"] {
        let base = Connection::open(shop.path(folder).join("sandbox.sqlite3")).unwrap();
        let sql = "SELECT DAt_WartoscTxt FROM DokAtrybuty JOIN DefAtrybuty ON DeA_DeAId = DAt_DeAId
             WHERE DeA_Kod = 'ALLEGRO_ID' ORDER BY 1";
        let mut read = base.prepare(sql).unwrap();
        let orders = read.query_map([], |row| row.get::<_, String>(0)).unwrap();
        found.extend(orders.map(|order| (folder.to_owned(), order.unwrap())));
    }
    found
}

#[test]
fn i1_i14_two_companies_and_two_accounts_end_with_each_order_in_its_own_base_once() {
    let shop = Shop::new();
    let (first, second) = (simulator(&["01-osoba", "02-"], "1"), simulator(&["03-", "05-", "06-"], "2"));
    write_secret(&RealDisk, &shop.path("state/client-secret"), CLIENT_SECRET.as_bytes()).unwrap();
    for (default, chosen) in [
        ("[companies.firma]", "[companies.alfa]"),
        ("default_rate = \"\"", "default_rate = \"23\""),
        ("unknown = \"refuse\"", "unknown = \"offer-code\""),
    ] {
        change(&shop, default, chosen);
    }
    let settings = fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let (before, rest) = settings.split_once("[accounts.sklep]").unwrap();
    let after = rest.split_once("\n[").unwrap().1;
    shop.write("allegro-optima.toml", format!("{before}{}\n[{after}", account(&shop, "sklep", "alfa", &first)));
    shop.json(&["export", "--since", "2026-09-01"], 0);
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 2);
    // A second company comes, and nothing of the first moves.
    let more = format!(
        "[companies.beta]\nengine = \"sandbox\"\n\n{}\n[companies.alfa]",
        account(&shop, "inny", "beta", &second)
    );
    change(&shop, "[companies.alfa]", &more);
    shop.json(&["export", "--account", "inny", "--since", "2026-09-01"], 0);
    let names = shop.files("companies/beta/outbox");
    assert_eq!((names.len(), shop.files("inbox/archive").len()), (3, 2));
    // One file is dropped into the wrong company's folder, one is named, and the first company's base is away.
    let wrong =
        |name: &str, from: &str, to: &str| fs::rename(shop.path(from).join(name), shop.path(to).join(name)).unwrap();
    wrong(&names[0], "companies/beta/outbox", "inbox");
    let (base, away) = (shop.path("state/sandbox.sqlite3"), shop.path("state/away.sqlite3"));
    fs::rename(&base, &away).unwrap();
    fs::create_dir(&base).unwrap();
    let one = shop.json(&["import", &format!("companies/beta/outbox/{}", names[1])], 0);
    assert_eq!(one["imported"].as_array().unwrap().len(), 1, "{one}");
    let report = shop.json(&["import"], 3);
    assert_eq!(report["imported"].as_array().unwrap().len(), 1, "{report}");
    fs::remove_dir(&base).unwrap();
    fs::rename(&away, &base).unwrap();
    let report = shop.json(&["import"], 1);
    assert_eq!((text(&report["errors"][0], "code"), report["imported"].as_array().unwrap().len()), ("FIL-006", 0));
    // As its message says.
    wrong(&names[0], "inbox/errors", "companies/beta/inbox");
    // Meanwhile the second one is called otherwise.
    change(&shop, "[companies.beta]", "[companies.gamma]");
    change(&shop, "company = \"beta\"", "company = \"gamma\"");
    assert_eq!(text(&shop.json(&["import"], 2)["error"], "code"), "WRK-003");
    shop.json(&["workplace", "adopt", "gamma"], 0);
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
    let again = shop.json(&["sync"], 0);
    assert_eq!(again["import"]["imported"].as_array().unwrap().len(), 0, "{again}");
    let found = bases(&shop);
    let of = |folder: &str| found.iter().filter(|(base, _)| base == folder).count();
    assert_eq!((of("state"), of("companies/beta/state")), (2, 3), "{found:?}");
    let orders: BTreeSet<&String> = found.iter().map(|(_, order)| order).collect();
    assert_eq!((orders.len(), documents(&shop)), (5, 5));
    let status = shop.json(&["status"], 0);
    assert_eq!(status["counts"]["imported"], 5, "{status}");
}
