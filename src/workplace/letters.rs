//! Letters of the service.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::links::Links;
use super::{Company, Failure, Workplace};
use crate::clock::Clock;
use crate::core::doctor::{Area, Finding};
use crate::core::life::Matter;
use crate::core::message::text::{
    CompanyLeft, Doc065, Mai006, Mai007, MailFoot, MailMore, MailPanel, MailSubject, MailSum, MailSumOpen,
    MailSumSubject, MailTest, MailTestSubject, MailWhere, Not001,
};
use crate::core::message::{Arg, Catalogue, Language};
use crate::core::notice::{Desk, Item, Letter, Wishes};
use crate::core::order::OrderId;
use crate::core::poland;
use crate::core::problem::{Explain as _, Fault, Problem, Severity};
use crate::core::settings::{Email, MailEncryption};
use crate::core::tables::Table;
use crate::core::telling;
use crate::ledger::{Life, OrdersFilter, State};
use crate::mail::Post;
use crate::spool::{Disk as _, Folders, RealDisk, names, password_in, read_secret, write_secret};
use crate::stages::StageError;
use crate::stages::service::{Hub, ServiceEvent, ServiceState, Untold};

/// The password's variable.
const VARIABLE: &str = "EMAIL_PASSWORD";
/// Its file in `state/`.
const FILE: &str = "email-password";
/// What was told and is to be told.
const DESK: &str = "letters.json";
/// The desk's file holds some hundred kB at most.
const DESK_MAX: u64 = 16 << 20;
/// How often it is looked whether a letter is due while nothing happens.
const LOOK: Duration = Duration::from_secs(30);
/// After a letter that could not be sent.
const RETRY: SignedDuration = SignedDuration::from_mins(5);
/// So many orders that wait for a person are named in a summary.
const NAMED: u32 = 50;

/// The variable and the file where the password may be.
pub(super) fn places(folders: &Folders) -> (Vec<String>, Vec<std::path::PathBuf>) {
    (vec![VARIABLE.to_owned()], vec![folders.state().join(FILE)])
}

impl Workplace {
    /// Sends a letter that says that letters arrive; gives its readers.
    ///
    /// # Errors
    /// No letters are wanted, or it could not be sent.
    pub async fn try_letter(&self) -> Result<&[String], Failure> {
        let post = post(self)?.ok_or_else(|| Failure::usage(Problem::error(Mai007)))?;
        let texts = Catalogue::new(self.language);
        post.send(&texts.say(MailTestSubject), &texts.say(MailTest)).await?;
        Ok(&self.settings.email.to)
    }
}

/// What a look at the set-up says about letters; nothing where none are wanted.
pub(super) async fn examine(place: &Workplace) -> Vec<Finding> {
    let email = &place.settings.email;
    let finding = |problem| Finding { area: Area::Settings, problem };
    let post = match post(place) {
        Ok(None) => return Vec::new(),
        Ok(Some(post)) => post,
        Err(failure) => return vec![finding(failure.problem)],
    };
    if let Err(error) = post.greet().await {
        return vec![finding(error.problem())];
    }
    let (server, readers) = (format!("{}:{}", email.server, email.port()), email.to.len());
    let bare = email.encryption == MailEncryption::None && !is_here(&email.server);
    let severity = if bare { Severity::Warning } else { Severity::Note };
    vec![Finding::new(Area::Settings, severity, Doc065 { server: server.into(), readers: readers.into() })]
}

fn is_here(server: &str) -> bool {
    matches!(server, "localhost" | "127.0.0.1" | "::1")
}

/// The way to the readers; none: no letters are wanted.
fn post(place: &Workplace) -> Result<Option<Post>, Failure> {
    let email = &place.settings.email;
    if !email.is_on() {
        return Ok(None);
    }
    Ok(Some(Post::new(email, &password(place, email)?)?))
}

