//! Appending: the one place where a ledger changes, in one transaction.

use rusqlite::Connection;

use crate::base::digest::{Digest, Hasher};
use crate::base::limits::ATTACHMENT_BYTES_MAX;
use crate::ledger::tree;
use crate::ledger::{ENTRY_BYTES_MAX, leaf_hash};

use super::super::{AppendError, Damage, NewEntry, StoreError, tree_error};
use super::read::{self, place};
use super::unfinished::{Nodes, Unfinished};
use super::{Access, SqliteStore, engine};

pub(super) fn append(
    store: &mut SqliteStore,
    expected_size: u64,
    entry: &NewEntry<'_>,
) -> Result<u64, AppendError> {
    if store.access == Access::Read {
        return Err(StoreError::ReadOnly.into());
    }
    // Hashing is done before others have to wait for it.
    let attachments = checked(entry)?;
    store.connection.execute_batch("BEGIN IMMEDIATE").map_err(engine)?;
    let written = (|| {
        store.check_schema_unchanged()?;
        // What is committed to a file that has lost its name is found by nobody.
        let hold = store.hold()?;
        write(&store.connection, expected_size, entry, &attachments)?;
        Ok(hold)
    })();
    let _until_it_is_committed = match written {
        Ok(hold) => {
            commit(&store.connection)?;
            hold
        }
        Err(error) => {
            roll_back(&store.connection);
            return Err(error);
        }
    };
    if !entry.removals.is_empty() {
        // The removed bytes may still be in the write-ahead log; a reader in the way only delays
        // this until the log is cut the next time.
        let _cut = store.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    Ok(expected_size)
}

/// What can be said about an entry without looking at the ledger: the digests of its attachments.
fn checked<'e>(entry: &NewEntry<'e>) -> Result<Vec<(Digest, &'e [u8])>, AppendError> {
    let size_bytes = entry.bytes.len();
    if size_bytes == 0 || size_bytes > ENTRY_BYTES_MAX {
        return Err(AppendError::EntrySize { size_bytes });
    }
    let digested = |bytes: &&'e [u8]| {
        let digest = Digest::of(bytes);
        if bytes.len() > ATTACHMENT_BYTES_MAX {
            return Err(AppendError::AttachmentSize { digest, size_bytes: bytes.len() });
        }
        if entry.removals.contains(&digest) {
            return Err(AppendError::KeptAndRemoved { digest });
        }
        Ok((digest, *bytes))
    };
    entry.attachments.iter().map(digested).collect()
}

fn write(
    connection: &Connection,
    expected_size: u64,
    entry: &NewEntry<'_>,
    attachments: &[(Digest, &[u8])],
) -> Result<(), AppendError> {
    // The key first: after a lost reply the size has moved on because of this very entry.
    if let Some(index) = read::find(connection, &entry.key)? {
        return Err(AppendError::Duplicate { index });
    }
    let size = read::size(connection)?;
    if size != expected_size {
        return Err(AppendError::Conflict { ours: expected_size, theirs: size });
    }
    finish(connection, size)?;
    let stored = Nodes { connection, unfinished: &Unfinished::default() };
    let nodes = tree::nodes_for_append(size, leaf_hash(entry.bytes), &stored).map_err(tree_error)?;

    insert_entry(connection, size, entry).map_err(engine)?;
    insert_nodes(connection, tree::node_count(size), &nodes).map_err(engine)?;
    for (digest, bytes) in attachments {
        keep_attachment(connection, digest, bytes)?;
    }
    for digest in entry.removals {
        remove_attachment(connection, digest, size)?;
    }
    Ok(())
}

