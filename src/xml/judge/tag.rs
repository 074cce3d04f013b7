//! Where the tags of a text stand.

use memchr::{memchr, memmem};

use super::super::NAMESPACE;

/// A start tag.
pub(super) struct Tag<'a> {
    pub offset: usize,
    /// Just behind it.
    pub end: usize,
    pub prefix: &'a str,
    pub name: &'a str,
    /// What else stands in it.
    pub attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The one at an offset.
    pub(super) fn at(text: &'a str, offset: usize) -> Self {
        let bytes = text.as_bytes();
        let end = name_end(bytes, offset + 1);
        if bytes.get(end) == Some(&b'>') {
            let name = text.get(offset + 1..end).unwrap_or_default();
            return Self { offset, end: end + 1, prefix: "", name, attributes: "" };
        }
        if bytes.get(end..end + 2) == Some(b"/>") {
            let name = text.get(offset + 1..end).unwrap_or_default();
            return Self { offset, end: end + 2, prefix: "", name, attributes: "/" };
        }
        let (mut at, mut colon) = (offset + 1, None);
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'>' | b' ' | b'\t' | b'\r' | b'\n' | b'/' => break,
                b':' if colon.is_none() => colon = Some(at),
                _ => {}
            }
            at += 1;
        }
        let name = text.get(colon.map_or(offset + 1, |colon| colon + 1)..at).unwrap_or_default();
        let prefix = colon.and_then(|colon| text.get(offset + 1..colon)).unwrap_or_default();
        let mut end = at;
        // A `>` may stand in the value of an attribute.
        loop {
            match bytes.get(end) {
                Some(b'>') | None => break,
                Some(quote @ (b'"' | b'\'')) => {
                    let value = bytes.get(end + 1..).unwrap_or_default();
                    end = memchr(*quote, value).map_or(bytes.len(), |length| end + length + 2);
                }
                Some(_) => end += 1,
            }
        }
        Self { offset, end: end + 1, prefix, name, attributes: text.get(at..end).unwrap_or_default() }
    }

    /// It takes itself out of the format's namespace.
    pub(super) fn is_renamed(&self) -> bool {
        self.attributes.len() > 1
            && memmem::find(self.attributes.as_bytes(), NAMESPACE.as_bytes()).is_none()
            && self.attributes.contains("xmlns=")
    }
}

/// Just behind the end of an element, from the end of its start tag on, if nothing inside makes it hard to see: no attribute, no
/// marked section, comment or instruction.
pub(super) fn past(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (1_usize, from);
    loop {
        at = next_tag(bytes, at);
        match bytes.get(at + 1)? {
            b'!' | b'?' => return None,
            b'/' => {
                depth -= 1;
                if depth == 0 {
                    return Some(behind(text, at, ">"));
                }
                at += 2;
            }
            _ => {
                let end = name_end(bytes, at + 1);
                match (bytes.get(end)?, bytes.get(end + 1)?) {
                    (b'>', _) => depth += 1,
                    (b'/', b'>') => {}
                    _ => return None,
                }
                at = end + 1;
            }
        }
    }
}

/// Where the name of a tag ends, or the letters of it: what else may stand in a name is left to who asks.
#[inline]
fn name_end(bytes: &[u8], begin: usize) -> usize {
    // What ends a name, white space and quotes among it, and digits come before the letters.
    first(bytes, begin, |word| less(word, b'A'))
}

/// Just behind the next such piece of text.
pub(super) fn behind(text: &str, from: usize, piece: &str) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let found = match piece {
        ">" => memchr(b'>', rest),
        _ => memmem::find(rest, piece.as_bytes()),
    };
    found.map_or(text.len(), |at| from + at + piece.len())
}

/// Where the next tag begins; the end if there is none.
pub(super) fn next_tag(bytes: &[u8], from: usize) -> usize {
    // Mostly it is there already.
    if bytes.get(from) == Some(&b'<') { from } else { first(bytes, from, |word| equal(word, b'<')) }
}

/// The bytes of a word that are this one have their upmost bit set, up to the first; those behind it may.
fn equal(word: u64, byte: u8) -> u64 {
    less(word ^ (ONES * u64::from(byte)), 1)
}

/// The same of those that are less than this one, which is at most 128.
fn less(word: u64, bound: u8) -> u64 {
    word.wrapping_sub(ONES * u64::from(bound)) & !word & (ONES << 7)
}

/// A one in each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Where the first byte stands that is marked so, from there on; the end if none is. What is looked for is mostly near: a
/// search made for long ways takes its time to begin.
fn first(bytes: &[u8], from: usize, marked: impl Fn(u64) -> u64) -> usize {
    let (words, rest) = bytes.get(from..).unwrap_or_default().as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let found = marked(u64::from_le_bytes(*word));
        if found != 0 {
            return from + 8 * at + found.trailing_zeros() as usize / 8;
        }
    }
    let begin = bytes.len() - rest.len();
    let is_marked = |byte: &u8| marked(u64::from(*byte) * ONES) != 0;
    rest.iter().position(is_marked).map_or(bytes.len(), |at| begin + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_passed_only_where_its_end_is_plain_to_see() {
        let passed = |text: &str| past(text, Tag::at(text, 0).end).map(|end| text[end..].to_owned());
        for (text, rest) in [
            ("<A><B>1</B><C/></A><D/>", "<D/>"),
            ("<A></A>", ""),
            ("<AB><A>1</A></AB>x", "x"),
            ("<p:A><B/></p:A>x", "x"),
            ("<A><A/></A>x", "x"),
            ("<A><A>1</A></A >x", "x"),
            ("<A b='/>'><BA>1/>2</BA> = </A>x", "x"),
        ] {
            assert_eq!(passed(text).as_deref(), Some(rest), "{text}");
        }
        for text in [
            "<A><A b='1'>1</A></A>",
            "<A><B b='/>'/></A>",
            "<A><p:B/></A>",
            "<A><B2/></A>",
            "<A><![CDATA[</A>]]></A>",
            "<A><!--</A>--></A>",
            "<A><?x </A>?></A>",
            "<A>",
            "<A><B>",
            "<A><",
        ] {
            assert_eq!(passed(text), None, "{text}");
        }
    }

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..40_usize {
            for at in 0..=length {
                let mut bytes = vec![0xC4_u8; length];
                bytes.extend_from_slice("ż<".as_bytes());
                bytes[at..length].fill(b'<');
                for from in 0..=at {
                    let expected = if at < length { at } else { length + 2 };
                    assert_eq!(first(&bytes, from, |word| equal(word, b'<')), expected, "{length} {at} {from}");
                }
            }
        }
        let end = |text: &str| name_end(text.as_bytes(), 0);
        assert_eq!((end("NAZWA_Ż>"), end("KOD a='>'>"), end("EAN/>"), end("")), (8, 3, 3, 0));
        assert_eq!(first(b"", 5, |word| equal(word, b'<')), 0);
    }
}
