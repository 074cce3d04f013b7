//! What shipped orders become, to the letter: the XML of `convert` under settings that decide everything, one element
//! per line. A difference here is a difference in somebody's books; look at it before it is accepted.

use std::fmt::Write as _;
use std::fs;

use crate::libxml2::verdicts;
use crate::support::{Shop, order};

/// Every case of persons, payments, deliveries, rates, lines and texts that becomes a document without Optima's
/// cards.
const ORDERS: [&str; 30] = [
    "01-osoba-prywatna-kurier",
    "02-osoba-prywatna-paczkomat-smart",
    "03-gosc-bez-konta",
    "04-firma-nip-kontrahent-w-bazie",
    "05-firma-nip-nowa",
    "07-faktura-osoba-prywatna",
    "08-firma-taxid-zabrudzony",
    "09-trzy-rozne-osoby",
    "10-pobranie-kurier",
    "11-pobranie-paczkomat",
    "12-podzielona-platnosc",
    "13-odroczony-termin",
    "17-punkt-poczta",
    "18-smart-z-kosztem-dostawy",
    "21-trzy-stawki-vat",
    "22-bez-stawki-vat",
    "23-stawka-zero",
    "24-zwolnione-z-vat",
    "25-kaucja-za-opakowania",
    "26-pakowanie-na-prezent",
    "28-zestaw",
    "29-oferta-bez-sygnatury-z-tabeli",
    "31-ta-sama-oferta-dwa-razy",
    "33-wiadomosc-dluga",
    "34-wiadomosc-ze-znakiem-sterujacym",
    "35-bardzo-dluga-nazwa-firmy",
    "39-allegro-ceny-portfel",
    "42-doplata",
    "48-dostawa-do-niemiec-w-pln",
    "55-firma-zly-nip",
];

const SETTINGS: &str = r#"
language = "pl"
[seller]
name = "Sklep Pokazowy sp. z o.o."
nip = "9990003716"
street = "ul. Przykładowa 7"
post_code = "30-000"
city = "Kraków"
[accounts.sklep]
company = "firma"
[companies.firma]
engine = "sandbox"
[orders]
foreign_delivery = "import"
[documents.firm]
category = "ALLEGRO"
[documents.private]
definition = "ROA"
series = "DET"
[fields]
reservation_days = 7
[vat]
default_rate = "23"
[products]
unknown = "offer-code"
[contractors]
wrong_nip = "private"
"#;

const TABLES: [(&str, &str); 5] = [
    (
        "payments",
        "typ;operator;forma;termin_dni\n\
         ONLINE;*;przelew;0\n\
         CASH_ON_DELIVERY;*;pobranie;14\n\
         SPLIT_PAYMENT;*;przelew;7\n",
    ),
    (
        "deliveries",
        "metoda_id;metoda;usluga;vat;pobranie_usluga;pobranie_kwota\n\
         c8be0338-63f9-42d8-bc78-ee2bd45980b6;Kurier DHL;KURIER;;;\n\
         2488f7b7-5d1c-4d65-b85c-4cbcf253fd93;Allegro Paczkomaty InPost;PACZKOMAT;23;;\n\
         5b3f2a10-7c44-4e0e-9a51-2f6d1c8e7a01;Kurier DHL pobranie;KURIER;;POBRANIE;5,00\n",
    ),
    ("products", "oferta;kod;vat\n7770000302;MIOD-900;5\n"),
    ("sets", "oferta;kod;ilosc;udzial\n7770000301;KUBEK-330;2;40\n7770000301;TALERZ-26;2;59\n"),
    ("services", "definicja;kod;vat\nGIFT_WRAP;PAKOWANIE;23\n"),
];

#[test]
fn shipped_orders_become_these_files() {
    let shop = Shop::empty();
    shop.write("allegro-optima.toml", SETTINGS);
    for (table, text) in TABLES {
        shop.write(&format!("mappings/{table}.csv"), text);
    }
    let mut files = Vec::new();
    for name in ORDERS {
        shop.write("order.json", order(name));
        let report = shop.json(&["convert", "order.json", "--out", name], 0);
        let row = &report["files"][0];
        files.push(shop.path(row["output"].as_str().unwrap()));
        let xml = fs::read_to_string(files.last().unwrap()).unwrap();
        let mut shown = String::new();
        for problem in row["problems"].as_array().unwrap() {
            let _ = writeln!(shown, "{} {}", problem["code"].as_str().unwrap(), problem["message"].as_str().unwrap());
        }
        shown += &one_element_per_line(&xml);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, shown);
        });
    }
    if let Some(verdicts) = verdicts(&files) {
        assert_eq!(verdicts, [true; ORDERS.len()]);
    }
}

/// One tag per line, with its text where it has nothing else; the record's JSON one field per line.
fn one_element_per_line(xml: &str) -> String {
    let mut shown = String::new();
    let mut depth = 0_usize;
    let mut rest = xml.trim_end();
    while let Some(start) = rest.find('<') {
        assert!(rest[..start].trim().is_empty(), "text between elements: {}", &rest[..start]);
        rest = &rest[start..];
        let end = rest.find(if rest.starts_with("<?") { "?>" } else { ">" }).unwrap();
        let tag = if rest.starts_with("<?") { &rest[..end + 2] } else { &rest[..=end] };
        rest = &rest[tag.len()..];
        if let Some(json) = tag.strip_prefix("<?allegro-order ") {
            let record: serde_json::Value = serde_json::from_str(json.strip_suffix("?>").unwrap().trim()).unwrap();
            let _ = writeln!(shown, "<?allegro-order\n{record:#}\n?>");
            continue;
        }
        if tag.starts_with("</") {
            depth -= 1;
        }
        let indent = "  ".repeat(depth);
        let name: String = tag[1..].chars().take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '/')).collect();
        let close = format!("</{name}>");
        let opens = !tag.starts_with("</") && !tag.starts_with("<?") && !tag.ends_with("/>");
        let text = opens.then(|| text_of(rest, &close)).flatten();
        if let Some(text) = text {
            let _ = writeln!(shown, "{indent}{tag}{text}{close}");
            rest = &rest[text.len() + close.len()..];
        } else {
            let _ = writeln!(shown, "{indent}{tag}");
            depth += usize::from(opens);
        }
    }
    assert_eq!((depth, rest), (0, ""));
    shown
}

/// The content of an element that has no elements.
fn text_of<'a>(rest: &'a str, close: &str) -> Option<&'a str> {
    if let Some(data) = rest.strip_prefix("<![CDATA[") {
        let length = "<![CDATA[".len() + data.find("]]>")? + "]]>".len();
        return rest[length..].starts_with(close).then_some(&rest[..length]);
    }
    let end = rest.find('<')?;
    rest[end..].starts_with(close).then_some(&rest[..end])
}
