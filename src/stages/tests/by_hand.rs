//! Kinds of documents that the program does not write into a base: their files wait for Optima's own import.

use std::collections::BTreeMap;

use super::remade::{delivery, remake};
use super::shop::{Shop, everything, id, later, now, order, orders};
use crate::core::kinds::{self, DocumentKind, Way};
use crate::core::life::{self, Answer, Happening};
use crate::core::problem::Problem;
use crate::core::settings::{Handoff, Kind};
use crate::ledger::{Ledger, State};
use crate::spool::{Disk as _, read_receipts};
use crate::stages::by_hand::for_optima;
use crate::stages::export::Window;
use crate::stages::lying::{LyingFile, Why, lying};

/// Both kinds, and both ways of the others' hand-off.
const WAYS: [(Kind, Handoff); 3] = [(Kind::Fa, Handoff::Auto), (Kind::Pa, Handoff::Auto), (Kind::Fa, Handoff::Manual)];

fn choose(shop: &mut Shop, kind: Kind) {
    let documents = &mut shop.settings.documents;
    for policy in [&mut documents.firm, &mut documents.invoice, &mut documents.private] {
        policy.kind = kind;
        policy.definition.clear();
    }
    // Without it each order has a warning, which is said before anything else.
    delivery(shop, Some("DOSTAWA"));
}

/// A shop whose orders have files of this kind.
fn exported(kind: Kind, count: u32) -> Shop {
    let mut shop = Shop::new(orders(count));
    choose(&mut shop, kind);
    assert_eq!(shop.export(&everything()).exported.len(), count as usize);
    shop
}

fn only(orders: &[u32]) -> Window {
    Window::Only(orders.iter().map(|n| id(*n).parse().unwrap()).collect())
}

fn codes<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> Vec<&'p str> {
    problems.into_iter().map(Problem::code).collect()
}

fn begins(shop: &Shop, kind: &DocumentKind) -> bool {
    shop.house.outbox().keys().all(|name| name.starts_with(&format!("{}_", kind.file)))
}

/// Nobody touched it: what is said of it, and that it is told where it lies.
#[track_caller]
fn assert_waits(shop: &Shop, kind: Kind, files: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(&shop.house.outbox(), files);
    for life in shop.house.records() {
        assert_eq!((life.state, codes(life.shown())), (State::Exported, vec!["LIF-016"]), "{life:?}");
        assert!(for_optima(&life).is_some_and(|of| of.plain == kind.row().plain));
    }
    let found = lying(&shop.house.disk, &shop.house.folders, &shop.settings, (now(), &|_| None)).unwrap();
    let names: Vec<_> = files.keys().map(|name| shop.house.folders.outbox().join(name)).collect();
    assert_eq!(found.iter().map(|file| file.path.clone()).collect::<Vec<_>>(), names);
    assert!(found.iter().all(|file| file.why == Why::ByHand && !file.is_stuck()), "{found:?}");
    let words = shop.texts.text(&found[0].problem.message);
    let name = if kind == Kind::Fa { "faktura sprzedaży" } else { "paragon" };
    assert!(words.contains(name), "{words}");
}

#[test]
fn i2_what_optima_is_to_import_itself_is_neither_taken_nor_refused() {
    for (kind, handoff) in WAYS {
        let mut shop = exported(kind, 2);
        shop.settings.handoff = handoff;
        let files = shop.house.outbox();
        assert!(files.len() == 2 && begins(&shop, kind.row()), "{:?}", files.keys());
        for _ in 0..2 {
            let report = shop.import();
            assert_eq!((report.imported.len(), report.errors.len(), report.unfinished.len()), (0, 0, 0), "{report:?}");
            assert_waits(&shop, kind, &files);
            assert_eq!(shop.export(&everything()).errors.len(), 0);
            assert_eq!(remake(&mut shop), 0);
            assert_waits(&shop, kind, &files);
        }
        shop.assert_visible();
    }
}

#[test]
fn i2_a_warning_is_said_first_and_the_state_says_the_rest() {
    let mut shop = Shop::new(orders(1));
    choose(&mut shop, Kind::Fa);
    shop.tables.deliveries.clear();
    shop.export(&everything());
    let life = shop.house.record(1);
    assert_eq!((life.state, codes(life.shown())), (State::Exported, vec!["DLV-002"]));
    assert!(for_optima(&life).is_some_and(|kind| kind.plain == kinds::FA.plain));
}

#[test]
fn i2_documents_of_other_kinds_go_in_beside_them() {
    let mut shop = Shop::new(orders(2));
    choose(&mut shop, Kind::Fa);
    shop.export(&only(&[1]));
    choose(&mut shop, Kind::Pf);
    shop.export(&only(&[2]));
    let report = shop.import();
    assert_eq!((report.imported.len(), report.errors.len()), (1, 0), "{report:?}");
    assert!(begins(&shop, &kinds::FA) && shop.house.outbox().len() == 1);
}

