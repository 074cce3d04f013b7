//! What follows from what happens: one function for each kind of happening.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::answer::answered;
use super::matter::{self, Fact, Kind, Matter, Sight};
use super::{Deed, Described, Happening, KeptOut, Life, Look, Placed, Reason, State};
use crate::core::convert::Gate;
use crate::core::message::text::{
    Cor002, Exp001, Exp002, Exp006, Lif001, Lif002, Lif003, Lif004, Lif005, Lif007, Lif013, Lif015,
};
use crate::core::problem::{Problem, Severity};
use crate::core::reading;

/// When it has not been shown for so long, a person hears of it.
const SHOWN_LATE: SignedDuration = SignedDuration::from_hours(24);
/// So many tries to fetch an order in vain, and a person hears that its document may be out of date: half an hour.
const UNREAD_MAX: u32 = 4;
/// A file comes back by itself so often.
const REMADE_MAX: u32 = 1;

/// What follows from what happens. Nothing else changes a life.
#[must_use]
pub fn after(life: &Life, happening: Happening, at: Timestamp) -> (Life, Vec<Deed>) {
    let mut life = life.clone();
    let deeds = match happening {
        Happening::Read(look) => read(&mut life, *look, at),
        Happening::NotShown { joined } => not_shown(&mut life, joined, at),
        Happening::NotFetched(problem) => not_fetched(&mut life, problem, at),
        Happening::Unreadable(problem) => unreadable(&mut life, problem, at),
        Happening::OutOfReach(problem) => out_of_reach(&mut life, problem, at),
        Happening::Refused(problem) => refused(&mut life, State::Error, problem, at),
        Happening::Held(problem) => refused(&mut life, State::Waiting, problem, at),
        Happening::FileWritten { name, made, essence, warning } => {
            life.to(State::Exported, warning, at);
            (life.file, life.made, life.essence) = (Some(name), Some(made), Some(essence));
            (life.attempts, life.next_try_at) = (0, None);
            life.settle(Sight::Disk, Vec::new(), at)
        }
        Happening::FileKept { told } => {
            let told = life.told(told);
            // It was read to get there.
            life.hidden_since = None;
            life.rest();
            life.settle(Sight::Allegro, Vec::new(), at);
            life.settle(Sight::Disk, vec![Fact::new(Kind::FileEdited, told)], at)
        }
        Happening::FileFound => life.settle(Sight::Disk, Vec::new(), at),
        Happening::FileMissing { auto } => file_missing(&mut life, auto, at),
        Happening::DocumentWritten { number, key, lines, warning } => {
            written(&mut life, (number, key, lines), warning, at)
        }
        Happening::DocumentMet { number, key, lines, ours, other } => {
            met(&mut life, (number, key, lines), ours, other, at)
        }
        Happening::FileRefused { problem, key, lines, edited } => {
            file_refused(&mut life, problem, (key, lines), edited, at)
        }
        Happening::DocumentSeen { number } => {
            life.placed = Some(Placed { ours: true, seen_at: at });
            life.document = Some(number);
            if std::mem::take(&mut life.gone) {
                // What is true of it was not told while it was away.
                (life.attempts, life.next_try_at) = (0, Some(at));
            }
            life.settle(Sight::Optima, Vec::new(), at)
        }
        Happening::DocumentMissing => document_missing(&mut life, at),
        Happening::Removing => {
            life.removing_since = Some(at);
            Vec::new()
        }
        Happening::Removed { told } => {
            let told = life.told(told);
            life.to(State::Cancelled, Some(told.clone()), at);
            life.forget_file(at);
            life.forget_document(at);
            vec![Deed::Tell(told)]
        }
        Happening::Kept => {
            life.removing_since = None;
            Vec::new()
        }
        Happening::Ignored => {
            // The problem stays, for it says why.
            (life.state, life.next_try_at, life.changed_at) = (State::Ignored, None, at);
            // He has seen what there was to see, and may want it all told again one day.
            for of_no_document in [Sight::Allegro, Sight::Disk] {
                life.settle(of_no_document, Vec::new(), at);
            }
            Vec::new()
        }
        Happening::Retried => {
            if life.state == State::Ignored {
                life.state = State::Seen;
            }
            (life.next_try_at, life.changed_at) = (Some(at), at);
            Vec::new()
        }
        Happening::Corrected => corrected(&mut life, at),
        Happening::Answered(answer) => answered(&mut life, answer, at),
        Happening::TakenBack(before) => {
            life = Life { changed_at: at, ..*before };
            Vec::new()
        }
    };
    judge_state(&mut life, at);
    (life, deeds)
}

