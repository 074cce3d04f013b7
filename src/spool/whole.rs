//! Is a file's text all there? Looks at bytes and computes, nothing else.
//!
//! A writer that has not finished leaves the beginning of a file, and the beginning of an XML document never looks like a
//! whole one: its root is still open, or something behind the root is. This is no parser. What it calls whole may be wrong
//! in many ways, which the reader says; what it calls open may become a document by going on, and what it calls broken never.

use std::borrow::Cow;

/// How a text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The root is closed, and nothing behind it is open.
    Whole {
        /// The instruction that was asked for is there.
        record: bool,
    },
    /// More may come.
    Open,
    /// Whatever comes, this becomes no document.
    Broken,
}

/// How the text in these bytes ends. `record`: the target of the instruction that is looked for. One pass; UTF-8, UTF-16 and
/// every encoding that has ASCII in its place.
#[must_use]
pub fn ending(bytes: &[u8], record: &str) -> Ending {
    let text: Cow<'_, [u8]> = match bytes {
        // Nothing, or a part of a byte order mark.
        [] | [0xEF | 0xFE | 0xFF] | [0xEF, 0xBB] => return Ending::Open,
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.into(),
        [0xFF, 0xFE, rest @ ..] => narrow(rest, u16::from_le_bytes).into(),
        [0xFE, 0xFF, rest @ ..] => narrow(rest, u16::from_be_bytes).into(),
        [b'<', 0, ..] => narrow(bytes, u16::from_le_bytes).into(),
        [0, b'<', ..] => narrow(bytes, u16::from_be_bytes).into(),
        _ => bytes.into(),
    };
    Walk { rest: &text, depth: 0, rooted: false, record, recorded: false }.end()
}

/// UTF-16 with everything beyond ASCII as one sign. Half a unit at the end is a zero, which stands in no document.
fn narrow(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u8> {
    let sign = |pair: &[u8]| match *pair {
        [a, b] => u8::try_from(unit([a, b])).unwrap_or(0x80),
        _ => 0,
    };
    bytes.chunks(2).map(sign).collect()
}

struct Walk<'a> {
    rest: &'a [u8],
    /// Open elements.
    depth: usize,
    /// The root was opened.
    rooted: bool,
    record: &'a str,
    recorded: bool,
}

impl<'a> Walk<'a> {
    fn end(mut self) -> Ending {
        while let Some(at) = self.rest.iter().position(|byte| *byte == b'<') {
            let Some((text, markup)) = self.rest.split_at_checked(at) else { return Ending::Open };
            if self.depth == 0 && !is_blank(text) {
                return beside_the_root(text);
            }
            self.rest = markup;
            match self.markup() {
                Some(Ok(())) => {}
                Some(Err(())) => return Ending::Broken,
                None => return Ending::Open,
            }
        }
        if self.depth == 0 && !is_blank(self.rest) {
            return beside_the_root(self.rest);
        }
        let whole = self.rooted && self.depth == 0;
        if whole { Ending::Whole { record: self.recorded } } else { Ending::Open }
    }

    /// What begins with the `<` here. `None`: it does not end; `Err`: it may not stand here.
    fn markup(&mut self) -> Option<Result<(), ()>> {
        if self.passed(b"<!--") {
            return self.pass(b"-->").map(|_| Ok(()));
        }
        if self.passed(b"<![CDATA[") {
            return self.pass(b"]]>").map(|_| Ok(()));
        }
        if self.passed(b"<?") {
            let content = self.pass(b"?>")?;
            let after = content.strip_prefix(self.record.as_bytes());
            self.recorded |= after.is_some_and(|after| after.first().is_none_or(u8::is_ascii_whitespace));
            return Some(Ok(()));
        }
        if self.passed(b"</") {
            self.pass(b">")?;
            let Some(depth) = self.depth.checked_sub(1) else { return Some(Err(())) };
            self.depth = depth;
            return Some(Ok(()));
        }
        let declares = self.passed(b"<!");
        let tag = self.tag(declares)?;
        if declares {
            return Some(Ok(()));
        }
        if self.rooted && self.depth == 0 {
            return Some(Err(()));
        }
        self.rooted = true;
        self.depth += usize::from(!tag.ends_with(b"/"));
        Some(Ok(()))
    }

