//! Changes values in the settings file and leaves every other letter of it, comments and line ends too, to whoever wrote it.

use std::path::Path;

use toml_edit::{Array, Document, DocumentMut, Item, RawString, Table, TableLike, Value};

use super::{bytes, file};

/// What is to become of one setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// `companies.firma.pattern`.
    pub path: String,
    /// `None`: it is taken out, so that what stands above, or the program, says it.
    pub value: Option<toml::Value>,
}

/// The bytes of a settings file with this pattern document for a company, in the form that they were saved in. `None`: it cannot
/// be read, or as [`with_pattern`].
#[must_use]
pub fn file_with_pattern(path: &Path, company: &str, number: &str) -> Option<Vec<u8>> {
    let (text, form) = file::text(path).ok()?;
    Some(bytes::write(&with_pattern(&text, company, number)?, form))
}

/// The settings' text with this pattern document for a company. `None`: there is no such company in it, or as [`edited`].
fn with_pattern(text: &str, company: &str, number: &str) -> Option<String> {
    table(text)?.get("companies")?.get(company)?;
    let value = Some(toml::Value::String(number.to_owned()));
    let edited = edited(text, &[Change { path: format!("companies.{company}.pattern"), value }])?;
    file::parse(&edited, Path::new("")).ok().map(|_| edited)
}

/// The settings' text with these changes. `None`: it is written in a way in which that cannot be done without touching anything
/// else; then a person writes it.
#[must_use]
pub fn edited(text: &str, changes: &[Change]) -> Option<String> {
    changes.iter().try_fold(text.to_owned(), |text, change| one(&text, change))
}

/// The settings' text without a part, `accounts.NAME` or `companies.NAME`, and what stands below it; comments stay. `None`: as
/// [`edited`].
#[must_use]
pub fn without_part(text: &str, part: &str) -> Option<String> {
    let mut meant = table(text)?;
    let names: Vec<&str> = part.split('.').collect();
    let found = names.iter().try_fold(&meant, |table, name| table.get(*name)?.as_table())?;
    let mut paths = Vec::new();
    leaves(part, found, &mut paths);
    let changes: Vec<Change> = paths.into_iter().map(|path| Change { path, value: None }).collect();
    let emptied = edited(text, &changes)?;
    let (name, above) = names.split_last()?;
    put(&mut meant, above, name, None);
    let kept = emptied.split_inclusive('\n').filter_map(|line| {
        let head = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let Some((_, rest)) = head.filter(|(head, _)| is_below(head, part)) else { return Some(line) };
        rest.contains('#').then(|| rest.trim_start())
    });
    let kept: String = kept.collect();
    // What came of it is compared as a whole.
    (table(&kept)? == meant).then_some(kept)
}

/// The settings of a part, by their paths.
fn leaves(part: &str, table: &toml::Table, paths: &mut Vec<String>) {
    for (name, value) in table {
        let path = format!("{part}.{name}");
        match value.as_table() {
            Some(below) => leaves(&path, below, paths),
            None => paths.push(path),
        }
    }
}

/// Is this head that of the part, or of one below it?
fn is_below(head: &str, part: &str) -> bool {
    let head: Vec<&str> = head.split('.').map(|name| name.trim().trim_matches(['"', '\''])).collect();
    let part: Vec<&str> = part.split('.').collect();
    head.starts_with(&part)
}

fn one(text: &str, Change { path, value }: &Change) -> Option<String> {
    let (names, name) =
        path.rsplit_once('.').map_or((Vec::new(), path.as_str()), |(names, name)| (names.split('.').collect(), name));
    let mut meant = table(text)?;
    let before = meant.clone();
    put(&mut meant, &names, name, value.as_ref());
    if meant == before {
        // It is so already.
        return Some(text.to_owned());
    }
    let (mark, bare) = text.strip_prefix('\u{feff}').map_or(("", text), |bare| ("\u{feff}", bare));
    let plain = bare.replace("\r\n", "\n");
    let now = match value {
        Some(value) => set(&plain, &names, name, value)?,
        None => taken_out(&plain, &names, name)?,
    };
    let edited = format!("{mark}{}", in_lines_of(bare, &now));
    // What came of it is compared as a whole.
    let found = table(&edited)?;
    (found == meant || found == without_empty(meant, &names)).then_some(edited)
}

