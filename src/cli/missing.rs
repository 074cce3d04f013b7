//! `import --missing`: documents that we wrote and that Optima has no more. Without more words they are listed; they come
//! back when a person says which.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::import;
use super::replay::finished;
use super::ui::{Exit, Failure, Ui};
use super::workplace::{Failures, Office, Workplace};
use super::{export, import::Wish};
use crate::clock::Clock as _;
use crate::core::life::{self, Answer, Happening, Kind, Life};
use crate::core::message::text::{Cli040, Lif022, MissingBegin, MissingNone, MissingOrder};
use crate::core::order::OrderId;
use crate::core::poland;
use crate::core::problem::{Explain as _, Fault, Problem};
use crate::ledger::OrdersFilter;
use crate::spool::archived_orders;
use crate::stages::reconcile::Reconcile;

/// Files, and orders by account.
type Sorted = (Vec<PathBuf>, Vec<(String, OrderId)>);

/// Lists what is missing, or brings it back: from the archive, else from Allegro.
pub async fn run(dir: &Path, orders: &[OrderId], all: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let offices = place.offices()?;
    let mut missing: Vec<(&Office, Life)> = Vec::new();
    let mut failures = Failures::default();
    for office in &offices {
        let lives = look(&place, office, ui).await;
        missing.extend(failures.keep(&office.name, lives).into_iter().flatten().map(|life| (office, life)));
    }
    failures.tell(ui);
    if let Some(unknown) = orders.iter().find(|id| !missing.iter().any(|(_, life)| life.order_id == id.to_string())) {
        // Where a company could not be asked, it may be that one's.
        let problem = Problem::error(Cli040 { order: unknown.to_string().into() });
        return Err(failures.first().cloned().unwrap_or(Failure { problem, fault: Fault::Usage }));
    }
    if missing.is_empty() && failures.is_empty() {
        ui.say(MissingNone);
    }
    if missing.is_empty() || (orders.is_empty() && !all) {
        let list: Vec<Value> = missing.iter().map(|(office, life)| listed(office, life, ui)).collect();
        let exit = if list.is_empty() { Exit::Done } else { Exit::Refused };
        let mut value = json!({ "missing": list });
        failures.add_to(&mut value, ui);
        ui.json(&value);
        return Ok(failures.exit(exit));
    }
    missing.retain(|(_, life)| all || orders.iter().any(|id| id.to_string() == life.order_id));
    bring_back(&place, missing, failures, ui).await
}

/// As it is now, and not as it was at the last look.
async fn look(place: &Workplace, office: &Office, ui: &Ui) -> Result<Vec<Life>, Failure> {
    let mut base = place.base(office, ui).await?;
    let mut ledger = office.ledger()?;
    let mut reconcile = Reconcile {
        ledger: &mut ledger,
        base: Some(&mut base),
        disk: &*place.disk,
        folders: &office.folders,
        settings: &place.settings,
        clock: &*place.clock,
    };
    reconcile.documents().await?;
    let open = OrdersFilter { open_matters: true, ..OrdersFilter::default() };
    let mut lives = ledger.orders(&open)?;
    lives.retain(|life| life.has_open(Kind::DocumentMissing));
    lives.sort_by(|a, b| (a.bought_at, &a.order_id).cmp(&(b.bought_at, &b.order_id)));
    Ok(lives)
}

/// Number, day, sum, town.
fn listed(office: &Office, life: &Life, ui: &Ui) -> Value {
    let day = life.bought_at.map(|at| poland::day(at).to_string()).unwrap_or_default();
    let sum = format!("{} {}", life.total.as_deref().unwrap_or("–"), life.currency.as_deref().unwrap_or_default());
    let town = town(office, life).unwrap_or_default();
    let number = life.document.clone().unwrap_or_default();
    ui.say(MissingOrder {
        order: life.order_id.as_str().into(),
        number: number.as_str().into(),
        day: day.as_str().into(),
        sum: sum.trim().into(),
        town: town.as_str().into(),
    });
    json!({ "order_id": life.order_id, "document": number, "day": day, "sum": sum.trim(), "town": town })
}

