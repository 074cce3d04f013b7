//! Cells that stand for something elsewhere: an id at Allegro, a name in Optima, a group of another table. What is none of
//! those that are known fits nothing, and is told with its row and with the nearest known word. Nothing is refused for it: an
//! order may come tomorrow that has it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use uuid::Uuid;

use super::parse::{Reader, Record, near};
use super::{Sheet, SheetRow, Table, Tables};
use crate::core::matching::compared;
use crate::core::message::Message;
use crate::core::message::text as say;
use crate::core::near::nearest;
use crate::core::order::Order;
use crate::core::problem::{Problem, Problems, Severity};

/// `definitionId`s that are known without having been met (`reference/allegro.md` section 7); the list is open.
const DEFINITIONS: [&str; 2] = ["CARRY_IN", "GIFT_WRAP"];

/// What is known of the words that cells may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// `FPl_Nazwa`s of the base; none: it was not asked.
    pub payment_forms: Option<Vec<String>>,
    /// `Twr_Kod`s of the base's services; none: it was not asked.
    pub services: Option<Vec<String>>,
    /// `Twr_Kod`s of the goods that the tables name and the base has; none: it was not asked.
    pub goods: Option<BTreeSet<String>>,
    /// Cards of goods are made where the base has none.
    pub makes_goods: bool,
    /// Delivery methods of orders: id and name.
    pub methods: BTreeMap<String, String>,
    /// Definitions of additional services of orders.
    pub definitions: BTreeSet<String>,
    /// The day, in Poland; none: it does not matter.
    pub today: Option<Date>,
}

impl Words {
    /// What an order shows of Allegro's words.
    pub fn met(&mut self, order: &Order) {
        let delivery = order.delivery.as_ref();
        if let Some(id) = delivery.and_then(|delivery| delivery.method_id.as_deref()).map(str::trim) {
            let name = delivery.and_then(|delivery| delivery.method_name.clone()).unwrap_or_default();
            self.methods.insert(id.to_lowercase(), name);
        }
        let services = order.lines.iter().flat_map(|line| &line.services);
        self.definitions.extend(services.map(|service| service.definition_id.to_uppercase()));
    }
}

/// What is odd in the cells of these sheets of a folder, by row. `tables` is what is in force: of a row that another one
/// outranks nothing is said.
#[must_use]
pub fn strange(folder: &str, sheets: &[(Table, Sheet)], tables: &Tables, words: &Words) -> Vec<Problem> {
    let mut all = Vec::new();
    let named = named(sheets, tables);
    for (table, sheet) in sheets {
        let (mut found, file) = (Problems::default(), table.file_in(folder));
        look(*table, &file, sheet, (tables, words, &named), &mut found);
        all.extend(found.into_vec());
    }
    all
}

/// Where the columns of a sheet are.
fn places(table: Table, heading: &SheetRow) -> Option<BTreeMap<&'static str, usize>> {
    // What is wrong with the heading was told when the table was read.
    let mut ignored = Problems::default();
    Reader { file: "", problems: &mut ignored, seen: BTreeMap::new() }.columns(table.columns(), heading)
}

/// The delivery methods that the tables have rows for: id, and the name that somebody noted beside it.
fn named(sheets: &[(Table, Sheet)], tables: &Tables) -> BTreeMap<String, String> {
    let mut named: BTreeMap<String, String> = tables.deliveries.keys().map(|id| (id.clone(), String::new())).collect();
    for (table, sheet) in sheets.iter().filter(|(table, _)| *table == Table::Deliveries) {
        let Some((heading, rows)) = sheet.rows.split_first() else { continue };
        let Some(columns) = places(*table, heading) else { continue };
        for row in rows {
            let record = Record { columns: &columns, row };
            named.insert(record.get("metoda_id").to_lowercase(), record.get("metoda"));
        }
    }
    named
}

type Known<'a> = (&'a Tables, &'a Words, &'a BTreeMap<String, String>);

fn look(table: Table, file: &str, sheet: &Sheet, (tables, words, named): Known<'_>, found: &mut Problems) {
    let Some((heading, rows)) = sheet.rows.split_first() else { return };
    let Some(columns) = places(table, heading) else { return };
    let mut reader = Reader { file, problems: found, seen: BTreeMap::new() };
    for row in rows {
        let row = Row { record: Record { columns: &columns, row }, tables, words, named };
        match table {
            Table::Payments => reader.payment_words(&row),
            Table::Deliveries => reader.delivery_words(&row),
            Table::Products => reader.product_words(&row),
            Table::Services => reader.service_words(&row),
            Table::Rates => reader.rate_words(&row),
            Table::Sets => reader.part_words(&row),
            Table::Oss => {}
        }
    }
}

