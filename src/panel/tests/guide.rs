//! The guide: from a folder that nobody has set up to the account that begins.

use serde_json::Value;
use url::form_urlencoded::Serializer;

use super::*;
use crate::allegro::simulator::{CLIENT_ID, CLIENT_SECRET, Running as Allegro, Simulator, World};
use crate::allegro::tokens::TokenStore as _;
use crate::clock::{Clock as _, SystemClock};
use crate::core::poland;
use crate::settings::file::FILE_NAME;
use crate::workplace::guide::Step;
use crate::workplace::logins::FileTokens;

/// Somebody new, and the Allegro that he sells at.
struct Newcomer {
    house: House,
    visitor: Visitor,
    allegro: Allegro,
}

const FIRM: [(&str, &str); 5] = [
    ("name", "Sklep „Pod Lipą”"),
    ("nip", "999-000-37-16"),
    ("street", "Lipowa 1"),
    ("post_code", "00-001"),
    ("city", "Warszawa"),
];

fn form(fields: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// A form of settings: key, what was shown, what is typed.
fn typed(fields: &[(&str, &str, &str)]) -> String {
    let mut form = Serializer::new(String::new());
    for (key, shown, value) in fields {
        form.append_pair(&format!("v.{key}"), value).append_pair(&format!("o.{key}"), shown);
    }
    form.finish()
}

fn form_of_now() -> String {
    form(&[("from", "now")])
}

fn firm(change: &[(&str, &str)]) -> String {
    let value = |name: &str| change.iter().chain(&FIRM).find(|(known, _)| *known == name).unwrap().1;
    let fields: Vec<(String, &str)> = FIRM.iter().map(|(name, _)| (format!("seller.{name}"), value(name))).collect();
    typed(&fields.iter().map(|(key, value)| (key.as_str(), "", *value)).collect::<Vec<_>>())
}

impl Newcomer {
    async fn open(orders: Vec<Value>) -> Self {
        let house = House::new().await;
        let allegro = Simulator::start(World::from_orders(orders)).unwrap();
        let newcomer = Self { visitor: house.enter().await, house, allegro };
        // Where Allegro is, is the world's affair.
        let at = format!(
            "client_id = \"\"\napi_url = \"{}\"\nauth_url = \"{}\"\n",
            newcomer.allegro.api_url(),
            newcomer.allegro.auth_url()
        );
        let file = replaced(&newcomer.file(), "requests_per_minute = 300\n", "requests_per_minute = 0\n");
        newcomer.write(&replaced(&file, "client_id = \"\"\n", &at));
        newcomer
    }

    /// The first steps are done already.
    async fn ready(orders: Vec<Value>) -> Self {
        let newcomer = Self::open(orders).await;
        for (step, form) in [
            ("firm", firm(&[])),
            ("allegro", Newcomer::application(CLIENT_SECRET)),
            ("optima", typed(&[("companies.firma.engine", "sandbox", "sandbox")])),
        ] {
            let answer = newcomer.save(step, &form).await;
            assert_eq!(code(&answer), "303", "{step}: {answer}");
        }
        let tokens = FileTokens::new(Arc::new(RealDisk), &Folders::new(newcomer.house.folder.path()), "sklep");
        tokens.store(&newcomer.allegro.log_in()).unwrap();
        newcomer
    }

    fn application(secret: &str) -> String {
        let fields =
            [("allegro.application", "allegro-optima", "allegro-optima"), ("accounts.sklep.client_id", "", CLIENT_ID)];
        format!("{}&{}", typed(&fields), form(&[("secret", secret)]))
    }

    fn file(&self) -> String {
        std::fs::read_to_string(self.house.folder.path().join(FILE_NAME)).unwrap()
    }

    fn write(&self, text: &str) {
        replace(&RealDisk, &self.house.folder.path().join(FILE_NAME), text.as_bytes()).unwrap();
    }

    async fn get(&self, path: &str) -> String {
        self.house.get(&self.visitor, path).await
    }

    async fn save(&self, step: &str, form: &str) -> String {
        self.house.post(&self.visitor, &format!("/guide/{step}"), &format!("account=sklep&{form}")).await
    }
}

fn to(answer: &str) -> &str {
    answer.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default()
}

/// Shipped orders that changed lately, by the beginnings of their names.
fn orders(parts: &[&str]) -> Vec<Value> {
    let files = World::shipped_files();
    let meant = |order: &Value| {
        let is_it = |body: &str| serde_json::from_str::<Value>(body).unwrap()["id"] == order["id"];
        parts.iter().any(|part| files.iter().any(|(name, body)| name.starts_with(part) && is_it(body)))
    };
    let now = SystemClock.now();
    let mut all = World::shipped_until(now).orders();
    all.retain(meant);
    for order in &mut all {
        order["updatedAt"] = serde_json::json!((now - jiff::SignedDuration::from_hours(30)).to_string());
    }
    assert_eq!(all.len(), parts.len());
    all
}

#[tokio::test]
async fn a_new_folder_greets_with_the_guide_which_may_be_left_and_taken_up_again() {
    let newcomer = Newcomer::open(Vec::new()).await;
    assert_eq!(to(&newcomer.get("/").await), "/guide");
    let page = newcomer.get("/guide").await;
    for step in Step::ALL {
        assert!(page.contains(&format!("href=\"/guide/{}?account=sklep\"", step.name())), "{page}");
        let page = newcomer.get(&format!("/guide/{}?account=sklep", step.name())).await;
        assert!(code(&page) == "200" && page.contains("z 6: "), "{page}");
        let page = newcomer.get(&format!("/guide/{}?checked=1", step.name())).await;
        assert!(code(&page) == "200" && page.contains("class=\"problem"), "nothing is done yet: {page}");
    }
    assert!(page.contains(">Zacznij<") && !page.contains("gotowe"), "{page}");
    assert_eq!(code(&newcomer.get("/guide/nonsense").await), "404");
    assert_eq!(to(&newcomer.house.post(&newcomer.visitor, "/guide/later", "").await), "/");
    let home = newcomer.get("/").await;
    assert!(code(&home) == "200" && home.contains("href=\"/guide?account=sklep\""), "{home}");
    // Whoever comes in anew is greeted again; the settings lead there at any time.
    let other = newcomer.house.enter().await;
    assert_eq!(to(&newcomer.house.get(&other, "/").await), "/guide");
    assert!(newcomer.get("/settings").await.contains("href=\"/guide\""));
    // A folder where somebody has worked greets with its work.
    let house = House::open().await;
    let visitor = house.enter().await;
    assert!(code(&house.get(&visitor, "/").await) == "200");
}

#[tokio::test]
async fn a_firm_is_saved_with_a_right_nip_and_nothing_that_was_typed_is_lost() {
    let newcomer = Newcomer::open(Vec::new()).await;
    let before = newcomer.file();
    for (change, told) in [
        (("nip", "9990003717"), "to nie jest NIP"),
        (("nip", ""), "to nie jest NIP"),
        (("name", " "), "Brakuje nazwy firmy"),
        (("city", ""), "Brakuje kodu pocztowego albo"),
    ] {
        let answer = newcomer.save("firm", &firm(&[change])).await;
        assert!(code(&answer) == "422" && answer.contains(told), "{change:?}: {answer}");
        assert!(answer.contains("value=\"Lipowa 1\"") && answer.contains("Nie zapisano"), "{answer}");
        assert_eq!(newcomer.file(), before);
    }
    let answer = newcomer.save("firm", &firm(&[])).await;
    assert_eq!((code(&answer), to(&answer)), ("303", "/guide/allegro?account=sklep"));
    let mut expected = before.clone();
    for (name, value) in FIRM {
        let value = if name == "nip" { "9990003716" } else { value };
        expected = expected.replacen(&format!("\n{name} = \"\""), &format!("\n{name} = \"{value}\""), 1);
    }
    assert_eq!(newcomer.file(), expected, "every other letter of the file is as it was");
    let page = newcomer.get("/guide/firm").await;
    assert!(page.contains("Nazwa, NIP i adres firmy są w porządku") && page.contains("gotowe"), "{page}");
    // Another browser had the form open.
    let answer = newcomer.save("firm", &firm(&[("name", "Inna nazwa")])).await;
    assert!(code(&answer) == "409" && answer.contains("Inna nazwa"), "{answer}");
    assert_eq!(newcomer.file(), expected);
    // Somebody spoilt the file meanwhile.
    newcomer.write("[seller\n");
    let answer = newcomer.save("firm", &firm(&[("name", "Inna nazwa")])).await;
    assert!(code(&answer) == "409" && answer.contains("Inna nazwa") && answer.contains("SET-004"), "{answer}");
    let page = newcomer.get("/guide").await;
    assert!(code(&page) == "503" && page.contains("href=\"/settings\"") && page.contains("SET-004"), "{page}");
}

#[tokio::test]
async fn id_and_secret_are_pasted_and_the_secret_is_shown_nowhere() {
    let newcomer = Newcomer::open(Vec::new()).await;
    let page = newcomer.get("/guide/allegro").await;
    assert!(page.contains("https://apps.developer.allegro.pl") && page.contains(">allegro-optima</code>"), "{page}");
    assert!(!page.contains("/accounts/sklep/login"), "without an application nobody can log in");
    let answer = newcomer.save("allegro", &Newcomer::application("")).await;
    assert!(code(&answer) == "422" && answer.contains("Brakuje Client Secret"), "{answer}");
    let answer = newcomer.save("allegro", &Newcomer::application("cicho-sza")).await;
    assert_eq!((code(&answer), to(&answer)), ("303", "/guide/allegro?account=sklep#login"));
    assert!(newcomer.file().contains(&format!("client_id = \"{CLIENT_ID}\"")));
    let kept = Folders::new(newcomer.house.folder.path()).state().join("client-secret-sklep");
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "cicho-sza");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let page = newcomer.get("/guide/allegro").await;
    assert!(page.contains("/accounts/sklep/login") && page.contains("name=\"guide\" value=\"1\""), "{page}");
    assert!(page.contains("client-secret-sklep") && !page.contains("cicho-sza"), "{page}");
    // What is there already need not be typed again.
    let fields = [("accounts.sklep.client_id", CLIENT_ID, "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2")];
    assert_eq!(code(&newcomer.save("allegro", &typed(&fields)).await), "303");
    // Whose account it is, is asked here; the answer leads back here.
    newcomer.house.panel.at_the_desk("sklep");
    let mut step = String::new();
    while !step.contains("sklep-x") {
        step = newcomer.get("/accounts/sklep/step?guide=1").await;
    }
    assert!(step.contains("name=\"guide\"") && step.contains("Firma X"), "{step}");
    let yes = form(&[("answer", "yes"), ("guide", "1")]);
    let answer = newcomer.house.post(&newcomer.visitor, "/accounts/sklep/answer", &yes).await;
    assert_eq!(to(&answer), "/guide/allegro?account=sklep#login");
    while !step.contains("Dalej: Optima") {
        step = newcomer.get("/accounts/sklep/step?guide=1").await;
    }
}