/// Its file, if it has one, says what is not meant any more; nobody is to import that.
fn corrected(life: &mut Life, at: Timestamp) -> Vec<Deed> {
    (life.attempts, life.next_try_at, life.changed_at) = (0, Some(at), at);
    if !matches!(life.state, State::Exported | State::Error) {
        return Vec::new();
    }
    let told = life.told(Problem::note(Cor002));
    life.to(State::Waiting, Some(told), at);
    life.forget_file(at);
    vec![Deed::TakeFileBack]
}

/// A refusal is a matter, as long as it stands.
fn judge_state(life: &mut Life, at: Timestamp) {
    let facts = match &life.problem {
        Some(problem) if life.state == State::Error => vec![Fact::new(Kind::Refused, problem.clone())],
        _ => Vec::new(),
    };
    // Who is told of a refusal is told by the stage that refused.
    life.settle(Sight::State, facts, at);
}

/// The order was read.
fn read(life: &mut Life, look: Look, at: Timestamp) -> Vec<Deed> {
    if life.hidden_since.take().is_some() {
        (life.attempts, life.next_try_at) = (0, None);
    }
    if life.has_document() {
        return read_with_document(life, look, at);
    }
    // Without a document only what a person corrected can differ; where none is to be, nobody waits for it.
    let is_wanted = look.gate == Gate::Ready && life.state != State::Ignored;
    let facts = look.facts.into_iter().filter(|fact| is_wanted && fact.kind == Kind::Overtaken).collect();
    let deeds = life.settle(Sight::Allegro, facts, at);
    let has_file = life.file.is_some() && matches!(life.state, State::Exported | State::Error);
    match look.gate {
        // Only what happens at Allegro, or the person himself, ends what he wanted.
        Gate::Ready | Gate::NotYet(_) if life.state == State::Ignored && look.reason != Reason::Asked => {
            life.rest();
            return deeds;
        }
        Gate::Ready if has_file && look.reason == Reason::News && life.essence.as_deref() == Some(&look.essence) => {
            life.rest();
            // Whoever corrected its file corrected it of what the order is.
            matter::end(&mut life.matters, Kind::FileEdited, at);
            return deeds;
        }
        Gate::Ready if look.kept_out == Some(KeptOut::BeforeOurTime) && look.reason != Reason::Asked => {
            let told = Problem::note(Exp006 { order: life.order_id.as_str().into() });
            hold(life, told, look.described, at);
            life.left_out = true;
        }
        Gate::Ready if look.kept_out == Some(KeptOut::Returned) && look.reason != Reason::Asked => {
            let told = Problem::warning(Lif007 { order: life.order_id.as_str().into() });
            hold(life, told, look.described, at);
        }
        Gate::Ready => {
            life.describe(look.described);
            life.left_out = false;
            return [deeds, vec![Deed::MakeFile]].concat();
        }
        Gate::NotYet(problem) => hold(life, problem, look.described, at),
        Gate::Cancelled(_) if life.state == State::Cancelled => {
            life.rest();
            return deeds;
        }
        Gate::Cancelled(problem) => {
            let problem = life.told(problem);
            life.describe(look.described);
            life.to(State::Cancelled, Some(problem), at);
            life.forget_file(at);
            (life.attempts, life.next_try_at) = (0, None);
        }
    }
    [deeds, vec![Deed::TakeFileBack]].concat()
}

