use rust_decimal::Decimal;

use super::*;
use crate::core::chain::{CardIndex, Cards};
use crate::core::correction::Corrections;
use crate::core::money::{Currency, Price};
use crate::core::offer::Offer;
use crate::core::order::{
    AdditionalService, Buyer, Chosen, Delivery, Invoice, OrderStatus, Payment, PaymentType, Tax, Unknown,
};
use crate::core::plan::ProductCard;
use crate::core::settings::UnknownProduct;
use crate::core::tables::{DeliveryRow, PaymentKey, PaymentRow, ProductRow, ProviderKey, ServiceRow, SetPart};

const OFFER: &str = "17600001";
const METHOD: &str = "c8be0338-63f9-42d8-bc78-ee2bd45980b6";

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn pln(amount: &str) -> Price {
    Price { amount: d(amount), currency: Currency::pln() }
}

/// An order, with tables that cover it.
struct World {
    order: Order,
    settings: Settings,
    tables: Tables,
    cards: Option<CardIndex>,
    offers: BTreeMap<String, Offer>,
}

impl World {
    fn known(&self) -> Known<'_> {
        Known { cards: Cards(self.cards.as_ref()), offers: &self.offers, asked: None }
    }
}

fn world() -> World {
    let line = OrderLine {
        id: "line-1".to_owned(),
        offer_id: OFFER.to_owned(),
        offer_name: "Oferta KUBEK".to_owned(),
        external_id: Some("KUBEK".to_owned()),
        set: Vec::new(),
        quantity: d("1"),
        original_price: pln("10.00"),
        price: pln("10.00"),
        deposit: None,
        reconciliation: None,
        vouchers: Vec::new(),
        services: Vec::new(),
        tax: Some(Tax { rate: Some("23.00".to_owned()), subject: None, exemption: None }),
        bought_at: None,
        chosen: Chosen::default(),
    };
    let order = Order {
        id: "3f9b1c70-c5f1-11f0-9d2e-5b8a7c6e4d21".parse().unwrap(),
        revision: None,
        status: OrderStatus::ReadyForProcessing,
        marketplace: None,
        message: None,
        note: None,
        buyer: Buyer::default(),
        payment: Some(Payment {
            id: "payment".to_owned(),
            kind: PaymentType::Online,
            provider: Some("AF".to_owned()),
            finished_at: None,
            paid: None,
            reconciliation: None,
            features: Vec::new(),
        }),
        surcharges: Vec::new(),
        fulfillment_status: None,
        fulfillment_provider: None,
        delivery: Some(Delivery {
            method_id: Some(METHOD.to_owned()),
            method_name: Some("Kurier Testowy".to_owned()),
            cost: Some(pln("14.99")),
            ..Delivery::default()
        }),
        invoice: Invoice::default(),
        lines: vec![line],
        total: pln("24.99"),
        updated_at: None,
        unknown: Unknown::default(),
        corrections: Corrections::default(),
    };
    let mut tables = Tables::default();
    let key = PaymentKey { kind: Some("ONLINE".to_owned()), provider: ProviderKey::Any, delivery: None };
    tables.payments.insert(key, PaymentRow { form: "przelew".to_owned(), days: Some(0) });
    let service = DeliveryRow { service: "KURIER".to_owned(), rate: None, cod: None };
    tables.deliveries.insert(METHOD.to_owned(), service);
    World { order, settings: Settings::default(), tables, cards: None, offers: BTreeMap::new() }
}

fn delivery(world: &mut World) -> &mut Delivery {
    world.order.delivery.as_mut().unwrap()
}

fn of(world: &World, table: Table) -> Vec<(String, usize, String, bool)> {
    of_all(std::slice::from_ref(&world.order), world, table)
}

fn of_all(orders: &[Order], world: &World, table: Table) -> Vec<(String, usize, String, bool)> {
    let mut all = suggest(orders, &world.tables, &world.settings, world.known());
    assert_eq!(all.len(), Table::ALL.len());
    let rows = all.remove(&table).unwrap();
    for row in &rows {
        assert_eq!(row.row.len(), table.columns().len(), "{row:?}");
    }
    rows.into_iter().map(|row| (row.row.join(";"), row.count, row.example, row.refused)).collect()
}

#[test]
fn an_order_that_the_tables_cover_needs_nothing() {
    for table in Table::ALL {
        assert_eq!(of(&world(), table), [], "{table:?}");
    }
}

