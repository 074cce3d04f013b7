use super::*;
use crate::core::message::Language;
use crate::core::order::Delivery;
use crate::core::problem::Severity;
use crate::core::tables::{PaymentRow, ProviderKey, SetPart};
use crate::core::vat::VatRate;
use rust_decimal::Decimal;

fn parse(table: Table, text: &str) -> (Tables, Vec<Problem>) {
    Tables::parse(&[(table, csv_text::read(text.as_bytes()).unwrap())])
}

/// Code, line and column of every problem.
fn codes(problems: &[Problem]) -> Vec<(String, u32, String)> {
    let place = |p: &Problem| (p.place.line.unwrap_or_default(), p.place.path.clone().unwrap_or_default());
    problems.iter().map(|p| (p.code().to_owned(), place(p).0, place(p).1)).collect()
}

fn one(code: &str, line: u32, column: &str) -> Vec<(String, u32, String)> {
    vec![(code.to_owned(), line, column.to_owned())]
}

#[test]
fn the_default_files_are_sound() {
    for language in [Language::Polish, Language::English] {
        let texts = Catalogue::new(language);
        let sheets: Vec<_> =
            Table::ALL.iter().map(|table| (*table, csv_text::read(&default_file(*table, &texts)).unwrap())).collect();
        let (tables, problems) = Tables::parse(&sheets);
        assert_eq!(problems, []);
        assert_eq!(tables.payments.len(), 5);
    }
}

#[test]
fn the_default_payments_as_excel_gets_them() {
    let bytes = default_file(Table::Payments, &Catalogue::new(Language::Polish));
    assert!(bytes.starts_with(b"\xef\xbb\xbf# "));
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    insta::assert_snapshot!(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
}

#[test]
fn r_b12_the_most_exact_payment_row_wins() {
    let (tables, problems) = parse(
        Table::Payments,
        "typ;operator;forma;termin_dni\n*;*;inne;\nONLINE;*;przelew;0\nonline;PayU;payu;3\n*;AF;af;\n\
         CASH_ON_DELIVERY;brak;pobranie;\n",
    );
    assert_eq!(problems, []);
    let form = |kind: &str, provider: Option<&str>| tables.payment(kind, provider, None).map(|row| row.form.as_str());
    assert_eq!(form("ONLINE", Some("PAYU")), Some("payu"));
    assert_eq!(form("ONLINE", Some("AF")), Some("przelew"));
    assert_eq!(form("NEW", Some("AF")), Some("af"));
    assert_eq!(form("NEW", None), Some("inne"));
    assert_eq!(form("CASH_ON_DELIVERY", None), Some("pobranie"));
    assert_eq!(form("CASH_ON_DELIVERY", Some("X")), Some("inne"));
    assert_eq!(
        tables.payment("ONLINE", Some("PAYU"), None),
        Some(&PaymentRow { form: "payu".to_owned(), days: Some(3) })
    );
    assert!(tables.payments.keys().any(|key| key.provider == ProviderKey::None));
}

#[test]
fn a_row_that_names_the_delivery_goes_before_those_for_any() {
    let (tables, problems) = parse(
        Table::Payments,
        "typ;operator;forma;termin_dni;dostawa\nONLINE;AF;af;;\n*;*;punkt;;0b257488-C85D\n\
         CASH_ON_DELIVERY;*;dpd;;kurier dpd\nCASH_ON_DELIVERY;*;pobranie;;*\n",
    );
    assert_eq!(problems, []);
    let form = |kind: &str, id: &str, name: &str| {
        let delivery =
            Delivery { method_id: Some(id.to_owned()), method_name: Some(name.to_owned()), ..Delivery::default() };
        tables.payment(kind, Some("AF"), Some(&delivery)).map(|row| row.form.as_str())
    };
    assert_eq!(form("ONLINE", "1", "Kurier DHL"), Some("af"));
    assert_eq!(form("ONLINE", "0b257488-c85d", "Kurier DHL"), Some("punkt"));
    assert_eq!(form("CASH_ON_DELIVERY", "1", "Kurier DHL"), Some("pobranie"));
    assert_eq!(form("CASH_ON_DELIVERY", "1", "Kurier DPD"), Some("dpd"));
    let (_, problems) = parse(Table::Payments, "typ;operator;forma;dostawa\nONLINE;*;x;D\nonline;;y;d\n");
    assert_eq!(problems[0].code(), "TAB-003", "one key, two forms");
}

#[test]
fn a_companys_row_goes_before_that_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.create(true).truncate(true).write(true).open(path).unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    };
    put("products.csv", "oferta;kod;vat\n1;A;8\n2;B;\n");
    put("sets.csv", "oferta;kod;ilosc\n9;A;1\n9;B;1\n");
    put("beta/products.csv", "oferta;kod\n1;C\n3;D\n4;\n");
    put("beta/sets.csv", "oferta;kod;ilosc\n9;C;3\n");
    let codes = |company: &str| {
        let (tables, problems) = load_of(folder.path(), company);
        assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:?}");
        let product = |offer: &str| tables.products.get(offer).and_then(|row| row.code.clone()).unwrap_or_default();
        assert_eq!(tables.products["1"].rate.is_some(), company != "beta", "a row wins as a whole");
        (["1", "2", "3"].map(product).concat(), tables.sets["9"].len())
    };
    assert_eq!(codes(""), ("AB".to_owned(), 2));
    assert_eq!(codes("alfa"), ("AB".to_owned(), 2));
    assert_eq!(codes("beta"), ("CBD".to_owned(), 1));
    put("beta/products.csv", "oferta;kod\n1;5,9E+12\n");
    let problem = load_of(folder.path(), "beta").1.remove(0);
    assert_eq!((problem.code(), problem.place.file.as_deref()), ("TAB-005", Some("beta/products.csv")));
}

