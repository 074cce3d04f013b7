//! A trade document in Optima's own XML format, with the names of `reference/optima-xml.md` section 1.
//!
//! `convert` makes one from an order, `xml::write` writes it, `xml::read` reads it back, `plan` makes an
//! intent of it. What the format has no place for is in [`Origin`].

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::answered::Answered;
use super::correction::Corrections;
use super::order::SeenId;
use super::vat::{VatRate, VatRow};

/// Length of `TrN_NumerPelny` (`reference/optima-xml.md` 2.4), and of `TrN_NumerObcy` in older bases.
pub const NUMBER_MAX: usize = 30;

/// Lines of one document that are written, read and imported. Nothing that a shop sells at once comes near.
pub const LINES_MAX: usize = 10_000;

/// Days from a document to `TERMIN_ZWROTU_KAUCJI` in every real export (`reference/optima-xml.md` 1.2, row 10): what a new
/// contractor's card has (`Knt_TerminZwrotuKaucji`).
pub const DEPOSIT_DAYS: i64 = 60;

/// `TYP_DOKUMENTU` and `RODZAJ_DOKUMENTU`; [`super::kinds`] knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentType {
    /// `TrN_TypDokumentu`.
    pub class: u32,
    /// `TrN_Rodzaj`: the class with three zeros, or what it was made of.
    pub kind: u32,
}

/// `TYP_NETTO_BRUTTO` = `TrN_TypNB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedFrom {
    /// 1: values follow from net prices.
    Net,
    /// 2: values follow from gross prices.
    Gross,
}

impl CountedFrom {
    /// 1 or 2.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Net => 1,
            Self::Gross => 2,
        }
    }
}

/// One `DOKUMENT`.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// `GENERATOR`: `Comarch Opt!ma` in Optima's own exports.
    pub generator: String,
    /// `TYP_DOKUMENTU`, `RODZAJ_DOKUMENTU`.
    pub kind: DocumentType,
    /// `NUMER_PELNY`: for people; Optima numbers the RO itself.
    pub number: String,
    /// `DATA_DOKUMENTU`.
    pub date: Date,
    /// `DATA_WYSTAWIENIA` (`TrN_DataWys`).
    pub issue_date: Date,
    /// `DATA_OPERACJI`.
    pub operation_date: Date,
    /// `TERMIN_ZWROTU_KAUCJI`; see [`DEPOSIT_DAYS`].
    pub deposit_return: Option<Date>,
    /// `KOREKTA`: 0, or the kind of a correction, which we do not import.
    pub correction: i64,
    /// `DETAL`.
    pub retail: bool,
    /// `TYP_NETTO_BRUTTO`.
    pub counted_from: CountedFrom,
    /// `RABAT`, per cent.
    pub discount: Decimal,
    /// `OPIS`, lines separated by a line feed.
    pub description: String,
    /// `PLATNIK`.
    pub payer: Party,
    /// `ODBIORCA`.
    pub recipient: Party,
    /// `SPRZEDAWCA`: the owner of the exporting base.
    pub seller: Seller,
    /// `KATEGORIA/KOD`.
    pub category_code: String,
    /// `KATEGORIA/OPIS`.
    pub category_name: String,
    /// `PLATNOSC/FORMA`: the name of a payment form in Optima.
    pub payment_form: String,
    /// `PLATNOSC/TERMIN`.
    pub payment_due: Option<Date>,
    /// `WALUTA` of the header.
    pub currency: Exchange,
    /// `KWOTY/RAZEM_NETTO`, system currency.
    pub net: Decimal,
    /// `KWOTY/RAZEM_VAT`.
    pub vat: Decimal,
    /// `KWOTY/RAZEM_BRUTTO`.
    pub gross: Decimal,
    /// `MAGAZYN_ZRODLOWY`: the symbol of a warehouse.
    pub warehouse: String,
    /// `BLOKADA_PLATNOSCI`: this document makes no payments.
    pub payments_blocked: bool,
    /// `STATUS_PLATNIKA` (`TrN_Export`), 0 domestic.
    pub payer_status: u8,
    /// `ROZLICZAM_PODATEK_W_OSS`: the VAT is that of the consumer's country.
    pub oss: bool,
    /// `POZYCJE`, by `LP`.
    pub lines: Vec<Line>,
    /// `TABELKA_VAT`.
    pub vat_table: Vec<VatRow>,
    /// `<?allegro-order …?>`, or nothing for a file that is not ours.
    pub origin: Option<Origin>,
}

