//! The format as a table: which elements there are, in which order, how often, and what may stand in each. One truth for
//! the check ([`super::schema`]), the order in which [`super::write`] writes, the names that [`super::read()`] knows, and
//! `schemas/optima-dokument.xsd`, which says the same for other programs; `table_tests` holds them against each other.
//!
//! On what each element rests is said in the schema.

use super::facet::Facet;
use crate::core::profile::Elements;

/// An element of the format.
#[derive(Debug)]
pub(super) struct Element {
    pub name: &'static str,
    pub content: Content,
    /// The first set of elements that has it. An older file lacks it, any file may.
    pub since: Elements,
    pub often: Often,
    /// Values in it that may stand together in one such element of a document only.
    pub unique: &'static [&'static str],
}

/// What may stand in an element.
#[derive(Debug)]
pub(super) enum Content {
    /// Text of some kind, no elements.
    Value(Facet),
    /// These elements in this order, no text.
    Group(&'static [Element]),
    /// Any elements, no text: what it may hold is not known.
    Open,
}

/// How often an element may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Often {
    Once,
    /// At least once.
    Many,
    /// Or not at all.
    Any,
}

impl Element {
    const fn of(name: &'static str, content: Content) -> Self {
        Self { name, content, since: Elements::Year2016, often: Often::Once, unique: &[] }
    }

    const fn since(mut self, since: Elements) -> Self {
        self.since = since;
        self
    }

    const fn often(mut self, often: Often) -> Self {
        self.often = often;
        self
    }

    const fn unique(mut self, values: &'static [&'static str]) -> Self {
        self.unique = values;
        self
    }

    /// The elements in it.
    pub(super) fn children(&self) -> &'static [Element] {
        match self.content {
            Content::Group(children) => children,
            Content::Value(_) | Content::Open => &[],
        }
    }

    /// May it stand several times?
    pub(super) fn repeats(&self) -> bool {
        self.often != Often::Once
    }

    /// Must a file have it? `elements`: of a file of just this set; `None`: of any.
    pub(super) fn needed(&self, elements: Option<Elements>) -> bool {
        self.often != Often::Any && self.since <= elements.unwrap_or(Elements::Year2016)
    }

    /// May a file have it?
    pub(super) fn admitted(&self, elements: Option<Elements>) -> bool {
        elements.is_none_or(|elements| self.since <= elements)
    }
}

const fn value(name: &'static str, facet: Facet) -> Element {
    Element::of(name, Content::Value(facet))
}

const fn text(name: &'static str) -> Element {
    value(name, Facet::Text)
}

const fn group(name: &'static str, children: &'static [Element]) -> Element {
    Element::of(name, Content::Group(children))
}

const fn open(name: &'static str) -> Element {
    Element::of(name, Content::Open)
}

const NIP_KRAJ: Element = value("NIP_KRAJ", Facet::CountryPrefix).since(Elements::Year2021);
const MPP: Element = value("MPP", Facet::Flag).since(Elements::Year2021);
const ADRES: Element = group("ADRES", ADDRESS);
const GLN: Element = value("GLN", Facet::Gln);

/// `ADRES`.
pub(super) const ADDRESS: &[Element] = &[text("KOD_POCZTOWY"), text("MIASTO"), text("ULICA"), text("KRAJ")];

/// `WALUTA` of a line and of a payment.
const CURRENCY: &[Element] =
    &[value("SYMBOL", Facet::CurrencySymbol), value("KURS_L", Facet::Ratio), value("KURS_M", Facet::Ratio)];

/// `STAWKA_VAT`.
pub(super) const VAT_RATE: &[Element] =
    &[value("STAWKA", Facet::Percent), value("FLAGA", Facet::VatFlag), value("ZRODLOWA", Facet::Percent)];

/// `PLATNIK`.
pub(super) const PAYER: &[Element] = &[text("KOD"), NIP_KRAJ, text("NIP"), GLN, text("NAZWA"), MPP, ADRES];

/// `ODBIORCA`.
pub(super) const RECIPIENT: &[Element] = &[text("KOD"), NIP_KRAJ, text("NIP"), GLN, text("NAZWA"), ADRES];

/// `SPRZEDAWCA`.
pub(super) const SELLER: &[Element] =
    &[NIP_KRAJ, text("NIP"), GLN, text("NAZWA"), ADRES, text("NUMER_KONTA_BANKOWEGO"), text("NAZWA_BANKU")];

/// `KATEGORIA`.
pub(super) const CATEGORY: &[Element] = &[text("KOD"), text("OPIS")];

/// `PLATNOSC` of the header.
pub(super) const PAYMENT: &[Element] = &[text("FORMA"), value("TERMIN", Facet::DateOrBlank), MPP];

/// `WALUTA` of the header.
pub(super) const HEADER_CURRENCY: &[Element] = &[
    value("SYMBOL", Facet::CurrencySymbol),
    value("KURS_L", Facet::Ratio),
    value("KURS_M", Facet::Ratio),
    value("PLAT_WAL_OD_PLN", Facet::Flag),
    value("KURS_NUMER", Facet::Integer),
    value("KURS_DATA", Facet::DateOrBlank),
];

/// `KWOTY`.
pub(super) const TOTALS: &[Element] = &[
    value("RAZEM_NETTO_WAL", Facet::Amount),
    value("RAZEM_NETTO", Facet::Amount),
    value("RAZEM_BRUTTO", Facet::Amount),
    value("RAZEM_VAT", Facet::Amount),
];

