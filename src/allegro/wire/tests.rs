use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::*;
use crate::core::order::{OrderStatus, PaymentType};
use crate::core::problem::Explain;

const ID: &str = "a42dd5ae-e729-11f1-8534-61db49997aa9";

/// Only what is required.
pub(super) fn minimal() -> Value {
    json!({
        "id": ID,
        "buyer": { "id": "1" },
        "status": "BOUGHT",
        "lineItems": [{
            "id": "l1", "offer": { "id": "77", "name": "Kubek" }, "quantity": 2,
            "price": { "amount": "10.00", "currency": "PLN" },
        }],
        "summary": { "totalToPay": { "amount": "20.00", "currency": "PLN" } },
    })
}

/// Every field of the API file, and those added and removed since.
pub(super) fn full() -> Value {
    serde_json::from_str(include_str!("full.json")).unwrap()
}

#[test]
fn i14_orders_of_a_text_at_below_and_above_the_bound() {
    let most = super::json::MAX_ORDERS;
    for count in [most - 1, most, most + 1] {
        let found = decode_any(format!("[{}{{}}]", "{},".repeat(count - 1)).as_bytes());
        match found {
            Ok(orders) => assert_eq!(orders.len(), count),
            Err(error) => assert_eq!(error, DecodeError::TooMany { count: most + 1, limit: most }),
        }
    }
}

pub(super) fn set(mut body: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match body.pointer_mut(parent).unwrap() {
        Value::Array(list) => list[name.parse::<usize>().unwrap()] = value,
        Value::Object(map) => {
            map.insert(name.to_owned(), value);
        }
        _ => panic!("{parent} is a scalar"),
    }
    body
}

pub(super) fn without(mut body: Value, pointer: &str) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
    body
}

pub(super) fn read(body: &Value) -> Result<Order, DecodeError> {
    decode(body.to_string().as_bytes())
}

pub(super) fn code_and_path(error: &DecodeError) -> (String, String) {
    let problem = error.problem();
    (problem.code().to_owned(), problem.place.path.unwrap_or_default())
}

#[test]
fn the_least_that_is_an_order() {
    let order = read(&minimal()).unwrap();
    assert_eq!(order.id.to_string(), ID);
    assert_eq!(order.status, OrderStatus::Bought);
    assert_eq!(order.lines[0].original_price, order.lines[0].price);
    assert!(order.payment.is_none() && order.delivery.is_none() && !order.invoice.required);
    assert_eq!(order.unknown, Unknown::default());
}

#[test]
fn a_full_body_has_nothing_unknown_and_loses_nothing_we_use() {
    let order = read(&full()).unwrap();
    assert_eq!(order.unknown, Unknown::default());
    insta::assert_debug_snapshot!(order);
}

#[test]
fn what_is_required_is_named_with_its_path() {
    for (pointer, path) in [
        ("/id", "id"),
        ("/status", "status"),
        ("/lineItems/0/id", "lineItems[0].id"),
        ("/lineItems/0/offer", "lineItems[0].offer"),
        ("/lineItems/0/offer/id", "lineItems[0].offer.id"),
        ("/lineItems/0/offer/name", "lineItems[0].offer.name"),
        ("/lineItems/0/quantity", "lineItems[0].quantity"),
        ("/lineItems/0/price", "lineItems[0].price"),
        ("/lineItems/0/price/amount", "lineItems[0].price.amount"),
        ("/lineItems/0/price/currency", "lineItems[0].price.currency"),
        ("/summary", "summary"),
        ("/summary/totalToPay", "summary.totalToPay"),
        ("/summary/totalToPay/amount", "summary.totalToPay.amount"),
    ] {
        for body in
            [without(minimal(), pointer), set(minimal(), pointer, Value::Null), set(minimal(), pointer, json!(" "))]
        {
            let error = read(&body).unwrap_err();
            assert_eq!(error, DecodeError::Missing { path: path.to_owned() }, "{pointer} in {body}");
            assert_eq!(code_and_path(&error), ("JSN-010".to_owned(), path.to_owned()));
        }
    }
    assert_eq!(
        read(&without(minimal(), "/lineItems")).unwrap_err(),
        DecodeError::Missing { path: "lineItems".to_owned() }
    );
    assert_eq!(read(&set(minimal(), "/lineItems", json!([]))).unwrap_err(), DecodeError::NoLines);
    assert_eq!(read(&set(minimal(), "/lineItems", Value::Null)).unwrap_err(), DecodeError::NoLines);
}

