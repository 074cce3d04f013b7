//! What the user chose: the content of `allegro-optima.toml`, without how it is read.
//!
//! [`Settings::default`] is `reference/requirements.md` section 6: nothing is guessed unless it is switched on.

mod company;
mod email;
mod fields;
mod import;
mod levels;
mod service;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::document::{BuyerClass, Seller};
use super::message::Language;
use super::profile::{Counting, Elements, FileType, PayerCode, Profile};

pub use company::{Company, Encryption, Engine, ServerAddress, SqlLogin};
pub use email::{Email, MailEncryption};
pub use fields::{Attributes, DescriptionLine, DocumentDate, Fields};
pub use import::{Import, OtherSum};
pub use levels::Levels;
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

/// How Allegro is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Allegro {
    /// The name that the user's application was registered under; the `User-Agent` must bear it
    /// (`reference/allegro.md` section 1).
    pub application: String,
    /// Requests per minute; 0: as many as there are.
    pub requests_per_minute: u32,
    /// Where the tokens of the logins are kept.
    pub tokens: TokenHome,
}

/// Where the tokens of the logins are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenHome {
    /// In `state/tokens/`, readable by their owner alone.
    #[default]
    File,
    /// In the keyring of the system.
    Keyring,
}

impl Default for Allegro {
    fn default() -> Self {
        // Allegro blocks above 9000 (`reference/allegro.md` 3.1). A thirtieth of that leaves room for the user's
        // other programs under the same client id, and 1000 offers still take less than four minutes.
        Self { application: "allegro-optima".to_owned(), requests_per_minute: 300, tokens: TokenHome::File }
    }
}

/// An Allegro account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// Which Allegro.
    pub environment: Environment,
    /// Instead of the environment's API host, for a simulator: `http://127.0.0.1:PORT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_url: Option<String>,
    /// Instead of the environment's OAuth base, up to and without `/token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_url: Option<String>,
    /// Client ID of the user's own application; the secret is in the environment variable
    /// `ALLEGRO_CLIENT_SECRET_<ALIAS>` or `ALLEGRO_CLIENT_SECRET`, or in the file `state/client-secret-<ALIAS>` or
    /// `state/client-secret`, never here.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client_id: String,
    /// Ask Allegro for the offers of lines that lack a code or a VAT rate; needs a permission of its own.
    pub offers: bool,
    /// The Optima base that its orders go to; empty: the only one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// When its orders are fetched, instead of the common schedule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            environment: Environment::default(),
            api_url: None,
            auth_url: None,
            client_id: String::new(),
            offers: true,
            company: String::new(),
            schedule: None,
        }
    }
}

/// Which Allegro an account is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// allegro.pl.
    #[default]
    Production,
    /// allegro.pl.allegrosandbox.pl.
    Sandbox,
}

/// Which orders become documents. What is left out is shown with its reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Orders {
    /// Orders that were sent before the first run; those that a person names are taken in any case.
    pub sent_before: Choice,
    /// Orders that Allegro's own warehouse ships (One Fulfillment): their goods are not in the seller's stock.
    pub one_fulfillment: Choice,
    /// `Mag_Symbol` of their documents; empty: that of the class of buyer.
    pub one_fulfillment_warehouse: String,
    /// Their series, also in a foreign currency; empty: as of other orders.
    pub one_fulfillment_series: String,
    /// Orders that are cancelled or changed after their document went into Optima.
    pub after_import: AfterImport,
    /// A delivery outside Poland to a buyer without a Polish NIP.
    pub foreign_delivery: ForeignDelivery,
    /// Orders in another currency than złoty: `import` makes a document in that currency at the rate of
    /// `rates.csv`. It also lets such documents into Optima's base.
    pub foreign_currency: Choice,
    /// `DDf_Symbol` of documents in a foreign currency; empty: that of the class of buyer.
    pub currency_definition: String,
    /// Series of documents in a foreign currency; empty: that of the class of buyer.
    pub currency_series: String,
}

/// What to do about an order that is cancelled or changed after its document went into Optima.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AfterImport {
    /// A person is told.
    #[default]
    Report,
    /// The document is removed if it is still as we wrote it, in the buffer and touched by nobody, and that of a changed
    /// order is made anew. Otherwise a person is told.
    Replace,
}

/// What to do with a delivery outside Poland to a buyer without a Polish NIP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ForeignDelivery {
    /// Refused, with the reason.
    #[default]
    Stop,
    /// Taken at the rates the goods have at home, as a seller below the OSS threshold does; each is warned about.
    Import,
    /// Consumers: taken at the rate of their country from `oss.csv`. A foreign firm is refused, for neither rate
    /// is sure to be hers.
    Oss,
}

/// Stop with a reason, or go on with a warning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// Refused, with the reason.
    #[default]
    Stop,
    /// Taken, with a warning.
    Import,
}

