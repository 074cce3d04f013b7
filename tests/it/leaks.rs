//! Tokens: what a run leaves behind, and what it says, holds none.

use allegro_optima::allegro::simulator::{Simulator, World};
use allegro_optima::allegro::tokens::{TokenPair, TokenStore as _};
use serde_json::Value;

use crate::privacy::private;
use crate::support::Shop;

fn found(bytes: &[u8], secrets: &[String]) -> bool {
    secrets.iter().any(|secret| bytes.windows(secret.len()).any(|window| window == secret.as_bytes()))
}

#[test]
fn i10_no_token_is_in_what_a_run_says_or_leaves_behind() {
    let shop = Shop::new();
    let simulator = Simulator::start(World::shipped()).unwrap();
    shop.connect(&simulator);
    let connection = simulator.connection();
    let tokens = shop.tokens("sklep");
    // Ended already by our clock, so that the run has to refresh it.
    let first = TokenPair { expires_at: "2026-01-01T00:00:00Z".parse().unwrap(), ..simulator.log_in() };
    tokens.store(&first).unwrap();

    let mut said = Vec::new();
    for (args, code) in [
        (&["export", "--since", "2026-01-01", "--json", "-vvv"][..], 1),
        (&["import", "--json", "-vvv"], 0),
        (&["status", "--json", "-vvv"], 0),
        (&["documents", "--json", "-vvv"], 0),
        (&["export"], 0),
    ] {
        let output = assert_cmd::Command::cargo_bin("allegro-optima")
            .unwrap()
            .current_dir(shop.path(""))
            .env("ALLEGRO_CLIENT_SECRET", connection.client_secret.expose())
            .args(args)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code().is_some_and(|got| got <= code.max(1)), "{args:?}: {:?} {text}", output.status);
        said.push((args.join(" "), output));
    }
    let exported: Value = serde_json::from_slice(&said[0].1.stdout).unwrap();
    assert!(exported["exported"].as_array().unwrap().len() > 20, "the run did reach Allegro: {exported}");

    let second = tokens.load().unwrap().unwrap();
    assert_ne!(second.access, first.access, "the pair was refreshed");
    let secrets: Vec<String> = [&first, &second]
        .into_iter()
        .flat_map(|pair| [pair.access.expose().to_owned(), pair.refresh.expose().to_owned()])
        .chain([connection.client_secret.expose().to_owned()])
        .collect();
    assert!(secrets.iter().all(|secret| secret.len() >= 8), "too short to be looked for");

    for (what, output) in &said {
        for text in [&output.stdout, &output.stderr] {
            let private = private(&String::from_utf8_lossy(text));
            assert!(private.is_empty(), "{what}: {private:?}");
        }
        assert!(!found(&output.stdout, &secrets), "{what}: stdout");
        assert!(!found(&output.stderr, &secrets), "{what}: stderr");
    }
    let (mut seen, mut held) = (0, 0);
    for entry in walkdir::WalkDir::new(shop.path("")) {
        let path = entry.unwrap().into_path();
        if !path.is_file() {
            continue;
        }
        seen += 1;
        if found(&std::fs::read(&path).unwrap(), &secrets) {
            assert!(path.ends_with("state/tokens/sklep.json"), "{}", path.display());
            held += 1;
        }
    }
    assert!(seen > 50 && held == 1, "{held} of {seen}: the token file itself must be seen");
}
