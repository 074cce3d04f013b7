//! Typical orders as whole documents, to be read by eye.

use super::*;

#[test]
fn private_to_a_point_with_a_deposit() {
    let mut world = World::new(vec![line("WODA-12", "2", "73.00", "8.00")]);
    world.order.lines[0].deposit = Some(pln("6.00"));
    world.pick_up();
    world.delivery().smart = true;
    world.delivery().cost = Some(pln("0.00"));
    world.settle();
    insta::assert_snapshot!(show(&world.convert().unwrap()));
}

#[test]
fn firm_with_cards_and_no_tax_at_allegro() {
    let mut world = World::new(vec![kubek(), ksiazka()]);
    world.order.invoice = company("5260250274");
    world.order.lines.iter_mut().for_each(|line| line.tax = None);
    world.cards = Some(vec![
        card("Kubek-330", Some(taxed(23)), "2000000000015"),
        card("KSIAZKA", Some(taxed(5)), "2000000000084"),
        card("KURIER", Some(taxed(23)), ""),
    ]);
    world.settings.documents.firm.warehouse = "ALLEGRO".to_owned();
    insta::assert_snapshot!(show(&world.convert().unwrap()));
}

#[test]
fn invoice_for_a_private_person() {
    let mut world = World::new(vec![ksiazka()]);
    world.order.invoice.required = true;
    world.order.invoice.person = Some(("Ewa".to_owned(), "Fakturowa".to_owned()));
    world.order.invoice.address = Some(address("ul. Inna 9", "00-009", "Innowo"));
    world.order.message = Some("Proszę o solidne\nzapakowanie".to_owned());
    insta::assert_snapshot!(show(&world.convert().unwrap()));
}

#[test]
fn cash_on_delivery_split_over_rates() {
    let mut world = World::new(vec![kubek(), ksiazka()]);
    let id = world.delivery().method_id.clone().unwrap();
    world.tables.deliveries.get_mut(&id).unwrap().cod = Some(("POBRANIE".to_owned(), d("4")));
    world.settings.vat.delivery = DeliveryVat::Proportional;
    world.pay(PaymentType::CashOnDelivery);
    insta::assert_snapshot!(show(&world.convert().unwrap()));
}

#[test]
fn set_with_shares() {
    let mut world = World::new(vec![line("ZESTAW", "3", "100.00", "23.00")]);
    let part = |code: &str, quantity: &str, share: &str| SetPart {
        code: code.to_owned(),
        quantity: d(quantity),
        share: Some(d(share)),
    };
    let offer = world.order.lines[0].offer_id.clone();
    world.tables.sets.insert(offer, vec![part("KUBEK", "2", "70"), part("KSIAZKA", "1", "30")]);
    world.cards = Some(vec![card("KUBEK", Some(taxed(23)), ""), card("KSIAZKA", Some(taxed(5)), "")]);
    insta::assert_snapshot!(show(&world.convert().unwrap()));
}

#[test]
fn allegro_prices_with_a_surcharge_and_phone() {
    let mut world = one();
    world.order.lines[0].reconciliation =
        Some(Reconciliation { value: pln("15.10"), kind: "BILLING".to_owned(), quantity: Some(d("1")) });
    let mut surcharge = world.order.payment.clone().unwrap();
    surcharge.paid = Some(pln("20.00"));
    world.order.surcharges = vec![surcharge];
    world.settings.fields.phone_in_description = true;
    insta::assert_snapshot!(show(&world.convert().unwrap()));
}

#[test]
fn foreign_firm_with_delivery_abroad() {
    let mut world = one();
    world.order.invoice = company("");
    world.order.invoice.company.as_mut().unwrap().ids = vec![("VAT_EU".to_owned(), "CZ12345678".to_owned())];
    world.order.invoice.address.as_mut().unwrap().country_code = "CZ".to_owned();
    world.delivery().address.as_mut().unwrap().address.country_code = "CZ".to_owned();
    world.settings.orders.foreign_delivery = ForeignDelivery::Import;
    world.settings.vat.default_rate = "23".to_owned();
    insta::assert_snapshot!(show(&world.convert().unwrap()));
}

#[test]
fn pro_forma_of_an_exempt_seller_with_a_service() {
    let mut world = one();
    world.order.lines[0].services = vec![gift_wrap()];
    world.settings.services.additional = "PAKOWANIE".to_owned();
    world.settings.vat.exempt_seller = true;
    world.settings.documents.private.kind = Kind::Pf;
    world.settings.contractors.undefined = Undefined::Private;
    world.settle();
    insta::assert_snapshot!(show(&world.convert().unwrap()));
}
