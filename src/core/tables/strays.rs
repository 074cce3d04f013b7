//! Files in `mappings/` that somebody took for a table of ours and nobody reads, for they have another name.

use super::Table;
use crate::core::near::nearest;

/// What tables are called: as we do, and as sellers would.
const NAMES: [(&str, Table); 16] = [
    ("payments", Table::Payments),
    ("platnosci", Table::Payments),
    ("deliveries", Table::Deliveries),
    ("delivery", Table::Deliveries),
    ("dostawy", Table::Deliveries),
    ("dostawa", Table::Deliveries),
    ("products", Table::Products),
    ("produkty", Table::Products),
    ("towary", Table::Products),
    ("sets", Table::Sets),
    ("zestawy", Table::Sets),
    ("services", Table::Services),
    ("uslugi", Table::Services),
    ("rates", Table::Rates),
    ("kursy", Table::Rates),
    ("oss", Table::Oss),
];
/// How files of tables end, whichever program made them.
const ENDINGS: [&str; 8] = ["csv", "xlsx", "xls", "xlsm", "ods", "txt", "tsv", "numbers"];

/// The table that a file of this name was meant to be, and whether it is a workbook. `None`: it is that table's own file, or
/// none of a table.
#[must_use]
pub fn stray(name: &str) -> Option<(Table, bool)> {
    let lower = name.to_lowercase();
    let (stem, ending) = lower.rsplit_once('.')?;
    // Hidden files are programs' own, as that of an open workbook is.
    if !ENDINGS.contains(&ending)
        || stem.starts_with(['.', '~'])
        || Table::ALL.iter().any(|own| own.file_name() == name)
    {
        return None;
    }
    let mut words =
        stem.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2 && !ENDINGS.contains(word));
    let known = || NAMES.iter().map(|(name, _)| *name);
    let meant = words.find_map(|word| nearest(word, known()))?;
    let (_, table) = NAMES.iter().find(|(name, _)| *name == meant)?;
    Some((*table, !matches!(ending, "csv" | "txt" | "tsv")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_by_another_name_is_seen() {
        for (name, meant) in [
            ("products.xlsx", Some((Table::Products, true))),
            ("products.csv.csv", Some((Table::Products, false))),
            ("products.csv.txt", Some((Table::Products, false))),
            ("products (1).csv", Some((Table::Products, false))),
            ("products — kopia.csv", Some((Table::Products, false))),
            ("Kopia products.csv", Some((Table::Products, false))),
            ("product.csv", Some((Table::Products, false))),
            ("produkty.csv", Some((Table::Products, false))),
            ("Products.csv", Some((Table::Products, false))),
            ("Płatności.CSV", Some((Table::Payments, false))),
            ("usługi.ods", Some((Table::Services, true))),
            ("OSS.xls", Some((Table::Oss, true))),
            ("products.csv", None),
            ("products.csv.bak", None),
            ("~$products.xlsx", None),
            ("klienci.csv", None),
            ("products", None),
            (".csv", None),
            ("", None),
        ] {
            assert_eq!(stray(name), meant, "{name}");
        }
    }
}
