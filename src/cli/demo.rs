//! `demo`: the whole way on the embedded simulator and sandbox, in words.

use std::path::Path;

use serde_json::json;

use super::progress::TerminalProgress;
use super::ui::{Exit, Ui};
use super::{export, import, status};
use crate::core::message::text::{
    DemoAsk, DemoHead, DemoLogin, DemoLook, DemoResult, DemoRound, DemoScenario, DemoStageOne, DemoStageTwo, DemoSum,
};
use crate::workplace::{self, Demo, DemoFollowed, DemoStep, Failure};

pub async fn run(dir: &Path, orders: Option<&Path>, scenario: Option<&str>, ui: &Ui) -> Result<Exit, Failure> {
    let (language, progress) = (ui.texts.language(), TerminalProgress::new(ui.is_json()));
    let followed = DemoFollowed { language, progress: &progress, show: &|step| show(step, ui) };
    let done = workplace::demo(dir, orders, scenario, &followed).await?;
    conclude(&done, ui);
    Ok(Exit::Done.or_worse(done.fault))
}

fn show(step: DemoStep<'_>, ui: &Ui) {
    match step {
        DemoStep::Begins { orders, dir, title } => {
            ui.say(DemoHead { orders: orders.into(), dir: dir.into() });
            if let Some(title) = title {
                ui.say(DemoScenario { title: title.into() });
            }
        }
        DemoStep::Round(number, time) => {
            ui.line("");
            ui.say(DemoRound { number: i64::from(number).into(), time: time.to_string().into() });
        }
        DemoStep::Exporting => {
            ui.line("");
            ui.say(DemoStageOne);
        }
        DemoStep::Exported(report) => export::show(report, false, ui),
        DemoStep::Importing => {
            ui.line("");
            ui.say(DemoStageTwo);
        }
        DemoStep::Imported(report) => import::show(report, ui),
        DemoStep::Failed(problem) => ui.warn(problem),
        DemoStep::Login(address) => ui.say(DemoLogin { address: address.into() }),
    }
}

fn conclude(done: &Demo, ui: &Ui) {
    let Demo { dir, archive, orders, documents, .. } = done;
    ui.line("");
    ui.say(DemoResult);
    status::show(orders, ui);
    ui.line("");
    let rest = orders.len().saturating_sub(documents.len());
    ui.say(DemoSum { documents: documents.len().into(), rest: rest.into() });
    ui.say(DemoLook { archive: archive.as_path().into() });
    ui.say(DemoAsk { dir: dir.as_path().into() });
    ui.json(&json!({ "dir": dir, "status": status::as_json(orders, ui), "documents": documents }));
}
