//! Settings that want the logins in the system's keyring, on a program or a system that has none, by the real program:
//! it is said, nothing is lost, nothing is written elsewhere, and what is advised helps.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Output;

use allegro_optima::allegro::simulator::{Running, Simulator, World};
use allegro_optima::allegro::tokens::{Credentials, TokenPair, TokenStore as _};
use allegro_optima::clock::{Clock as _, SystemClock};
use serde_json::{Value, json};

use crate::running;
use crate::support::{NO_BUS, Shop, agree, order};

/// This build has no keyring; or it has one, and nobody answers where it would be.
const CODE: &str = if cfg!(feature = "secret-service") { "KEY-001" } else { "KEY-006" };
/// Settings that do not fit the program; or a service that is away.
const EXIT: i32 = if cfg!(feature = "secret-service") { 3 } else { 2 };
/// Where the settings want the file already, what is lacking is a login; or the service that has the old one.
const EXIT_ELSEWHERE: i32 = if cfg!(feature = "secret-service") { 3 } else { 4 };

/// A shop whose settings want the keyring.
fn scene() -> (Shop, Running) {
    let body = serde_json::from_slice(&order("01-")).unwrap();
    let simulator = Simulator::start(World::from_orders(vec![body])).unwrap();
    let shop = Shop::new();
    shop.connect(&simulator);
    keep_in(&shop, "keyring");
    (shop, simulator)
}

/// `tokens = "…"`.
fn keep_in(shop: &Shop, home: &str) {
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let (before, rest) = settings.split_once("\ntokens = \"").unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    shop.write("allegro-optima.toml", format!("{before}\ntokens = \"{home}\"{after}"));
}

