use super::*;
use crate::core::message::{Catalogue, Language};
use crate::core::tables::{PaymentKey, PaymentRow, ProviderKey};

#[test]
fn r_b1_sums_that_differ_are_refused_with_all_figures() {
    let mut world = one();
    world.order.total = pln("114.96");
    world.order.payment.as_mut().unwrap().paid = Some(pln("114.96"));
    let problems = world.convert().unwrap_err();
    assert_eq!(problems.len(), 1);
    let text = format!("{:?}", problems[0].message);
    for figure in ["SUM-001", "99.98", "0.00", "14.99", "114.97", "114.96", "-0.01"] {
        assert!(text.contains(figure), "{figure} in {text}");
    }
}

#[test]
fn r_b8_odd_numbers_are_refused() {
    type Change = fn(&mut World);
    let change: [(Change, &str); 7] = [
        (|w| w.order.lines[0].price = pln("-1"), "SUM-004"),
        (|w| w.order.lines[0].quantity = d("0"), "SUM-004"),
        (|w| w.order.lines[0].quantity = d("1.00001"), "SUM-004"),
        (|w| w.order.lines[0].price = pln("0.005"), "SUM-002"),
        (|w| w.order.lines[0].price = pln("9999999999999.99"), "SUM-003"),
        (|w| w.delivery().cost = Some(pln("-1")), "SUM-004"),
        (|w| w.order.total = pln("0.001"), "SUM-004"),
    ];
    for (at, (change, code)) in change.into_iter().enumerate() {
        let mut world = one();
        world.order.lines[0].quantity = d("3");
        change(&mut world);
        assert!(world.refusals().contains(&code.to_owned()), "{at}: {:?}", world.refusals());
    }
}

#[test]
fn r_b9_values_are_counted_from_gross() {
    let document = one().document();
    assert_eq!((document.lines[0].net, document.lines[0].gross), (d("81.28"), d("99.98")));
    assert_eq!((document.net, document.vat, document.gross), (d("93.47"), d("21.50"), d("114.97")));
    assert_eq!(document.counted_from.code(), 2);
}

#[test]
fn q15_r_b3_allegro_prices_are_told_and_not_sold() {
    let mut world = one();
    world.order.lines[0].reconciliation =
        Some(Reconciliation { value: pln("15.10"), kind: "BILLING".to_owned(), quantity: Some(d("1")) });
    let document = world.document();
    assert_eq!(document.gross, d("114.97"));
    assert!(document.description.contains("\nALLEGRO_CENY=15.10 BILLING x1"));
    assert_eq!(world.remarks(), ["PAY-007"]);
}

#[test]
fn an_allegro_price_in_another_currency_than_the_document_bears_it() {
    let mut world = one();
    let czk = Price { amount: d("10.00"), currency: Currency::new("CZK").unwrap() };
    let back =
        |value: &Price| Reconciliation { value: value.clone(), kind: "BILLING".to_owned(), quantity: Some(d("1")) };
    world.order.lines[0].reconciliation = Some(back(&czk));
    assert!(world.document().description.contains("\nALLEGRO_CENY=10.00 CZK BILLING x1"));
    world.order.lines[0].reconciliation = Some(back(&pln("10.00")));
    assert!(world.document().description.contains("\nALLEGRO_CENY=10.00 BILLING x1"));
    world.order.lines[0].reconciliation = None;
    world.order.payment.as_mut().unwrap().reconciliation = Some(czk);
    assert!(world.document().description.contains("\nALLEGRO_CENY=10.00 CZK WALLET"));
}

#[test]
fn r_b15_a_discount_is_not_subtracted_twice() {
    let mut world = one();
    world.order.lines[0].original_price = pln("59.99");
    assert_eq!(world.document().lines[0].price, d("49.99"));
}

#[test]
fn q10_r_b4_over_and_underpayment_are_told() {
    for (paid, difference) in [("124.97", "10.00"), ("100.00", "-14.97")] {
        let mut world = one();
        world.order.payment.as_mut().unwrap().paid = Some(pln(paid));
        assert_eq!(world.remarks(), ["PAY-003"]);
        assert!(format!("{:?}", world.convert().unwrap().problems).contains(difference));
        let document = world.document();
        assert!(document.description.contains(&format!("\nROZNICE=wpłacono {paid}, do zapłaty 114.97")));
        assert_eq!(document.gross, d("114.97"));
    }
}

#[test]
fn q11_r_b7_a_surcharge_is_no_part_of_the_document() {
    let mut world = one();
    let mut surcharge = world.order.payment.clone().unwrap();
    surcharge.paid = Some(pln("20.00"));
    world.order.surcharges = vec![surcharge];
    assert_eq!(world.remarks(), ["PAY-004"]);
    let document = world.document();
    assert_eq!(document.gross, d("114.97"));
    assert_eq!(document.origin.unwrap().payment.unwrap().paid.as_deref(), Some("134.97"));
}

