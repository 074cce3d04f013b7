//! What a person corrected of one order: beside the order and never in it, so that what Allegro said stays what it said.
//!
//! [`corrected`] gives a copy of the order as it is to be converted. Nothing that can be corrected has an amount in it, so the
//! gross of every line and the total are what they were.

mod payer;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::message::Message;
use super::message::text::{
    FieldCity, FieldCode, FieldCompany, FieldCountry, FieldDescription, FieldForm, FieldNip, FieldPerson,
    FieldPostCode, FieldRate, FieldService, FieldStreet, FieldToCity, FieldToCompany, FieldToCountry, FieldToPerson,
    FieldToPostCode, FieldToStreet, FieldUnknown,
};
use super::order::{Address, Order, OrderLine, Recipient};
use super::vat::VatRate;

/// So much of what Allegro says is kept beside a correction; nobody corrects more.
const LONGEST: usize = 1000;

/// What can be corrected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Field {
    /// The payer's tax number; empty: a document without one.
    Nip,
    /// The payer's company.
    Company,
    /// The payer as a person.
    Person,
    /// The payer's street.
    Street,
    /// The payer's post code.
    PostCode,
    /// The payer's city.
    City,
    /// The payer's country, two letters.
    Country,
    /// The recipient's company.
    ToCompany,
    /// The recipient as a person.
    ToPerson,
    /// The recipient's street.
    ToStreet,
    /// The recipient's post code.
    ToPostCode,
    /// The recipient's city.
    ToCity,
    /// The recipient's country, two letters.
    ToCountry,
    /// The payment form.
    Form,
    /// The service of the delivery.
    Service,
    /// The remarks in the description.
    Description,
    /// The code of a line's goods, by the line's id.
    Code(String),
    /// The VAT rate of a line, by its id.
    Rate(String),
    /// Another version knows it.
    Unknown(String),
}

impl Field {
    /// Those that every order has.
    pub const OF_ORDER: [Self; 16] = [
        Self::Nip,
        Self::Company,
        Self::Person,
        Self::Street,
        Self::PostCode,
        Self::City,
        Self::Country,
        Self::ToCompany,
        Self::ToPerson,
        Self::ToStreet,
        Self::ToPostCode,
        Self::ToCity,
        Self::ToCountry,
        Self::Form,
        Self::Service,
        Self::Description,
    ];

    /// The word in ledger, files and forms.
    #[must_use]
    pub fn word(&self) -> String {
        let word = match self {
            Self::Nip => "nip",
            Self::Company => "company",
            Self::Person => "person",
            Self::Street => "street",
            Self::PostCode => "post-code",
            Self::City => "city",
            Self::Country => "country",
            Self::ToCompany => "to-company",
            Self::ToPerson => "to-person",
            Self::ToStreet => "to-street",
            Self::ToPostCode => "to-post-code",
            Self::ToCity => "to-city",
            Self::ToCountry => "to-country",
            Self::Form => "form",
            Self::Service => "service",
            Self::Description => "description",
            Self::Code(line) => return format!("code:{line}"),
            Self::Rate(line) => return format!("rate:{line}"),
            Self::Unknown(word) => word,
        };
        word.to_owned()
    }

    /// For people.
    #[must_use]
    pub fn name(&self) -> Message {
        match self {
            Self::Nip => FieldNip.into(),
            Self::Company => FieldCompany.into(),
            Self::Person => FieldPerson.into(),
            Self::Street => FieldStreet.into(),
            Self::PostCode => FieldPostCode.into(),
            Self::City => FieldCity.into(),
            Self::Country => FieldCountry.into(),
            Self::ToCompany => FieldToCompany.into(),
            Self::ToPerson => FieldToPerson.into(),
            Self::ToStreet => FieldToStreet.into(),
            Self::ToPostCode => FieldToPostCode.into(),
            Self::ToCity => FieldToCity.into(),
            Self::ToCountry => FieldToCountry.into(),
            Self::Form => FieldForm.into(),
            Self::Service => FieldService.into(),
            Self::Description => FieldDescription.into(),
            Self::Code(_) => FieldCode.into(),
            Self::Rate(_) => FieldRate.into(),
            Self::Unknown(word) => FieldUnknown { word: word.as_str().into() }.into(),
        }
    }

