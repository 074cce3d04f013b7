//! Bytes → text. Optima writes UTF-8 without a byte order mark (`reference/optima-xml.md` 1.1); people's editors
//! and other programs make the rest of what is accepted here: UTF-8 with the mark, UTF-16, Windows-1250 and
//! ISO-8859-2 where the declaration says so, under any name that they go by; a file of nothing but ASCII under any name of an
//! encoding that has ASCII in it. A file whose declaration and bytes disagree is refused, because
//! one guess wrong turns `Łódź` into rubbish on a document.

use std::borrow::Cow;

use super::error::{OtherFile, XmlError};
use super::syntax::{is_blank, quoted};

/// An encoding that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows-1250, only if declared.
    Windows1250,
    /// ISO-8859-2, only if declared.
    Iso8859_2,
}

impl Encoding {
    /// The name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1250 => "Windows-1250",
            Self::Iso8859_2 => "ISO-8859-2",
        }
    }
}

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text without a byte order mark; its declaration still names the encoding it had.
    pub text: Cow<'a, str>,
    /// The encoding of the bytes.
    pub encoding: Encoding,
}

/// A declaration ends within so many bytes: the longest sensible one has about 70.
const DECLARATION_MAX: usize = 256;

/// Decodes a file of at most `max_bytes`.
pub fn decode(bytes: &[u8], max_bytes: usize) -> Result<Decoded<'_>, XmlError> {
    if bytes.len() > max_bytes {
        return Err(XmlError::TooLarge { size: bytes.len(), limit: max_bytes });
    }
    if let Some(kind) = OtherFile::of(bytes) {
        return Err(XmlError::OtherFile { kind });
    }
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(XmlError::UnknownEncoding { name: "UTF-32".to_owned() });
    }
    let (encoding, mark) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (Some(Encoding::Utf8), 3),
        [0xFF, 0xFE, ..] => (Some(Encoding::Utf16Le), 2),
        [0xFE, 0xFF, ..] => (Some(Encoding::Utf16Be), 2),
        // `<`, or a blank before it, in UTF-16 without a mark (XML 1.0, appendix F).
        [b'<' | b' ' | b'\r' | b'\n', 0, ..] => (Some(Encoding::Utf16Le), 0),
        [0, b'<' | b' ' | b'\r' | b'\n', ..] => (Some(Encoding::Utf16Be), 0),
        _ => (None, 0),
    };
    let body = bytes.get(mark..).unwrap_or_default();
    match encoding {
        Some(encoding @ (Encoding::Utf16Le | Encoding::Utf16Be)) => utf16(body, encoding, mark),
        marked => single_bytes(body, marked, mark),
    }
}

fn utf16(body: &[u8], encoding: Encoding, mark: usize) -> Result<Decoded<'_>, XmlError> {
    let mut text = String::with_capacity(body.len() / 2);
    let mut chunks = body.chunks_exact(2);
    let units = chunks.by_ref().map(|pair| match *pair {
        [a, b] if encoding == Encoding::Utf16Le => u16::from_le_bytes([a, b]),
        [a, b] => u16::from_be_bytes([a, b]),
        _ => 0,
    });
    let mut offset = mark;
    for unit in char::decode_utf16(units) {
        let Ok(character) = unit else { return Err(XmlError::InvalidBytes { encoding: encoding.name(), offset }) };
        offset += 2 * character.len_utf16();
        text.push(character);
    }
    if !chunks.remainder().is_empty() {
        return Err(XmlError::InvalidBytes { encoding: encoding.name(), offset });
    }
    if let Some(name) = declared(&text)
        && Named::of(&name) != Named::Utf16
    {
        return Err(XmlError::EncodingMismatch { declared: name, actual: encoding.name() });
    }
    Ok(Decoded { text: Cow::Owned(text), encoding })
}

