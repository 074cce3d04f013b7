//! The files of the companies, by the folder in which they lie: what waits, what was refused, what was there already; handing
//! over by hand, and dropping.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{Company, Failure, Workplace};
use crate::core::kinds::DocumentKind;
use crate::core::order::SeenId;
use crate::core::problem::Severity;
use crate::core::settings::Handoff;
use crate::spool::disk::{Kind, exists};
use crate::spool::names::{is_candidate, is_plain};
use crate::spool::{
    Disk, DiskError, Folders, Receipt, Remark, Written, read_receipt, receipt_of, take_back, write_new,
};
use crate::stages::by_hand::{Known, waits_by_hand};

/// Files of a folder on a page.
const PAGE: usize = 50;
/// Reasons that are told of a file; the rest is in the text beside it.
const REASONS: usize = 3;
/// Months of archive that are looked through for a file.
const MONTHS: usize = 240;

/// A folder whose files a person sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tray {
    /// What was exported.
    Outbox,
    /// The drop folder.
    Inbox,
    /// What was refused.
    Errors,
    /// What was in Optima already.
    Duplicates,
}

impl Tray {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Outbox, Self::Inbox, Self::Errors, Self::Duplicates];

    /// For forms and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Outbox => "outbox",
            Self::Inbox => "inbox",
            Self::Errors => "errors",
            Self::Duplicates => "duplicates",
        }
    }

    /// The one of this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tray| tray.as_str() == word)
    }

    /// Are its files moved by a person? What the importer takes by itself cannot be held back by moving it.
    #[must_use]
    pub fn lets_go(self, handoff: Handoff) -> bool {
        match self {
            Self::Outbox | Self::Inbox => handoff == Handoff::Manual,
            Self::Errors => true,
            Self::Duplicates => false,
        }
    }

    fn folder(self, folders: &Folders) -> PathBuf {
        match self {
            Self::Outbox => folders.outbox(),
            Self::Inbox => folders.inbox(),
            Self::Errors => folders.errors(),
            Self::Duplicates => folders.duplicates(),
        }
    }
}

/// Which folder is turned to which page; the others show their first.
#[derive(Clone, Debug, Default)]
pub struct Turned {
    /// The company.
    pub company: String,
    /// Its folder.
    pub tray: Option<Tray>,
    /// The page, from 0.
    pub page: usize,
}

/// The folders of a company.
#[derive(Clone, Debug)]
pub struct Trays {
    /// The company.
    pub company: String,
    /// A page of each folder.
    pub trays: Vec<(Tray, TrayPage)>,
}

/// One page of a folder.
#[derive(Clone, Debug, Default)]
pub struct TrayPage {
    /// Its files, by name.
    pub files: Vec<TrayFile>,
    /// Which page it is.
    pub page: usize,
    /// There is another one.
    pub more: bool,
}

/// A file.
#[derive(Clone, Debug)]
pub struct TrayFile {
    /// Its name.
    pub name: String,
    /// The kind of its document, where it waits until a person lets Optima import it.
    pub for_optima: Option<&'static DocumentKind>,
    /// What was said about it.
    pub told: Option<TrayTold>,
}

/// What is told of a receipt.
#[derive(Clone, Debug)]
pub struct TrayTold {
    /// The order.
    pub order: Option<SeenId>,
    /// The document.
    pub number: Option<String>,
    /// Why it was refused.
    pub reasons: Vec<Remark>,
    /// Reasons that are not told.
    pub more: usize,
}

impl TrayTold {
    fn of(receipt: Receipt) -> Self {
        let mut reasons = receipt.problems;
        reasons.retain(|remark| remark.severity == Severity::Error);
        let more = reasons.len().saturating_sub(REASONS);
        reasons.truncate(REASONS);
        Self { order: receipt.order_id, number: receipt.number, reasons, more }
    }
}

/// What came of handing a file over, or in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    /// It lies where it was meant to lie.
    Done,
    /// Somebody was faster: the program, or a person.
    Gone,
    /// Another file of that name lies there.
    Taken,
    /// There is no such company, or it has no folders.
    NoCompany,
    /// No file is moved from there, or of that name.
    NotMeant,
}

impl Workplace {
    /// The folders of every company that has them.
    ///
    /// # Errors
    /// A folder or a ledger cannot be read.
    pub fn trays(&self, turned: &Turned) -> Result<Vec<Trays>, Failure> {
        let of = |company: Company| {
            let ledger = company.ledger()?;
            let known = |order: &str| ledger.order(&order.into()).ok().flatten();
            let pages = Tray::ALL.into_iter().map(|tray| {
                let is_turned = turned.company == company.name && turned.tray == Some(tray);
                let dir = tray.folder(&company.folders);
                let page = if is_turned { turned.page } else { 0 };
                let listed = if exists(&*self.disk, &dir)? {
                    self.tray_page(tray, &dir, page, &known)?
                } else {
                    TrayPage::default()
                };
                Ok((tray, listed))
            });
            let trays = pages.collect::<Result<Vec<_>, Failure>>()?;
            Ok(Trays { company: company.name, trays })
        };
        self.companies_ready()?.into_iter().map(of).collect()
    }

