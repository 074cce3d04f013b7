//! The mapping tables: what a form brings, and what comes of it.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};

use super::door::Session;
use super::page::{self, View};
use super::work::{self, encoded};
use super::{PanelError, Shared, mapping_view, place};
use crate::core::message::text::{
    PanelAndMore, PanelFailed, PanelTableAdded, PanelTableChangedRow, PanelTableOthers, PanelTableOthersGone,
    PanelTableRemoved, PanelTableSame, PanelTableSaved,
};
use crate::core::message::{Arg, Message};
use crate::core::problem::Problem;
use crate::core::tables::{Difference, SheetRow, Table};
use crate::workplace::table_files::{self, Edited, Look, Saved, Typed, in_words};
use crate::workplace::{Command, Suggested};

/// A search longer than this finds nothing.
const SEARCH_MAX: usize = 200;
/// So many rows are told one by one.
const TOLD: usize = 20;

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
) -> Result<Html<String>, Response> {
    let table = named(&panel, &session, &name)?;
    let asked =
        place::with(&panel, session.language, move |place| Ok(place::wait(place.strange_for_all(table))?)).await;
    let texts = panel.texts(session.language);
    Ok(page::part(texts, asked.map(|found| mapping_view::problems(texts, table, &found))))
}

fn named(panel: &Shared, session: &Session, name: &str) -> Result<Table, Response> {
    let table = Table::ALL.into_iter().find(|table| table.file_name() == name);
    let unknown = || PanelError::told(PanelFailed, StatusCode::NOT_FOUND);
    table.ok_or_else(|| page::failure(panel, session.language, &unknown()))
}

/// The part of a table that an address names.
fn look(query: &BTreeMap<String, String>) -> Look {
    let number = |name: &str| query.get(name).and_then(|text| text.parse().ok());
    let search = query.get("q").map(|text| text.chars().take(SEARCH_MAX).collect()).unwrap_or_default();
    let page = number("page").and_then(|page: u32| usize::try_from(page).ok()).unwrap_or_default();
    Look { search, page, line: number("line"), as_text: query.contains_key("text") }
}

/// The address of a part of a table.
pub(super) fn address(table: Table, look: &Look) -> String {
    let mut parts = Vec::new();
    if look.as_text {
        parts.push("text=1".to_owned());
    }
    if !look.search.is_empty() {
        parts.push(format!("q={}", encoded(&look.search)));
    }
    if look.page > 0 {
        parts.push(format!("page={}", look.page));
    }
    let mark = if parts.is_empty() { "" } else { "?" };
    format!("/mappings/{}{mark}{}", table.file_name(), parts.join("&"))
}

/// One table as it is: a page of its rows, or its text where that is asked for or it has no rows to be shown.
pub(super) async fn table(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let (table, look) = (named(&panel, &session, &name)?, look(&query));
    let (asked, part) = (Shared::clone(&panel), look.clone());
    let read =
        place::aside(move || Ok(table_files::read(&asked.context.dir, table, &part, asked.texts(session.language))?));
    let file = read.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let told = work::told(&panel, &session);
    Ok(mapping_view::form(&View::new(&panel, &session), table, &look, &file, &told))
}

