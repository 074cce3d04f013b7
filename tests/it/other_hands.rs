//! Documents of other hands: those that are in the base already, and those that come as files.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Shop, error_code};

const OLD_TOOL: &str = include_str!("../data/old-tool.xml");
const TWO_EQUAL: &str = include_str!("../foreign/two-equal.xml");
const FIRST: &str = include_str!("../foreign/same-number-first.xml");
const SECOND: &str = include_str!("../foreign/same-number-second.xml");

/// As `tests/foreign/keys.csv` has it.
const KEY_OF_EQUAL: &str = "9be943cf-0f9c-5a49-8690-11bfd86e9ec6";

fn base(shop: &Shop) -> rusqlite::Connection {
    rusqlite::Connection::open(shop.path("state/sandbox.sqlite3")).unwrap()
}

fn change(shop: &Shop, sql: &str) {
    base(shop).execute_batch(sql).unwrap();
}

/// Foreign number and key of each document.
fn documents(shop: &Shop) -> Vec<(String, String)> {
    let base = base(shop);
    let mut rows =
        base.prepare("SELECT TrN_NumerObcy, IFNULL(TrN_ImportRowId, '') FROM TraNag ORDER BY TrN_TrNID").unwrap();
    rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// Drops a file and imports it: how many were imported, were there, and were refused.
#[track_caller]
fn drop_in(shop: &Shop, name: &str, text: &str, code: i32) -> ([usize; 3], Value) {
    shop.write(&format!("inbox/{name}"), text);
    let report = shop.json(&["import"], code);
    let count = |part: &str| report[part].as_array().unwrap().len();
    ([count("imported"), count("duplicates"), count("errors")], report)
}

/// The ledger is gone, and with `archive` every file that was imported, too.
fn forget(shop: &Shop, archive: bool) {
    fs::remove_file(shop.path("state/ledger.sqlite3")).unwrap();
    for folder in ["inbox/archive", "inbox/duplicates", "inbox/errors"] {
        if archive && Path::new(&shop.path(folder)).exists() {
            fs::remove_dir_all(shop.path(folder)).unwrap();
            fs::create_dir(shop.path(folder)).unwrap();
        }
    }
}

/// The `DOKUMENT` elements of a file.
fn parts(file: &str) -> Vec<&str> {
    let ends = file.split_inclusive("</DOKUMENT>");
    ends.filter_map(|part| part.find("<DOKUMENT>").and_then(|at| part.get(at..))).collect()
}

fn file_of(documents: &[&str]) -> String {
    format!(r#"<ROOT xmlns="http://www.cdn.com.pl/optima/dokument">{}</ROOT>"#, documents.concat())
}

#[test]
fn case_old_tool_an_ro_with_the_whole_id_is_the_orders_document() {
    let id = "bc3a0974-e946-1856-bae4-7016b64b1752";
    for number in [id.to_owned(), format!("ALLEGRO {}", id.to_uppercase())] {
        for key in ["NULL", "'3f2504e0-4f89-41d3-9a0c-0305e82c3301'", "'74738ff5-5367-5958-9aee-98fffdcd1876'"] {
            let shop = Shop::new();
            assert_eq!(drop_in(&shop, "a.xml", OLD_TOOL, 0).0, [1, 0, 0]);
            change(
                &shop,
                &format!(
                    "DELETE FROM DokAtrybuty;
                     UPDATE TraNag SET TrN_NumerObcy = '{number}', TrN_Opis = '', TrN_ImportRowId = {key}"
                ),
            );
            forget(&shop, true);
            let (counts, report) = drop_in(&shop, "a.xml", OLD_TOOL, 0);
            assert_eq!((counts, &report["duplicates"][0]["number"]), ([0, 1, 0], &"RO/1/2026".into()), "{report}");
            assert_eq!(documents(&shop)[0].0, number, "it is left as it is");
        }
    }
}

#[test]
fn case_audit_a_number_of_other_tools_without_an_id_is_refused() {
    let shop = Shop::new();
    let settings = fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    for (pattern, code) in [("[\"\"]", "SET-028"), ("[\"abc\"]", "SET-028"), ("[\"{login}-{id}\"]", "SET-029")] {
        let changed = settings.replace("other_foreign_numbers = []", &format!("other_foreign_numbers = {pattern}"));
        assert_ne!(changed, settings);
        shop.write("allegro-optima.toml", changed);
        assert_eq!(error_code(&shop.json(&["import"], 2)), code);
    }
}

/// `cases/06`.
#[test]
fn case_06_equal_documents_of_one_file_are_as_many_documents() {
    let shop = Shop::new();
    assert_eq!(drop_in(&shop, "a.xml", TWO_EQUAL, 0).0, [2, 0, 0]);
    let known = documents(&shop);
    assert_eq!((known.len(), &*known[0].1, &*known[0].0), (2, KEY_OF_EQUAL, ""));
    let equal = parts(TWO_EQUAL);
    let (other, third) = (parts(FIRST)[0], parts(include_str!("../foreign/net.xml"))[0]);
    let three = file_of(&[equal[0], equal[1], equal[0]]);
    for with_ledger in [true, false] {
        if !with_ledger {
            forget(&shop, true);
        }
        let before = documents(&shop);
        assert_eq!(drop_in(&shop, "again.xml", TWO_EQUAL, 0).0, [0, 2, 0]);
        assert_eq!(drop_in(&shop, "one.xml", &file_of(&equal[..1]), 0).0, [0, 1, 0]);
        let (counts, report) = drop_in(&shop, "joined.xml", &file_of(&[other, equal[0], third, equal[1]]), 0);
        assert_eq!(counts, if with_ledger { [2, 2, 0] } else { [0, 4, 0] }, "{report}");
        let expected = before.len() + if with_ledger { 2 } else { 0 };
        assert_eq!(drop_in(&shop, "turned.xml", &file_of(&[equal[1], third, equal[0], other]), 0).0, [0, 4, 0]);
        assert_eq!(documents(&shop).len(), expected);
    }
    // A third one is new, and only where it is known that the others were not taken for it.
    let (counts, report) = drop_in(&shop, "three.xml", &three, 0);
    assert_eq!((counts, documents(&shop).len()), ([0, 3, 0], 4), "{report}");
    assert!(report.to_string().contains("IMP-077"), "{report}");
    let shop = Shop::new();
    assert_eq!(drop_in(&shop, "one.xml", &file_of(&equal[..1]), 0).0, [1, 0, 0]);
    assert_eq!(drop_in(&shop, "a.xml", TWO_EQUAL, 0).0, [1, 1, 0]);
    assert_eq!(drop_in(&shop, "three.xml", &three, 0).0, [1, 2, 0]);
    assert_eq!(documents(&shop).len(), 3);
}

/// A number tells documents apart: two with one number are one.
#[test]
fn equal_documents_with_a_number_are_one() {
    let shop = Shop::new();
    let one = parts(FIRST)[0];
    assert_eq!(drop_in(&shop, "a.xml", &file_of(&[one, one]), 0).0, [1, 1, 0]);
    for number in [" ", "!NIEOKREŚLONY!", "AUTO"] {
        let unnumbered = one.replace("<NUMER_PELNY>U/1<", &format!("<NUMER_PELNY>{number}<"));
        assert_eq!(drop_in(&shop, "b.xml", &file_of(&[&unnumbered, &unnumbered]), 0).0, [2, 0, 0], "{number}");
        // Nor does it say that what differs is a corrected version.
        let other = unnumbered.replace("KUBEK-330", "TALERZ-26");
        assert_eq!(drop_in(&shop, "c.xml", &file_of(&[&other]), 0).0, [1, 0, 0], "{number}");
    }
    assert_eq!(documents(&shop).iter().filter(|(number, _)| number.is_empty()).count(), 6);
}

/// `cases/07`.
#[test]
fn case_07_the_same_number_with_other_content_is_a_question() {
    for with_ledger in [true, false] {
        let shop = Shop::new();
        assert_eq!(drop_in(&shop, "first.xml", FIRST, 0).0, [1, 0, 0]);
        assert_eq!(documents(&shop)[0].0, "U/1");
        if !with_ledger {
            forget(&shop, true);
        }
        let (counts, report) = drop_in(&shop, "second.xml", SECOND, 1);
        let error = &report["errors"][0];
        let said = error["message"].as_str().unwrap();
        assert_eq!((counts, documents(&shop).len()), ([0, 0, 1], 1), "{report}");
        assert_eq!(error["code"], if with_ledger { "IMP-075" } else { "IMP-076" });
        assert!(said.contains("U/1") && said.contains("RO/1/2026") && said.contains("9990003716"), "{said}");
        assert_eq!(shop.files("inbox/errors"), ["second.xml"]);
        assert_eq!(drop_in(&shop, "first.xml", FIRST, 0).0, [0, 1, 0]);
        // What is advised: the first one is removed in Optima, and the other goes in by itself.
        change(&shop, "DELETE FROM TraNag");
        let report = shop.json(&["import"], 0);
        assert_eq!((report["imported"].as_array().unwrap().len(), documents(&shop).len()), (1, 1), "{report}");
        assert!(shop.files("inbox/errors").is_empty());
    }
}

/// Both at once, so that the first is not in the base when the second is read.
#[test]
fn two_files_of_one_number_do_not_go_together() {
    let shop = Shop::new();
    shop.write("inbox/a.xml", FIRST);
    shop.write("inbox/c.xml", SECOND.replace("U/1<", "U/2<"));
    assert_eq!(drop_in(&shop, "b.xml", SECOND, 1).0, [2, 0, 1]);
    assert_eq!(shop.files("inbox/errors"), ["b.xml"]);
}

#[test]
fn a_second_export_of_a_document_is_a_duplicate() {
    let at = |what: &str| FIRST.replace("<OPIS>Zamówienie<", &format!("<OPIS>{what}<"));
    let exported = |time: &str| at(&format!("Dok.: U/1 (Rezerwacja odbiorcy)\nZamówienie\nzapisano {time}"));
    for (with_ledger, archive) in [(true, false), (false, false), (false, true)] {
        let shop = Shop::new();
        assert_eq!(drop_in(&shop, "a.xml", &exported("2026-11-20 10:15:33"), 0).0, [1, 0, 0]);
        if !with_ledger {
            forget(&shop, archive);
        }
        let (counts, report) = drop_in(&shop, "b.xml", &exported("2026-11-21 09:00:00"), 0);
        assert_eq!((counts, &report["duplicates"][0]["number"]), ([0, 1, 0], &"RO/1/2026".into()), "{report}");
        // Not by what stands on the RO alone, which a person may have cut down.
        if with_ledger {
            change(&shop, "UPDATE TraNag SET TrN_Opis = ''");
            assert_eq!(drop_in(&shop, "c.xml", &exported("20.11.2026 7:00"), 0).0, [0, 1, 0]);
            assert_eq!(drop_in(&shop, "c.xml", &exported("Fri Nov 20 10:15:33 2026"), 0).0, [0, 1, 0]);
        }
        assert_eq!(drop_in(&shop, "d.xml", &at("Zamówienie pilne"), 1).0, [0, 0, 1]);
        assert_eq!(documents(&shop).len(), 1);
    }
}

/// As programs put it, before everything else.
#[test]
fn a_second_export_is_known_by_whatever_its_time_is_written_in_front_of() {
    let at = |what: &str| FIRST.replace("<OPIS>Zamówienie<", &format!("<OPIS>{what}<"));
    for (first, second) in [
        ("Fri Nov 20 10:15:33 2026\nZamówienie", "Sat Nov 21 09:00:00 2026\nZamówienie"),
        ("11/20/2026 10:15 AM Zamówienie", "11/21/2026 9:00 AM Zamówienie"),
        ("2026-11-20T10:15:33+01:00 Zamówienie", "2026-11-21T08:00:00.123Z Zamówienie"),
        ("20 listopada 2026 10:15:33 Zamówienie", "1 grudnia 2026 9:00:00 Zamówienie"),
    ] {
        for with_ledger in [true, false] {
            let shop = Shop::new();
            assert_eq!(drop_in(&shop, "a.xml", &at(first), 0).0, [1, 0, 0]);
            if !with_ledger {
                forget(&shop, true);
            }
            assert_eq!(drop_in(&shop, "b.xml", &at(second), 0).0, [0, 1, 0], "{first}");
            assert_eq!(drop_in(&shop, "c.xml", &at(&second.replace("Zam", "Pilne zam")), 1).0, [0, 0, 1], "{first}");
        }
    }
    // Without a number the times may be what tells two sales apart.
    let shop = Shop::new();
    let sale = |time: &str| at(&format!("{time} sprzedaż")).replace("U/1<", "<");
    assert_eq!(drop_in(&shop, "a.xml", &sale("2026-11-20 10:15:33"), 0).0, [1, 0, 0]);
    assert_eq!(drop_in(&shop, "b.xml", &sale("2026-11-20 10:17:01"), 0).0, [1, 0, 0]);
}

/// A number is its sender's, of a year.
#[test]
fn the_number_of_another_sender_or_year_is_another() {
    let second = SECOND.replace("<NIP>9990003716</NIP>", "<NIP>5252248481</NIP>");
    let unnamed = |text: &str, name: &str| {
        text.replace("<NIP>9990003716</NIP><GLN/><NAZWA>Sklep<", &format!("<NIP></NIP><GLN/><NAZWA>{name}<"))
    };
    assert!(second != SECOND && unnamed(FIRST, "x") != FIRST);
    for with_ledger in [true, false] {
        let shop = Shop::new();
        assert_eq!(drop_in(&shop, "first.xml", FIRST, 0).0, [1, 0, 0]);
        if !with_ledger {
            // What lies in the archive says whose it was.
            forget(&shop, false);
        }
        let (counts, report) = drop_in(&shop, "second.xml", &second, 0);
        assert_eq!((counts, documents(&shop).len()), ([1, 0, 0], 2), "{report}");
        assert_eq!(drop_in(&shop, "2027.xml", &SECOND.replace("2026-11-20", "2027-01-04"), 0).0, [1, 0, 0]);
        assert_eq!(drop_in(&shop, "a.xml", &unnamed(FIRST, "Hurt Żółw"), 0).0, [1, 0, 0]);
        assert_eq!(drop_in(&shop, "b.xml", &unnamed(SECOND, "Hurtownia"), 0).0, [1, 0, 0]);
        assert_eq!(drop_in(&shop, "c.xml", &unnamed(SECOND, "hurt  ŻÓŁW"), 1).0, [0, 0, 1]);
        // Of one file, of which the ledger knows nothing yet.
        let numbered = |text: &str| text.replace("U/1<", "U/2<");
        let (one, two, three) = (numbered(FIRST), numbered(&second), numbered(SECOND));
        let file = file_of(&[parts(&one)[0], parts(&two)[0], parts(&three)[0]]);
        let (_, report) = drop_in(&shop, "d.xml", &file, 1);
        assert_eq!((report["imported"].as_array().unwrap().len(), documents(&shop).len()), (2, 7), "{report}");
    }
}

/// A file that names its order by its description alone is the order's, and its number stands on the RO all the same.
#[test]
fn the_number_of_a_described_order_stands_on_its_ro() {
    let shop = Shop::new();
    assert_eq!(drop_in(&shop, "a.xml", include_str!("../foreign/described.xml"), 0).0, [1, 0, 0]);
    assert_eq!(documents(&shop)[0].0, "D/1");
}

/// A file of another program whose number is the order's, before its own file and after it.
#[test]
fn a_foreign_file_with_an_orders_number_makes_no_second_ro() {
    let id = "bc3a0974-e946-1856-bae4-7016b64b1752";
    let own = "sklep/bc3a0974";
    for with_ledger in [true, false] {
        for number in [id.to_owned(), format!("BL {}", id.replace('-', "").to_uppercase()), own.to_owned()] {
            let foreign = FIRST.replace("U/1<", &format!("{number}<"));
            for [first, second] in [[OLD_TOOL, &*foreign], [&*foreign, OLD_TOOL]] {
                let shop = Shop::new();
                assert_eq!(drop_in(&shop, "a.xml", first, 0).0, [1, 0, 0]);
                if !with_ledger {
                    forget(&shop, true);
                }
                let (counts, report) = drop_in(&shop, "b.xml", second, i32::from(number == own));
                assert_eq!(documents(&shop).len(), 1, "{number}: {report}");
                if number != own {
                    assert_eq!(
                        (counts, &report["duplicates"][0]["number"]),
                        ([0, 1, 0], &"RO/1/2026".into()),
                        "{report}"
                    );
                    continue;
                }
                let said = report["errors"][0]["message"].as_str().unwrap();
                assert!(counts == [0, 0, 1] && said.contains("RO/1/2026") && said.contains(own), "{report}");
                // Once the first one is removed in Optima, the order's goes in.
                if second == OLD_TOOL {
                    change(&shop, "DELETE FROM TraNag");
                    assert_eq!(drop_in(&shop, "c.xml", OLD_TOOL, 0).0[0], 1);
                }
            }
        }
    }
}

/// Eight characters of an id may be two orders': with anything around them our own number is nobody's.
#[test]
fn a_number_with_a_part_of_an_id_is_no_orders() {
    let id = "bc3a0974-e946-1856-bae4-7016b64b1752";
    for number in ["BL sklep/bc3a0974", "sklep/bc3a0974…", "bc3a0974", "sklep/bc3a0974-e946-1856-bae4-7016b64b175"] {
        // On an RO of another hand.
        let shop = Shop::new();
        assert_eq!(drop_in(&shop, "a.xml", OLD_TOOL, 0).0, [1, 0, 0]);
        change(
            &shop,
            &format!(
                "DELETE FROM DokAtrybuty;
                 UPDATE TraNag SET TrN_NumerObcy = '{number}', TrN_Opis = '', TrN_ImportRowId = NULL"
            ),
        );
        forget(&shop, true);
        let (counts, report) = drop_in(&shop, "a.xml", OLD_TOOL, 0);
        assert_eq!((counts, documents(&shop).len()), ([1, 0, 0], 2), "{number}: {report}");
        // On a file of another program, before the order's and after it.
        let foreign = FIRST.replace("U/1<", &format!("{number}<"));
        for [first, second] in [[OLD_TOOL, &*foreign], [&*foreign, OLD_TOOL]] {
            let shop = Shop::new();
            assert_eq!(drop_in(&shop, "a.xml", first, 0).0, [1, 0, 0]);
            let (counts, report) = drop_in(&shop, "b.xml", second, 0);
            assert_eq!((counts, documents(&shop).len()), ([1, 0, 0], 2), "{number}: {report}");
        }
    }
    // The whole id is the order's whatever stands around it, also digits like its own.
    for number in [format!("FABE{id}77/2026"), format!("BL{}/1", id.replace('-', ""))] {
        let foreign = FIRST.replace("U/1<", &format!("{number}<"));
        for [first, second] in [[OLD_TOOL, &*foreign], [&*foreign, OLD_TOOL]] {
            let shop = Shop::new();
            assert_eq!(drop_in(&shop, "a.xml", first, 0).0, [1, 0, 0]);
            assert_eq!(drop_in(&shop, "b.xml", second, 0).0, [0, 1, 0], "{number}");
        }
    }
}

/// The time of the export makes no other document of one without a number either, as long as the ledger knows it.
#[test]
fn a_second_export_of_a_document_without_a_number_is_a_duplicate() {
    for number in ["", "!NIEOKREŚLONY!", "AUTO"] {
        let shop = Shop::new();
        let exported = |time: &str| {
            let text = FIRST.replace("<OPIS>Zamówienie<", &format!("<OPIS>Zamówienie\nEksport {time}<"));
            text.replace("<NUMER_PELNY>U/1<", &format!("<NUMER_PELNY>{number}<"))
        };
        let [first, second, third] = ["2026-11-20 10:15:33", "2026-11-21 08:00:00", "22.11.2026 9:30"].map(exported);
        // Both at once: the second sees the first.
        shop.write("inbox/a.xml", &first);
        assert_eq!(drop_in(&shop, "b.xml", &second, 0).0, [1, 1, 0], "{number}");
        assert_eq!(
            drop_in(&shop, "c.xml", &third.replace("Zamówienie", "Zamówienie pilne"), 0).0,
            [1, 0, 0],
            "{number}"
        );
        // Two of one file are two, and stay two.
        let two = |text: &str| file_of(&[parts(text)[0], parts(text)[0]]);
        assert_eq!(drop_in(&shop, "d.xml", &two(&second), 0).0, [1, 1, 0], "{number}");
        assert_eq!(drop_in(&shop, "e.xml", &two(&third), 0).0, [0, 2, 0], "{number}");
        assert_eq!(documents(&shop).len(), 3);
        // What was removed in Optima may come in again.
        change(&shop, "DELETE FROM TraNag");
        assert_eq!(drop_in(&shop, "f.xml", &third, 0).0, [1, 0, 0], "{number}");
    }
}

/// One order, one RO, also where that is cancelled; but that is said, and the advice leads out.
#[test]
fn a_cancelled_ro_of_another_hand_is_told_as_such() {
    let id = "bc3a0974-e946-1856-bae4-7016b64b1752";
    let shop = Shop::new();
    assert_eq!(drop_in(&shop, "a.xml", OLD_TOOL, 0).0, [1, 0, 0]);
    let other = format!(
        "DELETE FROM DokAtrybuty; UPDATE TraNag SET TrN_NumerObcy = '{id}', TrN_Opis = '', TrN_ImportRowId = NULL"
    );
    change(&shop, &other);
    for cancelled in [false, true] {
        forget(&shop, true);
        if cancelled {
            change(&shop, "UPDATE TraNag SET TrN_Anulowany = 1");
        }
        let (counts, report) = drop_in(&shop, "a.xml", OLD_TOOL, 0);
        assert_eq!((counts, documents(&shop).len()), ([0, 1, 0], 1), "{report}");
        let said = report["duplicates"][0].to_string();
        assert_eq!((said.contains("IMP-083"), said.contains("IMP-031")), (cancelled, !cancelled), "{said}");
    }
    change(&shop, "UPDATE TraNag SET TrN_NumerObcy = ''");
    forget(&shop, true);
    assert_eq!(drop_in(&shop, "a.xml", OLD_TOOL, 0).0, [1, 0, 0]);
}
