//! One order: what became of it and why, its file, and another try.

use std::path::{Path as FilePath, PathBuf};

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde_json::Value;

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, files, place};
use crate::core::message::Catalogue;
use crate::core::message::text::{
    PanelChanged, PanelDecisions, PanelDownload, PanelFile, PanelHistory, PanelNextTry, PanelNotRetried, PanelOrder,
    PanelOrderJson, PanelPaid, PanelRetry, PanelShowXml, PanelUnknown, PanelWhen, PanelXml, StatusAccount,
    StatusDocument, StatusProblem, StatusState,
};
use crate::core::problem::{Problem, Severity};
use crate::ledger::{self, OrderRecord, Step};
use crate::spool::{Disk as _, Folders, RealDisk, Receipt};
use crate::stages::service::Command;

/// A page shows no more of a file; the whole is downloaded.
const SHOWN: u64 = 256 * 1024;
/// A file of ours is some KiB, one of anybody's at most what the settings allow.
const WHOLE: u64 = 64 * 1024 * 1024;

struct Known {
    order: OrderRecord,
    history: Vec<Step>,
    body: Option<String>,
    file: Option<PathBuf>,
    receipt: Option<Receipt>,
    folders: Folders,
}

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let dir = panel.context.dir.clone();
    let found = place::aside(move || known(&dir, &id)).await;
    let known = found.map_err(|error| page::failure(&panel, session.language, &error))?;
    let view = View::new(&panel, &session);
    let content = html! {
        (summary(view.texts, &known))
        @if may_retry(&known.order) || known.file.as_deref().is_some_and(is_refused) {
            form.row method="post" action={ "/orders/" (known.order.order_id) "/retry" } {
                (view.mark()) button { (view.texts.say(PanelRetry)) } }
        }
        (history(view.texts, &known.history))
        (decisions(view.texts, known.receipt.as_ref()))
        @if known.file.is_some() { p {
            a href={ "/orders/" (known.order.order_id) "/xml" } { (view.texts.say(PanelShowXml)) } " · "
            a href={ "/orders/" (known.order.order_id) "/xml?download=1" } { (view.texts.say(PanelDownload)) }
        } }
        @if let Some(body) = &known.body { details { summary { (view.texts.say(PanelOrderJson)) } pre tabindex="0" { (body) } } }
    };
    Ok(view.page("/orders", PanelOrder { order: known.order.order_id.as_str().into() }, &content))
}

/// The order's file, to be read or kept.
pub(super) async fn xml(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
    Query(query): Query<std::collections::BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let dir = panel.context.dir.clone();
    let read = place::aside(move || {
        let known = known(&dir, &id)?;
        let path = known.file.ok_or_else(|| unknown(&id))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, RealDisk.read(&path, WHOLE)?))
    });
    let (name, bytes) = read.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    if query.contains_key("download") {
        let plain: String = name.chars().filter(|c| c.is_ascii_graphic() && !"\"\\".contains(*c)).collect();
        let kept = format!("attachment; filename=\"{plain}\"");
        let headers = [(header::CONTENT_TYPE, "application/xml".to_owned()), (header::CONTENT_DISPOSITION, kept)];
        return Ok((headers, bytes).into_response());
    }
    let shown = bytes.get(..usize::try_from(SHOWN).unwrap_or(usize::MAX)).unwrap_or(&bytes);
    let content = html! { p { (name) } pre tabindex="0" { (apart(&String::from_utf8_lossy(shown))) } };
    Ok(View::new(&panel, &session).page("/orders", PanelXml, &content))
}

/// An order on a line: one element each, so that it can be read. Only how it is shown; the download is the file itself.
fn apart(xml: &str) -> String {
    let mut shown = String::with_capacity(xml.len());
    let mut depth = 0_usize;
    for piece in xml.split_inclusive('>') {
        let piece = piece.trim();
        let closes = piece.starts_with("</");
        if closes {
            depth = depth.saturating_sub(1);
        }
        let joins = !piece.starts_with('<');
        if !joins {
            shown.push('\n');
            shown.extend(std::iter::repeat_n("  ", depth));
        }
        shown.push_str(piece);
        let opens = piece.starts_with('<') && !closes && !piece.ends_with("/>") && !piece.starts_with(['?', '!']);
        let special = piece.starts_with("<?") || piece.starts_with("<!");
        if opens && !special {
            depth += 1;
        } else if joins && piece.contains("</") {
            depth = depth.saturating_sub(1);
        }
    }
    shown.trim_start().to_owned()
}