/// Saves what was changed; what brings a mistake in is shown again as it was typed, and nothing is changed.
pub(super) async fn save(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let (table, look) = (named(&panel, &session, &name)?, look(&query));
    let typed = typed(table, &fields);
    let (asked, part) = (Shared::clone(&panel), look.clone());
    let done = place::aside(move || {
        let (dir, texts) = (&asked.context.dir, asked.texts(session.language));
        Ok(table_files::save(dir, table, typed, &part, texts)?)
    });
    match done.await.map_err(|error| page::failure(&panel, session.language, &error))? {
        Saved::Done { mine, others } => {
            if !mine.is_empty() {
                // What waited for this row is tried again.
                panel.context.hub.ask(Command::Sync { account: None });
            }
            panel.told.put(&session, saved(&mine, &others));
            Ok(Redirect::to(&address(table, &look)).into_response())
        }
        Saved::Refused(file) => {
            let shown = mapping_view::form(&View::new(&panel, &session), table, &look, &file, &[]);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
    }
}

/// What is other in the table now.
fn saved(mine: &Difference, others: &[(SheetRow, SheetRow)]) -> Vec<Problem> {
    let count = |rows: usize| Arg::from(rows);
    let head: Message = if mine.is_empty() {
        PanelTableSame.into()
    } else {
        PanelTableSaved {
            added: count(mine.added.len()),
            changed: count(mine.changed.len()),
            removed: count(mine.removed.len()),
        }
        .into()
    };
    let words = |row: &SheetRow| Arg::from(in_words(&row.cells));
    let line = |row: &SheetRow| Arg::from(row.line);
    let mut rows: Vec<Message> = Vec::new();
    rows.extend(
        mine.changed.iter().map(|(was, is)| -> Message {
            PanelTableChangedRow { row: line(is), was: words(was), is: words(is) }.into()
        }),
    );
    rows.extend(mine.added.iter().map(|is| -> Message { PanelTableAdded { row: line(is), is: words(is) }.into() }));
    rows.extend(
        mine.removed.iter().map(|was| -> Message { PanelTableRemoved { row: line(was), was: words(was) }.into() }),
    );
    let more = rows.len().saturating_sub(TOLD);
    rows.truncate(TOLD);
    rows.extend((more > 0).then(|| PanelAndMore { count: more.into() }.into()));
    rows.extend(others.iter().map(|(was, is)| -> Message {
        if is.cells.is_empty() {
            PanelTableOthersGone { row: line(was), was: words(was) }.into()
        } else {
            PanelTableOthers { row: line(is), was: words(was), is: words(is) }.into()
        }
    }));
    std::iter::once(head).chain(rows).map(Problem::note).collect()
}

/// What a form brings: the rows of its page, new ones, and the suggested ones in which somebody filled something in.
fn typed(table: Table, fields: &BTreeMap<String, String>) -> Typed {
    if let Some(text) = fields.get("text") {
        return Typed::Text(text.clone(), fields.get("was").cloned().unwrap_or_default());
    }
    let columns = table.columns().len();
    let row = |kind: char, number: u32| -> Option<Vec<String>> {
        let cell = |column| fields.get(&format!("{kind}{number}.{column}")).map(|cell| cell.trim().to_owned());
        cell(0)?;
        Some((0..columns).map(|column| cell(column).unwrap_or_default()).collect())
    };
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
    let mut rows = Vec::new();
    for (name, was) in fields.range("w".to_owned()..) {
        let Some(line) = name.strip_prefix('w').and_then(|line| line.parse().ok()) else { continue };
        let Some(cells) = row('c', line) else { continue };
        let mut was: Vec<String> = serde_json::from_str(was).unwrap_or_default();
        was.resize(columns, String::new());
        rows.push(Edited { line, was, cells });
    }
    rows.sort_by_key(|row| row.line);
    let new = (0..).map_while(|number| Some((row('n', number)?, fields.contains_key(&format!("n{number}.instead")))));
    let mut added: Vec<(Vec<String>, bool)> = new.filter(|(row, _)| filled(row) > 0).collect();
    for (number, row) in (0..).map_while(|number| Some((number, row('s', number)?))) {
        let had = fields.get(&format!("s{number}.had")).and_then(|had| had.parse().ok()).unwrap_or(usize::MAX);
        if filled(&row) > had {
            // A product that has a row lacks something in it; two rows of one offer would be refused.
            added.push((row, table == Table::Products));
        }
    }
    Typed::Rows { rows, added, pasted: fields.get("pasted").cloned().unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(list: &[(&str, &str)]) -> BTreeMap<String, String> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn rows_bring_what_they_were_and_suggestions_come_only_when_filled_in() {
        let form = fields(&[
            ("c12.0", "gift"),
            ("c12.1", " PAK "),
            ("w12", "[\"gift\",\"PAKOWANIE\",\"\"]"),
            ("c9.0", ""),
            ("w9", "no"),
            ("c10.0", "nobody asked"),
            ("n0.0", "carry"),
            ("n1.0", ""),
            ("n2.0", "one"),
            ("n2.instead", "1"),
            ("s0.0", "one"),
            ("s0.had", "1"),
            ("s1.0", "two"),
            ("s1.1", "X"),
            ("s1.had", "1"),
            ("pasted", "a\tb"),
        ]);
        let Typed::Rows { rows, added, pasted } = typed(Table::Services, &form) else { panic!() };
        let cells = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
        let row = |line, was, now| Edited { line, was: cells(was), cells: cells(now) };
        assert_eq!(rows, [row(9, ["", "", ""], ["", "", ""]), row(12, ["gift", "PAKOWANIE", ""], ["gift", "PAK", ""])]);
        assert_eq!(
            added,
            [(cells(["carry", "", ""]), false), (cells(["one", "", ""]), true), (cells(["two", "X", ""]), false)]
        );
        assert_eq!(pasted, "a\tb");
    }

    #[test]
    fn a_part_of_a_table_has_an_address() {
        let query = fields(&[("q", "ż & co"), ("page", "3"), ("text", "1")]);
        let part = look(&query);
        assert_eq!(address(Table::Sets, &part), "/mappings/sets.csv?text=1&q=%C5%BC+%26+co&page=3");
        assert_eq!(address(Table::Sets, &look(&fields(&[("page", "-1"), ("line", "x")]))), "/mappings/sets.csv");
    }
}
