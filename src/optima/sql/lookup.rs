//! What the base holds of what one document needs.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::super::error::OptimaError;
use super::documents::order_in_description;
use super::engine::Engine;
use super::lookups::{self, MAX_PARAMS};
use super::mail;
use super::record::Record;
use super::search::{Address, Search};
use super::statement::Statement;
use crate::core::key as keys;
use crate::core::namesakes::Namesake;
use crate::core::order::OrderId;
use crate::core::plan::{
    Contractor, Definition, ExistingDocument, PaymentForm, PriceDefinition, ProductCard, Snapshot, Wanted, Warehouse,
};
use crate::core::vat::VatRate;

/// So many of the latest cards of the payer's name are looked at. Who has more of them learns nothing from another
/// warning, and must not wait for all of them at each document.
const NAMESAKES_MAX: usize = 50;

/// The document with this key.
pub async fn find(engine: &mut impl Engine, key: Uuid) -> Result<Option<ExistingDocument>, OptimaError> {
    existing(engine, &lookups::document_by_key(&key.hyphenated().to_string()), true).await
}

/// Looks everything up. Writes nothing; empty wishes find nothing.
pub async fn lookup(engine: &mut impl Engine, wanted: &Wanted) -> Result<Snapshot, OptimaError> {
    let class = i64::from(wanted.class);
    let mut existing_document = find(engine, wanted.key).await?;
    if existing_document.is_none() && !wanted.foreign_number.is_empty() {
        let search = engine.search(Search::ForeignNumber { class, number: &wanted.foreign_number });
        let same = engine.select(&search).await?;
        for row in &same {
            if !is_of_another_order(row, wanted.key)? {
                existing_document = existing(engine, &lookups::document_number(row.int("TrN_TrNID")?), false).await?;
                break;
            }
        }
    }
    let mut snapshot = Snapshot { existing: existing_document, ..Snapshot::default() };
    if let Some(found) = first(engine, &wanted.definition, |symbol| lookups::definition(class, symbol)).await? {
        snapshot.definition = Some(Definition {
            id: found.int("DDf_DDfID")?,
            symbol: found.text("DDf_Symbol")?,
            scheme: found.text("DDf_Numeracja")?,
            inactive: found.flag("DDf_Nieaktywna")?,
        });
    }
    if let Some(found) = first(engine, &wanted.warehouse, lookups::warehouse).await? {
        snapshot.warehouse = Some(Warehouse {
            id: found.int("Mag_MagId")?,
            symbol: found.text("Mag_Symbol")?,
            series: found.text("Mag_Rejestr")?,
            inactive: found.flag("Mag_NieAktywny")?,
        });
    }
    if let Some(found) = first(engine, &wanted.payment_form, lookups::payment_form).await? {
        snapshot.payment_form = Some(PaymentForm {
            id: found.int("FPl_FPlId")?,
            name: found.text("FPl_Nazwa")?,
            days: found.int("FPl_Termin")?,
            inactive: found.flag("FPl_NieAktywny")?,
        });
    }
    let category = first(engine, &wanted.category, lookups::category).await?;
    snapshot.category = category.map(|found| found.int("Kat_KatID")).transpose()?;
    let group = first(engine, &wanted.product_group, lookups::product_group).await?;
    snapshot.product_group = group.map(|found| found.int("TwG_GIDNumer")).transpose()?;
    snapshot.contractors = contractors(engine, wanted).await?;
    snapshot.namesakes = namesakes(engine, &wanted.name).await?;
    snapshot.cards = cards(engine, wanted).await?;
    snapshot.attributes = attributes(engine, &wanted.attributes).await?;
    snapshot.prices = prices(engine).await?;
    Ok(snapshot)
}

