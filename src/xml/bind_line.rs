//! `POZYCJE` and `STAWKA_VAT`.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::fields::{Binder, Here, Kind};
use super::record::Hidden;
use super::{profile, table};
use crate::core::document::{CountedFrom, Line};
use crate::core::message::text;
use crate::core::money::{AMOUNT_MAX, PRICE_DECIMALS, amount_text, round, round_amount, times};
use crate::core::vat::VatRate;

/// A grosz.
pub(super) const GROSZ: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// The lines by `LP`, with what the file hides of them, and what they count from; what is wrong with one is
/// recorded and the line left out.
pub(super) fn lines(
    bind: &mut Binder<'_>,
    document: &Here<'_>,
    counted_from: Option<CountedFrom>,
    slack: Option<Decimal>,
    hidden: &Hidden,
) -> (Vec<Line>, Option<CountedFrom>) {
    let Some(here) = bind.child(document, "POZYCJE") else {
        bind.error(text::Xml111, document);
        return (Vec::new(), counted_from);
    };
    bind.only(&here, table::LINES, &[]);
    let items = here.all("POZYCJA");
    if items.is_empty() {
        bind.error(text::Xml111, &here);
    }
    if items.len() > bind.limits.max_lines {
        let (count, limit) = (items.len().into(), bind.limits.max_lines.into());
        bind.error(text::Xml116 { count, limit }, &here);
    }
    let mut positions = BTreeSet::new();
    let mut lines: Vec<Line> = Vec::with_capacity(items.len());
    let mut places: Vec<&Here<'_>> = Vec::with_capacity(items.len());
    for item in &items {
        if let Some(line) = line(bind, item, counted_from, slack.is_some()) {
            if !positions.insert(line.position) {
                bind.error(text::Xml109 { position: line.position.to_string().into() }, item);
            }
            lines.push(line);
            places.push(item);
        }
    }
    let counted_from = profile::restore_lines(bind, &here, hidden, counted_from, &mut lines);
    for (line, place) in lines.iter().zip(places) {
        check_values(bind, place, counted_from, slack, line);
    }
    // A real export has 1 2 4 5 6 3 8 (`reference/optima-xml.md` 1.4).
    lines.sort_by_key(|line| line.position);
    (lines, counted_from)
}

fn line(bind: &mut Binder<'_>, here: &Here<'_>, counted_from: Option<CountedFrom>, abroad: bool) -> Option<Line> {
    bind.only(here, table::LINE, &["JM_CALKOWITE"]);
    let position = position(bind, here);
    let quantity = quantity(bind, here);
    let rate = vat_rate(bind, here);
    let discount = bind.number(here, "RABAT", Kind::Discount).unwrap_or_default();
    let product = bind.child(here, "TOWAR");
    let code = product.map(|child| bind.key(&child, "KOD")).unwrap_or_default();
    if code.is_empty() {
        bind.missing(&product.unwrap_or(*here), "KOD");
    }
    if let Some(child) = &product {
        bind.only(child, table::PRODUCT, &["MPP"]);
    }
    let mut text_of = |name: &str| product.map(|child| bind.text(&child, name)).unwrap_or_default();
    let (name, description) = (text_of("NAZWA"), text_of("OPIS"));
    let mut key_of = |name: &str| product.map(|child| bind.key(&child, name)).unwrap_or_default();
    let (ean, sww, catalogue_number) = (key_of("EAN"), key_of("SWW"), key_of("NUMER_KATALOGOWY"));
    let unit = bind.key(here, "JM");
    let (quantity, rate, counted_from) = (quantity?, rate?, counted_from?);
    let wrong = bind.mark();
    let written = LineValues {
        net: bind.number(here, "WARTOSC_NETTO", Kind::Amount),
        gross: bind.number(here, "WARTOSC_BRUTTO", Kind::Amount),
    };
    if bind.failed_since(wrong) {
        return None;
    }
    let (list_price, price) = prices(bind, here, (counted_from, abroad), (quantity, discount), written)?;
    let (net, gross) = values(bind, here, counted_from, rate, times(price, quantity), written)?;
    Some(Line {
        position: position?,
        code,
        name,
        description,
        ean,
        sww,
        catalogue_number,
        rate,
        list_price,
        price,
        discount,
        net,
        gross,
        quantity,
        unit,
    })
}

