//! The command line: what can be asked, in the operator's language.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;

use crate::allegro::simulator::scenario_names;
use crate::core::message::text::{
    ArgAccount, ArgBundle, ArgBuyer, ArgCleanDryRun, ArgDecideAnswer, ArgDecideNumber, ArgDecideWhom, ArgDir,
    ArgDryRun, ArgEmail, ArgForgetDryRun, ArgHelp, ArgImportFiles, ArgJson, ArgLang, ArgListen, ArgLoginAlias,
    ArgLoginYes, ArgMappingsFiles, ArgMissing, ArgMissingAll, ArgMissingOrder, ArgNip, ArgOrder, ArgOrderFiles,
    ArgOrders, ArgOtherSum, ArgOut, ArgPattern, ArgPatternWrite, ArgRenew, ArgReplace, ArgReplayFile, ArgRetryAll,
    ArgRetryOrders, ArgScenario, ArgSince, ArgVerbose, ArgVersion, ArgXmlFiles, ArgYes, HelpAbout, HelpAccounts,
    HelpClean, HelpConvert, HelpDecide, HelpDemo, HelpDoctor, HelpDocuments, HelpExport, HelpForget, HelpHeadArguments,
    HelpHeadCommands, HelpHeadOptions, HelpHeadUsage, HelpHelp, HelpImport, HelpInit, HelpLogin, HelpMappings,
    HelpMappingsSuggest, HelpReplay, HelpRetry, HelpRun, HelpSimulator, HelpStatus, HelpSync, HelpValidate, HelpWatch,
    PanelListen,
};
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
    /// Refused and waiting orders, once more.
    Retry {
        /// These.
        orders: Vec<OrderId>,
        /// All of them.
        all: bool,
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
            Self::Retry { .. } => "retry",
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
        None => None,
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
        "retry" => Job::Retry {
            orders: sub.get_many::<OrderId>("orders").map(|ids| ids.copied().collect()).unwrap_or_default(),
            all: sub.get_flag("all"),
        },
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

fn command(texts: &Catalogue) -> Command {
    commands(texts).mut_subcommands(|sub| {
        if sub.has_subcommands() { sub.mut_subcommands(|sub| leaf(sub, texts)) } else { leaf(sub, texts) }
    })
}

fn commands(texts: &Catalogue) -> Command {
    let root = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{}:\n{{subcommands}}\n\n{}:\n{{options}}",
        texts.say(HelpHeadUsage),
        texts.say(HelpHeadCommands),
        texts.say(HelpHeadOptions)
    );
    let sub = |name: &'static str, about: String| {
        Command::new(name).about(about).disable_help_flag(true).arg(help_flag(texts))
    };
    Command::new("allegro-optima")
        .version(env!("CARGO_PKG_VERSION"))
        .about(texts.say(HelpAbout))
        .help_template(root.clone())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(global_args(texts))
        .subcommand(
            sub("demo", texts.say(HelpDemo))
                .arg(path_arg("orders", "DIR", texts.say(ArgOrders)))
                .arg(scenario_arg(texts)),
        )
        .subcommand(
            sub("simulator", texts.say(HelpSimulator))
                .arg(listen_arg(texts.say(ArgListen)))
                .arg(path_arg("orders", "DIR", texts.say(ArgOrders)))
                .arg(scenario_arg(texts)),
        )
        .subcommand(sub("init", texts.say(HelpInit)).arg(flag("yes", texts.say(ArgYes)).short('y')))
        .subcommand(
            sub("login", texts.say(HelpLogin))
                .arg(Arg::new("alias").value_name("ALIAS").help(texts.say(ArgLoginAlias)))
                .arg(flag("yes", texts.say(ArgLoginYes)).short('y')),
        )
        .subcommand(sub("accounts", texts.say(HelpAccounts)).arg(flag("renew", texts.say(ArgRenew))))
        .subcommand(
            sub("export", texts.say(HelpExport))
                .arg(
                    Arg::new("since")
                        .long("since")
                        .value_name("RRRR-MM-DD")
                        .help(texts.say(ArgSince))
                        .value_parser(value_parser!(Date)),
                )
                .arg(
                    Arg::new("order")
                        .long("order")
                        .value_name("ID")
                        .help(texts.say(ArgOrder))
                        .action(ArgAction::Append)
                        .value_parser(value_parser!(OrderId)),
                )
                .arg(Arg::new("account").long("account").value_name("ALIAS").help(texts.say(ArgAccount)))
                .arg(flag("dry-run", texts.say(ArgDryRun))),
        )
        .subcommand(
            sub("convert", texts.say(HelpConvert))
                .arg(files(texts.say(ArgOrderFiles), true))
                .arg(path_arg("out", "DIR", texts.say(ArgOut)))
                .arg(flag("replace", texts.say(ArgReplace))),
        )
        .subcommand(sub("validate", texts.say(HelpValidate)).arg(files(texts.say(ArgXmlFiles), true)))
        .subcommand(
            sub("import", texts.say(HelpImport)).arg(files(texts.say(ArgImportFiles), false)).args(import_args(texts)),
        )
        .subcommand(sub("decide", texts.say(HelpDecide)).args(decide_args(texts)))
        .subcommand(
            sub("mappings", texts.say(HelpMappings))
                .help_template(root)
                .subcommand_required(true)
                .arg_required_else_help(true)
                .subcommand(
                    sub("suggest", texts.say(HelpMappingsSuggest)).arg(files(texts.say(ArgMappingsFiles), false)),
                ),
        )
        .subcommand(sub("retry", texts.say(HelpRetry)).args(retry_args(texts)))
        .subcommand(sub("sync", texts.say(HelpSync)))
        .subcommand(sub("run", texts.say(HelpRun)).arg(listen_arg(texts.say(PanelListen))))
        .subcommand(sub("watch", texts.say(HelpWatch)))
        .subcommand(
            sub("replay", texts.say(HelpReplay)).arg(
                Arg::new("file")
                    .value_name("FILE")
                    .help(texts.say(ArgReplayFile))
                    .required(true)
                    .value_parser(value_parser!(PathBuf)),
            ),
        )
        .subcommand(sub("documents", texts.say(HelpDocuments)))
        .subcommand(sub("status", texts.say(HelpStatus)))
        .subcommand(sub("doctor", texts.say(HelpDoctor)).args(doctor_args(texts)))
        .subcommand(sub("clean", texts.say(HelpClean)).arg(flag("dry-run", texts.say(ArgCleanDryRun))))
        .subcommand(sub("forget", texts.say(HelpForget)).args(forget_args(texts)))
        .subcommand(Command::new("help").about(texts.say(HelpHelp)).hide(true))
}