#[test]
fn r_b12_payments_without_a_row() {
    let mut world = world();
    world.tables.payments.clear();
    let id = world.order.id.to_string();
    assert_eq!(of(&world, Table::Payments), [("ONLINE;AF;;;".to_owned(), 1, id.clone(), false)]);
    world.settings.payments.default_form.clear();
    assert_eq!(of(&world, Table::Payments), [("ONLINE;AF;;;".to_owned(), 1, id.clone(), true)]);
    world.order.payment.as_mut().unwrap().provider = None;
    world.order.payment.as_mut().unwrap().kind = PaymentType::CashOnDelivery;
    assert_eq!(of(&world, Table::Payments), [("CASH_ON_DELIVERY;brak;;;".to_owned(), 1, id.clone(), false)]);
    world.order.payment = None;
    assert_eq!(of(&world, Table::Payments), [("brak;brak;;;".to_owned(), 1, id, true)]);
    world.order.status = OrderStatus::FilledIn;
    assert_eq!(of(&world, Table::Payments), []);
    let any = PaymentKey { kind: None, provider: ProviderKey::Any, delivery: None };
    world.order.status = OrderStatus::ReadyForProcessing;
    world.tables.payments.insert(any, PaymentRow { form: "przelew".to_owned(), days: None });
    assert_eq!(of(&world, Table::Payments), []);
}

#[test]
fn payments_are_not_asked_for_where_every_class_has_its_form() {
    let mut world = world();
    world.tables.payments.clear();
    let documents = &mut world.settings.documents;
    documents.firm.payment_form = "przelew".to_owned();
    documents.invoice.payment_form = "przelew".to_owned();
    assert_eq!(of(&world, Table::Payments).len(), 1);
    world.settings.documents.private.payment_form = "przelew".to_owned();
    assert_eq!(of(&world, Table::Payments), []);
}

#[test]
fn r_e7_deliveries_without_a_row() {
    let mut world = world();
    world.tables.deliveries.clear();
    let row = "c8be0338-63f9-42d8-bc78-ee2bd45980b6;Kurier Testowy;;;;".to_owned();
    assert_eq!(of(&world, Table::Deliveries), [(row.clone(), 1, "Kurier Testowy".to_owned(), false)]);
    world.settings.delivery.default_service.clear();
    assert_eq!(of(&world, Table::Deliveries), [(row, 1, "Kurier Testowy".to_owned(), true)]);
    delivery(&mut world).cost = Some(pln("0.00"));
    assert_eq!(of(&world, Table::Deliveries), [], "a free delivery has no line");
    world.settings.delivery.zero_line = true;
    assert_eq!(of(&world, Table::Deliveries).len(), 1);
    delivery(&mut world).method_id = Some(" ".to_owned());
    assert_eq!(of(&world, Table::Deliveries), [], "nothing to write a row by");
}

#[test]
fn r_f1_products_without_code_or_rate() {
    let mut world = world();
    let offer = OFFER.to_owned();
    let expected = |row: &str, refused| [(format!("{offer};{row}"), 1, "Oferta KUBEK".to_owned(), refused)];
    world.order.lines[0].external_id = Some("  ".to_owned());
    assert_eq!(of(&world, Table::Products), expected(";;Oferta KUBEK;", true));
    world.settings.products.unknown = UnknownProduct::OfferCode;
    assert_eq!(of(&world, Table::Products), expected(";;Oferta KUBEK;", false));
    // A code alone, and Allegro names no rate: the code stays in the row.
    world
        .tables
        .products
        .insert(offer.clone(), ProductRow { code: Some("KUBEK".to_owned()), rate: None, oss_group: String::new() });
    assert_eq!(of(&world, Table::Products), []);
    world.order.lines[0].tax = None;
    assert_eq!(of(&world, Table::Products), expected("KUBEK;;Oferta KUBEK;", true));
    world.settings.vat.default_rate = "23".to_owned();
    assert_eq!(of(&world, Table::Products), expected("KUBEK;;Oferta KUBEK;", false));
    world.settings.vat.exempt_seller = true;
    assert_eq!(of(&world, Table::Products), []);
}

#[test]
fn a_signature_that_optima_cannot_keep_is_no_code() {
    let mut world = world();
    world.order.lines[0].external_id = Some("K".repeat(200));
    assert_eq!(of(&world, Table::Products).len(), 1);
}

