//! Which cards are taken, made or refused: of contractors, services and goods.

use super::intent::PayerCard;
use super::tests::{base, codes, contractor, document, firm, line, make, make_with};
use super::*;
use crate::core::answered::Answered;
use crate::core::document::{Document, LineRole};
use crate::core::message::{Catalogue, Language};
use crate::core::settings::Settings;

#[test]
fn firm_nip_card_without_nip_is_told_with_that_card_or_takes_it_by_choice() {
    let mut firm = firm();
    firm.payer.name = "FIRMA-BEZ-NIP".to_owned();
    let mut base = base();
    base.contractors = vec![
        Contractor { name: "Firma bez NIP".to_owned(), ..contractor(5, "STARA", "", "ab12+old@allegromail.example") },
        Contractor { name: "Inna Firma".to_owned(), ..contractor(6, "INNA", "", "ab12+old@allegromail.example") },
        Contractor { name: "Firma bez NIP".to_owned(), ..contractor(7, "DALEKA", "", "other@example.com") },
    ];
    let plan = make(&firm, &base).unwrap();
    assert_eq!(plan.payer.card.code(), "AL-F5260250274");
    let said: Vec<&Problem> = plan.decisions.iter().filter(|said| said.code() == "IMP-070").collect();
    let text = Catalogue::new(Language::Polish).text(&said[0].message);
    assert!(text.contains("STARA (Firma bez NIP)") && !text.contains("INNA") && !text.contains("DALEKA"), "{text}");
    let mut settings = Settings::default();
    settings.contractors.firm_by_email = true;
    let plan = make_with(&firm, &base, &settings).unwrap();
    assert_eq!(plan.payer.card, PayerCard::Existing { id: 5, code: "STARA".to_owned() });
    assert_eq!(plan.payer.party.nip, "5260250274", "on the document, and not on the card");
    assert!(!codes(&plan.decisions).contains(&"IMP-070"));
    // A private person has no NIP to be without.
    base.contractors.remove(1);
    let private = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    assert!(!codes(&make(&private, &base).unwrap().decisions).contains(&"IMP-070"));
}

#[test]
fn the_group_of_new_contractors_must_exist_where_a_card_is_made() {
    let order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let mut base = base();
    let PayerCard::New { group, .. } = make(&order, &base).unwrap().payer.card else { panic!("new") };
    assert_eq!(group, "Allegro", "as the base spells it");
    base.contractor_group = None;
    assert_eq!(codes(&make(&order, &base).unwrap_err()), ["IMP-071"]);
    let mut without = order.clone();
    without.origin.as_mut().unwrap().group.clear();
    assert!(make(&without, &base).is_ok());
    base.contractors = vec![contractor(5, "AL-1", "", "")];
    assert!(make(&order, &base).is_ok(), "nothing is made");
}

/// A service in the place of the first line.
fn with_service(code: &str, role: LineRole) -> Document {
    let mut order = document(vec![line(1, code, "1", "10.00", 23), line(2, "KUBEK", "1", "10.00", 23)]);
    order.origin.as_mut().unwrap().lines[0].role = role;
    order
}

#[test]
fn a_service_that_is_missing_is_refused_and_is_no_product() {
    let texts = Catalogue::new(Language::Polish);
    let mut settings = Settings::default();
    settings.products.create = true;
    for role in [LineRole::Delivery, LineRole::Cod, LineRole::Deposit, LineRole::Service] {
        let refused = make_with(&with_service("KURIER", role), &base(), &settings).unwrap_err();
        assert_eq!(codes(&refused), ["IMP-072"], "{role:?}");
        let words = texts.text(&refused[0].message) + &texts.todo(&refused[0].message).unwrap();
        assert!(words.contains("KURIER") && words.contains("mappings/deliveries.csv"), "{words}");
        assert!(!words.contains("EAN") && !words.contains("products.csv"), "{words}");
    }
    // One that is switched off is no product either, and no EAN leads to another card.
    let mut off = base();
    off.cards[0].inactive = true;
    let refused = make_with(&with_service("kubek", LineRole::Delivery), &off, &settings).unwrap_err();
    let words = texts.todo(&refused[0].message).unwrap();
    assert_eq!(refused[0].code(), "IMP-079");
    assert!(words.contains("deliveries.csv") && !words.contains("products.csv"), "{words}");
    // A file of another hand does not say what a line is; the settings know this code.
    let mut foreign = with_service("dostawa", LineRole::Goods);
    foreign.origin = None;
    assert_eq!(codes(&make_with(&foreign, &base(), &settings).unwrap_err()), ["IMP-072"]);
}

