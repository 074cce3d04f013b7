//! A plan as requests: all of it in one, so that a document costs one wait for the network, unless it has more values
//! than a request may have.
//!
//! What the texts keep to, and why:
//! - A variable, not `OUTPUT`, takes each identity: the tables have triggers (error 334, and `@@IDENTITY` would be a
//!   trigger's own row; `reference/optima-database.md` 6.1).
//! - There is no `TRY`: with `XACT_ABORT` the first error undoes the transaction and ends the request.
//! - A row is a line of the text, so that the server's error, which counts lines, tells which row it means.
//! - The same plan shape gives the same text and the same types, so that the server keeps its way of doing it: decimals
//!   go as whole numbers with the point in the text (`@P7*0.01`), for a decimal's own type counts its digits.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::connect::LOCK_TIMEOUT_MS;
use crate::optima::error::{OptimaError, Refusal};
use crate::optima::rows::{Column, ColumnKind, ContractorRows, Row, RowPlan, Shape, Value};
use crate::optima::sql::{DOCUMENT, MAX_PARAMS, SqlValue, Statement};

/// So many rows stand in one INSERT; SQL Server takes a thousand.
const ROWS_MAX: usize = 50;

/// What a request ends with: the ids that were given out, for the next request or for us.
pub(super) const OUTCOME: [&str; 3] = ["Wynik", "TrN_TrNID", "TrN_NumerPelny"];

/// Written.
pub(super) const WRITTEN: i64 = 1;
/// The key was there.
pub(super) const THERE: i64 = 2;
/// Another importer kept its lock for too long.
pub(super) const LOCKED: i64 = 0;
/// More requests follow.
pub(super) const GOING_ON: i64 = 3;

/// A part of the text, of whole lines, with the row that it writes.
#[derive(Debug)]
struct Piece<'p> {
    statement: Statement,
    row: Option<&'p Row>,
}

/// A request with the lines at which its rows begin, from 1.
#[derive(Debug)]
pub(super) struct Request<'p> {
    pub text: String,
    pub params: Vec<SqlValue>,
    pub rows: Vec<(u32, &'p Row)>,
}

/// How a plan is sent.
#[derive(Debug)]
pub(super) enum Composed<'p> {
    /// One request, which begins and ends the transaction itself.
    Whole(Request<'p>),
    /// Several, between a beginning and an end of their own.
    Parts(Vec<Part<'p>>),
}

/// A request of several. The ids so far come before its own parameters.
#[derive(Debug)]
pub(super) struct Part<'p> {
    pub request: Request<'p>,
    /// Columns of the answer before it whose values its first parameters are.
    pub ids: Vec<String>,
}

/// The requests of a plan. `at_least`: numbers below this were found taken.
///
/// # Errors
/// A row that does not fit the shape, which a check before this has told already.
pub(super) fn compose<'p>(shape: &Shape, plan: &'p RowPlan, at_least: i64) -> Result<Composed<'p>, OptimaError> {
    let pieces = pieces(shape, plan, at_least)?;
    let products = plan.products.len();
    let values: usize = pieces.iter().map(|piece| piece.statement.params.len()).sum();
    if values + products + 3 <= MAX_PARAMS {
        let mut request = Request::new(&declare(products));
        request.line("BEGIN TRAN;");
        request.head(plan, "ROLLBACK; ");
        for piece in pieces {
            request.add(piece);
        }
        request.line(&outcome(WRITTEN, products));
        request.line("COMMIT;");
        return Ok(Composed::Whole(request));
    }
    Ok(Composed::Parts(parts(pieces, plan)))
}

fn parts<'p>(pieces: Vec<Piece<'p>>, plan: &'p RowPlan) -> Vec<Part<'p>> {
    let products = plan.products.len();
    let mut first = Request::new(&declare(products));
    first.head(plan, "");
    let mut parts = vec![Part { request: first, ids: Vec::new() }];
    for piece in pieces {
        let full = |part: &Part<'_>| part.request.params.len() + piece.statement.params.len() > MAX_PARAMS;
        if parts.last().is_none_or(full) {
            if let Some(part) = parts.last_mut() {
                part.request.line(&outcome(GOING_ON, products));
            }
            parts.push(Part { request: Request::going_on(products), ids: ids(products) });
        }
        if let Some(part) = parts.last_mut() {
            part.request.add(piece);
        }
    }
    if let Some(part) = parts.last_mut() {
        part.request.line(&outcome(WRITTEN, products));
    }
    parts
}

fn declare(products: usize) -> String {
    let cards = (0..products).map(|card| format!("@twr{card} int"));
    let all: Vec<String> =
        ["@lock int", "@trn int", "@nr int", "@knt int"].map(str::to_owned).into_iter().chain(cards).collect();
    format!("DECLARE {};", all.join(", "))
}

