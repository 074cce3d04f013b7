//! The mapping tables: what is saved is read first by the reader that the import uses.

use std::collections::BTreeMap;
use std::path::PathBuf;

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, Response};
use uuid::Uuid;

use super::door::Session;
use super::mapping_view::{self, Sheet, Shown};
use super::page::{self, View};
use super::{PanelError, Shared, order, place};
use crate::core::inspection::Choices;
use crate::core::message::text::{PanelFailed, PanelTableChanged};
use crate::core::problem::{Explain as _, Problem};
use crate::core::suggest::Suggestion;
use crate::core::tables::Table;
use crate::settings::tables;
use crate::spool::disk::exists;
use crate::spool::{Disk as _, Folders, RealDisk, replace};
use crate::stages;
use crate::stages::service::Command;

/// As large as the form that brings it back may be.
const LARGEST: u64 = 3 * 1024 * 1024;
/// A longer table is edited as text, or in Excel.
const ROWS: usize = 500;

/// Which tables there are.
pub(super) async fn page(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    mapping_view::overview(&View::new(&panel, &session))
}

/// How many rows each table lacks, for a page that is there already: many orders are looked through for it.
pub(super) async fn lacking(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Html<String> {
    let texts = panel.texts(session.language);
    page::part(texts, suggested(&panel).await.map(|found| mapping_view::tables(texts, Some(&found))))
}

/// The rows that a table lacks, to be filled in.
pub(super) async fn lacking_rows(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
) -> Result<Html<String>, Response> {
    let (table, _) = named(&panel, &session, &name)?;
    // Without suggestions a table can be filled in all the same; why there are none, the list of tables says.
    let found = suggested(&panel).await.unwrap_or_default().remove(&table).unwrap_or_default();
    Ok(Html(mapping_view::suggestions(panel.texts(session.language), table, &found).into_string()))
}

async fn suggested(panel: &Shared) -> Result<BTreeMap<Table, Vec<Suggestion>>, PanelError> {
    let dir = panel.context.dir.clone();
    place::aside(move || {
        let (settings, mappings) = (place::settings(&dir)?, Folders::new(&dir).mappings());
        let company = |office: place::Office| {
            let (tables, _) = tables::load_of(&mappings, &office.name);
            Ok((office.ledger()?, tables, settings.of_company(&office.name)))
        };
        let companies = place::offices(&dir)?.into_iter().map(company).collect::<Result<Vec<_>, PanelError>>()?;
        stages::lacking(&companies)
            .map_err(|error| PanelError::Told(error.problem(), StatusCode::INTERNAL_SERVER_ERROR))
    })
    .await
}

/// What the bases have to choose from, all companies together: the tables are for all of them.
pub(super) async fn choices(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Html<String> {
    let (dir, outside) = (panel.context.dir.clone(), panel.context.outside.clone());
    let asked = place::aside(move || {
        let mut all = Choices::default();
        let mut away = Vec::new();
        for office in place::offices(&dir)? {
            match outside.choices(&office.name) {
                Ok(found) => {
                    all.payment_forms.extend(found.payment_forms);
                    all.services.extend(found.services);
                }
                Err(problem) => away.push(problem),
            }
        }
        all.payment_forms.sort();
        all.payment_forms.dedup();
        all.services.sort();
        all.services.dedup();
        Ok((all, away))
    });
    let texts = panel.texts(session.language);
    page::part(texts, asked.await.map(|(all, away)| mapping_view::choices(texts, &all, &away)))
}

fn named(panel: &Shared, session: &Session, name: &str) -> Result<(Table, PathBuf), Response> {
    let table = Table::ALL.into_iter().find(|table| table.file_name() == name);
    let table = table
        .ok_or_else(|| page::failure(panel, session.language, &order::told(PanelFailed, StatusCode::NOT_FOUND)))?;
    Ok((table, Folders::new(&panel.context.dir).mappings().join(table.file_name())))
}

fn read(path: &std::path::Path) -> Result<Vec<u8>, PanelError> {
    if exists(&RealDisk, path)? { Ok(RealDisk.read(path, LARGEST)?) } else { Ok(Vec::new()) }
}

/// Tells the table that a form was made from, so that it does not overwrite what somebody wrote meanwhile.
fn mark(bytes: &[u8]) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, bytes).to_string()
}

/// One table as it is: its cells, or its text where that is asked for or the cells would not be the whole.
pub(super) async fn table(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let (table, path) = named(&panel, &session, &name)?;
    let bytes = place::aside(move || read(&path)).await;
    let bytes = bytes.map_err(|error| page::failure(&panel, session.language, &error))?;
    let sheet = sheet(table, &bytes, query.contains_key("text"));
    let mut problems = tables::check(table, &bytes);
    if matches!(sheet, Sheet::Cells(_)) {
        number(table, &bytes, &mut problems);
    }
    Ok(mapping_view::form(
        &View::new(&panel, &session),
        &Shown { table, sheet, problems: &problems, mark: &mark(&bytes), saved: false },
    ))
}

fn sheet(table: Table, bytes: &[u8], text: bool) -> Sheet {
    match tables::cells(table, bytes).filter(|rows| !text && rows.len() <= ROWS) {
        Some(rows) => Sheet::Cells(rows.into_iter().map(|row| row.cells).collect()),
        None => Sheet::Text(tables::text(bytes)),
    }
}

