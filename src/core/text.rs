//! Free text from buyers made fit for XML and for Optima's columns. Nothing here loses a character silently:
//! every function says what it removed, replaced or cut.
//!
//! Lengths are counted as SQL Server counts `nvarchar`: in UTF-16 units, so that an emoji is two.

use encoding_rs::WINDOWS_1250;

/// Length of a new `Twr_Kod`, `varchar(50)` since the versions of the last years (`reference/optima-database.md` 2.4).
pub const CODE_MAX: usize = 50;
/// Lengths of `Knt_Nazwa1`, `2` and `3` (`reference/optima-xml.md` 2.4).
pub const NAME_PARTS: [usize; 3] = [50, 50, 250];

/// One line of text: forbidden characters taken out, every run of white space one blank, no blank at the ends.
/// The number says how many characters were forbidden.
#[must_use]
pub fn clean_line(text: &str) -> (String, usize) {
    let (kept, removed) = remove_forbidden(text);
    (kept.split_whitespace().collect::<Vec<_>>().join(" "), removed)
}

/// What XML 1.0 forbids, and what would be obeyed rather than shown: control characters other than white space,
/// non-characters (which `KSeF` forbids too), marks that turn the writing direction, the byte order mark.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// A character that nobody sees where it stands: a control character other than those of lines, what is [`is_forbidden`], and
/// blanks without a width.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    let of_lines = matches!(c, '\t' | '\r' | '\n');
    !of_lines && (c.is_control() || is_forbidden(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'))
}

fn remove_forbidden(text: &str) -> (String, usize) {
    let kept: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
    let removed = text.chars().count() - kept.chars().count();
    (kept, removed)
}

/// Length in UTF-16 units.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The text, at most `max` long, and whether it had to be cut. No character is halved.
#[must_use]
pub fn fit(text: &str, max: usize) -> (String, bool) {
    let head = head(text, max);
    if head.len() == text.len() { (text.to_owned(), false) } else { (head.trim_end().to_owned(), true) }
}

/// The longest beginning that is at most `max` long.
fn head(text: &str, max: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.len_utf16();
        if used > max {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// A name in the three fields that Optima has for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    /// `Nazwa1`, at most 50.
    pub first: String,
    /// `Nazwa2`, at most 50.
    pub second: String,
    /// `Nazwa3`, at most 250.
    pub third: String,
    /// The name was longer than all three.
    pub cut: bool,
}

/// Splits a name between words; only a word that is longer than a field is broken.
#[must_use]
pub fn split_name(name: &str) -> NameParts {
    let (name, _) = clean_line(name);
    let mut rest = name.as_str();
    let [first, second, third] = NAME_PARTS.map(|max| {
        let (part, left) = take_words(rest, max);
        rest = left;
        part.to_owned()
    });
    NameParts { first, second, third, cut: !rest.is_empty() }
}

/// The words that fit `max`, and what is left.
pub(super) fn take_words(text: &str, max: usize) -> (&str, &str) {
    let whole = head(text, max);
    let left = text.get(whole.len()..).unwrap_or_default();
    if left.is_empty() || left.starts_with(' ') {
        return (whole.trim_end(), left.trim_start());
    }
    match whole.rfind(' ') {
        Some(blank) => (text.get(..blank).unwrap_or_default(), text.get(blank..).unwrap_or_default().trim_start()),
        None => (whole, left),
    }
}

/// A Polish street address in the three fields that Optima has for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Street {
    /// `Ulica`, with `ul.` if it was written.
    pub street: String,
    /// `NrDomu`.
    pub house: String,
    /// `NrLokalu`.
    pub flat: String,
}

/// Splits `ul. Długa 5/12` when there is only one way to read it; otherwise everything stays in `street`.
/// For addresses in Poland only: in Czechia `1611/1` is a house with two numbers and no flat.
#[must_use]
pub fn split_street(text: &str) -> Street {
    let (text, _) = clean_line(text);
    certain_street(&text).unwrap_or(Street { street: text, ..Street::default() })
}

fn certain_street(text: &str) -> Option<Street> {
    let joined = text.replace(" /", "/").replace("/ ", "/").replace(',', " ");
    let mut words: Vec<&str> = joined.split_whitespace().collect();
    let mut flat = take_flat(&mut words).unwrap_or_default();
    let last = words.pop()?;
    let house = if let Some((house, number)) = last.split_once(['/', 'm']).filter(|_| flat.is_empty()) {
        let number = number.strip_prefix('.').filter(|_| !last.contains('/')).unwrap_or(number);
        if !is_house(house) || !is_flat(number) {
            return None;
        }
        number.clone_into(&mut flat);
        house.to_owned()
    } else if is_house(last) {
        last.to_owned()
    } else if is_letter(last) && words.last().is_some_and(|word| is_number(word)) {
        format!("{} {last}", words.pop()?)
    } else {
        return None;
    };
    if words.last().is_some_and(|word| matches!(word.to_lowercase().as_str(), "nr" | "nr.")) {
        words.pop();
    }
    // "Długa 5 12" may be house and flat or a slip of the pen.
    let name_ends = words.last()?;
    if !name_ends.chars().any(char::is_alphabetic) || is_house(name_ends) || name_ends.contains('/') {
        return None;
    }
    Some(Street { street: words.join(" "), house, flat })
}

/// `m. 3`, `m.3`, `lok. 3A` at the end.
fn take_flat(words: &mut Vec<&str>) -> Option<String> {
    const MARKS: [&str; 8] = ["m", "m.", "lok", "lok.", "lokal", "mieszkanie", "mieszk.", "mieszk"];
    let last = *words.last()?;
    let before = words.len().checked_sub(2).and_then(|at| words.get(at))?.to_lowercase();
    if MARKS.contains(&before.as_str()) && is_flat(last) {
        words.truncate(words.len() - 2);
        return Some(last.to_owned());
    }
    let number = ["m.", "lok.", "m"].iter().find_map(|mark| last.strip_prefix(mark)).filter(|text| is_flat(text))?;
    words.pop();
    Some(number.to_owned())
}

fn is_number(word: &str) -> bool {
    (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()) && !word.starts_with('0')
}

fn is_letter(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// `5`, `44B`.
fn is_flat(word: &str) -> bool {
    is_number(word) || word.strip_suffix(|c: char| c.is_ascii_alphabetic()).is_some_and(is_number)
}

/// `5`, `44B`, `12-14`.
fn is_house(word: &str) -> bool {
    is_flat(word) || word.split_once('-').is_some_and(|(from, to)| is_flat(from) && is_flat(to))
}

/// What is wrong with a code of a card (`Twr_Kod`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// Longer than [`CODE_MAX`]; the length.
    TooLong(usize),
    /// Has characters that Windows-1250 lacks; the column would turn them into question marks.
    Characters,
}

/// Can Optima keep this code as it is?
#[must_use]
pub fn code_fault(code: &str) -> Option<CodeFault> {
    if length(code) > CODE_MAX {
        Some(CodeFault::TooLong(length(code)))
    } else if code.chars().any(|c| !in_cp1250(c)) {
        Some(CodeFault::Characters)
    } else {
        None
    }
}

fn in_cp1250(c: char) -> bool {
    let mut buffer = [0; 4];
    let (_, _, lossy) = WINDOWS_1250.encode(c.encode_utf8(&mut buffer));
    !lossy
}

/// The text with every character that Windows-1250 lacks replaced by the nearest letter, or else by `?`; and how
/// many were replaced. `varchar` columns of Optima would put `?` themselves, without a word
/// (`reference/optima-database.md` section 6).
#[must_use]
pub fn to_cp1250(text: &str) -> (String, usize) {
    let mut replaced = 0;
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        if in_cp1250(c) {
            result.push(c);
        } else {
            replaced += 1;
            result.push(nearest(c));
        }
    }
    (result, replaced)
}

