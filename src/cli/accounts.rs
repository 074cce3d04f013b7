//! `accounts`: who is logged in to Allegro, as whom, until when.

use std::path::Path;

use serde_json::{Value, json};

use super::opened;
use super::ui::{Exit, Ui};
use crate::core::message::Message;
use crate::core::message::text::{AccountsAccess, AccountsHead, AccountsLogin, AccountsScopes, AccountsSeller, Cli006};
use crate::core::poland;
use crate::core::problem::{Fault, Problem};
use crate::core::settings::Environment;
use crate::workplace::{AccountView, Failure, Standing, Workplace, account_problem};

pub async fn run(dir: &Path, renew: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    if place.settings.accounts.is_empty() {
        return Err(Failure { problem: Problem::error(Cli006), fault: Fault::Usage });
    }
    let (mut rows, mut exit) = (Vec::new(), Exit::Done);
    for alias in place.settings.accounts.keys() {
        let mut told = None;
        if renew && let Err(failure) = place.keep_alive(alias).await {
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

fn row(place: &Workplace, alias: &str, ui: &Ui) -> Result<(Value, Exit), Failure> {
    let found = place.account_view(alias)?;
    let account = place.settings.accounts.get(alias).cloned().unwrap_or_default();
    let problem = account_problem(&found);
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
    ui.say(AccountsAccess { until: poland::minute(found.access_until).into() });
    ui.say(AccountsLogin { until: poland::minute(found.login_until).into() });
    ui.say(AccountsScopes { scopes: found.scopes.join(", ").into() });
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
