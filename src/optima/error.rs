//! What can go wrong with an Optima base, each with what it means for the run.

use thiserror::Error;
use uuid::Uuid;

use crate::core::message::{Arg, text};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;
use crate::system::{network, reason};

/// A failure of the base or of what was to be written into it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OptimaError {
    /// The base cannot be opened or asked.
    #[error("{place} cannot be reached: {why}")]
    Unreachable {
        /// Its file or server.
        place: String,
        /// The engine's words.
        why: String,
    },
    /// The server refused the login.
    #[error("{place} refused the login {user}: {why}")]
    LoginRefused {
        /// Server and database.
        place: String,
        /// The login.
        user: String,
        /// The server's words.
        why: String,
    },
    /// The server has no such database, or does not let this login in.
    #[error("{place}: no database {database}")]
    NoDatabase {
        /// Server and database.
        place: String,
        /// The database.
        database: String,
    },
    /// The file with the certificates that are trusted cannot be read.
    #[error("{file} cannot be read: {why}")]
    NoCertificates {
        /// The file, as the settings name it.
        file: String,
        /// Why.
        why: std::io::ErrorKind,
    },
    /// The server's certificate is not one that we trust, or TLS failed otherwise.
    #[error("{place}: TLS: {why}")]
    Untrusted {
        /// Server and database.
        place: String,
        /// Why.
        why: String,
    },
    /// The machine does not say which instances it has.
    #[error("{host} does not list its instances: {why}")]
    NoBrowser {
        /// The machine.
        host: String,
        /// Why.
        why: std::io::ErrorKind,
    },
    /// The login lacks a right.
    #[error("{place}: {why}")]
    NoRight {
        /// Server and database.
        place: String,
        /// The server's words, which name right and table.
        why: String,
    },
    /// Another program held the base for longer than we wait.
    #[error("{place} is locked by another program")]
    Locked {
        /// Its file or server.
        place: String,
    },
    /// The base can be read and not written: rights, a full disk.
    #[error("{place} cannot be written: {why}")]
    Unwritable {
        /// Its file or server.
        place: String,
        /// The engine's words.
        why: String,
    },
    /// This is not the base that was meant.
    #[error("{place} is not a base we can use: {why:?}")]
    WrongBase {
        /// Its file or server.
        place: String,
        /// What is wrong with it.
        why: WrongBase,
    },
    /// A row does not fit the base.
    #[error("CDN.{table}.{column} refused: {why:?}")]
    Refused {
        /// The table without schema.
        table: String,
        /// The column, or the columns, or empty where the base did not say.
        column: String,
        /// Why.
        why: Refusal,
    },
    /// Somebody made a contractor with this code, or with this row id, since the plan was made. Look up afresh
    /// and plan again.
    #[error("the contractor {code} is there already")]
    ContractorTaken {
        /// `Knt_Kod`.
        code: String,
    },
    /// Somebody made a product card with this code since the plan was made. Look up afresh and plan again.
    #[error("the product {code} is there already")]
    ProductTaken {
        /// `Twr_Kod`.
        code: String,
    },
    /// Every number that was tried was taken.
    #[error("no free number for {pattern} in {tried} tries")]
    NumberExhausted {
        /// `TrN_NumerString`.
        pattern: String,
        /// How many were tried.
        tried: u32,
    },
    /// The answer to the commit was lost: the document may be there or not. Look for the key.
    #[error("it is not known whether document {key} was written: {why}")]
    CommitUnknown {
        /// `TrN_ImportRowId`.
        key: Uuid,
        /// The engine's words.
        why: String,
    },
    /// A stored value is not of the type that its column has in Optima.
    #[error("{column} holds {value:?}, which cannot be read")]
    Unreadable {
        /// The column.
        column: String,
        /// What was found.
        value: String,
    },
    /// The engine refused a statement in a way that none of the others describes; nothing says that it would refuse the
    /// next document as well.
    #[error("the base refused a statement: {said}")]
    Failed {
        /// What it said.
        said: Said,
    },
    /// The server is out of memory, locks or workers, shuts down, hands its work over, or ended our session.
    #[error("{place} is unwell: {said}")]
    Unwell {
        /// Its file or server.
        place: String,
        /// What it said.
        said: Said,
    },
    /// The server found its own files damaged.
    #[error("{place} is damaged: {said}")]
    Damaged {
        /// Server and database.
        place: String,
        /// What it said.
        said: Said,
    },
    /// One file after the other was refused with the same: it is the base's matter, and a person's, not the files'.
    #[error("{files} files in a row were refused with {said}")]
    Everywhere {
        /// How many.
        files: usize,
        /// What was said of the last.
        said: Said,
    },
}

