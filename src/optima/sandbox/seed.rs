//! A fresh company: what a new base has, and a small invented shop to try the program on.

use rusqlite::Connection;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::super::sql::{self, Ids};
use crate::optima::rows::{Cell, ColumnKind, Row, Shape, Value};

/// The namespace of the seeded rows' GUIDs, which have to differ and to be the same in every fresh base.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f1c_8f0e_54c1_5a6b_9d6e_2b7f_7a40_11d3);

/// Price definitions: name, kind (1 net, 2 gross).
const PRICES: [(&str, i64); 5] =
    [("zakupu", 1), ("hurtowa 1", 1), ("hurtowa 2", 1), ("hurtowa 3", 1), ("detaliczna", 2)];

/// Goods: code, name, rate, flag, unit, EAN.
const GOODS: [(&str, &str, i64, i64, &str, &str); 12] = [
    ("KUBEK-330", "Kubek ceramiczny 330 ml", 23, 2, "szt.", "2000000000015"),
    ("KUBEK-TERM-350", "Kubek termiczny stalowy 350 ml", 23, 2, "szt.", "2000000000022"),
    ("TALERZ-26", "Talerz płytki 26 cm", 23, 2, "szt.", "2000000000039"),
    ("WODA-12", "Woda mineralna 0,5 l, zgrzewka 12 szt.", 23, 2, "zgrz.", "2000000000046"),
    ("KAWA-1KG", "Kawa ziarnista 1 kg", 23, 2, "op.", "2000000000053"),
    ("TERMOMETR-01", "Termometr lekarski elektroniczny", 8, 2, "szt.", "2000000000060"),
    ("NAWOZ-5L", "Nawóz do roślin 5 l", 8, 2, "szt.", "2000000000077"),
    ("KSIAZKA-KUCH", "Książka „Kuchnia na co dzień”", 5, 2, "szt.", "2000000000084"),
    ("KSIAZKA-TATRY", "Przewodnik „Tatry dla początkujących”", 5, 2, "szt.", "2000000000091"),
    ("MIOD-900", "Miód lipowy 900 g", 5, 2, "szt.", "2000000000107"),
    ("EKSPORT-0", "Towar ze stawką 0%", 0, 2, "szt.", "2000000000114"),
    ("KURS-ANG-ZW", "Kurs języka angielskiego (zwolniony)", 0, 1, "szt.", "2000000000121"),
];

/// Services: code, name, rate, flag.
const SERVICES: [(&str, &str, i64, i64); 9] = [
    ("DOSTAWA", "Dostawa", 23, 2),
    ("KURIER", "Przesyłka kurierska", 23, 2),
    ("PACZKOMAT", "Paczkomat InPost", 23, 2),
    ("ODBIOR-PUNKT", "Odbiór w punkcie", 23, 2),
    ("POBRANIE", "Opłata za pobranie", 23, 2),
    ("PAKOWANIE", "Pakowanie na prezent", 23, 2),
    ("WNIESIENIE", "Wniesienie", 23, 2),
    ("KAUCJA", "Kaucja za opakowanie", 0, 4),
    ("USLUGA-ZW", "Usługa zwolniona", 0, 1),
];

/// Writes all seeds.
pub fn fill(connection: &Connection, shape: &Shape) -> rusqlite::Result<()> {
    rows(shape).try_for_each(|row| write(connection, shape, &row))
}

/// The rows, each after those that it points to, as a base of this shape takes them.
pub fn rows(shape: &Shape) -> impl Iterator<Item = Row> {
    std::iter::empty()
        .chain(company())
        .chain(warehouses())
        .chain(payment_forms())
        .chain(definitions())
        .chain(attributes())
        .chain(prices())
        .chain(groups())
        .chain(contractors())
        .chain(cards())
        .map(|row| complete(shape, row))
}

fn write(connection: &Connection, shape: &Shape, row: &Row) -> rusqlite::Result<()> {
    let statement = sql::insert(shape, row, &Ids::default())
        .map_err(|error| rusqlite::Error::UserFunctionError(Box::new(error)))?;
    super::execute(connection, &statement).map(drop)
}

/// The row, without the columns that this base lacks and with a neutral value (nothing, zero, now) in every column that an INSERT has to name and it does not.
pub fn complete(shape: &Shape, mut row: Row) -> Row {
    let columns: &[_] = shape.tables.get(row.table).map(Vec::as_slice).unwrap_or_default();
    row.cells.retain(|cell| columns.iter().any(|column| column.name == cell.column));
    for column in shape.tables.get(row.table).into_iter().flatten() {
        if column.nullable || column.has_default || column.read_only || row.get(&column.name).is_some() {
            continue;
        }
        let value = match column.kind {
            ColumnKind::Text { .. } | ColumnKind::Guid | ColumnKind::Other => Value::Text(String::new()),
            ColumnKind::Integer => Value::Int(0),
            ColumnKind::Decimal { .. } => Value::Decimal(Decimal::ZERO),
            ColumnKind::DateTime => Value::Now,
        };
        row.cells.push(Cell { column: column.name.clone().into(), value });
    }
    row
}

