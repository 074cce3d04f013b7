//! `init`: settings, folders and mapping tables for a new working folder. What is there is left as it is.

use std::path::Path;

use super::answer::answer;
use super::ui::{Exit, Ui, is_interactive};
use crate::core::message::Message;
use crate::core::message::text::{
    Cli003, InitAskAlias, InitAskNip, InitAskSeller, InitBadAlias, InitBadName, InitBadNip, InitDone, InitKept,
    InitMade, InitNext, InitRisk, InitStepDoctor, InitStepLogin, InitStepRun, InitStepSettings, InitStepTables,
};
use crate::core::problem::Problem;
use crate::core::taxid::Nip;
use crate::workplace::{self, Answers, Begun, Failure, SETTINGS_FILE, Workplace, is_alias};

/// The longest name that a file takes.
const NAME_MAX: usize = 255;

pub fn run(dir: &Path, yes: bool, ui: &Ui) -> Result<Exit, Failure> {
    let answers = match (yes, is_interactive()) {
        (true, _) => Answers { language: ui.texts.language(), ..Answers::default() },
        (false, true) => ask(ui),
        (false, false) => return Err(Failure::usage(Problem::error(Cli003))),
    };
    let Begun { settings, files } = workplace::begin(dir, &answers)?;
    for (name, is_new) in &files {
        if *is_new {
            ui.say(InitMade { file: name.into() });
        } else {
            ui.say(InitKept { file: name.into() });
        }
    }
    let made: Vec<_> = files.iter().filter(|(_, is_new)| *is_new).map(|(name, _)| name).collect();
    ui.line("");
    ui.say(InitDone { dir: dir.into() });
    // Settings that were there already may be wrong, or name another account.
    let place = Workplace::open(dir)?;
    ui.say(InitRisk);
    let alias = place.settings.accounts.keys().next().cloned().unwrap_or(answers.alias);
    let commands = next(dir, &alias);
    lead_on(&commands, ui);
    ui.json(&serde_json::json!({
        "dir": dir,
        "settings": settings,
        "made": made,
        "next": commands,
    }));
    Ok(Exit::Done)
}

fn ask(ui: &Ui) -> Answers {
    let defaults = Answers { language: ui.texts.language(), ..Answers::default() };
    let good = |is_good: bool, why: Message| if is_good { Ok(()) } else { Err(why) };
    let name =
        |text: &str| good(text.chars().count() <= NAME_MAX && !text.contains(char::is_control), InitBadName.into());
    let nip = |text: &str| good(Nip::parse(text).is_some(), InitBadNip.into());
    let alias = |text: &str| good(is_alias(text), InitBadAlias.into());
    let seller = answer(&ui.texts.say(InitAskSeller), name, ui).unwrap_or_default();
    let nip = answer(&ui.texts.say(InitAskNip), nip, ui).unwrap_or_default();
    let alias = answer(&ui.texts.say(InitAskAlias { alias: defaults.alias.as_str().into() }), alias, ui);
    Answers { seller, nip, alias: alias.unwrap_or(defaults.alias), ..defaults }
}

/// The commands that come next, as they are typed: login, look, tables, work.
fn next(dir: &Path, alias: &str) -> [String; 4] {
    let program = if dir == Path::new(".") {
        "allegro-optima".to_owned()
    } else {
        let dir = dir.display().to_string();
        if dir.contains(' ') {
            format!("allegro-optima --dir \"{dir}\"")
        } else {
            format!("allegro-optima --dir {dir}")
        }
    };
    [format!("login {alias}"), "doctor".to_owned(), "mappings suggest".to_owned(), "run".to_owned()]
        .map(|command| format!("{program} {command}"))
}

/// The last words: what to do, in its order.
fn lead_on([login, doctor, tables, run]: &[String; 4], ui: &Ui) {
    ui.line("");
    ui.say(InitNext);
    ui.say(InitStepSettings { file: SETTINGS_FILE.into() });
    ui.say(InitStepLogin { command: login.into() });
    ui.say(InitStepDoctor { command: doctor.into() });
    ui.say(InitStepTables { command: tables.into() });
    ui.say(InitStepRun { command: run.into() });
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::cli::args::{self, Job};
    use crate::core::message::{Catalogue, Language};

    #[test]
    fn the_next_steps_are_commands_as_they_are_typed() {
        for (dir, program) in [(".", &["allegro-optima"][..]), ("C:/sklep", &["allegro-optima", "--dir", "C:/sklep"])] {
            let words = |command: &String| -> Vec<OsString> { command.split(' ').map(Into::into).collect() };
            let jobs = next(Path::new(dir), "sklep").map(|command| {
                assert!(
                    words(&command).starts_with(&program.iter().map(Into::into).collect::<Vec<OsString>>()),
                    "{command}"
                );
                args::read(&words(&command), &Catalogue::new(Language::Polish)).unwrap().1
            });
            let login = Job::Login { alias: Some("sklep".to_owned()), yes: false };
            assert_eq!(jobs[0], login);
            assert_eq!(jobs.map(|job| job.name()), ["login", "doctor", "mappings suggest", "run"]);
        }
        assert!(next(Path::new("C:/Moje dane"), "a")[0].contains("--dir \"C:/Moje dane\" login a"));
    }
}
