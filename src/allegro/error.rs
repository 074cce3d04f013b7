//! What can go wrong between us and Allegro, sorted by what the operator can do about it
//! (`reference/allegro.md` 2.3 and 3.2).

use super::unclear::Unclear;
use crate::core::message::text::{
    Alg001, Alg002, Alg003, Alg004, Alg005, Alg006, Alg007, Alg008, Alg009, Alg010, Alg011, Alg012, Alg013, Alg015,
    Alg016, Alg017, Alg018, Alg019, Alg020, Alg021, Alg022, Alg023, Alg024,
};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;
use crate::system::network;

/// What the service said with a refusal. Redacted; fit for logs and for the operator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// `errors[0].code`, or OAuth's `error`; `-` when there is none.
    pub code: String,
    /// `errors[0].userMessage`, else `message`, else OAuth's `error_description`, else the text itself; its
    /// first 500 characters.
    pub message: String,
    /// The header `Trace-Id`, which Allegro's staff ask for; `-` when there is none.
    pub trace: String,
}

/// A failed talk with Allegro.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AllegroError {
    /// No connection.
    #[error("{host} cannot be reached: {detail}")]
    Unreachable {
        /// Whom we called.
        host: String,
        /// The innermost cause.
        detail: String,
    },
    /// The connection broke before the answer was whole, and it stayed so.
    #[error("the answer of {host} broke off: {detail}")]
    Broken {
        /// Whom we called.
        host: String,
        /// The innermost cause.
        detail: String,
    },
    /// No answer in time.
    #[error("{host} did not answer in time")]
    Timeout {
        /// Whom we called.
        host: String,
    },
    /// 429, and it stayed so.
    #[error("too many requests, Trace-Id {}", .0.trace)]
    Throttled(Box<Refusal>),
    /// 408 or 5xx, and it stayed so.
    #[error("status {}, {}, Trace-Id {}", .0.status, .0.message, .0.trace)]
    Breakdown(Box<Refusal>),
    /// 403 for one thing. Allegro answers so also for a single order or offer, with every permission granted
    /// (allegro-api#12872); only `me` says whether the account is meant.
    #[error("access denied: {}, Trace-Id {}", .0.message, .0.trace)]
    Forbidden(Box<Refusal>),
    /// 401 for one thing, with a fresh token.
    #[error("not authorised: {}, Trace-Id {}", .0.message, .0.trace)]
    Unauthorized(Box<Refusal>),
    /// 403 for the account itself (`me`): a permission is missing, or the application is blocked.
    #[error("access to the account denied: {}, Trace-Id {}", .0.message, .0.trace)]
    Denied(Box<Refusal>),
    /// Nobody is logged in, or the login has ended (`invalid_grant`, or `me` answers 401 with a fresh token).
    #[error("a login is needed")]
    LoginNeeded,
    /// The token endpoint does not know client id and secret.
    #[error("the client id or secret is not accepted: {}", .0.message)]
    UnknownClient(Box<Refusal>),
    /// Any other 3xx or 4xx: our mistake, or a change at Allegro's. Not worth trying again.
    #[error("status {}, {}: {}, Trace-Id {}", .0.status, .0.code, .0.message, .0.trace)]
    Rejected(Box<Refusal>),
    /// A web page where JSON belongs.
    #[error("{host} sent a web page, status {status}, Trace-Id {trace}")]
    Html {
        /// Whom we called.
        host: String,
        /// HTTP status.
        status: u16,
        /// `Trace-Id`.
        trace: String,
    },
    /// Nothing where JSON belongs.
    #[error("{host} sent nothing, status {status}, Trace-Id {trace}")]
    Empty {
        /// Whom we called.
        host: String,
        /// HTTP status.
        status: u16,
        /// `Trace-Id`.
        trace: String,
    },
    /// More than we take.
    #[error("the answer has more than {limit} bytes, Trace-Id {trace}")]
    TooLarge {
        /// Bytes that are allowed.
        limit: usize,
        /// `Trace-Id`.
        trace: String,
    },
    /// JSON that does not say what it should.
    #[error("{what}: {why}")]
    Answer {
        /// The resource.
        what: String,
        /// What is wrong with it.
        why: Unclear,
    },
    /// The answer does not obey the filter that was asked for: Allegro ignores names that it does not know.
    #[error("the filter {filter} was not applied")]
    FilterIgnored {
        /// Its name.
        filter: String,
    },
    /// The token store failed.
    #[error("token store: {0}")]
    Store(#[from] super::tokens::TokenStoreError),
    /// `invalid_token`: a token of production used in the sandbox, or the reverse.
    #[error("the token is of the other environment")]
    OtherEnvironment,
    /// The operator did not agree in the browser.
    #[error("the login was declined in the browser")]
    LoginDeclined,
    /// The login does not have a permission that the request needs.
    #[error("the permission {scope} was not granted")]
    MissingScope {
        /// Its name at Allegro.
        scope: String,
    },
    /// Another process replaces the tokens and does not come to an end.
    #[error("another process refreshes the login and does not finish")]
    RefreshBusy,
    /// The login was made with another application.
    #[error("the login was made with another client id")]
    OtherApplication,
    /// Nobody agreed in time, or the code was used already.
    #[error("the login code is no longer valid")]
    LoginExpired,
    /// The client could not be built.
    #[error("the client cannot be set up: {detail}")]
    Setup {
        /// Why.
        detail: String,
    },
}

impl AllegroError {
    /// May this be about the one thing that was asked for, while others of the same account are answered? What the
    /// others answer is for the caller to find out.
    #[must_use]
    pub fn is_of_one_thing(&self) -> bool {
        self.reach() <= Reach::Resource
    }

