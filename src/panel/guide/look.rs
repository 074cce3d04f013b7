//! What a step came to: red or green, with what to do.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::door::Session;
use super::super::page::{self, View};
use super::super::{PanelError, Shared, place};
use super::{address, onward, start, tables};
use crate::core::message::Message;
use crate::core::message::text::{
    GuideAllegroGood, GuideAllegroOpen, GuideCheck, GuideDocumentsGood, GuideFirmGood, GuideFirmOpen, GuideFound,
    GuideNotLoggedIn, GuideOptimaGood, GuideOptimaOpen, GuideRed, GuideTablesGood,
};
use crate::core::problem::{Problem, Severity};
use crate::workplace::Workplace;
use crate::workplace::guide::{Ahead, Guide, Login, Proposals, Step};

/// What was seen.
enum Seen {
    /// Each with what to do; notes are what is as it should be.
    Found(Vec<Problem>),
    /// Rows to accept, and what the base lacks of what the tables have already.
    Rows(Proposals, Vec<Problem>),
    /// What lies ahead.
    Ahead(Ahead),
}

/// A look that comes when the page is there.
pub(super) fn to_come(view: &View<'_>, step: Step, account: &str) -> Markup {
    let here = address(step, account);
    let part = here.replacen('?', "/check?", 1);
    html! { div hx-get=(part) hx-trigger="load" aria-live="polite" {
        p { a href={ (here) "&checked=1" } { (view.texts.say(GuideCheck)) } }
    } }
}

/// The look now; `fields`: what a form brought that was not saved.
pub(super) async fn found(
    panel: &Shared,
    session: &Session,
    step: Step,
    account: &str,
    fields: &BTreeMap<String, String>,
) -> Markup {
    let asked = account.to_owned();
    let looked = place::with(panel, session.language, move |place| {
        let guide = place.guide(&asked)?;
        let seen = seen(place, step, &guide)?;
        Ok((guide, seen))
    });
    let view = View::new(panel, session);
    let texts = view.texts;
    match looked.await {
        Err(error) => html! {
            @match error.problem() {
                Some(problem) => { (page::problem(texts, &problem)) }
                None => { p.problem { (error.to_string()) } }
            }
            (onward(&view, step, account, false))
        },
        Ok((_, Seen::Found(problems))) => {
            html! { (verdict(&view, step, &problems)) (onward(&view, step, account, is_good(&problems))) }
        }
        Ok((guide, Seen::Rows(rows, problems))) => html! {
            (tables::form(&view, &guide, &rows, fields))
            (verdict(&view, step, &problems))
            (onward(&view, step, account, is_good(&problems)))
        },
        Ok((guide, Seen::Ahead(ahead))) => start::form(&view, &guide, &ahead, (panel.context.clock.now(), fields)),
    }
}

fn seen(place: &Workplace, step: Step, guide: &Guide) -> Result<Seen, PanelError> {
    let open = |message: Message| Ok(Seen::Found(vec![Problem::error(message)]));
    let facts = &guide.facts;
    match step {
        Step::Firm if !facts.firm => open(GuideFirmOpen.into()),
        Step::Firm => Ok(Seen::Found(Vec::new())),
        Step::Allegro if facts.login == Login::NoApplication => open(GuideAllegroOpen.into()),
        Step::Allegro if facts.login == Login::Nobody => open(GuideNotLoggedIn.into()),
        Step::Allegro => Ok(Seen::Found(place.account(&guide.account)?.problem.into_iter().collect())),
        _ if !facts.base => open(GuideOptimaOpen.into()),
        Step::Optima => Ok(Seen::Found(place::wait(place.base_found(&guide.company))?)),
        Step::Documents => Ok(Seen::Found(place::wait(place.words_found(&guide.company, false))?)),
        _ if facts.login != Login::LoggedIn => open(GuideNotLoggedIn.into()),
        Step::Tables => {
            let rows = place::wait(place.proposals(&guide.account))?;
            Ok(Seen::Rows(rows, place::wait(place.words_found(&guide.company, true))?))
        }
        Step::Start => Ok(Seen::Ahead(place::wait(place.ahead(&guide.account))?)),
    }
}

fn is_good(problems: &[Problem]) -> bool {
    !problems.iter().any(Problem::is_error)
}

fn verdict(view: &View<'_>, step: Step, problems: &[Problem]) -> Markup {
    let texts = view.texts;
    let good: Message = match step {
        Step::Firm => GuideFirmGood.into(),
        Step::Allegro => GuideAllegroGood.into(),
        Step::Optima => GuideOptimaGood.into(),
        Step::Documents => GuideDocumentsGood.into(),
        Step::Tables | Step::Start => GuideTablesGood.into(),
    };
    let (notes, told): (Vec<&Problem>, Vec<&Problem>) =
        problems.iter().partition(|problem| problem.severity == Severity::Note);
    html! { div role="status" {
        @if is_good(problems) { p.said { (texts.text(&good)) } } @else { p.problem { strong { (texts.say(GuideRed)) } } }
        @for problem in told { (page::problem(texts, problem)) }
        @if !notes.is_empty() { details { summary { (texts.say(GuideFound)) }
            @for note in notes { (page::remark("good", note.code(), &texts.text(&note.message), None)) }
        } }
    } }
}
