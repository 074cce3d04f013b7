//! One cell: what Excel wraps around a value, what it spoils, numbers as Poles write them, and numbers of offers.

use rust_decimal::Decimal;

/// The value of a cell without what Excel needs to keep it a text: `="0123"`, a leading apostrophe.
pub(super) fn unwrap(cell: &str) -> String {
    let cell = bare(cell);
    let cell = cell.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"')).unwrap_or(cell);
    bare(cell.strip_prefix('\'').unwrap_or(cell)).to_owned()
}

/// Without the blanks around, also those that nobody sees: a copied word has them, and is another word with them.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c))
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A long number that Excel wrote as `5,9E+12`: its digits are gone.
pub(super) fn is_spoilt(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.split_once("e+").is_some_and(|(digits, power)| {
        let digits = digits.trim_start_matches('-');
        !power.is_empty()
            && power.bytes().all(|b| b.is_ascii_digit())
            && digits.bytes().next().is_some_and(|b| b.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
    })
}

/// What stands in a cell whose formula came to nothing: as Excel says it in Polish and in English, and `LibreOffice`.
const FAILED: [&str; 27] = [
    "#N/D!",
    "#N/D",
    "#ADR!",
    "#ARG!",
    "#NAZWA?",
    "#DZIEL/0!",
    "#LICZBA!",
    "#ZERO!",
    "#ROZLANIE!",
    "#OBL!",
    "#POLE!",
    "#ZABLOKOWANE!",
    "#NIEZNANY!",
    "#N/A",
    "#N/A!",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#GETTING_DATA",
    "#BUSY!",
];

/// A formula that came to nothing, or `####` for what did not fit into its column: no value is left.
#[must_use]
pub fn is_failed(text: &str) -> bool {
    let capitals = text.trim().to_uppercase();
    let number = ["ERR:", "BŁĄD:"].iter().find_map(|begin| capitals.strip_prefix(begin));
    let is_narrow = capitals.len() > 2 && capitals.bytes().all(|byte| byte == b'#');
    is_narrow
        || FAILED.contains(&capitals.as_str())
        || number.is_some_and(|number| number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Months as Excel shortens them, in Polish and in English, in its own letters.
const MONTHS: [&str; 24] = [
    "sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru", "Jan", "Feb", "Mar", "Apr",
    "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A date that Excel makes of a code such as `1-2` or `2/24`.
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '-', '/', ' ']).collect();
    let is_number = |part: &str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let months = parts.iter().filter(|part| MONTHS.contains(part)).count();
    let numbers = parts.iter().filter(|part| is_number(part)).count();
    match (months, numbers) {
        (1, 1) => parts.len() == 2,
        (1, 2) => parts.len() == 3,
        (0, 3) => parts.len() == 3 && parts.iter().filter(|part| is_year(part)).count() == 1,
        _ => false,
    }
}

/// Letters and signs that no Polish word has, and that come of Polish ones when a file of DOS or of a Macintosh is read as one
/// of Windows, or UTF-8 twice.
pub(super) fn is_misread(text: &str) -> bool {
    let is_odd = |c: char| {
        matches!(c, '\u{80}'..='\u{9f}' | '\u{fffd}' | '˘' | '¨' | '˝' | '¸' | '¤' | '†' | '«' | '©')
            || matches!(c, 'ť' | 'Ť' | 'ŕ' | 'ľ' | 'ĺ' | 'Ĺ' | 'ă' | 'Ă' | 'ű' | 'ý' | 'î')
    };
    text.contains(is_odd)
}

/// The longest number of an offer; today's have eleven digits.
const OFFER_DIGITS: usize = 19;

/// The number of an offer, which is digits alone, for nothing else can match one: also as Excel formats a number
/// (`15 123 456 789` with any blanks, `15123456789,00`) and in the offer's address.
pub(super) fn offer(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !is_unseen(*c)).collect();
    let number = if plain.contains('/') { of_address(&plain)? } else { without_decimals(&plain) };
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    let number = number.trim_start_matches('0');
    (digits && (1..=OFFER_DIGITS).contains(&number.len())).then(|| number.to_owned())
}

/// Two zeros behind the mark at most: `15.000` may be fifteen thousand.
fn without_decimals(text: &str) -> &str {
    match text.split_once([',', '.']) {
        Some((number, "0" | "00")) => number,
        _ => text,
    }
}

/// `https://allegro.pl/oferta/kubek-15123456789`, `allegro.pl/oferta/15123456789?x=1`, and the page of a product with
/// `offerId=15123456789`.
fn of_address(address: &str) -> Option<&str> {
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let asked = query.split('&').find_map(|part| part.strip_prefix("offerId="));
    let named = || path.trim_end_matches('/').rsplit_once("/oferta/")?.1.rsplit('-').next();
    path.contains("allegro").then(|| asked.or_else(named))?
}

