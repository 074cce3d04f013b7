//! Letters as their readers get them.

use super::*;
use crate::clock::ManualClock;
use crate::core::life::{self, Happening};
use crate::core::message::text::{Mai001, Ord904, Prd001, Tab005, Tab033};
use crate::mail::testing::PostOffice;
use crate::spool::replace;
use crate::stages::service::{AccountState, CompanyState};

/// No service is at work there.
fn nowhere() -> Links {
    Links::of(tempfile::tempdir().unwrap().path())
}

#[test]
fn a_letter_leads_to_what_it_tells_of_while_there_is_a_panel() {
    let folder = tempfile::tempdir().unwrap();
    let (dir, texts) = (folder.path(), Catalogue::new(Language::Polish));
    Folders::new(dir).create(&RealDisk).unwrap();
    let settings = crate::settings::template::settings(&crate::settings::template::Answers::default());
    replace(&RealDisk, &dir.join("allegro-optima.toml"), settings.as_bytes()).unwrap();
    let place = Workplace::open(dir).unwrap();
    let items = items(seen().0);
    let letter = || trouble(&texts, &items, 0, false, Links::of(dir)).1;
    assert!(!letter().contains("http"));
    let _alone = place.alone("run").unwrap();
    assert!(!letter().contains("http"), "a service without a panel");
    place.note_panel(8426).unwrap();
    let order = "29738e61-7f6a-11e8-ac45-09db60ede9d6";
    let letter = letter();
    assert!(letter.contains(&format!("sklep  {order}\n      http://127.0.0.1:8426/orders/{order}\n")), "{letter}");
    assert!(letter.contains("http://127.0.0.1:8426/ "), "{letter}");
    let life = Life { matters: vec![], ..Life::seen(order, "sklep", Timestamp::UNIX_EPOCH) };
    let told = Problem::warning(Prd001 { offer: "1".into(), name: "Kubek".into() });
    let matter = Matter { kind: life::Kind::Refused, problem: told, since: Timestamp::UNIX_EPOCH, closed: None };
    let lines = open_lines(&texts, &Life { matters: vec![matter], ..life }, false, Links::of(dir));
    assert_eq!(lines[0].1, format!("{order}\n      http://127.0.0.1:8426/orders/{order}"));
}

/// What happened, and how it stands.
fn seen() -> (Untold, ServiceState) {
    let at: Timestamp = "2026-11-26T17:00:00Z".parse().unwrap();
    let told = Ord904 { document: "RO/1/2026".into(), before: "Jan Kowalski".into(), now: "Anna Nowak".into() };
    let refused = Problem::error(Mai001 { address: "x".into() });
    let event = |what: &str, number: Option<&str>, problem: Option<Problem>| ServiceEvent {
        at,
        whose: "sklep".to_owned(),
        what: what.to_owned(),
        number: number.map(str::to_owned),
        problem,
    };
    let (hub, _asked) = Hub::new(at);
    hub.happened(event("29738e61-7f6a-11e8-ac45-09db60ede9d6", None, Some(Problem::warning(told))));
    hub.happened(event("plik.xml", Some("RO/2/2026"), None));
    hub.happened(event("Kowalski.xml", None, Some(refused)));
    hub.happened(event("", None, Some(Problem::error(Mai007))));
    let mut state = hub.state();
    let silent = AccountState { silent: true, ..AccountState::default() };
    state.accounts.insert("sklep".to_owned(), silent);
    let away = CompanyState { problem: Some(Problem::error(Mai007)), ..CompanyState::default() };
    state.companies.insert("firma".to_owned(), away);
    (hub.untold(), state)
}

fn items(untold: Untold) -> Vec<Item> {
    untold.events.into_iter().filter_map(happened).collect()
}

#[test]
fn orders_with_a_reason_are_told_and_what_stops_the_work_apart_from_them() {
    let (untold, state) = seen();
    let told: Vec<String> = items(untold).into_iter().map(|item| item.what).collect();
    assert_eq!(told, ["29738e61-7f6a-11e8-ac45-09db60ede9d6", "Kowalski.xml"]);
    let stops = stops(&state, Timestamp::UNIX_EPOCH);
    let stops: Vec<(&str, &str)> = stops.iter().map(|item| (item.whose.as_str(), item.problem.code())).collect();
    assert_eq!(stops, [("sklep", "NOT-001"), ("firma", "MAI-007")]);
}

#[test]
fn where_it_is_known_what_is_wrong_silence_is_not_told_besides_and_a_spoilt_table_is() {
    let (_, mut state) = seen();
    let away = Problem::error(Mai007);
    state.accounts.get_mut("sklep").unwrap().problem = Some(away.clone());
    state.companies.clear();
    let row = Problem::error(Tab005 { file: "products.csv".into(), column: "oferta".into(), text: "1E+10".into() });
    let kept = Problem::warning(Tab033 { file: "products.csv".into(), since: "2026-11-26 12:00".into() });
    state.tables.insert("products.csv".to_owned(), vec![row.at_line(3), kept]);
    let stops = stops(&state, Timestamp::UNIX_EPOCH);
    let said: Vec<(&str, &str)> = stops.iter().map(|item| (item.whose.as_str(), item.problem.code())).collect();
    assert_eq!(said, [("products.csv", "TAB-005"), ("products.csv", "TAB-033"), ("sklep", "MAI-007")]);
    let (_, text) = trouble(&Catalogue::new(Language::Polish), &stops, 0, false, nowhere());
    assert!(text.contains("„1E+10”") && text.contains("ostatnia dobra wersja"), "{text}");
}

