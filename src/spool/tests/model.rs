//! Random use by two owners, beside a model: a map from each document to where the model says it is.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

#[derive(Clone, Copy, Debug)]
enum Action {
    /// A document under one of few names, so that names meet.
    Drop(u8),
    /// A writer that has not finished.
    Partial(u8),
    /// The n-th candidate, by one of the owners.
    Claim(usize, usize),
    /// Of the owner's claims the n-th.
    Finish(usize, usize, u8),
    Release(usize, usize),
    /// The owner forgets it.
    Abandon(usize, usize),
    /// The owner's process dies and another starts.
    Crash(usize),
    Recover(usize),
}

fn action() -> impl Strategy<Value = Action> {
    let owner = 0usize..2;
    prop_oneof![
        4 => (0u8..4).prop_map(Action::Drop),
        1 => (0u8..4).prop_map(Action::Partial),
        4 => (owner.clone(), 0usize..4).prop_map(|(o, n)| Action::Claim(o, n)),
        3 => (owner.clone(), 0usize..4, 0u8..3).prop_map(|(o, n, d)| Action::Finish(o, n, d)),
        1 => (owner.clone(), 0usize..4).prop_map(|(o, n)| Action::Release(o, n)),
        1 => (owner.clone(), 0usize..4).prop_map(|(o, n)| Action::Abandon(o, n)),
        1 => owner.clone().prop_map(Action::Crash),
        2 => owner.prop_map(Action::Recover),
    ]
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Inbox,
    /// By whom; `true`: somebody still works on it.
    Claimed(usize, bool),
    /// Its owner died.
    Orphaned,
    Finished,
}

struct Bench {
    disk: MemoryDisk,
    shared: Arc<dyn Disk>,
    folders: Folders,
    owners: Vec<Arc<Owner>>,
    claims: [Vec<(Claimed, Content)>; 2],
    model: BTreeMap<Vec<u8>, Place>,
    dropped: u32,
}

impl Bench {
    fn new() -> Self {
        let disk = MemoryDisk::default();
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let folders = Folders::new("/r");
        folders.create(&disk).unwrap();
        let owners = (0..2).map(|_| owner(&shared, &folders)).collect();
        Self { disk, shared, folders, owners, claims: [Vec::new(), Vec::new()], model: BTreeMap::new(), dropped: 0 }
    }

    fn set(&mut self, bytes: &[u8], place: Place) {
        self.model.insert(bytes.to_vec(), place);
    }

    fn take(&mut self, owner: usize, n: usize) -> Option<(Claimed, Content)> {
        (n < self.claims[owner].len()).then(|| self.claims[owner].remove(n))
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Drop(name) => {
                let path = self.folders.inbox().join(format!("{name}.xml"));
                if self.disk.bytes(&path).is_none() {
                    self.dropped += 1;
                    let bytes = format!("<document{}/>", self.dropped).into_bytes();
                    self.disk.put(path, &bytes);
                    self.set(&bytes, Place::Inbox);
                }
            }
            Action::Partial(name) => {
                let path = self.folders.inbox().join(format!("{name}.xml.part"));
                if self.disk.bytes(&path).is_none() {
                    self.disk.put(path, b"<docu");
                }
            }
            Action::Claim(owner, n) => {
                let candidates = scan(&*self.shared, &self.folders.inbox()).unwrap().candidates;
                if let Some(candidate) = candidates.get(n) {
                    let claimed = self.owners[owner].claim(candidate).unwrap().unwrap();
                    let content = claimed.read(100).unwrap();
                    self.set(&content.bytes, Place::Claimed(owner, true));
                    self.claims[owner].push((claimed, content));
                }
            }
            Action::Finish(owner, n, destination) => {
                let Some((claimed, content)) = self.take(owner, n) else { return };
                let (destination, text) = match destination {
                    0 => (Destination::Archive(today()), None),
                    1 => (Destination::Duplicates, None),
                    _ => (Destination::Errors, Some("tekst")),
                };
                let receipt = receipt_for(&claimed, &content, Outcome::Imported);
                finish(&*self.shared, &self.folders, &claimed, destination, &receipt, text).unwrap();
                self.set(&content.bytes, Place::Finished);
            }
            Action::Release(owner, n) => {
                let Some((claimed, content)) = self.take(owner, n) else { return };
                claimed.release().unwrap();
                self.set(&content.bytes, Place::Inbox);
            }
            Action::Abandon(owner, n) => {
                let Some((_, content)) = self.take(owner, n) else { return };
                self.set(&content.bytes, Place::Claimed(owner, false));
            }
            Action::Crash(n) => self.crash(n),
            Action::Recover(n) => {
                let recovered = self.owners[n].recover().unwrap();
                assert!(recovered.failed.is_empty() && recovered.finished.is_empty());
                let mut back = 0;
                for place in self.model.values_mut() {
                    if *place == Place::Orphaned || *place == Place::Claimed(n, false) {
                        *place = Place::Inbox;
                        back += 1;
                    }
                }
                assert_eq!(recovered.returned.len(), back);
            }
        }
    }

    /// Claims keep their owner alive, so both go; what is dropped touches nothing but an empty folder.
    fn crash(&mut self, n: usize) {
        self.claims[n].clear();
        self.owners[n] = owner(&self.shared, &self.folders);
        for place in self.model.values_mut() {
            if matches!(place, Place::Claimed(owner, _) if *owner == n) {
                *place = Place::Orphaned;
            }
        }
    }

    fn check(&self) {
        let found = documents(&self.disk);
        assert_eq!(found.len(), self.model.len());
        for (bytes, place) in &self.model {
            let path = &found[bytes];
            let as_modelled = match place {
                Place::Inbox => path.parent() == Some(&self.folders.inbox()),
                Place::Claimed(..) | Place::Orphaned => path.starts_with(self.folders.claimed()),
                Place::Finished => is_finished(&self.folders, path),
            };
            assert!(as_modelled, "{} is not {place:?}", path.display());
        }
        assert_receipts(&self.disk, &self.folders);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_spool_does_as_the_model_says(actions in prop::collection::vec(action(), 1..60)) {
        let mut bench = Bench::new();
        for action in actions {
            bench.act(action);
            bench.check();
        }
    }
}
