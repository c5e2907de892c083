//! What is in a ledger file, column by column, and the comparison of a file with it.
//!
//! TRUTH cannot be had again from anything else in the file; REBUILDABLE follows from the TRUTH.
//! The triggers stop accidents, and `INSERT OR REPLACE`, which deletes without asking the triggers
//! for deletions, counts as one. Nothing here needs more than SQLite 3.37, so that the `sqlite3`
//! command of an old distribution reads it.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use super::super::error::SchemaDifference;
use super::{StoreError, engine};

/// `SEKI`, in the header of every ledger file (`PRAGMA application_id`).
pub const APPLICATION_ID: u32 = 0x5345_4B49;

/// The version of the schema (`PRAGMA user_version`).
pub const USER_VERSION: i64 = 1;

/// Everything a ledger file has: tables first, then the triggers on them.
const SCHEMA: &str = "
CREATE TABLE entry (                       -- TRUTH: what was said, in the order in which it counts
    entry_index INTEGER PRIMARY KEY        -- from 0, without gaps
                CHECK (entry_index >= 0),
    entry_key   BLOB NOT NULL UNIQUE       -- digest that recognises a retry; recomputed by audit
                CHECK (length(entry_key) = 32),
    body        BLOB NOT NULL              -- the signed statement and its signature, byte for byte
                CHECK (length(body) > 0)
) STRICT;

CREATE TABLE node (                        -- REBUILDABLE from entry: the Merkle tree, RFC 6962
    node_index  INTEGER PRIMARY KEY        -- in the order in which appending completes them, without gaps
                CHECK (node_index >= 0),
    hash        BLOB NOT NULL              -- SHA-256(0x00 || body), or SHA-256(0x01 || left || right)
                CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE attachment (                  -- TRUTH: large bytes that entries refer to by digest
    attachment_row INTEGER PRIMARY KEY,    -- no meaning; lets the content be read block by block
    digest      BLOB NOT NULL UNIQUE       -- SHA-256(content)
                CHECK (length(digest) = 32),
    size_bytes  INTEGER NOT NULL           -- of content
                CHECK (size_bytes = length(content)),
    content     BLOB NOT NULL              -- the bytes
) STRICT;

CREATE TABLE removal (                     -- TRUTH: attachments whose bytes an entry had removed
    removal_row INTEGER PRIMARY KEY,       -- no meaning
    digest      BLOB NOT NULL              -- of the attachment
                CHECK (length(digest) = 32),
    size_bytes  INTEGER NOT NULL           -- that the attachment had
                CHECK (size_bytes >= 0),
    entry_index INTEGER NOT NULL           -- the entry that ordered it
                REFERENCES entry (entry_index),
    UNIQUE (digest, entry_index)
) STRICT;

CREATE TRIGGER entry_follows_the_last BEFORE INSERT ON entry
WHEN NEW.entry_index IS NOT (SELECT coalesce(max(entry_index) + 1, 0) FROM entry)
  OR EXISTS (SELECT 1 FROM entry WHERE entry_key = NEW.entry_key)
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one, under a new key'); END;

CREATE TRIGGER entry_is_not_updated BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry cannot be updated'); END;

CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry cannot be deleted'); END;

CREATE TRIGGER node_follows_the_last BEFORE INSERT ON node
WHEN NEW.node_index IS NOT (SELECT coalesce(max(node_index) + 1, 0) FROM node)
BEGIN SELECT RAISE(ABORT, 'a node follows the last one'); END;

CREATE TRIGGER node_is_not_updated BEFORE UPDATE ON node
BEGIN SELECT RAISE(ABORT, 'a node cannot be updated'); END;

CREATE TRIGGER node_is_not_deleted BEFORE DELETE ON node
BEGIN SELECT RAISE(ABORT, 'a node cannot be deleted'); END;

CREATE TRIGGER attachment_is_not_replaced BEFORE INSERT ON attachment
WHEN EXISTS (SELECT 1 FROM attachment
             WHERE digest = NEW.digest OR attachment_row = NEW.attachment_row)
BEGIN SELECT RAISE(ABORT, 'an attachment cannot be replaced'); END;

CREATE TRIGGER attachment_is_not_updated BEFORE UPDATE ON attachment
BEGIN SELECT RAISE(ABORT, 'an attachment cannot be updated'); END;

CREATE TRIGGER attachment_is_deleted_by_an_entry BEFORE DELETE ON attachment
WHEN NOT EXISTS (SELECT 1 FROM removal
                 WHERE digest = OLD.digest AND entry_index = (SELECT max(entry_index) FROM entry))
BEGIN SELECT RAISE(ABORT, 'an attachment is only removed together with the entry that orders it'); END;

CREATE TRIGGER removal_is_by_the_last_entry BEFORE INSERT ON removal
WHEN NEW.entry_index IS NOT (SELECT max(entry_index) FROM entry)
  OR NOT EXISTS (SELECT 1 FROM attachment
                 WHERE digest = NEW.digest AND size_bytes = NEW.size_bytes)
  OR EXISTS (SELECT 1 FROM removal
             WHERE removal_row = NEW.removal_row
                OR (digest = NEW.digest AND entry_index = NEW.entry_index))
BEGIN SELECT RAISE(ABORT, 'a removal belongs to the last entry and to an attachment that is there'); END;

CREATE TRIGGER removal_is_not_updated BEFORE UPDATE ON removal
BEGIN SELECT RAISE(ABORT, 'a removal cannot be updated'); END;

CREATE TRIGGER removal_is_not_deleted BEFORE DELETE ON removal
BEGIN SELECT RAISE(ABORT, 'a removal cannot be deleted'); END;
";

/// Makes a ledger of a database without tables.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "BEGIN IMMEDIATE;
         PRAGMA application_id = {APPLICATION_ID};
         PRAGMA user_version = {USER_VERSION};
         {SCHEMA}
         COMMIT;"
    ))
}

