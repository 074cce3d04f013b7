//! How the files look for Optima's own import. Nobody outside of Comarch knows what the import on the list of ROs
//! wants (`reference/optima-xml.md` 3.2–3.4), so what it may hang on can be chosen. A profile changes the file
//! only: this program reads the same document from the files of every profile.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::matching::UNDEFINED;

/// Length of `Knt_Kod` (`reference/optima-xml.md` 2.4).
const CODE_MAX: usize = 20;

/// What `[xml]` of the settings says about the look of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Which elements are there.
    pub elements: Elements,
    /// The type, and who stands where.
    pub file_type: FileType,
    /// What the values follow from.
    pub counting: Counting,
    /// What stands in `PLATNIK/KOD`.
    pub payer_code: PayerCode,
}

/// The set of elements, by the year of the export that it was seen in (`reference/optima-xml.md` 1.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Elements {
    /// Neither `NIP_KRAJ` nor `MPP` nor `CENAZCZTEREMAMIEJSCAMI`; prices of two decimals, `ILOSC` padded.
    #[serde(rename = "2016")]
    Year2016,
    /// Without `SYSTEMKAUCYJNY`, `STATUS_PLATNIKA`, `ROZLICZAM_PODATEK_W_OSS` and `KODY_JPK_V7`.
    #[serde(rename = "2021")]
    Year2021,
    /// All that is known.
    #[default]
    #[serde(rename = "2025")]
    Year2025,
}

impl Elements {
    /// Decimals of a unit price.
    #[must_use]
    pub fn price_decimals(self) -> u32 {
        match self {
            Self::Year2016 => 2,
            Self::Year2021 | Self::Year2025 => super::money::PRICE_DECIMALS,
        }
    }
}

/// `TYP_DOKUMENTU` of an RO's file. Documents of other kinds keep theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileType {
    /// 308: the same type as the list that it is imported on (hypothesis A of `reference/optima-xml.md` 3.4).
    #[default]
    Ro,
    /// 309, as if the buyer had written it: the buyer in `SPRZEDAWCA`, the own company in `PLATNIK` and
    /// `ODBIORCA` (hypothesis B).
    ZdMirrored,
}

/// `TYP_NETTO_BRUTTO`: of a firm's documents, and of the file of a document that is counted from gross.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counting {
    /// 2, with the gross prices of the order.
    #[default]
    Gross,
    /// 1, with net prices.
    Net,
}

/// `DATA_WYSTAWIENIA` of a reservation. Optima keeps its end there (`TrN_DataWys`, `reference/optima-database.md` 2.1).
// inferred: whether its import takes the end from the element, or the day on which the document was issued, was not seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IssueDate {
    /// The document's day.
    #[default]
    Document,
    /// The end of the reservation.
    Reservation,
}

/// What stands in `PLATNIK/KOD`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PayerCode {
    /// The code of the buyer's own card.
    #[default]
    Generated,
    /// `!NIEOKREŚLONY!`.
    Undefined,
    /// One card for all, which Optima has.
    Fixed(String),
}

impl PayerCode {
    /// The code for everyone, if there is one.
    #[must_use]
    pub fn for_all(&self) -> Option<&str> {
        match self {
            Self::Generated => None,
            Self::Undefined => Some(UNDEFINED),
            Self::Fixed(code) => Some(code),
        }
    }
}

/// A text that is no [`PayerCode`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAPayerCode(String);

impl fmt::Display for NotAPayerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text) = self;
        write!(f, "{text:?} is none of \"generated\", \"undefined\", \"fixed:CODE\" (CODE: 1 to {CODE_MAX} characters)")
    }
}

impl std::error::Error for NotAPayerCode {}

impl TryFrom<String> for PayerCode {
    type Error = NotAPayerCode;

    fn try_from(text: String) -> Result<Self, NotAPayerCode> {
        match text.as_str() {
            "generated" => return Ok(Self::Generated),
            "undefined" => return Ok(Self::Undefined),
            _ => {}
        }
        let code = text.strip_prefix("fixed:").map(str::trim).unwrap_or_default();
        if (1..=CODE_MAX).contains(&code.chars().count()) && !code.chars().any(char::is_control) {
            return Ok(Self::Fixed(code.to_owned()));
        }
        Err(NotAPayerCode(text))
    }
}

impl From<PayerCode> for String {
    fn from(code: PayerCode) -> Self {
        match code {
            PayerCode::Generated => "generated".to_owned(),
            PayerCode::Undefined => "undefined".to_owned(),
            PayerCode::Fixed(code) => format!("fixed:{code}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payer_codes_are_read_as_they_are_written() {
        for text in ["generated", "undefined", "fixed:ALLEGRO"] {
            assert_eq!(PayerCode::try_from(text.to_owned()).map(String::from).as_deref(), Ok(text));
        }
        assert_eq!(PayerCode::try_from("fixed: A 1 ".to_owned()), Ok(PayerCode::Fixed("A 1".to_owned())));
        for text in ["", "fixed:", "fixed: ", "ALLEGRO", "Generated", "fixed:A\u{1}", "fixed:123456789012345678901"] {
            let error = PayerCode::try_from(text.to_owned()).unwrap_err().to_string();
            assert!(error.contains("fixed:CODE"), "{error}");
        }
    }
}
