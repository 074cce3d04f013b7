//! Which contractor's card and which product card a document means.
//!
//! A wrong card costs more than a missing one: where more than one fits, nobody is chosen unless the user said
//! how (`reference/requirements.md` R-D6, R-D8, R-F3).

use std::collections::{BTreeMap, BTreeSet};

use super::chain;
use super::document::{Document, Line, Party};
use super::ean;
use super::message::text::{Imp010, Imp011, Imp012, Imp013, Imp014, Imp029, Imp030};
use super::namesakes::same_name;
use super::plan::{Contractor, ProductCard};
use super::problem::Problem;
use super::settings::{Contractors, Several};

/// The card that stands for customers without a card; Optima has it from the start.
pub const UNDEFINED: &str = "!NIEOKREŚLONY!";

/// Why a contractor's card was chosen; goes to the receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractorReason {
    /// The same NIP.
    Nip,
    /// The same acronym (`Knt_Kod`), which for our cards is the buyer's id at Allegro.
    Code,
    /// The same e-mail.
    Email,
    /// The stable part of the masked e-mail.
    MaskedEmail,
    /// The same name and e-mail, on a card without a NIP.
    NameAndEmail,
    /// `!NIEOKREŚLONY!`, as settings or file say.
    Undefined,
}

impl ContractorReason {
    /// For messages and receipts, as it stands.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nip => "NIP",
            Self::Code => "kod",
            Self::Email => "e-mail",
            Self::MaskedEmail => "e-mail (Allegro)",
            Self::NameAndEmail => "nazwa i e-mail, karta bez NIP",
            Self::Undefined => UNDEFINED,
        }
    }
}

/// The payer's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContractorChoice<'a> {
    /// This one.
    Existing(&'a Contractor, ContractorReason),
    /// None fits: a new card with this acronym.
    New(String),
}

/// A NIP as `Knt_Nip` has it: letters and digits only. Empty for no NIP.
#[must_use]
pub fn bare_nip(nip: &str) -> String {
    let bare: String = nip.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    match bare.strip_prefix("PL") {
        Some(digits) if digits.len() == 10 => digits.to_owned(),
        _ => bare,
    }
}

/// The part of a masked address that stays the same for a seller and a buyer, with its domain:
/// `8awgqyk6a5+cub31c122@allegromail.pl` → (`8awgqyk6a5`, `allegromail.pl`)
/// (`reference/allegro.md` 9.4). `None` for an address without `+`.
#[must_use]
pub fn masked_email(email: &str) -> Option<(&str, &str)> {
    let (local, domain) = email.rsplit_once('@')?;
    let (stable, _) = local.split_once('+')?;
    (!stable.is_empty()).then_some((stable, domain))
}

/// Is it an address at which Allegro passes letters on, and stops those that it does not want? Its domains change
/// (`reference/allegro.md` 9.4); the mark of such an address is its `+`.
#[must_use]
pub fn is_relay(email: &str) -> bool {
    const DOMAINS: [&str; 2] = ["allegromail.", "allegrogroup."];
    let domain = email.rsplit_once('@').map(|(_, domain)| domain.to_lowercase()).unwrap_or_default();
    masked_email(email).is_some()
        || DOMAINS.iter().any(|name| domain.starts_with(name) || domain.contains(&format!(".{name}")))
}

/// Acronyms to look for: the payer's own, and those that a new card takes if its own is taken.
#[must_use]
pub fn code_candidates(code: &str) -> Vec<String> {
    // Four cards with one buyer's code mean that something else is wrong; a person is asked then.
    let mut codes = vec![code.to_owned()];
    codes.extend((2..=5).map(|n| {
        let suffix = format!("-{n}");
        // `Knt_Kod varchar(20)`.
        let stem: String = code.chars().take(20 - suffix.len()).collect();
        stem + &suffix
    }));
    codes
}

