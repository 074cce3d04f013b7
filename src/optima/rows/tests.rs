//! Rows of small documents for a small base.

use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::core::document::Document;
use crate::core::plan::tests::{base, d, document, line, make, make_with};
use crate::core::plan::{Snapshot, accept};
use crate::core::settings::{CardKind, Choice, Settings};
use crate::core::vat::table_from_gross;

mod patterns;

/// The tables with the columns that matter here: name, then what it holds. A `!` is a column that must be supplied.
const COLUMNS: [(&str, &str); 8] = [
    (
        "TraNag",
        "TrN_TypDokumentu:i! TrN_NumerNr:i! TrN_NumerString:31! TrN_NumerObcy:256! TrN_DataDok:t! TrN_DataWys:t! \
         TrN_DataKur:t! TrN_Termin:t! TrN_PodID:i TrN_PodNazwa1:50! TrN_PodNazwa2:50! TrN_PodNazwa3:250! TrN_PodUlica:40! \
         TrN_PodNipE:20! TrN_OdbNazwa1:50! TrN_OdbEmail:127 TrN_Finalny:i! TrN_Export:i! TrN_Kategoria:50! \
         TrN_RazemNetto:2! TrN_RazemVAT:2! TrN_RazemBrutto:2! TrN_RazemBruttoWal:2! TrN_Waluta:3! TrN_KursL:4! \
         TrN_KursM:0! TrN_Opis:1024! TrN_ImportRowId:36 TrN_Odebral:40! TrN_TS_Zal:t!",
    ),
    (
        "TraElem",
        "TrE_TrNId:i! TrE_Lp:i! TrE_TwrId:i TrE_TwrKod:50! TrE_TwrNazwa:255! TrE_TwrEAN:40! TrE_Stawka:2! TrE_Flaga:i! \
         TrE_Cena0:4! TrE_CenaW:4! TrE_CenaT:4! TrE_Waluta:3! TrE_Ilosc:4! TrE_WartoscNetto:2! TrE_WartoscBrutto:2! \
         TrE_WartoscBruttoWal:2! TrE_IloscKW:4!",
    ),
    ("TraVat", "TrV_TrNID:i! TrV_Stawka:2! TrV_Flaga:i! TrV_Netto:2! TrV_VAT:2! TrV_NettoWal:2! TrV_VATWal:2!"),
    ("DokAtrybuty", "DAt_Kod:20 DAt_DeAId:i! DAt_WartoscTxt:1024! DAt_TrNId:i"),
    ("Kontrahenci", "Knt_Kod:20! Knt_Nazwa1:50! Knt_Nip:20! Knt_NipE:20! Knt_Finalny:i! Knt_Export:i! Knt_Email:127!"),
    (
        "Towary",
        "Twr_Typ:i! Twr_Kod:50! Twr_NumerKat:40! Twr_EAN:40! Twr_Nazwa:255! Twr_JM:20! Twr_Stawka:2! Twr_Flaga:i!",
    ),
    ("TwrCeny", "TwC_TwrID:i! TwC_TwCNumer:i! TwC_Wartosc:4!"),
    ("TwrGrupy", "TwG_GIDNumer:i! TwG_GrONumer:i! TwG_Kod:50!"),
];

fn small_shape() -> Shape {
    let column = |text: &str| {
        let (name, kind) = text.split_once(':').unwrap();
        let must = kind.ends_with('!');
        let kind = match kind.trim_end_matches('!') {
            "i" => ColumnKind::Integer,
            "t" => ColumnKind::DateTime,
            decimals @ ("0" | "2" | "4") => ColumnKind::Decimal { precision: 17, scale: decimals.parse().unwrap() },
            length => ColumnKind::Text { max: length.parse().ok(), unicode: true },
        };
        Column { name: name.to_owned(), kind, nullable: !must, has_default: false, read_only: false }
    };
    let table = |(table, columns): (&str, &str)| (table.to_owned(), columns.split_whitespace().map(column).collect());
    let mut shape = Shape { tables: COLUMNS.into_iter().map(table).collect(), ..Shape::default() };
    shape.tables.insert("TwrEan".to_owned(), vec![column("TwE_EAN:40!")]);
    shape
}

fn of(intent: &Intent) -> RowPlan {
    rows(intent, &small_shape()).unwrap().0
}

fn fitted(document: &Document) -> RowPlan {
    of(&make(document, &base()).unwrap())
}

