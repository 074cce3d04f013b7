//! `demo`: the whole way on the embedded simulator and sandbox, through files, in a fresh folder.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::json;

use super::progress::TerminalProgress;
use super::ui::{Exit, Failure, Ui};
use super::workplace::{self, Start, Workplace};
use super::{export, import, status};
use crate::allegro::client::Client;
use crate::allegro::pause::NoPause;
use crate::allegro::simulator::{Running, Simulator, World};
use crate::allegro::tokens::TokenStore as _;
use crate::core::message::Catalogue;
use crate::core::message::text::{
    Cli013, DemoAsk, DemoHead, DemoLook, DemoResult, DemoStageOne, DemoStageTwo, DemoSum,
};
use crate::core::problem::{Fault, Problem};
use crate::core::tables::Table;
use crate::ledger::OrdersFilter;
use crate::optima::OptimaDb as _;
use crate::settings::tables;
use crate::settings::template::{self, Answers};
use crate::spool::{Disk as _, RealDisk};
use crate::stages::StageError;
use crate::stages::accounts::FileTokens;
use crate::stages::export::{Export, ExportReport, Window};
use crate::stages::import::{Import, ImportReport};
use crate::xml::SchemaChecker;

/// Name of the demo's folder; a second one gets `-2`.
const FOLDER: &str = "allegro-optima-demo";

pub async fn run(dir: &Path, orders: Option<&Path>, ui: &Ui) -> Result<Exit, Failure> {
    let unprepared = |why: String| Failure { problem: Problem::error(Cli013 { why: why.into() }), fault: Fault::Usage };
    let world = match orders {
        None => World::shipped(),
        Some(folder) => World::from_dir(folder).map_err(|error| unprepared(error.to_string()))?,
    };
    let count = world.orders.len();
    if count == 0 {
        return Err(unprepared("0".to_owned()));
    }
    let dir = fresh_folder(dir)?;
    workplace::set_up(RealDisk, &dir, &start(ui))?;
    let place = Workplace::open(&dir)?;
    let simulator = Simulator::start(world).map_err(|error| unprepared(error.to_string()))?;
    ui.say(DemoHead { orders: count.into(), dir: dir.as_path().into() });
    let way = walk(&place, &simulator, ui).await;
    // The simulator's thread ends with the process at the latest; its own trouble is nobody's here.
    let _ = simulator.shutdown();
    way?;
    conclude(&place, ui).await?;
    Ok(Exit::Done)
}

/// The first name that is free.
fn fresh_folder(dir: &Path) -> Result<PathBuf, Failure> {
    let below = |name: &str| std::path::absolute(dir.join(name)).unwrap_or_else(|_| dir.join(name));
    let mut folder = below(FOLDER);
    let mut number = 2;
    while folder.symlink_metadata().is_ok() {
        folder = below(&format!("{FOLDER}-{number}"));
        number += 1;
    }
    RealDisk.create_dir_all(&folder)?;
    Ok(folder)
}

/// Both stages.
async fn walk(place: &Workplace, simulator: &Running, ui: &Ui) -> Result<(), Failure> {
    let offices = place.offices()?;
    let Some((alias, office)) = place.settings.accounts.keys().next().zip(offices.first()) else { return Ok(()) };
    let folders = &office.folders;
    let tables = place.tables(folders, ui)?;
    let mut base = place.base(office)?;
    let mut ledger = office.ledger()?;
    let progress = TerminalProgress::new(ui.is_json());
    let tokens = Box::new(FileTokens::new(place.disk.clone(), folders, alias));
    tokens
        .store(&simulator.log_in())
        .map_err(|error| Failure { problem: Problem::error(Cli013 { why: error.0.into() }), fault: Fault::Outage })?;
    let client = Client::new(simulator.connection(), tokens, Box::new(NoPause), place.clock.clone());
    let mut client = client.map_err(StageError::from)?;
    let mut schema = SchemaChecker::new(crate::xml::Limits::default())?;

    ui.line("");
    ui.say(DemoStageOne);
    let mut exported = ExportReport::new(alias);
    let mut stage = Export {
        account: alias,
        orders: &mut client,
        base: Some(&mut base),
        ledger: &mut ledger,
        disk: &*place.disk,
        folders,
        settings: &place.settings,
        tables: &tables,
        clock: &*place.clock,
        progress: &progress,
        schema: &mut schema,
        dry_run: false,
    };
    stage.run(&Window::Since(Timestamp::UNIX_EPOCH), &mut exported).await?;
    export::show(&exported, false, ui);

    ui.line("");
    ui.say(DemoStageTwo);
    let mut imported = ImportReport::default();
    let mut stage = Import {
        base: &mut base,
        ledger: &mut ledger,
        disk: place.disk.clone(),
        folders,
        settings: &place.settings,
        texts: &ui.texts,
        clock: &*place.clock,
        progress: &progress,
    };
    stage.run(&mut imported).await?;
    import::show(&imported, ui);
    Ok(())
}

