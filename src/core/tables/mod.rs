//! The mapping tables that users keep in `mappings/*.csv`: what they say about payments, deliveries, offers, sets
//! and additional services, the exchange rates of the NBP, and the VAT rates of other countries. Pure: `settings` turns bytes into a [`Sheet`], here a sheet becomes rows or is refused
//! row by row.

mod cell;
mod change;
mod difference;
mod foreign;
mod layout;
mod mapped;
mod parse;
mod strays;
mod words;

pub use cell::is_failed;
pub use change::Change;
pub use difference::{Difference, difference};
pub use layout::{Column, Table};
pub use strays::stray;
pub use words::{Words, strange};

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::order::Delivery;
use super::problem::Problem;
use super::vat::VatRate;

/// The cells of a CSV file, without comments and blank lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The first is the heading.
    pub rows: Vec<SheetRow>,
}

/// One row of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// Line of the file where it begins, from 1.
    pub line: u32,
    /// The cells as they stand there, without the quotes of CSV.
    pub cells: Vec<String>,
}

/// All tables; an absent file is an empty table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// `payments.csv`: type, provider and delivery (each may be any) to a payment form.
    pub payments: BTreeMap<PaymentKey, PaymentRow>,
    /// `deliveries.csv`, by `delivery.method.id` in small letters ([`Tables::delivery`]).
    pub deliveries: BTreeMap<String, DeliveryRow>,
    /// `products.csv`, by `offer.id`.
    pub products: BTreeMap<String, ProductRow>,
    /// `sets.csv`, by `offer.id`, parts in the file's order; never empty lists.
    pub sets: BTreeMap<String, Vec<SetPart>>,
    /// `services.csv`, by `definitionId` in capitals ([`Tables::service`]).
    pub services: BTreeMap<String, ServiceRow>,
    /// `rates.csv`, by currency and day.
    pub rates: BTreeMap<(String, Date), RateRow>,
    /// `oss.csv`, by country (`GR`, never `EL`) and group; the latest first. Never empty lists.
    pub oss: BTreeMap<(String, String), Vec<OssRow>>,
}

/// What a row of `payments.csv` is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaymentKey {
    /// `payment.type`; `None`: any.
    pub kind: Option<String>,
    /// `payment.provider`.
    pub provider: ProviderKey,
    /// `delivery.method.id`, or the method's name; in capitals. `None`: any.
    pub delivery: Option<String>,
}

/// The provider of a row of `payments.csv`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProviderKey {
    /// `*`, or an empty cell.
    Any,
    /// `brak`, `-`: payments without a provider only.
    None,
    /// This one.
    Named(String),
}

/// A row of `payments.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    /// The payment form's name in Optima.
    pub form: String,
    /// Days from the document's date until payment.
    pub days: Option<u16>,
}

/// A row of `deliveries.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Code of the service.
    pub service: String,
    /// Its rate where no card says it.
    pub rate: Option<VatRate>,
    /// The cash-on-delivery fee that the cost includes: code of its service, and gross amount.
    pub cod: Option<(String, Decimal)>,
}

/// A row of `products.csv`; it gives a code, a rate, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductRow {
    /// The product's code.
    pub code: Option<String>,
    /// Its rate where no card says it.
    pub rate: Option<VatRate>,
    /// Its group in `oss.csv`, in capitals; empty: the country's ordinary rate.
    pub oss_group: String,
}

/// A row of `rates.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateRow {
    /// PLN for one unit of the currency, above zero, eight decimals at most.
    pub rate: Decimal,
    /// Number of the NBP's table.
    pub table: String,
}

/// A row of `oss.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OssRow {
    /// The first day on which the rate holds; `None`: always.
    pub from: Option<Date>,
    /// A taxed rate; 0 % and exemptions are not the scheme's.
    pub rate: VatRate,
}

/// A row of `sets.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetPart {
    /// The part's code.
    pub code: String,
    /// Pieces in one set, above zero, four decimals at most.
    pub quantity: Decimal,
    /// Share of the price, on any scale. All parts of an offer have one, or none has.
    pub share: Option<Decimal>,
}

/// A row of `services.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRow {
    /// Code of the service.
    pub code: String,
    /// Its rate where no card says it.
    pub rate: Option<VatRate>,
}

impl Tables {
    /// Reads the sheets. A row with a fault is left out and named; whoever keeps tables in force should keep the
    /// former ones while there is any error among the problems, for a row that is left out may be answered by a
    /// wildcard.
    #[must_use]
    pub fn parse(sheets: &[(Table, Sheet)]) -> (Self, Vec<Problem>) {
        parse::parse("", sheets)
    }

    /// As [`Self::parse`]; the mistakes are said of files in this folder.
    #[must_use]
    pub fn parse_in(folder: &str, sheets: &[(Table, Sheet)]) -> (Self, Vec<Problem>) {
        parse::parse(folder, sheets)
    }

    /// These tables with others below them: a row here wins over the row there that is found by the same key; parts of a set and
    /// the rates of a country go together.
    #[must_use]
    pub fn over(self, mut below: Self) -> Self {
        below.payments.extend(self.payments);
        below.deliveries.extend(self.deliveries);
        below.products.extend(self.products);
        below.sets.extend(self.sets);
        below.services.extend(self.services);
        below.rates.extend(self.rates);
        below.oss.extend(self.oss);
        below
    }

    /// What a delivery method is, by its id; case does not count.
    #[must_use]
    pub fn delivery(&self, method_id: &str) -> Option<&DeliveryRow> {
        self.deliveries.get(&method_id.trim().to_lowercase())
    }

    /// What an additional service is, by its definition; case does not count.
    #[must_use]
    pub fn service(&self, definition_id: &str) -> Option<&ServiceRow> {
        self.services.get(&definition_id.trim().to_uppercase())
    }

    /// The VAT rate of a country of the Union, for a group of goods (empty: the ordinary one), on a day.
    #[must_use]
    pub fn oss_rate(&self, country: &str, group: &str, day: Date) -> Option<VatRate> {
        let key = (greece(&country.trim().to_uppercase()).to_owned(), group.trim().to_uppercase());
        self.oss.get(&key)?.iter().find(|row| row.from.is_none_or(|from| from <= day)).map(|row| row.rate)
    }

    /// The form for a payment: of the rows for this delivery, by its id or its name, else of those for any, the one for the type
    /// with its provider, for the type alone, for the provider alone, then `*;*`.
    #[must_use]
    pub fn payment(&self, kind: &str, provider: Option<&str>, delivery: Option<&Delivery>) -> Option<&PaymentRow> {
        let exact = provider.map_or(ProviderKey::None, |provider| ProviderKey::Named(provider.to_uppercase()));
        let kind = Some(kind.to_uppercase());
        let by = [(kind.clone(), exact.clone()), (kind, ProviderKey::Any), (None, exact), (None, ProviderKey::Any)];
        let names = delivery.into_iter().flat_map(|delivery| [&delivery.method_id, &delivery.method_name]).flatten();
        let deliveries = names.map(|name| Some(name.trim().to_uppercase()));
        deliveries.chain([None]).find_map(|delivery| {
            by.iter().find_map(|(kind, provider)| {
                let key = PaymentKey { kind: kind.clone(), provider: provider.clone(), delivery: delivery.clone() };
                self.payments.get(&key)
            })
        })
    }
}

/// Greece has two codes: ISO's GR, and EL in VAT numbers.
fn greece(country: &str) -> &str {
    if country == "EL" { "GR" } else { country }
}
