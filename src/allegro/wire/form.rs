//! `CheckoutForm` as serde sees it: the fields of the API file of 2026-07, plus those that older and newer
//! bodies have (`reference/allegro.md` section 7). Fields of type [`Unused`] are not used by us.

#![expect(dead_code, reason = "fields of type Unused are named only so that they do not count as unknown")]

use rust_decimal::Decimal;
use serde::Deserialize;
use uuid::Uuid;

use super::scalar::{
    Moment, Unused, amount, currency, flag, id, list, moment, object, quantity, required_object, required_text, text,
    text_or_empty, texts, whole_list,
};
use crate::core::money::{Currency, Price};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an order")]
pub(super) struct Form {
    #[serde(deserialize_with = "id")]
    pub(super) id: Uuid,
    #[serde(default, deserialize_with = "text")]
    pub(super) message_to_seller: Option<String>,
    #[serde(default, deserialize_with = "object")]
    pub(super) buyer: Option<Buyer>,
    #[serde(default, deserialize_with = "object")]
    pub(super) payment: Option<Payment>,
    #[serde(deserialize_with = "required_text")]
    pub(super) status: String,
    #[serde(default, deserialize_with = "object")]
    pub(super) fulfillment: Option<Fulfillment>,
    #[serde(default, deserialize_with = "object")]
    pub(super) delivery: Option<Delivery>,
    #[serde(default, deserialize_with = "object")]
    pub(super) invoice: Option<Invoice>,
    #[serde(deserialize_with = "whole_list")]
    pub(super) line_items: Vec<LineItem>,
    #[serde(default, deserialize_with = "list")]
    pub(super) surcharges: Vec<Payment>,
    #[serde(default, deserialize_with = "object")]
    pub(super) marketplace: Option<Reference>,
    #[serde(deserialize_with = "required_object")]
    pub(super) summary: Summary,
    #[serde(default, deserialize_with = "moment")]
    pub(super) updated_at: Option<Moment>,
    #[serde(default, deserialize_with = "text")]
    pub(super) revision: Option<String>,
    /// Removed from the API on 2026-01-26; older bodies have it.
    discounts: Option<Unused>,
    /// Added on 2026-09-01.
    cod_booked_payments: Option<Unused>,
    #[serde(default, deserialize_with = "object")]
    pub(super) note: Option<Note>,
}

/// What the seller noted for himself.
#[derive(Debug, Deserialize)]
pub(super) struct Note {
    #[serde(default, deserialize_with = "text")]
    pub(super) text: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Buyer {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) id: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) email: Option<String>,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) login: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) first_name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) last_name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) company_name: Option<String>,
    #[serde(default, deserialize_with = "flag")]
    pub(super) guest: bool,
    #[serde(default, deserialize_with = "text")]
    pub(super) phone_number: Option<String>,
    #[serde(default, deserialize_with = "object")]
    pub(super) preferences: Option<Preferences>,
    #[serde(default, deserialize_with = "object")]
    pub(super) address: Option<Address>,
    /// PESEL: read over. What is kept of a body has been freed of it before.
    personal_identity: Option<Unused>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Preferences {
    #[serde(default, deserialize_with = "text")]
    pub(super) language: Option<String>,
}

/// The address of a buyer, of a pickup point or of an invoice without what else stands there.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Address {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) street: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) city: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) zip_code: Option<String>,
    /// What the buyer's address says for `zipCode`.
    #[serde(default, deserialize_with = "text")]
    pub(super) post_code: Option<String>,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) country_code: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Payment {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) id: String,
    #[serde(default, rename = "type", deserialize_with = "text_or_empty")]
    pub(super) kind: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) provider: Option<String>,
    #[serde(default, deserialize_with = "moment")]
    pub(super) finished_at: Option<Moment>,
    #[serde(default, deserialize_with = "object")]
    pub(super) paid_amount: Option<SaidMoney>,
    #[serde(default, deserialize_with = "object")]
    pub(super) reconciliation: Option<SaidMoney>,
    #[serde(default, deserialize_with = "texts")]
    pub(super) features: Vec<String>,
}

/// A `Price` as it stands there. Whether it has to be right is seen in [`super::order`].
#[derive(Debug, Deserialize)]
pub(super) struct SaidMoney {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) amount: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) currency: String,
}

/// `Price` of the API.
#[derive(Debug, Deserialize)]
pub(super) struct Money {
    #[serde(deserialize_with = "amount")]
    amount: Decimal,
    #[serde(deserialize_with = "currency")]
    currency: Currency,
}

