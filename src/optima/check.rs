//! A row against the base's columns, before anything is sent: an engine's refusal often does not say which
//! column it means, and SQL Server turns a letter outside the code page into `?` without a word.

use rust_decimal::Decimal;

use super::error::{OptimaError, Refusal};
use crate::optima::rows::{Cell, Column, ColumnKind, Row, RowPlan, Shape, Value, column_from};

/// Every row of a plan.
///
/// # Errors
/// [`OptimaError::Refused`] with table, column and reason, for the first cell that the base would refuse.
pub fn plan(shape: &Shape, plan: &RowPlan) -> Result<(), OptimaError> {
    plan.all().try_for_each(|one| row(shape, one))
}

/// One row: known columns, each once, none that is read only, none missing, each value fitting.
pub fn row(shape: &Shape, row: &Row) -> Result<(), OptimaError> {
    let refuse = |column: &str, why| Err(OptimaError::refused(row.table, column, why));
    let Some(columns) = shape.tables.get(row.table) else { return refuse("", Refusal::Unknown) };
    let (mut set, mut next) = (vec![false; columns.len()], 0);
    for cell in &row.cells {
        let Some((place, column)) = column_from(columns, next, |column| column.name == cell.column) else {
            return refuse(&cell.column, Refusal::Unknown);
        };
        next = place + 1;
        match set.get_mut(place) {
            Some(set) if !*set => *set = true,
            _ => return refuse(&cell.column, Refusal::Unknown),
        }
        fits(column, cell).or_else(|why| refuse(&cell.column, why))?;
    }
    let must = |column: &Column| !column.nullable && !column.has_default && !column.read_only;
    let missing = columns.iter().zip(&set).find(|(column, set)| !**set && must(column));
    missing.map_or(Ok(()), |(column, _)| refuse(&column.name, Refusal::Missing))
}

fn fits(column: &Column, cell: &Cell) -> Result<(), Refusal> {
    if column.read_only {
        return Err(Refusal::ReadOnly);
    }
    match (&cell.value, column.kind) {
        (Value::Null, _) if column.nullable => Ok(()),
        (Value::Null, _) => Err(Refusal::Missing),
        (Value::Text(text), ColumnKind::Text { max, unicode }) => text_fits(text, max, unicode),
        (Value::Int(number), ColumnKind::Integer) => {
            // The narrower integers' ranges are the base's own to refuse: the shape does not tell them apart.
            i32::try_from(*number).map(drop).map_err(|_| Refusal::Number { value: number.to_string() })
        }
        (Value::Int(number), ColumnKind::Decimal { precision, scale }) => {
            decimal_fits(Decimal::from(*number), precision, scale)
        }
        (Value::Decimal(number), ColumnKind::Decimal { precision, scale }) => decimal_fits(*number, precision, scale),
        // SQL Server's datetime begins in 1753.
        (Value::Date(date), ColumnKind::DateTime) if date.year() >= 1753 => Ok(()),
        (Value::Date(_), ColumnKind::DateTime) => Err(Refusal::Date),
        (Value::Now, ColumnKind::DateTime)
        | (Value::Number | Value::HeaderId | Value::ContractorId | Value::ProductId(_), ColumnKind::Integer)
        | (Value::Text(_), ColumnKind::Guid)
        // A type we do not know: the base judges.
        | (_, ColumnKind::Other) => Ok(()),
        _ => Err(Refusal::Type),
    }
}

fn text_fits(text: &str, max: Option<u32>, unicode: bool) -> Result<(), Refusal> {
    if !unicode {
        let letters: String = text.chars().filter(|c| !in_code_page(*c)).collect();
        if !letters.is_empty() {
            return Err(Refusal::Characters { letters });
        }
    }
    // SQL Server counts UTF-16 units and forgives blanks at the end of varchar no more than other characters.
    let length = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    match max {
        Some(max) if length > max => Err(Refusal::TooLong { max, length }),
        _ => Ok(()),
    }
}

/// Has code page 1250, that of `Polish_CI_AS` (`reference/optima-database.md`, section 6.4), this character?
fn in_code_page(c: char) -> bool {
    if c.is_ascii() {
        return c != '\0';
    }
    let mut buffer = [0; 4];
    let (_, _, unmappable) = encoding_rs::WINDOWS_1250.encode(c.encode_utf8(&mut buffer));
    !unmappable && !c.is_control()
}

fn decimal_fits(number: Decimal, precision: u32, scale: u32) -> Result<(), Refusal> {
    let number = number.normalize();
    let whole = precision.saturating_sub(scale);
    let limit = Decimal::from_i128_with_scale(10_i128.checked_pow(whole).unwrap_or(i128::MAX), 0);
    if number.scale() > scale || number.abs() >= limit {
        return Err(Refusal::Number { value: number.to_string() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_code_page_and_only_they_go_into_varchar() {
        for c in "Zażółć GĘŚLĄ jaźń ÄÖÜß „–” €".chars() {
            assert!(in_code_page(c), "{c}");
        }
        for c in "ñ☕Ω\0\u{81}".chars() {
            assert!(!in_code_page(c), "{c}");
        }
    }

    #[test]
    fn text_is_measured_in_utf_16() {
        assert_eq!(text_fits("☕☕", Some(2), true), Ok(()));
        assert_eq!(text_fits("🍯🍯", Some(3), true), Err(Refusal::TooLong { max: 3, length: 4 }));
        assert_eq!(text_fits("ñ", Some(3), false), Err(Refusal::Characters { letters: "ñ".to_owned() }));
    }

    #[test]
    fn decimals_have_a_range_and_a_scale() {
        let d = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(decimal_fits(d("999.99"), 5, 2), Ok(()));
        assert_eq!(decimal_fits(d("-999.990"), 5, 2), Ok(()));
        assert!(decimal_fits(d("1000"), 5, 2).is_err());
        assert!(decimal_fits(d("0.001"), 5, 2).is_err());
        assert_eq!(decimal_fits(d("99999"), 5, 0), Ok(()));
    }
}
