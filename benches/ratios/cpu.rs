//! Steps that only compute.

use std::hint::black_box;

use allegro_optima::allegro::wire;
use allegro_optima::xml::judge::{Promise, own};
use allegro_optima::xml::{self, Limits};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::measure::{Limit, Table, side_by_side};
use crate::sample::{ORDER, Shop};

pub fn run(table: &mut Table) {
    let shop = Shop::new();
    let json = ORDER.as_bytes();
    let document = shop.document(json);
    let file = xml::write(&document).unwrap();
    let text = std::str::from_utf8(&file).unwrap();

    if table.wants("render") {
        let pieces = pieces(text);
        assert_eq!(push(&pieces, text.len()), text, "the floor writes the same text");
        let times = side_by_side(
            || drop(black_box(xml::write(black_box(&document)).unwrap())),
            || drop(black_box(push(black_box(&pieces), 8192))),
        );
        table.add("render", times, "push_str of the same text, escaped", Limit::AtMost(2.0));
    }
    if table.wants("judge") {
        let order = wire::decode(json).unwrap();
        let promise = Promise { total: Some(&order.total), counted_from: document.counted_from };
        let times = side_by_side(
            || black_box(own(black_box(&file), &promise)).unwrap(),
            || drop(black_box(xml::write(black_box(&document)).unwrap())),
        );
        table.add("judge", times, "rendering the file that is judged", Limit::AtMost(1.0));
    }
    if table.wants("decode") {
        let times = side_by_side(
            || drop(black_box(wire::decode(black_box(json)).unwrap())),
            || {
                let mut bare = serde_json::Deserializer::from_slice(black_box(json));
                black_box(wire::decode_bare(&mut bare).ok().unwrap());
            },
        );
        table.add("decode", times, "bare serde_json into the same types", Limit::AtMost(1.5));
    }
    for (row, odd) in odd_bodies() {
        if table.wants(row) {
            wire::decode(odd.as_bytes()).unwrap();
            let times = side_by_side(
                || drop(black_box(wire::decode(black_box(odd.as_bytes())).unwrap())),
                || {
                    let mut bare = serde_json::Deserializer::from_slice(black_box(json));
                    black_box(wire::decode_bare(&mut bare).ok().unwrap());
                },
            );
            table.add(row, times, "bare serde_json into the same types, of the plain body", Limit::AtMost(2.0));
        }
    }
    if table.wants("bind/xml") {
        let limits = Limits::default();
        let times = side_by_side(
            || drop(black_box(xml::read(black_box(&file), &limits).unwrap())),
            || {
                black_box(scan(black_box(text)));
            },
        );
        table.add("bind/xml", times, "quick-xml scan with attributes and text", Limit::AtMost(2.0));
    }
}

/// The order with one thing in it that no document needs and that is not as it should be: a field of another type, half of an
/// emoji, a field that stands twice.
fn odd_bodies() -> [(&'static str, String); 3] {
    let changed = |from: &str, to: &str| {
        let odd = ORDER.replacen(from, to, 1);
        assert_ne!(odd, ORDER, "the sample has {from}");
        odd
    };
    [
        ("decode/odd", changed("\"smart\": true", "\"smart\": {}")),
        ("decode/half", changed("\"messageToSeller\": null", "\"messageToSeller\": \"\\ud83d\"")),
        ("decode/twice", changed("\"smart\": true", "\"smart\": true, \"smart\": true")),
    ]
}

/// A file taken apart, so that putting it together again is nothing but pushing and escaping.
enum Piece {
    Raw(String),
    Element(String, String),
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').unwrap() + start + 1;
        let (before, tag) = (&rest[..start], &rest[start..end]);
        // `<X>value` and `</X>` become one piece; everything else stays as it is.
        match pieces.pop() {
            Some(Piece::Raw(open)) if tag == open.replacen('<', "</", 1) => {
                let value = quick_xml::escape::unescape(before).unwrap().into_owned();
                pieces.push(Piece::Element(open[1..open.len() - 1].to_owned(), value));
            }
            previous => {
                pieces.extend(previous);
                pieces.extend((!before.is_empty()).then(|| Piece::Raw(before.to_owned())));
                pieces.push(Piece::Raw(tag.to_owned()));
            }
        }
        rest = &rest[end..];
    }
    pieces.push(Piece::Raw(rest.to_owned()));
    pieces
}

fn push(pieces: &[Piece], capacity: usize) -> String {
    let mut out = String::with_capacity(capacity);
    for piece in pieces {
        match piece {
            Piece::Raw(text) => out.push_str(text),
            Piece::Element(name, value) => {
                out.push('<');
                out.push_str(name);
                out.push('>');
                escape(value, &mut out);
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
        }
    }
    out
}

fn escape(value: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in value.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'\r' => "&#13;",
            _ => continue,
        };
        out.push_str(&value[done..at]);
        out.push_str(escaped);
        done = at + 1;
    }
    out.push_str(&value[done..]);
}

/// Every event looked at, every attribute and text resolved; nothing kept.
fn scan(text: &str) -> usize {
    let mut reader = Reader::from_str(text);
    let mut seen = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    seen += attribute.unwrap().value.len();
                }
                seen += element.name().as_ref().len();
            }
            Event::Text(text) => seen += text.xml10_content().len(),
            Event::Eof => return seen,
            _ => {}
        }
    }
}
