//! What is refused, by the check of rows and by the base.

use jiff::civil::date;

use super::RawBase;
use super::plans::{counts, d, import, key, mugs, refusal, set};
use crate::optima::error::Refusal;
use crate::optima::rows::{ColumnKind, Row, Value};
use crate::optima::sandbox::complete;

pub async fn cells_that_optima_would_refuse_are_named(db: &mut impl RawBase) {
    let plan = mugs(db, "cells").await;
    let before = counts(db).await;
    // 256 today, 30 in 2014.
    let shape = db.shape().await.unwrap();
    let column = shape.tables["TraNag"].iter().find(|column| column.name == "TrN_NumerObcy").unwrap();
    let ColumnKind::Text { max: Some(max), .. } = column.kind else { panic!("a text with a limit") };
    let long = Value::Text("x".repeat(max as usize + 1));
    let nowhere = |parent: &str| Refusal::NoSuchRow { parent: parent.to_owned() };
    let cases: Vec<(&'static str, Value, Refusal)> = vec![
        ("TrN_NumerObcy", long, Refusal::TooLong { max, length: max + 1 }),
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
        header,
        with_id(&plan.lines[0], "TrE_TrNId"),
        with_id(&plan.vat[0], "TrV_TrNID"),
        complete(&shape, contractor),
        card,
    ];
    for row in rows {
        for column in &shape.tables[row.table] {
            if column.nullable || column.has_default || column.read_only {
                continue;
            }
            let mut less = row.clone();
            less.cells.retain(|cell| cell.column != column.name.as_str());
            assert_eq!(less.cells.len() + 1, row.cells.len(), "{} is not in the row", column.name);
            assert!(db.insert_unchecked(&less).await.is_err(), "{} was not missed", column.name);
        }
        // Whole, it goes in: each refusal above was for the one column.
        db.insert_unchecked(&row).await.unwrap();
    }
}
