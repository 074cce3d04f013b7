//! The one answer that ends a row of the work list: it is held against the base, written into the table that it belongs into, and
//! what waited for it is looked at again.

use std::collections::BTreeMap;

use super::cards::{Chosen, tidy};
use super::{HeldRow, Part};
use crate::allegro::port;
use crate::core::cause::Ask;
use crate::core::inspection::FoundCard;
use crate::core::matching::same_code;
use crate::core::message::Catalogue;
use crate::core::message::text::{Wrk021, Wrk022, Wrk023, Wrk024, Wrk025};
use crate::core::order::Order;
use crate::core::problem::Problem;
use crate::core::settings::Settings;
use crate::core::tables::{Change, Table, Tables};
use crate::core::text::code_fault;
use crate::core::vat::VatRate;
use crate::workplace::{Failure, Failures, Workplace, table_files};

/// So many orders of a row are read for what they sell: those of one cause sell the same.
const READ: usize = 500;
/// How a payment without provider is written.
const NONE: &str = "brak";

/// What came of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// It is written, and so many orders are looked at again.
    Saved {
        /// The orders.
        orders: usize,
        /// What was written.
        value: String,
        /// The base was asked whether it has it.
        checked: bool,
    },
    /// Somebody has answered it meanwhile; with what, where that is known.
    Already(Option<String>),
    /// Nothing waits for it any more.
    Over,
    /// The base has nothing of that name.
    Unknown {
        /// What was typed.
        value: String,
        /// What may have been meant.
        near: Vec<FoundCard>,
        /// A card with this code may be made, for the settings say that the import makes them.
        may_make: bool,
    },
    /// It cannot be taken, and why.
    Refused(Problem),
}

/// Where an answer is written: rows, and the column.
struct Target {
    table: Table,
    find: Vec<(usize, String)>,
    column: usize,
    add: Option<Vec<(usize, String)>>,
}

impl Target {
    fn new(table: Table, find: &[(usize, &str)], column: usize, add: &[(usize, &str)]) -> Self {
        let cells = |all: &[(usize, &str)]| all.iter().map(|(at, cell)| (*at, (*cell).to_owned())).collect();
        Self { table, find: cells(find), column, add: Some(cells(add)) }
    }

    fn with(self, value: &str) -> (Table, Change) {
        (self.table, Change { find: self.find, set: vec![(self.column, value.to_owned())], add: self.add })
    }
}

impl Workplace {
    /// Answers a row with what was typed. `make`: a code that no card has is meant, for a card is to be made of it.
    ///
    /// # Errors
    /// A ledger, a table or the folders cannot be read or written. A base that is away only means that nobody checks.
    pub async fn answer_row(
        &self,
        name: &str,
        typed: &str,
        make: bool,
        texts: &Catalogue,
    ) -> Result<Answered, Failure> {
        let Some(row) = self.held_row(name)? else { return Ok(Answered::Over) };
        let Some(ask) = row.cause.ask().filter(|ask| *ask != Ask::Nip) else { return Ok(Answered::Over) };
        let typed = tidy(typed);
        if typed.is_empty() {
            return Ok(Answered::Refused(Problem::error(Wrk021)));
        }
        let tables = self.tables_as_they_are(&row.company, &mut Vec::new());
        if let Some(already) = already(&row, ask, &tables) {
            return Ok(Answered::Already(Some(already)));
        }
        let of = self.folder_of_tables(&row)?;
        let targets = match self.targets(&row, ask, &of, &tables).await? {
            Ok(targets) if targets.is_empty() => return Ok(Answered::Already(None)),
            Ok(targets) => targets,
            Err(problem) => return Ok(Answered::Refused(problem)),
        };
        let settings = self.settings_of(&row);
        let (value, checked) = if ask == Ask::Rate {
            match VatRate::parse(&typed) {
                Ok(rate) => (rate.to_string(), true),
                Err(_) => return Ok(Answered::Refused(Problem::error(Wrk022 { text: typed.into() }))),
            }
        } else {
            match self.chosen(&row.company.name, ask, &typed).await {
                Ok(Chosen { exact: Some(value), .. }) => (value, true),
                Ok(Chosen { near, .. }) => {
                    let makes = (ask.is_for_goods() && settings.products.create)
                        || (ask.is_for_service() && settings.services.create);
                    let may_make = makes && code_fault(&typed).is_none() && !same_code(&typed, row.cause.about(0));
                    if !(make && may_make) {
                        return Ok(Answered::Unknown { value: typed, near, may_make });
                    }
                    (typed, true)
                }
                // Whether it is there is seen at the import.
                Err(_) => (typed, false),
            }
        };
        self.write(&row, &of, targets, &value, texts).map(|refused| match refused {
            Some(problem) => Answered::Refused(problem),
            None => Answered::Saved { orders: row.lives.len(), value, checked },
        })
    }

