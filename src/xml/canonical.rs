//! The canonical form of a document, by whose bytes a file without an order id is known again
//! ([`of_content`](crate::core::key::of_content)). Version 1: what the writer of program version 0.1 made of the
//! document without its order record.
//!
//! **These bytes are frozen.** Another byte here is another key, and every foreign document of a user's base would
//! come in a second time. So the form shares nothing with the writer, which may change: it has its own layout, limits
//! and rounding. It need not be quick, for few files have no order id. What it says is not what a file of today says,
//! and nobody reads it but a hash.
//!
//! What is promised:
//! - a change of the writer, of its profiles or of the order record changes no key;
//! - the spelling of a file is not part of its key: encoding, white space between elements, their order, prefixes,
//!   `2` for `2.00`, a comma for a point;
//! - a field that [`Document`] gains is not part of version 1 and stays out of it. So files that differ in nothing else
//!   are one document, as they were (`ROZLICZAM_PODATEK_W_OSS` is such a field).
//!
//! What cannot be promised here: the form is made of what the *reader* understood. These changes of the reader would
//! give files that 0.1 took another key, and [`crate::core::key`] says what is to be done before one is made:
//! - what is cut off a text and what is not: codes lose blanks around them, free texts keep them, and line ends become
//!   line feeds;
//! - what is filled in where the file says nothing: the recipient, the dates, the type's variant, `KOREKTA`, `DETAL`,
//!   `RABAT`, the currency and its rate, `BLOKADA_PLATNOSCI`, prices from values and values from prices, the VAT table
//!   and the header's sums, with the rounding of each;
//! - what is read as the same: VAT flags 0 and 3 as taxed, zeros at the end of a number, currency codes in small letters;
//! - which of two statements counts: `PO_RABACIE_PLN` before the value, the table's sums before the header's, and
//!   what an order record hides before what the file shows;
//! - which characters the bytes of an encoding are;
//! - whether the file names an order at all, for then the key is the order's.
//!
//! A file that 0.1 refused is in no base, so the reader may begin to take it, and in any way. The table
//! `tests/foreign/keys.csv` holds keys that 0.1 gave, for files that need each of these rules.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::error::XmlError;
use crate::core::document::{CountedFrom, Document, Exchange, Line, Party, Seller};
use crate::core::vat::{VatKind, VatRate, VatRow};

/// The form of a document; its order record is not part of it.
///
/// # Errors
/// A document that version 0.1 could not write: it refused its file.
pub fn canonical(document: &Document) -> Result<Vec<u8>, XmlError> {
    let mut form = Form { bytes: String::new(), path: Vec::new(), failure: None, currency: &document.currency };
    form.bytes.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    form.bytes.push_str("<ROOT xmlns=\"http://www.cdn.com.pl/optima/dokument\">");
    form.group("DOKUMENT", |form| {
        form.group("NAGLOWEK", |form| header(form, document));
        form.group("POZYCJE", |form| {
            for (at, item) in document.lines.iter().enumerate() {
                form.nth("POZYCJA", at, |form| line(form, item));
            }
        });
        for name in ["KAUCJE", "PLATNOSCI", "PLATNOSCI_KAUCJE"] {
            form.text(name, "");
        }
        form.group("TABELKA_VAT", |form| {
            for (at, row) in document.vat_table.iter().enumerate() {
                form.nth("LINIA_VAT", at, |form| vat_row(form, row));
            }
        });
        form.text("ATRYBUTY", "");
        form.text("KODY_JPK_V7", "");
    });
    form.bytes.push_str("</ROOT>\n");
    form.failure.map_or(Ok(form.bytes.into_bytes()), Err)
}

