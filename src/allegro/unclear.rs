//! Why an answer says nothing that we understand, in words of our own.

use super::wire::DecodeError;
use crate::core::message::Message;
use crate::core::message::text::{
    AnswerDeep, AnswerKind, AnswerLarge, AnswerLogin, AnswerMissing, AnswerNoJson, AnswerNoOrder, AnswerNotText,
    AnswerOther, AnswerTwice, AnswerValue, AnswerWhole,
};

/// Why an answer says nothing that we understand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// It cannot be read.
    #[error(transparent)]
    Unread(#[from] DecodeError),
    /// It is about another thing than was asked for.
    #[error("this is {0}")]
    OtherThing(String),
    /// There is no login in it.
    #[error("no login in it")]
    NoLogin,
}

impl Unclear {
    /// For people.
    pub(super) fn words(&self) -> Message {
        let arg = |text: &str| text.into();
        let error = match self {
            Self::OtherThing(id) => return AnswerOther { id: arg(id) }.into(),
            Self::NoLogin => return AnswerLogin.into(),
            Self::Unread(error) => error,
        };
        match error {
            DecodeError::Empty | DecodeError::Html => AnswerNoJson { line: 1_i64.into(), column: 1_i64.into() }.into(),
            DecodeError::Syntax { line, column } => {
                AnswerNoJson { line: (*line).into(), column: (*column).into() }.into()
            }
            DecodeError::NotUtf8 { offset } => AnswerNotText { offset: (*offset).into() }.into(),
            DecodeError::TooLarge { .. } | DecodeError::TooMany { .. } => AnswerLarge.into(),
            DecodeError::TooDeep { limit } => AnswerDeep { limit: (*limit).into() }.into(),
            DecodeError::NoOrder => AnswerNoOrder.into(),
            DecodeError::NoLines => AnswerMissing { path: arg("lineItems") }.into(),
            DecodeError::Missing { path } => AnswerMissing { path: arg(path) }.into(),
            DecodeError::Amount { path, found }
            | DecodeError::Quantity { path, found }
            | DecodeError::Id { path, found }
            | DecodeError::Currency { path, found } => AnswerValue { path: arg(path), found: arg(found) }.into(),
            DecodeError::Shape { path, found } if path.is_empty() => AnswerWhole { found: found.words() }.into(),
            DecodeError::Shape { path, found } => AnswerKind { path: arg(path), found: found.words() }.into(),
            DecodeError::Twice { path } => AnswerTwice { path: arg(path) }.into(),
        }
    }
}
