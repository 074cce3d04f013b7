//! What is found and read back.

use jiff::civil::date;
use uuid::Uuid;

use super::RawBase;
use super::plans::{d, id, import, key, mugs, set};
use crate::core::plan::{Category, Snapshot, Wanted};
use crate::core::settings::CategoryFrom;
use crate::optima::rows::{ColumnKind, Row, Value};
use crate::optima::sandbox::complete;

async fn change(db: &mut impl RawBase, id: i64, what: &str) {
    db.raw(&format!("UPDATE CDN.TraNag SET {what} WHERE TrN_TrNID = {id}")).await.unwrap();
}

pub async fn the_foreign_number_is_the_second_guard(db: &mut impl RawBase) {
    let plan = mugs(db, "copied").await;
    let written = import(db, &plan).await;
    let wanted = |number: &str| Wanted {
        key: key("another"),
        foreign_number: number.to_owned(),
        class: 308,
        ..Wanted::default()
    };
    // Eight characters of two orders' ids may agree: a document of ours for another key is another order's.
    let found = db.lookup(&wanted("ALLEGRO/copied")).await.unwrap();
    let same: Vec<_> = found.same_number.iter().map(|there| (there.key, there.document.id)).collect();
    assert_eq!((found.existing, same), (None, vec![(plan.key, written.id)]));
    // Made by another hand, which gave it a random id or none.
    change(db, written.id, "TrN_ImportRowId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'").await;
    let found = db.lookup(&wanted("ALLEGRO/copied")).await.unwrap().existing.unwrap();
    assert_eq!((found.id, found.by_key), (written.id, false));
    // It says itself that it is of another order.
    change(db, written.id, "TrN_Opis = 'ALLEGRO_ID=c3d046b6-75f7-11f1-a79f-3ba7e847a9c7'").await;
    assert_eq!(db.lookup(&wanted("ALLEGRO/copied")).await.unwrap().existing, None);
    change(db, written.id, &format!("TrN_Opis = '', TrN_ImportRowId = '{}'", plan.key)).await;
    assert_eq!(db.lookup(&wanted("allegro/copie")).await.unwrap().existing, None);
    let by_key = Wanted { key: plan.key, ..wanted("") };
    assert!(db.lookup(&by_key).await.unwrap().existing.unwrap().by_key);
    change(db, written.id, "TrN_ImportRowId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'").await;
    let other_class = Wanted { class: 320, ..wanted("allegro/copied") };
    assert_eq!(db.lookup(&other_class).await.unwrap().existing, None);
    db.raw(&format!(
        "UPDATE CDN.TraNag SET TrN_Bufor = -1, TrN_Anulowany = -2147483647 WHERE TrN_TrNID = {}",
        written.id
    ))
    .await
    .unwrap();
    assert_eq!(db.lookup(&wanted("allegro/copied")).await.unwrap().existing, None);
}

