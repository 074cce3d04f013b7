//! Several companies in one folder, by the real program: one's failure is one's.

use serde_json::Value;

use crate::support::{Shop, order};

/// A company whose base is a folder, one whose folder cannot be made, and one that is as it should be; each has a file.
fn three() -> Shop {
    let shop = Shop::new();
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let three = "[companies.a-bez-bazy]\nengine = \"sandbox\"\nfile = \"to-jest-folder\"\n\n\
                 [companies.b-bez-folderu]\nengine = \"sandbox\"\n\n[companies.firma]";
    shop.write("allegro-optima.toml", settings.replace("[companies.firma]", three));
    std::fs::create_dir(shop.path("to-jest-folder")).unwrap();
    shop.write("companies/b-bez-folderu", "to nie jest folder");
    for (company, part) in [("a-bez-bazy", "02-"), ("firma", "01-osoba")] {
        shop.write("order.json", order(part));
        shop.run(&["convert", "order.json", "--out", &format!("companies/{company}/inbox")], 0);
    }
    // An account that the settings do not know is of the company in whose folder its file lies.
    shop.name_account("companies/a-bez-bazy/inbox", "dawne");
    shop
}

/// Company and code of each failure.
fn failures(report: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let one = |failure: &Value| (text(&failure["company"]), text(&failure["error"]["code"]));
    report["failures"].as_array().map(|failures| failures.iter().map(one).collect()).unwrap_or_default()
}

/// The companies that failed.
fn failed(report: &Value) -> Vec<String> {
    failures(report).into_iter().map(|(company, _)| company).collect()
}

#[test]
fn i14_a_base_that_is_away_keeps_no_other_companys_files_from_theirs() {
    let shop = three();
    let report = shop.json(&["import"], 3);
    assert_eq!(report["imported"].as_array().unwrap().len(), 1, "{report}");
    let found = failures(&report);
    assert_eq!(failed(&report), ["a-bez-bazy", "b-bez-folderu"], "{report}");
    assert_eq!((found[0].1.as_str(), report["error"]["code"].as_str()), ("OPT-001", Some("OPT-001")), "{report}");
    assert_eq!(shop.files("companies/a-bez-bazy/inbox").len(), 1, "it waits where it lay");
    assert_eq!(shop.files("companies/firma/inbox/archive").len(), 1);
    // What was away is there again.
    std::fs::remove_dir(shop.path("to-jest-folder")).unwrap();
    std::fs::remove_file(shop.path("companies/b-bez-folderu")).unwrap();
    let report = shop.json(&["import"], 0);
    assert_eq!((report["imported"].as_array().unwrap().len(), failed(&report)), (1, Vec::new()), "{report}");
    assert!(report["error"].is_null());
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 2);
}

