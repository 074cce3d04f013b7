//! `retry`: orders that were refused or wait are judged anew at once, without waiting for their time.

use std::path::Path;

use serde_json::json;

use super::export;
use super::ui::{Exit, Failure, Ui};
use super::workplace::{Failures, Workplace};
use crate::core::message::text::{Cli040, RetryNone};
use crate::core::order::OrderId;
use crate::core::problem::{Fault, Problem};
use crate::ledger::{Life, OrdersFilter, State};

/// Reads the named orders again, or all that are refused or wait; what may be a document now becomes one.
pub async fn run(dir: &Path, ids: &[OrderId], all: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let (mut open, mut failures) = (Vec::<Life>::new(), Failures::default());
    for office in place.offices()? {
        let read = office.ledger().and_then(|ledger| Ok(ledger.orders(&OrdersFilter::default())?));
        open.extend(failures.keep(&office.name, read).into_iter().flatten().filter(Life::may_be_retried));
    }
    failures.tell(ui);
    if let Some(unknown) = ids.iter().find(|id| !open.iter().any(|record| record.order_id == id.to_string())) {
        // Where a company could not be asked, it may be that one's.
        let problem = Problem::error(Cli040 { order: unknown.to_string().into() });
        return Err(failures.first().cloned().unwrap_or(Failure { problem, fault: Fault::Usage }));
    }
    // Who means all does not mean what he chose to ignore.
    open.retain(|record| {
        let named = ids.iter().any(|id| record.order_id == id.to_string());
        named || (all && !matches!(record.state, State::Ignored | State::Exported))
    });
    if open.is_empty() {
        ui.say(RetryNone);
        let mut value = json!({ "exported": [], "errors": [] });
        failures.add_to(&mut value, ui);
        ui.json(&value);
        return Ok(failures.exit(Exit::Done));
    }
    let orders = open.iter().filter_map(|record| Some((record.account.clone(), record.order_id.parse().ok()?)));
    Ok(failures.exit(export::run_orders(&place, orders.collect(), ui).await?))
}
