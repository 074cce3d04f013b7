//! What the tables were in 2014, by what differs from today: columns that came since, columns that went, and those whose
//! type grew (`reference/optima-database.md`, section 0.7; a model drawn from a base of that time). Columns that went and
//! had no NULL are taken to have had no default, which is the harder case.

use super::build::{datetime, decimal, int, nvarchar, smallint, tinyint, varchar};
use super::{ALL, Column, Table};

/// Table, columns that it lacked, columns that it had or that were shorter.
const CHANGES: [(&str, &[&str], &[Column]); 11] = [
    (
        "Magazyny",
        &[
            "Mag_Konto",
            "Mag_TwCNumer",
            "Mag_Adres",
            "Mag_OpeModKod",
            "Mag_OpeModNazwisko",
            "Mag_OpeZalKod",
            "Mag_OpeZalNazwisko",
        ],
        &[
            varchar("Mag_Nazwa", 50),
            varchar("Mag_Opis", 254),
            varchar("Mag_Rejestr", 5),
            varchar("Mag_UEKraj", 2),
            varchar("Mag_KodTransakcji", 2),
        ],
    ),
    (
        "FormyPlatnosci",
        &["FPl_PodmiotTyp", "FPl_PodmiotID", "FPl_TerminalPlatniczy", "FPl_KSeFId", "FPl_Domyslna"],
        &[varchar("FPl_Nazwa", 20)],
    ),
    (
        "DefAtrybuty",
        &[
            "DeA_UdostepniajWMobile",
            "DeA_PozwalajNaEdycje",
            "DeA_PozwalajNaEdycjeESklep",
            "DeA_JezykId",
            "DeA_AnalizyBI",
            "DeA_JPKDostepnyFA",
            "DeA_JPKDostepnyFAVAT",
            "DeA_JPKDostepnyVAT",
            "DeA_Nieaktywny",
            "DeA_OpeModKod",
            "DeA_OpeModNazwisko",
            "DeA_OpeZalKod",
            "DeA_OpeZalNazwisko",
        ],
        &[varchar("DeA_Nazwa", 40)],
    ),
    (
        "Kontrahenci",
        &[
            "Knt_IdSisc",
            "Knt_NipPelny",
            "Knt_NieUwzglVATZD",
            "Knt_OpeModKod",
            "Knt_OpeModNazwisko",
            "Knt_OpeZalKod",
            "Knt_OpeZalNazwisko",
            "Knt_eSklepZrodlo",
            "Knt_Waluta",
            "Knt_SplitPay",
            "Knt_Domena",
            "Knt_GlID",
        ],
        &[
            varchar("Knt_NipE", 13),
            varchar("Knt_Nip", 13),
            nvarchar("Knt_OsAdres2", 40),
            int("Knt_UWDId").null(),
            nvarchar("Knt_UWDOddzial", 10).null(),
            nvarchar("Knt_UWDEmail", 30).null(),
            int("Knt_WindykacjaSchematId").null(),
            int("Knt_WindykacjaOsobaId").null(),
            nvarchar("Knt_KomornikOkreg", 256).null(),
            nvarchar("Knt_KomornikMiasto", 40).null(),
            nvarchar("Knt_KomornikRewir", 256).null(),
        ],
    ),
    ("KntAtrybuty", &[], &[varchar("KnA_WartoscTxt", 1024)]),
    ("TwrGrupy", &["TwG_eSklepLp"], &[varchar("TwG_Kod", 40), varchar("TwG_Nazwa", 255)]),
    (
        "Towary",
        &[
            "Twr_SplitPay",
            "Twr_CenaZCzteremaMiejscami",
            "Twr_OpeModKod",
            "Twr_OpeModNazwisko",
            "Twr_OpeZalKod",
            "Twr_OpeZalNazwisko",
        ],
        &[
            varchar("Twr_Kod", 40),
            varchar("Twr_PLU", 18),
            varchar("Twr_NumerKat", 40),
            varchar("Twr_Nazwa", 255),
            varchar("Twr_NazwaFiskalna", 40),
            varchar("Twr_JM", 20),
            varchar("Twr_JMZ", 20),
            decimal("Twr_KosztUslugiWal", 15, 2),
            decimal("Twr_KosztUslugi", 15, 2),
            varchar("Twr_KodDostawcy", 50),
            varchar("Twr_IloscMinJM", 20),
            varchar("Twr_IloscMaxJM", 20),
            varchar("Twr_IloscZamJM", 20),
            varchar("Twr_KrajPochodzenia", 2),
            datetime("Twr_TS_XL").null(),
            tinyint("Twr_OdwrotneObciazenie").null(),
        ],
    ),
    (
        "TwrCeny",
        &["TwC_DokID", "TwC_WartoscZakOld", "TwC_Punkty"],
        &[
            decimal("TwC_Wartosc", 15, 2),
            decimal("TwC_Zaokraglenie", 5, 2),
            decimal("TwC_Offset", 5, 2),
            smallint("TwC_TwrTyp").null(),
            int("TwC_TwrFirma").null(),
            int("TwC_TwrNumer").null(),
            smallint("TwC_TwrLp").null(),
        ],
    ),
    ("TwrIlosci", &["TwI_RezerwacjeZlecenia"], &[]),
    (
        "TraNag",
        &[
            "TrN_RycID",
            "TrN_KPRID",
            "TrN_NrListuPrzewozowegoTypKuriera",
            "TrN_OpeModKod",
            "TrN_OpeModNazwisko",
            "TrN_OpeZalKod",
            "TrN_OpeZalNazwisko",
            "TrN_PAFACzesciowe",
            "TrN_AktualizacjaCenyZakKor",
            "TrN_StawkaNPOO",
            "TrN_WartoscOO",
            "TrN_AwizoId",
            "TrN_DokMOSMMId",
            "TrN_ZakID",
            "TrN_PunktyZam",
            "TrN_PunktyZap",
            "Trn_Sent",
            "Trn_DokumentDostawy",
            "TrN_PCID",
            "TrN_eSklepZrodlo",
            "TrN_eSklepRodzajDokumentu",
            "TrN_eSklepFormaPlatnosci",
            "TrN_eSklepStatusPlatnosci",
            "TrN_eSklepUwagiKlienta",
            "TrN_eSklepSposobDostawyTyp",
            "TrN_eSklepSposobDostawyNazwa",
            "TrN_eSklepStatusDostawy",
            "TrN_eSklepPunktOdbioruOsobistegoNazwa1",
            "TrN_eSklepKodPaczkomatuPodst",
            "TrN_SplitPay",
            "TrN_NrKSeF",
        ],
        &[
            varchar("TrN_NumerObcy", 30),
            varchar("TrN_NumerPelnyPrw", 30),
            varchar("TrN_PodNipE", 13),
            varchar("TrN_OdbNipE", 13),
            nvarchar("TrN_OdbEmail", 40).null(),
            tinyint("TrN_OFFPrawoDoFAPA").null(),
            tinyint("TrN_OFFPrawoDoAnulowania").null(),
            tinyint("TrN_OFFExportMag").null(),
            int("TrN_DabId").null(),
            datetime("TrN_DataEFaktura").null(),
            nvarchar("TrN_OpeWysylajacy", 60).null(),
            varchar("TrN_EFakturaGUID", 36).null(),
            datetime("TrN_DataPtwTaxFree").null(),
            int("TrN_PreDekID").null(),
            nvarchar("TrN_AkcyzaMiejsceOdbioru", 200).null(),
            nvarchar("TrN_AkcyzaMiejsceWydania", 200).null(),
            datetime("TrN_AkcyzaDataRozpoczeciaPrzem").null(),
            datetime("TrN_AkcyzaDataOdbioruOd").null(),
            datetime("TrN_AkcyzaDataOdbioruDo").null(),
            smallint("TrN_Srw").null(),
        ],
    ),
    (
        "TraElem",
        &[
            "TrE_Kategoria",
            "TrE_TwrTyp",
            "TrE_TwrKodDostawcy",
            "TrE_KosztKGO",
            "TrE_SplitPay",
            "TrE_CzySaCechyWymagane",
            "TrE_UstawAtrSQL",
            "TrE_UstawAtrSQLDokTyp",
            "TrE_KrajPochodzenia",
        ],
        &[
            varchar("TrE_TwrNazwa", 255),
            varchar("TrE_TwrEAN", 20),
            varchar("TrE_TwrNumerKat", 40),
            varchar("TrE_TwrKod", 40),
            varchar("TrE_TwrOpis", 254),
            decimal("TrE_Cena0", 15, 2),
            decimal("TrE_CenaW", 15, 2),
            decimal("TrE_CenaT", 15, 2),
            varchar("TrE_Jm", 20),
            varchar("TrE_JmZ", 20),
            decimal("TrE_Cena0WD", 15, 2),
            decimal("TrE_CenaWWD", 15, 2),
            int("TrE_Atr1_DeAId").null(),
            varchar("TrE_Atr1_Kod", 20),
            varchar("TrE_Atr1_Wartosc", 100),
            int("TrE_Atr2_DeAId").null(),
            varchar("TrE_Atr2_Kod", 20),
            varchar("TrE_Atr2_Wartosc", 100),
            int("TrE_Atr3_DeAId").null(),
            varchar("TrE_Atr3_Kod", 20),
            varchar("TrE_Atr3_Wartosc", 100),
            int("TrE_Atr4_DeAId").null(),
            varchar("TrE_Atr4_Kod", 20),
            varchar("TrE_Atr4_Wartosc", 100),
            int("TrE_Atr5_DeAId").null(),
            varchar("TrE_Atr5_Kod", 20),
            varchar("TrE_Atr5_Wartosc", 100),
        ],
    ),
];

