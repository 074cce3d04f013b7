//! What is wrong with the service at the moment: answers that wait in line, outages, the 429 block, bodies that get
//! lost on their way, pages that repeat (`reference/allegro.md` 3.1, 3.2, 13).

use std::collections::VecDeque;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::answers::{Canned, Reply, Travel, breakdown, not_found, oauth_refused, refused};

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
    /// One thing is answered wrongly, while everything else is as ever.
    Of {
        /// Which.
        thing: Thing,
        /// How.
        instead: Instead,
        /// How many answers; none: until [`Trouble::Over`].
        times: Option<u32>,
    },
    /// Nothing is answered wrongly any more by [`Trouble::Of`].
    Over,
    /// No access token is good any more; refresh tokens are.
    TokenRevoked,
    /// The user took the application's permission away: no token is good any more.
    LoggedOut,
}

/// Something that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Whose account it is.
    Me,
    /// Where the journal ends.
    EventStats,
    /// The journal.
    Events,
    /// The list of orders.
    List,
    /// Every order by its id.
    Orders,
    /// Every offer.
    Offers,
    /// One order by its id; where its bytes or its shape are wrong, also on the pages of the list.
    Order(String),
    /// The same, by its number in a scenario.
    Numbered(usize),
    /// One offer.
    Offer(String),
}

impl Thing {
    fn is_at(&self, path: &str) -> bool {
        let below = |folder: &str, id: Option<&str>| {
            path.strip_prefix(folder).is_some_and(|rest| id.is_none_or(|id| id.eq_ignore_ascii_case(rest)))
        };
        match self {
            Self::Me => path == "/me",
            Self::EventStats => path == "/order/event-stats",
            Self::Events => path == "/order/events",
            Self::List => path == LIST,
            Self::Orders => below("/order/checkout-forms/", None),
            Self::Offers => below("/sale/product-offers/", None),
            Self::Order(id) => below("/order/checkout-forms/", Some(id)),
            Self::Offer(id) => below("/sale/product-offers/", Some(id)),
            Self::Numbered(_) => false,
        }
    }
}

const LIST: &str = "/order/checkout-forms";

/// What comes instead of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// A refusal or breakdown.
    Status(u16),
    /// A page of HTML with status 200.
    Html,
    /// The connection is lost in the middle.
    Cut,
    /// After the first half nothing comes any more.
    Hanging,
    /// JSON of another shape.
    Shape,
    /// A byte that is no UTF-8.
    NotUtf8,
}

impl Instead {
    /// Does the rest of the body stay what it is, so that an order can bear it on a page of others?
    fn is_within(self) -> bool {
        matches!(self, Self::Shape | Self::NotUtf8)
    }

    fn of(self, mut reply: Reply) -> Reply {
        match self {
            Self::Status(status) => return status_of(status).into(),
            Self::Html => return Canned::new(200, "<html><body>Przerwa techniczna</body></html>").into(),
            Self::Shape => return Canned::new(200, "\"OK\"").into(),
            Self::Cut => reply.travel = Travel::Cut,
            Self::Hanging => reply.travel = Travel::Hanging,
            Self::NotUtf8 => spoil(&mut reply.body, 0, b":\"", b"\xff"),
        }
        reply
    }

    /// What becomes of the order with this id in a body that has it.
    fn of_order(self, id: &str, body: &mut Vec<u8>) -> bool {
        let id = format!("\"id\":\"{id}\"");
        let Some(at) = find(body, id.as_bytes(), 0) else { return false };
        match self {
            Self::Shape => spoil(body, at, b"\"lineItems\":", b"0,\"before\":"),
            _ => spoil(body, at + id.len(), b":\"", b"\xff"),
        }
        true
    }
}

fn find(body: &[u8], what: &[u8], from: usize) -> Option<usize> {
    body.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| from + at)
}

/// Puts something behind the first place of this kind.
fn spoil(body: &mut Vec<u8>, from: usize, behind: &[u8], what: &[u8]) {
    let at = find(body, behind, from).map_or(body.len(), |at| at + behind.len());
    body.splice(at..at, what.iter().copied());
}

fn status_of(status: u16) -> Canned {
    match status {
        401 => oauth_refused(401, "unauthorized", "Full authentication is required to access this resource"),
        403 => refused(403, "AccessDenied", "Access is denied", "Brak dostępu do tego zasobu."),
        404 => not_found("NotFoundException", "Resource not found"),
        408 | 500..=599 => breakdown(status),
        429 => too_many(),
        _ => refused(status, "ERROR", "An error has occurred", "Wystąpił błąd."),
    }
}

/// The present state of the service.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) canned: VecDeque<Canned>,
    outages: VecDeque<(u16, u32)>,
    html: u32,
    travels: VecDeque<(Travel, u32)>,
    of: Vec<(Thing, Instead, Option<u32>)>,
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
            Trouble::Of { ref thing, instead, times } => self.of.push((thing.clone(), instead, times)),
            Trouble::Over => self.of.clear(),
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

    /// What is wrong with just what was asked for.
    pub(super) fn answer_of(&mut self, path: &str, mut reply: Reply) -> Reply {
        self.of.retain(|(_, _, times)| *times != Some(0));
        for (thing, instead, times) in &mut self.of {
            let within = match &*thing {
                Thing::Order(id) if instead.is_within() && (thing.is_at(path) || path == LIST) => {
                    instead.of_order(&id.to_ascii_lowercase(), &mut reply.body)
                }
                _ => false,
            };
            let whole = !within && thing.is_at(path);
            if within || whole {
                *times = times.map(|times| times - 1);
            }
            if whole {
                return instead.of(reply);
            }
        }
        reply
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
