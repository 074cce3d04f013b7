//! The chain of sources: which card a line of goods is of and which VAT rate it has, and who says so.
//!
//! Card: what a person chose for this very line ([`super::correction`]), `sets.csv`, `products.csv`, the signature
//! (`external.id`) of the order or, where it has none, of the offer, the EAN of the offer, a signature that the offer was
//! given since, `products.unknown` (`reference/requirements.md` R-F1 to R-F5), and where no card has the code, the one that
//! the template of `[products.card]` made of it before. Rate: that person again, the card in Optima, `products.csv`,
//! Allegro's `tax`, the offer's tax settings, the default if one is set (R-C1).
//!
//! A step is answered by what is known, or says what has to be known next; whoever walks the chain fetches just that, for
//! many lines together, and walks anew. So it depends on the line alone what is asked, and on nothing that a later source
//! may say: whether Allegro sent a tax does not choose the card.

mod known;
mod made;

pub use known::{CardIndex, Cards, Known, Needs, Step, in_use};

use self::made::Made;
use super::answered::Answered;
use super::ean;
use super::matching::same_code;
use super::message::Message;
use super::offer::Offer;
use super::order::{OrderLine, Tax};
use super::plan::ProductCard;
use super::sameness::Sameness;
use super::settings::{Settings, UnknownProduct};
use super::tables::{SetPart, Tables};
use super::template::Values;
use super::text::{clean_line, code_fault};
use super::vat::{RateFault, VatRate};

/// What an order's lines are judged by.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The user's choices.
    pub settings: &'a Settings,
    /// The mapping tables.
    pub tables: &'a Tables,
    /// The parcel stays in Poland, so that the rate in the order is Poland's (`reference/allegro.md` 8.6).
    pub home: bool,
    /// It is sold at the rates of the buyer's country, which `oss.csv` alone knows.
    pub oss: bool,
}

impl Terms<'_> {
    /// Has every line its rate whatever cards and offers say?
    #[must_use]
    pub fn settles_rates(self) -> bool {
        self.oss || self.settings.vat.exempt_seller
    }
}

/// A code, with the card that it is of if Optima has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded<'a> {
    /// In the card's own spelling.
    pub code: String,
    /// The card; none: a new one is made, or the order is refused at its import.
    pub card: Option<&'a ProductCard>,
    /// Who said so.
    pub from: Answered,
    /// The signature of the order that Optima does not have, where something behind it in the chain answered.
    pub instead_of: Option<String>,
    /// Nothing says that the card is of these goods but a code that the template gives for others too; the catalogue
    /// number that would say it.
    pub unsure: Option<String>,
}

/// Which code a line has.
#[derive(Clone, Debug, PartialEq)]
pub enum Code<'a> {
    /// This.
    Is(Coded<'a>),
    /// Optima cannot keep it.
    Unsound(String),
    /// Several cards have the offer's EANs.
    Several(&'a [String], Vec<&'a ProductCard>),
    /// The template of codes made of this one that of a card which is of other goods, by these EANs or this catalogue number.
    Another(String, &'a ProductCard, &'a [String], String),
    /// The offer, which alone may say it, could not be read.
    Unread(&'a Message),
    /// Nobody says it.
    Unknown,
}

/// Which rate a line has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rate<'a> {
    /// That of the card, or of `products.csv`.
    pub own: Option<(VatRate, Answered)>,
    /// What Allegro says, in the order or else in the offer, as it is written.
    pub said: Option<(&'a str, Result<VatRate, RateFault>, Answered)>,
}

/// A line of goods.
#[derive(Clone, Debug, PartialEq)]
pub struct Goods<'a> {
    /// Its code.
    pub code: Code<'a>,
    /// Its rate.
    pub rate: Rate<'a>,
    /// The signature that was looked for.
    pub signature: Option<String>,
    /// The offer, where it was asked.
    pub offer: Option<&'a Offer>,
}

