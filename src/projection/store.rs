//! The projection's file: SQLite in the user's cache, rebuilt whenever it does not fit.

use std::path::Path;
use std::time::Duration;

use chrono::Datelike as _;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::base::digest::Digest;
use crate::base::limits;
use crate::domain::carry_out::CarryOut;
use crate::domain::finding::Finding;
use crate::domain::incident::Incident;
use crate::domain::registry::Registry;
use crate::package::file_list::FileList;
use crate::projection::fold::{Fold, Shelf, Step};
use crate::projection::kept::kept_since;
use crate::projection::phase::Phase;
use crate::projection::searched;

/// Changes whenever the fold or this schema does: an older projection is thrown away and rebuilt.
const FORMAT: i64 = 43;

const SCHEMA: &str = "
CREATE TABLE progress (                          -- one row: how far this user has verified
    one         INTEGER PRIMARY KEY CHECK (one = 0),
    identity    BLOB NOT NULL,                   -- leaf hash of entry 0: which ledger this is
    size        INTEGER NOT NULL,                -- entries verified
    root        BLOB NOT NULL,                   -- root hash at that size
    registry    TEXT NOT NULL                    -- people, keys, recipients, media as JSON
) STRICT;
CREATE TABLE root (                              -- every root passed, for `seen`
    size        INTEGER PRIMARY KEY,
    root        BLOB NOT NULL
) STRICT;
CREATE TABLE carry_out (                         -- each as apply left it, beside search columns
    number      INTEGER PRIMARY KEY,
    request     BLOB NOT NULL UNIQUE,            -- digest of the request statement
    requester   TEXT NOT NULL,
    recipient   TEXT NOT NULL,
    via         TEXT NOT NULL,
    medium      TEXT,
    contract    TEXT,
    level       TEXT NOT NULL,
    requested   INTEGER NOT NULL,                -- seconds since 1970
    carrier     TEXT NOT NULL,                   -- who answers for it
    phase       TEXT NOT NULL,                   -- pending, outstanding or over
    last_day    INTEGER NOT NULL,                -- last good day as days of the common era: to leave, or to be back
    kept_since  INTEGER,                         -- day from which retention counts; NULL: outstanding, or all purged
    purge_asked INTEGER,                         -- entry of the purge that waits for a second person
    state       TEXT NOT NULL                    -- JSON
) STRICT;
CREATE INDEX carry_out_by_recipient ON carry_out (recipient, number);
CREATE INDEX carry_out_by_requester ON carry_out (requester, number);
CREATE INDEX carry_out_by_requested ON carry_out (requested);
CREATE INDEX carry_out_by_medium ON carry_out (medium, number) WHERE medium IS NOT NULL;
CREATE INDEX carry_out_by_phase ON carry_out (phase, last_day);
CREATE INDEX carry_out_by_end ON carry_out (kept_since) WHERE kept_since IS NOT NULL;
CREATE INDEX carry_out_by_contract_end ON carry_out (contract, kept_since, purge_asked) WHERE kept_since IS NOT NULL;
CREATE TABLE entry (                             -- what each entry came to
    entry_index INTEGER PRIMARY KEY,
    statement   BLOB,                            -- digest of its statement
    type        TEXT,                            -- NULL: no effect
    number      INTEGER,                         -- the carry-out it concerns
    incident    INTEGER                          -- the incident it concerns
) STRICT;
CREATE INDEX entry_by_statement ON entry (statement) WHERE statement IS NOT NULL;
CREATE INDEX entry_by_number ON entry (number, entry_index) WHERE number IS NOT NULL;
CREATE TABLE incident (                          -- each as apply left it
    number      INTEGER PRIMARY KEY,
    opened      BLOB NOT NULL UNIQUE,            -- digest of the statement that opened it
    state       TEXT NOT NULL                    -- JSON
) STRICT;
CREATE INDEX entry_by_incident ON entry (incident, entry_index) WHERE incident IS NOT NULL;
CREATE TABLE file (                              -- what left, by content
    sha256      BLOB NOT NULL,
    number      INTEGER NOT NULL,
    path        TEXT NOT NULL,
    PRIMARY KEY (sha256, number, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE reference (                         -- which entry refers to which attachment
    digest      BLOB NOT NULL,                   -- of the attachment
    entry_index INTEGER NOT NULL,
    size_bytes  INTEGER NOT NULL,
    number      INTEGER,                         -- the carry-out it belongs to; NULL: a register
    purged_under INTEGER,                        -- the entry that confirmed a purge of it there
    PRIMARY KEY (digest, entry_index)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_purged ON reference (number) WHERE purged_under IS NOT NULL;
CREATE TABLE finding (
    position    INTEGER PRIMARY KEY,
    finding     TEXT NOT NULL                    -- JSON
) STRICT;
";

/// Three carry-outs of usual size stand on a page of a new file; on SQLite's 4 KiB each would fill two.
const PAGE_BYTES: i64 = 16 * 1024;

/// Memory for pages of a scratch projection, in KiB.
const SCRATCH_CACHE_KIB: i64 = 64 * 1024;

/// Why the projection could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// SQLite said no.
    #[error("the projection cannot be read or written: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A row does not hold what this program writes there.
    #[error("the projection holds something else than this program writes: {0}")]
    Shape(#[from] serde_json::Error),
    /// Its directory could not be made.
    #[error("the projection's directory cannot be made: {0}")]
    Directory(#[from] std::io::Error),
}

/// How far a projection has verified which ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Leaf hash of entry 0: which ledger this is.
    pub identity: Digest,
    /// Entries verified.
    pub size: u64,
    /// Root hash at that size.
    pub root: Digest,
    /// The registry those entries led to.
    pub registry: Registry,
}

/// The open projection.
pub struct Projection {
    pub(super) connection: Connection,
    /// Whether anybody will look for words in it.
    is_asked: bool,
}

impl Projection {
    /// Opens the projection at `path`; one that is missing or of another format starts empty.
    ///
    /// # Errors
    /// [`ProjectionError`] when the file cannot be made or used.
    pub fn open(path: &Path) -> Result<Self, ProjectionError> {
        if let Some(parent) = path.parent() {
            crate::base::file::create_private_dir(parent)?;
        }
        // The engine would make it readable by whomever the umask lets, and its own files with it.
        match crate::base::file::open_new(path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_millis(limits::BUSY_TIMEOUT_MS))?;
        connection.pragma_update(None, "page_size", PAGE_BYTES)?;
        // A projection can always be rebuilt, so it need not survive a power cut: only be whole.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "trusted_schema", "OFF")?;
        // Names of files that a purge took away are not left in free pages.
        connection.pragma_update(None, "secure_delete", true)?;
        Self::prepared(connection)
    }

    /// A projection in memory, of a ledger that is looked at once.
    ///
    /// # Errors
    /// [`ProjectionError::Sqlite`].
    pub fn in_memory() -> Result<Self, ProjectionError> {
        Self::prepared(Connection::open_in_memory()?)
    }

    /// A projection that ends with this value, for auditing: 64 MiB of it lie in memory, the rest in a file without a name.
    ///
    /// # Errors
    /// [`ProjectionError::Sqlite`].
    pub fn scratch() -> Result<Self, ProjectionError> {
        let connection = Connection::open("")?;
        connection.pragma_update(None, "page_size", PAGE_BYTES)?;
        connection.pragma_update(None, "cache_size", -SCRATCH_CACHE_KIB)?;
        connection.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        Ok(Self { is_asked: false, ..Self::prepared(connection)? })
    }

    fn prepared(connection: Connection) -> Result<Self, ProjectionError> {
        // A plan depends on the statement alone: otherwise each new value of a parameter would make a new one.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let mut projection = Self { connection, is_asked: true };
        let transaction = projection.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let format: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if format != FORMAT {
            start_empty(&transaction)?;
        }
        transaction.commit()?;
        Ok(projection)
    }

    /// How far this projection has verified; `None` before the first entry.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn progress(&self) -> Result<Option<Progress>, ProjectionError> {
        progress(&self.connection)
    }

    /// Begins to take in entries; nothing is kept unless [`Session::commit`] is called.
    ///
    /// # Errors
    /// [`ProjectionError::Sqlite`].
    pub fn session(&mut self) -> Result<Session<'_>, ProjectionError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Session { transaction, is_asked: self.is_asked })
    }
}

fn start_empty(transaction: &Transaction<'_>) -> Result<(), ProjectionError> {
    let tables: Vec<String> = transaction
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    // The search's own tables go with it.
    for table in tables.into_iter().filter(|table| !is_of_search(table)) {
        transaction.execute_batch(&format!("DROP TABLE \"{}\"", table.replace('"', "\"\"")))?;
    }
    transaction.execute_batch(SCHEMA)?;
    transaction.execute_batch(searched::SCHEMA)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    Ok(())
}

fn is_of_search(table: &str) -> bool {
    table.strip_prefix(searched::PART_TABLE).is_some_and(|rest| !rest.is_empty())
}

fn progress(connection: &Connection) -> Result<Option<Progress>, ProjectionError> {
    let row = connection
        .query_row("SELECT identity, size, root, registry FROM progress", [], |row| {
            let identity: [u8; 32] = row.get(0)?;
            let root: [u8; 32] = row.get(2)?;
            Ok((identity, row.get::<_, u64>(1)?, root, row.get::<_, String>(3)?))
        })
        .optional()?;
    let Some((identity, size, root, registry)) = row else { return Ok(None) };
    Ok(Some(Progress {
        identity: Digest::from_bytes(identity),
        size,
        root: Digest::from_bytes(root),
        registry: serde_json::from_str(&registry)?,
    }))
}

/// One transaction in which entries are taken in.
pub struct Session<'a> {
    pub(super) transaction: Transaction<'a>,
    is_asked: bool,
}