#[test]
fn english_headings_and_any_order_of_columns() {
    let (tables, problems) = parse(Table::Products, "Code,VAT,Offer\nKUBEK,23%,123\n");
    assert_eq!(problems, []);
    assert_eq!(tables.products["123"].code.as_deref(), Some("KUBEK"));
    let (tables, problems) = parse(Table::Sets, "oferta;kod;ilość;udział\n1;A;2;1,5\n1;B;0,5;2\n");
    assert_eq!(problems, []);
    let part = |code: &str, quantity: &str, share: &str| SetPart {
        code: code.to_owned(),
        quantity: quantity.parse().unwrap(),
        share: share.parse().ok(),
    };
    assert_eq!(tables.sets["1"], [part("A", "2", "1.5"), part("B", "0.5", "2")]);
}

#[test]
fn every_bad_row_is_named() {
    let rows: [(Table, &str, &str, &str, u32); 35] = [
        (Table::Products, "oferta;kod\n;A\n", "TAB-004", "oferta", 2),
        (Table::Products, "oferta;kod\n1,76E+10;A\n", "TAB-005", "oferta", 2),
        (Table::Products, "oferta;kod\n1;5,9E+12\n", "TAB-005", "kod", 2),
        (Table::Products, "oferta;kod\nKUBEK-330;A\n", "TAB-021", "oferta", 2),
        (Table::Sets, "oferta;kod;ilosc\n15.123.456.789;A;1\n", "TAB-021", "oferta", 2),
        (Table::Products, "oferta;kod;vat\n1;A;0,23%\n", "TAB-006", "vat", 2),
        (Table::Products, "oferta;kod\n1;A😀\n", "TAB-009", "kod", 2),
        (Table::Products, "oferta;vat\n1;23\n", "TAB-001", "kod", 1),
        (Table::Products, "oferta;kod;kod\n1;A;B\n", "TAB-014", "kod", 1),
        (Table::Products, "oferta;kod;code\n1;A;B\n", "TAB-014", "kod", 1),
        (Table::Products, "oferta;kod\n1;A\n2;B\n1;C\n", "TAB-003", "", 4),
        (Table::Sets, "oferta;kod;ilosc\n1;A;\n", "TAB-004", "ilosc", 2),
        (Table::Sets, "oferta;kod;ilosc\n1;A;-1\n", "TAB-007", "ilosc", 2),
        (Table::Sets, "oferta;kod;ilosc\n1;A;0\n", "TAB-007", "ilosc", 2),
        (Table::Sets, "oferta;kod;ilosc\n1;A;1\n1;a;1\n", "TAB-003", "", 3),
        (Table::Sets, "oferta;kod;ilosc;udzial\n1;A;1;1\n1;B;1;\n", "TAB-013", "udzial", 3),
        (Table::Deliveries, "metoda_id;usluga;pobranie_usluga\nx;D;P\n", "TAB-015", "pobranie_kwota", 2),
        (
            Table::Deliveries,
            "metoda_id;usluga;pobranie_usluga;pobranie_kwota\nx;D;P;1,234\n",
            "TAB-007",
            "pobranie_kwota",
            2,
        ),
        (Table::Payments, "typ;operator;forma;termin_dni\nONLINE;*;przelew;99999\n", "TAB-007", "termin_dni", 2),
        (Table::Payments, "typ;operator;forma;termin_dni\nONLINE;*;przelew;1,5\n", "TAB-007", "termin_dni", 2),
        (
            Table::Deliveries,
            "metoda_id;usluga;pobranie_usluga;pobranie_kwota\nx;D;P;0\n",
            "TAB-007",
            "pobranie_kwota",
            2,
        ),
        (Table::Deliveries, "metoda_id;usluga\nAB-1;D\nx;D\nab-1;E\n", "TAB-003", "", 4),
        (Table::Services, "definicja;kod\nGIFT_WRAP;A\ngift_wrap;B\n", "TAB-003", "", 3),
        (Table::Products, "oferta;kod\n1;\"A\nB\"\n", "TAB-009", "kod", 2),
        (Table::Rates, "data;symbol;kurs;tabela\n2026-07-01;CZK;0,17;\n", "TAB-004", "tabela", 2),
        (Table::Products, "15123456789;KUBEK\n", "TAB-036", "", 1),
        (Table::Products, "# tylko komentarz\n", "TAB-036", "", 1),
        (Table::Products, "", "TAB-036", "", 1),
        (Table::Products, "oferta|kod\n1|A\n", "TAB-036", "", 1),
        (Table::Products, "oferta;kod;vat\n1;#N/D!;23\n", "TAB-043", "kod", 2),
        (Table::Products, "oferta;kod\n2;A\n#ADR!;KUBEK\n", "TAB-043", "oferta", 3),
        (Table::Products, "oferta;kod\n########;KUBEK\n", "TAB-043", "oferta", 2),
        (Table::Products, "oferta;kod;grupa_oss\n1;A;#N/A\n", "TAB-043", "grupa_oss", 2),
        (Table::Payments, "typ;operator;forma\nONLINE;*;#NAZWA?\n", "TAB-043", "forma", 2),
        (Table::Rates, "data;symbol;kurs;tabela\n2026-07-01;CZK;#DZIEL/0!;1\n", "TAB-043", "kurs", 2),
    ];
    for (table, text, code, column, line) in rows {
        let (_, problems) = parse(table, text);
        assert_eq!(codes(&problems), one(code, line, column), "{text}");
        assert!(problems[0].is_error(), "{text}");
        assert_eq!(problems[0].place.file.as_deref(), Some(table.file_name()));
    }
}

