//! Turns the Fluent catalogues in `i18n/` into one Rust type per message, so that a text that is missing
//! in a language, or a placeholder that only one language has, stops the build and not an operator.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a build script stops the build by panicking, and writes only below OUT_DIR"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// The catalogue that explains the others: its texts become the doc comments.
const REFERENCE: &str = "en";
const LANGUAGES: [&str; 2] = [REFERENCE, "pl"];

/// The attribute that people read of a problem: what to do.
const TODO: &str = "todo";
/// The same for who reads it in the panel, where that is another thing than at a terminal.
const PANEL: &str = "panel";
/// The attribute that is a setting's name on a page.
const LABEL: &str = "label";
/// The attribute that is said beside the field of a form, where the text itself speaks of a file.
const FIELD: &str = "field";
/// Attributes that people never read, with the one value that each may have: what the program may ask of a problem, so
/// that none of its steps goes by a code. `core/message.rs` says what they mean.
const MARKS: [(&str, &str); 16] = [
    ("cure", "outside"),
    ("cure", "later"),
    ("cure", "word"),
    ("ends", "login"),
    ("names", "person"),
    ("names", "buyer"),
    ("asks", "offer"),
    ("asks", "code"),
    ("asks", "ean"),
    ("asks", "rate"),
    ("asks", "delivery"),
    ("asks", "service"),
    ("asks", "used"),
    ("asks", "payment"),
    ("asks", "form"),
    ("asks", "nip"),
];

#[derive(Default)]
struct Shape {
    attributes: BTreeSet<String>,
    marks: BTreeSet<(&'static str, &'static str)>,
    variables: BTreeSet<String>,
    text: String,
}

fn main() {
    println!("cargo::rerun-if-changed=i18n");
    println!("cargo::rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("i18n");
    let catalogues: Vec<BTreeMap<String, Shape>> = LANGUAGES.iter().map(|l| read_language(&root.join(l))).collect();
    for (language, catalogue) in LANGUAGES.iter().zip(&catalogues).skip(1) {
        compare(language, &catalogues[0], catalogue);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("messages.rs"), generate(&root, &catalogues[0])).expect("OUT_DIR can be written");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "ftl"))
        .collect();
    found.sort();
    found
}

fn read_language(folder: &Path) -> BTreeMap<String, Shape> {
    let mut shapes = BTreeMap::new();
    for path in files(folder) {
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let resource =
            fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut shape = Shape::default();
                    if let Some(pattern) = &message.value {
                        visit(pattern, &mut shape);
                        shape.text = summary(pattern);
                    }
                    let id = message.id.name;
                    for attribute in &message.attributes {
                        shape.attributes.insert(attribute.id.name.clone());
                        visit(&attribute.value, &mut shape);
                        if ![TODO, PANEL, LABEL, FIELD].contains(&attribute.id.name.as_str()) {
                            shape.marks.insert(mark(&id, &attribute.id.name, &summary(&attribute.value)));
                        }
                    }
                    assert!(shapes.insert(id.clone(), shape).is_none(), "{}: {id} stands twice", path.display());
                }
                Entry::Junk { content } => panic!("{}: not Fluent: {content}", path.display()),
                _ => {}
            }
        }
    }
    shapes
}

fn mark(id: &str, name: &str, value: &str) -> (&'static str, &'static str) {
    let known = MARKS.iter().find(|known| **known == (name, value));
    assert!(is_code(id), "{id}: .{name} is for problems");
    *known.unwrap_or_else(|| panic!("{id}: there is no .{name} = {value}"))
}

/// As `core::problem::is_code` has it.
fn is_code(id: &str) -> bool {
    let (letters, digits) = id.split_once('-').unwrap_or_default();
    let three = |part: &str, is: fn(&u8) -> bool| part.len() == 3 && part.bytes().all(|byte| is(&byte));
    three(letters, u8::is_ascii_uppercase) && three(digits, u8::is_ascii_digit)
}

fn visit(pattern: &Pattern<String>, shape: &mut Shape) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            visit_expression(expression, shape);
        }
    }
}

