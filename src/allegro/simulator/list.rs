//! `GET /order/checkout-forms` and `GET /order/events`: filters, order and pages (`reference/allegro.md`
//! 4.1 and 4.3). As in production, parameters with unknown names are ignored.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::answers::{Canned, Reply, invalid, ok};
use super::shelf::{By, Held, TEXT_FILTERS};
use super::world::World;

/// `offset + limit` may not exceed this.
const REACH: u64 = 10_000;

/// The list shows what was bought in so long a time (`reference/allegro.md` 4.1).
pub(super) const DEPTH: SignedDuration = SignedDuration::from_hours(365 * 24);

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

/// Both ends included; no end: open.
type Window = (Option<Timestamp>, Option<Timestamp>);

fn within(at: Timestamp, (from, to): Window) -> bool {
    from.is_none_or(|from| at >= from) && to.is_none_or(|to| at <= to)
}

fn order_of(query: &Query) -> Result<(By, bool), Canned> {
    Ok(match all(query, "sort").next().unwrap_or("-lineItems.boughtAt") {
        "updatedAt" => (By::Updated, false),
        "-updatedAt" => (By::Updated, true),
        "lineItems.boughtAt" => (By::Bought, false),
        "-lineItems.boughtAt" => (By::Bought, true),
        _ => return Err(invalid("Parameter sort has an unknown value")),
    })
}

/// The page of the list, and the ids on it.
pub(super) fn orders(world: &World, query: &Query, now: Timestamp) -> Result<(Reply, Vec<String>), Canned> {
    let offset = number(query, "offset", 0, 0..=u64::MAX)?;
    let limit = number(query, "limit", 100, 1..=100)?;
    if offset.saturating_add(limit) > REACH {
        return Err(invalid("Offset and limit parameters exceed maximal result size of 10000 items"));
    }
    let updated = (moment(query, "updatedAt.gte")?, moment(query, "updatedAt.lte")?);
    let asked = (moment(query, "lineItems.boughtAt.gte")?, moment(query, "lineItems.boughtAt.lte")?);
    let oldest = now.checked_sub(DEPTH).unwrap_or(Timestamp::MIN);
    let bought = (Some(asked.0.map_or(oldest, |from| from.max(oldest))), asked.1);
    let (by, descending) = order_of(query)?;
    let filters: Vec<(usize, Vec<&str>)> = TEXT_FILTERS
        .iter()
        .enumerate()
        .map(|(filter, name)| (filter, all(query, name).collect::<Vec<_>>()))
        .filter(|(_, wanted)| !wanted.is_empty())
        .collect();
    // The window of the moment that the list is sorted by is a run of it; the rest is looked at one by one, without
    // reading a body.
    let own = if by == By::Updated { updated } else { bought };
    let sorted = world.shelf.sorted(by);
    let from = own.0.map_or(0, |from| sorted.partition_point(|(at, _)| *at < from));
    let to = own.1.map_or(sorted.len(), |to| sorted.partition_point(|(at, _)| *at <= to));
    let matches = |held: &Held| {
        within(held.updated, updated)
            && within(held.bought, bought)
            && filters.iter().all(|(filter, wanted)| held.is_one_of(*filter, wanted))
    };
    let run = sorted.get(from..to).unwrap_or_default().iter().filter_map(|(_, place)| world.shelf.at(*place));
    let mut found: Vec<&Held> = run.filter(|held| matches(held)).collect();
    if descending {
        // Those of one moment keep their order.
        found.reverse();
    }
    let skipped = usize::try_from(offset).unwrap_or(usize::MAX);
    let taken = usize::try_from(limit).unwrap_or(usize::MAX);
    let page: Vec<&Held> = found.iter().skip(skipped).take(taken).copied().collect();
    Ok((list_page(&page, found.len()), page.iter().map(|held| held.id.clone()).collect()))
}

/// A page put together from bodies as they are held.
fn list_page(page: &[&Held], total: usize) -> Reply {
    let size: usize = page.iter().map(|held| held.body.len() + 1).sum();
    let mut body = Vec::with_capacity(size + 80);
    body.extend_from_slice(br#"{"checkoutForms":["#);
    for (n, held) in page.iter().enumerate() {
        if n > 0 {
            body.push(b',');
        }
        body.extend_from_slice(&held.body);
    }
    body.extend_from_slice(format!(r#"],"count":{},"totalCount":{total}}}"#, page.len()).as_bytes());
    Reply::ok(body)
}

/// A page of the journal: after `from`, which is excluded, oldest first.
pub(super) fn events(world: &World, query: &Query, now: Timestamp) -> Result<Reply, Canned> {
    let limit = number(query, "limit", 100, 1..=1000)?;
    let from = number(query, "from", 0, 0..=u64::MAX)?;
    let kinds: Vec<&str> = all(query, "type").collect();
    let page = world
        .journal
        .kept(now)
        .filter(|event| event.id > from && (kinds.is_empty() || kinds.contains(&event.kind.as_str())))
        .take(usize::try_from(limit).unwrap_or(usize::MAX));
    let mut body = br#"{"events":["#.to_vec();
    for (n, event) in page.enumerate() {
        if n > 0 {
            body.push(b',');
        }
        event.write(&mut body);
    }
    body.extend_from_slice(b"]}");
    Ok(Reply::ok(body))
}

/// The newest event, or `null`.
pub(super) fn event_stats(world: &World, now: Timestamp) -> Canned {
    let latest =
        world.journal.kept(now).last().map(|event| json!({ "id": event.id.to_string(), "occurredAt": event.at }));
    ok(&json!({ "latestEvent": latest }))
}
