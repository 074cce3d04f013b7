//! Files made to cost as much as a file can: each within the size that is read, and each of another kind.

use std::fmt::Write as _;

use crate::sample::{ORDER, Shop};

/// As much as is read of a file.
const SIZE: usize = 16 << 20;

/// A good file with other lines.
pub fn with_lines(shop: &Shop, lines: &str) -> String {
    let text = String::from_utf8(shop.xml(ORDER.as_bytes())).unwrap();
    let (head, rest) = text.split_once("<POZYCJE>").unwrap();
    let (_, tail) = rest.split_once("</POZYCJE>").unwrap();
    format!("{head}<POZYCJE>{lines}</POZYCJE>{tail}")
}

/// A file with so many lines, each with a dozen faults, an element below each other as exports have them.
pub fn faulty(shop: &Shop, lines: usize) -> String {
    with_lines(shop, &"<POZYCJA>\n<LP>1</LP>\n<ILOSC>x</ILOSC>\n<DZIWNE/>\n</POZYCJA>\n".repeat(lines))
}

/// Names and files.
pub fn files(shop: &Shop) -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat((SIZE - 65_536) / piece.len());
    let most = |piece: &str| piece.repeat(590_000 / piece.matches('<').count().max(1));
    let line = |at: usize| {
        format!(
            "<POZYCJA><LP>{at}</LP><TOWAR><KOD>KUBEK-330</KOD></TOWAR><STAWKA_VAT><STAWKA>23.00</STAWKA><FLAGA>2</FLAGA>\
             </STAWKA_VAT><CENY><PO_RABACIE_PLN>1.00</PO_RABACIE_PLN></CENY><ILOSC>1</ILOSC></POZYCJA>"
        )
    };
    let lines = |count: usize| (1..=count).map(line).collect::<String>();
    let without_sums = |file: String| file.split("<TABELKA_VAT>").next().unwrap().to_owned() + "</DOKUMENT></ROOT>\n";
    let mut unlike = String::new();
    for number in 0..500_000 {
        let _ = write!(unlike, "<A{number}/>");
    }
    let text = fill("&amp;");
    let long = format!("<POZYCJA><TOWAR><OPIS>{}</OPIS></TOWAR></POZYCJA>", "x".repeat((1 << 20) - 64));
    vec![
        ("empty lines", with_lines(shop, &most("<POZYCJA/>"))),
        ("faulty lines", faulty(shop, 140_000)),
        ("lines of one LP", with_lines(shop, &most("<POZYCJA><LP>1</LP></POZYCJA>"))),
        ("elements with one child each", with_lines(shop, &most("<A><B><C><D><E><F/></E></D></C></B></A>"))),
        ("elements of half a million names", with_lines(shop, &unlike)),
        ("good lines, as many as go", without_sums(with_lines(shop, &lines(10_000)))),
        ("good lines, too many", without_sums(with_lines(shop, &lines(58_000)))),
        ("texts of a megabyte", with_lines(shop, &fill(&long))),
        ("references", with_lines(shop, &format!("<POZYCJA><OPIS>{text}</OPIS></POZYCJA>"))),
        ("instructions", with_lines(shop, &fill("<?x?>"))),
        ("comments", with_lines(shop, &fill("<!---->"))),
        ("line feeds", with_lines(shop, &fill("\n"))),
        ("carriage returns", with_lines(shop, &fill("\r\n"))),
        ("angle brackets", "<".repeat(SIZE)),
        ("documents", format!("<ROOT>{}</ROOT>", most("<DOKUMENT/>"))),
        ("documents of empty lines", {
            let one = format!("<DOKUMENT><NAGLOWEK/><POZYCJE>{}</POZYCJE></DOKUMENT>", "<POZYCJA/>".repeat(580));
            format!("<ROOT>{}</ROOT>", one.repeat(1_000))
        }),
        ("an order record", {
            let line = "{\"lp\":1,\"role\":\"goods\",\"code_from\":\"\",\"vat_from\":\"\"},";
            let json = format!(
                "{{\"v\":1,\"order\":\"x\",\"account\":\"\",\"class\":\"private\",\"foreign_number\":\"\",\
                 \"buyer\":{{\"id\":\"\",\"login\":\"\"}},\"lines\":[{}null]}}",
                line.repeat(120_000)
            );
            let around = with_lines(shop, "");
            around.split("<?allegro-order").next().unwrap().to_owned() + &format!("<?allegro-order {json}?>\n")
        }),
    ]
}
