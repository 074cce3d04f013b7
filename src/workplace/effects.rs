//! Every setting of the file does something: two values of it, and an output that is another. Those that the stages know are looked
//! at there (`stages/tests/levels.rs`, `stages/tests/effects.rs`); the rest, and that none is left out, here.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::doors::{FolderDoors, watched};
use super::{Company, Nobody, Workplace, connect, letters, logs};
use crate::allegro::client::Client;
use crate::allegro::pause::Pause;
use crate::allegro::port::{Orders as _, SellerAccount};
use crate::allegro::simulator::{Simulator, World};
use crate::allegro::tokens::MemoryTokens;
use crate::clock::{Clock, ManualClock};
use crate::core::message::Catalogue;
use crate::core::message::text::DoctorAreaSettings;
use crate::core::schedule::next_run;
use crate::core::telling::problem_text;
use crate::mail::testing::PostOffice;
use crate::settings::file::FILE_NAME;
use crate::settings::schema;
use crate::settings::template::{self, Answers};
use crate::spool::{Disk as _, Folders, Hints, RealDisk, replace, write_secret};
use crate::stages::import::{ImportReport, dropped_into, look_into};
use crate::stages::service::{Doors as _, ServiceState, Untold};
use crate::whole::or_part;

/// What comes of settings, in words; the post office is that of their port.
type Shows = fn(&Workplace, &PostOffice) -> String;

/// A setting, two values of it, what must be set besides, and what comes of it.
struct Effect {
    key: &'static str,
    one: &'static str,
    other: &'static str,
    with: &'static [(&'static str, &'static str)],
    shows: Shows,
}

const fn effect(key: &'static str, one: &'static str, other: &'static str, shows: Shows) -> Effect {
    Effect { key, one, other, with: &[], shows }
}

const fn effect_with(
    key: &'static str,
    (one, other): (&'static str, &'static str),
    with: &'static [(&'static str, &'static str)],
    shows: Shows,
) -> Effect {
    Effect { key, one, other, with, shows }
}

const DAILY: &[(&str, &str)] = &[("schedule.every_minutes", "0"), ("schedule.daily_at", "[\"06:00\"]")];
const OWN_DAILY: &[(&str, &str)] =
    &[("accounts.sklep.schedule.every_minutes", "0"), ("accounts.sklep.schedule.daily_at", "[\"06:00\"]")];
const SERVER: &[(&str, &str)] = &[
    ("companies.firma.engine", "\"sqlserver\""),
    ("companies.firma.server", "'S\\I'"),
    ("companies.firma.database", "\"CDN_A\""),
    ("companies.firma.user", "\"u\""),
];
const TWO: &[(&str, &str)] = &[("companies.inna.engine", "\"sandbox\"")];
const LETTERS: &[(&str, &str)] = &[
    ("email.server", "\"127.0.0.1\""),
    ("email.encryption", "\"none\""),
    ("email.from", "\"a@example.com\""),
    ("email.to", "[\"b@example.com\"]"),
];

