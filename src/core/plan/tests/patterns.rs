//! What is said to come from the pattern does, and nothing else.

use std::collections::BTreeSet;

use super::*;
use crate::core::foreign;

/// Columns of the rows that we make, before they are fitted to a base.
fn made(document: &Document) -> BTreeMap<&'static str, BTreeSet<String>> {
    let (snapshot, abroad) = (base(), foreign::amounts(document).unwrap());
    let number = NumberPlan { pattern: "RO/@numerS/2026".to_owned(), class: 308 };
    let day = date(2026, 7, 2);
    let parts = header::Parts {
        key: Uuid::nil(),
        snapshot: &snapshot,
        category: None,
        number: &number,
        consumer: true,
        abroad: &abroad,
        due: day,
        reserved_until: day,
        foreign_number: "",
        description: "",
    };
    let product = lines::Product::Card(&snapshot.cards[0]);
    let rows = [
        header::row(document, &parts),
        lines::row(document, &document.lines[0], &abroad.lines[0], &product, &snapshot),
    ];
    rows.map(|row| (row.table, row.cells.iter().map(|cell| cell.column.to_string()).collect())).into()
}

/// A base with every column that we set or leave empty on purpose, and some that nobody knows.
fn wide(made: &BTreeMap<&'static str, BTreeSet<String>>) -> Shape {
    let mut shape = small_shape();
    let more = [
        ("TraNag", &header::EMPTY[..], ["TrN_Nowa", "TrN_OpeZalID", "TrN_RelTrNId", "TrN_RabatWartosc"]),
        ("TraElem", &lines::EMPTY[..], ["TrE_Nowa", "TrE_WyborDostaw", "TrE_TrNIdX", "TrE_KosztKGO"]),
    ];
    for (table, empty, unknown) in more {
        let columns = shape.tables.get_mut(table).unwrap();
        let names = made[table].iter().map(String::as_str).chain(empty.iter().copied()).chain(unknown);
        for name in names {
            if columns.iter().all(|column| column.name != name) {
                let kind = ColumnKind::Other;
                let name = name.to_owned();
                columns.push(Column { name, kind, nullable: true, has_default: false, read_only: false });
            }
        }
    }
    shape
}

#[test]
fn a_new_card_takes_from_the_patterns_card_what_nobody_knows() {
    let document = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let mut snapshot = base();
    snapshot.contractors.clear();
    let (settings, key) = (Settings::default(), Uuid::nil());
    let wanted = wanted(&document, key, &settings);
    let mut shape = small_shape();
    let column = |nullable| Column {
        name: "Knt_Nowa".to_owned(),
        kind: ColumnKind::Integer,
        nullable,
        has_default: false,
        read_only: false,
    };
    shape.tables.get_mut("Kontrahenci").unwrap().push(column(false));
    let value = |shape: &Shape| {
        let ingredients =
            Ingredients { document: &document, key, wanted: &wanted, snapshot: &snapshot, shape, settings: &settings };
        let ContractorPlan::New { row, .. } = plan(ingredients).unwrap().contractor else { panic!("a new card") };
        row.get("Knt_Nowa").cloned()
    };
    assert_eq!(value(&shape), Some(Value::Int(0)), "empty by its type");
    let told = Cell { column: "Knt_Nowa".into(), value: Value::Int(7) };
    shape.pattern.insert("Kontrahenci".to_owned(), vec![told]);
    assert_eq!(value(&shape), Some(Value::Int(7)));
}

#[test]
fn what_is_said_to_be_used_of_a_pattern_is_used_and_nothing_else() {
    let document = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let (snapshot, settings, key) = (base(), Settings::default(), Uuid::nil());
    let mut shape = wide(&made(&document));
    let wanted = wanted(&document, key, &settings);
    let plan = |shape: &Shape| {
        let plan = plan(Ingredients {
            document: &document,
            key,
            wanted: &wanted,
            snapshot: &snapshot,
            shape,
            settings: &settings,
        });
        let plan = plan.unwrap();
        [("TraNag", plan.header), ("TraElem", plan.lines.into_iter().next().unwrap())]
    };
    let without = plan(&shape);
    // A value that nothing of ours has.
    let told = |column: &Column| Cell { column: column.name.clone().into(), value: Value::Int(-77) };
    for table in ["TraNag", "TraElem"] {
        shape.pattern.insert(table.to_owned(), shape.tables[table].iter().map(told).collect());
    }
    for ((table, without), (_, with)) in without.into_iter().zip(plan(&shape)) {
        for Column { name, .. } in &shape.tables[table] {
            let differs = with.get(name) != without.get(name);
            assert_eq!(differs, pattern::is_used(name), "{name}: {:?}, {:?}", without.get(name), with.get(name));
        }
    }
}