struct Row<'a> {
    record: Record<'a>,
    tables: &'a Tables,
    words: &'a Words,
    /// Delivery methods of the tables.
    named: &'a BTreeMap<String, String>,
}

impl Reader<'_> {
    fn say(&mut self, row: &SheetRow, column: &str, message: impl Into<Message>) {
        if self.problems.wants(Severity::Warning) {
            self.warning(row, column, message);
        } else {
            self.problems.pass_over(Severity::Warning, 1);
        }
    }

    fn payment_words(&mut self, Row { record, tables, words, named }: &Row<'_>) {
        let (form, delivery) = (record.get("forma"), record.get("dostawa"));
        let (form, _) = crate::core::text::clean_line(&form);
        let is_used = || tables.payments.values().any(|row| compared(&row.form) == compared(&form));
        if let Some(forms) = &words.payment_forms
            && !form.is_empty()
            && !has(forms, &form)
            && is_used()
        {
            let near = near(&form, forms.iter().map(String::as_str));
            self.say(record.row, "forma", say::Tab025 { file: self.file.into(), text: form.into(), near });
        }
        if !matches!(delivery.as_str(), "" | "*") {
            self.method(record.row, "dostawa", &delivery, words, Some(named));
        }
    }

    fn delivery_words(&mut self, Row { record, tables, words, .. }: &Row<'_>) {
        let id = record.get("metoda_id");
        if !id.is_empty() {
            self.method(record.row, "metoda_id", &id, words, None);
        }
        let in_force = tables.delivery(&id);
        let fee = in_force.and_then(|row| row.cod.as_ref()).map(|(code, _)| code.as_str());
        self.service_code(record, "usluga", in_force.map(|row| row.service.as_str()), words);
        self.service_code(record, "pobranie_usluga", fee, words);
    }

    fn service_words(&mut self, Row { record, tables, words, .. }: &Row<'_>) {
        let definition = record.get("definicja").to_uppercase();
        let known = || DEFINITIONS.into_iter().chain(words.definitions.iter().map(String::as_str));
        if !definition.is_empty() && known().all(|known| known != definition) {
            let near = near(&definition, known());
            let message = say::Tab024 { file: self.file.into(), text: record.get("definicja").into(), near };
            self.say(record.row, "definicja", message);
        }
        let in_force = tables.service(&definition).map(|row| row.code.as_str());
        self.service_code(record, "kod", in_force, words);
    }

    /// A code that is in force and that the base has no card of, or one of goods.
    fn service_code(&mut self, record: &Record<'_>, column: &str, in_force: Option<&str>, words: &Words) {
        let (code, Some(services)) = (record.get(column), &words.services) else { return };
        if code.is_empty() || in_force != Some(code.as_str()) || has(services, &code) {
            return;
        }
        if words.goods.as_ref().is_some_and(|goods| has(goods, &code)) {
            let message = say::Tab047 { file: self.file.into(), column: column.into(), text: code.into() };
            self.say(record.row, column, message);
            return;
        }
        let near = near(&code, services.iter().map(String::as_str));
        let message = say::Tab026 { file: self.file.into(), column: column.into(), text: code.into(), near };
        self.say(record.row, column, message);
    }

    /// A code that is in force and that the base has no card of, or one of a service.
    fn goods_code(&mut self, record: &Record<'_>, in_force: bool, words: &Words) {
        let (code, Some(goods), Some(services)) = (record.get("kod"), &words.goods, &words.services) else { return };
        if code.is_empty() || !in_force || has(goods, &code) {
            return;
        }
        let (file, text) = (self.file.into(), code.as_str().into());
        if has(services, &code) {
            self.say(record.row, "kod", say::Tab048 { file, text });
        } else if !words.makes_goods {
            self.say(record.row, "kod", say::Tab049 { file, text });
        }
    }

    /// The id of a delivery method, or its name where that is read too (`named`: those of the tables). Many are mapped before the first order has them: one
    /// that looks as they do, and like none that was met, is only noted.
    fn method(
        &mut self,
        row: &SheetRow,
        column: &str,
        written: &str,
        words: &Words,
        named: Option<&BTreeMap<String, String>>,
    ) {
        let by_name = named.is_some();
        let methods: BTreeMap<&str, &str> =
            named.into_iter().flatten().chain(&words.methods).map(|(id, name)| (id.as_str(), name.as_str())).collect();
        let is_called = |name: &&str| by_name && name.trim().to_uppercase() == written.to_uppercase();
        if methods.contains_key(written.to_lowercase().as_str()) || methods.values().any(is_called) {
            return;
        }
        let is_id = Uuid::try_parse(written).is_ok();
        let ids = methods.keys().copied().filter(|_| is_id || !by_name);
        let meant = nearest(written, ids).filter(|id| !is_id || slipped(written, id));
        // Who wrote the name where the id belongs.
        let meant = meant.map(str::to_owned).or_else(|| {
            let name = nearest(written, methods.values().copied()).filter(|_| !is_id)?;
            let id = methods.iter().find(|(_, known)| **known == name).map(|(id, _)| *id);
            Some(if by_name { name.to_owned() } else { id.unwrap_or_default().to_owned() })
        });
        // A name is as good as any before the first order.
        if meant.is_none() && !is_id && by_name && words.methods.is_empty() {
            return;
        }
        let near = meant.as_deref().unwrap_or("none").into();
        let message = say::Tab023 { file: self.file.into(), column: column.into(), text: written.into(), near };
        if meant.is_some() || !is_id {
            self.say(row, column, message);
        } else if !words.methods.is_empty() {
            self.problems.push(Problem::note(message).in_file(self.file).at_line(row.line).at_path(column));
        }
    }

    fn product_words(&mut self, Row { record, tables, words, .. }: &Row<'_>) {
        let group = record.get("grupa_oss").to_uppercase();
        let groups: BTreeSet<&str> = tables.oss.keys().map(|(_, group)| group.as_str()).collect();
        if !group.is_empty() && !groups.contains(group.as_str()) {
            let (near, text) = (near(&group, groups), record.get("grupa_oss").into());
            self.say(record.row, "grupa_oss", say::Tab027 { file: self.file.into(), text, near });
        }
        let offer = super::cell::offer(&record.get("oferta")).unwrap_or_default();
        if !record.get("kod").is_empty() && tables.sets.contains_key(&offer) {
            self.say(record.row, "kod", say::Tab038 { file: self.file.into(), offer: offer.into() });
        } else {
            let in_force = tables.products.get(&offer).and_then(|row| row.code.as_ref());
            self.goods_code(record, in_force == Some(&record.get("kod")), words);
        }
    }

    fn part_words(&mut self, Row { record, tables, words, .. }: &Row<'_>) {
        let offer = super::cell::offer(&record.get("oferta")).unwrap_or_default();
        let code = record.get("kod");
        let in_force = tables.sets.get(&offer).is_some_and(|parts| parts.iter().any(|part| part.code == code));
        self.goods_code(record, in_force, words);
    }

    fn rate_words(&mut self, Row { record, words, .. }: &Row<'_>) {
        let written = record.get("data");
        let is_ahead = super::foreign::day(&written).zip(words.today).is_some_and(|(day, today)| day > today);
        if is_ahead {
            self.say(record.row, "data", say::Tab039 { file: self.file.into(), text: written.into() });
        }
    }
}