/// The parts that `sets.csv` takes an offer apart into.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts<'a> {
    /// Code and rate of each.
    pub parts: Vec<(Coded<'a>, Rate<'a>)>,
    /// The offer, where it was asked.
    pub offer: Option<&'a Offer>,
}

/// The code for an offer that has no other, with policy `offer-code`.
#[must_use]
pub fn offer_code(offer: &str) -> String {
    format!("AL-{offer}")
}

/// The name of a set's part that has no card: all would bear the title of the whole.
#[must_use]
pub fn part_name(title: &str, code: &str) -> String {
    format!("{title} ({code})")
}

/// The EAN that a new card gets: the offer's, where it has one alone.
#[must_use]
pub fn own_ean(eans: &[String]) -> Option<String> {
    let [only] = eans else { return None };
    Some(clean_line(only).0)
}

/// The EANs that a line's goods may be known by: those of a set are of its parts.
#[must_use]
pub fn own_eans<'a>(line: &OrderLine, offer: Option<&'a Offer>) -> &'a [String] {
    offer.filter(|_| !line.is_set()).map(Offer::own_eans).unwrap_or_default()
}

/// The parts that a line is taken apart into: what a person chose for it is one card.
#[must_use]
pub fn set_of<'t>(line: &OrderLine, tables: &'t Tables) -> Option<&'t [SetPart]> {
    tables.sets.get(&line.offer_id).filter(|_| line.chosen.code.is_none()).map(Vec::as_slice)
}

/// A line that is no set of `sets.csv`.
pub fn goods<'a>(line: &'a OrderLine, terms: Terms<'a>, known: Known<'a>) -> Step<Goods<'a>> {
    let mut goods = Goods { code: Code::Unknown, rate: Rate::default(), signature: None, offer: None };
    goods.code = code(line, terms, known, &mut goods.signature, &mut goods.offer)?;
    let card = match &goods.code {
        Code::Is(coded) => coded.card,
        _ => None,
    };
    goods.rate = rate(line, card, goods.offer, terms);
    if goods.offer.is_none() && !goods.rate.is_said() && !terms.settles_rates() {
        goods.offer = known.offer(&line.offer_id)?;
        goods.rate = rate(line, card, goods.offer, terms);
    }
    Ok(goods)
}

/// A line that `sets.csv` takes apart.
pub fn parts<'a>(line: &'a OrderLine, set: &[SetPart], terms: Terms<'a>, known: Known<'a>) -> Step<Parts<'a>> {
    let (mut needs, mut coded) = (Needs::default(), Vec::with_capacity(set.len()));
    for part in set {
        let name = part_name(&clean_line(&line.offer_name).0, &part.code);
        let values = Values { code: &part.code, offer: &line.offer_id, of_set: true, ean: "", name: &name };
        match coded_or_made(&part.code, Made::of(values, terms), Answered::Sets, known) {
            // Of another's card nothing is taken; the import says why.
            Ok(Code::Is(found)) => coded.push(found),
            Ok(_) => coded.push(is(&part.code, None, Answered::Sets)),
            Err(more) => needs.add(more),
        }
    }
    needs.or(())?;
    let lacks = |part: &Coded<'a>| !rate(line, part.card, None, terms).is_said();
    let offer = if !terms.settles_rates() && coded.iter().any(lacks) { known.offer(&line.offer_id)? } else { None };
    let parts = coded.into_iter().map(|part| {
        let rate = rate(line, part.card, offer, terms);
        (part, rate)
    });
    Ok(Parts { parts: parts.collect(), offer })
}

fn is<'a>(code: &str, card: Option<&'a ProductCard>, from: Answered) -> Coded<'a> {
    Coded { code: card.map_or(code, |card| &card.code).to_owned(), card, from, instead_of: None, unsure: None }
}

