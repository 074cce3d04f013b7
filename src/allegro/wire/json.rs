//! The text before it has types: is it JSON at all, how deep, where are the orders in it, and away with the
//! field that must not be kept.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use super::broken;
use super::error::DecodeError;

/// Decoding refuses more than this, whatever its caller allows. A page of 100 orders of 100 lines each is
/// about 10 MB.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Objects and arrays within each other. A page of real orders has 8; `serde_json` itself gives up at 128.
pub const MAX_DEPTH: usize = 64;

/// Orders of one text. The API's own pages have a hundred.
pub const MAX_ORDERS: usize = 10_000;

/// PESEL. Never stored, not even in a body kept as evidence (`reference/requirements.md` R-D15).
pub(super) const PERSONAL_IDENTITY: &str = "personalIdentity";

/// For callers that read files: is `bytes` within what they allow?
///
/// # Errors
/// [`DecodeError::TooLarge`].
pub fn check_size(bytes: u64, limit: u64) -> Result<(), DecodeError> {
    if bytes > limit { Err(DecodeError::TooLarge { bytes, limit }) } else { Ok(()) }
}

/// Checks that the bytes are UTF-8 and one JSON value of bearable depth, and takes the byte order mark off.
/// The scanner below relies on this and does not check again.
pub(super) fn prepare(bytes: &[u8]) -> Result<&str, DecodeError> {
    let text = text(bytes)?;
    if text.is_empty() {
        return Err(DecodeError::Empty);
    }
    if text.starts_with('<') {
        return Err(DecodeError::Html);
    }
    if is_too_deep(text) {
        return Err(DecodeError::TooDeep { limit: MAX_DEPTH });
    }
    // The positions are those in the file, but for blank lines before the first brace.
    serde_json::from_str::<IgnoredAny>(text).map_err(|e| DecodeError::Syntax { line: e.line(), column: e.column() })?;
    Ok(text)
}

/// The bytes as text of bearable length, without byte order mark and blanks around.
pub(super) fn text(bytes: &[u8]) -> Result<&str, DecodeError> {
    check_size(bytes.len() as u64, MAX_BYTES as u64)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| DecodeError::NotUtf8 { offset: e.valid_up_to() })?;
    Ok(text.trim_matches([' ', '\t', '\r', '\n']))
}

/// Is it nested more than [`MAX_DEPTH`]?
pub(super) fn is_too_deep(text: &str) -> bool {
    depth(text) > MAX_DEPTH
}

/// The deepest nesting, counted on text that may not be JSON.
fn depth(text: &str) -> usize {
    let (mut now, mut most, mut quoted, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                now += 1;
                most = most.max(now);
            }
            b'}' | b']' if !quoted => now = now.saturating_sub(1),
            _ => {}
        }
    }
    most
}

/// The orders in the text, each as its own JSON text.
pub(super) fn forms(text: &str) -> Result<Vec<&str>, DecodeError> {
    let forms = all_forms(text)?;
    let (count, limit) = (forms.len(), MAX_ORDERS);
    if count > limit { Err(DecodeError::TooMany { count, limit }) } else { Ok(forms) }
}

fn all_forms(text: &str) -> Result<Vec<&str>, DecodeError> {
    let mut scanner = Scanner::new(text);
    if text.starts_with('[') {
        return Ok(scanner.elements());
    }
    let members = scanner.members();
    if let Some((_, list)) = members.iter().find(|(key, _)| key == "checkoutForms") {
        return if list.starts_with('[') { Ok(Scanner::new(list).elements()) } else { Err(DecodeError::NoOrder) };
    }
    // Any of these says that it is meant to be an order; what it lacks is then named field by field.
    let order = members.iter().any(|(key, _)| matches!(key.as_ref(), "id" | "lineItems" | "buyer"));
    if order { Ok(vec![text]) } else { Err(DecodeError::NoOrder) }
}

/// Is this, which is JSON, one order?
pub(super) fn is_order(text: &str) -> bool {
    let members = Scanner::new(text).members();
    ["id", "lineItems"].iter().all(|wanted| members.iter().any(|(key, _)| key == wanted))
}

/// The elements of a member that is a list; none: there is no such.
pub(super) fn list<'a>(text: &'a str, name: &str) -> Option<Vec<&'a str>> {
    let (_, list) = Scanner::new(text).members().into_iter().find(|(key, _)| key == name)?;
    list.starts_with('[').then(|| Scanner::new(list).elements())
}

