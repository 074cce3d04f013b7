//! The work list: from what waits to the document, on the first page.

use serde_json::{Value, json};

use super::*;
use crate::allegro::simulator::{CLIENT_SECRET, Running as Allegro, Simulator, World};
use crate::allegro::tokens::TokenStore as _;
use crate::core::life::{self, Happening, Kind};
use crate::core::message::text::{Lif008, Prd001, Vat009};
use crate::core::message::{Catalogue, Language, Message};
use crate::core::problem::Problem;
use crate::core::tables::Table;
use crate::settings::tables;
use crate::spool::write_secret;
use crate::stages::export::ExportReport;
use crate::workplace::logins::FileTokens;
use crate::workplace::{ExportWish, Followed};

const POINT: &str = "2488f7b7-5d1c-4d65-b85c-4cbcf253fd93";

/// A house with an Allegro that has these orders, fetched once.
pub(super) struct Market {
    pub house: House,
    pub visitor: Visitor,
    pub allegro: Allegro,
    pub clicks: u32,
}

impl Market {
    pub async fn open(orders: Vec<Value>, change: &[(&str, &str)], files: &[(&str, &str)]) -> Self {
        let house = House::open().await;
        let root = house.folder.path();
        std::fs::remove_file(Folders::new(root).state().join(FILE)).unwrap();
        let allegro = Simulator::start(World::from_orders(orders)).unwrap();
        let connection = allegro.connection();
        let addresses = format!(
            "client_id = \"{}\"\napi_url = \"{}\"\nauth_url = \"{}\"\n",
            connection.client_id, connection.api_url, connection.auth_url
        );
        let mut settings = super::settings().replace("client_id = \"\"\n", &addresses);
        let seller = "name = \"Sklep\"\nnip_country = \"PL\"\nnip = \"9990003716\"\n";
        settings = settings.replacen("name = \"\"\nnip_country = \"PL\"\nnip = \"\"\n", seller, 1);
        for (before, after) in
            [("name = \"card\"\ncreate = true", "name = \"card\"\ncreate = false")].iter().chain(change)
        {
            assert!(settings.contains(before), "{before}: {settings}");
            settings = settings.replace(before, after);
        }
        let texts = Catalogue::new(Language::Polish);
        let write = |name: &str, bytes: &[u8]| replace(&RealDisk, &root.join(name), bytes).unwrap();
        write("allegro-optima.toml", settings.as_bytes());
        for table in Table::ALL {
            write(&format!("mappings/{}", table.file_name()), &tables::default_file(table, &texts));
        }
        for (name, text) in files {
            write(&format!("mappings/{name}"), text.as_bytes());
        }
        write_secret(&RealDisk, &Folders::new(root).state().join("client-secret"), CLIENT_SECRET.as_bytes()).unwrap();
        let alias = Answers::default().alias;
        FileTokens::new(Arc::new(RealDisk), &Folders::new(root), &alias).store(&allegro.log_in()).unwrap();
        let visitor = house.enter().await;
        let market = Self { house, visitor, allegro, clicks: 0 };
        let since = "2026-01-01".parse().ok();
        let wishes = vec![(alias, ExportWish { since, ..ExportWish::default() })];
        let place = market.place();
        let mut show = |_: &ExportReport| {};
        let mut followed = Followed { progress: &NoProgress, ask: None, show: &mut show };
        let done = place.export(wishes, &mut followed).await.unwrap();
        assert!(done.failures.is_empty(), "{done:?}");
        market.import().await;
        market
    }

    pub fn place(&self) -> Workplace {
        Workplace::open(self.house.folder.path()).unwrap()
    }

    pub async fn import(&self) {
        let done = self.place().import(&ImportWish::default(), &NoProgress).await.unwrap();
        assert!(done.failures.is_empty(), "{done:?}");
    }

