//! A look at everything that a set-up needs.

use serde_json::{Value, json};

use super::companies::{configured, doubt_told};
use super::sellers::first_of_seller;
use super::{Company, Failure, Workplace, account_problem, connect, letters};
use crate::allegro::port::Orders as _;
use crate::allegro::tokens::TokenStore as _;
use crate::clock::Clock as _;
use crate::core::doctor::{self, Area, Finding};
use crate::core::message::text::{Doc006, Doc017, Doc060, Doc062, Doc063, Doc064, Exp013, Wrk010};
use crate::core::message::{Catalogue, Message};
use crate::core::poland;
use crate::core::problem::{Explain as _, Severity};
use crate::core::register::{self, Configured};
use crate::core::settings::{Engine, TokenHome};
use crate::core::tables::Tables;
use crate::core::telling;
use crate::keyring::Keyring;
use crate::stages::StageError;
use crate::stages::doctor::{self as looks, Asked};
use crate::workplace::logins::view;

/// What was found, with the company where it is about one.
pub type Findings = Vec<(String, Finding)>;

impl Workplace {
    /// Looks at everything. What cannot be looked at is found, and keeps nothing else from it.
    pub async fn examine(&self) -> Findings {
        let of = |company: &str, findings: Vec<Finding>| -> Findings {
            findings.into_iter().map(|finding| (company.to_owned(), finding)).collect()
        };
        let mut first = looks::settings(&self.dir, &self.settings);
        first.extend(letters::examine(self).await);
        let mut found = of("", first);
        match self.companies_as_they_are() {
            Err(failure) => found.extend(of("", vec![Finding { area: Area::Folders, problem: failure.problem }])),
            Ok(companies) => {
                found.extend(of("", self.places_found()));
                for company in companies {
                    found.extend(of(&company.name, self.company_found(&company).await));
                }
            }
        }
        found.extend(of("", allegro(self).await));
        found.extend(of("", self.twice_found()));
        found
    }

    /// Folders that nobody works with, and names that Windows cannot tell apart.
    fn places_found(&self) -> Vec<Finding> {
        let in_folders = |problem| Finding { area: Area::Folders, problem };
        let mut found: Vec<Finding> =
            self.misplaced().into_iter().flatten().map(|folder| in_folders(folder.problem)).collect();
        let accounts = self.settings.accounts.keys().map(|name| Configured { name: name.clone(), base: String::new() });
        for names in [configured(&self.settings), accounts.collect()] {
            let bad = names.iter().filter_map(|named| Some((named, register::bad_name(&names, &named.name)?)));
            found.extend(
                bad.map(|(named, doubt)| Finding { area: Area::Settings, problem: doubt_told(&named.name, &doubt) }),
            );
        }
        found
    }

    /// Accounts that are the same seller.
    fn twice_found(&self) -> Vec<Finding> {
        let bound = self.bound_aliases(&self.companies_as_they_are().unwrap_or_default());
        let twice = self.settings.accounts.keys().filter_map(|alias| Some((alias, first_of_seller(&bound, alias)?)));
        let told = twice.map(|(alias, other)| Wrk010 { alias: alias.into(), other: other.into() });
        told.map(|told| Finding::new(Area::Allegro, Severity::Error, told)).collect()
    }

    /// What a company's base is and what it has of what the settings name; with `tables`, also of what the mapping tables name.
    ///
    /// # Errors
    /// There is no such company.
    pub async fn examine_base(&self, name: &str, tables: bool) -> Result<Vec<Finding>, Failure> {
        let company = self.company(name)?;
        let asked = if tables {
            looks::asked(&self.dir, &self.settings, name)
        } else {
            let own = self.settings.in_use_at(name).into_iter();
            own.map(|settings| (settings, doctor::named(settings, &Tables::default()))).collect()
        };
        Ok(base(self, &company, &asked).await)
    }

    async fn company_found(&self, company: &Company) -> Vec<Finding> {
        let in_folders = |failure: Failure| Finding { area: Area::Folders, problem: failure.problem };
        // Which folders they are is not known.
        if let Err(failure) = company.ready() {
            return vec![in_folders(failure)];
        }
        let unmade = company.folders.create(&*self.disk).err().map(|error| in_folders(StageError::from(error).into()));
        let mut found: Vec<Finding> = unmade.into_iter().collect();
        found.extend(looks::folders(&*self.disk, &company.folders));
        found.extend(looks::rights(&*self.disk, &company.folders));
        found.extend(looks::space(company.folders.root()));
        // A ledger that cannot be read is told of below.
        let ledger = company.ledger().ok();
        let order = |id: &str| ledger.as_ref()?.order(&id.into()).ok()?;
        let now = self.clock.now();
        found.extend(looks::lying_files(&*self.disk, &company.folders, &self.settings, (now, &order)));
        found.extend(base(self, company, &looks::asked(&self.dir, &self.settings, &company.name)).await);
        let odd = self.strange_cells(company).await.into_iter();
        found.extend(odd.map(|problem| Finding { area: Area::Settings, problem }));
        found.extend(ledger_found(company));
        found
    }
}

