//! The panel in a real browser, on the real program with the simulated Allegro and the sandbox.

mod axe;
mod correct;
mod driver;
mod guide;

use allegro_optima::allegro::simulator::{CLIENT_SECRET, Running as Allegro, Simulator, Trouble, World};
use allegro_optima::allegro::tokens::TokenStore as _;
use serde_json::{Value, json};

use crate::running::Running;
use crate::support::{Shop, order};
use driver::Browser;

/// The row of the one delivery that is known.
const COURIER: &str = "c8be0338-63f9-42d8-bc78-ee2bd45980b6;Kurier DHL;DOSTAWA\r\n";

/// The program at work, and a browser that came in.
struct Desk {
    browser: Browser,
    program: Running,
    allegro: Allegro,
    shop: Shop,
    home: String,
}

impl Desk {
    /// One order is known already; the others come when they are told of. Unknown deliveries are refused.
    async fn open() -> Option<Self> {
        let browser = Browser::open().await?;
        let first: Value = serde_json::from_slice(&order("01-")).unwrap();
        let allegro = Simulator::start(World::from_orders(vec![first])).unwrap();
        let shop = Shop::new();
        shop.connect(&allegro);
        shop.tokens("sklep").store(&allegro.log_in()).unwrap();
        let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
        let settings = settings.replace("default_service = \"DOSTAWA\"", "default_service = \"\"");
        shop.write("allegro-optima.toml", settings);
        shop.write("mappings/deliveries.csv", "metoda_id;metoda;usluga\r\n".to_owned() + COURIER);
        let mut export = assert_cmd::Command::cargo_bin("allegro-optima").unwrap();
        export.current_dir(shop.path("")).env("ALLEGRO_CLIENT_SECRET", CLIENT_SECRET);
        export.args(["export", "--since", "2026-01-01"]).assert().success();
        let program = Running::start(&shop, &["run", "--listen", "127.0.0.1:0"]);
        let said = program.until("http://127.0.0.1:");
        let home = said.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
        // What a service prints lets nobody in; who may write to the folder is let in.
        assert!(!said.contains("code"), "{said}");
        let address = shop.json(&["panel", "--address"], 0)["address"].as_str().unwrap().to_owned();
        assert!(address.starts_with(&home), "{address}");
        browser.go(&address).await;
        browser.see("Pulpit").await;
        Some(Self { browser, program, allegro, shop, home })
    }

    /// A new order at Allegro, as a buyer makes one.
    fn buy(&self, body: &Value) {
        self.allegro.change(|world| {
            let at = world.last_change().unwrap();
            world.put(body, "READY_FOR_PROCESSING", at);
        });
    }

    async fn close(self) {
        assert_eq!(self.browser.complaints().await, [""; 0]);
        self.browser.close().await;
        assert_eq!(self.program.stop(), Some(0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_come_in_on_the_button_and_a_mapping_lets_a_refused_one_in_by_itself() {
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    browser.see("Czeka na następny przebieg").await;
    let bought: Vec<Value> =
        ["07-", "03-", "05-", "08-"].iter().map(|part| serde_json::from_slice(&order(part)).unwrap()).collect();
    for body in &bought {
        desk.buy(body);
    }
    let refused = bought[0]["id"].as_str().unwrap();

    // The button, and what can be seen of the work until its end.
    desk.allegro.begin(&Trouble::Slow { millis: 300 });
    browser.script(WATCH).await;
    browser.press("Synchronizuj teraz").await;
    browser.find("//*[@id='live-phase'][contains(., 'Pobiera zamówienia')]").await;
    browser.find("//progress").await;
    browser.find("//*[@id='live-phase'][contains(., 'Czeka na następny przebieg')]").await;
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '4')]").await;
    let seen = browser.script("return window.seen").await.to_string();
    assert!(seen.contains("Allegro: ") && seen.contains("Wprowadza dokumenty"), "{seen}");
    browser.see("Jedno zamówienie czeka na Ciebie").await;

    // The order that was refused says why.
    browser.find(&format!("//ul[@class='orders']//a[@href='/orders/{refused}']")).await.click().await.unwrap();
    browser.see("Allegro One Box, DPD").await;
    browser.see("odrzucone").await;

    // The row that it lacks waits to be filled in with a service of Optima's; nothing else is done.
    browser.press("Mapowania").await;
    browser.see("brakuje jednego wiersza").await;
    browser.press("Sposoby dostawy").await;
    browser.find("//datalist[@id='services']/option[@value='DOSTAWA']").await;
    browser.see("odrzucone jedno zamówienie").await;
    browser.find("//input[@name='s0.2']").await.send_keys("DOSTAWA").await.unwrap();
    browser.press("Zapisz").await;
    browser.see("Zapisano").await;
    browser.press("Pulpit").await;
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '5')]").await;
    browser.go(&format!("{}/orders/{refused}", desk.home)).await;
    browser.see("w Optimie").await;
    assert_eq!(desk.shop.json(&["documents"], 0).as_array().unwrap().len(), 5);
    desk.close().await;
}

