//! The chain of sources, walked as the stages walk it: what a step needs is fetched, and nothing else.

use super::*;
use crate::core::chain::{CardIndex, Known, Needs};
use crate::core::ean;
use crate::core::matching::compared;
use crate::core::plan::ProductCard;

/// An EAN that a card has, and one that none has.
const OURS: &str = "2000000000015";
const NOBODYS: &str = "2000000000022";
/// The requests that a walk may cost the base: one for codes, one for what the offers say.
const LOOKUPS: usize = 2;

/// What a walk came to: the document or the codes of the refusals, and what was asked for in each round.
struct Walked {
    result: Result<Document, Vec<String>>,
    rounds: Vec<Needs>,
}

impl Walked {
    fn offers(&self) -> usize {
        self.rounds.iter().map(|round| round.offers.len()).sum()
    }

    /// Code and rate of the first line, each with its source.
    #[track_caller]
    fn first(&self) -> (String, String, VatRate, String) {
        let document = self.result.as_ref().unwrap_or_else(|codes| panic!("{codes:?}"));
        let from = &document.origin.as_ref().unwrap().lines[0];
        let line = &document.lines[0];
        (line.code.clone(), from.code_from.to_string(), line.rate, from.vat_from.to_string())
    }

    #[track_caller]
    fn codes(&self) -> Vec<&str> {
        self.result.as_ref().unwrap_err().iter().map(String::as_str).collect()
    }
}

/// Walks with a base and an Allegro that hold what the world says, and show what is asked for alone.
fn walk(world: &World) -> Walked {
    let base = world.cards.as_deref().unwrap_or_default();
    let (mut cards, mut offers, mut asked) = (CardIndex::default(), BTreeMap::new(), Needs::default());
    let (mut rounds, mut shown) = (Vec::<Needs>::new(), Vec::new());
    loop {
        let terms = terms(&world.order, &world.settings, &world.tables);
        let known = Known { cards: Cards(world.cards.as_ref().map(|_| &cards)), offers: &offers, asked: Some(&asked) };
        let mut now = needs(&world.order, terms, known);
        if !now.offers.is_empty() {
            (now.codes, now.eans, now.numbers) = Default::default();
        }
        if now.is_empty() {
            break;
        }
        let named = |card: &&ProductCard| {
            now.codes.iter().any(|code| compared(code) == compared(&card.code))
                || card.eans.iter().filter_map(|own| ean::padded(own)).any(|own| now.eans.contains(&own))
                || now.numbers.iter().any(|number| compared(number) == compared(&card.catalogue_number))
        };
        let found: Vec<ProductCard> = base.iter().filter(named).cloned().collect();
        cards.add(found.clone());
        shown.extend(found);
        offers.extend(now.offers.iter().filter_map(|id| Some((id.clone(), world.offers.get(id)?.clone()))));
        asked.add(now.clone());
        rounds.push(now);
        assert!(rounds.len() < 10, "no end: {rounds:?}");
    }
    let lookups = rounds.iter().filter(|round| round.offers.is_empty()).count();
    assert!(lookups <= LOOKUPS, "{rounds:?}");
    let cards = world.cards.is_some().then_some(shown);
    let walked = World {
        order: world.order.clone(),
        settings: world.settings.clone(),
        tables: world.tables.clone(),
        offers,
        dictionary: Dictionary::default(),
        cards,
    };
    let refused = |problems: Vec<Problem>| {
        problems.into_iter().filter(Problem::is_error).map(|problem| problem.code().to_owned()).collect()
    };
    Walked { result: walked.convert().map(|converted| converted.document).map_err(refused), rounds }
}

fn offered(world: &mut World, offer: Offer) {
    let id = world.order.lines[0].offer_id.clone();
    world.offers.insert(id.clone(), Offer { id, ..offer });
}

fn eans(eans: &[&str]) -> Offer {
    Offer { eans: eans.iter().map(|ean| (*ean).to_owned()).collect(), ..Offer::default() }
}

