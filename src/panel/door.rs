//! Who may come in. The panel listens on this machine only; that does not keep out other programs' pages in the same
//! browser, so every request must name this host (a foreign name may be bound to 127.0.0.1), come from our own pages,
//! bring a session, and, when it changes something, the session's own mark.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{PanelError, Shared, answered, blocked, kept, page, place};
use crate::core::message::text::{PanelFormLarge, PanelLeft, PanelLocked, PanelRefused, PanelSearchLong};
use crate::core::message::{Language, Message};
use crate::workplace::take_panel_code;
use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{Form, FromRequest, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::{SignedDuration, Timestamp};
use maud::html;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

/// A form with a whole table in it.
const FORM_MAX: usize = 4 * 1024 * 1024;
/// More visitors than one machine has; the oldest are let go.
const SESSIONS: usize = 64;
/// Who asks for nothing for so long has left.
const IDLE: SignedDuration = SignedDuration::from_hours(12);
/// Before a wrong code is answered.
const DOUBT: Duration = Duration::from_secs(1);
/// A search or an address is shorter.
const ADDRESS_MAX: usize = 4096;

/// What nobody can guess.
pub(super) fn random() -> Result<String, PanelError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| PanelError::Random(error.to_string()))?;
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    Ok(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect())
}

/// Someone who came in.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub csrf: String,
    /// What is read now.
    pub language: Language,
    /// What was chosen; none: that of the settings.
    chosen: Option<Language>,
    /// He asks for a whole page, and not for a part of one that is there already.
    pub whole: bool,
    /// How much waits for a person, where a whole page is asked for.
    pub waits: u64,
    id: String,
    /// When it last asked for something.
    seen: Timestamp,
}

/// Who is in.
pub(super) struct Door {
    port: u16,
    sessions: Mutex<HashMap<String, Session>>,
    /// Told whenever somebody left.
    left: watch::Sender<()>,
}

impl Door {
    pub fn new(port: u16) -> Self {
        Self { port, sessions: Mutex::default(), left: watch::Sender::new(()) }
    }

    fn is_here(&self, host: &str) -> bool {
        [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)].iter().any(|ours| ours == host)
    }

    /// A browser sends one host's cookies to all its ports.
    fn cookie(&self) -> String {
        format!("optima_{}", self.port)
    }

    fn enter(&self, language: Language, now: Timestamp) -> Result<Session, PanelError> {
        let session =
            Session { csrf: random()?, language, chosen: None, whole: false, waits: 0, id: random()?, seen: now };
        let mut sessions = self.sessions();
        if sessions.len() >= SESSIONS {
            let idlest = sessions.values().min_by_key(|session| session.seen).map(|session| session.id.clone());
            idlest.and_then(|id| sessions.remove(&id));
            self.left.send_replace(());
        }
        sessions.insert(session.id.clone(), session.clone());
        Ok(session)
    }

    /// Whose request this is, who has asked now.
    fn session(&self, headers: &HeaderMap, now: Timestamp) -> Option<Session> {
        let name = self.cookie();
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let id = cookies
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)?
            .1;
        let mut sessions = self.sessions();
        if !sessions.get(id)?.is_awake(now) {
            sessions.remove(id);
            self.left.send_replace(());
            return None;
        }
        let session = sessions.get_mut(id)?;
        session.seen = now;
        Some(session.clone())
    }

    /// Is he in still? To ask that is not to ask for something.
    fn is_in(&self, id: &str, now: Timestamp) -> bool {
        self.sessions().get(id).is_some_and(|session| session.is_awake(now))
    }

    fn sessions(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, id: &str, change: impl FnOnce(&mut HashMap<String, Session>, &str)) {
        change(&mut self.sessions(), id);
    }
}

impl Session {
    fn is_awake(&self, now: Timestamp) -> bool {
        // A clock that went back makes nobody leave.
        now.duration_since(self.seen) < IDLE
    }
}

