//! Why a text is not an order.

use crate::core::message::text::{
    Jsn001, Jsn002, Jsn003, Jsn004, Jsn005, Jsn006, Jsn007, Jsn008, Jsn010, Jsn011, Jsn012, Jsn013, Jsn014, Jsn015,
    Jsn016, Jsn017, KindFlag, KindList, KindNothing, KindNumber, KindObject, KindOther, KindText, WholeOrder,
};
use crate::core::message::{Arg, Message};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;

/// Why a text is not an order. Paths are those of the JSON, `lineItems[0].price.amount`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Nothing in it.
    #[error("the text is empty")]
    Empty,
    /// A web page, or XML.
    #[error("the text is HTML or XML, not JSON")]
    Html,
    /// Not UTF-8; UTF-16 too.
    #[error("the text is not UTF-8 at byte {offset}")]
    NotUtf8 {
        /// The first bad byte, from 0.
        offset: usize,
    },
    /// More than is allowed.
    #[error("{bytes} bytes are more than the allowed {limit}")]
    TooLarge {
        /// Bytes that there are.
        bytes: u64,
        /// Bytes that are allowed.
        limit: u64,
    },
    /// Objects and arrays too deep within each other.
    #[error("nested deeper than {limit}")]
    TooDeep {
        /// Levels that are allowed.
        limit: usize,
    },
    /// More orders than one text may hold.
    #[error("{count} orders are more than the allowed {limit}")]
    TooMany {
        /// Orders that there are.
        count: usize,
        /// Orders that are allowed.
        limit: usize,
    },
    /// Not JSON.
    #[error("not JSON at line {line}, column {column}")]
    Syntax {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// JSON, but neither an order, nor a list of orders.
    #[error("JSON without an order in it")]
    NoOrder,
    /// A field that a document needs is not there, `null` or blank.
    #[error("{path} is missing")]
    Missing {
        /// Where.
        path: String,
    },
    /// Not an amount from 0 to what Optima's columns hold.
    #[error("{path}: {found:?} is not an amount")]
    Amount {
        /// Where.
        path: String,
        /// The beginning of what is there.
        found: String,
    },
    /// Not a number above 0.
    #[error("{path}: {found:?} is not a quantity")]
    Quantity {
        /// Where.
        path: String,
        /// The beginning of what is there.
        found: String,
    },
    /// Not a UUID.
    #[error("{path}: {found:?} is not a UUID")]
    Id {
        /// Where.
        path: String,
        /// The beginning of what is there.
        found: String,
    },
    /// Not a currency of three letters.
    #[error("{path}: {found:?} is not a currency")]
    Currency {
        /// Where.
        path: String,
        /// The beginning of what is there.
        found: String,
    },
    /// `lineItems` is empty.
    #[error("lineItems is empty")]
    NoLines,
    /// An object where text belongs, and the like.
    #[error("{path}: found {found:?}, which does not belong there")]
    Shape {
        /// Where; empty for the order itself.
        path: String,
        /// The kind of what is there.
        found: Kind,
    },
    /// A field that stands twice: which one is meant cannot be known.
    #[error("{path} stands twice")]
    Twice {
        /// Where.
        path: String,
    },
}

/// What kind of thing stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// `{…}`.
    Object,
    /// `[…]`.
    List,
    /// `null`.
    Nothing,
    /// Something else.
    Other,
}

impl Kind {
    /// By serde's word for it.
    #[must_use]
    pub fn of(word: &str) -> Self {
        match word {
            "string" | "character" | "bytes" => Self::Text,
            "integer" | "floating" | "number" => Self::Number,
            "boolean" => Self::Flag,
            "map" => Self::Object,
            "sequence" => Self::List,
            "null" | "unit" | "Option" => Self::Nothing,
            _ => Self::Other,
        }
    }

    /// For people.
    #[must_use]
    pub fn words(self) -> Arg {
        let word: Message = match self {
            Self::Text => KindText.into(),
            Self::Number => KindNumber.into(),
            Self::Flag => KindFlag.into(),
            Self::Object => KindObject.into(),
            Self::List => KindList.into(),
            Self::Nothing => KindNothing.into(),
            Self::Other => KindOther.into(),
        };
        word.into()
    }
}

impl Explain for DecodeError {
    fn problem(&self) -> Problem {
        let arg = |text: &str| text.into();
        match self {
            Self::Empty => Problem::error(Jsn001),
            Self::Html => Problem::error(Jsn002),
            Self::NotUtf8 { offset } => Problem::error(Jsn003 { offset: (*offset).into() }),
            Self::TooLarge { bytes, limit } => {
                Problem::error(Jsn004 { bytes: bytes.to_string().into(), limit: limit.to_string().into() })
            }
            Self::TooDeep { limit } => Problem::error(Jsn005 { limit: (*limit).into() }),
            Self::TooMany { count, limit } => Problem::error(Jsn008 { count: (*count).into(), limit: (*limit).into() }),
            Self::Syntax { line, column } => {
                let problem = Problem::error(Jsn006 { line: (*line).into(), column: (*column).into() });
                problem.at_line(u32::try_from(*line).unwrap_or(u32::MAX))
            }
            Self::NoOrder => Problem::error(Jsn007),
            Self::Missing { path } => Problem::error(Jsn010 { path: arg(path) }).at_path(path),
            Self::Amount { path, found } => Problem::error(Jsn011 { path: arg(path), found: arg(found) }).at_path(path),
            Self::Quantity { path, found } => {
                Problem::error(Jsn012 { path: arg(path), found: arg(found) }).at_path(path)
            }
            Self::Id { path, found } => Problem::error(Jsn013 { path: arg(path), found: arg(found) }).at_path(path),
            Self::Currency { path, found } => {
                Problem::error(Jsn014 { path: arg(path), found: arg(found) }).at_path(path)
            }
            Self::NoLines => Problem::error(Jsn015).at_path("lineItems"),
            Self::Shape { path, found } => {
                let field = if path.is_empty() { Message::from(WholeOrder).into() } else { arg(path) };
                Problem::error(Jsn016 { path: field, found: found.words() }).at_path(path)
            }
            Self::Twice { path } => Problem::error(Jsn017 { path: arg(path) }).at_path(path),
        }
    }

    fn fault(&self) -> Fault {
        Fault::Refused
    }

    fn reach(&self) -> Reach {
        Reach::Order
    }
}