impl Session<'_> {
    /// How far the projection has verified, inside this transaction: another process of the same
    /// user may have caught up in the meantime.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn progress(&self) -> Result<Option<Progress>, ProjectionError> {
        progress(&self.transaction)
    }

    /// Forgets everything, so that the fold can begin at the first entry.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn start_over(&mut self) -> Result<(), ProjectionError> {
        start_empty(&self.transaction)
    }

    /// Keeps what an entry came to.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn keep_step(&mut self, index: u64, step: &Step) -> Result<(), ProjectionError> {
        let statement = step.statement.map(|digest| *digest.as_bytes());
        self.transaction
            .prepare_cached(
                "INSERT INTO entry (entry_index, statement, type, number, incident) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![index, statement, step.type_name, step.carry_out, step.incident])?;
        for finding in &step.findings {
            self.keep_finding(finding)?;
        }
        self.keep_references(index, step)
    }

    /// Keeps a finding.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn keep_finding(&mut self, finding: &Finding) -> Result<(), ProjectionError> {
        self.transaction
            .prepare_cached("INSERT INTO finding (finding) VALUES (?1)")?
            .execute([serde_json::to_string(finding)?])?;
        Ok(())
    }

    /// Keeps which content a carry-out holds.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn keep_files(&mut self, number: u64, list: &FileList) -> Result<(), ProjectionError> {
        let mut insert = self
            .transaction
            .prepare_cached("INSERT OR IGNORE INTO file (sha256, number, path) VALUES (?1, ?2, ?3)")?;
        for file in list.files() {
            insert.execute(params![file.sha256.as_bytes(), number, file.path])?;
        }
        Ok(())
    }

    /// Ends the transaction: the projection has now verified as far as `fold`.
    ///
    /// # Errors
    /// [`ProjectionError`]; then nothing was kept.
    pub fn commit(self, identity: Digest, fold: &Fold) -> Result<(), ProjectionError> {
        let registry = serde_json::to_string(&fold.registry)?;
        self.transaction.execute(
            "INSERT OR REPLACE INTO progress (one, identity, size, root, registry) VALUES (0, ?1, ?2, ?3, ?4)",
            params![identity.as_bytes(), fold.size(), fold.root().as_bytes(), registry],
        )?;
        self.transaction.commit()?;
        Ok(())
    }
}