    /// Goes past these bytes, if they come next.
    fn passed(&mut self, start: &[u8]) -> bool {
        let rest = self.rest.strip_prefix(start);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Goes past the next of these bytes; what lies before them.
    fn pass(&mut self, end: &[u8]) -> Option<&'a [u8]> {
        let at = self.rest.windows(end.len()).position(|window| window == end)?;
        let (before, from) = self.rest.split_at_checked(at)?;
        self.rest = from.get(end.len()..)?;
        Some(before)
    }

    /// Goes past a `>` that is in no quotes, and in a declaration in no brackets either; what lies before it.
    fn tag(&mut self, declares: bool) -> Option<&'a [u8]> {
        let (mut quote, mut brackets) = (None, 0_usize);
        let at = self.rest.iter().position(|byte| {
            match (quote, byte) {
                (Some(open), _) => quote = Some(open).filter(|open| open != byte),
                (None, b'"' | b'\'') => quote = Some(*byte),
                (None, b'[') if declares => brackets += 1,
                (None, b']') if declares => brackets = brackets.saturating_sub(1),
                (None, b'>') => return brackets == 0,
                _ => {}
            }
            false
        })?;
        let (before, from) = self.rest.split_at_checked(at)?;
        self.rest = from.get(1..)?;
        Some(before)
    }
}

/// Text before or behind the root. Who makes room for a file before he writes it fills it with zeros.
fn beside_the_root(text: &[u8]) -> Ending {
    if text.contains(&0) { Ending::Open } else { Ending::Broken }
}