/// Latin letters that Windows-1250 lacks, by the letter that Poles would write for them.
const NEAREST: [(&str, char); 30] = [
    ("àãåāæ", 'a'),
    ("ÀÃÅĀÆ", 'A'),
    ("ĉċ", 'c'),
    ("èêēėĕ", 'e'),
    ("ÈÊĒĖĔ", 'E'),
    ("ĝğġģ", 'g'),
    ("ĜĞĠĢ", 'G'),
    ("ìïīĩįı", 'i'),
    ("ÌÏĪĨĮİ", 'I'),
    ("ķ", 'k'),
    ("Ķ", 'K'),
    ("ļ", 'l'),
    ("Ļ", 'L'),
    ("ñņ", 'n'),
    ("ÑŅ", 'N'),
    ("òõøōœ", 'o'),
    ("ÒÕØŌŒ", 'O'),
    ("ŗ", 'r'),
    ("Ŗ", 'R'),
    ("șŝ", 's'),
    ("ȘŜ", 'S'),
    ("ț", 't'),
    ("Ț", 'T'),
    ("ùûūũų", 'u'),
    ("ÙÛŪŨŲ", 'U'),
    ("ÿŷ", 'y'),
    ("ŸŶ", 'Y'),
    ("‑−‒―", '-'),
    ("‛′", '\''),
    ("\u{2009}\u{202f}\u{2003}", ' '),
];

