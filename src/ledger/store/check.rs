//! Recomputing everything that a store keeps: what an audit of the ledger floor is.
//!
//! Entries are hashed anew and no stored node is believed: [`check_store`] computes the root from
//! the entries alone and compares every node on the way. Attachments are hashed block by block.
//! It goes on after each finding, and says which entry it concerns.
//!
//! # What it does not protect against
//! A history that was rewritten as a whole, nodes included, is whole. Compare
//! [`Checked::root`] with a checkpoint held elsewhere. What an entry's bytes mean, whether its
//! signature holds and which attachments it refers to is for those above.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::digest::{Digest, Hasher};
use crate::ledger::leaf_hash;
use crate::ledger::tree::{Frontier, node_count};

use super::{AttachmentRow, Damage, EngineFault, EntryRow, Snapshot, StoreError};

/// After so many places in a row that the engine cannot read, the rest is taken for unreadable: a
/// file whose index pages are gone would otherwise be asked for every entry it ever had.
pub const UNREADABLE_MAX: u32 = 1_000;

/// Something that a whole ledger does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreFinding {
    /// A row is missing, malformed or unreadable.
    #[error(transparent)]
    Damaged(#[from] Damage),
    /// An entry is not kept under the key that follows from its bytes.
    #[error("entry {index} is kept under the key {stored}, not {computed}")]
    Key {
        /// The entry's index.
        index: u64,
        /// The key it is kept under.
        stored: Digest,
        /// The key that follows from its bytes.
        computed: Digest,
    },
    /// Looking for an entry by its key does not find it.
    #[error("entry {index} is not found by its key")]
    NotFound {
        /// The entry's index.
        index: u64,
        /// What is found instead.
        found: Option<u64>,
    },
    /// A stored node is not what follows from the entries: the leaf, when it is the first node of
    /// the entry, or an inner node that this entry completed.
    #[error("tree node {node} does not follow from entry {index} and those before it")]
    Node {
        /// The entry with which the node was written.
        index: u64,
        /// The node's index.
        node: u64,
    },
    /// An attachment's size is not the one it is listed with.
    #[error("attachment {digest} has {actual} bytes, not {listed}")]
    AttachmentSize {
        /// The digest it is kept under.
        digest: Digest,
        /// The size in bytes it is listed with.
        listed: u64,
        /// The size in bytes it has.
        actual: u64,
    },
    /// The engine cannot read an attachment.
    #[error("attachment {digest} cannot be read")]
    AttachmentUnreadable {
        /// The digest it is kept under.
        digest: Digest,
    },
    /// The list of attachments or of removals cannot be read to its end.
    #[error("the list of attachments cannot be read to its end")]
    ListUnreadable,
    /// Bytes were removed under an entry that is not there.
    #[error("attachment {digest} was removed under entry {index}, which is not there")]
    RemovedUnderNothing {
        /// The attachment's digest.
        digest: Digest,
        /// The index of the entry.
        index: u64,
    },
}

impl StoreFinding {
    /// The entry that this concerns, if it concerns one: the first of several.
    #[must_use]
    pub const fn index(&self) -> Option<u64> {
        match self {
            Self::Key { index, .. }
            | Self::NotFound { index, .. }
            | Self::Node { index, .. }
            | Self::RemovedUnderNothing { index, .. } => Some(*index),
            Self::Damaged(damage) => match damage {
                Damage::Missing { from, .. } | Damage::Unreadable { from, .. } => Some(*from),
                Damage::KeyShape { index }
                | Damage::EntryShape { index }
                | Damage::EntryOutOfOrder { index } => Some(*index),
                Damage::NodeMissing { .. }
                | Damage::NodeOutOfOrder { .. }
                | Damage::NodeShape { .. }
                | Damage::NodeCount { .. }
                | Damage::Place { .. }
                | Damage::AttachmentShape { .. }
                | Damage::AttachmentDigest { .. }
                | Damage::RemovalShape { .. } => None,
            },
            Self::AttachmentSize { .. } | Self::AttachmentUnreadable { .. } | Self::ListUnreadable => None,
        }
    }
}

/// What a check looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many entries the ledger has.
    pub size: u64,
    /// The root hash computed from the entries' bytes; `None` when not every entry could be read.
    pub root: Option<Digest>,
    /// How many attachments are kept.
    pub attachments: u64,
    /// How many findings were shown.
    pub findings: u64,
}

