//! The order that everything is measured with: four lines, a private person, nothing that stops it. And many like it.

use std::collections::BTreeMap;

use allegro_optima::allegro::wire;
use allegro_optima::core::convert::{Sources, convert};
use allegro_optima::core::document::{Document, Seller};
use allegro_optima::core::offer::Offer;
use allegro_optima::core::plan::Dictionary;
use allegro_optima::core::settings::{Import, Settings};
use allegro_optima::core::tables::{PaymentKey, PaymentRow, ProviderKey, Tables};
use allegro_optima::xml;

/// The order as Allegro sends it.
pub const ORDER: &str = include_str!("order.json");

/// What `benches/python/json_to_xml.py` takes for granted too.
const ACCOUNT: &str = "sklep";

/// What a conversion draws on.
pub struct Shop {
    /// The user's choices: the defaults, and a seller.
    pub settings: Settings,
    tables: Tables,
    offers: BTreeMap<String, Offer>,
    dictionary: Dictionary,
}

impl Shop {
    pub fn new() -> Self {
        let seller = Seller {
            nip_country: "PL".to_owned(),
            name: "Sklep Pokazowy".to_owned(),
            country: "Polska".to_owned(),
            ..Seller::default()
        };
        let online = PaymentKey { kind: Some("ONLINE".to_owned()), provider: ProviderKey::Any, delivery: None };
        let transfer = PaymentRow { form: "przelew".to_owned(), days: Some(0) };
        Self {
            // Files that were just dropped are measured, and not how long they are left alone.
            settings: Settings {
                seller,
                import: Import { settle_seconds: 0, ..Import::default() },
                ..Settings::default()
            },
            tables: Tables { payments: BTreeMap::from([(online, transfer)]), ..Tables::default() },
            offers: BTreeMap::new(),
            dictionary: Dictionary::default(),
        }
    }

    pub fn sources(&self) -> Sources<'_> {
        Sources {
            settings: &self.settings,
            tables: &self.tables,
            account: ACCOUNT,
            offers: &self.offers,
            dictionary: &self.dictionary,
            cards: None,
        }
    }

    /// JSON bytes to a document.
    pub fn document(&self, json: &[u8]) -> Document {
        let order = wire::decode(json).unwrap();
        convert(&order, &self.sources()).unwrap().document
    }

    /// JSON bytes to XML bytes, unchecked.
    pub fn xml(&self, json: &[u8]) -> Vec<u8> {
        xml::write(&self.document(json)).unwrap()
    }
}
