//! Each kind of error of the base, at each call, for one document of ten and for all: what is the document's keeps the
//! others from nothing, what is the base's puts no file into `errors/`; and in the end all ten are there, each once.

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

use super::double::{Call, Ill};
use super::shop::{Shop, alive, everything, id, import_in, orders, stage};
use crate::core::key;
use crate::core::problem::{Explain as _, Fault};
use crate::core::reach::Reach;
use crate::ledger::State;
use crate::optima::OptimaError;
use crate::optima::error::{Refusal, Said};
use crate::spool::testing::ShutFolder;
use crate::stages::StageError;
use crate::stages::import::ImportReport;
use crate::whole::or_part;

fn said(number: u32) -> Said {
    Said::new(number, 16, "Partner_Trigger", "Nie można tego zrobić.")
}

/// The document's, as far as is known.
fn of_the_document() -> [OptimaError; 2] {
    let raised = Refusal::Raised { said: said(50_000) };
    [OptimaError::Failed { said: said(4_321) }, OptimaError::refused("TraNag", "", raised)]
}

/// The base's.
fn of_the_base() -> [OptimaError; 7] {
    let (place, why) = (|| "base".to_owned(), || "nie".to_owned());
    [
        OptimaError::Locked { place: place() },
        OptimaError::Unreachable { place: place(), why: why() },
        OptimaError::Unwritable { place: place(), why: why() },
        OptimaError::Unwell { place: place(), said: said(701) },
        OptimaError::Damaged { place: place(), said: said(824) },
        OptimaError::NoRight { place: place(), why: why() },
        OptimaError::CommitUnknown { key: Uuid::nil(), why: why() },
    ]
}

/// At which calls, in a base that keeps documents in groups, and in one that keeps each by itself.
const CALLS: [(Call, bool); 5] =
    [(Call::Lookup, false), (Call::Apply, false), (Call::Close, false), (Call::Lookup, true), (Call::Apply, true)];

fn key_of(n: u32) -> Uuid {
    key::of_order(id(n).parse().unwrap())
}

/// Ten files in the drop folder, told apart by names of one length.
struct Ten {
    shop: Shop,
    files: BTreeMap<String, Vec<u8>>,
}

impl Ten {
    fn new() -> Self {
        let mut shop = Shop::new(orders(10));
        shop.export(&everything());
        let files = shop.house.outbox();
        Self { shop, files }
    }

    /// As after the export, with nothing imported.
    fn fresh(&mut self, alone: bool) {
        let records: Vec<_> = (1..=10).map(|n| self.shop.house.record(n)).collect();
        let mut house = super::shop::House::new();
        house.base.alone = alone;
        for mut life in records {
            // Its way begins anew.
            (life.state, life.document, life.problem, life.key) = (State::Exported, None, None, None);
            life.matters.clear();
            house.ledger.record(&[life]).unwrap();
        }
        for (name, bytes) in &self.files {
            house.disk.put(house.folders.outbox().join(name), bytes);
        }
        self.shop.house = house;
    }

    fn ill(&mut self, call: Call, keys: Option<Vec<Uuid>>, error: &OptimaError) {
        self.shop.house.base.ill = Some(Ill { call, keys, error: error.clone() });
    }

    fn errors(&self) -> usize {
        let errors = self.shop.house.folders.errors();
        let errors = errors.strip_prefix("/r").unwrap().to_owned();
        self.shop.house.places().into_iter().filter(|place| place.starts_with(&errors)).count()
    }

    /// What the service does every few minutes.
    fn again(&mut self) -> u64 {
        let disk = std::sync::Arc::new(self.shop.house.disk.clone());
        let Shop { house, settings, texts, .. } = &mut self.shop;
        u64::try_from(alive(stage(house, disk, settings, texts).again()).unwrap().len()).unwrap()
    }

