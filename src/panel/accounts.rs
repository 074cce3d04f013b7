//! The login of an account at Allegro: a code is shown, somebody agrees to it there, and says here that it is the right
//! account.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, Redirect, Response};
use maud::{Markup, html};
use tokio::runtime::Handle;

use super::door::Session;
use super::page::{self, View};
use super::work::encoded;
use super::{PanelError, Shared, guide, place, qr, remove};
use crate::core::message::Catalogue;
use crate::core::message::text::{
    PanelAccount, PanelFailed, PanelLogIn, PanelLoginAsking, PanelLoginCode, PanelLoginDone, PanelLoginIsIt,
    PanelLoginNo, PanelLoginOpen, PanelLoginQr, PanelLoginUntil, PanelLoginYes, PanelNobody,
};
use crate::core::poland;
use crate::core::problem::Problem;
use crate::workplace::{Command, DeviceCode, Operator, Removable, SellerAccount, Workplace};

/// Tells that a login was begun in the guide.
const GUIDE: &str = "guide";

/// Who has walked away does not come back to confirm.
const PATIENCE: Duration = Duration::from_secs(600);

/// How far a login is.
#[derive(Clone, Debug, Default, PartialEq)]
enum Step {
    /// Allegro is asked for a code.
    #[default]
    Asking,
    /// Somebody has to agree there.
    Code { address: String, code: String },
    /// Is it this one? And what is doubtful about it.
    Seller(SellerAccount, Vec<Problem>),
    /// Somebody said so; it is being kept.
    Answered(bool),
    /// Logged in.
    Done,
    /// Why not.
    Failed(Problem),
}

/// One login, seen from both sides.
#[derive(Debug, Default)]
pub(super) struct Desk {
    step: Mutex<Step>,
    changed: Condvar,
    /// Where it goes on, and under which alias.
    of: Option<(Workplace, String)>,
}

/// The logins of this run, by alias.
pub(super) type Logins = Mutex<BTreeMap<String, Arc<Desk>>>;

impl Desk {
    fn now(&self) -> Step {
        self.step.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn go(&self, step: Step) {
        *self.step.lock().unwrap_or_else(PoisonError::into_inner) = step;
        self.changed.notify_all();
    }
}

impl Operator for Desk {
    fn show(&self, code: &DeviceCode) {
        let address = code.verification_uri_complete.as_ref().unwrap_or(&code.verification_uri);
        self.go(Step::Code { address: address.clone(), code: code.user_code.clone() });
    }

