//! What the base holds of what one document needs: two rounds of questions, for what was found by text in the first is
//! asked about by id in the second.

use std::collections::BTreeSet;

use super::super::error::OptimaError;
use super::asked::{Answers, Questions, Ticket};
use super::details::Details;
use super::engine::Engine;
use super::existing::{self, OfOrder, Sought};
use super::lookups::{self, MAX_PARAMS};
use super::record::Record;
use super::search::{Address, Search};
use super::statement::Statement;
use crate::core::plan::{
    Definition, Dictionary, LatestNumber, PaymentForm, PriceDefinition, Snapshot, Wanted, Warehouse,
};

/// So many of the latest cards of the payer's name are looked at. Who has more of them learns nothing from another
/// warning, and must not wait for all of them at each document.
const NAMESAKES_MAX: usize = 50;

/// Looks everything up. Writes nothing; empty wishes find nothing.
pub async fn lookup(engine: &mut impl Engine, wanted: &Wanted) -> Result<Snapshot, OptimaError> {
    let mut questions = Questions::default();
    let first = First::ask(engine, &mut questions, wanted);
    let answers = questions.answer(engine).await?;

    let mut snapshot = first.snapshot(&answers, wanted)?;
    let mut questions = Questions::default();
    let details = Details::ask(&mut questions, &first.found(&answers)?, wanted.category_from);
    let latest =
        snapshot.definition.as_ref().map(|found| questions.ask(engine.search(Search::Latest { definition: found.id })));
    let answers = questions.answer(engine).await?;

    snapshot.latest = answers.first(latest).map(latest_number).transpose()?;
    details.fill(&answers, wanted, &mut snapshot)?;
    Ok(snapshot)
}

/// The questions of the first round.
struct First {
    document: OfOrder,
    same_number: Vec<Ticket>,
    definition: Option<Ticket>,
    warehouse: Option<Ticket>,
    payment_form: Option<Ticket>,
    card_payment_form: Option<Ticket>,
    category: Option<Ticket>,
    dictionary: Option<[Ticket; 2]>,
    group: Option<Ticket>,
    contractor_group: Option<Ticket>,
    attributes: Vec<Ticket>,
    prices: Ticket,
    sure: Vec<Ticket>,
    maybe: Vec<Ticket>,
    maybe_persons: Vec<Ticket>,
    namesakes: Option<Ticket>,
    cards: Vec<Ticket>,
    cards_by_ean: Vec<Ticket>,
}

impl First {
    fn ask(engine: &impl Engine, questions: &mut Questions, wanted: &Wanted) -> Self {
        let class = i64::from(wanted.class);
        let wholes = wanted.emails.iter().filter(|wish| wish.contains('@')).map(|wish| Address::Whole(wish));
        let masks = wanted.email_prefixes.iter().filter(|wish| !wish.is_empty()).map(|wish| Address::Masked(wish));
        let addresses: Vec<Address<'_>> = wholes.chain(masks).collect();
        let mut ids = |table, id, column, wishes: &[String]| ids_by(engine, questions, (table, id, column), wishes);
        let mut sure = ids("Kontrahenci", "Knt_KntId", "Knt_Kod", &wanted.contractor_codes);
        sure.extend(ids("Kontrahenci", "Knt_KntId", "Knt_Nip", &wanted.nips));
        let mut cards = ids("Towary", "Twr_TwrId", "Twr_Kod", &wanted.product_codes);
        cards.extend(ids("Towary", "Twr_TwrId", "Twr_EAN", &wanted.eans));
        cards.extend(ids("Towary", "Twr_TwrId", "Twr_NumerKat", &wanted.catalogue_numbers));
        let cards_by_ean = ids("TwrEan", "TwE_TwrID", "TwE_EAN", &wanted.eans);
        let document = OfOrder::ask(engine, questions, &known(wanted));
        let mut search = |search| questions.ask(engine.search(search));
        Self {
            document,
            same_number: wanted
                .sender_numbers
                .iter()
                .map(|number| search(Search::ForeignNumber { class, number }))
                .collect(),
            sure,
            cards,
            cards_by_ean,
            // A pattern finds too much: `jan@x.pl` in `marjan@x.pl`. What it finds is looked at again.
            maybe: addresses.iter().map(|address| search(Search::ContractorsByMail(*address))).collect(),
            maybe_persons: addresses.iter().map(|address| search(Search::PersonsByMail(*address))).collect(),
            namesakes: (!wanted.name.trim().is_empty())
                .then(|| search(Search::Namesakes { name: &wanted.name, most: NAMESAKES_MAX })),
            definition: questions.ask_of(&wanted.definition, |symbol| lookups::definition(class, symbol)),
            warehouse: questions.ask_of(&wanted.warehouse, lookups::warehouse),
            payment_form: questions.ask_of(&wanted.payment_form, lookups::payment_form),
            card_payment_form: questions.ask_of(&wanted.card_payment_form, lookups::payment_form),
            category: questions.ask_of(&wanted.category, lookups::category),
            dictionary: wanted
                .dictionary
                .then(|| [lookups::terms(), lookups::categories()].map(|it| questions.ask(it))),
            group: questions.ask_of(&wanted.product_group, lookups::product_group),
            contractor_group: questions
                .ask_of(&wanted.contractor_group, |name| engine.search(Search::ContractorGroup(name))),
            attributes: chunks(&wanted.attributes)
                .iter()
                .map(|chunk| questions.ask(lookups::attributes(chunk)))
                .collect(),
            prices: questions.ask(lookups::prices()),
        }
    }

