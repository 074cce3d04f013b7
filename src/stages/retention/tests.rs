//! Time passes over a shop, and buyers ask to be forgotten.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{CutReport, Forget, Forgotten, Left, Retention};
use crate::clock::FixedClock;
use crate::core::correction::{Correction, Corrections, Field};
use crate::core::life::{self, Happening};
use crate::core::person::Person;
use crate::core::problem::Problem;
use crate::ledger::{Ledger, State};
use crate::spool::{Receipt, read_receipts};
use crate::stages::export::Window;
use crate::stages::tests::shop::{House, Shop, everything, id, later, now, order, orders};

const MAX: u64 = 1 << 24;

fn after(days: i64) -> FixedClock {
    FixedClock(now() + SignedDuration::from_hours(24 * days))
}

fn pass(house: &mut House, clock: &FixedClock) -> CutReport {
    let mut report = CutReport::default();
    let House { ledger, disk, folders, .. } = house;
    let mut retention = Retention { ledger, disk: &*disk, folders: &*folders, max_bytes: MAX, clock };
    let expected = retention.preview(90).unwrap();
    assert!(!retention.pass(90, &mut report).unwrap());
    assert_eq!(report, expected, "the preview says what is done");
    report
}

fn forget(house: &mut House, person: &Person, dry_run: bool) -> Forgotten {
    let House { ledger, disk, folders, .. } = house;
    let clock = &FixedClock(now());
    Forget { ledger, disk: &*disk, folders: &*folders, max_bytes: MAX, clock, dry_run }.run(person).unwrap()
}

fn receipts(house: &House) -> Vec<Receipt> {
    let found = read_receipts(&house.disk, &house.folders.archive_root()).unwrap().collect::<Vec<_>>();
    found.into_iter().map(|(_, receipt)| receipt.unwrap()).collect()
}

/// Everything that is on the disk, as one text.
fn everything_written(house: &House) -> String {
    let paths = house.disk.files();
    paths.iter().map(|path| String::from_utf8_lossy(&house.disk.bytes(path).unwrap()).into_owned()).collect()
}

#[test]
fn i10_after_its_time_an_order_keeps_hash_key_number_and_sums() {
    let mut shop = Shop::new(orders(3));
    shop.export(&everything());
    shop.import();
    let documents = shop.documents();
    assert_eq!(pass(&mut shop.house, &after(89)), CutReport::default());
    assert!(shop.house.ledger.body(&id(1)).unwrap().is_some());

    let report = pass(&mut shop.house, &after(91));
    assert_eq!((report.files, report.orders), (3, 3));
    assert_eq!(shop.house.places(), Vec::<std::path::PathBuf>::new());
    assert!(!everything_written(&shop.house).contains("Client:"), "no login is on the disk");
    for receipt in receipts(&shop.house) {
        let document = documents.iter().find(|document| Some(&document.order_id) == receipt.order_id.as_ref()).unwrap();
        let sums = receipt.sums.unwrap();
        assert_eq!(sums.gross.to_string(), document.gross);
        assert_eq!(sums.net + sums.vat, sums.gross);
        assert_eq!(receipt.number.as_ref(), Some(&document.number));
        assert!(receipt.key.is_some() && receipt.cut_at == Some(after(91).0) && receipt.sha256.len() == 64);
    }
    for n in 1..=3 {
        assert_eq!(shop.house.ledger.body(&id(n)).unwrap(), None);
        let record = shop.house.record(n);
        assert!(record.key.is_some() && record.document.is_some() && record.total.is_some(), "{record:?}");
    }
    assert_eq!(shop.documents(), documents, "Optima is not touched");
    assert_eq!(pass(&mut shop.house, &after(92)), CutReport::default(), "there is nothing more to do");
}