fn is_blank(text: &[u8]) -> bool {
    text.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use proptest::prelude::*;

    const RECORD: &str = "allegro-order";

    fn of(text: &str) -> Ending {
        ending(text.as_bytes(), RECORD)
    }

    /// The same text in every encoding that is read, and as what.
    fn encoded(text: &str) -> Vec<Vec<u8>> {
        let wide = |mark: &str, turn: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("{mark}{text}").encode_utf16().flat_map(turn).collect()
        };
        let mut all = vec![
            text.as_bytes().to_vec(),
            format!("\u{FEFF}{text}").into_bytes(),
            wide("\u{FEFF}", u16::to_le_bytes),
            wide("\u{FEFF}", u16::to_be_bytes),
        ];
        if text.starts_with('<') {
            all.extend([wide("", u16::to_le_bytes), wide("", u16::to_be_bytes)]);
        }
        for table in [encoding_rs::WINDOWS_1250, encoding_rs::ISO_8859_2] {
            all.push(table.encode(text).0.into_owned());
        }
        all
    }

    #[test]
    fn what_is_whole_open_and_broken() {
        let whole = Ending::Whole { record: false };
        for (text, expected) in [
            ("<A/>", whole),
            ("<?xml version='1.0'?>\r\n<A b='>' c=\"/>\"><B/>x</A>\n", whole),
            ("<A><!-- </A> --><![CDATA[</A>]]></A>", whole),
            ("<!DOCTYPE A [<!ENTITY a \"b>\">]><A/>", whole),
            ("<A/><!-- later --> <?other x?>", whole),
            ("<A/><?allegro-order {}?>", Ending::Whole { record: true }),
            ("<A/><?allegro-order?>", Ending::Whole { record: true }),
            ("<A/><?allegro-orders {}?>", whole),
            ("", Ending::Open),
            (" \n", Ending::Open),
            ("<?xml version='1.0'?>", Ending::Open),
            ("<A>", Ending::Open),
            ("<A b='/>", Ending::Open),
            ("<A></A", Ending::Open),
            ("<A/><!-- half", Ending::Open),
            ("<A/><?allegro-order {}", Ending::Open),
            ("<A/><", Ending::Open),
            ("<A/>\0\0\0", Ending::Open),
            ("\0\0\0\0", Ending::Open),
            ("nie XML", Ending::Broken),
            ("</A>", Ending::Broken),
            ("<A/>x", Ending::Broken),
            ("<A/><B>", Ending::Broken),
            ("<A/></A>", Ending::Broken),
        ] {
            assert_eq!(of(text), expected, "{text:?}");
        }
        assert_eq!(ending(b"\xEF\xBB", RECORD), Ending::Open);
        assert_eq!(ending(b"\xFF\xFE<\0A\0/\0>", RECORD), Ending::Open, "half a sign");
    }

    #[test]
    fn the_files_of_the_corpus_are_whole_and_no_part_of_them_is() {
        for folder in ["tests/foreign", "tests/xml_corpus/right"] {
            for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_none_or(|ending| ending != "xml") {
                    continue;
                }
                let bytes = std::fs::read(&path).unwrap();
                assert!(matches!(ending(&bytes, RECORD), Ending::Whole { .. }), "{}", path.display());
                for cut in (0..bytes.len()).step_by(97) {
                    // What follows the root may be cut: comments, instructions, blanks.
                    let part = ending(&bytes[..cut], RECORD);
                    let behind = bytes.len() - cut < 4096 && matches!(part, Ending::Whole { .. });
                    assert!(part == Ending::Open || behind, "{} at {cut}: {part:?}", path.display());
                }
            }
        }
    }

    fn element(depth: u32) -> BoxedStrategy<String> {
        let text = "[a-zżółć &;\n\"']{0,6}";
        let leaf = prop_oneof![
            text,
            "[a-z<>&]{0,6}".prop_map(|text| format!("<![CDATA[{text}]]>")),
            "[a-z<> ]{0,6}".prop_map(|text| format!("<!--{text}-->")),
            "[a-z<> ]{0,6}".prop_map(|text| format!("<?x {text}?>")),
            Just("<E a='>' b=\"/\"/>".to_owned()),
        ];
        let children = if depth == 0 { leaf.boxed() } else { prop_oneof![leaf, element(depth - 1)].boxed() };
        prop::collection::vec(children, 0..4).prop_map(|inside| format!("<A x=\"ż>\">{}</A>", inside.concat())).boxed()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_document_is_whole_and_no_beginning_of_it_is(
            head in prop_oneof![Just(""), Just("<?xml version=\"1.0\"?>\r\n"), Just("\n<!-- ą -->")],
            root in element(3),
        ) {
            let text = format!("{head}{root}");
            for bytes in encoded(&text) {
                prop_assert_eq!(ending(&bytes, RECORD), Ending::Whole { record: false });
                for cut in 0..bytes.len() {
                    prop_assert_eq!(ending(&bytes[..cut], RECORD), Ending::Open, "{} of {:?}", cut, &text);
                }
            }
        }

        #[test]
        fn what_follows_the_root_is_not_whole_while_it_is_open(root in element(1), tail in "[a-z<> ]{0,8}") {
            for (tail, record) in [(format!("<!--{tail}-->"), false), (format!("<?allegro-order {tail}?>"), true)] {
                let text = format!("{root}\n{tail}");
                for bytes in encoded(&text) {
                    prop_assert_eq!(ending(&bytes, RECORD), Ending::Whole { record });
                }
                for cut in root.len() + 2..text.len() {
                    if let Some(part) = text.get(..cut) {
                        prop_assert_eq!(of(part), Ending::Open, "{}", part);
                    }
                }
            }
        }

        #[test]
        fn no_bytes_are_too_much(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = ending(&bytes, RECORD);
        }
    }
}
