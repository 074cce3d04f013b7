//! Looks at everything that a set-up needs, and writes nothing but a file that is gone at once.

use std::path::Path;

use jiff::Timestamp;

use super::lying::{LyingFile, lying};
use crate::core::doctor::{self, Area, Finding};
use crate::core::inspection::{Inspection, Named};
use crate::core::life::Kind;
use crate::core::message::text::{Doc002, Doc003, Doc004, Doc005, Doc050, Doc051, Lif020};
use crate::core::problem::{Explain as _, Problem, Severity};
use crate::core::settings::{Company, Settings};
use crate::ledger::{Ledger, OrdersFilter};
use crate::optima::{OptimaDb, OptimaError};
use crate::spool::{Disk, Folders, replace};

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

/// Files that lie in the folders of a company, for what keeps each from its way.
#[must_use]
pub fn lying_files(disk: &dyn Disk, folders: &Folders, settings: &Settings, now: Timestamp) -> Vec<Finding> {
    // A folder that cannot be looked into was found by [`folders`].
    let found = lying(disk, folders, settings, now).unwrap_or_default();
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

/// A company's base: what it is, how it is shaped, whether it has what is needed, the pattern.
pub async fn base(
    base: &mut impl OptimaDb,
    (place, company): (&str, &Company),
    settings: &Settings,
    named: &Named,
    now: Timestamp,
) -> Vec<Finding> {
    let looked = match look(base, named).await {
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
    if found.missing_columns.is_empty() {
        all.extend(doctor::optima(named, &found, settings, now));
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
