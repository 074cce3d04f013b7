//! Settings by level, seen where they count: in the file of an order and in the plan of its document.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use serde_json::Value as Json;

use super::shop::{House, Shop, alive, everything, stage};
use crate::allegro::simulator::World;
use crate::allegro::wire;
use crate::core::message::{Catalogue, Language};
use crate::core::offer::Offer;
use crate::core::order::Order;
use crate::core::profile::Counting;
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::ledger::State;
use crate::optima::contract::RawBase as _;
use crate::settings::file;
use crate::settings::template::{self, Answers};
use crate::stages::import::ImportReport;
use crate::stages::walk::Walk;
use crate::stages::{MadeFile, make_file};

/// Two accounts of one company, and one of another.
const ACCOUNTS: [&str; 3] = ["sklep", "drugi", "trzeci"];

/// A key that may stand at any level, another value than usual, and an order whose document shows it; with what else must be
/// set at the top, and what must be other in the order.
struct Seen {
    key: &'static str,
    value: &'static str,
    order: &'static str,
    with: &'static [(&'static str, &'static str)],
    changed: &'static [(&'static str, &'static str)],
}

const fn seen(key: &'static str, value: &'static str, order: &'static str) -> Seen {
    Seen { key, value, order, with: &[], changed: &[] }
}

const fn seen_with(
    key: &'static str,
    value: &'static str,
    order: &'static str,
    with: &'static [(&'static str, &'static str)],
) -> Seen {
    Seen { key, value, order, with, changed: &[] }
}

/// An order of goods that Optima has no card for.
const NEW: &[(&str, &str)] = &[("products.unknown", "\"offer-code\"")];
const NO_CARD: &[(&str, &str)] = &[("delivery.default_service", "\"NIE-MA\"")];
const NO_NAME: &[(&str, &str)] = &[("/lineItems/0/offer/external", "null"), ("/lineItems/0/tax", "null")];

/// Every key that may stand at a level but for [`CLASSES`].
const SEEN: [Seen; 51] = [
    seen("documents.firm.counted_from", "\"net\"", "05"),
    seen("payments.default_form", "\"gotówka\"", "01"),
    seen("payments.cash_on_delivery_form", "\"gotówka\"", "10"),
    seen("delivery.default_service", "\"KURIER\"", "01"),
    seen_with("delivery.vat", "\"8\"", "01", NO_CARD),
    seen("delivery.zero_line", "true", "02"),
    Seen { changed: NO_NAME, ..seen_with("vat.default_rate", "\"8\"", "22", NEW) },
    seen("vat.exempt_seller", "true", "01"),
    seen("vat.delivery", "\"highest\"", "07"),
    seen("fields.date", "\"import\"", "01"),
    seen("fields.reservation_days", "7", "01"),
    seen("fields.foreign_number", "\"X-{id}\"", "01"),
    seen("fields.other_foreign_numbers", "[\"BL-{id}\"]", "03"),
    seen("fields.phone_in_description", "true", "01"),
    seen("fields.email_in_description", "true", "01"),
    seen("fields.masked_email_on_document", "true", "01"),
    seen("fields.description", "[\"LOGIN\"]", "01"),
    seen("fields.attributes.order", "\"INNY\"", "01"),
    seen("fields.attributes.login", "\"INNY\"", "01"),
    seen("fields.attributes.payment", "\"INNY\"", "01"),
    seen("fields.attributes.point", "\"INNY\"", "02"),
    seen("fields.attributes.account", "\"INNY\"", "01"),
    seen("fields.attributes.compensation", "\"INNY\"", "38"),
    seen("products.unknown", "\"offer-code\"", "29"),
    seen("products.name", "\"offer\"", "01"),
    seen_with("products.create", "false", "29", NEW),
    seen_with("products.card.code", "\"X-{kod}\"", "29", NEW),
    seen_with("products.card.name", "\"Y {nazwa}\"", "29", NEW),
    seen_with("products.card.catalogue_number", "\"{oferta}\"", "29", NEW),
    seen_with("products.card.vat", "\"8\"", "29", NEW),
    seen_with("products.card.unit", "\"kg\"", "29", NEW),
    seen_with("products.card.group", "\"SKLEP\"", "29", NEW),
    seen_with("products.card.type", "\"service\"", "29", NEW),
    seen_with("products.card.ean", "false", "29", NEW),
    seen_with("products.card.price", "true", "29", NEW),
    seen("contractors.wrong_nip", "\"private\"", "55"),
    seen("contractors.several", "\"oldest\"", "04"),
    seen("contractors.undefined", "\"private\"", "01"),
    seen("contractors.firm_by_email", "true", "05"),
    seen("contractors.payment_form", "\"gotówka\"", "01"),
    seen("seller.nip_country", "\"DE\"", "01"),
    seen("seller.nip", "\"9990003716\"", "01"),
    seen("seller.gln", "\"5900000000008\"", "01"),
    seen("seller.name", "\"Inny\"", "01"),
    seen("seller.post_code", "\"99-999\"", "01"),
    seen("seller.city", "\"Gdynia\"", "01"),
    seen("seller.street", "\"Inna 1\"", "01"),
    seen("seller.country", "\"Niemcy\"", "01"),
    seen("seller.bank_account", "\"PL61109010140000071219812874\"", "01"),
    seen("seller.bank_name", "\"Inny bank\"", "01"),
    // Here once more, for all of it is one setting to who has one account of another kind.
    seen("documents.private.warehouse", "\"ALLEGRO\"", "16"),
];

