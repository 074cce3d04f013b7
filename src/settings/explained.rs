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

    /// Where people look for the first setting that these words name: `[orders]`, or a setting's own name with a `_` in it, which
    /// no sentence has.
    #[must_use]
    pub fn named_in(text: &str) -> Option<Self> {
        let part = |piece: &str| {
            let name = piece.split_once(']')?.0.split('.').next()?;
            schema::all().iter().find(|known| known.path.split('.').next() == Some(name)).map(|known| &known.path)
        };
        let of_part = text.split('[').skip(1).find_map(part);
        let words = || text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| word.contains('_'));
        let its = |word: &str| schema::all().iter().find(|known| known.path.rsplit('.').next() == Some(word));
        of_part.or_else(|| Some(&words().find_map(its)?.path)).and_then(|path| group(path))
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
        let named = Group::named_in;
        assert_eq!(named("ustaw [orders] foreign_currency = \"import\""), Some(Group::Orders));
        assert_eq!((named("Ustaw one_fulfillment."), named("Popraw [x] y.")), (Some(Group::Orders), None));
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
