//! A person who is to be forgotten, in words about somebody else: a card that may be his is shown beside another buyer's.

use std::collections::BTreeSet;

use super::document::Party;
use super::message::{Arg, Message};
use super::order::Order;
use super::person::{Person, same_number};
use super::problem::Problem;

/// What a person is named by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    /// Numbers and logins: each is proof by itself, as a whole word.
    words: BTreeSet<String>,
    /// Whole names. Others bear them too, so that they are proof only beside one of the next.
    names: BTreeSet<String>,
    /// Post codes.
    beside: BTreeSet<String>,
    /// Codes of cards.
    codes: BTreeSet<String>,
}

impl Mentions {
    /// Nothing is known yet but what was asked for.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        let (Person::Buyer(word) | Person::Nip(word)) = person;
        Self { words: [word.trim().to_owned()].into(), ..Self::default() }
    }

    /// Takes in what an order of the person says of him.
    pub fn learn_order(&mut self, order: &Order) {
        let (buyer, invoice) = (&order.buyer, &order.invoice);
        self.words.extend([buyer.id.clone(), buyer.login.clone()]);
        let person = |first: &str, last: &str| format!("{first} {last}");
        let own = buyer.first_name.as_deref().zip(buyer.last_name.as_deref()).map(|(first, last)| person(first, last));
        let on_invoice = invoice.person.as_ref().map(|(first, last)| person(first, last));
        let mut names: Vec<String> = own.into_iter().chain(on_invoice).chain(buyer.company_name.clone()).collect();
        if let Some(company) = &invoice.company {
            names.push(company.name.clone());
            self.words.extend(company.ids.iter().map(|(_, value)| value.clone()).chain(company.tax_id.clone()));
        }
        self.names.extend(names.iter().map(|name| plain(name)));
        let addresses = buyer.address.iter().chain(&invoice.address);
        self.beside.extend(addresses.map(|address| plain(&address.post_code)));
        self.tidy();
    }

    /// Takes in what a document of the person says of him as its payer.
    pub fn learn_payer(&mut self, payer: &Party) {
        self.words.insert(payer.nip.clone());
        self.names.insert(plain(&payer.name));
        self.beside.insert(plain(&payer.post_code));
        self.codes.insert(payer.code.clone());
        self.tidy();
    }

    fn tidy(&mut self) {
        for known in [&mut self.words, &mut self.names, &mut self.beside, &mut self.codes] {
            known.retain(|text| text.chars().any(char::is_alphanumeric));
        }
    }

    /// The whole names that are known.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| name.trim())
    }

    /// Does this, which is said of somebody else, name the person? Only what names buyers at all can: a login may be a word
    /// that everything is full of.
    #[must_use]
    pub fn are_in(&self, problem: &Problem) -> bool {
        problem.message.names_buyer() && self.are_said(&problem.message)
    }

    fn are_said(&self, message: &Message) -> bool {
        message.args.iter().any(|(_, arg)| match arg {
            Arg::Number(_) => false,
            Arg::Text(text) => self.are_words_of(text),
            Arg::Message(message) => self.are_said(message),
        })
    }

    fn are_words_of(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        let same_numbers =
            |word: &String| is_number(word) && lower.split(|c| !inside(c)).any(|it| same_number(it, word));
        let stands = |word: &String| stands_in(&lower, &word.to_lowercase());
        let said = plain(text);
        let is_said = |words: &String| said.contains(words.as_str());
        self.words.iter().any(|word| stands(word) || same_numbers(word))
            || (self.names.iter().any(is_said) && (self.beside.iter().any(is_said) || self.codes.iter().any(stands)))
    }
}

/// What a login or a number may consist of.
fn inside(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '/' | '+')
}

/// Does the word stand there by itself, and not as a part of a longer one? What ends a sentence is no part of a word.
fn stands_in(text: &str, word: &str) -> bool {
    let ends = ['.', '-', '/'];
    let alone = |at: usize| {
        let before = text.get(..at).unwrap_or_default().trim_end_matches(ends);
        let after = text.get(at + word.len()..).unwrap_or_default().trim_start_matches(ends);
        !before.ends_with(inside) && !after.starts_with(inside)
    };
    !word.is_empty() && text.match_indices(word).any(|(at, _)| alone(at))
}

/// A tax number, however it is written.
fn is_number(word: &str) -> bool {
    word.chars().filter(char::is_ascii_digit).count() >= 8
}

/// Words in small letters, each between blanks, so that one is never found inside another.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::{Imp050, Ord904};

    fn told(list: &str) -> Problem {
        Problem::warning(Imp050 { code: "AL-9".into(), list: list.into() })
    }

    fn jan() -> Mentions {
        let mut known = Mentions::of(&Person::Buyer("kupiec".to_owned()));
        let payer = Party {
            code: "AL-7".to_owned(),
            name: "Jan Żółw".to_owned(),
            nip: "5260250274".to_owned(),
            post_code: "00-001".to_owned(),
            ..Party::default()
        };
        known.learn_payer(&payer);
        known
    }

    #[test]
    fn a_person_is_named_by_number_login_or_his_name_beside_his_card_or_post_code() {
        for list in [
            "AL-7 (JAN ŻÓŁW)",
            "X (Jan Żółw, 00-001, Długa 5)",
            "Y (Firma, 526-025-02-74)",
            "Kupiec (ktoś)",
            "A (Ala); PL5260250274 (x)",
        ] {
            assert!(jan().are_in(&told(list)), "{list}");
        }
    }

    #[test]
    fn a_namesake_and_a_longer_word_are_somebody_else() {
        for list in [
            "X (Jan Żółw, 30-001)",
            "X (Janina Żółwik, 00-001)",
            "AL-7 (Ala)",
            "AL-7-B (Jan Żółw)",
            "kupiec_2",
            "kupiec-3 (x)",
            "x/kupiec",
            "",
        ] {
            assert!(!jan().are_in(&told(list)), "{list}");
        }
        let of_everything = Mentions::of(&Person::Buyer("RO".to_owned()));
        let of_a_document = Ord904 { document: "RO".into(), before: "RO".into(), now: "RO".into() };
        assert!(!of_everything.are_in(&Problem::warning(of_a_document)), "no buyer is named there");
        assert!(!Mentions::of(&Person::Buyer(String::new())).are_in(&told("")));
    }
}
