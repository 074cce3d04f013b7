//! What is well-formed in the settings and cannot be meant.

use std::collections::BTreeMap;

use super::file::is_name;
use crate::core::message::text::{
    Set005, Set006, Set007, Set008, Set010, Set011, Set012, Set013, Set014, Set018, Set019, Set020, Set023, Set028,
    Set029, Set030, Set031, Set032, Set040, Set041, Set042, Set047, Set048, Set049, Set050, Set051, Set056, Set057,
    Set068,
};
use crate::core::message::{Arg, Message};
use crate::core::near::nearest;
use crate::core::profile::Counting;
use crate::core::schedule::{Rule, ScheduleError};
use crate::core::settings::remark::{Remark, Spot};
use crate::core::settings::{Account, CardRules, Company, Email, Engine, Fields, Schedule, Settings, SqlLogin, fields};
use crate::core::template;
use crate::core::text;
use crate::core::vat::VatRate;

/// Length of `Twr_JM`.
const UNIT_MAX: usize = 20;
/// Length of `TwG_Kod`.
const GROUP_MAX: usize = 50;

/// What TOML cannot know to be wrong; `is_said`: does the file have a value at this path?
pub(super) fn senseless<'s>(settings: &'s Settings, is_said: &dyn Fn(&str) -> bool) -> Vec<Remark<'s>> {
    let mut found = of_level("", settings);
    let companies = settings.levels.companies.iter().map(|(name, own)| (format!("companies.{name}."), own));
    let accounts = settings.levels.accounts.iter().map(|(alias, own)| (format!("accounts.{alias}."), own));
    for (level, own) in companies.chain(accounts) {
        // What stands above is wrong there.
        found.extend(of_level(&level, own).into_iter().filter(|remark| is_said(&remark.key)));
    }
    for (alias, account) in &settings.accounts {
        found.extend(name(format!("accounts.{alias}"), alias));
        found.extend(of_account(settings, alias, account));
    }
    for (company, own) in &settings.companies {
        found.extend(name(format!("companies.{company}"), company));
        found.extend(no_base(company, own));
    }
    found.extend(shared_base(&settings.companies));
    found.extend(of_schedule("schedule", &settings.schedule));
    found.extend(no_letters(&settings.email));
    found
}

/// What may stand at any level; `level` is what stands before its keys.
fn of_level<'s>(level: &str, settings: &'s Settings) -> Vec<Remark<'s>> {
    let persons = [("invoice", &settings.documents.invoice), ("private", &settings.documents.private)];
    let net = persons.into_iter().filter(|(_, policy)| policy.counted_from == Counting::Net);
    let mut found: Vec<Remark<'s>> = net
        .map(|(class, _)| {
            let part = format!("{level}documents.{class}");
            Remark::new(format!("{part}.counted_from"), |Spot { line, column }| Set023 {
                part: part.into(),
                line,
                column,
            })
        })
        .collect();
    let rates = [
        ("vat.default_rate", &settings.vat.default_rate),
        ("delivery.vat", &settings.delivery.vat),
        ("services.vat", &settings.services.vat),
        ("products.card.vat", &settings.products.card.vat),
    ];
    for (key, rate) in rates.into_iter().filter(|(_, rate)| !rate.is_empty() && VatRate::parse(rate).is_err()) {
        found.push(of_value(format!("{level}{key}"), rate, |key, value, Spot { line, column }| {
            Set005 { key, value, line, column }.into()
        }));
    }
    let codes = [
        ("delivery.default_service", &settings.delivery.default_service),
        ("services.deposit", &settings.services.deposit),
        ("services.additional", &settings.services.additional),
    ];
    for (key, code) in codes.into_iter().filter(|(_, code)| text::code_fault(code) == Some(text::CodeFault::Characters))
    {
        found.push(of_value(format!("{level}{key}"), code, |key, value, Spot { line, column }| {
            Set051 { key, value, line, column }.into()
        }));
    }
    let country = &settings.seller.nip_country;
    let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !country.trim().is_empty() && !is_code {
        found.push(of_value(format!("{level}seller.nip_country"), country, |key, value, Spot { line, column }| {
            Set050 { key, value, line, column }.into()
        }));
    }
    found.extend(numbers(level, &settings.fields));
    found.extend(card(level, &settings.products.card));
    found
}

/// A sentence that quotes the value.
fn of_value(key: String, value: &str, tell: fn(Arg, Arg, Spot) -> Message) -> Remark<'_> {
    let shown = key.clone();
    Remark::new(key, move |spot| tell(shown.into(), value.into(), spot))
}