fn password(place: &Workplace, email: &Email) -> Result<String, Failure> {
    if email.user.is_empty() {
        return Ok(String::new());
    }
    if let Some(password) = std::env::var(VARIABLE).ok().filter(|password| !password.is_empty()) {
        return Ok(password);
    }
    let path = Folders::new(&place.dir).state().join(FILE);
    match read_secret(&*place.disk, &path).map_err(StageError::from)? {
        Some(bytes) => Ok(password_in(&bytes)),
        None => Err(Failure::usage(Problem::error(Mai006 { variable: VARIABLE.into() }))),
    }
}

/// Writes the letters of a service for as long as it runs. A server that is away keeps letters waiting and nothing else.
pub struct Letters {
    dir: std::path::PathBuf,
    clock: Arc<dyn Clock>,
    /// With the settings that could be read last.
    place: Option<Workplace>,
    desk: Desk,
    kept: Desk,
    not_before: Option<Timestamp>,
    /// Why the letter that is due could not be sent.
    problem: Option<Problem>,
}

impl Letters {
    /// For the service of this folder; goes on with what the last one had to tell.
    pub fn new(dir: &Path, clock: Arc<dyn Clock>) -> Self {
        let known = RealDisk.read(&Folders::new(dir).state().join(DESK), DESK_MAX).ok();
        let desk: Desk = known.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { dir: dir.to_owned(), clock, place: None, kept: desk.clone(), desk, not_before: None, problem: None }
    }

