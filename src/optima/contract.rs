//! What every [`OptimaDb`] has to keep, whichever engine holds the base: the sandbox runs these tests, and so
//! does any other adapter that can run raw SQL beside the port and starts from the same seeds.
//!
//! The plans are built here and fill every column that an INSERT has to name; what a real planner puts into
//! them is not the matter.

use jiff::civil::date;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::error::{OptimaError, Refusal};
use super::port::OptimaDb;
use super::sandbox::complete;
use crate::core::plan::{
    Applied, ContractorPlan, ImportPlan, NewProduct, NumberPlan, Row, Shape, Snapshot, Value, Wanted, Written,
};

/// A base under test: the port, and a way to put in and read what the port does not offer.
pub trait RawBase: OptimaDb {
    /// Runs a statement, without parameters; `GETDATE()` and `CDN.` as on SQL Server.
    async fn raw(&mut self, sql: &str) -> Result<(), String>;
    /// The first cell of the first row of a SELECT, as text; NULL is `NULL`.
    async fn cell(&mut self, sql: &str) -> String;
    /// Runs the INSERT of a row without looking at it first, as a faulty program would.
    async fn insert_unchecked(&mut self, row: &Row) -> Result<(), String>;
}

pub const PATTERN: &str = "RO/@numerS/2026";

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A key that differs per test document.
pub fn key(of: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, of.as_bytes())
}

async fn id(db: &mut impl RawBase, table: &str, column: &str, condition: &str) -> i64 {
    db.cell(&format!("SELECT {column} FROM CDN.{table} WHERE {condition}")).await.parse().unwrap()
}

/// Three mugs for an existing contractor.
pub async fn mugs(db: &mut impl RawBase, of: &str) -> ImportPlan {
    let shape = db.shape().await.unwrap();
    let contractor = id(db, "Kontrahenci", "Knt_KntId", "Knt_Kod = 'KOWALSKI-JAN'").await;
    let definition = id(db, "DokDefinicje", "DDf_DDfID", "DDf_Symbol = 'RO'").await;
    let warehouse = id(db, "Magazyny", "Mag_MagId", "Mag_Symbol = 'MAGAZYN'").await;
    let form = id(db, "FormyPlatnosci", "FPl_FPlId", "FPl_Nazwa = 'przelew'").await;
    let mug = id(db, "Towary", "Twr_TwrId", "Twr_Kod = 'KUBEK-330'").await;
    let attribute = id(db, "DefAtrybuty", "DeA_DeAId", "DeA_Kod = 'ALLEGRO_ID'").await;
    let key = key(of);
    let header = Row::new("TraNag")
        .with("TrN_TypDokumentu", 308)
        .with("TrN_Rodzaj", 308_000)
        .with("TrN_DDfId", definition)
        .with("TrN_NumerNr", Value::Number)
        .with("TrN_NumerString", PATTERN)
        .with("TrN_Bufor", 1)
        .with("TrN_DataDok", date(2026, 11, 20))
        .with("TrN_NumerObcy", format!("allegro/{of}"))
        .with("TrN_PodmiotTyp", 1)
        .with("TrN_PodID", Value::ContractorId)
        .with("TrN_PodNazwa1", "Jan")
        .with("TrN_PodNazwa2", "Kowalski")
        .with("TrN_OdbNazwa1", "Zażółć Gęślą")
        .with("TrN_OdbUlica", "Długa")
        .with("TrN_OdbNrDomu", "5")
        .with("TrN_OdbNrLokalu", "12")
        .with("TrN_OdbMiasto", "Kraków")
        .with("TrN_OdbKodPocztowy", "30-001")
        .with("TrN_FPlId", form)
        .with("TrN_MagZrdId", warehouse)
        .with("TrN_RazemNetto", d("121.93"))
        .with("TrN_RazemVAT", d("28.04"))
        .with("TrN_RazemBrutto", d("149.97"))
        .with("TrN_Opis", "uwagi")
        .with("TrN_ImportRowId", key.to_string());
    let line = Row::new("TraElem")
        .with("TrE_TrNId", Value::HeaderId)
        .with("TrE_Lp", 1)
        .with("TrE_TwrId", mug)
        .with("TrE_MagId", warehouse)
        .with("TrE_TwrKod", "KUBEK-330")
        .with("TrE_TwrNazwa", "Kubek ceramiczny 330 ml")
        .with("TrE_Stawka", 23)
        .with("TrE_Flaga", 2)
        .with("TrE_Ilosc", d("3"))
        .with("TrE_CenaT", d("49.99"))
        .with("TrE_WartoscNetto", d("121.93"))
        .with("TrE_WartoscBrutto", d("149.97"));
    let vat = Row::new("TraVat")
        .with("TrV_TrNID", Value::HeaderId)
        .with("TrV_Stawka", 23)
        .with("TrV_Flaga", 2)
        .with("TrV_Netto", d("121.93"))
        .with("TrV_VAT", d("28.04"));
    let attribute = Row::new("DokAtrybuty")
        .with("DAt_DeAId", attribute)
        .with("DAt_Kod", "ALLEGRO_ID")
        .with("DAt_WartoscTxt", key.to_string())
        .with("DAt_TrNId", Value::HeaderId);
    ImportPlan {
        key,
        number: NumberPlan { pattern: PATTERN.to_owned(), class: 308 },
        contractor: ContractorPlan::Existing { id: contractor, code: "KOWALSKI-JAN".to_owned() },
        products: Vec::new(),
        header: complete(&shape, header),
        lines: vec![complete(&shape, line)],
        vat: vec![complete(&shape, vat)],
        attributes: vec![complete(&shape, attribute)],
        decisions: Vec::new(),
    }
}

