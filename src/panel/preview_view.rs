//! The document that would come of an order, with who answered what.

use maud::{Markup, html};

use super::{page, work_view};
use crate::core::answered::Answered;
use crate::core::convert::Converted;
use crate::core::document::{Document, Line, Origin, OriginLine, Party};
use crate::core::message::text::{
    AnsweredAllegro, AnsweredCard, AnsweredCorrection, AnsweredDefault, AnsweredDeposit, AnsweredEan,
    AnsweredExemptSeller, AnsweredExternalId, AnsweredFile, AnsweredHighestOfGoods, AnsweredOffer, AnsweredSettings,
    AnsweredShareOfGoods, PanelAndMore, PanelDescription, PanelGross, PanelLine, PanelNet, PanelPayer, PanelPayment,
    PanelPrice, PanelQuantity, PanelRate, PanelRecipient, PreviewAway, PreviewCodeFrom, PreviewHead, PreviewLines,
    PreviewLoading, PreviewNone, PreviewRateFrom, PreviewRefused, PreviewRemarks,
};
use crate::core::message::{Catalogue, Message};
use crate::core::money::amount_text;
use crate::core::problem::{Problem, Severity};
use crate::workplace::correct::Preview;

/// Rows of one list that are shown.
const ROWS: usize = 200;
/// Remarks that are shown.
const REMARKS: usize = 30;

/// A place that fills itself.
pub(super) fn later(texts: &Catalogue, here: &str) -> Markup {
    html! {
        h2 { (texts.say(PreviewHead)) }
        div hx-get={ (here) "/preview" } hx-trigger="load" aria-live="polite" {
            p.soft { a href={ (here) "/preview" } { (texts.say(PreviewLoading)) } }
        }
    }
}

/// The payment form of the document, if there would be one.
pub(super) fn form(preview: &Preview) -> Option<&str> {
    preview.made.as_ref()?.as_ref().ok().map(|converted| converted.document.payment_form.as_str())
}

/// The lines, as far as they are known, with where they come from.
pub(super) fn lines(preview: &Preview) -> Vec<(&Line, Option<&OriginLine>)> {
    match &preview.made {
        None => Vec::new(),
        Some(Err(refused)) => refused.lines.iter().map(|(line, from)| (line, Some(from))).collect(),
        Some(Ok(Converted { document, .. })) => {
            let sources = document.origin.as_ref().map(Origin::by_position).unwrap_or_default();
            document.lines.iter().map(|line| (line, sources.get(&line.position).copied())).collect()
        }
    }
}

/// What fills the place.
pub(super) fn part(texts: &Catalogue, preview: &Preview) -> Markup {
    html! {
        @if let Some(away) = &preview.away { p { (texts.say(PreviewAway)) } (page::problem(texts, away)) }
        @match &preview.made {
            None => { p.soft { (texts.say(PreviewNone)) } }
            Some(Err(refused)) => {
                p { (texts.say(PreviewRefused)) }
                // What is only to be known does not stand between what keeps it from becoming one.
                @let (grave, notes): (Vec<Problem>, Vec<Problem>) =
                    refused.problems.iter().cloned().partition(|problem| problem.severity > Severity::Note);
                (remarks(texts, &grave))
                @if !notes.is_empty() { details {
                    summary { (texts.say(PreviewRemarks { count: notes.len().into() })) }
                    (remarks(texts, &notes))
                } }
                @if !refused.lines.is_empty() { p { (texts.say(PreviewLines)) } (table(texts, &lines(preview), None)) }
            }
            Some(Ok(converted)) => {
                (head(texts, &converted.document))
                (table(texts, &lines(preview), Some(&converted.document)))
                @if !converted.problems.is_empty() { details {
                    summary { (texts.say(PreviewRemarks { count: converted.problems.len().into() })) }
                    (remarks(texts, &converted.problems))
                } }
            }
        }
    }
}

