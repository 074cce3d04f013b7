//! Orders as sellers, forums and Allegro's own description show them: bodies of that shape with invented persons in
//! `tests/data/orders`, always, and those that were collected, where they lie beside the repository. Each becomes the
//! right document in Optima, or is refused for the right reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::privacy::search;
use crate::support::Shop;

const OWN: &str = "tests/data/orders";
const COLLECTED: &str = "../shared/data/allegro/orders";

/// So many are ours, and so many of them are due.
const OURS: (usize, usize) = (22, 11);

/// The sums of these do not add up.
const WRONG_SUMS: [&str; 3] = ["07-", "08-", "33-"];

/// Everything decided, so that nothing but the order itself stops it.
const SETTINGS: &str = r#"
[import]
settle_seconds = 0
[accounts.sklep]
[companies.firma]
[vat]
default_rate = "23"
[products]
unknown = "offer-code"
create = true
[contractors]
wrong_nip = "private"
"#;

type Orders = BTreeMap<String, Value>;

/// The bodies in a folder, as they came; `None`: there is no such folder.
fn bodies(folder: &str) -> Option<Orders> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = folder.exists().then(|| fs::read_dir(folder).unwrap())?;
    let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "json"));
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_slice(&fs::read(path).unwrap()).unwrap())
    };
    Some(files.map(read).collect())
}

/// The order in a body: some came as a page of the list, with one order.
fn order(body: Value) -> Value {
    if body["id"].is_null() { body["checkoutForms"][0].clone() } else { body }
}

fn is_due(name: &str, order: &Value) -> bool {
    order["status"] == "READY_FOR_PROCESSING"
        && order["fulfillment"]["status"] != "CANCELLED"
        && order["fulfillment"]["provider"]["id"] != "ALLEGRO"
        && order["summary"]["totalToPay"]["currency"] == "PLN"
        && !WRONG_SUMS.iter().any(|begin| name.starts_with(begin))
}

#[test]
fn collected_orders_become_documents_of_what_is_to_be_paid() {
    let own = bodies(OWN).unwrap();
    let count = own.len();
    assert_eq!((count, look_at(own)), OURS);
    if let Some(collected) = bodies(COLLECTED) {
        assert!(collected.len() >= count, "{} were collected", collected.len());
        assert!(look_at(collected) >= OURS.1);
    }
}

/// What our own bodies are there for: were one of these missing, it would be missed nowhere else.
#[test]
fn our_own_orders_show_every_case() {
    let orders: Vec<Value> = bodies(OWN).unwrap().into_values().collect();
    let pages = orders.iter().filter(|body| body["id"].is_null()).count();
    assert!(pages >= 2, "{pages} came as a page of the list");
    let orders: Vec<Value> = orders.into_iter().map(order).collect();
    for (place, values) in [
        ("/status", "BOUGHT CANCELLED FILLED_IN READY_FOR_PROCESSING"),
        ("/payment/type", "CASH_ON_DELIVERY ONLINE SOMETHING_NEW SPLIT_PAYMENT"),
        ("/payment/provider", "AF NEWPAY OFFLINE PAYU"),
        ("/fulfillment/status", "CANCELLED NEW PICKED_UP SENT SOMETHING_NEW"),
        ("/fulfillment/provider/id", "ALLEGRO SELLER"),
        ("/summary/totalToPay/currency", "CZK EUR PLN"),
        ("/lineItems/0/tax/rate", "21.00 23.00 5.00 8.00"),
        ("/lineItems/0/tax/exemption", "MONEY_EQUIVALENT"),
        ("/lineItems/0/discounts/0/type", "BUNDLE CAMPAIGN NEW_DISCOUNT"),
        ("/lineItems/0/reconciliation/type", "BILLING"),
        ("/lineItems/0/selectedAdditionalServices/0/definitionId", "CARRY_IN"),
        ("/discounts/0/type", "COUPON"),
        ("/marketplace/id", "allegro-business-cz allegro-pl allegro-sk allegro-xx"),
    ] {
        let found: BTreeSet<&str> = orders.iter().filter_map(|order| order.pointer(place)?.as_str()).collect();
        assert_eq!(found.into_iter().collect::<Vec<_>>().join(" "), values, "{place}");
    }
    for place in [
        "/lineItems/0/deposit/price",
        "/lineItems/0/offer/productSet/products/1",
        "/lineItems/1",
        "/delivery/pickupPoint/id",
        "/delivery/address/modifiedAt",
        "/invoice/address/company/taxId",
        "/invoice/address/naturalPerson/lastName",
        "/surcharges/0/paidAmount",
        "/messageToSeller",
        "/buyer/personalIdentity",
        "/note/text",
        "/newTopLevelField",
    ] {
        let found = |order: &Value| order.pointer(place).is_some_and(|value| !value.is_null());
        assert!(orders.iter().any(found), "{place}");
    }
    for place in ["/delivery", "/delivery/address", "/payment", "/lineItems/0/tax", "/buyer/firstName"] {
        let lacks = |order: &Value| order.pointer(place).is_none_or(Value::is_null);
        assert!(orders.iter().any(lacks), "every order has {place}");
    }
}

