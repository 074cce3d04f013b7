//! `login` and `accounts`, by the real program against the simulator.

use std::process::Output;

use allegro_optima::allegro::simulator::{Running, Simulator, World};
use allegro_optima::allegro::tokens::{TokenPair, TokenStore as _};
use serde_json::{Value, json};

use crate::support::{Shop, agree, error_code};

/// A shop whose account points at a simulator.
fn scene() -> (Shop, Running) {
    let (shop, simulator) = (Shop::new(), Simulator::start(World::shipped()).unwrap());
    shop.connect(&simulator);
    (shop, simulator)
}

/// Runs the program with the application's secret in its environment.
fn run(shop: &Shop, simulator: &Running, args: &[&str]) -> Output {
    assert_cmd::Command::cargo_bin("allegro-optima")
        .unwrap()
        .current_dir(shop.path(""))
        .env("ALLEGRO_CLIENT_SECRET", simulator.connection().client_secret.expose())
        .args(args)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn r_i3_without_an_application_the_guide_is_shown_and_nothing_is_sent() {
    let shop = Shop::new();
    let output = shop.run(&["login"], 2);
    let (guide, error) = (text(&output.stdout), text(&output.stderr));
    for step in ["1. ", "2. ", "3. ", "4. ", "5. ", "https://apps.developer.allegro.pl ", "Client ID"] {
        assert!(guide.contains(step), "{step}: {guide}");
    }
    assert!(error.contains("LGN-001"), "{error}");
    let (shop, simulator) = scene();
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    shop.write("allegro-optima.toml", settings.replace("\"production\"", "\"sandbox\""));
    let output = shop.run(&["login", "sklep", "--lang", "en"], 2);
    assert!(text(&output.stdout).contains("https://apps.developer.allegro.pl.allegrosandbox.pl "));
    assert!(text(&output.stderr).contains("LGN-002"));
    assert_eq!(error_code(&shop.json(&["login", "obcy"], 2)), "CLI-005");
    assert!(simulator.requests().is_empty());
}

#[test]
fn a_login_that_nobody_can_confirm_does_not_begin() {
    let (shop, simulator) = scene();
    let output = run(&shop, &simulator, &["login", "--json"]);
    let error: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), error_code(&error)), (Some(2), "LGN-003"));
    assert!(simulator.requests().is_empty());
}

#[test]
fn r_i5_a_login_ends_in_a_kept_pair_and_shows_no_token() {
    let (shop, simulator) = scene();
    let pair = agree(&simulator);
    let login = run(&shop, &simulator, &["login", "--yes", "--json", "-vvv"]);
    let said = text(&login.stderr);
    assert_eq!(login.status.code(), Some(0), "{said}");
    assert!(said.contains("allegro.pl/skojarz-aplikacje?code=abc123") && said.contains("allegro answered"), "{said}");
    let shown: Value = serde_json::from_slice(&login.stdout).unwrap();
    assert_eq!((&shown["account"], &shown["seller"]["login"]), (&json!("sklep"), &json!("laczka_sklep")));
    assert_eq!(shop.tokens("sklep").load().unwrap().unwrap().refresh, pair.refresh);

    let accounts = run(&shop, &simulator, &["accounts", "--json", "-vvv"]);
    assert_eq!(accounts.status.code(), Some(0));
    let rows: Value = serde_json::from_slice(&accounts.stdout).unwrap();
    let row = &rows["accounts"][0];
    assert_eq!((&row["standing"], &row["login"]), (&json!("logged_in"), &json!("laczka_sklep")));
    assert!(row["login_until"].is_string() && row["scopes"].as_array().unwrap().len() == 3, "{row}");
    let plain = run(&shop, &simulator, &["accounts"]);
    for output in [&login, &accounts, &plain] {
        let all = text(&output.stdout) + &text(&output.stderr);
        for secret in [
            pair.access.expose(),
            pair.refresh.expose(),
            "device-tajny-kod",
            simulator.connection().client_secret.expose(),
        ] {
            assert!(!all.contains(secret), "{secret}: {all}");
        }
    }
}

