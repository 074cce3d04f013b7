use super::*;

#[test]
fn r_d3_three_different_persons() {
    let mut world = one();
    world.order.invoice.required = true;
    world.order.invoice.person = Some(("Ewa".to_owned(), "Fakturowa".to_owned()));
    world.order.invoice.address = Some(address("ul. Inna 9", "00-009", "Innowo"));
    let document = world.document();
    assert_eq!((document.payer.name.as_str(), document.payer.city.as_str()), ("Ewa Fakturowa", "Innowo"));
    assert_eq!(document.recipient.name, "Anna Odbiorcza");
    assert_eq!(document.recipient.code, document.payer.code);
    assert_eq!(document.origin.unwrap().class, BuyerClass::Invoice);
    world.order.invoice = crate::core::order::Invoice::default();
    let document = world.document();
    assert_eq!(document.payer.name, "Jan Przykładowy");
    assert_eq!(document.payer.street, "ul. Domowa 1");
    assert_eq!(document.origin.unwrap().class, BuyerClass::Private);
}

#[test]
fn r_d4_a_firm_has_a_nip() {
    let mut world = one();
    world.order.invoice = company("526-025-02-74");
    let document = world.document();
    assert_eq!(document.payer.nip, "5260250274");
    assert_eq!(document.payer.code, "AL-F5260250274");
    assert_eq!(document.payer.nip_country, "");
    assert_eq!(document.recipient.nip, "");
    assert_eq!(document.origin.unwrap().class, BuyerClass::Firm);
    world.order.invoice.company.as_mut().unwrap().ids.clear();
    world.order.invoice.company.as_mut().unwrap().tax_id = None;
    let document = world.document();
    assert_eq!(document.payer.code, "AL-44556677");
    assert_eq!(document.payer.name, "Przykładowa Firma sp. z o.o.");
    assert_eq!(document.origin.unwrap().class, BuyerClass::Invoice);
    assert_eq!(world.remarks(), ["PTY-003"]);
}

#[test]
fn two_nips_of_one_order_are_told() {
    let mut world = one();
    world.order.invoice = company("526-025-02-74");
    world.order.invoice.company.as_mut().unwrap().tax_id = Some("9990003716".to_owned());
    assert_eq!(world.document().payer.nip, "5260250274");
    assert_eq!(world.remarks(), ["PTY-023"]);
    world.order.invoice.company.as_mut().unwrap().tax_id = Some("526 025 02 74".to_owned());
    assert_eq!(world.remarks(), [""; 0]);
}

#[test]
fn r_d5_a_wrong_nip_by_choice() {
    let mut world = one();
    world.order.invoice = company("5260250275");
    assert_eq!(world.refusals(), ["PTY-001"]);
    world.settings.contractors.wrong_nip = WrongNip::Private;
    assert_eq!(world.remarks(), ["PTY-002"]);
    assert_eq!(world.document().payer.nip, "");
}

#[test]
fn r_d6_a_company_name_without_an_invoice_is_not_a_firm() {
    let mut world = one();
    world.order.buyer.company_name = Some("Przykładex".to_owned());
    let document = world.document();
    assert_eq!((document.payer.name.as_str(), document.payer.nip.as_str()), ("Jan Przykładowy", ""));
    assert_eq!(document.origin.unwrap().class, BuyerClass::Private);
}

#[test]
fn q17_r_d11_a_foreign_number_is_kept_apart() {
    let mut world = one();
    world.order.invoice = company("");
    let firm = world.order.invoice.company.as_mut().unwrap();
    firm.ids = vec![("CZ_ICO".to_owned(), "12345678".to_owned()), ("CZ_DIC".to_owned(), "CZ12345678".to_owned())];
    firm.tax_id = Some("12345678;CZ12345678".to_owned());
    world.order.invoice.address.as_mut().unwrap().country_code = "CZ".to_owned();
    let payer = world.document().payer;
    assert_eq!((payer.nip_country.as_str(), payer.nip.as_str()), ("CZ", "12345678"));
    assert_eq!(payer.code, "AL-FCZ12345678");
    assert_eq!(payer.country, "Czechy");
}

#[test]
fn r_d7_codes_fit_and_are_stable() {
    let mut world = one();
    world.order.buyer.id = "c0ffee00-1234-4321-abcd-0123456789ab".to_owned();
    let code = world.document().payer.code;
    assert!(code.starts_with("AL-H") && code.len() == 20, "{code}");
    assert_eq!(world.document().payer.code, code);
    world.order.buyer.id = "c0ffee00-1234-4321-abcd-0123456789ac".to_owned();
    assert_ne!(world.document().payer.code, code);
    world.order.buyer.id.clear();
    assert_eq!(world.remarks(), ["PTY-012"]);
    assert_eq!(world.document().payer.code, "AL-Z3f9b1c70");
}

#[test]
fn the_undefined_contractor_by_choice() {
    let mut world = one();
    world.settings.contractors.undefined = Undefined::Private;
    assert_eq!(world.document().payer.code, "!NIEOKREŚLONY!");
    assert_eq!(world.document().payer.name, "Jan Przykładowy");
    world.order.invoice = company("5260250274");
    assert_eq!(world.document().payer.code, "AL-F5260250274");
    world.settings.contractors.undefined = Undefined::All;
    assert_eq!(world.document().payer.code, "!NIEOKREŚLONY!");
}

#[test]
fn r_d12_empty_company_data_is_a_person() {
    let mut world = one();
    world.order.invoice.required = true;
    world.order.invoice.company = Some(crate::core::order::InvoiceCompany::default());
    world.order.invoice.person = Some((String::new(), String::new()));
    assert_eq!(world.remarks(), ["PTY-011"]);
    assert_eq!(world.document().payer.name, "Jan Przykładowy");
}

