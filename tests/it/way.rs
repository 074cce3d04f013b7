//! The commands, one after the other, as a person uses them.

use std::fs;

use serde_json::Value;

use crate::support::{Shop, order, shipped_orders};

#[test]
fn init_makes_everything_and_a_second_one_changes_nothing() {
    let shop = Shop::new();
    for name in [
        "allegro-optima.toml",
        "mappings/payments.csv",
        "mappings/deliveries.csv",
        "mappings/products.csv",
        "mappings/sets.csv",
        "mappings/services.csv",
        "inbox",
        "outbox",
        "state",
    ] {
        assert!(shop.path(name).exists(), "{name}");
    }
    let settings = shop.path("allegro-optima.toml");
    let changed = fs::read_to_string(&settings).unwrap().replace("language = \"pl\"", "language = \"en\"");
    fs::write(&settings, &changed).unwrap();
    shop.run(&["init", "--yes"], 0);
    assert_eq!(fs::read_to_string(&settings).unwrap(), changed);
}

#[test]
fn i9_the_same_order_gives_the_same_bytes_in_every_folder() {
    let (first, second) = (Shop::new(), Shop::new());
    let convert = |shop: &Shop| {
        let files: Vec<String> = shipped_orders()
            .into_iter()
            .map(|(name, order)| {
                shop.write(&format!("orders/{name}"), serde_json::to_vec(&order).unwrap());
                format!("orders/{name}")
            })
            .collect();
        let mut args = vec!["convert"];
        args.extend(files.iter().map(String::as_str));
        args.extend(["--out", "out"]);
        // Some are unpaid, cancelled or wrong.
        shop.json(&args, 1)
    };
    assert_eq!(convert(&first), convert(&second));
    let names = first.files("out");
    assert!(names.len() > 20, "{names:?}");
    assert_eq!(names, second.files("out"));
    for name in names {
        let path = format!("out/{name}");
        assert_eq!(fs::read(first.path(&path)).unwrap(), fs::read(second.path(&path)).unwrap(), "{name}");
    }
}

