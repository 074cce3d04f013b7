//! Whatever comes from outside: a sentence with a code, the right exit code, and nothing half written.

use std::fs;

use crate::support::{Shop, error_code, order};

#[test]
fn missing_and_wrong_settings_are_usage_errors() {
    let shop = Shop::empty();
    for command in [&["import"][..], &["status"], &["documents"], &["export"]] {
        assert_eq!(error_code(&shop.json(command, 2)), "SET-001", "{command:?}");
    }
    shop.write("allegro-optima.toml", "[vat]\ndefault_rat = \"23\"\n");
    let report = shop.json(&["import"], 2);
    assert_eq!(error_code(&report), "SET-004");
    assert!(report["error"]["message"].as_str().unwrap().contains("default_rat"), "{report}");
}

#[test]
fn init_ends_with_the_next_steps_as_they_are_typed() {
    let shop = Shop::empty();
    let words = String::from_utf8(shop.run(&["init", "--yes"], 0).stdout).unwrap();
    let last: Vec<&str> = words.trim_end().lines().rev().take(4).collect();
    let commands = ["allegro-optima run", "mappings suggest", "allegro-optima doctor", "allegro-optima login sklep"];
    assert!(last.iter().zip(commands).all(|(line, command)| line.ends_with(command)), "{words}");
    // What is there is left, and its account is the one that is meant.
    let settings = fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    shop.write("allegro-optima.toml", settings.replace("[accounts.sklep]", "[accounts.drugi]"));
    let again = shop.json(&["init", "--yes"], 0);
    assert_eq!(again["next"][0], "allegro-optima login drugi", "{again}");
}

#[test]
fn wrong_calls_end_with_code_2() {
    let shop = Shop::empty();
    shop.run(&["nonsense"], 2);
    shop.run(&["init"], 2);
    assert_eq!(error_code(&shop.json(&["convert"], 2)), "CLI-019");
    shop.run(&["--help"], 0);
    shop.run(&["--version"], 0);
}

#[test]
fn input_that_is_no_order_is_named() {
    let shop = Shop::new();
    for (name, bytes) in [
        ("html.json", &b"<html><body>504 Gateway Time-out</body></html>"[..]),
        ("empty.json", b""),
        ("cut.json", b"{\"id\": \"c3d046b6-75f7-11f1-a79f-3ba7e847a9c7\", \"status\": \"READY"),
        ("list.json", b"{\"checkoutForms\": []}"),
        ("number.json", b"12"),
        ("deep.json", &vec![b'['; 200_000]),
    ] {
        shop.write(name, bytes);
        let report = shop.json(&["convert", name, "--out", "out"], 1);
        let problem = &report["files"][0]["problems"][0];
        assert_eq!(problem["severity"], "error", "{name}: {report}");
        assert!(report["files"][0]["output"].is_null(), "{name}");
    }
    assert_eq!(shop.files("out").len(), 0);
}

#[test]
fn what_an_import_passes_over_is_told() {
    let shop = Shop::new();
    for name in ["zamowienie.xml.txt", "paczka.zip", ".ukryty.xml", "kopia.xml.part"] {
        shop.write(&format!("inbox/{name}"), "<ROOT/>");
    }
    let notes = shop.json(&["import"], 0)["notes"].to_string();
    let words = String::from_utf8(shop.run(&["import"], 0).stdout).unwrap();
    for name in ["zamowienie.xml.txt", "paczka.zip", ".ukryty.xml", "kopia.xml.part"] {
        assert!(notes.contains(name) && words.contains(name), "{name}: {notes} {words}");
    }
}

#[test]
fn a_field_that_is_missing_is_named_by_its_path() {
    let shop = Shop::new();
    let mut body: serde_json::Value = serde_json::from_slice(&order("01-osoba")).unwrap();
    body["lineItems"][0]["price"].as_object_mut().unwrap().remove("amount");
    shop.write("order.json", body.to_string());
    let report = shop.json(&["convert", "order.json", "--out", "out"], 1);
    let text = report["files"][0]["problems"][0].to_string();
    assert!(text.contains("lineItems[0].price"), "{text}");
}

/// Twenty thousand empty lines: refused in a few dozen words, with a receipt that is read again, and the next file goes on.
#[test]
fn i14_a_file_of_faults_alone_is_refused_in_few_words_and_the_next_goes_on() {
    let shop = Shop::new();
    shop.write("order.json", order("01-osoba"));
    shop.run(&["convert", "order.json", "--out", "out"], 0);
    let good = fs::read_to_string(shop.path(&format!("out/{}", shop.files("out").remove(0)))).unwrap();
    let (head, rest) = good.split_once("<POZYCJE>").unwrap();
    let (_, tail) = rest.split_once("</POZYCJE>").unwrap();
    let poison = |lines| format!("{head}<POZYCJE>{}</POZYCJE>{tail}", "<POZYCJA/>".repeat(lines));
    for (lines, told) in [(1, 1..50), (20_000, 51..52), (60_000, 51..52)] {
        shop.write("inbox/a.xml", poison(lines));
        let report = shop.json(&["import"], 1);
        assert_eq!(report["errors"].as_array().unwrap().len(), 1, "{report}");
        let checked = shop.json(&["validate", "inbox/errors/a.xml"], 1);
        assert!(checked["files"][0]["problems"].as_array().unwrap().len() <= 51);
        let json = fs::read(shop.path("inbox/errors/a.xml.json")).unwrap();
        let receipt: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let problems = receipt["problems"].as_array().unwrap();
        assert!(told.contains(&problems.len()) && json.len() < 100_000, "{} in {} B", problems.len(), json.len());
        let words = fs::read_to_string(shop.path("inbox/errors/a.xml.txt")).unwrap();
        assert!(words.len() < 30_000 && (lines == 1 || words.contains("I jeszcze")), "{words}");
        for name in ["a.xml", "a.xml.json", "a.xml.txt"] {
            fs::remove_file(shop.path(&format!("inbox/errors/{name}"))).unwrap();
        }
    }
    shop.write("inbox/a.xml", poison(20_001));
    shop.write("inbox/b.xml", &good);
    let report = shop.json(&["import"], 1);
    let count = |list: &str| report[list].as_array().unwrap().len();
    assert_eq!((count("imported"), count("errors")), (1, 1), "{report}");
    assert!(!shop.path("inbox/a.xml").exists() && shop.files("inbox/claimed").is_empty());
}

