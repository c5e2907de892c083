//! The seed of a device's noise, kept in this user's state until the log has it.
//!
//! It is on disk before the first sector is overwritten, so that an interrupted overwriting goes on, and it is drawn
//! anew for every disposal: a seed that is in the log already says nothing about a later one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::file;
use crate::domain::body::export::Destination;
use crate::domain::carry_out::CarryOut;
use crate::workflow::error::Error;
use crate::workflow::places::Places;
use crate::workflow::world::World;

/// A seed, and the device it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seed {
    /// 64 hexadecimal digits.
    pub seed: String,
    /// Serial number that the system tells; empty where it tells none.
    pub serial: String,
    /// Capacity of the device.
    pub capacity_bytes: u64,
    /// How many entries the ledger had when it was drawn, as this desk had verified it.
    pub entries: u64,
    /// True once something else came back: it is not used again.
    pub failed: bool,
    /// The medium as it was known before its first sector was overwritten: afterwards its filesystem tells nothing.
    pub place: Destination,
    /// Seeds that were used before: what they made may still be on the device.
    pub earlier: Vec<String>,
}

impl Seed {
    /// The seed of a filling of this device that was interrupted, or a new one; and whether it was begun.
    ///
    /// # Errors
    /// [`Error::State`]; [`Error::NoEntropy`].
    pub fn take(
        world: &World<'_>,
        places: &Places,
        carry_out: &CarryOut,
        place: &Destination,
        capacity_bytes: u64,
        entries: u64,
    ) -> Result<(Self, bool), Error> {
        let serial = place.serial.clone().unwrap_or_default();
        let mut place = place.clone();
        let before = Self::begun(places, carry_out)?;
        let mut earlier = Vec::new();
        if let Some(mut before) = before {
            let same = before.serial == serial && before.capacity_bytes == capacity_bytes;
            if same && !before.failed && !recorded(carry_out).any(|seed| seed == before.seed) {
                return Ok((before, true));
            }
            earlier.append(&mut before.earlier);
            earlier.push(before.seed);
            if place.filesystem_uuid.is_none() && same {
                place = before.place;
            }
        }
        let seed = data_encoding::HEXLOWER.encode(&world.random_bytes::<32>()?);
        let seed = Self { seed, serial, capacity_bytes, entries, failed: false, place, earlier };
        seed.keep(places, carry_out)?;
        Ok((seed, false))
    }

    /// Notes that the device did not keep the noise of this seed.
    ///
    /// # Errors
    /// [`Error::State`].
    pub fn fail(mut self, places: &Places, carry_out: &CarryOut) -> Result<(), Error> {
        self.failed = true;
        self.keep(places, carry_out)
    }

    /// Every seed whose noise may be on the device: this one, earlier ones, and those in the log.
    pub fn all(&self, carry_out: &CarryOut) -> Vec<[u8; 32]> {
        let own = self.earlier.iter().chain([&self.seed]).map(String::as_str);
        own.chain(recorded(carry_out)).filter_map(bytes_of).collect()
    }

    /// The seed that is kept for this carry-out's medium.
    ///
    /// # Errors
    /// [`Error::State`] when it cannot be read or is not what this program writes.
    pub fn begun(places: &Places, carry_out: &CarryOut) -> Result<Option<Self>, Error> {
        let path = path(places, carry_out);
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| Error::State {
                path,
                source: io::Error::new(io::ErrorKind::InvalidData, error),
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::State { path, source }),
        }
    }

    /// Whether this user began to overwrite the medium and the log does not have it.
    ///
    /// # Errors
    /// [`Error::State`].
    pub fn is_open(places: &Places, carry_out: &CarryOut) -> Result<bool, Error> {
        let begun = Self::begun(places, carry_out)?;
        Ok(begun.is_some_and(|begun| !recorded(carry_out).any(|seed| seed == begun.seed)))
    }

    /// Its bytes.
    ///
    /// # Errors
    /// [`Error::State`] when it is not what this program writes.
    pub fn bytes(&self, places: &Places, carry_out: &CarryOut) -> Result<[u8; 32], Error> {
        bytes_of(&self.seed).ok_or_else(|| Error::State {
            path: path(places, carry_out),
            source: io::ErrorKind::InvalidData.into(),
        })
    }

    fn keep(&self, places: &Places, carry_out: &CarryOut) -> Result<(), Error> {
        let path = path(places, carry_out);
        self.write(&path).map_err(|source| Error::State { path, source })
    }

    fn write(&self, path: &Path) -> io::Result<()> {
        let bytes = serde_json::to_vec(self).map_err(io::Error::other)?;
        file::create_private_dir(path.parent().unwrap_or(path))?;
        file::replace(path, &bytes)
    }
}

fn bytes_of(seed: &str) -> Option<[u8; 32]> {
    data_encoding::HEXLOWER.decode(seed.as_bytes()).ok()?.try_into().ok()
}

/// The seeds that are in the log.
fn recorded(carry_out: &CarryOut) -> impl Iterator<Item = &str> {
    let measured = carry_out.disposals.iter().filter_map(|disposed| disposed.body.measured.as_ref());
    measured.filter_map(|measured| measured.overwritten.as_ref()).map(|whole| whole.seed.as_str())
}

/// Forgets the seed: it is in the log.
pub(super) fn forget(places: &Places, carry_out: &CarryOut) {
    // One that stays behind is never used again once it is in the log.
    let _gone = fs::remove_file(path(places, carry_out));
}

fn path(places: &Places, carry_out: &CarryOut) -> PathBuf {
    places.state.join("begun").join(format!("{}.noise", carry_out.digest))
}
