//! The mapping tables: what is saved is read first by the reader that the import uses.

use std::collections::BTreeMap;
use std::path::PathBuf;

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::door::Session;
use super::page::{self, View};
use super::{Shared, order, place};
use crate::core::message::text::{
    PanelColumns, PanelFailed, PanelMappings, PanelMappingsHow, PanelRow, PanelSave, PanelSaved, PanelTable,
};
use crate::core::problem::Problem;
use crate::core::tables::Table;
use crate::settings::tables;
use crate::spool::disk::exists;
use crate::spool::{Disk as _, Folders, RealDisk, replace};
use crate::stages::service::Command;

/// As large as the form that brings it back may be.
const LARGEST: u64 = 3 * 1024 * 1024;

/// Which tables there are.
pub(super) async fn page(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    let view = View::new(&panel, &session);
    let content = html! {
        p { (view.texts.say(PanelMappingsHow)) }
        ul { @for table in Table::ALL {
            li { a href={ "/mappings/" (table.file_name()) } { (table.file_name()) } } }
        }
    };
    view.page("/mappings", PanelMappings, &content)
}

fn named(panel: &Shared, session: &Session, name: &str) -> Result<(Table, PathBuf), Response> {
    let table = Table::ALL.into_iter().find(|table| table.file_name() == name);
    let table = table
        .ok_or_else(|| page::failure(panel, session.language, &order::told(PanelFailed, StatusCode::NOT_FOUND)))?;
    Ok((table, Folders::new(&panel.context.dir).mappings().join(table.file_name())))
}

/// One table as it is.
pub(super) async fn table(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
) -> Result<Response, Response> {
    let (table, path) = named(&panel, &session, &name)?;
    let read = place::aside(move || {
        let there = exists(&RealDisk, &path)?;
        Ok(if there { RealDisk.read(&path, LARGEST)? } else { Vec::new() })
    });
    let bytes = read.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let problems = tables::check(table, &bytes);
    let text = tables::text(&bytes);
    Ok(form(&View::new(&panel, &session), table, &text, &problems, false))
}

/// Saves a table without mistakes; one with mistakes is shown again, each by its row, and nothing is changed.
pub(super) async fn save(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let (table, path) = named(&panel, &session, &name)?;
    let text = fields.get("text").cloned().unwrap_or_default();
    // As Excel wants it.
    let lines = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\n', "\r\n");
    let bytes = format!("\u{feff}{lines}").into_bytes();
    let problems = tables::check(table, &bytes);
    let view = View::new(&panel, &session);
    if problems.iter().any(Problem::is_error) {
        return Ok(form(&view, table, &text, &problems, false));
    }
    let saved = place::aside(move || {
        if exists(&RealDisk, &path)? {
            let mut kept = path.clone().into_os_string();
            kept.push(".bak");
            replace(&RealDisk, kept.as_ref(), &RealDisk.read(&path, LARGEST)?)?;
        }
        Ok(replace(&RealDisk, &path, &bytes)?)
    });
    saved.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    // What waited for this row is tried again.
    panel.context.hub.ask(Command::Sync { account: None });
    Ok(form(&view, table, &text, &problems, true))
}

fn form(view: &View<'_>, table: Table, text: &str, problems: &[Problem], saved: bool) -> Response {
    let texts = view.texts;
    let columns: Vec<&str> = table.columns().iter().map(|column| column.polish).collect();
    let content: Markup = html! {
        @if saved { p.said role="status" { (texts.say(PanelSaved)) } }
        div role="alert" { @for found in problems {
            @if let Some(line) = found.place.line { p { strong { (texts.say(PanelRow { row: line.into() })) } } }
            (page::problem(texts, found))
        } }
        p.soft { (texts.say(PanelColumns { columns: columns.join("; ").into() })) }
        form method="post" action={ "/mappings/" (table.file_name()) } {
            (view.mark())
            label { (texts.say(PanelTable))
                // The first line break after the tag is not part of the text.
                textarea name="text" spellcheck="false" { "\n" (text) } }
            p { button { (texts.say(PanelSave)) } }
        }
    };
    view.page("/mappings", PanelTableOf(table), &content)
}

/// The table's file as a title.
struct PanelTableOf(Table);

impl From<PanelTableOf> for crate::core::message::Message {
    fn from(title: PanelTableOf) -> Self {
        crate::core::message::text::PanelTableTitle { file: title.0.file_name().into() }.into()
    }
}
