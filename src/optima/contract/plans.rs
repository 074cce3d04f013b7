//! Plans to write, and what is asked of every base.

use jiff::civil::date;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::RawBase;
use crate::core::plan::{Applied, WrittenDocument};
use crate::optima::error::{OptimaError, Refusal};
use crate::optima::rows::{ContractorRows, ProductRows, Row, RowPlan, Shape, Value};
use crate::optima::sandbox::complete;

const PATTERN: &str = "RO/@numerS/2026";

pub fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A key that differs per test document.
pub fn key(of: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, of.as_bytes())
}

pub async fn id(db: &mut impl RawBase, table: &str, column: &str, condition: &str) -> i64 {
    db.cell(&format!("SELECT {column} FROM CDN.{table} WHERE {condition}")).await.parse().unwrap()
}

/// Three mugs for an existing contractor.
pub async fn mugs(db: &mut impl RawBase, of: &str) -> RowPlan {
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
    RowPlan {
        key,
        number: PATTERN.to_owned(),
        contractor: ContractorRows::Existing { id: contractor },
        products: Vec::new(),
        header: complete(&shape, header),
        lines: vec![complete(&shape, line)],
        vat: vec![complete(&shape, vat)],
        attributes: vec![complete(&shape, attribute)],
    }
}

pub fn new_contractor(shape: &Shape, code: &'static str) -> ContractorRows {
    let row = Row::new("Kontrahenci")
        .with("Knt_Kod", code)
        .with("Knt_Nazwa1", "Nowy")
        .with("Knt_ImportRowId", key(code).to_string());
    ContractorRows::New { code: code.to_owned(), row: complete(shape, row) }
}

pub fn new_card(shape: &Shape, place: usize, code: &'static str, ean: &'static str) -> ProductRows {
    let card = Row::new("Towary").with("Twr_Typ", 1).with("Twr_Kod", code).with("Twr_EAN", ean);
    let price = Row::new("TwrCeny").with("TwC_TwrID", Value::ProductId(place)).with("TwC_TwCNumer", 1);
    let code_row = Row::new("TwrEan").with("TwE_TwrID", Value::ProductId(place)).with("TwE_EAN", ean);
    ProductRows {
        code: code.to_owned(),
        card: complete(shape, card),
        rows: vec![complete(shape, price), complete(shape, code_row)],
    }
}

pub fn set(row: &mut Row, column: &'static str, value: impl Into<Value>) {
    row.cells.retain(|cell| cell.column != column);
    *row = row.clone().with(column, value);
}

pub async fn import(db: &mut impl RawBase, plan: &RowPlan) -> WrittenDocument {
    match db.write(plan).await.unwrap() {
        Applied::Imported(written) => written,
        other => panic!("{other:?}"),
    }
}

pub async fn refusal(db: &mut impl RawBase, plan: &RowPlan) -> (String, Refusal) {
    match db.write(plan).await {
        Err(OptimaError::Refused { column, why, .. }) => (column, why),
        other => panic!("{other:?}"),
    }
}

pub async fn count(db: &mut impl RawBase, table: &str) -> i64 {
    db.cell(&format!("SELECT COUNT(*) FROM CDN.{table}")).await.parse().unwrap()
}

/// Rows in every table that a plan writes.
pub async fn counts(db: &mut impl RawBase) -> Vec<i64> {
    let mut all = Vec::new();
    for table in ["Kontrahenci", "Towary", "TwrCeny", "TwrEan", "TraNag", "TraElem", "TraVat", "DokAtrybuty"] {
        all.push(count(db, table).await);
    }
    all
}
