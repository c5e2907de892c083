//! Sectors by offset, and every one of them read, as fast as the device gives them.
//!
//! One thread reads ahead while the caller's own looks at what came. A block that cannot be read is halved until the
//! sectors that cannot are known; the rest of it is looked at.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::base::limits::{DEVICE_BLOCK_BYTES, DEVICE_BLOCKS};
use crate::base::threads;

use super::aligned::Aligned;
use super::error::ScanError;
use super::stretches::Stretches;

/// Something whose sectors are read and written by offset: a [`super::Device`], or whatever stands for one.
pub trait Sectors: Sync {
    /// How many bytes it says it holds, all the time the same.
    fn size_bytes(&self) -> u64;

    /// The smallest piece that can be read or written, in bytes: a power of two, 512 to 4096. Offsets and lengths in
    /// the calls below are multiples of it, except for a last piece that ends with the device.
    fn sector_bytes(&self) -> usize;

    /// Fills `block` with the bytes from `offset_bytes` on, from the device and not from a cache.
    ///
    /// # Errors
    /// Whatever the device says; [`io::ErrorKind::UnexpectedEof`] when it ends before `block` is full.
    fn read_at(&self, offset_bytes: u64, block: &mut [u8]) -> io::Result<()>;

    /// Writes `block` from `offset_bytes` on.
    ///
    /// # Errors
    /// Whatever the device says.
    fn write_at(&self, offset_bytes: u64, block: &[u8]) -> io::Result<()>;

    /// Makes everything written so far durable, and lets the system forget what it may have kept of it.
    ///
    /// # Errors
    /// Whatever the device says.
    fn sync(&self) -> io::Result<()>;

    /// Whether it is still attached, and the same.
    fn is_there(&self) -> bool;
}

/// A block that was read.
struct Block {
    offset: u64,
    memory: Aligned,
    used: usize,
    /// Within the block, in order: what could not be read.
    unreadable: Vec<(usize, usize)>,
}

/// Reads every sector and shows what came to `each`, with its offset, in order. `unreadable` is what did not come.
pub(super) fn read_all<S: Sectors>(
    device: &S,
    unreadable: &mut Stretches,
    each: &mut dyn FnMut(u64, &[u8]),
    progress: &mut dyn FnMut(u64, u64),
    cancel: &AtomicBool,
) -> Result<(), ScanError> {
    let size = device.size_bytes();
    let (free_again, free) = bounded(DEVICE_BLOCKS);
    for _ in 0..DEVICE_BLOCKS {
        let _room = free_again.send(Aligned::new(DEVICE_BLOCK_BYTES));
    }
    let (read, blocks) = bounded(DEVICE_BLOCKS);
    std::thread::scope(move |scope| {
        threads::start(scope, move || read_ahead(device, size, &free, &read, cancel))
            .map_err(ScanError::NoThread)?;
        for block in blocks {
            let block: Block = block?;
            let mut at = 0;
            let ends = block.unreadable.iter().copied().chain([(block.used, 0)]);
            for (start, length) in ends {
                if let Some(bytes) = block.memory.bytes().get(at..start).filter(|bytes| !bytes.is_empty()) {
                    each(plus(block.offset, at), bytes);
                }
                if length > 0 {
                    unreadable.add(plus(block.offset, start), plus(0, length));
                }
                at = start.saturating_add(length);
            }
            progress(plus(block.offset, block.used), size);
            let _closed = free_again.send(block.memory);
            if cancel.load(Ordering::Relaxed) {
                return Err(ScanError::Cancelled);
            }
        }
        Ok(())
    })
}

fn read_ahead<S: Sectors>(
    device: &S,
    size: u64,
    free: &Receiver<Aligned>,
    read: &Sender<Result<Block, ScanError>>,
    cancel: &AtomicBool,
) {
    let mut offset = 0;
    while offset < size {
        let Ok(memory) = free.recv() else { return };
        let used = block_bytes(size.saturating_sub(offset));
        let mut block = Block { offset, memory, used, unreadable: Vec::new() };
        let outcome = salvage(device, &mut block, 0, used, cancel).map(|()| block);
        let stop = outcome.is_err();
        if read.send(outcome).is_err() || stop {
            return;
        }
        offset = plus(offset, used);
    }
}

/// Reads `length` bytes at `start` of the block; what fails is halved down to single sectors.
fn salvage<S: Sectors>(
    device: &S,
    block: &mut Block,
    start: usize,
    length: usize,
    cancel: &AtomicBool,
) -> Result<(), ScanError> {
    if cancel.load(Ordering::Relaxed) {
        return Err(ScanError::Cancelled);
    }
    let offset_bytes = plus(block.offset, start);
    let into = block.memory.bytes_mut().get_mut(start..start.saturating_add(length)).unwrap_or_default();
    let Err(source) = read_whole(device, offset_bytes, into) else { return Ok(()) };
    if !device.is_there() {
        return Err(ScanError::Gone { offset_bytes, source });
    }
    let Some(half) = half_of(length, device.sector_bytes()) else {
        block.unreadable.push((start, length));
        return Ok(());
    };
    salvage(device, block, start, half, cancel)?;
    salvage(device, block, start.saturating_add(half), length.saturating_sub(half), cancel)
}

/// As [`Sectors::read_at`], however often the call is interrupted.
pub(super) fn read_whole<S: Sectors>(device: &S, offset_bytes: u64, block: &mut [u8]) -> io::Result<()> {
    loop {
        match device.read_at(offset_bytes, block) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}

/// The larger half of `length`, in whole sectors; `None` when it is one sector or less.
pub(super) fn half_of(length: usize, sector: usize) -> Option<usize> {
    let half = length.div_ceil(2).checked_next_multiple_of(sector)?;
    (half < length).then_some(half)
}

/// How many bytes the next block has when `left` remain.
pub(super) fn block_bytes(left: u64) -> usize {
    usize::try_from(left).map_or(DEVICE_BLOCK_BYTES, |left| left.min(DEVICE_BLOCK_BYTES))
}

pub(super) fn plus(offset: u64, bytes: usize) -> u64 {
    offset.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX))
}
