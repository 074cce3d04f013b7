//! What pages show and what their buttons do.

use uuid::Uuid;

use super::*;
use crate::core::digest::sha256_hex;
use crate::core::kinds;
use crate::core::life::{self, Happening};
use crate::core::message::text::Lif008;
use crate::core::problem::Problem;
use crate::settings::file::FILE_NAME;
use crate::spool::names;

pub(super) fn ledger(house: &House) -> Ledger {
    Ledger::open(&Folders::new(house.folder.path()).state().join(FILE)).unwrap()
}

#[tokio::test]
async fn an_order_is_ignored_until_it_is_tried_again() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    let page = format!("/orders/{ORDER}");
    assert!(house.get(&visitor, &page).await.contains("Pomijaj"));
    assert_eq!(code(&house.post(&visitor, &format!("{page}/ignore"), "").await), "303");
    assert_eq!(ledger(&house).order(&ORDER.into()).unwrap().unwrap().state, State::Ignored);
    let shown = house.get(&visitor, &page).await;
    assert!(shown.contains("pomijane") && !shown.contains("Pomijaj") && shown.contains("action=\"/undo\""), "{shown}");
    assert!(house.get(&visitor, "/orders?state=ignored").await.contains(ORDER));
    assert_eq!(code(&house.post(&visitor, &format!("{page}/ignore"), "").await), "409");
    assert!(house.asked.try_recv().is_err());
    assert_eq!(code(&house.post(&visitor, &format!("{page}/retry"), "").await), "303");
    let known = ledger(&house).order(&ORDER.into()).unwrap().unwrap();
    assert_eq!((known.state, known.next_try_at), (State::Seen, Some(Timestamp::UNIX_EPOCH)));
}

#[tokio::test]
async fn who_leaves_is_told_that_he_left_and_nothing_is_kept_to_go_back_to() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let answer = house.post(&visitor, "/logout", "").await;
    assert!(code(&answer) == "303" && answer.contains("clear-site-data: \"cache\"\r\n"), "{answer}");
    assert!(answer.contains("location: /out\r\n"), "{answer}");
    let page = house.get(&visitor, "/out").await;
    assert!(
        code(&page) == "200" && page.contains("kliknij program dwa razy") && !page.contains("nie wpuszcza"),
        "{page}"
    );
    assert_eq!(code(&house.get(&visitor, "/").await), "403");
}

