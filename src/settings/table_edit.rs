//! A mapping table with some rows changed: what a person wrote besides stays as it is to the byte, comments, the other rows, columns
//! of his own, the order of both, the separator, the letters and the line ends.

use super::csv_text::{self, Written};
use super::tables;
use crate::core::message::Catalogue;
use crate::core::tables::{Change, SheetRow, Table};

/// A table's file, row by row.
#[derive(Debug)]
pub struct Paper {
    before: Vec<u8>,
    written: Written,
    heading: Vec<String>,
    /// Where each of the table's columns is.
    places: Vec<Option<usize>>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    /// In the order of [`Table::columns`]; a new row has the line 0.
    shown: SheetRow,
    /// As the file has them.
    own: Vec<String>,
    fate: Fate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Stays,
    Changed,
    Gone,
}

impl Paper {
    /// The file as rows; one that nobody has begun begins with its comment and heading. `None`: it is no table, or its heading
    /// names none of the table's columns.
    #[must_use]
    pub fn open(table: Table, before: &[u8], texts: &Catalogue) -> Option<Self> {
        let found = csv_text::written(before).ok()?;
        let is_begun = !found.rows.is_empty();
        let written = if is_begun { found } else { csv_text::written(&tables::begun(table, before, texts)).ok()? };
        Self::of(table, before, written)
    }

    fn of(table: Table, before: &[u8], written: Written) -> Option<Self> {
        let (heading, rows) = written.rows.split_first()?;
        let heading = heading.0.cells.clone();
        let places: Vec<Option<usize>> =
            table.columns().iter().map(|column| heading.iter().position(|cell| column.is_named(cell))).collect();
        if places.iter().all(Option::is_none) {
            return None;
        }
        let cells = |row: &SheetRow| {
            places.iter().map(|place| place.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default()).collect()
        };
        let row = |(row, _): &(SheetRow, _)| Row {
            shown: SheetRow { line: row.line, cells: cells(row) },
            own: row.cells.clone(),
            fate: Fate::Stays,
        };
        let rows = rows.iter().map(row).collect();
        Some(Self { before: before.to_vec(), heading, places, rows, written })
    }

    /// The rows, with their cells in the order of [`Table::columns`].
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &SheetRow> {
        self.rows.iter().filter(|row| row.fate != Fate::Gone).map(|row| &row.shown)
    }

    /// Writes these cells into the row of this line; what stands there already is no change.
    pub fn set(&mut self, table: Table, line: u32, cells: &[(usize, String)]) {
        if let Some(at) = self.rows.iter().position(|row| row.shown.line == line) {
            self.set_at(table, at, cells);
        }
    }

    fn set_at(&mut self, table: Table, at: usize, cells: &[(usize, String)]) {
        for (column, cell) in cells {
            let stands = self.rows.get(at).and_then(|row| row.shown.cells.get(*column));
            if stands.is_none_or(|stands| stands == cell) {
                continue;
            }
            let Some(place) = self.place(table, *column) else { continue };
            let Some(row) = self.rows.get_mut(at) else { return };
            put(&mut row.own, place, cell);
            put(&mut row.shown.cells, *column, cell);
            row.fate = Fate::Changed;
        }
    }

