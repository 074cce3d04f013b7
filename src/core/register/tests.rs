use super::*;

fn companies(names: &[&str]) -> Vec<Configured> {
    names.iter().map(|name| Configured { name: (*name).to_owned(), base: format!("sqlserver:s/{name}") }).collect()
}

fn used(root: bool, root_of: Option<&str>, below: &[&str]) -> Used {
    let unfinished = below.iter().map(|name| self::below(name)).chain(root.then(String::new)).collect();
    let below = below.iter().map(|name| (*name).to_owned()).collect();
    Used { root, root_of: root_of.map(str::to_owned), below, unfinished }
}

fn folders(seated: &Seated) -> Vec<(&str, &str)> {
    seated.register.companies.iter().map(|entry| (entry.name.as_str(), entry.folder.as_str())).collect()
}

#[test]
fn a_set_up_of_the_time_before_the_register_opens_where_it_was() {
    let none = Register::default();
    let single = seat(&none, &companies(&["alfa"]), &used(true, Some("alfa"), &[]));
    assert_eq!((folders(&single), single.left.len()), (vec![("alfa", "")], 0));
    let two = seat(&none, &companies(&["alfa", "beta"]), &used(false, None, &["alfa", "beta"]));
    assert_eq!(folders(&two), [("alfa", "companies/alfa"), ("beta", "companies/beta")]);
    assert_eq!((two.left.len(), two.doubts.len()), (0, 0));
}

#[test]
fn the_first_keeps_the_root_when_others_come_and_when_it_stays_alone_again() {
    let first = seat(&Register::default(), &companies(&["alfa"]), &Used::default());
    let second = seat(&first.register, &companies(&["alfa", "aaa"]), &used(true, None, &[]));
    assert_eq!(folders(&second), [("alfa", ""), ("aaa", "companies/aaa")]);
    assert_eq!(second.left, []);
    let alone = seat(&second.register, &companies(&["aaa"]), &used(true, None, &["aaa"]));
    assert_eq!(alone.folder("aaa"), Some("companies/aaa"));
    assert_eq!(alone.left, [Left { folder: String::new(), of: Some("alfa".to_owned()) }], "it is still alfa's");
}

#[test]
fn one_that_was_alone_until_now_keeps_the_root_also_if_nothing_was_noted() {
    let both = companies(&["alfa", "beta"]);
    let seated = seat(&Register::default(), &both, &used(true, Some("beta"), &[]));
    assert_eq!(folders(&seated), [("alfa", "companies/alfa"), ("beta", "")]);
    let nobodys = seat(&Register::default(), &both, &used(true, None, &[]));
    assert_eq!(folders(&nobodys), [("alfa", "companies/alfa"), ("beta", "companies/beta")]);
    assert_eq!(nobodys.left, [Left { folder: String::new(), of: None }]);
}

#[test]
fn what_an_earlier_version_left_in_the_root_is_seen() {
    let third = used(true, Some("alfa"), &["alfa", "beta", "gamma"]);
    let seated = seat(&Register::default(), &companies(&["alfa", "beta"]), &third);
    assert_eq!(folders(&seated), [("alfa", "companies/alfa"), ("beta", "companies/beta")]);
    let left = |folder: &str, of: Option<&str>| Left { folder: folder.to_owned(), of: of.map(str::to_owned) };
    assert_eq!(seated.left, [left("", Some("alfa")), left("companies/gamma", None)]);
    // When two have become one again, that one worked in the root.
    let back = seat(&Register::default(), &companies(&["alfa"]), &third);
    assert_eq!(back.folder("alfa"), Some(""));
    assert!(back.left.contains(&left("companies/alfa", Some("alfa"))), "{:?}", back.left);
}

#[test]
fn a_new_name_with_a_known_base_waits_for_a_word() {
    let noted = seat(&Register::default(), &companies(&["alfa", "beta"]), &Used::default()).register;
    let mut renamed = companies(&["alfa", "gamma"]);
    "sqlserver:s/beta".clone_into(&mut renamed[1].base);
    let asked = seat(&noted, &renamed, &Used::default());
    assert_eq!(asked.doubts["gamma"], Doubt::Renamed { from: vec!["beta".to_owned()] });
    assert_eq!(asked.folder("gamma"), None);
    let mut yes = noted.clone();
    yes.rename("beta", "gamma");
    let known = seat(&yes, &renamed, &Used::default());
    assert_eq!((known.folder("gamma"), known.doubts.len()), (Some("companies/beta"), 0));
    let mut no = noted;
    no.begin(&renamed[1]);
    let begun = seat(&no, &renamed, &Used::default());
    assert_eq!((begun.folder("gamma"), begun.doubts.len()), (Some("companies/gamma"), 0));
    assert_eq!(begun.folder("beta"), Some("companies/beta"));
}

#[test]
fn a_base_that_moves_is_noted_and_moves_no_folder() {
    let noted = seat(&Register::default(), &companies(&["alfa"]), &Used::default()).register;
    let moved = [Configured { name: "alfa".to_owned(), base: "sqlserver:other/alfa".to_owned() }];
    let seated = seat(&noted, &moved, &Used::default());
    assert_eq!(seated.register.companies[0].base, "sqlserver:other/alfa");
    assert_eq!(seated.folder("alfa"), Some(""));
}

