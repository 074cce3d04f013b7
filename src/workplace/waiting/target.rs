//! Where the answer to a row of the work list is written: which rows of which tables, and the column.

use std::collections::BTreeMap;

use super::HeldRow;
use crate::allegro::port;
use crate::core::cause::Ask;
use crate::core::matching::same_code;
use crate::core::message::text::{Wrk023, Wrk024, Wrk025};
use crate::core::order::Order;
use crate::core::problem::Problem;
use crate::core::tables::{Change, Table, Tables};
use crate::workplace::{Failure, Failures, Workplace, table_files};

/// So many orders of a row are read for what they sell: those of one cause sell the same.
const READ: usize = 500;
/// How a payment without provider is written.
pub(super) const NONE: &str = "brak";

/// Where an answer is written: rows, and the column.
pub(super) struct Target {
    pub table: Table,
    pub find: Vec<(usize, String)>,
    pub column: usize,
    pub add: Option<Vec<(usize, String)>>,
}

impl Target {
    fn new(table: Table, find: &[(usize, &str)], column: usize, add: &[(usize, &str)]) -> Self {
        let cells = |all: &[(usize, &str)]| all.iter().map(|(at, cell)| (*at, (*cell).to_owned())).collect();
        Self { table, find: cells(find), column, add: Some(cells(add)) }
    }

    pub fn with(self, value: &str) -> (Table, Change) {
        (self.table, Change { find: self.find, set: vec![(self.column, value.to_owned())], add: self.add })
    }
}

impl Workplace {
    /// Where the answer goes. Nothing: there is no place for it any more, for somebody answered.
    pub(super) async fn targets(
        &self,
        row: &HeldRow,
        ask: Ask,
        of: &str,
        tables: &Tables,
    ) -> Result<Result<Vec<Target>, Problem>, Failure> {
        let about = |at| row.cause.about(at);
        let told = |name: &str| row.problem.message.arg(name).unwrap_or_default();
        let new = |target| Ok(Ok(vec![target]));
        match ask {
            Ask::Offer => new(Target::new(Table::Products, &[(0, about(0))], 1, &[(3, told("name"))])),
            Ask::Rate => new(Target::new(Table::Products, &[(0, about(0))], 2, &[(3, told("name"))])),
            Ask::Delivery => new(Target::new(Table::Deliveries, &[(0, about(0))], 2, &[(1, told("method"))])),
            Ask::Service => new(Target::new(Table::Services, &[(0, about(0))], 1, &[])),
            Ask::Payment => new(Target::new(Table::Payments, &[(0, about(0)), (1, about(1)), (4, "")], 2, &[])),
            Ask::Code | Ask::Ean => self.sellers(row, tables).await,
            Ask::Used => self.in_place_of(row, of, tables),
            Ask::Form => self.formed(row, of, tables),
            Ask::Nip => Ok(Ok(Vec::new())),
        }
    }

    /// The orders of a row by their account, as far as they are kept.
    fn orders_of(row: &HeldRow) -> Result<BTreeMap<String, Vec<Order>>, Failure> {
        let mut orders: BTreeMap<String, Vec<Order>> = BTreeMap::new();
        for life in row.lives.iter().take(READ) {
            let Some(body) = row.ledger.body(&life.order_id)? else { continue };
            if let Ok(order) = port::decode(&body) {
                orders.entry(life.account.clone()).or_default().push(order);
            }
        }
        Ok(orders)
    }

    /// The offers that are sold under a code.
    async fn sellers(&self, row: &HeldRow, tables: &Tables) -> Result<Result<Vec<Target>, Problem>, Failure> {
        let orders = Self::orders_of(row)?;
        if orders.is_empty() {
            return Ok(Err(Problem::error(Wrk023)));
        }
        let (code, mut away, mut targets) = (row.cause.about(0), Failures::default(), Vec::new());
        let mut lacking = self.lacking_of(&row.company, tables.clone(), &mut away).await?;
        for (account, orders) in orders {
            let sellers = lacking.sellers(&account, &orders, code).await?;
            for (offer, name) in &sellers.offers {
                targets.push(Target::new(Table::Products, &[(0, offer)], 1, &[(3, name)]));
            }
            for offer in &sellers.sets {
                let part = Target::new(Table::Sets, &[(0, offer), (1, code)], 1, &[]);
                targets.push(Target { add: None, ..part });
            }
        }
        Ok(Ok(targets))
    }

