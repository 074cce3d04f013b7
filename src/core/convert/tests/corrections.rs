//! What a person corrected of an order, as its document has it.

use jiff::Timestamp;

use super::laws::any_world;
use super::*;
use crate::core::correction::{Correction, Corrections, Field, corrected, said};
use crate::core::order::Order;

fn corrections(order: &Order, all: &[(Field, &str)]) -> Corrections {
    let one = |(field, is): &(Field, &str)| {
        let (was, by) = (said(order, field), "panel".to_owned());
        (field.clone(), Correction { was, is: (*is).to_owned(), by, at: Timestamp::UNIX_EPOCH })
    };
    all.iter().map(one).collect()
}

fn with(mut world: World, all: &[(Field, &str)]) -> World {
    world.order = corrected(&world.order, &corrections(&world.order, all));
    world
}

fn firm(nip: &str) -> World {
    let mut world = one();
    world.order.invoice = company(nip);
    world
}

fn line_id() -> String {
    kubek().id
}

#[test]
fn a_nip_that_is_none_is_corrected_or_left_out() {
    assert_eq!(firm("5260250275").refusals(), ["PTY-001"]);
    let right = with(firm("5260250275"), &[(Field::Nip, "5260250274")]).document();
    assert_eq!((right.payer.nip.as_str(), right.payer.code.as_str()), ("5260250274", "AL-F5260250274"));
    assert_eq!(right.payer.name, "Przykładowa Firma sp. z o.o.");
    let private = with(firm("5260250275"), &[(Field::Nip, "")]).document();
    assert_eq!((private.payer.nip.as_str(), private.payer.code.as_str()), ("", "AL-44556677"));
    let foreign = with(firm("5260250275"), &[(Field::Nip, "DE129273398")]).document();
    assert_eq!((foreign.payer.nip_country.as_str(), foreign.payer.nip.as_str()), ("DE", "129273398"));
}

#[test]
fn the_lines_of_a_refused_order_are_known_as_its_document_will_have_them() {
    let refused = firm("5260250275");
    let sources = Sources {
        settings: &refused.settings,
        tables: &refused.tables,
        account: "sklep",
        offers: &refused.offers,
        dictionary: &refused.dictionary,
        cards: None,
    };
    let known = known_lines(&refused.order, &sources);
    let document = with(firm("5260250275"), &[(Field::Nip, "5260250274")]).document();
    let made = document.lines.into_iter().zip(document.origin.unwrap().lines);
    assert_eq!(known, made.collect::<Vec<_>>());
}

#[test]
fn who_wanted_no_invoice_and_gives_a_nip_becomes_a_firm_at_his_own_address() {
    let document = with(one(), &[(Field::Nip, "5260250274"), (Field::Company, "Nowa sp. z o.o.")]).document();
    let origin = document.origin.as_ref().unwrap();
    assert_eq!(origin.class, crate::core::document::BuyerClass::Firm);
    assert_eq!((document.payer.name.as_str(), document.payer.street.as_str()), ("Nowa sp. z o.o.", "ul. Domowa 1"));
}

#[test]
fn names_and_addresses_of_payer_and_recipient_are_corrected_apart() {
    let all = [
        (Field::Person, "Anna Nowak"),
        (Field::Street, "ul. Inna 7"),
        (Field::PostCode, "11-111"),
        (Field::City, "Łódź"),
        (Field::Country, "DE"),
        (Field::ToPerson, "Ewa Odbiorcza"),
        (Field::ToCompany, "Magazyn"),
        (Field::ToStreet, "ul. Paczkowa 2"),
        (Field::ToCity, "Sopot"),
    ];
    let document = with(one(), &all).document();
    let payer = &document.payer;
    assert_eq!((payer.name.as_str(), payer.street.as_str()), ("Anna Nowak", "ul. Inna 7"));
    assert_eq!((payer.post_code.as_str(), payer.city.as_str(), payer.country.as_str()), ("11-111", "Łódź", "Niemcy"));
    let to = &document.recipient;
    assert_eq!((to.name.as_str(), to.street.as_str()), ("Magazyn, Ewa Odbiorcza", "ul. Paczkowa 2"));
    assert_eq!((to.city.as_str(), to.country.as_str()), ("Sopot", "Polska"));
}

#[test]
fn i7_code_rate_form_and_service_answer_before_every_other_source_and_say_so() {
    let mut world = one();
    world.cards = Some(vec![card("KUBEK-330", Some(taxed(23)), "590"), card("KUBEK-X", Some(taxed(8)), "591")]);
    let all = [
        (Field::Code(line_id()), "KUBEK-X"),
        (Field::Rate(line_id()), "5"),
        (Field::Form, "karta"),
        (Field::Service, "ODBIOR"),
        (Field::Description, "zadzwonić przed dostawą"),
    ];
    let before = world.document();
    let world = with(world, &all);
    let document = world.document();
    let origin = document.origin.as_ref().unwrap();
    let (goods, delivery) = (&document.lines[0], &document.lines[1]);
    assert_eq!((goods.code.as_str(), goods.rate, goods.gross), ("KUBEK-X", taxed(5), before.lines[0].gross));
    assert_eq!((delivery.code.as_str(), delivery.gross), ("ODBIOR", before.lines[1].gross));
    assert_eq!(document.payment_form, "karta");
    assert!(document.description.contains("\nUWAGI=zadzwonić przed dostawą"), "{}", document.description);
    assert_eq!((origin.lines[0].code_from, origin.lines[0].vat_from), (Answered::Correction, Answered::Correction));
    assert_eq!(origin.lines[1].code_from, Answered::Correction);
    assert_eq!(origin.corrections, world.order.corrections);
    let told = world.remarks().into_iter().filter(|code| code == "COR-001").count();
    assert_eq!(told, all.len());
}

