//! What an intent becomes.

use super::RawBase;
use super::plans::{counts, key};
use crate::core::document::Document;
use crate::core::plan::intent::LineCard;
use crate::core::plan::tests::{d, document, line};
use crate::core::plan::{self, Applied, Ingredients, Intent};
use crate::core::problem::Problem;
use crate::core::settings::Settings;

/// Of an order of three mugs, by what the base holds.
async fn mugs(db: &mut impl RawBase, of: &str) -> Intent {
    let (document, settings, key) =
        (document(vec![line(1, "KUBEK-330", "3", "49.99", 23)]), Settings::default(), key(of));
    let wanted = plan::wanted(&document, None, key, &settings);
    let snapshot = db.lookup(&wanted).await.unwrap();
    let today = document.date;
    let (document, wanted, snapshot, settings) = (&document, &wanted, &snapshot, &settings);
    plan::plan(Ingredients { document, key, wanted, snapshot, settings, today }).unwrap()
}

pub async fn an_intent_becomes_its_rows(db: &mut impl RawBase) {
    db.prepare().await.unwrap();
    let intent = mugs(db, "intent").await;
    let before = counts(db).await;
    let rehearsed = db.rehearse(&intent).await.unwrap();
    assert_eq!(counts(db).await, before, "a rehearsal writes nothing");
    let Applied::Imported(written) = db.apply(&intent).await.unwrap() else { panic!("written") };
    assert_eq!((&*written.number, &written.notes), ("RO/1/2026", &rehearsed.problems));
    let tables: Vec<&str> = rehearsed.writes.iter().map(|row| row.place.as_str()).collect();
    assert_eq!(tables, ["Kontrahenci", "TraNag", "TraElem", "TraVat", "DokAtrybuty"]);
    assert!(tables.iter().all(|table| written.rows[*table] == 1));
    let stored = db.documents(&[intent.key]).await.unwrap();
    assert_eq!((&*stored[0].payer.code, &*stored[0].gross, &*stored[0].lines[0].code), ("AL-1", "149.97", "KUBEK-330"));
    assert!(matches!(db.apply(&intent).await.unwrap(), Applied::AlreadyThere(_)));
}

/// What the base has no place for is refused with every reason, and what can be cut is cut and said.
pub async fn an_intent_that_does_not_fit_is_not_written(db: &mut impl RawBase) {
    db.prepare().await.unwrap();
    let mut intent = mugs(db, "unfit").await;
    let LineCard::Existing(card) = &mut intent.lines[0].card else { panic!("the seed has it") };
    card.unit = "x".repeat(300);
    let cut = |problems: &[Problem]| problems.iter().any(|problem| problem.code() == "IMP-016");
    assert!(cut(&db.rehearse(&intent).await.unwrap().problems));
    let mut vast = intent.clone();
    vast.lines[0].line.quantity = d("1000000000000000");
    vast.header.sums.gross = d("100000000000000");
    let before = counts(db).await;
    let Applied::Unfit(reasons) = db.apply(&vast).await.unwrap() else { panic!("refused") };
    assert_eq!(reasons.iter().map(Problem::code).collect::<Vec<_>>(), ["IMP-019", "IMP-019"], "of header and line");
    assert_eq!(db.rehearse(&vast).await.unwrap().problems, reasons);
    assert_eq!(counts(db).await, before);
    let Applied::Imported(written) = db.apply(&intent).await.unwrap() else { panic!("written") };
    assert!(cut(&written.notes));
}

async fn planned(db: &mut impl RawBase, document: &Document, settings: &Settings) -> Intent {
    planning(db, document, settings).await.unwrap()
}

async fn planning(db: &mut impl RawBase, document: &Document, settings: &Settings) -> Result<Intent, Vec<Problem>> {
    let key = key(&document.number);
    let wanted = plan::wanted(document, None, key, settings);
    let snapshot = db.lookup(&wanted).await.unwrap();
    let today = document.date;
    plan::plan(Ingredients { document, key, wanted: &wanted, snapshot: &snapshot, settings, today })
}