#[test]
fn what_is_odd_but_harmless_is_only_said() {
    let (tables, problems) = parse(Table::Services, "definicja;kod;uwagi\nGIFT_WRAP;PAKOWANIE;x\nCARRY_IN;;\n");
    let seen: Vec<_> = problems.iter().map(|p| (p.code(), p.is_error())).collect();
    assert_eq!(seen, [("TAB-002", false), ("TAB-008", false)]);
    assert_eq!(tables.services.len(), 1);
    let (tables, problems) = parse(Table::Services, "definicja;kod\nGIFT_WRAP;PAKOWANIE;;x\n");
    assert_eq!(codes(&problems), one("TAB-016", 2, ""));
    assert_eq!(tables.services.len(), 1);
}

#[test]
fn a_word_that_is_not_known_is_told_by_row_and_the_row_is_read() {
    let near = |problem: &Problem| Catalogue::new(Language::Polish).todo(&problem.message).unwrap();
    for (table, text, code, line, column, word) in [
        (Table::Payments, "typ;operator;forma\n*;*;a\nONLNE;*;b\n", "TAB-022", 3, "typ", "„ONLINE”"),
        (Table::Payments, "typ;operator;forma\npobranie;*;b\n", "TAB-022", 2, "typ", "„CASH_ON_DELIVERY”"),
        (Table::Payments, "typ;operator;forma\nRAZ;*;b\n", "TAB-022", 2, "typ", "EXTENDED_TERM, *, BRAK."),
        (Table::Payments, "typ;operator;forma\nONLINE;PAYUU;b\n", "TAB-022", 2, "operator", "„PAYU”"),
        (Table::Payments, "typ;operator;forma\nONLINE;*;przelew bankowy krajowy\n", "TAB-037", 2, "forma", "Formy"),
        (Table::Payments, "typ;operator;forma;termin\nONLINE;*;a;\n", "TAB-002", 1, "termin", "„termin_dni”"),
        (Table::Rates, "data;symbol;kurs;tabela\n2026-07-01;EUX;4,2;126/A/NBP/2026\n", "TAB-022", 2, "symbol", "„EUR”"),
        (Table::Rates, "data;symbol;kurs;tabela\n2026-07-04;EUR;4,2;126/A/NBP/2026\n", "TAB-028", 2, "data", "roboczy"),
        (Table::Rates, "data;symbol;kurs;tabela\n2026-07-01;EUR;4,2;126\n", "TAB-029", 2, "tabela", "126/A/NBP/2026"),
        (Table::Rates, "data;symbol;kurs;tabela\n2026-07-01;EUR;4,2;126/A/NBP/2025\n", "TAB-029", 2, "tabela", "NBP"),
        (
            Table::Rates,
            "data;symbol;kurs;tabela\n2026-07-01;HUF;1,0632;126/A/NBP/2026\n",
            "TAB-041",
            2,
            "kurs",
            "za 100 sztuk",
        ),
        (
            Table::Rates,
            "data;symbol;kurs;tabela\n2026-07-01;EUR;42531;126/A/NBP/2026\n",
            "TAB-041",
            2,
            "kurs",
            "przecinek",
        ),
        (Table::Products, "oferta;kod;vat\n1;A;19\n", "TAB-042", 2, "vat", "oss.csv"),
        (Table::Products, "oferta;kod\n1;01.lut\n", "TAB-044", 2, "kod", "jako tekst"),
        (
            Table::Products,
            "oferta;kod\n1;\u{2dd}\u{155}\u{165}TY-\u{2014}\u{179}\n2;\u{2dd}\n",
            "TAB-045",
            2,
            "",
            "CSV UTF-8",
        ),
    ] {
        let (tables, problems) = parse(table, text);
        assert_eq!(codes(&problems), one(code, line, column), "{text}");
        assert!(!problems[0].is_error() && near(&problems[0]).contains(word), "{text}: {}", near(&problems[0]));
        let rows = tables.payments.len() + tables.rates.len() + tables.products.len();
        assert!(rows > 0, "{text}");
    }
    let (_, problems) = parse(Table::Payments, "typ;operator;forma\nbrak;-;a\n*;brak;b\nextended_term;ept;c\n");
    assert_eq!(problems, []);
}

