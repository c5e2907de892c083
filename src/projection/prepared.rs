//! Entries prepared ahead of the fold, on every core: their hashes and signatures follow from their bytes alone, and cost
//! more than everything that depends on their order.

use std::collections::VecDeque;
use std::num::NonZero;
use std::ops::{ControlFlow, Range};

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::base::digest::Digest;
use crate::base::threads;
use crate::domain::entry::{Entry, EntryError};
use crate::domain::verify::Signed;
use crate::ledger::store::Damage;
use crate::ledger::{Snapshot, StoreError, leaf_hash};
use crate::signing::KnownKeys;

/// What follows from an entry's bytes.
#[derive(Debug)]
pub struct Prepared {
    /// Its leaf in the tree.
    pub(super) leaf: Digest,
    /// The entry and whose key signed it, where it is one.
    pub(super) signed: Result<Signed, EntryError>,
}

impl Prepared {
    /// Hashes, reads and checks an entry.
    #[must_use]
    pub fn of(bytes: &[u8], keys: &mut KnownKeys) -> Self {
        Self { leaf: leaf_hash(bytes), signed: Entry::parse_with(bytes, keys).map(Signed::of) }
    }
}

/// A row of the entries, prepared.
#[derive(Debug)]
pub struct PreparedRow {
    /// Its place, from 0.
    pub index: u64,
    /// The key it was appended under.
    pub key: Digest,
    /// What follows from its bytes.
    pub entry: Prepared,
}

/// What a visitor is shown: a prepared entry, or what is wrong where one should be.
pub type PreparedVisit<'v> = &'v mut dyn FnMut(Result<PreparedRow, Damage>) -> ControlFlow<()>;

/// Entries that are handed to a thread together: by number, and by bytes where they are large.
const BATCH_ENTRIES: usize = 128;
const BATCH_BYTES: usize = 1 << 20;

/// Fewer entries than this are not worth another thread.
const ALONE_ENTRIES: u64 = 32;

/// A row as it was read.
type Row = Result<(u64, Digest, Vec<u8>), Damage>;

/// Rows to prepare, and where they are awaited.
struct Batch {
    rows: Vec<Row>,
    answer: Sender<Vec<Result<PreparedRow, Damage>>>,
}

/// Shows the entries of `range` in order, as [`Snapshot::visit_entries`] does, prepared by several threads.
///
/// # Errors
/// [`StoreError`] when the engine cannot read on; everything before that was shown.
pub fn visit_prepared(
    snapshot: &dyn Snapshot,
    range: Range<u64>,
    visit: PreparedVisit<'_>,
) -> Result<(), StoreError> {
    let until = range.end.min(snapshot.size());
    if until.saturating_sub(range.start) < ALONE_ENTRIES {
        return alone(snapshot, range, visit);
    }
    let most = std::thread::available_parallelism().map_or(1, NonZero::get);
    std::thread::scope(|scope| {
        let (to_workers, work) = bounded::<Batch>(most);
        let started = (0..most).filter(|_| {
            let work = work.clone();
            threads::start(scope, move || prepare(&work)).is_ok()
        });
        if started.count() == 0 {
            return alone(snapshot, range, visit);
        }
        drop(work);
        let mut queue = Queue { to_workers, awaited: VecDeque::new(), most: most.saturating_mul(2) };
        let (mut rows, mut bytes) = (Vec::with_capacity(BATCH_ENTRIES), 0_usize);
        let mut stopped = ControlFlow::Continue(());
        let visited = snapshot.visit_entries(range, &mut |row| {
            bytes = bytes.saturating_add(row.as_ref().map_or(0, |row| row.bytes.len()));
            rows.push(row.map(|row| (row.index, row.key, row.bytes.to_vec())));
            if rows.len() >= BATCH_ENTRIES || bytes >= BATCH_BYTES {
                bytes = 0;
                let full = std::mem::replace(&mut rows, Vec::with_capacity(BATCH_ENTRIES));
                stopped = queue.hand_out(full, visit);
            }
            stopped
        });
        // What could be read is shown, wherever reading ended.
        if stopped.is_continue() && queue.hand_out(rows, visit).is_continue() {
            let _done = queue.show_down_to(0, visit);
        }
        visited
    })
}

