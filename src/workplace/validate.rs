//! Schema, then content and arithmetic, of any document XML of Optima's.

use std::path::{Path, PathBuf};

use super::Workplace;
use super::input::{self, Judged};
use crate::core::document::DocumentType;
use crate::core::message::quoted;
use crate::core::problem::{Explain as _, Problem, Problems};
use crate::core::seller;
use crate::xml::{self, Limits, order_id_in_description};

impl Workplace {
    /// Looks through files that lie anywhere; changes nothing.
    #[must_use]
    pub fn validate(&self, files: &[PathBuf]) -> Vec<Judged> {
        let max_bytes = usize::try_from(self.size_limit()).unwrap_or(usize::MAX);
        let limits = Limits { max_bytes, ..Limits::default() };
        files.iter().map(|file| check(file, self.size_limit(), &limits)).collect()
    }
}

fn check(path: &Path, limit: u64, limits: &Limits) -> Judged {
    let (mut order_id, mut problems) = (None, Problems::default());
    match input::read(path, limit) {
        Ok(bytes) => order_id = content(&bytes, limits, &mut problems),
        Err(problem) => problems.push(problem),
    }
    Judged { input: path.display().to_string(), output: None, order_id, problems: problems.into_vec() }
}

/// What is wrong with a file; its order.
fn content(bytes: &[u8], limits: &Limits, problems: &mut Problems) -> Option<String> {
    let file = match xml::read(bytes, limits) {
        Ok(file) => file,
        // What cannot be read needs no verdict of the schema besides.
        Err(error) => {
            problems.push(error.problem());
            return None;
        }
    };
    if let Err(issues) = xml::check(bytes, limits, None) {
        problems.extend(issues.iter().map(xml::SchemaIssue::problem));
    }
    problems.extend(xml::inspect(bytes, limits));
    let mut order_id = None;
    for reading in file.documents {
        match reading {
            Ok((document, more)) => {
                order_id = order_id.or_else(|| {
                    let origin = document.origin.as_ref().map(|origin| quoted(&origin.order));
                    origin.or_else(|| order_id_in_description(&document.description).map(|id| id.to_string()))
                });
                problems.extend(more);
                // Who wrote a ZD is its buyer.
                let is_ours = document.kind.class != DocumentType::ZD.class;
                problems.extend(seller::of_file(&document.seller).filter(|_| is_ours).map(Problem::warning));
            }
            Err(more) => problems.extend(more),
        }
    }
    order_id
}
