//! What makes a file no XML, in words of the catalogues: the event reader's own are for programmers, and in English.

use thiserror::Error;

use crate::core::message::{Message, text};

/// Why a text is not well-formed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    /// The declaration is not one of XML 1.0.
    #[error("the XML declaration is not one of XML 1.0")]
    Declaration,
    /// A declaration that something stands before.
    #[error("the XML declaration is not at the beginning")]
    DeclarationPlace,
    /// Not a name.
    #[error("an element, attribute or processing instruction has no proper name")]
    Name,
    /// A prefix that no `xmlns` declares, or one that is bound to nothing.
    #[error("a prefix is not declared")]
    Prefix,
    /// An attribute is not `name="value"` with white space before it.
    #[error("an attribute is not name=\"value\"")]
    Attribute,
    /// `<` in the value of an attribute.
    #[error("`<` in the value of an attribute")]
    AttributeMark,
    /// `&` that begins no reference.
    #[error("`&` that begins no reference")]
    Reference,
    /// `]]>` in text.
    #[error("`]]>` in text")]
    SectionEnd,
    /// Another element ends than the one that is open.
    #[error("expected </{expected}>, found </{found}>")]
    Crossed {
        /// The open element.
        expected: String,
        /// The one that ends.
        found: String,
    },
    /// An end tag where nothing is open.
    #[error("</{0}> ends nothing")]
    EndsNothing(String),
    /// `--` in a comment.
    #[error("`--` in a comment")]
    Comment,
    /// `<!` that begins nothing that XML has here.
    #[error("`<!` begins nothing known")]
    Markup,
    /// Anything else.
    #[error("not well-formed")]
    Other,
}

impl Flaw {
    pub(super) fn message(&self) -> Message {
        match self {
            Self::Declaration => text::XmlFlawDeclaration.into(),
            Self::DeclarationPlace => text::XmlFlawDeclarationPlace.into(),
            Self::Name => text::XmlFlawName.into(),
            Self::Prefix => text::XmlFlawPrefix.into(),
            Self::Attribute => text::XmlFlawAttribute.into(),
            Self::AttributeMark => text::XmlFlawAttributeMark.into(),
            Self::Reference => text::XmlFlawReference.into(),
            Self::SectionEnd => text::XmlFlawSectionEnd.into(),
            Self::Crossed { expected, found } => {
                text::XmlFlawCrossed { expected: expected.into(), found: found.into() }.into()
            }
            Self::EndsNothing(found) => text::XmlFlawEndsNothing { found: found.into() }.into(),
            Self::Comment => text::XmlFlawComment.into(),
            Self::Markup => text::XmlFlawMarkup.into(),
            Self::Other => text::XmlFlawOther.into(),
        }
    }
}
