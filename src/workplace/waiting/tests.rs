//! Answers, and the tables that they come into.

use jiff::Timestamp;

use super::Part;
use super::answer::Answered;
use crate::core::life::{Happening, Life, after};
use crate::core::message::text::{Imp008, Imp072, Prd001, Wrk024};
use crate::core::message::{Catalogue, Language, Message};
use crate::core::problem::Problem;
use crate::settings::file::FILE_NAME;
use crate::settings::template::{self, Answers};
use crate::spool::{Disk as _, Folders, RealDisk, replace};
use crate::workplace::Workplace;

/// A folder with these companies more, in which an order of the first one was refused so; and the name of its row.
fn place(more: &str, message: impl Into<Message>) -> (tempfile::TempDir, Workplace, String) {
    let folder = tempfile::tempdir().unwrap();
    Folders::new(folder.path()).create(&RealDisk).unwrap();
    let settings = format!("{}\n{more}", template::settings(&Answers::default()));
    replace(&RealDisk, &folder.path().join(FILE_NAME), settings.as_bytes()).unwrap();
    let place = Workplace::open(folder.path()).unwrap();
    let seen = Life::seen("a", Answers::default().alias, Timestamp::UNIX_EPOCH);
    let refused = after(&seen, Happening::Refused(Problem::error(message)), Timestamp::UNIX_EPOCH).0;
    let company = place.companies().unwrap().into_iter().find(|company| company.name == "firma").unwrap();
    company.ledger().unwrap().record(&[refused]).unwrap();
    let row = place.work_list(Part { skip: 0, take: 9 }, 1).unwrap().rows.remove(0);
    (folder, place, row.name)
}

fn answer(place: &Workplace, row: &str, typed: &str) -> Answered {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(place.answer_row(row, typed, false, &Catalogue::new(Language::Polish))).unwrap()
}

fn saved(value: &str) -> Answered {
    Answered::Saved { orders: 1, value: value.to_owned(), checked: true }
}

const OTHER: &str = "[companies.inna]\nengine = \"sandbox\"\n";

#[test]
fn of_several_companies_each_is_answered_for_alone() {
    let message = || Prd001 { offer: "15".into(), name: "Kubek".into() };
    for (more, file, untouched) in
        [("", "products.csv", "firma/products.csv"), (OTHER, "firma/products.csv", "products.csv")]
    {
        let (folder, place, row) = place(more, message());
        let mappings = folder.path().join("mappings");
        assert_eq!(answer(&place, &row, " kubek-330 "), saved("KUBEK-330"));
        let written = std::fs::read_to_string(mappings.join(file)).unwrap();
        assert!(written.contains("15;KUBEK-330;;Kubek"), "{written}");
        assert!(!mappings.join(untouched).exists());
        assert_eq!(answer(&place, &row, "TALERZ-26"), Answered::Already(Some("KUBEK-330".to_owned())));
    }
}

#[test]
fn a_row_of_everybodys_table_comes_into_the_companys_own_with_what_it_has_besides() {
    let (folder, place, row) = place(OTHER, Imp008 { form: "raty".into() });
    let path = folder.path().join("mappings/payments.csv");
    let all = "typ;operator;forma;termin_dni;dostawa\nONLINE;*;raty;7;\nWIRE_TRANSFER;*;przelew;;\n";
    replace(&RealDisk, &path, all.as_bytes()).unwrap();
    assert!(matches!(answer(&place, &row, "weksel"), Answered::Unknown { may_make: false, .. }));
    assert_eq!(answer(&place, &row, "PRZELEW"), saved("przelew"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), all, "the other one's base may have it");
    let own = std::fs::read_to_string(folder.path().join("mappings/firma/payments.csv")).unwrap();
    assert!(own.ends_with("ONLINE;*;przelew;7;\r\n"), "{own}");
    assert_eq!(answer(&place, &row, "gotówka"), Answered::Already(None));
}

#[test]
fn what_the_settings_say_is_not_for_a_table() {
    let (_folder, place, row) = place("", Imp072 { code: "KAUCJA".into(), name: "Kaucja".into() });
    let Answered::Refused(problem) = answer(&place, &row, "DOSTAWA") else { panic!("{row}") };
    assert_eq!(problem.message.id, Message::from(Wrk024 { value: "KAUCJA".into() }).id);
    assert_eq!(answer(&place, "0", "DOSTAWA"), Answered::Over);
}

#[test]
fn a_spoilt_table_is_told_and_left_alone() {
    let (folder, place, row) = place("", Prd001 { offer: "15".into(), name: "Kubek".into() });
    let path = folder.path().join("mappings/products.csv");
    RealDisk.create_dir_all(path.parent().unwrap()).unwrap();
    replace(&RealDisk, &path, b"oferta;kod\n1;A\n1;B\n").unwrap();
    assert!(matches!(answer(&place, &row, "KUBEK-330"), Answered::Refused(_)));
    assert_eq!(std::fs::read(&path).unwrap(), b"oferta;kod\n1;A\n1;B\n");
}

#[test]
fn a_rate_that_everybodys_row_says_holds_for_the_companys_own() {
    let (folder, place, row) = place(OTHER, Prd001 { offer: "15".into(), name: "Kubek".into() });
    let path = folder.path().join("mappings/products.csv");
    RealDisk.create_dir_all(path.parent().unwrap()).unwrap();
    replace(&RealDisk, &path, "oferta;kod;vat;nazwa\n15;;8;Kubek biały\n".as_bytes()).unwrap();
    assert_eq!(answer(&place, &row, "KUBEK-330"), saved("KUBEK-330"));
    let own = std::fs::read_to_string(folder.path().join("mappings/firma/products.csv")).unwrap();
    assert!(own.contains("15;KUBEK-330;8;Kubek biały"), "{own}");
}
