//! The settings' bytes as text, as whatever editor saved them: UTF-8 with or without a byte order mark, UTF-16, and
//! Windows-1250, which old editors call ANSI.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1250};

/// How a text lies in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With a byte order mark?
    Utf8(bool),
    /// Big end first?
    Utf16(bool),
    /// As old editors save.
    Windows1250,
}

/// The text without a byte order mark, and how it lay in the file; `Err`: how far it is text.
pub(super) fn read(bytes: &[u8]) -> Result<(String, Form), String> {
    let utf16 = |rest: &[u8], big: bool| {
        let encoding = if big { UTF_16BE } else { UTF_16LE };
        let (text, broken) = encoding.decode_without_bom_handling(rest);
        match text.find('\u{fffd}') {
            Some(end) if broken => Err(text.get(..end).unwrap_or_default().to_owned()),
            _ => Ok((text.into_owned(), Form::Utf16(big))),
        }
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest).map(|text| (text, Form::Utf8(true))),
        [0xff, 0xfe, rest @ ..] => utf16(rest, false),
        [0xfe, 0xff, rest @ ..] => utf16(rest, true),
        // Without a mark: a settings file begins with characters of ASCII.
        [0, 1..=255, 0, 1..=255, ..] => utf16(bytes, true),
        [1..=255, 0, 1..=255, 0, ..] => utf16(bytes, false),
        _ if has_utf8(bytes) => utf8(bytes).map(|text| (text, Form::Utf8(false))),
        _ => Ok((WINDOWS_1250.decode_without_bom_handling(bytes).0.into_owned(), Form::Windows1250)),
    }
}

/// The same text in the form that it lay in the file; in UTF-8 where that form lacks a character.
#[must_use]
pub fn write(text: &str, form: Form) -> Vec<u8> {
    let units = |mark: u16, bytes: fn(u16) -> [u8; 2]| {
        std::iter::once(mark).chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    match form {
        Form::Utf8(false) => text.as_bytes().to_vec(),
        Form::Utf8(true) => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        Form::Utf16(true) => units(0xfeff, u16::to_be_bytes),
        Form::Utf16(false) => units(0xfeff, u16::to_le_bytes),
        Form::Windows1250 => match WINDOWS_1250.encode(text) {
            (bytes, _, false) => bytes.into_owned(),
            _ => write(text, Form::Utf8(true)),
        },
    }
}

/// The text of bytes in which letters of Windows-1250 stand among those of UTF-8.
pub(super) fn mixed(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let chunk = |chunk: std::str::Utf8Chunk<'_>| {
        let other = WINDOWS_1250.decode_without_bom_handling(chunk.invalid()).0;
        format!("{}{other}", chunk.valid())
    };
    bytes.utf8_chunks().map(chunk).collect()
}

fn utf8(bytes: &[u8]) -> Result<String, String> {
    let chunk = bytes.utf8_chunks().next();
    let whole = chunk.as_ref().is_none_or(|chunk| chunk.invalid().is_empty());
    let text = chunk.map(|chunk| chunk.valid().to_owned()).unwrap_or_default();
    if whole { Ok(text) } else { Err(text) }
}

/// Is it UTF-8, if need be with something broken among it? One letter of UTF-8 says so: what stands for it in Windows-1250 are
/// two or three signs that nobody writes in a row.
fn has_utf8(bytes: &[u8]) -> bool {
    bytes.is_ascii() || bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "name = \"Żółw sp. z o.o.\"\r\n# „Ł”\r\n";

    #[test]
    fn a_text_is_the_same_however_it_was_saved() {
        let forms = [Form::Utf8(false), Form::Utf8(true), Form::Utf16(false), Form::Utf16(true), Form::Windows1250];
        for form in forms {
            let bytes = write(TEXT, form);
            assert_eq!(read(&bytes), Ok((TEXT.to_owned(), form)), "{form:?}");
            assert_eq!(write(&read(&bytes).unwrap().0, form), bytes);
        }
        for form in [Form::Utf16(false), Form::Utf16(true)] {
            assert_eq!(read(write(TEXT, form).get(2..).unwrap()), Ok((TEXT.to_owned(), form)), "without a mark");
        }
        for (bytes, form) in
            [(&b""[..], Form::Utf8(false)), (b"a", Form::Utf8(false)), (b"\xff\xfe", Form::Utf16(false))]
        {
            assert_eq!(read(bytes), Ok((String::from_utf8_lossy(bytes).replace('\u{fffd}', ""), form)));
        }
    }

    #[test]
    fn what_windows_1250_lacks_is_written_in_utf_8() {
        let bytes = write("☃", Form::Windows1250);
        assert_eq!(read(&bytes), Ok(("☃".to_owned(), Form::Utf8(true))));
    }

    #[test]
    fn letters_of_two_kinds_are_read_each_as_its_own() {
        let bytes = ["name = \"Łódź\"\n".as_bytes(), &WINDOWS_1250.encode("city = \"Żółw\"\n").0].concat();
        assert!(read(&bytes).is_err());
        assert_eq!(mixed(&bytes), "name = \"Łódź\"\ncity = \"Żółw\"\n");
    }

    #[test]
    fn a_text_that_breaks_off_says_how_far_it_is_one() {
        assert_eq!(read(b"a = \"\xc5\xbc\"\nb = \"\xbf\"\n"), Err("a = \"ż\"\nb = \"".to_owned()));
        assert_eq!(read(b"\xef\xbb\xbfa\xff"), Err("a".to_owned()));
        assert_eq!(read(b"\xff\xfea\0b"), Err("a".to_owned()), "half a unit");
        assert_eq!(read(b"\xfe\xff\0a\xd8\0\0b"), Err("a".to_owned()), "half a pair");
    }
}