#[test]
fn what_a_person_puts_into_the_drop_folder_is_refused_and_a_retry_puts_it_right() {
    let mut shop = exported(Kind::Fa, 1);
    let (name, bytes) = shop.house.outbox().pop_first().unwrap();
    shop.house.disk.remove_file(&shop.house.folders.outbox().join(&name)).unwrap();
    shop.house.drop_file(&name, &bytes);
    let report = shop.import();
    assert_eq!(codes(report.errors.iter().flat_map(|error| &error.problems)), ["IMP-037"]);
    assert_eq!(shop.house.places(), [std::path::PathBuf::from("inbox/errors").join(&name)]);
    assert_eq!((shop.house.record(1).state, remake(&mut shop)), (State::Error, 0));
    shop.export(&only(&[1]));
    assert_eq!(read_receipts(&shop.house.disk, &shop.house.folders.errors()).unwrap().count(), 0);
    assert_waits(&shop, Kind::Fa, &[(name, bytes)].into());
}

#[test]
fn i12_a_file_that_a_person_took_away_waits_for_his_word_whatever_the_hand_off() {
    for (kind, handoff) in WAYS {
        let mut shop = exported(kind, 1);
        shop.settings.handoff = handoff;
        let files = shop.house.outbox();
        let path = shop.house.folders.outbox().join(files.keys().next().unwrap());
        shop.house.disk.remove_file(&path).unwrap();
        let report = shop.export(&Window::News);
        assert_eq!((report.exported.len(), codes(&report.notes)), (0, vec!["LIF-004"]));
        let life = shop.house.record(1);
        assert_eq!((life.state, codes(life.shown())), (State::Exported, vec!["LIF-004"]), "{life:?}");
        let again = life::after(&life, Happening::Answered(Answer::Again), now()).0;
        shop.house.ledger.record(&[again]).unwrap();
        shop.export(&Window::News);
        assert_waits(&shop, kind, &files);
    }
}

#[test]
fn i12_the_document_that_optima_made_of_a_file_is_found_once_the_file_is_gone() {
    let mut shop = exported(Kind::Ro, 1);
    shop.import();
    // As Optima's own importer would have made it: with a key of its own, and our description.
    let class = kinds::FA.plain.class;
    shop.house.base.raw(&format!(
        "UPDATE CDN.TraNag SET TrN_TypDokumentu = {class}, TrN_ImportRowId = '3F2504E0-4F89-41D3-9A0C-0305E82C3301'"
    ));
    shop.house.forget();
    choose(&mut shop, Kind::Fa);
    shop.export(&everything());
    assert_eq!(shop.house.record(1).state, State::Exported);
    let (name, _) = shop.house.outbox().pop_first().unwrap();
    shop.house.disk.remove_file(&shop.house.folders.outbox().join(name)).unwrap();
    assert_eq!(codes(&shop.export(&Window::News).notes), Vec::<&str>::new());
    let life = shop.house.record(1);
    assert!(life.state == State::Duplicate && life.document.is_some() && !life.is_ours_in_optima(), "{life:?}");
    assert_eq!(life.shown(), None, "nothing waits any more");
}

#[test]
fn another_kind_gives_the_waiting_file_another_name_unless_a_person_corrected_it() {
    for (from, to) in [(Kind::Ro, Kind::Fa), (Kind::Fa, Kind::Ro), (Kind::Fa, Kind::Pa)] {
        let mut shop = exported(from, 2);
        assert_eq!(remake(&mut shop), 0);
        let edited = shop.house.record(2).file.unwrap();
        let path = shop.house.folders.outbox().join(&edited);
        let text = String::from_utf8(shop.house.disk.bytes(&path).unwrap()).unwrap().replace("Kubek", "Garnek");
        shop.house.disk.put(&path, text.as_bytes());
        choose(&mut shop, to);
        assert_eq!(remake(&mut shop), 1);
        shop.export(&only(&[1, 2]));
        let names: Vec<String> = shop.house.outbox().into_keys().collect();
        let life = shop.house.record(1);
        assert!(
            names.len() == 2 && names.contains(&edited) && names.contains(life.file.as_ref().unwrap()),
            "{names:?}"
        );
        assert!(life.file.unwrap().starts_with(&format!("{}_", to.row().file)));
        assert_eq!(codes(shop.house.record(2).open_matters().map(|matter| &matter.problem)), ["LIF-012"]);
        let waits: &[&str] = if to.row().way == Way::ByHand { &["LIF-016"] } else { &[] };
        assert_eq!(codes(&shop.house.record(1).problem), waits);
    }
}

