//! Which days of which company a report is of.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use maud::{Markup, html};

use crate::core::message::text::{
    PanelAll, PanelCompany, PanelFrom, PanelLastMonth, PanelPrint, PanelShow, PanelThisMonth, PanelTo, PeriodTurned,
    PeriodUnknown,
};
use crate::core::message::{Catalogue, Message};
use crate::core::poland;

/// What was asked for: this month, if nothing was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Period {
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// None: all of them.
    pub company: Option<String>,
    /// What is shown is not just what was asked for, and why.
    pub doubt: Option<Message>,
}

impl Period {
    pub fn read(query: &BTreeMap<String, String>, now: Timestamp) -> Self {
        let text = |name: &str| query.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
        let day = |name: &str| text(name).and_then(|text| text.parse::<Date>().ok());
        let is_unknown = |name: &str| text(name).is_some() && day(name).is_none();
        let to = day("to").unwrap_or_else(|| poland::day(now));
        let from = day("from").unwrap_or_else(|| to.first_of_month());
        let company = query.get("company").filter(|name| !name.is_empty()).cloned();
        let doubt = if is_unknown("from") || is_unknown("to") {
            Some(PeriodUnknown.into())
        } else {
            (from > to).then(|| PeriodTurned.into())
        };
        Self { from: from.min(to), to: to.max(from), company, doubt }
    }

    /// The days.
    pub fn days(&self) -> (Date, Date) {
        (self.from, self.to)
    }

    /// As it stands behind the `?` of an address.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("from", &self.from.to_string()).append_pair("to", &self.to.to_string());
        if let Some(company) = &self.company {
            query.append_pair("company", company);
        }
        query.finish()
    }
}

/// The month of a day, up to its end.
fn month(day: Date) -> (Date, Date) {
    (day.first_of_month(), day.last_of_month())
}

/// The form, and the two months that are asked for most.
pub(super) fn form(texts: &Catalogue, period: &Period, companies: &[String], now: Timestamp) -> Markup {
    let today = poland::day(now);
    let last = today.first_of_month().saturating_sub(1.day());
    let is = |one: &str| period.company.as_deref() == Some(one);
    let of = |(from, to): (Date, Date)| format!("/report?{}", Period { from, to, ..period.clone() }.query());
    html! {
        form.row method="get" action="/report" {
            label { (texts.say(PanelFrom)) input type="date" name="from" value=(period.from); }
            label { (texts.say(PanelTo)) input type="date" name="to" value=(period.to); }
            @if companies.len() > 1 { label { (texts.say(PanelCompany)) select name="company" {
                option value="" { (texts.say(PanelAll)) }
                @for one in companies { option value=(one) selected[is(one)] { (one) } }
            } } }
            button { (texts.say(PanelShow)) }
            button.quiet.noprint type="button" data-print { (texts.say(PanelPrint)) }
        }
        p.noprint { a href=(of(month(today))) { (texts.say(PanelThisMonth)) } " · "
            a href=(of(month(last))) { (texts.say(PanelLastMonth)) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_word_it_is_this_month_up_to_today() {
        let now = "2026-11-30T23:30:00Z".parse().unwrap();
        let read = |query: &[(&str, &str)]| {
            let query = query.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
            Period::read(&query, now)
        };
        assert_eq!(read(&[]).query(), "from=2026-12-01&to=2026-12-01", "it is December in Poland");
        assert_eq!(read(&[("to", "2026-11-15")]).query(), "from=2026-11-01&to=2026-11-15");
        assert_eq!(read(&[("from", "2026-11-20"), ("to", "2026-11-15")]).query(), "from=2026-11-15&to=2026-11-20");
        assert!(read(&[("from", "2026-11-20"), ("to", "2026-11-15")]).doubt.is_some());
        assert!(read(&[("from", "2026-13-99"), ("to", "abc")]).doubt.is_some());
        assert_eq!(read(&[("from", "2026-11-15"), ("to", "")]).doubt, None);
        assert_eq!(
            read(&[("from", "x"), ("to", "2026-11-15"), ("company", "Moja & firma")]).query(),
            "from=2026-11-01&to=2026-11-15&company=Moja+%26+firma"
        );
        assert_eq!(month("2024-02-10".parse().unwrap()).1, "2024-02-29".parse().unwrap());
    }
}
