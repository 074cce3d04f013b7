//! The work list as it is seen: each row with what waits, the field for its one answer, its orders, and what may be said to them.

use maud::{Markup, html};

use super::blocked::{self, Blocked};
use super::decide;
use super::page::{self, View};
use super::work::{encoded, word};
use crate::core::cause::{Ask, Cause};
use crate::core::inspection::FoundCard;
use crate::core::life::{Answer, Kind};
use crate::core::message::text::{
    CorrectShort, PanelDecideNumber, PanelIgnore, PanelIgnoreMany, PanelNeedsYou, PanelNext, PanelOrder, PanelPrevious,
    PanelRetry, WorkAdviceDocument, WorkAdviceEdited, WorkAdviceFile, WorkAdviceNip, WorkAdviceSum, WorkAllOf,
    WorkAllOrders, WorkAllRows, WorkBack, WorkBaseAway, WorkChoose, WorkCode, WorkDelivery, WorkEan, WorkFieldCard,
    WorkFieldForm, WorkFieldNip, WorkFieldRate, WorkFieldService, WorkForm, WorkMake, WorkMakeHow, WorkNearest,
    WorkNip, WorkNoSuch, WorkNoneNear, WorkNothing, WorkOffer, WorkOrders, WorkOther, WorkPage, WorkPayment,
    WorkPrivate, WorkRate, WorkSave, WorkService, WorkSeveral, WorkUsed, WorkWaits, WorkWhich,
};
use crate::core::message::{Arg, Catalogue, Message};
use crate::core::order::SeenId;
use crate::core::problem::Problem;
use crate::workplace::Say;
use crate::workplace::waiting::{Row, RowOrder, WorkList};

/// The list, and which page of it.
pub(super) struct Found {
    pub list: WorkList,
    pub page: usize,
    pub per_page: usize,
}

/// What was typed, and what Optima has that is like it; none: it is away.
pub(super) type Near = (String, Option<Vec<FoundCard>>);

/// What came of the last press. It takes the focus, so that whoever cannot see the page hears it first.
pub(super) fn said(texts: &Catalogue, told: &[Problem]) -> Markup {
    said_with(texts, told, &html! {})
}

/// The same, with what can be done about it now. What went wrong looks so.
pub(super) fn said_with(texts: &Catalogue, told: &[Problem], more: &Markup) -> Markup {
    let wrong = told.iter().any(Problem::is_error);
    html! { @if !told.is_empty() { div.said.wrong[wrong] id="said" role=(if wrong { "alert" } else { "status" })
    tabindex="-1" autofocus {
        @for problem in told {
            @let todo = texts.todo_in_panel(&problem.message);
            p { (plain(&texts.text(&problem.message))) @if let Some(todo) = todo { " " (todo) } }
        }
        (more)
    } } }
}

/// The parts of the list, each of which a page that stays open changes by itself.
pub(super) fn list(view: &View<'_>, found: &Found, blocked: &[Blocked]) -> Markup {
    let (texts, list) = (view.texts, &found.list);
    let from = found.page * found.per_page;
    let turn = |to: usize, name: String| html! { a.button href={ "/?page=" (to) } { (name) } };
    html! {
        div id="work-head" data-count=(list.orders + blocked.len()) {
            (blocked::rows(view, blocked))
            @if list.orders > 0 {
                h2 { a href="/orders?state=open" { (texts.say(PanelNeedsYou { count: list.orders.into() })) } }
                @if list.all > found.per_page { p.soft { (texts.say(WorkPage {
                    from: (from + 1).into(), to: (from + list.rows.len()).into(), all: list.all.into(),
                })) } }
            } @else if blocked.is_empty() { p.soft { (texts.say(WorkNothing)) } }
        }
        div id="work-groups" data-keyed {
            @for row in &list.rows { section.card.work id={ "g-" (row.name) } aria-labelledby={ "t-" (row.name) } {
                h3.long id={ "t-" (row.name) } { (heading(texts, row)) }
                (group(view, row, list.several, None, false))
                (orders(texts, row))
                (all_orders(texts, row))
                (says(view, &row.name, &row.says, Some(row)))
            } }
        }
        div id="work-foot" {
            div.row {
                @if found.page > 0 { (turn(found.page - 1, texts.say(PanelPrevious))) }
                @if from + list.rows.len() < list.all { (turn(found.page + 1, texts.say(PanelNext))) }
            }
            @if list.all > 1 && !list.says.is_empty() {
                h3 { (texts.say(WorkAllRows)) }
                (says(view, "all", &list.says, None))
            }
        }
    }
}

