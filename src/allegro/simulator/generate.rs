//! Orders made from a seed, as a shop has them: firms and private persons, people who come back, cash on delivery,
//! parcel lockers, deposits, sets, several rates. The same seed gives the same orders for ever.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// Numbers that look drawn (`SplitMix64`). An own one, ten lines long, for no crate promises the same numbers in its
/// next version.
struct Lots(u64);

impl Lots {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// True in so many of a hundred cases.
    fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = usize::try_from(self.below(of.len() as u64)).unwrap_or_default();
        of.get(at)
    }
}

const FIRST: [&str; 10] =
    ["Anna", "Łukasz", "Małgorzata", "Piotr", "Żaneta", "Wojciech", "Zofia", "Jakub", "Świętosława", "Michał"];
const LAST: [&str; 10] =
    ["Nowak", "Węgorzyna", "Źrebiecki", "Łąka", "Kowalska-Ćma", "Hązłowski", "Wiśniewski", "Śliwa", "Gęś", "Mazur"];
const STREETS: [&str; 6] = ["ul. Polna", "ul. Łąkowa", "al. Niepodległości", "os. Słoneczne", "pl. Wolności", "Dębina"];
const TOWNS: [(&str, &str); 6] = [
    ("Kraków", "30-001"),
    ("Łódź", "90-009"),
    ("Rzeszów", "35-001"),
    ("Gdańsk", "80-001"),
    ("Olsztyn", "10-001"),
    ("Zażółć", "99-123"),
];
const FIRMS: [&str; 5] = [
    "Biuro Rachunkowe „Złotówka” s.c.",
    "P.H.U. ŁĄCZNIK Jan Łącz",
    "Kawiarnia Pod Gęsią sp. z o.o.",
    "Hotel & SPA „Świt” S.A.",
    "Przychodnia Źdźbło sp.k.",
];

/// Offer, name, code, grosze, rate, deposit in grosze. All of them are shipped offers with a card in the sandbox, or
/// with rows in the demo's tables.
type Ware = (&'static str, &'static str, Option<&'static str>, u64, Option<&'static str>, u64);
const WARES: [Ware; 11] = [
    ("7770000001", "Kubek ceramiczny 330 ml biały do kawy i herbaty", Some("KUBEK-330"), 2990, Some("23.00"), 0),
    ("7770000002", "Kubek termiczny stalowy 350 ml próżniowy", Some("KUBEK-TERM-350"), 7900, Some("23.00"), 0),
    ("7770000003", "Talerz płytki obiadowy 26 cm porcelana", Some("TALERZ-26"), 2450, Some("23.00"), 0),
    ("7770000004", "Woda mineralna 0,5 l niegazowana zgrzewka 12 szt.", Some("WODA-12"), 3240, Some("23.00"), 600),
    ("7770000005", "Kawa ziarnista 1 kg świeżo palona", Some("KAWA-1KG"), 8999, None, 0),
    ("7770000006", "Termometr lekarski elektroniczny z giętką końcówką", Some("TERMOMETR-01"), 1999, Some("8.00"), 0),
    ("7770000007", "Nawóz do roślin zielonych w płynie 5 l", Some("NAWOZ-5L"), 3490, Some("8.00"), 0),
    ("7770000008", "Książka „Kuchnia na co dzień” twarda oprawa", Some("KSIAZKA-KUCH"), 4990, Some("5.00"), 0),
    ("7770000010", "Miód lipowy 900 g", Some("MIOD-900"), 3990, Some("5.00"), 0),
    ("7770000301", "Zestaw 2 kubki 330 ml + 2 talerze 26 cm", None, 9900, Some("23.00"), 0),
    ("7770000303", "Tatry dla początkujących – przewodnik z mapą", None, 4499, Some("5.00"), 0),
];

const COURIER: (&str, &str, u64) = ("c8be0338-63f9-42d8-bc78-ee2bd45980b6", "Kurier DHL", 1499);
const LOCKER: (&str, &str, u64) = ("2488f7b7-5d1c-4d65-b85c-4cbcf253fd93", "Allegro Paczkomaty InPost", 1099);
const CASH: (&str, &str, u64) = ("5b3f2a10-7c44-4e0e-9a51-2f6d1c8e7a01", "Kurier DHL pobranie", 2299);