#[test]
fn r_d14_the_company_comes_first() {
    let mut world = one();
    world.delivery().address.as_mut().unwrap().company_name = Some("Szkoła nr 1".to_owned());
    assert_eq!(world.document().recipient.name, "Szkoła nr 1, Anna Odbiorcza");
}

#[test]
fn r_e2_the_point_does_not_replace_the_recipients_address() {
    let mut world = one();
    world.pick_up();
    let document = world.document();
    assert_eq!(document.recipient.street, "ul. Dostawcza 12");
    let point = "XXX01A, Paczkomat XXX01A, ul. Punktowa 3, 00-005 Przykładowo";
    assert!(document.description.contains(&format!("\nPUNKT={point}")));
    let origin = document.origin.unwrap();
    assert_eq!(origin.attributes["ALLEGRO_PUNKT"], point);
    assert_eq!(origin.delivery.unwrap().point.as_deref(), Some("XXX01A"));
}

#[test]
fn r_e4_gaps_are_told() {
    let mut world = one();
    world.delivery().address.as_mut().unwrap().address.street = "  ".to_owned();
    assert_eq!(world.remarks(), ["PTY-010"]);
    world.delivery().address.as_mut().unwrap().address.country_code = "pl".to_owned();
    world.order.buyer.address.as_mut().unwrap().country_code = "XX".to_owned();
    assert_eq!(world.remarks(), ["PTY-009", "PTY-010"]);
    assert_eq!(world.document().payer.country, "XX");
    world.order.buyer.address = None;
    world.order.buyer.email = None;
    assert_eq!(world.remarks(), ["PTY-010", "PTY-013", "PTY-005"]);
}

#[test]
fn names_are_looked_for_before_an_order_is_refused() {
    let mut world = one();
    (world.order.buyer.first_name, world.order.buyer.last_name) = (None, None);
    assert_eq!(world.document().payer.name, "Anna Odbiorcza");
    world.order.buyer.company_name = Some("Przykładex".to_owned());
    assert_eq!(world.document().payer.name, "Przykładex");
    world.order.buyer.company_name = None;
    world.delivery().address = None;
    assert_eq!(world.refusals(), ["PTY-004"]);
}

#[test]
fn r_d2_a_login_that_changes_changes_nobody() {
    let mut world = one();
    let before = world.document().payer;
    world.order.buyer.login = "nowy_login".to_owned();
    world.order.buyer.email = Some("ab12cd34+ffffffff@allegromail.example".to_owned());
    assert_eq!(world.document().payer, before);
    world.order.buyer.id = "44556678".to_owned();
    assert_ne!(world.document().payer.code, before.code);
}

#[test]
fn foreign_numbers_are_never_told_as_a_missing_nip() {
    let mut world = one();
    world.order.invoice = company("");
    let give = |world: &mut World, kind: &str, value: &str, country: &str| {
        let company = world.order.invoice.company.as_mut().unwrap();
        company.ids = vec![(kind.to_owned(), value.to_owned())];
        company.tax_id = Some(value.to_owned());
        world.order.invoice.address.as_mut().unwrap().country_code = country.to_owned();
    };
    give(&mut world, "OTHER", "GB123456789", "GB");
    assert_eq!(world.remarks(), ["PTY-014"]);
    assert_eq!((&*world.document().payer.nip_country, &*world.document().payer.nip), ("GB", "123456789"));
    give(&mut world, "CZ_ICO", "12345678", "CZ");
    assert_eq!(world.remarks(), ["PTY-021"]);
    give(&mut world, "OTHER", "brak", "CZ");
    assert_eq!(world.remarks(), ["PTY-003"]);
}

#[test]
fn ids_of_units_are_carried_with_a_hint() {
    let mut world = one();
    world.order.invoice = company("5260250274");
    world.order.invoice.company.as_mut().unwrap().name = "Gmina Przykładowo, IDWew 5260250274-00012".to_owned();
    assert_eq!(world.remarks(), ["PTY-022"]);
    assert!(world.document().description.contains("\nPODMIOT3=5260250274-00012\n"));
    world.order.invoice.company.as_mut().unwrap().name = "Gmina Przykładowo".to_owned();
    world.order.message = Some("odbiorca 5260250274-00015".to_owned());
    world.settings.fields.description.clear();
    assert!(world.document().description.contains("PODMIOT3=5260250274-00015"));
}

#[test]
fn gift_phone_of_the_buyer_is_kept_beside_the_recipients() {
    let mut world = one();
    let phones = |world: &World| {
        let buyer = world.document().origin.unwrap().buyer;
        (buyer.phone, buyer.own_phone)
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(phones(&world), (some("600-111-222"), some("+48 600 000 000")));
    world.order.buyer.phone = Some("brak".to_owned());
    assert_eq!(phones(&world), (some("600-111-222"), some("")));
    world.order.buyer.phone = some("600-111-222");
    assert_eq!(phones(&world), (some("600-111-222"), None));
    world.delivery().address.as_mut().unwrap().phone = None;
    assert_eq!(phones(&world), (some("600-111-222"), None));
}

#[test]
fn long_street_stands_in_the_description_and_is_told() {
    let mut world = one();
    let street = "ul. Bardzo Długiej Nazwy Ulicy Imienia Świętego Maksymiliana Kolbego 123/456";
    world.delivery().address.as_mut().unwrap().address.street = street.to_owned();
    assert_eq!(world.remarks(), ["PTY-020"]);
    assert!(world.document().description.contains(&format!("\nADRES={street}, 00-004 Przykładowo")));
    world.settings.fields.description.clear();
    assert!(world.document().description.contains(&format!("ADRES={street}")), "whatever lines are wanted");
}
