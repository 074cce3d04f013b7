//! One account's session: which token to use, when to replace it, and that only one process does so at a time
//! (`reference/allegro.md` 2.3).
//!
//! A refresh token is good for one use. So whoever refreshes holds the store's turn, reads the store again
//! before asking, and writes the new pair before using it; who comes second finds it there.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;

use super::connection::Connection;
use super::error::AllegroError;
use super::http::{self, Answer, host};
use super::oauth;
use super::pace::Pace;
use super::pause::Pause;
use super::port::SellerAccount;
use super::tokens::{Credentials, Secret, TokenPair, TokenStore, Turn};
use crate::clock::Clock;

/// The first wait after a breakdown; it doubles with each further one.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// A token call that hangs must leave time for another within the 60 seconds in which the old refresh token
/// still works.
const TOKEN_TIMEOUT: Duration = Duration::from_secs(20);
/// A refresh is not begun again later than this after the first attempt: a call of [`TOKEN_TIMEOUT`] then still
/// ends within the 60 seconds of grace.
const GRACE_LEFT: Duration = Duration::from_secs(38);
/// An access token is renewed this long before its end, so that it does not end on its way.
const RENEWED_BEFORE: SignedDuration = SignedDuration::from_secs(60);
/// How often one looks whether another process has finished its refresh.
const TURN_WAIT: Duration = Duration::from_millis(250);
/// Looks before giving up: a minute, and the other's refresh takes no longer than the grace.
const TURN_TRIES: u32 = 240;

/// What a client knows and holds.
pub(super) struct Session {
    pub(super) connection: Connection,
    pub(super) http: reqwest::Client,
    tokens: Box<dyn TokenStore>,
    held: Option<Credentials>,
    pub(super) pause: Box<dyn Pause>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) pace: Arc<Pace>,
    /// An access token that was refused while it was fresh: its age is no reason, and another would be refused as well.
    pub(super) refused: Option<Secret>,
    /// The longest that one exchange may take.
    pub(super) patience: Duration,
}