#[test]
fn a_hundred_and_twenty_refusals_of_one_run_are_all_in_the_letter() {
    let (hub, _asked) = Hub::new(Timestamp::UNIX_EPOCH);
    for n in 0..120 {
        let problem = Some(Problem::error(Prd001 { offer: "15123456789".into(), name: "Kubek".into() }));
        let (whose, what) = ("sklep".to_owned(), format!("{n:08x}-7f6a-11e8-ac45-09db60ede9d6"));
        hub.happened(ServiceEvent { at: Timestamp::UNIX_EPOCH, whose, what, number: None, problem });
    }
    assert_eq!(hub.state().last_events.len(), 50);
    let items = items(hub.untold());
    let (subject, text) = trouble(&Catalogue::new(Language::Polish), &items, 0, false, nowhere());
    assert!(subject.contains("120"), "{subject}");
    assert_eq!(text.matches("-7f6a-11e8-").count(), 120);
    assert_eq!(text.matches("PRD-001").count(), 1, "what is said of all is said once: {text}");
    assert!(text.contains("15123456789") && !text.contains("Kubek"), "{text}");
}

#[tokio::test]
async fn broken_settings_are_told_in_a_letter_by_the_last_good_ones() {
    let office = PostOffice::open().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("allegro-optima.toml");
    let good = format!(
        "[companies.firma]\n[email]\nserver = \"127.0.0.1\"\nport = {}\nencryption = \"none\"\n\
         from = \"a@example.com\"\nto = [\"b@example.com\"]\n",
        office.port()
    );
    replace(&RealDisk, &file, good.as_bytes()).unwrap();
    let place = Workplace::open(folder.path()).unwrap();
    place.companies().unwrap();
    let clock = Arc::new(ManualClock::new("2026-11-26T17:00:00Z".parse().unwrap()));
    let mut letters = Letters::new(folder.path(), clock.clone());
    let (hub, _asked) = Hub::new(clock.now());
    letters.turn(&hub).await;
    replace(&RealDisk, &file, b"[[").unwrap();
    let broken = Workplace::open(folder.path()).unwrap_err().problem;
    hub.change(|state| state.settings_problem = Some(broken));
    for _ in 0..4 {
        letters.turn(&hub).await;
        clock.forward(SignedDuration::from_mins(8));
    }
    assert_eq!(office.letters(), 1);
    assert!(office.heard().contains("SET-0"), "{}", office.heard());
    assert_eq!(hub.state().letters_problem, None);
}

#[test]
fn i10_a_letter_names_no_buyer_unless_that_is_asked_for() {
    let texts = Catalogue::new(Language::Polish);
    let items = items(seen().0);
    let (subject, brief) = trouble(&texts, &items, 3, false, nowhere());
    assert!(brief.contains("ORD-904") && brief.contains("29738e61") && brief.contains("18:00"), "{brief}");
    assert!(!brief.contains("Kowalski") && !brief.contains("Nowak"), "{brief}");
    let (_, long) = trouble(&texts, &items, 0, true, nowhere());
    assert!(long.contains("Jan Kowalski"), "{long}");
    insta::assert_snapshot!(format!("{subject}\n\n{brief}"));
}

#[tokio::test]
async fn letters_come_when_they_are_due_and_wait_while_the_server_is_away() {
    let office = PostOffice::open().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let settings = |port: u16| {
        let text = format!(
            "[companies.firma]\n[email]\nserver = \"127.0.0.1\"\nport = {port}\nencryption = \"none\"\n\
             from = \"a@example.com\"\nto = [\"b@example.com\"]\ndaily_at = \"20:00\"\n"
        );
        replace(&RealDisk, &folder.path().join("allegro-optima.toml"), text.as_bytes()).unwrap();
    };
    let look = async |letters: &mut Letters| {
        let (untold, state) = seen();
        letters.look(&Workplace::open(folder.path()).unwrap(), &state, untold).await;
    };
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    settings(closed);
    Workplace::open(folder.path()).unwrap().companies().unwrap();
    // 18:00 in Poland.
    let clock = Arc::new(ManualClock::new("2026-11-26T17:00:00Z".parse().unwrap()));
    let mut letters = Letters::new(folder.path(), clock.clone());
    look(&mut letters).await;
    clock.forward(SignedDuration::from_mins(3));
    look(&mut letters).await;
    assert_eq!(office.letters(), 0);
    settings(office.port());
    look(&mut letters).await;
    assert_eq!(office.letters(), 0, "a server that was away is not asked at every look");
    // The service is started anew meanwhile.
    drop(letters);
    let mut letters = Letters::new(folder.path(), clock.clone());
    look(&mut letters).await;
    assert_eq!(office.letters(), 1, "what waited was kept");
    assert!(office.heard().contains("29738e61"), "{}", office.heard());
    clock.forward(SignedDuration::from_mins(63));
    look(&mut letters).await;
    assert_eq!(office.letters(), 1, "what stops the work has just begun to last");
    clock.forward(SignedDuration::from_mins(3));
    look(&mut letters).await;
    assert_eq!(office.letters(), 2);
    clock.forward(SignedDuration::from_mins(60));
    look(&mut letters).await;
    assert_eq!(office.letters(), 3, "the summary at eight");
    assert!(office.heard().contains("Subject: =?utf-8?") || office.heard().contains("Subject: allegro-optima"));
    look(&mut letters).await;
    assert_eq!(office.letters(), 3);
}

