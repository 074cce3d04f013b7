//! Reads a typed value out of JSON and tells what is strange on the way, and where it stands.
//!
//! One deserializer for everything that Allegro sends: each further one would be compiled for every type anew.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::error::DecodeError;
use super::json::join;
use super::reason;

/// Nesting of what is typed has seven levels.
const USUAL_DEPTH: u32 = 16;

/// What is no error, and of interest to some.
pub(super) enum Strange<'p> {
    /// A field that no type asks for.
    Field(&'p Place<'p>),
    /// More nesting than orders have.
    Depth,
}

/// Reads `text`, which holds one value; `tell` hears of everything strange in it.
pub(super) fn read<T: DeserializeOwned>(text: &str, tell: &dyn Fn(Strange<'_>)) -> Result<T, DecodeError> {
    let found = Watching { tell, failed: RefCell::default() };
    let root = Place { step: None, depth: 0, found: &found };
    let mut json = serde_json::Deserializer::from_str(text);
    T::deserialize(Watched { inner: &mut json, place: &root })
        .and_then(|value| json.end().map(|()| value))
        .map_err(|error| reason::explain(&error, &found.failed.borrow()))
}

struct Watching<'p> {
    tell: &'p dyn Fn(Strange<'_>),
    /// The deepest place that failed.
    failed: RefCell<String>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// From where, and by what; the whole text has none.
    step: Option<(&'p Place<'p>, Step<'p>)>,
    depth: u32,
    found: &'p Watching<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Member(&'p str),
    Element(usize),
}

impl<'p> Place<'p> {
    fn below(&'p self, step: Step<'p>) -> Self {
        Place { step: Some((self, step)), depth: self.depth + 1, found: self.found }
    }

    /// `lineItems[0].price.amount`; empty for the whole text.
    fn path(&self) -> String {
        self.written(&|index| format!("[{index}]"))
    }

    /// `lineItems[].newField`: the same field of every line is one.
    pub(super) fn path_without_indices(&self) -> String {
        self.written(&|_| "[]".to_owned())
    }

    fn written(&self, element: &dyn Fn(usize) -> String) -> String {
        match self.step {
            None => String::new(),
            Some((above, Step::Member(name))) => join(above.written(element), name),
            Some((above, Step::Element(index))) => above.written(element) + &element(index),
        }
    }

    fn failed(&self) {
        let mut failed = self.found.failed.borrow_mut();
        if failed.is_empty() {
            *failed = self.path();
        }
    }

    fn opened(&self) {
        if self.depth >= USUAL_DEPTH {
            (self.found.tell)(Strange::Depth);
        }
    }
}

/// A deserializer, visitor or seed of the value at a place.
struct Watched<'p, T> {
    inner: T,
    place: &'p Place<'p>,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Watched<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(Watched { inner: visitor, place: self.place })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_option(Watched { inner: visitor, place: self.place })
    }

    /// Only a field that nobody asks for is deserialized into nothing.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        (self.place.found.tell)(Strange::Field(self.place));
        self.inner.deserialize_ignored_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Watched<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<V::Value, E> {
        self.inner.visit_bool(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<V::Value, E> {
        self.inner.visit_i64(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<V::Value, E> {
        self.inner.visit_u64(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        self.inner.visit_f64(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<V::Value, E> {
        self.inner.visit_str(value)
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<V::Value, E> {
        self.inner.visit_borrowed_str(value)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Watched { inner: value, place: self.place })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        self.place.opened();
        self.inner.visit_seq(Elements { inner: seq, place: self.place, next: 0 })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.place.opened();
        self.inner.visit_map(Members { inner: map, place: self.place, name: Cow::Borrowed("") })
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Watched<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Watched { inner: deserializer, place: self.place })
    }
}

struct Elements<'p, A> {
    inner: A,
    place: &'p Place<'p>,
    next: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Elements<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let place = self.place.below(Step::Element(self.next));
        self.next += 1;
        self.inner.next_element_seed(Watched { inner: seed, place: &place }).inspect_err(|_| place.failed())
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

struct Members<'p, 'de, A> {
    inner: A,
    place: &'p Place<'p>,
    name: Cow<'de, str>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let Some(name) = self.inner.next_key_seed(Name)? else { return Ok(None) };
        self.name = name;
        match &self.name {
            Cow::Borrowed(name) => seed.deserialize(BorrowedStrDeserializer::new(name)),
            Cow::Owned(name) => seed.deserialize(StrDeserializer::new(name)),
        }
        .map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let place = self.place.below(Step::Member(&self.name));
        self.inner.next_value_seed(Watched { inner: seed, place: &place }).inspect_err(|_| place.failed())
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

/// A member's name, as it stands in the text where nothing in it is escaped.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }
}