#[test]
fn services_are_made_by_their_own_switch_and_as_services() {
    let mut settings = Settings::default();
    settings.services.create = true;
    settings.products.card.unit = "kpl.".to_owned();
    let plan = make_with(&with_service("KURIER", LineRole::Delivery), &base(), &settings).unwrap();
    let [card] = plan.new_cards.as_slice() else { panic!("{:?}", plan.new_cards) };
    assert_eq!((&*card.code, &*card.unit, card.goods, card.group), ("KURIER", "usł.", false, None));
    let goods = document(vec![line(1, "NOWY", "1", "10.00", 23)]);
    assert_eq!(codes(&make_with(&goods, &base(), &settings).unwrap_err()), ["IMP-010"]);
}

#[test]
fn a_group_that_is_missing_stops_what_needs_a_card_and_nothing_else() {
    let mut settings = Settings::default();
    settings.products.create = true;
    settings.products.card.group = "NIE-MA".to_owned();
    assert!(make_with(&document(vec![line(1, "KUBEK", "1", "10.00", 23)]), &base(), &settings).is_ok());
    let new = document(vec![line(1, "NOWY", "1", "10.00", 23), line(2, "INNY", "1", "10.00", 23)]);
    assert_eq!(codes(&make_with(&new, &base(), &settings).unwrap_err()), ["IMP-028"]);
}

#[test]
fn a_template_that_gives_nothing_of_the_lines_own_makes_no_card() {
    let mut settings = Settings::default();
    settings.products.create = true;
    settings.products.card.code = "X-{ean}".to_owned();
    let mut order = document(vec![line(1, "NOWY", "1", "10.00", 23), line(2, "INNY", "1", "10.00", 23)]);
    order.lines[0].ean = "2000000000015".to_owned();
    let refused = make_with(&order, &base(), &settings).unwrap_err();
    assert_eq!((codes(&refused), refused[0].place.position), (vec!["IMP-043"], Some(2)));
}

#[test]
fn gift_phone_is_the_recipients_on_the_document_and_the_buyers_on_his_card() {
    let mut order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let phones = |order: &Document| {
        let plan = make(order, &base()).unwrap();
        (plan.header.contact.phone, plan.payer.contact.phone)
    };
    let some = |text: &str| Some(text.to_owned());
    order.origin.as_mut().unwrap().buyer.phone = some("+48 111 222 333");
    assert_eq!(phones(&order), (some("+48 111 222 333"), some("+48 111 222 333")), "of one person, and of older files");
    order.origin.as_mut().unwrap().buyer.own_phone = some("+48 999 888 777");
    assert_eq!(phones(&order), (some("+48 111 222 333"), some("+48 999 888 777")));
    order.origin.as_mut().unwrap().buyer.own_phone = some("");
    assert_eq!(phones(&order), (some("+48 111 222 333"), None));
}

#[test]
fn a_masked_address_is_on_the_card_and_on_the_document_by_choice() {
    let mut order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let mut settings = Settings::default();
    let mails = |order: &Document, settings: &Settings| {
        let plan = make_with(order, &base(), settings).unwrap();
        (plan.header.contact.email, plan.payer.contact.email)
    };
    let masked = Some("ab12+xyz@allegromail.example".to_owned());
    assert_eq!(mails(&order, &settings), (None, masked.clone()), "by the card the next order is known");
    settings.fields.masked_email_on_document = true;
    assert_eq!(mails(&order, &settings), (masked.clone(), masked));
    settings.fields.masked_email_on_document = false;
    for (email, relay) in
        [("jan@example.com", false), ("jan@user.allegrogroup.pl", true), ("a1b2@allegromail.pl", true)]
    {
        order.origin.as_mut().unwrap().buyer.email = Some(email.to_owned());
        assert_eq!(mails(&order, &settings).0.is_none(), relay, "{email}");
    }
}

#[test]
fn a_new_card_has_a_payment_form_by_choice() {
    let order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let (mut base, mut settings) = (base(), Settings::default());
    let form = |base: &Snapshot, settings: &Settings| match make_with(&order, base, settings)?.payer.card {
        PayerCard::New { payment_form, .. } => Ok::<_, Vec<Problem>>(payment_form),
        PayerCard::Existing { .. } => panic!("new"),
    };
    assert_eq!(form(&base, &settings).unwrap(), None);
    settings.contractors.payment_form = "gotówka".to_owned();
    assert_eq!(codes(&form(&base, &settings).unwrap_err()), ["IMP-008"]);
    base.card_payment_form = Some(PaymentForm { id: 9, name: "gotówka".to_owned(), days: 0, inactive: false });
    assert_eq!(form(&base, &settings).unwrap(), Some(9));
}