#[test]
fn r_f4_a_set_has_a_row_per_part() {
    let mut world = world();
    let offer = OFFER.to_owned();
    world.order.lines[0].set = vec![("p-1".to_owned(), d("3")), ("p-2".to_owned(), d("0.50"))];
    let name = "Oferta KUBEK".to_owned();
    let rows = [(format!("{offer};;3;"), 1, name.clone(), false), (format!("{offer};;0,5;"), 1, name, false)];
    assert_eq!(of(&world, Table::Sets), rows);
    assert_eq!(of(&world, Table::Products), []);
    let mut whole = super::tests::world();
    whole.order.lines[0].set = world.order.lines[0].set.clone();
    whole
        .tables
        .products
        .insert(offer.clone(), ProductRow { code: Some("KOMPLET".to_owned()), rate: None, oss_group: String::new() });
    assert_eq!(of(&whole, Table::Sets), []);
    world.order.lines[0].external_id = None;
    assert_eq!((of(&world, Table::Products).len(), of(&world, Table::Sets).len()), (1, 0), "one row for one offer");
    world.tables.sets.insert(offer, vec![SetPart { code: "A".to_owned(), quantity: d("1"), share: None }]);
    assert_eq!(of(&world, Table::Sets), []);
    assert_eq!(of(&world, Table::Products), []);
}

#[test]
fn r_e9_services_without_a_row() {
    let mut world = world();
    world.order.lines[0].services = vec![AdditionalService {
        definition_id: "GIFT_WRAP".to_owned(),
        name: Some("Pakowanie\nna prezent".to_owned()),
        price: pln("5.00"),
        quantity: d("1"),
    }];
    let row = ("GIFT_WRAP;;".to_owned(), 1, "Pakowanie na prezent".to_owned(), true);
    assert_eq!(of(&world, Table::Services), [row]);
    world.tables.services.insert("GIFT_WRAP".to_owned(), ServiceRow { code: "PREZENT".to_owned(), rate: None });
    assert_eq!(of(&world, Table::Services), []);
}

#[test]
fn orders_are_counted_once_and_the_most_frequent_value_comes_first() {
    let mut world = world();
    world.tables.deliveries.clear();
    let first = world.order.clone();
    let mut second = first.clone();
    second.id = "4f9b1c70-c5f1-11f0-9d2e-5b8a7c6e4d21".parse().unwrap();
    let mut other = first.clone();
    other.id = "5f9b1c70-c5f1-11f0-9d2e-5b8a7c6e4d21".parse().unwrap();
    other.delivery.as_mut().unwrap().method_id = Some("a-first-by-name".to_owned());
    let mut cancelled = other.clone();
    cancelled.id = "6f9b1c70-c5f1-11f0-9d2e-5b8a7c6e4d21".parse().unwrap();
    cancelled.status = OrderStatus::Cancelled;
    let rows = of_all(&[other, first.clone(), second, first, cancelled], &world, Table::Deliveries);
    let counts: Vec<(bool, usize)> = rows.iter().map(|row| (row.0.starts_with('c'), row.1)).collect();
    assert_eq!(counts, [(true, 2), (false, 1)]);
}

/// What is suggested is what was missing: with the empty cells filled in, nothing is left to suggest.
#[test]
fn filled_in_rows_cover_what_was_missing() {
    let mut world = world();
    world.tables = Tables::default();
    world.order.lines[0].external_id = None;
    assert!(!of(&world, Table::Payments).is_empty());
    for table in [Table::Payments, Table::Deliveries, Table::Products] {
        let orders = std::slice::from_ref(&world.order);
        for row in suggest(orders, &world.tables, &world.settings, world.known()).remove(&table).unwrap() {
            let key = row.row[0].clone();
            match table {
                Table::Payments => {
                    let provider = ProviderKey::Named(row.row[1].clone());
                    let form = PaymentRow { form: "przelew".to_owned(), days: None };
                    world.tables.payments.insert(PaymentKey { kind: Some(key), provider, delivery: None }, form);
                }
                Table::Deliveries => {
                    let row = DeliveryRow { service: "KURIER".to_owned(), rate: None, cod: None };
                    world.tables.deliveries.insert(key, row);
                }
                _ => {
                    let row = ProductRow { code: Some("KUBEK".to_owned()), rate: None, oss_group: String::new() };
                    world.tables.products.insert(key, row);
                }
            }
        }
        assert_eq!(of(&world, table), [], "{table:?}");
    }
}

