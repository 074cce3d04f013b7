//! `status`: orders by state, each with its document or its reason.

use std::collections::BTreeMap;
use std::path::Path;

use comfy_table::{ContentArrangement, Table};
use serde_json::{Value, json};

use super::opened;
use super::ui::{Exit, Ui};
use crate::core::kinds;
use crate::core::life::{Life, Matter, State};
use crate::core::message::Message;
use crate::core::message::text::{
    StateCancelled, StateDuplicate, StateError, StateExported, StateForOptima, StateIgnored, StateImported, StateSeen,
    StateSuperseded, StateWaiting, StatusAccount, StatusDocument, StatusFiles, StatusNone, StatusOrder, StatusProblem,
    StatusState,
};
use crate::core::problem::Severity;
use crate::workplace::{Failure, LyingFile, Orders, for_optima};

pub fn run(dir: &Path, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let Orders { orders, files, misplaced, failures } = place.orders()?;
    show(&orders, ui);
    show_files(&files, ui);
    for folder in &misplaced {
        ui.problem(&folder.problem);
    }
    ui.failures(&failures);
    let mut value = as_json(&orders, ui);
    if let Some(problem) = place.stuck() {
        ui.problem(&problem);
        value["stuck"] = ui.problem_json(&problem);
    }
    value["misplaced"] = misplaced.iter().map(|folder| ui.problem_json(&folder.problem)).collect();
    value["files"] = files.iter().map(|file| file_json(file, ui)).collect();
    ui.add_failures(&failures, &mut value);
    ui.json(&value);
    Ok(Exit::Done.or_worse(failures.worst()))
}

/// Files that lie where they lie for a reason.
fn show_files(files: &[LyingFile], ui: &Ui) {
    if !files.is_empty() {
        ui.line("");
        ui.say(StatusFiles);
    }
    for file in files {
        ui.problem(&file.problem);
    }
}

fn file_json(file: &LyingFile, ui: &Ui) -> Value {
    let mut value = ui.problem_json(&file.problem);
    value["path"] = json!(file.path);
    value["why"] = json!(file.why);
    value["since"] = json!(file.since);
    value
}

/// `{"counts": …, "orders": …}`.
pub fn as_json(orders: &[Life], ui: &Ui) -> Value {
    let mut counts: BTreeMap<&str, u64> = State::ALL.iter().map(|state| (state.as_str(), 0)).collect();
    for order in orders {
        *counts.entry(order.state.as_str()).or_default() += 1;
    }
    let rows: Vec<Value> = orders
        .iter()
        .map(|order| {
            json!({
                "order_id": order.order_id,
                "account": order.account,
                "state": order.state.as_str(),
                "for_optima": for_optima(order).map(|kind| kind.file),
                "document": order.document,
                "problem": order.shown().map(|problem| ui.problem_json(problem)),
                "matters": order.matters.iter().map(|matter| matter_json(matter, ui)).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({ "counts": counts, "orders": rows })
}

fn matter_json(matter: &Matter, ui: &Ui) -> Value {
    json!({
        "code": matter.problem.code(),
        "kind": matter.kind,
        "since": matter.since,
        "message": ui.texts.text(&matter.problem.message),
        "closed": matter.closed,
    })
}

/// The table for people.
pub fn show(orders: &[Life], ui: &Ui) {
    if ui.is_json() {
        return;
    }
    if orders.is_empty() {
        ui.say(StatusNone);
        return;
    }
    let texts = &ui.texts;
    let mut table = plain_table();
    table.set_header([
        texts.say(StatusOrder),
        texts.say(StatusAccount),
        texts.say(StatusState),
        texts.say(StatusDocument),
        texts.say(StatusProblem),
    ]);
    for order in orders {
        let problem = order.shown().filter(|problem| problem.severity > Severity::Note || order.document.is_none());
        table.add_row([
            order.order_id.short(),
            order.account.clone(),
            match for_optima(order) {
                Some(kind) => texts.say(StateForOptima { kind: kinds::in_words(kind.plain.class) }),
                None => texts.say(state_name(order.state)),
            },
            order.document.clone().unwrap_or_default(),
            problem.map(|problem| format!("{}: {}", problem.code(), texts.text(&problem.message))).unwrap_or_default(),
        ]);
    }
    ui.line(&table.to_string());
}

/// A table as wide as the terminal, without drawn lines, which a screen reader would read out.
pub fn plain_table() -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    if !std::io::IsTerminal::is_terminal(&std::io::stdout()) {
        // Where nobody's screen ends, a line should not either.
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    table
}

/// A state in words.
pub fn state_name(state: State) -> Message {
    match state {
        State::Seen => StateSeen.into(),
        State::Waiting => StateWaiting.into(),
        State::Exported => StateExported.into(),
        State::Imported => StateImported.into(),
        State::Duplicate => StateDuplicate.into(),
        State::Error => StateError.into(),
        State::Ignored => StateIgnored.into(),
        State::Cancelled => StateCancelled.into(),
        State::Superseded => StateSuperseded.into(),
    }
}
