//! Which orders are shown, as it stands in the address of the page, and the form that says it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};

use super::super::{PanelError, page};
use crate::core::life::{Kind, State};
use crate::core::message::text::{
    PanelAll, PanelByBought, PanelByChange, PanelByTotal, PanelCompany, PanelFind, PanelFrom, PanelMatter,
    PanelOpenOnly, PanelRo, PanelRoNo, PanelRoYes, PanelSearch, PanelSort, PanelTo, StatusAccount, StatusState,
};
use crate::core::message::{Catalogue, Message};
use crate::core::order::SeenId;
use crate::workplace::{Browse, Sort, Workplace, bounds};

/// In the place of a state: what waits for a person, whatever its state.
const OPEN: &str = "open";
/// A name with everything that may belong to it.
const SEARCH_MAX: usize = 200;

/// What a person asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Filter {
    pub search: String,
    pub state: Option<State>,
    pub open: bool,
    pub matter: Option<Kind>,
    pub company: Option<String>,
    pub account: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// With an RO, or without one.
    pub document: Option<bool>,
    pub sort: Sort,
    /// Of this row of the work list.
    pub group: Option<String>,
}

/// What there is to choose from.
pub(super) struct Choices {
    pub companies: Vec<String>,
    accounts: Vec<String>,
}

impl Choices {
    pub fn of(place: &Workplace) -> Result<Self, PanelError> {
        let companies = place.company_names()?;
        Ok(Self { companies, accounts: place.settings.accounts.keys().cloned().collect() })
    }
}

impl Filter {
    /// What does not stand for anything filters nothing; a search too long is refused.
    pub fn read(query: &BTreeMap<String, String>) -> Option<Self> {
        let part = |name: &str| query.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
        let named = |name: &str| Some(part(name)).filter(|text| !text.is_empty());
        let search = part("q");
        (search.chars().count() <= SEARCH_MAX).then(|| Self {
            search,
            state: part("state").parse().ok(),
            open: part("state") == OPEN,
            matter: Kind::named(&part("matter")),
            company: named("company"),
            account: named("account"),
            from: part("from").parse().ok(),
            to: part("to").parse().ok(),
            document: match part("ro").as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            sort: SORTS.into_iter().find(|(_, word)| *word == part("sort")).map(|(sort, _)| sort).unwrap_or_default(),
            group: named("group"),
        })
    }

    /// The same for the ledger; `only`: the orders of the row.
    pub fn wish(&self, limit: u32, offset: u32, only: Option<Vec<SeenId>>) -> Browse {
        let is_of_days = self.from.is_some() || self.to.is_some();
        let days = (self.from.unwrap_or(Date::MIN), self.to.unwrap_or(Date::MAX));
        Browse {
            search: self.search.clone(),
            state: self.state,
            open_matters: self.open,
            matter: self.matter,
            account: self.account.clone(),
            bought: is_of_days.then(|| bounds(days)),
            document: self.document,
            only,
            sort: self.sort,
            limit,
            offset,
        }
    }

    /// The orders of the row that is asked for, if one is.
    pub fn only(&self, place: &Workplace) -> Result<Option<Vec<SeenId>>, PanelError> {
        Ok(self.group.as_deref().map(|row| place.orders_of_row(row)).transpose()?)
    }

