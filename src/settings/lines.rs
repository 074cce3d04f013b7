//! A settings file line by line, for who must say what a person did wrong there: where a setting begins and ends, what of a line
//! is between quotes. Reads more simply than TOML may be written, and never a value.

use std::ops::Range;

/// The settings, heads of parts, comments and empty lines, one after the other; a list may go over several lines.
pub(super) fn statements(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut begins = 0;
    std::iter::from_fn(move || {
        let rest = text.get(begins..).filter(|rest| !rest.is_empty())?;
        let range = begins..begins + length(rest);
        begins = range.end;
        Some(range)
    })
}

/// The statement that holds this place; the last one at the end of the text.
pub(super) fn statement(text: &str, at: usize) -> Range<usize> {
    let mut last = 0..0;
    for range in statements(text) {
        last = range;
        if at < last.end {
            break;
        }
    }
    last
}

/// How long the statement is that a text begins with, with the end of its line.
fn length(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let Some((_, value)) = pair(first) else { return first.len() };
    for long in ["\"\"\"", "'''"] {
        if let Some(inside) = value.trim_start().strip_prefix(long) {
            let open = first.len() - inside.len();
            let closed = text.get(open..).and_then(|rest| rest.find(long)).map_or(text.len(), |at| open + at);
            return text.get(closed..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| closed + at + 1);
        }
    }
    let (mut end, mut open) = (first.len(), depth(value));
    for line in lines {
        if open <= 0 || begins_anew(line) {
            break;
        }
        open += depth(line);
        end += line.len();
    }
    end
}

/// Does a setting or a part begin with this line, whatever was open above it?
fn begins_anew(line: &str) -> bool {
    let line = line.trim_start();
    let is_head = line.strip_prefix('[').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_pair = || pair(line).is_some_and(|(key, _)| is_name(key.trim()));
    is_head || is_pair()
}

/// How many brackets a text opens beyond those that it closes.
pub(super) fn depth(text: &str) -> i64 {
    outside(text).fold(0, |depth, (_, c)| match c {
        '[' | '{' => depth + 1,
        ']' | '}' => depth - 1,
        _ => depth,
    })
}

/// What stands before and after the `=` of a line; none in a comment and in the head of a part.
pub(super) fn pair(line: &str) -> Option<(&str, &str)> {
    if line.trim_start().starts_with('[') {
        return None;
    }
    let (at, _) = outside(line).find(|(_, c)| *c == '=')?;
    Some((line.get(..at)?, line.get(at + 1..)?))
}

/// The characters that are neither between quotes nor in a comment. A quote that is not closed on its line reaches to its end.
pub(super) fn outside(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let (mut quote, mut escaped, mut comment) = (None, false, false);
    text.char_indices().filter(move |(_, c)| {
        match (*c, quote) {
            ('\n', _) => (quote, escaped, comment) = (None, false, false),
            _ if comment => return false,
            (_, Some('"')) if escaped => escaped = false,
            ('\\', Some('"')) => escaped = true,
            (c, Some(open)) if c == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(*c),
            ('#', None) => comment = true,
            _ => return true,
        }
        false
    })
}

/// Where the text between quotes ends that a value begins with, with its quotes. None: it does not.
pub(super) fn closed(value: &str) -> Option<usize> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut escaped = false;
    for (at, c) in value.char_indices().skip(1) {
        match c {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// A value without the comment behind it, where it is not between quotes.
pub(super) fn uncommented(value: &str) -> &str {
    let first = value.lines().next().unwrap_or_default();
    first.split('#').next().unwrap_or_default().trim()
}

/// May a setting or a part be called so, as far as its letters go?
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_ends_where_a_person_sees_its_end() {
        let of = |text: &str| statements(text).map(|range| text[range].to_owned()).collect::<Vec<_>>();
        for parts in [
            &["# a = [\n", "[vat]\n", "\n", "a = 1 # [\n", "b = \"[\"\r\n", "c = 2"][..],
            &["to = [\n  \"a@b.pl\", # [\n  \"c@d.pl\"\n]\n", "b = 1\n"],
            &["to = [\"a@b.pl\"\n", "port = 25\n"],
            &["to = [\"a@b.pl\",\n", "[vat]\n", "a = \"x\n", "b = 1\n"],
            &["a = \"\"\"x\ny = [\n\"\"\" # z\n", "b = 1\n"],
            &["a = '''x"],
        ] {
            assert_eq!(of(&parts.concat()), parts);
        }
        assert_eq!(statement("a = 1\nb = 2", 6), 6..11);
        assert_eq!((statement("a = 1\n", 6), statement("", 0)), (0..6, 0..0));
    }

    #[test]
    fn what_is_between_quotes_is_not_looked_at() {
        let of = |text: &str| outside(text).map(|(_, c)| c).collect::<String>();
        assert_eq!(of(r#"a = "x\"[" [ 'y\' ] # z"#), "a =  [  ] ");
        assert_eq!(of("a = \"x\nb"), "a = b");
        assert_eq!(
            (closed(r#""a\"b" c"#), closed(r"'a\' b"), closed("\"a"), closed("a")),
            (Some(6), Some(4), None, None)
        );
    }
}
