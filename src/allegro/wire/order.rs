//! From Allegro's shapes to the order of the core, counting the values that this version does not know.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::error::DecodeError;
use super::scalar::{self, Moment};
use super::{form, known, reason};
use crate::core::correction::Corrections;
use crate::core::money::{Currency, Price};
use crate::core::order::{
    AdditionalService, Address, Buyer, Chosen, Delivery, Invoice, InvoiceCompany, Order, OrderId, OrderLine,
    OrderStatus, Payment, PaymentType, PickupPoint, Recipient, Reconciliation, Tax, Unknown, Voucher,
};

/// Different entries that are counted; a body made to have more of them says nothing more with them.
const COUNTED: usize = 100;

/// Counts one more of `key`.
pub(super) fn count(counts: &mut BTreeMap<String, u32>, key: String) {
    if let Some(times) = counts.get_mut(&key) {
        *times = times.saturating_add(1);
    } else if counts.len() < COUNTED {
        counts.insert(key, 1);
    }
}

/// Notes values that are in none of the lists of [`known`].
struct Values(Unknown);

impl Values {
    fn note(&mut self, path: impl fmt::Display, value: &str) {
        count(&mut self.0.values, format!("{path}={}", reason::shown(value)));
    }

    fn check(&mut self, path: impl fmt::Display, value: Option<&str>, known: &[&str]) {
        if let Some(value) = value.filter(|value| !known.contains(value)) {
            self.note(path, value);
        }
    }

    fn texts(&mut self, path: impl fmt::Display + Copy, values: Vec<String>, known: &[&str]) -> Vec<String> {
        for value in &values {
            self.check(path, Some(value), known);
        }
        values
    }

    /// An amount that no document depends on. One without a currency is none, for nothing says what it is worth.
    fn price(&mut self, path: impl fmt::Display, said: Option<form::SaidMoney>) -> Option<Price> {
        let said = said?;
        let price = needed_price("", &said).ok();
        if price.is_none() {
            self.note(path, format!("{} {}", said.amount, said.currency).trim());
        }
        price
    }

    /// An amount that is part of the sum, if there is one: of which nothing is there is none, and of which a part is there
    /// must be whole.
    fn part_of_sum(
        &mut self,
        path: impl fmt::Display,
        said: Option<form::SaidMoney>,
    ) -> Result<Option<Price>, DecodeError> {
        let Some(said) = said else { return Ok(None) };
        let path = path.to_string();
        if said.amount.is_empty() && said.currency.is_empty() {
            self.note(path.replace(|c: char| c.is_ascii_digit(), ""), "{…}");
            return Ok(None);
        }
        needed_price(&path, &said).map(Some)
    }

    /// A quantity that no document depends on.
    fn quantity(&mut self, path: impl fmt::Display, said: Option<String>) -> Option<Decimal> {
        let said = said?;
        let quantity = scalar::above_zero(&said);
        if quantity.is_none() {
            self.note(path, &said);
        }
        quantity
    }

    fn moment(&mut self, path: impl fmt::Display, moment: Option<Moment>) -> Option<Timestamp> {
        match moment? {
            Moment::At(timestamp) => Some(timestamp),
            Moment::Unreadable(text) => {
                self.note(path, &text);
                None
            }
        }
    }
}

/// An amount in a currency, both of which must be there and be read.
fn needed_price(path: &str, said: &form::SaidMoney) -> Result<Price, DecodeError> {
    let at = |name: &str| format!("{path}.{name}");
    let [amount, currency] = [said.amount.trim(), said.currency.trim()];
    let shown = |text: &str| reason::shown(text);
    if let Some(name) = [("amount", amount), ("currency", currency)].iter().find(|(_, text)| text.is_empty()) {
        return Err(DecodeError::Missing { path: at(name.0) });
    }
    Ok(Price {
        amount: scalar::decimal(amount)
            .ok_or_else(|| DecodeError::Amount { path: at("amount"), found: shown(amount) })?,
        currency: Currency::new(currency)
            .ok_or_else(|| DecodeError::Currency { path: at("currency"), found: shown(currency) })?,
    })
}

