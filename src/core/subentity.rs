//! A unit of local government or a member of a VAT group that buys under another's NIP: buyers write its internal id
//! (`IDWew`, the NIP and five digits) into names and messages (`reference/allegro.md` 15), and the invoice may have to name
//! the unit as Podmiot3.

use super::taxid::Nip;

/// Words that say it without an id, in lower case.
const WORDS: [&str; 2] = ["jst", "idwew"];
/// And phrases.
const PHRASES: [&str; 4] = ["grupa vat", "grupy vat", "identyfikator wewn", "podmiot 3"];

/// What texts of an order say of such a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its ids, as `1234567890-12345`, each once.
    pub ids: Vec<String>,
    /// It is spoken of.
    pub is_named: bool,
}

/// Looks through texts.
#[must_use]
pub fn found<'a>(texts: impl IntoIterator<Item = &'a str>) -> Unit {
    let mut unit = Unit::default();
    for text in texts {
        for id in ids(text) {
            if !unit.ids.contains(&id) {
                unit.ids.push(id);
            }
        }
        let lower = text.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        unit.is_named |= words.any(|word| WORDS.contains(&word)) || PHRASES.iter().any(|phrase| lower.contains(phrase));
    }
    unit.is_named |= !unit.ids.is_empty();
    unit
}

/// Ten digits of a NIP, a dash, five digits; the NIP may have dashes of its own.
fn ids(text: &str) -> Vec<String> {
    let joined = text.replace(['–', '‑'], "-").replace(" - ", "-").replace("- ", "-").replace(" -", "-");
    let runs = joined.split(|c: char| !c.is_ascii_digit() && c != '-').map(|run| run.trim_matches('-'));
    let id = |run: &str| {
        let (nip, unit) = run.rsplit_once('-')?;
        let digits: String = nip.chars().filter(char::is_ascii_digit).collect();
        let plain = digits.len() == 10 && (digits == nip || Nip::parse(&digits).is_some());
        (plain && unit.len() == 5).then(|| format!("{digits}-{unit}"))
    };
    runs.filter_map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_words_are_found_and_other_numbers_are_not() {
        for (text, ids, named) in [
            ("Gmina Przykładowo, IDWew: 5260250274-00012", vec!["5260250274-00012"], true),
            ("odbiorca (PL5260250274 - 12345)", vec!["5260250274-12345"], true),
            ("526-025-02-74-12345", vec!["5260250274-12345"], true),
            ("Szkoła Podstawowa, JST", vec![], true),
            ("Spółka z Grupy VAT Przykład", vec![], true),
            ("tel. 600-111-222, 00-950", vec![], false),
            ("zamówienie 12345678901-12345", vec![], false),
            ("rejstr JSTOTNY", vec![], false),
        ] {
            let unit = found([text]);
            assert_eq!((unit.ids, unit.is_named), (ids.iter().map(|id| (*id).to_owned()).collect(), named), "{text}");
        }
        assert_eq!(found(["5260250274-00012", "5260250274-00012"]).ids.len(), 1);
    }
}