/// A foreign number holds eight characters of the order's id, and two orders of a busy shop may share them. A
/// document that we made (its key is a name-based UUID, version 5), or whose description names an order, says
/// itself which order it is of; what is left was made by another hand for this number.
fn is_of_another_order(row: &Record, key: Uuid) -> Result<bool, OptimaError> {
    let own = Uuid::try_parse(&row.text("TrN_ImportRowId")?).ok();
    if let Some(own) = own.filter(|own| own.get_version_num() == 5) {
        return Ok(own != key);
    }
    let named = order_in_description(&row.text("TrN_Opis")?).and_then(|id| id.parse::<OrderId>().ok());
    Ok(named.is_some_and(|order| keys::of_order(order) != key))
}

async fn existing(
    engine: &mut impl Engine,
    statement: &Statement,
    by_key: bool,
) -> Result<Option<ExistingDocument>, OptimaError> {
    let found = engine.select(statement).await?;
    let document =
        |row: &Record| Ok(ExistingDocument { id: row.int("TrN_TrNID")?, number: row.text("TrN_NumerPelny")?, by_key });
    found.first().map(document).transpose()
}

/// The first row for a wish that is not empty.
async fn first(
    engine: &mut impl Engine,
    wish: &str,
    statement: impl Fn(&str) -> Statement,
) -> Result<Option<Record>, OptimaError> {
    if wish.is_empty() {
        return Ok(None);
    }
    Ok(engine.select(&statement(wish)).await?.into_iter().next())
}