pub(super) fn collect(value: &Value, at: &str, out: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (format!("{at}/{key}"), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(i, value)| (format!("{at}/{i}"), value)).collect(),
        _ => Vec::new(),
    };
    for (path, child) in children {
        collect(child, &path, out);
        out.push(path);
    }
}

#[test]
fn amounts_are_plain_decimals_from_zero_up() {
    let amount = "/lineItems/0/price/amount";
    for (good, value) in [
        (json!("10.00"), "10.00"),
        (json!("0"), "0"),
        (json!(12), "12"),
        (json!(12.34), "12.34"),
        (json!("17440.00"), "17440.00"),
        (json!("9999999999999.99"), "9999999999999.99"),
    ] {
        let order = read(&set(minimal(), amount, good)).unwrap();
        assert_eq!(order.lines[0].price.amount.to_string(), value);
    }
    for bad in [
        json!("-1.00"),
        json!(-1),
        json!("1e3"),
        json!(1e300),
        json!("12,50"),
        json!("1 000.00"),
        json!("+5"),
        json!(".5"),
        json!("5."),
        json!("NaN"),
        json!("10000000000000.00"),
        json!("0.00000000000000000000000000001"),
        json!(true),
        json!(0.123_456_789_012_345_68),
    ] {
        let error = read(&set(minimal(), amount, bad.clone())).unwrap_err();
        assert_eq!(
            code_and_path(&error),
            ("JSN-011".to_owned(), "lineItems[0].price.amount".to_owned()),
            "{bad}: {error}"
        );
    }
}

#[test]
fn quantities_are_above_zero_and_currencies_have_three_letters() {
    for good in [json!(1), json!("100"), json!(2.5)] {
        assert!(read(&set(minimal(), "/lineItems/0/quantity", good)).is_ok());
    }
    for bad in [json!(0), json!("0.00"), json!(-3), json!("dwa")] {
        let error = read(&set(minimal(), "/lineItems/0/quantity", bad)).unwrap_err();
        assert_eq!(code_and_path(&error), ("JSN-012".to_owned(), "lineItems[0].quantity".to_owned()));
    }
    let error = read(&set(minimal(), "/summary/totalToPay/currency", json!("zł"))).unwrap_err();
    assert_eq!(code_and_path(&error), ("JSN-014".to_owned(), "summary.totalToPay.currency".to_owned()));
    let error = read(&set(minimal(), "/id", json!("123"))).unwrap_err();
    assert_eq!(code_and_path(&error), ("JSN-013".to_owned(), "id".to_owned()));
}

#[test]
fn a_wrong_kind_is_told_without_what_was_found() {
    let error = read(&set(minimal(), "/summary", json!("Jan Kowalski"))).unwrap_err();
    assert_eq!(error, DecodeError::Shape { path: "summary".to_owned(), found: Kind::Text });
    let error = read(&set(minimal(), "/lineItems/0/offer/name", json!({ "pl": "Jan" }))).unwrap_err();
    assert_eq!(error, DecodeError::Shape { path: "lineItems[0].offer.name".to_owned(), found: Kind::Object });
}

#[test]
fn numbers_and_texts_stand_for_each_other() {
    let body = set(minimal(), "/buyer/id", json!(90_820_185));
    let body = set(body, "/lineItems/0/offer/id", json!(7_770_000_001_u64));
    let body = set(body, "/buyer/phoneNumber", json!(500_100_101));
    let body = set(body, "/buyer/guest", json!("true"));
    let order = read(&body).unwrap();
    assert_eq!(order.buyer.id, "90820185");
    assert_eq!(order.lines[0].offer_id, "7770000001");
    assert_eq!(order.buyer.phone.as_deref(), Some("500100101"));
    assert!(order.buyer.guest);
}

