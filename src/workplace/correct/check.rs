//! What was typed into a field, held against what it may be.

use super::Entry;
use crate::core::cause::Ask;
use crate::core::correction::Field;
use crate::core::country;
use crate::core::message::text::{Cor011, Cor012, Cor013, Cor015, Cor017, Prd003, Prd004, Wrk022};
use crate::core::problem::Problem;
use crate::core::taxid::{self, GivenTaxId, TaxId};
use crate::core::text::{self, CodeFault, code_fault, split_name};
use crate::core::vat::VatRate;
use crate::workplace::Workplace;

/// Lengths that are told: whatever is longer does not fit Optima's fields, or nobody means it.
const NAME_MAX: usize = text::NAME_PARTS[0] + text::NAME_PARTS[1] + text::NAME_PARTS[2];
const PART_MAX: usize = 160;
const REMARKS_MAX: usize = 500;

/// A value that may be taken.
pub(super) struct Checked {
    pub value: String,
    /// It was held against the base, where it is of one.
    pub in_base: bool,
}

/// Is it chosen of what the base has, so that Allegro says something of another kind?
pub(super) fn is_chosen(field: &Field) -> bool {
    matches!(field, Field::Form | Field::Service | Field::Code(_) | Field::Rate(_))
}

/// One line without what nobody sees.
pub(in crate::workplace) fn tidy(typed: &str) -> String {
    let seen: String = typed.chars().filter(|c| !text::is_unseen(*c)).collect();
    text::clean_line(&seen).0
}

impl Workplace {
    /// The value as it is to be kept. `country`: the payer's.
    pub(super) async fn checked(
        &self,
        company: &str,
        entry: &Entry,
        value: &str,
        country: &str,
    ) -> Result<Checked, Problem> {
        let ask = match &entry.field {
            Field::Form => Ask::Form,
            Field::Service => Ask::Used,
            Field::Code(_) => Ask::Offer,
            field => {
                return plain(field, value, &entry.said, country).map(|value| Checked { value, in_base: true });
            }
        };
        if value.is_empty() {
            return Ok(Checked { value: String::new(), in_base: true });
        }
        match self.chosen(company, ask, value).await {
            Ok(chosen) => chosen.known(value).map(|value| Checked { value, in_base: true }),
            // Whether it is there is seen at the import.
            Err(_) => match code_fault(value).filter(|_| !ask.is_for_form()) {
                Some(CodeFault::TooLong(length)) => {
                    Err(Problem::error(Prd003 { code: value.into(), length: length.into() }))
                }
                Some(CodeFault::Characters) => Err(Problem::error(Prd004 { code: value.into() })),
                None => bounded(value, PART_MAX).map(|value| Checked { value, in_base: false }),
            },
        }
    }
}

/// What no base has to be asked about.
fn plain(field: &Field, value: &str, said: &str, country: &str) -> Result<String, Problem> {
    // As Allegro has it, whatever that is: the correction is taken back.
    if value == said && !is_chosen(field) {
        return Ok(value.to_owned());
    }
    match field {
        Field::Nip if !value.is_empty() => nip(value, country),
        Field::Rate(_) if !value.is_empty() => match VatRate::parse(value) {
            // Goods that go to consumers of another country may be taxed there.
            Ok(rate) if rate.is_usual() || !matches!(country, "" | "PL") => Ok(rate.to_string()),
            _ => Err(Problem::error(Wrk022 { text: value.into() })),
        },
        Field::Person | Field::ToPerson if value.is_empty() => Err(Problem::error(Cor013)),
        Field::Company | Field::Person | Field::ToCompany | Field::ToPerson => {
            if split_name(value).cut {
                return Err(long(value, NAME_MAX));
            }
            Ok(value.to_owned())
        }
        Field::Street | Field::City | Field::PostCode | Field::ToStreet | Field::ToCity | Field::ToPostCode => {
            if value.is_empty() {
                return Err(Problem::error(Cor013));
            }
            bounded(value, PART_MAX)
        }
        Field::Country | Field::ToCountry => {
            let code = value.to_uppercase();
            let known = country::polish_name(&code).is_some();
            if known { Ok(code) } else { Err(Problem::error(Cor015 { code: value.into() })) }
        }
        Field::Description => bounded(value, REMARKS_MAX),
        Field::Nip | Field::Rate(_) | Field::Form | Field::Service | Field::Code(_) | Field::Unknown(_) => {
            Ok(value.to_owned())
        }
    }
}

/// What is strange of a value that is taken all the same: a Polish post code that is none.
pub(super) fn doubt(field: &Field, value: &str, country: &str, to_country: &str) -> Option<Problem> {
    let country = match field {
        Field::PostCode => country,
        Field::ToPostCode => to_country,
        _ => return None,
    };
    let is_one = |text: &str| {
        let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        text.split_once('-').is_some_and(|(first, second)| digits(first, 2) && digits(second, 3))
    };
    let is_polish = country.is_empty() || country.eq_ignore_ascii_case("PL");
    (is_polish && !is_one(value)).then(|| Problem::warning(Cor017 { text: value.into() }))
}

/// A tax number that makes a firm of who has it, as it goes into the document.
pub(in crate::workplace) fn nip(value: &str, country: &str) -> Result<String, Problem> {
    match taxid::find(&[], Some(value), country) {
        GivenTaxId::Usable(TaxId::Polish(nip)) => Ok(nip.to_string()),
        GivenTaxId::Usable(TaxId::Foreign { country, number }) => Ok(format!("{country}{number}")),
        GivenTaxId::Wrong(_) | GivenTaxId::Other(_) | GivenTaxId::Missing => {
            Err(Problem::error(Cor011 { text: value.into() }))
        }
    }
}

fn bounded(value: &str, max: usize) -> Result<String, Problem> {
    if text::length(value) > max { Err(long(value, max)) } else { Ok(value.to_owned()) }
}

fn long(value: &str, max: usize) -> Problem {
    Problem::error(Cor012 { length: text::length(value).into(), max: max.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_rate_that_poland_has_not_and_no_payer_without_a_name_is_taken() {
        let told = |field: Field, value: &str, country: &str| {
            plain(&field, value, "Jan Kowalski", country).map_err(|problem| problem.code().to_owned())
        };
        let rate = || Field::Rate("1".to_owned());
        for usual in ["23", "8%", "5", "0", "zw", "np"] {
            assert!(told(rate(), usual, "PL").is_ok(), "{usual}");
        }
        for odd in ["99", "22", "-5", "1e1", "pół"] {
            assert_eq!(told(rate(), odd, "PL"), Err("WRK-022".to_owned()), "{odd}");
        }
        assert!(told(rate(), "19", "DE").is_ok(), "what goes to consumers abroad may be taxed there");
        for nameless in [Field::Person, Field::ToPerson, Field::ToCity] {
            assert_eq!(told(nameless, "", "PL"), Err("COR-013".to_owned()));
        }
        assert!(told(Field::Company, "", "PL").is_ok(), "a private person has no company");
    }

    #[test]
    fn a_polish_post_code_that_is_none_is_doubted_and_a_foreign_one_is_not() {
        let doubted = |field: Field, value: &str| doubt(&field, value, "PL", "DE").is_some();
        assert!(
            doubted(Field::PostCode, "zzz") && doubted(Field::PostCode, "00-0ó") && doubted(Field::PostCode, "80001")
        );
        assert!(!doubted(Field::PostCode, "80-001") && !doubted(Field::ToPostCode, "10115"));
        assert!(!doubted(Field::City, "zzz") && doubt(&Field::ToPostCode, "1", "DE", "").is_some());
    }
}