    /// What the service does when it is asked.
    pub async fn serve(&mut self) {
        while let Ok(command) = self.house.asked.try_recv() {
            let place = self.place();
            if matches!(command, Command::Sync { .. }) {
                let alias = Answers::default().alias;
                place.export_news(&alias, &NoProgress, &mut ExportReport::new(&alias)).await.unwrap();
            }
            for company in place.companies().unwrap() {
                place.bring_back(&company, &|_| false).await.unwrap();
            }
            self.import().await;
        }
    }

    pub async fn home(&self) -> String {
        self.house.get(&self.visitor, "/").await
    }

    /// Presses a button of the row whose heading begins so, and reads the page that comes.
    pub async fn press(&mut self, heading: &str, action: &str, form: &str) -> String {
        let page = self.home().await;
        let name = row(&page, heading);
        self.clicks += 1;
        let answer = self.house.post(&self.visitor, &format!("/waiting/{name}/{action}"), form).await;
        self.follow(&answer).await
    }

    pub async fn follow(&self, answer: &str) -> String {
        assert_eq!(code(answer), "303", "{answer}");
        let to = answer.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
        self.house.get(&self.visitor, to.split('#').next().unwrap().trim()).await
    }

    pub fn ledger(&self) -> Ledger {
        Ledger::open(&Folders::new(self.house.folder.path()).state().join(FILE)).unwrap()
    }

    pub fn state(&self, id: &str) -> State {
        self.ledger().order(&id.into()).unwrap().unwrap().state
    }

    pub fn table(&self, name: &str) -> String {
        std::fs::read_to_string(self.house.folder.path().join("mappings").join(name)).unwrap()
    }
}

/// The name of the row whose heading begins so.
pub(super) fn row(page: &str, heading: &str) -> String {
    let found = page.split("<h3 class=\"long\" id=\"t-").skip(1).find_map(|part| {
        let (name, rest) = part.split_once("\">")?;
        rest.starts_with(heading).then(|| name.to_owned())
    });
    found.unwrap_or_else(|| panic!("{heading}: {page}"))
}

/// An order of one mug, paid and with a delivery that is known, by its number.
pub(super) fn order(number: u32) -> Value {
    let (_, body) = World::shipped_files()[0];
    let mut order: Value = serde_json::from_str(body).unwrap();
    order["id"] = json!(format!("b00000{number:02}-aaaa-11f1-8d16-218a1cbe8b45"));
    order["lineItems"][0]["id"] = json!(format!("b00000{number:02}-bbbb-11f1-8d16-218a1cbe8b45"));
    order["payment"]["id"] = json!(format!("b00000{number:02}-cccc-11f1-8d16-218a1cbe8b45"));
    order["payment"]["provider"] = json!("P24");
    order["delivery"]["method"] = json!({ "id": POINT, "name": "Allegro Paczkomaty InPost" });
    order
}

pub(super) fn id(order: &Value) -> &str {
    order["id"].as_str().unwrap()
}

pub(super) fn with(number: u32, change: impl FnOnce(&mut Value)) -> Value {
    let mut order = order(number);
    change(&mut order);
    order
}

fn offer(offer: &str, external: &Value, name: &str) -> Value {
    json!({ "id": offer, "name": name, "external": external, "productSet": null })
}

pub(super) const KNOWN: &str = "metoda_id;metoda;usluga\r\n2488f7b7-5d1c-4d65-b85c-4cbcf253fd93;Paczkomaty;PACZKOMAT\r\n\
     22222222-2222-3333-4444-555555555555;Orlen Paczka;ORLEN\r\n";
const FORMS: &str = "# moje\r\ntyp;operator;forma\r\nONLINE;P24;przelew\r\nONLINE;PAYU;raty\r\n";
const NO_DEFAULTS: &[(&str, &str)] = &[
    ("default_service = \"DOSTAWA\"", "default_service = \"\""),
    ("default_form = \"przelew\"", "default_form = \"\""),
];

