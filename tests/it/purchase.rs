//! Orders that say something else of their payment or their day than Allegro's documents let expect.

use std::fs;

use serde_json::{Value, json};

use crate::support::Shop;

/// What `convert` makes of an order: its report, and the file if there is one.
fn converted(order: &str, code: i32) -> (Value, Option<String>) {
    let shop = Shop::new();
    shop.write("order.json", order);
    let report = shop.json(&["convert", "order.json", "--out", "out"], code)["files"][0].take();
    let file = report["output"].as_str().map(|path| fs::read_to_string(shop.path(path)).unwrap());
    (report, file)
}

fn codes(report: &Value) -> Vec<&str> {
    report["problems"].as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap()).collect()
}

#[test]
fn case_11_paid_in_another_currency_is_told_and_not_counted_in_the_totals_own() {
    let (report, file) = converted(include_str!("../data/cases/paid-in-another-currency.json"), 0);
    let problems = report["problems"].as_array().unwrap();
    let told = problems.iter().find(|problem| problem["code"] == "PAY-010").unwrap_or_else(|| panic!("{report}"));
    assert_eq!(told["severity"], "warning");
    let message = told["message"].as_str().unwrap();
    assert!(message.contains("195.99 CZK") && message.contains("195.99 zł"), "{message}");
    let file = file.unwrap();
    assert!(file.contains(r#""paid_otherwise":["195.99 CZK"]"#), "{file}");
    assert!(!file.contains(r#""paid":"#), "{file}");
    assert!(file.contains("<RAZEM_BRUTTO>195.99</RAZEM_BRUTTO>"), "{file}");
    assert!(file.contains("ROZNICE=wpłacono 195.99 CZK, do zapłaty 195.99 PLN"), "{file}");
}

#[test]
fn case_12_an_order_without_a_day_of_purchase_is_refused_and_no_other_moment_stands_for_it() {
    for order in [
        include_str!("../data/cases/purchase-without-day.json"),
        include_str!("../data/cases/purchase-without-zone.json"),
    ] {
        let (report, file) = converted(order, 1);
        assert_eq!(file, None);
        assert!(codes(&report).contains(&"ORD-012"), "{report}");
        // The way out: Allegro gives the day when the order is read again.
        let mut again: Value = serde_json::from_str(order).unwrap();
        again["lineItems"][1]["boughtAt"] = json!("2026-07-02T09:22:17.087Z");
        let (report, file) = converted(&again.to_string(), 0);
        assert!(!codes(&report).contains(&"ORD-012"), "{report}");
        let file = file.unwrap();
        assert!(file.contains("<DATA_DOKUMENTU>2026-07-02</DATA_DOKUMENTU>"), "{file}");
        assert!(file.contains(r#""bought_at":"2026-07-02T09:22:17.087Z""#), "{file}");
    }
}