fn new_contractor(shape: &Shape, code: &'static str) -> ContractorPlan {
    let row = Row::new("Kontrahenci")
        .with("Knt_Kod", code)
        .with("Knt_Nazwa1", "Nowy")
        .with("Knt_ImportRowId", key(code).to_string());
    ContractorPlan::New { code: code.to_owned(), row: complete(shape, row) }
}

fn new_card(shape: &Shape, place: usize, code: &'static str, ean: &'static str) -> NewProduct {
    let card = Row::new("Towary").with("Twr_Typ", 1).with("Twr_Kod", code).with("Twr_EAN", ean);
    let price = Row::new("TwrCeny").with("TwC_TwrID", Value::ProductId(place)).with("TwC_TwCNumer", 1);
    let code_row = Row::new("TwrEan").with("TwE_TwrID", Value::ProductId(place)).with("TwE_EAN", ean);
    NewProduct {
        code: code.to_owned(),
        card: complete(shape, card),
        rows: vec![complete(shape, price), complete(shape, code_row)],
    }
}

fn set(row: &mut Row, column: &'static str, value: impl Into<Value>) {
    row.cells.retain(|cell| cell.column != column);
    *row = row.clone().with(column, value);
}

pub async fn import(db: &mut impl RawBase, plan: &ImportPlan) -> Written {
    match db.apply(plan).await.unwrap() {
        Applied::Imported(written) => written,
        other @ Applied::AlreadyThere(_) => panic!("{other:?}"),
    }
}

async fn refusal(db: &mut impl RawBase, plan: &ImportPlan) -> (String, Refusal) {
    match db.apply(plan).await {
        Err(OptimaError::Refused { column, why, .. }) => (column, why),
        other => panic!("{other:?}"),
    }
}

async fn count(db: &mut impl RawBase, table: &str) -> i64 {
    db.cell(&format!("SELECT COUNT(*) FROM CDN.{table}")).await.parse().unwrap()
}

/// Rows in every table that a plan writes.
async fn counts(db: &mut impl RawBase) -> Vec<i64> {
    let mut all = Vec::new();
    for table in ["Kontrahenci", "Towary", "TwrCeny", "TwrEan", "TraNag", "TraElem", "TraVat", "DokAtrybuty"] {
        all.push(count(db, table).await);
    }
    all
}

