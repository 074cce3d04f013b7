//! Logins and refreshes against the simulator.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{FileBlocks, FileTokens, LogIn, LoggedIn, Operator, Standing, read_client_secret, secret_files, view};
use crate::allegro::client::{Client, Connection};
use crate::allegro::error::AllegroError;
use crate::allegro::login::DeviceCode;
use crate::allegro::pace::Pace;
use crate::allegro::pause::Pause;
use crate::allegro::port::{Orders as _, SellerAccount};
use crate::allegro::simulator::{Canned, Running, Simulator, World};
use crate::allegro::tokens::{Credentials, Issuer, Secret, TokenStore as _};
use crate::clock::Clock;
use crate::core::message::{Catalogue, Language};
use crate::core::problem::{Explain as _, Fault};
use crate::ledger::{BoundAlias, Ledger};
use crate::spool::{Disk as _, Folders, RealDisk, write_secret};
use crate::stages::StageError;

/// A clock that a test moves.
struct Hand(Mutex<Timestamp>);

impl Hand {
    fn forward(&self, hours: i64) {
        *self.0.lock().unwrap() += SignedDuration::from_hours(hours);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Notes each wait, and lets the user agree to every login meanwhile.
#[derive(Clone)]
struct Noted(Arc<Running>, Arc<Mutex<Vec<u64>>>);

impl Pause for Noted {
    fn pause(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.1.lock().unwrap().push(duration.as_secs());
        self.0.decide_logins(true);
        Box::pin(std::future::ready(()))
    }
}

/// Lets the others go on, for a sixteenth of the time that is asked for: the real tries come to a minute, and a machine that is
/// busy with other things may well need a few seconds for what the others do.
struct Yields;

impl Pause for Yields {
    fn pause(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(duration / 16))
    }
}

struct Says(bool);

impl Operator for Says {
    fn show(&self, _: &DeviceCode) {}

    fn confirms(&self, _: &SellerAccount) -> bool {
        self.0
    }
}

struct Scene {
    dir: tempfile::TempDir,
    allegro: Arc<Running>,
    clock: Arc<Hand>,
    ledger: Ledger,
    waits: Arc<Mutex<Vec<u64>>>,
    others: Vec<BoundAlias>,
}

impl Scene {
    fn new() -> Self {
        let clock = Arc::new(Hand(Mutex::new("2026-11-23T12:00:00Z".parse().unwrap())));
        let allegro = Simulator::start_with(World::shipped(), clock.clone()).unwrap();
        let (dir, ledger) = (tempfile::tempdir().unwrap(), Ledger::memory().unwrap());
        Self { dir, allegro: Arc::new(allegro), clock, ledger, waits: Arc::default(), others: Vec::new() }
    }

    fn folders(&self) -> Folders {
        Folders::new(self.dir.path())
    }

    fn tokens(&self) -> FileTokens<RealDisk> {
        FileTokens::new(Arc::new(RealDisk), &self.folders(), "sklep")
    }

    fn kept(&self) -> Option<Credentials> {
        self.tokens().read().unwrap()
    }

    fn client_with(&self, connection: Connection) -> Client {
        let pause = Box::new(Noted(Arc::clone(&self.allegro), Arc::clone(&self.waits)));
        Client::new(connection, Box::new(self.tokens()), pause, self.clock.clone()).unwrap()
    }

    fn client(&self) -> Client {
        self.client_with(self.allegro.connection())
    }

    fn pace(&self) -> Arc<Pace> {
        let connection = self.allegro.connection();
        Pace::new(0, Box::new(FileBlocks::new(Arc::new(RealDisk), &self.folders(), &connection.client_id)))
    }

    async fn log_in(&mut self, yes: bool) -> Result<LoggedIn, StageError> {
        let (tokens, connection, pace) = (self.tokens(), self.allegro.connection(), self.pace());
        let mut stage = LogIn {
            account: "sklep",
            connection: &connection,
            tokens: &tokens,
            ledger: &mut self.ledger,
            others: &self.others,
            pause: Noted(Arc::clone(&self.allegro), Arc::clone(&self.waits)),
            clock: self.clock.clone(),
            pace,
        };
        stage.run(&Says(yes)).await
    }

