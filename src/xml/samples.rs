//! Documents for the tests of this room, all persons invented, and a generator of any document at all.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::core::answered::Answered;
use crate::core::convert::rate_day;
use crate::core::correction::Corrections;
use crate::core::document::{
    BuyerClass, CountedFrom, Document, DocumentType, Exchange, Line, LineRole, Origin, OriginBuyer, OriginDelivery,
    OriginLine, OriginPayment, Party, Seller,
};
use crate::core::foreign;
use crate::core::money::{round, round_amount, sum};
use crate::core::vat::{VatRate, table_from_gross, table_from_net};

pub(super) fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A line whose values follow from price and quantity.
pub(super) fn line(position: u32, code: &str, rate: VatRate, price: &str, quantity: &str) -> Line {
    let gross = round_amount(d(price) * d(quantity));
    Line {
        position,
        code: code.to_owned(),
        name: format!("Towar {code}"),
        description: String::new(),
        ean: String::new(),
        sww: String::new(),
        catalogue_number: String::new(),
        rate,
        list_price: round(d(price), 4),
        price: round(d(price), 4),
        discount: Decimal::ZERO,
        net: rate.net_of_gross(gross),
        gross,
        quantity: round(d(quantity), 4),
        unit: "szt.".to_owned(),
    }
}

/// A document of lines with everything that follows from them.
pub(super) fn document(lines: Vec<Line>) -> Document {
    let table = table_from_gross(lines.iter().map(|line| (line.rate, line.gross)));
    let day = date(2026, 3, 14);
    let person = Party {
        code: "AL-10203040".to_owned(),
        name: "Zażółć Gęślą".to_owned(),
        post_code: "00-950".to_owned(),
        city: "Łódź".to_owned(),
        street: "Źródlana  7 m. 3".to_owned(),
        country: "Polska".to_owned(),
        ..Party::default()
    };
    Document {
        generator: "Comarch Opt!ma".to_owned(),
        kind: DocumentType::RO,
        number: "ALLEGRO/0f1e2d3c".to_owned(),
        date: day,
        issue_date: day,
        operation_date: day,
        deposit_return: Some(date(2026, 5, 13)),
        correction: 0,
        retail: false,
        counted_from: CountedFrom::Gross,
        discount: Decimal::ZERO,
        description: "Dok.: ALLEGRO/0f1e2d3c (Rezerwacja odbiorcy)\nALLEGRO_ID=0f1e2d3c-0000-11f0-8000-000000000001"
            .to_owned(),
        recipient: person.clone(),
        payer: person,
        seller: Seller {
            nip_country: "PL".to_owned(),
            nip: "111-111-11-11".to_owned(),
            name: "Sklep \"Pod Żabą\" & Synowie".to_owned(),
            post_code: "01-001".to_owned(),
            city: "Warszawa".to_owned(),
            street: "Wzorcowa 1".to_owned(),
            country: "Polska".to_owned(),
            bank_account: "PL00000000000000000000000000".to_owned(),
            bank_name: "Bank Wymyślony S.A.".to_owned(),
            ..Seller::default()
        },
        category_code: String::new(),
        category_name: String::new(),
        payment_form: "przelew".to_owned(),
        payment_due: Some(day),
        currency: Exchange {
            symbol: "PLN".to_owned(),
            rate: Decimal::ONE,
            per: Decimal::ONE,
            rate_kind: 3,
            date: Some(day),
        },
        net: sum(table.iter().map(|row| row.net)).unwrap(),
        vat: sum(table.iter().map(|row| row.vat)).unwrap(),
        gross: sum(table.iter().map(|row| row.gross)).unwrap(),
        warehouse: "MAGAZYN".to_owned(),
        payments_blocked: true,
        payer_status: 0,
        oss: false,
        lines,
        vat_table: table,
        origin: None,
    }
}

pub(super) fn origin() -> Origin {
    Origin {
        v: 1,
        order: "0f1e2d3c-0000-11f0-8000-000000000001".into(),
        revision: Some("a1b2".to_owned()),
        account: "allegro".to_owned(),
        marketplace: Some("allegro-pl".to_owned()),
        bought_at: Some("2026-03-14T09:26:53Z".parse().unwrap()),
        class: BuyerClass::Private,
        definition: "RO".to_owned(),
        series: String::new(),
        group: "ALLEGRO".to_owned(),
        foreign_number: "allegro/0f1e2d3c".to_owned(),
        reserved_until: Some(date(2026, 3, 28)),
        buyer: OriginBuyer {
            id: "10203040".to_owned(),
            login: "zolta_gesl".to_owned(),
            email: Some("abc123+xyz@example.invalid".to_owned()),
            phone: None,
            own_phone: None,
        },
        delivery: Some(OriginDelivery {
            method_id: Some("m-1".to_owned()),
            method: Some("Automat ?> <paczkowy> & \"szybki\"".to_owned()),
            smart: true,
            point: Some("XYZ01".to_owned()),
            point_address: Some("Sklep\u{FFFE}\u{1} „Róg”,\nŁódź".to_owned()),
        }),
        payment: Some(OriginPayment {
            id: "p-1".to_owned(),
            kind: "ONLINE".to_owned(),
            provider: Some("P24".to_owned()),
            paid: Some("135.97".to_owned()),
            paid_otherwise: Vec::new(),
            term_of_form: false,
            finished_at: None,
        }),
        difference: None,
        corrections: Corrections::default(),
        attributes: BTreeMap::from([("ALLEGRO_NICK".to_owned(), "zolta_gesl".to_owned())]),
        lines: vec![OriginLine {
            lp: 1,
            role: LineRole::Goods,
            line: Some("l-1".to_owned()),
            offer: Some("7000000001".to_owned()),
            code_from: Answered::ExternalId,
            vat_from: Answered::Card,
        }],
    }
}