/// The help of a command itself; clap's own headings are English.
fn leaf(command: Command, texts: &Catalogue) -> Command {
    let files = if command.get_positionals().next().is_some() {
        format!("{}:\n{{positionals}}\n\n", texts.say(HelpHeadArguments))
    } else {
        String::new()
    };
    command.help_template(format!(
        "{{about}}\n\n{}: {{usage}}\n\n{files}{}:\n{{options}}",
        texts.say(HelpHeadUsage),
        texts.say(HelpHeadOptions)
    ))
}

fn forget_args(texts: &Catalogue) -> [Arg; 3] {
    let nip = Arg::new("nip").long("nip").value_name("NIP").help(texts.say(ArgNip)).conflicts_with("buyer");
    let buyer = Arg::new("buyer").long("buyer").value_name("ID").help(texts.say(ArgBuyer));
    // An empty word is in every file.
    let filled = |arg: Arg| arg.value_parser(clap::builder::NonEmptyStringValueParser::new());
    [filled(buyer.required_unless_present("nip")), filled(nip), flag("dry-run", texts.say(ArgForgetDryRun))]
}

fn doctor_args(texts: &Catalogue) -> [Arg; 4] {
    let pattern = Arg::new("pattern")
        .long("pattern")
        .value_name("RO/12/2026")
        .help(texts.say(ArgPattern))
        .conflicts_with("bundle");
    let write = flag("write", texts.say(ArgPatternWrite)).requires("pattern");
    let email = flag("email", texts.say(ArgEmail)).conflicts_with_all(["pattern", "bundle"]);
    [pattern, write, path_arg("bundle", "FILE.zip", texts.say(ArgBundle)), email]
}

fn listen_arg(help: String) -> Arg {
    Arg::new("listen").long("listen").value_name("127.0.0.1:PORT").help(help).value_parser(value_parser!(SocketAddr))
}

fn import_args(texts: &Catalogue) -> [Arg; 5] {
    let orders = Arg::new("order")
        .long("order")
        .value_name("ID")
        .help(texts.say(ArgMissingOrder))
        .action(ArgAction::Append)
        .requires("missing")
        .value_parser(value_parser!(OrderId));
    [
        flag("dry-run", texts.say(ArgDryRun)).conflicts_with("missing"),
        flag("other-sum", texts.say(ArgOtherSum)).requires("files").conflicts_with("missing"),
        flag("missing", texts.say(ArgMissing)).conflicts_with("files"),
        orders,
        flag("all", texts.say(ArgMissingAll)).requires("missing").conflicts_with("order"),
    ]
}

