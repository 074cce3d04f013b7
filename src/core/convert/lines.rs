//! Lines in the making.

use rust_decimal::Decimal;

use super::split::Piece;
use crate::core::answered::Answered;
use crate::core::document::{Line, LineRole, OriginLine};
use crate::core::plan::ProductCard;
use crate::core::vat::VatRate;

/// The card's unit, else that of new cards: the format's `JM` is never empty.
pub(super) fn unit(card: Option<&ProductCard>, usual: &str) -> String {
    let own = card.map(|card| card.unit.trim()).filter(|unit| !unit.is_empty());
    own.unwrap_or(usual).to_owned()
}

/// What a line is of.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) ean: String,
    /// Never blank.
    pub(super) unit: String,
    pub(super) card: Option<&'a ProductCard>,
}

/// Where a line comes from.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) role: LineRole,
    /// `lineItems[].id`.
    pub(super) line: Option<String>,
    /// `offer.id`.
    pub(super) offer: Option<String>,
    pub(super) code_from: Answered,
    pub(super) vat_from: Answered,
}

/// A line without its number.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) line: Line,
    pub(super) source: Source,
}

impl Draft {
    pub(super) fn new(item: &Item<'_>, rate: VatRate, piece: Piece, source: Source) -> Self {
        let line = Line {
            position: 0,
            code: item.code.clone(),
            name: item.name.clone(),
            description: item.description.clone(),
            ean: item.ean.clone(),
            sww: item.card.map(|card| card.sww.clone()).unwrap_or_default(),
            catalogue_number: item.card.map(|card| card.catalogue_number.clone()).unwrap_or_default(),
            rate,
            list_price: piece.price,
            price: piece.price,
            discount: Decimal::ZERO,
            net: rate.net_of_gross(piece.gross),
            gross: piece.gross,
            quantity: piece.quantity,
            unit: item.unit.clone(),
        };
        Self { line, source }
    }

    /// Numbers the line.
    pub(super) fn numbered(self, lp: u32) -> (Line, OriginLine) {
        let Self { mut line, source } = self;
        line.position = lp;
        let origin = OriginLine {
            lp,
            role: source.role,
            line: source.line,
            offer: source.offer,
            code_from: source.code_from,
            vat_from: source.vat_from,
        };
        (line, origin)
    }
}
