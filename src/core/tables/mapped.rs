//! Rows of the tables that say what something at Allegro is in Optima.

use super::parse::{Kind, Reader, Record, Refused};
use super::{DeliveryRow, PaymentKey, PaymentRow, ProductRow, ProviderKey, ServiceRow, SetPart, Tables};
use crate::core::message::text as say;
use crate::core::order::{PAYMENT_PROVIDERS, PaymentType};
use crate::core::problem::Problem;
use crate::core::text;
use crate::core::vat::VatRate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// How an order without a payment is written, in capitals.
const NO_PAYMENT: &str = "BRAK";
/// How a payment without a provider is written, in capitals.
const NONE: [&str; 3] = [NO_PAYMENT, "-", "NONE"];
/// `FPl_Nazwa nvarchar(20)`.
const FORM_MAX: usize = 20;

/// What tells the parts of sets apart.
fn part_key(offer: &str, code: &str) -> String {
    format!("{offer} / {}", code.to_lowercase())
}

/// The kind of payment that a seller calls so, in capitals.
fn in_polish(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "POBRANIE" | "ZA POBRANIEM" | "PŁATNOŚĆ PRZY ODBIORZE" | "COD" => "CASH_ON_DELIVERY",
        "PRZELEW" | "PRZELEW TRADYCYJNY" | "ZWYKŁY PRZELEW" => "WIRE_TRANSFER",
        "SZYBKI PRZELEW" | "BLIK" | "KARTA" | "PAYU" | "PRZELEWY24" | "P24" => "ONLINE",
        "MPP" | "PODZIELONA PŁATNOŚĆ" | "MECHANIZM PODZIELONEJ PŁATNOŚCI" => "SPLIT_PAYMENT",
        "ODROCZONA" | "PŁATNOŚĆ ODROCZONA" | "ODROCZONY TERMIN" | "KREDYT KUPIECKI" => "EXTENDED_TERM",
        _ => return None,
    })
}

impl Reader<'_> {
    pub(super) fn payment(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let kind = self.key(record, "typ")?.to_uppercase();
        let provider = record.get("operator").to_uppercase();
        let days = self.number(record, "termin_dni", Kind::Days).ok()?.and_then(|days| days.to_u16());
        // An open list: what Allegro may have added since is taken, and told.
        self.word(record, "typ", &[PaymentType::KNOWN, &["*", NO_PAYMENT]].concat(), in_polish(&kind));
        let provider = match provider.as_str() {
            "*" | "" => ProviderKey::Any,
            none if NONE.contains(&none) => ProviderKey::None,
            _ => {
                self.word(record, "operator", &[&PAYMENT_PROVIDERS[..], &["*", NO_PAYMENT]].concat(), None);
                ProviderKey::Named(provider)
            }
        };
        let delivery = Some(record.get("dostawa").to_uppercase()).filter(|name| !matches!(name.as_str(), "" | "*"));
        let mut shown = match &provider {
            ProviderKey::Any => format!("{kind} / *"),
            ProviderKey::None => format!("{kind} / brak"),
            ProviderKey::Named(name) => format!("{kind} / {name}"),
        };
        if let Some(name) = &delivery {
            shown = format!("{shown} / {name}");
        }
        self.first(record, &shown)?;
        let (form, _) = text::clean_line(&record.get("forma"));
        if form.is_empty() {
            self.unfilled(record, &shown);
            return None;
        }
        if text::length(&form) > FORM_MAX {
            let message = say::Tab037 { file: self.file.into(), text: form.as_str().into(), max: FORM_MAX.into() };
            self.warning(record.row, "forma", message);
        }
        let key = PaymentKey { kind: (kind != "*").then_some(kind), provider, delivery };
        tables.payments.insert(key, PaymentRow { form, days });
        Some(())
    }

    /// The rate that a sale in Poland has where no card says it.
    fn home_rate(&mut self, record: &Record<'_>) -> Result<Option<VatRate>, Refused> {
        let rate = self.rate(record)?;
        if rate.is_some_and(|rate| !rate.is_usual()) {
            self.warning(record.row, "vat", say::Tab042 { file: self.file.into(), text: record.get("vat").into() });
        }
        Ok(rate)
    }

    pub(super) fn delivery(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let id = self.key(record, "metoda_id")?;
        self.first(record, &id.to_lowercase())?;
        let service = self.code(record, "usluga").ok()?;
        let rate = self.home_rate(record).ok()?;
        let fee_code = self.code(record, "pobranie_usluga").ok()?;
        let fee = self.number(record, "pobranie_kwota", Kind::Amount).ok()?;
        let cod = match (fee_code, fee) {
            (Some(code), Some(fee)) => Some((code, fee)),
            (None, None) => None,
            _ => {
                self.error(record.row, "pobranie_kwota", say::Tab015 { file: self.file.into() });
                return None;
            }
        };
        let Some(service) = service else {
            self.unfilled(record, &id);
            return None;
        };
        tables.deliveries.insert(id.to_lowercase(), DeliveryRow { service, rate, cod });
        Some(())
    }

    pub(super) fn product(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let offer = self.offer(record)?;
        self.first(record, &offer)?;
        let code = self.code(record, "kod").ok()?;
        let rate = self.home_rate(record).ok()?;
        if code.is_none() && rate.is_none() && record.get("grupa_oss").is_empty() {
            self.unfilled(record, &offer);
            return None;
        }
        let oss_group = record.get("grupa_oss").to_uppercase();
        tables.products.insert(offer, ProductRow { code, rate, oss_group });
        Some(())
    }

    pub(super) fn part(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let offer = self.offer(record)?;
        let Some(code) = self.code(record, "kod").ok()? else {
            self.unfilled(record, &offer);
            return None;
        };
        self.first(record, &part_key(&offer, &code))?;
        let quantity = self.number(record, "ilosc", Kind::Pieces).ok()?;
        let Some(quantity) = quantity else {
            self.error(record.row, "ilosc", say::Tab004 { file: self.file.into(), column: "ilosc".into() });
            return None;
        };
        let share = self.number(record, "udzial", Kind::Share).ok()?;
        tables.sets.entry(offer).or_default().push(SetPart { code, quantity, share });
        Some(())
    }

    /// Shares in all parts of an offer or in none, and not only zeros.
    pub(super) fn shares(&mut self, tables: &mut Tables) {
        tables.sets.retain(|offer, parts| {
            let given = parts.iter().filter_map(|part| part.share);
            let sound = match given.clone().count() {
                0 => true,
                count => count == parts.len() && given.sum::<Decimal>() > Decimal::ZERO,
            };
            if !sound {
                let message = say::Tab013 { file: self.file.into(), offer: offer.into() };
                let problem = Problem::error(message).in_file(self.file).at_path("udzial");
                // The first row without one, where some have one.
                let lacking = parts.iter().find(|part| part.share.is_none()).or(parts.first());
                let row = lacking.and_then(|part| self.seen.get(&part_key(offer, &part.code)));
                self.problems.push(row.map_or(problem.clone(), |row| problem.at_line(*row)));
            }
            sound
        });
    }

    pub(super) fn service(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let definition = self.key(record, "definicja")?.to_uppercase();
        self.first(record, &definition)?;
        let code = self.code(record, "kod").ok()?;
        let rate = self.home_rate(record).ok()?;
        let Some(code) = code else {
            self.unfilled(record, &definition);
            return None;
        };
        tables.services.insert(definition, ServiceRow { code, rate });
        Some(())
    }
}
