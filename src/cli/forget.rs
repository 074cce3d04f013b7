//! `forget`: one person's data goes from files and ledger.

use std::path::Path;

use serde_json::{Value, json};

use super::ui::{Exit, Failure, Ui};
use super::workplace::{Failures, Office, Workplace};
use crate::core::message::text::{
    ForgetElsewhere, ForgetFile, ForgetLeft, ForgetLeftFile, ForgetLeftOrder, ForgetNone, ForgetOrder, ForgetSum,
    ForgetWould,
};
use crate::core::person::Person;
use crate::stages::retention::{Forget, Forgotten, Left};

/// Forgets the person in every company, or shows what that would remove. Ends with 1 where something had to be left.
pub fn run(dir: &Path, person: &Person, dry_run: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let (mut all, mut failures) = (Forgotten::default(), Failures::default());
    for office in place.offices()? {
        let done = one(&place, &office, person, dry_run);
        let Some(mut done) = failures.keep(&office.name, done) else { continue };
        // Several companies have folders of the same names.
        let below = office.folders.root().strip_prefix(&place.dir).unwrap_or(Path::new("")).to_owned();
        all.files.extend(done.files.drain(..).map(|file| below.join(file)));
        all.orders.append(&mut done.orders);
        all.left.extend(done.left.drain(..).map(|left| match left {
            Left::File(file) => Left::File(below.join(file)),
            order @ Left::Order(_) => order,
        }));
    }
    show(&all, dry_run, ui);
    failures.tell(ui);
    let mut value = as_json(&all);
    failures.add_to(&mut value, ui);
    ui.json(&value);
    Ok(failures.exit(if all.left.is_empty() { Exit::Done } else { Exit::Refused }))
}

fn one(place: &Workplace, office: &Office, person: &Person, dry_run: bool) -> Result<Forgotten, Failure> {
    let mut ledger = office.ledger()?;
    let max_bytes = u64::from(place.settings.files.max_size_mib) << 20;
    let (disk, folders, clock) = (&*place.disk, &office.folders, &*place.clock);
    Ok(Forget { ledger: &mut ledger, disk, folders, max_bytes, clock, dry_run }.run(person)?)
}

fn show(all: &Forgotten, dry_run: bool, ui: &Ui) {
    if *all == Forgotten::default() {
        ui.say(ForgetNone);
        return;
    }
    for file in &all.files {
        ui.say(ForgetFile { file: file.as_path().into() });
    }
    for order in &all.orders {
        ui.say(ForgetOrder { order: order.into() });
    }
    for left in &all.left {
        match left {
            Left::File(file) => ui.say(ForgetLeftFile { file: file.as_path().into() }),
            Left::Order(order) => ui.say(ForgetLeftOrder { order: order.into() }),
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
    let left = all.left.iter().map(|left| match left {
        Left::File(file) => json!({ "file": file }),
        Left::Order(order) => json!({ "order_id": order }),
    });
    json!({ "files": all.files, "orders": all.orders, "left": left.collect::<Vec<_>>() })
}
