//! Why orders wait for a person. Those that wait for the same reason are one row of the work list, and one answer ends it
//! for all of them.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::digest::sha256_hex;
use super::life::{Kind, Life, Matter};
use super::message::Arg;
use super::retention;

/// What a person is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// The card of an offer.
    Offer,
    /// Another card for the offers that have a code which Optima lacks, or cannot keep.
    Code,
    /// The card of the offers whose EAN several cards have.
    Ean,
    /// The VAT rate of an offer.
    Rate,
    /// The service of a delivery method.
    Delivery,
    /// The card of an additional service.
    Service,
    /// Another card in the place of a service that Optima lacks.
    Used,
    /// The form of a kind of payment.
    Payment,
    /// Another form in the place of one that Optima lacks.
    Form,
    /// What to do about a tax number that is none.
    Nip,
}

impl Ask {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Offer,
        Self::Code,
        Self::Ean,
        Self::Rate,
        Self::Delivery,
        Self::Service,
        Self::Used,
        Self::Payment,
        Self::Form,
        Self::Nip,
    ];

    /// The placeholders that tell what it is asked about.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Offer | Self::Rate => &["offer"],
            Self::Code | Self::Used => &["code"],
            Self::Ean => &["ean"],
            Self::Delivery => &["id"],
            Self::Service => &["definition"],
            Self::Payment => &["payment", "provider"],
            Self::Form => &["form"],
            Self::Nip => &["nip"],
        }
    }

    /// Is what is asked for a card of goods, found by its code, its name or its EAN?
    #[must_use]
    pub fn is_for_goods(self) -> bool {
        matches!(self, Self::Offer | Self::Code | Self::Ean)
    }

    /// Is it the card of a service?
    #[must_use]
    pub fn is_for_service(self) -> bool {
        matches!(self, Self::Delivery | Self::Service | Self::Used)
    }

    /// Is it a payment form?
    #[must_use]
    pub fn is_for_form(self) -> bool {
        matches!(self, Self::Payment | Self::Form)
    }
}

/// Why an order waits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// For this answer; about what.
    Asks(Ask, Vec<String>),
    /// Something in Optima, a table or the settings: the same code with the same values.
    Outside(String, Vec<String>),
    /// What is true of each of the orders by itself: of this kind, with this code.
    Own(Kind, String),
}

impl Cause {
    /// What a matter waits for.
    #[must_use]
    pub fn of(matter: &Matter) -> Self {
        let message = &matter.problem.message;
        if matter.kind == Kind::Refused {
            if let Some(ask) = message.asks() {
                let key = |name: &&str| message.arg(name).unwrap_or_default().to_owned();
                return Self::Asks(ask, ask.keys().iter().map(key).collect());
            }
            if message.is_curable() {
                return Self::Outside(message.id.to_string(), message.args.iter().map(|(_, arg)| value(arg)).collect());
            }
        }
        Self::Own(matter.kind, retention::code(&matter.problem).to_owned())
    }

    /// What is asked for; none: no one answer ends it.
    #[must_use]
    pub fn ask(&self) -> Option<Ask> {
        match self {
            Self::Asks(ask, _) => Some(*ask),
            _ => None,
        }
    }

    /// What it is asked about.
    #[must_use]
    pub fn about(&self, at: usize) -> &str {
        match self {
            Self::Asks(_, key) => key.get(at).map_or("", String::as_str),
            _ => "",
        }
    }

    /// A short name for addresses, the same as long as the cause is; each company has its own.
    #[must_use]
    pub fn name(&self, company: &str) -> String {
        let whole = format!("{company}\n{self:?}");
        Uuid::new_v5(&Uuid::NAMESPACE_OID, sha256_hex(whole.as_bytes()).as_bytes()).simple().to_string()
    }
}

fn value(arg: &Arg) -> String {
    match arg {
        Arg::Number(number) => number.to_string(),
        Arg::Text(text) => text.clone(),
        Arg::Message(message) => message.id.to_string(),
    }
}

/// Orders with the matter that they have in common.
pub type Members<'a> = Vec<(&'a Life, &'a Matter)>;

