//! Tables as people save them: a page at a time, two at once, beside Excel.

use super::*;
use crate::core::message::Language;
use crate::spool::testing::BadFiles;

struct Shelf {
    folder: tempfile::TempDir,
    texts: Catalogue,
}

impl Shelf {
    fn new(table: Table, text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Folders::new(folder.path()).create(&RealDisk).unwrap();
        let path = place(folder.path(), "", table);
        replace(&RealDisk, &path, text.as_bytes()).unwrap();
        Self { folder, texts: Catalogue::new(Language::Polish) }
    }

    fn dir(&self) -> &Path {
        self.folder.path()
    }

    fn page(&self, table: Table, look: &Look) -> Rows {
        match read(self.dir(), table, look, &self.texts).unwrap().shown {
            Shown::Rows(rows) => rows,
            Shown::Text(text) => panic!("{text}"),
        }
    }

    fn save(&self, table: Table, typed: Typed) -> Saved {
        save(self.dir(), table, typed, &Look::default(), &self.texts).unwrap()
    }

    fn text(&self, table: Table) -> String {
        std::fs::read_to_string(place(self.dir(), "", table)).unwrap()
    }
}

fn rows(rows: Vec<Edited>) -> Typed {
    Typed::Rows { rows, added: Vec::new(), pasted: String::new() }
}

fn cells(text: &str) -> Vec<String> {
    text.split(';').map(str::to_owned).collect()
}

fn codes(problems: &[Problem]) -> Vec<(&str, Option<u32>)> {
    problems.iter().map(|problem| (problem.code(), problem.place.line)).collect()
}

fn refused(saved: Saved) -> TableFile {
    match saved {
        Saved::Refused(file) => *file,
        Saved::Done { mine, .. } => panic!("{mine:?}"),
    }
}

fn done(saved: Saved) -> (Difference, Vec<(SheetRow, SheetRow)>) {
    match saved {
        Saved::Done { mine, others } => (mine, others),
        Saved::Refused(file) => panic!("{:?} {:?}", file.problems, file.pasted),
    }
}

#[test]
fn a_row_is_put_into_the_table_that_lies_there_and_a_spoilt_one_is_left_alone() {
    let shelf = Shelf::new(Table::Services, "# moje\ndefinicja,kod\nwnoszenie,W\n");
    let code = |code: &str| Change {
        find: vec![(0, "gift".to_owned())],
        set: vec![(1, code.to_owned())],
        add: Some(Vec::new()),
    };
    let put = |company: &str, change: Change| {
        put(&RealDisk, shelf.dir(), company, Table::Services, &[change], &shelf.texts).unwrap()
    };
    let path = place(shelf.dir(), "", Table::Services);
    assert_eq!(put("", code("A")), []);
    assert_eq!(shelf.text(Table::Services), "\u{feff}# moje\ndefinicja,kod\nwnoszenie,W\ngift,A\n");
    assert_eq!(std::fs::read(path.with_extension("csv.bak")).unwrap(), b"# moje\ndefinicja,kod\nwnoszenie,W\n");
    assert_eq!(put("druga", code("B")), [], "a company's own");
    assert!(std::fs::read_to_string(place(shelf.dir(), "druga", Table::Services)).unwrap().contains("gift;B"));
    assert!(shelf.text(Table::Services).contains("gift,A"));
    for spoilt in ["definicja;kod\na;A\na;B\n", "definicja;kod\n\"a;B\n", "nic;uwagi\na;B\n"] {
        replace(&RealDisk, &path, spoilt.as_bytes()).unwrap();
        assert!(put("", code("C")).iter().all(Problem::is_error) && !put("", code("C")).is_empty(), "{spoilt}");
        assert_eq!(shelf.text(Table::Services), spoilt);
    }
}

#[test]
fn a_long_table_is_seen_and_saved_a_page_at_a_time() {
    let all = 20_000;
    let mut text = "# moje\r\noferta;kod;moje\r\n".to_owned();
    text.extend((1..=all).map(|number| format!("{};KOD-{number};\"u;{number}\"\r\n", 15_000_000_000_u64 + number)));
    let shelf = Shelf::new(Table::Products, &format!("\u{feff}{text}"));
    let look = Look { page: 150, ..Look::default() };
    let mut page = shelf.page(Table::Products, &look);
    assert_eq!((page.rows.len(), page.found, page.page), (PAGE, 20_000, 150));
    assert_eq!(page.rows[0].line, 15_003);
    let found = shelf.page(Table::Products, &Look { search: "kod-1999".to_owned(), ..Look::default() });
    assert_eq!((found.found, found.all), (11, 20_000));
    let of_line = shelf.page(Table::Products, &Look { line: Some(15_004), ..Look::default() });
    assert_eq!(of_line.page, 150);
    let beyond = shelf.page(Table::Products, &Look { page: 9_999, ..Look::default() });
    assert_eq!(beyond.rows.last().unwrap().line, 20_002);

    page.rows[1].cells[1] = "INNY".to_owned();
    page.rows[2].cells = cells(";;;;");
    let (mine, others) = done(shelf.save(Table::Products, rows(page.rows)));
    assert_eq!((mine.changed.len(), mine.removed.len(), mine.added.len(), others.len()), (1, 1, 0, 0));
    let expected = text
        .replace("15000015002;KOD-15002;", "15000015002;INNY;")
        .replace("15000015003;KOD-15003;\"u;15003\"\r\n", "");
    assert_eq!(shelf.text(Table::Products), format!("\u{feff}{expected}"));
}

