//! The whole log folded once more, into a projection of the audit's own.

use std::ops::ControlFlow;

use crate::base::digest::Digest;
use crate::domain::carry_out::CarryOut;
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::incident::Incident;
use crate::domain::registry::Registry;
use crate::ledger::{Snapshot, tree};
use crate::projection::fold::{Fold, Shelf};
use crate::projection::store::{Projection, ProjectionError, Session};
use crate::workflow::error::Error;
use crate::workflow::world::World;

use super::Stored;
use super::held::first_leaf;

/// What the whole log came to.
pub(super) struct Folded {
    pub(super) fold: Fold,
    pub(super) findings: Vec<Finding>,
}

/// Folds the whole log into `refold`.
pub(super) fn refold_log(
    world: &World<'_>,
    snapshot: &dyn Snapshot,
    stored: &Stored,
    refold: &mut Projection,
) -> Result<Folded, Error> {
    let identity = first_leaf(snapshot)?.unwrap_or_else(tree::empty_root);
    let session = refold.session()?;
    let mut shelf = AuditShelf { session, snapshot, first_changed: stored.first_changed() };
    let mut folded = Folded { fold: Fold::empty(), findings: Vec::new() };
    let mut failed = None;
    snapshot.visit_entries(0..snapshot.size(), &mut |row| {
        let taken = match row {
            Ok(row) => take(&mut shelf, &mut folded, row.index, &row.key, row.bytes),
            Err(_) => skip(&mut shelf, &mut folded),
        };
        match taken.and_then(|()| world.check_cancelled()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    shelf.session.commit(identity, &folded.fold)?;
    Ok(folded)
}

fn take(
    shelf: &mut AuditShelf<'_>,
    folded: &mut Folded,
    index: u64,
    key: &Digest,
    bytes: &[u8],
) -> Result<(), Error> {
    while folded.fold.size() < index {
        skip(shelf, folded)?;
    }
    let step = folded.fold.take(shelf, key, bytes)?;
    shelf.session.keep_step(index, &step)?;
    // The ledger floor names a wrong key too, and with both digests.
    folded.findings.extend(step.findings.into_iter().filter(|finding| finding.kind != FindingKind::Key));
    Ok(())
}

/// An entry that cannot be read has no effect; the stored leaf stands for it in the tree.
fn skip(shelf: &mut AuditShelf<'_>, folded: &mut Folded) -> Result<(), Error> {
    let index = folded.fold.size();
    let leaf = shelf.snapshot.nodes(&[tree::node_count(index)]).ok().and_then(|nodes| nodes.first().copied());
    folded.fold.skip(shelf, leaf.unwrap_or_else(tree::empty_root))?;
    Ok(())
}

/// The audit's own shelf. Roots come from the entries alone; past an entry whose bytes were changed,
/// from the stored tree, so that the change is named once and not at every later `seen`.
struct AuditShelf<'a> {
    session: Session<'a>,
    snapshot: &'a dyn Snapshot,
    first_changed: Option<u64>,
}

impl Shelf for AuditShelf<'_> {
    type Error = ProjectionError;

    fn carry_out(&mut self, request: &Digest) -> Result<Option<CarryOut>, ProjectionError> {
        self.session.carry_out(request)
    }

    fn keep(&mut self, carry_out: &CarryOut, registry: &Registry) -> Result<(), ProjectionError> {
        self.session.keep(carry_out, registry)
    }

    fn incident(&mut self, opened: &Digest) -> Result<Option<Incident>, ProjectionError> {
        self.session.incident(opened)
    }

    fn keep_incident(&mut self, incident: &Incident) -> Result<(), ProjectionError> {
        self.session.keep_incident(incident)
    }

    fn said_before(&mut self, statement: &Digest) -> Result<Option<u64>, ProjectionError> {
        self.session.said_before(statement)
    }

    fn root_at(&mut self, size: u64) -> Result<Option<Digest>, ProjectionError> {
        match self.first_changed {
            Some(changed) if size > changed => Ok(self.snapshot.root(size).ok()),
            _ => self.session.root_at(size),
        }
    }

    fn keep_root(&mut self, size: u64, root: Digest) -> Result<(), ProjectionError> {
        self.session.keep_root(size, root)
    }
}
