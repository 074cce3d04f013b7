//! The settings in the panel, and every page while they are wrong.

use url::form_urlencoded::Serializer;

use super::*;
use crate::core::message::{Catalogue, Language};
use crate::settings::file::FILE_NAME;
use crate::settings::schema;
use crate::workplace::{Group, meaning};

/// All that a browser loads at once.
const LARGEST: usize = 100 * 1024;

fn form(fields: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn file(house: &House) -> Vec<u8> {
    std::fs::read(house.folder.path().join(FILE_NAME)).unwrap()
}

fn write(house: &House, bytes: &[u8]) {
    replace(&RealDisk, &house.folder.path().join(FILE_NAME), bytes).unwrap();
}

/// The addresses that are read, as the router has them, each with something in place of a name.
fn pages() -> Vec<String> {
    let routes = include_str!("../mod.rs").split(".route(\"").skip(1);
    let read = routes.filter_map(|route| {
        let (path, rest) = route.split_once('"')?;
        rest.lines().next()?.contains("get(").then_some(path)
    });
    let named = read.map(|path| {
        let path = path.replace("/remove/{part}/{name}", "/remove/companies/firma");
        let path = path.replace("/orders/{id}", &format!("/orders/{ORDER}")).replace("{table}", "services.csv");
        path.replace("{alias}", "sklep")
            .replace("{name}", "panel.css")
            .replace("{group}", "documents")
            .replace("{step}", "documents")
    });
    // It ends with the service.
    named.filter(|path| path != "/live").collect()
}

fn win(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1250.encode(text).0.into_owned()
}

fn wide(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[tokio::test]
async fn every_page_answers_while_the_settings_are_wrong_and_the_button_mends_them() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let good = String::from_utf8(file(&house)).unwrap();
    let with = |line: &str| good.replace("[seller]\n", &format!("[seller]\n{line}\n")).replace("\nname = \"\"\n", "\n");
    let ways = [
        (with("name = Żółw # mój").into_bytes(), true),
        (win(&with("name = Żółw")), true),
        (wide(&with("name = „Żółw”")), true),
        ([win("# żółw\n"), with("name = \"Żółw\"").into_bytes()].concat(), true),
        (with("name = \"D:\\bazy\"").into_bytes(), true),
        (with("nmae = \"Żółw\"").into_bytes(), true),
        (with("name = \"Żółw").into_bytes(), true),
        (with("nonsense = 1").into_bytes(), false),
        (good.replace("[vat]", "[vat").into_bytes(), true),
        (b"PK\0\x03\xff\0".to_vec(), false),
        (vec![b'a'; (1 << 20) + 1], false),
    ];
    let paths = pages();
    assert!(paths.len() > 30, "{paths:?}");
    for (number, (bytes, mends)) in ways.into_iter().enumerate() {
        write(&house, &bytes);
        for path in &paths {
            let answer = house.get(&visitor, path).await;
            assert!(["200", "303", "400", "404", "409", "503"].contains(&code(&answer)), "{number} {path}: {answer}");
            if code(&answer) == "503" && !matches!(path.as_str(), "/healthz") {
                assert!(
                    answer.contains("href=\"/settings\"") && answer.contains("href=\"/orders\""),
                    "{path}: {answer}"
                );
                assert!(answer.contains("SET-"), "{number} {path}: {answer}");
            }
        }
        let page = house.get(&visitor, "/settings").await;
        assert!(code(&page) == "200" && page.contains("SET-"), "{number}: {page}");
        assert_eq!(page.contains("/settings/mend"), mends, "{number}: {page}");
        assert!(file(&house) == bytes, "nothing is changed by looking");
        if !mends {
            continue;
        }
        let shown = page.split("name=\"was\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let answer = house.post(&visitor, "/settings/mend", &form(&[("was", shown)])).await;
        assert_eq!(code(&answer), "303", "{answer}");
        let page = house.get(&visitor, "/settings").await;
        assert!(page.contains("Poprawiono plik") && !page.contains("SET-004"), "{number}: {page}");
        assert!(Workplace::open(house.folder.path()).is_ok(), "{number}");
        assert!(!house.get(&visitor, "/settings").await.contains("Poprawiono plik"), "it is said once");
    }
    for remove in [true, false] {
        let path = house.folder.path().join(FILE_NAME);
        std::fs::remove_file(&path).unwrap();
        if !remove {
            std::fs::create_dir(&path).unwrap();
        }
        for path in &paths {
            assert_ne!(code(&house.get(&visitor, path).await), "500", "{path}");
        }
        if remove {
            write(&house, b"");
        }
    }
}

#[tokio::test]
async fn with_wrong_settings_the_first_page_shows_what_is_known_and_the_way_to_mend_them() {
    let house = House::open().await;
    let wrong = b"[seller\n";
    let good = file(&house);
    // A panel that never saw good ones has nothing but the way.
    write(&house, wrong);
    let answer = house.send(&format!("GET {}", house.entrance()), &house.host(), "", "").await;
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap().split(';').next().unwrap();
    let visitor = Visitor { cookie: cookie.to_owned(), csrf: String::new() };
    for is_known in [false, true] {
        write(&house, if is_known { &good } else { wrong });
        assert_eq!(code(&house.get(&visitor, "/").await), "200");
        write(&house, wrong);
        let page = house.get(&visitor, "/").await;
        assert!(code(&page) == "200" && page.contains("SET-004") && page.contains("href=\"/settings\">"), "{page}");
        assert_eq!(page.contains("id=\"counts\""), is_known, "what was good last holds");
        assert_eq!(code(&house.get(&visitor, "/orders").await) == "200", is_known);
        let found = house.get(&visitor, "/doctor/findings").await;
        assert!(found.contains("SET-004"), "{found}");
    }
    write(&house, &good);
    assert!(!house.get(&visitor, "/").await.contains("SET-004"));
}

#[tokio::test]
async fn every_setting_has_its_place_and_no_page_is_large() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let texts = Catalogue::new(Language::Polish);
    let mut shown = String::new();
    for group in Group::ALL {
        assert!(house.get(&visitor, "/settings").await.contains(&format!("href=\"/settings/{}\"", group.name())));
        for of in ["", "companies.firma", "accounts.sklep"] {
            let page = house.get(&visitor, &format!("/settings/{}?of={of}", group.name())).await;
            assert!(code(&page) == "200" && page.len() < LARGEST, "{}: {}", group.name(), page.len());
            assert_eq!(page.matches("<label for=").count(), page.matches(" id=\"v.").count(), "each has a label");
            shown.push_str(&page);
        }
    }
    // Each list that a field names on its own is there, or comes from the bases.
    let choices = house.get(&visitor, "/choices").await;
    for list in shown.split(" list=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let id = format!("<datalist id=\"{list}\">");
        assert!(shown.contains(&id) || choices.contains(&id), "{list}: {choices}");
    }
    for known in schema::all() {
        assert!(shown.contains(&format!("name=\"v.{}\"", known.path)), "{}", known.path);
        let label = texts.label(&meaning(&known.path).unwrap()).unwrap();
        assert!(shown.contains(&format!(">{}<", label.replace('&', "&amp;"))), "{label}");
    }
    assert_eq!(code(&house.get(&visitor, "/settings/nonsense").await), "404");
    assert!(house.get(&visitor, "/choices").await.contains("<option value=\"MAGAZYN\">"));
}

