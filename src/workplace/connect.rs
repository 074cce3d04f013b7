//! From the settings to a connection with Allegro: addresses, the application's id and secret, the common pace.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::listener::ToldPause;
use super::{Failure, Workplace};
use crate::allegro::client::{
    Client, Connection, PRODUCTION_API, PRODUCTION_APPS, PRODUCTION_AUTH, SANDBOX_API, SANDBOX_APPS, SANDBOX_AUTH,
    user_agent,
};
use crate::allegro::pace::Pace;
use crate::allegro::tokens::Secret;
use crate::core::message::text::{Lgn001, Lgn002};
use crate::core::problem::Problem;
use crate::core::settings::{Account, Environment};
use crate::keyring::Keyring;
use crate::spool::{Folders, RealDisk};
use crate::stages::StageError;
use crate::workplace::logins::{FileBlocks, FileTokens, read_client_secret, secret_files};

/// Where one's own application is registered.
pub fn apps_page(account: &Account) -> &'static str {
    match account.environment {
        Environment::Production => PRODUCTION_APPS,
        Environment::Sandbox => SANDBOX_APPS,
    }
}

/// Whom to talk to for an account. The secret may be missing; [`demand`] says so.
pub fn connection(place: &Workplace, alias: &str) -> Result<Connection, Failure> {
    let account = place.settings.accounts.get(alias).cloned().unwrap_or_default();
    let (api, auth) = match account.environment {
        Environment::Production => (PRODUCTION_API, PRODUCTION_AUTH),
        Environment::Sandbox => (SANDBOX_API, SANDBOX_AUTH),
    };
    let client_secret = match secret_of_environment(alias) {
        Some(secret) => secret,
        None => read_client_secret(&*place.disk, &Folders::new(&place.dir), alias)?.unwrap_or_else(|| Secret::new("")),
    };
    Ok(Connection {
        api_url: account.api_url.unwrap_or_else(|| api.to_owned()),
        auth_url: account.auth_url.unwrap_or_else(|| auth.to_owned()),
        client_id: account.client_id,
        client_secret,
        user_agent: user_agent(&place.settings.allegro.application),
        language: place.language,
        offers: account.offers,
    })
}

/// Client id and secret must be there before anything is sent.
pub fn demand(place: &Workplace, alias: &str, connection: &Connection) -> Result<(), Failure> {
    let usage = |problem| Err(Failure::usage(problem));
    if connection.client_id.is_empty() {
        return usage(Problem::error(Lgn001 { alias: alias.into() }));
    }
    if connection.client_secret.expose().is_empty() {
        let [own, common] = secret_files(&Folders::new(&place.dir), alias);
        return usage(Problem::error(Lgn002 {
            alias: alias.into(),
            variable: variable(alias).into(),
            own: own.as_path().into(),
            common: common.as_path().into(),
        }));
    }
    Ok(())
}

/// Where an account's login is kept: in the working folder, whichever company the account is of, so that it stays
/// when a second company comes.
pub fn tokens(place: &Workplace, alias: &str) -> FileTokens<RealDisk> {
    FileTokens::new(place.disk.clone(), &Folders::new(&place.dir), alias)
        .kept_in(place.settings.allegro.tokens, Keyring::system())
}

/// The pace of an application, one for everything that this process asks, however often the folder is opened anew. Blocks are
/// kept in the working folder, for all accounts and processes.
pub fn pace(place: &Workplace, connection: &Connection) -> Arc<Pace> {
    type Whose = (PathBuf, String, u32);
    static PACES: Mutex<BTreeMap<Whose, Arc<Pace>>> = Mutex::new(BTreeMap::new());
    let per_minute = place.settings.allegro.requests_per_minute;
    let dir = std::path::absolute(&place.dir).unwrap_or_else(|_| place.dir.clone());
    let new = || {
        let blocks = FileBlocks::new(place.disk.clone(), &Folders::new(&dir), &connection.client_id);
        Pace::new(per_minute, Box::new(blocks))
    };
    let mut paces = PACES.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(paces.entry((dir.clone(), connection.client_id.clone(), per_minute)).or_insert_with(new))
}

/// The client of an account.
pub fn client(place: &Workplace, alias: &str) -> Result<Client, Failure> {
    let connection = connection(place, alias)?;
    let common = pace(place, &connection);
    let kept = Box::new(tokens(place, alias));
    let client = Client::new(connection, kept, Box::new(ToldPause(place.listener.clone())), place.clock.clone());
    Ok(client.map_err(StageError::from)?.paced(common))
}

fn variable(alias: &str) -> String {
    format!("ALLEGRO_CLIENT_SECRET_{}", alias.to_uppercase().replace('-', "_"))
}

/// Variables and files where the application's secret may be, in the order in which they count.
pub fn secret_places(place: &Workplace, alias: &str) -> (Vec<String>, Vec<PathBuf>) {
    let files = secret_files(&Folders::new(&place.dir), alias);
    (vec![variable(alias), "ALLEGRO_CLIENT_SECRET".to_owned()], files.into())
}

/// The application's secret: the account's own variable, else the common one.
fn secret_of_environment(alias: &str) -> Option<Secret> {
    let found = std::env::var(variable(alias)).or_else(|_| std::env::var("ALLEGRO_CLIENT_SECRET")).ok()?;
    (!found.trim().is_empty()).then(|| Secret::new(found.trim()))
}
