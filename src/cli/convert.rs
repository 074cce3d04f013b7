//! `convert`: order JSON to XML, without network and without state.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::opened_loosely;
use super::ui::{Exit, Ui};
use crate::allegro::port::FetchedOrder;
use crate::allegro::wire;
use crate::core::convert::Sources;
use crate::core::message::quoted;
use crate::core::message::text::{Cli004, Cli009, ConvertFile, ConvertRefused, ConvertSum};
use crate::core::problem::{Explain as _, Problem};
use crate::core::tables::Tables;
use crate::spool::{Disk as _, Written, replace, write_new};
use crate::stages::make_file;
use crate::workplace::Failure;
use crate::workplace::Workplace;
use crate::workplace::input;

/// What became of one order.
struct Row {
    input: String,
    output: Option<PathBuf>,
    order_id: Option<String>,
    problems: Vec<Problem>,
}

pub fn run(dir: &Path, files: &[PathBuf], out: Option<&Path>, overwrite: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened_loosely(dir, ui)?;
    let tables = place.tables_strictly()?;
    let out = out.unwrap_or(dir);
    place.disk.create_dir_all(out)?;
    let mut conversion = Conversion { place: &place, tables: &tables, out, overwrite };
    let mut rows = Vec::new();
    for file in files {
        conversion.file(file, &mut rows)?;
    }
    show(&rows, ui);
    let refused = rows.iter().any(|row| row.output.is_none());
    Ok(if refused { Exit::Refused } else { Exit::Done })
}

/// The file with its warnings, or every reason why there is none.
type Converted = Result<(PathBuf, Vec<Problem>), Vec<Problem>>;

struct Conversion<'a> {
    place: &'a Workplace,
    tables: &'a Tables,
    out: &'a Path,
    overwrite: bool,
}

impl Conversion<'_> {
    fn file(&mut self, path: &Path, rows: &mut Vec<Row>) -> Result<(), Failure> {
        let name = path.display().to_string();
        let refused =
            |order_id: Option<String>, problems| Row { input: name.clone(), output: None, order_id, problems };
        let limit = u64::from(self.place.settings.files.max_size_mib) << 20;
        let orders = input::read(path, limit)
            .and_then(|bytes| wire::decode_any(&bytes).map_err(|error| error.problem().in_file(name.clone())));
        match orders {
            Err(problem) => rows.push(refused(None, vec![problem])),
            Ok(orders) if orders.is_empty() => {
                rows.push(refused(None, vec![Problem::error(Cli009 { path: path.into() }).in_file(name.clone())]));
            }
            Ok(orders) => {
                for order in orders {
                    let id = (!order.id.is_empty()).then(|| quoted(&order.id));
                    match self.order(order)? {
                        Ok((output, problems)) => {
                            rows.push(Row { input: name.clone(), output: Some(output), order_id: id, problems });
                        }
                        Err(problems) => rows.push(refused(id, problems)),
                    }
                }
            }
        }
        Ok(())
    }

    /// The outer error is the disk's, the inner one the order's.
    fn order(&mut self, fetched: FetchedOrder) -> Result<Converted, Failure> {
        let order = match fetched.order {
            Ok(order) => order,
            Err(error) => return Ok(Err(vec![error.problem().in_order(fetched.id)])),
        };
        let offers = BTreeMap::new();
        let account = self.place.settings.default_alias();
        let settings = self.place.settings.of_account(account);
        let sources = Sources { settings, tables: self.tables, account, offers: &offers, cards: None };
        let file = match make_file(&order, &sources) {
            Ok(file) => file,
            Err(problems) => return Ok(Err(problems)),
        };
        let path = self.out.join(&file.name);
        let disk = &*self.place.disk;
        match write_new(disk, self.out, &file.name, &file.bytes)? {
            Written::New | Written::Identical => Ok(Ok((path, file.problems))),
            Written::Conflict if self.overwrite => {
                replace(disk, &path, &file.bytes)?;
                Ok(Ok((path, file.problems)))
            }
            Written::Conflict => {
                let problem = Problem::error(Cli004 { path: path.as_path().into() });
                Ok(Err(vec![problem.in_order(order.id.to_string())]))
            }
        }
    }
}

fn show(rows: &[Row], ui: &Ui) {
    for row in rows {
        match &row.output {
            Some(output) => {
                ui.say(ConvertFile { input: row.input.as_str().into(), output: output.as_path().into() });
            }
            None => ui.say(ConvertRefused { input: row.input.as_str().into() }),
        }
        for problem in &row.problems {
            ui.problem(problem);
        }
    }
    let made = rows.iter().filter(|row| row.output.is_some()).count();
    ui.say(ConvertSum { made: made.into(), refused: (rows.len() - made).into() });
    ui.json(&json!({ "files": rows.iter().map(|row| row_json(row, ui)).collect::<Vec<_>>() }));
}

fn row_json(row: &Row, ui: &Ui) -> Value {
    json!({
        "input": row.input,
        "output": row.output,
        "order_id": row.order_id,
        "problems": row.problems.iter().map(|problem| ui.problem_json(problem)).collect::<Vec<_>>(),
    })
}