    fn tray_page(&self, tray: Tray, dir: &Path, page: usize, known: Known<'_>) -> Result<TrayPage, DiskError> {
        let list = self.disk.list(dir)?.into_iter();
        let files = list.filter(|entry| entry.kind == Kind::File && is_candidate(&entry.name));
        let mut names: Vec<String> = files.map(|entry| entry.name.to_string_lossy().into_owned()).collect();
        names.sort_unstable();
        // The last files of a folder may have gone since its page was asked for.
        let page = page.min(names.len().saturating_sub(1) / PAGE);
        let more = names.len() > (page + 1) * PAGE;
        let file = |name: String| TrayFile {
            for_optima: waits_by_hand(&name, known).filter(|_| tray == Tray::Outbox),
            told: read_receipt(&*self.disk, &receipt_of(&dir.join(&name))).ok().map(TrayTold::of),
            name,
        };
        Ok(TrayPage { files: names.into_iter().skip(page * PAGE).take(PAGE).map(file).collect(), page, more })
    }

    /// From the outbox into the drop folder, from there back into the outbox, from the refused into the drop folder: what
    /// [`Workplace::trays`] shows, and where it may be moved.
    ///
    /// # Errors
    /// The file cannot be moved, or a ledger cannot be read.
    pub fn hand_over(&self, company: &str, tray: Tray, name: &str) -> Result<Handed, Failure> {
        let Some(company) = self.company_ready(company)? else { return Ok(Handed::NoCompany) };
        if !tray.lets_go(self.settings.handoff) || !may_be_handed_in(name) {
            return Ok(Handed::NotMeant);
        }
        let (disk, folders) = (&*self.disk, &company.folders);
        let from = tray.folder(folders);
        match disk.metadata(&from.join(name)) {
            Ok(found) if found.kind == Kind::File => {}
            Ok(_) => return Ok(Handed::NotMeant),
            Err(error) if error.is_not_found() => return Ok(Handed::Gone),
            Err(error) => return Err(error.into()),
        }
        let to = match tray {
            Tray::Duplicates => return Ok(Handed::NotMeant),
            Tray::Errors => {
                let back = take_back(disk, folders, &from.join(name))?;
                return Ok(if back.is_some() { Handed::Done } else { Handed::Gone });
            }
            Tray::Outbox => {
                let ledger = company.ledger()?;
                if waits_by_hand(name, &|order| ledger.order(&order.into()).ok().flatten()).is_some() {
                    return Ok(Handed::NotMeant);
                }
                folders.inbox()
            }
            Tray::Inbox => folders.outbox(),
        };
        match disk.rename_new(&from.join(name), &to.join(name)) {
            Err(error) if error.is_not_found() => return Ok(Handed::Gone),
            done => done?,
        }
        disk.sync_dir(&to)?;
        disk.sync_dir(&from)?;
        Ok(Handed::Done)
    }

    /// Writes a file into a company's drop folder.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn hand_in(&self, company: &str, name: &str, bytes: &[u8]) -> Result<Handed, Failure> {
        if !may_be_handed_in(name) {
            return Ok(Handed::NotMeant);
        }
        let Some(company) = self.company_ready(company)? else { return Ok(Handed::NoCompany) };
        Ok(match write_new(&*self.disk, &company.folders.inbox(), name, bytes)? {
            Written::New | Written::Identical => Handed::Done,
            Written::Conflict => Handed::Taken,
        })
    }

    fn company_ready(&self, company: &str) -> Result<Option<Company>, Failure> {
        Ok(self.companies_ready()?.into_iter().find(|found| found.name == company))
    }
}

/// Is this the name of a file that the importer looks at, and not a way out of the drop folder?
#[must_use]
pub fn may_be_handed_in(name: &str) -> bool {
    is_plain(name) && is_candidate(OsStr::new(name))
}