fn taxed(percent: u32) -> VatRate {
    VatRate::taxed(Decimal::from(percent))
}

/// A private buyer, two goods, the delivery, with our record.
pub(super) fn private() -> Document {
    let mut document =
        document(vec![line(1, "KUB-350", taxed(23), "49.99", "2"), line(2, "DOSTAWA", taxed(23), "10.99", "1")]);
    document.origin = Some(origin());
    document
}

/// A firm with a NIP, three rates, a discount and odd characters.
pub(super) fn firm() -> Document {
    let mut discounted = line(1, "KSI-01", taxed(5), "35.00", "1");
    discounted.list_price = d("40.0000");
    discounted.discount = d("12.50");
    discounted.ean = "2000000000015".to_owned();
    let mut odd = line(2, "A&B<C>'\"]]>", taxed(8), "0.3333", "3");
    odd.name = "Świeca 🕯️ „Noc” ]]> <b>&amp;</b>".to_owned();
    odd.description = "  dwa wiersze\n\tdrugi\r\ntrzeci ".to_owned();
    let mut document = document(vec![discounted, odd, line(3, "DOSTAWA", taxed(23), "14.99", "1")]);
    document.payer = Party {
        code: "FIRMA-1".to_owned(),
        nip_country: String::new(),
        nip: "222-222-22-22".to_owned(),
        gln: "0000000000000".to_owned(),
        name: "Firma Wymyślona \"Ó\" Sp. z o.o.".to_owned(),
        ..document.recipient.clone()
    };
    document.category_code = "ALLEGRO".to_owned();
    document.category_name = "Sprzedaż".to_owned();
    document
}

/// zw, np (a deposit) and 0 %, as little as possible of everything else.
pub(super) fn bare() -> Document {
    let mut document = document(vec![
        line(1, "SZKOLENIE", VatRate::EXEMPT, "100", "1"),
        line(2, "KAUCJA", VatRate::OUT_OF_SCOPE, "0.50", "4"),
        line(3, "EKSPORT", taxed(0), "12.30", "1.5"),
    ]);
    document.generator = String::new();
    document.number = String::new();
    document.description = String::new();
    document.deposit_return = None;
    document.payment_due = None;
    document.payment_form = String::new();
    document.currency.date = None;
    document.warehouse = String::new();
    document.seller = Seller::default();
    document.recipient = Party::default();
    document.payer = Party { code: "!NIEOKREŚLONY!".to_owned(), ..Party::default() };
    for line in &mut document.lines {
        line.name = String::new();
        line.unit = String::new();
    }
    document
}

/// Puts what a document in złoty says into a foreign currency: its prices before discount are in it now.
pub(super) fn abroad(mut document: Document, currency: Exchange) -> Document {
    let of_order = document.origin.is_some();
    document.vat_table = foreign::into_pln(&mut document.lines, document.counted_from, &currency, of_order).unwrap();
    document.net = document.vat_table.iter().map(|row| row.net).sum();
    document.vat = document.vat_table.iter().map(|row| row.vat).sum();
    document.gross = document.net + document.vat;
    let date = currency.date.and(rate_day(document.date));
    Document { currency: Exchange { date, ..currency }, ..document }
}

/// Counted from net, in euro, with values that the rate does not divide.
pub(super) fn net_in_euro() -> Document {
    let mut document = document(vec![line(1, "A", taxed(23), "1.11", "3"), line(2, "B", taxed(23), "2.225", "1")]);
    document.counted_from = CountedFrom::Net;
    let currency = Exchange { symbol: "EUR".to_owned(), rate: d("4.2531"), ..document.currency.clone() };
    abroad(document, currency)
}