/// A code that a person wrote: its card, else the one that the template of codes made of it.
fn coded_or_made<'a>(code: &str, made: Option<Made>, from: Answered, known: Known<'a>) -> Step<Code<'a>> {
    let card = known.code_or_made(code, made.as_ref())?;
    // No EAN of the offer's stands against the person's word.
    match (card, made) {
        (Some(found), Some(made)) if !same_code(&found.code, code) => Ok(match made.sameness(found, &[]) {
            Sameness::Other => Code::Another(code.to_owned(), found, &[], made.catalogue_number),
            _ => Code::Is(Coded { unsure: made.doubt(card, &[]), ..is(code, card, from) }),
        }),
        _ => Ok(Code::Is(is(code, card, from))),
    }
}

fn code<'a>(
    line: &'a OrderLine,
    terms: Terms<'a>,
    known: Known<'a>,
    signature: &mut Option<String>,
    asked: &mut Option<&'a Offer>,
) -> Step<Code<'a>> {
    // What a person wrote for this line, or for its offer, is his word; no other source is asked then.
    let of_line = line.chosen.code.as_deref().map(|code| (code, Answered::Correction));
    let of_offer = || {
        let code = terms.tables.products.get(&line.offer_id).and_then(|row| row.code.as_deref())?;
        Some((code, Answered::Products))
    };
    if let Some((code, from)) = of_line.or_else(of_offer) {
        let name = clean_line(&line.offer_name).0;
        let values = Values { code, offer: &line.offer_id, name: &name, ..Values::default() };
        return coded_or_made(code, Made::of(values, terms), from, known);
    }
    let own = cleaned(line.external_id.as_deref());
    signature.clone_from(&own);
    // One that Optima cannot keep has no card; the offer may have a better one since.
    if let Some(own) = own.as_ref().filter(|own| is_sound(own))
        && let Some(card) = known.code(own)?
    {
        return Ok(Code::Is(is(own, Some(card), Answered::ExternalId)));
    }
    *asked = known.offer(&line.offer_id)?;
    if let Some(answer) = asked.and_then(|offer| offer.unread.as_ref()) {
        return Ok(Code::Unread(answer));
    }
    // The order keeps the signature of the day it was bought; one that was added or mended since is in the offer.
    let since =
        cleaned(asked.and_then(|offer| offer.external_id.as_deref())).filter(|since| Some(since) != own.as_ref());
    if own.is_none() {
        signature.clone_from(&since);
    }
    behind_the_order(line, terms, known, (own, since), own_eans(line, *asked))
}

