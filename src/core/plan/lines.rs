//! `CDN.TraElem` and `CDN.TraVat` (`reference/optima-database.md` 2.2, 2.3).

use rust_decimal::Decimal;

use super::{Category, ProductCard, Row, Snapshot, Value};
use crate::core::document::{Document, Line};
use crate::core::foreign::{self, LineAbroad};
use crate::core::vat::{VatRate, VatRow};

/// Columns of `TraElem` that must be supplied and that hold nothing on a new line: costs, bonus points, and
/// the attribute columns that bases before 2018 have.
pub const EMPTY: [&str; 19] = [
    "TrE_IloscKW",
    "TrE_IloscJMKW",
    "TrE_KosztUslugi",
    "TrE_WartoscZakupuWylicz",
    "TrE_Prog",
    "TrE_UpustTyp",
    "TrE_Upust",
    "TrE_UpustKnt",
    "TrE_UpustKntTyp",
    "TrE_Atr1_Kod",
    "TrE_Atr1_Wartosc",
    "TrE_Atr2_Kod",
    "TrE_Atr2_Wartosc",
    "TrE_Atr3_Kod",
    "TrE_Atr3_Wartosc",
    "TrE_Atr4_Kod",
    "TrE_Atr4_Wartosc",
    "TrE_Atr5_Kod",
    "TrE_Atr5_Wartosc",
];

/// The product of a line: a card of the base, or one that this plan makes.
pub enum Product<'a> {
    /// Optima has it.
    Card(&'a ProductCard),
    /// The n-th of [`super::ImportPlan::products`].
    New(usize, &'a NewCard),
}

/// A card that is not there yet, by the user's rules.
pub struct NewCard {
    /// `Twr_Kod`.
    pub code: String,
    /// `Twr_Nazwa`.
    pub name: String,
    /// `Twr_NumerKat`.
    pub catalogue_number: String,
    /// `Twr_EAN`; may be empty.
    pub ean: String,
    /// `Twr_Stawka`, `Twr_Flaga`.
    pub rate: VatRate,
    /// `TwC_Wartosc` of the first gross price; zero: none.
    pub price: Decimal,
    /// `Twr_JM`.
    pub unit: String,
    /// `Twr_Typ`: goods, not a service.
    pub goods: bool,
    /// `Twr_TwCNumer`.
    pub price_number: i64,
}

/// `TrN_Waluta`, `TrE_Waluta`: nothing is the system currency.
pub fn currency_symbol(document: &Document) -> &str {
    if foreign::is_home(&document.currency) { "" } else { &document.currency.symbol }
}

/// The row of one line; `abroad` are its amounts in the document's currency.
pub fn row(document: &Document, line: &Line, abroad: &LineAbroad, product: &Product<'_>, snapshot: &Snapshot) -> Row {
    let row = Row::new("TraElem")
        .with("TrE_TrNId", Value::HeaderId)
        .with("TrE_Lp", i64::from(line.position))
        .with("TrE_LpPow", i64::from(line.position))
        .with("TrE_TypDokumentu", i64::from(document.kind.class))
        // BI drops lines that are not active.
        .with("TrE_Aktywny", 1_i64)
        .with("TrE_DataDok", document.date)
        .with("TrE_DataOpe", document.operation_date)
        .with("TrE_PodmiotTyp", 1_i64)
        .with("TrE_PodID", Value::ContractorId)
        // On services too: BI's report of ROs drops a line without a warehouse.
        .with("TrE_MagId", snapshot.warehouse.as_ref().map_or(Value::Null, |w| Value::Int(w.id)));
    let row = prices(card(row, line, product), document, line, abroad);
    match product {
        Product::Card(card) => category(row, snapshot.card_categories.get(&card.id)),
        Product::New(..) => row,
    }
}

/// A line has a category of its own only where the user takes it from the card.
fn category(row: Row, own: Option<&Category>) -> Row {
    match own {
        None => row,
        Some(own) => row.with("TrE_KatID", own.id).with("TrE_Kategoria", own.code.as_str()),
    }
}

fn card(row: Row, line: &Line, product: &Product<'_>) -> Row {
    let row = match product {
        Product::Card(card) => row
            .with("TrE_TwrId", card.id)
            .with("TrE_TwrKod", card.code.as_str())
            .with("TrE_TwrEAN", card.eans.first().map_or("", String::as_str))
            .with("TrE_TwrNumerKat", card.catalogue_number.as_str())
            .with("TrE_TwrSWW", card.sww.as_str())
            .with("TrE_TwrTyp", i64::from(card.goods))
            .with("TrE_TwrKodDostawcy", card.supplier_code.as_str())
            .with("TrE_TwCNumer", card.price_number)
            .with("TrE_Kaucja", card.deposit)
            .with("TrE_Jm", card.unit.as_str())
            .with("TrE_JmZ", card.unit.as_str())
            .with("TrE_JmCalkowite", card.whole_units),
        Product::New(index, card) => row
            .with("TrE_TwrId", Value::ProductId(*index))
            .with("TrE_TwrKod", card.code.as_str())
            .with("TrE_TwrEAN", card.ean.as_str())
            .with("TrE_TwrNumerKat", card.catalogue_number.as_str())
            .with("TrE_TwrSWW", line.sww.as_str())
            .with("TrE_TwrTyp", i64::from(card.goods))
            .with("TrE_TwrKodDostawcy", "")
            .with("TrE_TwCNumer", card.price_number)
            .with("TrE_Kaucja", 0_i64)
            .with("TrE_Jm", card.unit.as_str())
            .with("TrE_JmZ", card.unit.as_str())
            .with("TrE_JmCalkowite", 0_i64),
    };
    row.with("TrE_TwrNazwa", line_name(line, product))
        .with("TrE_TwrOpis", line.description.as_str())
        .with("TrE_JMPrzelicznikL", 1_i64)
        .with("TrE_JMPrzelicznikM", 1_i64)
}

/// The name on the line: the file's, unless the card forbids another than its own.
fn line_name<'a>(line: &'a Line, product: &'a Product<'_>) -> &'a str {
    match product {
        Product::Card(card) if !card.name_editable || line.name.is_empty() => &card.name,
        _ => &line.name,
    }
}

