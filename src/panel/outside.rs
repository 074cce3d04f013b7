//! What the panel needs of the world beyond ledger and folders: the base, Allegro, a look at the whole set-up. Who
//! starts the panel brings it.

use std::sync::Arc;

use uuid::Uuid;

use crate::core::doctor::Finding;
use crate::core::inspection::Choices;
use crate::core::message::Language;
use crate::core::plan::StoredDocument;
use crate::core::problem::Problem;

/// The world outside. Every call makes its thread wait.
pub trait Outside: Send + Sync {
    /// The documents with these keys as the base of a company has them.
    fn documents(&self, company: &str, keys: &[Uuid]) -> Result<Vec<StoredDocument>, Problem>;

    /// What the base of a company has to choose from.
    fn choices(&self, company: &str) -> Result<Choices, Problem>;

    /// Everything that a set-up needs, with the company where it is about one.
    fn examine(&self, language: Language) -> Result<Vec<(String, Finding)>, Problem>;

    /// The support bundle, a zip.
    fn bundle(&self, language: Language) -> Result<Vec<u8>, Problem>;

    /// Where each password and secret comes from; never what it is.
    fn secrets(&self) -> Result<Vec<Secret>, Problem>;

    /// How an account stands with Allegro.
    fn account(&self, alias: &str, language: Language) -> Result<Standing, Problem>;

    /// Logs an account in; ends when somebody agreed, or did not, or the time is over.
    fn log_in(&self, alias: &str, language: Language, desk: Arc<dyn LoginDesk>) -> Result<(), Problem>;
}

/// A password or secret, by the name of the account or company that it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Account or company.
    pub of: String,
    /// Where it was found.
    pub origin: SecretOrigin,
}

/// Where a secret was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretOrigin {
    /// A variable of the environment.
    Environment(String),
    /// A file that only its owner reads.
    File(String),
    /// Nowhere.
    Missing,
}

/// Whose login an account has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Login at Allegro; none: nobody has logged in.
    pub login: Option<String>,
    /// The seller's company.
    pub company: Option<String>,
    /// The day on which the login ends.
    pub until: String,
    /// A login may be kept where it cannot be read now: who is logged in is not known.
    pub unread: bool,
    /// What is to be done about it.
    pub problem: Option<Problem>,
}

/// The seller that a login leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seller {
    /// Login at Allegro.
    pub login: String,
    /// Company.
    pub company: String,
    /// NIP.
    pub nip: String,
}

/// The person who logs an account in.
pub trait LoginDesk: Send + Sync {
    /// Shows where to agree, and the code.
    fn code(&self, address: &str, code: &str);
    /// Is this the right account? Waits for the answer.
    fn confirms(&self, seller: Seller) -> bool;
}