#[tokio::test]
async fn a_change_is_told_and_nothing_else_in_the_file_is_new() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let before = String::from_utf8(file(&house)).unwrap();
    let page = house.get(&visitor, "/settings/log").await;
    assert!(page.contains("name=\"o.retention.days\" value=\"90\"") && page.contains("[z pliku]"), "{page}");
    let fields = [
        ("of", ""),
        ("v.retention.days", "60"),
        ("o.retention.days", "90"),
        ("v.log.level", "info"),
        ("o.log.level", "info"),
    ];
    let answer = house.post(&visitor, "/settings/log", &form(&fields)).await;
    assert!(code(&answer) == "303" && answer.contains("location: /settings/log?of=\r\n"), "{answer}");
    let page = house.get(&visitor, "/settings/log?of=").await;
    assert!(
        page.contains("Dni danych kupujących: było 90, jest 60") && page.contains("Jedno zamówienie czeka"),
        "{page}"
    );
    assert_eq!(String::from_utf8(file(&house)).unwrap(), before.replace("days = 90", "days = 60"));
    // Of one account; and taken back.
    let here = [("of", "accounts.sklep"), ("v.vat.default_rate", "8"), ("o.vat.default_rate", "")];
    assert_eq!(code(&house.post(&visitor, "/settings/goods", &form(&here)).await), "303");
    let page = house.get(&visitor, "/settings/goods?of=accounts.sklep").await;
    assert!(page.contains("było (puste), jest 8") && page.contains("[z konta sklep]"), "{page}");
    let back = [here[0], here[1], ("o.vat.default_rate", "8"), ("b.vat.default_rate", "on")];
    assert_eq!(code(&house.post(&visitor, "/settings/goods", &form(&back)).await), "303");
    let page = house.get(&visitor, "/settings/goods?of=accounts.sklep").await;
    assert!(page.contains("było 8, jest (puste)") && !page.contains("[z konta sklep]"), "{page}");
    // Without scripts and with nothing changed.
    assert_eq!(code(&house.post(&visitor, "/settings/goods", "of=").await), "303");
    assert!(house.get(&visitor, "/settings/goods").await.contains("Nic się nie zmieniło"));
}

