//! What went wrong or deserves a look, as a value: a stable code, where, and how grave. The words come from
//! the catalogues ([`super::message`]).

use serde::{Deserialize, Serialize};

use super::message::Message;
use super::reach::Reach;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something worth knowing; nothing is wrong.
    Note,
    /// The work was done, and a person should look at it.
    Warning,
    /// The order or file was refused.
    Error,
}

/// Where a problem lies. Empty parts are unknown or do not apply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// `checkoutForm.id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// A file's path or name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// An element path in XML, a JSON path, or a column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// A line of the text file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// A line of the document or order, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
}

/// A problem with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How grave.
    pub severity: Severity,
    /// Code and text.
    pub message: Message,
    /// Where.
    #[serde(default)]
    pub place: Place,
}

impl Problem {
    /// The order or file is refused for this.
    #[must_use]
    pub fn error(message: impl Into<Message>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// A person should look at this.
    #[must_use]
    pub fn warning(message: impl Into<Message>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Worth knowing.
    #[must_use]
    pub fn note(message: impl Into<Message>) -> Self {
        Self::new(Severity::Note, message)
    }

    fn new(severity: Severity, message: impl Into<Message>) -> Self {
        Self { severity, message: message.into(), place: Place::default() }
    }

    /// The stable code, `VAT-002`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.message.id
    }

    /// Sets the order.
    #[must_use]
    pub fn in_order(mut self, id: impl Into<String>) -> Self {
        self.place.order = Some(id.into());
        self
    }

    /// Sets the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.place.file = Some(file.into());
        self
    }

    /// Sets the element or JSON path.
    #[must_use]
    pub fn at_path(mut self, path: impl Into<String>) -> Self {
        self.place.path = Some(path.into());
        self
    }

    /// Sets the line of the text file, from 1.
    #[must_use]
    pub fn at_line(mut self, line: u32) -> Self {
        self.place.line = Some(line);
        self
    }

    /// Sets the line of the document, from 1.
    #[must_use]
    pub fn at_position(mut self, position: u32) -> Self {
        self.place.position = Some(position);
        self
    }

    /// Does this refuse the order or file?
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// What a failure means for the run as a whole; the edge turns it into an exit code
/// (`design.md`, section 6), and the stages into "try again" or "give up".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// This order or file is refused; the others go on. Exit code 1.
    Refused,
    /// Wrong usage or settings. Exit code 2.
    Usage,
    /// The outside world cannot be reached, or the disk cannot be written. Exit code 3.
    Outage,
    /// Allegro wants a log-in. Exit code 4.
    Login,
}

/// An error that can be told to a person.
pub trait Explain {
    /// Code, text and place.
    fn problem(&self) -> Problem;
    /// What it means for whoever started the run.
    fn fault(&self) -> Fault;
    /// What it holds up, and what goes on beside it.
    fn reach(&self) -> Reach;
}

/// Is this message id a problem's code, three capital letters, a dash and three digits?
#[must_use]
pub fn is_code(id: &str) -> bool {
    let bytes = id.as_bytes();
    bytes.len() == 7
        && bytes[..3].iter().all(u8::is_ascii_uppercase)
        && bytes[3] == b'-'
        && bytes[4..].iter().all(u8::is_ascii_digit)
}
