//! A page of the list that is on its way while the one before it is dealt with: what is waited for most is Allegro.

use reqwest::RequestBuilder;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::error::AllegroError;
use super::http::{self, Answer};
use super::pace::OwnedSlot;

/// A request that nobody has asked for yet. Dropped, it is called off.
#[derive(Debug)]
pub(super) struct Ahead {
    parameters: Vec<(&'static str, String)>,
    answer: JoinHandle<Result<Answer, AllegroError>>,
}

impl Ahead {
    /// Sends the request, where there is a runtime that does it meanwhile.
    pub(super) fn send(
        parameters: Vec<(&'static str, String)>,
        request: RequestBuilder,
        host: &str,
        slot: OwnedSlot,
    ) -> Option<Self> {
        let host = host.to_owned();
        let send = async move {
            let outcome = http::send(request, &host).await;
            drop(slot);
            http::note("GET", "/order/checkout-forms (ahead)", &outcome);
            outcome
        };
        Some(Self { parameters, answer: Handle::try_current().ok()?.spawn(send) })
    }

    /// The answer, if this is what was asked for and one came. What went wrong is for the usual way to find out.
    pub(super) async fn answer_to(mut self, parameters: &[(&'static str, String)]) -> Option<Answer> {
        if self.parameters != parameters {
            return None;
        }
        (&mut self.answer).await.ok()?.ok()
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.answer.abort();
    }
}