/// So many orders, bought one after the other from `from` to `to`, oldest first.
pub(super) fn orders(count: u32, seed: u64, from: Timestamp, to: Timestamp) -> Vec<Value> {
    let span = to.as_millisecond().saturating_sub(from.as_millisecond()).max(0).unsigned_abs();
    let step = span / u64::from(count.max(1));
    (0..count)
        .map(|n| {
            let mut lots = Lots(seed.wrapping_mul(0x1_0000_0001).wrapping_add(u64::from(n)));
            let offset = step * u64::from(n) + lots.below(step);
            let by = SignedDuration::from_millis(i64::try_from(offset).unwrap_or_default());
            order(&mut lots, seed, n, from.checked_add(by).unwrap_or(from))
        })
        .collect()
}

/// An id of version 1, as Allegro's are, and unique: what it is of, the seed, the number.
pub(super) fn id(kind: u8, seed: u64, n: u32) -> String {
    format!("{n:08x}-{kind:04x}-11f1-{:04x}-{:012x}", 0x8000 | (seed & 0x3FFF), (seed >> 14) & 0xFFFF_FFFF_FFFF)
}

fn money(grosze: u64) -> Value {
    json!({ "amount": format!("{}.{:02}", grosze / 100, grosze % 100), "currency": "PLN" })
}

fn order(lots: &mut Lots, seed: u64, n: u32, bought: Timestamp) -> Value {
    let paid_at = bought.checked_add(SignedDuration::from_secs(66)).unwrap_or(bought);
    let (lines, goods) = lines(lots, seed, n, bought);
    let cash = lots.percent(12);
    let locker = !cash && lots.percent(60);
    let (method, name, price) = match (cash, locker) {
        (true, _) => CASH,
        (_, true) => LOCKER,
        _ => COURIER,
    };
    let smart = locker && lots.percent(80);
    let cost = if smart { 0 } else { price };
    let total = money(goods + cost);
    let person = Person::drawn(lots);
    let firm = lots.percent(18);
    let point = locker.then(|| {
        json!({
            "id": format!("KRA{:02}M", 1 + n % 90), "name": format!("Paczkomat KRA{:02}M", 1 + n % 90),
            "description": "Przy markecie",
            "address": { "street": "Dworcowa 5", "zipCode": "30-001", "city": "Kraków", "countryCode": "PL" },
        })
    });
    let time = |hours: i64| bought.checked_add(SignedDuration::from_hours(hours)).unwrap_or(bought).to_string();
    json!({
        "id": id(1, seed, n),
        "messageToSeller": if lots.percent(10) { json!("Proszę o dobre zapakowanie – to prezent 🎁") } else { Value::Null },
        "buyer": person.buyer(firm),
        "payment": {
            "id": id(2, seed, n),
            "type": if cash { "CASH_ON_DELIVERY" } else { "ONLINE" },
            "provider": if cash { Value::Null } else { json!("AF") },
            "finishedAt": paid_at.to_string(),
            "paidAmount": if cash { Value::Null } else { total.clone() },
            "reconciliation": null, "features": [],
        },
        "status": "READY_FOR_PROCESSING",
        "fulfillment": {
            "status": "NEW", "shipmentSummary": { "lineItemsSent": "NONE" }, "provider": { "id": "SELLER" },
        },
        "delivery": {
            "address": person.recipient(),
            "method": { "id": method, "name": name },
            "pickupPoint": point,
            "cost": money(cost), "smart": smart,
            "time": {
                "from": time(48), "to": time(72), "guaranteed": null,
                "dispatch": { "from": time(12), "to": time(24) },
            },
            "calculatedNumberOfPackages": 1, "cancellation": null,
        },
        "invoice": person.invoice(firm),
        "lineItems": lines,
        "surcharges": [], "codBookedPayments": [], "note": null,
        "marketplace": { "id": "allegro-pl" },
        "summary": { "totalToPay": total },
        "updatedAt": paid_at.to_string(),
        "revision": format!("{:08x}", lots.next() & 0xFFFF_FFFF),
    })
}

