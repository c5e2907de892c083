//! A backup: the ledger at one moment with its attachments, and custody files, in a folder of their own.
//!
//! Others go on appending. The folder is made under a hidden name, synced, read back and checked to the root of the tree,
//! and renamed when it is whole: what has a backup's name is one.
//!
//! # What it is not
//! Keys of people are not in it, nor what each user verified: a backup does not notice that it is old. The custody files in
//! it are further copies of the passphrases' keys, and are to be guarded, counted and destroyed as such.

mod manifest;
mod sealed;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::time::Timestamp;
use crate::domain::entry::Entry;
use crate::ledger::store::check::{CheckError, CheckJob, Checked, check_store};
use crate::ledger::store::sqlite::{CopyJob, SqliteStore};
use crate::ledger::{Checkpoint, SignedCheckpoint, Snapshot, Store, leaf_hash};
use crate::projection::view::backup::{AbsentCustody, BackupView};
use crate::workflow::checkpoint::sign;
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, HistoryError};
use crate::workflow::keyring::Keyring;
use crate::workflow::places::absolute;
use crate::workflow::world::{Stage, World};

use manifest::MANIFEST;
pub(in crate::workflow) use manifest::digest_of;
pub use manifest::{CUSTODY, LEDGER, Listed, Manifest};
use sealed::Sealed;

/// What the hidden names of folders that are being made begin and end with.
const PARTIAL: (&str, &str) = (".sekisho-backup-", ".partial");

/// Ends the name of the lock beside it, which is held by whoever makes it.
const LOCK: &str = ".lock";

/// Moments that are tried before a backup says that it lacks what others seal anew or destroy again and again.
const MOMENTS_MAX: u32 = 16;

/// Backups made, or ledgers set aside, in the same second.
const SAME_SECOND_MAX: u32 = 100;

/// Why there is no backup, or none that can be used.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// It would lie inside what it is to replace.
    #[error("{} is inside the home", path.display())]
    InsideHome {
        /// As given.
        path: PathBuf,
    },
    /// What was read back is not what was to be written.
    #[error("{} is not the ledger it was copied from", path.display())]
    CopyDiffers {
        /// The copy.
        path: PathBuf,
    },
    /// The folder is no backup.
    #[error("{} is not a backup", path.display())]
    NotABackup {
        /// As given.
        path: PathBuf,
        /// The newest one inside it.
        newest: Option<PathBuf>,
    },
    /// The backup is not what its list says, or its list is no list.
    #[error("{}: {why}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The ledger in the backup is damaged.
    #[error("the ledger in {} is damaged: {why}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The first finding.
        why: String,
    },
    /// It was named as the home, and something is to be written.
    #[error("{} is a backup", path.display())]
    AsHome {
        /// The folder.
        path: PathBuf,
    },
    /// What has a name that `restore` gives was not made by it.
    #[error("{} was not made by a restore", path.display())]
    NotOurs {
        /// What has the name.
        path: PathBuf,
    },
    /// Another process is putting a backup back.
    #[error("a backup is being put back at {}", home.display())]
    Running {
        /// The home.
        home: PathBuf,
    },
    /// Somebody wrote to the ledger at the home, or put one there, since it was looked at.
    #[error("the ledger at {} is not the one that was looked at", home.display())]
    Written {
        /// The home.
        home: PathBuf,
    },
    /// The ledger at the home is whole, and has what the backup has not.
    #[error("the ledger at {} is whole and has {size} entries", home.display())]
    NothingToRestore {
        /// The home.
        home: PathBuf,
        /// How many entries it has.
        size: u64,
    },
}

/// Where to, and what of it.
#[derive(Debug, Clone)]
pub struct BackupOrder {
    /// The folder in which the backup gets a folder of its own.
    pub into: PathBuf,
    /// Whether custody files are copied too.
    pub custody: bool,
}

