//! What to do with an order that was just read, given what we did with it before.
//!
//! Events are never asked: the order as it is now decides (`reference/requirements.md` R-A6).

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::changes::{is_returned, surcharges};
use super::order::{Address, Order};
use super::problem::Problem;

/// How far we have come with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Not in a file.
    Nothing,
    /// In a file that is not in Optima yet.
    Exported,
    /// In Optima.
    Imported,
    /// Cancelled before it got that far.
    Cancelled,
}

/// What we remember of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// How far it came.
    pub reached: Reached,
    /// [`essence`] when it was exported.
    pub essence: Option<&'a str>,
}

/// What the order's own state says (`convert::gate`).
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It may become a document.
    Ready,
    /// Not yet: unpaid, not filled in.
    NotYet(Problem),
    /// Cancelled.
    Cancelled(Problem),
}

/// What to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// All is as it was.
    Nothing,
    /// Write the file, or write it anew.
    Export,
    /// Wait, and say why.
    Hold(Problem),
    /// It will not become a document.
    Cancel(Problem),
    /// The document stays as it is, and a person is told what changed since.
    Report(Notice),
}

/// What a person is told about an order that is in Optima.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// What the document depends on is not as it was.
    Changed,
    /// It is not paid any more.
    Unpaid,
    /// It was cancelled.
    Cancelled,
}

/// Decides. An order that is in Optima is never exported again: what changed is reported.
#[must_use]
pub fn decide(standing: Standing, known: Option<Known<'_>>, essence: &str) -> Action {
    let Some(known) = known else {
        return match standing {
            Standing::Ready => Action::Export,
            Standing::NotYet(problem) => Action::Hold(problem),
            Standing::Cancelled(problem) => Action::Cancel(problem),
        };
    };
    let unchanged = known.essence == Some(essence);
    match (standing, known.reached) {
        (Standing::Ready, Reached::Imported) if unchanged || known.essence.is_none() => Action::Nothing,
        (Standing::Ready, Reached::Imported) => Action::Report(Notice::Changed),
        (Standing::Ready, Reached::Exported) if unchanged => Action::Nothing,
        (Standing::Ready, _) => Action::Export,
        (Standing::NotYet(_), Reached::Imported) => Action::Report(Notice::Unpaid),
        (Standing::NotYet(problem), _) => Action::Hold(problem),
        (Standing::Cancelled(_), Reached::Imported) => Action::Report(Notice::Cancelled),
        (Standing::Cancelled(_), Reached::Cancelled) => Action::Nothing,
        (Standing::Cancelled(problem), _) => Action::Cancel(problem),
    }
}

/// A hash of what a document depends on. The seller's own labels, tracking numbers and notes move
/// `revision` and are not in it.
#[must_use]
pub fn essence(order: &Order) -> String {
    let mut text = String::new();
    let mut put = |parts: &[&str]| {
        for part in parts {
            // The length keeps "a" + "bc" and "ab" + "c" apart.
            let _ = write!(text, "{}:{part};", part.len());
        }
        text.push('\n');
    };
    put(&[&order.id.to_string(), &order.total.amount.normalize().to_string(), order.total.currency.as_str()]);
    for line in &order.lines {
        let number = |number: rust_decimal::Decimal| number.normalize().to_string();
        put(&[
            &line.id,
            &line.offer_id,
            line.external_id.as_deref().unwrap_or_default(),
            &number(line.quantity),
            &number(line.price.amount),
            &line.deposit.as_ref().map_or_else(String::new, |deposit| number(deposit.amount)),
        ]);
        for service in &line.services {
            put(&[&service.definition_id, &number(service.quantity), &number(service.price.amount)]);
        }
    }
    if let Some(delivery) = &order.delivery {
        let cost = delivery.cost.as_ref().map_or_else(String::new, |cost| cost.amount.normalize().to_string());
        put(&[delivery.method_id.as_deref().unwrap_or_default(), &cost]);
        put(&[delivery.point.as_ref().map_or("", |point| point.id.as_str())]);
        if let Some(to) = &delivery.address {
            put(&[&to.first_name, &to.last_name, to.company_name.as_deref().unwrap_or_default()]);
            put(&address(&to.address));
        }
    }
    put(&[&surcharges(order), if is_returned(order) { "returned" } else { "" }]);
    put(&[if order.invoice.required { "invoice" } else { "" }]);
    if let Some(company) = &order.invoice.company {
        put(&[&company.name, company.tax_id.as_deref().unwrap_or_default()]);
        for (kind, value) in &company.ids {
            put(&[kind, value]);
        }
    }
    if let Some((first, last)) = &order.invoice.person {
        put(&[first, last]);
    }
    if let Some(of_invoice) = &order.invoice.address {
        put(&address(of_invoice));
    }
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn address(address: &Address) -> [&str; 4] {
    [&address.street, &address.city, &address.post_code, &address.country_code]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::Ord901;

    fn problem() -> Problem {
        Problem::note(Ord901 { document: "".into() })
    }

    #[expect(clippy::unnecessary_wraps, reason = "as the ledger hands it over")]
    fn known(reached: Reached, essence: &str) -> Option<Known<'_>> {
        Some(Known { reached, essence: Some(essence) })
    }

    #[test]
    fn an_order_in_optima_is_never_exported_again() {
        assert_eq!(decide(Standing::Ready, known(Reached::Imported, "a"), "a"), Action::Nothing);
        for standing in [Standing::Ready, Standing::NotYet(problem()), Standing::Cancelled(problem())] {
            assert!(matches!(decide(standing, known(Reached::Imported, "a"), "b"), Action::Report(_)));
        }
    }

    #[test]
    fn what_is_not_in_optima_follows_the_order() {
        assert_eq!(decide(Standing::Ready, None, "a"), Action::Export);
        assert_eq!(decide(Standing::Ready, known(Reached::Exported, "a"), "a"), Action::Nothing);
        assert_eq!(decide(Standing::Ready, known(Reached::Exported, "a"), "b"), Action::Export);
        assert_eq!(decide(Standing::Ready, known(Reached::Nothing, "a"), "a"), Action::Export);
        assert!(matches!(decide(Standing::NotYet(problem()), None, "a"), Action::Hold(_)));
        assert!(matches!(
            decide(Standing::Cancelled(problem()), known(Reached::Exported, "a"), "a"),
            Action::Cancel(_)
        ));
        assert_eq!(decide(Standing::Cancelled(problem()), known(Reached::Cancelled, "a"), "a"), Action::Nothing);
    }
}
