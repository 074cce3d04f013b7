//! The first export of an account: from which day on, and how many orders that is
//! (`reference/requirements.md` R-A13). It is asked at the terminal, or was said in the guide and stands in the settings.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::{Company, Failure, Listener, Workplace};
use crate::allegro::error::AllegroError;
use crate::allegro::port::{Orders, OrdersQuery};
use crate::clock::Clock as _;
use crate::core::day;
use crate::core::message::text::{
    Exp013, FirstAsk, FirstBadAnswer, FirstBadDay, FirstConfirm, FirstConfirmUncounted, FirstCount, FirstFromNow,
    FirstFuture, FirstIntro, FirstUncounted,
};
use crate::core::message::{Catalogue, Message, quoted};
use crate::core::poland;
use crate::core::problem::Problem;
use crate::core::reading;
use crate::core::settings::{Account, Begin};
use crate::ledger::Mark;
use crate::stages::StageError;
use crate::stages::export::Window;

/// Days for which the number of orders is shown before the question.
const SHOWN: [i64; 3] = [1, 7, 30];

/// Is an answer taken? Else why not.
pub type Check<'c> = dyn Fn(&str) -> Result<(), Message> + 'c;
/// Puts a question and gives the answer that is taken; none: the default.
pub type Ask<'a> = dyn FnMut(&str, &Check<'_>) -> Option<String> + 'a;

impl Workplace {
    /// Does the account wait until a person says from when on its orders are wanted?
    pub(super) fn waits_to_begin(&self, companies: &[Company], alias: &str) -> bool {
        let said = self.settings.accounts.get(alias).and_then(Account::begins);
        said == Some(Begin::Unsaid) && !self.has_begun(companies, alias)
    }

    /// Were orders of the account fetched before? What a ledger that cannot be asked now knows is not known.
    pub(super) fn has_begun(&self, companies: &[Company], alias: &str) -> bool {
        let ledger = self.company_of(companies, alias).and_then(|company| company.ledger().ok());
        ledger.is_some_and(|ledger| {
            ledger.cursor(alias).is_ok_and(|cursor| cursor.is_some())
                || ledger.mark(alias, Mark::Start).is_ok_and(|start| start.is_some())
        })
    }
}

/// What the settings say; else it is asked, where somebody is there to be asked; else the account begins now, and that is
/// said.
///
/// # Errors
/// What reaches the whole account, and that nobody has said yet from when on. How many orders there are is only said along with
/// the question.
pub(super) async fn window<O: Orders>(
    place: &Workplace,
    orders: &mut O,
    alias: &str,
    ask: Option<&mut Ask<'_>>,
) -> Result<Window, Failure> {
    let now = place.clock.now();
    match (place.settings.accounts.get(alias).and_then(Account::begins), ask) {
        (Some(Begin::On(day)), _) => {
            let since = poland::beginning(day).map_or(now, |since| since.min(now));
            Ok(Window::Since(reading::farthest(since, now)))
        }
        (Some(Begin::Unsaid), None) => Err(Failure::usage(Problem::error(Exp013 { alias: alias.into() }))),
        (_, None) => {
            place.listener.says(FirstFromNow { alias: alias.into() }.into());
            Ok(Window::News)
        }
        (_, Some(ask)) => {
            let texts = Catalogue::new(place.language);
            let asked = asked(orders, alias, now, (&*place.listener, &texts), ask).await;
            Ok(asked.map_err(StageError::from)?)
        }
    }
}

async fn asked<O: Orders>(
    orders: &mut O,
    alias: &str,
    now: Timestamp,
    (listener, texts): (&dyn Listener, &Catalogue),
    ask: &mut Ask<'_>,
) -> Result<Window, AllegroError> {
    listener.says(FirstIntro { alias: alias.into() }.into());
    for (day, found) in counts(orders, now).await? {
        listener.says(match found {
            Some(found) => FirstCount { day: day.to_string().into(), orders: found.into() }.into(),
            None => FirstUncounted.into(),
        });
    }
    loop {
        let Some(text) = ask(&texts.say(FirstAsk), &|text| beginning(text, now).map(drop)) else {
            return Ok(Window::News);
        };
        let Ok(since) = beginning(&text, now) else { continue };
        let since = reading::farthest(since, now);
        let day = poland::day(since).to_string();
        let question = match count(orders, since).await? {
            Some(found) => texts.say(FirstConfirm { day: day.into(), orders: found.into() }),
            None => texts.say(FirstConfirmUncounted { day: day.into() }),
        };
        if ask(&question, &yes_or_no).is_some_and(|text| is_yes(&text)) {
            return Ok(Window::Since(since));
        }
    }
}

