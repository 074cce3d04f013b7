//! What is different in an order that was read again, for a person who has its document before him: what the
//! document was made from, and what Allegro says now (`reference/requirements.md` R-E3, R-B7, R-G1).

use std::fmt::Write as _;

use super::convert::Gate;
use super::correction::Corrections;
use super::life::{Fact, Kind, Matter};
use super::message::text::{
    Cor003, Ord901, Ord902, Ord903, Ord904, Ord905, Ord906, Ord907, Ord908, Ord909, Ord910, Ord911, Ord912, Ord913,
    Ord914, Ord915, Ord917, Ord918, Ord919,
};
use super::money::amount_text;
use super::order::{Address, Invoice, Order, OrderLine, OrderStatus, PickupPoint, Recipient};
use super::problem::Problem;

/// `fulfillment.status` of an order whose goods all came back.
const RETURNED: &str = "RETURNED";

/// What is not as the document of an order says: the order as it is now, held against the one that its document was made
/// from. `before` is none where that is not known any more; `changed` says whether there is a difference at all. What was
/// told already and cannot be compared again is in `open`.
#[must_use]
pub fn facts(
    (before, now, changed): (Option<&Order>, &Order, bool),
    gate: &Gate,
    by: Option<CancelledBy>,
    document: &str,
    open: &[Matter],
) -> Vec<Fact> {
    match gate {
        Gate::Cancelled(_) => {
            vec![Fact { kind: Kind::Cancelled, problem: cancelled_after(by, document), vague: by.is_none() }]
        }
        Gate::NotYet(_) => vec![Fact::new(Kind::Unpaid, Problem::warning(Ord902 { document: document.into() }))],
        Gate::Ready if !changed => Vec::new(),
        Gate::Ready => before.map_or_else(|| told_before(document, open), |before| changes(before, now, document)),
    }
}

/// What Allegro says by now of what a person corrected, where that is something else: the correction stays, and he is told.
#[must_use]
pub fn overtaken(order: &Order, corrections: &Corrections) -> Option<Fact> {
    let found = corrections.overtaken(order);
    let (field, correction, now) = found.first()?;
    let told = Cor003 {
        field: field.name().into(),
        was: shown(correction.was.clone()).into(),
        now: shown(now.clone()).into(),
        is: shown(correction.is.clone()).into(),
        more: found.len().saturating_sub(1).into(),
    };
    Some(Fact::new(Kind::Overtaken, Problem::warning(told).in_order(order.id.to_string())))
}

/// What was told already and cannot be compared again; where nothing was, that there is a difference.
fn told_before(document: &str, open: &[Matter]) -> Vec<Fact> {
    let told = open.iter().filter(|matter| matter.is_open() && is_of_change(matter.kind));
    let told: Vec<Fact> =
        told.map(|matter| Fact { kind: matter.kind, problem: matter.problem.clone(), vague: true }).collect();
    if told.is_empty() {
        return vec![Fact::new(Kind::Changed, Problem::warning(Ord901 { document: document.into() }))];
    }
    told
}

/// Is it about a part of the order that is not as it was?
fn is_of_change(kind: Kind) -> bool {
    use Kind::{Address, Changed, Delivery, Invoice, Lines, Returned, Surcharges, Total};
    matches!(kind, Address | Changed | Delivery | Invoice | Lines | Returned | Surcharges | Total)
}

/// What changed between two readings of one order, each with both versions; what matters most comes first.
fn changes(before: &Order, now: &Order, document: &str) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut compare = |kind, before: String, now: String, say: &dyn Fn(String, String) -> Problem| {
        if before != now {
            found.push(Fact::new(kind, say(shown(before), shown(now))));
        }
    };
    let document = || document.into();
    let to =
        |order: &Order| order.delivery.as_ref().and_then(|it| it.address.as_ref()).map(recipient).unwrap_or_default();
    compare(Kind::Address, to(before), to(now), &|before, now| {
        Problem::warning(Ord904 { document: document(), before: before.into(), now: now.into() })
    });
    compare(Kind::Delivery, way(before), way(now), &|before, now| {
        Problem::warning(Ord907 { document: document(), before: before.into(), now: now.into() })
    });
    compare(Kind::Invoice, invoice(&before.invoice), invoice(&now.invoice), &|before, now| {
        Problem::warning(Ord905 { document: document(), before: before.into(), now: now.into() })
    });
    compare(Kind::Lines, lines(before), lines(now), &|before, now| {
        Problem::warning(Ord906 { document: document(), before: before.into(), now: now.into() })
    });
    compare(Kind::Total, total(before), total(now), &|before, now| {
        Problem::warning(Ord908 { document: document(), before: before.into(), now: now.into() })
    });
    compare(Kind::Surcharges, surcharges(before), surcharges(now), &|before, now| {
        Problem::warning(Ord909 { document: document(), before: before.into(), now: now.into() })
    });
    if is_returned(now) && !is_returned(before) {
        found.push(Fact::new(Kind::Returned, Problem::warning(Ord910 { document: document() })));
    }
    found
}

/// Who cancelled an order (`reference/allegro.md` section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CancelledBy {
    /// `BUYER_CANCELLED`.
    Buyer,
    /// `AUTO_CANCELLED`: it was not paid in time.
    Allegro,
    /// The seller's label `fulfillment.status = CANCELLED`.
    Seller,
}

