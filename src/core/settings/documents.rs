//! `[documents.…]`: what a class of buyers gets.

use serde::{Deserialize, Serialize};

use crate::core::profile::Counting;

/// The user's first wish: documents of firms and of private persons set apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Documents {
    /// A company with a NIP that wants an invoice.
    pub firm: DocumentPolicy,
    /// A private person who wants an invoice.
    pub invoice: DocumentPolicy,
    /// No invoice.
    pub private: DocumentPolicy,
}

impl Default for Documents {
    fn default() -> Self {
        let group = |group: &str| DocumentPolicy { group: group.to_owned(), ..DocumentPolicy::default() };
        Self { firm: group("ALLEGRO"), invoice: group("ALLEGRO"), private: group("ALLEGRO") }
    }
}

/// What a class of buyers gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentPolicy {
    /// `TYP_DOKUMENTU`. Into Optima's base only `ro` and `pf` go; `fa` and `pa` are for Optima's own XML import.
    pub kind: Kind,
    /// `DDf_Symbol`; empty: the kind's usual symbol, `RO`.
    pub definition: String,
    /// Series, `@rejestr` of the scheme.
    pub series: String,
    /// `Mag_Symbol`.
    pub warehouse: String,
    /// `KATEGORIA/KOD`; empty: none.
    pub category: String,
    /// Whose category documents in Optima's base get; where that card has none, that of `category`.
    pub category_from: CategoryFrom,
    /// What the document's values follow from; for firms alone, for what a person pays is a gross price.
    pub counted_from: Counting,
    /// Group of a new contractor's card.
    pub group: String,
    /// Payment form instead of that of `payments.csv`; empty: by the table.
    pub payment_form: String,
}

impl Default for DocumentPolicy {
    fn default() -> Self {
        Self {
            kind: Kind::Ro,
            definition: String::new(),
            series: String::new(),
            // The warehouse that a fresh base has (`reference/optima-xml.md` 1.2, row 24).
            warehouse: "MAGAZYN".to_owned(),
            category: String::new(),
            category_from: CategoryFrom::Settings,
            counted_from: Counting::Gross,
            group: String::new(),
            payment_form: String::new(),
        }
    }
}

/// Whose category a document in Optima's base gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CategoryFrom {
    /// That of the settings.
    #[default]
    Settings,
    /// That of the payer's card.
    Contractor,
    /// Each line that of its product's card.
    Product,
}

/// Kind of document to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Rezerwacja odbiorcy.
    #[default]
    Ro,
    /// Faktura pro forma.
    Pf,
    /// Faktura sprzedaży.
    Fa,
    /// Paragon.
    Pa,
}
