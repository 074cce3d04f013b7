//! The texts that people read. Each message of the catalogues in `i18n/` is a type here, made by `build.rs`;
//! the core hands out messages as values and only the edge turns them into words.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use super::cause::Ask;

/// The generated types, one per message.
#[allow(clippy::pedantic, unused_imports, reason = "generated; an empty catalogue needs no `Arg`")]
pub mod text {
    use super::{Arg, Message};
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));

    pub(super) const fn catalogue(language: super::Language) -> &'static [&'static str] {
        match language {
            super::Language::Polish => &PL,
            super::Language::English => &EN,
        }
    }
}

/// What is put into a message's placeholder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A count; plural forms follow it.
    Number(i64),
    /// Anything else, shown as it is but for control characters, which are escaped.
    Text(String),
    /// A text of the catalogue itself, such as the name of a kind of document.
    Message(Box<Message>),
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<&String> for Arg {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}
impl From<&std::path::Path> for Arg {
    fn from(value: &std::path::Path) -> Self {
        Self::Text(value.display().to_string())
    }
}
impl From<Decimal> for Arg {
    fn from(value: Decimal) -> Self {
        Self::Text(value.to_string())
    }
}
impl From<Message> for Arg {
    fn from(value: Message) -> Self {
        Self::Message(Box::new(value))
    }
}
impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}
impl From<u32> for Arg {
    fn from(value: u32) -> Self {
        Self::Number(i64::from(value))
    }
}
impl From<usize> for Arg {
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

/// A text of the catalogues with what belongs in its placeholders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredMessage")]
pub struct Message {
    /// The id in the catalogues; for problems it is the stable code, `VAT-002`.
    pub id: Cow<'static, str>,
    /// Placeholder and value, in the order of the placeholders' names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(Cow<'static, str>, Arg)>,
    /// The id of the message whose words were removed (`core::retention`): this one stands instead of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<Cow<'static, str>>,
}

/// A message as this version and earlier ones wrote it.
#[derive(Deserialize)]
struct StoredMessage {
    id: Cow<'static, str>,
    #[serde(default)]
    args: Vec<(Cow<'static, str>, Arg)>,
    instead_of: Option<Cow<'static, str>>,
}

impl From<StoredMessage> for Message {
    fn from(StoredMessage { id, args, instead_of }: StoredMessage) -> Self {
        // Earlier versions had the code of what was removed among the values alone.
        let instead_of = instead_of.or_else(|| match args.as_slice() {
            [(_, Arg::Text(code))] if id == "RET-001" => Some(Cow::Owned(code.clone())),
            _ => None,
        });
        Self { id, args, instead_of }
    }
}

impl Message {
    /// Used by the generated types only; make a message from one of those.
    #[must_use]
    pub fn new<const N: usize>(id: &'static str, args: [(&'static str, Arg); N]) -> Self {
        let args = args.into_iter().map(|(name, arg)| (Cow::Borrowed(name), arg)).collect();
        Self { id: Cow::Borrowed(id), args, instead_of: None }
    }

    /// What a setting means, by its path without names of accounts and companies; `None`: the catalogues do not say it.
    #[must_use]
    pub fn of_setting(path: &str) -> Option<Self> {
        let id = format!("cfg-{}", path.replace('.', "-"));
        let at = text::IDS.binary_search(&id.as_str()).ok()?;
        text::IDS.get(at).map(|id| Self::new(id, []))
    }

    /// What one of the words of a setting is called, by what the setting means; `None`: the catalogues do not say it.
    #[must_use]
    pub fn of_word(meaning: &Self, word: &str) -> Option<Self> {
        let id = format!("word-{}-{word}", meaning.id.strip_prefix("cfg-")?);
        let at = text::IDS.binary_search(&id.as_str()).ok()?;
        text::IDS.get(at).map(|id| Self::new(id, []))
    }

    /// With every text that is put into it cut to what is told of it ([`quoted`]).
    pub(super) fn cut(mut self) -> Self {
        for (_, arg) in &mut self.args {
            match arg {
                Arg::Number(_) => {}
                Arg::Text(text) if text.len() <= QUOTED_MAX && !text.contains(char::is_control) => {}
                Arg::Text(text) => *text = quoted(text),
                Arg::Message(message) => **message = std::mem::replace(&mut **message, Self::new("", [])).cut(),
            }
        }
        self
    }

    /// May a file that was refused with this be possible later without having changed? So it is where the reason lies
    /// outside of the file and a person can do away with it: in Optima, in a mapping table or in the settings. With
    /// another reason beside it the file stays refused all the same. In the catalogues: `.cure = outside`.
    #[must_use]
    pub fn is_curable(&self) -> bool {
        text::CURE_OUTSIDE.contains(&&*self.id)
    }

