//! Orders in rows, on a page and for Excel.

use jiff::Timestamp;
use maud::{Markup, html};

use super::super::{allegro_words, page};
use super::Filter;
use crate::core::life::Life;
use crate::core::message::Catalogue;
use crate::core::message::text::{
    PanelBuyer, PanelChoose, PanelCity, PanelCompany, PanelCurrency, PanelDelivery, PanelNone, PanelOperator,
    PanelPaid, PanelPayment, PanelPaymentId, PanelWhen, StatusAccount, StatusDocument, StatusOrder, StatusProblem,
    StatusState,
};
use crate::core::poland;
use crate::workplace::Listed;

/// The rows of a page.
pub(super) fn table(texts: &Catalogue, orders: &[Listed], filter: &Filter, several: bool) -> Markup {
    if orders.is_empty() {
        return html! { p.soft { (texts.say(PanelNone)) } };
    }
    let of_company = several && filter.company.is_none();
    html! { div.scroll { table.stack {
        thead { tr {
            th scope="col" { (texts.say(PanelChoose)) }
            th scope="col" { (texts.say(StatusOrder)) br; (texts.say(StatusAccount)) }
            th scope="col" { (texts.say(PanelWhen)) }
            th scope="col" { (texts.say(PanelBuyer)) } th.n scope="col" { (texts.say(PanelPaid)) }
            th scope="col" { (texts.say(PanelPayment)) br; (texts.say(PanelDelivery)) }
            th scope="col" { (texts.say(StatusState)) } th scope="col" { (texts.say(StatusProblem)) }
        } }
        tbody { @for Listed { company, life, glance } in orders { tr {
            td { input type="checkbox" name="order" value=(life.order_id)
                aria-label={ (texts.say(PanelChoose)) " " (life.order_id.short()) }; }
            td { a href={ "/orders/" (life.order_id) } title=(life.order_id) { (life.order_id.short()) }
                br; (life.account) @if of_company { " · " (company) } }
            td { (life.bought_at.map(page::time).unwrap_or_default()) }
            td.long { (glance.buyer) @if !glance.city.is_empty() { br; span.soft { (glance.city) } } }
            td.n.nw { @if let Some(total) = &life.total {
                (page::amount(texts, total)) " " (life.currency.as_deref().unwrap_or("PLN")) } }
            td { (allegro_words::named(texts, &glance.payment)) " " (allegro_words::named(texts, &glance.operator))
                @if !glance.delivery.is_empty() { br; (glance.delivery) } }
            td { (page::order_state(texts, life)) @if let Some(number) = &life.document { " " span.nw { (number) } } }
            td.why { (waiting(texts, life)) }
        } } }
    } } }
}

/// What waits, else what there is to know.
fn waiting(texts: &Catalogue, life: &Life) -> Markup {
    let open: Vec<_> = life.open_matters().map(|matter| &matter.problem).collect();
    let told = if open.is_empty() { life.shown().into_iter().collect() } else { open };
    html! { @for (at, found) in told.into_iter().enumerate() {
        @if at > 0 { br; } (found.code()) " " (texts.text(&found.message))
    } }
}

/// The columns of a sheet.
pub(super) fn heading(texts: &Catalogue) -> Vec<String> {
    vec![
        texts.say(StatusOrder),
        texts.say(PanelCompany),
        texts.say(StatusAccount),
        texts.say(PanelWhen),
        texts.say(PanelBuyer),
        texts.say(PanelCity),
        texts.say(PanelPaid),
        texts.say(PanelCurrency),
        texts.say(PanelPayment),
        texts.say(PanelOperator),
        texts.say(PanelPaymentId),
        texts.say(PanelDelivery),
        texts.say(StatusState),
        texts.say(StatusDocument),
        texts.say(StatusProblem),
    ]
}

/// A time that Excel reads as one.
fn moment(at: Timestamp) -> String {
    poland::local(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// A row of a sheet.
pub(super) fn cells(texts: &Catalogue, order: &Listed) -> Vec<String> {
    let Listed { company, life, glance } = order;
    let open: Vec<_> = life.open_matters().map(|matter| &matter.problem).collect();
    let told: Vec<_> = if open.is_empty() { life.shown().into_iter().collect() } else { open };
    let told: Vec<String> =
        told.iter().map(|found| format!("{} {}", found.code(), texts.text(&found.message))).collect();
    vec![
        life.order_id.to_string(),
        company.clone(),
        life.account.clone(),
        life.bought_at.map(moment).unwrap_or_default(),
        glance.buyer.clone(),
        glance.city.clone(),
        life.total.as_deref().unwrap_or_default().replace('.', ","),
        life.currency.as_deref().unwrap_or("PLN").to_owned(),
        glance.payment.clone(),
        glance.operator.clone(),
        glance.payment_id.clone(),
        glance.delivery.clone(),
        texts.text(&page::state_name(life.state)),
        life.document.clone().unwrap_or_default(),
        told.join(" | "),
    ]
}
