//! The whole log folded once more, into a projection of the audit's own.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::base::digest::Digest;
use crate::domain::finding::{Finding, FindingKind};
use crate::ledger::store::check::{UNREADABLE_MAX, is_inside};
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
    let mut unreadable = 0;
    while refolding.fold.size() < snapshot.size() {
        let from = refolding.fold.size();
        match refolding.take_from(from, world, snapshot, &mut shelf) {
            Ok(()) if refolding.fold.size() > from => {}
            Ok(()) => refolding.skip(&mut shelf)?,
            // The ledger floor has named it. What stands after a place that cannot be read is read all the same.
            Err(Error::Store(error)) if is_inside(&error) => {
                unreadable = if refolding.fold.size() > from { 0 } else { unreadable + 1 };
                refolding.skip(&mut shelf)?;
            }
            Err(error) => return Err(error),
        }
        if unreadable > UNREADABLE_MAX {
            while refolding.fold.size() < snapshot.size() {
                refolding.skip(&mut shelf)?;
            }
        }
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
    /// Takes in entries from `from` on, as far as they can be read.
    fn take_from(
        &mut self,
        from: u64,
        world: &World<'_>,
        snapshot: &dyn Snapshot,
        shelf: &mut AuditShelf<'_>,
    ) -> Result<(), Error> {
        let mut failed = None;
        let visited = visit_prepared(snapshot, from..snapshot.size(), &mut |row| {
            let taken = match row {
                Ok(row) => self.take(shelf, row),
                Err(_) => self.skip(shelf),
            };
            world.watch.done(0, self.fold.size());
            match taken.and_then(|()| world.check_cancelled()) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        failed.map_or(Ok(()), Err)?;
        Ok(visited?)
    }

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
