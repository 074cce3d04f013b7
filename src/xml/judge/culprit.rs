//! Which element is wrong, where one alone explains everything: put right, nothing is left to find. A rule names what it
//! holds, which may be the neighbour of what was changed.

use std::borrow::Cow;

use super::Promise;
use super::number::{CENT, Cell, Number, ONE, discounted, product, rounded, shown, unit, vat_in, vat_on};
use super::reading::{Document, Line, ROW, Row, TOTALS, at};
use super::rules::has_other_net;
use super::verdict::{Judge, Place, Strictness};
use crate::core::document::CountedFrom;
use crate::core::problem::{Problem, Severity};

/// So many lines are looked at by hypotheses of one file: what is wrong with it all over has no single element.
pub(super) const BUDGET: usize = 100_000;
/// Of a longer document only the lines that were found fault with are suspected, and so many at most.
const FEW: usize = 40;

/// Ways to the numbers of a line, in the order of [`super::reading::LINE`].
const WAYS: [&str; 16] = [
    "LP",
    "STAWKA_VAT/STAWKA",
    "STAWKA_VAT/FLAGA",
    "CENY/POCZATKOWA_WAL_CENNIKA",
    "CENY/POCZATKOWA_WAL_DOKUMENTU",
    "CENY/PO_RABACIE_WAL_CENNIKA",
    "CENY/PO_RABACIE_PLN",
    "CENY/PO_RABACIE_WAL_DOKUMENTU",
    "WALUTA/KURS_L",
    "WALUTA/KURS_M",
    "RABAT",
    "WARTOSC_NETTO",
    "WARTOSC_BRUTTO",
    "WARTOSC_NETTO_WAL",
    "WARTOSC_BRUTTO_WAL",
    "ILOSC",
];

const PRICES: [usize; 5] = [at::LIST_OF_LIST, at::LIST, at::PRICE_OF_LIST, at::PRICE_PLN, at::PRICE];

/// An element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Symbol,
    Rate,
    Per,
    Total(usize),
    LineSymbol(usize),
    Line(usize, usize),
    Row(usize, usize),
}

/// It should say this, as follows from these.
struct Hypothesis<'a> {
    element: Where,
    value: Value<'a>,
    rule: &'static str,
}

#[derive(Clone)]
enum Value<'a> {
    Number(i128),
    /// With as many decimals as are written.
    Written(Number),
    Text(Cow<'a, str>),
}