/// These, as long as who asked for them is in: a stream that outlived its session would go on telling whoever holds it.
pub(super) fn while_in<T>(
    panel: &Shared,
    session: &Session,
    told: impl Stream<Item = T> + Send + 'static,
) -> impl Stream<Item = T> + Send + 'static
where
    T: Send + 'static,
{
    let (panel, id) = (Arc::clone(panel), session.id.clone());
    let left = WatchStream::from_changes(panel.door.left.subscribe()).map(|()| None);
    told.map(Some)
        .merge(left)
        .take_while(move |_| panel.door.is_in(&id, panel.context.clock.now()))
        .filter_map(|told| told)
}

/// Every request passes here.
pub(super) async fn guard(State(panel): State<Shared>, request: Request, next: Next) -> Response {
    let is_form = !reads(&request);
    let mut response = match admit(&panel, request).await {
        Ok(request) => {
            let session = request.extensions().get::<Session>().filter(|session| is_form && session.whole).cloned();
            let response = next.run(request).await;
            // Who has left sees the answer where it is.
            match session.filter(|session| panel.door.is_in(&session.id, panel.context.clock.now())) {
                Some(session) => answered::moved(&panel, &session, response).await,
                None => response,
            }
        }
        Err(refusal) => refusal,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
             form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

async fn admit(panel: &Shared, request: Request) -> Result<Request, Response> {
    let mut session = match known(panel, &request)? {
        Comes::Anybody => return Ok(request),
        Comes::Stranger => return Err(refused(panel, panel.language(), PanelLocked, request).await),
        Comes::In(session) => session,
    };
    session.whole = is_for_a_page(request.headers());
    if session.whole {
        // What cannot be counted is said where it is looked at.
        let state = panel.context.hub.state();
        let counted = place::with(panel, session.language, move |place| {
            let blocked = u64::try_from(blocked::of(place, &state).len()).unwrap_or(u64::MAX);
            Ok(place.count_open()?.saturating_add(blocked))
        });
        let counted = counted.await;
        session.waits = counted.unwrap_or_default();
    }
    if is_large(&request) {
        return Err(page::bare(panel, session.language, StatusCode::PAYLOAD_TOO_LARGE, PanelFormLarge));
    }
    let mut request = if reads(&request) {
        request
    } else {
        match marked(request, &session.csrf).await {
            Ok(request) => request,
            Err(request) => return Err(refused(panel, session.language, PanelRefused, request).await),
        }
    };
    request.extensions_mut().insert(session);
    Ok(request)
}

/// A refusal; what was typed is kept for whoever comes in.
async fn refused(panel: &Shared, language: Language, what: impl Into<Message>, request: Request) -> Response {
    let kept = if reads(&request) { None } else { kept::keep(panel, request).await };
    let way = kept.map_or_else(|| html! {}, |id| kept::way(panel.texts(language), &id));
    page::bare_with(panel, language, StatusCode::FORBIDDEN, what, &way)
}

/// Does a browser ask for a whole page?
fn is_for_a_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.contains("text/html") && !headers.contains_key("hx-request")
}

/// Does it bring a form that is longer than any of ours? A file says its mark in a header and has a bound of its own.
fn is_large(request: &Request) -> bool {
    let headers = request.headers();
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    length.is_some_and(|length| length > FORM_MAX) && !headers.contains_key("x-csrf")
}

fn reads(request: &Request) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD)
}

/// Who asks.
enum Comes {
    /// Somebody who is in.
    In(Session),
    /// Whoever it is, it is something that anybody may ask.
    Anybody,
    /// Somebody who is not in.
    Stranger,
}

/// Who asks. A foreign host or origin is refused whatever it asks.
fn known(panel: &Shared, request: &Request) -> Result<Comes, Response> {
    let language = panel.language();
    let refused = || page::bare(panel, language, StatusCode::FORBIDDEN, PanelRefused);
    let headers = request.headers();
    // One that is named twice is two, whichever of them a program in between goes by.
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|value| value.to_str().ok());
    if hosts.next().is_some() || !host.is_some_and(|host| panel.door.is_here(host)) {
        return Err(refused());
    }
    // Absent: typed into the address bar, or an old browser; the form's mark must do then.
    let origin = headers.get(header::ORIGIN).map(|value| value.to_str().unwrap_or_default());
    if let Some(origin) = origin
        && !origin.strip_prefix("http://").is_some_and(|host| panel.door.is_here(host))
    {
        return Err(refused());
    }
    if request.uri().to_string().len() > ADDRESS_MAX {
        return Err(page::bare(panel, language, StatusCode::URI_TOO_LONG, PanelSearchLong));
    }
    let path = request.uri().path();
    let open = matches!(path, "/healthz" | "/metrics" | "/login" | "/out") || path.starts_with("/assets/");
    if open && reads(request) {
        return Ok(Comes::Anybody);
    }
    let session = panel.door.session(headers, panel.context.clock.now());
    Ok(session.map_or(Comes::Stranger, |session| {
        let language = session.chosen.unwrap_or(language);
        Comes::In(Session { language, ..session })
    }))
}

