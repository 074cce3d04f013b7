//! What all pages have in common.

use std::collections::BTreeSet;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::door::Session;
use super::{PanelError, Shared, settings_view, work_view};
use crate::core::kinds;
use crate::core::life::{Kind, Life, State as OrderState};
use crate::core::message::text::{
    MatterAddress, MatterCancelled, MatterChanged, MatterDelivery, MatterDocumentMissing, MatterFileEdited,
    MatterFileMissing, MatterInvoice, MatterJoined, MatterLines, MatterNotShown, MatterNotes, MatterOtherSum,
    MatterOvertaken, MatterRefused, MatterReturned, MatterSurcharges, MatterTotal, MatterUnpaid, MatterUnreadable,
    PanelFiles, PanelHome, PanelLanguage, PanelLeave, PanelMappings, PanelNoPage, PanelOrders, PanelReport,
    PanelSettings, PanelSettingsTo, PanelSkip, PanelState, PanelTitle, StateCancelled, StateDuplicate, StateError,
    StateExported, StateForOptima, StateIgnored, StateImported, StateSeen, StateSuperseded, StateWaiting,
};
use crate::core::message::{Catalogue, Language, Message};
use crate::core::poland;
use crate::core::problem::{Problem, Severity, is_code};
use crate::core::tables::Table;
use crate::workplace::{SETTINGS_FILE, for_optima, named_in};

/// Who looks, and in which language.
pub(super) struct View<'a> {
    pub texts: &'a Catalogue,
    pub session: &'a Session,
}

impl<'a> View<'a> {
    pub fn new(panel: &'a Shared, session: &'a Session) -> Self {
        Self { texts: panel.texts(session.language), session }
    }

    /// The mark that a form must bring.
    pub fn mark(&self) -> Markup {
        html! { input type="hidden" name="csrf" value=(self.session.csrf); }
    }

    /// A whole page; `here` is its address in the menu.
    pub fn page(&self, here: &str, title: impl Into<Message>, content: &Markup) -> Response {
        let title = self.texts.say(title);
        self.page_with_tab(here, &title, &work_view::tab(self.session.waits, &title), content)
    }

    /// The same with another name in the browser's tab.
    pub fn page_with_tab(&self, here: &str, title: &str, tab: &str, content: &Markup) -> Response {
        let texts = self.texts;
        let other = match texts.language() {
            Language::Polish => "en",
            Language::English => "pl",
        };
        let body = html! {
            a.skip href="#main" { (texts.say(PanelSkip)) }
            header { div {
                strong { "allegro-optima" }
                (menu(texts, here))
                form.inline method="post" action="/language" {
                    (self.mark())
                    button.quiet name="language" value=(other) lang=(other) { (texts.say(PanelLanguage)) }
                }
                form.inline method="post" action="/logout" { (self.mark()) button.quiet { (texts.say(PanelLeave)) } }
            } }
            main id="main" tabindex="-1" { h1 { (title) } (content) }
        };
        whole(texts, tab, &body).into_response()
    }
}

/// The way to every page; `here` is where it is shown.
fn menu(texts: &Catalogue, here: &str) -> Markup {
    let pages: [(&str, Message); 7] = [
        ("/", PanelHome.into()),
        ("/orders", PanelOrders.into()),
        ("/files", PanelFiles.into()),
        ("/mappings", PanelMappings.into()),
        ("/report", PanelReport.into()),
        ("/settings", PanelSettings.into()),
        ("/status", PanelState.into()),
    ];
    html! { nav { @for (address, name) in pages {
        a href=(address) aria-current=[(address == here).then_some("page")] { (texts.text(&name)) }
    } } }
}

fn whole(texts: &Catalogue, title: &str, body: &Markup) -> Html<String> {
    let language = match texts.language() {
        Language::Polish => "pl",
        Language::English => "en",
    };
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="htmx-config" content=r#"{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true}"#;
                title { (title) " · allegro-optima" }
                link rel="icon" href="/assets/icon.svg";
                link rel="stylesheet" href="/assets/panel.css";
                script src="/assets/htmx.js" defer {}
                script src="/assets/panel.js" defer {}
                script src="/assets/notice.js" defer {}
            }
            body { (body) }
        }
    };
    Html(page.into_string())
}

/// A page for who is not in.
pub(super) fn bare(panel: &Shared, language: Language, status: StatusCode, what: impl Into<Message>) -> Response {
    bare_with(panel, language, status, what, &html! {})
}

/// The same, with more below it.
pub(super) fn bare_with(
    panel: &Shared,
    language: Language,
    status: StatusCode,
    what: impl Into<Message>,
    more: &Markup,
) -> Response {
    let texts = panel.texts(language);
    let body = html! { main { h1 { (texts.say(PanelTitle)) } p { (texts.say(what)) } (more) } };
    (status, whole(texts, &texts.say(PanelTitle), &body)).into_response()
}