/// What is kept of an order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// A copy without blanks, without `personalIdentity` at any depth, and with nothing in it that is JSON and that no reader
    /// takes ([`super::broken`]). All other numbers and strings are as written.
    pub(super) text: String,
    /// So many characters that are none were replaced.
    pub(super) broken: u32,
}

/// What is kept of the order that this is.
pub(super) fn kept(text: &str) -> Kept {
    let mut kept = Kept { text: String::with_capacity(text.len()), broken: 0 };
    Scanner::new(text).copy(&mut kept);
    kept
}

impl Kept {
    fn scalar(&mut self, value: &str) {
        let (value, broken) = broken::mended(value);
        self.text.push_str(&value);
        self.broken = self.broken.saturating_add(broken);
    }
}

/// Walks over JSON that [`prepare`] has found to be well-formed. On anything else its answers mean nothing,
/// but it ends and does not panic: every loop goes forward, and recursion is bounded by [`MAX_DEPTH`].
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// The string at this place with its quotes, still escaped.
    fn string(&mut self) -> &'a str {
        let start = self.at;
        let mut escaped = false;
        let rest = self.text.as_bytes().get(start + 1..).unwrap_or_default();
        let length = rest.iter().position(|&b| {
            let end = b == b'"' && !escaped;
            escaped = b == b'\\' && !escaped;
            end
        });
        self.at = length.map_or(self.text.len(), |length| start + length + 2);
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The value at this place, whatever it is.
    fn value(&mut self) -> &'a str {
        self.peek();
        let start = self.at;
        let mut open = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.string();
                }
                b'{' | b'[' => {
                    open += 1;
                    self.at += 1;
                }
                b'}' | b']' | b',' if open == 0 => break,
                b'}' | b']' => {
                    open -= 1;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
        self.text.get(start..self.at).unwrap_or_default().trim_end()
    }

    fn elements(&mut self) -> Vec<&'a str> {
        let mut elements = Vec::new();
        self.take(b'[');
        while !matches!(self.peek(), None | Some(b']')) {
            elements.push(self.value());
            if !self.take(b',') {
                break;
            }
        }
        elements
    }

    fn members(&mut self) -> Vec<(Cow<'a, str>, &'a str)> {
        let mut members = Vec::new();
        self.take(b'{');
        while self.peek() == Some(b'"') {
            let key = key(self.string());
            self.take(b':');
            members.push((key, self.value()));
            if !self.take(b',') {
                break;
            }
        }
        members
    }

    fn copy(&mut self, out: &mut Kept) {
        match self.peek() {
            Some(b'{') => self.copy_object(out),
            Some(b'[') => self.copy_array(out),
            _ => out.scalar(self.value()),
        }
    }

    fn copy_object(&mut self, out: &mut Kept) {
        out.text.push('{');
        self.take(b'{');
        let mut first = true;
        while self.peek() == Some(b'"') {
            let name = self.string();
            self.take(b':');
            if key(name) == PERSONAL_IDENTITY {
                let (_, broken) = broken::without_halves(self.value());
                out.broken = out.broken.saturating_add(broken);
            } else {
                if !std::mem::take(&mut first) {
                    out.text.push(',');
                }
                out.scalar(name);
                out.text.push(':');
                self.copy(out);
            }
            if !self.take(b',') {
                break;
            }
        }
        self.take(b'}');
        out.text.push('}');
    }

    fn copy_array(&mut self, out: &mut Kept) {
        out.text.push('[');
        self.take(b'[');
        let mut first = true;
        while !matches!(self.peek(), None | Some(b']')) {
            if !std::mem::take(&mut first) {
                out.text.push(',');
            }
            self.copy(out);
            if !self.take(b',') {
                break;
            }
        }
        self.take(b']');
        out.text.push(']');
    }
}

/// A member's name without quotes and escapes (`"personal\u0049dentity"` is the same name).
fn key(quoted: &str) -> Cow<'_, str> {
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(quoted);
    if inner.contains('\\') {
        serde_json::from_str::<String>(quoted).map_or(Cow::Borrowed(inner), Cow::Owned)
    } else {
        Cow::Borrowed(inner)
    }
}

pub(super) fn join(mut path: String, name: &str) -> String {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
    path
}