/// It is not time for a document.
fn hold(life: &mut Life, why: Problem, described: Described, at: Timestamp) {
    let why = life.told(why);
    life.describe(described);
    life.to(State::Waiting, Some(why), at);
    life.forget_file(at);
    (life.attempts, life.next_try_at, life.left_out) = (0, None, false);
}

/// The document stays what it is; what is not as it says is for a person, or the document goes, if the user wants that.
fn read_with_document(life: &mut Life, look: Look, at: Timestamp) -> Vec<Deed> {
    let unpaid = matches!(look.gate, Gate::NotYet(_));
    let cancelled = matches!(look.gate, Gate::Cancelled(_));
    // A document that another hand made is not ours to remove, and a withdrawn payment may come back.
    let goes = look.remove && life.state == State::Imported && !unpaid && (cancelled || look.changed);
    if goes {
        return vec![Deed::RemoveDocument];
    }
    // Nothing is left to finish: the order is again what its document says.
    life.removing_since = None;
    life.rest();
    life.called_off = cancelled || look.facts.iter().any(|fact| fact.kind == Kind::Returned);
    if life.gone {
        return missing(life, cancelled, at);
    }
    life.settle(Sight::Allegro, look.facts, at)
}

/// Allegro names the order and does not have it.
fn not_shown(life: &mut Life, joined: bool, at: Timestamp) -> Vec<Deed> {
    let nobody_waits = match life.state {
        State::Cancelled | State::Superseded => true,
        State::Ignored => !joined,
        _ => false,
    };
    if nobody_waits {
        life.rest();
        return Vec::new();
    }
    if life.gone {
        life.rest();
        return missing(life, false, at);
    }
    if life.has_document() {
        let told = life.told(Problem::warning(Exp002 { document: life.number().into() }));
        let deeds = life.settle(Sight::Allegro, vec![Fact::new(Kind::Joined, told)], at);
        // Only a further look can say that it is there again, and that nobody waits for it any more, a person.
        life.next_try_at = None;
        if life.has_open(Kind::Joined) {
            again_later(life, at);
        }
        return deeds;
    }
    if joined {
        let told = life.told(Problem::note(Exp001));
        life.to(State::Superseded, Some(told), at);
        life.forget_file(at);
        (life.attempts, life.next_try_at, life.hidden_since) = (0, None, None);
        life.settle(Sight::Allegro, Vec::new(), at);
        return vec![Deed::TakeFileBack];
    }
    let since = *life.hidden_since.get_or_insert(at);
    again_later(life, at);
    if life.state == State::Seen {
        life.state = State::Waiting;
    }
    if life.state == State::Waiting {
        life.problem = Some(life.told(Problem::note(Lif001)));
    }
    life.changed_at = at;
    let late = at.duration_since(since) >= SHOWN_LATE;
    let facts = late.then(|| {
        Fact::new(Kind::NotShown, life.told(Problem::warning(Lif002 { order: life.order_id.as_str().into() })))
    });
    life.settle(Sight::Allegro, facts.into_iter().collect(), at)
}

/// One more try was in vain; the next is the later the more there were.
fn again_later(life: &mut Life, at: Timestamp) {
    life.attempts = life.attempts.saturating_add(1);
    life.next_try_at = Some(reading::next_try(life.attempts, at));
}

/// What it came to before stays true. That its document may not be what it is any more is for a person after some tries.
fn not_fetched(life: &mut Life, problem: Problem, at: Timestamp) -> Vec<Deed> {
    again_later(life, at);
    life.changed_at = at;
    let problem = life.told(problem);
    if life.is_over() {
        return Vec::new();
    }
    if life.has_document() || life.state == State::Exported {
        return if life.attempts < UNREAD_MAX || life.gone { Vec::new() } else { unseen(life, problem, at) };
    }
    if life.state == State::Seen {
        life.state = State::Waiting;
    }
    life.problem = Some(problem);
    Vec::new()
}

