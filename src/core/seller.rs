//! The seller's own company: what `SPRZEDAWCA` of every document says, and whose account it is at Allegro.

use super::document::Seller;
use super::message::Message;
use super::message::text::{Doc061, Sel001, Sel002, Sel003, Sel004};
use super::taxid::Nip;

/// What is wrong with a seller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No name, or no NIP.
    Empty,
    /// A Polish NIP that fails its checksum.
    WrongNip,
}

/// Who is no firm of this country has a number of another kind.
#[must_use]
pub fn fault(seller: &Seller) -> Option<Fault> {
    let polish = matches!(seller.nip_country.trim().to_uppercase().as_str(), "" | "PL");
    if seller.name.trim().is_empty() || seller.nip.trim().is_empty() {
        Some(Fault::Empty)
    } else {
        (polish && Nip::parse(&seller.nip).is_none()).then_some(Fault::WrongNip)
    }
}

/// What is to be said of `[seller]`; `part` is where it stands.
#[must_use]
pub fn of_settings(part: &str, seller: &Seller) -> Option<Message> {
    Some(match fault(seller)? {
        Fault::Empty => Sel001 { part: part.into() }.into(),
        Fault::WrongNip => Sel002 { part: part.into() }.into(),
    })
}

/// What is to be said of a file's `SPRZEDAWCA`.
#[must_use]
pub fn of_file(seller: &Seller) -> Option<Message> {
    Some(match fault(seller)? {
        Fault::Empty => Sel003.into(),
        Fault::WrongNip => Sel004 { nip: seller.nip.as_str().into() }.into(),
    })
}

/// An account of another firm than the seller of the settings: its documents may go to a base that is not its own.
#[must_use]
pub fn other(alias: &str, ours: &Seller, theirs: Option<&str>) -> Option<Message> {
    let (ours, theirs) = (Nip::parse(&ours.nip)?, Nip::parse(theirs?)?);
    (ours != theirs).then(|| Doc061 { alias: alias.into() }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seller(country: &str, name: &str, nip: &str) -> Seller {
        let text = str::to_owned;
        Seller { nip_country: text(country), name: text(name), nip: text(nip), ..Seller::default() }
    }

    #[test]
    fn an_empty_seller_and_a_wrong_nip_are_told() {
        for (country, name, nip, found) in [
            ("PL", "Sklep", "526-025-02-74", None),
            ("", "Sklep", "5260250274", None),
            ("PL", "", "5260250274", Some(Fault::Empty)),
            ("PL", "Sklep", " ", Some(Fault::Empty)),
            ("PL", "Sklep", "5260250275", Some(Fault::WrongNip)),
            ("", "Sklep", "123", Some(Fault::WrongNip)),
            ("CZ", "Sklep", "12345678", None),
        ] {
            assert_eq!(fault(&seller(country, name, nip)), found, "{country} {name} {nip}");
        }
    }

    #[test]
    fn an_account_of_another_firm_is_told() {
        let said = |ours: &str, theirs: Option<&str>| other("sklep", &seller("PL", "S", ours), theirs).is_some();
        assert!(said("5260250274", Some("9990003716")));
        assert!(!said("526-025-02-74", Some("PL5260250274")));
        assert!(!said("", Some("5260250274")), "that is told of the settings");
        assert!(!said("5260250274", None));
    }
}
