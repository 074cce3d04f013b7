//! Over HTTP, as a browser would, and as a foreign page would.

mod correct;
mod guide;
mod listening;
mod lists;
mod pages;
mod settings;
mod work;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::Receiver;

use super::listen::{Bounds, listen};
use super::{PanelContext, PanelError, Shared, entrance};
use crate::clock::{Clock as _, FixedClock, ManualClock};
use crate::core::convert::Sources;
use crate::core::message::Language;
use crate::core::plan::Dictionary;
use crate::ledger::{FILE, Ledger, Life, OrderBody, State};
use crate::settings::template::{self, Answers};
use crate::spool::{Folders, Lock, RealDisk, replace};
use crate::stages::service::{Command, Hub};
use crate::stages::tests::shop;
use crate::stages::{NoProgress, make_file};
use crate::workplace::{ImportWish, Workplace, begin_by_guide};

const ORDER: &str = "29738e61-7f6a-11e8-ac45-09db60ede9d6";

struct House {
    folder: tempfile::TempDir,
    port: u16,
    _alone: Lock,
    asked: Receiver<Command>,
    hub: Hub,
    panel: Shared,
    clock: Arc<ManualClock>,
}

struct Visitor {
    cookie: String,
    csrf: String,
}

/// Settings as they are at first, but that nothing waits for Allegro's pace, which the clock of these tests never lets come.
fn settings() -> String {
    replaced(&template::settings(&Answers::default()), "requests_per_minute = 300\n", "requests_per_minute = 0\n")
}

fn replaced(settings: &str, before: &str, after: &str) -> String {
    assert!(settings.contains(before), "{before}: {settings}");
    settings.replacen(before, after, 1)
}

impl House {
    async fn open() -> Self {
        Self::open_with(Bounds::default()).await
    }

    async fn open_with(bounds: Bounds) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let folders = Folders::new(root);
        folders.create(&RealDisk).unwrap();
        replace(&RealDisk, &root.join("allegro-optima.toml"), settings().as_bytes()).unwrap();
        let mut ledger = Ledger::open(&folders.state().join(FILE)).unwrap();
        let order = Life {
            state: State::Error,
            total: Some("12.30".to_owned()),
            ..Life::seen(ORDER, "allegro", Timestamp::UNIX_EPOCH)
        };
        let json = br#"{"buyer":{"login":"<script>alert(1)</script>"}}"#.to_vec();
        ledger.record_with(&[order], &[OrderBody { order_id: ORDER.into(), json }]).unwrap();
        Self::serve(folder, bounds).await
    }

    /// A folder as it begins when nobody has set it up.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        begin_by_guide(folder.path(), Language::Polish).unwrap();
        Self::serve(folder, Bounds::default()).await
    }

    async fn serve(folder: tempfile::TempDir, bounds: Bounds) -> Self {
        let root = folder.path();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let place = Workplace::open(root).unwrap();
        let alone = place.alone("run").unwrap();
        place.note_panel(port).unwrap();
        let (hub, asked) = Hub::new(Timestamp::UNIX_EPOCH);
        let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
        let context = PanelContext { dir: root.to_owned(), hub: hub.clone(), clock: clock.clone() };
        let panel = super::panel(port, context);
        let routes = super::routes(panel.clone());
        let full = "Przyjdź później.";
        tokio::spawn(listen(listener, routes, (bounds, full), std::future::pending()));
        Self { folder, port, _alone: alone, asked, hub, panel, clock }
    }

    /// Head and body. `more`: further header lines.
    async fn send(&self, line: &str, host: &str, more: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        let length = body.len();
        let text = format!(
            "{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{more}\r\n{body}"
        );
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// An order's document in the base, made by an import of its file.
    async fn imported(&self) -> Life {
        let (settings, tables) = shop::choices();
        let order = shop::decoded(1);
        let (offers, dictionary) = (BTreeMap::new(), Dictionary::default());
        let sources = Sources {
            settings: &settings,
            tables: &tables,
            account: "allegro",
            offers: &offers,
            dictionary: &dictionary,
            cards: None,
        };
        let file = make_file(&order, &sources).unwrap();
        let folders = Folders::new(self.folder.path());
        replace(&RealDisk, &folders.inbox().join(&file.name), &file.bytes).unwrap();
        let mut place = Workplace::open(self.folder.path()).unwrap();
        // Nobody writes to it any more.
        place.settings.import.settle_seconds = 0;
        let done = Box::pin(place.import(&ImportWish::default(), &NoProgress)).await.unwrap();
        assert_eq!(done.report.imported.len(), 1, "{done:?}");
        Ledger::open(&folders.state().join(FILE)).unwrap().order(&shop::id(1)).unwrap().unwrap()
    }

    async fn documents(&self) -> Vec<crate::core::plan::StoredDocument> {
        Workplace::open(self.folder.path()).unwrap().documents().await.unwrap().0
    }

    /// The way in that the command `panel` makes.
    fn entrance(&self) -> String {
        let address = entrance(self.folder.path(), &FixedClock(self.clock.now())).unwrap();
        address.strip_prefix(&format!("http://{}", self.host())).unwrap().to_owned()
    }

    async fn enter(&self) -> Visitor {
        let answer = self.send(&format!("GET {}", self.entrance()), &self.host(), "", "").await;
        let set = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
        let cookie = set.split(';').next().unwrap().to_owned();
        let page = self.send("GET /settings", &self.host(), &format!("Cookie: {cookie}\r\n"), "").await;
        let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        Visitor { cookie, csrf }
    }

    async fn get(&self, visitor: &Visitor, path: &str) -> String {
        self.send(&format!("GET {path}"), &self.host(), &format!("Cookie: {}\r\n", visitor.cookie), "").await
    }

    async fn post(&self, visitor: &Visitor, path: &str, form: &str) -> String {
        let more = format!("Cookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n", visitor.cookie);
        self.send(&format!("POST {path}"), &self.host(), &more, &format!("csrf={}&{form}", visitor.csrf)).await
    }
}