#[tokio::test]
async fn what_keeps_an_account_or_a_company_from_work_waits_for_a_person() {
    use crate::core::message::text::{Alg006, Opt001};
    use crate::core::problem::Fault;
    let house = House::open().await;
    let visitor = house.enter().await;
    let waits =
        |page: &str| page.split("id=\"work-head\" data-count=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(waits(&house.get(&visitor, "/").await), "0");
    house.hub.change(|state| {
        let account = state.accounts.entry("sklep".to_owned()).or_default();
        (account.problem, account.fault) = (Some(Problem::error(Alg006)), Some(Fault::Login));
        let company = state.companies.entry("firma".to_owned()).or_default();
        let away = Problem::error(Opt001 { place: "X".into(), why: "–".into() });
        (company.problem, company.fault) = (Some(away), Some(Fault::Outage));
    });
    let page = house.get(&visitor, "/").await;
    assert_eq!(waits(&page), "2", "{page}");
    assert!(
        page.contains("action=\"/accounts/sklep/login\"") && page.contains("Naciśnij „Zaloguj do Allegro”"),
        "{page}"
    );
    assert!(page.contains("Firma firma nie pracuje") && !page.contains("Nic na Ciebie nie czeka"), "{page}");
    assert!(!page.contains("„login”") && !page.contains("uruchom import"), "{page}");
    assert!(house.get(&visitor, "/waits").await.ends_with("2 2 sprawy czekają na Ciebie"));
    let account = house.get(&visitor, "/accounts/sklep").await;
    assert!(account.contains("Naciśnij „Zaloguj do Allegro”") && !account.contains("Zalogowano"), "{account}");
}

/// The order, as it is after this.
fn happened(house: &House, begin: &Life, happening: Happening) -> Life {
    let (life, _) = life::after(begin, happening, Timestamp::UNIX_EPOCH);
    ledger(house).record(std::slice::from_ref(&life)).unwrap();
    life
}

fn known(house: &House) -> Life {
    ledger(house).order(&ORDER.into()).unwrap().unwrap()
}

/// Its file is nowhere, and nobody knows whether a person imported it.
fn file_missed(house: &House) -> Life {
    let exported = Life { state: State::Exported, file: Some("RO_a.xml".to_owned()), ..known(house) };
    happened(house, &exported, Happening::FileMissing { auto: false })
}

#[tokio::test]
async fn a_file_that_is_gone_is_made_again_or_was_imported_in_another_way() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    let page = format!("/orders/{ORDER}");
    let decide = format!("{page}/decide");
    file_missed(&house);
    let shown = house.get(&visitor, &page).await;
    assert!(
        shown.contains("LIF-004") && shown.contains("value=\"again\"") && shown.contains("name=\"number\""),
        "{shown}"
    );
    assert!(!shown.contains("value=\"restore\"") && !shown.contains("/retry"), "{shown}");
    assert!(house.get(&visitor, "/").await.contains("Jedno zamówienie czeka na Ciebie"));
    for wrong in ["answer=meant-so", "answer=restore", "answer=done", "answer=x", ""] {
        let refused = house.post(&visitor, &decide, wrong).await;
        assert!(code(&refused) == "409" && refused.contains("LIF-030"), "{wrong}: {refused}");
    }
    assert!(house.asked.try_recv().is_err());
    for path in [format!("{page}/retry"), decide.clone()] {
        file_missed(&house);
        assert_eq!(code(&house.post(&visitor, &path, "answer=again").await), "303", "{path}");
        let sync = Command::Sync { account: Some("allegro".to_owned()) };
        assert_eq!(house.asked.try_recv().unwrap(), sync, "{path}");
        assert_eq!((known(&house).state, known(&house).file), (State::Waiting, None), "{path}");
    }
    file_missed(&house);
    assert_eq!(code(&house.post(&visitor, &decide, "answer=elsewhere&number=+RO%2F9%2F2026+").await), "303");
    let elsewhere = known(&house);
    assert_eq!((elsewhere.state, elsewhere.document.as_deref()), (State::Duplicate, Some("RO/9/2026")));
    assert!(house.asked.try_recv().is_err());
    let shown = house.get(&visitor, &page).await;
    assert!(shown.contains("załatwione przez człowieka") && !shown.contains("name=\"answer\""), "{shown}");
}

#[tokio::test]
async fn a_refused_file_with_another_sum_is_taken_by_a_button() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    let decide = format!("/orders/{ORDER}/decide");
    let exported = Life { state: State::Exported, file: Some("RO_a.xml".to_owned()), ..known(&house) };
    let problem = Problem::error(Lif008 { file: "54,89 zł".into(), order: "44,89 zł".into() });
    let refused = Happening::FileRefused { problem, key: Uuid::nil(), lines: Vec::new(), edited: true };
    happened(&house, &exported, refused);
    assert_eq!(code(&house.post(&visitor, &decide, "answer=other-sum").await), "409", "there is no file");
    let folders = Folders::new(house.folder.path());
    replace(&RealDisk, &folders.errors().join("RO_a.xml"), b"<ROOT/>").unwrap();
    let shown = house.get(&visitor, &format!("/orders/{ORDER}")).await;
    assert!(shown.contains("value=\"other-sum\"") && shown.contains("Wprowadź mimo to"), "{shown}");
    assert_eq!(code(&house.post(&visitor, &decide, "answer=other-sum").await), "303");
    assert_eq!(house.asked.try_recv().unwrap(), Command::Import);
    assert_eq!(known(&house).accepted, Some(sha256_hex(b"<ROOT/>")));
    assert!(folders.inbox().join("RO_a.xml").exists() && !folders.errors().join("RO_a.xml").exists());
}