#[test]
fn accounts_says_who_must_log_in() {
    let (shop, simulator) = scene();
    let rows = shop.json(&["accounts"], 4);
    assert_eq!(rows["accounts"][0]["standing"], "nobody");
    assert_eq!(rows["accounts"][0]["problem"]["code"], "ALG-006");
    // One who cannot renew is remembered, and asked no more.
    let lost = TokenPair {
        refresh: allegro_optima::allegro::tokens::Secret::new("zuzyty-token-odnowienia"),
        expires_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        ..simulator.log_in()
    };
    shop.tokens("sklep").write(&kept(lost)).unwrap();
    for _ in 0..2 {
        let output = run(&shop, &simulator, &["accounts", "--renew", "--json", "-vvv"]);
        assert_eq!(output.status.code(), Some(4));
        let all = text(&output.stdout) + &text(&output.stderr);
        assert!(all.contains("\"ended\"") && !all.contains("zuzyty-token-odnowienia"), "{all}");
    }
    assert_eq!(simulator.requests(), ["POST /auth/oauth/token"]);
}

/// Given out a moment ago, whatever the access token says.
fn kept(pair: TokenPair) -> allegro_optima::allegro::tokens::Credentials {
    let refreshed_at = allegro_optima::clock::Clock::now(&allegro_optima::clock::SystemClock);
    allegro_optima::allegro::tokens::Credentials {
        refreshed_at,
        ..allegro_optima::allegro::tokens::Credentials::of(pair)
    }
}

#[test]
fn r_i1_two_programs_that_renew_at_once_ask_once() {
    let (shop, simulator) = scene();
    let ended = TokenPair { expires_at: "2026-01-01T00:00:00Z".parse().unwrap(), ..simulator.log_in() };
    shop.tokens("sklep").write(&kept(ended)).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(run(&shop, &simulator, &["accounts", "--renew"]).status.code(), Some(0)));
        }
    });
    assert_eq!(simulator.requests(), ["POST /auth/oauth/token"]);
}

/// Whose documents they will be is looked at while somebody stands by: the own company that is empty or has a wrong NIP, and
/// an account of another firm, unless that is meant.
#[test]
fn a_login_says_what_is_wrong_with_the_own_company() {
    let (shop, simulator) = scene();
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let with = |nip: &str| {
        assert!(settings.contains("nip = \"9990003716\"\n"), "{settings}");
        settings.replacen("nip = \"9990003716\"", &format!("nip = \"{nip}\""), 1)
    };
    let meant = with("5260250274").replacen("[companies.firma]\n", "[companies.firma]\nother_seller = true\n", 1);
    assert_ne!(meant, with("5260250274"));
    for (settings, expected) in [
        (with(""), Some("SEL-001")),
        (with("9990003717"), Some("SEL-002")),
        (with("5260250274"), Some("DOC-061")),
        (meant, None),
        (settings.clone(), None),
    ] {
        shop.write("allegro-optima.toml", &settings);
        agree(&simulator);
        let login = run(&shop, &simulator, &["login", "--yes", "--json"]);
        assert_eq!(login.status.code(), Some(0), "{}", text(&login.stderr));
        let shown: Value = serde_json::from_slice(&login.stdout).unwrap();
        let problems = shown["problems"].as_array().unwrap();
        let codes: Vec<&str> = problems.iter().map(|problem| problem["code"].as_str().unwrap()).collect();
        assert_eq!(codes, expected.into_iter().collect::<Vec<_>>(), "{shown:#}");
        assert!(problems.iter().all(|problem| problem["todo"].as_str().is_some_and(|todo| !todo.is_empty())));
    }
    // And at the terminal.
    shop.write("allegro-optima.toml", with("5260250274"));
    agree(&simulator);
    let login = run(&shop, &simulator, &["login", "--yes"]);
    let said = text(&login.stdout) + &text(&login.stderr);
    assert!(said.contains("DOC-061") && said.contains("Konto sklep jest zalogowane"), "{said}");
}