/// Brings the orders the whole way; gives how many of them were due.
fn look_at(bodies: Orders) -> usize {
    let shop = Shop::empty();
    shop.write("allegro-optima.toml", SETTINGS);
    let names: Vec<String> = bodies.keys().map(|name| format!("orders/{name}")).collect();
    for (path, body) in names.iter().zip(bodies.values()) {
        shop.write(path, body.to_string());
    }
    let orders: Orders = bodies.into_iter().map(|(name, body)| (name, order(body))).collect();
    let mut args = vec!["convert", "--out", "inbox"];
    args.extend(names.iter().map(String::as_str));
    let converted = shop.json(&args, 1);
    let of = |name: &str| {
        let mut files = converted["files"].as_array().unwrap().iter();
        files.find(|file| file["input"].as_str().unwrap().ends_with(name)).unwrap_or_else(|| panic!("{name}"))
    };
    let begins = |begin: &str| orders.iter().find(|(name, _)| name.starts_with(begin)).unwrap();
    // Two of them have every field that there is.
    for begin in WRONG_SUMS {
        let (name, order) = begins(begin);
        assert!(of(name)["output"].is_null(), "{name}");
        let problem = of(name)["problems"].as_array().unwrap().iter().find(|it| it["code"] == "SUM-001").unwrap();
        let total = order["summary"]["totalToPay"]["amount"].as_str().unwrap();
        assert!(problem["message"].as_str().unwrap().contains(total), "{name}: {problem}");
    }
    // What is missing in the total of this one is the delivery: all three figures are told.
    let (name, mismatch) = begins("33-");
    let told = of(name)["problems"].to_string();
    let (total, delivery) = (&mismatch["summary"]["totalToPay"]["amount"], &mismatch["delivery"]["cost"]["amount"]);
    let [total, delivery] = [total, delivery].map(|amount| amount.as_str().unwrap());
    let parts: rust_decimal::Decimal =
        [total, delivery].iter().map(|it| it.parse::<rust_decimal::Decimal>().unwrap()).sum();
    assert!([total, delivery, &parts.to_string()].iter().all(|figure| told.contains(figure)), "{told}");
    let unknown = of(begins("35-").0)["problems"].to_string();
    assert!(unknown.contains("ORD-016") && unknown.contains("newTopLevelField"), "{unknown}");

    shop.json(&["import"], 0);
    let documents = shop.json(&["documents"], 0);
    let documents: BTreeMap<&str, &Value> = documents
        .as_array()
        .unwrap()
        .iter()
        .map(|document| (document["order_id"].as_str().unwrap(), document))
        .collect();
    for (name, order) in &orders {
        let document = documents.get(order["id"].as_str().unwrap());
        if is_due(name, order) {
            let document = document.unwrap_or_else(|| panic!("{name}: {}", of(name)));
            assert_eq!(document["gross"], order["summary"]["totalToPay"]["amount"], "{name}");
        } else {
            assert!(document.is_none(), "{name}");
            assert!(!of(name)["problems"].as_array().unwrap().is_empty(), "{name} has no reason");
        }
    }
    assert_no_pesel(&shop, &orders);
    documents.len()
}

fn assert_no_pesel(shop: &Shop, orders: &Orders) {
    let pesels: Vec<&str> = orders
        .values()
        .filter_map(|order| order["buyer"]["personalIdentity"].as_str())
        .filter(|it| !it.is_empty())
        .collect();
    assert!(!pesels.is_empty());
    // What came in holds them.
    fs::remove_dir_all(shop.path("orders")).unwrap();
    for pesel in pesels {
        assert_eq!(search(&shop.path(""), pesel).found, [""; 0]);
    }
}
