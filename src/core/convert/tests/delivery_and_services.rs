use super::*;

#[test]
fn q14_r_b14_a_deposit_is_a_line_of_its_own_outside_vat() {
    let mut world = World::new(vec![line("WODA-12", "2", "73.00", "8.00")]);
    world.order.lines[0].deposit = Some(pln("6.00"));
    world.delivery().cost = Some(pln("0.00"));
    world.settle();
    assert_eq!(world.document().gross, d("158.00"));
    assert_eq!(lines(&world), ["Goods WODA-12 8 146.00", "Deposit KAUCJA np 12.00"]);
    let line = &world.document().lines[1];
    assert_eq!((line.quantity, line.price), (d("2"), d("6.00")));
    world.settings.services.deposit.clear();
    assert_eq!(world.refusals(), ["SRV-003"]);
}

#[test]
fn r_e9_additional_services() {
    let mut world = one();
    world.order.lines[0].services = vec![gift_wrap()];
    world.settle();
    assert_eq!(world.refusals(), ["SRV-001"]);
    world.settings.services.additional = "INNE".to_owned();
    assert_eq!(world.remarks(), ["SRV-002"]);
    let row = ServiceRow { code: "PAKOWANIE".to_owned(), rate: Some(taxed(8)) };
    world.tables.services.insert("GIFT_WRAP".to_owned(), row);
    assert_eq!(lines(&world)[1], "Service PAKOWANIE 8 10.00");
    assert_eq!(world.remarks(), [""; 0]);
}

#[test]
fn q13_r_b5_smart_never_changes_the_cost() {
    let mut world = one();
    world.delivery().smart = true;
    world.delivery().cost = Some(pln("0.99"));
    world.settle();
    assert_eq!(lines(&world)[1], "Delivery KURIER 23 0.99");
    assert_eq!(world.remarks(), ["DLV-004"]);
    assert!(world.document().description.contains("\nSMART=tak"));
}

#[test]
fn r_b11_a_free_delivery_has_a_line_by_choice() {
    let mut world = one();
    world.delivery().cost = Some(pln("0.00"));
    world.settle();
    assert_eq!(lines(&world).len(), 1);
    world.settings.delivery.zero_line = true;
    for policy in [DeliveryVat::Service, DeliveryVat::Highest, DeliveryVat::Proportional] {
        world.settings.vat.delivery = policy;
        assert_eq!(lines(&world)[1], "Delivery KURIER 23 0.00");
    }
}

#[test]
fn r_e7_an_unmapped_method() {
    let mut world = one();
    world.delivery().method_id = Some("new".to_owned());
    assert_eq!(world.remarks(), ["DLV-002"]);
    assert_eq!(lines(&world)[1], "Delivery DOSTAWA 23 14.99");
    world.settings.delivery.default_service.clear();
    assert_eq!(world.refusals(), ["DLV-001"]);
}

#[test]
fn r_b6_the_fee_for_cash_on_delivery_set_apart() {
    let mut world = one();
    let row = |fee: &str| DeliveryRow {
        service: "KURIER".to_owned(),
        rate: None,
        cod: Some(("POBRANIE".to_owned(), d(fee))),
    };
    let id = world.delivery().method_id.clone().unwrap();
    world.tables.deliveries.insert(id.clone(), row("4"));
    assert_eq!(lines(&world)[1..], ["Delivery KURIER 23 14.99"]);
    world.pay(PaymentType::CashOnDelivery);
    assert_eq!(lines(&world)[1..], ["Delivery KURIER 23 10.99", "Cod POBRANIE 23 4.00"]);
    world.tables.deliveries.insert(id, row("14.99"));
    assert_eq!(lines(&world)[1..], ["Delivery KURIER 23 14.99"]);
    assert_eq!(world.remarks(), ["DLV-003"]);
}

#[test]
fn r_c7_the_rate_of_the_delivery() {
    let mut world = World::new(vec![kubek(), ksiazka()]);
    assert_eq!(lines(&world)[2..], ["Delivery KURIER 23 14.99"]);
    assert_eq!(world.remarks(), ["DLV-005"]);
    let id = world.delivery().method_id.clone().unwrap();
    world.tables.deliveries.get_mut(&id).unwrap().rate = Some(taxed(8));
    assert_eq!(lines(&world)[2..], ["Delivery KURIER 8 14.99"]);
    world.cards = Some(vec![card("KURIER", Some(taxed(5)), "")]);
    assert_eq!(lines(&world)[2..], ["Delivery KURIER 5 14.99"]);
    world.settings.vat.delivery = DeliveryVat::Highest;
    assert_eq!(lines(&world)[2..], ["Delivery KURIER 23 14.99"]);
    world.settings.vat.delivery = DeliveryVat::Proportional;
    // 14.99 by 35.00 to 99.98: 3.88 and 11.10, the grosz that is left to the greater.
    assert_eq!(lines(&world)[2..], ["Delivery KURIER 5 3.88", "Delivery KURIER 23 11.11"]);
}

#[test]
fn q14_a_deposit_does_not_pull_the_deliverys_rate() {
    let mut world = World::new(vec![ksiazka()]);
    world.order.lines[0].deposit = Some(pln("500.00"));
    world.settings.vat.delivery = DeliveryVat::Highest;
    world.settle();
    assert_eq!(lines(&world)[2], "Delivery KURIER 5 14.99");
}

#[test]
fn every_role_occurs() {
    use LineRole::{Cod, Delivery, Deposit, Goods, Service};
    let mut world = one();
    world.order.lines[0].deposit = Some(pln("1.00"));
    world.order.lines[0].services = vec![gift_wrap()];
    world.settings.services.additional = "INNE".to_owned();
    let id = world.delivery().method_id.clone().unwrap();
    world.tables.deliveries.get_mut(&id).unwrap().cod = Some(("POBRANIE".to_owned(), d("4")));
    world.pay(PaymentType::CashOnDelivery);
    let roles: Vec<_> = world.document().origin.unwrap().lines.iter().map(|line| line.role).collect();
    assert_eq!(roles, [Goods, Deposit, Service, Delivery, Cod]);
}

#[test]
fn a_code_of_a_service_that_optima_cannot_keep_points_at_the_tables_of_services() {
    let mut world = one();
    world.tables.deliveries.clear();
    world.settings.delivery.default_service = "x".repeat(51);
    assert_eq!(world.refusals(), ["SRV-004"]);
}
