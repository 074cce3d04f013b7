//! The document around its lines: number, dates, description, attributes, origin.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Context;
use super::description::description;
use super::exchange::Rate;
use super::lines::Draft;
use super::net;
use super::parties::Parties;
use super::payment::Payment;
use super::report::Report;
use crate::core::address;
use crate::core::correction::Field;
use crate::core::document::{
    BuyerClass, CountedFrom, DEPOSIT_DAYS, Document, Line, NUMBER_MAX, Origin, OriginBuyer, OriginDelivery, OriginLine,
    Seller,
};
use crate::core::foreign;
use crate::core::message::text as say;
use crate::core::money::amount_text;
use crate::core::order::{Order, PickupPoint};
use crate::core::poland;
use crate::core::profile::IssueDate;
use crate::core::settings::{DescriptionLine, Kind, fields};
use crate::core::subentity;
use crate::core::taxid::Nip;
use crate::core::text;
use crate::core::vat::{VatRow, table_from_gross, table_from_net};

/// Length of `TrN_NumerObcy` today (`reference/optima-database.md` 2.1).
const FOREIGN_NUMBER_MAX: usize = 256;
/// `STATUS_PLATNIKA` of a consumer in another country of the Union under OSS (`reference/optima-database.md` 2.1).
const OSS_STATUS: u8 = 10;
/// Gross value from which split payment (MPP) may be compulsory between firms (`reference/requirements.md` 4).
const MPP_FROM: i64 = 15_000;

/// The day of the purchase in Poland.
pub(super) fn date(order: &Order, report: &mut Report) -> Option<Date> {
    let Some(bought) = order.bought_at() else {
        report.error(say::Ord012);
        return None;
    };
    Some(poland::day(bought))
}

/// The foreign number, and as much of it as `NUMER_PELNY` holds.
pub(super) struct Number {
    foreign: String,
    full: String,
}

pub(super) fn foreign_number(ctx: &Context<'_>, report: &mut Report) -> Option<Number> {
    let pattern = &ctx.sources.settings.fields.foreign_number;
    if !fields::is_of_one_order(pattern) {
        report.error(say::Fld001 { pattern: pattern.into() });
        return None;
    }
    let id = ctx.order.id;
    // What a buyer may choose goes in last, so that nothing in it is taken for a placeholder.
    let written = pattern
        .replace("{id}", &id.short())
        .replace("{uuid}", &id.to_string())
        .replace("{konto}", ctx.sources.account)
        .replace("{login}", &ctx.order.buyer.login);
    let (safe, replaced) = text::to_cp1250(&report.clean(&written));
    let (foreign, cut) = text::fit(&safe, FOREIGN_NUMBER_MAX);
    let (full, is_longer) = text::fit(&foreign, NUMBER_MAX);
    if cut || replaced > 0 {
        report.warning(say::Txt003 { number: foreign.as_str().into() });
    }
    if is_longer {
        report.warning(say::Txt006 { number: foreign.as_str().into(), full: full.as_str().into() });
    }
    Some(Number { foreign, full })
}

/// The seller with his NIP as it was read, whatever he wrote around it.
fn seller(own: &Seller) -> Seller {
    let is_polish = matches!(own.nip_country.trim().to_uppercase().as_str(), "" | "PL");
    let read = Nip::parse(&own.nip).filter(|_| is_polish);
    Seller { nip: read.map_or_else(|| own.nip.clone(), |nip| nip.to_string()), ..own.clone() }
}

/// What the document is put together from.
pub(super) struct Parts {
    pub(super) parties: Parties,
    pub(super) drafts: Vec<Draft>,
    pub(super) date: Date,
    pub(super) number: Number,
    pub(super) payment: Payment,
    pub(super) rate: Rate,
}

