//! Tax numbers of firms: the Polish NIP with its checksum, and foreign numbers, which are kept apart from it
//! (`reference/allegro.md` 9.3, `reference/requirements.md` R-D5, R-D11).

use std::fmt;

/// Weights of the first nine digits of a NIP; their sum modulo 11 is the tenth digit, and a result of ten is
/// no NIP (`reference/requirements.md` section 4).
const WEIGHTS: [u32; 9] = [6, 5, 7, 2, 3, 4, 5, 6, 7];

/// Prefixes of VAT numbers of the Union; Greece writes `EL`, Northern Ireland `XI`.
const EU_PREFIXES: [&str; 28] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
];

/// A NIP: ten digits that pass the checksum and are not all zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nip(String);

impl Nip {
    /// Reads a NIP as people write it: with `PL`, `NIP`, `NIP UE PL`, `VAT` before or behind it, blanks, dashes, slashes and
    /// dots in it, in full-width digits. `None` where it is not ten digits, fails the checksum or is `0000000000`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let compact = compact(text);
        let end = OTHER_NUMBERS.iter().filter_map(|mark| compact.find(mark)).filter(|at| *at > 0).min();
        let digits = unmarked(compact.get(..end.unwrap_or(compact.len())).unwrap_or_default());
        is_nip(digits).then(|| Self(digits.to_owned()))
    }

    /// The ten digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Nip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_nip(digits: &str) -> bool {
    if digits.len() != 10 || digits == "0000000000" {
        return false;
    }
    let values: Option<Vec<u32>> = digits.chars().map(|c| c.to_digit(10)).collect();
    let Some(values) = values else { return false };
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    values.last() == Some(&(sum % 11))
}

/// Words that stand before or behind a NIP and say what it is.
const MARKS: &str =
    "NIP PL UE EU VATIN VAT NR NUMER TAXID TIN ID POLSKA CZYNNY PODATNIK PODATNIKA PODATKOWY FIRMY FIRMA";

/// What comes behind the NIP of a firm that writes its other numbers too.
const OTHER_NUMBERS: [&str; 2] = ["REGON", "KRS"];

/// What stands behind a Swiss number of VAT, in its languages.
const SWISS_MARKS: &str = "MWST TVA IVA VAT";

/// What is written where there is no number.
const NOTHING: [&str; 12] =
    ["BRAK", "NIEDOTYCZY", "NIEMA", "NIEMAM", "NIEPOSIADAM", "NIE", "ND", "NA", "NONE", "NULL", "NO", "X"];

/// Letters and digits only, capital, those of full width as the others.
fn compact(text: &str) -> String {
    let plain = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(plain).filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Without the marks at both ends.
fn unmarked(compact: &str) -> &str {
    let mut rest = compact;
    let shorter = |rest| MARKS.split(' ').find_map(|mark| strip(rest, mark));
    while let Some(shorter) = shorter(rest) {
        rest = shorter;
    }
    rest
}

fn strip<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    text.strip_prefix(mark).or_else(|| text.strip_suffix(mark))
}

/// Is this marked as a number of Poland, or the NIP that its type says?
fn is_marked_polish(text: &str) -> bool {
    let compact = compact(text);
    let start = compact.find(|c: char| c.is_ascii_digit()).unwrap_or(compact.len());
    let marks = compact.get(..start).unwrap_or_default();
    marks.ends_with("PL") || marks.contains("NIP")
}

/// A firm's tax number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaxId {
    /// A Polish NIP; `NIP_KRAJ` stays empty.
    Polish(Nip),
    /// A foreign number, without its prefix.
    Foreign {
        /// `NIP_KRAJ`.
        country: String,
        /// The number behind the prefix.
        number: String,
    },
}

/// What an order says about the tax number of the firm that wants the invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenTaxId {
    /// A usable number.
    Usable(TaxId),
    /// Something stands there that is not a NIP; as written.
    Wrong(String),
    /// A number of a foreign firm that is no tax number, such as that of a register; as written.
    Other(String),
    /// Nothing.
    Missing,
}

