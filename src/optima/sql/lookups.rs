//! The texts of the lookups.

use jiff::civil::Date;

use super::mail::{ESCAPE, contains_pattern};
use super::statement::{SqlValue, Statement};
use crate::core::document::DocumentType;

/// Values per statement: SQL Server takes 2100 parameters, and a few are for other things.
pub const MAX_PARAMS: usize = 2000;

/// The columns of a header that tell which document it is, and what it comes to.
pub const DOCUMENT: &str = "TrN_TrNID, TrN_NumerPelny, TrN_RazemBrutto, TrN_Waluta, TrN_RazemBruttoWal";

/// The columns of a header that say whose document it is.
const NAMES: &str = "TrN_ImportRowId, TrN_NumerObcy, TrN_DataDok, TrN_Opis, TrN_Anulowany";

/// By the key; `TrNGUID` lets only one have it, cancelled or not.
pub fn document_by_key(key: &str) -> Statement {
    Statement::new(format!("SELECT {DOCUMENT} FROM CDN.TraNag WHERE TrN_ImportRowId = ")).bind(key)
}

/// By keys, with them.
pub fn documents_by_key(keys: &[String]) -> Statement {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    Statement::new(format!("SELECT {DOCUMENT}, TrN_ImportRowId FROM CDN.TraNag WHERE TrN_ImportRowId")).bind_in(&keys)
}

/// By the foreign number: any state but cancelled, with what tells whose document it is.
pub fn document_by_foreign_number(class: i64, number: &str) -> Statement {
    by_foreign_number(class, "TrN_NumerObcy", number)
}

/// As [`document_by_foreign_number`], with an engine's own words for the column.
pub fn by_foreign_number(class: i64, column: &str, number: &str) -> Statement {
    let select = format!("SELECT {DOCUMENT}, {NAMES} FROM CDN.TraNag WHERE TrN_TypDokumentu = ");
    Statement::new(select)
        .bind(class)
        .sql(&format!(" AND {column} = "))
        .bind(number)
        .sql(" AND TrN_Anulowany = 0 AND TrN_Bufor <> -1 ORDER BY TrN_TrNID")
}

/// Documents of other hands that name the order somewhere. Ours are judged by their key, which is a version 5 UUID
/// (its 15th character), so that the texts of few documents are searched; but a whole id in `TrN_NumerObcy`, which
/// takes 32 characters at least, counts whatever the key, for we import other tools' files too.
pub fn documents_of_other_hands(class: i64, order: &str, since: Option<Date>, numbers: &[String]) -> Statement {
    let others = " AND (TrN_ImportRowId IS NULL OR SUBSTRING(TrN_ImportRowId, 15, 1) <> '5' \
         OR TrN_NumerObcy LIKE '________________________________%')";
    naming_order(("CDN.TraNag", others), (class, order, since, numbers))
}

/// As [`documents_of_other_hands`], with an engine's own words for the table and for what a document of another hand is.
///
/// A whole id, with its dashes or without, is of one order whatever the day; only the numbers of other tools, with a
/// part of an id, are looked for since a day.
pub fn naming_order(
    (table, others): (&str, &str),
    (class, order, since, numbers): (i64, &str, Option<Date>, &[String]),
) -> Statement {
    let select = format!("SELECT {DOCUMENT}, {NAMES} FROM {table} WHERE TrN_TypDokumentu = ");
    let mut statement = Statement::new(select).bind(class).sql(others);
    let bare = undashed(order);
    let texts = [order, &bare].map(|id| statement.mark(&contains_pattern(id)));
    let held =
        |column: &str| texts.each_ref().map(|text| format!("{column} LIKE {text} ESCAPE '{ESCAPE}'")).join(" OR ");
    statement = statement
        .sql(&format!(" AND ({} OR {} OR ", held("TrN_NumerObcy"), held("TrN_Opis")))
        .sql("EXISTS (SELECT 1 FROM CDN.DokAtrybuty WHERE DAt_TrNId = TrN_TrNID AND DAt_WartoscTxt")
        .bind_in(&[order, &bare])
        .sql(") OR (TrN_NumerObcy")
        .bind_in(&numbers.iter().map(String::as_str).collect::<Vec<_>>());
    if let Some(since) = since {
        statement = statement.sql(" AND TrN_DataDok >= ").bind(SqlValue::Date(since));
    }
    statement.sql(")) ORDER BY TrN_TrNID")
}