/// The one element that explains what the judge found in a document.
pub(super) fn single<'t>(
    judge: &Judge<'t>,
    text: &'t str,
    document: &Document<'_>,
    budget: &mut usize,
) -> Option<Vec<Problem>> {
    let severity = judge.gravest()?;
    let mut suspect = document.clone();
    let cost = document.lines.len() + document.table.len() + 1;
    let (mut best, mut found): (Option<(usize, usize)>, Vec<Hypothesis<'_>>) = (None, Vec::new());
    for hypothesis in hypotheses(judge, document) {
        *budget = budget.checked_sub(cost)?;
        let Some(was) = put(&mut suspect, hypothesis.element, hypothesis.value.clone()) else { continue };
        let after = leftovers(judge.strictness, &suspect);
        put(&mut suspect, hypothesis.element, was);
        let Some(score) = after else { continue };
        if best.is_none_or(|best| score < best) {
            (best, found) = (Some(score), Vec::new());
        }
        if best == Some(score) && found.first().is_none_or(|first| first.element != hypothesis.element) {
            found.push(hypothesis);
        }
    }
    let [one] = &*found else { return None };
    Some(told(one, severity, (judge, text), document))
}

/// What is left to find, if nothing that would be told: by the measure of the writer, and how many lines have another net than
/// their own gross leads to.
fn leftovers(strictness: Strictness<'_>, document: &Document<'_>) -> Option<(usize, usize)> {
    let count = |strictness| {
        let mut judge = Judge::silent(strictness);
        judge.document(0, document);
        judge.count
    };
    if count(strictness) > 0 {
        return None;
    }
    let Strictness::Any { shared, .. } = strictness else { return None };
    let counted_from = if shared || document.counted_from != "1" { CountedFrom::Gross } else { CountedFrom::Net };
    let others = document.lines.iter().filter(|line| has_other_net(line)).count();
    Some((count(Strictness::Own(Promise { total: None, counted_from })), others))
}

/// What each element would say if all others are right.
fn hypotheses<'a>(judge: &Judge<'_>, document: &Document<'a>) -> Vec<Hypothesis<'a>> {
    let mut all = Vec::new();
    let suspected = |place: &usize| document.lines.len() <= FEW || judge.lines_told.contains(place);
    if let Some(line) = document.lines.first() {
        let mut add = |element, value, rule| all.push(Hypothesis { element, value, rule });
        add(Where::Symbol, Value::Text(line.symbol.clone()), "POZYCJA/WALUTA/SYMBOL");
        for (element, index, rule) in
            [(Where::Rate, at::RATE, "POZYCJA/WALUTA/KURS_L"), (Where::Per, at::PER, "POZYCJA/WALUTA/KURS_M")]
        {
            line.cells[index].value().into_iter().for_each(|value| add(element, Value::Number(value), rule));
        }
    }
    for (place, rule) in [(0, "Σ NETTO_WAL"), (1, "Σ NETTO"), (2, "Σ VAT"), (3, "Σ BRUTTO")] {
        let index = [at::NET, at::NET_PLN, at::VAT_PLN, at::GROSS_PLN][place];
        let sum = document.table.iter().map(|row| row.cells[index].value()).sum::<Option<i128>>();
        all.extend(sum.map(|sum| Hypothesis { element: Where::Total(place), value: Value::Number(sum), rule }));
    }
    for (place, line) in document.lines.iter().enumerate().filter(|(place, _)| suspected(place)).take(FEW) {
        all.push(Hypothesis {
            element: Where::LineSymbol(place),
            value: Value::Text(document.symbol.clone()),
            rule: "NAGLOWEK/WALUTA/SYMBOL",
        });
        let of_line = of_line(document, line).into_iter().filter_map(|(index, value, rule)| {
            Some(Hypothesis { element: Where::Line(place, index), value: Value::Number(value?), rule })
        });
        all.extend(of_line);
    }
    for (place, row) in document.table.iter().enumerate().take(FEW) {
        let of_row = of_row(document, row).into_iter().filter_map(|(index, value, rule)| {
            Some(Hypothesis { element: Where::Row(place, index), value: Value::Number(value?), rule })
        });
        all.extend(of_row);
    }
    all
}

type Said = (usize, Option<i128>, &'static str);

fn of_line(document: &Document<'_>, line: &Line<'_>) -> Vec<Said> {
    let cell = |index: usize| line.cells[index].value();
    let from_net = document.counted_from == "1";
    let [list, price, quantity] = [at::LIST, at::PRICE, at::QUANTITY].map(cell);
    let [net, gross, percent] = [at::LINE_NET, at::LINE_GROSS, at::PERCENT].map(cell);
    let price_unit = price_decimals(line).map_or(1, unit);
    let discount = cell(at::DISCOUNT).unwrap_or_default();
    let of_discount = list.zip(price).filter(|(list, _)| *list > 0);
    let base = if from_net { net } else { gross };
    let of_quantity = base.zip(price.filter(|price| *price > 0));
    let quantity_of = |unit: i128| of_quantity.map(|(base, price)| rounded(base * ONE, price, unit));
    let value = price.zip(quantity).map(|(price, quantity)| product(price, quantity));
    // What the other lines of the rate leave of its row.
    let rest = |of_row: usize, of_line: usize| {
        let row = document.table.iter().find(|row| same_rate(row, line))?.cells[of_row].value()?;
        let lines = document.lines.iter().filter(|other| same_line_rate(other, line));
        let sum = lines.map(|other| other.cells[of_line].value()).sum::<Option<i128>>()?;
        Some(row - sum + line.cells[of_line].value()?)
    };
    let mut said: Vec<Said> = vec![
        (at::LIST, cell(at::LIST_OF_LIST), "POCZATKOWA_WAL_CENNIKA"),
        (at::LIST, price.filter(|_| discount == 0), "PO_RABACIE_WAL_DOKUMENTU"),
        (at::LIST_OF_LIST, list, "POCZATKOWA_WAL_DOKUMENTU"),
        (at::PRICE, list.map(|list| discounted(list, discount, price_unit)), "POCZATKOWA_WAL_DOKUMENTU − RABAT"),
        (at::PRICE, cell(at::PRICE_OF_LIST), "PO_RABACIE_WAL_CENNIKA"),
        (at::PRICE_OF_LIST, price, "PO_RABACIE_WAL_DOKUMENTU"),
        (at::PRICE_PLN, pln(document, price, price_unit), "PO_RABACIE_WAL_DOKUMENTU × KURS_L / KURS_M"),
        (
            at::DISCOUNT,
            of_discount.map(|(list, price)| rounded((list - price) * 100 * ONE, list, CENT)),
            "PO_RABACIE_WAL_DOKUMENTU / POCZATKOWA_WAL_DOKUMENTU",
        ),
        (at::RATE, document.rate.value(), "NAGLOWEK/WALUTA/KURS_L"),
        (at::PER, document.per.value(), "NAGLOWEK/WALUTA/KURS_M"),
    ];
    let of_value = if from_net {
        "WARTOSC_NETTO_WAL / PO_RABACIE_WAL_DOKUMENTU"
    } else {
        "WARTOSC_BRUTTO_WAL / PO_RABACIE_WAL_DOKUMENTU"
    };
    said.extend([(at::QUANTITY, quantity_of(ONE), of_value), (at::QUANTITY, quantity_of(1), of_value)]);
    said.push((if from_net { at::LINE_NET } else { at::LINE_GROSS }, value, "PO_RABACIE_WAL_DOKUMENTU × ILOSC"));
    said.extend([
        (at::LINE_NET, rest(at::NET, at::LINE_NET), "NETTO_WAL − Σ WARTOSC_NETTO_WAL"),
        (at::LINE_GROSS, rest(at::GROSS, at::LINE_GROSS), "BRUTTO_WAL − Σ WARTOSC_BRUTTO_WAL"),
    ]);
    if let Some(percent) = percent {
        said.extend([
            (at::LINE_NET, gross.map(|gross| gross - vat_in(gross, percent)), "WARTOSC_BRUTTO_WAL − VAT"),
            (at::LINE_GROSS, net.map(|net| net + vat_on(net, percent)), "WARTOSC_NETTO_WAL + VAT"),
        ]);
    }
    said.extend([
        (at::LINE_NET_PLN, pln(document, net, CENT), "WARTOSC_NETTO_WAL × KURS_L / KURS_M"),
        (at::LINE_GROSS_PLN, pln(document, gross, CENT), "WARTOSC_BRUTTO_WAL × KURS_L / KURS_M"),
    ]);
    for row in document.table.iter().take(FEW) {
        said.extend([
            (at::PERCENT, row.cells[at::ROW_PERCENT].value(), "LINIA_VAT/STAWKA"),
            (at::FLAG, row.cells[at::ROW_FLAG].value(), "LINIA_VAT/FLAGA"),
        ]);
    }
    said
}

fn of_row(document: &Document<'_>, row: &Row<'_>) -> Vec<Said> {
    let cell = |index: usize| row.cells[index].value();
    let [net, vat, gross] = [at::NET, at::VAT, at::GROSS].map(cell);
    let [net_pln, vat_pln, gross_pln] = [at::NET_PLN, at::VAT_PLN, at::GROSS_PLN].map(cell);
    let lines = || document.lines.iter().filter(|line| same_rate(row, line));
    let sum = |index: usize| lines().map(|line| line.cells[index].value()).sum::<Option<i128>>();
    let less = |whole: Option<i128>, part: Option<i128>| whole.zip(part).map(|(whole, part)| whole - part);
    let plus = |one: Option<i128>, other: Option<i128>| one.zip(other).map(|(one, other)| one + other);
    let in_pln = |amount| pln(document, amount, CENT);
    let mut said = vec![
        (at::NET, sum(at::LINE_NET), "Σ WARTOSC_NETTO_WAL"),
        (at::NET, less(gross, vat), "BRUTTO_WAL − VAT_WAL"),
        (at::VAT, less(gross, net), "BRUTTO_WAL − NETTO_WAL"),
        (at::GROSS, sum(at::LINE_GROSS), "Σ WARTOSC_BRUTTO_WAL"),
        (at::GROSS, plus(net, vat), "NETTO_WAL + VAT_WAL"),
        (at::NET_PLN, less(gross_pln, vat_pln), "BRUTTO − VAT"),
        (at::NET_PLN, in_pln(net), "NETTO_WAL × KURS_L / KURS_M"),
        (at::VAT_PLN, in_pln(vat), "VAT_WAL × KURS_L / KURS_M"),
        (at::GROSS_PLN, plus(net_pln, vat_pln), "NETTO + VAT"),
        (at::GROSS_PLN, in_pln(gross), "BRUTTO_WAL × KURS_L / KURS_M"),
    ];
    for line in document.lines.iter().take(FEW) {
        said.extend([
            (at::ROW_PERCENT, line.cells[at::PERCENT].value(), "POZYCJA/STAWKA_VAT/STAWKA"),
            (at::ROW_FLAG, line.cells[at::FLAG].value(), "POZYCJA/STAWKA_VAT/FLAGA"),
        ]);
    }
    said
}

fn pln(document: &Document<'_>, amount: Option<i128>, unit: i128) -> Option<i128> {
    let [rate, per] = [document.rate, document.per].map(|cell| cell.value().unwrap_or(ONE));
    amount.map(|amount| rounded(amount * rate, per, unit))
}

fn same_rate(row: &Row<'_>, line: &Line<'_>) -> bool {
    row.cells[at::ROW_PERCENT].value() == line.cells[at::PERCENT].value()
        && row.cells[at::ROW_FLAG].value() == line.cells[at::FLAG].value()
}

fn same_line_rate(one: &Line<'_>, other: &Line<'_>) -> bool {
    [at::PERCENT, at::FLAG].iter().all(|index| one.cells[*index].value() == other.cells[*index].value())
}

/// Puts a value in its place and gives what was there; nothing: it is there, or the element is missing.
fn put<'a>(document: &mut Document<'a>, element: Where, value: Value<'a>) -> Option<Value<'a>> {
    match (element, value) {
        (Where::Symbol, Value::Text(text)) => swap_text(&mut document.symbol, text),
        (Where::LineSymbol(at), Value::Text(text)) => swap_text(&mut document.lines.get_mut(at)?.symbol, text),
        (_, Value::Text(_)) => None,
        (element, value) => {
            // A price has as many decimals as the others of its line, whatever was put in its place.
            let of_prices = match element {
                Where::Line(at, index) if PRICES.contains(&index) => price_decimals(document.lines.get(at)?),
                _ => None,
            };
            let cell = match element {
                Where::Rate => &mut document.rate,
                Where::Per => &mut document.per,
                Where::Total(at) => document.totals.get_mut(at)?,
                Where::Line(at, index) => document.lines.get_mut(at)?.cells.get_mut(index)?,
                Where::Row(at, index) => document.table.get_mut(at)?.cells.get_mut(index)?,
                Where::Symbol | Where::LineSymbol(_) => return None,
            };
            let Cell::Number(number) = cell else { return None };
            let new = match value {
                Value::Number(value) => {
                    let decimals = of_prices.unwrap_or(number.decimals);
                    Number { value: i64::try_from(value).ok()?, decimals, ..*number }
                }
                Value::Written(written) => written,
                Value::Text(_) => return None,
            };
            (new.value != number.value).then(|| Value::Written(std::mem::replace(number, new)))
        }
    }
}

fn price_decimals(line: &Line<'_>) -> Option<u8> {
    let decimals = PRICES.iter().filter_map(|index| match line.cells[*index] {
        Cell::Number(number) => Some(number.decimals),
        Cell::Missing | Cell::Wrong(_) => None,
    });
    decimals.max()
}

fn swap_text<'a>(cell: &mut Cow<'a, str>, text: Cow<'a, str>) -> Option<Value<'a>> {
    (!cell.is_empty() && !text.is_empty() && *cell != text).then(|| Value::Text(std::mem::replace(cell, text)))
}

fn told(
    found: &Hypothesis<'_>,
    severity: Severity,
    (judge, text): (&Judge<'_>, &str),
    document: &Document<'_>,
) -> Vec<Problem> {
    let mut teller = Judge::new(text, judge.strictness);
    teller.document = judge.document;
    let number = |cell: &Cell<'_>| shown(cell.value().unwrap_or_default());
    let place_and_value = match found.element {
        Where::Symbol => Some((Place::Document("NAGLOWEK/WALUTA/SYMBOL"), document.symbol.to_string())),
        Where::Rate => Some((Place::Document("NAGLOWEK/WALUTA/KURS_L"), number(&document.rate))),
        Where::Per => Some((Place::Document("NAGLOWEK/WALUTA/KURS_M"), number(&document.per))),
        Where::Total(at) => {
            let way = ["RAZEM_NETTO_WAL", "RAZEM_NETTO", "RAZEM_VAT", "RAZEM_BRUTTO"];
            debug_assert_eq!(way, TOTALS);
            let ways = [
                "NAGLOWEK/KWOTY/RAZEM_NETTO_WAL",
                "NAGLOWEK/KWOTY/RAZEM_NETTO",
                "NAGLOWEK/KWOTY/RAZEM_VAT",
                "NAGLOWEK/KWOTY/RAZEM_BRUTTO",
            ];
            Some((Place::Document(ways[at]), number(&document.totals[at])))
        }
        Where::LineSymbol(at) => {
            document.lines.get(at).map(|line| (Place::Line(at, line, "WALUTA/SYMBOL"), line.symbol.to_string()))
        }
        Where::Line(at, index) => {
            document.lines.get(at).map(|line| (Place::Line(at, line, WAYS[index]), number(&line.cells[index])))
        }
        Where::Row(at, index) => {
            let way = if index < at::NET_PLN { ["STAWKA_VAT/STAWKA", "STAWKA_VAT/FLAGA"][index] } else { ROW[index] };
            document.table.get(at).map(|row| (Place::Row(at, row, way), number(&row.cells[index])))
        }
    };
    let expected = match &found.value {
        Value::Number(value) => shown(*value),
        Value::Written(number) => shown(i128::from(number.value)),
        Value::Text(text) => text.to_string(),
    };
    if let Some((place, value)) = place_and_value {
        teller.tell(severity, place, (value, expected, found.rule));
    }
    teller.findings()
}
