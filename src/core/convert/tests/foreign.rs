//! Orders in a foreign currency, and consumers of other countries.

use jiff::civil::date;

use super::*;
use crate::core::foreign;
use crate::core::tables::{OssRow, RateRow};

/// The rates that the purchase of 2 July 2026 needs.
fn with_rates(world: &mut World) {
    for (symbol, rate) in [("CZK", "0.1701"), ("EUR", "4.2537"), ("HUF", "0.010812")] {
        let row = RateRow { rate: d(rate), table: "126/A/NBP/2026".to_owned() };
        world.tables.rates.insert((symbol.to_owned(), date(2026, 7, 1)), row);
    }
    world.settings.orders.foreign_currency = Choice::Import;
}

fn to_germany() -> World {
    let mut world = one();
    world.delivery().address.as_mut().unwrap().address.country_code = "DE".to_owned();
    world.order.lines[0].tax = tax("19.00");
    world.settings.orders.foreign_delivery = ForeignDelivery::Oss;
    let rows = vec![OssRow { from: Some(date(2026, 7, 3)), rate: taxed(20) }, OssRow { from: None, rate: taxed(19) }];
    world.tables.oss.insert(("DE".to_owned(), String::new()), rows);
    world.tables.oss.insert(("DE".to_owned(), "KSIAZKI".to_owned()), vec![OssRow { from: None, rate: taxed(7) }]);
    world
}

#[test]
fn r_c8_a_currency_stops_unless_it_is_switched_on_and_has_a_rate() {
    let mut world = one();
    world.in_currency("CZK");
    assert_eq!(world.refusals(), ["ORD-010"]);
    world.settings.orders.foreign_currency = Choice::Import;
    let problems = world.convert().unwrap_err();
    assert_eq!(problems[0].code(), "ORD-018");
    let said = format!("{:?}", problems[0].message);
    assert!(said.contains("CZK") && said.contains("2026-07-01"), "{said}");
    // An older rate is no substitute.
    let row = RateRow { rate: d("0.17"), table: "1".to_owned() };
    world.tables.rates.insert(("CZK".to_owned(), date(2026, 6, 30)), row);
    assert_eq!(world.refusals(), ["ORD-018"]);
}

#[test]
fn a_document_in_korunas_is_worth_what_the_buyer_was_told() {
    let mut world = World::new(vec![line("KUBEK-330", "3", "499.00", "23.00"), line("KSIAZKA", "1", "349.00", "5.00")]);
    world.in_currency("CZK");
    with_rates(&mut world);
    world.settings.orders.currency_definition = "ROW".to_owned();
    world.settings.orders.currency_series = "CZ".to_owned();
    let document = world.document();
    let own = foreign::amounts(&document).unwrap();
    assert_eq!(own.gross, d("1860.99"));
    assert_eq!(own.gross, world.order.total.amount);
    let lines = document.lines.iter().map(|l| format!("{} {} {} {}", l.list_price, l.price, l.net, l.gross));
    assert_eq!(
        lines.collect::<Vec<_>>(),
        ["499.00 84.8799 207.02 254.64", "349.00 59.3649 56.54 59.36", "14.99 2.5498 2.07 2.55"]
    );
    assert_eq!((document.net + document.vat, document.gross), (d("316.55"), d("316.55")));
    assert_eq!(document.currency.symbol, "CZK");
    assert_eq!((document.currency.rate, document.currency.per), (d("0.1701"), d("1")));
    assert_eq!(document.currency.date, Some(date(2026, 7, 1)));
    assert!(document.description.contains("\nKURS=1 CZK = 0.1701 PLN, NBP 2026-07-01, 126/A/NBP/2026"));
    let origin = document.origin.unwrap();
    assert_eq!((origin.definition.as_str(), origin.series.as_str()), ("ROW", "CZ"));
    assert!(world.remarks().contains(&"ORD-019".to_owned()));
}

#[test]
fn forints_have_a_rate_for_a_hundred() {
    let mut world = World::new(vec![line("KUBEK-330", "1", "17440.00", "23.00")]);
    world.in_currency("HUF");
    with_rates(&mut world);
    let currency = world.document().currency;
    assert_eq!((currency.rate, currency.per), (d("1.0812"), d("100")));
    assert_eq!(world.document().lines[0].gross, d("188.56"));
}

