//! A small world for tests: one order with everything it is converted with. All persons are invented.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::{Converted, Sources, convert};
use crate::core::chain::CardIndex;
use crate::core::correction::Corrections;
use crate::core::document::{Document, Party};
use crate::core::message::{Catalogue, Language};
use crate::core::money::{Currency, Price, amount_text};
use crate::core::offer::Offer;
use crate::core::order::{
    Address, Buyer, Chosen, Delivery, Invoice, InvoiceCompany, Order, OrderLine, OrderStatus, Payment, PaymentType,
    PickupPoint, Recipient, Tax,
};
use crate::core::plan::{Dictionary, ProductCard};
use crate::core::problem::Problem;
use crate::core::settings::Settings;
use crate::core::tables::{DeliveryRow, PaymentKey, PaymentRow, ProviderKey, Tables};
use crate::core::vat::VatRate;

pub(super) fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(super) fn pln(amount: &str) -> Price {
    Price { amount: d(amount), currency: Currency::pln() }
}

pub(super) fn address(street: &str, post_code: &str, city: &str) -> Address {
    Address {
        street: street.to_owned(),
        city: city.to_owned(),
        post_code: post_code.to_owned(),
        country_code: "PL".to_owned(),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the fields that take it are optional")]
pub(super) fn tax(rate: &str) -> Option<Tax> {
    Some(Tax { rate: Some(rate.to_owned()), subject: Some("GOODS".to_owned()), exemption: None })
}

/// A line of an offer whose signature is its code.
pub(super) fn line(code: &str, quantity: &str, price: &str, rate: &str) -> OrderLine {
    OrderLine {
        id: format!("line-{code}"),
        offer_id: format!("1760000{}", code.len()),
        offer_name: format!("Oferta {code}"),
        external_id: Some(code.to_owned()),
        set: Vec::new(),
        quantity: d(quantity),
        original_price: pln(price),
        price: pln(price),
        deposit: None,
        reconciliation: None,
        vouchers: Vec::new(),
        services: Vec::new(),
        tax: tax(rate),
        bought_at: "2026-07-02T09:22:17.087Z".parse().ok(),
        chosen: Chosen::default(),
    }
}

pub(super) fn card(code: &str, rate: Option<VatRate>, ean: &str) -> ProductCard {
    ProductCard {
        id: i64::try_from(code.len()).unwrap(),
        code: code.to_owned(),
        name: format!("Karta {code}"),
        eans: vec![ean.to_owned()],
        catalogue_number: String::new(),
        sww: String::new(),
        supplier_code: String::new(),
        goods: true,
        rate,
        unit: "szt.".to_owned(),
        whole_units: 0,
        price_number: 5,
        deposit: 0,
        name_editable: true,
        inactive: false,
    }
}

pub(super) fn company(nip: &str) -> Invoice {
    Invoice {
        required: true,
        address: Some(address("ul. Fakturowa 5/2", "00-003", "Miastowo")),
        company: Some(InvoiceCompany {
            name: "Przykładowa Firma sp. z o.o.".to_owned(),
            ids: vec![("PL_NIP".to_owned(), nip.to_owned())],
            tax_id: Some(nip.to_owned()),
        }),
        ..Invoice::default()
    }
}

#[derive(Debug)]
pub(super) struct World {
    pub(super) order: Order,
    pub(super) settings: Settings,
    pub(super) tables: Tables,
    pub(super) offers: BTreeMap<String, Offer>,
    pub(super) dictionary: Dictionary,
    pub(super) cards: Option<Vec<ProductCard>>,
}

impl World {
    /// A private buyer with a courier at 14.99, paid on line; the total follows from the lines.
    pub(super) fn new(lines: Vec<OrderLine>) -> Self {
        let order = Order {
            id: "3f9b1c70-c5f1-11f0-9d2e-5b8a7c6e4d21".parse().unwrap(),
            revision: Some("0a1b2c3d".to_owned()),
            status: OrderStatus::ReadyForProcessing,
            marketplace: Some("allegro-pl".to_owned()),
            message: None,
            note: None,
            buyer: Buyer {
                id: "44556677".to_owned(),
                email: Some("ab12cd34+0a1b2c3d@allegromail.example".to_owned()),
                login: "kupujacy_przyklad".to_owned(),
                first_name: Some("Jan".to_owned()),
                last_name: Some("Przykładowy".to_owned()),
                company_name: None,
                guest: false,
                phone: Some("+48 600 000 000".to_owned()),
                language: None,
                address: Some(address("ul. Domowa 1", "00-001", "Miastowo")),
            },
            payment: Some(Payment {
                id: "0b0efdb7-75f7-11f1-a47d-adaab64c7ee6".to_owned(),
                kind: PaymentType::Online,
                provider: Some("AF".to_owned()),
                finished_at: "2026-07-02T09:22:33.135Z".parse().ok(),
                paid: None,
                reconciliation: None,
                features: Vec::new(),
            }),
            surcharges: Vec::new(),
            fulfillment_status: Some("NEW".to_owned()),
            fulfillment_provider: Some("SELLER".to_owned()),
            delivery: Some(Delivery {
                address: Some(Recipient {
                    first_name: "Anna".to_owned(),
                    last_name: "Odbiorcza".to_owned(),
                    company_name: None,
                    phone: Some("600-111-222".to_owned()),
                    address: address("ul. Dostawcza 12", "00-004", "Przykładowo"),
                    modified_at: None,
                }),
                method_id: Some("c8be0338-63f9-42d8-bc78-ee2bd45980b6".to_owned()),
                method_name: Some("Kurier Testowy".to_owned()),
                point: None,
                cost: Some(pln("14.99")),
                smart: false,
                cancelled_at: None,
            }),
            invoice: Invoice::default(),
            lines,
            total: pln("0"),
            updated_at: None,
            unknown: crate::core::order::Unknown::default(),
            corrections: Corrections::default(),
        };
        let mut tables = Tables::default();
        for (kind, form) in [("ONLINE", "przelew"), ("CASH_ON_DELIVERY", "pobranie"), ("SPLIT_PAYMENT", "przelew")] {
            let key = PaymentKey { kind: Some(kind.to_owned()), provider: ProviderKey::Any, delivery: None };
            tables.payments.insert(key, PaymentRow { form: form.to_owned(), days: Some(0) });
        }
        tables.deliveries.insert(
            "c8be0338-63f9-42d8-bc78-ee2bd45980b6".to_owned(),
            DeliveryRow { service: "KURIER".to_owned(), rate: None, cod: None },
        );
        let mut world = Self {
            order,
            settings: Settings::default(),
            tables,
            offers: BTreeMap::new(),
            dictionary: Dictionary::default(),
            cards: None,
        };
        world.settle();
        world
    }

    /// Sets the total, and what was paid, to the sum of the order.
    pub(super) fn settle(&mut self) {
        let mut total = self.delivery().cost.as_ref().map_or(Decimal::ZERO, |cost| cost.amount);
        for line in &self.order.lines {
            total += line.price.amount * line.quantity;
            total += line.deposit.as_ref().map_or(Decimal::ZERO, |deposit| deposit.amount * line.quantity);
            total += line.services.iter().map(|service| service.price.amount * service.quantity).sum::<Decimal>();
        }
        self.order.total.amount = total;
        if let Some(payment) = &mut self.order.payment {
            let paid = Price { amount: total, currency: Currency::pln() };
            payment.paid = (payment.kind == PaymentType::Online).then_some(paid);
        }
    }

    /// Every amount in another currency.
    pub(super) fn in_currency(&mut self, code: &str) {
        let currency = Currency::new(code).unwrap();
        self.order.total.currency = currency.clone();
        self.order.delivery.iter_mut().flat_map(|d| &mut d.cost).for_each(|cost| cost.currency = currency.clone());
        self.order.payment.iter_mut().flat_map(|p| &mut p.paid).for_each(|paid| paid.currency = currency.clone());
        for line in &mut self.order.lines {
            line.price.currency = currency.clone();
            line.deposit.iter_mut().for_each(|deposit| deposit.currency = currency.clone());
            line.services.iter_mut().for_each(|service| service.price.currency = currency.clone());
        }
    }

    pub(super) fn delivery(&mut self) -> &mut Delivery {
        self.order.delivery.get_or_insert_default()
    }

    pub(super) fn pay(&mut self, kind: PaymentType) {
        self.order.payment.as_mut().unwrap().kind = kind;
        self.settle();
    }

    pub(super) fn pick_up(&mut self) {
        self.delivery().point = Some(PickupPoint {
            id: "XXX01A".to_owned(),
            name: Some("Paczkomat XXX01A".to_owned()),
            description: None,
            address: Some(address("ul. Punktowa 3", "00-005", "Przykładowo")),
        });
    }

    pub(super) fn convert(&self) -> Result<Converted, Vec<Problem>> {
        let index = self.cards.clone().map(|cards| {
            let mut index = CardIndex::default();
            index.add(cards);
            index
        });
        convert(
            &self.order,
            &Sources {
                settings: &self.settings,
                tables: &self.tables,
                account: "sklep",
                offers: &self.offers,
                dictionary: &self.dictionary,
                cards: index.as_ref(),
            },
        )
    }

    pub(super) fn document(&self) -> Document {
        self.convert().unwrap_or_else(|problems| panic!("{problems:#?}")).document
    }

    /// Codes of warnings and notes.
    pub(super) fn remarks(&self) -> Vec<String> {
        codes(&self.convert().unwrap_or_else(|problems| panic!("{problems:#?}")).problems)
    }

    /// Codes of the errors.
    pub(super) fn refusals(&self) -> Vec<String> {
        let problems = self.convert().map(|converted| converted.document).unwrap_err();
        codes(&problems.into_iter().filter(Problem::is_error).collect::<Vec<_>>())
    }
}

fn codes(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| problem.code().to_owned()).collect()
}

/// A document in a form that is read by eye.
pub(super) fn show(converted: &Converted) -> String {
    let Converted { document, problems } = converted;
    let mut text = String::new();
    let party = |name: &str, party: &Party| {
        let Party { code, nip_country, nip, gln: _, name: who, post_code, city, street, country } = party;
        format!("{name}: {code} | {nip_country} {nip} | {who} | {street}, {post_code} {city}, {country}\n")
    };
    let Document { kind, number, date, payment_form, warehouse, .. } = document;
    let _ = writeln!(text, "{}/{} {number} {date} mag {warehouse}", kind.class, kind.kind);
    let due = document.payment_due.map(|due| due.to_string()).unwrap_or_default();
    let _ = writeln!(text, "płatność {payment_form} do {due}, blokada {}", document.payments_blocked);
    text += &party("płatnik", &document.payer);
    text += &party("odbiorca", &document.recipient);
    let _ = writeln!(text, "opis:\n  {}", document.description.replace('\n', "\n  "));
    let origin = document.origin.as_ref().unwrap();
    for (line, from) in document.lines.iter().zip(&origin.lines) {
        let (net, gross) = (amount_text(line.net), amount_text(line.gross));
        let _ = write!(text, "{}. {} „{}”", line.position, line.code, line.name);
        if !line.description.is_empty() {
            let _ = write!(text, " ({})", line.description);
        }
        let _ = writeln!(
            text,
            " {} {} × {} {}% = {net} / {gross} [{:?}, kod: {}, vat: {}]",
            line.quantity, line.unit, line.price, line.rate, from.role, from.code_from, from.vat_from
        );
    }
    for row in &document.vat_table {
        let _ = writeln!(text, "VAT {}: {} + {} = {}", row.rate, row.net, row.vat, row.gross);
    }
    let _ = writeln!(text, "razem {} + {} = {}", document.net, document.vat, document.gross);
    let _ = writeln!(text, "origin: {}", serde_json::to_string(&Origin0(origin)).unwrap());
    let catalogue = Catalogue::new(Language::Polish);
    for problem in problems {
        let _ = writeln!(text, "{:?} {}: {}", problem.severity, problem.code(), catalogue.text(&problem.message));
    }
    text
}

/// The origin without its lines, which are shown above.
struct Origin0<'a>(&'a crate::core::document::Origin);

impl serde::Serialize for Origin0<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut copy = self.0.clone();
        copy.lines.clear();
        copy.serialize(serializer)
    }
}