    /// The line that it is of.
    #[must_use]
    pub fn line(&self) -> Option<&str> {
        match self {
            Self::Code(line) | Self::Rate(line) => Some(line),
            _ => None,
        }
    }
}

impl From<String> for Field {
    fn from(word: String) -> Self {
        if let Some(line) = word.strip_prefix("code:") {
            return Self::Code(line.to_owned());
        }
        if let Some(line) = word.strip_prefix("rate:") {
            return Self::Rate(line.to_owned());
        }
        Self::OF_ORDER.into_iter().find(|field| field.word() == word).unwrap_or(Self::Unknown(word))
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.word()
    }
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What Allegro said when it was made.
    pub was: String,
    /// What is meant.
    pub is: String,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The corrections of an order; of a field at most one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Corrections(BTreeMap<Field, Correction>);

impl Corrections {
    /// Is nothing corrected?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The correction of a field.
    #[must_use]
    pub fn get(&self, field: &Field) -> Option<&Correction> {
        self.0.get(field)
    }

    /// What is meant of a field, where it was corrected.
    #[must_use]
    pub fn meant(&self, field: &Field) -> Option<&str> {
        self.0.get(field).map(|correction| correction.is.as_str())
    }

    /// All of them, in the order of the fields.
    pub fn each(&self) -> impl Iterator<Item = (&Field, &Correction)> {
        self.0.iter()
    }

    /// Do both mean the same, whoever made them and when?
    #[must_use]
    pub fn mean_the_same(&self, other: &Self) -> bool {
        let meant = |all: &Self| -> Vec<(Field, String)> {
            all.0.iter().map(|(field, correction)| (field.clone(), correction.is.clone())).collect()
        };
        meant(self) == meant(other)
    }