#[tokio::test]
async fn everyday_refusals_end_in_a_document_from_the_first_page_in_at_most_four_clicks() {
    let gift = json!([{ "definitionId": "GIFT_X", "name": "Pakowanie", "price": { "amount": "0.00", "currency": "PLN" }, "quantity": 1 }]);
    let orders = vec![
        with(3, |o| o["lineItems"][0]["offer"] = offer("8880000001", &Value::Null, "Wazon szklany 20 cm")),
        with(4, |o| o["payment"]["provider"] = json!("AF")),
        with(5, |o| {
            o["delivery"]["method"] =
                json!({ "id": "11111111-2222-3333-4444-555555555555", "name": "Kurier Nowy XYZ" });
        }),
        with(7, |o| {
            o["lineItems"][0]["offer"] = offer("8880000002", &json!({ "id": "OBRUS-140" }), "Obrus");
            o["lineItems"][0]["tax"] = Value::Null;
        }),
        with(9, |o| {
            o["lineItems"][0]["offer"] = offer("8880000003", &json!({ "id": "=1+1" }), "=HYPERLINK(\"http://x\")");
        }),
        with(10, |o| o["lineItems"][0]["offer"] = offer("8880000004", &json!({ "id": "LAMPA-1" }), "Lampa")),
        with(34, |o| o["payment"]["provider"] = json!("PAYU")),
        with(35, |o| {
            o["delivery"]["method"] = json!({ "id": "22222222-2222-3333-4444-555555555555", "name": "Orlen Paczka" });
        }),
        with(36, |o| o["lineItems"][0]["offer"] = offer("8880000021", &json!({ "id": "X" }), "Lampa 2")),
        with(38, |o| o["lineItems"][0]["selectedAdditionalServices"] = gift),
    ];
    let ids: Vec<String> = orders.iter().map(|order| id(order).to_owned()).collect();
    let files = [
        ("deliveries.csv", KNOWN),
        ("payments.csv", FORMS),
        ("products.csv", "# lampy\r\noferta;kod;vat;uwagi\r\n8880000021;LAMPA-2;;stara\r\n"),
    ];
    let mut market = Market::open(orders, NO_DEFAULTS, &files).await;
    let page = market.home().await;
    assert!(page.contains("10 zamówień czeka na Ciebie") && page.contains("<title>(10) Pulpit"), "{page}");
    assert!(page.len() < 100 * 1024, "{}", page.len());

    let ways: [(usize, &[(&str, &str)]); 10] = [
        (0, &[("Oferta 8880000001 „Wazon szklany 20 cm”: jedno zamówienie czeka na kod towaru", "kubek-330")]),
        (1, &[("Płatność ONLINE / AF:", "przelew")]),
        (2, &[("Sposób dostawy „Kurier Nowy XYZ”:", "KURIER")]),
        (
            3,
            &[
                ("Oferta 8880000002 „Obrus”: jedno zamówienie czeka na stawkę VAT", "23%"),
                ("Kodu „OBRUS-140” nie ma", "TALERZ-26"),
            ],
        ),
        (4, &[("Kodu „=1+1” nie ma w Optimie", "KUBEK-330")]),
        (5, &[("Kodu „LAMPA-1” nie ma w Optimie", "KUBEK-330")]),
        (6, &[("Formy płatności „raty” nie ma w Optimie", "Przelew")]),
        (7, &[("Usługi „ORLEN” nie ma w Optimie", "odbior-punkt")]),
        (8, &[("Kodu „LAMPA-2” nie ma w Optimie", "KUBEK-330")]),
        (9, &[("Usługa dodatkowa „Pakowanie”:", "PAKOWANIE")]),
    ];
    for (order, answers) in ways {
        market.clicks = 0;
        for (heading, answer) in answers {
            let page = market.press(heading, "answer", &format!("value={answer}")).await;
            assert!(page.contains("Zapisano") && page.contains("role=\"status\""), "{heading}: {page}");
            market.serve().await;
        }
        assert_eq!(market.state(&ids[order]), State::Imported, "{answers:?}: {}", market.home().await);
        assert!(market.clicks <= 4, "{answers:?}: {}", market.clicks);
    }
    let page = market.home().await;
    assert!(page.contains("Nic na Ciebie nie czeka") && page.contains("<title>Pulpit"), "{page}");
    assert_eq!(market.house.documents().await.len(), 10);
    // What was there stays, with its form.
    assert_eq!(
        market.table("payments.csv"),
        "\u{feff}# moje\r\ntyp;operator;forma\r\nONLINE;P24;przelew\r\nONLINE;PAYU;przelew\r\nONLINE;AF;przelew\r\n"
    );
    let products = market.table("products.csv");
    assert!(products.starts_with("\u{feff}# lampy\r\n") && products.contains("8880000021;KUBEK-330"), "{products}");
    assert!(!products.contains(";=HYPERLINK"), "{products}");
}

