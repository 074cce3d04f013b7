//! [`Document`] → bytes, in the layout of Optima's own exports (`reference/optima-xml.md` section 1 and 7): the
//! declaration, a line feed, everything else in one line without indentation, the elements of the 2025 export
//! (or of an older one, if the profile says so) in its order, empty elements as `<X/>`. The last bytes of an export are `</ROOT>` and a line feed. Where the
//! document has an [`Origin`](crate::core::document::Origin), `<?allegro-order {json}?>` stands between them, directly after `</ROOT>`: so a
//! copy that lost its end either lacks the whole record *and* the line feed, which [`read`](super::read) notices,
//! or is no XML at all.
//!
//! The same document gives the same bytes. A number is never rounded on its way: one that its element cannot
//! hold is an error. Carriage returns are written as `&#13;`, because a reader turns raw ones into line feeds.

use rust_decimal::Decimal;

use super::elements::{Out, fixed};
use super::error::XmlError;
use super::record::Hidden;
use super::{NAMESPACE, profile};
use crate::core::document::{Document, Line, Party, Seller};
use crate::core::foreign::{self, Abroad, LineAbroad};
use crate::core::money::AMOUNT_DECIMALS;
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

/// Writes a file with one document, as it is.
pub fn write(document: &Document) -> Result<Vec<u8>, XmlError> {
    file(document, profile::abroad(document)?.as_ref(), &Hidden::default(), Elements::default())
}

/// Bytes of a file and what a person should know about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// Where the profile could not keep what the order says.
    pub problems: Vec<Problem>,
}

/// Writes a file with one document in the way of a profile. [`read`](super::read()) makes the same document of it.
pub fn write_as(document: &Document, profile: &Profile) -> Result<XmlFile, XmlError> {
    let shown = profile::show(document, profile)?;
    let bytes = file(&shown.document, shown.abroad.as_ref(), &shown.hidden, profile.elements)?;
    Ok(XmlFile { bytes, problems: shown.problems })
}

fn file(
    document: &Document,
    abroad: Option<&Abroad>,
    hidden: &Hidden,
    elements: Elements,
) -> Result<Vec<u8>, XmlError> {
    let mut out = Out::new(elements, &document.currency);
    out.raw(&["<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ROOT xmlns=\"", NAMESPACE, "\">"]);
    out.group("DOKUMENT", |out| body(out, document, abroad));
    out.raw(&["</ROOT>"]);
    if let Some(origin) = &document.origin {
        out.record(origin, hidden);
    }
    out.raw(&["\n"]);
    out.finish()
}

fn body(out: &mut Out<'_>, document: &Document, abroad: Option<&Abroad>) {
    out.group("NAGLOWEK", |out| header(out, document, abroad));
    out.group("POZYCJE", |out| {
        for (index, item) in document.lines.iter().enumerate() {
            let own = abroad.and_then(|abroad| abroad.lines.get(index));
            out.nth("POZYCJA", index, |out| line(out, item, own.copied().unwrap_or_else(|| foreign::same(item))));
        }
    });
    out.raw(&["<KAUCJE/><PLATNOSCI/><PLATNOSCI_KAUCJE/>"]);
    out.group("TABELKA_VAT", |out| {
        for (index, row) in document.vat_table.iter().enumerate() {
            let own = abroad.and_then(|abroad| abroad.table.iter().find(|own| own.rate == row.rate));
            out.nth("LINIA_VAT", index, |out| vat_row(out, row, own.unwrap_or(row)));
        }
    });
    out.raw(&["<ATRYBUTY/>"]);
    if out.has(Elements::Year2025) {
        out.raw(&["<KODY_JPK_V7/>"]);
    }
}