#[test]
fn one_file_under_two_names_is_one_document_and_one_duplicate() {
    let shop = Shop::new();
    shop.write("order.json", order("01-osoba"));
    let converted = shop.json(&["convert", "order.json", "--out", "out"], 0);
    let file = converted["files"][0]["output"].as_str().unwrap().to_owned();
    let bytes = fs::read(shop.path(&file)).or_else(|_| fs::read(&file)).unwrap();
    shop.write("inbox/a.xml", &bytes);
    shop.write("inbox/b.xml", &bytes);
    let report = shop.json(&["import"], 0);
    assert_eq!(report["imported"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["duplicates"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["imported"][0]["number"], report["duplicates"][0]["number"]);
    assert_eq!(report["imported"][0]["key"], report["duplicates"][0]["key"]);
    assert_eq!(shop.files("inbox/archive"), ["a.xml"]);
    assert_eq!(shop.files("inbox/duplicates"), ["b.xml"]);
    assert!(shop.path("inbox/duplicates/b.xml.json").exists());
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 1);
    let status = shop.json(&["status"], 0);
    assert_eq!(status["counts"]["imported"], 1, "{status}");
}

#[test]
fn files_named_on_the_command_line_are_imported_and_left_where_they_are() {
    let shop = Shop::new();
    shop.write("order.json", order("05-firma"));
    shop.run(&["convert", "order.json", "--out", "elsewhere"], 0);
    let name = shop.files("elsewhere").remove(0);
    let path = format!("elsewhere/{name}");
    let report = shop.json(&["import", &path], 0);
    assert_eq!(report["imported"].as_array().unwrap().len(), 1, "{report}");
    assert!(shop.path(&path).exists());
    let report = shop.json(&["import", &path], 0);
    assert_eq!(report["duplicates"].as_array().unwrap().len(), 1, "{report}");
}

#[test]
fn a_dry_run_shows_the_plan_and_writes_nothing() {
    let shop = Shop::new();
    shop.write("order.json", order("05-firma"));
    shop.run(&["convert", "order.json", "--out", "inbox"], 0);
    let short = shop.run(&["import", "--dry-run", "--json"], 0);
    let report: Value = serde_json::from_slice(&short.stdout).unwrap();
    let [plan] = report["plans"].as_array().unwrap().as_slice() else { panic!("{report}") };
    // In Optima's own terms; what the base would make of it is for those who look closely.
    assert!(plan.get("rows").is_none(), "{plan:#}");
    let closely = shop.json(&["import", "--dry-run"], 0);
    let rows = closely["plans"][0]["rows"].as_array().unwrap();
    assert_eq!(closely["plans"][0]["intent"], plan["intent"]);
    let words = String::from_utf8(shop.run(&["import", "--dry-run"], 0).stdout).unwrap();
    assert_eq!((shop.files("inbox").len(), shop.json(&["documents"], 0).as_array().unwrap().len()), (1, 0));
    // What was planned is what is there.
    shop.run(&["import"], 0);
    let there = &shop.json(&["documents"], 0)[0];
    let intent = &plan["intent"];
    for name in ["definition", "date", "payment_form", "warehouse", "net", "vat", "gross", "description", "attributes"]
    {
        assert_eq!(there[name], intent[name], "{name}");
    }
    assert_eq!((&there["payer"]["code"], &there["payer"]["nip"]), (&plan["contractor"], &intent["payer"]["nip"]));
    let lines = there["lines"].as_array().unwrap();
    assert_eq!(lines.len(), intent["lines"].as_array().unwrap().len());
    for (there, meant) in lines.iter().zip(intent["lines"].as_array().unwrap()) {
        for name in ["code", "name", "quantity", "price", "vat_rate", "net", "gross"] {
            assert_eq!(there[name], meant[name], "{name}");
        }
        assert!(words.contains(there["code"].as_str().unwrap()), "{words}");
    }
    let header = rows.iter().find(|row| row["table"] == "TraNag").unwrap();
    assert_eq!(header["cells"]["TrN_RazemBrutto"], there["gross"]);
}

#[test]
fn what_was_converted_is_valid_and_a_changed_sum_is_not() {
    let shop = Shop::new();
    shop.write("order.json", order("21-trzy"));
    shop.run(&["convert", "order.json", "--out", "out"], 0);
    let name = format!("out/{}", shop.files("out").remove(0));
    let report = shop.json(&["validate", &name], 0);
    assert!(report["files"][0]["problems"].as_array().unwrap().iter().all(|p| p["severity"] != "error"), "{report}");
    let text = fs::read_to_string(shop.path(&name)).unwrap();
    let from = text.find("<RAZEM_BRUTTO>").unwrap();
    let wrong = format!("{}<RAZEM_BRUTTO>1{}", &text[..from], &text[from + "<RAZEM_BRUTTO>".len()..]);
    shop.write("out/wrong.xml", wrong);
    let report = shop.json(&["validate", "out/wrong.xml"], 1);
    assert!(report["files"][0]["problems"].as_array().unwrap().iter().any(|p| p["severity"] == "error"), "{report}");
}

#[test]
fn documents_are_read_back_as_they_were_written() {
    let shop = Shop::new();
    shop.write("order.json", order("09-trzy"));
    shop.run(&["convert", "order.json", "--out", "inbox"], 0);
    shop.run(&["import"], 0);
    let documents = shop.json(&["documents"], 0);
    let document = &documents[0];
    let order: serde_json::Value = serde_json::from_slice(&order("09-trzy")).unwrap();
    assert_eq!(document["order_id"], order["id"]);
    assert_eq!(document["gross"], order["summary"]["totalToPay"]["amount"]);
    assert_eq!(document["attributes"]["ALLEGRO_ID"], order["id"]);
    let recipient = &order["delivery"]["address"];
    let name = document["recipient"]["name"].as_str().unwrap();
    assert!(name.contains(recipient["lastName"].as_str().unwrap()), "{name}");
    assert_eq!(document["recipient"]["city"], recipient["city"]);
    assert_ne!(document["payer"]["name"], document["recipient"]["name"]);
}

#[test]
fn mirrored_documents_are_refused_unless_the_user_allows_them() {
    let shop = Shop::new();
    let zd = zd();
    shop.write("inbox/zd.xml", &zd);
    let report = shop.json(&["import"], 1);
    assert_eq!(report["errors"][0]["code"], "IMP-036", "{report}");
    assert_eq!(shop.files("inbox/errors"), ["zd.xml"]);
    let words = fs::read_to_string(shop.path("inbox/errors/zd.xml.txt")).unwrap();
    assert!(words.contains("IMP-036") && words.contains("mirrored_types"), "{words}");
    assert!(shop.path("inbox/errors/zd.xml.json").exists());

    let settings = shop.path("allegro-optima.toml");
    let text = fs::read_to_string(&settings).unwrap().replace("mirrored_types = false", "mirrored_types = true");
    fs::write(&settings, text).unwrap();
    shop.write("inbox/zd2.xml", &zd);
    let report = shop.json(&["import"], 0);
    assert_eq!(report["imported"].as_array().unwrap().len(), 1, "{report}");
    let documents = shop.json(&["documents"], 0);
    assert_eq!(documents[0]["payer"]["nip"], "5260250274", "the writer of the file is the buyer");
}

/// A buyer's ZD of one line, counted from net, in the shape of 2021.
fn zd() -> String {
    let party = |tag: &str, code: &str, tail: &str| {
        format!(
            "<{tag}>{code}<NIP_KRAJ/><NIP>5260250274</NIP><GLN/><NAZWA>Hurtownia Przykładowa</NAZWA>{tail}<ADRES><KOD_POCZTOWY>80-001</KOD_POCZTOWY><MIASTO>Gdańsk</MIASTO><ULICA>Portowa 1</ULICA><KRAJ>Polska</KRAJ></ADRES>"
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ROOT xmlns=\"http://www.cdn.com.pl/optima/dokument\"><DOKUMENT><NAGLOWEK><GENERATOR>Comarch Opt!ma</GENERATOR><TYP_DOKUMENTU>309</TYP_DOKUMENTU><RODZAJ_DOKUMENTU>309000</RODZAJ_DOKUMENTU><FV_MARZA>0</FV_MARZA><FV_MARZA_RODZAJ>0</FV_MARZA_RODZAJ><NUMER_PELNY>ZD/1/2026</NUMER_PELNY><DATA_DOKUMENTU>2026-11-02</DATA_DOKUMENTU><DATA_WYSTAWIENIA>2026-11-04</DATA_WYSTAWIENIA><DATA_OPERACJI>2026-11-02</DATA_OPERACJI><TERMIN_ZWROTU_KAUCJI>2027-01-01</TERMIN_ZWROTU_KAUCJI><KOREKTA>0</KOREKTA><DETAL>0</DETAL><TYP_NETTO_BRUTTO>1</TYP_NETTO_BRUTTO><RABAT>0.00</RABAT><OPIS>Dok.: ZD/1/2026 (Zamówienie dostawcy)</OPIS>{payer}</PLATNIK>{recipient}</ODBIORCA>{seller}<NUMER_KONTA_BANKOWEGO/><NAZWA_BANKU/></SPRZEDAWCA><KATEGORIA><KOD/><OPIS/></KATEGORIA><PLATNOSC><FORMA>przelew</FORMA><TERMIN>2026-11-16</TERMIN><MPP>0</MPP></PLATNOSC><WALUTA><SYMBOL>PLN</SYMBOL><KURS_L>1.00</KURS_L><KURS_M>1</KURS_M><PLAT_WAL_OD_PLN>0</PLAT_WAL_OD_PLN><KURS_NUMER>3</KURS_NUMER><KURS_DATA>2026-11-02</KURS_DATA></WALUTA><KWOTY><RAZEM_NETTO_WAL>100.00</RAZEM_NETTO_WAL><RAZEM_NETTO>100.00</RAZEM_NETTO><RAZEM_BRUTTO>123.00</RAZEM_BRUTTO><RAZEM_VAT>23.00</RAZEM_VAT></KWOTY><MAGAZYN_ZRODLOWY>ICH MAGAZYN</MAGAZYN_ZRODLOWY><MAGAZYN_DOCELOWY/><KAUCJE_PLATNOSCI>0</KAUCJE_PLATNOSCI><BLOKADA_PLATNOSCI>1</BLOKADA_PLATNOSCI><VAT_DLA_DOK_WAL>0</VAT_DLA_DOK_WAL><TRYB_NETTO_VAT>0</TRYB_NETTO_VAT></NAGLOWEK><POZYCJE><POZYCJA><LP>1</LP><TOWAR><KOD>KUBEK-330</KOD><NAZWA>Kubek</NAZWA><OPIS/><EAN/><SWW/><NUMER_KATALOGOWY/><MPP>0</MPP></TOWAR><STAWKA_VAT><STAWKA>23.00</STAWKA><FLAGA>2</FLAGA><ZRODLOWA>0.00</ZRODLOWA></STAWKA_VAT><CENY><CENAZCZTEREMAMIEJSCAMI>0</CENAZCZTEREMAMIEJSCAMI><POCZATKOWA_WAL_CENNIKA>10.0000</POCZATKOWA_WAL_CENNIKA><POCZATKOWA_WAL_DOKUMENTU>10.0000</POCZATKOWA_WAL_DOKUMENTU><PO_RABACIE_WAL_CENNIKA>10.0000</PO_RABACIE_WAL_CENNIKA><PO_RABACIE_PLN>10.0000</PO_RABACIE_PLN><PO_RABACIE_WAL_DOKUMENTU>10.0000</PO_RABACIE_WAL_DOKUMENTU></CENY><WALUTA><SYMBOL>PLN</SYMBOL><KURS_L>1.00</KURS_L><KURS_M>1</KURS_M></WALUTA><RABAT>0.00</RABAT><WARTOSC_NETTO>100.00</WARTOSC_NETTO><WARTOSC_BRUTTO>123.00</WARTOSC_BRUTTO><WARTOSC_NETTO_WAL>100.00</WARTOSC_NETTO_WAL><WARTOSC_BRUTTO_WAL>123.00</WARTOSC_BRUTTO_WAL><ILOSC>10.0000</ILOSC><JM>szt.</JM><JM_CALKOWITE>0.00</JM_CALKOWITE><JM_ZLOZONA><JMZ>szt.</JMZ><JM_PRZELICZNIK_L>1.00</JM_PRZELICZNIK_L><JM_PRZELICZNIK_M>1</JM_PRZELICZNIK_M></JM_ZLOZONA></POZYCJA></POZYCJE><KAUCJE/><PLATNOSCI/><PLATNOSCI_KAUCJE/><TABELKA_VAT><LINIA_VAT><STAWKA_VAT><STAWKA>23.00</STAWKA><FLAGA>2</FLAGA><ZRODLOWA>0.00</ZRODLOWA></STAWKA_VAT><NETTO>100.00</NETTO><VAT>23.00</VAT><BRUTTO>123.00</BRUTTO><NETTO_WAL>100.00</NETTO_WAL><VAT_WAL>23.00</VAT_WAL><BRUTTO_WAL>123.00</BRUTTO_WAL></LINIA_VAT></TABELKA_VAT><ATRYBUTY/></DOKUMENT></ROOT>\n",
        payer = party("PLATNIK", "<KOD>DOSTAWCA</KOD>", "<MPP>0</MPP>"),
        recipient = party("ODBIORCA", "<KOD>DOSTAWCA</KOD>", ""),
        seller = party("SPRZEDAWCA", "", ""),
    )
}

#[cfg(target_os = "linux")]
#[test]
fn the_program_runs_in_a_terminal_too() {
    let shop = Shop::new();
    let binary = assert_cmd::cargo::cargo_bin("allegro-optima");
    // `script` gives the program a terminal of its own; where it is not installed there is none to be had.
    let command = format!("{} -vv status", binary.display());
    let Ok(output) =
        std::process::Command::new("script").args(["-qec", &command, "/dev/null"]).current_dir(shop.path("")).output()
    else {
        println!("script is not installed: not tested");
        return;
    };
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(!text.contains("panicked"), "{text}");
}
