//! `doctor`: everything that a set-up needs, green, yellow or red, with what to do.

use std::path::Path;

use serde_json::{Value, json};

use super::ui::{Exit, Failure, Ui};
use super::workplace::{Office, Workplace};
use super::{accounts, bundle, connect, email};
use crate::allegro::port::Orders as _;
use crate::allegro::tokens::TokenStore as _;
use crate::clock::Clock as _;
use crate::core::doctor::{self, Area, Finding};
use crate::core::message::Message;
use crate::core::message::text::{
    Doc006, Doc017, Doc060, Doc062, Doc063, Doc064, DoctorAreaAllegro, DoctorAreaBase, DoctorAreaFolders,
    DoctorAreaOptima, DoctorAreaSettings, DoctorSum,
};
use crate::core::problem::{Explain as _, Severity};
use crate::core::settings::{Engine, TokenHome};
use crate::keyring::Keyring;
use crate::stages::StageError;
use crate::stages::accounts::view;
use crate::stages::doctor::{self as looks, Asked};

/// What was found, with the company where it is about one.
pub(super) type Found = Vec<(String, Finding)>;

pub async fn run(dir: &Path, bundle: Option<&Path>, ui: &Ui) -> Result<Exit, Failure> {
    let place = match Workplace::open(dir) {
        Ok(place) => place,
        // Without settings nothing else can be looked at, and that is what is found.
        Err(Failure { problem, fault }) => {
            tell(&vec![(String::new(), Finding { area: Area::Settings, problem })], ui);
            return Ok(fault.into());
        }
    };
    let found = examine(&place, ui).await?;
    tell(&found, ui);
    if let Some(path) = bundle {
        bundle::write(&place, &found, path, ui)?;
    }
    Ok(if found.iter().any(|(_, finding)| finding.is_red()) { Exit::Refused } else { Exit::Done })
}

fn tell(found: &Found, ui: &Ui) {
    show(found, ui);
    ui.json(&json!({ "findings": found.iter().map(|found| as_json(found, ui)).collect::<Vec<Value>>() }));
}

/// Looks at everything.
pub(super) async fn examine(place: &Workplace, ui: &Ui) -> Result<Found, Failure> {
    let mut found: Found = Vec::new();
    let mut add = |company: &str, findings: Vec<Finding>| {
        found.extend(findings.into_iter().map(|finding| (company.to_owned(), finding)));
    };
    let mut first = looks::settings(&place.dir, &place.settings);
    first.extend(email::examine(place).await);
    add("", first);
    for office in place.offices_as_they_are()? {
        let made = office.folders.create(&*place.disk);
        let unmade = made
            .err()
            .map(|error| Finding { area: Area::Folders, problem: Failure::from(StageError::from(error)).problem });
        let mut folders: Vec<Finding> = unmade.into_iter().collect();
        folders.extend(looks::folders(&*place.disk, &office.folders));
        folders.extend(looks::space(office.folders.root()));
        folders.extend(looks::lying_files(&*place.disk, &office.folders, &place.settings, place.clock.now()));
        add(&office.name, folders);
        add(&office.name, base(place, &office, &looks::asked(&place.dir, &place.settings, &office.name)).await);
        add(&office.name, missing(&office));
    }
    add("", allegro(place, ui).await);
    Ok(found)
}

/// Documents that are missed; from the ledger alone.
fn missing(office: &Office) -> Vec<Finding> {
    match office.ledger() {
        Ok(ledger) => looks::missing(&ledger).into_iter().collect(),
        Err(failure) => vec![Finding { area: Area::Folders, problem: failure.problem }],
    }
}