/// Saves a table without mistakes; one with mistakes is shown again, each by its row, and nothing is changed.
pub(super) async fn save(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let (table, path) = named(&panel, &session, &name)?;
    let view = View::new(&panel, &session);
    let failed = |error: PanelError| page::failure(&panel, session.language, &error);
    let place = path.clone();
    let before = place::aside(move || read(&place)).await.map_err(failed)?;
    let (sheet, bytes) = typed(table, &before, &fields, &view);
    let mut problems = tables::check(table, &bytes);
    if matches!(sheet, Sheet::Cells(_)) {
        number(table, &bytes, &mut problems);
    }
    let now = mark(&before);
    if fields.get("was").is_some_and(|was| *was != now) {
        problems.insert(0, Problem::error(PanelTableChanged { file: table.file_name().into() }));
    }
    if problems.iter().any(Problem::is_error) {
        // With the mark of the table as it is now: who saves once more means it.
        return Ok(mapping_view::form(&view, &Shown { table, sheet, problems: &problems, mark: &now, saved: false }));
    }
    let (mark, text) = (mark(&bytes), matches!(sheet, Sheet::Text(_)));
    let sheet = self::sheet(table, &bytes, text);
    let saved = place::aside(move || {
        if !before.is_empty() {
            let mut kept = path.clone().into_os_string();
            kept.push(".bak");
            replace(&RealDisk, kept.as_ref(), &before)?;
        }
        Ok(replace(&RealDisk, &path, &bytes)?)
    });
    saved.await.map_err(failed)?;
    // What waited for this row is tried again.
    panel.context.hub.ask(Command::Sync { account: None });
    Ok(mapping_view::form(&view, &Shown { table, sheet, problems: &problems, mark: &mark, saved: true }))
}

/// What the form brought, to be shown again, and the file that it makes.
fn typed(table: Table, before: &[u8], fields: &BTreeMap<String, String>, view: &View<'_>) -> (Sheet, Vec<u8>) {
    if let Some(text) = fields.get("text") {
        // As Excel wants it.
        let lines = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\n', "\r\n");
        return (Sheet::Text(text.clone()), format!("\u{feff}{lines}").into_bytes());
    }
    let rows = rows(table, fields);
    let bytes = tables::rewritten(table, before, &rows, view.texts);
    (Sheet::Cells(rows), bytes)
}

/// The rows of a form: those of the table, and the suggested ones in which somebody filled something in.
fn rows(table: Table, fields: &BTreeMap<String, String>) -> Vec<Vec<String>> {
    let columns = table.columns().len();
    let row = |kind: char, number: usize| -> Option<Vec<String>> {
        let cell = |column| fields.get(&format!("{kind}{number}.{column}")).map(|cell| cell.trim().to_owned());
        cell(0)?;
        Some((0..columns).map(|column| cell(column).unwrap_or_default()).collect())
    };
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
    let mut rows: Vec<Vec<String>> = (0..).map_while(|number| row('c', number)).collect();
    rows.retain(|row| filled(row) > 0);
    for (number, added) in (0..).map_while(|number| Some((number, row('s', number)?))) {
        let had = fields.get(&format!("s{number}.had")).and_then(|had| had.parse().ok()).unwrap_or(usize::MAX);
        if filled(&added) <= had {
            continue;
        }
        // A product that has a row lacks something in it; two rows of one offer would be refused.
        if table == Table::Products {
            rows.retain(|row| row.first() != added.first());
        }
        rows.push(added);
    }
    rows
}

/// The rows of a form have no lines; they are counted from one.
fn number(table: Table, bytes: &[u8], problems: &mut [Problem]) {
    let Some(rows) = tables::cells(table, bytes) else { return };
    for problem in problems {
        let row = problem.place.line.and_then(|line| rows.iter().position(|row| row.line == line));
        if let Some(row) = row {
            problem.place.line = u32::try_from(row + 1).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(list: &[(&str, &str)]) -> BTreeMap<String, String> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn emptied_rows_go_and_suggestions_come_only_when_filled_in() {
        let form = fields(&[
            ("c0.0", "gift"),
            ("c0.1", "PAKOWANIE"),
            ("c1.0", " "),
            ("c1.1", ""),
            ("c2.0", "carry"),
            ("c2.1", "WNOSZENIE"),
            ("s0.0", "one"),
            ("s0.had", "1"),
            ("s1.0", "two"),
            ("s1.1", "X"),
            ("s1.had", "1"),
        ]);
        let rows = rows(Table::Services, &form);
        assert_eq!(rows, [["gift", "PAKOWANIE", ""], ["carry", "WNOSZENIE", ""], ["two", "X", ""]]);
    }

    #[test]
    fn a_product_that_lacks_its_rate_keeps_one_row() {
        let form =
            fields(&[("c0.0", "1"), ("c0.1", "A"), ("s0.0", "1"), ("s0.1", "A"), ("s0.2", "23"), ("s0.had", "2")]);
        assert_eq!(rows(Table::Products, &form), [["1", "A", "23", "", ""]]);
    }
}
