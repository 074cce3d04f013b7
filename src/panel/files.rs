//! The files: what waits, what was refused, what was there already; handing over by hand, and dropping.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use axum::Extension;
use axum::body::Body;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use tokio_stream::StreamExt as _;

use super::door::Session;
use super::order::told;
use super::page::{self, View};
use super::{PanelError, Shared, place};
use crate::core::kinds;
use crate::core::message::text::{
    PanelAgain, PanelAndMore, PanelCompany, PanelDropHere, PanelDuplicates, PanelErrors, PanelFailed, PanelFileGone,
    PanelFiles, PanelForOptima, PanelGiveBack, PanelHandOver, PanelHandoffAuto, PanelHandoffManual, PanelInbox,
    PanelNext, PanelNoFiles, PanelNotXml, PanelOutbox, PanelPrevious, PanelReceived, PanelTaken, PanelTooLarge,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::Severity;
use crate::core::settings::Handoff;
use crate::spool::disk::{Kind, exists};
use crate::spool::names::{self, is_plain};
use crate::spool::{
    Disk as _, Folders, RealDisk, Receipt, Remark, Written, read_receipt, receipt_of, take_back, write_new,
};
use crate::stages::service::Command;
use crate::workplace::Company;

/// Files of a folder on a page.
const PAGE: usize = 50;
/// Reasons that are shown of a file; the rest is in the text beside it.
const REASONS: usize = 3;
/// Months of archive that are looked through for a file.
const MONTHS: usize = 240;

const PLACES: [&str; 4] = ["outbox", "inbox", "errors", "duplicates"];

fn folder(folders: &Folders, place: &str) -> Option<PathBuf> {
    match place {
        "outbox" => Some(folders.outbox()),
        "inbox" => Some(folders.inbox()),
        "errors" => Some(folders.errors()),
        "duplicates" => Some(folders.duplicates()),
        _ => None,
    }
}

/// Where a file of this name lies.
pub(super) fn find(folders: &Folders, name: &str) -> Option<PathBuf> {
    if !is_plain(name) {
        return None;
    }
    let mut places: Vec<PathBuf> = PLACES.iter().filter_map(|place| folder(folders, place)).collect();
    places.push(folders.claimed());
    let archive = folders.archive_root();
    let below = |dir: &Path| -> Vec<PathBuf> {
        let list = RealDisk.list(dir).unwrap_or_default();
        list.into_iter().filter(|entry| entry.kind == Kind::Directory).map(|entry| dir.join(entry.name)).collect()
    };
    places.extend(below(&archive).iter().flat_map(|year| below(year)).take(MONTHS));
    places.into_iter().map(|dir| dir.join(name)).find(|path| exists(&RealDisk, path).unwrap_or(false))
}

/// A file, and what was said about it.
struct Shown {
    name: String,
    said: Option<Said>,
}

/// What is shown of a receipt.
struct Said {
    order: Option<String>,
    number: Option<String>,
    reasons: Vec<Remark>,
    /// Reasons that are not shown.
    more: usize,
}

impl Said {
    fn of(receipt: Receipt) -> Self {
        let mut reasons = receipt.problems;
        reasons.retain(|remark| remark.severity == Severity::Error);
        let more = reasons.len().saturating_sub(REASONS);
        reasons.truncate(REASONS);
        Self { order: receipt.order_id, number: receipt.number, reasons, more }
    }
}

/// One page of a folder.
#[derive(Default)]
struct Listed {
    files: Vec<Shown>,
    page: usize,
    more: bool,
}

struct Lists {
    company: String,
    places: Vec<(&'static str, Listed)>,
}

/// Which folder is turned to which page; the others show their first.
struct Turned {
    company: String,
    place: String,
    page: usize,
}

fn list(dir: &Path, page: usize) -> Result<Listed, PanelError> {
    let mut names: Vec<String> = RealDisk
        .list(dir)?
        .into_iter()
        .filter(|entry| entry.kind == Kind::File && crate::spool::names::is_candidate(&entry.name))
        .map(|entry| entry.name.to_string_lossy().into_owned())
        .collect();
    names.sort_unstable();
    // The last files of a folder may have gone since its page was asked for.
    let page = page.min(names.len().saturating_sub(1) / PAGE);
    let more = names.len() > (page + 1) * PAGE;
    let said = |name: &str| read_receipt(&RealDisk, &receipt_of(&dir.join(name))).ok().map(Said::of);
    let files = names.into_iter().skip(page * PAGE).take(PAGE).map(|name| Shown { said: said(&name), name });
    Ok(Listed { files: files.collect(), page, more })
}

fn lists(companies: Vec<Company>, turned: &Turned) -> Result<Vec<Lists>, PanelError> {
    companies
        .into_iter()
        .map(|company| {
            let mut places = Vec::new();
            for place in PLACES {
                let dir = folder(&company.folders, place).unwrap_or_default();
                let is_turned = turned.company == company.name && turned.place == place;
                let page = if is_turned { turned.page } else { 0 };
                let listed = if exists(&RealDisk, &dir)? { list(&dir, page)? } else { Listed::default() };
                places.push((place, listed));
            }
            Ok(Lists { company: company.name, places })
        })
        .collect()
}

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let part = |name: &str| query.get(name).cloned().unwrap_or_default();
    let page = part("page").parse().unwrap_or_default();
    let turned = Turned { company: part("company"), place: part("place"), page };
    let found = place::with(&panel, session.language, move |place| {
        Ok((place.settings.handoff, lists(place::companies(&place.dir)?, &turned)?))
    });
    let found = found.await;
    let (handoff, found) = found.map_err(|error| page::failure(&panel, session.language, &error))?;
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let content = html! {
        div.drop id="drop" data-csrf=(session.csrf) data-failed=(texts.say(PanelFailed)) {
            label hidden[found.len() < 2] { (texts.say(PanelCompany)) " " select name="company" { @for lists in &found {
                option { (lists.company) }
            } } } " "
            label { (texts.say(PanelDropHere)) " " input type="file" accept=".xml" multiple; }
        }
        div id="said" aria-live="polite" {}
        p.soft { @match handoff {
            Handoff::Auto => { (texts.say(PanelHandoffAuto)) }
            Handoff::Manual => { (texts.say(PanelHandoffManual)) }
        } }
        @for lists in &found {
            @if found.len() > 1 { h2 { (lists.company) } }
            @for (place, listed) in &lists.places { (one(&view, handoff, &lists.company, place, listed)) }
        }
    };
    Ok(view.page("/files", PanelFiles, &content))
}

fn one(view: &View<'_>, handoff: Handoff, company: &str, place: &str, listed: &Listed) -> Markup {
    let texts: &Catalogue = view.texts;
    // What the importer takes by itself cannot be held back by moving it.
    let by_hand = handoff == Handoff::Manual;
    let (title, button): (Message, Option<Message>) = match place {
        "outbox" => (PanelOutbox.into(), by_hand.then(|| PanelHandOver.into())),
        "inbox" => (PanelInbox.into(), by_hand.then(|| PanelGiveBack.into())),
        "errors" => (PanelErrors.into(), Some(PanelAgain.into())),
        _ => (PanelDuplicates.into(), None),
    };
    let for_optima = |name: &str| names::by_hand(name).filter(|_| place == "outbox");
    let Listed { files, page, more } = listed;
    let turn = |to: usize, name: String| {
        html! { form.inline method="get" action="/files" {
            input type="hidden" name="company" value=(company);
            input type="hidden" name="place" value=(place);
            button.quiet name="page" value=(to) { (name) }
        } }
    };
    html! {
        h2 { (texts.text(&title)) }
        @if files.is_empty() { p.soft { (texts.say(PanelNoFiles)) } }
        @else { div.scroll { table { tbody { @for file in files { tr {
            td { span.long { (file.name) }
                @if let Some(found) = &file.said { (said(texts, found)) } }
            td.n { @if let Some(kind) = for_optima(&file.name) { span.soft {
                (texts.say(PanelForOptima { kind: kinds::in_words(kind.plain.class) }))
            } } @else if let Some(button) = &button { form.inline method="post" action="/files/move" {
                (view.mark())
                input type="hidden" name="company" value=(company);
                input type="hidden" name="place" value=(place);
                button.quiet name="name" value=(file.name) aria-label={ (texts.text(button)) ": " (file.name) } { (texts.text(button)) }
            } } }
        } } } } } }
        @if *page > 0 || *more { p {
            @if *page > 0 { (turn(page - 1, texts.say(PanelPrevious))) } " "
            @if *more { (turn(page + 1, texts.say(PanelNext))) }
        } }
    }
}

fn said(texts: &Catalogue, said: &Said) -> Markup {
    html! {
        @if let Some(order) = &said.order { br; a href={ "/orders/" (order) } { (order) } }
        @if let Some(number) = &said.number { " → " (number) }
        @for remark in &said.reasons {
            (page::remark("error", remark.code(), &remark.text, remark.todo.as_deref()))
        }
        @if said.more > 0 { p.soft { (texts.say(PanelAndMore { count: said.more.into() })) } }
    }
}

/// Somebody was faster: the program, or a person.
fn gone() -> PanelError {
    told(PanelFileGone, StatusCode::CONFLICT)
}

fn named(dir: &Path, name: &str) -> Result<Company, PanelError> {
    let found = place::companies(dir)?.into_iter().find(|company| company.name == name);
    found.ok_or_else(|| told(PanelFailed, StatusCode::NOT_FOUND))
}

/// From the outbox into the drop folder, from there back into the outbox, from the refused into the drop folder.
pub(super) async fn pass_on(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let dir = panel.context.dir.clone();
    let moved = place::aside(move || {
        let part = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
        let folders = named(&dir, part("company"))?.folders;
        let name = part("name");
        let from = folder(&folders, part("place")).filter(|_| is_plain(name));
        let from = from.ok_or_else(|| told(PanelFailed, StatusCode::BAD_REQUEST))?;
        let to = match part("place") {
            "errors" => {
                take_back(&RealDisk, &folders, &from.join(name))?.ok_or_else(gone)?;
                return Ok(());
            }
            "outbox" => folders.inbox(),
            "inbox" => folders.outbox(),
            _ => return Err(told(PanelFailed, StatusCode::BAD_REQUEST)),
        };
        match RealDisk.rename_new(&from.join(name), &to.join(name)) {
            Err(error) if error.is_not_found() => return Err(gone()),
            done => done?,
        }
        RealDisk.sync_dir(&to)?;
        Ok(RealDisk.sync_dir(&from)?)
    });
    moved.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    panel.context.hub.ask(Command::Import);
    Ok(Redirect::to("/files"))
}

/// A file comes in: no more of it than the settings allow is ever read. The answer is a sentence.
pub(super) async fn upload(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let texts = panel.texts(session.language);
    match receive(&panel, &query, &headers, body).await {
        Ok(message) => texts.text(&message).into_response(),
        Err(error) => {
            let said = error.problem().map_or_else(|| error.to_string(), |found| texts.text(&found.message));
            (error.status(), said).into_response()
        }
    }
}

async fn receive(
    panel: &Shared,
    query: &BTreeMap<String, String>,
    headers: &HeaderMap,
    body: Body,
) -> Result<Message, PanelError> {
    let part = |name: &str| query.get(name).cloned().unwrap_or_default();
    let (name, company, dir) = (part("name"), part("company"), panel.context.dir.clone());
    let is_xml = Path::new(&name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"));
    if !is_xml || !is_plain(&name) || !crate::spool::names::is_candidate(OsStr::new(&name)) {
        return Err(told(PanelNotXml, StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let max = place::open(&dir, panel.context.language)?.settings.files.max_size_mib;
    let limit = usize::try_from(max).unwrap_or(usize::MAX).saturating_mul(1024 * 1024);
    let too_large = || told(PanelTooLarge { max: max.into() }, StatusCode::PAYLOAD_TOO_LARGE);
    let promised = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if promised.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| told(PanelFailed, StatusCode::BAD_REQUEST))?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    let first =
        bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf | 0xfe | 0xff | 0));
    if first != Some(&b'<') {
        return Err(told(PanelNotXml, StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let written = place::aside(move || {
        let folders = named(&dir, &company)?.folders;
        Ok(write_new(&RealDisk, &folders.inbox(), &name, &bytes)?)
    });
    match written.await? {
        Written::Conflict => Err(told(PanelTaken, StatusCode::CONFLICT)),
        Written::New | Written::Identical => {
            panel.context.hub.ask(Command::Import);
            Ok(PanelReceived.into())
        }
    }
}