#[test]
fn labels_may_hold_anything() {
    let (_, problems) = parse(Table::Products, "oferta;kod;nazwa\n1;A;#N/D!\n2;B;\u{2dd}lub\n");
    assert_eq!(problems, []);
}

#[test]
fn a_table_by_another_name_is_told_with_the_name_that_it_must_have() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str| {
        #[expect(clippy::disallowed_methods, reason = "a fixture")]
        std::fs::write(folder.path().join(name), "").unwrap();
    };
    for name in ["products.csv.csv", "dostawy.xlsx", "products.csv.bak", "klienci.csv"] {
        put(name);
    }
    let told = || -> Vec<(String, bool)> {
        let (_, problems) = load(folder.path());
        let odd = problems.into_iter().filter(|problem| problem.code() == "TAB-046");
        odd.map(|problem| (problem.place.file.clone().unwrap(), problem.severity == Severity::Warning)).collect()
    };
    assert_eq!(told(), [("dostawy.xlsx".to_owned(), true), ("products.csv.csv".to_owned(), true)]);
    put("deliveries.csv");
    assert_eq!(told()[0], ("dostawy.xlsx".to_owned(), false), "beside the table it may be where that is made from");
}

#[test]
fn capitals_do_not_count_in_ids() {
    let (tables, problems) = parse(Table::Services, "definicja;kod\ngift_wrap;PAKOWANIE\n");
    assert_eq!(
        (problems, tables.service("GIFT_WRAP").is_some(), tables.service("Gift_Wrap ").is_some()),
        (vec![], true, true)
    );
    let (tables, _) = parse(Table::Deliveries, "metoda_id;usluga\n0B257488-C85D;D\n");
    assert!(tables.delivery("0b257488-c85d").is_some());
}

