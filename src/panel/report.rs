//! Day by day: what was bought at Allegro, and what of it is in Optima.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use maud::html;
use rust_decimal::Decimal;

use super::door::Session;
use super::page::{self, View};
use super::{Shared, place};
use crate::core::message::Catalogue;
use crate::core::message::text::{
    PanelCsv, PanelCurrency, PanelDay, PanelFrom, PanelInOptima, PanelLoading, PanelMissing, PanelNone,
    PanelOrdersCount, PanelPrint, PanelReport, PanelShow, PanelSumMissing, PanelSumOptima, PanelSumOrders, PanelTo,
    PanelUndone, PanelWaits,
};
use crate::core::poland;
use crate::workplace::{Day, Days};

/// The days that were asked for, the last thirty if none.
pub(super) fn period(query: &BTreeMap<String, String>, now: Timestamp) -> (Date, Date) {
    let day = |name: &str| query.get(name).and_then(|text| text.parse::<Date>().ok());
    let to = day("to").unwrap_or_else(|| poland::day(now));
    let from = day("from").unwrap_or_else(|| to.saturating_sub(30.days()));
    (from.min(to), to)
}

/// As accountants write it.
pub(super) fn money(sum: Decimal) -> String {
    format!("{sum:.2}").replace('.', ",")
}

async fn found(
    panel: &Shared,
    session: &Session,
    query: &BTreeMap<String, String>,
) -> Result<(Date, Date, Days), Response> {
    let (from, to) = period(query, panel.context.clock.now());
    let read = place::with(panel, session.language, move |place| Ok(place.days((from, to))?)).await;
    Ok((from, to, read.map_err(|error| page::failure(panel, session.language, &error))?))
}

fn heading(texts: &Catalogue) -> [String; 10] {
    [
        texts.say(PanelDay),
        texts.say(PanelCurrency),
        texts.say(PanelOrdersCount),
        texts.say(PanelInOptima),
        texts.say(PanelMissing),
        texts.say(PanelUndone),
        texts.say(PanelWaits),
        texts.say(PanelSumOrders),
        texts.say(PanelSumOptima),
        texts.say(PanelSumMissing),
    ]
}

fn cells(((date, currency), day): (&(Date, String), &Day)) -> [String; 10] {
    [
        date.to_string(),
        currency.clone(),
        day.orders.to_string(),
        day.documents.to_string(),
        day.missing.to_string(),
        day.undone.to_string(),
        day.open.to_string(),
        money(day.total),
        money(day.in_optima),
        money(day.total - day.in_optima),
    ]
}

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let (from, to, days) = found(&panel, &session, &query).await?;
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let content = html! {
        form.row method="get" action="/report" {
            label { (texts.say(PanelFrom)) input type="date" name="from" value=(from); }
            label { (texts.say(PanelTo)) input type="date" name="to" value=(to); }
            button { (texts.say(PanelShow)) }
            button.quiet.noprint type="button" data-print { (texts.say(PanelPrint)) }
            a.button.noprint href={ "/report.csv?from=" (from) "&to=" (to) } { (texts.say(PanelCsv)) }
        }
        @if days.is_empty() { p.soft { (texts.say(PanelNone)) } } @else { div.scroll { table {
            thead { tr { @for (at, name) in heading(texts).iter().enumerate() { th.n[at > 1] scope="col" { (name) } } } }
            tbody { @for row in &days { tr { @for (at, cell) in cells(row).iter().enumerate() { td.nw.n[at > 1] { (cell) } } } } }
        } } }
        div hx-get={ "/report/compared?from=" (from) "&to=" (to) } hx-trigger="load" {
            p.soft { a href={ "/report/compared?from=" (from) "&to=" (to) } { (texts.say(PanelLoading)) } }
        }
    };
    Ok(view.page("/report", PanelReport, &content))
}

/// The same for Excel.
pub(super) async fn csv(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let (from, to, days) = found(&panel, &session, &query).await?;
    let mut text = format!("\u{feff}{}\r\n", heading(panel.texts(session.language)).join(";"));
    for row in &days {
        text.push_str(&cells(row).join(";"));
        text.push_str("\r\n");
    }
    let name = format!("attachment; filename=\"allegro-{from}-{to}.csv\"");
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, text).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_with_what_is_missing_of_its_sum() {
        let sum = |text: &str| text.parse().unwrap();
        let day =
            Day { orders: 3, documents: 2, missing: 1, total: sum("16.15"), in_optima: sum("11.1"), ..Day::default() };
        let of = (jiff::civil::date(2026, 3, 2), "PLN".to_owned());
        assert_eq!(cells((&of, &day)), ["2026-03-02", "PLN", "3", "2", "1", "0", "0", "16,15", "11,10", "5,05"]);
    }
}