fn card(code: &str, ean: &str) -> ProductCard {
    ProductCard {
        id: 1,
        code: code.to_owned(),
        name: code.to_owned(),
        eans: vec![ean.to_owned()],
        catalogue_number: String::new(),
        sww: String::new(),
        supplier_code: String::new(),
        goods: true,
        rate: None,
        unit: "szt.".to_owned(),
        whole_units: 0,
        price_number: 1,
        deposit: 0,
        name_editable: true,
        inactive: false,
    }
}

fn index<const N: usize>(cards: [ProductCard; N]) -> CardIndex {
    let mut index = CardIndex::default();
    index.add(cards);
    index
}

/// Everything that the document's own chain finds needs no row: by EAN, by the offer's signature, by the offer's rate.
#[test]
fn what_cards_and_offers_answer_is_not_asked_for() {
    let ean = "2000000000015";
    let mut world = world();
    world.cards = Some(index([card("KURIER", ""), card("KUBEK-330", ean)]));
    let line = &mut world.order.lines[0];
    (line.external_id, line.tax) = (None, None);
    assert_eq!(of(&world, Table::Products).len(), 1);
    let tax = Tax { rate: Some("8.00".to_owned()), subject: None, exemption: None };
    let offer = Offer { id: OFFER.to_owned(), eans: vec![ean.to_owned()], tax: Some(tax), ..Offer::default() };
    world.offers.insert(OFFER.to_owned(), offer);
    assert_eq!(of(&world, Table::Products), []);
    world.offers.get_mut(OFFER).unwrap().tax = None;
    assert_eq!(of(&world, Table::Products).len(), 1, "its rate");
    world.offers.get_mut(OFFER).unwrap().eans.clear();
    world.offers.get_mut(OFFER).unwrap().external_id = Some("kubek-330".to_owned());
    world.settings.vat.exempt_seller = true;
    assert_eq!(of(&world, Table::Products), []);
}

/// A code without a card is refused by Optima, and the row says so before or after.
#[test]
fn r_f6_codes_that_the_base_lacks_are_asked_for() {
    let mut world = world();
    world.settings.products.create = false;
    world.cards = Some(index([card("KURIER", ""), card("KUBEK", "")]));
    for table in Table::ALL {
        assert_eq!(of(&world, table), [], "{table:?}");
    }
    world.cards = Some(CardIndex::default());
    let product = (format!("{OFFER};;;Oferta KUBEK;"), 1, "Oferta KUBEK".to_owned(), true);
    assert_eq!(of(&world, Table::Products), std::slice::from_ref(&product));
    assert_eq!(of(&world, Table::Deliveries).len(), 1);
    let row = ProductRow { code: Some("NIE-MA".to_owned()), ..ProductRow::default() };
    world.tables.products.insert(OFFER.to_owned(), row);
    assert_eq!(of(&world, Table::Products), [product], "a wrong code is not suggested again");
    world.settings.products.create = true;
    assert_eq!((of(&world, Table::Products), of(&world, Table::Deliveries)), (vec![], vec![]));
}

#[test]
fn orders_of_one_refused_offer_are_one_row() {
    let mut world = world();
    world.order.lines[0].external_id = None;
    let mut orders = Vec::new();
    for n in 0..251_u32 {
        let mut order = world.order.clone();
        order.id = format!("3f9b1c70-c5f1-11f0-9d2e-5b8a{n:08x}").parse().unwrap();
        // Of some the seller was asked for a set by then, of some the title was another, of some Allegro sent no tax.
        let line = &mut order.lines[0];
        line.set = vec![("p-1".to_owned(), d("1")); usize::try_from(n % 3).unwrap()];
        line.offer_name = format!("Oferta KUBEK {}", n % 2);
        line.tax = line.tax.take().filter(|_| n % 5 > 0);
        orders.push(order);
    }
    let all = suggest(&orders, &world.tables, &world.settings, world.known());
    let rows: Vec<&Suggestion> = all.values().flatten().collect();
    assert_eq!((rows.len(), rows[0].count, rows[0].refused), (1, 251, true), "{rows:?}");
    let twice = joined([all.clone(), suggest(&orders[1..], &world.tables, &world.settings, world.known())]);
    assert_eq!(twice[&Table::Products].len(), 1, "nor do two accounts make two");
}