#[tokio::test]
async fn a_base_is_chosen_by_a_person_and_looked_at() {
    let newcomer = Newcomer::open(Vec::new()).await;
    let engine = "companies.firma.engine";
    let page = newcomer.get("/guide/optima").await;
    assert!(!page.contains(" checked"), "nobody has chosen yet: {page}");
    let server = |server: &'static str| {
        typed(&[
            (engine, "sandbox", "sqlserver"),
            ("companies.firma.server", "", server),
            ("companies.firma.database", "", "CDN_Moja]Firma"),
            ("companies.firma.login", "sql", "sql"),
            ("companies.firma.user", "", "lacznik"),
            ("companies.firma.encryption", "required", "off"),
        ])
    };
    let before = newcomer.file();
    let answer = newcomer.save("optima", &server("127.0.0.1,1")).await;
    assert!(code(&answer) == "422" && answer.contains("czy to baza testowa"), "{answer}");
    assert!(answer.contains("value=\"lacznik\""), "{answer}");
    let answer = newcomer.save("optima", &format!("{}&base=test", server(""))).await;
    assert!(code(&answer) == "422" && answer.contains("SET-"), "{answer}");
    assert_eq!(newcomer.file(), before);
    let answer = newcomer.save("optima", &format!("{}&base=test&password=cicho-sza", server("127.0.0.1,1"))).await;
    assert_eq!((code(&answer), to(&answer)), ("303", "/guide/optima?account=sklep&checked=1"), "{answer}");
    let kept = Folders::new(newcomer.house.folder.path()).state().join("optima-password-firma");
    assert_eq!(std::fs::read_to_string(kept).unwrap(), "cicho-sza");
    // Nobody listens there: that is said, and everything that was typed stays.
    let page = newcomer.get("/guide/optima?account=sklep&checked=1").await;
    assert!(page.contains("OPT-") && page.contains("Przejdź dalej mimo to"), "{page}");
    assert!(page.contains("value=\"lacznik\"") && !page.contains("cicho-sza"), "{page}");
    assert!(page.contains("USE [CDN_Moja]]Firma];") && page.contains("TO [lacznik];"), "{page}");
    assert!(!page.contains("[CDN_FIRMA]") && !page.contains("[allegro_optima]"), "{page}");
    let page = newcomer.get("/guide/documents?checked=1").await;
    assert!(page.contains("OPT-") && page.contains("name=\"v.documents.firm.warehouse\""), "{page}");
    // What there is to pick from; nobody answers there, and nothing is saved.
    let saved = newcomer.file();
    let fields = typed(&[
        ("companies.firma.server", "", "127.0.0.1,2"),
        ("companies.firma.database", "", "CDN_X"),
        ("companies.firma.user", "", "inny"),
    ]);
    let answer = newcomer.save("optima/servers", &fields).await;
    assert!(code(&answer) == "200" && answer.contains("OPT-"), "{answer}");
    assert!(answer.contains("value=\"inny\"") && answer.contains("<datalist id=\"bases\">"), "{answer}");
    assert_eq!(newcomer.file(), saved);
    // Back to the try-out base, which answers.
    let answer = newcomer.save("optima", &typed(&[(engine, "sqlserver", "sandbox")])).await;
    assert_eq!(code(&answer), "303", "{answer}");
    let file = newcomer.file();
    let own = file.split("[companies.firma]").nth(1).unwrap().split("\n[").next().unwrap();
    for name in ["server", "database", "user"] {
        assert!(!own.contains(&format!("\n{name} = ")), "nothing of the server is left: {own}");
    }
    let page = newcomer.get("/guide/optima?account=sklep&checked=1").await;
    assert!(page.contains("Baza odpowiada") && page.contains("Dalej: Dokumenty"), "{page}");
    assert!(newcomer.get("/guide/optima/check?account=sklep").await.contains("Baza odpowiada"));
}

