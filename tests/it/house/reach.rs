//! Each error says how far it reaches where it is made, and what it says of its reach and of the run fits together.

use std::collections::BTreeSet;

use super::house;

/// The body of a function of an `impl Explain`, between its braces.
fn body<'s>(code: &'s str, of: &str) -> &'s str {
    let from = code.find(&format!("fn {of}(&self)")).unwrap();
    let from = from + code[from..].find('{').unwrap() + 1;
    &code[from..from + length(&code[from..])]
}

/// How long the text is up to the brace that closes it.
fn length(code: &str) -> usize {
    let mut depth = 0_i32;
    for (at, c) in code.char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' if depth == 0 => return at,
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// Pattern and value of each arm of its `match self`; of a body without one, all that there is.
fn arms(body: &str) -> Vec<(String, String)> {
    let Some(from) = body.find("match self {") else { return vec![("Self".to_owned(), body.trim().to_owned())] };
    let mut rest = &body[from + "match self {".len()..];
    rest = &rest[..length(rest)];
    let mut arms = Vec::new();
    while let Some((pattern, after)) = rest.split_once("=>") {
        let after = after.trim_start();
        let end = if let Some(block) = after.strip_prefix('{') {
            length(block) + 2
        } else {
            let mut depth = 0_i32;
            let ends = |c: char| {
                depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
                depth == 0 && c == ','
            };
            after.find(ends).unwrap_or(after.len())
        };
        arms.push((pattern.trim().trim_start_matches(',').trim().to_owned(), after[..end].trim().to_owned()));
        rest = &after[end..];
    }
    arms
}

/// The variants that a pattern names.
fn variants(pattern: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric()).collect::<String>();
    pattern.split("Self::").skip(1).map(word).collect()
}

/// Every `impl Explain`, with the file that it stands in.
fn explained() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, lines) in house() {
        let code = lines.join("\n");
        for (at, _) in code.match_indices("impl Explain for ") {
            let from = at + code[at..].find('{').unwrap() + 1;
            let whole = &code[from..from + length(&code[from..])];
            let name: String =
                code[at + "impl Explain for ".len()..].chars().take_while(|c| c.is_alphanumeric()).collect();
            found.push((format!("{}: {name}", path.display()), whole.to_owned()));
        }
    }
    found
}

#[test]
fn i14_every_error_says_variant_by_variant_how_far_it_reaches() {
    let found = explained();
    assert!(found.len() >= 10, "{}", found.len());
    for (whose, code) in found {
        let wild = arms(body(&code, "reach")).into_iter().find(|(pattern, _)| pattern.starts_with('_'));
        assert_eq!(wild, None, "{whose}: a new variant would reach as far as the others by chance");
    }
}

#[test]
fn i14_what_is_one_files_refuses_that_file_and_is_no_outage() {
    for (whose, code) in explained() {
        let of = |function: &str, is: &dyn Fn(&str) -> bool| -> BTreeSet<String> {
            arms(body(&code, function)).iter().filter(|(_, value)| is(value)).flat_map(|(p, _)| variants(p)).collect()
        };
        let narrow =
            of("reach", &|value| ["Line", "Offer", "Order", "File"].iter().any(|r| value == format!("Reach::{r}")));
        let stops = of("fault", &|value| ["Usage", "Outage", "Login"].iter().any(|f| value == format!("Fault::{f}")));
        let both: Vec<&String> = narrow.intersection(&stops).collect();
        assert!(both.is_empty(), "{whose}: {both:?} ends the run and is one among many");
    }
}

#[test]
fn the_rule_itself_sees_what_it_forbids() {
    let code = "fn reach(&self) -> Reach { match self { Self::A | Self::B { .. } => Reach::File, \
                Self::C(e) => { e.reach() } _ => Reach::Folder, } }";
    let found = arms(body(code, "reach"));
    let arm = |pattern: &str, value: &str| (pattern.to_owned(), value.to_owned());
    assert_eq!(found[0], arm("Self::A | Self::B { .. }", "Reach::File"));
    assert_eq!(found[1], arm("Self::C(e)", "{ e.reach() }"));
    assert_eq!(found[2], arm("_", "Reach::Folder"));
    assert_eq!(variants(&found[0].0), ["A", "B"].map(str::to_owned).into());
}
