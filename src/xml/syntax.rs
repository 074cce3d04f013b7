//! The small grammar of XML 1.0 that the event reader leaves to its user: which characters there are, names,
//! references, attributes.

use std::borrow::Cow;

use super::flaw::Flaw;

/// Is this a character of XML 1.0 (production 2)? A Rust character is never a surrogate.
pub(super) fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// The character that begins at a byte; none in the middle of one.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Bytes that are looked at together.
const PIECE: usize = 64;

/// The first character that XML may not hold, and at which byte. Control characters and what begins with the byte
/// 0xEF are looked at, everything else is sound.
pub(super) fn first_illegal(text: &str) -> Option<(usize, char)> {
    let doubtful = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0xEF;
    // Of so many bytes mostly none is: they are looked at together.
    for (at, piece) in text.as_bytes().chunks(PIECE).enumerate() {
        if !piece.iter().fold(false, |found, byte| found | doubtful(*byte)) {
            continue;
        }
        let places = (at * PIECE..).zip(piece).filter(|(_, byte)| doubtful(**byte));
        let found = places.filter_map(|(at, _)| Some((at, char_at(text, at)?))).find(|(_, c)| !is_char(*c));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// XML's white space, which is narrower than Unicode's.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Without XML's white space at both ends.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// Characters of a name or a value that are told.
const QUOTED_MAX: usize = 60;

/// As much of what stands in a file as is told of it: there are names of a megabyte.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED_MAX) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A name with at most one colon, with something on both sides of it (Namespaces in XML, production 7).
pub(super) fn is_name(name: &str) -> bool {
    let mut parts = name.split(':');
    let plain = |part: &str| {
        let mut characters = part.chars();
        characters.next().is_some_and(starts_name) && characters.all(continues_name)
    };
    parts.next().is_some_and(plain) && parts.next().is_none_or(plain) && parts.next().is_none()
}

fn starts_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

fn continues_name(c: char) -> bool {
    starts_name(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// What a reference stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// One of the five, or a character by number.
    Character(char),
    /// A number that is no character of XML 1.0.
    Illegal,
    /// An entity that only a DTD could declare.
    Entity,
    /// Not a reference.
    Malformed,
}

/// Resolves what stands between `&` and `;`.
pub(super) fn reference(content: &str) -> Reference {
    let number = match content {
        "amp" => return Reference::Character('&'),
        "lt" => return Reference::Character('<'),
        "gt" => return Reference::Character('>'),
        "quot" => return Reference::Character('"'),
        "apos" => return Reference::Character('\''),
        _ => match content.strip_prefix('#') {
            None if is_name(content) => return Reference::Entity,
            None => return Reference::Malformed,
            Some(number) => number,
        },
    };
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Reference::Malformed;
    }
    match u32::from_str_radix(digits, radix).ok().and_then(char::from_u32) {
        Some(c) if is_char(c) => Reference::Character(c),
        _ => Reference::Illegal,
    }
}

/// What is wrong with a run of attributes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum AttributeFault {
    /// Not `name="value"` with white space before it.
    Malformed(Flaw),
    /// The name stands twice.
    Duplicate(String),
    /// More than the limit.
    TooMany,
    /// A reference to an entity.
    Entity(String),
    /// A reference to a character that is none: what stands between `&` and `;`.
    Illegal(String),
}

/// Splits what follows the name in a start tag or in a declaration. Strict, and never more than `limit`
/// attributes are looked at, so that the comparison of names stays cheap.
pub(super) fn attributes(raw: &str, limit: usize) -> Result<Vec<(&str, Cow<'_, str>)>, AttributeFault> {
    let mut found: Vec<(&str, Cow<'_, str>)> = Vec::new();
    let mut rest = raw;
    loop {
        let trimmed = rest.trim_start_matches(is_blank);
        if trimmed.is_empty() {
            return Ok(found);
        }
        if trimmed.len() == rest.len() {
            return Err(AttributeFault::Malformed(Flaw::Attribute));
        }
        if found.len() >= limit {
            return Err(AttributeFault::TooMany);
        }
        let (name, value) = trimmed.split_once('=').ok_or(AttributeFault::Malformed(Flaw::Attribute))?;
        let name = name.trim_end_matches(is_blank);
        if !is_name(name) {
            return Err(AttributeFault::Malformed(Flaw::Name));
        }
        let value = value.trim_start_matches(is_blank);
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = quote
            .and_then(|quote| value.get(1..)?.split_once(quote))
            .ok_or(AttributeFault::Malformed(Flaw::Attribute))?;
        if value.contains('<') {
            return Err(AttributeFault::Malformed(Flaw::AttributeMark));
        }
        if found.iter().any(|(other, _)| *other == name) {
            return Err(AttributeFault::Duplicate(name.to_owned()));
        }
        found.push((name, unescape(value)?));
        rest = after;
    }
}

fn unescape(value: &str) -> Result<Cow<'_, str>, AttributeFault> {
    if !value.contains('&') {
        return Ok(Cow::Borrowed(value));
    }
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let (content, after) = after.split_once(';').ok_or(AttributeFault::Malformed(Flaw::Reference))?;
        match reference(content) {
            Reference::Character(c) => text.push(c),
            Reference::Illegal => return Err(AttributeFault::Illegal(content.to_owned())),
            Reference::Entity => return Err(AttributeFault::Entity(content.to_owned())),
            Reference::Malformed => return Err(AttributeFault::Malformed(Flaw::Reference)),
        }
        rest = after;
    }
    text.push_str(rest);
    Ok(Cow::Owned(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_those_of_xml_1_0() {
        for c in ['\0', '\u{8}', '\u{B}', '\u{C}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert!(!is_char(c), "{c:?}");
        }
        for c in ['\t', '\n', '\r', ' ', 'ż', '\u{7F}', '\u{85}', '\u{FFFD}', '🙂', '\u{10FFFF}'] {
            assert!(is_char(c), "{c:?}");
        }
    }

    #[test]
    fn names_are_qualified_names() {
        for name in ["ROOT", "o:ROOT", "_a-1.b", "Żółw"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "1A", ":A", "A:", "a:b:c", "A B", "-A", "A:1"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn references_are_the_five_and_numbers() {
        assert_eq!(reference("amp"), Reference::Character('&'));
        assert_eq!(reference("#x17C"), Reference::Character('ż'));
        assert_eq!(reference("#13"), Reference::Character('\r'));
        assert_eq!(reference("#0"), Reference::Illegal);
        assert_eq!(reference("#xD800"), Reference::Illegal);
        assert_eq!(reference("#99999999999"), Reference::Illegal);
        assert_eq!(reference("nbsp"), Reference::Entity);
        for content in ["", "#", "#x", "#+65", "#X41", "# 65", "a b"] {
            assert_eq!(reference(content), Reference::Malformed, "{content}");
        }
    }

    #[test]
    fn attributes_are_split_strictly() {
        let good = attributes(" a='1' b = \"x&gt;y\" ", 9).unwrap();
        assert_eq!(good, [("a", Cow::Borrowed("1")), ("b", Cow::Borrowed("x>y"))]);
        assert_eq!(attributes(" a='1' a='2'", 9), Err(AttributeFault::Duplicate("a".to_owned())));
        assert_eq!(attributes(" a='1' b='2'", 1), Err(AttributeFault::TooMany));
        assert_eq!(attributes(" a='&x;'", 9), Err(AttributeFault::Entity("x".to_owned())));
        assert_eq!(attributes(" a='&#1;'", 9), Err(AttributeFault::Illegal("#1".to_owned())));
        for bad in [" a", " a=", " a=1", " a='1'b='2'", " a='<'", " 1='1'", " a='&'", "a='1'"] {
            assert!(matches!(attributes(bad, 9), Err(AttributeFault::Malformed(_))), "{bad}");
        }
    }
}
