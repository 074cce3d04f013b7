//! Documents of other programs beside their content: the number that their sender gave them, and equal ones of one file.
//!
//! A document of ours with the same number, sender and year is this one again where the content is the same but for the time
//! of the export, and a question where it is not. The base has number and date; whose a document is, the ledger knows. What it
//! does not know of a document is read off the base: a key is made of the content, so that the content with the
//! description that stands there has the key that stands there, or is another.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::document::{End, Outcome, order_of};
use super::named::orders_in_number;
use super::{Import, StageError};
use crate::core::digest::sha256_hex;
use crate::core::document::Document;
use crate::core::key;
use crate::core::message::text::{Imp075, Imp076};
use crate::core::order::OrderId;
use crate::core::plan::{ExistingDocument, SameNumber, own_description};
use crate::core::problem::{Explain as _, Problem};
use crate::core::sender::{self, Guard};
use crate::ledger::{Begun, ForeignNote};
use crate::optima::OptimaDb;
use crate::xml::{self, XmlError};

/// A document that bears no order's id.
#[derive(Clone, Debug)]
pub(crate) struct Foreign {
    /// What is known of it beside its key.
    pub note: ForeignNote,
    /// Its number.
    guard: Option<Guard>,
    /// Which one it is of those of its file that say the same but for the time of the export and have no such number.
    nth: usize,
}

impl Foreign {
    /// Of a document with the key of its content; `None`: it is of an order.
    ///
    /// # Errors
    /// A document that cannot be put into canonical form.
    pub fn of(document: &Document, key: Uuid) -> Result<Option<Self>, Problem> {
        if order_of(document).is_some() {
            return Ok(None);
        }
        let guard = sender::guard(document);
        let sender = guard.as_ref().map(|guard| sha256_hex(guard.sender.as_bytes()));
        let timeless = sender::without_export_time(&document.description, guard.is_some());
        let content = if timeless == document.description {
            key
        } else {
            content_key(document, timeless).map_err(|error| error.problem())?
        };
        Ok(Some(Self { note: ForeignNote { sender, content }, guard, nth: 1 }))
    }

    /// Has it a number that guards it?
    pub fn is_guarded(&self) -> bool {
        self.guard.is_some()
    }

    /// The orders whose whole ids are in its number.
    pub fn named(&self) -> Vec<OrderId> {
        self.guard.as_ref().map(|guard| orders_in_number(&guard.number)).unwrap_or_default()
    }

    /// What it has in common with every document that may be held against it.
    pub fn subject(&self) -> String {
        match &self.guard {
            Some(guard) => format!("number {} {}", guard.year, guard.number.to_lowercase()),
            None => format!("content {}", self.note.content),
        }
    }
}

/// Counts equal documents of one file that nothing but their place tells apart.
#[derive(Debug, Default)]
pub(super) struct Equals {
    by_key: BTreeMap<Uuid, u32>,
    /// By what they say but for the time of the export.
    by_content: BTreeMap<Uuid, usize>,
}

impl Equals {
    /// The key of the next document of the file, whose content has this one; of a second equal one also the key of the first.
    ///
    /// # Errors
    /// A document that cannot be put into canonical form.
    pub fn key(
        &mut self,
        key: Uuid,
        document: &Document,
        foreign: Option<&mut Foreign>,
    ) -> Result<(Uuid, Option<Uuid>), Problem> {
        let Some(foreign) = foreign.filter(|foreign| !foreign.is_guarded()) else { return Ok((key, None)) };
        let alike = self.by_content.entry(foreign.note.content).or_default();
        *alike += 1;
        foreign.nth = *alike;
        let nth = self.by_key.entry(key).or_default();
        *nth += 1;
        if *nth == 1 {
            return Ok((key, None));
        }
        let canonical = xml::canonical(document).map_err(|error| error.problem())?;
        Ok((key::of_equal(&canonical, *nth), Some(key)))
    }
}

/// What a document is known by beside its key.
pub(super) struct Beside<'a> {
    pub key: Uuid,
    /// Of one that is equal to others of its file: the key of the first.
    pub first: Option<Uuid>,
    /// What became of those before it in its file.
    pub before: &'a [Outcome],
    /// As it was read, where its number guards it.
    pub read: Option<(&'a Document, &'a Foreign)>,
}

/// As what it is known.
#[derive(Debug)]
pub(super) enum Known {
    /// As one of several equal ones that may have been taken for the first of them.
    TakenForOne { first: Uuid, number: String },
    /// It is there.
    Same(ExistingDocument),
    /// As another one of its number, or one that cannot be told from that.
    Question(Problem),
}

