//! An account's latest orders, looked at before it begins: which rows the tables lack for them, and what they would become.
//! Nothing is written.

use jiff::Timestamp;

use super::export::is_sent;
use super::walk::Walk;
use super::{Rows, StageError, make_file};
use crate::allegro::port::{FetchedOrder, Orders, OrdersQuery};
use crate::core::convert::{self, Gate, Sources, gate};
use crate::core::document::Document;
use crate::core::message::text::Exp006;
use crate::core::order::{Order, SeenId};
use crate::core::problem::{Explain as _, Problem};
use crate::core::settings::{Choice, Settings};
use crate::core::suggest::suggest;
use crate::core::tables::Tables;
use crate::optima::OptimaDb;

/// Orders of one request; the API's own limit.
const PAGE: u32 = 100;
/// Behind so many the list shows nothing.
const LIST_LIMIT: u64 = 10_000;
/// So many offers are asked for: a person waits, and each is a request.
const OFFERS: usize = 40;

/// What a look at some orders works with.
pub struct Sample<'a, O, B> {
    /// Alias of the account.
    pub account: &'a str,
    /// Allegro.
    pub orders: &'a mut O,
    /// The base that knows the cards; none: it is away.
    pub base: Option<&'a mut B>,
    /// The user's choices for the account.
    pub settings: &'a Settings,
    /// The mapping tables.
    pub tables: &'a Tables,
}

/// An order, and what it would become.
#[derive(Clone, Debug)]
pub struct Tried {
    /// `checkoutForm.id`, as far as it could be read.
    pub order_id: SeenId,
    /// Its document, or why there would be none.
    pub became: Result<Box<Document>, Vec<Problem>>,
}

impl<O: Orders, B: OptimaDb> Sample<'_, O, B> {
    /// The latest orders changed since then, `most` at most, the newest first.
    ///
    /// # Errors
    /// What stops the list.
    pub async fn latest(&mut self, since: Timestamp, most: u32) -> Result<Vec<FetchedOrder>, StageError> {
        let query = |offset, limit| OrdersQuery { updated_from: Some(since), updated_to: None, offset, limit };
        let total = self.orders.orders(&query(0, 1)).await?.total;
        let end = u32::try_from(total.min(LIST_LIMIT)).unwrap_or_default();
        let (mut offset, mut found) = (end.saturating_sub(most), Vec::new());
        while offset < end {
            let limit = (end - offset).min(PAGE);
            found.extend(self.orders.orders(&query(offset, limit)).await?.orders);
            offset += limit;
        }
        found.reverse();
        Ok(found)
    }

    /// The rows that these orders want and no table has.
    ///
    /// # Errors
    /// Allegro or the base cannot be asked.
    pub async fn lacking(&mut self, orders: &[Order]) -> Result<Rows, StageError> {
        let walk = self.walked(&orders.iter().collect::<Vec<_>>()).await?;
        Ok(suggest(orders, self.tables, self.settings, walk.known()))
    }

    /// What the orders would become.
    ///
    /// # Errors
    /// Allegro or the base cannot be asked.
    pub async fn documents(&mut self, fetched: &[FetchedOrder]) -> Result<Vec<Tried>, StageError> {
        let read = fetched.iter().filter_map(|one| one.order.as_ref().ok());
        let ready: Vec<&Order> = read.filter(|order| gate(order) == Gate::Ready).collect();
        let walk = self.walked(&ready).await?;
        let sources = walk.sources(self.settings, self.tables, self.account);
        let one = |one: &FetchedOrder| Tried { order_id: one.id.as_str().into(), became: became(one, &sources) };
        Ok(fetched.iter().map(one).collect())
    }

    /// Everything that the chain of sources wants to know of these orders. An offer that is not shown is as one that is gone.
    async fn walked(&mut self, orders: &[&Order]) -> Result<Walk, StageError> {
        let (mut walk, mut asked) = (Walk::new(self.base.is_some()), 0);
        loop {
            let needs = walk.all_need(orders.iter().copied(), self.settings, self.tables);
            if needs.is_empty() {
                return Ok(walk);
            }
            for id in &needs.offers {
                asked += 1;
                let answer = if asked > OFFERS { Ok(None) } else { self.orders.offer(id).await };
                match answer {
                    Err(error) if !error.is_of_one_thing() => return Err(error.into()),
                    answer => walk.hear(id.clone(), answer.ok().flatten()),
                }
            }
            match self.base.as_deref_mut() {
                _ if !needs.offers.is_empty() => {}
                Some(base) => walk.look_up(base, needs).await?,
                None => return Ok(walk),
            }
        }
    }
}

fn became(fetched: &FetchedOrder, sources: &Sources<'_>) -> Result<Box<Document>, Vec<Problem>> {
    let order = fetched.order.as_ref().map_err(|error| vec![error.problem().in_order(fetched.id.clone())])?;
    if is_sent(order) && sources.settings.orders.sent_before != Choice::Import {
        let id = order.id.to_string();
        return Err(vec![Problem::note(Exp006 { order: id.as_str().into() }).in_order(id)]);
    }
    // The whole way to the file, for what only its bytes show.
    make_file(order, sources)?;
    convert::convert(order, sources).map(|converted| Box::new(converted.document))
}
