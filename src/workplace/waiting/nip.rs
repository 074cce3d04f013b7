//! The answer to a tax number that is none: it is corrected in each of the orders that have it.

use super::HeldRow;
use super::answer::Answered;
use crate::core::correction::{Field, said};
use crate::core::message::text::Wrk021;
use crate::core::problem::Problem;
use crate::workplace::correct::{Corrected, check};
use crate::workplace::order::Held;
use crate::workplace::{Failure, Workplace};

impl Workplace {
    /// Corrects the number in the row's orders; `private`: there is none, and their documents are as for private persons.
    pub(super) fn answer_nip(&self, row: HeldRow, typed: &str, private: bool) -> Result<Answered, Failure> {
        let typed = if private { String::new() } else { check::tidy(typed) };
        if typed.is_empty() && !private {
            return Ok(Answered::Refused(Problem::error(Wrk021)));
        }
        let HeldRow { company, ledger, lives, .. } = row;
        let Some(first) = lives.first().cloned() else { return Ok(Answered::Over) };
        let mut held = Held { company, ledger, life: first };
        let (mut orders, mut value, mut refused) = (0, typed.clone(), None);
        for life in lives {
            // What a list was read for is less than the whole.
            let Some(life) = held.ledger.order(&life.order_id)? else { continue };
            held.life = life;
            let order = held.order()?;
            let problem = held.closed(order.as_ref());
            let Some(order) = order.filter(|_| problem.is_none()) else {
                refused = refused.or(problem);
                continue;
            };
            let number = if private { Ok(String::new()) } else { check::nip(&typed, &said(&order, &Field::Country)) };
            match number {
                Ok(number) => {
                    value.clone_from(&number);
                    match self.put(&mut held, &order, vec![(Field::Nip, number)], Vec::new())? {
                        Corrected::Saved { .. } => orders += 1,
                        Corrected::NotNow(problem) => refused = refused.or(Some(problem)),
                        Corrected::Same | Corrected::Wrong(_) | Corrected::Meanwhile(_) => {}
                    }
                }
                Err(problem) => refused = refused.or(Some(problem)),
            }
        }
        Ok(match refused {
            _ if orders > 0 => Answered::Saved { orders, value, checked: true },
            Some(problem) => Answered::Refused(problem),
            None => Answered::Already(None),
        })
    }
}
