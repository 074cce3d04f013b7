//! The login of an account. The steps of [`LogIn::run`]:
//! 1. see that there is a place that the new login can be kept in;
//! 2. ask Allegro for a code and show it;
//! 3. wait until somebody has agreed to it in a browser;
//! 4. see that every permission was granted;
//! 5. ask whose account it is;
//! 6. refuse another seller than the alias is bound to, and one that another alias is bound to;
//! 7. have a person confirm the seller;
//! 8. bind the alias to the seller;
//! 9. put the new login in the place of the old one.
//!
//! Until step 9 the new pair lives in memory alone: what is refused or not confirmed leaves no trace, and the old
//! login stays as good as it was.

use std::sync::Arc;

use crate::allegro::client::{Client, Connection};
use crate::allegro::error::AllegroError;
use crate::allegro::login::{DeviceCode, Login};
use crate::allegro::pace::Pace;
use crate::allegro::pause::Pause;
use crate::allegro::port::{Orders as _, SellerAccount};
use crate::allegro::tokens::{Credentials, MemoryTokens, TokenStore};
use crate::clock::Clock;
use crate::ledger::{BoundAlias, Ledger};
use crate::stages::StageError;

/// The person at the other side.
pub trait Operator {
    /// Shows address and code.
    fn show(&self, code: &DeviceCode);
    /// Is this the right account?
    fn confirms(&self, seller: &SellerAccount) -> bool;
}

/// What a login works with.
pub struct LogIn<'a, P> {
    /// Alias of the account.
    pub account: &'a str,
    /// Whom to talk to.
    pub connection: &'a Connection,
    /// Where the login will be kept.
    pub tokens: &'a dyn TokenStore,
    /// Our state, which knows whose alias it is.
    pub ledger: &'a mut Ledger,
    /// Waits.
    pub pause: P,
    /// The sellers of the other accounts, each with its alias.
    pub others: &'a [BoundAlias],
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The application's pace.
    pub pace: Arc<Pace>,
}

/// How a login ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoggedIn {
    /// It is kept.
    As(Box<Credentials>),
    /// The operator said that it is not the right account. Nothing has changed.
    NotConfirmed,
}

/// How often one looks whether another process has finished its refresh; with the pause of 250 ms, a minute.
const TURN_TRIES: u32 = 240;
const TURN_WAIT: std::time::Duration = std::time::Duration::from_millis(250);

impl<P: Pause + Clone + 'static> LogIn<'_, P> {
    /// Runs the login.
    ///
    /// # Errors
    /// [`StageError::Allegro`] for all that goes wrong there, [`StageError::OtherSeller`], [`StageError::SellerKnown`], and
    /// troubles of our state.
    pub async fn run(&mut self, operator: &impl Operator) -> Result<LoggedIn, StageError> {
        self.tokens.ready().map_err(AllegroError::from)?;
        let connection = self.connection.clone();
        let pause = || Box::new(self.pause.clone());
        let login = Login::new(connection.clone(), pause(), self.clock.clone())?.paced(self.pace.clone());
        let code = login.begin().await?;
        operator.show(&code);
        let unconfirmed = Arc::new(MemoryTokens::default());
        let pair = login.finish(&code, &*unconfirmed).await?;
        let mut fresh = Credentials { issuer: Some(connection.issuer()), ..Credentials::of(pair) };
        fresh.refreshed_at = self.clock.now();
        if let Some(scope) = fresh.missing(&connection.scopes()) {
            return Err(AllegroError::MissingScope { scope: scope.to_owned() }.into());
        }
        let client = Client::new(connection, Box::new(unconfirmed), pause(), self.clock.clone())?;
        let seller = client.paced(self.pace.clone()).seller().await?;
        let pinned = self.ledger.seller(self.account)?;
        if pinned.is_some_and(|pinned| pinned != seller.id) {
            return Err(StageError::OtherSeller { alias: self.account.to_owned(), login: seller.login });
        }
        if let Some(other) = self.others.iter().find(|other| other.seller == seller.id) {
            let (alias, other) = (self.account.to_owned(), other.alias.clone());
            return Err(StageError::SellerKnown { alias, other });
        }
        if !operator.confirms(&seller) {
            return Ok(LoggedIn::NotConfirmed);
        }
        self.ledger.pin_seller(self.account, &seller.id, self.clock.now())?;
        fresh.seller = Some(seller);
        self.keep(&fresh).await?;
        Ok(LoggedIn::As(Box::new(fresh)))
    }

    /// Step 9, when no refresh is on its way that would write the old login back.
    async fn keep(&self, fresh: &Credentials) -> Result<(), AllegroError> {
        for _ in 0..TURN_TRIES {
            if let Some(_turn) = self.tokens.take_turn()? {
                return Ok(self.tokens.write(fresh)?);
            }
            self.pause.pause(TURN_WAIT).await;
        }
        Err(AllegroError::RefreshBusy)
    }
}
