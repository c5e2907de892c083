//! What this user verified of a ledger, and what their index still knows of it.

use crate::base::digest::Digest;
use crate::domain::carry_out::CarryOut;
use crate::domain::restored::{Lost, LostList};
use crate::domain::statement::Seen;
use crate::ledger::Checkpoint;
use crate::projection::lost::common_size;
use crate::projection::store::{Projection, ProjectionError};
use crate::projection::view::backup::LostEntry;
use crate::workflow::error::{Error, HistoryError};
use crate::workflow::held::Held;
use crate::workflow::places::Places;

/// What this user knows of the ledger with a certain first entry, without looking at the ledger.
pub(super) struct Known {
    /// The checkpoint they hold.
    pub(super) held: Option<Checkpoint>,
    projection: Option<Projection>,
    /// Entries that the index has verified.
    verified: u64,
}

impl Known {
    /// What is known at these places of the ledger that begins with `first_leaf`.
    ///
    /// # Errors
    /// [`HistoryError::OtherLedger`] where another one was at this home; [`Error::State`]; [`Error::Projection`].
    pub(super) fn of(places: &Places, first_leaf: Digest) -> Result<Self, Error> {
        let held = Held::at(places);
        if held.identity()?.is_some_and(|identity| identity != first_leaf) {
            return Err(HistoryError::OtherLedger.into());
        }
        let path = places.projection();
        let projection = if path.exists() { Some(Projection::open(&path)?) } else { None };
        let progress = projection.as_ref().map(Projection::progress).transpose()?.flatten();
        let progress = progress.filter(|progress| progress.identity == first_leaf);
        Ok(Self {
            held: held.checkpoint(&first_leaf)?,
            projection: projection.filter(|_| progress.is_some()),
            verified: progress.map_or(0, |progress| progress.size),
        })
    }

    /// The root that was verified at `size`, as far as that is still known.
    pub(super) fn root_at(&self, size: u64) -> Result<Option<Digest>, Error> {
        if let Some(held) = self.held.as_ref().filter(|held| held.size() == size) {
            return Ok(Some(held.root()));
        }
        match &self.projection {
            Some(projection) if size <= self.verified => Ok(projection.root_at(size)?),
            _ => Ok(None),
        }
    }

    /// How many entries the index verified.
    pub(super) const fn verified(&self) -> u64 {
        self.verified
    }

    /// How far a log of `size` entries is what the index verified; `root_of` gives its roots.
    pub(super) fn common(
        &self,
        size: u64,
        mut root_of: impl FnMut(u64) -> Result<Option<Digest>, ProjectionError>,
    ) -> Result<u64, Error> {
        let Some(projection) = &self.projection else { return Ok(0) };
        let same = |size| {
            Ok(projection.root_at(size)?.is_some_and(|root| root_of(size).ok().flatten() == Some(root)))
        };
        Ok(common_size::<ProjectionError>(size.min(self.verified), same)?)
    }

    /// A carry-out as the index last knew it.
    pub(super) fn carry_out(&self, number: u64) -> Result<Option<CarryOut>, Error> {
        match &self.projection {
            Some(projection) => Ok(projection.carry_out(number)?),
            None => Ok(None),
        }
    }

    /// The entries from index `from` on, as the index knew them.
    pub(super) fn entries_from(&self, from: u64) -> Result<Vec<LostEntry>, Error> {
        match &self.projection {
            Some(projection) => Ok(projection.entries_from(from)?),
            None => Ok(Vec::new()),
        }
    }

    /// What is known of the entries from `kept_size` up to the tree `held`; `None` where that tree was not passed.
    pub(super) fn lost(&self, kept_size: u64, held: Seen) -> Result<Option<LostList>, Error> {
        let Some(projection) = &self.projection else { return Ok(None) };
        if self.verified < held.size || projection.root_at(held.size)? != Some(held.root) {
            return Ok(None);
        }
        let mut list = LostList::default();
        for entry in projection.entries_from(kept_size)? {
            let size = entry.index.saturating_add(1);
            if size > held.size {
                break;
            }
            let Some(root) = projection.root_at(size)? else { return Ok(None) };
            list.entries.push(Lost { id: entry.id, index: entry.index, root, type_name: entry.type_name });
        }
        Ok(Some(list))
    }
}
