//! Values that are written as they should be and mean nothing: no such rate, account, number, country or server.

use super::super::remark::{Remark, Spot};
use super::super::{Email, Fields, Settings};
use crate::core::country;
use crate::core::document::{NUMBER_MAX, Seller};
use crate::core::gs1;
use crate::core::message::text::{Set060, Set061, Set062, Set063, Set064, Set065, Set066, Set067};
use crate::core::message::{Arg, Message};
use crate::core::taxid::Nip;
use crate::core::text;
use crate::core::vat::VatRate;

/// What may stand at any level; `level` is what stands before its keys.
pub(super) fn of_level<'s>(level: &str, settings: &'s Settings) -> Vec<Remark<'s>> {
    let rates = [
        ("vat.default_rate", &settings.vat.default_rate),
        ("delivery.vat", &settings.delivery.vat),
        ("services.vat", &settings.services.vat),
        ("products.card.vat", &settings.products.card.vat),
    ];
    let is_odd = |rate: &str| VatRate::parse(rate).is_ok_and(|rate| !rate.is_usual());
    let odd = rates.into_iter().filter(|(_, rate)| is_odd(rate));
    let mut found: Vec<Remark<'s>> = odd
        .map(|(key, rate)| {
            said(format!("{level}{key}"), rate, |key, value, Spot { line, column }| {
                Set060 { key, value, line, column }.into()
            })
        })
        .collect();
    found.extend(of_seller(level, &settings.seller));
    found.extend(one_attribute_twice(level, &settings.fields));
    found.extend(long_number(level, settings));
    found
}

/// A sentence that quotes the value.
fn said(key: String, value: &str, tell: fn(Arg, Arg, Spot) -> Message) -> Remark<'_> {
    let shown = key.clone();
    Remark::new(key, move |spot| tell(shown.into(), value.into(), spot))
}

fn of_seller<'s>(level: &str, seller: &'s Seller) -> Vec<Remark<'s>> {
    let key = |name: &str| format!("{level}seller.{name}");
    let mut found = Vec::new();
    if !seller.bank_account.trim().is_empty() && !is_account(&seller.bank_account) {
        found.push(said(key("bank_account"), &seller.bank_account, |key, value, Spot { line, column }| {
            Set061 { key, value, line, column }.into()
        }));
    }
    if !seller.gln.trim().is_empty() && !gs1::is_gln(seller.gln.trim()) {
        found.push(said(key("gln"), &seller.gln, |key, value, Spot { line, column }| {
            Set062 { key, value, line, column }.into()
        }));
    }
    let country = seller.nip_country.trim().to_uppercase();
    if matches!(country.as_str(), "" | "PL") {
        return found;
    }
    if country::polish_name(&country).is_none() {
        found.push(said(key("nip_country"), &seller.nip_country, |key, value, Spot { line, column }| {
            Set063 { key, value, line, column }.into()
        }));
    } else if Nip::parse(&seller.nip).is_some() {
        found.push(said(key("nip_country"), &seller.nip_country, |key, value, Spot { line, column }| {
            Set064 { key, value, line, column }.into()
        }));
    }
    found
}

/// Is it the number of a bank account: 26 digits in Poland, an IBAN elsewhere, with digits that check it?
fn is_account(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let plain = plain.to_uppercase();
    let plain = plain.strip_prefix("IBAN").unwrap_or(&plain).trim_start_matches(':');
    let number = if plain.starts_with(|c: char| c.is_ascii_digit()) { format!("PL{plain}") } else { plain.to_owned() };
    let is_known = if number.starts_with("PL") { number.len() == 28 } else { (15..=34).contains(&number.len()) };
    let Some((begin, rest)) = number.split_at_checked(4).filter(|_| is_known) else { return false };
    // ISO 13616: letters are numbers from 10, and all of it leaves 1 when it is divided by 97.
    let left = rest.chars().chain(begin.chars()).try_fold(0, |left, c| {
        let value = c.to_digit(36)?;
        let places = if value < 10 { 10 } else { 100 };
        Some((left * places + value) % 97)
    });
    left == Some(1)
}

/// Two of the values in one attribute: only one of them can be in it.
fn one_attribute_twice<'s>(level: &str, fields: &'s Fields) -> Option<Remark<'s>> {
    let codes = &fields.attributes;
    let all = [
        ("order", &codes.order),
        ("login", &codes.login),
        ("payment", &codes.payment),
        ("point", &codes.point),
        ("account", &codes.account),
        ("compensation", &codes.compensation),
    ];
    all.into_iter().enumerate().find_map(|(place, (second, code))| {
        let mut before = all.into_iter().take(place);
        let (first, _) = before.find(|(_, other)| !code.is_empty() && other.eq_ignore_ascii_case(code))?;
        let tell = move |Spot { line, column }: Spot| {
            let code = code.as_str().into();
            Set065 { first: first.into(), second: second.into(), code, line, column }
        };
        Some(Remark::new(format!("{level}fields.attributes.{second}"), tell))
    })
}

/// A foreign number that would be cut in every file.
fn long_number<'s>(level: &str, settings: &'s Settings) -> Option<Remark<'s>> {
    let pattern = settings.fields.foreign_number.as_str();
    let alias = settings.accounts.keys().map(String::len).min().unwrap_or(1);
    // Of a login it is only known that it is there.
    let least = [("{id}", 8), ("{uuid}", 36), ("{konto}", alias), ("{login}", 1)];
    let length = least.into_iter().fold(text::length(pattern), |length, (placeholder, least)| {
        let times = pattern.matches(placeholder).count();
        length - times * placeholder.len() + times * least
    });
    (length > NUMBER_MAX).then(|| {
        Remark::new(format!("{level}fields.foreign_number"), move |Spot { line, column }| Set067 {
            pattern: pattern.into(),
            length: length.into(),
            max: NUMBER_MAX.into(),
            line,
            column,
        })
    })
}

/// A server with more than its name.
pub(super) fn of_letters(email: &Email) -> Option<Remark<'_>> {
    let written = email.server.trim();
    let host = written.rsplit_once("://").map_or(written, |(_, host)| host).trim_end_matches('/');
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') && port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port),
        _ => (host, ""),
    };
    (host != written).then(|| {
        let port = if port.is_empty() { email.port.to_string() } else { port.to_owned() };
        let tell = move |Spot { line, column }: Spot| Set066 {
            value: email.server.as_str().into(),
            host: host.into(),
            port: port.into(),
            line,
            column,
        };
        Remark::new("email.server", tell)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_account_checks_itself() {
        for text in [
            "61109010140000071219812874",
            "61 1090 1014 0000 0712 1981 2874",
            "PL61109010140000071219812874",
            "DE89370400440532013000",
        ] {
            assert!(is_account(text), "{text}");
        }
        for text in [
            "abc",
            "12 3456",
            "61109010140000071219812875",
            "6110901014000007121981287",
            "DE89370400440532013001",
            "PL",
            "ŻŻ",
        ] {
            assert!(!is_account(text), "{text}");
        }
    }

    #[test]
    fn a_server_is_its_name_alone() {
        let told = |server: &str| of_letters(&Email { server: server.to_owned(), ..Email::default() }).is_some();
        for server in ["smtp.firma.pl:587", "https://poczta.firma.pl/", "smtp://smtp.firma.pl:25"] {
            assert!(told(server), "{server}");
        }
        for server in ["", "smtp.firma.pl", "192.168.0.1", "::1", "localhost"] {
            assert!(!told(server), "{server}");
        }
    }
}
