//! What only a server has: rights, triggers, a collation, a clock of its own.

use super::{SqlServer, rights};
use crate::core::inspection::{FoundTrigger, Inspection, Named};
use crate::core::plan::BaseIdentity;
use crate::optima::error::{OptimaError, WrongBase};
use crate::optima::sql::{Engine as _, Statement};

/// Optima's own triggers by table, without the table's name and the word that ends most of them
/// (`reference/optima-database.md`, section 10).
const OWN: [(&str, &[&str]); 6] = [
    ("TraNag", &["DeleteHandler", "Delete", "InsertUpdate", "Update"]),
    ("TraElem", &["Delete", "InsertUpdateDelete"]),
    (
        "Kontrahenci",
        &["DeleteHandler", "Delete", "InsertUpdateHandler", "InsertUpdate", "InsteadOfDelete", "Update_Limity"],
    ),
    ("Towary", &["After_Insert", "DeleteHandler", "Delete", "InsertUpdate"]),
    ("TwrEan", &["InsertUpdate"]),
    ("TwrGrupy", &["After_Insert"]),
];
/// So much of a trigger's text is shown.
const SHOWN: usize = 2_000;

/// What can be said of the server, and of the rights that what is named takes.
pub(super) async fn facts(server: &mut SqlServer, named: &Named) -> Result<Inspection, OptimaError> {
    let about = server.select(&about()).await?;
    let mut found = Inspection::default();
    if let Some(row) = about.first() {
        found.engine = format!("SQL Server {}", row.text("release")?);
        found.collation = row.text("collated")?;
        found.read_only = row.text("writable")?.eq_ignore_ascii_case("READ_ONLY");
        found.now = server.instant(row.date_time("now_here")?);
        found.user = row.text("whoami")?;
    }
    for row in server.select(&rights::held(rights::wanted(named))).await? {
        let missing = (row.text("wanted")?, row.text("tab")?);
        let lacks = format!("CDN.{}", missing.1);
        match row.int("has")? {
            1 => {}
            0 if rights::is_for_reports((&missing.0, &missing.1), named) => found.missing_for_reports.push(missing),
            0 => found.missing_rights.push(missing),
            _ if found.missing_columns.contains(&lacks) => {}
            _ => found.missing_columns.push(lacks),
        }
    }
    let seeing = rights::written().into_iter().map(|table| ("VIEW DEFINITION", table));
    for row in server.select(&rights::held(seeing)).await? {
        if row.int("has")? == 0 {
            found.unseen_triggers.push(row.text("tab")?);
        }
    }
    for row in server.select(&triggers()).await? {
        let (table, name) = (row.text("tab")?, row.text("trg")?);
        if !is_own(&table, &name) {
            let text = row.text("body")?.chars().take(SHOWN).collect();
            found.triggers.push(FoundTrigger { table, name, text });
        }
    }
    Ok(found)
}

/// Which base this is.
pub(super) async fn identity(server: &mut SqlServer) -> Result<BaseIdentity, OptimaError> {
    let found = server.select(&which()).await?;
    let Some(row) = found.first() else {
        let place = server.access.place.clone();
        // Who may do nothing with a table is not told when it was made.
        return Err(if server.about.unseen {
            OptimaError::NoRight { place, why: "CDN.TraNag".to_owned() }
        } else {
            OptimaError::WrongBase { place, why: WrongBase::NotOptima }
        });
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

/// Is it one that Optima brings?
fn is_own(table: &str, name: &str) -> bool {
    let (table, name) = (table.to_lowercase(), name.to_lowercase());
    let rest = name.strip_prefix(&table).map(|rest| rest.trim_start_matches('_'));
    let Some(rest) = rest.map(|rest| rest.strip_suffix("_trigger").unwrap_or(rest)) else { return false };
    let own = OWN.iter().find(|(known, _)| known.eq_ignore_ascii_case(&table));
    own.is_some_and(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(rest)))
}

fn triggers() -> Statement {
    Statement::new(
        "SELECT o.name AS tab, t.name AS trg, COALESCE(m.definition, '') AS body FROM sys.triggers t \
         JOIN sys.objects o ON o.object_id = t.parent_id JOIN sys.schemas s ON s.schema_id = o.schema_id \
         LEFT JOIN sys.sql_modules m ON m.object_id = t.object_id WHERE s.name = 'CDN' AND o.name",
    )
    .bind_in(&rights::written().into_iter().collect::<Vec<_>>())
    .sql(" ORDER BY o.name, t.name")
}

/// For the test that parses every text.
#[cfg(test)]
pub(super) fn every_text() -> [Statement; 4] {
    [
        about(),
        which(),
        rights::held(rights::wanted(&Named { creates: true, removes: true, ..Named::default() })),
        triggers(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn optimas_own_triggers_are_told_from_those_of_others() {
        for (table, name) in [
            ("TraNag", "TraNag_InsertUpdate_Trigger"),
            ("tranag", "TRANAG_DeleteHandler"),
            ("TwrEAN", "TwrEAN_InsertUpdate"),
            ("Towary", "Towary_After_Insert"),
            ("Kontrahenci", "Kontrahenci_Update_Limity"),
        ] {
            assert!(is_own(table, name), "{name}");
        }
        for (table, name) in [
            ("TraNag", "PartnerRo"),
            ("TraNag", "TraNag_Partner_Trigger"),
            ("TraVat", "TraVat_InsertUpdate_Trigger"),
            ("TraElem", "TraNag_InsertUpdate_Trigger"),
            ("TraNag", "TraNag"),
        ] {
            assert!(!is_own(table, name), "{name}");
        }
    }
}
