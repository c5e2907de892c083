//! What was identified before the first byte was overwritten, kept in this user's state until it is in the log.
//!
//! Interrupted after the package is gone, the next run finds nothing to compare. This note says that it was compared,
//! on which medium, and what was erased. It is this user's own word, as the statement is that they will sign.

use std::fs;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::base::file;
use crate::domain::body::export::Destination;
use crate::domain::carry_out::CarryOut;
use crate::workflow::error::Error;
use crate::workflow::places::Places;

/// The note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::workflow) struct Begun {
    /// On which medium, and where.
    pub place: Destination,
    /// Whether the package's digest was read.
    pub identified: bool,
    /// Whether what is overwritten so far was overwritten in place; absent while nothing is known to be.
    pub in_place: Option<bool>,
    /// Whether the overwriting was begun, whatever is known of it.
    pub overwriting: bool,
    /// How many entries the ledger had, as this desk had verified it.
    pub entries: u64,
    /// Copies under other names erased so far.
    pub copies_erased: u64,
    /// How many returns and disposals the ledger had: once there is another, the note is about what is in it.
    pub records: usize,
}

fn records(carry_out: &CarryOut) -> usize {
    carry_out.returns.len().saturating_add(carry_out.disposals.len())
}

impl Begun {
    /// Nothing was done yet.
    pub(super) fn new(carry_out: &CarryOut, place: &Destination, entries: u64) -> Self {
        Self {
            place: place.clone(),
            identified: false,
            in_place: None,
            overwriting: false,
            entries,
            copies_erased: 0,
            records: records(carry_out),
        }
    }

    /// What is known of the overwriting: cut short, nobody can say that it was in place.
    pub(super) const fn in_place(&self) -> Option<bool> {
        match self.in_place {
            None if self.overwriting => Some(false),
            known => known,
        }
    }

    /// Whether this user began to overwrite the package, wherever that was, and the log does not have it.
    ///
    /// # Errors
    /// [`Error::State`].
    pub(in crate::workflow) fn is_overwriting(places: &Places, carry_out: &CarryOut) -> Result<bool, Error> {
        let noted = Self::read(places, carry_out)?;
        Ok(noted.is_some_and(|noted| noted.overwriting && noted.records == records(carry_out)))
    }

    /// What was noted for this carry-out on this medium.
    ///
    /// # Errors
    /// [`Error::State`] when it cannot be read or is not what this program writes.
    pub(super) fn find(
        places: &Places,
        carry_out: &CarryOut,
        at: &Destination,
    ) -> Result<Option<Self>, Error> {
        let Some(begun) = Self::read(places, carry_out)? else { return Ok(None) };
        // On another medium, or in another folder, it says nothing.
        let known =
            |place: &Destination| (place.medium.clone(), place.serial.clone(), place.filesystem_uuid.clone());
        let same = known(&begun.place) == known(at) && (at.medium.is_some() || begun.place.path == at.path);
        Ok((same && begun.records == records(carry_out)).then_some(begun))
    }

    fn read(places: &Places, carry_out: &CarryOut) -> Result<Option<Self>, Error> {
        let path = path(places, carry_out);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(Error::State { path, source }),
        };
        serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|error| Error::State { path, source: io::Error::new(io::ErrorKind::InvalidData, error) })
    }

    /// Keeps the note durably.
    ///
    /// # Errors
    /// [`Error::State`].
    pub(super) fn keep(&self, places: &Places, carry_out: &CarryOut) -> Result<(), Error> {
        let path = path(places, carry_out);
        let failed = |source| Error::State { path: path.clone(), source };
        let bytes = serde_json::to_vec(self).map_err(|error| failed(io::Error::other(error)))?;
        file::create_private_dir(path.parent().unwrap_or(&path)).map_err(failed)?;
        file::replace(&path, &bytes).map_err(failed)
    }

    /// Forgets the note, once the log has it.
    pub(in crate::workflow) fn forget(places: &Places, carry_out: &CarryOut) {
        // What stays behind is of a carry-out whose package is accounted for, and never asked for again.
        let _gone = fs::remove_file(path(places, carry_out));
    }
}

fn path(places: &Places, carry_out: &CarryOut) -> PathBuf {
    places.state.join("begun").join(format!("{}.json", carry_out.digest))
}
