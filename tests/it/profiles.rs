//! Files made for Optima's own import in any shape, taken by ours: the documents in the base are the same.

use std::fs;

use serde_json::Value;

use crate::support::{Shop, order};

/// Converts two orders under changed settings and imports the files; gives files and documents.
fn way(changes: &[(&str, &str)]) -> (Vec<String>, Value) {
    let shop = Shop::new();
    let settings = shop.path("allegro-optima.toml");
    let mut text = fs::read_to_string(&settings).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from} in {text}");
        text = text.replace(from, to);
    }
    fs::write(&settings, text).unwrap();
    shop.write("firm.json", order("05-firma"));
    shop.write("person.json", order("01-osoba"));
    shop.run(&["convert", "firm.json", "person.json", "--out", "inbox"], 0);
    let names = shop.files("inbox");
    let paths: Vec<String> = names.iter().map(|name| format!("inbox/{name}")).collect();
    let mut args = vec!["validate"];
    args.extend(paths.iter().map(String::as_str));
    shop.json(&args, 0);
    let files = paths.iter().map(|path| fs::read_to_string(shop.path(path)).unwrap()).collect();
    let report = shop.json(&["import"], 0);
    assert_eq!(report["imported"].as_array().unwrap().len(), 2, "{report}");
    (files, shop.json(&["documents"], 0))
}

#[test]
fn files_of_every_profile_become_the_same_documents() {
    let (plain, documents) = way(&[]);
    assert!(plain.iter().all(|file| file.contains("<TYP_DOKUMENTU>308<")));
    let mirrored = [("type = \"ro\"", "type = \"zd-mirrored\""), ("elements = \"2025\"", "elements = \"2021\"")];
    let net = [
        ("counted_from = \"gross\"", "counted_from = \"net\""),
        ("payer_code = \"generated\"", "payer_code = \"undefined\""),
        ("elements = \"2025\"", "elements = \"2016\""),
    ];
    let fixed = [
        ("type = \"ro\"", "type = \"zd-mirrored\""),
        ("counted_from = \"gross\"", "counted_from = \"net\""),
        ("payer_code = \"generated\"", "payer_code = \"fixed:MOJA\""),
    ];
    let reserved = [("issue_date = \"document\"", "issue_date = \"reservation\"")];
    for (changes, sign) in [
        (reserved.as_slice(), "<DATA_WYSTAWIENIA>"),
        (mirrored.as_slice(), "<TYP_DOKUMENTU>309<"),
        (net.as_slice(), "<KOD>!NIEOKREŚLONY!</KOD>"),
        (fixed.as_slice(), "<PLATNIK><KOD>MOJA</KOD>"),
    ] {
        let (files, same) = way(changes);
        assert!(files.iter().all(|file| file.contains(sign)), "{sign} in {files:?}");
        assert_eq!(same, documents, "{sign}");
    }
}

#[test]
fn the_issue_date_of_the_file_is_the_documents_day_or_the_reservations_end() {
    let dates = |issue_date: &str| {
        let changes = [("issue_date = \"document\"", issue_date), ("reservation_days = 14", "reservation_days = 3")];
        let (files, _) = way(&changes);
        let element = |name: &str| files[1].split_once(&format!("<{name}>")).unwrap().1[..10].to_owned();
        ["DATA_DOKUMENTU", "DATA_WYSTAWIENIA", "DATA_OPERACJI"].map(element)
    };
    let [day, issued, operation] = dates("issue_date = \"document\"");
    assert_eq!((&issued, &operation), (&day, &day));
    let [same, issued, operation] = dates("issue_date = \"reservation\"");
    assert_eq!((&same, &operation), (&day, &day));
    let after = day.parse::<jiff::civil::Date>().unwrap() + jiff::ToSpan::days(3);
    assert_eq!(issued, after.to_string());
}

#[test]
fn a_payer_code_that_means_nothing_is_refused_with_its_line() {
    let shop = Shop::new();
    let settings = shop.path("allegro-optima.toml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, text.replace("payer_code = \"generated\"", "payer_code = \"fixed:\"")).unwrap();
    shop.write("order.json", order("01-osoba"));
    shop.run(&["convert", "order.json", "--out", "out"], 2);
}
