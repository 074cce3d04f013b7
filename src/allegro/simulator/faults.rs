//! What is wrong with the service at the moment: answers that wait in line, outages, the 429 block, bodies that get
//! lost on their way, pages that repeat (`reference/allegro.md` 3.1, 3.2, 13).

use std::collections::VecDeque;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::answers::{Canned, Reply, Travel, breakdown, refused};

/// A block after too many requests lasts so long after the last call made during it.
const BLOCK: SignedDuration = SignedDuration::from_secs(60);

/// The limit of production, told in `X-RateLimit-Remaining`: requests per minute and client.
const PER_MINUTE: u32 = 9_000;

/// Trouble with the service, not with an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// So many requests for resources are answered with this status.
    Outage {
        /// 408 and 502 to 504 come as HTML, as from a gateway.
        status: u16,
        /// How many requests.
        requests: u32,
    },
    /// Too many requests: a block of a minute, which every call during it prolongs.
    Limit,
    /// So many requests per minute are allowed; one more begins a block.
    Allowance {
        /// Requests per minute.
        per_minute: u32,
    },
    /// From now on each answer takes so long, by the machine's clock.
    Slow {
        /// Milliseconds.
        millis: u32,
    },
    /// The bodies of so many good answers travel like this.
    Travel {
        /// How.
        travel: Travel,
        /// How many answers.
        answers: u32,
    },
    /// So many answers are a page of HTML with status 200, as of a hotel's network.
    Html {
        /// How many answers.
        requests: u32,
    },
    /// For so many requests `offset` is ignored: the list's first page comes again and again.
    RepeatedPage {
        /// How many requests for the list.
        requests: u32,
    },
    /// For so many requests `from` is ignored: the journal begins anew each time.
    RepeatedJournal {
        /// How many requests for the journal.
        requests: u32,
    },
    /// For so many requests the journal is empty and `latestEvent` is `null`.
    EmptyJournal {
        /// How many requests for the journal or its end.
        requests: u32,
    },
    /// No access token is good any more; refresh tokens are.
    TokenRevoked,
    /// The user took the application's permission away: no token is good any more.
    LoggedOut,
}

/// The present state of the service.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) canned: VecDeque<Canned>,
    outages: VecDeque<(u16, u32)>,
    html: u32,
    travels: VecDeque<(Travel, u32)>,
    repeated_pages: u32,
    repeated_journals: u32,
    empty_journals: u32,
    block_until: Option<Timestamp>,
    calls_during_block: u32,
    allowance: Option<u32>,
    minute: Option<Timestamp>,
    in_minute: u32,
    slow: Duration,
}

impl Faults {
    /// From now on. What concerns tokens is not kept here.
    pub(super) fn begin(&mut self, trouble: &Trouble, now: Timestamp) {
        match *trouble {
            Trouble::Outage { status, requests } => self.outages.push_back((status, requests)),
            Trouble::Limit => self.block(now),
            Trouble::Allowance { per_minute } => self.allowance = Some(per_minute),
            Trouble::Slow { millis } => self.slow = Duration::from_millis(u64::from(millis)),
            Trouble::Travel { travel, answers } => self.travels.push_back((travel, answers)),
            Trouble::Html { requests } => self.html += requests,
            Trouble::RepeatedPage { requests } => self.repeated_pages += requests,
            Trouble::RepeatedJournal { requests } => self.repeated_journals += requests,
            Trouble::EmptyJournal { requests } => self.empty_journals += requests,
            Trouble::TokenRevoked | Trouble::LoggedOut => {}
        }
    }

    fn block(&mut self, now: Timestamp) {
        self.block_until = now.checked_add(BLOCK).ok();
    }

    /// How often somebody called while being told not to.
    pub(super) fn calls_during_block(&self) -> u32 {
        self.calls_during_block
    }

    /// The answer of the limit, the gateway or the line, instead of the service's own.
    pub(super) fn instead(&mut self, now: Timestamp) -> Option<Canned> {
        if self.block_until.is_some_and(|until| now < until) {
            self.calls_during_block += 1;
            self.block(now);
            return Some(too_many());
        }
        self.count(now);
        if self.allowance.is_some_and(|allowed| self.in_minute > allowed) {
            self.block(now);
            return Some(too_many());
        }
        if let Some((status, left)) = self.outages.front_mut() {
            let status = *status;
            *left = left.saturating_sub(1);
            if *left == 0 {
                self.outages.pop_front();
            }
            return Some(breakdown(status));
        }
        taken(&mut self.html).then(|| Canned::new(200, "<html><body>Zaloguj się do sieci</body></html>"))
    }

    fn count(&mut self, now: Timestamp) {
        let over = |begin: Timestamp| now.duration_since(begin) >= SignedDuration::from_mins(1);
        if self.minute.is_none_or(over) {
            self.minute = Some(now);
            self.in_minute = 0;
        }
        self.in_minute = self.in_minute.saturating_add(1);
    }

    /// How long an answer takes.
    pub(super) fn slowness(&self) -> Duration {
        self.slow
    }

    /// `X-RateLimit-Remaining`.
    pub(super) fn remaining(&self) -> u32 {
        self.allowance.unwrap_or(PER_MINUTE).saturating_sub(self.in_minute)
    }

    pub(super) fn repeats_page(&mut self) -> bool {
        taken(&mut self.repeated_pages)
    }

    pub(super) fn repeats_journal(&mut self) -> bool {
        taken(&mut self.repeated_journals)
    }

    pub(super) fn empties_journal(&mut self) -> bool {
        taken(&mut self.empty_journals)
    }

    /// How a good answer travels.
    pub(super) fn send(&mut self, mut reply: Reply) -> Reply {
        if reply.status == 200
            && let Some((travel, left)) = self.travels.front_mut()
        {
            reply.travel = *travel;
            *left = left.saturating_sub(1);
            if *left == 0 {
                self.travels.pop_front();
            }
        }
        reply
    }
}

/// One of those that are left.
fn taken(left: &mut u32) -> bool {
    let any = *left > 0;
    *left = left.saturating_sub(1);
    any
}

fn too_many() -> Canned {
    refused(429, "TooManyRequests", "Too many requests", "Zbyt wiele zapytań. Spróbuj ponownie za minutę.")
}
