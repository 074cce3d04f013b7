//! An order as Allegro gives it (`CheckoutForm`), with what concerns us and nothing more.
//!
//! Made by `allegro::wire` from the JSON body. Nothing here is judged: an order that cannot become a document
//! is still an order. `buyer.personalIdentity` (PESEL) has no place here on purpose
//! (`reference/requirements.md` R-D15).

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::correction::Corrections;
use super::money::{Currency, Price};
use super::vat::VatRate;

/// Characters of a short id.
const SHORT: usize = 8;

/// `checkoutForm.id`, globally unique across sellers (`reference/allegro.md` section 5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderId(pub Uuid);

impl OrderId {
    /// The first eight characters: short, for people, not unique.
    #[must_use]
    pub fn short(self) -> String {
        SeenId::from(self).short()
    }
}

/// An order's id as the ledger, a file or a person gives it: Allegro's where it is one, and the text as it came where it is
/// none, for an order that cannot be read is kept too.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeenId(String);

impl SeenId {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Allegro's id, if it is one.
    #[must_use]
    pub fn known(&self) -> Option<OrderId> {
        self.0.parse().ok()
    }

    /// As [`OrderId::short`].
    #[must_use]
    pub fn short(&self) -> String {
        self.0.chars().take(SHORT).collect()
    }
}

impl std::ops::Deref for SeenId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for SeenId {
    fn eq(&self, text: &str) -> bool {
        self.0 == text
    }
}

impl PartialEq<&str> for SeenId {
    fn eq(&self, text: &&str) -> bool {
        self.0 == *text
    }
}

impl From<SeenId> for String {
    fn from(id: SeenId) -> Self {
        id.0
    }
}

impl From<OrderId> for SeenId {
    fn from(id: OrderId) -> Self {
        Self(id.to_string())
    }
}

impl From<&str> for SeenId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for SeenId {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for SeenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Debug for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for OrderId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text.trim()).map(Self)
    }
}

/// Declares an enum of Allegro's that may grow without notice: a value that is not in the list is kept.
macro_rules! open_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
            /// A value that the list of 2026-07 does not have.
            Other(String),
        }
        impl $name {
            /// The values of the list of 2026-07.
            pub const KNOWN: &'static [&'static str] = &[$($text),+];

            /// Reads Allegro's spelling.
            #[must_use]
            pub fn parse(text: &str) -> Self {
                match text { $($text => Self::$variant,)+ other => Self::Other(other.to_owned()) }
            }
            /// Allegro's spelling.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self { $(Self::$variant => $text,)+ Self::Other(text) => text }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
    };
}

open_enum! {
    /// `status` (`reference/allegro.md` section 5).
    OrderStatus {
        /// Bought, form not filled in.
        Bought = "BOUGHT",
        /// Form filled in, not paid.
        FilledIn = "FILLED_IN",
        /// Paid, or cash on delivery: the only state that becomes a document.
        ReadyForProcessing = "READY_FOR_PROCESSING",
        /// Cancelled by the buyer or by Allegro.
        Cancelled = "CANCELLED",
    }
}

open_enum! {
    /// `payment.type`.
    PaymentType {
        /// Cash on delivery; unpaid at import whatever `finishedAt` says.
        CashOnDelivery = "CASH_ON_DELIVERY",
        /// Bank transfer booked by hand.
        WireTransfer = "WIRE_TRANSFER",
        /// On-line payment.
        Online = "ONLINE",
        /// Split payment (MPP) outside Allegro.
        SplitPayment = "SPLIT_PAYMENT",
        /// Deferred payment.
        ExtendedTerm = "EXTENDED_TERM",
    }
}

/// `payment.provider`, as of 2026-07; the list is open.
pub const PAYMENT_PROVIDERS: [&str; 5] = ["PAYU", "P24", "AF", "OFFLINE", "EPT"];

/// An order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// `id`.
    pub id: OrderId,
    /// `revision`, comparable only within one order.
    pub revision: Option<String>,
    /// `status`.
    pub status: OrderStatus,
    /// `marketplace.id`, `allegro-pl`.
    pub marketplace: Option<String>,
    /// `messageToSeller`.
    pub message: Option<String>,
    /// `note.text`, which only the seller sees.
    pub note: Option<String>,
    /// `buyer`: the account holder.
    pub buyer: Buyer,
    /// `payment`.
    pub payment: Option<Payment>,
    /// `surcharges[]`: later payments; not in `payment` nor in the total.
    pub surcharges: Vec<Payment>,
    /// `fulfillment.status`, the seller's label.
    pub fulfillment_status: Option<String>,
    /// `fulfillment.provider.id`: `SELLER` or `ALLEGRO` (One Fulfillment).
    pub fulfillment_provider: Option<String>,
    /// `delivery`; `None` for orders that were never filled in.
    pub delivery: Option<Delivery>,
    /// `invoice`.
    pub invoice: Invoice,
    /// `lineItems[]`, at least one.
    pub lines: Vec<OrderLine>,
    /// `summary.totalToPay`.
    pub total: Price,
    /// `updatedAt`; moves with what the buyer does only.
    pub updated_at: Option<Timestamp>,
    /// What the body holds beyond what we know.
    pub unknown: Unknown,
    /// What a person corrected of it ([`super::correction`]); Allegro says none of it.
    pub corrections: Corrections,
}

