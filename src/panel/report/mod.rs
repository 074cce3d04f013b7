//! Day by day: what was bought at Allegro, and what of it is in Optima; and for the end of a month, what the bases say.

pub(super) mod compare;
mod period;

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use maud::{Markup, html};
use rust_decimal::Decimal;

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, place};
use crate::core::message::Catalogue;
use crate::core::message::text::{
    PanelAwaiting, PanelCancelled, PanelCsv, PanelCurrency, PanelDay, PanelDocumentsSheet, PanelIgnored, PanelInOptima,
    PanelLoading, PanelMissing, PanelNone, PanelOrdersCount, PanelPrinted, PanelReport, PanelReturned, PanelSumMissing,
    PanelSumOptima, PanelSumOrders, PanelTotal, PanelUndone, PanelWaits,
};
use crate::workplace::{Day, Days, money, sheet};
pub(super) use period::Period;

/// The columns of numbers behind day and currency: their heading, and the filter of the list of orders that shows them.
const COUNTS: usize = 9;

fn heading(texts: &Catalogue) -> Vec<String> {
    vec![
        texts.say(PanelDay),
        texts.say(PanelCurrency),
        texts.say(PanelOrdersCount),
        texts.say(PanelInOptima),
        texts.say(PanelMissing),
        texts.say(PanelAwaiting),
        texts.say(PanelIgnored),
        texts.say(PanelCancelled),
        texts.say(PanelUndone),
        texts.say(PanelReturned),
        texts.say(PanelWaits),
        texts.say(PanelSumOrders),
        texts.say(PanelSumOptima),
        texts.say(PanelSumMissing),
    ]
}

/// How many, and which orders of the list these are.
fn counts(day: &Day) -> [(u64, &'static str); COUNTS] {
    [
        (day.orders, ""),
        (day.documents, "&ro=yes"),
        (day.missing, "&ro=no"),
        (day.awaiting, "&state=waiting"),
        (day.ignored, "&state=ignored"),
        (day.cancelled, "&state=cancelled"),
        (day.undone, "&state=cancelled&ro=yes"),
        (day.returned, "&matter=returned"),
        (day.open, "&state=open"),
    ]
}

fn sums(day: &Day) -> [Decimal; 3] {
    [day.total, day.in_optima, day.lacking]
}

fn cells(((date, currency), day): (&(Date, String), &Day)) -> Vec<String> {
    let counted = counts(day).map(|(count, _)| count.to_string());
    let sums = sums(day).map(money);
    [date.to_string(), currency.clone()].into_iter().chain(counted).chain(sums).collect()
}

/// An amount for the eye: a blank that does not break stands between thousands.
pub(super) fn shown(sum: Decimal) -> String {
    page::grouped(&money(sum), ',')
}

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let now = panel.context.clock.now();
    let period = Period::read(&query, now);
    let (days, company) = (period.days(), period.company.clone());
    let found = place::with(&panel, session.language, move |place| {
        let companies = place.company_names()?;
        let seller = &place.settings.seller;
        let firm = format!("{} · NIP {}", seller.name, seller.nip);
        Ok((place.days(days, company.as_deref())?, companies, firm))
    });
    let (days, companies, firm) = found.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let asked = period.query();
    let content = html! {
        p.printonly { (firm) br; (period.from) " – " (period.to)
            @if let Some(company) = &period.company { " · " (company) }
            br; (texts.say(PanelPrinted)) " " (page::time(now)) }
        (period::form(texts, &period, &companies, now))
        @if let Some(doubt) = &period.doubt { p.problem.warning role="status" { (texts.text(doubt)) } }
        @if days.is_empty() { p.soft { (texts.say(PanelNone)) } } @else {
            (table(texts, &days, &period))
            p.noprint { a.button href={ "/report.csv?" (asked) } { (texts.say(PanelCsv)) } " "
                a.button href={ "/orders.csv?ro=yes&sort=bought&" (asked) } { (texts.say(PanelDocumentsSheet)) } }
        }
        div hx-get={ "/report/compared?" (asked) } hx-trigger="load" {
            p.soft { a href={ "/report/compared?" (asked) } { (texts.say(PanelLoading)) } }
        }
    };
    Ok(view.page("/report", PanelReport, &content))
}

fn table(texts: &Catalogue, days: &Days, period: &Period) -> Markup {
    let mut totals: BTreeMap<&str, Day> = BTreeMap::new();
    for ((_, currency), day) in days {
        totals.entry(currency).or_default().add(day);
    }
    let row = |day: &Day, of: &Period| {
        let query = of.query();
        html! {
            @for (count, filter) in counts(day) { td.n { @if count == 0 { "0" } @else {
                a href={ "/orders?" (query) (filter) } { (count) }
            } } }
            @for sum in sums(day) { td.n.nw { (shown(sum)) } }
        }
    };
    let of_day = |day: Date| Period { from: day, to: day, ..period.clone() };
    html! { div.scroll tabindex="0" { table.tight {
        thead { tr { @for (at, name) in heading(texts).iter().enumerate() { th.n[at > 1] scope="col" { (name) } } } }
        tbody { @for ((date, currency), day) in days { tr {
            td.nw { (date) } td { (currency) } (row(day, &of_day(*date)))
        } } }
        tfoot { @for (currency, day) in &totals { tr {
            th scope="row" { (texts.say(PanelTotal)) } td { (currency) } (row(day, period))
        } } }
    } } }
}

/// The same for Excel.
pub(super) async fn csv(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let period = Period::read(&query, panel.context.clock.now());
    let (days, company) = (period.days(), period.company.clone());
    let read = place::with(&panel, session.language, move |place| Ok(place.days(days, company.as_deref())?)).await;
    let days = read.map_err(|error: PanelError| page::failure(&panel, session.language, &error))?;
    let rows: Vec<Vec<String>> = days.iter().map(cells).collect();
    let name = format!("allegro-{}-{}.csv", period.from, period.to);
    Ok(excel(&name, sheet(&heading(panel.texts(session.language)), &rows)))
}

/// A file for Excel.
pub(super) fn excel(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_with_what_is_missing_of_its_sum() {
        let sum = |text: &str| text.parse().unwrap();
        let day = Day {
            orders: 3,
            documents: 2,
            missing: 1,
            total: sum("16.15"),
            in_optima: sum("11.1"),
            lacking: sum("5.05"),
            ..Day::default()
        };
        let of = (jiff::civil::date(2026, 3, 2), "PLN".to_owned());
        let expected = ["2026-03-02", "PLN", "3", "2", "1", "0", "0", "0", "0", "0", "0", "16,15", "11,10", "5,05"];
        assert_eq!(cells((&of, &day)), expected);
    }

    #[test]
    fn thousands_stand_apart() {
        let shown = |text: &str| shown(text.parse().unwrap()).replace('\u{a0}', "_");
        for (sum, text) in [
            ("0", "0,00"),
            ("999.9", "999,90"),
            ("1234567.89", "1_234_567,89"),
            ("-1000", "-1_000,00"),
            ("-5.05", "-5,05"),
        ] {
            assert_eq!(shown(sum), text);
        }
    }
}
