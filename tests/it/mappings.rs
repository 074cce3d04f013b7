//! `mappings suggest`, with the real program.

use std::fs::OpenOptions;
use std::io::Write as _;

use crate::support::{Shop, error_code, order, shipped_orders};

#[test]
fn without_files_it_says_what_to_do() {
    let shop = Shop::new();
    assert_eq!(error_code(&shop.json(&["mappings", "suggest"], 2)), "MAP-001");
    shop.run(&["mappings"], 2);
}

#[test]
fn the_three_shapes_of_order_files_are_read() {
    let shop = Shop::new();
    let one = String::from_utf8(order("26-pakowanie")).unwrap();
    let other = String::from_utf8(order("27-wniesienie")).unwrap();
    shop.write("one.json", &one);
    shop.write("list.json", format!("[{one},{other}]"));
    shop.write("page.json", format!("{{\"checkoutForms\":[{one}],\"count\":1,\"totalCount\":1}}"));
    let report = shop.json(&["mappings", "suggest", "one.json", "list.json", "page.json"], 0);
    let services = report["services"].as_array().unwrap();
    assert_eq!(services.len(), 2, "{report}");
    for service in services {
        assert_eq!(service["count"], 1, "an order that is in three files is one order");
        assert_eq!(service["row"].as_array().unwrap().len(), 3);
        assert_eq!(service["refused"], true);
    }
}

#[test]
fn pasted_and_filled_rows_make_the_order_pass() {
    let shop = Shop::new();
    shop.write("order.json", order("26-pakowanie"));
    shop.run(&["convert", "order.json"], 1);
    let words = shop.run(&["mappings", "suggest", "order.json"], 0);
    let words = String::from_utf8(words.stdout).unwrap();
    let row = words.lines().find(|line| line.starts_with("GIFT_WRAP;")).unwrap_or_else(|| panic!("{words}"));
    let mut table = OpenOptions::new().append(true).open(shop.path("mappings/services.csv")).unwrap();
    writeln!(table, "{}", row.replacen(";;", ";PAKOWANIE;", 1)).unwrap();
    drop(table);
    shop.run(&["convert", "order.json"], 0);
    assert_eq!(shop.json(&["mappings", "suggest", "order.json"], 0)["services"].as_array().unwrap().len(), 0);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_counts() {
    let shop = Shop::new();
    shop.write("order.json", order("26-pakowanie"));
    shop.write("html.json", "<html>");
    let report = shop.json(&["mappings", "suggest", "html.json", "order.json", "gone.json"], 1);
    assert_eq!(report["services"].as_array().unwrap().len(), 1);
    let files: Vec<&str> =
        report["problems"].as_array().unwrap().iter().map(|problem| problem["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["html.json", "gone.json"]);
}

#[test]
fn all_shipped_orders_are_looked_at_in_both_languages() {
    let shop = Shop::new();
    let all: Vec<String> = shipped_orders().iter().map(|(_, order)| order.to_string()).collect();
    shop.write("all.json", format!("[{}]", all.join(",")));
    for (language, words) in [("pl", "Brakuje"), ("en", "rows are missing")] {
        let output = shop.run(&["--lang", language, "mappings", "suggest", "all.json"], 0);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(words) && text.contains("deliveries.csv"), "{text}");
    }
}