impl<B: OptimaDb> Import<'_, B> {
    /// Is a document that the base does not have under its key known all the same? `brought`: what the ledger does not know yet.
    pub(super) fn known_beside(
        &self,
        beside: &Beside<'_>,
        found: &[SameNumber],
        brought: &[Begun],
    ) -> Result<Option<Known>, StageError> {
        match (self.taken_for_one(beside)?, beside.read) {
            (None, Some(read)) => self.numbered(read, found, brought),
            (known, _) => Ok(known),
        }
    }

    /// Is a document without a number that guards it there already, from a file that was exported at another time? Of
    /// several such the base must have as many. Beside it: does the ledger know any, so that none was taken for another?
    pub(super) async fn exported_before(
        &mut self,
        foreign: Option<&Foreign>,
        brought: &[Begun],
    ) -> Result<(Option<ExistingDocument>, bool), StageError> {
        let Some(foreign) = foreign.filter(|foreign| !foreign.is_guarded()) else { return Ok((None, false)) };
        let mut keys = self.ledger.foreign_of_content(foreign.note.content)?;
        let same = |begun: &&Begun| begun.foreign.as_ref().is_some_and(|note| note.content == foreign.note.content);
        keys.extend(brought.iter().filter(same).map(|begun| begun.key));
        keys.sort_unstable();
        keys.dedup();
        let (mut there, is_known) = (Vec::new(), !keys.is_empty());
        for key in keys {
            there.extend(self.base.find(key).await?);
        }
        Ok((there.into_iter().nth(foreign.nth - 1), is_known))
    }

    /// Where the first of several equal documents was in the base before this file: may this one, which is not, have been left out?
    /// Earlier versions took them all for one. What this one brought in, each by itself, the ledger knows.
    fn taken_for_one(&self, beside: &Beside<'_>) -> Result<Option<Known>, StageError> {
        let Some(first) = beside.first else { return Ok(None) };
        let was_there = beside.before.iter().find_map(|outcome| match &outcome.end {
            End::Duplicate { number, .. } if outcome.key == first => Some(number.clone()),
            _ => None,
        });
        let Some(number) = was_there else { return Ok(None) };
        let is_known = self.ledger.foreign(first)?.is_some() || self.ledger.foreign(beside.key)?.is_some();
        Ok((!is_known).then_some(Known::TakenForOne { first, number }))
    }

    /// Is there a document with the number of this one and its sender?
    fn numbered(
        &self,
        (document, foreign): (&Document, &Foreign),
        found: &[SameNumber],
        brought: &[Begun],
    ) -> Result<Option<Known>, StageError> {
        let Some(guard) = &foreign.guard else { return Ok(None) };
        let mut other = None;
        for there in found.iter().filter(|there| there.date.year() == guard.year) {
            let of_key = |begun: &&Begun| begun.key == there.key;
            let note = match brought.iter().find(of_key).and_then(|begun| begun.foreign.clone()) {
                Some(note) => Some(note),
                None => self.ledger.foreign(there.key)?,
            };
            let sender = note.as_ref().map(|note| note.sender == foreign.note.sender);
            let is_same = note.is_some_and(|note| note.content == foreign.note.content);
            match sender {
                _ if is_same || says_the_same(document, there) => {
                    return Ok(Some(Known::Same(there.document.clone())));
                }
                Some(false) => {}
                known => {
                    other.get_or_insert_with(|| question(guard, &there.document, known.is_some()));
                }
            }
        }
        Ok(other.map(Known::Question))
    }
}

fn question(guard: &Guard, there: &ExistingDocument, sender_is_known: bool) -> Problem {
    let (number, document) = (guard.number.as_str().into(), there.number.as_str().into());
    let sender = if guard.sender.is_empty() { "–" } else { &guard.sender }.into();
    if sender_is_known {
        Problem::error(Imp075 { number, sender, document })
    } else {
        Problem::error(Imp076 { number, sender, document })
    }
}

/// Is the document there this one but for the time of the export? Its key is that of its content: this one with the other
/// description.
fn says_the_same(document: &Document, there: &SameNumber) -> bool {
    let own = own_description(&document.description);
    if sender::without_export_time(own, true) != sender::without_export_time(&there.description, true) {
        return false;
    }
    let first = document.description.strip_suffix(own).unwrap_or_default();
    content_key(document, format!("{first}{}", there.description)).is_ok_and(|key| key == there.key)
}

/// The key of the document's content with another description.
fn content_key(document: &Document, description: String) -> Result<Uuid, XmlError> {
    let other = Document { description, ..document.clone() };
    Ok(key::of_content(&xml::canonical(&other)?))
}
