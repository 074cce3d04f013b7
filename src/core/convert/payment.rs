//! How an order is paid: form and term, and what was paid beside what is due.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Context;
use super::report::{Report, money};
use crate::core::correction::Field;
use crate::core::document::OriginPayment;
use crate::core::message::{Arg, Message, text as say};
use crate::core::money::{Currency, Price, amount_text};
use crate::core::order::{Order, Payment as OrderPayment, PaymentType, Voucher, paid_by_currency};

/// What the document says about payment.
pub(super) struct Payment {
    pub(super) form: String,
    pub(super) due: Date,
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
    let own = agreed(order, report).map(|due| (due, false));
    let (due, term_of_form) = own.unwrap_or_else(|| term(ctx, date, days, &form, report));
    let origin = order.payment.as_ref().map(|payment| OriginPayment { term_of_form, ..origin(payment, order) });
    Some(Payment { form, due, origin, compensation, difference })
}

/// The document's date and the days of the table. A deferred payment without either is not due at once: it has the term of
/// its form in Optima. Where no base tells that, the file has the document's day, and whoever imports it is to count.
fn term(ctx: &Context<'_>, date: Date, days: Option<u16>, form: &str, report: &mut Report) -> (Date, bool) {
    let deferred = ctx.order.payment.as_ref().is_some_and(|payment| payment.kind == PaymentType::ExtendedTerm);
    let of_form = ctx.sources.dictionary.days(form).filter(|_| deferred && days.is_none());
    let told = || form.into();
    let (days, open) = match (deferred, days, of_form) {
        (true, None, Some(days)) => {
            report.warning(say::Pay009 { form: told(), days: days.into() });
            (days, false)
        }
        (true, None, None) => {
            report.warning(say::Pay013 { form: told() });
            (0, true)
        }
        (_, days, _) => (i64::from(days.unwrap_or_default()), false),
    };
    (date.checked_add(days.days()).unwrap_or(date), open)
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
    let kind = if kind.trim().is_empty() { NONE } else { kind };
    let provider = payment.and_then(|payment| payment.provider.as_deref()).filter(|provider| !provider.is_empty());
    let row = ctx.sources.tables.payment(kind, provider, ctx.order.delivery.as_ref());
    let days = row.and_then(|row| row.days);
    if let Some(chosen) = ctx.order.corrections.meant(&Field::Form) {
        return Some((chosen.to_owned(), days));
    }
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
fn origin(payment: &OrderPayment, order: &Order) -> OriginPayment {
    let cod = is_cod(Some(payment));
    let mut paid = paid_by_currency(std::iter::once(payment).chain(&order.surcharges).filter(|_| !cod));
    OriginPayment {
        id: payment.id.clone(),
        kind: payment.kind.as_str().to_owned(),
        provider: payment.provider.clone(),
        term_of_form: false,
        paid: paid.remove(&order.total.currency).map(amount_text),
        paid_otherwise: paid.into_iter().map(|(currency, sum)| format!("{} {currency}", amount_text(sum))).collect(),
        finished_at: payment.finished_at.filter(|_| !cod),
    }
}

/// Allegro Prices: said, and never part of the sale (`reference/allegro.md` 8.2).
fn compensation(order: &Order, report: &mut Report) -> Option<String> {
    let mut texts = Vec::new();
    let own = |price: &Price| {
        if price.currency == order.total.currency { amount_text(price.amount) } else { plain(price) }
    };
    for (position, line) in (1u32..).zip(&order.lines) {
        if let Some(back) = &line.reconciliation {
            let (amount, kind) = (own(&back.value), report.clean(&back.kind));
            let units = back.quantity.map(|quantity| format!(" x{}", quantity.normalize())).unwrap_or_default();
            texts.push(format!("{amount} {kind}{units}"));
            report.note_at(
                position,
                say::Pay007 { amount: money(back.value.amount, &back.value.currency), kind: kind.into() },
            );
        }
    }
    let whole = order.payment.as_ref().and_then(|payment| payment.reconciliation.as_ref()).filter(|_| texts.is_empty());
    if let Some(price) = whole.filter(|price| !price.amount.is_zero()) {
        texts.push(format!("{} WALLET", own(price)));
        report.note(say::Pay007 { amount: money(price.amount, &price.currency), kind: "WALLET".into() });
    }
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// Compares what was paid with the total. The document is for the total in any case.
fn balance(order: &Order, report: &mut Report) -> Option<String> {
    let currency = &order.total.currency;
    let added = surcharges(order, report);
    let (vouchers, by_voucher) = vouchers(order, report);
    let difference = order.payment.as_ref().and_then(|payment| match &payment.paid {
        _ if is_cod(Some(payment)) => None,
        Some(paid) if paid.currency == *currency => {
            difference(order, payment, paid.amount, [added, by_voucher], report)
        }
        Some(paid) => {
            report.warning(say::Pay010 { paid: of(paid), total: of(&order.total) });
            Some(format!("wpłacono {}, do zapłaty {}", plain(paid), plain(&order.total)))
        }
        None => {
            let kind = payment.kind.as_str().trim();
            let told = if kind.is_empty() { NONE } else { kind }.into();
            match payment.kind {
                PaymentType::SplitPayment | PaymentType::ExtendedTerm => report.note(say::Pay005 { payment: told }),
                _ => report.warning(say::Pay008 { payment: told }),
            }
            None
        }
    });
    let texts: Vec<String> = difference.into_iter().chain(vouchers).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// Tells the surcharges, each currency by itself, and gives what of them is in the currency of the total.
fn surcharges(order: &Order, report: &mut Report) -> Decimal {
    let own = &order.total.currency;
    let currency = |surcharge: &OrderPayment| surcharge.paid.as_ref().map_or(own, |paid| &paid.currency).clone();
    let mut counts: BTreeMap<Currency, usize> = BTreeMap::new();
    for surcharge in &order.surcharges {
        *counts.entry(currency(surcharge)).or_default() += 1;
    }
    let paid = order.surcharges_paid();
    for (currency, count) in &counts {
        let amount = money(paid.get(currency).copied().unwrap_or_default(), currency);
        report.note(say::Pay004 { count: (*count).into(), amount });
    }
    paid.get(own).copied().unwrap_or_default()
}

/// Names the vouchers of the lines, for the description too, and gives what they pay in the currency of the total.
fn vouchers(order: &Order, report: &mut Report) -> (Vec<String>, Decimal) {
    let (mut texts, mut sum) = (Vec::new(), Decimal::ZERO);
    for (position, line) in (1u32..).zip(&order.lines) {
        for Voucher { kind, cancelled, value } in &line.vouchers {
            let kind = report.clean(kind);
            let amount = value.as_ref().map_or_else(|| Message::from(say::VoucherWithoutAmount).into(), of);
            if *cancelled {
                report.warning_at(position, say::Pay012 { kind: kind.into(), amount });
                continue;
            }
            let worth = value.as_ref().map(plain).unwrap_or_default();
            texts.push(["bon", &kind, &worth].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" "));
            report.warning_at(position, say::Pay011 { kind: kind.into(), amount });
            let counts = value.as_ref().filter(|value| value.currency == order.total.currency);
            sum = sum.saturating_add(counts.map(|value| value.amount).unwrap_or_default());
        }
    }
    (texts, sum)
}

/// What was paid against the total, both in one currency. `beside` may be part of what was paid, or not.
fn difference(
    order: &Order,
    payment: &OrderPayment,
    paid: Decimal,
    beside: [Decimal; 2],
    report: &mut Report,
) -> Option<String> {
    let total = order.total.amount;
    // What Allegro adds to the payment for its own prices is no overpayment.
    let back = payment.reconciliation.as_ref().filter(|price| price.currency == order.total.currency);
    let back = back.map(|price| price.amount).unwrap_or_default();
    let [surcharges, vouchers] = beside;
    // inferred: the total is of the goods, whoever pays; an order with a voucher was not seen.
    let fits = [paid, paid.saturating_add(surcharges), paid.saturating_sub(back)]
        .into_iter()
        .any(|paid| [paid, paid.saturating_add(vouchers)].contains(&total));
    if fits {
        return None;
    }
    let said = |amount| money(amount, &order.total.currency);
    report.warning(say::Pay003 { paid: said(paid), total: said(total), difference: said(paid.saturating_sub(total)) });
    Some(format!("wpłacono {}, do zapłaty {}", amount_text(paid), amount_text(total)))
}

fn of(price: &Price) -> Arg {
    money(price.amount, &price.currency)
}

/// With its currency, for a line of the description.
fn plain(price: &Price) -> String {
    format!("{} {}", amount_text(price.amount), price.currency)
}
