//! What of an order a document cannot do without. Nothing else refuses an order: it may be absent, `null` or of any other
//! shape, and is counted then. No entry is ever filled with a default.

/// Path without indices, and what needs it: an element of the document, its key, or whether there is to be one.
///
/// Where a cost, a deposit or a service is there at all it is part of the sum. What a class of buyer needs (the firm's NIP,
/// a name, an address) is asked for where the document is made, for there is more than one place that may give it.
pub const NEEDED: [(&str, &str); 18] = [
    ("id", "TrN_ImportRowId, <?allegro-order?>"),
    ("status", "DOKUMENT"),
    ("lineItems[].id", "POZYCJA, <?allegro-order?>"),
    ("lineItems[].offer.id", "TOWAR/KOD"),
    ("lineItems[].offer.name", "TOWAR/NAZWA"),
    ("lineItems[].quantity", "POZYCJA/ILOSC"),
    ("lineItems[].price.amount", "POZYCJA/CENY"),
    ("lineItems[].price.currency", "POZYCJA/WALUTA"),
    ("lineItems[].deposit.price.amount", "POZYCJA/CENY"),
    ("lineItems[].deposit.price.currency", "POZYCJA/WALUTA"),
    ("lineItems[].selectedAdditionalServices[].price.amount", "POZYCJA/CENY"),
    ("lineItems[].selectedAdditionalServices[].price.currency", "POZYCJA/WALUTA"),
    ("lineItems[].selectedAdditionalServices[].quantity", "POZYCJA/ILOSC"),
    ("delivery.cost.amount", "POZYCJA/CENY"),
    ("delivery.cost.currency", "POZYCJA/WALUTA"),
    ("summary.totalToPay.amount", "PLATNOSC/KWOTA"),
    ("summary.totalToPay.currency", "NAGLOWEK/WALUTA"),
    ("lineItems", "POZYCJE"),
];

/// Is this needed, or is in it what is?
#[must_use]
pub fn is_needed(path: &str) -> bool {
    let within =
        |needed: &str| needed.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    NEEDED.iter().any(|(needed, _)| within(needed))
}
