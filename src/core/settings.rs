//! What the user chose: the content of `allegro-optima.toml`, without how it is read.
//!
//! [`Settings::default`] is `reference/requirements.md` section 6: nothing is guessed unless it is switched on.

mod account;
mod company;
mod documents;
pub mod doubts;
mod email;
pub mod fields;
mod import;
mod levels;
mod orders;
mod products;
pub mod ranges;
pub mod remark;
mod service;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::document::{BuyerClass, Seller};
use super::message::Language;
use super::profile::{Counting, Elements, FileType, IssueDate, PayerCode, Profile};

pub use account::{Account, Allegro, Begin, Environment, LATER, TokenHome};
pub use company::{Company, Encryption, Engine, ServerAddress, SqlLogin};
pub use documents::{CategoryFrom, DocumentPolicy, Documents, Kind};
pub use email::{Email, MailEncryption};
pub use fields::{Attributes, DescriptionLine, DocumentDate, Fields};
pub use import::{Import, OtherSum};
pub use levels::Levels;
pub use orders::{AfterImport, Choice, ForeignDelivery, Orders};
pub use products::{CardKind, CardRules, ProductName, Products, SERVICE_UNIT, UnknownProduct};
pub use service::{Log, LogLevel, Retention, Schedule, Watch};

/// The alias that `convert` writes where no account is configured.
pub const DEFAULT_ALIAS: &str = "allegro";

/// The whole file; or what of it is in force for a company or an account ([`Settings::of_company`], [`Settings::of_account`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// What operators read.
    pub language: Language,
    /// Does the importer take from `outbox/` by itself?
    pub handoff: Handoff,
    /// `SPRZEDAWCA` of every document: the user's own company.
    pub seller: Seller,
    /// How Allegro is asked, whatever the account.
    pub allegro: Allegro,
    /// Allegro accounts by alias.
    pub accounts: BTreeMap<String, Account>,
    /// Optima bases by name.
    pub companies: BTreeMap<String, Company>,
    /// Which orders become documents.
    pub orders: Orders,
    /// Kind, definition, series … per class of buyer.
    pub documents: Documents,
    /// Dates, foreign number, description, attributes.
    pub fields: Fields,
    /// VAT of goods and of the delivery.
    pub vat: Vat,
    /// Goods.
    pub products: Products,
    /// Delivery lines.
    pub delivery: Delivery,
    /// Deposits and additional services.
    pub services: Services,
    /// Payment forms.
    pub payments: Payments,
    /// Buyers and contractors' cards.
    pub contractors: Contractors,
    /// Files on their way into Optima, and what is there.
    pub import: Import,
    /// The XML files.
    pub xml: Xml,
    /// Files and folders.
    pub files: Files,
    /// When orders are fetched, for accounts without a schedule of their own.
    pub schedule: Schedule,
    /// How the drop folders are watched.
    pub watch: Watch,
    /// The log.
    pub log: Log,
    /// How long persons are kept.
    pub retention: Retention,
    /// Letters to who looks after the program.
    pub email: Email,
    /// What companies and accounts say otherwise.
    #[serde(skip)]
    pub levels: Levels,
}

impl Settings {
    /// The policy for a class of buyer.
    #[must_use]
    pub fn document_policy(&self, class: BuyerClass) -> &DocumentPolicy {
        match class {
            BuyerClass::Firm => &self.documents.firm,
            BuyerClass::Invoice => &self.documents.invoice,
            BuyerClass::Private => &self.documents.private,
        }
    }

    /// The company that an account's orders go to: the one that it names, else the first. `None`: there is no such account,
    /// or no such company.
    #[must_use]
    pub fn company_of(&self, alias: &str) -> Option<&str> {
        let wanted = self.accounts.get(alias)?.company.as_str();
        self.companies.keys().map(String::as_str).find(|company| wanted.is_empty() || *company == wanted)
    }

    /// When an account's orders are fetched.
    #[must_use]
    pub fn schedule_of(&self, alias: &str) -> &Schedule {
        self.accounts.get(alias).and_then(|account| account.schedule.as_ref()).unwrap_or(&self.schedule)
    }

    /// The alias for orders whose account is not said: the only account, else [`DEFAULT_ALIAS`].
    #[must_use]
    pub fn default_alias(&self) -> &str {
        match self.accounts.keys().next() {
            Some(alias) if self.accounts.len() == 1 => alias,
            _ => DEFAULT_ALIAS,
        }
    }
}

/// Whether files go from `outbox/` into Optima without a person between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Handoff {
    /// The importer takes from `outbox/` and `inbox/`.
    #[default]
    Auto,
    /// Only from `inbox/`; a person moves the files.
    Manual,
}