/// So many characters of an engine's own words are quoted.
const QUOTED: usize = 200;

/// What an engine said when it refused a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its number.
    pub number: u32,
    /// How grave it takes that: SQL Server's class, of SQLite 0.
    pub class: u8,
    /// The trigger, procedure or table that it is about; where that is not known, the kind of statement.
    pub at: String,
    /// Its words, in its language, in one line and at most 200 characters.
    pub words: String,
}

impl Said {
    pub(crate) fn new(number: u32, class: u8, at: &str, words: &str) -> Self {
        Self { number, class, at: at.to_owned(), words: quoted(words) }
    }
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (class {}) at {}: {}", self.number, self.class, self.at, self.words)
    }
}

/// An engine's words as a quotation.
pub(super) fn quoted(words: &str) -> String {
    let line = words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = line.collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(QUOTED) {
        None => line,
        // One place is the ellipsis's.
        Some(_) => line.chars().take(QUOTED - 1).chain(['…']).collect(),
    }
}

/// Why a base is not the one that was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongBase {
    /// The file is something else.
    NotASandbox,
    /// The file is a sandbox of a later release of this program.
    Newer {
        /// Its version.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// The file is damaged.
    Damaged,
    /// A base of Comarch ERP XL.
    Xl,
    /// A base without Optima's tables.
    NotOptima,
    /// A table is missing: another release, or a base that is being converted.
    Incomplete {
        /// The server's words, which name the table.
        why: String,
    },
    /// The pattern document is not there.
    NoPattern {
        /// Its number.
        number: String,
    },
}

/// Why a row was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The base has no such table or column, or the column stands twice in the row.
    Unknown,
    /// The base computes or counts the column itself.
    ReadOnly,
    /// NULL, or no value at all, where one is required.
    Missing,
    /// Text longer than the column.
    TooLong {
        /// Characters that fit.
        max: u32,
        /// Characters that came, 0 where the base did not say.
        length: u32,
    },
    /// Letters that the column's code page (1250) does not have; SQL Server would write `?`.
    Characters {
        /// Which.
        letters: String,
    },
    /// A number beyond the column's range, or with more decimals than it keeps.
    Number {
        /// The number, empty where the base did not say.
        value: String,
    },
    /// Not a date, or one that SQL Server does not know.
    Date,
    /// A value of another type than the column's.
    Type,
    /// It points to a row that is not there.
    NoSuchRow {
        /// The table that it points into, or empty.
        parent: String,
    },
    /// A unique index holds this already.
    Duplicate {
        /// The index or rule.
        index: String,
    },
    /// Another rule of the table.
    Rule {
        /// The engine's words.
        why: String,
    },
    /// A trigger or procedure of the base raised it.
    Raised {
        /// What it said.
        said: Said,
    },
}

impl OptimaError {
    /// Short for a refusal.
    pub(crate) fn refused(table: &str, column: &str, why: Refusal) -> Self {
        Self::Refused { table: table.to_owned(), column: column.to_owned(), why }
    }

    /// What the engine said of a refusal that need not be the document's fault: the next document may meet the same.
    #[must_use]
    pub fn said(&self) -> Option<&Said> {
        match self {
            Self::Failed { said } | Self::Refused { why: Refusal::Raised { said }, .. } => Some(said),
            _ => None,
        }
    }

    /// The same error where no document was asked about: then it is the base's.
    #[must_use]
    pub(super) fn of_base(self, place: &str) -> Self {
        match self {
            Self::Failed { said } => Self::Unwell { place: place.to_owned(), said },
            other => other,
        }
    }
}