#[test]
fn files_as_people_and_programs_save_them() {
    let utf16 = |text: &str| {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<u8>>()
    };
    let read = [
        "Oferta ;\u{a0}KOD\n15123456789;KUBEK\n".as_bytes().to_vec(),
        b"sep=;\r\noferta;kod\r\n15123456789;KUBEK\r\n".to_vec(),
        b"oferta;kod\r15123456789;KUBEK\r".to_vec(),
        "OFERTA;KOD\n15\u{a0}123\u{a0}456\u{a0}789;KUBEK\u{a0}\n".as_bytes().to_vec(),
        utf16("\"oferta\"\t\"kod\"\r\n\"15123456789\"\t\"KUBEK\"\r\n"),
        b"oferta,kod,nazwa\n15123456789,KUBEK,\"a, b\"\n".to_vec(),
        b"oferta;kod;nazwa\n15123456789;KUBEK;12\" cali\n".to_vec(),
        b"\xef\xbb\xbf\xef\xbb\xbfoferta;kod\n15123456789;KUBEK\n\x1a".to_vec(),
    ];
    for bytes in read {
        let found = Tables::parse(&[(Table::Products, csv_text::read(&bytes).unwrap())]);
        let code = found.0.products.get("15123456789").and_then(|row| row.code.as_deref());
        assert_eq!((code, found.1), (Some("KUBEK"), vec![]), "{}", String::from_utf8_lossy(&bytes));
    }
    for (bytes, code, line, word) in [
        (b"PK\x03\x04rest".to_vec(), "TAB-030", 0, "skoroszyt Excela"),
        (b"<!DOCTYPE html><table>".to_vec(), "TAB-030", 0, "strona internetowa"),
        (b"oferta;kod\n1;\0\n".to_vec(), "TAB-031", 2, "uszkodzony"),
        (b"oferta;kod\n1;A\n2;\"B\n3;C\n".to_vec(), "TAB-010", 3, "cudzysłów"),
        (b"x".repeat(10 << 20), "TAB-032", 1, "dłuższa"),
        (b"".to_vec(), "TAB-036", 1, "nazwami kolumn"),
    ] {
        let problems = check(Table::Products, &bytes);
        assert_eq!(codes(&problems), one(code, line, ""), "{code}");
        assert!(Catalogue::new(Language::Polish).text(&problems[0].message).contains(word), "{problems:?}");
    }
    assert_eq!(check(Table::Products, b"oferta;kod\r\n"), [], "a heading alone is an empty table");
}

#[test]
fn i14_a_file_of_a_hundred_megabytes_is_not_read_into_memory() {
    let folder = tempfile::tempdir().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a fixture")]
    let file = std::fs::File::create(folder.path().join("products.csv")).unwrap();
    file.set_len(100 << 20).unwrap();
    let (tables, problems) = load(folder.path());
    assert_eq!((tables, codes(&problems)), (Tables::default(), one("TAB-012", 0, "")));
}

