use super::*;

/// What was done in this text, and the line that is shown for it.
fn found(text: &str) -> (What, Option<String>) {
    let error = DeTable::parse(text).map(drop).expect_err(text);
    let (_, slip) = slip(text, error.span().map_or(0, |span| span.start), error.message());
    (slip.what, slip.line)
}

/// The line as it should be, which is read.
#[track_caller]
fn mended(text: &str, what: &What, line: &str) {
    assert_eq!(found(text), (what.clone(), Some(line.to_owned())), "{text}");
    DeTable::parse(line).unwrap_or_else(|error| panic!("{line}: {error}"));
}

#[test]
fn the_commonest_slips_are_shown_as_they_should_be() {
    for (text, what, line) in [
        ("name = „Sklep”", What::Quotes('„'), "name = \"Sklep\""),
        ("name = “Sklep”", What::Quotes('“'), "name = \"Sklep\""),
        ("name = \"Sklep”", What::Quotes('”'), "name = \"Sklep\""),
        ("to = [„a@b.pl”, „c@d.pl”]", What::Quotes('„'), "to = [\"a@b.pl\", \"c@d.pl\"]"),
        ("name = \"Sklep\nnip = \"1\"", What::Unquoted { end: true }, "name = \"Sklep\""),
        ("name = Sklep\"", What::Unquoted { end: false }, "name = \"Sklep\""),
        ("warehouse = MAGAZYN # główny", What::Bare("MAGAZYN".to_owned()), "warehouse = \"MAGAZYN\""),
        ("hours = 07:00-20:00", What::Bare("07:00-20:00".to_owned()), "hours = \"07:00-20:00\""),
        ("server = SERWER\\OPTIMA", What::Bare("SERWER\\OPTIMA".to_owned()), "server = 'SERWER\\OPTIMA'"),
        ("nip = 526-025-02-74", What::Bare("526-025-02-74".to_owned()), "nip = \"526-025-02-74\""),
        ("nip = 0260250274", What::Bare("0260250274".to_owned()), "nip = \"0260250274\""),
        ("name: \"Sklep\"", What::Separator, "name = \"Sklep\""),
        ("name: Sklep", What::Separator, "name = \"Sklep\""),
        ("days: 90", What::Separator, "days = 90"),
        ("name := \"Sklep\"", What::Separator, "name = \"Sklep\""),
        ("name == \"Sklep\"", What::Separator, "name = \"Sklep\""),
        ("[vat\nexempt_seller = true", What::Head, "[vat]"),
        ("[vat # stawki", What::Head, "[vat]"),
        ("to = [\"a@b.pl\"", What::List, "to = [\"a@b.pl\"]"),
        ("to = [\"a@b.pl\",\nport = 25", What::List, "to = [\"a@b.pl\"]"),
        ("to = [\"a@b.pl\" \"c@d.pl\"]", What::Comma, "to = [\"a@b.pl\", \"c@d.pl\"]"),
        ("to = [a@b.pl, \"c@d.pl\"]", What::Bare("a@b.pl".to_owned()), "to = [\"a@b.pl\", \"c@d.pl\"]"),
        ("create = True", What::Flag("True".to_owned()), "create = true"),
        ("create = tak # tak", What::Flag("tak".to_owned()), "create = true"),
        ("create = Nie", What::Flag("Nie".to_owned()), "create = false"),
        ("every_minutes = 15 min", What::Number("15 min".to_owned()), "every_minutes = 15"),
        ("max_size_mib = 16MB", What::Number("16MB".to_owned()), "max_size_mib = 16"),
        ("requests_per_minute = 9 000", What::Number("9 000".to_owned()), "requests_per_minute = 9000"),
        ("// moje ustawienia", What::Comment("//".to_owned()), "# moje ustawienia"),
        ("[accounts.mój sklep]", What::Called("mój sklep".to_owned()), "[accounts.moj-sklep]"),
        ("; stare = \"x\"", What::Comment(";".to_owned()), "# stare = \"x\""),
    ] {
        mended(text, &what, line);
        // Whatever stands around it.
        mended(&format!("language = \"pl\"\n\n# [\n{text}\n\n[xml]\ntype = \"ro\"\n"), &what, line);
    }
}

