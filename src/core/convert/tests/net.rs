//! Documents counted from net.

use super::laws::any_world;
use super::*;
use crate::core::document::CountedFrom;
use crate::core::profile::Counting;
use crate::core::vat::table_from_net;

/// Of a firm that wants its documents counted from net, without a delivery.
fn firm(lines: Vec<OrderLine>) -> World {
    let mut world = World::new(lines);
    world.order.invoice = company("5260250274");
    world.settings.documents.firm.counted_from = Counting::Net;
    world.delivery().cost = None;
    world.settle();
    world
}

fn difference(world: &World) -> Option<String> {
    world.document().origin.unwrap().difference
}

#[test]
fn a_firms_document_is_counted_from_net_by_choice() {
    let mut world = firm(vec![kubek()]);
    let document = world.document();
    assert_eq!(document.counted_from, CountedFrom::Net);
    assert_eq!((document.net, document.vat, document.gross), (d("81.28"), d("18.69"), d("99.97")));
    let line = &document.lines[0];
    assert_eq!((line.price, line.list_price, line.net, line.gross), (d("40.6423"), line.price, d("81.28"), d("99.97")));
    assert_eq!(difference(&world).as_deref(), Some("-0.01"));
    assert!(world.remarks().contains(&"SUM-007".to_owned()), "{:?}", world.remarks());
    world.settings.documents.firm.counted_from = Counting::Gross;
    let document = world.document();
    assert_eq!((document.counted_from, document.gross), (CountedFrom::Gross, d("99.98")));
    assert_eq!(difference(&world), None);
}

#[test]
fn what_comes_out_to_the_grosz_is_not_spoken_of() {
    let world = firm(vec![line("KUBEK-330", "1", "123.00", "23.00"), line("KSIAZKA", "1", "105.00", "5.00")]);
    let document = world.document();
    assert_eq!((document.net, document.gross), (d("200.00"), d("228.00")));
    assert_eq!(difference(&world), None);
    assert!(!world.remarks().contains(&"SUM-007".to_owned()));
}

#[test]
fn a_person_pays_gross_prices_and_a_currency_is_counted_from_gross() {
    let mut world = firm(vec![kubek()]);
    world.order.invoice.required = false;
    world.order.invoice.company = None;
    assert_eq!(world.document().counted_from, CountedFrom::Gross);
    let mut world = firm(vec![kubek()]);
    world.settings.orders.foreign_currency = Choice::Import;
    world.in_currency("EUR");
    world.tables.rates.insert(
        ("EUR".to_owned(), jiff::civil::date(2026, 7, 1)),
        crate::core::tables::RateRow { rate: d("4.25"), table: "126/A/NBP/2026".to_owned() },
    );
    assert_eq!(world.document().counted_from, CountedFrom::Gross);
    assert!(world.remarks().contains(&"SUM-008".to_owned()), "{:?}", world.remarks());
}

#[test]
fn a_difference_beyond_a_grosz_for_each_line_is_refused() {
    // No net price of four decimals gives a thousand pieces for 370.00.
    let world = firm(vec![line("KUBEK-330", "1000", "0.37", "23.00")]);
    assert_eq!(world.refusals(), ["SUM-006"]);
}

proptest! {
    #[test]
    fn i6_from_net_the_sum_is_missed_by_a_grosz_for_each_line_at_most(world in any_world()) {
        let mut world = world;
        world.order.invoice = company("5260250274");
        world.settings.documents.firm.counted_from = Counting::Net;
        match world.convert() {
            Err(problems) => {
                let codes: Vec<&str> = problems.iter().filter(|p| p.is_error()).map(Problem::code).collect();
                prop_assert_eq!(codes, vec!["SUM-006"]);
            }
            Ok(Converted { document, .. }) => {
                let missed = document.gross - round_amount(world.order.total.amount);
                prop_assert!(missed.abs() <= Decimal::new(i64::try_from(document.lines.len()).unwrap(), 2));
                let said = document.origin.as_ref().unwrap().difference.as_deref().map(d);
                prop_assert_eq!(said.unwrap_or_default(), missed);
                prop_assert_eq!(&document.vat_table, &table_from_net(document.lines.iter().map(|l| (l.rate, l.net))));
                prop_assert_eq!(document.net + document.vat, document.gross);
                for line in &document.lines {
                    prop_assert_eq!(round_amount(line.price * line.quantity), line.net);
                    prop_assert_eq!(line.net + line.rate.vat_on_net(line.net), line.gross);
                }
            }
        }
    }
}
