//! One order to the bytes of its file. No file leaves unchecked.

use std::sync::{Mutex, PoisonError};
use std::thread;

use rust_decimal::Decimal;

use super::by_hand::by_hand;
use crate::core::convert::{self, Sources};
use crate::core::digest::sha256_hex;
use crate::core::document::CountedFrom;
use crate::core::fingerprint;
use crate::core::foreign;
use crate::core::kinds;
use crate::core::money::Price;
use crate::core::order::Order;
use crate::core::problem::{Explain as _, Problem, Severity, bounded};
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::spool::names::{order_file_name, order_in};
use crate::xml;

/// An order's file, not written yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFile {
    /// Its name, `RO_{alias}_{time}_{order id}.xml`; of what Optima is to import itself, `FA_…` or `PA_…`.
    pub name: String,
    /// Its bytes; the same for the same order and sources, always.
    pub bytes: Vec<u8>,
    /// `KWOTY/RAZEM_BRUTTO` of its document, in złoty.
    pub gross: Decimal,
    /// What it comes to in its own currency.
    pub worth: Option<Price>,
    /// Fingerprint of what settings and tables answered for this order.
    pub print: String,
    /// Warnings and notes.
    pub problems: Vec<Problem>,
}

impl MadeFile {
    /// What there is to say of the order while its file waits: what deserves a look, else that a person is to let Optima
    /// import it.
    pub(super) fn told(&self) -> Option<Problem> {
        let warning = self.problems.iter().find(|problem| problem.severity > Severity::Note).cloned();
        warning.or_else(|| by_hand(&self.name).map(|told| told.in_order(order_in(&self.name).unwrap_or_default())))
    }
}

/// A thread that makes fewer files than this is not worth its start.
const FILES_PER_THREAD: usize = 8;
/// More than four make no page faster than the disk takes it.
const MOST_THREADS: usize = 4;

/// Converts, writes, and checks the bytes against the schema: just the elements of the profile, in its order; and whether they
/// add up to what the order says ([`xml::judge`]).
///
/// # Errors
/// Every reason at once why there is no file.
pub fn make_file(order: &Order, sources: &Sources<'_>) -> Result<MadeFile, Vec<Problem>> {
    let converted = convert::convert(order, sources)?;
    let id = order.id.to_string();
    let profile = sources.settings.xml.profile();
    let xml::XmlFile { bytes, problems: of_profile } =
        xml::write_as(&converted.document, &profile).map_err(|error| vec![error.problem().in_order(id.clone())])?;
    xml::check(&bytes, &xml::Limits::default(), Some(profile.elements))
        .map_err(|issues| issues.iter().map(|issue| issue.problem().in_order(id.clone())).collect::<Vec<_>>())?;
    let promise = xml::judge::Promise { total: Some(&order.total), counted_from: converted.document.counted_from };
    xml::judge::own(&bytes, &promise)
        .map_err(|found| found.into_iter().map(|problem| problem.in_order(id.clone())).collect::<Vec<_>>())?;
    // Every order that converts has a time of purchase.
    let kind = kinds::of_class(converted.document.kind.class).unwrap_or(&kinds::RO);
    let name = order_file_name(kind, sources.account, order.bought_at().unwrap_or_default(), &id);
    let mut problems = converted.problems;
    problems.extend(of_profile.into_iter().map(|problem| problem.in_order(id.clone())));
    let (gross, worth) = (converted.document.gross, foreign::worth(&converted.document));
    let print = fingerprint::of(&converted.document);
    Ok(MadeFile { name, bytes, gross, worth, print, problems: bounded(problems) })
}

/// Does a file that we made say what adds up, whatever its order says by now? One of an earlier version may not.
pub(super) fn adds_up(bytes: &[u8]) -> bool {
    let holds = |counted_from| xml::judge::own(bytes, &xml::judge::Promise { total: None, counted_from }).is_ok();
    holds(CountedFrom::Gross) || holds(CountedFrom::Net)
}

/// Tells settings and tables, and what files are held against, from others. Only a hint that files may be made otherwise by
/// now: what is compared of a file is its own fingerprint.
pub(super) fn sources(settings: &Settings, tables: &Tables) -> String {
    sha256_hex(format!("{settings:?} {tables:?} {}", xml::judge::VERSION).as_bytes())
}

/// What [`make_file`] makes of each of the orders, in their order, on several cores where there are many.
pub fn make_files(orders: &[&Order], sources: &Sources<'_>) -> Vec<Result<MadeFile, Vec<Problem>>> {
    let queue = Mutex::new(orders.iter().enumerate());
    let work = || {
        let mut made = Vec::new();
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((place, order)) = next else { return made };
            made.push((place, make_file(order, sources)));
        }
    };
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = cores.min(MOST_THREADS).min(orders.len() / FILES_PER_THREAD).max(1);
    let mut made = thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut made = work();
        for worker in workers {
            made.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        made
    });
    made.sort_by_key(|(place, _)| *place);
    made.into_iter().map(|(_, made)| made).collect()
}