/// Optima's own import, or an earlier tool, made an RO of this order.
pub async fn what_another_hand_made_is_found(db: &mut impl RawBase) {
    let order = "c3d046b6-75f7-11f1-a79f-3ba7e847a9c7";
    let plan = mugs(db, "another-hand").await;
    let written = import(db, &plan).await;
    let by_hand = "TrN_ImportRowId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301', TrN_NumerObcy = ''";
    change(db, written.id, by_hand).await;
    let wanted = |since: Option<jiff::civil::Date>| Wanted {
        key: key("order"),
        order: order.into(),
        since,
        other_numbers: vec!["BL-c3d046b6".to_owned()],
        class: 308,
        ..Wanted::default()
    };
    assert_eq!(db.lookup(&wanted(None)).await.unwrap().existing, None);
    let day = date(2026, 11, 20);
    for change_to in
        [format!("TrN_Opis = 'Zamówienie {order}, dzwonić'"), "TrN_Opis = '', TrN_NumerObcy = 'bl-C3D046B6'".to_owned()]
    {
        change(db, written.id, &change_to).await;
        for since in [None, Some(day)] {
            let found = db.lookup(&wanted(since)).await.unwrap().existing.unwrap();
            assert_eq!((found.id, &*found.number, found.by_key), (written.id, &*written.number, false), "{change_to}");
        }
        // A number with a part of the id from before the purchase is not of this order; with the whole id it is.
        let before = db.lookup(&wanted(Some(date(2026, 11, 21)))).await.unwrap().existing;
        assert_eq!(before.is_some(), change_to.contains(order), "{change_to}");
        // One that we made says by its key which order it is of.
        change(db, written.id, &format!("TrN_ImportRowId = '{}'", plan.key)).await;
        assert_eq!(db.lookup(&wanted(None)).await.unwrap().existing, None);
        change(db, written.id, "TrN_ImportRowId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'").await;
    }
    change(db, written.id, "TrN_Opis = '', TrN_NumerObcy = ''").await;
    db.raw(&format!("UPDATE CDN.DokAtrybuty SET DAt_WartoscTxt = '{order}' WHERE DAt_TrNId = {}", written.id))
        .await
        .unwrap();
    assert!(db.lookup(&wanted(None)).await.unwrap().existing.is_some());
    // In whatever state it is: one order, one RO.
    change(db, written.id, "TrN_Bufor = -1, TrN_Anulowany = -2147483647").await;
    assert!(db.lookup(&wanted(None)).await.unwrap().existing.unwrap().cancelled);
    assert_eq!(db.lookup(&Wanted { class: 320, ..wanted(None) }).await.unwrap().existing, None);
}

/// Whoever wrote it, and whatever stands around it; no other document is taken for it.
pub async fn a_whole_order_id_in_the_foreign_number_is_its_document(db: &mut impl RawBase) {
    let order = "c3d046b6-75f7-11f1-a79f-3ba7e847a9c7";
    let column =
        db.shape().await.unwrap().tables["TraNag"].iter().find(|column| column.name == "TrN_NumerObcy").cloned();
    if matches!(column.unwrap().kind, ColumnKind::Text { max: Some(30), .. }) {
        // In 2014 it was too short for a whole id.
        return;
    }
    let bare = order.replace('-', "");
    let plan = mugs(db, "old-tool").await;
    let written = import(db, &plan).await;
    db.raw("DELETE FROM CDN.DokAtrybuty").await.unwrap();
    let wanted = Wanted {
        key: key("order"),
        foreign_number: "sklep/c3d046b6".to_owned(),
        order: order.into(),
        class: 308,
        ..Wanted::default()
    };
    let keys = ["NULL", "'3f2504e0-4f89-41d3-9a0c-0305e82c3301'", "'any'", "'74738ff5-5367-5958-9aee-98fffdcd1876'"];
    for own in keys {
        for id in [order.to_owned(), order.to_uppercase(), bare.clone(), bare.to_uppercase()] {
            for number in [id.clone(), format!("BL {id}"), format!("[{id}]_2026")] {
                change(db, written.id, &format!("TrN_Opis = '', TrN_ImportRowId = {own}, TrN_NumerObcy = '{number}'"))
                    .await;
                // Whatever day the document has.
                for since in [None, Some(date(2027, 1, 1))] {
                    let found = db.lookup(&Wanted { since, ..wanted.clone() }).await.unwrap().existing;
                    let found = found.map(|found| (found.id, found.by_key));
                    assert_eq!(found, Some((written.id, false)), "{own} {number} {since:?}");
                }
            }
        }
        // A part of an id may be of two orders, whatever stands around it: that of ours as well.
        let parts = ["c3d046b6-75f7-11f1-a79f-3ba7e847a9c", "BL sklep/c3d046b6", "sklep/c3d046b6…", &bare[1..]];
        for number in ["c3d046b6-75f7-11f1-a79f-3ba7e847a9c8", ""].into_iter().chain(parts) {
            change(db, written.id, &format!("TrN_NumerObcy = '{number}'")).await;
            assert_eq!(db.lookup(&wanted).await.unwrap().existing, None, "{own} {number}");
        }
    }
    change(db, written.id, &format!("TrN_TypDokumentu = 302, TrN_NumerObcy = '{order}'")).await;
    assert_eq!(db.lookup(&wanted).await.unwrap().existing, None);
}

