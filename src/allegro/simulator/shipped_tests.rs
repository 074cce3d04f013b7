//! The shipped orders: readable, distinct, right to the grosz, and every case that we promise is there.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::Value;

use super::World;
use crate::allegro::wire;
use crate::core::money;
use crate::core::order::{Order, OrderStatus, PaymentType};

/// The only one whose total is wrong, on purpose.
const WRONG_TOTAL: &str = "54-zla-suma.json";

fn orders() -> BTreeMap<&'static str, Order> {
    World::shipped_files()
        .iter()
        .map(|(name, body)| (*name, wire::decode(body.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"))))
        .collect()
}

fn order(case: &str) -> Order {
    let found: Vec<Order> = orders().into_iter().filter(|(name, _)| name.contains(case)).map(|(_, it)| it).collect();
    assert_eq!(found.len(), 1, "{case}");
    found.into_iter().next().unwrap()
}

/// Σ price·qty + Σ deposit·qty + Σ service·qty + delivery.
fn sum(order: &Order) -> Decimal {
    let lines = order.lines.iter().flat_map(|line| {
        let deposit = line.deposit.as_ref().map(|price| (price.amount, line.quantity));
        let services = line.services.iter().map(|service| (service.price.amount, service.quantity));
        std::iter::once((line.price.amount, line.quantity)).chain(deposit).chain(services)
    });
    let delivery = order.delivery.as_ref().and_then(|it| it.cost.as_ref()).map(|cost| cost.amount);
    money::sum(lines.map(|(price, quantity)| money::times(price, quantity).unwrap()).chain(delivery)).unwrap()
}

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn the_list_in_the_code_is_the_folder() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/allegro/simulator/orders");
    let files: BTreeSet<String> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    let listed: BTreeSet<String> = World::shipped_files().iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(files, listed);
    assert!(listed.len() >= 45);
    assert_eq!(World::shipped().count(), listed.len());
}

#[test]
fn totals_agree_to_the_grosz() {
    for (name, order) in orders() {
        assert_eq!(sum(&order) == order.total.amount, name != WRONG_TOTAL, "{name}: {}", sum(&order));
    }
}

#[test]
fn ids_are_unique_and_of_version_1() {
    let mut seen = BTreeSet::new();
    for (name, order) in orders() {
        assert_eq!(order.id.0.get_version_num(), 1, "{name}");
        let payments = order.payment.iter().chain(&order.surcharges).map(|payment| payment.id.clone());
        let lines = order.lines.iter().map(|line| line.id.clone());
        for id in std::iter::once(order.id.to_string()).chain(payments).chain(lines) {
            assert!(seen.insert(id.clone()), "{name}: {id}");
        }
    }
}

#[test]
fn dates_run_from_october_to_november_in_the_order_of_the_files() {
    let times: Vec<_> = orders().values().map(|order| order.bought_at().unwrap()).collect();
    assert!(times.is_sorted());
    let (first, last) = (times.first().unwrap().to_string(), times.last().unwrap().to_string());
    assert!(first.starts_with("2026-10") && last.starts_with("2026-11"), "{first} {last}");
}

#[test]
fn only_one_order_holds_what_is_unknown() {
    for (name, order) in orders() {
        let unknown = &order.unknown;
        let novel = !unknown.fields.is_empty() || !unknown.values.is_empty();
        assert_eq!(novel, name.contains("nieznane"), "{name}: {unknown:?}");
    }
    let unknown = order("nieznane").unknown;
    assert_eq!(
        unknown.fields.keys().collect::<Vec<_>>(),
        ["buyer.loyalty", "lineItems[].newField", "newTopLevelField"]
    );
    assert!(unknown.values.contains_key("lineItems[].discounts[].type=NOWA_ZNIZKA"));
}

#[test]
fn offers_and_delivery_methods_of_all_orders_are_there() {
    let world = World::shipped();
    for (name, order) in orders() {
        for line in &order.lines {
            let offer = world.offer(&line.offer_id).unwrap_or_else(|| panic!("{name}: {}", line.offer_id));
            let offer = wire::decode_offer(offer.to_string().as_bytes()).unwrap();
            assert_eq!(offer.external_id, line.external_id, "{name}");
            assert!(offer.tax.unwrap().rate.is_some(), "{name}");
        }
        if let Some(method) = order.delivery.and_then(|delivery| delivery.method_id) {
            assert!(world.delivery_methods.iter().any(|it| it["id"] == method), "{name}: {method}");
        }
    }
    let ean = |id: &str| wire::decode_offer(world.offer(id).unwrap().to_string().as_bytes()).unwrap().eans;
    assert_eq!(ean("7770000303"), ["2000000000091"]);
    assert_eq!((ean("7770000301").len(), ean("7770000302").len()), (0, 0));
}

fn nip_is_right(nip: &str) -> bool {
    let digits: Vec<u32> = nip.chars().filter_map(|c| c.to_digit(10)).collect();
    let weighed: u32 = digits.iter().zip([6, 5, 7, 2, 3, 4, 5, 6, 7]).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 10 && weighed % 11 == digits[9]
}

#[test]
fn firms_have_right_numbers_but_for_one() {
    let mut numbers = BTreeSet::new();
    for (name, order) in orders() {
        let Some(company) = order.invoice.company else { continue };
        for (_, value) in company.ids.iter().filter(|(kind, _)| kind == "PL_NIP") {
            assert_eq!(nip_is_right(value), !name.contains("zly-nip"), "{name}");
            numbers.insert(value.clone());
        }
    }
    assert!(numbers.contains("5260250274") && numbers.len() >= 7, "{numbers:?}");
    let dirty = order("taxid-zabrudzony").invoice.company.unwrap();
    assert!(dirty.ids.is_empty());
    assert!(dirty.tax_id.as_deref().is_some_and(|tax_id| tax_id.starts_with("NIP: ") && nip_is_right(tax_id)));
    assert!(order("bardzo-dluga-nazwa").invoice.company.unwrap().name.chars().count() > 100);
}

#[test]
fn every_way_to_pay_is_there() {
    let mut pairs = BTreeSet::new();
    for (_, order) in orders() {
        pairs.extend(order.payment.map(|payment| format!("{} {}", payment.kind, payment.provider.unwrap_or_default())));
    }
    for pair in [
        "CASH_ON_DELIVERY ",
        "WIRE_TRANSFER OFFLINE",
        "ONLINE P24",
        "ONLINE PAYU",
        "ONLINE AF",
        "SPLIT_PAYMENT OFFLINE",
        "EXTENDED_TERM EPT",
    ] {
        assert!(pairs.contains(pair), "{pair} is not among {pairs:?}");
    }
    assert!(order("podzielona").payment.unwrap().paid.is_none());
    let cash = order("pobranie-kurier").payment.unwrap();
    assert!(cash.kind == PaymentType::CashOnDelivery && cash.paid.is_none() && cash.finished_at.is_some());
    let paid = |case: &str| order(case).payment.unwrap().paid.unwrap().amount - order(case).total.amount;
    assert!(paid("kupon") < Decimal::ZERO && paid("nadplata") > Decimal::ZERO);
    assert_eq!(order("doplata").surcharges.len(), 1);
}

#[test]
fn every_kind_of_delivery_is_there() {
    let delivery = |case: &str| order(case).delivery.unwrap();
    for case in ["paczkomat-smart", "one-box", "punkt-poczta"] {
        assert!(delivery(case).point.is_some(), "{case}");
    }
    let cost = |case: &str| delivery(case).cost.unwrap().amount;
    assert!(delivery("paczkomat-smart").smart && cost("paczkomat-smart").is_zero());
    assert!(delivery("smart-z-kosztem").smart && cost("smart-z-kosztem") > Decimal::ZERO);
    assert_eq!(cost("99-groszy"), d("0.99"));
    assert_eq!(delivery("niemiec").address.unwrap().address.country_code, "DE");
    assert_eq!(order("niemiec").total.currency.as_str(), "PLN");
    let nowhere = delivery("brak-ulicy").address.unwrap();
    assert_eq!((nowhere.address.street.as_str(), nowhere.phone.as_deref()), ("", Some("-----")));
    assert!(delivery("zmieniony-adres").address.unwrap().modified_at.is_some());
    assert_eq!(order("one-fulfillment").fulfillment_provider.as_deref(), Some("ALLEGRO"));
    assert!(delivery("z-mieszkaniem").address.unwrap().address.street.contains("m. 22"));
}

#[test]
fn every_kind_of_line_is_there() {
    let rates = |case: &str| -> Vec<String> {
        order(case).lines.into_iter().map(|line| line.tax.and_then(|tax| tax.rate).unwrap_or_default()).collect()
    };
    assert_eq!(rates("trzy-stawki"), ["23.00", "8.00", "5.00"]);
    assert_eq!((rates("bez-stawki"), rates("stawka-zero")), (vec![String::new()], vec!["0.00".to_owned()]));
    assert_eq!(rates("zwolnione"), ["EXEMPT"]);
    let line = |case: &str| order(case).lines.remove(0);
    let water = line("kaucja");
    assert!(water.deposit.is_some() && water.quantity > Decimal::ONE);
    assert_eq!(line("na-prezent").services[0].definition_id, "GIFT_WRAP");
    assert_eq!(line("wniesienie").services[0].definition_id, "CARRY_IN");
    for (case, offer) in [("28-zestaw", "7770000301"), ("z-tabeli", "7770000302"), ("po-ean", "7770000303")] {
        let line = line(case);
        assert!(line.external_id.is_none() && line.offer_id == offer && line.set.is_empty(), "{case}");
    }
    let twice = order("dwa-razy").lines;
    assert!(twice.len() == 2 && twice[0].offer_id == twice[1].offer_id && twice[0].id != twice[1].id);
    assert_eq!(line("sto-sztuk").quantity, Decimal::ONE_HUNDRED);
    assert_eq!(line("allegro-ceny-rachunek").reconciliation.unwrap().kind, "BILLING");
    assert_eq!(line("allegro-ceny-portfel").reconciliation.unwrap().kind, "WALLET");
    assert!(order("allegro-ceny-portfel").payment.unwrap().reconciliation.is_some());
}

#[test]
fn every_kind_of_person_and_text_is_there() {
    assert!(order("gosc").buyer.guest);
    let invoice = order("faktura-osoba").invoice;
    assert!(invoice.required && invoice.company.is_none() && invoice.person.is_some());
    let three = order("trzy-rozne");
    let recipient = three.delivery.unwrap().address.unwrap();
    let names = BTreeSet::from([three.buyer.last_name.unwrap(), recipient.last_name, three.invoice.person.unwrap().1]);
    assert_eq!(names.len(), 3);
    let message = order("wiadomosc-dluga").message.unwrap();
    assert!(['<', '&', '"', '\'', '📦', 'Ż'].iter().all(|c| message.contains(*c)) && message.chars().count() > 500);
    assert!(order("sterujacym").message.unwrap().contains('\u{1}'));
    let (first, second) = (order("kupujacy-pierwszy").buyer, order("kupujacy-drugi").buyer);
    let stable = |mail: &Option<String>| mail.as_deref().unwrap().split_once('+').unwrap().0.to_owned();
    assert_eq!((&first.id, stable(&first.email)), (&second.id, stable(&second.email)));
    assert_ne!(first.email, second.email);
}

#[test]
fn every_state_and_currency_is_there() {
    let status = |case: &str| order(case).status;
    assert_eq!(status("wypelnione-nieoplacone"), OrderStatus::FilledIn);
    assert_eq!(status("tylko-kupione"), OrderStatus::Bought);
    let before = order("anulowane-przed");
    assert!(before.status == OrderStatus::Cancelled && before.delivery.is_none() && before.payment.is_none());
    let after = order("anulowane-po");
    assert!(after.status == OrderStatus::Cancelled && after.payment.unwrap().paid.is_some());
    let label = order("etykieta-anulowane");
    assert_eq!(
        (label.status, label.fulfillment_status.as_deref()),
        (OrderStatus::ReadyForProcessing, Some("CANCELLED"))
    );
    let currencies: BTreeSet<String> = orders().values().map(|it| it.total.currency.to_string()).collect();
    assert_eq!(currencies.iter().map(String::as_str).collect::<Vec<_>>(), ["CZK", "EUR", "HUF", "PLN"]);
}

#[test]
fn the_journal_tells_a_plausible_story() {
    let world = World::shipped();
    let events = world.events();
    let ids: Vec<u64> = events.iter().map(|event| event["id"].as_str().unwrap().parse().unwrap()).collect();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    for (name, order) in orders() {
        let id = order.id.to_string();
        let of_order = |event: &&Value| event["order"]["checkoutForm"]["id"] == id;
        let kinds: Vec<&str> = events.iter().filter(of_order).map(|event| event["type"].as_str().unwrap()).collect();
        assert_eq!(kinds.first(), Some(&"BOUGHT"), "{name}");
        let ready = kinds.contains(&"READY_FOR_PROCESSING");
        match order.status {
            OrderStatus::ReadyForProcessing => assert!(ready, "{name}: {kinds:?}"),
            OrderStatus::Cancelled => assert!(kinds.iter().any(|kind| kind.ends_with("_CANCELLED")), "{name}"),
            _ => assert!(!ready, "{name}: {kinds:?}"),
        }
    }
}
