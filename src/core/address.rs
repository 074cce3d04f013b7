//! An address in the columns that Optima has for it. None of them is long enough for every street: what does not fit goes
//! on in the second line of the address, and the whole of it stands in the document's description besides, for Optima's
//! XML has no second line and a printout may leave it out.

use super::document::Party;
use super::text::{self, Street, length, take_words};

/// `KRAJ` of an address in Poland, in every real export.
pub const HOME: &str = "Polska";
/// Lengths of `Ulica`, `Miasto`, `Kraj` and `Adres2` (`reference/optima-database.md` 2.1).
const LINE_MAX: usize = 40;
/// Lengths of `NrDomu`, `NrLokalu` and `KodPocztowy`.
const NUMBER_MAX: usize = 10;

/// A street address as Optima keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// `Ulica`.
    pub street: String,
    /// `NrDomu`.
    pub house: String,
    /// `NrLokalu`.
    pub flat: String,
    /// `Adres2`.
    pub second: String,
    /// It goes on in `Adres2`, or further.
    pub is_long: bool,
}

/// The street of a party, between words.
#[must_use]
pub fn laid(party: &Party) -> Laid {
    let whole = || Street { street: text::clean_line(&party.street).0, ..Street::default() };
    // A foreign house number may hold a slash of another meaning.
    let polish = matches!(party.country.as_str(), HOME | "");
    let split = if polish { text::split_street(&party.street) } else { whole() };
    let fits = length(&split.house) <= NUMBER_MAX && length(&split.flat) <= NUMBER_MAX;
    let Street { street, house, flat } = if fits { split } else { whole() };
    let (first, rest) = take_words(&street, LINE_MAX);
    let (second, _) = take_words(rest, LINE_MAX);
    Laid { is_long: !rest.is_empty(), street: first.to_owned(), second: second.to_owned(), house, flat }
}

/// The whole address in one line, of a party of which a part does not fit its own column.
fn long(party: &Party) -> Option<String> {
    let is_wide = length(&party.city) > LINE_MAX || length(&party.country) > LINE_MAX;
    if !laid(party).is_long && !is_wide && length(&party.post_code) <= NUMBER_MAX {
        return None;
    }
    let place = format!("{} {}", party.post_code, party.city);
    let country = if party.country == HOME { "" } else { party.country.as_str() };
    let pieces = [party.street.as_str(), &place, country].map(|part| text::clean_line(part).0);
    Some(pieces.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

/// What the description says of addresses that do not fit; nothing where they do.
#[must_use]
pub fn in_words(payer: &Party, recipient: &Party) -> Option<String> {
    let mut lines: Vec<String> = [recipient, payer].into_iter().filter_map(long).collect();
    lines.dedup();
    (!lines.is_empty()).then(|| lines.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(street: &str) -> Party {
        let (post_code, city, country) = ("04-833".to_owned(), "Świnoujście".to_owned(), HOME.to_owned());
        Party { street: street.to_owned(), post_code, city, country, ..Party::default() }
    }

    #[test]
    fn long_street_goes_on_in_the_second_line_and_in_the_description() {
        let long = at("ul. Bardzo Długiej Nazwy Ulicy Imienia Świętego Maksymiliana Kolbego 123/456");
        let found = laid(&long);
        assert_eq!(
            (&*found.street, &*found.second),
            ("ul. Bardzo Długiej Nazwy Ulicy Imienia", "Świętego Maksymiliana Kolbego")
        );
        assert_eq!((&*found.house, &*found.flat), ("123", "456"));
        let said = format!("{}, 04-833 Świnoujście", long.street);
        assert_eq!(in_words(&long, &long), Some(said.clone()));
        assert_eq!(in_words(&at("Długa 5"), &long), Some(said));
        assert_eq!(in_words(&at("Długa 5"), &at("Długa 5")), None);
        let city = Party { city: "x".repeat(41), ..at("Długa 5") };
        assert!(in_words(&city, &at("Długa 5")).unwrap().contains(&city.city));
    }

    #[test]
    fn a_number_that_is_too_long_for_its_column_stays_in_the_street() {
        let found = laid(&at("Warszawska 1234A-1234B"));
        assert_eq!((&*found.street, &*found.house, found.is_long), ("Warszawska 1234A-1234B", "", false));
        let abroad = Party { country: "Czechy".to_owned(), ..at("Dlouhá 1611/1") };
        assert_eq!((&*laid(&abroad).street, &*laid(&abroad).house), ("Dlouhá 1611/1", ""));
    }

    proptest! {
        #[test]
        fn no_letter_and_no_number_is_lost(street in "[a-zżółć0-9/. -]{0,200}") {
            let party = at(&street);
            let found = laid(&party);
            prop_assert!([&found.street, &found.second].into_iter().all(|part| length(part) <= LINE_MAX));
            prop_assert!([&found.house, &found.flat].into_iter().all(|part| length(part) <= NUMBER_MAX));
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let kept = format!("{}{}{}{}", found.street, found.second, found.house, found.flat);
            if let Some(said) = in_words(&party, &party) {
                prop_assert!(said.contains(&text::clean_line(&street).0));
            } else {
                prop_assert_eq!(digits(&kept), digits(&street));
            }
        }
    }
}