pub async fn a_plan_becomes_rows(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    let mut plan = mugs(db, "rows").await;
    plan.contractor = new_contractor(&shape, "NOWY-1");
    plan.products = vec![new_card(&shape, 0, "MISKA-1", "2000000000909"), new_card(&shape, 1, "MISKA-2", "")];
    set(&mut plan.lines[0], "TrE_TwrId", Value::ProductId(1));
    let before = counts(db).await;
    let written = import(db, &plan).await;
    assert_eq!(written.number, "RO/1/2026");
    assert_eq!(written.number_retries, 0);
    let rows: Vec<(&str, u32)> = written.rows.iter().map(|(table, count)| (table.as_str(), *count)).collect();
    assert_eq!(
        rows,
        [
            ("DokAtrybuty", 1),
            ("Kontrahenci", 1),
            ("Towary", 2),
            ("TraElem", 1),
            ("TraNag", 1),
            ("TraVat", 1),
            ("TwrCeny", 2),
            ("TwrEan", 2)
        ]
    );
    let after = counts(db).await;
    let grown: Vec<i64> = before.iter().zip(&after).map(|(before, after)| after - before).collect();
    assert_eq!(grown, [1, 2, 2, 2, 1, 1, 1, 1]);
    // The ids are those of the rows themselves, not of what triggers wrote.
    let contractor = id(db, "Kontrahenci", "Knt_KntId", "Knt_Kod = 'NOWY-1'").await;
    let card = id(db, "Towary", "Twr_TwrId", "Twr_Kod = 'MISKA-2'").await;
    assert_eq!(written.contractor, contractor);
    assert_eq!(id(db, "TraNag", "TrN_PodID", &format!("TrN_TrNID = {}", written.id)).await, contractor);
    assert_eq!(id(db, "TraElem", "TrE_TwrId", &format!("TrE_TrNId = {}", written.id)).await, card);
    let existing = db.find(plan.key).await.unwrap().unwrap();
    assert_eq!((existing.id, existing.number.as_str(), existing.by_key), (written.id, "RO/1/2026", true));
    assert_eq!(db.find(key("other")).await.unwrap(), None);
}

pub async fn a_key_is_written_once(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    let mut plan = mugs(db, "once").await;
    let written = import(db, &plan).await;
    plan.contractor = new_contractor(&shape, "NOWY-2");
    let before = counts(db).await;
    match db.apply(&plan).await.unwrap() {
        Applied::AlreadyThere(document) => assert_eq!((document.id, document.by_key), (written.id, true)),
        other @ Applied::Imported(_) => panic!("{other:?}"),
    }
    assert_eq!(counts(db).await, before);
    // Also when a person has cancelled it.
    db.raw(&format!(
        "UPDATE CDN.TraNag SET TrN_Bufor = -1, TrN_Anulowany = -2147483647 WHERE TrN_TrNID = {}",
        written.id
    ))
    .await
    .unwrap();
    assert!(matches!(db.apply(&plan).await.unwrap(), Applied::AlreadyThere(_)));
}

pub async fn the_foreign_number_is_the_second_guard(db: &mut impl RawBase) {
    let plan = mugs(db, "copied").await;
    let written = import(db, &plan).await;
    let wanted = |number: &str| Wanted {
        key: key("another"),
        foreign_number: number.to_owned(),
        class: 308,
        ..Wanted::default()
    };
    let found = db.lookup(&wanted("ALLEGRO/copied")).await.unwrap().existing.unwrap();
    assert_eq!((found.id, found.by_key), (written.id, false));
    assert_eq!(db.lookup(&wanted("allegro/copie")).await.unwrap().existing, None);
    let by_key = Wanted { key: plan.key, ..wanted("") };
    assert!(db.lookup(&by_key).await.unwrap().existing.unwrap().by_key);
    let other_class = Wanted { class: 320, ..wanted("allegro/copied") };
    assert_eq!(db.lookup(&other_class).await.unwrap().existing, None);
    db.raw(&format!(
        "UPDATE CDN.TraNag SET TrN_Bufor = -1, TrN_Anulowany = -2147483647 WHERE TrN_TrNID = {}",
        written.id
    ))
    .await
    .unwrap();
    assert_eq!(db.lookup(&wanted("allegro/copied")).await.unwrap().existing, None);
}

