//! The form in which an order is corrected, and what was corrected as its page shows it.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::page::{self, View};
use super::work::encoded;
use super::{preview_view, work_view};
use crate::core::cause::Cause;
use crate::core::correction::{Correction, Field};
use crate::core::document::{Line, LineRole, OriginLine};
use crate::core::life::Life;
use crate::core::message::text::{
    CorrectBack, CorrectBy, CorrectCause, CorrectChange, CorrectEmpty, CorrectField, CorrectFree, CorrectHead,
    CorrectLead, CorrectLine, CorrectMore, CorrectNone, CorrectOpen, CorrectPaid, CorrectPayer, CorrectPayerHow,
    CorrectRecipient, CorrectSave, CorrectUndo, CorrectUndoAll, CorrectUndoNamed, CorrectUnknown, CorrectWas,
    CorrectWasIs, CorrectWhen, PreviewAway,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::Problem;
use crate::workplace::KnownOrder;
use crate::workplace::correct::{Correctable, Entry, Preview, Typed};

/// Lines that are shown; whoever has more corrects a table.
const LINES: usize = 100;
/// Nothing that is typed is longer.
const TYPED_MAX: usize = 500;

/// What was wrong with what was typed.
#[derive(Default)]
pub(super) struct Mistakes {
    /// With its field.
    pub problems: Vec<(Field, Problem)>,
    /// Above the form.
    pub told: Vec<Problem>,
    /// What was typed.
    pub typed: BTreeMap<Field, Typed>,
    /// What the form had before is still what there is.
    pub keeps: bool,
}

/// What was corrected, on the order's page.
pub(super) fn section(view: &View<'_>, known: &KnownOrder, may: bool) -> Markup {
    let (texts, id) = (view.texts, &known.life.order_id);
    let undo = |field: &str, label: String, name: &str| {
        html! {
            form.inline method="post" action={ "/orders/" (id) "/correct/undo" } {
                (view.mark()) input type="hidden" name="field" value=(field);
                button.quiet aria-label=(label) { (name) }
            }
        }
    };
    let count = known.corrections.each().count();
    html! { @if may || count > 0 {
        h2 { (texts.say(CorrectHead)) }
        @if count == 0 { p.soft { (texts.say(CorrectNone)) } } @else { div.scroll { table {
            thead { tr {
                th scope="col" { (texts.say(CorrectField)) } th scope="col" { (texts.say(CorrectChange)) }
                th scope="col" { (texts.say(CorrectWhen)) } th scope="col" { (texts.say(CorrectBy)) }
                @if may { th scope="col" { (texts.say(CorrectUndo)) } }
            } }
            tbody { @for (field, Correction { was, is, by, at }) in known.corrections.each() { tr {
                @let name = texts.text(&field.name());
                td { (name) @if let Some(line) = line_name(known, field) { br; span.soft { (line) } } }
                td.long { (work_view::plain(&filled(texts, was))) " → " strong { (work_view::plain(&filled(texts, is))) } }
                td.nw { (page::time(*at)) } td { (by) }
                @if may { td { (undo(
                    &field.word(), texts.say(CorrectUndoNamed { field: name.into() }), &texts.say(CorrectUndo),
                )) } }
            } } }
        } } }
        @if may { div.row {
            a.button href={ "/orders/" (id) "/correct" } { (texts.say(CorrectOpen)) }
            @if count > 1 { (undo("", texts.say(CorrectUndoAll), &texts.say(CorrectUndoAll))) }
        } }
    } }
}

fn line_name<'k>(known: &'k KnownOrder, field: &Field) -> Option<&'k str> {
    let lines = known.body.as_ref()?.get("lineItems")?.as_array()?;
    let line = lines.iter().find(|line| line.get("id").and_then(|id| id.as_str()) == field.line())?;
    field.line().and_then(|_| line.pointer("/offer/name")?.as_str())
}

fn filled(texts: &Catalogue, text: &str) -> String {
    if text.is_empty() { texts.say(CorrectEmpty) } else { text.to_owned() }
}

