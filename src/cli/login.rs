//! `login`: an account is logged in to Allegro by a code that somebody agrees to in a browser.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use serde_json::json;

use super::opened;
use super::ui::{Exit, Ui, is_interactive, note};
use crate::core::message::text::{Lgn003, LoginAsk, LoginDone, LoginGuide, LoginOpen, LoginSeller};
use crate::core::poland;
use crate::core::problem::Problem;
use crate::core::settings::Environment;
use crate::workplace::{DeviceCode, Failure, Operator, SellerAccount, Workplace, apps_page};

pub async fn run(dir: &Path, alias: Option<&str>, yes: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let alias = place.alias(alias)?;
    let account = place.settings.accounts.get(&alias).cloned().unwrap_or_default();
    if let Err(failure) = place.may_log_in(&alias) {
        let page = apps_page(&account).into();
        let application = place.settings.allegro.application.as_str().into();
        // The guide has lines of its own.
        ui.line(&ui.texts.say(LoginGuide { page, application }));
        return Err(failure);
    }
    if !yes && !is_interactive() {
        return Err(Failure::usage(Problem::error(Lgn003)));
    }
    let kept =
        place.log_in(&alias, &Desk { ui, yes, environment: account.environment, place: &place, alias: &alias }).await?;
    let doubts = kept.seller.as_ref().map(|seller| place.seller_doubts(&alias, seller)).unwrap_or_default();
    let until = poland::minute(Some(kept.login_until()));
    ui.say(LoginDone { alias: alias.as_str().into(), until: until.as_str().into() });
    ui.json(&json!({
        "account": alias,
        "environment": account.environment,
        "seller": kept.seller.as_ref().map(seller_json),
        "problems": doubts.iter().map(|problem| ui.problem_json(problem)).collect::<Vec<_>>(),
        "scopes": kept.pair.scope.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>(),
        "access_until": kept.pair.expires_at,
        "login_until": kept.login_until(),
    }));
    Ok(Exit::Done)
}

fn seller_json(seller: &SellerAccount) -> serde_json::Value {
    json!({ "id": seller.id, "login": seller.login, "company": seller.company, "tax_id": seller.tax_id })
}

/// The terminal, or a program at the other end of it.
struct Desk<'a> {
    ui: &'a Ui,
    yes: bool,
    environment: Environment,
    place: &'a Workplace,
    alias: &'a str,
}

impl Operator for Desk<'_> {
    fn show(&self, code: &DeviceCode) {
        let address = code.verification_uri_complete.as_ref().unwrap_or(&code.verification_uri);
        if self.ui.is_json() {
            // stdout is for the one document at the end; the address is needed now.
            note(
                &json!({ "event": "code", "url": address, "code": code.user_code, "until": code.expires_at })
                    .to_string(),
            );
            return;
        }
        self.ui.say(LoginOpen { address: address.into(), code: code.user_code.as_str().into() });
        if io::stdout().is_terminal()
            && let Ok(picture) = QrCode::new(address.as_bytes())
        {
            // Dark on light also where the terminal is dark, as a telephone's camera wants it.
            self.ui.line(&picture.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build());
        }
    }

    fn confirms(&self, seller: &SellerAccount) -> bool {
        if self.ui.is_json() {
            note(&json!({ "event": "seller", "seller": seller_json(seller) }).to_string());
        }
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned()).into();
        self.ui.say(LoginSeller {
            login: seller.login.as_str().into(),
            company: or_dash(&seller.company),
            nip: or_dash(&seller.tax_id),
            environment: super::accounts::environment(self.environment).into(),
        });
        for doubt in self.place.seller_doubts(self.alias, seller) {
            self.ui.problem(&doubt);
        }
        self.yes || agrees(&self.ui.texts.say(LoginAsk))
    }
}

/// Only a plain yes is one.
fn agrees(question: &str) -> bool {
    let mut out = io::stdout().lock();
    let _ = write!(out, "{question} ").and_then(|()| out.flush());
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).is_ok()
        && matches!(line.trim().to_lowercase().as_str(), "t" | "tak" | "y" | "yes")
}