#[test]
fn q8_cash_on_delivery_is_unpaid_whatever_it_says() {
    let mut world = one();
    world.pay(PaymentType::CashOnDelivery);
    let payment = world.document().origin.unwrap().payment.unwrap();
    assert_eq!((payment.paid, payment.finished_at), (None, None));
    assert_eq!(world.document().payment_form, "pobranie");
    assert_eq!(world.remarks(), [""; 0]);
}

#[test]
fn q9_split_payment_without_an_amount_is_no_fault() {
    let mut world = one();
    world.pay(PaymentType::SplitPayment);
    assert_eq!(world.remarks(), ["PAY-005"]);
    world.pay(PaymentType::Online);
    world.order.payment.as_mut().unwrap().paid = None;
    assert_eq!(world.remarks(), ["PAY-008"]);
}

#[test]
fn a_payment_without_a_kind_is_told_as_none() {
    let mut world = one();
    world.pay(PaymentType::Other(String::new()));
    world.order.payment.as_mut().unwrap().paid = None;
    let problems = world.convert().unwrap().problems;
    let texts = Catalogue::new(Language::Polish);
    let said: Vec<String> = problems.iter().map(|problem| texts.text(&problem.message)).collect();
    assert!(said.iter().any(|text| text.contains("Płatności brak / AF")), "{said:?}");
    assert!(said.iter().all(|text| !text.contains("()")), "{said:?}");
}

#[test]
fn r_b12_an_unknown_payment_takes_the_default_and_says_so() {
    let mut world = one();
    world.pay(PaymentType::Other("NEW".to_owned()));
    world.order.payment.as_mut().unwrap().paid = Some(pln("114.97"));
    assert_eq!(world.remarks(), ["PAY-001"]);
    assert_eq!(world.document().payment_form, "przelew");
    world.settings.payments.default_form.clear();
    assert_eq!(world.refusals(), ["PAY-002"]);
    world.settings.documents.private.payment_form = "inne".to_owned();
    assert_eq!(world.document().payment_form, "inne");
    world.tables.payments.clear();
    world.pay(PaymentType::CashOnDelivery);
    world.settings.documents.private.payment_form.clear();
    assert_eq!(world.document().payment_form, "pobranie");
}

#[test]
fn r_b13_the_due_date() {
    let mut world = one();
    assert_eq!(world.document().payment_due.unwrap().to_string(), "2026-07-02");
    for row in world.tables.payments.values_mut() {
        row.days = Some(14);
    }
    assert_eq!(world.document().payment_due.unwrap().to_string(), "2026-07-16");
    world.order.invoice.due_date = Some("2026-08-01".to_owned());
    assert_eq!(world.document().payment_due.unwrap().to_string(), "2026-08-01");
    world.order.invoice.due_date = Some("jutro".to_owned());
    assert_eq!(world.remarks(), ["PAY-006"]);
    assert_eq!(world.document().payment_due.unwrap().to_string(), "2026-07-16");
}

#[test]
fn r_b13_the_days_of_the_table_go_before_those_of_the_form() {
    let mut world = one();
    world.pay(PaymentType::ExtendedTerm);
    world.dictionary.add_form("przelew", 60);
    let key = PaymentKey { kind: Some("EXTENDED_TERM".to_owned()), provider: ProviderKey::Any, delivery: None };
    world.tables.payments.insert(key, PaymentRow { form: "przelew".to_owned(), days: Some(30) });
    assert_eq!(world.document().payment_due.unwrap().to_string(), "2026-08-01");
    assert!(!world.remarks().contains(&"PAY-009".to_owned()));
}

#[test]
fn a_delivery_may_have_a_payment_form_of_its_own() {
    let mut world = one();
    let form = PaymentRow { form: "kurier".to_owned(), days: Some(7) };
    for (name, expected) in [("ktoś inny", "przelew"), ("KURIER TESTOWY", "kurier")] {
        let key = PaymentKey { kind: None, provider: ProviderKey::Any, delivery: Some(name.to_uppercase()) };
        world.tables.payments.insert(key, form.clone());
        assert_eq!(world.document().payment_form, expected);
    }
}

#[test]
fn r_b2_a_coupon_is_payment_and_no_discount() {
    let mut world = one();
    // Allegro pays the rest of it: the goods are worth what they were.
    world.order.payment.as_mut().unwrap().paid = Some(pln("94.97"));
    let document = world.document();
    assert_eq!(document.gross, d("114.97"));
    assert_eq!(document.lines[0].price, world.order.lines[0].price.amount);
    assert_eq!((document.discount, document.lines[0].discount), (d("0"), d("0")));
    assert_eq!(document.origin.unwrap().payment.unwrap().paid.as_deref(), Some("94.97"));
}

