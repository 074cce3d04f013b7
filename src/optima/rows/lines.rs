//! `CDN.TraElem` and `CDN.TraVat` (`reference/optima-database.md` 2.2, 2.3).

use rust_decimal::Decimal;

use super::header::currency_symbol;
use super::{Row, Value};
use crate::core::foreign;
use crate::core::plan::Intent;
use crate::core::plan::intent::{Header, IntentLine, IntentVat, LineCard};

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

/// The row of one line.
pub fn row(intent: &Intent, line: &IntentLine) -> Row {
    let header = &intent.header;
    let row = Row::new("TraElem")
        .with("TrE_TrNId", Value::HeaderId)
        .with("TrE_Lp", i64::from(line.line.position))
        .with("TrE_LpPow", i64::from(line.line.position))
        .with("TrE_TypDokumentu", i64::from(header.kind.class))
        // BI drops lines that are not active.
        .with("TrE_Aktywny", 1_i64)
        .with("TrE_DataDok", header.dates.document)
        .with("TrE_DataOpe", header.dates.operation)
        .with("TrE_PodmiotTyp", 1_i64)
        .with("TrE_PodID", Value::ContractorId)
        // On services too: BI's report of ROs drops a line without a warehouse.
        .with("TrE_MagId", header.warehouse.id);
    let row = prices(card(row, intent, line), header, line);
    match line.category.as_ref().or(header.category.as_ref()) {
        None => row,
        Some(own) => row.with("TrE_KatID", own.id).with("TrE_Kategoria", own.code.as_str()),
    }
}

fn card(row: Row, intent: &Intent, line: &IntentLine) -> Row {
    let row = match &line.card {
        LineCard::Existing(card) => row
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
        LineCard::New(place) => new_card(row, intent, *place, line),
    };
    row.with("TrE_TwrNazwa", line.line.name.as_str())
        .with("TrE_TwrOpis", line.line.description.as_str())
        .with("TrE_JMPrzelicznikL", 1_i64)
        .with("TrE_JMPrzelicznikM", 1_i64)
}

fn new_card(row: Row, intent: &Intent, place: usize, line: &IntentLine) -> Row {
    let row = row.with("TrE_TwrId", Value::ProductId(place));
    let Some(card) = intent.new_cards.get(place) else { return row };
    row.with("TrE_TwrKod", card.code.as_str())
        .with("TrE_TwrEAN", card.ean.as_str())
        .with("TrE_TwrNumerKat", card.catalogue_number.as_str())
        .with("TrE_TwrSWW", line.line.sww.as_str())
        .with("TrE_TwrTyp", i64::from(card.goods))
        .with("TrE_TwrKodDostawcy", "")
        .with("TrE_TwCNumer", card.price_number)
        .with("TrE_Kaucja", 0_i64)
        .with("TrE_Jm", card.unit.as_str())
        .with("TrE_JmZ", card.unit.as_str())
        .with("TrE_JmCalkowite", 0_i64)
}

/// `Cena0` and `CenaW` are in the currency, `CenaT` is in złoty (`reference/optima-database.md` 2.2).
fn prices(row: Row, header: &Header, line: &IntentLine) -> Row {
    let IntentLine { line, abroad, .. } = line;
    let currency = &header.currency;
    row.with("TrE_Stawka", line.rate.percent)
        .with("TrE_Flaga", i64::from(line.rate.flag()))
        .with("TrE_Zrodlowa", Decimal::ZERO)
        .with("TrE_TypNB", i64::from(header.counted_from.code()))
        .with("TrE_Cena0", line.list_price)
        .with("TrE_Rabat", line.discount)
        .with("TrE_CenaW", abroad.price)
        .with("TrE_CenaT", line.price)
        .with("TrE_Cena0WD", line.list_price)
        .with("TrE_CenaWWD", abroad.price)
        .with("TrE_Waluta", currency_symbol(header))
        .with("TrE_KursNumer", if foreign::is_home(currency) { 0 } else { currency.rate_kind })
        .with("TrE_KursL", currency.rate)
        .with("TrE_KursM", currency.per)
        .with("TrE_Ilosc", line.quantity)
        .with("TrE_IloscJM", line.quantity)
        .with("TrE_WartoscNetto", line.net)
        .with("TrE_WartoscBrutto", line.gross)
        .with("TrE_WartoscNettoWal", abroad.net)
        .with("TrE_WartoscBruttoWal", abroad.gross)
}

/// One row of the VAT table.
pub fn vat_row(row: &IntentVat) -> Row {
    let IntentVat { home, abroad } = row;
    Row::new("TraVat")
        .with("TrV_TrNID", Value::HeaderId)
        .with("TrV_Stawka", home.rate.percent)
        .with("TrV_Flaga", i64::from(home.rate.flag()))
        .with("TrV_Zrodlowa", Decimal::ZERO)
        .with("TrV_Netto", home.net)
        .with("TrV_VAT", home.vat)
        .with("TrV_NettoWal", abroad.net)
        .with("TrV_VATWal", abroad.vat)
        .with("TrV_Typ", 0_i64)
}