fn shown(row: &Row, column: &str) -> String {
    row.get(column).map(Value::shown).unwrap_or_default()
}

#[test]
fn r_j1_a_typical_document_as_rows() {
    let lines = vec![line(1, "KUBEK", "2", "49.99", 23), line(2, "KSIAZKA", "1", "35.00", 5)];
    let plan = fitted(&document(lines));
    assert_eq!(plan.header.get("TrN_NumerObcy"), Some(&Value::from("sklep/3f9b1c70")));
    let shown = std::iter::once(&plan.header).chain(&plan.lines).chain(&plan.vat).chain(&plan.attributes).map(|row| {
        let filled = row
            .cells
            .iter()
            .filter(|cell| !matches!(&cell.value, Value::Null | Value::Int(0)) && cell.value != Value::from(""));
        let cells: Vec<String> = filled.map(|cell| format!("  {} = {}", cell.column, cell.value.shown())).collect();
        format!("{}\n{}\n", row.table, cells.join("\n"))
    });
    insta::assert_snapshot!(shown.collect::<String>());
}

#[test]
fn r_d6_a_private_persons_card_has_no_nip() {
    let plan = fitted(&document(vec![line(1, "KUBEK", "1", "10.00", 23)]));
    let ContractorRows::New { row, .. } = plan.contractor else { panic!("a new card") };
    assert_eq!((row.get("Knt_Nip"), row.get("Knt_NipE")), (Some(&Value::from("")), Some(&Value::from(""))));
    assert_eq!(row.get("Knt_Finalny"), Some(&Value::Int(1)));
}

#[test]
fn r_j4_a_missing_category_leaves_its_column_empty() {
    let mut document = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    document.category_code = "ALLEGRO".to_owned();
    assert_eq!(fitted(&document).header.get("TrN_Kategoria"), Some(&Value::from("")));
    let there = Snapshot { category: Some(4), ..base() };
    let plan = of(&make(&document, &there).unwrap());
    assert_eq!(plan.header.get("TrN_Kategoria"), Some(&Value::from("ALLEGRO")));
}

#[test]
fn r_f8_a_new_card_as_rows() {
    let mut one = document(vec![line(1, "NOWY", "1", "10.00", 8), line(2, "NOWY", "2", "10.00", 8)]);
    one.lines[0].ean = "2000000000015".to_owned();
    let mut settings = Settings::default();
    settings.products.create = true;
    let plan = of(&make_with(&one, &base(), &settings).unwrap());
    assert_eq!(plan.products[0].card.get("Twr_Stawka"), Some(&Value::Decimal(d("8"))));
    let rules = &mut settings.products.card;
    rules.code = "{kod}-{oferta}".to_owned();
    rules.name = "Allegro: {nazwa}".to_owned();
    rules.catalogue_number = "{oferta}".to_owned();
    (rules.vat, rules.kind, rules.ean, rules.price) = ("23".to_owned(), CardKind::Service, false, true);
    let plan = of(&make_with(&one, &base(), &settings).unwrap());
    let ProductRows { card, rows, .. } = &plan.products[0];
    for (column, value) in [
        ("Twr_Nazwa", Value::from("Allegro: Oferta NOWY")),
        ("Twr_NumerKat", Value::from("77001")),
        ("Twr_EAN", Value::from("")),
        ("Twr_Stawka", Value::Decimal(d("23"))),
        ("Twr_Typ", Value::Int(0)),
    ] {
        assert_eq!(card.get(column), Some(&value), "{column}");
    }
    let prices: Vec<_> = rows.iter().filter(|row| row.table == "TwrCeny").map(|row| row.get("TwC_Wartosc")).collect();
    let zero = Value::Decimal(Decimal::ZERO);
    assert_eq!(prices, [Some(&zero), Some(&Value::Decimal(d("10.00"))), Some(&zero)]);
    assert_eq!(plan.lines[1].get("TrE_TwrId"), Some(&Value::ProductId(1)));
}

#[test]
fn r_c8_the_payers_status_is_the_export_column() {
    let mut abroad = document(vec![line(1, "KUBEK", "1", "10.00", 19)]);
    (abroad.oss, abroad.payer_status) = (true, 10);
    assert_eq!(fitted(&abroad).header.get("TrN_Export"), Some(&Value::Int(10)));
}

