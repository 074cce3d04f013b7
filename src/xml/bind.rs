//! One `DOKUMENT` → [`Document`]: header and parties. Missing elements are filled where there is only one sensible
//! value; what an RO cannot live without is an error (`reference/optima-xml.md` section 7, "Our own ingest").

use rust_decimal::Decimal;

use super::fields::{Binder, Here, Kind};
use super::record::{Hidden, Record};
use super::totals::{self, Totals};
use super::{bind_line, contradiction, profile, table};
use crate::core::document::{CountedFrom, Document, DocumentType, Exchange, Party, Seller};
use crate::core::message::text;
use crate::core::money::Currency;

/// Reads one document; `None` if an error was recorded.
pub(super) fn document(bind: &mut Binder<'_>, here: &Here<'_>, record: Option<Record>) -> Option<Document> {
    let (origin, hidden) = record.map_or_else(Default::default, |record| (Some(record.origin), record.hidden));
    bind.only(here, table::DOCUMENT, &["KAUCJE", "PLATNOSCI", "PLATNOSCI_KAUCJE", "ATRYBUTY", "KODY_JPK_V7"]);
    let Some(header) = bind.child(here, "NAGLOWEK") else {
        bind.missing(here, "NAGLOWEK");
        return None;
    };
    let counted_from = counted_from(bind, &header);
    let currency = currency(bind, &header);
    let slack = totals::slack(&currency);
    let (lines, counted_from) = bind_line::lines(bind, here, counted_from, slack, &hidden);
    let totals = totals::settle(bind, here, &header, (counted_from, &currency), &lines);
    let document = head(bind, &header, currency, counted_from, totals, &hidden);
    let document = document.map(|document| profile::restore(bind, &header, hidden, document));
    if bind.has_errors() {
        return None;
    }
    let document = document.map(|document| Document { lines, origin, ..document })?;
    contradiction::look(bind, &header, &document, document.origin.is_some());
    Some(document)
}

fn head(
    bind: &mut Binder<'_>,
    here: &Here<'_>,
    currency: Exchange,
    counted_from: Option<CountedFrom>,
    totals: Totals,
    hidden: &Hidden,
) -> Option<Document> {
    bind.only(
        here,
        table::HEADER,
        &[
            "FV_MARZA",
            "FV_MARZA_RODZAJ",
            "SYSTEMKAUCYJNY",
            "MAGAZYN_DOCELOWY",
            "KAUCJE_PLATNOSCI",
            "VAT_DLA_DOK_WAL",
            "TRYB_NETTO_VAT",
            "ROZLICZAM_PODATEK_W_OSS",
        ],
    );
    let kind = kind(bind, here);
    let date = bind.date(here, "DATA_DOKUMENTU");
    if date.is_none() && bind.filled(here, "DATA_DOKUMENTU").is_none() {
        bind.missing(here, "DATA_DOKUMENTU");
    }
    let issue_date = bind.date(here, "DATA_WYSTAWIENIA").or(date);
    let operation_date = bind.date(here, "DATA_OPERACJI").or(date);
    let payer = payer(bind, here, hidden.mirrored.is_some());
    // inferred: Optima takes the payer as recipient where nothing else is said, and so do its exports.
    let recipient =
        bind.child(here, "ODBIORCA").map_or_else(|| payer.clone(), |child| party(bind, &child, table::RECIPIENT, &[]));
    let (category_code, category_name) = bind.child(here, "KATEGORIA").map_or_else(Default::default, |child| {
        bind.only(&child, table::CATEGORY, &[]);
        (bind.key(&child, "KOD"), bind.text(&child, "OPIS"))
    });
    let (payment_form, payment_due) = bind.child(here, "PLATNOSC").map_or_else(Default::default, |child| {
        bind.only(&child, table::PAYMENT, &["MPP"]);
        (bind.key(&child, "FORMA"), bind.date(&child, "TERMIN"))
    });
    Some(Document {
        generator: bind.text(here, "GENERATOR"),
        kind: kind?,
        number: bind.key(here, "NUMER_PELNY"),
        date: date?,
        issue_date: issue_date?,
        operation_date: operation_date?,
        deposit_return: bind.date(here, "TERMIN_ZWROTU_KAUCJI"),
        correction: bind.integer(here, "KOREKTA").unwrap_or_default(),
        retail: bind.flag(here, "DETAL", false),
        counted_from: counted_from?,
        discount: bind.number(here, "RABAT", Kind::Discount).unwrap_or_default(),
        description: bind.text(here, "OPIS"),
        payer,
        recipient,
        seller: bind.child(here, "SPRZEDAWCA").map(|child| seller(bind, &child)).unwrap_or_default(),
        category_code,
        category_name,
        payment_form,
        payment_due,
        currency,
        net: totals.net,
        vat: totals.vat,
        gross: totals.gross,
        warehouse: bind.key(here, "MAGAZYN_ZRODLOWY"),
        // inferred: an order makes no payment; 1 on every ZD and RW seen (`reference/optima-xml.md` 1.2, row 27).
        payments_blocked: bind.flag(here, "BLOKADA_PLATNOSCI", true),
        payer_status: bind.integer(here, "STATUS_PLATNIKA").unwrap_or_default(),
        oss: bind.flag(here, "ROZLICZAM_PODATEK_W_OSS", false),
        lines: Vec::new(),
        vat_table: totals.table,
        origin: None,
    })
}

