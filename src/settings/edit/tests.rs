use proptest::prelude::*;

use super::*;
use crate::core::message::Language;
use crate::settings::bytes::{Form, read, write};
use crate::settings::lines::outside;
use crate::settings::schema::{self, Kind};
use crate::settings::template::{self, Answers};
use crate::whole::or_part;

const NUMBER: &str = "RO/12/2026";

fn change(path: &str, value: impl Into<toml::Value>) -> Change {
    Change { path: path.to_owned(), value: Some(value.into()) }
}

fn out(path: &str) -> Change {
    Change { path: path.to_owned(), value: None }
}

/// The comments of a file, each with the hash.
fn comments(text: &str) -> Vec<String> {
    let hash = |line: &str| {
        let first = line.find('#').filter(|at| outside(line).all(|(seen, _)| seen < *at))?;
        Some(line.get(first..)?.trim().to_owned())
    };
    text.lines().filter_map(hash).collect()
}

#[test]
fn only_one_line_of_the_file_is_new() {
    let text = template::settings(&Answers::default());
    let edited = with_pattern(&text, "firma", "RO/77/2026").unwrap();
    let new: Vec<&str> = edited.lines().filter(|line| !text.lines().any(|old| old == *line)).collect();
    assert_eq!(new, ["pattern = \"RO/77/2026\""]);
    assert!(edited.replace("pattern = \"RO/77/2026\"\n", "") == text, "{edited}");
    let other = with_pattern(&edited, "firma", "RO/78/2026").unwrap();
    assert!(other == edited.replace("RO/77", "RO/78"), "{other}");
}

#[test]
fn it_goes_to_the_company_that_is_meant() {
    for (text, edited) in [
        (
            "[companies.a]\r\n# b\r\n[companies.b] # druga\r\nengine = \"sandbox\"\r\n",
            "[companies.a]\r\n# b\r\n[companies.b] # druga\r\nengine = \"sandbox\"\r\npattern = \"RO/12/2026\"\r\n",
        ),
        ("\u{feff}[companies.b]", "\u{feff}[companies.b]\npattern = \"RO/12/2026\"\n"),
        ("[ companies . \"b\" ]\n", "[ companies . \"b\" ]\npattern = \"RO/12/2026\"\n"),
        (
            "[companies.b]\nfile = \"x\"\n  pattern=\"RO/1/2026\" # stara\n[companies.a]\npattern = \"RO/2/2026\"\n",
            "[companies.b]\nfile = \"x\"\n  pattern=\"RO/12/2026\" # stara\n[companies.a]\npattern = \"RO/2/2026\"\n",
        ),
        (
            "companies.b.engine = \"sandbox\"\n",
            "companies.b.engine = \"sandbox\"\ncompanies.b.pattern = \"RO/12/2026\"\n",
        ),
        ("[companies.b]\n\"pattern\" = \"RO/1/2026\"\n", "[companies.b]\n\"pattern\" = \"RO/12/2026\"\n"),
    ] {
        assert_eq!(with_pattern(text, "b", NUMBER).as_deref(), Some(edited), "{text}");
    }
}

#[test]
fn what_would_not_be_read_is_left_alone() {
    for text in ["[companies.a]\n", "[companies.b]\nnonsense = 1\n", "[companies.b\n"] {
        assert_eq!(with_pattern(text, "b", NUMBER), None, "{text}");
    }
}