const EFFECTS: [Effect; 47] = [
    effect("language", "\"pl\"", "\"en\"", |place, _| Catalogue::new(place.language).say(DoctorAreaSettings)),
    effect("handoff", "\"auto\"", "\"manual\"", |place, _| {
        format!("{:?}", dropped_into(&place.settings, &company(place).folders))
    }),
    effect("allegro.application", "\"allegro-optima\"", "\"Moja aplikacja\"", connection),
    effect("allegro.requests_per_minute", "300", "2", waits),
    effect("allegro.tokens", "\"file\"", "\"keyring\"", found),
    effect("accounts.sklep.environment", "\"production\"", "\"sandbox\"", connection),
    effect("accounts.sklep.api_url", "\"http://127.0.0.1:1\"", "\"http://127.0.0.1:2\"", connection),
    effect("accounts.sklep.auth_url", "\"http://127.0.0.1:1\"", "\"http://127.0.0.1:2\"", connection),
    effect("accounts.sklep.client_id", "\"a\"", "\"b\"", connection),
    effect("accounts.sklep.offers", "true", "false", connection),
    effect_with("accounts.sklep.company", ("\"firma\"", "\"inna\""), TWO, |place, _| {
        format!("{:?}", place.settings.company_of("sklep"))
    }),
    effect("accounts.sklep.begin", "\"later\"", "\"\"", |place, _| {
        format!("{:?}", doors(place).settled().unwrap().accounts.contains_key("sklep"))
    }),
    effect("accounts.sklep.schedule.every_minutes", "15", "60", runs),
    effect_with("accounts.sklep.schedule.daily_at", ("[\"06:00\"]", "[\"07:30\"]"), OWN_DAILY, runs),
    effect("accounts.sklep.schedule.hours", "\"07:00-20:00\"", "\"\"", runs),
    effect("accounts.sklep.schedule.weekdays", "[\"pn\"]", "[]", runs),
    effect_with("companies.firma.engine", ("\"sandbox\"", "\"sqlserver\""), SERVER, |place, _| company(place).place()),
    effect("companies.firma.file", "\"a.sqlite3\"", "\"b.sqlite3\"", |place, _| company(place).place()),
    effect_with("companies.firma.server", ("'S\\I'", "\"T,1500\""), SERVER, access),
    effect_with("companies.firma.database", ("\"CDN_A\"", "\"CDN_B\""), SERVER, access),
    effect_with("companies.firma.login", ("\"sql\"", "\"windows\""), SERVER, access),
    effect_with("companies.firma.user", ("\"u\"", "\"v\""), SERVER, access),
    effect_with("companies.firma.encryption", ("\"required\"", "\"trust\""), SERVER, access),
    effect_with("companies.firma.ca_file", ("\"\"", "\"ca.pem\""), SERVER, access),
    effect("companies.firma.other_seller", "false", "true", |place, _| {
        let other = SellerAccount {
            id: String::new(),
            login: String::new(),
            company: None,
            tax_id: Some("5260250274".to_owned()),
        };
        format!("{:?}", place.other_seller("sklep", &other))
    }),
    effect("companies.firma.pattern", "\"\"", "\"RO/1/2026\"", found),
    // What a person pays is a gross price: the other word is refused.
    effect("documents.invoice.counted_from", "\"gross\"", "\"net\"", |_, _| "taken".to_owned()),
    effect("documents.private.counted_from", "\"gross\"", "\"net\"", |_, _| "taken".to_owned()),
    effect("import.settle_seconds", "2", "0", |place, _| {
        replace(&RealDisk, &company(place).folders.inbox().join("a.xml"), b"<ROOT/>").unwrap();
        let mut doors = doors(place);
        doors.settled().unwrap();
        format!("{:?}", doors.look("firma", &mut ImportReport::default()).unwrap().ready.len())
    }),
    effect("schedule.every_minutes", "15", "60", runs),
    effect_with("schedule.daily_at", ("[\"06:00\"]", "[\"07:30\"]"), DAILY, runs),
    effect("schedule.hours", "\"07:00-20:00\"", "\"\"", runs),
    effect("schedule.weekdays", "[\"pn\"]", "[]", runs),
    effect("watch.scan_seconds", "10", "30", |place, _| format!("{:?}", doors(place).settled().unwrap().scan_every)),
    effect("watch.poll_only", "false", "true", |place, _| format!("{:?}", watched(place, &[company(place)]))),
    effect("watch.subfolders", "false", "true", |place, _| {
        let below = company(place).folders.inbox().join("od Ani");
        RealDisk.create_dir_all(&below).unwrap();
        replace(&RealDisk, &below.join("a.xml"), b"<ROOT/>").unwrap();
        let looked = look_into(&RealDisk, &company(place).folders, &place.settings).unwrap();
        format!("{}", looked.found.candidates.len())
    }),
    effect("log.level", "\"info\"", "\"debug\"", |place, _| format!("{:?}", doors(place).settled().unwrap().log)),
    effect("log.keep_days", "30", "0", |place, _| format!("{:?}", logs::wanted(&place.dir).is_some())),
    effect_with("email.server", ("\"127.0.0.1\"", "\"\""), LETTERS, letter),
    effect_with("email.port", ("PORT", "1"), LETTERS, letter),
    effect_with("email.encryption", ("\"none\"", "\"starttls\""), LETTERS, letter),
    effect_with("email.user", ("\"\"", "\"u\""), LETTERS, letter),
    effect_with("email.from", ("\"a@example.com\"", "\"c@example.com\""), LETTERS, letter),
    effect_with("email.to", ("[\"b@example.com\"]", "[\"c@example.com\"]"), LETTERS, letter),
    effect_with("email.pause_minutes", ("60", "600"), LETTERS, letters_of_a_day),
    effect_with("email.daily_at", ("\"\"", "\"20:00\""), LETTERS, letters_of_a_day),
    effect_with("email.details", ("false", "true"), LETTERS, letters_of_a_day),
];

