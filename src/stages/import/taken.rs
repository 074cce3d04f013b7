//! Steps 3 to 5: a file claimed, read and bound, and which files may go together.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::StageError;
use super::document::{key_of, lines_of, order_of};
use super::numbers::{Equals, Foreign};
use crate::core::document::Document;
use crate::core::problem::{Explain as _, Problem, bounded};
use crate::spool::{Candidate, Claimed, Content, Owner};
use crate::xml;

/// Most files of a batch. A group of documents keeps others from writing into the base for so long, some 0.1 s; twice as
/// many would save little, for by then the waiting for the disk is shared already.
const FILES_MAX: usize = 64;

/// Most bytes of a batch, unless one file alone has more: what is bound takes some ten times as much memory.
const BYTES_MAX: u64 = 4 << 20;

/// A claimed file, read once; these bytes feed everything.
#[derive(Debug)]
pub(super) struct TakenFile {
    pub claimed: Claimed,
    /// The name under which it was dropped.
    pub name: String,
    pub content: Content,
    pub started: Timestamp,
    pub documents: Vec<Bound>,
    /// Reasons that concern the file as a whole, or a document that could not be bound.
    pub problems: Vec<Problem>,
}

/// A document that was bound and has its key.
#[derive(Debug)]
pub(super) struct Bound {
    pub key: Uuid,
    /// Of one that is equal to others of its file: the key of the first.
    pub first: Option<Uuid>,
    pub document: Document,
    /// Of a document that bears no order's id.
    pub foreign: Option<Foreign>,
    /// What is to be said of it; an error refuses it, unless it is in already.
    pub notes: Vec<Problem>,
}

impl TakenFile {
    /// Claims the file, reads and binds it. `None`: another took it. A file that is too large is refused as it is; where the
    /// disk fails, it goes back.
    pub fn take(
        owner: &Arc<Owner>,
        candidate: &Candidate,
        limit: u64,
        started: Timestamp,
    ) -> Result<Option<Self>, StageError> {
        let Some(claimed) = owner.claim(candidate)? else { return Ok(None) };
        let (content, (documents, problems)) = match claimed.read(limit) {
            Ok(content) => {
                let bound = bind(&content.bytes, limit);
                (content, bound)
            }
            Err(error) if error.is_too_large() => (Content::new(Vec::new()), (Vec::new(), vec![error.problem()])),
            Err(error) => return Err(error.now_at(claimed.put_back()).into()),
        };
        let name = claimed.display_name();
        Ok(Some(Self { claimed, name, content, started, documents, problems }))
    }

    /// Its documents once more, from the same bytes.
    pub fn bind_again(&mut self, limit: u64) {
        (self.documents, self.problems) = bind(&self.content.bytes, limit);
    }

    /// After a failure: puts the file back, and says where it lies now. If its receipt was written already, it may be that it is
    /// finished by this.
    pub fn put_back(&self, error: StageError) -> Result<PathBuf, StageError> {
        let now = match self.claimed.release_or_finish() {
            Ok((finished, true)) => return Ok(finished),
            Ok((back, false)) => back,
            // It stays claimed until the next recovery.
            Err(_) => self.claimed.path(),
        };
        Err(match error {
            StageError::Spool(error) => StageError::Spool(error.now_at(now)),
            other => other,
        })
    }

    /// What the file is about: its bytes, and the keys, senders' numbers, orders and lines of its documents.
    fn subjects(&self) -> BTreeSet<String> {
        let mut subjects = BTreeSet::from([format!("bytes {}", self.content.sha256)]);
        for Bound { key, document, foreign, .. } in &self.documents {
            subjects.insert(format!("key {key}"));
            subjects.extend(foreign.as_ref().map(Foreign::subject));
            let named = foreign.as_ref().map(Foreign::named).unwrap_or_default();
            subjects.extend(order_of(document).into_iter().chain(named).map(|order| format!("order {order}")));
            subjects.extend(lines_of(document).into_iter().map(|line| format!("line {line}")));
        }
        subjects
    }
}

/// Files that go together: no two of them are about the same bytes, key, number, order or line, so that each sees in the
/// ledger and in the base what became of every other file that concerns it.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub files: Vec<TakenFile>,
    subjects: BTreeSet<String>,
    bytes: u64,
}

impl Batch {
    /// Adds the file, or gives it back: it is for the next batch.
    pub fn add(&mut self, file: TakenFile) -> Result<(), Box<TakenFile>> {
        let subjects = file.subjects();
        let bytes = self.bytes.saturating_add(file.content.size());
        let full = self.files.len() >= FILES_MAX || bytes > BYTES_MAX;
        if !self.files.is_empty() && (full || !self.subjects.is_disjoint(&subjects)) {
            return Err(Box::new(file));
        }
        self.bytes = bytes;
        self.subjects.extend(subjects);
        self.files.push(file);
        Ok(())
    }
}

/// The documents of a file, and what is wrong with the rest of it.
pub(super) fn bind(bytes: &[u8], limit: u64) -> (Vec<Bound>, Vec<Problem>) {
    let max_bytes = usize::try_from(limit).unwrap_or(usize::MAX);
    let limits = xml::Limits { max_bytes, ..xml::Limits::default() };
    let file = match xml::read(bytes, &limits) {
        Ok(file) => file,
        Err(error) => return (Vec::new(), vec![error.problem()]),
    };
    let mut judged = xml::judge::any(bytes, &limits).into_iter();
    let (mut documents, mut problems, mut equals) = (Vec::new(), Vec::new(), Equals::default());
    let mut keyed = |(document, notes): (Document, Vec<Problem>)| {
        let key = key_of(&document)?;
        let mut foreign = Foreign::of(&document, key)?;
        let (key, first) = equals.key(key, &document, foreign.as_mut())?;
        Ok(Bound { key, first, document, foreign, notes })
    };
    for document in file.documents {
        let xml::judge::Verdict { findings, explained } = judged.next().unwrap_or_default();
        let document = match document {
            Ok((document, notes)) => Ok((document, notes.into_iter().chain(findings).collect())),
            // What was changed is told better by its name than by the sums that it is in.
            Err(reasons) => Err(reasons.into_iter().chain(findings.into_iter().filter(|_| explained)).collect()),
        };
        match document.and_then(|document| keyed(document).map_err(|problem| vec![problem])) {
            Ok(bound) => documents.push(bound),
            Err(mut reasons) => problems.append(&mut reasons),
        }
    }
    (documents, bounded(problems))
}
