//! What files are called, and what a name says about a file.

use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasher, Hasher};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

use super::disk::{Disk, DiskError, exists};
use crate::core::kinds::{self, DocumentKind, Way};

/// Room for `.json` within the 255 bytes (ext4) or UTF-16 units (NTFS, never more than bytes) of a name.
const LONGEST: usize = 240;

/// An alias may be any text of the settings; the order's id makes the name unique, not the alias.
const LONGEST_ALIAS: usize = 64;

/// How our own temporary files begin. Hidden, so that neither a scan nor a person meets one.
const TEMPORARY: &str = ".spool-";

/// Endings of files that another program has not finished writing.
const UNFINISHED: [&str; 5] = [".tmp", ".part", ".partial", ".crdownload", "~"];

/// Endings of our receipts.
const RECEIPTS: [&str; 2] = [".xml.json", ".xml.txt"];

/// What a file's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// May be a document: ends in `.xml`.
    Candidate,
    /// Hidden, unfinished, a receipt or a README: nobody need hear of it.
    Ignored,
    /// Not ours; left alone and reported.
    Foreign,
}

/// Reads the name, whatever lies under it.
#[must_use]
pub fn classify(name: &OsStr) -> NameKind {
    let name = name.to_string_lossy().to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if name.starts_with('.')
        || name.starts_with('~')
        || name.starts_with("readme")
        || ends(&UNFINISHED)
        || ends(&RECEIPTS)
    {
        NameKind::Ignored
    } else if ends(&[".xml"]) {
        NameKind::Candidate
    } else {
        NameKind::Foreign
    }
}

/// May a name that is passed over be that of a document all the same: hidden, not finished, or with the ending that
/// Windows does not show? `beside`: what else lies there, by which a receipt's text is known.
pub(super) fn may_be_meant(name: &OsStr, beside: &[OsString]) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    let receipt = |of: &str| beside.iter().any(|other| other.to_string_lossy().to_lowercase() == format!("{of}.json"));
    let is_ours = name.starts_with(TEMPORARY)
        || name.starts_with("readme")
        || name.ends_with(".xml.json")
        || name.strip_suffix(".txt").is_some_and(receipt);
    !is_ours && (name.contains(".xml") || name.contains(".zip"))
}

/// May this be a document?
#[must_use]
pub fn is_candidate(name: &OsStr) -> bool {
    classify(name) == NameKind::Candidate
}

/// `RO_{alias}_{YYYYMMDDTHHMMSSZ}_{order id}.xml`, of `[A-Za-z0-9._-]` only: it sorts, it is unique by the
/// order's id, and no person is in it. What it begins with says how the file's document comes into a base
/// ([`crate::core::kinds`]).
#[must_use]
pub fn order_file_name(kind: &DocumentKind, alias: &str, bought_at: Timestamp, order_id: &str) -> String {
    let alias: String = safe(alias).chars().take(LONGEST_ALIAS).collect();
    let order: String = safe(order_id).chars().take(LONGEST_ALIAS).collect();
    format!("{}_{alias}_{}_{order}.xml", kind.file, bought_at.strftime("%Y%m%dT%H%M%SZ"))
}

/// The order that a name as [`order_file_name`] gives them ends with.
#[must_use]
pub fn order_in(name: &str) -> Option<&str> {
    name.strip_suffix(".xml")?.rsplit('_').next()
}

/// Is this a name as [`order_file_name`] gives them, also with a number where it was taken? Then no person is in it.
#[must_use]
pub fn is_order_file(name: &str) -> bool {
    kind_of_order_file(name).is_some()
}

/// The kind that the name of an order's file says, if a person lets Optima import it: whoever looks for what the program
/// is to bring in passes it over.
#[must_use]
pub fn by_hand(name: &str) -> Option<&'static DocumentKind> {
    kind_of_order_file(name).filter(|kind| kind.way == Way::ByHand)
}

fn kind_of_order_file(name: &str) -> Option<&'static DocumentKind> {
    const TIME: usize = "20261104T100000Z".len();
    let (kind, rest) = name.split_once('_')?;
    let stem = rest.strip_suffix(".xml")?;
    let mut parts = stem.rsplitn(3, '_');
    let (order, time) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let id = order.split('.').next().unwrap_or_default();
    let is_ours = parts.next().is_some()
        && safe(stem) == stem
        && time.len() == TIME
        && time.ends_with('Z')
        && uuid::Uuid::try_parse(id).is_ok_and(|uuid| uuid.to_string() == id);
    kinds::of_file(kind).filter(|_| is_ours)
}

fn safe(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' }).collect()
}

/// Is this one name in a folder and not a way out of it?
#[must_use]
pub fn is_plain(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '\0', ':'])
}

/// A hidden name that nobody else has, for a file that is not whole yet.
pub(super) fn temporary() -> String {
    format!("{TEMPORARY}{}.tmp", unique())
}

pub(super) fn is_temporary(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(TEMPORARY)
}

/// Unlike what any other process here or on another machine makes: the process id, a random number, a counter.
pub(super) fn unique() -> String {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    // The standard library keys each map anew; this is its random number, without another crate.
    let random = std::hash::RandomState::new().build_hasher().finish();
    format!("{:x}-{random:016x}-{count:x}", std::process::id())
}

/// What no system, or not every one, may have in a name; a folder of finished files may be copied to Windows.
const FORBIDDEN: [char; 9] = ['/', '\\', ':', '<', '>', '"', '|', '?', '*'];