/// An order's id as some tools write it: 32 digits.
pub fn undashed(order: &str) -> String {
    order.replace('-', "")
}

/// The newest document of a definition, with what its number is made of. Without an end: an engine adds it.
pub fn newest(select: &str, definition: i64) -> Statement {
    Statement::new(format!(
        "SELECT {select}n.TrN_NumerPelny, n.TrN_NumerString, n.TrN_DataDok, m.Mag_Symbol FROM CDN.TraNag n \
         LEFT JOIN CDN.Magazyny m ON m.Mag_MagId = n.TrN_MagZrdId WHERE n.TrN_DDfId = "
    ))
    .bind(definition)
    .sql(" ORDER BY n.TrN_TrNID DESC")
}

/// The number of a document.
pub fn document_number(id: i64) -> Statement {
    Statement::new("SELECT TrN_TrNID, TrN_NumerPelny FROM CDN.TraNag WHERE TrN_TrNID = ").bind(id)
}

/// The highest number of a pattern, cancelled documents too: theirs are not given again.
pub fn highest_number(pattern: &str) -> Statement {
    Statement::new("SELECT MAX(TrN_NumerNr) AS TrN_NumerNr FROM CDN.TraNag WHERE TrN_NumerString = ").bind(pattern)
}

/// Active definitions first.
pub fn definition(class: i64, symbol: &str) -> Statement {
    Statement::new(
        "SELECT DDf_DDfID, DDf_Symbol, DDf_Numeracja, DDf_Nieaktywna FROM CDN.DokDefinicje WHERE DDf_Klasa = ",
    )
    .bind(class)
    .sql(" AND DDf_Symbol = ")
    .bind(symbol)
    .sql(" ORDER BY DDf_Nieaktywna, DDf_DDfID")
}

/// By symbol.
pub fn warehouse(symbol: &str) -> Statement {
    Statement::new("SELECT Mag_MagId, Mag_Symbol, Mag_Rejestr, Mag_NieAktywny FROM CDN.Magazyny WHERE Mag_Symbol = ")
        .bind(symbol)
}

/// By name.
pub fn payment_form(name: &str) -> Statement {
    Statement::new("SELECT FPl_FPlId, FPl_Nazwa, FPl_Termin, FPl_NieAktywny FROM CDN.FormyPlatnosci WHERE FPl_Nazwa = ")
        .bind(name)
}

/// The payment forms that are in use.
pub fn payment_forms() -> Statement {
    Statement::new("SELECT FPl_Nazwa FROM CDN.FormyPlatnosci WHERE FPl_NieAktywny = 0 ORDER BY FPl_Nazwa")
}

/// All payment forms with the days of their terms, whatever is in use.
pub fn terms() -> Statement {
    Statement::new("SELECT FPl_Nazwa, FPl_Termin FROM CDN.FormyPlatnosci ORDER BY FPl_FPlId")
}

/// All categories with their descriptions, the oldest first.
pub fn categories() -> Statement {
    Statement::new("SELECT Kat_KodOgolny, Kat_Opis FROM CDN.Kategorie ORDER BY Kat_KatID")
}