/// Makes a backup, with a checkpoint that the owner of `keyring` signs where one is given.
///
/// # Errors
/// [`BackupError::InsideHome`]; [`BackupError::CopyDiffers`]; [`HistoryError`]; whatever the system says. Then nothing is
/// left of it.
pub fn backup(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: Option<&Keyring>,
    order: &BackupOrder,
) -> Result<BackupView, Error> {
    let into = absolute(&order.into).map_err(|source| Error::File { path: order.into.clone(), source })?;
    let failed = |source| Error::File { path: into.clone(), source };
    let real = into.canonicalize().map_err(failed)?;
    if !real.is_dir() {
        return Err(failed(io::ErrorKind::NotADirectory.into()));
    }
    if desk.places.home.canonicalize().is_ok_and(|home| real.starts_with(home)) {
        return Err(BackupError::InsideHome { path: into }.into());
    }
    remove_abandoned(&into);
    let partial = Partial::make(world, &into)?;
    let view = fill(world, desk, keyring, order, &partial)?;
    let path = partial.publish(&into, &view)?;
    Ok(BackupView { path, ..view })
}

fn fill(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: Option<&Keyring>,
    order: &BackupOrder,
    partial: &Partial,
) -> Result<BackupView, Error> {
    let store = SqliteStore::open_read_only(&desk.places.ledger())?;
    let mut sealed = if order.custody { Some(Sealed::begin(&partial.path)?) } else { None };
    let (snapshot, absent) = moment_of_all(world, desk, &store, sealed.as_mut())?;
    let size = snapshot.size();
    let first_leaf = first_leaf(snapshot.as_ref())?;
    let root = desk.projection.root_at(size)?.ok_or(HistoryError::TreeDiffers { size })?;
    let checkpoint =
        Checkpoint::new(&desk.head.origin, size, root).map_err(|_| HistoryError::TreeDiffers { size })?;
    let note = match keyring {
        Some(keyring) => sign(world, desk, keyring, checkpoint)?,
        None => SignedCheckpoint::unsigned(checkpoint),
    };
    let ledger = partial.path.join(LEDGER);
    copy_ledger(world, &store, &ledger)?;
    drop(snapshot);
    drop(store);
    let mut manifest = Manifest::new(desk.head.origin.clone(), first_leaf, size, root, world.clock.now());
    manifest.custody = order.custody;
    let checked = check_copy(world, &ledger, size, root)?;
    list(world, &mut manifest, &partial.path, LEDGER)?;
    let ledger_bytes = manifest.files.first().map_or(0, |listed| listed.size_bytes);
    write(&partial.path.join(manifest::CHECKPOINT), note.encode().as_bytes())?;
    list(world, &mut manifest, &partial.path, manifest::CHECKPOINT)?;
    if let Some(sealed) = &sealed {
        sealed.list(world, &mut manifest, &partial.path)?;
    }
    manifest.files.sort_by(|a, b| a.path.cmp(&b.path));
    write(&partial.path.join(MANIFEST), &manifest.encode()?)?;
    manifest.check_files(world, &partial.path)?;
    Ok(BackupView {
        path: partial.path.clone(),
        origin: manifest.origin.clone(),
        size,
        root,
        made_at: manifest.made_at,
        ledger_bytes,
        attachments: checked.attachments,
        custody_files: u64::try_from(manifest.custody().count()).unwrap_or(u64::MAX),
        custody_left_out: !order.custody,
        custody_absent: absent,
        signed: keyring.is_some(),
        findings: checked.findings,
    })
}

/// A moment of the ledger, and the custody files that it names, copied; and those that are not there.
fn moment_of_all<'s>(
    world: &World<'_>,
    desk: &mut Desk,
    store: &'s SqliteStore,
    mut sealed: Option<&mut Sealed>,
) -> Result<(Box<dyn Snapshot + 's>, Vec<AbsentCustody>), Error> {
    let mut moments_left = MOMENTS_MAX;
    loop {
        let snapshot = one_moment(world, desk, store)?;
        let Some(sealed) = sealed.as_mut() else { return Ok((snapshot, Vec::new())) };
        let lacking = sealed.copy(world, desk)?;
        moments_left = moments_left.saturating_sub(1);
        if let Some(absent) = sealed.settle(desk, lacking, moments_left > 0)? {
            return Ok((snapshot, absent));
        }
    }
}

