//! The contract, and what only a file can show.

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;

use super::*;
use crate::clock::FixedClock;
use crate::core::problem::{Explain, Fault};
use crate::optima::contract::{self, RawBase};
use crate::optima::error::WrongBase;
use crate::optima::rows::Row;

fn clock() -> Arc<dyn Clock> {
    Arc::new(FixedClock("2026-11-20T10:15:30Z".parse().unwrap()))
}

fn memory() -> Sandbox {
    Sandbox::memory(clock()).unwrap()
}

impl RawBase for Sandbox {
    async fn raw(&mut self, sql: &str) -> Result<(), String> {
        self.connection.execute_batch(sql).map_err(|error| error.to_string())
    }

    async fn cell(&mut self, sql: &str) -> String {
        let text = |row: &rusqlite::Row<'_>| {
            row.get_ref(0).map(|value| match cell(value) {
                SqlCell::Null => "NULL".to_owned(),
                SqlCell::Int(number) => number.to_string(),
                SqlCell::Text(text) => text,
                other => format!("{other:?}"),
            })
        };
        self.connection.query_row(sql, [], text).unwrap()
    }

    async fn insert_unchecked(&mut self, row: &Row) -> Result<(), String> {
        let statement = sql::insert(&self.columns, row, &sql::Ids::default()).map_err(|error| error.to_string())?;
        execute(&self.connection, &statement).map(drop).map_err(|error| error.to_string())
    }
}

macro_rules! contract {
    ($($name:ident),* $(,)?) => {
        $(
            #[tokio::test]
            async fn $name() {
                contract::$name(&mut memory()).await;
            }
        )*
    };
}

contract::all!(contract);

/// The same on the tables of 2014.
mod of_2014 {
    use super::*;

    macro_rules! contract {
        ($($name:ident),* $(,)?) => {
            $(
                #[tokio::test]
                async fn $name() {
                    let mut base = Sandbox::memory_of(clock(), &tables::old::tables()).unwrap();
                    contract::$name(&mut base).await;
                }
            )*
        };
    }

    contract::all!(contract);
}

/// As any other program sees the file: no collation, no function of ours.
fn as_any_program(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

fn one(connection: &Connection, sql: &str) -> String {
    connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap()
}

#[tokio::test]
async fn any_program_can_read_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state/sandbox.sqlite3");
    let mut sandbox = Sandbox::open(&path, clock()).unwrap();
    let mut plan = contract::mugs(&mut sandbox, "żółw").await;
    plan.lines.push(plan.lines[0].clone());
    contract::import(&mut sandbox, &plan).await;
    drop(sandbox);
    let files: Vec<_> =
        std::fs::read_dir(path.parent().unwrap()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["sandbox.sqlite3"], "one file when nobody writes");

    let other = as_any_program(&path);
    assert_eq!(one(&other, "SELECT TrN_RazemBrutto FROM TraNag"), "149.97");
    assert_eq!(one(&other, "SELECT TrN_DataDok FROM TraNag"), "2026-11-20 00:00:00");
    assert_eq!(one(&other, "SELECT TrN_TS_Zal FROM TraNag"), "2026-11-20 10:15:30");
    assert_eq!(one(&other, "SELECT TrN_NumerPelny FROM TraNag WHERE TrN_NumerPelny = 'ro/1/2026'"), "RO/1/2026");
    assert_eq!(one(&other, "SELECT TrN_NumerPelny FROM TraNag WHERE TrN_NumerObcy LIKE 'ALLEGRO/%'"), "RO/1/2026");
    assert_eq!(one(&other, "SELECT printf('%.2f', SUM(TrE_WartoscBrutto)) FROM TraElem"), "299.94");
    assert_eq!(one(&other, "SELECT Knt_Kod FROM Kontrahenci ORDER BY Knt_Kod DESC"), "STARY-KLIENT");
    assert_eq!(
        one(&other, "SELECT TrN_NumerPelny FROM TraNag WHERE CAST(TrN_RazemBrutto AS NUMERIC) > 20"),
        "RO/1/2026"
    );
    for table in tables::ALL {
        other
            .prepare(&format!("SELECT * FROM {} ORDER BY 2, 1", table.name))
            .unwrap()
            .query([])
            .unwrap()
            .next()
            .unwrap();
    }
    assert_eq!(one(&other, "PRAGMA integrity_check"), "ok");
    assert!(other.prepare("PRAGMA foreign_key_check").unwrap().query([]).unwrap().next().unwrap().is_none());
}

