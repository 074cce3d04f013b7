//! An order's page, part by part.

use std::path::Path;

use maud::{Markup, html};
use serde_json::Value;

use super::page;
use crate::core::life::State;
use crate::core::message::text::{
    PanelAndMore, PanelAttributes, PanelBuyer, PanelChanged, PanelDecisions, PanelDelivery, PanelDescription,
    PanelDocumentGone, PanelDocumentHead, PanelFile, PanelGross, PanelHistory, PanelLine, PanelLoading,
    PanelMatterClosed, PanelMatterDone, PanelMatterOpened, PanelNet, PanelNextTry, PanelOrderJson, PanelOrderRead,
    PanelPaid, PanelPayer, PanelPayment, PanelPrice, PanelQuantity, PanelRate, PanelRecipient, PanelWarehouse,
    PanelWhen, StatusAccount, StatusDocument, StatusState,
};
use crate::core::message::{Catalogue, Message};
use crate::core::plan::StoredDocument;
use crate::core::problem::Severity;
use crate::workplace::{Event, KnownOrder, Receipt, Step};

const DASH: &str = "–";
/// Rows of one list that are shown.
const ROWS: usize = 200;
/// Characters of an order's JSON that are shown.
const JSON_MAX: usize = 256 * 1024;

/// Where it stands.
pub(super) fn summary(texts: &Catalogue, known: &KnownOrder, dir: &Path) -> Markup {
    let order = &known.life;
    html! { section.card {
        dl {
            dt { (texts.say(StatusState)) } dd { (page::order_state(texts, order)) }
            dt { (texts.say(StatusAccount)) } dd { (order.account) }
            dt { (texts.say(StatusDocument)) } dd { (order.document.as_deref().unwrap_or(DASH)) }
            dt { (texts.say(PanelWhen)) } dd { (order.bought_at.map_or_else(|| DASH.to_owned(), page::time)) }
            dt { (texts.say(PanelPaid)) } dd { (page::amount(texts, order.total.as_deref().unwrap_or(DASH))) " " (order.currency.as_deref().unwrap_or_default()) }
            dt { (texts.say(PanelChanged)) } dd { (page::time(order.changed_at)) }
            @if let Some(at) = order.next_try_at { dt { (texts.say(PanelNextTry)) } dd { (page::time(at)) } }
            @if let Some(path) = &known.file { dt { (texts.say(PanelFile)) } dd { (path.strip_prefix(dir).unwrap_or(path).display()) } }
            @else if let Some(name) = &order.file { dt { (texts.say(PanelFile)) } dd { (name) } }
        }
        @for matter in order.open_matters() { (page::problem(texts, &matter.problem)) }
        @if let Some(found) = order.problem.as_ref().filter(|_| order.state != State::Error) { (page::problem(texts, found)) }
    } }
}

/// What happened to it.
pub(super) fn history(texts: &Catalogue, steps: &[Step]) -> Markup {
    html! {
        h2 { (texts.say(PanelHistory)) }
        ol.steps { @for step in steps.iter().skip(steps.len().saturating_sub(ROWS)) { li {
            time { (page::time(step.at)) } " "
            @if let Some(event) = step.event { (texts.text(&event_words(event))) } @else { (page::state(texts, step.state)) }
            @if let Some(code) = &step.code { " " code { (code) } }
        } } }
    }
}

/// What became of something that needed a person.
fn event_words(event: Event) -> Message {
    match event {
        Event::Opened => PanelMatterOpened.into(),
        Event::Closed => PanelMatterClosed.into(),
        Event::Done => PanelMatterDone.into(),
    }
}

/// A place that fills itself from the base.
pub(super) fn later(texts: &Catalogue, here: &str) -> Markup {
    html! {
        h2 { (texts.say(PanelDocumentHead)) }
        div hx-get={ (here) "/document" } hx-trigger="load" aria-live="polite" {
            p.soft { a href={ (here) "/document" } { (texts.say(PanelLoading)) } }
        }
    }
}