fn guid(of: &str) -> String {
    Uuid::new_v5(&NAMESPACE, of.as_bytes()).hyphenated().to_string()
}

/// What the base says of itself, and its categories and groups of contractors.
fn company() -> impl Iterator<Item = Row> {
    let facts = [(1, "CDN_PROBNA"), (3, "2026.4"), (1001, "(local)"), (1002, "CDN_KNF_Konfiguracja")];
    let categories = [("ALLEGRO", "Sprzedaż Allegro"), ("SPRZEDAZ", "Sprzedaż")];
    let groups =
        [("ALLEGRO", "kupujący z Allegro"), ("DETALICZNI", "klienci detaliczni"), ("FIRMY", "klienci firmowi")];
    let fact = |(id, value): (i64, &str)| Row::new("SystemCDN").with("SYS_ID", id).with("SYS_Wartosc", value);
    let category = |(code, name): (&str, &str)| {
        Row::new("Kategorie").with("Kat_KodOgolny", code).with("Kat_KodSzczegol", code).with("Kat_Opis", name)
    };
    let group = |(name, text): (&str, &str)| {
        Row::new("Grupy").with("Gru_Typ", 31).with("Gru_Nazwa", name).with("Gru_Opis", text)
    };
    facts.into_iter().map(fact).chain(categories.into_iter().map(category)).chain(groups.into_iter().map(group))
}

fn warehouses() -> impl Iterator<Item = Row> {
    let warehouses = [("MAGAZYN", "Magazyn Główny", ""), ("ALLEGRO", "Magazyn wysyłkowy", "ALL")];
    warehouses.into_iter().map(|(symbol, name, series)| {
        Row::new("Magazyny")
            .with("Mag_Typ", 1)
            .with("Mag_Symbol", symbol)
            .with("Mag_Nazwa", name)
            .with("Mag_Rejestr", series)
    })
}

fn payment_forms() -> impl Iterator<Item = Row> {
    let forms = [
        ("gotówka", 1, 0),
        ("czek", 2, 0),
        ("przelew", 2, 14),
        ("kredyt", 2, 14),
        ("inne", 1, 0),
        ("karta", 3, 0),
        ("kompensata", 2, 0),
        ("pobranie", 2, 7),
    ];
    forms.into_iter().map(|(name, kind, days)| {
        Row::new("FormyPlatnosci")
            .with("FPl_Nazwa", name)
            .with("FPl_Typ", kind)
            .with("FPl_Termin", days)
            .with("FPl_ImportRowId", guid(name))
    })
}

fn definitions() -> impl Iterator<Item = Row> {
    let plain = "@symbol/@numerS/@rok_kal/@brak/@brak";
    let definitions = [
        (308, "RO", "Rezerwacja Odbiorcy", plain),
        (308, "ROA", "Rezerwacja Odbiorcy z serią", "@symbol/@numerS/@rok_kal/@rejestr/@brak"),
        (320, "FPF", "Faktura Pro Forma", plain),
        (302, "FS", "Faktura Sprzedaży", plain),
        (305, "PA", "Paragon", plain),
        (306, "WZ", "Wydanie Zewnętrzne", "@symbol/@numerS/@rok_kal/@magazyn/@brak"),
    ];
    definitions.into_iter().map(|(class, symbol, name, scheme)| {
        Row::new("DokDefinicje")
            .with("DDf_Klasa", class)
            .with("DDf_Symbol", symbol)
            .with("DDf_Nazwa", name)
            .with("DDf_Numeracja", scheme)
            .with("DDf_ImportRowId", guid(symbol))
    })
}

fn attributes() -> impl Iterator<Item = Row> {
    let attributes = [
        ("ALLEGRO_ID", "Numer zamówienia Allegro"),
        ("ALLEGRO_NICK", "Login kupującego Allegro"),
        ("ALLEGRO_PLATNOSC_ID", "Numer płatności Allegro"),
        ("ALLEGRO_PUNKT", "Punkt odbioru"),
        ("ALLEGRO_KONTO", "Konto Allegro"),
        ("ALLEGRO_CENY", "Rekompensata Allegro Ceny"),
    ];
    attributes.into_iter().map(|(code, name)| {
        Row::new("DefAtrybuty")
            .with("DeA_Typ", 4)
            .with("DeA_Kod", code)
            .with("DeA_Nazwa", name)
            .with("DeA_Format", 1)
            .with("DeA_CzyKod", 1)
            .with("DeA_CzyPrzenosic", 1)
    })
}

fn prices() -> impl Iterator<Item = Row> {
    (1..).zip(PRICES).map(|(number, (name, kind)): (i64, _)| {
        Row::new("DefCeny")
            .with("DfC_Lp", number)
            .with("DfC_Nazwa", name)
            .with("DfC_Zaokraglenie", Decimal::new(1, 2))
            .with("DfC_Waluta", "PLN")
            .with("DfC_Typ", kind)
    })
}