/// How many orders changed since yesterday, in a week, in a month; the last without a number: the list does not answer now.
///
/// # Errors
/// What reaches the whole account.
pub(super) async fn counts<O: Orders>(
    orders: &mut O,
    now: Timestamp,
) -> Result<Vec<(Date, Option<i64>)>, AllegroError> {
    let mut counted = Vec::new();
    for days in SHOWN {
        let since = now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(now);
        let found = count(orders, since).await?;
        counted.push((poland::day(since), found));
        if found.is_none() {
            break;
        }
    }
    Ok(counted)
}

/// How many orders changed since then: the list's own count, without reading it; none: the list does not answer now.
pub(super) async fn count<O: Orders>(orders: &mut O, since: Timestamp) -> Result<Option<i64>, AllegroError> {
    let query = OrdersQuery { updated_from: Some(since), updated_to: None, offset: 0, limit: 1 };
    match orders.orders(&query).await {
        Ok(page) => Ok(Some(i64::try_from(page.total).unwrap_or(i64::MAX))),
        Err(error) if error.is_of_one_thing() => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "t" | "tak" | "y" | "yes")
}

fn yes_or_no(text: &str) -> Result<(), Message> {
    let is_no = matches!(text.to_lowercase().as_str(), "n" | "nie" | "no");
    if is_yes(text) || is_no { Ok(()) } else { Err(FirstBadAnswer.into()) }
}