/// The ledger at the very moment that the desk has verified: what custody files should be there is asked of the desk, and
/// has to be what the copy will say.
fn one_moment<'s>(
    world: &World<'_>,
    desk: &mut Desk,
    store: &'s SqliteStore,
) -> Result<Box<dyn Snapshot + 's>, Error> {
    loop {
        world.check_cancelled()?;
        desk.catch_up()?;
        let snapshot = store.snapshot()?;
        if snapshot.size() == desk.head.size {
            return Ok(snapshot);
        }
    }
}

/// Copies the ledger as it is at the moment of the snapshot that is alive.
fn copy_ledger(world: &World<'_>, store: &SqliteStore, path: &Path) -> Result<(), Error> {
    world.watch.stage(Stage::Copying, 0, 0);
    let mut total_known = false;
    let progress = &mut |done, total| {
        if !std::mem::replace(&mut total_known, true) {
            world.watch.stage(Stage::Copying, total, 0);
        }
        world.watch.done(done, 0);
    };
    let whole = store.copy_to(path, CopyJob { progress, cancel: world.cancel })?;
    world.watch.finish();
    if whole { Ok(()) } else { Err(Error::Cancelled) }
}

/// Opens the copy where it lies, recomputes everything in it, and compares its root.
fn check_copy(world: &World<'_>, path: &Path, size: u64, root: Digest) -> Result<Checked, Error> {
    let store = SqliteStore::open_still(path)?;
    let snapshot = store.snapshot()?;
    let checked = check_ledger(world, snapshot.as_ref(), &mut |_| {})?;
    if checked.size == size && checked.root == Some(root) {
        return Ok(checked);
    }
    Err(BackupError::CopyDiffers { path: path.to_path_buf() }.into())
}

/// Recomputes everything that a ledger keeps; `finding` is told what is wrong with it, and whether it is wrong with an
/// attachment alone.
///
/// # Errors
/// [`Error::Cancelled`]; [`Error::Store`] where it cannot be read for reasons that lie outside it.
pub(in crate::workflow) fn check_ledger(
    world: &World<'_>,
    snapshot: &dyn Snapshot,
    finding: &mut dyn FnMut(crate::ledger::store::check::StoreFinding),
) -> Result<Checked, Error> {
    world.watch.stage(Stage::Verifying, 0, snapshot.size());
    let checked = check_store(
        snapshot,
        CheckJob {
            key_of: &mut |_, entry| Entry::split(entry).ok().map(|(line, _)| Digest::of(line)),
            finding,
            progress: &mut |done| world.watch.done(0, done),
            cancel: world.cancel,
        },
    );
    world.watch.finish();
    match checked {
        Ok(checked) => Ok(checked),
        Err(CheckError::Cancelled) => Err(Error::Cancelled),
        Err(CheckError::Store(error)) => Err(error.into()),
    }
}

/// Leaf hash of the first entry: which ledger this is.
///
/// # Errors
/// [`HistoryError::Damaged`] without one.
pub(in crate::workflow) fn first_leaf(snapshot: &dyn Snapshot) -> Result<Digest, Error> {
    let first = snapshot.entry(0)?.ok_or(HistoryError::Damaged { index: 0 })?;
    Ok(leaf_hash(&first.bytes))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    file::create_new(path, bytes).map_err(|source| Error::File { path: path.to_path_buf(), source })
}

/// Lists a file that was written, with what is read back of it.
fn list(world: &World<'_>, manifest: &mut Manifest, folder: &Path, name: &str) -> Result<(), Error> {
    let path = folder.join(name);
    let (sha256, size_bytes) =
        digest_of(world, &path)?.ok_or_else(|| BackupError::CopyDiffers { path: path.clone() })?;
    manifest.files.push(Listed { path: name.to_owned(), sha256, size_bytes });
    Ok(())
}

