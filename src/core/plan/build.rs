//! Document + what the base holds → the intent.

use std::collections::BTreeMap;
use std::slice;

use jiff::Span;
use jiff::civil::Date;
use uuid::Uuid;

use super::dated::odd_day;
use super::intent::{
    Contact, Dates, Header, Intent, IntentAttribute, IntentLine, IntentVat, LineCard, NewCard, Payer, PayerCard, Sums,
};
use super::made::Made;
use super::new_card;
use super::{Category, PaymentForm, ProductCard, Snapshot, Wanted, Warehouse, numbered, payer};
use crate::core::address;
use crate::core::document::{DEPOSIT_DAYS, Document, Line, LineRole, Origin, OriginLine};
use crate::core::ean;
use crate::core::foreign::{self, Abroad};
use crate::core::matching::{self, ProductReason, Products};
use crate::core::message::Message;
use crate::core::message::text::{
    Imp004, Imp005, Imp006, Imp007, Imp008, Imp009, Imp015, Imp020, Imp027, Imp031, Imp040, Imp042, Imp061, Imp073,
    Imp087, Imp088, Imp089,
};
use crate::core::money::amount_text;
use crate::core::problem::{Problem, Problems};
use crate::core::sameness::{self, Marks, Sameness};
use crate::core::sender;
use crate::core::settings::{DescriptionLine, Settings};
use crate::core::vat::{VatRate, VatRow};

/// What a plan is made of.
#[derive(Clone, Copy)]
pub struct Ingredients<'a> {
    /// The document, accepted ([`super::accept`]).
    pub document: &'a Document,
    /// Its key.
    pub key: Uuid,
    /// What was looked up.
    pub wanted: &'a Wanted,
    /// What was found.
    pub snapshot: &'a Snapshot,
    /// The user's policies.
    pub settings: &'a Settings,
    /// The day in Poland.
    pub today: Date,
}

/// Says what is to be written.
///
/// # Errors
/// Every reason at once why the document cannot be written; nothing is guessed instead.
pub fn plan(from: Ingredients<'_>) -> Result<Intent, Vec<Problem>> {
    let mut problems = Problems::default();
    problems.extend(odd_day(from.document.date, from.today));
    let Some(abroad) = foreign::amounts(from.document) else {
        return Err(vec![Problem::error(Imp042 {
            gross: String::new().into(),
            currency: from.document.currency.symbol.as_str().into(),
            pln: amount_text(from.document.gross).into(),
        })]);
    };
    if let Some(difference) = from.document.origin.as_ref().and_then(|origin| origin.difference.as_deref()) {
        problems.push(Problem::note(Imp061 { difference: difference.into() }));
    }
    let mut errors = requirements(&from, &mut problems);
    let numbering = numbered::numbering(&from, &mut problems).map_err(|problem| errors.push(problem)).ok();
    let mut of_payer = Vec::new();
    let payer = payer::payer(&from, &mut of_payer).map_err(|problem| errors.push(problem)).ok();
    for problem in of_payer {
        problems.push_new(problem);
    }
    let (lines, new_cards) = lines(&from, &abroad, &mut problems, &mut errors);
    let Snapshot { warehouse, payment_form, .. } = from.snapshot;
    let (Some(numbering), Some(payer), Some(warehouse), Some(payment_form), 0) =
        (numbering, payer, warehouse, payment_form, errors.count())
    else {
        return Err(errors.into_vec());
    };
    let attributes = attributes(&from, &mut problems);
    Ok(Intent {
        key: from.key,
        numbering,
        header: header(&from, &abroad, &payer, (warehouse, payment_form), &mut problems),
        payer,
        new_cards,
        lines,
        vat_table: vat_table(from.document, &abroad),
        attributes,
        decisions: problems.into_vec(),
    })
}

