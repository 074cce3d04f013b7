//! Settings that contradict each other, or say something that has no effect: they are taken, and said.

use super::remark::{Remark, Spot};
use super::{
    CardRules, Choice, Company, DescriptionLine, DocumentPolicy, Email, Encryption, Engine, Fields, Kind, Orders,
    Schedule, Settings,
};
use crate::core::kinds;
use crate::core::message::text::{Set052, Set053, Set054, Set055};
use crate::core::schedule::Rule;

mod values;

/// What is to be said of settings that can be used; `is_said`: does the file have a value at this path?
#[must_use]
pub fn doubts<'s>(settings: &'s Settings, is_said: &dyn Fn(&str) -> bool) -> Vec<Remark<'s>> {
    let mut found = of_level("", settings, is_said);
    let companies = settings.levels.companies.iter().map(|(name, own)| (format!("companies.{name}."), own));
    let accounts = settings.levels.accounts.iter().map(|(alias, own)| (format!("accounts.{alias}."), own));
    for (level, own) in companies.chain(accounts) {
        found.extend(of_level(&level, own, is_said));
    }
    found.extend(of_orders(&settings.orders));
    for (name, company) in &settings.companies {
        found.extend(of_company(name, company));
    }
    for (alias, account) in &settings.accounts {
        found.extend(account.schedule.as_ref().and_then(|own| never(&format!("accounts.{alias}.schedule"), own)));
    }
    let everybody_has_his_own =
        !settings.accounts.is_empty() && settings.accounts.values().all(|account| account.schedule.is_some());
    found.extend(never("schedule", &settings.schedule).filter(|_| !everybody_has_his_own));
    found.extend(of_letters(&settings.email));
    found.extend(values::of_letters(&settings.email));
    // What nobody wrote is the program's own affair, and a rule at the top may be meant for a company's cards.
    let makes_cards = settings.levels.companies.values().any(|own| own.products.create);
    found.retain(|remark| is_said(&remark.key) && !(makes_cards && remark.key.starts_with("products.card.")));
    found
}

/// One setting that has no effect for the sake of another.
struct Idle {
    key: String,
    value: String,
    /// The other, what it is, and what it should be.
    other: String,
    now: &'static str,
    needed: &'static str,
}

impl From<Idle> for Remark<'_> {
    fn from(Idle { key, value, other, now, needed }: Idle) -> Self {
        let shown = key.clone();
        Self::new(key, move |Spot { line, column }| Set052 {
            key: shown.into(),
            value: value.into(),
            other: other.into(),
            now: now.into(),
            needed: needed.into(),
            line,
            column,
        })
    }
}

/// As the file writes a text.
fn text(value: &str) -> String {
    format!("\"{value}\"")
}

/// What may stand at any level.
fn of_level<'s>(level: &str, settings: &'s Settings, is_said: &dyn Fn(&str) -> bool) -> Vec<Remark<'s>> {
    let mut found = Vec::new();
    let policies = [
        ("firm", &settings.documents.firm),
        ("invoice", &settings.documents.invoice),
        ("private", &settings.documents.private),
    ];
    found.extend(
        policies
            .into_iter()
            .filter_map(|(class, policy)| definition(&format!("{level}documents.{class}"), policy, is_said)),
    );
    found.extend(description(level, &settings.fields));
    found.extend(values::of_level(level, settings));
    if settings.vat.exempt_seller && !settings.vat.default_rate.is_empty() {
        let (key, value) = (format!("{level}vat.default_rate"), text(&settings.vat.default_rate));
        found
            .push(Idle { key, value, other: format!("{level}vat.exempt_seller"), now: "true", needed: "false" }.into());
    }
    if !settings.products.create {
        let usual = CardRules::default();
        let card = &settings.products.card;
        let texts = [
            ("code", &card.code, &usual.code),
            ("name", &card.name, &usual.name),
            ("catalogue_number", &card.catalogue_number, &usual.catalogue_number),
            ("vat", &card.vat, &usual.vat),
            ("group", &card.group, &usual.group),
        ];
        let flags = [("ean", card.ean, usual.ean), ("price", card.price, usual.price)];
        let texts = texts.into_iter().filter(|(_, own, usual)| own != usual).map(|(key, own, _)| (key, text(own)));
        let flags =
            flags.into_iter().filter(|(_, own, usual)| own != usual).map(|(key, own, _)| (key, own.to_string()));
        found.extend(texts.chain(flags).map(|(name, value)| {
            let key = format!("{level}products.card.{name}");
            Idle { key, value, other: format!("{level}products.create"), now: "false", needed: "true" }.into()
        }));
    }
    found
}