fn nearest(c: char) -> char {
    NEAREST.iter().find(|(letters, _)| letters.contains(c)).map_or('?', |(_, letter)| *letter)
}

/// A small Polish letter without its mark.
#[must_use]
pub fn without_mark(letter: char) -> char {
    match letter {
        'ą' => 'a',
        'ć' => 'c',
        'ę' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' => 's',
        'ź' | 'ż' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn r_e5_control_characters_go_and_are_counted() {
        assert_eq!(clean_line("Jan\u{1} Kowal\u{fffe}ski\n ul.\t5 \u{a0} "), ("Jan Kowalski ul. 5".to_owned(), 2));
        assert_eq!(clean_line("\u{202e}abc"), ("abc".to_owned(), 1));
        assert_eq!(clean_line("😀 <Wrocław>"), ("😀 <Wrocław>".to_owned(), 0));
    }

    #[test]
    fn cutting_never_halves_a_character() {
        assert_eq!(fit("zażółć", 4), ("zażó".to_owned(), true));
        assert_eq!(fit("ab😀", 3), ("ab".to_owned(), true));
        assert_eq!(fit("ab😀", 4), ("ab😀".to_owned(), false));
        assert_eq!(fit("ab cd", 3), ("ab".to_owned(), true));
    }

    #[test]
    fn r_d13_names_are_split_between_words() {
        let name = "Przedsiębiorstwo Produkcyjno-Handlowo-Usługowe Przykład i Wspólnicy Spółka z ograniczoną \
                    odpowiedzialnością Spółka komandytowa";
        let parts = split_name(name);
        assert_eq!(parts.first, "Przedsiębiorstwo Produkcyjno-Handlowo-Usługowe");
        assert_eq!(parts.second, "Przykład i Wspólnicy Spółka z ograniczoną");
        assert_eq!(parts.third, "odpowiedzialnością Spółka komandytowa");
        assert!(!parts.cut);
        assert_eq!(split_name("Jan Kowalski").first, "Jan Kowalski");
        assert!(split_name(&"x".repeat(351)).cut);
        assert!(!split_name(&"x".repeat(350)).cut);
    }

    #[test]
    fn streets_are_split_only_when_there_is_one_reading() {
        let split = [
            ("ul. Długa 5/12", "ul. Długa", "5", "12"),
            ("Długa 5", "Długa", "5", ""),
            ("Długa 5A", "Długa", "5A", ""),
            ("Długa 5a/3", "Długa", "5a", "3"),
            ("Ulica 123 / 123", "Ulica", "123", "123"),
            ("Ulica 123 /4", "Ulica", "123", "4"),
            ("Ulica 123/ 4b", "Ulica", "123", "4b"),
            ("Krzyżanowica  44 B", "Krzyżanowica", "44 B", ""),
            ("ul. 3 Maja 7", "ul. 3 Maja", "7", ""),
            ("plac 11 Listopada 4/6", "plac 11 Listopada", "4", "6"),
            ("al. Jana Pawła II 15", "al. Jana Pawła II", "15", ""),
            ("al. Jerozolimskie 123A/45", "al. Jerozolimskie", "123A", "45"),
            ("Warszawska 12-14", "Warszawska", "12-14", ""),
            ("Warszawska 12-14/3", "Warszawska", "12-14", "3"),
            ("Długa 5 m. 3", "Długa", "5", "3"),
            ("Długa 5 m 3", "Długa", "5", "3"),
            ("Długa 5 m.3", "Długa", "5", "3"),
            ("Długa 5m3", "Długa", "5", "3"),
            ("Długa 5m.3", "Długa", "5", "3"),
            ("Długa 5 lok. 3A", "Długa", "5", "3A"),
            ("Długa 5 lok 12", "Długa", "5", "12"),
            ("Długa 5, m. 12", "Długa", "5", "12"),
            ("Długa 5A lokal 2", "Długa", "5A", "2"),
            ("Długa nr 5", "Długa", "5", ""),
            ("Długa 44 B m. 3", "Długa", "44 B", "3"),
            ("os. Tysiąclecia 1000", "os. Tysiąclecia", "1000", ""),
            ("ul. gen. J. Bema 2", "ul. gen. J. Bema", "2", ""),
        ];
        for (text, street, house, flat) in split {
            let expected = Street { street: street.to_owned(), house: house.to_owned(), flat: flat.to_owned() };
            assert_eq!(split_street(text), expected, "{text}");
        }
        let whole = [
            "Solna",
            "3 Maja",
            "11 Listopada",
            "Długa 5 12",
            "Długa 5/7/9",
            "Długa 5/12 klatka B",
            "Aleja 1000-lecia",
            "12",
            "12/3",
            "Paczkomat POZ08A",
            "Długa 12345",
            "Długa 0",
            "Długa /5",
            "Długa 5/",
            "Długa 5 II piętro",
            "",
            "-----",
            "Jakiś adres",
            "m. 3",
            "Długa m. 3",
        ];
        for text in whole {
            assert_eq!(split_street(text), Street { street: text.to_owned(), ..Street::default() }, "{text}");
        }
    }

    #[test]
    fn r_e4_an_emoji_never_fails() {
        assert_eq!(to_cp1250("Zażółć gęślą jaźń – „ok” €"), ("Zażółć gęślą jaźń – „ok” €".to_owned(), 0));
        assert_eq!(to_cp1250("Nuñez 😀"), ("Nunez ?".to_owned(), 2));
        assert_eq!(code_fault("KUBEK-330"), None);
        assert_eq!(code_fault("ŻÓŁĆ"), None);
        assert_eq!(code_fault("KUBEK😀"), Some(CodeFault::Characters));
        assert_eq!(code_fault(&"x".repeat(51)), Some(CodeFault::TooLong(51)));
    }

    proptest! {
        #[test]
        fn cleaned_text_is_legal_xml_and_stays_as_it_is(text in any::<String>()) {
            let (clean, _) = clean_line(&text);
            let legal = clean.chars().all(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
            prop_assert!(legal);
            prop_assert_eq!(clean_line(&clean), (clean.clone(), 0));
        }

        #[test]
        fn fitted_text_fits_and_is_a_beginning(text in any::<String>(), max in 0usize..40) {
            let (short, cut) = fit(&text, max);
            prop_assert!(length(&short) <= max);
            prop_assert!(text.starts_with(&short));
            prop_assert_eq!(cut, short != text);
        }

        #[test]
        fn a_split_name_loses_nothing(name in "[A-Za-zżółć. ]{0,300}") {
            let parts = split_name(&name);
            prop_assert!(length(&parts.first) <= 50 && length(&parts.second) <= 50 && length(&parts.third) <= 250);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            if !parts.cut {
                let joined = format!("{}{}{}", parts.first, parts.second, parts.third);
                prop_assert_eq!(letters(&joined), letters(&name));
            }
        }

        #[test]
        fn code_page_1250_holds_what_it_is_given(text in any::<String>()) {
            let (safe, replaced) = to_cp1250(&text);
            prop_assert!(!WINDOWS_1250.encode(&safe).2);
            prop_assert_eq!(safe.chars().count(), text.chars().count());
            prop_assert_eq!(replaced == 0, safe == text);
        }

        #[test]
        fn splitting_a_street_keeps_its_letters_and_digits(text in "[a-zA-Z0-9/. ]{0,30}") {
            let parts = split_street(&text);
            let kept = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            prop_assert_eq!(kept(&format!("{}{}{}", parts.street, parts.house, parts.flat)), kept(&text));
        }
    }
}
