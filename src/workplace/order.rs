//! One order, with everything that is known of it on this machine.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Company, Failure, Failures, Workplace, files};
use crate::core::correction::Corrections;
use crate::core::life::{Answer, Life, may_answer};
use crate::core::order::SeenId;
use crate::ledger::{Ledger, Step};
use crate::spool::{Disk as _, Receipt, read_receipt, receipt_of};

/// A file of ours is some KiB, one of anybody's at most what the settings allow.
pub(super) const WHOLE: u64 = 64 * 1024 * 1024;

/// Everything that is known of an order on this machine.
#[derive(Clone, Debug)]
pub struct KnownOrder {
    /// The company that it is of.
    pub company: String,
    /// What became of it.
    pub life: Life,
    /// How that came, from the beginning.
    pub history: Vec<Step>,
    /// The order as Allegro gave it, as long as that is kept.
    pub body: Option<Value>,
    /// Where its file lies.
    pub file: Option<PathBuf>,
    /// What was said about the file.
    pub receipt: Option<Receipt>,
    /// What a person corrected.
    pub corrections: Corrections,
}

impl KnownOrder {
    /// May a person ask for another try? Where its file is missed, the answer to that makes it again.
    #[must_use]
    pub fn may_be_retried(&self) -> bool {
        (self.life.may_be_retried() && !may_answer(&self.life, &Answer::Again))
            || self.file.as_deref().is_some_and(is_refused)
    }
}

/// An order where it was found.
pub(super) struct Held {
    pub company: Company,
    pub ledger: Ledger,
    pub life: Life,
}

impl Workplace {
    /// An order by its id; none: nobody knows it.
    ///
    /// # Errors
    /// A ledger cannot be read. Where a company could not be asked, the order may be that one's.
    pub fn order(&self, id: &SeenId) -> Result<Option<KnownOrder>, Failure> {
        let Some(Held { company, ledger, life }) = held(self.companies_as_they_are()?, id)? else { return Ok(None) };
        let body = ledger.body(id)?.and_then(|json| serde_json::from_slice(&json).ok());
        let file = self.file_of(&company, &life);
        let receipt = file.as_deref().and_then(|file| read_receipt(&*self.disk, &receipt_of(file)).ok());
        let (history, corrections) = (ledger.history(id)?, ledger.corrections(id)?);
        Ok(Some(KnownOrder { company: company.name, life, history, body, file, receipt, corrections }))
    }

    /// Name and bytes of an order's file; none: the order is not known, or its file is nowhere.
    ///
    /// # Errors
    /// As [`Workplace::order`], or the file cannot be read.
    pub fn order_file(&self, id: &SeenId) -> Result<Option<(String, Vec<u8>)>, Failure> {
        let Some(Held { company, life, .. }) = held(self.companies_as_they_are()?, id)? else { return Ok(None) };
        let Some(path) = self.file_of(&company, &life) else { return Ok(None) };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Some((name, self.disk.read(&path, WHOLE)?)))
    }

    pub(super) fn file_of(&self, company: &Company, life: &Life) -> Option<PathBuf> {
        files::find(&*self.disk, &company.folders, life.file.as_deref()?)
    }
}

/// The order in the company that knows it.
pub(super) fn held(companies: Vec<Company>, id: &SeenId) -> Result<Option<Held>, Failure> {
    let mut failures = Failures::default();
    for company in companies {
        let asked = company.ledger().and_then(|ledger| Ok((ledger.order(id)?, ledger)));
        let Some((Some(life), ledger)) = failures.keep(&company.name, asked) else { continue };
        return Ok(Some(Held { company, ledger, life }));
    }
    // Where a company could not be asked, it may be that one's.
    failures.first().cloned().map_or(Ok(None), Err)
}

pub(super) fn is_refused(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("inbox/errors"))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::core::life::State;
    use crate::settings::file;
    use crate::settings::template::{self, Answers};
    use crate::spool::{RealDisk, replace};
    use crate::workplace::{Said, Say};

    #[test]
    fn i14_a_company_that_cannot_be_asked_hides_no_order_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let settings = template::settings(&Answers::default());
        let write = |text: &str| replace(&RealDisk, &folder.path().join(file::FILE_NAME), text.as_bytes()).unwrap();
        write(&settings);
        let first = Workplace::open(folder.path()).unwrap().companies().unwrap().remove(0);
        first.ledger().unwrap().record(&[Life::seen("known", "sklep", Timestamp::UNIX_EPOCH)]).unwrap();
        write(&format!("{settings}\n[companies.a-inna]\nengine = \"sandbox\"\n"));
        let place = Workplace::open(folder.path()).unwrap();
        assert!(place.companies().is_ok_and(|companies| companies[0].name == "a-inna"));
        assert!(place.order(&"unknown".into()).unwrap().is_none());
        assert_eq!(place.say(&"unknown".into(), Say::Ignore, Timestamp::UNIX_EPOCH).unwrap(), Said::Unknown);
        let other = place.company("a-inna").unwrap().folders.state().join(crate::ledger::FILE);
        RealDisk.remove_file(&other).unwrap();
        RealDisk.create_dir_all(&other).unwrap();
        assert_eq!(place.order(&"known".into()).unwrap().map(|order| order.company), Some(first.name));
        assert_eq!(place.say(&"known".into(), Say::Ignore, Timestamp::UNIX_EPOCH).unwrap(), Said::Noted(None));
        assert_eq!(place.order(&"known".into()).unwrap().map(|order| order.life.state), Some(State::Ignored));
        assert_eq!(place.say(&"known".into(), Say::Ignore, Timestamp::UNIX_EPOCH).unwrap(), Said::NotNow);
        assert!(place.order(&"unknown".into()).is_err(), "it may be an order of the other one");
    }
}