/// The same on this thread.
fn alone(snapshot: &dyn Snapshot, range: Range<u64>, visit: PreparedVisit<'_>) -> Result<(), StoreError> {
    let mut keys = KnownKeys::default();
    snapshot.visit_entries(range, &mut |row| {
        visit(row.map(|row| PreparedRow {
            index: row.index,
            key: row.key,
            entry: Prepared::of(row.bytes, &mut keys),
        }))
    })
}

fn prepare(work: &Receiver<Batch>) {
    let mut keys = KnownKeys::default();
    for Batch { rows, answer } in work {
        let mut one = |(index, key, bytes): (u64, Digest, Vec<u8>)| PreparedRow {
            index,
            key,
            entry: Prepared::of(&bytes, &mut keys),
        };
        let prepared = rows.into_iter().map(|row| row.map(&mut one)).collect();
        // Whoever stopped visiting waits for nothing.
        let _nobody_waits = answer.send(prepared);
    }
}

/// Batches in the order in which they are shown.
struct Queue {
    to_workers: Sender<Batch>,
    awaited: VecDeque<Receiver<Vec<Result<PreparedRow, Damage>>>>,
    most: usize,
}

impl Queue {
    fn hand_out(&mut self, rows: Vec<Row>, visit: PreparedVisit<'_>) -> ControlFlow<()> {
        let (answer, awaited) = bounded(1);
        if self.to_workers.send(Batch { rows, answer }).is_err() {
            return ControlFlow::Break(());
        }
        self.awaited.push_back(awaited);
        self.show_down_to(self.most, visit)
    }

    /// Shows the oldest batches until so many are left.
    fn show_down_to(&mut self, left: usize, visit: PreparedVisit<'_>) -> ControlFlow<()> {
        while self.awaited.len() > left {
            // A worker that is gone has panicked, and the scope goes on with that.
            let Some(Ok(rows)) = self.awaited.pop_front().map(|awaited| awaited.recv()) else {
                return ControlFlow::Break(());
            };
            for row in rows {
                visit(row)?;
            }
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::store::sqlite::SqliteStore;
    use crate::ledger::{NewEntry, Store};

    /// A ledger whose entries hold their own index, which is no entry of anybody's.
    fn numbered(folder: &std::path::Path, size: u64) -> SqliteStore {
        let mut store = SqliteStore::create(&folder.join("ledger.db")).unwrap();
        for index in 0..size {
            let bytes = index.to_string().into_bytes();
            let key = Digest::of(&bytes);
            store.append(index, &NewEntry { key, bytes: &bytes, attachments: &[], removals: &[] }).unwrap();
        }
        store
    }

    #[test]
    fn entries_come_in_order_however_many_threads_prepare_them() {
        let folder = tempfile::tempdir().unwrap();
        let size = u64::try_from(BATCH_ENTRIES).unwrap() * 3 + 7;
        let store = numbered(folder.path(), size);
        let snapshot = store.snapshot().unwrap();
        for range in [0..size, 5..size, 0..ALONE_ENTRIES - 1, 0..u64::MAX, size..size, size + 1..u64::MAX] {
            let mut next = range.start;
            visit_prepared(snapshot.as_ref(), range.clone(), &mut |row| {
                let row = row.unwrap();
                let bytes = next.to_string().into_bytes();
                assert_eq!(
                    (row.index, row.key, row.entry.leaf),
                    (next, Digest::of(&bytes), leaf_hash(&bytes))
                );
                assert!(row.entry.signed.is_err());
                next += 1;
                ControlFlow::Continue(())
            })
            .unwrap();
            assert_eq!(next, range.end.min(size).max(range.start), "{range:?}");
        }
    }

    #[test]
    fn nothing_is_shown_after_the_visitor_has_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let size = u64::try_from(BATCH_ENTRIES).unwrap() * 5;
        let store = numbered(folder.path(), size);
        let snapshot = store.snapshot().unwrap();
        for last in [0, 3, 128, size - 1] {
            let mut shown = 0;
            visit_prepared(snapshot.as_ref(), 0..size, &mut |_| {
                shown += 1;
                if shown > last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
            .unwrap();
            assert_eq!(shown, last + 1);
        }
    }
}