fn header(out: &mut Out<'_>, document: &Document, abroad: Option<&Abroad>) {
    out.text("GENERATOR", &document.generator);
    out.number("TYP_DOKUMENTU", document.kind.class);
    out.number("RODZAJ_DOKUMENTU", document.kind.kind);
    out.raw(&[fixed!("FV_MARZA", "0")]);
    out.raw(&[fixed!("FV_MARZA_RODZAJ", "0")]);
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
        out.raw(&[fixed!("SYSTEMKAUCYJNY", "0")]);
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
        out.exchange();
        out.raw(&[fixed!("PLAT_WAL_OD_PLN", "0")]);
        out.number("KURS_NUMER", document.currency.rate_kind);
        out.date("KURS_DATA", document.currency.date);
    });
    out.group("KWOTY", |out| {
        out.amount("RAZEM_NETTO_WAL", abroad.map_or(document.net, |abroad| abroad.net));
        out.amount("RAZEM_NETTO", document.net);
        out.amount("RAZEM_BRUTTO", document.gross);
        out.amount("RAZEM_VAT", document.vat);
    });
    out.text("MAGAZYN_ZRODLOWY", &document.warehouse);
    out.raw(&["<MAGAZYN_DOCELOWY/>"]);
    out.raw(&[fixed!("KAUCJE_PLATNOSCI", "0")]);
    out.flag("BLOKADA_PLATNOSCI", document.payments_blocked);
    out.raw(&[fixed!("VAT_DLA_DOK_WAL", "0")]);
    out.raw(&[fixed!("TRYB_NETTO_VAT", "0")]);
    if out.has(Elements::Year2025) {
        out.number("STATUS_PLATNIKA", document.payer_status);
        out.raw(&[fixed!("ROZLICZAM_PODATEK_W_OSS", "0")]);
    }
}

fn party(out: &mut Out<'_>, party: &Party, payer: bool) {
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

fn seller(out: &mut Out<'_>, seller: &Seller) {
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

fn address(out: &mut Out<'_>, values: [&str; 4]) {
    out.group("ADRES", |out| {
        for (name, value) in ["KOD_POCZTOWY", "MIASTO", "ULICA", "KRAJ"].into_iter().zip(values) {
            out.text(name, value);
        }
    });
}

fn line(out: &mut Out<'_>, line: &Line, own: LineAbroad) {
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
            out.raw(&[fixed!("CENAZCZTEREMAMIEJSCAMI", "0")]);
        }
        out.price("POCZATKOWA_WAL_CENNIKA", line.list_price);
        out.price("POCZATKOWA_WAL_DOKUMENTU", line.list_price);
        out.price("PO_RABACIE_WAL_CENNIKA", own.price);
        out.price("PO_RABACIE_PLN", line.price);
        out.price("PO_RABACIE_WAL_DOKUMENTU", own.price);
    });
    out.group("WALUTA", Out::exchange);
    out.decimal("RABAT", line.discount, AMOUNT_DECIMALS, DISCOUNT_MAX);
    out.amount("WARTOSC_NETTO", line.net);
    out.amount("WARTOSC_BRUTTO", line.gross);
    out.amount("WARTOSC_NETTO_WAL", own.net);
    out.amount("WARTOSC_BRUTTO_WAL", own.gross);
    out.quantity("ILOSC", line.quantity);
    out.text("JM", &line.unit);
    out.raw(&[fixed!("JM_CALKOWITE", "0.00")]);
    out.group("JM_ZLOZONA", |out| {
        out.text("JMZ", &line.unit);
        out.raw(&[fixed!("JM_PRZELICZNIK_L", "1.00"), fixed!("JM_PRZELICZNIK_M", "1")]);
    });
}

fn vat_rate(out: &mut Out<'_>, rate: VatRate) {
    out.group("STAWKA_VAT", |out| {
        out.decimal("STAWKA", rate.percent, AMOUNT_DECIMALS, PERCENT_MAX);
        out.number("FLAGA", rate.flag());
        out.raw(&[fixed!("ZRODLOWA", "0.00")]);
    });
}

fn vat_row(out: &mut Out<'_>, row: &VatRow, own: &VatRow) {
    vat_rate(out, row.rate);
    out.amount("NETTO", row.net);
    out.amount("VAT", row.vat);
    out.amount("BRUTTO", row.gross);
    out.amount("NETTO_WAL", own.net);
    out.amount("VAT_WAL", own.vat);
    out.amount("BRUTTO_WAL", own.gross);
}
