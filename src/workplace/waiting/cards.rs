//! What Optima has to choose from, for who answers: cards by what is typed, services, payment forms.

use crate::core::cause::Ask;
use crate::core::ean;
use crate::core::inspection::{Choices, FoundCard};
use crate::core::matching::same_code;
use crate::core::message::text::Cor014;
use crate::core::near::{alike, apart};
use crate::core::plan::{ProductCard, Wanted};
use crate::core::problem::Problem;
use crate::core::text::without_mark;
use crate::optima::{Base, OptimaDb as _, OptimaError};
use crate::workplace::{Failure, Workplace};

/// So many of what may have been meant are told.
const NEAR_TOLD: usize = 5;
/// Nobody types more to find a card.
const TYPED: usize = 100;
/// More words tell no more.
const WORDS: usize = 6;
/// So many cards are looked at, and so many shown.
const LOOKED_AT: usize = 60;
const SHOWN: usize = 20;

/// What a base has for something that was typed.
#[derive(Clone, Debug, Default)]
pub(in crate::workplace) struct Chosen {
    /// Just that, in the base's own spelling.
    pub exact: Option<String>,
    /// What it may have been meant to be, the likeliest first.
    pub near: Vec<FoundCard>,
}

impl Chosen {
    /// What the base has, as it writes it; else what it has that is most like `typed`.
    pub(in crate::workplace) fn known(self, typed: &str) -> Result<String, Problem> {
        self.exact.ok_or_else(|| {
            let near: Vec<&str> = self.near.iter().take(NEAR_TOLD).map(|card| card.code.as_str()).collect();
            let near = if near.is_empty() { "–".to_owned() } else { near.join(", ") };
            Problem::error(Cor014 { value: typed.into(), near: near.into() })
        })
    }
}

impl Workplace {
    /// Cards of a company's base that fit what is typed, the likeliest first.
    ///
    /// # Errors
    /// The base is out of reach.
    pub async fn cards(&self, company: &str, typed: &str) -> Result<Vec<FoundCard>, Failure> {
        let mut base = self.base_quietly(&self.company(company)?).await?;
        Ok(goods(&mut base, &tidy(typed)).await?.near)
    }

    /// What a company's base has for what was typed.
    pub(in crate::workplace) async fn chosen(&self, company: &str, ask: Ask, typed: &str) -> Result<Chosen, Failure> {
        let mut base = self.base_quietly(&self.company(company)?).await?;
        if ask.is_for_goods() {
            return Ok(goods(&mut base, typed).await?);
        }
        let found = base.choices().await?;
        if ask.is_for_form() {
            return Ok(listed(typed, forms(&found)));
        }
        let mut services = listed(typed, services(&found));
        // Goods may be what a seller has for it.
        if services.exact.is_none() {
            services.exact = card(&mut base, typed).await?.map(|card| card.code);
        }
        Ok(services)
    }
}

/// What was typed, as far as anybody types.
pub(super) fn tidy(typed: &str) -> String {
    let plain = |c: &char| !c.is_control() && !is_mark_of_direction(*c);
    let typed: String = typed.chars().filter(plain).take(TYPED).collect();
    typed.trim().to_owned()
}

