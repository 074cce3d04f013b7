//! Everything that a set-up needs, looked at now, and the bundle for who helps.

use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use tokio::runtime::Handle;

use super::door::Session;
use super::page::{self, View};
use super::{Shared, place};
use crate::core::doctor::{Area, Finding};
use crate::core::message::text::{
    DoctorAreaAllegro, DoctorAreaBase, DoctorAreaFolders, DoctorAreaOptima, DoctorAreaSettings, DoctorSum, PanelBundle,
    PanelBundleHow, PanelDoctor, PanelDoctorLooks,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::Severity;
use crate::workplace::settings_mistakes;

/// The page; what is found comes when everything was looked at.
pub(super) async fn page(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    let view = View::new(&panel, &session);
    let content = html! {
        div hx-get="/doctor/findings" hx-trigger="load" aria-live="polite" {
            p.soft { a href="/doctor/findings" { (view.texts.say(PanelDoctorLooks)) } }
        }
        p { (view.texts.say(PanelBundleHow)) }
        p { a.button href="/bundle.zip" { (view.texts.say(PanelBundle)) } }
    };
    view.page("/status", PanelDoctor, &content)
}

/// What is found.
pub(super) async fn findings(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    let view = View::new(&panel, &session);
    let dir = panel.context.dir.clone();
    let mistakes = place::aside(move || Ok(settings_mistakes(&dir))).await.unwrap_or_default();
    let looked = if mistakes.is_empty() {
        place::with(&panel, session.language, |place| Ok(Handle::current().block_on(place.examine()))).await
    } else {
        // With settings that cannot be used nothing is looked at: all that is wrong with them is what is found.
        let of = |problem| (String::new(), Finding { area: Area::Settings, problem });
        Ok(mistakes.into_iter().map(of).collect())
    };
    page::part_or_page(&view, "/status", PanelDoctor, looked.map(|found| listed(view.texts, &found)))
}

fn listed(texts: &Catalogue, found: &[(String, Finding)]) -> Markup {
    let count = |severity| found.iter().filter(|(_, finding)| finding.problem.severity == severity).count();
    let (red, yellow) = (count(Severity::Error).into(), count(Severity::Warning).into());
    html! {
        p { strong { (texts.say(DoctorSum { red, yellow })) } }
        @for (number, (company, finding)) in found.iter().enumerate() {
            @let before = number.checked_sub(1).and_then(|before| found.get(before));
            @if before.is_none_or(|before| before.0 != *company || before.1.area != finding.area) {
                h2 { (texts.text(&title(finding.area, company))) }
            }
            (one(texts, finding))
        }
    }
}

fn one(texts: &Catalogue, finding: &Finding) -> Markup {
    let found = &finding.problem;
    if found.severity == Severity::Note {
        return page::remark("good", found.code(), &texts.text(&found.message), None);
    }
    page::problem(texts, found)
}

fn title(area: Area, company: &str) -> Message {
    match area {
        Area::Settings => DoctorAreaSettings.into(),
        Area::Folders => DoctorAreaFolders.into(),
        Area::Base => DoctorAreaBase { company: company.into() }.into(),
        Area::Optima => DoctorAreaOptima { company: company.into() }.into(),
        Area::Allegro => DoctorAreaAllegro.into(),
    }
}

/// The support bundle.
pub(super) async fn bundle(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
) -> Result<Response, Response> {
    let packed = place::with(&panel, session.language, |place| {
        let found = Handle::current().block_on(place.examine());
        Ok(place.bundle(&found)?)
    });
    let packed = packed.await;
    let bytes = packed.map_err(|error| page::failure(&panel, session.language, &error))?;
    let name = "attachment; filename=\"allegro-optima-pomoc.zip\"";
    Ok(([(header::CONTENT_TYPE, "application/zip"), (header::CONTENT_DISPOSITION, name)], bytes).into_response())
}
