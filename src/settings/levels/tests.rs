use std::path::Path;

use crate::core::problem::Explain as _;
use crate::core::settings::{DeliveryVat, Settings};
use crate::settings::file;

const TWO: &str = r#"
[vat]
default_rate = "23"
delivery = "highest"
[documents.firm]
warehouse = "M0"
series = "S0"
[seller]
name = "Zero"
city = "Łódź"

[companies.a.seller]
name = "A"
[companies.a.documents.firm]
warehouse = "MA"
[companies.b]
[accounts.a1]
company = "a"
[accounts.a2]
company = "a"
[accounts.a2.documents.firm]
series = "S2"
[accounts.a2.vat]
default_rate = "8"
[accounts.b1]
company = "b"
"#;

fn read(text: &str) -> Settings {
    file::parse(text, Path::new("x")).unwrap()
}

#[test]
fn the_nearest_wins_key_by_key() {
    let settings = read(TWO);
    let shown = |own: &Settings| {
        let policy = &own.documents.firm;
        let (seller, rate) = (own.seller.name.clone(), own.vat.default_rate.clone());
        assert_eq!((own.vat.delivery, own.seller.city.as_str()), (DeliveryVat::Highest, "Łódź"));
        (policy.warehouse.clone(), policy.series.clone(), seller, rate)
    };
    let told = |warehouse: &str, series: &str, seller: &str, rate: &str| {
        (warehouse.to_owned(), series.to_owned(), seller.to_owned(), rate.to_owned())
    };
    assert_eq!(shown(&settings), told("M0", "S0", "Zero", "23"));
    assert_eq!(shown(settings.of_company("a")), told("MA", "S0", "A", "23"));
    assert_eq!(shown(settings.of_account("a1")), told("MA", "S0", "A", "23"));
    assert_eq!(shown(settings.of_account("a2")), told("MA", "S2", "A", "8"));
    for other in [settings.of_company("b"), settings.of_account("b1"), settings.of_account("nobody")] {
        assert_eq!(shown(other), told("M0", "S0", "Zero", "23"));
    }
    // Who works for a company knows what its accounts say.
    let company = settings.of_company("a");
    assert_eq!(shown(company.of_account("a2")), told("MA", "S2", "A", "8"));
    assert_eq!(shown(company.of_account("a1")), shown(company.of_account("nobody")));
    assert_eq!(settings.in_use_at("a").len(), 2);
    assert_eq!(settings.in_use_at("b").len(), 1);
}

#[test]
fn a_file_without_levels_is_one_level() {
    let settings = read("[accounts.a]\n[companies.b]\n[accounts.a.schedule]\nevery_minutes = 5\n");
    assert_eq!(settings.levels, crate::core::settings::Levels::default());
    assert_eq!(settings.of_account("a"), &settings);
    assert_eq!(settings.schedule_of("a").every_minutes, 5);
}

#[test]
fn mistakes_are_said_with_line_and_column() {
    for (text, code, line, column) in [
        ("[vat]\n[accounts.a.vat]\n  default = \"8\"\n", "SET-004", 3, 3),
        ("[accounts.a]\n[companies.b]\n[companies.b.documents.firm]\nkind = \"xx\"\n", "SET-004", 4, 8),
        ("[companies.b]\ndocuments = 3\n", "SET-004", 2, 13),
        ("companies = { b = { vat = { x = 1 } } }\n", "SET-004", 1, 29),
        ("[accounts.a]\n[accounts.a.products]\ncreate = true\n", "SET-022", 2, 13),
        ("[accounts.a]\noffers = true\nseller = { name = \"A\" }\n", "SET-022", 3, 1),
        ("[companies.b]\n\n[companies.b.orders]\n", "SET-021", 3, 14),
        ("[companies.b]\nlanguage = \"pl\"\n", "SET-021", 2, 1),
        ("[accounts.a]\n[accounts.a.retention]\ndays = 9\n", "SET-021", 2, 13),
        ("[companies.a]\n[accounts.b]\n  company = \"c\"\n", "SET-007", 3, 13),
    ] {
        let problem = file::parse(text, Path::new("x")).unwrap_err().problem();
        assert_eq!((problem.code(), problem.place.line), (code, Some(line)), "{text}");
        let texts = crate::core::message::Catalogue::new(crate::core::message::Language::English);
        let said = texts.text(&problem.message).to_lowercase();
        assert!(said.contains(&format!("line {line}, column {column}")), "{said}");
    }
}

#[test]
fn a_wrong_value_is_said_of_the_level_that_it_stands_at() {
    let text = "[companies.b.delivery]\nvat = \"dwa\"\n[accounts.a]\ncompany = \"b\"\n[accounts.a.vat]\ndefault_rate = \"8\"\n";
    let problem = file::parse(text, Path::new("x")).unwrap_err().problem();
    let texts = crate::core::message::Catalogue::new(crate::core::message::Language::English);
    assert!(texts.text(&problem.message).contains("companies.b.delivery.vat"));
}