/// Finds the tax number: a Polish NIP from `PL_NIP`, a `VAT_EU` beginning with PL, or `OTHER` and the old `taxId`;
/// else a foreign one from `VAT_EU`, the types of a country (`CZ_DIC`, `SK_IC_DPH`, `HU_ADOSZAM`), or a `taxId`
/// that bears the prefix of a country of the Union. Registration numbers (`CZ_ICO`, `SK_ICO`) and bare foreign
/// digits are not tax numbers and are left; a `VAT_EU` without its prefix, and a number with the prefix of a country outside
/// of the Union, are of the invoice's country. A NIP that is wrong is not made up for by a foreign number.
#[must_use]
pub fn find(ids: &[(String, String)], tax_id: Option<&str>, country: &str) -> GivenTaxId {
    if let Some(nip) = nips(ids, tax_id, country).next() {
        return GivenTaxId::Usable(TaxId::Polish(nip));
    }
    let of = |kind: &'static str| of_kind(ids, kind);
    let polish = is_poland(country);
    let vat_eu_polish = || of("VAT_EU").filter(|value| is_of_poland(value, country));
    let old: Vec<&str> = parts(tax_id).collect();
    let others = || of("OTHER").chain(of("")).chain(old.iter().copied());
    let unreadable = of("PL_NIP").filter(|value| says_something(value)).chain(vat_eu_polish());
    if let Some(wrong) = unreadable.into_iter().next() {
        return GivenTaxId::Wrong(wrong.trim().to_owned());
    }
    let home = prefix_of(country);
    let of_home = |value| home.as_deref().and_then(|home| foreign(value, Some(home)));
    if let Some(id) = of("VAT_EU").find_map(|value| foreign(value, None)).or_else(|| of("VAT_EU").find_map(of_home)) {
        return GivenTaxId::Usable(id);
    }
    let national = ids.iter().filter_map(|(name, value)| {
        let (prefix, kind) = name.split_once('_')?;
        (prefix != "PL" && EU_PREFIXES.contains(&prefix) && kind != "ICO").then(|| foreign(value, Some(prefix)))?
    });
    let outside = others().filter_map(|value| outside(value, country));
    if let Some(id) = national.chain(others().filter_map(|value| foreign(value, None))).chain(outside).next() {
        return GivenTaxId::Usable(id);
    }
    // Abroad a bare number is a registration number; in Poland it was meant to be a NIP.
    if let Some(wrong) = others().find(|value| has_digits(value))
        && (polish || is_marked_polish(wrong))
    {
        return GivenTaxId::Wrong(wrong.trim().to_owned());
    }
    let given = ids.iter().map(|(_, value)| value.as_str()).chain(old).find(|value| has_digits(value));
    given.map_or(GivenTaxId::Missing, |number| GivenTaxId::Other(number.trim().to_owned()))
}

/// A type that says what its number is: `OTHER` does not.
fn is_known_type(name: &str) -> bool {
    let country = name.split_once('_').map(|(country, _)| country);
    matches!(name, "PL_NIP" | "VAT_EU") || country.is_some_and(|it| it != "PL" && EU_PREFIXES.contains(&it))
}

/// A second NIP, which is another one than that which is used.
#[must_use]
pub fn other_nip(ids: &[(String, String)], tax_id: Option<&str>, country: &str, used: &Nip) -> Option<Nip> {
    nips(ids, tax_id, country).find(|nip| nip != used)
}