#[tokio::test]
async fn of_two_cards_with_one_ean_one_press_chooses() {
    let wanted = with(8, |o| o["lineItems"][0]["offer"] = offer("7770000303", &Value::Null, "Tatry"));
    let mut market = Market::open(Vec::new(), &[], &[("deliveries.csv", KNOWN)]).await;
    // Optima lets no two have one EAN; with a zero before it it is another text.
    let base = rusqlite::Connection::open(market.house.folder.path().join("state/sandbox.sqlite3")).unwrap();
    base.execute_batch("UPDATE Towary SET Twr_EAN = '02000000000091' WHERE Twr_Kod = 'MIOD-900'").unwrap();
    drop(base);
    market.allegro.change(|world| {
        let parameters = json!([{ "id": "225693", "values": ["2000000000091"] }]);
        let set = json!([{ "product": { "parameters": parameters } }]);
        world.offers = vec![json!({ "id": "7770000303", "external": null, "productSet": set })];
        world.put(&wanted, "READY_FOR_PROCESSING", "2026-11-01T10:00:00Z".parse().unwrap());
    });
    market.house.post(&market.visitor, "/sync", "").await;
    market.serve().await;
    let page = market.home().await;
    assert!(page.contains("name=\"chosen\" value=\"KSIAZKA-TATRY\""), "{page}");
    let page = market.press("Oferta 7770000303", "answer", "value=&chosen=KSIAZKA-TATRY").await;
    assert!(page.contains("Zapisano"), "{page}");
    market.serve().await;
    assert_eq!((market.state(id(&wanted)), market.clicks), (State::Imported, 1));
}

#[tokio::test]
async fn a_code_that_the_base_lacks_is_refused_with_the_nearest_and_one_press_takes_it() {
    let wanted = with(3, |o| o["lineItems"][0]["offer"] = offer("8880000001", &Value::Null, "Wazon"));
    let mut market = Market::open(vec![wanted.clone()], &[], &[("deliveries.csv", KNOWN)]).await;
    let before = market.table("products.csv");
    for (typed, near) in [
        ("KUBEK-33O", "KUBEK-330"),
        ("Kubek+ceramiczny", "KUBEK-330"),
        ("2000000000022", "KUBEK-TERM-350"),
        ("<script>alert(1)</script>", ""),
        ("%E2%80%AEkubek", "KUBEK-330"),
    ] {
        let page = market.press("Oferta 8880000001", "answer", &format!("value={typed}")).await;
        assert!(page.contains("Nic nie zapisano") && !page.contains("<script>alert"), "{typed}: {page}");
        assert!(page.contains(&format!("name=\"chosen\" value=\"{near}")) || near.is_empty(), "{typed}: {page}");
        assert!(!page.contains("name=\"make\""), "no card is made here: {page}");
        assert_eq!(market.table("products.csv"), before, "{typed}");
    }
    // Nobody makes a card of it who may not, whatever the form says.
    let page = market.press("Oferta 8880000001", "answer", "make=NOWY-1").await;
    assert!(page.contains("W Optimie nie ma „NOWY-1”"), "{page}");
    let page = market.press("Oferta 8880000001", "answer", "value=").await;
    assert!(page.contains("Pole było puste"), "{page}");
    let page = market.press("Oferta 8880000001", "answer", "value=KUBEK-33O&chosen=KUBEK-330").await;
    assert!(page.contains("Zapisano „KUBEK-330”"), "{page}");
    market.serve().await;
    assert_eq!(market.state(id(&wanted)), State::Imported);
}

