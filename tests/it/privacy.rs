//! What the program says is looked through wherever a test runs it: no line of the log, no receipt, no text and no
//! `--json` holds an e-mail address, a telephone number or a token. They belong in the XML, which is the order's own
//! file, in the base, and in `state/`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::ZlibDecoder;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// What the simulator's tokens and codes begin with; a number follows.
const TOKENS: [&str; 4] = ["access-", "refresh-", "device-", "symulator-nic-nie-otwiera"];

/// The numbers of the shipped orders, without what people write between the digits. The last digits differ.
const PHONES: [&str; 6] = ["5001001", "42060100000", "42190000000", "36200000", "4915000000", "5005006"];

/// Digits of a telephone number at least; ids and sums that happen to hold the beginning are shorter or longer.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 9..=12;

/// Every e-mail address, telephone number and token in a text.
pub fn private(text: &str) -> Vec<String> {
    let mut found: Vec<String> = emails(text).collect();
    found.extend(phones(text));
    for begin in TOKENS {
        let starts = text.match_indices(begin).map(|(at, _)| text[at..].chars().take(40).collect::<String>());
        found.extend(
            starts.filter(|it| !begin.ends_with('-') || it[begin.len()..].starts_with(|c: char| c.is_ascii_digit())),
        );
    }
    found
}

fn emails(text: &str) -> impl Iterator<Item = String> + '_ {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '+' | '-' | '_');
    text.match_indices('@').filter_map(move |(at, _)| {
        let name = text[..at].rsplit(|c| !inside(c)).next().unwrap_or_default();
        let host = text[at + 1..].split(|c| !inside(c)).next().unwrap_or_default();
        (!name.is_empty() && host.trim_end_matches('.').contains('.')).then(|| format!("{name}@{host}"))
    })
}

fn phones(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once('\n')) {
        match c {
            _ if c.is_ascii_digit() => digits.push(c),
            // What stands inside a number; two numbers of a table are further apart or have letters between.
            ' ' | '-' if !digits.is_empty() && !digits.ends_with('|') => digits.push('|'),
            _ => {
                let plain = digits.replace('|', "");
                if PHONE_DIGITS.contains(&plain.len()) && PHONES.iter().any(|phone| plain.contains(phone)) {
                    found.push(plain);
                }
                digits.clear();
            }
        }
    }
    found
}

/// Fails when a receipt, a reason in words or a log below `folder` holds something private.
pub fn look_through(folder: &Path) {
    let logs = folder.join("state/logs");
    let walked = [folder.join("inbox"), logs.clone()].map(walkdir::WalkDir::new);
    for entry in walked.into_iter().flatten().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let said = name.ends_with(".xml.json") || name.ends_with(".xml.txt") || entry.path().starts_with(&logs);
        if !said || !entry.file_type().is_file() {
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap_or_default()).into_owned();
        let found = private(&text);
        assert!(found.is_empty(), "{}: {found:?}", entry.path().display());
    }
}

/// Where a text was looked for.
#[derive(Debug, Default)]
pub struct Search {
    /// The files that hold it, and the tables of those that are bases.
    pub found: Vec<String>,
    pub files: usize,
    /// What lay packed in a base, unpacked.
    pub packed: Vec<Vec<u8>>,
}

/// Looks for a text in every file below a folder: in its bytes, and in a base also in each value by itself, unpacked
/// where it is packed. In the bytes a long value may be cut into pages, and a packed one is not to be read.
pub fn search(folder: &Path, text: &str) -> Search {
    let mut done = Search::default();
    let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if !entry.file_type().is_file() {
            continue;
        }
        done.files += 1;
        let path = entry.path().display();
        let bytes = std::fs::read(entry.path()).unwrap();
        if holds(&bytes) {
            done.found.push(path.to_string());
        }
        if !bytes.starts_with(b"SQLite format 3") {
            continue;
        }
        for (table, value) in values(entry.path()) {
            let mut unpacked = Vec::new();
            let is_packed =
                ZlibDecoder::new(value.as_slice()).read_to_end(&mut unpacked).is_ok_and(|length| length > 0);
            if holds(&value) || holds(&unpacked) {
                done.found.push(format!("{path}: {table}"));
            }
            done.packed.extend(is_packed.then_some(unpacked));
        }
    }
    done
}

/// Every text and blob of a base, with the name of its table.
fn values(path: &Path) -> Vec<(String, Vec<u8>)> {
    let base = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut tables = base.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut found = Vec::new();
    for table in tables {
        let mut statement = base.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) = row.get_ref(column).unwrap() {
                    found.push((table.clone(), bytes.to_vec()));
                }
            }
        }
    }
    found
}

#[test]
fn what_is_packed_in_a_base_is_found_too() {
    let folder = tempfile::tempdir().unwrap();
    let file: PathBuf = folder.path().join("base.sqlite3");
    let base = Connection::open(&file).unwrap();
    base.execute_batch("CREATE TABLE kept (id INTEGER, body BLOB)").unwrap();
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, br#"{"a":"44051401359","b":"44051401359"}"#).unwrap();
    base.execute("INSERT INTO kept VALUES (1, ?1)", [packer.finish().unwrap()]).unwrap();
    drop(base);
    let done = search(folder.path(), "44051401359");
    assert_eq!((done.files, done.packed.len()), (1, 1));
    assert_eq!(done.found, [format!("{}: kept", file.display())]);
    assert_eq!(search(folder.path(), "44051401350").found, [""; 0]);
}

#[test]
fn the_search_finds_what_it_looks_for() {
    for text in [
        "do jan.kowalski@example.com.",
        "a +48 500 100 101 b",
        "\"phone\":\"500-100-104\"",
        "tel. 500100106",
        "Invalid refresh token: refresh-12",
        "Bearer access-1",
    ] {
        assert!(!private(text).is_empty(), "{text}");
    }
    for text in
        ["NIP 5260250274", "a @ b", "x@y", "2026-11-04 10:00", "18 500 100 106 9123", "refresh-token", "9000/min"]
    {
        assert_eq!(private(text), Vec::<String>::new(), "{text}");
    }
}