#[test]
fn i10_corrections_are_cut_with_the_order_and_its_receipt() {
    for asked in [false, true] {
        let mut shop = Shop::new(orders(1));
        shop.export(&everything());
        let life = shop.house.record(1);
        let named =
            Correction { was: "Jan".to_owned(), is: "Anna-Rzadka".to_owned(), by: "panel".to_owned(), at: now() };
        let made: Corrections = [(Field::ToPerson, named)].into_iter().collect();
        let (after_it, _) = life::after(&life, Happening::Corrected, now());
        let none = Corrections::default();
        assert!(shop.house.ledger.correct((&life, &none), (&after_it, &made)).unwrap());
        shop.export(&Window::News);
        shop.import();
        assert!(everything_written(&shop.house).contains("Anna-Rzadka"));
        if asked {
            forget(&mut shop.house, &Person::Buyer("91000001".to_owned()), false);
        } else {
            pass(&mut shop.house, &after(91));
        }
        assert_eq!(shop.house.ledger.corrections(&id(1)).unwrap(), none, "{asked}");
        assert!(!everything_written(&shop.house).contains("Anna-Rzadka"), "{asked}");
        assert!(receipts(&shop.house).iter().all(|receipt| receipt.corrections.is_empty()), "{asked}");
    }
}

#[test]
fn i1_what_was_cut_is_never_imported_again() {
    let mut shop = Shop::new(orders(3));
    shop.export(&everything());
    shop.import();
    pass(&mut shop.house, &after(91));
    let report = shop.export(&everything());
    assert_eq!((report.exported.len(), report.unchanged), (0, 3));
    // The ledger is lost as well: the cut receipts say enough.
    shop.house.ledger = Ledger::memory().unwrap();
    let report = shop.export(&everything());
    assert_eq!(report.exported.len(), 0, "{report:?}");
    shop.import();
    assert_eq!(shop.documents().len(), 3);
    assert_eq!(shop.house.record(1).total, shop.house.record(2).total);
    assert!(shop.house.record(1).total.is_some(), "the sums of the receipt");
    shop.assert_visible();
}

#[test]
fn what_a_person_has_to_decide_about_is_left_however_old_it_is() {
    // The second file is cut off, and refused.
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    let refused = id(2);
    let name = shop.house.outbox().into_keys().find(|name| name.contains(refused.as_str())).unwrap();
    let path = shop.house.folders.outbox().join(&name);
    crate::spool::Disk::remove_file(&shop.house.disk, &path).unwrap();
    shop.house.drop_file(&name, b"<ROOT xmlns=");
    shop.import();
    let report = pass(&mut shop.house, &after(400));
    assert_eq!((report.files, report.orders), (1, 1));
    assert!(shop.house.places().iter().any(|place| place.starts_with("inbox/errors")), "{:?}", shop.house.places());
}

#[test]
fn i10_a_change_after_the_time_is_over_brings_no_person_back() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    shop.import();
    pass(&mut shop.house, &after(91));
    let mut changed = later(order(1), 60);
    changed["delivery"]["address"]["street"] = json!("Nowa 7");
    shop.allegro.change(|world| world.put(changed, "BUYER_MODIFIED", now()));
    let report = shop.export(&everything());
    let told: Vec<&str> = report.changed.iter().flat_map(|one| &one.problems).map(Problem::code).collect();
    assert_eq!(told, ["ORD-901"], "that it changed, and nothing of what");
    assert_eq!(shop.house.ledger.body(&id(1)).unwrap(), None);
    assert_eq!(shop.export(&everything()).changed, []);
}

#[test]
fn a_buyer_who_asks_is_forgotten_and_nobody_else() {
    let mut shop = Shop::new(orders(3));
    shop.export(&everything());
    shop.import();
    let before = shop.documents();
    let buyer = Person::Buyer("91000002".to_owned());
    let seen = everything_written(&shop.house);
    let expected = forget(&mut shop.house, &buyer, true);
    assert_eq!(everything_written(&shop.house), seen, "a dry run changes nothing");
    let done = forget(&mut shop.house, &buyer, false);
    assert_eq!(done, expected);
    assert_eq!((done.orders.as_slice(), done.files.len(), done.left.len()), (&[id(2)][..], 1, 0));
    let left = everything_written(&shop.house);
    assert!(!left.contains("91000002") && left.contains("91000001") && left.contains("91000003"));
    assert!(shop.house.ledger.body(&id(2)).unwrap().is_none() && shop.house.ledger.body(&id(1)).unwrap().is_some());
    assert_eq!(shop.house.record(2).state, State::Imported);
    assert_eq!(shop.documents(), before);
    assert_eq!(forget(&mut shop.house, &buyer, false), Forgotten::default(), "there is nothing more");
    assert_eq!(shop.export(&everything()).exported.len(), 0);
}

