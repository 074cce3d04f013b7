//! `init`: settings, folders and mapping tables for a new working folder. What is there is left as it is.

use std::path::Path;

use super::answer::answer;
use super::ui::{Exit, Ui, is_interactive};
use crate::core::message::text::{
    Cli003, InitAskAlias, InitAskNip, InitAskSeller, InitDone, InitKept, InitMade, InitNext, InitRisk,
};
use crate::core::problem::{Fault, Problem};
use crate::core::taxid::Nip;
use crate::settings::file;
use crate::settings::template::{self, Answers};
use crate::spool::{RealDisk, Written};
use crate::workplace::Failure;
use crate::workplace::{self, Start};

pub fn run(dir: &Path, yes: bool, ui: &Ui) -> Result<Exit, Failure> {
    let answers = match (yes, is_interactive()) {
        (true, _) => Answers { language: ui.texts.language(), ..Answers::default() },
        (false, true) => ask(ui),
        (false, false) => return Err(Failure { problem: Problem::error(Cli003), fault: Fault::Usage }),
    };
    let files = workplace::set_up(RealDisk, dir, &Start::new(template::settings(&answers), &ui.texts))?;
    let made: Vec<_> = files.iter().filter(|(_, written)| *written == Written::New).map(|(name, _)| name).collect();
    for (name, written) in &files {
        match written {
            Written::New => ui.say(InitMade { file: name.into() }),
            Written::Identical | Written::Conflict => ui.say(InitKept { file: name.into() }),
        }
    }
    ui.line("");
    ui.say(InitDone { dir: dir.into() });
    ui.say(InitNext);
    ui.say(InitRisk);
    ui.json(&serde_json::json!({
        "dir": dir,
        "settings": dir.join(file::FILE_NAME),
        "made": made,
    }));
    Ok(Exit::Done)
}

fn ask(ui: &Ui) -> Answers {
    let defaults = Answers { language: ui.texts.language(), ..Answers::default() };
    let seller = answer(&ui.texts.say(InitAskSeller), |_| true).unwrap_or_default();
    let nip = answer(&ui.texts.say(InitAskNip), |text| Nip::parse(text).is_some()).unwrap_or_default();
    let alias = answer(&ui.texts.say(InitAskAlias { alias: defaults.alias.as_str().into() }), file::is_name);
    Answers { seller, nip, alias: alias.unwrap_or(defaults.alias), ..defaults }
}
