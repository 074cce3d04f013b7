//! One order is corrected: what may be corrected of it, what was, and what its document would be now. Both edges come here.

pub(super) mod check;
mod preview;

pub use preview::Preview;

use std::collections::BTreeMap;

use super::order::{Held, WHOLE, held};
use super::{Failure, Workplace};
use crate::allegro::port;
use crate::clock::Clock as _;
use crate::core::correction::{Correction, Corrections, Field, said};
use crate::core::life::{self, Happening, Life, State};
use crate::core::message::text::{Cor005, Cor006, Cor007, Cor008, Cor009, Cor010};
use crate::core::order::{Order, SeenId};
use crate::core::problem::Problem;
use crate::stages::service::Command;
use crate::stages::take_out::{Lies, lies, take_out};

/// Nobody's name is longer.
const NAME_MAX: usize = 40;

/// A field as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// It.
    pub field: Field,
    /// What Allegro says.
    pub said: String,
    /// What a person corrected.
    pub correction: Option<Correction>,
}

impl Entry {
    /// What is to be used, as far as order and person say it.
    #[must_use]
    pub fn now(&self) -> &str {
        let said = if check::is_chosen(&self.field) { "" } else { &self.said };
        self.correction.as_ref().map_or(said, |correction| &correction.is)
    }
}

/// Everything of an order that can be corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct Correctable {
    /// The company that it is of.
    pub company: String,
    /// The order.
    pub life: Life,
    /// The fields, those of the order before those of its lines.
    pub entries: Vec<Entry>,
    /// The lines' ids and names, in their order.
    pub lines: Vec<(String, String)>,
    /// Why nothing can be corrected now.
    pub closed: Option<Problem>,
}

/// What was typed into a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// It.
    pub value: String,
    /// What the form had in it.
    pub shown: String,
    /// [`Entry::now`] when the form was made.
    pub now: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Corrected {
    /// It is noted: so many fields; what the service may be asked for, and what could not be checked.
    Saved {
        /// How many fields are other ones now.
        fields: usize,
        /// What the service may be asked for.
        then: Command,
        /// What was not checked, for the base is away.
        unchecked: Vec<String>,
        /// What is strange of what was typed, though it was taken.
        doubts: Vec<Problem>,
    },
    /// Nothing was typed that is not there already.
    Same,
    /// What was typed cannot be taken, each with its field, and nothing is changed.
    Wrong(Vec<(Field, Problem)>),
    /// Somebody corrected one of the fields, or Allegro changed it, since the form was made; nothing is changed.
    Meanwhile(Vec<(Field, Problem)>),
    /// As the order stands, it cannot be corrected.
    NotNow(Problem),
}

