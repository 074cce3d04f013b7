//! `retry`: orders that were refused or wait are judged anew at once, without waiting for their time.

use std::path::Path;

use serde_json::json;

use super::ui::{Exit, Failure, Ui};
use super::workplace::{Failures, Office, Workplace};
use super::{export, import};
use crate::core::message::text::{Cli040, RetryBack, RetryNone};
use crate::core::order::OrderId;
use crate::core::problem::{Fault, Problem};
use crate::ledger::{Life, OrdersFilter, State};
use crate::spool::Receipt;

/// Brings the refused files of the named orders back that would go in now, and reads the other named orders again; or of
/// all that are refused or wait. What may be a document now becomes one.
pub async fn run(dir: &Path, ids: &[OrderId], all: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let offices = place.offices()?;
    let (mut open, mut failures) = (Vec::new(), Failures::default());
    for office in &offices {
        let read = office.ledger().and_then(|ledger| Ok(ledger.orders(&OrdersFilter::default())?));
        let lives = failures.keep(&office.name, read).into_iter().flatten().filter(Life::may_be_retried);
        open.extend(lives.map(|life| (office, life)));
    }
    if let Some(unknown) = ids.iter().find(|id| !open.iter().any(|(_, life)| life.order_id == id.to_string())) {
        failures.tell(ui);
        // Where a company could not be asked, it may be that one's.
        let problem = Problem::error(Cli040 { order: unknown.to_string().into() });
        return Err(failures.first().cloned().unwrap_or(Failure { problem, fault: Fault::Usage }));
    }
    // Who means all does not mean what he chose to ignore.
    open.retain(|(_, life)| {
        let named = ids.iter().any(|id| life.order_id == id.to_string());
        named || (all && !matches!(life.state, State::Ignored | State::Exported))
    });
    let nothing = open.is_empty();
    let back = bring_back(&place, &mut open, &mut failures, ui).await;
    failures.tell(ui);
    if open.is_empty() {
        if nothing {
            ui.say(RetryNone);
        }
        let mut value = json!({ "exported": [], "errors": [], "back": back });
        failures.add_to(&mut value, ui);
        ui.json(&value);
        return Ok(failures.exit(Exit::Done));
    }
    let orders = open.iter().filter_map(|(_, life)| Some((life.account.clone(), life.order_id.parse().ok()?)));
    Ok(failures.exit(export::run_orders(&place, orders.collect(), ui).await?))
}

/// The file of a refused order may be all that there is of it, and its reason gone. What came back is taken out of `open`.
async fn bring_back(
    place: &Workplace,
    open: &mut Vec<(&Office, Life)>,
    failures: &mut Failures,
    ui: &Ui,
) -> Vec<String> {
    let mut refused: Vec<&Office> =
        open.iter().filter(|(_, life)| life.state == State::Error).map(|(office, _)| *office).collect();
    refused.dedup_by_key(|office| &office.name);
    let mut receipts = Vec::new();
    for office in refused {
        // Who asks for another try has ended his corrections of that order's file.
        let is_done = |receipt: &Receipt| open.iter().any(|(_, life)| is_of(receipt, life));
        let came = failures.keep(&office.name, import::again(place, office, &is_done, ui).await);
        receipts.extend(came.into_iter().flat_map(|came| came.receipts));
    }
    let mut back = Vec::new();
    open.retain(|(_, life)| {
        let came = receipts.iter().any(|receipt| is_of(receipt, life));
        back.extend(came.then(|| life.order_id.clone()));
        !came
    });
    if !back.is_empty() {
        ui.say(RetryBack { count: back.len().into() });
    }
    back
}

/// In a file that could not be read nobody saw whose it is; it has its name still.
fn is_of(receipt: &Receipt, life: &Life) -> bool {
    receipt.order_id.as_deref() == Some(&life.order_id) || life.file.as_deref() == Some(&receipt.file)
}
