//! `decide`: a person's answer to what waits for him.

use std::path::Path;

use serde_json::json;

use super::ui::{Exit, Failure, Ui};
use super::workplace::{Failures, Office, Workplace};
use crate::clock::Clock as _;
use crate::core::life::{self, Answer, Happening, Kind, may_answer};
use crate::core::message::text::{Cli007, Cli040, DecideDone, DecideNext, Lif030};
use crate::core::problem::{Fault, Problem};
use crate::ledger::OrdersFilter;
use crate::stages::reconcile::Reconcile;

/// An answer about an order, or about the base of a company.
pub async fn run(dir: &Path, whom: &str, answer: &str, number: Option<String>, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let offices = place.offices()?;
    match answer {
        "copy" | "new" => {
            let office = offices.iter().find(|office| office.name == whom);
            let unknown = || Failure { problem: Problem::error(Cli007), fault: Fault::Usage };
            base(&place, office.ok_or_else(unknown)?, answer == "new", ui).await?;
        }
        _ => order(&place, &offices, whom, &answer_of(answer, number), ui)?,
    }
    ui.json(&json!({ "whom": whom, "answer": answer }));
    Ok(Exit::Done)
}

fn answer_of(word: &str, number: Option<String>) -> Answer {
    match word {
        "again" => Answer::Again,
        "elsewhere" => Answer::Elsewhere(number),
        "meant-so" => Answer::MeantSo,
        _ => Answer::Done,
    }
}

fn order(place: &Workplace, offices: &[Office], id: &str, answer: &Answer, ui: &Ui) -> Result<(), Failure> {
    let usage = |problem| Failure { problem, fault: Fault::Usage };
    let mut failures = Failures::default();
    for office in offices {
        let asked = office.ledger().and_then(|ledger| Ok((ledger.order(id)?, ledger)));
        let Some((Some(known), mut ledger)) = failures.keep(&office.name, asked) else { continue };
        if !may_answer(&known, answer) {
            return Err(usage(Problem::error(Lif030 { order: id.into() })));
        }
        let (after, _) = life::after(&known, Happening::Answered(answer.clone()), place.clock.now());
        ledger.record(&[after])?;
        ui.say(DecideDone { order: id.into() });
        if *answer == Answer::Again {
            ui.say(DecideNext);
        }
        return Ok(());
    }
    // Where a company could not be asked, it may be that one's.
    Err(failures.first().cloned().unwrap_or_else(|| usage(Problem::error(Cli040 { order: id.into() }))))
}

/// A copy goes on where the base that it was made from stood; in a new base nobody misses the documents of the old one.
async fn base(place: &Workplace, office: &Office, new: bool, ui: &Ui) -> Result<(), Failure> {
    let mut base = place.base(office, ui).await?;
    let mut ledger = office.ledger()?;
    let mut reconcile = Reconcile {
        ledger: &mut ledger,
        base: Some(&mut base),
        disk: &*place.disk,
        folders: &office.folders,
        settings: &place.settings,
        clock: &*place.clock,
    };
    reconcile.accept().await?;
    if new {
        reconcile.documents().await?;
        let open = OrdersFilter { open_matters: true, ..OrdersFilter::default() };
        for life in ledger.orders(&open)?.into_iter().filter(|life| life.has_open(Kind::DocumentMissing)) {
            let (after, _) = life::after(&life, Happening::Answered(Answer::MeantSo), place.clock.now());
            ledger.record(&[after])?;
        }
    }
    ui.say(DecideDone { order: office.name.as_str().into() });
    Ok(())
}