fn run(shop: &Shop, simulator: &Running, args: &[&str]) -> Output {
    assert_cmd::Command::cargo_bin("allegro-optima")
        .unwrap()
        .current_dir(shop.path(""))
        .env("ALLEGRO_CLIENT_SECRET", simulator.connection().client_secret.expose())
        .env(NO_BUS.0, NO_BUS.1)
        .args(args)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A pair of which the access token has ended, so that whoever works with it renews it.
fn ended(simulator: &Running) -> Credentials {
    let pair = TokenPair { expires_at: "2026-01-01T00:00:00Z".parse().unwrap(), ..simulator.log_in() };
    Credentials { refreshed_at: SystemClock.now(), ..Credentials::of(pair) }
}

/// Writes a token file as a program with a keyring does: the pair itself is elsewhere.
fn write_elsewhere(shop: &Shop) {
    let path = shop.write(
        "state/tokens/sklep.json",
        json!({
            "v": 3, "expires_at": "2099-01-01T00:00:00Z", "refreshed_at": SystemClock.now(),
            "keyring": { "name": "sklep 4c8d7c0e-3a6e-5c1e-8f5e-0d6f9f5b8a11", "second": false },
        })
        .to_string(),
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

/// A page of the panel, for somebody who came in by the address that the program gave, with the answer's head.
fn page(address: &str, path: &str) -> String {
    let (host, way_in) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let get = |path: &str, cookie: &str| {
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    let answer = get(&format!("/{way_in}"), "");
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    get(path, cookie.split(';').next().unwrap())
}

/// All that is kept of logins, byte for byte.
fn kept(shop: &Shop) -> Vec<(String, Vec<u8>)> {
    let folder = std::fs::read_dir(shop.path("state/tokens")).into_iter().flatten();
    let mut files: Vec<(String, Vec<u8>)> = folder
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// Each command that needs the login, with the exit code and the code in its JSON.
#[track_caller]
fn says_so(shop: &Shop, simulator: &Running, exit: i32) {
    let commands: [&[&str]; 6] = [
        &["login", "--yes"],
        &["accounts"],
        &["accounts", "--renew"],
        &["export", "--since", "2026-01-01"],
        &["export", "--since", "2026-01-01", "--dry-run"],
        &["sync"],
    ];
    for args in commands {
        let plain = run(shop, simulator, args);
        assert_eq!(plain.status.code(), Some(exit), "{args:?}\n{}", said(&plain));
        // What is to be done stands below, and one account is told of once.
        assert_eq!(said(&plain).matches(&format!("✗ {CODE}")).count(), 1, "{args:?}\n{}", said(&plain));
        let args = [args, &["--json"]].concat();
        let output = run(shop, simulator, &args);
        let shown = json_of(&output);
        let place = match args[0] {
            "login" => &shown["error"],
            "accounts" => &shown["accounts"][0]["problem"],
            "sync" => &shown["export"]["failures"][0]["error"],
            _ => &shown["failures"][0]["error"],
        };
        assert_eq!(place["code"], CODE, "{args:?}\n{shown}");
        assert!(place["todo"].as_str().unwrap().contains("tokens = \"file\""), "{place}");
    }
}

#[test]
fn a_keyring_that_is_not_to_be_had_is_said_and_no_login_is_lost() {
    let (shop, simulator) = scene();
    // Nobody has logged in yet.
    says_so(&shop, &simulator, EXIT);
    assert_eq!(kept(&shop), []);
    // The pair lies in the file: it may not be renewed, for the new one could not be kept.
    shop.tokens("sklep").write(&ended(&simulator)).unwrap();
    let before = kept(&shop);
    says_so(&shop, &simulator, EXIT);
    assert_eq!(kept(&shop), before);
    // The pair lies in the keyring.
    write_elsewhere(&shop);
    let before = kept(&shop);
    says_so(&shop, &simulator, EXIT);
    assert_eq!(kept(&shop), before);
    assert!(simulator.requests().is_empty(), "Allegro was asked: {:?}", simulator.requests());
    // All that is red is said at once, and this once.
    let found = json_of(&run(&shop, &simulator, &["doctor", "--json"]));
    let red = |finding: &&Value| finding["level"] == "red" && finding["code"] == CODE;
    assert_eq!(found["findings"].as_array().unwrap().iter().filter(red).count(), 1, "{found}");
    shop.write("allegro-optima.toml", settings(&shop).replace(&simulator.connection().client_id, ""));
    let found = said(&run(&shop, &simulator, &["doctor"]));
    assert!(found.contains(CODE) && found.contains("LGN-001"), "{found}");
    assert_eq!(kept(&shop), before);
}

fn settings(shop: &Shop) -> String {
    std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap()
}

#[test]
fn what_is_advised_where_there_is_no_keyring_helps() {
    let (shop, simulator) = scene();
    write_elsewhere(&shop);
    keep_in(&shop, "file");
    // The old pair cannot be read: that is said, and not that nobody ever logged in.
    let before = kept(&shop);
    for args in [&["accounts"][..], &["accounts", "--renew"], &["export", "--since", "2026-01-01"]] {
        let output = run(&shop, &simulator, args);
        assert_eq!(output.status.code(), Some(EXIT_ELSEWHERE), "{args:?}\n{}", said(&output));
        assert!(said(&output).contains(CODE) && !said(&output).contains("ALG-006"), "{args:?}\n{}", said(&output));
    }
    assert_eq!(kept(&shop), before);
    assert!(simulator.requests().is_empty());
    agree(&simulator);
    let login = run(&shop, &simulator, &["login", "--yes"]);
    assert_eq!(login.status.code(), Some(0), "{}", said(&login));
    let accounts = json_of(&run(&shop, &simulator, &["accounts", "--json"]));
    assert_eq!(accounts["accounts"][0]["standing"], "logged_in", "{accounts}");
    assert!(String::from_utf8_lossy(&kept(&shop)[0].1).contains("\"v\":2"), "the file holds the pair now");
    let export = run(&shop, &simulator, &["export", "--since", "2026-01-01"]);
    assert_eq!((export.status.code(), shop.files("outbox").len()), (Some(0), 1), "{}", said(&export));
}

#[test]
fn what_needs_no_login_works_without_a_keyring() {
    let (shop, simulator) = scene();
    write_elsewhere(&shop);
    let before = kept(&shop);
    shop.write("order.json", order("02-"));
    shop.run(&["convert", "order.json", "--out", "made"], 0);
    let name = format!("made/{}", shop.files("made")[0]);
    shop.run(&["validate", &name], 0);
    shop.run(&["import", "--dry-run", &name], 0);
    shop.run(&["import", &name], 0);
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 1);
    for args in [&["status"][..], &["clean"], &["retry", "--all"]] {
        shop.run(args, 0);
    }
    // Some of its orders are held back, and that is all that it says by its code.
    let demo = run(&shop, &simulator, &["demo"]);
    assert!(matches!(demo.status.code(), Some(0 | 1)) && !said(&demo).contains("KEY-"), "{}", said(&demo));
    assert_eq!(kept(&shop), before);
    assert!(simulator.requests().is_empty());
}

#[test]
fn the_service_imports_on_and_the_panel_offers_a_login_where_there_is_no_keyring() {
    let (shop, simulator) = scene();
    write_elsewhere(&shop);
    let before = kept(&shop);
    shop.write("order.json", order("02-"));
    shop.run(&["convert", "order.json", "--out", "made"], 0);
    let service = running::Running::start(&shop, &["run", "--listen", "127.0.0.1:0"]);
    service.until("Panel w przeglądarce");
    let address = shop.json(&["panel", "--address"], 0)["address"].as_str().unwrap().to_owned();
    service.until(CODE);
    std::fs::rename(shop.path("made").join(&shop.files("made")[0]), shop.path("inbox/od-kolegi.xml")).unwrap();
    service.until("od-kolegi.xml");
    let shown = page(&address, "/accounts/sklep");
    assert!(shown.starts_with("HTTP/1.1 200") && shown.contains(CODE), "{shown}");
    assert!(shown.contains("Zaloguj do Allegro") && !shown.contains("Nikt się jeszcze"), "{shown}");
    assert_eq!(service.stop(), Some(0));
    assert_eq!(kept(&shop), before);
    assert!(simulator.requests().is_empty());
}
