//! `doctor --pattern RO/12/2026`: what would be taken of it, and, where that is asked for, the settings that say so.

use std::path::Path;

use serde_json::{Value, json};

use super::opened;
use super::ui::{Exit, Ui};
use crate::core::message::text::{DoctorPatternHead, DoctorPatternNext, DoctorPatternWritten, Opt016};
use crate::core::plan::Shown;
use crate::core::problem::Problem;
use crate::workplace::Failure;

/// Shows it for every company that has such a document: each numbers its own.
pub async fn run(dir: &Path, number: &str, write: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let (found, failures) = place.patterns(number).await?;
    let patterns: Vec<Value> = found
        .iter()
        .map(|(company, cells)| {
            ui.say(DoctorPatternHead { number: number.into(), company: company.as_str().into() });
            json!({ "company": company, "columns": show(cells, ui) })
        })
        .collect();
    if found.is_empty() {
        let unknown = || Failure::usage(Problem::error(Opt016 { number: number.into() }));
        // Where a company could not be asked, it may be that one's.
        return Err(failures.first().cloned().unwrap_or_else(unknown));
    }
    ui.failures(&failures);
    if write {
        let companies: Vec<&str> = found.iter().map(|(company, _)| company.as_str()).collect();
        let file = place.write_pattern(&companies, number)?;
        ui.say(DoctorPatternWritten { number: number.into(), file: file.as_path().into() });
    } else {
        ui.say(DoctorPatternNext { number: number.into() });
    }
    let mut value = json!({ "number": number, "patterns": patterns, "written": write });
    ui.add_failures(&failures, &mut value);
    ui.json(&value);
    Ok(Exit::Done.or_worse(failures.worst()))
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
