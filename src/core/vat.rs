//! VAT rates and the VAT table of a document.
//!
//! A rate is a number *and* a kind: 0 %, exempt (zw) and outside VAT (np) all show zero and are three
//! different things (`reference/requirements.md` section 4).

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::money::round_amount;

/// The kind of a rate; Optima keeps it in `*_Flaga` (`reference/optima-xml.md` 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VatKind {
    /// zwolniona (zw), flag 1.
    Exempt,
    /// opodatkowana, flag 2; 0 % too.
    Taxed,
    /// nie podlega (np), flag 4.
    OutOfScope,
}

/// A VAT rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct VatRate {
    /// Per cent, 0 to 99.99; 0 for the kinds that are not taxed.
    pub percent: Decimal,
    /// Taxed, exempt or outside VAT.
    pub kind: VatKind,
}

impl VatRate {
    /// zw.
    pub const EXEMPT: Self = Self { percent: Decimal::ZERO, kind: VatKind::Exempt };
    /// np.
    pub const OUT_OF_SCOPE: Self = Self { percent: Decimal::ZERO, kind: VatKind::OutOfScope };

    /// A taxed rate. `percent` is normalised, so that `23` and `23.00` are one rate.
    #[must_use]
    pub fn taxed(percent: Decimal) -> Self {
        Self { percent: percent.normalize(), kind: VatKind::Taxed }
    }

    /// `*_Flaga`: 1 zw, 2 taxed, 4 np.
    #[must_use]
    pub fn flag(self) -> u8 {
        match self.kind {
            VatKind::Exempt => 1,
            VatKind::Taxed => 2,
            VatKind::OutOfScope => 4,
        }
    }

    /// From `STAWKA` and `FLAGA`. `None` for a flag that has no meaning for a sale, or for a rate that is not
    /// 0 to 99.99. Flag 3 (zaniżona, "reduced") is a taxed rate; flag 0 with a positive rate occurs in files
    /// of other programs and is read as taxed (`reference/optima-xml.md` section 7).
    #[must_use]
    pub fn from_flag(percent: Decimal, flag: i64) -> Option<Self> {
        if percent.is_sign_negative() && !percent.is_zero() || percent >= Decimal::ONE_HUNDRED {
            return None;
        }
        match flag {
            1 if percent.is_zero() => Some(Self::EXEMPT),
            4 if percent.is_zero() => Some(Self::OUT_OF_SCOPE),
            2 | 3 => Some(Self::taxed(percent)),
            0 if !percent.is_zero() => Some(Self::taxed(percent)),
            _ => None,
        }
    }

    /// The VAT in a gross amount, rounded half up to the grosz.
    #[must_use]
    pub fn vat_in_gross(self, gross: Decimal) -> Decimal {
        match self.kind {
            VatKind::Taxed => round_amount(gross * self.percent / (Decimal::ONE_HUNDRED + self.percent)),
            VatKind::Exempt | VatKind::OutOfScope => round_amount(Decimal::ZERO),
        }
    }

    /// The net amount in a gross amount: gross less its VAT.
    #[must_use]
    pub fn net_of_gross(self, gross: Decimal) -> Decimal {
        round_amount(gross) - self.vat_in_gross(gross)
    }

    /// The VAT on a net amount, rounded half up to the grosz.
    #[must_use]
    pub fn vat_on_net(self, net: Decimal) -> Decimal {
        match self.kind {
            VatKind::Taxed => round_amount(net * self.percent / Decimal::ONE_HUNDRED),
            VatKind::Exempt | VatKind::OutOfScope => round_amount(Decimal::ZERO),
        }
    }
}

/// Why a spelling is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateFault {
    /// Nothing is written.
    Empty,
    /// The margin scheme (VAT marża): no rate can be shown, and documents of that kind are not made here.
    Margin,
    /// Not a rate, or one that may mean two things.
    Unknown,
}

