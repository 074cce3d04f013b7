//! The working folder: what is in force there, its companies, and what both edges, the command line and the panel, do
//! with it. Prints nothing: use cases give values back, and a [`Listener`] hears what is to be known on the way.

mod accounts;
pub mod adjust;
mod adopt;
mod base;
mod browse;
mod bundle;
mod companies;
mod company;
mod compare;
mod connect;
mod convert;
pub mod correct;
mod decide;
mod demo;
mod documents;
mod doors;
#[cfg(test)]
mod effects;
mod examine;
mod export;
mod failure;
mod files;
mod first_run;
mod forget;
pub mod guide;
mod import;
mod input;
mod lacking;
mod letters;
mod links;
mod listener;
mod login;
pub mod logins;
pub mod logs;
mod missing;
mod order;
mod orders;
mod panel_code;
mod password;
mod pattern;
mod remove;
mod replay;
mod report;
mod retry;
mod route;
mod say;
mod secrets;
mod sellers;
pub mod servers;
mod service;
mod serving;
mod sheet;
pub mod simulator;
mod start;
mod strange;
mod suggest;
pub mod table_files;
mod tables;
mod tally;
mod upkeep;
mod validate;
pub mod waiting;

pub use accounts::{AccountLook, account_problem};
pub use adopt::{AdoptWish, Adopted, Misplaced, Unnamed};
pub use browse::Listed;
pub use company::Company;
pub use compare::{Buyer, Compared, ComparedAll, Difference, Sums};
pub use connect::apps_page;
pub use demo::{Demo, DemoFollowed, DemoStep, demo};
pub use examine::{Findings, finding_json};
pub use export::{ExportWish, Exported, Followed};
pub use failure::{Failure, Failures};
pub use files::{Handed, Tray, TrayFile, TrayPage, TrayTold, Trays, Turned, may_be_handed_in};
pub use first_run::{Ask, Check};
pub use import::{ImportWish, ImportedAll};
pub use input::Judged;
pub use listener::{Listener, Nobody};
pub use missing::MissingDocument;
pub use order::KnownOrder;
pub use orders::Orders;
pub use panel_code::{lay_panel_code, take_panel_code};
pub use remove::Removable;
pub use report::{Day, Days, bounds};
pub use say::{Said, Say};
pub use secrets::{Secret, SecretKind, SecretOrigin};
pub use service::{Running, running};
pub use serving::Serving;
pub use sheet::{money, sheet};
pub use start::{Begun, begin, begin_by_guide};
pub use suggest::{Suggested, to_paste};
pub use tally::{LyingCounts, Tally};

pub use crate::allegro::login::DeviceCode;
pub use crate::allegro::port::SellerAccount;
pub use crate::ledger::{Browse, Event, Sort, Step};

pub use crate::settings::explained::{Group, group, meaning, named_in, of_key};
pub use crate::settings::fields::{Conflict, Field, Typed};
pub use crate::settings::file::{FILE_NAME as SETTINGS_FILE, is_name as is_alias};
pub use crate::settings::mend::MendedLine;
pub use crate::settings::origin::{Origin, Setting};
pub use crate::settings::schema::Kind;
pub use crate::settings::template::Answers;
pub use crate::spool::{Receipt, Remark};
pub use crate::stages::Progress;
pub use crate::stages::by_hand::for_optima;
pub use crate::stages::export::{ExportReport, Refused};
pub use crate::stages::import::{ImportReport, Planned};
pub use crate::stages::lying::LyingFile;
pub use crate::stages::retention::{CutReport, Forgotten, Spot};
pub use crate::stages::service::{Command, Hub, Phase, ServiceEvent, ServiceState};
pub use crate::workplace::logins::{AccountView, Operator, Standing};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clock::SystemClock;
use crate::core::message::Language;
use crate::core::problem::Problem;
use crate::core::settings::Settings;
use crate::settings::file::{self, SettingsError};
use crate::spool::RealDisk;

/// A folder that was set up.
#[derive(Clone, Debug)]
pub struct Workplace {
    /// The folder.
    pub dir: PathBuf,
    /// Its settings.
    pub settings: Settings,
    /// The disk.
    disk: Arc<RealDisk>,
    /// The machine's clock.
    clock: Arc<SystemClock>,
    /// Who hears what happens.
    listener: Arc<dyn Listener>,
    /// The language of what is asked for and told: at Allegro, in receipts, in letters.
    pub language: Language,
    /// The language that was asked for, whatever the settings say.
    asked: Option<Language>,
}

impl Workplace {
    /// Opens a folder; without settings there is none. Nobody listens.
    ///
    /// # Errors
    /// There are no settings, or they cannot be read.
    pub fn open(dir: &Path) -> Result<Self, Failure> {
        let settings = file::read(dir)?;
        Ok(Self::with(dir, settings))
    }

    /// For what needs no state: settings if there are any, else the defaults.
    ///
    /// # Errors
    /// The settings cannot be read.
    pub fn open_loosely(dir: &Path) -> Result<Self, Failure> {
        match file::read(dir) {
            Ok(settings) => Ok(Self::with(dir, settings)),
            Err(SettingsError::Missing { .. }) => Ok(Self::with(dir, Settings::default())),
            Err(error) => Err(error.into()),
        }
    }

    fn with(dir: &Path, settings: Settings) -> Self {
        let language = settings.language;
        let (disk, clock, listener) = (Arc::new(RealDisk), Arc::new(SystemClock), Arc::new(Nobody));
        Self { dir: dir.to_owned(), settings, disk, clock, listener, language, asked: None }
    }

    /// With somebody who listens, in his language.
    #[must_use]
    pub fn heard_by(self, listener: Arc<dyn Listener>, language: Language) -> Self {
        self.heard(listener, Some(language))
    }

    /// With somebody who listens; `asked`: his language, if it is not to be that of the settings, whatever they come to say.
    #[must_use]
    pub fn heard(self, listener: Arc<dyn Listener>, asked: Option<Language>) -> Self {
        let language = asked.unwrap_or(self.settings.language);
        Self { listener, language, asked, ..self }
    }

    /// What is to be said of settings that are taken all the same.
    #[must_use]
    pub fn doubts(&self) -> Vec<Problem> {
        file::doubtful(&self.dir, &self.settings)
    }
}

/// The language that a folder's settings ask for, for messages about anything, mistakes in them too.
#[must_use]
pub fn language_of(dir: &Path) -> Option<Language> {
    file::language(dir)
}

/// Everything that is wrong with a folder's settings; nothing where they can be used.
#[must_use]
pub fn settings_mistakes(dir: &Path) -> Vec<Problem> {
    file::read(dir).err().map(|error| error.problems()).unwrap_or_default()
}
