//! The pages of the settings.

use std::collections::BTreeMap;

use axum::response::Response;
use maud::{Markup, html};

use super::page::{self, View};
use super::remove;
use crate::core::country;
use crate::core::message::text::{
    GuideTitle, PanelBack, PanelClassFirm, PanelClassInvoice, PanelClassPrivate, PanelFieldEmpty, PanelFromAccount,
    PanelFromCompany, PanelFromDefault, PanelFromFile, PanelGroupAllegro, PanelGroupContractors, PanelGroupDocuments,
    PanelGroupFiles, PanelGroupFirm, PanelGroupGoods, PanelGroupLetters, PanelGroupLog, PanelGroupOptima,
    PanelGroupOrders, PanelGroupPayments, PanelGroupSchedule, PanelGroupXml, PanelLevelAccount, PanelLevelAll,
    PanelLevelCompany, PanelLevelHow, PanelLevels, PanelListHow, PanelMend, PanelMendAfter, PanelMendBefore,
    PanelMendHow, PanelMendLetters, PanelMendLine, PanelNo, PanelSave, PanelSecrets, PanelSettings, PanelSettingsEmpty,
    PanelSettingsFile, PanelSettingsLastGood, PanelSettingsStands, PanelSettingsTo, PanelSettingsWrong, PanelUsual,
    PanelUsualEmpty, PanelYes,
};
use crate::core::message::{Arg, Catalogue, Message};
use crate::core::problem::Problem;
use crate::workplace::adjust::{Look, Page};
use crate::workplace::{Field, Group, Kind, Origin, Removable, SETTINGS_FILE, Typed, group, meaning, of_key};

/// What there is to set.
pub(super) fn overview(view: &View<'_>, told: &[Message], look: &Look, doubts: &[Problem]) -> Response {
    let texts = view.texts;
    let content = html! {
        (said(texts, told))
        @if !look.mistakes.is_empty() { (wrong(view, look)) }
        p { (texts.say(PanelSettingsFile { file: SETTINGS_FILE.into() })) }
        @for doubt in doubts { (page::problem(texts, doubt)) }
        ul.tables {
            @for group in Group::ALL { li { a href={ "/settings/" (group.name()) } { (texts.text(&title(group))) } } }
            li { a href="/settings/secrets" { (texts.say(PanelSecrets)) } }
            li { a href="/guide" { (texts.say(GuideTitle)) } }
        }
    };
    view.page("/settings", PanelSettings, &content)
}

/// What was done, as it is told on the page after it.
pub(super) fn said(texts: &Catalogue, told: &[Message]) -> Markup {
    html! { @if let Some((first, rest)) = told.split_first() {
        div.said role="status" {
            p { (texts.text(first)) @if let Some(todo) = texts.todo(first) { " " (todo) } }
            @if !rest.is_empty() { ul { @for one in rest { li.long { (texts.text(one)) } } } }
        }
    } }
}

/// A value in a sentence.
pub(super) fn value(text: &str) -> Arg {
    if text.is_empty() { Arg::Message(Box::new(PanelSettingsEmpty.into())) } else { text.replace('\n', ", ").into() }
}

/// What is wrong with the file, and what of it can be mended.
fn wrong(view: &View<'_>, look: &Look) -> Markup {
    let texts = view.texts;
    html! { section.card role="alert" {
        h2 { (texts.say(PanelSettingsWrong)) }
        p { (texts.say(PanelSettingsLastGood)) }
        @for (problem, line) in &look.mistakes {
            (page::problem(texts, problem))
            @if let Some(line) = line { p.long { (texts.say(PanelSettingsStands)) " " code { (line) } } }
        }
        @if look.is_mendable {
            form method="post" action="/settings/mend" {
                (view.mark())
                input type="hidden" name="was" value=(look.mark);
                p { (texts.say(PanelMendHow)) }
                @if look.letters { p { (texts.say(PanelMendLetters)) } }
                @if !look.lines.is_empty() { div.scroll tabindex="0" { table {
                    thead { tr {
                        th.n scope="col" { (texts.say(PanelMendLine)) }
                        th scope="col" { (texts.say(PanelMendBefore)) } th scope="col" { (texts.say(PanelMendAfter)) }
                    } }
                    tbody { @for line in &look.lines { tr {
                        td.n { (line.number) }
                        td.long { code { (line.before.trim()) } } td.long { code { (line.after.trim()) } }
                    } } }
                } } }
                p { button { (texts.say(PanelMend)) } }
            }
        }
    } }
}