impl VatRate {
    /// Reads a rate as Allegro, Optima, Excel and people write it (`reference/requirements.md` R-C5).
    ///
    /// A number without a per-cent sign that lies between 0 and 1 is a fraction (`0.23` is 23 %), for no country
    /// has a rate below one per cent; `0` and `0.00` are 0 %, `1` and more are per cent. With the sign a number
    /// between 0 and 1 (`0,23%`) may be either slip, and is refused.
    pub fn parse(text: &str) -> Result<Self, RateFault> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        let plain = plain.trim_end_matches('.');
        match plain {
            "" | "-" => return Err(RateFault::Empty),
            "zw" | "zwol" | "zwoln" | "zwolniona" | "zwolniony" | "zwolnione" | "exempt" => return Ok(Self::EXEMPT),
            "np" | "n.p" | "niepodlega" | "out_of_scope_of_vat" | "out_of_scope" => return Ok(Self::OUT_OF_SCOPE),
            "margin_scheme" | "marża" | "marza" | "vatmarża" | "vatmarza" => return Err(RateFault::Margin),
            _ => {}
        }
        let (number, sign) = match plain.strip_suffix('%') {
            Some(number) => (number, true),
            None => (plain, false),
        };
        let digits = number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
        let value: Decimal = number.replace(',', ".").parse().ok().filter(|_| digits).ok_or(RateFault::Unknown)?;
        let between = value > Decimal::ZERO && value < Decimal::ONE;
        let percent = match (between, sign) {
            (true, true) => return Err(RateFault::Unknown),
            (true, false) => value * Decimal::ONE_HUNDRED,
            (false, _) => value,
        };
        // `decimal(5,2)` of the columns, and no rate reaches 100 %.
        if percent >= Decimal::ONE_HUNDRED || percent.normalize().scale() > 2 {
            return Err(RateFault::Unknown);
        }
        Ok(Self::taxed(percent))
    }

    /// Is this a rate of the Polish act as of 2026: 23, 8, 5, 0, zw or np? Others occur (4 % of taxis, 7 % of
    /// flat-rate farmers), but hardly on Allegro; a foreign rate is the likelier reading.
    #[must_use]
    pub fn is_usual(self) -> bool {
        self.kind != VatKind::Taxed || [23, 8, 5, 0].iter().any(|usual| self.percent == Decimal::from(*usual))
    }
}

impl fmt::Display for VatRate {
    /// `23`, `8`, `0`, `zw`, `np`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            VatKind::Taxed => write!(f, "{}", self.percent.normalize()),
            VatKind::Exempt => f.write_str("zw"),
            VatKind::OutOfScope => f.write_str("np"),
        }
    }
}

/// One row of the VAT table: the sums of all lines of one rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatRow {
    /// The rate.
    pub rate: VatRate,
    /// Net, two decimals.
    pub net: Decimal,
    /// VAT, two decimals.
    pub vat: Decimal,
    /// Gross, two decimals; net + vat.
    pub gross: Decimal,
}

