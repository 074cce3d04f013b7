//! A page of the list on which some order's bytes are wrong: a byte that is no UTF-8, a brace or a quote that is missing.
//! The page is cut into its orders by what the others look like, so that each of those is read as ever and the damaged one
//! costs nobody but itself.
//!
//! Only for what [`super::decode_any`] refused; a page that ends in the middle stays no page.

use super::error::DecodeError;
use super::{FetchedOrder, fetched, json};

/// The scan looks at no more bytes than so many times the page: what is built to be looked at for ever is no page.
const LOOKS: usize = 16;

/// The orders of the page, those that are damaged with the id that could be found; none: it is no page of orders.
pub(super) fn orders(bytes: &[u8]) -> Option<Vec<FetchedOrder>> {
    let body = bytes.trim_ascii();
    // Whole to its end, as far as that can be told.
    let last =
        body.iter().rposition(|byte| *byte == b']').filter(|_| body.starts_with(b"{") && body.ends_with(b"}"))?;
    let key = b"\"checkoutForms\"";
    let at = body.windows(key.len()).position(|window| window == key)? + key.len();
    let mut scan = Scan { body, at, budget: body.len().saturating_mul(LOOKS) };
    let opened = scan.take(b':') && scan.take(b'[');
    let mut orders = Vec::new();
    while opened && scan.peek() == Some(b'{') {
        let start = scan.at;
        let whole = scan.end_of(start).and_then(|end| Some((end, text_of(body.get(start..end)?)?)));
        if let Some((end, text)) = whole {
            orders.push(fetched(text));
            scan.at = end;
        } else {
            let end = scan.next_order(start, last)?;
            orders.push(damaged(body.get(start..end)?));
            scan.at = end;
        }
        scan.take(b',');
    }
    (opened && scan.peek() == Some(b']')).then_some(orders)
}

/// The text, if it is JSON by itself.
fn text_of(bytes: &[u8]) -> Option<&str> {
    json::prepare(bytes).ok()
}

fn damaged(bytes: &[u8]) -> FetchedOrder {
    let bytes = bytes.trim_ascii_end();
    let bytes = bytes.strip_suffix(b",").unwrap_or(bytes);
    let error = json::prepare(bytes).err().unwrap_or(DecodeError::NoOrder);
    // What cannot be read cannot be freed of what must not be kept.
    FetchedOrder { id: id_of(bytes).unwrap_or_default(), body: Vec::new(), order: Err(error) }
}

/// The `id` of the order itself, before whatever is damaged. Of other things in it only those deeper have one.
fn id_of(bytes: &[u8]) -> Option<String> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let end = end_of_string(bytes, at)?;
                let mut after = Scan { body: bytes, at: end, budget: usize::MAX };
                if depth == 1 && bytes.get(at..end) == Some(b"\"id\"") && after.take(b':') && after.peek() == Some(b'"')
                {
                    let value = bytes.get(after.at + 1..end_of_string(bytes, after.at)? - 1)?;
                    return String::from_utf8(value.to_vec()).ok();
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Behind the quote that ends the string which begins here.
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut escaped = false;
    let rest = bytes.get(start + 1..)?;
    let length = rest.iter().position(|byte| {
        let end = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        end
    })?;
    Some(start + length + 2)
}

struct Scan<'a> {
    body: &'a [u8],
    at: usize,
    budget: usize,
}

