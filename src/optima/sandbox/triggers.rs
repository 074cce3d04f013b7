//! Triggers under the names that Comarch's log of structure changes gives (`reference/optima-database.md`,
//! section 6.1), and the view over parties.

use std::fmt::Write as _;

/// Row ids of the log start here, so that an id taken from it by mistake is seen at once.
const LOG_START: u32 = 900_000_000;

/// The `CREATE` statements.
pub fn script() -> String {
    let mut sql = format!(
        "CREATE TABLE CDN.x_TriggerLog (
            Id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            Zrodlo TEXT NOT NULL,
            ObcyId INTEGER NOT NULL,
            Kiedy TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
        ) STRICT;
        INSERT INTO CDN.sqlite_sequence (name, seq) VALUES ('x_TriggerLog', {LOG_START});
        CREATE VIEW CDN.PodmiotyView AS
        SELECT 1 AS Pod_PodmiotTyp, Knt_KntId AS Pod_PodId, Knt_Kod AS Pod_Kod, Knt_Nazwa1 AS Pod_Nazwa1,
            Knt_Nazwa2 AS Pod_Nazwa2, Knt_Nazwa3 AS Pod_Nazwa3, Knt_Kraj AS Pod_Kraj, Knt_Miasto AS Pod_Miasto,
            Knt_NipE AS Pod_NIP, Knt_Grupa AS Pod_Grupa
        FROM Kontrahenci;\n"
    );
    // inferred: the bodies. That EAN and catalogue number are kept unique by the trigger of Towary is documented.
    let unique = |column: &str| {
        format!(
            "SELECT RAISE(ABORT, 'Towary.{column}') WHERE NEW.{column} <> '' AND EXISTS (SELECT 1 FROM Towary t \
             WHERE t.{column} = NEW.{column} AND t.Twr_TwrId <> NEW.Twr_TwrId); "
        )
    };
    let keys = unique("Twr_EAN") + &unique("Twr_NumerKat");
    for (name, table, id, before) in [
        ("TraNag_InsertUpdate_Trigger", "TraNag", "TrN_TrNID", ""),
        ("TraElem_InsertUpdateDelete_Trigger", "TraElem", "TrE_TrEID", ""),
        ("Towary_InsertUpdate_Trigger", "Towary", "Twr_TwrId", keys.as_str()),
    ] {
        // SQLite wants a trigger per event.
        for (suffix, event) in [("", "INSERT"), ("_Update", "UPDATE")] {
            let _ = writeln!(
                sql,
                "CREATE TRIGGER CDN.{name}{suffix} AFTER {event} ON {table} BEGIN {before}\
                 INSERT INTO x_TriggerLog (Zrodlo, ObcyId) VALUES ('{table}', NEW.{id}); END;"
            );
        }
    }
    sql
}