fn visit_expression(expression: &Expression<String>, shape: &mut Shape) {
    match expression {
        Expression::Inline(inline) => visit_inline(inline, shape),
        Expression::Select { selector, variants } => {
            visit_inline(selector, shape);
            for variant in variants {
                visit(&variant.value, shape);
            }
        }
    }
}

fn visit_inline(inline: &InlineExpression<String>, shape: &mut Shape) {
    match inline {
        InlineExpression::VariableReference { id } => {
            shape.variables.insert(id.name.clone());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| visit_inline(argument, shape));
        }
        InlineExpression::Placeable { expression } => visit_expression(expression, shape),
        _ => {}
    }
}

/// The text with `…` for what is put in, in one line, for the doc comment.
fn summary(pattern: &Pattern<String>) -> String {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                let _ = write!(text, "`{}`", id.name);
            }
            PatternElement::Placeable { .. } => text.push('…'),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(['<', '>', '[', ']'], "'")
}

fn compare(language: &str, reference: &BTreeMap<String, Shape>, other: &BTreeMap<String, Shape>) {
    for (id, shape) in reference {
        let Some(theirs) = other.get(id) else { panic!("i18n/{language} lacks {id}") };
        assert!(shape.attributes == theirs.attributes, "{id}: the attributes differ in i18n/{language}");
        assert!(shape.marks == theirs.marks, "{id}: the marks differ in i18n/{language}");
        assert!(
            shape.variables == theirs.variables,
            "{id}: {:?} in i18n/{REFERENCE}, {:?} in i18n/{language}",
            shape.variables,
            theirs.variables
        );
    }
    for id in other.keys() {
        assert!(reference.contains_key(id), "i18n/{language} has {id}, which i18n/{REFERENCE} lacks");
    }
}

fn type_name(id: &str) -> String {
    id.split(['-', '_'])
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect::<String>()
            })
        })
        .collect()
}

fn generate(root: &Path, catalogue: &BTreeMap<String, Shape>) -> String {
    let mut code = String::new();
    let mut types: BTreeMap<String, &str> = BTreeMap::new();
    for (id, shape) in catalogue {
        let name = type_name(id);
        if let Some(other) = types.insert(name.clone(), id) {
            panic!("{id} and {other} give one type name, {name}");
        }
        let _ = writeln!(code, "/// `{id}`: {}\n#[derive(Clone, Debug)]", shape.text);
        if shape.variables.is_empty() {
            let _ = writeln!(code, "pub struct {name};");
        } else {
            let _ = writeln!(code, "pub struct {name} {{");
            for variable in &shape.variables {
                let _ = writeln!(code, "    /// The `{variable}` of the text.\n    pub {variable}: Arg,");
            }
            code.push_str("}\n");
        }
        let _ = writeln!(code, "impl From<{name}> for Message {{");
        let from = if shape.variables.is_empty() { "_" } else { "m" };
        let _ = writeln!(code, "    fn from({from}: {name}) -> Self {{");
        let _ = write!(code, "        Self::new(\"{id}\", [");
        for variable in &shape.variables {
            let _ = write!(code, "(\"{variable}\", m.{variable}), ");
        }
        code.push_str("])\n    }\n}\n");
    }
    let _ = writeln!(
        code,
        "/// Every message id.\npub static IDS: [&str; {}] = {:?};",
        catalogue.len(),
        catalogue.keys().collect::<Vec<_>>()
    );
    for mark @ (name, value) in MARKS {
        let marked: Vec<&String> =
            catalogue.iter().filter(|(_, it)| it.marks.contains(&mark)).map(|(id, _)| id).collect();
        let constant = format!("{name}_{value}").to_uppercase();
        let _ =
            writeln!(code, "/// Ids with `.{name} = {value}`.\npub(super) const {constant}: &[&str] = &{marked:?};");
    }
    for language in LANGUAGES {
        let texts: Vec<String> = files(&root.join(language))
            .iter()
            .map(|path| format!("include_str!({:?})", path.to_str().expect("a UTF-8 path")))
            .collect();
        let _ = writeln!(code, "const {}: [&str; {}] = [{}];", language.to_uppercase(), texts.len(), texts.join(", "));
    }
    code
}