    /// Was it tried several times, with waits between?
    #[must_use]
    pub fn is_slow(&self) -> bool {
        matches!(self, Self::Timeout { .. } | Self::Throttled(_) | Self::Breakdown(_) | Self::Broken { .. })
    }

    /// Does it speak of rights, so that `me` has to be asked whether the account is meant?
    #[must_use]
    pub fn is_about_rights(&self) -> bool {
        matches!(self, Self::Forbidden(_) | Self::Unauthorized(_))
    }

    /// What this means where it is the account itself that was asked for.
    #[must_use]
    pub fn of_account(self) -> Self {
        match self {
            Self::Unauthorized(_) => Self::LoginNeeded,
            Self::Forbidden(refusal) => Self::Denied(refusal),
            other => other,
        }
    }

    /// What this means where it was a token that was asked for: without one nothing is answered.
    #[must_use]
    pub fn of_login(self) -> Self {
        if !self.is_of_one_thing() {
            return self;
        }
        Self::Unreachable { host: "/token".to_owned(), detail: self.to_string() }
    }
}

impl Explain for AllegroError {
    fn problem(&self) -> Problem {
        let arg = |text: &str| text.into();
        let number = |status: u16| status.to_string().into();
        match self {
            Self::Unreachable { host, detail } => Problem::error(Alg001 { host: arg(host), detail: network(detail) }),
            Self::Broken { host, detail } => Problem::error(Alg024 { host: arg(host), detail: network(detail) }),
            Self::Timeout { host } => Problem::error(Alg002 { host: arg(host) }),
            Self::Throttled(it) => Problem::error(Alg003 { trace: arg(&it.trace) }),
            Self::Breakdown(it) => {
                Problem::error(Alg004 { status: number(it.status), message: arg(&it.message), trace: arg(&it.trace) })
            }
            Self::Denied(it) => {
                Problem::error(Alg005 { status: number(it.status), message: arg(&it.message), trace: arg(&it.trace) })
            }
            Self::Forbidden(it) => {
                Problem::error(Alg022 { status: number(it.status), message: arg(&it.message), trace: arg(&it.trace) })
            }
            Self::Unauthorized(it) => {
                Problem::error(Alg023 { status: number(it.status), message: arg(&it.message), trace: arg(&it.trace) })
            }
            Self::LoginNeeded => Problem::error(Alg006),
            Self::UnknownClient(it) => Problem::error(Alg007 { message: arg(&it.message) }),
            Self::Rejected(it) => Problem::error(Alg008 {
                status: number(it.status),
                code: arg(&it.code),
                message: arg(&it.message),
                trace: arg(&it.trace),
            }),
            Self::Html { host, status, trace } => {
                Problem::error(Alg009 { host: arg(host), status: number(*status), trace: arg(trace) })
            }
            Self::Empty { host, status, trace } => {
                Problem::error(Alg010 { host: arg(host), status: number(*status), trace: arg(trace) })
            }
            Self::TooLarge { limit, trace } => {
                Problem::error(Alg011 { limit: limit.to_string().into(), trace: arg(trace) })
            }
            Self::MissingScope { scope } => Problem::error(Alg019 { scope: arg(scope) }),
            Self::RefreshBusy => Problem::error(Alg020),
            Self::OtherApplication => Problem::error(Alg021),
            Self::Answer { what, why } => Problem::error(Alg012 { what: arg(what), detail: why.words().into() }),
            Self::FilterIgnored { filter } => Problem::error(Alg013 { filter: arg(filter) }),
            Self::Store(error) => error.problem(),
            Self::OtherEnvironment => Problem::error(Alg015),
            Self::LoginDeclined => Problem::error(Alg017),
            Self::LoginExpired => Problem::error(Alg018),
            Self::Setup { detail } => Problem::error(Alg016 { detail: arg(detail) }),
        }
    }

    fn fault(&self) -> Fault {
        match self {
            Self::LoginNeeded
            | Self::OtherEnvironment
            | Self::OtherApplication
            | Self::MissingScope { .. }
            | Self::Denied(_)
            | Self::LoginDeclined
            | Self::LoginExpired => Fault::Login,
            Self::UnknownClient(_) | Self::Setup { .. } => Fault::Usage,
            Self::Unreachable { .. }
            | Self::Broken { .. }
            | Self::Timeout { .. }
            | Self::Forbidden(_)
            | Self::Unauthorized(_)
            | Self::Rejected(_)
            | Self::TooLarge { .. }
            | Self::FilterIgnored { .. }
            | Self::Throttled(_)
            | Self::Breakdown(_)
            | Self::RefreshBusy
            // Most often half of a body that lost its way: the next run reads it again.
            | Self::Answer { .. }
            | Self::Html { .. }
            | Self::Empty { .. } => Fault::Outage,
            Self::Store(error) => error.fault(),
        }
    }

    fn reach(&self) -> Reach {
        match self {
            Self::Throttled(_)
            | Self::Breakdown(_)
            | Self::Forbidden(_)
            | Self::Unauthorized(_)
            | Self::MissingScope { .. }
            | Self::Rejected(_)
            | Self::Broken { .. }
            | Self::Timeout { .. }
            | Self::Html { .. }
            | Self::Empty { .. }
            | Self::TooLarge { .. }
            | Self::Answer { .. }
            | Self::FilterIgnored { .. } => Reach::Resource,
            Self::Unreachable { .. }
            | Self::LoginNeeded
            | Self::Denied(_)
            | Self::UnknownClient(_)
            | Self::Store(_)
            | Self::OtherEnvironment
            | Self::LoginDeclined
            | Self::RefreshBusy
            | Self::OtherApplication
            | Self::LoginExpired => Reach::Account,
            Self::Setup { .. } => Reach::Process,
        }
    }
}
