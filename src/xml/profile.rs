//! A document as the file of a [`Profile`] shows it, and back.
//!
//! Order of the way there: net values, payer's code or mirroring, elements that the set lacks. What gets lost
//! goes into the order record; on the way back it counts only where the file still says what was written, so
//! that a change by hand stands.

use std::collections::BTreeMap;

use super::error::XmlError;
use super::fields::{Binder, Here};
use super::net;
use super::record::{Code, Countries, Hidden, HiddenLine, Mirrored, Values};
use crate::core::document::{CountedFrom, Document, DocumentType, Line, Party, Seller};
use crate::core::foreign::{self, Abroad};
use crate::core::message::text;
use crate::core::money::{PRICE_DECIMALS, round};
use crate::core::problem::Problem;
use crate::core::profile::{Counting, Elements, FileType, PayerCode, Profile};

/// What a file shows.
pub(super) struct Shown {
    pub document: Document,
    /// Its amounts in its currency; `None`: it is in złoty, and they are the others.
    pub abroad: Option<Abroad>,
    pub hidden: Hidden,
    /// What a person should know about it.
    pub problems: Vec<Problem>,
}

/// The document as the profile's file shows it.
///
/// # Errors
/// The profile hides something and the document has no order record to keep it in.
pub(super) fn show(document: &Document, profile: &Profile) -> Result<Shown, XmlError> {
    let mut shown = Shown {
        document: document.clone(),
        abroad: abroad(document)?,
        hidden: Hidden::default(),
        problems: Vec::new(),
    };
    if profile.counting == Counting::Net && document.counted_from == CountedFrom::Gross {
        let decimals = profile.elements.price_decimals();
        shown.hidden.lines = net::turn(&mut shown.document, shown.abroad.as_mut(), decimals, &mut shown.problems);
        shown.hidden.net = true;
        shown.document.counted_from = CountedFrom::Net;
    }
    if profile.file_type == FileType::ZdMirrored && document.kind == DocumentType::RO {
        mirror(&mut shown, &profile.payer_code);
    } else if let Some(code) = profile.payer_code.for_all() {
        swap_code(&mut shown, code);
    }
    leave_out(&mut shown, profile.elements);
    if document.origin.is_none() && shown.hidden != Hidden::default() {
        return Err(XmlError::NoRecordToHideIn);
    }
    Ok(shown)
}

/// The amounts in the document's currency, where that is not złoty.
///
/// # Errors
/// They are too large to mean anything.
pub(super) fn abroad(document: &Document) -> Result<Option<Abroad>, XmlError> {
    if foreign::is_home(&document.currency) {
        return Ok(None);
    }
    let path = || "ROOT/DOKUMENT/NAGLOWEK/KWOTY/RAZEM_NETTO_WAL".to_owned();
    let unfit = || XmlError::WriteNumber { value: document.currency.symbol.clone(), path: path() };
    foreign::amounts(document).map(Some).ok_or_else(unfit)
}

fn swap_code(shown: &mut Shown, written: &str) {
    let Document { payer, recipient, .. } = &mut shown.document;
    if payer.code == written {
        return;
    }
    let with_recipient = recipient.code == payer.code;
    let own = std::mem::replace(&mut payer.code, written.to_owned());
    if with_recipient {
        written.clone_into(&mut recipient.code);
    }
    shown.hidden.code = Some(Code { own, written: written.to_owned(), recipient: with_recipient });
}

/// The buyer becomes the writer of the file. The own company has no card among its own contractors, so its code
/// stays empty unless there is one for all.
fn mirror(shown: &mut Shown, code: &PayerCode) {
    let document = &mut shown.document;
    let own = std::mem::take(&mut document.seller);
    if own.name.trim().is_empty() && own.nip.is_empty() {
        shown.problems.push(Problem::warning(text::Xml313));
    }
    let company = Party {
        code: code.for_all().unwrap_or_default().to_owned(),
        nip_country: contractor_country(&own.nip_country),
        nip: own.nip,
        gln: own.gln,
        name: own.name,
        post_code: own.post_code,
        city: own.city,
        street: own.street,
        country: own.country,
    };
    let buyer = std::mem::replace(&mut document.payer, company.clone());
    let recipient = std::mem::replace(&mut document.recipient, company);
    document.seller = Seller {
        nip_country: company_country(&buyer.nip_country, &buyer.nip),
        nip: buyer.nip,
        gln: buyer.gln,
        name: buyer.name,
        post_code: buyer.post_code,
        city: buyer.city,
        street: buyer.street,
        country: buyer.country,
        ..Seller::default()
    };
    document.kind = DocumentType::ZD;
    shown.hidden.mirrored = Some(Mirrored {
        code: buyer.code,
        nip_country: buyer.nip_country,
        seller_nip_country: own.nip_country,
        bank_account: own.bank_account,
        bank_name: own.bank_name,
        recipient,
    });
}

/// `NIP_KRAJ` is empty for a Polish contractor and `PL` for the own company (`reference/optima-xml.md` 1.3).
fn contractor_country(country: &str) -> String {
    if country == "PL" { String::new() } else { country.to_owned() }
}

fn company_country(country: &str, nip: &str) -> String {
    if country.is_empty() && !nip.is_empty() { "PL".to_owned() } else { country.to_owned() }
}