    fn confirms(&self, seller: &SellerAccount) -> bool {
        let doubts = self.of.as_ref().map(|(place, alias)| place.seller_doubts(alias, seller)).unwrap_or_default();
        self.go(Step::Seller(seller.clone(), doubts));
        let step = self.step.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(step, PATIENCE, |step| matches!(step, Step::Seller(..)));
        let (step, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *step == Step::Answered(true)
    }
}

/// The account with the way to log it in.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(alias): Path<String>,
) -> Result<Response, Response> {
    let name = alias.clone();
    let asked = place::with(&panel, session.language, move |place| {
        place.account(&name).map_err(|failure| PanelError::Told(failure.problem, StatusCode::NOT_FOUND))
    });
    let look = asked.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let login = look.view.as_ref().and_then(|view| view.login.as_deref().map(|login| (login, view)));
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let out = look.problem.as_ref().is_some_and(Problem::is_error);
    let content = html! {
        section.card {
            @if let Some((login, kept)) = login {
                p { strong { (login) } " " (kept.company.as_deref().unwrap_or_default()) }
                // Who has to log in anew is not told until when he is in.
                @if !out { p { (texts.say(PanelLoginUntil { day: poland::minute(kept.login_until).into() })) } }
            } @else if look.view.is_some() { p { (texts.say(PanelNobody)) } }
            @if let Some(problem) = &look.problem { (page::problem(texts, problem)) }
        }
        (shown(&view, &alias, of(&panel, &alias).map(|desk| desk.now()).filter(|step| !out || *step != Step::Done), false))
        (remove::way(texts, Removable::Account, &alias))
    };
    Ok(view.page("/status", PanelAccount { alias: alias.as_str().into() }, &content))
}

/// How far the login is, and what is to be done next; in the guide it goes on there.
pub(super) fn desk(panel: &Shared, view: &View<'_>, alias: &str, in_guide: bool) -> Markup {
    shown(view, alias, of(panel, alias).map(|desk| desk.now()), in_guide)
}

/// The same, asked for again and again while it goes on.
pub(super) async fn step(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(alias): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Html<String> {
    Html(desk(&panel, &View::new(&panel, &session), &alias, query.contains_key(GUIDE)).into_string())
}

/// The page that somebody came from.
fn back(alias: &str, form: &BTreeMap<String, String>) -> Redirect {
    Redirect::to(&if form.contains_key(GUIDE) {
        format!("/guide/allegro?account={}#login", encoded(alias))
    } else {
        format!("/accounts/{alias}")
    })
}

fn of(panel: &Shared, alias: &str) -> Option<Arc<Desk>> {
    panel.logins.lock().unwrap_or_else(PoisonError::into_inner).get(alias).cloned()
}

/// Begins a login, unless one is going on.
pub(super) async fn login(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(alias): Path<String>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let place = place::with(&panel, session.language, |place| Ok(place.clone())).await;
    let place = place.map_err(|error| page::failure(&panel, session.language, &error))?;
    if !place.settings.accounts.contains_key(&alias) {
        return Err(page::failure(&panel, session.language, &PanelError::told(PanelFailed, StatusCode::NOT_FOUND)));
    }
    let here = back(&alias, &form);
    let desk = Arc::new(Desk { of: Some((place.clone(), alias.clone())), ..Desk::default() });
    {
        let mut logins = panel.logins.lock().unwrap_or_else(PoisonError::into_inner);
        let going = logins.get(&alias).is_some_and(|desk| !matches!(desk.now(), Step::Done | Step::Failed(_)));
        if going {
            return Ok(here);
        }
        logins.insert(alias.clone(), desk.clone());
    }
    let (handle, hub) = (Handle::current(), panel.context.hub.clone());
    // A thread of its own: it waits for a person, and the program's end must not wait for it.
    std::thread::spawn(move || {
        let ended = handle.block_on(place.log_in(&alias, &*desk));
        let waits = hub.state().accounts.get(&alias).is_some_and(|account| account.problem.is_some());
        if ended.is_ok() && waits {
            hub.ask(Command::Sync { account: Some(alias) });
        }
        desk.go(ended.map_or_else(|failure| Step::Failed(failure.problem), |_| Step::Done));
    });
    Ok(here)
}

/// It is the right account, or not.
pub(super) async fn answer(
    State(panel): State<Shared>,
    Path(alias): Path<String>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Redirect {
    if let Some(desk) = of(&panel, &alias)
        && matches!(desk.now(), Step::Seller(..))
    {
        desk.go(Step::Answered(form.get("answer").is_some_and(|answer| answer == "yes")));
    }
    back(&alias, &form)
}

fn shown(view: &View<'_>, alias: &str, step: Option<Step>, in_guide: bool) -> Markup {
    let texts: &Catalogue = view.texts;
    let here = format!("/accounts/{alias}");
    let mark = html! { (view.mark()) @if in_guide { input type="hidden" name=(GUIDE) value="1"; } };
    let again =
        html! { form.row method="post" action={ (here) "/login" } { (mark) button { (texts.say(PanelLogIn)) } } };
    let (going, what) = match step {
        None => (false, again),
        Some(Step::Asking | Step::Answered(_)) => (true, html! { p { (texts.say(PanelLoginAsking)) } }),
        Some(Step::Code { address, code }) => (
            true,
            html! {
                p { (texts.say(PanelLoginCode { code: code.as_str().into() })) }
                p { a.button href=(address) target="_blank" rel="noopener noreferrer" { (texts.say(PanelLoginOpen)) } }
                p.soft.long { (address) }
                (qr::picture(&address, &texts.say(PanelLoginQr)))
            },
        ),
        // Not asked for again and again: what is being pressed must not go away.
        Some(Step::Seller(seller, doubts)) => (
            false,
            html! {
                p { (texts.say(PanelLoginIsIt {
                    login: seller.login.as_str().into(),
                    company: seller.company.as_deref().unwrap_or("–").into(),
                    nip: seller.tax_id.as_deref().unwrap_or("–").into(),
                })) }
                @for doubt in &doubts { (page::problem(texts, doubt)) }
                form.row method="post" action={ (here) "/answer" } {
                    (mark)
                    button name="answer" value="yes" { (texts.say(PanelLoginYes)) }
                    button.quiet name="answer" value="no" { (texts.say(PanelLoginNo)) }
                }
            },
        ),
        Some(Step::Done) if in_guide => (false, guide::logged_in(view, alias)),
        Some(Step::Done) => (false, html! { p.said { (texts.say(PanelLoginDone)) } (again) }),
        Some(Step::Failed(problem)) => (false, html! { (page::problem(texts, &problem)) (again) }),
    };
    let step = if in_guide { format!("{here}/step?{GUIDE}=1") } else { format!("{here}/step") };
    html! { div aria-live="polite" hx-get=[going.then_some(step)] hx-trigger=[going.then_some("every 2s")]
    hx-swap="outerHTML" { (what) } }
}

#[cfg(test)]
impl super::Panel {
    /// Somebody logs in whom the seller sklep-x is shown.
    pub(super) fn at_the_desk(&self, alias: &str) {
        let desk = Arc::new(Desk::default());
        self.logins.lock().unwrap().insert(alias.to_owned(), desk.clone());
        std::thread::spawn(move || {
            let seller = SellerAccount {
                id: "1".to_owned(),
                login: "sklep-x".to_owned(),
                company: Some("Firma X".to_owned()),
                tax_id: None,
            };
            let no = Problem::error(crate::core::message::text::Lgn004);
            desk.go(if desk.confirms(&seller) { Step::Done } else { Step::Failed(no) });
        });
    }
}
