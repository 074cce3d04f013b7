//! The step of the base.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse as _, Response};
use maud::{Markup, html};

use super::super::door::Session;
use super::super::page::{self, View};
use super::super::{Shared, place, settings};
use super::allegro::secret_how;
use super::fields::{self, Shown};
use super::{Held, account};
use crate::core::message::text::{
    GuideBaseReal, GuideBaseTest, GuideBaseWhich, GuideEncryptOff, GuideEncryptRequired, GuideEncryptTrust,
    GuideEngineSandbox, GuideEngineServer, GuideEngineWhich, GuideFind, GuideFindHow, GuideFoundBases,
    GuideFoundServers, GuideGrants, GuideGrantsHow, GuideLoginSql, GuideLoginWindows, GuideOptimaHow, GuidePassword,
    GuidePasswordHow, GuideSaveAndLook, GuideServer, GuideServerHow,
};
use crate::core::message::{Catalogue, Message};
use crate::core::settings::Engine;
use crate::workplace::guide::{Base, Nearby, Step, grants};

/// The words of the form for what base it is.
const TEST: &str = "test";
const REAL: &str = "real";

/// What a person said of the base.
pub(super) fn base_of(word: &str) -> Option<Base> {
    match word {
        TEST => Some(Base::Test),
        REAL => Some(Base::RealWithBackup),
        _ => None,
    }
}

/// What there is to pick from: the fields above and below unfold it.
fn found(texts: &Catalogue, nearby: &Nearby) -> Markup {
    html! {
        datalist id="servers" { @for one in &nearby.servers { option value=(one.server) { (one.name) " " (one.version) } } }
        datalist id="bases" { @for base in &nearby.bases { option value=(base) {} } }
        @if !nearby.servers.is_empty() {
            p.long { (texts.say(GuideFoundServers)) " " (nearby.servers.iter().map(|one| one.server.as_str()).collect::<Vec<_>>().join(", ")) }
        }
        @if !nearby.bases.is_empty() { p.long { (texts.say(GuideFoundBases)) " " (nearby.bases.join(", ")) } }
        @for problem in &nearby.problems { (page::problem(texts, problem)) }
    }
}

/// Servers and bases to pick from, by what stands in the form; nothing is saved. Without scripts the whole page comes with them.
pub(in crate::panel) async fn servers(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    headers: HeaderMap,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let (typed, account) = (settings::typed(&fields), account(&fields));
    let asked = (typed.clone(), account.clone(), fields.get("password").cloned().unwrap_or_default());
    let looked = place::with(&panel, session.language, move |place| {
        let (typed, account, password) = asked;
        let guide = place.guide(&account)?;
        Ok(place::wait(async { Ok(place.nearby(&guide.company, &typed, &password).await) })?)
    });
    let nearby = looked.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    if headers.contains_key("hx-request") {
        return Ok(Html(found(panel.texts(session.language), &nearby).into_string()).into_response());
    }
    let held = Held { typed, fields, nearby: Some(nearby), ..Held::default() };
    super::shown(&panel, &session, (Step::Optima, &account), &held, false).await
}

pub(super) fn form(view: &View<'_>, shown: &Shown, held: &Held) -> Markup {
    let (texts, typed) = (view.texts, &held.typed);
    let Some(engine) = shown.field(".engine") else { return html! {} };
    let now = fields::now(engine, typed);
    // Nobody has said yet which: then none is chosen.
    let chosen = (engine.is_said || typed.contains_key(&engine.key)).then_some(now);
    let on_server = chosen == Some("sqlserver");
    let said = held.fields.get("base").map(String::as_str).unwrap_or_default();
    let radio = |name: &str, value: &str, is_chosen: bool, told: Message| {
        html! { label.back {
            input type="radio" name=(name) value=(value) checked[is_chosen] required[name.starts_with("v.")];
            " " (texts.text(&told))
        } }
    };
    let name = format!("v.{}", engine.key);
    html! {
        p { (texts.say(GuideOptimaHow)) }
        form.card method="post" action="/guide/optima" {
            (view.mark())
            input type="hidden" name="account" value=(shown.guide.account);
            fieldset {
                legend { (texts.say(GuideEngineWhich)) }
                (radio(&name, "sandbox", chosen == Some("sandbox"), GuideEngineSandbox.into()))
                (radio(&name, "sqlserver", on_server, GuideEngineServer.into()))
                (fields::was(engine))
            }
            // Hidden by the stylesheet until a server is chosen.
            fieldset.server {
                legend { (texts.say(GuideServer)) }
                (fields::text(texts, shown.field(".server"), typed, Some("servers"), Some(GuideServerHow.into())))
                (fields::choice(texts, shown.field(".login"), typed, &[
                    ("sql", GuideLoginSql.into()), ("windows", GuideLoginWindows.into()),
                ]))
                (fields::text(texts, shown.field(".user"), typed, None, None))
                (fields::secret(texts, "password", GuidePassword, &secret_how(&shown.secret, GuidePasswordHow)))
                (fields::choice(texts, shown.field(".encryption"), typed, &[
                    ("required", GuideEncryptRequired.into()), ("trust", GuideEncryptTrust.into()),
                    ("off", GuideEncryptOff.into()),
                ]))
                (fields::text(texts, shown.field(".ca_file"), typed, None, None))
                div.row {
                    button.quiet formaction="/guide/optima/servers" formnovalidate hx-post="/guide/optima/servers"
                        hx-target="#nearby" { (texts.say(GuideFind)) }
                    span.soft { (texts.say(GuideFindHow)) }
                }
                div id="nearby" aria-live="polite" { @if let Some(nearby) = &held.nearby { (found(texts, nearby)) } }
                (fields::text(texts, shown.field(".database"), typed, Some("bases"), None))
                fieldset {
                    legend { (texts.say(GuideBaseWhich)) }
                    (radio("base", TEST, said == TEST, GuideBaseTest.into()))
                    (radio("base", REAL, said == REAL, GuideBaseReal.into()))
                }
            }
            p { button { (texts.say(GuideSaveAndLook)) } }
        }
        @if shown.company.engine == Engine::SqlServer { details {
            summary { (texts.say(GuideGrants)) }
            p { (texts.say(GuideGrantsHow)) }
            pre tabindex="0" { (grants(&shown.company)) }
        } }
    }
}
