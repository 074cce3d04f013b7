//! Which documents are there, what they come to, and which base this is.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::RawBase;
use super::plans::{d, import, key, mugs, set};
use crate::core::kinds::{self, Way};
use crate::core::plan::{Applied, ExistingDocument, PresentDocument, Removal, Wanted};
use crate::optima::rows::RowPlan;

/// Of a document of the mugs for 149,97 zł, 34.88 in euro.
async fn in_euro(db: &mut impl RawBase, of: &str) -> RowPlan {
    let mut plan = mugs(db, of).await;
    set(&mut plan.header, "TrN_Waluta", "EUR");
    set(&mut plan.header, "TrN_RazemBruttoWal", d("34.88"));
    plan
}

/// More keys than one request takes, most of them of nothing.
pub async fn present_documents_are_told_from_absent_ones(db: &mut impl RawBase) {
    assert_eq!(db.present(&[]).await.unwrap(), []);
    let mut keys: Vec<Uuid> = (0..1_198).map(|number| key(&number.to_string())).collect();
    assert_eq!(db.present(&keys).await.unwrap(), []);
    let mut expected = BTreeMap::new();
    for (of, place, currency, gross_in_currency) in
        [("present-1", 0, "PLN", "149.97"), ("present-2", 600, "EUR", "34.88"), ("present-3", 1_200, "PLN", "149.97")]
    {
        let plan = if currency == "EUR" { in_euro(db, of).await } else { mugs(db, of).await };
        let number = import(db, &plan).await.number;
        keys.insert(place, plan.key);
        let (currency, gross_in_currency) = (currency.to_owned(), d(gross_in_currency));
        let document = PresentDocument { key: plan.key, number, gross: d("149.97"), currency, gross_in_currency };
        expected.insert(plan.key, document);
    }
    assert_eq!(keys.len(), 1_201);
    // Asked for twice, answered once.
    let doubled: Vec<Uuid> = keys.iter().chain(&keys).copied().collect();
    for asked in [keys, doubled] {
        let found = db.present(&asked).await.unwrap();
        assert_eq!(found.len(), expected.len());
        let found: BTreeMap<Uuid, PresentDocument> =
            found.into_iter().map(|document| (document.key, document)).collect();
        assert_eq!(found, expected);
    }
}

/// Every way to a document that is there tells the same of it.
pub async fn what_a_document_comes_to_is_told_wherever_it_is_met(db: &mut impl RawBase) {
    for (of, currency, gross_in_currency) in [("in-zloty", "PLN", "149.97"), ("in-euro", "EUR", "34.88")] {
        let plan = if currency == "EUR" { in_euro(db, of).await } else { mugs(db, of).await };
        let written = import(db, &plan).await;
        let document = ExistingDocument {
            id: written.id,
            number: written.number,
            gross: d("149.97"),
            currency: currency.to_owned(),
            gross_in_currency: d(gross_in_currency),
            by_key: true,
            cancelled: false,
        };
        assert_eq!(db.find(plan.key).await.unwrap().as_ref(), Some(&document));
        assert_eq!(db.write(&plan).await.unwrap(), Applied::AlreadyThere(document.clone()));
        let wanted = Wanted { key: plan.key, class: 308, ..Wanted::default() };
        assert_eq!(db.lookup(&wanted).await.unwrap().existing.as_ref(), Some(&document));
        assert_eq!(db.of_order(plan.key, "", &[], &[]).await.unwrap().as_ref(), Some(&document));
        db.raw(&format!("UPDATE CDN.TraNag SET TrN_Bufor = 0 WHERE TrN_TrNID = {}", document.id)).await.unwrap();
        assert_eq!(db.remove(plan.key).await.unwrap(), Removal::Touched(document.clone()));
        db.raw(&format!("UPDATE CDN.TraNag SET TrN_Bufor = 1 WHERE TrN_TrNID = {}", document.id)).await.unwrap();
        assert_eq!(db.remove(plan.key).await.unwrap(), Removal::Removed(document));
    }
}