/// When the day begins that somebody names, if it has begun.
pub(super) fn beginning(text: &str, now: Timestamp) -> Result<Timestamp, Message> {
    let day = day::read(text).filter(|day| poland::beginning(*day).is_some());
    let day = day.ok_or_else(|| FirstBadDay { text: quoted(text).into() })?;
    let begins = poland::beginning(day).unwrap_or(now);
    if begins > now { Err(FirstFuture { day: day.to_string().into() }.into()) } else { Ok(begins) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allegro::client::Client;
    use crate::allegro::pause::NoPause;
    use crate::allegro::simulator::{Instead, Simulator, Thing, Trouble, World};
    use crate::allegro::tokens::MemoryTokens;
    use crate::clock::FixedClock;
    use crate::core::message::Language;
    use crate::workplace::Nobody;

    /// The window that these answers lead to, the questions, and how many requests that took.
    fn after(answers: &[&str]) -> (Window, Vec<String>, usize) {
        after_in(None, answers)
    }

    fn after_in(trouble: Option<&Trouble>, answers: &[&str]) -> (Window, Vec<String>, usize) {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        let clock = std::sync::Arc::new(FixedClock(now));
        let world = World::shipped_until(now);
        let allegro = Simulator::start_with(world, clock.clone()).unwrap();
        if let Some(trouble) = trouble {
            allegro.begin(trouble);
        }
        let tokens = Box::new(MemoryTokens::new(allegro.log_in()));
        let mut client = Client::new(allegro.connection(), tokens, Box::new(NoPause), clock).unwrap();
        let texts = Catalogue::new(Language::English);
        let (mut answers, mut questions) = (answers.iter(), Vec::new());
        let mut ask = |question: &str, check: &Check<'_>| {
            questions.push(question.to_owned());
            answers
                .by_ref()
                .find(|answer| answer.is_empty() || check(answer).is_ok())
                .filter(|answer| !answer.is_empty())
                .map(|answer| (*answer).to_owned())
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let window = runtime.block_on(asked(&mut client, "sklep", now, (&Nobody, &texts), &mut ask)).unwrap();
        let requests = allegro.requests().len();
        (window, questions, requests)
    }

    fn since(day: &str) -> Window {
        Window::Since(poland::beginning(day.parse().unwrap()).unwrap())
    }

    #[test]
    fn r_a13_the_first_run_says_how_many_orders_a_day_means_before_it_takes_them() {
        let (window, questions, requests) = after(&["2026-11-01", "tak"]);
        assert_eq!(window, since("2026-11-01"));
        let changed = World::shipped_until("2026-11-24T12:00:00Z".parse().unwrap()).orders();
        let changed = changed.iter().filter(|order| order["updatedAt"].as_str() >= Some("2026-10-31T23:00:00")).count();
        assert!(changed > 10, "{changed}");
        assert!(questions[1].contains("2026-11-01") && questions[1].contains(&format!(" {changed} ")), "{questions:?}");
        // One for each of the days that are shown, and one for the day that was named.
        assert_eq!(requests, SHOWN.len() + 1, "{questions:?}");
    }

    #[test]
    fn i14_a_list_that_does_not_answer_keeps_nobody_from_naming_his_day() {
        let trouble = Trouble::Of { thing: Thing::List, instead: Instead::Status(403), times: None };
        let (window, questions, _) = after_in(Some(&trouble), &["2026-11-01", "t"]);
        assert_eq!((window, questions.len()), (since("2026-11-01"), 2));
    }

    #[test]
    fn r_a13_whoever_names_no_day_begins_now() {
        assert_eq!(after(&[""]).0, Window::News);
        assert_eq!(after(&[]).0, Window::News);
    }

    #[test]
    fn r_a13_what_the_settings_say_is_not_asked_and_where_nobody_said_nothing_begins() {
        let clock = std::sync::Arc::new(crate::clock::SystemClock);
        let now = clock.now();
        let allegro = Simulator::start_with(World::shipped_until(now), clock.clone()).unwrap();
        let tokens = Box::new(MemoryTokens::new(allegro.log_in()));
        let mut client = Client::new(allegro.connection(), tokens, Box::new(NoPause), clock).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut begun = |begin: &str| {
            let mut settings = crate::core::settings::Settings::default();
            settings.accounts.insert("sklep".to_owned(), Account { begin: begin.to_owned(), ..Account::default() });
            let place = Workplace::with(std::path::Path::new("."), settings);
            let window = runtime.block_on(window(&place, &mut client, "sklep", None));
            window.map_err(|failure| failure.problem.code().to_owned())
        };
        let yesterday = poland::day(now).yesterday().unwrap();
        let said = Window::Since(poland::beginning(yesterday).unwrap());
        assert_eq!(begun(&yesterday.to_string()), Ok(said.clone()));
        assert_eq!(begun(&yesterday.strftime("%d.%m.%Y").to_string()), Ok(said));
        assert_eq!(begun(""), Ok(Window::News));
        assert_eq!(begun("later"), Err("EXP-013".to_owned()));
        assert_eq!(allegro.requests().len(), 0, "nobody counts what nobody asks");
        // A day that has not come is now.
        let Ok(Window::Since(since)) = begun("2999-01-01") else { panic!() };
        assert!(since >= now, "{since}");
    }

    #[test]
    fn r_a13_who_says_no_is_asked_again_and_nonsense_is_no_day() {
        let (window, questions, _) = after(&["wczoraj", "2026-02-30", "2026-11-01", "n", "2026-11-20", "moze", "T"]);
        assert_eq!(window, since("2026-11-20"));
        assert_eq!(questions.len(), 4);
        assert_eq!(after(&["2026-11-01", "nie", ""]).0, Window::News);
    }

    #[test]
    fn a_day_is_taken_as_people_write_it_and_why_another_is_not_is_said() {
        for day in ["01.11.2026", "1.11.2026", "1 listopada 2026", "01/11/2026"] {
            assert_eq!(after(&[day, "t"]).0, since("2026-11-01"), "{day}");
        }
        let polish = Catalogue::new(Language::Polish);
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        for (text, why) in [
            ("wczoraj", "„wczoraj” to nie jest dzień. Wpisz go tak: 01.10.2026 albo 2026-10-01."),
            ("25.11.2026", "Dzień 2026-11-25 jeszcze nie nadszedł."),
        ] {
            assert_eq!(polish.text(&beginning(text, now).unwrap_err()), why);
        }
        assert!(beginning("24.11.2026", now).is_ok());
        assert_eq!(polish.text(&yes_or_no("moze").unwrap_err()), "Wpisz t (tak) albo n (nie).");
    }

    #[test]
    fn a_day_beyond_the_reach_of_the_list_is_the_earliest_that_there_is() {
        let (window, ..) = after(&["1999-01-01", "t"]);
        assert_eq!(window, Window::Since("2025-11-24T12:00:00Z".parse().unwrap()));
    }
}