/// Remembers everything that the live part ever shows.
const WATCH: &str = "window.seen = [];
    const note = () => seen.push(['live-phase', 'live-progress'].map((id) => document.getElementById(id).textContent).join(' '));
    for (const id of ['live-phase', 'live-progress']) {
      new MutationObserver(note).observe(document.getElementById(id), { childList: true, subtree: true });
    }";

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_order_is_tried_again_and_is_read_in_the_other_language() {
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    let good: Value = serde_json::from_slice(&order("03-")).unwrap();
    let mut wrong = good.clone();
    wrong["summary"]["totalToPay"]["amount"] = json!("1.00");
    desk.buy(&wrong);
    browser.press("Synchronizuj teraz").await;
    browser.see("Jedno zamówienie czeka na Ciebie").await;
    let id = good["id"].as_str().unwrap();
    browser.find(&format!("//ul[@class='orders']//a[@href='/orders/{id}']")).await.click().await.unwrap();
    browser.see("odrzucone").await;
    browser.press("English").await;
    browser.see("refused").await;
    desk.allegro.change(|world| world.put_unseen(&good));
    browser.press("Try again").await;
    browser.press("Overview").await;
    browser.find("//*[@id='counts']//li[contains(., 'in Optima')][contains(., '2')]").await;
    browser.press("Polski").await;
    browser.see("Synchronizuj teraz").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_answered_where_it_is_shown_and_nothing_that_is_typed_is_lost() {
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    let unknown: Value = serde_json::from_slice(&order("07-")).unwrap();
    desk.buy(&unknown);
    browser.press("Synchronizuj teraz").await;
    browser.see("jedno zamówienie czeka na usługę z Optimy").await;
    browser.find("//datalist[@id='services']/option[@value='DOSTAWA']").await;
    assert_eq!(browser.script("return document.title").await, "(1) Pulpit · allegro-optima");
    browser.find("//section//input[@name='value']").await.send_keys("DOSTA").await.unwrap();
    // The page goes on meanwhile.
    let next: Value = serde_json::from_slice(&order("03-")).unwrap();
    desk.buy(&next);
    browser.press("Synchronizuj teraz").await;
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '2')]").await;
    browser.find("//section//input[@name='value']").await.send_keys("WA").await.unwrap();
    browser.press("Zapisz i sprawdź zamówienia").await;
    browser.see("Zapisano „DOSTAWA”").await;
    assert!(browser.focus().await.contains("Zapisano „DOSTAWA”"), "who cannot see hears it first");
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '3')]").await;
    browser.see("Nic na Ciebie nie czeka").await;
    assert_eq!(browser.script("return document.title").await, "Pulpit · allegro-optima");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_it_is_told_on_the_desktop_what_comes_to_wait() {
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    browser.see("Nic na Ciebie nie czeka").await;
    browser.script(NOTICES).await;
    browser.press("Powiadomienia na pulpicie: wyłączone").await;
    browser.find("//button[.='Powiadomienia na pulpicie: włączone']").await;
    let told = async || browser.script("return JSON.stringify(window.told)").await;
    assert_eq!(told().await, "[]", "nothing waits");
    desk.buy(&serde_json::from_slice(&order("07-")).unwrap());
    browser.press("Synchronizuj teraz").await;
    browser.see("Jedno zamówienie czeka na Ciebie").await;
    assert_eq!(told().await, r#"["Jedno zamówienie czeka na Ciebie"]"#);
    // Every page says it in its tab.
    browser.press("Pliki").await;
    browser.find("//h1[.='Pliki']").await;
    assert_eq!(browser.script("return document.title").await, "(1) Pliki · allegro-optima");
    desk.close().await;
}

/// What would be shown on the desktop, which no test has; and the browser's own question is answered with yes.
const NOTICES: &str = "window.told = [];
    window.Notification = class {
      static permission = 'default';
      static async requestPermission() { return Notification.permission = 'granted'; }
      constructor(title, { body }) { window.told.push(body); }
    };";

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_logged_in_and_the_set_up_is_looked_at() {
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    browser.press("Ustawienia").await;
    browser.press("Hasła i klucze").await;
    browser.see("ze zmiennej środowiska ALLEGRO_CLIENT_SECRET").await;
    browser.press("Stan").await;
    browser.press("sklep").await;
    browser.press("Zaloguj do Allegro").await;
    browser.see("potwierdź kod").await;
    desk.allegro.decide_logins(true);
    browser.see("Czy to właściwe konto").await;
    browser.press("Tak, to ono").await;
    browser.see("Zalogowano. Program będzie pobierać").await;
    browser.press("Stan").await;
    browser.press("Sprawdź ustawienia i połączenia").await;
    browser.see("DOC-062").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_is_changed_and_a_wrong_file_is_mended() {
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    let settings = || std::fs::read_to_string(desk.shop.path("allegro-optima.toml")).unwrap();
    let before = settings();
    browser.press("Ustawienia").await;
    browser.press("Dostawy i płatności").await;
    // What the base has is offered.
    browser.find("//datalist[@id='services']/option[@value='DOSTAWA']").await;
    browser.find("//input[@name='v.delivery.default_service']").await.send_keys("DOSTAWA").await.unwrap();
    browser.press("Zapisz").await;
    browser.see("Usługa dostawy: było (puste), jest DOSTAWA").await;
    let saved = before.replace("default_service = \"\"", "default_service = \"DOSTAWA\"");
    assert_eq!(settings(), saved);
    desk.shop.write("allegro-optima.toml", saved.replace("unit = \"szt.\"", "unit = szt."));
    browser.press("Ustawienia").await;
    browser.see("SET-004").await;
    browser.find("//td[contains(., 'unit = \"szt.\"')]").await;
    browser.press("Popraw plik").await;
    browser.see("Poprawiono plik ustawień").await;
    assert_eq!(settings(), saved);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_file_becomes_a_document_that_is_shown_and_a_refused_order_may_be_ignored() {
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    let other: Value = serde_json::from_slice(&order("03-")).unwrap();
    let id = other["id"].as_str().unwrap();
    let file = desk.shop.write("other.json", serde_json::to_vec(&other).unwrap());
    desk.shop.run(&["convert", file.to_str().unwrap(), "--out", "made"], 0);
    let made = desk.shop.path("made").join(desk.shop.files("made").pop().unwrap());
    browser.press("Pliki").await;
    browser.find("//input[@type='file']").await.send_keys(made.to_str().unwrap()).await.unwrap();
    browser.see("przyjęty do importu").await;
    browser.press("Pulpit").await;
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '2')]").await;
    // Found while it is typed.
    browser.press("Zamówienia").await;
    browser.find("//input[@name='q']").await.send_keys(id).await.unwrap();
    browser.find("//*[@id='list'][count(.//tbody/tr) = 1]").await;
    browser.press(&id[..8]).await;
    browser.see("RO/2/2026").await;
    browser.see("Netto").await;

    let unknown: Value = serde_json::from_slice(&order("07-")).unwrap();
    desk.buy(&unknown);
    browser.press("Pulpit").await;
    browser.press("Synchronizuj teraz").await;
    let id = unknown["id"].as_str().unwrap();
    browser.find(&format!("//ul[@class='orders']//a[@href='/orders/{id}']")).await.click().await.unwrap();
    browser.press("Pomijaj to zamówienie").await;
    browser.find("//main//*[normalize-space(.) = 'pomijane']").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_within_reach_of_the_keyboard() {
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    let (tab, enter) = ("\u{e004}", "\u{e007}");
    browser.keys(tab).await;
    assert_eq!(browser.focus().await, "Przejdź do treści");
    browser.keys(enter).await;
    browser.keys(tab).await;
    assert_eq!(browser.focus().await, "Synchronizuj teraz");
    let next: Value = serde_json::from_slice(&order("03-")).unwrap();
    desk.buy(&next);
    browser.keys(enter).await;
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '2')]").await;
    assert_eq!(browser.focus().await, "Synchronizuj teraz", "the focus stays where it was");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_is_wider_than_a_telephone() {
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    let first: Value = serde_json::from_slice(&order("01-")).unwrap();
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '1')]").await;
    for (width, height) in [(390, 844), (1280, 900)] {
        browser.size(width, height).await;
        for path in pages(first["id"].as_str().unwrap()) {
            browser.go(&format!("{}{path}", desk.home)).await;
            let is_wide = browser.is_too_wide().await;
            assert!(!is_wide, "{path} at {width}: {}", browser.script(WIDE).await);
            let sizes = browser.script(SMALL).await;
            assert_eq!(sizes, json!([]), "{path} at {width}: too small to be hit with a finger");
        }
    }
    desk.close().await;
}