/// Numbers of the latest ROs of other hands, as in [`documents_of_other_hands`], the latest first: among so many of the latest
/// documents, for there may be millions.
pub fn latest_by_hand() -> Statement {
    Statement::new("SELECT TrN_NumerPelny FROM CDN.TraNag WHERE TrN_TypDokumentu = ")
        .bind(i64::from(DocumentType::RO.class))
        .sql(
            " AND (TrN_ImportRowId IS NULL OR SUBSTRING(TrN_ImportRowId, 15, 1) <> '5') AND TrN_Anulowany = 0 \
             AND TrN_TrNID > (SELECT MAX(TrN_TrNID) FROM CDN.TraNag) - 2000 ORDER BY TrN_TrNID DESC",
        )
}

/// The services that are in use.
pub fn services() -> Statement {
    Statement::new(
        "SELECT Twr_Kod, Twr_Nazwa FROM CDN.Towary WHERE Twr_Typ = 0 AND Twr_NieAktywny = 0 ORDER BY Twr_Kod",
    )
}

/// Symbols of the definitions of these classes.
pub fn definition_symbols(classes: &[i64]) -> Statement {
    Statement::new("SELECT DDf_Symbol FROM CDN.DokDefinicje WHERE DDf_Klasa")
        .bind_in(classes)
        .sql(" ORDER BY DDf_Symbol")
}

/// Symbols of warehouses, names of contractors' groups, codes of products' groups and of document attributes: what there is.
pub fn words() -> [Statement; 4] {
    [
        Statement::new("SELECT Mag_Symbol FROM CDN.Magazyny ORDER BY Mag_Symbol"),
        Statement::new("SELECT Gru_Nazwa FROM CDN.Grupy WHERE Gru_Typ = 31 ORDER BY Gru_Nazwa"),
        Statement::new("SELECT TwG_Kod FROM CDN.TwrGrupy WHERE TwG_GIDTyp = -16 ORDER BY TwG_Kod"),
        Statement::new("SELECT DeA_Kod FROM CDN.DefAtrybuty WHERE DeA_Typ = 4 ORDER BY DeA_Kod"),
    ]
}

/// By its general code; the oldest, which is the general category before its details.
pub fn category(code: &str) -> Statement {
    Statement::new("SELECT Kat_KatID FROM CDN.Kategorie WHERE Kat_KodOgolny = ").bind(code).sql(" ORDER BY Kat_KatID")
}

/// Optima's release (`reference/optima-database.md`, section 1).
pub fn release() -> Statement {
    Statement::new("SELECT SYS_Wartosc FROM CDN.SystemCDN WHERE SYS_ID = 3")
}

/// Cards in use with each of these words in their code, EAN or name. Without an end: an engine adds it.
pub fn cards_with(select: &str, words: &[String]) -> Statement {
    let mut statement = Statement::new(format!(
        "SELECT {select}Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_Typ FROM CDN.Towary WHERE Twr_NieAktywny = 0"
    ));
    for word in words {
        let mark = statement.mark(&contains_pattern(word));
        let has = |column: &str| format!("{column} LIKE {mark} ESCAPE '{ESCAPE}'");
        statement = statement.sql(&format!(" AND ({} OR {} OR {})", has("Twr_Kod"), has("Twr_Nazwa"), has("Twr_EAN")));
    }
    statement
}

/// Codes of cards, as the base spells them, and what they are.
pub fn card_codes(codes: &[String]) -> Statement {
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    Statement::new("SELECT Twr_Kod, Twr_Typ FROM CDN.Towary WHERE Twr_Kod").bind_in(&codes)
}

/// Price definitions.
pub fn prices() -> Statement {
    Statement::new(
        "SELECT DfC_Lp, DfC_Typ, DfC_Waluta, DfC_Aktualizacja, DfC_Zaokraglenie, DfC_Marza, DfC_Offset \
         FROM CDN.DefCeny ORDER BY DfC_Lp",
    )
}

/// A group of products: `TwG_GIDTyp` -16 (section 2.6).
pub fn product_group(code: &str) -> Statement {
    Statement::new("SELECT TwG_GIDNumer FROM CDN.TwrGrupy WHERE TwG_GIDTyp = -16 AND TwG_Kod = ")
        .bind(code)
        .sql(" ORDER BY TwG_GIDNumer")
}

