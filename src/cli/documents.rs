//! `documents`: what Optima holds of ours, read back from its rows.

use std::path::Path;

use super::status::plain_table;
use super::ui::{Exit, Failure, Ui};
use super::workplace::{Failures, Office, Workplace};
use crate::core::message::text::{
    DocumentsDate, DocumentsForm, DocumentsGross, DocumentsNone, DocumentsNumber, DocumentsOrder, DocumentsPayer,
};
use crate::core::order::short;
use crate::core::plan::StoredDocument;
use crate::optima::OptimaDb as _;

pub async fn run(dir: &Path, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let (mut documents, mut failures) = (Vec::new(), Failures::default());
    let offices = place.offices()?;
    for office in &offices {
        let read = of_company(&place, office, ui).await;
        documents.extend(failures.keep(&office.name, read).into_iter().flatten());
    }
    // A list has no place for an error: where there is nothing else to say, the error is the answer.
    if let ([_], Some(failure)) = (&*offices, failures.first()) {
        return Err(failure.clone());
    }
    show(&documents, ui);
    failures.tell(ui);
    ui.json(&documents);
    Ok(failures.exit(Exit::Done))
}

async fn of_company(place: &Workplace, office: &Office, ui: &Ui) -> Result<Vec<StoredDocument>, Failure> {
    Ok(place.base(office, ui).await?.documents(&[]).await?)
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
            short(&document.order_id),
        ]);
    }
    ui.line(&table.to_string());
}
