//! `mappings suggest`: rows for values that were met in orders and that no table covers yet.
//!
//! The orders come from files, for the ledger keeps no bodies of orders. Nothing is written: an operator pastes the
//! rows and fills them in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::opened_loosely;
use super::status::plain_table;
use super::ui::{Exit, Ui};
use crate::allegro::wire;
use crate::core::message::Message;
use crate::core::message::text as say;
use crate::core::order::Order;
use crate::core::problem::{Explain as _, Fault, Problem};
use crate::core::suggest::{Suggestion, suggest};
use crate::core::tables::Table;
use crate::settings::tables;
use crate::workplace::Failure;
use crate::workplace::input;

/// What one run found.
type Rows = BTreeMap<Table, Vec<Suggestion>>;

pub fn run(dir: &Path, files: &[PathBuf], ui: &Ui) -> Result<Exit, Failure> {
    if files.is_empty() {
        return Err(Failure { problem: Problem::error(say::Map001), fault: Fault::Usage });
    }
    let place = opened_loosely(dir, ui)?;
    let tables = place.tables_strictly()?;
    let limit = u64::from(place.settings.files.max_size_mib) << 20;
    let mut orders = Vec::new();
    let mut unread = Vec::new();
    for file in files {
        let (read, problems) = read(file, limit);
        orders.extend(read);
        if !problems.is_empty() {
            ui.say(say::MappingsUnread { input: file.as_path().into() });
            for problem in &problems {
                ui.problem(problem);
            }
        }
        unread.extend(problems);
    }
    let settings = place.settings.of_account(place.settings.default_alias());
    let rows = suggest(&orders, &tables, settings);
    if !ui.is_json() {
        show(&rows, unread.is_empty(), ui);
    }
    ui.json(&as_json(&rows, &unread, ui));
    Ok(if unread.is_empty() { Exit::Done } else { Exit::Refused })
}

/// The orders of a file, and why some of them could not be read.
fn read(file: &Path, limit: u64) -> (Vec<Order>, Vec<Problem>) {
    let name = file.display().to_string();
    let fetched = input::read(file, limit)
        .and_then(|bytes| wire::decode_any(&bytes).map_err(|error| error.problem().in_file(name.clone())));
    let fetched = match fetched {
        Err(problem) => return (Vec::new(), vec![problem]),
        Ok(fetched) if fetched.is_empty() => {
            return (Vec::new(), vec![Problem::error(say::Cli009 { path: file.into() }).in_file(name)]);
        }
        Ok(fetched) => fetched,
    };
    let mut orders = Vec::new();
    let mut problems = Vec::new();
    for one in fetched {
        match one.order {
            Ok(order) => orders.push(order),
            Err(error) => problems.push(error.problem().in_file(name.clone()).in_order(one.id)),
        }
    }
    (orders, problems)
}

fn show(rows: &Rows, all_read: bool, ui: &Ui) {
    let found = rows.values().flatten();
    let (count, refused) = (found.clone().count(), found.filter(|row| row.refused).count());
    if count == 0 {
        // Of an order that could not be read nobody knows what it needs.
        if all_read {
            ui.say(say::MappingsNone);
        }
        return;
    }
    for (table, rows) in rows.iter().filter(|(_, rows)| !rows.is_empty()) {
        show_table(*table, rows, ui);
        ui.line("");
    }
    ui.say(say::MappingsSum { rows: count.into(), refused: refused.into() });
}

fn show_table(table: Table, rows: &[Suggestion], ui: &Ui) {
    let texts = &ui.texts;
    let (heading, hint) = heading(table);
    ui.say(heading);
    if let Some(hint) = hint {
        ui.say(hint);
    }
    let mut shown = plain_table();
    shown.set_header([
        texts.say(say::MappingsHeadOrders),
        texts.say(say::MappingsHeadValue),
        texts.say(say::MappingsHeadExample),
        texts.say(say::MappingsHeadNow),
    ]);
    for row in rows {
        shown.add_row([row.count.to_string(), value(table, row), row.example.clone(), texts.say(now(table, row))]);
    }
    ui.line(&shown.to_string());
    ui.line("");
    ui.say(say::MappingsPaste { file: table.file_name().into() });
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.row.clone()).collect();
    ui.line(&tables::lines(&cells));
}

/// What stands above a table's rows.
fn heading(table: Table) -> (Message, Option<Message>) {
    let file = table.file_name().into();
    match table {
        Table::Payments => (say::MappingsPayments { file }.into(), None),
        Table::Deliveries => (say::MappingsDeliveries { file }.into(), None),
        Table::Products => (say::MappingsProducts { file }.into(), Some(say::MappingsProductsHint.into())),
        Table::Sets => (say::MappingsSets { file }.into(), Some(say::MappingsSetsHint.into())),
        Table::Services => (say::MappingsServices { file }.into(), None),
        Table::Rates | Table::Oss => (say::MappingsOther { file }.into(), None),
    }
}

/// The cells that the value is known by.
fn value(table: Table, row: &Suggestion) -> String {
    let cells = if table == Table::Payments { 2 } else { 1 };
    row.row.iter().take(cells).map(String::as_str).collect::<Vec<_>>().join(" / ")
}

/// What happens to such orders as things are.
fn now(table: Table, row: &Suggestion) -> Message {
    match (row.refused, table) {
        (true, _) => say::MappingsNowRefused.into(),
        (false, Table::Sets) => say::MappingsNowWhole.into(),
        (false, _) => say::MappingsNowDefault.into(),
    }
}

fn as_json(rows: &Rows, unread: &[Problem], ui: &Ui) -> Value {
    let mut report = Map::new();
    for (table, rows) in rows {
        let rows: Vec<Value> = rows
            .iter()
            .map(|row| json!({ "row": row.row, "count": row.count, "example": row.example, "refused": row.refused }))
            .collect();
        report.insert(table.file_name().trim_end_matches(".csv").to_owned(), Value::Array(rows));
    }
    let problems: Vec<Value> = unread
        .iter()
        .map(|problem| {
            let mut value = ui.problem_json(problem);
            value["file"] = json!(problem.place.file);
            value
        })
        .collect();
    report.insert("problems".to_owned(), Value::Array(problems));
    Value::Object(report)
}