pub async fn numbers_follow_each_other(db: &mut impl RawBase) {
    for (place, of) in ["n1", "n2", "n3"].into_iter().enumerate() {
        let plan = mugs(db, of).await;
        assert_eq!(import(db, &plan).await.number, format!("RO/{}/2026", place + 1));
    }
    // A cancelled document keeps its number.
    db.raw("UPDATE CDN.TraNag SET TrN_Bufor = -1, TrN_Anulowany = -2147483647 WHERE TrN_NumerNr = 3").await.unwrap();
    let plan = mugs(db, "n4").await;
    assert_eq!(import(db, &plan).await.number, "RO/4/2026");
    // Another pattern counts for itself.
    let mut plan = mugs(db, "series").await;
    "ROA/@numerS/2026/ALL".clone_into(&mut plan.number.pattern);
    set(&mut plan.header, "TrN_NumerString", "ROA/@numerS/2026/ALL");
    assert_eq!(import(db, &plan).await.number, "ROA/1/2026/ALL");
}

pub async fn a_number_that_is_taken_is_passed_over(db: &mut impl RawBase) {
    let plan = mugs(db, "t1").await;
    import(db, &plan).await;
    // Another pattern that gives the same full numbers: the index on the computed number refuses ours.
    for (number, of) in [(2, "t2"), (3, "t3")] {
        let mut other = mugs(db, of).await.header;
        set(&mut other, "TrN_NumerString", "RO/@numer/2026");
        set(&mut other, "TrN_NumerNr", Value::Int(number));
        set(&mut other, "TrN_PodID", Value::Null);
        db.insert_unchecked(&other).await.unwrap();
    }
    let before = counts(db).await;
    let plan = mugs(db, "t4").await;
    let written = import(db, &plan).await;
    assert_eq!((written.number.as_str(), written.number_retries), ("RO/4/2026", 2));
    assert_eq!(count(db, "TraNag").await, before[4] + 1);
}

pub async fn numbers_run_out(db: &mut impl RawBase) {
    // Thirty characters are left of a full number: here every number gives the same.
    let pattern = "ROROROROROROROROROROROROROROR/@";
    let long = |plan: &mut ImportPlan| {
        pattern.clone_into(&mut plan.number.pattern);
        set(&mut plan.header, "TrN_NumerString", pattern);
    };
    let mut first = mugs(db, "long-1").await;
    long(&mut first);
    import(db, &first).await;
    let mut second = mugs(db, "long-2").await;
    long(&mut second);
    let before = counts(db).await;
    match db.apply(&second).await {
        Err(OptimaError::NumberExhausted { tried, .. }) => assert!(tried > 1),
        other => panic!("{other:?}"),
    }
    assert_eq!(counts(db).await, before);
}

pub async fn a_failure_in_the_middle_leaves_nothing(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    let mut plan = mugs(db, "middle").await;
    plan.contractor = new_contractor(&shape, "NOWY-3");
    plan.products = vec![new_card(&shape, 0, "MISKA-3", "2000000000930")];
    let before = counts(db).await;
    // tinyint takes no 300; the rows before this one are written by then.
    set(&mut plan.vat[0], "TrV_Typ", Value::Int(300));
    let (column, why) = refusal(db, &plan).await;
    assert_eq!(column, "TrV_Typ");
    assert!(matches!(why, Refusal::Number { .. }), "{why:?}");
    assert_eq!(counts(db).await, before);
    assert_eq!(db.find(plan.key).await.unwrap(), None);
    set(&mut plan.vat[0], "TrV_Typ", Value::Int(0));
    assert_eq!(import(db, &plan).await.number, "RO/1/2026");
}

