//! A sheet that Excel opens by a double click.

use rust_decimal::Decimal;

use crate::settings::csv_text;

/// Semicolons, CRLF, a BOM; a cell that Excel would compute is shown as it is.
#[must_use]
pub fn sheet(heading: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    csv_text::write("", &heading, rows)
}

/// An amount as Polish Excel reads it: a comma, and nothing between thousands.
#[must_use]
pub fn money(sum: Decimal) -> String {
    format!("{sum:.2}").replace('.', ",")
}