/// The page of one row.
pub(super) fn one(
    view: &View<'_>,
    row: &Row,
    near: Option<&Near>,
    may_make: bool,
    (page, per_page): (usize, usize),
    said: &Markup,
) -> Markup {
    let texts = view.texts;
    let turn = |to: usize, name: String| html! { a.button href={ "/waiting/" (row.name) "?page=" (to) } { (name) } };
    html! {
        (said)
        div hx-get="/choices" hx-trigger="load" {}
        section.card.work aria-labelledby={ "t-" (row.name) } {
            h2.long id={ "t-" (row.name) } { (heading(texts, row)) }
            (group(view, row, false, near, may_make))
            (orders(texts, row))
            (all_orders(texts, row))
            div.row {
                @if page > 0 { (turn(page - 1, texts.say(PanelPrevious))) }
                @if (page + 1) * per_page < row.count { (turn(page + 1, texts.say(PanelNext))) }
            }
            (says(view, &row.name, &row.says, Some(row)))
        }
        p { a href="/" { (texts.say(WorkBack)) } }
    }
}

/// The way to all orders of a row where not all are here.
fn all_orders(texts: &Catalogue, row: &Row) -> Markup {
    html! { @if row.count > row.orders.len() { p { a href={ "/orders?group=" (row.name) } {
        (texts.say(WorkAllOrders { count: row.count.into() }))
    } } } }
}

/// What waits, in words.
pub(super) fn heading(texts: &Catalogue, row: &Row) -> String {
    plain(&texts.text(&title(row)))
}

fn group(view: &View<'_>, row: &Row, several: bool, near: Option<&Near>, may_make: bool) -> Markup {
    let texts = view.texts;
    let ask = row.cause.ask();
    html! {
        @if several { p.soft { (texts.say(WorkSeveral { name: row.company.as_str().into() })) } }
        @if ask.is_some() { p.soft.long { (row.problem.code()) " " (plain(&texts.text(&row.problem.message))) } }
        @if let Some(advice) = advice(texts, row) { p.long { (advice) (page::tables_in(&[&advice])) (page::settings_in(texts, &[&advice])) } }
        @match ask {
            Some(Ask::Nip) => { (nip(view, row)) }
            Some(ask) => { (field(view, row, ask, near, may_make)) }
            None => {}
        }
    }
}

/// The field for a tax number that is none, and the answer that there is none.
fn nip(view: &View<'_>, row: &Row) -> Markup {
    let texts = view.texts;
    html! { form method="post" action={ "/waiting/" (row.name) "/answer" } {
        (view.mark())
        div.row {
            label { (texts.say(WorkFieldNip)) input name="value" maxlength="40" size="20" required autocomplete="off"; }
            button { (texts.say(WorkSave)) }
            button.quiet name="make" value="1" formnovalidate { (texts.say(WorkPrivate)) }
        }
    } }
}

