//! What is well-formed in the settings and cannot be meant.

use std::collections::BTreeMap;

use super::file::is_name;
use crate::core::message::Message;
use crate::core::message::text::{
    Set006, Set008, Set009, Set010, Set011, Set012, Set013, Set014, Set015, Set016, Set017, Set018, Set019, Set020,
    Set023, Set030, Set031, Set032,
};
use crate::core::profile::Counting;
use crate::core::schedule::{Rule, ScheduleError};
use crate::core::settings::{CardRules, Company, Email, Engine, Settings, SqlLogin};
use crate::core::template;
use crate::core::text;
use crate::core::vat::VatRate;

/// Length of `Twr_JM`.
const UNIT_MAX: usize = 20;
/// Length of `TwG_Kod`.
const GROUP_MAX: usize = 50;

/// The first thing that TOML cannot know to be wrong.
pub(super) fn senseless(settings: &Settings) -> Option<Message> {
    if let Some(message) = levels(settings).find_map(|(level, settings)| policies(&level, settings)) {
        return Some(message);
    }
    for name in settings.accounts.keys().chain(settings.companies.keys()) {
        if !is_name(name) {
            return Some(Set006 { name: name.into() }.into());
        }
    }
    for (alias, account) in &settings.accounts {
        if account.company.is_empty() && settings.companies.len() > 1 {
            return Some(Set008 { alias: alias.into() }.into());
        }
    }
    if let Some(message) = settings.companies.iter().find_map(|(name, company)| no_base(name, company)) {
        return Some(message);
    }
    if let Some(message) = shared_base(&settings.companies) {
        return Some(message);
    }
    let schedules = settings.accounts.iter().filter_map(|(alias, account)| {
        account.schedule.as_ref().map(|own| (format!("[accounts.{alias}.schedule]"), own))
    });
    for (part, schedule) in schedules.chain([("[schedule]".to_owned(), &settings.schedule)]) {
        if let Err(error) = Rule::read(schedule) {
            return Some(no_schedule(&part, &error));
        }
    }
    if !(1..=3600).contains(&settings.watch.scan_seconds) {
        return Some(Set015 { value: settings.watch.scan_seconds.into() }.into());
    }
    // Ten years are for ever, and less than a week takes the file away while its parcel is on the way.
    if settings.log.keep_days > 3660 {
        return Some(Set016 { value: settings.log.keep_days.into() }.into());
    }
    if !matches!(settings.retention.days, 0 | 7..=3660) {
        return Some(Set017 { value: settings.retention.days.into() }.into());
    }
    if let Some(message) = no_letters(&settings.email) {
        return Some(message);
    }
    if settings.files.max_size_mib == 0 || settings.files.max_size_mib > 1024 {
        return Some(Set009 { value: settings.files.max_size_mib.into() }.into());
    }
    None
}

/// What stands for a VAT rate and is none, at whatever level: its key, its value.
pub(super) fn no_rate(settings: &Settings) -> Option<(String, String)> {
    levels(settings).find_map(|(level, settings)| {
        let rates = [
            ("vat.default_rate", &settings.vat.default_rate),
            ("delivery.vat", &settings.delivery.vat),
            ("services.vat", &settings.services.vat),
            ("products.card.vat", &settings.products.card.vat),
        ];
        let (key, rate) = rates.into_iter().find(|(_, rate)| !rate.is_empty() && VatRate::parse(rate).is_err())?;
        Some((format!("{level}{key}"), rate.clone()))
    })
}

/// From above: what is wrong is said of the level that it stands at. With what stands before the level's keys.
fn levels(settings: &Settings) -> impl Iterator<Item = (String, &Settings)> {
    let companies = settings.levels.companies.iter().map(|(name, own)| (format!("companies.{name}."), own));
    let accounts = settings.levels.accounts.iter().map(|(alias, own)| (format!("accounts.{alias}."), own));
    [(String::new(), settings)].into_iter().chain(companies).chain(accounts)
}

/// A rule for new cards by which no card could be made, or one card of everything: its key, what is wrong.
pub(super) fn unfit_card(settings: &Settings) -> Option<(String, CardMistake)> {
    let companies = settings.levels.companies.iter().map(|(name, own)| (format!("companies.{name}."), own));
    [(String::new(), settings)].into_iter().chain(companies).find_map(|(level, settings)| {
        let (name, mistake) = card_mistake(&settings.products.card)?;
        Some((format!("{level}products.card.{name}"), mistake))
    })
}

