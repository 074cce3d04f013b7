//! [`Document`] → bytes, in the layout of Optima's own exports (`reference/optima-xml.md` section 1 and 7): the
//! declaration, a line feed, everything else in one line without indentation, the elements of the 2025 export
//! (or of an older one, if the profile says so) in its order, empty elements as `<X/>`. The last bytes of an export are `</ROOT>` and a line feed. Where the
//! document has an [`Origin`](crate::core::document::Origin), `<?allegro-order {json}?>` stands between them, directly after `</ROOT>`: so a
//! copy that lost its end either lacks the whole record *and* the line feed, which [`read`](super::read) notices,
//! or is no XML at all.
//!
//! The same document gives the same bytes. A number is never rounded on its way: one that its element cannot
//! hold is an error. Carriage returns are written as `&#13;`, because a reader turns raw ones into line feeds.

use std::borrow::Cow;

use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesPI, BytesStart, BytesText, Event};
use rust_decimal::Decimal;

use super::error::XmlError;
use super::record::{self, Hidden};
use super::{NAMESPACE, profile, syntax};
use crate::core::document::{Document, Exchange, Line, Party, Seller};
use crate::core::money::{self, AMOUNT_DECIMALS, AMOUNT_MAX, PRICE_DECIMALS};
use crate::core::problem::Problem;
use crate::core::profile::{Elements, Profile};
use crate::core::vat::{VatRate, VatRow};

/// The first and last year that both a `datetime` column and Optima's own day numbers can hold.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1900..=2155;
/// The largest `decimal(17,4)`.
pub(super) const PRICE_MAX: Decimal = Decimal::from_parts(1_569_325_055, 23_283_064, 0, false, 4);
/// The largest `decimal(15,4)`.
pub(super) const QUANTITY_MAX: Decimal = Decimal::from_parts(2_764_472_319, 232_830, 0, false, 4);
/// The largest rate of VAT that is written.
pub(super) const PERCENT_MAX: Decimal = Decimal::from_parts(9_999, 0, 0, false, 2);
/// The largest discount that `decimal(5,2)` holds.
pub(super) const DISCOUNT_MAX: Decimal = Decimal::from_parts(99_999, 0, 0, false, 2);

/// Width of `ILOSC` in the export of 2016, filled up with blanks on the left.
const QUANTITY_WIDTH_2016: usize = 20;

/// Writes a file with one document, as it is.
pub fn write(document: &Document) -> Result<Vec<u8>, XmlError> {
    file(document, &Hidden::default(), Elements::default())
}

/// Bytes of a file and what a person should know about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// Where the profile could not keep what the order says.
    pub problems: Vec<Problem>,
}

/// Writes a file with one document in the way of a profile. [`read`](super::read()) makes the same document of it.
pub fn write_as(document: &Document, profile: &Profile) -> Result<Written, XmlError> {
    let shown = profile::show(document, profile)?;
    let bytes = file(&shown.document, &shown.hidden, profile.elements)?;
    Ok(Written { bytes, problems: shown.problems })
}

fn file(document: &Document, hidden: &Hidden, elements: Elements) -> Result<Vec<u8>, XmlError> {
    // One order of four lines has about 7 kB.
    let mut out = Out { xml: Writer::new(Vec::with_capacity(8192)), elements, path: Vec::new(), failure: None };
    out.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    out.event(Event::Text(BytesText::from_escaped("\n")));
    out.path.push(Cow::Borrowed("ROOT"));
    out.event(Event::Start(BytesStart::new("ROOT").with_attributes([("xmlns", NAMESPACE)])));
    out.group("DOKUMENT", |out| body(out, document));
    out.event(Event::End(BytesEnd::new("ROOT")));
    if let Some(origin) = &document.origin {
        match record::to_text(origin, hidden) {
            Ok(content) => out.event(Event::PI(BytesPI::new(content))),
            Err(failure) => out.fail(failure),
        }
    }
    out.event(Event::Text(BytesText::from_escaped("\n")));
    match out.failure {
        None => Ok(out.xml.into_inner()),
        Some(failure) => Err(failure),
    }
}

/// What [`write`] makes of the document without its order record: the form by whose bytes a file that is not
/// ours is known again, whatever its white space, its encoding or its order of elements.
pub fn canonical(document: &Document) -> Result<Vec<u8>, XmlError> {
    if document.origin.is_none() {
        return write(document);
    }
    write(&Document { origin: None, ..document.clone() })
}