impl Shelf for Session<'_> {
    type Error = ProjectionError;

    fn carry_out(&mut self, request: &Digest) -> Result<Option<CarryOut>, ProjectionError> {
        carry_out_by_request(&self.transaction, request)
    }

    fn keep(&mut self, carry_out: CarryOut, registry: &Registry) -> Result<(), ProjectionError> {
        let request = &carry_out.request;
        let (phase, last_day) = Phase::of(&carry_out);
        self.transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO carry_out
                 (number, request, requester, recipient, via, medium, contract, level, requested,
                  carrier, phase, last_day, kept_since, purge_asked, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                carry_out.number,
                carry_out.digest.as_bytes(),
                carry_out.requester.as_str(),
                request.recipient.as_str(),
                request.via.as_str(),
                request.medium.as_ref().map(|id| id.as_str()),
                request.contract.as_ref().map(|id| id.as_str()),
                request.level.as_str(),
                carry_out.requested_at.unix_seconds(),
                carry_out.carrier.as_str(),
                phase.as_str(),
                last_day.num_days_from_ce(),
                kept_since(&carry_out),
                carry_out.purge_asked().map(|asked| asked.index),
                serde_json::to_string(&carry_out)?,
            ])?;
        if self.is_asked { self.keep_words(&carry_out, registry) } else { Ok(()) }
    }

    fn incident(&mut self, opened: &Digest) -> Result<Option<Incident>, ProjectionError> {
        incident_opened_by(&self.transaction, opened)
    }

    fn keep_incident(&mut self, incident: &Incident) -> Result<(), ProjectionError> {
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO incident (number, opened, state) VALUES (?1, ?2, ?3)")?
            .execute(params![
                incident.number,
                incident.digest.as_bytes(),
                serde_json::to_string(incident)?
            ])?;
        Ok(())
    }

    fn said_before(&mut self, statement: &Digest) -> Result<Option<u64>, ProjectionError> {
        let index = self
            .transaction
            .prepare_cached("SELECT min(entry_index) FROM entry WHERE statement = ?1")?
            .query_row([statement.as_bytes()], |row| row.get(0))?;
        Ok(index)
    }

    fn root_at(&mut self, size: u64) -> Result<Option<Digest>, ProjectionError> {
        root_at(&self.transaction, size)
    }

    fn keep_root(&mut self, size: u64, root: Digest) -> Result<(), ProjectionError> {
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO root (size, root) VALUES (?1, ?2)")?
            .execute(params![size, root.as_bytes()])?;
        Ok(())
    }
}

