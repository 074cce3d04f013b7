//! A day and a time of it, as programs and people write them into texts.

/// Words that may stand before a day, or between a day and its time.
const BETWEEN: [&str; 13] = ["z", "dnia", "dn", "w", "dniu", "data", "o", "godz", "godzinie", "g", "r", "on", "at"];

/// Months as dates have them, by their first letters.
const MONTHS: [&str; 24] = [
    "sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "paz", "lis", "gru", "jan", "feb", "apr",
    "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Months as stamps have them.
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// Days of the week, by their first letters, and as they are cut short.
const WEEKDAYS: [&str; 15] = [
    "poniedz",
    "wtor",
    "środ",
    "srod",
    "czwart",
    "piąt",
    "piat",
    "sobot",
    "niedz",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
];
const SHORT_WEEKDAYS: [&str; 22] = [
    "pon", "pn", "wt", "śr", "sr", "czw", "cz", "pt", "pią", "sob", "sb", "nd", "ndz", "mon", "tue", "wed", "thu",
    "fri", "sat", "sun", "sunday", "thur",
];

const ZONES: [&str; 15] =
    ["UTC", "GMT", "CET", "CEST", "EET", "EEST", "WET", "WEST", "BST", "MSK", "EST", "EDT", "CST", "PST", "PDT"];

/// How exactly a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    /// A day.
    Day,
    /// With hours and minutes, as people name a time.
    Minute,
    /// With seconds, the half of the day or a zone, as programs do.
    Machine,
}

/// The moment that a text begins with, before which there is nothing that says something else: how it is written, and what
/// follows it.
pub(super) fn moment(text: &str) -> Option<(Grain, &str)> {
    let text = between(text);
    let text = weekday(text).unwrap_or(text);
    year_last(text).or_else(|| compact(text)).or_else(|| dated(text))
}

/// The letters that a text begins with, and what follows them.
pub(super) fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()))
}

pub(super) fn is_of(word: &str, beginnings: &[&str]) -> bool {
    let low = word.to_lowercase();
    beginnings.iter().any(|beginning| low.starts_with(beginning))
}

/// What follows punctuation and the words that may stand before a day or a time.
fn between(text: &str) -> &str {
    let mut rest = text;
    loop {
        let open = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (word, after) = word(open);
        if word.is_empty() || !BETWEEN.contains(&word.to_lowercase().as_str()) {
            return open;
        }
        rest = after;
    }
}

/// What follows a day of the week.
fn weekday(text: &str) -> Option<&str> {
    let (word, rest) = word(text);
    let known = SHORT_WEEKDAYS.contains(&word.to_lowercase().as_str()) || is_of(word, &WEEKDAYS);
    known.then(|| rest.trim_start_matches(['.', ',', ' ']))
}

/// Nov 20 10:15:33 2026, Nov 20 10:15:33 CET 2026.
fn year_last(text: &str) -> Option<(Grain, &str)> {
    let rest = digits(month(text)?.strip_prefix(' ')?.trim_start(), 1, 2)?.strip_prefix(' ')?;
    let (_, rest) = clock(rest)?;
    let rest = zone(rest, true).unwrap_or(rest).strip_prefix(' ')?;
    Some((Grain::Machine, digits(rest, 4, 4)?))
}

/// A day, and a time behind it.
fn dated(text: &str) -> Option<(Grain, &str)> {
    let rest = day(text)?;
    let time = between(rest.strip_prefix(['T', 't']).unwrap_or(rest));
    Some(timed(time).unwrap_or((Grain::Day, rest)))
}

/// A time with its zone.
fn timed(text: &str) -> Option<(Grain, &str)> {
    let (grain, rest) = clock(text)?;
    Some(zone(rest, grain == Grain::Machine).map_or((grain, rest), |rest| (Grain::Machine, rest)))
}

/// 20261120, alone, with the digits of a time, or with one behind it; any other figure of so many digits is a number.
fn compact(text: &str) -> Option<(Grain, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let is_day = matches!((value(0, 4)?, value(4, 6)?, value(6, 8)?), (2000..=2099, 1..=12, 1..=31));
    let rest = text.get(count..).filter(|_| is_day && matches!(count, 8 | 12 | 14))?;
    if count > 8 {
        return Some((Grain::Machine, zone(rest, true).unwrap_or(rest)));
    }
    let end = rest.starts_with(['T', 't', ' ', '_', '-']).then(|| {
        let time = between(rest.strip_prefix(['T', 't']).unwrap_or(rest));
        timed(time)
    });
    Some(end.flatten().unwrap_or((Grain::Day, rest)))
}

/// 2026-11-20, 20.11.2026, 11/20/2026, 20.11.26, 20 listopada 2026, Nov 20th, 2026, 20-NOV-26, 20 XI 2026, 2026-Nov-20.
fn day(text: &str) -> Option<&str> {
    let of = |lengths: [(usize, usize); 3]| {
        let [(first, second), middle, last] = lengths;
        let rest = digits(text, first, second)?;
        let separator = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
        let rest = digits(rest.strip_prefix(separator)?, middle.0, middle.1)?.strip_prefix(separator)?;
        digits(rest, last.0, last.1)
    };
    let apart = |text: &'_ str| text.trim_start_matches(['.', ',', '-', '/', ' ']).len();
    let behind = |rest: &'_ str| text.get(text.len() - apart(rest)..);
    let day_first = || {
        let rest = month(behind(of_month(text)?)?)?;
        digits(behind(rest)?, 4, 4).or_else(|| digits(rest.strip_prefix('-')?, 2, 2))
    };
    let month_first = || digits(behind(of_month(behind(month(text)?)?)?)?, 4, 4);
    let year_first = || digits(behind(month(behind(digits(text, 4, 4)?)?)?)?, 1, 2);
    let days = [[(4, 4), (1, 2), (1, 2)], [(1, 2), (1, 2), (4, 4)], [(1, 2), (1, 2), (2, 2)]];
    days.into_iter().find_map(of).or_else(day_first).or_else(month_first).or_else(year_first)
}