/// One line with this signature, of an offer at 8 %, and a base with one mug at 23 %.
fn mug(signature: Option<&str>, ean: &str) -> World {
    let mut world = one();
    world.order.lines[0].external_id = signature.map(str::to_owned);
    world.order.lines[0].tax = tax("8.00");
    offered(&mut world, Offer { tax: tax("8.00"), ..eans(&[ean]) });
    let services = [card("KURIER", Some(taxed(23)), ""), card("DOSTAWA", Some(taxed(23)), "")];
    let mut cards = vec![card("KUBEK-330", Some(taxed(23)), OURS)];
    cards.extend(services);
    (1..).zip(&mut cards).for_each(|(id, card)| card.id = id);
    world.cards = Some(cards);
    world.settings.products.unknown = UnknownProduct::OfferCode;
    world.settings.orders.foreign_delivery = ForeignDelivery::Import;
    world
}

#[test]
fn r_f1_r_c1_the_card_and_the_rate_do_not_depend_on_whether_allegro_sent_a_tax() {
    let mut rows = 0;
    for (signature, ean, home) in every_kind_of_line() {
        let of_card = signature == Some("KUBEK-330") || ean == OURS;
        let code_from = match (signature, of_card) {
            (Some("KUBEK-330"), _) | (Some(_), false) => "external.id",
            (_, true) => "ean",
            (None, false) => "offer",
        };
        let code = if of_card { "KUBEK-330" } else { signature.unwrap_or("AL-17600009") };
        for taxed_by_order in [true, false] {
            let mut world = mug(signature, ean);
            let line = &mut world.order.lines[0];
            line.tax = tax(if home { "8.00" } else { "19.00" }).filter(|_| taxed_by_order);
            if !home {
                world.delivery().address.as_mut().unwrap().address.country_code = "DE".to_owned();
            }
            let walked = walk(&world);
            let row = format!("{signature:?} {ean} home: {home} tax: {taxed_by_order}");
            let (rate, rate_from) = match (of_card, home && taxed_by_order) {
                (true, _) => (taxed(23), "card"),
                (false, true) => (taxed(8), "allegro"),
                (false, false) => (taxed(8), "offer"),
            };
            let expected = (code.to_owned(), code_from.to_owned(), rate, rate_from.to_owned());
            assert_eq!(walked.first(), expected, "{row}");
            // A card that answers all leaves nothing to ask of Allegro.
            assert_eq!(walked.offers(), usize::from(signature != Some("KUBEK-330")), "{row}: {:?}", walked.rounds);
            rows += 1;
        }
    }
    assert_eq!(rows, 24);
}

fn every_kind_of_line() -> impl Iterator<Item = (Option<&'static str>, &'static str, bool)> {
    let signatures = [Some("KUBEK-330"), None, Some("OBCY-1")];
    let both = signatures.into_iter().flat_map(|signature| [OURS, NOBODYS].map(|ean| (signature, ean)));
    both.flat_map(|(signature, ean)| [true, false].map(|home| (signature, ean, home)))
}

#[test]
fn a_table_that_answers_all_leaves_nothing_to_ask_of_allegro() {
    let mut world = mug(None, OURS);
    world.order.lines[0].tax = None;
    let offer = world.order.lines[0].offer_id.clone();
    let row = ProductRow { code: Some("KUBEK-330".to_owned()), ..ProductRow::default() };
    world.tables.products.insert(offer.clone(), row.clone());
    assert_eq!((walk(&world).first().1, walk(&world).offers()), ("products.csv".to_owned(), 0));
    // Neither does a code without a card, where its rate is known; and no EAN stands against the person's word.
    let nowhere = ProductRow { code: Some("NIE-MA".to_owned()), rate: Some(taxed(5)), ..row.clone() };
    world.tables.products.insert(offer.clone(), nowhere);
    let walked = walk(&world);
    assert_eq!((walked.first().0, walked.offers()), ("NIE-MA".to_owned(), 0));
    assert_eq!(walked.result.unwrap().lines[0].ean, "");
    world.tables.products.insert(offer.clone(), ProductRow { code: Some("NIE-MA".to_owned()), rate: None, ..row });
    let walked = walk(&world);
    assert_eq!((walked.first().3, walked.offers()), ("offer".to_owned(), 1));
    assert_eq!(walked.result.unwrap().lines[0].ean, "", "nor where the offer was asked for the rate");
    world.tables.products.clear();
    let part = |code: &str| SetPart { code: code.to_owned(), quantity: d("1"), share: None };
    world.tables.sets.insert(offer.clone(), vec![part("KUBEK-330"), part("DOSTAWA")]);
    assert_eq!(walk(&world).offers(), 0);
    world.tables.sets.insert(offer, vec![part("KUBEK-330"), part("NIE-MA")]);
    let walked = walk(&world);
    assert_eq!((walked.first().3, walked.offers()), ("card".to_owned(), 1));
    assert_eq!(walked.result.unwrap().origin.unwrap().lines[1].vat_from, Answered::Offer);
}

