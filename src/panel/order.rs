//! One order: what became of it and why, its document, its file, and what a person may decide about it.

use std::path::{Path as FilePath, PathBuf};

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, Redirect, Response};
use maud::html;
use serde_json::Value;

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, decide, files, order_view, place};
use crate::core::life::{self, Answer, Happening, may_answer};
use crate::core::message::text::{
    PanelDownload, PanelIgnore, PanelNotIgnored, PanelNotRetried, PanelOrder, PanelRetry, PanelShowRaw, PanelShowXml,
    PanelUnknown,
};
use crate::core::problem::Problem;
use crate::ledger::{Life, State as Standing, Step};
use crate::spool::{RealDisk, Receipt, read_receipt, receipt_of, take_back};
use crate::stages::service::Command;
use crate::workplace::Company;

/// A file of ours is some KiB, one of anybody's at most what the settings allow.
pub(super) const WHOLE: u64 = 64 * 1024 * 1024;

/// Everything that is known of an order on this machine.
pub(super) struct Known {
    pub order: Life,
    pub history: Vec<Step>,
    pub body: Option<Value>,
    pub file: Option<PathBuf>,
    pub receipt: Option<Receipt>,
    pub company: Company,
}

impl Known {
    /// Where its file is missed, the answer to that makes it again.
    fn may_be_retried(&self) -> bool {
        (self.order.may_be_retried() && !may_answer(&self.order, &Answer::Again))
            || self.file.as_deref().is_some_and(is_refused)
    }
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
    let texts = view.texts;
    let here = format!("/orders/{}", known.order.order_id);
    let content = html! {
        (order_view::summary(texts, &known, &panel.context.dir))
        (decide::buttons(&view, &known.order))
        div.row {
            @if known.may_be_retried() { form.inline method="post" action={ (here) "/retry" } {
                (view.mark()) button { (texts.say(PanelRetry)) }
            } }
            @if known.order.is_open() { form.inline method="post" action={ (here) "/ignore" } {
                (view.mark()) button.quiet { (texts.say(PanelIgnore)) }
            } }
        }
        (order_view::history(texts, &known.history))
        @if known.order.document.is_some() { (order_view::later(texts, &here)) }
        (order_view::decisions(texts, known.receipt.as_ref()))
        @if known.file.is_some() { p {
            a href={ (here) "/xml" } { (texts.say(PanelShowXml)) } " · "
            a href={ (here) "/xml?raw=1" } { (texts.say(PanelShowRaw)) } " · "
            a href={ (here) "/xml?download=1" } { (texts.say(PanelDownload)) }
        } }
        @if let Some(body) = &known.body { (order_view::as_read(texts, body)) }
    };
    Ok(view.page("/orders", PanelOrder { order: known.order.order_id.as_str().into() }, &content))
}

/// The document as it is in the base now. It is asked for when the page is there: a base may be slow, or away.
pub(super) async fn document(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
) -> Html<String> {
    let read = place::with(&panel, session.language, move |place| {
        let Known { order, company, .. } = known(&place.dir, &id)?;
        let Some(key) = order.key else { return Ok(None) };
        Ok(place::wait(place.documents_with(&company.name, &[key]))?.pop())
    });
    let texts = panel.texts(session.language);
    page::part(texts, read.await.map(|document| order_view::document(texts, document.as_ref())))
}

/// Another try: an order without a file is read again; a refused file goes back into the drop folder.
pub(super) async fn retry(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
) -> Result<Redirect, Response> {
    let (dir, now, order) = (panel.context.dir.clone(), panel.context.clock.now(), id.clone());
    let asked = place::aside(move || {
        let Known { order, file, company, .. } = known(&dir, &order)?;
        if let Some(stored) = file.filter(|path| is_refused(path)) {
            if order.state == Standing::Ignored {
                let (refused, _) = life::after(&order, Happening::Retried, now);
                record(&company, refused)?;
            }
            take_back(&RealDisk, &company.folders, &stored)?;
            return Ok(Command::Import);
        }
        if !order.may_be_retried() {
            return Err(told(PanelNotRetried, StatusCode::CONFLICT));
        }
        let account = order.account.clone();
        let again = may_answer(&order, &Answer::Again);
        let happening = if again { Happening::Answered(Answer::Again) } else { Happening::Retried };
        record(&company, life::after(&order, happening, now).0)?;
        Ok(Command::Sync { account: Some(account) })
    });
    let command = asked.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    panel.context.hub.ask(command);
    Ok(Redirect::to(&format!("/orders/{id}")))
}

/// A person wants no document of it. Another try takes that back.
pub(super) async fn ignore(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
) -> Result<Redirect, Response> {
    let (dir, now, order) = (panel.context.dir.clone(), panel.context.clock.now(), id.clone());
    let done = place::aside(move || {
        let Known { order, company, .. } = known(&dir, &order)?;
        if !order.is_open() {
            return Err(told(PanelNotIgnored, StatusCode::CONFLICT));
        }
        record(&company, life::after(&order, Happening::Ignored, now).0)
    });
    done.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    Ok(Redirect::to(&format!("/orders/{id}")))
}

pub(super) fn record(company: &Company, order: Life) -> Result<(), PanelError> {
    Ok(company.ledger()?.record(&[order])?)
}

pub(super) fn is_refused(path: &FilePath) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("inbox/errors"))
}

pub(super) fn unknown(id: &str) -> PanelError {
    // What was asked for may be anything.
    let order: String = id.chars().take(60).collect();
    told(PanelUnknown { order: order.into() }, StatusCode::NOT_FOUND)
}

pub(super) fn told(message: impl Into<crate::core::message::Message>, status: StatusCode) -> PanelError {
    PanelError::Told(Problem::error(message), status)
}

pub(super) fn known(dir: &FilePath, id: &str) -> Result<Known, PanelError> {
    for company in place::companies(dir)? {
        let ledger = company.ledger()?;
        let Some(order) = ledger.order(id)? else { continue };
        let body = ledger.body(id)?.and_then(|json| serde_json::from_slice::<Value>(&json).ok());
        let file = order.file.as_deref().and_then(|name| files::find(&company.folders, name));
        let receipt = file.as_deref().and_then(|file| read_receipt(&RealDisk, &receipt_of(file)).ok());
        let history = ledger.history(id)?;
        return Ok(Known { order, history, body, file, receipt, company });
    }
    Err(unknown(id))
}