/// What guards a document of another program: the number of its sender, on a document of ours that is not cancelled.
pub async fn documents_with_a_senders_number_are_told(db: &mut impl RawBase) {
    let plan = mugs(db, "numbered").await;
    let written = import(db, &plan).await;
    change(db, written.id, "TrN_NumerObcy = 'Ż/1', TrN_Opis = 'Zamówienie'").await;
    let wanted = |numbers: &[&str]| Wanted {
        key: key("another"),
        sender_numbers: numbers.iter().map(|number| (*number).to_owned()).collect(),
        class: 308,
        ..Wanted::default()
    };
    let found = db.lookup(&wanted(&["nic", "ż/1"])).await.unwrap();
    assert_eq!(found.existing, None);
    let [same] = &*found.same_number else { panic!("{found:?}") };
    assert_eq!((same.key, same.date, &*same.description), (plan.key, date(2026, 11, 20), "Zamówienie"));
    assert_eq!((same.document.id, &*same.document.number), (written.id, &*written.number));
    assert_eq!(db.lookup(&wanted(&["Ż/10", ""])).await.unwrap().same_number, []);
    assert_eq!(db.lookup(&wanted(&[])).await.unwrap().same_number, []);
    let other_class = Wanted { class: 320, ..wanted(&["Ż/1"]) };
    assert_eq!(db.lookup(&other_class).await.unwrap().same_number, []);
    // Another hand's is not known to be of any sender.
    change(db, written.id, "TrN_ImportRowId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'").await;
    assert_eq!(db.lookup(&wanted(&["Ż/1"])).await.unwrap().same_number, []);
    change(db, written.id, &format!("TrN_ImportRowId = '{}', TrN_Bufor = -1, TrN_Anulowany = -1", plan.key)).await;
    assert_eq!(db.lookup(&wanted(&["Ż/1"])).await.unwrap().same_number, []);
}

pub async fn the_newest_number_is_shown(db: &mut impl RawBase) {
    let wanted = Wanted { class: 308, definition: "RO".to_owned(), ..Wanted::default() };
    assert_eq!(db.lookup(&wanted).await.unwrap().latest, None);
    for of in ["newest-1", "newest-2"] {
        let plan = mugs(db, of).await;
        import(db, &plan).await;
    }
    let latest = db.lookup(&wanted).await.unwrap().latest.unwrap();
    assert_eq!((&*latest.number, &*latest.pattern), ("RO/2/2026", "RO/@numerS/2026"));
    assert_eq!((latest.date, &*latest.warehouse), (date(2026, 11, 20), "MAGAZYN"));
}

pub async fn categories_of_cards_are_found_where_they_are_wanted(db: &mut impl RawBase) {
    let of = |table: &str, column: &str, what: &str| {
        format!(
            "UPDATE CDN.{table} SET {column} = (SELECT MIN(Kat_KatID) FROM CDN.Kategorie WHERE Kat_KodOgolny = 'SPRZEDAZ') \
             WHERE {what}"
        )
    };
    db.raw(&of("Towary", "Twr_KatId", "Twr_Kod = 'KUBEK-330'")).await.unwrap();
    db.raw(&of("Kontrahenci", "Knt_KatID", "Knt_Kod = 'KOWALSKI-JAN'")).await.unwrap();
    for (category_from, contractors, cards) in [
        (CategoryFrom::Settings, vec![], vec![]),
        (CategoryFrom::Contractor, vec!["SPRZEDAZ"], vec![]),
        (CategoryFrom::Product, vec![], vec!["SPRZEDAZ"]),
    ] {
        let wanted = Wanted {
            key: key("nothing"),
            contractor_codes: vec!["KOWALSKI-JAN".to_owned(), "HURT-POLNOC".to_owned()],
            product_codes: vec!["KUBEK-330".to_owned(), "TALERZ-26".to_owned()],
            category_from,
            ..Wanted::default()
        };
        let found = db.lookup(&wanted).await.unwrap();
        let codes = |found: &std::collections::BTreeMap<i64, Category>| -> Vec<String> {
            found.values().map(|category| category.code.clone()).collect()
        };
        assert_eq!(codes(&found.contractor_categories), contractors);
        assert_eq!(codes(&found.card_categories), cards);
    }
}

