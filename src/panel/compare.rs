//! Orders against their documents as the base has them: sums by VAT rate, and where the two differ.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr as _;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use jiff::civil::Date;
use maud::{Markup, html};
use rust_decimal::Decimal;

use super::door::Session;
use super::place::wait;
use super::report::{self, money};
use super::{PanelError, Shared, page, place};
use crate::core::message::Catalogue;
use crate::core::message::text::{
    PanelCompany, PanelCsv, PanelDay, PanelDifferences, PanelGross, PanelInOptima, PanelNet, PanelNoDifferences,
    PanelRate, PanelRates, PanelRatesHow, PanelSumMissing, PanelSumOrders, PanelVat, StatusDocument, StatusOrder,
};
use crate::core::plan::StoredDocument;
use crate::core::poland;
use crate::core::problem::Problem;
use crate::ledger::Bought;

/// More differences than this are one cause.
const SHOWN: usize = 200;

/// Sums of one rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums {
    net: Decimal,
    gross: Decimal,
}

/// An order whose document is not worth what was paid, or is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Difference {
    order: String,
    day: Date,
    number: String,
    total: Decimal,
    gross: Option<Decimal>,
}

/// What came of the comparison.
#[derive(Debug, Default, PartialEq, Eq)]
struct Compared {
    rates: BTreeMap<String, Sums>,
    differences: Vec<Difference>,
}

fn number(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap_or_default()
}

/// Compares. An order in another currency has its document in złoty, and is not compared.
fn compare(bought: &[Bought], documents: &[StoredDocument]) -> Compared {
    let mut compared = Compared::default();
    let by_key: HashMap<&str, &StoredDocument> = documents.iter().map(|found| (found.key.as_str(), found)).collect();
    for order in bought {
        let Some(key) = order.key.filter(|_| order.document.is_some()) else { continue };
        let found = by_key.get(key.hyphenated().to_string().as_str()).copied();
        for line in found.iter().flat_map(|document| &document.lines) {
            let sums = compared.rates.entry(line.vat_rate.clone()).or_default();
            sums.net += number(&line.net);
            sums.gross += number(&line.gross);
        }
        let total = number(order.total.as_deref().unwrap_or_default());
        let gross = found.map(|document| number(&document.gross));
        let foreign = order.currency.as_deref().is_some_and(|code| code != "PLN");
        if gross.is_none() || (!foreign && gross != Some(total)) {
            compared.differences.push(Difference {
                order: order.order_id.clone(),
                day: poland::day(order.at),
                number: order.document.clone().unwrap_or_default(),
                total,
                gross,
            });
        }
    }
    compared
}

/// Each company with what came of its comparison.
type Companies = Vec<(String, Result<Compared, Problem>)>;

async fn read(panel: &Shared, query: &BTreeMap<String, String>) -> Result<Companies, PanelError> {
    let (begin, end) = report::bounds(report::period(query, panel.context.clock.now()));
    place::with(panel, panel.context.language, move |place| {
        let mut all = Vec::new();
        for company in place::companies(&place.dir)? {
            let bought = company.ledger()?.bought_between(begin, end)?;
            let keys: Vec<_> = bought.iter().filter(|order| order.document.is_some()).filter_map(|o| o.key).collect();
            // Without keys a base would give everything that it has.
            let found = if keys.is_empty() { Ok(Vec::new()) } else { wait(place.documents_with(&company.name, &keys)) };
            let found = found.map_err(|failure| failure.problem);
            all.push((company.name, found.map(|documents| compare(&bought, &documents))));
        }
        Ok(all)
    })
    .await
}

