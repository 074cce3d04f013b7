//! What is wrong in a settings file, and what people are told of it: where it is, what is wrong, and what to write instead.

use std::path::Path;

use super::file::Told;
use super::levels;
use super::lines::{pair, uncommented};
use super::meant::Line;
use super::schema::{self, ANY};
use super::slips::{Slip, What, quoted};
use super::typed::{Unfit, Wanted};
use crate::core::message::text::{
    MendAfter, MendApostrophes, MendBackslash, MendBare, MendCalled, MendChoice, MendChoiceNear, MendComment, MendFlag,
    MendList, MendName, MendNameless, MendNear, MendNoPair, MendNoValue, MendNumber, MendPart, MendPartTwice,
    MendPlace, MendQuotes, MendTop, MendTwice, MendUnclear, MendUnseen, MendWhich, MendWrite, Set004, Set009, Set013,
    Set015, Set016, Set017, Set021, Set022, Set043, Set044, Set045, Set046, SlipAbove, SlipAfter, SlipBackslash,
    SlipBare, SlipCalled, SlipComma, SlipComment, SlipFlag, SlipHead, SlipLine, SlipList, SlipName, SlipNoEnd,
    SlipNoPair, SlipNoStart, SlipNoValue, SlipNumber, SlipPartTwice, SlipQuotes, SlipSeparator, SlipTwice, SlipUnclear,
    SlipUnseen, UnfitCode, UnfitFlag, UnfitKey, UnfitList, UnfitNameless, UnfitNumber, UnfitPart, UnfitSaid, UnfitText,
    UnfitTop, UnfitWord,
};
use crate::core::message::{Message, QUOTED_MAX};
use crate::core::near::nearest;
use crate::core::settings::ranges::Range;

/// A mistake, and where in the text it is.
#[derive(Debug)]
pub(super) struct Mistake {
    /// In bytes.
    pub at: usize,
    /// What it is.
    pub what: Wrong,
}

/// What is wrong.
#[derive(Debug)]
pub(super) enum Wrong {
    /// It is not written as settings are.
    Slip(Slip),
    /// The value of a setting, by its path, is none that it can have.
    Unfit(String, Unfit),
    /// A part that cannot be of this level: its name, and `companies.NAME` or `accounts.ALIAS`.
    Misplaced(String, String),
    /// A number out of its range, as it is written.
    Range(String, String, Range),
    /// A text that is longer than it may be.
    Long(String, String, usize),
    /// Nothing but blanks, or nothing where something must be.
    Blank(String),
    /// Something stands in a list a second time.
    Twice(String, String),
}

impl Wrong {
    /// The setting that it is of.
    fn key(&self) -> Option<&str> {
        match self {
            Self::Unfit(key, _)
            | Self::Range(key, ..)
            | Self::Long(key, ..)
            | Self::Blank(key)
            | Self::Twice(key, _) => Some(key),
            Self::Slip(_) | Self::Misplaced(..) => None,
        }
    }
}

/// What people are told of a mistake in this text; `file` is its path.
pub(super) fn told(text: &str, file: &Path, mistake: Mistake) -> Told {
    let Mistake { at, what } = mistake;
    let key = what.key().map(str::to_owned);
    let (number, place) = position(text, at);
    let (line, column) = (|| number.into(), || place.into());
    let path = || file.into();
    let message = match what {
        Wrong::Slip(slip) => {
            let (why, todo) = of_slip(meant(text, at, slip));
            Set004 { path: path(), line: line(), column: column(), why: why.into(), todo: todo.into() }.into()
        }
        Wrong::Unfit(key, unfit) => {
            let (why, todo) = of_unfit(&key, unfit, &Line::at(text, at));
            Set004 { path: path(), line: line(), column: column(), why: why.into(), todo: todo.into() }.into()
        }
        Wrong::Misplaced(key, part) => {
            let of_a_company = levels::OF_COMPANY.contains(&key.as_str());
            let (key, part, line, column) = (key.into(), part.into(), line(), column());
            if of_a_company {
                Set022 { key, part, line, column }.into()
            } else {
                Set021 { key, part, line, column }.into()
            }
        }
        Wrong::Range(key, value, range) => out_of_range(&key, &value, range, (number, place)),
        Wrong::Long(key, value, most) => {
            Set044 { key: key.into(), value: value.into(), max: most.into(), line: line(), column: column() }.into()
        }
        Wrong::Blank(key) => Set045 { key: key.into(), line: line(), column: column() }.into(),
        Wrong::Twice(key, value) => {
            Set046 { key: key.into(), value: value.into(), line: line(), column: column() }.into()
        }
    };
    Told { line: number, key, message }
}