impl Explain for OptimaError {
    fn problem(&self) -> Problem {
        match self {
            Self::Unreachable { place, why } => {
                Problem::error(text::Opt001 { place: place.into(), why: network(why) }).in_file(place)
            }
            Self::Locked { place } => Problem::error(text::Opt002 { place: place.into() }).in_file(place),
            Self::Unwritable { place, why } => {
                Problem::error(text::Opt003 { place: place.into(), why: why.into() }).in_file(place)
            }
            Self::LoginRefused { place, user, why } => {
                Problem::error(text::Opt004 { place: place.into(), user: user.into(), why: why.into() }).in_file(place)
            }
            Self::NoDatabase { place, database } => {
                Problem::error(text::Opt005 { place: place.into(), database: database.into() }).in_file(place)
            }
            Self::NoCertificates { file, why } => {
                let why = reason(&std::io::Error::from(*why));
                Problem::error(text::Opt039 { file: file.into(), why }).in_file(file)
            }
            Self::NoBrowser { host, .. } => Problem::error(text::Opt040 { host: host.into() }),
            Self::Untrusted { place, why } => {
                Problem::error(text::Opt006 { place: place.into(), why: network(why) }).in_file(place)
            }
            Self::NoRight { place, why } => {
                Problem::error(text::Opt007 { place: place.into(), why: why.into() }).in_file(place)
            }
            Self::WrongBase { place, why } => wrong_base(place, why).in_file(place),
            Self::Refused { table, column, why } => refused(table, column, why),
            Self::ContractorTaken { code } => Problem::error(text::Opt030 { code: code.into() }),
            Self::ProductTaken { code } => Problem::error(text::Opt031 { code: code.into() }),
            Self::NumberExhausted { pattern, tried } => {
                Problem::error(text::Opt032 { pattern: pattern.into(), tried: (*tried).into() })
            }
            Self::CommitUnknown { key, why } => {
                Problem::error(text::Opt033 { key: key.to_string().into(), why: why.into() })
            }
            Self::Unreadable { column, value } => {
                Problem::error(text::Opt034 { column: column.into(), value: value.into() }).at_path(column)
            }
            Self::Failed { said: Said { number, class, at, words } } => Problem::error(text::Opt035 {
                number: arg(*number),
                class: class.to_string().into(),
                at: at.into(),
                why: words.into(),
            }),
            Self::Unwell { place, said: Said { number, class, words, .. } } => Problem::error(text::Opt036 {
                place: place.into(),
                number: arg(*number),
                class: class.to_string().into(),
                why: words.into(),
            })
            .in_file(place),
            Self::Damaged { place, said: Said { number, words, .. } } => {
                Problem::error(text::Opt037 { place: place.into(), number: arg(*number), why: words.into() })
                    .in_file(place)
            }
            Self::Everywhere { files, said: Said { number, at, words, .. } } => Problem::error(text::Opt038 {
                files: (*files).into(),
                number: arg(*number),
                at: at.into(),
                why: words.into(),
            }),
        }
    }

    fn fault(&self) -> Fault {
        match self {
            Self::Unreachable { .. }
            | Self::NoBrowser { .. }
            | Self::Locked { .. }
            | Self::Unwritable { .. }
            | Self::Unwell { .. }
            | Self::Damaged { .. }
            | Self::Everywhere { .. }
            | Self::CommitUnknown { .. } => Fault::Outage,
            Self::WrongBase { .. }
            | Self::LoginRefused { .. }
            | Self::NoDatabase { .. }
            | Self::NoCertificates { .. }
            | Self::Untrusted { .. }
            | Self::NoRight { .. } => Fault::Usage,
            Self::Refused { .. }
            | Self::ContractorTaken { .. }
            | Self::ProductTaken { .. }
            | Self::NumberExhausted { .. }
            | Self::Unreadable { .. }
            | Self::Failed { .. } => Fault::Refused,
        }
    }

