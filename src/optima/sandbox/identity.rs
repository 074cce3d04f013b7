//! What tells this base from every other: an id of its own, made once, which a copy of the file carries.

use std::path::Path;

use rusqlite::Connection;
use uuid::{Builder, Uuid};

use super::Sandbox;
use crate::core::plan::BaseIdentity;
use crate::optima::error::OptimaError;

/// No table of Optima's.
const TABLE: &str = "x_Sandbox";

/// A new id.
pub(super) fn random() -> Result<Uuid, OptimaError> {
    let mut bytes = [0_u8; 16];
    let failed =
        |error: getrandom::Error| OptimaError::Unreachable { place: "random".to_owned(), why: error.to_string() };
    getrandom::fill(&mut bytes).map_err(failed)?;
    Ok(Builder::from_random_bytes(bytes).into_uuid())
}

/// Has the file its id? Those of an earlier release get it when they are opened.
pub(super) fn is_there(connection: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM CDN.sqlite_schema WHERE type = 'table' AND name = ?1)";
    connection.query_row(sql, [TABLE], |row| row.get(0))
}

/// Gives it this id unless it has one.
pub(super) fn create(connection: &Connection, born: Uuid) -> rusqlite::Result<()> {
    connection.execute_batch(&format!("CREATE TABLE IF NOT EXISTS CDN.{TABLE} (Born TEXT NOT NULL) STRICT"))?;
    let once = format!("INSERT INTO CDN.{TABLE} SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM CDN.{TABLE})");
    connection.execute(&once, [born.hyphenated().to_string()]).map(drop)
}

pub(super) fn read(base: &Sandbox) -> Result<BaseIdentity, OptimaError> {
    let born = base.connection.query_row(&format!("SELECT Born FROM CDN.{TABLE}"), [], |row| row.get(0));
    let born = born.map_err(|error| base.fault("SELECT", &error))?;
    let name = Path::new(&base.place).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(BaseIdentity { name, born })
}
