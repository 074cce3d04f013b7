//! `decide`: a person's answer to what waits for him.

use std::path::Path;

use serde_json::json;

use super::opened;
use super::ui::{Exit, Ui};
use crate::core::life::Answer;
use crate::core::message::text::{DecideDone, DecideNext};
use crate::workplace::Failure;

/// An answer about an order, or about the base of a company.
pub async fn run(dir: &Path, whom: &str, answer: &str, number: Option<String>, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    match answer {
        "copy" | "new" => place.accept_base(whom, answer == "new").await?,
        _ => place.answer(&whom.into(), &answer_of(answer, number))?,
    }
    ui.say(DecideDone { order: whom.into() });
    if answer == "again" {
        ui.say(DecideNext);
    }
    ui.json(&json!({ "whom": whom, "answer": answer }));
    Ok(Exit::Done)
}

fn answer_of(word: &str, number: Option<String>) -> Answer {
    match word {
        "again" => Answer::Again,
        "elsewhere" => Answer::Elsewhere(number),
        "meant-so" => Answer::MeantSo,
        _ => Answer::Done,
    }
}
