//! The newcomer's map names files that are there.

use std::fs;
use std::path::Path;

#[test]
fn where_to_change_what_names_files_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let table = map.split("## Where to change what").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ") && line.contains('`')).collect();
    assert!(rows.len() >= 20, "{} rows", rows.len());
    for row in rows {
        let named = row.split('`').skip(1).step_by(2);
        let files: Vec<&str> = named.filter(|name| name.starts_with("src/")).collect();
        assert!(files.len() <= 4, "{row}");
        for file in files {
            assert!(root.join(file).is_file(), "{file}");
        }
    }
}
