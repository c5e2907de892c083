//! The right edge of a growing tree: all that hashing entries in order needs to remember.

use tlog_tiles::tlog;

use super::{Digest, NodeReader, SIZE_MAX, TreeError, check_size, digests, empty_root, hash, with_reader};

/// The roots of the complete subtrees a tree consists of, at most one a level.
///
/// Pushing every leaf in order yields all nodes and every root on the way in O(log n) memory, with
/// nothing read back: what a check that believes no stored node needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    // Largest subtree first; as many as `size` has one bits.
    peaks: Vec<Digest>,
}

impl Frontier {
    /// A tree without entries.
    #[must_use]
    pub const fn empty() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// The tree of `size` entries whose nodes `reader` keeps, and believes.
    ///
    /// # Errors
    /// [`TreeError::Reader`] when nodes cannot be read; [`TreeError::TooLarge`].
    pub fn resume<R: NodeReader + ?Sized>(size: u64, reader: &R) -> Result<Self, TreeError<R::Error>> {
        check_size(size)?;
        let indexes = tlog::sub_tree_index(0, size, Vec::new());
        let peaks = with_reader(reader, |nodes| tlog::HashReader::read_hashes(nodes, &indexes))?;
        Ok(Self { size, peaks: digests(&peaks) })
    }

    /// How many leaves were pushed.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Takes in the next leaf and returns the nodes it adds, the leaf first, in the order in which
    /// they are kept.
    ///
    /// A full tree ([`SIZE_MAX`] entries) takes in nothing and adds no nodes.
    pub fn push(&mut self, leaf: Digest) -> Vec<Digest> {
        if self.size >= SIZE_MAX {
            return Vec::new();
        }
        let mut node = leaf;
        let mut added = vec![node];
        for _ in 0..self.size.trailing_ones() {
            let Some(left) = self.peaks.pop() else { break };
            node = parent(left, node);
            added.push(node);
        }
        self.peaks.push(node);
        self.size += 1;
        added
    }

    /// The root hash of the leaves pushed so far.
    #[must_use]
    pub fn root(&self) -> Digest {
        let mut peaks = self.peaks.iter().rev().copied();
        let Some(last) = peaks.next() else { return empty_root() };
        peaks.fold(last, |right, left| parent(left, right))
    }
}

/// SHA-256(0x01 ‖ left ‖ right), an inner node.
fn parent(left: Digest, right: Digest) -> Digest {
    Digest::from_bytes(tlog::node_hash(hash(&left), hash(&right)).0)
}
