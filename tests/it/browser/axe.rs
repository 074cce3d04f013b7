//! Every page and state of the panel is held against axe-core, in two widths and two themes, and is no wider than a telephone.

use std::collections::BTreeMap;
use std::io::Write as _;

use serde_json::{Value, json};

use super::driver::Browser;
use super::{Desk, pages};
use crate::support::order;

/// Where axe-core's `axe.min.js` lies, which is not ours to keep here.
const SOURCE: &str = "ALLEGRO_OPTIMA_AXE";

/// What axe-core finds in the page as it is now, of any gravity.
const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then((found) => done(found.violations.map((one) =>
      one.id + ' (' + one.impact + '): ' + one.nodes.map((node) => node.html).join(' | ').slice(0, 600))),
      (error) => done(['axe: ' + error]));";

const WIDTHS: [(u32, u32); 2] = [(1280, 900), (390, 844)];

/// What was found, by page and state.
struct Findings {
    source: String,
    found: BTreeMap<String, Vec<String>>,
}

impl Findings {
    /// `None`: there is no axe-core, and that was said.
    fn begin() -> Option<Self> {
        let Some(path) = std::env::var_os(SOURCE).filter(|path| !path.is_empty()) else {
            let said = format!("SKIPPED: {SOURCE} names no axe.min.js, so the panel's accessibility was not looked at");
            let _ = writeln!(std::io::stderr(), "{said}");
            return None;
        };
        Some(Self { source: std::fs::read_to_string(path).unwrap(), found: BTreeMap::new() })
    }

    /// Looks at the page that is open, in every width and theme.
    async fn look(&mut self, browser: &Browser, state: &str) {
        // What comes later has come.
        browser.find("//body[not(//*[contains(@class, 'htmx-')])]").await;
        browser.script(&self.source).await;
        for (width, height) in WIDTHS {
            browser.size(width, height).await;
            for scheme in ["light", "dark"] {
                browser.scheme(scheme).await;
                let found = browser.script_that_answers(RUN).await;
                let said = found.as_array().unwrap().iter().filter_map(Value::as_str).map(str::to_owned);
                let all = self.found.entry(format!("{state}, {width}, {scheme}")).or_default();
                all.extend(said);
                if browser.is_too_wide().await {
                    all.push("sticks out at the side".to_owned());
                }
            }
        }
        browser.size(1280, 900).await;
    }

    async fn visit(&mut self, desk: &Desk, path: &str) {
        desk.browser.go(&format!("{}{path}", desk.home)).await;
        self.look(&desk.browser, path).await;
    }

    fn end(mut self) {
        self.found.retain(|_, all| !all.is_empty());
        assert_eq!(self.found, BTreeMap::new());
    }
}