/// The field for the answer: a list to choose from where scripts are, a plain field where not. What is typed and is not just
/// something that Optima has, leads to a page with what is like it.
fn field(view: &View<'_>, row: &Row, ask: Ask, near: Option<&Near>, may_make: bool) -> Markup {
    let texts = view.texts;
    let cards = format!("c-{}", row.name);
    let (label, list): (Message, &str) = match ask {
        Ask::Rate => (WorkFieldRate.into(), "rates"),
        ask if ask.is_for_goods() => (WorkFieldCard.into(), &cards),
        ask if ask.is_for_form() => (WorkFieldForm.into(), "forms"),
        _ => (WorkFieldService.into(), "services"),
    };
    let search = ask.is_for_goods().then(|| format!("/cards?company={}", encoded(&row.company)));
    let told = |name: &str| row.problem.message.arg(name);
    // Who calls it in Optima as Allegro does has only to press the button.
    let own = (ask == Ask::Service).then(|| told("name")).flatten();
    let typed = near.map(|(typed, _)| typed.as_str()).or(own).unwrap_or_default();
    // Of several cards with one EAN it is one.
    let codes: Vec<&str> = told("codes").or(told("list")).map(|codes| codes.split(", ").collect()).unwrap_or_default();
    html! {
        form id=[near.is_some().then_some("answer")] method="post" action={ "/waiting/" (row.name) "/answer" } {
            (view.mark())
            @if let Some((typed, found)) = near { (like(texts, typed, found.as_deref(), may_make)) }
            @if near.is_none() && ask.is_for_goods() && codes.len() > 1 { div.row {
                span { (texts.say(WorkChoose)) }
                @for code in codes { button.quiet name="chosen" value=(code) formnovalidate { (code) } }
            } }
            div.row {
                label { (texts.text(&label))
                    input name="value" value=(typed) list=(list) maxlength="100" size="34" required autocomplete="off"
                        hx-get=[search.as_deref()] hx-trigger=[search.as_ref().map(|_| "input changed delay:200ms")]
                        hx-target=[search.as_ref().map(|_| format!("#{cards}"))] hx-sync=[search.as_ref().map(|_| "this:replace")]; }
                button { (texts.say(WorkSave)) }
            }
            @if ask.is_for_goods() { datalist id=(cards) {} }
        }
    }
}

fn like(texts: &Catalogue, typed: &str, found: Option<&[FoundCard]>, may_make: bool) -> Markup {
    html! {
        @match found {
            None => { p.problem.warning role="alert" { (texts.say(WorkBaseAway)) } }
            Some(found) => {
                p.problem.long role="alert" { (texts.say(WorkNoSuch { value: typed.into() })) }
                @if found.is_empty() { p { (texts.say(WorkNoneNear)) } } @else {
                    p { (texts.say(WorkNearest)) }
                    ul.cards-found { @for one in found { li {
                        button.quiet name="chosen" value=(one.code) formnovalidate { (card(one)) }
                    } } }
                }
            }
        }
        @if may_make { div.row {
            button.quiet name="make" value=(typed) formnovalidate {
                (texts.say(WorkMake { code: typed.into() }))
            }
            span.soft { (texts.say(WorkMakeHow)) }
        } }
    }
}