#[test]
fn only_what_a_step_needs_is_looked_up() {
    let world = mug(Some("KUBEK-330"), OURS);
    let [only] = walk(&world).rounds.try_into().unwrap();
    assert_eq!(only.codes.iter().map(String::as_str).collect::<Vec<_>>(), ["KUBEK-330", "KURIER"]);
    assert!(only.eans.is_empty() && only.offers.is_empty());
}

#[test]
fn an_exempt_seller_and_the_union_ask_no_offer_for_a_rate() {
    let mut world = mug(Some("KUBEK-330"), OURS);
    world.order.lines[0].tax = None;
    world.cards.as_mut().unwrap()[0].rate = None;
    assert_eq!((walk(&world).first().3, walk(&world).offers()), ("offer".to_owned(), 1));
    world.settings.vat.exempt_seller = true;
    assert_eq!((walk(&world).first().3, walk(&world).offers()), ("exempt_seller".to_owned(), 0));
}

#[test]
fn an_offer_without_an_ean_leaves_the_signature() {
    let mut world = mug(Some("OBCY-1"), OURS);
    offered(&mut world, Offer::default());
    let walked = walk(&world);
    assert_eq!((walked.first().0, walked.first().1), ("OBCY-1".to_owned(), "external.id".to_owned()));
    assert_eq!(walked.result.unwrap().lines[0].ean, "");
    world.order.lines[0].external_id = None;
    world.settings.products.unknown = UnknownProduct::Refuse;
    assert_eq!(walk(&world).codes(), ["PRD-001"]);
}

#[test]
fn an_offer_with_five_eans_finds_the_card_of_any_and_gives_none_to_a_new_one() {
    let five = ["2000000000039", "2000000000046", OURS, "2000000000053", "2000000000060"];
    let mut world = mug(Some("OBCY-1"), OURS);
    offered(&mut world, eans(&five));
    assert_eq!(walk(&world).first().0, "KUBEK-330");
    world.cards.as_mut().unwrap()[0].eans.clear();
    let walked = walk(&world);
    assert_eq!(walked.first().0, "OBCY-1");
    assert_eq!(walked.result.unwrap().lines[0].ean, "", "which of them is the new card's nobody says");
}

#[test]
fn an_ean_that_two_cards_have_is_refused_with_and_without_a_tax() {
    for tax in [tax("8.00"), None] {
        let mut world = mug(Some("OBCY-1"), OURS);
        world.order.lines[0].tax = tax;
        let twin = ProductCard { id: 9, ..card("KUBEK-DRUGI", None, OURS) };
        world.cards.as_mut().unwrap().push(twin);
        assert_eq!(walk(&world).codes(), ["PRD-002"]);
        world.order.lines[0].external_id = Some("KUBEK-330".to_owned());
        assert_eq!(walk(&world).first().0, "KUBEK-330", "a code tells them apart");
    }
}

#[test]
fn a_signature_that_is_another_products_ean_is_a_code_and_no_ean() {
    let mut world = mug(Some(OURS), NOBODYS);
    let walked = walk(&world);
    assert_eq!((walked.first().0.as_str(), walked.first().1.as_str()), (OURS, "external.id"));
    assert_eq!(walked.result.unwrap().lines[0].ean, NOBODYS);
    let other = ProductCard { id: 9, ..card("TALERZ", None, NOBODYS) };
    world.cards.as_mut().unwrap().push(other);
    assert_eq!(walk(&world).first().0, "TALERZ", "the offer's own EAN says which card it is");
}