#[tokio::test]
async fn polish_letters_leave_the_indexes_whole_for_other_programs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.sqlite3");
    let mut sandbox = Sandbox::open(&path, clock()).unwrap();
    for of in ["ŻÓŁW", "żaba", "Łoś", "ĄB", "ąc", "zebra"] {
        let mut plan = contract::mugs(&mut sandbox, of).await;
        plan.number = format!("{of}/@numerS");
        for cell in &mut plan.header.cells {
            if cell.column == "TrN_NumerString" {
                cell.value = plan.number.clone().into();
            }
        }
        contract::import(&mut sandbox, &plan).await;
    }
    drop(sandbox);
    assert_eq!(one(&as_any_program(&path), "PRAGMA integrity_check"), "ok");
}

#[test]
fn the_file_has_the_columns_that_are_described() {
    let sandbox = memory();
    for table in tables::ALL {
        let mut info = sandbox.connection.prepare(&format!("PRAGMA CDN.table_xinfo({})", table.name)).unwrap();
        let rows = info.query_map([], |row| Ok((row.get(1)?, row.get(3)?, row.get(4)?, row.get(6)?)));
        let found: Vec<(String, bool, Option<String>, i64)> = rows.unwrap().map(Result::unwrap).collect();
        assert_eq!(found.len(), table.columns.len(), "{}", table.name);
        for ((name, not_null, default, hidden), column) in found.into_iter().zip(table.columns) {
            assert_eq!(name, column.name);
            assert_eq!(not_null, !column.nullable, "{name}");
            assert_eq!(default.is_some(), column.default.is_some(), "{name}");
            assert_eq!(hidden != 0, column.computed.is_some(), "{name}");
        }
    }
}

#[test]
fn values_that_only_the_base_sees_are_refused() {
    let sandbox = memory();
    let sql = "INSERT INTO CDN.TwrIlosci (TwI_TwrId, TwI_Ilosc, TwI_Wartosc, TwI_Braki, TwI_Rezerwacje, TwI_Zamowienia, \
               TwI_Data) VALUES (1, @1, '0.00', '0.0000', '0.0000', '0.0000', @2)";
    let mut statement = sandbox.connection.prepare(sql).unwrap();
    let mut put = |quantity: &str, date: &str| statement.execute([quantity, date]);
    for quantity in [
        "1",
        "1.5",
        "1.50000",
        ".5000",
        "01.0000",
        "1e3.0000",
        "--1.0000",
        "1-1.0000",
        "1,0000",
        "123456789012.0000",
        "",
    ] {
        assert!(put(quantity, "2026-11-20 00:00:00").is_err(), "{quantity}");
    }
    for date in [
        "2026-11-20",
        "2026-02-30 00:00:00",
        "20.11.2026",
        "2026-11-20T00:00:00",
        "1752-12-31 00:00:00",
        "2026-11-20 25:00:00",
        "",
    ] {
        assert!(put("1.0000", date).is_err(), "{date}");
    }
    for (quantity, date) in [("-12345678901.9999", "1753-01-01 00:00:00"), ("0.0000", "2026-11-20 23:59:59")] {
        put(quantity, date).unwrap();
    }
    let negative = "UPDATE CDN.FormyPlatnosci SET FPl_Termin = -1";
    assert!(sandbox.connection.execute_batch(negative).unwrap_err().to_string().contains("FPl_Termin condition"));
    assert!(sandbox.connection.execute_batch("UPDATE CDN.Grupy SET Gru_Nazwa = 'ñ'").is_err());
    assert!(sandbox.connection.execute_batch("DELETE FROM CDN.Magazyny; DELETE FROM CDN.DokDefinicje").is_ok());
}

#[tokio::test]
async fn deleting_a_document_takes_its_rows_along() {
    let mut sandbox = memory();
    let plan = contract::mugs(&mut sandbox, "gone").await;
    contract::import(&mut sandbox, &plan).await;
    assert!(sandbox.raw("DELETE FROM CDN.DokDefinicje WHERE DDf_Symbol = 'RO'").await.is_err());
    sandbox.raw("DELETE FROM CDN.TraNag").await.unwrap();
    for table in ["TraElem", "TraVat", "DokAtrybuty"] {
        assert_eq!(sandbox.cell(&format!("SELECT COUNT(*) FROM CDN.{table}")).await, "0", "{table}");
    }
}

