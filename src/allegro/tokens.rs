//! The tokens of one account and where they are kept.
//!
//! A refresh token is good for one use (and 60 seconds of grace, `reference/allegro.md` 2.3), so the new pair
//! must be durable before it is used: [`TokenStore::store`] returns only then.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

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
#[error("{0}")]
pub struct TokenStoreError(pub String);

/// Keeps the pair of one account.
pub trait TokenStore: Send + Sync {
    /// The pair; `None`: nobody has logged in.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn load(&self) -> Result<Option<TokenPair>, TokenStoreError>;

    /// Replaces the pair, and returns only when it is durable.
    ///
    /// # Errors
    /// When it may not have become durable; the pair must then not be used.
    fn store(&self, pair: &TokenPair) -> Result<(), TokenStoreError>;
}

impl<T: TokenStore + ?Sized> TokenStore for std::sync::Arc<T> {
    fn load(&self) -> Result<Option<TokenPair>, TokenStoreError> {
        (**self).load()
    }

    fn store(&self, pair: &TokenPair) -> Result<(), TokenStoreError> {
        (**self).store(pair)
    }
}

/// Keeps the pair as long as the process lives, for the demo and for tests.
#[derive(Debug, Default)]
pub struct MemoryTokens(Mutex<Option<TokenPair>>);

impl MemoryTokens {
    /// Begins with this pair.
    #[must_use]
    pub fn new(pair: TokenPair) -> Self {
        Self(Mutex::new(Some(pair)))
    }
}

impl TokenStore for MemoryTokens {
    fn load(&self) -> Result<Option<TokenPair>, TokenStoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn store(&self, pair: &TokenPair) -> Result<(), TokenStoreError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(pair.clone());
        Ok(())
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
}