/// Chooses the payer's card among those that the look-up found.
///
/// Order: NIP → acronym → whole e-mail → stable part of a masked e-mail → new card; a firm's last step before a new card
/// is that of [`without_nip`], if the user wants it. A payer without a NIP never
/// gets a card that has one, and a NIP is never written on a private card (R-D6). Inactive cards are passed
/// over; a blocked one refuses the document, for a person blocked it for a reason.
///
/// # Errors
/// Several cards fit and `several` says error; the card is blocked; `!NIEOKREŚLONY!` is wanted and missing.
pub fn contractor<'a>(
    document: &Document,
    cards: &'a [Contractor],
    choices: &Contractors,
    problems: &mut Vec<Problem>,
) -> Result<ContractorChoice<'a>, Problem> {
    let payer = &document.payer;
    if same_code(&payer.code, UNDEFINED) {
        let card = cards.iter().find(|card| same_code(&card.code, UNDEFINED));
        return card
            .map(|card| ContractorChoice::Existing(card, ContractorReason::Undefined))
            .ok_or_else(|| Problem::error(Imp030));
    }
    let fits = |reason, fit: &dyn Fn(&Contractor) -> bool| (reason, cards.iter().filter(|card| fit(card)).collect());
    let nip = bare_nip(&payer.nip);
    let email = document.origin.as_ref().and_then(|origin| origin.buyer.email.as_deref()).unwrap_or_default();
    let private = |card: &Contractor| bare_nip(&card.nip).is_empty() && !same_code(&card.code, UNDEFINED);
    let groups: Vec<(ContractorReason, Vec<&Contractor>)> = if nip.is_empty() {
        vec![
            fits(ContractorReason::Code, &|card| private(card) && same_code(&card.code, &payer.code)),
            fits(ContractorReason::Email, &|card| private(card) && has_email(card, email)),
            fits(ContractorReason::MaskedEmail, &|card| private(card) && has_masked_email(card, email)),
        ]
    } else {
        vec![
            fits(ContractorReason::Nip, &|card| {
                bare_nip(&card.nip) == nip && same_country(&card.nip_country, &payer.nip_country)
            }),
            // A file that a person or another program made names the card itself.
            fits(ContractorReason::Code, &|card| {
                document.origin.is_none() && bare_nip(&card.nip).is_empty() && same_code(&card.code, &payer.code)
            }),
            (
                ContractorReason::NameAndEmail,
                if choices.firm_by_email { without_nip(document, cards) } else { Vec::new() },
            ),
        ]
    };
    for (reason, fitting) in groups {
        if let Some(card) = choose(fitting, reason, choices.several, problems)? {
            return Ok(ContractorChoice::Existing(card, reason));
        }
    }
    Ok(ContractorChoice::New(free_code(payer, cards)))
}

fn choose<'a>(
    fitting: Vec<&'a Contractor>,
    reason: ContractorReason,
    several: Several,
    problems: &mut Vec<Problem>,
) -> Result<Option<&'a Contractor>, Problem> {
    let (inactive, mut active): (Vec<_>, Vec<_>) = fitting.into_iter().partition(|card| card.inactive);
    for card in &inactive {
        problems.push(Problem::warning(Imp014 { code: card.code.as_str().into(), reason: reason.as_str().into() }));
    }
    if active.len() > 1 && several == Several::Error {
        let list = active.iter().map(|card| format!("{} ({})", card.code, card.name)).collect::<Vec<_>>().join(", ");
        return Err(Problem::error(Imp012 { reason: reason.as_str().into(), list: list.into() }));
    }
    active.sort_by_key(|card| card.id);
    let chosen = if several == Several::Newest { active.last() } else { active.first() };
    match chosen {
        Some(card) if card.blocked => Err(Problem::error(Imp013 { code: card.code.as_str().into() })),
        chosen => Ok(chosen.copied()),
    }
}

/// An acronym that no card has. The look-up brought every card with one of the candidates; past them the last
/// one is tried, and the base itself refuses it if it is taken.
fn free_code(payer: &Party, cards: &[Contractor]) -> String {
    let own = if payer.code.trim().is_empty() { made_up_code(payer) } else { payer.code.trim().to_owned() };
    let mut candidates = code_candidates(&own);
    let free = candidates.iter().position(|code| !cards.iter().any(|card| same_code(&card.code, code)));
    candidates.swap_remove(free.unwrap_or(candidates.len() - 1))
}

/// An acronym for a payer whose file names none: from the NIP, else from the name.
#[must_use]
pub fn made_up_code(payer: &Party) -> String {
    let nip = bare_nip(&payer.nip);
    if nip.is_empty() {
        let name: String = payer.name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
        name.chars().take(20).collect()
    } else {
        format!("NIP{}{nip}", payer.nip_country).chars().take(20).collect()
    }
}

/// Codes in Optima are compared without case and trailing blanks (collation `Polish_CI_AS`).
#[must_use]
pub fn same_code(left: &str, right: &str) -> bool {
    compared(left) == compared(right)
}

/// A code as it is compared with others.
#[must_use]
pub fn compared(code: &str) -> String {
    code.trim_end().to_lowercase()
}

fn same_country(left: &str, right: &str) -> bool {
    let country = |code: &str| if code.eq_ignore_ascii_case("PL") { String::new() } else { code.to_ascii_uppercase() };
    country(left) == country(right)
}

