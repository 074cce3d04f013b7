//! What a file says is judged on its bytes: by a reader of these tests, which shares no code with the program, and by the
//! program's own judge.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use allegro_optima::allegro::wire;
use allegro_optima::core::convert::Sources;
use allegro_optima::core::digest::sha256_hex;
use allegro_optima::core::document::LINES_MAX;
use allegro_optima::core::plan::Dictionary;
use allegro_optima::core::problem::Problem;
use allegro_optima::core::profile::{Counting, Elements};
use allegro_optima::core::settings::{Choice, Settings};
use allegro_optima::core::tables::{PaymentKey, PaymentRow, ProviderKey, RateRow, Tables};
use allegro_optima::stages::make_file;
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use crate::life::shop as shop_with;
use crate::support::{Shop, order};
use crate::whole::or_part;

fn input(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/judged").join(name)).unwrap()
}

fn d(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// All contents of an element in a text, in its order.
fn all<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    text.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap()).collect()
}

fn one(text: &str, name: &str) -> Decimal {
    let found = all(text, name);
    assert_eq!(found.len(), 1, "{name}");
    d(found[0].trim())
}

fn rounded(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// Reads a file and holds in its currency that lines, table, header and the order are one sum, and in złoty what follows.
fn adds_up(text: &str, currency: &str, total: Decimal, net_allowed: bool) {
    let text = text.split("<?allegro-order").next().unwrap();
    let header = all(text, "NAGLOWEK")[0];
    let exchange = all(header, "WALUTA")[0];
    assert_eq!(all(exchange, "SYMBOL"), [currency]);
    let (rate, per) = (one(exchange, "KURS_L"), one(exchange, "KURS_M"));
    let pln = |value: Decimal| rounded(value * rate / per);
    let from_net = all(header, "TYP_NETTO_BRUTTO") == ["1"];
    let mut of_rate: BTreeMap<String, [Decimal; 5]> = BTreeMap::new();
    for line in all(text, "POZYCJA") {
        let own = all(line, "WALUTA")[0];
        assert_eq!((all(own, "SYMBOL"), one(own, "KURS_L"), one(own, "KURS_M")), (vec![currency], rate, per));
        let [net, gross] = ["WARTOSC_NETTO_WAL", "WARTOSC_BRUTTO_WAL"].map(|name| one(line, name));
        let (price, quantity) = (one(line, "PO_RABACIE_WAL_DOKUMENTU"), one(line, "ILOSC"));
        let product = rounded(price * quantity);
        let value = if from_net { net } else { gross };
        if from_net || price.scale() < 4 {
            // No price of so many decimals may give the value of many pieces.
            let unit = Decimal::new(1, price.scale());
            assert!((product - value).abs() <= unit * quantity / Decimal::TWO + d("0.01"), "{line}");
        } else {
            assert_eq!(product, value, "{line}");
        }
        assert_eq!((pln(net), pln(gross)), (one(line, "WARTOSC_NETTO"), one(line, "WARTOSC_BRUTTO")), "{line}");
        let rate = all(line, "STAWKA_VAT")[0];
        let sums = of_rate.entry(rate.to_owned()).or_default();
        for (sum, value) in
            sums.iter_mut().zip([net, gross, one(line, "WARTOSC_NETTO"), one(line, "WARTOSC_BRUTTO"), Decimal::ONE])
        {
            *sum += value;
        }
    }
    let mut totals = [Decimal::ZERO; 6];
    for row in all(text, "LINIA_VAT") {
        let names = ["NETTO_WAL", "VAT_WAL", "BRUTTO_WAL", "NETTO", "VAT", "BRUTTO"];
        let [net, vat, gross, net_pln, vat_pln, gross_pln] = names.map(|name| one(row, name));
        let [net_lines, gross_lines, net_lines_pln, gross_lines_pln, count] =
            of_rate.remove(all(row, "STAWKA_VAT")[0]).unwrap();
        let grosze = count * d("0.01");
        if from_net {
            assert_eq!(net, net_lines, "{row}");
        } else {
            assert_eq!(gross, gross_lines, "{row}");
        }
        assert!((net - net_lines).abs() <= grosze && (gross - gross_lines).abs() <= grosze * Decimal::TWO, "{row}");
        assert_eq!((net + vat, net_pln + vat_pln), (gross, gross_pln), "{row}");
        assert_eq!(vat_pln, pln(vat), "{row}");
        assert!(gross_pln == pln(gross) || from_net && net_pln == pln(net), "{row}");
        // Each line is rounded once, and so is each amount of the row: a grosz for each line at most.
        let (missed_net, missed_gross) = (net_pln - net_lines_pln, gross_pln - gross_lines_pln);
        assert!(missed_net.abs() <= grosze && missed_gross.abs() <= grosze, "{row}");
        if currency == "PLN" {
            assert_eq!([net, vat, gross], [net_pln, vat_pln, gross_pln], "{row}");
            assert!(if from_net { missed_net } else { missed_gross }.is_zero(), "{row}");
        } else {
            assert_eq!((net, gross), (net_lines, gross_lines), "{row}");
        }
        for (total, value) in totals.iter_mut().zip([net, vat, gross, net_pln, vat_pln, gross_pln]) {
            *total += value;
        }
    }
    assert!(of_rate.is_empty(), "rates without a row: {of_rate:?}");
    let of_header = ["RAZEM_NETTO_WAL", "RAZEM_NETTO", "RAZEM_VAT", "RAZEM_BRUTTO"].map(|name| one(header, name));
    assert_eq!(of_header, [totals[0], totals[3], totals[4], totals[5]]);
    let bound =
        if net_allowed { Decimal::new(all(text, "POZYCJA").len().try_into().unwrap(), 2) } else { Decimal::ZERO };
    assert!((totals[2] - total).abs() <= bound, "{} instead of {total}", totals[2]);
}

/// A folder whose settings take foreign currencies, with a rate for the forint.
fn shop() -> Shop {
    let shop = Shop::new();
    abroad(&shop);
    shop
}

fn abroad(shop: &Shop) {
    let settings = fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let settings = settings.replace("foreign_currency = \"stop\"", "foreign_currency = \"import\"");
    let settings = settings.replace("foreign_delivery = \"stop\"", "foreign_delivery = \"import\"");
    shop.write("allegro-optima.toml", settings);
    shop.write("mappings/rates.csv", "data;symbol;kurs;tabela\r\n2026-10-30;HUF;0,011063;30/A/NBP/2026\r\n");
    // The file of the case had its rates from the cards of a base.
    shop.write("mappings/products.csv", "oferta;kod;vat\r\n3057564226;KUBEK-330;23\r\n8169195220;NAWOZ-5L;8\r\n");
}

/// The problems of one file that must end so.
#[track_caller]
fn validated(shop: &Shop, file: &str, code: i32) -> Vec<(String, String, String)> {
    let report = shop.json(&["validate", file], code);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let problems = report["files"][0]["problems"].as_array().unwrap();
    problems.iter().map(|it| (text(&it["severity"]), text(&it["code"]), text(&it["message"]))).collect()
}

fn errors(problems: &[(String, String, String)]) -> Vec<&str> {
    problems.iter().filter(|(severity, ..)| severity == "error").map(|(_, code, _)| code.as_str()).collect()
}

#[test]
fn i15_fx_huf_json_says_what_the_order_says() {
    let shop = shop();
    shop.write("fx-huf.json", input("fx-huf.json"));
    shop.run(&["convert", "fx-huf.json", "--out", "inbox"], 0);
    let name = format!("inbox/{}", shop.files("inbox").remove(0));
    let text = fs::read_to_string(shop.path(&name)).unwrap();
    adds_up(&text, "HUF", d("161.00"), false);
    assert_eq!(all(&text, "WARTOSC_BRUTTO_WAL"), ["140.00", "21.00"]);
    assert_eq!(all(&text, "PO_RABACIE_WAL_DOKUMENTU"), ["20.0000", "21.0000"]);
    assert_eq!(errors(&validated(&shop, &name, 0)), [""; 0]);
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
    // The rows in Optima say the same, VAT in złoty included.
    let base = rusqlite::Connection::open(shop.path("state/sandbox.sqlite3")).unwrap();
    let mut rows =
        base.prepare("SELECT TrV_VAT, TrV_VATWal, TrV_NettoWal FROM TraVat ORDER BY CAST(TrV_Stawka AS REAL)").unwrap();
    let rows = rows.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?])).unwrap();
    let rows: Vec<[String; 3]> = rows.map(Result::unwrap).collect();
    let of_file: Vec<[String; 3]> = all(&text, "LINIA_VAT")
        .into_iter()
        .map(|row| ["VAT", "VAT_WAL", "NETTO_WAL"].map(|name| one(row, name).to_string()))
        .collect();
    assert_eq!(rows, of_file);
}