    /// Takes the row of this line away.
    pub fn remove(&mut self, line: u32) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.shown.line == line) {
            row.fate = Fate::Gone;
        }
    }

    /// Adds a row at the end. What only tells a reader something is left out where the file has no column for it.
    pub fn add(&mut self, table: Table, cells: &[String]) {
        let mut own = vec![String::new(); self.heading.len()];
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let is_label = table.columns().get(column).is_some_and(|column| !column.read);
            if is_label && self.places.get(column).is_none_or(Option::is_none) {
                continue;
            }
            if let Some(place) = self.place(table, column) {
                put(&mut own, place, cell);
            }
        }
        let mut shown = cells.to_vec();
        shown.resize(table.columns().len(), String::new());
        self.rows.push(Row { shown: SheetRow { line: 0, cells: shown }, own, fate: Fate::Changed });
    }

    /// Where a column is; one that the heading lacks comes in at its end.
    fn place(&mut self, table: Table, column: usize) -> Option<usize> {
        let name = table.columns().get(column)?.polish;
        let heading = &mut self.heading;
        let place = self.places.get_mut(column)?.get_or_insert_with(|| {
            heading.push(name.to_owned());
            heading.len() - 1
        });
        Some(*place)
    }

    /// The file as it is now.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        if self.rows.iter().all(|row| row.fate == Fate::Stays) {
            return self.before.clone();
        }
        csv_text::encoded(&self.text(false), self.written.letters)
    }

    /// The file as it is now, but every row that was in it has its line still.
    #[must_use]
    pub fn to_check(&self) -> Vec<u8> {
        csv_text::encoded(&self.text(true), self.written.letters)
    }

    /// The line of the first new row, as long as every other row has its own still.
    #[must_use]
    pub fn next_line(&self) -> u32 {
        let text = &self.written.text;
        let is_ended = text.is_empty() || text.ends_with(['\r', '\n']);
        csv_text::breaks(text).saturating_add(if is_ended { 1 } else { 2 })
    }

    fn text(&self, keeps_lines: bool) -> String {
        let (text, separator) = (&self.written.text, self.written.separator);
        let end = csv_text::line_end(text);
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let is_wider = self.written.rows.first().is_some_and(|(row, _)| row.cells.len() < self.heading.len());
        let heading = if is_wider { (Fate::Changed, &self.heading) } else { (Fate::Stays, &self.heading) };
        let fates = std::iter::once(heading).chain(self.rows.iter().map(|row| (row.fate, &row.own)));
        let mut done = String::with_capacity(text.len());
        let mut at = 0;
        for ((fate, own), (_, place)) in fates.zip(&self.written.rows) {
            if fate == Fate::Stays {
                continue;
            }
            done.push_str(part(at, place.start));
            at = place.end;
            if fate == Fate::Changed {
                done.push_str(&csv_text::line(separator, own));
            }
            if keeps_lines {
                (0..csv_text::breaks(part(place.start, place.end))).for_each(|_| done.push_str(end));
            } else if fate == Fate::Gone {
                let rest = part(at, text.len());
                let own_end = ["\r\n", "\n", "\r"].into_iter().find(|mark| rest.starts_with(mark));
                at += own_end.map_or(0, str::len);
            }
        }
        done.push_str(part(at, text.len()));
        let is_open = |text: &str| !text.is_empty() && !text.ends_with(['\r', '\n']);
        let mut is_open = is_open(if keeps_lines { text } else { &done });
        for row in self.rows.iter().filter(|row| row.shown.line == 0) {
            if std::mem::take(&mut is_open) {
                done.push_str(end);
            }
            done.push_str(&csv_text::line(separator, &row.own));
            done.push_str(end);
        }
        done
    }
}

/// The file after the changes; `None`: it is no table. What is the same afterwards had nothing that was to be changed.
#[must_use]
pub fn changed(table: Table, before: &[u8], changes: &[Change], texts: &Catalogue) -> Option<Vec<u8>> {
    let mut paper = Paper::open(table, before, texts)?;
    for change in changes {
        let all = paper.rows.iter().enumerate();
        let met: Vec<usize> = all.filter(|(_, row)| change.finds(&row.shown.cells)).map(|(at, _)| at).collect();
        for at in &met {
            paper.set_at(table, *at, &change.set);
        }
        if met.is_empty() && change.add.is_some() {
            paper.add(table, &change.row(table));
        }
    }
    Some(paper.bytes())
}

/// The rows with their cells in the order of [`Table::columns`], for who looks for something in them.
#[must_use]
pub fn rows(table: Table, bytes: &[u8]) -> Vec<SheetRow> {
    let paper = csv_text::written(bytes).ok().and_then(|written| Paper::of(table, bytes, written));
    paper.map(|paper| paper.rows().cloned().collect()).unwrap_or_default()
}