pub async fn cells_that_optima_would_refuse_are_named(db: &mut impl RawBase) {
    let plan = mugs(db, "cells").await;
    let before = counts(db).await;
    let long = Value::Text("x".repeat(257));
    let nowhere = |parent: &str| Refusal::NoSuchRow { parent: parent.to_owned() };
    let cases: Vec<(&'static str, Value, Refusal)> = vec![
        ("TrN_NumerObcy", long, Refusal::TooLong { max: 256, length: 257 }),
        ("TrN_NumerObcy", Value::from("ñandú"), Refusal::Characters { letters: "ñ".to_owned() }),
        ("TrN_Opis", Value::Null, Refusal::Missing),
        ("TrN_RazemBrutto", Value::from(d("0.001")), Refusal::Number { value: "0.001".to_owned() }),
        ("TrN_RazemBrutto", Value::from(d("10000000000000")), Refusal::Number { value: "10000000000000".to_owned() }),
        ("TrN_NumerNr", Value::Int(1 << 40), Refusal::Number { value: (1_i64 << 40).to_string() }),
        ("TrN_DataDok", Value::from("20.11.2026"), Refusal::Type),
        ("TrN_DataDok", Value::Date(date(1700, 1, 1)), Refusal::Date),
        ("TrN_NumerPelny", Value::from("RO/1/2026"), Refusal::ReadOnly),
        ("TrN_TrNID", Value::Int(5), Refusal::ReadOnly),
        ("TrN_Nieznana", Value::Int(5), Refusal::Unknown),
        ("TrN_DDfId", Value::Int(777), nowhere("DokDefinicje")),
        ("TrN_MagZrdId", Value::Int(777), nowhere("Magazyny")),
        ("TrN_FPlId", Value::Int(777), nowhere("FormyPlatnosci")),
        ("TrN_KatID", Value::Int(777), nowhere("Kategorie")),
    ];
    for (column, value, expected) in cases {
        let mut bad = plan.clone();
        set(&mut bad.header, column, value);
        assert_eq!(refusal(db, &bad).await, (column.to_owned(), expected));
    }
    let mut bad = plan.clone();
    set(&mut bad.lines[0], "TrE_TwrId", Value::Int(777));
    assert_eq!(refusal(db, &bad).await, ("TrE_TwrId".to_owned(), nowhere("Towary")));
    let mut bad = plan.clone();
    set(&mut bad.attributes[0], "DAt_DeAId", Value::Int(777));
    assert_eq!(refusal(db, &bad).await, ("DAt_DeAId".to_owned(), nowhere("DefAtrybuty")));
    assert_eq!(counts(db).await, before);
}

/// The base itself refuses, without the check before it.
pub async fn the_base_refuses_what_does_not_fit(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    let good =
        complete(&shape, Row::new("Kontrahenci").with("Knt_Kod", "A").with("Knt_ImportRowId", key("a").to_string()));
    db.insert_unchecked(&good).await.unwrap();
    let fresh = |code: &'static str| {
        let mut row = good.clone();
        set(&mut row, "Knt_Kod", code);
        set(&mut row, "Knt_ImportRowId", key(code).to_string());
        row
    };
    let cases: Vec<(&'static str, Value)> = vec![
        ("Knt_Kod", Value::Text("x".repeat(21))),
        ("Knt_Nazwa3", Value::Text("x".repeat(251))),
        ("Knt_Nazwa1", Value::Null),
        ("Knt_Finalny", Value::Int(256)),
        ("Knt_Finalny", Value::Int(-1)),
        ("Knt_Ceny", Value::Int(40_000)),
        ("Knt_FplID", Value::Int(777)),
        ("Knt_KatID", Value::Int(777)),
        ("Knt_OdbiorcaId", Value::Int(777)),
        ("Knt_NipPelny", Value::from("PL1")),
        ("Knt_TS_Zal", Value::from("wczoraj")),
        ("Knt_LimitKredytu", Value::from("dużo")),
        ("Knt_IBAN", Value::from("tak")),
        // The seed has KOWALSKI-JAN: case and blanks at the end do not make another code.
        ("Knt_Kod", Value::from("kowalski-jan")),
        ("Knt_Kod", Value::from("KOWALSKI-JAN  ")),
        ("Knt_Kod", Value::from("!nieokreślony!")),
        ("Knt_ImportRowId", Value::Text(key("a").to_string())),
        ("Knt_ImportRowId", Value::Text(key("a").to_string().to_uppercase())),
    ];
    for (column, value) in cases {
        let mut bad = fresh("B");
        set(&mut bad, column, value.clone());
        assert!(db.insert_unchecked(&bad).await.is_err(), "{column} {value:?}");
    }
    // A unique index takes one NULL.
    let mut nothing = fresh("C");
    set(&mut nothing, "Knt_ImportRowId", Value::Null);
    db.insert_unchecked(&nothing).await.unwrap();
    let mut nothing = fresh("D");
    set(&mut nothing, "Knt_ImportRowId", Value::Null);
    assert!(db.insert_unchecked(&nothing).await.is_err());
    db.insert_unchecked(&fresh("E")).await.unwrap();
}

