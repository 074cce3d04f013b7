//! The support bundle: what a helper needs to see, and nothing about persons: no names, addresses, mails, phones, NIPs,
//! no passwords and tokens. Texts of problems quote such things, so that only codes go in, but for findings, which do not.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;

use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::examine::{Findings, finding_json};
use super::table_files::TABLE_MAX;
use super::{Failure, Workplace, logs};
use crate::clock::Clock as _;
use crate::core::doctor::Finding;
use crate::core::message::Catalogue;
use crate::core::message::text::Doc070;
use crate::core::poland;
use crate::core::problem::Problem;
use crate::ledger::OrdersFilter;
use crate::settings::{file, tables};
use crate::spool::receipt::Remark;
use crate::spool::{Disk as _, Folders, Receipt, read_receipts, replace};

/// So many of the latest receipts are told of.
const RECEIPTS: usize = 200;
/// Parts of the settings that are about the seller or name accounts.
const PERSONAL: [&str; 2] = ["seller", "email"];
/// Keys whose values stay out, wherever they stand. A path may lie below somebody's name.
const HIDDEN: [&str; 7] = ["client_id", "user", "bank_account", "from", "to", "file", "ca_file"];

impl Workplace {
    /// The bundle's bytes, a zip.
    ///
    /// # Errors
    /// It cannot be packed.
    pub fn bundle(&self, found: &Findings) -> Result<Vec<u8>, Failure> {
        let packed = pack(&files(self, found));
        packed.map_err(|why| Failure::usage(Problem::error(Doc070 { path: "zip".into(), why: why.into() })))
    }

    /// Writes the bundle into a file.
    ///
    /// # Errors
    /// It cannot be packed or written.
    pub fn write_bundle(&self, found: &Findings, path: &Path) -> Result<(), Failure> {
        // A bare name has no folder to be made safe.
        let path = &std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Ok(replace(&*self.disk, path, &self.bundle(found)?)?)
    }
}

fn pack(files: &BTreeMap<&str, Vec<u8>>) -> Result<Vec<u8>, String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).map_err(|error| error.to_string())?;
        zip.write_all(bytes).map_err(|error| error.to_string())?;
    }
    Ok(zip.finish().map_err(|error| error.to_string())?.into_inner())
}

fn files(place: &Workplace, found: &Findings) -> BTreeMap<&'static str, Vec<u8>> {
    let text = |value: &Value| serde_json::to_vec_pretty(value).unwrap_or_default();
    let (folders, texts) = (folders(place), Catalogue::new(place.language));
    let findings: Vec<Value> = found.iter().map(|found| without_persons(found, &folders, &texts)).collect();
    BTreeMap::from([
        ("about.json", text(&about(place))),
        ("log.txt", logs::latest(&logs::folder(&place.dir)).map(|(_, end)| end).unwrap_or_default().into_bytes()),
        ("findings.json", text(&json!(findings))),
        ("settings.toml", settings(place).into_bytes()),
        ("state.json", text(&state(place))),
    ])
}

fn about(place: &Workplace) -> Value {
    json!({
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "system": std::env::consts::OS,
        "machine": std::env::consts::ARCH,
        "at": place.clock.now().to_string(),
    })
}

/// A seller's login at Allegro may be a name, and so may a folder.
fn without_persons(found: &(String, Finding), folders: &[String], texts: &Catalogue) -> Value {
    let mut finding = finding_json(found, texts);
    if found.1.problem.message.names_person() {
        finding["message"] = json!("—");
    }
    for part in ["message", "todo", "path"] {
        if let Some(text) = finding[part].as_str() {
            finding[part] = json!(folders.iter().fold(text.to_owned(), |text, folder| text.replace(folder, "…")));
        }
    }
    finding
}

