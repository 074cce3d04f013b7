//! The string literals of a Rust source, outside of its comments and of what only tests are built with.

use std::ops::Range;

/// A string literal.
pub struct Literal {
    /// Of the source, from 1.
    pub line: usize,
    /// Between the quotes, as written.
    pub text: String,
    /// Where it begins and ends in [`Source::code`].
    pub at: Range<usize>,
}

/// A source, taken apart.
pub struct Source {
    /// The source with blanks for comments, for what is between quotes and for what only tests are built with.
    pub code: String,
    /// What the program itself is built with, in its order.
    pub literals: Vec<Literal>,
    /// Modules in files of their own that only tests are built with.
    pub test_modules: Vec<String>,
}

const MARK: &str = "#[cfg(test)]";

/// Takes a source apart.
pub fn read(source: &str) -> Source {
    let (mut code, mut literals) = without_words(source);
    let mut test_modules = Vec::new();
    while let Some(begin) = code.find(MARK) {
        let end = item_end(&code, begin + MARK.len());
        let words: Vec<&str> = code[begin..end].split_whitespace().collect();
        if let Some(name) = words.iter().position(|word| *word == "mod").and_then(|at| words.get(at + 1)) {
            test_modules.extend(name.strip_suffix(';').map(str::to_owned));
        }
        let blank: String = code[begin..end].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
        code.replace_range(begin..end, &blank);
        literals.retain(|literal| !(begin..end).contains(&literal.at.start));
    }
    Source { code, literals, test_modules }
}

/// Where the item, statement or bracket ends that begins here: with a `;` outside of all brackets, or with the brace
/// that closes its body.
pub fn item_end(code: &str, begin: usize) -> usize {
    let mut depth = 0_i32;
    for (at, c) in code[begin..].char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        let ends = depth < 0 || depth == 0 && matches!(c, ';' | '}');
        if ends {
            return begin + at + 1;
        }
    }
    code.len()
}

/// Blanks for comments, characters and what is between quotes, and the strings that stood there.
fn without_words(source: &str) -> (String, Vec<Literal>) {
    let (mut code, mut literals) = (String::new(), Vec::new());
    let (mut rest, mut line) = (source, 1);
    while let Some(first) = rest.chars().next() {
        let plain = rest.find(['"', '/', '\'', 'r']).unwrap_or(rest.len());
        let hashes = raw_hashes(rest, &code);
        let (skipped, length) = if plain > 0 {
            (false, plain)
        } else if let Some(hashes) = hashes {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = 2 + hashes;
            (true, rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len()))
        } else if rest.starts_with("//") {
            (true, rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (true, rest.find("*/").map_or(rest.len(), |at| at + 2))
        } else if first == '"' {
            (true, quoted(rest, '"'))
        } else if let Some(length) = character(rest) {
            (true, length)
        } else {
            (false, 1)
        };
        let (part, after) = rest.split_at(length);
        if first == '"' || hashes.is_some() {
            let text = part.trim_start_matches('r').trim_matches('#').trim_matches('"').to_owned();
            literals.push(Literal { line, text, at: code.len()..code.len() + length });
        }
        if skipped {
            // As many bytes, so that the places agree with the source's.
            code.extend(part.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            code.push_str(part);
        }
        line += part.matches('\n').count();
        rest = after;
    }
    (code, literals)
}

/// How many `#` a raw string has that begins here; none: none begins.
fn raw_hashes(rest: &str, before: &str) -> Option<usize> {
    let in_word = before.ends_with(|c: char| c.is_alphanumeric() || c == '_') && !before.ends_with('b');
    let after = rest.strip_prefix('r').filter(|_| !in_word)?;
    let quote = after.find(|c| c != '#')?;
    after[quote..].starts_with('"').then_some(quote)
}

/// The length of what is between these quotes, with them.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// The length of a character literal that begins here; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let mut after = rest.strip_prefix('\'')?.chars();
    (after.next()? == '\\' || after.next()? == '\'').then(|| quoted(rest, '\''))
}
