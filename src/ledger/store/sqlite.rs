//! The embedded engine: one SQLite file, `ledger.db`.
//!
//! Write-ahead log with `synchronous=FULL`, so that an append is on the disk when it returns;
//! `BEGIN IMMEDIATE`, so that of two writers one waits; STRICT tables with triggers against gaps,
//! updates and deletions ([`schema`]). `SQLITE_DBCONFIG_DEFENSIVE` is on and `trusted_schema` off,
//! and what the file's schema is gets compared with what this program creates, before anything is
//! read through it.
//!
//! # What it promises
//! Opening never creates and creating never overwrites. A file of another application, another
//! version or with another schema is refused by name. Originals stay untouched by
//! [`SqliteStore::open_copy`].
//!
//! # What it does not protect against
//! Whoever may write the file may drop the triggers. A write-ahead log that was cut or damaged looks
//! like an earlier moment of the ledger, which only a checkpoint held elsewhere tells. Bytes removed with an entry are overwritten
//! in the file (`secure_delete`) and the write-ahead log is cut, but a filesystem that copies on
//! write, a flash medium or a backup may still hold them.

mod append;
mod copy;
mod descriptors;
mod files;
mod read;
pub mod schema;
mod still;
mod unfinished;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::base::limits::BUSY_TIMEOUT_MS;

use super::{AppendError, EngineError, EngineFault, NewEntry, SchemaDifference, Snapshot, Store, StoreError};

use descriptors::{Hold, InPlace, Looking};

pub use copy::{LastWrite, LedgerCopy};
pub use descriptors::Still;
pub use still::CopyJob;

/// Bytes that the write-ahead log may keep when it is idle: a large attachment passes through it
/// once, and the room is given back.
const WAL_IDLE_BYTES: i64 = 16 * 1024 * 1024;

/// Statements kept prepared: more than this module has.
const PREPARED_STATEMENTS: usize = 32;

/// A ledger in one SQLite file.
pub struct SqliteStore {
    connection: Connection,
    path: PathBuf,
    access: Access,
    schema_version: i64,
    // Triggers and indexes that are not those of a ledger; none where it can be written to.
    guards: Vec<SchemaDifference>,
    // Snapshots alive on the connection, which has one read transaction for all of them.
    snapshots: Cell<u32>,
    // Held while the connection is closed, which may remove the write-ahead log by its name.
    closing: Option<Hold>,
    // Dropped after the connection, so that nobody lets go of its locks. None for a copy.
    in_place: Option<InPlace>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Write,
    Read,
    /// A file that nobody writes to: without locks.
    Still,
}

