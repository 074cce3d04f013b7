//! What the panel needs of the outside world, from the working folder: opened afresh for each question, so that what a
//! person changes is seen.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::runtime::Handle;
use uuid::Uuid;

use super::connect::{self, ToldPause};
use super::ui::{Failure, Ui};
use super::workplace::{Office, Workplace};
use super::{accounts, base_password, bundle, doctor};
use crate::allegro::login::DeviceCode;
use crate::allegro::port::SellerAccount;
use crate::allegro::tokens::TokenStore as _;
use crate::clock::Clock as _;
use crate::core::doctor::Finding;
use crate::core::inspection::Choices;
use crate::core::message::text::{Cli005, Cli007, Lgn004};
use crate::core::message::{Catalogue, Language};
use crate::core::plan::StoredDocument;
use crate::core::problem::{Explain as _, Fault, Problem};
use crate::core::settings::Engine;
use crate::optima::OptimaDb as _;
use crate::panel::{LoginDesk, Outside, Secret, SecretOrigin, Seller, Standing};
use crate::spool::disk::exists;
use crate::spool::{Disk, Folders};
use crate::stages::accounts::{LogIn, LoggedIn, Operator, view};

/// The outside world of a working folder.
pub struct FolderOutside {
    dir: PathBuf,
}

impl FolderOutside {
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    fn place(&self, alias: Option<&str>) -> Result<Workplace, Failure> {
        let place = Workplace::open(&self.dir)?;
        match alias.filter(|alias| !place.settings.accounts.contains_key(*alias)) {
            None => Ok(place),
            Some(alias) => Err(usage(Problem::error(Cli005 { alias: alias.into() }))),
        }
    }

    fn office(&self, company: &str) -> Result<(Workplace, Office), Failure> {
        let place = self.place(None)?;
        let found = place.offices_as_they_are()?.into_iter().find(|office| office.name == company);
        let office = found.ok_or_else(|| usage(Problem::error(Cli007)))?;
        Ok((place, office))
    }
}

fn usage(problem: Problem) -> Failure {
    Failure { problem, fault: Fault::Usage }
}

/// Whoever asks may wait; the work itself may not be moved between threads.
fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Problem> {
    Handle::current().block_on(work).map_err(|failure| failure.problem)
}

/// Nothing of it goes to a terminal.
fn silent(language: Language) -> Ui {
    Ui::new(Catalogue::new(language), true)
}

/// The first place that has something. What it is, is not read.
fn first_of(disk: &dyn Disk, (variables, files): (Vec<String>, Vec<PathBuf>)) -> SecretOrigin {
    let is_set = |name: &String| std::env::var(name).is_ok_and(|value| !value.trim().is_empty());
    if let Some(name) = variables.into_iter().find(is_set) {
        return SecretOrigin::Environment(name);
    }
    let found = files.into_iter().find(|file| exists(disk, file).unwrap_or(false));
    found.map_or(SecretOrigin::Missing, |file| SecretOrigin::File(file.display().to_string()))
}

impl Outside for FolderOutside {
    fn documents(&self, company: &str, keys: &[Uuid]) -> Result<Vec<StoredDocument>, Problem> {
        wait(async {
            let (place, office) = self.office(company)?;
            Ok(place.base_quietly(&office).await?.documents(keys).await?)
        })
    }

    fn choices(&self, company: &str) -> Result<Choices, Problem> {
        wait(async {
            let (place, office) = self.office(company)?;
            Ok(place.base_quietly(&office).await?.choices().await?)
        })
    }

    fn examine(&self, language: Language) -> Result<Vec<(String, Finding)>, Problem> {
        wait(async { doctor::examine(&self.place(None)?, &silent(language)).await })
    }

    fn bundle(&self, language: Language) -> Result<Vec<u8>, Problem> {
        let ui = silent(language);
        wait(async {
            let place = self.place(None)?;
            let found = doctor::examine(&place, &ui).await?;
            bundle::packed(&place, &found, &ui)
        })
    }

    fn secrets(&self) -> Result<Vec<Secret>, Problem> {
        let place = self.place(None).map_err(|failure| failure.problem)?;
        let accounts = place.settings.accounts.keys().map(|alias| (alias, connect::secret_places(&place, alias)));
        let servers = place.settings.companies.iter().filter(|(_, company)| company.engine == Engine::SqlServer);
        let servers = servers.map(|(name, _)| (name, base_password::places(&Folders::new(&place.dir), name)));
        let all = accounts.chain(servers);
        Ok(all.map(|(of, places)| Secret { of: of.clone(), origin: first_of(&*place.disk, places) }).collect())
    }

    fn account(&self, alias: &str, language: Language) -> Result<Standing, Problem> {
        let look = || -> Result<Standing, Failure> {
            let place = self.place(Some(alias))?;
            let connection = connect::connection(&place, alias, language)?;
            let kept = match connect::tokens(&place, alias).read() {
                Ok(kept) => kept,
                // The page has to come up all the same: the button of a new login is on it.
                Err(error) => {
                    return Ok(Standing { unread: true, problem: Some(error.problem()), ..Standing::default() });
                }
            };
            let found = view(kept.as_ref(), &connection, place.clock.now());
            let problem = accounts::problem(&found);
            Ok(Standing {
                until: accounts::day(found.login_until),
                login: found.login,
                company: found.company,
                unread: false,
                problem,
            })
        };
        look().map_err(|failure| failure.problem)
    }

    fn log_in(&self, alias: &str, language: Language, desk: Arc<dyn LoginDesk>) -> Result<(), Problem> {
        wait(async {
            let place = self.place(Some(alias))?;
            let connection = connect::connection(&place, alias, language)?;
            connect::demand(&place, alias, &connection)?;
            let offices = place.offices()?;
            let office = place.office_of(&offices, alias).ok_or_else(|| usage(Problem::error(Cli007)))?;
            let mut ledger = office.ledger()?;
            let mut stage = LogIn {
                account: alias,
                connection: &connection,
                tokens: &connect::tokens(&place, alias),
                ledger: &mut ledger,
                pause: ToldPause::new(language),
                clock: place.clock.clone(),
                pace: connect::pace(&place, &connection),
            };
            match stage.run(&AtTheDesk(&*desk)).await? {
                LoggedIn::As(_) => Ok(()),
                LoggedIn::NotConfirmed => Err(Failure { problem: Problem::error(Lgn004), fault: Fault::Login }),
            }
        })
    }
}

/// The panel's desk as the login sees it.
struct AtTheDesk<'a>(&'a dyn LoginDesk);

impl Operator for AtTheDesk<'_> {
    fn show(&self, code: &DeviceCode) {
        let address = code.verification_uri_complete.as_ref().unwrap_or(&code.verification_uri);
        self.0.code(address, &code.user_code);
    }

    fn confirms(&self, seller: &SellerAccount) -> bool {
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
        self.0.confirms(Seller {
            login: seller.login.clone(),
            company: or_dash(&seller.company),
            nip: or_dash(&seller.tax_id),
        })
    }
}
