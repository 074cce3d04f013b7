//! Every setting that there is, as the types know it: asked of their own reading, so that no list of them can fall behind.

use std::sync::LazyLock;

use serde::Deserialize as _;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};

use crate::core::settings::Settings;

/// What stands for the name of an account or a company in a path.
pub const ANY: &str = "*";

const UNNAMED: &[&str] = &[ANY];

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// `accounts.*.client_id`.
    pub path: String,
    /// What it is, or each of its values.
    pub kind: Kind,
    /// Has it any number of values?
    pub is_list: bool,
}

impl Known {
    /// The part that it stands in, and its name there.
    #[must_use]
    pub fn parts(&self) -> (&str, &str) {
        self.path.rsplit_once('.').unwrap_or(("", &self.path))
    }
}

/// What a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Flag,
    /// A whole number.
    Number,
    /// A text.
    Text,
    /// One of these.
    Word(&'static [&'static str]),
}

/// All of them, in the order of the types. One that is a list is as one of its values.
#[must_use]
pub fn all() -> &'static [Known] {
    static ALL: LazyLock<Vec<Known>> = LazyLock::new(|| {
        let mut found = Vec::new();
        // What is found does not hang on what comes of it.
        let _ = Settings::deserialize(Asked { path: String::new(), is_list: false, found: &mut found });
        found
    });
    &ALL
}

/// Does the file have a part, or a setting outside of all parts, of this name?
#[must_use]
pub fn is_part(name: &str) -> bool {
    all().iter().any(|known| known.path.split('.').next() == Some(name))
}

/// Gives every type what it asks for, and notes what that is.
struct Asked<'f> {
    path: String,
    is_list: bool,
    found: &'f mut Vec<Known>,
}

impl Asked<'_> {
    fn note(self, kind: Kind) {
        self.found.push(Known { path: self.path, kind, is_list: self.is_list });
    }
}

/// The name of everything that has one.
struct Names<'f> {
    path: String,
    found: &'f mut Vec<Known>,
    left: std::slice::Iter<'f, &'static str>,
    name: &'static str,
}

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.note(Kind::Number);
            visitor.visit_u8(1)
        }
    )*};
}

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Error;

    numbers! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.note(Kind::Flag);
        visitor.visit_bool(true)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.note(Kind::Text);
        // A word that those texts take, too, which take few.
        visitor.visit_str("generated")
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(One(Some(Asked { is_list: true, ..self })))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Names { path: self.path, found: self.found, left: UNNAMED.iter(), name: ANY })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Names { path: self.path, found: self.found, left: fields.iter(), name: ANY })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.note(Kind::Word(variants));
        let word: StrDeserializer<'_, Error> = variants.first().copied().unwrap_or_default().into_deserializer();
        visitor.visit_enum(word)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    serde::forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Names<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.left.next() else { return Ok(None) };
        self.name = name;
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let path = if self.path.is_empty() { self.name.to_owned() } else { format!("{}.{}", self.path, self.name) };
        seed.deserialize(Asked { path, is_list: false, found: self.found })
    }
}

/// A list of one.
struct One<'f>(Option<Asked<'f>>);

impl<'de> SeqAccess<'de> for One<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.take().map(|asked| seed.deserialize(asked)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_known_once_also_those_that_are_left_out_when_they_are_empty() {
        let all = all();
        let kind = |path: &str| all.iter().find(|known| known.path == path).map(|known| known.kind);
        assert_eq!(kind("accounts.*.api_url"), Some(Kind::Text));
        assert_eq!(kind("accounts.*.schedule.weekdays"), Some(Kind::Text));
        assert_eq!(kind("companies.*.other_seller"), Some(Kind::Flag));
        assert_eq!(kind("email.port"), Some(Kind::Number));
        assert_eq!(kind("language"), Some(Kind::Word(&["pl", "en"])));
        assert_eq!(kind("xml.payer_code"), Some(Kind::Text));
        let lists: Vec<&str> = all.iter().filter(|known| known.is_list).map(|known| known.path.as_str()).collect();
        let of_account = ["accounts.*.schedule.daily_at", "accounts.*.schedule.weekdays"];
        let of_fields = ["fields.other_foreign_numbers", "fields.description"];
        assert_eq!(
            lists,
            [&of_account[..], &of_fields, &["schedule.daily_at", "schedule.weekdays", "email.to"]].concat()
        );
        // The last of the last part: nothing broke off on the way.
        assert_eq!(all.last().map(|known| known.path.as_str()), Some("email.details"));
        let mut paths: Vec<&str> = all.iter().map(|known| known.path.as_str()).collect();
        let count = paths.len();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), count);
        assert!(count > 100, "{count}");
    }
}
