//! `validate`: schema, then content and arithmetic, of any document XML of Optima's.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::opened_loosely;
use super::ui::{Exit, Ui};
use crate::core::message::quoted;
use crate::core::message::text::{ValidateBad, ValidateGood};
use crate::core::problem::{Explain as _, Problem, Problems};
use crate::workplace::Failure;
use crate::workplace::input;
use crate::xml::{self, Limits, order_id_in_description};

/// What was found in one file.
struct Row {
    input: String,
    order_id: Option<String>,
    problems: Vec<Problem>,
}

impl Row {
    fn is_bad(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}

pub fn run(dir: &Path, files: &[PathBuf], ui: &Ui) -> Result<Exit, Failure> {
    let place = opened_loosely(dir, ui)?;
    let bytes = u64::from(place.settings.files.max_size_mib) << 20;
    let limits = Limits { max_bytes: usize::try_from(bytes).unwrap_or(usize::MAX), ..Limits::default() };
    let rows: Vec<Row> = files.iter().map(|file| check(file, bytes, &limits)).collect();
    for row in &rows {
        let file = || row.input.as_str().into();
        if row.is_bad() {
            ui.say(ValidateBad { file: file() });
        } else {
            ui.say(ValidateGood { file: file() });
        }
        row.problems.iter().for_each(|problem| ui.problem(problem));
    }
    let files: Vec<_> = rows
        .iter()
        .map(|row| {
            let problems: Vec<_> = row.problems.iter().map(|problem| ui.problem_json(problem)).collect();
            json!({ "input": row.input, "output": null, "order_id": row.order_id, "problems": problems })
        })
        .collect();
    ui.json(&json!({ "files": files }));
    Ok(if rows.iter().any(Row::is_bad) { Exit::Refused } else { Exit::Done })
}

fn check(path: &Path, limit: u64, limits: &Limits) -> Row {
    let (mut order_id, mut problems) = (None, Problems::default());
    match input::read(path, limit) {
        Ok(bytes) => order_id = content(&bytes, limits, &mut problems),
        Err(problem) => problems.push(problem),
    }
    Row { input: path.display().to_string(), order_id, problems: problems.into_vec() }
}

/// What is wrong with a file; its order.
fn content(bytes: &[u8], limits: &Limits, problems: &mut Problems) -> Option<String> {
    let file = match xml::read(bytes, limits) {
        Ok(file) => file,
        // What cannot be read needs no verdict of the schema besides.
        Err(error) => {
            problems.push(error.problem());
            return None;
        }
    };
    if let Err(issues) = xml::check(bytes, limits, None) {
        problems.extend(issues.iter().map(xml::SchemaIssue::problem));
    }
    problems.extend(xml::inspect(bytes, limits));
    let mut order_id = None;
    for reading in file.documents {
        match reading {
            Ok((document, more)) => {
                order_id = order_id.or_else(|| {
                    let origin = document.origin.as_ref().map(|origin| quoted(&origin.order));
                    origin.or_else(|| order_id_in_description(&document.description).map(|id| id.to_string()))
                });
                problems.extend(more);
            }
            Err(more) => problems.extend(more),
        }
    }
    order_id
}