#[test]
fn unknown_fields_and_values_are_counted_without_indices() {
    let line = minimal()["lineItems"][0].clone();
    let body = set(minimal(), "/lineItems", json!([line.clone(), line]));
    let body = set(body, "/lineItems/0/newField", json!({ "a": [1] }));
    let body = set(body, "/lineItems/1/newField", json!(1));
    let body = set(body, "/buyer/loyalty", json!(null));
    let body = set(body, "/status", json!("PARTIALLY_PAID"));
    let body = set(body, "/payment", json!({ "type": "BARTER", "provider": "BANK", "finishedAt": "wczoraj" }));
    let body = set(body, "/fulfillment", json!({ "status": "LOST", "provider": { "id": "DRONE" } }));
    let body = set(body, "/lineItems/1/discounts", json!([{ "type": "GIFT" }, { "type": "COUPON" }]));
    let body = set(body, "/lineItems/0/tax", json!({ "subject": "IDEA" }));
    let order = read(&body).unwrap();
    let fields: Vec<(&str, u32)> = order.unknown.fields.iter().map(|(path, times)| (path.as_str(), *times)).collect();
    assert_eq!(fields, [("buyer.loyalty", 1), ("lineItems[].newField", 2)]);
    let values: Vec<&str> = order.unknown.values.keys().map(String::as_str).collect();
    assert_eq!(
        values,
        [
            "fulfillment.provider.id=DRONE",
            "fulfillment.status=LOST",
            "lineItems[].discounts[].type=GIFT",
            "lineItems[].tax.subject=IDEA",
            "payment.finishedAt=wczoraj",
            "payment.provider=BANK",
            "payment.type=BARTER",
            "status=PARTIALLY_PAID",
        ]
    );
    let payment = order.payment.unwrap();
    assert_eq!((payment.kind, payment.finished_at), (PaymentType::Other("BARTER".to_owned()), None));
}

#[test]
fn money_that_no_document_depends_on_is_none_without_its_currency() {
    let body = set(minimal(), "/payment", json!({ "type": "ONLINE", "paidAmount": { "amount": "12.00" } }));
    let body = set(body, "/surcharges", json!([{ "type": "ONLINE", "paidAmount": { "amount": 5, "currency": "zł" } }]));
    let body = set(body, "/lineItems/0/originalPrice", json!({}));
    let voucher = json!([{ "type": "NOTEBOOKS_FOR_TEACHERS", "code": "secret", "value": { "currency": "PLN" } }]);
    let order = read(&set(body, "/lineItems/0/vouchers", voucher)).unwrap();
    assert_eq!(order.payment.unwrap().paid, None);
    assert_eq!(order.surcharges[0].paid, None);
    assert_eq!(order.lines[0].original_price, order.lines[0].price);
    let [voucher] = &order.lines[0].vouchers[..] else { panic!("a voucher") };
    assert_eq!((voucher.kind.as_str(), voucher.cancelled, &voucher.value), ("NOTEBOOKS_FOR_TEACHERS", false, &None));
    let told: Vec<&str> = order.unknown.values.keys().map(String::as_str).collect();
    assert_eq!(
        told,
        [
            "lineItems[].originalPrice=",
            "lineItems[].vouchers[].value=PLN",
            "payment.paidAmount=12.00",
            "surcharges[].paidAmount=5 zł",
        ]
    );
}

#[test]
fn endless_novelties_are_counted_to_an_end() {
    let mut body = minimal();
    for n in 0..1000 {
        body = set(body, &format!("/new{n}"), json!(n));
    }
    assert_eq!(read(&body).unwrap().unknown.fields.len(), 100);
}

#[test]
fn r_d15_personal_identity_is_cut_out_at_every_depth() {
    let body = set(minimal(), "/buyer/personalIdentity", json!("44051401359"));
    let body = set(body, "/lineItems/0/deep", json!([{ "personalIdentity": { "a": ["44051401359"] }, "b": 1 }]));
    let text = body.to_string().replacen("personalIdentity", "personal\\u0049dentity", 1);
    let fetched = decode_any(text.as_bytes()).unwrap().remove(0);
    let kept = String::from_utf8(fetched.body).unwrap();
    assert!(!kept.contains("44051401359") && !kept.contains("dentity"), "{kept}");
    let order = fetched.order.unwrap();
    assert!(!format!("{order:?}").contains("44051401359"));
    let rest: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(rest, set(minimal(), "/lineItems/0/deep", json!([{ "b": 1 }])));
}

