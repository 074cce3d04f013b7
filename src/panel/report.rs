//! Day by day: what was bought at Allegro, and what of it is in Optima.

use std::collections::BTreeMap;
use std::path::Path;

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
use super::{PanelError, Shared, place};
use crate::core::message::Catalogue;
use crate::core::message::text::{
    PanelCsv, PanelCurrency, PanelDay, PanelFrom, PanelInOptima, PanelLoading, PanelMissing, PanelNone,
    PanelOrdersCount, PanelPrint, PanelReport, PanelShow, PanelSumMissing, PanelSumOptima, PanelSumOrders, PanelTo,
    PanelUndone, PanelWaits,
};
use crate::core::poland;
use crate::ledger::{BoughtHour, State as Standing};

/// One day in one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Day {
    orders: u64,
    documents: u64,
    missing: u64,
    /// Cancelled at Allegro although a document is in Optima.
    undone: u64,
    /// Something about them waits for a person.
    open: u64,
    total: Decimal,
    in_optima: Decimal,
}

type Days = BTreeMap<(Date, String), Day>;

/// Sums up. An order that Allegro cancelled without a document is not missing. Poland's days begin with full hours.
fn days(bought: &[BoughtHour]) -> Days {
    let mut days = Days::new();
    for orders in bought {
        let gone = matches!(orders.state, Standing::Cancelled | Standing::Superseded);
        if gone && !orders.document {
            continue;
        }
        let currency = orders.currency.clone().unwrap_or_else(|| "PLN".to_owned());
        let day = days.entry((poland::day(orders.at), currency)).or_default();
        day.orders += orders.count;
        day.total += orders.total;
        day.open += if orders.open { orders.count } else { 0 };
        if orders.document {
            day.documents += orders.count;
            day.in_optima += orders.total;
            day.undone += if gone { orders.count } else { 0 };
        } else {
            day.missing += orders.count;
        }
    }
    days
}

fn read(dir: &Path, from: Timestamp, to: Timestamp) -> Result<Days, PanelError> {
    let mut bought = Vec::new();
    for company in place::companies(dir)? {
        bought.extend(company.ledger()?.bought_by_hour(from, to)?);
    }
    Ok(days(&bought))
}

/// The days that were asked for, the last thirty if none.
pub(super) fn period(query: &BTreeMap<String, String>, now: Timestamp) -> (Date, Date) {
    let day = |name: &str| query.get(name).and_then(|text| text.parse::<Date>().ok());
    let to = day("to").unwrap_or_else(|| poland::day(now));
    let from = day("from").unwrap_or_else(|| to.saturating_sub(30.days()));
    (from.min(to), to)
}

/// From the first moment of the first day to the last of the last.
pub(super) fn bounds((from, to): (Date, Date)) -> (Timestamp, Timestamp) {
    let begin = poland::beginning(from).unwrap_or(Timestamp::MIN);
    (begin, poland::beginning(to.saturating_add(1.day())).unwrap_or(Timestamp::MAX))
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
    let (begin, end) = bounds((from, to));
    let dir = panel.context.dir.clone();
    let read = place::aside(move || read(&dir, begin, end)).await;
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

    fn bought(state: Standing, document: bool, total: &str) -> BoughtHour {
        let at = "2026-03-01T23:00:00Z".parse().unwrap();
        let open = state != Standing::Cancelled;
        BoughtHour { at, state, currency: None, document, open, count: 1, total: total.parse().unwrap() }
    }

    #[test]
    fn a_days_orders_are_documents_or_missing_and_their_sums_agree() {
        let days = days(&[
            bought(Standing::Imported, true, "10.10"),
            bought(Standing::Error, false, "5.05"),
            bought(Standing::Cancelled, true, "1.00"),
            bought(Standing::Cancelled, false, "99.00"),
        ]);
        let [row] = days.iter().collect::<Vec<_>>()[..] else { panic!("{days:?}") };
        // Midnight in Poland.
        assert_eq!(cells(row), ["2026-03-02", "PLN", "3", "2", "1", "1", "2", "16,15", "11,10", "5,05"]);
    }
}
