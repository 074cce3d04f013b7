//! SQL Servers and their bases, to pick from while a company is set up: nothing of it need be in the settings yet.

use std::path::Path;

use super::Failure;
use crate::core::settings::Company;
use crate::optima::OptimaError;
pub use crate::optima::server::Instance;
use crate::optima::server::{self, Access};

/// The instances of a machine, by its name or by a server on it; of an empty `host`: of this one and of those that answer in the
/// network.
///
/// # Errors
/// The machine does not list them.
pub async fn instances(host: &str) -> Result<Vec<Instance>, Failure> {
    let host = host.split(['\\', ',']).next().unwrap_or_default().trim();
    let found = server::instances(host).await;
    found.map_err(|error| OptimaError::NoBrowser { host: host.to_owned(), why: error.kind() }.into())
}

/// The Optima bases that a login may enter on the server of `company`, whatever base that names. `dir`: where its `ca_file` lies.
///
/// # Errors
/// The server is out of reach, its certificate is not trusted, or it refuses the login.
pub async fn bases(dir: &Path, company: &Company, password: &str) -> Result<Vec<String>, Failure> {
    Ok(server::bases(Access::new(dir, company, password)).await?)
}