/// The order. `unknown` holds the fields that were passed over already.
pub(super) fn convert(form: form::Form, unknown: Unknown) -> Result<Order, DecodeError> {
    if form.line_items.is_empty() {
        return Err(DecodeError::NoLines);
    }
    let mut values = Values(unknown);
    let status = OrderStatus::parse(&form.status);
    if let OrderStatus::Other(text) = &status {
        values.note("status", text);
    }
    let marketplace = form.marketplace.and_then(|reference| reference.id);
    values.check("marketplace.id", marketplace.as_deref(), &known::MARKETPLACES);
    let (fulfillment_status, fulfillment_provider) = fulfillment(&mut values, form.fulfillment);
    Ok(Order {
        id: OrderId(form.id),
        revision: form.revision,
        status,
        marketplace,
        message: form.message_to_seller,
        note: form.note.and_then(|note| note.text),
        buyer: form.buyer.map(buyer).unwrap_or_default(),
        payment: form.payment.map(|it| payment(&mut values, "payment", it)),
        surcharges: form.surcharges.into_iter().map(|it| payment(&mut values, "surcharges[]", it)).collect(),
        fulfillment_status,
        fulfillment_provider,
        delivery: form.delivery.map(|it| delivery(&mut values, it)).transpose()?,
        invoice: form.invoice.map(|it| invoice(&mut values, it)).unwrap_or_default(),
        lines: lines(&mut values, form.line_items)?,
        total: form.summary.total_to_pay.into(),
        updated_at: values.moment("updatedAt", form.updated_at),
        unknown: values.0,
        corrections: Corrections::default(),
    })
}

fn fulfillment(values: &mut Values, it: Option<form::Fulfillment>) -> (Option<String>, Option<String>) {
    let Some(it) = it else { return (None, None) };
    let provider = it.provider.and_then(|reference| reference.id);
    values.check("fulfillment.status", it.status.as_deref(), &known::FULFILLMENT);
    values.check("fulfillment.provider.id", provider.as_deref(), &known::FULFILLERS);
    (it.status, provider)
}

fn buyer(it: form::Buyer) -> Buyer {
    Buyer {
        id: it.id,
        email: it.email,
        login: it.login,
        first_name: it.first_name,
        last_name: it.last_name,
        company_name: it.company_name,
        guest: it.guest,
        phone: it.phone_number,
        language: it.preferences.and_then(|preferences| preferences.language),
        address: it.address.map(address),
    }
}

fn address(it: form::Address) -> Address {
    let post_code = it.zip_code.or(it.post_code).unwrap_or_default();
    Address { street: it.street, city: it.city, post_code, country_code: it.country_code }
}

fn payment(values: &mut Values, path: &str, it: form::Payment) -> Payment {
    let kind = PaymentType::parse(&it.kind);
    if let PaymentType::Other(text) = &kind {
        values.note(format_args!("{path}.type"), text);
    }
    values.check(format_args!("{path}.provider"), it.provider.as_deref(), &known::PROVIDERS);
    Payment {
        id: it.id,
        kind,
        provider: it.provider,
        finished_at: values.moment(format_args!("{path}.finishedAt"), it.finished_at),
        paid: values.price(format_args!("{path}.paidAmount"), it.paid_amount),
        reconciliation: values.price(format_args!("{path}.reconciliation"), it.reconciliation),
        features: values.texts(format_args!("{path}.features[]"), it.features, &known::PAYMENT_FEATURES),
    }
}

fn delivery(values: &mut Values, it: form::Delivery) -> Result<Delivery, DecodeError> {
    let (method_id, method_name) = it.method.map_or((None, None), |method| (method.id, method.name));
    Ok(Delivery {
        address: it.address.map(|it| recipient(values, it)),
        method_id,
        method_name,
        point: it.pickup_point.map(|point| PickupPoint {
            id: point.id,
            name: point.name,
            description: point.description,
            address: point.address.map(address),
        }),
        cost: values.part_of_sum("delivery.cost", it.cost)?,
        smart: it.smart,
        cancelled_at: it.cancellation.and_then(|cancellation| cancellation.date),
    })
}

fn recipient(values: &mut Values, it: form::DeliveryAddress) -> Recipient {
    Recipient {
        first_name: it.first_name,
        last_name: it.last_name,
        company_name: it.company_name,
        phone: it.phone_number,
        address: Address { street: it.street, city: it.city, post_code: it.zip_code, country_code: it.country_code },
        modified_at: values.moment("delivery.address.modifiedAt", it.modified_at),
    }
}

fn invoice(values: &mut Values, it: form::Invoice) -> Invoice {
    let required = it.required.as_deref().map(|text| (text, scalar::truth(text)));
    if let Some((text, None)) = required {
        values.note("invoice.required", text);
    }
    let mut invoice = Invoice {
        required: required.is_some_and(|(_, said)| said == Some(true)),
        due_date: it.due_date,
        features: values.texts("invoice.features[]", it.features, &known::INVOICE_FEATURES),
        ..Invoice::default()
    };
    if let Some(it) = it.address {
        invoice.company = it.company.map(|it| company(values, it));
        invoice.person = it.natural_person.map(|person| (person.first_name, person.last_name));
        invoice.address =
            Some(Address { street: it.street, city: it.city, post_code: it.zip_code, country_code: it.country_code });
    }
    invoice
}

