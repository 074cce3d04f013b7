//! Of an order, what its document depends on, as one hash.

use std::fmt::Write as _;

use super::changes::{is_returned, surcharges};
use super::digest::sha256_hex;
use super::order::{Address, Order};

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
    sha256_hex(text.as_bytes())
}

fn address(address: &Address) -> [&str; 4] {
    [&address.street, &address.city, &address.post_code, &address.country_code]
}
