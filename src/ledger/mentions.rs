//! Orders and files of which something is told that is about another person.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Transaction, params};

use super::records::{self, Reader, problem_text};
use super::{Failure, FileRecord, Ledger, LedgerError, Life, ORDER};
use crate::core::correction::Field;
use crate::core::order::SeenId;
use crate::core::problem::Problem;
use crate::core::retention;

impl Ledger {
    /// The names of files that are as this program made them, of orders whose bodies are kept: what such a file says of its
    /// buyer, the body says.
    pub fn files_as_made(&self) -> Result<BTreeSet<String>, LedgerError> {
        let sql = "SELECT f.name FROM files AS f JOIN orders AS o ON o.file = f.name JOIN bodies AS b USING (order_id)
             WHERE json_extract(o.life, '$.made.sha256') = f.sha256";
        Ok(self.all(sql, [], |reader| reader.get("name"))?.into_iter().collect())
    }

    /// What persons corrected this field to.
    pub fn corrected(&self, field: &Field) -> Result<Vec<(SeenId, String)>, LedgerError> {
        let sql = "SELECT order_id, meant FROM corrections WHERE field = ?1";
        self.all(sql, params![field.word()], |reader| Ok((reader.get("order_id")?, reader.get("meant")?)))
    }

    /// Orders of which something is told that is so.
    pub fn orders_told(&self, is_so: &dyn Fn(&Problem) -> bool) -> Result<Vec<SeenId>, LedgerError> {
        let sql =
            "SELECT order_id, problem, life FROM orders WHERE problem IS NOT NULL OR instr(life, '\"matters\"') > 0";
        let told = self.all(sql, [], |reader| {
            let (problem, life): (Option<String>, Option<String>) = (reader.get("problem")?, reader.get("life")?);
            let problem = problem.and_then(|text| serde_json::from_str::<Problem>(&text).ok());
            let matters = records::matters_in(life.as_deref()).into_iter().map(|matter| matter.problem);
            let is_told = problem.into_iter().chain(matters).any(|problem| is_so(&problem));
            Ok(is_told.then_some(reader.get::<SeenId>("order_id")?))
        })?;
        Ok(told.into_iter().flatten().collect())
    }

    /// Files of which something is told that is so.
    pub fn files_told(&self, is_so: &dyn Fn(&Problem) -> bool) -> Result<Vec<FileRecord>, LedgerError> {
        let all = self.all("SELECT * FROM files WHERE problem IS NOT NULL", [], records::file)?;
        Ok(all.into_iter().filter(|file| file.problem.as_ref().is_some_and(is_so)).collect())
    }

    /// Cuts the words of what is so of these orders and files, all or none; everything else of them stays.
    pub fn cut_told(
        &mut self,
        orders: &[SeenId],
        files: &[FileRecord],
        is_so: &dyn Fn(&Problem) -> bool,
    ) -> Result<(), LedgerError> {
        self.write(|transaction| {
            for order in orders {
                cut_told_of(transaction, order, is_so)?;
            }
            for file in files {
                let problem = file.problem.as_ref().map(retention::cut);
                transaction.execute(
                    "UPDATE files SET problem = ?3 WHERE sha256 = ?1 AND name = ?2",
                    params![file.sha256, file.name, problem_text(problem.as_ref())],
                )?;
            }
            Ok(())
        })
    }
}

fn cut_told_of(transaction: &Transaction<'_>, order: &SeenId, is_so: &dyn Fn(&Problem) -> bool) -> Result<(), Failure> {
    let (sql, path) = (format!("{ORDER} WHERE o.order_id = ?1"), Path::new(super::FILE));
    let known: Option<Life> = transaction
        .prepare_cached(&sql)?
        .query_row(params![order], |row| Ok(records::order(&Reader { path, row }).ok()))?;
    let Some(mut life) = known else { return Ok(()) };
    let told = life.matters.iter_mut().map(|matter| &mut matter.problem).chain(&mut life.problem);
    told.filter(|problem| is_so(problem)).for_each(|problem| *problem = retention::cut(problem));
    transaction.prepare_cached("UPDATE orders SET problem = ?2, life = ?3 WHERE order_id = ?1")?.execute(params![
        order,
        problem_text(life.problem.as_ref()),
        records::rest_text(&life)
    ])?;
    Ok(())
}
