//! `mappings suggest`: rows for values that were met in orders, those that the ledgers keep or those of files, and that no
//! table covers yet. Nothing is written: an operator pastes the rows and fills them in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::opened_loosely;
use super::status::plain_table;
use super::ui::{Exit, Ui};
use crate::core::message::Message;
use crate::core::message::text as say;
use crate::core::problem::Problem;
use crate::core::suggest::Suggestion;
use crate::core::tables::Table;
use crate::workplace::{Failure, Suggested, to_paste};

/// What one run found.
type Rows = BTreeMap<Table, Vec<Suggestion>>;

pub async fn run(dir: &Path, files: &[PathBuf], ui: &Ui) -> Result<Exit, Failure> {
    let place = opened_loosely(dir, ui)?;
    let found = if files.is_empty() { place.lacking().await? } else { place.suggest(files).await? };
    let Suggested { rows, unread, away, tables, met_none } = found;
    ui.tables(&tables);
    if met_none {
        return Err(Failure::usage(Problem::error(say::Map001)));
    }
    ui.failures(&away);
    for (file, problems) in &unread {
        ui.say(say::MappingsUnread { input: file.as_path().into() });
        for problem in problems {
            ui.problem(problem);
        }
    }
    if !ui.is_json() {
        show(&rows, unread.is_empty(), ui);
    }
    let mut value = as_json(&rows, unread.iter().flat_map(|(_, problems)| problems), ui);
    ui.add_failures(&away, &mut value);
    value["tables"] = ui.tables_json(&tables);
    ui.json(&value);
    let sound = unread.is_empty() && !tables.iter().any(Problem::is_error);
    Ok(if sound { Exit::Done } else { Exit::Refused })
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
    ui.line(&to_paste(rows));
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

fn as_json<'p>(rows: &Rows, unread: impl Iterator<Item = &'p Problem>, ui: &Ui) -> Value {
    let mut report = Map::new();
    for (table, rows) in rows {
        let rows: Vec<Value> = rows
            .iter()
            .map(|row| json!({ "row": row.row, "count": row.count, "example": row.example, "refused": row.refused }))
            .collect();
        report.insert(table.file_name().trim_end_matches(".csv").to_owned(), Value::Array(rows));
    }
    let problems: Vec<Value> = unread
        .map(|problem| {
            let mut value = ui.problem_json(problem);
            value["file"] = json!(problem.place.file);
            value
        })
        .collect();
    report.insert("problems".to_owned(), Value::Array(problems));
    Value::Object(report)
}
