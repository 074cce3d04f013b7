//! Who buys, who pays, who gets the parcel: three persons that may differ (`reference/allegro.md` 9.1,
//! `reference/requirements.md` part D).

use sha2::{Digest, Sha256};

use super::Context;
use super::report::Report;
use crate::core::correction::is_there;
use crate::core::country;
use crate::core::document::{BuyerClass, Party};
use crate::core::matching::UNDEFINED;
use crate::core::message::text as say;
use crate::core::order::{Address, InvoiceCompany, Order, Recipient};
use crate::core::settings::{Settings, Undefined, WrongNip};
use crate::core::taxid::{self, GivenTaxId, TaxId};
use crate::core::text;

/// Length of `Knt_Kod`.
const CODE_MAX: usize = 20;

/// The class of the buyer, with the number that makes a firm of it.
pub(super) struct Buyer {
    pub(super) class: BuyerClass,
    tax_id: Option<TaxId>,
}

impl Buyer {
    pub(super) fn has_polish_nip(&self) -> bool {
        matches!(self.tax_id, Some(TaxId::Polish(_)))
    }
}

/// The parties of the document.
pub(super) struct Parties {
    pub(super) payer: Party,
    pub(super) recipient: Party,
}

/// A firm is who wants an invoice for a company and has a usable tax number. A company without one is of class
/// `Invoice`: the class of firms promises a NIP (`reference/requirements.md` R-D4), and an invoice for a firm that
/// lacks it must be looked at by a person, who is warned.
pub(super) fn buyer(order: &Order, settings: &Settings, report: &mut Report) -> Buyer {
    let plain = |class| Buyer { class, tax_id: None };
    if !order.invoice.required {
        return plain(BuyerClass::Private);
    }
    let Some(company) = company(order) else { return plain(BuyerClass::Invoice) };
    let country = order.invoice.address.as_ref().map_or("", |address| address.country_code.trim());
    match taxid::find(&company.ids, company.tax_id.as_deref(), country) {
        GivenTaxId::Usable(id) => {
            match &id {
                TaxId::Foreign { country, number } => {
                    report.note(say::Pty014 { country: country.into(), number: number.into() });
                }
                TaxId::Polish(nip) => {
                    if let Some(other) = taxid::other_nip(&company.ids, company.tax_id.as_deref(), country, nip) {
                        report.warning(say::Pty023 { nip: nip.as_str().into(), second: other.as_str().into() });
                    }
                }
            }
            return Buyer { class: BuyerClass::Firm, tax_id: Some(id) };
        }
        GivenTaxId::Wrong(nip) => match settings.contractors.wrong_nip {
            WrongNip::Error => report.error(say::Pty001 { nip: nip.into() }),
            WrongNip::Private => report.warning(say::Pty002 { nip: nip.into() }),
        },
        GivenTaxId::Other(number) => {
            let name = text::clean_line(&company.name).0;
            report.warning(say::Pty021 { name: name.into(), number: number.into() });
        }
        GivenTaxId::Missing => {
            report.warning(say::Pty003 { name: text::clean_line(&company.name).0.into() });
        }
    }
    plain(BuyerClass::Invoice)
}

/// The company of the invoice; one without any content is none (`reference/requirements.md` R-D12).
fn company(order: &Order) -> Option<&InvoiceCompany> {
    order.invoice.company.as_ref().filter(|company| {
        !company.name.trim().is_empty()
            || !company.ids.is_empty()
            || company.tax_id.as_deref().is_some_and(|t| !t.trim().is_empty())
    })
}

pub(super) fn parties(ctx: &Context<'_>, buyer: Buyer, report: &mut Report) -> Option<Parties> {
    let order = ctx.order;
    let name = payer_name(order, report);
    let address = payer_address(order, report);
    let code = payer_code(ctx, &buyer, report);
    let Some(name) = name else {
        report.error(say::Pty004);
        return None;
    };
    if text::split_name(&name).cut {
        report.warning(say::Pty008 { name: name.as_str().into() });
    }
    let (nip_country, nip) = match buyer.tax_id {
        Some(TaxId::Polish(nip)) => (String::new(), nip.as_str().to_owned()),
        Some(TaxId::Foreign { country, number }) => (country, number),
        None => (String::new(), String::new()),
    };
    let payer = Party { nip_country, nip, ..party(code, name, address, report) };
    let recipient = recipient(order, &payer, report);
    if order.buyer.email.as_deref().is_none_or(|email| email.trim().is_empty()) {
        report.warning(say::Pty013);
    }
    Some(Parties { payer, recipient })
}

fn person(first: &str, last: &str, report: &mut Report) -> Option<String> {
    report.clean_some(Some(&format!("{first} {last}")))
}

/// Invoice: the company, then the person, if both are given. No invoice: the buyer as a person, for the company's
/// name says nothing about wanting one; it serves where the buyer has no other name, and the recipient's after it.
fn payer_name(order: &Order, report: &mut Report) -> Option<String> {
    let buyer = &order.buyer;
    if order.invoice.required {
        let company = company(order).and_then(|company| report.clean_some(Some(&company.name)));
        let person = order.invoice.person.as_ref().and_then(|(first, last)| person(first, last, report));
        if let Some(name) = joined(company, person) {
            return Some(name);
        }
    }
    person(buyer.first_name.as_deref().unwrap_or_default(), buyer.last_name.as_deref().unwrap_or_default(), report)
        .or_else(|| report.clean_some(buyer.company_name.as_deref()))
        .or_else(|| order.delivery.as_ref()?.address.as_ref().and_then(|address| recipient_name(address, report)))
}

