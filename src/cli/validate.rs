//! `validate`: schema, then content and arithmetic, of any document XML of Optima's.

use std::path::{Path, PathBuf};

use super::convert::as_json;
use super::opened_loosely;
use super::ui::{Exit, Ui};
use crate::core::message::text::{ValidateBad, ValidateGood};
use crate::core::problem::Problem;
use crate::workplace::{Failure, Judged};

pub fn run(dir: &Path, files: &[PathBuf], ui: &Ui) -> Result<Exit, Failure> {
    let mut tables = Vec::new();
    let rows = opened_loosely(dir, ui)?.validate(files, &mut tables);
    let is_bad = |row: &Judged| row.problems.iter().any(Problem::is_error);
    for row in &rows {
        let file = row.input.as_str().into();
        if is_bad(row) {
            ui.say(ValidateBad { file });
        } else {
            ui.say(ValidateGood { file });
        }
        row.problems.iter().for_each(|problem| ui.problem(problem));
    }
    ui.tables(&tables);
    let mut value = as_json(&rows, ui);
    value["tables"] = ui.tables_json(&tables);
    ui.json(&value);
    Ok(if rows.iter().any(is_bad) || tables.iter().any(Problem::is_error) { Exit::Refused } else { Exit::Done })
}