#[test]
fn of_two_who_change_a_table_the_second_is_told_what_the_first_changed() {
    let shelf = Shelf::new(Table::Services, "\u{feff}definicja;kod;vat\r\na;A;\r\nb;B;\r\nc;C;\r\nd;D;\r\n");
    let opened = || shelf.page(Table::Services, &Look::default()).rows;
    let (mut one, mut two) = (opened(), opened());
    one[0].cells[1] = "A1".to_owned();
    one[1].cells[1] = "B1".to_owned();
    done(shelf.save(Table::Services, rows(one)));
    two[0].cells[1] = "A2".to_owned();
    two[2].cells[1] = "C2".to_owned();
    let before = shelf.text(Table::Services);
    let told = refused(shelf.save(Table::Services, rows(two)));
    assert_eq!(shelf.text(Table::Services), before, "nothing is lost");
    let said = shelf.texts.text(&told.problems[0].message);
    assert_eq!((told.problems.len(), told.problems[0].place.line), (1, Some(2)));
    assert!(said.contains("a; A.") && said.contains("a; A1"), "{said}");
    let Shown::Rows(shown) = told.shown else { panic!() };
    assert_eq!(shown.rows[0].cells[1], "A2", "what was typed is there still");
    // Who saves once more means it; what the other changed elsewhere stays.
    done(shelf.save(Table::Services, rows(shown.rows)));
    let text = shelf.text(Table::Services);
    assert_eq!(text, "\u{feff}definicja;kod;vat\r\na;A2;\r\nb;B1;\r\nc;C2;\r\nd;D;\r\n");

    // Where they change other rows both are saved, and the second hears of the first.
    let (mut one, mut two) = (opened(), opened());
    one[0].cells = cells(";;");
    one[1].cells[2] = "8".to_owned();
    two[3].cells[1] = "D2".to_owned();
    done(shelf.save(Table::Services, rows(one)));
    let (mine, others) = done(shelf.save(Table::Services, rows(two)));
    assert_eq!(mine.changed.len(), 1);
    let others: Vec<(String, String)> =
        others.iter().map(|(was, is)| (in_words(&was.cells), in_words(&is.cells))).collect();
    assert_eq!(others, [("a; A2".to_owned(), String::new()), ("b; B1".to_owned(), "b; B1; 8".to_owned())]);
    assert_eq!(shelf.text(Table::Services), "\u{feff}definicja;kod;vat\r\nb;B1;8\r\nc;C2;\r\nd;D2;\r\n");
}

#[test]
fn a_text_is_saved_over_the_file_that_it_was_made_from() {
    let shelf = Shelf::new(Table::Services, "");
    let look = Look { as_text: true, ..Look::default() };
    let mark = || read(shelf.dir(), Table::Services, &look, &shelf.texts).unwrap().mark;
    let text = |code: &str, was: &str| Typed::Text(format!("definicja;kod\ngift;{code}\n"), was.to_owned());
    let empty = mark();
    assert_eq!(done(shelf.save(Table::Services, text("A", &empty))).0.added.len(), 1);
    let first = mark();
    done(shelf.save(Table::Services, text("B", &first)));
    let told = refused(shelf.save(Table::Services, text("C", &first)));
    let said: Vec<String> = told.problems.iter().map(|problem| shelf.texts.text(&problem.message)).collect();
    assert!(said.iter().any(|said| said.contains("gift; A") && said.contains("gift; B")), "{said:?}");
    let other = Typed::Text("definicja;kod\nnowy;N\n".to_owned(), told.mark.clone());
    done(shelf.save(Table::Services, other));
    let told = refused(shelf.save(Table::Services, text("C", &told.mark)));
    let said: Vec<String> = told.problems.iter().map(|problem| shelf.texts.text(&problem.message)).collect();
    assert!(said[1..].iter().any(|said| said.contains("nowy; N")), "{said:?}");
    done(shelf.save(Table::Services, text("C", &told.mark)));
    assert!(shelf.text(Table::Services).contains("gift;C"));
}

