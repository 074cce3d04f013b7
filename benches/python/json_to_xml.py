"""The rival of the benches: order JSON to Optima's XML with json and lxml, as one would write it in Python.

Reads commands from standard input and answers each with one line, so that both sides can be measured in turns:
    bytes          the file that it makes, in hexadecimal
    convert N      nanoseconds for N times JSON bytes -> XML bytes
    checked N      the same with the schema check of the bytes on top
    validate N     nanoseconds for N times parsing and checking the file
"""

import datetime
import json
import sys
import time
import zoneinfo
from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

NS = "http://www.cdn.com.pl/optima/dokument"
WARSAW = zoneinfo.ZoneInfo("Europe/Warsaw")
GROSZ = Decimal("0.01")
PRICE = Decimal("0.0001")
COUNTRIES = {"PL": "Polska"}
PAYMENTS = {"ONLINE": "przelew"}
ACCOUNT = "sklep"


def text(parent, name, value=None):
    child = etree.SubElement(parent, name)
    if value:
        child.text = value
    return child


def texts(parent, pairs):
    for name, value in pairs:
        text(parent, name, value)


def amount(value):
    return str(value.quantize(GROSZ, ROUND_HALF_UP))


def moment(value):
    whole, _, rest = value.rstrip("Z").partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest}Z" if rest else f"{whole}Z"


def vat_in(gross, rate):
    return (gross * rate / (100 + rate)).quantize(GROSZ, ROUND_HALF_UP)


def clean(value):
    return " ".join((value or "").split())


def address(parent, post_code, place):
    child = text(parent, "ADRES")
    texts(
        child,
        [
            ("KOD_POCZTOWY", clean(post_code)),
            ("MIASTO", clean(place["city"])),
            ("ULICA", clean(place["street"])),
            ("KRAJ", COUNTRIES[place["countryCode"]]),
        ],
    )


def vat_rate(parent, rate):
    child = text(parent, "STAWKA_VAT")
    texts(child, [("STAWKA", amount(rate)), ("FLAGA", "2"), ("ZRODLOWA", "0.00")])


def currency(parent):
    texts(parent, [("SYMBOL", "PLN"), ("KURS_L", "1.00"), ("KURS_M", "1")])