/// Prices of an order in forints, whose smallest unit is worth less than a grosz.
pub(super) fn forints() -> Document {
    let lines = vec![line(1, "KUBEK-330", taxed(23), "20.00", "7"), line(2, "NAWOZ-5L", taxed(8), "21.00", "1")];
    let document = document(lines);
    let (rate, per) = (d("1.1063"), d("100"));
    let currency = Exchange { symbol: "HUF".to_owned(), rate, per, ..document.currency.clone() };
    abroad(Document { origin: Some(origin()), ..document }, currency)
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9ąćęłńóśźżĄĆĘŁŃÓŚŹŻ .,/-]{0,12}",
        1 => Just("🙂".to_owned()),
        1 => Just("]]>".to_owned()),
        1 => Just("<&>\"'&amp;".to_owned()),
        1 => Just(" \t\n\r\r\n ".to_owned()),
        1 => proptest::char::any().prop_filter("a character of XML", |c| super::syntax::is_char(*c)).prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn key() -> impl Strategy<Value = String> {
    text().prop_map(|text| super::syntax::trim(&text).to_owned())
}

fn day() -> impl Strategy<Value = Date> {
    (1900i16..=2155, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn rate() -> impl Strategy<Value = VatRate> {
    prop_oneof![
        4 => (0i64..10_000).prop_map(|percent| VatRate::taxed(Decimal::new(percent, 2))),
        1 => Just(VatRate::EXEMPT),
        1 => Just(VatRate::OUT_OF_SCOPE),
    ]
}

fn party() -> impl Strategy<Value = Party> {
    (key(), "([A-Z]{2})?", key(), "([0-9]{13})?", text(), text(), text(), text(), text()).prop_map(
        |(code, nip_country, nip, gln, name, post_code, city, street, country)| Party {
            code: format!("K{code}"),
            nip_country,
            nip,
            gln,
            name,
            post_code,
            city,
            street,
            country,
        },
    )
}

fn any_line() -> impl Strategy<Value = (Line, bool)> {
    let numbers = (rate(), 0i64..100_000_000, 1i64..10_000_000, -99_999i64..10_000);
    (key(), text(), text(), key(), key(), numbers, key(), any::<bool>()).prop_map(
        |(code, name, description, ean, unit, (rate, price, quantity, discount), number, apart)| {
            let mut line = line(1, &format!("T{code}"), rate, "0", "1");
            line.price = Decimal::new(price, 4);
            line.list_price = if apart { Decimal::new(price / 2, 4) } else { line.price };
            line.quantity = Decimal::new(quantity, 4);
            line.discount = Decimal::new(discount, 2);
            (line.name, line.description, line.ean, line.unit) = (name, description, ean, unit);
            line.catalogue_number.clone_from(&number);
            line.sww = number;
            (line, apart)
        },
    )
}

/// Any document that can be written.
pub(super) fn any_document() -> impl Strategy<Value = Document> {
    let heads = (key(), text(), text(), key(), key(), text());
    let dates = (day(), day(), proptest::option::of(day()), proptest::option::of(day()));
    let lines = proptest::collection::vec(any_line(), 1..5);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), 0u8..=10);
    let money = (1i64..100_000, 1i64..1_000, proptest::option::weighted(0.7, "[A-Z]{3}"), 0i64..9);
    (heads, dates, lines, flags, money, (party(), party())).prop_map(
        |(heads, dates, lines, flags, (rate, per, symbol, rate_kind), (payer, recipient))| {
            let lines = lines.into_iter().enumerate().map(|(at, (mut line, _))| {
                line.position = u32::try_from(at).unwrap() + 1;
                let value = round_amount(line.price * line.quantity);
                (line.net, line.gross) = if flags.3 {
                    (value, value + line.rate.vat_on_net(value))
                } else {
                    (line.rate.net_of_gross(value), value)
                };
                line
            });
            let mut document = document(lines.collect());
            if flags.3 {
                document.counted_from = CountedFrom::Net;
                document.vat_table = table_from_net(document.lines.iter().map(|line| (line.rate, line.net)));
                document.net = document.vat_table.iter().map(|row| row.net).sum();
                document.vat = document.vat_table.iter().map(|row| row.vat).sum();
                document.gross = document.net + document.vat;
            }
            (document.number, document.generator, document.description) = (heads.0, heads.1, heads.2);
            (document.payment_form, document.warehouse, document.category_name) = (heads.3, heads.4, heads.5);
            (document.date, document.issue_date, document.deposit_return, document.payment_due) = dates;
            (document.retail, document.payments_blocked) = (flags.0, flags.1);
            document.payer_status = flags.4;
            (document.payer, document.recipient) = (payer, recipient);
            document.currency.rate_kind = rate_kind;
            document.currency.date = dates.3;
            if flags.2 {
                document.origin = Some(Origin { foreign_number: document.description.clone(), ..origin() });
            }
            if let Some(symbol) = symbol.filter(|symbol| symbol != "PLN") {
                let (rate, per) = (Decimal::new(rate, 4), Decimal::from(per));
                let currency = Exchange { symbol, rate, per, ..document.currency.clone() };
                document = abroad(document, currency);
            }
            document
        },
    )
}
