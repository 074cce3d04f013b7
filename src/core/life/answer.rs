//! What a person says about what waits for him.

use jiff::Timestamp;

use super::matter::{self, Kind};
use super::{Deed, Life, Placed, State};
use crate::core::message::text::{Lif003, Lif006, Lif014};
use crate::core::problem::Problem;

/// What a person answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// "Załatwione": what there was to do is done.
    Done,
    /// "Zrób jeszcze raz": the file that is gone, or that a person corrected, is made anew of the order.
    Again,
    /// "Wprowadzone inną drogą", with the document's number if he gives one.
    Elsewhere(Option<String>),
    /// "Tak ma być": the document is gone on purpose.
    MeantSo,
    /// "Przywróć": the document that is gone is to come back.
    Restore,
    /// "Wprowadź mimo to": the sum of the refused file with these bytes (SHA-256) is right.
    OtherSum(String),
}

/// What a person says about what waits for him.
pub(super) fn answered(life: &mut Life, answer: Answer, at: Timestamp) -> Vec<Deed> {
    match answer {
        Answer::Done => {
            // A refusal and what is missing have answers of their own: to have seen them changes nothing.
            let own = [Kind::Refused, Kind::FileMissing, Kind::DocumentMissing, Kind::Notes];
            matter::close(&mut life.matters, |kind| !own.contains(&kind), at);
            // Nobody waits any more for Allegro to show what is in Optima.
            if life.has_document() && life.removing_since.is_none() {
                life.rest();
            }
        }
        Answer::Again => {
            life.to(State::Waiting, Some(life.told(Problem::note(Lif003))), at);
            life.forget_file(at);
            (life.attempts, life.next_try_at) = (0, Some(at));
        }
        Answer::Elsewhere(number) => {
            life.to(State::Duplicate, None, at);
            (life.document, life.next_try_at) = (number, None);
            life.placed = Some(Placed { ours: false, seen_at: at });
            matter::close(&mut life.matters, |kind| matches!(kind, Kind::FileMissing | Kind::Refused), at);
        }
        Answer::OtherSum(sha256) => life.accepted = Some(sha256),
        Answer::MeantSo => {
            let told = life
                .told(Problem::note(Lif014 { document: life.number().into(), order: life.order_id.as_str().into() }));
            matter::close(&mut life.matters, |kind| kind == Kind::DocumentMissing, at);
            life.to(State::Ignored, Some(told), at);
            life.forget_file(at);
            life.forget_document(at);
            (life.attempts, life.next_try_at) = (0, None);
        }
        Answer::Restore => {
            life.to(State::Waiting, Some(life.told(Problem::note(Lif006 { document: life.number().into() }))), at);
            life.forget_file(at);
            life.forget_document(at);
            (life.attempts, life.next_try_at) = (0, Some(at));
        }
    }
    Vec::new()
}

/// May this answer be given now?
#[must_use]
pub fn may_answer(life: &Life, answer: &Answer) -> bool {
    match answer {
        Answer::Done => life.open_matters().any(|matter| {
            !matches!(matter.kind, Kind::Refused | Kind::FileMissing | Kind::DocumentMissing | Kind::Notes)
        }),
        Answer::Again => life.has_open(Kind::FileMissing) || life.has_open(Kind::FileEdited),
        Answer::Elsewhere(_) => life.has_open(Kind::FileMissing) || life.has_open(Kind::Refused),
        Answer::MeantSo | Answer::Restore => life.has_open(Kind::DocumentMissing),
        Answer::OtherSum(_) => {
            let why = life.problem.as_ref().filter(|_| life.state == State::Error);
            why.is_some_and(|problem| problem.message.is_for_a_person_to_say())
        }
    }
}
