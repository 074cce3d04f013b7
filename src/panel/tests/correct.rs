//! One order corrected in a browser: from the list of what waits, and from its own page.

use serde_json::{Value, json};

use super::work::{KNOWN, Market, id, order, with};
use super::*;
use crate::core::correction::Field;

/// An order of a firm with this number.
fn of_firm(number: u32, nip: &str) -> Value {
    with(number, |order| {
        order["invoice"] = json!({
            "required": true,
            "address": {
                "street": "ul. Magazynowa 5", "city": "Gdańsk", "zipCode": "80-001", "countryCode": "PL",
                "company": {
                    "name": "Hurtownia Północ sp. z o.o.",
                    "ids": [{ "type": "PL_NIP", "value": nip }],
                    "vatPayerStatus": "NOT_APPLICABLE", "taxId": nip
                },
                "naturalPerson": null
            },
            "dueDate": null, "features": null
        });
    })
}

async fn market(orders: Vec<Value>) -> Market {
    Market::open(orders, &[], &[("deliveries.csv", KNOWN)]).await
}

/// A market whose orders wait with their files.
async fn waiting(orders: Vec<Value>) -> Market {
    Market::open(orders, &[("handoff = \"auto\"", "handoff = \"manual\"")], &[("deliveries.csv", KNOWN)]).await
}

fn encoded(text: &str) -> String {
    crate::panel::work::encoded(text)
}

impl Market {
    async fn page(&self, path: &str) -> String {
        self.house.get(&self.visitor, path).await
    }

    async fn post(&self, path: &str, form: &str) -> String {
        self.house.post(&self.visitor, path, form).await
    }

    fn corrections(&self, order: &str) -> Vec<(String, String)> {
        let all = self.ledger().corrections(&order.into()).unwrap();
        all.each().map(|(field, correction)| (field.word(), correction.is.clone())).collect()
    }
}

/// The form as a browser sends it, with these values typed.
fn filled(page: &str, typed: &[(&str, &str)]) -> String {
    let mut form = String::new();
    for part in page.split("<input ").skip(1) {
        let tag = part.split('>').next().unwrap();
        let attribute = |name: &str| {
            let value = tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()?;
            let value = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            Some(value)
        };
        let Some(name) = attribute("name").filter(|name| name.contains('.')) else { continue };
        let own = || attribute("value").unwrap_or_default();
        let value = typed.iter().find(|(field, _)| name == format!("is.{field}"));
        let value = value.map_or_else(own, |(_, value)| (*value).to_owned());
        form.extend(["&", &encoded(&name), "=", &encoded(&value)]);
    }
    assert!(!form.is_empty(), "{page}");
    form
}

#[tokio::test]
async fn a_wrong_nip_becomes_a_document_from_the_first_page_in_at_most_four_clicks() {
    let orders = vec![of_firm(6, "5260250275"), of_firm(37, "123-456-78-90")];
    let ids: Vec<String> = orders.iter().map(|order| id(order).to_owned()).collect();
    let mut market = market(orders).await;
    let heading = "NIP „5260250275” jest błędny";
    let page = market.home().await;
    assert!(page.contains(heading) && page.contains("Poprawny NIP"), "{page}");
    let page = market.press(heading, "answer", "value=5260250276").await;
    assert!(page.contains("COR-011") || page.contains("nie jest poprawny NIP"), "{page}");
    assert_eq!(market.corrections(&ids[0]), []);
    market.clicks = 0;
    let page = market.press(heading, "answer", "value=526-025-02-74").await;
    assert!(page.contains("Zapisano „5260250274”"), "{page}");
    market.serve().await;
    assert_eq!((market.state(&ids[0]), market.clicks), (State::Imported, 1), "{}", market.home().await);

    let page = market.press("NIP „123-456-78-90” jest błędny", "answer", "value=&make=1").await;
    assert!(page.contains("dokument bez NIP"), "{page}");
    market.serve().await;
    assert_eq!((market.state(&ids[1]), market.clicks), (State::Imported, 2));
    let nips: Vec<String> = market.house.documents().await.into_iter().map(|document| document.payer.nip).collect();
    assert!(nips.contains(&"5260250274".to_owned()) && nips.contains(&String::new()), "{nips:?}");
    assert!(market.home().await.contains("Nic na Ciebie nie czeka"));
}