/// Whoever made it, and whatever in it names the order.
pub async fn a_document_of_an_order_is_found_at_all(db: &mut impl RawBase) {
    let order = "c3d046b6-75f7-11f1-a79f-3ba7e847a9c7";
    let numbers = ["BL-c3d046b6".to_owned()];
    let classes = kinds::classes(&[Way::Base]);
    let of_order = key("of-order");
    assert_eq!(db.of_order(of_order, order, &numbers, &classes).await.unwrap(), None);
    let plan = mugs(db, "of-order").await;
    let written = import(db, &plan).await;
    assert!(db.of_order(of_order, order, &numbers, &classes).await.unwrap().unwrap().by_key);
    // Another order's: the key says so, whatever else stands there.
    let change = |what: &str| format!("UPDATE CDN.TraNag SET {what} WHERE TrN_TrNID = {}", written.id);
    let another = key("another");
    db.raw(&change("TrN_NumerObcy = 'BL-c3d046b6'")).await.unwrap();
    assert_eq!(db.of_order(another, order, &numbers, &classes).await.unwrap(), None);
    let by_hand = "TrN_ImportRowId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'";
    db.raw(&change(&format!("{by_hand}, TrN_NumerObcy = ''"))).await.unwrap();
    assert_eq!(db.of_order(of_order, order, &numbers, &classes).await.unwrap(), None);
    let mut ways =
        vec!["TrN_NumerObcy = 'bl-C3D046B6'".to_owned(), format!("TrN_Opis = 'Zamówienie {order}, dzwonić'")];
    // In 2014 a foreign number was too short for a whole id.
    let column =
        db.shape().await.unwrap().tables["TraNag"].iter().find(|column| column.name == "TrN_NumerObcy").cloned();
    if !matches!(column.unwrap().kind, crate::optima::rows::ColumnKind::Text { max: Some(30), .. }) {
        ways.push(format!("TrN_NumerObcy = '{order}'"));
        ways.push(format!("TrN_NumerObcy = 'Allegro {}, sklep'", order.to_uppercase()));
    }
    for way in ways {
        db.raw(&change(&way)).await.unwrap();
        for state in ["TrN_TypDokumentu = 308", "TrN_TypDokumentu = 320", "TrN_Bufor = -1, TrN_Anulowany = -2147483647"]
        {
            db.raw(&change(state)).await.unwrap();
            let found = db.of_order(of_order, order, &numbers, &classes).await.unwrap().unwrap();
            assert_eq!((found.id, found.gross, found.by_key), (written.id, d("149.97"), false), "{way} {state}");
            assert_eq!(found.cancelled, state.contains("TrN_Anulowany"), "{way} {state}");
        }
        db.raw(&change("TrN_TypDokumentu = 302")).await.unwrap();
        assert_eq!(db.of_order(of_order, order, &numbers, &classes).await.unwrap(), None, "{way}");
        let others = kinds::classes(&[Way::ByHand]);
        let found = db.of_order(of_order, order, &numbers, &others).await.unwrap();
        assert_eq!(found.map(|found| found.id), Some(written.id), "{way}");
        let back = "TrN_TypDokumentu = 308, TrN_Bufor = 1, TrN_Anulowany = 0, TrN_NumerObcy = '', TrN_Opis = ''";
        db.raw(&change(back)).await.unwrap();
    }
    let attribute = format!("UPDATE CDN.DokAtrybuty SET DAt_WartoscTxt = '{order}' WHERE DAt_TrNId = {}", written.id);
    db.raw(&attribute).await.unwrap();
    assert_eq!(db.of_order(of_order, order, &[], &classes).await.unwrap().map(|found| found.id), Some(written.id));
}

pub async fn a_base_is_the_same_base_the_next_time(db: &mut impl RawBase) {
    let first = db.identity().await.unwrap();
    assert!(!first.name.is_empty() && !first.born.is_empty(), "{first:?}");
    let plan = mugs(db, "same").await;
    import(db, &plan).await;
    assert_eq!(db.identity().await.unwrap(), first);
}
