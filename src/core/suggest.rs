//! Which rows the mapping tables lack for these orders: values that were met and that no row covers, each as a row
//! to fill in (`reference/requirements.md` R-B12, R-E7, R-F1, R-F4).
//!
//! Only the orders are looked at, neither Optima's cards nor Allegro's offers: a product that is asked for here may
//! still be found by its EAN, or have its rate from its card. Nothing is guessed: the cells to fill in are empty.

use std::collections::{BTreeMap, BTreeSet};

use super::convert::{Gate, gate};
use super::document::BuyerClass;
use super::order::{Order, OrderId, OrderLine};
use super::settings::{Settings, UnknownProduct};
use super::tables::{Table, Tables};
use super::text::{clean_line, code_fault};
use super::vat::{RateFault, VatRate};

/// How a payment without type or provider is written in `payments.csv`.
const NONE: &str = "brak";

/// A row that a table lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The cells in the order of [`Table::columns`]; what the user has to say is empty.
    pub row: Vec<String>,
    /// Orders in which the value was met.
    pub count: usize,
    /// What people know the value by: the name of the offer, the method, the service; for a payment an order's id.
    pub example: String,
    /// Are these orders refused without the row? If not, a default of the settings answers.
    pub refused: bool,
}

/// The rows that each table lacks, the most frequent first. Every table is there, also with no rows. An order that
/// is given twice counts once; a cancelled one does not count, for no document comes of it.
#[must_use]
pub fn suggest(orders: &[Order], tables: &Tables, settings: &Settings) -> BTreeMap<Table, Vec<Suggestion>> {
    let mut found = Gathered { tables, settings, values: BTreeMap::new() };
    for order in orders.iter().filter(|order| !matches!(gate(order), Gate::Cancelled(_))) {
        found.payment(order);
        found.delivery(order);
        for line in &order.lines {
            found.set(order, line);
            found.product(order, line);
            found.services(order, line);
        }
    }
    let mut suggestions: BTreeMap<Table, Vec<Suggestion>> =
        Table::ALL.into_iter().map(|table| (table, Vec::new())).collect();
    for ((table, _), value) in found.values {
        let suggestion =
            Suggestion { row: value.row, count: value.orders.len(), example: value.example, refused: value.refused };
        suggestions.entry(table).or_default().push(suggestion);
    }
    // A stable sort: rows of one set stay together and in Allegro's order.
    for rows in suggestions.values_mut() {
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    }
    suggestions
}

/// Several accounts' rows together: one that is asked for more than once counts the orders of all.
#[must_use]
pub fn joined(all: impl IntoIterator<Item = BTreeMap<Table, Vec<Suggestion>>>) -> BTreeMap<Table, Vec<Suggestion>> {
    let mut joined: BTreeMap<Table, Vec<Suggestion>> =
        Table::ALL.into_iter().map(|table| (table, Vec::new())).collect();
    for (table, mut rows) in all.into_iter().flatten() {
        let known = joined.entry(table).or_default();
        // Each row once: two parts of a set may look alike.
        for known in known.iter_mut() {
            let Some(at) = rows.iter().position(|row| row.row == known.row) else { continue };
            let row = rows.remove(at);
            known.count += row.count;
            known.refused |= row.refused;
        }
        known.append(&mut rows);
    }
    for rows in joined.values_mut() {
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    }
    joined
}

/// A value that no row covers.
struct Value {
    row: Vec<String>,
    orders: BTreeSet<OrderId>,
    example: String,
    refused: bool,
}

struct Gathered<'a> {
    tables: &'a Tables,
    settings: &'a Settings,
    /// By table and key; the key of a set's part ends with its place in the set.
    values: BTreeMap<(Table, Vec<String>), Value>,
}