/// The VAT table of a document counted from gross: per rate the sum of gross, of which VAT is taken once
/// (`reference/optima-database.md` 3.1), rates ascending as in Optima's own exports. The sum of the lines'
/// nets may differ from the table's by grosze, and that is right.
#[must_use]
pub fn table_from_gross(lines: impl IntoIterator<Item = (VatRate, Decimal)>) -> Vec<VatRow> {
    let mut sums = std::collections::BTreeMap::<(Decimal, VatKind), Decimal>::new();
    for (rate, gross) in lines {
        *sums.entry((rate.percent.normalize(), rate.kind)).or_default() += gross;
    }
    sums.into_iter()
        .map(|((percent, kind), gross)| {
            let rate = VatRate { percent, kind };
            let gross = round_amount(gross);
            let vat = rate.vat_in_gross(gross);
            VatRow { rate, net: gross - vat, vat, gross }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn taxed(percent: i64) -> VatRate {
        VatRate::taxed(Decimal::from(percent))
    }

    #[test]
    fn r_c5_spellings_of_a_rate() {
        let table = [
            ("23", taxed(23)),
            ("23.00", taxed(23)),
            ("23,00", taxed(23)),
            ("23%", taxed(23)),
            ("23 %", taxed(23)),
            ("23.00 %", taxed(23)),
            ("0.23", taxed(23)),
            ("0,23", taxed(23)),
            ("8", taxed(8)),
            ("8.00", taxed(8)),
            ("0.08", taxed(8)),
            ("5.00", taxed(5)),
            ("0.05", taxed(5)),
            ("0,5", taxed(50)),
            ("0", taxed(0)),
            ("0.00", taxed(0)),
            ("0%", taxed(0)),
            ("0,00 %", taxed(0)),
            ("1", taxed(1)),
            ("1%", taxed(1)),
            ("1.00", taxed(1)),
            ("7", taxed(7)),
            ("zw", VatRate::EXEMPT),
            ("ZW.", VatRate::EXEMPT),
            ("Zwolniona", VatRate::EXEMPT),
            ("EXEMPT", VatRate::EXEMPT),
            ("np", VatRate::OUT_OF_SCOPE),
            ("N.P.", VatRate::OUT_OF_SCOPE),
            ("nie podlega", VatRate::OUT_OF_SCOPE),
            ("OUT_OF_SCOPE_OF_VAT", VatRate::OUT_OF_SCOPE),
        ];
        for (text, rate) in table {
            assert_eq!(VatRate::parse(text), Ok(rate), "{text}");
        }
        for text in ["0,23%", "0.5 %", "100", "-23", "+23", "23a", "1e1", "23,0,0", "oo", "%", "0.00001", "22.999"] {
            assert_eq!(VatRate::parse(text), Err(RateFault::Unknown), "{text}");
        }
        assert_eq!(VatRate::parse(" "), Err(RateFault::Empty));
        assert_eq!(VatRate::parse("MARGIN_SCHEME"), Err(RateFault::Margin));
        assert_eq!(VatRate::parse("marża"), Err(RateFault::Margin));
    }

    #[test]
    fn a_rate_is_read_as_it_is_shown() {
        for rate in [taxed(23), taxed(8), taxed(5), taxed(0), VatRate::EXEMPT, VatRate::OUT_OF_SCOPE] {
            assert_eq!(VatRate::parse(&rate.to_string()), Ok(rate));
        }
    }

    fn rates() -> impl Strategy<Value = VatRate> {
        prop::sample::select(vec![taxed(23), taxed(8), taxed(5), taxed(0), VatRate::EXEMPT, VatRate::OUT_OF_SCOPE])
    }

    proptest! {
        #[test]
        fn r_b9_the_table_adds_up(lines in prop::collection::vec((rates(), 0i64..10_000_000), 0..20)) {
            let lines: Vec<_> = lines.into_iter().map(|(rate, grosze)| (rate, Decimal::new(grosze, 2))).collect();
            let table = table_from_gross(lines.iter().copied());
            let total: Decimal = lines.iter().map(|(_, gross)| *gross).sum();
            prop_assert_eq!(table.iter().map(|row| row.gross).sum::<Decimal>(), total);
            for row in &table {
                prop_assert_eq!(row.net + row.vat, row.gross);
                prop_assert!(row.net >= Decimal::ZERO && row.vat >= Decimal::ZERO);
                prop_assert!(row.rate.kind == VatKind::Taxed || row.vat.is_zero());
            }
            let order: Vec<_> = table.iter().map(|row| (row.rate.percent, row.rate.kind)).collect();
            prop_assert!(order.windows(2).all(|pair| pair[0] < pair[1]));
        }

        #[test]
        fn any_text_is_a_rate_or_refused(text in any::<String>()) {
            if let Ok(rate) = VatRate::parse(&text) {
                prop_assert!(rate.percent >= Decimal::ZERO && rate.percent < Decimal::ONE_HUNDRED);
            }
        }
    }
}