/// `Cena0` and `CenaW` are in the currency, `CenaT` is in złoty (`reference/optima-database.md` 2.2).
fn prices(row: Row, document: &Document, line: &Line, abroad: &LineAbroad) -> Row {
    let home = foreign::is_home(&document.currency);
    row.with("TrE_Stawka", line.rate.percent)
        .with("TrE_Flaga", i64::from(line.rate.flag()))
        .with("TrE_Zrodlowa", Decimal::ZERO)
        .with("TrE_TypNB", i64::from(document.counted_from.code()))
        .with("TrE_Cena0", line.list_price)
        .with("TrE_Rabat", line.discount)
        .with("TrE_CenaW", abroad.price)
        .with("TrE_CenaT", line.price)
        .with("TrE_Cena0WD", line.list_price)
        .with("TrE_CenaWWD", abroad.price)
        .with("TrE_Waluta", currency_symbol(document))
        .with("TrE_KursNumer", if home { 0 } else { document.currency.rate_kind })
        .with("TrE_KursL", document.currency.rate)
        .with("TrE_KursM", document.currency.per)
        .with("TrE_Ilosc", line.quantity)
        .with("TrE_IloscJM", line.quantity)
        .with("TrE_WartoscNetto", line.net)
        .with("TrE_WartoscBrutto", line.gross)
        .with("TrE_WartoscNettoWal", abroad.net)
        .with("TrE_WartoscBruttoWal", abroad.gross)
}

/// One row of the VAT table; `abroad` is the same in the document's currency.
pub fn vat_row(row: &VatRow, abroad: &VatRow) -> Row {
    Row::new("TraVat")
        .with("TrV_TrNID", Value::HeaderId)
        .with("TrV_Stawka", row.rate.percent)
        .with("TrV_Flaga", i64::from(row.rate.flag()))
        .with("TrV_Zrodlowa", Decimal::ZERO)
        .with("TrV_Netto", row.net)
        .with("TrV_VAT", row.vat)
        .with("TrV_NettoWal", abroad.net)
        .with("TrV_VATWal", abroad.vat)
        .with("TrV_Typ", 0_i64)
}
