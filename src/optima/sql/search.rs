//! Searches by text, which an engine may say in its own words so that its indexes serve them.

use jiff::civil::Date;

use super::lookups;
use super::mail;
use super::statement::Statement;

/// What is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search<'a> {
    /// Ids of rows whose column holds one of the values; table, id and column are our own constants.
    Ids {
        /// Without the schema.
        table: &'static str,
        /// The column that is asked for.
        id: &'static str,
        /// The column of text.
        column: &'static str,
        /// At most [`lookups::MAX_PARAMS`].
        values: &'a [String],
    },
    /// `Knt_KntId` of contractors with this `Knt_Nazwa1`; an engine may leave out all but so many of the latest.
    Namesakes {
        /// One.
        name: &'a str,
        /// As many are looked at.
        most: usize,
    },
    /// [`lookups::contractor_group`]; an engine that may not look takes it for granted.
    ContractorGroup(&'a str),
    /// `Knt_KntId` of contractors whose own cells may hold the address. Too many may be found, none is left out.
    ContractorsByMail(Address<'a>),
    /// `KnO_KntId` of representatives whose cells may hold it.
    PersonsByMail(Address<'a>),
    /// [`lookups::document_by_foreign_number`].
    ForeignNumber {
        /// `TrN_TypDokumentu`.
        class: i64,
        /// `TrN_NumerObcy`.
        number: &'a str,
    },
    /// [`lookups::documents_of_other_hands`].
    OtherHands {
        /// `TrN_TypDokumentu`.
        class: i64,
        /// The order's id.
        order: &'a str,
        /// No document of an order is older than its purchase; with a whole id it is of the order all the same.
        since: Option<Date>,
        /// `TrN_NumerObcy` as other tools write it.
        numbers: &'a [String],
    },
    /// [`lookups::newest`]; what follows the first row is not looked at.
    Latest {
        /// `DDf_DDfID`.
        definition: i64,
    },
    /// [`lookups::cards_with`]; an engine gives so many at most.
    Cards {
        /// Each of them.
        words: &'a [String],
        /// As many are looked at.
        most: usize,
    },
    /// [`lookups::highest_number`].
    HighestNumber {
        /// `TrN_NumerString`.
        pattern: &'a str,
    },
}

/// An address to look for in cells that may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address<'a> {
    /// This one.
    Whole(&'a str),
    /// Any with this part before its `+`.
    Masked(&'a str),
}

impl Address<'_> {
    /// For LIKE, with [`mail::ESCAPE`].
    #[must_use]
    pub fn pattern(&self) -> String {
        match self {
            Self::Whole(address) => mail::contains_pattern(address),
            Self::Masked(prefix) => mail::masked_pattern(prefix),
        }
    }
}

impl Search<'_> {
    /// The text that every engine takes.
    #[must_use]
    pub fn portable(&self) -> Statement {
        match self {
            Self::Ids { table, id, column, values } => lookups::ids_by(table, id, column, values),
            Self::Namesakes { name, .. } => {
                lookups::ids_by("Kontrahenci", "Knt_KntId", "Knt_Nazwa1", &[(*name).to_owned()])
            }
            Self::ContractorGroup(name) => lookups::contractor_group(name),
            Self::ContractorsByMail(address) => lookups::contractors_by_mail(&address.pattern()),
            Self::PersonsByMail(address) => lookups::persons_by_mail(&address.pattern()),
            Self::ForeignNumber { class, number } => lookups::document_by_foreign_number(*class, number),
            Self::OtherHands { class, order, since, numbers } => {
                lookups::documents_of_other_hands(*class, order, *since, numbers)
            }
            Self::Latest { definition } => lookups::newest("", *definition),
            Self::Cards { words, .. } => lookups::cards_with("", words),
            Self::HighestNumber { pattern } => lookups::highest_number(pattern),
        }
    }
}
