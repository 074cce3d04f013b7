//! The comparison of orders with their documents in the bases, on a page and for Excel.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Response};
use maud::{Markup, html};
use rust_decimal::Decimal;

use super::door::Session;
use super::place::wait;
use super::report::{self, money};
use super::{PanelError, Shared, page, place};
use crate::core::message::Catalogue;
use crate::core::message::text::{
    PanelCompany, PanelCsv, PanelDay, PanelDifferences, PanelGross, PanelInOptima, PanelNet, PanelNoDifferences,
    PanelRate, PanelRates, PanelRatesHow, PanelRatesOfLines, PanelSumMissing, PanelSumOrders, PanelVat, StatusDocument,
    StatusOrder,
};
use crate::workplace::{Compared, ComparedAll, Difference, Failure};

/// More differences than this are one cause.
const SHOWN: usize = 200;

async fn read(panel: &Shared, query: &BTreeMap<String, String>) -> Result<ComparedAll, PanelError> {
    let period = report::period(query, panel.context.clock.now());
    place::with(panel, panel.language(), move |place| Ok(wait(place.compared(period))?)).await
}

/// The part of the report that asks the bases. It comes when the page is there.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Html<String> {
    let texts = panel.texts(session.language);
    let (from, to) = report::period(&query, panel.context.clock.now());
    let shown = |all: ComparedAll| {
        html! {
            @for (company, found) in &all {
                @if all.len() > 1 { h2 { (company) } }
                (one(texts, found))
            }
            p.noprint { a.button href={ "/report/compared.csv?from=" (from) "&to=" (to) } { (texts.say(PanelCsv)) } }
        }
    };
    page::part(texts, read(&panel, &query).await.map(shown))
}

/// The same for Excel: the rates, an empty line, the differences.
pub(super) async fn csv(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let texts = panel.texts(session.language);
    let failed = |error: PanelError| page::failure(&panel, session.language, &error);
    let (mut rates, mut different, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for (company, found) in read(&panel, &query).await.map_err(failed)? {
        let found = found.map_err(|failure| failed(failure.into()))?;
        for (rate, sums) in &found.rates {
            let cells = [rate.clone(), money(sums.net), money(sums.gross - sums.net), money(sums.gross)];
            rates.push(format!("{company};{}", cells.join(";")));
        }
        if found.of_lines {
            said.push(format!("{company};{}", texts.say(PanelRatesOfLines)));
        }
        for one in &found.differences {
            let gross = one.gross.map_or_else(String::new, money);
            let cells = [one.day.to_string(), one.order.to_string(), one.number.clone(), money(one.total), gross];
            different.push(format!("{company};{}", cells.join(";")));
        }
    }
    let company = texts.say(PanelCompany);
    let heads = [
        [texts.say(PanelRate), texts.say(PanelNet), texts.say(PanelVat), texts.say(PanelGross)].join(";"),
        [
            texts.say(PanelDay),
            texts.say(StatusOrder),
            texts.say(StatusDocument),
            texts.say(PanelSumOrders),
            texts.say(PanelInOptima),
        ]
        .join(";"),
    ];
    let [rates_head, different_head] = heads.map(|head| format!("{company};{head}"));
    let lines = [vec![rates_head], rates, said, vec![String::new(), different_head], different].concat();
    let (from, to) = report::period(&query, panel.context.clock.now());
    let name = format!("attachment; filename=\"allegro-optima-vat-{from}-{to}.csv\"");
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, format!("\u{feff}{}\r\n", lines.join("\r\n"))).into_response())
}

fn one(texts: &Catalogue, found: &Result<Compared, Failure>) -> Markup {
    let compared = match found {
        Ok(compared) => compared,
        Err(failure) => return page::problem(texts, &failure.problem),
    };
    let (net, gross) =
        compared.rates.values().fold((Decimal::ZERO, Decimal::ZERO), |sum, one| (sum.0 + one.net, sum.1 + one.gross));
    html! {
        h2 { (texts.say(PanelRates)) }
        @if compared.of_lines { div.problem.warning { p { (texts.say(PanelRatesOfLines)) } } } @else { p.soft { (texts.say(PanelRatesHow)) } }
        div.scroll { table {
            thead { tr {
                th scope="col" { (texts.say(PanelRate)) } th.n scope="col" { (texts.say(PanelNet)) }
                th.n scope="col" { (texts.say(PanelVat)) } th.n scope="col" { (texts.say(PanelGross)) }
            } }
            tbody { @for (rate, sums) in &compared.rates { tr {
                td { (rate) } td.n { (money(sums.net)) } td.n { (money(sums.gross - sums.net)) } td.n { (money(sums.gross)) }
            } } }
            tfoot { tr { th scope="row" { "Σ" } td.n { (money(net)) } td.n { (money(gross - net)) } td.n { (money(gross)) } } }
        } }
        h2 { (texts.say(PanelDifferences)) }
        @if compared.differences.is_empty() { p.said { (texts.say(PanelNoDifferences)) } }
        @else { (differences(texts, &compared.differences)) }
    }
}

fn differences(texts: &Catalogue, found: &[Difference]) -> Markup {
    html! { div.scroll { table {
        thead { tr {
            th scope="col" { (texts.say(PanelDay)) } th scope="col" { (texts.say(StatusOrder)) }
            th scope="col" { (texts.say(StatusDocument)) } th.n scope="col" { (texts.say(PanelSumOrders)) }
            th.n scope="col" { (texts.say(PanelInOptima)) } th.n scope="col" { (texts.say(PanelSumMissing)) }
        } }
        tbody { @for one in found.iter().take(SHOWN) { tr {
            td { (one.day) } td { a href={ "/orders/" (one.order) } { (one.order) } } td { (one.number) }
            td.n { (money(one.total)) } td.n { (one.gross.map_or_else(|| "–".to_owned(), money)) }
            td.n { (money(one.total - one.gross.unwrap_or_default())) }
        } } }
    } } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::Language;

    #[test]
    fn sums_that_are_not_the_bases_own_are_told() {
        let texts = Catalogue::new(Language::Polish);
        let page = |of_lines| one(&texts, &Ok(Compared { of_lines, ..Compared::default() })).into_string();
        assert!(page(true).contains("problem warning") && page(true).contains("Z pozycji"), "{}", page(true));
        assert!(!page(false).contains("Z pozycji") && page(false).contains("Z tabelek VAT"), "{}", page(false));
    }
}
