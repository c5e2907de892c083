//! Where a ledger is kept: what every engine promises, in the words of one small trait.
//!
//! A [`Store`] takes appends and gives out [`Snapshot`]s. A snapshot is one moment of the ledger:
//! its size, entries, nodes and attachments belong together, whatever other processes append
//! meanwhile. Everything that reads, reads through one.
//!
//! An append says which size it was decided against. If the ledger has another size by now nothing
//! is written ([`AppendError::Conflict`]); the caller folds the new entries and decides again. The
//! key makes a retry safe: an entry whose key the ledger already has is not written twice
//! ([`AppendError::Duplicate`]).
//!
//! # What it promises
//! Bytes come out as they went in; attachments are checked against their digest when they are read
//! whole. A damaged row is a typed error that names its index, never a panic.
//!
//! # What it does not protect against
//! Entries, keys and nodes are given out as they are kept. Whoever needs to believe them compares
//! the root with a checkpoint, and audits with [`check::check_store`].

pub mod check;
mod error;
pub mod filesystem;
pub mod sqlite;

use std::io::Write;
use std::ops::{ControlFlow, Range};

use crate::base::digest::Digest;

use super::tree::{self, NodeReader, TreeError};

pub use error::{AppendError, Damage, EngineError, EngineFault, SchemaDifference, StoreError};

/// An entry to append, with everything that belongs into the same transaction.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    /// The caller's unique digest, by which a retry is recognised; recomputed by audit.
    pub key: Digest,
    /// The entry, 1 to [`ENTRY_BYTES_MAX`](super::ENTRY_BYTES_MAX) bytes.
    pub bytes: &'a [u8],
    /// Attachments to keep, each at most `ATTACHMENT_BYTES_MAX` bytes. One that is kept already is
    /// kept once.
    pub attachments: &'a [&'a [u8]],
    /// Attachments whose bytes are to be removed under this entry.
    pub removals: &'a [Digest],
}

/// An entry as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 0.
    pub index: u64,
    /// The key it was appended under.
    pub key: Digest,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// One row of the entries, borrowed while the store reads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryRow<'a> {
    /// Its place, from 0.
    pub index: u64,
    /// The key it was appended under.
    pub key: Digest,
    /// The bytes.
    pub bytes: &'a [u8],
}

/// What became of an attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attachment {
    /// Its bytes, which have the digest they were asked for by.
    Present(Vec<u8>),
    /// Its bytes were removed by the entry with this index.
    RemovedUnder(u64),
}

/// One line of the list of attachments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttachmentRow {
    /// The digest it is kept under.
    pub digest: Digest,
    /// Its size in bytes, also after its bytes were removed.
    pub size_bytes: u64,
    /// The entry under which its bytes were removed last, if they are not there now.
    pub removed_under: Option<u64>,
}

