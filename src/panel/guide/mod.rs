//! The guide's pages: six steps, each a form that is saved at once and a look at what it came to. How far one is, the workplace
//! says (`workplace/guide`); here nothing is noted but that somebody left the guide for now.

mod allegro;
mod documents;
mod fields;
mod firm;
mod look;
mod optima;
mod start;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use maud::{Markup, html};

use super::door::Session;
use super::page::{self, View};
use super::work::encoded;
use super::{PanelError, Shared, place, settings, settings_view};
use crate::core::message::text::{
    GuideAllegro, GuideAnyway, GuideBack, GuideBegin, GuideDocuments, GuideDone, GuideFirm, GuideFolder, GuideGoOn,
    GuideLater, GuideLaterHow, GuideOpen, GuideOpenIt, GuideOptima, GuideSaved, GuideStart, GuideStep, GuideSteps,
    GuideTables, GuideTitle, GuideToNext, GuideUnfinished, GuideWaits, GuideWelcome, PanelAccounts, PanelFailed,
    PanelSettingsNotSaved,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::Problem;
use crate::workplace::adjust::{Saved, TypedByKey};
use crate::workplace::guide::{self, Guide, Step};
use crate::workplace::{Command, Workplace, settings_mistakes};
pub(super) use allegro::logged_in;
use fields::Shown;
pub(super) use optima::servers;
pub(super) use start::count;

/// Who left the guide for now, by his mark.
pub(super) type Left = Mutex<BTreeSet<String>>;

/// More visitors than there are sessions.
const LEFT_MAX: usize = 64;

/// What a form brought that was not saved, and what is to be said.
#[derive(Default)]
struct Held {
    typed: TypedByKey,
    /// Everything that it brought.
    fields: BTreeMap<String, String>,
    problems: Vec<Problem>,
    told: Vec<Message>,
    /// Servers and bases that were asked for.
    nearby: Option<guide::Nearby>,
}

/// Did this visitor leave the guide for now?
pub(super) fn is_left(panel: &Shared, session: &Session) -> bool {
    panel.left.lock().unwrap_or_else(PoisonError::into_inner).contains(&session.csrf)
}

/// The way back into it, on the first page: for each account that waits, else for a folder where nobody has worked.
pub(super) fn unfinished(texts: &Catalogue, is_new: bool, waiting: &[String]) -> Markup {
    let one = |told: Message, account: &str| {
        html! { section.card {
            p { (texts.text(&told)) }
            p { a.button href={ "/guide?account=" (encoded(account)) } { (texts.say(GuideOpenIt)) } }
        } }
    };
    html! {
        @for alias in waiting { (one(GuideWaits { alias: alias.into() }.into(), alias)) }
        @if waiting.is_empty() && is_new { (one(GuideUnfinished.into(), "")) }
    }
}

fn title(step: Step) -> Message {
    match step {
        Step::Firm => GuideFirm.into(),
        Step::Allegro => GuideAllegro.into(),
        Step::Optima => GuideOptima.into(),
        Step::Documents => GuideDocuments.into(),
        Step::Tables => GuideTables.into(),
        Step::Start => GuideStart.into(),
    }
}

/// The address of a step for an account.
fn address(step: Step, account: &str) -> String {
    format!("/guide/{}?account={}", step.name(), encoded(account))
}

fn account(fields: &BTreeMap<String, String>) -> String {
    fields.get("account").cloned().unwrap_or_default()
}

/// All steps, and how far each is.
fn steps(texts: &Catalogue, guide: &Guide, here: Option<Step>) -> Markup {
    let of =
        |alias: &str| here.map_or_else(|| format!("/guide?account={}", encoded(alias)), |step| address(step, alias));
    html! {
        // Whose steps they are, where there are several.
        @if guide.accounts.len() > 1 { p { (texts.say(PanelAccounts)) ": " @for alias in &guide.accounts {
            a href=(of(alias)) aria-current=[(*alias == guide.account).then_some("true")] {
                @if *alias == guide.account { strong { (alias) } } @else { (alias) }
            } " "
        } } }
        nav aria-label=(texts.say(GuideSteps)) { ol.guide { @for step in Step::ALL { li {
            a href=(address(step, &guide.account)) aria-current=[(here == Some(step)).then_some("step")] { (texts.text(&title(step))) }
            " " @if guide.facts.is_done(step) { span.state.imported { (texts.say(GuideDone)) } }
            @else { span.soft { (texts.say(GuideOpen)) } }
        } } } }
    }
}

/// The beginning, and how far one is.
pub(super) async fn overview(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let read = place::with(&panel, session.language, move |place| Ok(place.guide(&account(&query))?)).await;
    let guide = read.map_err(|error| page::failure(&panel, session.language, &error))?;
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let next = guide.facts.next();
    let content = html! {
        p { (texts.say(GuideWelcome)) }
        (steps(texts, &guide, None))
        @if let Some(next) = next { p { a.button href=(address(next, &guide.account)) {
            @if next == Step::Firm { (texts.say(GuideBegin)) } @else { (texts.say(GuideGoOn { step: title(next).into() })) }
        } } }
        p.soft.long { (texts.say(GuideFolder { dir: panel.context.dir.as_path().into() })) }
        @if next.is_some() { form.row method="post" action="/guide/later" {
            (view.mark())
            button.quiet { (texts.say(GuideLater)) }
            span.soft { (texts.say(GuideLaterHow)) }
        } }
    };
    Ok(view.page("/guide", GuideTitle, &content))
}

/// Leaves it for now.
pub(super) async fn later(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Redirect {
    let mut left = panel.left.lock().unwrap_or_else(PoisonError::into_inner);
    if left.len() >= LEFT_MAX {
        left.clear();
    }
    left.insert(session.csrf);
    Redirect::to("/")
}

fn named(panel: &Shared, session: &Session, name: &str) -> Result<Step, Response> {
    let unknown = || PanelError::told(PanelFailed, StatusCode::NOT_FOUND);
    Step::of(name).ok_or_else(|| page::failure(panel, session.language, &unknown()))
}

/// A step.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let step = named(&panel, &session, &name)?;
    let held = Held { told: settings::told(&panel, &session), ..Held::default() };
    shown(&panel, &session, (step, &account(&query)), &held, query.contains_key("checked")).await
}

/// The look alone, for a page that is there already: a base may be slow, or away.
pub(super) async fn check(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Html<String>, Response> {
    let step = named(&panel, &session, &name)?;
    let found = look::found(&panel, &session, step, &account(&query), &BTreeMap::new()).await;
    Ok(Html(found.into_string()))
}

/// The page of a step. `checked`: what it came to is looked at before the page is shown.
async fn shown(
    panel: &Shared,
    session: &Session,
    (step, account): (Step, &str),
    held: &Held,
    checked: bool,
) -> Result<Response, Response> {
    let asked = account.to_owned();
    let read = place::with(panel, session.language, move |place| Shown::read(place, step, &asked)).await;
    let shown = read.map_err(|error| page::failure(panel, session.language, &error))?;
    let (view, account) = (View::new(panel, session), shown.guide.account.as_str());
    let texts = view.texts;
    let found = if !held.problems.is_empty() && !matches!(step, Step::Tables | Step::Start) {
        // What was typed is not in force, so how things stand says nothing of it.
        html! {}
    } else if checked || matches!(step, Step::Firm | Step::Allegro) {
        look::found(panel, session, step, account, &held.fields).await
    } else {
        look::to_come(&view, step, account)
    };
    let form = match step {
        Step::Firm => firm::form(&view, &shown, &held.typed),
        Step::Allegro => allegro::form(panel, &view, &shown, held),
        Step::Optima => optima::form(&view, &shown, held),
        Step::Documents => documents::form(&view, &shown, &held.typed),
        // What there is to say comes with the look.
        Step::Tables | Step::Start => html! {},
    };
    let number = Step::ALL.iter().position(|known| *known == step).unwrap_or_default() + 1;
    let content = html! {
        p { a href={ "/guide?account=" (encoded(account)) } { (texts.say(GuideBack)) } }
        (steps(texts, &shown.guide, Some(step)))
        (settings_view::said(texts, &held.told))
        div role="alert" { @for problem in &held.problems { (page::problem(texts, problem)) } }
        (form)
        (found)
    };
    Ok(view.page("/guide", GuideStep { number: number.into(), name: title(step).into() }, &content))
}

/// The way on: plain where the step is as it should be, quiet where not.
fn onward(view: &View<'_>, step: Step, account: &str, is_good: bool) -> Markup {
    let texts = view.texts;
    html! { @if let Some(next) = step.next() { p {
        @if is_good { a.button href=(address(next, account)) { (texts.say(GuideToNext { step: title(next).into() })) } }
        @else { a href=(address(next, account)) { (texts.say(GuideAnyway)) } }
    } } }
}

/// Saves a step. What is wrong is shown again as it was typed, and nothing is changed.
pub(super) async fn save(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let step = named(&panel, &session, &name)?;
    let (typed, account) = (settings::typed(&fields), account(&fields));
    let asked = (typed.clone(), fields.clone(), account.clone(), Shared::clone(&panel));
    let done = place::with(&panel, session.language, move |place| {
        let (typed, fields, account, panel) = asked;
        save_step(place, step, &account, (typed, &fields), panel.texts(session.language))
    });
    let to = match step {
        Step::Firm => address(Step::Allegro, &account),
        Step::Allegro => format!("{}#login", address(step, &account)),
        Step::Optima | Step::Documents | Step::Tables => format!("{}&checked=1", address(step, &account)),
        Step::Start => "/".to_owned(),
    };
    answered(&panel, &session, (step, &account), done.await, (typed, fields), &to).await
}

fn save_step(
    place: &Workplace,
    step: Step,
    account: &str,
    (typed, fields): (TypedByKey, &BTreeMap<String, String>),
    texts: &Catalogue,
) -> Result<Saved, PanelError> {
    let guide = place.guide(account)?;
    let (account, company) = (guide.account.as_str(), guide.company.as_str());
    let part = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    Ok(match step {
        Step::Firm => guide::save_firm(place, company, typed)?,
        Step::Allegro => guide::save_application(place, account, &typed, part("secret"))?,
        Step::Optima => guide::save_base(place, company, typed, (part("password"), optima::base_of(part("base"))))?,
        Step::Documents => guide::save_documents(place, &typed)?,
        Step::Tables => {
            let wrong = place::wait(guide::accept(place, company, tables::accepted(fields), texts))?;
            if wrong.is_empty() { Saved::Done(Vec::new()) } else { Saved::Wrong(wrong) }
        }
        Step::Start => guide::begin_account(place, account, &start::start_of(fields))?,
    })
}

/// Goes on where it was saved; else shows the form as it was typed.
async fn answered(
    panel: &Shared,
    session: &Session,
    (step, account): (Step, &str),
    done: Result<Saved, PanelError>,
    (typed, fields): (TypedByKey, BTreeMap<String, String>),
    to: &str,
) -> Result<Response, Response> {
    let (status, problems) = match done {
        Ok(Saved::Done(_)) => {
            settings::tell(panel, session, vec![GuideSaved.into()]);
            if matches!(step, Step::Tables | Step::Start) {
                panel.context.hub.ask(Command::Sync { account: None });
            }
            return Ok(Redirect::to(to).into_response());
        }
        Ok(Saved::Meanwhile(conflicts)) => (StatusCode::CONFLICT, conflicts.iter().map(settings::conflict).collect()),
        Ok(Saved::Wrong(mut problems)) => {
            problems.push(Problem::note(PanelSettingsNotSaved));
            (StatusCode::UNPROCESSABLE_ENTITY, problems)
        }
        Err(error) => {
            if !settings_mistakes(&panel.context.dir).is_empty() {
                return settings::unsaved(panel, session, &typed).await;
            }
            let problem = error.problem().filter(|_| error.is_of_settings());
            let problem = problem.ok_or_else(|| page::failure(panel, session.language, &error))?;
            (StatusCode::UNPROCESSABLE_ENTITY, vec![problem])
        }
    };
    let held = Held { typed, fields, problems, ..Held::default() };
    Ok((status, shown(panel, session, (step, account), &held, true).await?).into_response())
}

/// A further account, and where its company is a new one, that too.
pub(super) async fn add_account(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let part = |name: &str| fields.get(name).map(|value| value.trim().to_owned()).unwrap_or_default();
    let (alias, company) = (part("alias"), part("company"));
    let to = address(Step::Firm, &alias);
    let done = place::with(&panel, session.language, move |place| Ok(guide::add_account(place, &alias, &company)?));
    let here = account(&fields);
    answered(&panel, &session, (Step::Allegro, &here), done.await, (TypedByKey::new(), fields), &to).await
}