#[tokio::test]
async fn a_card_is_made_where_the_settings_make_cards_and_only_when_that_is_said() {
    let wanted = with(3, |o| o["lineItems"][0]["offer"] = offer("8880000001", &Value::Null, "Wazon"));
    let makes = ("name = \"card\"\ncreate = false", "name = \"card\"\ncreate = true");
    let mut market = Market::open(vec![wanted.clone()], &[makes], &[("deliveries.csv", KNOWN)]).await;
    let page = market.press("Oferta 8880000001", "answer", "value=WAZON-20").await;
    assert!(page.contains("Załóż kartę o kodzie WAZON-20") && page.contains("Nic nie zapisano"), "{page}");
    let page = market.press("Oferta 8880000001", "answer", "value=WAZON-20&make=WAZON-20").await;
    assert!(page.contains("Zapisano „WAZON-20”"), "{page}");
    market.serve().await;
    assert_eq!(market.state(id(&wanted)), State::Imported);
}

#[tokio::test]
async fn of_two_who_answer_one_row_the_second_is_told_that_it_is_done() {
    let wanted = with(3, |o| o["lineItems"][0]["offer"] = offer("8880000001", &Value::Null, "Wazon"));
    let mut market = Market::open(vec![wanted], &[], &[("deliveries.csv", KNOWN)]).await;
    let other = market.house.enter().await;
    let name = row(&market.home().await, "Oferta 8880000001");
    market.press("Oferta 8880000001", "answer", "value=KUBEK-330").await;
    let saved = market.table("products.csv");
    let second = |value: &str| format!("value={value}");
    let path = format!("/waiting/{name}/answer");
    let answer = market.house.post(&other, &path, &second("TALERZ-26")).await;
    assert_eq!(code(&answer), "303");
    let told = market.house.get(&other, "/").await;
    assert!(told.contains("ktoś już odpowiedział: „KUBEK-330”"), "{told}");
    assert!(!market.home().await.contains("ktoś już odpowiedział"), "each is told what he did himself");
    assert!(!market.house.get(&other, "/").await.contains("ktoś już odpowiedział"), "and once");
    assert_eq!(market.table("products.csv"), saved);
    market.serve().await;
    // Its orders are in Optima by now.
    for action in ["answer", "say"] {
        let answer =
            market.house.post(&other, &format!("/waiting/{name}/{action}"), "value=TALERZ-26&say=ignore").await;
        assert_eq!(code(&answer), "303");
        assert!(market.house.get(&other, "/").await.contains("już załatwiona"), "{action}");
    }
    assert!(market.house.get(&other, &format!("/waiting/{name}")).await.contains("location: /\r\n"));
    assert_eq!(market.table("products.csv"), saved);
}

#[tokio::test]
async fn where_the_base_is_away_the_page_comes_and_what_is_typed_is_taken() {
    let wanted = with(3, |o| o["lineItems"][0]["offer"] = offer("8880000001", &Value::Null, "Wazon"));
    let mut market = Market::open(vec![wanted], &[], &[("deliveries.csv", KNOWN)]).await;
    let base = market.house.folder.path().join("state/sandbox.sqlite3");
    std::fs::remove_file(&base).unwrap();
    std::fs::create_dir(&base).unwrap();
    let page = market.home().await;
    let name = row(&page, "Oferta 8880000001");
    assert!(market.house.get(&market.visitor, "/choices").await.contains("Nie można teraz odczytać list"));
    assert_eq!(code(&market.house.get(&market.visitor, "/cards?company=firma&value=kubek").await), "200");
    let page = market.house.get(&market.visitor, &format!("/waiting/{name}?value=kubek")).await;
    assert!(page.contains("Optima jest teraz nieosiągalna"), "{page}");
    let page = market.press("Oferta 8880000001", "answer", "value=KUBEK-330").await;
    assert!(page.contains("Zapisano „KUBEK-330”") && page.contains("nie sprawdzono"), "{page}");
    assert!(market.table("products.csv").contains("8880000001;KUBEK-330"));
}