async fn base(place: &Workplace, office: &Office, asked: &[Asked<'_>]) -> Vec<Finding> {
    let (mut findings, mut risk) = (Vec::new(), None);
    if office.company.engine == Engine::SqlServer {
        findings.push(Finding::new(Area::Base, Severity::Warning, Doc006));
        match place.access(office) {
            Ok(access) => risk = access.risk(),
            Err(failure) => {
                findings.push(Finding { area: Area::Base, problem: failure.problem });
                return findings;
            }
        }
    }
    findings.extend(risk.clone().map(|problem| Finding { area: Area::Base, problem }));
    match place.base_quietly(office).await {
        Err(failure) => findings.push(Finding { area: Area::Base, problem: failure.problem }),
        Ok(mut opened) => {
            if office.company.engine == Engine::SqlServer && risk.is_none() {
                findings.push(Finding::new(Area::Base, Severity::Note, Doc017 { place: office.place().into() }));
            }
            let about = (office.place(), &office.company);
            let now = place.clock.now();
            findings.extend(looks::base(&mut opened, (&about.0, about.1), asked, now).await);
        }
    }
    findings
}

/// Who is logged in, and does Allegro answer? Asked only where somebody has logged in.
async fn allegro(place: &Workplace, ui: &Ui) -> Vec<Finding> {
    let finding = |severity, message: Message| Finding::new(Area::Allegro, severity, message);
    let mut all = Vec::new();
    // Also where an account has no application yet, and once for all of them.
    if place.settings.allegro.tokens == TokenHome::Keyring
        && let Err(error) = Keyring::system().ready()
    {
        all.push(Finding { area: Area::Allegro, problem: error.problem() });
    }
    if place.settings.accounts.is_empty() {
        all.push(finding(Severity::Warning, Doc064.into()));
    }
    for alias in place.settings.accounts.keys() {
        match account(place, alias, ui).await {
            Ok(mut found) => all.append(&mut found),
            Err(failure) if all.iter().any(|finding| finding.problem == failure.problem) => {}
            Err(failure) => all.push(Finding { area: Area::Allegro, problem: failure.problem }),
        }
    }
    let agent = crate::allegro::client::user_agent(&place.settings.allegro.application);
    all.push(finding(Severity::Note, Doc063 { agent: agent.into() }.into()));
    all
}

async fn account(place: &Workplace, alias: &str, ui: &Ui) -> Result<Vec<Finding>, Failure> {
    let finding = |severity, message: Message| Finding::new(Area::Allegro, severity, message);
    let connection = connect::connection(place, alias, ui.texts.language())?;
    connect::demand(place, alias, &connection)?;
    let kept = connect::tokens(place, alias).read()?;
    let found = view(kept.as_ref(), &connection, place.clock.now());
    let problem = accounts::problem(&found).map(|problem| Finding { area: Area::Allegro, problem });
    if found.standing.needs_login() {
        return Ok(problem.into_iter().collect());
    }
    let login = found.login.clone().unwrap_or_else(|| "-".to_owned()).into();
    let until = accounts::day(found.login_until).into();
    let mut all = vec![finding(Severity::Note, Doc060 { alias: alias.into(), login, until }.into())];
    all.extend(problem);
    let mut client = connect::client(place, alias, ui.texts.language())?;
    // A token that is good by our clock says nothing of Allegro: only a request does.
    match client.seller().await.map_err(StageError::from) {
        Ok(seller) => {
            all.push(finding(Severity::Note, Doc062 { alias: alias.into() }.into()));
            all.extend(doctor::other_seller(
                alias,
                &place.settings.of_account(alias).seller.nip,
                seller.tax_id.as_deref(),
            ));
        }
        Err(error) => all.push(Finding { area: Area::Allegro, problem: Failure::from(error).problem }),
    }
    Ok(all)
}

/// A table in words, area by area: green, yellow, red.
fn show(found: &Found, ui: &Ui) {
    let mut head = None;
    for (company, finding) in found {
        let area = (company, finding.area);
        if head != Some(area) {
            ui.line("");
            ui.say(title(finding.area, company));
            head = Some(area);
        }
        // What is as it should be has a mark of its own here.
        ui.line(&ui.problem_text(&finding.problem).replacen('·', "✓", 1));
    }
    let count = |severity| found.iter().filter(|(_, finding)| finding.problem.severity == severity).count();
    ui.line("");
    let (red, yellow) = (count(Severity::Error).into(), count(Severity::Warning).into());
    ui.say(DoctorSum { red, yellow });
}

fn title(area: Area, company: &str) -> Message {
    match area {
        Area::Settings => DoctorAreaSettings.into(),
        Area::Folders => DoctorAreaFolders.into(),
        Area::Base => DoctorAreaBase { company: company.into() }.into(),
        Area::Optima => DoctorAreaOptima { company: company.into() }.into(),
        Area::Allegro => DoctorAreaAllegro.into(),
    }
}

/// For programs: area, company, level, and the problem.
pub(super) fn as_json((company, finding): &(String, Finding), ui: &Ui) -> Value {
    let mut value = ui.problem_json(&finding.problem);
    let level = match finding.problem.severity {
        Severity::Note => "green",
        Severity::Warning => "yellow",
        Severity::Error => "red",
    };
    value["area"] = json!(format!("{:?}", finding.area).to_lowercase());
    value["company"] = json!(company);
    value["level"] = json!(level);
    value
}