    fn calls(&self, line: &str) -> usize {
        self.allegro.requests().iter().filter(|request| *request == line).count()
    }
}

const TOKEN: &str = "POST /auth/oauth/token";

#[tokio::test]
async fn i1_a_seller_whom_another_alias_has_is_refused_by_its_name() {
    let mut scene = Scene::new();
    let LoggedIn::As(kept) = scene.log_in(true).await.unwrap() else { panic!("not logged in") };
    scene.ledger = Ledger::memory().unwrap();
    let seller = kept.seller.clone().unwrap().id;
    scene.others = vec![BoundAlias { alias: "pierwszy".to_owned(), seller, since: scene.clock.now() }];
    let refused = scene.log_in(true).await.unwrap_err();
    assert_eq!((refused.problem().code(), refused.fault()), ("WRK-010", Fault::Usage));
    assert_eq!((scene.kept(), scene.ledger.seller("sklep").unwrap()), (Some(*kept), None), "nothing has changed");
    scene.others[0].seller = "1".to_owned();
    assert!(matches!(scene.log_in(true).await, Ok(LoggedIn::As(_))));
}

#[tokio::test]
async fn r_i3_a_login_keeps_the_pair_and_whose_it_is() {
    let mut scene = Scene::new();
    let LoggedIn::As(kept) = scene.log_in(true).await.unwrap() else { panic!("not logged in") };
    assert_eq!(scene.kept(), Some((*kept).clone()));
    let seller = kept.seller.clone().unwrap();
    assert_eq!(scene.ledger.seller("sklep").unwrap(), Some(seller.id));
    assert_eq!((seller.login.as_str(), kept.ended), ("laczka_sklep", false));
    assert!(scene.client().seller().await.is_ok());
    let found = view(Some(&kept), &scene.allegro.connection(), scene.clock.now());
    assert_eq!(found.standing, Standing::LoggedIn);
    assert_eq!(found.login_until.unwrap().to_string(), "2027-02-20T12:00:00Z");
}

#[tokio::test]
async fn r_a10_another_seller_is_refused_and_the_old_login_stays() {
    let mut scene = Scene::new();
    scene.log_in(true).await.unwrap();
    let before = scene.kept();
    scene.allegro.change(|world| world.seller["id"] = "20000002".into());
    let error = scene.log_in(true).await.unwrap_err();
    assert!(matches!(&error, StageError::OtherSeller { .. }), "{error}");
    assert_eq!((error.fault(), scene.kept()), (Fault::Login, before.clone()));
    // Neither does one that nobody confirms change anything.
    scene.allegro.change(|world| world.seller["id"] = "10000001".into());
    assert_eq!(scene.log_in(false).await.unwrap(), LoggedIn::NotConfirmed);
    assert_eq!(scene.kept(), before);
}

#[tokio::test]
async fn a_seller_that_nobody_confirmed_is_not_bound() {
    let mut scene = Scene::new();
    assert_eq!(scene.log_in(false).await.unwrap(), LoggedIn::NotConfirmed);
    assert_eq!((scene.kept(), scene.ledger.seller("sklep").unwrap()), (None, None));
}

#[tokio::test]
async fn a_login_without_a_needed_permission_is_refused_by_its_name() {
    let mut scene = Scene::new();
    scene.allegro.answer_next(Canned::new(
        200,
        r#"{"device_code":"d","user_code":"u","verification_uri":"https://allegro.pl/x","expires_in":"3600","interval":"5"}"#,
    ));
    scene.allegro.answer_next(Canned::new(
        200,
        r#"{"access_token":"a","refresh_token":"r","expires_in":"43199","scope":"allegro:api:profile:read"}"#,
    ));
    let error = scene.log_in(true).await.unwrap_err();
    let StageError::Allegro(AllegroError::MissingScope { scope }) = error else { panic!("{error}") };
    assert_eq!((scope.as_str(), scene.kept()), ("allegro:api:orders:read", None));
}

#[tokio::test]
async fn a_request_without_its_permission_is_not_sent() {
    let scene = Scene::new();
    let mut kept = Credentials::of(scene.allegro.log_in());
    kept.pair.scope = Some("allegro:api:orders:read allegro:api:profile:read".to_owned());
    scene.tokens().write(&kept).unwrap();
    let error = scene.client().offer("7770000303").await.unwrap_err();
    assert!(matches!(error, AllegroError::MissingScope { .. }), "{error}");
    let without = Connection { offers: false, ..scene.allegro.connection() };
    assert_eq!(scene.client_with(without.clone()).offer("7770000303").await, Ok(None));
    assert!(scene.allegro.requests().is_empty() && without.scopes().len() == 2);
}

#[test]
fn r_i1_two_processes_that_refresh_at_once_send_one_request() {
    let scene = Scene::new();
    scene.tokens().store(&scene.allegro.log_in()).unwrap();
    scene.clock.forward(13);
    // As processes do, each has a client, a store and a lock of its own; only the files are common.
    let clients: Vec<Client> = (0..6)
        .map(|_| {
            let (tokens, connection) = (Box::new(scene.tokens()), scene.allegro.connection());
            Client::new(connection, tokens, Box::new(Yields), scene.clock.clone()).unwrap()
        })
        .collect();
    std::thread::scope(|scope| {
        for mut client in clients {
            scope.spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(client.seller()).unwrap();
            });
        }
    });
    assert_eq!((scene.calls(TOKEN), scene.calls("GET /me")), (1, 6));
}

