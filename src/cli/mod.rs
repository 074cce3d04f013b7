//! The command line: reads arguments and environment, runs one command, prints, gives the exit code.

mod accounts;
mod answer;
mod args;
mod clean;
mod convert;
mod decide;
mod demo;
mod doctor;
mod documents;
mod export;
mod forget;
mod import;
mod init;
mod intent;
mod log;
mod login;
mod mappings;
mod missing;
mod panel;
mod pattern;
mod progress;
mod replay;
mod retry;
mod run;
mod simulator;
mod status;
mod sync;
mod ui;
mod usage;
mod validate;
mod workplace;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use args::{Global, Job};
use ui::{Exit, Ui};

use crate::core::message::text::Cli002;
use crate::core::message::{Catalogue, Language};
use crate::core::problem::{Fault, Problem};
use crate::system::private;
use crate::workplace::{AdoptWish, Failure, ImportWish, Workplace, language_of, settings_mistakes};

/// The working folder, heard by whoever sits at the terminal.
fn opened(dir: &Path, ui: &Ui) -> Result<Workplace, Failure> {
    Ok(Workplace::open(dir)?.heard_by(Arc::new(*ui), ui.texts.language()))
}

/// The same where there need be no settings.
fn opened_loosely(dir: &Path, ui: &Ui) -> Result<Workplace, Failure> {
    Ok(Workplace::open_loosely(dir)?.heard_by(Arc::new(*ui), ui.texts.language()))
}

/// Runs the program and says how it ended.
#[must_use]
pub fn run() -> ExitCode {
    private::from_now_on();
    let args: Vec<OsString> = std::env::args_os().collect();
    ExitCode::from(run_with(&args) as u8)
}

fn run_with(args: &[OsString]) -> Exit {
    let asked = args::language(args);
    let texts = Catalogue::new(asked.unwrap_or_default());
    let (global, job) = match args::read(args, &texts) {
        Ok(read) => read,
        Err(error) => return usage(&error, args, texts),
    };
    let (level, unlogged) = log::start(global.verbose, log::wanted(&global.dir, &job));
    let language = asked.or_else(|| language_of(&global.dir));
    let ui = Ui::new(Catalogue::new(language.unwrap_or(Language::Polish)), global.json).verbose(global.verbose > 0);
    if let Some(problem) = &unlogged {
        ui.warn(problem);
    }
    let command = job.name();
    tracing::info!(command, version = env!("CARGO_PKG_VERSION"), "begins");
    let exit = perform(&global, job, &level, &ui).unwrap_or_else(|failure| {
        tracing::error!(command, code = failure.problem.code(), "could not do its work");
        ui.failure(&failure);
        // Whoever mends his settings sees all that is to be mended.
        let others = settings_mistakes(&global.dir);
        if others.first() == Some(&failure.problem) {
            others.iter().skip(1).for_each(|problem| ui.warn(problem));
        }
        failure.fault.into()
    });
    tracing::info!(command, exit = exit as u8, "ends");
    exit
}

/// Help and version are answers; everything else is a wrong call.
fn usage(error: &clap::Error, args: &[OsString], texts: Catalogue) -> Exit {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    match error.kind() {
        DisplayHelp | DisplayVersion => {
            let _ = write!(io::stdout().lock(), "{error}");
            Exit::Done
        }
        DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(io::stderr().lock(), "{error}");
            Exit::Usage
        }
        _ => {
            let json = args.iter().any(|arg| arg == "--json");
            let problem = Problem::error(usage::message(error));
            Ui::new(texts, json).failure(&Failure { problem, fault: Fault::Usage });
            Exit::Usage
        }
    }
}

fn perform(global: &Global, job: Job, level: &log::Level, ui: &Ui) -> Result<Exit, Failure> {
    // One thread beside this one: what is on its way comes in while a page of orders is worked on.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().map_err(|error| {
            Failure { problem: Problem::error(Cli002 { why: crate::system::reason(&error) }), fault: Fault::Outage }
        })?;
    let done = runtime.block_on(async {
        match job {
            Job::Demo { orders, scenario } => {
                Box::pin(demo::run(&global.dir, orders.as_deref(), scenario.as_deref(), ui)).await
            }
            Job::Simulator { listen, orders, scenario } => {
                simulator::run(listen, orders.as_deref(), scenario.as_deref(), ui).await
            }
            Job::Init { yes } => init::run(&global.dir, yes, ui),
            Job::Login { alias, yes } => Box::pin(login::run(&global.dir, alias.as_deref(), yes, ui)).await,
            Job::Accounts { renew } => Box::pin(accounts::run(&global.dir, renew, ui)).await,
            Job::Export { since, orders, account, dry_run } => {
                let wish = export::Wish { since, orders, account, dry_run };
                Box::pin(export::run(&global.dir, wish, ui)).await
            }
            Job::Convert { files, out, replace } => convert::run(&global.dir, &files, out.as_deref(), replace, ui),
            Job::Validate { files } => validate::run(&global.dir, &files, ui),
            Job::Import { files, dry_run, other_sum } => {
                Box::pin(import::run(&global.dir, &ImportWish { files, dry_run, other_sum }, ui)).await
            }
            Job::Missing { orders, all } => Box::pin(missing::run(&global.dir, &orders, all, ui)).await,
            Job::Decide { whom, answer, number } => decide::run(&global.dir, &whom, &answer, number, ui).await,
            Job::SuggestMappings { files } => mappings::run(&global.dir, &files, ui).await,
            Job::Adopt { company, from, new } => workplace::adopt(&global.dir, &AdoptWish { company, from, new }, ui),
            Job::Retry { orders, all } => Box::pin(retry::run(&global.dir, &orders, all, ui)).await,
            Job::Sync => Box::pin(sync::run(&global.dir, ui)).await,
            Job::Start => Box::pin(panel::start(&global.dir, (global.language, level), ui)).await,
            Job::Panel { address } => panel::open(&global.dir, address, ui),
            Job::Run { listen } => {
                let wish = run::Wish { listen, ..run::Wish::default() };
                Box::pin(run::run(&global.dir, wish, (global.language, level), ui)).await
            }
            Job::Watch => {
                let wish = run::Wish { files_only: true, ..run::Wish::default() };
                Box::pin(run::run(&global.dir, wish, (global.language, level), ui)).await
            }
            Job::Replay { file } => replay::run(&global.dir, &file, ui).await,
            Job::Documents => documents::run(&global.dir, ui).await,
            Job::Status => status::run(&global.dir, ui),
            Job::Clean { dry_run } => clean::run(&global.dir, dry_run, ui),
            Job::Forget { person, dry_run } => forget::run(&global.dir, &person, dry_run, ui),
            Job::Doctor { email: true, .. } => Box::pin(doctor::try_letter(&global.dir, ui)).await,
            Job::Doctor { pattern: Some(number), write, .. } => {
                Box::pin(pattern::run(&global.dir, &number, write, ui)).await
            }
            Job::Doctor { pattern: None, bundle, .. } => {
                Box::pin(doctor::run(&global.dir, bundle.as_deref(), ui)).await
            }
        }
    });
    // Work that was left behind is not waited for.
    runtime.shutdown_background();
    done
}
