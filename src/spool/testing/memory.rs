//! A disk in memory, with the two halves of a real one: what is seen, and what is on the platter.
//!
//! It is as mean as POSIX allows: the bytes of a file are safe after its own sync, a name after the sync of a
//! folder that the change touched. What is not safe may survive a power cut or not, each change by itself, but
//! for one thing that every file system we run on promises: the changes of one file's name are kept in order.
//! Folders themselves are taken to be durable at once.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::spool::disk::{Access, Context as _, Disk, DiskError, Entry, Guard, Kind, Metadata, Operation};

type Node = usize;

#[derive(Clone, Debug)]
struct Content {
    bytes: Vec<u8>,
    synced: bool,
    access: Access,
    modified: Timestamp,
}

/// One change of names: each node is at the path now, or nowhere.
#[derive(Clone, Debug)]
struct Change {
    places: Vec<(Node, Option<PathBuf>)>,
    touches: BTreeSet<PathBuf>,
    durable: bool,
}

#[derive(Debug, Default)]
struct World {
    contents: Vec<Content>,
    names: BTreeMap<PathBuf, Node>,
    folders: BTreeSet<PathBuf>,
    log: Vec<Change>,
    now: Timestamp,
    locks: BTreeMap<Node, u64>,
    locked: u64,
}

/// The disk; clones are the same disk.
#[derive(Clone, Debug, Default)]
pub struct MemoryDisk(Arc<Mutex<World>>);

/// A folder that is not there now, with everything in it.
#[derive(Debug)]
pub struct AwayFolder {
    names: BTreeMap<PathBuf, Node>,
    folders: BTreeSet<PathBuf>,
}

struct Held {
    world: Arc<Mutex<World>>,
    node: Node,
    ticket: u64,
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        if world.locks.get(&self.node) == Some(&self.ticket) {
            world.locks.remove(&self.node);
        }
    }
}

impl MemoryDisk {
    fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A file that somebody else made, whole and safe, with its folders.
    pub fn put(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = path.as_ref();
        let mut world = self.world();
        world.add_folders(path.parent());
        let node = world.add(path, bytes, Access::Kept(0o644));
        world.set_synced(node);
        world.sync_names(path.parent());
    }

    /// A file that somebody else made and did not bring to the platter.
    pub fn put_unsynced(&self, path: impl AsRef<Path>, bytes: &[u8]) {
        let path = path.as_ref();
        let mut world = self.world();
        world.add_folders(path.parent());
        world.add(path, bytes, Access::Kept(0o644));
    }

    /// Every file, by path.
    pub fn files(&self) -> Vec<PathBuf> {
        self.world().names.keys().cloned().collect()
    }

    /// A file's bytes.
    pub fn bytes(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        let world = self.world();
        world.content(path.as_ref()).map(|content| content.bytes.clone())
    }

    /// The time that files made from now on carry.
    pub fn set_now(&self, now: Timestamp) {
        self.world().now = now;
    }

    /// A folder goes with everything in it: a share that is not connected any more, a stick that was pulled out.
    pub fn take_away(&self, folder: &Path) -> AwayFolder {
        let mut world = self.world();
        let (names, left) =
            std::mem::take(&mut world.names).into_iter().partition(|(path, _)| path.starts_with(folder));
        world.names = left;
        let (folders, left) = std::mem::take(&mut world.folders).into_iter().partition(|path| path.starts_with(folder));
        world.folders = left;
        AwayFolder { names, folders }
    }

    /// It is there again.
    pub fn give_back(&self, away: AwayFolder) {
        let mut world = self.world();
        world.names.extend(away.names);
        world.folders.extend(away.folders);
    }

    /// The process dies: its locks are free, everything else is as it was.
    pub fn restart(&self) {
        self.world().locks.clear();
    }

    /// The power goes. Of what was not brought to the platter, `survives` says for each change, oldest first,
    /// whether it was lucky; bytes that were not are cut in half.
    pub fn power_loss(&self, mut survives: impl FnMut() -> bool) {
        let mut world = self.world();
        // A change that survives takes along the earlier changes of the same files.
        let mut kept: Vec<bool> = world.log.iter().map(|change| change.durable || survives()).collect();
        let mut later: BTreeSet<Node> = BTreeSet::new();
        for (change, kept) in world.log.iter().zip(kept.iter_mut()).rev() {
            *kept |= change.places.iter().any(|(node, _)| later.contains(node));
            if *kept {
                later.extend(change.places.iter().map(|(node, _)| *node));
            }
        }
        world.lose(kept);
    }