/// A kind of document with the numbering scheme that a fresh base has for another kind.
fn definition<'s>(part: &str, policy: &'s DocumentPolicy, is_said: &dyn Fn(&str) -> bool) -> Option<Remark<'s>> {
    let (kind, symbol) = (policy.kind.row(), policy.definition.as_str());
    let others = [Kind::Ro, Kind::Pf, Kind::Fa, Kind::Pa].map(|kind| kind.row().symbol);
    if symbol == kind.symbol || !others.contains(&symbol) {
        return None;
    }
    // A level that says one of the two has the other from above.
    let [own, from] = ["definition", "kind"].map(|name| format!("{part}.{name}"));
    let tell = move |Spot { line, column }: Spot| Set053 {
        symbol: symbol.into(),
        kind: kinds::in_words(kind.plain.class),
        own: kind.symbol.into(),
        line,
        column,
    };
    Some(Remark::new(if is_said(&own) { own } else { from }, tell))
}

/// What is wanted in the description, and no line of it.
fn description<'s>(level: &str, fields: &'s Fields) -> Vec<Remark<'s>> {
    let wanted = [
        ("phone_in_description", fields.phone_in_description, DescriptionLine::Telefon),
        ("email_in_description", fields.email_in_description, DescriptionLine::Email),
    ];
    let missing = wanted.into_iter().filter(|(_, wanted, line)| *wanted && !fields.description.contains(line));
    missing
        .map(|(name, _, entry)| {
            let key = format!("{level}fields.{name}");
            let shown = key.clone();
            Remark::new(key, move |Spot { line, column }| Set055 {
                key: shown.into(),
                entry: entry.key().into(),
                line,
                column,
            })
        })
        .collect()
}

/// What only counts for orders that are held.
fn of_orders(orders: &Orders) -> Vec<Remark<'_>> {
    let held = [
        (
            "one_fulfillment_warehouse",
            &orders.one_fulfillment_warehouse,
            "orders.one_fulfillment",
            orders.one_fulfillment,
        ),
        ("one_fulfillment_series", &orders.one_fulfillment_series, "orders.one_fulfillment", orders.one_fulfillment),
        ("currency_definition", &orders.currency_definition, "orders.foreign_currency", orders.foreign_currency),
        ("currency_series", &orders.currency_series, "orders.foreign_currency", orders.foreign_currency),
    ];
    let idle = held.into_iter().filter(|(_, value, _, choice)| !value.is_empty() && *choice == Choice::Stop);
    idle.map(|(name, value, other, _)| {
        let key = format!("orders.{name}");
        Idle { key, value: text(value), other: other.to_owned(), now: "\"stop\"", needed: "\"import\"" }.into()
    })
    .collect()
}

/// What a base of another kind, or another way of reaching it, has no use for.
fn of_company<'s>(name: &str, company: &'s Company) -> Vec<Remark<'s>> {
    let of_server = [
        ("server", &company.server),
        ("database", &company.database),
        ("user", &company.user),
        ("ca_file", &company.ca_file),
    ];
    let of_sandbox = [("file", &company.file)];
    let (idle, now, needed) = match company.engine {
        Engine::Sandbox => (&of_server[..], "\"sandbox\"", "\"sqlserver\""),
        Engine::SqlServer => (&of_sandbox[..], "\"sqlserver\"", "\"sandbox\""),
    };
    let mut found: Vec<Remark<'s>> = Vec::new();
    for (key, value) in idle.iter().filter(|(_, value)| !value.is_empty()) {
        let (key, other) = (format!("companies.{name}.{key}"), format!("companies.{name}.engine"));
        found.push(Idle { key, value: text(value), other, now, needed }.into());
    }
    let unchecked = match company.encryption {
        Encryption::Required => None,
        Encryption::Trust => Some("\"trust\""),
        Encryption::Off => Some("\"off\""),
    };
    if let Some(now) = unchecked.filter(|_| company.engine == Engine::SqlServer && !company.ca_file.is_empty()) {
        let (key, other) = (format!("companies.{name}.ca_file"), format!("companies.{name}.encryption"));
        found.push(Idle { key, value: text(&company.ca_file), other, now, needed: "\"required\"" }.into());
    }
    found
}

/// A schedule by which nothing ever begins; `path` is the part's.
fn never<'s>(path: &str, schedule: &'s Schedule) -> Option<Remark<'s>> {
    Rule::read(schedule).ok()?.usual_pause().is_none().then(|| {
        let part = format!("[{path}]");
        Remark::new(format!("{path}.every_minutes"), move |Spot { line, column }| Set054 {
            part: part.into(),
            line,
            column,
        })
    })
}

/// Letters to somebody, and no server that would send them.
fn of_letters(email: &Email) -> Vec<Remark<'_>> {
    let begun = [("from", email.from.clone()), ("to", email.to.join(", ")), ("daily_at", email.daily_at.clone())];
    let idle = begun.into_iter().filter(|(_, value)| !value.is_empty() && !email.is_on());
    idle.map(|(name, value)| {
        let (key, other) = (format!("email.{name}"), "email.server".to_owned());
        Idle { key, value: text(&value), other, now: "\"\"", needed: "\"smtp.firma.pl\"" }.into()
    })
    .collect()
}

#[cfg(test)]
mod tests;
