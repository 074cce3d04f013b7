//! The panel: a browser on this machine looks at the service, the orders, the files and the tables.
//!
//! Nobody comes in without a code ([`entrance`]); every page asks the workplace (`crate::workplace`) afresh and decides nothing
//! about orders: what is to be done is asked of the service.

mod accounts;
mod adopt;
mod allegro_words;
mod answered;
mod assets;
mod blocked;
mod correct;
mod correct_view;
mod decide;
mod doctor;
mod door;
mod entrance;
mod error;
mod files;
mod guide;
mod home;
mod kept;
mod listen;
mod log;
mod mapping_view;
mod mappings;
mod open;
mod order;
mod order_file;
mod order_view;
mod orders;
mod page;
mod place;
mod preview_view;
mod qr;
mod remove;
mod report;
mod secrets;
mod settings;
mod settings_view;
mod status;
mod sure;
#[cfg(test)]
mod tests;
mod work;
mod work_view;

pub use entrance::entrance;
pub use error::PanelError;
pub use open::open;

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tokio::net::TcpListener;

use crate::clock::Clock;
use crate::core::message::text::PanelFull;
use crate::core::message::{Catalogue, Language};
use crate::workplace::Hub;
use door::Door;

/// What the panel is made of.
pub struct PanelContext {
    /// The working folder.
    pub dir: PathBuf,
    /// The service.
    pub hub: Hub,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for PanelContext {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PanelContext").field("dir", &self.dir).finish_non_exhaustive()
    }
}

struct Panel {
    context: PanelContext,
    door: Door,
    polish: Catalogue,
    english: Catalogue,
    logins: accounts::Logins,
    said: settings::Said,
    told: work::Told,
    known: place::Known,
    left: guide::Left,
    kept: kept::Kept,
    answered: answered::Pages,
    undos: sure::Undos,
}

impl Panel {
    /// What a visitor reads before he chooses: what the settings say now.
    fn language(&self) -> Language {
        self.context.hub.state().language
    }

    fn texts(&self, language: Language) -> &Catalogue {
        match language {
            Language::Polish => &self.polish,
            Language::English => &self.english,
        }
    }
}

type Shared = Arc<Panel>;

/// Serves the panel until `shutdown`. What is still open then is cut off: live pages never end by themselves.
pub async fn serve(
    listener: TcpListener,
    context: PanelContext,
    shutdown: impl Future<Output = ()> + Send,
) -> std::io::Result<()> {
    let panel = panel(listener.local_addr()?.port(), context);
    let full = panel.texts(panel.language()).say(PanelFull);
    listen::listen(listener, routes(panel), (listen::Bounds::default(), &full), shutdown).await
}

fn panel(port: u16, context: PanelContext) -> Shared {
    let door = Door::new(port);
    Arc::new(Panel {
        context,
        door,
        polish: Catalogue::new(Language::Polish),
        english: Catalogue::new(Language::English),
        logins: accounts::Logins::default(),
        said: settings::Said::default(),
        told: work::Told::default(),
        known: place::Known::default(),
        left: guide::Left::default(),
        kept: kept::Kept::default(),
        answered: answered::Pages::default(),
        undos: sure::Undos::default(),
    })
}

fn routes(panel: Shared) -> Router {
    Router::new()
        .route("/", get(home::page))
        .route("/counts", get(home::counts))
        .route("/waits", get(home::waits))
        .route("/live", get(home::live))
        .route("/sync", post(home::sync))
        .route("/adopt", post(adopt::adopt))
        .route("/guide", get(guide::overview))
        .route("/guide/later", post(guide::later))
        .route("/guide/account", post(guide::add_account))
        .route("/guide/optima/servers", post(guide::servers))
        .route("/guide/start/count", get(guide::count))
        .route("/guide/{step}", get(guide::page).post(guide::save))
        .route("/guide/{step}/check", get(guide::check))
        .route("/kept/{id}", get(kept::page))
        .route("/answers/{id}", get(answered::page))
        .route("/login", get(door::login))
        .route("/logout", post(door::logout))
        .route("/out", get(door::out))
        .route("/language", post(door::language))
        .route("/orders", get(orders::page))
        .route("/orders.csv", get(orders::csv))
        .route("/orders/say", get(sure::of_these).post(orders::say))
        .route("/orders/{id}", get(order::page))
        .route("/orders/{id}/xml", get(order_file::page))
        .route("/orders/{id}/document", get(order::document))
        .route("/orders/{id}/preview", get(correct::preview))
        .route("/orders/{id}/correct", get(correct::page).post(correct::save))
        .route("/orders/{id}/correct/undo", post(correct::undo))
        .route("/orders/{id}/retry", post(order::retry))
        .route("/orders/{id}/ignore", post(order::ignore))
        .route("/orders/{id}/decide", post(decide::decide))
        .route("/waiting/{row}", get(work::row))
        .route("/waiting/{row}/answer", post(work::answer))
        .route("/waiting/{row}/say", get(sure::of_row).post(work::say))
        .route("/cards", get(work::cards))
        .route("/undo", post(sure::undo))
        .route("/files", get(files::page))
        .route("/files/upload", post(files::upload))
        .route("/files/move", post(files::pass_on))
        .route("/mappings", get(mappings::page))
        .route("/lacking", get(mappings::lacking))
        .route("/choices", get(mappings::choices))
        .route("/mappings/{table}/lacking", get(mappings::lacking_rows))
        .route("/mappings/{table}/strange", get(mappings::strange))
        .route("/mappings/{table}", get(mappings::table).post(mappings::save))
        .route("/report", get(report::page))
        .route("/report/compared", get(report::compare::page))
        .route("/report/compared.csv", get(report::compare::csv))
        .route("/report.csv", get(report::csv))
        .route("/settings", get(settings::page))
        .route("/settings/mend", post(settings::mend))
        .route("/settings/secrets", get(secrets::page).post(secrets::keep))
        .route("/settings/{group}", get(settings::group).post(settings::save))
        .route("/remove/{part}/{name}", get(remove::page).post(remove::remove))
        .route("/status", get(status::page))
        .route("/log", get(log::page))
        .route("/doctor", get(doctor::page))
        .route("/doctor/findings", get(doctor::findings))
        .route("/bundle.zip", get(doctor::bundle))
        .route("/accounts/{alias}", get(accounts::page))
        .route("/accounts/{alias}/step", get(accounts::step))
        .route("/accounts/{alias}/login", post(accounts::login))
        .route("/accounts/{alias}/answer", post(accounts::answer))
        .route("/healthz", get(status::health))
        .route("/metrics", get(status::metrics))
        .route("/stop", post(status::stop))
        .route("/assets/{name}", get(assets::file))
        .fallback(page::nowhere)
        .layer(from_fn_with_state(Arc::clone(&panel), door::guard))
        .with_state(panel)
}