#[test]
fn a_document_in_a_currency_has_both_sums() {
    let mut korunas = document(vec![line(1, "KUBEK", "1", "100.00", 23)]);
    let mut settings = Settings::default();
    settings.orders.foreign_currency = Choice::Import;
    korunas.currency.symbol = "CZK".to_owned();
    (korunas.currency.rate, korunas.currency.date) = (d("0.1701"), Some(date(2026, 7, 1)));
    korunas.lines[0].price = d("17.01");
    (korunas.lines[0].net, korunas.lines[0].gross) = (d("13.83"), d("17.01"));
    korunas.vat_table = table_from_gross([(korunas.lines[0].rate, d("17.01"))]);
    (korunas.net, korunas.vat, korunas.gross) = (d("13.83"), d("3.18"), d("17.01"));
    let korunas = accept(korunas, &settings, &mut Vec::new()).unwrap();
    let plan = of(&make_with(&korunas, &base(), &settings).unwrap());
    let header = ["TrN_Waluta", "TrN_KursL", "TrN_RazemBrutto", "TrN_RazemBruttoWal", "TrN_DataKur"];
    assert_eq!(header.map(|column| shown(&plan.header, column)), ["CZK", "0.1701", "17.01", "100.00", "2026-07-01"]);
    let columns = ["TrE_Cena0", "TrE_CenaW", "TrE_CenaT", "TrE_WartoscBrutto", "TrE_WartoscBruttoWal"];
    assert_eq!(
        columns.map(|column| shown(&plan.lines[0], column)),
        ["100.0000", "100.0000", "17.0100", "17.01", "100.00"]
    );
    assert_eq!(
        (shown(&plan.vat[0], "TrV_VAT"), shown(&plan.vat[0], "TrV_VATWal")),
        ("3.18".to_owned(), "18.70".to_owned())
    );
}

#[test]
fn what_does_not_fit_is_refused_and_what_was_cut_is_said() {
    let mut document = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    document.payer.city = "x".repeat(300);
    document.description = "y".repeat(2000);
    let mut intent = make(&document, &base()).unwrap();
    let said = |problems: &[Problem]| problems.iter().map(|it| it.code().to_owned()).collect::<Vec<_>>();
    let (_, notes) = rows(&intent, &small_shape()).unwrap();
    assert_eq!(said(&notes), ["IMP-016"], "the base at hand has no column for the city");
    intent.lines[0].line.quantity = d("100000000000000");
    assert_eq!(said(&rows(&intent, &small_shape()).unwrap_err()), ["IMP-019"]);
}

proptest! {
    #[test]
    fn r_b1_rows_fit_and_add_up_to_the_header(
        items in prop::collection::vec((1i64..50, 0i64..100_000, prop::sample::select(vec![23i64, 8, 5])), 1..8),
        name in "\\PC{0,300}",
    ) {
        let lines = (1u32..).zip(items).map(|(at, (quantity, price, rate))| {
            line(at, "KUBEK", &quantity.to_string(), &Decimal::new(price, 2).to_string(), rate)
        });
        let mut document = document(lines.collect());
        document.payer.name = name;
        let plan = fitted(&document);
        let amount = |row: &Row, column: &str| match row.get(column) {
            Some(Value::Decimal(value)) => *value,
            other => panic!("{column}: {other:?}"),
        };
        let gross: Decimal = plan.lines.iter().map(|row| amount(row, "TrE_WartoscBrutto")).sum();
        prop_assert_eq!(gross, amount(&plan.header, "TrN_RazemBrutto"));
        let table: Decimal = plan.vat.iter().map(|row| amount(row, "TrV_Netto") + amount(row, "TrV_VAT")).sum();
        prop_assert_eq!(table, gross);
        let shape = small_shape();
        for row in std::iter::once(&plan.header).chain(&plan.lines).chain(&plan.vat) {
            let columns = &shape.tables[row.table];
            for cell in &row.cells {
                let column = columns.iter().find(|column| column.name == cell.column).unwrap();
                prop_assert!(!column.read_only);
                if let (ColumnKind::Text { max: Some(max), .. }, Value::Text(text)) = (column.kind, &cell.value) {
                    prop_assert!(crate::core::text::length(text) <= max as usize);
                }
            }
            for column in columns.iter().filter(|c| !c.nullable && !c.has_default && !c.read_only) {
                prop_assert!(row.get(&column.name).is_some(), "{}", column.name);
            }
        }
    }
}