/// Orders that were refused so, noted alone.
fn refused(house: &House, ids: std::ops::Range<u32>, message: impl Fn() -> Message) {
    let problem = || Problem::error(message());
    let life = |number: u32| {
        let seen = Life::seen(format!("{number:08}-aaaa"), "sklep", Timestamp::UNIX_EPOCH);
        life::after(&seen, Happening::Refused(problem()), Timestamp::UNIX_EPOCH).0
    };
    let lives: Vec<Life> = ids.map(life).collect();
    Ledger::open(&Folders::new(house.folder.path()).state().join(FILE)).unwrap().record(&lives).unwrap();
}

fn lives(house: &House) -> Vec<Life> {
    let ledger = Ledger::open(&Folders::new(house.folder.path()).state().join(FILE)).unwrap();
    ledger.orders(&crate::ledger::OrdersFilter::default()).unwrap()
}

#[tokio::test]
async fn many_orders_of_one_cause_are_one_row_and_are_told_what_to_do_together() {
    let mut house = House::open().await;
    let visitor = house.enter().await;
    refused(&house, 0..251, || Prd001 { offer: "15123456789".into(), name: "Kubek".into() }.into());
    refused(&house, 300..303, || Vat009 { code: "X".into() }.into());
    let page = house.get(&visitor, "/").await;
    let name = row(&page, "Oferta 15123456789 „Kubek”: 251 zamówień czeka na kod towaru");
    assert_eq!(page.matches("/orders/00000").count(), 8, "five of it, and three of the other");
    assert!(page.contains("Wszystkie zamówienia z tej grupy (251)"), "{page}");
    assert!(house.get(&visitor, &format!("/waiting/{name}?page=5")).await.contains("/orders/00000250-aaaa"));
    assert!(page.contains(&format!("href=\"/orders?group={name}\"")), "{page}");
    let mut seen = 0;
    for number in 0..6 {
        let list = house.get(&visitor, &format!("/orders?group={name}&page={number}")).await;
        assert!(list.contains(&format!("href=\"/waiting/{name}\">Oferta 15123456789")), "{list}");
        seen += list.matches("<a href=\"/orders/00000").count();
    }
    assert_eq!(seen, 251, "every order of it, and none of another");
    let sheet = house.get(&visitor, &format!("/orders.csv?group={name}&q=00000007")).await;
    assert_eq!(sheet.matches("-aaaa;").count(), 1, "{sheet}");
    let over = house.get(&visitor, "/orders?group=0").await;
    assert!(over.contains("już załatwiona") && !over.contains("-aaaa"), "{over}");

    // One of them, by its own.
    let path = format!("/waiting/{name}/say");
    let one = house.post(&visitor, &path, "say=elsewhere&number=RO%2F7&order=00000007-aaaa").await;
    assert_eq!(code(&one), "303");
    assert!(house.get(&visitor, "/").await.contains("Przyjęto dla jednego zamówienia"));
    let seventh = lives(&house).into_iter().find(|life| life.order_id == "00000007-aaaa").unwrap();
    assert_eq!((seventh.state, seventh.document.as_deref()), (State::Duplicate, Some("RO/7")));
    let foreign = house.post(&visitor, &path, "say=ignore&order=00000300-aaaa").await;
    assert_eq!(code(&foreign), "303");
    assert!(house.get(&visitor, "/").await.contains("już załatwiona"), "it is of another row");

    // The row.
    house.post(&visitor, &path, "say=retry").await;
    assert!(house.get(&visitor, "/").await.contains("Przyjęto dla 250 zamówień"));
    assert_eq!(house.asked.try_recv().unwrap(), Command::Sync { account: Some("sklep".to_owned()) });
    assert!(house.asked.try_recv().is_err(), "once");
    assert_eq!(lives(&house).iter().filter(|life| life.next_try_at == Some(Timestamp::UNIX_EPOCH)).count(), 250);
    let ignored = |house: &House| lives(house).iter().filter(|life| life.state == State::Ignored).count();
    let asked = house.post(&visitor, &path, "say=ignore").await;
    assert!(asked.contains(&format!("location: {path}?say=ignore\r\n")), "{asked}");
    assert_eq!(ignored(&house), 0, "it is asked first");
    let question = house.get(&visitor, &format!("{path}?say=ignore")).await;
    assert!(
        question.contains("Pominąć 250 zamówień?") && question.contains("name=\"sure\" value=\"250\""),
        "{question}"
    );
    house.post(&visitor, &path, "say=ignore&sure=249").await;
    assert_eq!(ignored(&house), 0, "of one he was not asked");
    house.post(&visitor, &path, "say=ignore&sure=250").await;
    assert_eq!(ignored(&house), 250);

    // It is taken back, but for what was done since.
    let page = house.get(&visitor, "/").await;
    let undo = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    house.post(&visitor, "/orders/00000009-aaaa/retry", "").await;
    let mut before = lives(&house);
    before.retain(|life| life.order_id == "00000009-aaaa");
    assert_eq!(code(&house.post(&visitor, "/undo", &format!("id={undo}")).await), "303");
    let page = house.get(&visitor, "/").await;
    assert!(
        page.contains("249 zamówień jest znowu takich") && page.contains("Jednego zamówienia to już nie dotyczy"),
        "{page}"
    );
    assert!(page.contains("Oferta 15123456789 „Kubek”: 249 zamówień"), "{page}");
    assert!(lives(&house).contains(&before[0]) && ignored(&house) == 0);
    house.post(&visitor, "/undo", &format!("id={undo}")).await;
    assert!(house.get(&visitor, "/").await.contains("już załatwiona"), "once");
    house.post(&visitor, &path, "say=ignore&sure=249").await;
    assert_eq!(ignored(&house), 249);

    // All that is left, and nothing of what is not meant.
    for wrong in ["say=meant-so", "say=done", "say=restore"] {
        house.post(&visitor, "/waiting/all/say", wrong).await;
        assert!(house.get(&visitor, "/").await.contains("już załatwiona"), "{wrong}");
    }
    assert_eq!(code(&house.post(&visitor, "/waiting/all/say", "say=x").await), "409");
    house.post(&visitor, "/waiting/all/say", "say=ignore&sure=3").await;
    assert!(house.get(&visitor, "/").await.contains("Przyjęto dla 3 zamówień"));
    assert_eq!(ignored(&house), 252);
}

