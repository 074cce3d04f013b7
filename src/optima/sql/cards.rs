//! Cards that a person looks for by what he knows of them.

use super::super::error::OptimaError;
use super::engine::Engine;
use super::search::Search;
use crate::core::inspection::FoundCard;

/// Cards in use that have every word somewhere in their code, EAN or name; so many of them, in no particular order.
pub async fn found_cards(
    engine: &mut impl Engine,
    words: &[String],
    most: usize,
) -> Result<Vec<FoundCard>, OptimaError> {
    let statement = engine.search(Search::Cards { words, most });
    let found = engine.select(&statement).await?;
    let card = |row: &super::record::Record| {
        let (code, name, ean) = (row.text("Twr_Kod")?, row.text("Twr_Nazwa")?, row.text("Twr_EAN")?);
        Ok(FoundCard { code, name, ean, service: row.int("Twr_Typ")? == 0 })
    };
    found.iter().map(card).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;

    use crate::clock::FixedClock;
    use crate::optima::Base;
    use crate::optima::sandbox::Sandbox;

    async fn found(words: &[&str]) -> Vec<String> {
        let mut base: Base = Sandbox::memory(Arc::new(FixedClock(Timestamp::UNIX_EPOCH))).unwrap().into();
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let mut codes: Vec<String> = base.cards(&words, 20).await.unwrap().into_iter().map(|card| card.code).collect();
        codes.sort();
        codes
    }

    #[tokio::test]
    async fn a_card_is_found_by_code_name_and_ean_and_words_are_no_patterns() {
        assert_eq!(found(&["kubek-330"]).await, ["KUBEK-330"]);
        assert_eq!(found(&["ceramiczny", "KUBEK"]).await, ["KUBEK-330"]);
        assert_eq!(found(&["2000000000022"]).await, ["KUBEK-TERM-350"]);
        assert_eq!(found(&["kubek"]).await, ["KUBEK-330", "KUBEK-TERM-350"]);
        assert_eq!(found(&["%"]).await, ["EKSPORT-0"], "its name has one");
        for nothing in ["_", "'", "' OR 1=1 --", "[a-z]", "\u{202e}x"] {
            assert_eq!(found(&[nothing]).await, [""; 0], "{nothing}");
        }
    }

    #[tokio::test]
    async fn no_more_are_given_than_were_asked_for() {
        let mut base: Base = Sandbox::memory(Arc::new(FixedClock(Timestamp::UNIX_EPOCH))).unwrap().into();
        assert_eq!(base.cards(&[], 3).await.unwrap().len(), 3);
    }
}