pub async fn every_column_that_must_be_supplied_is_missed(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    let plan = mugs(db, "missing").await;
    let written = import(db, &plan).await;
    let with_id = |row: &Row, column| {
        let mut row = row.clone();
        set(&mut row, column, Value::Int(written.id));
        row
    };
    let mut header = mugs(db, "missing-2").await.header;
    set(&mut header, "TrN_NumerNr", Value::Int(99));
    set(&mut header, "TrN_PodID", Value::Null);
    let card = complete(&shape, Row::new("Towary").with("Twr_Kod", "X"));
    let contractor = Row::new("Kontrahenci").with("Knt_Kod", "X").with("Knt_ImportRowId", key("x").to_string());
    let rows = [
        (header, 80),
        (with_id(&plan.lines[0], "TrE_TrNId"), 51),
        (with_id(&plan.vat[0], "TrV_TrNID"), 9),
        (complete(&shape, contractor), 87),
        (card, 58),
    ];
    for (row, expected) in rows {
        let mut tried = 0;
        for column in &shape.tables[row.table] {
            if column.nullable || column.has_default || column.read_only {
                continue;
            }
            let mut less = row.clone();
            less.cells.retain(|cell| cell.column != column.name.as_str());
            assert_eq!(less.cells.len() + 1, row.cells.len(), "{} is not in the row", column.name);
            assert!(db.insert_unchecked(&less).await.is_err(), "{} was not missed", column.name);
            tried += 1;
        }
        assert_eq!(tried, expected, "{}", row.table);
        // Whole, it goes in: each refusal above was for the one column.
        db.insert_unchecked(&row).await.unwrap();
    }
}

pub async fn what_is_taken_is_told(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    let before = counts(db).await;
    let mut plan = mugs(db, "taken").await;
    plan.contractor = new_contractor(&shape, "Kowalski-Jan");
    let taken = OptimaError::ContractorTaken { code: "Kowalski-Jan".to_owned() };
    assert_eq!(db.apply(&plan).await, Err(taken));
    let mut plan = mugs(db, "taken").await;
    plan.products = vec![new_card(&shape, 0, "kubek-330", "")];
    assert_eq!(db.apply(&plan).await, Err(OptimaError::ProductTaken { code: "kubek-330".to_owned() }));
    // EAN and catalogue number are kept unique by a trigger; empty ones may repeat.
    plan.products = vec![new_card(&shape, 0, "MISKA-4", "2000000000015")];
    assert!(matches!(db.apply(&plan).await, Err(OptimaError::Refused { .. })));
    assert_eq!(counts(db).await, before);
    plan.products = vec![new_card(&shape, 0, "MISKA-4", ""), new_card(&shape, 1, "MISKA-5", "")];
    import(db, &plan).await;
}

