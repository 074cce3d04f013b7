//! The tokens of one account and where they are kept.
//!
//! A refresh token is good for one use (and 60 seconds of grace, `reference/allegro.md` 2.3), so the new pair
//! must be durable before it is used: [`TokenStore::write`] returns only then.

use std::any::Any;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::port::SellerAccount;
use crate::core::message::text::Alg014;
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;

/// A text that is never shown: it has no `Display`, its `Debug` says nothing, and serde does not know it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides the text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the request header and for the token store's file, and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// What a login or a refresh gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenPair {
    /// For the requests; 12 hours.
    pub access: Secret,
    /// For the next pair; 3 months, one use.
    pub refresh: Secret,
    /// When `access` ends, by our clock.
    pub expires_at: Timestamp,
    /// The permissions that were granted, separated by blanks.
    pub scope: Option<String>,
}

/// Why a pair could not be read or stored. Holds no token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenStoreError {
    /// Where, and the code of what is wrong there.
    #[error("{0}")]
    At(String),
    /// What is wrong has words and a meaning of its own.
    #[error("{}", .problem.code())]
    Told {
        /// The words.
        problem: Box<Problem>,
        /// What it means for the run.
        fault: Fault,
    },
}

impl Explain for TokenStoreError {
    fn problem(&self) -> Problem {
        match self {
            Self::At(detail) => Problem::error(Alg014 { detail: detail.into() }),
            Self::Told { problem, .. } => (**problem).clone(),
        }
    }

    fn fault(&self) -> Fault {
        match self {
            Self::At(_) => Fault::Outage,
            Self::Told { fault, .. } => *fault,
        }
    }

    fn reach(&self) -> Reach {
        Reach::Account
    }
}

/// Who gave a pair out, and to whom: a pair is of use nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// Host of the OAuth endpoints, without a port.
    pub host: String,
    /// The application's client id.
    pub client_id: String,
}

/// All that is kept of an account's login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The tokens.
    pub pair: TokenPair,
    /// When the pair was given out, by our clock. The refresh token ends three months later
    /// (`reference/allegro.md` 2.3).
    pub refreshed_at: Timestamp,
    /// `None`: kept by an earlier version, which did not write it down.
    pub issuer: Option<Issuer>,
    /// Whose account it is, as `/me` said at the login; `None`: not asked yet.
    pub seller: Option<SellerAccount>,
    /// Allegro has refused the refresh token (`invalid_grant`): nothing but a new login helps, and nobody asks
    /// again before it.
    pub ended: bool,
}

impl Credentials {
    /// What a bare pair says about itself: it was given out when its access token began to live.
    #[must_use]
    pub fn of(pair: TokenPair) -> Self {
        let refreshed_at = pair.expires_at.saturating_sub(ACCESS_LIFE).unwrap_or(pair.expires_at);
        Self { pair, refreshed_at, issuer: None, seller: None, ended: false }
    }

    /// When the refresh token ends if nobody uses it before.
    #[must_use]
    pub fn login_until(&self) -> Timestamp {
        self.refreshed_at.saturating_add(REFRESH_LIFE).unwrap_or(Timestamp::MAX)
    }

    /// Is it time to renew although nobody needs to? A login that is not used for three months dies.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        now.duration_since(self.refreshed_at) >= RENEWED_AFTER
    }

    /// Were all these permissions granted? Gives the first that was not. A pair that does not say what it may
    /// is taken to have all.
    #[must_use]
    pub fn missing<'s>(&self, scopes: &[&'s str]) -> Option<&'s str> {
        let granted: Vec<&str> = self.pair.scope.as_deref()?.split_whitespace().collect();
        scopes.iter().copied().find(|scope| !granted.contains(scope))
    }
}

/// Life of an access token (`reference/allegro.md` 2.3).
const ACCESS_LIFE: SignedDuration = SignedDuration::from_hours(12);
/// Life of a refresh token: three months, counted as the shortest three there are.
const REFRESH_LIFE: SignedDuration = SignedDuration::from_hours(89 * 24);
/// A pair of this age is renewed also when nobody needs it.
const RENEWED_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The right to replace a pair; given back when it is dropped or the process dies.
pub struct Turn(#[expect(dead_code, reason = "held for its drop")] Box<dyn Any + Send>);

impl Turn {
    /// Wraps what gives the right back when it is dropped.
    pub fn new(held: impl Any + Send) -> Self {
        Self(Box::new(held))
    }
}

impl fmt::Debug for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Turn")
    }
}

/// Keeps the login of one account.
pub trait TokenStore: Send + Sync {
    /// Is there a place that a pair can be kept in? Asked before a pair is asked for: one that cannot be kept is lost.
    ///
    /// # Errors
    /// When there is none.
    fn ready(&self) -> Result<(), TokenStoreError> {
        Ok(())
    }

    /// What is kept; `None`: nobody has logged in.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn read(&self) -> Result<Option<Credentials>, TokenStoreError>;

