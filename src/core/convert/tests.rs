use proptest::prelude::*;
use rust_decimal::Decimal;

use super::testing::{World, address, card, company, d, line, pln, show, tax};
use super::*;
use crate::core::answered::Answered;
use crate::core::document::LineRole;
use crate::core::money::{Currency, Price, round_amount};
use crate::core::order::{AdditionalService, OrderLine, OrderStatus, PaymentType, Reconciliation};
use crate::core::settings::{
    Choice, DeliveryVat, ForeignDelivery, Kind, ProductName, Undefined, UnknownProduct, WrongNip,
};
use crate::core::tables::{DeliveryRow, ProductRow, ServiceRow, SetPart};
use crate::core::text;
use crate::core::vat::{VatKind, VatRate};

mod chain;
mod corrections;
mod delivery_and_services;
mod fields;
mod foreign;
mod laws;
mod money;
mod net;
mod never_empty;
mod persons;
mod products;
mod typical;
mod vat;
mod which_orders;

fn kubek() -> OrderLine {
    line("KUBEK-330", "2", "49.99", "23.00")
}

fn ksiazka() -> OrderLine {
    line("KSIAZKA", "1", "35.00", "5.00")
}

fn one() -> World {
    World::new(vec![kubek()])
}

fn taxed(percent: i64) -> VatRate {
    VatRate::taxed(Decimal::from(percent))
}

fn gift_wrap() -> AdditionalService {
    AdditionalService {
        definition_id: "GIFT_WRAP".to_owned(),
        name: Some("Pakowanie".to_owned()),
        price: pln("5.00"),
        quantity: d("2"),
    }
}

/// Role, code, rate and gross of every line.
fn lines(world: &World) -> Vec<String> {
    let document = world.document();
    let origin = document.origin.unwrap();
    let both = document.lines.iter().zip(&origin.lines);
    both.map(|(line, from)| format!("{:?} {} {} {}", from.role, line.code, line.rate, line.gross)).collect()
}
