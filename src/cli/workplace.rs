//! `workplace adopt`: what an earlier version left in another folder, and companies that have another name now.

use std::path::Path;

use serde_json::{Value, json};

use super::opened;
use super::ui::{Exit, Ui};
use crate::core::message::text::{AdoptBegun, AdoptJoined, AdoptNone, AdoptRenamed};
use crate::workplace::{AdoptWish, Adopted, Failure};

pub fn adopt(dir: &Path, wish: &AdoptWish, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let (done, problems) = place.adopt(wish)?;
    if done.is_empty() && problems.is_empty() {
        ui.say(AdoptNone);
    }
    let told: Vec<Value> = done.iter().map(|adopted| told(adopted, ui)).collect();
    for problem in &problems {
        ui.problem(problem);
    }
    let left: Vec<Value> = problems.iter().map(|problem| ui.problem_json(problem)).collect();
    ui.json(&json!({ "adopted": told, "left": left }));
    Ok(if left.is_empty() { Exit::Done } else { Exit::Refused })
}

fn told(adopted: &Adopted, ui: &Ui) -> Value {
    match adopted {
        Adopted::Renamed { from, company, folder } => {
            let (was, now, at) = (from.into(), company.into(), folder.as_path().into());
            ui.say(AdoptRenamed { from: was, company: now, folder: at });
            json!({ "company": company, "renamed_from": from, "folder": folder })
        }
        Adopted::Begun { company, folder } => {
            ui.say(AdoptBegun { company: company.into(), folder: folder.as_path().into() });
            json!({ "company": company, "folder": folder })
        }
        Adopted::Joined { folder, company, files, orders } => {
            let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX).into();
            let (at, now) = (folder.as_path().into(), company.into());
            ui.say(AdoptJoined { folder: at, company: now, files: count(*files), orders: count(*orders) });
            json!({ "company": company, "joined": folder, "files": files, "orders": orders })
        }
    }
}