/// A document of goods that have no card, each under a number of its own.
fn of_new(number: &str, goods: &[(&str, &str)]) -> Document {
    let lines = (1..).zip(goods).map(|(position, (code, name))| {
        let mut line = line(position, code, "1", "10.00", 23);
        line.name = (*name).to_owned();
        line
    });
    let mut document = document(lines.collect());
    document.number = number.to_owned();
    document.origin.as_mut().unwrap().foreign_number = number.to_owned();
    document
}

/// With codes of names alone: the same name is not the same card, and another name is.
pub async fn goods_of_one_name_are_told_apart_by_their_catalogue_number(db: &mut impl RawBase) {
    db.prepare().await.unwrap();
    let mut settings = Settings::default();
    settings.products.create = true;
    settings.products.card.code = "{nazwa}".to_owned();
    let intent = planned(db, &of_new("one", &[("MISA-A", "Misa")]), &settings).await;
    let Applied::Imported(_) = db.apply(&intent).await.unwrap() else { panic!("written") };
    assert_eq!(db.cell("SELECT Twr_NumerKat FROM CDN.Towary WHERE Twr_Kod = 'Misa'").await, "MISA-A");
    let refused = planning(db, &of_new("two", &[("MISA-B", "Misa")]), &settings).await.unwrap_err();
    assert_eq!(refused.iter().map(Problem::code).collect::<Vec<_>>(), ["IMP-084"]);
    for name in ["Misa", "Misa duża"] {
        let intent = planned(db, &of_new("three", &[("misa-a", name)]), &settings).await;
        let LineCard::Existing(card) = &intent.lines[0].card else { panic!("{name}") };
        assert_eq!(card.code, "Misa");
    }
}

/// Optima's triggers refuse it; the document goes in all the same.
pub async fn no_two_new_cards_have_one_catalogue_number(db: &mut impl RawBase) {
    db.prepare().await.unwrap();
    let mut settings = Settings::default();
    settings.products.create = true;
    settings.products.card.catalogue_number = "{nazwa}".to_owned();
    for (number, goods) in [("one", [("A", "Misa"), ("B", "Misa")]), ("two", [("C", "misa"), ("D", "Dzban")])] {
        let intent = planned(db, &of_new(number, &goods), &settings).await;
        assert_eq!(intent.new_cards.len(), 2);
        let said: Vec<&str> = intent.decisions.iter().map(Problem::code).filter(|code| *code == "IMP-086").collect();
        assert_eq!(said.len(), 1, "{:?}", intent.decisions);
        let Applied::Imported(_) = db.apply(&intent).await.unwrap() else { panic!("written") };
    }
    let numbers = "SELECT COUNT(*) FROM CDN.Towary WHERE Twr_Kod IN ('A', 'B', 'C', 'D') AND Twr_NumerKat <> ''";
    assert_eq!(db.cell(numbers).await, "2");
}