/// A foreign number that is not one order's: all orders would have one, or one RO would be the document of every order.
fn numbers<'s>(level: &str, fields: &'s Fields) -> Vec<Remark<'s>> {
    let own = [("foreign_number", &fields.foreign_number, true)];
    let others = fields.other_foreign_numbers.iter().map(|pattern| ("other_foreign_numbers", pattern, false));
    let wrong = own.into_iter().chain(others).filter_map(|(key, pattern, login)| {
        let unknown = fields::unknown_placeholder(pattern, login);
        let key = format!("{level}fields.{key}");
        let shown = key.clone();
        match unknown {
            _ if !fields::is_of_one_order(pattern) && login => {
                Some(of_value(key, pattern, |key, pattern, Spot { line, column }| {
                    Set057 { key, pattern, line, column }.into()
                }))
            }
            _ if !fields::is_of_one_order(pattern) => {
                Some(of_value(key, pattern, |key, pattern, Spot { line, column }| {
                    Set028 { key, pattern, line, column }.into()
                }))
            }
            Some(unknown) => Some(Remark::new(key, move |Spot { line, column }| {
                let (pattern, unknown) = (pattern.into(), unknown.into());
                Set029 { key: shown.into(), pattern, unknown, line, column }
            })),
            None => None,
        }
    });
    wrong.collect()
}

/// A rule for new cards by which no card could be made, or one card of everything.
fn card<'s>(level: &str, card: &'s CardRules) -> Option<Remark<'s>> {
    let key = |name: &str| format!("{level}products.card.{name}");
    let unfit = |name: &str, value: &'s str| {
        of_value(key(name), value, |key, value, Spot { line, column }| Set042 { key, value, line, column }.into())
    };
    let templates = [("code", &card.code), ("name", &card.name), ("catalogue_number", &card.catalogue_number)];
    for (name, template) in templates {
        if let Some(unknown) = template::unknown_placeholder(template) {
            return Some(of_value(key(name), unknown, |key, placeholder, Spot { line, column }| {
                Set040 { key, placeholder, line, column }.into()
            }));
        }
    }
    if !template::PLACEHOLDERS.iter().any(|known| card.code.contains(known)) {
        return Some(of_value(key("code"), &card.code, |key, value, Spot { line, column }| {
            Set041 { key, value, line, column }.into()
        }));
    }
    if template::gives_no_code(&card.code) {
        return Some(unfit("code", &card.code));
    }
    let too_long = |text: &str, max| text::length(text) > max;
    if card.unit.trim().is_empty() || too_long(&card.unit, UNIT_MAX) {
        return Some(unfit("unit", &card.unit));
    }
    let blank = card.group.trim().is_empty() && !card.group.is_empty();
    (blank || too_long(&card.group, GROUP_MAX)).then(|| unfit("group", &card.group))
}

/// A name of an account or a company goes into file names and numbers.
fn name(key: String, name: &str) -> Option<Remark<'_>> {
    let tell = move |Spot { line, column }: Spot| Set006 { name: name.into(), line, column };
    (!is_name(name)).then(|| Remark::new(key, tell))
}

/// An account that belongs to no company, and one that is asked for in a way that is none.
fn of_account<'s>(settings: &'s Settings, alias: &'s str, account: &'s Account) -> Vec<Remark<'s>> {
    let key = |name: &str| format!("accounts.{alias}.{name}");
    let mut found = Vec::new();
    if account.company.is_empty() && settings.companies.len() > 1 {
        let tell = move |Spot { line, column }: Spot| Set008 { alias: alias.into(), line, column };
        found.push(Remark::new(key("company"), tell));
    }
    if !account.company.is_empty() && !settings.companies.contains_key(&account.company) {
        let tell = move |Spot { line, column }: Spot| {
            let company = account.company.as_str();
            let near = nearest(company, settings.companies.keys().map(String::as_str)).unwrap_or("none").into();
            Set007 { alias: alias.into(), company: company.into(), near, line, column }
        };
        found.push(Remark::new(key("company"), tell));
    }
    let addresses = [("api_url", &account.api_url), ("auth_url", &account.auth_url)];
    for (name, address) in addresses.into_iter().filter_map(|(name, address)| Some((name, address.as_ref()?))) {
        let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        if host.is_none_or(|host| host.is_empty() || host.starts_with('/') || host.contains(char::is_whitespace)) {
            found.push(of_value(key(name), address, |key, value, Spot { line, column }| {
                Set048 { key, value, line, column }.into()
            }));
        }
    }
    if account.client_id.contains(|c: char| !c.is_ascii_graphic()) {
        found.push(of_value(key("client_id"), &account.client_id, |key, value, Spot { line, column }| {
            Set049 { key, value, line, column }.into()
        }));
    }
    if account.begins().is_none() {
        found.push(of_value(key("begin"), &account.begin, |key, value, Spot { line, column }| {
            Set068 { key, value, line, column }.into()
        }));
    }
    if let Some(own) = &account.schedule {
        found.extend(of_schedule(&key("schedule"), own));
    }
    found
}

