//! From an empty folder to the first document, by what a person presses and types in the browser alone.

use allegro_optima::allegro::simulator::{CLIENT_ID, CLIENT_SECRET, Simulator, World};
use allegro_optima::clock::{Clock as _, SystemClock};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::driver::Browser;
use crate::running::Running;
use crate::support::{Shop, order};

/// Presses that the whole way may take.
const CLICKS: usize = 16;

/// Somebody who sits before the browser.
struct Person {
    browser: Browser,
    clicks: usize,
}

impl Person {
    async fn press(&mut self, name: &str) {
        self.clicks += 1;
        self.browser.press(name).await;
    }

    async fn choose(&mut self, path: &str) {
        self.clicks += 1;
        self.browser.find(path).await.click().await.unwrap();
    }

    /// A picture of the step for whoever looks at its clothes, in the folder in `PICTURES`.
    async fn shows(&self, step: &str) {
        let Ok(folder) = std::env::var("PICTURES") else { return };
        for (width, height) in [(390, 844), (1280, 900)] {
            self.browser.size(width, height).await;
            std::fs::write(format!("{folder}/guide-{width}-{step}.png"), self.browser.picture().await).unwrap();
        }
    }

    async fn types(&self, name: &str, text: &str) {
        self.browser.find(&format!("//input[@name='{name}']")).await.send_keys(text).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_leads_from_an_empty_folder_to_the_first_document() {
    let Some(browser) = Browser::open().await else { return };
    let now = SystemClock.now();
    let known: Value = serde_json::from_slice(&order("01-")).unwrap();
    let mut shipped = World::shipped_until(now).orders();
    shipped.retain(|order| order["id"] == known["id"]);
    shipped[0]["updatedAt"] = json!((now - SignedDuration::from_hours(30)).to_string());
    let allegro = Simulator::start(World::from_orders(shipped)).unwrap();

    let shop = Shop::empty();
    let program = Running::clicked(&shop);
    program.until("http://127.0.0.1:");
    // Where Allegro is, is the world's affair.
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let (api, auth) = (allegro.api_url(), allegro.auth_url());
    let at = format!("client_id = \"\"\napi_url = \"{api}\"\nauth_url = \"{auth}\"\n");
    shop.write("allegro-optima.toml", settings.replace("client_id = \"\"\n", &at));
    let address = shop.json(&["panel", "--address"], 0)["address"].as_str().unwrap().to_owned();

    let mut person = Person { browser, clicks: 0 };
    person.browser.go(&address).await;
    person.browser.see("Sześć kroków").await;
    person.shows("0-welcome").await;
    person.press("Zacznij").await;
    for (name, text) in [
        ("name", "Sklep Testowy"),
        ("nip", "999-000-37-16"),
        ("street", "Lipowa 1"),
        ("post_code", "00-001"),
        ("city", "Warszawa"),
    ] {
        person.types(&format!("v.seller.{name}"), text).await;
    }
    person.press("Zapisz").await;

    person.browser.see("Zarejestruj nową aplikację").await;
    person.shows("2-allegro").await;
    person.types("v.accounts.sklep.client_id", CLIENT_ID).await;
    person.types("secret", CLIENT_SECRET).await;
    person.press("Zapisz").await;
    person.press("Zaloguj do Allegro").await;
    person.browser.see("potwierdź kod").await;
    person.browser.find("//*[name()='svg'][@role='img']").await;
    person.shows("2-code").await;
    allegro.decide_logins(true);
    person.browser.see("Czy to właściwe konto").await;
    person.press("Tak, to ono").await;
    person.press("Dalej: Optima").await;

    person.shows("3-optima").await;
    person.choose("//input[@type='radio'][@value='sandbox']").await;
    person.press("Zapisz i sprawdź").await;
    person.browser.see("Baza odpowiada").await;
    person.press("Dalej: Dokumenty").await;
    person.browser.find("//datalist[@id='warehouses']/option[@value='MAGAZYN']").await;
    person.press("Dalej: Dostawy, płatności, towary").await;

    // The one delivery that is met comes with a service of the base.
    person.browser.see("Przejrzano jedno zamówienie").await;
    person.browser.see("Kurier DHL").await;
    person.shows("5-tables").await;
    person.press("Zapisz zaznaczone").await;
    person.browser.see("Tabele mają wszystko").await;
    person.press("Dalej: Od którego dnia").await;

    person.browser.see("zł · przelew").await;
    person.shows("6-start").await;
    assert_eq!(shop.files("outbox"), [""; 0], "nothing was written so far");
    person.choose("//input[@name='from'][@value='day']").await;
    let day = (now - SignedDuration::from_hours(48)).strftime("%Y-%m-%d").to_string();
    // How a day is picked is the browser's own affair.
    let pick = format!(
        "const day = document.getElementById('day'); day.value = '{day}'; day.dispatchEvent(new Event('change'))"
    );
    person.browser.script(&pick).await;
    person.browser.see(&format!("od {day}: 1")).await;
    person.press("Zaczynaj").await;
    person.browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '1')]").await;
    assert!(person.clicks <= CLICKS, "{} clicks", person.clicks);

    let documents = shop.json(&["documents"], 0);
    assert_eq!(documents[0]["order_id"], known["id"], "{documents}");
    let saved = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
    assert_eq!(comments(&saved), comments(&settings), "what explains the file stays");
    assert_eq!(person.browser.complaints().await, [""; 0]);
    person.browser.close().await;
    assert_eq!(program.stop(), Some(0));
}