fn single_bytes(body: &[u8], marked: Option<Encoding>, mark: usize) -> Result<Decoded<'_>, XmlError> {
    // The declaration is ASCII in every encoding that is left; what follows it does not matter here.
    let blank = body.iter().take_while(|byte| is_blank(char::from(**byte))).count();
    let head: String = body.iter().skip(blank).take(DECLARATION_MAX).map(|&byte| char::from(byte)).collect();
    let name = declared(&head);
    let encoding = match name.as_deref().map_or(Named::Is(Encoding::Utf8), Named::of) {
        Named::Is(encoding) => encoding,
        Named::Utf16 => {
            let declared = name.unwrap_or_default();
            return Err(XmlError::EncodingMismatch { declared, actual: Encoding::Utf8.name() });
        }
        Named::AsciiInIt if body.is_ascii() => Encoding::Utf8,
        Named::AsciiInIt | Named::Unknown => {
            return Err(XmlError::UnknownEncoding { name: name.unwrap_or_default() });
        }
    };
    let mismatch = |actual: Encoding| XmlError::EncodingMismatch {
        declared: name.clone().unwrap_or_else(|| encoding.name().to_owned()),
        actual: actual.name(),
    };
    match encoding {
        Encoding::Windows1250 | Encoding::Iso8859_2 => {
            if let Some(marked) = marked {
                return Err(mismatch(marked));
            }
            // Polish letters of one-byte encodings do not make valid UTF-8 but by rarest chance.
            if std::str::from_utf8(body).is_ok() && !body.is_ascii() {
                return Err(mismatch(Encoding::Utf8));
            }
            one_byte(body, encoding)
        }
        _ => match std::str::from_utf8(body) {
            Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8 }),
            Err(error) => {
                Err(XmlError::InvalidBytes { encoding: Encoding::Utf8.name(), offset: mark + error.valid_up_to() })
            }
        },
    }
}

fn one_byte(body: &[u8], encoding: Encoding) -> Result<Decoded<'_>, XmlError> {
    let table = if encoding == Encoding::Windows1250 { encoding_rs::WINDOWS_1250 } else { encoding_rs::ISO_8859_2 };
    let invalid = |offset| XmlError::InvalidBytes { encoding: encoding.name(), offset };
    let text = table.decode_without_bom_handling_and_without_replacement(body).ok_or_else(|| invalid(0))?;
    // Both give one character for one byte. What comes out as a C1 control is a byte that the code page does
    // not have; in ISO-8859-2 it is the sign of a file that is really Windows-1250.
    if let Some(offset) = text.chars().position(|c| matches!(c, '\u{80}'..='\u{9F}')) {
        return Err(invalid(offset));
    }
    Ok(Decoded { text, encoding })
}

/// What the name of an encoding says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Is(Encoding),
    /// The mark, or the first character, says which.
    Utf16,
    /// An encoding whose first 128 characters are those of ASCII.
    AsciiInIt,
    Unknown,
}

impl Named {
    /// Case and the marks between letters and digits do not tell encodings apart.
    fn of(name: &str) -> Self {
        let plain: String = name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
        match plain.as_str() {
            // An empty name says nothing.
            "" if name.trim().is_empty() => Self::Is(Encoding::Utf8),
            "utf8" | "utf8n" | "utf8bom" | "65001" | "cp65001" | "usascii" | "ascii" => Self::Is(Encoding::Utf8),
            "windows1250" | "cp1250" | "xcp1250" | "win1250" | "ms1250" | "1250" | "msee" => {
                Self::Is(Encoding::Windows1250)
            }
            "iso88592" | "latin2" | "l2" | "isolatin2" | "isoir101" | "csisolatin2" | "iso885921987" | "28592"
            | "cp28592" => Self::Is(Encoding::Iso8859_2),
            "utf16" | "utf16le" | "utf16be" | "unicode" | "ucs2" | "iso10646ucs2" => Self::Utf16,
            _ => match encoding_rs::Encoding::for_label(name.as_bytes()) {
                Some(known) if known.is_ascii_compatible() => Self::AsciiInIt,
                _ => Self::Unknown,
            },
        }
    }
}

