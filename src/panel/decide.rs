//! A person's answer to what waits for him, and the buttons that give it.

use std::collections::BTreeMap;
use std::path::{Path as FilePath, PathBuf};

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use jiff::Timestamp;
use maud::{Markup, html};

use super::door::Session;
use super::order::{Known, WHOLE, is_refused, known, record, told};
use super::page::{self, View};
use super::{PanelError, Shared, place};
use crate::core::digest::sha256_hex;
use crate::core::life::{self, Answer, Happening, may_answer};
use crate::core::message::Message;
use crate::core::message::text::{
    Lif030, PanelDecideAgain, PanelDecideDone, PanelDecideElsewhere, PanelDecideMeantSo, PanelDecideNumber,
    PanelDecideOtherSum, PanelDecideRestore,
};
use crate::ledger::Life;
use crate::spool::{Disk as _, Folders, RealDisk, Written, archived_orders, names, take_back, write_new};
use crate::stages::service::Command;
use crate::workplace::Company;

/// The longest number that Optima has a place for is shorter.
const NUMBER_MAX: usize = 60;

/// The words of the form. Which of the answers may be given is for [`may_answer`] to say.
const WORDS: [&str; 6] = ["done", "again", "elsewhere", "meant-so", "restore", "other-sum"];

fn answer_of(word: &str, number: &str) -> Option<Answer> {
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

fn label(answer: &Answer) -> Message {
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
    Path(id): Path<String>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let (dir, now, order) = (panel.context.dir.clone(), panel.context.clock.now(), id.clone());
    let noted = place::aside(move || note(&dir, &order, &form, now)).await;
    if let Some(command) = noted.map_err(|error| page::failure(&panel, session.language, &error))? {
        panel.context.hub.ask(command);
    }
    Ok(Redirect::to(&format!("/orders/{id}")))
}

fn note(
    dir: &FilePath,
    id: &str,
    form: &BTreeMap<String, String>,
    now: Timestamp,
) -> Result<Option<Command>, PanelError> {
    let part = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let Known { order, file, company, .. } = known(dir, id)?;
    let answer = answer_of(part("answer"), part("number")).filter(|answer| may_answer(&order, answer));
    let answer = answer.ok_or_else(|| told(Lif030 { order: id.into() }, StatusCode::CONFLICT))?;
    if let Answer::OtherSum(_) = answer {
        return other_sum(&company, &order, file, now);
    }
    if answer == Answer::Restore {
        // Under the name that we gave it, or any other.
        let file = match file {
            None => archived_orders(&RealDisk, &company.folders)?.remove(id),
            file => file,
        };
        if let Some(file) = file {
            // The import makes the document of it, and that closes the matter.
            drop_again(&company.folders, &file)?;
            return Ok(Some(Command::Import));
        }
    }
    let fetch = matches!(answer, Answer::Again | Answer::Restore);
    let account = order.account.clone();
    record(&company, life::after(&order, Happening::Answered(answer), now).0)?;
    Ok(fetch.then_some(Command::Sync { account: Some(account) }))
}

/// The refused file as it lies there now goes back into the drop folder, and is taken with its sum.
fn other_sum(
    company: &Company,
    order: &Life,
    file: Option<PathBuf>,
    now: Timestamp,
) -> Result<Option<Command>, PanelError> {
    let refused = file.filter(|path| is_refused(path));
    let refused = refused.ok_or_else(|| told(Lif030 { order: (&*order.order_id).into() }, StatusCode::CONFLICT))?;
    let sha256 = sha256_hex(&RealDisk.read(&refused, WHOLE)?);
    record(company, life::after(order, Happening::Answered(Answer::OtherSum(sha256)), now).0)?;
    take_back(&RealDisk, &company.folders, &refused)?;
    Ok(Some(Command::Import))
}

/// A copy of a finished file into the drop folder. Who presses twice finds the first one there.
fn drop_again(folders: &Folders, file: &FilePath) -> Result<(), PanelError> {
    let inbox = folders.inbox();
    let (Some(name), false) = (file.file_name(), file.parent() == Some(inbox.as_path())) else { return Ok(()) };
    let bytes = RealDisk.read(file, WHOLE)?;
    if write_new(&RealDisk, &inbox, &name.to_string_lossy(), &bytes)? == Written::Conflict {
        write_new(&RealDisk, &inbox, &names::free_name(&RealDisk, &inbox, name)?, &bytes)?;
    }
    Ok(())
}