/// The part of the report that asks the bases. It comes when the page is there.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Html<String> {
    let texts = panel.texts(session.language);
    let (from, to) = report::period(&query, panel.context.clock.now());
    let shown = |all: Companies| {
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
    let (mut rates, mut different) = (Vec::new(), Vec::new());
    for (company, found) in read(&panel, &query).await.map_err(failed)? {
        let found = found.map_err(|problem| failed(PanelError::Told(problem, StatusCode::SERVICE_UNAVAILABLE)))?;
        for (rate, sums) in &found.rates {
            let cells = [rate.clone(), money(sums.net), money(sums.gross - sums.net), money(sums.gross)];
            rates.push(format!("{company};{}", cells.join(";")));
        }
        for one in &found.differences {
            let gross = one.gross.map_or_else(String::new, money);
            let cells = [one.day.to_string(), one.order.clone(), one.number.clone(), money(one.total), gross];
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
    let lines = [vec![rates_head], rates, vec![String::new(), different_head], different].concat();
    let (from, to) = report::period(&query, panel.context.clock.now());
    let name = format!("attachment; filename=\"allegro-optima-vat-{from}-{to}.csv\"");
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, format!("\u{feff}{}\r\n", lines.join("\r\n"))).into_response())
}

fn one(texts: &Catalogue, found: &Result<Compared, Problem>) -> Markup {
    let compared = match found {
        Ok(compared) => compared,
        Err(problem) => return page::problem(texts, problem),
    };
    let (net, gross) =
        compared.rates.values().fold((Decimal::ZERO, Decimal::ZERO), |sum, one| (sum.0 + one.net, sum.1 + one.gross));
    html! {
        h2 { (texts.say(PanelRates)) }
        p.soft { (texts.say(PanelRatesHow)) }
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
    use uuid::Uuid;

    use super::*;
    use crate::core::plan::{StoredLine, StoredPayer, StoredRecipient};
    use crate::ledger::State as Standing;

    fn bought(order: &str, key: u128, total: &str, currency: Option<&str>) -> Bought {
        Bought {
            order_id: order.to_owned(),
            at: "2026-03-01T12:00:00Z".parse().unwrap(),
            state: Standing::Imported,
            total: Some(total.to_owned()),
            currency: currency.map(str::to_owned),
            document: Some("RO/7/2026".to_owned()),
            key: Some(Uuid::from_u128(key)),
        }
    }

    /// Each is worth 12.30.
    fn document(key: u128) -> StoredDocument {
        let line = StoredLine {
            code: "KUBEK".to_owned(),
            name: "Kubek".to_owned(),
            quantity: "1".to_owned(),
            price: "12.30".to_owned(),
            vat_rate: "23".to_owned(),
            net: "10.00".to_owned(),
            gross: "12.30".to_owned(),
        };
        StoredDocument {
            number: "RO/7/2026".to_owned(),
            order_id: String::new(),
            date: jiff::civil::date(2026, 3, 2),
            definition: "RO".to_owned(),
            payer: StoredPayer::default(),
            recipient: StoredRecipient::default(),
            payment_form: "przelew".to_owned(),
            warehouse: "MAGAZYN".to_owned(),
            net: "10.00".to_owned(),
            vat: "2.30".to_owned(),
            gross: "12.30".to_owned(),
            description: String::new(),
            attributes: BTreeMap::new(),
            lines: vec![line],
            buffer: true,
            foreign_number: String::new(),
            key: Uuid::from_u128(key).to_string(),
            created: None,
        }
    }

    #[test]
    fn a_document_that_is_gone_or_worth_another_sum_is_told() {
        let documents = [1, 2, 3].map(document);
        let orders = [
            bought("same", 1, "12.30", None),
            bought("other", 2, "12.31", Some("PLN")),
            bought("euro", 3, "2.80", Some("EUR")),
            bought("gone", 4, "5.00", None),
        ];
        let compared = compare(&orders, &documents);
        let told: Vec<&str> = compared.differences.iter().map(|one| one.order.as_str()).collect();
        assert_eq!(told, ["other", "gone"]);
        assert_eq!((compared.differences[0].gross, compared.differences[1].gross), (Some(number("12.30")), None));
        assert_eq!(
            compared.rates,
            BTreeMap::from([("23".to_owned(), Sums { net: 30.into(), gross: number("36.90") })])
        );
    }
}
