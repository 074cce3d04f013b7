//! Looks at everything that a set-up needs, and writes nothing but a file that is gone at once.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;

use super::by_hand::Known;
use super::lying::{LyingFile, lying};
use crate::core::doctor::{self, Area, Finding};
use crate::core::inspection::{Inspection, Named};
use crate::core::life::Kind;
use crate::core::message::Message;
use crate::core::message::text::{
    Doc001, Doc002, Doc003, Doc004, Doc005, Doc007, Doc008, Doc050, Doc051, Doc080, Doc081, Lif020,
};
use crate::core::problem::{Explain as _, Problem, Severity};
use crate::core::seller;
use crate::core::settings::{Company, Settings};
use crate::ledger::{Ledger, OrdersFilter};
use crate::optima::{OptimaDb, OptimaError};
use crate::settings::{file, origin, tables};
use crate::spool::disk::Kind as Lying;
use crate::spool::{Disk, Folders, replace};
use crate::system::private::OTHERS;

/// The file that shows whether a folder can be written.
const TRIED: &str = ".allegro-optima-doctor";
/// Below this a disk is as good as full: a backlog of twenty thousand orders takes a hundred megabytes.
const ENOUGH: u64 = 500 << 20;

/// The folders of a company: is each there, can it be written?
#[must_use]
pub fn folders(disk: &dyn Disk, folders: &Folders) -> Vec<Finding> {
    let finding = |severity, message: crate::core::message::Message| Finding::new(Area::Folders, severity, message);
    let finished = [folders.archive_root(), folders.errors(), folders.duplicates()];
    let all =
        [folders.outbox(), folders.inbox(), folders.claimed()].into_iter().chain(finished).chain([folders.state()]);
    all.map(|path| {
        let tried = path.join(TRIED);
        let written = replace(disk, &tried, b"").and_then(|()| disk.remove_file(&tried));
        match written {
            Ok(()) => finding(Severity::Note, Doc002 { path: path.as_path().into() }.into()),
            Err(error) => {
                let why = crate::system::reason(&error.source);
                finding(Severity::Error, Doc003 { path: path.as_path().into(), why }.into())
            }
        }
    })
    .collect()
}

/// Who else may look into the folders of a company, or take away what is worked on. Nothing on Windows, where that is the
/// folder's affair.
#[must_use]
pub fn rights(disk: &dyn Disk, folders: &Folders) -> Vec<Finding> {
    /// Group and others: writing; going through a folder. Then: what lies in it is its owner's alone to take.
    const WRITE: u32 = 0o022;
    const PASS: u32 = 0o011;
    const STICKY: u32 = 0o1000;
    // A link says nothing of the folder that it leads to.
    let mode = |path: &Path| {
        let found = disk.metadata(path).ok().filter(|found| found.kind == Lying::Directory);
        found.and_then(|found| found.mode).unwrap_or_default()
    };
    let root = std::path::absolute(folders.root()).unwrap_or_else(|_| folders.root().to_owned());
    let barred =
        |path: &Path| disk.metadata(path).ok().and_then(|found| found.mode).is_some_and(|mode| mode & PASS == 0);
    if root.ancestors().any(barred) {
        return Vec::new();
    }
    let inbox = folders.inbox();
    let within = [folders.claimed(), folders.archive_root(), folders.errors(), folders.duplicates()];
    let within = within.into_iter().filter(|_| mode(&inbox) & PASS != 0);
    let open: Vec<String> = [folders.outbox(), folders.state()]
        .into_iter()
        .chain(within)
        .filter(|path| mode(path) & OTHERS != 0)
        .map(|path| format!("\"{}\"", path.display()))
        .collect();
    let mut found = Vec::new();
    if !open.is_empty() {
        found.push(Finding::new(Area::Folders, Severity::Warning, Doc080 { folders: open.join(" ").into() }));
    }
    // That others drop files there may be just what it is for.
    if mode(&inbox) & WRITE != 0 && mode(&inbox) & STICKY == 0 {
        found.push(Finding::new(Area::Folders, Severity::Warning, Doc081 { path: inbox.as_path().into() }));
    }
    found
}