    /// The fields of which Allegro says something else by now than when they were corrected, with what it says.
    #[must_use]
    pub fn overtaken(&self, order: &Order) -> Vec<(&Field, &Correction, String)> {
        // What another version knows cannot be held against the order.
        let known = self.0.iter().filter(|(field, _)| !matches!(field, Field::Unknown(_)));
        let now = known.map(|(field, correction)| (field, correction, said(order, field)));
        now.filter(|(_, correction, now)| *now != correction.was).collect()
    }
}

impl FromIterator<(Field, Correction)> for Corrections {
    fn from_iter<T: IntoIterator<Item = (Field, Correction)>>(all: T) -> Self {
        Self(all.into_iter().collect())
    }
}

/// What Allegro says of a field: what its document is made from where nobody corrects it.
#[must_use]
pub fn said(order: &Order, field: &Field) -> String {
    let line = |id: &str| order.lines.iter().find(|line| line.id == id);
    let to = || order.delivery.as_ref().and_then(|delivery| delivery.address.as_ref());
    let text = match field {
        Field::Nip => payer::nip(order),
        Field::Company => payer::company(order),
        Field::Person => payer::person(order),
        Field::Street => payer::part(order, |address| &address.street),
        Field::PostCode => payer::part(order, |address| &address.post_code),
        Field::City => payer::part(order, |address| &address.city),
        Field::Country => payer::part(order, |address| &address.country_code),
        Field::ToCompany => to().and_then(|to| to.company_name.clone()).unwrap_or_default(),
        Field::ToPerson => to().map(|to| joined(&to.first_name, &to.last_name)).unwrap_or_default(),
        Field::ToStreet => to().map(|to| to.address.street.clone()).unwrap_or_default(),
        Field::ToPostCode => to().map(|to| to.address.post_code.clone()).unwrap_or_default(),
        Field::ToCity => to().map(|to| to.address.city.clone()).unwrap_or_default(),
        Field::ToCountry => to().map(|to| to.address.country_code.clone()).unwrap_or_default(),
        Field::Form => order.payment.as_ref().map_or_else(String::new, |payment| {
            joined(payment.kind.as_str(), payment.provider.as_deref().unwrap_or_default())
        }),
        Field::Service => order.delivery.as_ref().map_or_else(String::new, |delivery| {
            delivery.method_name.clone().or_else(|| delivery.method_id.clone()).unwrap_or_default()
        }),
        Field::Description => order.message.clone().unwrap_or_default(),
        Field::Code(id) => line(id).and_then(|line| line.external_id.clone()).unwrap_or_default(),
        Field::Rate(id) => line(id).and_then(|line| line.tax.as_ref()?.rate.clone()).unwrap_or_default(),
        Field::Unknown(_) => String::new(),
    };
    // A field of a form is one line.
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

/// The order with its corrections in it.
#[must_use]
pub fn corrected(order: &Order, corrections: &Corrections) -> Order {
    let mut order = order.clone();
    // A field at a time, in the order of the fields: whether the payer is a firm decides where the rest of him stands.
    for (field, Correction { is, .. }) in &corrections.0 {
        put(&mut order, field, is);
    }
    order.corrections = corrections.clone();
    order
}

fn put(order: &mut Order, field: &Field, is: &str) {
    match field {
        Field::Nip => payer::put_nip(order, is),
        Field::Company => payer::put_company(order, is),
        Field::Person => payer::put_person(order, is),
        Field::Street => put_part(&mut payer::address(order).street, is),
        Field::PostCode => put_part(&mut payer::address(order).post_code, is),
        Field::City => put_part(&mut payer::address(order).city, is),
        Field::Country => put_part(&mut payer::address(order).country_code, is),
        Field::ToCompany => recipient(order).company_name = Some(is.to_owned()).filter(|is| !is.is_empty()),
        Field::ToPerson => {
            let to = recipient(order);
            (to.first_name, to.last_name) = (is.to_owned(), String::new());
        }
        Field::ToStreet => put_part(&mut recipient(order).address.street, is),
        Field::ToPostCode => put_part(&mut recipient(order).address.post_code, is),
        Field::ToCity => put_part(&mut recipient(order).address.city, is),
        Field::ToCountry => put_part(&mut recipient(order).address.country_code, is),
        Field::Description => order.message = Some(is.to_owned()),
        Field::Code(id) => of_line(order, id, |line| line.chosen.code = Some(is.to_owned())),
        Field::Rate(id) => of_line(order, id, |line| line.chosen.rate = VatRate::parse(is).ok()),
        // The conversion asks for them by themselves.
        Field::Form | Field::Service | Field::Unknown(_) => {}
    }
}

/// No part of an address is corrected away: without it another address would be taken.
fn put_part(part: &mut String, is: &str) {
    if !is.is_empty() {
        is.clone_into(part);
    }
}

fn of_line(order: &mut Order, id: &str, change: impl Fn(&mut OrderLine)) {
    order.lines.iter_mut().filter(|line| line.id == id).for_each(change);
}

/// Where the parcel goes; of an order that does not say, to the payer.
fn recipient(order: &mut Order) -> &mut Recipient {
    let there = order.delivery.as_ref().and_then(|delivery| delivery.address.as_ref());
    let is_there = there.is_some_and(|to| is_there(&to.address));
    let payer = Recipient {
        first_name: payer::person(order),
        company_name: Some(payer::company(order)).filter(|name| !name.is_empty()),
        address: payer::used(order).cloned().unwrap_or_default(),
        ..Recipient::default()
    };
    let to = order.delivery.get_or_insert_default().address.get_or_insert_default();
    if !is_there {
        *to = Recipient { phone: to.phone.take(), modified_at: to.modified_at, ..payer };
    }
    to
}

/// Does an address say where?
#[must_use]
pub fn is_there(address: &Address) -> bool {
    [&address.street, &address.city, &address.post_code].into_iter().any(|text| !text.trim().is_empty())
}

fn joined(first: &str, second: &str) -> String {
    format!("{} {}", first.trim(), second.trim()).trim().to_owned()
}