/// Definition, warehouse, payment form: what must be there. Category: what may be missing.
fn requirements(from: &Ingredients<'_>, problems: &mut Problems) -> Problems {
    let Ingredients { wanted, snapshot, .. } = from;
    let mut errors = Problems::default();
    match &snapshot.definition {
        None => errors
            .push(Problem::error(Imp004 { symbol: wanted.definition.as_str().into(), class: wanted.class.into() })),
        Some(found) if found.inactive => errors.push(Problem::error(Imp005 { symbol: found.symbol.as_str().into() })),
        Some(_) => {}
    }
    match &snapshot.warehouse {
        None => errors.push(Problem::error(Imp006 { symbol: wanted.warehouse.as_str().into() })),
        Some(found) if found.inactive => errors.push(Problem::error(Imp007 { symbol: found.symbol.as_str().into() })),
        Some(_) => {}
    }
    match &snapshot.payment_form {
        None => errors.push(Problem::error(Imp008 { form: wanted.payment_form.as_str().into() })),
        Some(found) if found.inactive => errors.push(Problem::error(Imp009 { form: found.name.as_str().into() })),
        Some(_) => {}
    }
    if !wanted.category.is_empty() && snapshot.category.is_none() {
        problems.push(Problem::warning(Imp027 { code: wanted.category.as_str().into() }));
    }
    errors
}

/// The VAT table, in złoty and in the currency. Files may have their rows in any order.
fn vat_table(document: &Document, abroad: &Abroad) -> Vec<IntentVat> {
    let own: BTreeMap<VatRate, &VatRow> = abroad.table.iter().rev().map(|row| (row.rate, row)).collect();
    let both = |home: &VatRow| {
        let abroad = own.get(&home.rate).copied().unwrap_or(home).clone();
        IntentVat { home: home.clone(), abroad }
    };
    document.vat_table.iter().map(both).collect()
}

/// The lines with their cards; a card that is missing is made if the user switched that on. Two lines of one
/// new code, or of one EAN, share one new card.
fn lines(
    from: &Ingredients<'_>,
    abroad: &Abroad,
    problems: &mut Problems,
    errors: &mut Problems,
) -> (Vec<IntentLine>, Vec<NewCard>) {
    let document = from.document;
    let (cards, under_oss) = (Products::new(&from.snapshot.cards), document.is_under_oss());
    let sources = document.origin.as_ref().map(Origin::by_position).unwrap_or_default();
    let mut lines = Vec::with_capacity(document.lines.len());
    let mut made = Made::new(*from);
    for (line, own) in document.lines.iter().zip(&abroad.lines) {
        let source = sources.get(&line.position).copied();
        let mut add = |name: &str, card, category| {
            let line = Line { name: name.to_owned(), description: line_description(line, name), ..line.clone() };
            lines.push(IntentLine { line, abroad: *own, card, category });
        };
        match found(from, &cards, (line, source), problems) {
            Err(problem) => errors.push(problem),
            Ok(Some(card)) => {
                // Under OSS the line has the rate of another country, and has to.
                if !under_oss && card.rate.is_some_and(|rate| rate != line.rate) {
                    problems.push(rate_differs(line.position, &card.code, card.rate, line.rate));
                }
                problems.extend(strange(from, line, source, card));
                let category = from.snapshot.card_categories.get(&card.id).cloned();
                add(line_name(line, card), LineCard::Existing(Box::new(card.clone())), category);
            }
            Ok(None) if !new_card::is_made(from, line, source) => errors.push(new_card::missing(from, line, source)),
            Ok(None) => match made.card_of((line, source), problems) {
                Err(problem) => errors.push_new(problem),
                Ok(place) => add(&line.name, LineCard::New(place), None),
            },
        }
    }
    (lines, made.cards)
}

/// What speaks against the card that the line's code is of.
fn strange(
    from: &Ingredients<'_>,
    line: &Line,
    source: Option<&OriginLine>,
    card: &ProductCard,
) -> impl Iterator<Item = Problem> {
    let code = || card.code.as_str().into();
    let goods = new_card::is_goods(from, line, source);
    let is_deposit = source.is_some_and(|source| source.role == LineRole::Deposit);
    let kind: Option<Message> = match (goods, card.goods) {
        // inferred: a deposit may be a packing on stock as well as a service.
        (false, true) if !is_deposit => Some(Imp087 { code: code() }.into()),
        (true, false) => Some(Imp088 { code: code() }.into()),
        _ => None,
    };
    let known = !line.ean.trim().is_empty() && card.eans.iter().any(|ean| !ean.trim().is_empty());
    let other_ean = goods && known && !card.eans.iter().any(|ean| ean::same(ean, &line.ean));
    let ean: Option<Message> = other_ean
        .then(|| Imp089 { code: code(), theirs: card.eans.join(", ").into(), ours: line.ean.as_str().into() }.into());
    let position = line.position;
    [kind, ean].into_iter().flatten().map(move |message| Problem::warning(message).at_position(position))
}