impl Order {
    /// Do the goods lie in Allegro's own warehouse (One Fulfillment)?
    #[must_use]
    pub fn is_shipped_by_allegro(&self) -> bool {
        self.fulfillment_provider.as_deref() == Some("ALLEGRO")
    }

    /// When it was bought: the earliest `lineItems[].boughtAt`. No other moment is one of the purchase.
    #[must_use]
    pub fn bought_at(&self) -> Option<Timestamp> {
        self.lines.iter().filter_map(|line| line.bought_at).min()
    }

    /// Where it stands among other orders, in lists and names: when it was bought, else when it changed last.
    #[must_use]
    pub fn listed_at(&self) -> Option<Timestamp> {
        self.bought_at().or(self.updated_at)
    }

    /// What was paid later, in the currency of the total and in others.
    #[must_use]
    pub fn surcharges_paid(&self) -> BTreeMap<&Currency, Decimal> {
        paid_by_currency(&self.surcharges)
    }
}

/// Sums of what was paid, each currency apart: two currencies do not add up.
pub fn paid_by_currency<'a>(payments: impl IntoIterator<Item = &'a Payment>) -> BTreeMap<&'a Currency, Decimal> {
    let mut sums: BTreeMap<&Currency, Decimal> = BTreeMap::new();
    for paid in payments.into_iter().filter_map(|payment| payment.paid.as_ref()) {
        let sum = sums.entry(&paid.currency).or_default();
        *sum = sum.saturating_add(paid.amount);
    }
    sums
}

/// Fields and enum values that this version does not know, with how often each was met: never fatal, never
/// silent (`reference/requirements.md` R-B16).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// JSON path without indices, `lineItems[].newField`.
    pub fields: BTreeMap<String, u32>,
    /// `path=VALUE`; `path={…}` for a value of another shape than expected.
    pub values: BTreeMap<String, u32>,
    /// Characters of texts that were none, halves of an emoji, and were replaced by U+FFFD.
    pub broken: u32,
}

/// `buyer`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buyer {
    /// The stable key of the customer.
    pub id: String,
    /// A masked relay address; the part before `+` is stable per seller and buyer.
    pub email: Option<String>,
    /// For showing only; it may change.
    pub login: String,
    /// `firstName`.
    pub first_name: Option<String>,
    /// `lastName`.
    pub last_name: Option<String>,
    /// `companyName`; says nothing about wanting an invoice.
    pub company_name: Option<String>,
    /// A purchase without an account.
    pub guest: bool,
    /// Free format.
    pub phone: Option<String>,
    /// `preferences.language`.
    pub language: Option<String>,
    /// `address`; its post code is called `postCode`.
    pub address: Option<Address>,
}

/// Street with house number, city, post code, country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Street with house and flat, free text.
    pub street: String,
    /// City.
    pub city: String,
    /// `zipCode` or `postCode`.
    pub post_code: String,
    /// Two letters.
    pub country_code: String,
}

/// `payment` or one of `surcharges[]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// `id`: what payout statements are matched by.
    pub id: String,
    /// `type`.
    pub kind: PaymentType,
    /// `provider`: `PAYU`, `P24`, `AF`, `OFFLINE`, `EPT`, or none.
    pub provider: Option<String>,
    /// `finishedAt`; set for cash on delivery too.
    pub finished_at: Option<Timestamp>,
    /// `paidAmount`.
    pub paid: Option<Price>,
    /// `reconciliation`: Allegro Prices, credited to the wallet.
    pub reconciliation: Option<Price>,
    /// `features[]`: `ALLEGRO_PAY`.
    pub features: Vec<String>,
}

/// `delivery`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// `address`: the recipient.
    pub address: Option<Recipient>,
    /// `method.id`; names are not unique.
    pub method_id: Option<String>,
    /// `method.name`.
    pub method_name: Option<String>,
    /// `pickupPoint`.
    pub point: Option<PickupPoint>,
    /// `cost`, gross; includes the cash-on-delivery fee.
    pub cost: Option<Price>,
    /// `smart`; says nothing about the cost.
    pub smart: bool,
    /// `cancellation.date`.
    pub cancelled_at: Option<String>,
}

