//! `<?allegro-order {json}?>`: the [`Origin`] of a document and, under `file`, what the file of a
//! [`Profile`](crate::core::profile::Profile) does not show of it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::error::XmlError;
use super::write::PRICE_MAX;
use super::{RECORD_TARGET, RECORD_VERSION};
use crate::core::document::{Origin, Party};
use crate::core::money::{AMOUNT_DECIMALS, AMOUNT_MAX, PRICE_DECIMALS, round};

/// What the file says differently from the document, or not at all. Each value comes with what the file says
/// instead: where a person changed the file, the file stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Hidden {
    /// `STATUS_PLATNIKA` of an element set without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer_status: Option<u8>,
    /// `NIP_KRAJ` of an element set without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nip_country: Option<Countries>,
    /// The payer's own code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// What a mirrored file has no place for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mirrored: Option<Mirrored>,
    /// The document is counted from gross, and the file from net.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub net: bool,
    /// Lines whose prices the file gives otherwise; all of them where `net` is set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<HiddenLine>,
}

/// `NIP_KRAJ` of those who stand in these blocks of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Countries {
    pub payer: String,
    pub recipient: String,
    pub seller: String,
}

/// The payer's code and what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Code {
    pub own: String,
    pub written: String,
    /// Does it stand for the recipient's too?
    #[serde(default)]
    pub recipient: bool,
}

/// See [`Hidden::mirrored`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Mirrored {
    /// The payer's: `SPRZEDAWCA` has no `KOD`.
    pub code: String,
    /// The payer's, which `SPRZEDAWCA` has otherwise.
    pub nip_country: String,
    /// The own company's, which `PLATNIK` has otherwise.
    pub seller_nip_country: String,
    /// The own company's: `PLATNIK` has no account.
    pub bank_account: String,
    pub bank_name: String,
    /// Where the parcel goes.
    pub recipient: Party,
}

/// Prices and net value of a line, and those of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct HiddenLine {
    pub lp: u32,
    #[serde(flatten)]
    pub own: Values,
    pub written: Values,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Values {
    pub list_price: Decimal,
    pub price: Decimal,
    pub net: Decimal,
}

impl Values {
    fn fit(&mut self) -> bool {
        let fits = |value: Decimal, decimals, max| {
            (Decimal::ZERO..=max).contains(&value) && value.normalize().scale() <= decimals
        };
        let all = fits(self.list_price, PRICE_DECIMALS, PRICE_MAX)
            && fits(self.price, PRICE_DECIMALS, PRICE_MAX)
            && fits(self.net, AMOUNT_DECIMALS, AMOUNT_MAX);
        if all {
            self.list_price = round(self.list_price, PRICE_DECIMALS);
            self.price = round(self.price, PRICE_DECIMALS);
            self.net = round(self.net, AMOUNT_DECIMALS);
        }
        all
    }
}

/// Writes the content of the processing instruction: JSON in the order of the record's fields. `>` is escaped, so
/// that `?>` cannot occur; of the characters that XML forbids JSON escapes all but two by itself.
pub(super) fn write(origin: &Origin, hidden: &Hidden, xml: &mut Vec<u8>) -> Result<(), XmlError> {
    #[derive(Serialize)]
    struct Record<'a> {
        #[serde(flatten)]
        origin: &'a Origin,
        #[serde(skip_serializing_if = "Option::is_none")]
        file: Option<&'a Hidden>,
    }
    xml.extend_from_slice(RECORD_TARGET.as_bytes());
    xml.push(b' ');
    let begin = xml.len();
    let failed = |error: serde_json::Error| XmlError::Write { reason: error.to_string() };
    if *hidden == Hidden::default() {
        serde_json::to_writer(&mut *xml, origin).map_err(failed)?;
    } else {
        serde_json::to_writer(&mut *xml, &Record { origin, file: Some(hidden) }).map_err(failed)?;
    }
    if xml.get(begin..).is_some_and(|json| memchr::memchr2(b'>', 0xEF, json).is_some()) {
        let json = String::from_utf8_lossy(&xml.split_off(begin)).into_owned();
        let json = json.replace('>', "\\u003e").replace('\u{FFFE}', "\\ufffe").replace('\u{FFFF}', "\\uffff");
        xml.extend_from_slice(json.as_bytes());
    }
    Ok(())
}

/// A record that was read.
pub(super) struct Record {
    pub origin: Origin,
    pub hidden: Hidden,
    /// Its version, if newer than ours. Fields are only ever added, so what we do not know is left out.
    pub newer: Option<u32>,
}

/// What is wrong in a record, in no language: the field that is named, or the place.
fn told(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let field = said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    field.map_or_else(|| format!("JSON {}:{}", error.line(), error.column()), |field| format!("{field}?"))
}

/// Reads a record, or says what is wrong with it.
pub(super) fn parse(content: &str) -> Result<Record, String> {
    #[derive(Deserialize)]
    struct Frame {
        v: u32,
        #[serde(default)]
        file: Hidden,
    }
    let Frame { v, file: mut hidden } = serde_json::from_str(content).map_err(|error| told(&error))?;
    if v == 0 {
        return Err("v = 0".to_owned());
    }
    let origin: Origin = serde_json::from_str(content).map_err(|error| told(&error))?;
    if origin.order.trim().is_empty() {
        return Err("order = \"\"".to_owned());
    }
    if let Some(line) = hidden.lines.iter_mut().find_map(|line| (!line.own.fit()).then_some(line.lp)) {
        return Err(format!("file.lines: lp = {line}"));
    }
    Ok(Record { origin, hidden, newer: (v > RECORD_VERSION).then_some(v) })
}
