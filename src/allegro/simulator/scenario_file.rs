//! A scenario's file: TOML, with the line of what is wrong in it (`docs/simulator.md`).

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use toml::Spanned;

use super::answers::Travel;
use super::faults::{Instead, Thing, Trouble};
use super::oauth::User;
use super::scenario::{Act, Happening, Scenario, Telling, What, When, Who, scenario_names, shipped_scenarios};
use crate::core::message::text::{Scn001, Scn002, Scn003};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;

/// A scenario has a page; a file of a mebibyte is something else.
const SIZE_MAX: u64 = 1 << 20;
/// The most orders that are generated: twice the backlog that is measured with.
const GENERATED_MAX: u32 = 50_000;

/// Why there is no scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// Neither a shipped scenario nor a file.
    #[error("no scenario {name}")]
    Unknown {
        /// As it was asked for.
        name: String,
    },
    /// The file cannot be read.
    #[error("{file}: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        why: String,
    },
    /// The file has a mistake.
    #[error("{file}:{line}: {why}")]
    Wrong {
        /// The file, or the name of a shipped scenario.
        file: String,
        /// From 1.
        line: u32,
        /// What is wrong, in English.
        why: String,
    },
}

impl Explain for ScenarioError {
    fn problem(&self) -> Problem {
        match self {
            Self::Unknown { name } => Problem::error(Scn001 { name: name.into(), names: scenario_names().into() }),
            Self::Unreadable { file, why } => {
                Problem::error(Scn002 { file: file.into(), why: why.into() }).in_file(file.clone())
            }
            Self::Wrong { file, line, why } => {
                let message = Scn003 { file: file.into(), line: (*line).into(), why: why.into() };
                Problem::error(message).in_file(file.clone()).at_line(*line)
            }
        }
    }

    fn fault(&self) -> Fault {
        Fault::Usage
    }

    fn reach(&self) -> Reach {
        Reach::Process
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: Title,
    start: Spanned<String>,
    #[serde(default = "quarter")]
    cycle_minutes: u32,
    #[serde(default = "one")]
    seed: u64,
    #[serde(default)]
    orders: Orders,
    #[serde(default)]
    login: Option<Spanned<LoginRow>>,
    #[serde(default)]
    happening: Vec<Spanned<Row>>,
}

fn quarter() -> u32 {
    15
}

fn one() -> u64 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
    pl: String,
    en: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Orders {
    #[serde(default)]
    shipped: bool,
    #[serde(default)]
    generated: Option<Spanned<u32>>,
    #[serde(default)]
    folder: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LoginRow {
    user: String,
    #[serde(default)]
    after_polls: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    what: String,
    order: Option<usize>,
    orders: Option<Vec<usize>>,
    every: Option<usize>,
    first: Option<usize>,
    event: Option<String>,
    label: Option<String>,
    after_requests: Option<u64>,
    after_minutes: Option<u32>,
    after_reads: Option<u32>,
    times: Option<u32>,
    status: Option<u16>,
    per_minute: Option<u32>,
    bytes: Option<u64>,
    millis: Option<u32>,
    of: Option<String>,
    offer: Option<String>,
    #[serde(rename = "as")]
    like: Option<String>,
}

impl Scenario {
    /// A shipped scenario by its name, else a file by its path; the folder in a file stands beside it.
    ///
    /// # Errors
    /// [`ScenarioError`].
    pub fn find(wish: &str) -> Result<Self, ScenarioError> {
        if let Some((name, text)) = shipped_scenarios().iter().find(|(name, _)| *name == wish) {
            return Self::parse(text, name);
        }
        let path = Path::new(wish);
        let file = path.display().to_string();
        let unreadable = |why: String| ScenarioError::Unreadable { file: file.clone(), why };
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(ScenarioError::Unknown { name: wish.to_owned() });
            }
            Err(error) => return Err(unreadable(error.to_string())),
        };
        if !metadata.is_file() || metadata.len() > SIZE_MAX {
            return Err(unreadable("not a scenario file".to_owned()));
        }
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        let mut scenario = Self::parse(&text, &file)?;
        if let (Some(folder), Some(beside)) = (&mut scenario.folder, path.parent()) {
            *folder = beside.join(&*folder);
        }
        Ok(scenario)
    }