#[tokio::test]
async fn what_is_wrong_or_was_changed_meanwhile_is_shown_as_it_was_typed() {
    let house = House::open().await;
    let (visitor, other) = (house.enter().await, house.enter().await);
    let before = file(&house);
    let days = |shown: &'static str, value: &'static str| {
        form(&[("of", ""), ("v.retention.days", value), ("o.retention.days", shown)])
    };
    let answer = house.post(&visitor, "/settings/log", &days("90", "3")).await;
    assert!(code(&answer) == "422" && answer.contains("SET-017") && answer.contains("value=\"3\""), "{answer}");
    assert!(file(&house) == before);
    assert_eq!(code(&house.post(&other, "/settings/log", &days("90", "60")).await), "303");
    let answer = house.post(&visitor, "/settings/log", &days("90", "30")).await;
    assert!(code(&answer) == "409" && answer.contains("było 90, teraz jest 60"), "{answer}");
    assert!(answer.contains("name=\"v.retention.days\" value=\"30\""), "{answer}");
    assert!(answer.contains("name=\"o.retention.days\" value=\"60\""), "who saves once more means it: {answer}");
    assert!(String::from_utf8(file(&house)).unwrap().contains("days = 60"));
    assert!(
        !house.get(&visitor, "/settings/log").await.contains("Zapisano"),
        "what the other did is told to the other"
    );
    assert_eq!(code(&house.post(&visitor, "/settings/log", &days("60", "30")).await), "303");
    // Somebody spoilt the file meanwhile.
    let good = file(&house);
    write(&house, b"[vat\n");
    let answer = house.post(&visitor, "/settings/log", &days("30", "45")).await;
    assert!(code(&answer) == "409" && answer.contains("retention.days = 45") && answer.contains("SET-004"), "{answer}");
    write(&house, &good);
    // A company that went away meanwhile.
    let answer =
        house.post(&visitor, "/settings/goods", &form(&[("of", "companies.x"), ("v.vat.delivery", "highest")])).await;
    assert!(code(&answer) == "422" && answer.contains("nie ma już tej firmy"), "{answer}");
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_in_the_words_of_the_form() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let long = "a".repeat(300);
    let wrongs = [
        ("log", "", "log.keep_days", "30", "wiele", "Wpisz liczbę całkowitą"),
        ("log", "", "retention.days", "90", "3", "od 7 do 3660"),
        ("allegro", "accounts.sklep", "accounts.*.client_id", "", "a b", "to nie Client ID"),
        ("firm", "", "seller.name", "", long.as_str(), "Za długie"),
        ("goods", "", "products.card.code", "{kod}", "stały", "byłoby kodem każdego towaru"),
        ("schedule", "", "schedule.hours", "", "nigdy", "nie jest zakresem godzin"),
    ];
    for (group, of, path, shown, value, told) in wrongs {
        let fields = [("of", of), (&*format!("v.{path}"), value), (&*format!("o.{path}"), shown)];
        let answer = house.post(&visitor, &format!("/settings/{group}"), &form(&fields)).await;
        assert_eq!(code(&answer), "422", "{path}: {answer}");
        let section = answer.split(&format!("<section class=\"setting\" id=\"{path}\">")).nth(1).unwrap();
        let section = section.split("</section>").next().unwrap();
        assert!(section.contains(told) && section.contains("aria-invalid=\"true\""), "{path}: {section}");
        let about = format!("aria-describedby=\"e.{path} h.{path}\"");
        assert!(section.contains(&about) && section.contains(&format!("id=\"e.{path}\"")), "{path}: {section}");
        let said = section.split("<p class=\"soft\"").next().unwrap();
        for word in ["Wiersz ", "kolumna", "pliku ustawień", "apostrof"] {
            assert!(!said.contains(word), "{path}: {said}");
        }
        assert_eq!(answer.matches("aria-invalid").count(), 1, "{path}");
    }
}

