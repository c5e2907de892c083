//! Ledger files that this process has open, so that looking at one does not let go of its locks.
//!
//! POSIX locks belong to a process and a file: closing *any* descriptor of a file drops all locks
//! that the process holds on it (SQLite, *How To Corrupt An SQLite Database File*, §2.2). The
//! engine takes care among its own descriptors; this takes care of ours. Without it, another
//! process could take itself for the last one and cut the write-ahead log under us.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Device and file number of every ledger opened in place, once for each handle.
static OPEN: Mutex<Vec<FileId>> = Mutex::new(Vec::new());

type FileId = (u64, u64);

/// Nobody opens a ledger in place, or looks at one past the engine, while this is held.
pub(super) struct Looking(MutexGuard<'static, Vec<FileId>>);

/// One handle on a ledger opened in place.
pub(super) struct InPlace(Option<FileId>);

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
        file_id(metadata).is_some_and(|id| self.0.contains(&id))
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
        let id = file_id(&fs::metadata(path)?);
        self.0.extend(id);
        Ok(InPlace(id))
    }
}

impl Drop for InPlace {
    fn drop(&mut self) {
        let Some(id) = self.0 else { return };
        let mut open = Looking::begin().0;
        if let Some(at) = open.iter().position(|other| *other == id) {
            open.swap_remove(at);
        }
    }
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