impl Session {
    pub(super) fn new(
        connection: Connection,
        tokens: Box<dyn TokenStore>,
        pause: Box<dyn Pause>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, AllegroError> {
        let http = http::build(&connection)?;
        Ok(Self {
            connection,
            http,
            tokens,
            held: None,
            pause,
            clock,
            pace: Pace::unlimited(),
            patience: http::TOTAL,
            refused: None,
        })
    }

    /// The pair to use: the one at hand, else the stored one, renewed when it is about to end or a month old.
    pub(super) async fn token(&mut self) -> Result<Credentials, AllegroError> {
        let kept = match self.held.take() {
            Some(kept) => kept,
            None => self.read()?,
        };
        let now = self.clock.now();
        let soon = now.saturating_add(RENEWED_BEFORE).unwrap_or(now);
        if soon < kept.pair.expires_at && !kept.is_stale(now) {
            self.held = Some(kept.clone());
            return Ok(kept);
        }
        self.renew(&kept.pair).await
    }

    /// A GET with this token.
    pub(super) fn request(&self, path: &str, query: &[(&str, String)], token: &Credentials) -> reqwest::RequestBuilder {
        let url = format!("{}{path}", self.connection.api_url);
        self.http.get(url).query(query).timeout(self.patience).bearer_auth(token.pair.access.expose())
    }

    /// Whose account it was when somebody logged in.
    pub(super) fn seller(&self) -> Option<SellerAccount> {
        match &self.held {
            Some(held) => held.seller.clone(),
            None => self.read().ok()?.seller,
        }
    }

    /// The token in hand, if it is good without another word to anybody.
    pub(super) fn token_in_hand(&self) -> Option<&Credentials> {
        let now = self.clock.now();
        let soon = now.saturating_add(RENEWED_BEFORE).unwrap_or(now);
        self.held.as_ref().filter(|kept| soon < kept.pair.expires_at && !kept.is_stale(now))
    }

    /// A new pair in place of `used`: another process's, if it was faster, else a fresh one, which is durable
    /// before it is used.
    pub(super) async fn renew(&mut self, used: &TokenPair) -> Result<Credentials, AllegroError> {
        // Before the turn: a block may last longer than others wait for the turn.
        drop(self.pace.ready(&*self.pause, &*self.clock).await);
        let kept = match self.turn(used).await? {
            Taken::Done(kept) => kept,
            Taken::Turn(_turn, kept) => {
                let fresh = self.refresh(&kept).await?;
                self.tokens.write(&fresh)?;
                fresh
            }
        };
        self.held = Some(kept.clone());
        Ok(kept)
    }

    /// What is stored, if it is of use.
    fn read(&self) -> Result<Credentials, AllegroError> {
        let kept = self.tokens.read()?.ok_or(AllegroError::LoginNeeded)?;
        let ours = self.connection.issuer();
        match &kept.issuer {
            // A token is shown to nobody but those who gave it out.
            Some(issuer) if issuer.host != ours.host => Err(AllegroError::OtherEnvironment),
            Some(issuer) if issuer.client_id != ours.client_id => Err(AllegroError::OtherApplication),
            _ if kept.ended => Err(AllegroError::LoginNeeded),
            _ => Ok(kept),
        }
    }

    /// Waits for the right to refresh, or for the pair that another process has got meanwhile.
    async fn turn(&self, used: &TokenPair) -> Result<Taken, AllegroError> {
        // Counted and not timed: a clock that jumps ends no wait.
        for _ in 0..TURN_TRIES {
            let turn = self.tokens.take_turn()?;
            let kept = self.read()?;
            match turn {
                _ if kept.pair.access != used.access => return Ok(Taken::Done(kept)),
                Some(turn) => return Ok(Taken::Turn(turn, kept)),
                None => self.pause.pause(TURN_WAIT).await,
            }
        }
        Err(AllegroError::RefreshBusy)
    }

    /// `grant_type=refresh_token`. When the answer is lost, the old token is tried again within its grace. A
    /// refusal for good is written down, so that nobody asks again before the next login.
    async fn refresh(&self, kept: &Credentials) -> Result<Credentials, AllegroError> {
        let mut spent = Duration::ZERO;
        let mut tries = 0;
        loop {
            tries += 1;
            let asked_at = self.clock.now();
            let outcome = self.ask_for_tokens(&kept.pair).await;
            spent += if matches!(outcome, Err(AllegroError::Timeout { .. })) { TOKEN_TIMEOUT } else { Duration::ZERO };
            if let Ok(answer) = &outcome
                && answer.status == 429
            {
                // A minute's silence would outlive the grace; the old token was not used, so the next run may.
                self.pace.throttled(answer.retry_after, 1, self.clock.now());
            } else if passing(&outcome) {
                let wait = self.back_off(tries);
                spent += wait;
                if spent <= GRACE_LEFT {
                    self.pause.pause(wait).await;
                    continue;
                }
            }
            return match oauth::pair(outcome?, Some(&kept.pair), asked_at) {
                Ok(pair) => Ok(Credentials {
                    pair,
                    refreshed_at: asked_at,
                    issuer: Some(self.connection.issuer()),
                    seller: kept.seller.clone(),
                    ended: false,
                }),
                Err(AllegroError::LoginNeeded) => {
                    self.tokens.write(&Credentials { ended: true, ..kept.clone() })?;
                    Err(AllegroError::LoginNeeded)
                }
                Err(error) => Err(error),
            };
        }
    }

    async fn ask_for_tokens(&self, pair: &TokenPair) -> Result<Answer, AllegroError> {
        let form = [("grant_type", "refresh_token"), ("refresh_token", pair.refresh.expose())];
        let request = self
            .http
            .post(format!("{}/token", self.connection.auth_url))
            .basic_auth(&self.connection.client_id, Some(self.connection.client_secret.expose()))
            .timeout(TOKEN_TIMEOUT)
            .form(&form);
        let outcome = http::send(request, host(&self.connection.auth_url)).await;
        http::note("POST", "/token", &outcome);
        outcome
    }

    /// 1, 2, 4 seconds and up to a quarter more, so that many installations do not come back all at once.
    pub(super) fn back_off(&self, tries: u32) -> Duration {
        let wait = FIRST_WAIT * 2_u32.saturating_pow(tries.saturating_sub(1).min(6));
        let spread = u32::try_from(self.clock.now().subsec_nanosecond()).unwrap_or_default() % 250;
        wait + wait * spread / 1000
    }
}

/// Who has the new pair.
enum Taken {
    /// Another process has got it.
    Done(Credentials),
    /// We are to get it, in place of this one.
    Turn(Turn, Credentials),
}

/// May the same request succeed a little later? 429 has its own rule.
pub(super) fn passing(outcome: &Result<Answer, AllegroError>) -> bool {
    match outcome {
        Ok(answer) => answer.status == 408 || answer.status >= 500,
        Err(error) => matches!(
            error,
            AllegroError::Unreachable { .. } | AllegroError::Broken { .. } | AllegroError::Timeout { .. }
        ),
    }
}