fn set(text: &str, names: &[&str], name: &str, value: &toml::Value) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let mut table: &mut dyn TableLike = document.as_table_mut();
    for name in names {
        if !table.contains_key(name) {
            let mut part = Table::new();
            // Its head is written where it has settings of its own.
            part.set_implicit(true);
            part.set_dotted(table.is_dotted());
            table.insert(name, Item::Table(part));
        }
        table = table.get_mut(name)?.as_table_like_mut()?;
    }
    let value = match table.get(name) {
        Some(Item::Value(old)) => over(old, value)?,
        Some(_) => return None,
        None => written(value)?,
    };
    match table.get_mut(name) {
        Some(item) => *item = Item::Value(value),
        None => drop(table.insert(name, Item::Value(value))),
    }
    Some(document.to_string())
}

/// The value with what stands around the old one, and within it.
fn over(old: &Value, value: &toml::Value) -> Option<Value> {
    let mut new = match (old, value) {
        (Value::Array(old), toml::Value::Array(values)) => Value::Array(refilled(old, values)?),
        _ => written(value)?,
    };
    *new.decor_mut() = old.decor().clone();
    Some(new)
}

/// A list with other items, and with all comments.
fn refilled(old: &Array, values: &[toml::Value]) -> Option<Array> {
    let mut list = old.clone();
    list.clear();
    for (number, value) in values.iter().enumerate() {
        let mut item = written(value)?;
        match (old.get(number), old.iter().last()) {
            (Some(before), _) if before.as_str() == item.as_str() => item = before.clone(),
            (Some(before), _) => *item.decor_mut() = before.decor().clone(),
            (None, Some(ending)) => {
                let indent = raw(ending.decor().prefix()).rsplit_once('\n').map(|(_, indent)| format!("\n{indent}"));
                item.decor_mut().set_prefix(indent.unwrap_or_else(|| if number == 0 { "" } else { " " }.to_owned()));
            }
            (None, None) => item.decor_mut().set_prefix(if number == 0 { "" } else { " " }),
        }
        list.push_formatted(item);
    }
    let around = |item: &Value| format!("{}{}", raw(item.decor().prefix()), raw(item.decor().suffix()));
    let comments = old.iter().skip(values.len()).map(around).filter(|around| around.contains('#'));
    let comments: String = comments.collect();
    if !comments.is_empty() {
        list.set_trailing(format!("{comments}{}", raw(Some(old.trailing()))));
    }
    Some(list)
}

fn raw(text: Option<&RawString>) -> &str {
    text.and_then(RawString::as_str).unwrap_or_default()
}

/// As TOML writes it; `None`: no setting has such a value.
fn written(value: &toml::Value) -> Option<Value> {
    match value {
        toml::Value::String(text) => Some(text.as_str().into()),
        toml::Value::Integer(number) => Some((*number).into()),
        toml::Value::Boolean(flag) => Some((*flag).into()),
        toml::Value::Array(items) => {
            let items: Option<Array> = items.iter().map(written).collect();
            items.map(Value::Array)
        }
        _ => None,
    }
}

