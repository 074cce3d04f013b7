//! Order JSON to XML, without network and without state.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::input::{self, Judged};
use super::{Failure, Workplace};
use crate::allegro::port::FetchedOrder;
use crate::core::convert::Sources;
use crate::core::message::quoted;
use crate::core::message::text::Cli004;
use crate::core::plan::Dictionary;
use crate::core::problem::{Explain as _, Problem};
use crate::core::tables::Tables;
use crate::spool::{Disk as _, Written, replace, write_new};
use crate::stages::make_file;

/// The file with its warnings, or every reason why there is none.
type Converted = Result<(PathBuf, Vec<Problem>), Vec<Problem>>;

struct Conversion<'a> {
    place: &'a Workplace,
    tables: &'a Tables,
    out: &'a Path,
    overwrite: bool,
}

impl Workplace {
    /// Makes a document file in `out` of every order in these files. `overwrite`: a file of other content goes.
    ///
    /// What is wrong with the mapping tables is `told`.
    ///
    /// # Errors
    /// A mapping table has a wrong row and no good version from before, or the disk refuses.
    pub fn convert(
        &self,
        files: &[PathBuf],
        out: &Path,
        overwrite: bool,
        told: &mut Vec<Problem>,
    ) -> Result<Vec<Judged>, Failure> {
        let tables = self.tables_at_hand(told)?;
        self.disk.create_dir_all(out)?;
        let conversion = Conversion { place: self, tables: &tables, out, overwrite };
        let mut rows = Vec::new();
        for file in files {
            conversion.file(file, &mut rows)?;
        }
        Ok(rows)
    }
}

impl Conversion<'_> {
    fn file(&self, path: &Path, rows: &mut Vec<Judged>) -> Result<(), Failure> {
        let input = path.display().to_string();
        let row = |output, order_id, problems| Judged { input: input.clone(), output, order_id, problems };
        let orders = match input::orders(path, self.place.size_limit()) {
            Ok(orders) => orders,
            Err(problem) => {
                rows.push(row(None, None, vec![problem]));
                return Ok(());
            }
        };
        for order in orders {
            let id = (!order.id.is_empty()).then(|| quoted(&order.id));
            rows.push(match self.order(order)? {
                Ok((output, problems)) => row(Some(output), id, problems),
                Err(problems) => row(None, id, problems),
            });
        }
        Ok(())
    }

    /// The outer error is the disk's, the inner one the order's.
    fn order(&self, fetched: FetchedOrder) -> Result<Converted, Failure> {
        let order = match fetched.order {
            Ok(order) => order,
            Err(error) => return Ok(Err(vec![error.problem().in_order(fetched.id)])),
        };
        let offers = BTreeMap::new();
        let account = self.place.settings.default_alias();
        let settings = self.place.settings.of_account(account);
        let dictionary = Dictionary::default();
        let sources =
            Sources { settings, tables: self.tables, account, offers: &offers, dictionary: &dictionary, cards: None };
        let file = match make_file(&order, &sources) {
            Ok(file) => file,
            Err(problems) => return Ok(Err(problems)),
        };
        let path = self.out.join(&file.name);
        let disk = &*self.place.disk;
        match write_new(disk, self.out, &file.name, &file.bytes)? {
            Written::New | Written::Identical => Ok(Ok((path, file.problems))),
            Written::Conflict if self.overwrite => {
                replace(disk, &path, &file.bytes)?;
                Ok(Ok((path, file.problems)))
            }
            Written::Conflict => {
                let problem = Problem::error(Cli004 { path: path.as_path().into() });
                Ok(Err(vec![problem.in_order(order.id.to_string())]))
            }
        }
    }
}