    /// Everything that the first round alone answers.
    fn snapshot(&self, answers: &Answers, wanted: &Wanted) -> Result<Snapshot, OptimaError> {
        let mut snapshot = Snapshot {
            existing: self.document.found(answers)?,
            same_number: existing::same_number(answers.all(&self.same_number).chain(self.document.others(answers)))?,
            definition: answers.first(self.definition).map(definition).transpose()?,
            warehouse: answers.first(self.warehouse).map(warehouse).transpose()?,
            payment_form: answers.first(self.payment_form).map(payment_form).transpose()?,
            card_payment_form: answers.first(self.card_payment_form).map(payment_form).transpose()?,
            category: answers.first(self.category).map(|row| row.int("Kat_KatID")).transpose()?,
            dictionary: self.dictionary(answers)?,
            product_group: answers.first(self.group).map(|row| row.int("TwG_GIDNumer")).transpose()?,
            contractor_group: answers.first(self.contractor_group).map(|row| row.text("Gru_Nazwa")).transpose()?,
            prices: answers.rows(self.prices).iter().map(price).collect::<Result<_, _>>()?,
            ..Snapshot::default()
        };
        // Code as it was wished for → id; the base's own spelling may differ in case.
        for row in answers.all(&self.attributes) {
            let (id, code) = (row.int("DeA_DeAId")?, row.text("DeA_Kod")?.to_lowercase());
            for wish in wanted.attributes.iter().filter(|wish| wish.trim_end().to_lowercase() == code.trim_end()) {
                snapshot.attributes.entry(wish.clone()).or_insert(id);
            }
        }
        Ok(snapshot)
    }

    fn dictionary(&self, answers: &Answers) -> Result<Dictionary, OptimaError> {
        let mut dictionary = Dictionary::default();
        let Some([terms, categories]) = self.dictionary else { return Ok(dictionary) };
        for row in answers.rows(terms) {
            dictionary.add_form(&row.text("FPl_Nazwa")?, row.int("FPl_Termin")?);
        }
        for row in answers.rows(categories) {
            dictionary.add_category(&row.text("Kat_KodOgolny")?, &row.text("Kat_Opis")?);
        }
        Ok(dictionary)
    }

