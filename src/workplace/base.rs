//! The base of a company.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::{Company, Failure, Workplace, password};
use crate::core::problem::Problem;
use crate::core::settings::Engine;
use crate::optima::Base;
use crate::optima::sandbox::Sandbox;
use crate::optima::server::{Access, SqlServer};
use crate::spool::Folders;

impl Workplace {
    /// The base of a company, reached. What is risky about the connection is said once.
    pub async fn base(&self, company: &Company) -> Result<Base, Failure> {
        let once = |problem: &Problem| {
            if is_first(&company.name, problem.code()) {
                self.listener.remark(problem);
            }
        };
        if company.settings.engine == Engine::SqlServer {
            self.access(company)?.risk().iter().for_each(once);
        }
        let base = self.base_quietly(company).await?;
        base.remarks().iter().for_each(once);
        Ok(base)
    }

    /// The base of a company, for those who say themselves what is risky.
    pub async fn base_quietly(&self, company: &Company) -> Result<Base, Failure> {
        company.ready()?;
        match company.settings.engine {
            Engine::Sandbox => {
                let base = Sandbox::open(&company.file, self.clock.clone())?;
                Ok(base.with_pattern(&company.settings.pattern).into())
            }
            Engine::SqlServer => Ok(SqlServer::open(self.access(company)?).await?.into()),
        }
    }

    /// How a company's SQL Server is entered.
    pub fn access(&self, company: &Company) -> Result<Access, Failure> {
        let password = password::read(&*self.disk, &Folders::new(&self.dir), &company.name, &company.settings)?;
        Ok(Access::new(&self.dir, &company.settings, &password))
    }
}

/// Is this said for the first time about this company in this process? A service opens the connection often, and what is
/// risky about it is said at every start.
fn is_first(company: &str, code: &str) -> bool {
    static TOLD: Mutex<BTreeSet<(String, String)>> = Mutex::new(BTreeSet::new());
    TOLD.lock().unwrap_or_else(PoisonError::into_inner).insert((company.to_owned(), code.to_owned()))
}