#[test]
fn i14_every_command_that_walks_through_the_companies_walks_through_all() {
    let shop = three();
    let report = shop.json(&["sync"], 4);
    assert_eq!(report["import"]["imported"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(failed(&report["import"]), ["a-bez-bazy", "b-bez-folderu"]);
    let status = shop.json(&["status"], 3);
    assert_eq!(status["counts"]["imported"], 1, "{status}");
    assert_eq!(failed(&status), ["b-bez-folderu"], "the ledger of the first is there");
    assert_eq!(failed(&shop.json(&["import", "--missing"], 3)), ["a-bez-bazy", "b-bez-folderu"]);
    assert_eq!(failed(&shop.json(&["retry", "--all"], 3)), ["b-bez-folderu"]);
    assert_eq!(failed(&shop.json(&["clean"], 3)), ["b-bez-folderu"]);
    assert_eq!(failed(&shop.json(&["forget", "--buyer", "nikt"], 3)), ["b-bez-folderu"]);
    assert_eq!(shop.json(&["documents"], 3).as_array().unwrap().len(), 1);
    let findings = shop.json(&["doctor"], 1)["findings"].as_array().unwrap().clone();
    for company in ["a-bez-bazy", "b-bez-folderu"] {
        let red = |finding: &&Value| finding["company"] == company && finding["level"] == "red";
        assert!(findings.iter().any(|finding| red(&finding)), "{company}");
    }
    let of_firma = |finding: &&Value| finding["company"] == "firma" && finding["area"] == "base";
    assert!(findings.iter().filter(of_firma).all(|finding| finding["level"] != "red"));
}

/// One order, one document: whatever folder its file lies in, it goes into the base of its account's company.
#[test]
fn i1_a_file_goes_into_the_base_of_its_own_company_alone() {
    let shop = Shop::new();
    for (part, out) in [("01-osoba", "made"), ("02-", "other")] {
        shop.write("order.json", order(part));
        shop.run(&["convert", "order.json", "--out", out], 0);
    }
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let both = "[companies.alfa]\nengine = \"sandbox\"\n\n[companies.firma]";
    let accounts = "[accounts.inny]\nclient_id = \"x\"\ncompany = \"alfa\"\n\n[accounts.sklep]";
    shop.write(
        "allegro-optima.toml",
        settings.replace("[companies.firma]", both).replace("[accounts.sklep]", accounts),
    );
    let name = shop.files("made").remove(0);
    let file = format!("made/{name}");
    let documents = || shop.json(&["documents"], 0).as_array().unwrap().len();
    // `alfa` is the first by name, and `firma` the account's.
    let planned = shop.json(&["import", "--dry-run", &file], 0);
    assert_eq!(planned["plans"].as_array().unwrap().len(), 1, "{planned}");
    shop.json(&["import", &file], 0);
    assert_eq!((documents(), shop.files("companies/firma/inbox/archive").len()), (1, 1));
    std::fs::copy(shop.path(&file), shop.path("companies/alfa/inbox").join(&name)).unwrap();
    let refused = shop.json(&["import"], 1);
    assert_eq!((&refused["errors"][0]["code"], documents()), (&"FIL-006".into(), 1), "{refused}");
    // As its message says.
    let moved = |from: &str, to: &str| std::fs::rename(shop.path(from).join(&name), shop.path(to).join(&name)).unwrap();
    moved("companies/alfa/inbox/errors", "companies/firma/inbox");
    assert_eq!(shop.json(&["import"], 0)["duplicates"].as_array().unwrap().len(), 1);
    // Of an account that nobody knows anything of: it is not guessed.
    shop.name_account("other", "dawne");
    let name = shop.files("other").remove(0);
    let unknown = shop.json(&["import", &format!("other/{name}")], 1);
    assert_eq!((&unknown["errors"][0]["code"], documents()), (&"FIL-009".into(), 1), "{unknown}");
    // Where it lies in a company's folders, it is that one's.
    std::fs::rename(shop.path("other").join(&name), shop.path("companies/alfa/inbox").join(&name)).unwrap();
    shop.json(&["import", &format!("companies/alfa/inbox/{name}")], 0);
    assert_eq!(documents(), 2);
}

/// Two companies, `alfa` and `firma`; a file of `firma`'s account lies in `alfa`'s inbox, where no ledger was made yet.
fn misplaced() -> (Shop, String) {
    let shop = Shop::new();
    shop.write("order.json", order("01-osoba"));
    shop.run(&["convert", "order.json", "--out", "made"], 0);
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let both = "[companies.alfa]\nengine = \"sandbox\"\n\n[companies.firma]";
    shop.write("allegro-optima.toml", settings.replace("[companies.firma]", both));
    shop.json(&["status"], 0);
    let name = shop.files("made").remove(0);
    std::fs::create_dir_all(shop.path("companies/alfa/inbox")).unwrap();
    std::fs::rename(shop.path("made").join(&name), shop.path("companies/alfa/inbox").join(&name)).unwrap();
    let refused = shop.json(&["import"], 1);
    assert_eq!(refused["errors"][0]["code"], "FIL-006", "{refused}");
    assert_eq!(shop.files("companies/alfa/inbox/errors"), [name.as_str()]);
    (shop, name)
}

fn states(shop: &Shop) -> Vec<Value> {
    let status = shop.json(&["status"], 0);
    status["orders"].as_array().unwrap().iter().map(|order| order["state"].clone()).collect()
}

#[test]
fn i2_a_lost_ledger_takes_no_order_of_another_company_for_its_own() {
    let (shop, name) = misplaced();
    assert_eq!(states(&shop), Vec::<Value>::new());
    let to = shop.path("companies/firma/inbox").join(&name);
    std::fs::rename(shop.path("companies/alfa/inbox/errors").join(&name), to).unwrap();
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
    assert_eq!(states(&shop), ["imported"]);
}

#[test]
fn i2_a_file_refused_as_another_companys_comes_back_when_the_settings_say_whose_it_is() {
    let ways: [fn(&Shop, &str); 2] = [
        |_, _| {},
        |shop, name| {
            let back = shop.json(&["retry", "--all"], 0);
            assert_eq!(back["back"], serde_json::json!([name]), "{back}");
            assert_eq!(shop.files("companies/alfa/inbox"), [name]);
        },
    ];
    for way in ways {
        let (shop, name) = misplaced();
        assert_eq!(shop.json(&["retry", "--all"], 0)["back"], serde_json::json!([]), "nothing has changed");
        let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
        assert!(settings.contains("company = \"firma\""), "{settings}");
        shop.write("allegro-optima.toml", settings.replace("company = \"firma\"", "company = \"alfa\""));
        way(&shop, &name);
        let report = shop.json(&["import"], 0);
        assert_eq!(report["imported"].as_array().unwrap().len(), 1, "{report}");
        assert_eq!((shop.files("companies/alfa/inbox/errors").len(), states(&shop)), (0, vec!["imported".into()]));
    }
}

/// What an account and its company say of their own is in the file; `doctor` says who says so, and what nobody reads.
#[test]
fn an_account_and_its_company_have_settings_and_tables_of_their_own() {
    let shop = Shop::new();
    shop.write("order.json", order("01-osoba"));
    let file = |out: &str| {
        shop.run(&["convert", "order.json", "--out", out], 0);
        std::fs::read_to_string(shop.path(out).join(shop.files(out).remove(0))).unwrap()
    };
    let usual = file("usual");
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let levels = "[companies.firma.seller]\nname = \"Firma własna\"\n\
                  [accounts.sklep.documents.private]\nwarehouse = \"ALLEGRO\"\n";
    shop.write("allegro-optima.toml", format!("{settings}\n{levels}"));
    for company in ["firma", "obca"] {
        shop.write(&format!("mappings/{company}/payments.csv"), "typ;operator;forma\nONLINE;*;gotówka\n");
    }
    let own = file("own");
    for (element, before, after) in
        [("MAGAZYN_ZRODLOWY", "MAGAZYN", "ALLEGRO"), ("NAZWA", "", "Firma własna"), ("FORMA", "przelew", "gotówka")]
    {
        let says = |file: &str, value: &str| file.contains(&format!("<{element}>{value}</{element}>"));
        assert!(!says(&usual, after) && says(&own, after), "{element}: {own}");
        assert!(before.is_empty() || says(&usual, before), "{element}: {usual}");
    }
    let report = shop.json(&["doctor"], 1);
    let findings = report["findings"].as_array().unwrap();
    let said = |code: &str| -> Vec<(&str, &str)> {
        let of = findings.iter().filter(|finding| finding["code"] == code);
        of.map(|finding| (finding["level"].as_str().unwrap(), finding["message"].as_str().unwrap())).collect()
    };
    let [(level, message)] = said("DOC-007")[..] else { panic!("{report}") };
    assert_eq!(level, "green");
    for part in ["seller.name = \"Firma własna\" [companies.firma]", "warehouse = \"ALLEGRO\" [accounts.sklep]"] {
        assert!(message.contains(part), "{message}");
    }
    let settings = report["settings"].as_array().unwrap();
    let from = |of: &Value, key: &str| {
        let found = settings.iter().find(|setting| setting["of"] == *of && setting["key"] == key);
        found.map(|setting| setting["from"].as_str().unwrap_or_default().to_owned())
    };
    let (sklep, warehouse) = ("accounts.sklep".into(), "documents.private.warehouse");
    for (of, key, origin) in [
        (&sklep, warehouse, Some("accounts.sklep")),
        (&sklep, "seller.name", Some("companies.firma")),
        (&sklep, "vat.default_rate", None),
        (&Value::Null, warehouse, Some("top")),
        (&Value::Null, "import.settle_seconds", Some("top")),
        (&Value::Null, "companies.firma.encryption", Some("program")),
    ] {
        assert_eq!(from(of, key).as_deref(), origin, "{of} {key}");
    }
    assert!(said("DOC-032").iter().any(|(_, message)| message.contains("ALLEGRO")), "{report}");
    let [(level, message)] = said("DOC-008")[..] else { panic!("{report}") };
    assert!(level == "yellow" && message.contains("obca"), "{message}");
}
