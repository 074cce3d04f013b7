//! The step of the beginning: how many orders there are, what ten of them would become, and the button.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Html;
use jiff::Timestamp;
use maud::{Markup, html};

use super::super::door::Session;
use super::super::page::{self, View};
use super::super::{Shared, place};
use super::account;
use crate::core::document::Document;
use crate::core::message::Catalogue;
use crate::core::message::text::{
    FirstCount, FirstUncounted, GuideBegun, GuideCounts, GuideGo, GuideNotTried, GuideOnDay, GuideSinceDay,
    GuideSinceNow, GuideStartHow, GuideStays, GuideTried, GuideTriedHow, GuideWhence, PanelOrder,
};
use crate::core::money::amount_text;
use crate::core::poland;
use crate::workplace::guide::{Ahead, Guide, Start};

/// The words of the form.
const NOW: &str = "now";
const DAY: &str = "day";

/// From when on, as a person said it.
pub(super) fn start_of(fields: &BTreeMap<String, String>) -> Start {
    let part = |name: &str| fields.get(name).map(|value| value.trim()).unwrap_or_default();
    if part("from") == DAY { Start::On(part("day").to_owned()) } else { Start::Now }
}

/// The form with everything that helps to fill it in.
pub(super) fn form(
    view: &View<'_>,
    guide: &Guide,
    ahead: &Ahead,
    (now, fields): (Timestamp, &BTreeMap<String, String>),
) -> Markup {
    let texts = view.texts;
    let part = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    let by_day = part("from") == DAY;
    html! {
        p { @if guide.facts.begun { (texts.say(GuideBegun)) } @else { (texts.say(GuideStartHow)) } }
        h2 { (texts.say(GuideCounts)) }
        ul { @for (day, count) in &ahead.counts { li { @match count {
            Some(count) => { (texts.say(FirstCount { day: day.to_string().into(), orders: (*count).into() })) }
            None => { (texts.say(FirstUncounted)) }
        } } } }
        @if !guide.facts.begun { form.card method="post" action="/guide/start" {
            (view.mark())
            input type="hidden" name="account" value=(guide.account);
            fieldset {
                legend { (texts.say(GuideWhence)) }
                label.back { input type="radio" name="from" value=(NOW) checked[!by_day]; " " (texts.say(GuideSinceNow)) }
                label.back { input type="radio" name="from" value=(DAY) checked[by_day]; " " (texts.say(GuideSinceDay)) }
                div.setting {
                    label for="day" { (texts.say(GuideOnDay)) }
                    input id="day" name="day" type="date" value=(part("day")) max=(poland::day(now))
                        hx-get="/guide/start/count" hx-trigger="change" hx-target="#day-count" hx-include="[name='account']";
                    p.soft id="day-count" role="status" {}
                }
            }
            p { button.big { (texts.say(GuideGo)) } }
        } }
        h2 { (texts.say(GuideTried)) }
        @if let Some(away) = &ahead.away { (page::problem(texts, away)) }
        p.soft { @if ahead.tried.is_empty() { (texts.say(GuideNotTried)) } @else { (texts.say(GuideTriedHow)) } }
        @for one in &ahead.tried { section.card {
            h3 { (texts.say(PanelOrder { order: one.order_id.as_str().into() })) }
            @match &one.became {
                Ok(document) => { (document_shown(texts, document)) }
                Err(problems) => {
                    p { (texts.say(GuideStays)) }
                    @for problem in problems { (page::problem(texts, problem)) }
                }
            }
        } }
    }
}

/// A document in a few lines: who, how much, how it is paid, what.
fn document_shown(texts: &Catalogue, document: &Document) -> Markup {
    let amount = |text: String| page::amount(texts, &text);
    html! {
        p.long { strong { (document.payer.name) } ", " (document.payer.city) " · "
            strong { (amount(amount_text(document.gross))) } " zł · " (document.payment_form) " · " (document.warehouse)
        }
        ul { @for line in &document.lines { li.long {
            (line.code) " · " (line.name) " · " (line.quantity.normalize()) " × · " (amount(amount_text(line.gross))) " zł"
        } } }
    }
}

/// How many orders changed since the day that is typed.
pub(in crate::panel) async fn count(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Html<String> {
    let day = query.get("day").cloned().unwrap_or_default();
    let asked = (day.clone(), query);
    let counted = place::with(&panel, session.language, move |place| {
        let (day, query) = asked;
        let guide = place.guide(&account(&query))?;
        Ok(place::wait(place.orders_since(&guide.account, &day))?)
    });
    let texts = panel.texts(session.language);
    let told = counted.await.map(|count| {
        let counted = |count: i64| texts.say(FirstCount { day: day.into(), orders: count.into() });
        html! { (count.map_or_else(|| texts.say(FirstUncounted), counted)) }
    });
    page::part(texts, told)
}
