//! The work list's buttons: the one answer to a row, and what is said to its orders. Each goes back to where it was pressed, and
//! what came of it is told there once.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::door::Session;
use super::page::{self, View};
use super::work_view::{self, Found};
use super::{PanelError, Shared, decide, place, sure};
use crate::core::message::text::{
    Lif030, PanelHome, WorkAlready, WorkAlreadyDone, WorkFailed, WorkNotTaken, WorkOver, WorkSaved, WorkSavedPrivate,
    WorkTaken, WorkUnchecked,
};
use crate::core::order::SeenId;
use crate::core::problem::Problem;
use crate::workplace::waiting::{Answered, Part, SaidTo, may_be_taken_back};
use crate::workplace::{Command, Say, Workplace};

/// Rows on a page, and orders of each row there.
const ROWS: usize = 10;
const FEW: usize = 5;
/// Orders on the page of one row.
const MANY: usize = 50;
/// Deeper nobody turns pages.
const PAGES: usize = 10_000;
/// As many as there are visitors at most.
const TOLD: usize = 64;
/// The name of all rows.
const ALL: &str = "all";

/// What is to be told once, on the next page that its visitor sees.
#[derive(Default)]
pub(super) struct Told(Mutex<HashMap<String, Telling>>);

/// What is told, and the name of what takes it back.
type Telling = (Vec<Problem>, Option<String>);

impl Told {
    pub fn put(&self, session: &Session, told: Vec<Problem>) {
        self.put_with(session, (told, None));
    }

    pub fn put_with(&self, session: &Session, told: Telling) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= TOLD {
            all.clear();
        }
        all.insert(session.csrf.clone(), told);
    }

    fn take(&self, session: &Session) -> Telling {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&session.csrf).unwrap_or_default()
    }
}

/// Which page of the list.
pub(super) struct Page(usize);

impl Page {
    /// It.
    pub fn read(&self, place: &Workplace) -> Result<Found, PanelError> {
        let list = place.work_list(Part { skip: self.0 * ROWS, take: ROWS }, FEW)?;
        Ok(Found { list, page: self.0, per_page: ROWS })
    }
}

/// The part of the list that an address names.
pub(super) fn part(query: &BTreeMap<String, String>) -> Page {
    Page(number(query))
}

/// What is told once.
pub(super) fn told(panel: &Shared, session: &Session) -> Vec<Problem> {
    panel.told.take(session).0
}

/// The same as it is shown, with the button that takes it back.
pub(super) fn said(panel: &Shared, view: &View<'_>) -> Markup {
    let (told, undo) = panel.told.take(view.session);
    let button = undo.map_or_else(|| html! {}, |id| sure::button(view, &id));
    work_view::said_with(view.texts, &told, &button)
}

fn number(query: &BTreeMap<String, String>) -> usize {
    query.get("page").and_then(|page| page.parse().ok()).unwrap_or(0_usize).min(PAGES)
}

/// One row with its orders, a page at a time, and what may be chosen for what was typed.
pub(super) async fn row(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let orders = Part { skip: number(&query) * MANY, take: MANY };
    let typed = query.get("value").cloned();
    let asked = name.clone();
    let found = place::with(&panel, session.language, move |place| {
        let row = place.work_row(&asked, orders)?;
        let near = match (&row, &typed) {
            (Some(_), Some(typed)) => Some((typed.clone(), place::wait(place.choices_for(&asked, typed))?)),
            _ => None,
        };
        Ok((row, near))
    });
    let (row, near) = found.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let view = View::new(&panel, &session);
    let Some(row) = row else {
        panel.told.put(&session, vec![Problem::note(WorkOver)]);
        return Ok(Redirect::to("/").into_response());
    };
    let said = said(&panel, &view);
    let may_make = query.contains_key("make");
    let content = work_view::one(&view, &row, near.as_ref(), may_make, (number(&query), MANY), &said);
    Ok(view.page("/", PanelHome, &content))
}

/// Cards for what is typed into a field, while it is typed.
pub(super) async fn cards(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let part = |name: &str| query.get(name).cloned().unwrap_or_default();
    // A form with several fields says which of them is typed into.
    let field = query.get("named").map_or("value", String::as_str);
    let (company, typed) = (part("company"), part(field));
    let found =
        place::with(&panel, session.language, move |place| Ok(place::wait(place.cards(&company, &typed))?)).await;
    // A base that is away has said so on the page; the field takes what is typed all the same.
    let found = found.unwrap_or_default();
    let options = html! { @for card in &found { option value=(card.code) { (work_view::card(card)) } } };
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], options.into_string()).into_response()
}