#[tokio::test]
async fn what_is_missed_has_its_own_answers_for_the_row() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let at = Timestamp::UNIX_EPOCH;
    let exported =
        |id: &str| Life { state: State::Exported, file: Some(format!("{id}.xml")), ..Life::seen(id, "sklep", at) };
    let imported = |id: &str| Life { state: State::Imported, document: Some(format!("RO/{id}")), ..exported(id) };
    let missed = |id: &str| life::after(&exported(id), Happening::FileMissing { auto: false }, at).0;
    let gone = |id: &str| life::after(&imported(id), Happening::DocumentMissing, at).0;
    let other = Happening::FileRefused {
        problem: Problem::error(Lif008 { file: "1".into(), order: "2".into() }),
        key: uuid::Uuid::nil(),
        lines: Vec::new(),
        edited: true,
    };
    let mut ledger = Ledger::open(&Folders::new(house.folder.path()).state().join(FILE)).unwrap();
    let sum = life::after(&exported("s1"), other, at).0;
    ledger.record(&[missed("f1"), missed("f2"), gone("d1"), gone("d2"), gone("d3"), sum]).unwrap();
    let page = house.get(&visitor, "/").await;
    assert!(!page.contains("allegro-optima decide"), "nothing has to be typed elsewhere: {page}");
    let part = |heading: &str| {
        let name = row(&page, heading);
        let from = page.split(&format!("id=\"g-{name}\"")).nth(1).unwrap().to_owned();
        (name, from.split("</section>").next().unwrap().to_owned())
    };
    let words = |part: &str| -> Vec<String> {
        part.split("name=\"say\" value=\"").skip(1).map(|one| one.split('"').next().unwrap().to_owned()).collect()
    };
    let (file, shown) = part("Plik …");
    assert_eq!(words(&shown), ["again", "elsewhere"], "{shown}");
    let (document, shown) = part("Dokument …");
    assert_eq!(words(&shown), ["restore", "meant-so"], "{shown}");
    let (_, shown) = part("Plik jest na 1");
    assert_eq!(words(&shown), ["other-sum", "elsewhere", "ignore"], "{shown}");
    house.post(&visitor, &format!("/waiting/{file}/say"), "say=again").await;
    house.post(&visitor, &format!("/waiting/{document}/say"), "say=meant-so").await;
    let found: BTreeMap<String, State> =
        lives(&house).into_iter().map(|life| (life.order_id.into(), life.state)).collect();
    for (id, state) in [
        ("f1", State::Waiting),
        ("f2", State::Waiting),
        ("d1", State::Ignored),
        ("d3", State::Ignored),
        ("s1", State::Error),
    ] {
        assert_eq!(found[id], state, "{id}");
    }
    assert!(lives(&house).iter().all(|life| !life.has_open(Kind::FileMissing)));
}

