//! A folder in which version 0.1 worked opens with this one, and each order goes on from where it was.

use std::collections::BTreeMap;
use std::fs;

use allegro_optima::allegro::simulator::{CLIENT_SECRET, Simulator, World};
use allegro_optima::allegro::tokens::TokenStore as _;
use serde_json::{Value, json};

use crate::support::{Shop, shipped_orders};

/// Settings, tables, ledger, base, files and receipts as 0.1 left them, with an order in every state: of a file that was
/// edited by hand, one that Optima refused, one that is gone, one that was imported and then cancelled.
const WORKED_IN: &[u8] = include_bytes!("../foreign/worked-in-by-0.1.zip");

const IMPORTED: &str = "a18418c5-c096-11f1-8d16-218a1cbe8b45";
const CANCELLED_AFTER: &str = "88e880ef-c148-11f1-9436-778212df0715";
const WAITS: &str = "c4217448-c301-11f1-b446-e7ea3f548a72";
const EDITED: &str = "6f280c42-c465-11f1-9efa-2f01ca7ccecf";
/// For want of a payment form that the base has by now.
const REFUSED: &str = "bd335b28-cc58-11f1-872d-87c5d918a50d";
const FILE_GONE: &str = "cd8aa123-c61e-11f1-ae3c-ff8a5918f3d6";
const IN_EURO: &str = "68f6ebf5-dc9b-11f1-bb47-3f9490c28fd9";
const UNPAID: &str = "d43e012f-e061-11f1-bf44-e7157e101833";
const CANCELLED: &str = "8b9491c7-df06-11f1-9f21-05bb876170cd";
const IGNORED: &str = "ee9780ee-dd44-11f1-b192-b73a7e8df4cb";
const SUPERSEDED: &str = "9a968227-c9ed-11f1-b66d-a7489c3bfddb";
const JOINED: &str = "b1b2b3b4-c096-11f1-8d16-0000000000aa";
const DUPLICATE: &str = "5cc7203e-cb27-11f1-805c-e59b90d4acce";

/// What Allegro has by now.
fn orders() -> Vec<Value> {
    let known = [
        IMPORTED,
        CANCELLED_AFTER,
        WAITS,
        EDITED,
        REFUSED,
        FILE_GONE,
        IN_EURO,
        UNPAID,
        CANCELLED,
        IGNORED,
        SUPERSEDED,
        DUPLICATE,
    ];
    let bodies = shipped_orders().into_iter().map(|(_, body)| body);
    let mut orders: Vec<Value> = bodies.filter(|body| known.iter().any(|id| body["id"] == *id)).collect();
    assert_eq!(orders.len(), known.len());
    for order in &mut orders {
        if order["id"] == SUPERSEDED {
            order["id"] = json!(JOINED);
        }
        if order["id"] == CANCELLED_AFTER {
            order["status"] = json!("CANCELLED");
        }
    }
    orders
}

fn states(shop: &Shop) -> BTreeMap<String, String> {
    let status = shop.json(&["status"], 0);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    status["orders"].as_array().unwrap().iter().map(|order| (text(&order["order_id"]), text(&order["state"]))).collect()
}

fn expected(states: &[(&str, &str)]) -> BTreeMap<String, String> {
    states.iter().map(|(order, state)| ((*order).to_owned(), (*state).to_owned())).collect()
}

#[test]
fn a_folder_that_0_1_worked_in_opens_and_goes_on() {
    let shop = Shop::unpacked(WORKED_IN);
    let as_left = [
        (IMPORTED, "imported"),
        (CANCELLED_AFTER, "imported"),
        (WAITS, "exported"),
        (EDITED, "exported"),
        (REFUSED, "error"),
        (FILE_GONE, "exported"),
        (IN_EURO, "error"),
        (UNPAID, "waiting"),
        (CANCELLED, "cancelled"),
        (IGNORED, "ignored"),
        (SUPERSEDED, "superseded"),
        (JOINED, "exported"),
        (DUPLICATE, "duplicate"),
    ];
    assert_eq!(states(&shop), expected(&as_left));

    let simulator = Simulator::start(World::from_orders(orders())).unwrap();
    shop.connect(&simulator);
    shop.write("state/client-secret", CLIENT_SECRET);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(shop.path("state/client-secret"), fs::Permissions::from_mode(0o600)).unwrap();
    }
    shop.tokens("sklep").store(&simulator.log_in()).unwrap();
    shop.run(&["sync"], 1);
    shop.run(&["retry", REFUSED], 0);
    shop.run(&["sync"], 0);
    let after = as_left.map(|(order, state)| match order {
        WAITS | EDITED | REFUSED | FILE_GONE | JOINED => (order, "imported"),
        _ => (order, state),
    });
    assert_eq!(states(&shop), expected(&after));

    let documents = shop.json(&["documents"], 0);
    let mut made: Vec<&str> =
        documents.as_array().unwrap().iter().map(|document| document["order_id"].as_str().unwrap()).collect();
    made.sort_unstable();
    let mut wanted = [IMPORTED, CANCELLED_AFTER, WAITS, EDITED, REFUSED, FILE_GONE, JOINED, DUPLICATE];
    wanted.sort_unstable();
    assert_eq!(made, wanted);
    let edited = documents.as_array().unwrap().iter().find(|document| document["order_id"] == EDITED).unwrap();
    assert!(edited["description"].as_str().unwrap().contains("poprawione ręcznie"), "{edited}");
    // What waits for a person is what is so: the cancelled order has its RO still.
    let status = shop.json(&["status"], 0);
    let waiting = status["orders"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|order| order["matters"].as_array().unwrap().iter().any(|matter| matter["closed"].is_null()));
    let waiting: Vec<&str> = waiting.map(|order| order["order_id"].as_str().unwrap()).collect();
    assert!(waiting.contains(&CANCELLED_AFTER), "{status}");
    assert!(!waiting.contains(&WAITS) && !waiting.contains(&FILE_GONE), "{status}");
}
