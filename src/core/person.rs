//! A buyer who is to be forgotten, and where he is met.

use super::document::{Document, Party};
use super::order::Order;

/// Whom a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// `buyer.id` or `buyer.login`.
    Buyer(String),
    /// A NIP or another tax number, however it is written.
    Nip(String),
}

impl Person {
    /// Did this person buy?
    #[must_use]
    pub fn bought(&self, order: &Order) -> bool {
        match self {
            Self::Buyer(buyer) => is_buyer(buyer, &order.buyer.id, &order.buyer.login),
            Self::Nip(nip) => order.invoice.company.as_ref().is_some_and(|company| {
                let ids = company.ids.iter().map(|(_, value)| value);
                ids.chain(&company.tax_id).any(|text| same_number(text, nip))
            }),
        }
    }

    /// Is the document about this person?
    #[must_use]
    pub fn is_on(&self, document: &Document) -> bool {
        match self {
            Self::Buyer(buyer) => {
                document.origin.as_ref().is_some_and(|origin| is_buyer(buyer, &origin.buyer.id, &origin.buyer.login))
            }
            Self::Nip(nip) => [&document.payer, &document.recipient].into_iter().any(|party| has_number(party, nip)),
        }
    }

    /// Do these bytes, which nobody can read as an order or document, hold the person's number or login as a word?
    #[must_use]
    pub fn is_named_in(&self, bytes: &[u8]) -> bool {
        let (Self::Buyer(word) | Self::Nip(word)) = self;
        let word = word.as_bytes();
        let inside = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
        !word.is_empty()
            && bytes.windows(word.len()).enumerate().any(|(at, found)| {
                found.eq_ignore_ascii_case(word)
                    && !inside(at.checked_sub(1).and_then(|before| bytes.get(before)))
                    && !inside(bytes.get(at + word.len()))
            })
    }
}

fn is_buyer(wanted: &str, id: &str, login: &str) -> bool {
    !wanted.is_empty() && (wanted == id || wanted.eq_ignore_ascii_case(login))
}

fn has_number(party: &Party, nip: &str) -> bool {
    same_number(&party.nip, nip) || same_number(&format!("{}{}", party.nip_country, party.nip), nip)
}

/// `PL 526-025-02-74` is 5260250274.
fn same_number(text: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase();
        plain.strip_prefix("PL").map_or(plain.clone(), str::to_owned)
    };
    let plain_text = plain(text);
    !plain_text.is_empty() && plain_text == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for text in ["5260250274", "PL5260250274", "pl 526-025-02-74", " 526 025 02 74 "] {
            assert!(same_number(text, "526-025-02-74"), "{text}");
        }
        for text in ["", "PL", "526025027", "52602502744", "DE5260250274"] {
            assert!(!same_number(text, "5260250274"), "{text}");
        }
        assert!(!same_number("", ""), "nobody has no number");
    }

    #[test]
    fn a_buyer_is_met_by_number_and_login_and_never_by_nothing() {
        assert!(is_buyer("12", "12", "jan") && is_buyer("JAN", "12", "jan"));
        assert!(!is_buyer("1", "12", "jan") && !is_buyer("", "", ""));
    }

    #[test]
    fn in_unreadable_bytes_a_number_is_met_as_a_word_alone() {
        let nip = Person::Nip("5260250274".to_owned());
        assert!(nip.is_named_in(b"<NIP>5260250274</NIP") && nip.is_named_in(b"5260250274"));
        assert!(!nip.is_named_in(b"152602502741") && !nip.is_named_in(b"") && !nip.is_named_in(b"x5260250274"));
        assert!(!Person::Buyer(String::new()).is_named_in(b"anything"));
        assert!(Person::Buyer("Kupiec".to_owned()).is_named_in("…\"login\":\"kupiec\"".as_bytes()));
    }
}