/// Another try: an order without a file is read again; a refused file goes back into the drop folder.
pub(super) async fn retry(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
) -> Result<Redirect, Response> {
    let (dir, now, order) = (panel.context.dir.clone(), panel.context.clock.now(), id.clone());
    let asked = place::aside(move || {
        let Known { order, file, folders, .. } = known(&dir, &order)?;
        if let Some(stored) = file.filter(|path| is_refused(path)) {
            files::back(&folders, &stored)?;
            return Ok(Command::Import);
        }
        if !may_retry(&order) {
            return Err(told(PanelNotRetried, StatusCode::CONFLICT));
        }
        let account = order.account.clone();
        for office in place::offices(&dir)?.iter().filter(|office| office.folders == folders) {
            office.ledger()?.record(&[OrderRecord { next_try_at: Some(now), ..order.clone() }])?;
        }
        Ok(Command::Sync { account: Some(account) })
    });
    let command = asked.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    panel.context.hub.ask(command);
    Ok(Redirect::to(&format!("/orders/{id}")))
}

fn may_retry(order: &OrderRecord) -> bool {
    use ledger::State::{Error, Seen, Waiting};
    matches!(order.state, Seen | Waiting | Error) && order.file.is_none()
}

fn is_refused(path: &FilePath) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("inbox/errors"))
}

fn unknown(id: &str) -> PanelError {
    // What was asked for may be anything.
    let order: String = id.chars().take(60).collect();
    told(PanelUnknown { order: order.into() }, StatusCode::NOT_FOUND)
}

pub(super) fn told(message: impl Into<crate::core::message::Message>, status: StatusCode) -> PanelError {
    PanelError::Told(Problem::error(message), status)
}

fn known(dir: &FilePath, id: &str) -> Result<Known, PanelError> {
    for office in place::offices(dir)? {
        let ledger = office.ledger()?;
        let Some(order) = ledger.order(id)? else { continue };
        let body = ledger.body(id)?.and_then(|json| serde_json::from_slice::<Value>(&json).ok());
        let body = body.and_then(|json| serde_json::to_string_pretty(&json).ok());
        let file = order.file.as_deref().and_then(|name| files::find(&office.folders, name));
        let receipt = file.as_deref().and_then(|path| {
            let mut beside = path.as_os_str().to_owned();
            beside.push(".json");
            serde_json::from_slice(&RealDisk.read(FilePath::new(&beside), WHOLE).ok()?).ok()
        });
        let history = ledger.history(id)?;
        return Ok(Known { order, history, body, file, receipt, folders: office.folders });
    }
    Err(unknown(id))
}

fn summary(texts: &Catalogue, known: &Known) -> Markup {
    let order = &known.order;
    html! { section.card {
        dl {
            dt { (texts.say(StatusState)) } dd { (page::state(texts, order.state)) }
            dt { (texts.say(StatusAccount)) } dd { (order.account) }
            dt { (texts.say(StatusDocument)) } dd { (order.document.as_deref().unwrap_or("–")) }
            dt { (texts.say(PanelWhen)) } dd { (order.bought_at.map_or_else(|| "–".to_owned(), page::time)) }
            dt { (texts.say(PanelPaid)) } dd { (order.total.as_deref().unwrap_or("–")) " " (order.currency.as_deref().unwrap_or_default()) }
            dt { (texts.say(PanelChanged)) } dd { (page::time(order.changed_at)) }
            @if let Some(at) = order.next_try_at { dt { (texts.say(PanelNextTry)) } dd { (page::time(at)) } }
            @if let Some(name) = &order.file { dt { (texts.say(PanelFile)) } dd { (name) } }
        }
        @if let Some(found) = &order.problem { (page::problem(texts, found)) }
    } }
}

fn history(texts: &Catalogue, steps: &[Step]) -> Markup {
    html! {
        h2 { (texts.say(PanelHistory)) }
        ol { @for step in steps { li {
            (page::time(step.at)) " " (page::state(texts, step.state))
            @if let Some(code) = &step.code { " " (texts.say(StatusProblem)) " " (code) }
        } } }
    }
}

fn decisions(texts: &Catalogue, receipt: Option<&Receipt>) -> Markup {
    html! { @if let Some(receipt) = receipt {
        h2 { (texts.say(PanelDecisions)) }
        @for remark in &receipt.problems {
            @let grave = if remark.severity == Severity::Error { "error" } else { "warning" };
            (page::remark(grave, remark.code(), &remark.text, remark.todo.as_deref()))
        }
        ul { @for remark in &receipt.decisions { li { (remark.code()) ": " (remark.text) } } }
    } }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn elements_stand_below_each_other_and_texts_stay_with_theirs() {
        let shown = apart("<?xml version=\"1.0\"?><A><B>x</B><C/><D><E>y</E></D></A>");
        assert_eq!(shown, "<?xml version=\"1.0\"?>\n<A>\n  <B>x</B>\n  <C/>\n  <D>\n    <E>y</E>\n  </D>\n</A>");
    }
}