/// The columns of an [`outcome`] that hold ids.
fn ids(products: usize) -> Vec<String> {
    let names = [OUTCOME[1], "nr", "knt"].map(str::to_owned).into_iter();
    names.chain((0..products).map(|card| format!("twr{card}"))).collect()
}

/// The ids as a row: what happened, the header's id and number (of one that was there, its sums too), then number,
/// contractor and cards.
fn outcome(what: i64, products: usize) -> String {
    let cards: Vec<String> = (0..products).map(|card| format!(", @twr{card} AS twr{card}")).collect();
    let cards = cards.concat();
    let [kind, id, number] = OUTCOME;
    let stored = format!("FROM CDN.TraNag WHERE {id} = @trn");
    let (header, from) = match what {
        WRITTEN => (format!("{id}, {number}"), stored),
        THERE => (DOCUMENT.to_owned(), stored),
        _ => (format!("@trn AS {id}, '' AS {number}"), String::new()),
    };
    format!("SELECT {what} AS {kind}, {header}, @nr AS nr, @knt AS knt{cards} {from};")
}

impl<'p> Request<'p> {
    fn new(declare: &str) -> Self {
        Self { text: format!("{declare}\n"), params: Vec::new(), rows: Vec::new() }
    }

    /// A request that begins with the ids of those before it: header, number, contractor, cards.
    fn going_on(products: usize) -> Self {
        let names = ids(products);
        let variable = |name: &String| if name == OUTCOME[1] { "trn".to_owned() } else { name.clone() };
        let ids: Vec<String> =
            names.iter().enumerate().map(|(at, name)| format!("@{} int = @P{}", variable(name), at + 1)).collect();
        let params = vec![SqlValue::Int(0); names.len()];
        Self { text: format!("DECLARE {};\n", ids.join(", ")), params, rows: Vec::new() }
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Alone with the numbers, and the key is not there. `undo` stands before each early end.
    fn head(&mut self, plan: &RowPlan, undo: &str) {
        let products = plan.products.len();
        self.params.push(SqlValue::Text(plan.key.hyphenated().to_string()));
        self.line(&format!(
            "EXEC @lock = sp_getapplock @Resource = 'allegro-optima', @LockMode = 'Exclusive', \
             @LockOwner = 'Transaction', @LockTimeout = {LOCK_TIMEOUT_MS};"
        ));
        self.line(&format!("IF @lock < 0 BEGIN {undo}{} RETURN; END;", outcome(LOCKED, products)));
        self.line("SELECT @trn = TrN_TrNID FROM CDN.TraNag WHERE TrN_ImportRowId = @P1;");
        self.line(&format!("IF @trn IS NOT NULL BEGIN {undo}{} RETURN; END;", outcome(THERE, products)));
    }

    fn add(&mut self, piece: Piece<'p>) {
        let line = u32::try_from(self.text.matches('\n').count()).unwrap_or(u32::MAX).saturating_add(1);
        if let Some(row) = piece.row {
            self.rows.push((line, row));
        }
        let before = self.params.len();
        let mut parts = piece.statement.text.split("@P");
        self.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (number, rest) = part.split_at(part.bytes().take_while(u8::is_ascii_digit).count());
            // Writing into a String does not fail.
            let _ = write!(self.text, "@P{}{rest}", number.parse::<usize>().unwrap_or_default() + before);
        }
        self.params.extend(piece.statement.params);
    }

    /// The row that a line of the text writes.
    pub(super) fn row_at(&self, line: u32) -> Option<&'p Row> {
        self.rows.iter().take_while(|(first, _)| *first <= line).last().map(|(_, row)| *row)
    }
}

/// Everything that is written, in order.
fn pieces<'p>(shape: &Shape, plan: &'p RowPlan, at_least: i64) -> Result<Vec<Piece<'p>>, OptimaError> {
    let mut pieces = Vec::new();
    match &plan.contractor {
        ContractorRows::Existing { id, .. } => {
            pieces.push(Piece { statement: Statement::new("SET @knt = ").bind(*id).sql(";\n"), row: None });
        }
        ContractorRows::New { row, .. } => pieces.push(identified(shape, row, "@knt")?),
    }
    for (place, product) in plan.products.iter().enumerate() {
        pieces.push(identified(shape, &product.card, &format!("@twr{place}"))?);
        inserts(shape, &product.rows, &mut pieces)?;
    }
    pieces.push(number(&plan.number, at_least));
    pieces.push(identified(shape, &plan.header, "@trn")?);
    for rows in [&plan.lines, &plan.vat, &plan.attributes] {
        inserts(shape, rows, &mut pieces)?;
    }
    Ok(pieces)
}

/// The next number: the range of the pattern is ours until the commit.
fn number<'p>(pattern: &str, at_least: i64) -> Piece<'p> {
    let mut statement = Statement::default();
    let (pattern, least) = (statement.mark(pattern), statement.mark(at_least));
    statement.text = format!(
        "SELECT @nr = MAX(TrN_NumerNr) FROM CDN.TraNag WITH (UPDLOCK, HOLDLOCK) WHERE TrN_NumerString = {pattern};\n\
         SET @nr = ISNULL(@nr, 0) + 1;\nIF @nr < {least} SET @nr = {least};\n"
    );
    Piece { statement, row: None }
}

