//! The payer of an order: where he stands in it, and how he is corrected there.

use super::{is_there, joined};
use crate::core::order::{Address, InvoiceCompany, Order};
use crate::core::taxid::{self, GivenTaxId, TaxId};

/// His tax number as it is used, else as it is written.
pub(super) fn nip(order: &Order) -> String {
    let Some(company) = order.invoice.company.as_ref().filter(|_| order.invoice.required) else { return String::new() };
    let country = order.invoice.address.as_ref().map_or("", |address| address.country_code.trim());
    match taxid::find(&company.ids, company.tax_id.as_deref(), country) {
        GivenTaxId::Usable(TaxId::Polish(nip)) => nip.to_string(),
        GivenTaxId::Usable(TaxId::Foreign { country, number }) => format!("{country}{number}"),
        GivenTaxId::Wrong(written) | GivenTaxId::Other(written) => written,
        GivenTaxId::Missing => String::new(),
    }
}

/// His company; where no invoice is wanted, it is his name only if he has no other.
pub(super) fn company(order: &Order) -> String {
    if order.invoice.required {
        return order.invoice.company.as_ref().map(|company| company.name.trim().to_owned()).unwrap_or_default();
    }
    let own = order.buyer.company_name.as_deref().map(str::trim).unwrap_or_default();
    if buyer(order).is_empty() { own.to_owned() } else { String::new() }
}

/// He as a person; who buys, where no invoice names anybody.
pub(super) fn person(order: &Order) -> String {
    if !order.invoice.required {
        return buyer(order);
    }
    let named = order.invoice.person.as_ref().map(|(first, last)| joined(first, last)).unwrap_or_default();
    if named.is_empty() && company(order).is_empty() { buyer(order) } else { named }
}

fn buyer(order: &Order) -> String {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    joined(&part(&order.buyer.first_name), &part(&order.buyer.last_name))
}

/// A part of his address.
pub(super) fn part(order: &Order, part: impl Fn(&Address) -> &String) -> String {
    used(order).map(part).cloned().unwrap_or_default()
}

/// The address that is used: that of the invoice, else the buyer's, else that of the parcel.
pub(super) fn used(order: &Order) -> Option<&Address> {
    let of_invoice = order.invoice.address.as_ref().filter(|_| order.invoice.required);
    let to = order.delivery.as_ref().and_then(|delivery| delivery.address.as_ref());
    let all = [of_invoice, order.buyer.address.as_ref(), to.map(|to| &to.address)];
    all.into_iter().flatten().find(|address| is_there(address))
}

/// His own address, to be changed: what was used of another stands in it from now on.
pub(super) fn address(order: &mut Order) -> &mut Address {
    let used = used(order).cloned().unwrap_or_default();
    let own = if order.invoice.required { &mut order.invoice.address } else { &mut order.buyer.address };
    if !own.as_ref().is_some_and(is_there) {
        *own = Some(used);
    }
    own.get_or_insert_default()
}

/// Whoever has a tax number or a company is told as in an invoice.
fn invoiced(order: &mut Order) -> &mut InvoiceCompany {
    if !order.invoice.required {
        order.invoice.address = used(order).cloned();
        order.invoice.required = true;
    }
    let name = order.buyer.company_name.clone().unwrap_or_default();
    order.invoice.company.get_or_insert_with(|| InvoiceCompany { name, ..InvoiceCompany::default() })
}

pub(super) fn put_nip(order: &mut Order, is: &str) {
    if is.is_empty() && order.invoice.company.is_none() {
        return;
    }
    if !is.is_empty() {
        invoiced(order);
    }
    if let Some(company) = &mut order.invoice.company {
        company.ids.clear();
        company.tax_id = Some(is.to_owned()).filter(|is| !is.is_empty());
    }
}

pub(super) fn put_company(order: &mut Order, is: &str) {
    if !is.is_empty() {
        is.clone_into(&mut invoiced(order).name);
        return;
    }
    order.buyer.company_name = None;
    if let Some(company) = &mut order.invoice.company {
        company.name.clear();
    }
}

pub(super) fn put_person(order: &mut Order, is: &str) {
    if order.invoice.required {
        order.invoice.person = (!is.is_empty()).then(|| (is.to_owned(), String::new()));
    } else {
        (order.buyer.first_name, order.buyer.last_name) = (Some(is.to_owned()).filter(|is| !is.is_empty()), None);
    }
}
