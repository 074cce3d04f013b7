//! Folders that nobody works with, and companies that may have another name now: what there is, and the buttons.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Form, State};
use axum::response::{Redirect, Response};
use maud::{Markup, html};

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, place};
use crate::core::message::text::{PanelAdopt, PanelAdoptNew, PanelAdoptRename};
use crate::workplace::{AdoptWish, Command, Misplaced, Unnamed, Workplace};

/// What waits for a word.
#[derive(Default)]
pub(super) struct Asked {
    names: Vec<Unnamed>,
    folders: Vec<Misplaced>,
    companies: Vec<String>,
}

/// A register that cannot be read is told by every company.
pub(super) fn asked(place: &Workplace) -> Result<Asked, PanelError> {
    let companies = place.settings.companies.keys().cloned().collect();
    Ok(Asked { names: place.unnamed()?, folders: place.misplaced()?, companies })
}

/// The part of the first page; nothing where nothing waits.
pub(super) fn part(view: &View<'_>, asked: &Asked) -> Markup {
    let texts = view.texts;
    html! {
        @for Unnamed { company, candidates, problem } in &asked.names {
            (page::problem(texts, problem))
            @for from in candidates { form.inline method="post" action="/adopt" {
                (view.mark())
                input type="hidden" name="company" value=(company);
                button name="from" value=(from) { (texts.say(PanelAdoptRename { from: from.into() })) }
            } }
            form.inline method="post" action="/adopt" {
                (view.mark())
                input type="hidden" name="company" value=(company);
                button.quiet name="new" value="1" { (texts.say(PanelAdoptNew)) }
            }
        }
        @for Misplaced { folder, of, problem } in &asked.folders {
            (page::problem(texts, problem))
            form.row method="post" action="/adopt" {
                (view.mark())
                input type="hidden" name="from" value=(folder);
                select name="company" { @for company in &asked.companies {
                    option value=(company) selected[of.as_ref() == Some(company)] { (company) }
                } }
                button { (texts.say(PanelAdopt)) }
            }
        }
    }
}

/// The button.
pub(super) async fn adopt(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let part = |name: &str| form.get(name).filter(|value| !value.is_empty()).cloned();
    let wish = AdoptWish { company: part("company"), from: part("from"), new: part("new").is_some() };
    let done = place::with(&panel, session.language, move |place| Ok(place.adopt(&wish)?)).await;
    done.map_err(|error| page::failure(&panel, session.language, &error))?;
    panel.context.hub.ask(Command::Import);
    Ok(Redirect::to("/"))
}
