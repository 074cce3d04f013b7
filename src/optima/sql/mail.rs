//! E-mail addresses in cells that may hold several of them.

/// The character that takes the meaning from the one after it in our LIKE patterns.
pub const ESCAPE: char = '!';

/// A pattern that finds `text` anywhere in a cell. In SQL Server `%`, `_` and `[` mean something.
pub fn contains_pattern(text: &str) -> String {
    format!("%{}%", escape(text))
}

/// A pattern that finds a masked address: Allegro hands out `prefix+anything@host` for one account.
pub fn masked_pattern(prefix: &str) -> String {
    format!("%{}+%@%", escape(prefix))
}

fn escape(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '%' | '_' | '[' | ESCAPE) {
            pattern.push(ESCAPE);
        }
        pattern.push(c);
    }
    pattern
}

/// The addresses in a cell: parted by blanks, commas, semicolons, in angle brackets or not.
pub fn addresses(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '<' | '>' | '|' | '"'))
        .map(|part| part.strip_prefix("mailto:").unwrap_or(part))
        .filter(|part| part.contains('@'))
}

/// Is this the wanted address, whatever its case?
pub fn same(address: &str, wanted: &str) -> bool {
    address.to_lowercase() == wanted.to_lowercase()
}

/// Is this an address with the wanted part before its `+`?
pub fn masked_by(address: &str, prefix: &str) -> bool {
    let address = address.to_lowercase();
    let rest = address.strip_prefix(&prefix.to_lowercase()).and_then(|rest| rest.strip_prefix('+'));
    rest.is_some_and(|rest| rest.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_may_hold_several_addresses() {
        let cell = "Jan <jan@example.com>; biuro@example.com,ola@example.com\nbrak";
        let found: Vec<&str> = addresses(cell).collect();
        assert_eq!(found, ["jan@example.com", "biuro@example.com", "ola@example.com"]);
    }

    #[test]
    fn what_like_would_obey_is_escaped() {
        assert_eq!(contains_pattern("50%_[a]!@x"), "%50!%!_![a]!!@x%");
        assert_eq!(masked_pattern("ab_1"), "%ab!_1+%@%");
    }

    #[test]
    fn a_masked_address_belongs_to_its_prefix_alone() {
        assert!(masked_by("AbC1+17F@allegromail.pl", "abc1"));
        assert!(!masked_by("xabc1+17f@allegromail.pl", "abc1"));
        assert!(!masked_by("abc12+17f@allegromail.pl", "abc1"));
        assert!(!masked_by("abc1+17f", "abc1"));
    }
}