/// Capitals do not count, as they do not in Optima.
fn has<'k>(known: impl IntoIterator<Item = &'k String>, word: &str) -> bool {
    known.into_iter().any(|known| compared(known) == compared(word))
}

/// Of two ids of 32 digits a third is alike by chance: so few may differ.
fn slipped(written: &str, known: &str) -> bool {
    let apart = written.to_lowercase().chars().zip(known.chars()).filter(|(a, b)| a != b).count();
    apart <= 3 && written.len() == known.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::whole::or_part;

    fn sheet(text: &str) -> Sheet {
        let row = |(at, line): (usize, &str)| SheetRow {
            line: u32::try_from(at).unwrap() + 1,
            cells: line.split(';').map(str::to_owned).collect(),
        };
        Sheet { rows: text.lines().enumerate().map(row).collect() }
    }

    const PACZKOMAT: &str = "2488f7b7-5d1c-4d65-b85c-4cbcf253fd93";

    fn words() -> Words {
        Words {
            payment_forms: Some(vec!["gotówka".to_owned(), "przelew".to_owned()]),
            services: Some(vec!["DOSTAWA".to_owned(), "PAKOWANIE".to_owned()]),
            goods: Some(["A", "B", "KUBEK"].map(str::to_owned).into()),
            makes_goods: false,
            methods: BTreeMap::from([(PACZKOMAT.to_owned(), "Paczkomaty InPost".to_owned())]),
            definitions: BTreeSet::from(["ASSEMBLY".to_owned()]),
            today: Some(jiff::civil::date(2026, 11, 26)),
        }
    }

    /// Code, line, severity and the word that is nearest.
    fn told(table: Table, text: &str, words: &Words) -> Vec<(String, u32, bool, String)> {
        let sheets = [(table, sheet(text))];
        let (tables, problems) = Tables::parse(&sheets);
        assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:?}");
        let near = |problem: &Problem| {
            let arg = problem.message.args.iter().find(|(name, _)| name == "near");
            arg.map(|(_, arg)| serde_json::to_value(arg).unwrap().as_str().unwrap().to_owned()).unwrap_or_default()
        };
        let one = |problem: &Problem| {
            let (code, line) = (problem.code().to_owned(), problem.place.line.unwrap());
            (code, line, problem.severity == Severity::Warning, near(problem))
        };
        strange("", &sheets, &tables, words).iter().map(one).collect()
    }

    fn one(code: &str, line: u32, near: &str) -> Vec<(String, u32, bool, String)> {
        vec![(code.to_owned(), line, true, near.to_owned())]
    }

    #[test]
    fn a_word_that_fits_nothing_is_told_with_its_row_and_the_nearest() {
        let known = words();
        let deliveries = |id: &str| format!("metoda_id;usluga\n{PACZKOMAT};DOSTAWA\n{id};dostawa\n");
        for (table, text, expected) in [
            (
                Table::Payments,
                "typ;operator;forma\nONLINE;*;Przelew\n*;*;gotowka\n".to_owned(),
                one("TAB-025", 3, "gotówka"),
            ),
            (Table::Payments, "typ;operator;forma\n*;*;kompensata\n".to_owned(), one("TAB-025", 2, "none")),
            (
                Table::Payments,
                "typ;operator;forma;dostawa\n*;*;przelew;paczkomaty inpost\n*;P24;przelew;Paczkomat InPost\n"
                    .to_owned(),
                one("TAB-023", 3, "Paczkomaty InPost"),
            ),
            (Table::Deliveries, deliveries("2488f7b7-5d1c-4d65-b85c-4cbcf253fd39"), one("TAB-023", 3, PACZKOMAT)),
            (Table::Deliveries, deliveries("Paczkomaty InPost"), one("TAB-023", 3, PACZKOMAT)),
            (Table::Deliveries, deliveries("x"), one("TAB-023", 3, "none")),
            (Table::Deliveries, format!("metoda_id;usluga\n{PACZKOMAT};DOSTAVA\n"), one("TAB-026", 2, "DOSTAWA")),
            (
                Table::Services,
                "definicja;kod\ngift_wrap;PAKOWANIE\nGIFT_WARP;PAKOWANIE\n".to_owned(),
                one("TAB-024", 3, "GIFT_WRAP"),
            ),
            (Table::Services, "definicja;kod\nassembly;PAKOWANIA\n".to_owned(), one("TAB-026", 2, "PAKOWANIE")),
            (Table::Products, "oferta;kod;grupa_oss\n1;A;książki\n".to_owned(), one("TAB-027", 2, "none")),
            (
                Table::Rates,
                "data;symbol;kurs;tabela\n2026-11-27;EUR;4,2;1/A/NBP/2026\n".to_owned(),
                one("TAB-039", 2, ""),
            ),
        ] {
            assert_eq!(told(table, &text, &known), expected, "{text}");
        }
        assert_eq!(
            told(Table::Deliveries, &deliveries(&PACZKOMAT.to_uppercase().replace("24", "42")), &known).len(),
            1
        );
    }

    #[test]
    fn a_delivery_of_the_payments_is_held_against_those_of_the_deliveries() {
        let deliveries = (Table::Deliveries, sheet(&format!("metoda_id;metoda;usluga\n{PACZKOMAT};Kurier DPD;D\n")));
        let found = |delivery: &str| -> Vec<String> {
            let payments = format!("typ;operator;forma;dostawa\n*;*;przelew;{delivery}\n");
            let sheets = [deliveries.clone(), (Table::Payments, sheet(&payments))];
            let all = strange("", &sheets, &Tables::parse(&sheets).0, &Words::default());
            let said = all.iter().filter(|problem| problem.place.path.as_deref() == Some("dostawa"));
            said.map(|problem| format!("{} {:?}", problem.code(), problem.message)).collect()
        };
        for delivery in ["kurier dpd", PACZKOMAT, "*", "", "Odbiór osobisty"] {
            assert_eq!(found(delivery), [""; 0], "{delivery}");
        }
        let told = found("Kurier DPDD");
        assert!(told.len() == 1 && told[0].starts_with("TAB-023") && told[0].contains("Kurier DPD\""), "{told:?}");
    }

    #[test]
    fn goods_and_services_are_told_apart() {
        let known = words();
        let deliveries = format!("metoda_id;usluga;pobranie_usluga;pobranie_kwota\n{PACZKOMAT};Kubek;KUBEK;5\n");
        let codes = |table, text: &str, words: &Words| -> Vec<_> {
            told(table, text, words).into_iter().map(|(code, line, ..)| (code, line)).collect()
        };
        for (table, text, code, times) in [
            (Table::Deliveries, deliveries.as_str(), "TAB-047", 2),
            (Table::Services, "definicja;kod\nGIFT_WRAP;kubek\n", "TAB-047", 1),
            (Table::Products, "oferta;kod\n1;pakowanie\n", "TAB-048", 1),
            (Table::Products, "oferta;kod\n1;NIEMA\n", "TAB-049", 1),
            (Table::Products, "oferta;kod\n1;kubek\n", "", 0),
            (Table::Sets, "oferta;kod;ilosc\n1;DOSTAWA;1\n", "TAB-048", 1),
            (Table::Sets, "oferta;kod;ilosc\n1;NIEMA;1\n", "TAB-049", 1),
        ] {
            assert_eq!(codes(table, text, &known), vec![(code.to_owned(), 2); times], "{text}");
        }
        let makes = Words { makes_goods: true, ..words() };
        assert_eq!(codes(Table::Products, "oferta;kod\n1;NIEMA\n2;PAKOWANIE\n", &makes), [("TAB-048".to_owned(), 3)]);
        assert_eq!(codes(Table::Products, "oferta;kod\n1;NIEMA\n", &Words::default()), []);
    }

    #[test]
    fn what_nobody_could_know_yet_is_no_warning() {
        let other = "685d8b40-2571-4111-8937-9220b1710d4c";
        let text = format!("metoda_id;usluga\n{other};DOSTAWA\n");
        let noted = told(Table::Deliveries, &text, &words());
        assert_eq!(noted, [("TAB-023".to_owned(), 2, false, "none".to_owned())]);
        let nothing = Words::default();
        for (table, text) in [
            (Table::Deliveries, text.as_str()),
            (Table::Payments, "typ;operator;forma;dostawa\n*;*;x;Kurier\n"),
            (Table::Rates, "data;symbol;kurs;tabela\n2026-11-27;EUR;4,2;1/A/NBP/2026\n"),
        ] {
            assert_eq!(told(table, text, &nothing), [], "{text}");
        }
    }

    #[test]
    fn groups_and_sets_are_held_against_the_other_tables() {
        let oss = (Table::Oss, sheet("kraj;vat;grupa\nDE;7;książki\n"));
        let sets = (Table::Sets, sheet("oferta;kod;ilosc\n2;A;1\n2;B;1\n"));
        let products = (Table::Products, sheet("oferta;kod;grupa_oss\n1;A;Książki\n2;Z;ksiazka\n3;;KSIĄŻKI\n"));
        let sheets = [oss, sets, products];
        let (tables, _) = Tables::parse(&sheets);
        let found = strange("", &sheets, &tables, &Words::default());
        let codes: Vec<_> = found.iter().map(|problem| (problem.code(), problem.place.line)).collect();
        assert_eq!(codes, [("TAB-027", Some(3)), ("TAB-038", Some(3))]);
    }

    #[test]
    fn a_row_that_a_company_has_otherwise_is_not_told() {
        let common = [(Table::Services, sheet("definicja;kod\nGIFT_WRAP;NIEMA\n"))];
        let own = [(Table::Services, sheet("definicja;kod\nGIFT_WRAP;PAKOWANIE\n"))];
        let in_force = Tables::parse(&own).0.over(Tables::parse(&common).0);
        assert_eq!(strange("", &common, &in_force, &words()), []);
        assert_eq!(strange("", &common, &Tables::parse(&common).0, &words()).len(), 1);
    }

    #[test]
    fn i14_of_many_fifty_are_told() {
        let rows = (0..or_part(100_000, 10_000)).map(|n| format!("X{n};A\n")).collect::<Vec<_>>().concat();
        let sheets = [(Table::Services, sheet(&format!("definicja;kod\n{rows}")))];
        assert_eq!(strange("", &sheets, &Tables::default(), &Words::default()).len(), 51);
    }
}