#[tokio::test]
async fn computed_columns_follow() {
    let mut sandbox = memory();
    let nip = "SELECT Knt_NipPelny FROM CDN.Kontrahenci WHERE Knt_Kod = 'HURT-POLNOC'";
    assert_eq!(sandbox.cell(nip).await, "5260250274");
    let plan = contract::mugs(&mut sandbox, "computed").await;
    contract::import(&mut sandbox, &plan).await;
    for (pattern, number) in [
        ("@brak/RO/@numer/2026", "RO/1/2026"),
        ("RO/@numerS/@brak/@brak", "RO/1"),
        ("1234567890/1234567890/@numerS", "1234567890/1234567890/1"),
    ] {
        sandbox.raw(&format!("UPDATE CDN.TraNag SET TrN_NumerString = '{pattern}'")).await.unwrap();
        assert_eq!(sandbox.cell("SELECT TrN_NumerPelny FROM CDN.TraNag").await, number);
    }
    for (text, value) in [("12,5", "12.5000"), ("81234", "81234.0000"), ("1.2.3", "NULL"), ("x1", "NULL"), ("", "NULL")]
    {
        sandbox.raw(&format!("UPDATE CDN.DokAtrybuty SET DAt_WartoscTxt = '{text}'")).await.unwrap();
        assert_eq!(sandbox.cell("SELECT DAt_WartoscDecimal FROM CDN.DokAtrybuty").await, value);
    }
}

#[tokio::test]
async fn documents_of_other_hands_are_offered_as_a_pattern() {
    let mut sandbox = memory();
    for of in ["first", "second", "third"] {
        let plan = contract::mugs(&mut sandbox, of).await;
        contract::import(&mut sandbox, &plan).await;
    }
    for number in [2, 3] {
        let key = format!("0000000{number}-0000-4000-8000-000000000000");
        let sql = format!("UPDATE CDN.TraNag SET TrN_ImportRowId = '{key}' WHERE TrN_NumerNr = {number}");
        sandbox.raw(&sql).await.unwrap();
    }
    let mut base = crate::optima::Base::from(sandbox);
    assert_eq!(base.every_choice().await.unwrap().patterns, ["RO/3/2026", "RO/2/2026"]);
}

#[tokio::test]
async fn a_fresh_company_is_complete() {
    let mut sandbox = memory();
    for (sql, expected) in [
        ("SELECT COUNT(*) FROM CDN.Towary", "21"),
        ("SELECT COUNT(*) FROM CDN.TwrCeny", "105"),
        ("SELECT COUNT(*) FROM CDN.TwrEan", "12"),
        ("SELECT COUNT(*) FROM CDN.TwrGrupy WHERE TwG_GIDTyp = 16", "21"),
        ("SELECT TwG_TwGID FROM CDN.TwrGrupy WHERE TwG_Kod = 'grupa główna'", "0"),
        ("SELECT Knt_KntId FROM CDN.Kontrahenci WHERE Knt_Kod = '!nieokreślony!'", "1"),
        ("SELECT COUNT(*) FROM CDN.DokDefinicje", "6"),
        ("SELECT FPl_FPlId FROM CDN.FormyPlatnosci WHERE FPl_Nazwa = 'przelew'", "3"),
        ("SELECT COUNT(*) FROM CDN.DefAtrybuty WHERE DeA_Typ = 4 AND DeA_Format = 1", "6"),
        ("SELECT Twr_Flaga FROM CDN.Towary WHERE Twr_Kod = 'KAUCJA'", "4"),
        ("SELECT SYS_Wartosc FROM CDN.SystemCDN WHERE SYS_ID = 3", "2026.4"),
        ("SELECT COUNT(*) FROM CDN.TraNag", "0"),
        (
            "SELECT COUNT(*) FROM CDN.Towary t LEFT JOIN CDN.TwrGrupy g ON g.TwG_GIDTyp = -16 AND g.TwG_GIDNumer = \
          t.Twr_TwGGIDNumer WHERE g.TwG_TwGID IS NULL",
            "0",
        ),
    ] {
        assert_eq!(sandbox.cell(sql).await, expected, "{sql}");
    }
}