/// Files that lie in the folders of a company, for what keeps each from its way.
#[must_use]
pub fn lying_files(
    disk: &dyn Disk,
    folders: &Folders,
    settings: &Settings,
    known: (Timestamp, Known<'_>),
) -> Vec<Finding> {
    // A folder that cannot be looked into was found by [`folders`].
    let found = lying(disk, folders, settings, known).unwrap_or_default();
    let stuck = found.into_iter().filter(LyingFile::is_stuck);
    stuck.map(|file| Finding { area: Area::Folders, problem: file.problem }).collect()
}

/// Free space where the folder lies; nothing where the system does not say.
#[must_use]
pub fn space(dir: &Path) -> Option<Finding> {
    let free = fs4::available_space(dir).ok()?;
    let words = format!("{} MB", free >> 20).into();
    Some(if free < ENOUGH {
        Finding::new(Area::Folders, Severity::Error, Doc005 { free: words })
    } else {
        Finding::new(Area::Folders, Severity::Note, Doc004 { free: words })
    })
}

/// Documents that the last look did not find in Optima; nothing where none is missed.
#[must_use]
pub fn missing(ledger: &Ledger) -> Option<Finding> {
    let open = OrdersFilter { open_matters: true, ..OrdersFilter::default() };
    let problem = match ledger.orders(&open) {
        Ok(orders) => {
            let count = orders.iter().filter(|order| order.has_open(Kind::DocumentMissing)).count();
            (count > 0).then(|| Problem::error(Lif020 { count: count.into() }))
        }
        Err(error) => Some(error.problem()),
    };
    problem.map(|problem| Finding { area: Area::Optima, problem })
}

/// Settings that are in use, and what they and the tables name.
pub type Asked<'a> = (&'a Settings, Named);

/// What documents of a company are made with.
#[must_use]
pub fn asked<'s>(dir: &Path, settings: &'s Settings, company: &str) -> Vec<Asked<'s>> {
    let (tables, _) = tables::load_of(&Folders::new(dir).mappings(), company);
    settings.in_use_at(company).into_iter().map(|own| (own, doctor::named(own, &tables))).collect()
}

/// Settings and tables. Wrong settings do not come as far as this: what is wrong in the tables is said, and what accounts have in
/// force of their own.
#[must_use]
pub fn settings(dir: &Path, settings: &Settings) -> Vec<Finding> {
    let mappings = Folders::new(dir).mappings();
    let mut mistakes: Vec<Problem> = Vec::new();
    for company in std::iter::once("").chain(settings.companies.keys().map(String::as_str)) {
        let (tables, found) = tables::load_of(&mappings, company);
        if !company.is_empty() || settings.companies.is_empty() {
            let idle = doctor::idle_choices(settings, &tables).into_iter().map(|finding| finding.problem);
            mistakes.extend(idle.filter(|problem| !mistakes.contains(problem)).collect::<Vec<_>>());
        }
        // Those of everybody's tables are said once.
        mistakes.extend(found.into_iter().filter(|problem| !mistakes.contains(problem)).collect::<Vec<_>>());
    }
    let doubts = file::doubtful(dir, settings);
    let sound = doubts.is_empty() && mistakes.iter().all(|problem| problem.severity == Severity::Note);
    mistakes.extend(doubts);
    let mut all: Vec<Finding> = mistakes.into_iter().map(|problem| Finding { area: Area::Settings, problem }).collect();
    if sound {
        let file = dir.join(file::FILE_NAME);
        all.push(Finding::new(Area::Settings, Severity::Note, Doc001 { file: file.as_path().into() }));
    }
    all.extend(sellers(settings));
    all.extend(of_no_company(&mappings, settings));
    all.extend(of_levels(dir));
    all
}

/// What is wrong with the own company, as each base has it.
fn sellers(settings: &Settings) -> Vec<Finding> {
    let own = settings.companies.keys().map(|name| (settings.seller_part(name), &settings.of_company(name).seller));
    let mut told: Vec<Message> = own.filter_map(|(part, own)| seller::of_settings(&part, own)).collect();
    told.dedup();
    told.into_iter().map(|message| Finding::new(Area::Settings, Severity::Error, message)).collect()
}

/// Folders with tables that nobody reads.
fn of_no_company(mappings: &Path, settings: &Settings) -> Vec<Finding> {
    let entries = std::fs::read_dir(mappings).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().display().to_string());
    let strange = folders.filter(|name| !settings.companies.contains_key(name));
    strange.map(|name| Finding::new(Area::Settings, Severity::Warning, Doc008 { folder: name.into() })).collect()
}