impl Workplace {
    /// What can be corrected of an order; none: nobody knows it.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn correctable(&self, id: &SeenId) -> Result<Option<Correctable>, Failure> {
        let Some(held) = held(self.companies_as_they_are()?, id)? else { return Ok(None) };
        let order = held.order()?;
        let closed = held.closed(order.as_ref());
        let (entries, lines) = match &order {
            Some(order) => (held.entries(order)?, lines(order)),
            None => (Vec::new(), Vec::new()),
        };
        Ok(Some(Correctable { company: held.company.name, life: held.life, entries, lines, closed }))
    }

    /// Corrects an order by what was typed; none: nobody knows it.
    ///
    /// # Errors
    /// Ledger or folders cannot be read or written. A base that is away only means that nobody checks.
    pub async fn correct(&self, id: &SeenId, typed: &BTreeMap<Field, Typed>) -> Result<Option<Corrected>, Failure> {
        let Some(mut held) = held(self.companies()?, id)? else { return Ok(None) };
        let order = held.order()?;
        if let Some(problem) = held.closed(order.as_ref()) {
            return Ok(Some(Corrected::NotNow(problem)));
        }
        let Some(order) = order else { return Ok(None) };
        let entries = held.entries(&order)?;
        let is_new = |typed: &Typed| check::tidy(&typed.value) != check::tidy(&typed.shown);
        let changed =
            entries.iter().filter_map(|entry| Some((entry, typed.get(&entry.field).filter(|it| is_new(it))?)));
        let changed: Vec<(&Entry, &Typed)> = changed.collect();
        let moved = |entry: &Entry, typed: &Typed| check::tidy(entry.now()) != check::tidy(&typed.now);
        let meanwhile = changed.iter().filter(|(entry, typed)| moved(entry, typed)).map(|(entry, _)| {
            let told = Cor010 { field: entry.field.name().into(), now: entry.now().into() };
            (entry.field.clone(), Problem::error(told))
        });
        let meanwhile: Vec<_> = meanwhile.collect();
        if !meanwhile.is_empty() {
            return Ok(Some(Corrected::Meanwhile(meanwhile)));
        }
        let (mut wishes, mut wrong, mut unchecked) = (Vec::new(), Vec::new(), Vec::new());
        let of_country = typed.get(&Field::Country).map(|typed| check::tidy(&typed.value));
        let country = of_country.unwrap_or_else(|| said(&order, &Field::Country));
        for (entry, typed) in &changed {
            let value = check::tidy(&typed.value);
            match self.checked(&held.company.name, entry, &value, &country).await {
                Ok(check::Checked { value, in_base }) => {
                    unchecked.extend((!in_base).then(|| value.clone()));
                    wishes.push((entry.field.clone(), value));
                }
                Err(problem) => wrong.push((entry.field.clone(), problem)),
            }
        }
        if !wrong.is_empty() {
            return Ok(Some(Corrected::Wrong(wrong)));
        }
        let of_receiver = typed.get(&Field::ToCountry).map(|typed| check::tidy(&typed.value));
        let to_country = of_receiver.unwrap_or_else(|| said(&order, &Field::ToCountry));
        let strange = wishes.iter().filter_map(|(field, value)| check::doubt(field, value, &country, &to_country));
        let strange: Vec<Problem> = strange.collect();
        let mut done = self.put(&mut held, &order, wishes, unchecked)?;
        if let Corrected::Saved { doubts, .. } = &mut done {
            *doubts = strange;
        }
        Ok(Some(done))
    }

    /// Takes back what was corrected of a field, or of all; none: nobody knows the order.
    ///
    /// # Errors
    /// Ledger or folders cannot be read or written.
    pub fn take_back_correction(&self, id: &SeenId, field: Option<&Field>) -> Result<Option<Corrected>, Failure> {
        let Some(mut held) = held(self.companies()?, id)? else { return Ok(None) };
        let order = held.order()?;
        if let Some(problem) = held.closed(order.as_ref()) {
            return Ok(Some(Corrected::NotNow(problem)));
        }
        let had = held.ledger.corrections(id)?;
        let has: Corrections = had
            .each()
            .filter(|(known, _)| field.is_some_and(|field| *known != field))
            .map(|(field, correction)| (field.clone(), correction.clone()))
            .collect();
        self.replace(&mut held, &had, &has, Vec::new()).map(Some)
    }

    /// Corrects these fields, whose values were checked. What is as Allegro says it is no correction.
    pub(super) fn put(
        &self,
        held: &mut Held,
        order: &Order,
        wishes: Vec<(Field, String)>,
        unchecked: Vec<String>,
    ) -> Result<Corrected, Failure> {
        let (had, at, by) = (held.ledger.corrections(&held.life.order_id)?, self.clock.now(), who());
        let mut has: BTreeMap<Field, Correction> =
            had.each().map(|(field, correction)| (field.clone(), correction.clone())).collect();
        for (field, is) in wishes {
            let was = said(order, &field);
            let is_none = if check::is_chosen(&field) { is.is_empty() } else { is == was };
            if is_none {
                has.remove(&field);
            } else if has.get(&field).is_none_or(|known| known.is != is || known.was != was) {
                has.insert(field, Correction { was, is, by: by.clone(), at });
            }
        }
        self.replace(held, &had, &has.into_iter().collect(), unchecked)
    }

    /// The order is noted with its corrections before its file goes: whoever imports that meanwhile finds that it is not meant.
    fn replace(
        &self,
        held: &mut Held,
        had: &Corrections,
        has: &Corrections,
        unchecked: Vec<String>,
    ) -> Result<Corrected, Failure> {
        if had == has {
            return Ok(Corrected::Same);
        }
        let life = &held.life;
        let found = match lies(&*self.disk, &held.company.folders, life, WHOLE)? {
            Lies::Free(found) => found,
            Lies::Edited(file) => {
                let (file, order) = (file.as_path().into(), life.order_id.as_str().into());
                return Ok(Corrected::NotNow(Problem::error(Cor007 { file, order })));
            }
            Lies::Away => return Ok(Corrected::NotNow(Problem::error(Cor008))),
        };
        let (after, _) = life::after(life, Happening::Corrected, self.clock.now());
        if !held.ledger.correct((life, had), (&after, has))? {
            return Ok(Corrected::NotNow(Problem::error(Cor008)));
        }
        take_out(&*self.disk, &found)?;
        let fields = changed(had, has);
        let then = Command::Sync { account: Some(life.account.clone()) };
        held.life = after;
        Ok(Corrected::Saved { fields, then, unchecked, doubts: Vec::new() })
    }
}