/// Ids of rows whose column holds one of the wishes.
async fn ids_by(
    engine: &mut impl Engine,
    ids: &mut BTreeSet<i64>,
    (table, id, column): (&'static str, &'static str, &'static str),
    wishes: &[String],
) -> Result<(), OptimaError> {
    let wishes: Vec<String> = wishes.iter().filter(|wish| !wish.trim().is_empty()).cloned().collect();
    for chunk in wishes.chunks(MAX_PARAMS) {
        let search = engine.search(Search::Ids { table, id, column, values: chunk });
        for row in engine.select(&search).await? {
            ids.extend(row.optional(id)?);
        }
    }
    Ok(())
}

async fn contractors(engine: &mut impl Engine, wanted: &Wanted) -> Result<Vec<Contractor>, OptimaError> {
    let mut sure = BTreeSet::new();
    ids_by(engine, &mut sure, ("Kontrahenci", "Knt_KntId", "Knt_Kod"), &wanted.contractor_codes).await?;
    ids_by(engine, &mut sure, ("Kontrahenci", "Knt_KntId", "Knt_Nip"), &wanted.nips).await?;
    // A pattern finds too much: `jan@x.pl` in `marjan@x.pl`. What it finds is looked at again below.
    let mut maybe = BTreeSet::new();
    let wholes = wanted.emails.iter().filter(|wish| wish.contains('@')).map(|wish| Address::Whole(wish));
    let masks = wanted.email_prefixes.iter().filter(|wish| !wish.is_empty()).map(|wish| Address::Masked(wish));
    for address in wholes.chain(masks) {
        for row in engine.select(&engine.search(Search::ContractorsByMail(address))).await? {
            maybe.insert(row.int("Knt_KntId")?);
        }
        for row in engine.select(&engine.search(Search::PersonsByMail(address))).await? {
            maybe.insert(row.int("KnO_KntId")?);
        }
    }
    let ids: Vec<i64> = sure.union(&maybe).copied().collect();
    let mut found = Vec::new();
    for chunk in ids.chunks(MAX_PARAMS) {
        let mut persons: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for row in engine.select(&lookups::persons(chunk)).await? {
            let cells = [row.text("KnO_Email")?, row.text("KnO_EmailESklep")?];
            persons.entry(row.int("KnO_KntId")?).or_default().extend(cells);
        }
        for row in engine.select(&lookups::contractors(chunk)).await? {
            let contractor = contractor(&row, &persons)?;
            let wanted_mail = |address: &String| {
                wanted.emails.iter().any(|wish| mail::same(address, wish))
                    || wanted.email_prefixes.iter().any(|prefix| mail::masked_by(address, prefix))
            };
            if sure.contains(&contractor.id) || contractor.emails.iter().any(wanted_mail) {
                found.push(contractor);
            }
        }
    }
    Ok(found)
}

async fn namesakes(engine: &mut impl Engine, name: &str) -> Result<Vec<Namesake>, OptimaError> {
    if name.trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut ids = BTreeSet::new();
    let name = [name.to_owned()];
    for row in engine.select(&engine.search(Search::Namesakes { name: &name, most: NAMESAKES_MAX })).await? {
        ids.insert(row.int("Knt_KntId")?);
    }
    let skipped = ids.len().saturating_sub(NAMESAKES_MAX);
    let ids: Vec<i64> = ids.into_iter().skip(skipped).collect();
    let mut found = Vec::new();
    for chunk in ids.chunks(MAX_PARAMS) {
        for row in engine.select(&lookups::namesakes(chunk)).await? {
            found.push(Namesake {
                code: row.text("Knt_Kod")?,
                name: row.joined(&["Knt_Nazwa1", "Knt_Nazwa2", "Knt_Nazwa3"], " ")?,
                nip: row.text("Knt_Nip")?,
                street: row.joined(&["Knt_Ulica", "Knt_NrDomu", "Knt_NrLokalu"], " ")?,
                post_code: row.text("Knt_KodPocztowy")?,
            });
        }
    }
    Ok(found)
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

async fn cards(engine: &mut impl Engine, wanted: &Wanted) -> Result<Vec<ProductCard>, OptimaError> {
    let mut ids = BTreeSet::new();
    ids_by(engine, &mut ids, ("Towary", "Twr_TwrId", "Twr_Kod"), &wanted.product_codes).await?;
    ids_by(engine, &mut ids, ("Towary", "Twr_TwrId", "Twr_EAN"), &wanted.eans).await?;
    ids_by(engine, &mut ids, ("TwrEan", "TwE_TwrID", "TwE_EAN"), &wanted.eans).await?;
    ids_by(engine, &mut ids, ("Towary", "Twr_TwrId", "Twr_NumerKat"), &wanted.catalogue_numbers).await?;
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut found = Vec::new();
    for chunk in ids.chunks(MAX_PARAMS) {
        let mut eans: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for row in engine.select(&lookups::eans(chunk)).await? {
            eans.entry(row.int("TwE_TwrID")?).or_default().push(row.text("TwE_EAN")?);
        }
        for row in engine.select(&lookups::cards(chunk)).await? {
            found.push(card(&row, &eans)?);
        }
    }
    Ok(found)
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

/// Code as it was wished for → id; the base's own spelling may differ in case.
async fn attributes(engine: &mut impl Engine, wishes: &[String]) -> Result<BTreeMap<String, i64>, OptimaError> {
    let wishes: Vec<String> = wishes.iter().filter(|wish| !wish.is_empty()).cloned().collect();
    let mut found = BTreeMap::new();
    for chunk in wishes.chunks(MAX_PARAMS) {
        for row in engine.select(&lookups::attributes(chunk)).await? {
            let (id, code) = (row.int("DeA_DeAId")?, row.text("DeA_Kod")?.to_lowercase());
            for wish in chunk.iter().filter(|wish| wish.trim_end().to_lowercase() == code.trim_end()) {
                found.entry(wish.clone()).or_insert(id);
            }
        }
    }
    Ok(found)
}

async fn prices(engine: &mut impl Engine) -> Result<Vec<PriceDefinition>, OptimaError> {
    let rows = engine.select(&lookups::prices()).await?;
    rows.iter()
        .map(|row| {
            Ok(PriceDefinition {
                number: row.int("DfC_Lp")?,
                kind: row.int("DfC_Typ")?,
                currency: row.text("DfC_Waluta")?,
                update: row.int("DfC_Aktualizacja")?,
                rounding: row.decimal("DfC_Zaokraglenie")?,
                margin: row.decimal("DfC_Marza")?,
                offset: row.decimal("DfC_Offset")?,
            })
        })
        .collect()
}
