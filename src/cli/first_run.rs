//! The first export of an account: from which day on, and how many orders that is
//! (`reference/requirements.md` R-A13).

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::answer::answer;
use super::ui::{Ui, is_interactive};
use crate::allegro::error::AllegroError;
use crate::allegro::port::{Orders, OrdersQuery};
use crate::core::message::text::{FirstAsk, FirstConfirm, FirstCount, FirstFromNow, FirstIntro};
use crate::core::poland;
use crate::core::reading;
use crate::stages::export::Window;

/// Days for which the number of orders is shown before the question.
const SHOWN: [i64; 3] = [1, 7, 30];

/// Asks, where somebody is there to be asked; else the account begins now, and that is said.
///
/// # Errors
/// When Allegro does not say how many orders there are.
pub async fn window<O: Orders>(orders: &mut O, alias: &str, now: Timestamp, ui: &Ui) -> Result<Window, AllegroError> {
    if !is_interactive() || ui.is_json() {
        ui.say(FirstFromNow { alias: alias.into() });
        return Ok(Window::News);
    }
    ui.say(FirstIntro { alias: alias.into() });
    for days in SHOWN {
        let since = now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(now);
        let day = poland::day(since).to_string();
        ui.say(FirstCount { day: day.into(), orders: count(orders, since).await?.into() });
    }
    loop {
        let Some(day) = answer(&ui.texts.say(FirstAsk), |text| text.parse::<Date>().is_ok()) else {
            return Ok(Window::News);
        };
        let Some(since) = day.parse().ok().and_then(poland::beginning) else { continue };
        let since = reading::farthest(since, now);
        let found = count(orders, since).await?;
        let question = ui.texts.say(FirstConfirm { day: poland::day(since).to_string().into(), orders: found.into() });
        if answer(&question, is_yes_or_no).is_some_and(|text| is_yes(&text)) {
            return Ok(Window::Since(since));
        }
    }
}

/// How many orders changed since then: the list's own count, without reading it.
async fn count<O: Orders>(orders: &mut O, since: Timestamp) -> Result<i64, AllegroError> {
    let query = OrdersQuery { updated_from: Some(since), updated_to: None, offset: 0, limit: 1 };
    Ok(i64::try_from(orders.orders(&query).await?.total).unwrap_or(i64::MAX))
}

fn is_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "t" | "tak" | "y" | "yes")
}

fn is_yes_or_no(text: &str) -> bool {
    is_yes(text) || matches!(text.to_lowercase().as_str(), "n" | "nie" | "no")
}