/// Every Polish NIP that stands among the numbers, the one to be used first.
fn nips<'a>(ids: &'a [(String, String)], tax_id: Option<&'a str>, country: &'a str) -> impl Iterator<Item = Nip> + 'a {
    let vat_eu = of_kind(ids, "VAT_EU").filter(move |value| is_of_poland(value, country));
    // A number whose type Allegro left out is one of any type.
    let others = of_kind(ids, "OTHER").chain(of_kind(ids, "")).chain(parts(tax_id));
    // What a type means that nobody knows the number itself says, if it can.
    let of_new_types = ids.iter().filter(|(name, _)| !is_known_type(name)).map(|(_, value)| value.as_str());
    of_kind(ids, "PL_NIP").chain(vat_eu).chain(others).chain(of_new_types).filter_map(Nip::parse)
}

fn of_kind<'a>(ids: &'a [(String, String)], kind: &'static str) -> impl Iterator<Item = &'a str> {
    ids.iter().filter(move |(name, _)| name == kind).map(|(_, value)| value.as_str())
}

/// The old field may hold several.
fn parts(tax_id: Option<&str>) -> impl Iterator<Item = &str> {
    tax_id.into_iter().flat_map(|text| text.split([';', ',', '|']))
}

fn is_poland(country: &str) -> bool {
    country.trim().is_empty() || country.trim().eq_ignore_ascii_case("PL")
}

/// Is a number of a VAT payer in the Union one of Poland?
fn is_of_poland(value: &str, country: &str) -> bool {
    is_marked_polish(value) || (is_poland(country) && starts_with_digit(value))
}

/// The tax number of a party of a file, whose `NIP_KRAJ` is `country`: without one it is found as that of an order, with the
/// prefix that may be in it.
#[must_use]
pub fn of_party(country: &str, nip: &str) -> Option<TaxId> {
    let country = country.trim().to_uppercase();
    if !matches!(country.as_str(), "" | "PL") {
        return foreign(nip, Some(&country));
    }
    match find(&[], Some(nip), "") {
        GivenTaxId::Usable(id) => Some(id),
        GivenTaxId::Wrong(_) | GivenTaxId::Other(_) | GivenTaxId::Missing => None,
    }
}

/// The prefix of VAT numbers of a country of the Union other than Poland.
fn prefix_of(country: &str) -> Option<String> {
    let country = country.trim().to_uppercase();
    let prefix = if country == "GR" { "EL" } else { country.as_str() };
    (prefix != "PL" && EU_PREFIXES.contains(&prefix)).then(|| prefix.to_owned())
}