/// The tree's root is the row with id 0 (section 2.6).
fn groups() -> impl Iterator<Item = Row> {
    let groups = [(0, "Grupa Główna", "Grupa Główna"), (1, "SKLEP", "Towary ze sklepu"), (2, "USLUGI", "Usługi")];
    groups.into_iter().map(|(id, code, name): (i64, _, _)| {
        Row::new("TwrGrupy")
            .with("TwG_TwGID", id)
            .with("TwG_GIDTyp", -16)
            .with("TwG_GIDNumer", id)
            .with("TwG_GrOTyp", -16)
            .with("TwG_GrONumer", if id == 0 { -1 } else { 0 })
            .with("TwG_Kod", code)
            .with("TwG_Nazwa", name)
    })
}

fn contractors() -> impl Iterator<Item = Row> {
    let card = |code: &'static str, name: &str| {
        Row::new("Kontrahenci")
            .with("Knt_Kod", code)
            .with("Knt_Nazwa1", name)
            .with("Knt_Kraj", "Polska")
            .with("Knt_Rodzaj", 1)
            .with("Knt_Rodzaj_Odbiorca", 1)
            .with("Knt_TerminZwrotuKaucji", 60)
            .with("Knt_ImportRowId", guid(code))
    };
    let private = |code, name| card(code, name).with("Knt_Finalny", 1);
    let firm = |code, name, nip: &'static str| {
        card(code, name).with("Knt_Nip", nip).with("Knt_NipE", nip).with("Knt_PodatekVat", 1).with("Knt_KrajISO", "PL")
    };
    let address = |row: Row, street: &str, house: &str, post_code: &str, city: &str| {
        row.with("Knt_Ulica", street)
            .with("Knt_NrDomu", house)
            .with("Knt_KodPocztowy", post_code)
            .with("Knt_Miasto", city)
    };
    [
        private("!NIEOKREŚLONY!", "!NIEOKREŚLONY!").with("Knt_FplID", 1),
        address(firm("HURT-POLNOC", "Hurtownia Północ sp. z o.o.", "5260250274"), "Portowa", "3", "80-001", "Gdańsk"),
        address(
            firm("KAWIARNIA-RYNEK", "Kawiarnia Rynek Anna Przykładowa", "7010000005"),
            "Rynek",
            "7",
            "50-101",
            "Wrocław",
        )
        .with("Knt_Email", "biuro@kawiarnia-rynek.example"),
        private("KOWALSKI-JAN", "Jan Kowalski").with("Knt_Email", "jan.kowalski@example.com"),
        private("STARY-KLIENT", "Stary Klient").with("Knt_Nieaktywny", 1),
    ]
    .into_iter()
}

/// Cards with the rows that Optima keeps beside them: a price per definition, the EAN, the group.
fn cards() -> impl Iterator<Item = Row> {
    let goods = GOODS.into_iter().map(|(code, name, rate, flag, unit, ean)| (1, code, name, rate, flag, unit, ean));
    let services = SERVICES.into_iter().map(|(code, name, rate, flag)| (0, code, name, rate, flag, "usł.", ""));
    (1..).zip(goods.chain(services)).flat_map(|(id, (kind, code, name, rate, flag, unit, ean)): (i64, _)| {
        let group = if kind == 1 { 1 } else { 2 };
        let card = Row::new("Towary")
            .with("Twr_Typ", kind)
            .with("Twr_Kod", code)
            .with("Twr_Nazwa", name)
            .with("Twr_EAN", ean)
            .with("Twr_TwGGIDNumer", group)
            .with("Twr_EdycjaNazwy", 1 - kind)
            .with("Twr_JM", unit)
            .with("Twr_JMCalkowite", 1)
            .with("Twr_TwCNumer", 5)
            .with("Twr_Waluta", "PLN")
            .with("Twr_KursL", 1)
            .with("Twr_KursM", 1)
            .with("Twr_KosztUslugiTyp", 1)
            .with("Twr_IloscMinJM", unit)
            .with("Twr_IloscMaxJM", unit)
            .with("Twr_IloscZamJM", unit)
            .with("Twr_Stawka", rate)
            .with("Twr_Flaga", flag)
            .with("Twr_FlagaExport", 4)
            .with("Twr_StawkaZak", rate)
            .with("Twr_FlagaZak", flag);
        let prices = (1..).zip(PRICES).map(move |(number, (_, kind)): (i64, _)| {
            Row::new("TwrCeny")
                .with("TwC_TwrID", id)
                .with("TwC_TwCNumer", number)
                .with("TwC_Typ", kind)
                .with("TwC_Waluta", "PLN")
                .with("TwC_Zaokraglenie", Decimal::new(1, 2))
        });
        // inferred: that the main code stands here too (section 9.3).
        let codes = (!ean.is_empty()).then(|| {
            Row::new("TwrEan").with("TwE_TwrID", id).with("TwE_EAN", ean).with("TwE_Domyslny", 1).with("TwE_JM", unit)
        });
        let member = Row::new("TwrGrupy")
            .with("TwG_GIDTyp", 16)
            .with("TwG_GIDNumer", id)
            .with("TwG_GrOTyp", -16)
            .with("TwG_GrONumer", group)
            .with("TwG_Kod", code)
            .with("TwG_Nazwa", "NOENTRY");
        std::iter::once(card).chain(prices).chain(codes).chain(std::iter::once(member))
    })
}
