//! A shop whose folders and base are not as the ledger has them.

use std::path::PathBuf;

use jiff::SignedDuration;
use serde_json::json;

use super::*;
use crate::core::life::Answer;
use crate::core::problem::Explain as _;
use crate::optima::sandbox::Sandbox;
use crate::spool::testing::MemoryDisk;
use crate::stages::export::Window;
use crate::stages::import::ImportReport;
use crate::stages::tests::double::Double;
use crate::stages::tests::shop::{Shop, alive, clock, everything, id, later, now, order, orders};

/// A shop whose orders have their files.
fn exported(count: u32) -> Shop {
    let mut shop = Shop::new(orders(count));
    shop.export(&everything());
    shop
}

/// A shop whose orders have their documents.
fn imported(count: u32) -> Shop {
    let mut shop = exported(count);
    assert_eq!(shop.import().imported.len(), count as usize);
    shop
}

fn file(shop: &Shop, n: u32) -> PathBuf {
    shop.house.folders.outbox().join(shop.house.record(n).file.unwrap())
}

fn lose_file(shop: &Shop, n: u32) {
    shop.house.disk.remove_file(&file(shop, n)).unwrap();
}

/// Moves the file of order 1.
fn moved(shop: &Shop, to: PathBuf) {
    let from = file(shop, 1);
    let bytes = shop.house.disk.bytes(&from).unwrap();
    shop.house.disk.remove_file(&from).unwrap();
    shop.house.disk.put(to, &bytes);
}

fn codes<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> Vec<&'p str> {
    problems.into_iter().map(Problem::code).collect()
}

fn answer(shop: &mut Shop, n: u32, answer: Answer) {
    let life = shop.house.record(n);
    assert!(life::may_answer(&life, &answer), "{answer:?} to {life:?}");
    let (after, _) = life::after(&life, Happening::Answered(answer), now());
    shop.house.ledger.record(&[after]).unwrap();
}

fn reconcile(shop: &mut Shop) -> Reconcile<'_, Double> {
    let house = &mut shop.house;
    Reconcile {
        ledger: &mut house.ledger,
        base: Some(&mut house.base),
        disk: &house.disk,
        folders: &house.folders,
        settings: &shop.settings,
        company: None,
        clock: &*shop.clock,
    }
}

fn look(shop: &mut Shop) -> Reconciled {
    alive(reconcile(shop).documents()).unwrap()
}

/// What a person does in Optima.
fn lose_documents(shop: &mut Shop, which: &str) {
    shop.house.base.raw(&format!("DELETE FROM CDN.TraNag WHERE {which}"));
}

fn missing(shop: &Shop) -> Vec<u32> {
    let is_missing = |n: &u32| shop.house.record(*n).has_open(Kind::DocumentMissing);
    (1..=u32::try_from(shop.house.records().len()).unwrap()).filter(is_missing).collect()
}

#[test]
fn i12_a_file_that_is_gone_comes_back_once_by_itself_and_is_imported() {
    let mut shop = exported(2);
    let before = shop.house.outbox();
    lose_file(&shop, 1);
    let report = shop.export(&Window::News);
    assert_eq!((report.exported.len(), codes(&report.notes)), (1, vec![]));
    assert_eq!(shop.house.outbox(), before);
    shop.assert_visible();
    assert_eq!(shop.import().imported.len(), 2);
    shop.assert_visible();
}

#[test]
fn i12_a_file_that_is_gone_a_second_time_waits_for_a_person() {
    let mut shop = exported(1);
    let bytes = shop.house.disk.bytes(file(&shop, 1)).unwrap();
    lose_file(&shop, 1);
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    lose_file(&shop, 1);
    let report = shop.export(&Window::News);
    assert_eq!((report.exported.len(), codes(&report.notes)), (0, vec!["LIF-004"]));
    assert!(shop.house.record(1).has_open(Kind::FileMissing));
    assert_eq!(codes(&shop.export(&Window::News).notes), Vec::<&str>::new(), "told once");
    // It is there again, whoever put it there.
    shop.house.disk.put(file(&shop, 1), &bytes);
    shop.export(&Window::News);
    assert_eq!(shop.house.record(1).open_matters().count(), 0);
    assert_eq!(shop.import().imported.len(), 1);
}

