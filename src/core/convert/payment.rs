//! How an order is paid: form and term, and what was paid beside what is due.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Context;
use super::report::{Report, money};
use crate::core::document::OriginPayment;
use crate::core::message::text as say;
use crate::core::money::{Price, amount_text, sum};
use crate::core::order::{Order, Payment as OrderPayment, PaymentType};

/// What the document says about payment.
pub(super) struct Payment {
    pub(super) form: String,
    /// None: the term that the form has in Optima.
    pub(super) due: Option<Date>,
    pub(super) origin: Option<OriginPayment>,
    /// Values of description lines: compensations of Allegro Prices, and what was paid beside the total.
    pub(super) compensation: Option<String>,
    pub(super) difference: Option<String>,
}

/// How a payment without type or provider is called in messages and in `payments.csv`.
const NONE: &str = "brak";

pub(super) fn payment(ctx: &Context<'_>, date: Option<Date>, report: &mut Report) -> Option<Payment> {
    let order = ctx.order;
    let compensation = compensation(order, report);
    let difference = balance(order, report);
    let (form, days) = form(ctx, report)?;
    let date = date?;
    let due = agreed(order, report).or_else(|| term(order, date, days, &form, report));
    let origin = order.payment.as_ref().map(|payment| origin(payment, &order.surcharges));
    Some(Payment { form, due, origin, compensation, difference })
}

/// The document's date and the days of the table. A deferred payment without either is not due at once: its term is
/// left to the form, whose own one stands in Optima.
fn term(order: &Order, date: Date, days: Option<u16>, form: &str, report: &mut Report) -> Option<Date> {
    let deferred = order.payment.as_ref().is_some_and(|payment| payment.kind == PaymentType::ExtendedTerm);
    if deferred && days.is_none() {
        report.warning(say::Pay009 { form: form.into() });
        return None;
    }
    Some(date.checked_add(i64::from(days.unwrap_or_default()).days()).unwrap_or(date))
}

/// `invoice.dueDate`.
fn agreed(order: &Order, report: &mut Report) -> Option<Date> {
    let text = order.invoice.due_date.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
    let date = text.parse().ok();
    if date.is_none() {
        report.warning(say::Pay006 { text: text.into() });
    }
    date
}

/// The form, and the days that its row gives.
fn form(ctx: &Context<'_>, report: &mut Report) -> Option<(String, Option<u16>)> {
    let payment = ctx.order.payment.as_ref();
    let kind = payment.map_or(NONE, |payment| payment.kind.as_str());
    let provider = payment.and_then(|payment| payment.provider.as_deref()).filter(|provider| !provider.is_empty());
    let row = ctx.sources.tables.payment(kind, provider, ctx.order.delivery.as_ref());
    let days = row.and_then(|row| row.days);
    let own = &ctx.sources.settings.document_policy(ctx.class).payment_form;
    if !own.is_empty() {
        return Some((own.clone(), days));
    }
    if let Some(row) = row {
        return Some((row.form.clone(), days));
    }
    let settings = &ctx.sources.settings.payments;
    let form = if is_cod(payment) { &settings.cash_on_delivery_form } else { &settings.default_form };
    let (kind, provider) = (kind.into(), provider.unwrap_or(NONE).into());
    if form.is_empty() {
        report.error(say::Pay002 { payment: kind, provider });
        return None;
    }
    report.warning(say::Pay001 { payment: kind, provider, form: form.as_str().into() });
    Some((form.clone(), days))
}

fn is_cod(payment: Option<&OrderPayment>) -> bool {
    payment.is_some_and(|payment| payment.kind == PaymentType::CashOnDelivery)
}

/// Cash on delivery is not paid when it is exported, whatever `finishedAt` says (`reference/allegro.md`, Q8).
fn origin(payment: &OrderPayment, surcharges: &[OrderPayment]) -> OriginPayment {
    let cod = is_cod(Some(payment));
    let amounts: Vec<Decimal> =
        payment.paid.iter().chain(surcharges.iter().filter_map(|s| s.paid.as_ref())).map(|paid| paid.amount).collect();
    OriginPayment {
        id: payment.id.clone(),
        kind: payment.kind.as_str().to_owned(),
        provider: payment.provider.clone(),
        paid: if cod || amounts.is_empty() { None } else { sum(amounts).map(amount_text) },
        finished_at: payment.finished_at.filter(|_| !cod),
    }
}

/// Allegro Prices: said, and never part of the sale (`reference/allegro.md` 8.2).
fn compensation(order: &Order, report: &mut Report) -> Option<String> {
    let mut texts = Vec::new();
    for (position, line) in (1u32..).zip(&order.lines) {
        if let Some(back) = &line.reconciliation {
            let (amount, kind) = (amount_text(back.value.amount), report.clean(&back.kind));
            let units = back.quantity.map(|quantity| format!(" x{}", quantity.normalize())).unwrap_or_default();
            texts.push(format!("{amount} {kind}{units}"));
            report.note_at(
                position,
                say::Pay007 { amount: money(back.value.amount, &back.value.currency), kind: kind.into() },
            );
        }
    }
    let whole = order.payment.as_ref().and_then(|payment| payment.reconciliation.as_ref()).filter(|_| texts.is_empty());
    if let Some(price @ Price { amount, .. }) = whole.filter(|price| !price.amount.is_zero()) {
        let amount = amount_text(*amount);
        texts.push(format!("{amount} WALLET"));
        report.note(say::Pay007 { amount: money(price.amount, &price.currency), kind: "WALLET".into() });
    }
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// Compares what was paid with the total. The document is for the total in any case.
fn balance(order: &Order, report: &mut Report) -> Option<String> {
    let surcharges = sum(order.surcharges.iter().filter_map(|s| s.paid.as_ref()).map(|p| p.amount)).unwrap_or_default();
    if !order.surcharges.is_empty() {
        let count = order.surcharges.len().into();
        report.note(say::Pay004 { count, amount: money(surcharges, &order.total.currency) });
    }
    let payment = order.payment.as_ref()?;
    let total = order.total.amount;
    let paid = match (&payment.kind, &payment.paid) {
        (PaymentType::CashOnDelivery, _) => return None,
        (_, Some(paid)) => paid.amount,
        (kind @ (PaymentType::SplitPayment | PaymentType::ExtendedTerm), None) => {
            report.note(say::Pay005 { payment: kind.as_str().into() });
            return None;
        }
        (kind, None) => {
            report.warning(say::Pay008 { payment: kind.as_str().into() });
            return None;
        }
    };
    // What Allegro adds to the payment for its own prices is no overpayment.
    let added = payment.reconciliation.as_ref().map(|price| price.amount).unwrap_or_default();
    let fits = [Some(paid), paid.checked_add(surcharges), paid.checked_sub(added)].contains(&Some(total));
    if fits {
        return None;
    }
    let text = format!("wpłacono {}, do zapłaty {}", amount_text(paid), amount_text(total));
    let said = |amount| money(amount, &order.total.currency);
    let difference = said(paid.checked_sub(total).unwrap_or_default());
    report.warning(say::Pay003 { paid: said(paid), total: said(total), difference });
    Some(text)
}