/// The answer to a row.
pub(super) async fn answer(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let part = |name: &str| form.get(name).cloned();
    let make = part("make");
    let typed = make.clone().or_else(|| part("chosen")).or_else(|| part("value")).unwrap_or_default();
    let (asked, shared) = (name.clone(), Shared::clone(&panel));
    let done = place::with(&panel, session.language, move |place| {
        let texts = shared.texts(session.language);
        Ok(place::wait(place.answer_row(&asked, &typed, make.is_some(), texts))?)
    });
    let done = done.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let (told, to) = match done {
        Answered::Saved { orders, value, checked } => {
            // What waited for this row is tried again.
            panel.context.hub.ask(Command::Sync { account: None });
            let saved = if value.is_empty() {
                Problem::note(WorkSavedPrivate { count: orders.into() })
            } else {
                Problem::note(WorkSaved { value: value.as_str().into(), count: orders.into() })
            };
            let unchecked = (!checked).then(|| Problem::warning(WorkUnchecked { value: value.into() }));
            (std::iter::once(saved).chain(unchecked).collect(), "/".to_owned())
        }
        Answered::Already(Some(value)) => (vec![Problem::note(WorkAlready { value: value.into() })], "/".to_owned()),
        Answered::Already(None) => (vec![Problem::note(WorkAlreadyDone)], "/".to_owned()),
        Answered::Over => (vec![Problem::note(WorkOver)], "/".to_owned()),
        Answered::Unknown { value, may_make, .. } => {
            let make = if may_make { "&make=1" } else { "" };
            (Vec::new(), format!("/waiting/{}?value={}{make}#answer", simple(&name), encoded(&value)))
        }
        Answered::Refused(problem) => (vec![problem], format!("/waiting/{}", simple(&name))),
    };
    panel.told.put(&session, told);
    Ok(Redirect::to(&to))
}

/// Says it to the orders of a row, to one of them, or to all that wait.
pub(super) async fn say(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let part = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let order: Option<SeenId> = Some(part("order")).filter(|order| !order.is_empty()).map(SeenId::from);
    // A number is of one document.
    let number = if order.is_some() { part("number") } else { "" };
    let Some(say) = say_of(part("say"), number) else {
        let unknown = PanelError::told(Lif030 { order: "…".into() }, StatusCode::CONFLICT);
        return Err(page::failure(&panel, session.language, &unknown));
    };
    let now = panel.context.clock.now();
    let row = row_of(&name);
    let (sure, asks) = (part("sure").parse().ok(), order.is_none() && may_be_taken_back(&say));
    let question = format!("/waiting/{}/say?say={}", simple(&name), word(&say));
    let done = place::with(&panel, session.language, move |place| {
        // Of how many he was asked, so many are meant.
        let count = if asks { place.count_of_row(row.as_deref(), &say)? } else { 0 };
        if count > 1 && sure != Some(count) {
            return Ok(None);
        }
        Ok(Some(place.say_to(row.as_deref(), order.as_ref(), &say, now)?))
    });
    let done = done.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let Some(done) = done else { return Ok(Redirect::to(&question)) };
    follow(&panel, &session, &done, "/");
    Ok(Redirect::to("/"))
}

/// The row that an address names; none: all of them.
pub(super) fn row_of(name: &str) -> Option<String> {
    (name != ALL).then(|| name.to_owned())
}

/// Asks the service for what follows, and tells what came of it on the next page; from `back` it can be taken back.
pub(super) fn follow(panel: &Shared, session: &Session, done: &SaidTo, back: &str) {
    for command in &done.then {
        panel.context.hub.ask(command.clone());
    }
    panel.told.put_with(session, (what_came(done), sure::keep(panel, &done.undo, back)));
}

fn what_came(done: &SaidTo) -> Vec<Problem> {
    let mut told = Vec::new();
    if done.taken > 0 {
        told.push(Problem::note(WorkTaken { count: done.taken.into() }));
    }
    if done.not_now > 0 {
        told.push(Problem::warning(WorkNotTaken { count: done.not_now.into() }));
    }
    if let Some((count, why)) = &done.failed {
        told.push(Problem::warning(WorkFailed { count: (*count).into() }));
        told.push(why.clone());
    }
    if told.is_empty() {
        told.push(Problem::note(WorkOver));
    }
    told
}

/// The words of the buttons.
pub(super) fn word(say: &Say) -> &'static str {
    match say {
        Say::TryAgain => "retry",
        Say::Ignore => "ignore",
        Say::Answer(answer) => decide::word(answer),
    }
}

pub(super) fn say_of(word: &str, number: &str) -> Option<Say> {
    match word {
        "retry" => Some(Say::TryAgain),
        "ignore" => Some(Say::Ignore),
        word => decide::answer_of(word, number).map(Say::Answer),
    }
}

/// What may stand in an address: names are digits.
pub(super) fn simple(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).take(40).collect()
}

/// As a value behind the `?` of an address.
pub(super) fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