    fn reach(&self) -> Reach {
        match self {
            Self::Refused { .. }
            | Self::ContractorTaken { .. }
            | Self::ProductTaken { .. }
            | Self::NumberExhausted { .. }
            | Self::Unreadable { .. }
            | Self::Failed { .. } => Reach::File,
            Self::Unreachable { .. }
            | Self::NoBrowser { .. }
            | Self::LoginRefused { .. }
            | Self::NoDatabase { .. }
            | Self::NoCertificates { .. }
            | Self::Untrusted { .. }
            | Self::NoRight { .. }
            | Self::Locked { .. }
            | Self::Unwritable { .. }
            | Self::WrongBase { .. }
            | Self::Unwell { .. }
            | Self::Damaged { .. }
            | Self::Everywhere { .. }
            | Self::CommitUnknown { .. } => Reach::Company,
        }
    }
}

/// Without separators: people look for it as it is.
fn arg(number: u32) -> Arg {
    number.to_string().into()
}

fn wrong_base(place: &str, why: &WrongBase) -> Problem {
    match why {
        WrongBase::NotASandbox => Problem::error(text::Opt010 { place: place.into() }),
        WrongBase::Newer { found, known } => {
            Problem::error(text::Opt011 { place: place.into(), found: (*found).into(), known: (*known).into() })
        }
        WrongBase::Damaged => Problem::error(text::Opt012 { place: place.into() }),
        WrongBase::Xl => Problem::error(text::Opt013 { place: place.into() }),
        WrongBase::NotOptima => Problem::error(text::Opt014 { place: place.into() }),
        WrongBase::Incomplete { why } => Problem::error(text::Opt015 { place: place.into(), why: why.into() }),
        WrongBase::NoPattern { number } => Problem::error(text::Opt016 { number: number.into() }),
    }
}

