//! `accounts`: who is logged in to Allegro, as whom, until when.

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::connect;
use super::ui::{Exit, Failure, Ui};
use super::workplace::Workplace;
use crate::allegro::tokens::TokenStore as _;
use crate::clock::Clock as _;
use crate::core::message::Message;
use crate::core::message::text::{
    AccountsAccess, AccountsHead, AccountsLogin, AccountsScopes, AccountsSeller, Alg006, Alg015, Alg019, Alg021,
    Cli006, Lgn006,
};
use crate::core::poland;
use crate::core::problem::{Fault, Problem};
use crate::core::settings::Environment;
use crate::stages::StageError;
use crate::stages::accounts::{AccountView, Standing, view};

pub async fn run(dir: &Path, renew: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    if place.settings.accounts.is_empty() {
        return Err(Failure { problem: Problem::error(Cli006), fault: Fault::Usage });
    }
    let (mut rows, mut exit) = (Vec::new(), Exit::Done);
    for alias in place.settings.accounts.keys() {
        let mut told = None;
        if renew && let Err(failure) = keep_alive(&place, alias, ui).await {
            exit = exit.max(failure.fault.into());
            ui.warn(&failure.problem);
            told = Some(failure.problem);
        }
        // One account that cannot be read does not hide the others.
        let (row, found) = match row(&place, alias, ui) {
            Ok(row) => row,
            Err(failure) => {
                if told.as_ref() != Some(&failure.problem) {
                    ui.warn(&failure.problem);
                }
                let row = json!({ "account": alias, "standing": null, "problem": ui.problem_json(&failure.problem) });
                (row, failure.fault.into())
            }
        };
        exit = exit.max(found);
        rows.push(row);
    }
    ui.json(&json!({ "accounts": rows }));
    Ok(exit)
}

/// An account that nobody exports from is renewed too, at least once a month.
pub async fn keep_alive(place: &Workplace, alias: &str, ui: &Ui) -> Result<(), Failure> {
    if connect::tokens(place, alias).read().is_ok_and(|kept| kept.is_none_or(|kept| kept.ended)) {
        return Ok(());
    }
    let mut client = connect::client(place, alias, ui.texts.language())?;
    Ok(client.keep_alive().await.map_err(StageError::from)?)
}

fn row(place: &Workplace, alias: &str, ui: &Ui) -> Result<(Value, Exit), Failure> {
    let connection = connect::connection(place, alias, ui.texts.language())?;
    let kept = connect::tokens(place, alias).read()?;
    let found = view(kept.as_ref(), &connection, place.clock.now());
    let account = place.settings.accounts.get(alias).cloned().unwrap_or_default();
    let problem = problem(&found);
    ui.say(AccountsHead { alias: alias.into(), environment: environment(account.environment).into() });
    show(&found, ui);
    if let Some(problem) = &problem {
        ui.problem(problem);
    }
    let row = json!({
        "account": alias,
        "environment": account.environment,
        "standing": name(found.standing),
        "login": found.login,
        "company": found.company,
        "tax_id": found.tax_id,
        "access_until": found.access_until,
        "login_until": found.login_until,
        "scopes": found.scopes,
        "problem": problem.as_ref().map(|problem| ui.problem_json(problem)),
    });
    Ok((row, if found.standing.needs_login() { Exit::Login } else { Exit::Done }))
}

fn show(found: &AccountView, ui: &Ui) {
    if found.standing == Standing::Nobody {
        return;
    }
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned()).into();
    ui.say(AccountsSeller {
        login: or_dash(&found.login),
        company: or_dash(&found.company),
        nip: or_dash(&found.tax_id),
    });
    ui.say(AccountsAccess { until: day(found.access_until).into() });
    ui.say(AccountsLogin { until: day(found.login_until).into() });
    ui.say(AccountsScopes { scopes: found.scopes.join(", ").into() });
}

/// What is to be done about it.
pub fn problem(found: &AccountView) -> Option<Problem> {
    let until = day(found.login_until);
    Some(match found.standing {
        Standing::LoggedIn => return None,
        Standing::EndsSoon => Problem::warning(Lgn006 { until: until.into() }),
        Standing::LacksScope => Problem::error(Alg019 { scope: found.missing.unwrap_or_default().into() }),
        Standing::OtherEnvironment => Problem::error(Alg015),
        Standing::OtherApplication => Problem::error(Alg021),
        Standing::Ended | Standing::Nobody => Problem::error(Alg006),
    })
}

/// For programs.
fn name(standing: Standing) -> &'static str {
    match standing {
        Standing::LoggedIn => "logged_in",
        Standing::EndsSoon => "ends_soon",
        Standing::LacksScope => "lacks_scope",
        Standing::OtherEnvironment => "other_environment",
        Standing::OtherApplication => "other_application",
        Standing::Ended => "ended",
        Standing::Nobody => "nobody",
    }
}

/// An environment in words.
pub fn environment(environment: Environment) -> Message {
    use crate::core::message::text::{EnvironmentProduction, EnvironmentSandbox};
    match environment {
        Environment::Production => EnvironmentProduction.into(),
        Environment::Sandbox => EnvironmentSandbox.into(),
    }
}

/// Day and minute in Poland.
pub fn day(at: Option<Timestamp>) -> String {
    let Some(at) = at else { return "-".to_owned() };
    poland::local(at).strftime("%Y-%m-%d %H:%M").to_string()
}
