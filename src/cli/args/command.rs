//! The words and shapes of the command line, for clap.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use crate::core::day;
use crate::core::message::text::{
    ArgAccount, ArgAdoptCompany, ArgAdoptFrom, ArgAdoptNew, ArgBundle, ArgBuyer, ArgCleanDryRun, ArgDecideAnswer,
    ArgDecideNumber, ArgDecideWhom, ArgDir, ArgDryRun, ArgEmail, ArgForgetDryRun, ArgHelp, ArgImportFiles, ArgJson,
    ArgLang, ArgListen, ArgLoginAlias, ArgLoginYes, ArgMappingsFiles, ArgMissing, ArgMissingAll, ArgMissingOrder,
    ArgNip, ArgOrder, ArgOrderFiles, ArgOrders, ArgOtherSum, ArgOut, ArgPanelAddress, ArgPattern, ArgPatternWrite,
    ArgRenew, ArgReplace, ArgReplayFile, ArgRetryAll, ArgRetryOrders, ArgScenario, ArgSince, ArgVerbose, ArgVersion,
    ArgXmlFiles, ArgYes, HelpAbout, HelpAccounts, HelpClean, HelpConvert, HelpDecide, HelpDemo, HelpDoctor,
    HelpDocuments, HelpExport, HelpForget, HelpHeadArguments, HelpHeadCommands, HelpHeadOptions, HelpHeadUsage,
    HelpHelp, HelpImport, HelpInit, HelpLogin, HelpMappings, HelpMappingsSuggest, HelpPanel, HelpReplay, HelpRetry,
    HelpRun, HelpSimulator, HelpStatus, HelpSync, HelpValidate, HelpWatch, HelpWorkplace, HelpWorkplaceAdopt,
    PanelListen,
};
use crate::core::message::{Catalogue, Language};
use crate::core::order::OrderId;
use crate::workplace::simulator::scenario_names;

pub(super) fn command(texts: &Catalogue) -> Command {
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
                        .value_parser(|text: &str| day::read(text).ok_or_else(|| text.to_owned())),
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
                .help_template(root.clone())
                .subcommand_required(true)
                .arg_required_else_help(true)
                .subcommand(
                    sub("suggest", texts.say(HelpMappingsSuggest)).arg(files(texts.say(ArgMappingsFiles), false)),
                ),
        )
        .subcommand(workplace(sub("workplace", texts.say(HelpWorkplace)), &root, texts))
        .subcommand(sub("retry", texts.say(HelpRetry)).args(retry_args(texts)))
        .subcommand(sub("sync", texts.say(HelpSync)))
        .subcommand(sub("panel", texts.say(HelpPanel)).arg(flag("address", texts.say(ArgPanelAddress))))
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

fn workplace(command: Command, root: &str, texts: &Catalogue) -> Command {
    let adopt = Command::new("adopt")
        .about(texts.say(HelpWorkplaceAdopt))
        .disable_help_flag(true)
        .arg(help_flag(texts))
        .arg(Arg::new("company").value_name("COMPANY").help(texts.say(ArgAdoptCompany)))
        .arg(Arg::new("from").long("from").value_name("COMPANY|DIR").help(texts.say(ArgAdoptFrom)).requires("company"))
        .arg(flag("new", texts.say(ArgAdoptNew)).requires("company").conflicts_with("from"));
    command.help_template(root.to_owned()).subcommand_required(true).arg_required_else_help(true).subcommand(adopt)
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