impl Scan<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = self.body.get(self.at..)?;
        self.at += rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.body.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Behind the object that begins here, if its braces, brackets and quotes fit.
    fn end_of(&mut self, start: usize) -> Option<usize> {
        let mut open = Vec::new();
        let mut at = start;
        while let Some(byte) = self.body.get(at) {
            self.budget = self.budget.checked_sub(1)?;
            match byte {
                b'"' => {
                    let end = end_of_string(self.body, at)?;
                    self.budget = self.budget.checked_sub(end - at)?;
                    at = end;
                    continue;
                }
                b'{' | b'[' if open.len() < json::MAX_DEPTH => open.push(*byte),
                b'{' | b'[' => return None,
                b'}' | b']' => {
                    let fits = open.pop() == Some(if *byte == b'}' { b'{' } else { b'[' });
                    match (fits, open.is_empty()) {
                        (false, _) => return None,
                        (true, true) => return Some(at + 1),
                        (true, false) => {}
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Where the next order begins that can be read, `last` if there is none: it stands behind a comma, and has lines.
    fn next_order(&mut self, start: usize, last: usize) -> Option<usize> {
        let mut from = start + 1;
        loop {
            self.budget = self.budget.checked_sub(1)?;
            let Some(found) = self.body.get(from..)?.windows(2).position(|pair| pair == b",{") else {
                return Some(last);
            };
            self.budget = self.budget.checked_sub(found)?;
            let begin = from + found + 1;
            let is_order = self.end_of(begin).is_some_and(|end| {
                let text = self.body.get(begin..end).and_then(text_of);
                text.is_some_and(json::is_order)
            });
            if is_order {
                return Some(begin);
            }
            from = begin;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(n: u32) -> String {
        format!(
            r#"{{"buyer":{{"id":"7{n}"}},"id":"b7a1c000-c096-11f1-8d16-{n:012x}","lineItems":[{{"id":"l{n}"}},{{"id":"m{n}"}}]}}"#
        )
    }

    fn page(orders: &[Vec<u8>]) -> Vec<u8> {
        let mut page = br#"{"checkoutForms":["#.to_vec();
        page.extend(orders.join(&b','));
        page.extend(br#"],"count":3,"totalCount":3}"#);
        page
    }

    fn ids(orders: &[FetchedOrder]) -> Vec<(String, bool)> {
        orders
            .iter()
            .map(|fetched| (fetched.id.get(24..).unwrap_or_default().to_owned(), fetched.is_damaged()))
            .collect()
    }

    #[test]
    fn i14_one_damaged_order_costs_none_of_its_page() {
        let swap = |n: u32, from: &str, to: &[u8]| {
            let text = order(n);
            let (before, after) = text.split_once(from).unwrap();
            [before.as_bytes(), to, after.as_bytes()].concat()
        };
        let bad: [(&str, &[u8]); 6] = [
            ("\"l", b"\"\xff"),
            ("\"lineItems\":[", b"\"lineItems\" ["),
            ("}]}", b"}]"),
            ("}]}", b"]}"),
            ("\"m", b"m"),
            ("\"lineItems\":[{", b"\"lineItems\":["),
        ];
        for (from, to) in bad {
            for place in 0..3_u32 {
                let orders: Vec<Vec<u8>> =
                    (0..3).map(|n| if n == place { swap(n, from, to) } else { order(n).into_bytes() }).collect();
                let found = super::orders(&page(&orders)).unwrap_or_else(|| panic!("{from} {place}"));
                let expected: Vec<(String, bool)> = (0..3).map(|n| (format!("{n:012x}"), n == place)).collect();
                assert_eq!(ids(&found), expected, "{from} → {} at {place}", String::from_utf8_lossy(to));
            }
        }
    }

    #[test]
    fn i14_an_order_nested_too_deep_costs_none_of_its_page() {
        for levels in [62, 63, 64, 70, 5_000] {
            let deep = format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
            let middle = order(1).replacen("\"id\":\"b7", &format!("\"time\":{deep},\"id\":\"b7"), 1);
            let page = page(&[order(0).into_bytes(), middle.into_bytes(), order(2).into_bytes()]);
            let found = super::super::decode_page(&page).unwrap_or_else(|error| panic!("{levels}: {error}"));
            let read: Vec<bool> =
                found.iter().map(|fetched| fetched.order != Err(DecodeError::TooDeep { limit: 64 })).collect();
            assert_eq!(read, [true, levels <= 63, true], "{levels}");
            assert_eq!(ids(&found).len(), 3, "each with its id");
        }
    }

    #[test]
    fn a_page_that_ends_in_the_middle_is_no_page() {
        let whole = page(&[order(1).into_bytes(), order(2).into_bytes()]);
        for length in 0..whole.len() {
            assert!(super::orders(&whole[..length]).is_none(), "{length}");
        }
        assert_eq!(super::orders(&whole).unwrap().len(), 2);
        assert!(super::orders(b"<html>{\"checkoutForms\":[]}").is_none());
    }

    #[test]
    fn i14_what_is_built_to_be_scanned_for_ever_is_given_up() {
        let hostile = page(&[br#"{"id":"x",,"a":["#.to_vec(), b"{[".repeat(200_000), b",{".repeat(200_000)]);
        assert!(super::orders(&hostile).is_none());
    }
}