#[tokio::test]
async fn a_refresher_that_never_ends_is_not_waited_for_for_ever() {
    let scene = Scene::new();
    scene.tokens().store(&scene.allegro.log_in()).unwrap();
    scene.clock.forward(13);
    let _turn = scene.tokens().take_turn().unwrap().unwrap();
    assert_eq!(scene.client().seller().await, Err(AllegroError::RefreshBusy));
    assert!(scene.allegro.requests().is_empty());
}

#[tokio::test]
async fn r_i1_an_unused_login_is_renewed_after_a_month_and_warned_about_before_its_end() {
    let scene = Scene::new();
    let mut kept = Credentials::of(scene.allegro.log_in());
    // A token that outlives the month, so that nothing else asks for a refresh.
    kept.pair.expires_at = "2027-06-01T00:00:00Z".parse().unwrap();
    kept.refreshed_at = scene.clock.now();
    scene.tokens().write(&kept).unwrap();
    scene.client().keep_alive().await.unwrap();
    assert_eq!(scene.calls(TOKEN), 0);
    scene.clock.forward(24 * 30);
    scene.client().keep_alive().await.unwrap();
    assert_eq!(scene.calls(TOKEN), 1);
    assert_eq!(scene.kept().unwrap().refreshed_at, scene.clock.now());
    let standing = |days: i64| {
        let now = scene.clock.now() + SignedDuration::from_hours(24 * days);
        view(scene.kept().as_ref(), &scene.allegro.connection(), now).standing
    };
    assert_eq!((standing(74), standing(75), standing(89)), (Standing::LoggedIn, Standing::EndsSoon, Standing::Ended));
}

#[tokio::test]
async fn q22_a_lost_answer_is_asked_for_again_with_the_old_token_within_the_minute() {
    let scene = Scene::new();
    scene.tokens().store(&scene.allegro.log_in()).unwrap();
    scene.clock.forward(13);
    for _ in 0..5 {
        scene.allegro.answer_next(Canned::new(502, "<html>"));
    }
    assert!(scene.client().seller().await.is_ok());
    assert_eq!((scene.calls(TOKEN), scene.waits.lock().unwrap().iter().sum::<u64>()), (6, 31));
    // A try more would come after the grace: the run ends, and the login is not called lost.
    scene.clock.forward(13);
    for _ in 0..6 {
        scene.allegro.answer_next(Canned::new(502, "<html>"));
    }
    let error = scene.client().seller().await.unwrap_err();
    assert_eq!((error.fault(), scene.kept().unwrap().ended), (Fault::Outage, false));
}

#[tokio::test]
async fn q23_a_login_that_allegro_refuses_is_remembered_and_nobody_asks_again() {
    let mut scene = Scene::new();
    let mut pair = scene.allegro.log_in();
    pair.refresh = Secret::new("zuzyty-token");
    scene.tokens().store(&pair).unwrap();
    scene.clock.forward(13);
    for _ in 0..3 {
        let error = scene.client().seller().await.unwrap_err();
        assert_eq!((&error, error.fault()), (&AllegroError::LoginNeeded, Fault::Login));
    }
    assert_eq!(scene.allegro.requests(), [TOKEN]);
    let kept = scene.kept();
    assert_eq!(view(kept.as_ref(), &scene.allegro.connection(), scene.clock.now()).standing, Standing::Ended);
    scene.log_in(true).await.unwrap();
    assert!(scene.client().seller().await.is_ok());
}

#[tokio::test]
async fn q24_a_token_of_the_other_environment_has_a_sentence_of_its_own() {
    let scene = Scene::new();
    let mut kept = Credentials::of(scene.allegro.log_in());
    scene.tokens().write(&kept).unwrap();
    let foreign = r#"{"error":"invalid_token","error_description":"Cannot convert access token to JSON"}"#;
    scene.allegro.answer_next(Canned::new(401, foreign));
    assert_eq!(scene.client().seller().await, Err(AllegroError::OtherEnvironment));
    assert_eq!(scene.calls(TOKEN), 0, "it is not shown to the token endpoint too");
    // What is known to come from elsewhere is shown to nobody.
    let asked = scene.allegro.requests().len();
    let issuer = scene.allegro.connection().issuer();
    kept.issuer = Some(Issuer { host: "allegro.pl".to_owned(), ..issuer.clone() });
    scene.tokens().write(&kept).unwrap();
    assert_eq!(scene.client().seller().await, Err(AllegroError::OtherEnvironment));
    kept.issuer = Some(Issuer { client_id: "dawna".to_owned(), ..issuer });
    scene.tokens().write(&kept).unwrap();
    assert_eq!(scene.client().seller().await, Err(AllegroError::OtherApplication));
    assert_eq!(scene.allegro.requests().len(), asked);
}