    /// Replaces what is kept, and returns only when it is durable.
    ///
    /// # Errors
    /// When it may not have become durable; the pair must then not be used.
    fn write(&self, credentials: &Credentials) -> Result<(), TokenStoreError>;

    /// Takes the right to replace the pair, over all processes that share the store; `None`: another has it.
    ///
    /// # Errors
    /// When the right can be neither had nor seen to be taken.
    fn take_turn(&self) -> Result<Option<Turn>, TokenStoreError>;

    /// The pair alone.
    ///
    /// # Errors
    /// As [`Self::read`].
    fn load(&self) -> Result<Option<TokenPair>, TokenStoreError> {
        Ok(self.read()?.map(|credentials| credentials.pair))
    }

    /// Stores a pair that nothing else is known of.
    ///
    /// # Errors
    /// As [`Self::write`].
    fn store(&self, pair: &TokenPair) -> Result<(), TokenStoreError> {
        self.write(&Credentials::of(pair.clone()))
    }
}

impl<T: TokenStore + ?Sized> TokenStore for Arc<T> {
    fn ready(&self) -> Result<(), TokenStoreError> {
        (**self).ready()
    }

    fn read(&self) -> Result<Option<Credentials>, TokenStoreError> {
        (**self).read()
    }

    fn write(&self, credentials: &Credentials) -> Result<(), TokenStoreError> {
        (**self).write(credentials)
    }

    fn take_turn(&self) -> Result<Option<Turn>, TokenStoreError> {
        (**self).take_turn()
    }
}

/// Keeps the pair as long as the process lives, for the demo, for tests, and for a login that nobody has
/// confirmed yet.
#[derive(Debug, Default)]
pub struct MemoryTokens {
    held: Mutex<Option<Credentials>>,
    turn: Arc<AtomicBool>,
}

impl MemoryTokens {
    /// Begins with this pair.
    #[must_use]
    pub fn new(pair: TokenPair) -> Self {
        Self { held: Mutex::new(Some(Credentials::of(pair))), turn: Arc::default() }
    }
}

impl TokenStore for MemoryTokens {
    fn read(&self) -> Result<Option<Credentials>, TokenStoreError> {
        Ok(self.held.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn write(&self, credentials: &Credentials) -> Result<(), TokenStoreError> {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Some(credentials.clone());
        Ok(())
    }

    fn take_turn(&self) -> Result<Option<Turn>, TokenStoreError> {
        struct Back(Arc<AtomicBool>);
        impl Drop for Back {
            fn drop(&mut self) {
                self.0.store(false, Ordering::Release);
            }
        }
        let taken = self.turn.swap(true, Ordering::AcqRel);
        Ok((!taken).then(|| Turn::new(Back(Arc::clone(&self.turn)))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_does_not_show_its_tokens() {
        let pair = TokenPair {
            access: Secret::new("AAAA"),
            refresh: Secret::new("RRRR"),
            expires_at: Timestamp::UNIX_EPOCH,
            scope: None,
        };
        let shown = format!("{pair:?} {:?}", MemoryTokens::new(pair.clone()));
        assert!(!shown.contains("AAAA") && !shown.contains("RRRR"), "{shown}");
    }
    fn pair(scope: Option<&str>) -> TokenPair {
        TokenPair {
            access: Secret::new("AAAA"),
            refresh: Secret::new("RRRR"),
            expires_at: "2026-01-01T12:00:00Z".parse().unwrap(),
            scope: scope.map(str::to_owned),
        }
    }

    #[test]
    fn r_i1_a_pair_is_renewed_monthly_and_its_end_is_known() {
        let kept = Credentials::of(pair(None));
        assert_eq!(kept.refreshed_at.to_string(), "2026-01-01T00:00:00Z");
        assert_eq!(kept.login_until().to_string(), "2026-03-31T00:00:00Z");
        assert!(!kept.is_stale("2026-01-30T23:59:59Z".parse().unwrap()));
        assert!(kept.is_stale("2026-01-31T00:00:00Z".parse().unwrap()));
        // A clock that went back is no reason to renew.
        assert!(!kept.is_stale("2025-12-31T00:00:00Z".parse().unwrap()));
    }

    #[test]
    fn a_permission_that_was_not_granted_is_named() {
        let kept = |scope| Credentials::of(pair(scope));
        assert_eq!(kept(Some("a b")).missing(&["a", "c"]), Some("c"));
        assert_eq!(kept(Some("a b")).missing(&["a", "b"]), None);
        assert_eq!(kept(None).missing(&["a"]), None);
    }

    #[test]
    fn one_at_a_time_may_replace_a_pair() {
        let tokens = MemoryTokens::new(pair(None));
        let turn = tokens.take_turn().unwrap();
        assert!(turn.is_some() && tokens.take_turn().unwrap().is_none());
        drop(turn);
        assert!(tokens.take_turn().unwrap().is_some());
    }
}