#[tokio::test]
async fn what_documents_are_made_with_is_held_against_the_base() {
    let newcomer = Newcomer::ready(Vec::new()).await;
    let page = newcomer.get("/guide/documents").await;
    for (key, list) in [("definition", "definitions"), ("warehouse", "warehouses"), ("group", "contractor-groups")] {
        let at = page.find(&format!("name=\"v.documents.private.{key}\"")).unwrap();
        assert!(page[at..at + 200].contains(&format!("list=\"{list}\"")), "{key}");
    }
    let warehouse = |shown, value| typed(&[("documents.private.warehouse", shown, value)]);
    assert_eq!(code(&newcomer.save("documents", &warehouse("MAGAZYN", "M2")).await), "303");
    let page = newcomer.get("/guide/documents?checked=1").await;
    assert!(page.contains("DOC-030") && page.contains("Jeszcze coś jest"), "{page}");
    assert!(!page.contains("Dalej: Dostawy"), "{page}");
    assert_eq!(code(&newcomer.save("documents", &warehouse("M2", "")).await), "422", "a document needs one");
    assert_eq!(code(&newcomer.save("documents", &warehouse("M2", "MAGAZYN")).await), "303");
    let page = newcomer.get("/guide/documents?checked=1").await;
    assert!(page.contains("jest w Optimie.") && page.contains("Dalej: Dostawy"), "{page}");
}

