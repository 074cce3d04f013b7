//! `[fields]`: the document's days, its foreign number, its description and its attributes.

use serde::{Deserialize, Serialize};

/// Fields of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fields {
    /// Which day a document is of.
    pub date: DocumentDate,
    /// How many days from the document's date the goods are reserved.
    pub reservation_days: u16,
    /// `TrN_NumerObcy`. `{konto}` alias, `{id}` first eight characters of the order id, `{uuid}` the whole id,
    /// `{login}` the buyer's login.
    pub foreign_number: String,
    /// `TrN_NumerObcy` as other tools that served this shop wrote it, with `{konto}`, `{id}`, `{uuid}` as above: an RO
    /// that has one of them is the order's document already. One that holds the whole id is that without a pattern.
    pub other_foreign_numbers: Vec<String>,
    /// The buyer's phone in the description; it ends up on printouts.
    pub phone_in_description: bool,
    /// The buyer's e-mail in the description.
    pub email_in_description: bool,
    /// Allegro's masked address as the document's own e-mail (`TrN_OdbEmail`): Optima sends invoices there, and Allegro
    /// lets few of them through.
    pub masked_email_on_document: bool,
    /// The lines of the description and their order; what is empty, and what does not fit, is left out.
    pub description: Vec<DescriptionLine>,
    /// Codes of document attributes.
    pub attributes: Attributes,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            date: DocumentDate::default(),
            reservation_days: 14,
            foreign_number: "{konto}/{id}".to_owned(),
            other_foreign_numbers: Vec::new(),
            phone_in_description: false,
            email_in_description: false,
            masked_email_on_document: false,
            description: DescriptionLine::USUAL.to_vec(),
            attributes: Attributes::default(),
        }
    }
}

/// Does a pattern of a foreign number tell one order from another?
#[must_use]
pub fn is_of_one_order(pattern: &str) -> bool {
    ["{id}", "{uuid}"].iter().any(|placeholder| pattern.contains(placeholder))
}

/// What stands in braces in a pattern and would be taken as it is. `login`: may it name the buyer's login? In those of other
/// tools it does not.
#[must_use]
pub fn unknown_placeholder(pattern: &str, login: bool) -> Option<&str> {
    let starts = pattern.match_indices('{').map(|(at, _)| at);
    let braced = starts.filter_map(|at| pattern.get(at..)?.split_inclusive('}').next());
    let known = |found: &str| ["{id}", "{uuid}", "{konto}"].contains(&found) || (login && found == "{login}");
    braced.filter(|found| found.ends_with('}')).find(|found| !known(found))
}

/// Which day a document is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentDate {
    /// The day of the purchase in Poland.
    #[default]
    Purchase,
    /// The day of the import into Optima; files keep the day of the purchase.
    Import,
}

/// A line of the description, by its key in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are the keys that people read; `cfg-fields` says what each is")]
pub enum DescriptionLine {
    AllegroId,
    Konto,
    Login,
    Dostawa,
    Punkt,
    Smart,
    Telefon,
    Email,
    Kurs,
    AllegroCeny,
    Roznice,
    Nazwa,
    Adres,
    Notatka,
    Uwagi,
}

impl DescriptionLine {
    /// All that are there unless the user wants others: not what he noted for himself alone. The buyer's message comes last, for
    /// what does not fit is cut from the end.
    pub const USUAL: [Self; 14] = [
        Self::AllegroId,
        Self::Konto,
        Self::Login,
        Self::Dostawa,
        Self::Punkt,
        Self::Smart,
        Self::Telefon,
        Self::Email,
        Self::Kurs,
        Self::AllegroCeny,
        Self::Roznice,
        Self::Nazwa,
        Self::Adres,
        Self::Uwagi,
    ];

    /// The key in the text.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AllegroId => "ALLEGRO_ID",
            Self::Konto => "KONTO",
            Self::Login => "LOGIN",
            Self::Dostawa => "DOSTAWA",
            Self::Punkt => "PUNKT",
            Self::Smart => "SMART",
            Self::Telefon => "TELEFON",
            Self::Email => "EMAIL",
            Self::Kurs => "KURS",
            Self::AllegroCeny => "ALLEGRO_CENY",
            Self::Roznice => "ROZNICE",
            Self::Nazwa => "NAZWA",
            Self::Adres => "ADRES",
            Self::Notatka => "NOTATKA",
            Self::Uwagi => "UWAGI",
        }
    }
}

/// Codes of document attributes (`DeA_Kod`); an empty code switches one off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Attributes {
    /// The order's id.
    pub order: String,
    /// The buyer's login.
    pub login: String,
    /// Payment id, which payout statements are matched by.
    pub payment: String,
    /// Id and address of the pickup point.
    pub point: String,
    /// Account alias.
    pub account: String,
    /// What Allegro gives back for its own lower prices.
    pub compensation: String,
}

impl Default for Attributes {
    fn default() -> Self {
        Self {
            order: "ALLEGRO_ID".to_owned(),
            login: "ALLEGRO_NICK".to_owned(),
            payment: "ALLEGRO_PLATNOSC_ID".to_owned(),
            point: "ALLEGRO_PUNKT".to_owned(),
            account: "ALLEGRO_KONTO".to_owned(),
            compensation: "ALLEGRO_CENY".to_owned(),
        }
    }
}