def convert(raw):
    order = json.loads(raw)
    if order["status"] != "READY_FOR_PROCESSING":
        raise ValueError("not ready")
    buyer, delivery, payment = order["buyer"], order["delivery"], order["payment"]
    ident = order["id"]
    number = f"{ACCOUNT}/{ident[:8]}"
    bought = min(line["boughtAt"] for line in order["lineItems"])
    day = datetime.datetime.fromisoformat(bought.replace("Z", "+00:00")).astimezone(WARSAW).date()
    date = day.isoformat()
    lines, by_rate = [], {}
    for line in order["lineItems"]:
        price, quantity = Decimal(line["price"]["amount"]), Decimal(line["quantity"])
        rate = Decimal(line["tax"]["rate"])
        gross = (price * quantity).quantize(GROSZ, ROUND_HALF_UP)
        by_rate[rate] = by_rate.get(rate, Decimal(0)) + gross
        lines.append((line, price.quantize(PRICE), quantity.quantize(PRICE), rate, gross, gross - vat_in(gross, rate)))
    table = [(rate, gross, vat_in(gross, rate)) for rate, gross in sorted(by_rate.items())]
    gross = sum(row[1] for row in table)
    vat = sum(row[2] for row in table)
    total = Decimal(order["summary"]["totalToPay"]["amount"])
    if gross + Decimal(delivery["cost"]["amount"]) != total:
        raise ValueError("the sum is not the total")

    root = etree.Element("ROOT", nsmap={None: NS})
    root.tag = "ROOT"
    document = text(root, "DOKUMENT")
    head = text(document, "NAGLOWEK")
    method = clean(delivery["method"]["name"])
    description = [
        f"Dok.: {number} (Rezerwacja odbiorcy)",
        f"ALLEGRO_ID={ident}",
        f"KONTO={ACCOUNT}",
        f"LOGIN={clean(buyer['login'])}",
        f"DOSTAWA={method}",
    ]
    if delivery["smart"]:
        description.append("SMART=tak")
    texts(
        head,
        [
            ("GENERATOR", "Comarch Opt!ma"),
            ("TYP_DOKUMENTU", "308"),
            ("RODZAJ_DOKUMENTU", "308000"),
            ("FV_MARZA", "0"),
            ("FV_MARZA_RODZAJ", "0"),
            ("NUMER_PELNY", number),
            ("DATA_DOKUMENTU", date),
            ("DATA_WYSTAWIENIA", date),
            ("DATA_OPERACJI", date),
            ("TERMIN_ZWROTU_KAUCJI", (day + datetime.timedelta(60)).isoformat()),
            ("KOREKTA", "0"),
            ("DETAL", "0"),
            ("TYP_NETTO_BRUTTO", "2"),
            ("RABAT", "0.00"),
            ("OPIS", "\n".join(description)),
            ("SYSTEMKAUCYJNY", "0"),
        ],
    )
    payer = text(head, "PLATNIK")
    name = clean(f"{buyer['firstName']} {buyer['lastName']}")
    texts(payer, [("KOD", f"AL-{buyer['id']}"), ("NIP_KRAJ", ""), ("NIP", ""), ("GLN", ""), ("NAZWA", name)])
    text(payer, "MPP", "0")
    address(payer, buyer["address"]["postCode"], buyer["address"])
    to = delivery["address"]
    recipient = text(head, "ODBIORCA")
    name = clean(f"{to['firstName']} {to['lastName']}")
    texts(recipient, [("KOD", f"AL-{buyer['id']}"), ("NIP_KRAJ", ""), ("NIP", ""), ("GLN", ""), ("NAZWA", name)])
    address(recipient, to["zipCode"], to)
    seller = text(head, "SPRZEDAWCA")
    texts(seller, [("NIP_KRAJ", "PL"), ("NIP", ""), ("GLN", ""), ("NAZWA", "Sklep Pokazowy")])
    place = text(seller, "ADRES")
    texts(place, [("KOD_POCZTOWY", ""), ("MIASTO", ""), ("ULICA", ""), ("KRAJ", "Polska")])
    texts(seller, [("NUMER_KONTA_BANKOWEGO", ""), ("NAZWA_BANKU", "")])
    texts(text(head, "KATEGORIA"), [("KOD", ""), ("OPIS", "")])
    texts(text(head, "PLATNOSC"), [("FORMA", PAYMENTS[payment["type"]]), ("TERMIN", date), ("MPP", "0")])
    exchange = text(head, "WALUTA")
    currency(exchange)
    texts(exchange, [("PLAT_WAL_OD_PLN", "0"), ("KURS_NUMER", "3"), ("KURS_DATA", date)])
    texts(
        text(head, "KWOTY"),
        [
            ("RAZEM_NETTO_WAL", amount(gross - vat)),
            ("RAZEM_NETTO", amount(gross - vat)),
            ("RAZEM_BRUTTO", amount(gross)),
            ("RAZEM_VAT", amount(vat)),
        ],
    )
    texts(
        head,
        [
            ("MAGAZYN_ZRODLOWY", "MAGAZYN"),
            ("MAGAZYN_DOCELOWY", ""),
            ("KAUCJE_PLATNOSCI", "0"),
            ("BLOKADA_PLATNOSCI", "1"),
            ("VAT_DLA_DOK_WAL", "0"),
            ("TRYB_NETTO_VAT", "0"),
            ("STATUS_PLATNIKA", "0"),
            ("ROZLICZAM_PODATEK_W_OSS", "0"),
        ],
    )
    positions = text(document, "POZYCJE")
    for place, (line, price, quantity, rate, whole, net) in enumerate(lines, 1):
        position = text(positions, "POZYCJA")
        text(position, "LP", str(place))
        goods = text(position, "TOWAR")
        texts(goods, [("KOD", clean(line["offer"]["external"]["id"])), ("NAZWA", clean(line["offer"]["name"]))])
        texts(goods, [("OPIS", ""), ("EAN", ""), ("SWW", ""), ("NUMER_KATALOGOWY", ""), ("MPP", "0")])
        vat_rate(position, rate)
        price = str(price)
        texts(
            text(position, "CENY"),
            [
                ("CENAZCZTEREMAMIEJSCAMI", "0"),
                ("POCZATKOWA_WAL_CENNIKA", price),
                ("POCZATKOWA_WAL_DOKUMENTU", price),
                ("PO_RABACIE_WAL_CENNIKA", price),
                ("PO_RABACIE_PLN", price),
                ("PO_RABACIE_WAL_DOKUMENTU", price),
            ],
        )
        currency(text(position, "WALUTA"))
        texts(
            position,
            [
                ("RABAT", "0.00"),
                ("WARTOSC_NETTO", amount(net)),
                ("WARTOSC_BRUTTO", amount(whole)),
                ("WARTOSC_NETTO_WAL", amount(net)),
                ("WARTOSC_BRUTTO_WAL", amount(whole)),
                ("ILOSC", str(quantity)),
                ("JM", ""),
                ("JM_CALKOWITE", "0.00"),
            ],
        )
        unit = text(position, "JM_ZLOZONA")
        texts(unit, [("JMZ", ""), ("JM_PRZELICZNIK_L", "1.00"), ("JM_PRZELICZNIK_M", "1")])
    texts(document, [("KAUCJE", ""), ("PLATNOSCI", ""), ("PLATNOSCI_KAUCJE", "")])
    rows = text(document, "TABELKA_VAT")
    for rate, whole, tax in table:
        row = text(rows, "LINIA_VAT")
        vat_rate(row, rate)
        values = [("NETTO", amount(whole - tax)), ("VAT", amount(tax)), ("BRUTTO", amount(whole))]
        texts(row, values + [(f"{name}_WAL", value) for name, value in values])
    texts(document, [("ATRYBUTY", ""), ("KODY_JPK_V7", "")])

    record = {
        "v": 1,
        "order": ident,
        "revision": order["revision"],
        "account": ACCOUNT,
        "marketplace": order["marketplace"]["id"],
        "bought_at": moment(bought),
        "class": "private",
        "definition": "RO",
        "group": "ALLEGRO",
        "foreign_number": number,
        "reserved_until": (day + datetime.timedelta(14)).isoformat(),
        "buyer": {
            "id": buyer["id"],
            "login": clean(buyer["login"]),
            "email": clean(buyer["email"]),
            "phone": clean(to["phoneNumber"]),
        },
        "delivery": {"method_id": delivery["method"]["id"], "method": method, "smart": delivery["smart"]},
        "payment": {
            "id": payment["id"],
            "type": payment["type"],
            "provider": payment["provider"],
            "paid": amount(Decimal(payment["paidAmount"]["amount"])),
            "finished_at": moment(payment["finishedAt"]),
        },
        "attributes": {
            "ALLEGRO_ID": ident,
            "ALLEGRO_KONTO": ACCOUNT,
            "ALLEGRO_NICK": clean(buyer["login"]),
            "ALLEGRO_PLATNOSC_ID": payment["id"],
        },
        "lines": [
            {
                "lp": place,
                "role": "goods",
                "line": line[0]["id"],
                "offer": line[0]["offer"]["id"],
                "code_from": "external.id",
                "vat_from": "allegro",
            }
            for place, line in enumerate(lines, 1)
        ],
    }
    note = json.dumps(record, ensure_ascii=False, separators=(",", ":")).replace(">", "\\u003e")
    return b"".join(
        [
            b'<?xml version="1.0" encoding="UTF-8"?>\n',
            etree.tostring(root, encoding="UTF-8", xml_declaration=False),
            b"<?allegro-order ",
            note.encode(),
            b"?>\n",
        ]
    )


def main():
    with open(sys.argv[1], "rb") as file:
        raw = file.read()
    with open(sys.argv[2], "rb") as file:
        schema = etree.XMLSchema(etree.XML(file.read()))
    made = convert(raw)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)

    def validate(data):
        schema.assertValid(etree.fromstring(data, parser))

    work = {
        "convert": lambda: convert(raw),
        "checked": lambda: validate(convert(raw)),
        "validate": lambda: validate(made),
    }
    for command in sys.stdin:
        words = command.split()
        if words == ["bytes"]:
            print(made.hex(), flush=True)
            continue
        step = work[words[0]]
        begin = time.perf_counter_ns()
        for _ in range(int(words[1])):
            step()
        print(time.perf_counter_ns() - begin, flush=True)


main()