impl Document {
    /// Is the VAT that of the consumer's country? Our files say so in their record, for a reservation settles nothing.
    #[must_use]
    pub fn is_under_oss(&self) -> bool {
        let lines = self.origin.as_ref().map(|origin| origin.lines.as_slice()).unwrap_or_default();
        self.oss || lines.iter().any(|line| line.vat_from == Answered::Oss)
    }
}

/// `PLATNIK` or `ODBIORCA`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Party {
    /// `KOD` (`Knt_Kod`, at most 20 characters).
    pub code: String,
    /// `NIP_KRAJ`: empty for a Polish NIP.
    pub nip_country: String,
    /// `NIP`.
    pub nip: String,
    /// `GLN`.
    pub gln: String,
    /// `NAZWA`: the whole name.
    pub name: String,
    /// `ADRES/KOD_POCZTOWY`.
    pub post_code: String,
    /// `ADRES/MIASTO`.
    pub city: String,
    /// `ADRES/ULICA`, with house and flat.
    pub street: String,
    /// `ADRES/KRAJ`: the country's Polish name.
    pub country: String,
}

/// `SPRZEDAWCA`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Seller {
    /// `NIP_KRAJ`: `PL` in real exports.
    pub nip_country: String,
    /// `NIP`.
    pub nip: String,
    /// `GLN`.
    pub gln: String,
    /// `NAZWA`.
    pub name: String,
    /// `ADRES/KOD_POCZTOWY`.
    pub post_code: String,
    /// `ADRES/MIASTO`.
    pub city: String,
    /// `ADRES/ULICA`.
    pub street: String,
    /// `ADRES/KRAJ`.
    pub country: String,
    /// `NUMER_KONTA_BANKOWEGO`.
    pub bank_account: String,
    /// `NAZWA_BANKU`.
    pub bank_name: String,
}

/// `WALUTA` of the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// `SYMBOL`.
    pub symbol: String,
    /// `KURS_L`: units of PLN …
    pub rate: Decimal,
    /// `KURS_M`: … for so many of the currency.
    pub per: Decimal,
    /// `KURS_NUMER`: 3 in files of 2021 and later.
    pub rate_kind: i64,
    /// `KURS_DATA`.
    pub date: Option<Date>,
}

/// One `POZYCJA`.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// `LP`, from 1.
    pub position: u32,
    /// `TOWAR/KOD` (`Twr_Kod`).
    pub code: String,
    /// `TOWAR/NAZWA`.
    pub name: String,
    /// `TOWAR/OPIS`.
    pub description: String,
    /// `TOWAR/EAN`.
    pub ean: String,
    /// `TOWAR/SWW`.
    pub sww: String,
    /// `TOWAR/NUMER_KATALOGOWY`.
    pub catalogue_number: String,
    /// `STAWKA_VAT`.
    pub rate: VatRate,
    /// The unit price before discount, `CENY/POCZATKOWA_WAL_DOKUMENTU`: gross or net as the document counts.
    pub list_price: Decimal,
    /// The unit price, `CENY/PO_RABACIE_PLN`.
    pub price: Decimal,
    /// `RABAT`, per cent.
    pub discount: Decimal,
    /// `WARTOSC_NETTO`.
    pub net: Decimal,
    /// `WARTOSC_BRUTTO`.
    pub gross: Decimal,
    /// `ILOSC`.
    pub quantity: Decimal,
    /// `JM`; empty: the card's.
    pub unit: String,
}

