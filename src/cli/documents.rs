//! `documents`: what Optima holds of ours, read back from its rows.

use std::path::Path;

use super::opened;
use super::status::plain_table;
use super::ui::{Exit, Ui};
use crate::core::message::text::{
    DocumentsDate, DocumentsForm, DocumentsGross, DocumentsNone, DocumentsNumber, DocumentsOrder, DocumentsPayer,
};
use crate::core::plan::StoredDocument;
use crate::workplace::Failure;

pub async fn run(dir: &Path, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let (documents, failures) = place.documents().await?;
    // A list has no place for an error: where there is nothing else to say, the error is the answer.
    if let (1, Some(failure)) = (place.settings.companies.len(), failures.first()) {
        return Err(failure.clone());
    }
    show(&documents, ui);
    ui.failures(&failures);
    ui.json(&documents);
    Ok(Exit::Done.or_worse(failures.worst()))
}

fn show(documents: &[StoredDocument], ui: &Ui) {
    if ui.is_json() {
        return;
    }
    if documents.is_empty() {
        ui.say(DocumentsNone);
        return;
    }
    let texts = &ui.texts;
    let mut table = plain_table();
    table.set_header([
        texts.say(DocumentsNumber),
        texts.say(DocumentsDate),
        texts.say(DocumentsPayer),
        texts.say(DocumentsGross),
        texts.say(DocumentsForm),
        texts.say(DocumentsOrder),
    ]);
    for document in documents {
        table.add_row([
            document.number.clone(),
            document.date.to_string(),
            document.payer.name.clone(),
            document.gross.clone(),
            document.payment_form.clone(),
            document.order_id.short(),
        ]);
    }
    ui.line(&table.to_string());
}
