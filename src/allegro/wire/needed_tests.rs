//! What a document needs refuses an order; nothing else does, whatever its shape.

use serde_json::{Value, json};

use super::needed::{NEEDED, is_needed};
use super::tests::{code_and_path, collect, full, minimal, read, set, without};
use super::*;

/// Every member of the full body that no document needs: absent, of any shape, with whatever in it.
#[test]
fn r_b16_whatever_no_document_needs_may_be_anything() {
    let mut pointers = Vec::new();
    collect(&full(), "", &mut pointers);
    let optional: Vec<&String> = pointers.iter().filter(|pointer| !is_needed(&path(pointer))).collect();
    assert!(optional.len() > 100, "{}", optional.len());
    let long = "9".repeat(400);
    for pointer in optional {
        let mut bodies: Vec<String> = [
            json!(null),
            json!(""),
            json!("x"),
            json!({}),
            json!({ "id": [] }),
            json!([]),
            json!([[], {}, null, "x", 7]),
            json!(true),
            json!(-1.5),
        ]
        .map(|value| set(full(), pointer, value).to_string())
        .into();
        for number in ["1e400", "0.12345678901234567890", long.as_str()] {
            bodies.push(set(full(), pointer, json!("a number")).to_string().replace("\"a number\"", number));
        }
        bodies.push(set(full(), pointer, json!("half")).to_string().replace("half", "\\ud83d\\u0000"));
        if !pointer.ends_with(|c: char| c.is_ascii_digit()) {
            bodies.push(without(full(), pointer).to_string());
        }
        for body in bodies {
            assert_eq!(decode(body.as_bytes()).err(), None, "{pointer}: {body}");
        }
    }
}

/// `/lineItems/0/price` as `lineItems[].price`.
fn path(pointer: &str) -> String {
    let mut path = String::new();
    for step in pointer.split('/').skip(1) {
        match step.parse::<usize>() {
            Ok(_) => path += "[]",
            Err(_) => path = json::join(path, step),
        }
    }
    path
}

#[test]
fn r_b16_what_has_another_shape_is_counted_and_stands_for_nothing() {
    let body = set(full(), "/payment/features", json!([{}, "ALLEGRO_PAY"]));
    let body = set(body, "/payment/paidAmount", json!({}));
    let body = set(body, "/delivery/address", json!("Poznań"));
    let body = set(body, "/buyer/preferences", json!([1]));
    let body = set(body, "/lineItems/0/discounts", json!({ "type": "COUPON" }));
    let body = set(body, "/lineItems/0/offer/external", json!(7));
    let order = read(&body).unwrap();
    assert_eq!(order.payment.as_ref().unwrap().features, ["ALLEGRO_PAY"]);
    assert_eq!(order.payment.as_ref().unwrap().paid, None);
    assert_eq!(order.lines[0].external_id, None);
    let told: Vec<&str> = order.unknown.values.keys().map(String::as_str).collect();
    assert_eq!(
        told,
        [
            "buyer.preferences=[…]",
            "delivery.address=\"…\"",
            "lineItems[].discounts={…}",
            "lineItems[].offer.external=0…9",
            "payment.features[]={…}",
            "payment.paidAmount=",
        ]
    );
}

#[test]
fn an_invoice_that_is_not_understood_is_said() {
    for (pointer, value, told) in [
        ("/invoice", json!([]), "invoice=[…]"),
        ("/invoice/required", json!("tak"), "invoice.required=tak"),
        ("/invoice/address/company", json!([]), "invoice.address.company=[…]"),
        ("/invoice/address/company/taxId", json!({}), "invoice.address.company.taxId={…}"),
        ("/fulfillment/status", json!({}), "fulfillment.status={…}"),
    ] {
        let order = read(&set(full(), pointer, value)).unwrap();
        assert!(order.unknown.values.contains_key(told), "{pointer}: {:?}", order.unknown);
    }
    for (said, required) in [(json!("TRUE"), true), (json!(1), true), (json!("false"), false), (json!(0), false)] {
        let order = read(&set(full(), "/invoice/required", said)).unwrap();
        assert_eq!((order.invoice.required, order.unknown.values.len()), (required, 0));
    }
}