    #[track_caller]
    fn assert_all_are_there(&mut self, what: &str) {
        assert_eq!(self.shop.documents().len(), 10, "{what}");
        assert_eq!(self.errors(), 0, "{what}");
        assert!(self.shop.house.outbox().is_empty(), "{what}");
        assert!(self.shop.house.states().values().all(|state| *state == State::Imported), "{what}");
    }
}

fn fault(done: Result<(), StageError>) -> Option<(Fault, Reach)> {
    done.err().map(|error| (error.fault(), error.reach()))
}

#[test]
fn i14_what_is_one_documents_keeps_nine_others_from_nothing() {
    let mut ten = Ten::new();
    for (call, alone) in CALLS {
        for error in of_the_document() {
            let what = format!("{call:?} {error} alone: {alone}");
            ten.fresh(alone);
            ten.ill(call, Some(vec![key_of(5)]), &error);
            let (report, done) = ten.shop.try_import();
            assert_eq!(fault(done), None, "{what}");
            assert_eq!((report.imported.len(), report.errors.len(), ten.errors()), (9, 1, 1), "{what}");
            assert_eq!(report.errors[0].problems.iter().filter(|problem| problem.is_error()).count(), 1, "{what}");
            assert!(report.errors[0].file.contains(id(5).as_str()), "{what}");
            assert_eq!(ten.shop.house.record(5).state, State::Error, "{what}");
            ten.shop.house.base.ill = None;
            // What a trigger raised is a rule, and a person says when it is kept.
            if error.problem().message.is_curable() {
                assert_eq!(ten.again(), 1, "{what}");
                assert_eq!(ten.shop.import().imported.len(), 1, "{what}");
                ten.assert_all_are_there(&what);
            }
        }
    }
}

#[test]
fn i14_what_is_the_bases_puts_no_file_into_errors() {
    let mut ten = Ten::new();
    for (number, (call, alone)) in CALLS.into_iter().enumerate() {
        for (turn, error) in of_the_base().into_iter().enumerate() {
            // Where nobody asks for the whole, each error is met at one call of the five.
            if !or_part(true, turn % CALLS.len() == number) {
                continue;
            }
            for keys in [Some(vec![key_of(5)]), None] {
                let what = format!("{call:?} {error} alone: {alone}, all: {}", keys.is_none());
                ten.fresh(alone);
                ten.ill(call, keys, &error);
                let (report, done) = ten.shop.try_import();
                let outage = if matches!(error, OptimaError::NoRight { .. }) { Fault::Usage } else { Fault::Outage };
                assert_eq!(fault(done), Some((outage, Reach::Company)), "{what}");
                assert_eq!((report.errors.len(), ten.errors()), (0, 0), "{what}");
                let left = ten.shop.house.outbox().len();
                assert_eq!(left + report.imported.len(), 10, "{what}");
                ten.shop.house.base.ill = None;
                assert_eq!(ten.shop.import().imported.len(), left, "{what}");
                ten.assert_all_are_there(&what);
            }
        }
    }
}

#[test]
fn i14_the_same_refusal_of_every_document_is_the_bases() {
    let mut ten = Ten::new();
    for (call, alone) in CALLS {
        for error in of_the_document() {
            let what = format!("{call:?} {error} alone: {alone}");
            ten.fresh(alone);
            ten.ill(call, None, &error);
            for _ in 0..2 {
                let (report, done) = ten.shop.try_import();
                assert_eq!(fault(done), Some((Fault::Outage, Reach::Company)), "{what}");
                assert_eq!(report.imported, [], "{what}");
            }
            // A group that cannot be made safe is told file by file, so that two are in errors by then.
            assert_eq!(ten.errors(), if call == Call::Close { 2 } else { 0 }, "{what}");
            ten.shop.house.base.ill = None;
            assert_eq!(ten.shop.import().imported.len(), 10, "{what}");
            ten.assert_all_are_there(&what);
        }
    }
}

