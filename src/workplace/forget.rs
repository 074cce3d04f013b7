//! One person's data goes from files and ledgers.

use std::path::Path;

use super::{Company, Failure, Failures, Workplace};
use crate::core::message::Catalogue;
use crate::core::person::Person;
use crate::ledger::Ledger;
use crate::spool::Folders;
use crate::stages::retention::{Forget, Forgotten, Spot};

impl Workplace {
    /// Forgets the person in every company, or tells what that would remove. Paths are below the working folder.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub fn forget(&self, person: &Person, dry_run: bool) -> Result<(Forgotten, Failures), Failure> {
        let (mut all, mut failures) = (Forgotten::default(), Failures::default());
        for company in self.companies()? {
            let done = self.forget_in(&company, person, dry_run);
            let Some(mut done) = failures.keep(&company.name, done) else { continue };
            // Several companies have folders of the same names.
            let below = company.folders.root().strip_prefix(&self.dir).unwrap_or(Path::new("")).to_owned();
            all.files.extend(done.files.drain(..).map(|file| below.join(file)));
            all.orders.append(&mut done.orders);
            let whole = |spot| match spot {
                Spot::File(file) => Spot::File(below.join(file)),
                order @ Spot::Order(_) => order,
            };
            all.words.extend(done.words.drain(..).map(whole));
            all.left.extend(done.left.drain(..).map(whole));
        }
        // What was joined with another ledger stays beside it, and is no place to be remembered in.
        for (folders, mut ledger) in self.joined_ledgers() {
            let done = self.forget_from(&folders, &mut ledger, person, dry_run);
            let whose = folders.root().display().to_string();
            failures.keep(&whose, done);
        }
        Ok((all, failures))
    }

    fn forget_in(&self, company: &Company, person: &Person, dry_run: bool) -> Result<Forgotten, Failure> {
        self.forget_from(&company.folders, &mut company.ledger()?, person, dry_run)
    }

    fn forget_from(
        &self,
        folders: &Folders,
        ledger: &mut Ledger,
        person: &Person,
        dry_run: bool,
    ) -> Result<Forgotten, Failure> {
        let (disk, clock, max_bytes) = (&*self.disk, &*self.clock, self.size_limit());
        let texts = &Catalogue::new(self.language);
        Ok(Forget { ledger, disk, folders, max_bytes, clock, texts, dry_run }.run(person)?)
    }
}