#[tokio::test]
async fn a_document_that_is_gone_comes_back_from_the_archive_or_from_allegro() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    let decide = format!("/orders/{ORDER}/decide");
    let imported = Life {
        state: State::Imported,
        document: Some("RO/7/2026".to_owned()),
        file: Some("RO_a.xml".to_owned()),
        ..known(&house)
    };
    happened(&house, &imported, Happening::DocumentMissing);
    let metrics = house.send("GET /metrics", &house.host(), "", "").await;
    assert!(metrics.contains("allegro_optima_open_matters{kind=\"document-missing\"} 1"), "{metrics}");
    let archived = house.folder.path().join("inbox/archive/2026/03");
    std::fs::create_dir_all(&archived).unwrap();
    replace(&RealDisk, &archived.join("RO_a.xml"), b"<ROOT/>").unwrap();
    for _ in 0..2 {
        assert_eq!(code(&house.post(&visitor, &decide, "answer=restore").await), "303");
        assert_eq!(house.asked.try_recv().unwrap(), Command::Import);
        let dropped = Folders::new(house.folder.path()).inbox();
        let xml = |entry: &std::fs::DirEntry| entry.path().extension().is_some_and(|ending| ending == "xml");
        assert_eq!(std::fs::read_dir(dropped).unwrap().flatten().filter(xml).count(), 1, "once, however often");
    }
    assert_eq!(known(&house).state, State::Imported, "until its file is in");
    std::fs::remove_dir_all(house.folder.path().join("inbox")).unwrap();
    assert_eq!(code(&house.post(&visitor, &decide, "answer=restore").await), "303");
    assert_eq!(house.asked.try_recv().unwrap(), Command::Sync { account: Some("allegro".to_owned()) });
    assert_eq!((known(&house).state, known(&house).document), (State::Waiting, None));
}

#[tokio::test]
async fn a_document_is_shown_as_the_base_has_it() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let order = house.imported().await;
    let (id, number) = (order.order_id, order.document.unwrap());
    assert!(house.get(&visitor, &format!("/orders/{id}")).await.contains(&format!("/orders/{id}/document")));
    let shown = house.get(&visitor, &format!("/orders/{id}/document")).await;
    assert!(shown.contains(&number) && shown.contains("MAGAZYN"), "{shown}");
}

#[tokio::test]
async fn what_others_wrote_into_a_table_is_not_overwritten_unseen() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let path = house.folder.path().join("mappings/services.csv");
    replace(&RealDisk, &path, b"# moje uwagi\r\ndefinicja;kod\r\ngift;PAKOWANIE\r\n").unwrap();
    let page = house.get(&visitor, "/mappings/services.csv").await;
    assert!(page.contains("value=\"PAKOWANIE\""), "{page}");
    let was = |page: &str| {
        let was = page.split("name=\"w3\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        form_urlencoded::byte_serialize(was.replace("&quot;", "\"").as_bytes()).collect::<String>()
    };
    let form = |was: &str| format!("w3={was}&c3.0=gift&c3.1=PREZENT&n0.0=&n0.1=");
    let first = form(&was(&page));
    replace(&RealDisk, &path, b"# moje uwagi\r\ndefinicja;kod\r\ngift;INNE\r\n").unwrap();
    let answer = house.post(&visitor, "/mappings/services.csv", &first).await;
    assert!(
        code(&answer) == "422" && answer.contains("Było: gift; PAKOWANIE. Teraz w pliku jest: gift; INNE"),
        "{answer}"
    );
    assert!(answer.contains("value=\"PREZENT\"") && answer.contains("<tr class=\"wrong\">"), "{answer}");
    assert_eq!(code(&house.post(&visitor, "/mappings/services.csv", &form(&was(&answer))).await), "303");
    assert!(house.get(&visitor, "/mappings/services.csv").await.contains("Zapisano"));
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written, "\u{feff}# moje uwagi\r\ndefinicja;kod\r\ngift;PREZENT\r\n");
}

#[tokio::test]
async fn a_wrong_row_is_marked_by_its_place_in_the_form() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let answer = house.post(&visitor, "/mappings/services.csv", "n0.0=gift&n0.1=A&n1.0=gift&n1.1=B").await;
    assert!(answer.contains("Wiersz pliku 7") && answer.contains("<tr class=\"wrong\"><td class=\"n\">7"), "{answer}");
    assert!(!house.folder.path().join("mappings/services.csv").exists());
}