/// A folder that is being filled; it goes away unless it is published.
struct Partial {
    path: PathBuf,
    lock: PathBuf,
    _held: File,
    published: bool,
}

impl Partial {
    fn make(world: &World<'_>, into: &Path) -> Result<Self, Error> {
        let (stem, lock, held) = loop {
            let random = data_encoding::HEXLOWER.encode(&world.random_bytes::<8>()?);
            let stem = format!("{}{random}", PARTIAL.0);
            let lock = into.join(format!("{stem}{LOCK}"));
            let held = file::open_lock(&lock).map_err(|source| Error::File { path: lock.clone(), source })?;
            // Whoever removes what was abandoned may have come before the lock was held: then its name is gone, or going.
            // A filesystem without locks has nothing removed by others.
            let taken = matches!(held.try_lock(), Err(TryLockError::WouldBlock));
            if !taken && lock.exists() {
                break (stem, lock, held);
            }
        };
        let path = into.join(format!("{stem}{}", PARTIAL.1));
        let partial = Self { path, lock, _held: held, published: false };
        let made = file::create_private_dir(&partial.path);
        made.map_err(|source| Error::File { path: partial.path.clone(), source })?;
        Ok(partial)
    }

    /// Gives the folder its name.
    fn publish(mut self, into: &Path, view: &BackupView) -> Result<PathBuf, Error> {
        let failed = |path: &Path, source| Error::File { path: path.to_path_buf(), source };
        for folder in [self.path.join(CUSTODY), self.path.clone()] {
            // Every name in it is durable before its own is given.
            if folder.exists() {
                file::sync_parent(&folder.join(MANIFEST)).map_err(|source| failed(&folder, source))?;
            }
        }
        let path = free_name(into, &name_of(view.made_at, view.size))?;
        fs::rename(&self.path, &path).map_err(|source| failed(&path, source))?;
        self.published = true;
        file::sync_parent(&path).map_err(|source| failed(&path, source))?;
        Ok(path)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // What cannot be removed keeps its hidden name and its lock's, and the next backup tries again.
        let gone = self.published || fs::remove_dir_all(&self.path).is_ok();
        if gone || !self.path.exists() {
            let _removed = fs::remove_file(&self.lock);
        }
    }
}

/// `sekisho-backup-20261120-223015-124`: sorts by time.
fn name_of(at: Timestamp, size: u64) -> String {
    format!("sekisho-backup-{}-{size}", at.as_datetime().format("%Y%m%d-%H%M%S"))
}

/// This name in a folder, or with a number where others made something of that name in the same second.
pub(in crate::workflow) fn free_name(folder: &Path, name: &str) -> Result<PathBuf, Error> {
    let names = (1..=SAME_SECOND_MAX).map(|n| if n == 1 { name.to_owned() } else { format!("{name}-{n}") });
    let free = names.map(|name| folder.join(name)).find(|path| fs::symlink_metadata(path).is_err());
    free.ok_or_else(|| Error::File { path: folder.join(name), source: io::ErrorKind::AlreadyExists.into() })
}

/// Removes what was being made by somebody who was killed: it holds copies of custody files. Whoever is at work holds the
/// lock, which is there before the folder and as long as it.
fn remove_abandoned(into: &Path) {
    let Ok(entries) = fs::read_dir(into) else { return };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem = name.strip_suffix(LOCK).or_else(|| name.strip_suffix(PARTIAL.1));
        let Some(stem) = stem.filter(|stem| stem.starts_with(PARTIAL.0)) else { continue };
        let lock = into.join(format!("{stem}{LOCK}"));
        // Held while it is removed, so that nobody begins under a lock whose name is about to go.
        let _held = match file::open_existing(&lock) {
            Ok(held) if held.try_lock().is_ok() => Some(held),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            _ => continue,
        };
        // What cannot be removed is not this command's to report: its own folder is another.
        let _removed = fs::remove_dir_all(into.join(format!("{stem}{}", PARTIAL.1)));
        let _removed = fs::remove_file(&lock);
    }
}