#[test]
fn what_is_taken_out_leaves_its_notes() {
    for (text, path, edited) in [
        (
            "# stawki\n[vat]\n# ważne\n  delivery = \"highest\" # jak dawniej\n# dalej\n",
            "vat.delivery",
            "# stawki\n[vat]\n# ważne\n  # jak dawniej\n# dalej\n",
        ),
        (
            "[email]\nto = [ # kto\n  \"a@b.pl\", # szef\n  \"c@d.pl\",\n  # koniec\n]\nport = 1",
            "email.to",
            "[email]\n# kto\n# szef\n# koniec\nport = 1",
        ),
        (
            "vat = { delivery = \"highest\", default_rate = \"23\" } # stawki\r\n",
            "vat.delivery",
            "vat = { default_rate = \"23\" } # stawki\r\n",
        ),
        ("language = \"en\"\r\n[vat]\r\n", "language", "[vat]\r\n"),
        ("vat.delivery = \"highest\"\nvat.default_rate = \"23\"\n", "vat.delivery", "vat.default_rate = \"23\"\n"),
    ] {
        let found = edited_with(text, &out(path));
        assert_eq!(found.replace("vat = {default", "vat = { default"), edited, "{text}");
    }
    for path in ["vat.delivery", "email.to", "companies.x.vat.delivery"] {
        assert_eq!(edited_with("[vat]\n", &out(path)), "[vat]\n", "there is none");
    }
    for (text, left) in [
        (
            "[accounts.x]\n[accounts.x.schedule] # własny\n# uwaga\nhours = \"\" # cała doba\n[vat]\n",
            "[accounts.x]\n# własny\n# uwaga\n# cała doba\n[vat]\n",
        ),
        ("[accounts.x]\nschedule = { hours = \"\" }\n", "[accounts.x]\n"),
        ("[accounts.x]\nschedule.hours = \"\"\n", "[accounts.x]\n"),
    ] {
        let whole = [out("accounts.x.schedule.hours"), out("accounts.x.schedule")];
        assert_eq!(super::edited(text, &whole).as_deref(), Some(left), "{text}");
    }
    assert_eq!(edited_with("vat.delivery = \"highest\" # tu\n", &out("vat.delivery")), "# tu\n");
    assert_eq!(super::edited("accounts.x.offers = true\n", &[out("accounts.x.offers")]), None, "nor may it go");
    // The account itself would go with it.
    let alone = [out("accounts.x.schedule.hours"), out("accounts.x.schedule")];
    assert_eq!(super::edited("[accounts.x.schedule]\nhours = \"\"\n", &alone), None);
}

fn edited_with(text: &str, change: &Change) -> String {
    edited(text, std::slice::from_ref(change)).unwrap_or_else(|| panic!("{change:?}: {text}"))
}

#[test]
fn a_list_keeps_what_is_noted_in_it() {
    let text = "[email]\nto = [ # kto\n  \"a@b.pl\", # szef\n  'c@d.pl', # biuro\n  # koniec\n] # lista\n";
    let list = |items: &[&str]| change("email.to", items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>());
    for items in [&[][..], &["x@y.pl"], &["a@b.pl", "c@d.pl"], &["c@d.pl", "x@y.pl", "z@y.pl"]] {
        let edited = edited_with(text, &list(items));
        assert_eq!(comments(&edited), comments(text), "{edited}");
        let read: toml::Table = edited.parse().unwrap();
        assert_eq!(read["email"]["to"], list(items).value.unwrap());
    }
    assert_eq!(edited_with(text, &list(&["a@b.pl", "c@d.pl"])), text, "the same is nothing new");
    assert_eq!(edited_with("[email]\nto = []\n", &list(&["a", "b"])), "[email]\nto = [\"a\", \"b\"]\n");
    assert_eq!(edited_with("[email]\nto = [\"a\"]\n", &list(&["a", "b"])), "[email]\nto = [\"a\", \"b\"]\n");
}

/// A value that a setting may have, and another one.
fn values(known: &schema::Known) -> [toml::Value; 2] {
    let one = |number: usize| match known.kind {
        Kind::Flag => toml::Value::Boolean(number == 1),
        Kind::Number => toml::Value::Integer([7, 8][number]),
        Kind::Text => toml::Value::String(["D:\\bazy \"Łódź\" 1", "x"][number].to_owned()),
        Kind::Word(words) => toml::Value::String(words[number % words.len()].to_owned()),
    };
    if known.is_list { [0, 1].map(|number| toml::Value::Array(vec![one(number), one(0)])) } else { [0, 1].map(one) }
}

