//! Which documents may become a document in the base at all, and as what.

use crate::core::document::{BuyerClass, Document, DocumentType};
use crate::core::foreign;
use crate::core::kinds::{self, DocumentKind, Way};
use crate::core::matching::bare_nip;
use crate::core::message::text::{
    Imp001, Imp002, Imp003, Imp033, Imp036, Imp037, Imp038, Imp041, Imp042, Imp051, Imp052,
};
use crate::core::money::amount_text;
use crate::core::problem::Problem;
use crate::core::settings::{Choice, Settings, WrongNip};
use crate::core::taxid::{self, TaxId};

/// Only RO and pro forma go into the base, for only they change nothing in stock, VAT or cash when saved to
/// the buffer. A foreign currency is taken if the user allows it, with a rate that the values in złoty follow. A ZD is its buyer's document; if the user allows mirrored types it is taken as the RO that it
/// means for the seller, with the writer of the file (`SPRZEDAWCA`) as the buyer.
///
/// # Errors
/// The reasons why the document is refused.
pub fn accept(document: Document, settings: &Settings, problems: &mut Vec<Problem>) -> Result<Document, Problem> {
    let class = document.kind.class;
    let document = match kinds::of_class(class) {
        Some(kind) if kind.way == Way::Base => document,
        Some(DocumentKind { plain, mirrored: Some(meant), .. })
            if *plain == document.kind && settings.xml.mirrored_types =>
        {
            problems.push(Problem::warning(Imp033 { name: document.seller.name.as_str().into() }));
            mirror(document, *meant)
        }
        Some(DocumentKind { mirrored: Some(_), .. }) => return Err(Problem::error(Imp036)),
        Some(DocumentKind { way: Way::ByHand, .. }) => {
            return Err(Problem::error(Imp037 { kind: kinds::in_words(class) }));
        }
        _ => return Err(Problem::error(Imp001 { class: class.into(), kind: kinds::in_words(class) })),
    };
    let plain = DocumentType::plain(document.kind.class);
    if document.kind != plain {
        // A "made of …" variant promises a source document in the same base.
        problems.push(Problem::note(Imp038 { kind: document.kind.kind.into() }));
    }
    if document.correction != 0 {
        return Err(Problem::error(Imp002));
    }
    if !foreign::is_home(&document.currency) {
        currency(&document, settings)?;
    }
    let document = checked_nip(document, settings, problems)?;
    Ok(Document { kind: plain, ..document })
}

/// A file may have been written or corrected by hand, so that its NIP is checked here too (R-D5).
fn checked_nip(mut document: Document, settings: &Settings, problems: &mut Vec<Problem>) -> Result<Document, Problem> {
    let payer = &mut document.payer;
    let polish = matches!(payer.nip_country.trim().to_uppercase().as_str(), "" | "PL");
    if payer.nip.trim().is_empty() {
        return Ok(document);
    }
    if !taxid::says_something(&payer.nip) {
        payer.nip.clear();
        return Ok(document);
    }
    match taxid::of_party(&payer.nip_country, &payer.nip) {
        // What cards are known by stays as it is written.
        Some(TaxId::Polish(nip)) => {
            if bare_nip(&payer.nip) != nip.as_str() {
                nip.as_str().clone_into(&mut payer.nip);
            }
            return Ok(document);
        }
        Some(TaxId::Foreign { country, number }) => {
            if polish || bare_nip(&payer.nip) != number {
                (payer.nip_country, payer.nip) = (country, number);
            }
            return Ok(document);
        }
        None if !polish => return Ok(document),
        None => {}
    }
    let nip = payer.nip.as_str().into();
    if settings.contractors.wrong_nip == WrongNip::Error {
        return Err(Problem::error(Imp051 { nip }));
    }
    problems.push(Problem::warning(Imp052 { nip }));
    payer.nip.clear();
    payer.nip_country.clear();
    if let Some(origin) = &mut document.origin {
        origin.class = BuyerClass::Invoice;
    }
    Ok(document)
}

/// May a document in this currency go in? A rate of 1 is what a file without a rate is read with; in one of ours it is the rate.
fn currency(document: &Document, settings: &Settings) -> Result<(), Problem> {
    let currency = &document.currency;
    let symbol = || currency.symbol.as_str().into();
    if settings.orders.foreign_currency == Choice::Stop {
        return Err(Problem::error(Imp003 { currency: symbol() }));
    }
    if currency.rate == currency.per && document.origin.is_none() {
        return Err(Problem::error(Imp041 { currency: symbol() }));
    }
    match foreign::amounts(document) {
        Some(abroad) if foreign::agrees(document, &abroad) => Ok(()),
        abroad => {
            let gross = abroad.map(|abroad| amount_text(abroad.gross)).unwrap_or_default();
            let pln = amount_text(document.gross);
            Err(Problem::error(Imp042 { gross: gross.into(), currency: symbol(), pln: pln.into() }))
        }
    }
}

fn mirror(mut document: Document, meant: DocumentType) -> Document {
    let writer = &document.seller;
    let party = crate::core::document::Party {
        code: String::new(),
        nip_country: if writer.nip_country == "PL" { String::new() } else { writer.nip_country.clone() },
        nip: writer.nip.clone(),
        gln: writer.gln.clone(),
        name: writer.name.clone(),
        post_code: writer.post_code.clone(),
        city: writer.city.clone(),
        street: writer.street.clone(),
        country: writer.country.clone(),
    };
    document.kind = meant;
    document.recipient = party.clone();
    document.payer = party;
    // Their warehouse, category and form of payment are theirs; ours come from the settings.
    document.warehouse = String::new();
    document.category_code = String::new();
    document.category_name = String::new();
    document.payment_form = String::new();
    document
}