fn body(out: &mut Out, document: &Document) {
    out.group("NAGLOWEK", |out| header(out, document));
    out.group("POZYCJE", |out| {
        for (index, item) in document.lines.iter().enumerate() {
            let step = format!("POZYCJA[{}]", index + 1);
            out.group_as("POZYCJA", Cow::Owned(step), |out| line(out, item, &document.currency));
        }
    });
    for name in ["KAUCJE", "PLATNOSCI", "PLATNOSCI_KAUCJE"] {
        out.text(name, "");
    }
    out.group("TABELKA_VAT", |out| {
        for (index, row) in document.vat_table.iter().enumerate() {
            let step = format!("LINIA_VAT[{}]", index + 1);
            out.group_as("LINIA_VAT", Cow::Owned(step), |out| vat_row(out, row, &document.currency));
        }
    });
    out.text("ATRYBUTY", "");
    if out.has(Elements::Year2025) {
        out.text("KODY_JPK_V7", "");
    }
}

fn header(out: &mut Out, document: &Document) {
    out.text("GENERATOR", &document.generator);
    out.number("TYP_DOKUMENTU", document.kind.class);
    out.number("RODZAJ_DOKUMENTU", document.kind.kind);
    out.number("FV_MARZA", 0);
    out.number("FV_MARZA_RODZAJ", 0);
    out.text("NUMER_PELNY", &document.number);
    out.date("DATA_DOKUMENTU", Some(document.date));
    out.date("DATA_WYSTAWIENIA", Some(document.issue_date));
    out.date("DATA_OPERACJI", Some(document.operation_date));
    out.date("TERMIN_ZWROTU_KAUCJI", document.deposit_return);
    out.number("KOREKTA", document.correction);
    out.flag("DETAL", document.retail);
    out.number("TYP_NETTO_BRUTTO", document.counted_from.code());
    out.decimal("RABAT", document.discount, AMOUNT_DECIMALS, DISCOUNT_MAX);
    out.text("OPIS", &document.description);
    if out.has(Elements::Year2025) {
        out.number("SYSTEMKAUCYJNY", 0);
    }
    out.group("PLATNIK", |out| party(out, &document.payer, true));
    out.group("ODBIORCA", |out| party(out, &document.recipient, false));
    out.group("SPRZEDAWCA", |out| seller(out, &document.seller));
    out.group("KATEGORIA", |out| {
        out.text("KOD", &document.category_code);
        out.text("OPIS", &document.category_name);
    });
    out.group("PLATNOSC", |out| {
        out.text("FORMA", &document.payment_form);
        out.date("TERMIN", document.payment_due);
        out.split_payment();
    });
    out.group("WALUTA", |out| {
        exchange(out, &document.currency);
        out.number("PLAT_WAL_OD_PLN", 0);
        out.number("KURS_NUMER", document.currency.rate_kind);
        out.date("KURS_DATA", document.currency.date);
    });
    out.group("KWOTY", |out| {
        out.amount_abroad("RAZEM_NETTO_WAL", document.net, &document.currency);
        out.amount("RAZEM_NETTO", document.net);
        out.amount("RAZEM_BRUTTO", document.gross);
        out.amount("RAZEM_VAT", document.vat);
    });
    out.text("MAGAZYN_ZRODLOWY", &document.warehouse);
    out.text("MAGAZYN_DOCELOWY", "");
    out.number("KAUCJE_PLATNOSCI", 0);
    out.flag("BLOKADA_PLATNOSCI", document.payments_blocked);
    out.number("VAT_DLA_DOK_WAL", 0);
    out.number("TRYB_NETTO_VAT", 0);
    if out.has(Elements::Year2025) {
        out.number("STATUS_PLATNIKA", document.payer_status);
        out.number("ROZLICZAM_PODATEK_W_OSS", 0);
    }
}

fn party(out: &mut Out, party: &Party, payer: bool) {
    out.text("KOD", &party.code);
    if out.has(Elements::Year2021) {
        out.text("NIP_KRAJ", &party.nip_country);
    }
    out.text("NIP", &party.nip);
    out.text("GLN", &party.gln);
    out.text("NAZWA", &party.name);
    if payer {
        out.split_payment();
    }
    address(out, [&party.post_code, &party.city, &party.street, &party.country]);
}

