//! `simulator`: the simulator of Allegro alone, until Ctrl-C, for any client.

use std::net::SocketAddr;
use std::path::Path;

use serde_json::json;

use super::ui::{Exit, Ui};
use crate::core::message::text::{SimulatorBreach, SimulatorHead, SimulatorSecret, SimulatorStop, SimulatorWhere};
use crate::workplace::Failure;
use crate::workplace::simulator::{CLIENT_ID, CLIENT_SECRET, simulate};

pub async fn run(
    listen: Option<SocketAddr>,
    orders: Option<&Path>,
    scenario: Option<&str>,
    ui: &Ui,
) -> Result<Exit, Failure> {
    let running = simulate(listen, orders, scenario)?;
    ui.say(SimulatorHead);
    ui.say(SimulatorWhere);
    let (api, auth) = (running.api_url(), running.auth_url());
    ui.line(&format!("    client_id = \"{CLIENT_ID}\"\n    api_url = \"{api}\"\n    auth_url = \"{auth}\""));
    ui.say(SimulatorSecret { secret: CLIENT_SECRET.into() });
    ui.say(SimulatorStop);
    ui.json(&json!({ "api_url": api, "auth_url": auth, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET }));
    // Where signals cannot be heard, the process is ended from outside and nothing is lost.
    let _ = tokio::signal::ctrl_c().await;
    for what in running.take_breaches() {
        ui.say(SimulatorBreach { what: what.into() });
    }
    running.stop()?;
    Ok(Exit::Done)
}
