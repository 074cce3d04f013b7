//! The list of orders and the report, on pages and for Excel.

use rust_decimal::Decimal;

use super::pages::ledger;
use super::*;
use crate::core::life::{self, Happening};
use crate::core::message::text::Lif001;
use crate::core::problem::Problem;

/// Orders of March beside the one that is there: one with a buyer, one that waits, one that was cancelled.
fn filled(house: &House) {
    let at = |day: &str| format!("2026-03-{day}T12:00:00Z").parse().ok();
    let order = |id: &str, account: &str, day: &str, total: &str| Life {
        bought_at: at(day),
        total: Some(total.to_owned()),
        ..Life::seen(id, account, Timestamp::UNIX_EPOCH)
    };
    let done =
        Life { state: State::Imported, document: Some("RO/1/2026".to_owned()), ..order("1", "sklep", "01", "1200.50") };
    let waits = life::after(
        &order("2", "drugi", "02", "5.00"),
        Happening::Refused(Problem::error(Lif001)),
        Timestamp::UNIX_EPOCH,
    )
    .0;
    let gone = Life { state: State::Cancelled, ..order("3", "sklep", "02", "7.00") };
    let mut json = shop::order(1);
    json["buyer"]["firstName"] = serde_json::json!("=HYPERLINK(\"x\")");
    json["delivery"]["address"]["city"] = serde_json::json!("<b>Łódź</b>");
    let body = OrderBody { order_id: "1".into(), json: json.to_string().into_bytes() };
    ledger(house).record_with(&[done, waits, gone], &[body]).unwrap();
}

/// The rows of a list.
fn rows(page: &str) -> Vec<&str> {
    ["1", "2", "3", ORDER].into_iter().filter(|id| page.contains(&format!("href=\"/orders/{id}\""))).collect()
}

#[tokio::test]
async fn orders_are_filtered_by_what_an_accountant_asks_for() {
    let house = House::open().await;
    filled(&house);
    let visitor = house.enter().await;
    for (query, expected) in [
        ("", vec!["1", "2", "3", ORDER]),
        ("from=2026-03-01&to=2026-03-01", vec!["1"]),
        ("from=2026-03-02", vec!["2", "3"]),
        ("from=2026-03-01&to=2026-03-31&ro=no", vec!["2"]),
        ("ro=yes", vec!["1"]),
        ("state=open", vec!["2"]),
        ("matter=refused", vec!["2"]),
        ("account=drugi", vec!["2"]),
        ("company=firma&state=cancelled", vec!["3"]),
        ("from=x&ro=x&matter=x&sort=x&page=x", vec!["1", "2", "3", ORDER]),
    ] {
        let page = house.get(&visitor, &format!("/orders?{query}")).await;
        assert_eq!((code(&page), rows(&page)), ("200", expected), "{query}");
    }
    let page = house.get(&visitor, "/orders?from=2026-03-01&to=2026-03-01").await;
    assert!(page.contains("&lt;b&gt;Łódź") && page.contains("RO/1/2026") && page.contains("1\u{a0}200,50"), "{page}");
    assert!(page.contains("name=\"from\" value=\"2026-03-01\""), "the form says what is shown: {page}");
    assert_eq!(code(&house.get(&visitor, "/orders?company=nie-ma").await), "503", "it is said, and nothing is made up");
}

#[tokio::test]
async fn what_is_filtered_is_told_to_excel_and_runs_nothing() {
    let house = House::open().await;
    filled(&house);
    let visitor = house.enter().await;
    let csv = house.get(&visitor, "/orders.csv?ro=yes").await;
    assert!(csv.contains("text/csv") && csv.contains("allegro-optima-zamowienia.csv"), "{csv}");
    let text = csv.split_once("\r\n\r\n").unwrap().1;
    let lines: Vec<&str> = text.split("\r\n").filter(|line| line.contains(';')).collect();
    assert!(text.contains('\u{feff}') && lines.len() == 2, "{text}");
    assert!(
        lines[1].contains("1;firma;sklep;2026-03-01 13:00:00;") && lines[1].contains("1200,50;PLN;ONLINE;"),
        "{text}"
    );
    assert!(!lines[1].contains(";=") && lines[1].contains("RO/1/2026"), "{text}");
    let body = shop::order(1);
    assert!(lines[1].contains(body["payment"]["id"].as_str().unwrap()), "what a payout is matched by: {text}");
}

