//! What a set-up lacks: from the settings and a look at the base to findings, each with what to do about it.

use jiff::{SignedDuration, Timestamp};

use super::inspection::{FoundDefinition, FoundTrigger, Inspection, Named, UnknownColumn};
use super::kinds::{self, Way};
use super::message::Message;
use super::message::text::{
    Doc010, Doc011, Doc012, Doc013, Doc014, Doc015, Doc016, Doc018, Doc019, Doc020, Doc021, Doc022, Doc023, Doc024,
    Doc025, Doc026, Doc027, Doc028, Doc029, Doc030, Doc031, Doc032, Doc033, Doc034, Doc035, Doc036, Doc037, Doc038,
    Doc041, Doc042, Doc043, Doc044, Doc045, SchemeNoNumber, SchemeNoSeries, SchemeTooLong, SchemeUnknown,
};
use super::plan::numbering::{self, Members, SchemeError};
use super::poland;
use super::problem::{Place, Problem, Severity};
use super::settings::{AfterImport, Choice, DocumentPolicy, ForeignDelivery, Settings};
use super::tables::{Table, Tables};

/// The base's collation, without which case and Polish letters compare otherwise.
const COLLATION: &str = "Polish_CI_AS";
/// Clocks further apart than this give documents of the wrong day around midnight.
const CLOCKS: SignedDuration = SignedDuration::from_mins(5);

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// Settings and mapping tables.
    Settings,
    /// Folders and the disk.
    Folders,
    /// The base itself.
    Base,
    /// What the base must have.
    Optima,
    /// Allegro.
    Allegro,
}

/// Green (a note), yellow (a warning) or red (an error).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub area: Area,
    /// Code, words, what to do.
    pub problem: Problem,
}

impl Finding {
    /// A finding.
    #[must_use]
    pub fn new(area: Area, severity: Severity, message: impl Into<Message>) -> Self {
        Self { area, problem: Problem { severity, message: message.into(), place: Place::default(), others: 0 } }
    }

    /// Is it red?
    #[must_use]
    pub fn is_red(&self) -> bool {
        self.problem.is_error()
    }
}

/// What settings and mapping tables name. Goods are not among it: they are met with the orders.
#[must_use]
pub fn named(settings: &Settings, tables: &Tables) -> Named {
    let removes = settings.orders.after_import == AfterImport::Replace;
    let mut named = Named { removes, creates: settings.products.create, ..Named::default() };
    let abroad = &settings.orders.currency_definition;
    for policy in policies(settings) {
        let (class, symbol) = definition_of(policy);
        named.definitions.insert((class, symbol.to_owned()));
        if !abroad.is_empty() {
            named.definitions.insert((class, abroad.clone()));
        }
        named.warehouses.insert(policy.warehouse.clone());
        named.categories.insert(policy.category.clone());
        named.contractor_groups.insert(policy.group.trim().to_owned());
    }
    if settings.orders.one_fulfillment == Choice::Import {
        named.warehouses.insert(settings.orders.one_fulfillment_warehouse.clone());
    }
    let forms = forms(settings).map(|(_, form)| form);
    named.payment_forms.extend(forms.into_iter().chain(tables.payments.values().map(|row| &row.form)).cloned());
    let deliveries = tables.deliveries.values();
    let fees = deliveries.clone().filter_map(|row| row.cod.as_ref().map(|(code, _)| code));
    let services = services(settings).map(|(_, code)| code);
    let mapped = deliveries.map(|row| &row.service).chain(tables.services.values().map(|row| &row.code));
    named.cards.extend(services.into_iter().chain(mapped).chain(fees).cloned());
    let codes = &settings.fields.attributes;
    let attributes = [&codes.order, &codes.login, &codes.payment, &codes.point, &codes.account, &codes.compensation];
    named.attributes.extend(attributes.into_iter().cloned());
    if settings.products.create {
        named.product_groups.insert(settings.products.card.group.clone());
    }
    for names in [
        &mut named.warehouses,
        &mut named.payment_forms,
        &mut named.cards,
        &mut named.categories,
        &mut named.attributes,
        &mut named.product_groups,
        &mut named.contractor_groups,
    ] {
        names.remove("");
    }
    named
}

