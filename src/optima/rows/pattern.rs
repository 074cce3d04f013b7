//! The pattern document: an RO that the user made by hand, whose values stand in for what we do not know of his base
//! (`reference/optima-database.md` 9.2).

use super::{Cell, Pattern, Shape, Value, header, lines};
use crate::core::plan::Shown;

/// Beginnings of columns that belong to one document alone: identities, numbers, stamps, ties to other documents, to
/// other programs and to the tax office, persons, discounts and amounts.
const NEVER: [&str; 53] = [
    "TrN_TrNID",
    "TrN_RelTrNId",
    "TrN_Numer",
    "TrN_NrKSeF",
    "TrN_NrListu",
    "TrN_ImportAppId",
    "TrN_ImportRowId",
    "TrN_TS_",
    "TrN_GID",
    "TrN_eSklep",
    "TrN_VaNId",
    "TrN_RycID",
    "TrN_KPRID",
    "TrN_DekId",
    "TrN_PreDekID",
    "TrN_FaId",
    "TrN_ZwrId",
    "TrN_IsNId",
    "TrN_DabId",
    "TrN_ZakID",
    "TrN_AwizoId",
    "TrN_DokMOSMMId",
    "TrN_EFaktura",
    "TrN_KSeF",
    "TrN_WeryfikacjaVAT",
    "TrN_ZwroconoCalaIlosc",
    "TrN_FiskalnaErr",
    "TrN_Pod",
    "TrN_Odb",
    "TrN_Platnik",
    "TrN_Pesel",
    "TrN_Opis",
    "TrN_Data",
    "TrN_MagDocId",
    "TrN_PunktyZa",
    "TrN_KatID",
    "TrN_RabatPromocyjny",
    "TrN_RabatKorekta",
    "TrN_RabatWartosc",
    "TrN_WartoscOO",
    "TrN_Status",
    "TrN_Sent",
    "TrE_Tr",
    "TrE_Zwr",
    "TrE_PdRId",
    "TrE_LpPowRel",
    "TrE_Twr",
    "TrE_Pod",
    "TrE_RabatPromocyjny",
    "TrE_RabatKorekta",
    "TrE_Promocje",
    "TrE_Kat",
    "TrE_KosztKGO",
];

/// Columns that we set by inference; where the document is in złoty, the pattern knows better.
const INFERRED: [&str; 5] = ["TrN_Waluta", "TrN_KursNumer", "TrN_TrSTyp", "TrE_Waluta", "TrE_KursNumer"];

/// Columns that we set ourselves, beyond those above (a test holds this list to the rows).
const OURS: [&str; 57] = [
    "TrN_Rabat",
    "TrE_Rabat",
    "TrN_DDfId",
    "TrN_TypDokumentu",
    "TrN_Rodzaj",
    "TrN_Bufor",
    "TrN_Anulowany",
    "TrN_Korekta",
    "TrN_Detal",
    "TrN_MagZrdId",
    "TrN_Kategoria",
    "TrN_Termin",
    "TrN_TerminZwrotuKaucji",
    "TrN_Finalny",
    "TrN_Export",
    "TrN_FPlId",
    "TrN_RazemNetto",
    "TrN_RazemVAT",
    "TrN_RazemBrutto",
    "TrN_RazemNettoWal",
    "TrN_RazemVATWal",
    "TrN_RazemBruttoWal",
    "TrN_KursL",
    "TrN_KursM",
    "TrN_BlokadaPlatnosci",
    "TrN_TypNB",
    "TrE_Lp",
    "TrE_LpPow",
    "TrE_TypDokumentu",
    "TrE_Aktywny",
    "TrE_DataDok",
    "TrE_DataOpe",
    "TrE_MagId",
    "TrE_TwCNumer",
    "TrE_Kaucja",
    "TrE_Jm",
    "TrE_JmZ",
    "TrE_JmCalkowite",
    "TrE_JMPrzelicznikL",
    "TrE_JMPrzelicznikM",
    "TrE_Stawka",
    "TrE_Flaga",
    "TrE_Zrodlowa",
    "TrE_TypNB",
    "TrE_Cena0",
    "TrE_CenaW",
    "TrE_CenaT",
    "TrE_Cena0WD",
    "TrE_CenaWWD",
    "TrE_KursL",
    "TrE_KursM",
    "TrE_Ilosc",
    "TrE_IloscJM",
    "TrE_WartoscNetto",
    "TrE_WartoscBrutto",
    "TrE_WartoscNettoWal",
    "TrE_WartoscBruttoWal",
];

/// Does the pattern's value of this column come into our documents?
#[must_use]
pub fn is_used(column: &str) -> bool {
    let among = |names: &[&str]| names.iter().any(|name| column.eq_ignore_ascii_case(name));
    is_taken(column) && (is_inferred(column) || !(among(&OURS) || among(&header::EMPTY) || among(&lines::EMPTY)))
}

/// Do we set this column by inference only?
#[must_use]
pub fn is_inferred(column: &str) -> bool {
    INFERRED.iter().any(|name| column.eq_ignore_ascii_case(name))
}

/// May this column's value be taken from the pattern?
#[must_use]
pub fn is_taken(column: &str) -> bool {
    let begins = |never: &str| column.get(..never.len()).is_some_and(|start| start.eq_ignore_ascii_case(never));
    !NEVER.iter().any(|never| begins(never)) && !column.to_ascii_lowercase().ends_with("guid")
}

/// The pattern's value for a column.
#[must_use]
pub fn value<'s>(shape: &'s Shape, table: &str, column: &str) -> Option<&'s Value> {
    let cells: &[Cell] = shape.pattern.get(table)?;
    let cell = cells.iter().find(|cell| cell.column.eq_ignore_ascii_case(column))?;
    is_taken(column).then_some(&cell.value)
}

/// What of it comes into our documents and says something, for people.
#[must_use]
pub fn told(pattern: &Pattern) -> Vec<Shown> {
    let is_told = |cell: &&Cell| is_used(&cell.column) && says_something(&cell.value);
    let of_table = |(table, cells): (&String, &Vec<Cell>)| {
        let told = cells.iter().filter(is_told);
        let values = told.map(|cell| (cell.column.to_string(), cell.value.shown())).collect();
        Shown { place: table.clone(), values }
    };
    pattern.iter().map(of_table).collect()
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Text(text) => !text.is_empty(),
        Value::Int(number) => *number != 0,
        Value::Decimal(number) => !number.is_zero(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_one_document_is_never_taken() {
        for column in [
            "TrN_ImportRowId",
            "TrN_NumerObcy",
            "TrN_TS_Mod",
            "TrN_eSklepID",
            "TrN_OdbEmail",
            "TrN_PodNazwa1",
            "TrN_EFakturaGUID",
            "TrN_XGUID",
            "TrN_DataDok",
            "trn_gidnumer",
            "TrE_TwrNazwa",
            "TrE_TrNId",
        ] {
            assert!(!is_taken(column), "{column}");
        }
        for column in ["TrN_RabatWartosc", "TrE_KosztKGO", "TrE_Kategoria", "Trn_Sent"] {
            assert!(!is_taken(column), "{column}");
        }
        for column in ["TrN_OpeZalID", "TrN_StaZalId", "TrN_Waluta", "TrN_TrSTyp", "TrN_Nowa", "TrE_WyborDostaw"] {
            assert!(is_taken(column), "{column}");
        }
    }
}
