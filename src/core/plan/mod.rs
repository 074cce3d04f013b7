//! What is to be written into Optima, as a value in Optima's own terms: an [`Intent`]. It is made by pure functions from a
//! document and from what the base holds; a dry run prints it, tests assert on it, and `optima` turns it into what the
//! engine at hand takes. Nothing here knows a column.

mod accept;
mod build;
mod dated;
mod dictionary;
pub mod intent;
mod made;
mod new_card;
mod numbered;
pub mod numbering;
mod payer;
mod wanted;

pub use accept::accept;
pub use build::{Ingredients, already_there, own_description, plan};
pub use dated::{dated, odd_day};
pub use dictionary::Dictionary;
pub use intent::{Intent, Rehearsal, Shown};
pub use wanted::wanted;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::namesakes::Namesake;
use super::order::SeenId;
use super::problem::Problem;
use super::settings::CategoryFrom;
use super::vat::VatRate;

/// What to look up for one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The document's key.
    pub key: Uuid,
    /// `TrN_NumerObcy`, the second guard against a second document; empty: not looked for.
    pub foreign_number: String,
    /// The order's id, by which a document of another hand is known; empty: not looked for.
    pub order: SeenId,
    /// The day before the purchase: no document of the order is older.
    pub since: Option<Date>,
    /// `TrN_NumerObcy` as other tools write it.
    pub other_numbers: Vec<String>,
    /// Of another program's document, its number in each form that `TrN_NumerObcy` may hold it in
    /// ([`crate::core::sender`]); empty: nothing is guarded by it.
    pub sender_numbers: Vec<String>,
    /// `DDf_Klasa`.
    pub class: u32,
    /// `DDf_Symbol`.
    pub definition: String,
    /// `Mag_Symbol`.
    pub warehouse: String,
    /// `FPl_Nazwa`.
    pub payment_form: String,
    /// `FPl_Nazwa` of a new contractor's own payment form; empty: not looked for.
    pub card_payment_form: String,
    /// `Kat_KodOgolny`; empty: not looked for.
    pub category: String,
    /// `Knt_Kod`s: the payer's, `!NIEOKREŚLONY!`.
    pub contractor_codes: Vec<String>,
    /// NIPs without separators.
    pub nips: Vec<String>,
    /// `Knt_Nazwa1` of cards that may be the payer's under another code ([`crate::core::namesakes`]); empty: not
    /// looked for.
    pub name: String,
    /// Whole e-mail addresses.
    pub emails: Vec<String>,
    /// The part of masked addresses before `+`.
    pub email_prefixes: Vec<String>,
    /// `Twr_Kod`s.
    pub product_codes: Vec<String>,
    /// EANs as they stand in the document, and padded to 13 and 14 digits.
    pub eans: Vec<String>,
    /// `Twr_NumerKat`s.
    pub catalogue_numbers: Vec<String>,
    /// `DeA_Kod`s of document attributes.
    pub attributes: Vec<String>,
    /// `TwG_Kod` of the group for new products; empty: not looked for.
    pub product_group: String,
    /// `Gru_Nazwa` of the group for a new contractor; empty: not looked for.
    pub contractor_group: String,
    /// Which cards' categories are looked for.
    pub category_from: CategoryFrom,
    /// All payment forms and categories are wanted.
    pub dictionary: bool,
}

