//! Values for [`super::change_tests`], each kept at or broken over one facet of its type in the schema.

use super::facet::Facet;

/// Pairs of a facet and a value.
type Values = &'static [(&'static str, &'static str)];

/// Values of a kind, each with the facet that it keeps at its bound or breaks.
pub(super) fn values(facet: Facet, good: bool) -> Vec<(&'static str, &'static str)> {
    const GOOD_FORMS: Values = &[("base", "+1.5"), ("base", " 1 "), ("base", "01"), ("base", "5."), ("base", ".5")];
    const BAD_FORMS: Values =
        &[("base", "1,5"), ("base", "1e3"), ("base", ""), ("base", "."), ("base", "1 2"), ("base", "NaN")];
    let (keeps, breaks) = decimals(facet).unwrap_or_else(|| others(facet));
    let chosen = if good { keeps } else { breaks };
    match decimals(facet) {
        Some(_) => [if good { GOOD_FORMS } else { BAD_FORMS }, chosen].concat(),
        None => chosen.to_vec(),
    }
}

/// Those of a decimal number: kept, and broken.
fn decimals(facet: Facet) -> Option<(Values, Values)> {
    Some(match facet {
        Facet::Amount => (
            &[
                ("totalDigits", "9999999999999.99"),
                ("totalDigits", "-999999999999999.00"),
                ("fractionDigits", "1.10000"),
            ],
            &[("totalDigits", "99999999999999.99"), ("totalDigits", "1000000000000000"), ("fractionDigits", "1.001")],
        ),
        Facet::Price => (
            &[("totalDigits", "9999999999999.9999"), ("fractionDigits", "1.23450")],
            &[
                ("totalDigits", "99999999999999.9999"),
                ("totalDigits", "100000000000000000"),
                ("fractionDigits", "1.00001"),
            ],
        ),
        Facet::Quantity => (
            &[("totalDigits", "99999999999.9999"), ("fractionDigits", "-1.23450"), ("base", "            2.0000")],
            &[("totalDigits", "999999999999.9999"), ("fractionDigits", "0.00001"), ("fractionDigits", "1.123456789")],
        ),
        Facet::Percent => (
            &[
                ("minInclusive", "0"),
                ("minInclusive", "-0.00"),
                ("maxInclusive", "99.99"),
                ("fractionDigits", "8.50000"),
            ],
            &[
                ("minInclusive", "-0.01"),
                ("maxInclusive", "100"),
                ("maxInclusive", "99.991"),
                ("fractionDigits", "8.125"),
            ],
        ),
        Facet::Discount => (
            &[("minInclusive", "-999.99"), ("maxInclusive", "999.99"), ("fractionDigits", "5.550")],
            &[("minInclusive", "-1000"), ("maxInclusive", "1000.00"), ("fractionDigits", "0.001")],
        ),
        Facet::Ratio => (
            &[("minExclusive", "0.0001"), ("totalDigits", "99999999999.9999"), ("fractionDigits", "4.32100")],
            &[
                ("minExclusive", "0"),
                ("minExclusive", "-1"),
                ("totalDigits", "1234567890123456"),
                ("fractionDigits", "0.00001"),
            ],
        ),
        _ => return None,
    })
}

/// Those of any other kind: kept, and broken.
fn others(facet: Facet) -> (Values, Values) {
    match facet {
        Facet::Text => (&[("base", ""), ("base", "  "), ("base", "zażółć &amp; &lt;"), ("base", "a\n b")], &[]),
        Facet::Code => (
            &[("minLength", "x"), ("minLength", " a  b "), ("minLength", "&#160;")],
            &[("minLength", ""), ("minLength", " "), ("minLength", "\t\n"), ("minLength", "&#32;")],
        ),
        Facet::Flag => (
            &[("pattern", "0"), ("pattern", "1"), ("whiteSpace", " 1\n")],
            &[("pattern", "2"), ("pattern", "01"), ("pattern", ""), ("pattern", "true"), ("whiteSpace", "0 1")],
        ),
        Facet::SmallCode => (
            &[("base", "0"), ("base", "255"), ("base", "007")],
            &[("base", "256"), ("base", "-1"), ("base", " 1 "), ("base", "")],
        ),
        Facet::Integer => (
            &[("base", "0"), ("base", "-5"), ("base", " +12 "), ("base", "999999999999999999999999")],
            &[("base", "1.0"), ("base", ""), ("base", "x"), ("base", "9999999999999999999999999")],
        ),
        Facet::Position => (
            &[("base", "77"), ("base", " +078 "), ("base", "4294967296")],
            &[("base", "0"), ("base", "-1"), ("base", "1.5"), ("base", "")],
        ),
        Facet::Date => (
            &[("pattern", " 2024-02-29 "), ("minInclusive", "1900-01-01"), ("maxInclusive", "2155-12-31")],
            &[
                ("pattern", "2026-01-01Z"),
                ("pattern", "2026-01-01+01:00"),
                ("base", "2026-02-29"),
                ("base", "2026-13-01"),
                ("base", ""),
                ("base", "01.02.2026"),
                ("minInclusive", "1899-12-31"),
                ("maxInclusive", "2156-01-01"),
                ("pattern", "02026-01-01"),
                ("base", "2026-01-01T10:00:00"),
            ],
        ),
        Facet::DateOrBlank => (
            &[("maxLength", ""), ("maxLength", " \n "), ("base", "2026-01-31")],
            &[("maxLength", "x"), ("base", "2026-02-30")],
        ),
        Facet::DocumentType => (
            &[("pattern", "308"), ("pattern", "999"), ("whiteSpace", " 300 ")],
            &[("pattern", "299"), ("pattern", "3080"), ("pattern", "RO"), ("pattern", ""), ("whiteSpace", "3 08")],
        ),
        Facet::DocumentKind => (
            &[("pattern", "308000"), ("whiteSpace", "\t999999")],
            &[("pattern", "208000"), ("pattern", "30800"), ("pattern", ""), ("whiteSpace", "308 000")],
        ),
        Facet::CountedFrom => (
            &[("pattern", "1"), ("whiteSpace", " 2 ")],
            &[("pattern", "0"), ("pattern", "12"), ("pattern", ""), ("whiteSpace", "1 2")],
        ),
        Facet::VatFlag => (
            &[("pattern", "1"), ("pattern", "4"), ("whiteSpace", "2 ")],
            &[("pattern", "0"), ("pattern", "5"), ("whiteSpace", "1 1")],
        ),
        Facet::CurrencySymbol => (
            &[("pattern", "EUR"), ("whiteSpace", " CZK ")],
            &[("pattern", "pln"), ("pattern", "PL"), ("pattern", "ŻŁĆ"), ("pattern", ""), ("whiteSpace", "P LN")],
        ),
        Facet::CountryPrefix => (
            &[("pattern", "DE"), ("pattern", ""), ("whiteSpace", "  ")],
            &[("pattern", "D"), ("pattern", "pl"), ("pattern", "POL"), ("whiteSpace", "D E")],
        ),
        Facet::Gln => (
            &[("pattern", "5900000000000"), ("pattern", ""), ("whiteSpace", " 0000000000000 ")],
            &[
                ("pattern", "590000000000"),
                ("pattern", "59000000000000"),
                ("pattern", "590000000000x"),
                ("whiteSpace", "5900000 00000"),
            ],
        ),
        _ => (&[], &[]),
    }
}
