//! What an intent becomes.

use super::RawBase;
use super::plans::{counts, key};
use crate::core::plan::intent::LineCard;
use crate::core::plan::tests::{d, document, line};
use crate::core::plan::{self, Applied, Ingredients, Intent};
use crate::core::problem::Problem;
use crate::core::settings::Settings;

/// Of an order of three mugs, by what the base holds.
async fn mugs(db: &mut impl RawBase, of: &str) -> Intent {
    let (document, settings, key) =
        (document(vec![line(1, "KUBEK-330", "3", "49.99", 23)]), Settings::default(), key(of));
    let wanted = plan::wanted(&document, key, &settings);
    let snapshot = db.lookup(&wanted).await.unwrap();
    let today = document.date;
    let (document, wanted, snapshot, settings) = (&document, &wanted, &snapshot, &settings);
    plan::plan(Ingredients { document, key, wanted, snapshot, settings, today }).unwrap()
}

pub async fn an_intent_becomes_its_rows(db: &mut impl RawBase) {
    db.prepare().await.unwrap();
    let intent = mugs(db, "intent").await;
    let before = counts(db).await;
    let rehearsed = db.rehearse(&intent).await.unwrap();
    assert_eq!(counts(db).await, before, "a rehearsal writes nothing");
    let Applied::Imported(written) = db.apply(&intent).await.unwrap() else { panic!("written") };
    assert_eq!((&*written.number, &written.notes), ("RO/1/2026", &rehearsed.problems));
    let tables: Vec<&str> = rehearsed.writes.iter().map(|row| row.place.as_str()).collect();
    assert_eq!(tables, ["Kontrahenci", "TraNag", "TraElem", "TraVat", "DokAtrybuty"]);
    assert!(tables.iter().all(|table| written.rows[*table] == 1));
    let stored = db.documents(&[intent.key]).await.unwrap();
    assert_eq!((&*stored[0].payer.code, &*stored[0].gross, &*stored[0].lines[0].code), ("AL-1", "149.97", "KUBEK-330"));
    assert!(matches!(db.apply(&intent).await.unwrap(), Applied::AlreadyThere(_)));
}

/// What the base has no place for is refused with every reason, and what can be cut is cut and said.
pub async fn an_intent_that_does_not_fit_is_not_written(db: &mut impl RawBase) {
    db.prepare().await.unwrap();
    let mut intent = mugs(db, "unfit").await;
    let LineCard::Existing(card) = &mut intent.lines[0].card else { panic!("the seed has it") };
    card.unit = "x".repeat(300);
    let cut = |problems: &[Problem]| problems.iter().any(|problem| problem.code() == "IMP-016");
    assert!(cut(&db.rehearse(&intent).await.unwrap().problems));
    let mut vast = intent.clone();
    vast.lines[0].line.quantity = d("1000000000000000");
    vast.header.sums.gross = d("100000000000000");
    let before = counts(db).await;
    let Applied::Unfit(reasons) = db.apply(&vast).await.unwrap() else { panic!("refused") };
    assert_eq!(reasons.iter().map(Problem::code).collect::<Vec<_>>(), ["IMP-019", "IMP-019"], "of header and line");
    assert_eq!(db.rehearse(&vast).await.unwrap().problems, reasons);
    assert_eq!(counts(db).await, before);
    let Applied::Imported(written) = db.apply(&intent).await.unwrap() else { panic!("written") };
    assert!(cut(&written.notes));
}
