//! What was typed, laid over the file as it is now: somebody may have changed that since it was shown.

use std::path::Path;

use super::{Edited, Look, Shown, TEXT_MAX, TableFile, as_excel_wants_it, beside, mark, page, whole};
use crate::core::message::text::{PanelRowGone, PanelRowMeanwhile, PanelTableAdded, PanelTableChanged};
use crate::core::problem::Problem;
use crate::core::tables::{SheetRow, Table, difference};
use crate::settings::table_edit::{self, Paper};
use crate::settings::tables;
use crate::workplace::Failure;

/// So many rows that somebody else changed are told one by one.
const TOLD: usize = 20;

/// What is to be saved, and the page on which it is shown where that cannot be.
pub(super) struct Tried {
    pub now: Vec<u8>,
    pub file: TableFile,
    pub others: Vec<(SheetRow, SheetRow)>,
}

pub(super) fn as_text(table: Table, path: &Path, before: &[u8], text: String, was: &str) -> Result<Tried, Failure> {
    let now = as_excel_wants_it(&text);
    let mut problems = tables::check(table, &now);
    let mark = mark(before);
    if was != mark {
        problems.insert(0, Problem::error(PanelTableChanged { file: table.file_name().into() }));
        // The file before the last change lies beside it; if it is the one that was shown, it tells what is other.
        let kept = whole(&beside(path))?;
        if super::mark(&kept) == was {
            let other = difference(&table_edit::rows(table, &kept), &table_edit::rows(table, before));
            let changed = other.changed.iter().map(|(was, is)| meanwhile(&was.cells, Some(&is.cells), is.line));
            let removed = other.removed.iter().map(|was| meanwhile(&was.cells, None, was.line));
            let added = other.added.iter().map(|is| {
                let message = PanelTableAdded { row: is.line.into(), is: in_words(&is.cells).into() };
                Problem::error(message).at_line(is.line)
            });
            problems.extend(changed.chain(removed).chain(added).take(TOLD));
        }
    }
    // With the mark of the table as it is now: who saves once more means it.
    let file = TableFile { shown: Shown::Text(text), problems, pasted: Vec::new(), mark, may_be_text: true };
    Ok(Tried { now, file, others: Vec::new() })
}

pub(super) fn by_rows(
    table: Table,
    before: &[u8],
    mut paper: Paper,
    rows: Vec<Edited>,
    added: Vec<(Vec<String>, bool)>,
    pasted: String,
    look: &Look,
) -> Tried {
    let (mut problems, mut others, mut typed, mut new) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        let stands = standing(&paper, &row).cloned();
        if same(&row.was, &row.cells) {
            let other = stands.clone().unwrap_or_default();
            if !same(&other.cells, &row.was) && !is_empty(&row.was) {
                others.push((SheetRow { line: row.line, cells: row.was.clone() }, other));
            }
        } else if let Some(there) = stands.as_ref().filter(|there| same(&there.cells, &row.was)) {
            if is_empty(&row.cells) {
                paper.remove(there.line);
            } else {
                paper.set(table, there.line, &other_cells(&row.was, &row.cells));
            }
        } else if is_empty(&row.was) {
            new.push((row.cells.clone(), false));
        } else if !stands.as_ref().map_or(is_empty(&row.cells), |there| same(&there.cells, &row.cells)) {
            problems.push(meanwhile(&row.was, stands.as_ref().map(|there| there.cells.as_slice()), row.line));
        }
        // Who saves once more means it, over what stands there now.
        let now = stands.map_or_else(|| vec![String::new(); row.cells.len()], |there| there.cells);
        let cells = if same(&row.was, &row.cells) { now.clone() } else { row.cells };
        if !(is_empty(&now) && is_empty(&cells)) {
            typed.push(Edited { line: row.line, was: now, cells });
        }
    }
    let mut taken = Vec::new();
    for (cells, is_instead) in added {
        let first = cells.first().cloned().unwrap_or_default();
        let known = paper.rows().find(|row| row.cells.first() == Some(&first)).map(|row| row.line);
        match known.filter(|_| is_instead) {
            Some(line) => {
                let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
                paper.set(table, line, &filled.map(|(at, cell)| (at, cell.clone())).collect::<Vec<_>>());
                taken.push((cells, true));
            }
            None => new.push((cells, is_instead)),
        }
    }
    for (cells, _) in &new {
        paper.add(table, cells);
    }
    let first_pasted = paper.next_line().saturating_add(u32::try_from(new.len()).unwrap_or(u32::MAX));
    let mut numbers = Vec::new();
    let mut wrong = match tables::pasted(table, &pasted) {
        Ok(rows) => {
            for row in rows {
                paper.add(table, &row.cells);
                numbers.push(row.line);
            }
            Vec::new()
        }
        Err(wrong) => wrong,
    };
    // What was wrong in the table before is no reason against what is right.
    let known = tables::check(table, before);
    for mut problem in tables::check(table, &paper.to_check()) {
        if !problem.is_error() || known.contains(&problem) {
            continue;
        }
        match problem.place.line.and_then(|line| line.checked_sub(first_pasted)) {
            Some(at) => {
                problem.place.line = numbers.get(at as usize).copied();
                wrong.push(problem);
            }
            None => problems.push(problem),
        }
    }
    let mut shown = page(&paper, look);
    shown.rows = typed;
    shown.added = new;
    shown.added.extend(taken);
    shown.pasted = pasted;
    let file = TableFile {
        shown: Shown::Rows(shown),
        problems,
        pasted: wrong,
        mark: mark(before),
        may_be_text: before.len() <= TEXT_MAX,
    };
    Tried { now: paper.bytes(), file, others }
}

/// The row that was shown, where it is now: on its line, or with its first cell.
fn standing<'p>(paper: &'p Paper, shown: &Edited) -> Option<&'p SheetRow> {
    if is_empty(&shown.was) {
        return None;
    }
    let key = |cells: &[String]| cells.first().map(|cell| plain(cell));
    let on_line = paper.rows().find(|row| row.line == shown.line);
    if let Some(row) = on_line.filter(|row| same(&row.cells, &shown.was)) {
        return Some(row);
    }
    let moved = paper.rows().find(|row| same(&row.cells, &shown.was));
    moved.or_else(|| on_line.filter(|row| key(&row.cells) == key(&shown.was))).or_else(|| {
        let mut keyed = paper.rows().filter(|row| key(&row.cells) == key(&shown.was));
        // Of several rows with one key it cannot be told which it was.
        keyed.next().filter(|_| keyed.next().is_none())
    })
}

/// As a field of a form has it.
fn plain(cell: &str) -> String {
    cell.replace(['\r', '\n'], "").trim().to_owned()
}

fn same(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| plain(one) == plain(other))
}

fn is_empty(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

fn other_cells(was: &[String], now: &[String]) -> Vec<(usize, String)> {
    let pairs = was.iter().zip(now).enumerate().filter(|(_, (was, now))| plain(was) != plain(now));
    pairs.map(|(at, (_, now))| (at, now.clone())).collect()
}

/// Somebody changed a row meanwhile.
fn meanwhile(was: &[String], is: Option<&[String]>, line: u32) -> Problem {
    let message = match is {
        Some(is) => Problem::error(PanelRowMeanwhile { was: in_words(was).into(), is: in_words(is).into() }),
        None => Problem::error(PanelRowGone { was: in_words(was).into() }),
    };
    message.at_line(line)
}

/// A row as it is told.
#[must_use]
pub fn in_words(cells: &[String]) -> String {
    let filled = cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>().join("; ");
    filled.trim_end_matches([';', ' ']).to_owned()
}
