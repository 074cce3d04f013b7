use std::path::Path;

use super::*;
use crate::settings::edit::edited;
use crate::settings::file;
use crate::settings::template::{self, Answers};

const TWO: &str = "[vat]\ndelivery = \"highest\"\n[companies.a.vat]\nexempt_seller = true\n[companies.b]\n[accounts.x]\ncompany = \"a\"\n[accounts.y]\ncompany = \"b\"\n[schedule]\nhours = \"07:00-20:00\"\n";

fn of(text: &str, group: Group, part: &str) -> Vec<Field> {
    fields(&file::parse(text, Path::new("")).unwrap(), text, group, &Origin::of_part(part))
}

fn one(fields: &[Field], key: &str) -> Field {
    fields.iter().find(|field| field.key == key).unwrap_or_else(|| panic!("{key}")).clone()
}

fn typed(path: &str, shown: &str, value: &str) -> BTreeMap<String, Typed> {
    let typed = Typed { value: value.to_owned(), shown: shown.to_owned(), back: false };
    [(path.to_owned(), typed)].into()
}

#[test]
fn every_setting_is_on_a_page_at_every_level_at_which_it_may_stand() {
    let text = template::settings(&Answers::default());
    let settings = file::parse(&text, Path::new("")).unwrap();
    let mut keys: Vec<String> = Vec::new();
    for group in Group::ALL {
        for level in levels(&settings, group) {
            keys.extend(of(&text, group, &level).into_iter().map(|field| field.key));
        }
    }
    for known in schema::all() {
        let top = known.path.replace("accounts.*", "accounts.sklep").replace("companies.*", "companies.firma");
        assert!(keys.contains(&top), "{top}");
        let part = known.path.split('.').next().unwrap();
        // An account's schedule is in the schema by itself.
        if part == "schedule" {
            continue;
        }
        for (allowed, level) in [(&OF_COMPANY[..], "companies.firma"), (&OF_ACCOUNT, "accounts.sklep")] {
            let key = format!("{level}.{}", known.path);
            assert_eq!(keys.contains(&key), allowed.contains(&part), "{key}");
        }
    }
    let count = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn a_field_says_what_is_in_force_and_who_says_so() {
    let x = of(TWO, Group::Goods, "accounts.x");
    let exempt = one(&x, "accounts.x.vat.exempt_seller");
    assert_eq!((exempt.value.as_str(), exempt.usual.as_deref(), exempt.is_said), ("true", Some("false"), false));
    assert_eq!(exempt.from, Origin::Company("a".to_owned()));
    assert_eq!(one(&x, "accounts.x.vat.delivery").from, Origin::Top);
    assert_eq!(one(&x, "accounts.x.vat.default_rate").from, Origin::Program);
    let a = one(&of(TWO, Group::Goods, "companies.a"), "companies.a.vat.exempt_seller");
    assert!(a.is_said && a.from == Origin::Company("a".to_owned()));
    let hours = one(&of(TWO, Group::Schedule, "accounts.x"), "accounts.x.schedule.hours");
    assert_eq!((hours.value.as_str(), &hours.from, hours.usual.as_deref()), ("07:00-20:00", &Origin::Top, Some("")));
    let url = one(&of(TWO, Group::Allegro, "accounts.x"), "accounts.x.api_url");
    assert_eq!((url.value.as_str(), url.usual), ("", None));
}

#[test]
fn what_is_typed_becomes_changes_and_what_is_not_touched_none() {
    let goods = of(TWO, Group::Goods, "");
    let made = |typed| changes(&goods, &typed).unwrap();
    assert_eq!(made(typed("vat.delivery", "highest", "highest")), []);
    assert_eq!(made(typed("vat.delivery", "service", "highest")), [], "it is so already");
    let value = |text: &str| Some(toml::Value::String(text.to_owned()));
    let change = |path: &str, value| Change { path: path.to_owned(), value };
    assert_eq!(made(typed("vat.delivery", "highest", " service\r\n")), [change("vat.delivery", value("service"))]);
    let conflict = Conflict { key: "vat.delivery".to_owned(), then: "service".to_owned(), now: "highest".to_owned() };
    assert_eq!(changes(&goods, &typed("vat.delivery", "service", "proportional")), Err(vec![conflict]));
    let back = Typed { value: "highest".to_owned(), shown: "highest".to_owned(), back: true };
    assert_eq!(made([("vat.delivery".to_owned(), back.clone())].into()), [change("vat.delivery", None)]);
    assert_eq!(made([("vat.default_rate".to_owned(), back)].into()), [], "nobody said it");
    let log = of(TWO, Group::Log, "");
    let days = |text: &str| changes(&log, &typed("log.keep_days", "30", text)).unwrap().remove(0).value;
    assert_eq!((days("7"), days("siedem")), (Some(toml::Value::Integer(7)), value("siedem")));
    let letters = of(TWO, Group::Letters, "");
    let to = changes(&letters, &typed("email.to", "", "a@b.pl, c@d.pl\r\ne@f.pl\r\n")).unwrap().remove(0).value;
    assert_eq!(to.unwrap().to_string(), r#"["a@b.pl", "c@d.pl", "e@f.pl"]"#);
}

#[test]
fn an_accounts_first_own_hour_keeps_the_rest_of_the_common_schedule() {
    let now = of(TWO, Group::Schedule, "accounts.x");
    let made = changes(&now, &typed("accounts.*.schedule.every_minutes", "15", "5")).unwrap();
    let text = edited(TWO, &made).unwrap();
    let settings = file::parse(&text, Path::new("")).unwrap();
    let schedule = settings.schedule_of("x");
    assert_eq!((schedule.every_minutes, schedule.hours.as_str()), (5, "07:00-20:00"));
    assert_eq!(settings.schedule_of("y").every_minutes, 15);
    // All of it taken back, it is the common one again.
    let now = of(&text, Group::Schedule, "accounts.x");
    let back = |field: &Field| {
        (field.path.to_owned(), Typed { value: field.value.clone(), shown: field.value.clone(), back: true })
    };
    let made = changes(&now, &now.iter().map(back).collect()).unwrap();
    let text = edited(&text, &made).unwrap();
    assert!(file::parse(&text, Path::new("")).unwrap().accounts["x"].schedule.is_none(), "{text}");
}