/// Why a page cannot be shown.
pub(super) fn failure(panel: &Shared, language: Language, error: &PanelError) -> Response {
    let texts = panel.texts(language);
    let what = error.problem().map_or_else(|| html! { p { (error.to_string()) } }, |found| problem(texts, &found));
    let body = html! {
        header { div { strong { "allegro-optima" } (menu(texts, "")) } }
        main { h1 { (texts.say(PanelTitle)) } (what)
            @if error.is_of_settings() { p { a.button href="/settings" { (texts.say(PanelSettingsTo)) } } }
        }
    };
    (error.status(), whole(texts, &texts.say(PanelTitle), &body)).into_response()
}

/// A part of a page that is there already. What went wrong is said in its place, with a good status, for otherwise the
/// page would leave it out.
pub(super) fn part(texts: &Catalogue, found: Result<Markup, PanelError>) -> Html<String> {
    let shown = found.unwrap_or_else(|error| {
        let told = error.problem().map(|found| problem(texts, &found));
        told.unwrap_or_else(|| html! { p.problem { (error.to_string()) } })
    });
    Html(shown.into_string())
}

/// The same, where it may be opened by itself too: it is a page then.
pub(super) fn part_or_page(
    view: &View<'_>,
    here: &str,
    title: impl Into<Message>,
    found: Result<Markup, PanelError>,
) -> Response {
    let Html(shown) = part(view.texts, found);
    if view.session.whole { view.page(here, title, &PreEscaped(shown)) } else { Html(shown).into_response() }
}

/// There is no such page.
pub(super) async fn nowhere(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    let view = View::new(&panel, &session);
    let content = html! { p { (view.texts.say(PanelNoPage)) } p { a.button href="/" { (view.texts.say(PanelHome)) } } };
    (StatusCode::NOT_FOUND, view.page("", PanelTitle, &content)).into_response()
}

/// A problem with what to do about it. One of a setting is told by the setting's name, with the way to it.
pub(super) fn problem(texts: &Catalogue, problem: &Problem) -> Markup {
    let setting = problem.place.path.as_deref().and_then(|key| settings_view::named(texts, key));
    let Some(((name, address), words)) = setting.zip(texts.at_field(&problem.message)) else {
        let (what, todo) = (texts.text(&problem.message), texts.todo_in_panel(&problem.message));
        let ways = settings_in(texts, &[todo.as_deref().unwrap_or_default()]);
        return with_ways(grave(problem), problem.code(), &what, todo.as_deref(), &ways);
    };
    html! { div.problem.(grave(problem)) {
        p { (code(problem.code())) a href=(address) { (name) } ": " (words) }
    } }
}

/// The same beside the field that it is about.
pub(super) fn problem_at_field(texts: &Catalogue, problem: &Problem) -> Markup {
    match texts.at_field(&problem.message) {
        Some(words) => html! { div.problem.(grave(problem)) { p { (code(problem.code())) (words) } } },
        None => self::problem(texts, problem),
    }
}

