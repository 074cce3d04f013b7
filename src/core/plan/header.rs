//! `CDN.TraNag`: the header of an RO in the buffer (`reference/optima-database.md` 2.1, 3.1).

use jiff::civil::Date;
use uuid::Uuid;

use super::address;
use super::{Category, NumberPlan, Row, Snapshot, Value};
use crate::core::document::{Document, DocumentType};
use crate::core::foreign::{self, Abroad};

/// Columns that must be supplied and that hold nothing on an RO.
pub const EMPTY: [&str; 22] = [
    "TrN_NumerPelnyPrw",
    "TrN_TaxFreePotwierdzony",
    "TrN_Fiskalna",
    "TrN_PodWojewodztwo",
    "TrN_PodPowiat",
    "TrN_PodGmina",
    "TrN_PodPoczta",
    "TrN_PodAdres2",
    "TrN_OdbWojewodztwo",
    "TrN_OdbPowiat",
    "TrN_OdbGmina",
    "TrN_OdbPoczta",
    "TrN_OdbAdres2",
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

/// Days until a deposit's return where neither the file nor the card says: the default of a new card
/// (`Knt_TerminZwrotuKaucji`) and what every real export shows.
const DEPOSIT_DAYS: i64 = 60;

/// What a header is made of besides the document.
pub struct Parts<'a> {
    /// `TrN_ImportRowId`.
    pub key: Uuid,
    /// What the base holds; definition, warehouse and payment form are there, the plan has checked it.
    pub snapshot: &'a Snapshot,
    /// The category.
    pub category: Option<Category>,
    /// The number's pattern.
    pub number: &'a NumberPlan,
    /// Is the payer a final consumer?
    pub consumer: bool,
    /// Its amounts in its own currency.
    pub abroad: &'a Abroad,
    /// Payment due.
    pub due: Date,
    /// Reserved until.
    pub reserved_until: Date,
    /// `TrN_NumerObcy`.
    pub foreign_number: &'a str,
    /// `TrN_Opis`.
    pub description: &'a str,
}

/// The row of the header.
pub fn row(document: &Document, parts: &Parts<'_>) -> Row {
    let row = Row::new("TraNag");
    let row = identity(row, document, parts);
    let row = dates(row, document, parts);
    let row = parties(row, document, parts);
    let row = money(row, document, parts);
    row.with("TrN_TS_Zal", Value::Now).with("TrN_TS_Mod", Value::Now)
}

fn identity(row: Row, document: &Document, parts: &Parts<'_>) -> Row {
    // TrSTyp 3 is "reservation" (D); that an RO has it is inferred. Other kinds that we write make no stock
    // movement either.
    let reservation = if document.kind.class == DocumentType::RO.class { 3 } else { 0 };
    row.with("TrN_DDfId", parts.snapshot.definition.as_ref().map_or(Value::Null, |d| Value::Int(d.id)))
        .with("TrN_TypDokumentu", i64::from(document.kind.class))
        .with("TrN_Rodzaj", i64::from(document.kind.kind))
        .with("TrN_NumerNr", Value::Number)
        .with("TrN_NumerString", parts.number.pattern.as_str())
        .with("TrN_Bufor", 1_i64)
        .with("TrN_Anulowany", 0_i64)
        .with("TrN_NumerObcy", parts.foreign_number)
        .with("TrN_Korekta", 0_i64)
        .with("TrN_Detal", i64::from(document.retail))
        .with("TrN_TrSTyp", reservation)
        .with("TrN_MagZrdId", parts.snapshot.warehouse.as_ref().map_or(Value::Null, |w| Value::Int(w.id)))
        .with("TrN_Opis", parts.description)
        .with("TrN_KatID", parts.category.as_ref().map_or(Value::Null, |category| Value::Int(category.id)))
        .with("TrN_Kategoria", parts.category.as_ref().map_or("", |category| category.code.as_str()))
        .with("TrN_ImportRowId", parts.key.hyphenated().to_string())
}

fn dates(row: Row, document: &Document, parts: &Parts<'_>) -> Row {
    let deposit =
        document.deposit_return.or_else(|| document.date.checked_add(jiff::Span::new().days(DEPOSIT_DAYS)).ok());
    row.with("TrN_DataDok", document.date)
        // inferred: on an RO TrN_DataWys is the end of the reservation (reference/optima-database.md 2.1).
        .with("TrN_DataWys", parts.reserved_until)
        .with("TrN_DataOpe", document.operation_date)
        .with(
            "TrN_DataKur",
            if foreign::is_home(&document.currency) {
                document.date
            } else {
                document.currency.date.unwrap_or(document.date)
            },
        )
        .with("TrN_Termin", parts.due)
        .with("TrN_TerminZwrotuKaucji", deposit.map_or(Value::Null, Value::Date))
}

fn parties(row: Row, document: &Document, parts: &Parts<'_>) -> Row {
    let contact = document.origin.as_ref().map(|origin| &origin.buyer);
    let optional = |text: Option<&String>| text.map_or(Value::Null, |text| Value::Text(text.clone()));
    let row = row.with("TrN_PodmiotTyp", 1_i64).with("TrN_PodID", Value::ContractorId);
    let row = address::cells(row, "TrN_Pod", "TrN_PodmiotGLN", &document.payer);
    // A one-off delivery address lives on the document only; the recipient stays the buyer's card.
    let row = row.with("TrN_OdbiorcaTyp", 1_i64).with("TrN_OdbID", Value::ContractorId);
    let row = address::cells(row, "TrN_Odb", "TrN_OdbiorcaGLN", &document.recipient);
    row.with("TrN_OdbTelefon", optional(contact.and_then(|c| c.phone.as_ref())))
        .with("TrN_OdbEmail", optional(contact.and_then(|c| c.email.as_ref())))
        .with("TrN_PlatnikTyp", 1_i64)
        .with("TrN_PlatnikID", Value::ContractorId)
        .with("TrN_Finalny", i64::from(parts.consumer))
        .with("TrN_PodatekVat", i64::from(!parts.consumer))
        .with("TrN_Export", i64::from(document.payer_status))
}

fn money(row: Row, document: &Document, parts: &Parts<'_>) -> Row {
    let form = parts.snapshot.payment_form.as_ref();
    row.with("TrN_FPlId", form.map_or(Value::Null, |form| Value::Int(form.id)))
        .with("TrN_RazemNetto", document.net)
        .with("TrN_RazemVAT", document.vat)
        .with("TrN_RazemBrutto", document.gross)
        .with("TrN_RazemNettoWal", parts.abroad.net)
        .with("TrN_RazemVATWal", parts.abroad.vat)
        .with("TrN_RazemBruttoWal", parts.abroad.gross)
        // '' is the system currency.
        .with("TrN_Waluta", super::lines::currency_symbol(document))
        .with("TrN_KursNumer", document.currency.rate_kind)
        .with("TrN_KursL", document.currency.rate)
        .with("TrN_KursM", document.currency.per)
        // An RO makes no payments (D).
        .with("TrN_BlokadaPlatnosci", 1_i64)
        .with("TrN_TypNB", i64::from(document.counted_from.code()))
        .with("TrN_Rabat", document.discount)
}
