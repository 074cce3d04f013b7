//! The mapping tables: what a form brings, and what comes of it.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, Response};

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, mapping_view, place};
use crate::core::message::text::PanelFailed;
use crate::core::tables::Table;
use crate::workplace::table_files::{self, Edited};
use crate::workplace::{Command, Suggested};

/// Which tables there are.
pub(super) async fn page(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    mapping_view::overview(&View::new(&panel, &session))
}

/// How many rows each table lacks, for a page that is there already: many orders are looked through for it.
pub(super) async fn lacking(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Html<String> {
    let texts = panel.texts(session.language);
    page::part(texts, suggested(&panel).await.map(|found| mapping_view::lacking(texts, &found)))
}

/// The rows that a table lacks, to be filled in.
pub(super) async fn lacking_rows(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
) -> Result<Html<String>, Response> {
    let table = named(&panel, &session, &name)?;
    // Without suggestions a table can be filled in all the same; why there are none, the list of tables says.
    let found = suggested(&panel).await.unwrap_or_default().rows.remove(&table).unwrap_or_default();
    Ok(Html(mapping_view::suggestions(panel.texts(session.language), table, &found).into_string()))
}

async fn suggested(panel: &Shared) -> Result<Suggested, PanelError> {
    place::with(panel, panel.language(), |place| Ok(place::wait(place.lacking())?)).await
}

/// What the bases have to choose from, all companies together: the tables are for all of them.
pub(super) async fn choices(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Html<String> {
    let asked = place::with(&panel, session.language, |place| Ok(place::wait(place.choices())?)).await;
    let texts = panel.texts(session.language);
    page::part(texts, asked.map(|(all, away)| mapping_view::choices(texts, &all, &away)))
}

/// What is odd in a table as it lies there, for a page that is there already: bases and many orders are looked through for it.
pub(super) async fn strange(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Html<String>, Response> {
    let table = named(&panel, &session, &name)?;
    let as_text = query.contains_key("text");
    let asked = place::with(&panel, session.language, move |place| {
        let found = place::wait(place.strange_for_all(table))?;
        Ok(table_files::counted(&place.dir, table, found, as_text)?)
    });
    let texts = panel.texts(session.language);
    Ok(page::part(texts, asked.await.map(|found| mapping_view::problems(texts, &found))))
}

fn named(panel: &Shared, session: &Session, name: &str) -> Result<Table, Response> {
    let table = Table::ALL.into_iter().find(|table| table.file_name() == name);
    let unknown = || PanelError::told(PanelFailed, StatusCode::NOT_FOUND);
    table.ok_or_else(|| page::failure(panel, session.language, &unknown()))
}

/// One table as it is: its cells, or its text where that is asked for or the cells would not be the whole.
pub(super) async fn table(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let table = named(&panel, &session, &name)?;
    let dir = panel.context.dir.clone();
    let read = place::aside(move || Ok(table_files::read(&dir, table, query.contains_key("text"))?)).await;
    let file = read.map_err(|error| page::failure(&panel, session.language, &error))?;
    Ok(mapping_view::form(&View::new(&panel, &session), table, &file, false))
}

/// Saves a table without mistakes; one with mistakes is shown again, each by its row, and nothing is changed.
pub(super) async fn save(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let table = named(&panel, &session, &name)?;
    let typed = match fields.get("text") {
        Some(text) => Edited::Text(text.clone()),
        None => Edited::Cells(rows(table, &fields)),
    };
    let asked = Shared::clone(&panel);
    let done = place::aside(move || {
        let (dir, texts) = (&asked.context.dir, asked.texts(session.language));
        Ok(table_files::save(dir, table, typed, fields.get("was").map(String::as_str), texts)?)
    });
    let (file, is_saved) = done.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    if is_saved {
        // What waited for this row is tried again.
        panel.context.hub.ask(Command::Sync { account: None });
    }
    Ok(mapping_view::form(&View::new(&panel, &session), table, &file, is_saved))
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
