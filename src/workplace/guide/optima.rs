//! The base: the try-out base, or one on a server.

use super::super::adjust::{self, Saved, TypedByKey};
use super::super::password;
use super::super::servers::{self, Instance};
use super::{Failure, Workplace, value};
use crate::core::doctor::Area;
use crate::core::message::text::GuideWhichBase;
use crate::core::problem::Problem;
use crate::core::settings::{Company, Encryption, SqlLogin};
use crate::settings::edit::Change;
use crate::spool::Folders;
use crate::workplace::SecretKind;

/// The script with the rights that are enough, as it is shipped.
const GRANTS: &str = include_str!("../../../docs/grant.sql");
/// The names in it.
const DATABASE: &str = "CDN_FIRMA";
const USER: &str = "allegro_optima";
/// Its line that makes the login, up to the password.
const LOGIN: &str = "CREATE LOGIN [allegro_optima] WITH PASSWORD = N'tu-wpisz-hasło', CHECK_POLICY = ON;";

/// What a person says of the base on a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// It is for trying.
    Test,
    /// It is the firm's own, and there is a backup of it.
    RealWithBackup,
}

/// The settings that are asked for.
#[must_use]
pub fn base_keys(company: &str) -> Vec<String> {
    ["engine", "server", "database", "login", "user", "encryption", "ca_file"]
        .map(|name| format!("companies.{company}.{name}"))
        .into()
}

/// Saves which base it is, and its password into its own place; an empty one stays what it is. A server is taken when a person
/// has said what base it holds: nobody writes into the firm's own without a backup.
///
/// # Errors
/// The settings cannot be used, read or written, or the password cannot be one.
pub fn save_base(
    place: &Workplace,
    company: &str,
    mut typed: TypedByKey,
    (password, base): (&str, Option<Base>),
) -> Result<Saved, Failure> {
    let key = format!("companies.{company}.engine");
    let engine = value(&typed, &key).to_owned();
    let on_server = engine == "sqlserver";
    if on_server && base.is_none() {
        return Ok(Saved::Wrong(vec![Problem::error(GuideWhichBase)]));
    }
    if !on_server {
        typed.retain(|path, _| *path == key);
    }
    // Also where it is what nobody needs to say: that a person said so is what counts.
    let said = Change { path: key, value: Some(toml::Value::String(engine)) };
    let own = place.settings.companies.get(company).filter(|_| !on_server);
    let changes: Vec<Change> =
        [said].into_iter().chain(own.into_iter().flat_map(|own| left_over(own, company))).collect();
    let saved = adjust::save_by_key(&place.dir, &typed, &changes)?;
    if matches!(saved, Saved::Done(_)) && on_server && !password.trim().is_empty() {
        Workplace::open(&place.dir)?.keep_secret(SecretKind::Optima, company, password)?;
    }
    Ok(saved)
}

/// What the settings say of a server that is not meant any more.
fn left_over(own: &Company, company: &str) -> Vec<Change> {
    let none = Company::default();
    let said = [
        ("server", own.server != none.server),
        ("database", own.database != none.database),
        ("login", own.login != none.login),
        ("user", own.user != none.user),
        ("encryption", own.encryption != none.encryption),
        ("ca_file", own.ca_file != none.ca_file),
    ];
    let is_said = said.into_iter().filter(|(_, is_said)| *is_said);
    is_said.map(|(name, _)| Change { path: format!("companies.{company}.{name}"), value: None }).collect()
}

/// Servers and bases to pick from.
#[derive(Clone, Debug, Default)]
pub struct Nearby {
    /// Servers, where none was named yet.
    pub servers: Vec<Instance>,
    /// Bases of the one that was.
    pub bases: Vec<String>,
    /// Why there are none.
    pub problems: Vec<Problem>,
}

impl Workplace {
    /// Servers of the machine that is typed, or of the network where none is; and the bases that the typed login may enter there.
    pub async fn nearby(&self, company: &str, typed: &TypedByKey, password: &str) -> Nearby {
        let own = as_typed(self.settings.companies.get(company).cloned().unwrap_or_default(), company, typed);
        let is_exact = own.address().is_some_and(|at| at.port.is_some() || at.instance.is_some());
        let mut found = Nearby::default();
        let listed = if is_exact { Ok(Vec::new()) } else { servers::instances(&own.server).await };
        let is_entered = !own.server.is_empty() && (own.login == SqlLogin::Windows || !own.user.is_empty());
        if is_entered {
            let kept = || password::read(&*self.disk, &Folders::new(&self.dir), company, &own).unwrap_or_default();
            let password = if password.is_empty() { kept() } else { password.to_owned() };
            match servers::bases(&self.dir, &own, &password).await {
                Ok(bases) => found.bases = bases,
                Err(failure) => found.problems.push(failure.problem),
            }
        }
        match listed {
            Ok(servers) => found.servers = servers,
            // Who lists no servers may be one, at the usual port.
            Err(failure) if found.bases.is_empty() => found.problems.push(failure.problem),
            Err(_) => {}
        }
        found
    }

    /// What is to be said of a company's base as such, whatever documents want of it: it answers, it is Optima's, and each right
    /// that is missing.
    ///
    /// # Errors
    /// There is no such company.
    pub async fn base_found(&self, company: &str) -> Result<Vec<Problem>, Failure> {
        let found = self.examine_base(company, false).await?.into_iter();
        Ok(found.filter(|finding| finding.area == Area::Base).map(|finding| finding.problem).collect())
    }

    /// What the base lacks of what the settings, and with `tables` also the mapping tables, name; or why it cannot be asked.
    ///
    /// # Errors
    /// There is no such company.
    pub async fn words_found(&self, company: &str, tables: bool) -> Result<Vec<Problem>, Failure> {
        let found = self.examine_base(company, tables).await?.into_iter();
        let meant = found.filter(|finding| finding.area == Area::Optima || finding.is_red());
        Ok(meant.map(|finding| finding.problem).collect())
    }
}

/// The base as the fields of the form have it.
fn as_typed(mut own: Company, company: &str, typed: &TypedByKey) -> Company {
    let field =
        |name: &str| typed.get(&format!("companies.{company}.{name}")).map(|typed| typed.value.trim().to_owned());
    own.server = field("server").unwrap_or(own.server);
    own.user = field("user").unwrap_or(own.user);
    own.ca_file = field("ca_file").unwrap_or(own.ca_file);
    own.login = match field("login").as_deref() {
        Some("windows") => SqlLogin::Windows,
        Some(_) => SqlLogin::Sql,
        None => own.login,
    };
    own.encryption = match field("encryption").as_deref() {
        Some("trust") => Encryption::Trust,
        Some("off") => Encryption::Off,
        Some(_) => Encryption::Required,
        None => own.encryption,
    };
    own
}

/// The script with the rights, with the names that the settings have.
#[must_use]
pub fn grants(company: &Company) -> String {
    let quoted = |name: &str| name.replace(']', "]]");
    let user = if company.user.is_empty() { USER.to_owned() } else { quoted(&company.user) };
    let by_windows = company.login == SqlLogin::Windows;
    let login = if by_windows { format!("CREATE LOGIN [{USER}] FROM WINDOWS;") } else { LOGIN.to_owned() };
    let database = if company.database.is_empty() { DATABASE.to_owned() } else { quoted(&company.database) };
    let script = GRANTS.replace(LOGIN, &login);
    script
        .replace(&format!("[{DATABASE}]"), &format!("[{database}]"))
        .replace(&format!("[{USER}]"), &format!("[{user}]"))
}