    /// From a text; `file` is for messages.
    ///
    /// # Errors
    /// [`ScenarioError::Wrong`].
    pub fn parse(text: &str, file: &str) -> Result<Self, ScenarioError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let wrong = |at: usize, why: String| {
            let before = text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
            ScenarioError::Wrong { file: file.to_owned(), line: u32::try_from(before + 1).unwrap_or(u32::MAX), why }
        };
        let read: File = toml::from_str(text)
            .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
        let start: Timestamp = read.start.get_ref().parse().map_err(|_| {
            wrong(read.start.span().start, "start is not a moment like 2026-11-24T06:00:00Z".to_owned())
        })?;
        let mut scenario = Self {
            title_pl: read.title.pl,
            title_en: read.title.en,
            cycle: SignedDuration::from_mins(i64::from(read.cycle_minutes)),
            seed: read.seed,
            shipped: read.orders.shipped,
            folder: read.orders.folder,
            ..Self::calm(start)
        };
        if let Some(generated) = read.orders.generated {
            if *generated.get_ref() > GENERATED_MAX {
                return Err(wrong(generated.span().start, format!("at most {GENERATED_MAX} orders can be generated")));
            }
            scenario.generated = *generated.get_ref();
        }
        if let Some(login) = read.login {
            scenario.user = user(login.get_ref()).map_err(|why| wrong(login.span().start, why))?;
        }
        for row in read.happening {
            let at = row.span().start;
            scenario.happenings.push(happening(row.into_inner()).map_err(|why| wrong(at, why))?);
        }
        Ok(scenario)
    }
}

fn user(row: &LoginRow) -> Result<User, String> {
    match row.user.as_str() {
        "agrees" => Ok(User::Agrees(row.after_polls)),
        "declines" => Ok(User::Declines(row.after_polls)),
        "silent" => Ok(User::Silent),
        other => Err(format!("user = \"{other}\": agrees, declines or silent")),
    }
}

fn happening(mut row: Row) -> Result<Happening, String> {
    let when = match (row.after_requests.take(), row.after_minutes.take(), row.after_reads.take()) {
        (None, None, None) => When::Beginning,
        (Some(requests), None, None) => When::Requests(requests),
        (None, Some(minutes), None) => When::After(SignedDuration::from_mins(i64::from(minutes))),
        (None, None, Some(reads)) => When::Reads(reads),
        _ => return Err("only one of after_requests, after_minutes and after_reads".to_owned()),
    };
    let what = match act(&mut row)? {
        Some(act) => {
            let who = who(&mut row, &act)?;
            if act == Act::Unpaid && when != When::Beginning {
                return Err("unpaid is how an order begins: no after_…".to_owned());
            }
            What::Orders { act, who, event: telling(row.event.take().as_deref())? }
        }
        None if matches!(when, When::Reads(_)) => return Err("after_reads is for what happens to orders".to_owned()),
        None => What::Service(trouble(&mut row)?),
    };
    match left(&row) {
        None => Ok(Happening { when, what }),
        Some(key) => Err(format!("{key} says nothing about what = \"{}\"", row.what)),
    }
}

fn act(row: &mut Row) -> Result<Option<Act>, String> {
    Ok(Some(match row.what.as_str() {
        "arrives" => Act::Arrives,
        "pays" => Act::Pays,
        "unpaid" => Act::Unpaid,
        "expires" => Act::Expires,
        "gives-up" => Act::GivesUp,
        "merges" => Act::Merges,
        "cancels" => Act::Cancels,
        "moves" => Act::Moves,
        "surcharges" => Act::Surcharges,
        "withdraws" => Act::Withdraws,
        "labels" => Act::Labels(row.label.take().ok_or("labels needs a label, such as \"SENT\"")?),
        _ => return Ok(None),
    }))
}

fn who(row: &mut Row, act: &Act) -> Result<Who, String> {
    let who = match (row.order.take(), row.orders.take(), row.every.take()) {
        (Some(order), None, None) => Who::These(vec![order]),
        (None, Some(orders), None) => Who::These(orders),
        (None, None, Some(every)) => Who::Every { every, first: row.first.take().unwrap_or(every) },
        _ => return Err("one of order, orders and every says which orders".to_owned()),
    };
    let fits = match &who {
        Who::These(numbers) => {
            !numbers.contains(&0) && if *act == Act::Merges { numbers.len() > 1 } else { !numbers.is_empty() }
        }
        Who::Every { every, first } => *every > 0 && *first > 0,
    };
    if fits { Ok(who) } else { Err("orders are numbered from 1, and a merge is of two or more".to_owned()) }
}

