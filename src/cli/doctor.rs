//! `doctor`: everything that a set-up needs, green, yellow or red, with what to do.

use std::path::Path;

use serde_json::{Value, json};

use super::opened;
use super::ui::{Exit, Ui};
use crate::core::doctor::{Area, Finding};
use crate::core::message::Message;
use crate::core::message::text::{
    DoctorAreaAllegro, DoctorAreaBase, DoctorAreaFolders, DoctorAreaOptima, DoctorAreaSettings, DoctorBundleDone,
    DoctorSum, MailTried,
};
use crate::core::problem::Severity;
use crate::workplace::{Failure, Findings, Setting, finding_json, settings_mistakes};

/// `doctor --email`: sends a letter.
pub async fn try_letter(dir: &Path, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let readers = place.try_letter().await?;
    ui.say(MailTried { to: readers.join(", ").into() });
    ui.json(&json!({ "sent_to": readers }));
    Ok(Exit::Done)
}

pub async fn run(dir: &Path, bundle: Option<&Path>, ui: &Ui) -> Result<Exit, Failure> {
    let place = match opened(dir, ui) {
        Ok(place) => place,
        // Without settings nothing else can be looked at, and that is what is found.
        Err(Failure { fault, .. }) => {
            let found = settings_mistakes(dir).into_iter();
            let found = found.map(|problem| (String::new(), Finding { area: Area::Settings, problem })).collect();
            tell(&found, &[], ui);
            return Ok(fault.into());
        }
    };
    let found = place.examine().await;
    tell(&found, &place.settings_with_origin()?, ui);
    if let Some(path) = bundle {
        place.write_bundle(&found, path)?;
        ui.say(DoctorBundleDone { file: path.into() });
    }
    Ok(if found.iter().any(|(_, finding)| finding.is_red()) { Exit::Refused } else { Exit::Done })
}

fn tell(found: &Findings, settings: &[Setting], ui: &Ui) {
    show(found, ui);
    ui.json(&json!({
        "findings": found.iter().map(|found| finding_json(found, &ui.texts)).collect::<Vec<Value>>(),
        "settings": settings.iter().map(|setting| json!({
            "of": setting.whose, "key": setting.key, "value": setting.value, "from": setting.from.name(),
        })).collect::<Vec<Value>>(),
    }));
}

/// A table in words, area by area: green, yellow, red.
fn show(found: &Findings, ui: &Ui) {
    let mut head = None;
    for (company, finding) in found {
        let area = (company, finding.area);
        if head != Some(area) {
            ui.line("");
            ui.say(title(finding.area, company));
            head = Some(area);
        }
        // What is as it should be has a mark of its own here.
        ui.line(&ui.problem_text(&finding.problem).replacen('·', "✓", 1));
    }
    let count = |severity| found.iter().filter(|(_, finding)| finding.problem.severity == severity).count();
    ui.line("");
    let (red, yellow) = (count(Severity::Error).into(), count(Severity::Warning).into());
    ui.say(DoctorSum { red, yellow });
}

fn title(area: Area, company: &str) -> Message {
    match area {
        Area::Settings => DoctorAreaSettings.into(),
        Area::Folders => DoctorAreaFolders.into(),
        Area::Base => DoctorAreaBase { company: company.into() }.into(),
        Area::Optima => DoctorAreaOptima { company: company.into() }.into(),
        Area::Allegro => DoctorAreaAllegro.into(),
    }
}
