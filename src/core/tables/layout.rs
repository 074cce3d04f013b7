//! Which tables there are, and which columns they have.

/// One of the mapping tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// `payments.csv`.
    Payments,
    /// `deliveries.csv`.
    Deliveries,
    /// `products.csv`.
    Products,
    /// `sets.csv`.
    Sets,
    /// `services.csv`.
    Services,
    /// `rates.csv`.
    Rates,
    /// `oss.csv`.
    Oss,
}

/// A column's heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// As we write it.
    pub polish: &'static str,
    /// Accepted too.
    pub english: &'static str,
    /// A file without it is refused; the others may be left out.
    pub required: bool,
    /// Its cells mean something; those of the others are for the reader's eyes.
    pub read: bool,
}

const fn needed(polish: &'static str, english: &'static str) -> Column {
    Column { polish, english, required: true, read: true }
}

const fn free(polish: &'static str, english: &'static str) -> Column {
    Column { polish, english, required: false, read: true }
}

const fn label(polish: &'static str, english: &'static str) -> Column {
    Column { polish, english, required: false, read: false }
}

impl Table {
    /// All of them, in the order people are shown them.
    pub const ALL: [Self; 7] =
        [Self::Payments, Self::Deliveries, Self::Products, Self::Sets, Self::Services, Self::Rates, Self::Oss];

    /// The name of its file in `mappings/`.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Payments => "payments.csv",
            Self::Deliveries => "deliveries.csv",
            Self::Products => "products.csv",
            Self::Sets => "sets.csv",
            Self::Services => "services.csv",
            Self::Rates => "rates.csv",
            Self::Oss => "oss.csv",
        }
    }

    /// Its file as people name it who see `mappings/`: `payments.csv`, `FOLDER/payments.csv`.
    #[must_use]
    pub fn file_in(self, folder: &str) -> String {
        if folder.is_empty() { self.file_name().to_owned() } else { format!("{folder}/{}", self.file_name()) }
    }

    /// Its columns in the order that we write.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        const PAYMENTS: &[Column] = &[
            needed("typ", "type"),
            needed("operator", "provider"),
            needed("forma", "form"),
            free("termin_dni", "days"),
            free("dostawa", "delivery"),
        ];
        const DELIVERIES: &[Column] = &[
            needed("metoda_id", "method_id"),
            label("metoda", "method"),
            needed("usluga", "service"),
            free("vat", "vat"),
            free("pobranie_usluga", "cod_service"),
            free("pobranie_kwota", "cod_amount"),
        ];
        const PRODUCTS: &[Column] = &[
            needed("oferta", "offer"),
            needed("kod", "code"),
            free("vat", "vat"),
            label("nazwa", "name"),
            free("grupa_oss", "oss_group"),
        ];
        const SETS: &[Column] =
            &[needed("oferta", "offer"), needed("kod", "code"), needed("ilosc", "quantity"), free("udzial", "share")];
        const SERVICES: &[Column] = &[needed("definicja", "definition"), needed("kod", "code"), free("vat", "vat")];
        const RATES: &[Column] =
            &[needed("data", "date"), needed("symbol", "currency"), needed("kurs", "rate"), needed("tabela", "table")];
        const OSS: &[Column] =
            &[needed("kraj", "country"), needed("vat", "vat"), free("grupa", "group"), free("od", "from")];
        match self {
            Self::Payments => PAYMENTS,
            Self::Deliveries => DELIVERIES,
            Self::Products => PRODUCTS,
            Self::Sets => SETS,
            Self::Services => SERVICES,
            Self::Rates => RATES,
            Self::Oss => OSS,
        }
    }
}
