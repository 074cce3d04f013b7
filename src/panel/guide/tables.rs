//! The step of the mapping tables: what orders want, with what the base may have for it.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::mapping_view;
use super::super::page::{self, View};
use super::super::work::encoded;
use crate::core::message::text::{
    GuideAccept, GuideGoodsHow, GuideRefused, GuideTablesHow, GuideTablesNone, GuideTablesSeen, GuideTick, GuideWanted,
    WorkFieldCard, WorkFieldForm, WorkFieldRate, WorkFieldService,
};
use crate::core::message::{Catalogue, Message};
use crate::core::tables::Table;
use crate::workplace::guide::{Accepted, Guide, Proposal, Proposals};

/// Between the cells of a row in a form; no cell has one.
const BETWEEN: char = '\t';

/// What tells a row from others, whatever else comes or goes.
fn id(one: &Proposal) -> String {
    let keys = if one.table == Table::Payments { 2 } else { 1 };
    let cells: Vec<&str> = one.row.row.iter().take(keys).map(String::as_str).collect();
    format!("{}:{}", one.table.file_name(), cells.join(":"))
}

/// The rows of a form that a person accepted.
pub(super) fn accepted(fields: &BTreeMap<String, String>) -> Vec<Accepted> {
    let rows = fields.iter().filter_map(|(name, cells)| Some((name.strip_prefix("cells.")?, cells)));
    let one = |(id, cells): (&str, &String)| {
        let table = Table::ALL.into_iter().find(|table| id.split(':').next() == Some(table.file_name()))?;
        let value = fields.get(&format!("value.{id}"))?.trim().to_owned();
        let at: usize = fields.get(&format!("at.{id}"))?.parse().ok()?;
        let is_meant = fields.contains_key(&format!("yes.{id}")) && !value.is_empty() && at < table.columns().len();
        is_meant.then(|| Accepted { table, row: cells.split(BETWEEN).map(str::to_owned).collect(), at, value })
    };
    rows.filter_map(one).collect()
}

/// The form; `fields`: what one brought that was not saved.
pub(super) fn form(view: &View<'_>, guide: &Guide, found: &Proposals, fields: &BTreeMap<String, String>) -> Markup {
    let texts = view.texts;
    html! {
        @if let Some(away) = &found.away { (page::problem(texts, away)) }
        p { (texts.say(GuideTablesSeen { count: found.orders.into() })) }
        @if found.rows.is_empty() { p { (texts.say(GuideTablesNone)) } } @else {
            p { (texts.say(GuideTablesHow)) }
            div hx-get="/choices" hx-trigger="load" {}
            form method="post" action="/guide/tables" {
                (view.mark())
                input type="hidden" name="account" value=(guide.account);
                @for (number, one) in found.rows.iter().enumerate() {
                    @let before = number.checked_sub(1).and_then(|before| found.rows.get(before));
                    @if before.is_none_or(|before| before.table != one.table) {
                        h2 { (texts.text(&mapping_view::about(one.table))) }
                        @if one.table == Table::Products { p.soft { (texts.say(GuideGoodsHow)) } }
                    }
                    (row(texts, guide, number, one, fields))
                }
                p { button { (texts.say(GuideAccept)) } }
            }
        }
    }
}

fn row(texts: &Catalogue, guide: &Guide, number: usize, one: &Proposal, fields: &BTreeMap<String, String>) -> Markup {
    let id = id(one);
    let typed = fields.get(&format!("value.{id}")).map(String::as_str);
    let value = typed.unwrap_or(&one.value);
    let is_ticked = if fields.is_empty() { !one.value.is_empty() } else { fields.contains_key(&format!("yes.{id}")) };
    let column = one.table.columns().get(one.at).map(|column| column.polish).unwrap_or_default();
    let (label, list): (Message, Option<String>) = match one.table {
        _ if column == "vat" => (WorkFieldRate.into(), Some("rates".to_owned())),
        Table::Payments => (WorkFieldForm.into(), Some("forms".to_owned())),
        Table::Products => (WorkFieldCard.into(), Some(format!("c-{number}"))),
        _ => (WorkFieldService.into(), Some("services".to_owned())),
    };
    let goods = one.table == Table::Products && column != "vat";
    let search =
        goods.then(|| format!("/cards?company={}&named={}", encoded(&guide.company), encoded(&format!("value.{id}"))));
    let cells = one.row.row.join(&BETWEEN.to_string());
    let count = one.row.count.into();
    html! { section.card.work aria-labelledby={ "n-" (number) } {
        h3.long id={ "n-" (number) } { (name(one)) }
        p.soft { (texts.say(GuideWanted { count })) @if one.row.refused { " " (texts.say(GuideRefused)) } }
        input type="hidden" name={ "cells." (id) } value=(cells);
        input type="hidden" name={ "at." (id) } value=(one.at);
        div.row {
            label { (texts.text(&label))
                input name={ "value." (id) } value=(value) list=[list.as_deref()] maxlength="100" size="34" autocomplete="off"
                    hx-get=[search.as_deref()] hx-trigger=[search.as_ref().map(|_| "input changed delay:200ms")]
                    hx-target=[search.as_ref().map(|_| format!("#c-{number}"))]
                    hx-sync=[search.as_ref().map(|_| "this:replace")];
            }
            label.back { input type="checkbox" name={ "yes." (id) } checked[is_ticked]; " " (texts.say(GuideTick)) }
        }
        @if goods { datalist id={ "c-" (number) } {} }
    } }
}

/// What people know the row by.
fn name(one: &Proposal) -> String {
    let cell = |at: usize| one.row.row.get(at).map(String::as_str).unwrap_or_default();
    match one.table {
        Table::Payments => format!("{} · {}", cell(0), cell(1)),
        Table::Products => format!("{} · {}", one.row.example, cell(0)),
        _ if one.row.example.is_empty() => cell(0).to_owned(),
        _ => one.row.example.clone(),
    }
}
