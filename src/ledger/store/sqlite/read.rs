//! Reading a ledger: one read transaction, shared by the snapshots alive on the connection.

use std::io::Write;
use std::ops::{ControlFlow, Range};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _};

use crate::base::digest::Digest;
use crate::base::limits::IO_BLOCK_BYTES;
use crate::ledger::ENTRY_BYTES_MAX;
use crate::ledger::tree::{NodeReader, SIZE_MAX, node_count};

use super::super::{AttachmentRow, AttachmentVisit, Damage, EntryRow, RowVisit, Snapshot, StoreError};
use super::unfinished::Unfinished;
use super::{SqliteStore, engine};

/// So many places before the first are named of each table.
const PLACES_NAMED: u32 = 1_000;

/// One moment of the ledger.
pub(super) struct SqliteSnapshot<'s> {
    store: &'s SqliteStore,
    size: u64,
    unfinished: Unfinished,
}

impl<'s> SqliteSnapshot<'s> {
    pub(super) fn begin(store: &'s SqliteStore) -> Result<Self, StoreError> {
        if store.snapshots.get() == 0 {
            store.connection.execute_batch("BEGIN DEFERRED").map_err(engine)?;
        }
        store.snapshots.set(store.snapshots.get() + 1);
        // From here on dropping ends the transaction.
        let mut snapshot = Self { store, size: 0, unfinished: Unfinished::default() };
        store.check_schema_unchanged()?;
        snapshot.size = size(&store.connection)?;
        // Where they cannot be made, nodes are missing, as whoever reads them will be told.
        snapshot.unfinished = Unfinished::of(&store.connection, snapshot.size).unwrap_or_default();
        Ok(snapshot)
    }

    /// The connection, as long as it still shows the moment this snapshot is of.
    fn connection(&self) -> Result<&'s Connection, StoreError> {
        if self.store.connection.is_autocommit() {
            return Err(StoreError::SnapshotEnded);
        }
        Ok(&self.store.connection)
    }
}

impl Drop for SqliteSnapshot<'_> {
    fn drop(&mut self) {
        let left = self.store.snapshots.get().saturating_sub(1);
        self.store.snapshots.set(left);
        if left == 0 {
            // Fails only when the engine ended the transaction by itself.
            let _ended = self.store.connection.execute_batch("ROLLBACK");
        }
    }
}

impl NodeReader for SqliteSnapshot<'_> {
    type Error = StoreError;

    fn nodes(&self, indexes: &[u64]) -> Result<Vec<Digest>, StoreError> {
        nodes(self.connection()?, &self.unfinished, indexes)
    }
}