/// The tables of 2014. The few kilobytes are never given back.
#[must_use]
pub fn tables() -> Vec<Table> {
    ALL.iter().map(of_2014).collect()
}

fn of_2014(table: &Table) -> Table {
    let Some((_, lacked, had)) = CHANGES.iter().find(|(name, ..)| *name == table.name) else { return *table };
    let kept = table.columns.iter().filter(|column| !lacked.contains(&column.name));
    let mut columns: Vec<Column> = kept.map(|column| older(column, had)).collect();
    columns.extend(had.iter().filter(|column| !table.columns.iter().any(|now| now.name == column.name)));
    Table { columns: Box::leak(columns.into_boxed_slice()), ..*table }
}

/// The column with its type of 2014.
fn older(column: &Column, had: &[Column]) -> Column {
    let then = had.iter().find(|then| then.name == column.name);
    then.map_or(*column, |then| Column { kind: then.kind, nullable: then.nullable, ..*column })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_of_2014_is_known_by_its_lines() {
        let tables = tables();
        let lines = tables.iter().find(|table| table.name == "TraElem").unwrap();
        let column = |name: &str| lines.columns.iter().find(|column| column.name == name);
        assert!(column("TrE_TwrTyp").is_none() && column("TrE_TwrKodDostawcy").is_none());
        assert!(column("TrE_Atr5_Wartosc").is_some_and(Column::must_be_supplied));
        assert_eq!(column("TrE_TwrKod").map(|column| column.kind), Some(super::super::ColumnType::VarChar(40)));
    }
}