/// Gives every one of `size` entries its nodes.
fn finish(connection: &Connection, size: u64) -> Result<(), AppendError> {
    let (stored, expected) = (read::stored_nodes(connection)?, tree::node_count(size));
    if stored == expected {
        return Ok(());
    }
    let unfinished = Unfinished::of(connection, size)?;
    let finished = unfinished.first.saturating_add(u64::try_from(unfinished.nodes.len()).unwrap_or(u64::MAX));
    if finished != expected {
        return Err(StoreError::from(Damage::NodeCount { stored, expected }).into());
    }
    Ok(insert_nodes(connection, unfinished.first, &unfinished.nodes).map_err(engine)?)
}

fn insert_entry(connection: &Connection, index: u64, entry: &NewEntry<'_>) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO entry (entry_index, entry_key, body) VALUES (?1, ?2, ?3)")?
        .execute((place(index), entry.key.as_bytes(), entry.bytes))?;
    Ok(())
}

fn insert_nodes(connection: &Connection, first: u64, nodes: &[Digest]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached("INSERT INTO node (node_index, hash) VALUES (?1, ?2)")?;
    for (index, node) in (first..).zip(nodes) {
        statement.execute((place(index), node.as_bytes()))?;
    }
    Ok(())
}

/// Keeps an attachment, unless it is kept already; then its bytes are read again, so that an entry
/// is not written over an attachment that has gone bad.
fn keep_attachment(connection: &Connection, digest: &Digest, bytes: &[u8]) -> Result<(), AppendError> {
    let mut kept = Hashing(Hasher::new());
    if read::copy_attachment(connection, digest, &mut kept)? {
        let actual = kept.0.finish();
        if actual != *digest {
            return Err(StoreError::from(Damage::AttachmentDigest { digest: *digest, actual }).into());
        }
        return Ok(());
    }
    let size_bytes = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    connection
        .prepare_cached("INSERT INTO attachment (digest, size_bytes, content) VALUES (?1, ?2, ?3)")
        .and_then(|mut statement| statement.execute((digest.as_bytes(), size_bytes, bytes)))
        .map_err(engine)?;
    Ok(())
}

fn remove_attachment(connection: &Connection, digest: &Digest, under: u64) -> Result<(), AppendError> {
    let Some((row, size_bytes)) = read::attachment(connection, digest)? else {
        return Err(AppendError::NothingToRemove { digest: *digest });
    };
    connection
        .prepare_cached("INSERT INTO removal (digest, size_bytes, entry_index) VALUES (?1, ?2, ?3)")
        .and_then(|mut statement| statement.execute((digest.as_bytes(), place(size_bytes), place(under))))
        .map_err(engine)?;
    connection
        .prepare_cached("DELETE FROM attachment WHERE attachment_row = ?1")
        .and_then(|mut statement| statement.execute([row]))
        .map_err(engine)?;
    Ok(())
}

/// The commit point. When it fails, the transaction may have reached the disk all the same: a
/// failing `fsync` says nothing about what is kept.
///
/// The engine forgets such a transaction while anybody has the ledger open, and finds it again in
/// the write-ahead log if all of them die before the next commit overwrites it. So "not found"
/// after a lost reply is settled by handing in the same entry again, which leaves it there once.
fn commit(connection: &Connection) -> Result<(), AppendError> {
    let Err(error) = connection.execute_batch("COMMIT") else { return Ok(()) };
    let still_open = !connection.is_autocommit();
    roll_back(connection);
    match engine(error) {
        // Somebody else's lock: the engine did not begin to commit.
        busy @ StoreError::Busy { .. } if still_open => Err(busy.into()),
        StoreError::Engine(source) => Err(AppendError::Indeterminate { source: Some(source) }),
        _ => Err(AppendError::Indeterminate { source: None }),
    }
}

fn roll_back(connection: &Connection) {
    if !connection.is_autocommit() {
        // A transaction that cannot be rolled back goes with the connection; nothing was committed.
        let _rolled_back = connection.execute_batch("ROLLBACK");
    }
}

/// A place to write bytes to that only their digest is wanted of.
struct Hashing(Hasher);

impl std::io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
