//! The way into a folder's panel. Whoever may write to `state/` lays a code there; who brings that code to the panel is let
//! in, once. So the right to the panel is the right to the folder, whoever started the service, and nothing that opens the
//! panel lies about longer than a browser needs to start.

use std::io;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::Failure;
use super::service::{Running, running};
use crate::core::digest::sha256_hex;
use crate::core::message::text::{Pan002, Pan003, Pan004};
use crate::core::problem::Problem;
use crate::spool::{Disk as _, DiskError, Folders, RealDisk, read_secret, write_secret};

/// Codes that nobody brought yet, in `state/`: each a file by the trace of the code, for a name may be seen by others.
const CODES: &str = "panel-codes";
/// A browser has started by then.
const LIFE: SignedDuration = SignedDuration::from_mins(2);
/// Clocks may be set back between the two.
const AHEAD: SignedDuration = SignedDuration::from_secs(10);
/// What let in for ever, in earlier versions.
const OLD_KEY: &str = "panel-token";

/// Lays a code that lets one browser into the panel of the service at work, until it is two minutes old, and says at which
/// port that listens.
///
/// # Errors
/// There is no such service, it has no panel, or this person may not write to `state/`.
pub fn lay_panel_code(dir: &Path, code: &str, now: Timestamp) -> Result<u16, Failure> {
    let port = match running(dir).map_err(|error| refused(dir, error))? {
        Running::No => return Err(Failure::usage(Problem::error(Pan002 { dir: dir.into() }))),
        Running::WithoutPanel => return Err(Failure::usage(Problem::error(Pan003 { dir: dir.into() }))),
        Running::WithPanel(port) => port,
    };
    lay(dir, code, now).map_err(|error| refused(dir, error))?;
    Ok(port)
}

/// Who has no right to the folder has none to its panel.
fn refused(dir: &Path, error: DiskError) -> Failure {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            Failure::usage(Problem::error(Pan004 { dir: Folders::new(dir).state().as_path().into() }))
        }
        _ => error.into(),
    }
}

/// Lays a code. Those whose time is over go.
fn lay(dir: &Path, code: &str, now: Timestamp) -> Result<(), DiskError> {
    let codes = codes(dir);
    RealDisk.create_dir_all(&codes)?;
    // What is not there, or cannot be removed, lets nobody in either.
    let _ = RealDisk.remove_file(&Folders::new(dir).state().join(OLD_KEY));
    for old in RealDisk.list(&codes)? {
        let path = codes.join(&old.name);
        if !is_valid(&path, now) {
            let _ = RealDisk.remove_file(&path);
        }
    }
    write_secret(&RealDisk, &codes.join(sha256_hex(code.as_bytes())), now.to_string().as_bytes())
}

/// Takes a code away. `true`: it was there, its time is not over, and it lets nobody else in.
#[must_use]
pub fn take_panel_code(dir: &Path, code: &str, now: Timestamp) -> bool {
    let path = codes(dir).join(sha256_hex(code.as_bytes()));
    let valid = is_valid(&path, now);
    // Of two that bring it at once, one takes it away.
    RealDisk.remove_file(&path).is_ok() && valid
}

fn codes(dir: &Path) -> PathBuf {
    Folders::new(dir).state().join(CODES)
}

/// A code that others may read may be theirs.
fn is_valid(path: &Path, now: Timestamp) -> bool {
    let laid = read_secret(&RealDisk, path).ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
    let at = laid.and_then(|text| text.trim().parse::<Timestamp>().ok());
    at.is_some_and(|at| (-AHEAD..=LIFE).contains(&now.duration_since(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_lets_one_in_and_not_for_long() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        let at = |seconds: i64| Timestamp::from_second(1_000_000 + seconds).unwrap();
        assert!(!take_panel_code(dir, "a", at(0)), "nobody laid one");
        lay(dir, "a", at(0)).unwrap();
        assert!(!take_panel_code(dir, "b", at(1)), "another one");
        assert!(take_panel_code(dir, "a", at(1)));
        assert!(!take_panel_code(dir, "a", at(1)), "once");
        for (late, valid) in [(-11, false), (-10, true), (120, true), (121, false)] {
            lay(dir, "a", at(0)).unwrap();
            assert_eq!(take_panel_code(dir, "a", at(late)), valid, "{late}");
        }
        assert!(std::fs::read_dir(codes(dir)).unwrap().next().is_none(), "a late one is gone too");
    }

    #[test]
    fn codes_whose_time_is_over_and_the_key_of_earlier_versions_go() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        let state = Folders::new(dir).state();
        lay(dir, "a", Timestamp::UNIX_EPOCH).unwrap();
        write_secret(&RealDisk, &state.join(OLD_KEY), b"0").unwrap();
        let later = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1);
        lay(dir, "b", later).unwrap();
        assert_eq!(std::fs::read_dir(codes(dir)).unwrap().count(), 1);
        assert!(!state.join(OLD_KEY).exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_code_that_others_may_read_lets_nobody_in() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        lay(dir, "a", Timestamp::UNIX_EPOCH).unwrap();
        let path = codes(dir).join(sha256_hex(b"a"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(!take_panel_code(dir, "a", Timestamp::UNIX_EPOCH));
        lay(dir, "b", Timestamp::UNIX_EPOCH).unwrap();
        std::fs::remove_file(codes(dir).join(sha256_hex(b"b"))).unwrap();
        std::os::unix::fs::symlink("/dev/zero", codes(dir).join(sha256_hex(b"b"))).unwrap();
        assert!(!take_panel_code(dir, "b", Timestamp::UNIX_EPOCH), "a link is no code");
    }
}
