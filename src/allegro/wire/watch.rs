//! Reads a typed value out of JSON and tells what is strange on the way, and where it stands.
//!
//! One deserializer for everything that Allegro sends: each further one would be compiled for every type anew.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::error::DecodeError;
use super::json::{MAX_DEPTH, join};
use super::{needed, reason};

/// What is no error, and of interest to some.
pub(super) enum Strange<'p> {
    /// A field that no type asks for.
    Field(&'p Place<'p>),
    /// A value of another shape than expected, where no document needs it; with what shows its kind.
    Value(&'p Place<'p>, &'static str),
    /// A field that stands once more, where no document needs it. The first of them counts.
    Again(&'p Place<'p>),
    /// More nesting than is allowed.
    Depth,
}

/// What is expected at a place whose value no document needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Scalar,
    Object,
    List,
}

impl Shape {
    /// By this name of a "newtype" a function of [`super::scalar`] says what it expects: no type here is one, so the name
    /// reaches nobody but [`Watched`].
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Scalar => "?scalar",
            Self::Object => "?object",
            Self::List => "?list",
        }
    }

    fn of(name: &str) -> Option<Self> {
        [Self::Scalar, Self::Object, Self::List].into_iter().find(|shape| shape.name() == name)
    }
}

/// Reads `text`, which holds one value; `tell` hears of everything strange in it.
pub(super) fn read<T: DeserializeOwned>(text: &str, tell: &dyn Fn(Strange<'_>)) -> Result<T, DecodeError> {
    read_as(text, &Watching { tell, passes_over: false, failed: RefCell::default() })
}

/// As [`read`]; a field that stands twice is an error only where a document needs it.
pub(super) fn read_carefully<T: DeserializeOwned>(text: &str, tell: &dyn Fn(Strange<'_>)) -> Result<T, DecodeError> {
    read_as(text, &Watching { tell, passes_over: true, failed: RefCell::default() })
}

fn read_as<T: DeserializeOwned>(text: &str, found: &Watching<'_>) -> Result<T, DecodeError> {
    let root = Place { step: None, depth: 0, found };
    let mut json = serde_json::Deserializer::from_str(text);
    T::deserialize(Watched { inner: &mut json, place: &root })
        .and_then(|value| json.end().map(|()| value))
        .map_err(|error| reason::explain(&error, &found.failed.borrow()))
}

struct Watching<'p> {
    tell: &'p dyn Fn(Strange<'_>),
    /// What stands once more is passed over. To know it costs every name of every object.
    passes_over: bool,
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
    pub(super) fn path(&self) -> String {
        self.written(&|index| format!("[{index}]"))
    }

    /// The name of the member that it is.
    pub(super) fn name(&self) -> &str {
        match self.step {
            Some((_, Step::Member(name))) => name,
            _ => "",
        }
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

    /// An object or array begins here.
    fn opened(&self) {
        if self.depth as usize >= MAX_DEPTH {
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
        self.inner.deserialize_any(Over { place: *self.place })?;
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        match Shape::of(name) {
            Some(shape) => self.inner.deserialize_any(Lenient { inner: visitor, place: self.place, shape }),
            None => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier
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
        self.inner.visit_map(Members { inner: map, place: self.place, name: Cow::Borrowed(""), before: Vec::new() })
    }
}

/// A visitor of what no document needs: anything of another shape is told of and read over, and the visitor gets `null`.
struct Lenient<'p, V> {
    inner: V,
    place: &'p Place<'p>,
    shape: Shape,
}

impl<'de, V: Visitor<'de>> Lenient<'_, V> {
    fn odd<E: Error>(self, kind: &'static str) -> Result<V::Value, E> {
        (self.place.found.tell)(Strange::Value(self.place, kind));
        self.inner.visit_unit()
    }

    /// Blank text stands for nothing, whatever is expected.
    fn text<E: Error>(self, text: &str) -> Result<V::Value, E> {
        if text.trim().is_empty() { self.inner.visit_unit() } else { self.odd("\"…\"") }
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Lenient<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<V::Value, E> {
        if self.shape == Shape::Scalar { self.inner.visit_bool(value) } else { self.odd("true/false") }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<V::Value, E> {
        if self.shape == Shape::Scalar { self.inner.visit_i64(value) } else { self.odd("0…9") }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<V::Value, E> {
        if self.shape == Shape::Scalar { self.inner.visit_u64(value) } else { self.odd("0…9") }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        if self.shape == Shape::Scalar { self.inner.visit_f64(value) } else { self.odd("0…9") }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<V::Value, E> {
        if self.shape == Shape::Scalar { self.inner.visit_str(value) } else { self.text(value) }
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<V::Value, E> {
        if self.shape == Shape::Scalar { self.inner.visit_borrowed_str(value) } else { self.text(value) }
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<V::Value, A::Error> {
        if self.shape == Shape::List {
            return Watched { inner: self.inner, place: self.place }.visit_seq(seq);
        }
        Over { place: *self.place }.elements(&mut seq)?;
        self.odd("[…]")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<V::Value, A::Error> {
        if self.shape == Shape::Object {
            return Watched { inner: self.inner, place: self.place }.visit_map(map);
        }
        Over { place: *self.place }.members(&mut map)?;
        self.odd("{…}")
    }
}

/// Reads over what stands at a place, and tells of nothing but its depth. Unlike serde's own way of ignoring it takes no text
/// that is none.
#[derive(Clone, Copy)]
struct Over<'p> {
    place: Place<'p>,
}

impl Over<'_> {
    fn deeper(self) -> Self {
        self.place.opened();
        Over { place: Place { depth: self.place.depth.saturating_add(1), ..self.place } }
    }

    fn elements<'de, A: SeqAccess<'de>>(self, seq: &mut A) -> Result<(), A::Error> {
        let element = self.deeper();
        while seq.next_element_seed(element)?.is_some() {}
        Ok(())
    }

    fn members<'de, A: MapAccess<'de>>(self, map: &mut A) -> Result<(), A::Error> {
        let member = self.deeper();
        while map.next_key_seed(Name)?.is_some() {
            map.next_value_seed(member)?;
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Over<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Over<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.elements(&mut seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.members(&mut map)
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
    before: Vec<Cow<'de, str>>,
}

impl<A> Members<'_, '_, A> {
    /// Has there been a member of this name, which is passed over then?
    fn stands_again(&mut self) -> bool {
        if !self.place.found.passes_over {
            return false;
        }
        if !self.before.contains(&self.name) {
            self.before.push(self.name.clone());
            return false;
        }
        let place = self.place.below(Step::Member(&self.name));
        let passed = !needed::is_needed(&place.path_without_indices());
        if passed {
            (place.found.tell)(Strange::Again(&place));
        }
        passed
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        loop {
            let Some(name) = self.inner.next_key_seed(Name)? else { return Ok(None) };
            self.name = name;
            if !self.stands_again() {
                break;
            }
            self.inner.next_value::<IgnoredAny>()?;
        }
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