/// The rest of the chain, once the offer is known. What its steps need is asked for together.
fn behind_the_order<'a>(
    line: &OrderLine,
    terms: Terms<'a>,
    known: Known<'a>,
    (own, since): (Option<String>, Option<String>),
    eans: &'a [String],
) -> Step<Code<'a>> {
    // Many a seller's signature is the EAN, and the offer says no other.
    let signatures: Vec<String> = if eans.is_empty() {
        [&own, &since].into_iter().flatten().filter(|text| ean::is_whole(text)).cloned().collect()
    } else {
        Vec::new()
    };
    let mut needs = known.unasked_eans(eans);
    needs.add(known.unasked_eans(&signatures));
    let mut found = |step: Step<Option<&'a ProductCard>>| {
        step.unwrap_or_else(|more| {
            needs.add(more);
            None
        })
    };
    let sound = since.as_deref().filter(|since| is_sound(since));
    let by_since = sound.and_then(|since| Some(is(since, Some(found(known.code(since))?), Answered::ExternalId)));
    let made_up = Some(offer_code(&line.offer_id)).filter(|code| {
        [&own, &since].into_iter().flatten().all(|signature| !is_sound(signature))
            && terms.settings.products.unknown == UnknownProduct::OfferCode
            && is_sound(code)
    });
    let by_made_up = made_up.as_deref().map(|code| is(code, found(known.code(code)), Answered::Offer));
    // Where none of them has a card, one may have been made before.
    let (ean, name) = (own_ean(eans).unwrap_or_default(), clean_line(&line.offer_name).0);
    let without = own.as_deref().filter(|own| is_sound(own)).or(sound).or(made_up.as_deref());
    let values = |code| Values { code, offer: &line.offer_id, of_set: false, ean: &ean, name: &name };
    let made = without.and_then(|code| Made::of(values(code), terms));
    let by_template = made.as_ref().and_then(|made| found(known.made(made, eans)));
    needs.or(())?;
    let by_ean = known.eans(if eans.is_empty() { &signatures } else { eans })?;
    // The goods may have been sold with another signature; then their EAN says more than what the offer is called now.
    if let Some(found) = by_since.filter(|_| own.is_none() || by_ean.len() != 1) {
        return Ok(Code::Is(Coded { instead_of: own, ..found }));
    }
    if let Some(((code, card), made)) = without.zip(by_template).zip(made.as_ref())
        && by_ean.is_empty()
        && by_made_up.as_ref().is_none_or(|made_up| made_up.card.is_none())
        && made.sameness(card, eans) == Sameness::Other
    {
        return Ok(Code::Another(code.to_owned(), card, eans, made.catalogue_number.clone()));
    }
    let unsure = made.and_then(|made| made.doubt(by_template, eans));
    let of_template = |code: &str, from| Coded { unsure: unsure.clone(), ..is(code, by_template, from) };
    Ok(match (by_ean.as_slice(), own, since) {
        ([card], own, since) => {
            let found = is(&card.code, Some(card), Answered::Ean);
            Code::Is(Coded { instead_of: own.or(since), ..found })
        }
        ([], Some(own), _) if is_sound(&own) => Code::Is(of_template(&own, Answered::ExternalId)),
        ([], own, Some(since)) if is_sound(&since) => {
            Code::Is(Coded { instead_of: own, ..of_template(&since, Answered::ExternalId) })
        }
        ([], own, since) => match (by_made_up, since.or(own), terms.settings.products.unknown) {
            (Some(Coded { card: None, code, from, .. }), ..) => Code::Is(of_template(&code, from)),
            (Some(made_up), ..) => Code::Is(made_up),
            (None, Some(unsound), _) => Code::Unsound(unsound),
            (None, None, UnknownProduct::OfferCode) => Code::Unsound(offer_code(&line.offer_id)),
            (None, None, UnknownProduct::Refuse) => Code::Unknown,
        },
        _ => Code::Several(eans, by_ean),
    })
}

/// Can Optima keep this code?
fn is_sound(code: &str) -> bool {
    code_fault(code).is_none()
}

fn cleaned(text: Option<&str>) -> Option<String> {
    text.map(|text| clean_line(text).0).filter(|text| !text.is_empty())
}

impl Rate<'_> {
    /// Does anybody before the default say it, understood or not?
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.own.is_some() || self.said.is_some()
    }
}

/// What is said of the rate by what is at hand.
fn rate<'a>(line: &'a OrderLine, card: Option<&ProductCard>, offer: Option<&'a Offer>, terms: Terms<'_>) -> Rate<'a> {
    let of_table = || Some((terms.tables.products.get(&line.offer_id)?.rate?, Answered::Products));
    let chosen = line.chosen.rate.map(|rate| (rate, Answered::Correction));
    let of_card = || card.and_then(|card| card.rate).map(|rate| (rate, Answered::Card));
    let own = chosen.or_else(of_card).or_else(of_table);
    // Abroad `tax` is the rate of that country; the offer's is Poland's.
    let of_order = said(line.tax.as_ref().filter(|_| terms.home), Answered::Allegro);
    let said = of_order.or_else(|| said(offer?.tax.as_ref(), Answered::Offer));
    Rate { own, said }
}

fn said(tax: Option<&Tax>, from: Answered) -> Option<(&str, Result<VatRate, RateFault>, Answered)> {
    let text = tax?.rate.as_deref()?;
    Some((text, VatRate::parse(text), from)).filter(|(_, rate, _)| *rate != Err(RateFault::Empty))
}
