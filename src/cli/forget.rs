//! `forget`: one person's data goes from files and ledger.

use std::path::Path;

use serde_json::{Value, json};

use super::opened;
use super::ui::{Exit, Ui};
use crate::core::message::text::{
    ForgetElsewhere, ForgetFile, ForgetLeft, ForgetLeftFile, ForgetLeftOrder, ForgetNone, ForgetOrder, ForgetSum,
    ForgetWordsFile, ForgetWordsOrder, ForgetWould,
};
use crate::core::person::Person;
use crate::workplace::{Failure, Forgotten, Spot};

/// Forgets the person in every company, or shows what that would remove. Ends with 1 where something had to be left.
pub fn run(dir: &Path, person: &Person, dry_run: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let (all, failures) = place.forget(person, dry_run)?;
    show(&all, dry_run, ui);
    ui.failures(&failures);
    let mut value = as_json(&all);
    ui.add_failures(&failures, &mut value);
    ui.json(&value);
    let exit = if all.left.is_empty() { Exit::Done } else { Exit::Refused };
    Ok(exit.or_worse(failures.worst()))
}

fn show(all: &Forgotten, dry_run: bool, ui: &Ui) {
    if *all == Forgotten::default() {
        ui.say(ForgetNone);
        ui.say(ForgetElsewhere);
        return;
    }
    for file in &all.files {
        ui.say(ForgetFile { file: file.as_path().into() });
    }
    for order in &all.orders {
        ui.say(ForgetOrder { order: order.as_str().into() });
    }
    for words in &all.words {
        match words {
            Spot::File(file) => ui.say(ForgetWordsFile { file: file.as_path().into() }),
            Spot::Order(order) => ui.say(ForgetWordsOrder { order: order.as_str().into() }),
        }
    }
    for left in &all.left {
        match left {
            Spot::File(file) => ui.say(ForgetLeftFile { file: file.as_path().into() }),
            Spot::Order(order) => ui.say(ForgetLeftOrder { order: order.as_str().into() }),
        }
    }
    ui.line("");
    let (files, orders, left) = (all.files.len().into(), all.orders.len().into(), all.left.len().into());
    if dry_run {
        ui.say(ForgetWould { files, orders, left });
    } else {
        ui.say(ForgetSum { files, orders, left });
    }
    if !all.left.is_empty() {
        ui.say(ForgetLeft);
    }
    ui.say(ForgetElsewhere);
}

fn as_json(all: &Forgotten) -> Value {
    let spots = |spots: &[Spot]| -> Vec<Value> {
        let one = |spot: &Spot| match spot {
            Spot::File(file) => json!({ "file": file }),
            Spot::Order(order) => json!({ "order_id": order }),
        };
        spots.iter().map(one).collect()
    };
    json!({ "files": all.files, "orders": all.orders, "words": spots(&all.words), "left": spots(&all.left) })
}