/// The window, its styles, and what is wider than it.
const WIDE: &str =
    "const wide = [...document.querySelectorAll('*')].filter(it => it.getBoundingClientRect().right > innerWidth);
    return [innerWidth, document.styleSheets.length, document.documentElement.scrollWidth,
        wide.slice(0, 5).map(it => it.outerHTML.slice(0, 80))]";

/// Buttons and menu entries that are lower than 24 px.
const SMALL: &str = "return [...document.querySelectorAll('button, nav a, select, input')]
    .filter((one) => one.offsetParent && one.type !== 'hidden' && one.getBoundingClientRect().height < 24)
    .map((one) => one.outerHTML)";

fn pages(order: &str) -> Vec<String> {
    let all = [
        "/",
        "/doctor",
        "/log",
        "/accounts/sklep",
        "/orders",
        "/orders/{}",
        "/orders/{}/xml",
        "/orders/{}/correct",
        "/files",
        "/mappings",
        "/mappings/payments.csv",
        "/mappings/deliveries.csv",
        "/report",
        "/settings",
        "/settings/documents",
        "/settings/schedule?of=accounts.sklep",
        "/settings/secrets",
        "/guide",
        "/guide/firm",
        "/guide/allegro",
        "/guide/optima?checked=1",
        "/guide/documents?checked=1",
        "/guide/tables?checked=1",
        "/guide/start?checked=1",
        "/status",
    ];
    all.iter().map(|path| path.replace("{}", order)).collect()
}

