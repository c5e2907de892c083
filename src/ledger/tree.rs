//! The Merkle tree of RFC 6962 §2.1 (the same as RFC 9162 §2.1) over entries.
//!
//! Nodes are kept in the order in which appending completes them (the "stored hash index" of
//! Crosby and Wallach, *Efficient Data Structures for Tamper-Evident Logging*, §3.3): the leaf of
//! entry *n* is node [`node_count`]`(n)`, followed by every inner node that this leaf completes.
//! So an append writes about two nodes and reads O(log n), and a proof reads O(log n).
//!
//! The tree does not know where nodes are kept: any [`NodeReader`] will do, so that a user's own
//! index can keep its own nodes and not believe anybody else's.
//!
//! # What it promises
//! Verification needs no reader and never panics, whatever the sizes, indexes and hashes are. It
//! accepts nothing about an empty tree: there is nothing to prove.
//!
//! # What it does not protect against
//! A root says nothing about where it came from. Compare it with one that was held elsewhere.

mod frontier;

use std::cell::RefCell;

use tlog_tiles::tlog;

use crate::base::digest::Digest;

pub use frontier::Frontier;

/// Largest number of entries: sizes stay below 2^53, as every integer in a statement does.
pub const SIZE_MAX: u64 = (1 << 53) - 1;

/// Most hashes a proof can hold: an audit path has one a level, and a consistency proof one more.
pub const PROOF_HASHES_MAX: usize = 54;

/// Where the nodes of a tree are kept.
pub trait NodeReader {
    /// Why nodes could not be read.
    type Error;

    /// The nodes at `indexes`, in that order, exactly as many.
    ///
    /// # Errors
    /// Whatever reading fails with; a node that is not there is an error too.
    fn nodes(&self, indexes: &[u64]) -> Result<Vec<Digest>, Self::Error>;
}

/// No such node among those held in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no tree node {index}")]
pub struct NoSuchNode {
    /// The node's index.
    pub index: u64,
}

impl NodeReader for [Digest] {
    type Error = NoSuchNode;

    fn nodes(&self, indexes: &[u64]) -> Result<Vec<Digest>, NoSuchNode> {
        let one = |&index| usize::try_from(index).ok().and_then(|at| self.get(at)).copied();
        indexes.iter().map(|index| one(index).ok_or(NoSuchNode { index: *index })).collect()
    }
}

impl NodeReader for Vec<Digest> {
    type Error = NoSuchNode;

    fn nodes(&self, indexes: &[u64]) -> Result<Vec<Digest>, NoSuchNode> {
        self.as_slice().nodes(indexes)
    }
}

/// Why something could not be computed from a tree's nodes.
#[derive(Debug, thiserror::Error)]
pub enum TreeError<E> {
    /// The nodes could not be read.
    #[error("the nodes of the tree cannot be read")]
    Reader(#[source] E),
    /// The reader gave back another number of nodes than it was asked for.
    #[error("{got} tree nodes were read where {asked} were asked for")]
    NodeCount {
        /// How many were asked for.
        asked: usize,
        /// How many came.
        got: usize,
    },
    /// No tree has so many entries.
    #[error("a tree of {size} entries is too large")]
    TooLarge {
        /// The size that was asked about.
        size: u64,
    },
    /// The entry lies outside the tree.
    #[error("entry {index} is not in a tree of {size} entries")]
    IndexOutside {
        /// The entry's index.
        index: u64,
        /// The tree's size.
        size: u64,
    },
    /// The older tree is empty, or larger than the newer.
    #[error("a tree of {new} entries cannot be shown to continue one of {old}")]
    OldSizeOutside {
        /// Size of the older tree.
        old: u64,
        /// Size of the newer tree.
        new: u64,
    },
    /// The arithmetic of the tree refused what the checks here let through.
    #[error("the tree's arithmetic does not hold")]
    Arithmetic,
}

/// Why a proof proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The hashes do not lead to the root: other entries, another place, or a damaged proof.
    #[error("the proof does not lead to the root hash")]
    Mismatch,
    /// More hashes than any proof has.
    #[error("a proof of {hashes} hashes is too long")]
    TooLong {
        /// How many there are.
        hashes: usize,
    },
    /// No tree has so many entries.
    #[error("a tree of {size} entries is too large")]
    TooLarge {
        /// The size that was claimed.
        size: u64,
    },
    /// The entry lies outside the tree.
    #[error("entry {index} is not in a tree of {size} entries")]
    IndexOutside {
        /// The entry's index.
        index: u64,
        /// The tree's size.
        size: u64,
    },
    /// The older tree is empty, or larger than the newer. An empty tree is continued by every
    /// tree, so that a proof of it would show nothing.
    #[error("a tree of {new} entries cannot be shown to continue one of {old}")]
    OldSizeOutside {
        /// Size of the older tree.
        old: u64,
        /// Size of the newer tree.
        new: u64,
    },
}

