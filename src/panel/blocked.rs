//! What keeps an account or a company from its work and waits for a person: a row each on the first page, with what ends it.

use maud::{Markup, html};

use super::page::{self, View};
use super::work::encoded;
use crate::core::message::text::{
    BlockedAccount, BlockedCompany, PanelDoctor, PanelLogIn, PanelNeedsYou, PanelSettingsTo, WorkMatters,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::{Fault, Problem};
use crate::workplace::{ServiceState, Workplace};

/// Whom it keeps from work.
enum Whose {
    Account(String),
    Company(String),
}

/// One of them, and why.
pub(super) struct Blocked {
    whose: Whose,
    problem: Problem,
}

/// All of them, as the service found them. Who has logged in since waits for nobody.
pub(super) fn of(place: &Workplace, state: &ServiceState) -> Vec<Blocked> {
    let mut all = Vec::new();
    for (alias, account) in &state.accounts {
        let Some(problem) = account.problem.as_ref().filter(|problem| problem.is_error()) else { continue };
        // What is only out of reach comes back by itself.
        let is_for_a_person = match account.fault {
            _ if problem.message.ends_with_login() => needs_login(place, alias),
            Some(Fault::Login) => needs_login(place, alias),
            fault => fault == Some(Fault::Usage),
        };
        if is_for_a_person {
            all.push(Blocked { whose: Whose::Account(alias.clone()), problem: problem.clone() });
        }
    }
    for (name, company) in &state.companies {
        if let Some(problem) = company.problem.as_ref().filter(|problem| problem.is_error()) {
            all.push(Blocked { whose: Whose::Company(name.clone()), problem: problem.clone() });
        }
    }
    all
}

fn needs_login(place: &Workplace, alias: &str) -> bool {
    place.account(alias).map_or(true, |look| look.problem.is_some_and(|problem| problem.is_error()))
}

/// The rows.
pub(super) fn rows(view: &View<'_>, all: &[Blocked]) -> Markup {
    let texts = view.texts;
    html! { @for one in all { section.card.work {
        @match &one.whose {
            Whose::Account(alias) => {
                h3 { (texts.say(BlockedAccount { alias: alias.as_str().into() })) }
                (page::problem(texts, &one.problem))
                @if one.problem.message.ends_with_login() {
                    form.row method="post" action={ "/accounts/" (encoded(alias)) "/login" } {
                        (view.mark()) button { (texts.say(PanelLogIn)) }
                    }
                } @else { p { a.button href={ "/accounts/" (encoded(alias)) } { (texts.say(PanelLogIn)) } " "
                    a.button href="/settings/allegro" { (texts.say(PanelSettingsTo)) } } }
            }
            Whose::Company(name) => {
                h3 { (texts.say(BlockedCompany { name: name.as_str().into() })) }
                (page::problem(texts, &one.problem))
                p { a.button href="/doctor" { (texts.say(PanelDoctor)) } " "
                    a.button href="/settings/optima" { (texts.say(PanelSettingsTo)) } }
            }
        }
    } } }
}

/// How much waits, in words.
pub(super) fn words(texts: &Catalogue, orders: usize, blocked: usize) -> String {
    let told: Message = if blocked == 0 {
        PanelNeedsYou { count: orders.into() }.into()
    } else {
        WorkMatters { count: (orders + blocked).into() }.into()
    };
    texts.text(&told)
}
