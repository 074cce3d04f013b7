//! Cards that may be the same person as a new card's (`reference/requirements.md` R-D9). Optima's own windows warn
//! of them; whoever writes into the base beside the windows has to warn himself. They are shown and never taken: a
//! name is no proof.

use super::document::Party;
use super::matching::{bare_nip, same_code, same_mail};
use super::text;

/// What a contractor's card says of who and where he is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namesake {
    /// `Knt_Kod`.
    pub code: String,
    /// `Knt_Nazwa1` … `3`, joined with blanks.
    pub name: String,
    /// `Knt_Nip`.
    pub nip: String,
    /// `Knt_Ulica`, `Knt_NrDomu`, `Knt_NrLokalu`, joined with blanks.
    pub street: String,
    /// `Knt_KodPocztowy`.
    pub post_code: String,
    /// The addresses of `Knt_Email`.
    pub emails: Vec<String>,
}

/// The part of a name that `Knt_Nazwa1` holds, which cards are looked up by. Empty where there is no name.
#[must_use]
pub fn wanted_name(payer: &Party) -> String {
    text::split_name(&payer.name).first
}

/// The cards that a person should compare with the new one, as they were found: of the same name with another NIP or,
/// where the new card has one, without any, and of the same name at the same address or with the same e-mail. Two
/// private persons of one name at two addresses are two persons.
#[must_use]
pub fn near<'a>(payer: &Party, email: &str, code: &str, cards: &'a [Namesake]) -> Vec<&'a Namesake> {
    let nip = bare_nip(&payer.nip);
    let other_nip = |card: &Namesake| !nip.is_empty() && bare_nip(&card.nip) != nip;
    let mail = |card: &Namesake| card.emails.iter().any(|own| same_mail(own, email));
    let there = |card: &Namesake| {
        let street = letters(&payer.street);
        !street.is_empty() && street == letters(&card.street) && letters(&payer.post_code) == letters(&card.post_code)
    };
    let near = |card: &&Namesake| {
        !same_code(&card.code, code)
            && same_name(&card.name, &payer.name)
            && (other_nip(card) || there(card) || mail(card))
    };
    cards.iter().filter(near).collect()
}

/// Are these one name, however it is written? Nothing is the name of nobody.
#[must_use]
pub fn same_name(left: &str, right: &str) -> bool {
    let name = letters(left);
    !name.is_empty() && name == letters(right)
}

/// Letters and digits in lower case, without what only says that a street is a street: `ul. Długa 5/12` and
/// `Długa 5 12` are alike.
fn letters(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !matches!(*word, "" | "ul" | "ulica"));
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payer(nip: &str) -> Party {
        Party {
            name: "Jan Żółw".to_owned(),
            nip: nip.to_owned(),
            street: "ul. Długa 5/12".to_owned(),
            post_code: "00-001".to_owned(),
            ..Party::default()
        }
    }

    fn card(code: &str, name: &str, nip: &str, street: &str) -> Namesake {
        let text = str::to_owned;
        Namesake {
            code: text(code),
            name: text(name),
            nip: text(nip),
            street: text(street),
            post_code: text("00-001"),
            emails: vec![format!("{code}@example.com")],
        }
    }

    fn found(payer: &Party, cards: &[Namesake]) -> Vec<String> {
        near(payer, "there@example.com", "AL-1", cards).into_iter().map(|card| card.code.clone()).collect()
    }

    #[test]
    fn r_d9_the_same_name_at_the_same_address_with_the_same_mail_or_with_another_nip_or_none() {
        let cards = [
            card("HERE", "JAN  ŻÓŁW", "", "Długa 5 12"),
            card("THERE", "Jan Żółw", "", "Krótka 1"),
            card("ELSEWHERE", "Jan Żółw", "", "Krótka 1"),
            card("FIRM", "Jan Żółw", "525-000-00-00", "Krótka 1"),
            card("SAME", "Jan Żółw", "526-025-02-74", "Krótka 1"),
            card("OTHER", "Jan Żuk", "", "Długa 5 12"),
            card("al-1", "Jan Żółw", "", "Długa 5 12"),
        ];
        assert_eq!(found(&payer(""), &cards), ["HERE", "THERE"]);
        assert_eq!(found(&payer("5260250274"), &cards), ["HERE", "THERE", "ELSEWHERE", "FIRM"]);
    }

    #[test]
    fn r_d9_what_is_empty_is_like_nothing() {
        let nobody = Party { name: "-".to_owned(), ..payer("5260250274") };
        assert!(found(&nobody, &[card("X", "", "5250000000", "Długa 5 12")]).is_empty());
        let nowhere = Party { street: String::new(), ..payer("") };
        assert!(found(&nowhere, &[card("X", "Jan Żółw", "", "")]).is_empty());
    }
}
