//! Document numbers by the scheme of the definition (`reference/optima-database.md` section 4).

use jiff::civil::Date;

use super::LatestNumber;

/// `TrN_NumerString varchar(31)`.
const PATTERN_MAX: usize = 31;
/// `CDN.FN_NumerPelny` gives at most 30 characters.
const NUMBER_MAX: usize = 30;

/// Why a scheme cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemeError {
    /// A member that we do not know; writing it as it stands would make wrong numbers.
    #[error("unknown member {0}")]
    Unknown(String),
    /// Neither `@numerS` nor `@numer`.
    #[error("no number in the scheme")]
    NoNumber,
    /// The scheme has `@rejestr`, and no series is set.
    #[error("the scheme needs a series")]
    NoSeries,
    /// The text does not fit `TrN_NumerString`.
    #[error("{0} is too long")]
    TooLong(String),
}

/// What the scheme's members stand for.
#[derive(Clone, Copy, Debug)]
pub struct Members<'a> {
    /// `@symbol`.
    pub symbol: &'a str,
    /// `@rok_kal`, `@miesiac`.
    pub date: Date,
    /// `@rejestr`.
    pub series: &'a str,
    /// `@magazyn`.
    pub warehouse: &'a str,
}

/// Does a number of this scheme show a series?
#[must_use]
pub fn has_series(scheme: &str) -> bool {
    scheme.split('/').any(|token| token.trim() == "@rejestr")
}

/// `TrN_NumerString`: every member put in but the number's, empty members dropped.
pub fn resolve(scheme: &str, members: Members<'_>) -> Result<String, SchemeError> {
    let mut parts = Vec::new();
    let mut numbered = false;
    for member in scheme.split('/').map(str::trim) {
        let part = match member {
            "" | "@brak" => continue,
            "@symbol" => members.symbol.to_owned(),
            "@rok_kal" => format!("{:04}", members.date.year()),
            // inferred: two digits; no document with a month in its number was seen.
            "@miesiac" => format!("{:02}", members.date.month()),
            "@rejestr" if members.series.is_empty() => return Err(SchemeError::NoSeries),
            "@rejestr" => members.series.to_owned(),
            // inferred: the warehouse's symbol.
            "@magazyn" => members.warehouse.to_owned(),
            "@numerS" | "@numer" => {
                numbered = true;
                member.to_owned()
            }
            other if other.starts_with('@') => return Err(SchemeError::Unknown(other.to_owned())),
            constant => constant.to_owned(),
        };
        parts.push(part);
    }
    let pattern = parts.join("/");
    if !numbered {
        return Err(SchemeError::NoNumber);
    }
    // The widest number is that of an int; ten digits take the place of `@numerS`.
    let widest = full_number(&pattern, i64::from(i32::MAX));
    if pattern.chars().count() > PATTERN_MAX || widest.chars().count() > NUMBER_MAX + 4 {
        return Err(SchemeError::TooLong(pattern));
    }
    Ok(pattern)
}

/// Does the scheme, as we resolve it, give the number string of the newest document? What we do not know, the series of
/// that document, is taken from the document itself.
///
/// # Errors
/// What we would have made of it.
pub fn check(scheme: &str, symbol: &str, latest: &LatestNumber) -> Result<(), String> {
    let members = |series| Members { symbol, date: latest.date, series, warehouse: latest.warehouse.as_str() };
    let without_series: Vec<&str> = scheme.split('/').filter(|member| member.trim() != "@rejestr").collect();
    let made = [resolve(scheme, members(ANY)), resolve(&without_series.join("/"), members(""))];
    let fits = |made: &String| {
        let (made, found) = (made.split('/'), latest.pattern.split('/'));
        made.clone().count() == found.clone().count()
            && made.zip(found).all(|(made, found)| made == ANY || made.eq_ignore_ascii_case(found.trim()))
    };
    if made.iter().flatten().any(fits) {
        return Ok(());
    }
    let [made, _] = made;
    Err(made.map_or_else(|error| error.to_string(), |made| made.replace(ANY, "…")))
}

/// Stands for any series; no series of Optima's has such a character.
const ANY: &str = "\u{1}";

/// `CDN.FN_NumerPelny`: the number in its member's place.
#[must_use]
pub fn full_number(pattern: &str, number: i64) -> String {
    let digits = number.to_string();
    pattern.replace("@numerS", &digits).replace("@numer", &digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn members() -> Members<'static> {
        Members { symbol: "RO", date: date(2026, 3, 5), series: "ALL", warehouse: "MAGAZYN" }
    }

    #[test]
    fn schemes_keep_the_number_and_drop_what_is_empty() {
        for (scheme, pattern) in [
            ("@symbol/@numerS/@rok_kal/@brak/@brak", "RO/@numerS/2026"),
            ("@symbol/@numerS/@rok_kal/@rejestr/@brak", "RO/@numerS/2026/ALL"),
            ("@brak/@symbol/@rok_kal/@numerS/@brak", "RO/2026/@numerS"),
            ("@symbol/@numer/@miesiac/@magazyn", "RO/@numer/03/MAGAZYN"),
            ("@symbol/X/@numerS", "RO/X/@numerS"),
        ] {
            assert_eq!(resolve(scheme, members()).as_deref(), Ok(pattern));
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert_eq!(resolve("@symbol/@oddzial/@numerS", members()), Err(SchemeError::Unknown("@oddzial".to_owned())));
        assert_eq!(resolve("@symbol/@rok_kal", members()), Err(SchemeError::NoNumber));
        assert_eq!(resolve("@numerS/@rejestr", Members { series: "", ..members() }), Err(SchemeError::NoSeries));
        let long = "@symbol/@numerS/ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        assert!(matches!(resolve(long, members()), Err(SchemeError::TooLong(_))));
    }

    #[test]
    fn the_newest_document_shows_whether_a_scheme_is_understood() {
        let latest = |pattern: &str| LatestNumber {
            number: String::new(),
            pattern: pattern.to_owned(),
            date: date(2025, 3, 5),
            warehouse: "MAG".to_owned(),
        };
        for (scheme, pattern) in [
            ("@symbol/@numerS/@rok_kal/@brak", "RO/@numerS/2025"),
            ("@symbol/@numerS/@rok_kal/@rejestr", "RO/@numerS/2025/ALL"),
            ("@symbol/@numerS/@rok_kal/@rejestr", "RO/@numerS/2025"),
            ("@symbol/@numerS/@magazyn", "ro/@numerS/MAG"),
        ] {
            assert_eq!(check(scheme, "RO", &latest(pattern)), Ok(()), "{pattern}");
        }
        for (scheme, pattern, ours) in [
            ("@symbol/@numerS/@rok_kal", "RO/@numerS/25", "RO/@numerS/2025"),
            ("@symbol/@numerS/@miesiac/@rok_kal", "RO/@numerS/3/2025", "RO/@numerS/03/2025"),
            ("@symbol/@numerS/@rok_kal/@rejestr", "RO/@numerS/2025/A/B", "RO/@numerS/2025/…"),
            ("@symbol/@numerS/@rok_kal", "@symbol/@numerS/@rok_kal", "RO/@numerS/2025"),
        ] {
            assert_eq!(check(scheme, "RO", &latest(pattern)), Err(ours.to_owned()), "{pattern}");
        }
    }

    #[test]
    fn the_number_takes_its_place() {
        assert_eq!(full_number("RO/@numerS/2026", 12), "RO/12/2026");
        assert_eq!(full_number("@numer/RO", 7), "7/RO");
    }
}
