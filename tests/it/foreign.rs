//! What version 0.1 imported from files without an order id is known again by this one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::Shop;

/// A folder as 0.1 left it after it had imported the files that lie beside it: settings, ledger, and the sandbox's base.
const IMPORTED: &[u8] = include_bytes!("../foreign/imported-by-0.1.zip");

/// One of its documents sells nothing, which no version takes: that file is refused, after the others in it were looked
/// for.
const REFUSED: &str = "several.xml";

fn shop() -> Shop {
    Shop::unpacked(IMPORTED)
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "xml")).collect()
}

/// Key and number of each document in the base.
fn documents(shop: &Shop) -> BTreeSet<(String, String)> {
    let base = rusqlite::Connection::open(shop.path("state/sandbox.sqlite3")).unwrap();
    let mut rows = base.prepare("SELECT TrN_ImportRowId, TrN_NumerPelny FROM TraNag").unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Drops every file once more: no document is new, and each that the base has is told as a duplicate.
fn drop_again(shop: &Shop) {
    let before = documents(shop);
    assert!(before.len() >= 19, "{before:?}");
    let files = files();
    for path in &files {
        let name = path.file_name().unwrap().to_string_lossy();
        shop.write(&format!("inbox/{name}"), fs::read(path).unwrap());
    }
    let report = shop.json(&["import"], 1);
    assert_eq!(report["imported"], Value::Array(Vec::new()), "{report}");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let duplicates = report["duplicates"].as_array().unwrap();
    let told: BTreeSet<_> = duplicates.iter().map(|told| (text(&told["key"]), text(&told["number"]))).collect();
    assert_eq!(told, before);
    let refused: Vec<String> = report["errors"].as_array().unwrap().iter().map(|error| text(&error["file"])).collect();
    assert_eq!(refused, [REFUSED], "{report}");
    assert_eq!(shop.files("inbox/duplicates").len(), files.len() - 1);
    assert_eq!(documents(shop), before);
}

#[test]
fn i1_what_0_1_imported_is_known_again() {
    drop_again(&shop());
}

#[test]
fn i1_r_a15_what_0_1_imported_is_known_again_without_the_ledger() {
    let shop = shop();
    fs::remove_file(shop.path("state/ledger.sqlite3")).unwrap();
    drop_again(&shop);
}