fn out_of_reach(life: &mut Life, problem: Problem, at: Timestamp) -> Vec<Deed> {
    (life.next_try_at, life.changed_at) = (Some(at), at);
    if matches!(life.state, State::Seen | State::Waiting) {
        life.problem = Some(life.told(problem));
        life.state = State::Waiting;
    }
    Vec::new()
}

/// Nothing is seen of it, so what was true by the last look is not taken back.
fn unseen(life: &mut Life, problem: Problem, at: Timestamp) -> Vec<Deed> {
    let seen =
        |matter: &&Matter| matter.is_true() && matter.kind.sight() == Sight::Allegro && matter.kind != Kind::Unreadable;
    let before: Vec<Fact> =
        life.matters.iter().filter(seen).map(|matter| Fact::new(matter.kind, matter.problem.clone())).collect();
    life.settle(Sight::Allegro, [before, vec![Fact::new(Kind::Unreadable, problem)]].concat(), at)
}

/// What it came to before stays true here as well.
fn unreadable(life: &mut Life, problem: Problem, at: Timestamp) -> Vec<Deed> {
    let problem = life.told(problem);
    again_later(life, at);
    if life.is_over() {
        return Vec::new();
    }
    if life.state.holds_lines() || life.state.is_settled() {
        life.changed_at = at;
        return if life.gone { Vec::new() } else { unseen(life, problem, at) };
    }
    life.to(State::Error, Some(problem), at);
    life.forget_file(at);
    Vec::new()
}

/// It gets no document now: by its own fault, or for something else that could not be read.
fn refused(life: &mut Life, state: State, problem: Problem, at: Timestamp) -> Vec<Deed> {
    life.to(state, Some(problem), at);
    life.forget_file(at);
    again_later(life, at);
    vec![Deed::TakeFileBack]
}

/// A file comes back by itself once, and only where nobody else can have imported it. Whether Optima has the document is
/// asked before this happens.
fn file_missing(life: &mut Life, auto: bool, at: Timestamp) -> Vec<Deed> {
    if !matches!(life.state, State::Exported | State::Error) || life.file.is_none() {
        return Vec::new();
    }
    if auto && life.remade < REMADE_MAX {
        life.remade += 1;
        let told = life.told(Problem::note(Lif003));
        life.to(State::Waiting, Some(told), at);
        life.forget_file(at);
        (life.attempts, life.next_try_at) = (0, Some(at));
        return Vec::new();
    }
    let file = life.file.clone().unwrap_or_default();
    let told = life.told(Problem::warning(Lif004 { file: file.into(), order: life.order_id.as_str().into() }));
    life.settle(Sight::Disk, vec![Fact::new(Kind::FileMissing, told)], at)
}

/// A warning of the conversion is still true of the document.
fn kept_warning(life: &Life, warning: Option<Problem>) -> Option<Problem> {
    // A note on an order whose file waits is of the file.
    let waits = life.state == State::Exported;
    let kept = life.problem.clone().filter(|kept| !kept.is_error() && (!waits || kept.severity > Severity::Note));
    let told = kept.clone().filter(|kept| kept.severity > Severity::Note);
    told.or(warning).or(kept)
}

fn in_optima(life: &mut Life, (number, key, lines): (String, Uuid, Vec<String>), ours: bool, at: Timestamp) {
    life.key = Some(key);
    life.document = Some(number);
    life.placed = Some(Placed { ours, seen_at: at });
    (life.attempts, life.next_try_at, life.removing_since, life.hidden_since) = (0, None, None, None);
    (life.gone, life.called_off) = (false, false);
    if life.lines.is_empty() {
        life.lines = lines;
    }
    life.settle(Sight::Disk, Vec::new(), at);
    life.settle(Sight::Optima, Vec::new(), at);
}

