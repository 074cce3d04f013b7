//! What an import would write, in words and as JSON: the intent, and for those who look closely what the base would make
//! of it.

use serde_json::{Map, Value, json};

use super::ui::Ui;
use crate::core::document::Party;
use crate::core::foreign;
use crate::core::message::text::{
    ImportPlan, ImportPlanAbroad, ImportPlanCategory, ImportPlanHeader, ImportPlanLine, ImportPlanSums, ImportPlanValue,
};
use crate::core::money::{amount_text, unit_price_text};
use crate::core::plan::intent::{IntentLine, IntentVat, LineCard, NewCard, PayerCard};
use crate::core::plan::{Intent, Shown};
use crate::workplace::Planned;

/// In words.
pub fn show(planned: &Planned, ui: &Ui) {
    let Planned { file, intent, rehearsal } = planned;
    ui.say(ImportPlan {
        file: file.as_str().into(),
        pattern: intent.numbering.pattern.as_str().into(),
        contractor: intent.payer.card.code().into(),
        lines: intent.lines.len().into(),
    });
    for words in words(intent, ui) {
        ui.line(&format!("    {words}"));
    }
    intent.decisions.iter().chain(&rehearsal.problems).for_each(|problem| ui.problem(problem));
    if ui.is_verbose() {
        rehearsal.writes.iter().for_each(|row| show_row(row, ui));
    }
}

/// Header, lines, sums, attributes, a line of text each.
fn words(intent: &Intent, ui: &Ui) -> Vec<String> {
    let (header, texts) = (&intent.header, &ui.texts);
    let mut words = vec![texts.say(ImportPlanHeader {
        date: header.dates.document.to_string().into(),
        form: header.payment_form.name.as_str().into(),
        due: header.dates.due.to_string().into(),
        warehouse: header.warehouse.symbol.as_str().into(),
        until: header.dates.reserved_until.to_string().into(),
    })];
    let category = header.category.as_ref();
    words.extend(category.map(|category| texts.say(ImportPlanCategory { code: category.code.as_str().into() })));
    words.extend(intent.lines.iter().map(|one| {
        let line = &one.line;
        texts.say(ImportPlanLine {
            position: line.position.to_string().into(),
            code: code(intent, one).into(),
            name: line.name.as_str().into(),
            quantity: line.quantity.normalize().into(),
            price: unit_price_text(line.price).into(),
            gross: amount_text(line.gross).into(),
            rate: line.rate.to_string().into(),
        })
    }));
    words.push(texts.say(ImportPlanSums {
        net: amount_text(header.sums.net).into(),
        vat: amount_text(header.sums.vat).into(),
        gross: amount_text(header.sums.gross).into(),
    }));
    if !foreign::is_home(&header.currency) {
        let gross = amount_text(header.sums_abroad.gross).into();
        words.push(texts.say(ImportPlanAbroad { gross, currency: header.currency.symbol.as_str().into() }));
    }
    words.extend(intent.attributes.iter().map(|one| named(&one.code, &one.value, ui)));
    words
}

fn show_row(row: &Shown, ui: &Ui) {
    ui.line(&format!("    {}", row.place));
    for (name, value) in &row.values {
        ui.line(&format!("      {}", named(name, value, ui)));
    }
}

/// Through the catalogue, which shows no control character as it stands.
fn named(name: &str, value: &str, ui: &Ui) -> String {
    ui.texts.say(ImportPlanValue { name: name.into(), value: value.into() })
}

/// For programs. What `documents` reads back has the same names.
pub fn as_json(planned: &Planned, ui: &Ui) -> Value {
    let Planned { file, intent, rehearsal } = planned;
    let decisions = intent.decisions.iter().chain(&rehearsal.problems);
    let mut value = json!({
        "file": file,
        "key": intent.key,
        "number": intent.numbering.pattern,
        "contractor": intent.payer.card.code(),
        "intent": intent_json(intent),
        "decisions": decisions.map(|problem| ui.problem_json(problem)).collect::<Vec<_>>(),
    });
    if ui.is_verbose() {
        value["rows"] = rehearsal.writes.iter().map(row_json).collect();
    }
    value
}

fn row_json(row: &Shown) -> Value {
    let cells: Map<String, Value> =
        row.values.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    json!({ "table": row.place, "cells": cells })
}

fn intent_json(intent: &Intent) -> Value {
    let Intent { numbering, payer, header, .. } = intent;
    let attributes: Map<String, Value> =
        intent.attributes.iter().map(|one| (one.code.clone(), one.value.as_str().into())).collect();
    let mut payer_json = party(&payer.party);
    payer_json["code"] = payer.card.code().into();
    payer_json["new"] = matches!(payer.card, PayerCard::New { .. }).into();
    payer_json["consumer"] = payer.consumer.into();
    json!({
        "definition": numbering.definition.symbol,
        "series": numbering.series,
        "foreign_number": header.foreign_number,
        "date": header.dates.document,
        "due": header.dates.due,
        "reserved_until": header.dates.reserved_until,
        "payer": payer_json,
        "recipient": party(&header.recipient),
        "email": header.contact.email,
        "phone": header.contact.phone,
        "payment_form": header.payment_form.name,
        "warehouse": header.warehouse.symbol,
        "category": header.category.as_ref().map(|category| &category.code),
        "net": amount_text(header.sums.net),
        "vat": amount_text(header.sums.vat),
        "gross": amount_text(header.sums.gross),
        "currency": header.currency.symbol,
        "gross_in_currency": amount_text(header.sums_abroad.gross),
        "description": header.description,
        "attributes": attributes,
        "lines": intent.lines.iter().map(|one| line(intent, one)).collect::<Vec<_>>(),
        "vat_table": intent.vat_table.iter().map(vat).collect::<Vec<_>>(),
        "new_products": intent.new_cards.iter().map(new_card).collect::<Vec<_>>(),
    })
}

fn party(party: &Party) -> Value {
    json!({
        "name": party.name,
        "nip": format!("{}{}", party.nip_country, party.nip),
        "street": party.street,
        "city": party.city,
        "postcode": party.post_code,
        "country": party.country,
    })
}

/// The code of the line's card.
fn code<'i>(intent: &'i Intent, line: &'i IntentLine) -> &'i str {
    match &line.card {
        LineCard::Existing(card) => &card.code,
        LineCard::New(place) => intent.new_cards.get(*place).map_or(&line.line.code, |card| &card.code),
    }
}

fn line(intent: &Intent, one: &IntentLine) -> Value {
    let line = &one.line;
    json!({
        "code": code(intent, one),
        "name": line.name,
        "quantity": line.quantity.normalize().to_string(),
        "price": unit_price_text(line.price),
        "vat_rate": line.rate.to_string(),
        "net": amount_text(line.net),
        "gross": amount_text(line.gross),
    })
}

fn vat(row: &IntentVat) -> Value {
    let IntentVat { home, .. } = row;
    json!({ "vat_rate": home.rate.to_string(), "net": amount_text(home.net), "vat": amount_text(home.vat) })
}

fn new_card(card: &NewCard) -> Value {
    json!({
        "code": card.code,
        "name": card.name,
        "vat_rate": card.rate.to_string(),
        "unit": card.unit,
        "ean": card.ean,
        "catalogue_number": card.catalogue_number,
        "price": amount_text(card.price),
        "goods": card.goods,
    })
}