pub async fn lookups_find_what_is_meant(db: &mut impl RawBase) {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    let wanted = Wanted {
        key: key("nothing"),
        foreign_number: "allegro/nothing".to_owned(),
        order: crate::core::order::SeenId::default(),
        since: None,
        other_numbers: Vec::new(),
        sender_numbers: Vec::new(),
        class: 308,
        definition: "roa".to_owned(),
        warehouse: "allegro".to_owned(),
        payment_form: "GOTÓWKA".to_owned(),
        card_payment_form: "Przelew".to_owned(),
        category: "allegro".to_owned(),
        contractor_codes: texts(&["!nieokreślony!", ""]),
        nips: texts(&["5260250274", ""]),
        name: "JAN kowalski".to_owned(),
        emails: texts(&["JAN.Kowalski@example.com"]),
        email_prefixes: Vec::new(),
        product_codes: texts(&["kubek-330", "NIE-MA"]),
        eans: texts(&["2000000000107", "02000000000107", ""]),
        catalogue_numbers: texts(&["KAT-1", ""]),
        attributes: texts(&["Allegro_Id", "ALLEGRO_NICK", "NIE-MA"]),
        product_group: "sklep".to_owned(),
        contractor_group: "allegro".to_owned(),
        category_from: CategoryFrom::Settings,
        dictionary: true,
    };
    db.raw("UPDATE CDN.Towary SET Twr_NumerKat = 'kat-1' WHERE Twr_Kod = 'TALERZ-26'").await.unwrap();
    let found = db.lookup(&wanted).await.unwrap();
    assert_eq!(found.existing, None);
    let definition = found.definition.unwrap();
    assert_eq!((definition.symbol.as_str(), definition.inactive), ("ROA", false));
    assert_eq!(definition.scheme, "@symbol/@numerS/@rok_kal/@rejestr/@brak");
    let warehouse = found.warehouse.unwrap();
    assert_eq!((warehouse.symbol.as_str(), warehouse.series.as_str()), ("ALLEGRO", "ALL"));
    let form = found.payment_form.unwrap();
    assert_eq!((form.name.as_str(), form.days), ("gotówka", 0));
    assert_eq!(found.card_payment_form.map(|form| form.name).as_deref(), Some("przelew"));
    assert!(found.category.is_some());
    assert_eq!((found.dictionary.days("Przelew"), found.dictionary.days("nie ma")), (Some(14), None));
    assert_eq!(found.dictionary.description("allegro"), Some("Sprzedaż Allegro"));
    assert!(found.product_group.is_some());
    assert_eq!(found.contractor_group.as_deref(), Some("ALLEGRO"));
    let codes: Vec<&str> = found.contractors.iter().map(|contractor| contractor.code.as_str()).collect();
    assert_eq!(codes, ["!NIEOKREŚLONY!", "HURT-POLNOC", "KOWALSKI-JAN"]);
    assert_eq!(found.contractors[1].nip, "5260250274");
    assert!(found.contractors[1].vat_payer && !found.contractors[1].consumer);
    assert_eq!(found.contractors[2].emails, ["jan.kowalski@example.com"]);
    let namesakes: Vec<(&str, &str, &str)> =
        found.namesakes.iter().map(|card| (&*card.code, &*card.name, &*card.post_code)).collect();
    assert_eq!(namesakes, [("KOWALSKI-JAN", "Jan Kowalski", "")]);
    let cards: Vec<(&str, bool)> = found.cards.iter().map(|card| (card.code.as_str(), card.goods)).collect();
    assert_eq!(cards, [("KUBEK-330", true), ("TALERZ-26", true), ("MIOD-900", true)]);
    assert_eq!(found.cards[2].eans, ["2000000000107"]);
    assert_eq!(found.cards[2].rate.unwrap().to_string(), "5");
    let attributes: Vec<&str> = found.attributes.keys().map(String::as_str).collect();
    assert_eq!(attributes, ["ALLEGRO_NICK", "Allegro_Id"]);
    let prices: Vec<(i64, i64)> = found.prices.iter().map(|price| (price.number, price.kind)).collect();
    assert_eq!(prices, [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2)]);
    assert_eq!(found.prices[0].rounding, d("0.01"));

    let empty = db.lookup(&Wanted { class: 308, ..Wanted::default() }).await.unwrap();
    assert_eq!(empty, Snapshot { prices: found.prices, ..Snapshot::default() });
}