fn company(values: &mut Values, it: form::Company) -> InvoiceCompany {
    for id in &it.ids {
        values.check("invoice.address.company.ids[].type", Some(&id.kind), &known::COMPANY_IDS);
    }
    InvoiceCompany { name: it.name, ids: it.ids.into_iter().map(|id| (id.kind, id.value)).collect(), tax_id: it.tax_id }
}

fn lines(values: &mut Values, lines: Vec<form::LineItem>) -> Result<Vec<OrderLine>, DecodeError> {
    lines.into_iter().enumerate().map(|(at, it)| line(values, &format!("lineItems[{at}]"), it)).collect()
}

fn line(values: &mut Values, path: &str, it: form::LineItem) -> Result<OrderLine, DecodeError> {
    for discount in &it.discounts {
        values.check("lineItems[].discounts[].type", Some(&discount.kind), &known::DISCOUNTS);
    }
    let price = Price::from(it.price);
    Ok(OrderLine {
        id: it.id,
        offer_id: it.offer.id,
        offer_name: it.offer.name,
        external_id: it.offer.external.and_then(|reference| reference.id),
        // A product without a quantity is there once.
        set: it.offer.product_set.map_or_else(Vec::new, |set| {
            let path = "lineItems[].offer.productSet.products[].quantity";
            let quantity = |values: &mut Values, it| values.quantity(path, it).unwrap_or(Decimal::ONE);
            set.products.into_iter().map(|it| (it.id, quantity(values, it.quantity))).collect()
        }),
        quantity: it.quantity,
        original_price: values.price("lineItems[].originalPrice", it.original_price).unwrap_or_else(|| price.clone()),
        price,
        deposit: values.part_of_sum(format_args!("{path}.deposit.price"), it.deposit.and_then(|it| it.price))?,
        reconciliation: it.reconciliation.and_then(|it| reconciliation(values, it)),
        services: services(values, path, it.selected_additional_services)?,
        tax: it.tax.map(|it| tax(values, it)),
        vouchers: it.vouchers.into_iter().map(|it| voucher(values, it)).collect(),
        bought_at: values.moment("lineItems[].boughtAt", it.bought_at),
        chosen: Chosen::default(),
    })
}

fn reconciliation(values: &mut Values, it: form::LineReconciliation) -> Option<Reconciliation> {
    values.check("lineItems[].reconciliation.type", Some(&it.kind), &known::RECONCILIATIONS);
    let quantity = values.quantity("lineItems[].reconciliation.quantity", it.quantity);
    let value = values.price("lineItems[].reconciliation.value", it.value)?;
    Some(Reconciliation { value, kind: it.kind, quantity })
}

fn voucher(values: &mut Values, it: form::Voucher) -> Voucher {
    values.check("lineItems[].vouchers[].type", Some(&it.kind), &known::VOUCHERS);
    values.check("lineItems[].vouchers[].status", it.status.as_deref(), &known::VOUCHER_STATES);
    Voucher {
        kind: it.kind,
        cancelled: it.status.as_deref() == Some(known::CANCELLED),
        value: values.price("lineItems[].vouchers[].value", it.value),
    }
}

/// A service that is there at all has a price and a quantity: they are part of the sum.
fn services(
    values: &mut Values,
    line: &str,
    services: Vec<form::Service>,
) -> Result<Vec<AdditionalService>, DecodeError> {
    let mut chosen = Vec::new();
    for (at, it) in services.into_iter().enumerate() {
        let path = format!("{line}.selectedAdditionalServices[{at}]");
        let price = values.part_of_sum(format_args!("{path}.price"), it.price)?;
        let quantity = it.quantity.as_deref().map(str::trim);
        let (price, quantity) = match (price, quantity) {
            (None, None) => continue,
            (None, Some(_)) => return Err(DecodeError::Missing { path: format!("{path}.price") }),
            (Some(_), None) => return Err(DecodeError::Missing { path: format!("{path}.quantity") }),
            (Some(price), Some(text)) => (price, text),
        };
        let found = || DecodeError::Quantity { path: format!("{path}.quantity"), found: reason::shown(quantity) };
        let quantity = scalar::above_zero(quantity).ok_or_else(found)?;
        chosen.push(AdditionalService { definition_id: it.definition_id, name: it.name, price, quantity });
    }
    Ok(chosen)
}

fn tax(values: &mut Values, it: form::LineTax) -> Tax {
    values.check("lineItems[].tax.subject", it.subject.as_deref(), &known::TAX_SUBJECTS);
    Tax { rate: it.rate, subject: it.subject, exemption: it.exemption }
}
