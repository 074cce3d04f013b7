//! What only a server has: rights, triggers, a collation, a clock of its own.

use std::collections::BTreeSet;

use super::SqlServer;
use crate::core::inspection::Inspection;
use crate::core::plan::BaseIdentity;
use crate::optima::error::{OptimaError, WrongBase};
use crate::optima::sql::{Engine as _, Statement};

/// Tables that we read.
const READ: [&str; 18] = [
    "SystemCDN",
    "TraNag",
    "TraElem",
    "TraVat",
    "DokAtrybuty",
    "DefAtrybuty",
    "DokDefinicje",
    "Magazyny",
    "FormyPlatnosci",
    "Kategorie",
    "DefCeny",
    "Kontrahenci",
    "KntOsoby",
    "Grupy",
    "Towary",
    "TwrCeny",
    "TwrEan",
    "TwrGrupy",
];
/// Tables that we write rows into.
const WRITTEN: [&str; 9] =
    ["TraNag", "TraElem", "TraVat", "DokAtrybuty", "Kontrahenci", "Towary", "TwrCeny", "TwrEan", "TwrGrupy"];

/// Without these a report says less, and everything else goes on: `optima::sql::documents`.
const FOR_REPORTS: [(&str, &str); 1] = [("SELECT", "TraVat")];

/// What removing a document takes.
const REMOVAL: [(&str, &str); 5] = [
    ("SELECT", "TraNagRelacje"),
    ("DELETE", "DokAtrybuty"),
    ("DELETE", "TraVat"),
    ("DELETE", "TraElem"),
    ("DELETE", "TraNag"),
];

/// Optima's own triggers are named after their table (`reference/optima-database.md` 6.1).
const OWN: &str = "_Trigger";

/// What can be said of the server without knowing what the user wants of it.
pub(super) async fn facts(server: &mut SqlServer, removes: bool) -> Result<Inspection, OptimaError> {
    let about = server.select(&about()).await?;
    let mut found = Inspection::default();
    if let Some(row) = about.first() {
        found.engine = format!("SQL Server {}", row.text("release")?);
        found.collation = row.text("collated")?;
        found.read_only = row.text("writable")?.eq_ignore_ascii_case("READ_ONLY");
        found.now = server.instant(row.date_time("now_here")?);
        found.user = row.text("whoami")?;
    }
    for row in server.select(&rights(removes)).await? {
        if row.int("has")? != 1 {
            let missing = (row.text("wanted")?, row.text("tab")?);
            let for_report = FOR_REPORTS.contains(&(missing.0.as_str(), missing.1.as_str()));
            if for_report { &mut found.missing_for_reports } else { &mut found.missing_rights }.push(missing);
        }
    }
    for row in server.select(&triggers()).await? {
        let (table, name) = (row.text("tab")?, row.text("trg")?);
        let own = name.to_lowercase().ends_with(&OWN.to_lowercase())
            && name.to_lowercase().starts_with(&table.to_lowercase());
        if !own {
            found.triggers.push((table, name));
        }
    }
    Ok(found)
}

/// Which base this is.
pub(super) async fn identity(server: &mut SqlServer) -> Result<BaseIdentity, OptimaError> {
    let found = server.select(&which()).await?;
    let Some(row) = found.first() else {
        return Err(OptimaError::WrongBase { place: server.access.place.clone(), why: WrongBase::NotOptima });
    };
    Ok(BaseIdentity { name: row.text("base")?, born: row.date_time("born")?.to_string() })
}

/// inferred: a backup carries when a table was made, and no two bases made theirs in the same moment; a base that is
/// converted to a new release keeps the table.
fn which() -> Statement {
    Statement::new(
        "SELECT DB_NAME() AS base, CAST(o.create_date AS datetime) AS born FROM sys.objects o \
         WHERE o.object_id = OBJECT_ID('CDN.TraNag')",
    )
}

fn about() -> Statement {
    Statement::new(
        "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS release, \
         CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS nvarchar(128)) AS collated, \
         CAST(DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS nvarchar(60)) AS writable, GETDATE() AS now_here, \
         USER_NAME() AS whoami",
    )
}

/// Rights that the program needs, with their tables.
pub(super) fn wanted(removes: bool) -> BTreeSet<(&'static str, &'static str)> {
    let always = READ.map(|table| ("SELECT", table)).into_iter().chain(WRITTEN.map(|table| ("INSERT", table)));
    always.chain(REMOVAL.into_iter().filter(|_| removes)).collect()
}

/// A row per right and table: does this login have it?
fn rights(removes: bool) -> Statement {
    let one = |(right, table): (&str, &str)| {
        format!(
            "SELECT '{right}' AS wanted, '{table}' AS tab, HAS_PERMS_BY_NAME('CDN.{table}', 'OBJECT', '{right}') AS has"
        )
    };
    Statement::new(wanted(removes).into_iter().map(one).collect::<Vec<_>>().join(" UNION ALL "))
}

fn triggers() -> Statement {
    Statement::new(
        "SELECT o.name AS tab, t.name AS trg FROM sys.triggers t JOIN sys.objects o ON o.object_id = t.parent_id \
         JOIN sys.schemas s ON s.schema_id = o.schema_id WHERE s.name = 'CDN' AND o.name",
    )
    .bind_in(&WRITTEN)
    .sql(" ORDER BY o.name, t.name")
}

/// For the test that parses every text.
#[cfg(test)]
pub(super) fn every_text() -> [Statement; 4] {
    [about(), which(), rights(true), triggers()]
}
