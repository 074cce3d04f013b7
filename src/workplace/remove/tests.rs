use std::path::Path;

use jiff::Timestamp;

use super::*;
use crate::core::life::{Life, State};
use crate::ledger::{FILE, Ledger};
use crate::settings::file::FILE_NAME;
use crate::settings::template::{self, Answers};
use crate::spool::{Folders, RealDisk, replace, write_secret};

const SECOND: &str = "
# Moje drugie konto.
[accounts.drugi]
company = \"druga\" # od maja
begin = \"later\"

[accounts.drugi.vat]
default_rate = \"8\"

# Druga firma.
[companies.druga]
engine = \"sandbox\"
";

fn workplace(dir: &Path) -> Workplace {
    let text = template::settings(&Answers::default());
    replace(&RealDisk, &dir.join(FILE_NAME), format!("{text}{SECOND}").as_bytes()).unwrap();
    let place = Workplace::open(dir).unwrap();
    place.companies().unwrap();
    place
}

fn ids(why: Option<Vec<Problem>>) -> Vec<String> {
    why.unwrap().into_iter().map(|problem| problem.message.id.into_owned()).collect()
}

#[test]
fn what_has_work_left_stays_and_what_has_none_goes_with_its_login_alone() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    let place = workplace(dir);
    assert!(place.removal(Removable::Account, "nikt").unwrap().is_none());
    assert_eq!(ids(place.removal(Removable::Company, "druga").unwrap()), ["remove-accounts"]);
    let company = place.companies().unwrap().into_iter().find(|company| company.name == "druga").unwrap();
    let mut ledger = Ledger::open(&company.folders.state().join(FILE)).unwrap();
    let life = |state| Life { state, ..Life::seen("o", "drugi", Timestamp::UNIX_EPOCH) };
    ledger.record(&[life(State::Waiting)]).unwrap();
    assert_eq!(ids(place.removal(Removable::Account, "drugi").unwrap()), ["remove-orders"]);
    let before = std::fs::read_to_string(dir.join(FILE_NAME)).unwrap();
    assert!(matches!(place.remove(Removable::Account, "drugi").unwrap(), Some(Saved::Wrong(_))));
    assert_eq!(std::fs::read_to_string(dir.join(FILE_NAME)).unwrap(), before);

    ledger.record(&[life(State::Ignored)]).unwrap();
    let state = Folders::new(dir).state();
    std::fs::create_dir_all(state.join("tokens")).unwrap();
    let (login, other) = (state.join("tokens/drugi.json"), state.join("tokens/sklep.json"));
    let (own, common) = (state.join("client-secret-drugi"), state.join("client-secret"));
    for file in [&login, &other, &own, &common] {
        write_secret(&RealDisk, file, b"{}").unwrap();
    }
    assert!(matches!(place.remove(Removable::Account, "drugi").unwrap(), Some(Saved::Done(_))));
    assert_eq!([&login, &other, &own, &common].map(|file| file.exists()), [false, true, false, true]);
    let after = std::fs::read_to_string(dir.join(FILE_NAME)).unwrap();
    assert!(after.contains("# Moje drugie konto.") && after.contains("# od maja"), "{after}");
    assert!(!after.contains("accounts.drugi") && after.contains("[companies.druga]"), "{after}");
    assert!(ledger.order(&"o".into()).unwrap().is_some(), "orders stay");

    let place = Workplace::open(dir).unwrap();
    assert_eq!(ids(place.removal(Removable::Account, "sklep").unwrap()), ["remove-last"]);
    let waits = company.folders.inbox().join("a.xml");
    replace(&RealDisk, &waits, b"<a/>").unwrap();
    assert_eq!(ids(place.removal(Removable::Company, "druga").unwrap()), ["remove-files"]);
    std::fs::remove_file(&waits).unwrap();
    assert!(matches!(place.remove(Removable::Company, "druga").unwrap(), Some(Saved::Done(_))));
    let place = Workplace::open(dir).unwrap();
    assert_eq!(place.settings.companies.keys().collect::<Vec<_>>(), ["firma"]);
    assert_eq!(ids(place.removal(Removable::Company, "firma").unwrap())[0], "remove-last");
}