fn code(answer: &str) -> &str {
    answer.get(9..12).unwrap_or_default()
}

#[tokio::test]
async fn a_foreign_host_origin_or_form_is_refused_and_nothing_is_done() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    let form = format!("csrf={}", visitor.csrf);
    let cookie = format!("Cookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n", visitor.cookie);
    let ours = house.host();
    for (line, host, more, body) in [
        ("POST /sync", "evil.example", cookie.clone(), form.as_str()),
        ("POST /sync", &ours, format!("{cookie}Origin: http://evil.example\r\n"), &form),
        ("POST /sync", &ours, format!("{cookie}Origin: null\r\n"), &form),
        ("POST /sync", &ours, cookie.clone(), ""),
        ("POST /sync", &ours, cookie.clone(), "csrf=0"),
        ("POST /sync", &ours, format!("{cookie}x-csrf: 0\r\n"), &form),
        ("POST /sync", &ours, "Content-Type: application/x-www-form-urlencoded\r\n".to_owned(), &form),
        ("GET /orders", &ours, String::new(), ""),
        ("GET /live", &ours, String::new(), ""),
        ("GET /healthz", "evil.example", String::new(), ""),
        ("GET /login?code=0", &ours, String::new(), ""),
        ("GET /login?token=0", &ours, String::new(), ""),
        ("GET /login", &ours, String::new(), ""),
    ] {
        let answer = house.send(line, host, &more, body).await;
        assert_eq!(code(&answer), "403", "{line} {host} {more}");
    }
    assert!(house.asked.try_recv().is_err(), "nobody was asked for anything");
    assert_eq!(code(&house.post(&visitor, "/sync", "").await), "303");
    assert_eq!(house.asked.try_recv().unwrap(), Command::Sync { account: None });
}