/// Line and column of a place, from 1.
pub(super) fn position(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

fn out_of_range(key: &str, value: &str, range: Range, (line, column): (u32, u32)) -> Message {
    let (line, column) = (line.into(), column.into());
    let shown = value.into();
    match key.rsplit_once('.') {
        Some(("files", "max_size_mib")) => Set009 { value: shown, line, column }.into(),
        Some((part, "every_minutes")) => Set013 { part: format!("[{part}]").into(), value: shown, line, column }.into(),
        Some(("watch", "scan_seconds")) => Set015 { value: shown, line, column }.into(),
        Some(("log", "keep_days")) => Set016 { value: shown, line, column }.into(),
        Some(("retention", "days")) => Set017 { value: shown, line, column }.into(),
        _ => {
            let (min, max) = match range {
                Range::Number(min, max) | Range::NumberOrNone(min, max) => (min, max),
                Range::Typed | Range::Text(_) | Range::Needed(_) => (0, 0),
            };
            Set043 { key: key.into(), value: shown, min: min.into(), max: max.into(), line, column }.into()
        }
    }
}

/// A slip with the line that was meant, and told as one of what its setting is.
pub(super) fn meant(text: &str, at: usize, Slip { what, line }: Slip) -> Slip {
    // There is more than one way to write those.
    if matches!(what, What::Backslash(_) | What::Unseen(_) | What::Twice(..) | What::PartTwice(..)) {
        return Slip { what, line };
    }
    let written = Line::at(text, at);
    let line = written.meant(line.as_deref());
    let what = match (what, written.wanted()) {
        (What::Bare(word) | What::Flag(word), Some(Wanted::Number)) => What::Number(word),
        (What::Bare(word) | What::Number(word), Some(Wanted::Flag)) => What::Flag(word),
        (What::Number(word) | What::Flag(word), Some(Wanted::Text | Wanted::Word(_) | Wanted::List)) => {
            What::Bare(word)
        }
        (what, _) => what,
    };
    Slip { what, line }
}

/// What was done, and what to do.
fn of_slip(Slip { what, line }: Slip) -> (Message, Message) {
    // One of those that were not tried may be cut where it is told, which is no advice.
    let line = line.filter(|line| line.chars().count() <= QUOTED_MAX);
    let write = |otherwise: Message| match &line {
        Some(line) => MendWrite { line: line.into() }.into(),
        None => otherwise,
    };
    let first = |line: Option<usize>| -> Message {
        line.map_or_else(|| SlipAbove.into(), |line| SlipLine { line: line.into() }.into())
    };
    match what {
        What::Quotes(mark) => (SlipQuotes { mark: mark.to_string().into() }.into(), write(MendQuotes.into())),
        What::Unseen(c) => {
            (SlipUnseen { code: format!("U+{:04X}", u32::from(c)).into() }.into(), write(MendUnseen.into()))
        }
        What::Backslash(doubled) => {
            let todo = match (&line, doubled.filter(|line| line.chars().count() <= QUOTED_MAX)) {
                (Some(line), Some(doubled)) => MendBackslash { line: line.into(), doubled: doubled.into() }.into(),
                (Some(line), None) => MendWrite { line: line.into() }.into(),
                (None, _) => MendApostrophes.into(),
            };
            (SlipBackslash.into(), todo)
        }
        What::Unquoted { end: true } => (SlipNoEnd.into(), write(MendBare.into())),
        What::Unquoted { end: false } => (SlipNoStart.into(), write(MendBare.into())),
        What::Bare(word) => (SlipBare { word: word.into() }.into(), write(MendBare.into())),
        What::Separator => (SlipSeparator.into(), write(MendNoPair.into())),
        What::NoPair => (SlipNoPair.into(), write(MendNoPair.into())),
        What::NoValue => (SlipNoValue.into(), MendNoValue.into()),
        What::Twice(key, line) => (SlipTwice { key: key.into(), first: first(line).into() }.into(), MendTwice.into()),
        What::PartTwice(part, line) => {
            (SlipPartTwice { part: part.into(), first: first(line).into() }.into(), MendPartTwice.into())
        }
        What::Head => (SlipHead.into(), write(MendUnclear.into())),
        What::List => (SlipList.into(), write(MendList.into())),
        What::Comma => (SlipComma.into(), write(MendList.into())),
        What::Number(value) => (SlipNumber { value: value.into() }.into(), write(MendNumber.into())),
        What::Flag(word) => (SlipFlag { word: word.into() }.into(), write(MendFlag.into())),
        What::After(rest) => (SlipAfter { rest: rest.into() }.into(), write(MendAfter.into())),
        What::Comment(mark) => (SlipComment { mark: mark.into() }.into(), write(MendComment.into())),
        What::Name(name) => (SlipName { name: name.into() }.into(), write(MendName.into())),
        What::Called(name) => {
            let todo = match &line {
                Some(line) => MendCalled { line: line.into() }.into(),
                None => MendName.into(),
            };
            (SlipCalled { name: name.into() }.into(), todo)
        }
        What::Unclear => (SlipUnclear.into(), write(MendUnclear.into())),
    }
}

/// What is wrong with a setting, and what to do; `line` is where it stands.
fn of_unfit(path: &str, unfit: Unfit, line: &Line<'_>) -> (Message, Message) {
    let (part, key) = path.rsplit_once('.').unwrap_or(("", path));
    let written = pair(line.text).map_or("", |(_, value)| uncommented(value));
    let write = |otherwise: Message| match line.meant(None) {
        Some(line) => MendWrite { line: line.into() }.into(),
        None => otherwise,
    };
    let key_arg = || key.into();
    match unfit {
        Unfit::Unknown(known) => of_unknown(part, key, known),
        Unfit::Word(word, known) => {
            let (list, near) = (listed(known), nearest(&word, known.iter().copied()));
            let todo = match near {
                Some(near) => MendChoiceNear { near: near.into(), list: list.into() }.into(),
                None => MendChoice { list: list.into() }.into(),
            };
            (UnfitWord { key: key_arg(), word: word.into() }.into(), todo)
        }
        Unfit::Kind(Wanted::Text) => (UnfitText { key: key_arg() }.into(), write(MendBare.into())),
        Unfit::Kind(Wanted::Word(known)) => {
            let list = MendChoice { list: listed(known).into() };
            (UnfitWord { key: key_arg(), word: written.into() }.into(), write(list.into()))
        }
        Unfit::Kind(Wanted::Number) => (UnfitNumber { key: key_arg() }.into(), write(MendNumber.into())),
        Unfit::Kind(Wanted::Flag) => (UnfitFlag { key: key_arg() }.into(), write(MendFlag.into())),
        Unfit::Kind(Wanted::List) => (UnfitList { key: key_arg() }.into(), write(MendList.into())),
        // Under a head that should have a name.
        Unfit::Kind(Wanted::Part) if matches!(part, "accounts" | "companies") && !line.text.starts_with('[') => {
            let example = if part == "accounts" { "accounts.sklep" } else { "companies.firma" };
            (UnfitNameless { part: part.into() }.into(), MendNameless { example: example.into() }.into())
        }
        Unfit::Kind(Wanted::Part) => (UnfitPart { key: key_arg() }.into(), MendPart { key: path.into() }.into()),
        Unfit::Said(_) if key == "payer_code" => {
            let list = "\"generated\", \"undefined\", \"fixed:KOD\"";
            (UnfitCode { key: key_arg() }.into(), MendChoice { list: list.into() }.into())
        }
        Unfit::Said(why) => (UnfitSaid { key: key_arg(), why: why.into() }.into(), MendUnclear.into()),
    }
}

/// The line with the name or the word that was meant, where one is near and the line is this setting's alone.
pub(super) fn near(key: &str, unfit: &Unfit, line: &str) -> Option<String> {
    let is_it = |name: &&str| name.rsplit('.').next().map(str::trim) == Some(key);
    let (name, value) = pair(line).map(|(name, value)| (name.trim(), uncommented(value)))?;
    let name = Some(name).filter(is_it)?;
    match unfit {
        Unfit::Unknown(known) => {
            let near = nearest(key, known.iter().copied())?;
            Some(format!("{}{near} = {value}", name.strip_suffix(key)?))
        }
        Unfit::Word(word, known) => Some(format!("{name} = {}", quoted(nearest(word, known.iter().copied())?))),
        Unfit::Kind(_) | Unfit::Said(_) => None,
    }
}

/// `"a", "b"`.
fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// A name that no setting has: that of one beside it, that of one in another part, or that of nothing.
fn of_unknown(part: &str, key: &str, known: &'static [&'static str]) -> (Message, Message) {
    let why: Message = if part.is_empty() {
        UnfitTop { key: key.into() }.into()
    } else {
        UnfitKey { key: key.into(), part: part.into() }.into()
    };
    if let Some(near) = nearest(key, known.iter().copied()) {
        return (why, MendNear { near: near.into() }.into());
    }
    let elsewhere = schema::all().iter().map(schema::Known::parts).filter(|(_, name)| *name == key);
    // What is there for all goes before what an account may have of its own.
    let elsewhere = elsewhere.min_by_key(|(part, _)| part.contains(ANY));
    let todo = match elsewhere {
        Some(("", _)) => MendTop.into(),
        Some((of, _)) => MendPlace { part: of.replace(ANY, "NAZWA").into() }.into(),
        None => MendWhich { list: known.join(", ").into() }.into(),
    };
    (why, todo)
}
