//! The command line: what can be asked, in the operator's language.

mod command;

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::ArgMatches;
use jiff::civil::Date;

use command::command;

use crate::core::message::{Catalogue, Language};
use crate::core::order::OrderId;
use crate::core::person::Person;

/// What every command knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Global {
    /// The working folder.
    pub dir: PathBuf,
    /// The language asked for; none: the settings'.
    pub language: Option<Language>,
    /// One JSON document on stdout instead of words.
    pub json: bool,
    /// How talkative the log is, 0 to 3.
    pub verbose: u8,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// The whole way on the simulator and the sandbox.
    Demo {
        /// A folder of orders instead of those that are shipped.
        orders: Option<PathBuf>,
        /// A scenario, by name or file.
        scenario: Option<String>,
    },
    /// The simulator of Allegro alone.
    Simulator {
        /// Where it listens.
        listen: Option<SocketAddr>,
        /// A folder of orders.
        orders: Option<PathBuf>,
        /// A scenario, by name or file.
        scenario: Option<String>,
    },
    /// Settings, folders, mapping tables.
    Init {
        /// Without questions.
        yes: bool,
    },
    /// Log an account in.
    Login {
        /// Which; none: the only one.
        alias: Option<String>,
        /// Without asking whether it is the right one.
        yes: bool,
    },
    /// Who is logged in.
    Accounts {
        /// Renew what is due.
        renew: bool,
    },
    /// Stage 1.
    Export {
        /// Orders changed since this day.
        since: Option<Date>,
        /// Only these.
        orders: Vec<OrderId>,
        /// Only this account.
        account: Option<String>,
        /// Write nothing.
        dry_run: bool,
    },
    /// Order JSON to XML.
    Convert {
        /// The files.
        files: Vec<PathBuf>,
        /// Where to.
        out: Option<PathBuf>,
        /// Overwrite files of other content.
        replace: bool,
    },
    /// Checks of document XML.
    Validate {
        /// The files.
        files: Vec<PathBuf>,
    },
    /// Stage 2.
    Import {
        /// The files; none: what waits in the folders.
        files: Vec<PathBuf>,
        /// Write nothing.
        dry_run: bool,
        /// The files are right, whatever their sum.
        other_sum: bool,
    },
    /// Documents that Optima has no more.
    Missing {
        /// Bring back those of these orders.
        orders: Vec<OrderId>,
        /// Bring all back.
        all: bool,
    },
    /// A person's answer.
    Decide {
        /// An order, or a company.
        whom: String,
        /// What is answered.
        answer: String,
        /// A document's number.
        number: Option<String>,
    },
    /// Rows that the mapping tables lack.
    SuggestMappings {
        /// Files of orders.
        files: Vec<PathBuf>,
    },
    /// What was left elsewhere, and companies with other names.
    Adopt {
        /// Which company.
        company: Option<String>,
        /// Which company it was, or which folder is its own too.
        from: Option<String>,
        /// It is a new one.
        new: bool,
    },
    /// Refused and waiting orders, once more.
    Retry {
        /// These.
        orders: Vec<OrderId>,
        /// All of them.
        all: bool,
    },
    /// Nothing was asked: the service, and its panel in a browser.
    Start,
    /// The panel of the service at work.
    Panel {
        /// Print its address and open nothing.
        address: bool,
    },
    /// One full cycle.
    Sync,
    /// The service.
    Run {
        /// Where the panel opens.
        listen: Option<SocketAddr>,
    },
    /// The half of the service that goes into Optima.
    Watch,
    /// A finished file once more.
    Replay {
        /// Its path or name.
        file: PathBuf,
    },
    /// What Optima holds of ours.
    Documents,
    /// Orders by state.
    Status,
    /// Is everything there that is needed?
    Doctor {
        /// Show what would be taken of this RO.
        pattern: Option<String>,
        /// Write it into the settings.
        write: bool,
        /// Write a support bundle.
        bundle: Option<PathBuf>,
        /// Send a letter.
        email: bool,
    },
    /// Buyers' data whose time is over goes.
    Clean {
        /// Change nothing.
        dry_run: bool,
    },
    /// One person's data goes.
    Forget {
        /// Whose.
        person: Person,
        /// Change nothing.
        dry_run: bool,
    },
}

impl Job {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Demo { .. } => "demo",
            Self::Simulator { .. } => "simulator",
            Self::Init { .. } => "init",
            Self::Login { .. } => "login",
            Self::Accounts { .. } => "accounts",
            Self::Export { .. } => "export",
            Self::Convert { .. } => "convert",
            Self::Validate { .. } => "validate",
            Self::Import { .. } | Self::Missing { .. } => "import",
            Self::Decide { .. } => "decide",
            Self::SuggestMappings { .. } => "mappings suggest",
            Self::Adopt { .. } => "workplace adopt",
            Self::Retry { .. } => "retry",
            Self::Start => "start",
            Self::Panel { .. } => "panel",
            Self::Sync => "sync",
            Self::Run { .. } => "run",
            Self::Watch => "watch",
            Self::Replay { .. } => "replay",
            Self::Documents => "documents",
            Self::Status => "status",
            Self::Doctor { .. } => "doctor",
            Self::Clean { .. } => "clean",
            Self::Forget { .. } => "forget",
        }
    }
}

