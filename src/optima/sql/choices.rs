//! What the base has to choose from, for who fills in a table.

use super::super::error::OptimaError;
use super::engine::Engine;
use super::lookups;
use super::record::Record;
use crate::core::inspection::Choices;
use crate::core::kinds;

/// So many documents are offered as a pattern.
const PATTERNS: usize = 20;

/// Payment forms and services that are in use.
pub async fn choices(engine: &mut impl Engine) -> Result<Choices, OptimaError> {
    let forms = engine.select(&lookups::payment_forms()).await?;
    let services = engine.select(&lookups::services()).await?;
    Ok(Choices {
        payment_forms: words(&forms, "FPl_Nazwa")?,
        services: services
            .iter()
            .map(|row| Ok((row.text("Twr_Kod")?, row.text("Twr_Nazwa")?)))
            .collect::<Result<_, OptimaError>>()?,
        ..Choices::default()
    })
}

/// The same, and the words for everything else that settings name. A list that we have no right to read is empty.
pub async fn every_choice(engine: &mut impl Engine) -> Result<Choices, OptimaError> {
    let begun = choices(engine).await?;
    let classes = [&kinds::RO, &kinds::PF, &kinds::FA, &kinds::PA].map(|kind| i64::from(kind.definitions));
    let [warehouses, contractor_groups, product_groups, attributes] = lookups::words();
    let mut list = async |statement, column| {
        let rows = engine.select(&statement).await.unwrap_or_default();
        words(&rows, column).unwrap_or_default()
    };
    let mut patterns = list(lookups::latest_by_hand(), "TrN_NumerPelny").await;
    patterns.truncate(PATTERNS);
    Ok(Choices {
        patterns,
        definitions: list(lookups::definition_symbols(&classes), "DDf_Symbol").await,
        warehouses: list(warehouses, "Mag_Symbol").await,
        categories: list(lookups::categories(), "Kat_KodOgolny").await,
        contractor_groups: list(contractor_groups, "Gru_Nazwa").await,
        product_groups: list(product_groups, "TwG_Kod").await,
        attributes: list(attributes, "DeA_Kod").await,
        ..begun
    })
}

fn words(rows: &[Record], column: &str) -> Result<Vec<String>, OptimaError> {
    rows.iter().map(|row| row.text(column)).collect()
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
        let found = base.every_choice().await.unwrap();
        assert_eq!(base.choices().await.unwrap().services, found.services);
        assert!(found.payment_forms.iter().any(|form| form == "przelew"), "{found:?}");
        assert!(found.services.iter().any(|(code, _)| code == "DOSTAWA"), "{found:?}");
        assert!(found.services.iter().all(|(code, _)| code != "KUBEK-330"), "{found:?}");
        let has = |list: &[String], word: &str| list.iter().any(|known| known == word);
        assert!(has(&found.definitions, "RO") && has(&found.warehouses, "MAGAZYN"), "{found:?}");
        assert!(has(&found.contractor_groups, "ALLEGRO") && has(&found.attributes, "ALLEGRO_ID"), "{found:?}");
    }
}