/// They turn the letters behind them round and cannot be seen.
fn is_mark_of_direction(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A card in use with this code.
async fn card(base: &mut Base, code: &str) -> Result<Option<ProductCard>, OptimaError> {
    let wanted = Wanted { product_codes: vec![code.to_owned()], ..Wanted::default() };
    let found = base.lookup(&wanted).await?.cards;
    Ok(found.into_iter().find(|card| !card.inactive && same_code(&card.code, code)))
}

async fn goods(base: &mut Base, typed: &str) -> Result<Chosen, OptimaError> {
    if typed.is_empty() {
        return Ok(Chosen::default());
    }
    let eans = if ean::padded(typed).is_some() { ean::variants(typed) } else { Vec::new() };
    let wanted = Wanted { product_codes: vec![typed.to_owned()], eans, ..Wanted::default() };
    let known = base.lookup(&wanted).await?.cards;
    let exact = known.iter().find(|card| !card.inactive && same_code(&card.code, typed)).map(|card| card.code.clone());
    let known = known.into_iter().filter(|card| !card.inactive).map(|card| FoundCard {
        ean: card.eans.first().cloned().unwrap_or_default(),
        code: card.code,
        name: card.name,
        service: !card.goods,
    });
    let mut near: Vec<FoundCard> = known.collect();
    let words: Vec<String> = typed.split_whitespace().take(WORDS).map(str::to_owned).collect();
    let mut more = base.cards(&words, LOOKED_AT).await?;
    if near.is_empty() && more.is_empty() {
        for beginning in beginnings(typed) {
            more = base.cards(&[beginning], LOOKED_AT).await?;
            if !more.is_empty() {
                break;
            }
        }
        more.sort_by_cached_key(|card| apart(typed, &card.code).min(apart(typed, &card.name)));
    } else {
        let starts = |text: &str| text.to_lowercase().starts_with(&typed.to_lowercase());
        more.sort_by_key(|card| (!starts(&card.code), card.service, !starts(&card.name), card.code.clone()));
    }
    more.retain(|card| near.iter().all(|known| known.code != card.code));
    near.extend(more);
    near.truncate(SHOWN);
    Ok(Chosen { exact, near })
}

/// A slip at the end of a code, or something added to it: its beginning finds the cards among which it may be, with Polish marks
/// or without.
fn beginnings(typed: &str) -> Vec<String> {
    let half = typed.chars().count().div_ceil(2).max(2);
    let half: String = typed.chars().take(half).collect();
    let stem: String = typed.chars().take_while(|c| c.is_alphanumeric()).collect();
    let all = [half.clone(), stem.clone(), plain(&half), plain(&stem)];
    let mut found: Vec<String> = Vec::new();
    for one in all.into_iter().filter(|one| one.chars().count() > 1) {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

/// Without case and Polish marks.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().map(without_mark).collect()
}

fn forms(found: &Choices) -> Vec<FoundCard> {
    found.payment_forms.iter().map(|form| FoundCard { code: form.clone(), ..FoundCard::default() }).collect()
}

fn services(found: &Choices) -> Vec<FoundCard> {
    let service = |(code, name): &(String, String)| FoundCard {
        code: code.clone(),
        name: name.clone(),
        service: true,
        ..FoundCard::default()
    };
    found.services.iter().map(service).collect()
}

/// Out of a list that is short enough to be shown.
fn listed(typed: &str, all: Vec<FoundCard>) -> Chosen {
    let by_code = all.iter().find(|one| same_code(&one.code, typed));
    // Its name alone means it where no other has that name.
    let mut named = all.iter().filter(|one| alike(&one.name, typed));
    let by_name = named.next().filter(|_| named.next().is_none());
    let exact = by_code.or(by_name).map(|one| one.code.clone());
    let has = |one: &FoundCard| {
        let text = plain(&format!("{} {}", one.code, one.name));
        plain(typed).split_whitespace().all(|word| text.contains(word))
    };
    let (mut near, others): (Vec<FoundCard>, Vec<FoundCard>) = all.into_iter().partition(has);
    if near.is_empty() {
        near = others;
    }
    near.sort_by_cached_key(|one| apart(typed, &one.code).min(apart(typed, &one.name)));
    near.truncate(SHOWN);
    Chosen { exact, near }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(code: &str, name: &str) -> FoundCard {
        FoundCard { code: code.to_owned(), name: name.to_owned(), service: true, ..FoundCard::default() }
    }

    #[test]
    fn the_nearest_comes_first_and_a_name_that_one_has_is_meant() {
        let all = || vec![service("A-1", "Montaż"), service("B-2", "Paczkomat"), service("WNIES", "Wniesienie")];
        let found = listed("wniesienia", all());
        assert_eq!((found.exact.as_deref(), found.near[0].code.as_str()), (None, "WNIES"));
        assert_eq!(listed("Wniesienie", all()).exact.as_deref(), Some("WNIES"));
        assert_eq!(listed("montaz", all()).exact.as_deref(), Some("A-1"));
        let twice = vec![service("A", "Kurier"), service("B", "Kurier")];
        assert_eq!(listed("kurier", twice).exact, None);
    }

    #[test]
    fn a_code_with_marks_and_something_added_is_looked_for_by_its_stem() {
        assert!(beginnings("MIÓD-BRAK").contains(&"miod".to_owned()));
        assert!(beginnings("ó").is_empty() && beginnings("").is_empty());
    }
}