impl Held {
    /// As Allegro gave it.
    pub(super) fn order(&self) -> Result<Option<Order>, Failure> {
        Ok(self.ledger.body(&self.life.order_id)?.and_then(|body| port::decode(&body).ok()))
    }

    /// Why it cannot be corrected.
    pub(super) fn closed(&self, order: Option<&Order>) -> Option<Problem> {
        let life = &self.life;
        if let Some(document) = &life.document {
            return Some(Problem::error(Cor005 { document: document.into() }));
        }
        if !matches!(life.state, State::Seen | State::Waiting | State::Error | State::Exported) {
            return Some(Problem::error(Cor006));
        }
        order.is_none().then(|| Problem::error(Cor009))
    }

    fn entries(&self, order: &Order) -> Result<Vec<Entry>, Failure> {
        let corrections = self.ledger.corrections(&self.life.order_id)?;
        let of_lines = order.lines.iter().flat_map(|line| [Field::Code(line.id.clone()), Field::Rate(line.id.clone())]);
        // A delivery that costs nothing is no line.
        let is_free = order.delivery.as_ref().and_then(|it| it.cost.as_ref()).is_none_or(|cost| cost.amount.is_zero());
        let fields = Field::OF_ORDER.into_iter().filter(|field| *field != Field::Service || !is_free).chain(of_lines);
        Ok(fields
            .map(|field| {
                let (said, correction) = (said(order, &field), corrections.get(&field).cloned());
                Entry { field, said, correction }
            })
            .collect())
    }
}

fn lines(order: &Order) -> Vec<(String, String)> {
    order.lines.iter().map(|line| (line.id.clone(), line.offer_name.clone())).collect()
}

/// How many fields are other ones.
fn changed(had: &Corrections, has: &Corrections) -> usize {
    let gone = had.each().filter(|(field, _)| has.get(field).is_none()).count();
    gone + has.each().filter(|(field, correction)| had.get(field) != Some(correction)).count()
}

/// Who sits at the panel, as far as the system knows.
fn who() -> String {
    let name = ["USERNAME", "USER", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    let name: String = name.unwrap_or_default().chars().filter(|c| !c.is_control()).take(NAME_MAX).collect();
    if name.trim().is_empty() { "panel".to_owned() } else { format!("panel ({})", name.trim()) }
}
