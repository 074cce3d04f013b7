//! New cards: `CDN.Kontrahenci`, and `CDN.Towary` with the rows that belong to a product
//! (`reference/optima-database.md` 2.5, 2.6, 3.2, 3.5).

use rust_decimal::Decimal;

use super::{ProductRows, Row, Value, address};
use crate::core::country;
use crate::core::document::DEPOSIT_DAYS;
use crate::core::key;
use crate::core::matching::bare_nip;
use crate::core::plan::Intent;
use crate::core::plan::intent::{CardPrice, NewCard};
use crate::core::vat::VatRate;

/// Columns of `Kontrahenci` that must be supplied and that hold nothing on a new card (the values of the one
/// public INSERT, `reference/optima-database.md` 3.2).
pub const EMPTY_CONTRACTOR: [&str; 55] = [
    "Knt_EAN",
    "Knt_Wojewodztwo",
    "Knt_Powiat",
    "Knt_Gmina",
    "Knt_Poczta",
    "Knt_Regon",
    "Knt_Pesel",
    "Knt_Telefon2",
    "Knt_Fax",
    "Knt_URL",
    "Knt_Zezwolenie",
    "Knt_KodTransakcji",
    "Knt_RachunekNr",
    "Knt_IBAN",
    "Knt_OsTytul",
    "Knt_OsPlec",
    "Knt_OsNazwisko",
    "Knt_OsKraj",
    "Knt_OsWojewodztwo",
    "Knt_OsPowiat",
    "Knt_OsGmina",
    "Knt_OsUlica",
    "Knt_OsNrDomu",
    "Knt_OsNrLokalu",
    "Knt_OsMiasto",
    "Knt_OsKodPocztowy",
    "Knt_OsPoczta",
    "Knt_OsAdres2",
    "Knt_OsTelefon",
    "Knt_OsGSM",
    "Knt_OsEmail",
    "Knt_Informacje",
    "Knt_Upust",
    "Knt_LimitFlag",
    "Knt_LimitKredytu",
    "Knt_LimitPrzeterKredytFlag",
    "Knt_LimitPrzeterKredytWartosc",
    "Knt_Ceny",
    "Knt_MaxZwloka",
    "Knt_TerminPlat",
    "Knt_Termin",
    "Knt_KontoOdb",
    "Knt_KontoDost",
    "Knt_BlokadaDok",
    "Knt_LimitKredytuWal",
    "Knt_LimitKredytuWykorzystany",
    "Knt_NieRozliczac",
    "Knt_Medialny",
    "Knt_MalyPod",
    "Knt_Rolnik",
    "Knt_Nieaktywny",
    "Knt_Chroniony",
    "Knt_NaliczajPlatnosc",
    "Knt_ZakazDokumentowHaMag",
    "Knt_ZgodaNaEFaktury",
];

/// A new contractor's card from the payer.
pub fn contractor(intent: &Intent, code: &str, group: &str, payment_form: Option<i64>) -> Row {
    let payer = &intent.payer;
    let row = Row::new("Kontrahenci").with("Knt_PodmiotTyp", 1_i64).with("Knt_Kod", code).with("Knt_Grupa", group);
    address::cells(row, "Knt_", "Knt_GLN", &payer.party)
        .with("Knt_Nip", bare_nip(&payer.party.nip))
        .with("Knt_KrajISO", country::iso(&payer.party.country).unwrap_or_default())
        .with("Knt_Email", payer.contact.email.clone().unwrap_or_default())
        .with("Knt_Telefon1", payer.contact.phone.clone().unwrap_or_default())
        .with("Knt_FplID", payment_form.map_or(Value::Null, Value::Int))
        .with("Knt_Finalny", i64::from(payer.consumer))
        .with("Knt_PodatekVat", i64::from(!payer.consumer))
        .with("Knt_Export", i64::from(payer.status))
        // 1 customer; the flags are what Optima's windows use.
        .with("Knt_Rodzaj", 1_i64)
        .with("Knt_Rodzaj_Odbiorca", 1_i64)
        .with("Knt_Rodzaj_Dostawca", 0_i64)
        .with("Knt_Rodzaj_Konkurencja", 0_i64)
        .with("Knt_Rodzaj_Partner", 0_i64)
        .with("Knt_Rodzaj_Potencjalny", 0_i64)
        .with("Knt_Opis", "")
        .with("Knt_TerminZwrotuKaucji", DEPOSIT_DAYS)
        .with("Knt_ImportRowId", key::of_contractor(code).hyphenated().to_string())
        .with("Knt_TS_Zal", Value::Now)
        .with("Knt_TS_Mod", Value::Now)
}

