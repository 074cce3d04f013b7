use jiff::civil::date;

use super::*;
use crate::core::message::{Catalogue, Language};
use crate::core::plan::{Definition, LatestNumber, PaymentForm, Warehouse};
use crate::core::settings::{Kind, Settings};
use crate::core::tables::OssRow;
use crate::core::vat::VatRate;

fn now() -> Timestamp {
    "2026-11-26T12:00:00Z".parse().unwrap()
}

fn definition(scheme: &str, inactive: bool, latest: Option<LatestNumber>) -> FoundDefinition {
    let definition = Definition { id: 1, symbol: "RO".to_owned(), scheme: scheme.to_owned(), inactive };
    FoundDefinition { definition, latest }
}

fn latest(pattern: &str, number: &str) -> LatestNumber {
    let (number, pattern, warehouse) = (number.to_owned(), pattern.to_owned(), "MAGAZYN".to_owned());
    LatestNumber { number, pattern, date: date(2026, 11, 20), warehouse }
}

fn warehouse(inactive: bool) -> Warehouse {
    Warehouse { id: 1, symbol: "MAGAZYN".to_owned(), series: "MAG".to_owned(), inactive }
}

fn form(name: &str, inactive: bool) -> (String, PaymentForm) {
    (name.to_owned(), PaymentForm { id: 1, name: name.to_owned(), days: 7, inactive })
}

fn new_column(filled: bool) -> UnknownColumn {
    UnknownColumn { column: "CDN.TraNag.Nowa".to_owned(), filled }
}

/// A set-up that names one thing of every kind.
fn settings() -> Settings {
    let mut settings = Settings::default();
    for policy in [&mut settings.documents.firm, &mut settings.documents.invoice, &mut settings.documents.private] {
        policy.warehouse = "MAGAZYN".to_owned();
        policy.category = "ALLEGRO".to_owned();
    }
    settings.payments.default_form = "przelew".to_owned();
    settings.payments.cash_on_delivery_form = "pobranie".to_owned();
    settings.delivery.default_service = "DOSTAWA".to_owned();
    settings.services.deposit = "KAUCJA".to_owned();
    settings.fields.attributes.order = "ALLEGRO_ID".to_owned();
    settings.products.create = true;
    settings.products.card.group = "SKLEP".to_owned();
    settings
}

/// A base that has all of it.
fn sound(named: &Named) -> Inspection {
    Inspection {
        engine: "SQL Server 16".to_owned(),
        release: "2026.4".to_owned(),
        collation: "Polish_CI_AS".to_owned(),
        now: Some(now()),
        definitions: [(
            (308, "RO".to_owned()),
            definition("@symbol/@numerS/@rok_kal", false, Some(latest("RO/@numerS/2026", "RO/7/2026"))),
        )]
        .into(),
        warehouses: [("MAGAZYN".to_owned(), warehouse(false))].into(),
        payment_forms: [form("przelew", false), form("pobranie", false)].into(),
        cards: named.cards.clone(),
        categories: named.categories.clone(),
        product_groups: named.product_groups.clone(),
        contractor_groups: named.contractor_groups.clone(),
        attributes: named.attributes.clone(),
        ..Inspection::default()
    }
}

/// Every finding that is not green, as code and words.
fn complaints(change: impl FnOnce(&mut Inspection)) -> Vec<(String, bool, String)> {
    let (settings, tables) = (settings(), Tables::default());
    let named = named(&settings, &tables);
    let mut found = sound(&named);
    change(&mut found);
    let mut all = base("serwer/CDN_A", &found, now());
    all.extend(optima(&named, &found, &settings, now()));
    let texts = Catalogue::new(Language::English);
    let complaint = |finding: Finding| {
        let message = &finding.problem.message;
        (finding.problem.code().to_owned(), finding.is_red(), texts.text(message))
    };
    all.into_iter().filter(|finding| finding.problem.severity > Severity::Note).map(complaint).collect()
}

#[test]
fn a_base_that_has_everything_is_green() {
    assert_eq!(complaints(|_| {}), []);
}