fn seller(out: &mut Out, seller: &Seller) {
    if out.has(Elements::Year2021) {
        out.text("NIP_KRAJ", &seller.nip_country);
    }
    out.text("NIP", &seller.nip);
    out.text("GLN", &seller.gln);
    out.text("NAZWA", &seller.name);
    address(out, [&seller.post_code, &seller.city, &seller.street, &seller.country]);
    out.text("NUMER_KONTA_BANKOWEGO", &seller.bank_account);
    out.text("NAZWA_BANKU", &seller.bank_name);
}

fn address(out: &mut Out, values: [&str; 4]) {
    out.group("ADRES", |out| {
        for (name, value) in ["KOD_POCZTOWY", "MIASTO", "ULICA", "KRAJ"].into_iter().zip(values) {
            out.text(name, value);
        }
    });
}

fn exchange(out: &mut Out, currency: &Exchange) {
    out.text("SYMBOL", &currency.symbol);
    out.ratio("KURS_L", currency.rate, 2);
    out.ratio("KURS_M", currency.per, 0);
}

fn line(out: &mut Out, line: &Line, currency: &Exchange) {
    out.number("LP", line.position);
    out.group("TOWAR", |out| {
        out.text("KOD", &line.code);
        out.text("NAZWA", &line.name);
        out.text("OPIS", &line.description);
        out.text("EAN", &line.ean);
        out.text("SWW", &line.sww);
        out.text("NUMER_KATALOGOWY", &line.catalogue_number);
        out.split_payment();
    });
    vat_rate(out, line.rate);
    out.group("CENY", |out| {
        if out.has(Elements::Year2021) {
            out.number("CENAZCZTEREMAMIEJSCAMI", 0);
        }
        out.price("POCZATKOWA_WAL_CENNIKA", line.list_price);
        out.price("POCZATKOWA_WAL_DOKUMENTU", line.list_price);
        out.price_abroad("PO_RABACIE_WAL_CENNIKA", line.price, currency);
        out.price("PO_RABACIE_PLN", line.price);
        out.price_abroad("PO_RABACIE_WAL_DOKUMENTU", line.price, currency);
    });
    out.group("WALUTA", |out| exchange(out, currency));
    out.decimal("RABAT", line.discount, AMOUNT_DECIMALS, DISCOUNT_MAX);
    out.amount("WARTOSC_NETTO", line.net);
    out.amount("WARTOSC_BRUTTO", line.gross);
    out.amount_abroad("WARTOSC_NETTO_WAL", line.net, currency);
    out.amount_abroad("WARTOSC_BRUTTO_WAL", line.gross, currency);
    out.quantity("ILOSC", line.quantity);
    out.text("JM", &line.unit);
    out.amount("JM_CALKOWITE", Decimal::ZERO);
    out.group("JM_ZLOZONA", |out| {
        out.text("JMZ", &line.unit);
        out.ratio("JM_PRZELICZNIK_L", Decimal::ONE, 2);
        out.ratio("JM_PRZELICZNIK_M", Decimal::ONE, 0);
    });
}

fn vat_rate(out: &mut Out, rate: VatRate) {
    out.group("STAWKA_VAT", |out| {
        out.decimal("STAWKA", rate.percent, AMOUNT_DECIMALS, PERCENT_MAX);
        out.number("FLAGA", rate.flag());
        out.amount("ZRODLOWA", Decimal::ZERO);
    });
}

fn vat_row(out: &mut Out, row: &VatRow, currency: &Exchange) {
    vat_rate(out, row.rate);
    out.amount("NETTO", row.net);
    out.amount("VAT", row.vat);
    out.amount("BRUTTO", row.gross);
    out.amount_abroad("NETTO_WAL", row.net, currency);
    out.amount_abroad("VAT_WAL", row.vat, currency);
    out.amount_abroad("BRUTTO_WAL", row.gross, currency);
}

/// The writer, where it is, and the first thing that went wrong.
struct Out {
    xml: Writer<Vec<u8>>,
    elements: Elements,
    path: Vec<Cow<'static, str>>,
    failure: Option<XmlError>,
}

impl Out {
    fn event(&mut self, event: Event<'_>) {
        if let Err(error) = self.xml.write_event(event) {
            self.fail(XmlError::Write { reason: error.to_string() });
        }
    }

    fn fail(&mut self, failure: XmlError) {
        self.failure.get_or_insert(failure);
    }

    /// Does the element set have what came in a year?
    fn has(&self, since: Elements) -> bool {
        self.elements >= since
    }

    /// `MPP`, where the set has it.
    fn split_payment(&mut self) {
        if self.has(Elements::Year2021) {
            self.number("MPP", 0);
        }
    }

