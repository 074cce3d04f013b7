//! What is to be written into Optima, in Optima's own terms and without a column: which cards, which definition and
//! number, which days and sums. The room of an engine makes of it what that engine takes.

use jiff::civil::Date;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Category, Definition, PaymentForm, PriceDefinition, ProductCard, Warehouse};
use crate::core::document::{CountedFrom, DocumentType, Exchange, Line, Party};
use crate::core::foreign::LineAbroad;
use crate::core::problem::Problem;
use crate::core::vat::{VatRate, VatRow};

/// One document. Written as a whole or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Intent {
    /// By which the document is known again, for ever.
    pub key: Uuid,
    /// How it is numbered.
    pub numbering: Numbering,
    /// Who pays.
    pub payer: Payer,
    /// What it says of itself.
    pub header: Header,
    /// New product cards, in the order that [`LineCard::New`] counts them.
    pub new_cards: Vec<NewCard>,
    /// Its lines.
    pub lines: Vec<IntentLine>,
    /// Its VAT table, a row for each rate.
    pub vat_table: Vec<IntentVat>,
    /// Its attributes.
    pub attributes: Vec<IntentAttribute>,
    /// What was decided and why, for the receipt.
    pub decisions: Vec<Problem>,
}

/// What a document says of itself as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// RO or pro forma.
    pub kind: DocumentType,
    /// "Numer zamówienia", the order's number as a person sees it.
    pub foreign_number: String,
    /// Its days.
    pub dates: Dates,
    /// Who gets the parcel. A one-off address lives on the document only; the recipient stays the payer's card.
    pub recipient: Party,
    /// How the recipient is reached.
    pub contact: Contact,
    /// Where the goods are reserved.
    pub warehouse: Warehouse,
    /// How it is paid.
    pub payment_form: PaymentForm,
    /// Its category.
    pub category: Option<Category>,
    /// Sold as in a shop (`DETAL`).
    pub retail: bool,
    /// What values follow from.
    pub counted_from: CountedFrom,
    /// Per cent.
    pub discount: Decimal,
    /// Its currency, with the rate.
    pub currency: Exchange,
    /// What it comes to in złoty.
    pub sums: Sums,
    /// What it comes to in its currency.
    pub sums_abroad: Sums,
    /// What people read on it.
    pub description: String,
}

/// How a document is numbered: with the next free number among the documents of the same pattern, found when it is
/// written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// The definition.
    pub definition: Definition,
    /// The series (`@rejestr`); empty: none.
    pub series: String,
    /// The scheme with everything put in but the number's token, `RO/@numerS/2026`.
    pub pattern: String,
}

/// The days of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// Its own.
    pub document: Date,
    /// Of the operation.
    pub operation: Date,
    /// Reserved until.
    pub reserved_until: Date,
    /// Payment due.
    pub due: Date,
    /// Of the exchange rate.
    pub exchange: Date,
    /// Until when a deposit's packaging may come back; `None` where there is no such day.
    pub deposit_return: Option<Date>,
}

/// Who pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// The card.
    pub card: PayerCard,
    /// Name, address and NIP as they stand on the document, and on a new card.
    pub party: Party,
    /// A final consumer.
    pub consumer: bool,
    /// `STATUS_PLATNIKA`, 0 domestic.
    pub status: u8,
    /// How the buyer is reached, for a new card.
    pub contact: Contact,
}

/// The payer's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayerCard {
    /// A card that Optima has; it is not changed.
    Existing {
        /// Its id.
        id: i64,
        /// Its acronym.
        code: String,
    },
    /// A new card, with what the document says of the payer.
    New {
        /// Its acronym.
        code: String,
        /// Its group; empty: none.
        group: String,
        /// `FPl_FPlId` of its own payment form, which later documents made by hand take.
        payment_form: Option<i64>,
    },
}

impl PayerCard {
    /// The acronym.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Existing { code, .. } | Self::New { code, .. } => code,
        }
    }
}

/// How somebody is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// E-mail.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
}

/// What a document comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Net.
    pub net: Decimal,
    /// VAT.
    pub vat: Decimal,
    /// Gross.
    pub gross: Decimal,
}

/// A product card that is not there yet, by the user's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCard {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its catalogue number; may be empty.
    pub catalogue_number: String,
    /// Its classification (SWW/KGO/PKWiU); may be empty.
    pub sww: String,
    /// Its EAN; may be empty.
    pub ean: String,
    /// Its rate.
    pub rate: VatRate,
    /// Its gross price in złoty; zero: none.
    pub price: Decimal,
    /// Its unit.
    pub unit: String,
    /// Goods, not a service.
    pub goods: bool,
    /// The number of its default price.
    pub price_number: i64,
    /// A price for each definition that the base has.
    pub prices: Vec<CardPrice>,
    /// The group in which it stands; `None`: the root of the tree.
    pub group: Option<i64>,
}

/// A price of a new card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPrice {
    /// Which price it is.
    pub definition: PriceDefinition,
    /// What it is; zero: not set.
    pub value: Decimal,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct IntentLine {
    /// The document's line, with the name that it gets in Optima.
    pub line: Line,
    /// Its amounts in the document's currency.
    pub abroad: LineAbroad,
    /// What it is a line of.
    pub card: LineCard,
    /// A category of its own, where the user takes it from the card.
    pub category: Option<Category>,
}

/// The product of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineCard {
    /// Optima has it.
    Existing(Box<ProductCard>),
    /// The n-th of [`Intent::new_cards`].
    New(usize),
}

/// A row of the VAT table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntentVat {
    /// In złoty.
    pub home: VatRow,
    /// In the document's currency.
    pub abroad: VatRow,
}

/// An attribute of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntentAttribute {
    /// The id of its definition.
    pub id: i64,
    /// Its code, in the base's own spelling.
    pub code: String,
    /// Its value.
    pub value: String,
}

/// How a base would take an intent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rehearsal {
    /// What would be said of it. Where an error is among them it would not be taken, and these are the reasons.
    pub problems: Vec<Problem>,
    /// What would be written, in the engine's own words, for those who want to see it.
    pub writes: Vec<Shown>,
}

/// What an engine writes or holds, in its own words, for people: a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Where.
    pub place: String,
    /// Name and value, in the engine's order.
    pub values: Vec<(String, String)>,
}