/// Without the setting; what a person noted beside it, or within its list, stays.
fn taken_out(text: &str, names: &[&str], name: &str) -> Option<String> {
    let mut changed: DocumentMut = text.parse().ok()?;
    let table = names.iter().try_fold(changed.as_table_mut() as &mut dyn TableLike, |table, name| {
        table.get_mut(name)?.as_table_like_mut()
    })?;
    let notes = table.get(name)?.as_array().map(notes).unwrap_or_default();
    let document = Document::parse(text).ok()?;
    let (mut table, mut is_inline): (&dyn TableLike, _) = (document.as_table(), false);
    for name in names {
        let item = table.get(name)?;
        is_inline |= item.is_inline_table();
        table = item.as_table_like()?;
    }
    if is_inline {
        // No comment is in one.
        let table = names.iter().try_fold(changed.as_table_mut() as &mut dyn TableLike, |table, name| {
            table.get_mut(name)?.as_table_like_mut()
        })?;
        table.remove(name)?;
        return Some(changed.to_string());
    }
    let (key, item) = table.get_key_value(name)?;
    let before = text.get(..key.span()?.start)?;
    let before = before.get(..before.rfind('\n').map_or(0, |at| at + 1))?;
    let after = text.get(item.span()?.end..)?;
    let (note, after) = after.split_once('\n').unwrap_or((after, ""));
    let indent: String = text.get(before.len()..)?.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let kept = notes.into_iter().chain([note.trim().to_owned()]).filter(|note| !note.is_empty());
    let kept = kept.map(|note| format!("{indent}{note}\n")).collect::<Vec<_>>().concat();
    Some(format!("{before}{kept}{after}"))
}

/// The comments in a list.
fn notes(list: &Array) -> Vec<String> {
    let around = list.iter().flat_map(|item| [item.decor().prefix(), item.decor().suffix()]);
    let lines = around.chain([Some(list.trailing())]).flat_map(|text| raw(text).lines());
    lines.map(str::trim).filter(|line| line.starts_with('#')).map(str::to_owned).collect()
}

/// What was made of a text, with the lines that are the same as they were written, and the new ones ended as those.
fn in_lines_of(old: &str, new: &str) -> String {
    fn bare(line: &str) -> &str {
        let line = line.strip_suffix('\n').unwrap_or(line);
        line.strip_suffix('\r').unwrap_or(line)
    }
    let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let same = |(old, new): &(&&str, &&str)| bare(old) == bare(new);
    let head = old.iter().zip(&new).take_while(same).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let before = old.iter().take(head);
    let between = new_rest.iter().take(new_rest.len() - tail);
    let after = old_rest.iter().skip(old_rest.len() - tail);
    let mut text = String::new();
    for (line, is_new) in
        before.map(|line| (line, false)).chain(between.map(|line| (line, true))).chain(after.map(|line| (line, false)))
    {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(end);
        }
        text.push_str(if is_new { bare(line) } else { line });
        if is_new && line.ends_with('\n') {
            text.push_str(end);
        }
    }
    text
}

fn table(text: &str) -> Option<toml::Table> {
    text.trim_start_matches('\u{feff}').parse().ok()
}

/// Without the part itself where nothing is left in it, as of one that had no head; an account or a company is something by itself.
fn without_empty(mut table: toml::Table, names: &[&str]) -> toml::Table {
    if let [above @ .., name] = names
        && !matches!(above, ["accounts" | "companies"])
    {
        let part = above.iter().try_fold(&mut table, |table, name| table.get_mut(*name)?.as_table_mut());
        if let Some(part) = part
            && part.get(*name).and_then(toml::Value::as_table).is_some_and(toml::Table::is_empty)
        {
            part.remove(*name);
        }
    }
    table
}

/// The same change, of values.
fn put(table: &mut toml::Table, names: &[&str], name: &str, value: Option<&toml::Value>) {
    let Some((first, rest)) = names.split_first() else {
        match value {
            Some(value) => drop(table.insert(name.to_owned(), value.clone())),
            None => drop(table.remove(name)),
        }
        return;
    };
    if value.is_some() && !table.contains_key(*first) {
        table.insert((*first).to_owned(), toml::Value::Table(toml::Table::new()));
    }
    if let Some(part) = table.get_mut(*first).and_then(toml::Value::as_table_mut) {
        put(part, rest, name, value);
    }
}

#[cfg(test)]
mod tests;