/// `delivery.address`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    /// `firstName`.
    pub first_name: String,
    /// `lastName`.
    pub last_name: String,
    /// `companyName`.
    pub company_name: Option<String>,
    /// `phoneNumber`.
    pub phone: Option<String>,
    /// Where to.
    pub address: Address,
    /// `modifiedAt`: the buyer changed it after the purchase.
    pub modified_at: Option<Timestamp>,
}

/// `delivery.pickupPoint`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickupPoint {
    /// `id`, the code on the parcel.
    pub id: String,
    /// `name`.
    pub name: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// Its address.
    pub address: Option<Address>,
}

/// `invoice`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invoice {
    /// `required`.
    pub required: bool,
    /// `address` without the names.
    pub address: Option<Address>,
    /// `address.company`; none means a private person.
    pub company: Option<InvoiceCompany>,
    /// `address.naturalPerson`: first and last name.
    pub person: Option<(String, String)>,
    /// `dueDate`, `yyyy-MM-dd`.
    pub due_date: Option<String>,
    /// `features[]`: `VAT_EU_VERIFIED`.
    pub features: Vec<String>,
}

/// `invoice.address.company`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoiceCompany {
    /// `name`.
    pub name: String,
    /// `ids[]`: type (`PL_NIP`, `VAT_EU`, `CZ_ICO`, …) and value.
    pub ids: Vec<(String, String)>,
    /// `taxId`, deprecated and dirty.
    pub tax_id: Option<String>,
}

/// One of `lineItems[]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    /// `id`: stays when purchases are merged.
    pub id: String,
    /// `offer.id`.
    pub offer_id: String,
    /// `offer.name`, at most 75 characters.
    pub offer_name: String,
    /// `offer.external.id`: the seller's signature (sygnatura).
    pub external_id: Option<String>,
    /// `offer.productSet.products[]`: product id and quantity, for sets only.
    pub set: Vec<(String, Decimal)>,
    /// `quantity`, at least 1.
    pub quantity: Decimal,
    /// `originalPrice`, gross, before the seller's discounts.
    pub original_price: Price,
    /// `price`: gross unit price that the buyer pays.
    pub price: Price,
    /// `deposit.price`, per unit, outside VAT.
    pub deposit: Option<Price>,
    /// `reconciliation`: Allegro Prices.
    pub reconciliation: Option<Reconciliation>,
    /// `selectedAdditionalServices[]`.
    pub services: Vec<AdditionalService>,
    /// `tax`.
    pub tax: Option<Tax>,
    /// `vouchers[]`.
    pub vouchers: Vec<Voucher>,
    /// `boughtAt`.
    pub bought_at: Option<Timestamp>,
    /// What a person chose for it; Allegro says none of it.
    pub chosen: Chosen,
}

/// What a person chose for one line of one order ([`super::correction`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The code of its goods.
    pub code: Option<String>,
    /// Its VAT rate.
    pub rate: Option<VatRate>,
}

impl OrderLine {
    /// Is the offer of several products, or of several pieces of one, as far as the order says?
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.set.len() > 1 || self.set.iter().any(|(_, quantity)| *quantity != Decimal::ONE)
    }
}

/// `lineItems[].reconciliation`: what Allegro gives back to the seller for a price it lowered. It is settled
/// between them and never part of the sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// The amount.
    pub value: Price,
    /// `BILLING` or `WALLET`.
    pub kind: String,
    /// Units it is for.
    pub quantity: Option<Decimal>,
}

/// One of `vouchers[]`: somebody else pays for the line, or for a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// `type`, `NOTEBOOKS_FOR_TEACHERS`.
    pub kind: String,
    /// `status` is `CANCELLED`: it pays nothing.
    pub cancelled: bool,
    /// `value`, where Allegro gives one.
    pub value: Option<Price>,
}

/// One of `selectedAdditionalServices[]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdditionalService {
    /// `definitionId`, `GIFT_WRAP`.
    pub definition_id: String,
    /// `name`.
    pub name: Option<String>,
    /// Gross price of one.
    pub price: Price,
    /// `quantity`.
    pub quantity: Decimal,
}

/// `lineItems[].tax`, the rate saved in the offer; any part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tax {
    /// `rate`: `"23.00"`, `"EXEMPT"`, …
    pub rate: Option<String>,
    /// `subject`: `GOODS`, `SERVICE`.
    pub subject: Option<String>,
    /// `exemption`: `MARGIN_SCHEME`, …
    pub exemption: Option<String>,
}