#[test]
fn r_b10_the_price_is_the_orders_and_no_other() {
    let mut world = one();
    let price = world.order.lines[0].price.amount;
    world.order.lines[0].original_price = pln("199.99");
    world.cards = Some(vec![card("KUBEK-330", Some(taxed(23)), "")]);
    let line = world.document().lines.remove(0);
    assert_eq!((line.price, line.list_price, line.discount), (price, price, d("0")));
    assert_eq!(line.gross, price * world.order.lines[0].quantity);
}

fn in_money(amount: &str, currency: &str) -> Price {
    Price { amount: d(amount), currency: Currency::new(currency).unwrap() }
}

#[test]
fn what_is_paid_in_another_currency_is_added_to_nothing() {
    let mut world = one();
    world.order.payment.as_mut().unwrap().paid = Some(in_money("114.97", "CZK"));
    assert_eq!(world.remarks(), ["PAY-010"]);
    let document = world.document();
    assert!(document.description.contains("\nROZNICE=wpłacono 114.97 CZK, do zapłaty 114.97 PLN"));
    let payment = document.origin.unwrap().payment.unwrap();
    assert_eq!((payment.paid, payment.paid_otherwise), (None, vec!["114.97 CZK".to_owned()]));
    // One in its own and two in others, of which none fills up what is missing.
    world.order.payment.as_mut().unwrap().paid = Some(pln("100.00"));
    let surcharge = |paid| crate::core::order::Payment { paid, ..world.order.payment.clone().unwrap() };
    world.order.surcharges =
        [Some(in_money("14.97", "EUR")), Some(in_money("5.00", "EUR")), Some(pln("1")), None].map(surcharge).into();
    assert_eq!(world.remarks(), ["PAY-003", "PAY-004", "PAY-004"]);
    let payment = world.document().origin.unwrap().payment.unwrap();
    assert_eq!((payment.paid.as_deref(), payment.paid_otherwise), (Some("101.00"), vec!["19.97 EUR".to_owned()]));
    assert_eq!(crate::core::changes::surcharges(&world.order), "19.97 EUR, 1.00 PLN");
}

#[test]
fn what_allegro_adds_in_another_currency_explains_no_overpayment() {
    let mut world = one();
    let payment = world.order.payment.as_mut().unwrap();
    payment.paid = Some(pln("120.97"));
    payment.reconciliation = Some(in_money("6.00", "CZK"));
    assert_eq!(world.remarks(), ["PAY-003", "PAY-007"]);
    world.order.payment.as_mut().unwrap().reconciliation = Some(pln("6.00"));
    assert_eq!(world.remarks(), ["PAY-007"]);
}

#[test]
fn r_e9_vouchers_are_named_and_pay_what_is_missing() {
    let voucher =
        |value| crate::core::order::Voucher { kind: "NOTEBOOKS_FOR_TEACHERS".to_owned(), cancelled: false, value };
    let mut world = one();
    world.order.payment.as_mut().unwrap().paid = Some(pln("14.97"));
    for (value, remarks, described) in [
        (Some(pln("100.00")), &["PAY-011"][..], "\nROZNICE=bon NOTEBOOKS_FOR_TEACHERS 100.00 PLN"),
        (None, &["PAY-003", "PAY-011"], "\nROZNICE=wpłacono 14.97, do zapłaty 114.97; bon NOTEBOOKS_FOR_TEACHERS"),
        (
            Some(in_money("100", "EUR")),
            &["PAY-003", "PAY-011"],
            "\nROZNICE=wpłacono 14.97, do zapłaty 114.97; bon NOTEBOOKS_FOR_TEACHERS 100.00 EUR",
        ),
    ] {
        world.order.lines[0].vouchers = vec![voucher(value)];
        let mut found = world.remarks();
        found.sort();
        assert_eq!(found, remarks);
        assert!(world.document().description.contains(described), "{}", world.document().description);
        assert_eq!(world.document().gross, d("114.97"), "it is no discount");
    }
    // One that was cancelled pays nothing.
    world.order.lines[0].vouchers[0] = crate::core::order::Voucher { cancelled: true, ..voucher(Some(pln("100.00"))) };
    let mut found = world.remarks();
    found.sort();
    assert_eq!(found, ["PAY-003", "PAY-012"]);
    // Cash on delivery is not compared, and its voucher is named all the same.
    world.order.lines[0].vouchers[0].cancelled = false;
    world.pay(PaymentType::CashOnDelivery);
    assert_eq!(world.remarks(), ["PAY-011"]);
}