#[tokio::test]
async fn q21_a_block_is_kept_by_the_next_process_too() {
    let scene = Scene::new();
    scene.tokens().store(&scene.allegro.log_in()).unwrap();
    scene.allegro.answer_next(Canned::new(429, "").with_header("Retry-After", "31536000"));
    assert!(scene.client().paced(scene.pace()).seller().await.is_ok());
    assert_eq!(*scene.waits.lock().unwrap(), [900]);
    // The next process, by a clock that stands still: it waits before it sends anything.
    scene.waits.lock().unwrap().clear();
    let mut next = scene.client().paced(scene.pace());
    assert!(next.seller().await.is_ok());
    assert!(next.seller().await.is_ok());
    assert_eq!(*scene.waits.lock().unwrap(), [900], "and once is enough");
    // After the block nobody waits, and after a jump of the clock nobody waits for hours.
    for (hours, waits) in [(1, &[][..]), (-8, &[60])] {
        scene.clock.forward(hours);
        scene.waits.lock().unwrap().clear();
        assert!(scene.client().paced(scene.pace()).seller().await.is_ok());
        assert_eq!(*scene.waits.lock().unwrap(), waits, "{hours}");
    }
}

#[tokio::test]
async fn a_clock_that_jumps_causes_no_storm_of_refreshes() {
    let scene = Scene::new();
    scene.tokens().store(&scene.allegro.log_in()).unwrap();
    let mut client = scene.client();
    for hours in [1, 8, -8, -1, 8, 8, -16, 1, 1000, -1000] {
        scene.clock.forward(hours);
        let before = scene.calls(TOKEN);
        for _ in 0..3 {
            // Should our clock be wrong about the end of a token, the first 401 renews it.
            client.latest_event().await.unwrap();
        }
        assert!(scene.calls(TOKEN) - before <= 1, "{hours}");
    }
}

#[tokio::test]
async fn r_i4_a_token_that_lives_seconds_is_not_refreshed_with_each_request() {
    let scene = Scene::new();
    scene.tokens().store(&scene.allegro.log_in()).unwrap();
    scene.clock.forward(13);
    let fresh = scene.allegro.log_in();
    let body = format!(r#"{{"access_token":"{}","refresh_token":"x","expires_in":1}}"#, fresh.access.expose());
    scene.allegro.answer_next(Canned::new(200, body));
    let mut client = scene.client();
    for _ in 0..5 {
        client.latest_event().await.unwrap();
    }
    assert_eq!(scene.calls(TOKEN), 1);
}

#[test]
fn r_i3_the_secret_is_read_from_a_file_that_nobody_else_may_read() {
    let dir = tempfile::tempdir().unwrap();
    let folders = Folders::new(dir.path());
    assert_eq!(read_client_secret(&RealDisk, &folders, "sklep").unwrap(), None);
    RealDisk.create_dir_all(&folders.state()).unwrap();
    let [own, common] = secret_files(&folders, "sklep");
    write_secret(&RealDisk, &common, b"\xef\xbb\xbfwspolny\r\n").unwrap();
    assert_eq!(read_client_secret(&RealDisk, &folders, "sklep").unwrap(), Some(Secret::new("wspolny")));
    write_secret(&RealDisk, &own, b"wlasny").unwrap();
    assert_eq!(read_client_secret(&RealDisk, &folders, "sklep").unwrap(), Some(Secret::new("wlasny")));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&own, std::fs::Permissions::from_mode(0o640)).unwrap();
        let error = read_client_secret(&RealDisk, &folders, "sklep").unwrap_err();
        assert_eq!((error.problem().code(), error.fault()), ("SPL-016", Fault::Usage));
    }
}

#[tokio::test]
async fn r_i5_no_error_repeats_a_token() {
    let scene = Scene::new();
    let pair = scene.allegro.log_in();
    scene.tokens().store(&pair).unwrap();
    let (access, refresh) = (pair.access.expose(), pair.refresh.expose());
    for body in [
        format!(r#"{{"error":"weird","error_description":"Invalid refresh token: {refresh}"}}"#),
        format!(r#"{{"errors":[{{"code":"X","message":"Bearer {access} is not known"}}]}}"#),
        format!("access_token={access}&refresh_token={refresh}"),
        format!(r#"{{"access_token":"{access}","refresh_token":"{refresh}"}}"#),
    ] {
        for status in [400, 403, 422] {
            scene.allegro.answer_next(Canned::new(status, body.clone()));
            let error = scene.client().seller().await.unwrap_err();
            let problem = error.problem();
            let texts = Catalogue::new(Language::Polish);
            let all = format!("{error} {error:?} {} {problem:?}", texts.text(&problem.message));
            assert!(!all.contains(access) && !all.contains(refresh), "{all}");
        }
    }
}