#[tokio::test]
async fn rows_that_orders_want_are_proposed_with_their_count_and_written_when_accepted() {
    let newcomer = Newcomer::ready(orders(&["01-", "02-", "26-"])).await;
    let page = newcomer.get("/guide/tables?checked=1").await;
    assert!(page.contains("Przejrzano 3 zamówienia") && page.contains("Potrzebne w jednym zamówieniu"), "{page}");
    let courier = "deliveries.csv:c8be0338-63f9-42d8-bc78-ee2bd45980b6";
    let hidden = |name: &str| {
        let from = page.split(&format!("name=\"{name}.{courier}\" value=\"")).nth(1).unwrap();
        from.split('"').next().unwrap().to_owned()
    };
    let cells = hidden("cells");
    assert!(cells.contains("\tKurier DHL\t"), "{cells:?}");
    let row = |value: &str, yes: &[(&str, &str)]| {
        let mut form = Serializer::new(String::new());
        form.append_pair(&format!("cells.{courier}"), &cells).append_pair(&format!("at.{courier}"), "2");
        form.append_pair(&format!("value.{courier}"), value);
        for (name, yes) in yes {
            form.append_pair(&format!("{name}.{courier}"), yes);
        }
        form.finish()
    };
    let table = newcomer.house.folder.path().join("mappings/deliveries.csv");
    let before = std::fs::read_to_string(&table).unwrap();
    assert_eq!(code(&newcomer.save("tables", &row("KURIER", &[])).await), "303", "nothing is ticked");
    let nonsense = newcomer.save("tables", &row("BZDURA", &[("yes", "on")])).await;
    assert!(code(&nonsense) == "422" && nonsense.contains("W Optimie nie ma „BZDURA”"), "{nonsense}");
    assert!(nonsense.contains("value=\"BZDURA\"") && !nonsense.contains("Zapisano"), "{nonsense}");
    assert_eq!(std::fs::read_to_string(&table).unwrap(), before);
    for _ in 0..2 {
        let answer = newcomer.save("tables", &row("KURIER", &[("yes", "on")])).await;
        assert_eq!((code(&answer), to(&answer)), ("303", "/guide/tables?account=sklep&checked=1"));
        let text = std::fs::read_to_string(&table).unwrap();
        assert_eq!(text.matches("c8be0338-63f9-42d8-bc78-ee2bd45980b6;Kurier DHL;KURIER").count(), 1, "{text}");
        assert!(text.contains(before.lines().next().unwrap()), "what explains the table stays");
    }
    let page = newcomer.get("/guide/tables?checked=1").await;
    assert!(!page.contains(courier), "it is there now: {page}");
    // A table that somebody spoilt meanwhile is left as it is.
    replace(&RealDisk, &table, b"metoda_id;usluga\n\"x").unwrap();
    let answer = newcomer.save("tables", &row("DOSTAWA", &[("yes", "on")])).await;
    assert!(code(&answer) == "422" && answer.contains("TAB-"), "{answer}");
    assert_eq!(std::fs::read_to_string(&table).unwrap(), "metoda_id;usluga\n\"x");
}