fn remarks(texts: &Catalogue, problems: &[Problem]) -> Markup {
    html! {
        @for problem in problems.iter().take(REMARKS) { (page::problem(texts, problem)) }
        (more(texts, problems.len(), REMARKS))
    }
}

fn head(texts: &Catalogue, document: &Document) -> Markup {
    html! { section.card { dl {
        dt { (texts.say(PanelPayer)) } dd.long { (party(&document.payer)) }
        dt { (texts.say(PanelRecipient)) } dd.long { (party(&document.recipient)) }
        dt { (texts.say(PanelPayment)) } dd { (document.payment_form) }
        dt { (texts.say(PanelDescription)) } dd.lines { (work_view::plain(&document.description)) }
    } } }
}

fn table(texts: &Catalogue, lines: &[(&Line, Option<&OriginLine>)], whole: Option<&Document>) -> Markup {
    let amount = |value| page::amount(texts, &amount_text(value));
    html! {
        div.scroll tabindex="0" { table {
            thead { tr {
                th scope="col" { (texts.say(PanelLine)) } th scope="col" { (texts.say(PreviewCodeFrom)) }
                th.n scope="col" { (texts.say(PanelQuantity)) } th.n scope="col" { (texts.say(PanelPrice)) }
                th.n scope="col" { (texts.say(PanelRate)) } th scope="col" { (texts.say(PreviewRateFrom)) }
                th.n scope="col" { (texts.say(PanelNet)) } th.n scope="col" { (texts.say(PanelGross)) }
            } }
            tbody { @for (line, from) in lines.iter().take(ROWS) { tr {
                td { strong { (line.code) } br; (work_view::plain(&line.name)) }
                td { @if let Some(from) = from { (texts.text(&answered(from.code_from))) } }
                td.n { (line.quantity.normalize()) } td.n { (amount(line.price)) } td.n { (line.rate) }
                td { @if let Some(from) = from { (texts.text(&answered(from.vat_from))) } }
                td.n { (amount(line.net)) } td.n { (amount(line.gross)) }
            } } }
            @if let Some(document) = whole { tfoot { tr {
                th scope="row" colspan="6" { "Σ" } td.n { (amount(document.net)) } td.n { (amount(document.gross)) }
            } } }
        } }
        (more(texts, lines.len(), ROWS))
    }
}

fn party(it: &Party) -> String {
    let nip = format!("{}{}", it.nip_country, it.nip);
    let place = format!("{} {}", it.post_code, it.city);
    let parts = [it.name.as_str(), &nip, &it.street, place.trim(), &it.country];
    let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    work_view::plain(&filled.join(", "))
}

fn answered(from: Answered) -> Message {
    match from {
        Answered::Card => AnsweredCard.into(),
        Answered::ExternalId => AnsweredExternalId.into(),
        Answered::Ean => AnsweredEan.into(),
        Answered::Offer => AnsweredOffer.into(),
        Answered::Allegro => AnsweredAllegro.into(),
        Answered::Settings => AnsweredSettings.into(),
        Answered::Default => AnsweredDefault.into(),
        Answered::ExemptSeller => AnsweredExemptSeller.into(),
        Answered::Correction => AnsweredCorrection.into(),
        Answered::Deposit => AnsweredDeposit.into(),
        Answered::HighestOfGoods => AnsweredHighestOfGoods.into(),
        Answered::ShareOfGoods => AnsweredShareOfGoods.into(),
        Answered::Products
        | Answered::Sets
        | Answered::Services
        | Answered::Deliveries
        | Answered::Oss
        | Answered::Unknown => AnsweredFile { file: from.as_str().into() }.into(),
    }
}

/// That there are more than are shown.
fn more(texts: &Catalogue, all: usize, shown: usize) -> Markup {
    let count = all.saturating_sub(shown);
    html! { @if count > 0 { p.soft { (texts.say(PanelAndMore { count: count.into() })) } } }
}