#[test]
fn one_order_a_list_and_a_page_are_all_read() {
    let (one, other) = (minimal(), set(minimal(), "/id", json!("b42dd5ae-e729-11f1-8534-61db49997aa9")));
    let list = json!([one, other]);
    let page = json!({ "count": 2, "checkoutForms": [one, other], "totalCount": 2 });
    assert_eq!(decode_any(one.to_string().as_bytes()).unwrap().len(), 1);
    for text in [list.to_string(), page.to_string(), format!("\u{feff} \n{list}\n")] {
        let ids: Vec<String> = decode_any(text.as_bytes()).unwrap().into_iter().map(|it| it.id).collect();
        assert_eq!(ids, [ID, "b42dd5ae-e729-11f1-8534-61db49997aa9"]);
    }
    assert!(decode_any(b"[]").unwrap().is_empty());
    assert!(decode_any(br#"{"checkoutForms":[]}"#).unwrap().is_empty());
}

#[test]
fn a_bad_order_does_not_spoil_the_others() {
    let bad = set(minimal(), "/lineItems/0/price/amount", json!("dużo"));
    let text = json!([bad, minimal(), 7, null]).to_string();
    let orders = decode_any(text.as_bytes()).unwrap();
    assert_eq!(orders.len(), 4);
    assert_eq!(orders[0].id, ID);
    assert!(matches!(orders[0].order, Err(DecodeError::Amount { .. })));
    assert!(orders[1].order.is_ok());
    assert!(orders[2].order.is_err() && orders[3].order.is_err());
}

#[test]
fn what_is_no_order_at_all_is_told_apart() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let twice = format!(r#"{{"id":"{ID}","id":"{ID}"}}"#);
    for (bytes, code) in [
        (&b""[..], "JSN-001"),
        (b"\xef\xbb\xbf \r\n", "JSN-001"),
        (b" <!DOCTYPE html><html></html>", "JSN-002"),
        (b"\xff\xfe{\0}\0", "JSN-003"),
        (b"{\"id\": \"\xff\"}", "JSN-003"),
        (deep.as_bytes(), "JSN-005"),
        (b"{\"id\": ", "JSN-006"),
        (b"{\"id\": 1} {\"id\": 2}", "JSN-006"),
        (b"zamowienie", "JSN-006"),
        (b"{}", "JSN-007"),
        (b"7", "JSN-007"),
        (b"{\"errors\":[]}", "JSN-007"),
        (b"{\"checkoutForms\":7}", "JSN-007"),
    ] {
        let error = decode_any(bytes).unwrap_err();
        assert_eq!(error.problem().code(), code, "{error}");
    }
    assert_eq!(decode(twice.as_bytes()).unwrap_err(), DecodeError::Twice { path: "id".to_owned() });
    assert_eq!(check_size(11, 10), Err(DecodeError::TooLarge { bytes: 11, limit: 10 }));
    assert_eq!(check_size(10, 10), Ok(()));
}

#[test]
fn a_syntax_error_has_its_line() {
    let error = decode(b"{\n \"id\": 1,\n \"buyer\" }").unwrap_err();
    assert!(matches!(error, DecodeError::Syntax { line: 3, .. }), "{error}");
    assert_eq!(error.problem().place.line, Some(3));
}

#[test]
fn control_characters_of_a_message_arrive() {
    let text = minimal().to_string().replacen('{', r#"{"messageToSeller":"a\u0001b 🎁 <&>\"","#, 1);
    assert_eq!(decode(text.as_bytes()).unwrap().message.as_deref(), Some("a\u{1}b 🎁 <&>\""));
}

#[test]
fn an_offer_gives_its_eans_and_its_polish_rate() {
    let offer = json!({
        "id": "7770000001", "external": { "id": "KUBEK-330" },
        "productSet": [{ "product": { "id": "p", "parameters": [
            { "id": "248811", "values": ["Łączka"] }, { "id": "225693", "values": ["2000000000015"] },
        ] }, "quantity": { "value": 1 } }],
        "taxSettings": {
            "rates": [{ "rate": "21.00", "countryCode": "CZ" }, { "rate": "23.00", "countryCode": "PL" }],
            "subject": "GOODS", "exemption": null,
        },
    });
    let offer = decode_offer(offer.to_string().as_bytes()).unwrap();
    assert_eq!(offer.external_id.as_deref(), Some("KUBEK-330"));
    assert_eq!(offer.eans, ["2000000000015"]);
    assert_eq!(offer.tax.as_ref().unwrap().rate.as_deref(), Some("23.00"));
    assert!(!offer.is_set);
    assert!(decode_offer(br#"{"id":"1"}"#).unwrap().tax.is_none());
    let one = r#"{"product":{"parameters":[{"id":"225693","values":["2000000000015"]}]}}"#;
    for (set, is_set) in [
        (one.to_owned(), false),
        (format!("{one},{one}"), true),
        (one.replacen('{', r#"{"quantity":{"value":3},"#, 1), true),
        (one.replacen('{', r#"{"quantity":{"value":"3"},"#, 1), true),
        (one.replacen('{', r#"{"quantity":{"value":1.0},"#, 1), false),
        (one.replacen('{', r#"{"quantity":{"value":null},"#, 1), false),
        (one.replacen('{', r#"{"quantity":[],"#, 1), false),
    ] {
        let offer = decode_offer(format!(r#"{{"id":"1","productSet":[{set}]}}"#).as_bytes()).unwrap();
        assert_eq!((offer.is_set, offer.own_eans().is_empty()), (is_set, is_set), "{set}");
    }
}

#[test]
fn an_empty_journal_is_no_error() {
    assert_eq!(decode_event_stats(br#"{"latestEvent":null}"#).unwrap(), None);
    assert!(decode_events(br#"{"events":[]}"#).unwrap().events.is_empty());
    let bad_reference = br#"{"events":[{"id":5,"type":"BOUGHT","order":{"checkoutForm":{"id":"x"}}}]}"#;
    let events = decode_events(bad_reference).unwrap().events;
    assert_eq!((events[0].id.as_str(), events[0].order), ("5", None));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    let names = proptest::sample::select(vec![
        "id",
        "buyer",
        "lineItems",
        "price",
        "amount",
        "currency",
        "offer",
        "quantity",
        "summary",
        "totalToPay",
        "checkoutForms",
        "personalIdentity",
        "x\"y\\",
    ]);
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(names.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// What `personalIdentity` leaves behind, done on values.
fn scrubbed(value: &Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.iter()
                .filter(|(key, _)| *key != "personalIdentity")
                .map(|(key, value)| (key.clone(), scrubbed(value)))
                .collect(),
        ),
        Value::Array(list) => list.iter().map(scrubbed).collect(),
        other => other.clone(),
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
        let _ = decode_any(&bytes);
    }

    #[test]
    fn no_json_makes_it_panic(value in any_json()) {
        let text = value.to_string();
        let _ = decode(text.as_bytes());
        let _ = decode_any(text.as_bytes());
        let _ = decode_events(text.as_bytes());
        let _ = decode_offer(text.as_bytes());
    }

    #[test]
    fn no_change_of_a_full_body_makes_it_panic(value in any_json(), pick in any::<proptest::sample::Index>()) {
        let mut pointers = Vec::new();
        collect(&full(), "", &mut pointers);
        let _ = read(&set(full(), &pointers[pick.index(pointers.len())], value));
    }

    #[test]
    fn the_body_kept_is_the_body_less_personal_identity(value in any_json()) {
        let text = serde_json::to_string_pretty(&value).unwrap();
        let kept = json::kept(json::prepare(text.as_bytes()).unwrap());
        let kept: Value = serde_json::from_str(&kept.text).unwrap();
        let same: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(kept, scrubbed(&same));
    }

    #[test]
    fn grosze_survive_as_text_and_as_number(grosze in 0_u64..1_000_000_000_000) {
        let amount = Decimal::new(i64::try_from(grosze).unwrap(), 2);
        let as_text = read(&set(minimal(), "/summary/totalToPay/amount", json!(amount.to_string()))).unwrap();
        prop_assert_eq!(as_text.total.amount, amount);
        let body = minimal().to_string().replace("\"20.00\"", &amount.to_string());
        prop_assert_eq!(decode(body.as_bytes()).unwrap().total.amount, amount);
    }
}