#[test]
fn an_address_that_does_not_fit_stands_in_the_description_whoever_wrote_the_file() {
    let mut order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let street = "ul. Bardzo Długiej Nazwy Ulicy Imienia Świętego Maksymiliana Kolbego 123/456";
    order.recipient.street = street.to_owned();
    let plan = make(&order, &base()).unwrap();
    assert!(codes(&plan.decisions).contains(&"IMP-073"));
    assert_eq!(plan.header.description, format!("ADRES={street}, 00-001 Miastowo\nKONTO=sklep"));
    order.description = "KONTO=sklep\nADRES=tu".to_owned();
    assert_eq!(make(&order, &base()).unwrap().header.description, order.description, "once");
}

#[test]
fn an_offers_title_that_the_card_forbids_stands_in_the_lines_description() {
    let order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let mut base = base();
    let written = |base: &Snapshot, order: &Document| {
        let line = make(order, base).unwrap().lines.remove(0).line;
        (line.name, line.description)
    };
    let text = str::to_owned;
    assert_eq!(written(&base, &order), (text("Oferta KUBEK"), String::new()));
    base.cards[0].name_editable = false;
    assert_eq!(written(&base, &order), (text("Karta KUBEK"), text("Oferta KUBEK")));
    let mut with = order.clone();
    with.lines[0].description = text("Kolor: czerwony");
    assert_eq!(written(&base, &with).1, "Oferta KUBEK, Kolor: czerwony");
    with.lines[0].description = text("to jest Oferta KUBEK");
    assert_eq!(written(&base, &with).1, "to jest Oferta KUBEK", "once");
}

#[test]
fn a_series_that_the_scheme_does_not_show_is_said() {
    let order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let (mut base, mut settings) = (base(), Settings::default());
    let said = |base: &Snapshot, settings: &Settings| {
        codes(&make_with(&order, base, settings).unwrap().decisions).contains(&"IMP-074")
    };
    base.warehouse.as_mut().unwrap().series = "MAG".to_owned();
    assert!(!said(&base, &settings), "nobody set that for this scheme");
    settings.documents.private.series = "DET".to_owned();
    assert!(said(&base, &settings));
    base.definition.as_mut().unwrap().scheme = "@symbol/@numerS/@rok_kal/@rejestr".to_owned();
    assert!(!said(&base, &settings));
}

/// A name tells no goods apart; where the EANs do, what the template made is not taken for the line's card.
#[test]
fn a_card_of_another_ean_is_not_the_lines_because_the_template_made_its_code() {
    let mut settings = Settings::default();
    settings.products.create = true;
    settings.products.card.ean = true;
    let mut order = document(vec![line(1, "330", "1", "10.00", 23)]);
    order.lines[0].ean = "2000000000022".to_owned();
    let mut base = base();
    base.cards[0].code = "KUBEK-330".to_owned();
    order.lines[0].name = "kubek-330".to_owned();
    for template in ["KUBEK-{kod}", "{nazwa}"] {
        settings.products.card.code = template.to_owned();
        base.cards[0].eans = vec!["2000000000015".to_owned()];
        let refused = make_with(&order, &base, &settings).unwrap_err();
        assert_eq!((codes(&refused), refused[0].place.position), (vec!["IMP-046"], Some(1)), "{template}");
        let text = Catalogue::new(Language::Polish).text(&refused[0].message);
        assert!(["„330”", "2000000000022", "KUBEK-330", "2000000000015"].iter().all(|it| text.contains(it)), "{text}");
        // As the advice says: the EAN is added to the card. And where one of them is not known, nothing speaks against it.
        for eans in [vec!["2000000000015".to_owned(), "2000000000022".to_owned()], Vec::new()] {
            base.cards[0].eans = eans;
            assert!(make_with(&order, &base, &settings).unwrap().new_cards.is_empty(), "{template}");
        }
    }
    // Neither do two lines of one order share a card that is made for one of them.
    let mut order = document(vec![line(1, "A", "1", "10.00", 23), line(2, "B", "1", "10.00", 23)]);
    for (line, ean) in order.lines.iter_mut().zip(["2000000000022", "2000000000039"]) {
        (line.name, line.ean) = ("Misa".to_owned(), ean.to_owned());
    }
    let refused = make_with(&order, &base, &settings).unwrap_err();
    assert_eq!((codes(&refused), refused[0].place.position), (vec!["IMP-046"], Some(2)));
    order.lines[1].ean = "02000000000022".to_owned();
    assert_eq!(make_with(&order, &base, &settings).unwrap().new_cards.len(), 1);
}

