//! What stands in the file whatever the order, the cards and the base say of it.

use super::*;
use crate::core::profile::IssueDate;

#[test]
fn r_f8_a_unit_is_the_cards_else_that_of_new_cards() {
    let units = |world: &World| -> Vec<String> { world.document().lines.into_iter().map(|line| line.unit).collect() };
    let mut world = one();
    assert_eq!(units(&world), ["szt.", "usł."], "the delivery has that of services");
    world.settings.products.card.unit = " kg ".to_owned();
    assert_eq!(units(&world), ["kg", "usł."]);
    let mut own = card("KUBEK-330", Some(taxed(23)), "");
    own.unit = "opak.".to_owned();
    world.cards = Some(vec![own.clone()]);
    assert_eq!(units(&world), ["opak.", "usł."]);
    // Blanks are no unit, neither of a card nor of the settings.
    own.unit = "  ".to_owned();
    world.cards = Some(vec![own]);
    assert_eq!(units(&world), ["kg", "usł."]);
    world.settings.products.card.unit = " \t".to_owned();
    assert_eq!(units(&world), ["szt.", "usł."]);
    world.order.lines[0].services = vec![gift_wrap()];
    world.order.lines[0].deposit = Some(pln("0.50"));
    world.settings.services.additional = "PAKOWANIE".to_owned();
    world.settle();
    assert_eq!(units(&world), ["szt.", "usł.", "usł.", "usł."]);
}

#[test]
fn r_b13_a_deferred_payment_without_a_date_has_the_days_of_its_form() {
    let mut world = one();
    world.pay(PaymentType::ExtendedTerm);
    world.settings.documents.private.payment_form = "Kredyt ".to_owned();
    let due = |world: &World| {
        let document = world.document();
        let origin = document.origin.unwrap().payment.unwrap();
        (document.payment_due.unwrap().to_string(), origin.term_of_form)
    };
    // No base tells: the day of the document, which its import by us does not take for the term.
    assert_eq!(due(&world), ("2026-07-02".to_owned(), true));
    assert!(world.remarks().contains(&"PAY-013".to_owned()), "{:?}", world.remarks());
    for (days, expected) in [(14, "2026-07-16"), (0, "2026-07-02"), (-3, "2026-07-02")] {
        world.dictionary = Dictionary::default();
        world.dictionary.add_form("kredyt", days);
        assert_eq!(due(&world), (expected.to_owned(), false));
        assert!(world.remarks().contains(&"PAY-009".to_owned()), "{:?}", world.remarks());
    }
    // What Allegro says goes before, and what is paid at once is due at once.
    world.order.invoice.due_date = Some("2026-08-01".to_owned());
    assert_eq!(due(&world), ("2026-08-01".to_owned(), false));
    world.order.invoice.due_date = None;
    world.pay(PaymentType::Online);
    assert_eq!(due(&world), ("2026-07-02".to_owned(), false));
}

#[test]
fn a_category_has_its_own_description_or_its_code() {
    let mut world = one();
    let category = |world: &World| {
        let document = world.document();
        (document.category_code, document.category_name)
    };
    let both = |code: &str, name: &str| (code.to_owned(), name.to_owned());
    world.dictionary.add_category("", "nobody's");
    assert_eq!(category(&world), both("", ""), "both or neither");
    world.settings.documents.private.category = "Allegro".to_owned();
    assert_eq!(category(&world), both("Allegro", "Allegro"), "the base does not have it");
    world.dictionary.add_category("ALLEGRO ", "Sprzedaż\tAllegro ");
    world.dictionary.add_category("ALLEGRO", "szczegółowa");
    assert_eq!(category(&world), both("Allegro", "Sprzedaż Allegro"), "the first is the general one");
    world.dictionary = Dictionary::default();
    world.dictionary.add_category("ALLEGRO", "   ");
    assert_eq!(category(&world), both("Allegro", "Allegro"), "a blank description is none");
}

#[test]
fn the_issue_date_is_the_documents_day_or_the_reservations_end_by_choice() {
    let mut world = one();
    let dates = |world: &World| {
        let document = world.document();
        let origin = document.origin.unwrap();
        (document.issue_date.to_string(), document.operation_date.to_string(), origin.reserved_until.is_some())
    };
    let day = || "2026-07-02".to_owned();
    assert_eq!(dates(&world), (day(), day(), true));
    let before = crate::core::fingerprint::of(&world.document());
    world.settings.xml.issue_date = IssueDate::Reservation;
    assert_eq!(dates(&world), ("2026-07-16".to_owned(), day(), true));
    assert_ne!(crate::core::fingerprint::of(&world.document()), before, "waiting files are made anew");
    // What reserves nothing is issued when it is.
    world.settings.documents.private.kind = Kind::Fa;
    assert_eq!(dates(&world), (day(), day(), false));
}