/// What a visitor of entries is shown: an entry, or what is wrong where one should be.
pub type RowVisit<'v> = &'v mut dyn FnMut(Result<EntryRow<'_>, Damage>) -> ControlFlow<()>;

/// What a visitor of the list of attachments is shown.
pub type AttachmentVisit<'v> = &'v mut dyn FnMut(Result<AttachmentRow, Damage>) -> ControlFlow<()>;

/// One moment of a ledger.
///
/// A snapshot holds resources of its engine: drop it before waiting for people.
pub trait Snapshot: NodeReader<Error = StoreError> {
    /// How many entries there are.
    fn size(&self) -> u64;

    /// Shows the entries of `range` in order, one at a time; a damaged or missing one is shown as
    /// what is wrong with it, and the visit goes on after it. The part of `range` beyond
    /// [`Snapshot::size`] is not visited.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot read on.
    fn visit_entries(&self, range: Range<u64>, visit: RowVisit<'_>) -> Result<(), StoreError>;

    /// Shows the tree's nodes of `range` in order, with their indexes, up to the first that is damaged or missing. The part of
    /// `range` beyond the tree of [`Snapshot::size`] is not visited.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with what is wrong with that one; [`StoreError`] when the engine cannot read on.
    fn visit_nodes(
        &self,
        range: Range<u64>,
        visit: &mut dyn FnMut(u64, Digest) -> ControlFlow<()>,
    ) -> Result<(), StoreError>;

    /// The index of the entry with this key.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot read.
    fn find(&self, key: &Digest) -> Result<Option<u64>, StoreError>;

    /// How many nodes are kept; [`tree::node_count`] of the size in a ledger that is whole.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot read.
    fn stored_nodes(&self) -> Result<u64, StoreError>;

    /// Places before the first that rows of entries or nodes claim, the lowest thousand of each: nothing that reads from the
    /// first on comes to them.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot read.
    fn places_before_first(&self) -> Result<Vec<i64>, StoreError>;

    /// What is known of an attachment, without its bytes.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot read.
    fn attachment_row(&self, digest: &Digest) -> Result<Option<AttachmentRow>, StoreError>;

    /// Writes an attachment's bytes to `sink` block by block, and returns whether they are there.
    /// They are *not* compared with the digest.
    ///
    /// # Errors
    /// [`StoreError::Sink`] for what `sink` fails with, [`StoreError`] otherwise.
    fn copy_attachment(&self, digest: &Digest, sink: &mut dyn Write) -> Result<bool, StoreError>;

    /// Shows every attachment, ordered by digest, those without bytes included.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot read on.
    fn visit_attachments(&self, visit: AttachmentVisit<'_>) -> Result<(), StoreError>;

    /// Shows every removal of an attachment's bytes: the digest and the entry that ordered it.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot read on.
    fn visit_removals(
        &self,
        visit: &mut dyn FnMut(Result<(Digest, u64), Damage>) -> ControlFlow<()>,
    ) -> Result<(), StoreError>;

    /// At most `count_max` entries from index `from` on, in order.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] for the first that is damaged or missing.
    fn entries(&self, from: u64, count_max: usize) -> Result<Vec<Entry>, StoreError> {
        let until = from.saturating_add(u64::try_from(count_max).unwrap_or(u64::MAX));
        let mut entries = Vec::new();
        let mut damage = None;
        self.visit_entries(from..until, &mut |row| match row {
            Ok(row) => {
                entries.push(Entry { index: row.index, key: row.key, bytes: row.bytes.to_vec() });
                ControlFlow::Continue(())
            }
            Err(found) => {
                damage = Some(found);
                ControlFlow::Break(())
            }
        })?;
        damage.map_or(Ok(entries), |damage| Err(StoreError::Damaged(damage)))
    }

    /// The entry at `index`; `None` beyond the end.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when it is damaged or missing.
    fn entry(&self, index: u64) -> Result<Option<Entry>, StoreError> {
        Ok(self.entries(index, 1)?.pop())
    }

    /// An attachment, its bytes compared with its digest; `None` when the ledger never had it.
    ///
    /// # Errors
    /// [`Damage::AttachmentDigest`] when other bytes are kept under this digest.
    fn attachment(&self, digest: &Digest) -> Result<Option<Attachment>, StoreError> {
        let Some(row) = self.attachment_row(digest)? else { return Ok(None) };
        if let Some(index) = row.removed_under {
            return Ok(Some(Attachment::RemovedUnder(index)));
        }
        let mut bytes = Vec::new();
        self.copy_attachment(digest, &mut bytes)?;
        let actual = Digest::of(&bytes);
        if actual == *digest {
            Ok(Some(Attachment::Present(bytes)))
        } else {
            Err(StoreError::Damaged(Damage::AttachmentDigest { digest: *digest, actual }))
        }
    }

    /// The root hash of the first `size` entries, computed from the nodes that are kept.
    ///
    /// # Errors
    /// [`StoreError`] when nodes cannot be read; [`StoreError::Tree`] past the end.
    fn root(&self, size: u64) -> Result<Digest, StoreError> {
        if size > self.size() {
            return Err(StoreError::SizeOutside { asked: size, size: self.size() });
        }
        tree::root(size, self).map_err(tree_error)
    }
}

/// A ledger that can be read and appended to.
pub trait Store: Send {
    /// The ledger as it is now.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot read.
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError>;

    /// Appends an entry, its nodes, attachments and removals in one transaction, and returns its
    /// index.
    ///
    /// # Errors
    /// [`AppendError`]. Nothing was written, except that after [`AppendError::Indeterminate`]
    /// nobody knows: ask a new snapshot for the key, and hand in the same entry again if it is not
    /// there. An entry that is given up instead may still turn up after a crash.
    fn append(&mut self, expected_size: u64, entry: &NewEntry<'_>) -> Result<u64, AppendError>;

    /// How many entries there are now.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot read.
    fn size(&self) -> Result<u64, StoreError> {
        Ok(self.snapshot()?.size())
    }

    /// The index of the entry with this key, now.
    ///
    /// # Errors
    /// [`StoreError`] when the engine cannot read.
    fn find(&self, key: &Digest) -> Result<Option<u64>, StoreError> {
        self.snapshot()?.find(key)
    }
}

/// A tree's error in a store's words.
pub(crate) fn tree_error(error: TreeError<StoreError>) -> StoreError {
    match error {
        TreeError::Reader(error) => error,
        TreeError::NodeCount { .. }
        | TreeError::TooLarge { .. }
        | TreeError::IndexOutside { .. }
        | TreeError::OldSizeOutside { .. }
        | TreeError::Arithmetic => StoreError::Tree(Box::new(error)),
    }
}