#[test]
fn the_file_of_an_account_that_went_over_to_another_company_is_not_missed_here() {
    let mut shop = exported(1);
    lose_file(&shop, 1);
    let mut look = reconcile(&mut shop);
    look.company = Some("inna");
    assert_eq!(codes(&alive(look.folders()).unwrap()), Vec::<&str>::new());
    assert_eq!(shop.house.record(1).open_matters().count(), 0);
}

/// `handoff = "manual"`: a person may have imported it with Optima's own menu.
fn lost_by_hand() -> Shop {
    let mut shop = exported(1);
    shop.settings.handoff = Handoff::Manual;
    lose_file(&shop, 1);
    let report = shop.export(&Window::News);
    assert_eq!((report.exported.len(), codes(&report.notes)), (0, vec!["LIF-004"]));
    assert!(shop.house.record(1).has_open(Kind::FileMissing));
    shop
}

#[test]
fn i12_where_a_person_imports_by_hand_a_file_comes_back_when_he_says_so() {
    let mut shop = lost_by_hand();
    answer(&mut shop, 1, Answer::Again);
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    assert_eq!(shop.house.record(1).open_matters().count(), 0);
    shop.assert_visible();
}

#[test]
fn i12_what_was_brought_in_another_way_is_neither_made_nor_missed() {
    for number in [Some("RO/7/2026".to_owned()), None] {
        let mut shop = lost_by_hand();
        answer(&mut shop, 1, Answer::Elsewhere(number.clone()));
        let life = shop.house.record(1);
        assert_eq!((life.state, life.document.clone()), (State::Duplicate, number));
        assert_eq!(shop.house.ledger.documents_since(jiff::Timestamp::UNIX_EPOCH).unwrap(), []);
        assert_eq!(shop.export(&everything()).exported, []);
        assert_eq!(look(&mut shop), Reconciled::default());
        assert_eq!(shop.house.record(1).open_matters().count(), 0);
    }
}

#[test]
fn i12_a_file_with_another_name_or_in_another_of_our_folders_is_not_missing() {
    let folders = Folders::new("/r");
    for to in [
        folders.outbox().join("Kowalski.xml"),
        folders.inbox().join("Kowalski.xml"),
        folders.claimed().join("1-2/3").join("Kowalski.xml"),
        folders.errors().join("Kowalski.xml"),
    ] {
        let mut shop = exported(1);
        moved(&shop, to.clone());
        let before = shop.house.record(1);
        let report = shop.export(&Window::News);
        assert_eq!((report.exported.len(), codes(&report.notes)), (0, vec![]), "{to:?}");
        assert_eq!(shop.house.record(1), before, "{to:?}");
        assert!(shop.house.outbox().keys().all(|name| name == "Kowalski.xml"));
    }
}

#[test]
fn i13_a_missing_file_that_comes_back_with_another_name_is_not_missing_any_more() {
    let mut shop = exported(1);
    let bytes = shop.house.disk.bytes(file(&shop, 1)).unwrap();
    shop.settings.handoff = Handoff::Manual;
    lose_file(&shop, 1);
    shop.export(&Window::News);
    assert!(shop.house.record(1).has_open(Kind::FileMissing));
    shop.house.drop_file("Kowalski.xml", &bytes);
    shop.export(&Window::News);
    assert_eq!(shop.house.record(1).open_matters().count(), 0);
}

/// The ledger is an older copy: by it the order waits in its file, and its document is in Optima.
fn older_ledger() -> Shop {
    let mut shop = exported(1);
    let before = shop.house.records();
    shop.import();
    shop.house.ledger = Ledger::memory().unwrap();
    shop.house.ledger.record(&before).unwrap();
    shop
}