pub async fn mail_is_matched_as_whole_addresses(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    for (code, mail, other) in [
        ("M1", "biuro@x.example; Ola_N@x.example", ""),
        ("M2", "xbiuro@x.example", ""),
        ("M3", "", "Ewa <ewa@x.example>"),
        ("M4", "abc1+17f@allegromail.pl", ""),
        ("M5", "xabc1+17f@allegromail.pl, abc1.x@example.com", ""),
        ("M6", "olaXn@x.example", ""),
        ("M7", "żółw@x.example", ""),
    ] {
        let row = Row::new("Kontrahenci")
            .with("Knt_Kod", code)
            .with("Knt_Email", mail)
            .with("Knt_OsEmail", other)
            .with("Knt_ImportRowId", key(code).to_string());
        db.insert_unchecked(&complete(&shape, row)).await.unwrap();
    }
    let owner = id(db, "Kontrahenci", "Knt_KntId", "Knt_Kod = 'HURT-POLNOC'").await;
    let person = Row::new("KntOsoby")
        .with("KnO_KntId", owner)
        .with("KnO_Email", "handel@x.example")
        .with("KnO_EmailESklep", "sklep@x.example");
    db.insert_unchecked(&complete(&shape, person)).await.unwrap();
    for (mails, prefixes, codes) in [
        (vec!["BIURO@x.example"], vec![], vec!["M1"]),
        (vec!["ola_n@x.example"], vec![], vec!["M1"]),
        (vec!["ewa@X.example"], vec![], vec!["M3"]),
        (vec!["ŻÓŁW@x.example"], vec![], vec!["M7"]),
        (vec!["handel@x.example"], vec![], vec!["HURT-POLNOC"]),
        (vec!["sklep@x.example", "biuro@x.example"], vec![], vec!["HURT-POLNOC", "M1"]),
        (vec!["%@x.example"], vec![], vec![]),
        (vec![], vec!["ABC1"], vec!["M4"]),
        (vec![], vec!["abc_"], vec![]),
        (vec![""], vec![""], vec![]),
    ] {
        let wanted = Wanted {
            emails: mails.iter().map(|mail| (*mail).to_owned()).collect(),
            email_prefixes: prefixes.iter().map(|prefix| (*prefix).to_owned()).collect(),
            ..Wanted::default()
        };
        let found = db.lookup(&wanted).await.unwrap().contractors;
        let found: Vec<&str> = found.iter().map(|contractor| contractor.code.as_str()).collect();
        assert_eq!(found, codes, "{mails:?} {prefixes:?}");
    }
}