#[test]
fn i14_files_that_come_one_by_one_are_counted_all_the_same() {
    let mut ten = Ten::new();
    for error in of_the_document() {
        ten.fresh(true);
        let files: Vec<(String, Vec<u8>)> = ten.files.clone().into_iter().take(5).collect();
        for path in ten.shop.house.disk.files().iter().filter(|path| path.starts_with(ten.shop.house.folders.outbox()))
        {
            crate::spool::Disk::remove_file(&ten.shop.house.disk, path).unwrap();
        }
        ten.ill(Call::Apply, None, &error);
        let drop_and_import = |ten: &mut Ten, n: usize| -> (ImportReport, Option<(Fault, Reach)>) {
            ten.shop.house.drop_file(&files[n].0, &files[n].1);
            let (report, done) = ten.shop.try_import();
            (report, fault(done))
        };
        for n in 0..2 {
            let (report, done) = drop_and_import(&mut ten, n);
            assert_eq!((report.errors.len(), done), (1, None), "{error}");
        }
        for n in 2..4 {
            let (report, done) = drop_and_import(&mut ten, n);
            assert_eq!((report.errors.len(), done), (0, Some((Fault::Outage, Reach::Company))), "{error}");
        }
        assert_eq!(ten.errors(), 2, "{error}");
        ten.shop.house.base.ill = None;
        let (report, done) = drop_and_import(&mut ten, 4);
        assert_eq!((report.imported.len(), done), (5, None), "{error}: those in errors came back");
        assert_eq!((ten.errors(), ten.shop.documents().len()), (0, 5), "{error}");
    }
}

/// The base is well again, and `errors/` does not give away what it had refused.
#[test]
fn i14_what_cannot_come_back_holds_up_nobody_and_comes_back_later() {
    let mut ten = Ten::new();
    let error = of_the_document().into_iter().next().unwrap();
    ten.fresh(false);
    ten.ill(Call::Close, None, &error);
    assert_eq!(fault(ten.shop.try_import().1), Some((Fault::Outage, Reach::Company)));
    assert_eq!(ten.errors(), 2);
    ten.shop.house.base.ill = None;
    let shut = Arc::new(ShutFolder::new(ten.shop.house.disk.clone(), ten.shop.house.folders.errors(), 13));
    let (report, done) = import_in(&mut ten.shop.house, shut, &ten.shop.settings, &ten.shop.texts);
    assert_eq!((report.imported.len(), fault(done)), (8, None), "{report:?}");
    assert_eq!(report.errors.len(), 2, "{report:?}");
    assert!(report.errors.iter().all(|error| error.reach == Reach::Folder && error.left.is_some()), "{report:?}");
    // Whatever comes next brings them back.
    let (_, bytes) = ten.files.first_key_value().unwrap();
    ten.shop.house.drop_file("kopia.xml", bytes);
    let report = ten.shop.import();
    assert_eq!((report.imported.len(), report.errors.len()), (2, 0), "{report:?}");
    ten.assert_all_are_there("they came back");
}

#[test]
fn i14_three_files_that_are_wrong_themselves_hold_nobody_up_for_long() {
    let mut ten = Ten::new();
    for (alone, error) in [false, true].into_iter().flat_map(|alone| of_the_document().map(|error| (alone, error))) {
        ten.fresh(alone);
        ten.ill(Call::Apply, Some((1..=3).map(key_of).collect()), &error);
        // The first three in a row look like the base's trouble.
        let (report, done) = ten.shop.try_import();
        assert_eq!((report.imported.len(), fault(done)), (0, Some((Fault::Outage, Reach::Company))), "{error}");
        // A file that was not tried yet tells that it is not.
        let (report, done) = ten.shop.try_import();
        assert_eq!((report.imported.len(), fault(done)), (7, None), "{error}");
        assert_eq!((report.errors.len(), ten.errors()), (3, 3), "{error}");
        // And they never look like it again.
        if error.problem().message.is_curable() {
            assert_eq!(ten.again(), 3);
            let (report, done) = ten.shop.try_import();
            assert_eq!((report.errors.len(), fault(done)), (3, None), "{error}");
        }
    }
}