#[tokio::test]
async fn what_belongs_to_another_page_is_told_by_its_name_with_the_way_to_it() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let page = house.get(&visitor, "/settings/documents").await;
    assert!(page.contains("<option value=\"ro\" selected>RO: rezerwacja odbiorcy</option>"), "{page}");
    assert!(!page.contains("&quot;&quot;"), "nobody types two marks into a field: {page}");
    let texts = Catalogue::new(Language::Polish);
    let problem = crate::core::problem::Problem::error(crate::core::message::text::Set031 {
        company: "firma".into(),
        server: "a b".into(),
        line: 1_u32.into(),
        column: 1_u32.into(),
    });
    let told = super::super::page::problem(&texts, &problem.clone().at_path("companies.firma.server")).into_string();
    assert!(told.contains("href=\"/settings/optima?of=companies.firma#companies.*.server\">SQL Server</a>"), "{told}");
    assert!(!told.contains("Wiersz") && told.contains("SET-031"), "{told}");
    assert!(super::super::page::problem(&texts, &problem).into_string().contains("Wiersz 1"), "the file's own words");
}

#[tokio::test]
async fn a_page_that_answers_a_form_is_shown_at_an_address_of_its_own() {
    let house = House::open().await;
    let (visitor, other) = (house.enter().await, house.enter().await);
    let head = format!(
        "Cookie: {}\r\nAccept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\n",
        visitor.cookie
    );
    let typed = [("csrf", visitor.csrf.as_str()), ("of", ""), ("v.retention.days", "3"), ("o.retention.days", "90")];
    let answer = house.send("POST /settings/log", &house.host(), &head, &form(&typed)).await;
    let way = answer.lines().find_map(|line| line.strip_prefix("location: ")).unwrap().to_owned();
    assert!(code(&answer) == "303" && way.starts_with("/answers/"), "{answer}");
    for _ in 0..2 {
        let page = house.get(&visitor, &way).await;
        assert!(code(&page) == "422" && page.contains("SET-017") && page.contains("value=\"3\""), "{page}");
        assert!(page.contains("action=\"/settings/log\"") && page.contains("no-store"), "{page}");
    }
    assert_eq!(code(&house.get(&other, &way).await), "404", "it is not his");
    let out = house.send("POST /logout", &house.host(), &head, &format!("csrf={}", visitor.csrf)).await;
    assert!(!out.contains("/answers/"), "who has left can read no further page: {out}");
    assert_eq!(code(&house.get(&visitor, &way).await), "403");
}