#[test]
fn names_that_windows_cannot_tell_apart_begin_nothing_and_go_on_where_they_worked() {
    for (name, doubt) in
        [("NUL", Doubt::Device), ("com1", Doubt::Device), ("Alfa", Doubt::Alike { other: "alfa".into() })]
    {
        let both = companies(&["alfa", name]);
        let noted = seat(&Register::default(), &companies(&["alfa"]), &Used::default()).register;
        assert_eq!(seat(&noted, &both, &Used::default()).doubts[name], doubt);
        assert_eq!(seat(&Register::default(), &both, &Used::default()).doubts[name], doubt);
        let own = folder_name(name);
        let worked = seat(&Register::default(), &both, &used(false, None, &["alfa", &own]));
        assert!(worked.folder(name).is_some() && worked.doubts.is_empty(), "{name}");
        assert_eq!(bad_name(&both, name), Some(doubt), "and is told of");
    }
    assert_eq!(bad_name(&companies(&["comarch", "com", "nula"]), "comarch"), None);
}

#[test]
fn a_company_cannot_leave_its_folder_and_two_do_not_share_one() {
    for (name, folder) in [
        ("..", "_.._"),
        ("a/b", "a_b"),
        ("a\\b", "a_b"),
        ("", "_"),
        ("CON", "_CON"),
        ("Com1.x", "_Com1.x"),
        ("x.", "x._"),
    ] {
        assert_eq!(folder_name(name), folder);
    }
    let seated = seat(&Register::default(), &companies(&["a/b", "a_b"]), &Used::default());
    assert_eq!(folders(&seated), [("a/b", "companies/a_b"), ("a_b", "companies/a_b-2")]);
}

#[test]
fn two_companies_that_change_their_names_are_asked_about() {
    let noted = seat(&Register::default(), &companies(&["alfa", "beta"]), &Used::default()).register;
    let mut swapped = companies(&["alfa", "beta"]);
    "sqlserver:s/beta".clone_into(&mut swapped[0].base);
    "sqlserver:s/alfa".clone_into(&mut swapped[1].base);
    let asked = seat(&noted, &swapped, &Used::default());
    let from = |name: &str| Doubt::Renamed { from: vec![name.to_owned()] };
    assert_eq!((&asked.doubts["alfa"], &asked.doubts["beta"]), (&from("beta"), &from("alfa")));
    assert_eq!(asked.register, noted, "nothing is noted meanwhile");
    let mut yes = noted;
    yes.rename("beta", "alfa");
    let known = seat(&yes, &swapped, &Used::default());
    assert_eq!((known.folder("alfa"), known.folder("beta")), (Some("companies/beta"), Some("companies/alfa")));
    assert_eq!(known.doubts.len(), 0);
}

#[test]
fn bases_that_say_no_more_leave_the_choice_to_a_person() {
    let sandbox = |names: &[&str]| -> Vec<Configured> {
        names.iter().map(|name| Configured { name: (*name).to_owned(), base: "sandbox:".to_owned() }).collect()
    };
    let noted = seat(&Register::default(), &sandbox(&["alfa", "beta"]), &Used::default()).register;
    let asked = seat(&noted, &sandbox(&["aaa", "bbb"]), &Used::default());
    let both = Doubt::Renamed { from: vec!["alfa".to_owned(), "beta".to_owned()] };
    assert_eq!((&asked.doubts["aaa"], &asked.doubts["bbb"]), (&both, &both));
}

#[test]
fn a_company_that_went_and_left_nothing_undone_is_not_told_of() {
    let noted = seat(&Register::default(), &companies(&["alfa", "beta"]), &Used::default()).register;
    let mut there = used(false, None, &["beta"]);
    assert_eq!(seat(&noted, &companies(&["alfa"]), &there).left.len(), 1);
    there.unfinished.clear();
    assert_eq!(seat(&noted, &companies(&["alfa"]), &there).left, []);
}

#[test]
fn a_former_name_that_another_company_has_by_now_is_asked_about() {
    let noted = seat(&Register::default(), &companies(&["alfa", "beta"]), &Used::default()).register;
    let mut now = companies(&["alfa", "delta", "beta"]);
    "sqlserver:s/beta".clone_into(&mut now[1].base);
    "sqlserver:s/new".clone_into(&mut now[2].base);
    let asked = seat(&noted, &now, &Used::default());
    assert_eq!(asked.doubts["delta"], Doubt::Renamed { from: vec!["beta".to_owned()] });
}

#[test]
fn a_register_in_which_two_share_a_folder_is_none() {
    let entry =
        |name: &str, folder: &str| Entry { name: name.to_owned(), folder: folder.to_owned(), base: String::new() };
    let register = |entries: Vec<Entry>| Register { version: VERSION, companies: entries };
    assert!(register(vec![entry("a", ""), entry("b", "companies/b")]).is_sound());
    for wrong in [
        vec![entry("a", "companies/x"), entry("b", "companies/X")],
        vec![entry("a", ""), entry("a", "companies/a")],
        vec![entry("a", "companies/../b")],
        vec![entry("a", "elsewhere/a")],
    ] {
        assert!(!register(wrong.clone()).is_sound(), "{wrong:?}");
    }
}

#[test]
fn the_only_company_under_a_new_name_with_a_new_base_is_asked_about() {
    let tried = [Configured { name: "firma".to_owned(), base: "sandbox:".to_owned() }];
    let noted = seat(&Register::default(), &tried, &Used::default()).register;
    let real = companies(&["moja"]);
    let asked = seat(&noted, &real, &Used::default());
    assert_eq!(asked.doubts["moja"], Doubt::Renamed { from: vec!["firma".to_owned()] });
    let mut yes = noted;
    yes.rename("firma", "moja");
    assert_eq!(seat(&yes, &real, &Used::default()).folder("moja"), Some(""));
}
