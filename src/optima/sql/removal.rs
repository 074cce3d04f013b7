//! Removing a document of ours that nobody touched. The texts are the same on every engine; how they share a transaction
//! is the engine's.

use super::existing::existing;
use super::lookups::DOCUMENT;
use super::record::Record;
use super::statement::Statement;
use crate::core::plan::{ExistingDocument, Removal};
use crate::optima::error::OptimaError;

/// Nobody touched it: still in the buffer, not cancelled, saved once, and no document was made of it.
///
/// inferred: Optima moves `TrN_TS_Mod` whenever a person saves the document. Both stamps are given by one statement.
const UNTOUCHED: &str = "TrN_Bufor = 1 AND TrN_Anulowany = 0 AND TrN_TS_Mod = TrN_TS_Zal AND NOT EXISTS \
     (SELECT 1 FROM CDN.TraNagRelacje WHERE TrR_TrNId = TrN_TrNID OR TrR_FaId = TrN_TrNID)";

/// What hangs on a header, children first. inferred: not everything is known to be deleted with it.
const CHILDREN: [(&str, &str); 3] = [("DokAtrybuty", "DAt_TrNId"), ("TraVat", "TrV_TrNID"), ("TraElem", "TrE_TrNId")];

/// The document with this key, and whether it may go.
pub fn look(key: &str) -> Statement {
    Statement::new(format!(
        "SELECT {DOCUMENT}, CASE WHEN {UNTOUCHED} THEN 1 ELSE 0 END AS untouched FROM CDN.TraNag \
         WHERE TrN_ImportRowId = "
    ))
    .bind(key)
}

/// Removes its rows. The header goes last, and only if it is still untouched.
pub fn delete(id: i64) -> Vec<Statement> {
    let child =
        |(table, column): (&str, &str)| Statement::new(format!("DELETE FROM CDN.{table} WHERE {column} = ")).bind(id);
    let header = Statement::new("DELETE FROM CDN.TraNag WHERE TrN_TrNID = ").bind(id).sql(&format!(" AND {UNTOUCHED}"));
    CHILDREN.into_iter().map(child).chain(std::iter::once(header)).collect()
}

/// What the look says: `Err` holds the document that may go.
pub fn judge(found: &[Record]) -> Result<Result<Removal, ExistingDocument>, OptimaError> {
    let Some(row) = found.first() else { return Ok(Ok(Removal::Absent)) };
    let document = existing(row, true)?;
    Ok(if row.int("untouched")? == 1 { Err(document) } else { Ok(Removal::Touched(document)) })
}
