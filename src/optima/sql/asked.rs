//! Questions that do not depend on each other, put together so that a base far away is asked once.

use super::super::error::OptimaError;
use super::engine::Engine;
use super::record::Record;
use super::statement::Statement;

/// Questions to ask together.
#[derive(Debug, Default)]
pub struct Questions(Vec<Statement>);

/// Where the answer to a question will stand.
#[derive(Clone, Copy, Debug)]
pub struct Ticket(usize);

impl Questions {
    /// Adds a question.
    pub fn ask(&mut self, statement: Statement) -> Ticket {
        self.0.push(statement);
        Ticket(self.0.len() - 1)
    }

    /// Adds a question if what it is about is not empty.
    pub fn ask_of(&mut self, wish: &str, statement: impl FnOnce(&str) -> Statement) -> Option<Ticket> {
        (!wish.is_empty()).then(|| self.ask(statement(wish)))
    }

    /// Asks them all.
    pub async fn answer(self, engine: &mut impl Engine) -> Result<Answers, OptimaError> {
        if self.0.is_empty() {
            return Ok(Answers(Vec::new()));
        }
        engine.select_all(&self.0).await.map(Answers)
    }
}

/// What was found, by ticket.
#[derive(Debug)]
pub struct Answers(Vec<Vec<Record>>);

impl Answers {
    /// The rows.
    pub fn rows(&self, ticket: Ticket) -> &[Record] {
        self.0.get(ticket.0).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first row of a question that may not have been asked.
    pub fn first(&self, ticket: Option<Ticket>) -> Option<&Record> {
        self.rows(ticket?).first()
    }

    /// The rows of several questions.
    pub fn all<'a>(&'a self, tickets: &'a [Ticket]) -> impl Iterator<Item = &'a Record> {
        tickets.iter().flat_map(|ticket| self.rows(*ticket))
    }
}