#[test]
fn i15_fx_huf_xml_is_refused_with_element_line_and_both_values() {
    let shop = shop();
    shop.write("fx-huf.xml", input("fx-huf.xml"));
    let problems = validated(&shop, "fx-huf.xml", 1);
    assert!(errors(&problems).iter().all(|code| *code == "XML-170"), "{problems:?}");
    let said = |part: &str| problems.iter().any(|(_, _, message)| message.contains(part));
    assert!(said("PO_RABACIE_WAL_DOKUMENTU to 20.0127, a z pliku wychodzi 20.00"), "{problems:?}");
    assert!(said("WARTOSC_BRUTTO_WAL to 140.11, a z pliku wychodzi 140.09"), "{problems:?}");
    shop.write("inbox/fx-huf.xml", input("fx-huf.xml"));
    let report = shop.json(&["import"], 1);
    assert_eq!((report["imported"].as_array().unwrap().len(), &report["errors"][0]["code"]), (0, &json!("XML-170")));
    let words = fs::read_to_string(shop.path("inbox/errors/fx-huf.xml.txt")).unwrap();
    assert!(words.contains("POZYCJA[1]/CENY/PO_RABACIE_WAL_DOKUMENTU") && words.contains("20.0127"), "{words}");
}

/// What validate and import say of a file: the codes of validate's errors, and that of the import's.
#[track_caller]
fn both(name: &str, code: i32) -> (Vec<(String, String, String)>, String) {
    let shop = shop();
    shop.write(name, input(name));
    let problems = validated(&shop, name, code);
    shop.write(&format!("inbox/{name}"), input(name));
    let report = shop.json(&["import"], code);
    (problems, report["errors"][0]["code"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn i15_correction_is_an_error_of_validate_too() {
    let (problems, refused) = both("correction.xml", 1);
    assert_eq!((errors(&problems), refused.as_str()), (vec!["IMP-002"], "IMP-002"));
}

#[test]
fn i15_fs_302_is_an_error_of_validate_too() {
    let (problems, refused) = both("fs-302.xml", 1);
    assert_eq!((errors(&problems), refused.as_str()), (vec!["IMP-037"], "IMP-037"));
}

#[test]
fn i15_extra_elements_are_a_note() {
    let (problems, refused) = both("extra-elements.xml", 0);
    assert!(problems.iter().any(|(severity, code, _)| severity == "note" && code.starts_with("XML-2")), "{problems:?}");
    assert_eq!((errors(&problems), refused.as_str()), (Vec::new(), ""));
}

#[test]
fn i15_no_vat_table_is_a_note() {
    let (problems, refused) = both("no-vat-table.xml", 0);
    assert!(problems.iter().any(|(severity, code, _)| severity == "note" && code == "XML-130"), "{problems:?}");
    assert_eq!((errors(&problems), refused.as_str()), (Vec::new(), ""));
}

#[test]
fn i15_order_changed_is_a_note() {
    let (problems, refused) = both("order-changed.xml", 0);
    assert!(problems.iter().any(|(severity, code, _)| severity == "note" && code.starts_with("XML-2")), "{problems:?}");
    assert_eq!((errors(&problems), refused.as_str()), (Vec::new(), ""));
}

#[test]
fn i15_no_namespace_is_a_note() {
    let shop = shop();
    let text = input("order-changed.xml").replace(" xmlns=\"http://www.cdn.com.pl/optima/dokument\"", "");
    shop.write("plain.xml", text);
    let problems = validated(&shop, "plain.xml", 0);
    assert!(!problems.is_empty() && problems.iter().all(|(severity, ..)| severity != "error"), "{problems:?}");
}

#[test]
fn i15_what_contradicts_itself_or_is_no_number_is_refused_by_validate_and_import_alike() {
    let good = {
        let shop = shop();
        shop.write("fx-huf.json", input("fx-huf.json"));
        shop.run(&["convert", "fx-huf.json", "--out", "out"], 0);
        fs::read_to_string(shop.path(&format!("out/{}", shop.files("out").remove(0)))).unwrap()
    };
    let in_line = |name: &str, value: &str| {
        let from = good.find(&format!("<{name}>")).unwrap() + name.len() + 2;
        let to = from + good[from..].find('<').unwrap();
        format!("{}{value}{}", &good[..from], &good[to..])
    };
    let second_line = good.rfind("<SYMBOL>HUF").unwrap();
    let two_currencies = format!("{}<SYMBOL>EUR{}", &good[..second_line], &good[second_line + "<SYMBOL>HUF".len()..]);
    let shop = shop();
    for (name, text, code, words) in [
        ("rate-zero", in_line("KURS_L", "0"), "XML-103", ["KURS_L", "0"]),
        ("rate-13-digits", in_line("KURS_L", "1234567890123"), "XML-103", ["KURS_L", "1234567890123"]),
        ("rate-of-another-day", in_line("KURS_L", "1.2000"), "XML-170", ["KURS_L", "1.20"]),
        ("two-currencies", two_currencies, "XML-170", ["EUR", "HUF"]),
        ("table-against-lines", in_line("BRUTTO_WAL", "29.99"), "XML-170", ["29.99", "21.00"]),
        ("table-in-zloty-against-lines", in_line("BRUTTO", "0.33"), "XML-146", ["0.33", "0.2"]),
        ("exponent", in_line("WARTOSC_BRUTTO_WAL", "1.4e2"), "XML-102", ["1.4e2", "WARTOSC_BRUTTO_WAL"]),
        ("thousands", in_line("NETTO_WAL", "1 234.50"), "XML-102", ["1 234.50", "NETTO_WAL"]),
        ("in-zloty-exponent", in_line("WARTOSC_BRUTTO", "1.4e2"), "XML-102", ["1.4e2", "WARTOSC_BRUTTO"]),
    ] {
        let file = format!("{name}.xml");
        shop.write(&file, &text);
        let problems = validated(&shop, &file, 1);
        let told = |(severity, of, message): &(String, String, String)| {
            severity == "error" && of == code && words.iter().all(|word| message.contains(word))
        };
        assert!(problems.iter().any(told), "{name}: {problems:?}");
        shop.write(&format!("inbox/{file}"), &text);
        let report = shop.json(&["import"], 1);
        assert_eq!(report["imported"].as_array().unwrap().len(), 0, "{name}: {report}");
        assert!(shop.path(&format!("inbox/errors/{file}")).exists(), "{name}");
    }
    // A comma and blanks are taken as they were; what is missing is passed over.
    for (name, text, code) in [
        ("comma", in_line("WARTOSC_BRUTTO_WAL", "140,00"), "XML-107"),
        ("blanks", in_line("WARTOSC_BRUTTO_WAL", "  140.00 "), "XML-201"),
        ("missing", good.replacen("<WARTOSC_BRUTTO_WAL>140.00</WARTOSC_BRUTTO_WAL>", "", 1), "XML-200"),
    ] {
        let file = format!("{name}.xml");
        shop.write(&file, &text);
        let problems = validated(&shop, &file, 0);
        assert!(name == "blanks" || problems.iter().any(|(_, of, _)| of == code), "{name}: {problems:?}");
    }
}

/// Each file of ours with one element changed: told, by the name of that element alone.
#[test]
fn i15_what_a_file_of_ours_never_says_is_told_by_its_own_name() {
    let shop = shop();
    shop.write("fx-huf.json", input("fx-huf.json"));
    shop.run(&["convert", "fx-huf.json", "--out", "out"], 0);
    let good = fs::read_to_string(shop.path(&format!("out/{}", shop.files("out").remove(0)))).unwrap();
    let line = "POZYCJE/POZYCJA[1]";
    let changes = [
        ("KURS_DATA", "2026-10-29", "XML-151", "NAGLOWEK/WALUTA/KURS_DATA"),
        ("KURS_DATA", "2027-10-30", "XML-152", "NAGLOWEK/WALUTA/KURS_DATA"),
        ("RABAT", "10.00", "XML-153", "NAGLOWEK/RABAT"),
        ("PO_RABACIE_PLN", "0.2214", "XML-171", "CENY/PO_RABACIE_PLN"),
        ("PO_RABACIE_WAL_DOKUMENTU", "20.5000", "XML-170", "CENY/PO_RABACIE_WAL_DOKUMENTU"),
        ("PO_RABACIE_WAL_DOKUMENTU", "7777.77", "XML-170", "CENY/PO_RABACIE_WAL_DOKUMENTU"),
        ("POCZATKOWA_WAL_DOKUMENTU", "21.0000", "XML-170", "CENY/POCZATKOWA_WAL_DOKUMENTU"),
        ("WARTOSC_BRUTTO_WAL", "143.50", "XML-170", "WARTOSC_BRUTTO_WAL"),
        ("WARTOSC_BRUTTO", "1.56", "XML-171", "WARTOSC_BRUTTO"),
        ("ILOSC", "8.0000", "XML-170", "ILOSC"),
        ("ILOSC", "6.9999", "XML-171", "ILOSC"),
    ];
    let mut names = vec!["validate".to_owned()];
    for (at, (name, value, ..)) in changes.iter().enumerate() {
        let from = good.find(&format!("<{name}>")).unwrap() + name.len() + 2;
        let to = from + good[from..].find('<').unwrap();
        let file = format!("{at:02}.xml");
        shop.write(&file, format!("{}{value}{}", &good[..from], &good[to..]));
        names.push(file);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let report = shop.json(&names, 1);
    for ((name, value, code, path), file) in changes.iter().zip(report["files"].as_array().unwrap()) {
        let told: Vec<(&str, &str)> = file["problems"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|problem| ["error", "warning"].contains(&problem["severity"].as_str().unwrap()))
            .filter(|problem| problem["code"].as_str().unwrap().starts_with("XML-"))
            .map(|problem| (problem["code"].as_str().unwrap(), problem["path"].as_str().unwrap_or_default()))
            .collect();
        let of_header = path.starts_with("NAGLOWEK");
        let path =
            if of_header { format!("ROOT/DOKUMENT[1]/{path}") } else { format!("ROOT/DOKUMENT[1]/{line}/{path}") };
        assert_eq!(told, [(*code, &*path)], "{name} {value}");
    }
    // The table says another rate by now.
    shop.write("mappings/rates.csv", "data;symbol;kurs;tabela\r\n2026-10-30;HUF;0,011064;30/A/NBP/2026\r\n");
    shop.write("good.xml", &good);
    let problems = validated(&shop, "good.xml", 0);
    let told = problems.iter().find(|(_, code, _)| code == "XML-154").unwrap();
    assert!(told.0 == "warning" && told.2.contains("0.011063") && told.2.contains("0.011064"), "{told:?}");
}

#[test]
fn i15_a_document_of_twenty_thousand_lines_is_refused_in_few_words() {
    let shop = shop();
    let text = input("order-changed.xml");
    let line = format!("<POZYCJA>{}</POZYCJA>", all(&text, "POZYCJA")[0]);
    let (head, tail) = text.split_once(&line).unwrap();
    let (goods, unit) = (all(&line, "TOWAR")[0], all(&line, "JM_ZLOZONA")[0]);
    let thin = line.replace(goods, "<KOD>KUBEK-330</KOD>").replace(&format!("<JM_ZLOZONA>{unit}</JM_ZLOZONA>"), "");
    let lines: String = (1..=or_part(20_000, LINES_MAX + 1))
        .map(|lp| thin.replace("<LP>1<", &format!("<LP>{lp}<")).replace("_WAL>123", "_WAL>777"))
        .collect();
    shop.write("many.xml", format!("{head}{lines}{tail}"));
    let problems = validated(&shop, "many.xml", 1);
    assert!(errors(&problems).contains(&"XML-116"), "{problems:?}");
    assert!(problems.len() <= 51);
}

/// A file of an earlier version waits, says what does not add up, and nobody changed it.
#[test]
fn i15_a_waiting_file_of_an_earlier_version_is_made_anew_and_one_that_a_person_changed_is_not() {
    let body: Value = serde_json::from_str(&input("fx-huf.json")).unwrap();
    let id = body["id"].as_str().unwrap().to_owned();
    for ours in [true, false] {
        let (shop, _simulator) = shop_with(vec![body.clone()], "auto");
        abroad(&shop);
        shop.json(&["export", "--order", &id], 0);
        let name = format!("outbox/{}", shop.files("outbox").remove(0));
        let good = fs::read_to_string(shop.path(&name)).unwrap();
        let old = good.replace("<WARTOSC_BRUTTO_WAL>140.00<", "<WARTOSC_BRUTTO_WAL>140.11<");
        assert_ne!(old, good);
        shop.write(&name, &old);
        if ours {
            // It is what was written, and nothing was looked at since.
            let ledger = rusqlite::Connection::open(shop.path("state/ledger.sqlite3")).unwrap();
            let (was, is) = (sha256_hex(good.as_bytes()), sha256_hex(old.as_bytes()));
            let sql = "UPDATE orders SET life = replace(life, ?1, ?2)";
            assert_eq!(ledger.execute(sql, [&was, &is]).unwrap(), 1);
            ledger.execute("DELETE FROM marks WHERE name = 'waiting'", []).unwrap();
        }
        let report = shop.json(&["import"], i32::from(!ours));
        let count = |list: &str| report[list].as_array().unwrap().len();
        assert_eq!((count("imported"), count("errors")), if ours { (1, 0) } else { (0, 1) }, "{report}");
    }
}

/// An order of the simulator's in a currency, with lines of these prices, quantities and rates, and a delivery.
fn order_in(currency: &str, lines: &[(i64, u32, usize)], delivery: i64) -> (Value, Decimal) {
    let mut body: Value = serde_json::from_slice(&order("01-osoba")).unwrap();
    let price = |amount: Decimal| json!({ "amount": amount.to_string(), "currency": currency });
    let template = body["lineItems"][0].clone();
    let mut total = Decimal::new(delivery, 2);
    let items = lines.iter().enumerate().map(|(at, (cents, quantity, rate))| {
        let mut item = template.clone();
        let each = Decimal::new(*cents, 2);
        total += each * Decimal::from(*quantity);
        item["id"] = json!(format!("380ae939-b726-ed94-cb93-{at:012}"));
        item["offer"]["id"] = json!(format!("30575{at:05}"));
        item["offer"]["external"] = json!({ "id": format!("TOWAR-{at}") });
        item["quantity"] = json!(quantity);
        (item["price"], item["originalPrice"]) = (price(each), price(each));
        let rate = ["23.00", "8.00", "5.00", "0.00"][*rate];
        item["tax"] = json!({ "rate": rate, "subject": "GOODS", "exemption": null });
        item["selectedAdditionalServices"] = json!([]);
        (item["deposit"], item["reconciliation"]) = (Value::Null, Value::Null);
        item
    });
    body["lineItems"] = Value::Array(items.collect());
    body["delivery"]["cost"] = price(Decimal::new(delivery, 2));
    body["summary"]["totalToPay"] = price(total);
    body["payment"]["paidAmount"] = price(total);
    body["surcharges"] = json!([]);
    (body, total)
}

/// Sources that answer for any such order.
fn sources(currency: &str, rate: Decimal, elements: Elements, counting: Counting) -> (Settings, Tables) {
    let mut settings = Settings::default();
    settings.orders.foreign_currency = Choice::Import;
    settings.xml.elements = elements;
    settings.xml.counted_from = counting;
    let online = PaymentKey { kind: None, provider: ProviderKey::Any, delivery: None };
    let form = PaymentRow { form: "przelew".to_owned(), days: Some(0) };
    let mut tables = Tables { payments: BTreeMap::from([(online, form)]), ..Tables::default() };
    // Whatever day the order is of.
    for month in 1..=12 {
        for day in 1..=28 {
            for year in 2025..=2026 {
                let row = RateRow { rate, table: "1/A/NBP".to_owned() };
                tables.rates.insert((currency.to_owned(), date(year, month, day)), row);
            }
        }
    }
    (settings, tables)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The bytes of any order's file add up by a reader that shares no code with writer or judge.
    #[test]
    fn i15_the_bytes_of_any_order_add_up(
        currency in prop::sample::select(vec!["CZK", "EUR", "HUF", "PLN"]),
        lines in prop::collection::vec((1i64..200_000, prop_oneof![1u32..20, 1u32..5_001], 0usize..4), 1..9),
        delivery in 0i64..3_000,
        rate in prop_oneof![1i64..20_000, 1i64..99_990_001],
        elements in prop::sample::select(vec![Elements::Year2016, Elements::Year2021, Elements::Year2025]),
        counting in prop::sample::select(vec![Counting::Gross, Counting::Net]),
    ) {
        let (body, total) = order_in(currency, &lines, delivery);
        let (settings, tables) = sources(currency, Decimal::new(rate, 4), elements, counting);
        let order = wire::decode(&serde_json::to_vec(&body).unwrap()).unwrap();
        let offers = BTreeMap::new();
        let dictionary = Dictionary::new();
        let (settings, tables, offers, dictionary) = (&settings, &tables, &offers, &dictionary);
        let sources = Sources { settings, tables, account: "sklep", offers, dictionary, cards: None };
        match make_file(&order, &sources) {
            Ok(file) => adds_up(&String::from_utf8(file.bytes).unwrap(), currency, total, false),
            Err(problems) => {
                // Millions of the dearest currency are more than Optima's columns hold.
                let codes: Vec<&str> = problems.iter().map(Problem::code).collect();
                prop_assert!(rate > 20_000 && codes.iter().all(|code| ["SUM-003", "XML-301"].contains(code)), "{codes:?}");
            }
        }
    }
}