/// The document as the base has it.
pub(super) fn document(texts: &Catalogue, found: Option<&StoredDocument>) -> Markup {
    let Some(document) = found else { return html! { p.problem { (texts.say(PanelDocumentGone)) } } };
    let joined = |parts: &[&str]| -> String {
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
    };
    let amount = |text: &str| page::amount(texts, text);
    let (payer, to) = (&document.payer, &document.recipient);
    html! {
        section.card { dl {
            dt { (texts.say(StatusDocument)) } dd { strong { (document.number) } " · " (document.date) }
            dt { (texts.say(PanelPayer)) } dd { (joined(&[&payer.name, &payer.nip])) " (" (payer.code) ")" }
            dt { (texts.say(PanelRecipient)) } dd { (joined(&[&to.name, &to.street, &to.postcode, &to.city])) }
            dt { (texts.say(PanelPayment)) } dd { (document.payment_form) }
            dt { (texts.say(PanelWarehouse)) } dd { (document.warehouse) }
            dt { (texts.say(PanelDescription)) } dd.lines { (document.description) }
            @if !document.attributes.is_empty() {
                dt { (texts.say(PanelAttributes)) }
                dd { @for (code, value) in &document.attributes { (code) ": " (value) br; } }
            }
        } }
        div.scroll tabindex="0" { table {
            thead { tr {
                th scope="col" { (texts.say(PanelLine)) } th.n scope="col" { (texts.say(PanelQuantity)) }
                th.n scope="col" { (texts.say(PanelPrice)) } th.n scope="col" { (texts.say(PanelRate)) }
                th.n scope="col" { (texts.say(PanelNet)) } th.n scope="col" { (texts.say(PanelGross)) }
            } }
            tbody { @for line in document.lines.iter().take(ROWS) { tr {
                td { strong { (line.code) } br; (line.name) } td.n { (line.quantity) } td.n { (amount(&line.price)) }
                td.n { (line.vat_rate) } td.n { (amount(&line.net)) } td.n { (amount(&line.gross)) }
            } } }
            tfoot { tr {
                th scope="row" colspan="4" { "Σ" } td.n { (amount(&document.net)) } td.n { (amount(&document.gross)) }
            } }
        } }
        (more(texts, document.lines.len()))
    }
}

/// Which rule answered what.
pub(super) fn decisions(texts: &Catalogue, receipt: Option<&Receipt>) -> Markup {
    html! { @if let Some(receipt) = receipt {
        h2 { (texts.say(PanelDecisions)) }
        @for remark in receipt.problems.iter().take(ROWS) {
            @let grave = if remark.severity == Severity::Error { "error" } else { "warning" };
            (page::remark(grave, remark.code(), &remark.text, remark.todo.as_deref()))
        }
        ul { @for remark in receipt.decisions.iter().take(ROWS) { li { code { (remark.code()) } " " (remark.text) } } }
        (more(texts, receipt.decisions.len()))
    } }
}

/// The order as Allegro gave it: what a person looks for, and the whole.
pub(super) fn as_read(texts: &Catalogue, body: &Value) -> Markup {
    let text = |path: &str| body.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let joined = |paths: &[&str]| -> String {
        let found: Vec<&str> = paths.iter().map(|path| text(path)).filter(|part| !part.is_empty()).collect();
        if found.is_empty() { DASH.to_owned() } else { found.join(" ") }
    };
    let lines = body["lineItems"].as_array().map(Vec::as_slice).unwrap_or_default();
    let whole = serde_json::to_string_pretty(body).unwrap_or_default();
    let whole: String = whole.chars().take(JSON_MAX).collect();
    html! {
        h2 { (texts.say(PanelOrderRead)) }
        section.card { dl {
            dt { (texts.say(PanelBuyer)) }
            dd { (joined(&["/buyer/login", "/buyer/firstName", "/buyer/lastName", "/buyer/companyName"])) }
            dt { (texts.say(PanelPayer)) }
            dd { (joined(&[
                "/invoice/address/company/name", "/invoice/address/company/taxId",
                "/invoice/address/naturalPerson/firstName", "/invoice/address/naturalPerson/lastName",
            ])) }
            dt { (texts.say(PanelDelivery)) }
            dd { (joined(&["/delivery/method/name", "/delivery/pickupPoint/name"])) " "
                (page::amount(texts, text("/delivery/cost/amount"))) " " (text("/delivery/cost/currency")) }
            dt { (texts.say(PanelPayment)) } dd { (joined(&["/payment/type", "/payment/provider"])) }
        } }
        div.scroll tabindex="0" { table {
            thead { tr {
                th scope="col" { (texts.say(PanelLine)) } th.n scope="col" { (texts.say(PanelQuantity)) }
                th.n scope="col" { (texts.say(PanelPrice)) } th.n scope="col" { (texts.say(PanelRate)) }
            } }
            tbody { @for line in lines.iter().take(ROWS) { tr {
                @let part = |path: &str| line.pointer(path).and_then(Value::as_str).unwrap_or(DASH);
                td { strong { (part("/offer/external/id")) } br; (part("/offer/name")) }
                td.n { (line["quantity"]) } td.n { (page::amount(texts, part("/price/amount"))) " " (part("/price/currency")) }
                td.n { (page::amount(texts, part("/tax/rate"))) }
            } } }
        } }
        (more(texts, lines.len()))
        details { summary { (texts.say(PanelOrderJson)) } pre tabindex="0" { (whole) } }
    }
}

/// That there are more rows than are shown.
fn more(texts: &Catalogue, rows: usize) -> Markup {
    let count = rows.saturating_sub(ROWS);
    html! { @if count > 0 { p.soft { (texts.say(PanelAndMore { count: count.into() })) } } }
}