fn position(bind: &mut Binder<'_>, here: &Here<'_>) -> Option<u32> {
    let wrong = bind.mark();
    match bind.integer::<u32>(here, "LP") {
        Some(position) if position > 0 => Some(position),
        found => {
            if bind.silent_since(wrong) {
                match found {
                    None => bind.missing(here, "LP"),
                    Some(_) => bind.error(text::Xml106 { element: "LP".into(), value: "0".into() }, here),
                }
            }
            None
        }
    }
}

fn quantity(bind: &mut Binder<'_>, here: &Here<'_>) -> Option<Decimal> {
    let wrong = bind.mark();
    match bind.number(here, "ILOSC", Kind::Quantity) {
        Some(quantity) if quantity > Decimal::ZERO => Some(quantity),
        Some(quantity) => {
            bind.error(text::Xml110 { value: quantity.to_string().into() }, here);
            None
        }
        None => {
            if !bind.failed_since(wrong) {
                bind.missing(here, "ILOSC");
            }
            None
        }
    }
}

/// `STAWKA_VAT` of a line or of a row of the table; `None` with an error where it is missing or means nothing.
pub(super) fn vat_rate(bind: &mut Binder<'_>, parent: &Here<'_>) -> Option<VatRate> {
    let Some(here) = &bind.child(parent, "STAWKA_VAT") else {
        bind.missing(parent, "STAWKA_VAT");
        return None;
    };
    bind.only(here, table::VAT_RATE, &["ZRODLOWA"]);
    let wrong = bind.mark();
    let percent = bind.number(here, "STAWKA", Kind::Percent);
    let flag: Option<i64> = bind.integer(here, "FLAGA");
    let failed = bind.failed_since(wrong);
    let (Some(percent), Some(flag)) = (percent, flag) else {
        if !failed {
            bind.missing(here, if percent.is_none() { "STAWKA" } else { "FLAGA" });
        }
        return None;
    };
    let rate = VatRate::from_flag(percent, flag);
    match rate {
        None => bind.error(
            text::Xml112 { percent: percent.normalize().to_string().into(), flag: flag.to_string().into() },
            here,
        ),
        Some(_) if flag == 0 => {
            bind.warning(text::Xml113 { percent: percent.normalize().to_string().into() }, here);
        }
        Some(_) => {}
    }
    rate
}

/// `WARTOSC_NETTO` and `WARTOSC_BRUTTO` as far as they are there.
#[derive(Clone, Copy)]
struct LineValues {
    net: Option<Decimal>,
    gross: Option<Decimal>,
}

/// The price before and after discount. `PO_RABACIE_PLN`, else the price before a discount of nothing, else the
/// value by the quantity. The former is in the document's currency and the latter in złoty, so `abroad` neither is taken
/// for the other.
fn prices(
    bind: &mut Binder<'_>,
    here: &Here<'_>,
    (counted_from, abroad): (CountedFrom, bool),
    (quantity, discount): (Decimal, Decimal),
    written: LineValues,
) -> Option<(Decimal, Decimal)> {
    let wrong = bind.mark();
    let (mut list, mut price) = (None, None);
    if let Some(child) = bind.child(here, "CENY") {
        bind.only(&child, table::PRICES, &["CENAZCZTEREMAMIEJSCAMI"]);
        list = bind.number(&child, "POCZATKOWA_WAL_DOKUMENTU", Kind::Price);
        price = bind.number(&child, "PO_RABACIE_PLN", Kind::Price);
    }
    if abroad && list.is_none() && !bind.failed_since(wrong) {
        list = list_abroad(bind, here, counted_from, quantity, discount);
        if list.is_none() && !bind.failed_since(wrong) {
            let place = bind.child(here, "CENY").unwrap_or(*here);
            bind.missing(&place, "POCZATKOWA_WAL_DOKUMENTU");
        }
    }
    if bind.failed_since(wrong) {
        return None;
    }
    if let Some(price) = price {
        return Some((list.unwrap_or(price), price));
    }
    if let Some(list) = list.filter(|_| discount.is_zero() && !abroad) {
        return Some((list, list));
    }
    let value = match counted_from {
        CountedFrom::Net => written.net,
        CountedFrom::Gross => written.gross,
    };
    let Some(price) = value.and_then(|value| value.checked_div(quantity)) else {
        bind.missing(here, "PO_RABACIE_PLN");
        return None;
    };
    let price = round(price, PRICE_DECIMALS);
    bind.note(text::Xml133 { price: price.to_string().into() }, here);
    Some((list.unwrap_or(price), price))
}

