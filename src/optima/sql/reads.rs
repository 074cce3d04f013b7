//! Which columns we count on, and which of a base we do not know.

use crate::optima::rows::{Column, Shape};
use crate::optima::tables;

/// Columns that are read of each table, whatever the release (`lookups.rs`; a test holds this list to the statements).
const READ: [(&str, &[&str]); 17] = [
    (
        "TraNag",
        &[
            "TrN_TrNID",
            "TrN_NumerPelny",
            "TrN_ImportRowId",
            "TrN_Opis",
            "TrN_TypDokumentu",
            "TrN_NumerObcy",
            "TrN_Anulowany",
            "TrN_Bufor",
            "TrN_NumerNr",
            "TrN_NumerString",
            "TrN_DataDok",
            "TrN_DDfId",
            "TrN_MagZrdId",
            "TrN_FPlId",
            "TrN_PodmiotTyp",
            "TrN_PodID",
            "TrN_PodNazwa1",
            "TrN_PodNazwa2",
            "TrN_PodNazwa3",
            "TrN_PodNipE",
            "TrN_OdbNazwa1",
            "TrN_OdbNazwa2",
            "TrN_OdbNazwa3",
            "TrN_OdbUlica",
            "TrN_OdbAdres2",
            "TrN_OdbNrDomu",
            "TrN_OdbNrLokalu",
            "TrN_OdbMiasto",
            "TrN_OdbKodPocztowy",
            "TrN_RazemNetto",
            "TrN_RazemVAT",
            "TrN_RazemBrutto",
            "TrN_Waluta",
            "TrN_RazemBruttoWal",
            "TrN_TS_Zal",
        ],
    ),
    (
        "TraElem",
        &[
            "TrE_TrEID",
            "TrE_TrNId",
            "TrE_Lp",
            "TrE_TwrKod",
            "TrE_TwrNazwa",
            "TrE_Ilosc",
            "TrE_CenaT",
            "TrE_Stawka",
            "TrE_Flaga",
            "TrE_WartoscNetto",
            "TrE_WartoscBrutto",
        ],
    ),
    ("TraVat", &["TrV_TrVID", "TrV_TrNID", "TrV_Stawka", "TrV_Flaga", "TrV_Netto", "TrV_VAT"]),
    ("DokAtrybuty", &["DAt_DAtId", "DAt_TrNId", "DAt_DeAId", "DAt_WartoscTxt"]),
    ("DefAtrybuty", &["DeA_DeAId", "DeA_Typ", "DeA_Kod"]),
    ("DokDefinicje", &["DDf_DDfID", "DDf_Klasa", "DDf_Symbol", "DDf_Numeracja", "DDf_Nieaktywna"]),
    ("Magazyny", &["Mag_MagId", "Mag_Symbol", "Mag_Rejestr", "Mag_NieAktywny"]),
    ("FormyPlatnosci", &["FPl_FPlId", "FPl_Nazwa", "FPl_Termin", "FPl_NieAktywny"]),
    ("Kategorie", &["Kat_KatID", "Kat_KodOgolny", "Kat_Opis"]),
    (
        "DefCeny",
        &["DfC_Lp", "DfC_Typ", "DfC_Waluta", "DfC_Aktualizacja", "DfC_Zaokraglenie", "DfC_Marza", "DfC_Offset"],
    ),
    ("TwrGrupy", &["TwG_GIDNumer", "TwG_GIDTyp", "TwG_Kod"]),
    (
        "Kontrahenci",
        &[
            "Knt_KntId",
            "Knt_Kod",
            "Knt_Nazwa1",
            "Knt_Nazwa2",
            "Knt_Nazwa3",
            "Knt_NipKraj",
            "Knt_Nip",
            "Knt_Email",
            "Knt_OsEmail",
            "Knt_Nieaktywny",
            "Knt_BlokadaDok",
            "Knt_ZakazDokumentowHaMag",
            "Knt_Finalny",
            "Knt_PodatekVat",
            "Knt_Export",
            "Knt_TerminZwrotuKaucji",
            "Knt_Ulica",
            "Knt_NrDomu",
            "Knt_NrLokalu",
            "Knt_KodPocztowy",
            "Knt_KatID",
        ],
    ),
    ("Grupy", &["Gru_Typ", "Gru_Nazwa"]),
    ("KntOsoby", &["KnO_KnOId", "KnO_KntId", "KnO_Email", "KnO_EmailESklep"]),
    (
        "Towary",
        &[
            "Twr_TwrId",
            "Twr_Kod",
            "Twr_Nazwa",
            "Twr_EAN",
            "Twr_NumerKat",
            "Twr_SWW",
            "Twr_KodDostawcy",
            "Twr_Typ",
            "Twr_Stawka",
            "Twr_Flaga",
            "Twr_JM",
            "Twr_JMCalkowite",
            "Twr_TwCNumer",
            "Twr_Kaucja",
            "Twr_EdycjaNazwy",
            "Twr_NieAktywny",
            "Twr_KatId",
        ],
    ),
    ("TwrEan", &["TwE_TwEId", "TwE_TwrID", "TwE_EAN"]),
    ("SystemCDN", &["SYS_ID", "SYS_Wartosc"]),
];

