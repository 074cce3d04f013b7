//! The kinds of documents, as Optima numbers them (`reference/optima-xml.md` 2.1, 2.2): the one place where the numbers of
//! those stand that the program makes or takes.

use super::document::DocumentType;
use super::message::text::{
    TypeAdvice, TypeBom, TypeFa, TypeFpf, TypeFz, TypeMm, TypeOther, TypePa, TypePw, TypePz, TypeRo, TypeRw, TypeWz,
    TypeZd,
};
use super::message::{Arg, Message};
use super::settings::Kind;

/// How a document of a kind comes into a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The program writes it: saved to the buffer it changes nothing in stock, VAT or cash.
    Base,
    /// A person lets Optima itself import the file.
    ByHand,
    /// Not at all.
    Never,
}

/// One kind.
#[derive(Debug)]
pub struct DocumentKind {
    /// `TYP_DOKUMENTU` and `RODZAJ_DOKUMENTU` of a document that was made of no other.
    pub plain: DocumentType,
    /// `DDf_Klasa` of its definitions.
    pub definitions: u32,
    /// `DDf_Symbol` of the definition that a fresh base has for it.
    pub symbol: &'static str,
    /// How it comes into a base.
    pub way: Way,
    /// As what the other side of the trade writes it.
    pub mirrored: Option<DocumentType>,
    /// What the names of its orders' files begin with.
    pub file: &'static str,
    /// Its name on documents.
    pub name: &'static str,
    /// Its name for the operator.
    words: fn() -> Message,
}

impl DocumentType {
    /// Rezerwacja odbiorcy.
    pub const RO: Self = Self::plain(308);
    /// Zamówienie dostawcy: an RO seen from the buyer.
    pub const ZD: Self = Self::plain(309);
    /// Faktura pro forma.
    pub const PF: Self = Self::plain(320);
    /// Faktura sprzedaży.
    pub const FA: Self = Self::plain(302);
    /// Paragon.
    pub const PA: Self = Self::plain(305);

    /// Of a class, and made of no other document.
    #[must_use]
    pub const fn plain(class: u32) -> Self {
        Self { class, kind: class * 1000 }
    }
}

/// Rezerwacja odbiorcy.
pub static RO: DocumentKind = DocumentKind {
    plain: DocumentType::RO,
    definitions: DocumentType::RO.class,
    symbol: "RO",
    way: Way::Base,
    mirrored: Some(DocumentType::ZD),
    file: "RO",
    name: "Rezerwacja odbiorcy",
    words: || TypeRo.into(),
};

/// Faktura pro forma. Its files are called as those of an RO, with which they go the same way.
pub static PF: DocumentKind = DocumentKind {
    plain: DocumentType::PF,
    definitions: DocumentType::PF.class,
    symbol: "FPF",
    way: Way::Base,
    mirrored: None,
    file: "RO",
    name: "Faktura pro forma",
    words: || TypeFpf.into(),
};

/// Faktura sprzedaży.
pub static FA: DocumentKind = DocumentKind {
    plain: DocumentType::FA,
    definitions: DocumentType::FA.class,
    symbol: "FS",
    way: Way::ByHand,
    mirrored: None,
    file: "FA",
    name: "Faktura sprzedaży",
    words: || TypeFa.into(),
};

/// Paragon.
pub static PA: DocumentKind = DocumentKind {
    plain: DocumentType::PA,
    definitions: DocumentType::PA.class,
    symbol: "PA",
    way: Way::ByHand,
    mirrored: None,
    file: "PA",
    name: "Paragon",
    words: || TypePa.into(),
};

/// Zamówienie u dostawcy: nothing that the program makes of an order.
pub static ZD: DocumentKind = DocumentKind {
    plain: DocumentType::ZD,
    definitions: DocumentType::ZD.class,
    symbol: "ZD",
    way: Way::Never,
    mirrored: Some(DocumentType::RO),
    file: "ZD",
    name: "Zamówienie u dostawcy",
    words: || TypeZd.into(),
};

/// The table.
pub static KINDS: [&DocumentKind; 5] = [&RO, &PF, &FA, &PA, &ZD];

impl Kind {
    /// Its row of the table.
    #[must_use]
    pub fn row(self) -> &'static DocumentKind {
        match self {
            Self::Ro => &RO,
            Self::Pf => &PF,
            Self::Fa => &FA,
            Self::Pa => &PA,
        }
    }
}

/// The kind of a `TYP_DOKUMENTU`; none for those that the program has nothing to do with.
#[must_use]
pub fn of_class(class: u32) -> Option<&'static DocumentKind> {
    KINDS.into_iter().find(|kind| kind.plain.class == class)
}

/// The kind whose files are called so at their beginning; of several, which all go the same way, the first.
#[must_use]
pub fn of_file(beginning: &str) -> Option<&'static DocumentKind> {
    KINDS.into_iter().find(|kind| kind.file == beginning && kind.way != Way::Never)
}

/// `TYP_DOKUMENTU` of the kinds that come into a base in one of these ways.
#[must_use]
pub fn classes(ways: &[Way]) -> Vec<u32> {
    KINDS.iter().filter(|kind| ways.contains(&kind.way)).map(|kind| kind.plain.class).collect()
}

/// The name of a `TYP_DOKUMENTU` for the operator, as a text of the catalogue that the edge resolves.
#[must_use]
pub fn in_words(class: u32) -> Arg {
    let message: Message = match of_class(class) {
        Some(kind) => (kind.words)(),
        None => match class {
            301 => TypeFz.into(),
            303 => TypePw.into(),
            304 => TypeRw.into(),
            306 => TypeWz.into(),
            307 => TypePz.into(),
            310 | 311 => TypeBom.into(),
            312 => TypeMm.into(),
            380 => TypeAdvice.into(),
            _ => TypeOther.into(),
        },
    };
    message.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_agrees_with_itself() {
        for kind in KINDS {
            assert_eq!((kind.plain.kind, kind.definitions), (kind.plain.class * 1000, kind.plain.class));
            assert!(std::ptr::eq(of_class(kind.plain.class).unwrap(), kind));
            if let Some(other) = kind.mirrored {
                assert_eq!(of_class(other.class).unwrap().mirrored, Some(kind.plain), "{}", kind.name);
            }
            // What a file is called says which way it goes.
            assert!(KINDS.iter().all(|other| other.file != kind.file || other.way == kind.way), "{}", kind.name);
        }
        assert_eq!(classes(&[Way::Base]), [DocumentType::RO.class, DocumentType::PF.class]);
        assert_eq!(of_file("ZD").map(|kind| kind.name), None);
        assert_eq!(of_file("PA").map(|kind| kind.way), Some(Way::ByHand));
    }
}
