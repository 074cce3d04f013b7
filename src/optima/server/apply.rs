//! Writing a plan, and finding out what became of it.
//!
//! 1. each row is checked against the columns;
//! 2. the plan is sent, in one request that begins and commits ([`super::compose`]);
//! 3. an answer says that it is written, or that the key was there;
//! 4. an error of the server undid everything: what it means is looked up, and a number or a lock that another took is
//!    tried again;
//! 5. no answer at all leaves it open whether the commit was carried out: [`OptimaError::CommitUnknown`], for a new
//!    connection to look for the key.

use std::collections::BTreeMap;

use tiberius::error::Error;

use super::compose::{Composed, GOING_ON, LOCKED, OUTCOME, Part, Request, THERE, WRITTEN, compose};
use super::{LOCK_TRIES, SqlServer, fault};
use crate::core::plan::{Applied, WrittenDocument};
use crate::optima::check;
use crate::optima::error::OptimaError;
use crate::optima::rows::{ContractorRows, Row, RowPlan};
use crate::optima::sql::{self, Engine as _, Ids, NUMBER_TRIES, Record, SqlValue};

/// Why an attempt came to nothing, with the row that the server stopped at.
struct Failed<'p> {
    error: Error,
    row: Option<&'p Row>,
    /// The commit was on its way.
    committing: bool,
}

/// What an error means for the next attempt.
enum Next {
    End(Applied),
    /// The number that was tried is taken; the highest of the pattern by now.
    NumberTaken {
        highest: i64,
    },
}

/// Which number is tried, so that none is left out.
#[derive(Debug)]
pub(super) struct Numbers {
    /// Numbers below this are taken by documents of another pattern. Those of our own the server counts itself.
    pub(super) at_least: i64,
    /// The highest of the pattern after the last try.
    highest: Option<i64>,
}

impl Default for Numbers {
    fn default() -> Self {
        Self { at_least: 1, highest: None }
    }
}

impl Numbers {
    /// What was tried is not told with the error. If somebody saved a document of this pattern meanwhile, the next one is
    /// free; it is passed over only when it was tried, and the highest of the pattern has not changed since the try before.
    pub(super) fn taken(&mut self, highest: i64) {
        if self.highest == Some(highest) {
            self.at_least = highest.saturating_add(1).max(self.at_least).saturating_add(1);
        }
        self.highest = Some(highest);
    }
}

pub(super) async fn apply(server: &mut SqlServer, plan: &RowPlan) -> Result<Applied, OptimaError> {
    let shape = server.columns().await?;
    check::plan(&shape, plan)?;
    let (mut numbers, mut retries, mut locked) = (Numbers::default(), 0, 0);
    loop {
        let composed = compose(&shape, plan, numbers.at_least)?;
        server.ready().await?;
        let failed = match send(server, &composed).await {
            Ok(answer) => match outcome(plan, &answer, retries)? {
                Some(applied) => return Ok(applied),
                None if locked < LOCK_TRIES => {
                    locked += 1;
                    continue;
                }
                None => return Err(OptimaError::Locked { place: server.access.place.clone() }),
            },
            Err(failed) => failed,
        };
        if fault::is_passing(&failed.error) && locked < LOCK_TRIES {
            // The key is looked for at the beginning of the next attempt.
            locked += 1;
            continue;
        }
        match meaning(server, plan, failed).await? {
            Next::End(applied) => return Ok(applied),
            Next::NumberTaken { highest } => numbers.taken(highest),
        }
        retries += 1;
        if retries >= NUMBER_TRIES {
            return Err(OptimaError::NumberExhausted { pattern: plan.number.clone(), tried: NUMBER_TRIES });
        }
    }
}

/// Sends the requests; the last row that came back.
async fn send<'p>(server: &mut SqlServer, composed: &Composed<'p>) -> Result<Record, Failed<'p>> {
    match composed {
        Composed::Whole(request) => ask(server, request, &request.params, true).await,
        Composed::Parts(parts) => {
            let begun = server.begin().await;
            begun.map_err(|error| Failed { error, row: None, committing: false })?;
            let answer = send_parts(server, parts).await;
            let written = matches!(&answer, Ok(row) if row.optional(OUTCOME[0]) == Ok(Some(WRITTEN)));
            if written {
                let committed = server.commit().await;
                committed.map_err(|error| Failed { error, row: None, committing: true })?;
            } else {
                server.undo().await;
            }
            answer
        }
    }
}