/// VAT.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Vat {
    /// The rate for lines for which no source has one: `"23"`, `"8"`, `"zw"` … Empty: such an order is refused.
    pub default_rate: String,
    /// The seller is exempt from VAT: zw on every line.
    pub exempt_seller: bool,
    /// Which rate the delivery has.
    pub delivery: DeliveryVat,
}

/// Which rate the delivery has (`reference/requirements.md` R-C7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeliveryVat {
    /// That of the service's card; where it is not known, that of `delivery.vat`.
    #[default]
    Service,
    /// That of the goods with the greatest value.
    Highest,
    /// Split over the goods' rates by value, to the grosz.
    Proportional,
}

/// Delivery lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Delivery {
    /// Code of the service for methods that `deliveries.csv` does not have; empty: such an order is refused.
    pub default_service: String,
    /// The rate where policy `service` finds no card.
    pub vat: String,
    /// A line also for a free delivery.
    pub zero_line: bool,
}

impl Default for Delivery {
    fn default() -> Self {
        Self { default_service: "DOSTAWA".to_owned(), vat: "23".to_owned(), zero_line: false }
    }
}

/// Deposits and additional services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Services {
    /// Code of the service that carries a deposit (kaucja), outside VAT; empty: such an order is refused.
    pub deposit: String,
    /// Code for additional services that `services.csv` does not have; empty: such an order is refused.
    pub additional: String,
    /// Their rate where no source has one.
    pub vat: String,
    /// Create the cards of services that Optima lacks, those of deliveries and of the cash-on-delivery fee too.
    pub create: bool,
}

impl Default for Services {
    fn default() -> Self {
        Self { deposit: "KAUCJA".to_owned(), additional: String::new(), vat: "23".to_owned(), create: false }
    }
}

/// Payment forms, by their names in Optima.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Payments {
    /// For what `payments.csv` does not have, with a warning.
    pub default_form: String,
    /// For cash on delivery that `payments.csv` does not have.
    pub cash_on_delivery_form: String,
}

impl Default for Payments {
    fn default() -> Self {
        Self { default_form: "przelew".to_owned(), cash_on_delivery_form: "pobranie".to_owned() }
    }
}

/// Buyers and contractors' cards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contractors {
    /// A NIP that fails its checksum.
    pub wrong_nip: WrongNip,
    /// More than one card fits.
    pub several: Several,
    /// Whose orders go to `!NIEOKREŚLONY!` instead of a card of their own.
    pub undefined: Undefined,
    /// A firm that no NIP finds takes the card of its name and e-mail that has no NIP; otherwise a person is warned of
    /// that card.
    pub firm_by_email: bool,
    /// `FPl_Nazwa` of a new card's own payment form; empty: none.
    pub payment_form: String,
}

/// A NIP that fails its checksum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WrongNip {
    /// Refused.
    #[default]
    Error,
    /// As a private person's invoice, with a warning.
    Private,
}

/// More than one card fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Several {
    /// Refused with the list.
    #[default]
    Error,
    /// The card with the lowest id.
    Oldest,
    /// The card with the highest id.
    Newest,
}

/// Whose orders go to `!NIEOKREŚLONY!`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Undefined {
    /// Nobody's: each buyer has a card.
    #[default]
    Nobody,
    /// Those of private persons.
    Private,
    /// Everybody's.
    All,
}

/// The XML files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Xml {
    /// `GENERATOR`; Optima's own exports say `Comarch Opt!ma`.
    pub generator: String,
    /// Which elements the files have.
    pub elements: Elements,
    /// The type of an RO's file.
    #[serde(rename = "type")]
    pub file_type: FileType,
    /// What the values of the files follow from.
    pub counted_from: Counting,
    /// What stands in `PLATNIK/KOD` of the files.
    pub payer_code: PayerCode,
    /// What `DATA_WYSTAWIENIA` of the files is.
    pub issue_date: IssueDate,
    /// Import documents of type 309 (ZD), which the buyer wrote, as the RO they mean for the seller.
    pub mirrored_types: bool,
}

impl Default for Xml {
    fn default() -> Self {
        Self {
            generator: "Comarch Opt!ma".to_owned(),
            elements: Elements::default(),
            file_type: FileType::default(),
            counted_from: Counting::default(),
            payer_code: PayerCode::default(),
            issue_date: IssueDate::default(),
            mirrored_types: false,
        }
    }
}

impl Xml {
    /// How files are written.
    #[must_use]
    pub fn profile(&self) -> Profile {
        Profile {
            elements: self.elements,
            file_type: self.file_type,
            counting: self.counted_from,
            payer_code: self.payer_code.clone(),
        }
    }
}

/// Files and folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    /// Files above this are refused unread, in MiB.
    pub max_size_mib: u32,
}

impl Default for Files {
    fn default() -> Self {
        // One order is some 5 kB; a file of 16 MiB holds thousands (`reference/engineering.md` B.2).
        Self { max_size_mib: 16 }
    }
}
