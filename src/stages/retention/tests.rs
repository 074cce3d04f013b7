//! Time passes over a shop, and buyers ask to be forgotten.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{CutReport, Forget, Forgotten, Retention, Spot};
use crate::clock::FixedClock;
use crate::core::correction::{Correction, Corrections, Field};
use crate::core::life::{self, Happening};
use crate::core::message::text::Imp050;
use crate::core::message::{Catalogue, Language};
use crate::core::person::Person;
use crate::core::problem::Problem;
use crate::ledger::{Ledger, Mark, State, moment};
use crate::spool::testing::FaultyDisk;
use crate::spool::{Receipt, Remark, read_receipts, write_receipt};
use crate::stages::export::Window;
use crate::stages::tests::shop::{House, Shop, everything, id, later, now, order, orders};

const MAX: u64 = 1 << 24;

fn after(days: i64) -> FixedClock {
    FixedClock(now() + SignedDuration::from_hours(24 * days))
}

fn texts() -> Catalogue {
    Catalogue::new(Language::Polish)
}

/// A pass of a service that passed the day before as well.
fn pass(house: &mut House, clock: &FixedClock) -> CutReport {
    let mut report = CutReport::default();
    let House { ledger, disk, folders, .. } = house;
    let yesterday = moment(clock.0 - SignedDuration::from_hours(24));
    ledger.note("", Mark::Clock, &yesterday).unwrap();
    let mut retention = Retention { ledger, disk: &*disk, folders: &*folders, max_bytes: MAX, clock };
    let expected = retention.preview(90).unwrap();
    assert!(!retention.pass(90, &mut report).unwrap());
    assert_eq!(report, expected, "the preview says what is done");
    report
}

fn forget(house: &mut House, person: &Person, dry_run: bool) -> Forgotten {
    let House { ledger, disk, folders, .. } = house;
    let clock = &FixedClock(now());
    Forget { ledger, disk: &*disk, folders: &*folders, max_bytes: MAX, clock, texts: &texts(), dry_run }
        .run(person)
        .unwrap()
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
    assert!(done.left.contains(&Spot::Order(id(1))) && done.left.len() == 2, "{:?}", done.left);
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
    assert_eq!(again.left, [Spot::File("inbox/errors/zepsuty.xml".into())]);
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

#[test]
fn a_clock_that_leapt_cuts_nothing_until_it_has_said_the_same_for_a_day() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    shop.import();
    let House { ledger, disk, folders, .. } = &mut shop.house;
    let mut passed = |clock: FixedClock| {
        let mut retention = Retention { ledger, disk: &*disk, folders: &*folders, max_bytes: MAX, clock: &clock };
        let seen = retention.preview(90).unwrap();
        let mut report = CutReport::default();
        assert!(!retention.pass(90, &mut report).unwrap());
        assert_eq!(report, seen, "the preview says what is done");
        (report.files, report.orders, report.leap.map(|leap| leap.code().to_owned()))
    };
    assert_eq!(passed(after(1)), (0, 0, None));
    let leap = || Some("RET-003".to_owned());
    // Far forward, and an hour later still so; then set right.
    assert_eq!(passed(after(400)), (0, 0, leap()));
    assert_eq!(passed(FixedClock(after(400).0 + SignedDuration::from_hours(1))), (0, 0, leap()));
    assert_eq!(passed(after(2)), (0, 0, None));
    // Back.
    assert_eq!(passed(after(-60)), (0, 0, leap()));
    // The machine was off for months, and the clock is right: a day later it is believed.
    assert_eq!(passed(after(120)), (0, 0, leap()));
    assert_eq!(passed(after(121)), (2, 2, None));
}