pub(super) fn document(ctx: &Context<'_>, parts: Parts, report: &mut Report) -> Document {
    let Parts { parties, drafts, date, number, payment, rate } = parts;
    let settings = ctx.sources.settings;
    let policy = settings.document_policy(ctx.class);
    let kind = policy.kind.row();
    let (mut lines, origins): (Vec<Line>, Vec<OriginLine>) =
        (1u32..).zip(drafts).map(|(lp, draft)| draft.numbered(lp)).unzip();
    let counted_from = net::counted_from(ctx, &rate.exchange, report);
    let vat_table = if foreign::is_home(&rate.exchange) {
        match counted_from {
            CountedFrom::Gross => table_from_gross(lines.iter().map(|line| (line.rate, line.gross))),
            CountedFrom::Net => {
                net::count(&mut lines);
                table_from_net(lines.iter().map(|line| (line.rate, line.net)))
            }
        }
    } else {
        foreign::into_pln(&mut lines, counted_from, &rate.exchange, true).unwrap_or_else(|| {
            report.error(say::Sum003);
            Vec::new()
        })
    };
    let total = |of: fn(&VatRow) -> Decimal| vat_table.iter().map(of).sum::<Decimal>();
    let gross = total(|row| row.gross);
    if ctx.class == BuyerClass::Firm && gross >= Decimal::from(MPP_FROM) {
        report.warning(say::Ord017 { total: amount_text(gross).into() });
    }
    let first = format!("Dok.: {} ({})", number.full, kind.name);
    let entries = entries(ctx, &parties, &payment, &rate.text(), report);
    let origin = origin(ctx, &number, &payment, date, origins, report);
    Document {
        generator: settings.xml.generator.clone(),
        kind: kind.plain,
        date,
        issue_date: issue_date(ctx, date, origin.reserved_until),
        operation_date: date,
        deposit_return: date.checked_add(DEPOSIT_DAYS.days()).ok(),
        correction: 0,
        retail: false,
        counted_from,
        discount: Decimal::ZERO,
        description: description(&first, &entries, report),
        payer: parties.payer,
        recipient: parties.recipient,
        seller: seller(&settings.seller),
        category_code: policy.category.clone(),
        category_name: category_name(ctx, &policy.category),
        payment_form: payment.form,
        payment_due: Some(payment.due),
        currency: rate.exchange,
        net: total(|row| row.net),
        vat: total(|row| row.vat),
        gross,
        warehouse: warehouse(ctx),
        payments_blocked: policy.kind == Kind::Ro,
        payer_status: if ctx.oss.is_some() { OSS_STATUS } else { 0 },
        oss: ctx.oss.is_some(),
        number: number.full,
        lines,
        vat_table,
        origin: Some(origin),
    }
}

/// `DATA_WYSTAWIENIA`: the document's day or the reservation's end, by choice. What is no reservation has the day.
fn issue_date(ctx: &Context<'_>, date: Date, reserved_until: Option<Date>) -> Date {
    match ctx.sources.settings.xml.issue_date {
        IssueDate::Document => date,
        IssueDate::Reservation => reserved_until.unwrap_or(date),
    }
}

/// The category's own description in the base, else its code: real exports have both or neither.
fn category_name(ctx: &Context<'_>, code: &str) -> String {
    let described = ctx.sources.dictionary.description(code).map(|text| text::clean_line(text).0);
    described.filter(|text| !text.is_empty() && !code.is_empty()).unwrap_or_else(|| code.to_owned())
}

/// The warehouse that the goods are reserved in.
fn warehouse(ctx: &Context<'_>) -> String {
    let (settings, usual) = (ctx.sources.settings, &ctx.sources.settings.document_policy(ctx.class).warehouse);
    let own = if ctx.order.is_shipped_by_allegro() { &settings.orders.one_fulfillment_warehouse } else { usual };
    first(own, usual)
}

/// The lines of the description that the user wants, in his order. The pickup point stays where no attribute has it,
/// and so does an address that does not fit its fields, for without them a parcel goes to the wrong place
/// (`reference/requirements.md` R-E1).
fn entries(
    ctx: &Context<'_>,
    parties: &Parties,
    payment: &Payment,
    rate: &str,
    report: &mut Report,
) -> Vec<(&'static str, String)> {
    let fields = &ctx.sources.settings.fields;
    let mut wanted = fields.description.clone();
    if fields.attributes.point.is_empty() && !wanted.contains(&DescriptionLine::Punkt) {
        wanted.insert(0, DescriptionLine::Punkt);
    }
    if ctx.order.corrections.get(&Field::Description).is_some() && !wanted.contains(&DescriptionLine::Uwagi) {
        wanted.push(DescriptionLine::Uwagi);
    }
    if let Some(long) = address::in_words(&parties.payer, &parties.recipient) {
        report.warning(say::Pty020 { address: long.into() });
        if !wanted.contains(&DescriptionLine::Adres) {
            wanted.insert(0, DescriptionLine::Adres);
        }
    }
    let lines = wanted.into_iter().map(|line| (line.key(), entry(line, ctx, parties, payment, rate, report)));
    let lines: Vec<_> = lines.collect();
    unit(ctx.order, report).into_iter().map(|ids| ("PODMIOT3", ids)).chain(lines).collect()
}

