use super::*;

fn with_eans(world: &mut World, eans: &[&str]) {
    let id = world.order.lines[0].offer_id.clone();
    let eans = eans.iter().map(|ean| (*ean).to_owned()).collect();
    world.offers.insert(id.clone(), Offer { id, eans, ..Offer::default() });
}

fn code(world: &World) -> (String, String) {
    let document = world.document();
    (document.lines[0].code.clone(), document.origin.unwrap().lines[0].code_from.to_string())
}

fn is(code: &str, from: &str) -> (String, String) {
    (code.to_owned(), from.to_owned())
}

#[test]
fn r_f1_the_chain() {
    let mut world = one();
    assert_eq!(code(&world), is("KUBEK-330", "external.id"));
    world.order.lines[0].external_id = None;
    assert_eq!(world.refusals(), ["PRD-001"]);
    with_eans(&mut world, &["2000000000015"]);
    assert_eq!(world.refusals(), ["PRD-001"]);
    world.cards = Some(vec![card("KUBEK", None, "02000000000015"), card("TALERZ", None, "2000000000022")]);
    assert_eq!(code(&world), is("KUBEK", "ean"));
    let offer = world.order.lines[0].offer_id.clone();
    world.tables.products.insert(offer, ProductRow { code: Some("talerz".to_owned()), ..ProductRow::default() });
    assert_eq!(code(&world), is("TALERZ", "products.csv"));
}

#[test]
fn r_f1_a_short_signature_warns() {
    let mut world = one();
    world.order.lines[0].external_id = Some(" 1 ".to_owned());
    assert_eq!(world.remarks(), ["PRD-006"]);
    assert_eq!(code(&world), is("1", "external.id"));
}

#[test]
fn q18_a_signature_added_since_is_taken_from_the_offer() {
    let mut world = one();
    let id = world.order.lines[0].offer_id.clone();
    world.order.lines[0].external_id = None;
    let offer = Offer { id: id.clone(), external_id: Some("NOWY-KOD".to_owned()), ..Offer::default() };
    world.offers.insert(id, offer);
    assert_eq!(code(&world), is("NOWY-KOD", "external.id"));
}

#[test]
fn q18_an_unknown_offer_by_choice() {
    let mut world = one();
    world.order.lines[0].external_id = None;
    world.settings.products.unknown = UnknownProduct::OfferCode;
    assert_eq!(code(&world), is("AL-17600009", "offer"));
    assert_eq!(world.remarks(), ["PRD-005"]);
}

#[test]
fn r_f3_several_cards_with_one_ean_are_never_the_first_one() {
    let mut world = one();
    world.order.lines[0].external_id = None;
    with_eans(&mut world, &["2000000000015"]);
    world.cards = Some(vec![card("A1", None, "2000000000015"), card("B12", None, "2000000000015")]);
    let problems = world.convert().unwrap_err();
    assert_eq!(problems[0].code(), "PRD-002");
    assert!(format!("{:?}", problems[0].message).contains("A1, B12"));
}

#[test]
fn r_f7_codes_without_case_in_the_cards_spelling() {
    let mut world = one();
    world.cards = Some(vec![card("Kubek-330", Some(taxed(23)), "2000000000015")]);
    let document = world.document();
    let line = &document.lines[0];
    assert_eq!((line.code.as_str(), line.unit.as_str()), ("Kubek-330", "szt."));
    assert_eq!((line.name.as_str(), line.description.as_str()), ("Karta Kubek-330", "Oferta KUBEK-330"));
    assert_eq!(line.ean, "2000000000015");
}

#[test]
fn r_f9_the_offers_name_by_choice() {
    let mut world = one();
    world.cards = Some(vec![card("KUBEK-330", None, "")]);
    world.settings.products.name = ProductName::Offer;
    let line = world.document().lines[0].clone();
    assert_eq!((line.name.as_str(), line.description.as_str()), ("Oferta KUBEK-330", ""));
}

#[test]
fn a_signature_that_optima_lacks_gives_way_to_the_ean() {
    let mut world = one();
    with_eans(&mut world, &["2000000000015"]);
    world.cards = Some(vec![card("TALERZ", None, "2000000000015")]);
    assert_eq!(code(&world), is("TALERZ", "ean"));
    assert_eq!(world.remarks(), ["PRD-007"]);
    world.cards = Some(Vec::new());
    assert_eq!(code(&world), is("KUBEK-330", "external.id"));
}

#[test]
fn codes_that_optima_cannot_keep_are_refused() {
    let mut world = one();
    world.order.lines[0].external_id = Some("x".repeat(51));
    assert_eq!(world.refusals(), ["PRD-003"]);
    world.order.lines[0].external_id = Some("KUBEK😀".to_owned());
    assert_eq!(world.refusals(), ["PRD-004"]);
}

#[test]
fn r_f5_one_offer_on_two_lines_stays_two_lines() {
    let world = World::new(vec![kubek(), OrderLine { id: "other".to_owned(), ..kubek() }]);
    let document = world.document();
    assert_eq!(document.lines.len(), 3);
    let ids: Vec<_> = document.origin.unwrap().lines.into_iter().map(|line| line.line).collect();
    assert_eq!(ids, [Some("line-KUBEK-330".to_owned()), Some("other".to_owned()), None]);
}

fn part(code: &str, quantity: &str, share: Option<&str>) -> SetPart {
    SetPart { code: code.to_owned(), quantity: d(quantity), share: share.map(d) }
}

#[test]
fn q29_a_set_is_taken_apart_by_quantity() {
    let mut world = one();
    let offer = world.order.lines[0].offer_id.clone();
    world.tables.sets.insert(offer.clone(), vec![part("KUBEK", "2", None), part("TALERZ", "1", None)]);
    // 99.98 by 2 to 1: 66.65 and 33.32, the grosz that is left to the greater.
    assert_eq!(lines(&world)[..2], ["Goods KUBEK 23 66.66", "Goods TALERZ 23 33.32"]);
    let document = world.document();
    assert_eq!((document.lines[0].quantity, document.lines[0].price), (d("4"), d("16.6650")));
    assert_eq!(document.lines[0].name, "Oferta KUBEK-330 (KUBEK)");
    world.tables.sets.insert(offer, vec![part("KUBEK", "2", Some("1")), part("TALERZ", "1", Some("3"))]);
    assert_eq!(lines(&world)[..2], ["Goods KUBEK 23 24.99", "Goods TALERZ 23 74.99"]);
}

#[test]
fn q29_a_set_of_allegros_without_its_parts_is_told() {
    let mut world = one();
    world.order.lines[0].set = vec![("p1".to_owned(), d("1")), ("p2".to_owned(), d("2"))];
    assert_eq!(world.remarks(), ["PRD-008"]);
    world.order.lines[0].set.truncate(1);
    assert!(world.remarks().is_empty(), "one product, once, is no set");
}

#[test]
fn q29_many_small_parts_stay_exact() {
    let mut world = World::new(vec![line("SRUBKI", "1", "333.33", "23.00")]);
    let offer = world.order.lines[0].offer_id.clone();
    world.tables.sets.insert(offer, vec![part("SRUBKA", "1000", None)]);
    assert_eq!(lines(&world)[..2], ["Goods SRUBKA 23 0.36", "Goods SRUBKA 23 332.97"]);
    assert_eq!(world.remarks(), ["PRD-009"]);
}
