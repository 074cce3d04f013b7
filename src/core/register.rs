//! Which folder is whose. A company keeps the folder that it was first opened in, however many companies come, go or are
//! renamed; the rule never depends on how many there are.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The form of the register that this version writes.
pub const VERSION: u32 = 1;

/// The folder below which each company but the first has its own.
pub const BELOW: &str = "companies";

/// Who has which folder, as it was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// The form.
    pub version: u32,
    /// In the order in which they came.
    pub companies: Vec<Entry>,
}

impl Default for Register {
    fn default() -> Self {
        Self { version: VERSION, companies: Vec::new() }
    }
}

/// A company that was opened once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the settings.
    pub name: String,
    /// Its folder below the working folder; empty: that one itself.
    pub folder: String,
    /// Its base: server and database, or the sandbox's file; by it a company is known again under another name.
    pub base: String,
}

/// A company of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configured {
    /// Its name.
    pub name: String,
    /// Its base, in the form of [`Entry::base`].
    pub base: String,
}

/// What lies in the working folder: where orders or files are, or were once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Right in it.
    pub root: bool,
    /// The company whose orders those in the root are, as far as that is known.
    pub root_of: Option<String>,
    /// Folders below [`BELOW`], by their names.
    pub below: BTreeSet<String>,
    /// Folders, as in [`Entry::folder`], where something waits that nobody has dealt with.
    pub unfinished: BTreeSet<String>,
}

/// Why a company has no folder yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// These companies have its base and another name in the settings, or none: is it one of them, renamed?
    Renamed {
        /// Those; more than one, where bases say no more.
        from: Vec<String>,
    },
    /// On Windows the name is a device's.
    Device,
    /// Another company's name differs only in small and capital letters.
    Alike {
        /// That one.
        other: String,
    },
}

/// A folder that is no company's now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    /// Below the working folder; empty: that one itself.
    pub folder: String,
    /// The company that it was or is of, as far as that is known; it may be one that the settings do not name.
    pub of: Option<String>,
}

/// Who has which folder now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seated {
    /// To be noted.
    pub register: Register,
    /// Why some have none, by name.
    pub doubts: BTreeMap<String, Doubt>,
    /// What is nobody's.
    pub left: Vec<Left>,
}

impl Seated {
    /// A company's folder.
    #[must_use]
    pub fn folder(&self, company: &str) -> Option<&str> {
        self.register.entry(company).map(|entry| entry.folder.as_str())
    }
}

impl Register {
    fn entry(&self, name: &str) -> Option<&Entry> {
        self.companies.iter().find(|entry| entry.name == name)
    }

    fn has(&self, folder: &str) -> bool {
        self.companies.iter().any(|entry| entry.folder.eq_ignore_ascii_case(folder))
    }

    fn add(&mut self, configured: &Configured, folder: String) {
        let Configured { name, base } = configured.clone();
        self.companies.push(Entry { name, folder, base });
    }

    /// The company goes on under another name, with the folder that it has. Where another one had that name, the two change
    /// theirs.
    pub fn rename(&mut self, from: &str, to: &str) {
        for entry in &mut self.companies {
            if entry.name == from {
                to.clone_into(&mut entry.name);
            } else if entry.name == to {
                from.clone_into(&mut entry.name);
            }
        }
    }

    /// The company is what its name says, whatever speaks for another one's other name: it keeps its folder, or gets one of its
    /// own.
    pub fn begin(&mut self, company: &Configured) {
        if let Some(known) = self.companies.iter_mut().find(|entry| entry.name == company.name) {
            known.base.clone_from(&company.base);
        } else {
            let folder = self.free(&company.name);
            self.add(company, folder);
        }
    }

    /// Is each company there once, with a folder of its own below the working folder?
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let names: BTreeSet<&str> = self.companies.iter().map(|entry| entry.name.as_str()).collect();
        let folders: BTreeSet<String> = self.companies.iter().map(|entry| entry.folder.to_lowercase()).collect();
        let each_once = names.len() == self.companies.len() && folders.len() == self.companies.len();
        each_once && self.companies.iter().all(|entry| entry.folder.is_empty() || is_below(&entry.folder))
    }

    /// A folder for a company of this name that no other has.
    fn free(&self, name: &str) -> String {
        let own = below(name);
        let others = (2_u32..).map(|number| format!("{own}-{number}"));
        std::iter::once(own.clone()).chain(others).find(|folder| !self.has(folder)).unwrap_or(own)
    }
}

/// `companies/NAME`. What a file system may not take in a name becomes `_`.
#[must_use]
pub fn below(name: &str) -> String {
    format!("{BELOW}/{}", folder_name(name))
}

/// Is it a folder that [`below`] could have given?
#[must_use]
pub fn is_below(folder: &str) -> bool {
    folder
        .split_once('/')
        .is_some_and(|(parent, name)| parent == BELOW && !name.is_empty() && folder_name(name) == name)
}