/// The classes of buyers, each with an order, and what each of them may have of its own.
const CLASSES: [(&str, &str); 3] = [("firm", "05"), ("invoice", "07"), ("private", "01")];
const OF_A_CLASS: [(&str, &str); 8] = [
    ("kind", "\"pf\""),
    ("definition", "\"RO\""),
    ("series", "\"DET\""),
    ("warehouse", "\"ALLEGRO\""),
    ("category", "\"ALLEGRO\""),
    ("category_from", "\"product\""),
    ("group", "\"FIRMY\""),
    ("payment_form", "\"gotówka\""),
];

/// The settings of `init` for two companies, with these values besides.
pub fn settings(values: &[(String, &str)]) -> Settings {
    static BEGUN: LazyLock<toml::Table> =
        LazyLock::new(|| template::settings(&Answers::default()).parse::<toml::Table>().unwrap());
    let mut table = BEGUN.clone();
    let more = [
        ("accounts.drugi.company", "\"firma\""),
        ("accounts.trzeci.company", "\"inna\""),
        ("companies.inna.engine", "\"sandbox\""),
    ];
    // A scheme that has a place for the series.
    let numbered = ["firm", "invoice", "private"].into_iter().flat_map(|class| {
        [("definition", "\"ROA\""), ("series", "\"A\"")].map(|(key, value)| (format!("documents.{class}.{key}"), value))
    });
    let more = more.map(|(path, value)| (path.to_owned(), value));
    let more: Vec<(String, &str)> = more.into_iter().chain(numbered).collect();
    for (path, value) in more.iter().chain(values) {
        let (parts, key) = path.rsplit_once('.').unwrap();
        let value = format!("v = {value}").parse::<toml::Table>().unwrap().remove("v").unwrap();
        let part = parts.split('.').fold(&mut table, |table, part| {
            table.entry(part).or_insert(toml::Value::Table(toml::Table::new())).as_table_mut().unwrap()
        });
        part.insert(key.to_owned(), value);
    }
    file::parse(&table.to_string(), Path::new("x")).unwrap_or_else(|error| panic!("{values:?}: {error}"))
}

fn order(prefix: &str, changed: &[(&str, &str)]) -> Order {
    wire::decode(body(prefix, changed).to_string().as_bytes()).unwrap()
}

pub fn body(prefix: &str, changed: &[(&str, &str)]) -> Json {
    let (_, body) = World::shipped_files().iter().find(|(name, _)| name.starts_with(prefix)).unwrap();
    let mut order: Json = serde_json::from_str(body).unwrap();
    for (pointer, value) in changed {
        *order.pointer_mut(pointer).unwrap() = serde_json::from_str(value).unwrap();
    }
    order
}

