//! Dictionaries: warehouses, payment forms, definitions, price and attribute definitions.

use super::Table;
use super::build::{datetime, decimal, int, nvarchar, smallint, tinyint, unique, varchar};

/// `CDN.SystemCDN`: facts about the base itself.
pub const SYSTEM_CDN: Table = Table {
    name: "SystemCDN",
    key: "SYS_ID",
    columns: &[int("SYS_ID"), nvarchar("SYS_Wartosc", 255)],
    unique: &[],
    foreign: &[],
    checks: &[],
    lookups: &[],
};

/// `CDN.Kategorie`.
pub const KATEGORIE: Table = Table {
    name: "Kategorie",
    key: "Kat_KatID",
    columns: &[
        int("Kat_KatID").identity(),
        varchar("Kat_KodOgolny", 20),
        varchar("Kat_KodSzczegol", 20),
        nvarchar("Kat_Opis", 50),
    ],
    unique: &[],
    foreign: &[],
    checks: &[],
    lookups: &[],
};

/// `CDN.Grupy`; groups of contractors are `Gru_Typ` 31.
pub const GRUPY: Table = Table {
    name: "Grupy",
    key: "Gru_GruID",
    columns: &[
        int("Gru_GruID").identity(),
        smallint("Gru_Typ"),
        varchar("Gru_Nazwa", 20),
        varchar("Gru_Opis", 50),
        smallint("Gru_Flaga").null(),
    ],
    unique: &[],
    foreign: &[],
    checks: &[],
    lookups: &[],
};

/// `CDN.Magazyny`.
pub const MAGAZYNY: Table = Table {
    name: "Magazyny",
    key: "Mag_MagId",
    columns: &[
        int("Mag_MagId").identity(),
        int("Mag_GIDNumer").null(),
        tinyint("Mag_MagazynZwrotnyXL").null(),
        smallint("Mag_Typ"),
        varchar("Mag_Symbol", 20),
        nvarchar("Mag_Nazwa", 50),
        nvarchar("Mag_Opis", 254),
        nvarchar("Mag_Rejestr", 5),
        tinyint("Mag_NieAktywny"),
        int("Mag_MagIdXL").null(),
        tinyint("Mag_Unijny"),
        nvarchar("Mag_UEKraj", 2),
        nvarchar("Mag_KodTransakcji", 2),
        varchar("Mag_Konto", 50).null(),
        int("Mag_OpeZalId").null(),
        int("Mag_StaZalId").null(),
        datetime("Mag_TS_Zal"),
        int("Mag_OpeModId").null(),
        int("Mag_StaModId").null(),
        datetime("Mag_TS_Mod"),
        int("Mag_TwCNumer").or(0),
        int("Mag_Adres").or(0),
        varchar("Mag_OpeModKod", 20).or_empty(),
        nvarchar("Mag_OpeModNazwisko", 50).or_empty(),
        varchar("Mag_OpeZalKod", 20).or_empty(),
        nvarchar("Mag_OpeZalNazwisko", 50).or_empty(),
    ],
    unique: &[unique("MagSymbol", &["Mag_Symbol"])],
    foreign: &[],
    checks: &[],
    lookups: &[],
};

/// `CDN.FormyPlatnosci`.
pub const FORMY_PLATNOSCI: Table = Table {
    name: "FormyPlatnosci",
    key: "FPl_FPlId",
    columns: &[
        int("FPl_FPlId").identity(),
        nvarchar("FPl_Nazwa", 20),
        smallint("FPl_Typ"),
        int("FPl_BRaId").null(),
        smallint("FPl_PodmiotTyp").null(),
        int("FPl_PodmiotID").null(),
        smallint("FPl_Termin"),
        smallint("FPl_NieAktywny"),
        datetime("FPl_TS_Export").null(),
        varchar("FPl_ImportAppId", 5).null(),
        varchar("FPl_ImportRowId", 36).null(),
        int("FPl_XLID").null(),
        decimal("FPl_Rabat", 5, 2),
        tinyint("FPl_TerminalPlatniczy").or(0),
        int("FPl_KSeFId").or(0),
        tinyint("FPl_Domyslna").null(),
    ],
    unique: &[unique("FPlNazwa", &["FPl_Nazwa"]), unique("FPlGUID", &["FPl_ImportRowId"])],
    foreign: &[],
    checks: &["FPl_Termin >= 0"],
    lookups: &[],
};