/// What is open, by its cause: first what an answer ends, then what keeps orders from a document, the one that holds up most
/// before the others. An order with several matters is in several groups.
#[must_use]
pub fn groups(lives: &[Life]) -> Vec<(Cause, Members<'_>)> {
    let mut by_cause: BTreeMap<Cause, Members<'_>> = BTreeMap::new();
    for life in lives {
        for matter in life.open_matters() {
            by_cause.entry(Cause::of(matter)).or_default().push((life, matter));
        }
    }
    let mut groups: Vec<_> = by_cause.into_iter().collect();
    let rank = |cause: &Cause| match cause {
        Cause::Own(Kind::Refused, _) | Cause::Outside(..) => 1,
        Cause::Asks(..) => 0,
        Cause::Own(..) => 2,
    };
    // A stable sort: what is alike stays in the order of its cause, so that a page that is read twice looks the same.
    groups.sort_by_key(|(cause, members)| (rank(cause), std::cmp::Reverse(members.len())));
    groups
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::core::life::{State, matter};
    use crate::core::message::Message;
    use crate::core::message::text::{
        Dlv001, Imp006, Imp008, Imp010, Imp011, Imp029, Imp072, Imp079, Ord904, Pay002, Prd001, Prd002, Pty001, Srv001,
        Sum002, Vat001,
    };
    use crate::core::problem::Problem;

    fn refused(id: u32, message: impl Into<Message>) -> Life {
        let problem = Problem::error(message).in_order(id.to_string());
        let matter =
            Matter { kind: Kind::Refused, problem: problem.clone(), since: Timestamp::UNIX_EPOCH, closed: None };
        let seen = Life::seen(id.to_string(), "sklep", Timestamp::UNIX_EPOCH);
        Life { state: State::Error, problem: Some(problem), matters: vec![matter], ..seen }
    }

    fn no_code(offer: &str) -> Prd001 {
        Prd001 { offer: offer.into(), name: "Kubek".into() }
    }

    #[test]
    fn orders_that_wait_for_one_answer_are_one_row() {
        let mut lives: Vec<Life> = (0..251).map(|id| refused(id, no_code("15"))).collect();
        let two_cards = Prd002 { ean: "590".into(), codes: "A, B".into(), offer: "15".into() };
        lives.extend([refused(300, two_cards), refused(301, no_code("16"))]);
        lives.push(refused(302, Vat001 { offer: "15".into(), name: "Kubek".into() }));
        let groups = groups(&lives);
        let counts: Vec<_> = groups.iter().map(|(cause, members)| (cause.clone(), members.len())).collect();
        let of = |ask, offer: &str| Cause::Asks(ask, vec![offer.to_owned()]);
        assert_eq!(counts, [(of(Ask::Offer, "15"), 252), (of(Ask::Offer, "16"), 1), (of(Ask::Rate, "15"), 1)]);
    }

    #[test]
    fn each_problem_that_a_row_of_a_table_ends_says_what_it_asks_about() {
        let asks: [(Message, Ask, &[&str]); 10] = [
            (Dlv001 { method: "Kurier".into(), id: "d1".into() }.into(), Ask::Delivery, &["d1"]),
            (Srv001 { name: "Prezent".into(), definition: "s1".into() }.into(), Ask::Service, &["s1"]),
            (Pay002 { payment: "ONLINE".into(), provider: "X".into() }.into(), Ask::Payment, &["ONLINE", "X"]),
            (Imp008 { form: "raty".into() }.into(), Ask::Form, &["raty"]),
            (Imp010 { code: "A".into(), ean: "–".into(), name: "a".into() }.into(), Ask::Code, &["A"]),
            (Imp011 { ean: "590".into(), list: "A, B".into() }.into(), Ask::Ean, &["590"]),
            (Imp029 { code: "A".into() }.into(), Ask::Code, &["A"]),
            (Imp072 { code: "D".into(), name: "d".into() }.into(), Ask::Used, &["D"]),
            (Imp079 { code: "D".into() }.into(), Ask::Used, &["D"]),
            (Pty001 { nip: "1".into() }.into(), Ask::Nip, &["1"]),
        ];
        for (message, ask, about) in asks {
            let told = format!("{message:?}");
            let cause = Cause::of(&refused(1, message).matters[0]);
            assert_eq!(cause, Cause::Asks(ask, about.iter().map(|part| (*part).to_owned()).collect()), "{told}");
        }
    }

    #[test]
    fn every_mark_has_what_it_asks_about() {
        for (id, ask) in crate::core::message::text::IDS.iter().filter_map(|id| {
            let message = Message::new(id, []);
            Some((id, message.asks()?))
        }) {
            let marked = Message::new(id, []);
            let texts = crate::core::message::Catalogue::new(crate::core::message::Language::Polish);
            let told = texts.text(&marked) + &texts.todo(&marked).unwrap_or_default();
            for key in ask.keys() {
                assert!(told.contains(&format!("{{${key}}}")), "{id} says nothing of {key}: {told}");
            }
        }
    }

    #[test]
    fn what_lies_outside_is_one_row_for_each_thing_and_what_is_the_orders_own_one_for_each_kind() {
        let lives = [
            refused(1, Imp006 { symbol: "A".into() }),
            refused(2, Imp006 { symbol: "A".into() }),
            refused(3, Imp006 { symbol: "B".into() }),
            refused(4, Sum002 { name: "x".into(), value: "1".into() }),
            refused(5, Sum002 { name: "y".into(), value: "2".into() }),
        ];
        let sizes: Vec<usize> = groups(&lives).iter().map(|(_, members)| members.len()).collect();
        assert_eq!(sizes, [2, 2, 1]);
    }

    #[test]
    fn an_order_with_two_matters_is_in_two_groups_and_what_is_closed_in_none() {
        let mut life = refused(1, no_code("15"));
        let moved = Ord904 { document: "RO/1".into(), before: "A".into(), now: "B".into() };
        let problem = Problem::warning(moved);
        life.matters.push(Matter { kind: Kind::Address, problem, since: Timestamp::UNIX_EPOCH, closed: None });
        let groups_of = |life: &Life| groups(std::slice::from_ref(life)).len();
        assert_eq!(groups_of(&life), 2);
        matter::close(&mut life.matters, |kind| kind == Kind::Address, Timestamp::UNIX_EPOCH);
        assert_eq!(groups_of(&life), 1);
    }

    #[test]
    fn a_name_tells_causes_and_companies_apart_and_is_short() {
        let long = Cause::of(&refused(1, no_code(&"9".repeat(500))).matters[0]);
        let short = Cause::of(&refused(1, no_code("9")).matters[0]);
        assert_ne!(long.name("firma"), short.name("firma"));
        assert_ne!(short.name("firma"), short.name("inna"));
        assert_eq!((short.name("firma"), short.name("firma").len()), (short.clone().name("firma"), 32));
    }
}