/// The ids of the unit that the invoice may have to name: before everything, so that they are never cut off.
fn unit(order: &Order, report: &mut Report) -> Option<String> {
    let invoice = &order.invoice;
    let mut texts: Vec<&str> = Vec::new();
    if let Some(company) = &invoice.company {
        texts.push(&company.name);
        texts.extend(company.ids.iter().map(|(_, value)| value.as_str()));
    }
    texts.extend(invoice.person.iter().flat_map(|(first, last)| [first.as_str(), last.as_str()]));
    texts.extend(order.buyer.company_name.as_deref());
    let recipient = order.delivery.as_ref().and_then(|delivery| delivery.address.as_ref());
    if let Some(to) = recipient {
        texts.extend(to.company_name.as_deref());
        texts.extend([to.first_name.as_str(), to.last_name.as_str()]);
    }
    texts.extend(order.message.as_deref());
    let found = subentity::found(texts);
    if !found.is_named {
        return None;
    }
    let ids = found.ids.join(", ");
    report.warning(say::Pty022 { ids: if ids.is_empty() { "-".into() } else { ids.as_str().into() } });
    Some(ids)
}

fn entry(
    line: DescriptionLine,
    ctx: &Context<'_>,
    parties: &Parties,
    payment: &Payment,
    rate: &str,
    report: &mut Report,
) -> String {
    let (order, fields) = (ctx.order, &ctx.sources.settings.fields);
    let delivery = order.delivery.as_ref();
    let value = match line {
        DescriptionLine::AllegroId => Some(order.id.to_string()),
        DescriptionLine::Konto => Some(ctx.sources.account.to_owned()),
        DescriptionLine::Login => Some(report.clean(&order.buyer.login)),
        DescriptionLine::Dostawa => report.clean_some(delivery.and_then(|delivery| delivery.method_name.as_deref())),
        DescriptionLine::Punkt => {
            delivery.and_then(|delivery| delivery.point.as_ref()).map(|point| point_text(point, true, report))
        }
        DescriptionLine::Smart => delivery.filter(|delivery| delivery.smart).map(|_| "tak".to_owned()),
        DescriptionLine::Telefon => phone(order, report).filter(|_| fields.phone_in_description),
        DescriptionLine::Email => {
            report.clean_some(order.buyer.email.as_deref()).filter(|_| fields.email_in_description)
        }
        DescriptionLine::Kurs => Some(rate.to_owned()),
        DescriptionLine::AllegroCeny => payment.compensation.clone(),
        DescriptionLine::Roznice => payment.difference.clone(),
        DescriptionLine::Nazwa => text::split_name(&parties.payer.name).cut.then(|| parties.payer.name.clone()),
        DescriptionLine::Adres => address::in_words(&parties.payer, &parties.recipient),
        DescriptionLine::Notatka => report.clean_some(order.note.as_deref()),
        DescriptionLine::Uwagi => report.clean_some(order.message.as_deref()),
    };
    value.unwrap_or_default()
}

/// The recipient's phone, else the buyer's, as received; one without a digit is none.
fn phone(order: &Order, report: &mut Report) -> Option<String> {
    let recipient = order.delivery.as_ref().and_then(|delivery| delivery.address.as_ref());
    [recipient.and_then(|recipient| recipient.phone.as_deref()), order.buyer.phone.as_deref()]
        .into_iter()
        .flatten()
        .find(|phone| phone.chars().any(|c| c.is_ascii_digit()))
        .map(|phone| report.clean(phone))
}