/// A number with the prefix of the firm's own country, outside of the Union: `GB123456789`, `CHE-123.456.789`.
fn outside(text: &str, country: &str) -> Option<TaxId> {
    let country = country.trim().to_uppercase();
    let is_outside = country.len() == 2 && country != "PL" && prefix_of(&country).is_none();
    let compact = compact(text);
    let compact = SWISS_MARKS.split(' ').find_map(|mark| compact.strip_suffix(mark)).unwrap_or(&compact);
    compact.strip_prefix(&country).filter(|_| is_outside)?;
    foreign(compact, Some(&country)).map(|id| match id {
        TaxId::Foreign { country, number } => {
            let number = number.strip_prefix(&country).unwrap_or(&number).to_owned();
            TaxId::Foreign { country, number }
        }
        polish @ TaxId::Polish(_) => polish,
    })
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn has_digits(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

fn starts_with_digit(text: &str) -> bool {
    compact(text).starts_with(char::is_numeric)
}

/// More than that there is no number?
#[must_use]
pub fn says_something(text: &str) -> bool {
    let compact = compact(text);
    let rest = unmarked(&compact);
    !rest.is_empty() && !NOTHING.contains(&rest)
}

/// A number with the prefix of another country of the Union; or, where its type says the country, without one.
fn foreign(text: &str, country: Option<&str>) -> Option<TaxId> {
    let mut compact = compact(text);
    // Not everybody knows that Greece has another prefix than its country's code.
    if let Some(number) = compact.strip_prefix("GR").filter(|number| number.len() == 9 && is_digits(number)) {
        compact = format!("EL{number}");
    }
    let (prefix, number) = match compact.get(..2) {
        Some(prefix) if EU_PREFIXES.contains(&prefix) && country.is_none_or(|country| country == prefix) => {
            (prefix, compact.get(2..)?)
        }
        _ => (country?, compact.as_str()),
    };
    // The shortest numbers of the Union have eight characters, the longest twelve (NL, XI); Romania's may be two.
    let fits = (2..=15).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
    (prefix != "PL" && fits && has_digits(number))
        .then(|| TaxId::Foreign { country: prefix.to_owned(), number: number.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(kind, value)| ((*kind).to_owned(), (*value).to_owned())).collect()
    }
    fn polish(nip: &str) -> GivenTaxId {
        GivenTaxId::Usable(TaxId::Polish(Nip::parse(nip).unwrap()))
    }
    fn abroad(country: &str, number: &str) -> GivenTaxId {
        GivenTaxId::Usable(TaxId::Foreign { country: country.to_owned(), number: number.to_owned() })
    }

    #[test]
    fn q16_spellings_of_a_nip() {
        for text in [
            "5260250274",
            "526-025-02-74",
            "526 025 02 74",
            "PL5260250274",
            "pl 526-025-02-74",
            "NIP: 5260250274",
            "NIP PL 526.025.02.74",
            " 5260250274\n",
            "nip:5260250274",
            "PL NIP 5260250274",
            "NIP UE PL5260250274",
            "NIP-UE: PL 526-025-02-74",
            "VAT UE PL5260250274",
            "526/025/02/74",
            "526–025–02–74",
            "526\u{a0}025\u{202f}02\u{2011}74",
            "5260250274 VAT",
            "526-025-02-74 (PL)",
            "5260250274 - VAT UE",
            "nr NIP 5260250274",
            "VATIN PL5260250274",
            "NIP firmy: 526-025-02-74",
            "ID: 5260250274",
            "NIP 5260250274, REGON 123456785",
            "５２６０２５０２７４",
            "ＮＩＰ５２６－０２５－０２－７４",
        ] {
            assert_eq!(Nip::parse(text).map(|nip| nip.to_string()).as_deref(), Some("5260250274"), "{text}");
        }
        for text in [
            "",
            "-",
            "5260250275",
            "526025027",
            "52602502744",
            "0000000000",
            "1234567890",
            "12345678",
            "CZ12345678",
            "48600000000",
            "600 000 000",
            "526025O274",
            "５２６０２５０２７５",
            "٥٢٦٠٢٥٠٢٧٤",
            "5260250274 5260250274",
            "5260250274B01",
            "DE5260250274",
            "NIP",
            "PL",
            "brak",
        ] {
            assert_eq!(Nip::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_without_a_type_is_read() {
        assert_eq!(find(&ids(&[("", "526-025-02-74")]), None, "PL"), polish("5260250274"));
        assert_eq!(find(&ids(&[("", "DE123456789")]), None, "PL"), abroad("DE", "123456789"));
        assert_eq!(find(&ids(&[("", "5260250275")]), None, "PL"), GivenTaxId::Wrong("5260250275".to_owned()));
        assert_eq!(find(&ids(&[("VAT_EU", "NIP UE PL 526-025-02-74")]), None, "CZ"), polish("5260250274"));
        assert_eq!(find(&ids(&[("VAT_EU", "5260250274")]), None, "PL"), polish("5260250274"));
    }

    #[test]
    fn an_unreadable_number_is_never_missing() {
        for (kind, value) in [
            ("PL_NIP", "５２６０２５０２７５"),
            ("PL_NIP", "٥٢٦٠٢٥٠٢٧٤"),
            ("PL_NIP", "NIP firmowy"),
            ("PL_NIP", "526O25O27A"),
            ("VAT_EU", "PL5260250275"),
            ("VAT_EU", "5260250275"),
            ("OTHER", "５２６０２５０２７５"),
            ("", "٥٢٦٠٢٥٠٢٧٤"),
        ] {
            assert_eq!(find(&ids(&[(kind, value)]), None, "PL"), GivenTaxId::Wrong(value.to_owned()), "{kind} {value}");
        }
        assert_eq!(find(&[], Some("５２６０２５０２７５"), "PL"), GivenTaxId::Wrong("５２６０２５０２７５".to_owned()));
        for nothing in ["", "-", "brak", "nie dotyczy", "Nie posiadam", "n/d", "PL", "NIP: brak", "NIP"] {
            assert_eq!(find(&ids(&[("PL_NIP", nothing)]), None, "PL"), GivenTaxId::Missing, "{nothing}");
        }
    }

    #[test]
    fn a_file_is_read_as_an_order() {
        let of = |country: &str, nip: &str| of_party(country, nip).map_or(GivenTaxId::Missing, GivenTaxId::Usable);
        for country in ["", "PL", "pl "] {
            assert_eq!(of(country, "NIP UE PL 526-025-02-74"), polish("5260250274"));
            assert_eq!(of(country, "DE 123 456 789"), abroad("DE", "123456789"));
            assert_eq!(of(country, "5260250275"), GivenTaxId::Missing);
        }
        assert_eq!(of("DE", "DE123456789"), abroad("DE", "123456789"));
        assert_eq!(of("DE", "123456789"), abroad("DE", "123456789"));
        assert_eq!(of("CZ", "-"), GivenTaxId::Missing);
    }

    #[test]
    fn q17_the_number_is_chosen_in_a_fixed_order() {
        let both = ids(&[("VAT_EU", "CZ12345678"), ("PL_NIP", "5260250274")]);
        assert_eq!(find(&both, None, "CZ"), polish("5260250274"));
        let czech = ids(&[("CZ_ICO", "12345678"), ("CZ_DIC", "CZ12345678")]);
        assert_eq!(find(&czech, Some("12345678;CZ12345678"), "CZ"), abroad("CZ", "12345678"));
        assert_eq!(find(&ids(&[("VAT_EU", "PL5260250274")]), None, "PL"), polish("5260250274"));
        assert_eq!(find(&ids(&[("SK_IC_DPH", "SK2020123456")]), None, "SK"), abroad("SK", "2020123456"));
        assert_eq!(find(&ids(&[("HU_ADOSZAM", "12345678-2-41")]), None, "HU"), abroad("HU", "12345678241"));
        assert_eq!(find(&ids(&[("VAT_EU", "EL123456789")]), None, "GR"), abroad("EL", "123456789"));
        assert_eq!(find(&ids(&[("VAT_EU", "GR 094019245")]), None, "GR"), abroad("EL", "094019245"));
        assert_eq!(find(&[], Some("GR094019245"), "GR"), abroad("EL", "094019245"));
        assert_eq!(find(&[], Some("CHE-123.456.788 MWST"), "CH"), abroad("CH", "E123456788"));
        assert_eq!(find(&[], Some("NIP: 526-025-02-74"), "PL"), polish("5260250274"));
        assert_eq!(find(&[], Some("DE123456789"), "PL"), abroad("DE", "123456789"));
    }

    #[test]
    fn a_nip_of_a_type_that_nobody_knows_is_one() {
        let nip = GivenTaxId::Usable(TaxId::Polish(Nip::parse("5260250274").unwrap()));
        for kind in ["PL_VAT_GROUP", "XX", "NEW_TYPE"] {
            assert_eq!(find(&ids(&[(kind, "526-025-02-74")]), None, "PL"), nip, "{kind}");
        }
        assert_ne!(
            find(&ids(&[("CZ_DIC", "5260250274")]), None, "CZ"),
            nip,
            "a country's own number is that country's"
        );
    }

    #[test]
    fn q17_a_registration_number_is_no_tax_number() {
        let ico = GivenTaxId::Other("12345678".to_owned());
        assert_eq!(find(&ids(&[("CZ_ICO", "12345678")]), Some("12345678"), "CZ"), ico);
        assert_eq!(find(&[], Some("12345678"), "PL"), GivenTaxId::Wrong("12345678".to_owned()));
    }

    #[test]
    fn a_foreign_number_is_never_missing() {
        assert_eq!(find(&ids(&[("VAT_EU", "123456789")]), None, "DE"), abroad("DE", "123456789"));
        assert_eq!(find(&ids(&[("VAT_EU", "123456789")]), None, "GR"), abroad("EL", "123456789"));
        assert_eq!(find(&ids(&[("OTHER", "GB 123 4567 89")]), None, "GB"), abroad("GB", "123456789"));
        assert_eq!(find(&[], Some("CHE-123.456.789"), "CH"), abroad("CH", "E123456789"));
        assert_eq!(find(&[], Some("UA1234567890"), "UA"), abroad("UA", "1234567890"));
        for (kind, value, country) in [("OTHER", "123456789", "GB"), ("SK_ICO", "12345678", "SK"), ("NEW", "9-1", "PL")]
        {
            assert_eq!(find(&ids(&[(kind, value)]), None, country), GivenTaxId::Other(value.to_owned()), "{kind}");
        }
    }

    #[test]
    fn r_d5_wrong_is_not_missing() {
        let wrong = ids(&[("PL_NIP", "5260250275"), ("CZ_DIC", "CZ12345678")]);
        assert_eq!(find(&wrong, None, "PL"), GivenTaxId::Wrong("5260250275".to_owned()));
        assert_eq!(find(&ids(&[("PL_NIP", "0000000000")]), None, "PL"), GivenTaxId::Wrong("0000000000".to_owned()));
        for nothing in ["", "-", "brak", "nie dotyczy"] {
            assert_eq!(find(&[], Some(nothing), "PL"), GivenTaxId::Missing, "{nothing}");
        }
        assert_eq!(find(&[], None, "PL"), GivenTaxId::Missing);
    }

    #[test]
    fn a_second_nip_is_seen_where_it_is_another_one() {
        let id = |kind: &str, value: &str| (kind.to_owned(), value.to_owned());
        let used = Nip::parse("5260250274").unwrap();
        let other = |ids: &[(String, String)], old| other_nip(ids, old, "PL", &used).map(|nip| nip.to_string());
        let own = id("PL_NIP", "526-025-02-74");
        assert_eq!(other(std::slice::from_ref(&own), Some("9990003716")).as_deref(), Some("9990003716"));
        assert_eq!(other(&[own.clone(), id("OTHER", "999-000-37-16")], None).as_deref(), Some("9990003716"));
        assert_eq!(other(&[own.clone(), id("VAT_EU", "PL5260250274")], Some("5260250274")), None);
        assert_eq!(other(&[own, id("OTHER", "1234567890")], Some("123")), None);
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_seen(first in 100_000_000u64..999_999_999, at in 0usize..10, by in 1u32..10) {
            let nine = first.to_string();
            let sum: u32 = nine.chars().zip(WEIGHTS).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
            prop_assume!(sum % 11 != 10);
            let nip = format!("{nine}{}", sum % 11);
            prop_assert!(Nip::parse(&nip).is_some());
            let mut digits: Vec<u32> = nip.chars().map(|c| c.to_digit(10).unwrap()).collect();
            digits[at] = (digits[at] + by) % 10;
            let spoilt: String = digits.iter().map(ToString::to_string).collect();
            prop_assert!(Nip::parse(&spoilt).is_none());
        }

        #[test]
        fn nothing_panics(text in any::<String>(), country in "[A-Z]{0,2}") {
            let _ = find(&[("VAT_EU".to_owned(), text.clone()), ("XX_É".to_owned(), text.clone())], Some(&text), &country);
        }
    }
}
