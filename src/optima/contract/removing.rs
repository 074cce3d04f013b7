//! Removing a document of ours.

use super::RawBase;
use super::plans::{counts, import, key, mugs};
use crate::core::plan::Removal;

pub async fn i8_only_an_untouched_document_of_ours_is_removed(db: &mut impl RawBase) {
    assert_eq!(db.remove(key("never")).await.unwrap(), Removal::Absent);
    let before = counts(db).await;
    let plan = mugs(db, "untouched").await;
    let written = import(db, &plan).await;
    let Removal::Removed(gone) = db.remove(plan.key).await.unwrap() else { panic!("removed") };
    assert_eq!((gone.id, &*gone.number), (written.id, "RO/1/2026"));
    assert_eq!(counts(db).await, before);
    assert_eq!(db.remove(plan.key).await.unwrap(), Removal::Absent);
    // The order may come back, with the number that is free again.
    assert_eq!(import(db, &plan).await.number, "RO/1/2026");
    for (of, touch) in [
        ("saved", "UPDATE CDN.TraNag SET TrN_TS_Mod = '2030-01-01 10:00:00' WHERE TrN_TrNID = {id}"),
        ("confirmed", "UPDATE CDN.TraNag SET TrN_Bufor = 0 WHERE TrN_TrNID = {id}"),
        ("cancelled", "UPDATE CDN.TraNag SET TrN_Bufor = -1, TrN_Anulowany = -2147483647 WHERE TrN_TrNID = {id}"),
        (
            "invoiced",
            "INSERT INTO CDN.TraNagRelacje (TrR_TrNTyp, TrR_TrNId, TrR_FaTyp, TrR_FaId) VALUES (308, {id}, 302, 77)",
        ),
    ] {
        let plan = mugs(db, of).await;
        let written = import(db, &plan).await;
        db.raw(&touch.replace("{id}", &written.id.to_string())).await.unwrap();
        let before = counts(db).await;
        let Removal::Touched(kept) = db.remove(plan.key).await.unwrap() else { panic!("{of}: kept") };
        assert_eq!(kept.id, written.id, "{of}");
        assert_eq!(counts(db).await, before, "{of}");
    }
}
