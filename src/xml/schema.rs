//! Validity against `schemas/optima-dokument.xsd`, which is built in. The schema says what an export of Optima
//! looks like: what we write must be valid, what we read need not be.
//!
//! The engine is compared with libxml2 on `tests/xml_corpus` (`reference/engineering.md` D.3: one author, and
//! its default features let wrong values pass, hence the feature `xsd11`).

use std::cell::Cell;

use xsd_schema::validation::{
    DoctypeView, DriveWithError, InstancePath, PathStep, SchemaValidator, ValidationError, ValidationEventHandler,
    ValidationFlags, ValidationSink, ValidationWarning, drive_quick_xml_with,
};
use xsd_schema::xml::ParseLimits;
use xsd_schema::{SchemaSet, SchemaSetBuilder};

use super::encoding;
use super::error::XmlError;
use super::read::Limits;
use super::tree::Locator;
use crate::core::message::{Arg, Message, text};
use crate::core::problem::{Explain, Problem};

/// The schema's text.
pub const SCHEMA: &str = include_str!("../../schemas/optima-dokument.xsd");
/// The engine keeps every name that it meets. After so many files it is made anew, a few milliseconds' work,
/// so that a service that sees hostile files for years does not grow.
const FILES_PER_SET: u32 = 1_000;
/// A thread that checks fewer files than this is not worth its start.
const FILES_PER_THREAD: usize = 8;
/// Each has the compiled schema, some megabytes. More than four make no page faster than the disk takes it.
const MOST_THREADS: usize = 4;
/// More are not told: after the first few the reason is clear, and a file of rubbish has thousands.
const ISSUES_MAX: usize = 50;
/// The engine's own name for what is not a rule of the schema.
const UNREADABLE: &str = "xml";

/// One place that breaks the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaIssue {
    /// The rule of the XML Schema recommendation, `cvc-datatype-valid.1.2.1`; `xml` for a file that the check
    /// could not go through.
    pub rule: String,
    /// `ROOT/DOKUMENT/POZYCJE/POZYCJA[2]/ILOSC`; empty where it is about the file.
    pub path: String,
    /// The line that its element begins in, from 1.
    pub line: u32,
    /// The engine's words, English.
    pub message: String,
}

impl SchemaIssue {
    /// For people: what kind of fault it is in their language, and the engine's words.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let original = Arg::Text(format!("{}: {}", self.rule, self.message));
        let message: Message = match self.rule.as_str() {
            UNREADABLE => text::Xml207 { original }.into(),
            rule if rule.starts_with("cvc-complex-type.2.4") => text::Xml200 { original }.into(),
            rule if rule.starts_with("cvc-complex-type.2") => text::Xml204 { original }.into(),
            rule if rule.starts_with("cvc-complex-type.3") || rule.starts_with("cvc-attribute") => {
                text::Xml202 { original }.into()
            }
            "cvc-elt.1" => text::Xml203 { original }.into(),
            rule if rule.starts_with("cvc-identity-constraint") => text::Xml205 { original }.into(),
            rule if rule.ends_with("-valid") || rule.starts_with("cvc-datatype") || rule.starts_with("cvc-simple") => {
                text::Xml201 { original }.into()
            }
            _ => text::Xml206 { original }.into(),
        };
        let problem = Problem::error(message).at_line(self.line);
        if self.path.is_empty() { problem } else { problem.at_path(self.path.clone()) }
    }
}

/// Checks files against the schema. One for each thread: it may be sent to another thread, not shared.
pub struct SchemaChecker {
    set: SchemaSet,
    files: u32,
    limits: Limits,
    /// See [`SchemaChecker::lend`].
    others: Vec<SchemaChecker>,
}

impl std::fmt::Debug for SchemaChecker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SchemaChecker").field("files", &self.files).finish_non_exhaustive()
    }
}

impl SchemaChecker {
    /// Compiles the schema. Fails only if the program was built wrongly.
    pub fn new(limits: Limits) -> Result<Self, XmlError> {
        Ok(Self { set: compile()?, files: 0, limits, others: Vec::new() })
    }

