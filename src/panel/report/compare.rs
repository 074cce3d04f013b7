//! The comparison of orders with their documents in the bases, on a page and for Excel.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use maud::{Markup, html};

use super::super::door::Session;
use super::super::page::View;
use super::super::place::wait;
use super::super::{PanelError, Shared, page, place};
use super::{Period, excel, shown};
use crate::core::message::text::{
    PanelByDay, PanelCompany, PanelCsv, PanelDay, PanelDifferences, PanelFirms, PanelFor, PanelGross, PanelInOptima,
    PanelNet, PanelNoDifferences, PanelPersons, PanelRate, PanelRates, PanelRatesHow, PanelRatesOfLines, PanelReport,
    PanelSumMissing, PanelSumOrders, PanelTogether, PanelVat, StatusDocument, StatusOrder,
};
use crate::core::message::{Catalogue, Message};
use crate::workplace::{Buyer, Compared, ComparedAll, Difference, Failure, Sums, money, sheet};

/// More differences than this are one cause.
const SHOWN: usize = 200;

async fn read(panel: &Shared, period: &Period) -> Result<ComparedAll, PanelError> {
    let (days, company) = (period.days(), period.company.clone());
    place::with(panel, panel.language(), move |place| Ok(wait(place.compared(days, company.as_deref()))?)).await
}

/// The part of the report that asks the bases. It comes when the page is there.
pub(in super::super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let period = Period::read(&query, panel.context.clock.now());
    let shown = |all: ComparedAll| {
        html! {
            @for (company, found) in &all {
                @if all.len() > 1 { h2 { (company) } }
                (one(texts, found))
            }
            p.noprint { a.button href={ "/report/compared.csv?" (period.query()) } { (texts.say(PanelCsv)) } }
        }
    };
    page::part_or_page(&view, "/report", PanelReport, read(&panel, &period).await.map(shown))
}

/// The same for Excel: the sums of each day, and below them the differences.
pub(in super::super) async fn csv(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let texts = panel.texts(session.language);
    let failed = |error: PanelError| page::failure(&panel, session.language, &error);
    let period = Period::read(&query, panel.context.clock.now());
    let (mut rows, mut said, mut different) = (Vec::new(), Vec::new(), Vec::new());
    for (company, found) in read(&panel, &period).await.map_err(failed)? {
        let found = found.map_err(|failure| failed(failure.into()))?;
        for ((day, buyer, rate), sums) in &found.days {
            let of = [company.clone(), day.to_string(), texts.text(&name(*buyer)), rate.clone()];
            rows.push(of.into_iter().chain(amounts(sums)).collect());
        }
        if found.of_lines {
            said.push(vec![company.clone(), texts.say(PanelRatesOfLines)]);
        }
        for one in &found.differences {
            let gross = one.gross.map_or_else(String::new, money);
            let cells = [one.day.to_string(), one.order.to_string(), one.number.clone(), money(one.total), gross];
            different.push([company.clone()].into_iter().chain(cells).collect());
        }
    }
    let company = texts.say(PanelCompany);
    let heading = [
        company.clone(),
        texts.say(PanelDay),
        texts.say(PanelFor),
        texts.say(PanelRate),
        texts.say(PanelNet),
        texts.say(PanelVat),
        texts.say(PanelGross),
    ];
    let below = vec![
        company,
        texts.say(PanelDay),
        texts.say(StatusOrder),
        texts.say(StatusDocument),
        texts.say(PanelSumOrders),
        texts.say(PanelInOptima),
    ];
    let rows: Vec<Vec<String>> = [rows, said, vec![vec![String::new()], below], different].concat();
    let name = format!("allegro-optima-vat-{}-{}.csv", period.from, period.to);
    Ok(excel(&name, sheet(&heading, &rows)))
}

fn name(buyer: Buyer) -> Message {
    match buyer {
        Buyer::Firm => PanelFirms.into(),
        Buyer::Person => PanelPersons.into(),
    }
}

fn amounts(sums: &Sums) -> [String; 3] {
    [money(sums.net), money(sums.vat()), money(sums.gross)]
}

fn one(texts: &Catalogue, found: &Result<Compared, Failure>) -> Markup {
    let compared = match found {
        Ok(compared) => compared,
        Err(failure) => return page::problem(texts, &failure.problem),
    };
    let kinds = [
        (Some(Buyer::Firm), name(Buyer::Firm)),
        (Some(Buyer::Person), name(Buyer::Person)),
        (None, PanelTogether.into()),
    ];
    html! {
        h2 { (texts.say(PanelRates)) }
        @if compared.of_lines { div.problem.warning { p { (texts.say(PanelRatesOfLines)) } } } @else { p.soft { (texts.say(PanelRatesHow)) } }
        div.scroll tabindex="0" { table {
            (head(texts, PanelFor))
            @for (buyer, name) in &kinds { (rates(texts, &texts.text(name), &compared.rates(*buyer))) }
        } }
        @if !compared.days.is_empty() { details { summary { (texts.say(PanelByDay)) } div.scroll tabindex="0" { table {
            (head(texts, PanelDay))
            tbody { @for ((day, buyer, rate), sums) in &compared.days { tr {
                td.nw { (day) " · " (texts.text(&name(*buyer))) } td { (rate) } (cells(sums))
            } } }
        } } } }
        h2 { (texts.say(PanelDifferences)) }
        @if compared.differences.is_empty() { p.said { (texts.say(PanelNoDifferences)) } }
        @else { (differences(texts, &compared.differences)) }
    }
}

fn head(texts: &Catalogue, first: impl Into<Message>) -> Markup {
    html! { thead { tr {
        th scope="col" { (texts.say(first)) } th scope="col" { (texts.say(PanelRate)) }
        th.n scope="col" { (texts.say(PanelNet)) } th.n scope="col" { (texts.say(PanelVat)) }
        th.n scope="col" { (texts.say(PanelGross)) }
    } } }
}

fn cells(sums: &Sums) -> Markup {
    html! { @for sum in [sums.net, sums.vat(), sums.gross] { td.n.nw { (shown(sum)) } } }
}

/// The rates of one kind of buyer, with their sum.
fn rates(texts: &Catalogue, whose: &str, rates: &BTreeMap<&str, Sums>) -> Markup {
    let mut all = Sums::default();
    for sums in rates.values() {
        all.add(sums);
    }
    html! { tbody {
        @for (rate, sums) in rates { tr { td { (whose) } td { (rate) } (cells(sums)) } }
        tr { th scope="row" { (whose) " " (texts.say(crate::core::message::text::PanelTotal)) } td { "Σ" } (cells(&all)) }
    } }
}

fn differences(texts: &Catalogue, found: &[Difference]) -> Markup {
    html! { div.scroll tabindex="0" { table {
        thead { tr {
            th scope="col" { (texts.say(PanelDay)) } th scope="col" { (texts.say(StatusOrder)) }
            th scope="col" { (texts.say(StatusDocument)) } th.n scope="col" { (texts.say(PanelSumOrders)) }
            th.n scope="col" { (texts.say(PanelInOptima)) } th.n scope="col" { (texts.say(PanelSumMissing)) }
        } }
        tbody { @for one in found.iter().take(SHOWN) { tr {
            td.nw { (one.day) } td { a href={ "/orders/" (one.order) } { (one.order) } } td { (one.number) }
            td.n.nw { (shown(one.total)) } td.n.nw { (one.gross.map_or_else(|| "–".to_owned(), shown)) }
            td.n.nw { (shown(one.total - one.gross.unwrap_or_default())) }
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
