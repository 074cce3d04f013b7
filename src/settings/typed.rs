//! From values that know where in the file they stand to the settings as types; what does not fit says where it is, what is
//! there and what would fit.

use serde::Deserialize as _;
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::core::settings::Settings;

/// More than anybody reads at once.
const MOST: usize = 50;

/// Why a value cannot be what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// There is no setting of this name; these there are.
    Unknown(&'static [&'static str]),
    /// None of these words.
    Word(String, &'static [&'static str]),
    /// A value of another kind.
    Kind(Wanted),
    /// The type itself says so, in English.
    Said(String),
}

/// What kind of value a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Text,
    Word(&'static [&'static str]),
    Number,
    Flag,
    List,
    Part,
}

/// What does not fit.
#[derive(Clone, Debug)]
pub(super) struct Misfit {
    /// In bytes.
    pub at: usize,
    /// The names that lead to it.
    pub path: Vec<String>,
    /// Why.
    pub why: Unfit,
}

/// The settings of a table, and what in it does not fit and is left out of them.
pub(super) fn settings(mut table: DeTable<'_>) -> (Settings, Vec<Misfit>) {
    let mut found = Vec::new();
    loop {
        match Settings::deserialize(Part { table: &table, begins: 0 }) {
            Ok(settings) => return (settings, found),
            Err(Error { at, mut path, why }) => {
                path.reverse();
                let is_out = remove(&mut table, &path);
                found.push(Misfit { at: at.unwrap_or_default(), path, why });
                if !is_out || found.len() >= MOST {
                    return (Settings::default(), found);
                }
            }
        }
    }
}

/// Takes the value of a path out; `false`: there is none.
fn remove(table: &mut DeTable<'_>, path: &[String]) -> bool {
    match path {
        [] => false,
        [name] => table.remove(name.as_str()).is_some(),
        [name, rest @ ..] => match table.get_mut(name.as_str()).map(Spanned::get_mut) {
            Some(DeValue::Table(below)) => remove(below, rest),
            // An item of a list goes with its list.
            _ => table.remove(name.as_str()).is_some(),
        },
    }
}

/// A misfit on its way up.
#[derive(Debug)]
struct Error {
    at: Option<usize>,
    /// From the innermost name on.
    path: Vec<String>,
    why: Unfit,
}

impl Error {
    fn new(why: Unfit, at: usize) -> Self {
        Self { at: Some(at), path: Vec::new(), why }
    }

    fn at(self, at: usize) -> Self {
        Self { at: self.at.or(Some(at)), ..self }
    }

    fn below(mut self, name: &str) -> Self {
        self.path.push(name.to_owned());
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.why)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: std::fmt::Display>(text: T) -> Self {
        Self { at: None, path: Vec::new(), why: Unfit::Said(text.to_string()) }
    }

    fn unknown_field(_: &str, known: &'static [&'static str]) -> Self {
        Self { at: None, path: Vec::new(), why: Unfit::Unknown(known) }
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Self { at: None, path: Vec::new(), why: Unfit::Word(word.to_owned(), known) }
    }
}

/// A value and where it begins.
#[derive(Clone, Copy)]
struct Value<'v, 't> {
    value: &'v DeValue<'t>,
    begins: usize,
}

impl<'v, 't> Value<'v, 't> {
    fn of(spanned: &'v Spanned<DeValue<'t>>) -> Self {
        Self { value: spanned.get_ref(), begins: spanned.span().start }
    }

    fn is_not(self, wanted: Wanted) -> Error {
        Error::new(Unfit::Kind(wanted), self.begins)
    }

    fn part(self) -> Result<Part<'v, 't>, Error> {
        let DeValue::Table(table) = self.value else { return Err(self.is_not(Wanted::Part)) };
        Ok(Part { table, begins: self.begins })
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let DeValue::Integer(number) = self.value else { return Err(self.is_not(Wanted::Number)) };
            match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => visitor.visit_i64(number).map_err(|error: Error| error.at(self.begins)),
                Err(error) => Err(Error::new(Unfit::Said(error.to_string()), self.begins)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Value<'_, '_> {
    type Error = Error;

    numbers! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let DeValue::Boolean(flag) = self.value else { return Err(self.is_not(Wanted::Flag)) };
        visitor.visit_bool(*flag)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let DeValue::String(text) = self.value else { return Err(self.is_not(Wanted::Text)) };
        visitor.visit_str(text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let DeValue::String(word) = self.value else { return Err(self.is_not(Wanted::Word(variants))) };
        let word: StrDeserializer<'_, Error> = word.as_ref().into_deserializer();
        visitor.visit_enum(word).map_err(|error| error.at(self.begins))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let DeValue::Array(items) = self.value else { return Err(self.is_not(Wanted::List)) };
        visitor.visit_seq(Items(items.iter()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.part()?.deserialize_map(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.part()?.deserialize_map(visitor)
    }

    serde::forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct identifier ignored_any
    }
}

/// A table and where it begins.
struct Part<'v, 't> {
    table: &'v DeTable<'t>,
    begins: usize,
}

impl<'de> Deserializer<'de> for Part<'_, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let begins = self.begins;
        visitor.visit_map(Pairs { left: self.table.iter(), value: None }).map_err(|error| error.at(begins))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// What of a table was not read yet.
struct Pairs<I, P> {
    left: I,
    value: Option<P>,
}

impl<'de, 'v, 't: 'v, I> MapAccess<'de> for Pairs<I, (&'v str, Value<'v, 't>)>
where
    I: Iterator<Item = (&'v Spanned<std::borrow::Cow<'t, str>>, &'v Spanned<DeValue<'t>>)>,
{
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        let name = key.get_ref().as_ref();
        self.value = Some((name, Value::of(value)));
        let known: StrDeserializer<'_, Error> = name.into_deserializer();
        seed.deserialize(known).map(Some).map_err(|error| error.at(key.span().start).below(name))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Some((name, value)) = self.value.take() else { return Err(de::Error::custom("a value before its name")) };
        seed.deserialize(value).map_err(|error| error.at(value.begins).below(name))
    }
}

/// What of a list was not read yet.
struct Items<'v, 't>(std::slice::Iter<'v, Spanned<DeValue<'t>>>);

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|item| seed.deserialize(Value::of(item))).transpose()
    }
}