/// The whole form.
pub(super) fn form(view: &View<'_>, found: &Correctable, preview: &Preview, mistakes: &Mistakes) -> Markup {
    let (texts, id) = (view.texts, &found.life.order_id);
    let all = Fields { view, found, preview, mistakes };
    html! {
        (work_view::said(texts, &mistakes.told))
        @if let Some(closed) = &found.closed { (page::problem(texts, closed)) } @else {
            p.soft { (texts.say(CorrectLead)) }
            (causes(texts, &found.life, &found.company))
            @if let Some(away) = &preview.away { p { (texts.say(PreviewAway)) } (page::problem(texts, away)) }
            div hx-get="/choices" hx-trigger="load" {}
            form method="post" action={ "/orders/" (id) "/correct" } {
                (view.mark())
                (all.group(&CorrectPayer.into(), Some(&CorrectPayerHow.into()), |field| {
                    matches!(field, Field::Nip | Field::Company | Field::Person | Field::Street | Field::PostCode
                        | Field::City | Field::Country)
                }))
                (all.group(&CorrectRecipient.into(), None, |field| {
                    matches!(field, Field::ToCompany | Field::ToPerson | Field::ToStreet | Field::ToPostCode
                        | Field::ToCity | Field::ToCountry)
                }))
                @for (number, (line, name)) in (1_usize..).zip(found.lines.iter().take(LINES)) {
                    (all.group(
                        &CorrectLine { number: number.into(), name: work_view::plain(name).into() }.into(), None,
                        |field| field.line() == Some(line),
                    ))
                }
                @let more = found.lines.len().saturating_sub(LINES);
                @if more > 0 { p { (texts.say(CorrectMore { count: more.into() })) } }
                (all.group(&CorrectPaid.into(), None, |field| {
                    matches!(field, Field::Form | Field::Service | Field::Description)
                }))
                @if found.entries.iter().all(|entry| entry.field != Field::Service) {
                    p.soft { (texts.say(CorrectFree)) }
                }
                div.row { button { (texts.say(CorrectSave)) } a.button href={ "/orders/" (id) } { (texts.say(CorrectBack)) } }
            }
        }
        @if found.closed.is_some() { p { a href={ "/orders/" (id) } { (texts.say(CorrectBack)) } } }
    }
}

/// Why it waits, where one answer ends it for every order of its kind, with the way there.
pub(super) fn causes(texts: &Catalogue, life: &Life, company: &str) -> Markup {
    let asked = life.open_matters().map(|matter| (Cause::of(matter), &matter.problem));
    let asked: Vec<_> = asked.filter(|(cause, _)| cause.ask().is_some()).collect();
    html! { @for (cause, problem) in asked { p.long {
        (problem.code()) " " (work_view::plain(&texts.text(&problem.message))) " "
        a href={ "/waiting/" (cause.name(company)) } { (texts.say(CorrectCause)) }
    } } }
}

/// Is it known only by the document that would be made?
fn is_of_document(field: &Field) -> bool {
    matches!(field, Field::Form | Field::Service | Field::Code(_) | Field::Rate(_))
}

/// As the first word of a line.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The fields of a form.
struct Fields<'a> {
    view: &'a View<'a>,
    found: &'a Correctable,
    preview: &'a Preview,
    mistakes: &'a Mistakes,
}