    /// Until the service ends.
    pub async fn write(mut self, hub: Hub) {
        let mut state = hub.watch();
        loop {
            state.mark_unchanged();
            self.turn(&hub).await;
            tokio::select! {
                changed = state.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(LOOK) => {}
            }
            // Of many changes at once one look is enough.
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    async fn turn(&mut self, hub: &Hub) {
        // While the settings are broken the last good ones are in force, for letters too: one tells of just that.
        if let Ok(place) = Workplace::open(&self.dir) {
            self.place = Some(place);
        }
        if let Some(place) = self.place.clone() {
            self.look(&place, &hub.state(), hub.untold()).await;
        }
        hub.change(|state| state.letters_problem.clone_from(&self.problem));
    }

    /// Takes in what a service that ends has not told of yet, for the next one.
    pub fn leave(mut self, hub: &Hub) {
        if Workplace::open(&self.dir).is_ok_and(|place| place.settings.email.is_on()) {
            self.hear(hub.untold(), Vec::new());
            self.keep();
        }
    }

    fn hear(&mut self, untold: Untold, stops: Vec<Item>) {
        let now = self.clock.now();
        self.desk.hear(untold.events.into_iter().filter_map(happened), stops, now);
        self.desk.miss(untold.more);
    }

    pub(super) async fn look(&mut self, place: &Workplace, seen: &ServiceState, untold: Untold) {
        let email = &place.settings.email;
        if !email.is_on() {
            self.problem = None;
            return;
        }
        let now = self.clock.now();
        self.hear(untold, stops(seen, now));
        // A server that does not answer takes its time, and the service may end meanwhile.
        self.keep();
        let wishes = Wishes {
            pause: SignedDuration::from_mins(i64::from(email.pause_minutes)),
            // What is no hour was refused with the settings.
            summary_at: email.summary_at().ok().flatten(),
        };
        if self.not_before.is_none_or(|at| now >= at)
            && let Some(letter) = self.desk.due(&wishes, now)
        {
            match self.send(place, &letter, seen.language).await {
                Ok(()) => {
                    self.desk.sent(&letter, now);
                    (self.not_before, self.problem) = (None, None);
                }
                Err(failure) => {
                    tracing::warn!(code = failure.problem.code(), "a letter could not be sent");
                    self.not_before = now.checked_add(RETRY).ok();
                    self.problem = Some(failure.problem);
                }
            }
        }
        self.keep();
    }

    async fn send(&self, place: &Workplace, letter: &Letter, language: Language) -> Result<(), Failure> {
        let Some(post) = post(place)? else { return Ok(()) };
        let (texts, links) = (Catalogue::new(language), Links::of(&self.dir));
        let (subject, text) = match letter {
            Letter::Trouble { items, more } => trouble(&texts, items, *more, place.settings.email.details, links),
            Letter::Summary => summary(&texts, place, self.clock.now(), links)?,
        };
        post.send(&subject, &text).await?;
        tracing::info!("a letter was sent");
        Ok(())
    }

    /// So that a new start does not tell everything again.
    fn keep(&mut self) {
        if self.desk == self.kept {
            return;
        }
        let json = serde_json::to_vec(&self.desk).unwrap_or_default();
        // What waits to be told may name a buyer.
        match write_secret(&RealDisk, &Folders::new(&self.dir).state().join(DESK), &json) {
            Ok(()) => self.kept = self.desk.clone(),
            Err(error) => tracing::warn!(%error, "what was told in letters is not kept"),
        }
    }
}

/// What happened to an order or a file.
fn happened(ServiceEvent { at, whose, what, problem, .. }: ServiceEvent) -> Option<Item> {
    Some(Item { at, whose, what, problem: problem?, fault: None })
}

/// What keeps the work from going on, or from going on as the user wants it.
fn stops(seen: &ServiceState, now: Timestamp) -> Vec<Item> {
    let item = |whose: &str, problem: &Problem, fault: Option<Fault>| Item {
        at: now,
        whose: whose.to_owned(),
        what: String::new(),
        problem: problem.clone(),
        fault: fault.or(Some(Fault::Usage)),
    };
    let mut found: Vec<Item> = seen.settings_problem.iter().map(|problem| item("", problem, None)).collect();
    for (file, problems) in &seen.tables {
        // The first mistake, and what is in force instead, which stands at the end.
        let Some(gravest) = problems.iter().find(|problem| problem.is_error()) else { continue };
        found.push(item(file, gravest, None));
        found.extend(problems.last().filter(|last| *last != gravest).map(|last| item(file, last, None)));
    }
    for (alias, account) in &seen.accounts {
        match &account.problem {
            Some(problem) => found.push(item(alias, problem, account.fault)),
            // Where it is known what is wrong, silence says nothing more.
            None if account.silent => {
                found.push(item(alias, &Problem::error(Not001 { alias: alias.into() }), Some(Fault::Outage)));
            }
            None => {}
        }
    }
    let companies = seen.companies.iter();
    found.extend(companies.filter_map(|(name, it)| Some(item(name, it.problem.as_ref()?, it.fault))));
    found
}

/// What is said of several is said once, and those whom it is said of stand below.
fn grouped(told: impl IntoIterator<Item = (String, String)>) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for (words, whom) in told {
        match groups.iter_mut().find(|(known, _)| *known == words) {
            Some((_, others)) => others.push(whom),
            None => groups.push((words, vec![whom])),
        }
    }
    let mut text = String::new();
    for (words, whom) in groups {
        text.push_str(&words);
        text.push('\n');
        whom.iter().filter(|whom| !whom.is_empty()).for_each(|whom| {
            text.push_str("      ");
            text.push_str(whom);
            text.push('\n');
        });
        text.push('\n');
    }
    text
}

/// Subject and text of a letter about trouble. Without `details` no word of a problem is in it that may quote a buyer.
fn trouble(texts: &Catalogue, items: &[Item], more: usize, details: bool, links: Links) -> (String, String) {
    let count = items.len() + more;
    let subject = texts.say(MailSubject { count: count.into() });
    let one = |item: &Item| {
        let time = poland::local(item.at).strftime("%Y-%m-%d %H:%M").to_string();
        // Who names files after buyers would have buyers in letters.
        let plain = details || item.what.parse::<OrderId>().is_ok() || names::is_order_file(&item.what);
        let (whose, what) = (item.whose.as_str(), if plain { item.what.as_str() } else { "" });
        let place = texts.say(MailWhere { time: time.into(), whose: whose.into(), what: what.into() });
        // What stops the work quotes nobody who bought something.
        let place = with_link(place.trim_end(), links.about(&item.what));
        (in_words(texts, &item.problem, details || item.fault.is_some()), place)
    };
    let mut text = grouped(items.iter().map(one));
    if more > 0 {
        text.push_str(&texts.say(MailMore { more: more.into() }));
        text.push_str("\n\n");
    }
    text.push_str(&foot(texts, links));
    (subject, text)
}

/// What stands at the end of a letter.
fn foot(texts: &Catalogue, links: Links) -> String {
    let panel = links.home().map(|address| texts.say(MailPanel { address: address.into() }));
    [Some(texts.say(MailFoot)), panel].into_iter().flatten().map(|line| line + "\n").collect()
}

/// Who it is said of, with the way to it below.
fn with_link(whom: &str, link: Option<String>) -> String {
    link.map_or_else(|| whom.to_owned(), |link| format!("{whom}\n      {link}"))
}

fn in_words(texts: &Catalogue, problem: &Problem, details: bool) -> String {
    if details {
        return telling::problem_text(texts, problem);
    }
    let is_table = |file: &str| Table::ALL.into_iter().any(|table| table.file_name() == file);
    telling::brief_text(texts, problem, &|file| names::is_order_file(file) || is_table(file))
}

/// Subject and text of the summary of the last day.
fn summary(texts: &Catalogue, place: &Workplace, now: Timestamp, links: Links) -> Result<(String, String), Failure> {
    let since = now.checked_sub(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MIN);
    let number = |count: u64| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let (mut text, mut made_in_all, mut open_in_all) = (String::new(), 0, 0);
    for company in place.companies_as_they_are()? {
        match summary_of(texts, place, &company, (since, links)) {
            Ok((words, made, open)) => {
                text.push_str(&words);
                made_in_all += made;
                open_in_all += open;
            }
            // What is known of the others is written all the same.
            Err(failure) => {
                text.push_str(&texts.say(CompanyLeft { company: company.name.as_str().into() }));
                text.push('\n');
                text.push_str(&in_words(texts, &failure.problem, place.settings.email.details));
                text.push_str("\n\n");
            }
        }
    }
    text.push_str(&foot(texts, links));
    Ok((texts.say(MailSumSubject { made: number(made_in_all), open: number(open_in_all) }), text))
}

/// A company's words, what was made, and what waits for a person.
fn summary_of(
    texts: &Catalogue,
    place: &Workplace,
    company: &Company,
    (since, links): (Timestamp, Links),
) -> Result<(String, u64, u64), Failure> {
    let number = |count: u64| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let ledger = company.ledger()?;
    let counts = ledger.counts()?;
    let count = |state| counts.get(&state).copied().unwrap_or_default();
    let (made, waiting_for_you) = (ledger.count_since(State::Imported, since)?, ledger.count_open()?);
    let mut text = texts.say(MailSum {
        company: company.name.as_str().into(),
        made: number(made),
        exported: number(count(State::Exported)),
        waiting: number(count(State::Waiting)),
        errors: number(count(State::Error)),
        open: number(waiting_for_you),
    });
    text.push_str("\n\n");
    let filter = OrdersFilter { open_matters: true, limit: Some(NAMED), ..OrdersFilter::default() };
    let open = ledger.orders(&filter)?;
    if !open.is_empty() {
        text.push_str(&texts.say(MailSumOpen));
        text.push('\n');
        let details = place.settings.email.details;
        text.push_str(&grouped(open.iter().flat_map(|order| open_lines(texts, order, details, links))));
    }
    Ok((text, made, waiting_for_you))
}

/// What is to be said of each matter of an order.
fn open_lines(texts: &Catalogue, order: &Life, details: bool, links: Links) -> Vec<(String, String)> {
    let whom = with_link(&order.order_id, links.about(&order.order_id));
    let line = |matter: &Matter| (in_words(texts, &matter.problem, details), whom.clone());
    order.open_matters().map(line).collect()
}

/// What a service has to tell that has just refused this file, for a reason that names a buyer.
#[cfg(test)]
pub(super) fn trouble_at(at: Timestamp, file: &str) -> Untold {
    use crate::core::message::text::Ord904;
    use crate::stages::service::ServiceEvent;

    let told = Ord904 { document: "RO/1/2026".into(), before: "Jan Kowalski".into(), now: "Anna Nowak".into() };
    let problem = Some(Problem::warning(told));
    let event = ServiceEvent { at, whose: "sklep".to_owned(), what: file.to_owned(), number: None, problem };
    Untold { events: vec![event], more: 0 }
}

#[cfg(test)]
mod tests;
