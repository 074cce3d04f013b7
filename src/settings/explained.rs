//! What each setting means, by the catalogues, and where people look for it. The file that `init` makes and the panel's pages say
//! the same sentences.

use super::schema::{self, ANY, Known};
use crate::core::message::{Catalogue, Message};

/// Settings that belong together for who looks for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The seller.
    Firm,
    /// Accounts and the connection.
    Allegro,
    /// Bases.
    Optima,
    /// When orders are fetched.
    Schedule,
    /// Which orders become documents.
    Orders,
    /// Kinds, numbers, fields.
    Documents,
    /// Delivery, services, payment forms.
    Payments,
    /// Goods and their VAT.
    Goods,
    /// Buyers.
    Contractors,
    /// Folders and what is taken from them.
    Files,
    /// How files are written.
    Xml,
    /// E-mail.
    Letters,
    /// Language, log, how long persons are kept.
    Log,
}

impl Group {
    /// In the order in which they are shown.
    pub const ALL: [Self; 13] = [
        Self::Firm,
        Self::Allegro,
        Self::Optima,
        Self::Schedule,
        Self::Orders,
        Self::Documents,
        Self::Payments,
        Self::Goods,
        Self::Contractors,
        Self::Files,
        Self::Xml,
        Self::Letters,
        Self::Log,
    ];

    /// Its name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Allegro => "allegro",
            Self::Optima => "optima",
            Self::Schedule => "schedule",
            Self::Orders => "orders",
            Self::Documents => "documents",
            Self::Payments => "payments",
            Self::Goods => "goods",
            Self::Contractors => "contractors",
            Self::Files => "files",
            Self::Xml => "xml",
            Self::Letters => "letters",
            Self::Log => "log",
        }
    }
}

/// Where people look for a setting, by its path in the schema; `None`: nobody said so.
#[must_use]
pub fn group(path: &str) -> Option<Group> {
    let mut names = path.split('.');
    let group = match (names.next()?, names.nth(1)) {
        ("accounts", Some("schedule")) | ("schedule", _) => Group::Schedule,
        ("seller", _) => Group::Firm,
        ("allegro" | "accounts", _) => Group::Allegro,
        ("companies", _) => Group::Optima,
        ("orders", _) => Group::Orders,
        ("documents" | "fields", _) => Group::Documents,
        ("delivery" | "services" | "payments", _) => Group::Payments,
        ("products" | "vat", _) => Group::Goods,
        ("contractors", _) => Group::Contractors,
        ("handoff" | "import" | "watch" | "files", _) => Group::Files,
        ("xml", _) => Group::Xml,
        ("email", _) => Group::Letters,
        ("language" | "log" | "retention", _) => Group::Log,
        _ => return None,
    };
    Some(group)
}

/// What a setting means, by its path in the schema: an account's schedule is as that of all, the classes of buyers are as one.
#[must_use]
pub fn meaning(path: &str) -> Option<Message> {
    let plain = path.strip_prefix("accounts.*.").filter(|own| own.starts_with("schedule.")).unwrap_or(path);
    let classes = ["documents.firm.", "documents.invoice.", "documents.private."];
    let of_class = classes.iter().find_map(|class| plain.strip_prefix(class));
    let plain = of_class.map_or_else(|| plain.replace(&format!(".{ANY}."), "."), |own| format!("documents.{own}"));
    Message::of_setting(&plain)
}

/// The setting that a key of the file is of, by its path in the schema, and its level: a part of the file, or nothing for all.
#[must_use]
pub fn of_key(key: &str) -> Option<(&'static str, String)> {
    let known = |path: &str| schema::all().iter().find(|known| known.path == path).map(|known| known.path.as_str());
    if let Some(path) = known(key) {
        return Some((path, String::new()));
    }
    let mut names = key.splitn(3, '.');
    let (part, name, own) = (names.next()?, names.next()?, names.next()?);
    let path = known(&format!("{part}.{ANY}.{own}"))
        .or_else(|| known(own).filter(|_| matches!(part, "companies" | "accounts")))?;
    Some((path, format!("{part}.{name}")))
}

/// The settings for all that these words name, as `[orders] foreign_currency` or `orders.foreign_currency`.
#[must_use]
pub fn named_in(words: &str) -> Vec<&'static str> {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    let is_named = |known: &&'static Known| {
        let (part, name) = known.parts();
        let ways = [format!("[{part}] {name}"), known.path.clone()];
        let mut found = ways.iter().flat_map(|way| words.match_indices(way.as_str()));
        // One outside of all parts is a word like another.
        !part.is_empty() && found.any(|(at, way)| words.get(at + way.len()..).is_some_and(ends))
    };
    let plain = schema::all().iter().filter(|known| !known.path.contains(ANY));
    plain.filter(is_named).map(|known| known.path.as_str()).collect()
}

