//! Do a file's bytes add up? An independent reader looks: numbers by where they stand ([`reading`]), counted in whole
//! ten-thousandths ([`number`]), and nothing of what the writer or [`super::read()`] count with (`design.md`, invariant 15).
//!
//! What must hold, in the document's currency: the price is the list price less its discount; price × quantity is the
//! line's value; the lines of a rate add up to its row, the rows to the header, and the header to what the order comes to.
//! And between the currency and złoty: each amount of a line, and of each row its VAT and what it is counted from, is that
//! of the currency at the document's rate. In a document in złoty the `_WAL` amounts are the others.
//!
//! [`own`] is for what the writer made: all this to the last unit. [`any`] is for a file of anybody: what is missing is
//! passed over, what rounding may do is a warning, more is an error; what the reader looks at in złoty is left to it. Where
//! one element alone explains what is found, that is named ([`culprit`]).

mod culprit;
mod number;
mod reading;
mod rules;
mod tag;
mod verdict;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use self::verdict::{Judge, Strictness};
use super::encoding;
use super::read::Limits;
use crate::core::document::CountedFrom;
use crate::core::money::Price;
use crate::core::problem::Problem;

/// Counts what is judged: files that an earlier version made and nobody judged so are looked at again.
pub const VERSION: u32 = 2;

/// What a file of ours was made to say.
#[derive(Clone, Copy, Debug)]
pub struct Promise<'a> {
    /// `totalToPay`; `None`: whatever the file comes to.
    pub total: Option<&'a Price>,
    /// What the values of the document follow from, whatever its file shows. Counted from net, it may miss the total by a
    /// cent for each line.
    pub counted_from: CountedFrom,
}

/// Judges a file that the writer made.
///
/// # Errors
/// What does not hold, each with its element, line and both values.
pub fn own(bytes: &[u8], promise: &Promise<'_>) -> Result<(), Vec<Problem>> {
    // Looked at as a whole first: what reads around damage goes byte by byte.
    let text = std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
    let file = reading::read(&text);
    let mut judge = Judge::new(&text, Strictness::Own(*promise));
    for (at, document) in file.documents.iter().enumerate() {
        judge.document(at, document);
    }
    let findings = judge.findings();
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

/// What there is to say of a document of anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What does not hold, each with its element, line and both values.
    pub findings: Vec<Problem>,
    /// One element explains all that was found, and is the only finding.
    pub explained: bool,
}

/// Judges each document of a file that anybody made, in the file's order. The file can be read ([`super::read()`]).
#[must_use]
pub fn any(bytes: &[u8], limits: &Limits) -> Vec<Verdict> {
    let Ok(decoded) = encoding::decode(bytes, limits.max_bytes) else { return Vec::new() };
    let file = reading::read(&decoded.text);
    let mut budget = culprit::BUDGET;
    let verdict = |(at, document): (usize, &reading::Document<'_>)| {
        let mut judge = Judge::new(&decoded.text, Strictness::Any { ours: file.ours, shared: file.shared });
        judge.document(at, document);
        match culprit::single(&judge, &decoded.text, document, &mut budget) {
            Some(findings) => Verdict { findings, explained: true },
            None => Verdict { findings: judge.findings(), explained: false },
        }
    };
    file.documents.iter().enumerate().map(verdict).collect()
}
