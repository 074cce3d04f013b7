//! Asking: one request for many statements, rows as the rest of the program reads them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use tiberius::{ColumnData, IntoSql, Query, Row};

use crate::optima::sql::{MAX_PARAMS, Record, SqlCell, SqlValue, Statement};

/// SQL Server's `datetime` counts days from 1900.
const FIRST_DAY: jiff::civil::Date = jiff::civil::date(1900, 1, 1);

/// A value on its way to the server. Types are as few as possible, for a plan is kept per text and types: `int` where it
/// fits, else `bigint`; text always `nvarchar`.
struct Bound<'a>(&'a SqlValue);

impl<'a> IntoSql<'a> for Bound<'a> {
    fn into_sql(self) -> ColumnData<'a> {
        match self.0 {
            SqlValue::Int(number) => match i32::try_from(*number) {
                Ok(number) => ColumnData::I32(Some(number)),
                Err(_) => ColumnData::I64(Some(*number)),
            },
            SqlValue::Long(number) => ColumnData::I64(Some(*number)),
            SqlValue::Text(text) => ColumnData::String(Some(Cow::Borrowed(text))),
            SqlValue::Decimal(number) => (*number).into_sql(),
            SqlValue::Date(date) => {
                let days = (*date - FIRST_DAY).get_days();
                ColumnData::DateTime(Some(tiberius::time::DateTime::new(days, 0)))
            }
        }
    }
}

/// A request of one text.
pub(super) fn query<'a>(text: &'a str, params: &'a [SqlValue]) -> Query<'a> {
    let mut query = Query::new(text);
    for value in params {
        query.bind(Bound(value));
    }
    query
}

/// Statements in as few requests as the limit of parameters allows: each request with how many statements it has.
pub(super) fn requests(statements: &[Statement]) -> Vec<(Statement, usize)> {
    let mut requests: Vec<Together<'_>> = Vec::new();
    for statement in statements {
        match requests.last_mut() {
            Some(request) if request.has_room_for(statement) => request.append(statement),
            _ => {
                let mut request = Together::default();
                request.append(statement);
                requests.push(request);
            }
        }
    }
    requests.into_iter().map(|request| (request.whole, request.count)).collect()
}

/// Statements of one request. A value that several of them ask about is sent once.
#[derive(Default)]
struct Together<'s> {
    whole: Statement,
    count: usize,
    places: HashMap<&'s SqlValue, usize>,
}

impl<'s> Together<'s> {
    fn has_room_for(&self, statement: &Statement) -> bool {
        let more = statement.params.iter().filter(|value| !self.places.contains_key(value)).count();
        self.whole.params.len() + more <= MAX_PARAMS
    }

    /// Adds a statement with its markers counted on.
    fn append(&mut self, statement: &'s Statement) {
        let places: Vec<usize> = statement.params.iter().map(|value| self.place(value)).collect();
        let mut parts = statement.text.split("@P");
        self.whole.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = part.split_at(digits);
            let number = number.parse::<usize>().unwrap_or_default();
            let place = number.checked_sub(1).and_then(|at| places.get(at)).copied().unwrap_or_default();
            // Writing into a String does not fail.
            let _ = write!(self.whole.text, "@P{place}{rest}");
        }
        self.whole.text.push_str(";\n");
        self.count += 1;
    }

    fn place(&mut self, value: &'s SqlValue) -> usize {
        // Equal amounts may differ in their decimals, which the server sees.
        if !matches!(value, SqlValue::Decimal(_))
            && let Some(place) = self.places.get(value)
        {
            return *place;
        }
        self.whole.params.push(value.clone());
        let place = self.whole.params.len();
        self.places.insert(value, place);
        place
    }
}

/// The rows of one answer.
pub(super) fn records(rows: Vec<Row>) -> Vec<Record> {
    let columns: Arc<[String]> = match rows.first() {
        Some(row) => row.columns().iter().map(|column| column.name().to_owned()).collect(),
        None => return Vec::new(),
    };
    let record = |row: Row| Record::new(Arc::clone(&columns), row.cells().map(|(_, value)| cell(value)).collect());
    rows.into_iter().map(record).collect()
}