fn refused(table: &str, column: &str, why: &Refusal) -> Problem {
    let (table, name) = (|| table.into(), || column.into());
    let problem = match why {
        Refusal::Unknown => Problem::error(text::Opt020 { table: table(), column: name() }),
        Refusal::ReadOnly => Problem::error(text::Opt021 { table: table(), column: name() }),
        Refusal::Missing => Problem::error(text::Opt022 { table: table(), column: name() }),
        Refusal::TooLong { max, length } => Problem::error(text::Opt023 {
            table: table(),
            column: name(),
            max: (*max).into(),
            length: (*length).into(),
        }),
        Refusal::Characters { letters } => {
            Problem::error(text::Opt024 { table: table(), column: name(), letters: letters.into() })
        }
        Refusal::Number { value } => {
            Problem::error(text::Opt025 { table: table(), column: name(), value: value.into() })
        }
        Refusal::Date | Refusal::Type => Problem::error(text::Opt026 { table: table(), column: name() }),
        Refusal::NoSuchRow { parent } => {
            Problem::error(text::Opt027 { table: table(), column: name(), parent: parent.into() })
        }
        Refusal::Duplicate { index } => {
            Problem::error(text::Opt028 { table: table(), column: name(), index: index.into() })
        }
        Refusal::Rule { why } => Problem::error(text::Opt029 { table: table(), column: name(), why: why.into() }),
        Refusal::Raised { said } => Problem::error(text::Opt029 {
            table: said.at.as_str().into(),
            column: name(),
            why: said.words.as_str().into(),
        }),
    };
    if column.is_empty() { problem } else { problem.at_path(column) }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::core::message::{Catalogue, Language};

    #[test]
    fn an_operator_reads_what_happened_and_what_to_do() {
        let base = || "state/sandbox.sqlite3".to_owned();
        let server = || "SERWER/CDN_FIRMA".to_owned();
        let why = || "disk I/O error".to_owned();
        let refused = |why| OptimaError::refused("TraNag", "TrN_NumerObcy", why);
        let said = |number| Said::new(number, 16, "CDN.Partner_Trigger", "Nie można\n  tego zrobić.");
        let errors = [
            OptimaError::Unreachable { place: base(), why: why() },
            OptimaError::LoginRefused { place: server(), user: "optima".to_owned(), why: why() },
            OptimaError::NoDatabase { place: server(), database: "CDN_FIRMA".to_owned() },
            OptimaError::NoBrowser { host: "SERWER".to_owned(), why: std::io::ErrorKind::TimedOut },
            OptimaError::Untrusted { place: server(), why: "UnknownIssuer".to_owned() },
            OptimaError::NoRight { place: server(), why: "SELECT permission denied on TraNag".to_owned() },
            OptimaError::Locked { place: base() },
            OptimaError::Unwritable { place: base(), why: why() },
            OptimaError::WrongBase { place: base(), why: WrongBase::NotASandbox },
            OptimaError::WrongBase { place: base(), why: WrongBase::Newer { found: 7, known: 1 } },
            OptimaError::WrongBase { place: base(), why: WrongBase::Damaged },
            OptimaError::WrongBase { place: server(), why: WrongBase::Xl },
            OptimaError::WrongBase { place: server(), why: WrongBase::NotOptima },
            OptimaError::WrongBase { place: server(), why: WrongBase::Incomplete { why: "CDN.TraVat".to_owned() } },
            OptimaError::WrongBase { place: server(), why: WrongBase::NoPattern { number: "RO/1/2026".to_owned() } },
            refused(Refusal::Unknown),
            refused(Refusal::ReadOnly),
            refused(Refusal::Missing),
            refused(Refusal::TooLong { max: 256, length: 300 }),
            refused(Refusal::Characters { letters: "ñ".to_owned() }),
            refused(Refusal::Number { value: "1.005".to_owned() }),
            refused(Refusal::Date),
            refused(Refusal::NoSuchRow { parent: "DokDefinicje".to_owned() }),
            refused(Refusal::Duplicate { index: "TrNGUID".to_owned() }),
            refused(Refusal::Rule { why: "FPl_Termin >= 0".to_owned() }),
            OptimaError::ContractorTaken { code: "KOWALSKI".to_owned() },
            OptimaError::ProductTaken { code: "KUBEK".to_owned() },
            OptimaError::NumberExhausted { pattern: "RO/@numerS/2026".to_owned(), tried: 2 },
            OptimaError::CommitUnknown { key: Uuid::nil(), why: why() },
            OptimaError::Unreadable { column: "TrN_DataDok".to_owned(), value: "wczoraj".to_owned() },
            OptimaError::Failed { said: said(4321) },
            OptimaError::Unwell { place: server(), said: said(701) },
            OptimaError::Damaged { place: server(), said: said(824) },
            OptimaError::Everywhere { files: 3, said: said(4321) },
            refused(Refusal::Raised { said: said(50_000) }),
        ];
        let polish = Catalogue::new(Language::Polish);
        let mut texts = String::new();
        for error in &errors {
            let problem = error.problem();
            let text = polish.text(&problem.message);
            let todo = polish.todo(&problem.message).unwrap();
            let _ = writeln!(texts, "{} {:?} {text}\n    {todo}", problem.code(), error.fault());
            assert_eq!(error.fault() == Fault::Refused, error.reach().is_one_of_many(), "{error}");
        }
        insta::assert_snapshot!(texts);
    }

    #[test]
    fn what_the_system_says_of_files_is_said_in_the_operators_language() {
        let said = |error: OptimaError| {
            let polish = Catalogue::new(Language::Polish);
            let message = error.problem().message;
            format!("{} {}", polish.text(&message), polish.todo(&message).unwrap())
        };
        let missing =
            said(OptimaError::NoCertificates { file: "ca.pem".to_owned(), why: std::io::ErrorKind::NotFound });
        assert!(missing.contains("ca.pem") && missing.contains("nie ma takiego pliku"), "{missing}");
        assert!(missing.contains("ca_file") && !missing.contains("os error"), "{missing}");
        let why = "unable to open database: mappings".to_owned();
        let folder = said(OptimaError::Unreachable { place: "mappings".to_owned(), why });
        assert!(folder.contains("to folder") && !folder.contains("unable"), "{folder}");
        let why = "No such file or directory (os error 2)".to_owned();
        assert!(said(OptimaError::Unreachable { place: "x".to_owned(), why }).contains("nie ma takiego pliku"));
    }

    #[test]
    fn an_engines_words_are_one_short_line() {
        assert_eq!(quoted(" Nie\tmożna\r\n tego. "), "Nie można tego.");
        assert_eq!(quoted(&"ż".repeat(200)), "ż".repeat(200));
        assert_eq!(quoted(&"ż".repeat(201)), format!("{}…", "ż".repeat(199)));
    }
}