impl CancelledBy {
    /// What the type of an event says.
    #[must_use]
    pub fn of_event(kind: &str) -> Option<Self> {
        match kind {
            "BUYER_CANCELLED" => Some(Self::Buyer),
            "AUTO_CANCELLED" => Some(Self::Allegro),
            _ => None,
        }
    }

    /// What the order itself says.
    #[must_use]
    pub fn of_order(order: &Order) -> Option<Self> {
        let label = order.fulfillment_status.as_deref() == Some("CANCELLED");
        (label && order.status != OrderStatus::Cancelled).then_some(Self::Seller)
    }
}

/// Cancelled after its document went into Optima.
#[must_use]
fn cancelled_after(by: Option<CancelledBy>, document: &str) -> Problem {
    let document = document.into();
    match by {
        Some(CancelledBy::Buyer) => Problem::warning(Ord911 { document }),
        Some(CancelledBy::Allegro) => Problem::warning(Ord912 { document }),
        Some(CancelledBy::Seller) => Problem::warning(Ord913 { document }),
        None => Problem::warning(Ord903 { document }),
    }
}

/// Cancelled before there was a document: what is said in place of `general`, where more is known.
#[must_use]
pub fn cancelled_before(by: Option<CancelledBy>, general: Problem) -> Problem {
    match by {
        Some(CancelledBy::Buyer) => Problem::note(Ord914),
        Some(CancelledBy::Allegro) => Problem::note(Ord915),
        Some(CancelledBy::Seller) | None => general,
    }
}

/// Its document was removed, and its new version becomes another.
#[must_use]
pub fn replaced(document: &str) -> Problem {
    Problem::note(Ord917 { document: document.into() })
}

/// Its document was touched by a person and stays.
#[must_use]
pub fn kept(document: &str) -> Problem {
    Problem::warning(Ord918 { document: document.into() })
}

/// Its document was removed, for the order was cancelled.
#[must_use]
pub fn removed(document: &str) -> Problem {
    Problem::warning(Ord919 { document: document.into() })
}

/// Did all goods come back (`reference/allegro.md` section 5)?
#[must_use]
pub fn is_returned(order: &Order) -> bool {
    order.fulfillment_status.as_deref() == Some(RETURNED)
}

/// The sum of what was paid on top, which is no part of the total (`reference/allegro.md` 8.3).
#[must_use]
pub fn surcharges(order: &Order) -> String {
    let sums = order.surcharges_paid().into_iter().filter(|(_, sum)| !sum.is_zero());
    sums.map(|(currency, sum)| format!("{} {currency}", amount_text(sum))).collect::<Vec<_>>().join(", ")
}

fn shown(text: String) -> String {
    if text.is_empty() { "–".to_owned() } else { text }
}

/// The parts that say something.
fn joined(parts: &[&str]) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn address(it: &Address) -> String {
    joined(&[&it.street, &format!("{} {}", it.post_code, it.city), &it.country_code])
}

fn recipient(it: &Recipient) -> String {
    let person = format!("{} {}", it.first_name, it.last_name);
    joined(&[it.company_name.as_deref().unwrap_or_default(), &person, &address(&it.address)])
}

/// Method, point and cost of the delivery.
fn way(order: &Order) -> String {
    let Some(delivery) = &order.delivery else { return String::new() };
    let point = |it: &PickupPoint| {
        joined(&[&it.id, it.name.as_deref().unwrap_or_default(), &it.address.as_ref().map(address).unwrap_or_default()])
    };
    joined(&[
        delivery.method_name.as_deref().or(delivery.method_id.as_deref()).unwrap_or_default(),
        &delivery.point.as_ref().map(point).unwrap_or_default(),
        &delivery
            .cost
            .as_ref()
            .map(|cost| format!("{} {}", amount_text(cost.amount), cost.currency))
            .unwrap_or_default(),
    ])
}

fn invoice(it: &Invoice) -> String {
    if !it.required {
        return String::new();
    }
    let company = it.company.as_ref().map(|company| {
        let ids = company.ids.iter().map(|(kind, value)| format!("{kind} {value}")).collect::<Vec<_>>().join(", ");
        joined(&[&company.name, &ids, company.tax_id.as_deref().unwrap_or_default()])
    });
    let person = it.person.as_ref().map(|(first, last)| format!("{first} {last}"));
    joined(&[
        &company.unwrap_or_default(),
        &person.unwrap_or_default(),
        &it.address.as_ref().map(address).unwrap_or_default(),
        // Wanted, and nothing else is said.
        if it.company.is_none() && it.person.is_none() && it.address.is_none() { "+" } else { "" },
    ])
}

fn lines(order: &Order) -> String {
    order.lines.iter().map(line).collect::<Vec<_>>().join("; ")
}

fn line(it: &OrderLine) -> String {
    let mut text = format!("{} × {} {}", it.quantity.normalize(), amount_text(it.price.amount), it.offer_name.trim());
    if let Some(deposit) = &it.deposit {
        let _ = write!(text, " (+ {})", amount_text(deposit.amount));
    }
    for service in &it.services {
        let name = service.name.as_deref().unwrap_or(&service.definition_id);
        let _ = write!(text, " + {} × {} {name}", service.quantity.normalize(), amount_text(service.price.amount));
    }
    text
}

fn total(order: &Order) -> String {
    format!("{} {}", amount_text(order.total.amount), order.total.currency)
}
