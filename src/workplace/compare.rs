//! Orders against their documents as the base has them: sums by VAT rate, and where the two differ.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr as _;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::report::bounds;
use super::{Failure, Workplace};
use crate::core::order::SeenId;
use crate::core::plan::StoredDocument;
use crate::core::poland;
use crate::ledger::Bought;

/// Sums of one rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Without VAT.
    pub net: Decimal,
    /// With it.
    pub gross: Decimal,
}

/// Who a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Buyer {
    /// With a tax number.
    Firm,
    /// Without one.
    Person,
}

/// An order whose document is not worth what was paid, or is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The order.
    pub order: SeenId,
    /// When it was bought.
    pub day: Date,
    /// Its document.
    pub number: String,
    /// What was paid.
    pub total: Decimal,
    /// What the document is worth; none: it is gone.
    pub gross: Option<Decimal>,
}

/// What came of the comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The documents' sums by VAT rate, as the base has them, of each day of a document and each kind of buyer.
    pub days: BTreeMap<(Date, Buyer, String), Sums>,
    /// The base does not let its VAT tables be read: the sums are those of the lines, whose VAT is rounded one by one.
    pub of_lines: bool,
    /// Where an order and its document differ.
    pub differences: Vec<Difference>,
}

/// Each company with what came of its comparison, or why its base could not be asked.
pub type ComparedAll = Vec<(String, Result<Compared, Failure>)>;

impl Sums {
    /// These too.
    pub fn add(&mut self, other: &Self) {
        self.net += other.net;
        self.gross += other.gross;
    }

    /// What is between the two.
    #[must_use]
    pub fn vat(&self) -> Decimal {
        self.gross - self.net
    }
}

impl Workplace {
    /// Compares what was bought in a period, the last day included, with its documents in every base, or in that of a company.
    ///
    /// # Errors
    /// A ledger cannot be read, or there is no such company.
    pub async fn compared(&self, period: (Date, Date), company: Option<&str>) -> Result<ComparedAll, Failure> {
        let (begin, end) = bounds(period);
        let mut all = Vec::new();
        for company in self.those(company)? {
            let bought = company.ledger()?.bought_between(begin, end)?;
            let keys: Vec<_> = bought.iter().filter(|order| order.document.is_some()).filter_map(|o| o.key).collect();
            // Without keys a base would give everything that it has.
            let found = if keys.is_empty() { Ok(Vec::new()) } else { self.documents_with(&company.name, &keys).await };
            all.push((company.name, found.map(|documents| compare(&bought, &documents))));
        }
        Ok(all)
    }
}

impl Compared {
    /// The sums by rate, of one kind of buyer or of all.
    #[must_use]
    pub fn rates(&self, buyer: Option<Buyer>) -> BTreeMap<&str, Sums> {
        let mut rates: BTreeMap<&str, Sums> = BTreeMap::new();
        for ((_, of, rate), sums) in &self.days {
            if buyer.is_none_or(|buyer| buyer == *of) {
                rates.entry(rate).or_default().add(sums);
            }
        }
        rates
    }

    fn add(&mut self, document: &StoredDocument) {
        let buyer = if document.payer.nip.trim().is_empty() { Buyer::Person } else { Buyer::Firm };
        let mut add = |rate: &str, net: Decimal, gross: Decimal| {
            self.days.entry((document.date, buyer, rate.to_owned())).or_default().add(&Sums { net, gross });
        };
        let Some(table) = &document.vat_table else {
            for line in &document.lines {
                add(&line.vat_rate, number(&line.net), number(&line.gross));
            }
            self.of_lines = true;
            return;
        };
        for row in table {
            add(&row.rate, row.net, row.net + row.vat);
        }
    }
}

fn number(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap_or_default()
}