#[test]
fn excels_texts_and_a_rate_without_a_code() {
    let (tables, problems) = parse(Table::Products, "oferta;kod;vat\n'123;=\"0012\";\n\"=\"\"456\"\"\";;zw\n");
    assert_eq!(problems, []);
    assert_eq!(tables.products["123"].code.as_deref(), Some("0012"));
    assert_eq!(tables.products["456"].rate, Some(VatRate::EXEMPT));
    let (tables, _) =
        parse(Table::Deliveries, "metoda_id;usluga;pobranie_usluga;pobranie_kwota\nx;KURIER;POBRANIE;1 234,50\n");
    assert_eq!(tables.deliveries["x"].cod, Some(("POBRANIE".to_owned(), Decimal::new(123_450, 2))));
}

#[test]
fn an_offers_number_is_found_however_excel_formats_it() {
    for cell in ["15 123 456 789", "15\u{a0}123\u{a0}456\u{a0}789", "15123456789,00", "15123456789.0"] {
        let (tables, problems) = parse(Table::Products, &format!("oferta;kod\n{cell};KUBEK-330\n"));
        assert!(problems.is_empty() && tables.products.contains_key("15123456789"), "{cell}: {problems:?}");
    }
    let address = "oferta;kod;ilosc\nhttps://allegro.pl/oferta/kubek-15123456789;A;1\n15123456789;B;2\n";
    let (tables, problems) = parse(Table::Sets, address);
    assert!(problems.is_empty() && tables.sets["15123456789"].len() == 2, "{problems:?}");
    let (_, problems) = parse(Table::Products, "oferta;kod\n15123456789;A\n15\u{a0}123\u{a0}456\u{a0}789,00;B\n");
    assert_eq!(codes(&problems), one("TAB-003", 3, ""));
}

#[test]
fn a_strangers_words_in_a_table_are_read_back_and_not_run() {
    let row = ["15123456789", "-KOD", "23", "=HYPERLINK(\"http://x\")", ""].map(str::to_owned).to_vec();
    let bytes = file(Table::Products, std::slice::from_ref(&row), &Catalogue::new(Language::Polish));
    assert!(String::from_utf8(bytes.clone()).unwrap().contains(";'-KOD;23;\"'=HYPERLINK("));
    let (tables, problems) = Tables::parse(&[(Table::Products, csv_text::read(&bytes).unwrap())]);
    assert_eq!(problems, []);
    assert_eq!(tables.products["15123456789"].code.as_deref(), Some("-KOD"));
}

#[test]
fn a_folder_with_some_files() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(load(folder.path()), (Tables::default(), Vec::new()));
    std::fs::create_dir(folder.path().join("sets.csv")).unwrap();
    #[expect(clippy::disallowed_methods, reason = "a fixture")]
    std::fs::write(folder.path().join("products.csv"), "oferta;kod\n1;A\n").unwrap();
    let (tables, problems) = load(folder.path());
    assert_eq!(tables.products.len(), 1);
    let seen: Vec<_> = problems.iter().map(Problem::code).collect();
    assert_eq!(seen, ["TAB-011"]);
}