/// The name on the line: the file's, unless the card forbids another than its own.
fn line_name<'a>(line: &'a Line, card: &'a ProductCard) -> &'a str {
    if !card.name_editable || line.name.is_empty() { &card.name } else { &line.name }
}

/// The description of a line, with the name that the file gives it where the card forbids it.
fn line_description(line: &Line, name: &str) -> String {
    let (lost, description) = (line.name.trim(), line.description.as_str());
    if lost == name.trim() || name.contains(lost) || description.contains(lost) {
        return description.to_owned();
    }
    [lost, description].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The card of a line; also one that an earlier document made by the template of codes.
fn found<'a>(
    from: &Ingredients<'a>,
    cards: &Products<'a>,
    (line, source): (&Line, Option<&OriginLine>),
    problems: &mut Problems,
) -> Result<Option<&'a ProductCard>, Problem> {
    if !new_card::is_goods(from, line, source) {
        return new_card::service(from, line);
    }
    if let Some((card, _)) = cards.of(line)? {
        return Ok(Some(card));
    }
    if !new_card::is_made(from, line, source) {
        return Ok(None);
    }
    let number = new_card::catalogue_number(from, line, source);
    let vague = new_card::is_vague(from, line, source);
    let goods = Marks { eans: slice::from_ref(&line.ean), catalogue_number: &number, vague };
    // By a number of its own the card of vague goods is known under any code.
    let sought = if vague { number.clone() } else { line.catalogue_number.clone() };
    let made = Line { code: new_card::code(from, line, source)?, catalogue_number: sought, ..line.clone() };
    let Some((card, reason)) = cards.of(&made)? else { return Ok(None) };
    match sameness::of_card(goods, card) {
        Sameness::Same => {}
        Sameness::Unsure => problems.push(sameness::unsure(goods, &card.code).at_position(line.position)),
        Sameness::Other if reason == ProductReason::CatalogueNumber => return Ok(None),
        Sameness::Other => {
            let theirs = (card.code.as_str(), card.eans.as_slice(), card.catalogue_number.as_str());
            return Err(sameness::other(&line.code, goods, theirs).at_position(line.position));
        }
    }
    Ok(Some(card))
}

fn rate_differs(position: u32, code: &str, card: Option<VatRate>, line: VatRate) -> Problem {
    Problem::warning(Imp020 {
        code: code.into(),
        card: card.map(|rate| rate.to_string()).unwrap_or_default().into(),
        line: line.to_string().into(),
    })
    .at_position(position)
}

fn header(
    from: &Ingredients<'_>,
    abroad: &Abroad,
    payer: &Payer,
    (warehouse, payment_form): (&Warehouse, &PaymentForm),
    problems: &mut Problems,
) -> Header {
    let document = from.document;
    Header {
        kind: document.kind,
        foreign_number: match &*from.wanted.foreign_number {
            "" => sender::number(document),
            ours => ours.to_owned(),
        },
        dates: dates(document, payment_form),
        recipient: document.recipient.clone(),
        contact: contact(from),
        warehouse: warehouse.clone(),
        payment_form: payment_form.clone(),
        category: category(from, payer),
        retail: document.retail,
        counted_from: document.counted_from,
        discount: document.discount,
        currency: document.currency.clone(),
        sums: Sums { net: document.net, vat: document.vat, gross: document.gross },
        sums_abroad: Sums { net: abroad.net, vat: abroad.vat, gross: abroad.gross },
        description: description(document, problems),
    }
}

