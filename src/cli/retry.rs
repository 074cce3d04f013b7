//! `retry`: orders that were refused or wait are judged anew at once, without waiting for their time.

use std::path::Path;

use serde_json::json;

use super::export;
use super::ui::{Exit, Failure, Ui};
use super::workplace::Workplace;
use crate::core::message::text::{Cli040, RetryNone};
use crate::core::order::OrderId;
use crate::core::problem::{Fault, Problem};
use crate::ledger::{Life, OrdersFilter, State};

/// Reads the named orders again, or all that are refused or wait; what may be a document now becomes one.
pub async fn run(dir: &Path, ids: &[OrderId], all: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let mut open: Vec<Life> = Vec::new();
    for office in place.offices()? {
        open.extend(office.ledger()?.orders(&OrdersFilter::default())?.into_iter().filter(Life::may_be_retried));
    }
    if let Some(unknown) = ids.iter().find(|id| !open.iter().any(|record| record.order_id == id.to_string())) {
        let problem = Problem::error(Cli040 { order: unknown.to_string().into() });
        return Err(Failure { problem, fault: Fault::Usage });
    }
    // Who means all does not mean what he chose to ignore.
    open.retain(|record| {
        let named = ids.iter().any(|id| record.order_id == id.to_string());
        named || (all && !matches!(record.state, State::Ignored | State::Exported))
    });
    if open.is_empty() {
        ui.say(RetryNone);
        ui.json(&json!({ "exported": [], "errors": [] }));
        return Ok(Exit::Done);
    }
    let orders = open.iter().filter_map(|record| Some((record.account.clone(), record.order_id.parse().ok()?)));
    export::run_orders(&place, orders.collect(), ui).await
}