impl Snapshot for SqliteSnapshot<'_> {
    fn size(&self) -> u64 {
        self.size
    }

    fn visit_entries(&self, range: Range<u64>, visit: RowVisit<'_>) -> Result<(), StoreError> {
        let until = range.end.min(self.size);
        if range.start >= until {
            return Ok(());
        }
        // A wrong type or size is seen without reading what may be very large. No upper bound: the engine would end at the
        // first row past it, also where a damaged page has one in the middle.
        let mut statement = self
            .connection()?
            .prepare_cached(
                "SELECT entry_index,
                        CASE WHEN typeof(entry_key) = 'blob' AND length(entry_key) = 32 THEN entry_key END,
                        CASE WHEN typeof(body) = 'blob' AND length(body) BETWEEN 1 AND ?2 THEN body END
                 FROM entry WHERE entry_index >= ?1 ORDER BY entry_index",
            )
            .map_err(engine)?;
        let bounds = (place(range.start), i64::try_from(ENTRY_BYTES_MAX).unwrap_or(i64::MAX));
        let mut rows = statement.query(bounds).map_err(engine)?;
        let mut next = range.start;
        while next < until {
            let Some(row) = rows.next().map_err(engine)? else { break };
            // Rows out of order come from a damaged file; going on could go in circles.
            let index = index_in_order(row, next..self.size, |index| Damage::EntryOutOfOrder { index })?;
            if index >= until {
                break;
            }
            if index > next && visit(Err(Damage::Missing { from: next, until: index })).is_break() {
                return Ok(());
            }
            next = index + 1;
            let entry = match (row.get_ref(1).ok().and_then(digest_of), row.get_ref(2)) {
                (Some(key), Ok(ValueRef::Blob(bytes))) => Ok(EntryRow { index, key, bytes }),
                (None, _) => Err(Damage::KeyShape { index }),
                (Some(_), _) => Err(Damage::EntryShape { index }),
            };
            if visit(entry).is_break() {
                return Ok(());
            }
        }
        if next < until {
            let _done = visit(Err(Damage::Missing { from: next, until }));
        }
        Ok(())
    }

    fn visit_nodes(
        &self,
        range: Range<u64>,
        visit: &mut dyn FnMut(u64, Digest) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let mut statement = self
            .connection()?
            .prepare_cached("SELECT node_index, hash FROM node WHERE node_index >= ?1 ORDER BY node_index")
            .map_err(engine)?;
        let count = node_count(self.size);
        let mut rows = statement.query([place(range.start)]).map_err(engine)?;
        for next in range.start..range.end.min(count) {
            let row = rows.next().map_err(engine)?.ok_or(Damage::NodeMissing { node: next })?;
            let node = index_in_order(row, next..count, |node| Damage::NodeOutOfOrder { node })?;
            if node > next {
                return Err(Damage::NodeMissing { node: next }.into());
            }
            let hash = row.get_ref(1).ok().and_then(digest_of).ok_or(Damage::NodeShape { node })?;
            if visit(node, hash).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn find(&self, key: &Digest) -> Result<Option<u64>, StoreError> {
        find(self.connection()?, key)
    }

    fn places_before_first(&self) -> Result<Vec<i64>, StoreError> {
        let connection = self.connection()?;
        let mut places = Vec::new();
        for query in [
            "SELECT entry_index FROM entry WHERE entry_index < 0 ORDER BY entry_index LIMIT ?1",
            "SELECT node_index FROM node WHERE node_index < 0 ORDER BY node_index LIMIT ?1",
        ] {
            let mut statement = connection.prepare_cached(query).map_err(engine)?;
            let mut rows = statement.query([PLACES_NAMED]).map_err(engine)?;
            while let Some(row) = rows.next().map_err(engine)? {
                places.push(row.get(0).map_err(engine)?);
            }
        }
        Ok(places)
    }

    fn stored_nodes(&self) -> Result<u64, StoreError> {
        stored_nodes(self.connection()?)
    }

    fn attachment_row(&self, digest: &Digest) -> Result<Option<AttachmentRow>, StoreError> {
        let connection = self.connection()?;
        if let Some((_, size_bytes)) = attachment(connection, digest)? {
            return Ok(Some(AttachmentRow { digest: *digest, size_bytes, removed_under: None }));
        }
        let mut statement = connection
            .prepare_cached(
                "SELECT removal_row, size_bytes, entry_index FROM removal
                 WHERE digest = ?1 ORDER BY entry_index DESC LIMIT 1",
            )
            .map_err(engine)?;
        let mut rows = statement.query([digest.as_bytes()]).map_err(engine)?;
        let Some(row) = rows.next().map_err(engine)? else { return Ok(None) };
        let size_bytes = row.get_ref(1).ok().and_then(place_of);
        let removed_under = row.get_ref(2).ok().and_then(place_of);
        match (size_bytes, removed_under) {
            (Some(size_bytes), Some(_)) => {
                Ok(Some(AttachmentRow { digest: *digest, size_bytes, removed_under }))
            }
            _ => Err(Damage::RemovalShape { row: row_number(row) }.into()),
        }
    }

    fn copy_attachment(&self, digest: &Digest, sink: &mut dyn Write) -> Result<bool, StoreError> {
        copy_attachment(self.connection()?, digest, sink)
    }

    fn visit_attachments(&self, visit: AttachmentVisit<'_>) -> Result<(), StoreError> {
        let mut statement = self
            .connection()?
            .prepare_cached(
                "SELECT attachment_row, digest, size_bytes, NULL FROM attachment
                 UNION ALL
                 SELECT removal_row, digest, size_bytes, max(entry_index) FROM removal
                 WHERE digest NOT IN (SELECT digest FROM attachment) GROUP BY digest
                 ORDER BY 2",
            )
            .map_err(engine)?;
        let mut rows = statement.query([]).map_err(engine)?;
        while let Some(row) = rows.next().map_err(engine)? {
            let digest = row.get_ref(1).ok().and_then(digest_of);
            let size_bytes = row.get_ref(2).ok().and_then(place_of);
            let shown = match (digest, size_bytes, row.get_ref(3)) {
                (Some(digest), Some(size_bytes), Ok(ValueRef::Null)) => {
                    Ok(AttachmentRow { digest, size_bytes, removed_under: None })
                }
                (Some(digest), Some(size_bytes), Ok(under)) if place_of(under).is_some() => {
                    Ok(AttachmentRow { digest, size_bytes, removed_under: place_of(under) })
                }
                _ => Err(Damage::AttachmentShape { row: row_number(row) }),
            };
            if visit(shown).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn visit_removals(
        &self,
        visit: &mut dyn FnMut(Result<(Digest, u64), Damage>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let mut statement = self
            .connection()?
            .prepare_cached("SELECT removal_row, digest, entry_index FROM removal ORDER BY removal_row")
            .map_err(engine)?;
        let mut rows = statement.query([]).map_err(engine)?;
        while let Some(row) = rows.next().map_err(engine)? {
            let digest = row.get_ref(1).ok().and_then(digest_of);
            let index = row.get_ref(2).ok().and_then(place_of);
            let shown = digest.zip(index).ok_or_else(|| Damage::RemovalShape { row: row_number(row) });
            if visit(shown).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// How many entries there are: one more than the last one's index.
pub(super) fn size(connection: &Connection) -> Result<u64, StoreError> {
    count(connection, "SELECT max(entry_index) FROM entry")
}

/// How many nodes there are: one more than the last one's index.
pub(super) fn stored_nodes(connection: &Connection) -> Result<u64, StoreError> {
    count(connection, "SELECT max(node_index) FROM node")
}

fn count(connection: &Connection, last: &str) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached(last).map_err(engine)?;
    let last: Option<i64> = statement.query_row([], |row| row.get(0)).map_err(engine)?;
    let Some(last) = last else { return Ok(0) };
    // A tree has fewer than two nodes an entry.
    match u64::try_from(last) {
        Ok(last) if last < 2 * SIZE_MAX => Ok(last + 1),
        _ => Err(Damage::Place { place: last }.into()),
    }
}

/// The index of the entry with this key.
pub(super) fn find(connection: &Connection, key: &Digest) -> Result<Option<u64>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT entry_index FROM entry WHERE entry_key = ?1").map_err(engine)?;
    let found: Option<i64> =
        statement.query_row([key.as_bytes()], |row| row.get(0)).optional().map_err(engine)?;
    found.map(|place| u64::try_from(place).map_err(|_| Damage::Place { place }.into())).transpose()
}

/// The nodes at `indexes`, of which those in `unfinished` need not be stored.
pub(super) fn nodes(
    connection: &Connection,
    unfinished: &Unfinished,
    indexes: &[u64],
) -> Result<Vec<Digest>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT hash FROM node WHERE node_index = ?1").map_err(engine)?;
    let mut one = |node: u64| {
        if let Some(hash) = unfinished.get(node) {
            return Ok(hash);
        }
        let mut rows = statement.query([place(node)]).map_err(engine)?;
        match rows.next().map_err(engine)? {
            None => Err(StoreError::from(Damage::NodeMissing { node })),
            Some(row) => {
                let hash = row.get_ref(0).ok().and_then(digest_of);
                hash.ok_or_else(|| Damage::NodeShape { node }.into())
            }
        }
    };
    indexes.iter().map(|&node| one(node)).collect()
}

/// The row number and size in bytes of an attachment that is there.
pub(super) fn attachment(connection: &Connection, digest: &Digest) -> Result<Option<(i64, u64)>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT attachment_row, size_bytes FROM attachment WHERE digest = ?1")
        .map_err(engine)?;
    let mut rows = statement.query([digest.as_bytes()]).map_err(engine)?;
    let Some(row) = rows.next().map_err(engine)? else { return Ok(None) };
    match row.get_ref(1).ok().and_then(place_of) {
        Some(size_bytes) => Ok(Some((row_number(row), size_bytes))),
        None => Err(Damage::AttachmentShape { row: row_number(row) }.into()),
    }
}

/// Writes an attachment's bytes to `sink` block by block; whether they are there.
pub(super) fn copy_attachment(
    connection: &Connection,
    digest: &Digest,
    sink: &mut dyn Write,
) -> Result<bool, StoreError> {
    let Some((row, _)) = attachment(connection, digest)? else { return Ok(false) };
    let blob = connection.blob_open("main", "attachment", "content", row, true).map_err(engine)?;
    let size_bytes = blob.len();
    let mut buffer = vec![0; size_bytes.min(IO_BLOCK_BYTES)];
    let mut at = 0;
    while at < size_bytes {
        let block = (size_bytes - at).min(IO_BLOCK_BYTES);
        let block = buffer.get_mut(..block).unwrap_or_default();
        blob.read_at_exact(block, at).map_err(engine)?;
        sink.write_all(block).map_err(StoreError::Sink)?;
        at += block.len();
    }
    Ok(true)
}

/// An index or size as the engine's signed integer; those past it match no row.
pub(super) fn place(index: u64) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}

fn place_of(value: ValueRef<'_>) -> Option<u64> {
    match value {
        ValueRef::Integer(place) => u64::try_from(place).ok(),
        _ => None,
    }
}

/// The index in a row's first column, which is one of those that may come here; the damage where it is not.
fn index_in_order(
    row: &rusqlite::Row<'_>,
    may_come: Range<u64>,
    out_of_order: impl FnOnce(u64) -> Damage,
) -> Result<u64, StoreError> {
    let kept: i64 = row.get(0).map_err(engine)?;
    let index = u64::try_from(kept).map_err(|_| Damage::Place { place: kept })?;
    if may_come.contains(&index) { Ok(index) } else { Err(out_of_order(index).into()) }
}

fn digest_of(value: ValueRef<'_>) -> Option<Digest> {
    match value {
        ValueRef::Blob(bytes) => Some(Digest::from_bytes(bytes.try_into().ok()?)),
        _ => None,
    }
}

fn row_number(row: &rusqlite::Row<'_>) -> i64 {
    row.get(0).unwrap_or_default()
}