impl Fields<'_> {
    fn group(&self, legend: &Message, how: Option<&Message>, is: impl Fn(&Field) -> bool) -> Markup {
        let texts = self.view.texts;
        let entries = self.found.entries.iter().enumerate().filter(|(_, entry)| is(&entry.field));
        html! { fieldset.card {
            legend { (texts.text(legend)) }
            @if let Some(how) = how { p.soft { (texts.text(how)) } }
            div.fields { @for (at, entry) in entries { (self.field(at, entry)) } }
        } }
    }

    fn field(&self, at: usize, entry: &Entry) -> Markup {
        let (texts, word) = (self.view.texts, entry.field.word());
        let typed = self.mistakes.typed.get(&entry.field);
        let problem =
            self.mistakes.problems.iter().find(|(field, _)| *field == entry.field).map(|(_, problem)| problem);
        let used = used(entry, self.preview);
        // What somebody else changed meanwhile is what the form begins with; what was typed stays in its field.
        let kept = typed.filter(|_| self.mistakes.keeps);
        let shown = kept.map_or(used.as_str(), |typed| &typed.shown);
        let now = kept.map_or(entry.now(), |typed| &typed.now);
        let value = typed.filter(|typed| typed.value != typed.shown).map_or(used.as_str(), |typed| &typed.value);
        let (list, search) = self.list(at, &entry.field);
        let (said, wrong) = (format!("s-{at}"), format!("e-{at}"));
        let beside = self.beside(entry, value);
        let unknown = value.is_empty() && is_of_document(&entry.field);
        let described: Vec<&str> =
            [problem.map(|_| &*wrong), beside.as_ref().map(|_| &*said)].into_iter().flatten().collect();
        let described = Some(described.join(" ")).filter(|ids| !ids.is_empty());
        html! { div.field.wrong[problem.is_some()] {
            input type="hidden" name={ "shown." (word) } value=(shown);
            input type="hidden" name={ "now." (word) } value=(now);
            label { (capital(&texts.text(&entry.field.name())))
                input name={ "is." (word) } value=(value) maxlength=(TYPED_MAX) size="34"
                    aria-describedby=[described] aria-invalid=[problem.map(|_| "true")] list=[list.as_deref()]
                    hx-get=[search.as_deref()] hx-trigger=[search.as_ref().map(|_| "input changed delay:200ms")]
                    hx-target=[search.as_ref().and(list.as_ref()).map(|list| format!("#{list}"))]
                    hx-sync=[search.as_ref().map(|_| "this:replace")];
            }
            @if search.is_some() { @if let Some(list) = &list { datalist id=(list) {} } }
            @if let Some(problem) = problem { div id=(wrong) role="alert" { (page::problem(texts, problem)) } }
            @if unknown { span.soft.long { (texts.say(CorrectUnknown)) " " } }
            @if let Some(beside) = beside { span.soft.long id=(said) { (beside) } }
        } }
    }

    /// What Allegro says, where that is not what the field holds.
    fn beside(&self, entry: &Entry, value: &str) -> Option<String> {
        let texts = self.view.texts;
        let shown = |text: &str| {
            let text = if matches!(entry.field, Field::Rate(_)) { page::amount(texts, text) } else { text.to_owned() };
            work_view::plain(&filled(texts, &text))
        };
        let told = |Correction { was, is, .. }: &Correction| {
            texts.say(CorrectWasIs { was: shown(was).into(), is: shown(is).into() })
        };
        let differs = entry.said != value && !entry.said.is_empty();
        let said = || differs.then(|| texts.say(CorrectWas { said: shown(&entry.said).into() }));
        entry.correction.as_ref().map(told).or_else(said)
    }

    /// What may be chosen: a list of the page, or one that fills while it is typed, with where it is asked for.
    fn list(&self, at: usize, field: &Field) -> (Option<String>, Option<String>) {
        match field {
            Field::Form => (Some("forms".to_owned()), None),
            Field::Service => (Some("services".to_owned()), None),
            Field::Rate(_) => (Some("rates".to_owned()), None),
            Field::Code(_) => {
                let (company, named) = (encoded(&self.found.company), encoded(&format!("is.{}", field.word())));
                (Some(format!("c-{at}")), Some(format!("/cards?company={company}&named={named}")))
            }
            _ => (None, None),
        }
    }
}

/// What would be used: what a person corrected, else what the document would have, else what Allegro says.
fn used(entry: &Entry, preview: &Preview) -> String {
    if entry.correction.is_some() || !entry.now().is_empty() {
        return entry.now().to_owned();
    }
    if entry.field == Field::Form {
        return preview_view::form(preview).unwrap_or_default().to_owned();
    }
    of_lines(&entry.field, &preview_view::lines(preview))
}

/// What the lines have of it; of a set, which has several codes, nothing.
fn of_lines(field: &Field, lines: &[(&Line, Option<&OriginLine>)]) -> String {
    let is_its = |from: &OriginLine| match field {
        Field::Service => from.role == LineRole::Delivery,
        Field::Code(id) | Field::Rate(id) => from.role == LineRole::Goods && from.line.as_ref() == Some(id),
        _ => false,
    };
    let its = lines.iter().filter(|(_, from)| from.is_some_and(is_its)).map(|(line, _)| line);
    let has = |line: &&Line| if matches!(field, Field::Rate(_)) { line.rate.to_string() } else { line.code.clone() };
    let mut found: Vec<String> = its.map(has).collect();
    found.dedup();
    if found.len() == 1 { found.pop().unwrap_or_default() } else { String::new() }
}