/// Compares. An order in another currency has its document in złoty, and is not compared.
fn compare(bought: &[Bought], documents: &[StoredDocument]) -> Compared {
    let mut compared = Compared::default();
    let by_key: HashMap<&str, &StoredDocument> = documents.iter().map(|found| (found.key.as_str(), found)).collect();
    for order in bought {
        let Some(key) = order.key.filter(|_| order.document.is_some()) else { continue };
        let found = by_key.get(key.hyphenated().to_string().as_str()).copied();
        if let Some(document) = found {
            compared.add(document);
        }
        let total = number(order.total.as_deref().unwrap_or_default());
        let gross = found.map(|document| number(&document.gross));
        let foreign = order.currency.as_deref().is_some_and(|code| code != "PLN");
        if gross.is_none() || (!foreign && gross != Some(total)) {
            compared.differences.push(Difference {
                order: order.order_id.clone(),
                day: poland::day(order.at),
                number: order.document.clone().unwrap_or_default(),
                total,
                gross,
            });
        }
    }
    compared
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::core::life::State;
    use crate::core::plan::{StoredLine, StoredPayer, StoredRecipient, StoredVat};

    fn bought(order: &str, key: u128, total: &str, currency: Option<&str>) -> Bought {
        Bought {
            order_id: order.into(),
            at: "2026-03-01T12:00:00Z".parse().unwrap(),
            state: State::Imported,
            total: Some(total.to_owned()),
            currency: currency.map(str::to_owned),
            document: Some("RO/7/2026".to_owned()),
            key: Some(Uuid::from_u128(key)),
        }
    }

    /// Each is worth 12.30.
    fn document(key: u128) -> StoredDocument {
        let line = StoredLine {
            code: "KUBEK".to_owned(),
            name: "Kubek".to_owned(),
            quantity: "1".to_owned(),
            price: "12.30".to_owned(),
            vat_rate: "23".to_owned(),
            net: "10.00".to_owned(),
            gross: "12.30".to_owned(),
        };
        StoredDocument {
            number: "RO/7/2026".to_owned(),
            order_id: SeenId::default(),
            date: jiff::civil::date(2026, 3, 2),
            definition: "RO".to_owned(),
            payer: StoredPayer::default(),
            recipient: StoredRecipient::default(),
            payment_form: "przelew".to_owned(),
            warehouse: "MAGAZYN".to_owned(),
            net: "10.00".to_owned(),
            vat: "2.30".to_owned(),
            gross: "12.30".to_owned(),
            description: String::new(),
            attributes: BTreeMap::new(),
            vat_table: Some(vec![StoredVat { rate: "23".to_owned(), net: 10.into(), vat: number("2.30") }]),
            lines: vec![line],
            buffer: true,
            foreign_number: String::new(),
            key: Uuid::from_u128(key).to_string(),
            created: None,
        }
    }

    #[test]
    fn a_document_that_is_gone_or_worth_another_sum_is_told() {
        let documents = [1, 2, 3].map(document);
        let orders = [
            bought("same", 1, "12.30", None),
            bought("other", 2, "12.31", Some("PLN")),
            bought("euro", 3, "2.80", Some("EUR")),
            bought("gone", 4, "5.00", None),
        ];
        let compared = compare(&orders, &documents);
        let told: Vec<&str> = compared.differences.iter().map(|one| one.order.as_str()).collect();
        assert_eq!(told, ["other", "gone"]);
        assert_eq!((compared.differences[0].gross, compared.differences[1].gross), (Some(number("12.30")), None));
        let all = Sums { net: 30.into(), gross: number("36.90") };
        assert_eq!(compared.rates(None), BTreeMap::from([("23", all)]));
    }

    #[test]
    fn firms_persons_and_days_are_apart_and_together_they_are_all() {
        let mut documents = [1, 2, 3].map(document);
        "5260250274".clone_into(&mut documents[0].payer.nip);
        documents[1].date = jiff::civil::date(2026, 3, 3);
        let orders = [1, 2, 3].map(|key| bought("o", key, "12.30", None));
        let compared = compare(&orders, &documents);
        let one = Sums { net: 10.into(), gross: number("12.30") };
        let (second, third) = (jiff::civil::date(2026, 3, 2), jiff::civil::date(2026, 3, 3));
        let of = |date, buyer| ((date, buyer, "23".to_owned()), one);
        assert_eq!(
            compared.days,
            BTreeMap::from([of(second, Buyer::Firm), of(second, Buyer::Person), of(third, Buyer::Person)])
        );
        assert_eq!(compared.rates(Some(Buyer::Firm)), BTreeMap::from([("23", one)]));
        assert_eq!(compared.rates(Some(Buyer::Person))["23"].gross, number("24.60"));
        assert_eq!(compared.rates(None)["23"].vat(), number("6.90"));
    }

    #[test]
    fn the_sums_by_rate_are_the_bases_own_where_it_lets_them_be_read() {
        let mut rounded = document(1);
        // Two lines of 0.99 have 0.19 of VAT each, and the sum of them has 0.37.
        let line = StoredLine { net: "0.80".to_owned(), gross: "0.99".to_owned(), ..rounded.lines.remove(0) };
        rounded.lines = vec![line.clone(), line];
        rounded.vat_table = Some(vec![StoredVat { rate: "23".to_owned(), net: number("1.61"), vat: number("0.37") }]);
        let compared = compare(&[bought("same", 1, "12.30", None)], std::slice::from_ref(&rounded));
        assert_eq!(compared.rates(None)["23"], Sums { net: number("1.61"), gross: number("1.98") });
        assert!(!compared.of_lines);
        rounded.vat_table = None;
        let compared = compare(&[bought("same", 1, "12.30", None)], &[rounded]);
        assert_eq!(compared.rates(None)["23"], Sums { net: number("1.60"), gross: number("1.98") });
        assert!(compared.of_lines, "it is said");
    }
}