/// `CDN.DokDefinicje`: definitions with their numbering schemes.
pub const DOK_DEFINICJE: Table = Table {
    name: "DokDefinicje",
    key: "DDf_DDfID",
    columns: &[
        int("DDf_DDfID").identity(),
        int("DDf_Klasa"),
        varchar("DDf_Symbol", 5),
        varchar("DDf_PrevSymbol", 5).or_empty(),
        nvarchar("DDf_Nazwa", 256),
        tinyint("DDf_Nieaktywna").or(0),
        nvarchar("DDf_Numeracja", 50),
        nvarchar("DDf_PrevNumeracja", 50).or_empty(),
        tinyint("DDf_SeriaOperatora"),
        // inferred: documented as computed; the expression is not.
        int("DDf_KierunekOrg").computed("CASE WHEN DDf_Klasa IN (302, 305, 306, 308) THEN 1 ELSE 0 END"),
        int("DDf_PowDDfID").null(),
        nvarchar("DDf_PowSeria", 5).null(),
        int("DDf_OpeZalID").null(),
        int("DDf_StaZalId").null(),
        datetime("DDf_TS_Zal"),
        int("DDf_OpeModID").null(),
        int("DDf_StaModId").null(),
        datetime("DDf_TS_Mod"),
        varchar("DDf_ImportRowId", 36).null(),
    ],
    unique: &[unique("DDfGUID", &["DDf_ImportRowId"])],
    foreign: &[],
    checks: &[],
    lookups: &[],
};

/// `CDN.DefCeny`: price definitions, 1 is the purchase price.
pub const DEF_CENY: Table = Table {
    name: "DefCeny",
    key: "DfC_DfCId",
    columns: &[
        int("DfC_DfCId").identity(),
        int("DfC_Lp"),
        varchar("DfC_Nazwa", 20),
        tinyint("DfC_Aktualizacja"),
        decimal("DfC_Marza", 5, 2),
        decimal("DfC_Zaokraglenie", 5, 2),
        decimal("DfC_Offset", 5, 2),
        varchar("DfC_Waluta", 3),
        tinyint("DfC_Typ"),
        int("DfC_XL_Lp").null(),
        smallint("DfC_Nieaktywna").null(),
    ],
    unique: &[],
    foreign: &[],
    checks: &[],
    lookups: &[],
};

/// `CDN.DefAtrybuty`; those of documents are `DeA_Typ` 4.
pub const DEF_ATRYBUTY: Table = Table {
    name: "DefAtrybuty",
    key: "DeA_DeAId",
    columns: &[
        int("DeA_DeAId").identity(),
        tinyint("DeA_Typ"),
        varchar("DeA_Kod", 20),
        nvarchar("DeA_Nazwa", 40),
        smallint("DeA_Format"),
        tinyint("DeA_Zalezny"),
        tinyint("DeA_CzyKopiowacFA"),
        tinyint("DeA_CzyKopiowacDoVAT"),
        tinyint("DeA_CzyKod"),
        tinyint("DeA_CzyPrzenosic"),
        tinyint("DeA_CzyDrukowac"),
        tinyint("DeA_CzyPrzenosicNaDostawy"),
        tinyint("DeA_CzyObowiazkowyDostawy"),
        tinyint("DeA_ESklep").null(),
        tinyint("DeA_UdostepniajWMobile").or(0),
        tinyint("DeA_PozwalajNaEdycje").or(0),
        tinyint("DeA_PozwalajNaEdycjeESklep").or(0),
        datetime("DeA_TS_Export").null(),
        varchar("DeA_ImportAppId", 5).null(),
        varchar("DeA_ImportRowId", 36).null(),
        int("DeA_OpeZalID").null(),
        int("DeA_StaZalId").null(),
        datetime("DeA_TS_Zal"),
        int("DeA_OpeModID").null(),
        int("DeA_StaModId").null(),
        smallint("DeA_JezykId").or(1),
        datetime("DeA_TS_Mod"),
        tinyint("DeA_AnalizyBI").or(0),
        tinyint("DeA_JPKDostepnyFA").or(0),
        tinyint("DeA_JPKDostepnyFAVAT").or(0),
        tinyint("DeA_JPKDostepnyVAT").or(0),
        tinyint("DeA_Nieaktywny").or(0),
        varchar("DeA_OpeModKod", 20).or_empty(),
        nvarchar("DeA_OpeModNazwisko", 50).or_empty(),
        varchar("DeA_OpeZalKod", 20).or_empty(),
        nvarchar("DeA_OpeZalNazwisko", 50).or_empty(),
    ],
    unique: &[unique("DeAKod", &["DeA_Typ", "DeA_Kod"])],
    foreign: &[],
    checks: &[],
    lookups: &[],
};

/// `CDN.DefAtrElem`: values of list attributes.
pub const DEF_ATR_ELEM: Table = Table {
    name: "DefAtrElem",
    key: "DAE_DAEId",
    columns: &[int("DAE_DAEId").identity(), int("DAE_DeAId"), nvarchar("DAE_Wartosc", 100), int("DAE_Lp").or(1)],
    unique: &[],
    foreign: &[],
    checks: &[],
    lookups: &[],
};