    /// The power goes on a disk with a journal, as ext4, XFS and NTFS are: all changes of names are kept in
    /// order, so what survives is all up to some moment; `lucky` changes more than what was synced.
    pub fn power_loss_in_order(&self, lucky: usize) {
        let mut world = self.world();
        let synced = world.log.iter().rposition(|change| change.durable).map_or(0, |last| last + 1);
        let kept = (0..world.log.len()).map(|n| n < synced.saturating_add(lucky)).collect();
        world.lose(kept);
    }
}

impl World {
    /// Goes back to what is on the platter: the changes that were `kept`.
    fn lose(&mut self, kept: Vec<bool>) {
        let world = self;
        let log = std::mem::take(&mut world.log);
        world.names.clear();
        let mut at: BTreeMap<Node, PathBuf> = BTreeMap::new();
        for (mut change, _) in log.into_iter().zip(kept).filter(|(_, kept)| *kept) {
            for (node, place) in &change.places {
                if let Some(old) = at.remove(node) {
                    world.names.remove(&old);
                }
                if let Some(place) = place {
                    if let Some(replaced) = world.names.insert(place.clone(), *node) {
                        at.remove(&replaced);
                    }
                    at.insert(*node, place.clone());
                }
            }
            change.durable = true;
            world.log.push(change);
        }
        let parents: Vec<PathBuf> =
            world.names.keys().filter_map(|path| path.parent()).map(Path::to_path_buf).collect();
        for folder in &parents {
            world.add_folders(Some(folder));
        }
        for content in &mut world.contents {
            if !content.synced {
                content.bytes.truncate(content.bytes.len() / 2);
            }
            content.synced = true;
        }
        world.locks.clear();
    }

    fn content(&self, path: &Path) -> Option<&Content> {
        self.names.get(path).and_then(|node| self.contents.get(*node))
    }

    fn add_folders(&mut self, folder: Option<&Path>) {
        self.folders.extend(folder.into_iter().flat_map(Path::ancestors).map(Path::to_path_buf));
    }

    fn add(&mut self, path: &Path, bytes: &[u8], access: Access) -> Node {
        let node = self.contents.len();
        self.contents.push(Content { bytes: bytes.to_vec(), synced: false, access, modified: self.now });
        self.names.insert(path.to_path_buf(), node);
        self.change(vec![(node, Some(path.to_path_buf()))], [path]);
        node
    }

    fn change<const N: usize>(&mut self, places: Vec<(Node, Option<PathBuf>)>, paths: [&Path; N]) {
        let touches = paths.iter().filter_map(|path| path.parent()).map(Path::to_path_buf).collect();
        self.log.push(Change { places, touches, durable: false });
    }

    fn set_synced(&mut self, node: Node) {
        if let Some(content) = self.contents.get_mut(node) {
            content.synced = true;
        }
    }

    fn sync_names(&mut self, dir: Option<&Path>) {
        for change in self.log.iter_mut().filter(|change| dir.is_some_and(|dir| change.touches.contains(dir))) {
            change.durable = true;
        }
    }

