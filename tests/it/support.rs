//! Runs the program in a folder of its own.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;

use allegro_optima::allegro::simulator::{Canned, Running};
use allegro_optima::allegro::tokens::TokenPair;
use allegro_optima::spool::{Folders, RealDisk};
use allegro_optima::workplace::logins::FileTokens;
use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::privacy::{look_through, private};

/// The seller of a shop's settings: the one that logs in at the simulator.
const SELLER: &str = "name = \"Sklep Testowy\"\nnip_country = \"PL\"\nnip = \"9990003716\"\n";

/// `DBUS_SESSION_BUS_ADDRESS`: whoever runs the tests may have a keyring, which is no affair of theirs.
pub const NO_BUS: (&str, &str) = ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");

/// A folder with the program to run in it.
pub struct Shop {
    folder: TempDir,
}

impl Shop {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder after `init --yes`, where nothing waits: dropped files are taken at once, and the simulator is asked as fast as
    /// may be.
    pub fn new() -> Self {
        let shop = Self::settling();
        let settings = fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
        assert!(settings.contains("settle_seconds = 2\n"), "{settings}");
        let settings = settings.replace("settle_seconds = 2\n", "settle_seconds = 0\n");
        assert!(settings.contains("requests_per_minute = 300\n"), "{settings}");
        let settings = settings.replace("requests_per_minute = 300\n", "requests_per_minute = 9000\n");
        // The seller at the simulator.
        let settings = settings.replacen("name = \"\"\nnip_country = \"PL\"\nnip = \"\"\n", SELLER, 1);
        assert!(settings.contains(SELLER), "{settings}");
        shop.write("allegro-optima.toml", settings);
        shop
    }

    /// A folder after `init --yes`.
    pub fn settling() -> Self {
        let shop = Self::empty();
        shop.run(&["init", "--yes"], 0);
        shop
    }

    /// A folder that lies packed beside the tests.
    pub fn unpacked(zip: &[u8]) -> Self {
        let shop = Self::empty();
        let mut packed = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
        for at in 0..packed.len() {
            let mut file = packed.by_index(at).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            shop.write(&name, bytes);
        }
        shop
    }

    /// Points the account at a simulator.
    pub fn connect(&self, simulator: &Running) {
        let connection = simulator.connection();
        let settings = fs::read_to_string(self.path("allegro-optima.toml")).unwrap();
        let addresses = format!(
            "client_id = \"{}\"\napi_url = \"{}\"\nauth_url = \"{}\"\n",
            connection.client_id, connection.api_url, connection.auth_url
        );
        self.write("allegro-optima.toml", settings.replace("client_id = \"\"\n", &addresses));
    }

    /// The kept login of an account.
    pub fn tokens(&self, alias: &str) -> FileTokens<RealDisk> {
        FileTokens::new(Arc::new(RealDisk), &Folders::new(self.path("")), alias)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs a command that must end with `code`.
    #[track_caller]
    pub fn run(&self, args: &[&str], code: i32) -> Output {
        let output =
            Command::cargo_bin("allegro-optima").unwrap().current_dir(self.folder.path()).args(args).output().unwrap();
        let (said, logged) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{args:?}\n{said}\n{logged}");
        // A plan shows the rows as they would be written; that is what it is for.
        let plan = args.contains(&"--dry-run");
        let looked_at = [logged.as_ref(), if plan { "" } else { said.as_ref() }];
        let private: Vec<String> = looked_at.into_iter().flat_map(private).collect();
        assert!(private.is_empty(), "{args:?} tells {private:?}");
        output
    }

    /// Runs a command with `--json` and reads its one document.
    #[track_caller]
    pub fn json(&self, args: &[&str], code: i32) -> Value {
        let mut args = args.to_vec();
        // With the whole log, which is looked through as well.
        args.extend(["--json", "-vvv"]);
        let output = self.run(&args, code);
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|e| panic!("{args:?}: {e}: {}", String::from_utf8_lossy(&output.stdout)))
    }

    /// Makes the one file in the folder one of another account.
    pub fn name_account(&self, folder: &str, account: &str) {
        let file = self.path(folder).join(self.files(folder).remove(0));
        let text = std::fs::read_to_string(&file).unwrap();
        let (old, new) = (r#""account":"sklep""#, format!(r#""account":"{account}""#));
        assert!(text.contains(old), "{text}");
        std::fs::write(&file, text.replace(old, &new)).unwrap();
    }

    /// Names of the files in a folder and below it, sorted; receipts and hidden files left out.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let mut names = Vec::new();
        gather(&self.path(folder), &mut names);
        names.sort();
        names
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            look_through(self.folder.path());
        }
    }
}

fn gather(folder: &Path, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            gather(&path, names);
        } else if name.to_lowercase().ends_with(".xml") && !name.starts_with('.') {
            names.push(name);
        }
    }
}

/// The simulated orders that are shipped, by file name.
pub fn shipped_orders() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/allegro/simulator/orders");
    let mut orders: Vec<(String, Value)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_slice(&fs::read(&path).unwrap()).unwrap())
        })
        .collect();
    orders.sort_by(|a, b| a.0.cmp(&b.0));
    orders
}

/// One shipped order whose name contains `part`, as bytes.
pub fn order(part: &str) -> Vec<u8> {
    let (_, value) =
        shipped_orders().into_iter().find(|(name, _)| name.contains(part)).unwrap_or_else(|| panic!("no order {part}"));
    serde_json::to_vec(&value).unwrap()
}

/// The exit codes and texts of a command's JSON problem.
pub fn error_code(value: &Value) -> &str {
    value["error"]["code"].as_str().unwrap_or_default()
}

/// The user of this world agrees before the first question; the pair that the login then gives.
pub fn agree(simulator: &Running) -> TokenPair {
    let pair = simulator.log_in();
    simulator.answer_next(Canned::new(
        200,
        json!({
            "device_code": "device-tajny-kod", "user_code": "abc123", "expires_in": "3600", "interval": "1",
            "verification_uri": "https://allegro.pl/skojarz-aplikacje",
            "verification_uri_complete": "https://allegro.pl/skojarz-aplikacje?code=abc123",
        })
        .to_string(),
    ));
    simulator.answer_next(Canned::new(
        200,
        json!({
            "access_token": pair.access.expose(), "refresh_token": pair.refresh.expose(),
            "expires_in": 43_199, "scope": pair.scope,
        })
        .to_string(),
    ));
    pair
}