fn grave(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn code(code: &str) -> Markup {
    html! { @if is_code(code) { strong { (code) } " " } }
}

/// The same, in words that were found.
pub(super) fn remark(grave: &str, id: &str, what: &str, todo: Option<&str>) -> Markup {
    with_ways(grave, id, what, todo, &html! {})
}

fn with_ways(grave: &str, id: &str, what: &str, todo: Option<&str>, ways: &Markup) -> Markup {
    html! { div.problem.(grave) {
        p { (code(id)) (what) }
        @if let Some(todo) = todo { p { (todo) (tables_in(&[todo, what])) (ways)
            @if what.contains(SETTINGS_FILE) { " " a href="/settings" { (SETTINGS_FILE) } }
        } }
    } }
}

/// The ways to the settings that these words name.
pub(super) fn settings_in(texts: &Catalogue, words: &[&str]) -> Markup {
    let found: BTreeSet<&str> = words.iter().flat_map(|words| named_in(words)).collect();
    let found = found.into_iter().filter_map(|path| settings_view::named(texts, path));
    html! { @for (name, address) in found { " " a href=(address) { (name) } } }
}

/// The pages of the tables that these words name.
pub(super) fn tables_in(words: &[&str]) -> Markup {
    let named = |table: &Table| words.iter().any(|it| it.contains(table.file_name()));
    html! { @for table in Table::ALL.into_iter().filter(named) {
        " " a href={ "/mappings/" (table.file_name()) } { (table.file_name()) }
    } }
}

/// An amount as the reader writes it.
pub(super) fn amount(texts: &Catalogue, text: &str) -> String {
    match texts.language() {
        Language::Polish => grouped(text, ','),
        Language::English => grouped(text, '.'),
    }
}

/// A blank that does not break stands between thousands, and this mark before the cents. What is no number stays as it is.
pub(super) fn grouped(text: &str, mark: char) -> String {
    let (whole, cents) = text.split_once(['.', ',']).map_or((text, None), |(whole, cents)| (whole, Some(cents)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(digits) || !cents.is_none_or(is_number) {
        return text.to_owned();
    }
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|it| std::str::from_utf8(it).ok()).collect();
    let cents = cents.map(|cents| format!("{mark}{cents}")).unwrap_or_default();
    format!("{sign}{}{cents}", groups.join("\u{a0}"))
}

/// A time on Poland's clocks, as people write it.
pub(super) fn time(at: Timestamp) -> String {
    poland::local(at).strftime("%d.%m.%Y %H:%M").to_string()
}

/// A day on Poland's calendar.
pub(super) fn day(at: Timestamp) -> String {
    poland::local(at).strftime("%Y-%m-%d").to_string()
}

/// A state in words.
pub(super) fn state(texts: &Catalogue, state: OrderState) -> Markup {
    html! { span.state.(state.as_str()) { (texts.text(&state_name(state))) } }
}

/// Where an order stands, in words.
pub(super) fn order_state(texts: &Catalogue, order: &Life) -> Markup {
    let Some(kind) = for_optima(order) else { return state(texts, order.state) };
    let kind = kinds::in_words(kind.plain.class);
    html! { span.state.(order.state.as_str()) { (texts.say(StateForOptima { kind })) } }
}

/// What a matter is about, in words.
pub(super) fn matter_name(kind: Kind) -> Message {
    match kind {
        Kind::Refused => MatterRefused.into(),
        Kind::Cancelled => MatterCancelled.into(),
        Kind::Unpaid => MatterUnpaid.into(),
        Kind::Address => MatterAddress.into(),
        Kind::Delivery => MatterDelivery.into(),
        Kind::Invoice => MatterInvoice.into(),
        Kind::Lines => MatterLines.into(),
        Kind::Total => MatterTotal.into(),
        Kind::Surcharges => MatterSurcharges.into(),
        Kind::Returned => MatterReturned.into(),
        Kind::Changed => MatterChanged.into(),
        Kind::Overtaken => MatterOvertaken.into(),
        Kind::Joined => MatterJoined.into(),
        Kind::NotShown => MatterNotShown.into(),
        Kind::Unreadable => MatterUnreadable.into(),
        Kind::FileMissing => MatterFileMissing.into(),
        Kind::FileEdited => MatterFileEdited.into(),
        Kind::DocumentMissing => MatterDocumentMissing.into(),
        Kind::OtherSum => MatterOtherSum.into(),
        Kind::Notes => MatterNotes.into(),
    }
}

/// A state's name.
pub(super) fn state_name(state: OrderState) -> Message {
    match state {
        OrderState::Seen => StateSeen.into(),
        OrderState::Waiting => StateWaiting.into(),
        OrderState::Exported => StateExported.into(),
        OrderState::Imported => StateImported.into(),
        OrderState::Duplicate => StateDuplicate.into(),
        OrderState::Error => StateError.into(),
        OrderState::Ignored => StateIgnored.into(),
        OrderState::Cancelled => StateCancelled.into(),
        OrderState::Superseded => StateSuperseded.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_times_are_as_people_write_them() {
        let (polish, english) = (Catalogue::new(Language::Polish), Catalogue::new(Language::English));
        for (text, in_polish, in_english) in [
            ("49.00", "49,00", "49.00"),
            ("12350", "12_350", "12_350"),
            ("1234567.89", "1_234_567,89", "1_234_567.89"),
            ("-1000.5", "-1_000,5", "-1_000.5"),
            ("–", "–", "–"),
            ("", "", ""),
            ("1.2.3", "1.2.3", "1.2.3"),
        ] {
            assert_eq!(amount(&polish, text).replace('\u{a0}', "_"), in_polish);
            assert_eq!(amount(&english, text).replace('\u{a0}', "_"), in_english);
        }
        assert_eq!(time("2026-11-30T20:48:59Z".parse().unwrap()), "30.11.2026 21:48");
    }

    #[test]
    fn an_advice_leads_to_the_setting_that_it_names() {
        let texts = Catalogue::new(Language::Polish);
        let shown = |advice: &str| settings_in(&texts, &[advice]).into_string();
        assert!(shown("ustaw [orders] foreign_currency = x").contains("/settings/orders?of=#orders.foreign_currency"));
        assert_eq!(shown("nic nie rób"), "");
    }
}
