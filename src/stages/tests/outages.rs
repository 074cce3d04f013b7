//! The base is away, locked, or somebody else works in it.

use super::double::{Call, Trouble};
use super::shop::{Shop, everything, orders};
use crate::core::problem::{Explain as _, Fault};
use crate::ledger::State;
use crate::optima::OptimaError;

fn locked() -> OptimaError {
    OptimaError::Locked { place: "base".to_owned() }
}

fn unreachable() -> OptimaError {
    OptimaError::Unreachable { place: "base".to_owned(), why: "no route".to_owned() }
}

#[test]
fn i5_an_outage_at_any_call_puts_the_file_back_and_the_next_run_imports_it_once() {
    for call in [Call::Prepare, Call::Lookup, Call::Apply] {
        for error in [locked(), unreachable()] {
            let mut shop = Shop::new(orders(3));
            shop.export(&everything());
            let before = shop.house.outbox();
            shop.house.base.plan(call, Trouble::Fails(error.clone()));
            let (report, done) = shop.try_import();
            assert_eq!(done.unwrap_err().fault(), Fault::Outage, "{call:?} {error:?}");
            assert_eq!(report.imported, []);
            assert_eq!(shop.house.outbox(), before, "{call:?} {error:?}: the files lie where they lay");
            shop.assert_visible();
            assert_eq!(shop.import().imported.len(), 3);
            assert_eq!(shop.documents().len(), 3);
            assert!(shop.house.outbox().is_empty());
            shop.assert_visible();
        }
    }
}

#[test]
fn i5_a_file_whose_import_failed_before_the_commit_is_a_duplicate_of_one_that_came_between() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let (name, bytes) = shop.house.outbox().pop_first().unwrap();
    shop.house.base.plan(Call::Apply, Trouble::Fails(locked()));
    shop.try_import().1.unwrap_err();
    // Another file of the order is faster now.
    shop.house.drop_file("AAA.xml", &bytes);
    let report = shop.import();
    assert_eq!((report.imported.len(), report.duplicates.len()), (1, 1));
    assert_eq!(report.imported[0].file, "AAA.xml");
    assert_eq!(report.duplicates[0].file, name);
    assert_eq!(shop.documents().len(), 1);
}

#[test]
fn i5_a_contractor_that_somebody_made_meanwhile_leads_to_a_new_plan() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let taken = OptimaError::ContractorTaken { code: "ALLEGRO".to_owned() };
    shop.house.base.plan(Call::Apply, Trouble::Fails(taken));
    let report = shop.import();
    assert_eq!(report.imported.len(), 1);
    assert_eq!(shop.documents().len(), 1);
    assert_eq!(shop.house.record(1).state, State::Imported);
}

#[test]
fn i5_a_contractor_that_is_taken_for_ever_refuses_the_file_and_not_the_run() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    for _ in 0..4 {
        shop.house.base.plan(Call::Apply, Trouble::Fails(OptimaError::ContractorTaken { code: "X".to_owned() }));
    }
    let report = shop.import();
    assert_eq!((report.errors.len(), report.imported.len()), (1, 1), "{:?}", report.errors);
    shop.assert_visible();
    assert_eq!(shop.house.record(1).state, State::Error);
}