#[tokio::test]
async fn nothing_can_be_done_or_read_without_session_and_mark() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    let order = format!("/orders/{ORDER}");
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let cookie = format!("Cookie: {}\r\n{form}", visitor.cookie);
    for path in [
        "/sync",
        "/logout",
        "/language",
        "/stop",
        "/files/upload",
        "/files/move",
        "/mappings/services.csv",
        "/settings/log",
        "/settings/mend",
        "/settings/secrets",
        "/accounts/sklep/login",
        "/accounts/sklep/answer",
        "/remove/accounts/sklep",
        "/guide/later",
        "/guide/account",
        "/guide/optima/servers",
        "/guide/firm",
        "/guide/start",
        &format!("{order}/retry"),
        &format!("{order}/ignore"),
        &format!("{order}/decide"),
        &format!("{order}/correct"),
        &format!("{order}/correct/undo"),
        "/waiting/all/say",
        "/waiting/0/say",
        "/waiting/0/answer",
        "/undo",
    ] {
        for (more, body) in [(cookie.as_str(), ""), (form, &*format!("csrf={}", visitor.csrf))] {
            let answer = house.send(&format!("POST {path}"), &house.host(), more, body).await;
            assert_eq!(code(&answer), "403", "{path} {more}");
        }
    }
    for path in [
        "/",
        "/counts",
        "/waits",
        "/live",
        "/orders",
        &order,
        &format!("{order}/xml"),
        &format!("{order}/document"),
        &format!("{order}/preview"),
        &format!("{order}/correct"),
        "/files",
        "/mappings",
        "/mappings/services.csv",
        "/mappings/services.csv/lacking",
        "/lacking",
        "/choices",
        "/waiting/0",
        "/waiting/0/say?say=ignore",
        "/orders/say?say=ignore",
        "/cards?company=firma&value=kubek",
        "/report",
        "/report.csv",
        "/report/compared",
        "/report/compared.csv",
        "/settings",
        "/settings/log",
        "/settings/secrets",
        "/status",
        "/doctor",
        "/doctor/findings",
        "/log",
        "/bundle.zip",
        "/accounts/sklep",
        "/accounts/sklep/step",
        "/guide",
        "/guide/firm",
        "/guide/optima/check",
        "/guide/start/count",
        "/kept/0",
        "/answers/0",
        "/remove/accounts/sklep",
        "/nowhere",
    ] {
        assert_eq!(code(&house.send(&format!("GET {path}"), &house.host(), "", "").await), "403", "{path}");
    }
    assert!(house.asked.try_recv().is_err(), "nobody was asked for anything");
    let ledger = Ledger::open(&Folders::new(house.folder.path()).state().join(FILE)).unwrap();
    assert_eq!(ledger.order(&ORDER.into()).unwrap().unwrap().state, State::Error);
}

#[tokio::test]
async fn programs_that_watch_need_no_key() {
    let house = House::open().await;
    assert_eq!(code(&house.send("GET /healthz", &house.host(), "", "").await), "200");
    house.hub.change(|state| state.accounts.entry("a\"b".to_owned()).or_default().silent = true);
    assert_eq!(code(&house.send("GET /healthz", &house.host(), "", "").await), "503");
    let metrics = house.send("GET /metrics", &house.host(), "", "").await;
    assert!(metrics.contains("allegro_optima_silent{account=\"ab\"} 1"), "{metrics}");
}

#[tokio::test]
async fn the_first_page_is_small_and_every_page_can_be_read() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let mut size = 0;
    for path in
        ["/", "/assets/panel.css", "/assets/panel.js", "/assets/notice.js", "/assets/htmx.js", "/assets/icon.svg"]
    {
        let answer = house.get(&visitor, path).await;
        assert_eq!(code(&answer), "200", "{path}");
        assert!(answer.contains("default-src 'none'"), "{path}");
        size += answer.len();
    }
    assert!(size < 100 * 1024, "{size}");
    for path in [
        "/orders",
        "/files",
        "/mappings",
        "/mappings/payments.csv",
        "/mappings/payments.csv?text=1",
        "/mappings/payments.csv/lacking",
        "/lacking",
        "/choices",
        "/counts",
        "/report",
        "/report.csv",
        "/report/compared",
        "/status",
        "/doctor",
        "/doctor/findings",
        "/log",
        "/bundle.zip",
        "/accounts/sklep",
        "/accounts/sklep/step",
    ] {
        let answer = house.get(&visitor, path).await;
        assert_eq!(code(&answer), "200", "{path}: {answer}");
    }
}

