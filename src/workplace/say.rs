//! What a person says about an order: an answer to what waits for him, another try, or that he wants no document of it.
//! Both edges come here.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::order::{Held, WHOLE, held, is_refused};
use super::{Failure, Workplace};
use crate::clock::Clock as _;
use crate::core::digest::sha256_hex;
use crate::core::life::{self, Answer, Happening, Life, State, may_answer};
use crate::core::message::text::{Cli040, Lif030};
use crate::core::order::SeenId;
use crate::core::problem::Problem;
use crate::spool::{Disk, Folders, Written, archived_orders, names, take_back, write_new};
use crate::stages::service::Command;

/// What a person says about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Say {
    /// An answer to what waits for him. Of which file another sum is taken, the file itself says.
    Answer(Answer),
    /// Another try: an order without a file is read again; a refused file goes back into the drop folder.
    TryAgain,
    /// He wants no document of it. Another try takes that back.
    Ignore,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is noted; what a service that is at work may be asked for, so that nobody waits for its time.
    Noted(Option<Command>),
    /// As the order stands, that cannot be said about it.
    NotNow,
    /// Nobody knows the order.
    Unknown,
}

impl Workplace {
    /// An answer about an order, which the service follows at its next look.
    ///
    /// # Errors
    /// Nobody knows the order, or nothing of it can be answered so.
    pub fn answer(&self, id: &SeenId, answer: &Answer) -> Result<(), Failure> {
        match self.say(id, Say::Answer(answer.clone()), self.clock.now())? {
            Said::Noted(_) => Ok(()),
            Said::NotNow => Err(Failure::usage(Problem::error(Lif030 { order: id.as_str().into() }))),
            Said::Unknown => Err(Failure::usage(Problem::error(Cli040 { order: id.as_str().into() }))),
        }
    }

    /// Notes what a person says about an order, and moves its file where that is meant.
    ///
    /// # Errors
    /// Ledger or folders cannot be read or written.
    pub fn say(&self, id: &SeenId, say: Say, now: Timestamp) -> Result<Said, Failure> {
        let Some(mut held) = held(self.companies()?, id)? else { return Ok(Said::Unknown) };
        self.say_held(&mut held, say, now)
    }

    /// The same, of an order that was found.
    pub(super) fn say_held(&self, held: &mut Held, say: Say, now: Timestamp) -> Result<Said, Failure> {
        match say {
            Say::Answer(answer) if !may_answer(&held.life, &answer) => Ok(Said::NotNow),
            Say::Answer(Answer::OtherSum(_)) => self.other_sum(held, now),
            Say::Answer(Answer::Restore) => self.restored(held, now),
            Say::Answer(answer) => held.answered(answer, now),
            Say::TryAgain => self.tried_again(held, now),
            Say::Ignore if held.life.is_open() => held.note(Happening::Ignored, now).map(|()| Said::Noted(None)),
            Say::Ignore => Ok(Said::NotNow),
        }
    }

    /// The refused file as it lies there now goes back into the drop folder, and is taken with its sum.
    fn other_sum(&self, held: &mut Held, now: Timestamp) -> Result<Said, Failure> {
        let Some(refused) = self.refused_file(held) else { return Ok(Said::NotNow) };
        let sha256 = sha256_hex(&self.disk.read(&refused, WHOLE)?);
        held.note(Happening::Answered(Answer::OtherSum(sha256)), now)?;
        take_back(&*self.disk, &held.company.folders, &refused)?;
        Ok(Said::Noted(Some(Command::Import)))
    }

    /// From the archive, under the name that we gave it or any other; else from Allegro.
    fn restored(&self, held: &mut Held, now: Timestamp) -> Result<Said, Failure> {
        let folders = &held.company.folders;
        let file = match self.file_of(&held.company, &held.life) {
            None => archived_orders(&*self.disk, folders)?.remove(&held.life.order_id),
            file => file,
        };
        let Some(file) = file else { return held.answered(Answer::Restore, now) };
        // The import makes the document of it, and that closes the matter.
        drop_again(&*self.disk, folders, &file)?;
        Ok(Said::Noted(Some(Command::Import)))
    }

    fn tried_again(&self, held: &mut Held, now: Timestamp) -> Result<Said, Failure> {
        if let Some(refused) = self.refused_file(held) {
            if held.life.state == State::Ignored {
                held.note(Happening::Retried, now)?;
            }
            take_back(&*self.disk, &held.company.folders, &refused)?;
            return Ok(Said::Noted(Some(Command::Import)));
        }
        if !held.life.may_be_retried() {
            return Ok(Said::NotNow);
        }
        if may_answer(&held.life, &Answer::Again) {
            return held.answered(Answer::Again, now);
        }
        held.note(Happening::Retried, now)?;
        Ok(Said::Noted(Some(fetch(&held.life))))
    }

    fn refused_file(&self, held: &Held) -> Option<PathBuf> {
        self.file_of(&held.company, &held.life).filter(|path| is_refused(path))
    }
}

impl Held {
    fn note(&mut self, happening: Happening, now: Timestamp) -> Result<(), Failure> {
        let (after, _) = life::after(&self.life, happening, now);
        Ok(self.ledger.record(&[after])?)
    }

    /// Where Allegro has to be asked for it, that is what comes next.
    fn answered(&mut self, answer: Answer, now: Timestamp) -> Result<Said, Failure> {
        let fetched = matches!(answer, Answer::Again | Answer::Restore).then(|| fetch(&self.life));
        self.note(Happening::Answered(answer), now)?;
        Ok(Said::Noted(fetched))
    }
}

fn fetch(life: &Life) -> Command {
    Command::Sync { account: Some(life.account.clone()) }
}

/// A copy of a finished file into the drop folder. Who asks twice finds the first one there.
fn drop_again(disk: &dyn Disk, folders: &Folders, file: &Path) -> Result<(), Failure> {
    let inbox = folders.inbox();
    let (Some(name), false) = (file.file_name(), file.parent() == Some(inbox.as_path())) else { return Ok(()) };
    let bytes = disk.read(file, WHOLE)?;
    if write_new(disk, &inbox, &name.to_string_lossy(), &bytes)? == Written::Conflict {
        write_new(disk, &inbox, &names::free_name(disk, &inbox, name)?, &bytes)?;
    }
    Ok(())
}
