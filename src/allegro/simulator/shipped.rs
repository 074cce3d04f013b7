//! The orders that the program ships: one file per case, readable on its own, named after the case.
//!
//! Every person, firm and number in them is invented. They are what the demo imports and what the tests read.

/// File name and body, in the order of purchase.
pub const ORDERS: [(&str, &str); 59] = [
    ("01-osoba-prywatna-kurier.json", include_str!("orders/01-osoba-prywatna-kurier.json")),
    ("02-osoba-prywatna-paczkomat-smart.json", include_str!("orders/02-osoba-prywatna-paczkomat-smart.json")),
    ("03-gosc-bez-konta.json", include_str!("orders/03-gosc-bez-konta.json")),
    ("04-firma-nip-kontrahent-w-bazie.json", include_str!("orders/04-firma-nip-kontrahent-w-bazie.json")),
    ("05-firma-nip-nowa.json", include_str!("orders/05-firma-nip-nowa.json")),
    ("06-firma-przelew-tradycyjny.json", include_str!("orders/06-firma-przelew-tradycyjny.json")),
    ("07-faktura-osoba-prywatna.json", include_str!("orders/07-faktura-osoba-prywatna.json")),
    ("08-firma-taxid-zabrudzony.json", include_str!("orders/08-firma-taxid-zabrudzony.json")),
    ("09-trzy-rozne-osoby.json", include_str!("orders/09-trzy-rozne-osoby.json")),
    ("10-pobranie-kurier.json", include_str!("orders/10-pobranie-kurier.json")),
    ("11-pobranie-paczkomat.json", include_str!("orders/11-pobranie-paczkomat.json")),
    ("12-podzielona-platnosc.json", include_str!("orders/12-podzielona-platnosc.json")),
    ("13-odroczony-termin.json", include_str!("orders/13-odroczony-termin.json")),
    ("14-platnosc-payu-staly-klient.json", include_str!("orders/14-platnosc-payu-staly-klient.json")),
    ("15-platnosc-p24-allegro-pay.json", include_str!("orders/15-platnosc-p24-allegro-pay.json")),
    ("16-punkt-one-box.json", include_str!("orders/16-punkt-one-box.json")),
    ("17-punkt-poczta.json", include_str!("orders/17-punkt-poczta.json")),
    ("18-smart-z-kosztem-dostawy.json", include_str!("orders/18-smart-z-kosztem-dostawy.json")),
    ("19-dostawa-za-99-groszy.json", include_str!("orders/19-dostawa-za-99-groszy.json")),
    ("20-kilka-pozycji.json", include_str!("orders/20-kilka-pozycji.json")),
    ("21-trzy-stawki-vat.json", include_str!("orders/21-trzy-stawki-vat.json")),
    ("22-bez-stawki-vat.json", include_str!("orders/22-bez-stawki-vat.json")),
    ("23-stawka-zero.json", include_str!("orders/23-stawka-zero.json")),
    ("24-zwolnione-z-vat.json", include_str!("orders/24-zwolnione-z-vat.json")),
    ("25-kaucja-za-opakowania.json", include_str!("orders/25-kaucja-za-opakowania.json")),
    ("26-pakowanie-na-prezent.json", include_str!("orders/26-pakowanie-na-prezent.json")),
    ("27-wniesienie.json", include_str!("orders/27-wniesienie.json")),
    ("28-zestaw.json", include_str!("orders/28-zestaw.json")),
    ("29-oferta-bez-sygnatury-z-tabeli.json", include_str!("orders/29-oferta-bez-sygnatury-z-tabeli.json")),
    ("30-oferta-bez-sygnatury-po-ean.json", include_str!("orders/30-oferta-bez-sygnatury-po-ean.json")),
    ("31-ta-sama-oferta-dwa-razy.json", include_str!("orders/31-ta-sama-oferta-dwa-razy.json")),
    ("32-sto-sztuk.json", include_str!("orders/32-sto-sztuk.json")),
    ("33-wiadomosc-dluga.json", include_str!("orders/33-wiadomosc-dluga.json")),
    ("34-wiadomosc-ze-znakiem-sterujacym.json", include_str!("orders/34-wiadomosc-ze-znakiem-sterujacym.json")),
    ("35-bardzo-dluga-nazwa-firmy.json", include_str!("orders/35-bardzo-dluga-nazwa-firmy.json")),
    ("36-ulica-z-mieszkaniem.json", include_str!("orders/36-ulica-z-mieszkaniem.json")),
    ("37-brak-ulicy-i-telefonu.json", include_str!("orders/37-brak-ulicy-i-telefonu.json")),
    ("38-allegro-ceny-rachunek.json", include_str!("orders/38-allegro-ceny-rachunek.json")),
    ("39-allegro-ceny-portfel.json", include_str!("orders/39-allegro-ceny-portfel.json")),
    ("40-kupon-zaplacono-mniej.json", include_str!("orders/40-kupon-zaplacono-mniej.json")),
    ("41-nadplata.json", include_str!("orders/41-nadplata.json")),
    ("42-doplata.json", include_str!("orders/42-doplata.json")),
    ("43-zmieniony-adres.json", include_str!("orders/43-zmieniony-adres.json")),
    ("44-one-fulfillment.json", include_str!("orders/44-one-fulfillment.json")),
    ("45-waluta-czk.json", include_str!("orders/45-waluta-czk.json")),
    ("46-waluta-eur.json", include_str!("orders/46-waluta-eur.json")),
    ("47-waluta-huf.json", include_str!("orders/47-waluta-huf.json")),
    ("48-dostawa-do-niemiec-w-pln.json", include_str!("orders/48-dostawa-do-niemiec-w-pln.json")),
    ("49-anulowane-przed-zaplata.json", include_str!("orders/49-anulowane-przed-zaplata.json")),
    ("50-anulowane-po-zaplacie.json", include_str!("orders/50-anulowane-po-zaplacie.json")),
    ("51-etykieta-anulowane.json", include_str!("orders/51-etykieta-anulowane.json")),
    ("52-wypelnione-nieoplacone.json", include_str!("orders/52-wypelnione-nieoplacone.json")),
    ("53-tylko-kupione.json", include_str!("orders/53-tylko-kupione.json")),
    ("54-zla-suma.json", include_str!("orders/54-zla-suma.json")),
    ("55-firma-zly-nip.json", include_str!("orders/55-firma-zly-nip.json")),
    ("56-nieznane-wartosci-i-pola.json", include_str!("orders/56-nieznane-wartosci-i-pola.json")),
    ("57-staly-kupujacy-pierwszy.json", include_str!("orders/57-staly-kupujacy-pierwszy.json")),
    ("58-staly-kupujacy-drugi.json", include_str!("orders/58-staly-kupujacy-drugi.json")),
    ("59-odbior-osobisty.json", include_str!("orders/59-odbior-osobisty.json")),
];

/// Offers of the orders, with the EAN parameter and the VAT rate.
pub const OFFERS: &str = include_str!("offers.json");

/// The delivery methods of the orders.
pub const DELIVERY_METHODS: &str = include_str!("delivery-methods.json");

/// The seller, as `GET /me` gives it.
pub const SELLER: &str = include_str!("seller.json");

/// Name and file of the scenarios.
pub const SCENARIOS: [(&str, &str); 8] = [
    ("spokojny", include_str!("scenarios/spokojny.toml")),
    ("balagan", include_str!("scenarios/balagan.toml")),
    ("awaria", include_str!("scenarios/awaria.toml")),
    ("limit", include_str!("scenarios/limit.toml")),
    ("scalanie", include_str!("scenarios/scalanie.toml")),
    ("anulowania", include_str!("scenarios/anulowania.toml")),
    ("adresy", include_str!("scenarios/adresy.toml")),
    ("wygasle-logowanie", include_str!("scenarios/wygasle-logowanie.toml")),
];