/// Audit path of one entry (RFC 6962 §2.1.1): sibling hashes from the leaf towards the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InclusionProof(Vec<Digest>);

/// Consistency proof between two sizes of one tree (RFC 6962 §2.1.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsistencyProof(Vec<Digest>);

impl InclusionProof {
    /// Takes hashes that came from elsewhere; nothing is checked before [`verify_inclusion`].
    #[must_use]
    pub const fn from_hashes(hashes: Vec<Digest>) -> Self {
        Self(hashes)
    }

    /// The hashes, from the leaf's sibling to the root's child.
    #[must_use]
    pub fn hashes(&self) -> &[Digest] {
        &self.0
    }
}

impl ConsistencyProof {
    /// Takes hashes that came from elsewhere; nothing is checked before [`verify_consistency`].
    #[must_use]
    pub const fn from_hashes(hashes: Vec<Digest>) -> Self {
        Self(hashes)
    }

    /// The hashes in the order of RFC 6962 §2.1.2.
    #[must_use]
    pub fn hashes(&self) -> &[Digest] {
        &self.0
    }
}

/// SHA-256(0x00 ‖ entry), the leaf of an entry.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Digest {
    Digest::from_bytes(tlog::record_hash(entry).0)
}

/// SHA-256 of nothing, the root of a tree without entries.
#[must_use]
pub const fn empty_root() -> Digest {
    Digest::from_bytes(tlog::EMPTY_HASH.0)
}

/// How many nodes a tree of `size` entries has, which is also the node index of the next leaf.
///
/// Sizes past [`SIZE_MAX`] are taken for [`SIZE_MAX`].
#[must_use]
pub fn node_count(size: u64) -> u64 {
    tlog::stored_hash_count(size.min(SIZE_MAX))
}

/// The root of the tree of the first `size` entries.
///
/// # Errors
/// [`TreeError::Reader`] when nodes cannot be read; [`TreeError::TooLarge`].
pub fn root<R: NodeReader + ?Sized>(size: u64, reader: &R) -> Result<Digest, TreeError<R::Error>> {
    check_size(size)?;
    with_reader(reader, |nodes| tlog::tree_hash(size, nodes)).map(|hash| Digest::from_bytes(hash.0))
}

/// The nodes that appending `leaf` to a tree of `size` entries adds, the leaf first. They are kept
/// from node index [`node_count`]`(size)` on.
///
/// # Errors
/// [`TreeError::Reader`] when nodes cannot be read; [`TreeError::TooLarge`] when the tree is full.
pub fn nodes_for_append<R: NodeReader + ?Sized>(
    size: u64,
    leaf: Digest,
    reader: &R,
) -> Result<Vec<Digest>, TreeError<R::Error>> {
    if size >= SIZE_MAX {
        return Err(TreeError::TooLarge { size });
    }
    let added = with_reader(reader, |nodes| tlog::stored_hashes_for_record_hash(size, hash(&leaf), nodes))?;
    Ok(digests(&added))
}

/// The audit path of entry `index` in the tree of `size` entries.
///
/// # Errors
/// [`TreeError::IndexOutside`], [`TreeError::TooLarge`], or [`TreeError::Reader`].
pub fn prove_inclusion<R: NodeReader + ?Sized>(
    size: u64,
    index: u64,
    reader: &R,
) -> Result<InclusionProof, TreeError<R::Error>> {
    check_size(size)?;
    if index >= size {
        return Err(TreeError::IndexOutside { index, size });
    }
    with_reader(reader, |nodes| tlog::prove_record(size, index, nodes))
        .map(|path| InclusionProof(digests(&path)))
}