#[tokio::test]
async fn before_it_begins_a_person_sees_what_orders_would_become_and_nothing_is_fetched() {
    let mut newcomer = Newcomer::ready(orders(&["01-", "04-", "55-"])).await;
    let page = newcomer.get("/guide/start?checked=1").await;
    assert!(page.contains("zł · ") && page.contains("Dokument nie powstanie"), "{page}");
    let today = poland::day(SystemClock.now());
    let count = newcomer.get(&format!("/guide/start/count?account=sklep&day={today}")).await;
    assert!(code(&count) == "200" && count.contains(&today.to_string()), "{count}");
    assert!(newcomer.get("/guide/start/count?account=sklep&day=x").await.contains("nie jest dzień"));
    let place = || Workplace::open(newcomer.house.folder.path()).unwrap();
    let made = walkdir::WalkDir::new(place().dir.join("outbox")).into_iter().flatten();
    assert_eq!(made.filter(|entry| entry.file_type().is_file()).count(), 0);
    assert!(!place().guide("sklep").unwrap().facts.begun);
    for (from, day) in [("day", "2999-01-01"), ("day", "wczoraj"), ("day", "")] {
        let answer = newcomer.save("start", &form(&[("from", from), ("day", day)])).await;
        assert!(code(&answer) == "422" && answer.contains(">Zaczynaj<"), "{day}: {answer}");
    }
    assert!(newcomer.file().contains("begin = \"later\""));
    newcomer.house.asked.try_recv().unwrap_err();
    let day = today.yesterday().unwrap().to_string();
    let answer = newcomer.save("start", &form(&[("from", "day"), ("day", &day)])).await;
    assert_eq!((code(&answer), to(&answer)), ("303", "/"));
    assert!(newcomer.file().contains(&format!("begin = \"{day}\"")));
    assert_eq!(newcomer.house.asked.try_recv().unwrap(), Command::Sync { account: None });
    let home = newcomer.get("/").await;
    assert!(code(&home) == "200" && !home.contains("Otwórz przewodnik"), "{home}");
    // Who goes back and presses once more says the same.
    assert_eq!(code(&newcomer.save("start", &form(&[("from", "day"), ("day", &day)])).await), "303");
    assert!(newcomer.file().contains(&format!("begin = \"{day}\"")));
    assert!(newcomer.get("/guide/start?checked=1").await.contains("To konto już pracuje"));
}