/// A base in which the choices that are left to cards have something to choose.
pub fn house() -> House {
    let mut house = House::new();
    let base = &mut house.base.inner;
    let category = "(SELECT MIN(Kat_KatID) FROM CDN.Kategorie WHERE Kat_KodOgolny = 'SPRZEDAZ')";
    for sql in [
        format!("UPDATE CDN.Towary SET Twr_KatId = {category} WHERE Twr_Typ = 1"),
        format!("UPDATE CDN.Kontrahenci SET Knt_KatID = {category} WHERE Knt_Kod = 'HURT-POLNOC'"),
    ] {
        alive(base.raw(&sql)).unwrap();
    }
    house
}

/// The order's file, made with the settings of an account.
fn made(
    house: &mut House,
    settings: &Settings,
    account: &str,
    order: &Order,
    tables: &Tables,
) -> Result<MadeFile, String> {
    let own = settings.of_account(account);
    let offers: BTreeMap<String, Offer> = order
        .lines
        .iter()
        .map(|line| Offer { id: line.offer_id.clone(), eans: vec!["5901234123457".to_owned()], ..Offer::default() })
        .map(|offer| (offer.id.clone(), offer))
        .collect();
    let mut walk = Walk::new(true);
    for (id, offer) in offers {
        walk.hear(id, Some(offer));
    }
    loop {
        let needs = walk.needs(order, own, tables);
        if needs.is_empty() {
            break;
        }
        alive(walk.look_up(&mut house.base, needs)).unwrap();
    }
    let sources = walk.sources(own, tables, account);
    make_file(order, &sources).map_err(|problems| format!("{problems:?}"))
}

/// What becomes of an order of an account: its file, and the plan of its document or why there is none.
pub fn outcome(house: &mut House, settings: &Settings, account: &str, order: &Order, tables: &Tables) -> String {
    let file = match made(house, settings, account, order, tables) {
        Ok(file) => file,
        Err(refused) => return refused,
    };
    let texts = Catalogue::new(Language::Polish);
    let mut report = ImportReport::default();
    let disk = Arc::new(house.disk.clone());
    let mut stage = stage(house, disk, settings, &texts);
    stage.company = settings.company_of(account).unwrap();
    let shown = String::from_utf8(file.bytes.clone()).unwrap();
    alive(stage.preview(&[(file.name, file.bytes)], &mut report)).unwrap();
    let errors: Vec<_> = report.errors.iter().map(|error| &error.problems).collect();
    format!("{shown}\n{:?}\n{:?}\n{errors:?}", report.plans, report.duplicates)
}

/// Another hand's document of order 03, under its own number; two cards of one NIP; and one of the firm of order 05 from
/// before it said its NIP.
fn taken(house: &mut House) {
    let firm = order("05", &[]);
    let (name, email) = (firm.invoice.company.unwrap().name, firm.buyer.email.unwrap());
    let known = format!(
        "UPDATE CDN.Kontrahenci SET Knt_Nazwa1 = '{name}', Knt_Email = '{email}', Knt_Nieaktywny = 0 \
         WHERE Knt_Kod = 'STARY-KLIENT'"
    );
    alive(house.base.inner.raw(&known)).unwrap();
    let settings = settings(&[]);
    let order = order("03", &[]);
    let file = made(house, &settings, "sklep", &order, &Tables::default()).unwrap();
    let texts = Catalogue::new(Language::Polish);
    let disk = Arc::new(house.disk.clone());
    let mut report = ImportReport::default();
    alive(stage(house, disk, &settings, &texts).run_files(&[(file.name, file.bytes)], &mut report)).unwrap();
    assert_eq!(report.imported.len(), 1, "{report:?}");
    for sql in [
        "DELETE FROM CDN.DokAtrybuty".to_owned(),
        format!(
            "UPDATE CDN.TraNag SET TrN_Opis = '', TrN_NumerObcy = 'BL-{}', \
             TrN_ImportRowId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'",
            order.id.short()
        ),
        "UPDATE CDN.Kontrahenci SET Knt_Nip = '5260250274', Knt_NipE = '5260250274' WHERE Knt_Kod = 'KOWALSKI-JAN'"
            .to_owned(),
    ] {
        alive(house.base.inner.raw(&sql)).unwrap();
    }
}

