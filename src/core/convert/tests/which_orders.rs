use super::*;

#[test]
fn q2_q3_only_a_ready_order_becomes_a_document() {
    let mut world = one();
    for (status, code) in [
        (OrderStatus::Bought, "ORD-001"),
        (OrderStatus::FilledIn, "ORD-002"),
        (OrderStatus::Other("NEW".to_owned()), "ORD-003"),
    ] {
        world.order.status = status;
        assert!(matches!(gate(&world.order), Gate::NotYet(problem) if problem.code() == code));
        assert_eq!(world.refusals(), [code]);
    }
    world.order.status = OrderStatus::Cancelled;
    assert!(matches!(gate(&world.order), Gate::Cancelled(problem) if problem.code() == "ORD-004"));
    world.order.status = OrderStatus::ReadyForProcessing;
    assert_eq!(gate(&world.order), Gate::Ready);
    world.order.fulfillment_status = Some("CANCELLED".to_owned());
    assert!(matches!(gate(&world.order), Gate::Cancelled(problem) if problem.code() == "ORD-005"));
    assert_eq!(world.refusals(), ["ORD-005"]);
}

#[test]
fn q7_a_cancelled_order_without_payment_and_delivery() {
    let mut world = one();
    (world.order.payment, world.order.delivery) = (None, None);
    world.order.status = OrderStatus::Cancelled;
    assert_eq!(world.refusals(), ["ORD-004"]);
}

#[test]
fn q7_a_ready_order_without_payment_and_delivery_is_no_crash() {
    let mut world = one();
    (world.order.payment, world.order.delivery) = (None, None);
    world.order.total = pln("99.98");
    assert_eq!(world.remarks(), ["PTY-007", "PAY-001"]);
    assert_eq!(world.document().recipient.name, "Jan Przykładowy");
}

#[test]
fn q30_r_e8_one_fulfillment_by_choice() {
    let mut world = one();
    world.order.fulfillment_provider = Some("ALLEGRO".to_owned());
    assert_eq!(world.refusals(), ["ORD-006"]);
    world.settings.orders.one_fulfillment = Choice::Import;
    assert_eq!(world.remarks(), ["ORD-007"]);
}

#[test]
fn what_allegro_ships_may_have_a_warehouse_and_a_series_of_its_own() {
    let mut world = one();
    world.settings.orders.one_fulfillment = Choice::Import;
    world.settings.documents.private.series = "A".to_owned();
    let shown = |world: &World| {
        let document = world.document();
        (document.warehouse, document.origin.unwrap().series)
    };
    let usual = ("MAGAZYN".to_owned(), "A".to_owned());
    for (provider, own, expected) in [
        ("SELLER", "OF", usual.clone()),
        ("ALLEGRO", "", usual.clone()),
        ("ALLEGRO", "OF", ("OF".to_owned(), "OF".to_owned())),
    ] {
        world.order.fulfillment_provider = Some(provider.to_owned());
        world.settings.orders.one_fulfillment_warehouse = own.to_owned();
        world.settings.orders.one_fulfillment_series = own.to_owned();
        assert_eq!(shown(&world), expected, "{provider} {own}");
    }
}

#[test]
fn r_c8_a_delivery_abroad_by_choice_and_never_at_its_rate() {
    let mut world = one();
    world.delivery().address.as_mut().unwrap().address.country_code = "CZ".to_owned();
    world.order.lines[0].tax = tax("21.00");
    assert!(world.refusals().contains(&"ORD-008".to_owned()));
    world.settings.orders.foreign_delivery = ForeignDelivery::Import;
    assert_eq!(world.refusals(), ["VAT-001"]);
    world.cards = Some(vec![card("KUBEK-330", Some(taxed(23)), "")]);
    assert_eq!(world.remarks(), ["ORD-009"]);
    assert_eq!(world.document().lines[0].rate, taxed(23));
    assert_eq!(world.document().recipient.country, "Czechy");
}

#[test]
fn r_c8_a_polish_firm_may_send_abroad() {
    let mut world = one();
    world.delivery().address.as_mut().unwrap().address.country_code = "DE".to_owned();
    world.order.invoice = company("5260250274");
    world.cards = Some(vec![card("KUBEK-330", Some(taxed(23)), "")]);
    assert_eq!(world.remarks(), ["ORD-009"]);
}