fn leave_out(shown: &mut Shown, elements: Elements) {
    let Shown { document, abroad, hidden, problems } = shown;
    if elements < Elements::Year2025 && document.payer_status != 0 {
        hidden.payer_status = Some(std::mem::take(&mut document.payer_status));
    }
    if elements > Elements::Year2016 {
        return;
    }
    let countries = Countries {
        payer: std::mem::take(&mut document.payer.nip_country),
        recipient: std::mem::take(&mut document.recipient.nip_country),
        seller: std::mem::take(&mut document.seller.nip_country),
    };
    for (country, nip) in [(&countries.payer, &document.payer.nip), (&countries.seller, &document.seller.nip)] {
        if !country.is_empty() && country != "PL" {
            problems
                .push(Problem::warning(text::Xml314 { country: country.as_str().into(), nip: nip.as_str().into() }));
        }
    }
    if countries != Countries::default() {
        hidden.nip_country = Some(countries);
    }
    if hidden.net {
        // These were made with two decimals.
        return;
    }
    let currency = document.currency.clone();
    let two = |price| round(round(price, elements.price_decimals()), PRICE_DECIMALS);
    for (at, line) in document.lines.iter_mut().enumerate() {
        let own = Values { list_price: line.list_price, price: line.price, net: line.net };
        line.list_price = two(line.list_price);
        let (before, after) = match abroad.as_mut().and_then(|abroad| abroad.lines.get_mut(at)) {
            None => {
                line.price = two(line.price);
                (own.price, line.price)
            }
            Some(amounts) => {
                let before = amounts.price;
                amounts.price = two(before);
                let pln = foreign::price_in_pln(amounts.price, &currency, elements.price_decimals());
                line.price = pln.unwrap_or(line.price);
                (before, amounts.price)
            }
        };
        let written = Values { list_price: line.list_price, price: line.price, net: line.net };
        if written != own {
            hidden.lines.push(HiddenLine { lp: line.position, own, written });
        }
        if before != after || written.list_price != own.list_price {
            let (price, rounded) = (before.normalize().to_string(), after.normalize().to_string());
            let message = text::Xml312 { price: price.into(), rounded: rounded.into() };
            problems.push(Problem::warning(message).at_position(line.position));
        }
    }
}

/// Gives the lines of a file back what it hides of them, and says what they count from.
pub(super) fn restore_lines(
    bind: &mut Binder<'_>,
    here: &Here<'_>,
    hidden: &Hidden,
    counted_from: Option<CountedFrom>,
    lines: &mut [Line],
) -> Option<CountedFrom> {
    let entries: BTreeMap<u32, &HiddenLine> = hidden.lines.iter().rev().map(|entry| (entry.lp, entry)).collect();
    let own = |line: &Line| {
        let entry = entries.get(&line.position)?;
        let prices = entry.written.list_price == line.list_price && entry.written.price == line.price;
        (prices && (!hidden.net || entry.written.net == line.net)).then_some(entry.own)
    };
    if !hidden.net {
        for line in lines {
            if let Some(values) = own(line) {
                (line.list_price, line.price) = (values.list_price, values.price);
            }
        }
        return counted_from;
    }
    let values: Vec<Values> = lines.iter().filter_map(own).collect();
    if counted_from != Some(CountedFrom::Net) || values.len() != lines.len() {
        if counted_from.is_some() && !bind.has_errors() {
            bind.warning(text::Xml035, here);
        }
        return counted_from;
    }
    for (line, values) in lines.iter_mut().zip(values) {
        (line.list_price, line.price, line.net) = (values.list_price, values.price, values.net);
    }
    Some(CountedFrom::Gross)
}

/// Gives the rest of the document back what its file hides of it.
pub(super) fn restore(bind: &mut Binder<'_>, here: &Here<'_>, hidden: Hidden, mut document: Document) -> Document {
    if let Some(status) = hidden.payer_status
        && document.payer_status == 0
    {
        document.payer_status = status;
    }
    if let Some(countries) = hidden.nip_country {
        let Document { payer, recipient, seller, .. } = &mut document;
        for (value, was) in [
            (&mut payer.nip_country, countries.payer),
            (&mut recipient.nip_country, countries.recipient),
            (&mut seller.nip_country, countries.seller),
        ] {
            if value.is_empty() {
                *value = was;
            }
        }
    }
    if let Some(mirrored) = hidden.mirrored {
        if document.kind == DocumentType::ZD {
            unmirror(bind, here, mirrored, &mut document);
        } else {
            // Who buys would be anybody's guess.
            bind.error(text::Xml037, here);
        }
    }
    if let Some(code) = hidden.code {
        if code.recipient && document.recipient.code == code.written {
            document.recipient.code.clone_from(&code.own);
        }
        if document.payer.code == code.written {
            document.payer.code = code.own;
        }
    }
    document
}

fn unmirror(bind: &mut Binder<'_>, here: &Here<'_>, mirrored: Mirrored, document: &mut Document) {
    if document.recipient != document.payer {
        bind.warning(text::Xml036, here);
    }
    let buyer = std::mem::take(&mut document.seller);
    let company = std::mem::take(&mut document.payer);
    document.payer = Party {
        code: mirrored.code,
        nip_country: if company_country(&mirrored.nip_country, &buyer.nip) == buyer.nip_country {
            mirrored.nip_country
        } else {
            contractor_country(&buyer.nip_country)
        },
        nip: buyer.nip,
        gln: buyer.gln,
        name: buyer.name,
        post_code: buyer.post_code,
        city: buyer.city,
        street: buyer.street,
        country: buyer.country,
    };
    document.seller = Seller {
        nip_country: if contractor_country(&mirrored.seller_nip_country) == company.nip_country {
            mirrored.seller_nip_country
        } else {
            company_country(&company.nip_country, &company.nip)
        },
        nip: company.nip,
        gln: company.gln,
        name: company.name,
        post_code: company.post_code,
        city: company.city,
        street: company.street,
        country: company.country,
        bank_account: mirrored.bank_account,
        bank_name: mirrored.bank_name,
    };
    document.recipient = mirrored.recipient;
    document.kind = DocumentType::RO;
}