async fn send_parts<'p>(server: &mut SqlServer, parts: &[Part<'p>]) -> Result<Record, Failed<'p>> {
    let mut answer: Option<Record> = None;
    for part in parts {
        let mut params = part.request.params.clone();
        if let Some(before) = &answer {
            if before.optional(OUTCOME[0]) != Ok(Some(GOING_ON)) {
                break;
            }
            for (param, name) in params.iter_mut().zip(&part.ids) {
                // An id that was not given out yet is nobody's.
                *param = SqlValue::Int(before.optional(name).ok().flatten().unwrap_or_default());
            }
        }
        answer = Some(ask(server, &part.request, &params, false).await?);
    }
    answer.ok_or_else(|| Failed { error: Error::Protocol("nothing to send".into()), row: None, committing: false })
}

async fn ask<'p>(
    server: &mut SqlServer,
    request: &Request<'p>,
    params: &[SqlValue],
    committing: bool,
) -> Result<Record, Failed<'p>> {
    let failed = |error: Error| {
        let row = fault::line(&error).and_then(|line| request.row_at(line));
        Failed { error, row, committing }
    };
    let answers = server.request(&request.text, params).await.map_err(failed)?;
    let last = answers.into_iter().filter_map(|rows| rows.into_iter().next_back()).next_back();
    last.ok_or_else(|| failed(Error::Protocol("the answer has no row".into())))
}

/// What the server says has become of the plan; `None`: another importer did not let us in.
fn outcome(plan: &RowPlan, answer: &Record, retries: u32) -> Result<Option<Applied>, OptimaError> {
    let [kind, id, number] = OUTCOME;
    match answer.int(kind)? {
        LOCKED => Ok(None),
        THERE => Ok(Some(Applied::AlreadyThere(sql::existing(answer, true)?))),
        _ => Ok(Some(Applied::Imported(WrittenDocument {
            id: answer.int(id)?,
            number: answer.text(number)?,
            contractor: answer.int("knt")?,
            rows: counts(plan),
            number_retries: retries,
            notes: Vec::new(),
        }))),
    }
}

fn counts(plan: &RowPlan) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for row in plan.all() {
        *counts.entry(row.table.to_owned()).or_default() += 1;
    }
    counts
}

/// What an error means. Everything of the attempt is undone by then, or it is not known.
async fn meaning(server: &mut SqlServer, plan: &RowPlan, failed: Failed<'_>) -> Result<Next, OptimaError> {
    let Failed { error, row, committing } = failed;
    if fault::ends_session(&error) {
        let lost = fault::writing(&server.access.place, row, &error);
        // Whatever ended it, a server that shut down or an administrator: the commit may have been carried out before.
        return Err(match lost {
            OptimaError::Unreachable { why, .. } if committing => OptimaError::CommitUnknown { key: plan.key, why },
            OptimaError::Unwell { said, .. } if committing => {
                OptimaError::CommitUnknown { key: plan.key, why: said.to_string() }
            }
            other => other,
        });
    }
    server.undo().await;
    if let Some(index) = fault::duplicate(&error) {
        return taken(server, plan, row, index).await;
    }
    if fault::is_dangling(&error) {
        let suspects: Vec<&Row> = row.map_or_else(|| plan.all().collect(), |row| vec![row]);
        for row in suspects {
            let refused = sql::dangling(server, row, &Ids::default()).await;
            if !matches!(&refused, OptimaError::Refused { column, .. } if column.is_empty()) {
                return Err(refused);
            }
        }
    }
    Err(fault::writing(&server.access.place, row, &error))
}

/// A unique index holds a value of the plan already.
async fn taken(server: &mut SqlServer, plan: &RowPlan, row: Option<&Row>, index: String) -> Result<Next, OptimaError> {
    if let Some(document) = sql::find(server, plan.key).await? {
        return Ok(Next::End(Applied::AlreadyThere(document)));
    }
    match (&*index, &plan.contractor) {
        ("TrNNumer" | "TrNTypNUmer" | "TrNNumerPelny", _) => {
            let highest = server.select(&sql::highest_number(&plan.number)).await?;
            let highest = highest.first().map(|row| row.optional("TrN_NumerNr")).transpose()?.flatten().unwrap_or(0);
            Ok(Next::NumberTaken { highest })
        }
        ("KntKod" | "KntGrupKod" | "KntGUID", ContractorRows::New { code, .. }) => {
            Err(OptimaError::ContractorTaken { code: code.clone() })
        }
        ("TwrKod", _) => {
            let of_row = |card: &Row| row.is_none_or(|row| row == card);
            let product = plan.products.iter().find(|product| of_row(&product.card)).or(plan.products.first());
            let code = product.map(|product| product.code.clone()).unwrap_or_default();
            Err(OptimaError::ProductTaken { code })
        }
        _ => Err(sql::duplicate(row.unwrap_or(&plan.header), index)),
    }
}