    fn path(&self, name: &str) -> String {
        let mut path = self.path.join("/");
        path.push('/');
        path.push_str(name);
        path
    }

    fn group(&mut self, name: &'static str, fill: impl FnOnce(&mut Self)) {
        self.group_as(name, Cow::Borrowed(name), fill);
    }

    fn group_as(&mut self, name: &'static str, step: Cow<'static, str>, fill: impl FnOnce(&mut Self)) {
        self.path.push(step);
        self.event(Event::Start(BytesStart::new(name)));
        fill(self);
        self.event(Event::End(BytesEnd::new(name)));
        self.path.pop();
    }

    fn text(&mut self, name: &'static str, value: &str) {
        if let Some(character) = value.chars().find(|c| !syntax::is_char(*c)) {
            let path = self.path(name);
            return self.fail(XmlError::WriteCharacter { character, path });
        }
        if value.is_empty() {
            return self.event(Event::Empty(BytesStart::new(name)));
        }
        self.event(Event::Start(BytesStart::new(name)));
        self.event(Event::Text(BytesText::from_escaped(escape(value))));
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn number(&mut self, name: &'static str, value: impl std::fmt::Display) {
        self.text(name, &value.to_string());
    }

    fn flag(&mut self, name: &'static str, value: bool) {
        self.text(name, if value { "1" } else { "0" });
    }

    fn date(&mut self, name: &'static str, value: Option<Date>) {
        match value {
            Some(date) if !YEARS.contains(&date.year()) => {
                let path = self.path(name);
                self.fail(XmlError::WriteDate { value: date.to_string(), path });
            }
            Some(date) => self.text(name, &date.to_string()),
            None => self.text(name, ""),
        }
    }

    fn amount(&mut self, name: &'static str, value: Decimal) {
        self.decimal(name, value, AMOUNT_DECIMALS, AMOUNT_MAX);
    }

    fn price(&mut self, name: &'static str, value: Decimal) {
        self.decimal(name, value, self.elements.price_decimals(), PRICE_MAX);
    }

    fn quantity(&mut self, name: &'static str, value: Decimal) {
        match fitting(value, PRICE_DECIMALS, QUANTITY_MAX) {
            Some(written) if self.has(Elements::Year2021) => self.text(name, &written),
            Some(written) => self.text(name, &format!("{written:>QUANTITY_WIDTH_2016$}")),
            None => self.unfit(name, value),
        }
    }

    fn decimal(&mut self, name: &'static str, value: Decimal, decimals: u32, max: Decimal) {
        match fitting(value, decimals, max) {
            Some(written) => self.text(name, &written),
            None => self.unfit(name, value),
        }
    }

    fn ratio(&mut self, name: &'static str, value: Decimal, at_least: u32) {
        let mut written = value.normalize();
        if written <= Decimal::ZERO || written > QUANTITY_MAX || written.scale() > PRICE_DECIMALS {
            return self.unfit(name, value);
        }
        written.rescale(written.scale().max(at_least));
        self.text(name, &written.to_string());
    }

    fn amount_abroad(&mut self, name: &'static str, value: Decimal, currency: &Exchange) {
        match abroad(value, currency) {
            Some(value) => self.amount(name, money::round_amount(value)),
            None => self.unfit(name, value),
        }
    }

    fn price_abroad(&mut self, name: &'static str, value: Decimal, currency: &Exchange) {
        match abroad(value, currency) {
            Some(value) => self.price(name, money::round(value, self.elements.price_decimals())),
            None => self.unfit(name, value),
        }
    }

    fn unfit(&mut self, name: &str, value: Decimal) {
        let path = self.path(name);
        self.fail(XmlError::WriteNumber { value: value.to_string(), path });
    }
}

/// A number as its element has it, if it holds it.
fn fitting(value: Decimal, decimals: u32, max: Decimal) -> Option<String> {
    let written = money::round(value, decimals);
    if written != value || written.abs() > max {
        return None;
    }
    // A negative zero is a zero.
    Some(if written.is_zero() { written.abs() } else { written }.to_string())
}

/// A value of the system currency in the document's currency.
fn abroad(value: Decimal, currency: &Exchange) -> Option<Decimal> {
    value.checked_mul(currency.per)?.checked_div(currency.rate)
}

/// As Optima's exports have it: quotes stay as they are in text.
fn escape(value: &str) -> Cow<'_, str> {
    if !value.contains(['&', '<', '>', '\r']) {
        return Cow::Borrowed(value);
    }
    let mut escaped = String::with_capacity(value.len() + 16);
    for c in value.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}