/// The buyer's phone where the recipient's is told in its place: a gift's recipient is nobody's card.
fn own_phone(order: &Order, report: &mut Report) -> Option<String> {
    let own = order.buyer.phone.as_deref().filter(|phone| phone.chars().any(|c| c.is_ascii_digit()));
    let own = own.map(|phone| report.clean(phone)).unwrap_or_default();
    phone(order, report).filter(|told| *told != own).map(|_| own)
}

/// Id, name and address of a pickup point in one line; the id may be told apart.
fn point_text(point: &PickupPoint, with_id: bool, report: &mut Report) -> String {
    let mut parts = Vec::new();
    if with_id {
        parts.push(report.clean(&point.id));
    }
    parts.extend(report.clean_some(point.name.as_deref()));
    if let Some(address) = &point.address {
        parts.push(report.clean(&address.street));
        parts.push(report.clean(&format!("{} {}", address.post_code, address.city)));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// What is meant, else what is usual.
fn first(own: &str, usual: &str) -> String {
    if own.is_empty() { usual.to_owned() } else { own.to_owned() }
}

fn origin(
    ctx: &Context<'_>,
    number: &Number,
    payment: &Payment,
    date: Date,
    lines: Vec<OriginLine>,
    report: &mut Report,
) -> Origin {
    let (order, settings) = (ctx.order, ctx.sources.settings);
    let policy = settings.document_policy(ctx.class);
    let (mut definition, mut series) = (first(&policy.definition, policy.kind.row().symbol), policy.series.clone());
    if !order.total.currency.is_pln() {
        definition = first(&settings.orders.currency_definition, &definition);
        series = first(&settings.orders.currency_series, &series);
    }
    if order.is_shipped_by_allegro() {
        series = first(&settings.orders.one_fulfillment_series, &series);
    }
    let days = i64::from(settings.fields.reservation_days).days();
    Origin {
        v: 1,
        order: order.id.into(),
        revision: order.revision.clone(),
        account: ctx.sources.account.to_owned(),
        marketplace: order.marketplace.clone(),
        bought_at: order.bought_at(),
        class: ctx.class,
        definition,
        series,
        group: policy.group.clone(),
        foreign_number: number.foreign.clone(),
        reserved_until: date.checked_add(days).ok().filter(|_| policy.kind == Kind::Ro),
        buyer: OriginBuyer {
            id: order.buyer.id.clone(),
            login: report.clean(&order.buyer.login),
            email: report.clean_some(order.buyer.email.as_deref()),
            own_phone: own_phone(order, report),
            phone: phone(order, report),
        },
        delivery: order.delivery.as_ref().map(|delivery| OriginDelivery {
            method_id: delivery.method_id.clone(),
            method: report.clean_some(delivery.method_name.as_deref()),
            smart: delivery.smart,
            point: delivery.point.as_ref().map(|point| report.clean(&point.id)),
            point_address: delivery
                .point
                .as_ref()
                .map(|point| point_text(point, false, report))
                .filter(|text| !text.is_empty()),
        }),
        payment: payment.origin.clone(),
        difference: None,
        corrections: order.corrections.clone(),
        attributes: attributes(ctx, payment, report),
        lines,
    }
}

/// Document attributes by their codes; an empty code or value is none.
fn attributes(ctx: &Context<'_>, payment: &Payment, report: &mut Report) -> BTreeMap<String, String> {
    let (order, codes) = (ctx.order, &ctx.sources.settings.fields.attributes);
    let point = order.delivery.as_ref().and_then(|delivery| delivery.point.as_ref());
    let values = [
        (&codes.order, order.id.to_string()),
        (&codes.login, report.clean(&order.buyer.login)),
        (&codes.payment, order.payment.as_ref().map(|payment| payment.id.clone()).unwrap_or_default()),
        (&codes.point, point.map(|point| point_text(point, true, report)).unwrap_or_default()),
        (&codes.account, ctx.sources.account.to_owned()),
        (&codes.compensation, payment.compensation.clone().unwrap_or_default()),
    ];
    let kept = values.into_iter().filter(|(code, value)| !code.is_empty() && !value.is_empty());
    kept.map(|(code, value)| (code.clone(), value)).collect()
}