#[test]
fn r_c9_no_automatic_zero_rate() {
    let mut world = one();
    world.order.invoice = company("");
    world.order.invoice.company.as_mut().unwrap().ids = vec![("VAT_EU".to_owned(), "CZ12345678".to_owned())];
    world.order.invoice.features = vec!["VAT_EU_VERIFIED".to_owned()];
    assert_eq!(world.remarks(), ["ORD-015", "PTY-014"]);
    assert_eq!(world.document().lines[0].rate, taxed(23));
}

#[test]
fn foreign_and_mixed_currencies_are_named() {
    let mut world = one();
    world.order.total.currency = Currency::new("CZK").unwrap();
    let problems = world.convert().unwrap_err();
    assert_eq!(problems[0].code(), "ORD-011");
    assert!(format!("{:?}", problems[0].message).contains("CZK, PLN"));
    let mut world = one();
    let czk = || Currency::new("CZK").unwrap();
    world.order.total.currency = czk();
    world.order.lines[0].price.currency = czk();
    world.delivery().cost.as_mut().unwrap().currency = czk();
    assert_eq!(world.refusals(), ["ORD-010"]);
}

#[test]
fn q25_r_b16_what_is_unknown_is_said() {
    let mut world = one();
    world.order.unknown.fields.insert("lineItems[].neu".to_owned(), 2);
    world.order.marketplace = Some("allegro-xx".to_owned());
    assert_eq!(world.remarks(), ["ORD-016"]);
}

#[test]
fn what_decides_the_kind_of_document_and_is_not_understood_is_a_warning() {
    for (value, told) in [
        ("invoice=[…]", true),
        ("invoice.required=tak", true),
        ("invoice.address.company.ids[]=\"…\"", true),
        ("invoice.address.company.ids[].type=XX", false),
        ("fulfillment.status={…}", true),
        ("fulfillment.status=LOST", false),
        ("invoice.features[]={…}", false),
        ("payment.features[]={…}", false),
    ] {
        let mut world = one();
        world.order.unknown.values.insert(value.to_owned(), 1);
        assert_eq!(world.remarks().contains(&"ORD-031".to_owned()), told, "{value}");
    }
}

#[test]
fn all_reasons_come_at_once_with_order_and_line() {
    let mut world = World::new(vec![kubek(), ksiazka()]);
    world.order.lines[0].tax = None;
    world.order.lines[1].external_id = None;
    world.order.invoice = company("1234567890");
    world.order.total = pln("1.00");
    world.order.payment.as_mut().unwrap().paid = Some(pln("1.00"));
    let problems = world.convert().unwrap_err();
    let seen: Vec<_> = problems.iter().map(|p| (p.code(), p.place.position)).collect();
    assert_eq!(seen, [("SUM-001", None), ("PTY-001", None), ("VAT-001", Some(1)), ("PRD-001", Some(2))]);
    assert!(problems.iter().all(|p| p.place.order.as_deref() == Some("3f9b1c70-c5f1-11f0-9d2e-5b8a7c6e4d21")));
}

#[test]
fn the_day_of_purchase_is_that_of_the_lines_and_of_nothing_else() {
    let mut world = World::new(vec![kubek(), ksiazka()]);
    world.order.updated_at = "2026-09-15T10:00:00Z".parse().ok();
    world.order.lines[0].bought_at = None;
    assert_eq!(world.document().date.to_string(), "2026-07-02", "one line says it");
    world.order.lines[1].bought_at = None;
    assert_eq!(world.refusals(), ["ORD-012"]);
    assert_eq!(world.order.listed_at(), world.order.updated_at, "it is listed all the same");
}

#[test]
fn the_export_to_ukraine_is_held_whatever_is_chosen_for_other_countries() {
    use crate::core::settings::ForeignDelivery;
    let mut world = one();
    world.delivery().address.as_mut().unwrap().address.country_code = "ua".to_owned();
    for choice in [ForeignDelivery::Stop, ForeignDelivery::Import] {
        world.settings.orders.foreign_delivery = choice;
        assert_eq!(world.refusals()[0], "ORD-030", "{choice:?}");
    }
    world.order.invoice = company("5260250274");
    assert_eq!(world.refusals()[0], "ORD-030");
}