/// Why a check did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The store failed as a whole.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The caller asked to stop.
    #[error("the check was cancelled")]
    Cancelled,
}

/// What a check asks and tells its caller.
pub struct CheckJob<'j> {
    /// The key that follows from an entry's bytes, or `None` when none does; the caller then has a
    /// finding of its own.
    pub key_of: &'j mut dyn FnMut(u64, &[u8]) -> Option<Digest>,
    /// Shown every finding.
    pub finding: &'j mut dyn FnMut(StoreFinding),
    /// Told after each entry how many were looked at.
    pub progress: &'j mut dyn FnMut(u64),
    /// Set by the caller to stop the check.
    pub cancel: &'j AtomicBool,
}

/// Recomputes everything that `snapshot` keeps, and shows what does not agree.
///
/// # Errors
/// [`CheckError::Store`] when the store cannot be read for reasons that lie outside it;
/// [`CheckError::Cancelled`].
pub fn check_store(snapshot: &dyn Snapshot, job: CheckJob<'_>) -> Result<Checked, CheckError> {
    let mut check = Check::new(snapshot, job, Frontier::empty());
    check.entries(0)?;
    check.node_count()?;
    let attachments = check.attachments()?;
    check.removals()?;
    let root = check.frontier.filter(|_| check.whole).map(|frontier| frontier.root());
    Ok(Checked { size: snapshot.size(), root, attachments, findings: check.findings })
}

/// Recomputes what `snapshot` keeps of the entries after the first `before.size()`, whose tree is believed to be `before`, and
/// shows what does not agree. Of the attachments the rows that say that bytes were removed are looked at, and no content.
///
/// # Errors
/// As [`check_store`].
pub fn check_since(snapshot: &dyn Snapshot, before: Frontier, job: CheckJob<'_>) -> Result<(), CheckError> {
    let from = before.size();
    let mut check = Check::new(snapshot, job, before);
    check.entries(from)?;
    check.node_count()?;
    check.removals()
}

