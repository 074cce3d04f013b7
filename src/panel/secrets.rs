//! Passwords and keys: whether each is there, and a field for a new one. What they are is shown nowhere.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use maud::{Markup, html};

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, place, settings, settings_view};
use crate::core::message::text::{
    PanelFromEnvironment, PanelFromNowhere, PanelSave, PanelSecretAllegro, PanelSecretEnvironment, PanelSecretKept,
    PanelSecretMail, PanelSecretNew, PanelSecretOptima, PanelSecretSet, PanelSecrets, PanelSecretsHow, PanelSettingsTo,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::Fault;
use crate::workplace::{Secret, SecretKind, SecretOrigin};

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
) -> Result<Response, Response> {
    let read = place::with(&panel, session.language, |place| Ok(place.secrets())).await;
    let secrets = read.map_err(|error| page::failure(&panel, session.language, &error))?;
    let told = settings::told(&panel, &session);
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let content = html! {
        p { a href="/settings" { (texts.say(PanelSettingsTo)) } }
        (settings_view::said(texts, &told))
        p { (texts.say(PanelSecretsHow)) }
        @for secret in &secrets { (one(&view, secret)) }
    };
    Ok(view.page("/settings", PanelSecrets, &content))
}

fn one(view: &View<'_>, secret: &Secret) -> Markup {
    let texts: &Catalogue = view.texts;
    html! { section.card {
        h2 { (texts.text(&name(secret.kind, &secret.of))) }
        p.long { @match &secret.origin {
            SecretOrigin::Environment(variable) => {
                (texts.say(PanelFromEnvironment { name: variable.as_str().into() })) ". " (texts.say(PanelSecretEnvironment))
            }
            SecretOrigin::File(path) => { (texts.say(PanelSecretSet)) ": " (path) }
            SecretOrigin::Missing => { (texts.say(PanelFromNowhere)) }
        } }
        form.row method="post" action="/settings/secrets" {
            (view.mark())
            input type="hidden" name="kind" value=(secret.kind.name());
            input type="hidden" name="of" value=(secret.of);
            label { (texts.say(PanelSecretNew)) input type="password" name="secret" autocomplete="new-password" required; }
            button { (texts.say(PanelSave)) }
        }
    } }
}

fn name(kind: SecretKind, of: &str) -> Message {
    match kind {
        SecretKind::Allegro => PanelSecretAllegro { of: of.into() }.into(),
        SecretKind::Optima => PanelSecretOptima { of: of.into() }.into(),
        SecretKind::Mail => PanelSecretMail.into(),
    }
}

/// Puts a new one into its place.
pub(super) async fn keep(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let part = |name: &str| form.get(name).cloned().unwrap_or_default();
    let (of, secret) = (part("of"), part("secret"));
    let kind = SecretKind::ALL.into_iter().find(|kind| kind.name() == part("kind")).unwrap_or(SecretKind::Mail);
    let kept = place::with(&panel, session.language, move |place| {
        place.keep_secret(kind, &of, &secret).map(|()| name(kind, &of)).map_err(|failure| match failure.fault {
            Fault::Usage => PanelError::Told(failure.problem, StatusCode::UNPROCESSABLE_ENTITY),
            _ => failure.into(),
        })
    });
    let what = kept.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    settings::tell(&panel, &session, vec![PanelSecretKept { what: what.into() }.into()]);
    Ok(Redirect::to("/settings/secrets"))
}