#[test]
fn i12_the_order_of_a_file_that_is_gone_is_looked_for_in_optima() {
    let mut shop = older_ledger();
    let document = shop.documents()[0].number.clone();
    let report = shop.export(&Window::News);
    assert_eq!((report.exported.len(), codes(&report.notes)), (0, vec![]));
    let life = shop.house.record(1);
    assert_eq!((life.state, life.document.clone()), (State::Duplicate, Some(document)));
    assert!(life.is_ours_in_optima());
    shop.assert_visible();
    lose_documents(&mut shop, "1 = 1");
    assert_eq!(look(&mut shop).missing, 1, "it is ours to miss");
}

#[test]
fn i12_another_hands_document_of_an_order_counts_and_is_not_ours_to_miss() {
    let mut shop = older_ledger();
    shop.house.base.raw(&format!(
        "UPDATE CDN.TraNag SET TrN_ImportRowId = '3F2504E0-4F89-41D3-9A0C-0305E82C3301', TrN_NumerObcy = '{}',
         TrN_Opis = ''; DELETE FROM CDN.DokAtrybuty",
        id(1)
    ));
    shop.export(&Window::News);
    let life = shop.house.record(1);
    assert!(life.state == State::Duplicate && !life.is_ours_in_optima(), "{life:?}");
    assert_eq!(shop.house.ledger.documents_since(jiff::Timestamp::UNIX_EPOCH).unwrap(), []);
    lose_documents(&mut shop, "1 = 1");
    assert_eq!(look(&mut shop), Reconciled::default());
}

#[test]
fn i12_documents_that_a_base_lost_are_told_and_counted_once_each() {
    let mut shop = imported(5);
    let copy = shop.house.copy_base();
    lose_documents(&mut shop, "TrN_TrNID <= 3");
    let report = shop.import();
    assert_eq!((report.missing, codes(&report.notes)), (3, vec!["LIF-020"]));
    assert_eq!(missing(&shop), [1, 2, 3]);
    let before = shop.house.records();
    let again = look(&mut shop);
    assert_eq!((again.told, again.missing), (vec![], 3), "told once");
    assert_eq!(shop.house.records(), before);
    assert_eq!((shop.documents().len(), shop.export(&everything()).exported.len()), (2, 0), "nothing by itself");
    shop.house.restore_base(&copy);
    let report = shop.import();
    assert_eq!((report.missing, report.notes), (0, vec![]));
    assert_eq!((missing(&shop), shop.documents().len()), (vec![], 5));
    shop.assert_visible();
}

#[test]
fn i12_who_removed_a_document_on_purpose_hears_of_it_no_more() {
    let mut shop = imported(2);
    lose_documents(&mut shop, "TrN_TrNID = 1");
    assert_eq!(codes(&look(&mut shop).told), ["LIF-005"]);
    answer(&mut shop, 1, Answer::MeantSo);
    for _ in 0..2 {
        assert_eq!(look(&mut shop), Reconciled::default());
    }
    let report = shop.import();
    assert_eq!((report.missing, report.notes), (0, vec![]));
    assert_eq!(shop.export(&everything()).exported, []);
}

#[test]
fn i12_a_document_that_is_gone_comes_back_when_a_person_says_so() {
    let mut shop = imported(2);
    lose_documents(&mut shop, "TrN_TrNID = 1");
    look(&mut shop);
    answer(&mut shop, 1, Answer::Restore);
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    assert_eq!(shop.import().imported.len(), 1);
    assert_eq!(shop.house.record(1).open_matters().count(), 0);
    shop.assert_visible();
}

#[test]
fn i12_the_document_of_a_cancelled_order_is_not_missed() {
    for seen_to in [false, true] {
        let mut shop = imported(2);
        let mut cancelled = later(order(1), 60);
        cancelled["status"] = json!("CANCELLED");
        shop.allegro.change(|world| world.put(cancelled, "BUYER_CANCELLED", now()));
        shop.export(&Window::News);
        if seen_to {
            answer(&mut shop, 1, Answer::Done);
        }
        lose_documents(&mut shop, "TrN_TrNID = 1");
        assert_eq!(look(&mut shop), Reconciled::default(), "seen to: {seen_to}");
        assert_eq!(shop.import().missing, 0);
    }
}