fn header(form: &mut Form<'_>, document: &Document) {
    form.text("GENERATOR", &document.generator);
    form.whole("TYP_DOKUMENTU", i64::from(document.kind.class));
    form.whole("RODZAJ_DOKUMENTU", i64::from(document.kind.kind));
    form.text("FV_MARZA", "0");
    form.text("FV_MARZA_RODZAJ", "0");
    form.text("NUMER_PELNY", &document.number);
    form.date("DATA_DOKUMENTU", Some(document.date));
    form.date("DATA_WYSTAWIENIA", Some(document.issue_date));
    form.date("DATA_OPERACJI", Some(document.operation_date));
    form.date("TERMIN_ZWROTU_KAUCJI", document.deposit_return);
    form.whole("KOREKTA", document.correction);
    form.whole("DETAL", i64::from(document.retail));
    form.text("TYP_NETTO_BRUTTO", if document.counted_from == CountedFrom::Net { "1" } else { "2" });
    form.discount(document.discount);
    form.text("OPIS", &document.description);
    form.text("SYSTEMKAUCYJNY", "0");
    form.group("PLATNIK", |form| party(form, &document.payer, true));
    form.group("ODBIORCA", |form| party(form, &document.recipient, false));
    form.group("SPRZEDAWCA", |form| seller(form, &document.seller));
    form.group("KATEGORIA", |form| {
        form.text("KOD", &document.category_code);
        form.text("OPIS", &document.category_name);
    });
    form.group("PLATNOSC", |form| {
        form.text("FORMA", &document.payment_form);
        form.date("TERMIN", document.payment_due);
        form.text("MPP", "0");
    });
    form.group("WALUTA", |form| {
        form.exchange();
        form.text("PLAT_WAL_OD_PLN", "0");
        form.whole("KURS_NUMER", document.currency.rate_kind);
        form.date("KURS_DATA", document.currency.date);
    });
    form.group("KWOTY", |form| {
        form.amount_abroad("RAZEM_NETTO_WAL", document.net);
        form.amount("RAZEM_NETTO", document.net);
        form.amount("RAZEM_BRUTTO", document.gross);
        form.amount("RAZEM_VAT", document.vat);
    });
    form.text("MAGAZYN_ZRODLOWY", &document.warehouse);
    form.text("MAGAZYN_DOCELOWY", "");
    form.text("KAUCJE_PLATNOSCI", "0");
    form.whole("BLOKADA_PLATNOSCI", i64::from(document.payments_blocked));
    form.text("VAT_DLA_DOK_WAL", "0");
    form.text("TRYB_NETTO_VAT", "0");
    form.whole("STATUS_PLATNIKA", i64::from(document.payer_status));
    form.text("ROZLICZAM_PODATEK_W_OSS", "0");
}

fn party(form: &mut Form<'_>, party: &Party, payer: bool) {
    form.text("KOD", &party.code);
    form.text("NIP_KRAJ", &party.nip_country);
    form.text("NIP", &party.nip);
    form.text("GLN", &party.gln);
    form.text("NAZWA", &party.name);
    if payer {
        form.text("MPP", "0");
    }
    address(form, [&party.post_code, &party.city, &party.street, &party.country]);
}

fn seller(form: &mut Form<'_>, seller: &Seller) {
    form.text("NIP_KRAJ", &seller.nip_country);
    form.text("NIP", &seller.nip);
    form.text("GLN", &seller.gln);
    form.text("NAZWA", &seller.name);
    address(form, [&seller.post_code, &seller.city, &seller.street, &seller.country]);
    form.text("NUMER_KONTA_BANKOWEGO", &seller.bank_account);
    form.text("NAZWA_BANKU", &seller.bank_name);
}

fn address(form: &mut Form<'_>, values: [&str; 4]) {
    form.group("ADRES", |form| {
        for (name, value) in ["KOD_POCZTOWY", "MIASTO", "ULICA", "KRAJ"].into_iter().zip(values) {
            form.text(name, value);
        }
    });
}

fn line(form: &mut Form<'_>, line: &Line) {
    form.whole("LP", i64::from(line.position));
    form.group("TOWAR", |form| {
        form.text("KOD", &line.code);
        form.text("NAZWA", &line.name);
        form.text("OPIS", &line.description);
        form.text("EAN", &line.ean);
        form.text("SWW", &line.sww);
        form.text("NUMER_KATALOGOWY", &line.catalogue_number);
        form.text("MPP", "0");
    });
    vat_rate(form, line.rate);
    form.group("CENY", |form| {
        form.text("CENAZCZTEREMAMIEJSCAMI", "0");
        form.price("POCZATKOWA_WAL_CENNIKA", line.list_price);
        form.price("POCZATKOWA_WAL_DOKUMENTU", line.list_price);
        form.price_abroad("PO_RABACIE_WAL_CENNIKA", line.price);
        form.price("PO_RABACIE_PLN", line.price);
        form.price_abroad("PO_RABACIE_WAL_DOKUMENTU", line.price);
    });
    form.group("WALUTA", Form::exchange);
    form.discount(line.discount);
    form.amount("WARTOSC_NETTO", line.net);
    form.amount("WARTOSC_BRUTTO", line.gross);
    form.amount_abroad("WARTOSC_NETTO_WAL", line.net);
    form.amount_abroad("WARTOSC_BRUTTO_WAL", line.gross);
    form.number("ILOSC", line.quantity, 4, nines(15, 4));
    form.text("JM", &line.unit);
    form.text("JM_CALKOWITE", "0.00");
    form.group("JM_ZLOZONA", |form| {
        form.text("JMZ", &line.unit);
        form.text("JM_PRZELICZNIK_L", "1.00");
        form.text("JM_PRZELICZNIK_M", "1");
    });
}

fn vat_rate(form: &mut Form<'_>, rate: VatRate) {
    form.group("STAWKA_VAT", |form| {
        form.number("STAWKA", rate.percent, 2, nines(4, 2));
        let flag = match rate.kind {
            VatKind::Exempt => "1",
            VatKind::Taxed => "2",
            VatKind::OutOfScope => "4",
        };
        form.text("FLAGA", flag);
        form.text("ZRODLOWA", "0.00");
    });
}