fn kind(bind: &mut Binder<'_>, here: &Here<'_>) -> Option<DocumentType> {
    let wrong = bind.mark();
    let class: Option<u32> = bind.integer(here, "TYP_DOKUMENTU");
    let variant: Option<u32> = bind.integer(here, "RODZAJ_DOKUMENTU");
    let Some(class) = class else {
        if bind.silent_since(wrong) {
            bind.missing(here, "TYP_DOKUMENTU");
        }
        return None;
    };
    let kind = variant.unwrap_or_else(|| class.saturating_mul(1000));
    if !(100..=999).contains(&class) || kind / 1000 != class {
        bind.error(text::Xml108 { class: class.to_string().into(), kind: kind.to_string().into() }, here);
        return None;
    }
    Some(DocumentType { class, kind })
}

fn counted_from(bind: &mut Binder<'_>, here: &Here<'_>) -> Option<CountedFrom> {
    let Some((value, child)) = bind.filled(here, "TYP_NETTO_BRUTTO") else {
        // Every value of the document hangs on it, so it is not guessed.
        bind.missing(here, "TYP_NETTO_BRUTTO");
        return None;
    };
    match value.as_str() {
        "1" => Some(CountedFrom::Net),
        "2" => Some(CountedFrom::Gross),
        _ => {
            bind.error(text::Xml106 { element: "TYP_NETTO_BRUTTO".into(), value: value.into() }, &child);
            None
        }
    }
}

fn currency(bind: &mut Binder<'_>, header: &Here<'_>) -> Exchange {
    let mut currency = Exchange {
        symbol: Currency::PLN.to_owned(),
        rate: Decimal::ONE,
        per: Decimal::ONE,
        // `reference/optima-xml.md` 1.2, row 22.
        rate_kind: 3,
        date: None,
    };
    let Some(here) = bind.child(header, "WALUTA") else { return currency };
    bind.only(&here, table::HEADER_CURRENCY, &["PLAT_WAL_OD_PLN"]);
    if let Some((symbol, child)) = bind.filled(&here, "SYMBOL") {
        match Currency::new(&symbol) {
            Some(known) => known.as_str().clone_into(&mut currency.symbol),
            None => bind.error(text::Xml106 { element: "SYMBOL".into(), value: symbol.into() }, &child),
        }
    }
    if let Some(rate) = bind.number(&here, "KURS_L", Kind::Ratio) {
        currency.rate = rate;
    }
    if let Some(per) = bind.number(&here, "KURS_M", Kind::Ratio) {
        currency.per = per;
    }
    if let Some(kind) = bind.integer(&here, "KURS_NUMER") {
        currency.rate_kind = kind;
    }
    currency.date = bind.date(&here, "KURS_DATA");
    currency
}

/// In a mirrored file it is the own company, which the settings need not name.
fn payer(bind: &mut Binder<'_>, header: &Here<'_>, mirrored: bool) -> Party {
    let Some(here) = bind.child(header, "PLATNIK") else {
        bind.missing(header, "PLATNIK");
        return Party::default();
    };
    let payer = party(bind, &here, table::PAYER, &["MPP"]);
    if !mirrored && payer.code.is_empty() && payer.nip.is_empty() && payer.name.trim().is_empty() {
        bind.missing(&here, "KOD");
    }
    payer
}

fn party(bind: &mut Binder<'_>, here: &Here<'_>, known: &[table::Element], dropped: &[&str]) -> Party {
    bind.only(here, known, dropped);
    let [post_code, city, street, country] = address(bind, here);
    Party {
        code: bind.key(here, "KOD"),
        nip_country: bind.key(here, "NIP_KRAJ"),
        nip: bind.key(here, "NIP"),
        gln: bind.key(here, "GLN"),
        name: bind.text(here, "NAZWA"),
        post_code,
        city,
        street,
        country,
    }
}

fn seller(bind: &mut Binder<'_>, here: &Here<'_>) -> Seller {
    bind.only(here, table::SELLER, &["KOD"]);
    let [post_code, city, street, country] = address(bind, here);
    Seller {
        nip_country: bind.key(here, "NIP_KRAJ"),
        nip: bind.key(here, "NIP"),
        gln: bind.key(here, "GLN"),
        name: bind.text(here, "NAZWA"),
        post_code,
        city,
        street,
        country,
        bank_account: bind.key(here, "NUMER_KONTA_BANKOWEGO"),
        bank_name: bind.text(here, "NAZWA_BANKU"),
    }
}

fn address(bind: &mut Binder<'_>, here: &Here<'_>) -> [String; 4] {
    let Some(here) = bind.child(here, "ADRES") else { return Default::default() };
    bind.only(&here, table::ADDRESS, &[]);
    ["KOD_POCZTOWY", "MIASTO", "ULICA", "KRAJ"].map(|name| bind.text(&here, name))
}
