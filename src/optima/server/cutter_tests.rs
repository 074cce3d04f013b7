//! The wire to a real server is cut after each packet of an import in turn. Where there is no server these tests say so
//! and pass.

use super::testing::cutter::Cutter;
use super::tests::{TODAY, TestBase, ado};
use super::*;
use crate::core::plan::WrittenDocument;
use crate::core::problem::{Explain as _, Fault};
use crate::optima::contract::{self, RawBase as _};
use crate::optima::rows::Value;

/// No import has as many packets.
const NEVER: i64 = 1_000_000;

/// Imports as the stage does, over as many runs as it takes: looks the key up, writes, and where the answer is lost looks
/// again. Each failure is one that leaves the file waiting.
async fn import(access: &Access, plan: &RowPlan) -> (WrittenDocument, u32) {
    let mut failures = 0;
    loop {
        match once(access, plan).await {
            Ok(document) => return (document, failures),
            Err(error) => {
                assert_eq!(error.fault(), Fault::Outage, "{error}");
                failures += 1;
                assert!(failures < 4, "{error}");
            }
        }
    }
}

async fn once(access: &Access, plan: &RowPlan) -> Result<WrittenDocument, OptimaError> {
    let mut server = SqlServer::open(access.clone()).await?;
    let wanted = Wanted { key: plan.key, class: 308, definition: "RO".to_owned(), ..Wanted::default() };
    if let Some(found) = server.lookup(&wanted).await?.existing {
        return Ok(WrittenDocument::found(found));
    }
    match server.write(plan).await {
        Ok(Applied::Imported(written)) => Ok(written),
        Ok(Applied::AlreadyThere(found)) => Ok(WrittenDocument::found(found)),
        Ok(Applied::Unfit(reasons)) => panic!("{reasons:?}"),
        Err(error @ OptimaError::CommitUnknown { .. }) => {
            server.find(plan.key).await?.map(WrittenDocument::found).ok_or(error)
        }
        Err(error) => Err(error),
    }
}

async fn through(base: &TestBase, after: i64) -> (Cutter, Access) {
    let mut access = super::tests::access(&base.ado, &base.database);
    let cutter = Cutter::start(access.config.get_addr(), after).await;
    access.config.host("127.0.0.1");
    access.config.port(cutter.port);
    access.config.encryption(tiberius::EncryptionLevel::NotSupported);
    (cutter, access)
}

#[tokio::test]
async fn i5_a_wire_cut_after_any_packet_makes_neither_two_documents_nor_none() {
    let Some(ado) = ado() else { return };
    let mut base = TestBase::new(&ado, TODAY).await;
    let (cutter, access) = through(&base, NEVER).await;
    let plan = contract::mugs(&mut base, "whole").await;
    import(&access, &plan).await;
    let packets = NEVER - cutter.left();
    assert!(packets > 10, "{packets}");
    let (mut cuts, mut found_after) = (0, 0);
    for after in 1..=packets {
        let mut plan = contract::mugs(&mut base, &format!("cut-{after}")).await;
        let line = plan.lines[0].clone();
        plan.lines = (1..=4)
            .map(|place| {
                let mut line = line.clone();
                contract::set(&mut line, "TrE_Lp", Value::Int(place));
                line
            })
            .collect();
        let (_cutter, access) = through(&base, after).await;
        let (document, failures) = import(&access, &plan).await;
        let key = plan.key;
        let of_header = format!("FROM CDN.TraNag WHERE TrN_ImportRowId = '{key}'");
        assert_eq!(base.cell(&format!("SELECT COUNT(*) {of_header}")).await, "1", "after {after}");
        let lines = format!("SELECT COUNT(*) FROM CDN.TraElem WHERE TrE_TrNId = {}", document.id);
        assert_eq!(base.cell(&lines).await, "4", "after {after}");
        cuts += u32::from(failures > 0);
        found_after += u32::from(failures == 0);
    }
    eprintln!("{packets} packets cut in turn: {cuts} imports needed another run, {found_after} did not");
    assert!(cuts > 0);
    // Numbers without a gap: what was undone took none.
    let total = packets + 1;
    let highest = base.cell("SELECT MAX(TrN_NumerNr) FROM CDN.TraNag").await;
    assert_eq!(highest, total.to_string());
    base.drop().await;
}

/// Several importers at once on one base: every order once, no number twice.
#[tokio::test]
async fn i1_importers_at_once_bring_each_order_in_once() {
    let Some(ado) = ado() else { return };
    let mut base = TestBase::new(&ado, TODAY).await;
    let mut plans = Vec::new();
    for place in 0..40 {
        plans.push(contract::mugs(&mut base, &format!("race-{place}")).await);
    }
    let access = super::tests::access(&ado, &base.database);
    // Three importers with the same orders, each in its own order.
    let importer = |shift: usize| {
        let (access, mut plans) = (access.clone(), plans.clone());
        plans.rotate_left(shift);
        async move {
            let mut server = SqlServer::open(access).await.unwrap();
            let mut written = 0;
            for plan in &plans {
                written += u32::from(matches!(server.write(plan).await.unwrap(), Applied::Imported(_)));
            }
            written
        }
    };
    let (a, b, c) = tokio::join!(importer(0), importer(13), importer(27));
    assert_eq!(a + b + c, 40);
    assert_eq!(base.cell("SELECT COUNT(*) FROM CDN.TraNag").await, "40");
    assert_eq!(base.cell("SELECT COUNT(DISTINCT TrN_NumerNr) FROM CDN.TraNag").await, "40");
    assert_eq!(base.cell("SELECT MAX(TrN_NumerNr) FROM CDN.TraNag").await, "40");
    base.drop().await;
}