#[test]
fn new_and_pasted_rows_come_in_together_and_a_bad_one_is_named_by_its_number() {
    let shelf = Shelf::new(Table::Products, "oferta;kod\n15000000001;A\n15000000002;\n");
    let offer = |number: u64, code: &str| vec![number.to_string(), code.to_owned()];
    let typed = |pasted: &str| {
        let shown = shelf.page(Table::Products, &Look::default()).rows;
        let added = vec![(offer(15_000_000_002, "B"), true), (offer(15_000_000_003, "C"), false)];
        Typed::Rows { rows: shown, added, pasted: pasted.to_owned() }
    };
    let before = shelf.text(Table::Products);
    let wrong = "15000000004\tD\n15000000001\tE\nnic\tF\n";
    let told = refused(shelf.save(Table::Products, typed(wrong)));
    assert_eq!(codes(&told.pasted), [("TAB-003", Some(2)), ("TAB-021", Some(3))]);
    assert_eq!((told.problems.len(), shelf.text(Table::Products)), (0, before));
    let Shown::Rows(shown) = told.shown else { panic!() };
    assert_eq!((shown.added.len(), shown.pasted.as_str()), (2, wrong));
    let (mine, _) = done(shelf.save(Table::Products, typed("15000000004\tD\n")));
    assert_eq!((mine.added.len(), mine.changed.len()), (2, 1));
    let expected = "\u{feff}oferta;kod\n15000000001;A\n15000000002;B\n15000000003;C\n15000000004;D\n";
    assert_eq!(shelf.text(Table::Products), expected);
}

#[test]
fn a_mistake_that_was_there_before_keeps_nobody_from_mending_another() {
    let shelf = Shelf::new(Table::Services, "definicja;kod;vat\na;A;x\nb;B;x\n");
    let mut page = shelf.page(Table::Services, &Look::default()).rows;
    page[0].cells[2] = "8".to_owned();
    done(shelf.save(Table::Services, rows(page)));
    let mut page = shelf.page(Table::Services, &Look::default()).rows;
    page[0].cells = cells(";;");
    page[1].cells[2] = "y".to_owned();
    let told = refused(shelf.save(Table::Services, rows(page)));
    assert_eq!(codes(&told.problems), [("TAB-006", Some(3))], "by the line that is shown");
}

#[test]
fn a_table_that_excel_holds_is_named_at_once_and_nothing_that_was_typed_is_lost() {
    const EBUSY: i32 = 16;
    const EACCES: i32 = 13;
    for (operation, errno) in
        [(Operation::Sync, EBUSY), (Operation::Sync, EACCES), (Operation::Rename, EBUSY), (Operation::Rename, EACCES)]
    {
        let shelf = Shelf::new(Table::Services, "definicja;kod\na;A\n");
        let disk = BadFiles::new(RealDisk, &["services.csv"], operation, errno);
        let mut page = shelf.page(Table::Services, &Look::default()).rows;
        page[0].cells[1] = "B".to_owned();
        let save = || {
            save_on(&disk, shelf.dir(), Table::Services, rows(page.clone()), &Look::default(), &shelf.texts).unwrap()
        };
        let told = refused(save());
        assert_eq!(codes(&told.problems), [("TAB-051", None)], "{operation:?} {errno}");
        assert!(shelf.texts.todo(&told.problems[0].message).unwrap().contains("Zamknij services.csv"));
        assert_eq!(told.shown, {
            let mut shown = shelf.page(Table::Services, &Look::default());
            shown.rows[0].cells[1] = "B".to_owned();
            Shown::Rows(shown)
        });
        let change = Change { find: vec![(0, "a".to_owned())], set: vec![(1, "B".to_owned())], add: None };
        let told = put(&disk, shelf.dir(), "", Table::Services, &[change], &shelf.texts).unwrap();
        assert_eq!(codes(&told), [("TAB-051", None)]);
        assert_eq!(shelf.text(Table::Services), "definicja;kod\na;A\n");
        disk.mend();
        done(save());
        assert!(shelf.text(Table::Services).contains("a;B"));
    }
}

#[test]
fn what_has_no_rows_to_be_shown_is_shown_as_text_as_long_as_it_is_short() {
    let shelf = Shelf::new(Table::Services, "to nie jest tabela\n");
    let told = read(shelf.dir(), Table::Services, &Look::default(), &shelf.texts).unwrap();
    assert_eq!(told.shown, Shown::Text("to nie jest tabela\n".to_owned()));
    assert_eq!(told.problems[0].code(), "TAB-036");
    let long = "x\n".repeat(TEXT_MAX / 2 + 1);
    replace(&RealDisk, &place(shelf.dir(), "", Table::Services), long.as_bytes()).unwrap();
    let failure = read(shelf.dir(), Table::Services, &Look::default(), &shelf.texts).unwrap_err();
    assert_eq!(failure.problem.code(), "TAB-012");
}