#[test]
fn a_card_out_of_use_is_passed_over_where_another_has_the_ean() {
    let mut world = mug(Some("OBCY-1"), OURS);
    let old = ProductCard { id: 9, inactive: true, ..card("KUBEK-STARY", None, OURS) };
    world.cards.as_mut().unwrap().push(old);
    assert_eq!(walk(&world).first().0, "KUBEK-330");
    world.cards.as_mut().unwrap().remove(0);
    assert_eq!(
        walk(&world).first().0,
        "KUBEK-STARY",
        "which is refused at the import, and no new card is made beside it"
    );
    world.order.lines[0].external_id = Some("KUBEK-STARY".to_owned());
    assert_eq!(walk(&world).offers(), 0, "a signature names its card, in use or not");
}

#[test]
fn a_service_or_a_composed_product_is_a_card_as_any_other() {
    let mut world = mug(Some("OBCY-1"), OURS);
    world.cards.as_mut().unwrap()[0].goods = false;
    assert_eq!((walk(&world).first().0, walk(&world).first().2), ("KUBEK-330".to_owned(), taxed(23)));
}

#[test]
fn a_signature_that_was_mended_since_finds_its_card_where_the_ean_does_not() {
    let mut world = mug(Some("OBCY-1"), NOBODYS);
    offered(&mut world, Offer { external_id: Some("kubek-330".to_owned()), ..eans(&[NOBODYS]) });
    assert_eq!((walk(&world).first().0, walk(&world).first().1), ("KUBEK-330".to_owned(), "external.id".to_owned()));
    assert!(world.remarks().contains(&"PRD-011".to_owned()));
    // It tells two cards of one EAN apart; against a single card's EAN it says nothing.
    let plate = ProductCard { id: 9, ..card("TALERZ", None, NOBODYS) };
    world.cards.as_mut().unwrap().push(plate.clone());
    assert_eq!((walk(&world).first().0, walk(&world).first().1), ("TALERZ".to_owned(), "ean".to_owned()));
    world.cards.as_mut().unwrap().push(ProductCard { id: 10, code: "TALERZ-2".to_owned(), ..plate });
    assert_eq!(walk(&world).first().0, "KUBEK-330");
    world.cards.as_mut().unwrap().retain(|card| !card.code.starts_with("TALERZ"));
    world.cards.as_mut().unwrap().remove(0);
    assert_eq!(walk(&world).first().0, "OBCY-1", "what neither of them finds bears the code that it was sold with");
}

#[test]
fn an_offer_that_cannot_be_read_holds_a_line_whose_signature_has_no_card() {
    let unread = || Offer::unread("17600009", say::Prd001 { offer: "1".into(), name: "2".into() }.into());
    let mut world = mug(Some("OBCY-1"), OURS);
    offered(&mut world, unread());
    assert_eq!(walk(&world).codes(), ["PRD-010"], "a card may have its EAN, and a second one would be made");
    world.order.lines[0].external_id = Some("KUBEK-330".to_owned());
    assert_eq!(walk(&world).first().0, "KUBEK-330");
}

#[test]
fn without_a_base_the_file_has_the_offers_ean_whether_allegro_sent_a_tax_or_not() {
    for tax in [tax("8.00"), None] {
        let mut world = mug(Some("KUBEK-330"), OURS);
        world.cards = None;
        world.order.lines[0].tax = tax;
        let walked = walk(&world);
        assert_eq!((walked.first().0.as_str(), walked.offers()), ("KUBEK-330", 1));
        assert_eq!(walked.result.unwrap().lines[0].ean, OURS);
    }
}

