//! `import --missing`: documents that we wrote and that Optima has no more. Without more words they are listed; they come
//! back when a person says which.

use std::path::Path;

use serde_json::{Value, json};

use super::ui::{Exit, Ui};
use super::{export, import, opened};
use crate::core::message::text::{Cli040, MissingBegin, MissingNone, MissingOrder};
use crate::core::order::OrderId;
use crate::core::poland;
use crate::core::problem::Problem;
use crate::workplace::{Failure, Failures, MissingDocument, Workplace};

/// Lists what is missing, or brings it back: from the archive, else from Allegro.
pub async fn run(dir: &Path, orders: &[OrderId], all: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let (mut missing, failures) = place.missing().await?;
    ui.failures(&failures);
    let is_of = |document: &MissingDocument, id: &OrderId| document.life.order_id.known() == Some(*id);
    if let Some(unknown) = orders.iter().find(|id| !missing.iter().any(|document| is_of(document, id))) {
        // Where a company could not be asked, it may be that one's.
        let problem = Problem::error(Cli040 { order: unknown.to_string().into() });
        return Err(failures.first().cloned().unwrap_or_else(|| Failure::usage(problem)));
    }
    if missing.is_empty() && failures.is_empty() {
        ui.say(MissingNone);
    }
    if missing.is_empty() || (orders.is_empty() && !all) {
        let list: Vec<Value> = missing.iter().map(|document| listed(document, ui)).collect();
        let exit = if list.is_empty() { Exit::Done } else { Exit::Refused };
        let mut value = json!({ "missing": list });
        ui.add_failures(&failures, &mut value);
        ui.json(&value);
        return Ok(exit.or_worse(failures.worst()));
    }
    missing.retain(|document| all || orders.iter().any(|id| is_of(document, id)));
    bring_back(&place, &missing, failures, ui).await
}

/// Number, day, sum, town.
fn listed(MissingDocument { life, town, .. }: &MissingDocument, ui: &Ui) -> Value {
    let day = life.bought_at.map(|at| poland::day(at).to_string()).unwrap_or_default();
    let sum = format!("{} {}", life.total.as_deref().unwrap_or("–"), life.currency.as_deref().unwrap_or_default());
    let (number, town) = (life.document.as_deref().unwrap_or_default(), town.as_deref().unwrap_or_default());
    ui.say(MissingOrder {
        order: life.order_id.as_str().into(),
        number: number.into(),
        day: day.as_str().into(),
        sum: sum.trim().into(),
        town: town.into(),
    });
    json!({ "order_id": life.order_id, "document": number, "day": day, "sum": sum.trim(), "town": town })
}

async fn bring_back(
    place: &Workplace,
    missing: &[MissingDocument],
    mut failures: Failures,
    ui: &Ui,
) -> Result<Exit, Failure> {
    ui.say(MissingBegin { count: missing.len().into() });
    let done = export::followed(ui, false, async |followed| Box::pin(place.restore(missing, followed)).await).await?;
    for imported in &done.imports {
        import::told(imported, false, ui);
    }
    if let Some(exported) = &done.exported {
        export::warn(exported, ui);
    }
    done.problems.iter().for_each(|problem| ui.warn(problem));
    let imports: Vec<Value> = done.imports.iter().map(|imported| import::as_json(imported, false, ui)).collect();
    let worst = done.worst();
    failures.append(done.failures);
    let mut value = json!({ "imports": imports });
    ui.add_failures(&failures, &mut value);
    ui.json(&value);
    Ok(Exit::Done.or_worse(worst).or_worse(failures.worst()))
}
