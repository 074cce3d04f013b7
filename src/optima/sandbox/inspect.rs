//! A look at the file: what somebody may have changed in it since it was made.

use std::collections::BTreeSet;

use super::Sandbox;
use crate::core::inspection::{Inspection, Named};
use crate::optima::error::OptimaError;
use crate::optima::rows::Shape;
use crate::optima::sql;

pub(super) async fn inspect(base: &mut Sandbox, named: &Named) -> Result<Inspection, OptimaError> {
    let now = base.connection.query_row("SELECT GETDATE()", [], |row| row.get::<_, String>(0));
    let now = now.map_err(|error| base.fault("SELECT", &error))?;
    let facts = Inspection {
        engine: format!("SQLite {}", rusqlite::version()),
        now: now.parse().ok().and_then(|now| sql::Engine::instant(base, now)),
        ..Inspection::default()
    };
    let shape = there(base).map_err(|error| base.fault("SELECT", &error))?;
    sql::inspect(base, &shape, named, facts).await
}

/// Of the columns that we describe, those that the file has.
fn there(base: &Sandbox) -> rusqlite::Result<Shape> {
    let mut statement = base.connection.prepare(
        "SELECT t.name, c.name FROM CDN.sqlite_schema t, pragma_table_xinfo(t.name, 'CDN') c WHERE t.type = 'table'",
    )?;
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let found: BTreeSet<(String, String)> = found.collect::<rusqlite::Result<_>>()?;
    let mut shape = Shape::clone(base.shape.as_ref().unwrap_or(&base.columns));
    for (table, columns) in &mut shape.tables {
        columns.retain(|column| found.contains(&(table.clone(), column.name.clone())));
    }
    shape.tables.retain(|_, columns| !columns.is_empty());
    Ok(shape)
}