#[test]
fn r_c8_exchange_rates_and_rates_of_other_countries() {
    let (tables, problems) = parse(
        Table::Rates,
        "data;symbol;kurs;tabela\n2026-07-01;czk;0,1701;126/A/NBP/2026\n01.07.2026;HUF;0.010812;126/A/NBP/2026\n",
    );
    assert_eq!(problems, []);
    let day = jiff::civil::date(2026, 7, 1);
    assert_eq!(tables.rates[&("CZK".to_owned(), day)].rate, Decimal::new(1701, 4));
    assert_eq!(tables.rates[&("HUF".to_owned(), day)].table, "126/A/NBP/2026");
    let (tables, problems) =
        parse(Table::Oss, "kraj;vat;grupa;od\nde;19;;\nDE;7;książki;\nDE;20;;2027-01-01\nEL;24;;\n");
    assert_eq!(problems, []);
    let rate = |country: &str, group: &str, year| {
        tables.oss_rate(country, group, jiff::civil::date(year, 7, 1)).map(|rate| rate.to_string())
    };
    assert_eq!(rate("DE", "", 2026).as_deref(), Some("19"));
    assert_eq!(rate("de", "", 2027).as_deref(), Some("20"));
    assert_eq!(rate("DE", "Książki", 2026).as_deref(), Some("7"));
    assert_eq!((rate("GR", "", 2026), rate("FR", "", 2026)), (Some("24".to_owned()), None));
    for (table, text, code, column) in [
        (Table::Rates, "data;symbol;kurs;tabela\n0206-07-01;CZK;1;1\n", "TAB-017", "data"),
        (Table::Rates, "data;symbol;kurs;tabela\n2026-13-01;CZK;1;1\n", "TAB-050", "data"),
        (Table::Rates, "data;symbol;kurs;tabela\n31.02.2026;CZK;1;1\n", "TAB-050", "data"),
        (Table::Rates, "data;symbol;kurs;tabela\n2026-07-01;PLN;1;1\n", "TAB-018", "symbol"),
        (Table::Rates, "data;symbol;kurs;tabela\n2026-07-01;CZK;0;1\n", "TAB-007", "kurs"),
        (Table::Rates, "data;symbol;kurs;tabela\n2026-07-01;CZK;;1\n", "TAB-008", ""),
        (Table::Oss, "kraj;vat\nPL;23\n", "TAB-019", "kraj"),
        (Table::Oss, "kraj;vat\nUA;20\n", "TAB-019", "kraj"),
        (Table::Oss, "kraj;vat\nDE;0\n", "TAB-020", "vat"),
        (Table::Oss, "kraj;vat\nDE;zw\n", "TAB-020", "vat"),
        (Table::Oss, "kraj;vat\nDE;190\n", "TAB-020", "vat"),
        (Table::Oss, "kraj;vat\nDE;x\n", "TAB-020", "vat"),
    ] {
        assert_eq!(codes(&parse(table, text).1), one(code, 2, column), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_table_that_is_a_pipe_is_not_opened_and_told_and_a_link_leads_to_its_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = |table: Table| folder.path().join(table.file_name());
    assert!(std::process::Command::new("mkfifo").arg(path(Table::Products)).status().unwrap().success());
    // Somebody keeps it where others of his programs find it.
    let shared = tempfile::tempdir().unwrap();
    let elsewhere = shared.path().join("oss-wspolne.csv");
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&elsewhere).unwrap();
    std::io::Write::write_all(&mut file, b"kraj;vat\nDE;19\n").unwrap();
    std::os::unix::fs::symlink(&elsewhere, path(Table::Oss)).unwrap();
    std::os::unix::fs::symlink(path(Table::Products), path(Table::Sets)).unwrap();
    let (tables, problems) = load(folder.path());
    let seen: Vec<_> = problems.iter().map(|problem| (problem.place.file.as_deref(), problem.code())).collect();
    assert_eq!(seen, [(Some("products.csv"), "TAB-052"), (Some("sets.csv"), "TAB-052")], "{problems:?}");
    assert_eq!(tables.oss.len(), 1);
}

#[test]
fn pasted_rows_come_in_the_tables_order_or_in_that_of_their_heading() {
    let rows = |text: &str| -> Vec<(u32, Vec<String>)> {
        pasted(Table::Services, text).unwrap().into_iter().map(|row| (row.line, row.cells)).collect()
    };
    let expected = |line| (line, ["GIFT", "PAK", ""].map(str::to_owned).to_vec());
    assert_eq!(rows("GIFT\tPAK\r\n\r\nGIFT\tPAK\t"), [expected(1), expected(3)]);
    assert_eq!(rows("Kod;uwagi;definition\nPAK;moje;GIFT\n"), [expected(2)]);
    assert_eq!(rows(""), []);
    let wrong = |text: &str| codes(&pasted(Table::Services, text).unwrap_err());
    assert_eq!(wrong("a;b;23\na;b;23;x\n"), one("TAB-016", 2, ""));
    assert_eq!(wrong("a;b\n\"a;b\n"), one("TAB-010", 2, ""));
}

#[test]
fn every_column_of_every_table_has_its_meaning() {
    for language in [Language::Polish, Language::English] {
        for table in Table::ALL {
            let (about, columns) = meanings(table, &Catalogue::new(language));
            assert!(!about.is_empty());
            let names = columns.iter().flat_map(|(names, _)| names.split(", "));
            let own = table.columns().iter().map(|column| column.polish);
            assert!(names.eq(own), "{table:?} in {language:?}: {columns:?}");
        }
    }
}
