//! What a document needs to know of the base before it can be planned.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::Wanted;
use crate::core::answered::Answered;
use crate::core::document::{Document, Line, Origin, OriginLine};
use crate::core::ean;
use crate::core::kinds;
use crate::core::matching::{UNDEFINED, bare_nip, code_candidates, made_up_code, masked_email, same_code};
use crate::core::namesakes;
use crate::core::order::{OrderId, SeenId};
use crate::core::poland;
use crate::core::sender;
use crate::core::settings::{DocumentPolicy, Settings};
use crate::core::template::{self, Values};

/// The policy of the document's class of buyer: the file's, else by whether the payer has a NIP.
#[must_use]
pub fn policy<'a>(document: &Document, settings: &'a Settings) -> &'a DocumentPolicy {
    use crate::core::document::BuyerClass::{Firm, Private};
    let class = document
        .origin
        .as_ref()
        .map_or_else(|| if bare_nip(&document.payer.nip).is_empty() { Private } else { Firm }, |origin| origin.class);
    settings.document_policy(class)
}

/// The look-up for one document; `order`: the one that it is of, as the key is made of it.
#[must_use]
pub fn wanted(document: &Document, order: Option<OrderId>, key: Uuid, settings: &Settings) -> Wanted {
    let origin = document.origin.as_ref();
    let policy = policy(document, settings);
    let email = origin.and_then(|origin| origin.buyer.email.as_deref()).unwrap_or_default();
    let masked = masked_email(email);
    let code = match document.payer.code.trim() {
        "" => made_up_code(&document.payer),
        code => code.to_owned(),
    };
    let mut contractor_codes = code_candidates(&code);
    contractor_codes.push(UNDEFINED.to_owned());
    let sources = origin.map(Origin::by_position).unwrap_or_default();
    let source = |line: &Line| sources.get(&line.position).copied();
    Wanted {
        key,
        foreign_number: origin.map(|origin| origin.foreign_number.clone()).unwrap_or_default(),
        order: order.map(SeenId::from).unwrap_or_default(),
        since: origin.and_then(|origin| origin.bought_at).map(day_before),
        other_numbers: other_numbers(order, origin, settings),
        // A document of an order is known by the order.
        sender_numbers: match order {
            None => sender::guard(document).map(|guard| sender::as_stored(&guard.number)).unwrap_or_default(),
            Some(_) => Vec::new(),
        },
        class: document.kind.class,
        definition: first_of([
            origin.map_or("", |o| o.definition.as_str()),
            &policy.definition,
            kinds::of_class(document.kind.class).unwrap_or(&kinds::RO).symbol,
        ]),
        warehouse: first_of([document.warehouse.trim(), &policy.warehouse]),
        payment_form: first_of([document.payment_form.trim(), &policy.payment_form, &settings.payments.default_form]),
        card_payment_form: settings.contractors.payment_form.trim().to_owned(),
        category: document.category_code.trim().to_owned(),
        contractor_codes,
        nips: Some(bare_nip(&document.payer.nip)).filter(|nip| !nip.is_empty()).into_iter().collect(),
        // The common card is nobody's, and no new card is made beside it.
        name: if same_code(&code, UNDEFINED) { String::new() } else { namesakes::wanted_name(&document.payer) },
        emails: (!email.is_empty() && masked.is_none()).then(|| email.to_owned()).into_iter().collect(),
        email_prefixes: masked.map(|(stable, _)| stable.to_owned()).into_iter().collect(),
        product_codes: distinct(document.lines.iter().flat_map(|line| codes(line, source(line), settings))),
        eans: distinct(document.lines.iter().flat_map(|line| spellings(&line.ean))),
        catalogue_numbers: distinct(document.lines.iter().map(|line| catalogue_number(line, source(line), settings))),
        attributes: origin.map(|o| o.attributes.keys().cloned().collect()).unwrap_or_default(),
        product_group: if settings.products.create { settings.products.card.group.clone() } else { String::new() },
        contractor_group: origin.map(|origin| origin.group.trim().to_owned()).unwrap_or_default(),
        category_from: policy.category_from,
        dictionary: false,
    }
}

/// A day for the time zones in which a purchase and a document may be dated.
fn day_before(bought_at: Timestamp) -> Date {
    let day = poland::day(bought_at);
    day.yesterday().unwrap_or(day)
}

/// `TrN_NumerObcy` as other tools that served this shop write it.
fn other_numbers(order: Option<OrderId>, origin: Option<&Origin>, settings: &Settings) -> Vec<String> {
    let Some(order) = order else { return Vec::new() };
    let account = origin.map(|origin| origin.account.as_str());
    let number = |template: &String| {
        let number = template.replace("{uuid}", &order.to_string()).replace("{id}", &order.short());
        match account {
            Some(account) => Some(number.replace("{konto}", account)),
            // A file that names no account has not its number.
            None => Some(number).filter(|_| !template.contains("{konto}")),
        }
    };
    settings.fields.other_foreign_numbers.iter().filter_map(number).collect()
}

/// The line's code, and that of the card which an earlier document may have made for it.
fn codes(line: &Line, source: Option<&OriginLine>, settings: &Settings) -> Vec<String> {
    let own = line.code.trim().to_owned();
    if !settings.products.create {
        return vec![own];
    }
    vec![template::fill(&settings.products.card.code, values(line, source)), own]
}

/// The line's own, or that which a new card would have: another card may have it already.
fn catalogue_number(line: &Line, source: Option<&OriginLine>, settings: &Settings) -> String {
    match line.catalogue_number.trim() {
        "" if settings.products.create => template::catalogue_number(&settings.products.card, values(line, source)),
        own => own.to_owned(),
    }
}

/// What a line has for a template of `[products.card]`.
pub fn values<'a>(line: &'a Line, source: Option<&'a OriginLine>) -> Values<'a> {
    let offer = source.and_then(|source| source.offer.as_deref()).unwrap_or_default();
    let of_set = source.is_some_and(|source| source.code_from == Answered::Sets);
    Values { code: &line.code, offer, of_set, ean: &line.ean, name: &line.name }
}

fn first_of<const N: usize>(texts: [&str; N]) -> String {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

/// An EAN as it stands and in every length that its leading zeros allow.
fn spellings(ean: &str) -> Vec<String> {
    let mut spellings = ean::variants(ean);
    spellings.push(ean.trim().to_owned());
    spellings
}

fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.sort();
    texts.dedup();
    texts
}