#[test]
fn files_that_are_no_documents_go_to_errors_with_words() {
    let shop = Shop::new();
    shop.write("order.json", order("01-osoba"));
    shop.run(&["convert", "order.json", "--out", "out"], 0);
    let name = shop.files("out").remove(0);
    let good = fs::read(shop.path(&format!("out/{name}"))).unwrap();
    shop.write("inbox/cut.xml", &good[..good.len() / 2]);
    shop.write("inbox/html.xml", "<html><body/></html>");
    shop.write("inbox/empty.xml", "");
    shop.write("inbox/doctype.xml", "<!DOCTYPE ROOT [<!ENTITY a \"b\">]><ROOT/>");
    shop.write("inbox/offline.xml", "<ROOT xmlns=\"http://www.comarch.pl/cdn/optima/offline\"/>");
    let report = shop.json(&["import"], 1);
    assert_eq!(report["errors"].as_array().unwrap().len(), 5, "{report}");
    assert_eq!(report["imported"].as_array().unwrap().len(), 0);
    for name in shop.files("inbox/errors") {
        let words = fs::read_to_string(shop.path(&format!("inbox/errors/{name}.txt"))).unwrap();
        assert!(words.len() > 40, "{name}: {words}");
        assert!(shop.path(&format!("inbox/errors/{name}.json")).exists(), "{name}");
    }
    assert_eq!(shop.files("inbox/errors").len(), 5);
    assert_eq!(fs::read(shop.path("inbox/errors/cut.xml")).unwrap(), &good[..good.len() / 2], "nothing is lost");
}

#[test]
fn a_file_of_a_gigabyte_is_refused_unread() {
    let shop = Shop::new();
    fs::File::create(shop.path("inbox/big.xml")).unwrap().set_len(1 << 30).unwrap();
    fs::File::create(shop.path("big.json")).unwrap().set_len(1 << 30).unwrap();
    let report = shop.json(&["import"], 1);
    assert_eq!(report["errors"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(shop.files("inbox/errors"), ["big.xml"]);
    let report = shop.json(&["convert", "big.json"], 1);
    assert_eq!(report["files"][0]["problems"][0]["code"], "CLI-012", "{report}");
    shop.run(&["validate", "inbox/errors/big.xml"], 1);
}

#[cfg(unix)]
#[test]
fn odd_things_in_the_inbox_are_told_of_and_left_alone() {
    let shop = Shop::new();
    shop.write("order.json", order("01-osoba"));
    shop.run(&["convert", "order.json", "--out", "out"], 0);
    let name = shop.files("out").remove(0);
    fs::create_dir(shop.path("inbox/folder.xml")).unwrap();
    std::os::unix::fs::symlink(shop.path(&format!("out/{name}")), shop.path("inbox/link.xml")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(shop.path("inbox/pipe.xml")).status().unwrap().success());
    fs::copy(shop.path(&format!("out/{name}")), shop.path("inbox/line\nbreak.xml")).unwrap();
    let report = shop.json(&["import"], 1);
    assert_eq!(report["imported"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["errors"].as_array().unwrap().len(), 3, "{report}");
    for left in ["inbox/folder.xml", "inbox/link.xml", "inbox/pipe.xml"] {
        assert!(fs::symlink_metadata(shop.path(left)).is_ok(), "{left}");
    }
    let words = shop.run(&["import"], 1);
    assert!(String::from_utf8(words.stdout).unwrap().contains("folder.xml"));
}

#[test]
fn a_file_that_another_program_still_writes_is_left_alone() {
    let shop = Shop::new();
    shop.write("inbox/.hidden.xml", "<");
    shop.write("inbox/half.xml.part", "<");
    shop.write("inbox/half.tmp", "<");
    let report = shop.json(&["import"], 0);
    assert_eq!(report["errors"].as_array().unwrap().len(), 0, "{report}");
    assert!(shop.path("inbox/half.xml.part").exists());
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_an_outage_and_leaves_nothing_half_written() {
    // A file system of 256 KiB in a mount namespace of its own; where the machine forbids that, there is
    // nothing to test on.
    let shop = Shop::new();
    shop.write("order.json", order("20-kilka"));
    let script = format!(
        "mount -t tmpfs -o size=64k none small && head -c 61440 /dev/zero > small/fill && {} convert order.json --out small --json; code=$?; ls -A small; exit $code",
        assert_cmd::cargo::cargo_bin("allegro-optima").display()
    );
    fs::create_dir(shop.path("small")).unwrap();
    let output =
        std::process::Command::new("unshare").args(["-m", "sh", "-c", &script]).current_dir(shop.path("")).output();
    let Ok(output) = output else { return };
    let stderr = String::from_utf8_lossy(&output.stderr);
    if stderr.contains("unshare") || stderr.contains("mount:") {
        println!("no mount namespace here: not tested");
        return;
    }
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(3), "{text}{stderr}");
    assert!(text.contains("SPL-"), "{text}");
    assert!(!text.contains(".xml\n"), "{text}");
}