/// `NAGLOWEK`.
pub(super) const HEADER: &[Element] = &[
    text("GENERATOR"),
    value("TYP_DOKUMENTU", Facet::DocumentType),
    value("RODZAJ_DOKUMENTU", Facet::DocumentKind),
    value("FV_MARZA", Facet::Flag),
    value("FV_MARZA_RODZAJ", Facet::SmallCode),
    text("NUMER_PELNY"),
    value("DATA_DOKUMENTU", Facet::Date),
    value("DATA_WYSTAWIENIA", Facet::Date),
    value("DATA_OPERACJI", Facet::Date),
    value("TERMIN_ZWROTU_KAUCJI", Facet::DateOrBlank),
    value("KOREKTA", Facet::Integer),
    value("DETAL", Facet::Flag),
    value("TYP_NETTO_BRUTTO", Facet::CountedFrom),
    value("RABAT", Facet::Discount),
    text("OPIS"),
    value("SYSTEMKAUCYJNY", Facet::Flag).since(Elements::Year2025),
    group("PLATNIK", PAYER),
    group("ODBIORCA", RECIPIENT),
    group("SPRZEDAWCA", SELLER),
    group("KATEGORIA", CATEGORY),
    group("PLATNOSC", PAYMENT),
    group("WALUTA", HEADER_CURRENCY),
    group("KWOTY", TOTALS),
    text("MAGAZYN_ZRODLOWY"),
    text("MAGAZYN_DOCELOWY"),
    value("KAUCJE_PLATNOSCI", Facet::Flag),
    value("BLOKADA_PLATNOSCI", Facet::Flag),
    value("VAT_DLA_DOK_WAL", Facet::SmallCode),
    value("TRYB_NETTO_VAT", Facet::SmallCode),
    value("STATUS_PLATNIKA", Facet::SmallCode).since(Elements::Year2025),
    value("ROZLICZAM_PODATEK_W_OSS", Facet::Flag).since(Elements::Year2025),
];

/// `TOWAR`.
pub(super) const PRODUCT: &[Element] =
    &[value("KOD", Facet::Code), text("NAZWA"), text("OPIS"), text("EAN"), text("SWW"), text("NUMER_KATALOGOWY"), MPP];

/// `CENY`.
pub(super) const PRICES: &[Element] = &[
    value("CENAZCZTEREMAMIEJSCAMI", Facet::Flag).since(Elements::Year2021),
    value("POCZATKOWA_WAL_CENNIKA", Facet::Price),
    value("POCZATKOWA_WAL_DOKUMENTU", Facet::Price),
    value("PO_RABACIE_WAL_CENNIKA", Facet::Price),
    value("PO_RABACIE_PLN", Facet::Price),
    value("PO_RABACIE_WAL_DOKUMENTU", Facet::Price),
];

/// `POZYCJA`.
pub(super) const LINE: &[Element] = &[
    value("LP", Facet::Position),
    group("TOWAR", PRODUCT),
    group("STAWKA_VAT", VAT_RATE),
    group("CENY", PRICES),
    group("WALUTA", CURRENCY),
    value("RABAT", Facet::Discount),
    value("WARTOSC_NETTO", Facet::Amount),
    value("WARTOSC_BRUTTO", Facet::Amount),
    value("WARTOSC_NETTO_WAL", Facet::Amount),
    value("WARTOSC_BRUTTO_WAL", Facet::Amount),
    value("ILOSC", Facet::Quantity),
    text("JM"),
    value("JM_CALKOWITE", Facet::Amount),
    group(
        "JM_ZLOZONA",
        &[text("JMZ"), value("JM_PRZELICZNIK_L", Facet::Ratio), value("JM_PRZELICZNIK_M", Facet::Ratio)],
    ),
];

/// A `PLATNOSC` in `PLATNOSCI`.
const PAYMENT_ROW: &[Element] = &[
    text("FORMA"),
    value("TERMIN", Facet::DateOrBlank),
    value("KWOTA", Facet::Amount),
    value("KWOTA_W_WAL_SYSTEMOWEJ", Facet::Amount),
    group("WALUTA", CURRENCY),
];

/// `LINIA_VAT`.
pub(super) const VAT_ROW: &[Element] = &[
    group("STAWKA_VAT", VAT_RATE).unique(&["STAWKA", "FLAGA", "ZRODLOWA"]),
    value("NETTO", Facet::Amount),
    value("VAT", Facet::Amount),
    value("BRUTTO", Facet::Amount),
    value("NETTO_WAL", Facet::Amount),
    value("VAT_WAL", Facet::Amount),
    value("BRUTTO_WAL", Facet::Amount),
];

/// `POZYCJE`.
pub(super) const LINES: &[Element] = &[group("POZYCJA", LINE).often(Often::Many).unique(&["LP"])];

/// `TABELKA_VAT`.
pub(super) const VAT_TABLE: &[Element] = &[group("LINIA_VAT", VAT_ROW).often(Often::Many)];

/// `DOKUMENT`.
pub(super) const DOCUMENT: &[Element] = &[
    group("NAGLOWEK", HEADER),
    group("POZYCJE", LINES),
    open("KAUCJE"),
    group("PLATNOSCI", &[group("PLATNOSC", PAYMENT_ROW).often(Often::Any)]),
    open("PLATNOSCI_KAUCJE"),
    group("TABELKA_VAT", VAT_TABLE),
    open("ATRYBUTY"),
    open("KODY_JPK_V7").since(Elements::Year2025),
];

/// `ROOT`.
pub(super) const DOCUMENTS: &[Element] = &[group("DOKUMENT", DOCUMENT).often(Often::Many)];

/// The whole file.
pub(super) static ROOT: Element = group("ROOT", DOCUMENTS);