/// The request, if it brings the session's mark in a header or in its form; else it is given back.
async fn marked(request: Request, csrf: &str) -> Result<Request, Request> {
    let taken = |request, is_ours| if is_ours { Ok(request) } else { Err(request) };
    if let Some(mark) = request.headers().get("x-csrf") {
        let is_ours = mark.as_bytes() == csrf.as_bytes();
        return taken(request, is_ours);
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, FORM_MAX).await.unwrap_or_default();
    let copy = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let form = Form::<BTreeMap<String, String>>::from_request(copy, &()).await;
    let is_ours = form.is_ok_and(|Form(form)| form.get("csrf").map(String::as_str) == Some(csrf));
    taken(Request::from_parts(parts, Body::from(bytes)), is_ours)
}

/// With a code: in, and on to a clean address, so that the code stays in no history. Who is in stays in, whatever he
/// brings: a page that is loaded anew brings a code that was taken.
pub(super) async fn login(
    State(panel): State<Shared>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let language = panel.language();
    let home = || [(header::LOCATION, "/"), (header::REFERRER_POLICY, "no-referrer")];
    let (dir, now) = (panel.context.dir.clone(), panel.context.clock.now());
    let code = query.get("code").cloned().unwrap_or_default();
    let taken = tokio::task::spawn_blocking(move || take_panel_code(&dir, &code, now)).await;
    if panel.door.session(&headers, now).is_some() {
        return Ok((StatusCode::SEE_OTHER, home()).into_response());
    }
    if !taken.unwrap_or_default() {
        tracing::warn!("somebody came to the panel without a valid code");
        tokio::time::sleep(DOUBT).await;
        return Err(page::bare(&panel, language, StatusCode::FORBIDDEN, PanelLocked));
    }
    let session = panel.door.enter(language, now).map_err(|error| page::failure(&panel, language, &error))?;
    // Sent along by a link in a letter too. Pages only show; what changes something brings the session's own mark.
    let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Lax", panel.door.cookie(), session.id);
    Ok((StatusCode::SEE_OTHER, home(), [(header::SET_COOKIE, cookie)]).into_response())
}

/// Out.
pub(super) async fn logout(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    panel.door.change(&session.id, |sessions, id| {
        sessions.remove(id);
    });
    panel.door.left.send_replace(());
    // What the browser keeps to go back to is not for whoever sits down next.
    let cleared = [("clear-site-data", "\"cache\"")];
    (cleared, Redirect::to("/out")).into_response()
}

/// Who is out is told so, and how to come in again.
pub(super) async fn out(State(panel): State<Shared>) -> Response {
    page::bare(&panel, panel.language(), StatusCode::OK, PanelLeft)
}

/// The other language.
pub(super) async fn language(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Redirect {
    if let Some(language) = form.get("language").and_then(|word| word.parse().ok()) {
        panel.door.change(&session.id, |sessions, id| {
            sessions.entry(id.to_owned()).and_modify(|known| known.chosen = Some(language));
        });
    }
    Redirect::to(&from(&headers, &panel.door))
}

/// The page of ours from which somebody came; else the first.
fn from(headers: &HeaderMap, door: &Door) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let ours = referer.strip_prefix("http://").and_then(|rest| rest.split_once('/'));
    // What a browser might read as another host is no address of a page of ours.
    ours.filter(|(host, path)| door.is_here(host) && !path.contains(|c: char| c == '\\' || c.is_control()))
        .map_or_else(|| "/".to_owned(), |(_, path)| format!("/{}", path.trim_start_matches('/')))
}
