//! A whole copy of a ledger at one moment, made while others append, and looked at where it lies.

use std::ffi::c_int;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::base::file;

use super::descriptors::Looking;
use super::files::{self, io_error};
use super::{Access, SqliteStore, StoreError, engine};

/// Pages copied between two looks at whether somebody wants to stop: 1 MiB of pages of 4 KiB.
const PAGES_AT_ONCE: c_int = 256;

/// Who is told how far a copy has come, and may stop it.
pub struct CopyJob<'j> {
    /// Told how many bytes are copied, and how many there are.
    pub progress: &'j mut dyn FnMut(u64, u64),
    /// Set by the caller to stop.
    pub cancel: &'j AtomicBool,
}

impl SqliteStore {
    /// Copies the ledger, page by page, to a new file at `path`, readable by this user alone. Returns false when it was
    /// stopped.
    ///
    /// Taken while a snapshot of this store is alive, the copy is of that snapshot's moment, whatever others append
    /// meanwhile; what the write-ahead log holds is in it. It needs no write-ahead log of its own.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when the name is taken; whatever the system or the engine say. What was written stays,
    /// for the caller to remove.
    pub fn copy_to(&self, path: &Path, job: CopyJob<'_>) -> Result<bool, StoreError> {
        let path = files::absolute(path)?;
        match file::open_new(&path) {
            Ok(made) => drop(made),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(StoreError::AlreadyExists { path });
            }
            Err(error) => return Err(io_error(&path)(error)),
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut target = Connection::open_with_flags(&path, flags).map_err(engine)?;
        let whole = copy_pages(&self.connection, &mut target, job)?;
        target.close().map_err(|(_, error)| engine(error))?;
        File::open(&path).and_then(|file| file.sync_all()).map_err(io_error(&path))?;
        Ok(whole)
    }

    /// What the system says where it does not read this ledger's file, or its write-ahead log, to the end; `None` where it does.
    ///
    /// The engine calls its own file malformed when a read fails (`EIO`, `ENXIO`; SQLite, `SQLITE_IOERR_CORRUPTFS`), and a disk
    /// that gives way is no evidence of anything. To be asked by who has no store of it open: closing a file here would let
    /// go of the engine's locks.
    #[must_use]
    pub fn unreadable(path: &Path) -> Option<StoreError> {
        [path.to_path_buf(), files::beside(path, files::WAL)].into_iter().find_map(|path| {
            let read = File::open(&path).and_then(|mut file| io::copy(&mut file, &mut io::sink()));
            let refused = read.err().filter(|error| error.kind() != io::ErrorKind::NotFound);
            refused.map(io_error(&path))
        })
    }

    /// Opens a ledger file that nobody writes to, where it lies, for reading: no lock is taken and no file is put beside
    /// it, so that a copy on any medium can be looked at without being changed.
    ///
    /// # Errors
    /// As [`SqliteStore::open`], except that it may lie anywhere; [`StoreError::StrayJournal`] also for a write-ahead log,
    /// which would not be read.
    pub fn open_still(path: &Path) -> Result<Self, StoreError> {
        let path = files::absolute(path)?;
        files::check_regular(&path)?;
        for ending in [files::JOURNAL, files::WAL] {
            let beside = files::beside(&path, ending);
            if files::exists(&beside)? {
                return Err(StoreError::StrayJournal { path: beside });
            }
        }
        files::check_header(&path, &Looking::begin())?;
        let address = address(&path);
        Self::connect_at(&address, path, Access::Still)
    }
}

fn copy_pages(source: &Connection, target: &mut Connection, job: CopyJob<'_>) -> Result<bool, StoreError> {
    let page_bytes: u64 = source.pragma_query_value(None, "page_size", |row| row.get(0)).map_err(engine)?;
    let backup = Backup::new(source, target).map_err(engine)?;
    loop {
        if job.cancel.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let step = backup.step(PAGES_AT_ONCE).map_err(engine)?;
        let at = backup.progress();
        let bytes = |pages: c_int| u64::try_from(pages).unwrap_or(0).saturating_mul(page_bytes);
        let total = bytes(at.pagecount);
        (job.progress)(total.saturating_sub(bytes(at.remaining)), total);
        match step {
            StepResult::Done => return Ok(true),
            StepResult::More => {}
            // Locks of the target, which nobody else has opened, and of a source that is being read already.
            _ => return Err(StoreError::Busy { waited_ms: crate::base::limits::BUSY_TIMEOUT_MS }),
        }
    }
}

/// The path as an address that says that the file does not change (SQLite, "URI Filenames").
fn address(path: &Path) -> PathBuf {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b':');
    let bytes = path.as_os_str().as_encoded_bytes();
    let bytes: Vec<u8> = if cfg!(windows) {
        let slashes = bytes.iter().map(|byte| if *byte == b'\\' { b'/' } else { *byte });
        std::iter::once(b'/').chain(slashes).collect()
    } else {
        bytes.to_vec()
    };
    PathBuf::from(format!("file:{}?immutable=1", percent_encode(&bytes, KEPT)))
}