    /// Does a person's word let in the very file that was refused with this? In the catalogues: `.cure = word`.
    #[must_use]
    pub fn is_for_a_person_to_say(&self) -> bool {
        text::CURE_WORD.contains(&&*self.id)
    }

    /// Is it the reason of nothing but now, because something at Allegro that is needed could not be read? Where an order
    /// has no other reason, it waits and is not refused. In the catalogues: `.cure = later`.
    #[must_use]
    pub fn passes(&self) -> bool {
        text::CURE_LATER.contains(&&*self.id)
    }

    /// Does a login at Allegro end it? In the catalogues: `.ends = login`.
    #[must_use]
    pub fn ends_with_login(&self) -> bool {
        text::ENDS_LOGIN.contains(&&*self.id)
    }

    /// What a person is asked by it, where one answer ends it for every order that has it ([`super::cause`]). In the
    /// catalogues: `.asks = …`.
    #[must_use]
    pub fn asks(&self) -> Option<Ask> {
        let marked = |ask: &Ask| match ask {
            Ask::Offer => text::ASKS_OFFER,
            Ask::Code => text::ASKS_CODE,
            Ask::Ean => text::ASKS_EAN,
            Ask::Rate => text::ASKS_RATE,
            Ask::Delivery => text::ASKS_DELIVERY,
            Ask::Service => text::ASKS_SERVICE,
            Ask::Used => text::ASKS_USED,
            Ask::Payment => text::ASKS_PAYMENT,
            Ask::Form => text::ASKS_FORM,
            Ask::Nip => text::ASKS_NIP,
        };
        Ask::ALL.into_iter().find(|ask| marked(ask).contains(&&*self.id))
    }

    /// What is put into this placeholder, if it is a text.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find_map(|(known, arg)| match arg {
            Arg::Text(text) if known == name => Some(text.as_str()),
            _ => None,
        })
    }

    /// Do its codes or numbers come from a buyer, as the code of his card may? Nothing of it goes into letters, then, unless
    /// that is asked for. In the catalogues: `.names = buyer`.
    #[must_use]
    pub fn names_buyer(&self) -> bool {
        text::NAMES_BUYER.contains(&&*self.id)
    }

    /// The same sentence with `…` for every text that is put into it and that is not `plain` by its name and value.
    #[must_use]
    pub fn masked(&self, plain: &dyn Fn(&str, &str) -> bool) -> Self {
        let mask = |name: &str, arg: &Arg| match arg {
            Arg::Number(number) => Arg::Number(*number),
            Arg::Text(text) if !self.names_buyer() && plain(name, text) => arg.clone(),
            Arg::Text(_) => Arg::Text("…".to_owned()),
            Arg::Message(message) => Arg::Message(Box::new(message.masked(plain))),
        };
        let args = self.args.iter().map(|(name, arg)| (name.clone(), mask(name, arg))).collect();
        Self { args, ..self.clone() }
    }

    /// May the text name a person without need, so that it does not go to a helper? A login may be a name, and a file that
    /// people dropped may have one.
    /// In the catalogues: `.names = person`.
    #[must_use]
    pub fn names_person(&self) -> bool {
        text::NAMES_PERSON.contains(&&*self.id)
    }
}

/// A language that an operator can choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// The default: those who use this program are Polish sellers and their accountants.
    #[default]
    #[serde(rename = "pl")]
    Polish,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    const fn tag(self) -> &'static str {
        match self {
            Self::Polish => "pl",
            Self::English => "en",
        }
    }
}

impl std::str::FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "pl" => Ok(Self::Polish),
            "en" => Ok(Self::English),
            other => Err(other.to_owned()),
        }
    }
}