    /// Where a service's code is named: in the tables; else methods and additional services that have it by default.
    fn in_place_of(&self, row: &HeldRow, of: &str, tables: &Tables) -> Result<Result<Vec<Target>, Problem>, Failure> {
        let (code, settings) = (row.cause.about(0), self.settings_of(row));
        let mut targets = Vec::new();
        for (table, column) in [(Table::Deliveries, 2), (Table::Deliveries, 4), (Table::Services, 1)] {
            targets.extend(self.named(of, table, column, code)?);
        }
        let by_default =
            [&settings.delivery.default_service, &settings.services.additional].map(|default| same_code(default, code));
        let orders = Self::orders_of(row)?;
        for order in orders.values().flatten() {
            if let Some(delivery) = order.delivery.as_ref().filter(|_| by_default[0]) {
                let id = delivery.method_id.as_deref().unwrap_or_default().trim();
                if !id.is_empty() && tables.delivery(id).is_none() {
                    let name = delivery.method_name.as_deref().unwrap_or_default();
                    targets.push(Target::new(Table::Deliveries, &[(0, id)], 2, &[(1, name)]));
                }
            }
            for service in order.lines.iter().flat_map(|line| &line.services).filter(|_| by_default[1]) {
                if tables.service(&service.definition_id).is_none() {
                    targets.push(Target::new(Table::Services, &[(0, &service.definition_id)], 1, &[]));
                }
            }
        }
        let said = by_default.contains(&true) || same_code(&settings.services.deposit, code);
        Ok(if targets.is_empty() && said { Err(Problem::error(Wrk024 { value: code.into() })) } else { Ok(targets) })
    }

    /// Where a payment form is named: in the table; else the payments that have it by default.
    fn formed(&self, row: &HeldRow, of: &str, tables: &Tables) -> Result<Result<Vec<Target>, Problem>, Failure> {
        let (form, settings) = (row.cause.about(0), self.settings_of(row));
        let mut targets = self.named(of, Table::Payments, 2, form)?;
        let payments = &settings.payments;
        let own = [&settings.documents.firm, &settings.documents.invoice, &settings.documents.private];
        // Where every document of a kind has it, no table is asked.
        let fixed = own.iter().any(|policy| same_code(&policy.payment_form, form));
        let by_default =
            [&payments.default_form, &payments.cash_on_delivery_form].iter().any(|default| same_code(default, form));
        if targets.is_empty() && by_default {
            for order in Self::orders_of(row)?.values().flatten() {
                let Some(payment) = &order.payment else { continue };
                let provider = payment.provider.as_deref().filter(|provider| !provider.is_empty());
                if tables.payment(payment.kind.as_str(), provider, order.delivery.as_ref()).is_none() {
                    let key = [(0, payment.kind.as_str()), (1, provider.unwrap_or(NONE)), (4, "")];
                    targets.push(Target::new(Table::Payments, &key, 2, &[]));
                }
            }
        }
        let said = fixed || by_default || same_code(&settings.contractors.payment_form, form);
        Ok(if targets.is_empty() && said { Err(Problem::error(Wrk025 { value: form.into() })) } else { Ok(targets) })
    }

    /// The rows in which this stands in a column. One of everybody's table comes into the company's own with another value.
    fn named(&self, of: &str, table: Table, column: usize, value: &str) -> Result<Vec<Target>, Failure> {
        let stands = Change { find: vec![(column, value.to_owned())], set: Vec::new(), add: None };
        let mut targets = Vec::new();
        if self.has(of, table, &stands)? {
            targets.push(Target { table, find: stands.find.clone(), column, add: None });
        }
        if of.is_empty() {
            return Ok(targets);
        }
        let keys: &[usize] = if table == Table::Payments { &[0, 1, 4] } else { &[0] };
        for row in table_files::rows(&self.dir, "", table)?.into_iter().filter(|row| stands.finds(row)) {
            let find = row.into_iter().enumerate().filter(|(at, _)| keys.contains(at)).collect();
            let its = Change { find, set: Vec::new(), add: None };
            // Its own row stands before everybody's.
            if !self.has(of, table, &its)? {
                targets.push(Target { table, find: its.find, column, add: Some(Vec::new()) });
            }
        }
        Ok(targets)
    }
}
