//! Settings that have one level, each seen in what the stages do: two values of it, and an outcome that is another.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::levels::{self, body};
use super::shop::{Shop, alive, everything, later, now, order};
use crate::allegro::wire;
use crate::clock::FixedClock;
use crate::core::settings::Settings;
use crate::core::tables::{RateRow, Tables};
use crate::ledger::Life;
use crate::optima::contract::RawBase as _;
use crate::stages::export::Window;
use crate::stages::retention::Retention;

/// A setting, two values of it, what must be set besides, and what comes of it.
struct Effect {
    key: &'static str,
    one: &'static str,
    other: &'static str,
    with: &'static [(&'static str, &'static str)],
    shows: fn(&Settings) -> String,
}

const fn effect(key: &'static str, one: &'static str, other: &'static str, shows: fn(&Settings) -> String) -> Effect {
    Effect { key, one, other, with: &[], shows }
}

const fn effect_with(
    key: &'static str,
    (one, other): (&'static str, &'static str),
    with: &'static [(&'static str, &'static str)],
    shows: fn(&Settings) -> String,
) -> Effect {
    Effect { key, one, other, with, shows }
}

const OF_ALLEGRO: &[(&str, &str)] = &[("orders.one_fulfillment", "\"import\"")];
const ABROAD: &[(&str, &str)] = &[("orders.foreign_currency", "\"import\""), ("orders.foreign_delivery", "\"import\"")];
const WRITER: &[(&str, &str)] = &[("seller.name", "\"Hurtownia\""), ("seller.nip", "\"5260250274\"")];
const NEW_SERVICE: &[(&str, &str)] = &[("services.additional", "\"NIE-MA\"")];

const EFFECTS: [Effect; 24] = [
    effect("orders.sent_before", "\"stop\"", "\"import\"", sent_before),
    effect("orders.after_import", "\"report\"", "\"replace\"", cancelled_later),
    effect("orders.one_fulfillment", "\"stop\"", "\"import\"", |settings| made_of("44", settings)),
    effect_with("orders.one_fulfillment_warehouse", ("\"\"", "\"ALLEGRO\""), OF_ALLEGRO, |settings| {
        made_of("44", settings)
    }),
    effect_with("orders.one_fulfillment_series", ("\"\"", "\"DET\""), OF_ALLEGRO, |settings| made_of("44", settings)),
    effect("orders.foreign_delivery", "\"stop\"", "\"import\"", |settings| made_of("48", settings)),
    effect("orders.foreign_currency", "\"stop\"", "\"import\"", |settings| made_of("46", settings)),
    effect_with("orders.currency_definition", ("\"\"", "\"RO\""), ABROAD, |settings| made_of("46", settings)),
    effect_with("orders.currency_series", ("\"\"", "\"DET\""), ABROAD, |settings| made_of("46", settings)),
    effect("services.deposit", "\"KAUCJA\"", "\"\"", |settings| made_of("25", settings)),
    effect("services.additional", "\"\"", "\"PAKOWANIE\"", |settings| made_of("26", settings)),
    effect_with("services.vat", ("\"23\"", "\"8\""), NEW_SERVICE, |settings| made_of("26", settings)),
    effect_with("services.create", ("false", "true"), NEW_SERVICE, |settings| made_of("26", settings)),
    effect("xml.generator", "\"Comarch Opt!ma\"", "\"inny\"", |settings| made_of("01", settings)),
    effect("xml.elements", "\"2025\"", "\"2021\"", |settings| made_of("01", settings)),
    effect("xml.type", "\"ro\"", "\"zd-mirrored\"", |settings| made_of("01", settings)),
    effect("xml.counted_from", "\"gross\"", "\"net\"", |settings| made_of("01", settings)),
    effect("xml.payer_code", "\"generated\"", "\"undefined\"", |settings| made_of("01", settings)),
    effect("xml.issue_date", "\"document\"", "\"reservation\"", |settings| made_of("01", settings)),
    effect_with("xml.mirrored_types", ("false", "true"), WRITER, mirrored),
    effect("import.other_sum", "\"stop\"", "\"warn\"", other_sum),
    effect("import.look_back_days", "60", "0", gone_from_optima),
    effect("files.max_size_mib", "16", "1", large_file),
    effect("retention.days", "90", "30", after_two_months),
];

/// The keys that are looked at here.
pub fn keys() -> BTreeSet<String> {
    EFFECTS.iter().map(|effect| effect.key.to_owned()).collect()
}

/// The file of a shipped order and the plan of its document, or why there is none.
fn made_of(prefix: &str, settings: &Settings) -> String {
    let order = wire::decode(body(prefix, &[]).to_string().as_bytes()).unwrap();
    let mut tables = Tables::default();
    let bought = order.bought_at().map(crate::core::poland::day).unwrap();
    let row = RateRow { rate: "4.2555".parse().unwrap(), table: "1/A/NBP/2026".to_owned() };
    for days in 1..8 {
        let day = bought - jiff::Span::new().days(days);
        tables.rates.insert(("EUR".to_owned(), day), row.clone());
    }
    levels::outcome(&mut levels::house(), settings, "sklep", &order, &tables)
}

