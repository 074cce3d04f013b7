use super::*;

#[test]
fn dates_are_polands() {
    let mut world = one();
    world.order.lines[0].bought_at = "2026-07-02T22:30:00Z".parse().ok();
    assert_eq!(world.document().date.to_string(), "2026-07-03");
    world.order.lines[0].bought_at = "2026-01-02T22:59:59Z".parse().ok();
    assert_eq!(world.document().date.to_string(), "2026-01-02");
    let document = world.document();
    assert_eq!(document.deposit_return.unwrap().to_string(), "2026-03-03");
    assert_eq!(document.origin.unwrap().reserved_until.unwrap().to_string(), "2026-01-16");
}

#[test]
fn r_j1_the_foreign_number() {
    let mut world = one();
    assert_eq!(world.document().number, "sklep/3f9b1c70");
    world.settings.fields.foreign_number = "{login}/{uuid}".to_owned();
    world.order.buyer.login = "a{id}".to_owned();
    let document = world.document();
    assert_eq!(document.origin.unwrap().foreign_number, "a{id}/3f9b1c70-c5f1-11f0-9d2e-5b8a7c6e4d21");
    assert_eq!(document.number, "a{id}/3f9b1c70-c5f1-11f0-9d2e-");
    assert_eq!(world.remarks(), ["TXT-006"]);
    world.order.buyer.login = "ż".repeat(300) + "ё";
    assert_eq!(world.remarks(), ["TXT-003", "TXT-006"]);
    world.settings.fields.foreign_number = "{konto}".to_owned();
    assert_eq!(world.refusals(), ["FLD-001"]);
}

#[test]
fn the_sellers_nip_is_written_as_it_was_read() {
    let mut world = one();
    for (country, nip, written) in [
        ("PL", "9990003716 VAT", "9990003716"),
        ("", "PL 999-000-37-16", "9990003716"),
        ("PL", "123", "123"),
        ("CZ", "999-000-37-16", "999-000-37-16"),
    ] {
        (world.settings.seller.nip_country, world.settings.seller.nip) = (country.to_owned(), nip.to_owned());
        assert_eq!(world.document().seller.nip, written, "{country} {nip}");
    }
}

#[test]
fn the_description_cuts_the_message_first_and_takes_no_orders() {
    let mut world = one();
    world.pick_up();
    world.order.message = Some(format!("pierwsza\r\nALLEGRO_ID=podrobiony\u{1} {}", "x ".repeat(900)));
    let document = world.document();
    assert!(text::length(&document.description) <= 1024);
    assert_eq!(document.description.matches("\nALLEGRO_ID=").count(), 1);
    assert!(document.description.contains("\nUWAGI=pierwsza ALLEGRO_ID=podrobiony x"));
    assert!(document.description.contains("\nPUNKT=XXX01A"));
    assert_eq!(world.remarks(), ["TXT-002", "TXT-001"]);
}

#[test]
fn phone_and_e_mail_only_on_request() {
    let mut world = one();
    let text = world.document().description;
    assert!(!text.contains("600") && !text.contains('@'), "{text}");
    world.settings.fields.phone_in_description = true;
    world.settings.fields.email_in_description = true;
    let text = world.document().description;
    assert!(text.contains("\nTELEFON=600-111-222\nEMAIL=ab12cd34+0a1b2c3d@allegromail.example"), "{text}");
    world.delivery().address.as_mut().unwrap().phone = Some("-----".to_owned());
    assert!(world.document().description.contains("\nTELEFON=+48 600 000 000"));
}

#[test]
fn each_class_has_its_kind_and_definition() {
    let mut world = one();
    let kinds = [
        (Kind::Ro, 308, "RO", "Rezerwacja odbiorcy"),
        (Kind::Pf, 320, "FPF", "Faktura pro forma"),
        (Kind::Fa, 302, "FS", "Faktura sprzedaży"),
        (Kind::Pa, 305, "PA", "Paragon"),
    ];
    for (kind, class, symbol, name) in kinds {
        world.settings.documents.private.kind = kind;
        let document = world.document();
        assert_eq!((document.kind.class, document.kind.kind), (class, class * 1000));
        assert_eq!(document.payments_blocked, kind == Kind::Ro);
        assert!(document.description.starts_with(&format!("Dok.: sklep/3f9b1c70 ({name})\n")));
        let origin = document.origin.unwrap();
        assert_eq!(origin.definition, symbol);
        assert_eq!(origin.reserved_until.is_some(), kind == Kind::Ro);
    }
    world.settings.documents.private.definition = "ROA".to_owned();
    assert_eq!(world.document().origin.unwrap().definition, "ROA");
}

