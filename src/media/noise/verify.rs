//! Every sector compared with the noise.

use std::sync::atomic::AtomicBool;

use super::NoiseKey;
use super::capacity::{Capacity, Echoes};
use super::fill::check_size;
use crate::base::limits::{IO_BLOCK_BYTES, SECTOR_BYTES};
use crate::media::error::NoiseError;
use crate::media::sectors::{Sectors, plus, read_all};
use crate::media::stretches::Stretches;

/// What the comparison of every sector came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every sector was read and is the noise.
    Equal(AllNoise),
    /// Some sectors are not, or cannot be read.
    Differs(Differences),
}

/// Every addressable sector was read just now, and was exactly the noise. Only [`verify`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllNoise {
    size_bytes: u64,
}

impl AllNoise {
    /// How many bytes that were: the whole device.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }
}

/// Where a device is not the noise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differences {
    size_bytes: u64,
    differing: Stretches,
    unreadable: Stretches,
    capacity: Capacity,
}

impl Differences {
    /// The size of the device.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// The sectors that hold something else.
    #[must_use]
    pub const fn differing(&self) -> &Stretches {
        &self.differing
    }

    /// The sectors that cannot be read, so that nobody knows what they hold.
    #[must_use]
    pub const fn unreadable(&self) -> &Stretches {
        &self.unreadable
    }

    /// How many bytes are the noise.
    #[must_use]
    pub const fn equal_bytes(&self) -> u64 {
        self.size_bytes
            .saturating_sub(self.differing.size_bytes())
            .saturating_sub(self.unreadable.size_bytes())
    }

    /// Where the first sector begins that is not the noise, or cannot be read.
    #[must_use]
    pub fn first_offset_bytes(&self) -> u64 {
        let first = [&self.differing, &self.unreadable].into_iter().filter_map(Stretches::first_offset_bytes);
        first.min().unwrap_or_default()
    }

    /// What the differences say about the device's true size, if the noise was written to all of it just before.
    #[must_use]
    pub const fn capacity(&self) -> &Capacity {
        &self.capacity
    }
}

/// Reads every sector past the system's cache and compares it with the noise. Calls `progress` with the bytes done and
/// all bytes.
///
/// # Errors
/// [`NoiseError`] when not every sector was tried.
pub fn verify<S: Sectors>(
    device: &S,
    key: &NoiseKey,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &AtomicBool,
) -> Result<Verdict, NoiseError> {
    let size_bytes = check_size(device, key)?;
    let (mut differing, mut unreadable) = (Stretches::default(), Stretches::default());
    let mut echoes = Echoes::default();
    let mut noise = vec![0; IO_BLOCK_BYTES];
    let mut compare = |offset: u64, bytes: &[u8]| {
        for (index, found) in bytes.chunks(IO_BLOCK_BYTES).enumerate() {
            let at = plus(offset, index.saturating_mul(IO_BLOCK_BYTES));
            let noise = noise.get_mut(..found.len()).unwrap_or_default();
            key.fill(at, noise);
            echoes.listen(at, noise);
            if *found != *noise {
                compare_sectors(key, at, found, noise, &mut differing, &mut echoes);
            }
        }
    };
    read_all(device, &mut unreadable, &mut compare, progress, cancel)?;
    if differing.is_empty() && unreadable.is_empty() {
        return Ok(Verdict::Equal(AllNoise { size_bytes }));
    }
    let capacity = Capacity::judge(size_bytes, &differing, &unreadable, &echoes);
    Ok(Verdict::Differs(Differences { size_bytes, differing, unreadable, capacity }))
}

fn compare_sectors(
    key: &NoiseKey,
    offset: u64,
    found: &[u8],
    noise: &[u8],
    differing: &mut Stretches,
    echoes: &mut Echoes,
) {
    for (index, (found, noise)) in found.chunks(SECTOR_BYTES).zip(noise.chunks(SECTOR_BYTES)).enumerate() {
        if found != noise {
            let at = plus(offset, index.saturating_mul(SECTOR_BYTES));
            differing.add(at, plus(0, found.len()));
            echoes.ask(key, at, found);
        }
    }
}