#[tokio::test]
async fn a_number_that_several_buyers_made_up_is_corrected_for_each_of_them() {
    let mut orders = vec![of_firm(6, "1234567890"), of_firm(7, "1234567890")];
    orders[1]["buyer"]["id"] = json!("111222333");
    let ids: Vec<String> = orders.iter().map(|order| id(order).to_owned()).collect();
    let mut market = market(orders).await;
    let heading = "NIP „1234567890” jest błędny: 2 zamówienia";
    let page = market.press(heading, "answer", "value=5260250274").await;
    assert!(page.contains("kilku kupujących"), "{page}");
    assert_eq!((market.corrections(&ids[0]), market.corrections(&ids[1])), (vec![], vec![]));
    market.press(heading, "answer", "value=&make=1").await;
    market.serve().await;
    assert!(ids.iter().all(|id| market.state(id) == State::Imported), "without a number they are as private persons");
}

#[tokio::test]
async fn an_order_that_nobody_elses_answer_helps_becomes_a_document_in_three_clicks() {
    let nameless = with(3, |order| {
        for name in ["firstName", "lastName", "companyName"] {
            order["buyer"][name] = Value::Null;
            order["delivery"]["address"][name] = json!("");
        }
    });
    let mut market = market(vec![nameless.clone()]).await;
    let page = market.home().await;
    let correct = format!("/orders/{}/correct", id(&nameless));
    assert!(page.contains("nie ma nazwy kupującego") && page.contains(&format!("href=\"{correct}\"")), "{page}");
    let part = market.page(&correct.replace("/correct", "/preview")).await;
    assert!(part.contains("PTY-004") && part.contains("KUBEK-330") && part.contains("sygnatura z Allegro"), "{part}");
    let form = market.page(&correct).await;
    assert!(form.contains("value=\"KUBEK-330\""), "what is known already stands in its field: {form}");
    let answer = market.post(&correct, &filled(&form, &[("person", "Jan Dopisany")])).await;
    assert!(market.follow(&answer).await.contains("Zapisano jedną zmianę"));
    market.serve().await;
    assert_eq!(market.state(id(&nameless)), State::Imported);
    assert_eq!(market.house.documents().await[0].payer.name, "Jan Dopisany");
}

#[tokio::test]
async fn an_order_is_corrected_on_its_page_and_its_document_has_it() {
    let wanted = order(3);
    let mut market = waiting(vec![wanted.clone()]).await;
    let here = format!("/orders/{}", id(&wanted));
    let page = market.page(&here).await;
    assert!(page.contains("Popraw to zamówienie") && page.contains("/preview"), "{page}");
    let part = market.page(&format!("{here}/preview")).await;
    assert!(part.contains("KUBEK-330") && part.contains("sygnatura z Allegro"), "{part}");
    let form = market.page(&format!("{here}/correct")).await;
    let line = wanted["lineItems"][0]["id"].as_str().unwrap();
    assert!(form.contains("value=\"KUBEK-330\""), "it begins with what would be used: {form}");
    let (code, rate) = (format!("code:{line}"), format!("rate:{line}"));
    let typed = [("to-street", "ul. Poprawna 5"), ("form", "gotówka"), (&code, "talerz-26"), (&rate, "8%")];
    let answer = market.post(&format!("{here}/correct"), &filled(&form, &typed)).await;
    let page = market.follow(&answer).await;
    assert!(page.contains("Zapisano 4 zmiany"), "{page}");
    assert!(page.contains("ul. Poprawna 5") && page.contains("Cofnij wszystkie"), "{page}");
    let part = market.page(&format!("{here}/preview")).await;
    assert!(part.contains("TALERZ-26") && part.contains(">poprawka<"), "{part}");
    market.serve().await;
    // Its file waits for a person; he lets it in.
    for (name, bytes) in market.outbox() {
        replace(&RealDisk, &Folders::new(market.house.folder.path()).inbox().join(name), &bytes).unwrap();
    }
    market.import().await;
    let [document] = market.house.documents().await.try_into().unwrap();
    assert_eq!(document.recipient.street, "ul. Poprawna 5");
    assert_eq!((document.lines[0].code.as_str(), document.payment_form.as_str()), ("TALERZ-26", "gotówka"));
    // Behind the import a correction changes nothing, and says so; what was corrected stays to be read.
    let page = market.page(&here).await;
    assert!(page.contains("ul. Poprawna 5") && !page.contains("Popraw to zamówienie"), "{page}");
    let page = market.page(&format!("{here}/correct")).await;
    assert!(page.contains("COR-005") && !page.contains("is.to-street"), "{page}");
    for (path, form) in [("correct", filled(&form, &[("to-street", "ul. Późna 1")])), ("correct/undo", String::new())]
    {
        let page = market.follow(&market.post(&format!("{here}/{path}"), &form).await).await;
        assert!(page.contains("nic by w nim nie zmieniła"), "{path}: {page}");
    }
    assert_eq!(market.corrections(id(&wanted)).len(), 4);
}

