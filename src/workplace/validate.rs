//! Schema, then content and arithmetic, of any document XML of Optima's. What the import refuses of itself is an error here;
//! what it takes although no export of Optima looks so is a note.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Workplace;
use super::input::{self, Judged};
use crate::core::convert;
use crate::core::document::{Document, DocumentType, Exchange};
use crate::core::foreign;
use crate::core::message::quoted;
use crate::core::plan;
use crate::core::problem::{Explain as _, Problem, Problems, Severity};
use crate::core::seller;
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::settings::tables;
use crate::spool::Folders;
use crate::xml::{self, Limits, order_id_in_description};

impl Workplace {
    /// Looks through files that lie anywhere; changes nothing. What is wrong with the mapping tables is `told`.
    #[must_use]
    pub fn validate(&self, files: &[PathBuf], told: &mut Vec<Problem>) -> Vec<Judged> {
        // Documents that are there need no table: one that cannot be used keeps none of them from being looked at.
        if let Err(failure) = self.tables_at_hand(told) {
            told.insert(0, failure.problem);
        }
        let max_bytes = usize::try_from(self.size_limit()).unwrap_or(usize::MAX);
        let limits = Limits { max_bytes, ..Limits::default() };
        let (settings, mappings) = (&self.settings, Folders::new(&self.dir).mappings());
        let rates = Rates { settings, mappings, of_company: RefCell::default() };
        files.iter().map(|file| self.check(file, &limits, &rates)).collect()
    }

    fn check(&self, path: &Path, limits: &Limits, rates: &Rates<'_>) -> Judged {
        let (mut order_id, mut problems) = (None, Problems::default());
        match input::read(path, self.size_limit()) {
            Ok(bytes) => order_id = content(&bytes, (&self.settings, rates), limits, &mut problems),
            Err(problem) => problems.push(problem),
        }
        Judged { input: path.display().to_string(), output: None, order_id, problems: problems.into_vec() }
    }
}

/// The tables of companies, as far as they can be read, each once.
struct Rates<'a> {
    settings: &'a Settings,
    mappings: PathBuf,
    of_company: RefCell<BTreeMap<String, Tables>>,
}

impl Rates<'_> {
    /// Has a file of this account another rate than its company's table?
    fn other(&self, currency: &Exchange, account: &str) -> Option<Problem> {
        if foreign::is_home(currency) {
            return None;
        }
        let company = self.settings.company_of(account).unwrap_or_default();
        let mut known = self.of_company.borrow_mut();
        let tables = known.entry(company.to_owned()).or_insert_with(|| tables::load_of(&self.mappings, company).0);
        convert::other_rate(currency, tables)
    }
}

/// What is wrong with a file; its order.
fn content(
    bytes: &[u8],
    (settings, rates): (&Settings, &Rates<'_>),
    limits: &Limits,
    problems: &mut Problems,
) -> Option<String> {
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
        let xml::judge::Verdict { findings, explained } = judged.next().unwrap_or_default();
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
                let of_account = document.origin.as_ref().map(|origin| &*origin.account);
                problems.extend(of_account.and_then(|account| rates.other(&document.currency, account)));
                problems.extend(accepted(document, settings));
            }
            // What was changed is told better by its name than by the sums that it is in.
            Err(more) => problems.extend(more.into_iter().chain(findings.into_iter().filter(|_| explained))),
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
