//! The way out for an account or a company: what goes and what stays is said, and then asked.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};

use super::door::Session;
use super::page::{self, View};
use super::work::encoded;
use super::{PanelError, Shared, place, settings};
use crate::core::message::text::{
    PanelFailed, PanelSettingsTo, RemoveAccount, RemoveAccountAsk, RemoveAccountGoes, RemoveAccountStays,
    RemoveCompany, RemoveCompanyAsk, RemoveCompanyGoes, RemoveCompanyStays, RemoveDone, RemoveToOrders, RemoveYes,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::Problem;
use crate::workplace::Removable;
use crate::workplace::adjust::Saved;

fn removable(part: &str) -> Option<Removable> {
    [Removable::Account, Removable::Company].into_iter().find(|what| what.part() == part)
}

/// The way to the page, for the pages of the account or company.
pub(super) fn way(texts: &Catalogue, what: Removable, name: &str) -> Markup {
    let label: Message = match what {
        Removable::Account => RemoveAccount { name: name.into() }.into(),
        Removable::Company => RemoveCompany { name: name.into() }.into(),
    };
    html! { p { a href=(address(what, name)) { (texts.text(&label)) } } }
}

fn address(what: Removable, name: &str) -> String {
    format!("/remove/{}/{}", what.part(), encoded(name))
}

fn gone(panel: &Shared, session: &Session) -> Response {
    page::failure(panel, session.language, &PanelError::told(PanelFailed, StatusCode::NOT_FOUND))
}

/// What would go.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path((part, name)): Path<(String, String)>,
) -> Result<Response, Response> {
    let what = removable(&part).ok_or_else(|| gone(&panel, &session))?;
    let asked = name.clone();
    let found = place::with(&panel, session.language, move |place| Ok(place.removal(what, &asked)?)).await;
    let found = found.map_err(|error| page::failure(&panel, session.language, &error))?;
    let why = found.ok_or_else(|| gone(&panel, &session))?;
    Ok(shown(&View::new(&panel, &session), what, &name, &why))
}

fn shown(view: &View<'_>, what: Removable, name: &str, why: &[Problem]) -> Response {
    let texts = view.texts;
    let (ask, goes, stays): (Message, Message, Message) = match what {
        Removable::Account => {
            (RemoveAccountAsk { name: name.into() }.into(), RemoveAccountGoes.into(), RemoveAccountStays.into())
        }
        Removable::Company => {
            (RemoveCompanyAsk { name: name.into() }.into(), RemoveCompanyGoes.into(), RemoveCompanyStays.into())
        }
    };
    let content = html! {
        p { a href="/settings" { (texts.say(PanelSettingsTo)) } }
        p { (texts.text(&goes)) }
        p { (texts.text(&stays)) }
        @for problem in why { (page::problem(texts, problem)) }
        @if why.is_empty() {
            form.row method="post" action=(address(what, name)) {
                (view.mark())
                button { (texts.say(RemoveYes)) }
            }
        } @else if what == Removable::Account {
            p { a href={ "/orders?account=" (encoded(name)) } { (texts.say(RemoveToOrders)) } }
        }
    };
    view.page("/settings", ask, &content)
}

/// Removes it; what keeps it is told on its page.
pub(super) async fn remove(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path((part, name)): Path<(String, String)>,
) -> Result<Response, Response> {
    let what = removable(&part).ok_or_else(|| gone(&panel, &session))?;
    let asked = name.clone();
    let done = place::with(&panel, session.language, move |place| Ok(place.remove(what, &asked)?)).await;
    let done = done.map_err(|error| page::failure(&panel, session.language, &error))?;
    match done.ok_or_else(|| gone(&panel, &session))? {
        Saved::Done(_) => {
            settings::tell(&panel, &session, vec![RemoveDone { name: name.into() }.into()]);
            Ok(Redirect::to("/settings").into_response())
        }
        Saved::Wrong(why) => {
            let shown = shown(&View::new(&panel, &session), what, &name, &why);
            Ok((StatusCode::CONFLICT, shown).into_response())
        }
        Saved::Meanwhile(_) => Err(gone(&panel, &session)),
    }
}
