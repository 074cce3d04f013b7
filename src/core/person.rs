//! A buyer who is to be forgotten, and where he is met.

use memchr::memmem;

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

    /// May these bytes hold an order of this person? Quick, and `true` too often: what it passes is read.
    #[must_use]
    pub fn may_be_in(&self, bytes: &[u8]) -> bool {
        let (Self::Buyer(word) | Self::Nip(word)) = self;
        let plain = |bytes: &[u8]| -> Vec<u8> {
            bytes.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect()
        };
        let word = plain(word.as_bytes());
        let word = if matches!(self, Self::Nip(_)) { word.strip_prefix(b"pl").unwrap_or(&word) } else { &word };
        // A letter that is written by its number hides a word.
        word.is_empty() || memmem::find(bytes, b"\\u00").is_some() || memmem::find(&plain(bytes), word).is_some()
    }

    /// Is this the person's tax number?
    #[must_use]
    pub fn has_number(&self, number: &str) -> bool {
        matches!(self, Self::Nip(nip) if same_number(number, nip))
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
pub(super) fn same_number(text: &str, other: &str) -> bool {
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
    fn what_is_passed_over_unread_cannot_be_theirs() {
        let nip = Person::Nip("PL 526-025-02-74".to_owned());
        for body in [&br#"{"taxId":"526 025 02 74"}"#[..], br#"{"value":"PL5260250274"}"#, br#"{"taxId":"526\u0030"}"#]
        {
            assert!(nip.may_be_in(body), "{}", String::from_utf8_lossy(body));
        }
        assert!(!nip.may_be_in(br#"{"taxId":"5260250275"}"#) && nip.has_number("5260250274"));
        let buyer = Person::Buyer("Kowal_7".to_owned());
        assert!(buyer.may_be_in(br#"{"login":"kowal_7"}"#) && !buyer.may_be_in(br#"{"login":"kowal_8"}"#));
        assert!(Person::Buyer("__".to_owned()).may_be_in(b"{}"), "no letter to look for");
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
