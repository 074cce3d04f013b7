//! Who else has an account on this computer sees nothing of ours, and what he lays into the drop folder holds nobody up.

use std::fs::Permissions;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;

use allegro_optima::allegro::simulator::{Simulator, World};
use allegro_optima::allegro::tokens::TokenStore as _;
use serde_json::Value;
use walkdir::WalkDir;

use crate::running::{Running, open_to_all};
use crate::support::{Shop, error_code, order};

/// What lies in the folder and is for others too; and how much was looked at.
fn open_in(shop: &Shop) -> (Vec<String>, usize) {
    let mut open = Vec::new();
    let mut seen = 0;
    for entry in WalkDir::new(shop.path("")).min_depth(1).into_iter().filter_map(Result::ok) {
        // A journal may be gone by now.
        let Ok(found) = entry.metadata() else { continue };
        seen += 1;
        let mode = found.permissions().mode() & 0o7777;
        if mode & 0o077 != 0 {
            open.push(format!("{mode:o} {}", entry.path().display()));
        }
    }
    (open, seen)
}

#[test]
fn i10_nothing_of_ours_is_for_others_whatever_the_umask() {
    let orders: Vec<Value> = ["01-", "02-"].map(|part| serde_json::from_slice(&order(part)).unwrap()).into();
    let simulator = Simulator::start(World::from_orders(orders)).unwrap();
    let shop = Shop::empty();
    let does = |args: &[&str]| {
        let done = open_to_all(&shop).args(args).output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert_eq!(done.status.code(), Some(0), "{args:?}: {said} {}", String::from_utf8_lossy(&done.stderr));
    };
    does(&["demo"]);
    does(&["init", "--yes"]);
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let settings = settings
        .replacen(
            "name = \"\"\nnip_country = \"PL\"\nnip = \"\"\n",
            "name = \"Sklep\"\nnip_country = \"PL\"\nnip = \"9990003716\"\n",
            1,
        )
        .replace("sent_before = \"stop\"", "sent_before = \"import\"");
    shop.write("allegro-optima.toml", settings);
    shop.connect(&simulator);
    shop.tokens("sklep").store(&simulator.log_in()).unwrap();
    does(&["export", "--since", "2026-01-01"]);
    does(&["import"]);
    assert_eq!(shop.files("inbox/archive").len(), 2);
    shop.write("inbox/nic.xml", "<nic/>");
    // What a person made keeps the rights that he gave it.
    std::fs::set_permissions(shop.path("inbox/nic.xml"), Permissions::from_mode(0o600)).unwrap();
    let run = Running::open_to_all(&shop, &["run", "--listen", "127.0.0.1:0"]);
    run.until("nic.xml");
    let (open, _) = open_in(&shop);
    assert_eq!(open, [""; 0], "at work");
    assert_eq!(run.stop(), Some(0));
    open_to_all(&shop).args(["doctor", "--bundle", "paczka.zip"]).output().unwrap();
    for made in
        ["paczka.zip", "inbox/errors/nic.xml.txt", "state/status.json", "state/logs", "allegro-optima-demo/state"]
    {
        assert!(shop.path(made).exists(), "{made}");
    }
    let (open, seen) = open_in(&shop);
    assert_eq!(open, [""; 0], "afterwards");
    assert!(seen > 60, "{seen}");
}

#[test]
fn i14_what_others_lay_into_the_drop_folder_holds_nobody_up_and_shows_no_secret() {
    const SECRET: &str = "TAJNE-HASLO";
    let shop = Shop::new();
    shop.write("order.json", order("01-"));
    shop.run(&["convert", "order.json", "--out", "made"], 0);
    let name = shop.files("made").remove(0);
    std::fs::copy(shop.path("made").join(&name), shop.path("inbox/dobry.xml")).unwrap();
    std::fs::set_permissions(shop.path("inbox"), Permissions::from_mode(0o777)).unwrap();
    shop.write("state/secret", SECRET);
    let pipe = |name: &str| assert!(Command::new("mkfifo").arg(shop.path(name)).status().unwrap().success());
    let link = |name: &str| symlink(shop.path("state/secret"), shop.path(name)).unwrap();
    for name in ["inbox/pipe.xml", "inbox/errors/pipe.xml.json", "inbox/dobry.xml.json", "outbox/pipe.xml"] {
        pipe(name);
    }
    for name in ["inbox/link.xml", "inbox/errors/link.xml.json", "inbox/errors/link.xml", "inbox/link.xml.txt"] {
        link(name);
    }
    link(&format!("inbox/{name}"));
    let _socket = UnixListener::bind(shop.path("inbox/socket.xml")).unwrap();
    let report = shop.json(&["import"], 1);
    assert_eq!(report["imported"].as_array().unwrap().len(), 1, "{report}");
    let mut told: Vec<&str> =
        report["errors"].as_array().unwrap().iter().filter_map(|error| error["code"].as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["SPL-011", "SPL-011", "SPL-012", "SPL-012", "SPL-012"], "{report}");
    for args in [&["status"][..], &["documents"], &["export", "--dry-run"], &["doctor"], &["import", "--dry-run"]] {
        let done = open_to_all(&shop).args(args).output().unwrap();
        let said = [done.stdout, done.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
        assert!(!said.concat().contains(SECRET), "{args:?}: {said:?}");
    }
    let watch = Running::open_to_all(&shop, &["watch"]);
    watch.until("socket.xml");
    assert_eq!(watch.stop(), Some(0));

    // In the place of what we lock, of a table and of the settings.
    link("inbox/claimed/.lock-of-another");
    let recovery = shop.path("inbox/claimed/.recovery");
    std::fs::remove_file(&recovery).unwrap();
    symlink(shop.path("made/by-a-link"), &recovery).unwrap();
    assert_eq!(error_code(&shop.json(&["import"], 3)), "SPL-034");
    assert!(!shop.path("made/by-a-link").exists());
    std::fs::remove_file(&recovery).unwrap();
    let table = shop.path("mappings/products.csv");
    std::fs::remove_file(&table).unwrap();
    pipe("mappings/products.csv");
    let report = shop.run(&["import"], 1);
    assert!(String::from_utf8_lossy(&report.stderr).contains("TAB-052"), "{report:?}");
    std::fs::remove_file(shop.path("allegro-optima.toml")).unwrap();
    pipe("allegro-optima.toml");
    shop.run(&["import"], 2);
}