fn vat_row(form: &mut Form<'_>, row: &VatRow) {
    vat_rate(form, row.rate);
    form.amount("NETTO", row.net);
    form.amount("VAT", row.vat);
    form.amount("BRUTTO", row.gross);
    form.amount_abroad("NETTO_WAL", row.net);
    form.amount_abroad("VAT_WAL", row.vat);
    form.amount_abroad("BRUTTO_WAL", row.gross);
}

/// The form in the making.
struct Form<'d> {
    bytes: String,
    /// The elements around the next one.
    path: Vec<String>,
    /// The first thing that could not be written.
    failure: Option<XmlError>,
    currency: &'d Exchange,
}

impl Form<'_> {
    fn group(&mut self, name: &str, fill: impl FnOnce(&mut Self)) {
        self.filled(name, name.to_owned(), fill);
    }

    /// One of several of a name, `at` from 0.
    fn nth(&mut self, name: &str, at: usize, fill: impl FnOnce(&mut Self)) {
        self.filled(name, format!("{name}[{}]", at + 1), fill);
    }

    fn filled(&mut self, name: &str, step: String, fill: impl FnOnce(&mut Self)) {
        self.path.push(step);
        self.bytes.extend(["<", name, ">"]);
        fill(self);
        self.bytes.extend(["</", name, ">"]);
        self.path.pop();
    }

    fn path(&self, name: &str) -> String {
        format!("ROOT/{}/{name}", self.path.join("/"))
    }

    fn fail(&mut self, failure: XmlError) {
        self.failure.get_or_insert(failure);
    }

    fn text(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return self.bytes.extend(["<", name, "/>"]);
        }
        // The characters of XML 1.0.
        let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
        if let Some(character) = value.chars().find(|c| !allowed(c)) {
            let path = self.path(name);
            return self.fail(XmlError::WriteCharacter { character, path });
        }
        let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#13;");
        self.bytes.extend(["<", name, ">", &value, "</", name, ">"]);
    }

    fn whole(&mut self, name: &str, value: i64) {
        self.text(name, &value.to_string());
    }

    fn date(&mut self, name: &str, value: Option<Date>) {
        let Some(date) = value else { return self.text(name, "") };
        if (1900..=2155).contains(&date.year()) {
            return self.text(name, &format!("{}-{:02}-{:02}", date.year(), date.month(), date.day()));
        }
        let path = self.path(name);
        self.fail(XmlError::WriteDate { value: date.to_string(), path });
    }

    /// A number with so many decimals; one that does not fit is not rounded.
    fn number(&mut self, name: &str, value: Decimal, decimals: u32, most: Decimal) {
        let written = rounded(value, decimals);
        if written != value || written.abs() > most {
            return self.unfit(name, value);
        }
        // A negative zero is a zero.
        let written = if written.is_zero() { written.abs() } else { written };
        self.text(name, &written.to_string());
    }

    fn amount(&mut self, name: &str, value: Decimal) {
        self.number(name, value, 2, nines(15, 2));
    }

    fn price(&mut self, name: &str, value: Decimal) {
        self.number(name, value, 4, nines(17, 4));
    }

    fn discount(&mut self, value: Decimal) {
        self.number("RABAT", value, 2, nines(5, 2));
    }

    fn exchange(&mut self) {
        let Exchange { symbol, rate, per, .. } = self.currency;
        self.text("SYMBOL", symbol);
        self.ratio("KURS_L", *rate, 2);
        self.ratio("KURS_M", *per, 0);
    }

    /// A number above 0 with as many decimals as it has, and some at least.
    fn ratio(&mut self, name: &str, value: Decimal, at_least: u32) {
        let mut written = value.normalize();
        if written <= Decimal::ZERO || written > nines(15, 4) || written.scale() > 4 {
            return self.unfit(name, value);
        }
        written.rescale(written.scale().max(at_least));
        self.text(name, &written.to_string());
    }

    fn amount_abroad(&mut self, name: &str, value: Decimal) {
        if let Some(value) = self.abroad(name, value) {
            self.amount(name, rounded(value, 2));
        }
    }

    fn price_abroad(&mut self, name: &str, value: Decimal) {
        if let Some(value) = self.abroad(name, value) {
            self.price(name, rounded(value, 4));
        }
    }

    /// A value in złoty in the document's currency, if it can be counted.
    fn abroad(&mut self, name: &str, value: Decimal) -> Option<Decimal> {
        let currency = self.currency;
        let counted = value.checked_mul(currency.per).and_then(|value| value.checked_div(currency.rate));
        if counted.is_none() {
            self.unfit(name, value);
        }
        counted
    }

    fn unfit(&mut self, name: &str, value: Decimal) {
        let path = self.path(name);
        self.fail(XmlError::WriteNumber { value: value.to_string(), path });
    }
}

/// Half up, away from zero, with exactly so many decimals.
fn rounded(value: Decimal, decimals: u32) -> Decimal {
    let mut value = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(decimals);
    value
}

/// The largest number of so many digits, of which so many are decimals.
fn nines(digits: u32, decimals: u32) -> Decimal {
    Decimal::new(10_i64.pow(digits) - 1, decimals)
}