/// Buyer and recipient each have their own phone, and nothing of a long street is lost.
pub async fn a_gift_at_a_long_address_keeps_both_persons_and_the_whole_street(db: &mut impl RawBase) {
    db.prepare().await.unwrap();
    let mut document = document(vec![line(1, "KUBEK-330", "3", "49.99", 23)]);
    let street = "ul. Bardzo Długiej Nazwy Ulicy Imienia Świętego Maksymiliana Kolbego 123/456";
    (document.recipient.street, document.payer.street) = (street.to_owned(), street.to_owned());
    document.payer.nip = "5260250274".to_owned();
    document.category_code = "ALLEGRO".to_owned();
    let buyer = &mut document.origin.as_mut().unwrap().buyer;
    (buyer.phone, buyer.own_phone) = (Some("+48111222333".to_owned()), Some("+48999888777".to_owned()));
    let settings = Settings::default();
    // The seeds have a card of this NIP.
    db.raw("UPDATE CDN.Kontrahenci SET Knt_Nip = '' WHERE Knt_Nip = '5260250274'").await.unwrap();
    let intent = planned(db, &document, &settings).await;
    let Applied::Imported(_) = db.apply(&intent).await.unwrap() else { panic!("written") };
    let header = "FROM CDN.TraNag ORDER BY TrN_TrNID DESC";
    let card = "FROM CDN.Kontrahenci ORDER BY Knt_KntId DESC";
    for (cell, of, found) in [
        ("TrN_OdbTelefon", header, "+48111222333"),
        ("Knt_Telefon1", card, "+48999888777"),
        ("TrN_OdbEmail", header, "NULL"),
        ("Knt_Email", card, "ab12+xyz@allegromail.example"),
        ("Knt_FplID", card, "NULL"),
        ("Knt_Grupa", card, "ALLEGRO"),
        ("TrN_OdbUlica", header, "ul. Bardzo Długiej Nazwy Ulicy Imienia"),
        ("TrN_OdbAdres2", header, "Świętego Maksymiliana Kolbego"),
        ("TrN_OdbNrDomu", header, "123"),
        ("Knt_Adres2", card, "Świętego Maksymiliana Kolbego"),
        ("TrN_PodNipE", header, "5260250274"),
        ("TrN_OdbNipE", header, "5260250274"),
        ("TrN_Kategoria", header, "ALLEGRO"),
    ] {
        assert_eq!(db.cell(&format!("SELECT {cell} {of}")).await, found, "{cell}");
    }
    // Bases before 2018 have no category on lines.
    let shape = db.shape().await.unwrap();
    if shape.tables["TraElem"].iter().any(|column| column.name == "TrE_Kategoria") {
        let line = db.cell("SELECT TrE_Kategoria FROM CDN.TraElem ORDER BY TrE_TrEID DESC").await;
        assert_eq!(line, "ALLEGRO", "as in the header");
    }
    let stored = db.documents(&[intent.key]).await.unwrap();
    assert_eq!(stored[0].recipient.street, street);
    assert!(stored[0].description.contains(&format!("ADRES={street}, 00-001 Miastowo")));
}

pub async fn firm_nip_card_without_nip_is_told_or_taken_and_never_changed(db: &mut impl RawBase) {
    db.prepare().await.unwrap();
    let mut document = document(vec![line(1, "KUBEK-330", "3", "49.99", 23)]);
    (document.payer.name, document.payer.nip) = ("Jan Kowalski".to_owned(), "9542742926".to_owned());
    document.payer.code = "AL-F9542742926".to_owned();
    document.origin.as_mut().unwrap().buyer.email = Some("jan.kowalski@example.com".to_owned());
    let mut settings = Settings::default();
    let intent = planned(db, &document, &settings).await;
    assert_eq!(intent.payer.card.code(), "AL-F9542742926");
    assert!(intent.decisions.iter().any(|said| said.code() == "IMP-070"), "{:?}", intent.decisions);
    settings.contractors.firm_by_email = true;
    let intent = planned(db, &document, &settings).await;
    let Applied::Imported(_) = db.apply(&intent).await.unwrap() else { panic!("written") };
    let stored = db.documents(&[intent.key]).await.unwrap();
    assert_eq!((&*stored[0].payer.code, &*stored[0].payer.nip), ("KOWALSKI-JAN", "9542742926"));
    let nip = db.cell("SELECT Knt_Nip FROM CDN.Kontrahenci WHERE Knt_Kod = 'KOWALSKI-JAN'").await;
    assert_eq!(nip, "", "the card is as it was");
}

/// Without its group no card of a contractor is made, and what needs none goes in.
pub async fn a_group_that_the_base_lacks_holds_new_contractors_alone(db: &mut impl RawBase) {
    db.prepare().await.unwrap();
    db.raw("UPDATE CDN.Grupy SET Gru_Typ = 33 WHERE Gru_Nazwa = 'ALLEGRO'").await.unwrap();
    let mut document = document(vec![line(1, "KUBEK-330", "3", "49.99", 23)]);
    let settings = Settings::default();
    let (key, wanted) = (key("group"), plan::wanted(&document, None, key("group"), &settings));
    let snapshot = db.lookup(&wanted).await.unwrap();
    let today = document.date;
    let of = Ingredients { document: &document, key, wanted: &wanted, snapshot: &snapshot, settings: &settings, today };
    let refused = plan::plan(of).unwrap_err();
    assert_eq!(refused.iter().map(Problem::code).collect::<Vec<_>>(), ["IMP-071"]);
    document.payer.code = "KOWALSKI-JAN".to_owned();
    assert_eq!(planned(db, &document, &settings).await.payer.card.code(), "KOWALSKI-JAN");
}