/// What is there in part must be whole: it is part of the sum.
#[test]
fn what_is_part_of_the_sum_is_whole_or_not_there() {
    for (pointer, path) in [
        ("/delivery/cost", "delivery.cost"),
        ("/lineItems/0/deposit/price", "lineItems[0].deposit.price"),
        ("/lineItems/0/selectedAdditionalServices/0/price", "lineItems[0].selectedAdditionalServices[0].price"),
    ] {
        for (value, error) in [
            (json!({ "amount": "1.00" }), DecodeError::Missing { path: format!("{path}.currency") }),
            (json!({ "currency": "PLN" }), DecodeError::Missing { path: format!("{path}.amount") }),
            (
                json!({ "amount": "1,00", "currency": "PLN" }),
                DecodeError::Amount { path: format!("{path}.amount"), found: "1,00".to_owned() },
            ),
            (
                json!({ "amount": "1.00", "currency": "zł" }),
                DecodeError::Currency { path: format!("{path}.currency"), found: "zł".to_owned() },
            ),
        ] {
            assert_eq!(read(&set(full(), pointer, value)).unwrap_err(), error, "{pointer}");
        }
    }
    let service = "/lineItems/0/selectedAdditionalServices/0";
    let missing =
        |name: &str| DecodeError::Missing { path: format!("lineItems[0].selectedAdditionalServices[0].{name}") };
    assert_eq!(read(&without(full(), &format!("{service}/quantity"))).unwrap_err(), missing("quantity"));
    assert_eq!(read(&without(full(), &format!("{service}/price"))).unwrap_err(), missing("price"));
    for (pointer, told) in
        [("/delivery/cost", "delivery.cost={…}"), ("/lineItems/0/deposit/price", "lineItems[].deposit.price={…}")]
    {
        let order = read(&set(full(), pointer, json!({}))).unwrap();
        assert!(order.unknown.values.contains_key(told), "{:?}", order.unknown);
    }
    assert_eq!(read(&set(full(), service, json!({}))).unwrap().lines[0].services.len(), 0);
}

#[test]
fn r_e4_half_an_emoji_is_replaced_and_counted() {
    let text = set(minimal(), "/messageToSeller", json!("HALF?")).to_string().replace("HALF", "Dziękuję \\ud83d");
    for order in [decode(text.as_bytes()).unwrap(), decode_any(text.as_bytes()).unwrap().remove(0).order.unwrap()] {
        assert_eq!(order.message.as_deref(), Some("Dziękuję \u{fffd}?"));
        assert_eq!(order.unknown.broken, 1);
    }
    // What is kept is read the same for ever, by any reader.
    let kept = decode_any(text.as_bytes()).unwrap().remove(0).body;
    serde_json::from_slice::<Value>(&kept).unwrap();
    let page = format!("{{\"checkoutForms\":[{text},{text}]}}");
    assert!(decode_page(page.as_bytes()).unwrap().iter().all(|fetched| fetched.order.is_ok()));
}

#[test]
fn a_field_that_stands_twice_is_an_error_only_where_a_document_needs_it() {
    let twice = |before: &str, more: &str| minimal().to_string().replacen(before, &format!("{more},{before}"), 1);
    let order = decode(twice("\"status\"", "\"messageToSeller\":\"a\",\"messageToSeller\":\"b\"").as_bytes()).unwrap();
    assert_eq!(order.message.as_deref(), Some("a"));
    assert_eq!(order.unknown.fields.keys().collect::<Vec<_>>(), ["messageToSeller (×2)"]);
    let error = decode(twice("\"status\"", "\"status\":\"CANCELLED\"").as_bytes()).unwrap_err();
    assert_eq!(error, DecodeError::Twice { path: "status".to_owned() });
}

/// Keys in another case are other keys.
#[test]
fn a_key_in_another_case_is_unknown() {
    let text = minimal().to_string().replacen("\"status\"", "\"Status\"", 1);
    assert_eq!(decode(text.as_bytes()).unwrap_err(), DecodeError::Missing { path: "status".to_owned() });
    let text = full().to_string().replacen("\"messageToSeller\"", "\"MessageToSeller\"", 1);
    let order = decode(text.as_bytes()).unwrap();
    assert_eq!((order.message, order.unknown.fields.len()), (None, 1));
}

#[test]
fn the_list_of_what_is_needed_is_short_and_each_of_it_refuses() {
    assert!(NEEDED.len() <= 30);
    let mut pointers = Vec::new();
    collect(&full(), "", &mut pointers);
    for (needed, element) in NEEDED {
        assert!(!element.is_empty());
        let pointer = pointers.iter().find(|pointer| path(pointer) == needed).unwrap_or_else(|| panic!("{needed}"));
        for body in [without(full(), pointer), set(full(), pointer, Value::Null), set(full(), pointer, json!(""))] {
            let error = read(&body).unwrap_err();
            let named = code_and_path(&error).1;
            assert_eq!(named.replace(|c: char| c.is_ascii_digit(), ""), needed, "{error}");
        }
    }
}
