//! Documents read back: what stands in the rows, not what we remember of them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use uuid::Uuid;

use super::super::error::OptimaError;
use super::engine::Engine;
use super::lookups::{self, MAX_PARAMS};
use super::record::Record;
use crate::core::money::{amount_text, unit_price_text};
use crate::core::order::SeenId;
use crate::core::plan::{StoredDocument, StoredLine, StoredPayer, StoredRecipient, StoredVat};
use crate::core::vat::VatRate;

/// The attribute, and the word in the description, that carries the order's id.
const ORDER_ID: &str = "ALLEGRO_ID";

/// The documents with these keys; without keys every RO that has one. By `TrN_TrNID`.
pub async fn documents(engine: &mut impl Engine, keys: &[Uuid]) -> Result<Vec<StoredDocument>, OptimaError> {
    let keys: Vec<String> = keys.iter().map(|key| key.hyphenated().to_string()).collect();
    let mut headers = Vec::new();
    if keys.is_empty() {
        headers = engine.select(&lookups::headers_of_imports()).await?;
    }
    for chunk in keys.chunks(MAX_PARAMS) {
        headers.extend(engine.select(&lookups::headers_by_key(chunk)).await?);
    }
    let mut found = BTreeMap::new();
    for chunk in headers.chunks(MAX_PARAMS) {
        for row in chunk {
            found.insert(row.int("TrN_TrNID")?, header(engine, row)?);
        }
        let ids: Vec<i64> = chunk.iter().map(|row| row.int("TrN_TrNID")).collect::<Result<_, _>>()?;
        for row in engine.select(&lookups::lines(&ids)).await? {
            if let Some(document) = found.get_mut(&row.int("TrE_TrNId")?) {
                document.lines.push(line(&row)?);
            }
        }
        if let Some(mut tables) = vat_tables(engine, &ids).await? {
            for id in &ids {
                if let Some(document) = found.get_mut(id) {
                    document.vat_table = Some(tables.remove(id).unwrap_or_default());
                }
            }
        }
        for row in engine.select(&lookups::document_attributes(&ids)).await? {
            if let Some(document) = found.get_mut(&row.int("DAt_TrNId")?) {
                document.attributes.insert(row.text("DeA_Kod")?, row.text("DAt_WartoscTxt")?);
            }
        }
    }
    let with_order = |mut document: StoredDocument| {
        document.order_id = order_id(&document);
        document
    };
    Ok(found.into_values().map(with_order).collect())
}

fn header(engine: &impl Engine, row: &Record) -> Result<StoredDocument, OptimaError> {
    Ok(StoredDocument {
        number: row.text("TrN_NumerPelny")?,
        order_id: SeenId::default(),
        date: row.date("TrN_DataDok")?,
        definition: row.text("DDf_Symbol")?,
        payer: StoredPayer {
            code: row.text("Knt_Kod")?,
            name: row.joined(&["TrN_PodNazwa1", "TrN_PodNazwa2", "TrN_PodNazwa3"], " ")?,
            nip: row.text("TrN_PodNipE")?,
        },
        recipient: StoredRecipient {
            name: row.joined(&["TrN_OdbNazwa1", "TrN_OdbNazwa2", "TrN_OdbNazwa3"], " ")?,
            street: street(row)?,
            city: row.text("TrN_OdbMiasto")?,
            postcode: row.text("TrN_OdbKodPocztowy")?,
        },
        payment_form: row.text("FPl_Nazwa")?,
        warehouse: row.text("Mag_Symbol")?,
        net: amount_text(row.decimal("TrN_RazemNetto")?),
        vat: amount_text(row.decimal("TrN_RazemVAT")?),
        gross: amount_text(row.decimal("TrN_RazemBrutto")?),
        description: row.text("TrN_Opis")?,
        attributes: BTreeMap::new(),
        lines: Vec::new(),
        vat_table: None,
        buffer: row.int("TrN_Bufor")? == 1,
        foreign_number: row.text("TrN_NumerObcy")?,
        key: row.text("TrN_ImportRowId")?,
        created: engine.instant(row.date_time("TrN_TS_Zal")?),
    })
}

/// The VAT tables of headers; `None` where we may not read them, which keeps nothing else from being read.
async fn vat_tables(
    engine: &mut impl Engine,
    ids: &[i64],
) -> Result<Option<BTreeMap<i64, Vec<StoredVat>>>, OptimaError> {
    let rows = match engine.select(&lookups::vat_tables(ids)).await {
        Err(OptimaError::NoRight { .. }) => return Ok(None),
        rows => rows?,
    };
    let mut tables: BTreeMap<i64, Vec<StoredVat>> = BTreeMap::new();
    for row in rows {
        let rate = rate(row.decimal("TrV_Stawka")?, row.int("TrV_Flaga")?);
        let vat = StoredVat { rate, net: row.decimal("TrV_Netto")?, vat: row.decimal("TrV_VAT")? };
        tables.entry(row.int("TrV_TrNID")?).or_default().push(vat);
    }
    Ok(Some(tables))
}

/// As people write it; `5/7` for what has no meaning.
fn rate(percent: Decimal, flag: i64) -> String {
    VatRate::from_flag(percent, flag).map_or_else(|| format!("{}/{flag}", percent.normalize()), |rate| rate.to_string())
}

/// `Długa 5/12`; a long street goes on in `Adres2` before its number.
fn street(row: &Record) -> Result<String, OptimaError> {
    let house = row.joined(&["TrN_OdbNrDomu", "TrN_OdbNrLokalu"], "/")?;
    let street = row.joined(&["TrN_OdbUlica", "TrN_OdbAdres2"], " ")?;
    Ok([street.trim(), &house].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}

fn line(row: &Record) -> Result<StoredLine, OptimaError> {
    Ok(StoredLine {
        code: row.text("TrE_TwrKod")?,
        name: row.text("TrE_TwrNazwa")?,
        quantity: row.decimal("TrE_Ilosc")?.normalize().to_string(),
        price: unit_price_text(row.decimal("TrE_CenaT")?),
        vat_rate: rate(row.decimal("TrE_Stawka")?, row.int("TrE_Flaga")?),
        net: amount_text(row.decimal("TrE_WartoscNetto")?),
        gross: amount_text(row.decimal("TrE_WartoscBrutto")?),
    })
}

/// From the attribute, else from a line of the description.
fn order_id(document: &StoredDocument) -> SeenId {
    if let Some(id) = document.attributes.get(ORDER_ID) {
        return id.as_str().into();
    }
    order_in_description(&document.description).unwrap_or_default().into()
}

/// The order that a description names, `ALLEGRO_ID=<id>`.
pub(super) fn order_in_description(description: &str) -> Option<String> {
    let words = description.split_whitespace();
    let mut ids = words.filter_map(|word| word.strip_prefix(ORDER_ID)?.strip_prefix('='));
    ids.find_map(|id| {
        let id = id.trim_end_matches([';', ',', '.']);
        Uuid::try_parse(id).ok().map(|_| id.to_owned())
    })
}