fn company(place: &Workplace) -> Company {
    place.companies().unwrap().remove(0)
}

fn doors(place: &Workplace) -> FolderDoors {
    FolderDoors::new(place, Hints::new(|| ()), false)
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// Whom Allegro is talked to as.
fn connection(place: &Workplace, _: &PostOffice) -> String {
    format!("{:?}", connect::connection(place, "sklep").unwrap())
}

/// How long a client of this pace waits in all for a dozen requests.
fn waits(place: &Workplace, _: &PostOffice) -> String {
    #[derive(Clone, Default)]
    struct Counted(Arc<Mutex<Duration>>);
    impl Pause for Counted {
        fn pause(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
            *self.0.lock().unwrap() += duration;
            Box::pin(std::future::ready(()))
        }
    }
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(now()));
    let allegro = Simulator::start_with(World::from_orders(Vec::new()), Arc::clone(&clock)).unwrap();
    let (waited, tokens) = (Counted::default(), Box::new(MemoryTokens::new(allegro.log_in())));
    let client = Client::new(allegro.connection(), tokens, Box::new(waited.clone()), clock).unwrap();
    let mut client = client.paced(connect::pace(place, &connect::connection(place, "sklep").unwrap()));
    wait(async {
        for _ in 0..12 {
            client.seller().await.unwrap();
        }
    });
    let waited = *waited.0.lock().unwrap();
    format!("{}", waited.as_secs() > 0)
}

/// What a look at the whole set-up finds.
fn found(place: &Workplace, _: &PostOffice) -> String {
    let texts = Catalogue::new(place.language);
    let found = wait(place.examine()).into_iter().map(|(_, finding)| finding.problem);
    // How much is free is another thing each time.
    found.filter(|problem| problem.code() != "DOC-004").map(|problem| problem_text(&texts, &problem) + "\n").collect()
}

/// How a server is entered.
fn access(place: &Workplace, _: &PostOffice) -> String {
    format!("{:?}", place.access(&company(place)).unwrap())
}

/// When orders are fetched, from a Saturday at five on.
fn runs(place: &Workplace, _: &PostOffice) -> String {
    let rule = doors(place).settled().unwrap().accounts.remove("sklep").unwrap().rule;
    let (mut at, mut runs) = (now(), Vec::new());
    for _ in 0..3 {
        let next = next_run(&rule, Some(at), at);
        runs.push(next);
        at = next.unwrap_or(at);
    }
    format!("{runs:?}")
}

fn now() -> Timestamp {
    "2026-11-28T04:00:00Z".parse().unwrap()
}