/// Settings that name a payment form.
fn forms(settings: &Settings) -> [(&'static str, &String); 6] {
    let documents = &settings.documents;
    [
        ("documents.firm.payment_form", &documents.firm.payment_form),
        ("documents.invoice.payment_form", &documents.invoice.payment_form),
        ("documents.private.payment_form", &documents.private.payment_form),
        ("payments.default_form", &settings.payments.default_form),
        ("payments.cash_on_delivery_form", &settings.payments.cash_on_delivery_form),
        ("contractors.payment_form", &settings.contractors.payment_form),
    ]
}

/// Settings that name a service.
fn services(settings: &Settings) -> [(&'static str, &String); 3] {
    [
        ("delivery.default_service", &settings.delivery.default_service),
        ("services.deposit", &settings.services.deposit),
        ("services.additional", &settings.services.additional),
    ]
}

/// Where a name stands that the base lacks: in these settings, else in one of the tables.
fn places(settings: &[(&'static str, &String)], name: &str, tables: &[Table]) -> String {
    let own: Vec<String> =
        settings.iter().filter(|(_, value)| *value == name).map(|(key, _)| (*key).to_owned()).collect();
    let tables = || tables.iter().map(|table| format!("mappings/{}", table.file_name())).collect();
    if own.is_empty() { tables() } else { own }.join(", ")
}

/// Choices of the settings that find no row in the tables, so that every order of their kind would be held.
#[must_use]
pub fn idle_choices(settings: &Settings, tables: &Tables) -> Vec<Finding> {
    let orders = &settings.orders;
    let oss = (orders.foreign_delivery == ForeignDelivery::Oss && tables.oss.is_empty()).then(|| Doc044.into());
    let rates = (orders.foreign_currency == Choice::Import && tables.rates.is_empty()).then(|| Doc045.into());
    let told: [Option<Message>; 2] = [oss, rates];
    told.into_iter().flatten().map(|message| Finding::new(Area::Settings, Severity::Warning, message)).collect()
}

fn policies(settings: &Settings) -> [&DocumentPolicy; 3] {
    [&settings.documents.firm, &settings.documents.invoice, &settings.documents.private]
}

/// The class and symbol of the definition that documents of this policy get.
fn definition_of(policy: &DocumentPolicy) -> (u32, &str) {
    let kind = policy.kind.row();
    (kind.definitions, if policy.definition.is_empty() { kind.symbol } else { &policy.definition })
}

/// What a base is, and how it is shaped. `place` is its file or server, `now` our clock.
#[must_use]
pub fn base(place: &str, found: &Inspection, now: Timestamp) -> Vec<Finding> {
    let finding = |severity, message: Message| Finding::new(Area::Base, severity, message);
    let mut all = vec![finding(
        Severity::Note,
        Doc010 {
            place: place.into(),
            engine: found.engine.as_str().into(),
            release: if found.release.is_empty() { "?".into() } else { found.release.as_str().into() },
        }
        .into(),
    )];
    let standing = standing(place, found.read_only, &found.collation);
    all.extend(standing.into_iter().map(|problem| Finding { area: Area::Base, problem }));
    for (right, table) in &found.missing_rights {
        all.push(finding(Severity::Error, Doc012 { right: right.into(), table: table.into() }.into()));
    }
    for (right, table) in &found.missing_for_reports {
        let grant = format!("GRANT {right} ON CDN.{table} TO [{}];", found.user.replace(']', "]]"));
        all.push(finding(Severity::Warning, Doc018 { table: table.into(), grant: grant.into() }.into()));
    }
    if let Some(there) = found.now {
        let apart = there.duration_since(now).abs();
        if apart > CLOCKS {
            all.push(finding(Severity::Warning, Doc014 { minutes: apart.as_mins().into() }.into()));
        }
    }
    for FoundTrigger { table, name, text } in &found.triggers {
        all.push(finding(Severity::Note, Doc015 { table: table.into(), name: name.into() }.into()));
        if !text.is_empty() {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            all.push(finding(Severity::Note, Doc029 { name: name.into(), text: text.into() }.into()));
        }
    }
    if !found.unseen_triggers.is_empty() {
        let user = found.user.replace(']', "]]");
        let grant = |table: &String| format!("GRANT VIEW DEFINITION ON CDN.{table} TO [{user}];");
        let grants: Vec<String> = found.unseen_triggers.iter().map(grant).collect();
        let (tables, grants) = (found.unseen_triggers.join(", ").into(), grants.join(" ").into());
        all.push(finding(Severity::Note, Doc019 { tables, grants }.into()));
    }
    all.extend(columns(found));
    all
}

/// What is to be said of a base as such, whatever is wanted of it. An empty collation is an unknown one.
#[must_use]
pub fn standing(place: &str, read_only: bool, collation: &str) -> Vec<Problem> {
    let mut all = Vec::new();
    if read_only {
        all.push(Problem::error(Doc011 { place: place.into() }));
    }
    if !collation.is_empty() && !collation.eq_ignore_ascii_case(COLLATION) {
        all.push(Problem::warning(Doc013 { found: collation.into() }));
    }
    all
}

/// Columns that we read and the base lacks; columns that must be supplied and that we do not know.
fn columns(found: &Inspection) -> Vec<Finding> {
    let missing = found
        .missing_columns
        .iter()
        .map(|column| Finding::new(Area::Base, Severity::Error, Doc016 { column: column.into() }));
    let unknown = found.unknown_columns.iter().map(|UnknownColumn { column, filled }| {
        let column = column.into();
        if *filled {
            Finding::new(Area::Base, Severity::Note, Doc026 { column })
        } else {
            Finding::new(Area::Base, Severity::Warning, Doc027 { column })
        }
    });
    missing.chain(unknown).collect()
}

/// What the base must have of what was named.
#[must_use]
pub fn optima(named: &Named, found: &Inspection, settings: &Settings, now: Timestamp) -> Vec<Finding> {
    let finding = |severity, message: Message| Finding::new(Area::Optima, severity, message);
    let mut all = Vec::new();
    for key in &named.definitions {
        all.push(definition(key, found.definitions.get(key), settings, found, now));
    }
    all.extend(series(settings, found));
    for symbol in &named.warehouses {
        let symbol_arg = || symbol.as_str().into();
        all.push(match found.warehouses.get(symbol) {
            None => finding(Severity::Error, Doc030 { symbol: symbol_arg() }.into()),
            Some(warehouse) if warehouse.inactive => finding(Severity::Error, Doc031 { symbol: symbol_arg() }.into()),
            Some(_) => finding(Severity::Note, Doc032 { symbol: symbol_arg() }.into()),
        });
    }
    for name in &named.payment_forms {
        let name_arg = || name.as_str().into();
        let places = || places(&forms(settings), name, &[Table::Payments]);
        all.push(match found.payment_forms.get(name) {
            None => finding(Severity::Error, Doc033 { form: name_arg(), places: places().into() }.into()),
            Some(form) if form.inactive => {
                finding(Severity::Error, Doc034 { form: name_arg(), places: places().into() }.into())
            }
            Some(form) => finding(Severity::Note, Doc035 { form: name_arg(), days: form.days.into() }.into()),
        });
    }
    for code in named.cards.difference(&found.cards) {
        let places = places(&services(settings), code, &[Table::Deliveries, Table::Services]);
        all.push(finding(Severity::Error, Doc036 { code: code.into(), places: places.into() }.into()));
    }
    for code in named.attributes.difference(&found.attributes) {
        all.push(finding(Severity::Warning, Doc037 { code: code.into() }.into()));
    }
    for code in named.categories.difference(&found.categories) {
        all.push(finding(Severity::Warning, Doc038 { code: code.into() }.into()));
    }
    for group in named.product_groups.difference(&found.product_groups) {
        all.push(finding(Severity::Error, Doc041 { group: group.into() }.into()));
    }
    for group in named.contractor_groups.difference(&found.contractor_groups) {
        all.push(finding(Severity::Error, Doc042 { group: group.into() }.into()));
    }
    all
}

/// Series that their schemes do not show.
fn series(settings: &Settings, found: &Inspection) -> Vec<Finding> {
    let orders = &settings.orders;
    let mut told: Vec<Finding> = Vec::new();
    for policy in policies(settings) {
        let (class, symbol) = definition_of(policy);
        let abroad = if orders.currency_definition.is_empty() { symbol } else { &orders.currency_definition };
        for (symbol, series) in
            [(symbol, &policy.series), (abroad, &orders.currency_series), (symbol, &orders.one_fulfillment_series)]
        {
            let Some(FoundDefinition { definition, .. }) = found.definitions.get(&(class, symbol.to_owned())) else {
                continue;
            };
            if series.is_empty() || numbering::has_series(&definition.scheme) {
                continue;
            }
            let (symbol, scheme) = (symbol.into(), definition.scheme.as_str().into());
            let doubt = Doc043 { series: series.into(), symbol, scheme };
            let finding = Finding::new(Area::Optima, Severity::Warning, doubt);
            if !told.contains(&finding) {
                told.push(finding);
            }
        }
    }
    told
}

/// A definition, and whether our numbers would be Optima's.
fn definition(
    (class, symbol): &(u32, String),
    found: Option<&FoundDefinition>,
    settings: &Settings,
    inspection: &Inspection,
    now: Timestamp,
) -> Finding {
    let finding = |severity, message: Message| Finding::new(Area::Optima, severity, message);
    let symbol_arg = || symbol.as_str().into();
    let Some(FoundDefinition { definition, latest }) = found else {
        return finding(Severity::Error, Doc020 { symbol: symbol_arg(), class: (*class).into() }.into());
    };
    if definition.inactive {
        return finding(Severity::Error, Doc021 { symbol: symbol_arg() }.into());
    }
    if kinds::of_class(*class).is_some_and(|kind| kind.way == Way::ByHand) {
        return finding(Severity::Note, Doc028 { symbol: symbol_arg(), kind: kinds::in_words(*class) }.into());
    }
    let scheme = || definition.scheme.as_str().into();
    if let Some(latest) = latest {
        let number = || latest.number.as_str().into();
        return match numbering::check(&definition.scheme, &definition.symbol, latest) {
            Ok(()) => finding(Severity::Note, Doc022 { symbol: symbol_arg(), number: number() }.into()),
            Err(made) => {
                let found = latest.pattern.as_str().into();
                let (symbol, scheme, number) = (symbol_arg(), scheme(), number());
                finding(Severity::Error, Doc023 { symbol, scheme, number, found, made: made.into() }.into())
            }
        };
    }
    let policy = policies(settings)
        .into_iter()
        .find(|policy| definition_of(policy) == (*class, symbol))
        .unwrap_or(&settings.documents.private);
    let warehouse = inspection.warehouses.get(&policy.warehouse);
    let own = warehouse.map_or("", |warehouse| warehouse.series.as_str());
    let members = Members {
        symbol: &definition.symbol,
        date: poland::day(now),
        series: if policy.series.is_empty() { own } else { &policy.series },
        warehouse: warehouse.map_or("", |warehouse| warehouse.symbol.as_str()),
    };
    match numbering::resolve(&definition.scheme, members) {
        Ok(pattern) => {
            let number = numbering::full_number(&pattern, 1).into();
            finding(Severity::Warning, Doc024 { symbol: symbol_arg(), number }.into())
        }
        Err(error) => {
            let why = why_no_number(&error).into();
            finding(Severity::Error, Doc025 { symbol: symbol_arg(), scheme: scheme(), why }.into())
        }
    }
}

fn why_no_number(error: &SchemeError) -> Message {
    match error {
        SchemeError::Unknown(member) => SchemeUnknown { member: member.into() }.into(),
        SchemeError::NoNumber => SchemeNoNumber.into(),
        SchemeError::NoSeries => SchemeNoSeries.into(),
        SchemeError::TooLong(number) => SchemeTooLong { number: number.into() }.into(),
    }
}

#[cfg(test)]
mod tests;
