//! What the base has to choose from, for who fills in a table.

use super::super::error::OptimaError;
use super::engine::Engine;
use super::lookups;
use super::record::Record;
use crate::core::inspection::Choices;
use crate::core::kinds;

/// What is in use of payment forms and services, and the words for everything else that settings name.
pub async fn choices(engine: &mut impl Engine) -> Result<Choices, OptimaError> {
    let classes = [&kinds::RO, &kinds::PF, &kinds::FA, &kinds::PA].map(|kind| i64::from(kind.definitions));
    let [warehouses, contractor_groups, product_groups, attributes] = lookups::words();
    let asked = [
        (lookups::payment_forms(), "FPl_Nazwa"),
        (lookups::definition_symbols(&classes), "DDf_Symbol"),
        (warehouses, "Mag_Symbol"),
        (lookups::categories(), "Kat_KodOgolny"),
        (contractor_groups, "Gru_Nazwa"),
        (product_groups, "TwG_Kod"),
        (attributes, "DeA_Kod"),
    ];
    let columns = asked.each_ref().map(|(_, column)| *column);
    let mut statements: Vec<_> = asked.into_iter().map(|(statement, _)| statement).collect();
    statements.push(lookups::services());
    let mut answers = engine.select_all(&statements).await?;
    let services = answers.pop().unwrap_or_default();
    let words = |rows: &[Record], column| rows.iter().map(|row| row.text(column)).collect::<Result<Vec<_>, _>>();
    let mut lists = answers.iter().zip(columns).map(|(rows, column)| words(rows, column));
    let mut next = || lists.next().unwrap_or_else(|| Ok(Vec::new()));
    Ok(Choices {
        payment_forms: next()?,
        definitions: next()?,
        warehouses: next()?,
        categories: next()?,
        contractor_groups: next()?,
        product_groups: next()?,
        attributes: next()?,
        services: services
            .iter()
            .map(|row| Ok((row.text("Twr_Kod")?, row.text("Twr_Nazwa")?)))
            .collect::<Result<_, OptimaError>>()?,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;

    use crate::clock::FixedClock;
    use crate::optima::Base;
    use crate::optima::sandbox::Sandbox;

    #[tokio::test]
    async fn forms_and_services_are_there_and_goods_are_not() {
        let mut base: Base = Sandbox::memory(Arc::new(FixedClock(Timestamp::UNIX_EPOCH))).unwrap().into();
        let found = base.choices().await.unwrap();
        assert!(found.payment_forms.iter().any(|form| form == "przelew"), "{found:?}");
        assert!(found.services.iter().any(|(code, _)| code == "DOSTAWA"), "{found:?}");
        assert!(found.services.iter().all(|(code, _)| code != "KUBEK-330"), "{found:?}");
        let has = |list: &[String], word: &str| list.iter().any(|known| known == word);
        assert!(has(&found.definitions, "RO") && has(&found.warehouses, "MAGAZYN"), "{found:?}");
        assert!(has(&found.contractor_groups, "ALLEGRO") && has(&found.attributes, "ALLEGRO_ID"), "{found:?}");
    }
}
