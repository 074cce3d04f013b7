//! Schema, then content and arithmetic, of any document XML of Optima's. What the import refuses of itself is an error here;
//! what it takes although no export of Optima looks so is a note.

use std::path::{Path, PathBuf};

use super::Workplace;
use super::input::{self, Judged};
use crate::core::document::{Document, DocumentType};
use crate::core::message::quoted;
use crate::core::plan;
use crate::core::problem::{Explain as _, Problem, Problems, Severity};
use crate::core::seller;
use crate::core::settings::Settings;
use crate::xml::{self, Limits, order_id_in_description};

impl Workplace {
    /// Looks through files that lie anywhere; changes nothing.
    #[must_use]
    pub fn validate(&self, files: &[PathBuf]) -> Vec<Judged> {
        let max_bytes = usize::try_from(self.size_limit()).unwrap_or(usize::MAX);
        let limits = Limits { max_bytes, ..Limits::default() };
        files.iter().map(|file| self.check(file, &limits)).collect()
    }

    fn check(&self, path: &Path, limits: &Limits) -> Judged {
        let (mut order_id, mut problems) = (None, Problems::default());
        match input::read(path, self.size_limit()) {
            Ok(bytes) => order_id = content(&bytes, &self.settings, limits, &mut problems),
            Err(problem) => problems.push(problem),
        }
        Judged { input: path.display().to_string(), output: None, order_id, problems: problems.into_vec() }
    }
}

/// What is wrong with a file; its order.
fn content(bytes: &[u8], settings: &Settings, limits: &Limits, problems: &mut Problems) -> Option<String> {
    let file = match xml::read(bytes, limits) {
        Ok(file) => file,
        // What cannot be read needs no verdict of the schema besides.
        Err(error) => {
            problems.push(error.problem());
            return None;
        }
    };
    if let Err(issues) = xml::check(bytes, limits, None) {
        // The reader takes any form; what it does not understand it says itself.
        let note = |issue: &xml::SchemaIssue| Problem { severity: Severity::Note, ..issue.problem() };
        problems.extend(issues.iter().map(note));
    }
    problems.extend(xml::inspect(bytes, limits));
    let mut order_id = None;
    let mut judged = xml::judge::any(bytes, limits).into_iter();
    for reading in file.documents {
        let findings = judged.next().unwrap_or_default();
        match reading {
            Ok((document, more)) => {
                order_id = order_id.or_else(|| {
                    let origin = document.origin.as_ref().map(|origin| quoted(&origin.order));
                    origin.or_else(|| order_id_in_description(&document.description).map(|id| id.to_string()))
                });
                problems.extend(more.into_iter().chain(findings));
                // Who wrote a ZD is its buyer.
                let is_ours = document.kind.class != DocumentType::ZD.class;
                problems.extend(seller::of_file(&document.seller).filter(|_| is_ours).map(Problem::warning));
                problems.extend(accepted(document, settings));
            }
            Err(more) => problems.extend(more),
        }
    }
    order_id
}

/// What the import says of the document before it asks the base.
fn accepted(document: Document, settings: &Settings) -> Vec<Problem> {
    let account = document.origin.as_ref().map(|origin| origin.account.clone());
    let settings = account.map_or(settings, |account| settings.of_account(&account));
    let mut problems = Vec::new();
    if let Err(refused) = plan::accept(document, settings, &mut problems) {
        problems.push(refused);
    }
    problems
}