#[tokio::test]
async fn triggers_write_their_log() {
    let mut sandbox = memory();
    let plan = contract::mugs(&mut sandbox, "log").await;
    let written = contract::import(&mut sandbox, &plan).await;
    let log = "SELECT ObcyId FROM CDN.x_TriggerLog WHERE Zrodlo = 'TraNag' AND Id > 900000000";
    assert_eq!(sandbox.cell(log).await, written.id.to_string());
}

#[tokio::test]
async fn a_file_is_opened_again_as_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file: żółw?.sqlite3");
    let mut sandbox = Sandbox::open(&path, clock()).unwrap();
    let plan = contract::mugs(&mut sandbox, "again").await;
    contract::import(&mut sandbox, &plan).await;
    drop(sandbox);
    let mut sandbox = Sandbox::open(&path, clock()).unwrap();
    assert_eq!(sandbox.find(plan.key).await.unwrap().unwrap().number, "RO/1/2026");
    assert_eq!(sandbox.documents(&[]).await.unwrap()[0].created, Some("2026-11-20T10:15:30Z".parse().unwrap()));
}

#[tokio::test]
async fn a_copy_is_the_same_base_and_a_fresh_one_is_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let identity = async |name: &str| Sandbox::open(&path(name), clock()).unwrap().identity().await.unwrap();
    let first = identity("first.sqlite3").await;
    assert_eq!(first.name, "first");
    std::fs::copy(path("first.sqlite3"), path("copy.sqlite3")).unwrap();
    let copy = identity("copy.sqlite3").await;
    assert_eq!((&*copy.name, &copy.born), ("copy", &first.born));
    assert_ne!(identity("fresh.sqlite3").await.born, first.born);
    assert_ne!(memory().identity().await.unwrap().born, first.born);
    // A file of an earlier release has none: it gets one, and keeps it.
    as_any_program(&path("copy.sqlite3")).execute_batch("DROP TABLE x_Sandbox").unwrap();
    let given = identity("copy.sqlite3").await;
    assert_ne!(given.born, first.born);
    assert_eq!(identity("copy.sqlite3").await, given);
}

fn refused(path: &Path) -> OptimaError {
    Sandbox::open(path, clock()).unwrap_err()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test makes a file of something else")]
fn a_file_of_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "notatki ".repeat(2000)).unwrap();
    let place = text.display().to_string();
    let error = refused(&text);
    assert_eq!(error, OptimaError::WrongBase { place, why: WrongBase::NotASandbox });
    assert_eq!((error.fault(), error.problem().code()), (Fault::Usage, "OPT-010"));
    assert_eq!(std::fs::read_to_string(&text).unwrap().len(), 16_000);

    let other = folder.path().join("other.sqlite3");
    as_any_program(&other).execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1);").unwrap();
    assert!(matches!(refused(&other), OptimaError::WrongBase { why: WrongBase::NotASandbox, .. }));

    let newer = folder.path().join("newer.sqlite3");
    drop(Sandbox::open(&newer, clock()).unwrap());
    as_any_program(&newer).execute_batch("PRAGMA user_version = 7").unwrap();
    assert!(matches!(refused(&newer), OptimaError::WrongBase { why: WrongBase::Newer { found: 7, .. }, .. }));

    let error = refused(folder.path());
    assert!(matches!(error, OptimaError::Unreachable { .. }), "{error:?}");
    assert_eq!(error.fault(), Fault::Outage);
}

