//! What the demo's folder begins with: a shop that has decided everything.

use crate::core::message::{Catalogue, Language};
use crate::core::tables::Table;
use crate::settings::tables;
use crate::settings::template::{self, Answers};
use crate::workplace::start::Start;

/// Its only account.
pub(super) const ALIAS: &str = "pokaz";

/// The settings of a shop that has decided everything that can be decided, so that nothing stops for want of a
/// decision: each default that answers is warned about all the same.
pub(super) fn start(language: Language) -> Start {
    let answers = Answers {
        language,
        alias: ALIAS.to_owned(),
        company: "sklep".to_owned(),
        seller: "Sklep Pokazowy sp. z o.o.".to_owned(),
        nip: "9990003716".to_owned(),
        by_guide: false,
    };
    let mut settings = template::settings(&answers);
    for (default, chosen) in [
        ("sent_before = \"stop\"", "sent_before = \"import\""),
        ("one_fulfillment = \"stop\"", "one_fulfillment = \"import\""),
        ("foreign_delivery = \"stop\"", "foreign_delivery = \"import\""),
        ("default_rate = \"\"", "default_rate = \"23\""),
        ("unknown = \"refuse\"", "unknown = \"offer-code\""),
        ("additional = \"\"", "additional = \"PAKOWANIE\""),
        ("wrong_nip = \"error\"", "wrong_nip = \"private\""),
        ("category = \"\"", "category = \"ALLEGRO\""),
    ] {
        settings = settings.replace(default, chosen);
    }
    // Private persons have a numbering scheme and series of their own.
    if let Some((before, private)) = settings.split_once("[documents.private]") {
        let private = private.replacen("definition = \"RO\"", "definition = \"ROA\"", 1).replacen(
            "series = \"\"",
            "series = \"DET\"",
            1,
        );
        settings = format!("{before}[documents.private]{private}");
    }
    Start { settings, tables: demo_tables(&Catalogue::new(language)) }
}

fn demo_tables(texts: &Catalogue) -> Vec<(Table, Vec<u8>)> {
    let rows = |rows: &[&[&str]]| -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    };
    let method = |nn: &str| format!("5b3f2a10-7c44-4e0e-9a51-2f6d1c8e7a{nn}");
    let (dhl_cod, locker_cod, post, pick_up, dpd) =
        (method("01"), method("02"), method("03"), method("04"), method("09"));
    let deliveries = rows(&[
        &["c8be0338-63f9-42d8-bc78-ee2bd45980b6", "Kurier DHL", "KURIER", "", "", ""],
        &["2488f7b7-5d1c-4d65-b85c-4cbcf253fd93", "Allegro Paczkomaty InPost", "PACZKOMAT", "", "", ""],
        &["0b257488-c85d-4507-b967-9b45ffbfa2e8", "Allegro One Box, DPD", "ODBIOR-PUNKT", "", "", ""],
        &["9081532b-5ad3-467d-80bc-9252982e9dd8", "Allegro miniKurier24 InPost", "KURIER", "", "", ""],
        &[&dhl_cod, "Kurier DHL pobranie", "KURIER", "", "POBRANIE", "5,00"],
        &[&locker_cod, "Allegro Paczkomaty InPost pobranie", "PACZKOMAT", "", "", ""],
        &[&post, "Allegro Odbiór w Punkcie Poczta", "ODBIOR-PUNKT", "", "", ""],
        &[&pick_up, "Odbiór osobisty", "DOSTAWA", "", "", ""],
        &[&dpd, "Allegro Kurier DPD", "KURIER", "", "", ""],
    ]);
    let sets = rows(&[&["7770000301", "KUBEK-330", "2", ""], &["7770000301", "TALERZ-26", "2", ""]]);
    let products = rows(&[&["7770000302", "MIOD-900", "", "Miód lipowy 900 g"]]);
    let services = rows(&[&["GIFT_WRAP", "PAKOWANIE", "23"], &["CARRY_IN", "WNIESIENIE", "23"]]);
    vec![
        (Table::Payments, tables::default_file(Table::Payments, texts)),
        (Table::Deliveries, tables::file(Table::Deliveries, &deliveries, texts)),
        (Table::Products, tables::file(Table::Products, &products, texts)),
        (Table::Sets, tables::file(Table::Sets, &sets, texts)),
        (Table::Services, tables::file(Table::Services, &services, texts)),
    ]
}
