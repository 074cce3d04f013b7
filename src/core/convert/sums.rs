//! The control sum: what Allegro says is to be paid must be what the order adds up to, in exact decimals
//! (`reference/allegro.md` 8.1).

use rust_decimal::Decimal;

use super::report::{Report, money};
use crate::core::message::text as say;
use crate::core::money::{AMOUNT_DECIMALS, PRICE_DECIMALS, amount_text, round_amount, sum, times};
use crate::core::order::Order;

/// The total of the order, or nothing and the reason in the report.
pub(super) fn control(order: &Order, report: &mut Report) -> Option<Decimal> {
    let (mut goods, mut deposits, mut services) = (Vec::new(), Vec::new(), Vec::new());
    let mut sound = true;
    for (position, line) in (1u32..).zip(&order.lines) {
        let mut item = |price: Decimal, quantity: Decimal, name: &str, field: &str| {
            let whole = item_value(position, price, quantity, name, field, report);
            sound &= whole.is_some();
            whole.unwrap_or_default()
        };
        goods.push(item(line.price.amount, line.quantity, &line.offer_name, "price"));
        if let Some(deposit) = &line.deposit {
            deposits.push(item(deposit.amount, line.quantity, &line.offer_name, "deposit.price"));
        }
        for service in &line.services {
            let name = service.name.as_deref().unwrap_or(&service.definition_id);
            services.push(item(service.price.amount, service.quantity, name, "additionalService.price"));
        }
    }
    let delivery =
        order.delivery.as_ref().and_then(|delivery| delivery.cost.as_ref()).map_or(Decimal::ZERO, |c| c.amount);
    if !is_amount(delivery) {
        report.error(say::Sum004 { field: "delivery.cost".into(), value: delivery.into() });
        sound = false;
    }
    let total = order.total.amount;
    if !is_amount(total) {
        report.error(say::Sum004 { field: "summary.totalToPay".into(), value: total.into() });
        sound = false;
    }
    if !sound {
        return None;
    }
    let (Some(goods), Some(deposits), Some(services)) = (sum(goods), sum(deposits), sum(services)) else {
        report.error(say::Sum003);
        return None;
    };
    let parts = [goods, deposits, services, delivery];
    let Some(all) = sum(parts) else {
        report.error(say::Sum003);
        return None;
    };
    if all != total {
        let [goods, deposits, services, delivery] = parts.map(amount_text);
        report.error(say::Sum001 {
            goods: goods.into(),
            deposits: deposits.into(),
            services: services.into(),
            delivery: delivery.into(),
            sum: money(all, &order.total.currency),
            total: money(total, &order.total.currency),
            difference: money(total - all, &order.total.currency),
        });
        return None;
    }
    Some(round_amount(total))
}

/// Not negative, whole grosze, and of a size that Optima's columns hold.
fn is_amount(value: Decimal) -> bool {
    value >= Decimal::ZERO && value.normalize().scale() <= AMOUNT_DECIMALS && times(value, Decimal::ONE).is_some()
}

/// Price × quantity in whole grosze.
fn item_value(
    position: u32,
    price: Decimal,
    quantity: Decimal,
    name: &str,
    field: &str,
    report: &mut Report,
) -> Option<Decimal> {
    if price < Decimal::ZERO || price.normalize().scale() > PRICE_DECIMALS {
        report.error_at(position, say::Sum004 { field: field.into(), value: price.into() });
        return None;
    }
    if quantity <= Decimal::ZERO || quantity.normalize().scale() > PRICE_DECIMALS {
        report.error_at(position, say::Sum004 { field: "quantity".into(), value: quantity.into() });
        return None;
    }
    let Some(value) = times(price, quantity) else {
        report.error_at(position, say::Sum003);
        return None;
    };
    if value.normalize().scale() > AMOUNT_DECIMALS {
        report.error_at(position, say::Sum002 { name: name.into(), value: value.into() });
        return None;
    }
    Some(value)
}
