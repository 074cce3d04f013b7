use super::*;

/// Rate and source of the first line.
fn answer(world: &World) -> (VatRate, String) {
    let document = world.document();
    (document.lines[0].rate, document.origin.unwrap().lines[0].vat_from.to_string())
}

#[test]
fn r_c1_the_chain() {
    let mut world = one();
    world.order.lines[0].tax = None;
    assert_eq!(world.refusals(), ["VAT-001"]);
    world.settings.vat.default_rate = "23".to_owned();
    assert_eq!(answer(&world), (taxed(23), "default".to_owned()));
    assert_eq!(world.remarks(), ["VAT-002"]);
    let id = world.order.lines[0].offer_id.clone();
    world.offers.insert(id.clone(), Offer { id: id.clone(), tax: tax("8.00"), ..Offer::default() });
    assert_eq!(answer(&world), (taxed(8), "offer".to_owned()));
    world.order.lines[0].tax = tax("5.00");
    assert_eq!(answer(&world), (taxed(5), "allegro".to_owned()));
    world.tables.products.insert(id, ProductRow { rate: Some(taxed(0)), ..ProductRow::default() });
    assert_eq!(answer(&world), (taxed(0), "products.csv".to_owned()));
    assert_eq!(world.remarks(), ["VAT-003"]);
    world.cards = Some(vec![card("kubek-330", Some(VatRate::EXEMPT), "")]);
    assert_eq!(answer(&world), (VatRate::EXEMPT, "card".to_owned()));
}

#[test]
fn r_c2_the_card_wins_and_the_difference_is_told() {
    let mut world = World::new(vec![line("KSIAZKA", "1", "35.00", "23.00")]);
    world.cards = Some(vec![card("KSIAZKA", Some(taxed(5)), "")]);
    assert_eq!(answer(&world).0, taxed(5));
    assert_eq!(world.remarks(), ["VAT-003"]);
    world.order.lines[0].tax = tax("5.00");
    assert_eq!(world.remarks(), [""; 0]);
}

#[test]
fn q12_exempt_outside_and_margin() {
    for (rate, expected) in [("EXEMPT", VatRate::EXEMPT), ("OUT_OF_SCOPE_OF_VAT", VatRate::OUT_OF_SCOPE)] {
        let mut world = one();
        world.order.lines[0].tax = tax(rate);
        assert_eq!(answer(&world), (expected, "allegro".to_owned()));
    }
    let mut world = one();
    world.order.lines[0].tax.as_mut().unwrap().exemption = Some("MARGIN_SCHEME".to_owned());
    world.cards = Some(vec![card("KUBEK-330", Some(taxed(23)), "")]);
    assert_eq!(world.refusals(), ["VAT-005"]);
    world.order.lines[0].tax.as_mut().unwrap().exemption = Some("MONEY_EQUIVALENT".to_owned());
    assert_eq!(world.remarks(), ["VAT-006"]);
}

#[test]
fn r_c5_a_rate_that_is_not_understood_is_not_passed_over() {
    let mut world = one();
    world.order.lines[0].tax = tax("standard");
    world.settings.vat.default_rate = "23".to_owned();
    assert_eq!(world.refusals(), ["VAT-004"]);
    world.cards = Some(vec![card("KUBEK-330", Some(taxed(23)), "")]);
    assert_eq!(world.remarks(), ["VAT-004"]);
    let mut world = one();
    world.order.lines[0].tax = tax("21.00");
    assert_eq!(world.remarks(), ["VAT-007"]);
}

#[test]
fn r_c6_an_exempt_seller_has_zw_everywhere_but_on_deposits() {
    let mut world = World::new(vec![kubek()]);
    world.order.lines[0].deposit = Some(pln("0.50"));
    world.order.lines[0].services = vec![gift_wrap()];
    world.settings.services.additional = "PAKOWANIE".to_owned();
    world.settings.vat.exempt_seller = true;
    world.settings.vat.delivery = DeliveryVat::Proportional;
    world.settle();
    let kinds: Vec<_> = world.document().lines.iter().map(|line| line.rate.kind).collect();
    assert_eq!(kinds, [VatKind::Exempt, VatKind::OutOfScope, VatKind::Exempt, VatKind::Exempt]);
    assert_eq!(world.document().vat, d("0.00"));
}

#[test]
fn a_wrong_rate_in_the_settings_is_named() {
    let mut world = one();
    world.order.lines[0].tax = None;
    world.settings.vat.default_rate = "dwadzieścia".to_owned();
    assert_eq!(world.refusals(), ["VAT-008"]);
    let mut world = one();
    world.settings.delivery.vat.clear();
    assert_eq!(world.refusals(), ["VAT-009"]);
}

#[test]
fn r_c3_no_rate_is_taken_in_silence() {
    let mut world = one();
    world.order.lines[0].tax = None;
    world.offers.clear();
    assert_eq!(world.refusals(), ["VAT-001"], "23 is nobody's answer");
    world.settings.vat.default_rate = "23".to_owned();
    let second = OrderLine { id: "other".to_owned(), ..world.order.lines[0].clone() };
    world.order.lines.push(second);
    world.settle();
    let said = world.convert().unwrap().problems;
    let places: Vec<_> = said.iter().filter(|it| it.code() == "VAT-002").map(|it| it.place.position).collect();
    assert_eq!(places, [Some(1), Some(2)], "each line that took it is named");
}