/// The pictures in `docs/`, of which the README shows two, and the others for whoever looks at the panel's clothes.
/// `cargo test --test it browser::pictures -- --ignored`; they go to the folder in `PICTURES`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes pictures"]
async fn pictures() {
    let Some(desk) = Desk::open().await else { return };
    let Ok(folder) = std::env::var("PICTURES") else { return };
    let browser = &desk.browser;
    let parts = ["02-", "03-", "04-", "05-", "08-", "09-", "10-", "13-", "20-", "21-", "36-", "52-"];
    for part in parts {
        desk.buy(&serde_json::from_slice(&order(part)).unwrap());
    }
    browser.press("Synchronizuj teraz").await;
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '1')]").await;
    browser.find("//*[@id='live-phase'][contains(., 'Czeka na następny przebieg')]").await;
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '11')]").await;
    let first: Value = serde_json::from_slice(&order("05-")).unwrap();
    for scheme in ["light", "dark"] {
        browser.scheme(scheme).await;
        for (width, height) in [(1280, 900), (390, 844)] {
            browser.size(width, height).await;
            for path in pages(first["id"].as_str().unwrap()) {
                browser.go(&format!("{}{path}", desk.home)).await;
                // What comes later has come.
                browser.find("//body[not(//*[contains(@class, 'htmx-')])]").await;
                let name = path.replace(['/', '.'], "-");
                let name = if name.len() > 40 { name.replace(first["id"].as_str().unwrap(), "one") } else { name };
                std::fs::write(format!("{folder}/{scheme}-{width}{name}.png"), browser.picture().await).unwrap();
            }
        }
    }
    desk.close().await;
}