/// Reads these attachments, as far as they are there, and shows what does not agree.
///
/// # Errors
/// As [`check_store`].
pub fn check_attachments(
    snapshot: &dyn Snapshot,
    digests: &BTreeSet<Digest>,
    job: CheckJob<'_>,
) -> Result<(), CheckError> {
    let mut check = Check::new(snapshot, job, Frontier::empty());
    for digest in digests {
        check.go_on()?;
        match snapshot.attachment_row(digest) {
            Ok(Some(row)) if row.removed_under.is_none() => check.attachment(&row)?,
            Ok(_) => {}
            Err(StoreError::Damaged(damage)) => check.found(damage),
            Err(error) if is_inside(&error) => {
                check.found(StoreFinding::AttachmentUnreadable { digest: *digest })
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

struct Check<'c, 'j> {
    snapshot: &'c dyn Snapshot,
    job: CheckJob<'j>,
    findings: u64,
    // None once a leaf is unknown: inner nodes cannot be recomputed from there on.
    frontier: Option<Frontier>,
    // Whether every leaf was computed from an entry's bytes.
    whole: bool,
    nodes: NodesAhead,
}

/// So many nodes are read together.
const NODES_AHEAD: u64 = 512;

/// Nodes that were read ahead of the entries they are compared with.
#[derive(Default)]
struct NodesAhead {
    first: u64,
    hashes: Vec<Digest>,
    // Among those before this one something is wrong: they are read one by one.
    singly_until: u64,
}

impl NodesAhead {
    fn get(&self, node: u64) -> Option<Digest> {
        let place = usize::try_from(node.checked_sub(self.first)?).ok()?;
        self.hashes.get(place).copied()
    }

    /// Reads from `node` on, as far as they can be read; returns one that stands among them and does not belong there.
    fn read(&mut self, snapshot: &dyn Snapshot, node: u64) -> Option<Damage> {
        let until = node.saturating_add(NODES_AHEAD).min(node_count(snapshot.size()));
        if node < self.singly_until || node >= until {
            return None;
        }
        self.first = node;
        self.hashes.clear();
        let visited = snapshot.visit_nodes(node..until, &mut |_, hash| {
            self.hashes.push(hash);
            ControlFlow::Continue(())
        });
        let Err(error) = visited else { return None };
        self.singly_until = until;
        match error {
            StoreError::Damaged(damage @ (Damage::NodeOutOfOrder { .. } | Damage::Place { .. })) => {
                Some(damage)
            }
            // Read one by one, each says what is wrong with it.
            _ => None,
        }
    }
}

impl<'c, 'j> Check<'c, 'j> {
    fn new(snapshot: &'c dyn Snapshot, job: CheckJob<'j>, before: Frontier) -> Self {
        Self { snapshot, job, findings: 0, frontier: Some(before), whole: true, nodes: NodesAhead::default() }
    }

    fn found(&mut self, finding: impl Into<StoreFinding>) {
        self.findings += 1;
        (self.job.finding)(finding.into());
    }

    fn go_on(&self) -> Result<(), CheckError> {
        if self.job.cancel.load(Ordering::Relaxed) { Err(CheckError::Cancelled) } else { Ok(()) }
    }

    fn entries(&mut self, from: u64) -> Result<(), CheckError> {
        let size = self.snapshot.size();
        let mut next = from;
        let mut unreadable = 0;
        while next < size {
            let before = next;
            let mut stopped = Ok(());
            let visited = self.snapshot.visit_entries(next..size, &mut |row| {
                stopped = self.go_on().and_then(|()| self.row(row, &mut next));
                if stopped.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
            stopped?;
            let Err(error) = visited else { break };
            if !is_inside(&error) {
                return Err(error.into());
            }
            if let StoreError::Damaged(damage @ (Damage::EntryOutOfOrder { .. } | Damage::Place { .. })) =
                error
            {
                self.found(damage);
            }
            unreadable = if next > before { 1 } else { unreadable + 1 };
            let until = if unreadable > UNREADABLE_MAX { size } else { next + 1 };
            self.found(Damage::Unreadable { from: next, until });
            self.unknown_leaves(next, until)?;
            next = until;
        }
        Ok(())
    }

    fn row(&mut self, row: Result<EntryRow<'_>, Damage>, next: &mut u64) -> Result<(), CheckError> {
        match row {
            Ok(row) => {
                self.entry(&row)?;
                *next = row.index + 1;
            }
            Err(damage) => {
                let until = match &damage {
                    Damage::Missing { until, .. } | Damage::Unreadable { until, .. } => *until,
                    Damage::KeyShape { index } | Damage::EntryShape { index } => index + 1,
                    _ => *next,
                };
                self.found(damage);
                self.unknown_leaves(*next, until)?;
                *next = until;
            }
        }
        (self.job.progress)(*next);
        Ok(())
    }

    fn entry(&mut self, row: &EntryRow<'_>) -> Result<(), CheckError> {
        let index = row.index;
        if let Some(computed) = (self.job.key_of)(index, row.bytes)
            && computed != row.key
        {
            self.found(StoreFinding::Key { index, stored: row.key, computed });
        }
        let found = match self.snapshot.find(&row.key) {
            Err(error) if is_inside(&error) => None,
            found => found?,
        };
        if found != Some(index) {
            self.found(StoreFinding::NotFound { index, found });
        }
        let leaf = leaf_hash(row.bytes);
        let nodes = self.frontier.as_mut().map_or_else(|| vec![leaf], |frontier| frontier.push(leaf));
        self.compare_nodes(index, &nodes)
    }

    fn compare_nodes(&mut self, index: u64, computed: &[Digest]) -> Result<(), CheckError> {
        for (node, computed) in (node_count(index)..).zip(computed) {
            match self.stored_node(node)? {
                Ok(stored) if stored == *computed => {}
                Ok(_) => self.found(StoreFinding::Node { index, node }),
                Err(damage) => self.found(damage),
            }
        }
        Ok(())
    }

    /// Entries that cannot be hashed: their stored leaves stand in for them as long as there are
    /// any, so that what follows can still be compared.
    fn unknown_leaves(&mut self, from: u64, until: u64) -> Result<(), CheckError> {
        self.whole &= from >= until;
        for index in from..until {
            if self.frontier.is_none() {
                return Ok(());
            }
            self.go_on()?;
            match self.stored_node(node_count(index))? {
                Ok(leaf) => {
                    let nodes = self.frontier.as_mut().map(|frontier| frontier.push(leaf));
                    self.compare_nodes(index, &nodes.unwrap_or_default())?;
                }
                Err(_) => self.frontier = None,
            }
        }
        Ok(())
    }

    fn stored_node(&mut self, node: u64) -> Result<Result<Digest, Damage>, CheckError> {
        if self.nodes.get(node).is_none() {
            let misplaced = self.nodes.read(self.snapshot, node);
            misplaced.into_iter().for_each(|damage| self.found(damage));
        }
        if let Some(hash) = self.nodes.get(node) {
            return Ok(Ok(hash));
        }
        match self.snapshot.nodes(&[node]) {
            Ok(nodes) => Ok(nodes.first().copied().ok_or(Damage::NodeMissing { node })),
            Err(StoreError::Damaged(damage)) => Ok(Err(damage)),
            Err(error) if is_inside(&error) => Ok(Err(Damage::NodeMissing { node })),
            Err(error) => Err(error.into()),
        }
    }

    fn node_count(&mut self) -> Result<(), CheckError> {
        match self.snapshot.places_before_first() {
            Ok(places) => places.into_iter().for_each(|place| self.found(Damage::Place { place })),
            Err(error) if is_inside(&error) => {}
            Err(error) => return Err(error.into()),
        }
        let expected = node_count(self.snapshot.size());
        match self.snapshot.stored_nodes() {
            Ok(stored) if stored == expected => {}
            Ok(stored) => self.found(Damage::NodeCount { stored, expected }),
            Err(StoreError::Damaged(damage)) => self.found(damage),
            Err(error) if is_inside(&error) => self.found(Damage::NodeCount { stored: 0, expected }),
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    fn attachments(&mut self) -> Result<u64, CheckError> {
        let mut kept = 0;
        let mut stopped = Ok(());
        let visited = self.snapshot.visit_attachments(&mut |row| {
            stopped = self.go_on().and_then(|()| match row {
                Ok(row) if row.removed_under.is_some() => Ok(()),
                Ok(row) => {
                    kept += 1;
                    self.attachment(&row)
                }
                Err(damage) => {
                    self.found(damage);
                    Ok(())
                }
            });
            if stopped.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        stopped?;
        self.list_end(visited)?;
        Ok(kept)
    }

    fn attachment(&mut self, row: &AttachmentRow) -> Result<(), CheckError> {
        let digest = row.digest;
        let mut sink = HashingSink { hasher: Hasher::new(), cancel: self.job.cancel };
        match self.snapshot.copy_attachment(&digest, &mut sink) {
            Ok(true) => {
                let (actual, size_bytes) = (sink.hasher.finish(), sink.hasher.size_bytes());
                if actual != digest {
                    self.found(Damage::AttachmentDigest { digest, actual });
                }
                if size_bytes != row.size_bytes {
                    let (listed, actual) = (row.size_bytes, size_bytes);
                    self.found(StoreFinding::AttachmentSize { digest, listed, actual });
                }
            }
            Err(StoreError::Sink(_)) => return Err(CheckError::Cancelled),
            Err(error) if !is_inside(&error) => return Err(error.into()),
            Ok(false) | Err(_) => self.found(StoreFinding::AttachmentUnreadable { digest }),
        }
        Ok(())
    }

    fn removals(&mut self) -> Result<(), CheckError> {
        let size = self.snapshot.size();
        let visited = self.snapshot.visit_removals(&mut |removal| {
            match removal {
                Ok((digest, index)) if index >= size => {
                    self.found(StoreFinding::RemovedUnderNothing { digest, index });
                }
                Ok(_) => {}
                Err(damage) => self.found(damage),
            }
            ControlFlow::Continue(())
        });
        self.list_end(visited)
    }

    fn list_end(&mut self, visited: Result<(), StoreError>) -> Result<(), CheckError> {
        match visited {
            Err(error) if is_inside(&error) => self.found(StoreFinding::ListUnreadable),
            other => other?,
        }
        Ok(())
    }
}

/// Whether a failure says something about the store itself rather than about the machine. An engine
/// that meets impossible types or sizes reports them in many ways, so all but the machine's count.
#[must_use]
pub fn is_inside(error: &StoreError) -> bool {
    match error {
        StoreError::Damaged(_) => true,
        StoreError::Engine(engine) => match engine.fault {
            EngineFault::Malformed | EngineFault::Refused | EngineFault::Other => true,
            EngineFault::Full | EngineFault::Environment => false,
        },
        _ => false,
    }
}

/// Hashes what it is given; fails only to stop.
struct HashingSink<'a> {
    hasher: Hasher,
    cancel: &'a AtomicBool,
}

impl Write for HashingSink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.cancel.load(Ordering::Relaxed) {
            // Not `Interrupted`, which `write_all` takes for a reason to try again.
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.hasher.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