/// The price in the document's currency before discount where the file does not say it: what leads to its price after
/// discount in that currency, else to its value. Nothing where no price does.
fn list_abroad(
    bind: &mut Binder<'_>,
    here: &Here<'_>,
    counted_from: CountedFrom,
    quantity: Decimal,
    discount: Decimal,
) -> Option<Decimal> {
    let after = bind.child(here, "CENY").and_then(|child| bind.number(&child, "PO_RABACIE_WAL_DOKUMENTU", Kind::Price));
    let of_value = match counted_from {
        CountedFrom::Net => "WARTOSC_NETTO_WAL",
        CountedFrom::Gross => "WARTOSC_BRUTTO_WAL",
    };
    let value = bind.number(here, of_value, Kind::Amount);
    let after = after.or_else(|| {
        let price = round(value?.checked_div(quantity)?, PRICE_DECIMALS);
        times(price, quantity).map(round_amount).filter(|product| Some(*product) == value).map(|_| price)
    })?;
    let part = (Decimal::ONE_HUNDRED - discount).checked_div(Decimal::ONE_HUNDRED)?;
    let list = round(after.checked_div(part)?, PRICE_DECIMALS);
    (round(list.checked_mul(part)?, PRICE_DECIMALS) == round(after, PRICE_DECIMALS)).then_some(list)
}

/// The values of the line. Those in the file stand, and what is missing follows from the price: values of real
/// documents are not always price × quantity (`reference/optima-xml.md` 1.6).
fn values(
    bind: &mut Binder<'_>,
    here: &Here<'_>,
    counted_from: CountedFrom,
    rate: VatRate,
    product: Option<Decimal>,
    written: LineValues,
) -> Option<(Decimal, Decimal)> {
    let Some(product) = product.map(round_amount).filter(|product| *product <= AMOUNT_MAX) else {
        bind.error(text::Xml103 { element: "WARTOSC_BRUTTO".into(), value: "ILOSC × PO_RABACIE_PLN".into() }, here);
        return None;
    };
    let complete = written.net.is_some() && written.gross.is_some();
    let (net, gross) = match counted_from {
        CountedFrom::Gross => {
            let gross = written.gross.unwrap_or(product);
            (written.net.unwrap_or_else(|| rate.net_of_gross(gross)), gross)
        }
        CountedFrom::Net => {
            let net = written.net.unwrap_or(product);
            (net, written.gross.unwrap_or_else(|| net + rate.vat_on_net(net)))
        }
    };
    if gross > AMOUNT_MAX {
        bind.error(text::Xml103 { element: "WARTOSC_BRUTTO".into(), value: gross.to_string().into() }, here);
        return None;
    }
    if !complete {
        bind.note(text::Xml132 { net: amount_text(net).into(), gross: amount_text(gross).into() }, here);
    }
    Some((net, gross))
}

/// Do price, quantity and values of a line go together? In a foreign currency price and quantity do so in it, and the judge
/// looks (`super::judge`).
fn check_values(
    bind: &mut Binder<'_>,
    here: &Here<'_>,
    counted_from: Option<CountedFrom>,
    slack: Option<Decimal>,
    line: &Line,
) {
    let Some(counted_from) = counted_from else { return };
    let Line { rate, net, gross, .. } = *line;
    let base = match counted_from {
        CountedFrom::Gross => gross,
        CountedFrom::Net => net,
    };
    let product = times(line.price, line.quantity).map(round_amount).filter(|_| slack.is_none());
    if let Some(product) = product.filter(|product| (base - product).abs() > GROSZ) {
        bind.warning(text::Xml147 { value: amount_text(base).into(), product: amount_text(product).into() }, here);
    }
    let expected = match counted_from {
        CountedFrom::Gross => rate.net_of_gross(gross) - net,
        CountedFrom::Net => net + rate.vat_on_net(net) - gross,
    };
    // In a foreign currency lines may share the net of their rate: by a whole cent of it.
    if expected.abs() > GROSZ + slack.unwrap_or_default() * Decimal::TWO {
        let (net, gross) = (amount_text(net).into(), amount_text(gross).into());
        bind.warning(text::Xml149 { net, gross, rate: rate.to_string().into() }, here);
    }
}
