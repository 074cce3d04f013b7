//! The life of an order: one value, and one pure function that says what follows from what happens.
//!
//! It is level-triggered: each look (at Allegro, at the folders, at Optima) says what is, [`after`] compares that with what
//! should be, and answers with the life from now on and with deeds. Whoever does the deeds carries back what came of them
//! as a further [`Happening`]. A note that was lost or a process that died costs one look: the next one leads to the same
//! deeds.
//!
//! What a person should know or do is a [`Matter`]: a function of what is now, closed by itself when it is true no more,
//! or by a person.

pub mod matter;
pub mod state;
pub mod sums;
#[cfg(test)]
mod tests;

pub use matter::{Closed, Closer, Fact, Kind, Matter, Sight};
pub use state::State;

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::convert::Gate;
use super::message::text::{Exp001, Exp002, Exp006, Lif001, Lif002, Lif003, Lif004, Lif005, Lif006, Lif007, Lif013};
use super::problem::{Problem, Severity};
use super::reading;

/// When it has not been shown for so long, a person hears of it.
const SHOWN_LATE: SignedDuration = SignedDuration::from_hours(24);
/// So many tries to fetch an order in vain, and a person hears that its document may be out of date: half an hour.
const UNREAD_MAX: u32 = 4;
/// A file comes back by itself so often.
const REMADE_MAX: u32 = 1;

/// What we know of one order, and what is to be done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// `checkoutForm.id`. Text, for also an order that cannot be read has one.
    pub order_id: String,
    /// The account's alias.
    pub account: String,
    /// How far it came.
    pub state: State,
    /// `revision` of the order as judged.
    pub revision: Option<String>,
    /// [`super::essence`] of the order that its file was made from.
    pub essence: Option<String>,
    /// The XML's file name.
    pub file: Option<String>,
    /// What is known of the file's bytes as we wrote them; none: an earlier version wrote it, or there is none.
    pub made: Option<Made>,
    /// `TrN_ImportRowId`.
    pub key: Option<Uuid>,
    /// The document's number in Optima.
    pub document: Option<String>,
    /// What was seen of the document.
    pub placed: Option<Placed>,
    /// Why it waits or was refused, or what deserved a look when its file was made.
    pub problem: Option<Problem>,
    /// When it was bought.
    pub bought_at: Option<Timestamp>,
    /// `totalToPay`, two decimals.
    pub total: Option<String>,
    /// Of the total.
    pub currency: Option<String>,
    /// When it was first heard of. The ledger keeps its first value.
    pub seen_at: Timestamp,
    /// When it came to be as it is.
    pub changed_at: Timestamp,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// When to try again by itself; `None`: not by itself.
    pub next_try_at: Option<Timestamp>,
    /// `lineItem.id`s, sorted. The ledger replaces those that it has by these.
    pub lines: Vec<String>,
    /// We are about to remove its document: whoever finds it gone then knows whose doing it was.
    pub removing_since: Option<Timestamp>,
    /// Its goods had left before the program came.
    pub left_out: bool,
    /// Since when Allegro names it and does not show it.
    pub hidden_since: Option<Timestamp>,
    /// How often its file was gone and made again by itself.
    pub remade: u32,
    /// SHA-256 of the file whose sum a person said is right, though it is not the order's.
    pub accepted: Option<String>,
    /// What a person should know or do, and what he should have, the oldest first.
    pub matters: Vec<Matter>,
}

/// A file's bytes as we wrote them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// SHA-256, hex.
    pub sha256: String,
    /// `KWOTY/RAZEM_BRUTTO` of the document, in złoty.
    pub gross: Decimal,
    /// `revision` of the order that it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// [`super::fingerprint`] of what settings and tables answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub print: Option<String>,
}

/// What was seen of a document in Optima.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// It has our key. Another hand's document is not looked for again.
    pub ours: bool,
    /// When it was last seen there.
    pub seen_at: Timestamp,
}

/// What an order is, as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Described {
    /// `revision`.
    pub revision: Option<String>,
    /// `TrN_ImportRowId` of its document.
    pub key: Option<Uuid>,
    /// When it was bought.
    pub bought_at: Option<Timestamp>,
    /// `totalToPay`.
    pub total: Option<String>,
    /// Of the total.
    pub currency: Option<String>,
    /// `lineItem.id`s.
    pub lines: Vec<String>,
}

/// Why no document is made of an order that is ready, unless a person asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptOut {
    /// Its goods had left before the program came.
    BeforeOurTime,
    /// All its goods came back before it was seen.
    Returned,
}