/// One thing at a time is taken away: just that is said, with its name.
#[test]
fn each_thing_that_is_missing_is_named_and_nothing_else() {
    type Change = fn(&mut Inspection);
    let cases: [(&str, bool, &str, Change); 22] = [
        ("DOC-011", true, "serwer/CDN_A", |found| found.read_only = true),
        ("DOC-012", true, "INSERT on table CDN.TraVat", |found| {
            found.missing_rights.push(("INSERT".to_owned(), "TraVat".to_owned()));
        }),
        ("DOC-018", false, "CDN.TraVat", |found| {
            found.missing_for_reports.push(("SELECT".to_owned(), "TraVat".to_owned()));
        }),
        ("DOC-013", false, "Latin1_General_CI_AS", |found| found.collation = "Latin1_General_CI_AS".to_owned()),
        ("DOC-014", false, "6 minutes", |found| found.now = Some(now() - SignedDuration::from_mins(6))),
        ("DOC-014", false, "6 minutes", |found| found.now = Some(now() + SignedDuration::from_mins(6))),
        ("DOC-016", true, "CDN.TraNag.NumerObcy", |found| {
            found.missing_columns.push("CDN.TraNag.NumerObcy".to_owned());
        }),
        ("DOC-027", false, "CDN.TraNag.Nowa", |found| {
            found.unknown_columns.push(new_column(false));
        }),
        ("DOC-020", true, "RO (class 308)", |found| found.definitions.clear()),
        ("DOC-021", true, "RO", |found| {
            found.definitions.insert((308, "RO".to_owned()), definition("@symbol/@numerS", true, None));
        }),
        (
            "DOC-023",
            true,
            "\"RO/@numerS/2026\", and the newest document RO/7/11/2026 has \"RO/@numerS/11/2026\"",
            |found| {
                let newest = Some(latest("RO/@numerS/11/2026", "RO/7/11/2026"));
                found.definitions.insert((308, "RO".to_owned()), definition("@symbol/@numerS/@rok_kal", false, newest));
            },
        ),
        ("DOC-024", false, "RO/1/2026/MAG", |found| {
            let scheme = "@symbol/@numerS/@rok_kal/@rejestr";
            found.definitions.insert((308, "RO".to_owned()), definition(scheme, false, None));
        }),
        ("DOC-025", true, "@oddzial", |found| {
            found.definitions.insert((308, "RO".to_owned()), definition("@symbol/@oddzial/@numerS", false, None));
        }),
        ("DOC-030", true, "MAGAZYN", |found| found.warehouses.clear()),
        ("DOC-031", true, "MAGAZYN", |found| {
            found.warehouses.insert("MAGAZYN".to_owned(), warehouse(true));
        }),
        ("DOC-033", true, "pobranie", |found| {
            found.payment_forms.remove("pobranie");
        }),
        ("DOC-034", true, "przelew", |found| found.payment_forms.extend([form("przelew", true)])),
        ("DOC-036", true, "KAUCJA", |found| {
            found.cards.remove("KAUCJA");
        }),
        ("DOC-037", false, "ALLEGRO_ID", |found| {
            found.attributes.remove("ALLEGRO_ID");
        }),
        ("DOC-038", false, "ALLEGRO", |found| found.categories.clear()),
        ("DOC-041", true, "SKLEP", |found| found.product_groups.clear()),
        ("DOC-042", true, "ALLEGRO", |found| found.contractor_groups.clear()),
    ];
    for (code, red, name, change) in cases {
        let said = complaints(change);
        let [(found, is_red, words)] = said.as_slice() else { panic!("{code}: {said:?}") };
        assert_eq!((found.as_str(), *is_red), (code, red), "{words}");
        assert!(words.contains(name), "{code}: {words}");
    }
}

#[test]
fn a_clock_that_is_a_little_off_and_a_partners_trigger_are_no_complaint() {
    let said = complaints(|found| {
        found.now = Some(now() + SignedDuration::from_mins(4));
        found.triggers.push(trigger("BEGIN\n  RETURN\nEND"));
    });
    assert_eq!(said, []);
}

fn trigger(text: &str) -> FoundTrigger {
    FoundTrigger { table: "TraNag".to_owned(), name: "PartnerRo".to_owned(), text: text.to_owned() }
}

#[test]
fn where_triggers_cannot_be_seen_that_is_told_with_the_right_that_shows_them() {
    let mut found = sound(&Named::default());
    (found.triggers, found.user) = (vec![trigger("")], "u]x".to_owned());
    found.unseen_triggers = vec!["TraNag".to_owned(), "TraElem".to_owned()];
    let said = base("x", &found, now());
    let codes: Vec<&str> = said.iter().map(|finding| finding.problem.code()).collect();
    assert_eq!(codes, ["DOC-010", "DOC-015", "DOC-019"], "a text that cannot be read is not shown");
    let todo = Catalogue::new(Language::English).todo(&said[2].problem.message).unwrap();
    assert!(todo.contains("GRANT VIEW DEFINITION ON CDN.TraElem TO [u]]x];"), "{todo}");
}

#[test]
fn a_trigger_and_a_column_that_the_pattern_fills_are_told() {
    let mut found = sound(&Named::default());
    found.triggers.push(trigger("BEGIN\n  RETURN\nEND"));
    found.unknown_columns.push(new_column(true));
    let said = base("x", &found, now());
    let codes: Vec<&str> = said.iter().map(|finding| finding.problem.code()).collect();
    assert_eq!(codes, ["DOC-010", "DOC-015", "DOC-029", "DOC-026"]);
    let texts = Catalogue::new(Language::English);
    assert!(texts.text(&said[2].problem.message).contains("BEGIN RETURN END"));
}

#[test]
fn a_definition_that_is_not_named_has_its_usual_name_and_its_own_policy() {
    let mut settings = settings();
    settings.documents.firm.kind = Kind::Pf;
    settings.documents.firm.series = "F".to_owned();
    settings.documents.private.series = "P".to_owned();
    let named = named(&settings, &Tables::default());
    assert_eq!(named.definitions, [(308, "RO".to_owned()), (320, "FPF".to_owned())].into());
    let mut found = sound(&named);
    found.definitions.insert((320, "FPF".to_owned()), definition("@symbol/@numerS/@rejestr", false, None));
    let said = optima(&named, &found, &settings, now());
    let first = said.iter().find(|finding| finding.problem.code() == "DOC-024").unwrap();
    assert!(Catalogue::new(Language::English).text(&first.problem.message).contains("RO/1/F"));
}