/// Columns of `Towary` that must be supplied and that hold nothing on a new card.
pub const EMPTY_PRODUCT: [&str; 31] = [
    "Twr_Produkt",
    "Twr_URL",
    "Twr_Kategoria",
    "Twr_KategoriaZak",
    "Twr_Opis",
    "Twr_KopiujOpis",
    "Twr_EdycjaOpisu",
    "Twr_JMCalkowite",
    "Twr_Kaucja",
    "Twr_UdostepniajWCenniku",
    "Twr_KursNumer",
    "Twr_MinCenaMarza",
    "Twr_TypMinimum",
    "Twr_KosztUslugiWal",
    "Twr_KosztUslugi",
    "Twr_KodDostawcy",
    "Twr_IloscMin",
    "Twr_IloscMax",
    "Twr_IloscZam",
    "Twr_Zrodlowa",
    "Twr_ZrodlowaExport",
    "Twr_ZrodlowaZak",
    "Twr_Prog",
    "Twr_Upust",
    "Twr_UpustData",
    "Twr_UpustGodz",
    "Twr_BezRabatu",
    "Twr_MarzaMin",
    "Twr_NieAktywny",
    "Twr_Masa",
    "Twr_KrajPochodzenia",
];

/// A new product card with a price row for each price definition, its EAN and its place in the group.
/// `index` is its place among the new cards.
pub fn product(card: &NewCard, index: usize) -> ProductRows {
    // The root of the tree is the row with id 0.
    let group = card.group.unwrap_or(0);
    let row = Row::new("Towary")
        .with("Twr_Typ", i64::from(card.goods))
        .with("Twr_Kod", card.code.as_str())
        .with("Twr_NumerKat", card.catalogue_number.as_str())
        .with("Twr_SWW", card.sww.as_str())
        .with("Twr_EAN", card.ean.as_str())
        .with("Twr_Nazwa", card.name.as_str())
        .with("Twr_TwGGIDNumer", group)
        .with("Twr_EdycjaNazwy", 1_i64)
        .with("Twr_JM", card.unit.as_str())
        .with("Twr_IloscMinJM", card.unit.as_str())
        .with("Twr_IloscMaxJM", card.unit.as_str())
        .with("Twr_IloscZamJM", card.unit.as_str())
        .with("Twr_TwCNumer", card.price_number)
        .with("Twr_Waluta", "PLN")
        .with("Twr_KursL", 1_i64)
        .with("Twr_KursM", 1_i64)
        .with("Twr_KosztUslugiTyp", 1_i64)
        .with("Twr_JmPomPrzelicznikL", 0_i64)
        .with("Twr_JmPomPrzelicznikM", 0_i64)
        .with("Twr_TS_Zal", Value::Now)
        .with("Twr_TS_Mod", Value::Now);
    let row = rates(row, card.rate);
    let mut rows: Vec<Row> = card.prices.iter().map(|price| price_row(price, index)).collect();
    if !card.ean.is_empty() {
        // inferred: the main EAN has a row here too.
        rows.push(
            Row::new("TwrEan")
                .with("TwE_TwrID", Value::ProductId(index))
                .with("TwE_EAN", card.ean.as_str())
                .with("TwE_Opis", "")
                .with("TwE_Domyslny", 1_i64)
                .with("TwE_JM", card.unit.as_str()),
        );
    }
    rows.push(
        Row::new("TwrGrupy")
            .with("TwG_GIDTyp", 16_i64)
            .with("TwG_GIDNumer", Value::ProductId(index))
            .with("TwG_GrOTyp", -16_i64)
            .with("TwG_GrONumer", group)
            .with("TwG_Kod", card.code.as_str())
            .with("TwG_Nazwa", "NOENTRY"),
    );
    ProductRows { code: card.code.clone(), card: row, rows }
}

fn rates(row: Row, rate: VatRate) -> Row {
    row.with("Twr_Stawka", rate.percent)
        .with("Twr_Flaga", i64::from(rate.flag()))
        // Export: 0, not subject, as Optima's own new cards have it.
        .with("Twr_StawkaExport", Decimal::ZERO)
        .with("Twr_FlagaExport", 4_i64)
        .with("Twr_StawkaZak", rate.percent)
        .with("Twr_FlagaZak", i64::from(rate.flag()))
}

fn price_row(price: &CardPrice, index: usize) -> Row {
    let CardPrice { definition, value } = price;
    Row::new("TwrCeny")
        .with("TwC_TwrID", Value::ProductId(index))
        .with("TwC_TwCNumer", definition.number)
        .with("TwC_Typ", definition.kind)
        .with("TwC_Wartosc", *value)
        .with("TwC_Waluta", definition.currency.as_str())
        .with("TwC_Aktualizacja", definition.update)
        .with("TwC_Zaokraglenie", definition.rounding)
        .with("TwC_Marza", definition.margin)
        .with("TwC_MarzaWStu", Decimal::ZERO)
        .with("TwC_Offset", definition.offset)
}
