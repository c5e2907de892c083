//! Writing the noise, anew or from where it broke off.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::NoiseKey;
use crate::base::limits::{
    ALIGNMENT_BYTES, DEVICE_BLOCK_BYTES, DEVICE_BLOCKS, NOISE_SYNC_BYTES, SECTOR_BYTES,
};
use crate::base::threads;
use crate::media::aligned::Aligned;
use crate::media::error::NoiseError;
use crate::media::sectors::{Sectors, block_bytes, half_of, plus, read_whole};

/// The device took the noise and says that it is durable. That says nothing yet about what it holds: see
/// [`super::verify`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    from_bytes: u64,
    size_bytes: u64,
}

impl Filled {
    /// Where writing began.
    #[must_use]
    pub const fn from_bytes(&self) -> u64 {
        self.from_bytes
    }

    /// The size of the device, up to which it was written.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }
}

/// Writes the noise from `from_bytes` (0, or what [`resume_point`] said) to the end of the device, and makes it
/// durable. Calls `progress` with the bytes done, counted from the start of the device, and all bytes.
///
/// # Errors
/// [`NoiseError`]; what was written until then is noise and stays.
pub fn write<S: Sectors>(
    device: &S,
    key: &NoiseKey,
    from_bytes: u64,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &AtomicBool,
) -> Result<Filled, NoiseError> {
    let size = check_size(device, key)?;
    let from = down_to(from_bytes.min(size), ALIGNMENT_BYTES);
    let (free_again, free) = bounded(DEVICE_BLOCKS);
    for _ in 0..DEVICE_BLOCKS {
        let _room = free_again.send(Aligned::new(DEVICE_BLOCK_BYTES));
    }
    let (made, blocks) = bounded(DEVICE_BLOCKS);
    std::thread::scope(move |scope| {
        threads::start(scope, move || make(key, from, size, &free, &made)).map_err(NoiseError::NoThread)?;
        let mut unsynced = 0;
        for (offset, used, memory) in blocks {
            if cancel.load(Ordering::Relaxed) {
                return Err(NoiseError::Cancelled);
            }
            let memory: Aligned = memory;
            write_block(device, offset, memory.bytes().get(..used).unwrap_or_default())?;
            let done = plus(offset, used);
            let _closed = free_again.send(memory);
            unsynced = plus(unsynced, used);
            if unsynced >= NOISE_SYNC_BYTES {
                sync(device, done)?;
                unsynced = 0;
            }
            progress(done, size);
        }
        sync(device, size)?;
        Ok(Filled { from_bytes: from, size_bytes: size })
    })
}

/// Where an interrupted [`write`](fn@write) with the same key goes on: before it, as far as probing can tell, everything is
/// noise. What comes out of [`super::verify`] decides, whatever was said here.
///
/// # Errors
/// [`NoiseError`], though not for sectors that cannot be read: the noise ends before them.
pub fn resume_point<S: Sectors>(device: &S, key: &NoiseKey, cancel: &AtomicBool) -> Result<u64, NoiseError> {
    let size = check_size(device, key)?;
    let block = plus(0, DEVICE_BLOCK_BYTES);
    // Blocks below `noise` begin with noise, the block at `other` does not.
    let (mut noise, mut other) = (0, size.div_ceil(block));
    while noise < other {
        if cancel.load(Ordering::Relaxed) {
            return Err(NoiseError::Cancelled);
        }
        let middle = noise.midpoint(other);
        let offset = middle.saturating_mul(block);
        let length = block_bytes(size.saturating_sub(offset)).min(ALIGNMENT_BYTES);
        if equal_bytes(device, key, offset, length)? == length {
            noise = middle.saturating_add(1);
        } else {
            other = middle;
        }
    }
    // Around the end nothing is taken for granted: what was not synced may have been lost in any order.
    let end = noise.saturating_add(1).saturating_mul(block).min(size);
    let mut at = noise.saturating_mul(block).saturating_sub(NOISE_SYNC_BYTES.saturating_mul(2));
    while at < end {
        if cancel.load(Ordering::Relaxed) {
            return Err(NoiseError::Cancelled);
        }
        let length = block_bytes(end.saturating_sub(at));
        let equal = equal_bytes(device, key, at, length)?;
        at = plus(at, equal);
        if equal < length {
            break;
        }
    }
    Ok(if at == size { size } else { down_to(at, ALIGNMENT_BYTES) })
}

/// How many of the `length` bytes from `offset` on are noise before the first sector that is not, or cannot be read.
fn equal_bytes<S: Sectors>(
    device: &S,
    key: &NoiseKey,
    offset_bytes: u64,
    length: usize,
) -> Result<usize, NoiseError> {
    let mut found = Aligned::new(length);
    if let Err(source) = read_whole(device, offset_bytes, found.bytes_mut()) {
        if !device.is_there() {
            return Err(NoiseError::Gone { offset_bytes, source });
        }
        let Some(half) = half_of(length, device.sector_bytes()) else { return Ok(0) };
        let equal = equal_bytes(device, key, offset_bytes, half)?;
        if equal < half {
            return Ok(equal);
        }
        let rest = equal_bytes(device, key, plus(offset_bytes, half), length.saturating_sub(half))?;
        return Ok(half.saturating_add(rest));
    }
    let mut noise = vec![0; length];
    key.fill(offset_bytes, &mut noise);
    let sectors = found.bytes().chunks(SECTOR_BYTES).zip(noise.chunks(SECTOR_BYTES));
    let equal = sectors.take_while(|(found, noise)| found == noise).count();
    Ok(equal.saturating_mul(SECTOR_BYTES).min(length))
}

fn make(
    key: &NoiseKey,
    from: u64,
    size: u64,
    free: &Receiver<Aligned>,
    made: &Sender<(u64, usize, Aligned)>,
) {
    let mut offset = from;
    while offset < size {
        let Ok(mut memory) = free.recv() else { return };
        let used = block_bytes(size.saturating_sub(offset));
        key.fill(offset, memory.bytes_mut().get_mut(..used).unwrap_or_default());
        if made.send((offset, used, memory)).is_err() {
            return;
        }
        offset = plus(offset, used);
    }
}

/// Writes all of `block`, or names the first sector that cannot be written.
fn write_block<S: Sectors>(device: &S, offset_bytes: u64, block: &[u8]) -> Result<(), NoiseError> {
    let source = loop {
        match device.write_at(offset_bytes, block) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break error,
        }
    };
    if !device.is_there() {
        return Err(NoiseError::Gone { offset_bytes, source });
    }
    match half_of(block.len(), device.sector_bytes()).and_then(|half| block.split_at_checked(half)) {
        None => Err(NoiseError::Write { offset_bytes, source }),
        Some((first, second)) => {
            write_block(device, offset_bytes, first)?;
            write_block(device, plus(offset_bytes, first.len()), second)
        }
    }
}

fn sync<S: Sectors>(device: &S, offset_bytes: u64) -> Result<(), NoiseError> {
    device.sync().map_err(|source| match device.is_there() {
        true => NoiseError::Sync { offset_bytes, source },
        false => NoiseError::Gone { offset_bytes, source },
    })
}

pub(super) fn check_size<S: Sectors>(device: &S, key: &NoiseKey) -> Result<u64, NoiseError> {
    let (expected_bytes, found_bytes) = (key.capacity_bytes(), device.size_bytes());
    if expected_bytes == found_bytes {
        Ok(found_bytes)
    } else {
        Err(NoiseError::OtherSize { expected_bytes, found_bytes })
    }
}

fn down_to(offset: u64, unit: usize) -> u64 {
    offset - offset % plus(0, unit).max(1)
}