#[tokio::test]
async fn an_order_is_found_shown_and_tried_again() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    assert!(house.get(&visitor, "/orders?q=29738e61&state=error").await.contains(ORDER));
    assert!(!house.get(&visitor, "/orders?q=29738e62").await.contains(ORDER));
    let answer = house.get(&visitor, &format!("/orders?q={}", "a".repeat(300))).await;
    assert_eq!(code(&answer), "400");
    let answer = house.get(&visitor, &format!("/orders?q={}", "a".repeat(10_000))).await;
    assert!(code(&answer) == "414" && answer.contains("za długi"), "{answer}");
    let page = house.get(&visitor, &format!("/orders/{ORDER}")).await;
    assert!(page.contains("12,30") && page.contains("&lt;script&gt;") && !page.contains("<script>alert"), "{page}");
    assert_eq!(code(&house.get(&visitor, "/orders/unknown").await), "404");
    assert_eq!(code(&house.post(&visitor, &format!("/orders/{ORDER}/retry"), "").await), "303");
    assert_eq!(house.asked.try_recv().unwrap(), Command::Sync { account: Some("allegro".to_owned()) });
    let ledger = Ledger::open(&Folders::new(house.folder.path()).state().join(FILE)).unwrap();
    assert_eq!(ledger.order(&ORDER.into()).unwrap().unwrap().next_try_at, Some(Timestamp::UNIX_EPOCH));
}

#[tokio::test]
async fn a_wrong_row_is_refused_by_its_number_and_a_right_table_is_saved() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    let path = house.folder.path().join("mappings/products.csv");
    replace(&RealDisk, &path, b"oferta;kod\r\n1;A\r\n").unwrap();
    let page = house.get(&visitor, "/mappings/products.csv?text=1").await;
    let mark = page.split("name=\"was\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let text = |text: &str| format!("was={mark}&text={text}");
    let answer = house.post(&visitor, "/mappings/products.csv?text=1", &text("oferta%3Bkod%0A1%3BB%0A1%3BC%0A")).await;
    assert!(code(&answer) == "422" && answer.contains("Wiersz pliku 3"), "{answer}");
    assert_eq!(std::fs::read(&path).unwrap(), b"oferta;kod\r\n1;A\r\n");
    assert!(house.asked.try_recv().is_err());
    let answer = house.post(&visitor, "/mappings/products.csv?text=1", &text("oferta%3Bkod%0A1%3BB%0A")).await;
    assert!(code(&answer) == "303" && answer.contains("location: /mappings/products.csv?text=1\r\n"), "{answer}");
    let page = house.get(&visitor, "/mappings/products.csv?text=1").await;
    assert!(page.contains("zmienione: 1") && page.contains("było 1; A, jest 1; B"), "{page}");
    assert_eq!(std::fs::read(&path).unwrap(), "\u{feff}oferta;kod\r\n1;B\r\n".as_bytes());
    assert_eq!(std::fs::read(path.with_extension("csv.bak")).unwrap(), b"oferta;kod\r\n1;A\r\n");
    assert_eq!(house.asked.try_recv().unwrap(), Command::Sync { account: None });

    // Row by row: what the form brings back unchanged changes nothing.
    let row = |is: &str| format!("w2=%5B%221%22%2C%22B%22%2C%22%22%2C%22%22%2C%22%22%5D&c2.0=1&c2.1={is}&c2.2=");
    assert_eq!(code(&house.post(&visitor, "/mappings/products.csv", &row("B")).await), "303");
    assert!(house.get(&visitor, "/mappings/products.csv").await.contains("Nic się nie zmieniło"));
    assert!(house.asked.try_recv().is_err());
    let answer = house.post(&visitor, "/mappings/products.csv?q=b", &(row("C") + "&pasted=x%09y")).await;
    assert!(code(&answer) == "422" && answer.contains("Wklejony wiersz 1"), "{answer}");
    assert_eq!(code(&house.post(&visitor, "/mappings/products.csv?q=b", &(row("C") + "&pasted=7%09y")).await), "303");
    assert_eq!(std::fs::read(&path).unwrap(), "\u{feff}oferta;kod\r\n1;C\r\n7;y\r\n".as_bytes());
}

