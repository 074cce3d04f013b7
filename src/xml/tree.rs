//! A file as elements, for the reader. What comes is well-formed and bounded ([`super::scan`]).

use std::borrow::Cow;

use super::error::XmlError;
use super::scan::{Scanner, Space, Token};
use super::syntax;
use super::{Limits, RECORD_TARGET};

/// An element.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// The name without its prefix.
    pub name: &'a str,
    /// In a namespace that is neither none nor the format's.
    pub foreign: bool,
    /// The text in it, references resolved; empty where it only separates elements.
    pub text: Cow<'a, str>,
    /// Elements in it.
    pub children: Vec<Node<'a>>,
    /// Where its `<` stands in the text.
    pub offset: usize,
}

/// A file as elements.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    /// The root element.
    pub root: Node<'a>,
    /// Its namespace, empty for none.
    pub namespace: String,
    /// The contents of `<?allegro-order …?>` and where each stands.
    pub records: Vec<(usize, String)>,
    /// Does the text end with the root's end tag, to the character?
    pub ends_with_root: bool,
}

/// Reads the elements of a decoded file.
pub(super) fn parse<'a>(text: &'a str, limits: &Limits) -> Result<Tree<'a>, XmlError> {
    let mut scanner = Scanner::new(text, limits)?;
    let mut stack: Vec<Node<'a>> = Vec::new();
    let (mut whole, mut namespace, mut root_end) = (None, String::new(), 0);
    let mut records = Vec::new();
    while let Some((offset, token)) = scanner.next()? {
        match token {
            Token::Open(tag) => {
                if stack.is_empty() {
                    scanner.namespace(tag.prefix).unwrap_or_default().clone_into(&mut namespace);
                }
                let foreign = tag.space == Space::Other;
                stack.push(Node { name: tag.name, foreign, text: Cow::Borrowed(""), children: Vec::new(), offset });
            }
            Token::Close => {
                let Some(mut node) = stack.pop() else { continue };
                // Half a million elements with one child each would have room for four.
                node.children.shrink_to_fit();
                if !node.children.is_empty() && syntax::trim(&node.text).is_empty() {
                    node.text = Cow::Borrowed("");
                }
                if let Some(parent) = stack.last_mut() {
                    parent.children.push(node);
                } else {
                    (whole, root_end) = (Some(node), scanner.position());
                }
            }
            Token::Text { text, .. } => match stack.last_mut() {
                Some(node) if node.text.is_empty() => node.text = text,
                Some(node) => node.text.to_mut().push_str(&text),
                None => {}
            },
            Token::Instruction { target, content } => {
                // A second one is one too many already.
                if target == RECORD_TARGET && records.len() < 2 {
                    records.push((offset, syntax::trim(content).to_owned()));
                }
            }
        }
    }
    let root = whole.ok_or(XmlError::Empty)?;
    Ok(Tree { root, namespace, records, ends_with_root: root_end == text.len() })
}