impl Gathered<'_> {
    /// The first order that has a value gives the example; what is refused in one order is called refused.
    fn add(&mut self, order: &Order, table: Table, key: Vec<String>, cells: &[&str], example: &str, refused: bool) {
        let value = self.values.entry((table, key)).or_insert_with(|| {
            let mut row: Vec<String> = cells.iter().map(|cell| clean_line(cell).0).collect();
            row.resize(table.columns().len(), String::new());
            Value { row, orders: BTreeSet::new(), example: clean_line(example).0, refused }
        });
        value.orders.insert(order.id);
        value.refused |= refused;
    }

    fn payment(&mut self, order: &Order) {
        // Where every class of buyers has its own form, the table is asked for terms only.
        let own = [BuyerClass::Firm, BuyerClass::Invoice, BuyerClass::Private];
        if own.into_iter().all(|class| !self.settings.document_policy(class).payment_form.is_empty()) {
            return;
        }
        // Before an order is ready, no payment means that there is none yet.
        if order.payment.is_none() && gate(order) != Gate::Ready {
            return;
        }
        let payment = order.payment.as_ref();
        let kind = payment.map_or(NONE, |payment| payment.kind.as_str());
        let provider = payment.and_then(|payment| payment.provider.as_deref()).filter(|provider| !provider.is_empty());
        if self.tables.payment(kind, provider, order.delivery.as_ref()).is_some() {
            return;
        }
        let settings = &self.settings.payments;
        let cod = kind == "CASH_ON_DELIVERY";
        let default = if cod { &settings.cash_on_delivery_form } else { &settings.default_form };
        let cells = [kind, provider.unwrap_or(NONE)];
        let key = cells.map(str::to_uppercase).to_vec();
        self.add(order, Table::Payments, key, &cells, &order.id.to_string(), default.is_empty());
    }

    fn delivery(&mut self, order: &Order) {
        let Some(delivery) = &order.delivery else { return };
        let free = delivery.cost.as_ref().is_none_or(|cost| cost.amount.is_zero());
        let id = delivery.method_id.as_deref().unwrap_or_default().trim();
        // Without an id no row could be written; without a line no service is needed.
        if id.is_empty() || (free && !self.settings.delivery.zero_line) || self.tables.deliveries.contains_key(id) {
            return;
        }
        let name = delivery.method_name.as_deref().unwrap_or_default();
        let refused = self.settings.delivery.default_service.is_empty();
        self.add(order, Table::Deliveries, vec![id.to_owned()], &[id, name], name, refused);
    }

    /// An offer without a code that Optima could have, or without a rate.
    fn product(&mut self, order: &Order, line: &OrderLine) {
        let row = self.tables.products.get(&line.offer_id);
        if self.tables.sets.contains_key(&line.offer_id) {
            return;
        }
        let signature = line.external_id.as_deref().map(|text| clean_line(text).0);
        let signed = signature.is_some_and(|code| !code.is_empty() && code_fault(&code).is_none());
        let code = signed || row.is_some_and(|row| row.code.is_some());
        let rate = self.settings.vat.exempt_seller || row.is_some_and(|row| row.rate.is_some()) || says_rate(line);
        if code && rate {
            return;
        }
        let refused = (!code && self.settings.products.unknown == UnknownProduct::Refuse)
            || (!rate && self.settings.vat.default_rate.is_empty());
        // A row that is there keeps its code: two rows of one offer would be refused.
        let kept = row.and_then(|row| row.code.as_deref()).unwrap_or_default();
        let vat = row.and_then(|row| row.rate).map(|rate| rate.to_string()).unwrap_or_default();
        let cells = [&line.offer_id, kept, &vat, &line.offer_name];
        self.add(order, Table::Products, vec![line.offer_id.clone()], &cells, &line.offer_name, refused);
    }

    /// An offer that is a set at Allegro, one row per part. Who gave it a code in `products.csv` sells it as one.
    fn set(&mut self, order: &Order, line: &OrderLine) {
        let whole = self.tables.products.get(&line.offer_id).is_some_and(|row| row.code.is_some());
        if whole || self.tables.sets.contains_key(&line.offer_id) {
            return;
        }
        for (place, (_, quantity)) in line.set.iter().enumerate() {
            let key = vec![line.offer_id.clone(), format!("{place:06}")];
            let quantity = quantity.normalize().to_string().replace('.', ",");
            // Sold as one product it is no error, so nothing is refused for want of these rows.
            self.add(order, Table::Sets, key, &[&line.offer_id, "", &quantity], &line.offer_name, false);
        }
    }

    fn services(&mut self, order: &Order, line: &OrderLine) {
        for service in &line.services {
            let id = &service.definition_id;
            if self.tables.services.contains_key(id) {
                continue;
            }
            let refused = self.settings.services.additional.is_empty();
            let name = service.name.as_deref().unwrap_or(id);
            self.add(order, Table::Services, vec![id.clone()], &[id], name, refused);
        }
    }
}

/// Does Allegro name a rate of any kind? One that is not understood is said by the conversion.
fn says_rate(line: &OrderLine) -> bool {
    let tax = line.tax.as_ref();
    let rate = tax.and_then(|tax| tax.rate.as_deref());
    rate.is_some_and(|text| VatRate::parse(text) != Err(RateFault::Empty))
}

#[cfg(test)]
mod tests;