/// What a file's schema came to.
pub(super) struct Compared {
    /// The number by which a later change of the schema is noticed.
    pub(super) version: i64,
    /// Triggers and indexes that are not as [`create`] makes them.
    pub(super) guards: Vec<SchemaDifference>,
}

/// Compares a file with what [`create`] makes. Tables that differ are refused: nothing in them would
/// mean what it means here. Triggers and indexes that differ are told: they guard, and say nothing.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<Compared, StoreError> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(engine);
    let application_id = pragma("application_id")?;
    if application_id != i64::from(APPLICATION_ID) {
        let application_id = u32::try_from(application_id & 0xFFFF_FFFF).ok();
        return Err(StoreError::Foreign { path: path.to_owned(), application_id });
    }
    let found = pragma("user_version")?;
    if found != USER_VERSION {
        return Err(StoreError::Version { path: path.to_owned(), found, supported: USER_VERSION });
    }
    let version = version(connection).map_err(engine)?;
    let differences = differences(&expected().map_err(engine)?, &objects(connection).map_err(engine)?);
    if differences.iter().all(SchemaDifference::is_guard) {
        Ok(Compared { version, guards: differences })
    } else {
        Err(StoreError::Schema { path: path.to_owned(), differences })
    }
}

/// The engine's counter of schema changes.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("PRAGMA schema_version")?.query_row([], |row| row.get(0))
}

/// Kind and name of an object, and the SQL that defines it (none for an index the engine made).
type Objects = BTreeMap<(String, String), Option<String>>;

fn objects(connection: &Connection) -> rusqlite::Result<Objects> {
    let mut statement = connection.prepare("SELECT type, name, tbl_name || ' ' || sql FROM sqlite_schema")?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    rows.collect()
}

/// What a fresh ledger's schema reads like, by the same engine that reads the file's.
fn expected() -> rusqlite::Result<Objects> {
    let connection = Connection::open_in_memory()?;
    create(&connection)?;
    objects(&connection)
}

fn differences(expected: &Objects, found: &Objects) -> Vec<SchemaDifference> {
    let missing = expected
        .keys()
        .filter(|key| !found.contains_key(*key))
        .map(|(kind, name)| SchemaDifference::Missing { kind: kind.clone(), name: name.clone() });
    let others = found.iter().filter_map(|(key, sql)| {
        let (kind, name) = key.clone();
        match expected.get(key) {
            None => Some(SchemaDifference::Unexpected { kind, name }),
            Some(same) if same == sql => None,
            Some(_) => Some(SchemaDifference::Changed { kind, name }),
        }
    });
    missing.chain(others).collect()
}
