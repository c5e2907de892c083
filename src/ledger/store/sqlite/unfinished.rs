//! Entries at the end of the log that somebody put in without their tree nodes, with a database's own words.
//!
//! What a node has to be follows from the entries, and whoever can put a row in could have put its nodes in, too: so that
//! nodes are missing says nothing more of such an entry than that the program did not write it. They are made where they
//! are read, and written with the next entry; until then an audit counts that they are missing.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _};

use crate::base::digest::Digest;
use crate::ledger::tree::{NodeReader, node_count, nodes_for_append};
use crate::ledger::{ENTRY_BYTES_MAX, leaf_hash};

use super::super::{Damage, StoreError, tree_error};
use super::{engine, read};

/// After so many entries without nodes the file is taken for damaged instead.
const ENTRIES_MAX: u64 = 1_000;

/// Nodes that the last entries lack, in order.
#[derive(Debug, Default)]
pub(super) struct Unfinished {
    /// The index of the first.
    pub(super) first: u64,
    /// Their hashes.
    pub(super) nodes: Vec<Digest>,
}

impl Unfinished {
    /// What the last of `size` entries lack: nothing where every entry has its nodes, or where more is missing than the nodes of
    /// some last entries.
    ///
    /// # Errors
    /// [`StoreError`] where entries or nodes before them cannot be read.
    pub(super) fn of(connection: &Connection, size: u64) -> Result<Self, StoreError> {
        let stored = read::stored_nodes(connection)?;
        let mut unfinished = Self { first: stored, nodes: Vec::new() };
        let least = size.saturating_sub(ENTRIES_MAX);
        let Some(finished) = (least..=size).rev().find(|size| node_count(*size) <= stored) else {
            return Ok(unfinished);
        };
        if node_count(finished) != stored {
            return Ok(unfinished);
        }
        for index in finished..size {
            let leaf = leaf(connection, index)?;
            let reader = Nodes { connection, unfinished: &unfinished };
            let added = nodes_for_append(index, leaf, &reader).map_err(tree_error)?;
            unfinished.nodes.extend(added);
        }
        Ok(unfinished)
    }

    /// The node, where it is among them.
    pub(super) fn get(&self, node: u64) -> Option<Digest> {
        let place = usize::try_from(node.checked_sub(self.first)?).ok()?;
        self.nodes.get(place).copied()
    }
}

fn leaf(connection: &Connection, index: u64) -> Result<Digest, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT body FROM entry WHERE entry_index = ?1").map_err(engine)?;
    let found = statement.query_row([read::place(index)], |row| {
        Ok(match row.get_ref(0)? {
            ValueRef::Blob(bytes) if (1..=ENTRY_BYTES_MAX).contains(&bytes.len()) => Some(leaf_hash(bytes)),
            _ => None,
        })
    });
    match found.optional().map_err(engine)? {
        Some(Some(leaf)) => Ok(leaf),
        Some(None) => Err(Damage::EntryShape { index }.into()),
        None => Err(Damage::Missing { from: index, until: index.saturating_add(1) }.into()),
    }
}

/// Nodes that are stored, and those that were made.
pub(super) struct Nodes<'r> {
    pub(super) connection: &'r Connection,
    pub(super) unfinished: &'r Unfinished,
}

impl NodeReader for Nodes<'_> {
    type Error = StoreError;

    fn nodes(&self, indexes: &[u64]) -> Result<Vec<Digest>, StoreError> {
        read::nodes(self.connection, self.unfinished, indexes)
    }
}