/// Older bases have these on lines, and nothing stands in them (`reference/optima-database.md` 2.2).
const OLD: &str = "TrE_Atr";

/// Columns, or whole tables, that we read and the base lacks: `CDN.Table.Column`.
#[must_use]
pub fn missing(shape: &Shape) -> Vec<String> {
    let mut all = Vec::new();
    for (table, names) in READ {
        match shape.tables.get(table) {
            None => all.push(format!("CDN.{table}")),
            Some(columns) => {
                let lacks = |name: &&&str| !columns.iter().any(|column| column.name == **name);
                all.extend(names.iter().filter(lacks).map(|name| format!("CDN.{table}.{name}")));
            }
        }
    }
    all
}

/// Columns that must be supplied in the tables that we write and that our description does not have: table and column.
#[must_use]
pub fn unknown(shape: &Shape) -> Vec<(String, String)> {
    let must = |column: &&Column| !column.nullable && !column.has_default && !column.read_only;
    let mut all = Vec::new();
    for name in ["TraNag", "TraElem", "TraVat", "DokAtrybuty", "Kontrahenci", "Towary", "TwrCeny", "TwrEan", "TwrGrupy"]
    {
        let described = tables::table(name).map_or(&[][..], |table| table.columns);
        let known = |column: &Column| {
            described.iter().any(|known| known.name.eq_ignore_ascii_case(&column.name))
                || column.name.get(..OLD.len()).is_some_and(|start| start.eq_ignore_ascii_case(OLD))
        };
        let columns = shape.tables.get(name).into_iter().flatten().filter(must);
        all.extend(columns.filter(|column| !known(column)).map(|column| (name.to_owned(), column.name.clone())));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optima::sql::every_text;

    #[test]
    fn every_column_that_a_statement_names_is_counted_on_and_no_other() {
        let mut named: Vec<String> = Vec::new();
        for statement in every_text() {
            let words = statement.text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            named.extend(
                words.filter(|word| word.contains('_') && word.contains(char::is_alphabetic)).map(str::to_owned),
            );
        }
        let listed: Vec<&str> = READ.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for name in &named {
            assert!(listed.contains(&name.as_str()), "{name}");
        }
        for name in listed {
            assert!(named.iter().any(|named| named == name), "{name} is read by nothing");
        }
        assert_eq!(missing(&tables::shape()), [""; 0]);
        assert_eq!(missing(&tables::shape_of(&tables::old::tables())), [""; 0]);
    }

    #[test]
    fn what_a_base_lacks_or_has_beyond_us_is_named() {
        let mut shape = tables::shape();
        shape.tables.remove("KntOsoby");
        let header = shape.tables.get_mut("TraNag").unwrap();
        header.retain(|column| column.name != "TrN_NumerObcy");
        let kind = crate::optima::rows::ColumnKind::Integer;
        let column = |name: &str, nullable| Column {
            name: name.to_owned(),
            kind,
            nullable,
            has_default: false,
            read_only: false,
        };
        header.extend([column("TrN_Nowa", false), column("TrN_Obojetna", true)]);
        assert_eq!(missing(&shape), ["CDN.TraNag.TrN_NumerObcy", "CDN.KntOsoby"]);
        assert_eq!(unknown(&shape), [("TraNag".to_owned(), "TrN_Nowa".to_owned())]);
        assert_eq!(unknown(&tables::shape_of(&tables::old::tables())).len(), 0);
    }
}