pub async fn lookups_find_what_is_meant(db: &mut impl RawBase) {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    let wanted = Wanted {
        key: key("nothing"),
        foreign_number: "allegro/nothing".to_owned(),
        class: 308,
        definition: "roa".to_owned(),
        warehouse: "allegro".to_owned(),
        payment_form: "GOTÓWKA".to_owned(),
        category: "allegro".to_owned(),
        contractor_codes: texts(&["!nieokreślony!", ""]),
        nips: texts(&["5260250274", ""]),
        emails: texts(&["JAN.Kowalski@example.com"]),
        email_prefixes: Vec::new(),
        product_codes: texts(&["kubek-330", "NIE-MA"]),
        eans: texts(&["2000000000107", "02000000000107", ""]),
        catalogue_numbers: texts(&["KAT-1", ""]),
        attributes: texts(&["Allegro_Id", "ALLEGRO_NICK", "NIE-MA"]),
        product_group: "sklep".to_owned(),
    };
    db.raw("UPDATE CDN.Towary SET Twr_NumerKat = 'kat-1' WHERE Twr_Kod = 'TALERZ-26'").await.unwrap();
    let found = db.lookup(&wanted).await.unwrap();
    assert_eq!(found.existing, None);
    let definition = found.definition.unwrap();
    assert_eq!((definition.symbol.as_str(), definition.inactive), ("ROA", false));
    assert_eq!(definition.scheme, "@symbol/@numerS/@rok_kal/@rejestr/@brak");
    let warehouse = found.warehouse.unwrap();
    assert_eq!((warehouse.symbol.as_str(), warehouse.series.as_str()), ("ALLEGRO", "ALL"));
    let form = found.payment_form.unwrap();
    assert_eq!((form.name.as_str(), form.days), ("gotówka", 0));
    assert!(found.category.is_some());
    assert!(found.product_group.is_some());
    let codes: Vec<&str> = found.contractors.iter().map(|contractor| contractor.code.as_str()).collect();
    assert_eq!(codes, ["!NIEOKREŚLONY!", "HURT-POLNOC", "KOWALSKI-JAN"]);
    assert_eq!(found.contractors[1].nip, "5260250274");
    assert!(found.contractors[1].vat_payer && !found.contractors[1].consumer);
    assert_eq!(found.contractors[2].emails, ["jan.kowalski@example.com"]);
    let cards: Vec<(&str, bool)> = found.cards.iter().map(|card| (card.code.as_str(), card.goods)).collect();
    assert_eq!(cards, [("KUBEK-330", true), ("TALERZ-26", true), ("MIOD-900", true)]);
    assert_eq!(found.cards[2].eans, ["2000000000107"]);
    assert_eq!(found.cards[2].rate.unwrap().to_string(), "5");
    let attributes: Vec<&str> = found.attributes.keys().map(String::as_str).collect();
    assert_eq!(attributes, ["ALLEGRO_NICK", "Allegro_Id"]);
    let prices: Vec<(i64, i64)> = found.prices.iter().map(|price| (price.number, price.kind)).collect();
    assert_eq!(prices, [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2)]);
    assert_eq!(found.prices[0].rounding, d("0.01"));

    let empty = db.lookup(&Wanted { class: 308, ..Wanted::default() }).await.unwrap();
    assert_eq!(empty, Snapshot { prices: found.prices, ..Snapshot::default() });
}

pub async fn mail_is_matched_as_whole_addresses(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    for (code, mail, other) in [
        ("M1", "biuro@x.example; Ola_N@x.example", ""),
        ("M2", "xbiuro@x.example", ""),
        ("M3", "", "Ewa <ewa@x.example>"),
        ("M4", "abc1+17f@allegromail.pl", ""),
        ("M5", "xabc1+17f@allegromail.pl, abc1.x@example.com", ""),
        ("M6", "olaXn@x.example", ""),
        ("M7", "żółw@x.example", ""),
    ] {
        let row = Row::new("Kontrahenci")
            .with("Knt_Kod", code)
            .with("Knt_Email", mail)
            .with("Knt_OsEmail", other)
            .with("Knt_ImportRowId", key(code).to_string());
        db.insert_unchecked(&complete(&shape, row)).await.unwrap();
    }
    let owner = id(db, "Kontrahenci", "Knt_KntId", "Knt_Kod = 'HURT-POLNOC'").await;
    let person = Row::new("KntOsoby")
        .with("KnO_KntId", owner)
        .with("KnO_Email", "handel@x.example")
        .with("KnO_EmailESklep", "sklep@x.example");
    db.insert_unchecked(&complete(&shape, person)).await.unwrap();
    for (mails, prefixes, codes) in [
        (vec!["BIURO@x.example"], vec![], vec!["M1"]),
        (vec!["ola_n@x.example"], vec![], vec!["M1"]),
        (vec!["ewa@X.example"], vec![], vec!["M3"]),
        (vec!["ŻÓŁW@x.example"], vec![], vec!["M7"]),
        (vec!["handel@x.example"], vec![], vec!["HURT-POLNOC"]),
        (vec!["sklep@x.example", "biuro@x.example"], vec![], vec!["HURT-POLNOC", "M1"]),
        (vec!["%@x.example"], vec![], vec![]),
        (vec![], vec!["ABC1"], vec!["M4"]),
        (vec![], vec!["abc_"], vec![]),
        (vec![""], vec![""], vec![]),
    ] {
        let wanted = Wanted {
            emails: mails.iter().map(|mail| (*mail).to_owned()).collect(),
            email_prefixes: prefixes.iter().map(|prefix| (*prefix).to_owned()).collect(),
            ..Wanted::default()
        };
        let found = db.lookup(&wanted).await.unwrap().contractors;
        let found: Vec<&str> = found.iter().map(|contractor| contractor.code.as_str()).collect();
        assert_eq!(found, codes, "{mails:?} {prefixes:?}");
    }
}