fn written(
    life: &mut Life,
    document: (String, Uuid, Vec<String>),
    warning: Option<Problem>,
    at: Timestamp,
) -> Vec<Deed> {
    let warning = if life.state == State::Imported { life.problem.clone() } else { kept_warning(life, warning) };
    life.to(State::Imported, warning, at);
    in_optima(life, document, true, at);
    life.settle(Sight::Meeting, Vec::new(), at);
    Vec::new()
}

/// A second file of an order that is in does not change what the order is, but a sum that is not the document's is for a
/// person.
fn met(
    life: &mut Life,
    document: (String, Uuid, Vec<String>),
    ours: bool,
    other: Option<Problem>,
    at: Timestamp,
) -> Vec<Deed> {
    let facts: Vec<Fact> = other.map(|problem| Fact::new(Kind::OtherSum, life.told(problem))).into_iter().collect();
    if life.state != State::Imported {
        let warning = kept_warning(life, None);
        life.to(State::Duplicate, warning, at);
        in_optima(life, document, ours, at);
    } else if ours {
        life.gone = false;
        life.settle(Sight::Optima, Vec::new(), at);
    }
    life.settle(Sight::Meeting, facts, at)
}

/// A refused file does not undo what is known of the order. One that a person corrected is never written over: he corrects
/// it further, or says that it is to be made anew.
fn file_refused(
    life: &mut Life,
    problem: Problem,
    (key, lines): (Uuid, Vec<String>),
    edited: bool,
    at: Timestamp,
) -> Vec<Deed> {
    if life.state.is_settled() {
        return Vec::new();
    }
    life.to(State::Error, Some(problem), at);
    (life.key, life.document, life.placed) = (Some(key), None, None);
    if life.lines.is_empty() {
        life.lines = lines;
    }
    let corrected = life.file.clone().filter(|_| edited).map(|file| {
        let told = Lif013 { file: file.into(), order: life.order_id.as_str().into() };
        Fact::new(Kind::FileEdited, life.told(Problem::warning(told)))
    });
    // The stage that refused it tells of it.
    life.settle(Sight::Disk, corrected.into_iter().collect(), at);
    Vec::new()
}

/// Nothing is ever brought back by itself.
fn document_missing(life: &mut Life, at: Timestamp) -> Vec<Deed> {
    let cancelled = life.is_true(Kind::Cancelled);
    life.called_off |= cancelled || life.is_true(Kind::Returned);
    missing(life, cancelled, at)
}

fn missing(life: &mut Life, cancelled: bool, at: Timestamp) -> Vec<Deed> {
    // Nor does it have another sum than the order's file any more.
    life.settle(Sight::Meeting, Vec::new(), at);
    // What we were removing is removed.
    if life.removing_since.is_some() || !life.is_ours_in_optima() {
        return life.settle(Sight::Optima, Vec::new(), at);
    }
    life.gone = true;
    // What is not there is neither wrong nor to be removed, and its number may be another document's by now.
    life.settle(Sight::Allegro, Vec::new(), at);
    if cancelled && life.state != State::Cancelled {
        // Its lines are free for the order that takes them over.
        let told = life.told(Problem::note(Lif015 { document: life.number().into() }));
        life.to(State::Cancelled, Some(told), at);
        life.forget_file(at);
    }
    // Of an order that is cancelled or came back nobody misses the document, also when a person has seen to that.
    if life.called_off {
        return life.settle(Sight::Optima, Vec::new(), at);
    }
    let told =
        life.told(Problem::warning(Lif005 { document: life.number().into(), order: life.order_id.as_str().into() }));
    life.settle(Sight::Optima, vec![Fact::new(Kind::DocumentMissing, told)], at)
}
