//! The table of the format against the schema that other programs read. The writer keeps to the table by the law tests,
//! which check each file against just the elements of its profile; the reader takes its names from it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::facet::Facet;
use super::schema::SCHEMA;
use super::table::{Content, Element, Often, ROOT};
use crate::core::profile::Elements;

/// An element of the schema's own text.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
    pub parts: Vec<Part>,
}

impl Part {
    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
        });
        let name = start.name().as_ref().strip_prefix("xs:").unwrap().to_owned();
        Self { name, attributes: attributes.collect(), ..Self::default() }
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Self> {
        self.parts.iter().filter(move |part| part.name == name)
    }

    fn only(&self, name: &str) -> Option<&Self> {
        self.parts.iter().find(|part| part.name == name)
    }

    fn documentation(&self) -> &str {
        self.only("annotation").and_then(|part| part.only("documentation")).map_or("", |part| part.text.as_str())
    }
}

/// The schema as its elements.
pub(super) fn schema() -> Part {
    let mut reader = Reader::from_str(SCHEMA);
    let mut open = vec![Part::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(Part::of(&start)),
            Event::Empty(start) => open.last_mut().unwrap().parts.push(Part::of(&start)),
            Event::End(_) => {
                let part = open.pop().unwrap();
                open.last_mut().unwrap().parts.push(part);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
            Event::Eof => return open.pop().unwrap().parts.pop().unwrap(),
            _ => {}
        }
    }
}

/// Each facet that the schema sets, as (type, facet).
pub(super) fn facets(schema: &Part) -> Vec<(String, String)> {
    let of = |kind: &Part| {
        let restriction = kind.only("restriction")?;
        let name = kind.attribute("name").to_owned();
        Some(restriction.parts.iter().map(move |facet| (name.clone(), facet.name.clone())).collect::<Vec<_>>())
    };
    schema.all("simpleType").filter_map(of).flatten().collect()
}

/// The elements of the schema, one a line: path, type or what it may hold, how often, since when.
fn of_schema(schema: &Part, element: &Part, path: &str, lines: &mut Vec<String>) {
    let path = format!("{path}/{}", element.attribute("name"));
    let named = element.attribute("type");
    let complex = element
        .only("complexType")
        .or_else(|| schema.all("complexType").find(|kind| Some(kind.attribute("name")) == named.strip_prefix("d:")));
    let since = match element.documentation() {
        text if text.contains("Only in the 2025 export") => Elements::Year2025,
        text if text.contains("Since 2021") => Elements::Year2021,
        _ => Elements::Year2016,
    };
    let unique = element.all("unique").map(|unique| {
        let selector = unique.only("selector").unwrap().attribute("xpath").replace("d:", "");
        let fields: Vec<String> = unique.all("field").map(|field| field.attribute("xpath").replace("d:", "")).collect();
        format!("{path}/{selector} unique {}", fields.join(" "))
    });
    lines.extend(unique);
    let often = format!("{}..{}", or_one(element.attribute("minOccurs")), or_one(element.attribute("maxOccurs")));
    let content = match complex.map(|kind| kind.only("sequence").unwrap()) {
        None => named.to_owned(),
        Some(sequence) if sequence.only("any").is_some() => "open".to_owned(),
        Some(_) => "group".to_owned(),
    };
    lines.push(format!("{path} {content} {often} {since:?}"));
    for child in complex.and_then(|kind| kind.only("sequence")).into_iter().flat_map(|sequence| &sequence.parts) {
        if child.name == "element" {
            of_schema(schema, child, &path, lines);
        }
    }
}

fn or_one(occurs: &str) -> &str {
    if occurs.is_empty() { "1" } else { occurs }
}

fn of_table(element: &Element, path: &str, lines: &mut Vec<String>) {
    let path = format!("{path}/{}", element.name);
    let content = match element.content {
        Content::Value(Facet::Integer) => "xs:integer".to_owned(),
        Content::Value(Facet::Position) => "xs:positiveInteger".to_owned(),
        Content::Value(facet) => format!("d:{facet:?}"),
        Content::Group(_) => "group".to_owned(),
        Content::Open => "open".to_owned(),
    };
    let least = u8::from(element.often != Often::Any && element.since == Elements::Year2016);
    let most = if element.repeats() { "unbounded" } else { "1" };
    lines.push(format!("{path} {content} {least}..{most} {:?}", element.since));
    if !element.unique.is_empty() {
        lines.push(format!("{path} unique {}", element.unique.join(" ")));
    }
    element.children().iter().for_each(|child| of_table(child, &path, lines));
}

#[test]
fn the_schema_says_what_the_table_says() {
    let schema = schema();
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    of_schema(&schema, schema.only("element").unwrap(), "", &mut theirs);
    of_table(&ROOT, "", &mut ours);
    // Where the uniqueness is written down differs: there at the document, here at the element that is unique.
    let ordered = |lines: &[String]| lines.iter().filter(|line| !line.contains("unique")).cloned().collect::<Vec<_>>();
    assert_eq!(ordered(&theirs), ordered(&ours));
    let unique = |lines: &[String]| {
        let mut found: Vec<_> = lines.iter().filter(|line| line.contains("unique")).cloned().collect();
        found.sort();
        found
    };
    assert_eq!(unique(&theirs), unique(&ours));
    assert!(theirs.len() > 140, "{}", theirs.len());
}

/// What each simple type of the schema admits, to the letter: a change of one side alone fails here or, by its
/// verdicts, in `judge_tests`.
#[test]
fn the_kinds_of_values_are_those_of_the_schema() {
    let mut text = String::new();
    for kind in schema().all("simpleType") {
        let _ = write!(text, "{}", kind.attribute("name"));
        if let Some(restriction) = kind.only("restriction") {
            let _ = write!(text, ": {}", restriction.attribute("base"));
            for facet in &restriction.parts {
                let _ = write!(text, ", {} {}", facet.name, facet.attribute("value"));
            }
        }
        if let Some(union) = kind.only("union") {
            let _ = write!(text, ": one of {}", union.attribute("memberTypes"));
        }
        text.push('\n');
    }
    insta::assert_snapshot!(text);
}
