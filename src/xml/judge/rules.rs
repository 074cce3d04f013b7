//! What must hold between the numbers of a document.

use std::collections::BTreeMap;

use super::Promise;
use super::number::{CENT, Cell, Number, ONE, discounted, product, rounded, shown, unit, vat_in, vat_on};
use super::reading::{Document, LINE, Line, ROW, Row, TOTALS, at};
use super::verdict::{Expected, Judge, Place, Slack, Strictness};
use crate::core::document::CountedFrom;
use crate::core::money::Currency;
use crate::core::problem::Severity;

/// Sums of the lines of a rate, in the currency and in złoty.
#[derive(Default)]
struct Sums {
    count: i128,
    net: i128,
    gross: i128,
    net_pln: i128,
    gross_pln: i128,
    /// A line does not say its net, or its gross.
    net_missing: bool,
    gross_missing: bool,
}

impl Sums {
    fn add(&mut self, line: &Line<'_>) {
        let [net, gross] = [at::LINE_NET, at::LINE_GROSS].map(|index| line.cells[index].value());
        self.count += 1;
        self.net += net.unwrap_or_default();
        self.gross += gross.unwrap_or_default();
        self.net_missing |= net.is_none();
        self.gross_missing |= gross.is_none();
        self.net_pln += line.cells[at::LINE_NET_PLN].value().unwrap_or_default();
        self.gross_pln += line.cells[at::LINE_GROSS_PLN].value().unwrap_or_default();
    }
}

/// The document's own terms.
#[derive(Clone, Copy)]
struct Terms {
    home: bool,
    rate: i128,
    per: i128,
    from_net: bool,
    /// The file shares the nets of a document that is counted from gross.
    shared: bool,
}

impl Terms {
    fn pln(self, value: i128) -> i128 {
        rounded(value * self.rate, self.per, CENT)
    }

    /// What half a cent of the currency, so many times, is worth.
    fn slack(self, times: i128) -> i128 {
        rounded(CENT / 2 * self.rate * times, self.per, 1)
    }
}

/// The numbers of a line that the reader reads.
const READ_OF_LINE: [usize; 9] = [
    at::PERCENT,
    at::FLAG,
    at::DISCOUNT,
    at::QUANTITY,
    at::LIST,
    at::PRICE_PLN,
    at::LINE_NET_PLN,
    at::LINE_GROSS_PLN,
    at::POSITION,
];

/// Percent and flag, as VAT knows them.
fn vat_rate(percent: Cell<'_>, flag: Cell<'_>) -> Option<(i128, i128)> {
    let flag = match flag.value()? {
        // inferred: "reduced" and no flag at all are taxed rates, as the reader takes them.
        flag if flag == 3 * ONE || flag == 0 => 2 * ONE,
        flag => flag,
    };
    Some((percent.value()?, flag))
}

/// Is there a line of the row's rate whose net is not its gross less its VAT?
fn shares(document: &Document<'_>, row: &Row<'_>) -> bool {
    let rate = vat_rate(row.cells[at::ROW_PERCENT], row.cells[at::ROW_FLAG]);
    document
        .lines
        .iter()
        .filter(|line| vat_rate(line.cells[at::PERCENT], line.cells[at::FLAG]) == rate)
        .any(has_other_net)
}

/// Is the line's net not its gross less its VAT?
pub(super) fn has_other_net(line: &Line<'_>) -> bool {
    let [net, gross, percent] = [at::LINE_NET, at::LINE_GROSS, at::PERCENT].map(|index| line.cells[index].value());
    gross.zip(net).zip(percent).is_some_and(|((gross, net), percent)| net != gross - vat_in(gross, percent))
}