/// What follows a day of the month: 20, 20th.
fn of_month(text: &str) -> Option<&str> {
    let rest = digits(text, 1, 2)?;
    let (suffix, after) = word(rest);
    Some(if matches!(&*suffix.to_lowercase(), "st" | "nd" | "rd" | "th" | "go") { after } else { rest })
}

/// What follows a month in words or Roman figures.
fn month(text: &str) -> Option<&str> {
    let (month, rest) = word(text);
    (is_of(month, &MONTHS) || ROMAN.contains(&month)).then_some(rest)
}

/// 7:05, 07:05:33, 07:05:33.123, 10:15 AM, 101533; 10.15 where nothing follows that it could be an amount of.
fn clock(text: &str) -> Option<(Grain, &str)> {
    let dotted = || {
        let rest = digits(digits(text, 1, 2)?.strip_prefix('.')?, 2, 2)?;
        let seconds = rest.strip_prefix('.').and_then(|rest| digits(rest, 2, 2));
        let (grain, rest) = seconds.map_or((Grain::Minute, rest), |rest| (Grain::Machine, rest));
        let follows = rest.trim_start().chars().next();
        follows.is_none_or(|c| matches!(c, ',' | ';' | ')' | ']' | '|')).then_some((grain, rest))
    };
    let Some(minutes) = digits(text, 1, 2).and_then(|rest| digits(rest.strip_prefix(':')?, 2, 2)) else {
        return dotted().or_else(|| Some((Grain::Machine, six(text)?)));
    };
    let seconds = minutes.strip_prefix(':').and_then(|rest| digits(rest, 2, 2));
    let fraction = |rest: &'_ str| rest.strip_prefix(['.', ',', ':']).and_then(|rest| digits(rest, 1, 9)).map(str::len);
    let rest = seconds.unwrap_or(minutes);
    let rest = match seconds.and_then(fraction) {
        Some(left) => rest.get(rest.len() - left..)?,
        None => rest,
    };
    let (half, after) = word(rest.trim_start());
    let (dotted, behind) = rest.trim_start().split_at_checked(4).unwrap_or_default();
    match (&*half.to_lowercase(), &*dotted.to_lowercase()) {
        ("am" | "pm", _) => Some((Grain::Machine, after)),
        (_, "a.m." | "p.m.") => Some((Grain::Machine, behind)),
        _ => Some((if seconds.is_some() { Grain::Machine } else { Grain::Minute }, rest)),
    }
}

/// 101533.
fn six(text: &str) -> Option<&str> {
    let rest = digits(text, 6, 6)?;
    let part = |from: usize| text.get(from..from + 2).and_then(|part| part.parse::<u8>().ok());
    matches!((part(0)?, part(2)?, part(4)?), (0..24, 0..60, 0..60)).then_some(rest)
}

/// What follows `Z`, `+01:00`, ` +0100 (CET)`, `+01:00[Europe/Warsaw]`; nothing: there is no zone. Behind a time without
/// seconds `-11:00` is the end of a while.
fn zone(text: &str, exact: bool) -> Option<&str> {
    let offset = |text: &'_ str| {
        let signed = text.strip_prefix('+').or_else(|| text.strip_prefix('-').filter(|_| exact))?;
        let hours = signed.get(..2).filter(|hours| hours.bytes().all(|b| b.is_ascii_digit())).and(signed.get(2..))?;
        digits(hours.strip_prefix(':').unwrap_or(hours), 2, 2).map(str::len)
    };
    let named = |text: &'_ str| {
        let (name, rest) = word(text);
        let short =
            || offset(rest).or_else(|| rest.strip_prefix(['+', '-']).and_then(|rest| digits(rest, 1, 2)).map(str::len));
        ZONES.contains(&name).then(|| short().unwrap_or(rest.len()))
    };
    let region = |text: &'_ str| {
        let (name, rest) = text.strip_prefix('[')?.split_once(']')?;
        name.contains('/').then_some(rest.len())
    };
    let behind = |left: usize| text.get(text.len() - left..);
    let zulu = || text.strip_prefix('Z').filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let open = text.trim_start();
    let bracketed = open.strip_prefix('(').and_then(|inside| Some((named(inside)?, inside)));
    let bracketed = bracketed.and_then(|(left, inside)| inside.get(inside.len() - left..)?.strip_prefix(')'));
    let first = zulu()
        .or_else(|| offset(open).and_then(behind))
        .or_else(|| named(open).and_then(behind))
        .or_else(|| region(open).and_then(behind))
        .or(bracketed)?;
    Some(zone(first, exact).unwrap_or(first))
}

/// What follows so many digits, and no more.
fn digits(text: &str, least: usize, most: usize) -> Option<&str> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    (least..=most).contains(&count).then(|| text.get(count..)).flatten()
}
