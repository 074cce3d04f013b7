//! Documents that we wrote and that Optima has no more: which they are, and bringing them back.

use std::path::PathBuf;

use super::export::again;
use super::replay::finished;
use super::{Company, Exported, Failure, Failures, Followed, ImportWish, ImportedAll, Workplace};
use crate::clock::Clock as _;
use crate::core::life::{self, Answer, Happening, Kind, Life};
use crate::core::message::text::Lif022;
use crate::core::order::OrderId;
use crate::core::problem::{Explain as _, Fault, Problem};
use crate::ledger::OrdersFilter;
use crate::spool::archived_orders;
use crate::stages::reconcile::Reconcile;

/// Files, and orders by account.
type Sorted = (Vec<PathBuf>, Vec<(String, OrderId)>);

/// A document that is missed.
#[derive(Clone, Debug)]
pub struct MissingDocument {
    /// The company in whose base it was.
    pub company: String,
    /// Its order.
    pub life: Life,
    /// Where the parcel goes, as far as that is still known.
    pub town: Option<String>,
}

/// What came of bringing documents back.
#[derive(Debug, Default)]
pub struct Restoring {
    /// Out of the archive, then what was exported anew.
    pub imports: Vec<ImportedAll>,
    /// What Allegro was asked for again.
    pub exported: Option<Exported>,
    /// Why some cannot come back.
    pub problems: Vec<Problem>,
    /// Companies that could not have their turn.
    pub failures: Failures,
    left: bool,
}

impl Restoring {
    /// What the worst that happened means.
    #[must_use]
    pub fn worst(&self) -> Option<Fault> {
        let refused = (self.left || !self.problems.is_empty()).then_some(Fault::Refused);
        let imports = self.imports.iter().filter_map(ImportedAll::worst);
        let exported = self.exported.as_ref().and_then(Exported::worst);
        imports.chain(exported).chain(self.failures.worst()).chain(refused).max()
    }
}

impl Workplace {
    /// What is missed in every company: as it is now, and not as it was at the last look.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub async fn missing(&self) -> Result<(Vec<MissingDocument>, Failures), Failure> {
        let (mut missing, mut failures) = (Vec::new(), Failures::default());
        for company in self.companies()? {
            let found = self.missing_of(&company).await;
            missing.extend(failures.keep(&company.name, found).into_iter().flatten());
        }
        Ok((missing, failures))
    }

    async fn missing_of(&self, company: &Company) -> Result<Vec<MissingDocument>, Failure> {
        let mut base = self.base(company).await?;
        let mut ledger = company.ledger()?;
        let mut reconcile = Reconcile {
            ledger: &mut ledger,
            base: Some(&mut base),
            disk: &*self.disk,
            folders: &company.folders,
            settings: &self.settings,
            company: Some(&company.name),
            clock: &*self.clock,
        };
        reconcile.documents().await?;
        let open = OrdersFilter { open_matters: true, ..OrdersFilter::default() };
        let mut lives = ledger.orders(&open)?;
        lives.retain(|life| life.has_open(Kind::DocumentMissing));
        lives.sort_by(|a, b| (a.bought_at, &a.order_id).cmp(&(b.bought_at, &b.order_id)));
        let town = |life: &Life| {
            let body = ledger.body(&life.order_id).ok()??;
            let order = crate::allegro::wire::decode(&body).ok()?;
            Some(order.delivery?.address?.address.city)
        };
        let document = |life| MissingDocument { company: company.name.clone(), town: town(&life), life };
        Ok(lives.into_iter().map(document).collect())
    }

    /// Brings documents back: from the archive, else from Allegro.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub async fn restore(
        &self,
        missing: &[MissingDocument],
        followed: &mut Followed<'_>,
    ) -> Result<Restoring, Failure> {
        let companies = self.companies()?;
        let (mut done, mut from_allegro) = (Restoring::default(), Vec::new());
        for company in &companies {
            let of_company = missing.iter().filter(|document| document.company == company.name);
            let lives: Vec<&Life> = of_company.map(|document| &document.life).collect();
            if lives.is_empty() {
                continue;
            }
            let sorted = self.archived_or_not(company, &lives, &mut done.problems);
            let Some((files, asked)) = done.failures.keep(&company.name, sorted) else { continue };
            done.left |= files.len() + asked.len() < lives.len();
            from_allegro.extend(asked);
            if !files.is_empty() {
                let wish = ImportWish { files, ..ImportWish::default() };
                done.imports.push(self.import_one(company, &wish, followed.progress).await);
            }
        }
        if from_allegro.is_empty() {
            return Ok(done);
        }
        done.exported = Some(self.export(again(from_allegro.clone()), followed).await?);
        for company in &companies {
            let hidden = not_shown(company, &from_allegro);
            done.problems.extend(done.failures.keep(&company.name, hidden).into_iter().flatten());
        }
        done.imports.push(self.import(&ImportWish::default(), followed.progress).await?);
        Ok(done)
    }

    /// A company's missing documents: those whose files are there still, and those that Allegro is asked for again. What has
    /// neither is left.
    fn archived_or_not(
        &self,
        company: &Company,
        missing: &[&Life],
        problems: &mut Vec<Problem>,
    ) -> Result<Sorted, Failure> {
        let (mut files, mut from_allegro) = (Vec::new(), Vec::new());
        let mut ledger = company.ledger()?;
        // By the receipts, for a file may have come under any name; by its name where there is no receipt.
        let mut archived = archived_orders(&*self.disk, &company.folders)?;
        for life in missing {
            let named = || life.file.as_ref().and_then(|name| finished(&company.folders, name.as_ref()));
            match (archived.remove(&life.order_id).or_else(named), life.order_id.known()) {
                (Some(path), _) => files.push(path),
                (None, Some(order)) => {
                    let (after, _) = life::after(life, Happening::Answered(Answer::Restore), self.clock.now());
                    match ledger.record(std::slice::from_ref(&after)) {
                        Ok(()) => from_allegro.push((after.account, order)),
                        Err(error) if error.reach().is_one_of_many() => problems.push(error.problem()),
                        Err(error) => return Err(error.into()),
                    }
                }
                (None, None) => {}
            }
        }
        Ok((files, from_allegro))
    }
}

/// Orders that Allegro does not show: nothing is left that a document could be made of.
fn not_shown(company: &Company, asked: &[(String, OrderId)]) -> Result<Vec<Problem>, Failure> {
    let ledger = company.ledger()?;
    let mut told = Vec::new();
    for (_, order) in asked {
        let life = ledger.order(&(*order).into())?.filter(|life| life.hidden_since.is_some());
        told.extend(life.map(|life| Problem::error(Lif022 { order: life.order_id.as_str().into() })));
    }
    Ok(told)
}
