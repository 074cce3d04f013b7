//! The values of Allegro's enums as of 2026-07 (`reference/allegro.md` sections 4.1, 7 and 8.7). They are
//! open: a value that is missing here is counted and used, never refused.

/// `payment.provider`.
pub(super) use crate::core::order::PAYMENT_PROVIDERS as PROVIDERS;
/// `payment.features[]`.
pub(super) const PAYMENT_FEATURES: [&str; 1] = ["ALLEGRO_PAY"];
/// `fulfillment.status`.
pub(super) const FULFILLMENT: [&str; 9] = [
    "NEW",
    "PROCESSING",
    "READY_FOR_SHIPMENT",
    "READY_FOR_PICKUP",
    "SENT",
    "PICKED_UP",
    "CANCELLED",
    "SUSPENDED",
    "RETURNED",
];
/// `fulfillment.provider.id`.
pub(super) const FULFILLERS: [&str; 2] = ["SELLER", "ALLEGRO"];
/// `invoice.features[]`.
pub(super) const INVOICE_FEATURES: [&str; 2] = ["VAT_EU_VERIFIED", "VAT_EU_UNVERIFIED"];
/// `invoice.address.company.ids[].type`.
pub(super) const COMPANY_IDS: [&str; 8] =
    ["PL_NIP", "CZ_ICO", "CZ_DIC", "HU_ADOSZAM", "SK_ICO", "SK_IC_DPH", "VAT_EU", "OTHER"];
/// `lineItems[].tax.subject`.
pub(super) const TAX_SUBJECTS: [&str; 2] = ["GOODS", "SERVICE"];
/// `lineItems[].reconciliation.type`.
pub(super) const RECONCILIATIONS: [&str; 2] = ["BILLING", "WALLET"];
/// `lineItems[].discounts[].type`.
pub(super) const DISCOUNTS: [&str; 7] = [
    "BUNDLE",
    "UNIT_PERCENTAGE_DISCOUNT",
    "WHOLESALE_PRICE_LIST",
    "LARGE_ORDER_DISCOUNT",
    "TURNOVER_DISCOUNT",
    "COUPON",
    "CAMPAIGN",
];
/// `lineItems[].vouchers[].type`.
pub(super) const VOUCHERS: [&str; 1] = ["NOTEBOOKS_FOR_TEACHERS"];
/// `lineItems[].vouchers[].status`.
pub(super) const VOUCHER_STATES: [&str; 2] = ["ACTIVE", CANCELLED];
/// A voucher that pays nothing.
pub(super) const CANCELLED: &str = "CANCELLED";
/// `marketplace.id`.
pub(super) const MARKETPLACES: [&str; 6] =
    ["allegro-pl", "allegro-business-pl", "allegro-cz", "allegro-business-cz", "allegro-sk", "allegro-hu"];