#[tokio::test]
async fn only_documents_of_a_fair_size_come_in() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    let company = Answers::default().company;
    let mark = format!("Cookie: {}\r\nx-csrf: {}\r\n", visitor.cookie, visitor.csrf);
    let line = |name: &str| format!("POST /files/upload?company={company}&name={name}");
    for (name, body) in [("a.exe", "<a/>"), ("a.xml", "MZ\u{0}"), ("..%2Fa.xml", "<a/>"), ("a.xml", "")] {
        let answer = house.send(&line(name), &house.host(), &mark, body).await;
        assert_eq!(code(&answer), "415", "{name}: {answer}");
    }
    // Refused by what it promises, before a byte of it is read.
    let mut stream = TcpStream::connect(("127.0.0.1", house.port)).await.unwrap();
    let head = format!(
        "{} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: 1073741824\r\n{mark}\r\n",
        line("a.xml"),
        house.host()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
    assert!(house.asked.try_recv().is_err());
    let answer = house.send(&line("a.xml"), &house.host(), &mark, "<ROOT/>").await;
    assert!(code(&answer) == "200" && answer.contains("przyjęty"), "{answer}");
    assert_eq!(house.asked.try_recv().unwrap(), Command::Import);
    let form = format!("company={company}&place=inbox&name=a.xml");
    assert_eq!(code(&house.post(&visitor, "/files/move", &form).await), "400", "the importer takes it by itself");
    let by_hand = replaced(&settings(), "handoff = \"auto\"", "handoff = \"manual\"");
    replace(&RealDisk, &house.folder.path().join("allegro-optima.toml"), by_hand.as_bytes()).unwrap();
    assert_eq!(code(&house.post(&visitor, "/files/move", &form).await), "303");
    assert!(house.folder.path().join("outbox/a.xml").exists());
    for form in ["place=outbox&name=..%2Fa.xml", "place=inbox&name=claimed", "place=errors&name=a.xml.txt"] {
        let form = format!("company={company}&{form}");
        assert_eq!(code(&house.post(&visitor, "/files/move", &form).await), "400", "{form}");
    }
    assert!(house.folder.path().join("inbox/claimed").is_dir());
}

#[tokio::test]
async fn the_other_language_is_one_press_away() {
    let house = House::open().await;
    let visitor = house.enter().await;
    // The page stays the same, with what it was asked for.
    for path in ["/orders?q=kowal&state=open", "/mappings/services.csv?q=x", "/nowhere"] {
        let from = format!(
            "Cookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nReferer: http://{}{path}\r\n",
            visitor.cookie,
            house.host()
        );
        let form = format!("csrf={}&language=pl", visitor.csrf);
        let answer = house.send("POST /language", &house.host(), &from, &form).await;
        assert!(code(&answer) == "303" && answer.contains(&format!("location: {path}\r\n")), "{answer}");
    }
    assert!(house.get(&visitor, "/").await.contains("Synchronizuj teraz"));
    house.post(&visitor, "/language", "language=en").await;
    assert!(house.get(&visitor, "/").await.contains("Synchronise now"));
    assert_eq!(code(&house.post(&visitor, "/logout", "").await), "303");
    assert_eq!(code(&house.get(&visitor, "/").await), "403");
}

#[tokio::test]
async fn an_address_that_leads_nowhere_has_the_menu() {
    let house = House::open().await;
    let visitor = house.enter().await;
    for path in ["/nowhere", "/orders/unknown", "/mappings/nowhere.csv", "/settings/nowhere"] {
        let answer = house.get(&visitor, path).await;
        assert!(code(&answer) == "404" && answer.contains("<nav><a href=\"/\""), "{path}: {answer}");
    }
}