fn has_email(card: &Contractor, email: &str) -> bool {
    !email.is_empty() && masked_email(email).is_none() && card.emails.iter().any(|e| e.eq_ignore_ascii_case(email))
}

fn has_masked_email(card: &Contractor, email: &str) -> bool {
    let Some((stable, domain)) = masked_email(email) else { return false };
    card.emails
        .iter()
        .filter_map(|e| masked_email(e))
        .any(|(s, d)| s.eq_ignore_ascii_case(stable) && d.eq_ignore_ascii_case(domain))
}

/// Is this the same address, or one of the same seller and buyer at Allegro?
#[must_use]
pub fn same_mail(own: &str, email: &str) -> bool {
    if email.is_empty() {
        return false;
    }
    match (masked_email(own), masked_email(email)) {
        (Some((ours, at)), Some((theirs, domain))) => {
            ours.eq_ignore_ascii_case(theirs) && at.eq_ignore_ascii_case(domain)
        }
        _ => own.to_lowercase() == email.to_lowercase(),
    }
}

/// Cards without a NIP that have the name and the e-mail of a firm with one: its own, most likely, from before it said
/// its NIP.
pub fn without_nip<'a>(document: &Document, cards: &'a [Contractor]) -> Vec<&'a Contractor> {
    let payer = &document.payer;
    let email = document.origin.as_ref().and_then(|origin| origin.buyer.email.as_deref()).unwrap_or_default();
    let twin = |card: &&Contractor| {
        bare_nip(&card.nip).is_empty()
            && !same_code(&card.code, UNDEFINED)
            && same_name(&card.name, &payer.name)
            && card.emails.iter().any(|own| same_mail(own, email))
    };
    if bare_nip(&payer.nip).is_empty() { Vec::new() } else { cards.iter().filter(twin).collect() }
}

/// How a product card was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProductReason {
    /// `TOWAR/KOD`.
    Code,
    /// `TOWAR/EAN`.
    Ean,
    /// `TOWAR/NUMER_KATALOGOWY`.
    CatalogueNumber,
}

/// What a look-up found, by what a line may name.
#[derive(Debug, Default)]
pub struct Products<'a> {
    by: BTreeMap<(ProductReason, String), Vec<&'a ProductCard>>,
}

impl<'a> Products<'a> {
    /// These cards.
    #[must_use]
    pub fn new(cards: &'a [ProductCard]) -> Self {
        let mut by: BTreeMap<_, Vec<&ProductCard>> = BTreeMap::new();
        for card in cards {
            let eans: BTreeSet<String> = card.eans.iter().filter_map(|ean| ean::padded(ean)).collect();
            let eans = eans.into_iter().map(|ean| (ProductReason::Ean, ean));
            let names = [
                (ProductReason::Code, compared(&card.code)),
                (ProductReason::CatalogueNumber, compared(&card.catalogue_number)),
            ];
            for name in names.into_iter().chain(eans) {
                by.entry(name).or_default().push(card);
            }
        }
        Self { by }
    }

    /// The card of a line: by code, then EAN, then catalogue number (`reference/optima-xml.md` section 7).
    /// `Ok(None)`: no card fits.
    ///
    /// # Errors
    /// Several cards in use fit, or the card is inactive.
    pub fn of(&self, line: &Line) -> Result<Option<(&'a ProductCard, ProductReason)>, Problem> {
        let at = |problem: Problem| problem.at_position(line.position);
        let number = Some(&line.catalogue_number).filter(|number| !number.is_empty());
        let names = [
            (ProductReason::Code, Some(compared(&line.code))),
            (ProductReason::Ean, ean::padded(&line.ean)),
            (ProductReason::CatalogueNumber, number.map(|number| compared(number))),
        ];
        for (reason, name) in names {
            let found = name.and_then(|name| self.by.get(&(reason, name))).cloned().unwrap_or_default();
            match chain::in_use(found).as_slice() {
                [] => {}
                [card] if card.inactive => return Err(at(Problem::error(Imp029 { code: card.code.as_str().into() }))),
                [card] => return Ok(Some((*card, reason))),
                several => {
                    let list = several.iter().map(|card| card.code.as_str()).collect::<Vec<_>>().join(", ");
                    return Err(at(Problem::error(Imp011 { ean: line.ean.as_str().into(), list: list.into() })));
                }
            }
        }
        Ok(None)
    }
}

/// The refusal for a line without a card.
#[must_use]
pub fn no_card(line: &Line) -> Problem {
    Problem::error(Imp010 {
        code: line.code.as_str().into(),
        ean: if line.ean.is_empty() { "–".into() } else { line.ean.as_str().into() },
        name: line.name.as_str().into(),
    })
    .at_position(line.position)
}