    /// What may be chosen for a row, as it was typed; none: the base is away.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub async fn choices_for(&self, name: &str, typed: &str) -> Result<Option<Vec<FoundCard>>, Failure> {
        let Some(row) = self.work_row(name, Part { skip: 0, take: 0 })? else { return Ok(Some(Vec::new())) };
        let Some(ask) = row.cause.ask() else { return Ok(Some(Vec::new())) };
        if ask == Ask::Rate {
            return Ok(Some(Vec::new()));
        }
        Ok(self.chosen(&row.company, ask, &tidy(typed)).await.ok().map(|chosen| chosen.near))
    }

    fn write(
        &self,
        row: &HeldRow,
        of: &str,
        targets: Vec<Target>,
        value: &str,
        texts: &Catalogue,
    ) -> Result<Option<Problem>, Failure> {
        let mut changes: BTreeMap<(Table, String), Vec<Change>> = BTreeMap::new();
        for target in targets {
            let (table, change) = target.with(value);
            // The parts of a set belong together: they are changed where they stand.
            let own = table != Table::Sets || self.has(&row.company.name, table, &change)?;
            let of = if own { of } else { "" };
            changes.entry((table, of.to_owned())).or_default().push(change);
        }
        for ((table, of), changes) in changes {
            let refused = table_files::put(&self.dir, &of, table, &changes, texts)?;
            if let Some(problem) = refused.into_iter().next() {
                return Ok(Some(problem));
            }
        }
        Ok(None)
    }

    fn has(&self, company: &str, table: Table, change: &Change) -> Result<bool, Failure> {
        let rows = table_files::rows(&self.dir, company, table)?;
        Ok(rows.iter().any(|row| change.finds(row)))
    }

    /// A company that is not alone, or that has tables of its own, is answered for alone: another's base has other cards.
    fn folder_of_tables(&self, row: &HeldRow) -> Result<String, Failure> {
        let own = table_files::has_own(&self.dir, &row.company.name);
        let alone = self.companies_ready()?.len() == 1;
        Ok(if alone && !own { String::new() } else { row.company.name.clone() })
    }

    fn settings_of(&self, row: &HeldRow) -> &Settings {
        let account = row.lives.first().map(|life| life.account.as_str()).unwrap_or_default();
        self.settings.of_account(account)
    }

    /// Where the answer goes. Nothing: there is no place for it any more, for somebody answered.
    async fn targets(
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
            let (find, add) = row.into_iter().enumerate().partition(|(at, _)| keys.contains(at));
            targets.push(Target { table, find, column, add: Some(add) });
        }
        Ok(targets)
    }
}

/// What the tables say already to what is asked. The orders that wait for it have not been looked at again yet.
fn already(row: &HeldRow, ask: Ask, tables: &Tables) -> Option<String> {
    let about = |at| row.cause.about(at);
    match ask {
        Ask::Offer => tables.products.get(about(0))?.code.clone(),
        Ask::Rate => tables.products.get(about(0))?.rate.map(|rate| rate.to_string()),
        Ask::Delivery => tables.delivery(about(0)).map(|row| row.service.clone()),
        Ask::Service => tables.service(about(0)).map(|row| row.code.clone()),
        Ask::Payment => {
            let provider = Some(about(1)).filter(|provider| *provider != NONE);
            tables.payment(about(0), provider, None).map(|row| row.form.clone())
        }
        Ask::Code | Ask::Ean | Ask::Used | Ask::Form | Ask::Nip => None,
    }
}