    /// The ids of what was found.
    fn found(&self, answers: &Answers) -> Result<FoundCards, OptimaError> {
        let ids = |tickets: &[Ticket], column: &str| -> Result<BTreeSet<i64>, OptimaError> {
            answers.all(tickets).filter_map(|row| row.optional(column).transpose()).collect()
        };
        let mut maybe = ids(&self.maybe, "Knt_KntId")?;
        maybe.extend(ids(&self.maybe_persons, "KnO_KntId")?);
        let mut cards = ids(&self.cards, "Twr_TwrId")?;
        cards.extend(ids(&self.cards_by_ean, "TwE_TwrID")?);
        let namesakes = ids(self.namesakes.as_slice(), "Knt_KntId")?;
        let skipped = namesakes.len().saturating_sub(NAMESAKES_MAX);
        let namesakes = namesakes.into_iter().skip(skipped).collect();
        Ok(FoundCards { sure: ids(&self.sure, "Knt_KntId")?, maybe, namesakes, cards })
    }
}

/// Ids that the first round found.
#[derive(Debug)]
pub(super) struct FoundCards {
    /// Contractors by code or NIP.
    pub sure: BTreeSet<i64>,
    /// Contractors by a pattern of an address.
    pub maybe: BTreeSet<i64>,
    /// Contractors of the name.
    pub namesakes: BTreeSet<i64>,
    /// Product cards.
    pub cards: BTreeSet<i64>,
}

fn known(wanted: &Wanted) -> Sought<'_> {
    Sought {
        key: wanted.key,
        classes: std::slice::from_ref(&wanted.class),
        foreign_number: &wanted.foreign_number,
        order: &wanted.order,
        since: wanted.since,
        numbers: &wanted.other_numbers,
    }
}

fn chunks(wishes: &[String]) -> Vec<Vec<String>> {
    let wishes: Vec<String> = wishes.iter().filter(|wish| !wish.trim().is_empty()).cloned().collect();
    wishes.chunks(MAX_PARAMS).map(<[String]>::to_vec).collect()
}

/// Asks for ids of rows whose column holds one of the wishes.
fn ids_by(
    engine: &impl Engine,
    questions: &mut Questions,
    (table, id, column): (&'static str, &'static str, &'static str),
    wishes: &[String],
) -> Vec<Ticket> {
    let statement = |values: &Vec<String>| -> Statement { engine.search(Search::Ids { table, id, column, values }) };
    chunks(wishes).iter().map(|chunk| questions.ask(statement(chunk))).collect()
}

pub(super) fn latest_number(row: &Record) -> Result<LatestNumber, OptimaError> {
    Ok(LatestNumber {
        number: row.text("TrN_NumerPelny")?,
        pattern: row.text("TrN_NumerString")?,
        date: row.date("TrN_DataDok")?,
        warehouse: row.text("Mag_Symbol")?,
    })
}

pub(super) fn definition(row: &Record) -> Result<Definition, OptimaError> {
    Ok(Definition {
        id: row.int("DDf_DDfID")?,
        symbol: row.text("DDf_Symbol")?,
        scheme: row.text("DDf_Numeracja")?,
        inactive: row.flag("DDf_Nieaktywna")?,
    })
}

pub(super) fn warehouse(row: &Record) -> Result<Warehouse, OptimaError> {
    Ok(Warehouse {
        id: row.int("Mag_MagId")?,
        symbol: row.text("Mag_Symbol")?,
        series: row.text("Mag_Rejestr")?,
        inactive: row.flag("Mag_NieAktywny")?,
    })
}

pub(super) fn payment_form(row: &Record) -> Result<PaymentForm, OptimaError> {
    Ok(PaymentForm {
        id: row.int("FPl_FPlId")?,
        name: row.text("FPl_Nazwa")?,
        days: row.int("FPl_Termin")?,
        inactive: row.flag("FPl_NieAktywny")?,
    })
}

fn price(row: &Record) -> Result<PriceDefinition, OptimaError> {
    Ok(PriceDefinition {
        number: row.int("DfC_Lp")?,
        kind: row.int("DfC_Typ")?,
        currency: row.text("DfC_Waluta")?,
        update: row.int("DfC_Aktualizacja")?,
        rounding: row.decimal("DfC_Zaokraglenie")?,
        margin: row.decimal("DfC_Marza")?,
        offset: row.decimal("DfC_Offset")?,
    })
}