/// What came of a letter, and what the post office heard of it.
fn letter(place: &Workplace, office: &PostOffice) -> String {
    let sent = wait(place.try_letter()).map(<[String]>::to_vec).map_err(|failure| failure.problem.code().to_owned());
    let heard: Vec<String> = office.heard().lines().filter(|line| line.contains('@')).map(str::to_owned).collect();
    format!("{sent:?} {heard:?}")
}

/// How many letters there were in a day of trouble, and whether they quote it.
fn letters_of_a_day(place: &Workplace, office: &PostOffice) -> String {
    let clock = Arc::new(ManualClock::new(now()));
    let mut written = letters::Letters::new(&place.dir, Arc::<ManualClock>::clone(&clock));
    let seen = ServiceState::default();
    for hour in 0..24 {
        let untold = letters::trouble_at(clock.now(), &format!("plik-{hour}.xml"));
        wait(written.look(place, &seen, untold));
        clock.forward(SignedDuration::from_mins(3));
        wait(written.look(place, &seen, Untold::default()));
        clock.forward(SignedDuration::from_mins(57));
    }
    format!("{} {}", office.letters(), office.heard().contains("Kowalski"))
}

/// What comes of the file of `init` with these values in it.
fn outcome(effect: &Effect, value: &str) -> String {
    let (folder, office) = (tempfile::tempdir().unwrap(), PostOffice::open().unwrap());
    let port = office.port().to_string();
    let answers = Answers { nip: "9990003716".to_owned(), ..Answers::default() };
    let mut file: toml::Table = template::settings(&answers).parse().unwrap();
    let values = [("email.port", "PORT")].into_iter().chain(effect.with.iter().copied()).chain([(effect.key, value)]);
    for (path, value) in values {
        let (parts, key) = path.rsplit_once('.').unwrap_or(("", path));
        let value =
            format!("v = {}", value.replace("PORT", &port)).parse::<toml::Table>().unwrap().remove("v").unwrap();
        let inside = parts.split('.').filter(|part| !part.is_empty()).fold(&mut file, |table, part| {
            table.entry(part).or_insert(toml::Value::Table(toml::Table::new())).as_table_mut().unwrap()
        });
        inside.insert(key.to_owned(), value);
    }
    replace(&RealDisk, &folder.path().join(FILE_NAME), file.to_string().as_bytes()).unwrap();
    let state = Folders::new(folder.path()).state();
    RealDisk.create_dir_all(&state).unwrap();
    write_secret(&RealDisk, &state.join("optima-password"), b"haslo").unwrap();
    let shown = match Workplace::open(folder.path()) {
        Ok(place) => (effect.shows)(&place.heard(Arc::new(Nobody), None), &office),
        Err(failure) => problem_text(&Catalogue::new(crate::core::message::Language::Polish), &failure.problem),
    };
    // Each time another folder.
    shown.replace(&folder.path().display().to_string(), "")
}

#[test]
fn every_setting_of_the_file_changes_something() {
    let mut seen: BTreeSet<String> = crate::stages::tests::levels::keys();
    seen.extend(crate::stages::tests::effects::keys());
    for effect in &EFFECTS {
        let (before, after) = (outcome(effect, effect.one), outcome(effect, effect.other));
        if or_part(true, false) {
            assert_eq!(outcome(effect, effect.one), before, "{}: the same settings, the same outcome", effect.key);
        }
        assert!(before != after, "{}: {} and {} are the same:\n{before}", effect.key, effect.one, effect.other);
        seen.insert(effect.key.to_owned());
    }
    let named = |path: &str| path.replace("accounts.*", "accounts.sklep").replace("companies.*", "companies.firma");
    let all: BTreeSet<String> = schema::all().iter().map(|known| named(&known.path)).collect();
    assert_eq!(all.difference(&seen).collect::<Vec<_>>(), [""; 0], "settings that nobody looked at");
    assert_eq!(seen.difference(&all).collect::<Vec<_>>(), [""; 0], "what is no setting");
}