#[tokio::test]
async fn an_account_that_was_added_can_be_removed() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let page = house.get(&visitor, "/settings/allegro?of=accounts.sklep").await;
    assert!(page.contains("href=\"/remove/accounts/sklep\""), "{page}");
    assert!(house.get(&visitor, "/accounts/sklep").await.contains("href=\"/remove/accounts/sklep\""));
    let page = house.get(&visitor, "/remove/accounts/sklep").await;
    assert!(page.contains("jedynego") && !page.contains("action=\"/remove/"), "{page}");
    assert_eq!(code(&house.post(&visitor, "/remove/accounts/sklep", "").await), "409");
    let text = String::from_utf8(file(&house)).unwrap();
    let second = "\n[accounts.drugi] # drugie\nbegin = \"later\"\n";
    write(&house, format!("{text}{second}").as_bytes());
    let page = house.get(&visitor, "/remove/accounts/drugi").await;
    assert!(page.contains("Zniknie:") && page.contains("action=\"/remove/accounts/drugi\""), "{page}");
    let answer = house.post(&visitor, "/remove/accounts/drugi", "").await;
    assert!(code(&answer) == "303" && answer.contains("location: /settings\r\n"), "{answer}");
    assert!(house.get(&visitor, "/settings").await.contains("Usunięto: drugi"));
    assert_eq!(String::from_utf8(file(&house)).unwrap(), format!("{text}\n# drugie\n"));
    for path in ["/remove/accounts/drugi", "/remove/seller/sklep"] {
        assert_eq!(code(&house.get(&visitor, path).await), "404", "{path}");
    }
}

#[tokio::test]
async fn secrets_are_written_and_never_shown() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let page = house.get(&visitor, "/settings/secrets").await;
    assert!(page.contains("konta sklep") && page.contains("brak") && !page.contains("SQL Servera"), "{page}");
    let server = "[companies.firma]\nengine = \"sqlserver\"\nserver = 'S'\ndatabase = \"B\"\nuser = \"u\"\n";
    let text = String::from_utf8(file(&house)).unwrap();
    write(&house, text.replace("[companies.firma]\nengine = \"sandbox\"\n", server).as_bytes());
    let state = Folders::new(house.folder.path()).state();
    let secret = "cicho-sza<&\"";
    for (kind, of, name) in [
        ("allegro", "sklep", "client-secret-sklep"),
        ("optima", "firma", "optima-password-firma"),
        ("mail", "", "email-password"),
    ] {
        let answer =
            house.post(&visitor, "/settings/secrets", &form(&[("kind", kind), ("of", of), ("secret", secret)])).await;
        assert!(code(&answer) == "303" && answer.contains("location: /settings/secrets\r\n"), "{answer}");
        let path = state.join(name);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), secret, "{name}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
        }
        let page = house.get(&visitor, "/settings/secrets").await;
        assert!(page.contains("Zapisano") && page.contains(name) && !page.contains("cicho-sza"), "{page}");
    }
    for fields in [
        [("kind", "allegro"), ("of", "../x"), ("secret", "a")],
        [("kind", "optima"), ("of", "nikt"), ("secret", "a")],
        [("kind", "allegro"), ("of", "sklep"), ("secret", "  ")],
        [("kind", "mail"), ("of", ""), ("secret", "a\nb")],
    ] {
        let answer = house.post(&visitor, "/settings/secrets", &form(&fields)).await;
        assert_eq!(code(&answer), "422", "{fields:?}");
    }
    for path in pages() {
        assert!(!house.get(&visitor, &path).await.contains("cicho-sza"), "{path}");
    }
    let logs =
        walkdir::WalkDir::new(state.join("logs")).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    for log in logs {
        assert!(!std::fs::read_to_string(log.path()).unwrap().contains("cicho-sza"));
    }
}