/// Optima sends a document to the address that it bears.
fn contact(from: &Ingredients<'_>) -> Contact {
    let masked = from.settings.fields.masked_email_on_document;
    let buyer = from.document.origin.as_ref().map(|origin| &origin.buyer);
    let email = buyer.and_then(|of| of.email.clone()).filter(|email| masked || !matching::is_relay(email));
    Contact { email, phone: buyer.and_then(|of| of.phone.clone()) }
}

/// What people read on it, with an address that does not fit its columns: of our own files it stands there already, and
/// not at the end, which is cut.
fn description(document: &Document, problems: &mut Problems) -> String {
    let own = own_description(&document.description);
    let Some(long) = address::in_words(&document.payer, &document.recipient) else { return own.to_owned() };
    problems.push(Problem::warning(Imp073 { address: long.as_str().into() }));
    let key = format!("{}=", DescriptionLine::Adres.key());
    if own.lines().any(|line| line.starts_with(&key)) {
        return own.to_owned();
    }
    format!("{key}{long}\n{own}").trim_end().to_owned()
}

fn dates(document: &Document, form: &PaymentForm) -> Dates {
    let origin = document.origin.as_ref();
    // An end that a person wrote into the file is his; else it is the record's, for the file may have the document's day.
    let by_hand = document.issue_date != document.operation_date && document.issue_date > document.date;
    let reserved_until = origin.and_then(|origin| origin.reserved_until).filter(|_| !by_hand);
    let term_of_form = origin.and_then(|origin| origin.payment.as_ref()).is_some_and(|payment| payment.term_of_form);
    let due = document.payment_due.filter(|due| !term_of_form || *due != document.date);
    let of_currency = document.currency.date.filter(|_| !foreign::is_home(&document.currency));
    Dates {
        document: document.date,
        operation: document.operation_date,
        reserved_until: reserved_until.unwrap_or(document.issue_date),
        due: due.unwrap_or_else(|| later(document.date, form.days)),
        exchange: of_currency.unwrap_or(document.date),
        deposit_return: document
            .deposit_return
            .or_else(|| document.date.checked_add(Span::new().days(DEPOSIT_DAYS)).ok()),
    }
}

/// The document's category: that of the payer's card where the user wants it and it has one, else the document's own.
fn category(from: &Ingredients<'_>, payer: &Payer) -> Option<Category> {
    let own = || from.snapshot.category.map(|id| Category { id, code: from.document.category_code.clone() });
    match payer.card {
        PayerCard::Existing { id, .. } => from.snapshot.contractor_categories.get(&id).cloned().or_else(own),
        PayerCard::New { .. } => own(),
    }
}

fn later(date: Date, days: i64) -> Date {
    date.checked_add(Span::new().days(days.clamp(0, 3650))).unwrap_or(date)
}

/// `OPIS` without the first line that Optima itself puts there at export, `Dok.: NUMBER (type)`.
#[must_use]
pub fn own_description(description: &str) -> &str {
    let first = description.lines().next().unwrap_or_default();
    if first.starts_with("Dok.: ") && first.trim_end().ends_with(')') {
        description.get(first.len()..).unwrap_or_default().trim_start_matches(['\r', '\n'])
    } else {
        description
    }
}

fn attributes(from: &Ingredients<'_>, problems: &mut Problems) -> Vec<IntentAttribute> {
    let Some(origin) = &from.document.origin else { return Vec::new() };
    let known = from.snapshot.attributes.iter().rev().map(|known| (matching::compared(known.0), known));
    let known: BTreeMap<String, (&String, &i64)> = known.collect();
    let mut attributes = Vec::new();
    for (code, value) in &origin.attributes {
        match known.get(&matching::compared(code)) {
            Some((known, id)) => {
                attributes.push(IntentAttribute { id: **id, code: (*known).clone(), value: value.clone() });
            }
            None => problems.push(Problem::warning(Imp015 { code: code.as_str().into() })),
        }
    }
    attributes
}

/// The refusal for a document that another hand brought in already, for the receipt of the duplicate.
#[must_use]
pub fn already_there(number: &str, by_key: bool) -> Problem {
    if by_key {
        Problem::note(Imp040 { number: number.into() })
    } else {
        Problem::warning(Imp031 { number: number.into() })
    }
}
