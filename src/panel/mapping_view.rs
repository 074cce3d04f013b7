//! The pages of the mapping tables.

use std::collections::BTreeMap;

use axum::response::Response;
use maud::{Markup, html};

use super::page::{self, View};
use crate::core::inspection::Choices;
use crate::core::message::text::{
    PanelChoicesAway, PanelColumns, PanelLacking, PanelLackingAway, PanelMappings, PanelMappingsHow, PanelMet,
    PanelMetRefused, PanelRow, PanelRowsHow, PanelSave, PanelSaved, PanelTable, PanelTableText, PanelTableTitle,
    PanelTablesDeliveries, PanelTablesOss, PanelTablesPayments, PanelTablesProducts, PanelTablesRates,
    PanelTablesServices, PanelTablesSets,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::Problem;
use crate::core::suggest::Suggestion;
use crate::core::tables::Table;
use crate::workplace::table_files::{Edited, TableFile};
use crate::workplace::{Failures, Suggested};

/// Empty rows to type into.
const SPARE: usize = 3;
/// More suggestions than this are no help in one go.
const SUGGESTED: usize = 50;
/// Nobody chooses from a longer list.
const WORDS: usize = 300;

/// Which tables there are.
pub(super) fn overview(view: &View<'_>) -> Response {
    let content = html! {
        p { (view.texts.say(PanelMappingsHow)) }
        div hx-get="/lacking" hx-trigger="load" { (tables(view.texts, None)) }
    };
    view.page("/mappings", PanelMappings, &content)
}

/// The list, with how many rows each lacks where that is known.
pub(super) fn tables(texts: &Catalogue, lacking: Option<&BTreeMap<Table, Vec<Suggestion>>>) -> Markup {
    html! { ul.tables { @for table in Table::ALL { li {
        a href={ "/mappings/" (table.file_name()) } { (texts.text(&about(table))) }
        " " span.soft { (table.file_name()) }
        @if let Some(count) = lacking.and_then(|all| all.get(&table)).map(Vec::len).filter(|count| *count > 0) {
            " " span.state.waiting { (texts.say(PanelLacking { count: count.into() })) }
        }
    } } } }
}

/// The list with what each lacks, and why that may be too much.
pub(super) fn lacking(texts: &Catalogue, found: &Suggested) -> Markup {
    html! {
        (tables(texts, Some(&found.rows)))
        @if !found.away.is_empty() { p.soft { (texts.say(PanelLackingAway)) } }
    }
}

/// What a table is about.
pub(super) fn about(table: Table) -> Message {
    match table {
        Table::Payments => PanelTablesPayments.into(),
        Table::Deliveries => PanelTablesDeliveries.into(),
        Table::Products => PanelTablesProducts.into(),
        Table::Sets => PanelTablesSets.into(),
        Table::Services => PanelTablesServices.into(),
        Table::Rates => PanelTablesRates.into(),
        Table::Oss => PanelTablesOss.into(),
    }
}

/// The page of one table.
pub(super) fn form(view: &View<'_>, table: Table, file: &TableFile, is_saved: bool) -> Response {
    let texts = view.texts;
    let here = format!("/mappings/{}", table.file_name());
    let content: Markup = html! {
        @if is_saved { p.said role="status" { (texts.say(PanelSaved)) } }
        div role="alert" { (problems(texts, &file.problems)) }
        @let text = if matches!(file.edited, Edited::Text(_)) { "?text=1" } else { "" };
        div hx-get={ (here) "/strange" (text) } hx-trigger="load" role="status" {}
        form method="post" action=(here) {
            (view.mark())
            input type="hidden" name="was" value=(file.mark);
            @match &file.edited {
                Edited::Cells(rows) => { (grid(texts, table, rows, &file.problems)) }
                Edited::Text(text) => { (area(texts, table, text)) }
            }
            p { button { (texts.say(PanelSave)) } }
        }
        @if matches!(file.edited, Edited::Cells(_)) {
            p { a href={ (here) "?text=1" } { (texts.say(PanelTableText)) } }
        }
    };
    view.page("/mappings", PanelTableTitle { file: table.file_name().into() }, &content)
}

/// What is wrong or odd, each with its row.
pub(super) fn problems(texts: &Catalogue, all: &[Problem]) -> Markup {
    html! { @for found in all {
        @if let Some(line) = found.place.line { p { strong { (texts.say(PanelRow { row: line.into() })) } } }
        (page::problem(texts, found))
    } }
}

fn area(texts: &Catalogue, table: Table, text: &str) -> Markup {
    let columns: Vec<&str> = table.columns().iter().map(|column| column.polish).collect();
    html! {
        p.soft { (texts.say(PanelColumns { columns: columns.join("; ").into() })) }
        label { (texts.say(PanelTable))
            // The first line break after the tag is not part of the text.
            textarea name="text" spellcheck="false" { "\n" (text) } }
    }
}

fn grid(texts: &Catalogue, table: Table, rows: &[Vec<String>], problems: &[Problem]) -> Markup {
    let columns = table.columns();
    let spare = vec![String::new(); columns.len()];
    let wrong: Vec<u32> = problems.iter().filter(|problem| problem.is_error()).filter_map(|p| p.place.line).collect();
    html! {
        p.soft { (texts.say(PanelRowsHow)) }
        div hx-get="/choices" hx-trigger="load" {}
        div.scroll { table.cells {
            thead { tr {
                th scope="col" { "#" }
                @for column in columns { th scope="col" { (column.polish) @if column.required { " *" } } }
                th scope="col" {}
            } }
            tbody { @for (number, row) in rows.iter().chain(std::iter::repeat_n(&spare, SPARE)).enumerate() {
                @let line = u32::try_from(number + 1).unwrap_or(u32::MAX);
                tr.wrong[wrong.contains(&line)] { td.n { (line) } (inputs(table, 'c', number, row)) td {} }
            } }
            tbody.lacking hx-get={ "/mappings/" (table.file_name()) "/lacking" } hx-trigger="load" {}
        } }
    }
}

fn inputs(table: Table, kind: char, number: usize, row: &[String]) -> Markup {
    html! { @for (at, column) in table.columns().iter().enumerate() { td {
        input name={ (kind) (number) "." (at) } value=(row.get(at).map(String::as_str).unwrap_or_default())
            aria-label={ (column.polish) " " (number + 1) } list=[list(table, column.polish)] autocomplete="off" size="12";
    } } }
}

/// The list that a column is chosen from.
fn list(table: Table, column: &str) -> Option<&'static str> {
    match (table, column) {
        (Table::Payments, "typ") => Some("kinds"),
        (Table::Payments, "forma") => Some("forms"),
        (Table::Deliveries, "usluga" | "pobranie_usluga") | (Table::Services, "kod") => Some("services"),
        (Table::Deliveries | Table::Products | Table::Services, "vat") => Some("rates"),
        _ => None,
    }
}

