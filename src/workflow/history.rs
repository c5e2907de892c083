//! Whether the log is the one this user verified before.
//!
//! It has to begin with what was verified, byte for byte. The one exception is a history that two people recorded as lost:
//! people whom this user knew before the histories parted and of whom nothing that was verified says that they left or had
//! their key revoked, saying exactly the tree that this user holds, or naming it among those that are lost with it.

use crate::base::digest::Digest;
use crate::domain::registry::Registry;
use crate::domain::restored::{LostList, Restorer};
use crate::domain::statement::Seen;
use crate::ledger::tree::Frontier;
use crate::ledger::{Attachment, Checkpoint, Snapshot};
use crate::projection::fold::{Fold, Shelf as _};
use crate::projection::lost::common_size;
use crate::projection::store::{Progress, ProjectionError, Session};
use crate::workflow::error::{Error, HistoryError};

/// Where a fold goes on, and what has to be found again.
pub(super) struct Resumed {
    /// The fold as far as the index has it and the log still begins with it.
    pub(super) fold: Fold,
    /// What the index had verified and the log has no more.
    gone: Option<Box<Gone>>,
    /// The largest tree of both histories; of size 0 where the index knows none.
    common: Option<Seen>,
}

/// What an index had verified and the log has no more.
struct Gone {
    verified: Seen,
    /// What that is called unless two people recorded it.
    wrong: HistoryError,
    /// People and keys as they were then.
    registry: Registry,
}

impl Resumed {
    /// Nothing was verified before.
    pub(super) fn empty() -> Self {
        Self { fold: Fold::empty(), gone: None, common: None }
    }

    /// Goes on where the index stopped, or begins anew where the log does not begin with that.
    ///
    /// # Errors
    /// [`Error::Projection`]; [`Error::Store`].
    pub(super) fn from(
        session: &mut Session<'_>,
        snapshot: &dyn Snapshot,
        identity: Digest,
    ) -> Result<Self, Error> {
        let Some(progress) = session.progress()? else { return Ok(Self::empty()) };
        if progress.identity != identity {
            session.start_over()?;
            return Ok(Self::empty());
        }
        let verified = Seen { root: progress.root, size: progress.size };
        match resume_at(snapshot, progress) {
            Ok(fold) => Ok(Self { fold, gone: None, common: Some(verified) }),
            Err(gone) => {
                let common = parting(session, snapshot, verified.size.min(snapshot.size()))?;
                session.start_over()?;
                Ok(Self { fold: Fold::empty(), gone: Some(gone), common })
            }
        }
    }

    /// That what the index and the held checkpoint say is in the log that was folded, or recorded as lost. Returns whether
    /// the held checkpoint is one that is lost.
    ///
    /// # Errors
    /// [`Error::History`].
    pub(super) fn check(
        &self,
        session: &mut Session<'_>,
        snapshot: &dyn Snapshot,
        held: Option<&Checkpoint>,
    ) -> Result<bool, Error> {
        if let Some(gone) = &self.gone
            && !self.is_recorded(session, snapshot, gone.verified)?
        {
            return Err(gone.wrong.clone().into());
        }
        let Some(held) = held else { return Ok(false) };
        let tree = Seen { root: held.root(), size: held.size() };
        let wrong = if held.origin() != self.fold.registry.origin {
            return Err(HistoryError::Rewritten { held: tree }.into());
        } else if self.fold.size() < held.size() {
            HistoryError::Shorter { size: self.fold.size(), held: tree }
        } else if session.root_at(held.size())? != Some(held.root()) {
            HistoryError::Rewritten { held: tree }
        } else {
            return Ok(false);
        };
        match self.is_recorded(session, snapshot, tree)? {
            true => Ok(true),
            false => Err(wrong.into()),
        }
    }

    /// Whether two people, known before the histories parted, recorded this tree as lost.
    fn is_recorded(
        &self,
        session: &mut Session<'_>,
        snapshot: &dyn Snapshot,
        tree: Seen,
    ) -> Result<bool, Error> {
        // What the stored nodes said of it has to be what the entries came to.
        let Some(common) = self.common else { return Ok(false) };
        if session.root_at(common.size)? != Some(common.root) {
            return Ok(false);
        }
        let is_believed = |one: &Restorer| self.gone.as_ref().is_none_or(|gone| gone.registry.believes(one));
        is_recorded_lost(&self.fold.registry, snapshot, tree, common.size, &is_believed)
    }
}

/// Whether two people who are believed recorded `tree` as lost, whose histories parted at `common_size` or before.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn is_recorded_lost(
    registry: &Registry,
    snapshot: &dyn Snapshot,
    tree: Seen,
    common_size: u64,
    is_believed: &dyn Fn(&Restorer) -> bool,
) -> Result<bool, Error> {
    let recorded = registry.restorations.iter().filter(|one| one.is_effective_by(is_believed));
    for one in recorded.filter(|one| one.kept.size <= common_size) {
        if one.held == tree {
            return Ok(true);
        }
        let list = match one.lost {
            Some(attachment) if tree.size < one.held.size => snapshot.attachment(&attachment.sha256)?,
            _ => None,
        };
        if let Some(Attachment::Present(bytes)) = list
            && LostList::parse(&bytes).is_some_and(|list| list.has(tree))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn resume_at(snapshot: &dyn Snapshot, progress: Progress) -> Result<Fold, Box<Gone>> {
    let (size, verified) = (snapshot.size(), Seen { root: progress.root, size: progress.size });
    let frontier = if size < verified.size { None } else { Frontier::resume(verified.size, snapshot).ok() };
    if let Some(frontier) = frontier.filter(|frontier| frontier.root() == verified.root) {
        return Ok(Fold::resume(progress.registry, frontier));
    }
    let wrong = if size < verified.size {
        HistoryError::Shorter { size, held: verified }
    } else {
        HistoryError::Rewritten { held: verified }
    };
    Err(Box::new(Gone { verified, wrong, registry: progress.registry }))
}

/// The largest tree up to `size_max` that the index passed and the log's stored nodes have too.
fn parting(session: &mut Session<'_>, snapshot: &dyn Snapshot, size_max: u64) -> Result<Option<Seen>, Error> {
    let size = common_size::<ProjectionError>(size_max, |size| {
        let verified = session.root_at(size)?;
        Ok(verified.is_some() && snapshot.root(size).ok() == verified)
    })?;
    Ok(session.root_at(size)?.map(|root| Seen { root, size }))
}