#[test]
fn what_is_on_its_way_is_left_and_told_until_it_has_ended() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    let buyer = Person::Buyer("client:91000001".to_owned());
    let done = forget(&mut shop.house, &buyer, false);
    assert_eq!((done.files.len(), done.orders.len()), (0, 0));
    assert!(done.left.contains(&Left::Order(id(1))) && done.left.len() == 2, "{:?}", done.left);
    shop.import();
    assert_eq!(shop.documents().len(), 2, "no order was lost by it");
    let done = forget(&mut shop.house, &buyer, false);
    assert_eq!((done.files.len(), done.orders.len(), done.left.len()), (1, 1, 0));
}

#[test]
fn a_firm_is_found_by_its_nip_in_files_of_any_origin() {
    let mut firm = order(1);
    firm["invoice"] = json!({ "required": true, "address": {
        "street": "Prosta 1", "city": "Kraków", "zipCode": "30-001", "countryCode": "PL",
        "company": { "name": "Firma", "ids": [{ "type": "PL_NIP", "value": "5260250274" }], "taxId": "5260250274" },
        "naturalPerson": null
    } });
    let mut shop = Shop::new(vec![firm, order(2)]);
    shop.export(&everything());
    shop.import();
    // The same document under a name that a person gave it.
    let archived =
        shop.house.places().into_iter().find(|place| place.to_string_lossy().contains(id(1).as_str())).unwrap();
    let bytes = shop.house.disk.bytes(shop.house.folders.root().join(archived)).unwrap();
    shop.house.drop_file("Firma Krakow.xml", &bytes);
    shop.house.drop_file("zepsuty.xml", b"<NIP>5260250274</NIP");
    shop.import();
    let done = forget(&mut shop.house, &Person::Nip("526-025-02-74".to_owned()), false);
    assert_eq!((done.files.len(), done.orders.as_slice()), (2, &[id(1)][..]), "{done:?}");
    let left = everything_written(&shop.house);
    assert!(
        !left.contains("Firma Krakow")
            && !shop.house.disk.files().iter().any(|p| p.display().to_string().contains("Krakow"))
    );
    let names: Vec<String> = shop.house.ledger.files(None, 0).unwrap().into_iter().map(|file| file.name).collect();
    assert!(!names.iter().any(|name| name.contains("Krakow")), "{names:?}");
    // Nobody knows what the broken file was to be, so that it stays and is told.
    let nip = Person::Nip("5260250274".to_owned());
    let again = forget(&mut shop.house, &nip, false);
    assert_eq!(again.left, [Left::File("inbox/errors/zepsuty.xml".into())]);
}

#[test]
fn i11_what_killed_writers_left_goes_after_a_day() {
    let mut shop = Shop::new(orders(1));
    for folder in ["outbox", "inbox", "inbox/errors", "state"] {
        shop.house.disk.put(format!("/r/{folder}/.spool-1-2-3.tmp"), b"half");
    }
    let files = shop.house.disk.files().len();
    pass(&mut shop.house, &after(0));
    assert_eq!(shop.house.disk.files().len() + 4, files, "they are of 1970");
    shop.house.disk.set_now(now());
    shop.house.disk.put("/r/outbox/.spool-4-5-6.tmp", b"being written");
    pass(&mut shop.house, &after(0));
    assert_eq!(shop.house.disk.files().len() + 3, files);
}

#[test]
fn where_nothing_is_to_be_cut_nothing_is() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    shop.import();
    let House { ledger, disk, folders, .. } = &mut shop.house;
    let clock = &FixedClock(Timestamp::MAX);
    let mut retention = Retention { ledger, disk: &*disk, folders: &*folders, max_bytes: MAX, clock };
    let mut report = CutReport::default();
    assert!(!retention.pass(0, &mut report).unwrap());
    assert_eq!((report, shop.house.places().len()), (CutReport::default(), 1));
}