#[tokio::test]
async fn the_report_counts_each_order_once_and_leads_to_it() {
    let house = House::open().await;
    filled(&house);
    let visitor = house.enter().await;
    let page = house.get(&visitor, "/report?from=2026-03-01&to=2026-03-31").await;
    assert!(page.contains("1\u{a0}200,50"), "thousands stand apart: {page}");
    for (link, count) in [
        ("/orders?from=2026-03-02&amp;to=2026-03-02&amp;ro=no", 1),
        ("/orders?from=2026-03-01&amp;to=2026-03-31&amp;ro=yes", 1),
        ("/orders?from=2026-03-01&amp;to=2026-03-31&amp;state=cancelled", 1),
        ("/orders?from=2026-03-01&amp;to=2026-03-31", 2),
    ] {
        assert!(page.contains(&format!("href=\"{link}\">{count}</a>")), "{link}: {page}");
    }
    assert!(page.contains("printonly") && page.contains("NIP"), "{page}");
    let csv = house.get(&visitor, "/report.csv?from=2026-03-01&to=2026-03-31").await;
    assert!(csv.contains("2026-03-02;PLN;1;0;1;0;0;1;0;0;1;5,00;0,00;5,00\r\n"), "{csv}");
}

#[tokio::test]
async fn many_orders_are_said_something_at_once_and_each_is_asked_whether_it_may() {
    let mut house = House::open().await;
    filled(&house);
    let visitor = house.enter().await;
    let form = "state=&from=2026-03-01&order=1&order=2&order=nie-ma&say=ignore";
    let answer = house.post(&visitor, "/orders/say", form).await;
    assert!(code(&answer) == "303" && answer.contains("/orders?from=2026-03-01\r\n"), "{answer}");
    let state = |id: &str| ledger(&house).order(&id.into()).unwrap().unwrap().state;
    assert_eq!((state("1"), state("2")), (State::Imported, State::Ignored));
    let page = house.get(&visitor, "/orders").await;
    assert!(page.contains("id=\"said\""), "{page}");
    assert!(!house.get(&visitor, "/orders").await.contains("id=\"said\""), "once");
    assert_eq!(code(&house.post(&visitor, "/orders/say", "order=2&say=retry").await), "303");
    assert!(matches!(house.asked.try_recv(), Ok(Command::Sync { .. })));
    for form in ["say=retry", "order=2", "order=2&say=restore", "order=2&say="] {
        assert_eq!(code(&house.post(&visitor, "/orders/say", form).await), "303", "{form}");
    }
}

/// An independent sum: of the rows that the base itself keeps.
#[tokio::test]
async fn the_sums_of_a_month_are_those_of_the_base() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let order = house.imported().await;
    ledger(&house).record(&[Life { bought_at: "2026-03-01T12:00:00Z".parse().ok(), ..order }]).unwrap();
    let documents = house.documents().await;
    let table = documents.iter().flat_map(|document| document.vat_table.iter().flatten());
    let net: Decimal = table.clone().map(|row| row.net).sum();
    let vat: Decimal = table.map(|row| row.vat).sum();
    assert!(net > Decimal::ZERO);
    let page = house.get(&visitor, "/report/compared?from=2026-03-01&to=2026-03-31").await;
    for sum in [net, vat, net + vat] {
        assert!(page.contains(&format!("{sum:.2}").replace('.', ",")), "{sum}: {page}");
    }
    assert!(page.contains("osoby prywatne razem") && page.contains("firmy i osoby razem"), "{page}");
}
