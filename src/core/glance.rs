//! What a person knows an order by, in one row of a list.

use super::order::{Order, Payment};

/// An order at a glance. What is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// Whom the document is for, else who bought; else his login.
    pub buyer: String,
    /// Where the goods go, else where the buyer lives.
    pub city: String,
    /// `payment.type`.
    pub payment: String,
    /// `payment.provider`.
    pub operator: String,
    /// `payment.id`: what payout statements are matched by.
    pub payment_id: String,
    /// `delivery.method.name`.
    pub delivery: String,
}

impl Glance {
    /// Of an order.
    #[must_use]
    pub fn of(order: &Order) -> Self {
        let payment = order.payment.as_ref();
        let of_payment = |part: fn(&Payment) -> String| payment.map(part).unwrap_or_default();
        Self {
            buyer: buyer(order),
            city: city(order),
            payment: of_payment(|payment| payment.kind.as_str().to_owned()),
            operator: of_payment(|payment| payment.provider.clone().unwrap_or_default()),
            payment_id: of_payment(|payment| payment.id.clone()),
            delivery: order.delivery.as_ref().and_then(|delivery| delivery.method_name.clone()).unwrap_or_default(),
        }
    }
}

fn buyer(order: &Order) -> String {
    let buyer = &order.buyer;
    let company = order.invoice.company.as_ref().map(|company| company.name.clone());
    let person = order.invoice.person.as_ref().map(|(first, last)| named(first, last));
    let own = named(buyer.first_name.as_deref().unwrap_or_default(), buyer.last_name.as_deref().unwrap_or_default());
    let known = [company, person, buyer.company_name.clone(), Some(own)].into_iter().flatten();
    known.map(|name| name.trim().to_owned()).find(|name| !name.is_empty()).unwrap_or_else(|| buyer.login.clone())
}

fn named(first: &str, last: &str) -> String {
    format!("{} {}", first.trim(), last.trim())
}

fn city(order: &Order) -> String {
    let recipient = order.delivery.as_ref().and_then(|delivery| delivery.address.as_ref());
    let address = recipient.map(|recipient| &recipient.address).or(order.buyer.address.as_ref());
    address.map(|address| address.city.clone()).unwrap_or_default()
}