#[test]
fn what_an_earlier_version_called_alike_and_refused_gets_its_name_and_waits() {
    let mut shop = exported(Kind::Fa, 1);
    let (name, bytes) = shop.house.outbox().pop_first().unwrap();
    shop.house.disk.remove_file(&shop.house.folders.outbox().join(&name)).unwrap();
    let before = name.replace("FA_", "RO_");
    let life = life::Life { file: Some(before.clone()), ..shop.house.record(1) };
    shop.house.ledger.record(&[life]).unwrap();
    shop.house.disk.put(shop.house.folders.outbox().join(before), &bytes);
    let report = shop.import();
    assert_eq!(codes(report.errors.iter().flat_map(|error| &error.problems)), ["IMP-037"]);
    assert_eq!((remake(&mut shop), remake(&mut shop)), (1, 0));
    assert_eq!(read_receipts(&shop.house.disk, &shop.house.folders.errors()).unwrap().count(), 0);
    assert_waits(&shop, Kind::Fa, &[(name, bytes)].into());
}

#[test]
fn a_cancelled_order_takes_its_file_back_and_a_lost_ledger_knows_it_again() {
    let mut shop = exported(Kind::Pa, 2);
    let files = shop.house.outbox();
    shop.house.ledger = Ledger::memory().unwrap();
    shop.export(&Window::News);
    assert_waits(&shop, Kind::Pa, &files);
    shop.allegro.change(|world| {
        let mut cancelled = later(order(1), 60);
        cancelled["status"] = serde_json::json!("CANCELLED");
        world.put(cancelled, "BUYER_CANCELLED", now());
    });
    shop.export(&everything());
    assert_eq!(shop.house.record(1).state, State::Cancelled);
    assert_eq!(shop.house.outbox().len(), 1);
    assert_eq!(shop.import().errors.len(), 0);
}

/// The files that lie for a reason, as who knows the ledger sees them.
fn told(shop: &Shop) -> Vec<LyingFile> {
    let known = |order: &str| shop.house.ledger.order(&order.into()).unwrap();
    lying(&shop.house.disk, &shop.house.folders, &shop.settings, (now(), &known)).unwrap()
}

/// A file was refused as a copy, the order got another kind of document, and the file itself still lies in the outbox.
fn refused_copy() -> (Shop, String, Vec<u8>) {
    let mut shop = exported(Kind::Pa, 1);
    let (name, bytes) = shop.house.outbox().pop_first().unwrap();
    shop.house.drop_file(&name, &bytes);
    assert_eq!(shop.import().errors.len(), 1);
    assert_eq!((shop.house.record(1).state, shop.house.outbox().len()), (State::Error, 1));
    choose(&mut shop, Kind::Ro);
    (shop, name, bytes)
}

#[test]
fn i1_an_order_with_another_file_has_no_copy_left_for_optima() {
    let ways: [fn(&mut Shop); 2] = [
        |shop| assert_eq!(remake(shop), 1),
        |shop| {
            shop.export(&only(&[1]));
        },
    ];
    for way in ways {
        let (mut shop, _, _) = refused_copy();
        way(&mut shop);
        assert!(shop.house.places().len() == 1 && told(&shop).is_empty(), "{:?}", shop.house.places());
        let report = shop.import();
        assert_eq!((report.imported.len(), report.for_optima), (1, 0), "{report:?}");
        assert!(shop.house.outbox().is_empty());
    }
}

#[test]
fn i1_a_copy_that_is_not_ours_is_told_as_one_that_must_not_be_imported() {
    let (mut shop, name, bytes) = refused_copy();
    let path = shop.house.folders.outbox().join(&name);
    shop.house.disk.put(&path, &[&bytes[..], b"\n"].concat());
    assert_eq!(remake(&mut shop), 1);
    assert_eq!(codes(told(&shop).iter().map(|file| &file.problem)), ["LIF-018"]);
    let report = shop.import();
    assert_eq!((report.imported.len(), report.for_optima), (1, 0), "{report:?}");
    let found = told(&shop);
    assert_eq!(codes(found.iter().map(|file| &file.problem)), ["LIF-017"]);
    assert!(found[0].why == Why::Over && found[0].is_stuck() && found[0].path == path, "{found:?}");
    let number = shop.house.record(1).document.unwrap();
    assert!(shop.texts.text(&found[0].problem.message).contains(&number));
}

#[test]
fn i1_the_file_of_an_order_whose_document_came_another_way_is_taken_back() {
    let mut shop = exported(Kind::Ro, 1);
    let (_, reservation) = shop.house.outbox().pop_first().unwrap();
    choose(&mut shop, Kind::Fa);
    assert_eq!(remake(&mut shop), 1);
    let report = shop.import();
    assert_eq!((report.imported.len(), report.for_optima, shop.house.outbox().len()), (0, 1, 1));
    shop.house.drop_file("stary.xml", &reservation);
    let report = shop.import();
    assert_eq!((report.imported.len(), report.for_optima), (1, 0), "{report:?}");
    assert!(shop.house.outbox().is_empty() && told(&shop).is_empty());
}