/// What the base holds of what was [`Wanted`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The document that has the key, or the foreign number, already.
    pub existing: Option<ExistingDocument>,
    /// Documents of ours with the sender's number, whoever the sender was, or with this order's; cancelled ones aside.
    pub same_number: Vec<SameNumber>,
    /// The definition.
    pub definition: Option<Definition>,
    /// The newest document of the definition.
    pub latest: Option<LatestNumber>,
    /// The warehouse.
    pub warehouse: Option<Warehouse>,
    /// The payment form.
    pub payment_form: Option<PaymentForm>,
    /// The payment form of a new contractor.
    pub card_payment_form: Option<PaymentForm>,
    /// `Kat_KatID` of the category.
    pub category: Option<i64>,
    /// Contractors that one of the codes, NIPs or e-mails fits, by `Knt_KntId`.
    pub contractors: Vec<Contractor>,
    /// Contractors of the payer's name, by `Knt_KntId`.
    pub namesakes: Vec<Namesake>,
    /// Product cards that one of the codes, EANs or catalogue numbers fits, by `Twr_TwrId`.
    pub cards: Vec<ProductCard>,
    /// Document attributes, code → `DeA_DeAId`.
    pub attributes: BTreeMap<String, i64>,
    /// Price definitions (`CDN.DefCeny`), by number.
    pub prices: Vec<PriceDefinition>,
    /// `TwG_GIDNumer` of the wanted group.
    pub product_group: Option<i64>,
    /// `Gru_Nazwa` of the wanted group of contractors, in the base's own spelling.
    pub contractor_group: Option<String>,
    /// Categories of the contractors found, by `Knt_KntId`, where they were wanted.
    pub contractor_categories: BTreeMap<i64, Category>,
    /// Categories of the product cards found, by `Twr_TwrId`, where they were wanted.
    pub card_categories: BTreeMap<i64, Category>,
    /// All payment forms and categories, where they were wanted.
    pub dictionary: Dictionary,
}

/// `CDN.Kategorie`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// `Kat_KatID`.
    pub id: i64,
    /// `Kat_KodOgolny`.
    pub code: String,
}

/// A document that is already in Optima.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExistingDocument {
    /// `TrN_TrNID`.
    pub id: i64,
    /// `TrN_NumerPelny`.
    pub number: String,
    /// `TrN_RazemBrutto`, in złoty.
    pub gross: Decimal,
    /// `TrN_Waluta`; `PLN` where the base has nothing there.
    pub currency: String,
    /// What it comes to in its currency: `TrN_RazemBruttoWal`; in złoty the same as `gross`.
    pub gross_in_currency: Decimal,
    /// Found by the key; otherwise by what names the order in it.
    pub by_key: bool,
    /// One of another hand that is cancelled: it is the order's all the same, and a person has to know.
    pub cancelled: bool,
}

/// A document of ours that has the number of another program's document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameNumber {
    /// `TrN_ImportRowId`.
    pub key: Uuid,
    /// `TrN_DataDok`.
    pub date: Date,
    /// `TrN_Opis`.
    pub description: String,
    /// What it is.
    pub document: ExistingDocument,
}

/// Which of the documents that were asked for is there, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentDocument {
    /// `TrN_ImportRowId`.
    pub key: Uuid,
    /// `TrN_NumerPelny`.
    pub number: String,
    /// `TrN_RazemBrutto`, in złoty.
    pub gross: Decimal,
    /// `TrN_Waluta`; `PLN` where the base has nothing there.
    pub currency: String,
    /// What it comes to in its currency: `TrN_RazemBruttoWal`; in złoty the same as `gross`.
    pub gross_in_currency: Decimal,
}

/// Which base this is: two answers with the same `born` come from one base, or from a base and a copy of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseIdentity {
    /// Its name where it stands; a copy may have another.
    pub name: String,
    /// What was given to it when it was made, and what a copy or a backup carries.
    pub born: String,
}

/// `CDN.DokDefinicje`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// `DDf_DDfID`.
    pub id: i64,
    /// `DDf_Symbol`, in the base's own spelling.
    pub symbol: String,
    /// `DDf_Numeracja`, the scheme.
    pub scheme: String,
    /// `DDf_Nieaktywna`.
    pub inactive: bool,
}

/// The number of the newest document of a definition, which shows how this base numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestNumber {
    /// `TrN_NumerPelny`.
    pub number: String,
    /// `TrN_NumerString`.
    pub pattern: String,
    /// `TrN_DataDok`.
    pub date: Date,
    /// `Mag_Symbol` of its warehouse.
    pub warehouse: String,
}

