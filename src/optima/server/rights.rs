//! The rights that our statements take, and what each of them is for.

use std::collections::BTreeSet;

use crate::core::inspection::Named;
use crate::optima::sql::Statement;

/// A right and its table.
pub(super) type Right = (&'static str, &'static str);

/// What is read and written whatever the settings say.
const ALWAYS: [Right; 21] = [
    ("SELECT", "SystemCDN"),
    ("SELECT", "DokDefinicje"),
    ("SELECT", "Magazyny"),
    ("SELECT", "FormyPlatnosci"),
    ("SELECT", "Kategorie"),
    ("SELECT", "DefAtrybuty"),
    ("SELECT", "DefCeny"),
    ("SELECT", "Kontrahenci"),
    ("SELECT", "KntOsoby"),
    ("SELECT", "Grupy"),
    ("SELECT", "Towary"),
    ("SELECT", "TwrEan"),
    ("SELECT", "TraNag"),
    ("SELECT", "TraElem"),
    ("SELECT", "TraVat"),
    ("SELECT", "DokAtrybuty"),
    ("INSERT", "TraNag"),
    ("INSERT", "TraElem"),
    ("INSERT", "TraVat"),
    ("INSERT", "Kontrahenci"),
    ("INSERT", "DokAtrybuty"),
];
/// New product cards: `[products] create`.
const NEW_CARDS: [Right; 5] =
    [("INSERT", "Towary"), ("INSERT", "TwrCeny"), ("INSERT", "TwrEan"), ("SELECT", "TwrGrupy"), ("INSERT", "TwrGrupy")];
/// Removing a document: `[orders] after_import = "replace"`.
const REMOVAL: [Right; 5] = [
    ("SELECT", "TraNagRelacje"),
    ("DELETE", "DokAtrybuty"),
    ("DELETE", "TraVat"),
    ("DELETE", "TraElem"),
    ("DELETE", "TraNag"),
];
/// Values of attributes: `[fields.attributes]`.
const ATTRIBUTES: Right = ("INSERT", "DokAtrybuty");
/// Without this a report says less, and everything else goes on (`optima::sql::documents`).
const FOR_REPORTS: Right = ("SELECT", "TraVat");

/// Rights that the program needs for what is named, with their tables.
pub(super) fn wanted(named: &Named) -> BTreeSet<Right> {
    let always = ALWAYS.into_iter().filter(|right| *right != ATTRIBUTES || !named.attributes.is_empty());
    let cards = NEW_CARDS.into_iter().filter(|_| named.creates);
    always.chain(cards).chain(REMOVAL.into_iter().filter(|_| named.removes)).collect()
}

/// Does only a report lack something without it? What is removed is looked for first.
pub(super) fn is_for_reports(right: (&str, &str), named: &Named) -> bool {
    right == FOR_REPORTS && !named.removes
}

/// Tables that may have rows of ours written into them, whatever is named.
pub(super) fn written() -> BTreeSet<&'static str> {
    let all = ALWAYS.into_iter().chain(NEW_CARDS);
    all.filter(|(right, _)| *right == "INSERT").map(|(_, table)| table).collect()
}

/// A row per right and table: does this login have it? Below 0 where there is no such table.
pub(super) fn held(rights: impl IntoIterator<Item = Right>) -> Statement {
    let one = |(right, table): Right| {
        format!(
            "SELECT '{right}' AS wanted, '{table}' AS tab, \
             COALESCE(HAS_PERMS_BY_NAME('CDN.{table}', 'OBJECT', '{right}'), -1) AS has"
        )
    };
    Statement::new(rights.into_iter().map(one).collect::<Vec<_>>().join(" UNION ALL "))
}
