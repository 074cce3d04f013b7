use super::*;

fn call(args: &[&str]) -> Result<(Global, Job), clap::Error> {
    let args: Vec<OsString> = std::iter::once("allegro-optima").chain(args.iter().copied()).map(Into::into).collect();
    read(&args, &Catalogue::new(Language::Polish))
}

#[test]
fn clap_finds_no_mistake_in_the_command_line() {
    command(&Catalogue::new(Language::Polish)).debug_assert();
    command(&Catalogue::new(Language::English)).debug_assert();
}

#[test]
fn global_options_stand_before_and_after_the_command() {
    let expected = (
        Global { dir: PathBuf::from("x"), language: Some(Language::English), json: true, verbose: 2 },
        Job::Init { yes: true },
    );
    assert_eq!(call(&["--dir", "x", "--lang=en", "--json", "-vv", "init", "--yes"]).unwrap(), expected);
    assert_eq!(call(&["init", "-y", "-vv", "--json", "--lang", "en", "--dir", "x"]).unwrap(), expected);
}

#[test]
fn the_language_is_found_before_clap_reads() {
    let args = |texts: &[&str]| texts.iter().map(OsString::from).collect::<Vec<_>>();
    assert_eq!(language(&args(&["a", "status", "--lang", "en"])), Some(Language::English));
    assert_eq!(language(&args(&["a", "--lang=pl"])), Some(Language::Polish));
    assert_eq!(language(&args(&["a", "--lang"])), None);
    assert_eq!(language(&args(&["a", "--language", "en"])), None);
}

#[test]
fn wrong_calls_are_refused() {
    for wrong in [
        &["nonsense"][..],
        &["convert"],
        &["mappings"],
        &["mappings", "nonsense"],
        &["workplace"],
        &["workplace", "adopt", "--new"],
        &["export", "--since", "yesterday"],
        &["--lang", "de", "status"],
        &["export", "--order", "12"],
        &["forget"],
        &["forget", "--nip", ""],
        &["forget", "--nip", "1", "--buyer", "2"],
    ] {
        assert!(call(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn nothing_asked_is_the_service_with_its_panel_wherever_the_folder_is() {
    for args in [&[][..], &["--dir", "x"], &["--lang", "en", "-v"]] {
        assert_eq!(call(args).unwrap().1, Job::Start, "{args:?}");
    }
    assert_eq!(call(&["panel", "--address"]).unwrap().1, Job::Panel { address: true });
}