/// More values than SQL Server takes parameters.
pub async fn long_lists_are_cut(db: &mut impl RawBase) {
    let mut codes: Vec<String> = (0..5000).map(|number| format!("KOD-{number}")).collect();
    codes.push("KUBEK-330".to_owned());
    let found = db.lookup(&Wanted { product_codes: codes, ..Wanted::default() }).await.unwrap();
    assert_eq!(found.cards.len(), 1);
    let plan = mugs(db, "among").await;
    import(db, &plan).await;
    let mut keys: Vec<Uuid> = (0..5000).map(|number| key(&number.to_string())).collect();
    keys.push(key("among"));
    assert_eq!(db.documents(&keys).await.unwrap().len(), 1);
}

pub async fn documents_are_read_back(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    let mut first = mugs(db, "back-1").await;
    let service = Row::new("TraElem")
        .with("TrE_TrNId", Value::HeaderId)
        .with("TrE_Lp", 2)
        .with("TrE_TwrKod", "KURS-ANG-ZW")
        .with("TrE_Flaga", 1)
        .with("TrE_Ilosc", d("0.25"))
        .with("TrE_CenaT", d("10.1234"));
    first.lines.push(complete(&shape, service));
    import(db, &first).await;
    let mut second = mugs(db, "back-2").await;
    second.attributes.clear();
    let order = "29738e61-7f6a-11e8-ac45-09db60ede9d6";
    set(&mut second.header, "TrN_Opis", format!("Paczkomat\r\nALLEGRO_ID={order}\nproszę dzwonić"));
    import(db, &second).await;

    let found = db.documents(&[]).await.unwrap();
    let numbers: Vec<&str> = found.iter().map(|document| document.number.as_str()).collect();
    assert_eq!(numbers, ["RO/1/2026", "RO/2/2026"]);
    let document = &found[0];
    assert_eq!(document.order_id, first.key.to_string());
    assert_eq!(document.attributes["ALLEGRO_ID"], first.key.to_string());
    assert_eq!(document.key, first.key.to_string());
    assert_eq!(document.date, date(2026, 11, 20));
    assert_eq!((document.definition.as_str(), document.warehouse.as_str()), ("RO", "MAGAZYN"));
    assert_eq!(document.payment_form, "przelew");
    assert_eq!((document.payer.code.as_str(), document.payer.name.as_str()), ("KOWALSKI-JAN", "Jan Kowalski"));
    assert_eq!((document.recipient.name.as_str(), document.recipient.street.as_str()), ("Zażółć Gęślą", "Długa 5/12"));
    assert_eq!((document.recipient.postcode.as_str(), document.recipient.city.as_str()), ("30-001", "Kraków"));
    assert_eq!((&*document.net, &*document.vat, &*document.gross), ("121.93", "28.04", "149.97"));
    assert!(document.buffer);
    let lines: Vec<[&str; 5]> = document
        .lines
        .iter()
        .map(|line| [&*line.code, &*line.quantity, &*line.price, &*line.vat_rate, &*line.gross])
        .collect();
    assert_eq!(lines, [["KUBEK-330", "3", "49.99", "23", "149.97"], ["KURS-ANG-ZW", "0.25", "10.1234", "zw", "0.00"]]);
    assert_eq!(found[1].order_id, order);
    assert!(found[1].attributes.is_empty());
    let one = db.documents(&[second.key]).await.unwrap();
    assert_eq!(one.len(), 1);
    assert_eq!(one[0], found[1]);
    assert_eq!(db.documents(&[key("none")]).await.unwrap(), []);
}