#[tokio::test]
async fn a_login_is_confirmed_by_who_sits_here() {
    let house = House::open().await;
    let visitor = house.enter().await;
    assert_eq!(code(&house.post(&visitor, "/accounts/nobody/login", "").await), "404");
    let until = async |part: &str| {
        let told = async {
            while !house.get(&visitor, "/accounts/sklep/step").await.contains(part) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(20), told).await.expect(part);
    };
    assert_eq!(code(&house.post(&visitor, "/accounts/sklep/login", "").await), "303");
    until("LGN-001").await;
    for (answer, told) in [("no", "LGN-004"), ("yes", "Zalogowano.")] {
        house.panel.at_the_desk("sklep");
        until("sklep-x (Firma X").await;
        house.post(&visitor, "/accounts/sklep/answer", &format!("answer={answer}")).await;
        until(told).await;
    }
}

#[tokio::test]
async fn an_account_that_is_not_heard_of_is_red() {
    let house = House::open().await;
    let visitor = house.enter().await;
    house.hub.change(|state| {
        state.accounts.entry("sklep".to_owned()).or_default();
    });
    assert!(!house.get(&visitor, "/").await.contains("Od dawna nie ma kontaktu"));
    house.hub.change(|state| state.accounts.entry("sklep".to_owned()).or_default().silent = true);
    let page = house.get(&visitor, "/").await;
    assert!(page.contains("card silent") && page.contains("Od dawna nie ma kontaktu"), "{page}");
}

#[tokio::test]
async fn the_program_is_stopped_from_here() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    assert!(house.post(&visitor, "/stop", "").await.contains("kończy pracę"));
    assert_eq!(house.asked.try_recv().unwrap(), Command::Stop);
    let nowhere = house.get(&visitor, "/wp-admin").await;
    assert!(code(&nowhere) == "404" && nowhere.contains("Nie ma takiej strony"), "{nowhere}");
}

#[tokio::test]
async fn the_comparison_is_told_to_excel_with_commas() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let order = house.imported().await;
    let (id, number) = (order.order_id.clone(), order.document.clone().unwrap());
    let bought_at = "2026-03-01T12:00:00Z".parse().ok();
    let total = house.documents().await.remove(0).gross;
    let day = "2026-03-01";
    let more: rust_decimal::Decimal =
        total.parse::<rust_decimal::Decimal>().unwrap() + rust_decimal::Decimal::new(1, 2);
    ledger(&house).record(&[Life { total: Some(more.to_string()), bought_at, ..order }]).unwrap();
    let period = format!("from={day}&to={day}");
    let csv = house.get(&visitor, &format!("/report/compared.csv?{period}")).await;
    let (more, total) = (more.to_string().replace('.', ","), total.replace('.', ","));
    assert!(csv.contains(&format!(";{total}\r\n")) && csv.contains(";osoby prywatne;23;"), "{csv}");
    assert!(csv.contains(&format!("firma;{day};{id};{number};{more};{total}\r\n")), "{csv}");
    let page = house.get(&visitor, &format!("/report/compared?{period}")).await;
    assert!(page.contains(&more) && page.contains("0,01"), "{page}");
}