/// The texts of one language.
#[derive(Clone, Copy)]
pub struct Catalogue {
    language: Language,
    bundle: &'static FluentBundle<FluentResource>,
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Catalogue {
    /// The embedded texts are parsed at the first call, which takes about a millisecond, and kept.
    #[must_use]
    pub fn new(language: Language) -> Self {
        static POLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| parsed(Language::Polish));
        static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| parsed(Language::English));
        let bundle = match language {
            Language::Polish => &*POLISH,
            Language::English => &*ENGLISH,
        };
        Self { language, bundle }
    }

    /// The language of these texts.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message itself: what happened.
    #[must_use]
    pub fn text(&self, message: &Message) -> String {
        self.format(message, None).unwrap_or_else(|| message.id.to_string())
    }

    /// What to do about it, where the catalogue says so (the attribute `todo`).
    #[must_use]
    pub fn todo(&self, message: &Message) -> Option<String> {
        self.format(message, Some("todo"))
    }

    /// The same for who reads it in the panel, where buttons do what commands do elsewhere (the attribute `panel`).
    #[must_use]
    pub fn todo_in_panel(&self, message: &Message) -> Option<String> {
        self.format(message, Some("panel")).or_else(|| self.todo(message))
    }

    /// What it is called on a page, where the catalogue says so (the attribute `label`).
    #[must_use]
    pub fn label(&self, message: &Message) -> Option<String> {
        self.format(message, Some("label"))
    }

    /// What is said of it beside the field of a form, where the catalogue says so (the attribute `field`): it names no file.
    #[must_use]
    pub fn at_field(&self, message: &Message) -> Option<String> {
        let inner = |(name, arg): &(Cow<'static, str>, Arg)| {
            let arg = match arg {
                Arg::Message(inner) => self.at_field(inner).map_or_else(|| arg.clone(), Arg::Text),
                Arg::Number(_) | Arg::Text(_) => arg.clone(),
            };
            (name.clone(), arg)
        };
        let args = message.args.iter().map(inner).collect();
        self.format(&Message { args, ..message.clone() }, Some("field"))
    }

    /// Short for the text of something that turns into a message.
    #[must_use]
    pub fn say(&self, message: impl Into<Message>) -> String {
        self.text(&message.into())
    }

    fn format(&self, message: &Message, attribute: Option<&str>) -> Option<String> {
        let found = self.bundle.get_message(&message.id)?;
        let pattern = match attribute {
            None => found.value()?,
            Some(name) => found.get_attribute(name)?.value(),
        };
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, arg) in &message.args {
            let value = match arg {
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Text(text) => FluentValue::from(printable(text)),
                Arg::Message(message) => FluentValue::from(self.text(message)),
            };
            args.set(name.to_string(), value);
        }
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
    }
}

