//! What an audit keeps while it folds the log: what is asked for at every entry in memory, the rest in a projection of its own.

use std::collections::{BTreeSet, HashMap};

use crate::base::digest::Digest;
use crate::domain::carry_out::CarryOut;
use crate::domain::incident::Incident;
use crate::domain::registry::Registry;
use crate::ledger::{Snapshot, tree};
use crate::projection::fold::{Shelf, Step};
use crate::projection::store::{ProjectionError, Session};

use super::marks_of;

/// Carry-outs that are at hand: what happens to one mostly happens within a few thousand entries.
const AT_HAND: usize = 4096;

/// The root hash at every size passed.
#[derive(Debug, Default)]
pub(super) struct Roots(Vec<Digest>);

impl Roots {
    /// The root of the first `size` entries, where the log is that long.
    pub(super) fn at(&self, size: u64) -> Option<Digest> {
        let Some(before) = size.checked_sub(1) else { return Some(tree::empty_root()) };
        self.0.get(usize::try_from(before).ok()?).copied()
    }
}

/// The audit's own shelf. Roots come from the entries alone; past an entry whose bytes were changed,
/// from the stored tree, so that the change is named once and not at every later `seen`.
pub(super) struct AuditShelf<'a> {
    session: Session<'a>,
    snapshot: &'a dyn Snapshot,
    first_changed: Option<u64>,
    roots: Roots,
    /// The first entry at which each statement stands.
    said: HashMap<Digest, u64>,
    /// Carry-outs as they now stand, by their requests; those that are not here stand in the session.
    at_hand: HashMap<Digest, CarryOut>,
    marked: BTreeSet<u64>,
}

impl<'a> AuditShelf<'a> {
    pub(super) fn new(session: Session<'a>, snapshot: &'a dyn Snapshot, first_changed: Option<u64>) -> Self {
        Self {
            session,
            snapshot,
            first_changed,
            roots: Roots::default(),
            said: HashMap::new(),
            at_hand: HashMap::with_capacity(AT_HAND),
            marked: BTreeSet::new(),
        }
    }

    /// Notes what the entry at `index` came to.
    pub(super) fn note(&mut self, index: u64, step: &Step) -> Result<(), ProjectionError> {
        if let Some(statement) = step.statement {
            self.said.entry(statement).or_insert(index);
        }
        self.session.keep_references(index, step)
    }

    /// What the stored tree has for an entry.
    pub(super) fn stored_leaf(&self, index: u64) -> Option<Digest> {
        self.snapshot.nodes(&[tree::node_count(index)]).ok().and_then(|nodes| nodes.first().copied())
    }

    /// Everything that was at hand is kept; the roots, and the numbers of carry-outs that have marks.
    pub(super) fn finish(
        mut self,
        registry: &Registry,
    ) -> Result<(Session<'a>, Roots, BTreeSet<u64>), ProjectionError> {
        self.put_away(registry)?;
        Ok((self.session, self.roots, self.marked))
    }

    fn put_away(&mut self, registry: &Registry) -> Result<(), ProjectionError> {
        self.at_hand.drain().try_for_each(|(_, carry_out)| self.session.keep(carry_out, registry))
    }
}

impl Shelf for AuditShelf<'_> {
    type Error = ProjectionError;

    fn carry_out(&mut self, request: &Digest) -> Result<Option<CarryOut>, ProjectionError> {
        match self.at_hand.get(request) {
            Some(carry_out) => Ok(Some(carry_out.clone())),
            None => self.session.carry_out(request),
        }
    }

    fn keep(&mut self, carry_out: CarryOut, registry: &Registry) -> Result<(), ProjectionError> {
        if self.at_hand.len() >= AT_HAND {
            self.put_away(registry)?;
        }
        if marks_of(&carry_out).next().is_some() {
            self.marked.insert(carry_out.number);
        }
        self.at_hand.insert(carry_out.digest, carry_out);
        Ok(())
    }

    fn incident(&mut self, opened: &Digest) -> Result<Option<Incident>, ProjectionError> {
        self.session.incident(opened)
    }

    fn keep_incident(&mut self, incident: &Incident) -> Result<(), ProjectionError> {
        self.session.keep_incident(incident)
    }

    fn said_before(&mut self, statement: &Digest) -> Result<Option<u64>, ProjectionError> {
        Ok(self.said.get(statement).copied())
    }

    fn root_at(&mut self, size: u64) -> Result<Option<Digest>, ProjectionError> {
        match self.first_changed {
            Some(changed) if size > changed => Ok(self.snapshot.root(size).ok()),
            _ => Ok(self.roots.at(size)),
        }
    }

    fn keep_root(&mut self, _size: u64, root: Digest) -> Result<(), ProjectionError> {
        // A fold keeps one after the other, from the first on.
        self.roots.0.push(root);
        Ok(())
    }
}
