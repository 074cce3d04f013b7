//! Files that the system does not let go, and files that are still being written, with the real program.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::{Shop, order};

/// Drops ten documents of ten orders.
fn drop_ten(shop: &Shop) {
    let one: Value = serde_json::from_slice(&order("01-osoba")).unwrap();
    let orders: Vec<String> = (0..10)
        .map(|n| {
            let id = |of: &Value| of.as_str().unwrap().replacen(|_: char| true, &n.to_string(), 1);
            let mut order = one.clone();
            order["id"] = id(&one["id"]).into();
            for line in order["lineItems"].as_array_mut().unwrap() {
                line["id"] = id(&line["id"]).into();
            }
            order.to_string()
        })
        .collect();
    shop.write("orders.json", format!("[{}]", orders.join(",")));
    shop.run(&["convert", "orders.json", "--out", "made"], 0);
    for (n, name) in shop.files("made").iter().enumerate() {
        fs::copy(shop.path("made").join(name), shop.path(&format!("inbox/plik-{n}.xml"))).unwrap();
    }
}

/// Whoever runs the tests may be root, whom no right stops; the tracer answers for the system.
#[test]
fn i14_one_file_of_ten_that_may_not_be_renamed_or_read_holds_up_itself_alone() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("no strace here: not tested");
        return;
    }
    for (calls, errno, code) in
        [("rename,renameat,renameat2", "EACCES", "SPL-020"), ("rename,renameat,renameat2", "EIO", "SPL-023")]
    {
        let shop = Shop::new();
        drop_ten(&shop);
        let bad = fs::canonicalize(shop.path("inbox")).unwrap().join("plik-4.xml");
        let output = Command::new("strace")
            .args(["-f", "-qq", "-o"])
            .arg(shop.path("trace"))
            .args(["-e", &format!("trace={calls}"), "-P"])
            .arg(&bad)
            .args(["-e", &format!("inject={calls}:error={errno}")])
            .arg(assert_cmd::cargo::cargo_bin("allegro-optima"))
            .arg("--dir")
            .arg(bad.ancestors().nth(2).unwrap())
            .args(["import", "--json"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let Ok(report) = serde_json::from_slice::<Value>(&output.stdout) else {
            println!("no tracing here: not tested ({said})");
            return;
        };
        assert_eq!(output.status.code(), Some(1), "{report}");
        assert_eq!(report["imported"].as_array().unwrap().len(), 9, "{report}");
        assert_eq!(report["errors"][0]["code"], code, "{report}");
        assert_eq!(report["errors"][0]["left_at"], bad.to_str().unwrap(), "{report}");
        assert_eq!(shop.files("inbox/archive").len(), 9);
        let status = shop.json(&["status"], 0);
        assert_eq!(status["files"][0]["why"], "held", "{status}");
        assert_eq!(status["files"][0]["code"], code, "{status}");
        let doctor = shop.json(&["doctor"], 1);
        assert!(doctor["findings"].to_string().contains(code), "{doctor}");
        // The trouble is over: it arrives by itself.
        assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
        assert_eq!(shop.json(&["status"], 0)["files"].as_array().unwrap().len(), 0);
        assert_eq!(shop.files("inbox/errors").len(), 0);
    }
}

#[test]
fn i4_a_file_that_has_nothing_in_it_yet_is_left_and_listed() {
    let shop = Shop::settling();
    shop.write("inbox/pusty.xml", "");
    let report = shop.json(&["import"], 0);
    assert_eq!(report["errors"].as_array().unwrap().len(), 0, "{report}");
    assert_eq!(report["unfinished"].as_array().unwrap().len(), 1, "{report}");
    let status = shop.json(&["status"], 0);
    assert_eq!(status["files"][0]["why"], "unfinished", "{status}");
    assert_eq!(shop.files("inbox"), ["pusty.xml"]);
    // Nobody came to fill it for longer than a minute.
    let file = fs::File::options().write(true).open(shop.path("inbox/pusty.xml")).unwrap();
    file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(61)).unwrap();
    assert_eq!(shop.json(&["import"], 1)["errors"].as_array().unwrap().len(), 1);
    assert_eq!(shop.files("inbox/errors"), ["pusty.xml"]);
}

#[test]
fn i4_a_file_that_is_all_there_is_left_alone_for_a_moment_and_taken() {
    let shop = Shop::settling();
    drop_ten(&shop);
    // Old enough: nobody waits.
    for name in shop.files("inbox") {
        let file = fs::File::options().write(true).open(shop.path("inbox").join(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(3)).unwrap();
    }
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 10);
}

/// A folder in the drop folder, a file among the claims, and a file where `errors/` should be.
#[test]
fn i14_what_lies_in_the_wrong_place_is_named_and_holds_up_no_other() {
    let shop = Shop::new();
    drop_ten(&shop);
    fs::create_dir_all(shop.path("inbox/nowe")).unwrap();
    fs::rename(shop.path("inbox/plik-1.xml"), shop.path("inbox/nowe/plik-1.xml")).unwrap();
    fs::rename(shop.path("inbox/plik-2.xml"), shop.path("inbox/claimed/plik-2.xml")).unwrap();
    let codes = |status: &Value| -> Vec<String> {
        let files = status["files"].as_array().unwrap().iter();
        files.map(|file| file["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&shop.json(&["status"], 0)), ["SPL-030", "SPL-031"]);
    let report = shop.json(&["import"], 1);
    assert_eq!(report["imported"].as_array().unwrap().len(), 9, "{report}");
    assert_eq!(report["errors"][0]["code"], "SPL-031", "{report}");
    assert_eq!(codes(&shop.json(&["status"], 0)), ["SPL-031"]);
    let doctor = shop.json(&["doctor"], 1);
    assert!(doctor["findings"].to_string().contains("SPL-031"), "{doctor}");
    fs::rename(shop.path("inbox/nowe/plik-1.xml"), shop.path("inbox/plik-1.xml")).unwrap();
    // What is refused has nowhere to go.
    fs::remove_dir(shop.path("inbox/errors")).unwrap();
    shop.write("inbox/errors", "no folder");
    shop.write("inbox/a.xml", "<ROOT/>");
    for imported in [1, 0] {
        let report = shop.json(&["import"], 3);
        assert_eq!(report["imported"].as_array().unwrap().len(), imported, "{report}");
        assert_eq!((report["errors"].as_array().unwrap().len(), &report["duplicates"]), (1, &Value::Array(Vec::new())));
        assert_eq!(report["errors"][0]["code"], "SPL-028", "{report}");
        assert_eq!(codes(&shop.json(&["status"], 0)), ["SPL-028"]);
    }
    fs::remove_file(shop.path("inbox/errors")).unwrap();
    shop.json(&["import"], 0);
    assert_eq!(shop.files("inbox/errors"), ["a.xml"]);
    assert_eq!(codes(&shop.json(&["status"], 0)), [""; 0]);
}