fn recipient_name(recipient: &Recipient, report: &mut Report) -> Option<String> {
    let company = report.clean_some(recipient.company_name.as_deref());
    let person = person(&recipient.first_name, &recipient.last_name, report);
    joined(company, person)
}

/// Company first, then the person (`reference/requirements.md` R-D14).
fn joined(company: Option<String>, person: Option<String>) -> Option<String> {
    match (company, person) {
        (Some(company), Some(person)) if company != person => Some(format!("{company}, {person}")),
        (company, person) => company.or(person),
    }
}

fn payer_address<'a>(order: &'a Order, report: &mut Report) -> Option<&'a Address> {
    if order.invoice.required {
        if let Some(address) = order.invoice.address.as_ref().filter(|address| is_there(address)) {
            return Some(address);
        }
        report.warning(say::Pty011);
    }
    if let Some(address) = order.buyer.address.as_ref().filter(|address| is_there(address)) {
        return Some(address);
    }
    let delivery = order.delivery.as_ref().and_then(|delivery| delivery.address.as_ref());
    let found = delivery.map(|recipient| &recipient.address).filter(|address| is_there(address));
    if found.is_some() {
        report.note(say::Pty005);
    } else {
        report.warning(say::Pty006);
    }
    found
}

/// `AL-` and the buyer's id, `AL-F` and the NIP (with its country, if foreign), or the undefined contractor. The
/// policy for private persons holds for everyone without a tax number, for their invoices too.
fn payer_code(ctx: &Context<'_>, buyer: &Buyer, report: &mut Report) -> String {
    let undefined = match ctx.sources.settings.contractors.undefined {
        Undefined::Nobody => false,
        Undefined::Private => buyer.class != BuyerClass::Firm,
        Undefined::All => true,
    };
    if undefined {
        return UNDEFINED.to_owned();
    }
    match &buyer.tax_id {
        Some(TaxId::Polish(nip)) => format!("AL-F{nip}"),
        Some(TaxId::Foreign { country, number }) => text::fit(&format!("AL-F{country}{number}"), CODE_MAX).0,
        None => private_code(ctx.order, report),
    }
}

/// Optima compares codes without case, and keeps twenty characters of code page 1250: an id that is not plain
/// becomes the beginning of its hash.
fn private_code(order: &Order, report: &mut Report) -> String {
    let id = order.buyer.id.trim();
    if id.is_empty() {
        let code = format!("AL-Z{}", order.id.short());
        report.warning(say::Pty012 { code: code.as_str().into() });
        return code;
    }
    let plain = format!("AL-{id}");
    let fits = plain.len() <= CODE_MAX && id.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-');
    if fits { plain } else { format!("AL-H{}", hash(id)) }
}

/// Sixteen hexadecimal digits.
fn hash(id: &str) -> String {
    let start = Sha256::digest(id.as_bytes()).iter().take(8).fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte));
    format!("{start:016X}")
}

fn party(code: String, name: String, address: Option<&Address>, report: &mut Report) -> Party {
    let none = Address::default();
    let address = address.unwrap_or(&none);
    Party {
        code,
        name,
        post_code: report.clean(&address.post_code),
        city: report.clean(&address.city),
        street: report.clean(&address.street),
        country: country_name(&address.country_code, report),
        ..Party::default()
    }
}

fn country_name(code: &str, report: &mut Report) -> String {
    let code = report.clean(code);
    if code.is_empty() {
        return String::new();
    }
    country::polish_name(&code).map_or_else(
        || {
            report.warning(say::Pty009 { code: code.as_str().into() });
            code.clone()
        },
        str::to_owned,
    )
}

/// The delivery address, for pickup points too: the point is told apart from it (`reference/requirements.md` R-E2).
/// `KOD` is the payer's all the same: it names the card that the
/// recipient belongs to, as Optima does with a delivery address that has no card of its own. Another code would ask for
/// a card for every address (`reference/optima-xml.md` section 7).
fn recipient(order: &Order, payer: &Party, report: &mut Report) -> Party {
    let to = order.delivery.as_ref().and_then(|delivery| delivery.address.as_ref());
    let Some(to) = to.filter(|to| is_there(&to.address)) else {
        report.warning(say::Pty007);
        return Party { nip_country: String::new(), nip: String::new(), ..payer.clone() };
    };
    let name = recipient_name(to, report).unwrap_or_else(|| payer.name.clone());
    if text::split_name(&name).cut {
        report.warning(say::Pty008 { name: name.as_str().into() });
    }
    let party = party(payer.code.clone(), name, Some(&to.address), report);
    let fields = [("ULICA", &party.street), ("MIASTO", &party.city), ("KOD_POCZTOWY", &party.post_code)];
    let missing: Vec<&str> = fields.into_iter().filter(|(_, text)| text.is_empty()).map(|(name, _)| name).collect();
    if !missing.is_empty() {
        report.warning(say::Pty010 { missing: missing.join(", ").into() });
    }
    party
}