/// `CDN.Magazyny`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warehouse {
    /// `Mag_MagId`.
    pub id: i64,
    /// `Mag_Symbol`.
    pub symbol: String,
    /// `Mag_Rejestr`, its default series.
    pub series: String,
    /// `Mag_NieAktywny`.
    pub inactive: bool,
}

/// `CDN.FormyPlatnosci`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentForm {
    /// `FPl_FPlId`.
    pub id: i64,
    /// `FPl_Nazwa`.
    pub name: String,
    /// `FPl_Termin`, days.
    pub days: i64,
    /// `FPl_NieAktywny`.
    pub inactive: bool,
}

/// `CDN.Kontrahenci`, as far as matching and the header's copies need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "they are columns")]
pub struct Contractor {
    /// `Knt_KntId`.
    pub id: i64,
    /// `Knt_Kod`.
    pub code: String,
    /// `Knt_Nazwa1` … `3`, joined with blanks.
    pub name: String,
    /// `Knt_NipKraj`.
    pub nip_country: String,
    /// `Knt_Nip`.
    pub nip: String,
    /// `Knt_Email`, `Knt_OsEmail`, `KnO_Email`, `KnO_EmailESklep`: every address found.
    pub emails: Vec<String>,
    /// `Knt_Nieaktywny`.
    pub inactive: bool,
    /// `Knt_BlokadaDok` or `Knt_ZakazDokumentowHaMag`.
    pub blocked: bool,
    /// `Knt_Finalny`.
    pub consumer: bool,
    /// `Knt_PodatekVat`.
    pub vat_payer: bool,
    /// `Knt_Export`.
    pub export: i64,
    /// `Knt_TerminZwrotuKaucji`, days.
    pub deposit_days: i64,
}

/// `CDN.Towary`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductCard {
    /// `Twr_TwrId`.
    pub id: i64,
    /// `Twr_Kod`, in the base's own spelling.
    pub code: String,
    /// `Twr_Nazwa`.
    pub name: String,
    /// `Twr_EAN` and those of `CDN.TwrEan`.
    pub eans: Vec<String>,
    /// `Twr_NumerKat`.
    pub catalogue_number: String,
    /// `Twr_SWW`.
    pub sww: String,
    /// `Twr_KodDostawcy`.
    pub supplier_code: String,
    /// `Twr_Typ`: goods, not a service.
    pub goods: bool,
    /// `Twr_Stawka`, `Twr_Flaga`; `None` where they have no meaning.
    pub rate: Option<VatRate>,
    /// `Twr_JM`.
    pub unit: String,
    /// `Twr_JMCalkowite`.
    pub whole_units: i64,
    /// `Twr_TwCNumer`, the default price's number.
    pub price_number: i64,
    /// `Twr_Kaucja`.
    pub deposit: i64,
    /// `Twr_EdycjaNazwy`: the name may be changed on a line.
    pub name_editable: bool,
    /// `Twr_NieAktywny`.
    pub inactive: bool,
}

/// `CDN.DefCeny`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceDefinition {
    /// `DfC_Lp`.
    pub number: i64,
    /// `DfC_Typ`: 1 net, 2 gross.
    pub kind: i64,
    /// `DfC_Waluta`.
    pub currency: String,
    /// `DfC_Aktualizacja`.
    pub update: i64,
    /// `DfC_Zaokraglenie`.
    pub rounding: Decimal,
    /// `DfC_Marza`.
    pub margin: Decimal,
    /// `DfC_Offset`.
    pub offset: Decimal,
}

/// What became of an intent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// Written.
    Imported(WrittenDocument),
    /// The key was there already; nothing was written.
    AlreadyThere(ExistingDocument),
    /// The base has no place for it; nothing was written. Every reason at once.
    Unfit(Vec<Problem>),
}

/// What became of the wish to remove a document of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is gone.
    Removed(ExistingDocument),
    /// A person changed it, confirmed it or made a document of it: it stays.
    Touched(ExistingDocument),
    /// It was not there.
    Absent,
}