#[tokio::test]
async fn what_strangers_wrote_is_shown_and_does_nothing() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let name = format!("<script>alert(1)</script>\u{202e}{}", "ż".repeat(500));
    refused(&house, 0..1, || Prd001 { offer: "15".into(), name: name.as_str().into() }.into());
    let page = house.get(&visitor, "/").await;
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script>alert"), "{page}");
    assert!(!page.contains('\u{202e}') && !page.contains(&"ż".repeat(300)), "{page}");
    for path in
        ["/waiting/..%2F..", "/waiting/%3Cscript%3E", "/waiting/", "/?page=99999999", "/?page=-1", "/counts?page=7"]
    {
        let answer = house.get(&visitor, path).await;
        assert!(["200", "303", "404"].contains(&code(&answer)), "{path}: {answer}");
    }
}

#[tokio::test]
async fn an_open_page_is_told_how_much_waits_and_the_list_is_turned_over() {
    let house = House::open().await;
    let visitor = house.enter().await;
    for offer in 0..40_u32 {
        refused(&house, offer..offer + 1, || Prd001 { offer: offer.to_string().into(), name: "Kubek".into() }.into());
    }
    let counts = house.get(&visitor, "/counts").await;
    assert!(counts.contains("id=\"work-head\" data-count=\"40\""), "{counts}");
    assert_eq!(counts.matches("<section").count(), 10);
    assert!(counts.contains("Grupy 1–10 z 40"), "{counts}");
    let last = house.get(&visitor, "/?page=3").await;
    assert!(last.matches("<section class=\"card work\"").count() == 10 && last.contains("Grupy 31–40 z 40"), "{last}");
}

#[tokio::test]
async fn a_page_of_many_that_wait_is_short_and_soon_there() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let many = crate::whole::or_part(5_000, 1_000);
    for offer in 0..50 {
        let of = many / 50;
        let name = "Kubek ceramiczny 330 ml biały do kawy i herbaty, z bardzo długą nazwą oferty";
        refused(&house, offer * of..(offer + 1) * of, || {
            Prd001 { offer: format!("1512345{offer:04}").into(), name: name.into() }.into()
        });
    }
    let page = house.get(&visitor, "/").await;
    let mut size = page.len();
    for part in ["panel.css", "panel.js", "notice.js", "htmx.js", "icon.svg"] {
        size += house.get(&visitor, &format!("/assets/{part}")).await.len();
    }
    assert!(size < 100 * 1024, "{size} with all that it loads, of it the page {}", page.len());
    assert!(page.contains(&format!("<title>({many}) Pulpit")), "{page}");
}
