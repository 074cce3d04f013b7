//! What holds for every order.

use super::*;

/// Lines with all rates, deposits and services, and a delivery.
pub(super) fn any_world() -> impl Strategy<Value = World> {
    let rate = prop::sample::select(vec!["23.00", "8.00", "5.00", "0.00", "EXEMPT", "OUT_OF_SCOPE_OF_VAT"]);
    let extra = prop::option::of(0i64..5_000);
    let one = (1i64..200, 0i64..500_000, rate, extra.clone(), extra, any::<bool>());
    let policy = prop::sample::select(vec![DeliveryVat::Service, DeliveryVat::Highest, DeliveryVat::Proportional]);
    (prop::collection::vec(one, 1..6), 0i64..10_000, policy, any::<bool>(), prop::option::of(1i64..2_000)).prop_map(
        |(items, cost, policy, exempt, fee)| {
            let grosze = |value: i64| Decimal::new(value, 2);
            let mut world = World::new(Vec::new());
            for (at, (quantity, price, rate, deposit, service, set)) in items.into_iter().enumerate() {
                let mut item = line("KOD-TOWARU", "1", "1.00", rate);
                item.id = format!("line-{at}");
                item.offer_id = format!("{at}");
                item.quantity = Decimal::from(quantity);
                item.price.amount = grosze(price);
                let amount = |value: i64| Price { amount: grosze(value), currency: Currency::pln() };
                item.deposit = deposit.map(amount);
                item.services = service
                    .map(|value| AdditionalService { price: amount(value), ..gift_wrap() })
                    .into_iter()
                    .collect();
                if set {
                    let part = |code: &str, quantity: &str| SetPart {
                        code: code.to_owned(),
                        quantity: d(quantity),
                        share: None,
                    };
                    world
                        .tables
                        .sets
                        .insert(item.offer_id.clone(), vec![part("A", "3"), part("B", "0.5"), part("C", "7")]);
                }
                world.order.lines.push(item);
            }
            world.delivery().cost = Some(Price { amount: grosze(cost), currency: Currency::pln() });
            if let (Some(fee), Some(id)) = (fee, world.delivery().method_id.clone()) {
                world.tables.deliveries.get_mut(&id).unwrap().cod = Some(("POBRANIE".to_owned(), grosze(fee)));
                world.order.payment.as_mut().unwrap().kind = PaymentType::CashOnDelivery;
            }
            world.settings.vat.delivery = policy;
            world.settings.vat.exempt_seller = exempt;
            world.settings.services.additional = "PAKOWANIE".to_owned();
            world.settle();
            world
        },
    )
}

proptest! {
    #[test]
    fn r_b1_the_document_is_worth_what_is_to_be_paid(world in any_world()) {
        let document = world.document();
        prop_assert_eq!(document.gross, round_amount(world.order.total.amount));
        prop_assert_eq!(document.lines.iter().map(|line| line.gross).sum::<Decimal>(), document.gross);
        prop_assert_eq!(document.vat_table.iter().map(|row| row.gross).sum::<Decimal>(), document.gross);
        prop_assert_eq!(document.net + document.vat, document.gross);
        for line in &document.lines {
            prop_assert!(line.gross >= Decimal::ZERO && line.net >= Decimal::ZERO && line.net <= line.gross);
            prop_assert_eq!(round_amount(line.price * line.quantity), line.gross);
        }
        let positions: Vec<u32> = document.lines.iter().map(|line| line.position).collect();
        prop_assert_eq!(positions, (1..=u32::try_from(document.lines.len()).unwrap()).collect::<Vec<_>>());
    }

    #[test]
    fn the_same_order_gives_the_same_document(world in any_world()) {
        prop_assert_eq!(world.convert(), world.convert());
    }

    #[test]
    fn a_grosz_too_much_or_too_little_is_always_seen(world in any_world(), grosze in prop::sample::select(vec![-1i64, 1])) {
        let mut world = world;
        world.order.total.amount += Decimal::new(grosze, 2);
        prop_assume!(world.order.total.amount >= Decimal::ZERO);
        prop_assert_eq!(world.refusals(), vec!["SUM-001".to_owned()]);
    }

    #[test]
    fn r_e4_no_text_of_a_buyer_breaks_anything(text in any::<String>(), login in any::<String>()) {
        let mut world = one();
        world.order.message = Some(text.clone());
        world.order.buyer.login = login;
        world.order.buyer.last_name = Some(text.clone());
        world.order.lines[0].offer_name.clone_from(&text);
        let recipient = world.delivery().address.as_mut().unwrap();
        recipient.address.street.clone_from(&text);
        recipient.company_name = Some(text);
        world.settings.fields.foreign_number = "{login}{id}".to_owned();
        let document = world.document();
        prop_assert!(text::length(&document.description) <= 1024);
        prop_assert_eq!(document.description.matches("\nALLEGRO_ID=").count(), 1);
        prop_assert!(text::length(&document.number) <= 30);
        let one_line = [&document.payer.name, &document.recipient.street, &document.lines[0].name, &document.number];
        prop_assert!(one_line.iter().all(|text| !text.chars().any(char::is_control)));
    }
}
