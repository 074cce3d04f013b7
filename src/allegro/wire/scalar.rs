//! Values as lenient as Allegro is: `null`, absent and `""` are the same, a number may come as text and text
//! as a number. What no document needs may have any shape: another one than expected counts as `null`, and [`super::watch`]
//! tells of it. What one needs ([`super::needed`]) is read by the functions that say *required*.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use super::reason::{Because, Reason};
use super::watch::Shape;
use crate::core::money::{AMOUNT_MAX, Currency};

/// Digits of an amount or quantity: what `rust_decimal` holds exactly.
const MAX_DIGITS: usize = 28;

/// A JSON number has passed through a double, which is exact to this many digits; more must come as text.
const EXACT_DIGITS_OF_A_DOUBLE: usize = 15;

/// Text, a number or a Boolean, as text; `None` for `null`.
struct Scalar;

impl<'de> Visitor<'de> for Scalar {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or a number")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(if value { "true" } else { "false" })))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        // Only the shortest text that gives this double again is used, never the double itself; one that may not be what was
        // written is no plain number, and so no amount.
        let text = value.to_string();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        Ok(Some(Cow::Owned(if digits > EXACT_DIGITS_OF_A_DOUBLE { format!("{value:e}") } else { text })))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_owned())))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(value)))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A scalar, if there is one; blank text counts as none. What it is to be is made of it afterwards: a visitor for each kind
/// would have the whole of JSON compiled for it.
fn scalar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cow<'de, str>>, D::Error> {
    let text = deserializer.deserialize_newtype_struct(Shape::Scalar.name(), Scalar)?;
    Ok(text.filter(|text| !text.trim().is_empty()))
}

/// A scalar that must be there.
fn required_scalar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    let text = deserializer.deserialize_any(Scalar)?;
    text.filter(|text| !text.trim().is_empty()).ok_or_else(|| D::Error::custom(Because(Reason::Missing, "")))
}

/// Optional text.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(scalar(deserializer)?.map(Cow::into_owned))
}

/// Text that may be missing, as empty text.
pub(super) fn text_or_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(scalar(deserializer)?.unwrap_or_default().into_owned())
}

/// Text that must be there.
pub(super) fn required_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(required_scalar(deserializer)?.into_owned())
}

fn required<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    read: impl FnOnce(&str) -> Result<T, Reason>,
) -> Result<T, D::Error> {
    let text = required_scalar(deserializer)?;
    read(&text).map_err(|reason| D::Error::custom(Because(reason, &text)))
}

/// `true` and `false`, also as text; missing is `false`, and so is anything else.
pub(super) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(scalar(deserializer)?.is_some_and(|text| truth(&text) == Some(true)))
}

/// What a text says of a yes or no.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// A UUID that must be there.
pub(super) fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Uuid, D::Error> {
    required(deserializer, |text| Uuid::try_parse(text.trim()).map_err(|_| Reason::Id))
}

/// An amount of money that must be there.
pub(super) fn amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    required(deserializer, |text| decimal(text).ok_or(Reason::Amount))
}

/// A quantity above 0 that must be there.
pub(super) fn quantity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    required(deserializer, |text| above_zero(text).ok_or(Reason::Quantity))
}

/// A quantity above 0.
pub(super) fn above_zero(text: &str) -> Option<Decimal> {
    decimal(text).filter(|value| !value.is_zero())
}

/// A currency that must be there.
pub(super) fn currency<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Currency, D::Error> {
    required(deserializer, |text| Currency::new(text).ok_or(Reason::Currency))
}

/// Digits, with or without a point, from 0 up to what Optima's columns hold. No sign, no exponent.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !plain || digits == 0 || digits > MAX_DIGITS || text.starts_with('.') || text.ends_with('.') {
        return None;
    }
    Decimal::from_str(text).ok().filter(|value| *value <= AMOUNT_MAX)
}

/// A moment, or the text that is none.
#[derive(Debug)]
pub(super) enum Moment {
    At(Timestamp),
    Unreadable(String),
}

/// A moment, if there is one. No document needs it, so an unreadable one is no error.
pub(super) fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Moment>, D::Error> {
    let read = |text: Cow<'_, str>| match Timestamp::from_str(text.trim()) {
        Ok(timestamp) => Moment::At(timestamp),
        Err(_) => Moment::Unreadable(text.into_owned()),
    };
    Ok(scalar(deserializer)?.map(read))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        if value.trim().is_empty() { Ok(None) } else { Err(E::invalid_type(serde::de::Unexpected::Str(""), &self)) }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Some)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// An object, if there is one; `""` counts as none.
pub(super) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_newtype_struct(Shape::Object.name(), Object(PhantomData))
}

/// An object that must be there.
pub(super) fn required_object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    let object = deserializer.deserialize_any(Object(PhantomData))?;
    object.ok_or_else(|| D::Error::custom(Because(Reason::Missing, "")))
}

struct List<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        if value.trim().is_empty() {
            Ok(Vec::new())
        } else {
            Err(E::invalid_type(serde::de::Unexpected::Str(""), &self))
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(values)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// An array of what no document needs; `null` and `""` are an empty one, and an element of another kind is none.
pub(super) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Element<T>(Option<T>);

    impl<'de, T: Deserialize<'de>> Deserialize<'de> for Element<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            object(deserializer).map(Self)
        }
    }

    let elements = deserializer.deserialize_newtype_struct(Shape::List.name(), List(PhantomData))?;
    Ok(elements.into_iter().filter_map(|Element(element)| element).collect())
}

/// An array that must be one if it is there at all, with nothing but what belongs in it.
pub(super) fn whole_list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_any(List(PhantomData))
}

/// An array of texts.
pub(super) fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct Text(Option<String>);

    impl<'de> Deserialize<'de> for Text {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            text(deserializer).map(Self)
        }
    }

    let elements = deserializer.deserialize_newtype_struct(Shape::List.name(), List(PhantomData))?;
    Ok(elements.into_iter().filter_map(|Text(text)| text).collect())
}

/// A field that is known and not used: read over, and not counted as unknown, which `IgnoredAny` would be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unused;

impl<'de> Deserialize<'de> for Unused {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Unused)
    }
}

impl<'de> DeserializeSeed<'de> for Unused {
    type Value = Unused;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Unused, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Unused {
    type Value = Unused;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_unit<E: Error>(self) -> Result<Unused, E> {
        Ok(self)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Unused, E> {
        Ok(self)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Unused, E> {
        Ok(self)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Unused, E> {
        Ok(self)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Unused, E> {
        Ok(self)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Unused, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Unused, A::Error> {
        while seq.next_element_seed(self)?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Unused, A::Error> {
        while map.next_key::<Unused>()?.is_some() {
            map.next_value_seed(self)?;
        }
        Ok(self)
    }
}