/// Is the ledger whole; and which documents are missed, as it has it.
fn ledger_found(company: &Company) -> Vec<Finding> {
    match company.ledger().and_then(|ledger| ledger.check().map(|()| ledger).map_err(Failure::from)) {
        Ok(ledger) => looks::missing(&ledger).into_iter().collect(),
        Err(failure) => vec![Finding { area: Area::Folders, problem: failure.problem }],
    }
}

async fn base(place: &Workplace, company: &Company, asked: &[Asked<'_>]) -> Vec<Finding> {
    let (mut findings, mut risk) = (Vec::new(), None);
    if company.settings.engine == Engine::SqlServer {
        findings.push(Finding::new(Area::Base, Severity::Warning, Doc006));
        match place.access(company) {
            Ok(access) => risk = access.risk(),
            Err(failure) => {
                findings.push(Finding { area: Area::Base, problem: failure.problem });
                return findings;
            }
        }
    }
    findings.extend(risk.clone().map(|problem| Finding { area: Area::Base, problem }));
    match place.base_quietly(company).await {
        Err(failure) => findings.push(Finding { area: Area::Base, problem: failure.problem }),
        Ok(mut opened) => {
            if company.settings.engine == Engine::SqlServer && risk.is_none() {
                findings.push(Finding::new(Area::Base, Severity::Note, Doc017 { place: company.place().into() }));
            }
            let about = (company.place(), &company.settings);
            let now = place.clock.now();
            findings.extend(looks::base(&mut opened, (&about.0, about.1), asked, now).await);
        }
    }
    findings
}

/// Who is logged in, and does Allegro answer? Asked only where somebody has logged in.
async fn allegro(place: &Workplace) -> Vec<Finding> {
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
    let waiting = place.waiting_accounts();
    for alias in place.settings.accounts.keys() {
        if waiting.contains(alias) {
            all.push(finding(Severity::Warning, Exp013 { alias: alias.into() }.into()));
        }
        match account(place, alias).await {
            Ok(mut found) => all.append(&mut found),
            Err(failure) if all.iter().any(|finding| finding.problem == failure.problem) => {}
            Err(failure) => all.push(Finding { area: Area::Allegro, problem: failure.problem }),
        }
    }
    let agent = crate::allegro::client::user_agent(&place.settings.allegro.application);
    all.push(finding(Severity::Note, Doc063 { agent: agent.into() }.into()));
    all
}

async fn account(place: &Workplace, alias: &str) -> Result<Vec<Finding>, Failure> {
    let finding = |severity, message: Message| Finding::new(Area::Allegro, severity, message);
    let connection = connect::connection(place, alias)?;
    connect::demand(place, alias, &connection)?;
    let kept = connect::tokens(place, alias).read()?;
    let found = view(kept.as_ref(), &connection, place.clock.now());
    let problem = account_problem(&found).map(|problem| Finding { area: Area::Allegro, problem });
    if found.standing.needs_login() {
        return Ok(problem.into_iter().collect());
    }
    let login = found.login.clone().unwrap_or_else(|| "-".to_owned()).into();
    let until = poland::minute(found.login_until).into();
    let mut all = vec![finding(Severity::Note, Doc060 { alias: alias.into(), login, until }.into())];
    all.extend(problem);
    let mut client = connect::client(place, alias)?;
    // A token that is good by our clock says nothing of Allegro: only a request does.
    match client.seller().await.map_err(StageError::from) {
        Ok(seller) => {
            all.push(finding(Severity::Note, Doc062 { alias: alias.into() }.into()));
            let other = place.other_seller(alias, &seller);
            all.extend(other.map(|problem| Finding { area: Area::Allegro, problem }));
        }
        Err(error) => all.push(Finding { area: Area::Allegro, problem: Failure::from(error).problem }),
    }
    Ok(all)
}

/// For programs: area, company, level, and the problem.
#[must_use]
pub fn finding_json((company, finding): &(String, Finding), texts: &Catalogue) -> Value {
    let mut value = telling::problem_json(texts, &finding.problem);
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
