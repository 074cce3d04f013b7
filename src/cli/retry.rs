//! `retry`: orders that were refused or wait are judged anew at once, without waiting for their time.

use std::path::Path;

use serde_json::json;

use super::ui::{Exit, Ui};
use super::{export, opened};
use crate::core::message::text::{RetryBack, RetryNone};
use crate::core::order::OrderId;
use crate::workplace::Failure;

pub async fn run(dir: &Path, ids: &[OrderId], all: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let done = export::followed(ui, false, async |followed| Box::pin(place.retry(ids, all, followed)).await).await?;
    if !done.back.is_empty() {
        ui.say(RetryBack { count: done.back.len().into() });
    } else if done.exported.is_none() && done.failures.is_empty() {
        ui.say(RetryNone);
    }
    ui.failures(&done.failures);
    let mut value = match &done.exported {
        Some(exported) => {
            export::warn(exported, ui);
            export::as_json(exported, ui)
        }
        None => json!({ "exported": [], "errors": [] }),
    };
    value["back"] = json!(done.back);
    if done.exported.is_none() || !done.failures.is_empty() {
        ui.add_failures(&done.failures, &mut value);
    }
    ui.json(&value);
    Ok(Exit::Done.or_worse(done.worst()))
}