/// What is missing to reach a company's base.
fn no_base<'s>(name: &'s str, company: &'s Company) -> Option<Remark<'s>> {
    if company.engine == Engine::Sandbox {
        return None;
    }
    let path = |key: &str| format!("companies.{name}.{key}");
    let needs_user = company.login == SqlLogin::Sql || !cfg!(windows);
    let missing = [
        ("server", company.server.is_empty()),
        ("database", company.database.is_empty()),
        ("user", company.user.is_empty() && needs_user),
    ];
    if let Some((key, _)) = missing.into_iter().find(|(_, missing)| *missing) {
        let tell = move |Spot { line, column }: Spot| Set030 { company: name.into(), key: key.into(), line, column };
        return Some(Remark::new(path(key), tell));
    }
    if company.login == SqlLogin::Windows && !cfg!(windows) {
        let tell = move |Spot { line, column }: Spot| Set056 { company: name.into(), line, column };
        return Some(Remark::new(path("login"), tell));
    }
    let tell = move |Spot { line, column }: Spot| {
        let server = company.server.as_str().into();
        Set031 { company: name.into(), server, line, column }
    };
    company.address().is_none().then(|| Remark::new(path("server"), tell))
}

/// Two companies with one base: each order of either would be looked for, and written, twice.
fn shared_base(companies: &BTreeMap<String, Company>) -> Option<Remark<'_>> {
    let mut bases: BTreeMap<String, &str> = BTreeMap::new();
    for (name, company) in companies {
        // One of the sandbox's usual name lies in the company's own folder.
        let base = match company.engine {
            Engine::Sandbox if company.file.is_empty() => continue,
            Engine::Sandbox => company.file.clone(),
            Engine::SqlServer => format!("{}/{}", company.server, company.database).to_lowercase(),
        };
        if let Some(first) = bases.insert(base.clone(), name) {
            let tell = move |_: Spot| Set032 { first: first.into(), second: name.into(), base: base.into() };
            return Some(Remark::new(format!("companies.{name}"), tell));
        }
    }
    None
}

/// Why no letter could be sent. What was begun and not ended is a mistake and not the wish for none.
fn no_letters(email: &Email) -> Option<Remark<'_>> {
    if !email.is_on() {
        return None;
    }
    let missing = [("from", email.from.is_empty()), ("to", email.to.is_empty())];
    if let Some((key, _)) = missing.into_iter().find(|(_, missing)| *missing) {
        let tell = move |Spot { line, column }: Spot| Set018 { key: key.into(), line, column };
        return Some(Remark::new(format!("email.{key}"), tell));
    }
    let looks_right = |address: &&String| {
        let (name, host) = address.split_once('@').unwrap_or_default();
        !name.is_empty() && !host.is_empty() && !address.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    let of = |key: &str, address: &String| (format!("email.{key}"), address.clone());
    let all = [of("from", &email.from)].into_iter().chain(email.to.iter().map(|address| of("to", address)));
    if let Some((key, wrong)) = all.into_iter().find(|(_, address)| !looks_right(&address)) {
        let tell = move |Spot { line, column }: Spot| Set019 { value: wrong.into(), line, column };
        return Some(Remark::new(key, tell));
    }
    let value = email.summary_at().err()?;
    let tell = move |Spot { line, column }: Spot| Set020 { value: value.into(), line, column };
    Some(Remark::new("email.daily_at", tell))
}

/// A schedule that says nothing; `path` is the part's.
fn of_schedule<'s>(path: &str, schedule: &'s Schedule) -> Option<Remark<'s>> {
    let error = Rule::read(schedule).err()?;
    let part = format!("[{path}]");
    let key = match &error {
        ScheduleError::Time(_) | ScheduleError::Outside { .. } => "daily_at",
        ScheduleError::Weekday(_) => "weekdays",
        ScheduleError::Hours(_) | ScheduleError::Empty(_) => "hours",
        ScheduleError::Every(_) => "every_minutes",
    };
    let tell = move |Spot { line, column }: Spot| -> Message {
        let part = part.into();
        match error {
            ScheduleError::Every(value) => Set013 { part, value: value.into(), line, column }.into(),
            ScheduleError::Time(value) => Set010 { part, value: value.into(), line, column }.into(),
            ScheduleError::Weekday(value) => Set011 { part, value: value.into(), line, column }.into(),
            ScheduleError::Hours(value) => Set012 { part, value: value.into(), line, column }.into(),
            ScheduleError::Empty(value) => Set047 { part, value: value.into(), line, column }.into(),
            ScheduleError::Outside { time, hours } => {
                Set014 { part, time: time.into(), hours: hours.into(), line, column }.into()
            }
        }
    };
    Some(Remark::new(format!("{path}.{key}"), tell))
}
