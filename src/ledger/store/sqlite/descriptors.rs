//! Ledger files that this process has open, so that looking at one does not let go of its locks, and so that none is
//! taken away under whoever writes to it.
//!
//! POSIX locks belong to a process and a file: closing *any* descriptor of a file drops all locks
//! that the process holds on it (SQLite, *How To Corrupt An SQLite Database File*, §2.2). The
//! engine takes care among its own descriptors; this takes care of ours. Without it, another
//! process could take itself for the last one and cut the write-ahead log under us.
//!
//! The engine goes on in a file whose name somebody gave to another (§4.1 there): an entry would be acknowledged that
//! nobody finds again, and the write-ahead log of the other file removed. So whoever opens, appends or closes
//! holds the file it has ([`InPlace::hold`], `flock(2)`, shared, which the engine's own locks do not see) while its name is
//! compared; whoever moves one away first takes it for themselves ([`Still`]).
//!
//! # What it does not protect against
//! Whoever moves the file without asking, between the comparison and the commit. Outside Linux nobody is kept waiting.

use std::fs::{self, File, Metadata, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::base::file;
use crate::base::limits::BUSY_TIMEOUT_MS;

use super::StoreError;
use super::files::{self, io_error};

/// How long to wait before a lock is asked for again, in milliseconds: those who hold it commit or rename.
const ASK_AGAIN_MS: u64 = 5;

/// Every ledger opened in place.
static OPEN: Mutex<Vec<Held>> = Mutex::new(Vec::new());

type FileId = (u64, u64);

/// A ledger that this process has open.
struct Held {
    /// Device and file number.
    id: FileId,
    /// A descriptor of our own, to lock. Closed after the engine's.
    file: File,
    /// How many handles there are on it, and how many of them hold it.
    handles: usize,
    holds: usize,
}

/// Nobody opens a ledger in place, or looks at one past the engine, while this is held.
pub(super) struct Looking(MutexGuard<'static, Vec<Held>>);

/// One handle on a ledger opened in place.
pub(super) struct InPlace(Option<FileId>);

/// While this lives, nobody who asks moves the file away.
pub(super) struct Hold(Option<FileId>);

/// A ledger's file to which nobody writes while this lives: whoever wants to waits, and then looks where it is.
pub struct Still(Option<File>);

impl Looking {
    pub(super) fn begin() -> Self {
        // The list is whole after every change to it, whatever panicked elsewhere.
        Self(OPEN.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether this process has the file open in place.
    pub(super) fn is_open_here(&self, path: &Path) -> io::Result<bool> {
        Ok(self.lists(&fs::metadata(path)?))
    }

    fn lists(&self, metadata: &Metadata) -> bool {
        file_id(metadata).is_some_and(|id| self.0.iter().any(|held| held.id == id))
    }

    /// Closes a descriptor of a ledger, unless that would let go of locks: then it stays open as
    /// long as the process lives.
    pub(super) fn close(&self, file: File) {
        if file.metadata().map_or(true, |metadata| self.lists(&metadata)) {
            std::mem::forget(file);
        }
    }

    /// Puts the file on the list, for as long as the result lives.
    pub(super) fn open_in_place(&mut self, path: &Path) -> io::Result<InPlace> {
        let Some(id) = file_id(&fs::metadata(path)?) else { return Ok(InPlace(None)) };
        if let Some(held) = self.held(id) {
            held.handles += 1;
            return Ok(InPlace(Some(id)));
        }
        let file = file::open_to_read(path)?;
        // Another one by now, perhaps: then that is the one to compare with.
        let Some(id) = file_id(&file.metadata()?) else { return Ok(InPlace(None)) };
        match self.held(id) {
            Some(held) => {
                held.handles += 1;
                std::mem::forget(file);
            }
            None => self.0.push(Held { id, file, handles: 1, holds: 0 }),
        }
        Ok(InPlace(Some(id)))
    }

    fn held(&mut self, id: FileId) -> Option<&mut Held> {
        self.0.iter_mut().find(|held| held.id == id)
    }

    /// Whether it is held now; not while somebody moves it.
    fn try_hold(&mut self, id: FileId) -> io::Result<bool> {
        let Some(held) = self.held(id) else { return Ok(true) };
        if held.holds == 0 && !is_locked(lock_shared(&held.file))? {
            return Ok(false);
        }
        held.holds += 1;
        Ok(true)
    }
}

impl InPlace {
    /// Keeps the file where it is, which is at `path`.
    ///
    /// # Errors
    /// [`StoreError::Moved`] where another file has that name, or none; [`StoreError::Busy`].
    pub(super) fn hold(&self, path: &Path) -> Result<Hold, StoreError> {
        let Some(id) = self.0 else { return Ok(Hold(None)) };
        patiently(path, || Looking::begin().try_hold(id))?;
        let hold = Hold(Some(id));
        hold.check(path)?;
        Ok(hold)
    }
}

impl Hold {
    /// That the file which is held has this name.
    pub(super) fn check(&self, path: &Path) -> Result<(), StoreError> {
        let Some(id) = self.0 else { return Ok(()) };
        match fs::symlink_metadata(path) {
            Ok(metadata) if file_id(&metadata) == Some(id) => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error(path)(error)),
            _ => Err(StoreError::Moved { path: path.to_owned() }),
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let Some(id) = self.0 else { return };
        let mut looking = Looking::begin();
        let Some(held) = looking.held(id) else { return };
        held.holds = held.holds.saturating_sub(1);
        if held.holds == 0 {
            // What cannot be let go of goes with the descriptor.
            let _unlocked = held.file.unlock();
        }
    }
}

impl Drop for InPlace {
    fn drop(&mut self) {
        let Some(id) = self.0 else { return };
        let mut open = Looking::begin().0;
        let Some(at) = open.iter().position(|held| held.id == id) else { return };
        let Some(held) = open.get_mut(at) else { return };
        held.handles = held.handles.saturating_sub(1);
        if held.handles == 0 {
            open.swap_remove(at);
        }
    }
}

impl Still {
    /// Waits until nobody opens, appends to or closes the file at `path`. Where none is, there is nobody to wait for.
    ///
    /// # Errors
    /// [`StoreError::Busy`]; whatever the system says.
    pub fn at(path: &Path) -> Result<Self, StoreError> {
        let path: PathBuf = files::absolute(path)?;
        match files::check_regular(&path) {
            Ok(()) => {}
            Err(StoreError::NotFound { .. } | StoreError::NotAFile { .. }) => return Ok(Self(None)),
            Err(error) => return Err(error),
        }
        let file = file::open_to_read(&path).map_err(io_error(&path))?;
        let still = Self(Some(file));
        patiently(&path, || still.0.as_ref().map_or(Ok(true), |file| is_locked(lock(file))))?;
        Ok(still)
    }
}

impl Drop for Still {
    fn drop(&mut self) {
        let Some(file) = self.0.take() else { return };
        let _unlocked = file.unlock();
        Looking::begin().close(file);
    }
}

/// Asks until it is granted, for as long as the engine would wait.
fn patiently(path: &Path, mut ask: impl FnMut() -> io::Result<bool>) -> Result<(), StoreError> {
    let begun = Instant::now();
    while !ask().map_err(io_error(path))? {
        if begun.elapsed() >= Duration::from_millis(BUSY_TIMEOUT_MS) {
            return Err(StoreError::Busy { waited_ms: BUSY_TIMEOUT_MS });
        }
        std::thread::sleep(Duration::from_millis(ASK_AGAIN_MS));
    }
    Ok(())
}

fn is_locked(asked: Result<(), TryLockError>) -> io::Result<bool> {
    match asked {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        // A filesystem without such locks: the name is compared all the same.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(true),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(target_os = "linux")]
fn lock_shared(file: &File) -> Result<(), TryLockError> {
    file.try_lock_shared()
}

#[cfg(target_os = "linux")]
fn lock(file: &File) -> Result<(), TryLockError> {
    file.try_lock()
}

/// Elsewhere such a lock and the engine's are one and the same.
#[cfg(not(target_os = "linux"))]
fn lock_shared(_file: &File) -> Result<(), TryLockError> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn lock(_file: &File) -> Result<(), TryLockError> {
    Ok(())
}

#[cfg(unix)]
fn file_id(metadata: &Metadata) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt as _;
    Some((metadata.dev(), metadata.ino()))
}

/// Elsewhere locks belong to a descriptor, and closing another one does nothing to them.
#[cfg(not(unix))]
fn file_id(_metadata: &Metadata) -> Option<FileId> {
    None
}