/// A set's parts have one offer.
#[test]
fn parts_of_a_set_do_not_share_the_card_that_their_offer_makes() {
    let mut settings = Settings::default();
    settings.products.create = true;
    settings.products.card.code = "{oferta}".to_owned();
    let mut order = document(vec![line(1, "A", "1", "10.00", 23), line(2, "B", "1", "10.00", 23)]);
    for line in &mut order.origin.as_mut().unwrap().lines {
        line.offer = Some("7001".to_owned());
    }
    assert_eq!(make_with(&order, &base(), &settings).unwrap().new_cards.len(), 1, "of one offer, sold twice");
    for line in &mut order.origin.as_mut().unwrap().lines {
        line.code_from = Answered::Sets;
    }
    let refused = make_with(&order, &base(), &settings).unwrap_err();
    assert_eq!((codes(&refused), refused[0].place.position), (vec!["IMP-084"], Some(2)));
    // Nor in two orders.
    let mut base = base();
    let card = ProductCard { code: "7001".to_owned(), catalogue_number: "B".to_owned(), ..base.cards[0].clone() };
    base.cards.push(card);
    order.lines.truncate(1);
    assert_eq!(codes(&make_with(&order, &base, &settings).unwrap_err()), ["IMP-084"]);
    order.lines[0].code = "b".to_owned();
    assert!(make_with(&order, &base, &settings).unwrap().new_cards.is_empty());
    // As the advice says.
    settings.products.card.code = "{kod}".to_owned();
    order.lines[0].code = "A".to_owned();
    assert_eq!(make_with(&order, &base, &settings).unwrap().new_cards[0].code, "A");
}

#[test]
fn what_the_template_cannot_make_names_the_code_of_the_goods() {
    let mut settings = Settings::default();
    settings.products.create = true;
    settings.products.card.code = "X-{ean}".to_owned();
    let order = document(vec![line(1, "NOWY", "1", "10.00", 23)]);
    let refused = make_with(&order, &base(), &settings).unwrap_err();
    for texts in [Catalogue::new(Language::Polish), Catalogue::new(Language::English)] {
        assert!(texts.text(&refused[0].message).contains("NOWY"));
        assert!(texts.todo(&refused[0].message).unwrap().contains("NOWY"));
    }
    let mut base = base();
    base.cards[0].code = "NOWY".to_owned();
    assert!(make_with(&order, &base, &settings).is_ok(), "as the advice says");
}

/// A wrong kind of card is taken, for some have them so, and told: goods leave the stock, a service does not.
#[test]
fn a_card_of_the_other_kind_and_one_of_another_ean_are_told() {
    let mut base = base();
    let mut card = base.cards[0].clone();
    (card.id, card.code, card.eans) = (77, "KURIER".to_owned(), Vec::new());
    base.cards.push(card);
    for (role, told) in [(LineRole::Delivery, true), (LineRole::Service, true), (LineRole::Deposit, false)] {
        let plan = make(&with_service("KURIER", role), &base).unwrap();
        assert_eq!(codes(&plan.decisions).contains(&"IMP-087"), told, "{role:?}");
    }
    let order = document(vec![line(1, "KURIER", "1", "10.00", 23)]);
    assert!(!codes(&make(&order, &base).unwrap().decisions).contains(&"IMP-088"));
    base.cards.last_mut().unwrap().goods = false;
    assert!(codes(&make(&order, &base).unwrap().decisions).contains(&"IMP-088"));
    let last = base.cards.last_mut().unwrap();
    (last.goods, last.eans) = (true, vec!["2000000000015".to_owned()]);
    for (ean, told) in [("2000000000022", true), ("02000000000015", false), ("", false)] {
        let mut order = order.clone();
        order.lines[0].ean = ean.to_owned();
        assert_eq!(codes(&make(&order, &base).unwrap().decisions).contains(&"IMP-089"), told, "{ean}");
    }
}