/// A group of contractors: `Gru_Typ` 31 (section 2.5); other types are groups of something else.
pub fn contractor_group(name: &str) -> Statement {
    Statement::new("SELECT Gru_Nazwa FROM CDN.Grupy WHERE Gru_Typ = 31 AND Gru_Nazwa = ").bind(name)
}

/// Attributes of documents: `DeA_Typ` 4.
pub fn attributes(codes: &[String]) -> Statement {
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    Statement::new("SELECT DeA_DeAId, DeA_Kod FROM CDN.DefAtrybuty WHERE DeA_Typ = 4 AND DeA_Kod")
        .bind_in(&codes)
        .sql(" ORDER BY DeA_DeAId")
}

/// Ids of rows whose column holds one of the values.
pub fn ids_by(table: &'static str, id: &'static str, column: &'static str, values: &[String]) -> Statement {
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    Statement::new(format!("SELECT {id} FROM CDN.{table} WHERE {column}")).bind_in(&values)
}

/// Contractors whose own cells hold the pattern.
pub fn contractors_by_mail(pattern: &str) -> Statement {
    mail("SELECT Knt_KntId FROM CDN.Kontrahenci WHERE ", ["Knt_Email", "Knt_OsEmail"], pattern)
}

/// Contractors whose representatives' cells hold the pattern.
pub fn persons_by_mail(pattern: &str) -> Statement {
    mail("SELECT KnO_KntId FROM CDN.KntOsoby WHERE ", ["KnO_Email", "KnO_EmailESklep"], pattern)
}

fn mail(select: &str, columns: [&str; 2], pattern: &str) -> Statement {
    let mut statement = Statement::new(select);
    let marker = statement.mark(pattern);
    let conditions = columns.map(|column| format!("{column} LIKE {marker} ESCAPE '{ESCAPE}'"));
    statement.sql(&conditions.join(" OR "))
}

/// Contractors by id.
pub fn contractors(ids: &[i64]) -> Statement {
    Statement::new(
        "SELECT Knt_KntId, Knt_Kod, Knt_Nazwa1, Knt_Nazwa2, Knt_Nazwa3, Knt_NipKraj, Knt_Nip, Knt_Email, Knt_OsEmail, \
         Knt_Nieaktywny, Knt_BlokadaDok, Knt_ZakazDokumentowHaMag, Knt_Finalny, Knt_PodatekVat, Knt_Export, \
         Knt_TerminZwrotuKaucji FROM CDN.Kontrahenci WHERE Knt_KntId",
    )
    .bind_in(ids)
    .sql(" ORDER BY Knt_KntId")
}

/// What tells namesakes apart, by id.
pub fn namesakes(ids: &[i64]) -> Statement {
    Statement::new(
        "SELECT Knt_Kod, Knt_Nazwa1, Knt_Nazwa2, Knt_Nazwa3, Knt_Nip, Knt_Ulica, Knt_NrDomu, Knt_NrLokalu, \
         Knt_KodPocztowy, Knt_Email FROM CDN.Kontrahenci WHERE Knt_KntId",
    )
    .bind_in(ids)
    .sql(" ORDER BY Knt_KntId")
}

/// Representatives' addresses by contractor.
pub fn persons(contractors: &[i64]) -> Statement {
    Statement::new("SELECT KnO_KntId, KnO_Email, KnO_EmailESklep FROM CDN.KntOsoby WHERE KnO_KntId")
        .bind_in(contractors)
        .sql(" ORDER BY KnO_KntId, KnO_KnOId")
}

/// Cards by id.
pub fn cards(ids: &[i64]) -> Statement {
    Statement::new(
        "SELECT Twr_TwrId, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_NumerKat, Twr_SWW, Twr_KodDostawcy, Twr_Typ, Twr_Stawka, \
         Twr_Flaga, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Kaucja, Twr_EdycjaNazwy, Twr_NieAktywny \
         FROM CDN.Towary WHERE Twr_TwrId",
    )
    .bind_in(ids)
    .sql(" ORDER BY Twr_TwrId")
}

