//! The settings: what a form brings, and what comes of it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, place, settings_view};
use crate::core::message::text::{
    PanelFailed, PanelMendChanged, PanelMended, PanelSettingsHeld, PanelSettingsMeanwhile, PanelSettingsNotSaved,
    PanelSettingsSame, PanelSettingsSaved, PanelSettingsTyped, PanelSettingsUnsaved, PanelSettingsWas,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::Problem;
use crate::workplace::adjust::{self, Changed, Saved};
use crate::workplace::{Conflict, Group, Typed, Workplace, of_key};

/// What is told on the next page that somebody sees, by his mark.
pub(super) type Said = Mutex<BTreeMap<String, Vec<Message>>>;

/// More visitors than there are sessions.
const SAID_MAX: usize = 64;

/// Tells it on the next page.
pub(super) fn tell(panel: &Shared, session: &Session, what: Vec<Message>) {
    let mut said = panel.said.lock().unwrap_or_else(PoisonError::into_inner);
    if said.len() >= SAID_MAX {
        said.clear();
    }
    said.insert(session.csrf.clone(), what);
}

/// What is to be told now.
pub(super) fn told(panel: &Shared, session: &Session) -> Vec<Message> {
    panel.said.lock().unwrap_or_else(PoisonError::into_inner).remove(&session.csrf).unwrap_or_default()
}

/// What there is to set, and what is wrong with the file.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
) -> Result<Response, Response> {
    let dir = panel.context.dir.clone();
    let looked = place::aside(move || {
        let doubts = Workplace::open(&dir).map(|place| place.doubts()).unwrap_or_default();
        Ok((adjust::look(&dir), doubts))
    });
    let (look, doubts) = looked.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let told = told(&panel, &session);
    Ok(settings_view::overview(&View::new(&panel, &session), &told, &look, &doubts))
}

fn named(panel: &Shared, session: &Session, name: &str) -> Result<Group, Response> {
    let unknown = || PanelError::told(PanelFailed, StatusCode::NOT_FOUND);
    let group = Group::ALL.into_iter().find(|group| group.name() == name);
    group.ok_or_else(|| page::failure(panel, session.language, &unknown()))
}

/// The settings of a group at a level.
pub(super) async fn group(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let group = named(&panel, &session, &name)?;
    let dir = panel.context.dir.clone();
    let level = query.get("of").cloned().unwrap_or_default();
    let read = place::aside(move || Ok(adjust::page(&dir, group, &level)?)).await;
    let found = read.map_err(|error| page::failure(&panel, session.language, &error))?;
    let told = told(&panel, &session);
    Ok(settings_view::form(&View::new(&panel, &session), group, &found, &told, &[], &BTreeMap::new()))
}

/// Saves what is right, and tells what came of it; what is not is shown again as it was typed, and the file stays.
pub(super) async fn save(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let group = named(&panel, &session, &name)?;
    let (typed, level) = (typed(&fields), fields.get("of").cloned().unwrap_or_default());
    let here = format!("/settings/{name}?of={level}");
    let (dir, asked) = (panel.context.dir.clone(), (typed.clone(), level));
    let done = place::aside(move || {
        let (typed, level) = asked;
        let saved = adjust::save(&dir, group, &level, &typed)?;
        // What cannot be counted now is not told.
        let held = Workplace::open(&dir).and_then(|place| place.held_up()).unwrap_or_default();
        Ok((saved, held, adjust::page(&dir, group, &level)?))
    });
    let (saved, held, page) = match done.await {
        Err(error) if error.is_of_settings() => return unsaved(&panel, &session, &typed).await,
        done => done.map_err(|error| page::failure(&panel, session.language, &error))?,
    };
    let (status, mut problems): (_, Vec<Problem>) = match saved {
        Saved::Done(changed) => {
            let texts = panel.texts(session.language);
            tell(&panel, &session, done_told(texts, &changed, held));
            return Ok(Redirect::to(&here).into_response());
        }
        Saved::Meanwhile(conflicts) => (StatusCode::CONFLICT, conflicts.iter().map(conflict).collect()),
        Saved::Wrong(problems) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
    };
    problems.push(Problem::note(PanelSettingsNotSaved));
    let shown = settings_view::form(&View::new(&panel, &session), group, &page, &[], &problems, &typed);
    Ok((status, shown).into_response())
}

/// The file was spoilt meanwhile: what was typed is shown beside what is wrong with it.
pub(super) async fn unsaved(
    panel: &Shared,
    session: &Session,
    typed: &BTreeMap<String, Typed>,
) -> Result<Response, Response> {
    let dir = panel.context.dir.clone();
    let looked = place::aside(move || Ok(adjust::look(&dir))).await;
    let look = looked.map_err(|error| page::failure(panel, session.language, &error))?;
    let changed = typed.iter().filter(|(_, typed)| typed.value.trim() != typed.shown.trim());
    let one = |(path, typed): (&String, &Typed)| {
        PanelSettingsTyped { key: path.into(), value: settings_view::value(&typed.value) }.into()
    };
    let mut told: Vec<Message> = vec![PanelSettingsUnsaved.into()];
    told.extend(changed.map(one));
    let shown = settings_view::overview(&View::new(panel, session), &told, &look, &[]);
    Ok((StatusCode::CONFLICT, shown).into_response())
}

fn done_told(texts: &Catalogue, changed: &[Changed], held: u64) -> Vec<Message> {
    if changed.is_empty() {
        return vec![PanelSettingsSame.into()];
    }
    let was = |one: &Changed| {
        let path = of_key(&one.key).map_or("", |(path, _)| path);
        let value = |value: &str| settings_view::value(&settings_view::shown(texts, path, value));
        let name = settings_view::named(texts, &one.key).map_or_else(|| one.key.clone(), |(name, _)| name);
        PanelSettingsWas { key: name.into(), was: value(&one.was), is: value(&one.is) }.into()
    };
    let mut told: Vec<Message> = vec![PanelSettingsSaved.into()];
    told.extend(changed.iter().map(was));
    let held = i64::try_from(held).unwrap_or(i64::MAX);
    told.extend((held > 0).then(|| PanelSettingsHeld { count: held.into() }.into()));
    told
}

pub(super) fn conflict(Conflict { key, then, now }: &Conflict) -> Problem {
    let (then, now) = (settings_view::value(then), settings_view::value(now));
    Problem::error(PanelSettingsMeanwhile { key: key.as_str().into(), then, now }).at_path(key)
}

/// The fields of a form, by the path of their setting.
pub(super) fn typed(fields: &BTreeMap<String, String>) -> BTreeMap<String, Typed> {
    let values = fields.iter().filter_map(|(name, value)| Some((name.strip_prefix("v.")?, value)));
    let one = |(path, value): (&str, &String)| {
        let shown = fields.get(&format!("o.{path}")).cloned().unwrap_or_default();
        let back = fields.contains_key(&format!("b.{path}"));
        (path.to_owned(), Typed { value: value.clone(), shown, back })
    };
    values.map(one).collect()
}

/// Mends the file as it was shown.
pub(super) async fn mend(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let (dir, was) = (panel.context.dir.clone(), fields.get("was").cloned().unwrap_or_default());
    let done = place::aside(move || Ok(adjust::mend(&dir, &was)?)).await;
    let is_mended = done.map_err(|error| page::failure(&panel, session.language, &error))?;
    tell(&panel, &session, vec![if is_mended { PanelMended.into() } else { PanelMendChanged.into() }]);
    Ok(Redirect::to("/settings"))
}
