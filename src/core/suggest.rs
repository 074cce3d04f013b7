//! Which rows the mapping tables lack for these orders: values that were met and that no row covers, each as a row
//! to fill in (`reference/requirements.md` R-B12, R-E7, R-F1, R-F4).
//!
//! A line of goods is walked through the chain of sources that makes the documents ([`chain`]), with the same cards and
//! offers: what the chain finds is not asked for. Nothing is guessed: the cells to fill in are empty.

use std::collections::{BTreeMap, BTreeSet};

use super::answered::Answered;
use super::chain::{self, Code, Known, Terms};
use super::convert::{self, Gate, gate};
use super::document::BuyerClass;
use super::order::{Order, OrderId, OrderLine};
use super::settings::Settings;
use super::tables::{Table, Tables};
use super::text::clean_line;

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
/// is given twice counts once; a cancelled one does not count, for no document comes of it. What is not `known` is not
/// there.
#[must_use]
pub fn suggest(
    orders: &[Order],
    tables: &Tables,
    settings: &Settings,
    known: Known<'_>,
) -> BTreeMap<Table, Vec<Suggestion>> {
    let mut found = Gathered { tables, settings, known: known.at_rest(), values: BTreeMap::new() };
    for order in orders.iter().filter(|order| !matches!(gate(order), Gate::Cancelled(_))) {
        found.payment(order);
        found.delivery(order);
        let terms = convert::terms(order, settings, tables);
        for line in &order.lines {
            found.set(order, line);
            found.product(order, line, terms);
            found.services(order, line);
        }
    }
    found.once_per_offer();
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
        // Each row once: two parts of a set may look alike. What people call a value may differ.
        let of = |row: &Suggestion| row.row.iter().take(keys(table)).cloned().collect::<Vec<_>>();
        for known in known.iter_mut() {
            let Some(at) = rows.iter().position(|row| of(row) == of(known)) else { continue };
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

/// So many of the first cells tell a table's rows apart.
fn keys(table: Table) -> usize {
    match table {
        Table::Payments => 2,
        Table::Sets => table.columns().len(),
        _ => 1,
    }
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
    known: Known<'a>,
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

    /// Is this code refused at the import, for no card has it and none is made?
    fn has_no_card(&self, code: &str) -> bool {
        let without = self.known.cards.0.is_some() && !self.settings.products.create;
        without && !code.is_empty() && self.known.cards.by_code(code).is_none()
    }

    /// An offer without a code that is sold all the same is asked for in one row; what it is made of is another question.
    fn once_per_offer(&mut self) {
        let refused = |key: &(Table, &Value)| key.0 == Table::Products && key.1.refused;
        let all = self.values.iter().map(|((table, _), value)| (*table, value));
        let offers: BTreeSet<String> =
            all.filter(refused).filter_map(|(_, value)| value.row.first().cloned()).collect();
        self.values.retain(|(table, _), value| {
            *table != Table::Sets || value.row.first().is_none_or(|offer| !offers.contains(offer))
        });
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
        let row = self.tables.delivery(id);
        let lacks = row.is_none_or(|row| self.has_no_card(&row.service));
        // Without an id no row could be written; without a line no service is needed.
        if id.is_empty() || (free && !self.settings.delivery.zero_line) || !lacks {
            return;
        }
        let name = delivery.method_name.as_deref().unwrap_or_default();
        let default = &self.settings.delivery.default_service;
        let refused = row.is_some() || default.is_empty() || self.has_no_card(default);
        self.add(order, Table::Deliveries, vec![id.to_owned()], &[id, name], name, refused);
    }

    /// An offer for which the chain finds no code that Optima has or will have, or no rate.
    fn product(&mut self, order: &Order, line: &OrderLine, terms: Terms<'_>) {
        let row = self.tables.products.get(&line.offer_id);
        let (code, rate) = if let Some(set) = self.tables.sets.get(&line.offer_id) {
            // A part's code is not for products.csv to say.
            let Ok(found) = chain::parts(line, set, terms, self.known) else { return };
            (Found::Known, found.parts.iter().all(|(_, rate)| rate.is_said()))
        } else {
            let Ok(found) = chain::goods(line, terms, self.known) else { return };
            (self.found(&found.code), found.rate.is_said())
        };
        let rate = rate || terms.settles_rates();
        if code == Found::Known && rate {
            return;
        }
        let refused = code == Found::Nowhere || (!rate && self.settings.vat.default_rate.is_empty());
        // A row that is there keeps its code, if that is one: two rows of one offer would be refused.
        let kept = row.and_then(|row| row.code.as_deref()).filter(|_| code == Found::Known).unwrap_or_default();
        let vat = row.and_then(|row| row.rate).map(|rate| rate.to_string()).unwrap_or_default();
        let cells = [&line.offer_id, kept, &vat, &line.offer_name];
        self.add(order, Table::Products, vec![line.offer_id.clone()], &cells, &line.offer_name, refused);
    }

    fn found(&self, code: &Code<'_>) -> Found {
        match code {
            Code::Is(coded) if coded.card.is_none() && self.has_no_card(&coded.code) => Found::Nowhere,
            Code::Is(coded) if coded.from == Answered::Offer => Found::MadeUp,
            Code::Is(_) => Found::Known,
            _ => Found::Nowhere,
        }
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
            let row = self.tables.service(id);
            if row.is_some_and(|row| !self.has_no_card(&row.code)) {
                continue;
            }
            let default = &self.settings.services.additional;
            let refused = row.is_some() || default.is_empty() || self.has_no_card(default);
            let name = service.name.as_deref().unwrap_or(id);
            self.add(order, Table::Services, vec![id.clone()], &[id], name, refused);
        }
    }
}

/// What the chain came to for a line's code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    /// A card, or a code of which one is made.
    Known,
    /// The code that is made up for an offer that has none.
    MadeUp,
    /// The order is refused.
    Nowhere,
}

#[cfg(test)]
mod tests;