/// More values than SQL Server takes parameters.
pub async fn long_lists_are_cut(db: &mut impl RawBase) {
    let mut codes: Vec<String> = (0..5000).map(|number| format!("KOD-{number}")).collect();
    codes.push("KUBEK-330".to_owned());
    let found = db.lookup(&Wanted { product_codes: codes, ..Wanted::default() }).await.unwrap();
    assert_eq!(found.cards.len(), 1);
    let plan = mugs(db, "among").await;
    import(db, &plan).await;
    let mut keys: Vec<Uuid> = (0..5000).map(|number| key(&number.to_string())).collect();
    keys.push(key("among"));
    assert_eq!(db.documents(&keys).await.unwrap().len(), 1);
}

pub async fn documents_are_read_back(db: &mut impl RawBase) {
    let shape = db.shape().await.unwrap();
    // Prices have four decimals today, and had two in 2014.
    let column = shape.tables["TraElem"].iter().find(|column| column.name == "TrE_CenaT").unwrap();
    let price = if matches!(column.kind, ColumnKind::Decimal { scale: 4, .. }) { "10.1234" } else { "10.12" };
    let mut first = mugs(db, "back-1").await;
    let service = Row::new("TraElem")
        .with("TrE_TrNId", Value::HeaderId)
        .with("TrE_Lp", 2)
        .with("TrE_TwrKod", "KURS-ANG-ZW")
        .with("TrE_Flaga", 1)
        .with("TrE_Ilosc", d("0.25"))
        .with("TrE_CenaT", d(price));
    first.lines.push(complete(&shape, service));
    import(db, &first).await;
    let mut second = mugs(db, "back-2").await;
    second.attributes.clear();
    let order = "29738e61-7f6a-11e8-ac45-09db60ede9d6";
    set(&mut second.header, "TrN_Opis", format!("Paczkomat\r\nALLEGRO_ID={order}\nproszę dzwonić"));
    import(db, &second).await;

    let found = db.documents(&[]).await.unwrap();
    let numbers: Vec<&str> = found.iter().map(|document| document.number.as_str()).collect();
    assert_eq!(numbers, ["RO/1/2026", "RO/2/2026"]);
    let document = &found[0];
    assert_eq!(document.order_id, first.key.to_string().as_str());
    assert_eq!(document.attributes["ALLEGRO_ID"], first.key.to_string().as_str());
    assert_eq!(document.key, first.key.to_string().as_str());
    assert_eq!(document.date, date(2026, 11, 20));
    assert_eq!((document.definition.as_str(), document.warehouse.as_str()), ("RO", "MAGAZYN"));
    assert_eq!(document.payment_form, "przelew");
    assert_eq!((document.payer.code.as_str(), document.payer.name.as_str()), ("KOWALSKI-JAN", "Jan Kowalski"));
    assert_eq!((document.recipient.name.as_str(), document.recipient.street.as_str()), ("Zażółć Gęślą", "Długa 5/12"));
    assert_eq!((document.recipient.postcode.as_str(), document.recipient.city.as_str()), ("30-001", "Kraków"));
    assert_eq!((&*document.net, &*document.vat, &*document.gross), ("121.93", "28.04", "149.97"));
    assert!(document.buffer);
    let vat: Vec<(&str, _, _)> =
        found[0].vat_table.iter().flatten().map(|row| (&*row.rate, row.net, row.vat)).collect();
    assert_eq!(vat, [("23", d("121.93"), d("28.04"))]);
    let lines: Vec<[&str; 5]> = document
        .lines
        .iter()
        .map(|line| [&*line.code, &*line.quantity, &*line.price, &*line.vat_rate, &*line.gross])
        .collect();
    assert_eq!(lines, [["KUBEK-330", "3", "49.99", "23", "149.97"], ["KURS-ANG-ZW", "0.25", price, "zw", "0.00"]]);
    assert_eq!(found[1].order_id, order);
    assert!(found[1].attributes.is_empty());
    let one = db.documents(&[second.key]).await.unwrap();
    assert_eq!(one.len(), 1);
    assert_eq!(one[0], found[1]);
    assert_eq!(db.documents(&[key("none")]).await.unwrap(), []);
}