/// Does a file lie there? A link, a pipe or a folder is none.
fn is_file(disk: &dyn Disk, path: &Path) -> Result<bool, DiskError> {
    match disk.metadata(path) {
        Ok(found) => Ok(found.kind == Kind::File),
        Err(error) if error.is_not_found() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Where a file of this name lies.
pub(super) fn find(disk: &dyn Disk, folders: &Folders, name: &str) -> Option<PathBuf> {
    if !is_plain(name) {
        return None;
    }
    let mut places: Vec<PathBuf> = Tray::ALL.into_iter().map(|tray| tray.folder(folders)).collect();
    places.push(folders.claimed());
    let below = |dir: &Path| -> Vec<PathBuf> {
        let list = disk.list(dir).unwrap_or_default();
        list.into_iter().filter(|entry| entry.kind == Kind::Directory).map(|entry| dir.join(entry.name)).collect()
    };
    places.extend(below(&folders.archive_root()).iter().flat_map(|year| below(year)).take(MONTHS));
    // What else has the name is nobody's file: a link may lead anywhere.
    places.into_iter().map(|dir| dir.join(name)).find(|path| is_file(disk, path).unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::file;
    use crate::settings::template::{self, Answers};
    use crate::spool::{RealDisk, replace};

    #[test]
    fn a_file_goes_to_and_fro_and_no_other_way() {
        let folder = tempfile::tempdir().unwrap();
        let answers = Answers::default();
        let settings = template::settings(&answers);
        replace(&RealDisk, &folder.path().join(file::FILE_NAME), settings.as_bytes()).unwrap();
        let mut place = Workplace::open(folder.path()).unwrap();
        place.companies().unwrap();
        place.settings.handoff = Handoff::Manual;
        let company = answers.company.as_str();
        let lies_in = |tray: Tray| {
            let trays = place.trays(&Turned::default()).unwrap().remove(0).trays;
            trays.into_iter().any(|(found, page)| found == tray && page.files.iter().any(|file| file.name == "a.xml"))
        };
        let bytes = b"<ROOT/>";
        assert_eq!(place.hand_in("x", "a.xml", bytes).unwrap(), Handed::NoCompany);
        for name in ["../a.xml", "a.txt", ".a.xml", ""] {
            assert_eq!(place.hand_in(company, name, bytes).unwrap(), Handed::NotMeant, "{name}");
        }
        for _ in 0..2 {
            assert_eq!(place.hand_in(company, "a.xml", bytes).unwrap(), Handed::Done);
        }
        assert_eq!(place.hand_in(company, "a.xml", b"<A/>").unwrap(), Handed::Taken);
        for (tray, came_to, then) in [
            (Tray::Duplicates, Handed::NotMeant, Tray::Inbox),
            (Tray::Errors, Handed::Gone, Tray::Inbox),
            (Tray::Outbox, Handed::Gone, Tray::Inbox),
            (Tray::Inbox, Handed::Done, Tray::Outbox),
            (Tray::Outbox, Handed::Done, Tray::Inbox),
        ] {
            assert_eq!(place.hand_over(company, tray, "a.xml").unwrap(), came_to, "{tray:?}");
            assert!(lies_in(then), "{tray:?}");
        }
        let inbox = folder.path().join("inbox");
        RealDisk.create_dir_all(&inbox.join("folder.xml")).unwrap();
        replace(&RealDisk, &inbox.join("a.xml.json"), b"{}").unwrap();
        replace(&RealDisk, &inbox.join("archive/b.xml"), b"<ROOT/>").unwrap();
        let nothing = ["../inbox/a.xml", "claimed", "archive", "folder.xml", "a.xml.json", "archive/b.xml", ".", ""];
        let mut not_offered: Vec<&str> = nothing.into();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(inbox.join("claimed"), inbox.join("link.xml")).unwrap();
            not_offered.push("link.xml");
        }
        for name in not_offered {
            assert_eq!(place.hand_over(company, Tray::Inbox, name).unwrap(), Handed::NotMeant, "{name}");
        }
        assert!(inbox.join("claimed").is_dir() && inbox.join("archive/b.xml").exists());
        // A document that Optima imports waits there for a person.
        let by_hand = "FA_sklep_20261123T101500Z_29738e61-7f6a-11e8-ac45-09db60ede9d6.xml";
        replace(&RealDisk, &folder.path().join("outbox").join(by_hand), b"<ROOT/>").unwrap();
        assert_eq!(place.hand_over(company, Tray::Outbox, by_hand).unwrap(), Handed::NotMeant);
        // What the importer takes by itself is held back by nobody, and what was refused may come again.
        place.settings.handoff = Handoff::Auto;
        assert_eq!(place.hand_over(company, Tray::Inbox, "a.xml").unwrap(), Handed::NotMeant);
        assert_eq!(place.hand_over(company, Tray::Outbox, "a.xml").unwrap(), Handed::NotMeant);
        replace(&RealDisk, &inbox.join("errors/c.xml"), b"<ROOT/>").unwrap();
        assert_eq!(place.hand_over(company, Tray::Errors, "c.xml").unwrap(), Handed::Done);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_of_a_name_is_no_link_that_lies_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::new(folder.path());
        folders.create(&RealDisk).unwrap();
        let (link, file) = (folders.inbox().join("a.xml"), folders.errors().join("a.xml"));
        std::os::unix::fs::symlink("/etc/passwd", link).unwrap();
        assert_eq!(find(&RealDisk, &folders, "a.xml"), None);
        replace(&RealDisk, &file, b"<ROOT/>").unwrap();
        assert_eq!(find(&RealDisk, &folders, "a.xml"), Some(file));
    }
}