#[test]
fn a_line_of_a_set_that_gets_a_code_is_one_line_of_the_whole_price() {
    let mut world = one();
    let part = |code: &str| SetPart { code: code.to_owned(), quantity: d("1"), share: None };
    world.tables.sets.insert(world.order.lines[0].offer_id.clone(), vec![part("A"), part("B")]);
    let goods = |world: &World| world.document().lines.iter().filter(|line| line.code != "KURIER").count();
    assert_eq!(goods(&world), 2);
    let world = with(world, &[(Field::Code(line_id()), "CALOSC")]);
    assert_eq!(goods(&world), 1);
    assert_eq!(world.document().lines[0].gross, d("99.98"));
}

#[test]
fn a_correction_of_a_line_that_is_gone_changes_nothing() {
    let gone = with(one(), &[(Field::Code("other".to_owned()), "X"), (Field::Rate("other".to_owned()), "8")]);
    let mut document = gone.document();
    document.origin.as_mut().unwrap().corrections = Corrections::default();
    assert_eq!(document, one().document());
    assert!(!gone.remarks().contains(&"COR-001".to_owned()));
}

#[test]
fn what_allegro_says_is_one_line_however_it_was_typed() {
    let mut order = one().order;
    order.message = Some(" proszę\r\n dzwonić ".to_owned() + &"ą".repeat(5000));
    let told = said(&order, &Field::Description);
    assert!(told.starts_with("proszę dzwonić ą") && told.chars().count() == 1000, "{told}");
}

#[test]
fn what_allegro_says_otherwise_by_now_is_known() {
    let world = firm("5260250275");
    let made = corrections(&world.order, &[(Field::Nip, "5260250274"), (Field::City, "Sopot")]);
    assert_eq!(made.overtaken(&world.order), []);
    let mut now = world.order.clone();
    now.invoice.company.as_mut().unwrap().ids = vec![("PL_NIP".to_owned(), "1234563218".to_owned())];
    now.invoice.company.as_mut().unwrap().tax_id = None;
    let found: Vec<String> =
        made.overtaken(&now).into_iter().map(|(field, _, now)| field.word() + "=" + &now).collect();
    assert_eq!(found, ["nip=1234563218"]);
}

fn any_corrections() -> impl Strategy<Value = Vec<(Field, String)>> {
    let lines = (0..6).flat_map(|at| [Field::Code(format!("line-{at}")), Field::Rate(format!("line-{at}"))]);
    let field = prop::sample::select(Field::OF_ORDER.into_iter().chain(lines).collect::<Vec<_>>());
    let text = prop_oneof![
        "[ -~ąęłó]{0,30}",
        Just("5260250274".to_owned()),
        Just("DE129273398".to_owned()),
        Just("PL".to_owned()),
        Just("8".to_owned()),
        Just("zw".to_owned()),
        Just("<script>\u{202e}".to_owned()),
    ];
    prop::collection::vec((field, text), 0..8)
}

proptest! {
    /// Whatever is corrected, what is to be paid and what each line costs stays, twice is once, and taken back is as before.
    #[test]
    fn i6_no_correction_changes_an_amount(world in any_world(), all in any_corrections(), firm in any::<bool>()) {
        let mut world = world;
        if firm {
            world.order.invoice = company("5260250274");
        }
        let all: Vec<(Field, &str)> = all.iter().map(|(field, is)| (field.clone(), is.as_str())).collect();
        let made = corrections(&world.order, &all);
        let order = corrected(&world.order, &made);
        prop_assert_eq!(&corrected(&order, &made), &order);
        prop_assert_eq!(&corrected(&world.order, &Corrections::default()), &world.order);
        prop_assert_eq!(&order.total, &world.order.total);
        let prices = |order: &Order| -> Vec<_> {
            order.lines.iter().map(|line| (line.id.clone(), line.quantity, line.price.clone())).collect()
        };
        prop_assert_eq!(prices(&order), prices(&world.order));
        let before = world.document();
        world.order = order;
        let Ok(after) = world.convert() else { return Ok(()) };
        prop_assert_eq!(after.document.gross, before.gross);
        let sums = |document: &Document| {
            let mut sums = BTreeMap::<Option<String>, Decimal>::new();
            let origin = document.origin.as_ref().unwrap();
            for (line, from) in document.lines.iter().zip(&origin.lines) {
                *sums.entry(from.line.clone()).or_default() += line.gross;
            }
            sums
        };
        prop_assert_eq!(sums(&after.document), sums(&before));
    }
}
