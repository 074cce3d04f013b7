//! What is gathered while an order is converted: problems, and what was taken out of its texts.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::core::message::{Arg, Message, text as say};
use crate::core::money::{Currency, amount_text};
use crate::core::problem::{Problem, Problems};
use crate::core::text;

/// An amount with its currency, as the reader's language has it.
#[must_use]
pub fn money(amount: Decimal, currency: &Currency) -> Arg {
    let amount = amount_text(amount).into();
    let message: Message = if currency.is_pln() {
        say::MoneyPln { amount }.into()
    } else {
        say::MoneyForeign { amount, currency: currency.as_str().into() }.into()
    };
    message.into()
}

/// The problems of one order. All are gathered, so that a person sees every reason at once.
pub(super) struct Report {
    order: String,
    problems: Problems,
    /// Texts that had forbidden characters, with how many; a text is used in several places and counts once.
    dirty: BTreeMap<String, usize>,
}

impl Report {
    pub(super) fn new(order: String) -> Self {
        Self { order, problems: Problems::default(), dirty: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, problem: Problem) {
        // Two lines of one offer say the same about a setting; once is enough.
        self.problems.push_new(problem.in_order(self.order.as_str()));
    }

    pub(super) fn error(&mut self, message: impl Into<Message>) {
        self.add(Problem::error(message));
    }

    pub(super) fn warning(&mut self, message: impl Into<Message>) {
        self.add(Problem::warning(message));
    }

    pub(super) fn note(&mut self, message: impl Into<Message>) {
        self.add(Problem::note(message));
    }

    pub(super) fn error_at(&mut self, position: u32, message: impl Into<Message>) {
        self.add(Problem::error(message).at_position(position));
    }

    pub(super) fn warning_at(&mut self, position: u32, message: impl Into<Message>) {
        self.add(Problem::warning(message).at_position(position));
    }

    pub(super) fn note_at(&mut self, position: u32, message: impl Into<Message>) {
        self.add(Problem::note(message).at_position(position));
    }

    /// One line of clean text; what had to go is counted.
    pub(super) fn clean(&mut self, text: &str) -> String {
        let (clean, removed) = text::clean_line(text);
        if removed > 0 {
            self.dirty.insert(text.to_owned(), removed);
        }
        clean
    }

    /// Clean text, or nothing where nothing is left.
    pub(super) fn clean_some(&mut self, text: Option<&str>) -> Option<String> {
        text.map(|text| self.clean(text)).filter(|text| !text.is_empty())
    }

    /// Everything, the gravest first; else in the order it was met.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        let count = self.dirty.values().sum::<usize>();
        if count > 0 {
            self.warning(say::Txt001 { count: count.into() });
        }
        let mut problems = self.problems.into_vec();
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
        problems
    }

    pub(super) fn refused(&self) -> bool {
        self.problems.errors() > 0
    }
}