#[tokio::test]
async fn i14_files_that_lie_for_a_reason_are_on_the_first_page_and_in_the_metrics() {
    let house = House::open().await;
    let folders = Folders::new(house.folder.path());
    let left = folders.claimed().join("dead").join("i1");
    std::fs::create_dir_all(&left).unwrap();
    replace(&RealDisk, &left.join("zostawiony.xml"), b"<A/>").unwrap();
    replace(&RealDisk, &folders.inbox().join("pisany.xml"), b"<A>").unwrap();
    let at = jiff::Timestamp::UNIX_EPOCH;
    let [invoice, reservation] = [&kinds::FA, &kinds::RO].map(|kind| names::order_file_name(kind, "sklep", at, ORDER));
    for name in [&invoice, &reservation] {
        replace(&RealDisk, &folders.outbox().join(name), b"<A/>").unwrap();
    }
    let visitor = house.enter().await;
    let page = house.get(&visitor, "/").await;
    assert!(!page.contains("LIF-016"), "nothing keeps it from its way: {page}");
    for told in ["SPL-025", "pisany.xml", "SPL-027", "zostawiony.xml"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let metrics = house.send("GET /metrics", &house.host(), "", "").await;
    for (why, count) in [("held", 0), ("unfinished", 1), ("changed", 0), ("claimed", 1), ("by_hand", 1)] {
        let line = format!("allegro_optima_files_{why}{{company=\"firma\"}} {count}");
        assert!(metrics.contains(&line), "{line}: {metrics}");
    }
    let settings = house.folder.path().join(FILE_NAME);
    let text = std::fs::read_to_string(&settings).unwrap().replace("handoff = \"auto\"", "handoff = \"manual\"");
    replace(&RealDisk, &settings, text.as_bytes()).unwrap();
    let page = house.get(&visitor, "/files").await;
    assert!(page.contains("czeka, aż wczyta go Optima (faktura sprzedaży)"), "{page}");
    let button = |name: &str| page.contains(&format!("name=\"name\" value=\"{name}\""));
    assert!(button(&reservation) && !button(&invoice), "{page}");
    // And once its order has another file.
    let mut ledger = ledger(&house);
    let life = ledger.order(&ORDER.into()).unwrap().unwrap();
    ledger.record(&[Life { file: Some(reservation), ..life }]).unwrap();
    assert!(!house.get(&visitor, "/files").await.contains("czeka, aż wczyta go Optima"));
    assert!(house.get(&visitor, "/").await.contains("LIF-018"));
}

/// A folder of thousands is shown in pages, and a file's reasons in a few words, whoever wrote its receipt.
#[tokio::test]
async fn i14_files_are_shown_in_pages_with_a_few_reasons_each() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let folders = Folders::new(house.folder.path());
    let errors = folders.errors();
    let remark = |text: &str| serde_json::json!({ "severity": "error", "message": { "id": "XML-100" }, "text": text });
    let said = serde_json::json!({
        "v": 1, "outcome": "error", "file": "a.xml", "sha256": "", "size": 1, "at": "2026-11-28T00:00:00Z",
        "problems": vec![remark("brakuje"); 20_000],
    });
    for number in 0..101 {
        replace(&RealDisk, &errors.join(format!("f{number:03}.xml")), b"<").unwrap();
    }
    replace(&RealDisk, &errors.join("f000.xml.json"), said.to_string().as_bytes()).unwrap();
    replace(&RealDisk, &errors.join("f001.xml.json"), &vec![b' '; (16 << 20) + 1]).unwrap();
    let company = Answers::default().company;
    for (page, first, last, files) in
        [(0, "f000", "f049", 50), (1, "f050", "f099", 50), (2, "f100", "f100", 1), (9, "f100", "f100", 1)]
    {
        let shown = house.get(&visitor, &format!("/files?company={company}&place=errors&page={page}")).await;
        assert!(shown.contains(&format!("{first}.xml")) && shown.contains(&format!("{last}.xml")), "{page}");
        assert_eq!(shown.matches("class=\"long\"").count(), files, "{page}");
        assert_eq!(shown.matches("brakuje").count(), if page == 0 { 3 } else { 0 });
        assert_eq!(shown.contains("i jeszcze 19"), page == 0, "{page}");
        assert!(shown.len() < 100_000, "{} B", shown.len());
    }
}

#[tokio::test]
async fn the_look_at_the_set_up_tells_every_mistake_in_the_settings_and_what_contradicts_itself() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let settings = house.folder.path().join("allegro-optima.toml");
    replace(&RealDisk, &settings, "[vat]\ndefaultrate = 1\n[fields]\nreservation_days = 999\n".as_bytes()).unwrap();
    let shown = house.get(&visitor, "/doctor/findings").await;
    assert!(shown.contains("SET-004") && shown.contains("SET-043") && shown.contains("default_rate"), "{shown}");
    replace(&RealDisk, &settings, b"[companies.firma]\nserver = 'S'\n[schedule]\nevery_minutes = 0\n").unwrap();
    let shown = house.get(&visitor, "/doctor/findings").await;
    assert!(shown.contains("SET-052") && shown.contains("SET-054") && !shown.contains("DOC-001"), "{shown}");
}

#[tokio::test]
async fn a_visitor_reads_what_the_settings_say_until_he_chooses() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let reads = async || house.get(&visitor, "/").await.contains("<html lang=\"en\"");
    assert!(!reads().await);
    house.hub.change(|state| state.language = crate::core::message::Language::English);
    assert!(reads().await);
    house.post(&visitor, "/language", "language=pl").await;
    assert!(!reads().await);
}