/// A look at the order at Allegro.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// What its own state says.
    pub gate: Gate,
    /// [`super::essence`].
    pub essence: String,
    /// What it is.
    pub described: Described,
    /// What is not as its document says; empty where it has none.
    pub facts: Vec<Fact>,
    /// What the document was made from is not what the order says.
    pub changed: bool,
    /// A person asked for this very order.
    pub asked: bool,
    /// Why no document is made of it unless a person asks.
    pub kept_out: Option<KeptOut>,
    /// The user wants documents of orders that changed or were cancelled removed.
    pub remove: bool,
}

/// What happens to an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// It was read.
    Read(Box<Look>),
    /// Allegro names it and does not have it. `joined`: its lines are seen in another order.
    NotShown {
        /// Its lines are in another order, or it is too old to be shown.
        joined: bool,
    },
    /// It could not be fetched, while others could.
    NotFetched(Problem),
    /// It was not fetched, for none could be: that says nothing of it, and it is asked for again at the next look.
    OutOfReach(Problem),
    /// What Allegro sent cannot be read.
    Unreadable(Problem),
    /// There is no way to make a document of it.
    Refused(Problem),
    /// Whether a document may be made of it cannot be known now: something else that it needs could not be read.
    Held(Problem),
    /// Its file is durable.
    FileWritten {
        /// Its name.
        name: String,
        /// Its bytes.
        made: Made,
        /// [`super::essence`] of the order.
        essence: String,
        /// What deserves a look.
        warning: Option<Problem>,
    },
    /// Its file is not as we wrote it, so the new one was not written over it.
    FileKept {
        /// In words.
        told: Problem,
    },
    /// Its file lies where it should, or anywhere else in our folders.
    FileFound,
    /// Its file is nowhere. `auto`: nobody but us imports what is in `outbox/`.
    FileMissing {
        /// `handoff = "auto"`.
        auto: bool,
    },
    /// A file of it became a document.
    DocumentWritten {
        /// The document's number.
        number: String,
        /// Its key.
        key: Uuid,
        /// The lines that the file is of.
        lines: Vec<String>,
        /// What deserves a look.
        warning: Option<Problem>,
    },
    /// A file of it met a document. `other`: its sum is another one.
    DocumentMet {
        /// The document's number.
        number: String,
        /// The file's key.
        key: Uuid,
        /// The lines that the file is of.
        lines: Vec<String>,
        /// The document has our key.
        ours: bool,
        /// What deserves a look about it, such as another sum.
        other: Option<Problem>,
    },
    /// A file of it was refused.
    FileRefused {
        /// Why.
        problem: Problem,
        /// The file's key.
        key: Uuid,
        /// The lines that the file is of.
        lines: Vec<String>,
        /// It is not as we wrote it: a person corrected it, or it is of an earlier version.
        edited: bool,
    },
    /// Optima has its document.
    DocumentSeen {
        /// Under this number.
        number: String,
    },
    /// Optima has not its document any more.
    DocumentMissing,
    /// We are about to remove its document.
    Removing,
    /// Its document is gone, by us. `changed`: it is to become another one.
    Removed {
        /// In words.
        told: Problem,
    },
    /// A person touched its document, and it stays.
    Kept,
    /// A person wants no document of it.
    Ignored,
    /// A person wants it tried again.
    Retried,
    /// A person answered an open matter.
    Answered(Answer),
}

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

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Make its file.
    MakeFile,
    /// No file of it may become a document now.
    TakeFileBack,
    /// Remove its document.
    RemoveDocument,
    /// A person should hear of this.
    Tell(Problem),
}

impl Deed {
    /// What a person should hear.
    #[must_use]
    pub fn told(self) -> Option<Problem> {
        match self {
            Self::Tell(problem) => Some(problem),
            Self::MakeFile | Self::TakeFileBack | Self::RemoveDocument => None,
        }
    }
}

impl Life {
    /// An order of which no more is known than that it exists.
    #[must_use]
    pub fn seen(order_id: impl Into<String>, account: impl Into<String>, at: Timestamp) -> Self {
        Self {
            order_id: order_id.into(),
            account: account.into(),
            state: State::Seen,
            revision: None,
            essence: None,
            file: None,
            made: None,
            key: None,
            document: None,
            placed: None,
            problem: None,
            bought_at: None,
            total: None,
            currency: None,
            seen_at: at,
            changed_at: at,
            attempts: 0,
            next_try_at: None,
            lines: Vec::new(),
            removing_since: None,
            left_out: false,
            hidden_since: None,
            remade: 0,
            accepted: None,
            matters: Vec::new(),
        }
    }