/// The settings of a group at one level; `typed`: what a person typed that was not saved.
pub(super) fn form(
    view: &View<'_>,
    group: Group,
    page: &Page,
    told: &[Message],
    problems: &[Problem],
    typed: &BTreeMap<String, Typed>,
) -> Response {
    let texts = view.texts;
    let here = format!("/settings/{}", group.name());
    let content = html! {
        p { a href="/settings" { (texts.say(PanelSettingsTo)) } }
        (said(texts, told))
        div role="alert" { @for problem in problems.iter().filter(|it| !page.fields.iter().any(|field| is_of(it, field))) {
            (page::problem(texts, problem))
        } }
        @if page.levels.len() > 1 { nav.levels aria-label=(texts.say(PanelLevels)) { @for of in &page.levels {
            a href={ (here) "?of=" (of) } aria-current=[(*of == page.level).then_some("true")] { (level(texts, of)) }
        } } }
        @if !page.level.is_empty() { p.soft { (texts.say(PanelLevelHow)) } }
        form method="post" action=(here) {
            (view.mark())
            input type="hidden" name="of" value=(page.level);
            @for (number, field) in page.fields.iter().enumerate() {
                @let before = number.checked_sub(1).and_then(|before| page.fields.get(before));
                @let class = class(field);
                @if class.is_some() && before.map(part) != Some(part(field)) {
                    h2 { (class.map(|class| texts.text(&class)).unwrap_or_default()) }
                }
                (one(texts, field, typed.get(field.path), &problems.iter().filter(|it| is_of(it, field)).collect::<Vec<_>>()))
            }
            p { button { (texts.say(PanelSave)) } }
        }
        @match (group, Origin::of_part(&page.level)) {
            (Group::Allegro, Origin::Account(alias)) => (remove::way(texts, Removable::Account, &alias)),
            (Group::Optima, Origin::Company(name)) => (remove::way(texts, Removable::Company, &name)),
            _ => {}
        }
        datalist id="companies" { @for name in &page.companies { option value=(name) {} } }
        // From the bases, which may be away: the form is whole without.
        @if page.fields.iter().any(|field| list(field.path) == Some("country-codes")) {
            datalist id="country-codes" { @for (code, name) in country::all() { option value=(code) { (name) } } }
        }
        @if page.fields.iter().any(|field| list(field.path) == Some("payer-codes")) {
            datalist id="payer-codes" { option value="generated" {} option value="undefined" {} }
        }
        @if page.fields.iter().any(|field| list(field.path).is_some_and(|list| !OURS.contains(&list))) {
            div hx-get="/choices" hx-trigger="load" {}
        }
    };
    view.page("/settings", title(group), &content)
}

/// Is it about what stands in this field?
fn is_of(problem: &Problem, field: &Field) -> bool {
    problem.place.path.as_deref() == Some(field.key.as_str())
}

fn part(field: &Field) -> &str {
    field.path.rsplit_once('.').map_or("", |(part, _)| part)
}

/// The class of buyers that a setting is for, where it is for one.
fn class(field: &Field) -> Option<Message> {
    match part(field) {
        "fields" => Some(PanelGroupDocuments.into()),
        part => class_of(part),
    }
}

fn class_of(part: &str) -> Option<Message> {
    match part {
        "documents.firm" => Some(PanelClassFirm.into()),
        "documents.invoice" => Some(PanelClassInvoice.into()),
        "documents.private" => Some(PanelClassPrivate.into()),
        _ => None,
    }
}

fn level(texts: &Catalogue, part: &str) -> String {
    match Origin::of_part(part) {
        Origin::Program | Origin::Top => texts.say(PanelLevelAll),
        Origin::Company(name) => texts.say(PanelLevelCompany { name: name.into() }),
        Origin::Account(alias) => texts.say(PanelLevelAccount { alias: alias.into() }),
    }
}

fn origin(from: &Origin) -> Message {
    match from {
        Origin::Program => PanelFromDefault.into(),
        Origin::Top => PanelFromFile.into(),
        Origin::Company(name) => PanelFromCompany { name: name.into() }.into(),
        Origin::Account(alias) => PanelFromAccount { alias: alias.into() }.into(),
    }
}

/// A setting with its field, and what is wrong with what stands in it.
fn one(texts: &Catalogue, field: &Field, typed: Option<&Typed>, wrong: &[&Problem]) -> Markup {
    let meaning = meaning(field.path);
    let name = meaning.as_ref().and_then(|meaning| texts.label(meaning)).unwrap_or_default();
    let touched = typed.filter(|typed| typed.value.trim() != typed.shown.trim());
    let now = touched.map_or(field.value.as_str(), |typed| typed.value.as_str());
    let usual = match field.usual.as_deref() {
        None | Some("") => texts.say(PanelUsualEmpty),
        Some(usual) => texts.say(PanelUsual { value: shown(texts, field.path, usual).replace('\n', ", ").into() }),
    };
    html! { section.setting id=(field.path) {
        label for={ "v." (field.path) } { (name) } " " code { (field.key) }
        @if !wrong.is_empty() { div.wrong id={ "e." (field.path) } { @for problem in wrong {
            (page::problem_at_field(texts, problem))
        } } }
        (input(texts, field, now, !wrong.is_empty()))
        input type="hidden" name={ "o." (field.path) } value=(field.value);
        p.soft id={ "h." (field.path) } {
            @if let Some(meaning) = &meaning { (help(texts, meaning)) " " }
            @if field.is_list { (texts.say(PanelListHow)) " " }
            (usual) " [" (texts.text(&origin(&field.from))) "]"
        }
        @if field.is_said { label.back {
            input type="checkbox" name={ "b." (field.path) } checked[typed.is_some_and(|typed| typed.back)];
            " " (texts.say(PanelBack))
        } }
    } }
}

