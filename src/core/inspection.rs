//! What a look at a base gives: the facts from which [`super::doctor`] tells what is missing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::plan::{Definition, LatestNumber, PaymentForm, Warehouse};

/// What settings and mapping tables name, and a base must have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Definitions: `DDf_Klasa` and `DDf_Symbol`.
    pub definitions: BTreeSet<(u32, String)>,
    /// `Mag_Symbol`s.
    pub warehouses: BTreeSet<String>,
    /// `FPl_Nazwa`s.
    pub payment_forms: BTreeSet<String>,
    /// `Twr_Kod`s of services and goods.
    pub cards: BTreeSet<String>,
    /// `Kat_KodOgolny`s.
    pub categories: BTreeSet<String>,
    /// `TwG_Kod`s.
    pub product_groups: BTreeSet<String>,
    /// `Gru_Nazwa`s of groups of contractors.
    pub contractor_groups: BTreeSet<String>,
    /// `DeA_Kod`s of document attributes.
    pub attributes: BTreeSet<String>,
    /// Documents of ours are removed where the user wants it, which takes rights of its own.
    pub removes: bool,
    /// Cards of products are made, which does too.
    pub creates: bool,
}

impl Named {
    /// What any of them names.
    #[must_use]
    pub fn of_all<'n>(all: impl IntoIterator<Item = &'n Self>) -> Self {
        let mut joined = Self::default();
        for named in all.into_iter().cloned() {
            joined.definitions.extend(named.definitions);
            joined.warehouses.extend(named.warehouses);
            joined.payment_forms.extend(named.payment_forms);
            joined.cards.extend(named.cards);
            joined.categories.extend(named.categories);
            joined.product_groups.extend(named.product_groups);
            joined.contractor_groups.extend(named.contractor_groups);
            joined.attributes.extend(named.attributes);
            joined.removes |= named.removes;
            joined.creates |= named.creates;
        }
        joined
    }
}

/// What a base has to choose from, for who fills in a mapping table or a setting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// `FPl_Nazwa`s.
    pub payment_forms: Vec<String>,
    /// `Twr_Kod` and `Twr_Nazwa` of services.
    pub services: Vec<(String, String)>,
    /// `DDf_Symbol`s of the documents that we make.
    pub definitions: Vec<String>,
    /// `Mag_Symbol`s.
    pub warehouses: Vec<String>,
    /// `Kat_KodOgolny`s.
    pub categories: Vec<String>,
    /// `Gru_Nazwa`s of groups of contractors.
    pub contractor_groups: Vec<String>,
    /// `TwG_Kod`s.
    pub product_groups: Vec<String>,
    /// `DeA_Kod`s of document attributes.
    pub attributes: Vec<String>,
    /// `TrN_NumerPelny` of the latest ROs that a person saved.
    pub patterns: Vec<String>,
}

impl Choices {
    /// What any of them has, each once.
    #[must_use]
    pub fn of_all(all: impl IntoIterator<Item = Self>) -> Self {
        fn join<T: Ord>(into: &mut Vec<T>, more: Vec<T>) {
            into.extend(more);
            into.sort();
            into.dedup();
        }
        let mut joined = Self::default();
        for one in all {
            join(&mut joined.payment_forms, one.payment_forms);
            join(&mut joined.services, one.services);
            join(&mut joined.definitions, one.definitions);
            join(&mut joined.warehouses, one.warehouses);
            join(&mut joined.categories, one.categories);
            join(&mut joined.contractor_groups, one.contractor_groups);
            join(&mut joined.product_groups, one.product_groups);
            join(&mut joined.attributes, one.attributes);
            join(&mut joined.patterns, one.patterns);
        }
        joined
    }
}

/// A card that a person may choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundCard {
    /// `Twr_Kod`.
    pub code: String,
    /// `Twr_Nazwa`.
    pub name: String,
    /// `Twr_EAN`.
    pub ean: String,
    /// It is of a service, not of goods.
    pub service: bool,
}

/// What the base has of it, and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// The engine's own release.
    pub engine: String,
    /// Optima's release, as `CDN.SystemCDN` says it.
    pub release: String,
    /// The base's collation; empty: the engine has none.
    pub collation: String,
    /// It can be read and not written.
    pub read_only: bool,
    /// The server's time.
    pub now: Option<Timestamp>,
    /// Rights that are missing: right and table.
    pub missing_rights: Vec<(String, String)>,
    /// Of rights without which only a report is less than it could be.
    pub missing_for_reports: Vec<(String, String)>,
    /// Our user in the base; empty: the engine has none.
    pub user: String,
    /// Columns, or whole tables, that we read and the base lacks, `CDN.Table.Column`.
    pub missing_columns: Vec<String>,
    /// Columns that must be supplied and that we do not know.
    pub unknown_columns: Vec<UnknownColumn>,
    /// Triggers on the tables that we write, without those that are known as Optima's own.
    pub triggers: Vec<FoundTrigger>,
    /// Tables whose triggers we have no right to see.
    pub unseen_triggers: Vec<String>,
    /// Definitions, by class and symbol as they were named.
    pub definitions: BTreeMap<(u32, String), FoundDefinition>,
    /// Warehouses, by symbol as it was named.
    pub warehouses: BTreeMap<String, Warehouse>,
    /// Payment forms, by name as it was named.
    pub payment_forms: BTreeMap<String, PaymentForm>,
    /// Cards that are there, as they were named.
    pub cards: BTreeSet<String>,
    /// Those of them that are goods, and no services.
    pub goods: BTreeSet<String>,
    /// Categories that are there.
    pub categories: BTreeSet<String>,
    /// Product groups that are there.
    pub product_groups: BTreeSet<String>,
    /// Groups of contractors that are there.
    pub contractor_groups: BTreeSet<String>,
    /// Attributes that are there.
    pub attributes: BTreeSet<String>,
}

impl Inspection {
    /// Could what is named be looked for? Where a table cannot be read, whatever reads it would only say the same again.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.missing_columns.is_empty() && !self.missing_rights.iter().any(|(right, _)| right == "SELECT")
    }
}

/// A trigger that is not known as Optima's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundTrigger {
    /// The table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// What it does, or the beginning of it; empty: we have no right to read it.
    pub text: String,
}

/// A column that must be supplied and that we do not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownColumn {
    /// `CDN.Table.Column`.
    pub column: String,
    /// The pattern document has a value for it.
    pub filled: bool,
}

/// A definition with its newest document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDefinition {
    /// The definition.
    pub definition: Definition,
    /// The newest document of it.
    pub latest: Option<LatestNumber>,
}
