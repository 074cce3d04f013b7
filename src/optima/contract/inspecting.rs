//! A look at the base, and the pattern document.

use super::RawBase;
use super::plans::{import, mugs};
use crate::core::doctor;
use crate::core::inspection::Named;
use crate::core::message::{Catalogue, Language};
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::optima::rows::{Cell, Value};

fn names(names: &[&str]) -> std::collections::BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

pub async fn what_is_named_is_looked_for(db: &mut impl RawBase) {
    // A group of something else is none of contractors.
    db.raw("UPDATE CDN.Grupy SET Gru_Typ = 33 WHERE Gru_Nazwa = 'FIRMY'").await.unwrap();
    let named = Named {
        definitions: [(308, "ro".to_owned()), (308, "NIE".to_owned()), (320, "FPF".to_owned())].into(),
        warehouses: names(&["MAGAZYN", "NIE-MA"]),
        payment_forms: names(&["przelew", "bitcoin"]),
        cards: names(&["dostawa", "KAUCJA", "NIE-MA", "kubek-330"]),
        categories: names(&["ALLEGRO", "NIE-MA"]),
        product_groups: names(&["SKLEP", "NIE-MA"]),
        contractor_groups: names(&["Allegro", "FIRMY", "SKLEP", "NIE-MA"]),
        attributes: names(&["Allegro_Id", "NIE-MA"]),
        removes: true,
        creates: true,
    };
    let found = db.inspect(&named).await.unwrap();
    assert_eq!(found.release, "2026.4");
    assert!(!found.engine.is_empty() && !found.read_only && found.now.is_some());
    assert_eq!((found.missing_columns.as_slice(), found.unknown_columns.len()), ([].as_slice(), 0));
    assert_eq!((found.missing_rights.as_slice(), found.triggers.len()), ([].as_slice(), 0));
    let definitions: Vec<(u32, &str, bool)> = found
        .definitions
        .iter()
        .map(|((class, name), found)| (*class, name.as_str(), found.latest.is_some()))
        .collect();
    assert_eq!(definitions, [(308, "ro", false), (320, "FPF", false)]);
    assert_eq!(found.warehouses.keys().collect::<Vec<_>>(), ["MAGAZYN"]);
    assert_eq!(found.payment_forms["przelew"].days, 14);
    assert_eq!(found.payment_forms.len(), 1);
    assert_eq!(found.cards, names(&["dostawa", "KAUCJA", "kubek-330"]));
    assert_eq!(found.goods, names(&["kubek-330"]));
    assert_eq!(found.categories, names(&["ALLEGRO"]));
    assert_eq!(found.product_groups, names(&["SKLEP"]));
    assert_eq!(found.contractor_groups, names(&["Allegro"]));
    assert_eq!(found.attributes, names(&["Allegro_Id"]));
    let plan = mugs(db, "looked-at").await;
    import(db, &plan).await;
    let found = db.inspect(&named).await.unwrap();
    assert_eq!(found.definitions[&(308, "ro".to_owned())].latest.as_ref().unwrap().number, "RO/1/2026");
}

/// The group of new contractors, a service, a delivery: gone, or a group of something else.
pub async fn what_a_base_lacks_is_red_in_doctor_with_the_way_in_optimas_menu(db: &mut impl RawBase) {
    let mut settings = Settings::default();
    for policy in [&mut settings.documents.firm, &mut settings.documents.invoice, &mut settings.documents.private] {
        policy.group = "ALLEGRO".to_owned();
    }
    (settings.delivery.default_service, settings.services.deposit) = ("DOSTAWA".to_owned(), "KAUCJA".to_owned());
    settings.products.create = true;
    settings.products.card.group = "SKLEP".to_owned();
    let named = doctor::named(&settings, &Tables::default());
    let texts = Catalogue::new(Language::Polish);
    let rename = |table: &str, column: &str, from: &str, to: &str| {
        format!("UPDATE CDN.{table} SET {column} = '{to}' WHERE {column} = '{from}'")
    };
    let card = |from: &str, to: &str| rename("Towary", "Twr_Kod", from, to);
    let contractors = |from: &str, to: &str| rename("Grupy", "Gru_Nazwa", from, to);
    let products = |from: &str, to: &str| rename("TwrGrupy", "TwG_Kod", from, to);
    let of_type = |kind: i64| format!("UPDATE CDN.Grupy SET Gru_Typ = {kind} WHERE Gru_Nazwa = 'ALLEGRO'");
    let in_menu = "Ogólne / Inne / Grupy kontrahentów";
    for (take, give, code, name, way) in [
        (contractors("ALLEGRO", "X"), contractors("X", "ALLEGRO"), "DOC-042", "ALLEGRO", in_menu),
        (of_type(33), of_type(31), "DOC-042", "ALLEGRO", in_menu),
        (card("KAUCJA", "X"), card("X", "KAUCJA"), "DOC-036", "KAUCJA", "Ogólne / Cennik"),
        (card("DOSTAWA", "X"), card("X", "DOSTAWA"), "DOC-036", "DOSTAWA", "Ogólne / Cennik"),
        (products("SKLEP", "X"), products("X", "SKLEP"), "DOC-041", "SKLEP", "Ogólne / Cennik"),
    ] {
        for is_gone in [true, false] {
            db.raw(if is_gone { &take } else { &give }).await.unwrap();
            let found = db.inspect(&named).await.unwrap();
            let findings = doctor::optima(&named, &found, &settings, found.now.unwrap());
            let red: Vec<_> = findings.iter().filter(|finding| finding.is_red()).collect();
            assert_eq!(red.len(), usize::from(is_gone), "{code} {name}: {red:?}");
            if let [finding] = red.as_slice() {
                let message = &finding.problem.message;
                let (says, todo) = (texts.text(message), texts.todo(message).unwrap());
                assert_eq!(finding.problem.code(), code);
                assert!(says.contains(name) && todo.contains(way), "{says} {todo}");
            }
        }
    }
}

pub async fn a_pattern_document_is_read(db: &mut impl RawBase) {
    let plan = mugs(db, "pattern").await;
    let written = import(db, &plan).await;
    db.raw(&format!(
        "UPDATE CDN.TraNag SET TrN_OpeZalID = 5, TrN_Waluta = 'PLN', TrN_Rabat = '1.50' WHERE TrN_TrNID = {}",
        written.id
    ))
    .await
    .unwrap();
    assert_eq!(db.pattern("RO/2/2026").await.unwrap(), None);
    let found = db.pattern("ro/1/2026").await.unwrap().unwrap();
    let value = |table: &str, name: &str| {
        let cells: &Vec<Cell> = &found[table];
        cells.iter().find(|cell| cell.column == name).map(|cell| cell.value.clone())
    };
    assert_eq!(value("TraNag", "TrN_OpeZalID"), Some(Value::Int(5)));
    assert_eq!(value("TraNag", "TrN_Waluta"), Some(Value::from("PLN")));
    assert_eq!(value("TraNag", "TrN_StaZalId"), Some(Value::Null));
    let Some(Value::Decimal(discount)) = value("TraNag", "TrN_Rabat") else { panic!("a decimal") };
    assert_eq!(discount.normalize().to_string(), "1.5");
    for never in ["TrN_TrNID", "TrN_ImportRowId", "TrN_NumerNr", "TrN_PodNazwa1", "TrN_TS_Zal", "TrN_DataDok"] {
        assert_eq!(value("TraNag", never), None, "{never}");
    }
    assert_eq!(value("TraElem", "TrE_Flaga"), Some(Value::Int(2)));
    assert_eq!(value("TraElem", "TrE_TwrNazwa"), None);
}
