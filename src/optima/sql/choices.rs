//! What the base has to choose from, for who fills in a table.

use super::super::error::OptimaError;
use super::engine::Engine;
use super::lookups;
use crate::core::inspection::Choices;

/// Payment forms and services that are in use.
pub async fn choices(engine: &mut impl Engine) -> Result<Choices, OptimaError> {
    let forms = engine.select(&lookups::payment_forms()).await?;
    let services = engine.select(&lookups::services()).await?;
    Ok(Choices {
        payment_forms: forms.iter().map(|row| row.text("FPl_Nazwa")).collect::<Result<_, _>>()?,
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
    }
}