/// What is wrong with a rule for new cards.
pub(super) enum CardMistake {
    /// In braces, and nothing that a template may name.
    Unknown(String),
    /// A code that is the same for everything.
    Same(String),
    /// Nothing, or more than the column holds.
    Unfit(String),
}

fn card_mistake(card: &CardRules) -> Option<(&'static str, CardMistake)> {
    let templates = [("code", &card.code), ("name", &card.name), ("catalogue_number", &card.catalogue_number)];
    for (name, template) in templates {
        if let Some(unknown) = template::unknown_placeholder(template) {
            return Some((name, CardMistake::Unknown(unknown.to_owned())));
        }
    }
    if !template::PLACEHOLDERS.iter().any(|known| card.code.contains(known)) {
        return Some(("code", CardMistake::Same(card.code.clone())));
    }
    if template::gives_no_code(&card.code) {
        return Some(("code", CardMistake::Unfit(card.code.clone())));
    }
    let too_long = |text: &str, max| text::length(text) > max;
    if card.unit.trim().is_empty() || too_long(&card.unit, UNIT_MAX) {
        return Some(("unit", CardMistake::Unfit(card.unit.clone())));
    }
    let blank = card.group.trim().is_empty() && !card.group.is_empty();
    (blank || too_long(&card.group, GROUP_MAX)).then(|| ("group", CardMistake::Unfit(card.group.clone())))
}

/// What may stand at any level; `level` is what stands before its keys.
fn policies(level: &str, settings: &Settings) -> Option<Message> {
    let persons = [("invoice", &settings.documents.invoice), ("private", &settings.documents.private)];
    let (class, _) = persons.into_iter().find(|(_, policy)| policy.counted_from == Counting::Net)?;
    Some(Set023 { part: format!("{level}documents.{class}").into() }.into())
}

/// What is missing to reach a company's base.
fn no_base(name: &str, company: &Company) -> Option<Message> {
    if company.engine == Engine::Sandbox {
        return None;
    }
    let needs_user = company.login == SqlLogin::Sql || !cfg!(windows);
    let missing = [
        ("server", company.server.is_empty()),
        ("database", company.database.is_empty()),
        ("user", company.user.is_empty() && needs_user),
    ];
    if let Some((key, _)) = missing.into_iter().find(|(_, missing)| *missing) {
        return Some(Set030 { company: name.into(), key: key.into() }.into());
    }
    company.address().is_none().then(|| Set031 { company: name.into(), server: company.server.as_str().into() }.into())
}

/// Two companies with one base: each order of either would be looked for, and written, twice.
fn shared_base(companies: &BTreeMap<String, Company>) -> Option<Message> {
    let mut bases: BTreeMap<String, &str> = BTreeMap::new();
    for (name, company) in companies {
        // One of the sandbox's usual name lies in the company's own folder.
        let base = match company.engine {
            Engine::Sandbox if company.file.is_empty() => continue,
            Engine::Sandbox => company.file.clone(),
            Engine::SqlServer => format!("{}/{}", company.server, company.database).to_lowercase(),
        };
        if let Some(first) = bases.insert(base.clone(), name) {
            return Some(Set032 { first: first.into(), second: name.into(), base: base.into() }.into());
        }
    }
    None
}

/// Why no letter could be sent. What was begun and not ended is a mistake and not the wish for none.
fn no_letters(email: &Email) -> Option<Message> {
    if !email.is_on() {
        return None;
    }
    let missing = [("from", email.from.is_empty()), ("to", email.to.is_empty())];
    if let Some((key, _)) = missing.into_iter().find(|(_, missing)| *missing) {
        return Some(Set018 { key: key.into() }.into());
    }
    let looks_right = |address: &&String| {
        let (name, host) = address.split_once('@').unwrap_or_default();
        !name.is_empty() && !host.is_empty() && !address.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    if let Some(wrong) = [&email.from].into_iter().chain(&email.to).find(|address| !looks_right(address)) {
        return Some(Set019 { value: wrong.as_str().into() }.into());
    }
    email.summary_at().err().map(|value| Set020 { value: value.into() }.into())
}

fn no_schedule(part: &str, error: &ScheduleError) -> Message {
    let part = || part.into();
    match error {
        ScheduleError::Time(value) => Set010 { part: part(), value: value.into() }.into(),
        ScheduleError::Weekday(value) => Set011 { part: part(), value: value.into() }.into(),
        ScheduleError::Hours(value) => Set012 { part: part(), value: value.into() }.into(),
        ScheduleError::Every(value) => Set013 { part: part(), value: (*value).into() }.into(),
        ScheduleError::Outside { time, hours } => {
            Set014 { part: part(), time: time.into(), hours: hours.into() }.into()
        }
    }
}