/// The name under which a file is kept: nothing in it that another system forbids, and short enough for `.json` to follow. `n`
/// above 1 is put before the ending: `NAME.2.xml`.
pub(super) fn kept(name: &OsStr, n: u32) -> String {
    let forbidden = |c: char| c.is_control() || FORBIDDEN.contains(&c);
    let name: String = name.to_string_lossy().chars().map(|c| if forbidden(c) { '_' } else { c }).collect();
    let (stem, ending) = match name.rfind('.') {
        Some(dot) if dot > 0 && name.len() - dot <= 8 => name.split_at(dot),
        _ => (name.as_str(), ""),
    };
    let ending = if n > 1 { format!(".{n}{ending}") } else { ending.to_owned() };
    let mut room = LONGEST.saturating_sub(ending.len()).min(stem.len());
    while !stem.is_char_boundary(room) {
        room -= 1;
    }
    format!("{}{ending}", &stem[..room])
}

/// So many names are tried one after the other.
const TRIED: u32 = 16;

/// One of `NAME.xml`, `NAME.2.xml`, … for which `free` says yes: the first, unless many are taken. Who drops a thousand
/// files under one name must not have each look past all before it.
pub(super) fn first_free(
    name: &OsStr,
    mut free: impl FnMut(&str) -> Result<bool, DiskError>,
) -> Result<String, DiskError> {
    for n in 1..=TRIED {
        let name = kept(name, n);
        if free(&name)? {
            return Ok(name);
        }
    }
    let (mut taken, mut open) = (TRIED, 2 * TRIED);
    while !free(&kept(name, open))? {
        (taken, open) = (open, open.saturating_mul(2));
    }
    while open - taken > 1 {
        let between = taken + (open - taken) / 2;
        if free(&kept(name, between))? {
            open = between;
        } else {
            taken = between;
        }
    }
    Ok(kept(name, open))
}

/// The first of `NAME.xml`, `NAME.2.xml`, … that does not exist in `dir`. Another may take it before the
/// caller does: use it with [`Disk::rename_new`].
pub fn free_name(disk: &dyn Disk, dir: &Path, name: &OsStr) -> Result<String, DiskError> {
    first_free(name, |name| Ok(!exists(disk, &dir.join(name))?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_order_file_is_named_by_alias_time_and_id() {
        let at: Timestamp = "2026-03-09T23:59:01.5+01:00".parse().unwrap();
        let name = |kind| order_file_name(kind, "sklep główny", at, "0f3c1a50-1111-11f0-8000-0123456789ab");
        let rest = "_sklep-g--wny_20260309T225901Z_0f3c1a50-1111-11f0-8000-0123456789ab.xml";
        assert_eq!(name(&kinds::RO), format!("RO{rest}"));
        for kind in kinds::KINDS {
            let (name, by_hand) = (name(kind), kind.way == Way::ByHand);
            assert_eq!(is_order_file(&name), kind.way != Way::Never, "{name}");
            assert_eq!(super::by_hand(&name).map(|kind| kind.name), by_hand.then_some(kind.name), "{name}");
        }
        for others in
            ["FA_12_2026.xml", &format!("XX{rest}"), &rest[1..], &format!("FA{}", rest.replace(".xml", ".XML"))]
        {
            assert!(!is_order_file(others) && super::by_hand(others).is_none(), "{others}");
        }
    }

    #[test]
    fn i14_a_name_that_thousands_have_is_found_in_a_few_looks() {
        let mut taken = std::collections::BTreeSet::new();
        let mut looks = 0;
        for number in 1..=2_000_u32 {
            let free = |name: &str| {
                looks += 1;
                Ok(!taken.contains(name))
            };
            let name = first_free(OsStr::new("a.xml"), free).unwrap();
            assert_eq!(name, if number == 1 { "a.xml".to_owned() } else { format!("a.{number}.xml") });
            taken.insert(name);
        }
        assert!(looks < 2_000 * 40, "{looks}");
    }

    #[test]
    fn names_are_told_apart() {
        for (name, kind) in [
            ("a.xml", NameKind::Candidate),
            ("A.XML", NameKind::Candidate),
            ("żółć\n🦀.xml", NameKind::Candidate),
            (".a.xml", NameKind::Ignored),
            ("a.xml.part", NameKind::Ignored),
            ("a.xml.crdownload", NameKind::Ignored),
            ("a.xml~", NameKind::Ignored),
            ("~$a.xml", NameKind::Ignored),
            ("a.xml.json", NameKind::Ignored),
            ("A.XML.txt", NameKind::Ignored),
            ("README.xml", NameKind::Ignored),
            ("CZYTAJ.txt", NameKind::Foreign),
            ("a.csv", NameKind::Foreign),
            ("xml", NameKind::Foreign),
        ] {
            assert_eq!(classify(OsStr::new(name)), kind, "{name}");
        }
    }

    #[test]
    fn the_number_goes_before_the_ending() {
        assert_eq!(kept(OsStr::new("a.b.xml"), 1), "a.b.xml");
        assert_eq!(kept(OsStr::new("a.b.xml"), 2), "a.b.2.xml");
        assert_eq!(kept(OsStr::new("a\nb.xml"), 1), "a_b.xml");
    }

    proptest! {
        #[test]
        fn order_file_names_are_plain_ascii(alias in any::<String>(), id in any::<String>(), seconds in 0i64..4_000_000_000) {
            let name = order_file_name(&kinds::FA, &alias, Timestamp::from_second(seconds).unwrap(), &id);
            prop_assert!(is_plain(&name) && name.len() < 200);
            prop_assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)));
            prop_assert!(is_candidate(OsStr::new(&name)));
        }

        #[test]
        fn a_kept_name_is_short_plain_and_still_ours(stem in "[^/\0.~]{1,255}", n in 1u32..1_000_000) {
            let name = kept(OsStr::new(&format!("{stem}.xml")), n);
            prop_assert!(name.len() <= LONGEST && classify(OsStr::new(&name)) != NameKind::Foreign && is_plain(&name));
        }
    }
}
