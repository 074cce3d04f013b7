//! `convert`: order JSON to XML, without network and without state.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::opened_loosely;
use super::ui::{Exit, Ui};
use crate::core::message::text::{ConvertFile, ConvertRefused, ConvertSum};
use crate::core::problem::Problem;
use crate::workplace::{Failure, Judged};

pub fn run(dir: &Path, files: &[PathBuf], out: Option<&Path>, overwrite: bool, ui: &Ui) -> Result<Exit, Failure> {
    let mut tables = Vec::new();
    let done = opened_loosely(dir, ui)?.convert(files, out.unwrap_or(dir), overwrite, &mut tables);
    ui.tables(&tables);
    let rows = done?;
    for row in &rows {
        match &row.output {
            Some(output) => {
                ui.say(ConvertFile { input: row.input.as_str().into(), output: output.as_path().into() });
            }
            None => ui.say(ConvertRefused { input: row.input.as_str().into() }),
        }
        row.problems.iter().for_each(|problem| ui.problem(problem));
    }
    let refused = rows.iter().filter(|row| row.output.is_none()).count();
    ui.say(ConvertSum { made: (rows.len() - refused).into(), refused: refused.into() });
    let mut value = as_json(&rows, ui);
    value["tables"] = ui.tables_json(&tables);
    ui.json(&value);
    Ok(if refused > 0 || tables.iter().any(Problem::is_error) { Exit::Refused } else { Exit::Done })
}

/// For programs, those of `validate` too.
pub fn as_json(rows: &[Judged], ui: &Ui) -> Value {
    let row = |row: &Judged| {
        let problems: Vec<Value> = row.problems.iter().map(|problem| ui.problem_json(problem)).collect();
        json!({ "input": row.input, "output": row.output, "order_id": row.order_id, "problems": problems })
    };
    json!({ "files": rows.iter().map(row).collect::<Vec<_>>() })
}
