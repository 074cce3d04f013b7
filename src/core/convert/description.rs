//! `OPIS`: what a person in Optima reads about the order.
//!
//! The first line is as Optima writes it; then `KEY=value`, one per line. Values have no line breaks, so that no
//! text of a buyer can look like a line of ours.

use super::report::Report;
use crate::core::message::text as say;
use crate::core::text::{fit, length};

/// `TrN_Opis nvarchar(1024)`.
const DESCRIPTION_MAX: usize = 1024;

/// Puts the lines together, empty values left out. What does not fit is cut from the end, which is why the
/// buyer's message comes last.
pub(super) fn description(first: &str, entries: &[(&str, String)], report: &mut Report) -> String {
    let (mut text, _) = fit(first, DESCRIPTION_MAX);
    let mut cut = false;
    for (key, value) in entries.iter().filter(|(_, value)| !value.is_empty()) {
        let line = format!("\n{key}={value}");
        let room = DESCRIPTION_MAX.saturating_sub(length(&text));
        let (kept, shortened) = fit(&line, room);
        cut |= shortened;
        // A key alone says nothing.
        if length(&kept) > key.len() + 2 {
            text.push_str(&kept);
        }
    }
    if cut {
        report.warning(say::Txt002 { max: DESCRIPTION_MAX.into() });
    }
    text
}