/// A shop with these orders and settings.
fn shop(settings: &Settings, orders: Vec<Value>) -> Shop {
    let mut shop = Shop::new(orders);
    shop.settings = settings.clone();
    shop
}

/// How everything stands.
fn standing(shop: &mut Shop) -> String {
    let documents: Vec<String> = shop.documents().into_iter().map(|document| document.number).collect();
    let mut matters = Vec::new();
    for life in shop.house.records() {
        let open = life.open_matters().map(|matter| matter.problem.code().to_owned());
        matters.push((life.state.as_str(), open.collect::<Vec<_>>()));
    }
    format!("{documents:?} {matters:?} {:?}", shop.house.places())
}

fn sent_before(settings: &Settings) -> String {
    let mut sent = order(1);
    sent["fulfillment"]["status"] = json!("SENT");
    let mut shop = shop(settings, vec![sent]);
    shop.export(&everything());
    standing(&mut shop)
}

fn imported(settings: &Settings) -> Shop {
    let mut shop = shop(settings, vec![order(1)]);
    shop.export(&everything());
    assert_eq!(shop.import().imported.len(), 1);
    shop
}

fn cancelled_later(settings: &Settings) -> String {
    let mut shop = imported(settings);
    let mut cancelled = later(order(1), 60);
    cancelled["status"] = json!("CANCELLED");
    shop.allegro.change(|world| world.put(cancelled, "BUYER_CANCELLED", now()));
    shop.export(&Window::News);
    standing(&mut shop)
}

fn gone_from_optima(settings: &Settings) -> String {
    let mut shop = imported(settings);
    for table in ["DokAtrybuty", "TraVat", "TraElem", "TraNag"] {
        alive(shop.house.base.inner.raw(&format!("DELETE FROM CDN.{table}"))).unwrap();
    }
    shop.import();
    standing(&mut shop)
}

/// A file of ours in which somebody changed a price.
fn other_sum(settings: &Settings) -> String {
    let mut dearer = order(1);
    dearer["lineItems"][0]["price"]["amount"] = json!("39.90");
    dearer["lineItems"][0]["originalPrice"]["amount"] = json!("39.90");
    dearer["summary"]["totalToPay"]["amount"] = json!("54.89");
    dearer["payment"]["paidAmount"]["amount"] = json!("54.89");
    let mut other = shop(settings, vec![dearer]);
    other.export(&everything());
    let (name, bytes) = other.house.outbox().pop_first().unwrap();
    let mut shop = shop(settings, vec![order(1)]);
    shop.export(&everything());
    shop.house.disk.put(shop.house.folders.outbox().join(name), &bytes);
    shop.import();
    standing(&mut shop)
}

/// The file of another shop, dropped as what a buyer wrote.
fn mirrored(settings: &Settings) -> String {
    let mut other = shop(settings, vec![order(1)]);
    other.export(&everything());
    let (_, bytes) = other.house.outbox().pop_first().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (body, _) = text.split_once("<?allegro-order").unwrap();
    let turned = body.replace(">308<", ">309<").replace(">308000<", ">309000<");
    assert_ne!(turned, body);
    // Without it the file would be one that was cut off behind its document.
    let turned = format!("{turned}\n");
    let mut shop = shop(settings, Vec::new());
    shop.house.drop_file("zd.xml", turned.as_bytes());
    let report = shop.import();
    let refused: Vec<&str> = report.errors.iter().filter_map(|error| Some(error.first()?.code())).collect();
    format!("{refused:?} {} {}", report.imported.len(), standing(&mut shop))
}

fn large_file(settings: &Settings) -> String {
    let mut shop = shop(settings, Vec::new());
    shop.house.drop_file("a.xml", &vec![b' '; (1 << 20) + 1]);
    let report = shop.import();
    let codes: Vec<String> =
        report.errors.iter().flat_map(|error| &error.problems).map(|problem| problem.code().to_owned()).collect();
    format!("{codes:?}")
}

fn after_two_months(settings: &Settings) -> String {
    let mut shop = imported(settings);
    let clock = FixedClock(now() + SignedDuration::from_hours(24 * 60));
    // Work went on until yesterday, so the clock is believed.
    let yesterday = clock.0 - SignedDuration::from_hours(24);
    shop.house.ledger.record(&[Life::seen("z", "sklep", yesterday)]).unwrap();
    let super::shop::House { ledger, disk, folders, .. } = &mut shop.house;
    let retention = Retention { ledger, disk: &*disk, folders: &*folders, max_bytes: 1 << 24, clock: &clock };
    format!("{:?}", retention.preview(settings.retention.days).unwrap())
}

#[test]
fn every_setting_of_one_level_that_the_stages_know_changes_what_they_do() {
    for Effect { key, one, other, with, shows } in EFFECTS {
        let of = |value: &'static str| {
            let all = with.iter().copied().chain([(key, value)]).map(|(key, value)| (key.to_owned(), value));
            shows(&levels::settings(&all.collect::<Vec<_>>()))
        };
        let (before, after) = (of(one), of(other));
        assert_eq!(of(one), before, "{key}: the same settings, the same outcome");
        assert!(before != after, "{key}: {one} and {other} are the same:\n{before}");
    }
}