impl Market {
    fn outbox(&self) -> Vec<(String, Vec<u8>)> {
        let folder = Folders::new(self.house.folder.path()).outbox();
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "xml"));
        files
            .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
            .collect()
    }
}

#[tokio::test]
async fn one_press_takes_one_correction_back_and_another_all() {
    let wanted = order(3);
    let mut market = waiting(vec![wanted.clone()]).await;
    let (here, before) = (format!("/orders/{}", id(&wanted)), market.outbox());
    assert_eq!(before.len(), 1);
    let form = market.page(&format!("{here}/correct")).await;
    let typed = [("city", "Sopot"), ("to-city", "Hel"), ("description", "uwaga: szkło")];
    market.post(&format!("{here}/correct"), &filled(&form, &typed)).await;
    assert_eq!(market.outbox(), [], "what is not meant any more lies nowhere");
    market.post(&format!("{here}/correct/undo"), "field=to-city").await;
    let left =
        [("city", "Sopot"), ("description", "uwaga: szkło")].map(|(field, is)| (field.to_owned(), is.to_owned()));
    assert_eq!(market.corrections(id(&wanted)), left);
    market.post(&format!("{here}/correct/undo"), "field=").await;
    assert_eq!(market.corrections(id(&wanted)), []);
    market.serve().await;
    assert_eq!(market.outbox(), before, "byte for byte");
    let page = market.follow(&market.post(&format!("{here}/correct/undo"), "field=").await).await;
    assert!(page.contains("Nic się nie zmieniło"), "{page}");
}

#[tokio::test]
async fn what_cannot_be_taken_is_told_beside_its_field_and_nothing_is_saved() {
    let wanted = of_firm(3, "5260250274");
    let market = waiting(vec![wanted.clone()]).await;
    let here = format!("/orders/{}/correct", id(&wanted));
    let line = wanted["lineItems"][0]["id"].as_str().unwrap();
    let (code, rate, form) = (format!("code:{line}"), format!("rate:{line}"), market.page(&here).await);
    let long = "ą".repeat(500);
    let wrong = [
        ("nip", "5260250275", "COR-011"),
        ("company", long.as_str(), "COR-012"),
        ("to-street", "", "COR-013"),
        ("to-country", "POLSKA", "COR-015"),
        (&code, "NIE-MA-TAKIEGO", "COR-014"),
        (&code, "<script>alert(1)</script>", "COR-014"),
        (&rate, "dużo", "WRK-022"),
        ("form", "muszelki", "COR-014"),
        ("service", "NIKT", "COR-014"),
    ];
    for (field, value, told) in wrong {
        let answer = market.post(&here, &filled(&form, &[(field, value), ("city", "Sopot")])).await;
        assert_eq!(code_of(&answer), "422", "{field}: {answer}");
        assert!(answer.contains(told) && answer.contains("aria-invalid=\"true\""), "{field}: {answer}");
        assert!(answer.contains("value=\"Sopot\"") && !answer.contains("<script>alert"), "{field}: {answer}");
        assert_eq!(market.corrections(id(&wanted)), [], "{field}");
    }
    // Marks that turn the writing round and tags are letters of a name, or nothing.
    let names = [("company", "\u{202e}Firma <script>alert(1)</script>")];
    let page = market.follow(&market.post(&here, &filled(&form, &names)).await).await;
    assert!(
        page.contains("Firma &lt;script&gt;") && !page.contains('\u{202e}') && !page.contains("<script>alert"),
        "{page}"
    );
}

