//! `CDN.TraElem` and `CDN.TraVat` (`reference/optima-database.md` 2.2, 2.3).

use rust_decimal::Decimal;

use super::{ProductCard, Row, Snapshot, Value};
use crate::core::document::{Document, Line};
use crate::core::vat::VatRow;

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

/// What a line copies from a card that is not there yet.
pub struct NewCard {
    /// `Twr_Kod`.
    pub code: String,
    /// `Twr_JM`.
    pub unit: String,
    /// `Twr_Typ`: goods, not a service.
    pub goods: bool,
    /// `Twr_TwCNumer`.
    pub price_number: i64,
}

/// The row of one line.
pub fn row(document: &Document, line: &Line, product: &Product<'_>, snapshot: &Snapshot) -> Row {
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
    prices(card(row, line, product), document, line)
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
            .with("TrE_TwrEAN", line.ean.as_str())
            .with("TrE_TwrNumerKat", line.catalogue_number.as_str())
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

fn prices(row: Row, document: &Document, line: &Line) -> Row {
    row.with("TrE_Stawka", line.rate.percent)
        .with("TrE_Flaga", i64::from(line.rate.flag()))
        .with("TrE_Zrodlowa", Decimal::ZERO)
        .with("TrE_TypNB", i64::from(document.counted_from.code()))
        .with("TrE_Cena0", line.list_price)
        .with("TrE_Rabat", line.discount)
        .with("TrE_CenaW", line.price)
        .with("TrE_CenaT", line.price)
        .with("TrE_Cena0WD", line.list_price)
        .with("TrE_CenaWWD", line.price)
        .with("TrE_Waluta", "")
        .with("TrE_KursNumer", 0_i64)
        .with("TrE_KursL", 1_i64)
        .with("TrE_KursM", 1_i64)
        .with("TrE_Ilosc", line.quantity)
        .with("TrE_IloscJM", line.quantity)
        .with("TrE_WartoscNetto", line.net)
        .with("TrE_WartoscBrutto", line.gross)
        .with("TrE_WartoscNettoWal", line.net)
        .with("TrE_WartoscBruttoWal", line.gross)
}

/// One row of the VAT table.
pub fn vat_row(row: &VatRow) -> Row {
    Row::new("TraVat")
        .with("TrV_TrNID", Value::HeaderId)
        .with("TrV_Stawka", row.rate.percent)
        .with("TrV_Flaga", i64::from(row.rate.flag()))
        .with("TrV_Zrodlowa", Decimal::ZERO)
        .with("TrV_Netto", row.net)
        .with("TrV_VAT", row.vat)
        .with("TrV_NettoWal", row.net)
        .with("TrV_VATWal", row.vat)
        .with("TrV_Typ", 0_i64)
}