/// What the build has checked cannot fail here; a text that does not parse all the same is left out, and its id is shown
/// in its place.
fn parsed(language: Language) -> FluentBundle<FluentResource> {
    let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Isolation marks around placeholders are for mixed writing directions and spoil copied codes.
    bundle.set_use_isolating(false);
    for source in text::catalogue(language) {
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Characters of a text from outside that are told, as they are shown.
pub const QUOTED_MAX: usize = 200;

/// As much of a text from outside as is told of it: there are names of a megabyte.
#[must_use]
pub fn quoted(text: &str) -> String {
    let shown = |c: char| if c.is_control() { c.escape_default().count() } else { 1 };
    let mut length = 0;
    for (at, c) in text.char_indices() {
        length += shown(c);
        if length > QUOTED_MAX {
            return format!("{}…", text.get(..at).unwrap_or_default());
        }
    }
    text.to_owned()
}

/// A file may be named with a line break and an order may hold an escape sequence; a terminal and a receipt
/// must show them, not obey them.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_know_every_message() {
        for language in [Language::Polish, Language::English] {
            let catalogue = Catalogue::new(language);
            for id in text::IDS {
                let message = Message::new(id, []);
                assert!(catalogue.format(&message, None).is_some(), "{id} has no text in {language:?}");
            }
        }
    }

    #[test]
    fn a_problem_code_says_what_to_do() {
        let catalogue = Catalogue::new(Language::Polish);
        // What is as it should be asks for nothing.
        let green = [
            "DOC-001", "DOC-002", "DOC-004", "DOC-007", "DOC-010", "DOC-017", "DOC-022", "DOC-026", "DOC-028",
            "DOC-029", "DOC-032", "DOC-035", "DOC-050", "DOC-060", "DOC-062", "DOC-063",
        ];
        let asks = |id: &&&str| super::super::problem::is_code(id) && !green.contains(id);
        for id in text::IDS.iter().filter(asks) {
            let message = Message::new(id, []);
            assert!(catalogue.todo(&message).is_some(), "{id} does not say what to do");
        }
    }

    #[test]
    fn who_reads_it_in_the_panel_is_told_of_buttons_and_not_of_commands() {
        // What is only said at a terminal.
        let terminal = ["CLI", "PAN", "RUN", "SIM", "JSN", "SET", "TAB", "KEY", "WRK", "EXP", "MAP", "DOC"];
        let single = ["LGN-002", "LGN-003", "LGN-005", "LIF-021"];
        let catalogue = Catalogue::new(Language::Polish);
        for id in text::IDS.iter().filter(|id| super::super::problem::is_code(id)) {
            if terminal.iter().any(|of| id.starts_with(of)) || single.contains(id) {
                continue;
            }
            let told = catalogue.todo_in_panel(&Message::new(id, [])).unwrap_or_default();
            for word in ["poleceni", "„login”", "uruchom import", "allegro-optima "] {
                assert!(!told.contains(word), "{id}: {told}");
            }
        }
        assert!(catalogue.todo_in_panel(&text::Alg006.into()).is_some_and(|told| told.contains("Naciśnij")));
        assert!(Message::from(text::Alg006).ends_with_login() && !Message::from(text::Lgn003).ends_with_login());
    }

    #[test]
    fn a_refusal_is_curable_where_its_reason_lies_outside_of_the_file() {
        let marked = |of: fn(&Message) -> bool| -> Vec<&str> {
            text::IDS.into_iter().filter(|id| of(&Message::new(id, []))).collect()
        };
        let curable = [
            "COR-004", "FIL-006", "FIL-008", "IMP-004", "IMP-005", "IMP-006", "IMP-007", "IMP-008", "IMP-009",
            "IMP-010", "IMP-011", "IMP-012", "IMP-013", "IMP-021", "IMP-028", "IMP-029", "IMP-030", "IMP-034",
            "IMP-039", "IMP-043", "IMP-044", "IMP-045", "IMP-046", "IMP-060", "IMP-071", "IMP-072", "IMP-075",
            "IMP-076", "IMP-079", "IMP-082", "IMP-084", "OPT-030", "OPT-031", "OPT-032", "OPT-035",
        ];
        assert_eq!(marked(Message::is_curable), curable);
        let person = [
            "DOC-007", "DOC-029", "DOC-060", "SPL-010", "SPL-011", "SPL-012", "SPL-020", "SPL-021", "SPL-022",
            "SPL-023", "SPL-024", "SPL-025", "SPL-026", "SPL-027", "SPL-028", "SPL-029", "SPL-030", "SPL-031",
            "SPL-032", "SPL-033",
        ];
        assert_eq!(marked(Message::names_person), person);
        let buyer = [
            "COR-003", "COR-011", "IMP-013", "IMP-014", "IMP-023", "IMP-024", "IMP-050", "IMP-070", "OPT-030",
            "PTY-012", "PTY-014", "PTY-021", "PTY-023", "XML-161", "XML-162",
        ];
        assert_eq!(marked(Message::names_buyer), buyer);
    }

    #[test]
    fn what_stands_instead_of_a_removed_message_says_so_also_where_an_earlier_version_wrote_it() {
        let read = |json: &str| serde_json::from_str::<Message>(json).unwrap();
        let earlier = read(r#"{"id":"RET-001","args":[["code","ORD-904"]]}"#);
        assert_eq!(earlier.instead_of.as_deref(), Some("ORD-904"));
        let json = serde_json::to_string(&earlier).unwrap();
        assert_eq!(json, r#"{"id":"RET-001","args":[["code","ORD-904"]],"instead_of":"ORD-904"}"#);
        assert_eq!(read(&json), earlier);
        let other = read(r#"{"id":"LGN-001","args":[["code","ORD-904"]]}"#);
        assert_eq!((other.instead_of, read(r#"{"id":"DOC-006"}"#).instead_of), (None, None));
    }

    #[test]
    fn control_characters_are_shown_and_not_obeyed() {
        assert_eq!(printable("a\nb\u{1b}[31m"), "a\\nb\\u{1b}[31m");
    }

    #[test]
    fn i14_of_a_text_two_hundred_characters_are_told() {
        use crate::core::problem::Problem;
        let shown = |text: &str| {
            let problem = Problem::error(text::Xml102 { element: "ILOSC".into(), value: text.into() }).at_path(text);
            let Arg::Text(value) = &problem.message.args[1].1 else { panic!("{problem:?}") };
            assert_eq!(problem.place.path.as_ref(), Some(value));
            value.clone()
        };
        for length in [QUOTED_MAX - 1, QUOTED_MAX] {
            assert_eq!(shown(&"ż".repeat(length)), "ż".repeat(length));
        }
        assert_eq!(shown(&"ż".repeat(QUOTED_MAX + 1)), "ż".repeat(QUOTED_MAX) + "…");
        assert!(printable(&shown(&"\u{1b}".repeat(1 << 20))).chars().count() <= QUOTED_MAX + 1);
        let inner = text::Xml102 { element: "x".repeat(1 << 20).into(), value: "1".into() };
        let outer = Problem::error(text::Fil004 { why: Message::from(inner).into() });
        assert!(Catalogue::new(Language::Polish).text(&outer.message).chars().count() < 2 * QUOTED_MAX);
    }
}
