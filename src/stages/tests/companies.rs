//! Two companies in one service: what is wrong with the first one's base is the first one's.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;

use super::double::{Call, Ill};
use super::shop::{Shop, alive, everything, orders, stage};
use crate::clock::{Clock, ManualClock};
use crate::core::message::Language;
use crate::core::settings::LogLevel;
use crate::ledger::Standing;
use crate::optima::OptimaError;
use crate::optima::error::Said;
use crate::spool::{Candidate, scan};
use crate::stages::export::ExportReport;
use crate::stages::import::ImportReport;
use crate::stages::service::{Doors, FolderLook, Hub, Next, Service, Settled, Trouble};
use crate::stages::{Progress, StageError};

const FIRST: &str = "pierwsza";
const SECOND: &str = "druga";

struct Two(BTreeMap<&'static str, Shop>);

impl Two {
    fn of(&mut self, company: &str) -> &mut Shop {
        self.0.get_mut(company).unwrap()
    }
}

impl Doors for Two {
    fn settled(&mut self) -> Result<Settled, Trouble> {
        Ok(Settled {
            accounts: BTreeMap::new(),
            companies: [FIRST, SECOND].map(str::to_owned).to_vec(),
            scan_every: SignedDuration::from_secs(10),
            language: Language::Polish,
            log: LogLevel::Info,
            fingerprint: String::new(),
            tables: BTreeMap::new(),
        })
    }

    async fn export(&mut self, _: &str, _: &dyn Progress, _: &mut ExportReport) -> Result<(), Trouble> {
        Ok(())
    }

    fn look(&mut self, company: &str, _: &mut ImportReport) -> Result<FolderLook, Trouble> {
        let house = &self.of(company).house;
        let ready = scan(&house.disk, &house.folders.outbox()).map_err(StageError::from)?.candidates;
        let waiting = u64::try_from(ready.len()).unwrap();
        Ok(FolderLook { ready, waiting, ..FolderLook::default() })
    }

    async fn import(
        &mut self,
        company: &str,
        (files, look_back): (Vec<Candidate>, bool),
        _: &dyn Progress,
        report: &mut ImportReport,
    ) -> Result<(), Trouble> {
        let Shop { house, settings, texts, .. } = self.of(company);
        let disk = Arc::new(house.disk.clone());
        Ok(stage(house, disk, settings, texts).run_candidates(files, look_back, report).await?)
    }

    async fn again(&mut self, company: &str) -> Result<u64, Trouble> {
        let Shop { house, settings, texts, .. } = self.of(company);
        let disk = Arc::new(house.disk.clone());
        Ok(u64::try_from(stage(house, disk, settings, texts).again().await?.len()).unwrap())
    }

    fn standing(&mut self) -> Option<BTreeMap<String, Standing>> {
        None
    }

    async fn upkeep(&mut self) -> Result<bool, Trouble> {
        Ok(false)
    }
}

#[test]
fn i14_a_service_brings_the_second_companys_files_in_while_the_firsts_base_is_away() {
    let place = || "SERWER/CDN_PIERWSZA".to_owned();
    for (call, error) in [
        (Call::Prepare, OptimaError::Unreachable { place: place(), why: "nie ma drogi".to_owned() }),
        (Call::Apply, OptimaError::Unwell { place: place(), said: Said::new(701, 17, "INSERT", "brak pamięci") }),
        (Call::Apply, OptimaError::Failed { said: Said::new(4_321, 16, "Partner_Trigger", "nie") }),
    ] {
        let clock = Arc::new(ManualClock::new("2026-11-22T23:00:00Z".parse().unwrap()));
        let shop = || {
            let mut shop = Shop::new(orders(4));
            shop.export(&everything());
            shop
        };
        let mut two = Two([(FIRST, shop()), (SECOND, shop())].into());
        two.of(FIRST).house.base.ill = Some(Ill { call, keys: None, error: error.clone() });
        two.of(FIRST).house.base.away = call == Call::Prepare;
        let (hub, _) = Hub::new(clock.now());
        let mut service = Service::new(two, hub.clone(), clock.clone());
        let pass = |service: &mut Service<Two>, time: SignedDuration| {
            let end = clock.now() + time;
            loop {
                match service.next_step() {
                    Next::Do(job) => alive(service.perform(&job)),
                    Next::Wait(until) if until <= end => clock.forward(until.duration_since(clock.now())),
                    Next::Wait(_) => break,
                }
            }
        };
        pass(&mut service, SignedDuration::from_secs(5));
        assert_eq!(service.doors().of(SECOND).documents().len(), 4, "{error}");
        assert_eq!(service.doors().of(FIRST).documents().len(), 0, "{error}");
        let state = hub.watch().borrow().clone();
        assert!(state.companies[SECOND].problem.is_none(), "{error}");
        assert!(state.companies[FIRST].problem.is_some(), "{error}");
        let first = &mut service.doors().of(FIRST).house;
        assert_eq!(first.outbox().len(), 4, "{error}: nothing went into errors");
        (first.base.ill, first.base.away) = (None, false);
        pass(&mut service, SignedDuration::from_mins(6));
        assert_eq!(service.doors().of(FIRST).documents().len(), 4, "{error}");
        assert!(hub.watch().borrow().companies[FIRST].problem.is_none(), "{error}");
    }
}