    /// What POSIX checks of a path before it makes a name there.
    fn check_new(&self, path: &Path) -> io::Result<()> {
        /// `NAME_MAX` of Linux.
        const LONGEST: usize = 255;
        if path.file_name().is_some_and(|name| name.len() > LONGEST) {
            return Err(io::ErrorKind::InvalidFilename.into());
        }
        if path.parent().is_some_and(|dir| self.folders.contains(dir)) {
            Ok(())
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn is_taken(&self, path: &Path) -> bool {
        self.names.contains_key(path) || self.folders.contains(path)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.check_new(to)?;
        let node = self.names.get(from).copied().ok_or(io::ErrorKind::NotFound)?;
        if self.folders.contains(to) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        self.names.remove(from);
        let mut places = vec![(node, Some(to.to_path_buf()))];
        if let Some(replaced) = self.names.insert(to.to_path_buf(), node) {
            places.insert(0, (replaced, None));
        }
        self.change(places, [from, to]);
        Ok(())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        if !self.folders.contains(dir) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let below = |path: &Path| path.parent() == Some(dir);
        let name = |path: &Path| path.file_name().map_or_else(OsString::new, ToOwned::to_owned);
        let files = self.names.keys().filter(|path| below(path)).map(|path| (path, Kind::File));
        let folders = self.folders.iter().filter(|path| below(path)).map(|path| (path, Kind::Directory));
        Ok(files.chain(folders).map(|(path, kind)| Entry { name: name(path), kind }).collect())
    }
}

impl Disk for MemoryDisk {
    fn create(&self, path: &Path, bytes: &[u8], access: Access) -> Result<(), DiskError> {
        let mut world = self.world();
        world.check_new(path).context(Operation::Create, path)?;
        if world.is_taken(path) {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists)).context(Operation::Create, path);
        }
        let node = world.add(path, bytes, access);
        world.set_synced(node);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.world().rename(from, to).context(Operation::Rename, from)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        let mut world = self.world();
        if world.is_taken(to) && world.names.contains_key(from) {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists)).context(Operation::Rename, from);
        }
        world.rename(from, to).context(Operation::Rename, from)
    }

    fn take(&self, from: &Path, to: &Path) -> Result<bool, DiskError> {
        let mut world = self.world();
        if !world.names.contains_key(from) {
            return Ok(false);
        }
        world.rename(from, to).context(Operation::Rename, from).map(|()| true)
    }

    fn sync(&self, file: &Path) -> Result<(), DiskError> {
        let mut world = self.world();
        let node =
            world.names.get(file).copied().ok_or(io::ErrorKind::NotFound.into()).context(Operation::Sync, file)?;
        world.set_synced(node);
        Ok(())
    }

    fn sync_dir(&self, dir: &Path) -> Result<(), DiskError> {
        let mut world = self.world();
        if !world.folders.contains(dir) {
            return Err(io::Error::from(io::ErrorKind::NotFound)).context(Operation::Sync, dir);
        }
        world.sync_names(Some(dir));
        Ok(())
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, DiskError> {
        let world = self.world();
        let content = world.content(path).ok_or(io::ErrorKind::NotFound.into()).context(Operation::Read, path)?;
        if u64::try_from(content.bytes.len()).is_ok_and(|size| size > limit) {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge)).context(Operation::Read, path);
        }
        Ok(content.bytes.clone())
    }

    fn metadata(&self, path: &Path) -> Result<Metadata, DiskError> {
        let world = self.world();
        if let Some(content) = world.content(path) {
            return Ok(Metadata {
                kind: Kind::File,
                size: u64::try_from(content.bytes.len()).unwrap_or(u64::MAX),
                modified: Some(content.modified),
                mode: Some(match content.access {
                    Access::Private => 0o600,
                    Access::Kept(mode) => mode,
                }),
                owner: None,
            });
        }
        if world.folders.contains(path) {
            return Ok(Metadata { kind: Kind::Directory, size: 0, modified: None, mode: Some(0o700), owner: None });
        }
        Err(io::Error::from(io::ErrorKind::NotFound)).context(Operation::Inspect, path)
    }

    fn list(&self, dir: &Path) -> Result<Vec<Entry>, DiskError> {
        self.world().list(dir).context(Operation::List, dir)
    }

    fn create_dir_all(&self, dir: &Path) -> Result<(), DiskError> {
        let mut world = self.world();
        if dir.ancestors().any(|part| world.names.contains_key(part)) {
            return Err(io::Error::from(io::ErrorKind::NotADirectory)).context(Operation::CreateDir, dir);
        }
        world.add_folders(Some(dir));
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> Result<(), DiskError> {
        let mut world = self.world();
        let node = world.names.remove(path).ok_or(io::ErrorKind::NotFound.into()).context(Operation::Remove, path)?;
        world.change(vec![(node, None)], [path]);
        Ok(())
    }

    fn remove_dir(&self, dir: &Path) -> Result<(), DiskError> {
        let mut world = self.world();
        let below = world.list(dir).context(Operation::Remove, dir)?;
        if !below.is_empty() {
            return Err(io::Error::from(io::ErrorKind::DirectoryNotEmpty)).context(Operation::Remove, dir);
        }
        world.folders.remove(dir);
        Ok(())
    }

    fn try_lock(&self, path: &Path) -> Result<Option<Guard>, DiskError> {
        let mut world = self.world();
        let known = world.names.get(path).copied();
        let node = if let Some(node) = known {
            node
        } else {
            world.check_new(path).context(Operation::Lock, path)?;
            world.add(path, b"", Access::Private)
        };
        if world.locks.contains_key(&node) {
            return Ok(None);
        }
        world.locked += 1;
        let ticket = world.locked;
        world.locks.insert(node, ticket);
        drop(world);
        Ok(Some(Guard::new(Held { world: Arc::clone(&self.0), node, ticket })))
    }
}
