//! One order is corrected: the form, what was typed into it, and what is taken back.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::correct_view::{self, Mistakes};
use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, order, place, preview_view};
use crate::core::correction::Field;
use crate::core::message::text::{CorrectSame, CorrectSaved, CorrectTitle, CorrectUndone, CorrectWrong, WorkUnchecked};
use crate::core::order::SeenId;
use crate::core::problem::Problem;
use crate::workplace::Workplace;
use crate::workplace::correct::{Correctable, Corrected, Preview, Typed};

/// The form.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<SeenId>,
) -> Result<Response, Response> {
    let found = place::with(&panel, session.language, move |place| known(place, &id)).await;
    let found = found.map_err(|error| page::failure(&panel, session.language, &error))?;
    Ok(shown(&panel, &session, &found, &Mistakes::default()))
}

/// Saves what was typed; with mistakes the form is shown again as it was typed, and nothing is changed.
pub(super) async fn save(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<SeenId>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let typed = typed(&form);
    let (order, wishes) = (id.clone(), typed.clone());
    let done = place::with(&panel, session.language, move |place| {
        let done = place::wait(place.correct(&order, &wishes))?.ok_or_else(|| order::unknown(&order))?;
        let again = if matches!(done, Corrected::Wrong(_) | Corrected::Meanwhile(_)) {
            Some(known(place, &order)?)
        } else {
            None
        };
        Ok((done, again))
    });
    let (done, again) = done.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let (status, problems) = match &done {
        Corrected::Wrong(problems) => (StatusCode::UNPROCESSABLE_ENTITY, problems.clone()),
        Corrected::Meanwhile(problems) => (StatusCode::CONFLICT, problems.clone()),
        Corrected::Saved { .. } | Corrected::Same | Corrected::NotNow(_) => {
            return Ok(back(&panel, &session, &id, done));
        }
    };
    let Some(again) = again else { return Ok(back(&panel, &session, &id, done)) };
    let told = vec![Problem::error(CorrectWrong)];
    let mistakes = Mistakes { problems, told, typed, keeps: status != StatusCode::CONFLICT };
    Ok((status, shown(&panel, &session, &again, &mistakes)).into_response())
}

/// Takes back what was corrected of one field, or of all.
pub(super) async fn undo(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<SeenId>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let field = form.get("field").filter(|word| !word.is_empty()).map(|word| Field::from(word.clone()));
    let order = id.clone();
    let done = place::with(&panel, session.language, move |place| {
        place.take_back_correction(&order, field.as_ref())?.ok_or_else(|| order::unknown(&order))
    });
    let done = done.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    if let Corrected::Saved { fields, then, .. } = done {
        panel.context.hub.ask(then);
        panel.told.put(&session, vec![Problem::note(CorrectUndone { count: fields.into() })]);
        return Ok(Redirect::to(&format!("/orders/{id}")).into_response());
    }
    Ok(back(&panel, &session, &id, done))
}

/// What the document would be. It is asked for when the page is there: a base may be slow, or away.
pub(super) async fn preview(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<SeenId>,
) -> Html<String> {
    let made = place::with(&panel, session.language, move |place| {
        place::wait(place.preview(&id))?.ok_or_else(|| order::unknown(&id))
    });
    let texts = panel.texts(session.language);
    page::part(texts, made.await.map(|preview| preview_view::part(texts, &preview)))
}

fn known(place: &Workplace, id: &SeenId) -> Result<(Correctable, Preview), PanelError> {
    let found = place.correctable(id)?.ok_or_else(|| order::unknown(id))?;
    let preview = place::wait(place.preview(id))?.ok_or_else(|| order::unknown(id))?;
    Ok((found, preview))
}

fn shown(
    panel: &Shared,
    session: &Session,
    (found, preview): &(Correctable, Preview),
    mistakes: &Mistakes,
) -> Response {
    let view = View::new(panel, session);
    let content = correct_view::form(&view, found, preview, mistakes);
    view.page("/orders", CorrectTitle { order: found.life.order_id.as_str().into() }, &content)
}

/// The order's page, with what came of it, once.
fn back(panel: &Shared, session: &Session, id: &SeenId, done: Corrected) -> Response {
    let told = match done {
        Corrected::Saved { fields, then, unchecked, doubts } => {
            panel.context.hub.ask(then);
            let unchecked = unchecked.into_iter().map(|value| Problem::warning(WorkUnchecked { value: value.into() }));
            let saved = std::iter::once(Problem::note(CorrectSaved { count: fields.into() }));
            saved.chain(unchecked).chain(doubts).collect()
        }
        Corrected::Same => vec![Problem::note(CorrectSame)],
        Corrected::NotNow(problem) => vec![problem],
        Corrected::Wrong(problems) | Corrected::Meanwhile(problems) => {
            problems.into_iter().map(|(_, problem)| problem).collect()
        }
    };
    panel.told.put(session, told);
    Redirect::to(&format!("/orders/{id}")).into_response()
}

/// What the form brought of each field.
fn typed(form: &BTreeMap<String, String>) -> BTreeMap<Field, Typed> {
    let beside = |mark: &str, word: &str| form.get(&format!("{mark}.{word}")).cloned().unwrap_or_default();
    let fields = form.iter().filter_map(|(name, value)| {
        let word = name.strip_prefix("is.")?;
        let typed = Typed { value: value.clone(), shown: beside("shown", word), now: beside("now", word) };
        Some((Field::from(word.to_owned()), typed))
    });
    fields.collect()
}