/// What each account has in force that it or its company says, and which of them says it.
fn of_levels(dir: &Path) -> Vec<Finding> {
    let mut own: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for setting in origin::settings(dir).unwrap_or_default() {
        if let (Some(whose), Some(part)) = (setting.whose, setting.from.part()) {
            own.entry(whose).or_default().push(format!("{} = {} [{part}]", setting.key, setting.value));
        }
    }
    let told =
        |(whose, values): (String, Vec<String>)| Doc007 { whose: whose.into(), values: values.join("; ").into() };
    own.into_iter().map(|own| Finding::new(Area::Settings, Severity::Note, told(own))).collect()
}

/// A company's base: what it is, how it is shaped, whether it has what is needed, the pattern.
pub async fn base(
    base: &mut impl OptimaDb,
    (place, company): (&str, &Company),
    asked: &[Asked<'_>],
    now: Timestamp,
) -> Vec<Finding> {
    let looked = match look(base, &Named::of_all(asked.iter().map(|(_, named)| named))).await {
        Ok(looked) => looked,
        Err(error) => return vec![Finding { area: Area::Base, problem: error.problem() }],
    };
    let (found, wrong) = looked;
    let mut all = doctor::base(place, &found, now);
    all.push(match wrong {
        // The pattern is not there: all else can be said.
        Some(error) => Finding { area: Area::Base, problem: error.problem() },
        None if company.pattern.is_empty() => Finding::new(Area::Base, Severity::Note, Doc051),
        None => Finding::new(Area::Base, Severity::Note, Doc050 { number: company.pattern.as_str().into() }),
    });
    // Where columns are missing nothing was asked about.
    let asked = if found.missing_columns.is_empty() { asked } else { &[] };
    for (settings, named) in asked {
        for finding in doctor::optima(named, &found, settings, now) {
            // What several accounts name is said once.
            if !all.contains(&finding) {
                all.push(finding);
            }
        }
    }
    all
}

/// What is there, and what is wrong with the pattern document.
async fn look(base: &mut impl OptimaDb, named: &Named) -> Result<(Inspection, Option<OptimaError>), OptimaError> {
    let wrong = match base.prepare().await {
        Ok(()) => None,
        Err(error @ OptimaError::WrongBase { .. }) => Some(error),
        Err(error) => return Err(error),
    };
    Ok((base.inspect(named).await?, wrong))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::testing::MemoryDisk;

    fn codes(disk: &dyn Disk, folders: &Folders) -> Vec<String> {
        rights(disk, folders).into_iter().map(|finding| finding.problem.code().to_owned()).collect()
    }

    #[test]
    fn folders_that_we_make_are_nobody_elses() {
        let (disk, folders) = (MemoryDisk::default(), Folders::new("/r"));
        folders.create(&disk).unwrap();
        assert_eq!(codes(&disk, &folders), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn who_else_may_look_in_or_take_away_is_told_where_he_comes_as_far() {
        use std::os::unix::fs::PermissionsExt as _;

        use crate::spool::RealDisk;

        let root = tempfile::tempdir().unwrap();
        let folders = Folders::new(root.path());
        folders.create(&RealDisk).unwrap();
        let give = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        for (of_root, inbox, errors, state, told) in [
            (0o700, 0o777, 0o777, 0o777, &[][..]),
            (0o755, 0o700, 0o700, 0o700, &[]),
            (0o755, 0o700, 0o700, 0o750, &["DOC-080"]),
            (0o755, 0o700, 0o755, 0o700, &[]),
            (0o755, 0o755, 0o755, 0o700, &["DOC-080"]),
            (0o755, 0o1777, 0o700, 0o700, &[]),
            (0o755, 0o770, 0o700, 0o700, &["DOC-081"]),
            (0o755, 0o777, 0o705, 0o700, &["DOC-080", "DOC-081"]),
        ] {
            give(&folders.inbox(), inbox);
            give(&folders.errors(), errors);
            give(&folders.state(), state);
            give(root.path(), of_root);
            assert_eq!(codes(&RealDisk, &folders), told, "{of_root:o} {inbox:o} {errors:o} {state:o}");
        }
        let text = format!("{:?}", rights(&RealDisk, &folders));
        assert!(text.contains("errors") && !text.contains("duplicates"), "{text}");
    }
}