/// The card made of the first order has the rate of every later one, however the template called it.
#[test]
fn r_f8_a_card_that_the_template_made_is_found_again_by_what_it_made_of_the_line() {
    let made = |world: &mut World, template: &str, code: &str| {
        world.settings.products.create = true;
        world.settings.products.card.code = template.to_owned();
        world.order.lines[0].offer_name = "Kubek  duży".to_owned();
        world.cards.as_mut().unwrap().push(ProductCard { id: 9, ..card(code, Some(taxed(5)), "") });
    };
    let rows = [
        (Some("SYG-A"), "SK-{kod}", "SK-SYG-A", "external.id"),
        (Some("SYG-A"), "sk-{kod}", "SK-SYG-A", "external.id"),
        (Some("SYG-A"), "X{ean}", "X2000000000022", "external.id"),
        (Some("SYG-A"), "{oferta}", "17600009", "external.id"),
        (Some("SYG-A"), "{nazwa}", "KUBEK DUŻY", "external.id"),
        (None, "SK-{kod}", "SK-AL-17600009", "offer"),
    ];
    for (signature, template, code, from) in rows {
        for by_order in [tax("8.00"), None] {
            let mut world = mug(signature, NOBODYS);
            world.order.lines[0].tax = by_order;
            made(&mut world, template, code);
            assert_eq!(walk(&world).first(), (code.to_owned(), from.to_owned(), taxed(5), "card".to_owned()));
            world.settings.products.create = false;
            assert_ne!(walk(&world).first().0, code, "none is made");
        }
    }
    // The signature that the offer has now, a person's word, a part of a set.
    let mut world = mug(None, NOBODYS);
    made(&mut world, "SK-{kod}", "SK-SYG-A");
    offered(&mut world, Offer { external_id: Some("SYG-A".to_owned()), ..eans(&[NOBODYS]) });
    assert_eq!(walk(&world).first().2, taxed(5));
    let offer = world.order.lines[0].offer_id.clone();
    let row = ProductRow { code: Some("SYG-A".to_owned()), ..ProductRow::default() };
    world.tables.products.insert(offer.clone(), row);
    assert_eq!(walk(&world).first().2, taxed(5));
    world.tables.products.clear();
    world.tables.sets.insert(offer, vec![SetPart { code: "SYG-A".to_owned(), quantity: d("1"), share: None }]);
    assert_eq!((walk(&world).first().0.as_str(), walk(&world).first().2), ("SK-SYG-A", taxed(5)));
    // A card of the signature or of the EAN comes before it.
    let mut world = mug(Some("KUBEK-330"), OURS);
    made(&mut world, "SK-{kod}", "SK-KUBEK-330");
    assert_eq!(walk(&world).first().0, "KUBEK-330");
    world.order.lines[0].external_id = Some("OBCY-1".to_owned());
    world.cards.as_mut().unwrap()[3].code = "SK-OBCY-1".to_owned();
    assert_eq!(walk(&world).first().0, "KUBEK-330");
}

/// The EANs of a set are those of its parts: none of them is the card of the whole.
#[test]
fn q29_a_set_or_multipack_is_no_card_of_its_parts() {
    for signature in [None, Some("OBCY-1")] {
        for policy in [UnknownProduct::Refuse, UnknownProduct::OfferCode] {
            let mut world = mug(signature, OURS);
            world.settings.products.unknown = policy;
            assert_eq!(walk(&world).first().0, "KUBEK-330", "one product, once");
            let of_offer = Offer { is_set: true, ..eans(&[OURS]) };
            let mut of_order = world.order.clone();
            of_order.lines[0].set = vec![("p-1".to_owned(), d("3"))];
            let as_order = World { order: of_order, ..mug(signature, OURS) };
            let as_order = World { settings: world.settings.clone(), ..as_order };
            offered(&mut world, of_offer);
            for world in [&world, &as_order] {
                match (signature, policy) {
                    (None, UnknownProduct::Refuse) => assert_eq!(walk(world).codes(), ["PRD-012"]),
                    (None, UnknownProduct::OfferCode) => assert_eq!(walk(world).first().0, "AL-17600009"),
                    (Some(own), _) => assert_eq!(walk(world).first().0, own),
                }
                let document = walk(world).result;
                assert!(
                    document.is_err() || document.unwrap().lines[0].ean.is_empty(),
                    "a part's EAN is not the whole's"
                );
            }
        }
    }
    // What a person says of it stands.
    let mut world = mug(None, OURS);
    offered(&mut world, Offer { is_set: true, ..eans(&[OURS]) });
    let row = ProductRow { code: Some("KUBEK-330".to_owned()), ..ProductRow::default() };
    world.tables.products.insert(world.order.lines[0].offer_id.clone(), row);
    assert_eq!(walk(&world).first().0, "KUBEK-330");
}

