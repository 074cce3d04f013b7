//! Invoices and till receipts: the program writes their files, and Optima imports them.

use std::fs;

use allegro_optima::core::kinds;
use serde_json::Value;

use crate::life::{one, shop};
use crate::support::order;

fn list<'v>(value: &'v Value, key: &str, of: &str) -> Vec<&'v str> {
    value[key].as_array().unwrap().iter().map(|one| one[of].as_str().unwrap_or_default()).collect()
}

#[test]
fn invoices_wait_in_the_outbox_are_listed_and_are_told_when_they_are_gone() {
    let body: Value = serde_json::from_slice(&order("01-osoba")).unwrap();
    let id = body["id"].as_str().unwrap().to_owned();
    let (shop, _simulator) = shop(vec![body], "auto");
    let settings = fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let settings =
        settings.replace("kind = \"ro\"", "kind = \"fa\"").replace("definition = \"RO\"", "definition = \"\"");
    shop.write("allegro-optima.toml", settings);
    shop.json(&["export", "--order", &id], 0);
    let files = shop.files("outbox");
    assert!(files.len() == 1 && files[0].starts_with("FA_") && files[0].contains(&id), "{files:?}");
    let path = format!("outbox/{}", files[0]);
    let bytes = fs::read(shop.path(&path)).unwrap();
    for _ in 0..2 {
        shop.json(&["sync"], 0);
        let report = shop.json(&["import"], 0);
        assert_eq!(list(&report, "errors", "code"), Vec::<&str>::new(), "{report}");
        assert_eq!((shop.files("outbox"), shop.files("inbox")), (files.clone(), Vec::new()));
    }
    assert_eq!(fs::read(shop.path(&path)).unwrap(), bytes);
    let status = shop.json(&["status"], 0);
    assert_eq!((list(&status, "files", "why"), list(&status, "files", "code")), (vec!["by_hand"], vec!["LIF-016"]));
    assert_eq!((&one(&status, &id)["state"], &one(&status, &id)["for_optima"]), (&"exported".into(), &"FA".into()));
    let said = String::from_utf8(shop.run(&["status"], 0).stdout).unwrap();
    assert!(said.contains("w pliku dla importu Optimy (faktura sprzedaży)") && said.contains("LIF-016"), "{said}");
    // Nor is the outbox told to be empty, or the file taken by its name.
    let said = String::from_utf8(shop.run(&["import"], 0).stdout).unwrap();
    assert!(said.contains("W outbox/ czekają") && !said.contains("są puste"), "{said}");
    assert_eq!(shop.json(&["import", "--dry-run"], 0)["for_optima"], 1);
    for dry in [&["--dry-run"][..], &[]] {
        let report = shop.json(&[&["import", &path][..], dry].concat(), 1);
        assert_eq!(list(&report, "errors", "code"), ["LIF-016"]);
        assert_eq!(
            (shop.files("outbox"), shop.files("inbox"), shop.files("inbox/errors")),
            (files.clone(), vec![], vec![])
        );
    }
    // The definition of its own class, and only that.
    let found = shop.json(&["doctor"], 0);
    let definitions: Vec<&str> =
        list(&found, "findings", "code").into_iter().filter(|code| code.starts_with("DOC-02")).collect();
    assert_eq!(definitions, ["DOC-028"], "{found}");
    let base = rusqlite::Connection::open(shop.path("state/sandbox.sqlite3")).unwrap();
    let class = kinds::FA.definitions;
    base.execute("UPDATE DokDefinicje SET DDf_Klasa = 0 WHERE DDf_Klasa = ?1", [class]).unwrap();
    drop(base);
    let found = shop.json(&["doctor"], 1);
    let named = found["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "DOC-020");
    assert!(named.unwrap()["message"].as_str().unwrap().contains(&class.to_string()), "{found}");
    // A person puts a copy into the drop folder: that is refused, as it always was.
    shop.write(&format!("inbox/{}", files[0]), &bytes);
    let report = shop.json(&["import"], 1);
    assert_eq!(list(&report, "errors", "code"), ["IMP-037"]);
    assert_eq!((shop.files("outbox"), shop.files("inbox/errors")), (files.clone(), files.clone()));
    shop.json(&["retry", &id], 0);
    assert_eq!((shop.files("outbox"), shop.files("inbox/errors")), (files, Vec::new()));
    // And he takes the file away.
    fs::remove_file(shop.path(&path)).unwrap();
    shop.json(&["sync"], 0);
    let status = shop.json(&["status"], 0);
    let known = one(&status, &id);
    assert_eq!((&known["state"], &known["problem"]["code"]), (&"exported".into(), &"LIF-004".into()));
    assert_eq!(shop.files("outbox"), Vec::<String>::new());
}
