//! Is a card that the template of codes leads to the card of these goods, or of others for which it gives the same code?

use std::collections::BTreeSet;

use super::ean;
use super::matching;
use super::message::text::{Imp046, Imp084, Imp085};
use super::plan::ProductCard;
use super::problem::Problem;

/// What tells goods apart beside their code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks<'a> {
    /// Their EANs.
    pub eans: &'a [String],
    /// The catalogue number that their card has or would have.
    pub catalogue_number: &'a str,
    /// Other goods may have the same code ([`super::template::is_vague`]).
    pub vague: bool,
}

/// Are they the same?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sameness {
    /// As far as anybody says.
    Same,
    /// Nothing says so but a code that others may have.
    Unsure,
    /// An EAN or a catalogue number says no.
    Other,
}

/// Goods and a card with the code that the template gives for them.
#[must_use]
pub fn of(goods: Marks<'_>, eans: &[String], catalogue_number: &str) -> Sameness {
    let (ours, theirs) = (padded(goods.eans), padded(eans));
    if !ours.is_empty() && !theirs.is_empty() {
        return if ours.is_disjoint(&theirs) { Sameness::Other } else { Sameness::Same };
    }
    match (goods.catalogue_number.trim(), catalogue_number.trim()) {
        _ if !goods.vague => Sameness::Same,
        ("", _) | (_, "") => Sameness::Unsure,
        (ours, theirs) if matching::same_code(ours, theirs) => Sameness::Same,
        _ => Sameness::Other,
    }
}

/// The same, of a card that Optima has.
#[must_use]
pub fn of_card(goods: Marks<'_>, card: &ProductCard) -> Sameness {
    of(goods, &card.eans, &card.catalogue_number)
}

fn padded(eans: &[String]) -> BTreeSet<String> {
    eans.iter().filter_map(|ean| ean::padded(ean)).collect()
}

/// The refusal of goods with the code `own`, for which the template gave the code of a card that is of others.
#[must_use]
pub fn other(own: &str, goods: Marks<'_>, (code, eans, catalogue_number): (&str, &[String], &str)) -> Problem {
    let (own, code) = (own.into(), code.into());
    if padded(goods.eans).is_empty() || padded(eans).is_empty() {
        let (ours, theirs) = (goods.catalogue_number.into(), catalogue_number.into());
        return Problem::error(Imp084 { own, code, theirs, ours });
    }
    Problem::error(Imp046 { own, code, theirs: eans.join(", ").into(), ean: goods.eans.join(", ").into() })
}

/// What is said of goods that are taken for a card's although nothing but the code says so.
#[must_use]
pub fn unsure(goods: Marks<'_>, code: &str) -> Problem {
    Problem::warning(Imp085 { code: code.into(), ours: goods.catalogue_number.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ean_says_more_than_a_catalogue_number_and_that_more_than_a_name() {
        let eans = |eans: &[&str]| -> Vec<String> { eans.iter().map(|ean| (*ean).to_owned()).collect() };
        let (mug, flask, none) = (eans(&["2000000000015"]), eans(&["2000000000022"]), eans(&[]));
        for (ours, number, vague, theirs, their_number, expected) in [
            (&mug, "A", true, &mug, "B", Sameness::Same),
            (&mug, "A", true, &eans(&["02000000000015", "5"]), "B", Sameness::Same),
            (&mug, "A", false, &flask, "A", Sameness::Other),
            (&mug, "A", true, &none, "a ", Sameness::Same),
            (&none, "A", true, &mug, "B", Sameness::Other),
            (&none, "A", true, &none, "B", Sameness::Other),
            (&none, "A", true, &mug, "", Sameness::Unsure),
            (&none, "", true, &none, "", Sameness::Unsure),
            (&none, "A", false, &none, "B", Sameness::Same),
            (&mug, "A", false, &none, "B", Sameness::Same),
        ] {
            let goods = Marks { eans: ours, catalogue_number: number, vague };
            assert_eq!(of(goods, theirs, their_number), expected, "{goods:?} {theirs:?} {their_number}");
        }
    }
}