/// Where the parcel goes, as far as that is still known.
fn town(office: &Office, life: &Life) -> Option<String> {
    let body = office.ledger().ok()?.body(&life.order_id).ok()??;
    let order = crate::allegro::wire::decode(&body).ok()?;
    Some(order.delivery?.address?.address.city)
}

async fn bring_back(
    place: &Workplace,
    missing: Vec<(&Office, Life)>,
    mut failures: Failures,
    ui: &Ui,
) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    let mut from_allegro = Vec::new();
    let mut reports = Vec::new();
    ui.say(MissingBegin { count: missing.len().into() });
    let offices = place.offices()?;
    for office in &offices {
        let of_office: Vec<&Life> =
            missing.iter().filter(|(owner, _)| owner.name == office.name).map(|(_, life)| life).collect();
        if of_office.is_empty() {
            continue;
        }
        let Some(sorted) = failures.keep(&office.name, archived_or_not(place, office, &of_office, ui)) else {
            continue;
        };
        let (files, asked) = sorted;
        if files.len() + asked.len() < of_office.len() {
            exit = exit.max(Exit::Refused);
        }
        from_allegro.extend(asked);
        if !files.is_empty() {
            let wish = Wish { files, ..Wish::default() };
            let done = import::every(place, std::slice::from_ref(office), &wish, ui).await;
            exit = exit.max(done.exit());
            reports.push(done.json(ui));
        }
    }
    if !from_allegro.is_empty() {
        exit = exit.max(export::every_of(place, from_allegro.clone(), ui).await?);
        for office in &offices {
            exit = exit.max(failures.keep(&office.name, not_shown(office, &from_allegro, ui)).unwrap_or(exit));
        }
        let done = import::every(place, &offices, &Wish::default(), ui).await;
        exit = exit.max(done.exit());
        reports.push(done.json(ui));
    }
    let mut value = json!({ "imports": reports });
    failures.add_to(&mut value, ui);
    ui.json(&value);
    Ok(failures.exit(exit))
}

/// A company's missing documents: those whose files are there still, and those that Allegro is asked for again. What has
/// neither is left.
fn archived_or_not(place: &Workplace, office: &Office, missing: &[&Life], ui: &Ui) -> Result<Sorted, Failure> {
    let (mut files, mut from_allegro) = (Vec::new(), Vec::new());
    let mut ledger = office.ledger()?;
    // By the receipts, for a file may have come under any name; by its name where there is no receipt.
    let mut archived = archived_orders(&*place.disk, &office.folders)?;
    for life in missing {
        let named = || life.file.as_ref().and_then(|name| finished(&office.folders, name.as_ref()));
        match (archived.remove(&life.order_id).or_else(named), life.order_id.parse()) {
            (Some(path), _) => files.push(path),
            (None, Ok(order)) => {
                let (after, _) = life::after(life, Happening::Answered(Answer::Restore), place.clock.now());
                match ledger.record(std::slice::from_ref(&after)) {
                    Ok(()) => {}
                    Err(error) if error.reach().is_one_of_many() => {
                        ui.warn(&error.problem());
                        continue;
                    }
                    Err(error) => return Err(error.into()),
                }
                from_allegro.push((after.account, order));
            }
            (None, Err(_)) => {}
        }
    }
    Ok((files, from_allegro))
}

/// Orders that Allegro does not show: nothing is left that a document could be made of.
fn not_shown(office: &Office, asked: &[(String, OrderId)], ui: &Ui) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    let ledger = office.ledger()?;
    for (_, order) in asked {
        let life = ledger.order(&order.to_string())?;
        if let Some(life) = life.filter(|life| life.hidden_since.is_some()) {
            ui.warn(&Problem::error(Lif022 { order: life.order_id.as_str().into() }));
            exit = Exit::Refused;
        }
    }
    Ok(exit)
}