#[tokio::test]
async fn further_accounts_and_companies_are_added_in_the_panel() {
    let newcomer = Newcomer::ready(Vec::new()).await;
    let add = async |alias: &str, company: &str| {
        let fields = form(&[("account", "sklep"), ("alias", alias), ("company", company)]);
        newcomer.house.post(&newcomer.visitor, "/guide/account", &fields).await
    };
    for (alias, company) in [
        ("", "firma"),
        ("sklep", "firma"),
        ("SKLEP", "firma"),
        ("con", "firma"),
        ("ż", "firma"),
        ("b", "a b"),
        ("b", "FIRMA"),
    ] {
        let answer = add(alias, company).await;
        assert!(code(&answer) == "422" && answer.contains("Dodaj konto"), "{alias} {company}: {answer}");
    }
    let answer = add("drugi", "druga").await;
    assert_eq!((code(&answer), to(&answer)), ("303", "/guide/firm?account=drugi"), "{answer}");
    let place = Workplace::open(newcomer.house.folder.path()).unwrap();
    let guide = place.guide("drugi").unwrap();
    assert_eq!((guide.account.as_str(), guide.company.as_str()), ("drugi", "druga"));
    // Each company has a seller of its own.
    let page = newcomer.get("/guide/firm?account=drugi").await;
    assert!(page.contains("name=\"v.companies.druga.seller.nip\""), "{page}");
    let fields: Vec<(String, &str, &str)> = FIRM
        .iter()
        .map(|(name, value)| {
            (format!("companies.druga.seller.{name}"), *value, if *name == "nip" { "5260250274" } else { *value })
        })
        .collect();
    let shown =
        |shown: &'static str, name: &str| if name.rsplit('.').next() == Some("nip") { "9990003716" } else { shown };
    let fields: Vec<(&str, &str, &str)> =
        fields.iter().map(|(key, was, value)| (key.as_str(), shown(was, key), *value)).collect();
    let form = format!("account=drugi&{}", typed(&fields));
    let answer = newcomer.house.post(&newcomer.visitor, "/guide/firm", &form).await;
    assert_eq!(code(&answer), "303", "{answer}");
    let place = Workplace::open(newcomer.house.folder.path()).unwrap();
    assert_eq!(place.settings.of_company("druga").seller.nip, "5260250274");
    assert_eq!(place.settings.of_company("firma").seller.nip, "9990003716");
    // Each waits for its day, and the first page says so.
    for alias in ["sklep", "drugi"] {
        assert!(place.waiting_accounts().contains(&alias.to_owned()));
    }
    assert_eq!(code(&newcomer.save("start", &form_of_now()).await), "303");
    let home = newcomer.get("/").await;
    assert!(home.contains("Konto drugi jeszcze nie pracuje") && !home.contains("Konto sklep jeszcze"), "{home}");
    assert!(home.contains("href=\"/guide?account=drugi\""), "{home}");
}

#[tokio::test]
async fn a_form_whose_session_is_over_is_not_lost() {
    let newcomer = Newcomer::open(Vec::new()).await;
    let (house, ours) = (&newcomer.house, newcomer.house.host());
    let kinds = "Content-Type: application/x-www-form-urlencoded\r\n";
    let body = format!("csrf=0&account=sklep&{}&secret=cicho-sza", firm(&[]));
    let sent = async |more: String| house.send("POST /guide/firm", &ours, &format!("{kinds}{more}"), &body).await;
    let origin = format!("Origin: http://{ours}\r\n");
    // Nobody is in any more, or somebody came in again in another tab.
    for cookie in [String::new(), format!("Cookie: {}\r\n", newcomer.visitor.cookie)] {
        let answer = sent(format!("{origin}{cookie}")).await;
        assert_eq!(code(&answer), "403", "{answer}");
        let way = answer.split("href=\"/kept/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(code(&house.send(&format!("GET /kept/{way}"), &ours, "", "").await), "403");
        let page = newcomer.get(&format!("/kept/{way}")).await;
        assert!(page.contains("action=\"/guide/firm\"") && page.contains(&newcomer.visitor.csrf), "{page}");
        assert!(page.contains("value=\"Lipowa 1\"") && !page.contains("cicho-sza"), "{page}");
    }
    // What does not come from a page of ours is kept nowhere.
    for more in [String::new(), "Origin: http://evil.example\r\n".to_owned()] {
        let answer = sent(more).await;
        assert!(code(&answer) == "403" && !answer.contains("/kept/"), "{answer}");
    }
    assert_eq!(code(&newcomer.get("/kept/0").await), "404");
    assert!(newcomer.file().contains("nip = \"\""), "nothing was saved");
}
