//! The second round: cards of contractors and products, by id.

use std::collections::{BTreeMap, BTreeSet};

use super::super::error::OptimaError;
use super::asked::{Answers, Questions, Ticket};
use super::lookup::FoundCards;
use super::lookups::{self, MAX_PARAMS};
use super::mail;
use super::record::Record;
use super::statement::Statement;
use crate::core::namesakes::Namesake;
use crate::core::plan::{Category, Contractor, ProductCard, Snapshot, Wanted};
use crate::core::settings::CategoryFrom;
use crate::core::vat::VatRate;

/// The questions of the second round.
pub(super) struct Details {
    sure: BTreeSet<i64>,
    persons: Vec<Ticket>,
    contractors: Vec<Ticket>,
    namesakes: Vec<Ticket>,
    eans: Vec<Ticket>,
    cards: Vec<Ticket>,
    contractor_categories: Vec<Ticket>,
    card_categories: Vec<Ticket>,
}

impl Details {
    pub(super) fn ask(questions: &mut Questions, found: &FoundCards, category_from: CategoryFrom) -> Self {
        let mut by_ids = |ids: &BTreeSet<i64>, statement: fn(&[i64]) -> Statement| -> Vec<Ticket> {
            let ids: Vec<i64> = ids.iter().copied().collect();
            ids.chunks(MAX_PARAMS).map(|chunk| questions.ask(statement(chunk))).collect()
        };
        let contractors: BTreeSet<i64> = found.sure.union(&found.maybe).copied().collect();
        let nobody = BTreeSet::new();
        let of_contractors = if category_from == CategoryFrom::Contractor { &contractors } else { &nobody };
        let of_cards = if category_from == CategoryFrom::Product { &found.cards } else { &nobody };
        Self {
            persons: by_ids(&contractors, lookups::persons),
            contractors: by_ids(&contractors, lookups::contractors),
            namesakes: by_ids(&found.namesakes, lookups::namesakes),
            eans: by_ids(&found.cards, lookups::eans),
            cards: by_ids(&found.cards, lookups::cards),
            contractor_categories: by_ids(of_contractors, lookups::contractor_categories),
            card_categories: by_ids(of_cards, lookups::card_categories),
            sure: found.sure.clone(),
        }
    }

    pub(super) fn fill(&self, answers: &Answers, wanted: &Wanted, snapshot: &mut Snapshot) -> Result<(), OptimaError> {
        snapshot.contractors = self.contractors(answers, wanted)?;
        snapshot.namesakes = answers.all(&self.namesakes).map(namesake).collect::<Result<_, _>>()?;
        let mut eans: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for row in answers.all(&self.eans) {
            eans.entry(row.int("TwE_TwrID")?).or_default().push(row.text("TwE_EAN")?);
        }
        snapshot.cards = answers.all(&self.cards).map(|row| card(row, &eans)).collect::<Result<_, _>>()?;
        let categories = |tickets: &[Ticket], id: &str| -> Result<BTreeMap<i64, Category>, OptimaError> {
            answers.all(tickets).map(|row| Ok((row.int(id)?, category(row)?))).collect()
        };
        snapshot.contractor_categories = categories(&self.contractor_categories, "Knt_KntId")?;
        snapshot.card_categories = categories(&self.card_categories, "Twr_TwrId")?;
        Ok(())
    }

    fn contractors(&self, answers: &Answers, wanted: &Wanted) -> Result<Vec<Contractor>, OptimaError> {
        let mut persons: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for row in answers.all(&self.persons) {
            let cells = [row.text("KnO_Email")?, row.text("KnO_EmailESklep")?];
            persons.entry(row.int("KnO_KntId")?).or_default().extend(cells);
        }
        let wanted_mail = |address: &String| {
            wanted.emails.iter().any(|wish| mail::same(address, wish))
                || wanted.email_prefixes.iter().any(|prefix| mail::masked_by(address, prefix))
        };
        let mut found = Vec::new();
        for row in answers.all(&self.contractors) {
            let contractor = contractor(row, &persons)?;
            if self.sure.contains(&contractor.id) || contractor.emails.iter().any(wanted_mail) {
                found.push(contractor);
            }
        }
        Ok(found)
    }
}

fn category(row: &Record) -> Result<Category, OptimaError> {
    Ok(Category { id: row.int("Kat_KatID")?, code: row.text("Kat_KodOgolny")? })
}

fn namesake(row: &Record) -> Result<Namesake, OptimaError> {
    Ok(Namesake {
        code: row.text("Knt_Kod")?,
        name: row.joined(&["Knt_Nazwa1", "Knt_Nazwa2", "Knt_Nazwa3"], " ")?,
        nip: row.text("Knt_Nip")?,
        street: row.joined(&["Knt_Ulica", "Knt_NrDomu", "Knt_NrLokalu"], " ")?,
        post_code: row.text("Knt_KodPocztowy")?,
        emails: mail::addresses(&row.text("Knt_Email")?).map(str::to_owned).collect(),
    })
}

fn contractor(row: &Record, persons: &BTreeMap<i64, Vec<String>>) -> Result<Contractor, OptimaError> {
    let id = row.int("Knt_KntId")?;
    let own = [row.text("Knt_Email")?, row.text("Knt_OsEmail")?];
    let cells = own.iter().chain(persons.get(&id).into_iter().flatten());
    let mut emails: Vec<String> = Vec::new();
    for address in cells.flat_map(|cell| mail::addresses(cell)) {
        if !emails.iter().any(|known| mail::same(known, address)) {
            emails.push(address.to_owned());
        }
    }
    Ok(Contractor {
        id,
        code: row.text("Knt_Kod")?,
        name: row.joined(&["Knt_Nazwa1", "Knt_Nazwa2", "Knt_Nazwa3"], " ")?,
        nip_country: row.text("Knt_NipKraj")?,
        nip: row.text("Knt_Nip")?,
        emails,
        inactive: row.flag("Knt_Nieaktywny")?,
        blocked: row.flag("Knt_BlokadaDok")? || row.flag("Knt_ZakazDokumentowHaMag")?,
        consumer: row.flag("Knt_Finalny")?,
        vat_payer: row.flag("Knt_PodatekVat")?,
        export: row.int("Knt_Export")?,
        deposit_days: row.int("Knt_TerminZwrotuKaucji")?,
    })
}

fn card(row: &Record, eans: &BTreeMap<i64, Vec<String>>) -> Result<ProductCard, OptimaError> {
    let id = row.int("Twr_TwrId")?;
    let main = row.text("Twr_EAN")?;
    let mut codes: Vec<String> = Vec::new();
    for code in std::iter::once(&main).chain(eans.get(&id).into_iter().flatten()) {
        if !code.is_empty() && !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    Ok(ProductCard {
        id,
        code: row.text("Twr_Kod")?,
        name: row.text("Twr_Nazwa")?,
        eans: codes,
        catalogue_number: row.text("Twr_NumerKat")?,
        sww: row.text("Twr_SWW")?,
        supplier_code: row.text("Twr_KodDostawcy")?,
        goods: row.int("Twr_Typ")? == 1,
        rate: VatRate::from_flag(row.decimal("Twr_Stawka")?, row.int("Twr_Flaga")?),
        unit: row.text("Twr_JM")?,
        whole_units: row.int("Twr_JMCalkowite")?,
        price_number: row.int("Twr_TwCNumer")?,
        deposit: row.int("Twr_Kaucja")?,
        name_editable: row.flag("Twr_EdycjaNazwy")?,
        inactive: row.flag("Twr_NieAktywny")?,
    })
}