/// Would any other program find the encoding too? [`decode`] is more lenient than XML.
pub(super) fn plainly_declared(bytes: &[u8], decoded: &Decoded<'_>) -> Result<(), XmlError> {
    let name = declared(&decoded.text);
    let lower = name.as_deref().unwrap_or_default().to_ascii_lowercase();
    let is_late = decoded.text.starts_with(is_blank) && decoded.text.trim_start_matches(is_blank).starts_with("<?xml");
    let plain = match (decoded.encoding, lower.as_str()) {
        (Encoding::Utf8, "us-ascii" | "ascii") => decoded.text.is_ascii(),
        (Encoding::Utf8, "") => name.is_none(),
        (Encoding::Utf8, "utf-8" | "utf8")
        | (Encoding::Windows1250, "windows-1250" | "cp1250" | "x-cp1250" | "windows1250")
        | (Encoding::Iso8859_2, "iso-8859-2" | "iso8859-2" | "iso_8859-2" | "latin2" | "l2")
        | (Encoding::Utf16Be, "utf-16be" | "utf-16" | "utf16")
        | (Encoding::Utf16Le, "utf-16le" | "unicode" | "utf-16" | "utf16") => true,
        (Encoding::Utf16Le | Encoding::Utf16Be, "") => {
            bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
        }
        _ => false,
    };
    match name {
        _ if is_late => Err(XmlError::LateDeclaration),
        _ if plain => Ok(()),
        Some(declared) if Named::of(&declared) == Named::Is(decoded.encoding) && !lower.ends_with("ascii") => {
            Err(XmlError::OddEncoding { declared, actual: decoded.encoding.name() })
        }
        name => {
            let declared = name.unwrap_or_else(|| Encoding::Utf8.name().to_owned());
            Err(XmlError::EncodingMismatch { declared, actual: decoded.encoding.name() })
        }
    }
}