#[test]
fn only_the_documents_of_the_last_days_are_looked_for() {
    let mut shop = imported(2);
    shop.settings.import.look_back_days = 10;
    let old = Life { changed_at: now() - SignedDuration::from_hours(24 * 10 + 1), ..shop.house.record(1) };
    shop.house.ledger.record(&[old]).unwrap();
    lose_documents(&mut shop, "1 = 1");
    assert_eq!(look(&mut shop).missing, 1);
    assert_eq!(missing(&shop), [2]);
    shop.settings.import.look_back_days = 11;
    assert_eq!(look(&mut shop).missing, 2);
}

#[test]
fn where_nobody_wants_it_no_document_is_looked_for() {
    let mut shop = imported(2);
    shop.settings.import.look_back_days = 0;
    lose_documents(&mut shop, "1 = 1");
    assert_eq!(look(&mut shop), Reconciled::default());
    assert!(missing(&shop).is_empty());
}

/// What was missed once is asked for as long as it is missed, however long ago it was written.
#[test]
fn i13_a_document_that_is_back_is_seen_however_old_it_is() {
    let mut shop = imported(1);
    let copy = shop.house.copy_base();
    lose_documents(&mut shop, "1 = 1");
    assert_eq!(look(&mut shop).missing, 1);
    let old = Life { changed_at: now() - SignedDuration::from_hours(24 * 100), ..shop.house.record(1) };
    shop.house.ledger.record(&[old]).unwrap();
    assert_eq!(look(&mut shop).missing, 1);
    shop.house.restore_base(&copy);
    assert_eq!(look(&mut shop), Reconciled::default());
}

#[test]
fn a_look_at_many_documents_is_one_question() {
    let mut shop = Shop::new(Vec::new());
    let lives: Vec<Life> = (1..=1_200)
        .map(|n| Life {
            state: State::Imported,
            key: Some(key::of_order(id(n).parse().unwrap())),
            document: Some(format!("RO/{n}/2026")),
            ..Life::seen(id(n), "sklep", now())
        })
        .collect();
    shop.house.ledger.record(&lives).unwrap();
    for told in [1_200, 0] {
        let before = shop.house.base.calls;
        let found = look(&mut shop);
        assert_eq!((found.told.len(), found.missing), (told, 1_200));
        // Which base it is, and which documents are there.
        assert_eq!(shop.house.base.calls - before, 2);
    }
}

/// The shop with another base, in which nothing is.
fn in_another_base(count: u32) -> (Shop, tempfile::TempDir) {
    let mut shop = imported(count);
    // The first look notes which base it is.
    look(&mut shop);
    let folder = tempfile::tempdir().unwrap();
    shop.house.base = Double::new(Sandbox::open(&folder.path().join("base.sqlite3"), clock()).unwrap());
    (shop, folder)
}

fn try_import(shop: &mut Shop) -> (ImportReport, Option<String>) {
    let (report, done) = shop.try_import();
    (report, done.err().map(|error| error.problem().code().to_owned()))
}

#[test]
fn i12_another_base_stops_the_import_until_a_person_says_that_it_is_the_right_one() {
    let (mut shop, _folder) = in_another_base(25);
    let bytes = shop.house.disk.clone();
    shop.allegro.change(|world| world.put(order(26), "READY_FOR_PROCESSING", now()));
    shop.export(&Window::News);
    let (records, files) = (shop.house.records(), MemoryDisk::files(&bytes));
    for _ in 0..2 {
        let (report, stopped) = try_import(&mut shop);
        assert_eq!((stopped.as_deref(), report.missing), (Some("LIF-021"), 0));
        assert_eq!((shop.house.records(), shop.house.disk.files()), (records.clone(), files.clone()));
        assert_eq!(shop.documents().len(), 0);
    }
    alive(reconcile(&mut shop).accept()).unwrap();
    let (report, stopped) = try_import(&mut shop);
    assert_eq!((stopped, report.missing, report.imported.len()), (None, 25, 1));
    assert_eq!(shop.documents().len(), 1);
}

#[test]
fn of_a_few_documents_nothing_follows_about_the_base() {
    let (mut shop, _folder) = in_another_base(19);
    let (report, stopped) = try_import(&mut shop);
    assert_eq!((stopped, report.missing), (None, 19));
}