#[test]
fn what_is_said_of_amounts_bears_their_currency() {
    let mut world = one();
    world.in_currency("CZK");
    with_rates(&mut world);
    world.order.total.amount += d("1");
    let problems = world.convert().unwrap_err();
    let said = crate::core::message::Catalogue::new(crate::core::message::Language::Polish).text(&problems[0].message);
    assert!(said.contains("115.97 CZK") && !said.contains("zł"), "{said}");
}

#[test]
fn r_b6_a_fee_in_zloty_is_not_taken_from_korunas() {
    let mut world = one();
    let id = world.delivery().method_id.clone().unwrap();
    world.tables.deliveries.get_mut(&id).unwrap().cod = Some(("POBRANIE".to_owned(), d("5.00")));
    world.pay(PaymentType::CashOnDelivery);
    world.in_currency("CZK");
    with_rates(&mut world);
    assert_eq!(world.document().lines.len(), 2);
    assert!(world.remarks().contains(&"DLV-006".to_owned()));
}

#[test]
fn r_c8_a_consumer_abroad_has_the_rate_of_his_country() {
    let mut world = to_germany();
    assert_eq!(lines(&world), ["Goods KUBEK-330 19 99.98", "Delivery KURIER 19 14.99"]);
    let document = world.document();
    assert_eq!((document.payer_status, document.oss), (10, true));
    assert_eq!(document.origin.unwrap().lines[0].vat_from, Answered::Oss);
    assert_eq!(world.remarks(), ["ORD-021"]);
    // Neither the card nor the exemption at home answers abroad.
    world.cards = Some(vec![card("KUBEK-330", Some(taxed(23)), "")]);
    world.settings.vat.exempt_seller = true;
    assert_eq!(world.document().lines[0].rate, taxed(19));
}

#[test]
fn r_c8_reduced_rates_go_by_group() {
    let mut world = to_germany();
    let offer = world.order.lines[0].offer_id.clone();
    world.tables.products.insert(offer, ProductRow { oss_group: "KSIAZKI".to_owned(), ..ProductRow::default() });
    world.order.lines[0].tax = tax("7.00");
    assert_eq!(lines(&world), ["Goods KUBEK-330 7 99.98", "Delivery KURIER 7 14.99"]);
    world.order.lines[0].tax = tax("19.00");
    assert_eq!(world.remarks(), ["VAT-003", "ORD-021"]);
    world.tables.oss.remove(&("DE".to_owned(), "KSIAZKI".to_owned()));
    assert_eq!(world.refusals(), ["ORD-022"]);
}

#[test]
fn r_c8_a_country_without_a_rate_is_refused() {
    let mut world = to_germany();
    world.tables.oss.clear();
    // The goods and the delivery.
    assert_eq!(world.refusals(), ["ORD-022", "ORD-022"]);
}

#[test]
fn r_c9_a_foreign_firm_is_no_matter_of_oss() {
    let mut world = to_germany();
    world.order.invoice = company("");
    world.order.invoice.company.as_mut().unwrap().ids = vec![("VAT_EU".to_owned(), "DE123456789".to_owned())];
    world.order.invoice.features = vec!["VAT_EU_VERIFIED".to_owned()];
    assert!(world.refusals().contains(&"ORD-020".to_owned()));
}

proptest! {
    #[test]
    fn r_b1_in_any_currency_the_sums_hold(world in laws::any_world(), code in prop::sample::select(vec!["CZK", "EUR", "HUF"])) {
        let mut world = world;
        world.in_currency(code);
        with_rates(&mut world);
        let document = world.document();
        let own = foreign::amounts(&document).unwrap();
        prop_assert_eq!(own.gross, round_amount(world.order.total.amount));
        prop_assert_eq!(own.net + own.vat, own.gross);
        prop_assert!(foreign::agrees(&document, &own));
        // Each line is rounded by itself, and so is each rate.
        let missed = document.lines.iter().map(|line| line.gross).sum::<Decimal>() - document.gross;
        prop_assert!(missed.abs() <= Decimal::new(document.lines.len().try_into().unwrap(), 2));
        prop_assert_eq!(document.vat_table.iter().map(|row| row.gross).sum::<Decimal>(), document.gross);
        prop_assert_eq!(document.net + document.vat, document.gross);
    }
}