/// `12,34`, `12.34`, `1 234,50` with any kind of blank. The last of comma and point parts the decimals; both
/// together (`1.234,50`) are not accepted, for which is which depends on who wrote it.
pub(super) fn number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let marks = plain.chars().filter(|c| matches!(c, ',' | '.')).count();
    let digits = plain.chars().any(|c| c.is_ascii_digit());
    let sound = marks <= 1 && digits && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    sound.then(|| plain.replace(',', ".").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_f2_excels_wrappings_come_off() {
        for (cell, value) in [
            ("=\"0123\"", "0123"),
            ("'0123", "0123"),
            (" 0123 ", "0123"),
            ("= 1", "= 1"),
            ("", ""),
            ("=\"\"", ""),
            ("\u{a0}\u{200b}przelew\u{feff} ", "przelew"),
        ] {
            assert_eq!(unwrap(cell), value);
        }
    }

    #[test]
    fn spoilt_numbers_are_seen() {
        for text in ["5,9E+12", "5.9e+12", "1E+11", "5,90123E+12"] {
            assert!(is_spoilt(text), "{text}");
        }
        for text in ["5900", "E+12", "KUBEK-E+1", "1E+", "1E+1a", "SIZE+1"] {
            assert!(!is_spoilt(text), "{text}");
        }
    }

    #[test]
    fn what_excel_shows_for_no_value_is_seen() {
        for text in ["#N/D!", "#n/d", "#ADR!", "#N/A", "#DZIEL/0!", "#NAZWA?", "########", "Err:502", "Błąd:508"] {
            assert!(is_failed(text), "{text}");
        }
        for text in ["", "#", "#1", "#HIT!", "N/D", "Err:", "KUBEK#"] {
            assert!(!is_failed(text), "{text}");
        }
    }

    #[test]
    fn a_date_that_was_a_code_is_seen() {
        for text in ["01.lut", "lut.24", "1-Feb", "Feb-24", "01-lut-24", "2024-02-01", "01.02.2024", "1/2/2024"] {
            assert!(is_date(text), "{text}");
        }
        for text in
            ["", "1.2", "1-2", "LUT-24", "FEB-24", "lut", "lut.lut", "1-2-3", "10-20-30", "KUBEK-01.lut", "1.2.345"]
        {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn letters_of_another_code_page_are_seen() {
        // Of cp852, Mac OS CE and UTF-8, read as Windows-1250.
        for text in ["˝ťŕTY", "p\u{88}atno—\u{86}", "ko¸o", "KaĹĽdy", "Ĺ»ĂłĹ‚ty", "\u{fffd}"] {
            assert!(is_misread(text), "{text}");
        }
        for text in ["ŻÓŁTY-Ź", "zażółć gęślą jaźń", "KÄRCHER", "Citroën", "Przelew — 7 dni", "5 °C"]
        {
            assert!(!is_misread(text), "{text}");
        }
    }

    #[test]
    fn an_offer_is_digits_alone() {
        for text in [
            "15123456789",
            "15 123 456 789",
            "15\u{a0}123\u{a0}456\u{a0}789",
            "15\u{202f}123\u{202f}456\u{202f}789",
            "15123456789,00",
            "15\u{a0}123\u{a0}456\u{a0}789,00",
            "15123456789.0",
            "\u{feff}15123456789\u{200b}",
            "0015123456789",
            "https://allegro.pl/oferta/kubek-330-ml-15123456789",
            "https://allegro.pl/oferta/kubek-15123456789?bi_s=ads&x=1#opis",
            "allegro.pl/oferta/15123456789/",
            "https://business.allegro.pl/oferta/kubek-15123456789",
            "https://allegro.pl/produkt/kubek-0f3c1a50-1111-11f0-8000-0123456789ab?x=1&offerId=15123456789",
        ] {
            assert_eq!(offer(text).as_deref(), Some("15123456789"), "{text}");
        }
        for text in [
            "",
            "0",
            "0,00",
            "KUBEK",
            "15123456789a",
            "-15123456789",
            "15123456789,5",
            "15.000",
            "15.123.456.789",
            "15,123,456,789",
            "5e10",
            "１５１２３４５６７８９",
            "15123456789/15123456780",
            "https://allegro.pl/oferta/kubek",
            "https://allegro.pl/produkt/kubek-0f3c1a50-1111-11f0-8000-012345678901",
            "https://example.com/oferta/kubek-15123456789",
            "12345678901234567890",
        ] {
            assert_eq!(offer(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_have_a_comma_or_a_point() {
        for (text, value) in [("12,34", "12.34"), ("12.34", "12.34"), ("1 234,50", "1234.50"), ("1\u{a0}234", "1234")] {
            assert_eq!(number(text), value.parse().ok());
        }
        for text in ["", "-1", "1.234,50", "1,2,3", "abc", ",", "1e5", "+3"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