/// The `encoding` of a declaration at the start, or behind the blanks that some programs put before it.
fn declared(head: &str) -> Option<String> {
    let rest = head.trim_start_matches(is_blank).strip_prefix("<?xml")?;
    let declaration = rest.get(..rest.find("?>")?)?;
    let after = declaration.get(declaration.find("encoding")? + "encoding".len()..)?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = value.get(1..)?;
    // It is told where it is unknown; none that is known is longer than a dozen letters.
    Some(quoted(value.get(..value.find(quote)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ok(bytes: &[u8]) -> (String, Encoding) {
        let decoded = decode(bytes, 1 << 20).unwrap();
        (decoded.text.into_owned(), decoded.encoding)
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn what_occurs_is_read() {
        assert_eq!(ok("<A>ż</A>".as_bytes()), ("<A>ż</A>".to_owned(), Encoding::Utf8));
        assert_eq!(ok("\u{FEFF}<A/>".as_bytes()), ("<A/>".to_owned(), Encoding::Utf8));
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><A>ż🙂</A>";
        for big in [false, true] {
            let encoding = if big { Encoding::Utf16Be } else { Encoding::Utf16Le };
            assert_eq!(ok(&utf16(text, big)), (text.to_owned(), encoding));
            assert_eq!(ok(&utf16(&format!("\u{FEFF}{text}"), big)), (text.to_owned(), encoding));
        }
        let mut bytes = b"<?xml version='1.0' encoding = 'windows-1250'?><A>".to_vec();
        bytes.extend([0x9C, 0xB9]);
        assert!(ok(&bytes).0.ends_with("śą"));
        let mut bytes = b"<?xml version='1.0' encoding='ISO-8859-2'?><A>".to_vec();
        bytes.extend([0xB6, 0xB1]);
        assert!(ok(&bytes).0.ends_with("śą"));
    }

    #[test]
    fn an_encoding_goes_by_many_names() {
        let in_it = |name: &str, bytes: &[u8]| {
            let mut file = format!("<?xml version=\"1.0\" encoding=\"{name}\" standalone=\"yes\"?><A>").into_bytes();
            file.extend(bytes);
            ok(&file).0
        };
        for name in ["utf-8", "UTF8", "utf_8", "", " "] {
            assert!(in_it(name, "śą".as_bytes()).ends_with("śą"), "{name}");
        }
        for name in ["Windows-1250", "windows_1250", "CP-1250", "cp1250", "WIN-1250", "x-cp1250"] {
            assert!(in_it(name, &[0x9C, 0xB9]).ends_with("śą"), "{name}");
        }
        for name in ["ISO-8859-2", "iso88592", "ISO_8859-2:1987", "Latin-2", "csISOLatin2"] {
            assert!(in_it(name, &[0xB6, 0xB1]).ends_with("śą"), "{name}");
        }
        for name in ["ISO-8859-1", "windows-1252", "ISO-8859-16", "cp1252", "windows-1257", "IBM866"] {
            let file = format!("<?xml version='1.0' encoding='{name}'?><A>\u{f3}</A>");
            match encoding_rs::Encoding::for_label(name.as_bytes()) {
                Some(_) => assert!(in_it(name, b"abc").ends_with("abc"), "{name}"),
                None => panic!("{name}"),
            }
            assert!(matches!(decode(file.as_bytes(), 999), Err(XmlError::UnknownEncoding { .. })), "{name}");
        }
        let unicode = "<?xml version='1.0' encoding='unicode'?><A>ż</A>";
        assert_eq!(ok(&utf16(&format!("\u{FEFF}{unicode}"), false)).1, Encoding::Utf16Le);
        assert!(matches!(decode(unicode.as_bytes(), 999), Err(XmlError::EncodingMismatch { .. })));
    }

    #[test]
    fn blanks_before_the_declaration_do_not_hide_it() {
        let mut bytes = b"\r\n  <?xml version='1.0' encoding='windows-1250'?><A>".to_vec();
        bytes.extend([0x9C, 0xB9]);
        assert!(ok(&bytes).0.ends_with("śą"));
        bytes.splice(0..0, std::iter::repeat_n(b'\n', 1_000));
        assert!(ok(&bytes).0.ends_with("śą"));
        let text = "\n<?xml version='1.0' encoding='utf-16'?><A>ż</A>";
        for big in [false, true] {
            assert_eq!(ok(&utf16(text, big)).0, text);
        }
        assert!(matches!(
            decode("\n<?xml version='1.0' encoding='utf-16'?><A/>".as_bytes(), 999),
            Err(XmlError::EncodingMismatch { .. })
        ));
    }

    #[test]
    fn what_only_we_would_read_is_known() {
        let plain = |bytes: &[u8]| plainly_declared(bytes, &decode(bytes, 999).unwrap()).is_ok();
        assert!(plain("<A>ż</A>".as_bytes()) && plain("<?xml version='1.0' encoding='ascii'?><A/>".as_bytes()));
        assert!(!plain("<?xml version='1.0' encoding='US-ASCII'?><A>ż</A>".as_bytes()));
        assert!(plain(b"\n<A/>") && !plain(b"\n<?xml version='1.0'?><A/>"));
        assert!(!plain(b"<?xml version='1.0' encoding='win1250'?><A/>"));
        assert!(!plain(b"<?xml version='1.0' encoding=''?><A/>"));
        let told = |text: &str| plainly_declared(text.as_bytes(), &decode(text.as_bytes(), 999).unwrap());
        assert_eq!(told("\n<?xml version='1.0' encoding='UTF-8'?><A>ż</A>"), Err(XmlError::LateDeclaration));
        for (name, actual) in [("utf_8", "UTF-8"), ("", "UTF-8"), ("CP-1250", "Windows-1250"), ("1250", "Windows-1250")]
        {
            let odd = XmlError::OddEncoding { declared: name.to_owned(), actual };
            assert_eq!(told(&format!("<?xml version='1.0' encoding='{name}'?><A/>")), Err(odd), "{name}");
        }
        assert!(plain(&utf16("\u{FEFF}<A/>", true)) && !plain(&utf16("<A/>", true)));
        let declared = "<?xml version='1.0' encoding='UTF-16LE'?><A/>";
        assert!(plain(&utf16(declared, false)) && !plain(&utf16(declared, true)));
    }

    #[test]
    fn another_kind_of_file_is_called_what_it_is() {
        for (bytes, kind) in [
            (&b"%PDF-1.4"[..], OtherFile::Pdf),
            (b"PK\x03\x04", OtherFile::Archive),
            (b"\x1f\x8b\x08", OtherFile::Archive),
            (b"\xef\xbb\xbf {\"id\": 1}", OtherFile::Json),
            (b"[{\"id\": 1}]", OtherFile::Json),
            (b"\r\n<!DOCTYPE HTML><html>", OtherFile::Page),
            (b"<HTML lang='pl'>", OtherFile::Page),
        ] {
            assert_eq!(decode(bytes, 999), Err(XmlError::OtherFile { kind }));
        }
        for text in ["<A/>", "[INFO]\r\n", "{seller}", "", "<!DOCTYPE ROOT><ROOT/>"] {
            assert!(decode(text.as_bytes(), 999).is_ok(), "{text}");
        }
    }

    #[test]
    fn disagreement_is_refused() {
        let utf8_as_1250 = "<?xml version='1.0' encoding='windows-1250'?><A>zażółć</A>";
        assert!(matches!(decode(utf8_as_1250.as_bytes(), 999), Err(XmlError::EncodingMismatch { .. })));
        let marked = "\u{FEFF}<?xml version='1.0' encoding='windows-1250'?><A/>";
        assert!(matches!(decode(marked.as_bytes(), 999), Err(XmlError::EncodingMismatch { .. })));
        let not_16 = b"<?xml version='1.0' encoding='UTF-16'?><A/>";
        assert!(matches!(decode(not_16, 999), Err(XmlError::EncodingMismatch { .. })));
        let declared_8 = utf16("\u{FEFF}<?xml version='1.0' encoding='UTF-8'?><A/>", false);
        assert!(matches!(decode(&declared_8, 999), Err(XmlError::EncodingMismatch { .. })));
    }

    #[test]
    fn bytes_without_meaning_are_refused_with_their_place() {
        let invalid = |bytes: &[u8], at: usize| match decode(bytes, 999) {
            Err(XmlError::InvalidBytes { offset, .. }) => assert_eq!(offset, at),
            other => panic!("{other:?}"),
        };
        invalid(b"<A>\xB3</A>", 3);
        invalid(b"\xEF\xBB\xBF<A>\xB3</A>", 6);
        invalid(&[0xFF, 0xFE, b'<', 0, 0x00, 0xD8, b'a', 0], 4);
        invalid(&[0xFF, 0xFE, b'<', 0, b'a'], 4);
        let mut bytes = b"<?xml version='1.0' encoding='iso-8859-2'?><A>".to_vec();
        let place = bytes.len();
        bytes.push(0x9C);
        invalid(&bytes, place);
    }

    #[test]
    fn other_encodings_and_sizes_are_refused() {
        let latin1 = b"<?xml version='1.0' encoding='ISO-8859-1'?><A>\xF3</A>";
        assert!(matches!(decode(latin1, 999), Err(XmlError::UnknownEncoding { .. })));
        for name in ["polski", "ANSI", "EBCDIC-CP-PL", "UTF-7", "UTF-32", "Mazovia", "852"] {
            let file = format!("<?xml version='1.0' encoding='{name}'?><A/>");
            let expected = XmlError::UnknownEncoding { name: name.to_owned() };
            assert_eq!(decode(file.as_bytes(), 999), Err(expected), "{name}");
        }
        assert!(matches!(decode(&[0xFF, 0xFE, 0, 0], 999), Err(XmlError::UnknownEncoding { .. })));
        assert_eq!(decode(b"12345", 4), Err(XmlError::TooLarge { size: 5, limit: 4 }));
        assert!(decode(b"1234", 4).is_ok());
    }
}