/// Every setting at every level at which it may stand.
fn everywhere() -> Vec<(String, [toml::Value; 2])> {
    let mut all = Vec::new();
    for known in schema::all() {
        let part = known.path.split('.').next().unwrap();
        let path = known.path.replace("accounts.*", "accounts.sklep").replace("companies.*", "companies.firma");
        let levels = [
            crate::settings::levels::OF_COMPANY.contains(&part).then(|| format!("companies.firma.{path}")),
            crate::settings::levels::OF_ACCOUNT.contains(&part).then(|| format!("accounts.sklep.{path}")),
        ];
        let paths = [Some(path)].into_iter().chain(levels).flatten();
        all.extend(paths.map(|path| (path, values(known))));
    }
    all
}

fn kept(before: &str, after: &str, path: &str) {
    assert!(comments(before) == comments(after), "{path}: {after}");
    // Lines by what they say of which setting: those of the one are among those of the other, in the same order.
    let of = |text: &str| -> Vec<String> {
        let said = text.lines().map(|line| line.split('=').next().unwrap().trim().to_owned());
        said.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
    };
    let (old, new) = (of(before), of(after));
    let (few, many) = if old.len() < new.len() { (&old, &new) } else { (&new, &old) };
    let mut order = many.iter();
    assert!(few.iter().all(|line| order.any(|other| other == line)), "{path}: the order: {after}");
    assert!(many.len() - few.len() <= 2, "{path}");
}

/// The file that `init` makes, with less said in its comments: they are read often here.
fn template(language: Language) -> String {
    let text = template::settings(&Answers { language, ..Answers::default() });
    let short = |line: &str| if line.starts_with('#') { line.chars().take(24).collect() } else { line.to_owned() };
    text.lines().map(|line| short(line) + "\n").collect()
}

#[test]
fn every_setting_at_every_level_is_set_changed_and_taken_back() {
    let text = template(Language::Polish).replace('\n', "\r\n");
    let text = text.replace("days = 90\r\n", "days = 90 # jak w polityce\r\n");
    for (path, [one, two]) in everywhere() {
        let set = edited_with(&text, &change(&path, one.clone()));
        kept(&text, &set, &path);
        assert!(!set.replace("\r\n", "").contains(['\r', '\n']), "{path}");
        let again = edited_with(&set, &change(&path, two));
        kept(&set, &again, &path);
        assert_eq!(edited_with(&again, &change(&path, one)), set, "{path}");
        let back = edited_with(&set, &out(&path));
        kept(&set, &back, &path);
        let changed = |text: &str, other: &str| -> usize {
            text.lines().filter(|line| !other.lines().any(|known| known == *line)).count()
        };
        assert!(changed(&set, &text) <= 3, "{path}: a head, an empty line and the setting at most");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(or_part(256, 16)))]
    #[test]
    fn whatever_is_changed_in_whatever_order_the_rest_stays(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..3_usize), 1..12),
        form in prop::sample::select(vec![Form::Utf8(false), Form::Utf8(true), Form::Utf16(true), Form::Windows1250]),
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let all = everywhere();
        let begin = template(Language::Polish).replace('\n', end);
        let (mut text, found) = read(&write(&begin, form)).unwrap();
        prop_assert_eq!(found, form);
        for (at, what) in changes {
            let (path, values) = at.get(&all);
            let edit = values.get(what).map_or_else(|| out(path), |value| change(path, value.clone()));
            let edited = edited_with(&text, &edit);
            kept(&text, &edited, path);
            let (lines, ends) = (edited.matches('\n').count(), edited.matches(end).count());
            prop_assert_eq!(lines, ends);
            text = read(&write(&edited, form)).unwrap().0;
            prop_assert_eq!(&text, &edited);
        }
    }
}