/// Keys of the parts that may stand at a level, as the program knows them.
fn every_key() -> BTreeSet<String> {
    fn leaves(path: &str, value: &toml::Value, found: &mut BTreeSet<String>) {
        match value.as_table() {
            None => drop(found.insert(path.to_owned())),
            Some(table) => table.iter().for_each(|(key, value)| leaves(&format!("{path}.{key}"), value, found)),
        }
    }
    let all = toml::Table::try_from(Settings::default()).unwrap();
    let mut found = BTreeSet::new();
    for part in ["documents", "payments", "delivery", "vat", "fields", "products", "contractors", "seller"] {
        leaves(part, &all[part], &mut found);
    }
    found
}

/// The keys that are looked at here.
pub fn keys() -> BTreeSet<String> {
    let of_classes =
        CLASSES.iter().flat_map(|(class, _)| OF_A_CLASS.map(|(key, _)| format!("documents.{class}.{key}")));
    SEEN.iter().map(|seen| seen.key.to_owned()).chain(of_classes).collect()
}

#[test]
fn every_key_of_a_level_is_seen_in_a_document_at_each_level() {
    let mut house = house();
    taken(&mut house);
    let of_classes = CLASSES.iter().flat_map(|(class, order)| {
        OF_A_CLASS.map(|(key, value)| (format!("documents.{class}.{key}"), seen("", value, order)))
    });
    let mut left = every_key();
    // A person pays gross prices; the reader refuses it.
    left.retain(|key| !["documents.invoice.counted_from", "documents.private.counted_from"].contains(&key.as_str()));
    // Many keys are looked at in the same order without anything besides.
    let mut without = BTreeMap::new();
    for (key, seen) in SEEN.into_iter().map(|seen| (seen.key.to_owned(), seen)).chain(of_classes) {
        let order = order(seen.order, seen.changed);
        let with: Vec<(String, &str)> = seen.with.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect();
        let mut outcomes = |level: Option<&str>| {
            let own = level.map(|level| (format!("{level}{key}"), seen.value));
            let settings = settings(&with.iter().cloned().chain(own).collect::<Vec<_>>());
            ACCOUNTS.map(|account| outcome(&mut house, &settings, account, &order, &Tables::default()))
        };
        let usual = without.entry((seen.order, seen.changed, seen.with)).or_insert_with(|| outcomes(None)).clone();
        let top = outcomes(Some(""));
        for (before, after) in usual.iter().zip(&top) {
            assert!(before != after, "{key} at the top changes nothing:\n{before}");
        }
        let [sklep, drugi, _] = &top;
        let [_, drugi_before, trzeci_before] = &usual;
        let company = [sklep.clone(), drugi.clone(), trzeci_before.clone()];
        assert!(outcomes(Some("companies.firma.")) == company, "{key} in the company");
        if !["products", "contractors", "seller"].contains(&key.split('.').next().unwrap()) {
            let account = [sklep.clone(), drugi_before.clone(), trzeci_before.clone()];
            assert!(outcomes(Some("accounts.sklep.")) == account, "{key} in the account");
        }
        left.remove(&key);
    }
    assert_eq!(left, BTreeSet::new(), "keys that nobody looked at");
}

/// The cell of the only document.
fn cell(house: &mut House, column: &str, table: &str) -> String {
    alive(house.base.inner.cell(&format!("SELECT {column} FROM CDN.{table}")))
}

/// Imports an order of the first account into a fresh base.
fn imported(order: &Order, values: &[(&str, &str)]) -> (House, ImportReport) {
    let mut house = house();
    let values: Vec<(String, &str)> = values.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect();
    let settings = settings(&values);
    let file = made(&mut house, &settings, "sklep", order, &Tables::default()).unwrap();
    let texts = Catalogue::new(Language::Polish);
    let mut report = ImportReport::default();
    let disk = Arc::new(house.disk.clone());
    alive(stage(&mut house, disk, &settings, &texts).run_files(&[(file.name, file.bytes)], &mut report)).unwrap();
    assert_eq!(report.imported.len(), 1, "{report:?}");
    (house, report)
}

