//! What happens, and how a shop is set up; and any of both.

use proptest::prelude::*;

use super::ORDERS;
use super::allegro::Fault;
use crate::stages::tests::double::{Call, Death};

/// Something happens.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    Export,
    Import,
    /// An order comes, or is changed, or is again what it was.
    Allegro(u32, Change),
    /// The first order is joined with a purchase of the same buyer's and becomes the second: its lines are there, and Allegro
    /// has it no more.
    Joins(u32, u32),
    /// What happens to an order's file in `outbox/`.
    File(u32, Hand),
    /// Somebody makes a copy of the base, or restores it.
    Backup,
    Restore,
    /// A person deletes a document.
    DeleteDocument(u32),
    /// The next call of this kind fails; or is done, and its answer is lost.
    Fails(Call),
    LosesAnswer,
    /// One run meets no base at all.
    Away(bool),
    /// The process dies in the middle of a stage.
    Dies(Stage, Moment),
    /// Allegro has a fault with one order, until it has none.
    Fault(u32, Option<Fault>),
    Retry(u32),
    AskFor(u32),
    Ignore(u32),
    Answer(u32, Said),
    /// A person corrects an address, or takes that back.
    Corrects(u32, bool),
    /// Minutes pass.
    Wait(i64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    Export,
    Import,
}

/// When a process dies.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    /// At this operation of the disk.
    Disk(u64),
    /// At this call of the base.
    Base(Death),
}

#[derive(Clone, Copy, Debug)]
pub enum Change {
    Ready,
    Address,
    Total,
    Cancelled,
    Labelled,
    Unpaid,
    Returned,
}

#[derive(Clone, Copy, Debug)]
pub enum Hand {
    Deletes,
    Renames,
    Corrects,
    Breaks,
    MovesToInbox,
}

#[derive(Clone, Copy, Debug)]
pub enum Said {
    Done,
    Again,
    Elsewhere,
    MeantSo,
    Restore,
}

/// How a shop is set up.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    pub manual: bool,
    pub replace: bool,
    /// Each document is safe by itself, as on SQL Server.
    pub alone: bool,
}

pub fn one() -> impl Strategy<Value = u32> {
    1..=ORDERS
}

pub fn any_step() -> impl Strategy<Value = Step> {
    let change = prop_oneof![
        4 => Just(Change::Ready),
        2 => Just(Change::Address),
        1 => Just(Change::Total),
        2 => Just(Change::Cancelled),
        1 => Just(Change::Labelled),
        1 => Just(Change::Unpaid),
        1 => Just(Change::Returned),
    ];
    let hand = prop_oneof![
        3 => Just(Hand::Deletes),
        1 => Just(Hand::Renames),
        1 => Just(Hand::Corrects),
        1 => Just(Hand::Breaks),
        1 => Just(Hand::MovesToInbox),
    ];
    let call = prop_oneof![
        Just(Call::Prepare),
        Just(Call::Lookup),
        Just(Call::Apply),
        Just(Call::Find),
        Just(Call::Present),
        Just(Call::OfOrder),
        Just(Call::Identity),
        Just(Call::Open),
        Just(Call::Close),
        Just(Call::Remove),
    ];
    let fault = prop_oneof![Just(None), Just(Some(Fault::Breaks)), Just(Some(Fault::Hides))];
    let said = prop_oneof![
        Just(Said::Done),
        Just(Said::Again),
        Just(Said::Elsewhere),
        Just(Said::MeantSo),
        Just(Said::Restore)
    ];
    prop_oneof![
        8 => Just(Step::Export),
        8 => Just(Step::Import),
        8 => (one(), change).prop_map(|(n, change)| Step::Allegro(n, change)),
        1 => (one(), one()).prop_map(|(n, with)| Step::Joins(n, with)),
        4 => (one(), hand).prop_map(|(n, hand)| Step::File(n, hand)),
        1 => Just(Step::Backup),
        1 => Just(Step::Restore),
        2 => one().prop_map(Step::DeleteDocument),
        2 => call.prop_map(Step::Fails),
        1 => Just(Step::LosesAnswer),
        1 => any::<bool>().prop_map(Step::Away),
        2 => (any_stage(), any_moment()).prop_map(|(stage, moment)| Step::Dies(stage, moment)),
        2 => (one(), fault).prop_map(|(n, fault)| Step::Fault(n, fault)),
        1 => one().prop_map(Step::Retry),
        1 => one().prop_map(Step::AskFor),
        1 => one().prop_map(Step::Ignore),
        4 => (one(), said).prop_map(|(n, said)| Step::Answer(n, said)),
        2 => (one(), any::<bool>()).prop_map(|(n, meant)| Step::Corrects(n, meant)),
        2 => prop_oneof![Just(5_i64), Just(50), Just(60 * 30)].prop_map(Step::Wait),
    ]
}

pub fn any_stage() -> impl Strategy<Value = Stage> {
    prop_oneof![Just(Stage::Export), Just(Stage::Import)]
}

/// A run of three orders has some eighty operations of the disk and a dozen calls of the base.
pub fn any_moment() -> impl Strategy<Value = Moment> {
    prop_oneof![
        2 => (0_u64..80).prop_map(Moment::Disk),
        1 => (1_usize..12).prop_map(|n| Moment::Base(Death::Before(n))),
        1 => (1_usize..12).prop_map(|n| Moment::Base(Death::After(n))),
    ]
}

pub fn any_kept() -> impl Strategy<Value = Kept> {
    any::<[bool; 3]>().prop_map(|[manual, replace, alone]| Kept { manual, replace, alone })
}