/// The user's first wish: documents of firms and of private persons set apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Documents {
    /// A company with a NIP that wants an invoice.
    pub firm: DocumentPolicy,
    /// A private person who wants an invoice.
    pub invoice: DocumentPolicy,
    /// No invoice.
    pub private: DocumentPolicy,
}

impl Default for Documents {
    fn default() -> Self {
        let group = |group: &str| DocumentPolicy { group: group.to_owned(), ..DocumentPolicy::default() };
        Self { firm: group("ALLEGRO"), invoice: group("ALLEGRO"), private: group("ALLEGRO") }
    }
}

/// What a class of buyers gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentPolicy {
    /// `TYP_DOKUMENTU`. Into Optima's base only `ro` and `pf` go; `fa` and `pa` are for Optima's own XML import.
    pub kind: Kind,
    /// `DDf_Symbol`; empty: the kind's usual symbol, `RO`.
    pub definition: String,
    /// Series, `@rejestr` of the scheme.
    pub series: String,
    /// `Mag_Symbol`.
    pub warehouse: String,
    /// `KATEGORIA/KOD`; empty: none.
    pub category: String,
    /// Whose category documents in Optima's base get; where that card has none, that of `category`.
    pub category_from: CategoryFrom,
    /// What the document's values follow from; for firms alone, for what a person pays is a gross price.
    pub counted_from: Counting,
    /// Group of a new contractor's card.
    pub group: String,
    /// Payment form instead of that of `payments.csv`; empty: by the table.
    pub payment_form: String,
}

impl Default for DocumentPolicy {
    fn default() -> Self {
        Self {
            kind: Kind::Ro,
            definition: String::new(),
            series: String::new(),
            // The warehouse that a fresh base has (`reference/optima-xml.md` 1.2, row 24).
            warehouse: "MAGAZYN".to_owned(),
            category: String::new(),
            category_from: CategoryFrom::Settings,
            counted_from: Counting::Gross,
            group: String::new(),
            payment_form: String::new(),
        }
    }
}

/// Whose category a document in Optima's base gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CategoryFrom {
    /// That of the settings.
    #[default]
    Settings,
    /// That of the payer's card.
    Contractor,
    /// Each line that of its product's card.
    Product,
}

/// Kind of document to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Rezerwacja odbiorcy.
    #[default]
    Ro,
    /// Faktura pro forma.
    Pf,
    /// Faktura sprzedaży.
    Fa,
    /// Paragon.
    Pa,
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

/// Goods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Products {
    /// What to do with an offer that no source gives a code for.
    pub unknown: UnknownProduct,
    /// The name on the line.
    pub name: ProductName,
    /// Create cards for codes that Optima does not know.
    pub create: bool,
    /// How.
    pub card: CardRules,
}

/// What to do with an offer that no source gives a code for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownProduct {
    /// The order is refused with the offer's id and name.
    #[default]
    Refuse,
    /// The code is `AL-` and the offer's id.
    OfferCode,
}

/// Whose name a line bears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProductName {
    /// The card's; the offer's title goes to the line's description.
    #[default]
    Card,
    /// The offer's.
    Offer,
}

/// How new product cards look (`reference/requirements.md` R-F8). In the templates `{kod}` is the line's code,
/// `{oferta}` the offer's id, `{ean}` the EAN, `{nazwa}` the line's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CardRules {
    /// Template of `Twr_Kod`.
    pub code: String,
    /// Template of `Twr_Nazwa`.
    pub name: String,
    /// Template of `Twr_NumerKat`. `{ean}` where there is none, and so on, is nothing.
    pub catalogue_number: String,
    /// VAT rate of the card; empty: the line's.
    pub vat: String,
    /// `Twr_JM`.
    pub unit: String,
    /// Code of the group (`TwG_Kod`); empty: the main group.
    pub group: String,
    /// Goods or services.
    #[serde(rename = "type")]
    pub kind: CardKind,
    /// Write the offer's EAN.
    pub ean: bool,
    /// Write the order's gross price into the first price that is counted from gross.
    pub price: bool,
}

impl Default for CardRules {
    fn default() -> Self {
        Self {
            code: "{kod}".to_owned(),
            name: "{nazwa}".to_owned(),
            catalogue_number: String::new(),
            vat: String::new(),
            unit: "szt.".to_owned(),
            group: String::new(),
            kind: CardKind::Goods,
            ean: true,
            price: false,
        }
    }
}

/// What the new card of an offer is; deliveries, deposits and additional services are always services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CardKind {
    /// Towar, `Twr_Typ` 1.
    #[default]
    Goods,
    /// Usługa, `Twr_Typ` 0.
    Service,
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
}

impl Default for Services {
    fn default() -> Self {
        Self { deposit: "KAUCJA".to_owned(), additional: String::new(), vat: "23".to_owned() }
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