/// The lists to choose from, and why one is missing.
pub(super) fn choices(texts: &Catalogue, found: &Choices, away: &Failures) -> Markup {
    let kinds = ["ONLINE", "CASH_ON_DELIVERY", "WIRE_TRANSFER", "SPLIT_PAYMENT", "EXTENDED_TERM", "*"];
    html! {
        datalist id="kinds" { @for kind in kinds { option value=(kind) {} } }
        datalist id="rates" { @for rate in ["23", "8", "5", "0", "zw", "np"] { option value=(rate) {} } }
        datalist id="forms" { @for form in &found.payment_forms { option value=(form) {} } }
        (words("definitions", &found.definitions))
        (words("warehouses", &found.warehouses))
        (words("categories", &found.categories))
        (words("contractor-groups", &found.contractor_groups))
        (words("product-groups", &found.product_groups))
        (words("attributes", &found.attributes))
        datalist id="services" { @for (code, name) in &found.services { option value=(code) { (name) } } }
        @if !away.is_empty() { p.soft { (texts.say(PanelChoicesAway)) } }
        @for (_, failure) in away.iter() { (page::problem(texts, &failure.problem)) }
    }
}

fn words(id: &str, all: &[String]) -> Markup {
    html! { datalist id=(id) { @for word in all.iter().take(WORDS) { option value=(word) {} } } }
}

/// Rows to fill in.
pub(super) fn suggestions(texts: &Catalogue, table: Table, found: &[Suggestion]) -> Markup {
    html! { @for (number, one) in found.iter().take(SUGGESTED).enumerate() { tr {
        @let had = one.row.iter().filter(|cell| !cell.trim().is_empty()).count();
        td.n { "+" input type="hidden" name={ "s" (number) ".had" } value=(had); }
        (inputs(table, 's', number, &one.row))
        td { @let count = one.count.into();
            @if one.refused { (texts.say(PanelMetRefused { count })) } @else { (texts.say(PanelMet { count })) }
            " " span.soft { (one.example) } }
    } } }
}