#[test]
fn where_anothers_words_name_him_the_words_go_and_the_order_stays() {
    let mut namesake = order(2);
    for (path, value) in [("firstName", "Jan"), ("lastName", "Rzadki")] {
        namesake["buyer"][path] = json!(value);
    }
    let mut first = order(1);
    first["buyer"]["firstName"] = json!("Jan");
    first["buyer"]["lastName"] = json!("Rzadki");
    let mut shop = Shop::new(vec![first, namesake, order(3)]);
    shop.export(&everything());
    shop.import();
    let told = |list: &str| Problem::warning(Imp050 { code: "AL-2".into(), list: list.into() });
    let (of_him, of_another) = (told("client:91000001 (Jan Rzadki)"), told("client:91000001-b (Jan Rzadki, 99-999)"));
    let path = |house: &House, n: u32| {
        let place = house.places().into_iter().find(|place| place.to_string_lossy().contains(id(n).as_str())).unwrap();
        house.folders.root().join(place)
    };
    let mut lives = Vec::new();
    for n in [2, 3] {
        let file = path(&shop.house, n);
        let mut receipt = crate::spool::read_receipt(&shop.house.disk, &crate::spool::receipt_of(&file)).unwrap();
        receipt.problems = [&of_another, &of_him].map(|problem| Remark::new(problem, &texts())).into();
        write_receipt(&shop.house.disk, &file, &receipt).unwrap();
        lives.push(life::Life { problem: Some(of_another.clone()), ..shop.house.record(n) });
    }
    lives[0].problem = Some(of_him.clone());
    shop.house.ledger.record(&lives).unwrap();

    let buyer = Person::Buyer("91000001".to_owned());
    let expected = forget(&mut shop.house, &buyer, true);
    let done = forget(&mut shop.house, &buyer, false);
    assert_eq!(done, expected);
    assert_eq!(done.orders, [id(1)]);
    let place = path(&shop.house, 2).strip_prefix(shop.house.folders.root()).unwrap().to_owned();
    assert_eq!(done.words, [Spot::File(place), Spot::Order(id(2))], "{done:?}");
    let kept = receipts(&shop.house).into_iter().find(|receipt| receipt.order_id == Some(id(2))).unwrap();
    let codes: Vec<&str> = kept.problems.iter().map(Remark::code).collect();
    assert_eq!(codes, ["IMP-050", "RET-001"], "the words about somebody else stay");
    assert_eq!(shop.house.record(2).problem.as_ref().map(Problem::code), Some("RET-001"));
    assert_eq!(shop.house.record(3).problem, Some(of_another));
    assert!(shop.house.ledger.body(&id(2)).unwrap().is_some(), "the order itself is another's");
    assert_eq!(forget(&mut shop.house, &buyer, false), Forgotten::default(), "there is nothing more");
}

#[test]
fn a_login_that_stands_in_a_thousand_words_takes_none_of_them() {
    let mut shop = Shop::new(orders(3));
    shop.export(&everything());
    shop.import();
    let seen = everything_written(&shop.house);
    for login in ["RO", "a", "1", "0", "client", "xml", "_", ".", ""] {
        assert_eq!(forget(&mut shop.house, &Person::Buyer(login.to_owned()), false), Forgotten::default(), "{login}");
    }
    assert_eq!(everything_written(&shop.house), seen);
}

/// The files that may be about the person are read, and of the others their names alone.
#[test]
fn how_much_is_read_does_not_grow_with_the_files_of_others() {
    let read = |count: u32| {
        let of_another = |n: u32| {
            let mut order = order(n);
            order["buyer"]["lastName"] = json!(format!("Rzadki{n}"));
            order
        };
        let mut shop = Shop::new((1..=count).map(of_another).collect());
        shop.export(&everything());
        shop.import();
        let House { ledger, disk, folders, .. } = &mut shop.house;
        let disk = FaultyDisk::new(disk.clone());
        let (clock, texts) = (&FixedClock(now()), &texts());
        let mut forget = Forget { ledger, disk: &disk, folders, max_bytes: MAX, clock, texts, dry_run: true };
        let done = forget.run(&Person::Buyer("91000001".to_owned())).unwrap();
        assert_eq!((done.files.len(), done.orders.len(), done.words.len()), (1, 1, 0));
        disk.operations()
    };
    assert_eq!(read(3), read(30));
}