/// What the settings of a part mean, or one outside of all parts: each in a line, by its name.
pub(super) fn lines(texts: &Catalogue, part: &str) -> Vec<String> {
    let name = |known: &'static Known| {
        let own = known.path.strip_prefix(part)?;
        let own = if own.is_empty() { part } else { own.strip_prefix('.')? };
        (!own.starts_with("schedule.")).then_some(own)
    };
    let of_part = schema::all().iter().filter_map(|known| Some((name(known)?, meaning(&known.path)?)));
    of_part.map(|(name, meaning)| format!("{name}: {}", texts.text(&meaning))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::core::message::Language;
    use crate::core::message::text::IDS;

    #[test]
    fn every_setting_has_its_group_its_name_and_its_meaning() {
        for language in [Language::Polish, Language::English] {
            let texts = Catalogue::new(language);
            for known in schema::all() {
                assert!(group(&known.path).is_some(), "{} is in no group", known.path);
                let meaning = meaning(&known.path).unwrap_or_else(|| panic!("{} is not explained", known.path));
                assert!(texts.text(&meaning).len() > 10, "{}", known.path);
                let label = texts.label(&meaning).unwrap_or_else(|| panic!("{} has no name", known.path));
                assert!((2..60).contains(&label.chars().count()), "{label}");
            }
        }
        assert_eq!(group("nonsense.x"), None);
    }

    #[test]
    fn the_settings_that_words_name_are_found() {
        assert_eq!(named_in("ustaw [orders] one_fulfillment = \"import\"."), ["orders.one_fulfillment"]);
        assert_eq!(named_in("services.create, products.create"), ["products.create", "services.create"]);
        assert_eq!(named_in("[orders] one_fulfillment_warehouse"), ["orders.one_fulfillment_warehouse"]);
        assert!(named_in("language, orders, [orders] nonsense, services.csv").is_empty());
    }

    #[test]
    fn every_word_that_is_chosen_has_a_name() {
        for language in [Language::Polish, Language::English] {
            let texts = Catalogue::new(language);
            for known in schema::all().iter().filter(|known| !known.is_list) {
                let schema::Kind::Word(words) = known.kind else { continue };
                for word in words {
                    let name = Message::of_word(&meaning(&known.path).unwrap(), word);
                    let name = name.unwrap_or_else(|| panic!("{} = {word} has no name", known.path));
                    assert!(texts.text(&name).len() > 1, "{} = {word}", known.path);
                }
            }
        }
        let meaning = meaning("log.level").unwrap();
        assert_eq!(Message::of_word(&meaning, "nonsense"), None);
    }

    #[test]
    fn a_key_of_the_file_is_of_a_setting_and_a_level() {
        let found = |key| of_key(key).map(|(path, level)| format!("{path} {level}"));
        assert_eq!(found("log.level").as_deref(), Some("log.level "));
        assert_eq!(found("handoff").as_deref(), Some("handoff "));
        assert_eq!(found("companies.firma.server").as_deref(), Some("companies.*.server companies.firma"));
        assert_eq!(found("accounts.sklep.vat.delivery").as_deref(), Some("vat.delivery accounts.sklep"));
        let schedule = "accounts.*.schedule.hours accounts.sklep";
        assert_eq!(found("accounts.sklep.schedule.hours").as_deref(), Some(schedule));
        for none in ["", "companies.firma", "seller.firma.log.level", "Orders/0/Id", "companies..", "nonsense"] {
            assert_eq!(found(none), None, "{none}");
        }
    }

    #[test]
    fn nothing_is_explained_that_is_no_setting() {
        let meant: BTreeSet<String> =
            schema::all().iter().filter_map(|known| Some(meaning(&known.path)?.id.into_owned())).collect();
        let texts = Catalogue::new(Language::Polish);
        let explained = IDS.iter().filter(|id| id.starts_with("cfg-"));
        for id in explained.filter(|id| texts.label(&Message::new(id, [])).is_some()) {
            assert!(meant.contains(*id), "{id}");
        }
        let groups: BTreeSet<Group> = schema::all().iter().filter_map(|known| group(&known.path)).collect();
        assert!(groups.into_iter().eq(Group::ALL.into_iter().collect::<BTreeSet<_>>()), "each has settings");
        assert_eq!(Group::ALL.iter().map(|group| group.name()).collect::<BTreeSet<_>>().len(), Group::ALL.len());
    }
}