fn code_of(answer: &str) -> &str {
    super::code(answer)
}

#[tokio::test]
async fn of_two_who_correct_one_field_the_second_is_told_what_is_there_now() {
    let wanted = order(3);
    let market = waiting(vec![wanted.clone()]).await;
    let here = format!("/orders/{}/correct", id(&wanted));
    let form = market.page(&here).await;
    market.post(&here, &filled(&form, &[("city", "Sopot")])).await;
    // Another field of the old form is nobody's but his.
    let answer = market.post(&here, &filled(&form, &[("to-city", "Hel")])).await;
    assert_eq!(code_of(&answer), "303", "{answer}");
    let answer = market.post(&here, &filled(&form, &[("city", "Gdynia")])).await;
    assert_eq!(code_of(&answer), "409", "{answer}");
    assert!(answer.contains("COR-010") && answer.contains("Sopot") && answer.contains("value=\"Gdynia\""), "{answer}");
    let has = |field: &Field| {
        let all = market.ledger().corrections(&id(&wanted).into()).unwrap();
        all.meant(field).map(str::to_owned)
    };
    assert_eq!((has(&Field::City).as_deref(), has(&Field::ToCity).as_deref()), (Some("Sopot"), Some("Hel")));
    // Who has seen it may say it again.
    let again = market.post(&here, &filled(&answer, &[])).await;
    assert_eq!((code_of(&again), has(&Field::City).as_deref()), ("303", Some("Gdynia")));
}

#[tokio::test]
async fn a_file_that_a_person_changed_is_not_replaced_by_a_correction() {
    let wanted = order(3);
    let market = waiting(vec![wanted.clone()]).await;
    let (name, bytes) = market.outbox().pop().unwrap();
    let path = Folders::new(market.house.folder.path()).outbox().join(name);
    let edited = String::from_utf8(bytes).unwrap().replace("</ROOT>", "<!-- moje --></ROOT>");
    replace(&RealDisk, &path, edited.as_bytes()).unwrap();
    let here = format!("/orders/{}/correct", id(&wanted));
    let form = market.page(&here).await;
    let page = market.follow(&market.post(&here, &filled(&form, &[("city", "Sopot")])).await).await;
    assert!(page.contains("zmieniono ręcznie"), "{page}");
    assert_eq!(market.corrections(id(&wanted)), []);
    assert_eq!(std::fs::read_to_string(path).unwrap(), edited);
}

#[tokio::test]
async fn a_base_that_is_away_is_said_and_the_rest_is_shown() {
    let wanted = order(3);
    let market = waiting(vec![wanted.clone()]).await;
    let base = market.house.folder.path().join("state/sandbox.sqlite3");
    std::fs::remove_file(&base).unwrap();
    std::fs::create_dir(&base).unwrap();
    let part = market.page(&format!("/orders/{}/preview", id(&wanted))).await;
    assert!(part.contains("Optima jest teraz nieosiągalna") && part.contains("KUBEK-330"), "{part}");
    let here = format!("/orders/{}/correct", id(&wanted));
    let form = market.page(&here).await;
    let page = market.follow(&market.post(&here, &filled(&form, &[("form", "gotówka")])).await).await;
    assert!(page.contains("nie sprawdzono"), "{page}");
    assert_eq!(code_of(&market.page("/orders/nobody/correct").await), "404");
}
