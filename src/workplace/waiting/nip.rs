//! The answer to a tax number that is none: it is corrected in each of the orders that have it.

use super::HeldRow;
use super::answer::Answered;
use crate::core::correction::{Field, said};
use crate::core::life::Life;
use crate::core::message::text::{Cor016, Wrk021};
use crate::core::order::Order;
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
        let (mut orders, mut value, mut refused, mut meant) = (0, typed.clone(), None, Vec::new());
        for life in lives {
            // What a list was read for is less than the whole.
            let Some(life) = held.ledger.order(&life.order_id)? else { continue };
            held.life = life;
            let order = held.order()?;
            let problem = held.closed(order.as_ref());
            match order.filter(|_| problem.is_none()) {
                Some(order) => meant.push((held.life.clone(), order)),
                None => refused = refused.or(problem),
            }
        }
        if !private && !are_of_one_buyer(&meant) {
            return Ok(Answered::Refused(Problem::error(Cor016)));
        }
        for (life, order) in meant {
            held.life = life;
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

/// What somebody typed who has no number, others type too: a firm's number is of one buyer.
fn are_of_one_buyer(orders: &[(Life, Order)]) -> bool {
    let who = |(_, order): &(Life, Order)| (order.buyer.id.clone(), said(order, &Field::Company));
    orders.windows(2).all(|pair| match pair {
        [one, other] => who(one) == who(other),
        _ => true,
    })
}
