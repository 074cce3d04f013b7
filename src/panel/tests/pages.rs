//! What pages show and what their buttons do.

use super::*;

fn ledger(house: &House) -> Ledger {
    Ledger::open(&Folders::new(house.folder.path()).state().join(FILE)).unwrap()
}

#[tokio::test]
async fn an_order_is_ignored_until_it_is_tried_again() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    let page = format!("/orders/{ORDER}");
    assert!(house.get(&visitor, &page).await.contains("Pomijaj"));
    assert_eq!(code(&house.post(&visitor, &format!("{page}/ignore"), "").await), "303");
    assert_eq!(ledger(&house).order(ORDER).unwrap().unwrap().state, State::Ignored);
    let shown = house.get(&visitor, &page).await;
    assert!(shown.contains("pomijane") && !shown.contains("Pomijaj"), "{shown}");
    assert!(house.get(&visitor, "/orders?state=ignored").await.contains(ORDER));
    assert_eq!(code(&house.post(&visitor, &format!("{page}/ignore"), "").await), "409");
    assert!(house.asked.try_recv().is_err());
    assert_eq!(code(&house.post(&visitor, &format!("{page}/retry"), "").await), "303");
    let known = ledger(&house).order(ORDER).unwrap().unwrap();
    assert_eq!((known.state, known.next_try_at), (State::Seen, Some(Timestamp::UNIX_EPOCH)));
}

#[tokio::test]
async fn a_document_is_shown_as_the_base_has_it() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let known = ledger(&house).order(ORDER).unwrap().unwrap();
    let key = Some(uuid::Uuid::from_u128(7));
    let imported = Life { state: State::Imported, document: Some("RO/7/2026".to_owned()), key, ..known };
    ledger(&house).record(&[imported]).unwrap();
    assert!(house.get(&visitor, &format!("/orders/{ORDER}")).await.contains(&format!("/orders/{ORDER}/document")));
    let shown = house.get(&visitor, &format!("/orders/{ORDER}/document")).await;
    assert!(shown.contains("RO/7/2026") && shown.contains("Firma &lt;b&gt;") && shown.contains("12,30"), "{shown}");
}

#[tokio::test]
async fn what_others_wrote_into_a_table_is_not_overwritten_unseen() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let path = house.folder.path().join("mappings/services.csv");
    replace(&RealDisk, &path, b"# moje uwagi\r\ndefinicja;kod\r\ngift;PAKOWANIE\r\n").unwrap();
    let page = house.get(&visitor, "/mappings/services.csv").await;
    assert!(page.contains("value=\"PAKOWANIE\""), "{page}");
    let was = page.split("name=\"was\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = format!("was={was}&c0.0=gift&c0.1=PREZENT&c1.0=&c1.1=");
    replace(&RealDisk, &path, b"# moje uwagi\r\ndefinicja;kod\r\ngift;INNE\r\n").unwrap();
    let answer = house.post(&visitor, "/mappings/services.csv", &form).await;
    assert!(answer.contains("zmienił się") && answer.contains("PREZENT"), "{answer}");
    let now = answer.split("name=\"was\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = house.post(&visitor, "/mappings/services.csv", &form.replace(&was, &now)).await;
    assert!(answer.contains("Zapisano"), "{answer}");
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written, "\u{feff}# moje uwagi\r\ndefinicja;kod;vat\r\ngift;PREZENT;\r\n");
}

#[tokio::test]
async fn a_wrong_row_is_marked_by_its_place_in_the_form() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let answer = house.post(&visitor, "/mappings/services.csv", "c0.0=gift&c0.1=A&c1.0=gift&c1.1=B").await;
    assert!(answer.contains("Wiersz 2") && answer.contains("<tr class=\"wrong\">"), "{answer}");
    assert!(!house.folder.path().join("mappings/services.csv").exists());
}

#[tokio::test]
async fn settings_are_told_with_their_origin_and_secrets_without_what_they_are() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let page = house.get(&visitor, "/status").await;
    assert!(
        page.contains("fields.reservation_days") && page.contains("z pliku") && page.contains("domyślne"),
        "{page}"
    );
    assert!(page.contains("ze zmiennej środowiska ALLEGRO_CLIENT_SECRET") && page.contains("•••"), "{page}");
}

#[tokio::test]
async fn a_login_is_confirmed_by_who_sits_here() {
    let house = House::open().await;
    let visitor = house.enter().await;
    assert_eq!(code(&house.post(&visitor, "/accounts/nobody/login", "").await), "404");
    for (answer, told) in [("no", "CLI-007"), ("yes", "Zalogowano.")] {
        assert_eq!(code(&house.post(&visitor, "/accounts/sklep/login", "").await), "303");
        let until = async |part: &str| {
            while !house.get(&visitor, "/accounts/sklep/step").await.contains(part) {
                tokio::task::yield_now().await;
            }
        };
        let patience = std::time::Duration::from_secs(20);
        tokio::time::timeout(patience, until("sklep-x (Firma X")).await.expect("the seller is shown");
        house.post(&visitor, "/accounts/sklep/answer", &format!("answer={answer}")).await;
        tokio::time::timeout(patience, until(told)).await.expect(told);
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
    let known = ledger(&house).order(ORDER).unwrap().unwrap();
    let imported = Life {
        state: State::Imported,
        document: Some("RO/7/2026".to_owned()),
        key: Some(uuid::Uuid::from_u128(7)),
        bought_at: Some("2026-03-01T12:00:00Z".parse().unwrap()),
        total: Some("12.31".to_owned()),
        ..known
    };
    ledger(&house).record(&[imported]).unwrap();
    let csv = house.get(&visitor, "/report/compared.csv?from=2026-03-01&to=2026-03-31").await;
    assert!(csv.contains("firma;23;10,00;2,30;12,30\r\n"), "{csv}");
    assert!(csv.contains(&format!("firma;2026-03-01;{ORDER};RO/7/2026;12,31;12,30\r\n")), "{csv}");
    let page = house.get(&visitor, "/report/compared?from=2026-03-01&to=2026-03-31").await;
    assert!(page.contains("12,31") && page.contains("0,01"), "{page}");
}
