use super::*;
use crate::core::settings::Account;

/// The keys that something is said of, where the file says everything.
fn said(change: impl FnOnce(&mut Settings)) -> Vec<String> {
    let mut settings = Settings::default();
    change(&mut settings);
    doubts(&settings, &|_| true).into_iter().map(|remark| remark.key).collect()
}

/// What is set, and the keys that are doubted then.
type Case<'a> = (&'a dyn Fn(&mut Settings), &'a [&'a str]);

#[test]
fn the_usual_settings_are_beyond_doubt() {
    assert_eq!(said(|_| ()), [""; 0]);
}

#[test]
fn a_kind_with_the_scheme_of_another_kind_is_said() {
    let of = |kind: Kind, symbol: &str| {
        said(|settings| {
            settings.documents.firm.kind = kind;
            settings.documents.firm.definition = symbol.to_owned();
        })
    };
    for (kind, symbol) in [(Kind::Pf, "RO"), (Kind::Fa, "RO"), (Kind::Pa, "FS"), (Kind::Ro, "FPF")] {
        assert_eq!(of(kind, symbol), ["documents.firm.definition"], "{kind:?} {symbol}");
    }
    for (kind, symbol) in [(Kind::Pf, ""), (Kind::Pf, "FPF"), (Kind::Pf, "MOJE"), (Kind::Ro, "RO")] {
        assert_eq!(of(kind, symbol), [""; 0], "{kind:?} {symbol}");
    }
}

#[test]
fn a_wish_that_another_setting_undoes_is_said_with_that_setting() {
    let lacking = |settings: &mut Settings| settings.fields.description = vec![DescriptionLine::Login];
    let of_base = |engine: Engine| Company {
        engine,
        file: "x".to_owned(),
        server: "S".to_owned(),
        ca_file: "c".to_owned(),
        encryption: Encryption::Trust,
        ..Company::default()
    };
    let cases: [Case<'_>; 12] = [
        (&|s| (s.fields.phone_in_description, ()) = (true, lacking(s)), &["fields.phone_in_description"]),
        (&|s| (s.fields.email_in_description, ()) = (true, lacking(s)), &["fields.email_in_description"]),
        (&|s| s.fields.phone_in_description = true, &[]),
        (&|s| (s.vat.exempt_seller, s.vat.default_rate) = (true, "23".to_owned()), &["vat.default_rate"]),
        (&|s| s.orders.one_fulfillment_series = "OF".to_owned(), &["orders.one_fulfillment_series"]),
        (&|s| s.orders.currency_definition = "ROW".to_owned(), &["orders.currency_definition"]),
        (&|s| (s.orders.currency_series, s.orders.foreign_currency) = ("W".to_owned(), Choice::Import), &[]),
        (&|s| s.products.card.code = "X-{kod}".to_owned(), &["products.card.code"]),
        (&|s| s.email.to = vec!["a@b.pl".to_owned()], &["email.to"]),
        (&|s| s.schedule.every_minutes = 0, &["schedule.every_minutes"]),
        (
            &|s| drop(s.companies.insert("f".to_owned(), of_base(Engine::Sandbox))),
            &["companies.f.server", "companies.f.ca_file"],
        ),
        (
            &|s| drop(s.companies.insert("f".to_owned(), of_base(Engine::SqlServer))),
            &["companies.f.file", "companies.f.ca_file"],
        ),
    ];
    for (change, keys) in cases {
        assert_eq!(said(change), keys);
    }
}

#[test]
fn a_schedule_that_never_begins_is_said_where_it_counts() {
    let never = Schedule { every_minutes: 0, ..Schedule::default() };
    let own = |s: &mut Settings, schedule: Option<Schedule>| {
        s.accounts.insert("a".to_owned(), Account { schedule, ..Account::default() });
    };
    assert_eq!(said(|s| own(s, Some(never.clone()))), ["accounts.a.schedule.every_minutes"]);
    assert_eq!(said(|s| (s.schedule, ()) = (never.clone(), own(s, Some(Schedule::default())))), [""; 0]);
    assert_eq!(said(|s| (s.schedule, ()) = (never.clone(), own(s, None))), ["schedule.every_minutes"]);
    let daily = Schedule { daily_at: vec!["06:00".to_owned()], ..never };
    assert_eq!(said(|s| s.schedule = daily), [""; 0]);
}

#[test]
fn what_the_file_does_not_say_is_nobodys_wish() {
    let mut settings = Settings::default();
    settings.schedule.every_minutes = 0;
    assert_eq!(doubts(&settings, &|_| false).len(), 0);
}

#[test]
fn a_value_that_means_nothing_is_said() {
    let cases: [Case<'_>; 14] = [
        (&|s| s.vat.default_rate = "99".to_owned(), &["vat.default_rate"]),
        (&|s| s.vat.default_rate = "22".to_owned(), &["vat.default_rate"]),
        (&|s| s.vat.default_rate = "zw".to_owned(), &[]),
        (&|s| s.delivery.vat = "50".to_owned(), &["delivery.vat"]),
        (&|s| (s.products.create, s.products.card.vat) = (true, "99".to_owned()), &["products.card.vat"]),
        (&|s| s.seller.bank_account = "abc".to_owned(), &["seller.bank_account"]),
        (&|s| s.seller.gln = "123".to_owned(), &["seller.gln"]),
        (&|s| s.seller.nip_country = "XX".to_owned(), &["seller.nip_country"]),
        (
            &|s| (s.seller.nip_country, s.seller.nip) = ("DE".to_owned(), "9990003716".to_owned()),
            &["seller.nip_country"],
        ),
        (&|s| (s.seller.nip_country, s.seller.nip) = ("DE".to_owned(), "123456789".to_owned()), &[]),
        (&|s| s.fields.attributes.login = s.fields.attributes.order.to_lowercase(), &["fields.attributes.login"]),
        (&|s| (s.fields.attributes.login, s.fields.attributes.order) = Default::default(), &[]),
        (&|s| s.fields.foreign_number = "{uuid}".to_owned(), &["fields.foreign_number"]),
        (&|s| s.fields.foreign_number = "ALLEGRO/{konto}/{id}/{login}".to_owned(), &[]),
    ];
    for (at, (change, expected)) in cases.into_iter().enumerate() {
        assert_eq!(said(change), expected, "case {at}");
    }
}
