//! One order to the bytes of its file. No file leaves unchecked.

use crate::core::convert::{self, Sources};
use crate::core::order::Order;
use crate::core::problem::{Explain as _, Problem};
use crate::spool::names::order_file_name;
use crate::xml::{self, SchemaChecker};

/// An order's file, not written yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFile {
    /// Its name, `RO_{alias}_{time}_{order id}.xml`.
    pub name: String,
    /// Its bytes; the same for the same order and sources, always.
    pub bytes: Vec<u8>,
    /// Warnings and notes.
    pub problems: Vec<Problem>,
}

/// Converts, writes, and checks the bytes against the schema.
///
/// # Errors
/// Every reason at once why there is no file.
pub fn make_file(order: &Order, sources: &Sources<'_>, schema: &mut SchemaChecker) -> Result<MadeFile, Vec<Problem>> {
    let converted = convert::convert(order, sources)?;
    let id = order.id.to_string();
    let profile = sources.settings.xml.profile();
    let xml::Written { bytes, problems: of_profile } =
        xml::write_as(&converted.document, &profile).map_err(|error| vec![error.problem().in_order(id.clone())])?;
    schema
        .check(&bytes)
        .map_err(|issues| issues.iter().map(|issue| issue.problem().in_order(id.clone())).collect::<Vec<_>>())?;
    // Every order that converts has a time of purchase.
    let name = order_file_name(sources.account, order.bought_at().unwrap_or_default(), &id);
    let mut problems = converted.problems;
    problems.extend(of_profile.into_iter().map(|problem| problem.in_order(id.clone())));
    Ok(MadeFile { name, bytes, problems })
}