/// One row whose identity is needed.
fn identified<'p>(shape: &Shape, row: &'p Row, variable: &str) -> Result<Piece<'p>, OptimaError> {
    let mut statement = insert(shape, std::slice::from_ref(row))?;
    let _ = writeln!(statement.text, "SET {variable} = SCOPE_IDENTITY();");
    Ok(Piece { statement, row: Some(row) })
}

/// Rows in their order; those that follow each other and have the same columns share an INSERT.
fn inserts<'p>(shape: &Shape, rows: &'p [Row], pieces: &mut Vec<Piece<'p>>) -> Result<(), OptimaError> {
    let alike = |a: &Row, b: &Row| {
        a.table == b.table && a.cells.iter().map(|cell| &cell.column).eq(b.cells.iter().map(|cell| &cell.column))
    };
    for group in rows.chunk_by(alike) {
        for some in group.chunks(ROWS_MAX) {
            pieces.push(Piece { statement: insert(shape, some)?, row: some.first() });
        }
    }
    Ok(())
}

/// An INSERT of rows with the same columns. Columns get into the text only if the shape has them; texts only as
/// parameters.
fn insert(shape: &Shape, rows: &[Row]) -> Result<Statement, OptimaError> {
    let mut statement = Statement::default();
    let Some(first) = rows.first() else { return Ok(statement) };
    let names: Vec<&str> = first
        .cells
        .iter()
        .map(|cell| column(shape, first, &cell.column).map(|c| c.name.as_str()))
        .collect::<Result<_, _>>()?;
    let mut text = format!("INSERT INTO CDN.{} ({}) VALUES", first.table, names.join(", "));
    for (place, row) in rows.iter().enumerate() {
        text.push_str(if place == 0 { "\n(" } else { ",\n(" });
        let mut marks: Vec<(SqlValue, String)> = Vec::new();
        for (at, cell) in row.cells.iter().enumerate() {
            if at > 0 {
                text.push_str(", ");
            }
            let kind = column(shape, row, &cell.column)?.kind;
            text.push_str(&value(&cell.value, kind, &mut statement, &mut marks));
        }
        text.push(')');
    }
    text.push_str(";\n");
    statement.text = text;
    Ok(statement)
}

fn column<'s>(shape: &'s Shape, row: &Row, name: &str) -> Result<&'s Column, OptimaError> {
    let columns = shape.tables.get(row.table).into_iter().flatten();
    let mut named = columns.filter(|column| column.name == name);
    named.next().ok_or_else(|| OptimaError::refused(row.table, name, Refusal::Unknown))
}

/// A value in the text. What is nothing in Optima's rows (0, 1, empty) is text of ours; equal values of a row, such as
/// its dates, share a parameter.
fn value(value: &Value, kind: ColumnKind, statement: &mut Statement, marks: &mut Vec<(SqlValue, String)>) -> String {
    let mut mark = |value: SqlValue| {
        if let Some((_, marker)) = marks.iter().find(|(known, _)| *known == value) {
            return marker.clone();
        }
        let marker = statement.mark(value.clone());
        marks.push((value, marker.clone()));
        marker
    };
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Now => "GETDATE()".to_owned(),
        Value::Int(number @ -1..=1) => number.to_string(),
        Value::Int(number) => mark(SqlValue::Int(*number)),
        Value::Decimal(number) if number.is_zero() => "0".to_owned(),
        Value::Decimal(number) => decimal(*number, kind, mark),
        Value::Text(text) if text.is_empty() => "''".to_owned(),
        Value::Text(text) => mark(SqlValue::from(text)),
        Value::Date(date) => mark(SqlValue::Date(*date)),
        Value::Number => "@nr".to_owned(),
        Value::HeaderId => "@trn".to_owned(),
        Value::ContractorId => "@knt".to_owned(),
        Value::ProductId(place) => format!("@twr{place}"),
    }
}

/// The digits as a whole number, and the point in the text. A number too large for that goes as it is.
fn decimal(number: Decimal, kind: ColumnKind, mut mark: impl FnMut(SqlValue) -> String) -> String {
    let mut scaled = number;
    if let ColumnKind::Decimal { scale, .. } = kind {
        scaled.rescale(scale);
    }
    match (i64::try_from(scaled.mantissa()), scaled.scale()) {
        (Ok(digits), 0) => mark(SqlValue::Long(digits)),
        (Ok(digits), scale) => format!("{}*0.{:0>width$}", mark(SqlValue::Long(digits)), 1, width = scale as usize),
        (Err(_), _) => mark(SqlValue::Decimal(scaled)),
    }
}