#[test]
fn a_category_comes_from_the_card_that_the_user_names() {
    let (firm, of) = (order("04", &[]), "documents.firm.category_from");
    let own = ("documents.firm.category", "\"ALLEGRO\"");
    for (from, of_document, of_line) in [
        ("\"settings\"", "ALLEGRO", "ALLEGRO"),
        ("\"contractor\"", "SPRZEDAZ", "SPRZEDAZ"),
        ("\"product\"", "ALLEGRO", "SPRZEDAZ"),
    ] {
        let (mut house, _) = imported(&firm, &[own, (of, from)]);
        assert_eq!(cell(&mut house, "TrN_Kategoria", "TraNag"), of_document, "{from}");
        assert_eq!(cell(&mut house, "TrE_Kategoria", "TraElem"), of_line, "{from}");
        let ids = "(SELECT COUNT(*) FROM CDN.Kategorie WHERE Kat_KatID = TrN_KatID AND Kat_KodOgolny = TrN_Kategoria)";
        assert_eq!(cell(&mut house, ids, "TraNag"), "1", "{from}");
    }
    // Who is new has no category of his own.
    let (mut house, _) = imported(&order("05", &[]), &[own, (of, "\"contractor\"")]);
    assert_eq!(cell(&mut house, "TrN_Kategoria", "TraNag"), "ALLEGRO");
}

/// 55.80 of a firm, which no net sum leads to: 45.36 gives 55.79, and 45.37 gives 55.81.
const UNEVEN: [(&str, &str); 4] = [
    ("/delivery/cost/amount", "\"0.00\""),
    ("/lineItems/0/quantity", "2"),
    ("/summary/totalToPay/amount", "\"55.80\""),
    ("/payment/paidAmount/amount", "\"55.80\""),
];

#[test]
fn i13_grosze_that_net_prices_miss_are_no_matter() {
    let mut shop = Shop::of(World::from_orders(vec![body("04", &UNEVEN)]));
    shop.settings.documents.firm.counted_from = Counting::Net;
    shop.export(&everything());
    assert_eq!(shop.import().imported.len(), 1);
    // The document is looked at once more, and so is the order.
    shop.import();
    shop.export(&everything());
    let [life] = &shop.house.records()[..] else { panic!("{:?}", shop.house.records()) };
    let made = life.made.as_ref().map(|made| made.gross.to_string());
    assert_eq!((life.state, life.total.as_deref(), made.as_deref()), (State::Imported, Some("55.80"), Some("55.81")));
    assert!(life.open_matters().next().is_none(), "{life:?}");
}

#[test]
fn i6_a_firms_document_is_counted_from_net_in_the_base() {
    let firm = order("04", &UNEVEN);
    let net = ("documents.firm.counted_from", "\"net\"");
    for (values, kind, difference) in [(&[][..], "2", None), (&[net][..], "1", Some("IMP-061"))] {
        let (mut house, report) = imported(&firm, values);
        assert_eq!(cell(&mut house, "TrN_TypNB", "TraNag"), kind);
        assert_eq!(cell(&mut house, "TrE_TypNB", "TraElem"), kind);
        let said = report.imported[0].problems.iter().map(crate::core::problem::Problem::code);
        assert_eq!(said.clone().find(|code| *code == "IMP-061"), difference, "{:?}", said.collect::<Vec<_>>());
        let gross = cell(&mut house, "TrN_RazemBrutto", "TraNag");
        assert_eq!(gross, if kind == "1" { "55.81" } else { "55.80" });
        assert_eq!(cell(&mut house, "TrE_WartoscNetto", "TraElem"), cell(&mut house, "TrV_Netto", "TraVat"));
        let lives = house.records();
        assert!(lives.iter().all(|life| life.open_matters().next().is_none()), "{lives:?}");
    }
}
