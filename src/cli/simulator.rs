//! `simulator`: the simulator of Allegro alone, until Ctrl-C, for any client.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::ui::{Exit, Ui};
use crate::allegro::simulator::{CLIENT_ID, CLIENT_SECRET, Scenario, Simulator, User, World};
use crate::clock::{Clock as _, SystemClock};
use crate::core::message::text::{
    Sim001, Sim002, SimulatorBreach, SimulatorHead, SimulatorSecret, SimulatorStop, SimulatorWhere,
};
use crate::core::problem::{Fault, Problem};
use crate::workplace::Failure;

pub async fn run(
    listen: Option<SocketAddr>,
    orders: Option<&Path>,
    scenario: Option<&str>,
    ui: &Ui,
) -> Result<Exit, Failure> {
    let listen = listen.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, 0).into());
    if !listen.ip().is_loopback() {
        let problem = Problem::error(Sim001 { address: listen.to_string().into() });
        return Err(Failure { problem, fault: Fault::Usage });
    }
    let unstarted = |why: String| Failure { problem: Problem::error(Sim002 { why: why.into() }), fault: Fault::Usage };
    let now = SystemClock.now();
    let mut scenario = match scenario {
        Some(wish) => Scenario::find(wish)?,
        None => Scenario { shipped: orders.is_none(), ..Scenario::calm(now) },
    };
    // Here it begins now, by the machine's clock, as a client's own clock has it.
    scenario.start = now;
    if scenario.user == User::Asked {
        scenario.user = User::Agrees(1);
    }
    let mut given = match orders {
        Some(folder) => World::from_dir(folder).map_err(|error| unstarted(error.to_string()))?.orders(),
        None => Vec::new(),
    };
    if std::mem::take(&mut scenario.shipped) {
        given.extend(World::shipped_until(now).orders());
    }
    let running = Simulator::play_at(listen, &scenario, given, Arc::new(SystemClock))
        .map_err(|error| unstarted(error.to_string()))?;
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
    running.shutdown().map_err(|error| unstarted(error.to_string()))?;
    Ok(Exit::Done)
}
