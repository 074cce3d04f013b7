//! A world of the tests' own.

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

use super::ORDER;
use crate::core::doctor::{Area, Finding};
use crate::core::inspection::Choices;
use crate::core::message::Language;
use crate::core::plan::{StoredDocument, StoredLine, StoredPayer, StoredRecipient};
use crate::core::problem::Problem;
use crate::panel::{LoginDesk, Outside, Secret, SecretOrigin, Seller, Standing};

/// A world that knows one document and two services, and is away otherwise.
pub(in crate::panel) struct Elsewhere;

impl Outside for Elsewhere {
    fn documents(&self, _: &str, keys: &[Uuid]) -> Result<Vec<StoredDocument>, Problem> {
        let value = |key: &Uuid| StoredDocument {
            number: "RO/7/2026".to_owned(),
            order_id: ORDER.to_owned(),
            date: jiff::civil::date(2026, 3, 2),
            definition: "RO".to_owned(),
            payer: StoredPayer { name: "Firma <b>".to_owned(), ..StoredPayer::default() },
            recipient: StoredRecipient::default(),
            payment_form: "przelew".to_owned(),
            warehouse: "MAGAZYN".to_owned(),
            net: "10.00".to_owned(),
            vat: "2.30".to_owned(),
            gross: "12.30".to_owned(),
            description: String::new(),
            attributes: BTreeMap::new(),
            lines: vec![StoredLine {
                code: "KUBEK".to_owned(),
                name: "Kubek".to_owned(),
                quantity: "1".to_owned(),
                price: "12.30".to_owned(),
                vat_rate: "23".to_owned(),
                net: "10.00".to_owned(),
                gross: "12.30".to_owned(),
            }],
            buffer: true,
            foreign_number: String::new(),
            key: key.to_string(),
            created: None,
        };
        Ok(keys.iter().map(value).collect())
    }

    fn choices(&self, _: &str) -> Result<Choices, Problem> {
        let services = vec![("DOSTAWA".to_owned(), "Dostawa".to_owned())];
        Ok(Choices { payment_forms: vec!["przelew".to_owned()], services })
    }

    fn examine(&self, _: Language) -> Result<Vec<(String, Finding)>, Problem> {
        Ok(vec![(String::new(), Finding { area: Area::Base, problem: away() })])
    }

    fn bundle(&self, _: Language) -> Result<Vec<u8>, Problem> {
        Ok(b"PK".to_vec())
    }

    fn secrets(&self) -> Result<Vec<Secret>, Problem> {
        Ok(vec![Secret {
            of: "sklep".to_owned(),
            origin: SecretOrigin::Environment("ALLEGRO_CLIENT_SECRET".to_owned()),
        }])
    }

    fn account(&self, _: &str, _: Language) -> Result<Standing, Problem> {
        Ok(Standing { problem: Some(away()), ..Standing::default() })
    }

    fn log_in(&self, _: &str, _: Language, desk: Arc<dyn LoginDesk>) -> Result<(), Problem> {
        desk.code("https://allegro.example/skojarz?code=abc", "ABC-DEF");
        let seller = Seller { login: "sklep-x".to_owned(), company: "Firma X".to_owned(), nip: "1".to_owned() };
        if desk.confirms(seller) { Ok(()) } else { Err(away()) }
    }
}

fn away() -> Problem {
    Problem::error(crate::core::message::text::Cli007)
}