fn decide_args(texts: &Catalogue) -> [Arg; 3] {
    [
        Arg::new("whom").value_name("ID").help(texts.say(ArgDecideWhom)).required(true),
        Arg::new("answer").value_name("ANSWER").help(texts.say(ArgDecideAnswer)).required(true).value_parser([
            "done",
            "again",
            "elsewhere",
            "meant-so",
            "copy",
            "new",
        ]),
        Arg::new("number").value_name("NUMBER").help(texts.say(ArgDecideNumber)),
    ]
}

fn retry_args(texts: &Catalogue) -> [Arg; 2] {
    let orders = Arg::new("orders")
        .value_name("ID")
        .help(texts.say(ArgRetryOrders))
        .num_args(0..)
        .required_unless_present("all")
        .value_parser(value_parser!(OrderId));
    [orders, flag("all", texts.say(ArgRetryAll)).conflicts_with("orders")]
}

fn global_args(texts: &Catalogue) -> Vec<Arg> {
    vec![
        path_arg("dir", "DIR", texts.say(ArgDir)).global(true),
        Arg::new("lang")
            .long("lang")
            .value_name("pl|en")
            .help(texts.say(ArgLang))
            .global(true)
            .value_parser(|text: &str| text.parse::<Language>().map_err(|other| format!("pl | en, not {other}"))),
        flag("json", texts.say(ArgJson)).global(true),
        Arg::new("verbose")
            .short('v')
            .long("verbose")
            .action(ArgAction::Count)
            .help(texts.say(ArgVerbose))
            .global(true),
        help_flag(texts),
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help(texts.say(ArgVersion)),
    ]
}

fn help_flag(texts: &Catalogue) -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(texts.say(ArgHelp))
}

fn flag(name: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn path_arg(name: &'static str, value: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).value_parser(value_parser!(PathBuf))
}

fn scenario_arg(texts: &Catalogue) -> Arg {
    let names = scenario_names();
    Arg::new("scenario").long("scenario").value_name("NAME|FILE").help(texts.say(ArgScenario { names: names.into() }))
}

fn files(help: String, required: bool) -> Arg {
    Arg::new("files")
        .value_name("FILE")
        .help(help)
        .num_args(0..)
        .required(required)
        .value_parser(value_parser!(PathBuf))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(args: &[&str]) -> Result<(Global, Job), clap::Error> {
        let args: Vec<OsString> =
            std::iter::once("allegro-optima").chain(args.iter().copied()).map(Into::into).collect();
        read(&args, &Catalogue::new(Language::Polish))
    }

    #[test]
    fn clap_finds_no_mistake_in_the_command_line() {
        command(&Catalogue::new(Language::Polish)).debug_assert();
        command(&Catalogue::new(Language::English)).debug_assert();
    }

    #[test]
    fn global_options_stand_before_and_after_the_command() {
        let expected = (
            Global { dir: PathBuf::from("x"), language: Some(Language::English), json: true, verbose: 2 },
            Job::Init { yes: true },
        );
        assert_eq!(call(&["--dir", "x", "--lang=en", "--json", "-vv", "init", "--yes"]).unwrap(), expected);
        assert_eq!(call(&["init", "-y", "-vv", "--json", "--lang", "en", "--dir", "x"]).unwrap(), expected);
    }

    #[test]
    fn the_language_is_found_before_clap_reads() {
        let args = |texts: &[&str]| texts.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(language(&args(&["a", "status", "--lang", "en"])), Some(Language::English));
        assert_eq!(language(&args(&["a", "--lang=pl"])), Some(Language::Polish));
        assert_eq!(language(&args(&["a", "--lang"])), None);
        assert_eq!(language(&args(&["a", "--language", "en"])), None);
    }

    #[test]
    fn wrong_calls_are_refused() {
        for wrong in [
            &["nonsense"][..],
            &[],
            &["convert"],
            &["mappings"],
            &["mappings", "nonsense"],
            &["export", "--since", "yesterday"],
            &["--lang", "de", "status"],
            &["export", "--order", "12"],
            &["forget"],
            &["forget", "--nip", ""],
            &["forget", "--nip", "1", "--buyer", "2"],
        ] {
            assert!(call(wrong).is_err(), "{wrong:?}");
        }
    }
}