/// One to four lines, and what they come to in grosze.
fn lines(lots: &mut Lots, seed: u64, n: u32, bought: Timestamp) -> (Vec<Value>, u64) {
    let count = 1 + lots.below(4).min(lots.below(4));
    let mut sum = 0;
    let mut lines = Vec::new();
    for part in 0..count {
        let Some((offer, name, code, price, rate, deposit)) = lots.one(&WARES).copied() else { break };
        let quantity = 1 + lots.below(3);
        sum += quantity * (price + deposit);
        let kind = u8::try_from(16 + part).unwrap_or(16);
        lines.push(json!({
            "id": id(kind, seed, n),
            "offer": {
                "id": offer, "name": name, "external": code.map(|code| json!({ "id": code })),
                "productSet": null, "hsNumber": null,
            },
            "quantity": quantity, "originalPrice": money(price), "price": money(price),
            "reconciliation": null, "selectedAdditionalServices": [], "vouchers": [],
            "tax": rate.map(|rate| json!({ "rate": rate, "subject": "GOODS", "exemption": null })),
            "boughtAt": bought.to_string(), "discounts": null,
            "deposit": (deposit > 0).then(|| json!({ "price": money(deposit) })),
            "serialNumbers": { "expected": false, "entries": [] },
        }));
    }
    (lines, sum)
}

struct Person {
    number: u64,
    first: &'static str,
    last: &'static str,
    street: String,
    town: (&'static str, &'static str),
    phone: String,
    mail: String,
    firm: &'static str,
}

impl Person {
    /// One of three thousand, so that in a large shop people come back; all about him follows from his number, but
    /// for the part of his masked address that is another with each order.
    fn drawn(lots: &mut Lots) -> Self {
        let number = lots.below(3000);
        let order = lots.next() & 0xF_FFFF_FFFF;
        let mut own = Lots(number);
        Self {
            number,
            first: own.one(&FIRST).copied().unwrap_or_default(),
            last: own.one(&LAST).copied().unwrap_or_default(),
            street: format!("{} {}", own.one(&STREETS).copied().unwrap_or_default(), 1 + own.below(120)),
            town: own.one(&TOWNS).copied().unwrap_or_default(),
            phone: format!("500 {:03} {:03}", own.below(1000), own.below(1000)),
            mail: format!("{:010x}+{order:09x}@allegromail.pl", own.next() & 0xFF_FFFF_FFFF),
            firm: own.one(&FIRMS).copied().unwrap_or_default(),
        }
    }

    fn buyer(&self, firm: bool) -> Value {
        let id = 94_000_000 + self.number;
        json!({
            "id": id.to_string(), "email": self.mail, "login": format!("Client:{id}"),
            "firstName": self.first, "lastName": self.last,
            "companyName": firm.then_some(self.firm), "guest": false, "personalIdentity": null,
            "phoneNumber": self.phone, "preferences": { "language": "pl-PL" },
            "address": { "street": self.street, "city": self.town.0, "postCode": self.town.1, "countryCode": "PL" },
        })
    }

    fn recipient(&self) -> Value {
        json!({
            "firstName": self.first, "lastName": self.last, "street": self.street, "city": self.town.0,
            "zipCode": self.town.1, "countryCode": "PL", "companyName": null, "phoneNumber": self.phone,
            "modifiedAt": null,
        })
    }

    fn invoice(&self, firm: bool) -> Value {
        if !firm {
            return json!({ "required": false, "address": null, "dueDate": null, "features": null });
        }
        let nip = nip(self.number);
        json!({
            "required": true,
            "address": {
                "street": self.street, "city": self.town.0, "zipCode": self.town.1, "countryCode": "PL",
                "company": {
                    "name": format!("{} nr {}", self.firm, self.number),
                    "ids": [{ "type": "PL_NIP", "value": nip }],
                    "vatPayerStatus": "NOT_APPLICABLE", "taxId": nip,
                },
                "naturalPerson": null,
            },
            "dueDate": null, "features": null,
        })
    }
}

/// A tax number with the right check digit, of a tax office that does not exist (998).
fn nip(number: u64) -> String {
    let weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
    // A remainder of ten has no check digit: the next number of the same person is taken.
    (0..)
        .map(|again| format!("998{:06}", (number * 20 + again) % 1_000_000))
        .find_map(|digits| {
            let sum: u64 = digits.bytes().zip(weights).map(|(digit, weight)| u64::from(digit - b'0') * weight).sum();
            (sum % 11 < 10).then(|| format!("{digits}{}", sum % 11))
        })
        .unwrap_or_default()
}