fn put(cells: &mut Vec<String>, at: usize, cell: &str) {
    if cells.len() <= at {
        cells.resize(at + 1, String::new());
    }
    if let Some(place) = cells.get_mut(at) {
        cell.clone_into(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::Language;

    fn change(find: &[(usize, &str)], set: &[(usize, &str)], add: Option<&[(usize, &str)]>) -> Change {
        let cells = |all: &[(usize, &str)]| all.iter().map(|(at, cell)| (*at, (*cell).to_owned())).collect::<Vec<_>>();
        Change { find: cells(find), set: cells(set), add: add.map(cells) }
    }

    fn after(table: Table, before: &str, changes: &[Change]) -> Option<String> {
        let bytes = changed(table, before.as_bytes(), changes, &Catalogue::new(Language::Polish))?;
        Some(csv_text::decode(&bytes))
    }

    #[test]
    fn a_row_is_added_and_everything_else_stays_as_it_is() {
        let before = "# moje\nkod\tuwagi\toferta\nA\tczerwony\t1\n# wyprzedaż\nB\t\t2\n";
        let added = change(&[(0, "15")], &[(1, "KUBEK")], Some(&[(3, "Kubek, biały")]));
        assert_eq!(after(Table::Products, before, &[added]).unwrap(), format!("{before}KUBEK\t\t15\n"));
    }

    #[test]
    fn cells_are_changed_in_the_rows_that_have_others() {
        let before = "typ;operator;forma\nONLINE;*;raty\nWIRE_TRANSFER;*;Raty \nSPLIT_PAYMENT;*;gotówka\n";
        let other = change(&[(2, "raty")], &[(2, "przelew")], None);
        let expected = "typ;operator;forma\nONLINE;*;przelew\nWIRE_TRANSFER;*;przelew\nSPLIT_PAYMENT;*;gotówka\n";
        assert_eq!(after(Table::Payments, before, std::slice::from_ref(&other)).unwrap(), expected);
        assert_eq!(after(Table::Payments, expected, &[other]).unwrap(), expected, "there is none any more");
    }

    #[test]
    fn a_column_that_the_file_lacks_comes_in_and_comments_stay() {
        let before = "# moje\noferta;kod\n1;A\n";
        let rate = change(&[(0, "1")], &[(2, "8")], Some(&[]));
        let text = after(Table::Products, before, std::slice::from_ref(&rate)).unwrap();
        assert_eq!(text, "# moje\noferta;kod;vat\n1;A;8\n");
        let own = after(Table::Products, "oferta;kod;uwagi\n1;A;x\n", &[rate]).unwrap();
        assert_eq!(own, "oferta;kod;uwagi;vat\n1;A;x;8\n");
    }

    #[test]
    fn a_table_that_nobody_has_begun_begins_with_its_heading() {
        let row = change(&[(0, "gift")], &[(1, "PAKOWANIE")], Some(&[]));
        for before in ["", "# nic\n", "definicja;kod;vat\n"] {
            let text = after(Table::Services, before, std::slice::from_ref(&row)).unwrap();
            let text = text.replace("\r\n", "\n");
            assert!(text.ends_with("definicja;kod;vat\ngift;PAKOWANIE;\n"), "{before}: {text}");
        }
    }

    #[test]
    fn what_strangers_wrote_is_no_formula_and_no_second_row() {
        let name = "=HYPERLINK(\"http://x\";\"y\")\n9;Z";
        let row = change(&[(0, "1")], &[(1, "A;B\"C")], Some(&[(3, name)]));
        let text = after(Table::Products, "oferta;kod;vat;nazwa\n", &[row]).unwrap();
        let sheet = csv_text::read(text.as_bytes()).unwrap();
        assert_eq!(sheet.rows.len(), 2, "{text}");
        assert_eq!(sheet.rows[1].cells[1], "A;B\"C");
        assert!(sheet.rows[1].cells[3].starts_with('\''), "{text}");
    }

    #[test]
    fn a_row_with_quotes_is_changed_too() {
        let before = "oferta;kod;vat;nazwa\n1;\"A\";;\"Kubek; biały\"\n";
        let text = after(Table::Products, before, &[change(&[(0, "1")], &[(1, "B")], None)]).unwrap();
        assert!(text.contains("1;B;;\"Kubek; biały\""), "{text}");
    }

    #[test]
    fn rows_that_are_not_meant_stay_to_the_byte_in_any_letters_and_line_ends() {
        let texts = Catalogue::new(Language::Polish);
        let table = "# uwaga: \u{105}\r\noferta ; Kod;moje\r\n1;\"A\"; x\r\n\r\n  2;B\r\n3;'C;\"ż\"\"ż\"\r\n4;D";
        for text in [table.to_owned(), table.replace("\r\n", "\n"), table.replace("\r\n", "\r")] {
            let end = csv_text::line_end(&text);
            for letters in [encoding_rs::UTF_8, encoding_rs::WINDOWS_1250, encoding_rs::UTF_16LE, encoding_rs::UTF_16BE]
            {
                let before = csv_text::encoded(&text, letters);
                let mut paper = Paper::open(Table::Products, &before, &texts).unwrap();
                assert_eq!(paper.bytes(), before, "nothing was changed");
                let lines: Vec<u32> = paper.rows().map(|row| row.line).collect();
                assert_eq!(lines, [3, 5, 6, 7]);
                paper.set(Table::Products, 5, &[(1, "BB".to_owned())]);
                paper.remove(7);
                paper.add(Table::Products, &["9".to_owned(), "Ś".to_owned()]);
                let expected = text.replace("  2;B", "  2;BB").replace("4;D", "") + "9;Ś;" + end;
                assert_eq!(paper.bytes(), csv_text::encoded(&expected, letters), "{letters:?}");
                let checked = rows(Table::Products, &paper.to_check());
                let lines: Vec<u32> = checked.iter().map(|row| row.line).collect();
                assert_eq!((lines, paper.next_line()), (vec![3, 5, 6, 8], 8));
            }
        }
    }

    #[test]
    fn a_row_of_several_lines_keeps_the_lines_of_the_others_while_it_is_checked() {
        let texts = Catalogue::new(Language::Polish);
        let mut paper =
            Paper::open(Table::Products, b"oferta;kod;nazwa\n1;A;\"x\ny\"\n2;B;\"x\ny\"\n3;C;\n", &texts).unwrap();
        paper.set(Table::Products, 2, &[(1, "AA".to_owned())]);
        paper.remove(4);
        paper.add(Table::Products, &["4".to_owned()]);
        let checked = rows(Table::Products, &paper.to_check());
        assert_eq!(checked.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 6, 7]);
        assert_eq!(paper.next_line(), 7);
        assert_eq!(csv_text::decode(&paper.bytes()), "oferta;kod;nazwa\n1;AA;x y\n3;C;\n4;;\n");
    }

    #[test]
    fn what_is_no_table_is_left_alone() {
        assert_eq!(after(Table::Services, "definicja;kod\n\"a;b\n", &[]), None);
    }
}
