//! `doctor --pattern RO/12/2026`: what would be taken of it, and, where that is asked for, the settings that say so.

use std::path::Path;

use serde_json::{Value, json};

use super::ui::{Exit, Failure, Ui};
use super::workplace::{Failures, Office, Workplace};
use crate::core::message::text::{Doc071, DoctorPatternHead, DoctorPatternNext, DoctorPatternWritten, Opt016};
use crate::core::plan::Shown;
use crate::core::problem::{Fault, Problem};
use crate::settings::{edit, file};
use crate::spool::replace;

/// Shows it for every company that has such a document: each numbers its own.
pub async fn run(dir: &Path, number: &str, write: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let (mut companies, mut patterns, mut failures) = (Vec::new(), Vec::new(), Failures::default());
    for office in place.offices()? {
        let asked = of_company(&place, &office, number, ui).await;
        let Some(cells) = failures.keep(&office.name, asked).flatten() else { continue };
        ui.say(DoctorPatternHead { number: number.into(), company: office.name.as_str().into() });
        patterns.push(json!({ "company": office.name, "columns": show(&cells, ui) }));
        companies.push(office.name);
    }
    if companies.is_empty() {
        let unknown = Failure { problem: Problem::error(Opt016 { number: number.into() }), fault: Fault::Usage };
        // Where a company could not be asked, it may be that one's.
        return Err(failures.first().cloned().unwrap_or(unknown));
    }
    failures.tell(ui);
    if write {
        write_settings(&place, &companies, number, ui)?;
    } else {
        ui.say(DoctorPatternNext { number: number.into() });
    }
    let mut value = json!({ "number": number, "patterns": patterns, "written": write });
    failures.add_to(&mut value, ui);
    ui.json(&value);
    Ok(failures.exit(Exit::Done))
}

async fn of_company(place: &Workplace, office: &Office, number: &str, ui: &Ui) -> Result<Option<Vec<Shown>>, Failure> {
    Ok(place.base(office, ui).await?.pattern(number).await?)
}

/// What comes into our documents and says something, line by line.
fn show(found: &[Shown], ui: &Ui) -> Vec<Value> {
    let mut shown = Vec::new();
    for Shown { place: table, values } in found {
        for (column, value) in values {
            ui.line(&format!("  CDN.{table}.{column} = {value}"));
            shown.push(json!({ "table": table, "column": column, "value": value }));
        }
    }
    shown
}

/// Where several companies have the document, a person says which is meant.
fn write_settings(place: &Workplace, companies: &[String], number: &str, ui: &Ui) -> Result<(), Failure> {
    let path = place.dir.join(file::FILE_NAME);
    let by_hand = || {
        let (number, companies) = (number.into(), companies.join(", ").into());
        let problem = Problem::error(Doc071 { file: path.as_path().into(), companies, number });
        Failure { problem, fault: Fault::Usage }
    };
    let [company] = companies else { return Err(by_hand()) };
    let text = std::fs::read_to_string(&path).map_err(|_| by_hand())?;
    let edited = edit::with_pattern(&text, company, number).ok_or_else(by_hand)?;
    replace(&*place.disk, &path, edited.as_bytes())?;
    ui.say(DoctorPatternWritten { number: number.into(), file: path.as_path().into() });
    Ok(())
}
