-- A stand-in for an Optima company base; written from src/optima/tables. Run in an empty database.
CREATE SCHEMA CDN
GO
CREATE TABLE CDN.SystemCDN (
    SYS_ID int NOT NULL,
    SYS_Wartosc nvarchar(255) NOT NULL,
    CONSTRAINT PK_SystemCDN PRIMARY KEY (SYS_ID)
)
GO
CREATE TABLE CDN.Kategorie (
    Kat_KatID int IDENTITY(1,1) NOT NULL,
    Kat_KodOgolny varchar(20) NOT NULL,
    Kat_KodSzczegol varchar(20) NOT NULL,
    Kat_Opis nvarchar(50) NOT NULL,
    CONSTRAINT PK_Kategorie PRIMARY KEY (Kat_KatID)
)
GO
CREATE TABLE CDN.Grupy (
    Gru_GruID int IDENTITY(1,1) NOT NULL,
    Gru_Typ smallint NOT NULL,
    Gru_Nazwa varchar(20) NOT NULL,
    Gru_Opis varchar(50) NOT NULL,
    Gru_Flaga smallint NULL,
    CONSTRAINT PK_Grupy PRIMARY KEY (Gru_GruID)
)
GO
CREATE TABLE CDN.Magazyny (
    Mag_MagId int IDENTITY(1,1) NOT NULL,
    Mag_GIDNumer int NULL,
    Mag_MagazynZwrotnyXL tinyint NULL,
    Mag_Typ smallint NOT NULL,
    Mag_Symbol varchar(20) NOT NULL,
    Mag_Nazwa nvarchar(50) NOT NULL,
    Mag_Opis nvarchar(254) NOT NULL,
    Mag_Rejestr nvarchar(5) NOT NULL,
    Mag_NieAktywny tinyint NOT NULL,
    Mag_MagIdXL int NULL,
    Mag_Unijny tinyint NOT NULL,
    Mag_UEKraj nvarchar(2) NOT NULL,
    Mag_KodTransakcji nvarchar(2) NOT NULL,
    Mag_Konto varchar(50) NULL,
    Mag_OpeZalId int NULL,
    Mag_StaZalId int NULL,
    Mag_TS_Zal datetime NOT NULL,
    Mag_OpeModId int NULL,
    Mag_StaModId int NULL,
    Mag_TS_Mod datetime NOT NULL,
    Mag_TwCNumer int NOT NULL DEFAULT 0,
    Mag_Adres int NOT NULL DEFAULT 0,
    Mag_OpeModKod varchar(20) NOT NULL DEFAULT '',
    Mag_OpeModNazwisko nvarchar(50) NOT NULL DEFAULT '',
    Mag_OpeZalKod varchar(20) NOT NULL DEFAULT '',
    Mag_OpeZalNazwisko nvarchar(50) NOT NULL DEFAULT '',
    CONSTRAINT PK_Magazyny PRIMARY KEY (Mag_MagId)
)
GO
CREATE TABLE CDN.FormyPlatnosci (
    FPl_FPlId int IDENTITY(1,1) NOT NULL,
    FPl_Nazwa nvarchar(20) NOT NULL,
    FPl_Typ smallint NOT NULL,
    FPl_BRaId int NULL,
    FPl_PodmiotTyp smallint NULL,
    FPl_PodmiotID int NULL,
    FPl_Termin smallint NOT NULL,
    FPl_NieAktywny smallint NOT NULL,
    FPl_TS_Export datetime NULL,
    FPl_ImportAppId varchar(5) NULL,
    FPl_ImportRowId varchar(36) NULL,
    FPl_XLID int NULL,
    FPl_Rabat decimal(5,2) NOT NULL,
    FPl_TerminalPlatniczy tinyint NOT NULL DEFAULT 0,
    FPl_KSeFId int NOT NULL DEFAULT 0,
    FPl_Domyslna tinyint NULL,
    CONSTRAINT PK_FormyPlatnosci PRIMARY KEY (FPl_FPlId),
    CHECK (FPl_Termin >= 0)
)
GO
CREATE TABLE CDN.DokDefinicje (
    DDf_DDfID int IDENTITY(1,1) NOT NULL,
    DDf_Klasa int NOT NULL,
    DDf_Symbol varchar(5) NOT NULL,
    DDf_PrevSymbol varchar(5) NOT NULL DEFAULT '',
    DDf_Nazwa nvarchar(256) NOT NULL,
    DDf_Nieaktywna tinyint NOT NULL DEFAULT 0,
    DDf_Numeracja nvarchar(50) NOT NULL,
    DDf_PrevNumeracja nvarchar(50) NOT NULL DEFAULT '',
    DDf_SeriaOperatora tinyint NOT NULL,
    DDf_KierunekOrg AS CAST(DDf_Klasa AS int),
    DDf_PowDDfID int NULL,
    DDf_PowSeria nvarchar(5) NULL,
    DDf_OpeZalID int NULL,
    DDf_StaZalId int NULL,
    DDf_TS_Zal datetime NOT NULL,
    DDf_OpeModID int NULL,
    DDf_StaModId int NULL,
    DDf_TS_Mod datetime NOT NULL,
    DDf_ImportRowId varchar(36) NULL,
    CONSTRAINT PK_DokDefinicje PRIMARY KEY (DDf_DDfID)
)
GO
CREATE TABLE CDN.DefCeny (
    DfC_DfCId int IDENTITY(1,1) NOT NULL,
    DfC_Lp int NOT NULL,
    DfC_Nazwa varchar(20) NOT NULL,
    DfC_Aktualizacja tinyint NOT NULL,
    DfC_Marza decimal(5,2) NOT NULL,
    DfC_Zaokraglenie decimal(5,2) NOT NULL,
    DfC_Offset decimal(5,2) NOT NULL,
    DfC_Waluta varchar(3) NOT NULL,
    DfC_Typ tinyint NOT NULL,
    DfC_XL_Lp int NULL,
    DfC_Nieaktywna smallint NULL,
    CONSTRAINT PK_DefCeny PRIMARY KEY (DfC_DfCId)
)
GO
CREATE TABLE CDN.DefAtrybuty (
    DeA_DeAId int IDENTITY(1,1) NOT NULL,
    DeA_Typ tinyint NOT NULL,
    DeA_Kod varchar(20) NOT NULL,
    DeA_Nazwa nvarchar(40) NOT NULL,
    DeA_Format smallint NOT NULL,
    DeA_Zalezny tinyint NOT NULL,
    DeA_CzyKopiowacFA tinyint NOT NULL,
    DeA_CzyKopiowacDoVAT tinyint NOT NULL,
    DeA_CzyKod tinyint NOT NULL,
    DeA_CzyPrzenosic tinyint NOT NULL,
    DeA_CzyDrukowac tinyint NOT NULL,
    DeA_CzyPrzenosicNaDostawy tinyint NOT NULL,
    DeA_CzyObowiazkowyDostawy tinyint NOT NULL,
    DeA_ESklep tinyint NULL,
    DeA_UdostepniajWMobile tinyint NOT NULL DEFAULT 0,
    DeA_PozwalajNaEdycje tinyint NOT NULL DEFAULT 0,
    DeA_PozwalajNaEdycjeESklep tinyint NOT NULL DEFAULT 0,
    DeA_TS_Export datetime NULL,
    DeA_ImportAppId varchar(5) NULL,
    DeA_ImportRowId varchar(36) NULL,
    DeA_OpeZalID int NULL,
    DeA_StaZalId int NULL,
    DeA_TS_Zal datetime NOT NULL,
    DeA_OpeModID int NULL,
    DeA_StaModId int NULL,
    DeA_JezykId smallint NOT NULL DEFAULT 1,
    DeA_TS_Mod datetime NOT NULL,
    DeA_AnalizyBI tinyint NOT NULL DEFAULT 0,
    DeA_JPKDostepnyFA tinyint NOT NULL DEFAULT 0,
    DeA_JPKDostepnyFAVAT tinyint NOT NULL DEFAULT 0,
    DeA_JPKDostepnyVAT tinyint NOT NULL DEFAULT 0,
    DeA_Nieaktywny tinyint NOT NULL DEFAULT 0,
    DeA_OpeModKod varchar(20) NOT NULL DEFAULT '',
    DeA_OpeModNazwisko nvarchar(50) NOT NULL DEFAULT '',
    DeA_OpeZalKod varchar(20) NOT NULL DEFAULT '',
    DeA_OpeZalNazwisko nvarchar(50) NOT NULL DEFAULT '',
    CONSTRAINT PK_DefAtrybuty PRIMARY KEY (DeA_DeAId)
)
GO
CREATE TABLE CDN.DefAtrElem (
    DAE_DAEId int IDENTITY(1,1) NOT NULL,
    DAE_DeAId int NOT NULL,
    DAE_Wartosc nvarchar(100) NOT NULL,
    DAE_Lp int NOT NULL DEFAULT 1,
    CONSTRAINT PK_DefAtrElem PRIMARY KEY (DAE_DAEId)
)
GO
CREATE TABLE CDN.Kontrahenci (
    Knt_KntId int IDENTITY(1,1) NOT NULL,
    Knt_PodmiotTyp smallint NULL DEFAULT 1,
    Knt_Kod varchar(20) NOT NULL,
    Knt_GLN varchar(13) NOT NULL,
    Knt_EAN varchar(16) NOT NULL,
    Knt_Grupa varchar(20) NOT NULL,
    Knt_IdSisc varchar(17) NOT NULL DEFAULT '',
    Knt_Nazwa1 nvarchar(50) NOT NULL,
    Knt_Nazwa2 nvarchar(50) NOT NULL,
    Knt_Nazwa3 nvarchar(250) NOT NULL,
    Knt_Kraj nvarchar(40) NOT NULL,
    Knt_Wojewodztwo nvarchar(40) NOT NULL,
    Knt_Powiat nvarchar(40) NOT NULL,
    Knt_Gmina nvarchar(40) NOT NULL,
    Knt_Ulica nvarchar(40) NOT NULL,
    Knt_NrDomu nvarchar(10) NOT NULL,
    Knt_NrLokalu nvarchar(10) NOT NULL,
    Knt_Miasto nvarchar(40) NOT NULL,
    Knt_KodPocztowy varchar(10) NOT NULL,
    Knt_Poczta nvarchar(40) NOT NULL,
    Knt_Adres2 nvarchar(40) NOT NULL,
    Knt_NipKraj varchar(2) NOT NULL,
    Knt_NipE nvarchar(20) NOT NULL,
    Knt_Nip nvarchar(20) NOT NULL,
    Knt_NipPelny AS CAST(Knt_Nip AS nvarchar(22)),
    Knt_Regon varchar(20) NOT NULL,
    Knt_Pesel nvarchar(11) NOT NULL,
    Knt_Telefon1 varchar(20) NOT NULL,
    Knt_Telefon2 varchar(20) NOT NULL,
    Knt_TelefonSms varchar(20) NOT NULL DEFAULT '',
    Knt_Fax varchar(20) NOT NULL,
    Knt_Email nvarchar(127) NOT NULL,
    Knt_URL varchar(254) NOT NULL,
    Knt_KrajISO nvarchar(9) NOT NULL,
    Knt_Zezwolenie nvarchar(40) NOT NULL,
    Knt_KodTransakcji nvarchar(2) NOT NULL,
    Knt_BazaBR_GUID uniqueidentifier NULL,
    Knt_BNaID int NULL,
    Knt_RachunekNr nvarchar(51) NOT NULL,
    Knt_IBAN smallint NOT NULL,
    Knt_OsTytul nvarchar(20) NOT NULL,
    Knt_OsPlec tinyint NOT NULL,
    Knt_OsNazwisko nvarchar(40) NOT NULL,
    Knt_OsKraj nvarchar(40) NOT NULL,
    Knt_OsWojewodztwo nvarchar(40) NOT NULL,
    Knt_OsPowiat nvarchar(40) NOT NULL,
    Knt_OsGmina nvarchar(40) NOT NULL,
    Knt_OsUlica nvarchar(40) NOT NULL,
    Knt_OsNrDomu nvarchar(10) NOT NULL,
    Knt_OsNrLokalu nvarchar(10) NOT NULL,
    Knt_OsMiasto nvarchar(40) NOT NULL,
    Knt_OsKodPocztowy varchar(10) NOT NULL,
    Knt_OsPoczta nvarchar(40) NOT NULL,
    Knt_OsAdres2 nvarchar(256) NOT NULL,
    Knt_OsTelefon varchar(20) NOT NULL,
    Knt_OsGSM varchar(20) NOT NULL,
    Knt_OsEmail nvarchar(40) NOT NULL,
    Knt_Informacje tinyint NOT NULL,
    Knt_Upust decimal(5,2) NOT NULL,
    Knt_LimitFlag tinyint NOT NULL,
    Knt_LimitKredytu decimal(15,2) NOT NULL,
    Knt_LimitPrzeterKredytFlag tinyint NOT NULL,
    Knt_LimitPrzeterKredytWartosc decimal(15,2) NOT NULL,
    Knt_Ceny smallint NOT NULL,
    Knt_FplID int NULL,
    Knt_MaxZwloka smallint NOT NULL,
    Knt_TerminPlat tinyint NOT NULL,
    Knt_Termin smallint NOT NULL,
    Knt_KontoOdb nvarchar(50) NOT NULL,
    Knt_KontoDost nvarchar(50) NOT NULL,
    Knt_KatID int NULL,
    Knt_KatZakID int NULL,
    Knt_BlokadaDok tinyint NOT NULL,
    Knt_LimitKredytuWal varchar(3) NOT NULL,
    Knt_LimitKredytuWykorzystany decimal(15,2) NOT NULL,
    Knt_NieRozliczac tinyint NOT NULL,
    Knt_PodatekVat tinyint NOT NULL,
    Knt_Finalny tinyint NOT NULL,
    Knt_FinalnyWegiel tinyint NOT NULL DEFAULT 0,
    Knt_Export tinyint NOT NULL,
    Knt_Rodzaj tinyint NOT NULL,
    Knt_Rodzaj_Dostawca tinyint NOT NULL,
    Knt_Rodzaj_Odbiorca tinyint NOT NULL,
    Knt_Rodzaj_Konkurencja tinyint NOT NULL,
    Knt_Rodzaj_Partner tinyint NOT NULL,
    Knt_Rodzaj_Potencjalny tinyint NOT NULL,
    Knt_Medialny tinyint NOT NULL,
    Knt_MalyPod tinyint NOT NULL,
    Knt_Rolnik tinyint NOT NULL,
    Knt_Nieaktywny tinyint NOT NULL,
    Knt_Chroniony tinyint NOT NULL,
    Knt_NieUwzglVATZD tinyint NOT NULL DEFAULT 0,
    Knt_Opis nvarchar(max) NOT NULL,
    Knt_OdbiorcaId int NULL,
    Knt_OpiekunTyp smallint NULL,
    Knt_OpiekunId int NULL,
    Knt_OpiekunKsiegTyp smallint NULL,
    Knt_OpiekunKsiegID int NULL,
    Knt_OpiekunKsiegDomyslny tinyint NULL,
    Knt_OpiekunPiKTyp smallint NULL,
    Knt_OpiekunPiKID int NULL,
    Knt_OpiekunPiKDomyslny tinyint NULL,
    Knt_TerminZwrotuKaucji smallint NOT NULL,
    Knt_NaliczajPlatnosc tinyint NOT NULL,
    Knt_ZakazDokumentowHaMag tinyint NOT NULL,
    Knt_ZgodaNaEFaktury tinyint NOT NULL,
    Knt_TypWymiany tinyint NULL,
    Knt_PowiazanyUoV tinyint NOT NULL DEFAULT 0,
    Knt_MetodaKasowa tinyint NOT NULL DEFAULT 0,
    Knt_TS_Export datetime NULL,
    Knt_ImportAppId varchar(5) NULL,
    Knt_ImportRowId varchar(36) NULL,
    Knt_OpeZalID int NULL,
    Knt_StaZalId int NULL,
    Knt_TS_Zal datetime NOT NULL,
    Knt_OpeModID int NULL,
    Knt_StaModId int NULL,
    Knt_TS_Mod datetime NOT NULL,
    Knt_OpeModKod varchar(20) NOT NULL DEFAULT '',
    Knt_OpeModNazwisko nvarchar(50) NOT NULL DEFAULT '',
    Knt_OpeZalKod varchar(20) NOT NULL DEFAULT '',
    Knt_OpeZalNazwisko nvarchar(50) NOT NULL DEFAULT '',
    Knt_GIDTyp smallint NULL,
    Knt_GIDFirma int NULL,
    Knt_GIDNumer int NULL,
    Knt_GIDLp smallint NULL,
    Knt_eSklepID int NULL,
    Knt_eSklepZrodlo int NOT NULL DEFAULT 7,
    Knt_FCzynnosci tinyint NOT NULL DEFAULT 1,
    Knt_FCzesci tinyint NOT NULL DEFAULT 0,
    Knt_KorKraj nvarchar(40) NULL,
    Knt_KorMiasto nvarchar(40) NULL,
    Knt_KorKodPocztowy varchar(10) NULL,
    Knt_KorPoczta nvarchar(40) NULL,
    Knt_KorUlica nvarchar(40) NULL,
    Knt_KorNrDomu nvarchar(10) NULL,
    Knt_KorNrLokalu nvarchar(10) NULL,
    Knt_NieNaliczajOdsetek tinyint NOT NULL DEFAULT 0,
    Knt_ESklep tinyint NOT NULL DEFAULT 0,
    Knt_ZwolnionyZAkcyzy tinyint NOT NULL DEFAULT 0,
    Knt_WindykacjaEMail nvarchar(127) NOT NULL DEFAULT '',
    Knt_WindykacjaTelefonSms varchar(20) NOT NULL DEFAULT '',
    Knt_Komornik tinyint NOT NULL DEFAULT 0,
    Knt_Waluta varchar(3) NOT NULL DEFAULT '',
    Knt_SplitPay tinyint NOT NULL DEFAULT 0,
    Knt_Domena nvarchar(127) NOT NULL DEFAULT '',
    Knt_GlID int NULL,
    CONSTRAINT PK_Kontrahenci PRIMARY KEY (Knt_KntId),
    CONSTRAINT FK_Kontrahenci_Knt_FplID FOREIGN KEY (Knt_FplID) REFERENCES CDN.FormyPlatnosci (FPl_FPlId),
    CONSTRAINT FK_Kontrahenci_Knt_KatID FOREIGN KEY (Knt_KatID) REFERENCES CDN.Kategorie (Kat_KatID),
    CONSTRAINT FK_Kontrahenci_Knt_OdbiorcaId FOREIGN KEY (Knt_OdbiorcaId) REFERENCES CDN.Kontrahenci (Knt_KntId)
)
GO
CREATE TABLE CDN.KntOdbiorcy (
    Odb_OdbID int IDENTITY(1,1) NOT NULL,
    Odb_KntOdbID int NULL,
    Odb_OdbKntID int NULL,
    Odb_Domyslny tinyint NOT NULL,
    CONSTRAINT PK_KntOdbiorcy PRIMARY KEY (Odb_OdbID)
)
GO
CREATE TABLE CDN.KntOsoby (
    KnO_KnOId int IDENTITY(1,1) NOT NULL,
    KnO_KntId int NOT NULL,
    KnO_Tytul nvarchar(255) NOT NULL,
    KnO_Plec tinyint NOT NULL,
    KnO_Nazwisko nvarchar(40) NOT NULL,
    KnO_Kraj nvarchar(40) NOT NULL,
    KnO_Wojewodztwo nvarchar(40) NOT NULL,
    KnO_Powiat nvarchar(40) NOT NULL,
    KnO_Gmina nvarchar(40) NOT NULL,
    KnO_Ulica nvarchar(40) NOT NULL,
    KnO_NrDomu nvarchar(10) NOT NULL,
    KnO_NrLokalu nvarchar(10) NOT NULL,
    KnO_Miasto nvarchar(40) NOT NULL,
    KnO_KodPocztowy varchar(10) NOT NULL,
    KnO_Poczta nvarchar(40) NOT NULL,
    KnO_Adres2 nvarchar(256) NOT NULL,
    KnO_Telefon varchar(20) NOT NULL,
    KnO_TelefonSms varchar(20) NOT NULL DEFAULT '',
    KnO_GSM varchar(20) NOT NULL,
    KnO_Email nvarchar(60) NOT NULL,
    KnO_EmailESklep nvarchar(60) NOT NULL DEFAULT '',
    KnO_Mailing tinyint NOT NULL DEFAULT 1,
    KnO_Informacje tinyint NOT NULL,
    KnO_Domyslny tinyint NOT NULL,
    KnO_Nieaktywny tinyint NOT NULL DEFAULT 0,
    KnO_LpAnonimizacji int NOT NULL DEFAULT 0,
    KnO_DataAnonimizacji datetime NULL,
    KnO_OpeZalId int NULL,
    KnO_StaZalId int NULL,
    KnO_TS_Zal datetime NOT NULL DEFAULT GETDATE(),
    KnO_OpeModId int NULL,
    KnO_StaModId int NULL,
    KnO_TS_Mod datetime NOT NULL DEFAULT GETDATE(),
    CONSTRAINT PK_KntOsoby PRIMARY KEY (KnO_KnOId),
    CONSTRAINT FK_KntOsoby_KnO_KntId FOREIGN KEY (KnO_KntId) REFERENCES CDN.Kontrahenci (Knt_KntId)
)
GO
CREATE TABLE CDN.KntAtrybuty (
    KnA_KnAId int IDENTITY(1,1) NOT NULL,
    KnA_DeAId int NOT NULL,
    KnA_PodmiotTyp smallint NULL,
    KnA_PodmiotId int NULL,
    KnA_WartoscTxt nvarchar(1024) NOT NULL,
    KnA_CzyKopiowac tinyint NOT NULL,
    KnA_CzyKod tinyint NOT NULL,
    KnA_CzyPrzenosic tinyint NOT NULL,
    KnA_CzyDrukowac tinyint NOT NULL,
    KnA_CzyKopiowacDoVAT tinyint NOT NULL,
    CONSTRAINT PK_KntAtrybuty PRIMARY KEY (KnA_KnAId),
    CONSTRAINT FK_KntAtrybuty_KnA_DeAId FOREIGN KEY (KnA_DeAId) REFERENCES CDN.DefAtrybuty (DeA_DeAId) ON DELETE CASCADE
)
GO
CREATE TABLE CDN.TwrGrupy (
    TwG_TwGID int IDENTITY(1,1) NOT NULL,
    TwG_GIDTyp smallint NOT NULL,
    TwG_GIDFirma int NULL,
    TwG_GIDNumer int NOT NULL,
    TwG_GIDLp smallint NULL,
    TwG_GrOTyp smallint NOT NULL,
    TwG_GrOFirma int NULL,
    TwG_GrONumer int NOT NULL,
    TwG_GrOLp smallint NULL,
    TwG_Kod varchar(50) NOT NULL,
    TwG_Nazwa nvarchar(255) NOT NULL,
    TwG_CzasModyfikacji int NULL,
    TwG_eSklepLp int NULL,
    CONSTRAINT PK_TwrGrupy PRIMARY KEY (TwG_TwGID)
)
GO
CREATE TABLE CDN.Towary (
    Twr_TwrId int IDENTITY(1,1) NOT NULL,
    Twr_Typ tinyint NOT NULL,
    Twr_Produkt smallint NOT NULL,
    Twr_Kod varchar(50) NOT NULL,
    Twr_PLU nvarchar(18) NOT NULL DEFAULT '',
    Twr_NumerKat nvarchar(40) NOT NULL,
    Twr_SWW varchar(20) NOT NULL,
    Twr_EAN varchar(40) NOT NULL,
    Twr_Nazwa nvarchar(255) NOT NULL,
    Twr_NazwaFiskalna nvarchar(40) NOT NULL DEFAULT '',
    Twr_TwGGIDNumer int NOT NULL,
    Twr_URL varchar(254) NOT NULL,
    Twr_KatId int NULL,
    Twr_Kategoria varchar(50) NOT NULL,
    Twr_KatZakId int NULL,
    Twr_KategoriaZak varchar(50) NOT NULL,
    Twr_Opis nvarchar(max) NOT NULL,
    Twr_EdycjaNazwy tinyint NOT NULL,
    Twr_KopiujOpis tinyint NOT NULL,
    Twr_EdycjaOpisu tinyint NOT NULL,
    Twr_JM nvarchar(20) NOT NULL,
    Twr_JMZ nvarchar(20) NOT NULL DEFAULT '',
    Twr_JMPrzelicznikL decimal(15,2) NOT NULL DEFAULT 1,
    Twr_JMPrzelicznikM decimal(7,0) NOT NULL DEFAULT 1,
    Twr_JMCalkowite tinyint NOT NULL,
    Twr_Kaucja tinyint NOT NULL,
    Twr_TwCNumer int NOT NULL,
    Twr_UdostepniajWCenniku tinyint NOT NULL,
    Twr_Waluta varchar(3) NOT NULL,
    Twr_KursNumer int NOT NULL,
    Twr_KursL decimal(15,4) NOT NULL,
    Twr_KursM decimal(5,0) NOT NULL,
    Twr_MinCenaMarza decimal(15,3) NOT NULL,
    Twr_TypMinimum tinyint NOT NULL,
    Twr_KosztUslugiWal decimal(17,4) NOT NULL,
    Twr_KosztUslugi decimal(17,4) NOT NULL,
    Twr_KosztUslugiTyp tinyint NOT NULL,
    Twr_KosztKGO decimal(15,2) NOT NULL DEFAULT 0,
    Twr_SONId int NULL,
    Twr_KntId int NULL,
    Twr_KodDostawcy nvarchar(50) NOT NULL,
    Twr_IloscMin decimal(15,4) NOT NULL,
    Twr_IloscMinJM nvarchar(20) NOT NULL,
    Twr_IloscMax decimal(15,4) NOT NULL,
    Twr_IloscMaxJM nvarchar(20) NOT NULL,
    Twr_IloscZam decimal(15,4) NOT NULL,
    Twr_IloscZamJM nvarchar(20) NOT NULL,
    Twr_Stawka decimal(5,2) NOT NULL,
    Twr_Flaga smallint NOT NULL,
    Twr_Zrodlowa decimal(5,2) NOT NULL,
    Twr_StawkaExport decimal(5,2) NOT NULL,
    Twr_FlagaExport smallint NOT NULL,
    Twr_ZrodlowaExport decimal(5,2) NOT NULL,
    Twr_StawkaZak decimal(5,2) NOT NULL,
    Twr_FlagaZak smallint NOT NULL,
    Twr_ZrodlowaZak decimal(5,2) NOT NULL,
    Twr_Prog tinyint NOT NULL,
    Twr_Upust tinyint NOT NULL,
    Twr_UpustData tinyint NOT NULL,
    Twr_UpustDataOd int NULL,
    Twr_UpustDataDo int NULL,
    Twr_UpustGodz tinyint NOT NULL,
    Twr_UpustGodzOd int NULL,
    Twr_UpustGodzDo int NULL,
    Twr_BezRabatu tinyint NOT NULL,
    Twr_MarzaMin decimal(5,2) NOT NULL,
    Twr_NieAktywny tinyint NOT NULL,
    Twr_ESklep tinyint NULL,
    Twr_KCNId int NULL,
    Twr_Masa decimal(15,3) NOT NULL,
    Twr_WagaKG decimal(15,4) NOT NULL DEFAULT 0,
    Twr_KrajPochodzenia nvarchar(2) NOT NULL,
    Twr_JmPomPrzelicznikL decimal(15,2) NOT NULL,
    Twr_JmPomPrzelicznikM decimal(7,0) NOT NULL,
    Twr_SplitPay tinyint NOT NULL DEFAULT 0,
    Twr_CenaZCzteremaMiejscami tinyint NOT NULL DEFAULT 0,
    Twr_OpeZalID int NULL,
    Twr_StaZalId int NULL,
    Twr_TS_Zal datetime NOT NULL,
    Twr_OpeModID int NULL,
    Twr_StaModId int NULL,
    Twr_TS_Mod datetime NOT NULL,
    Twr_OpeModKod varchar(20) NOT NULL DEFAULT '',
    Twr_OpeModNazwisko nvarchar(50) NOT NULL DEFAULT '',
    Twr_OpeZalKod varchar(20) NOT NULL DEFAULT '',
    Twr_OpeZalNazwisko nvarchar(50) NOT NULL DEFAULT '',
    Twr_GIDTyp smallint NULL,
    Twr_GIDFirma int NULL,
    Twr_GIDNumer int NULL,
    Twr_GIDLp smallint NULL,
    CONSTRAINT PK_Towary PRIMARY KEY (Twr_TwrId),
    CONSTRAINT FK_Towary_Twr_KntId FOREIGN KEY (Twr_KntId) REFERENCES CDN.Kontrahenci (Knt_KntId),
    CONSTRAINT FK_Towary_Twr_KatId FOREIGN KEY (Twr_KatId) REFERENCES CDN.Kategorie (Kat_KatID)
)
GO
CREATE TABLE CDN.TwrCeny (
    TwC_TwCID int IDENTITY(1,1) NOT NULL,
    TwC_TwrID int NOT NULL,
    TwC_TwCNumer int NOT NULL,
    TwC_Typ tinyint NOT NULL,
    TwC_Wartosc decimal(17,4) NOT NULL,
    TwC_Waluta varchar(3) NOT NULL,
    TwC_Aktualizacja tinyint NOT NULL,
    TwC_Zaokraglenie decimal(7,4) NOT NULL,
    TwC_Marza decimal(7,2) NOT NULL,
    TwC_MarzaWStu decimal(7,2) NOT NULL,
    TwC_Offset decimal(7,4) NOT NULL,
    TwC_DokID int NOT NULL DEFAULT 0,
    TwC_WartoscZakOld decimal(17,4) NOT NULL DEFAULT 0,
    TwC_Punkty int NOT NULL DEFAULT 0,
    CONSTRAINT PK_TwrCeny PRIMARY KEY (TwC_TwCID),
    CONSTRAINT FK_TwrCeny_TwC_TwrID FOREIGN KEY (TwC_TwrID) REFERENCES CDN.Towary (Twr_TwrId) ON DELETE CASCADE
)
GO
CREATE TABLE CDN.TwrEan (
    TwE_TwEId int IDENTITY(1,1) NOT NULL,
    TwE_TwrID int NOT NULL,
    TwE_EAN varchar(40) NOT NULL,
    TwE_Opis nvarchar(100) NOT NULL,
    TwE_Domyslny tinyint NOT NULL,
    TwE_JM nvarchar(20) NOT NULL,
    CONSTRAINT PK_TwrEan PRIMARY KEY (TwE_TwEId),
    CONSTRAINT FK_TwrEan_TwE_TwrID FOREIGN KEY (TwE_TwrID) REFERENCES CDN.Towary (Twr_TwrId) ON DELETE CASCADE
)
GO
CREATE TABLE CDN.TwrJMZ (
    TwJZ_TwJZId int IDENTITY(1,1) NOT NULL,
    TwJZ_TwrID int NOT NULL,
    TwJZ_JM nvarchar(20) NOT NULL,
    TwJZ_JMPrzelicznikL decimal(15,2) NOT NULL,
    TwJZ_JMPrzelicznikM decimal(7,0) NOT NULL,
    TwJZ_eSklepID int NOT NULL,
    TwJZ_eSklepDomyslna tinyint NOT NULL,
    TwJZ_CenaJednostkowa tinyint NOT NULL,
    CONSTRAINT PK_TwrJMZ PRIMARY KEY (TwJZ_TwJZId),
    CONSTRAINT FK_TwrJMZ_TwJZ_TwrID FOREIGN KEY (TwJZ_TwrID) REFERENCES CDN.Towary (Twr_TwrId) ON DELETE CASCADE
)
GO
CREATE TABLE CDN.TwrIlosci (
    TwI_TwIId int IDENTITY(1,1) NOT NULL,
    TwI_TwrId int NOT NULL,
    TwI_MagId int NULL,
    TwI_Data datetime NULL,
    TwI_Ilosc decimal(15,4) NOT NULL,
    TwI_Wartosc decimal(15,2) NOT NULL,
    TwI_Braki decimal(15,4) NOT NULL,
    TwI_Rezerwacje decimal(15,4) NOT NULL,
    TwI_Zamowienia decimal(15,4) NOT NULL,
    TwI_RezerwacjeZlecenia decimal(15,4) NOT NULL DEFAULT 0,
    CONSTRAINT PK_TwrIlosci PRIMARY KEY (TwI_TwIId),
    CONSTRAINT FK_TwrIlosci_TwI_TwrId FOREIGN KEY (TwI_TwrId) REFERENCES CDN.Towary (Twr_TwrId) ON DELETE CASCADE,
    CONSTRAINT FK_TwrIlosci_TwI_MagId FOREIGN KEY (TwI_MagId) REFERENCES CDN.Magazyny (Mag_MagId) ON DELETE CASCADE
)
GO
CREATE TABLE CDN.TraNag (
    TrN_TrNID int IDENTITY(1,1) NOT NULL,
    TrN_RelTrNId int NULL,
    TrN_FVMarza tinyint NULL,
    TrN_FVMarzaRodzaj tinyint NULL,
    TrN_DDfId int NULL,
    TrN_TypDokumentu int NOT NULL,
    TrN_ZwrId int NULL,
    TrN_ZwrIdWZKK int NULL,
    TrN_FaId int NULL,
    TrN_NumerNr int NOT NULL,
    TrN_NumerString varchar(31) NOT NULL,
    TrN_NumerPelny AS CAST(REPLACE(REPLACE(REPLACE(REPLACE(TrN_NumerString, '@numerS', CAST(TrN_NumerNr AS varchar(10))), '@numer', CAST(TrN_NumerNr AS varchar(10))), '/@brak', ''), '@brak/', '') AS varchar(30)),
    TrN_Bufor smallint NOT NULL,
    TrN_Anulowany int NOT NULL,
    TrN_VaNId int NULL,
    TrN_RycID int NULL,
    TrN_KPRID int NULL,
    TrN_DataDok datetime NOT NULL,
    TrN_DataWys datetime NOT NULL,
    TrN_DataOpe datetime NOT NULL,
    TrN_NumerObcy varchar(256) NOT NULL,
    TrN_DataKur datetime NOT NULL,
    TrN_NumerPelnyPrw varchar(256) NOT NULL,
    TrN_TaxFreePotwierdzony tinyint NOT NULL,
    TrN_Korekta tinyint NOT NULL,
    TrN_Fiskalna tinyint NOT NULL,
    TrN_FiskalnaErr int NULL,
    TrN_StatusString AS CAST(TrN_StatusInt AS nvarchar(10)),
    TrN_StatusInt int NOT NULL DEFAULT 0,
    TrN_RabatPromocyjny decimal(11,4) NULL,
    TrN_RabatKorekta decimal(11,4) NULL,
    TrN_Detal tinyint NOT NULL,
    TrN_Rodzaj int NOT NULL,
    TrN_PodmiotTyp smallint NULL,
    TrN_PodID int NULL,
    TrN_PodNazwa1 nvarchar(50) NOT NULL,
    TrN_PodNazwa2 nvarchar(50) NOT NULL,
    TrN_PodNazwa3 nvarchar(250) NOT NULL,
    TrN_PodKraj nvarchar(40) NOT NULL,
    TrN_PodWojewodztwo nvarchar(40) NOT NULL,
    TrN_PodPowiat nvarchar(40) NOT NULL,
    TrN_PodGmina nvarchar(40) NOT NULL,
    TrN_PodUlica nvarchar(40) NOT NULL,
    TrN_PodNrDomu nvarchar(10) NOT NULL,
    TrN_PodNrLokalu nvarchar(10) NOT NULL,
    TrN_PodMiasto nvarchar(40) NOT NULL,
    TrN_PodKodPocztowy varchar(10) NOT NULL,
    TrN_PodPoczta nvarchar(40) NOT NULL,
    TrN_PodAdres2 nvarchar(40) NOT NULL,
    TrN_PodNipKraj varchar(2) NOT NULL,
    TrN_PodNipE nvarchar(20) NOT NULL,
    TrN_PodmiotGLN varchar(13) NOT NULL,
    TrN_Finalny tinyint NOT NULL,
    TrN_PodatekVat tinyint NOT NULL DEFAULT 0,
    TrN_Pesel nvarchar(11) NOT NULL DEFAULT '',
    TrN_Export tinyint NOT NULL,
    TrN_ZwolnionyZAkcyzy tinyint NOT NULL DEFAULT 0,
    TrN_OdbiorcaTyp smallint NULL,
    TrN_OdbID int NULL,
    TrN_OdbNazwa1 nvarchar(50) NOT NULL,
    TrN_OdbNazwa2 nvarchar(50) NOT NULL,
    TrN_OdbNazwa3 nvarchar(250) NOT NULL,
    TrN_OdbKraj nvarchar(40) NOT NULL,
    TrN_OdbWojewodztwo nvarchar(40) NOT NULL,
    TrN_OdbPowiat nvarchar(40) NOT NULL,
    TrN_OdbGmina nvarchar(40) NOT NULL,
    TrN_OdbUlica nvarchar(40) NOT NULL,
    TrN_OdbNrDomu nvarchar(10) NOT NULL,
    TrN_OdbNrLokalu nvarchar(10) NOT NULL,
    TrN_OdbMiasto nvarchar(40) NOT NULL,
    TrN_OdbKodPocztowy varchar(10) NOT NULL,
    TrN_OdbPoczta nvarchar(40) NOT NULL,
    TrN_OdbAdres2 nvarchar(40) NOT NULL,
    TrN_OdbNipKraj varchar(2) NOT NULL,
    TrN_OdbNipE nvarchar(20) NOT NULL,
    TrN_OdbiorcaGLN varchar(13) NOT NULL,
    TrN_OdbiorcaDocTyp smallint NULL,
    TrN_OdbDocID int NULL,
    TrN_OdbTelefon varchar(20) NULL,
    TrN_OdbEmail nvarchar(127) NULL,
    TrN_PlatnikTyp smallint NULL,
    TrN_PlatnikID int NULL,
    TrN_FADokumentDostawy tinyint NOT NULL DEFAULT 0,
    TrN_FinalnyWegiel tinyint NOT NULL DEFAULT 0,
    TrN_NrListuPrzewozowego nvarchar(150) NOT NULL DEFAULT '',
    TrN_NrListuPrzewozowegoTypKuriera int NOT NULL DEFAULT 0,
    TrN_KatID int NULL,
    TrN_Kategoria varchar(50) NOT NULL,
    TrN_FPlId int NULL,
    TrN_Termin datetime NOT NULL,
    TrN_TerminZwrotuKaucji datetime NULL,
    TrN_RazemNetto decimal(15,2) NOT NULL,
    TrN_RazemVAT decimal(15,2) NOT NULL,
    TrN_RazemBrutto decimal(15,2) NOT NULL,
    TrN_WartoscZakupu AS CAST(0 AS decimal(15,2)),
    TrN_RazemNettoWal decimal(15,2) NOT NULL,
    TrN_RazemVATWal decimal(15,2) NOT NULL,
    TrN_RazemBruttoWal decimal(15,2) NOT NULL,
    TrN_Waluta varchar(3) NOT NULL,
    TrN_KursNumer int NOT NULL,
    TrN_KursL decimal(15,4) NOT NULL,
    TrN_KursM decimal(5,0) NOT NULL,
    TrN_PlatElemWalSys tinyint NOT NULL,
    TrN_VatDlaDokWal tinyint NOT NULL,
    TrN_PlatKaucje tinyint NOT NULL,
    TrN_PodmiotZalTyp smallint NULL,
    TrN_PodZalId int NULL,
    TrN_BlokadaPlatnosci smallint NOT NULL,
    TrN_MagZrdId int NULL,
    TrN_MagDocId int NULL,
    TrN_TypNB tinyint NOT NULL,
    TrN_Rabat decimal(5,2) NOT NULL,
    TrN_RabatWartosc decimal(15,2) NOT NULL DEFAULT 0,
    TrN_Odebral nvarchar(40) NOT NULL,
    TrN_Opis nvarchar(1024) NOT NULL,
    TrN_ZwroconoCalaIlosc tinyint NULL,
    TrN_NotaKorPrzed nvarchar(254) NOT NULL,
    TrN_NotaKorPo nvarchar(254) NOT NULL,
    TrN_TrSTyp tinyint NOT NULL,
    TrN_DekId int NULL,
    TrN_TS_Export datetime NULL,
    TrN_ImportAppId varchar(5) NULL,
    TrN_ImportRowId varchar(36) NULL,
    TrN_OpeZalID int NULL,
    TrN_StaZalId int NULL,
    TrN_TS_Zal datetime NOT NULL,
    TrN_OpeModID int NULL,
    TrN_StaModId int NULL,
    TrN_TS_Mod datetime NOT NULL,
    TrN_OpeModKod varchar(20) NOT NULL DEFAULT '',
    TrN_OpeModNazwisko nvarchar(50) NOT NULL DEFAULT '',
    TrN_OpeZalKod varchar(20) NOT NULL DEFAULT '',
    TrN_OpeZalNazwisko nvarchar(50) NOT NULL DEFAULT '',
    TrN_GIDTyp smallint NULL,
    TrN_GIDFirma int NULL,
    TrN_GIDNumer int NULL,
    TrN_GIDLp smallint NULL,
    TrN_eSklepID int NULL,
    TrN_NieOkreslonaWartoscKor int NULL,
    TrN_Centrala tinyint NOT NULL,
    TrN_KodTransakcji nvarchar(2) NOT NULL,
    TrN_IsNId int NULL,
    TrN_DataTransportu datetime NULL,
    TrN_KodKraju nvarchar(2) NOT NULL,
    TrN_TrybNettoVAT int NOT NULL DEFAULT 0,
    TrN_PARodzajKor int NOT NULL DEFAULT 0,
    TrN_MetodaKasowa tinyint NOT NULL DEFAULT 0,
    TrN_KorektaZTytulu nvarchar(1024) NOT NULL DEFAULT '',
    TrN_EdycjaTabelkiVAT tinyint NOT NULL DEFAULT 0,
    TrN_PlatnoscNaWZ tinyint NOT NULL DEFAULT 0,
    TrN_BzpId int NOT NULL DEFAULT 0,
    TrN_RezerwacjaWew tinyint NOT NULL DEFAULT 0,
    TrN_PAFACzesciowe tinyint NOT NULL DEFAULT 0,
    TrN_AktualizacjaCenyZakKor tinyint NOT NULL DEFAULT 0,
    TrN_StawkaNPOO tinyint NOT NULL DEFAULT 0,
    TrN_WartoscOO decimal(15,2) NOT NULL DEFAULT 0,
    TrN_AwizoId int NOT NULL DEFAULT 0,
    TrN_DokMOSMMId int NOT NULL DEFAULT 0,
    TrN_ZakID int NULL,
    TrN_PunktyZam int NOT NULL DEFAULT 0,
    TrN_PunktyZap int NOT NULL DEFAULT 0,
    Trn_Sent int NOT NULL DEFAULT 0,
    Trn_DokumentDostawy int NOT NULL DEFAULT 0,
    TrN_PCID int NULL,
    TrN_eSklepZrodlo int NULL,
    TrN_eSklepRodzajDokumentu tinyint NULL,
    TrN_eSklepFormaPlatnosci nvarchar(50) NULL,
    TrN_eSklepStatusPlatnosci tinyint NULL,
    TrN_eSklepUwagiKlienta nvarchar(2048) NULL,
    TrN_eSklepSposobDostawyTyp smallint NULL,
    TrN_eSklepSposobDostawyNazwa nvarchar(100) NULL,
    TrN_eSklepStatusDostawy smallint NULL DEFAULT -1,
    TrN_eSklepPunktOdbioruOsobistegoNazwa1 nvarchar(250) NULL,
    TrN_eSklepKodPaczkomatuPodst nvarchar(50) NULL,
    TrN_SplitPay tinyint NOT NULL DEFAULT 0,
    TrN_NrKSeF nvarchar(100) NOT NULL DEFAULT '',
    CONSTRAINT PK_TraNag PRIMARY KEY (TrN_TrNID),
    CONSTRAINT FK_TraNag_TrN_DDfId FOREIGN KEY (TrN_DDfId) REFERENCES CDN.DokDefinicje (DDf_DDfID),
    CONSTRAINT FK_TraNag_TrN_MagZrdId FOREIGN KEY (TrN_MagZrdId) REFERENCES CDN.Magazyny (Mag_MagId),
    CONSTRAINT FK_TraNag_TrN_FPlId FOREIGN KEY (TrN_FPlId) REFERENCES CDN.FormyPlatnosci (FPl_FPlId),
    CONSTRAINT FK_TraNag_TrN_KatID FOREIGN KEY (TrN_KatID) REFERENCES CDN.Kategorie (Kat_KatID),
    CONSTRAINT FK_TraNag_TrN_MagDocId FOREIGN KEY (TrN_MagDocId) REFERENCES CDN.Magazyny (Mag_MagId)
)
GO
CREATE TABLE CDN.TraElem (
    TrE_TrEID int IDENTITY(1,1) NOT NULL,
    TrE_TrNId int NOT NULL,
    TrE_ZwrId int NULL,
    TrE_TrEIdProd int NULL,
    TrE_PdRId int NULL,
    TrE_Lp int NOT NULL,
    TrE_LpPow int NOT NULL,
    TrE_LpPowRel int NULL,
    TrE_TypDokumentu int NOT NULL,
    TrE_Aktywny tinyint NOT NULL,
    TrE_DataDok datetime NOT NULL,
    TrE_DataOpe datetime NOT NULL,
    TrE_RabatPromocyjny decimal(15,4) NULL,
    TrE_RabatKorekta decimal(15,4) NULL,
    TrE_Promocje int NULL,
    TrE_PodmiotTyp smallint NULL,
    TrE_PodID int NULL,
    TrE_KatID int NULL,
    TrE_Kategoria nvarchar(50) NOT NULL DEFAULT '',
    TrE_TwrId int NULL,
    TrE_MagId int NULL,
    TrE_TwrNazwa nvarchar(255) NOT NULL,
    TrE_TwrEAN varchar(40) NOT NULL,
    TrE_TwrNumerKat nvarchar(40) NOT NULL,
    TrE_TwrKod varchar(50) NOT NULL,
    TrE_TwrOpis nvarchar(1024) NOT NULL,
    TrE_TwrSWW varchar(20) NOT NULL,
    TrE_TwrTyp tinyint NOT NULL,
    TrE_TwrKodDostawcy nvarchar(50) NOT NULL,
    TrE_Stawka decimal(5,2) NOT NULL,
    TrE_Flaga smallint NOT NULL,
    TrE_Zrodlowa decimal(5,2) NOT NULL,
    TrE_TwCNumer int NOT NULL,
    TrE_TypNB tinyint NOT NULL,
    TrE_Cena0 decimal(17,4) NOT NULL,
    TrE_Rabat decimal(5,2) NOT NULL,
    TrE_CenaW decimal(17,4) NOT NULL,
    TrE_Waluta varchar(3) NOT NULL,
    TrE_Kaucja tinyint NOT NULL,
    TrE_WyborDostaw tinyint NOT NULL DEFAULT 0,
    TrE_KursNumer int NOT NULL,
    TrE_KursL decimal(15,4) NOT NULL,
    TrE_KursM decimal(5,0) NOT NULL,
    TrE_CenaT decimal(17,4) NOT NULL,
    TrE_Ilosc decimal(15,4) NOT NULL,
    TrE_IloscKW decimal(15,4) NOT NULL,
    TrE_Jm nvarchar(20) NOT NULL,
    TrE_JmZ nvarchar(20) NOT NULL,
    TrE_JmCalkowite tinyint NOT NULL,
    TrE_JMPrzelicznikL decimal(15,2) NOT NULL,
    TrE_JMPrzelicznikM decimal(7,0) NOT NULL,
    TrE_IloscJM decimal(15,4) NOT NULL,
    TrE_IloscJMKW decimal(15,4) NOT NULL,
    TrE_WartoscNetto decimal(15,2) NOT NULL,
    TrE_WartoscBrutto decimal(15,2) NOT NULL,
    TrE_WartoscZakupu AS CAST(TrE_KosztUslugi AS decimal(16,2)),
    TrE_KosztUslugi decimal(15,2) NOT NULL,
    TrE_KosztKGO decimal(15,2) NOT NULL DEFAULT 0,
    TrE_WartoscZakupuWylicz decimal(15,2) NOT NULL,
    TrE_Cena0WD decimal(17,4) NOT NULL,
    TrE_CenaWWD decimal(17,4) NOT NULL,
    TrE_WartoscNettoWal decimal(15,2) NOT NULL,
    TrE_WartoscBruttoWal decimal(15,2) NOT NULL,
    TrE_Prog decimal(15,2) NOT NULL,
    TrE_UpustTyp tinyint NOT NULL,
    TrE_Upust decimal(15,2) NOT NULL,
    TrE_UpustKnt decimal(15,2) NOT NULL,
    TrE_UpustKntTyp tinyint NOT NULL,
    TrE_SplitPay tinyint NOT NULL DEFAULT 0,
    TrE_CzySaCechyWymagane smallint NOT NULL DEFAULT -1,
    TrE_UstawAtrSQL smallint NOT NULL DEFAULT -1,
    TrE_UstawAtrSQLDokTyp smallint NOT NULL DEFAULT 1,
    TrE_KrajPochodzenia nvarchar(2) NOT NULL DEFAULT '',
    CONSTRAINT PK_TraElem PRIMARY KEY (TrE_TrEID),
    CONSTRAINT FK_TraElem_TrE_TrNId FOREIGN KEY (TrE_TrNId) REFERENCES CDN.TraNag (TrN_TrNID) ON DELETE CASCADE,
    CONSTRAINT FK_TraElem_TrE_TwrId FOREIGN KEY (TrE_TwrId) REFERENCES CDN.Towary (Twr_TwrId),
    CONSTRAINT FK_TraElem_TrE_KatID FOREIGN KEY (TrE_KatID) REFERENCES CDN.Kategorie (Kat_KatID)
)
GO
CREATE TABLE CDN.TraVat (
    TrV_TrVID int IDENTITY(1,1) NOT NULL,
    TrV_TrNID int NOT NULL,
    TrV_TrNidFinalna int NULL,
    TrV_Stawka decimal(5,2) NOT NULL,
    TrV_Flaga smallint NOT NULL,
    TrV_Zrodlowa decimal(5,2) NOT NULL,
    TrV_Netto decimal(15,2) NOT NULL,
    TrV_VAT decimal(15,2) NOT NULL,
    TrV_NettoWal decimal(15,2) NOT NULL,
    TrV_VATWal decimal(15,2) NOT NULL,
    TrV_Typ tinyint NOT NULL,
    CONSTRAINT PK_TraVat PRIMARY KEY (TrV_TrVID),
    CONSTRAINT FK_TraVat_TrV_TrNID FOREIGN KEY (TrV_TrNID) REFERENCES CDN.TraNag (TrN_TrNID) ON DELETE CASCADE
)
GO
CREATE TABLE CDN.TraSElem (
    TrS_TrSID int IDENTITY(1,1) NOT NULL,
    TrS_TrEId int NOT NULL,
    TrS_TrSIdDost int NULL,
    TrS_WyborDostaw tinyint NOT NULL DEFAULT 0,
    TrS_TrEIdWydania int NOT NULL DEFAULT 0,
    TrS_ZwrId int NULL,
    TrS_TwrId int NOT NULL,
    TrS_MagId int NOT NULL,
    TrS_Rodzaj int NOT NULL,
    TrS_Typ tinyint NOT NULL,
    TrS_Metoda tinyint NOT NULL,
    TrS_DataOpe datetime NOT NULL,
    TrS_Ilosc decimal(15,4) NOT NULL,
    TrS_Wartosc decimal(15,2) NOT NULL,
    TrS_Cena decimal(17,4) NOT NULL,
    TrS_SrCId int NOT NULL DEFAULT 0,
    CONSTRAINT PK_TraSElem PRIMARY KEY (TrS_TrSID),
    CONSTRAINT FK_TraSElem_TrS_TrEId FOREIGN KEY (TrS_TrEId) REFERENCES CDN.TraElem (TrE_TrEID) ON DELETE CASCADE
)
GO
CREATE TABLE CDN.TraNagRelacje (
    TrR_TrRId int IDENTITY(1,1) NOT NULL,
    TrR_TrNTyp smallint NOT NULL,
    TrR_TrNId int NOT NULL,
    TrR_FaTyp smallint NOT NULL,
    TrR_FaId int NOT NULL,
    TrR_Flaga smallint NULL,
    CONSTRAINT PK_TraNagRelacje PRIMARY KEY (TrR_TrRId)
)
GO
CREATE TABLE CDN.DokAtrybuty (
    DAt_DAtId int IDENTITY(1,1) NOT NULL,
    DAt_Kod varchar(20) NULL,
    DAt_DeAId int NOT NULL,
    DAt_WartoscTxt nvarchar(1024) NOT NULL,
    DAt_WartoscDecimal AS CAST(0 AS decimal(15,4)),
    DAt_TrNId int NULL,
    DAt_DokumentTyp int NULL,
    DAt_DokumentId int NULL,
    DAt_TypJPK tinyint NULL,
    CONSTRAINT PK_DokAtrybuty PRIMARY KEY (DAt_DAtId),
    CONSTRAINT FK_DokAtrybuty_DAt_DeAId FOREIGN KEY (DAt_DeAId) REFERENCES CDN.DefAtrybuty (DeA_DeAId),
    CONSTRAINT FK_DokAtrybuty_DAt_TrNId FOREIGN KEY (DAt_TrNId) REFERENCES CDN.TraNag (TrN_TrNID) ON DELETE CASCADE
)
GO
CREATE TABLE CDN.BnkZdarzenia (
    BZd_BZdID int IDENTITY(1,1) NOT NULL,
    BZd_DokumentTyp smallint NULL,
    BZd_DokumentID int NULL,
    BZd_NumerPelny varchar(30) NOT NULL,
    BZd_PodmiotTyp smallint NOT NULL,
    BZd_PodmiotID int NOT NULL,
    BZd_FPlId int NULL,
    BZd_DataDok datetime NOT NULL,
    BZd_Termin datetime NOT NULL,
    BZd_Kwota decimal(15,2) NOT NULL,
    BZd_KwotaSys decimal(15,2) NOT NULL,
    BZd_KwotaRoz decimal(15,2) NOT NULL,
    BZd_KwotaRozSys decimal(15,2) NOT NULL,
    BZd_Waluta varchar(3) NOT NULL,
    BZd_Kierunek smallint NOT NULL,
    BZd_TS_Zal datetime NOT NULL,
    BZd_TS_Mod datetime NOT NULL,
    CONSTRAINT PK_BnkZdarzenia PRIMARY KEY (BZd_BZdID),
    CHECK (CAST(BZd_Kwota AS NUMERIC) > 0),
    CHECK (CAST(BZd_KwotaSys AS NUMERIC) > 0),
    CHECK (CAST(BZd_KwotaRoz AS NUMERIC) >= 0),
    CHECK (CAST(BZd_KwotaRozSys AS NUMERIC) >= 0),
    CHECK (BZd_Kierunek IN (1, 0, -1)),
    CONSTRAINT FK_BnkZdarzenia_BZd_FPlId FOREIGN KEY (BZd_FPlId) REFERENCES CDN.FormyPlatnosci (FPl_FPlId)
)
GO
CREATE UNIQUE INDEX MagSymbol ON CDN.Magazyny (Mag_Symbol)
GO
CREATE UNIQUE INDEX FPlNazwa ON CDN.FormyPlatnosci (FPl_Nazwa)
GO
CREATE UNIQUE INDEX FPlGUID ON CDN.FormyPlatnosci (FPl_ImportRowId)
GO
CREATE UNIQUE INDEX DDfGUID ON CDN.DokDefinicje (DDf_ImportRowId)
GO
CREATE UNIQUE INDEX DeAKod ON CDN.DefAtrybuty (DeA_Typ, DeA_Kod)
GO
CREATE UNIQUE INDEX KntKod ON CDN.Kontrahenci (Knt_Kod)
GO
CREATE UNIQUE INDEX KntGrupKod ON CDN.Kontrahenci (Knt_Grupa, Knt_Kod)
GO
CREATE UNIQUE INDEX KntNIP ON CDN.Kontrahenci (Knt_Nip, Knt_KntId)
GO
CREATE UNIQUE INDEX KntGUID ON CDN.Kontrahenci (Knt_ImportRowId)
GO
CREATE UNIQUE INDEX KnOKontrahent ON CDN.KntOsoby (KnO_KntId, KnO_KnOId)
GO
CREATE UNIQUE INDEX TwGKod ON CDN.TwrGrupy (TwG_GrOTyp, TwG_GrONumer, TwG_GIDTyp, TwG_Kod)
GO
CREATE UNIQUE INDEX TwGNazwa ON CDN.TwrGrupy (TwG_GrOTyp, TwG_GrONumer, TwG_GIDTyp, TwG_Nazwa, TwG_GIDNumer)
GO
CREATE UNIQUE INDEX TwrKod ON CDN.Towary (Twr_Kod)
GO
CREATE UNIQUE INDEX TwCTowar ON CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer)
GO
CREATE UNIQUE INDEX TwETowarEan ON CDN.TwrEan (TwE_TwrID, TwE_EAN)
GO
CREATE UNIQUE INDEX TwITowar ON CDN.TwrIlosci (TwI_TwrId, TwI_MagId, TwI_Data)
GO
CREATE UNIQUE INDEX TrNNumer ON CDN.TraNag (TrN_NumerString, TrN_NumerNr, TrN_Anulowany)
GO
CREATE UNIQUE INDEX TrNTypNUmer ON CDN.TraNag (TrN_TypDokumentu, TrN_NumerString, TrN_NumerNr, TrN_Anulowany)
GO
CREATE UNIQUE INDEX TrNGUID ON CDN.TraNag (TrN_ImportRowId)
GO
CREATE UNIQUE INDEX TrNNumerPelny ON CDN.TraNag (TrN_NumerPelny, TrN_Anulowany)
GO
CREATE UNIQUE INDEX TrETraNag ON CDN.TraElem (TrE_TrNId, TrE_Lp, TrE_TrEID)
GO
CREATE TABLE CDN.x_TriggerLog (Id int IDENTITY(900000000,1) NOT NULL PRIMARY KEY, Zrodlo varchar(20) NOT NULL, ObcyId int NOT NULL)
GO
CREATE TRIGGER CDN.TraNag_InsertUpdate_Trigger ON CDN.TraNag AFTER INSERT, UPDATE AS
BEGIN
INSERT INTO CDN.x_TriggerLog (Zrodlo, ObcyId) SELECT 'TraNag', TrN_TrNID FROM inserted;
END
GO
CREATE TRIGGER CDN.TraElem_InsertUpdateDelete_Trigger ON CDN.TraElem AFTER INSERT, UPDATE AS
BEGIN
INSERT INTO CDN.x_TriggerLog (Zrodlo, ObcyId) SELECT 'TraElem', TrE_TrEID FROM inserted;
END
GO
CREATE TRIGGER CDN.Towary_InsertUpdate_Trigger ON CDN.Towary AFTER INSERT, UPDATE AS
BEGIN
IF EXISTS (SELECT 1 FROM inserted i JOIN CDN.Towary t ON t.Twr_TwrId <> i.Twr_TwrId WHERE (i.Twr_EAN <> '' AND t.Twr_EAN = i.Twr_EAN) OR (i.Twr_NumerKat <> '' AND t.Twr_NumerKat = i.Twr_NumerKat)) BEGIN RAISERROR('Towary.Twr_EAN', 16, 1); ROLLBACK; RETURN; END;
INSERT INTO CDN.x_TriggerLog (Zrodlo, ObcyId) SELECT 'Towary', Twr_TwrId FROM inserted;
END
GO
INSERT INTO CDN.SystemCDN (SYS_ID, SYS_Wartosc) VALUES (1, N'CDN_PROBNA')
GO
INSERT INTO CDN.SystemCDN (SYS_ID, SYS_Wartosc) VALUES (3, N'2026.4')
GO
INSERT INTO CDN.SystemCDN (SYS_ID, SYS_Wartosc) VALUES (1001, N'(local)')
GO
INSERT INTO CDN.SystemCDN (SYS_ID, SYS_Wartosc) VALUES (1002, N'CDN_KNF_Konfiguracja')
GO
INSERT INTO CDN.Kategorie (Kat_KodOgolny, Kat_KodSzczegol, Kat_Opis) VALUES (N'ALLEGRO', N'ALLEGRO', N'Sprzedaż Allegro')
GO
INSERT INTO CDN.Kategorie (Kat_KodOgolny, Kat_KodSzczegol, Kat_Opis) VALUES (N'SPRZEDAZ', N'SPRZEDAZ', N'Sprzedaż')
GO
INSERT INTO CDN.Grupy (Gru_Typ, Gru_Nazwa, Gru_Opis) VALUES (31, N'ALLEGRO', N'kupujący z Allegro')
GO
INSERT INTO CDN.Grupy (Gru_Typ, Gru_Nazwa, Gru_Opis) VALUES (31, N'DETALICZNI', N'klienci detaliczni')
GO
INSERT INTO CDN.Grupy (Gru_Typ, Gru_Nazwa, Gru_Opis) VALUES (31, N'FIRMY', N'klienci firmowi')
GO
INSERT INTO CDN.Magazyny (Mag_Typ, Mag_Symbol, Mag_Nazwa, Mag_Rejestr, Mag_Opis, Mag_NieAktywny, Mag_Unijny, Mag_UEKraj, Mag_KodTransakcji, Mag_TS_Zal, Mag_TS_Mod) VALUES (1, N'MAGAZYN', N'Magazyn Główny', N'', N'', 0, 0, N'', N'', GETDATE(), GETDATE())
GO
INSERT INTO CDN.Magazyny (Mag_Typ, Mag_Symbol, Mag_Nazwa, Mag_Rejestr, Mag_Opis, Mag_NieAktywny, Mag_Unijny, Mag_UEKraj, Mag_KodTransakcji, Mag_TS_Zal, Mag_TS_Mod) VALUES (1, N'ALLEGRO', N'Magazyn wysyłkowy', N'ALL', N'', 0, 0, N'', N'', GETDATE(), GETDATE())
GO
INSERT INTO CDN.FormyPlatnosci (FPl_Nazwa, FPl_Typ, FPl_Termin, FPl_ImportRowId, FPl_NieAktywny, FPl_Rabat) VALUES (N'gotówka', 1, 0, N'305203b2-b5e7-5786-9c88-857cd1f6b150', 0, 0)
GO
INSERT INTO CDN.FormyPlatnosci (FPl_Nazwa, FPl_Typ, FPl_Termin, FPl_ImportRowId, FPl_NieAktywny, FPl_Rabat) VALUES (N'czek', 2, 0, N'92029891-d11f-519e-bde5-af647c3784ca', 0, 0)
GO
INSERT INTO CDN.FormyPlatnosci (FPl_Nazwa, FPl_Typ, FPl_Termin, FPl_ImportRowId, FPl_NieAktywny, FPl_Rabat) VALUES (N'przelew', 2, 14, N'c346f256-b8bb-59d3-8b9c-0f3cc755d739', 0, 0)
GO
INSERT INTO CDN.FormyPlatnosci (FPl_Nazwa, FPl_Typ, FPl_Termin, FPl_ImportRowId, FPl_NieAktywny, FPl_Rabat) VALUES (N'kredyt', 2, 14, N'097ef9e6-7675-5816-b401-58a87cbc6269', 0, 0)
GO
INSERT INTO CDN.FormyPlatnosci (FPl_Nazwa, FPl_Typ, FPl_Termin, FPl_ImportRowId, FPl_NieAktywny, FPl_Rabat) VALUES (N'inne', 1, 0, N'cca2ba4c-448c-5fcc-b651-b96851a2b777', 0, 0)
GO
INSERT INTO CDN.FormyPlatnosci (FPl_Nazwa, FPl_Typ, FPl_Termin, FPl_ImportRowId, FPl_NieAktywny, FPl_Rabat) VALUES (N'karta', 3, 0, N'5fc8ee9c-2666-5dd8-9b52-0fa296bce1e4', 0, 0)
GO
INSERT INTO CDN.FormyPlatnosci (FPl_Nazwa, FPl_Typ, FPl_Termin, FPl_ImportRowId, FPl_NieAktywny, FPl_Rabat) VALUES (N'kompensata', 2, 0, N'c6d44699-2b91-5df8-bc61-e430639ea259', 0, 0)
GO
INSERT INTO CDN.FormyPlatnosci (FPl_Nazwa, FPl_Typ, FPl_Termin, FPl_ImportRowId, FPl_NieAktywny, FPl_Rabat) VALUES (N'pobranie', 2, 7, N'3fb3b4d4-6e60-5a9e-b33b-9816e417b2a3', 0, 0)
GO
INSERT INTO CDN.DokDefinicje (DDf_Klasa, DDf_Symbol, DDf_Nazwa, DDf_Numeracja, DDf_ImportRowId, DDf_SeriaOperatora, DDf_TS_Zal, DDf_TS_Mod) VALUES (308, N'RO', N'Rezerwacja Odbiorcy', N'@symbol/@numerS/@rok_kal/@brak/@brak', N'f5f3fc4b-6f04-5541-90fc-20f080d7eee3', 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DokDefinicje (DDf_Klasa, DDf_Symbol, DDf_Nazwa, DDf_Numeracja, DDf_ImportRowId, DDf_SeriaOperatora, DDf_TS_Zal, DDf_TS_Mod) VALUES (308, N'ROA', N'Rezerwacja Odbiorcy z serią', N'@symbol/@numerS/@rok_kal/@rejestr/@brak', N'abb6bbb6-60ac-5c0b-8b47-bbdbe10989f5', 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DokDefinicje (DDf_Klasa, DDf_Symbol, DDf_Nazwa, DDf_Numeracja, DDf_ImportRowId, DDf_SeriaOperatora, DDf_TS_Zal, DDf_TS_Mod) VALUES (320, N'FPF', N'Faktura Pro Forma', N'@symbol/@numerS/@rok_kal/@brak/@brak', N'd8e36c14-7269-5d35-a97c-e9adfc1a1633', 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DokDefinicje (DDf_Klasa, DDf_Symbol, DDf_Nazwa, DDf_Numeracja, DDf_ImportRowId, DDf_SeriaOperatora, DDf_TS_Zal, DDf_TS_Mod) VALUES (302, N'FS', N'Faktura Sprzedaży', N'@symbol/@numerS/@rok_kal/@brak/@brak', N'ecd6e92d-610b-5270-b257-f4ad7b2e5b3a', 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DokDefinicje (DDf_Klasa, DDf_Symbol, DDf_Nazwa, DDf_Numeracja, DDf_ImportRowId, DDf_SeriaOperatora, DDf_TS_Zal, DDf_TS_Mod) VALUES (305, N'PA', N'Paragon', N'@symbol/@numerS/@rok_kal/@brak/@brak', N'403d8033-f3b2-5ae7-97fd-c30f46ad7b46', 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DokDefinicje (DDf_Klasa, DDf_Symbol, DDf_Nazwa, DDf_Numeracja, DDf_ImportRowId, DDf_SeriaOperatora, DDf_TS_Zal, DDf_TS_Mod) VALUES (306, N'WZ', N'Wydanie Zewnętrzne', N'@symbol/@numerS/@rok_kal/@magazyn/@brak', N'a67de68b-2ca3-5c88-8181-68bf131d7c92', 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DefAtrybuty (DeA_Typ, DeA_Kod, DeA_Nazwa, DeA_Format, DeA_CzyKod, DeA_CzyPrzenosic, DeA_Zalezny, DeA_CzyKopiowacFA, DeA_CzyKopiowacDoVAT, DeA_CzyDrukowac, DeA_CzyPrzenosicNaDostawy, DeA_CzyObowiazkowyDostawy, DeA_TS_Zal, DeA_TS_Mod) VALUES (4, N'ALLEGRO_ID', N'Numer zamówienia Allegro', 1, 1, 1, 0, 0, 0, 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DefAtrybuty (DeA_Typ, DeA_Kod, DeA_Nazwa, DeA_Format, DeA_CzyKod, DeA_CzyPrzenosic, DeA_Zalezny, DeA_CzyKopiowacFA, DeA_CzyKopiowacDoVAT, DeA_CzyDrukowac, DeA_CzyPrzenosicNaDostawy, DeA_CzyObowiazkowyDostawy, DeA_TS_Zal, DeA_TS_Mod) VALUES (4, N'ALLEGRO_NICK', N'Login kupującego Allegro', 1, 1, 1, 0, 0, 0, 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DefAtrybuty (DeA_Typ, DeA_Kod, DeA_Nazwa, DeA_Format, DeA_CzyKod, DeA_CzyPrzenosic, DeA_Zalezny, DeA_CzyKopiowacFA, DeA_CzyKopiowacDoVAT, DeA_CzyDrukowac, DeA_CzyPrzenosicNaDostawy, DeA_CzyObowiazkowyDostawy, DeA_TS_Zal, DeA_TS_Mod) VALUES (4, N'ALLEGRO_PLATNOSC_ID', N'Numer płatności Allegro', 1, 1, 1, 0, 0, 0, 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DefAtrybuty (DeA_Typ, DeA_Kod, DeA_Nazwa, DeA_Format, DeA_CzyKod, DeA_CzyPrzenosic, DeA_Zalezny, DeA_CzyKopiowacFA, DeA_CzyKopiowacDoVAT, DeA_CzyDrukowac, DeA_CzyPrzenosicNaDostawy, DeA_CzyObowiazkowyDostawy, DeA_TS_Zal, DeA_TS_Mod) VALUES (4, N'ALLEGRO_PUNKT', N'Punkt odbioru', 1, 1, 1, 0, 0, 0, 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DefAtrybuty (DeA_Typ, DeA_Kod, DeA_Nazwa, DeA_Format, DeA_CzyKod, DeA_CzyPrzenosic, DeA_Zalezny, DeA_CzyKopiowacFA, DeA_CzyKopiowacDoVAT, DeA_CzyDrukowac, DeA_CzyPrzenosicNaDostawy, DeA_CzyObowiazkowyDostawy, DeA_TS_Zal, DeA_TS_Mod) VALUES (4, N'ALLEGRO_KONTO', N'Konto Allegro', 1, 1, 1, 0, 0, 0, 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DefAtrybuty (DeA_Typ, DeA_Kod, DeA_Nazwa, DeA_Format, DeA_CzyKod, DeA_CzyPrzenosic, DeA_Zalezny, DeA_CzyKopiowacFA, DeA_CzyKopiowacDoVAT, DeA_CzyDrukowac, DeA_CzyPrzenosicNaDostawy, DeA_CzyObowiazkowyDostawy, DeA_TS_Zal, DeA_TS_Mod) VALUES (4, N'ALLEGRO_CENY', N'Rekompensata Allegro Ceny', 1, 1, 1, 0, 0, 0, 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.DefCeny (DfC_Lp, DfC_Nazwa, DfC_Zaokraglenie, DfC_Waluta, DfC_Typ, DfC_Aktualizacja, DfC_Marza, DfC_Offset) VALUES (1, N'zakupu', 0.01, N'PLN', 1, 0, 0, 0)
GO
INSERT INTO CDN.DefCeny (DfC_Lp, DfC_Nazwa, DfC_Zaokraglenie, DfC_Waluta, DfC_Typ, DfC_Aktualizacja, DfC_Marza, DfC_Offset) VALUES (2, N'hurtowa 1', 0.01, N'PLN', 1, 0, 0, 0)
GO
INSERT INTO CDN.DefCeny (DfC_Lp, DfC_Nazwa, DfC_Zaokraglenie, DfC_Waluta, DfC_Typ, DfC_Aktualizacja, DfC_Marza, DfC_Offset) VALUES (3, N'hurtowa 2', 0.01, N'PLN', 1, 0, 0, 0)
GO
INSERT INTO CDN.DefCeny (DfC_Lp, DfC_Nazwa, DfC_Zaokraglenie, DfC_Waluta, DfC_Typ, DfC_Aktualizacja, DfC_Marza, DfC_Offset) VALUES (4, N'hurtowa 3', 0.01, N'PLN', 1, 0, 0, 0)
GO
INSERT INTO CDN.DefCeny (DfC_Lp, DfC_Nazwa, DfC_Zaokraglenie, DfC_Waluta, DfC_Typ, DfC_Aktualizacja, DfC_Marza, DfC_Offset) VALUES (5, N'detaliczna', 0.01, N'PLN', 2, 0, 0, 0)
GO
SET IDENTITY_INSERT CDN.TwrGrupy ON; INSERT INTO CDN.TwrGrupy (TwG_TwGID, TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (0, -16, 0, -16, -1, N'Grupa Główna', N'Grupa Główna'); SET IDENTITY_INSERT CDN.TwrGrupy OFF
GO
SET IDENTITY_INSERT CDN.TwrGrupy ON; INSERT INTO CDN.TwrGrupy (TwG_TwGID, TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (1, -16, 1, -16, 0, N'SKLEP', N'Towary ze sklepu'); SET IDENTITY_INSERT CDN.TwrGrupy OFF
GO
SET IDENTITY_INSERT CDN.TwrGrupy ON; INSERT INTO CDN.TwrGrupy (TwG_TwGID, TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (2, -16, 2, -16, 0, N'USLUGI', N'Usługi'); SET IDENTITY_INSERT CDN.TwrGrupy OFF
GO
INSERT INTO CDN.Kontrahenci (Knt_Kod, Knt_Nazwa1, Knt_Kraj, Knt_Rodzaj, Knt_Rodzaj_Odbiorca, Knt_TerminZwrotuKaucji, Knt_ImportRowId, Knt_Finalny, Knt_FplID, Knt_GLN, Knt_EAN, Knt_Grupa, Knt_Nazwa2, Knt_Nazwa3, Knt_Wojewodztwo, Knt_Powiat, Knt_Gmina, Knt_Ulica, Knt_NrDomu, Knt_NrLokalu, Knt_Miasto, Knt_KodPocztowy, Knt_Poczta, Knt_Adres2, Knt_NipKraj, Knt_NipE, Knt_Nip, Knt_Regon, Knt_Pesel, Knt_Telefon1, Knt_Telefon2, Knt_Fax, Knt_Email, Knt_URL, Knt_KrajISO, Knt_Zezwolenie, Knt_KodTransakcji, Knt_RachunekNr, Knt_IBAN, Knt_OsTytul, Knt_OsPlec, Knt_OsNazwisko, Knt_OsKraj, Knt_OsWojewodztwo, Knt_OsPowiat, Knt_OsGmina, Knt_OsUlica, Knt_OsNrDomu, Knt_OsNrLokalu, Knt_OsMiasto, Knt_OsKodPocztowy, Knt_OsPoczta, Knt_OsAdres2, Knt_OsTelefon, Knt_OsGSM, Knt_OsEmail, Knt_Informacje, Knt_Upust, Knt_LimitFlag, Knt_LimitKredytu, Knt_LimitPrzeterKredytFlag, Knt_LimitPrzeterKredytWartosc, Knt_Ceny, Knt_MaxZwloka, Knt_TerminPlat, Knt_Termin, Knt_KontoOdb, Knt_KontoDost, Knt_BlokadaDok, Knt_LimitKredytuWal, Knt_LimitKredytuWykorzystany, Knt_NieRozliczac, Knt_PodatekVat, Knt_Export, Knt_Rodzaj_Dostawca, Knt_Rodzaj_Konkurencja, Knt_Rodzaj_Partner, Knt_Rodzaj_Potencjalny, Knt_Medialny, Knt_MalyPod, Knt_Rolnik, Knt_Nieaktywny, Knt_Chroniony, Knt_Opis, Knt_NaliczajPlatnosc, Knt_ZakazDokumentowHaMag, Knt_ZgodaNaEFaktury, Knt_TS_Zal, Knt_TS_Mod) VALUES (N'!NIEOKREŚLONY!', N'!NIEOKREŚLONY!', N'Polska', 1, 1, 60, N'e0a00a29-a8a7-5519-ad04-f595730ed55a', 1, 1, N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', 0, N'', 0, N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', N'', 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.Kontrahenci (Knt_Kod, Knt_Nazwa1, Knt_Kraj, Knt_Rodzaj, Knt_Rodzaj_Odbiorca, Knt_TerminZwrotuKaucji, Knt_ImportRowId, Knt_Nip, Knt_NipE, Knt_PodatekVat, Knt_KrajISO, Knt_Ulica, Knt_NrDomu, Knt_KodPocztowy, Knt_Miasto, Knt_GLN, Knt_EAN, Knt_Grupa, Knt_Nazwa2, Knt_Nazwa3, Knt_Wojewodztwo, Knt_Powiat, Knt_Gmina, Knt_NrLokalu, Knt_Poczta, Knt_Adres2, Knt_NipKraj, Knt_Regon, Knt_Pesel, Knt_Telefon1, Knt_Telefon2, Knt_Fax, Knt_Email, Knt_URL, Knt_Zezwolenie, Knt_KodTransakcji, Knt_RachunekNr, Knt_IBAN, Knt_OsTytul, Knt_OsPlec, Knt_OsNazwisko, Knt_OsKraj, Knt_OsWojewodztwo, Knt_OsPowiat, Knt_OsGmina, Knt_OsUlica, Knt_OsNrDomu, Knt_OsNrLokalu, Knt_OsMiasto, Knt_OsKodPocztowy, Knt_OsPoczta, Knt_OsAdres2, Knt_OsTelefon, Knt_OsGSM, Knt_OsEmail, Knt_Informacje, Knt_Upust, Knt_LimitFlag, Knt_LimitKredytu, Knt_LimitPrzeterKredytFlag, Knt_LimitPrzeterKredytWartosc, Knt_Ceny, Knt_MaxZwloka, Knt_TerminPlat, Knt_Termin, Knt_KontoOdb, Knt_KontoDost, Knt_BlokadaDok, Knt_LimitKredytuWal, Knt_LimitKredytuWykorzystany, Knt_NieRozliczac, Knt_Finalny, Knt_Export, Knt_Rodzaj_Dostawca, Knt_Rodzaj_Konkurencja, Knt_Rodzaj_Partner, Knt_Rodzaj_Potencjalny, Knt_Medialny, Knt_MalyPod, Knt_Rolnik, Knt_Nieaktywny, Knt_Chroniony, Knt_Opis, Knt_NaliczajPlatnosc, Knt_ZakazDokumentowHaMag, Knt_ZgodaNaEFaktury, Knt_TS_Zal, Knt_TS_Mod) VALUES (N'HURT-POLNOC', N'Hurtownia Północ sp. z o.o.', N'Polska', 1, 1, 60, N'69d0e1a4-5e33-5c97-bd11-aa87f4951f8a', N'5260250274', N'5260250274', 1, N'PL', N'Portowa', N'3', N'80-001', N'Gdańsk', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', 0, N'', 0, N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', N'', 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.Kontrahenci (Knt_Kod, Knt_Nazwa1, Knt_Kraj, Knt_Rodzaj, Knt_Rodzaj_Odbiorca, Knt_TerminZwrotuKaucji, Knt_ImportRowId, Knt_Nip, Knt_NipE, Knt_PodatekVat, Knt_KrajISO, Knt_Ulica, Knt_NrDomu, Knt_KodPocztowy, Knt_Miasto, Knt_Email, Knt_GLN, Knt_EAN, Knt_Grupa, Knt_Nazwa2, Knt_Nazwa3, Knt_Wojewodztwo, Knt_Powiat, Knt_Gmina, Knt_NrLokalu, Knt_Poczta, Knt_Adres2, Knt_NipKraj, Knt_Regon, Knt_Pesel, Knt_Telefon1, Knt_Telefon2, Knt_Fax, Knt_URL, Knt_Zezwolenie, Knt_KodTransakcji, Knt_RachunekNr, Knt_IBAN, Knt_OsTytul, Knt_OsPlec, Knt_OsNazwisko, Knt_OsKraj, Knt_OsWojewodztwo, Knt_OsPowiat, Knt_OsGmina, Knt_OsUlica, Knt_OsNrDomu, Knt_OsNrLokalu, Knt_OsMiasto, Knt_OsKodPocztowy, Knt_OsPoczta, Knt_OsAdres2, Knt_OsTelefon, Knt_OsGSM, Knt_OsEmail, Knt_Informacje, Knt_Upust, Knt_LimitFlag, Knt_LimitKredytu, Knt_LimitPrzeterKredytFlag, Knt_LimitPrzeterKredytWartosc, Knt_Ceny, Knt_MaxZwloka, Knt_TerminPlat, Knt_Termin, Knt_KontoOdb, Knt_KontoDost, Knt_BlokadaDok, Knt_LimitKredytuWal, Knt_LimitKredytuWykorzystany, Knt_NieRozliczac, Knt_Finalny, Knt_Export, Knt_Rodzaj_Dostawca, Knt_Rodzaj_Konkurencja, Knt_Rodzaj_Partner, Knt_Rodzaj_Potencjalny, Knt_Medialny, Knt_MalyPod, Knt_Rolnik, Knt_Nieaktywny, Knt_Chroniony, Knt_Opis, Knt_NaliczajPlatnosc, Knt_ZakazDokumentowHaMag, Knt_ZgodaNaEFaktury, Knt_TS_Zal, Knt_TS_Mod) VALUES (N'KAWIARNIA-RYNEK', N'Kawiarnia Rynek Anna Przykładowa', N'Polska', 1, 1, 60, N'7599f5cf-d797-5842-a2b7-924326dc6aac', N'7010000005', N'7010000005', 1, N'PL', N'Rynek', N'7', N'50-101', N'Wrocław', N'biuro@kawiarnia-rynek.example', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', 0, N'', 0, N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', N'', 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.Kontrahenci (Knt_Kod, Knt_Nazwa1, Knt_Kraj, Knt_Rodzaj, Knt_Rodzaj_Odbiorca, Knt_TerminZwrotuKaucji, Knt_ImportRowId, Knt_Finalny, Knt_Email, Knt_GLN, Knt_EAN, Knt_Grupa, Knt_Nazwa2, Knt_Nazwa3, Knt_Wojewodztwo, Knt_Powiat, Knt_Gmina, Knt_Ulica, Knt_NrDomu, Knt_NrLokalu, Knt_Miasto, Knt_KodPocztowy, Knt_Poczta, Knt_Adres2, Knt_NipKraj, Knt_NipE, Knt_Nip, Knt_Regon, Knt_Pesel, Knt_Telefon1, Knt_Telefon2, Knt_Fax, Knt_URL, Knt_KrajISO, Knt_Zezwolenie, Knt_KodTransakcji, Knt_RachunekNr, Knt_IBAN, Knt_OsTytul, Knt_OsPlec, Knt_OsNazwisko, Knt_OsKraj, Knt_OsWojewodztwo, Knt_OsPowiat, Knt_OsGmina, Knt_OsUlica, Knt_OsNrDomu, Knt_OsNrLokalu, Knt_OsMiasto, Knt_OsKodPocztowy, Knt_OsPoczta, Knt_OsAdres2, Knt_OsTelefon, Knt_OsGSM, Knt_OsEmail, Knt_Informacje, Knt_Upust, Knt_LimitFlag, Knt_LimitKredytu, Knt_LimitPrzeterKredytFlag, Knt_LimitPrzeterKredytWartosc, Knt_Ceny, Knt_MaxZwloka, Knt_TerminPlat, Knt_Termin, Knt_KontoOdb, Knt_KontoDost, Knt_BlokadaDok, Knt_LimitKredytuWal, Knt_LimitKredytuWykorzystany, Knt_NieRozliczac, Knt_PodatekVat, Knt_Export, Knt_Rodzaj_Dostawca, Knt_Rodzaj_Konkurencja, Knt_Rodzaj_Partner, Knt_Rodzaj_Potencjalny, Knt_Medialny, Knt_MalyPod, Knt_Rolnik, Knt_Nieaktywny, Knt_Chroniony, Knt_Opis, Knt_NaliczajPlatnosc, Knt_ZakazDokumentowHaMag, Knt_ZgodaNaEFaktury, Knt_TS_Zal, Knt_TS_Mod) VALUES (N'KOWALSKI-JAN', N'Jan Kowalski', N'Polska', 1, 1, 60, N'56c91fc7-1d83-5380-be51-2072f670fdfd', 1, N'jan.kowalski@example.com', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', 0, N'', 0, N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', N'', 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.Kontrahenci (Knt_Kod, Knt_Nazwa1, Knt_Kraj, Knt_Rodzaj, Knt_Rodzaj_Odbiorca, Knt_TerminZwrotuKaucji, Knt_ImportRowId, Knt_Finalny, Knt_Nieaktywny, Knt_GLN, Knt_EAN, Knt_Grupa, Knt_Nazwa2, Knt_Nazwa3, Knt_Wojewodztwo, Knt_Powiat, Knt_Gmina, Knt_Ulica, Knt_NrDomu, Knt_NrLokalu, Knt_Miasto, Knt_KodPocztowy, Knt_Poczta, Knt_Adres2, Knt_NipKraj, Knt_NipE, Knt_Nip, Knt_Regon, Knt_Pesel, Knt_Telefon1, Knt_Telefon2, Knt_Fax, Knt_Email, Knt_URL, Knt_KrajISO, Knt_Zezwolenie, Knt_KodTransakcji, Knt_RachunekNr, Knt_IBAN, Knt_OsTytul, Knt_OsPlec, Knt_OsNazwisko, Knt_OsKraj, Knt_OsWojewodztwo, Knt_OsPowiat, Knt_OsGmina, Knt_OsUlica, Knt_OsNrDomu, Knt_OsNrLokalu, Knt_OsMiasto, Knt_OsKodPocztowy, Knt_OsPoczta, Knt_OsAdres2, Knt_OsTelefon, Knt_OsGSM, Knt_OsEmail, Knt_Informacje, Knt_Upust, Knt_LimitFlag, Knt_LimitKredytu, Knt_LimitPrzeterKredytFlag, Knt_LimitPrzeterKredytWartosc, Knt_Ceny, Knt_MaxZwloka, Knt_TerminPlat, Knt_Termin, Knt_KontoOdb, Knt_KontoDost, Knt_BlokadaDok, Knt_LimitKredytuWal, Knt_LimitKredytuWykorzystany, Knt_NieRozliczac, Knt_PodatekVat, Knt_Export, Knt_Rodzaj_Dostawca, Knt_Rodzaj_Konkurencja, Knt_Rodzaj_Partner, Knt_Rodzaj_Potencjalny, Knt_Medialny, Knt_MalyPod, Knt_Rolnik, Knt_Chroniony, Knt_Opis, Knt_NaliczajPlatnosc, Knt_ZakazDokumentowHaMag, Knt_ZgodaNaEFaktury, Knt_TS_Zal, Knt_TS_Mod) VALUES (N'STARY-KLIENT', N'Stary Klient', N'Polska', 1, 1, 60, N'129fb4c4-77c1-505e-8ba2-02211f4b0699', 1, 1, N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', 0, N'', 0, N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', N'', 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'KUBEK-330', N'Kubek ceramiczny 330 ml', N'2000000000015', 1, 0, N'szt.', 1, 5, N'PLN', 1, 1, 1, N'szt.', N'szt.', N'szt.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (1, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (1, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (1, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (1, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (1, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (1, N'2000000000015', 1, N'szt.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 1, -16, 1, N'KUBEK-330', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'KUBEK-TERM-350', N'Kubek termiczny stalowy 350 ml', N'2000000000022', 1, 0, N'szt.', 1, 5, N'PLN', 1, 1, 1, N'szt.', N'szt.', N'szt.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (2, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (2, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (2, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (2, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (2, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (2, N'2000000000022', 1, N'szt.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 2, -16, 1, N'KUBEK-TERM-350', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'TALERZ-26', N'Talerz płytki 26 cm', N'2000000000039', 1, 0, N'szt.', 1, 5, N'PLN', 1, 1, 1, N'szt.', N'szt.', N'szt.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (3, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (3, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (3, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (3, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (3, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (3, N'2000000000039', 1, N'szt.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 3, -16, 1, N'TALERZ-26', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'WODA-12', N'Woda mineralna 0,5 l, zgrzewka 12 szt.', N'2000000000046', 1, 0, N'zgrz.', 1, 5, N'PLN', 1, 1, 1, N'zgrz.', N'zgrz.', N'zgrz.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (4, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (4, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (4, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (4, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (4, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (4, N'2000000000046', 1, N'zgrz.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 4, -16, 1, N'WODA-12', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'KAWA-1KG', N'Kawa ziarnista 1 kg', N'2000000000053', 1, 0, N'op.', 1, 5, N'PLN', 1, 1, 1, N'op.', N'op.', N'op.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (5, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (5, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (5, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (5, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (5, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (5, N'2000000000053', 1, N'op.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 5, -16, 1, N'KAWA-1KG', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'TERMOMETR-01', N'Termometr lekarski elektroniczny', N'2000000000060', 1, 0, N'szt.', 1, 5, N'PLN', 1, 1, 1, N'szt.', N'szt.', N'szt.', 8, 2, 4, 8, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (6, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (6, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (6, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (6, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (6, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (6, N'2000000000060', 1, N'szt.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 6, -16, 1, N'TERMOMETR-01', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'NAWOZ-5L', N'Nawóz do roślin 5 l', N'2000000000077', 1, 0, N'szt.', 1, 5, N'PLN', 1, 1, 1, N'szt.', N'szt.', N'szt.', 8, 2, 4, 8, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (7, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (7, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (7, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (7, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (7, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (7, N'2000000000077', 1, N'szt.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 7, -16, 1, N'NAWOZ-5L', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'KSIAZKA-KUCH', N'Książka „Kuchnia na co dzień”', N'2000000000084', 1, 0, N'szt.', 1, 5, N'PLN', 1, 1, 1, N'szt.', N'szt.', N'szt.', 5, 2, 4, 5, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (8, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (8, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (8, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (8, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (8, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (8, N'2000000000084', 1, N'szt.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 8, -16, 1, N'KSIAZKA-KUCH', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'KSIAZKA-TATRY', N'Przewodnik „Tatry dla początkujących”', N'2000000000091', 1, 0, N'szt.', 1, 5, N'PLN', 1, 1, 1, N'szt.', N'szt.', N'szt.', 5, 2, 4, 5, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (9, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (9, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (9, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (9, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (9, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (9, N'2000000000091', 1, N'szt.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 9, -16, 1, N'KSIAZKA-TATRY', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'MIOD-900', N'Miód lipowy 900 g', N'2000000000107', 1, 0, N'szt.', 1, 5, N'PLN', 1, 1, 1, N'szt.', N'szt.', N'szt.', 5, 2, 4, 5, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (10, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (10, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (10, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (10, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (10, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (10, N'2000000000107', 1, N'szt.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 10, -16, 1, N'MIOD-900', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'EKSPORT-0', N'Towar ze stawką 0%', N'2000000000114', 1, 0, N'szt.', 1, 5, N'PLN', 1, 1, 1, N'szt.', N'szt.', N'szt.', 0, 2, 4, 0, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (11, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (11, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (11, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (11, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (11, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (11, N'2000000000114', 1, N'szt.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 11, -16, 1, N'EKSPORT-0', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (1, N'KURS-ANG-ZW', N'Kurs języka angielskiego (zwolniony)', N'2000000000121', 1, 0, N'szt.', 1, 5, N'PLN', 1, 1, 1, N'szt.', N'szt.', N'szt.', 0, 1, 4, 0, 1, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (12, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (12, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (12, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (12, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (12, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrEan (TwE_TwrID, TwE_EAN, TwE_Domyslny, TwE_JM, TwE_Opis) VALUES (12, N'2000000000121', 1, N'szt.', N'')
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 12, -16, 1, N'KURS-ANG-ZW', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (0, N'DOSTAWA', N'Dostawa', N'', 2, 1, N'usł.', 1, 5, N'PLN', 1, 1, 1, N'usł.', N'usł.', N'usł.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (13, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (13, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (13, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (13, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (13, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 13, -16, 2, N'DOSTAWA', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (0, N'KURIER', N'Przesyłka kurierska', N'', 2, 1, N'usł.', 1, 5, N'PLN', 1, 1, 1, N'usł.', N'usł.', N'usł.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (14, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (14, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (14, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (14, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (14, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 14, -16, 2, N'KURIER', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (0, N'PACZKOMAT', N'Paczkomat InPost', N'', 2, 1, N'usł.', 1, 5, N'PLN', 1, 1, 1, N'usł.', N'usł.', N'usł.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (15, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (15, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (15, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (15, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (15, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 15, -16, 2, N'PACZKOMAT', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (0, N'ODBIOR-PUNKT', N'Odbiór w punkcie', N'', 2, 1, N'usł.', 1, 5, N'PLN', 1, 1, 1, N'usł.', N'usł.', N'usł.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (16, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (16, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (16, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (16, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (16, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 16, -16, 2, N'ODBIOR-PUNKT', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (0, N'POBRANIE', N'Opłata za pobranie', N'', 2, 1, N'usł.', 1, 5, N'PLN', 1, 1, 1, N'usł.', N'usł.', N'usł.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (17, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (17, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (17, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (17, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (17, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 17, -16, 2, N'POBRANIE', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (0, N'PAKOWANIE', N'Pakowanie na prezent', N'', 2, 1, N'usł.', 1, 5, N'PLN', 1, 1, 1, N'usł.', N'usł.', N'usł.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (18, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (18, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (18, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (18, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (18, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 18, -16, 2, N'PAKOWANIE', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (0, N'WNIESIENIE', N'Wniesienie', N'', 2, 1, N'usł.', 1, 5, N'PLN', 1, 1, 1, N'usł.', N'usł.', N'usł.', 23, 2, 4, 23, 2, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (19, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (19, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (19, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (19, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (19, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 19, -16, 2, N'WNIESIENIE', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (0, N'KAUCJA', N'Kaucja za opakowanie', N'', 2, 1, N'usł.', 1, 5, N'PLN', 1, 1, 1, N'usł.', N'usł.', N'usł.', 0, 4, 4, 0, 4, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (20, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (20, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (20, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (20, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (20, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 20, -16, 2, N'KAUCJA', N'NOENTRY')
GO
INSERT INTO CDN.Towary (Twr_Typ, Twr_Kod, Twr_Nazwa, Twr_EAN, Twr_TwGGIDNumer, Twr_EdycjaNazwy, Twr_JM, Twr_JMCalkowite, Twr_TwCNumer, Twr_Waluta, Twr_KursL, Twr_KursM, Twr_KosztUslugiTyp, Twr_IloscMinJM, Twr_IloscMaxJM, Twr_IloscZamJM, Twr_Stawka, Twr_Flaga, Twr_FlagaExport, Twr_StawkaZak, Twr_FlagaZak, Twr_Produkt, Twr_NumerKat, Twr_SWW, Twr_URL, Twr_Kategoria, Twr_KategoriaZak, Twr_Opis, Twr_KopiujOpis, Twr_EdycjaOpisu, Twr_Kaucja, Twr_UdostepniajWCenniku, Twr_KursNumer, Twr_MinCenaMarza, Twr_TypMinimum, Twr_KosztUslugiWal, Twr_KosztUslugi, Twr_KodDostawcy, Twr_IloscMin, Twr_IloscMax, Twr_IloscZam, Twr_Zrodlowa, Twr_StawkaExport, Twr_ZrodlowaExport, Twr_ZrodlowaZak, Twr_Prog, Twr_Upust, Twr_UpustData, Twr_UpustGodz, Twr_BezRabatu, Twr_MarzaMin, Twr_NieAktywny, Twr_Masa, Twr_KrajPochodzenia, Twr_JmPomPrzelicznikL, Twr_JmPomPrzelicznikM, Twr_TS_Zal, Twr_TS_Mod) VALUES (0, N'USLUGA-ZW', N'Usługa zwolniona', N'', 2, 1, N'usł.', 1, 5, N'PLN', 1, 1, 1, N'usł.', N'usł.', N'usł.', 0, 1, 4, 0, 1, 0, N'', N'', N'', N'', N'', N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N'', 0, 0, GETDATE(), GETDATE())
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (21, 1, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (21, 2, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (21, 3, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (21, 4, 1, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrCeny (TwC_TwrID, TwC_TwCNumer, TwC_Typ, TwC_Waluta, TwC_Zaokraglenie, TwC_Wartosc, TwC_Aktualizacja, TwC_Marza, TwC_MarzaWStu, TwC_Offset) VALUES (21, 5, 2, N'PLN', 0.01, 0, 0, 0, 0, 0)
GO
INSERT INTO CDN.TwrGrupy (TwG_GIDTyp, TwG_GIDNumer, TwG_GrOTyp, TwG_GrONumer, TwG_Kod, TwG_Nazwa) VALUES (16, 21, -16, 2, N'USLUGA-ZW', N'NOENTRY')
GO
