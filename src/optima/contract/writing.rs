//! What is written, once, whole and numbered.

use super::RawBase;
use super::plans::{count, counts, id, import, key, mugs, new_card, new_contractor, refusal, set};
use crate::core::plan::Applied;
use crate::optima::error::{OptimaError, Refusal};
use crate::optima::rows::{RowPlan, Value};

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
    match db.write(&plan).await.unwrap() {
        Applied::AlreadyThere(document) => assert_eq!((document.id, document.by_key), (written.id, true)),
        other => panic!("{other:?}"),
    }
    assert_eq!(counts(db).await, before);
    // Also when a person has cancelled it.
    db.raw(&format!(
        "UPDATE CDN.TraNag SET TrN_Bufor = -1, TrN_Anulowany = -2147483647 WHERE TrN_TrNID = {}",
        written.id
    ))
    .await
    .unwrap();
    assert!(matches!(db.write(&plan).await.unwrap(), Applied::AlreadyThere(_)));
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
    "ROA/@numerS/2026/ALL".clone_into(&mut plan.number);
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
    assert_eq!(written.number, "RO/4/2026");
    // SQL Server does not say which number it refused; that it was no number of this pattern is seen at the second try.
    assert!((2..=3).contains(&written.number_retries), "{}", written.number_retries);
    assert_eq!(count(db, "TraNag").await, before[4] + 1);
}

pub async fn numbers_run_out(db: &mut impl RawBase) {
    // Thirty characters are left of a full number: here every number gives the same.
    let pattern = "ROROROROROROROROROROROROROROR/@";
    let long = |plan: &mut RowPlan| {
        pattern.clone_into(&mut plan.number);
        set(&mut plan.header, "TrN_NumerString", pattern);
    };
    let mut first = mugs(db, "long-1").await;
    long(&mut first);
    import(db, &first).await;
    let mut second = mugs(db, "long-2").await;
    long(&mut second);
    let before = counts(db).await;
    match db.write(&second).await {
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

/// More values than SQL Server takes parameters: several requests, one transaction.
pub async fn a_document_of_many_lines_is_one_document(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    let mut plan = mugs(db, "many").await;
    plan.contractor = new_contractor(&shape, "NOWY-4");
    plan.products = vec![new_card(&shape, 0, "MISKA-7", "2000000000970")];
    let line = plan.lines[0].clone();
    plan.lines = (1..=300)
        .map(|place| {
            let mut row = line.clone();
            for (column, value) in [
                ("TrE_Lp", Value::Int(place)),
                ("TrE_LpPow", Value::Int(place)),
                ("TrE_TwrId", Value::ProductId(0)),
                ("TrE_TwrNazwa", Value::Text(format!("Kubek {place}"))),
                ("TrE_TwrOpis", Value::Text(format!("opis {place}"))),
                ("TrE_TwrSWW", Value::Text(format!("{place}"))),
                ("TrE_CenaT", Value::Decimal(rust_decimal::Decimal::new(1000 + place, 2))),
                ("TrE_CenaW", Value::Decimal(rust_decimal::Decimal::new(2000 + place, 2))),
                ("TrE_Cena0", Value::Decimal(rust_decimal::Decimal::new(3000 + place, 2))),
            ] {
                set(&mut row, column, value);
            }
            row
        })
        .collect();
    let mut bad = plan.clone();
    set(&mut bad.attributes[0], "DAt_DeAId", Value::Int(777));
    let before = counts(db).await;
    assert!(matches!(refusal(db, &bad).await, (column, Refusal::NoSuchRow { .. }) if column == "DAt_DeAId"));
    assert_eq!(counts(db).await, before);
    let written = import(db, &plan).await;
    assert_eq!((&*written.number, written.rows["TraElem"]), ("RO/1/2026", 300));
    let stored = db.documents(&[plan.key]).await.unwrap();
    assert_eq!(stored[0].lines.len(), 300);
    assert_eq!(stored[0].lines[299].price, "13.00");
    assert_eq!(stored[0].payer.code, "NOWY-4");
    let card = id(db, "Towary", "Twr_TwrId", "Twr_Kod = 'MISKA-7'").await;
    let ids = db.cell(&format!("SELECT COUNT(*) FROM CDN.TraElem WHERE TrE_TwrId = {card}")).await;
    assert_eq!(ids, "300");
    assert!(matches!(db.write(&plan).await.unwrap(), Applied::AlreadyThere(_)));
}

pub async fn what_is_taken_is_told(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    let before = counts(db).await;
    let mut plan = mugs(db, "taken").await;
    plan.contractor = new_contractor(&shape, "Kowalski-Jan");
    let taken = OptimaError::ContractorTaken { code: "Kowalski-Jan".to_owned() };
    assert_eq!(db.write(&plan).await, Err(taken));
    let mut plan = mugs(db, "taken").await;
    plan.products = vec![new_card(&shape, 0, "kubek-330", "")];
    assert_eq!(db.write(&plan).await, Err(OptimaError::ProductTaken { code: "kubek-330".to_owned() }));
    // EAN and catalogue number are kept unique by a trigger; empty ones may repeat.
    plan.products = vec![new_card(&shape, 0, "MISKA-4", "2000000000015")];
    assert!(matches!(db.write(&plan).await, Err(OptimaError::Refused { .. })));
    assert_eq!(counts(db).await, before);
    plan.products = vec![new_card(&shape, 0, "MISKA-4", ""), new_card(&shape, 1, "MISKA-5", "")];
    import(db, &plan).await;
}