#[test]
fn a_kind_that_optima_itself_imports_has_a_definition_of_its_own_class_and_no_number_of_ours() {
    let mut settings = settings();
    settings.documents.private.kind = Kind::Fa;
    settings.documents.invoice.kind = Kind::Pa;
    settings.orders.currency_definition = "WAL".to_owned();
    let named = named(&settings, &Tables::default());
    let both = |kind: &kinds::DocumentKind| [kind.symbol, "WAL"].map(|symbol| (kind.definitions, symbol.to_owned()));
    assert_eq!(named.definitions, [&kinds::RO, &kinds::FA, &kinds::PA].into_iter().flat_map(both).collect());
    let mut found = sound(&named);
    let about = |found: &Inspection| -> Vec<(String, bool)> {
        let said = optima(&named, found, &settings, now());
        let invoices = said.into_iter().filter(|finding| {
            Catalogue::new(Language::English).text(&finding.problem.message).contains(kinds::FA.symbol)
        });
        invoices.map(|finding| (finding.problem.code().to_owned(), finding.is_red())).collect()
    };
    assert_eq!(about(&found), [("DOC-020".to_owned(), true)], "a definition of another class is none");
    let key = (kinds::FA.definitions, kinds::FA.symbol.to_owned());
    // Optima numbers it: a scheme that we could not follow is no matter.
    found.definitions.insert(key.clone(), definition("@obcy/@numerS", false, Some(latest("x", "y"))));
    assert_eq!(about(&found), [("DOC-028".to_owned(), false)]);
    found.definitions.insert(key, definition("@symbol/@numerS", true, None));
    assert_eq!(about(&found), [("DOC-021".to_owned(), true)]);
}

#[test]
fn a_name_that_the_base_lacks_is_told_with_the_setting_where_it_stands() {
    let mut settings = settings();
    settings.documents.invoice.payment_form = "NIEMA".to_owned();
    settings.contractors.payment_form = "NIEMA".to_owned();
    settings.services.additional = "BRAK".to_owned();
    let mut named = named(&settings, &Tables::default());
    let found = sound(&named);
    let found = Inspection { cards: ["DOSTAWA", "KAUCJA"].map(str::to_owned).into(), ..found };
    named.payment_forms.insert("Z TABELI".to_owned());
    let told = |code: &str| -> Vec<String> {
        let all = optima(&named, &found, &settings, now());
        let about = all.into_iter().filter(|finding| finding.problem.code() == code);
        about.map(|finding| Catalogue::new(Language::Polish).todo(&finding.problem.message).unwrap()).collect()
    };
    let forms = told("DOC-033");
    assert!(forms[0].contains("documents.invoice.payment_form, contractors.payment_form"), "{forms:?}");
    assert!(!forms[0].contains("payments.csv") && forms[1].contains("mappings/payments.csv"), "{forms:?}");
    assert!(told("DOC-036")[0].contains("services.additional"));
}

#[test]
fn a_choice_that_finds_no_row_is_told() {
    let mut settings = Settings::default();
    let told = |settings: &Settings, tables: &Tables| -> Vec<String> {
        idle_choices(settings, tables).iter().map(|finding| finding.problem.code().to_owned()).collect()
    };
    let mut tables = Tables::default();
    assert_eq!(told(&settings, &tables), [""; 0]);
    settings.orders.foreign_delivery = ForeignDelivery::Oss;
    settings.orders.foreign_currency = Choice::Import;
    assert_eq!(told(&settings, &tables), ["DOC-044", "DOC-045"]);
    let rate = OssRow { from: None, rate: VatRate::taxed(19.into()) };
    tables.oss.insert(("DE".to_owned(), String::new()), vec![rate]);
    assert_eq!(told(&settings, &tables), ["DOC-045"]);
}

#[test]
fn what_is_switched_off_is_not_looked_for() {
    let settings = Settings::default();
    let named = named(&settings, &Tables::default());
    assert!(!named.removes && !named.creates && named.product_groups.is_empty());
    for names in [&named.warehouses, &named.payment_forms, &named.cards, &named.categories, &named.attributes] {
        assert!(!names.contains(""), "{names:?}");
    }
}

#[test]
fn a_series_that_its_scheme_does_not_show_is_told() {
    let mut settings = settings();
    let named = named(&settings, &Tables::default());
    let told = |settings: &Settings| {
        let all = optima(&named, &sound(&named), settings, now());
        all.iter().filter(|finding| finding.problem.code() == "DOC-043").count()
    };
    assert_eq!(told(&settings), 0);
    settings.orders.currency_series = "WAL".to_owned();
    assert_eq!(told(&settings), 1, "once for all classes of buyers");
}