#[tokio::test]
async fn a_disk_that_is_full_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.sqlite3");
    let mut sandbox = Sandbox::open(&path, clock()).unwrap();
    let mut plan = contract::mugs(&mut sandbox, "full").await;
    for cell in &mut plan.header.cells {
        if cell.column == "TrN_Opis" {
            cell.value = "x".repeat(1024).into();
        }
    }
    let pages: i64 = sandbox.connection.query_row("PRAGMA CDN.page_count", [], |row| row.get(0)).unwrap();
    let limit: i64 =
        sandbox.connection.query_row(&format!("PRAGMA CDN.max_page_count = {pages}"), [], |row| row.get(0)).unwrap();
    assert_eq!(limit, pages);
    let mut error = None;
    for round in 0..50 {
        plan.key = contract::key(&round.to_string());
        for cell in &mut plan.header.cells {
            if cell.column == "TrN_ImportRowId" {
                cell.value = plan.key.to_string().into();
            }
        }
        if let Err(found) = sandbox.write(&plan).await {
            error = Some(found);
            break;
        }
    }
    let error = error.unwrap();
    assert!(matches!(error, OptimaError::Unwritable { .. }), "{error:?}");
    assert_eq!(error.fault(), Fault::Outage);
    assert_eq!(sandbox.find(plan.key).await.unwrap(), None);
}

#[tokio::test]
async fn a_locked_base_is_an_outage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.sqlite3");
    let mut sandbox = Sandbox::open(&path, clock()).unwrap();
    let plan = contract::mugs(&mut sandbox, "locked").await;
    sandbox.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    let other = as_any_program(&path);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = sandbox.write(&plan).await.unwrap_err();
    assert_eq!((error.fault(), error.problem().code()), (Fault::Outage, "OPT-002"));
    other.execute_batch("ROLLBACK").unwrap();
    contract::import(&mut sandbox, &plan).await;
}

/// Two importers on one file. Every tenth order is given to both.
#[test]
fn two_importers_share_a_file() {
    const EACH: u32 = 100;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.sqlite3");
    let work = |name: &'static str| {
        let path = path.clone();
        move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(async {
                // Both find no file, or one that the other is still making.
                let mut sandbox = Sandbox::open(&path, clock()).unwrap();
                let template = contract::mugs(&mut sandbox, "template").await;
                let mut written = 0_u32;
                for place in 0..EACH {
                    let of = if place % 10 == 0 { format!("both-{place}") } else { format!("{name}-{place}") };
                    let mut plan = template.clone();
                    plan.key = contract::key(&of);
                    for cell in &mut plan.header.cells {
                        if cell.column == "TrN_ImportRowId" {
                            cell.value = plan.key.to_string().into();
                        }
                    }
                    if matches!(sandbox.write(&plan).await.unwrap(), Applied::Imported(_)) {
                        written += 1;
                    }
                }
                written
            })
        }
    };
    let threads = [std::thread::spawn(work("a")), std::thread::spawn(work("b"))];
    let written: u32 = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    assert_eq!(written, 2 * EACH - EACH / 10);
    let other = as_any_program(&path);
    let counted = |sql: &str| other.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!(counted("SELECT COUNT(*) FROM TraNag"), written);
    assert_eq!(counted("SELECT COUNT(DISTINCT TrN_NumerPelny) FROM TraNag"), written);
    assert_eq!(counted("SELECT COUNT(DISTINCT TrN_ImportRowId) FROM TraNag"), written);
    assert_eq!(counted("SELECT MAX(TrN_NumerNr) FROM TraNag"), written);
    assert_eq!(counted("SELECT COUNT(*) FROM TraElem"), written);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn an_amount_comes_back_as_it_went_in(grosze in -999_999_999_999_999_i64..=999_999_999_999_999) {
        let amount = rust_decimal::Decimal::new(grosze, 2);
        let row = Row::new("TraVat").with("TrV_Netto", amount);
        let statement = sql::insert(&tables::shape(), &row, &sql::Ids::default()).unwrap();
        let connection = Connection::open_in_memory().unwrap();
        let check = tables::script(&tables::ALL);
        let check = check.lines().find_map(|line| line.trim().strip_prefix("CONSTRAINT \"TrV_Netto decimal\"")).unwrap();
        let table = format!("ATTACH ':memory:' AS CDN; CREATE TABLE CDN.TraVat (TrV_Netto TEXT, {}) STRICT", check.trim_end_matches(','));
        connection.execute_batch(&table).unwrap();
        execute(&connection, &statement).unwrap();
        let records = select(&connection, &Statement::new("SELECT TrV_Netto FROM CDN.TraVat")).unwrap();
        let stored = records[0].decimal("TrV_Netto").unwrap();
        proptest::prop_assert_eq!(stored, amount);
        proptest::prop_assert_eq!(stored.to_string(), crate::core::money::amount_text(amount));
    }
}