#[tokio::test]
async fn the_tab_of_every_page_says_how_many_orders_wait() {
    let house = House::open().await;
    let visitor = house.enter().await;
    assert!(house.get(&visitor, "/waits").await.ends_with("\r\n\r\n0 0 zamówień czeka na Ciebie"));
    let told = crate::core::message::text::Prd001 { offer: "1".into(), name: "Kubek".into() };
    let problem = crate::core::problem::Problem::error(told);
    let kind = crate::core::life::Kind::Refused;
    let matter = crate::core::life::Matter { kind, problem, since: Timestamp::UNIX_EPOCH, closed: None };
    let life = Life { state: State::Error, matters: vec![matter], ..Life::seen("x", "allegro", Timestamp::UNIX_EPOCH) };
    Ledger::open(&Folders::new(house.folder.path()).state().join(FILE)).unwrap().record(&[life]).unwrap();
    let page = format!("Cookie: {}\r\nAccept: text/html,*/*\r\n", visitor.cookie);
    for (path, title) in [("/", "Pulpit"), ("/files", "Pliki"), ("/orders/x", "Zamówienie x"), ("/nowhere", "Panel")] {
        let answer = house.send(&format!("GET {path}"), &house.host(), &page, "").await;
        assert!(answer.contains(&format!("<title>(1) {title}")), "{path}: {answer}");
    }
    assert!(house.get(&visitor, "/waits").await.ends_with("1 Jedno zamówienie czeka na Ciebie"));
    // A part of a page that is opened by itself is a page.
    let answer = house.send("GET /report/compared", &house.host(), &page, "").await;
    assert!(answer.contains("<title>(1) Raport") && answer.contains("<nav>"), "{answer}");
    let part = house.send("GET /report/compared", &house.host(), &format!("{page}HX-Request: true\r\n"), "").await;
    assert!(!part.contains("<title>"), "{part}");
}

#[tokio::test]
async fn what_the_service_does_is_shown_as_it_happens() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let mut stream = TcpStream::connect(("127.0.0.1", house.port)).await.unwrap();
    let head = format!("GET /live HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", house.host(), visitor.cookie);
    stream.write_all(head.as_bytes()).await.unwrap();
    house.hub.change(|state| state.phase = crate::stages::service::Phase::Exporting);
    let mut seen = String::new();
    let mut buffer = [0; 4096];
    while !seen.contains("Pobiera zamówienia") {
        let read = tokio::time::timeout(std::time::Duration::from_secs(20), stream.read(&mut buffer));
        let count = read.await.expect("the change is shown").unwrap();
        assert_ne!(count, 0, "{seen}");
        seen.push_str(&String::from_utf8_lossy(&buffer[..count]));
    }
}

#[tokio::test]
async fn a_code_lets_one_browser_in_once_and_leaves_no_trace_in_its_history() {
    let house = House::open().await;
    let ours = house.host();
    let way = format!("GET {}", house.entrance());
    let first = house.send(&way, &ours, "", "").await;
    assert_eq!(code(&first), "303");
    assert!(first.contains("location: /\r\n") && first.contains("referrer-policy: no-referrer\r\n"), "{first}");
    assert_eq!(code(&house.send(&way, &ours, "", "").await), "403", "another browser with the same code");

    // The browser that is in loads the page anew, goes back, or is sent here again: it stays in.
    let visitor = house.enter().await;
    let cookie = format!("Cookie: {}\r\n", visitor.cookie);
    for way in [way, "GET /login?code=0".to_owned(), format!("GET {}", house.entrance())] {
        let again = house.send(&way, &ours, &cookie, "").await;
        assert_eq!((code(&again), again.contains("set-cookie")), ("303", false), "{way}");
    }
    assert_eq!(code(&house.get(&visitor, "/").await), "200");
    // A second one comes in beside it.
    let other = house.enter().await;
    assert_ne!(other.cookie, visitor.cookie);
    assert_eq!(code(&house.get(&visitor, "/orders").await), "200");
}

#[tokio::test]
async fn nobody_comes_in_where_no_service_is_or_one_without_a_panel() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    Folders::new(root).create(&RealDisk).unwrap();
    replace(&RealDisk, &root.join("allegro-optima.toml"), template::settings(&Answers::default()).as_bytes()).unwrap();
    let refused = || match entrance(root, &FixedClock(Timestamp::UNIX_EPOCH)).unwrap_err() {
        PanelError::Failed(failure) => failure.problem.code().to_owned(),
        error => panic!("{error}"),
    };
    assert_eq!(refused(), "PAN-002");
    let place = Workplace::open(root).unwrap();
    let _alone = place.alone("watch").unwrap();
    assert_eq!(refused(), "PAN-003");
    place.note_panel(1).unwrap();
    assert!(entrance(root, &FixedClock(Timestamp::UNIX_EPOCH)).is_ok());
}