#[test]
fn attributes_by_their_codes() {
    let mut world = one();
    world.settings.fields.attributes.login = "NICK".to_owned();
    world.settings.fields.attributes.payment.clear();
    let attributes = world.document().origin.unwrap().attributes;
    let shown: Vec<_> = attributes.iter().map(|(code, value)| format!("{code}={value}")).collect();
    assert_eq!(
        shown,
        ["ALLEGRO_ID=3f9b1c70-c5f1-11f0-9d2e-5b8a7c6e4d21", "ALLEGRO_KONTO=sklep", "NICK=kupujacy_przyklad"]
    );
}

#[test]
fn r_e1_the_point_is_in_description_and_attribute() {
    let mut world = one();
    world.pick_up();
    let document = world.document();
    let point = "XXX01A, Paczkomat XXX01A, ul. Punktowa 3, 00-005 Przykładowo";
    assert!(document.description.contains(&format!("\nPUNKT={point}")), "{}", document.description);
    assert_eq!(document.origin.unwrap().attributes["ALLEGRO_PUNKT"], point);
    assert_eq!(document.recipient.street, "ul. Dostawcza 12");
}

#[test]
fn the_user_chooses_the_lines_of_the_description_and_the_point_survives() {
    use crate::core::settings::DescriptionLine::{AllegroId, Login};
    let mut world = one();
    world.pick_up();
    world.settings.fields.description = vec![Login, AllegroId];
    let id = "3f9b1c70-c5f1-11f0-9d2e-5b8a7c6e4d21";
    let lines = |world: &World| world.document().description.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&world), ["LOGIN=kupujacy_przyklad", &format!("ALLEGRO_ID={id}")]);
    world.settings.fields.attributes.point.clear();
    assert!(lines(&world)[0].starts_with("PUNKT=XXX01A, "), "{:?}", lines(&world));
}

#[test]
fn the_sellers_own_note_only_on_request() {
    use crate::core::settings::DescriptionLine::{Notatka, Uwagi};
    let mut world = one();
    world.order.note = Some("stały klient\ndać rabat".to_owned());
    world.order.message = Some("proszę o czerwony".to_owned());
    assert!(!world.document().description.contains("rabat"));
    world.settings.fields.description = vec![Notatka, Uwagi];
    assert!(
        world.document().description.ends_with("\nNOTATKA=stały klient dać rabat\nUWAGI=proszę o czerwony"),
        "{}",
        world.document().description
    );
    world.order.note = None;
    assert!(!world.document().description.contains("NOTATKA"));
}

#[test]
fn the_day_of_the_import_moves_every_day_of_an_orders_document() {
    use crate::core::plan::dated;
    use crate::core::settings::DocumentDate;
    let mut world = one();
    let document = world.document();
    let today = document.date.checked_add(jiff::Span::new().days(10)).unwrap();
    assert_eq!(dated(document.clone(), &world.settings, today), document, "the day of the purchase by default");
    world.settings.fields.date = DocumentDate::Import;
    let moved = dated(document.clone(), &world.settings, today);
    let until = |document: &crate::core::document::Document| document.origin.as_ref().unwrap().reserved_until.unwrap();
    assert_eq!((moved.date, moved.issue_date, moved.operation_date), (today, today, today));
    assert_eq!(until(&moved).duration_since(today), until(&document).duration_since(document.date));
    assert_eq!((moved.gross, &moved.lines), (document.gross, &document.lines));
    let of_a_person = crate::core::document::Document { origin: None, ..document };
    assert_eq!(dated(of_a_person.clone(), &world.settings, today), of_a_person);
}