/// Gives every company its folder: the one that was noted; else the one that it has been working in before any was noted,
/// which was the root for a single company and `companies/NAME` for several; else a new one, for the very first the root.
#[must_use]
pub fn seat(noted: &Register, configured: &[Configured], used: &Used) -> Seated {
    let mut seated = Seated { register: noted.clone(), ..Seated::default() };
    seated.register.version = VERSION;
    let is_first = noted.companies.is_empty();
    for company in configured {
        if seated.register.entry(&company.name).is_some() {
            let doubt = other_names(&seated.register, configured, company);
            if let (Some(doubt), true) = (doubt, has_moved(&seated.register, company)) {
                seated.doubts.insert(company.name.clone(), doubt);
            } else {
                seated.register.begin(company);
            }
            continue;
        }
        let own = worked_in(&seated.register, used, company);
        let has_worked = own.is_some();
        if !is_first
            && !has_worked
            && let Some(doubt) = doubt(&seated.register, configured, company)
        {
            seated.doubts.insert(company.name.clone(), doubt);
            continue;
        }
        let folder = match configured {
            [_] if is_first && (used.root || !has_worked) => String::new(),
            _ if has_worked => own.unwrap_or_default(),
            _ if is_first && used.root && used.root_of.as_deref() == Some(&company.name) => String::new(),
            _ => seated.register.free(&company.name),
        };
        seated.register.add(company, folder);
    }
    if is_first {
        refuse_bad_names(&mut seated, configured, used);
    }
    seated.left = left(&seated.register, configured, used);
    seated
}

/// Names that could be told apart neither by a file system nor from a device are not begun with; those that have been
/// worked under go on.
fn refuse_bad_names(seated: &mut Seated, configured: &[Configured], used: &Used) {
    for company in configured {
        let worked = (used.root && configured.len() == 1) || used.below.contains(&folder_name(&company.name));
        if !worked && let Some(doubt) = bad_name(configured, &company.name) {
            seated.register.companies.retain(|entry| entry.name != company.name);
            seated.doubts.insert(company.name.clone(), doubt);
        }
    }
}

/// May a company that was not there yet begin?
fn doubt(register: &Register, configured: &[Configured], company: &Configured) -> Option<Doubt> {
    let is_gone = |entry: &&Entry| !configured.iter().any(|other| other.name == entry.name);
    let gone: Vec<&Entry> = register.companies.iter().filter(is_gone).collect();
    let from: Vec<String> = match (&gone[..], configured) {
        // Who goes over from the base that he tried to the real one may well change the name with it.
        ([only], [_]) => vec![only.name.clone()],
        _ => return other_names(register, configured, company).or_else(|| bad_name(configured, &company.name)),
    };
    Some(Doubt::Renamed { from })
}

/// Is a company that is known said to have another base than it had?
fn has_moved(register: &Register, company: &Configured) -> bool {
    register.entry(&company.name).is_some_and(|entry| entry.base != company.base)
}

/// Companies under other names whose base a company has by now: two may have changed their names.
fn other_names(register: &Register, configured: &[Configured], company: &Configured) -> Option<Doubt> {
    let moved = |entry: &&Entry| {
        let now = configured.iter().find(|other| other.name == entry.name);
        now.is_none_or(|now| now.base != entry.base)
    };
    let others = register.companies.iter().filter(|entry| entry.name != company.name && entry.base == company.base);
    let from: Vec<String> = others.filter(moved).map(|entry| entry.name.clone()).collect();
    (!from.is_empty()).then_some(Doubt::Renamed { from })
}

/// The folder that a company has been working in before any was noted: that of its name. Whose accounts' orders lie in it says
/// nothing, for an account may have gone over to another company.
fn worked_in(register: &Register, used: &Used, company: &Configured) -> Option<String> {
    let own = below(&company.name);
    let is_there = used.below.iter().any(|name| own == format!("{BELOW}/{name}"));
    (is_there && !register.has(&own)).then_some(own)
}

/// What is wrong with a name of a company or an account among all of its kind.
#[must_use]
pub fn bad_name(all: &[Configured], name: &str) -> Option<Doubt> {
    if is_device(name) {
        return Some(Doubt::Device);
    }
    let alike = all.iter().find(|other| other.name != name && other.name.to_lowercase() == name.to_lowercase())?;
    Some(Doubt::Alike { other: alike.name.clone() })
}

/// Folders where there is something, that no company of the settings has.
fn left(register: &Register, configured: &[Configured], used: &Used) -> Vec<Left> {
    let owner = |folder: &str| register.companies.iter().find(|entry| entry.folder == folder);
    let root = used.root.then(|| (String::new(), used.root_of.clone()));
    let below = used.below.iter().map(|name| (format!("{BELOW}/{name}"), None));
    let all = root.into_iter().chain(below).filter_map(|(folder, of)| match owner(&folder) {
        None => {
            let named = configured.iter().find(|company| self::below(&company.name) == folder);
            Some(Left { of: of.or_else(|| named.map(|company| company.name.clone())), folder })
        }
        Some(entry) if configured.iter().any(|company| company.name == entry.name) => None,
        // A company that went and left nothing undone is nobody's trouble.
        Some(_) if !used.unfinished.contains(&folder) => None,
        Some(entry) => Some(Left { folder, of: Some(entry.name.clone()) }),
    });
    all.collect()
}

/// On Windows these are no files, whatever follows the dot.
fn is_device(name: &str) -> bool {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let stem: String = name.trim().chars().take_while(|c| *c != '.').collect::<String>().to_lowercase();
    let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = bare.len() < stem.len();
    DEVICES.contains(&bare) && (numbered == matches!(bare, "com" | "lpt"))
}

/// A folder's name for a company; it stays within its parent.
#[must_use]
pub fn folder_name(company: &str) -> String {
    let mut name: String = company
        .trim()
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.') { c } else { '_' })
        .collect();
    let stem: String = name.chars().take_while(|c| *c != '.').collect::<String>().to_lowercase();
    let device = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    if name.starts_with('.') || ["con", "prn", "aux", "nul", "com", "lpt"].contains(&device) {
        name.insert(0, '_');
    }
    if name.is_empty() || name.ends_with(['.', ' ']) {
        name.push('_');
    }
    name
}

#[cfg(test)]
mod tests;