/// The proof that the tree of `new` entries continues the tree of `old` entries.
///
/// # Errors
/// [`TreeError::OldSizeOutside`] unless 1 ≤ old ≤ new; [`TreeError::TooLarge`];
/// [`TreeError::Reader`].
pub fn prove_consistency<R: NodeReader + ?Sized>(
    old: u64,
    new: u64,
    reader: &R,
) -> Result<ConsistencyProof, TreeError<R::Error>> {
    check_size(new)?;
    if old == 0 || old > new {
        return Err(TreeError::OldSizeOutside { old, new });
    }
    with_reader(reader, |nodes| tlog::prove_tree(new, old, nodes))
        .map(|path| ConsistencyProof(digests(&path)))
}

/// That the tree of `size` entries with root hash `root` has `leaf` at `index` (RFC 9162
/// §2.1.3.2).
///
/// # Errors
/// [`ProofError`]; nothing is proved then.
pub fn verify_inclusion(
    proof: &InclusionProof,
    size: u64,
    root: Digest,
    index: u64,
    leaf: Digest,
) -> Result<(), ProofError> {
    let path = bounded(&proof.0, size)?;
    if index >= size {
        return Err(ProofError::IndexOutside { index, size });
    }
    tlog::check_record(&path, size, hash(&root), index, hash(&leaf)).map_err(|_| ProofError::Mismatch)
}

/// That the tree of `new_size` entries with root hash `new_root` begins with the `old_size`
/// entries whose root hash is `old_root` (RFC 9162 §2.1.4.2).
///
/// # Errors
/// [`ProofError`]; nothing is proved then. [`ProofError::OldSizeOutside`] unless
/// 1 ≤ old_size ≤ new_size.
pub fn verify_consistency(
    proof: &ConsistencyProof,
    old_size: u64,
    old_root: Digest,
    new_size: u64,
    new_root: Digest,
) -> Result<(), ProofError> {
    let path = bounded(&proof.0, new_size)?;
    if old_size == 0 || old_size > new_size {
        return Err(ProofError::OldSizeOutside { old: old_size, new: new_size });
    }
    tlog::check_tree(&path, new_size, hash(&new_root), old_size, hash(&old_root))
        .map_err(|_| ProofError::Mismatch)
}

/// The arithmetic below is only sound, and its recursion only shallow, within these bounds.
fn bounded(hashes: &[Digest], size: u64) -> Result<Vec<tlog::Hash>, ProofError> {
    if size > SIZE_MAX {
        return Err(ProofError::TooLarge { size });
    }
    if hashes.len() > PROOF_HASHES_MAX {
        return Err(ProofError::TooLong { hashes: hashes.len() });
    }
    Ok(hashes.iter().map(hash).collect())
}

const fn check_size<E>(size: u64) -> Result<(), TreeError<E>> {
    if size > SIZE_MAX { Err(TreeError::TooLarge { size }) } else { Ok(()) }
}

const fn hash(digest: &Digest) -> tlog::Hash {
    tlog::Hash(*digest.as_bytes())
}

fn digests(hashes: &[tlog::Hash]) -> Vec<Digest> {
    hashes.iter().map(|hash| Digest::from_bytes(hash.0)).collect()
}

/// Hands a [`NodeReader`] to the tree's arithmetic, and keeps the reader's own error, which the
/// arithmetic has no place for.
fn with_reader<R: NodeReader + ?Sized, T>(
    reader: &R,
    compute: impl FnOnce(&Bridge<'_, R>) -> Result<T, tlog::Error>,
) -> Result<T, TreeError<R::Error>> {
    let bridge = Bridge { reader, failure: RefCell::new(None) };
    let computed = compute(&bridge);
    computed.map_err(|_| bridge.failure.into_inner().unwrap_or(TreeError::Arithmetic))
}

struct Bridge<'a, R: NodeReader + ?Sized> {
    reader: &'a R,
    failure: RefCell<Option<TreeError<R::Error>>>,
}

impl<R: NodeReader + ?Sized> tlog::HashReader for Bridge<'_, R> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        let failure = match self.reader.nodes(indexes) {
            // The arithmetic panics on a wrong count, so it never sees one.
            Ok(nodes) if nodes.len() == indexes.len() => return Ok(nodes.iter().map(hash).collect()),
            Ok(nodes) => TreeError::NodeCount { asked: indexes.len(), got: nodes.len() },
            Err(error) => TreeError::Reader(error),
        };
        *self.failure.borrow_mut() = Some(failure);
        Err(tlog::Error::InvalidProof)
    }
}

#[cfg(test)]
mod tests;
