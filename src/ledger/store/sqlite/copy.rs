//! A private copy of somebody else's ledger file: looking at evidence must not change it.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use crate::base::file;
use crate::base::scratch::{self, Scratch};

use super::descriptors::Looking;
use super::files::{self, JOURNAL, WAL, beside, io_error};
use super::{Access, SqliteStore, StoreError};

/// How often a file that is being written to is copied again before giving up.
const ATTEMPTS: u32 = 3;

/// So much is copied before looking whether somebody asked to stop.
const COPIED_AT_ONCE: u64 = 64 << 20;

/// How the name of a copy's directory begins.
const PREFIX: &str = ".sekisho-copy-";

/// The copy's name in its directory.
const COPY_NAME: &str = "ledger.db";

/// A ledger opened from a private copy, which goes away with this.
pub struct LedgerCopy {
    // Dropped before the directory, which some systems do not remove while a file in it is open.
    store: SqliteStore,
    stray_journal: Option<PathBuf>,
    had_wal: bool,
    _directory: Scratch,
}

/// What is wrong with the copy is so with the original, and that is where somebody can look.
fn of_original(error: StoreError, original: &Path) -> StoreError {
    let path = original.to_path_buf();
    match error {
        StoreError::Foreign { application_id, .. } => StoreError::Foreign { path, application_id },
        StoreError::Version { found, supported, .. } => StoreError::Version { path, found, supported },
        StoreError::Schema { differences, .. } => StoreError::Schema { path, differences },
        error => error,
    }
}

impl LedgerCopy {
    /// The copy, open for reading.
    #[must_use]
    pub const fn store(&self) -> &SqliteStore {
        &self.store
    }

    /// A rollback journal that lies beside the original. A ledger never leaves one; it was not
    /// replayed.
    #[must_use]
    pub fn stray_journal(&self) -> Option<&Path> {
        self.stray_journal.as_deref()
    }

    /// Whether a write-ahead log lay beside the original and was copied with it.
    #[must_use]
    pub const fn had_wal(&self) -> bool {
        self.had_wal
    }

    pub(super) fn make(path: &Path, scratch: &Path, cancel: &AtomicBool) -> Result<Self, StoreError> {
        let path = files::absolute(path)?;
        files::check_regular(&path)?;
        let looking = Looking::begin();
        files::check_header(&path, &looking)?;
        files::check_own_files(&path, &[WAL])?;
        let journal = beside(&path, JOURNAL);
        let stray_journal = files::exists(&journal)?.then_some(journal);
        let directory = make_private(&files::absolute(scratch)?)?;
        files::check_filesystem(&directory.path().join(COPY_NAME))?;
        for attempt in 1..=ATTEMPTS {
            let copy = directory.path().join(format!("{attempt}-{COPY_NAME}"));
            let before = look(&path)?;
            let had_wal = before.1.is_some();
            copy_file(&path, &copy, &looking, cancel)?;
            if had_wal {
                copy_file(&beside(&path, WAL), &beside(&copy, WAL), &looking, cancel)?;
            }
            if look(&path)? == before {
                let store =
                    SqliteStore::connect(copy, Access::Read).map_err(|error| of_original(error, &path))?;
                return Ok(Self { store, stray_journal, had_wal, _directory: directory });
            }
        }
        Err(StoreError::ChangedWhileCopying { path })
    }
}

/// Size in bytes and time of the last change, and which file it is: times go in steps of some milliseconds, within which a
/// file can be put in another's place.
type Look = (u64, SystemTime, u64);

/// When a ledger was written to last; another one after whatever was appended.
#[derive(Debug, PartialEq, Eq)]
pub struct LastWrite(Option<(Look, Option<Look>)>);

impl LastWrite {
    /// Of the ledger at `path`, also where no ledger is.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn of(path: &Path) -> Result<Self, StoreError> {
        match look(path) {
            Ok(look) => Ok(Self(Some(look))),
            Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(Self(None)),
            Err(error) => Err(error),
        }
    }
}

/// What tells whether the file or its write-ahead log were written to.
fn look(path: &Path) -> Result<(Look, Option<Look>), StoreError> {
    let one = |path: &Path| -> io::Result<Look> {
        let metadata = fs::metadata(path)?;
        Ok((metadata.len(), metadata.modified()?, number(&metadata)))
    };
    let wal = beside(path, WAL);
    let wal = match one(&wal) {
        Ok(look) => Some(look),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(io_error(&wal)(error)),
    };
    Ok((one(path).map_err(io_error(path))?, wal))
}

/// The number of the file on its filesystem; 0 where the system is not asked for one.
#[cfg(unix)]
fn number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

/// The number of the file on its filesystem; 0 where the system is not asked for one.
#[cfg(not(unix))]
const fn number(_: &fs::Metadata) -> u64 {
    0
}

fn copy_file(from: &Path, to: &Path, looking: &Looking, cancel: &AtomicBool) -> Result<(), StoreError> {
    let source = match file::open_to_read(from) {
        Ok(source) => source,
        // The write-ahead log went away since it was seen; the caller looks again.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io_error(from)(error)),
    };
    let copied = file::open_new(to).and_then(|target| copy_blocks(&source, &target, cancel));
    looking.close(source);
    copied.map_err(io_error(to))
}

/// Copies as far as the engine would read: a file that was made longer than its own header says has no more pages.
fn copy_blocks(mut source: &File, mut target: &File, cancel: &AtomicBool) -> io::Result<()> {
    let mut header = [0; files::HEADER_BYTES];
    let declared = source.read_exact(&mut header).ok().and_then(|()| files::declared_bytes(&header));
    source.seek(SeekFrom::Start(0))?;
    let mut left = declared.unwrap_or(u64::MAX);
    while left > 0 {
        if cancel.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        // The standard library lets the system copy, where it can.
        let copied = io::copy(&mut source.take(left.min(COPIED_AT_ONCE)), &mut target)?;
        if copied == 0 {
            break;
        }
        left = left.saturating_sub(copied);
    }
    Ok(())
}

/// A directory of this user's own, removed with everything in it; those that killed commands left are removed first.
fn make_private(inside: &Path) -> Result<Scratch, StoreError> {
    let prefix = format!("{PREFIX}{}-", scratch::machine());
    let is_one = |name: &str| {
        let random = name.strip_prefix(prefix.as_str());
        random.is_some_and(|random| random.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    scratch::remove_abandoned(inside, &is_one, &|name| name.contains(COPY_NAME));
    loop {
        let path = inside.join(format!("{prefix}{}", files::random_name()?));
        // Fails if somebody else made it first.
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(&path).and_then(|()| Scratch::hold(&path)) {
            // Somebody took it for abandoned before it was held.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map_err(io_error(&path)),
        }
    }
}
