//! `GET /order/checkout-forms` and `GET /order/events`: filters, order and pages (`reference/allegro.md`
//! 4.1 and 4.3). As in production, parameters with unknown names are ignored.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::answers::{Canned, invalid, ok};
use super::events::{bought_at, updated_at};
use super::world::World;

/// `offset + limit` may not exceed this.
const REACH: u64 = 10_000;

/// The parameters of a request, in order; names may come more than once.
pub(super) type Query = Vec<(String, String)>;

fn all<'a>(query: &'a Query, name: &'a str) -> impl Iterator<Item = &'a str> {
    query.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn number(query: &Query, name: &str, default: u64, range: std::ops::RangeInclusive<u64>) -> Result<u64, Canned> {
    let Some(text) = all(query, name).next() else { return Ok(default) };
    let refused = || invalid(&format!("Parameter {name} is out of range"));
    text.parse().ok().filter(|value| range.contains(value)).ok_or_else(refused)
}

fn moment(query: &Query, name: &str) -> Result<Option<Timestamp>, Canned> {
    let Some(text) = all(query, name).next() else { return Ok(None) };
    text.parse().map(Some).map_err(|_| invalid(&format!("Parameter {name} is not a date-time")))
}

/// The page of the list.
pub(super) fn orders(world: &World, query: &Query) -> Result<Canned, Canned> {
    let offset = number(query, "offset", 0, 0..=u64::MAX)?;
    let limit = number(query, "limit", 100, 1..=100)?;
    if offset.saturating_add(limit) > REACH {
        return Err(invalid("Offset and limit parameters exceed maximal result size of 10000 items"));
    }
    let mut found = Vec::new();
    let updated = (moment(query, "updatedAt.gte")?, moment(query, "updatedAt.lte")?);
    let bought = (moment(query, "lineItems.boughtAt.gte")?, moment(query, "lineItems.boughtAt.lte")?);
    for order in &world.orders {
        if within(updated_at(order), updated) && within(bought_at(order), bought) && matches(order, query) {
            found.push(order);
        }
    }
    sort(&mut found, all(query, "sort").next().unwrap_or("-lineItems.boughtAt"))?;
    let total = found.len();
    let skipped = usize::try_from(offset).unwrap_or(usize::MAX);
    let taken = usize::try_from(limit).unwrap_or(usize::MAX);
    let page: Vec<&Value> = found.into_iter().skip(skipped).take(taken).collect();
    Ok(ok(&json!({ "count": page.len(), "totalCount": total, "checkoutForms": page })))
}

/// The filters that compare texts: name of the parameter, which is also the path of the field.
const TEXT_FILTERS: [&str; 8] = [
    "status",
    "fulfillment.status",
    "fulfillment.provider.id",
    "fulfillment.shipmentSummary.lineItemsSent",
    "payment.id",
    "delivery.method.id",
    "buyer.login",
    "marketplace.id",
];

fn matches(order: &Value, query: &Query) -> bool {
    TEXT_FILTERS.iter().all(|name| {
        let wanted: Vec<&str> = all(query, name).collect();
        let held = name.split('.').fold(order, |value, key| &value[key]).as_str();
        wanted.is_empty() || held.is_some_and(|held| wanted.contains(&held))
    })
}

fn within(at: Option<Timestamp>, (from, to): (Option<Timestamp>, Option<Timestamp>)) -> bool {
    match at {
        Some(at) => from.is_none_or(|from| at >= from) && to.is_none_or(|to| at <= to),
        // The service knows a time of every order; a sample that lacks it must not become invisible.
        None => true,
    }
}

fn sort(orders: &mut [&Value], by: &str) -> Result<(), Canned> {
    // Orders of the same moment keep the order of the world, so that pages do not overlap.
    match by {
        "updatedAt" => orders.sort_by_key(|order| updated_at(order)),
        "-updatedAt" => orders.sort_by_key(|order| std::cmp::Reverse(updated_at(order))),
        "lineItems.boughtAt" => orders.sort_by_key(|order| bought_at(order)),
        "-lineItems.boughtAt" => orders.sort_by_key(|order| std::cmp::Reverse(bought_at(order))),
        _ => return Err(invalid("Parameter sort has an unknown value")),
    }
    Ok(())
}

/// A page of the journal: after `from`, which is excluded, oldest first.
pub(super) fn events(world: &World, query: &Query) -> Result<Canned, Canned> {
    let limit = number(query, "limit", 100, 1..=1000)?;
    let from = number(query, "from", 0, 0..=u64::MAX)?;
    let kinds: Vec<&str> = all(query, "type").collect();
    let page: Vec<&Value> = world
        .events
        .iter()
        .filter(|event| event["id"].as_str().and_then(|id| id.parse::<u64>().ok()).is_some_and(|id| id > from))
        .filter(|event| kinds.is_empty() || event["type"].as_str().is_some_and(|kind| kinds.contains(&kind)))
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .collect();
    Ok(ok(&json!({ "events": page })))
}

/// The newest event, or `null`.
pub(super) fn event_stats(world: &World) -> Canned {
    let latest = world.events.last().map(|event| json!({ "id": event["id"], "occurredAt": event["occurredAt"] }));
    ok(&json!({ "latestEvent": latest }))
}