/// Reads the command line.
///
/// # Errors
/// What clap says: a wrong call, or the help that was asked for.
pub fn read(args: &[OsString], texts: &Catalogue) -> Result<(Global, Job), clap::Error> {
    let matches = command(texts).try_get_matches_from(args)?;
    let global = Global {
        dir: matches.get_one::<PathBuf>("dir").cloned().unwrap_or_else(|| PathBuf::from(".")),
        language: matches.get_one::<Language>("lang").copied(),
        json: matches.get_flag("json"),
        verbose: matches.get_count("verbose"),
    };
    let job = match matches.subcommand() {
        Some((name, sub)) => job(name, sub),
        None => Some(Job::Start),
    };
    job.map(|job| (global, job)).ok_or_else(|| command(texts).error(clap::error::ErrorKind::MissingSubcommand, ""))
}

fn job(name: &str, sub: &ArgMatches) -> Option<Job> {
    Some(match name {
        "demo" => Job::Demo { orders: sub.get_one("orders").cloned(), scenario: sub.get_one("scenario").cloned() },
        "simulator" => Job::Simulator {
            listen: sub.get_one("listen").copied(),
            orders: sub.get_one("orders").cloned(),
            scenario: sub.get_one("scenario").cloned(),
        },
        "init" => Job::Init { yes: sub.get_flag("yes") },
        "login" => Job::Login { alias: sub.get_one("alias").cloned(), yes: sub.get_flag("yes") },
        "accounts" => Job::Accounts { renew: sub.get_flag("renew") },
        "export" => Job::Export {
            since: sub.get_one::<Date>("since").copied(),
            orders: sub.get_many::<OrderId>("order").map(|ids| ids.copied().collect()).unwrap_or_default(),
            account: sub.get_one("account").cloned(),
            dry_run: sub.get_flag("dry-run"),
        },
        "convert" => {
            Job::Convert { files: paths_of(sub), out: sub.get_one("out").cloned(), replace: sub.get_flag("replace") }
        }
        "validate" => Job::Validate { files: paths_of(sub) },
        "import" if sub.get_flag("missing") => Job::Missing {
            orders: sub.get_many::<OrderId>("order").map(|ids| ids.copied().collect()).unwrap_or_default(),
            all: sub.get_flag("all"),
        },
        "import" => {
            Job::Import { files: paths_of(sub), dry_run: sub.get_flag("dry-run"), other_sum: sub.get_flag("other-sum") }
        }
        "decide" => Job::Decide {
            whom: sub.get_one("whom").cloned()?,
            answer: sub.get_one("answer").cloned()?,
            number: sub.get_one("number").cloned(),
        },
        "mappings" => match sub.subcommand() {
            Some(("suggest", sub)) => Job::SuggestMappings { files: paths_of(sub) },
            _ => return None,
        },
        "workplace" => match sub.subcommand() {
            Some(("adopt", sub)) => {
                let text = |name| sub.get_one::<String>(name).cloned();
                Job::Adopt { company: text("company"), from: text("from"), new: sub.get_flag("new") }
            }
            _ => return None,
        },
        "retry" => Job::Retry {
            orders: sub.get_many::<OrderId>("orders").map(|ids| ids.copied().collect()).unwrap_or_default(),
            all: sub.get_flag("all"),
        },
        "panel" => Job::Panel { address: sub.get_flag("address") },
        "sync" => Job::Sync,
        "run" => Job::Run { listen: sub.get_one("listen").copied() },
        "watch" => Job::Watch,
        "replay" => Job::Replay { file: sub.get_one("file").cloned()? },
        "documents" => Job::Documents,
        "status" => Job::Status,
        "doctor" => Job::Doctor {
            pattern: sub.get_one("pattern").cloned(),
            write: sub.get_flag("write"),
            bundle: sub.get_one("bundle").cloned(),
            email: sub.get_flag("email"),
        },
        "clean" => Job::Clean { dry_run: sub.get_flag("dry-run") },
        "forget" => {
            let buyer = sub.get_one("buyer").cloned().map(Person::Buyer);
            Job::Forget {
                person: buyer.or_else(|| sub.get_one("nip").cloned().map(Person::Nip))?,
                dry_run: sub.get_flag("dry-run"),
            }
        }
        _ => return None,
    })
}

fn paths_of(sub: &ArgMatches) -> Vec<PathBuf> {
    sub.get_many::<PathBuf>("files").map(|files| files.cloned().collect()).unwrap_or_default()
}

/// The language on the command line, read before clap, which needs it for its own texts.
#[must_use]
pub fn language(args: &[OsString]) -> Option<Language> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        let value = match arg.strip_prefix("--lang") {
            Some("") => args.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(language) = value.and_then(|value| value.parse().ok()) {
            return Some(language);
        }
    }
    None
}

#[cfg(test)]
mod tests;
