//! An order may be corrected, or a correction of it taken back, while its file is being made.

use super::Export;
use crate::allegro::port::Orders;
use crate::core::correction::Corrections;
use crate::core::life::{Happening, State};
use crate::core::order::SeenId;
use crate::optima::OptimaDb;
use crate::stages::StageError;
use crate::stages::take_out::{Lies, lies, take_out};

impl<O: Orders, B: OptimaDb> Export<'_, O, B> {
    /// The files that were just noted say what was `meant` when their orders were read. One of which something else is meant by
    /// now goes, and the next run makes another. Whoever corrects an order from here on finds its file by himself.
    pub(in crate::stages) fn take_out_unmeant(&mut self, meant: &[(SeenId, Corrections)]) -> Result<(), StageError> {
        for (id, was) in meant {
            if self.ledger.corrections(id)?.mean_the_same(was) {
                continue;
            }
            let Some(life) = self.ledger.order(id)?.filter(|life| life.state == State::Exported) else { continue };
            let limit = u64::from(self.settings.files.max_size_mib) << 20;
            // One that is on its way already is refused at its import.
            if let Lies::Free(found) = lies(self.disk, self.folders, &life, limit)? {
                let (after, _) = self.after(&life, Happening::Corrected);
                self.ledger.record(&[after])?;
                take_out(self.disk, &found)?;
            }
        }
        Ok(())
    }
}
