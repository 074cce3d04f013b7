//! `init`: settings, folders and mapping tables for a new working folder. What is there is left as it is.

use std::path::Path;

use super::answer::answer;
use super::ui::{Exit, Ui, is_interactive};
use crate::core::message::text::{
    Cli003, InitAskAlias, InitAskNip, InitAskSeller, InitDone, InitKept, InitMade, InitNext, InitRisk,
};
use crate::core::problem::Problem;
use crate::core::taxid::Nip;
use crate::workplace::{self, Answers, Begun, Failure, is_alias};

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
    ui.say(InitNext);
    ui.say(InitRisk);
    ui.json(&serde_json::json!({
        "dir": dir,
        "settings": settings,
        "made": made,
    }));
    Ok(Exit::Done)
}

fn ask(ui: &Ui) -> Answers {
    let defaults = Answers { language: ui.texts.language(), ..Answers::default() };
    let seller = answer(&ui.texts.say(InitAskSeller), |_| true).unwrap_or_default();
    let nip = answer(&ui.texts.say(InitAskNip), |text| Nip::parse(text).is_some()).unwrap_or_default();
    let alias = answer(&ui.texts.say(InitAskAlias { alias: defaults.alias.as_str().into() }), is_alias);
    Answers { seller, nip, alias: alias.unwrap_or(defaults.alias), ..defaults }
}
