//! What each setting may be: of every number how small and how large, of every text how long. What its type says already, a word
//! of a list or true and false, needs no more.

/// What a setting may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// What its type takes.
    Typed,
    /// A number from and to.
    Number(u32, u32),
    /// The same, or 0, which means: not at all.
    NumberOrNone(u32, u32),
    /// A text of at most so many characters; empty: none.
    Text(usize),
    /// The same, and never empty.
    Needed(usize),
}

use Range::{Needed, Number, NumberOrNone, Text, Typed};

/// Lengths of Optima's columns (`reference/optima-database.md` section 2): `DDf_Symbol` and a series, `Mag_Symbol`,
/// `FPl_Nazwa`, `Knt_Grupa` and `DeA_Kod`, the code of a category, `Twr_Kod`.
const SYMBOL: Range = Text(5);
const NAME: Range = Text(20);
const CATEGORY: Range = Text(50);
const CODE: Range = Text(crate::core::text::CODE_MAX);
/// Of what goes into a file alone, or to a server: no sensible value is longer.
const LINE: Range = Text(255);
/// Ten years are for ever.
const DAYS: u32 = 3660;

/// Every setting by its path; `*` is the name of an account, of a company or of a class of buyers.
pub const RANGES: &[(&str, Range)] = &[
    ("language", Typed),
    ("handoff", Typed),
    ("seller.nip_country", Text(2)),
    ("seller.nip", Text(20)),
    ("seller.gln", Text(13)),
    ("seller.name", LINE),
    ("seller.post_code", Text(20)),
    ("seller.city", LINE),
    ("seller.street", LINE),
    ("seller.country", LINE),
    ("seller.bank_account", Text(50)),
    ("seller.bank_name", LINE),
    ("allegro.application", Needed(100)),
    // Allegro blocks above that.
    ("allegro.requests_per_minute", Number(0, 9000)),
    ("allegro.tokens", Typed),
    ("accounts.*.environment", Typed),
    ("accounts.*.api_url", LINE),
    ("accounts.*.auth_url", LINE),
    ("accounts.*.client_id", Text(64)),
    ("accounts.*.offers", Typed),
    ("accounts.*.company", NAME),
    ("accounts.*.begin", Text(30)),
    ("accounts.*.schedule.every_minutes", Number(0, 1440)),
    ("accounts.*.schedule.daily_at", Needed(5)),
    ("accounts.*.schedule.hours", Text(13)),
    ("accounts.*.schedule.weekdays", Needed(12)),
    ("companies.*.engine", Typed),
    ("companies.*.file", LINE),
    ("companies.*.server", LINE),
    ("companies.*.database", Text(128)),
    ("companies.*.login", Typed),
    ("companies.*.user", Text(128)),
    ("companies.*.encryption", Typed),
    ("companies.*.ca_file", LINE),
    ("companies.*.other_seller", Typed),
    ("companies.*.pattern", Text(30)),
    ("orders.sent_before", Typed),
    ("orders.one_fulfillment", Typed),
    ("orders.one_fulfillment_warehouse", NAME),
    ("orders.one_fulfillment_series", SYMBOL),
    ("orders.after_import", Typed),
    ("orders.foreign_delivery", Typed),
    ("orders.foreign_currency", Typed),
    ("orders.currency_definition", SYMBOL),
    ("orders.currency_series", SYMBOL),
    ("documents.*.kind", Typed),
    ("documents.*.definition", SYMBOL),
    ("documents.*.series", SYMBOL),
    ("documents.*.warehouse", Needed(20)),
    ("documents.*.category", CATEGORY),
    ("documents.*.category_from", Typed),
    ("documents.*.counted_from", Typed),
    ("documents.*.group", NAME),
    ("documents.*.payment_form", NAME),
    ("fields.date", Typed),
    // Goods that nobody pays for a year are nobody's.
    ("fields.reservation_days", Number(0, 366)),
    ("fields.foreign_number", Needed(255)),
    ("fields.other_foreign_numbers", Text(255)),
    ("fields.phone_in_description", Typed),
    ("fields.email_in_description", Typed),
    ("fields.masked_email_on_document", Typed),
    ("fields.description", Typed),
    ("fields.attributes.order", NAME),
    ("fields.attributes.login", NAME),
    ("fields.attributes.payment", NAME),
    ("fields.attributes.point", NAME),
    ("fields.attributes.account", NAME),
    ("fields.attributes.compensation", NAME),
    ("vat.default_rate", NAME),
    ("vat.exempt_seller", Typed),
    ("vat.delivery", Typed),
    ("products.unknown", Typed),
    ("products.name", Typed),
    ("products.create", Typed),
    // A template is longer than what it gives; that no more is left over than a column holds is looked at when it is filled in.
    ("products.card.code", Text(255)),
    ("products.card.name", Text(255)),
    ("products.card.catalogue_number", Text(255)),
    ("products.card.vat", NAME),
    ("products.card.unit", Text(255)),
    ("products.card.group", Text(255)),
    ("products.card.type", Typed),
    ("products.card.ean", Typed),
    ("products.card.price", Typed),
    ("delivery.default_service", CODE),
    ("delivery.vat", NAME),
    ("delivery.zero_line", Typed),
    ("services.deposit", CODE),
    ("services.additional", CODE),
    ("services.vat", NAME),
    ("services.create", Typed),
    ("payments.default_form", NAME),
    ("payments.cash_on_delivery_form", NAME),
    ("contractors.wrong_nip", Typed),
    ("contractors.several", Typed),
    ("contractors.undefined", Typed),
    ("contractors.firm_by_email", Typed),
    ("contractors.payment_form", NAME),
    ("import.other_sum", Typed),
    ("import.look_back_days", Number(0, DAYS)),
    // After a minute a file is taken in any case.
    ("import.settle_seconds", Number(0, 60)),
    ("xml.generator", Text(50)),
    ("xml.elements", Typed),
    ("xml.type", Typed),
    ("xml.counted_from", Typed),
    ("xml.payer_code", Needed(26)),
    ("xml.issue_date", Typed),
    ("xml.mirrored_types", Typed),
    ("files.max_size_mib", Number(1, 1024)),
    ("schedule.every_minutes", Number(0, 1440)),
    ("schedule.daily_at", Needed(5)),
    ("schedule.hours", Text(13)),
    ("schedule.weekdays", Needed(12)),
    ("watch.scan_seconds", Number(1, 3600)),
    ("watch.poll_only", Typed),
    ("watch.subfolders", Typed),
    ("log.level", Typed),
    ("log.keep_days", Number(0, DAYS)),
    // Less than a week takes the file away while its parcel is on the way.
    ("retention.days", NumberOrNone(7, DAYS)),
    ("email.server", LINE),
    ("email.port", Number(0, 65535)),
    ("email.encryption", Typed),
    ("email.user", LINE),
    ("email.from", LINE),
    ("email.to", Needed(255)),
    // A week: who is told once a week is told.
    ("email.pause_minutes", Number(0, 10080)),
    ("email.daily_at", Text(5)),
    ("email.details", Typed),
];

/// What the setting of a path may be. `None`: there is no such setting.
#[must_use]
pub fn range(path: &[&str]) -> Option<Range> {
    let fits = |row: &str| {
        let mut names = path.iter();
        row.split('.').all(|row| names.next().is_some_and(|name| row == "*" || row == *name)) && names.next().is_none()
    };
    RANGES.iter().find(|(row, _)| fits(row)).map(|(_, range)| *range)
}
