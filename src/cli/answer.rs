//! Questions in the terminal.

use std::io::{self, BufRead, Write};

/// Asks until the answer is good or empty. Empty is `None`: the default.
pub fn answer(question: &str, good: impl Fn(&str) -> bool) -> Option<String> {
    loop {
        let mut out = io::stdout().lock();
        let _ = write!(out, "{question} ").and_then(|()| out.flush());
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line).unwrap_or(0) == 0 {
            return None;
        }
        match line.trim() {
            "" => return None,
            text if good(text) => return Some(text.to_owned()),
            _ => {}
        }
    }
}