/// EANs of cards.
pub fn eans(cards: &[i64]) -> Statement {
    Statement::new("SELECT TwE_TwrID, TwE_EAN FROM CDN.TwrEan WHERE TwE_TwrID")
        .bind_in(cards)
        .sql(" ORDER BY TwE_TwrID, TwE_TwEId")
}

/// Categories of contractors' cards.
pub fn contractor_categories(contractors: &[i64]) -> Statement {
    Statement::new(
        "SELECT k.Knt_KntId, c.Kat_KatID, c.Kat_KodOgolny FROM CDN.Kontrahenci k \
         JOIN CDN.Kategorie c ON c.Kat_KatID = k.Knt_KatID WHERE k.Knt_KntId",
    )
    .bind_in(contractors)
}

/// Categories of product cards.
pub fn card_categories(cards: &[i64]) -> Statement {
    Statement::new(
        "SELECT t.Twr_TwrId, c.Kat_KatID, c.Kat_KodOgolny FROM CDN.Towary t \
         JOIN CDN.Kategorie c ON c.Kat_KatID = t.Twr_KatId WHERE t.Twr_TwrId",
    )
    .bind_in(cards)
}

const HEADERS: &str = "SELECT n.TrN_TrNID, n.TrN_NumerPelny, n.TrN_DataDok, d.DDf_Symbol, k.Knt_Kod, n.TrN_PodNazwa1, \
     n.TrN_PodNazwa2, n.TrN_PodNazwa3, n.TrN_PodNipE, n.TrN_OdbNazwa1, n.TrN_OdbNazwa2, n.TrN_OdbNazwa3, \
     n.TrN_OdbUlica, n.TrN_OdbAdres2, n.TrN_OdbNrDomu, n.TrN_OdbNrLokalu, n.TrN_OdbMiasto, n.TrN_OdbKodPocztowy, f.FPl_Nazwa, \
     m.Mag_Symbol, n.TrN_RazemNetto, n.TrN_RazemVAT, n.TrN_RazemBrutto, n.TrN_Opis, n.TrN_Bufor, n.TrN_NumerObcy, \
     n.TrN_ImportRowId, n.TrN_TS_Zal FROM CDN.TraNag n \
     LEFT JOIN CDN.DokDefinicje d ON d.DDf_DDfID = n.TrN_DDfId \
     LEFT JOIN CDN.FormyPlatnosci f ON f.FPl_FPlId = n.TrN_FPlId \
     LEFT JOIN CDN.Magazyny m ON m.Mag_MagId = n.TrN_MagZrdId \
     LEFT JOIN CDN.Kontrahenci k ON n.TrN_PodmiotTyp = 1 AND k.Knt_KntId = n.TrN_PodID ";

/// Headers by key.
pub fn headers_by_key(keys: &[String]) -> Statement {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    Statement::new(HEADERS).sql("WHERE n.TrN_ImportRowId").bind_in(&keys).sql(" ORDER BY n.TrN_TrNID")
}

/// Headers of every RO that has a key.
pub fn headers_of_imports() -> Statement {
    Statement::new(HEADERS)
        .sql("WHERE n.TrN_TypDokumentu = ")
        .bind(i64::from(DocumentType::RO.class))
        .sql(" AND n.TrN_ImportRowId IS NOT NULL ORDER BY n.TrN_TrNID")
}

/// Lines by header.
pub fn lines(headers: &[i64]) -> Statement {
    Statement::new(
        "SELECT TrE_TrNId, TrE_TwrKod, TrE_TwrNazwa, TrE_Ilosc, TrE_CenaT, TrE_Stawka, TrE_Flaga, TrE_WartoscNetto, \
         TrE_WartoscBrutto FROM CDN.TraElem WHERE TrE_TrNId",
    )
    .bind_in(headers)
    .sql(" ORDER BY TrE_TrNId, TrE_Lp, TrE_TrEID")
}