    /// Name and value of each part that filters.
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        let day = |date: Option<Date>| date.map(|date| date.to_string());
        let state = if self.open { Some(OPEN) } else { self.state.map(State::as_str) };
        let sort = SORTS.into_iter().find(|(sort, _)| *sort == self.sort && self.sort != Sort::default());
        let all = [
            ("group", self.group.clone()),
            ("q", Some(self.search.clone()).filter(|text| !text.is_empty())),
            ("state", state.map(str::to_owned)),
            ("matter", self.matter.map(|kind| kind.as_str().to_owned())),
            ("company", self.company.clone()),
            ("account", self.account.clone()),
            ("from", day(self.from)),
            ("to", day(self.to)),
            ("ro", self.document.map(|has| if has { "yes" } else { "no" }.to_owned())),
            ("sort", sort.map(|(_, word)| word.to_owned())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The parts behind the `?` of an address.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.parts() {
            query.append_pair(name, &value);
        }
        query.finish()
    }

    /// The parts for a form beside the filter's own.
    pub fn hidden(&self) -> Markup {
        html! { @for (name, value) in self.parts() { input type="hidden" name=(name) value=(value); } }
    }
}

const SORTS: [(Sort, &str); 3] = [(Sort::Changed, "changed"), (Sort::Bought, "bought"), (Sort::Total, "total")];

fn sort_name(sort: Sort) -> Message {
    match sort {
        Sort::Changed => PanelByChange.into(),
        Sort::Bought => PanelByBought.into(),
        Sort::Total => PanelByTotal.into(),
    }
}

/// The form.
pub(super) fn form(texts: &Catalogue, filter: &Filter, choices: &Choices) -> Markup {
    let is = |chosen: Option<&String>, one: &str| chosen.is_some_and(|chosen| chosen == one);
    let names = |label: Message, field: &str, names: &[String], chosen: Option<&String>| {
        html! { @if names.len() > 1 || chosen.is_some() { label { (texts.text(&label))
            select name=(field) {
                option value="" { (texts.say(PanelAll)) }
                @for one in names { option value=(one) selected[is(chosen, one)] { (one) } }
            }
        } } }
    };
    html! { form.row role="search" method="get" action="/orders" {
        @if let Some(group) = &filter.group { input type="hidden" name="group" value=(group); }
        label { (texts.say(PanelSearch))
            input type="search" name="q" value=(filter.search) maxlength=(SEARCH_MAX) size="32"
                hx-get="/orders" hx-trigger="input changed delay:300ms" hx-target="#list" hx-select="#list"
                hx-swap="outerHTML" hx-include="closest form"; }
        label { (texts.say(StatusState)) select name="state" {
            option value="" { (texts.say(PanelAll)) }
            option value=(OPEN) selected[filter.open] { (texts.say(PanelOpenOnly)) }
            @for one in State::ALL {
                option value=(one.as_str()) selected[Some(one) == filter.state] { (texts.text(&page::state_name(one))) }
            }
        } }
        label { (texts.say(PanelMatter)) select name="matter" {
            option value="" { (texts.say(PanelAll)) }
            @for one in Kind::ALL {
                option value=(one.as_str()) selected[Some(one) == filter.matter] { (texts.text(&page::matter_name(one))) }
            }
        } }
        label { (texts.say(PanelRo)) select name="ro" {
            option value="" { (texts.say(PanelAll)) }
            option value="yes" selected[filter.document == Some(true)] { (texts.say(PanelRoYes)) }
            option value="no" selected[filter.document == Some(false)] { (texts.say(PanelRoNo)) }
        } }
        (names(PanelCompany.into(), "company", &choices.companies, filter.company.as_ref()))
        (names(StatusAccount.into(), "account", &choices.accounts, filter.account.as_ref()))
        label { (texts.say(PanelFrom)) input type="date" name="from" value=[filter.from]; }
        label { (texts.say(PanelTo)) input type="date" name="to" value=[filter.to]; }
        label { (texts.say(PanelSort)) select name="sort" {
            @for (one, word) in SORTS { option value=(word) selected[one == filter.sort] { (texts.text(&sort_name(one))) } }
        } }
        button { (texts.say(PanelFind)) }
    } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_address_comes_back_into_it() {
        let query = [
            ("group", "0ab"),
            ("q", "kowal"),
            ("state", "open"),
            ("matter", "returned"),
            ("company", "firma"),
            ("account", "sklep"),
            ("from", "2026-11-01"),
            ("to", "2026-11-30"),
            ("ro", "no"),
            ("sort", "total"),
        ];
        let all: BTreeMap<String, String> = query.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
        let filter = Filter::read(&all).unwrap();
        assert_eq!(filter.parts(), query.map(|(name, text)| (name, text.to_owned())));
        assert_eq!(Filter::read(&filter.parts().into_iter().map(|(n, v)| (n.to_owned(), v)).collect()), Some(filter));
        let nothing = [("state", "x"), ("matter", "x"), ("from", "x"), ("ro", "x"), ("sort", "x")];
        let nothing = nothing.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
        assert_eq!(Filter::read(&nothing), Some(Filter::default()));
        assert_eq!(Filter::read(&[("q".to_owned(), "x".repeat(SEARCH_MAX + 1))].into()), None);
    }

    #[test]
    fn a_day_is_polands_and_the_last_one_is_in_it() {
        let day: Date = "2026-11-30".parse().unwrap();
        let wish = Filter { from: Some(day), to: Some(day), ..Filter::default() }.wish(1, 0, None);
        let moment = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
        assert_eq!(wish.bought, Some((moment("2026-11-29T23:00:00Z"), moment("2026-11-30T23:00:00Z"))));
        assert_eq!(Filter::default().wish(1, 0, None).bought, None);
    }
}