/// Beginnings of paths that are nobody else's business, the longest first: those of the bases' files, of the working
/// folder, of the user's own.
fn folders(place: &Workplace) -> Vec<String> {
    let files = place.settings.companies.values().filter_map(|company| Path::new(&company.file).parent());
    let given = files.map(|folder| place.dir.join(folder)).chain([place.dir.clone()]);
    let mut all: Vec<String> = given
        .flat_map(|folder| [std::path::absolute(&folder).unwrap_or_else(|_| folder.clone()), folder])
        .map(|folder| folder.display().to_string())
        .chain(["HOME", "USERPROFILE"].into_iter().filter_map(|name| std::env::var(name).ok()))
        .collect();
    // `.` and `/` say nothing about anybody.
    all.retain(|folder| folder.trim_end_matches(['.', '/', '\\']).chars().count() > 1);
    all.sort_by_key(|folder| std::cmp::Reverse(folder.len()));
    all
}

/// The settings without the seller, and without what identifies.
fn settings(place: &Workplace) -> String {
    let Ok((read, _)) = file::text(&place.dir.join(file::FILE_NAME)) else { return String::new() };
    let Ok(mut table) = read.trim_start_matches('\u{feff}').parse::<toml::Table>() else { return String::new() };
    without_persons_in(&mut table);
    if let Some(companies) = table.get_mut("companies").and_then(toml::Value::as_table_mut) {
        companies.iter_mut().filter_map(|(_, own)| own.as_table_mut()).for_each(without_persons_in);
    }
    table.iter_mut().for_each(|(_, value)| hide(value));
    toml::to_string_pretty(&table).unwrap_or_default()
}

fn without_persons_in(table: &mut toml::Table) {
    for part in PERSONAL {
        table.remove(part);
    }
}

fn hide(value: &mut toml::Value) {
    let Some(table) = value.as_table_mut() else { return };
    for (key, value) in table.iter_mut() {
        if HIDDEN.contains(&key.as_str()) {
            *value = toml::Value::String("…".to_owned());
        } else {
            hide(value);
        }
    }
}

/// Counts: orders by state and by code, files by how they ended and why, rows of the mapping tables.
fn state(place: &Workplace) -> Value {
    let companies = place.companies_as_they_are().unwrap_or_default();
    let told: Vec<Value> = companies
        .iter()
        .map(|company| {
            let mut codes: BTreeMap<String, u64> = BTreeMap::new();
            let mut counts = json!(null);
            if let Ok(ledger) = company.ledger() {
                counts = json!(
                    ledger
                        .counts()
                        .map(|counts| {
                            counts
                                .into_iter()
                                .map(|(state, count)| (state.as_str().to_owned(), count))
                                .collect::<BTreeMap<_, _>>()
                        })
                        .unwrap_or_default()
                );
                for order in ledger.orders(&OrdersFilter::default()).unwrap_or_default() {
                    if let Some(problem) = order.shown() {
                        *codes.entry(problem.code().to_owned()).or_default() += 1;
                    }
                }
            }
            json!({ "orders": counts, "codes": codes, "files": receipts(place, &company.folders) })
        })
        .collect();
    let mappings = Folders::new(&place.dir).mappings();
    let rows: BTreeMap<String, usize> = tables::files(companies.iter().map(|company| company.name.as_str()))
        .filter_map(|name| {
            let text = place.disk.read(&mappings.join(&name), TABLE_MAX).ok()?;
            Some((name.display().to_string(), text.split(|byte| *byte == b'\n').count()))
        })
        .collect();
    json!({ "companies": told, "mapping_lines": rows })
}

/// The latest receipts: how each ended, its codes, its rows, its time. No names of files: people give them.
fn receipts(place: &Workplace, folders: &Folders) -> Vec<Value> {
    let one = |receipt: &Receipt| {
        let codes: Vec<&str> = receipt.problems.iter().chain(&receipt.decisions).map(Remark::code).collect();
        json!({
            "outcome": receipt.outcome,
            "at": receipt.at.to_string(),
            "codes": codes,
            "rows": receipt.rows,
            "timings": receipt.timings,
        })
    };
    let mut all = Vec::new();
    // Of the archive, which may hold a hundred thousand, the present month.
    let month = folders.archive(poland::day(place.clock.now()));
    for folder in [month, folders.errors(), folders.duplicates()] {
        let found = read_receipts(&*place.disk, &folder).into_iter().flatten();
        all.extend(found.filter_map(|(_, receipt)| receipt.ok()).map(|receipt| (receipt.at, one(&receipt))));
    }
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.truncate(RECEIPTS);
    all.into_iter().map(|(_, shown)| shown).collect()
}
