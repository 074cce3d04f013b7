//! A person's answer to what waits for him, and the buttons that give it.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use maud::{Markup, html};

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, order};
use crate::core::life::{Answer, Life, may_answer};
use crate::core::message::Message;
use crate::core::message::text::{
    Lif030, PanelDecideAgain, PanelDecideDone, PanelDecideElsewhere, PanelDecideMeantSo, PanelDecideNumber,
    PanelDecideOtherSum, PanelDecideRestore,
};
use crate::core::order::SeenId;
use crate::workplace::Say;

/// The longest number that Optima has a place for is shorter.
const NUMBER_MAX: usize = 60;

/// The words of the form. Which of the answers may be given is for [`may_answer`] to say.
const WORDS: [&str; 6] = ["done", "again", "elsewhere", "meant-so", "restore", "other-sum"];

/// The word of an answer.
pub(super) fn word(answer: &Answer) -> &'static str {
    match answer {
        Answer::Done => "done",
        Answer::Again => "again",
        Answer::Elsewhere(_) => "elsewhere",
        Answer::MeantSo => "meant-so",
        Answer::Restore => "restore",
        Answer::OtherSum(_) => "other-sum",
    }
}

pub(super) fn answer_of(word: &str, number: &str) -> Option<Answer> {
    let number: String = number.trim().chars().take(NUMBER_MAX).collect();
    Some(match word {
        "done" => Answer::Done,
        "again" => Answer::Again,
        "elsewhere" => Answer::Elsewhere((!number.is_empty()).then_some(number)),
        "meant-so" => Answer::MeantSo,
        "restore" => Answer::Restore,
        // Of which file it is, the file says.
        "other-sum" => Answer::OtherSum(String::new()),
        _ => return None,
    })
}

pub(super) fn label(answer: &Answer) -> Message {
    match answer {
        Answer::Done => PanelDecideDone.into(),
        Answer::Again => PanelDecideAgain.into(),
        Answer::Elsewhere(_) => PanelDecideElsewhere.into(),
        Answer::MeantSo => PanelDecideMeantSo.into(),
        Answer::Restore => PanelDecideRestore.into(),
        Answer::OtherSum(_) => PanelDecideOtherSum.into(),
    }
}

/// A button for each answer that may be given now.
pub(super) fn buttons(view: &View<'_>, order: &Life) -> Markup {
    let answers = WORDS.into_iter().filter_map(|word| Some((word, answer_of(word, "")?)));
    let given: Vec<(&str, Answer)> = answers.filter(|(_, answer)| may_answer(order, answer)).collect();
    html! { @if !given.is_empty() { div.row { @for (word, answer) in &given {
        form.inline method="post" action={ "/orders/" (order.order_id) "/decide" } {
            (view.mark())
            @if matches!(answer, Answer::Elsewhere(_)) {
                label { (view.texts.say(PanelDecideNumber)) " " input name="number" maxlength=(NUMBER_MAX) size="20"; } " "
            }
            button name="answer" value=(word) { (view.texts.text(&label(answer))) }
        }
    } } } }
}

/// Notes the answer; what is to be made again is asked of the service.
pub(super) async fn decide(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<SeenId>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let part = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let not_now = Lif030 { order: id.as_str().into() };
    match answer_of(part("answer"), part("number")) {
        Some(answer) => order::say(&panel, &session, id, Say::Answer(answer), not_now).await,
        None => Err(page::failure(&panel, session.language, &PanelError::told(not_now, StatusCode::CONFLICT))),
    }
}