#[tokio::test]
async fn a_letter_that_cannot_be_sent_is_shown_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let settings = "[companies.firma]\n[email]\nserver = \"127.0.0.1\"\nuser = \"u\"\nfrom = \"a@example.com\"\n\
         to = [\"b@example.com\"]\n";
    replace(&RealDisk, &folder.path().join("allegro-optima.toml"), settings.as_bytes()).unwrap();
    Workplace::open(folder.path()).unwrap().companies().unwrap();
    let clock = Arc::new(ManualClock::new("2026-11-26T17:00:00Z".parse().unwrap()));
    let (hub, _asked) = Hub::new(clock.now());
    let (at, whose, what) = (clock.now(), "sklep".to_owned(), "a.xml".to_owned());
    hub.happened(ServiceEvent { at, whose, what, number: None, problem: Some(Problem::error(Mai007)) });
    let mut letters = Letters::new(folder.path(), clock.clone());
    letters.turn(&hub).await;
    assert_eq!(hub.state().letters_problem, None);
    clock.forward(SignedDuration::from_mins(3));
    letters.turn(&hub).await;
    assert_eq!(hub.state().letters_problem.unwrap().code(), "MAI-006", "there is no password");
}

#[test]
fn the_summary_counts_the_last_day_and_names_what_waits_for_a_person() {
    let folder = tempfile::tempdir().unwrap();
    replace(&RealDisk, &folder.path().join("allegro-optima.toml"), b"[companies.firma]\n").unwrap();
    let place = Workplace::open(folder.path()).unwrap();
    let now: Timestamp = "2026-11-26T19:00:00Z".parse().unwrap();
    let mut ledger = place.companies().unwrap()[0].ledger().unwrap();
    for (id, state, hours) in
        [("a", State::Imported, 1), ("b", State::Imported, 30), ("c", State::Error, 2), ("d", State::Waiting, 2)]
    {
        let at = now - SignedDuration::from_hours(hours);
        let told = Ord904 { document: "RO/1".into(), before: "Jan Kowalski".into(), now: "Anna Nowak".into() };
        let life = Life { state, ..Life::seen(id, "sklep", at) };
        let refused = Happening::Refused(Problem::error(told));
        let life = if state == State::Error { life::after(&life, refused, at).0 } else { life };
        ledger.record(&[life]).unwrap();
    }
    // What is missed is no refusal, and waits all the same.
    let gone = Life { state: State::Imported, document: Some("RO/2".to_owned()), ..Life::seen("e", "sklep", now) };
    let (gone, _) = life::after(&gone, Happening::DocumentMissing, now);
    ledger.record(&[Life { changed_at: now - SignedDuration::from_hours(40), ..gone }]).unwrap();
    let (subject, text) = summary(&Catalogue::new(Language::Polish), &place, now, nowhere()).unwrap();
    assert!(!text.contains("Kowalski"), "{text}");
    insta::assert_snapshot!(format!("{subject}\n\n{text}"));
}

#[test]
fn the_password_is_in_the_environment_or_a_file_of_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[email]\nserver = \"s\"\nfrom = \"a@b.pl\"\nto = [\"a@b.pl\"]\nuser = \"u\"\n";
    replace(&RealDisk, &folder.path().join("allegro-optima.toml"), text.as_bytes()).unwrap();
    let place = Workplace::open(folder.path()).unwrap();
    let found = || password(&place, &place.settings.email).map_err(|failure| failure.problem.code().to_owned());
    assert_eq!(found(), Err("MAI-006".to_owned()));
    let state = Folders::new(folder.path()).state();
    RealDisk.create_dir_all(&state).unwrap();
    write_secret(&RealDisk, &state.join(FILE), b" tajne \r\n").unwrap();
    assert_eq!(found().as_deref(), Ok(" tajne "));
    let nobody = Email { user: String::new(), ..place.settings.email.clone() };
    assert_eq!(password(&place, &nobody).unwrap(), "");
}