    /// Further checkers, for other threads to check so many files side by side with this one; none where that is not
    /// worth while. Give them back with [`SchemaChecker::take_back`]: compiling a schema takes some milliseconds.
    pub fn lend(&mut self, files: usize) -> Result<Vec<Self>, XmlError> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = cores.min(MOST_THREADS).min(files / FILES_PER_THREAD).max(1);
        let mut others = std::mem::take(&mut self.others);
        others.truncate(threads - 1);
        while others.len() + 1 < threads {
            others.push(Self::new(self.limits)?);
        }
        Ok(others)
    }

    /// Keeps what was lent for the next time.
    pub fn take_back(&mut self, others: Vec<Self>) {
        self.others = others;
    }

    /// Is the file valid? Every encoding that [`read`](super::read()) reads is read here.
    pub fn check(&mut self, bytes: &[u8]) -> Result<(), Vec<SchemaIssue>> {
        let unreadable = |line, message: String| {
            vec![SchemaIssue { rule: UNREADABLE.to_owned(), path: String::new(), line, message }]
        };
        let decoded = encoding::decode(bytes, self.limits.max_bytes).map_err(|e| unreadable(1, e.to_string()))?;
        if self.files >= FILES_PER_SET {
            self.set = compile().map_err(|e| unreadable(1, e.problem().message.id.into_owned()))?;
            self.files = 0;
        }
        self.files += 1;
        let locator = Locator::new(&decoded.text);
        let offset = Cell::new(0);
        let mut issues = Vec::new();
        // The values themselves are not wanted here, only their validity.
        let flags = ValidationFlags::default() & !ValidationFlags::BUILD_PSVI_TYPED_VALUES;
        let validator = SchemaValidator::new(&self.set, flags);
        let mut run = validator.start_run(Collector { issues: &mut issues, offset: &offset, locator });
        run.set_parse_limits(parse_limits(&self.limits));
        let mut watcher = Watcher { offset: &offset };
        let driven = drive_quick_xml_with(decoded.text.as_bytes(), &mut run, &self.set, &mut watcher);
        let ended = run.end_validation();
        drop(run);
        let line = |offset: u64| locator.locate(usize::try_from(offset).unwrap_or(usize::MAX)).0;
        match driven {
            Err(DriveWithError::NotWellFormed(fault)) => {
                return Err(unreadable(line(fault.position()), fault.message().to_owned()));
            }
            Err(DriveWithError::Hook(position)) => {
                return Err(unreadable(line(position), "DOCTYPE".to_owned()));
            }
            Err(other) => return Err(unreadable(1, other.to_string())),
            Ok(_) if issues.is_empty() => {
                if let Err(error) = ended {
                    issues.push(issue(&error, 1));
                }
            }
            Ok(_) => {}
        }
        if issues.is_empty() { Ok(()) } else { Err(issues) }
    }
}

fn compile() -> Result<SchemaSet, XmlError> {
    let failed = |error: xsd_schema::SchemaError| XmlError::Schema { reason: error.to_string() };
    let builder = SchemaSetBuilder::new().add_source(SCHEMA, "optima-dokument.xsd").map_err(failed)?;
    Ok(builder.compile().map_err(failed)?.into_schema_set())
}

fn parse_limits(limits: &Limits) -> ParseLimits {
    let mut bounds = ParseLimits::none();
    bounds.max_depth = Some(limits.max_depth);
    // No name of the format is longer than 30, no namespace than 80.
    bounds.max_name_bytes = Some(256);
    bounds.max_namespace_uri_bytes = Some(1024);
    bounds.max_attributes = Some(limits.max_attributes);
    bounds.max_namespace_declarations = Some(limits.max_attributes);
    bounds.max_namespaces_in_scope = Some(limits.max_attributes);
    // Each element comes with its text and the space before it.
    bounds.max_nodes = Some(limits.max_elements.saturating_mul(4));
    bounds
}

/// Notes where the element begins that the engine is about to look at.
struct Watcher<'c> {
    offset: &'c Cell<usize>,
}

impl ValidationEventHandler for Watcher<'_> {
    /// Where the DOCTYPE stands: the only thing that is refused here.
    type Error = u64;

    fn on_element_start_offset(&mut self, byte_pos: usize) -> Result<(), u64> {
        self.offset.set(byte_pos);
        Ok(())
    }

    fn on_doctype(&mut self, doctype: DoctypeView<'_>) -> Result<(), u64> {
        Err(u64::try_from(doctype.byte_pos).unwrap_or(0))
    }
}

struct Collector<'c, 't> {
    issues: &'c mut Vec<SchemaIssue>,
    offset: &'c Cell<usize>,
    locator: Locator<'t>,
}

impl ValidationSink for Collector<'_, '_> {
    fn on_error(&mut self, error: ValidationError) {
        if self.issues.len() < ISSUES_MAX {
            let (line, _) = self.locator.locate(self.offset.get());
            self.issues.push(issue(&error, line));
        }
    }

    fn on_warning(&mut self, _: ValidationWarning) {}
}

fn issue(error: &ValidationError, line: u32) -> SchemaIssue {
    SchemaIssue {
        rule: error.constraint.to_owned(),
        path: error.instance_path().map(path).unwrap_or_default(),
        line,
        message: error.message.clone(),
    }
}

/// As the paths of [`read`](super::read()): names, and a number only for what repeats.
fn path(path: &InstancePath) -> String {
    let steps = path.steps().map(|step| {
        let name = step.name().local_name();
        match step {
            PathStep::Attribute { .. } => format!("@{name}"),
            _ => match step.position() {
                Some(position) if position > 1 || matches!(name, "DOKUMENT" | "POZYCJA" | "LINIA_VAT") => {
                    format!("{name}[{position}]")
                }
                _ => name.to_owned(),
            },
        }
    });
    steps.collect::<Vec<_>>().join("/")
}