/// A document that was written, read back from the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDocument {
    /// `TrN_TrNID`.
    pub id: i64,
    /// `TrN_NumerPelny`.
    pub number: String,
    /// `Knt_KntId` of the payer.
    pub contractor: i64,
    /// Rows written per table.
    pub rows: BTreeMap<String, u32>,
    /// How often the number was taken by someone else meanwhile.
    pub number_retries: u32,
    /// What there is to say of how it was written: a text that was cut, a value that nobody knows.
    pub notes: Vec<Problem>,
}

impl WrittenDocument {
    /// A document of ours that was found after the answer to its commit was lost, or after a crash: how many rows
    /// it took is not known any more.
    #[must_use]
    pub fn found(existing: ExistingDocument) -> Self {
        let ExistingDocument { id, number, .. } = existing;
        Self { id, number, contractor: 0, rows: BTreeMap::new(), number_retries: 0, notes: Vec::new() }
    }
}

/// A document read back from Optima: the rows, not our memory of them. Amounts are texts with two decimals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoredDocument {
    /// `TrN_NumerPelny`.
    pub number: String,
    /// The order that it is of: attribute, else description, else empty.
    pub order_id: SeenId,
    /// `TrN_DataDok`.
    pub date: Date,
    /// `DDf_Symbol`.
    pub definition: String,
    /// `TrN_Pod*`.
    pub payer: StoredPayer,
    /// `TrN_Odb*`.
    pub recipient: StoredRecipient,
    /// `FPl_Nazwa`.
    pub payment_form: String,
    /// `Mag_Symbol`.
    pub warehouse: String,
    /// `TrN_RazemNetto`.
    pub net: String,
    /// `TrN_RazemVAT`.
    pub vat: String,
    /// `TrN_RazemBrutto`.
    pub gross: String,
    /// `TrN_Opis`.
    pub description: String,
    /// `CDN.DokAtrybuty`.
    pub attributes: BTreeMap<String, String>,
    /// `CDN.TraElem`.
    pub lines: Vec<StoredLine>,
    /// `CDN.TraVat`: what the base itself says of VAT. `None`: we may not read it.
    #[serde(skip)]
    pub vat_table: Option<Vec<StoredVat>>,
    /// `TrN_Bufor` = 1.
    pub buffer: bool,
    /// `TrN_NumerObcy`.
    pub foreign_number: String,
    /// `TrN_ImportRowId`.
    pub key: String,
    /// `TrN_TS_Zal`.
    #[serde(skip)]
    pub created: Option<Timestamp>,
}

/// The payer on a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StoredPayer {
    /// `Knt_Kod`.
    pub code: String,
    /// `TrN_PodNazwa1` … `3`.
    pub name: String,
    /// `TrN_PodNipE`.
    pub nip: String,
}

/// The recipient on a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StoredRecipient {
    /// `TrN_OdbNazwa1` … `3`.
    pub name: String,
    /// `TrN_OdbUlica` and `Adres2` with `NrDomu` and `NrLokalu`.
    pub street: String,
    /// `TrN_OdbMiasto`.
    pub city: String,
    /// `TrN_OdbKodPocztowy`.
    pub postcode: String,
}

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoredLine {
    /// `TrE_TwrKod`.
    pub code: String,
    /// `TrE_TwrNazwa`.
    pub name: String,
    /// `TrE_Ilosc`, without needless zeros.
    pub quantity: String,
    /// `TrE_CenaT`.
    pub price: String,
    /// `23`, `8`, `0`, `zw`, `np`.
    pub vat_rate: String,
    /// `TrE_WartoscNetto`.
    pub net: String,
    /// `TrE_WartoscBrutto`.
    pub gross: String,
}

/// A row of a document's VAT table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredVat {
    /// `23`, `8`, `0`, `zw`, `np`.
    pub rate: String,
    /// `TrV_Netto`.
    pub net: Decimal,
    /// `TrV_VAT`.
    pub vat: Decimal,
}

#[cfg(test)]
mod card_tests;
#[cfg(test)]
pub(crate) mod tests;