/// A card as it is told apart from others.
pub(super) fn card(card: &FoundCard) -> String {
    let parts = [card.code.as_str(), &card.name, &card.ean];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn orders(texts: &Catalogue, row: &Row) -> Markup {
    html! { ul.orders { @for RowOrder { id, problem, bought_at, total, buyer } in &row.orders { li {
        @let name = texts.say(PanelOrder { order: short(id).into() });
        a href={ "/orders/" (id) } { (name) }
        // What a person knows it by.
        @if !buyer.is_empty() { " · " (plain(buyer)) }
        @if let Some(at) = bought_at { " · " span.nw { (page::day(*at)) } }
        @if let Some((total, currency)) = total { " · " span.nw { (page::amount(texts, total)) " " (currency) } }
        @if may_correct(row) { " · "
            a href={ "/orders/" (id) "/correct" } aria-label={ (texts.say(CorrectShort)) ": " (name) } { (texts.say(CorrectShort)) }
        }
        // What the heading says is not said again.
        @if problem.message != row.title { " " span.soft.long { (plain(&texts.text(&problem.message))) } }
    } } } }
}

/// Is it one order without a document, which a correction of its own may end?
fn may_correct(row: &Row) -> bool {
    row.count == 1 && matches!(row.cause, Cause::Asks(..) | Cause::Outside(..) | Cause::Own(Kind::Refused, _))
}

/// The buttons, for the orders of a row or one of them; or, without a row, for all that wait.
fn says(view: &View<'_>, name: &str, says: &[Say], row: Option<&Row>) -> Markup {
    let texts = view.texts;
    let numbered = |say: &Say| matches!(say, Say::Answer(Answer::Elsewhere(_)));
    html! { @if !says.is_empty() { form.row.says method="post" action={ "/waiting/" (name) "/say" } {
        (view.mark())
        @if let Some(row) = row { label { (texts.say(WorkWhich))
            select name="order" {
                option value="" { (texts.say(WorkAllOf { count: row.count.into() })) }
                @if row.count > 1 { @for order in &row.orders { option value=(order.id) { (short(&order.id)) } } }
            } }
            @if says.iter().any(numbered) {
                label { (texts.say(PanelDecideNumber)) input name="number" maxlength="60" size="16"; }
            }
        }
        @for say in says { button.quiet name="say" value=(word(say)) {
            (texts.text(&label(say, row.is_none_or(|row| row.count > 1))))
        } }
    } } }
}

fn short(id: &SeenId) -> String {
    id.chars().take(13).collect()
}

fn label(say: &Say, many: bool) -> Message {
    match say {
        Say::Ignore if many => PanelIgnoreMany.into(),
        Say::TryAgain => PanelRetry.into(),
        Say::Ignore => PanelIgnore.into(),
        Say::Answer(answer) => decide::label(answer),
    }
}

fn title(row: &Row) -> Message {
    let count = row.count;
    let orders = || Arg::from(Message::from(WorkOrders { count: count.into() }));
    let waits = || Arg::from(Message::from(WorkWaits { count: count.into() }));
    let about = |at| Arg::from(row.cause.about(at));
    let told = |name: &str| Arg::from(row.problem.message.arg(name).unwrap_or_default());
    match &row.cause {
        Cause::Asks(Ask::Offer, _) => {
            WorkOffer { offer: about(0), name: told("name"), orders: orders(), waits: waits() }.into()
        }
        Cause::Asks(Ask::Code, _) => WorkCode { code: about(0), orders: orders(), waits: waits() }.into(),
        Cause::Asks(Ask::Ean, _) => WorkEan { ean: about(0), orders: orders(), waits: waits() }.into(),
        Cause::Asks(Ask::Rate, _) => {
            WorkRate { offer: about(0), name: told("name"), orders: orders(), waits: waits() }.into()
        }
        Cause::Asks(Ask::Delivery, _) => WorkDelivery { name: told("method"), orders: orders(), waits: waits() }.into(),
        Cause::Asks(Ask::Service, _) => WorkService { name: told("name"), orders: orders(), waits: waits() }.into(),
        Cause::Asks(Ask::Used, _) => WorkUsed { code: about(0), orders: orders(), waits: waits() }.into(),
        Cause::Asks(Ask::Payment, _) => {
            WorkPayment { payment: about(0), provider: about(1), orders: orders(), waits: waits() }.into()
        }
        Cause::Asks(Ask::Form, _) => WorkForm { form: about(0), orders: orders(), waits: waits() }.into(),
        Cause::Asks(Ask::Nip, _) => WorkNip { nip: about(0), orders: orders(), waits: waits() }.into(),
        Cause::Outside(..) | Cause::Own(..) => WorkOther { what: row.title.clone().into(), orders: orders() }.into(),
    }
}

/// What to do where no answer here ends it: in the words of the buttons that are here.
fn advice(texts: &Catalogue, row: &Row) -> Option<String> {
    let own: Message = match &row.cause {
        Cause::Asks(Ask::Nip, _) => WorkAdviceNip.into(),
        Cause::Asks(..) => return None,
        Cause::Own(Kind::FileMissing, _) => WorkAdviceFile.into(),
        Cause::Own(Kind::FileEdited, _) => WorkAdviceEdited.into(),
        Cause::Own(Kind::DocumentMissing, _) => WorkAdviceDocument.into(),
        Cause::Own(Kind::Refused, _) if row.problem.message.is_for_a_person_to_say() => WorkAdviceSum.into(),
        Cause::Outside(..) | Cause::Own(..) => return texts.todo_in_panel(&row.problem.message),
    };
    Some(texts.text(&own))
}

/// Without what turns the letters behind it round.
pub(super) fn plain(text: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !turns(c)).collect()
}

/// How a page's tab is called while so many orders wait.
pub(super) fn tab(count: u64, title: &str) -> String {
    if count > 0 { format!("({count}) {title}") } else { title.to_owned() }
}
