//! The whole log folded once more, into a projection of the audit's own.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::base::digest::Digest;
use crate::domain::finding::{Finding, FindingKind};
use crate::ledger::{Snapshot, tree};
use crate::projection::fold::Fold;
use crate::projection::prepared::{PreparedRow, visit_prepared};
use crate::projection::store::Projection;
use crate::workflow::error::Error;
use crate::workflow::world::World;

use super::Stored;
use super::held::first_leaf;
use super::shelf::{AuditShelf, Roots};

/// What the whole log came to.
pub(super) struct Folded {
    pub(super) fold: Fold,
    pub(super) findings: Vec<Finding>,
    /// The root at every size.
    pub(super) roots: Roots,
    /// Numbers of the carry-outs that have marks.
    pub(super) marked: BTreeSet<u64>,
}

/// Folds the whole log into `refold`.
pub(super) fn refold_log(
    world: &World<'_>,
    snapshot: &dyn Snapshot,
    stored: &Stored,
    refold: &mut Projection,
) -> Result<Folded, Error> {
    let identity = first_leaf(snapshot)?.unwrap_or_else(tree::empty_root);
    let mut shelf = AuditShelf::new(refold.session()?, snapshot, stored.first_changed());
    let mut refolding = Refolding { fold: Fold::empty(), findings: Vec::new() };
    let mut failed = None;
    visit_prepared(snapshot, 0..snapshot.size(), &mut |row| {
        let taken = match row {
            Ok(row) => refolding.take(&mut shelf, row),
            Err(_) => refolding.skip(&mut shelf),
        };
        let size = refolding.fold.size();
        match taken.and_then(|()| world.check_cancelled()) {
            Ok(()) => {
                world.watch.done(0, size);
                ControlFlow::Continue(())
            }
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    let Refolding { fold, findings } = refolding;
    let (session, roots, marked) = shelf.finish(&fold.registry)?;
    session.commit(identity, &fold)?;
    Ok(Folded { fold, findings, roots, marked })
}

struct Refolding {
    fold: Fold,
    findings: Vec<Finding>,
}

impl Refolding {
    fn take(&mut self, shelf: &mut AuditShelf<'_>, row: PreparedRow) -> Result<(), Error> {
        while self.fold.size() < row.index {
            self.skip(shelf)?;
        }
        let step = self.fold.take(shelf, &row.key, row.entry)?;
        shelf.note(row.index, &step)?;
        // The ledger floor names a wrong key too, and with both digests.
        self.findings.extend(step.findings.into_iter().filter(|finding| finding.kind != FindingKind::Key));
        Ok(())
    }

    /// An entry that cannot be read has no effect; the stored leaf stands for it in the tree.
    fn skip(&mut self, shelf: &mut AuditShelf<'_>) -> Result<(), Error> {
        let leaf: Option<Digest> = shelf.stored_leaf(self.fold.size());
        self.fold.skip(shelf, leaf.unwrap_or_else(tree::empty_root))?;
        Ok(())
    }
}