#[test]
fn a_backslash_between_double_quotes_is_shown_in_apostrophes_and_doubled() {
    for (text, line, doubled) in [
        (r#"server = "SERWER\OPTIMA""#, r"server = 'SERWER\OPTIMA'", r#"server = "SERWER\\OPTIMA""#),
        (r#"file = "D:\bazy\""#, r"file = 'D:\bazy\'", r#"file = "D:\\bazy\\""#),
        (r#"ca_file = "C:\Users\x""#, r"ca_file = 'C:\Users\x'", r#"ca_file = "C:\\Users\\x""#),
    ] {
        mended(text, &What::Backslash(Some(doubled.to_owned())), line);
        let value = |line: &str| {
            let table: toml::Table = line.parse().unwrap();
            table.values().next().and_then(toml::Value::as_str).map(str::to_owned)
        };
        assert_eq!(value(line), value(doubled));
    }
}

#[test]
fn what_cannot_be_mended_for_certain_is_named() {
    for (text, what) in [
        ("days = 2,5", What::Number("2,5".to_owned())),
        ("name =", What::NoValue),
        ("name = # nic", What::NoValue),
        ("to jest moje ustawienie", What::NoPair),
        ("nazwa firmy = \"x\"", What::Name("nazwa firmy".to_owned())),
        ("magazyń = \"x\"", What::Name("magazyń".to_owned())),
        ("[vat] exempt_seller = true", What::After("exempt_seller = true".to_owned())),
        ("name = \"a\" nip = \"b\"", What::After("nip = \"b\"".to_owned())),
        ("days = 90 level = \"info\"", What::After("level = \"info\"".to_owned())),
        ("name = 'it's'", What::After("s'".to_owned())),
        ("name\u{a0}= \"x\"", What::Unseen('\u{a0}')),
        ("name = \"x\u{0}y\"", What::Unseen('\0')),
        ("name = \"x\u{1b}y\"", What::Unseen('\u{1b}')),
        ("\u{200b}name = \"x\"", What::Unseen('\u{200b}')),
        ("= \"x\"", What::Unclear),
    ] {
        assert_eq!(found(text), (what, None), "{text}");
    }
}

#[test]
fn what_stands_twice_is_said_with_the_line_of_the_first() {
    for (text, what) in [
        ("[seller]\nname = \"a\"\n# x\nname = \"b\"", What::Twice("name".to_owned(), Some(2))),
        ("[a]\nname = \"a\"\n[b]\nname = \"b\"\nx = 1\nname = \"c\"", What::Twice("name".to_owned(), Some(4))),
        ("[vat]\n[xml]\n[vat]", What::PartTwice("vat".to_owned(), Some(1))),
        ("[accounts.a]\n[ accounts . \"a\" ]", What::PartTwice("accounts.a".to_owned(), Some(1))),
        ("vat.delivery = \"service\"\nvat = { delivery = \"highest\" }", What::Twice("vat".to_owned(), None)),
    ] {
        assert_eq!(found(text), (what, None), "{text}");
    }
}

/// Whatever a file is cut off or changed at: a sentence, and never one that makes it worse.
#[test]
fn every_line_with_a_character_more_or_less_has_a_sentence() {
    let good = "[seller]\nname = \"Sklep 'A' # 1\"\nto = [\"a@b.pl\", 'c']\ndays = 90 # dni\nflag = true\n";
    let marks = ["", "\"", "'", "=", "[", "]", "\\", ",", "#", "„", "\n", "\0", ":", "é"];
    let mut tried = 0;
    for (at, c) in good.char_indices() {
        for mark in marks {
            for text in [
                format!("{}{mark}{}", &good[..at], &good[at + c.len_utf8()..]),
                format!("{}{mark}{}", &good[..at], &good[at..]),
            ] {
                let Err(error) = DeTable::parse(&text) else { continue };
                tried += 1;
                let (at, slip) = slip(&text, error.span().map_or(0, |span| span.start), error.message());
                assert!(text.is_char_boundary(at), "{text}");
                if let Some(line) = slip.line {
                    assert!(DeTable::parse(&line).is_ok(), "{text}: {line}");
                }
            }
        }
    }
    assert!(tried > 500, "{tried}");
}
