use super::*;
use crate::core::settings::Company;
use crate::spool::{RealDisk, replace};
use crate::workplace::begin_by_guide;

#[test]
fn how_far_one_is_follows_from_what_is_there() {
    let all = Facts { firm: true, login: Login::LoggedIn, base: true, begun: true };
    assert_eq!(Facts::default().next(), Some(Step::Firm));
    for (facts, next) in [
        (Facts { firm: false, ..all }, Some(Step::Firm)),
        (Facts { login: Login::NoApplication, ..all }, Some(Step::Allegro)),
        (Facts { login: Login::Nobody, ..all }, Some(Step::Allegro)),
        (Facts { base: false, ..all }, Some(Step::Optima)),
        (Facts { begun: false, ..all }, Some(Step::Documents)),
        (all, None),
    ] {
        assert_eq!(facts.next(), next, "{facts:?}");
    }
    let names: Vec<Option<Step>> = Step::ALL.iter().map(|step| Step::of(step.name())).collect();
    assert_eq!(names, Step::ALL.map(Some));
    assert_eq!((Step::Firm.next(), Step::Start.next(), Step::of("x")), (Some(Step::Allegro), None, None));
}

#[test]
fn a_folder_is_begun_once_and_what_it_says_is_nobodys_choice() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    begin_by_guide(dir, crate::core::message::Language::Polish).unwrap();
    let file = dir.join(crate::settings::file::FILE_NAME);
    let text = std::fs::read_to_string(&file).unwrap();
    let place = Workplace::open(dir).unwrap();
    let guide = place.guide("").unwrap();
    assert_eq!((guide.facts, guide.account.as_str(), guide.company.as_str()), (Facts::default(), "sklep", "firma"));
    assert!(place.is_new());
    // Whoever has worked there, or is just about to say what he wants, is left in peace.
    replace(&RealDisk, &file, format!("# moje\n{text}").as_bytes()).unwrap();
    begin_by_guide(dir, crate::core::message::Language::English).unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), format!("# moje\n{text}"));
    let set_up = text.replace("client_id = \"\"", "client_id = \"a\"").replace("begin = \"later\"", "begin = \"\"");
    replace(&RealDisk, &file, set_up.as_bytes()).unwrap();
    let place = Workplace::open(dir).unwrap();
    assert!(place.guide("").unwrap().facts.begun && !place.is_new());
}

#[test]
fn the_script_of_rights_has_the_names_that_were_typed_and_no_password() {
    let company = Company { database: "CDN_A]b".to_owned(), user: "lacznik".to_owned(), ..Company::default() };
    let script = grants(&company);
    assert!(script.contains("USE [CDN_A]]b];") && script.contains("CREATE LOGIN [lacznik] WITH PASSWORD"), "{script}");
    assert!(!script.contains("CDN_FIRMA]") && !script.contains("[allegro_optima]"), "{script}");
    let login = SqlLogin::Windows;
    let script = grants(&Company { login, user: "FIRMA\\optima".to_owned(), ..company });
    assert!(script.contains("CREATE LOGIN [FIRMA\\optima] FROM WINDOWS;") && !script.contains("PASSWORD"), "{script}");
    // As it is shipped, where nothing is known.
    assert_eq!(grants(&Company::default()), include_str!("../../../docs/grant.sql"));
}