impl From<Money> for Price {
    fn from(money: Money) -> Self {
        Self { amount: money.amount, currency: money.currency }
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fulfillment {
    #[serde(default, deserialize_with = "text")]
    pub(super) status: Option<String>,
    #[serde(default, deserialize_with = "object")]
    pub(super) provider: Option<Reference>,
    shipment_summary: Option<Unused>,
}

/// `{"id": …}`.
#[derive(Debug, Deserialize)]
pub(super) struct Reference {
    #[serde(default, deserialize_with = "text")]
    pub(super) id: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Delivery {
    #[serde(default, deserialize_with = "object")]
    pub(super) address: Option<DeliveryAddress>,
    #[serde(default, deserialize_with = "object")]
    pub(super) method: Option<Method>,
    #[serde(default, deserialize_with = "object")]
    pub(super) pickup_point: Option<PickupPoint>,
    #[serde(default, deserialize_with = "object")]
    pub(super) cost: Option<SaidMoney>,
    #[serde(default, deserialize_with = "flag")]
    pub(super) smart: bool,
    #[serde(default, deserialize_with = "object")]
    pub(super) cancellation: Option<Cancellation>,
    time: Option<Unused>,
    calculated_number_of_packages: Option<Unused>,
}

// Not a flattened `Address`: with `flatten` serde buffers the values, and paths and unknown fields are lost.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DeliveryAddress {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) first_name: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) last_name: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) street: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) city: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) zip_code: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) country_code: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) company_name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) phone_number: Option<String>,
    #[serde(default, deserialize_with = "moment")]
    pub(super) modified_at: Option<Moment>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Method {
    #[serde(default, deserialize_with = "text")]
    pub(super) id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PickupPoint {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) id: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) description: Option<String>,
    #[serde(default, deserialize_with = "object")]
    pub(super) address: Option<Address>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Cancellation {
    #[serde(default, deserialize_with = "text")]
    pub(super) date: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invoice {
    #[serde(default, deserialize_with = "text")]
    pub(super) required: Option<String>,
    #[serde(default, deserialize_with = "object")]
    pub(super) address: Option<InvoiceAddress>,
    #[serde(default, deserialize_with = "text")]
    pub(super) due_date: Option<String>,
    #[serde(default, deserialize_with = "texts")]
    pub(super) features: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InvoiceAddress {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) street: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) city: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) zip_code: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) country_code: String,
    #[serde(default, deserialize_with = "object")]
    pub(super) company: Option<Company>,
    #[serde(default, deserialize_with = "object")]
    pub(super) natural_person: Option<NaturalPerson>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Company {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "list")]
    pub(super) ids: Vec<CompanyId>,
    #[serde(default, deserialize_with = "text")]
    pub(super) tax_id: Option<String>,
    vat_payer_status: Option<Unused>,
}

#[derive(Debug, Deserialize)]
pub(super) struct CompanyId {
    #[serde(default, rename = "type", deserialize_with = "text_or_empty")]
    pub(super) kind: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) value: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NaturalPerson {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) first_name: String,
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) last_name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a line of an order")]
pub(super) struct LineItem {
    #[serde(deserialize_with = "required_text")]
    pub(super) id: String,
    #[serde(deserialize_with = "required_object")]
    pub(super) offer: LineOffer,
    #[serde(deserialize_with = "quantity")]
    pub(super) quantity: Decimal,
    #[serde(default, deserialize_with = "object")]
    pub(super) original_price: Option<SaidMoney>,
    #[serde(deserialize_with = "required_object")]
    pub(super) price: Money,
    #[serde(default, deserialize_with = "object")]
    pub(super) deposit: Option<Deposit>,
    #[serde(default, deserialize_with = "object")]
    pub(super) reconciliation: Option<LineReconciliation>,
    #[serde(default, deserialize_with = "list")]
    pub(super) selected_additional_services: Vec<Service>,
    #[serde(default, deserialize_with = "object")]
    pub(super) tax: Option<LineTax>,
    #[serde(default, deserialize_with = "list")]
    pub(super) discounts: Vec<Discount>,
    #[serde(default, deserialize_with = "moment")]
    pub(super) bought_at: Option<Moment>,
    #[serde(default, deserialize_with = "list")]
    pub(super) vouchers: Vec<Voucher>,
    serial_numbers: Option<Unused>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LineOffer {
    #[serde(deserialize_with = "required_text")]
    pub(super) id: String,
    #[serde(deserialize_with = "required_text")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "object")]
    pub(super) external: Option<Reference>,
    #[serde(default, deserialize_with = "object")]
    pub(super) product_set: Option<ProductSet>,
    hs_number: Option<Unused>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ProductSet {
    #[serde(default, deserialize_with = "list")]
    pub(super) products: Vec<SetProduct>,
}

#[derive(Debug, Deserialize)]
pub(super) struct SetProduct {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) id: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) quantity: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Deposit {
    #[serde(default, deserialize_with = "object")]
    pub(super) price: Option<SaidMoney>,
}

#[derive(Debug, Deserialize)]
pub(super) struct LineReconciliation {
    #[serde(default, deserialize_with = "object")]
    pub(super) value: Option<SaidMoney>,
    #[serde(default, rename = "type", deserialize_with = "text_or_empty")]
    pub(super) kind: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) quantity: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Voucher {
    #[serde(default, rename = "type", deserialize_with = "text_or_empty")]
    pub(super) kind: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) status: Option<String>,
    #[serde(default, deserialize_with = "object")]
    pub(super) value: Option<SaidMoney>,
    code: Option<Unused>,
    external_transaction_id: Option<Unused>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Service {
    #[serde(default, deserialize_with = "text_or_empty")]
    pub(super) definition_id: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) name: Option<String>,
    #[serde(default, deserialize_with = "object")]
    pub(super) price: Option<SaidMoney>,
    #[serde(default, deserialize_with = "text")]
    pub(super) quantity: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct LineTax {
    #[serde(default, deserialize_with = "text")]
    pub(super) rate: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) subject: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) exemption: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Discount {
    #[serde(default, rename = "type", deserialize_with = "text_or_empty")]
    pub(super) kind: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Summary {
    #[serde(deserialize_with = "required_object")]
    pub(super) total_to_pay: Money,
}
