//! The base: the try-out base, or one on a server.

use super::super::adjust::{self, Saved, TypedByKey};
use super::{Failure, Workplace, again, value};
use crate::core::doctor::Area;
use crate::core::message::text::GuideWhichBase;
use crate::core::problem::Problem;
use crate::core::settings::{Company, SqlLogin};
use crate::settings::edit::Change;
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
    let saved = adjust::save_by_key(&place.dir, &typed, &[said])?;
    if matches!(saved, Saved::Done(_)) && on_server && !password.trim().is_empty() {
        again(&place.dir)?.keep_secret(SecretKind::Optima, company, password)?;
    }
    Ok(saved)
}

impl Workplace {
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
