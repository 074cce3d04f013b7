//! `[orders]`: which orders become documents.

use serde::{Deserialize, Serialize};

/// Which orders become documents. What is left out is shown with its reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Orders {
    /// Orders that were sent before the first run; those that a person names are taken in any case.
    pub sent_before: Choice,
    /// Orders that Allegro's own warehouse ships (One Fulfillment): their goods are not in the seller's stock.
    pub one_fulfillment: Choice,
    /// `Mag_Symbol` of their documents; empty: that of the class of buyer.
    pub one_fulfillment_warehouse: String,
    /// Their series, also in a foreign currency; empty: as of other orders.
    pub one_fulfillment_series: String,
    /// Orders that are cancelled or changed after their document went into Optima.
    pub after_import: AfterImport,
    /// A delivery outside Poland to a buyer without a Polish NIP.
    pub foreign_delivery: ForeignDelivery,
    /// Orders in another currency than złoty: `import` makes a document in that currency at the rate of
    /// `rates.csv`. It also lets such documents into Optima's base.
    pub foreign_currency: Choice,
    /// `DDf_Symbol` of documents in a foreign currency; empty: that of the class of buyer.
    pub currency_definition: String,
    /// Series of documents in a foreign currency; empty: that of the class of buyer.
    pub currency_series: String,
}

/// What to do about an order that is cancelled or changed after its document went into Optima.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AfterImport {
    /// A person is told.
    #[default]
    Report,
    /// The document is removed if it is still as we wrote it, in the buffer and touched by nobody, and that of a changed
    /// order is made anew. Otherwise a person is told.
    Replace,
}

/// What to do with a delivery outside Poland to a buyer without a Polish NIP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ForeignDelivery {
    /// Refused, with the reason.
    #[default]
    Stop,
    /// Taken at the rates the goods have at home, as a seller below the OSS threshold does; each is warned about.
    Import,
    /// Consumers: taken at the rate of their country from `oss.csv`. A foreign firm is refused, for neither rate
    /// is sure to be hers.
    Oss,
}

/// Stop with a reason, or go on with a warning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// Refused, with the reason.
    #[default]
    Stop,
    /// Taken, with a warning.
    Import,
}
