//! `CDN.TraNag`: the header of an RO in the buffer (`reference/optima-database.md` 2.1, 3.1).

use super::{Row, Value, address};
use crate::core::document::{DocumentType, Party};
use crate::core::foreign;
use crate::core::plan::Intent;
use crate::core::plan::intent::Header;

/// Columns that must be supplied and that hold nothing on an RO.
pub const EMPTY: [&str; 20] = [
    "TrN_NumerPelnyPrw",
    "TrN_TaxFreePotwierdzony",
    "TrN_Fiskalna",
    "TrN_PodWojewodztwo",
    "TrN_PodPowiat",
    "TrN_PodGmina",
    "TrN_PodPoczta",
    "TrN_OdbWojewodztwo",
    "TrN_OdbPowiat",
    "TrN_OdbGmina",
    "TrN_OdbPoczta",
    "TrN_PlatElemWalSys",
    "TrN_VatDlaDokWal",
    "TrN_PlatKaucje",
    "TrN_Odebral",
    "TrN_NotaKorPrzed",
    "TrN_NotaKorPo",
    "TrN_Centrala",
    "TrN_KodTransakcji",
    "TrN_KodKraju",
];

/// The row of the header.
pub fn row(intent: &Intent) -> Row {
    let header = &intent.header;
    let row = identity(Row::new("TraNag"), intent, header);
    let row = dates(row, header);
    let row = parties(row, intent, header);
    let row = money(row, header);
    row.with("TrN_TS_Zal", Value::Now).with("TrN_TS_Mod", Value::Now)
}

fn identity(row: Row, intent: &Intent, header: &Header) -> Row {
    // TrSTyp 3 is "reservation" (D); that an RO has it is inferred. Other kinds that we write make no stock
    // movement either.
    let reservation = if header.kind.class == DocumentType::RO.class { 3 } else { 0 };
    let category = header.category.as_ref();
    row.with("TrN_DDfId", intent.numbering.definition.id)
        .with("TrN_TypDokumentu", i64::from(header.kind.class))
        .with("TrN_Rodzaj", i64::from(header.kind.kind))
        .with("TrN_NumerNr", Value::Number)
        .with("TrN_NumerString", intent.numbering.pattern.as_str())
        .with("TrN_Bufor", 1_i64)
        .with("TrN_Anulowany", 0_i64)
        .with("TrN_NumerObcy", header.foreign_number.as_str())
        .with("TrN_Korekta", 0_i64)
        .with("TrN_Detal", i64::from(header.retail))
        .with("TrN_TrSTyp", reservation)
        .with("TrN_MagZrdId", header.warehouse.id)
        .with("TrN_Opis", header.description.as_str())
        .with("TrN_KatID", category.map_or(Value::Null, |category| Value::Int(category.id)))
        .with("TrN_Kategoria", category.map_or("", |category| category.code.as_str()))
        .with("TrN_ImportRowId", intent.key.hyphenated().to_string())
}

fn dates(row: Row, header: &Header) -> Row {
    let dates = &header.dates;
    row.with("TrN_DataDok", dates.document)
        // inferred: on an RO TrN_DataWys is the end of the reservation (reference/optima-database.md 2.1).
        .with("TrN_DataWys", dates.reserved_until)
        .with("TrN_DataOpe", dates.operation)
        .with("TrN_DataKur", dates.exchange)
        .with("TrN_Termin", dates.due)
        .with("TrN_TerminZwrotuKaucji", dates.deposit_return.map_or(Value::Null, Value::Date))
}

fn parties(row: Row, intent: &Intent, header: &Header) -> Row {
    let (payer, contact) = (&intent.payer, &header.contact);
    let optional = |text: &Option<String>| text.as_ref().map_or(Value::Null, |text| Value::Text(text.clone()));
    let row = row.with("TrN_PodmiotTyp", 1_i64).with("TrN_PodID", Value::ContractorId);
    let row = address::cells(row, "TrN_Pod", "TrN_PodmiotGLN", &payer.party);
    // A one-off delivery address lives on the document only; the recipient stays the buyer's card.
    let row = row.with("TrN_OdbiorcaTyp", 1_i64).with("TrN_OdbID", Value::ContractorId);
    let row = address::cells(row, "TrN_Odb", "TrN_OdbiorcaGLN", &recipient(intent, header));
    row.with("TrN_OdbTelefon", optional(&contact.phone))
        .with("TrN_OdbEmail", optional(&contact.email))
        .with("TrN_PlatnikTyp", 1_i64)
        .with("TrN_PlatnikID", Value::ContractorId)
        .with("TrN_Finalny", i64::from(payer.consumer))
        .with("TrN_PodatekVat", i64::from(!payer.consumer))
        .with("TrN_Export", i64::from(payer.status))
}

/// The recipient with the NIP of the card that he belongs to, as on documents that Optima makes for it.
// inferred: Optima copies a card's NIP to the recipient as it does to the payer.
fn recipient(intent: &Intent, header: &Header) -> Party {
    let (payer, recipient) = (&intent.payer.party, header.recipient.clone());
    if !recipient.nip.trim().is_empty() {
        return recipient;
    }
    Party { nip_country: payer.nip_country.clone(), nip: payer.nip.clone(), ..recipient }
}

fn money(row: Row, header: &Header) -> Row {
    let (home, abroad, currency) = (&header.sums, &header.sums_abroad, &header.currency);
    row.with("TrN_FPlId", header.payment_form.id)
        .with("TrN_RazemNetto", home.net)
        .with("TrN_RazemVAT", home.vat)
        .with("TrN_RazemBrutto", home.gross)
        .with("TrN_RazemNettoWal", abroad.net)
        .with("TrN_RazemVATWal", abroad.vat)
        .with("TrN_RazemBruttoWal", abroad.gross)
        .with("TrN_Waluta", currency_symbol(header))
        .with("TrN_KursNumer", currency.rate_kind)
        .with("TrN_KursL", currency.rate)
        .with("TrN_KursM", currency.per)
        // An RO makes no payments (D).
        .with("TrN_BlokadaPlatnosci", 1_i64)
        .with("TrN_TypNB", i64::from(header.counted_from.code()))
        .with("TrN_Rabat", header.discount)
}

/// `TrN_Waluta`, `TrE_Waluta`: nothing is the system currency.
pub fn currency_symbol(header: &Header) -> &str {
    if foreign::is_home(&header.currency) { "" } else { &header.currency.symbol }
}