#[test]
fn a_signature_that_is_the_cards_ean_leads_to_it_where_the_offer_says_no_other() {
    for signature in [OURS, "02000000000015"] {
        let mut world = mug(Some(signature), "");
        world.offers.clear();
        assert_eq!((walk(&world).first().0, walk(&world).first().1), ("KUBEK-330".to_owned(), "ean".to_owned()));
        assert!(world.remarks().contains(&"PRD-007".to_owned()));
        world.cards.as_mut().unwrap().retain(|card| card.code != "KUBEK-330");
        assert_eq!(walk(&world).first().0, signature, "without a card it is a code");
    }
}

#[test]
fn a_signature_that_optima_cannot_keep_is_one_without_a_card() {
    for unsound in ["X".repeat(60), "KUBEK ☃".to_owned(), "KUBEK \u{fffd}".to_owned()] {
        let mut world = mug(Some(&unsound), OURS);
        world.settings.products.unknown = UnknownProduct::Refuse;
        assert_eq!((walk(&world).first().0, walk(&world).first().1), ("KUBEK-330".to_owned(), "ean".to_owned()));
        assert!(world.remarks().contains(&"PRD-007".to_owned()));
        // As the advice says: the signature is mended in the offer; it may be of a card, or of one to come.
        for (mended, ean) in [("KUBEK-330", NOBODYS), ("NOWY-1", NOBODYS), ("NOWY-1", "")] {
            offered(&mut world, Offer { external_id: Some(mended.to_owned()), ..eans(&[ean]) });
            let (code, from, ..) = walk(&world).first();
            assert_eq!((code.as_str(), from.as_str()), (mended, "external.id"));
            assert!(world.remarks().contains(&"PRD-011".to_owned()));
        }
        // Nobody says better, neither the offer's own code nor one made up.
        let refusal = if unsound.len() == 60 { "PRD-003" } else { "PRD-004" };
        for since in [None, Some(unsound.clone()), Some(format!("{unsound}☃"))] {
            offered(&mut world, Offer { external_id: since, ..eans(&[NOBODYS]) });
            assert_eq!(walk(&world).codes().len(), 1);
        }
        world.offers.clear();
        assert_eq!(walk(&world).codes(), [refusal]);
        // Who lets the offer's number be the code waits for nobody.
        world.settings.products.unknown = UnknownProduct::OfferCode;
        assert_eq!(walk(&world).first().0, "AL-17600009");
    }
}

#[test]
fn a_card_of_another_ean_is_not_the_offers_because_the_template_made_its_code() {
    for (signature, template) in [(Some("330"), "KUBEK-{kod}"), (Some("330"), "{nazwa}"), (None, "{nazwa}")] {
        let mut world = mug(signature, NOBODYS);
        world.settings.products.create = true;
        world.settings.products.card.code = template.to_owned();
        world.order.lines[0].offer_name = "Kubek-330".to_owned();
        assert_eq!(walk(&world).codes(), ["IMP-046"], "{signature:?} {template}");
        // Its own code, its own EAN, a person's word; or one of the EANs is not known.
        let offer = world.order.lines[0].offer_id.clone();
        let row = ProductRow { code: Some("KUBEK-330".to_owned()), ..ProductRow::default() };
        world.tables.products.insert(offer, row);
        assert_eq!(walk(&world).first().0, "KUBEK-330");
        world.tables.products.clear();
        offered(&mut world, eans(&[NOBODYS, OURS]));
        assert_eq!(walk(&world).first().0, "KUBEK-330");
        offered(&mut world, eans(&[]));
        assert_eq!(walk(&world).first().0, "KUBEK-330");
        offered(&mut world, eans(&[NOBODYS]));
        world.cards.as_mut().unwrap()[0].eans.clear();
        assert_eq!(walk(&world).first().0, "KUBEK-330");
    }
}