pub(super) fn carry_out_by_request(
    connection: &Connection,
    request: &Digest,
) -> Result<Option<CarryOut>, ProjectionError> {
    let state = connection
        .prepare_cached("SELECT state FROM carry_out WHERE request = ?1")?
        .query_row([request.as_bytes()], |row| row.get::<_, String>(0))
        .optional()?;
    Ok(state.map(|state| serde_json::from_str(&state)).transpose()?)
}

pub(super) fn incident_opened_by(
    connection: &Connection,
    opened: &Digest,
) -> Result<Option<Incident>, ProjectionError> {
    let state = connection
        .prepare_cached("SELECT state FROM incident WHERE opened = ?1")?
        .query_row([opened.as_bytes()], |row| row.get::<_, String>(0))
        .optional()?;
    Ok(state.map(|state| serde_json::from_str(&state)).transpose()?)
}

pub(super) fn root_at(connection: &Connection, size: u64) -> Result<Option<Digest>, ProjectionError> {
    if size == 0 {
        return Ok(Some(crate::ledger::tree::empty_root()));
    }
    let root = connection
        .prepare_cached("SELECT root FROM root WHERE size = ?1")?
        .query_row([size], |row| row.get::<_, [u8; 32]>(0))
        .optional()?;
    Ok(root.map(Digest::from_bytes))
}