    /// What waits for a person, the oldest first.
    pub fn open_matters(&self) -> impl Iterator<Item = &Matter> {
        self.matters.iter().filter(|matter| matter.is_open())
    }

    /// Does a matter of this kind wait for a person?
    #[must_use]
    pub fn has_open(&self, kind: Kind) -> bool {
        self.open_matters().any(|matter| matter.kind == kind)
    }

    /// Is this true by the last look, whatever a person has said to it?
    fn is_true(&self, kind: Kind) -> bool {
        self.matters.iter().any(|matter| matter.kind == kind && matter.is_true())
    }

    /// What to show of it in short: what waits for a person, else why it is as it is.
    #[must_use]
    pub fn shown(&self) -> Option<&Problem> {
        self.open_matters().next().map(|matter| &matter.problem).or(self.problem.as_ref())
    }

    /// Is there neither document nor file that is about to become one, so that a person may still decide?
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Seen | State::Waiting | State::Error) && self.document.is_none()
    }

    /// May it be read again and judged anew? Whatever has no document in Optima may; what is cancelled at Allegro is
    /// for Allegro to say.
    #[must_use]
    pub fn may_be_retried(&self) -> bool {
        self.document.is_none()
            && matches!(self.state, State::Seen | State::Waiting | State::Error | State::Ignored | State::Exported)
    }

    /// Is its document in Optima, or was it, so that nothing but a person's word makes another?
    #[must_use]
    pub fn has_document(&self) -> bool {
        self.state.is_in_optima()
            // Cancelled while its document went in.
            || (matches!(self.state, State::Cancelled | State::Superseded) && self.document.is_some())
    }

    /// Should Optima have a document of it under our key?
    #[must_use]
    pub fn is_ours_in_optima(&self) -> bool {
        match self.state {
            State::Imported => self.placed.as_ref().is_none_or(|placed| placed.ours),
            State::Duplicate => self.placed.as_ref().is_some_and(|placed| placed.ours),
            _ => false,
        }
    }

    /// Is it to be read again by itself? Its time is in [`Self::next_try_at`]; an earlier version set none where a document
    /// is in Optima and Allegro did not show the order.
    #[must_use]
    pub fn is_to_be_read(&self, now: Timestamp) -> bool {
        // What Optima refused has a file in `errors/`, and is a matter of that file.
        let of_file = self.state == State::Error && self.file.is_some();
        let unseen = [Kind::Joined, Kind::NotShown, Kind::Unreadable].into_iter().any(|kind| self.has_open(kind));
        !of_file && self.next_try_at.map_or(unseen, |at| at <= now)
    }

    /// Is a file of it with these bytes the one that we wrote, untouched?
    #[must_use]
    pub fn wrote(&self, sha256: &str) -> bool {
        self.made.as_ref().is_some_and(|made| made.sha256 == sha256)
    }

    fn describe(&mut self, described: Described) {
        let Described { revision, key, bought_at, total, currency, lines } = described;
        (self.revision, self.key, self.bought_at) = (revision, key, bought_at);
        (self.total, self.currency, self.lines) = (total, currency, lines);
    }

    /// It was read, and nothing is to be tried again.
    fn rest(&mut self) {
        (self.attempts, self.next_try_at) = (0, None);
    }

    /// With what there was to say about it.
    fn forget_file(&mut self, at: Timestamp) {
        (self.file, self.made, self.essence) = (None, None, None);
        self.settle(Sight::Disk, Vec::new(), at);
    }

    fn settle(&mut self, sight: Sight, facts: Vec<Fact>, at: Timestamp) -> Vec<Deed> {
        matter::settle(&mut self.matters, sight, facts, at).into_iter().map(Deed::Tell).collect()
    }

    fn to(&mut self, state: State, problem: Option<Problem>, at: Timestamp) {
        (self.state, self.problem, self.changed_at) = (state, problem, at);
    }

    fn told(&self, problem: Problem) -> Problem {
        problem.in_order(self.order_id.clone())
    }

    fn number(&self) -> &str {
        self.document.as_deref().unwrap_or("–")
    }
}

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
            (life.document, life.placed, life.removing_since) = (None, None, None);
            for of_the_document in [Sight::Allegro, Sight::Optima, Sight::Meeting] {
                life.settle(of_the_document, Vec::new(), at);
            }
            vec![Deed::Tell(told)]
        }
        Happening::Kept => {
            life.removing_since = None;
            Vec::new()
        }
        Happening::Ignored => {
            // The problem stays, for it says why.
            (life.state, life.next_try_at, life.changed_at) = (State::Ignored, None, at);
            Vec::new()
        }
        Happening::Retried => {
            if life.state == State::Ignored {
                life.state = State::Seen;
            }
            (life.next_try_at, life.changed_at) = (Some(at), at);
            Vec::new()
        }
        Happening::Answered(answer) => answered(&mut life, answer, at),
    };
    judge_state(&mut life, at);
    (life, deeds)
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
    let deeds = life.settle(Sight::Allegro, Vec::new(), at);
    let has_file = life.file.is_some() && matches!(life.state, State::Exported | State::Error);
    match look.gate {
        // Only what happens at Allegro, or the person himself, ends what he wanted.
        Gate::Ready | Gate::NotYet(_) if life.state == State::Ignored && !look.asked => {
            life.rest();
            return deeds;
        }
        Gate::Ready if has_file && !look.asked && life.essence.as_deref() == Some(&look.essence) => {
            life.rest();
            // Whoever corrected its file corrected it of what the order is.
            matter::end(&mut life.matters, Kind::FileEdited, at);
            return deeds;
        }
        Gate::Ready if look.kept_out == Some(KeptOut::BeforeOurTime) && !look.asked => {
            let told = Problem::note(Exp006 { order: life.order_id.as_str().into() });
            hold(life, told, look.described, at);
            life.left_out = true;
        }
        Gate::Ready if look.kept_out == Some(KeptOut::Returned) && !look.asked => {
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
    life.settle(Sight::Allegro, look.facts, at)
}

/// Allegro names the order and does not have it.
fn not_shown(life: &mut Life, joined: bool, at: Timestamp) -> Vec<Deed> {
    if matches!(life.state, State::Cancelled | State::Superseded) {
        life.rest();
        return Vec::new();
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
    if life.has_document() || life.state == State::Exported {
        return if life.attempts < UNREAD_MAX { Vec::new() } else { unseen(life, problem, at) };
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
    if life.state.holds_lines() || life.state.is_settled() {
        life.changed_at = at;
        return unseen(life, problem, at);
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
    let kept = life.problem.clone().filter(|kept| !kept.is_error());
    let told = kept.clone().filter(|kept| kept.severity > Severity::Note);
    told.or(warning).or(kept)
}

fn in_optima(life: &mut Life, (number, key, lines): (String, Uuid, Vec<String>), ours: bool, at: Timestamp) {
    life.key = Some(key);
    life.document = Some(number);
    life.placed = Some(Placed { ours, seen_at: at });
    (life.attempts, life.next_try_at, life.removing_since, life.hidden_since) = (0, None, None, None);
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
    // Nor does it have another sum than the order's file any more.
    life.settle(Sight::Meeting, Vec::new(), at);
    // Of an order that is cancelled or came back nobody misses the document, also when a person has seen to that; and
    // what we were removing is removed.
    let nobody = life.is_true(Kind::Cancelled) || life.is_true(Kind::Returned) || life.removing_since.is_some();
    if nobody || !life.is_ours_in_optima() {
        return life.settle(Sight::Optima, Vec::new(), at);
    }
    let told =
        life.told(Problem::warning(Lif005 { document: life.number().into(), order: life.order_id.as_str().into() }));
    life.settle(Sight::Optima, vec![Fact::new(Kind::DocumentMissing, told)], at)
}

/// What a person says about what waits for him.
fn answered(life: &mut Life, answer: Answer, at: Timestamp) -> Vec<Deed> {
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
            matter::close(&mut life.matters, |kind| kind == Kind::FileMissing, at);
        }
        Answer::OtherSum(sha256) => life.accepted = Some(sha256),
        Answer::MeantSo => drop(matter::close(&mut life.matters, |kind| kind == Kind::DocumentMissing, at)),
        Answer::Restore => {
            life.to(State::Waiting, Some(life.told(Problem::note(Lif006 { document: life.number().into() }))), at);
            life.forget_file(at);
            (life.document, life.placed) = (None, None);
            (life.attempts, life.next_try_at) = (0, Some(at));
            life.settle(Sight::Optima, Vec::new(), at);
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
        Answer::Elsewhere(_) => life.has_open(Kind::FileMissing),
        Answer::MeantSo | Answer::Restore => life.has_open(Kind::DocumentMissing),
        Answer::OtherSum(_) => {
            let why = life.problem.as_ref().filter(|_| life.state == State::Error);
            why.is_some_and(|problem| problem.message.is_for_a_person_to_say())
        }
    }
}