/// What became of every order, from our state and from the base, not from what was said on the way.
async fn conclude(place: &Workplace, ui: &Ui) -> Result<(), Failure> {
    let offices = place.offices()?;
    let Some(office) = offices.first() else { return Ok(()) };
    let mut orders = office.ledger()?.orders(&OrdersFilter::default())?;
    // As they were bought, which is how the files sort, too.
    orders.sort_by_key(|order| (order.bought_at.is_none(), order.bought_at));
    let documents = place.base(office)?.documents(&[]).await?;
    ui.line("");
    ui.say(DemoResult);
    status::show(&orders, ui);
    ui.line("");
    let rest = orders.len().saturating_sub(documents.len());
    ui.say(DemoSum { documents: documents.len().into(), rest: rest.into() });
    ui.say(DemoLook { archive: office.folders.archive_root().as_path().into() });
    ui.say(DemoAsk { dir: place.dir.as_path().into() });
    ui.json(&json!({
        "dir": place.dir,
        "status": status::as_json(&orders, ui),
        "documents": documents,
    }));
    Ok(())
}

/// The settings of a shop that has decided everything that can be decided, so that nothing stops for want of a
/// decision: each default that answers is warned about all the same.
fn start(ui: &Ui) -> Start {
    let answers = Answers {
        language: ui.texts.language(),
        alias: "pokaz".to_owned(),
        company: "sklep".to_owned(),
        seller: "Sklep Pokazowy sp. z o.o.".to_owned(),
        nip: "9990003716".to_owned(),
    };
    let mut settings = template::settings(&answers);
    for (default, chosen) in [
        ("one_fulfillment = \"stop\"", "one_fulfillment = \"import\""),
        ("foreign_delivery = \"stop\"", "foreign_delivery = \"import\""),
        ("default_rate = \"\"", "default_rate = \"23\""),
        ("unknown = \"refuse\"", "unknown = \"offer-code\""),
        ("additional = \"\"", "additional = \"PAKOWANIE\""),
        ("wrong_nip = \"error\"", "wrong_nip = \"private\""),
        ("category = \"\"", "category = \"ALLEGRO\""),
    ] {
        settings = settings.replace(default, chosen);
    }
    // Private persons have a numbering scheme and series of their own.
    if let Some((before, private)) = settings.split_once("[documents.private]") {
        let private = private.replacen("definition = \"RO\"", "definition = \"ROA\"", 1).replacen(
            "series = \"\"",
            "series = \"DET\"",
            1,
        );
        settings = format!("{before}[documents.private]{private}");
    }
    Start { settings, tables: demo_tables(&ui.texts) }
}

fn demo_tables(texts: &Catalogue) -> Vec<(Table, Vec<u8>)> {
    let rows = |rows: &[&[&str]]| -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    };
    let method = |nn: &str| format!("5b3f2a10-7c44-4e0e-9a51-2f6d1c8e7a{nn}");
    let (dhl_cod, locker_cod, post, pick_up, dpd) =
        (method("01"), method("02"), method("03"), method("04"), method("09"));
    let deliveries = rows(&[
        &["c8be0338-63f9-42d8-bc78-ee2bd45980b6", "Kurier DHL", "KURIER", "", "", ""],
        &["2488f7b7-5d1c-4d65-b85c-4cbcf253fd93", "Allegro Paczkomaty InPost", "PACZKOMAT", "", "", ""],
        &["0b257488-c85d-4507-b967-9b45ffbfa2e8", "Allegro One Box, DPD", "ODBIOR-PUNKT", "", "", ""],
        &["9081532b-5ad3-467d-80bc-9252982e9dd8", "Allegro miniKurier24 InPost", "KURIER", "", "", ""],
        &[&dhl_cod, "Kurier DHL pobranie", "KURIER", "", "POBRANIE", "5,00"],
        &[&locker_cod, "Allegro Paczkomaty InPost pobranie", "PACZKOMAT", "", "", ""],
        &[&post, "Allegro Odbiór w Punkcie Poczta", "ODBIOR-PUNKT", "", "", ""],
        &[&pick_up, "Odbiór osobisty", "DOSTAWA", "", "", ""],
        &[&dpd, "Allegro Kurier DPD", "KURIER", "", "", ""],
    ]);
    let sets = rows(&[&["7770000301", "KUBEK-330", "2", ""], &["7770000301", "TALERZ-26", "2", ""]]);
    let products = rows(&[&["7770000302", "MIOD-900", "", "Miód lipowy 900 g"]]);
    let services = rows(&[&["GIFT_WRAP", "PAKOWANIE", "23"], &["CARRY_IN", "WNIESIENIE", "23"]]);
    vec![
        (Table::Payments, tables::default_file(Table::Payments, texts)),
        (Table::Deliveries, tables::file(Table::Deliveries, &deliveries, texts)),
        (Table::Products, tables::file(Table::Products, &products, texts)),
        (Table::Sets, tables::file(Table::Sets, &sets, texts)),
        (Table::Services, tables::file(Table::Services, &services, texts)),
    ]
}
