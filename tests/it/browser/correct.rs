//! An order is corrected in the browser: from its refusal to its document.

use serde_json::{Value, json};

use super::Desk;
use crate::support::order;

/// An order of a firm that gave this number.
fn of_firm(part: &str, nip: &str) -> Value {
    let mut body: Value = serde_json::from_slice(&order(part)).unwrap();
    body["invoice"] = json!({
        "required": true,
        "address": {
            "street": "ul. Magazynowa 5", "city": "Gdańsk", "zipCode": "80-001", "countryCode": "PL",
            "company": {
                "name": "Hurtownia Północ sp. z o.o.", "ids": [{ "type": "PL_NIP", "value": nip }],
                "vatPayerStatus": "NOT_APPLICABLE", "taxId": nip
            },
            "naturalPerson": null
        },
        "dueDate": null, "features": null
    });
    body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_nip_is_put_right_in_its_row_and_an_address_on_the_orders_page() {
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    desk.buy(&of_firm("03-", "5260250275"));
    browser.press("Synchronizuj teraz").await;
    browser.see("NIP „5260250275” jest błędny").await;
    browser.find("//section//input[@name='value']").await.send_keys("526-025-02-74").await.unwrap();
    browser.press("Zapisz i sprawdź zamówienia").await;
    browser.see("Zapisano „5260250274”").await;
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '2')]").await;

    // What waits for a delivery waits for its address too.
    let unknown: Value = serde_json::from_slice(&order("07-")).unwrap();
    desk.buy(&unknown);
    browser.press("Synchronizuj teraz").await;
    let id = unknown["id"].as_str().unwrap();
    browser.find(&format!("//ul[@class='orders']//a[@href='/orders/{id}']")).await.click().await.unwrap();
    browser.see("Tak, jak jest teraz, dokument nie powstanie").await;
    picture(browser, "refused").await;
    browser.press("Popraw to zamówienie").await;
    for (width, height) in [(390, 844), (1280, 900)] {
        browser.size(width, height).await;
        assert!(!browser.is_too_wide().await, "{width}");
        picture(browser, &format!("correct-{width}")).await;
    }
    let street = browser.find("//input[@name='is.to-street']").await;
    street.clear().await.unwrap();
    street.send_keys("ul. Poprawna 5").await.unwrap();
    browser.find("//input[@name='is.service']").await.send_keys("DOSTAWA").await.unwrap();
    // The program was begun anew meanwhile, or somebody went out: who comes in again goes back to what he typed.
    let here = browser.script("return location.href").await.as_str().unwrap().to_owned();
    browser.script(LEAVE).await;
    browser.press("Zapisz poprawki").await;
    browser.see("Ten adres nie wpuszcza").await;
    let told = browser.complaints().await;
    assert!(told.iter().all(|one| one.contains("403")), "{told:?}");
    let address = desk.shop.json(&["panel", "--address"], 0)["address"].as_str().unwrap().to_owned();
    browser.go(&address).await;
    browser.see("Synchronizuj teraz").await;
    browser.script("history.go(-2)").await;
    browser.find("//input[@name='is.to-street']").await;
    assert_eq!(browser.script("return location.href").await, here.as_str());
    assert_eq!(browser.script(TYPED).await, json!(["ul. Poprawna 5", "DOSTAWA"]), "nothing is lost");
    browser.press("Zapisz poprawki").await;
    browser.see("Zapisano 2 zmiany").await;
    browser.find("//*[@role='status'][contains(., 'Zapisano')]").await;
    browser.press("Pulpit").await;
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '3')]").await;
    let documents = desk.shop.json(&["documents"], 0);
    let street = |number: usize| documents[number]["recipient"]["street"].clone();
    assert!((0..3).any(|number| street(number) == "ul. Poprawna 5"), "{documents}");
    assert!((0..3).any(|number| documents[number]["payer"]["nip"] == "5260250274"), "{documents}");
    browser.press("Zamówienia").await;
    browser.go(&format!("{}/orders/{}", desk.home, unknown["id"].as_str().unwrap())).await;
    browser.see("ul. Poprawna 5").await;
    for (width, height) in [(390, 844), (1280, 900)] {
        browser.size(width, height).await;
        assert!(!browser.is_too_wide().await, "{width}");
        picture(browser, &format!("order-{width}")).await;
    }
    desk.close().await;
}

/// The session ends, as it does where the program begins anew.
const LEAVE: &str = "const mark = document.querySelector('input[name=csrf]').value;
    const ask = new XMLHttpRequest();
    ask.open('POST', '/logout', false);
    ask.setRequestHeader('x-csrf', mark);
    ask.send();";

const TYPED: &str = "return ['is.to-street', 'is.service'].map((name) => document.getElementsByName(name)[0].value)";

/// For whoever looks at the panel's clothes.
async fn picture(browser: &super::driver::Browser, name: &str) {
    if let Ok(folder) = std::env::var("PICTURES") {
        std::fs::write(format!("{folder}/{name}.png"), browser.picture().await).unwrap();
    }
}