/// Who buys; each class has its own definition, series, group and defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BuyerClass {
    /// A company that wants an invoice and has a valid NIP (or a foreign number).
    Firm,
    /// A private person who wants an invoice.
    Invoice,
    /// No invoice.
    Private,
}

/// The content of `<?allegro-order {json}?>` (`design.md`, section 5): where a document comes from and what
/// Optima's format has no element for. Fields are added, never renamed; a reader ignores what it does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Version of this record, 1.
    pub v: u32,
    /// `checkoutForm.id`.
    pub order: SeenId,
    /// `revision`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// Alias of the account in our settings.
    pub account: String,
    /// `marketplace.id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marketplace: Option<String>,
    /// Time of purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bought_at: Option<Timestamp>,
    /// The class of the buyer.
    pub class: BuyerClass,
    /// Symbol of the definition (`DDf_Symbol`) the document is to have.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// Series (`@rejestr`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub series: String,
    /// Group for a new contractor's card (`Knt_Grupa`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// `TrN_NumerObcy`, "Numer zamówienia".
    pub foreign_number: String,
    /// Reservation until (`TrN_DataWys` on an RO).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserved_until: Option<Date>,
    /// The buyer's account.
    pub buyer: OriginBuyer,
    /// How the parcel goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<OriginDelivery>,
    /// How it is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<OriginPayment>,
    /// Of a document counted from net: its gross less what is to be paid, `"-0.01"`, where that is not nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<String>,
    /// What a person corrected of the order, by field.
    #[serde(default, skip_serializing_if = "Corrections::is_empty")]
    pub corrections: Corrections,
    /// Document attributes, code → value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// One entry per document line.
    pub lines: Vec<OriginLine>,
}

impl Origin {
    /// Its lines by `LP`; of several with one `LP` the first.
    #[must_use]
    pub fn by_position(&self) -> BTreeMap<u32, &OriginLine> {
        self.lines.iter().rev().map(|line| (line.lp, line)).collect()
    }
}

/// The buyer's account at Allegro.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginBuyer {
    /// `buyer.id`.
    pub id: String,
    /// `buyer.login`.
    pub login: String,
    /// `buyer.email`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Phone of the recipient, else of the buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The buyer's own phone where it is another than `phone`; nothing in it: he gave none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_phone: Option<String>,
}

/// How the parcel goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginDelivery {
    /// `method.id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method_id: Option<String>,
    /// `method.name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// `smart`.
    #[serde(default)]
    pub smart: bool,
    /// Id of the pickup point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// Its name and address in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point_address: Option<String>,
}

/// How it is paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginPayment {
    /// `payment.id`.
    pub id: String,
    /// `type`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `provider`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// What was paid at export in the currency of the total, with surcharges, `"123.45"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<String>,
    /// Nothing said when it is due, and no base was at hand: `TERMIN` is the document's day, and the payment form's own
    /// term in Optima is meant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub term_of_form: bool,
    /// What was paid in other currencies, `"123.45 CZK"`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paid_otherwise: Vec<String>,
    /// `finishedAt`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
}

/// What a document line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineRole {
    /// Goods of an offer.
    Goods,
    /// The delivery cost, or a part of it.
    Delivery,
    /// The part of the delivery cost that is the cash-on-delivery fee.
    Cod,
    /// A deposit (kaucja), outside VAT.
    Deposit,
    /// An additional service.
    Service,
}

/// Where a document line comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginLine {
    /// `LP`.
    pub lp: u32,
    /// What it is.
    pub role: LineRole,
    /// `lineItems[].id`; none for the delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// `offer.id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// Who said which code it is.
    pub code_from: Answered,
    /// Who said which VAT rate it has.
    pub vat_from: Answered,
}