impl Judge<'_> {
    /// Looks at the n-th document of the file, from 0.
    pub(super) fn document(&mut self, number: usize, document: &Document<'_>) {
        self.document = number + 1;
        let home = document.symbol.is_empty() || document.symbol.eq_ignore_ascii_case(Currency::PLN);
        let [rate, per] = [document.rate, document.per].map(|cell| match cell {
            Cell::Missing => ONE,
            // What is no rate at all is the reader's to refuse.
            cell => cell.value().filter(|value| *value > 0).unwrap_or_default(),
        });
        let from_net = document.counted_from == "1";
        let shared = match self.strictness {
            Strictness::Own(promise) => promise.counted_from == CountedFrom::Gross,
            Strictness::Any { shared, .. } => shared,
        };
        let terms = Terms { home, rate, per, from_net, shared: from_net && shared };
        if rate == 0 || per == 0 {
            let found = if rate == 0 { document.rate } else { document.per }.value().unwrap_or_default();
            let place = Place::Document(if rate == 0 { "NAGLOWEK/WALUTA/KURS_L" } else { "NAGLOWEK/WALUTA/KURS_M" });
            return self.tell(Severity::Error, place, (shown(found), "> 0".to_owned(), "KURS_L / KURS_M"));
        }
        if home {
            let expected = Expected { value: per, rule: "KURS_M" };
            self.hold(Place::Document("NAGLOWEK/WALUTA/KURS_L"), document.rate, expected, Slack::default);
        }
        let mut of_rate: BTreeMap<(i128, i128), Sums> = BTreeMap::new();
        for (at, line) in document.lines.iter().enumerate() {
            self.numbers(&line.cells, |index| (Place::Line(at, line, LINE[index]), READ_OF_LINE.contains(&index)));
            self.currency(document, (at, line));
            self.prices(terms, (at, line));
            self.line(terms, (at, line));
            self.kind(Place::Line(at, line, "STAWKA_VAT/FLAGA"), line.cells[at::FLAG]);
            if let Some(rate) = vat_rate(line.cells[at::PERCENT], line.cells[at::FLAG]) {
                of_rate.entry(rate).or_default().add(line);
            }
        }
        for (at, row) in document.table.iter().enumerate() {
            self.numbers(&row.cells, |index| (Place::Row(at, row, ROW[index]), index < at::NET));
            let rate = vat_rate(row.cells[at::ROW_PERCENT], row.cells[at::ROW_FLAG]);
            let lines = rate.and_then(|rate| of_rate.remove(&rate)).unwrap_or_default();
            self.row(terms, document, (at, row), &lines);
            self.row_in_pln(terms, (at, row), &lines);
            self.kind(Place::Row(at, row, "STAWKA_VAT/FLAGA"), row.cells[at::ROW_FLAG]);
        }
        if self.is_own() {
            for (percent, _) in of_rate.into_keys() {
                let (found, expected) = ("–".to_owned(), shown(percent));
                self.tell(Severity::Error, Place::Document("TABELKA_VAT"), (found, expected, "STAWKA_VAT"));
            }
        }
        self.numbers(&document.totals, |index| (Place::Document(TOTALS[index]), index > at::TOTAL_NET));
        self.header(terms, document);
        self.promised(document);
    }

    /// Of the kinds of VAT we write three: what others mean by "reduced" is taxed.
    fn kind(&mut self, place: Place<'_, '_>, flag: Cell<'_>) {
        if flag.value() == Some(3 * ONE) && self.is_ours() {
            let slack = || Slack::any(ONE);
            self.hold(place, flag, Expected { value: 2 * ONE, rule: "STAWKA" }, slack);
        }
    }

    /// Has the line the document's currency and rate?
    fn currency(&mut self, document: &Document<'_>, (at, line): (usize, &Line<'_>)) {
        if !line.symbol.is_empty() && !document.symbol.is_empty() && line.symbol != document.symbol {
            let (found, expected) = (line.symbol.to_string(), document.symbol.to_string());
            let place = Place::Line(at, line, "WALUTA/SYMBOL");
            self.tell(Severity::Error, place, (found, expected, "NAGLOWEK/WALUTA/SYMBOL"));
        }
        for (index, of_header, name, rule) in [
            (at::RATE, document.rate, "WALUTA/KURS_L", "NAGLOWEK/WALUTA/KURS_L"),
            (at::PER, document.per, "WALUTA/KURS_M", "NAGLOWEK/WALUTA/KURS_M"),
        ] {
            if let Some(value) = of_header.value() {
                let place = Place::Line(at, line, name);
                self.hold(place, line.cells[index], Expected { value, rule }, Slack::default);
            }
        }
    }

    /// The prices of a line, before and after its discount, in the currency and in złoty.
    fn prices(&mut self, terms: Terms, (at, line): (usize, &Line<'_>)) {
        let place = |name| Place::Line(at, line, name);
        let (list, price) = (line.cells[at::LIST], line.cells[at::PRICE]);
        // Another price list may be in another currency.
        let of_list = || Slack { lenient: true, ..Slack::default() };
        if let Some(value) = list.value() {
            let expected = Expected { value, rule: "POCZATKOWA_WAL_DOKUMENTU" };
            self.hold(place("CENY/POCZATKOWA_WAL_CENNIKA"), line.cells[at::LIST_OF_LIST], expected, of_list);
        }
        let Cell::Number(Number { value: found, decimals, .. }) = price else { return };
        let (found, unit) = (i128::from(found), unit(decimals));
        if let Some(list) = list.value().filter(|list| *list != 0 || self.is_own()) {
            let discount = line.cells[at::DISCOUNT].value().unwrap_or_default();
            let value = discounted(list, discount, unit);
            let expected = Expected { value, rule: "POCZATKOWA_WAL_DOKUMENTU − RABAT" };
            self.hold(place("CENY/PO_RABACIE_WAL_DOKUMENTU"), price, expected, || Slack {
                own: if discount == 0 { 0 } else { unit },
                quiet: unit,
                // A discount has two decimals: half of the last is worth so much.
                any: CENT.max(rounded(list.abs(), 2 * ONE, 1)),
                lenient: false,
            });
            if found == list && self.is_ours() {
                let rule = "POCZATKOWA_WAL_DOKUMENTU − PO_RABACIE_WAL_DOKUMENTU";
                self.hold(place("RABAT"), line.cells[at::DISCOUNT], Expected { value: 0, rule }, Slack::default);
            }
        }
        let expected = Expected { value: found, rule: "PO_RABACIE_WAL_DOKUMENTU" };
        self.hold(place("CENY/PO_RABACIE_WAL_CENNIKA"), line.cells[at::PRICE_OF_LIST], expected, of_list);
        let by_rate = "PO_RABACIE_WAL_DOKUMENTU × KURS_L / KURS_M";
        let expected = Expected {
            value: if terms.home { found } else { rounded(found * terms.rate, terms.per, unit) },
            rule: if terms.home { expected.rule } else { by_rate },
        };
        self.hold(place("CENY/PO_RABACIE_PLN"), line.cells[at::PRICE_PLN], expected, || Slack {
            own: 0,
            quiet: rounded(unit * terms.rate, 2 * terms.per, 1) + unit,
            any: CENT + rounded(CENT * terms.rate, terms.per, 1),
            lenient: found == 0,
        });
    }

    /// The values of a line.
    fn line(&mut self, terms: Terms, (at, line): (usize, &Line<'_>)) {
        let place = |name| Place::Line(at, line, name);
        let [net, gross] = [at::LINE_NET, at::LINE_GROSS].map(|index| line.cells[index]);
        let (base, name) = if terms.from_net { (net, "WARTOSC_NETTO_WAL") } else { (gross, "WARTOSC_BRUTTO_WAL") };
        self.pieces((at, line), base);
        if self.looks(terms) {
            if let (Cell::Number(price), Some(quantity)) = (line.cells[at::PRICE], line.cells[at::QUANTITY].value()) {
                let value = product(i128::from(price.value), quantity);
                let expected = Expected { value, rule: "PO_RABACIE_WAL_DOKUMENTU × ILOSC" };
                self.hold(place(name), base, expected, || {
                    // No price of so many decimals may give the value of many pieces, or a net that was shared.
                    let coarse = rounded(unit(price.decimals) * quantity.abs(), 2 * ONE, 1) + CENT;
                    let own = if price.decimals >= 4 && !terms.from_net { 0 } else { coarse };
                    Slack { own, quiet: own, ..Slack::any(coarse) }
                });
            }
            let percent = line.cells[at::PERCENT].value();
            match (terms.from_net, net.value(), gross.value(), percent) {
                (false, _, Some(gross), Some(percent)) => {
                    let value = gross - vat_in(gross, percent);
                    let expected = Expected { value, rule: "WARTOSC_BRUTTO_WAL − VAT" };
                    // In a foreign currency the lines may share the net of their rate.
                    let shared = if terms.home { 0 } else { CENT };
                    self.hold(place("WARTOSC_NETTO_WAL"), net, expected, || Slack {
                        own: shared,
                        quiet: shared,
                        ..Slack::any(CENT)
                    });
                }
                (true, Some(net), _, Some(percent)) if !terms.shared => {
                    let value = net + vat_on(net, percent);
                    let expected = Expected { value, rule: "WARTOSC_NETTO_WAL + VAT" };
                    let any = 2 * CENT;
                    self.hold(place("WARTOSC_BRUTTO_WAL"), gross, expected, || Slack { quiet: any, ..Slack::any(any) });
                }
                _ => {}
            }
        }
        for (own, own_name, pln, name, rule) in [
            (net, "WARTOSC_NETTO_WAL", at::LINE_NET_PLN, "WARTOSC_NETTO", "WARTOSC_NETTO_WAL × KURS_L / KURS_M"),
            (gross, "WARTOSC_BRUTTO_WAL", at::LINE_GROSS_PLN, "WARTOSC_BRUTTO", "WARTOSC_BRUTTO_WAL × KURS_L / KURS_M"),
        ] {
            if terms.home {
                self.same((place(own_name), own), (name, line.cells[pln]));
            } else if let Some(value) = own.value() {
                let expected = Expected { value: terms.pln(value), rule };
                self.hold(place(name), line.cells[pln], expected, || Slack::any(CENT + terms.slack(1)));
            }
        }
    }

    /// Of goods by the piece a part of one is too little to show in the value.
    fn pieces(&mut self, (at, line): (usize, &Line<'_>), base: Cell<'_>) {
        let [price, quantity] = [at::PRICE, at::QUANTITY].map(|index| line.cells[index].value().unwrap_or_default());
        if quantity % ONE == 0 || price <= 0 || self.is_own() || !self.is_ours() {
            return;
        }
        if let Some(base) = base.value().filter(|base| base % price == 0) {
            let rule = "WARTOSC_BRUTTO_WAL / PO_RABACIE_WAL_DOKUMENTU";
            let expected = Expected { value: base / price * ONE, rule };
            self.hold(Place::Line(at, line, "ILOSC"), line.cells[at::QUANTITY], expected, || Slack::any(ONE));
        }
    }

    /// A row of the VAT table against the lines of its rate, and in itself, in the currency.
    fn row(&mut self, terms: Terms, document: &Document<'_>, (at, row): (usize, &Row<'_>), lines: &Sums) {
        if !self.looks(terms) {
            return;
        }
        let place = |name| Place::Row(at, row, name);
        let [net, vat, gross] = [at::NET, at::VAT, at::GROSS].map(|index| row.cells[index]);
        let (near, loose) = (CENT * lines.count, 2 * CENT * lines.count);
        let is_own = self.is_own();
        for (cell, name, sum, missing, is_base, rule) in [
            (net, "NETTO_WAL", lines.net, lines.net_missing, terms.from_net, "Σ WARTOSC_NETTO_WAL"),
            (gross, "BRUTTO_WAL", lines.gross, lines.gross_missing, !terms.from_net, "Σ WARTOSC_BRUTTO_WAL"),
        ] {
            if !missing {
                self.hold(place(name), cell, Expected { value: sum, rule }, || match is_base || terms.shared {
                    true => Slack::any(near),
                    false if terms.home || terms.from_net => Slack { own: near, quiet: loose, ..Slack::any(loose) },
                    // Each line's net by itself, as our own earlier versions had it, or all of them the row's.
                    false if is_own || shares(document, row) => Slack::any(loose),
                    false => Slack { own: near, quiet: loose, ..Slack::any(loose) },
                });
            }
        }
        if let (Some(net), Some(vat)) = (net.value(), vat.value()) {
            // Our own earlier versions rounded each of the three.
            let expected = Expected { value: net + vat, rule: "NETTO_WAL + VAT_WAL" };
            self.hold(place("BRUTTO_WAL"), gross, expected, || Slack::any(CENT));
        }
        let percent = row.cells[at::ROW_PERCENT].value();
        let (value, rule) = match (terms.from_net && !terms.shared, net.value(), gross.value(), percent) {
            (true, Some(net), _, Some(percent)) => (vat_on(net, percent), "NETTO_WAL × STAWKA"),
            (false, _, Some(gross), Some(percent)) => (vat_in(gross, percent), "BRUTTO_WAL × STAWKA"),
            _ => return,
        };
        // Another program may share nets as we do.
        let quiet = if terms.from_net { near } else { 0 };
        self.hold(place("VAT_WAL"), vat, Expected { value, rule }, || Slack { quiet, ..Slack::any(near) });
    }

    /// A row in złoty against the row in the currency, and against the lines of its rate.
    fn row_in_pln(&mut self, terms: Terms, (at, row): (usize, &Row<'_>), lines: &Sums) {
        let place = |name| Place::Row(at, row, name);
        let cell = |index: usize| row.cells[index];
        if terms.home {
            for (own, pln) in [(at::NET, at::NET_PLN), (at::VAT, at::VAT_PLN), (at::GROSS, at::GROSS_PLN)] {
                self.same((place(ROW[own]), cell(own)), (ROW[pln], cell(pln)));
            }
            return;
        }
        let net_first = terms.from_net && !terms.shared;
        for (own, pln, rounded_once, rule) in [
            (at::NET, at::NET_PLN, net_first, "NETTO_WAL × KURS_L / KURS_M"),
            (at::VAT, at::VAT_PLN, true, "VAT_WAL × KURS_L / KURS_M"),
            (at::GROSS, at::GROSS_PLN, !net_first, "BRUTTO_WAL × KURS_L / KURS_M"),
        ] {
            if let Some(value) = cell(own).value().filter(|_| rounded_once || !self.is_own()) {
                self.hold(place(ROW[pln]), cell(pln), Expected { value: terms.pln(value), rule }, || Slack {
                    // What is not rounded by itself is the difference or the sum of what is.
                    own: if rounded_once { 0 } else { CENT },
                    quiet: CENT,
                    ..Slack::any(CENT * (lines.count + 1) + terms.slack(lines.count + 1))
                });
            }
        }
        if !self.is_ours() {
            return;
        }
        if let [Some(net), Some(vat)] = [at::NET_PLN, at::VAT_PLN].map(|index| cell(index).value()) {
            let expected = Expected { value: net + vat, rule: "NETTO + VAT" };
            self.hold(place("BRUTTO"), cell(at::GROSS_PLN), expected, Slack::default);
        }
        if !self.is_own() {
            return;
        }
        let grosze = || Slack { own: CENT * lines.count, ..Slack::default() };
        let expected = Expected { value: lines.net_pln, rule: "Σ WARTOSC_NETTO" };
        self.hold(place("NETTO"), cell(at::NET_PLN), expected, grosze);
        if !net_first {
            let expected = Expected { value: lines.gross_pln, rule: "Σ WARTOSC_BRUTTO" };
            self.hold(place("BRUTTO"), cell(at::GROSS_PLN), expected, grosze);
        }
    }

    /// The header against the table; without one against the lines.
    fn header(&mut self, terms: Terms, document: &Document<'_>) {
        let count = i128::try_from(document.lines.len()).unwrap_or(i128::MAX);
        let [net, net_pln] = [0, 1].map(|index| document.totals[index]);
        let place = Place::Document("NAGLOWEK/KWOTY/RAZEM_NETTO_WAL");
        if terms.home {
            self.same((place, net), ("RAZEM_NETTO", net_pln));
        }
        let of_rows = |index: usize| document.table.iter().map(|row| row.cells[index].value()).sum::<Option<i128>>();
        let (sum, rule) = if document.table.is_empty() {
            let of_lines = document.lines.iter().map(|line| line.cells[at::LINE_NET].value()).sum::<Option<i128>>();
            (of_lines, "Σ WARTOSC_NETTO_WAL")
        } else {
            (of_rows(at::NET), "Σ NETTO_WAL")
        };
        if let Some(sum) = sum.filter(|_| self.looks(terms)) {
            self.hold(place, net, Expected { value: sum, rule }, || Slack::any(CENT * count));
        }
        if !self.is_own() {
            return;
        }
        for (total, index, path, rule) in [
            (1, at::NET_PLN, "NAGLOWEK/KWOTY/RAZEM_NETTO", "Σ NETTO"),
            (2, at::VAT_PLN, "NAGLOWEK/KWOTY/RAZEM_VAT", "Σ VAT"),
            (3, at::GROSS_PLN, "NAGLOWEK/KWOTY/RAZEM_BRUTTO", "Σ BRUTTO"),
        ] {
            if let Some(sum) = of_rows(index) {
                let place = Place::Document(path);
                self.hold(place, document.totals[total], Expected { value: sum, rule }, Slack::default);
            }
        }
    }

    /// Does the file come to what the order does?
    fn promised(&mut self, document: &Document<'_>) {
        let Strictness::Own(Promise { total: Some(total), counted_from }) = self.strictness else { return };
        if document.symbol != total.currency.as_str() {
            let (found, expected) = (document.symbol.to_string(), total.currency.to_string());
            let place = Place::Document("NAGLOWEK/WALUTA/SYMBOL");
            self.tell(Severity::Error, place, (found, expected, "totalToPay"));
        }
        let gross = document.table.iter().map(|row| row.cells[at::GROSS].value()).sum::<Option<i128>>();
        let lines = i128::try_from(document.lines.len()).unwrap_or(i128::MAX);
        let bound = if counted_from == CountedFrom::Net { CENT * lines } else { 0 };
        let total = Cell::read(&total.amount.to_string()).value().unwrap_or(i128::MAX / 2);
        let gross = gross.unwrap_or_default();
        if (gross - total).abs() > bound {
            let place = Place::Document("TABELKA_VAT/LINIA_VAT/BRUTTO_WAL");
            self.tell(Severity::Error, place, (shown(gross), shown(total), "totalToPay"));
        }
    }

    /// Does anybody look at the amounts of the currency? In złoty the reader does, at those without `_WAL`.
    fn looks(&self, terms: Terms) -> bool {
        self.is_own() || !terms.home
    }

    /// In złoty an amount in the currency is the other one. A program may write a zero instead.
    fn same(&mut self, (place, own): (Place<'_, '_>, Cell<'_>), (name, pln): (&'static str, Cell<'_>)) {
        let Some(value) = pln.value() else { return };
        self.hold(place, own, Expected { value, rule: name }, || Slack {
            lenient: own.value() == Some(0),
            ..Slack::any(CENT)
        });
    }
}