/// A cell as [`SqlCell`].
pub(super) fn cell(value: &ColumnData<'_>) -> SqlCell {
    let int = |number: Option<i64>| number.map_or(SqlCell::Null, SqlCell::Int);
    let float = |number: Option<f64>| number.map_or(SqlCell::Null, |number| SqlCell::Text(number.to_string()));
    match value {
        ColumnData::U8(number) => int(number.map(i64::from)),
        ColumnData::I16(number) => int(number.map(i64::from)),
        ColumnData::I32(number) => int(number.map(i64::from)),
        ColumnData::I64(number) => int(*number),
        ColumnData::Bit(bit) => int(bit.map(i64::from)),
        ColumnData::String(text) => text.as_ref().map_or(SqlCell::Null, |text| SqlCell::Text(text.to_string())),
        ColumnData::Guid(guid) => guid.map_or(SqlCell::Null, |guid| SqlCell::Text(guid.hyphenated().to_string())),
        ColumnData::Numeric(number) => number.map_or(SqlCell::Null, |number| {
            Decimal::try_from_i128_with_scale(number.value(), u32::from(number.scale()))
                .map_or_else(|_| SqlCell::Text(number.to_string()), SqlCell::Decimal)
        }),
        ColumnData::DateTime(time) => time
            .and_then(|time| date_time(time.days(), time.seconds_fragments()))
            .map_or(SqlCell::Null, SqlCell::DateTime),
        // No column of ours has these; what is shown here is not computed with.
        ColumnData::F32(number) => float(number.map(f64::from)),
        ColumnData::F64(number) => float(*number),
        ColumnData::Xml(xml) => xml.as_ref().map_or(SqlCell::Null, |xml| SqlCell::Text(xml.to_string())),
        other => SqlCell::Text(format!("{other:?}")),
    }
}

/// Days from 1900 and three-hundredths of a second from midnight.
fn date_time(days: i32, fragments: u32) -> Option<DateTime> {
    let day = FIRST_DAY.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    let nanoseconds = i64::from(fragments).checked_mul(10_000_000)?.checked_div(3)?;
    day.at(0, 0, 0, 0).checked_add(jiff::Span::new().nanoseconds(nanoseconds)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn statements_share_a_request_and_their_markers_are_counted_on() {
        let first = Statement::new("SELECT a FROM CDN.A WHERE a = ").bind("x").sql(" OR b = ").bind(2);
        let second = Statement::new("SELECT b FROM CDN.B WHERE b").bind_in(&["y", "z"]);
        let [(request, 2)] = &requests(&[first, second])[..] else { panic!("one request of two") };
        assert_eq!(
            request.text,
            "SELECT a FROM CDN.A WHERE a = @P1 OR b = @P2;\nSELECT b FROM CDN.B WHERE b IN (@P3, @P4);\n"
        );
        assert_eq!(request.params.len(), 4);
    }

    #[test]
    fn what_several_statements_ask_about_is_sent_once() {
        let ids = |table: &str| Statement::new(format!("SELECT a FROM CDN.{table} WHERE a")).bind_in(&[7, 8]);
        let [(request, 2)] = &requests(&[ids("A"), ids("B").sql(" AND b = ").bind(9).sql(" AND c = ").bind(7)])[..]
        else {
            panic!("one request of two")
        };
        let text = "SELECT a FROM CDN.A WHERE a IN (@P1, @P2);\nSELECT a FROM CDN.B WHERE a IN (@P1, @P2) AND b = @P3 AND c = @P1;\n";
        assert_eq!((request.text.as_str(), request.params.len()), (text, 3));
    }

    #[test]
    fn many_parameters_take_more_requests() {
        let many = |from: i64| {
            let many: Vec<i64> = (from..from + 1500).collect();
            Statement::new("SELECT a FROM CDN.A WHERE a").bind_in(&many)
        };
        let counts =
            |statements: &[Statement]| requests(statements).iter().map(|(_, count)| *count).collect::<Vec<_>>();
        assert_eq!(counts(&[many(0), many(1000)]), [1, 1]);
        assert_eq!(counts(&[many(0), many(0)]), [2]);
    }

    #[test]
    fn a_datetime_is_read_to_the_three_hundredth_of_a_second() {
        assert_eq!(date_time(0, 0), Some(date(1900, 1, 1).at(0, 0, 0, 0)));
        assert_eq!(date_time(46_350, 300 * 3600 + 150), Some(date(2026, 11, 26).at(1, 0, 0, 500_000_000)));
        assert_eq!(date_time(-53_690, 0), Some(date(1753, 1, 1).at(0, 0, 0, 0)));
    }

    #[test]
    fn a_day_goes_out_as_it_comes_in() {
        let value = SqlValue::Date(date(2026, 11, 26));
        let ColumnData::DateTime(Some(sent)) = Bound(&value).into_sql() else { panic!("a datetime") };
        assert_eq!(date_time(sent.days(), sent.seconds_fragments()), Some(date(2026, 11, 26).at(0, 0, 0, 0)));
    }
}
