use super::*;
use crate::settings::template::{self, Answers};
use crate::spool::{RealDisk, replace};

fn file(dir: &Path) -> String {
    std::fs::read_to_string(dir.join(file::FILE_NAME)).unwrap()
}

fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    replace(&RealDisk, &folder.path().join(file::FILE_NAME), text.as_bytes()).unwrap();
    folder
}

fn typed(all: &[(&str, &str, &str)]) -> BTreeMap<String, Typed> {
    let one = |(path, shown, value): &(&str, &str, &str)| {
        let typed = Typed { value: (*value).to_owned(), shown: (*shown).to_owned(), back: false };
        ((*path).to_owned(), typed)
    };
    all.iter().map(one).collect()
}

#[test]
fn what_is_right_is_saved_and_what_is_wrong_leaves_the_file_untouched() {
    let text = template::settings(&Answers::default());
    let folder = folder(&text);
    let dir = folder.path();
    let save = |group, level: &str, all: &[(&str, &str, &str)]| save(dir, group, level, &typed(all)).unwrap();
    for (group, path, shown, value, code) in [
        (Group::Goods, "vat.default_rate", "", "dwadzieścia", "SET-005"),
        (Group::Log, "log.keep_days", "30", "5000", "SET-016"),
        (Group::Log, "log.keep_days", "30", "miesiąc", "SET-004"),
        (Group::Log, "log.level", "info", "all", "SET-004"),
        (Group::Documents, "documents.firm.warehouse", "MAGAZYN", "", "SET-045"),
        (Group::Schedule, "schedule.weekdays", "", "pn\nponiedziałek?", "SET-011"),
        (Group::Letters, "email.server", "", "smtp.firma.pl", "SET-018"),
    ] {
        let Saved::Wrong(problems) = save(group, "", &[(path, shown, value)]) else { panic!("{path}") };
        assert_eq!(problems[0].code(), code, "{path}");
        assert!(file(dir) == text, "{path}");
    }
    let all = [("email.server", "", "smtp.firma.pl"), ("email.from", "", "a@firma.pl"), ("email.to", "", "b@firma.pl")];
    let Saved::Done(changed) = save(Group::Letters, "", &all) else { panic!() };
    let told: Vec<(&str, &str, &str)> =
        changed.iter().map(|it| (it.key.as_str(), it.was.as_str(), it.is.as_str())).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.contains(&("email.server", "", "smtp.firma.pl")));
    let Saved::Done(changed) = save(Group::Goods, "accounts.sklep", &[("vat.default_rate", "", "8")]) else { panic!() };
    assert_eq!(changed[0].key, "accounts.sklep.vat.default_rate");
    assert_eq!(Workplace::open(dir).unwrap().settings.of_account("sklep").vat.default_rate, "8");
    assert!(matches!(save(Group::Goods, "accounts.x", &[]), Saved::Wrong(_)), "there is no such account");
}

#[test]
fn of_two_who_change_the_same_the_second_is_told() {
    let folder = folder("[vat]\ndelivery = \"service\" # dawniej\n");
    let save = |shown: &str, value: &str| {
        save(folder.path(), Group::Goods, "", &typed(&[("vat.delivery", shown, value)])).unwrap()
    };
    assert!(matches!(save("service", "highest"), Saved::Done(changed) if changed.len() == 1));
    let Saved::Meanwhile(conflicts) = save("service", "proportional") else { panic!() };
    let told = Conflict { key: "vat.delivery".to_owned(), then: "service".to_owned(), now: "highest".to_owned() };
    assert_eq!(conflicts, [told]);
    assert_eq!(file(folder.path()), "[vat]\ndelivery = \"highest\" # dawniej\n");
    assert!(matches!(save("service", "highest"), Saved::Done(changed) if changed.is_empty()), "both want the same");
    // Something else changed: that is no conflict.
    replace(&RealDisk, &folder.path().join(file::FILE_NAME), b"# nowe\n[vat]\ndelivery = \"highest\"\n").unwrap();
    assert!(matches!(save("highest", "service"), Saved::Done(changed) if changed.len() == 1));
    assert_eq!(file(folder.path()), "# nowe\n[vat]\ndelivery = \"service\"\n");
}

#[test]
fn a_wrong_file_is_shown_with_its_lines_and_mended_as_it_was_shown() {
    let folder = folder("[seller]\nname = „Sklep”\n[vat]\nnonsense = 1\n");
    let dir = folder.path();
    let first = look(dir);
    assert_eq!(first.mistakes[0].1.as_deref(), Some("name = „Sklep”"));
    assert!(first.is_mendable && first.lines[0].after == "name = \"Sklep\"", "{first:?}");
    assert!(!mend(dir, "another").unwrap());
    assert!(mend(dir, &first.mark).unwrap());
    assert_eq!(file(dir), "[seller]\nname = \"Sklep\"\n[vat]\nnonsense = 1\n");
    let kept = std::fs::read_to_string(dir.join("allegro-optima.toml.bak")).unwrap();
    assert!(kept.contains("„Sklep”"), "{kept}");
    let left = look(dir);
    assert!(!left.is_mendable && left.mistakes[0].1.as_deref() == Some("nonsense = 1"), "{left:?}");
    assert!(look(tempfile::tempdir().unwrap().path()).mistakes[0].0.code() == "SET-001");
}