/// VAT tables by header.
pub fn vat_tables(headers: &[i64]) -> Statement {
    Statement::new("SELECT TrV_TrNID, TrV_Stawka, TrV_Flaga, TrV_Netto, TrV_VAT FROM CDN.TraVat WHERE TrV_TrNID")
        .bind_in(headers)
        .sql(" ORDER BY TrV_TrNID, TrV_TrVID")
}

/// Attributes by header, with the code of their definition.
pub fn document_attributes(headers: &[i64]) -> Statement {
    Statement::new(
        "SELECT a.DAt_TrNId, d.DeA_Kod, a.DAt_WartoscTxt FROM CDN.DokAtrybuty a \
         JOIN CDN.DefAtrybuty d ON d.DeA_DeAId = a.DAt_DeAId WHERE a.DAt_TrNId",
    )
    .bind_in(headers)
    .sql(" ORDER BY a.DAt_TrNId, a.DAt_DAtId")
}

/// Is there a row with this key? Table and key are ours.
pub fn exists(table: &'static str, key: &'static str, id: i64) -> Statement {
    Statement::new(format!("SELECT {key} FROM CDN.{table} WHERE {key} = ")).bind(id)
}

/// Every text, for tests that read them.
#[cfg(test)]
pub fn every_text() -> Vec<Statement> {
    let some = ["a".to_owned()];
    let [warehouses, contractor_groups, product_groups, attribute_codes] = words();
    vec![
        document_by_key("k"),
        documents_by_key(&some),
        document_by_foreign_number(308, "n"),
        documents_of_other_hands(308, "o", Some(jiff::civil::date(2026, 1, 1)), &some),
        newest("", 1),
        document_number(1),
        highest_number("RO/@numerS/2026"),
        definition(308, "RO"),
        warehouse("MAGAZYN"),
        payment_form("przelew"),
        payment_forms(),
        terms(),
        categories(),
        services(),
        definition_symbols(&[308]),
        warehouses,
        contractor_groups,
        product_groups,
        attribute_codes,
        category("ALLEGRO"),
        prices(),
        release(),
        card_codes(&some),
        product_group("SKLEP"),
        contractor_group("ALLEGRO"),
        attributes(&some),
        ids_by("Kontrahenci", "Knt_KntId", "Knt_Kod", &some),
        contractors_by_mail("%a%"),
        persons_by_mail("%a%"),
        contractors(&[1]),
        namesakes(&[1]),
        persons(&[1]),
        cards(&[1]),
        eans(&[1]),
        contractor_categories(&[1]),
        card_categories(&[1]),
        headers_by_key(&some),
        headers_of_imports(),
        latest_by_hand(),
        lines(&[1]),
        vat_tables(&[1]),
        document_attributes(&[1]),
        exists("Magazyny", "Mag_MagId", 1),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text, with what SQL Server or the sandbox would not take looked for.
    #[test]
    fn texts_are_portable() {
        let texts = every_text();
        for statement in &texts {
            let words: Vec<&str> = statement.text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            for word in ["TOP", "LIMIT", "MERGE", "N", "ISNULL", "IFNULL", "LEN", "length", "WITH", "OUTPUT"] {
                assert!(!words.contains(&word), "{word}: {}", statement.text);
            }
            assert!(!statement.text.contains(['+', '|', ';', '`', '"']), "{}", statement.text);
            for place in 1..=statement.params.len() {
                assert!(statement.text.contains(&format!("@P{place}")), "{}", statement.text);
            }
        }
        let shown: Vec<&str> = texts.iter().map(|statement| statement.text.as_str()).collect();
        insta::assert_snapshot!(shown.join("\n"));
    }
}
