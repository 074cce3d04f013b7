//! The pages of the mapping tables.

use std::collections::BTreeMap;

use axum::response::Response;
use maud::{Markup, html};

use super::mappings::address;
use super::page::{self, View};
use super::work_view;
use crate::core::inspection::Choices;
use crate::core::message::text::{
    PanelChoicesAway, PanelColumns, PanelFileLine, PanelFind, PanelLacking, PanelLackingAway, PanelMappings,
    PanelMappingsHow, PanelMet, PanelMetRefused, PanelNext, PanelPastedRow, PanelPrevious, PanelRow, PanelRowsHow,
    PanelSave, PanelTable, PanelTableColumns, PanelTableEmpty, PanelTablePage, PanelTablePaste, PanelTableSearch,
    PanelTableText, PanelTableTitle, PanelTablesDeliveries, PanelTablesOss, PanelTablesPayments, PanelTablesProducts,
    PanelTablesRates, PanelTablesServices, PanelTablesSets,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::Problem;
use crate::core::suggest::Suggestion;
use crate::core::tables::Table;
use crate::workplace::table_files::{Look, PAGE, Rows, Shown, TableFile, meanings};
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
pub(super) fn form(view: &View<'_>, table: Table, look: &Look, file: &TableFile, told: &[Problem]) -> Response {
    let texts = view.texts;
    let content: Markup = html! {
        (work_view::said(texts, told))
        div role="alert" {
            (problems(texts, table, &file.problems))
            @for found in &file.pasted {
                @if let Some(row) = found.place.line { p { strong { (texts.say(PanelPastedRow { row: row.into() })) } } }
                (page::problem(texts, found))
            }
        }
        div hx-get={ "/mappings/" (table.file_name()) "/strange" } hx-trigger="load" role="status" {}
        @if let Shown::Rows(_) = file.shown { (columns(texts, table)) (search(texts, table, look)) }
        form method="post" action=(address(table, look)) {
            (view.mark())
            @match &file.shown {
                Shown::Rows(rows) => { (grid(texts, table, rows, &file.problems)) }
                Shown::Text(text) => { input type="hidden" name="was" value=(file.mark); (area(texts, table, text)) }
            }
            p { button { (texts.say(PanelSave)) } }
        }
        @if let Shown::Rows(rows) = &file.shown {
            (turns(texts, table, look, rows))
            @if file.may_be_text {
                p { a href={ "/mappings/" (table.file_name()) "?text=1" } { (texts.say(PanelTableText)) } }
            }
        }
    };
    view.page("/mappings", PanelTableTitle { file: table.file_name().into() }, &content)
}

/// What is wrong or odd, each with the way to its row.
pub(super) fn problems(texts: &Catalogue, table: Table, all: &[Problem]) -> Markup {
    html! { @for found in all {
        @if let Some(line) = found.place.line { p { strong {
            a href={ "/mappings/" (table.file_name()) "?line=" (line) } { (texts.say(PanelRow { row: line.into() })) }
        } } }
        (page::problem(texts, found))
    } }
}

/// What the table is for, and what its columns mean.
fn columns(texts: &Catalogue, table: Table) -> Markup {
    let (about, meanings) = meanings(table, texts);
    html! {
        p { (about) }
        details open { summary { (texts.say(PanelTableColumns)) }
            dl { @for (name, meaning) in meanings { dt { (name) } dd { (meaning) } } }
        }
    }
}

fn search(texts: &Catalogue, table: Table, look: &Look) -> Markup {
    html! { form.row role="search" method="get" action={ "/mappings/" (table.file_name()) } {
        label { (texts.say(PanelTableSearch)) input type="search" name="q" value=(look.search) maxlength="200" size="32"; }
        button.quiet { (texts.say(PanelFind)) }
    } }
}

/// Where on the table's pages this is, and the ways to the pages beside it.
fn turns(texts: &Catalogue, table: Table, look: &Look, rows: &Rows) -> Markup {
    let turn = |page: usize, name: String| {
        let to = Look { page, ..look.clone() };
        html! { a.button href=(address(table, &to)) { (name) } }
    };
    html! { @if rows.found > PAGE { div.row {
        @if rows.page > 0 { (turn(rows.page - 1, texts.say(PanelPrevious))) }
        @if (rows.page + 1) * PAGE < rows.found { (turn(rows.page + 1, texts.say(PanelNext))) }
    } } }
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

fn grid(texts: &Catalogue, table: Table, shown: &Rows, problems: &[Problem]) -> Markup {
    let columns = table.columns();
    let spare = (vec![String::new(); columns.len()], false);
    let wrong: Vec<u32> = problems.iter().filter(|problem| problem.is_error()).filter_map(|p| p.place.line).collect();
    let from = shown.page * PAGE;
    let new = shown.added.iter().chain(std::iter::repeat_n(&spare, SPARE));
    html! {
        p.soft { (texts.say(PanelRowsHow)) }
        @if !shown.rows.is_empty() { p.soft { (texts.say(PanelTablePage {
            from: (from + 1).into(), to: (from + shown.rows.len()).into(), found: shown.found.into(),
        })) } } @else if shown.all > 0 { p.soft { (texts.say(PanelTableEmpty)) } }
        div hx-get="/choices" hx-trigger="load" {}
        div.scroll { table.cells {
            thead { tr {
                th scope="col" { (texts.say(PanelFileLine)) }
                @for column in columns { th scope="col" { (column.polish) @if column.required { " *" } } }
            } }
            tbody {
                @for row in &shown.rows { tr.wrong[wrong.contains(&row.line)] {
                    td.n { (row.line)
                        input type="hidden" name={ "w" (row.line) } value=(serde_json::json!(row.was)); }
                    (inputs(table, 'c', row.line, row.line, &row.cells))
                } }
                @for ((row, is_instead), number) in new.zip(0_u32..) { @let line = shown.next + number;
                    tr.wrong[wrong.contains(&line)] {
                        td.n { (line) @if *is_instead { input type="hidden" name={ "n" (number) ".instead" } value="1"; } }
                        (inputs(table, 'n', number, line, row))
                    }
                }
            }
            tbody.lacking hx-get={ "/mappings/" (table.file_name()) "/lacking" } hx-trigger="load" {}
        } }
        p { label { (texts.say(PanelTablePaste))
            textarea.list name="pasted" rows="3" spellcheck="false" { "\n" (shown.pasted) } } }
    }
}

/// The fields of a row. `line` is how it is called.
fn inputs(table: Table, kind: char, number: u32, line: u32, row: &[String]) -> Markup {
    html! { @for (at, column) in table.columns().iter().enumerate() { td {
        input name={ (kind) (number) "." (at) } value=(row.get(at).map(String::as_str).unwrap_or_default())
            aria-label={ (column.polish) " " (line) } list=[list(table, column.polish)] autocomplete="off" size="12";
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
        (words("patterns", &found.patterns))
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
    html! { @for (one, number) in found.iter().take(SUGGESTED).zip(0_u32..) { tr {
        @let had = one.row.iter().filter(|cell| !cell.trim().is_empty()).count();
        td.n { "+" input type="hidden" name={ "s" (number) ".had" } value=(had); }
        (inputs(table, 's', number, number + 1, &one.row))
        td { @let count = one.count.into();
            @if one.refused { (texts.say(PanelMetRefused { count })) } @else { (texts.say(PanelMet { count })) }
            " " span.soft { (one.example) } }
    } } }
}