fn telling(event: Option<&str>) -> Result<Telling, String> {
    Ok(match event {
        None | Some("sent") => Telling::Sent,
        Some("lost") => Telling::Lost,
        Some("twice") => Telling::Twice,
        Some("disordered") => Telling::Disordered,
        Some("early") => Telling::Early,
        Some("late") => Telling::Late,
        Some(other) => return Err(format!("event = \"{other}\": sent, lost, twice, disordered, early or late")),
    })
}

fn trouble(row: &mut Row) -> Result<Trouble, String> {
    let what = row.what.clone();
    if what == "answers" {
        return answers(row);
    }
    let times = if matches!(what.as_str(), "limit" | "allowance" | "slow" | "over" | "token-revoked" | "logged-out") {
        1
    } else {
        row.times.take().unwrap_or(1)
    };
    let travel = |travel| Trouble::Travel { travel, answers: times };
    Ok(match what.as_str() {
        "outage" => match row.status.take().unwrap_or(503) {
            status @ (408 | 500..=599) => Trouble::Outage { status, requests: times },
            other => return Err(format!("status = {other}: 408 or 500 to 599")),
        },
        "limit" => Trouble::Limit,
        "allowance" => {
            let per_minute = row.per_minute.take().filter(|number| *number > 0);
            Trouble::Allowance { per_minute: per_minute.ok_or("allowance needs per_minute, from 1")? }
        }
        "slow" => Trouble::Slow { millis: row.millis.take().ok_or("slow needs millis")? },
        "html" => Trouble::Html { requests: times },
        "truncated" => travel(Travel::Truncated),
        "cut" => travel(Travel::Cut),
        "hanging" => travel(Travel::Hanging),
        "dripping" => {
            let bytes = row.bytes.take().unwrap_or(1024);
            travel(Travel::Dripping(usize::try_from(bytes).unwrap_or(usize::MAX)))
        }
        "endless" => travel(Travel::Endless(row.bytes.take().unwrap_or(500 * 1024 * 1024))),
        "repeated-page" => Trouble::RepeatedPage { requests: times },
        "repeated-journal" => Trouble::RepeatedJournal { requests: times },
        "empty-journal" => Trouble::EmptyJournal { requests: times },
        "over" => Trouble::Over,
        "token-revoked" => Trouble::TokenRevoked,
        "logged-out" => Trouble::LoggedOut,
        other => return Err(format!("what = \"{other}\" is not known")),
    })
}

/// One thing that is answered wrongly.
fn answers(row: &mut Row) -> Result<Trouble, String> {
    let thing = match (row.of.take().as_deref(), row.order.take(), row.offer.take()) {
        (Some("me"), None, None) => Thing::Me,
        (Some("event-stats"), None, None) => Thing::EventStats,
        (Some("events"), None, None) => Thing::Events,
        (Some("list"), None, None) => Thing::List,
        (Some("orders"), None, None) => Thing::Orders,
        (Some("offers"), None, None) => Thing::Offers,
        (None, Some(0), None) => return Err("orders are numbered from 1".to_owned()),
        (None, Some(number), None) => Thing::Numbered(number),
        (None, None, Some(id)) => Thing::Offer(id),
        _ => return Err("of = me, event-stats, events, list, orders or offers; or an order; or an offer".to_owned()),
    };
    let instead = match (row.status.take(), row.like.take().as_deref()) {
        (Some(status @ 400..=599), None) => Instead::Status(status),
        (None, Some("html")) => Instead::Html,
        (None, Some("cut")) => Instead::Cut,
        (None, Some("hanging")) => Instead::Hanging,
        (None, Some("shape")) => Instead::Shape,
        (None, Some("utf8")) => Instead::NotUtf8,
        _ => return Err("status from 400 to 599; or as = html, cut, hanging, shape or utf8".to_owned()),
    };
    Ok(Trouble::Of { thing, instead, times: row.times.take() })
}

/// A key that nobody took: it would do nothing.
fn left(row: &Row) -> Option<&'static str> {
    [
        ("order", row.order.is_some()),
        ("orders", row.orders.is_some()),
        ("every", row.every.is_some()),
        ("first", row.first.is_some()),
        ("event", row.event.is_some()),
        ("label", row.label.is_some()),
        ("times", row.times.is_some()),
        ("status", row.status.is_some()),
        ("per_minute", row.per_minute.is_some()),
        ("bytes", row.bytes.is_some()),
        ("millis", row.millis.is_some()),
        ("of", row.of.is_some()),
        ("offer", row.offer.is_some()),
        ("as", row.like.is_some()),
    ]
    .into_iter()
    .find_map(|(key, held)| held.then_some(key))
}