impl SqliteStore {
    /// Creates a ledger without entries at `path`, readable by this user alone, and opens it.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`] when anything has this name or that of its write-ahead log;
    /// [`StoreError::SharedFilesystem`]; whatever the system or the engine say. On failure nothing
    /// is left behind.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        files::create(path)?;
        Self::open(path)
    }

    /// Opens a ledger for reading and appending. Never creates one.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::NotAFile`], [`StoreError::Foreign`],
    /// [`StoreError::Version`], [`StoreError::Schema`], [`StoreError::StrayJournal`],
    /// [`StoreError::SharedFilesystem`]; whatever the system or the engine say.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_in_place(path, Access::Write)
    }

    /// Opens a ledger for reading, in the normal way: what its write-ahead log holds is seen. Triggers
    /// and indexes that somebody took away or added do not keep anybody from reading; see
    /// [`SqliteStore::broken_guards`].
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        Self::open_in_place(path, Access::Read)
    }

    /// Opens a private copy of a ledger file and its write-ahead log for reading. The copy is made
    /// in a new directory inside `scratch` and goes away with the [`LedgerCopy`].
    ///
    /// # Errors
    /// As [`SqliteStore::open`], except that a rollback journal is reported and not an error, and
    /// that the original may lie anywhere; [`StoreError::ChangedWhileCopying`]; [`StoreError::Io`] where `cancel` was set.
    pub fn open_copy(path: &Path, scratch: &Path, cancel: &AtomicBool) -> Result<LedgerCopy, StoreError> {
        LedgerCopy::make(path, scratch, cancel)
    }

    /// Triggers and indexes that are not those of a ledger.
    #[must_use]
    pub fn broken_guards(&self) -> &[SchemaDifference] {
        &self.guards
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn open_in_place(path: &Path, access: Access) -> Result<Self, StoreError> {
        let path = files::absolute(path)?;
        files::check_regular(&path)?;
        files::check_filesystem(&path)?;
        let mut looking = Looking::begin();
        files::check_header(&path, &looking)?;
        files::check_no_journal(&path)?;
        files::check_own_files(&path, &[files::WAL, files::SHARED_MEMORY])?;
        let in_place = looking.open_in_place(&path).map_err(files::io_error(&path))?;
        drop(looking);
        // What the engine puts beside the file has to be beside this one.
        let hold = in_place.hold(&path)?;
        let mut store = Self::connect(path, access)?;
        hold.check(&store.path)?;
        drop(hold);
        store.in_place = Some(in_place);
        Ok(store)
    }

    fn connect(path: PathBuf, access: Access) -> Result<Self, StoreError> {
        Self::connect_at(&path.clone(), path, access)
    }

    /// Opens the engine on a file whose header is known, and compares its schema. `address` is how the engine is told
    /// where it is.
    fn connect_at(address: &Path, path: PathBuf, access: Access) -> Result<Self, StoreError> {
        let flags = match access {
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Access::Still => OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        };
        let connection =
            Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(engine)?;
        configure(&connection, access).map_err(engine)?;
        let schema::Compared { version, guards } = schema::check(&connection, &path)?;
        if access == Access::Write && !guards.is_empty() {
            return Err(StoreError::Schema { path, differences: guards });
        }
        Ok(Self {
            connection,
            path,
            access,
            schema_version: version,
            guards,
            snapshots: Cell::new(0),
            closing: None,
            in_place: None,
        })
    }

    /// That the ledger still has its name, for as long as the result lives.
    fn hold(&self) -> Result<Option<Hold>, StoreError> {
        self.in_place.as_ref().map(|in_place| in_place.hold(&self.path)).transpose()
    }

    /// That nobody changed the schema since it was compared. To be asked inside a transaction.
    fn check_schema_unchanged(&self) -> Result<(), StoreError> {
        let now = schema::version(&self.connection).map_err(engine)?;
        if now == self.schema_version { Ok(()) } else { Err(StoreError::SchemaChanged) }
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        // Where the file has lost its name the engine notices, and removes nothing.
        self.closing = self.in_place.as_ref().and_then(|in_place| in_place.hold(&self.path).ok());
    }
}

impl Store for SqliteStore {
    /// A snapshot taken while another one of this store is alive is of the same moment.
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        Ok(Box::new(read::SqliteSnapshot::begin(self)?))
    }

    fn append(&mut self, expected_size: u64, entry: &NewEntry<'_>) -> Result<u64, AppendError> {
        append::append(self, expected_size, entry)
    }
}

/// Settings of a connection, none of which live in the file except the write-ahead log itself.
fn configure(connection: &Connection, access: Access) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_millis(BUSY_TIMEOUT_MS))?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        // A plan depends on the statement alone, not on each value it is asked with.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
    ] {
        connection.set_db_config(setting, on)?;
    }
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    match access {
        Access::Read | Access::Still => connection.pragma_update(None, "query_only", true),
        Access::Write => {
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "secure_delete", true)?;
            connection.pragma_update(None, "journal_size_limit", WAL_IDLE_BYTES)
        }
    }
}

/// The engine's error in a store's words.
fn engine(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::Busy { waited_ms: BUSY_TIMEOUT_MS }
        }
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly,
        _ => StoreError::Engine(engine_error(error)),
    }
}

fn engine_error(error: rusqlite::Error) -> EngineError {
    let fault = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => EngineFault::Malformed,
        Some(ErrorCode::DiskFull) => EngineFault::Full,
        Some(
            ErrorCode::SystemIoFailure
            | ErrorCode::OutOfMemory
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::FileLockingProtocolFailed,
        ) => EngineFault::Environment,
        Some(ErrorCode::ConstraintViolation) => EngineFault::Refused,
        None if holds_another_type(&error) => EngineFault::Malformed,
        _ => EngineFault::Other,
    };
    EngineError::new(fault, error)
}

/// Whether the engine read a value that is not of the type that is kept there.
const fn holds_another_type(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};
    matches!(
        error,
        FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..)
    )
}
