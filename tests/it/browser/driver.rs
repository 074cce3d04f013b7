//! A browser of this machine, without a window, driven from outside as a person would: it waits for what can be seen.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// What comes at all comes within this time, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(60);

/// Looks at a page until it is as it will be; each takes some milliseconds.
const LOOKS: u32 = 200;

/// Chromium under its driver.
pub struct Browser {
    client: Client,
    driver: Child,
    /// The browser's own process, which outlives a driver that is killed.
    process: Option<u64>,
    _profile: TempDir,
}

impl Browser {
    /// `None`: this machine has no browser, and that was said.
    pub async fn open() -> Option<Self> {
        let Some((mut driver, port)) = start_driver() else {
            return skipped();
        };
        let profile = tempfile::tempdir().unwrap();
        let options = json!({ "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=pl",
            // Whatever a page would load from elsewhere is not found.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            format!("--user-data-dir={}", profile.path().display()),
        ]});
        let wanted = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted.as_object().unwrap().clone());
        let client = match builder.connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => client,
            // The driver is here, and what it drives is not.
            Err(error) if error.to_string().contains("cannot find") => {
                let _ = (driver.kill(), driver.wait());
                return skipped();
            }
            Err(error) => panic!("{error}"),
        };
        let told = client.capabilities().and_then(|all| all.get("goog:processID")).and_then(Value::as_u64);
        let browser = Self { client, driver, process: told, _profile: profile };
        browser.size(1280, 900).await;
        Some(browser)
    }

    /// Opens an address.
    pub async fn go(&self, address: &str) {
        self.client.goto(address).await.unwrap();
    }

    /// The element at this path, as soon as it is there.
    pub async fn find(&self, path: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(path)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{path}: {error}\n{}", self.text().await),
        }
    }

    /// Waits until this can be read in the page.
    pub async fn see(&self, text: &str) {
        self.find(&format!("//main//*[contains(normalize-space(.), \"{text}\")]")).await;
    }

    /// Everything that can be read in the page now.
    pub async fn text(&self) -> String {
        self.client.find(Locator::Css("body")).await.unwrap().text().await.unwrap()
    }

    /// Presses the button or the link with this name.
    pub async fn press(&self, name: &str) {
        loop {
            let found = self.find(&format!("(//button | //a)[normalize-space(.) = \"{name}\"]")).await;
            match found.click().await {
                // The page put another one in its place meanwhile.
                Err(error) if error.is_stale_element_reference() => {}
                done => return done.unwrap(),
            }
        }
    }

    /// Types into what has the focus.
    pub async fn keys(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// What can be read of the element that has the focus.
    pub async fn focus(&self) -> String {
        self.client.active_element().await.unwrap().text().await.unwrap()
    }

    /// Runs a script in the page.
    pub async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Runs a script in the page that says by itself when it is done, and with what.
    pub async fn script_that_answers(&self, script: &str) -> Value {
        self.client.execute_async(script, Vec::new()).await.unwrap()
    }

    /// A window of this size, as a screen or a telephone has it.
    pub async fn size(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// `light` or `dark`, as the system's own setting.
    pub async fn scheme(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// What the window shows, as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        // On a busy machine the first try may take longer than the driver waits.
        if let Ok(picture) = self.client.screenshot().await {
            return picture;
        }
        self.client.screenshot().await.unwrap()
    }

    /// Must somebody scroll sideways to see all of the page? On a busy machine it is there a moment before it is laid out, so
    /// it is looked at until it fits; one that is too wide stays so.
    pub async fn is_too_wide(&self) -> bool {
        for _ in 0..LOOKS {
            if self.script("return document.documentElement.scrollWidth <= window.innerWidth").await == json!(true) {
                return false;
            }
        }
        true
    }

    /// What the browser complains about since it was last asked: scripts that broke, files that the policy stopped.
    pub async fn complaints(&self) -> Vec<String> {
        let found = self.client.issue_cmd(Raw { path: "se/log", body: json!({ "type": "browser" }) }).await.unwrap();
        let all = found.as_array().cloned().unwrap_or_default();
        all.iter().filter(|entry| entry["level"] == "SEVERE").map(ToString::to_string).collect()
    }

    async fn devtools(&self, command: &str, parameters: Value) {
        let body = json!({ "cmd": command, "params": parameters });
        self.client.issue_cmd(Raw { path: "goog/cdp/execute", body }).await.unwrap();
    }

    /// Closes the browser, or it would stay when its driver is gone.
    pub async fn close(self) {
        self.client.clone().close().await.unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        // After a good test it is closed already.
        if let Some(process) = self.process.filter(|_| std::thread::panicking()) {
            let _ = Command::new("kill").arg(process.to_string()).status();
        }
    }
}

fn skipped() -> Option<Browser> {
    // Past the test harness, which keeps what a good test prints to itself.
    let said = "SKIPPED: no chromium with chromedriver on this machine, so the panel was not looked at";
    let _ = writeln!(std::io::stderr(), "{said}");
    None
}

/// The driver on a port of its own choice.
fn start_driver() -> Option<(Child, u16)> {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut said = BufReader::new(driver.stdout.take()?).lines().map_while(Result::ok);
    let port = said.find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    })?;
    // Who does not listen any more breaks the pipe of who speaks.
    std::thread::spawn(move || said.for_each(drop));
    Some((driver, port))
}

/// A command of Chromium's driver that the protocol does not know.
#[derive(Debug)]
struct Raw {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Raw {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