/// Pages besides those that the menu leads to; `{}` is a refused order.
const PATHS: [&str; 34] = [
    "/orders/{}",
    "/orders/{}/correct",
    "/orders/00000000-0000-0000-0000-000000000000",
    "/orders?q=nobody",
    "/orders?state=open",
    "/orders?q={}",
    "/report/compared",
    "/mappings/products.csv",
    "/mappings/sets.csv",
    "/mappings/services.csv",
    "/mappings/rates.csv",
    "/mappings/oss.csv",
    "/mappings/payments.csv?text=1",
    "/mappings/payments.csv?q=nobody",
    "/settings/firm",
    "/settings/allegro",
    "/settings/optima",
    "/settings/schedule",
    "/settings/orders",
    "/settings/payments",
    "/settings/goods",
    "/settings/contractors",
    "/settings/files",
    "/settings/xml",
    "/settings/letters",
    "/settings/log",
    "/nowhere",
    "/guide",
    "/guide/firm",
    "/guide/allegro",
    "/guide/optima",
    "/guide/documents",
    "/guide/tables",
    "/guide/start",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_page_and_state_is_accessible() {
    let Some(mut seen) = Findings::begin() else { return };
    let Some(desk) = Desk::open().await else { return };
    let browser = &desk.browser;
    browser.find("//*[@id='counts']//li[contains(., 'w Optimie')][contains(., '1')]").await;
    seen.look(browser, "nothing waits").await;

    // One order that lacks a delivery, one whose sum is wrong.
    let unknown: Value = serde_json::from_slice(&order("07-")).unwrap();
    let mut wrong: Value = serde_json::from_slice(&order("03-")).unwrap();
    wrong["summary"]["totalToPay"]["amount"] = json!("1.00");
    desk.buy(&unknown);
    desk.buy(&wrong);
    browser.press("Synchronizuj teraz").await;
    browser.see("2 zamówienia czekają na Ciebie").await;
    seen.look(browser, "two wait").await;
    let first: Value = serde_json::from_slice(&order("01-")).unwrap();
    let (known, refused) = (first["id"].as_str().unwrap(), unknown["id"].as_str().unwrap());
    for path in pages(known) {
        seen.visit(&desk, &path).await;
    }
    for path in PATHS {
        seen.visit(&desk, &path.replace("{}", refused)).await;
    }

    // What is typed and is not in Optima, and what is told on the page after an answer.
    browser.go(&desk.home).await;
    browser.find("//section//input[@name='value']").await.send_keys("NIE-MA-TAKIEJ").await.unwrap();
    browser.press("Zapisz i sprawdź zamówienia").await;
    browser.find("//form[@id='answer']").await;
    seen.look(browser, "an answer that Optima has not").await;
    browser.go(&desk.home).await;
    browser.press("Spróbuj ponownie").await;
    browser.find("//*[@id='said']").await;
    seen.look(browser, "something is told").await;

    // All orders of one cause.
    browser.go(&desk.home).await;
    let script = "return document.querySelector('.work').id.slice(2)";
    let row = browser.script(script).await.as_str().unwrap().to_owned();
    for path in ["/waiting/{}", "/orders?group={}", "/orders?group=0"] {
        seen.visit(&desk, &path.replace("{}", &row)).await;
    }

    // A table with a mistake that is typed, and one with rows saved.
    browser.go(&format!("{}/mappings/deliveries.csv", desk.home)).await;
    browser.find("//textarea[@name='pasted']").await.send_keys("tylko-metoda\n;x\n").await.unwrap();
    browser.press("Zapisz").await;
    browser.see("Wklejony wiersz").await;
    seen.look(browser, "a pasted row is wrong").await;
    browser.go(&format!("{}/mappings/services.csv", desk.home)).await;
    browser.find("//input[@name='n0.0']").await.send_keys("GIFT_WRAP").await.unwrap();
    browser.find("//input[@name='n0.1']").await.send_keys("DOSTAWA").await.unwrap();
    browser.press("Zapisz").await;
    browser.see("Wiersze dodane: 1").await;
    seen.look(browser, "a table is saved").await;

    // Settings that were refused, and a file with a mistake.
    browser.go(&format!("{}/settings/log", desk.home)).await;
    browser.find("//input[@name='v.log.keep_days']").await.send_keys("x").await.unwrap();
    browser.press("Zapisz").await;
    browser.find("//div[@role='alert']//p").await;
    seen.look(browser, "a setting is refused").await;
    let good = std::fs::read_to_string(desk.shop.path("allegro-optima.toml")).unwrap();
    desk.shop.write("allegro-optima.toml", good.replace("unit = \"szt.\"", "unit = szt."));
    for path in ["/settings", "/settings/documents", "/", "/orders", "/status", "/doctor"] {
        desk.browser.go(&format!("{}{path}", desk.home)).await;
        seen.look(browser, &format!("{path} with a mistake in the settings")).await;
    }
    desk.shop.write("allegro-optima.toml", good);

    // A login, step by step.
    browser.go(&format!("{}/accounts/sklep", desk.home)).await;
    browser.press("Zaloguj do Allegro").await;
    browser.see("potwierdź kod").await;
    seen.look(browser, "a code to log in with").await;
    desk.allegro.decide_logins(true);
    browser.see("Czy to właściwe konto").await;
    seen.look(browser, "whose account it is").await;
    browser.press("Tak, to ono").await;
    browser.see("Zalogowano. Program będzie pobierać").await;
    seen.look(browser, "logged in").await;

    // In the other language, and outside.
    browser.press("English").await;
    browser.see("Logged in").await;
    seen.visit(&desk, "/").await;
    browser.press("Leave").await;
    seen.look(browser, "outside").await;
    browser.complaints().await;
    desk.close().await;
    seen.end();
}