/// What a setting means, to who sees its field and not the file.
fn help(texts: &Catalogue, meaning: &Message) -> String {
    let said = texts.at_field(meaning).unwrap_or_else(|| texts.text(meaning));
    said.replace("\"\"", &texts.say(PanelFieldEmpty)).replace(" (true)", "").replace(" (false)", "")
}

/// A word or a flag as people call it, everything else as it is; `path`: the setting's in the schema.
pub(super) fn shown(texts: &Catalogue, path: &str, value: &str) -> String {
    let word = meaning(path).and_then(|meaning| Message::of_word(&meaning, value));
    match (word, value) {
        (Some(word), _) => texts.text(&word),
        (None, "true") => texts.say(PanelYes),
        (None, "false") => texts.say(PanelNo),
        (None, _) => value.to_owned(),
    }
}

/// What a setting is called, by its key in the file, and where it is found; `None`: it is none.
pub(super) fn named(texts: &Catalogue, key: &str) -> Option<(String, String)> {
    let (path, level) = of_key(key)?;
    let name = texts.label(&meaning(path)?)?;
    let class = class_of(path.rsplit_once('.').map_or("", |(part, _)| part));
    let name = class.map_or_else(|| name.clone(), |class| format!("{}: {name}", texts.text(&class)));
    Some((name, format!("/settings/{}?of={level}#{path}", group(path)?.name())))
}

fn input(texts: &Catalogue, field: &Field, now: &str, is_wrong: bool) -> Markup {
    let (id, mut about) = (format!("v.{}", field.path), format!("h.{}", field.path));
    if is_wrong {
        about = format!("e.{} {about}", field.path);
    }
    let invalid = is_wrong.then_some("true");
    let words: &[&str] = match field.kind {
        _ if field.is_list => &[],
        Kind::Flag => &["true", "false"],
        Kind::Word(words) => words,
        Kind::Number | Kind::Text => &[],
    };
    let rows = now.lines().count().clamp(2, 15);
    html! {
        @if field.is_list {
            textarea.list id=(id) name=(id) rows=(rows) aria-describedby=(about) aria-invalid=[invalid]
                spellcheck="false" { "\n" (now) }
        } @else if words.is_empty() {
            input id=(id) name=(id) value=(now) aria-describedby=(about) aria-invalid=[invalid] autocomplete="off"
                spellcheck="false" inputmode=[matches!(field.kind, Kind::Number).then_some("numeric")]
                list=[list(field.path)];
        } @else {
            select id=(id) name=(id) aria-describedby=(about) aria-invalid=[invalid] { @for word in words {
                option value=(word) selected[*word == now] { (shown(texts, field.path, word)) }
            } }
        }
    }
}

/// Lists that need no base.
const OURS: [&str; 3] = ["companies", "country-codes", "payer-codes"];

/// The list of words that a setting is chosen from, where a base or the settings have one.
pub(super) fn list(path: &str) -> Option<&'static str> {
    let name = path.rsplit('.').next().unwrap_or(path);
    match (path, name) {
        ("accounts.*.company", _) => Some("companies"),
        ("seller.nip_country", _) => Some("country-codes"),
        ("xml.payer_code", _) => Some("payer-codes"),
        ("companies.*.pattern", _) => Some("patterns"),
        ("products.card.group", _) => Some("product-groups"),
        ("contractors.payment_form" | "payments.default_form" | "payments.cash_on_delivery_form", _) => Some("forms"),
        ("services.deposit" | "services.additional" | "delivery.default_service", _) => Some("services"),
        ("vat.default_rate", _) | (_, "vat") => Some("rates"),
        (path, _) if path.starts_with("fields.attributes.") => Some("attributes"),
        (_, "definition" | "currency_definition") => Some("definitions"),
        (_, "warehouse" | "one_fulfillment_warehouse") => Some("warehouses"),
        (path, "category" | "group" | "payment_form") if path.starts_with("documents.") => match name {
            "category" => Some("categories"),
            "group" => Some("contractor-groups"),
            _ => Some("forms"),
        },
        _ => None,
    }
}

/// A group's name.
fn title(group: Group) -> Message {
    match group {
        Group::Firm => PanelGroupFirm.into(),
        Group::Allegro => PanelGroupAllegro.into(),
        Group::Optima => PanelGroupOptima.into(),
        Group::Schedule => PanelGroupSchedule.into(),
        Group::Orders => PanelGroupOrders.into(),
        Group::Documents => PanelGroupDocuments.into(),
        Group::Payments => PanelGroupPayments.into(),
        Group::Goods => PanelGroupGoods.into(),
        Group::Contractors => PanelGroupContractors.into(),
        Group::Files => PanelGroupFiles.into(),
        Group::Xml => PanelGroupXml.into(),
        Group::Letters => PanelGroupLetters.into(),
        Group::Log => PanelGroupLog.into(),
    }
}
