//! The password of a company's SQL Server: from the environment, else from a file that only its owner reads.

use std::path::PathBuf;

use crate::core::message::text::Opt017;
use crate::core::problem::Problem;
use crate::core::settings::{Company, SqlLogin};
use crate::spool::{Disk, Folders, password_in, read_secret};

use super::Failure;

/// The variable for all companies; with `_NAME` for one.
const VARIABLE: &str = "OPTIMA_PASSWORD";
/// The file for all companies in `state/`; with `-NAME` for one.
const FILE: &str = "optima-password";

/// The password, or nothing where Windows vouches for the user. `folders` are those of the working folder.
///
/// # Errors
/// There is none, or the file's rights let others read it.
pub fn read(disk: &dyn Disk, folders: &Folders, name: &str, company: &Company) -> Result<String, Failure> {
    let own = variable(name);
    for variable in [own.as_str(), VARIABLE] {
        if let Some(password) = std::env::var(variable).ok().filter(|password| !password.is_empty()) {
            return Ok(password);
        }
    }
    for file in [format!("{FILE}-{name}"), FILE.to_owned()] {
        let path = folders.state().join(file);
        if let Some(bytes) = read_secret(disk, &path).map_err(crate::stages::StageError::from)? {
            return Ok(password_in(&bytes));
        }
    }
    if company.login == SqlLogin::Windows && company.user.is_empty() {
        return Ok(String::new());
    }
    let (variable, file) = (own.as_str().into(), format!("state/{FILE}").into());
    Err(Failure::usage(Problem::error(Opt017 { company: name.into(), variable, file })))
}

/// Variables and files where it may be, in the order in which they count.
pub fn places(folders: &Folders, name: &str) -> (Vec<String>, Vec<PathBuf>) {
    let files = [format!("{FILE}-{name}"), FILE.to_owned()].map(|file| folders.state().join(file));
    (vec![variable(name), VARIABLE.to_owned()], files.into())
}

/// `OPTIMA_PASSWORD_MOJA_FIRMA`.
fn variable(company: &str) -> String {
    format!("{VARIABLE}_{}", company.to_ascii_uppercase().replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::{RealDisk, write_secret};

    #[test]
    fn the_companys_own_file_comes_first_and_one_that_others_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::new(folder.path());
        RealDisk.create_dir_all(&folders.state()).unwrap();
        let company = Company { user: "u".to_owned(), ..Company::default() };
        let found =
            || read(&RealDisk, &folders, "firma-a", &company).map_err(|failure| failure.problem.code().to_owned());
        assert_eq!(found(), Err("OPT-017".to_owned()));
        write_secret(&RealDisk, &folders.state().join("optima-password"), b"wspolne \n").unwrap();
        assert_eq!(found().as_deref(), Ok("wspolne "));
        let own = folders.state().join("optima-password-firma-a");
        write_secret(&RealDisk, &own, b"\xef\xbb\xbfwlasne").unwrap();
        assert_eq!(found().as_deref(), Ok("wlasne"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&own, std::fs::Permissions::from_mode(0o644)).unwrap();
            assert!(found().is_err());
        }
        let windows = Company { login: SqlLogin::Windows, ..Company::default() };
        let empty = tempfile::tempdir().unwrap();
        assert_eq!(read(&RealDisk, &Folders::new(empty.path()), "x", &windows).unwrap(), "");
        assert_eq!(variable("firma-a"), "OPTIMA_PASSWORD_FIRMA_A");
    }
}
