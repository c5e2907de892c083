//! Devices that no shop admits to selling: too small, forgetful, broken, or pulled out half way.

use std::io;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use sekisho::media::Sectors;

/// What becomes of addresses beyond the room there is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// They lead to the start again, for writing and reading.
    Wraps,
    /// Writing is dropped; reading leads to the start again.
    WrapsForReading,
    /// Writing is dropped; reading gives this byte.
    Drops(u8),
    /// Writing and reading fail.
    Fails,
}

/// A device in memory.
pub struct Pretended {
    claims: u64,
    sector: usize,
    beyond: Beyond,
    memory: Mutex<Vec<u8>>,
    /// Bytes whose sectors fail with an input/output error when read.
    pub unreadable: Option<Range<u64>>,
    /// Bytes whose sectors fail with an input/output error when written.
    pub unwritable: Option<Range<u64>>,
    /// Pulled out when this byte is written or read.
    pub pulled_at: Option<u64>,
    pub synced: AtomicU64,
    pub written: AtomicU64,
    pulled: AtomicBool,
}

impl Pretended {
    /// One that holds what it claims.
    pub fn honest(size: u64) -> Self {
        Self::lying(size, size, Beyond::Fails)
    }

    /// One that claims `claims` bytes and holds `holds`.
    pub fn lying(claims: u64, holds: u64, beyond: Beyond) -> Self {
        Self {
            claims,
            sector: 512,
            beyond,
            memory: Mutex::new(vec![0; usize::try_from(holds).unwrap()]),
            unreadable: None,
            unwritable: None,
            pulled_at: None,
            synced: AtomicU64::new(0),
            written: AtomicU64::new(0),
            pulled: AtomicBool::new(false),
        }
    }

    pub fn with_sectors_of(mut self, bytes: usize) -> Self {
        self.sector = bytes;
        self
    }

    /// Changes what it holds, unseen.
    pub fn change(&self, change: impl FnOnce(&mut [u8])) {
        change(&mut self.memory.lock().unwrap());
    }

    fn check(&self, offset: u64, length: usize, broken: &Option<Range<u64>>) -> io::Result<Range<u64>> {
        let end = offset + u64::try_from(length).unwrap();
        let aligned = |at: u64| at.is_multiple_of(u64::try_from(self.sector).unwrap());
        assert!(
            aligned(offset) && (aligned(end) || end == self.claims) && end <= self.claims,
            "{offset} {end}"
        );
        if self.pulled_at.is_some_and(|at| (offset..end).contains(&at)) {
            self.pulled.store(true, Ordering::Relaxed);
        }
        let fails = broken.as_ref().is_some_and(|range| range.start < end && offset < range.end);
        if fails || self.pulled.load(Ordering::Relaxed) {
            return Err(io::Error::from_raw_os_error(5));
        }
        Ok(offset..end)
    }

    /// Where the bytes of these addresses lie, in pieces: offset in the block, and place in memory if there is one.
    fn places(&self, range: Range<u64>, holds: usize, wraps: bool) -> Vec<(Range<usize>, Option<usize>)> {
        let holds = u64::try_from(holds).unwrap();
        let small = |at: u64| usize::try_from(at).unwrap();
        let (mut pieces, mut at) = (Vec::new(), range.start);
        while at < range.end {
            let lap_end = (at / holds + 1) * holds;
            let end = lap_end.min(range.end);
            let place = (wraps || at < holds).then_some(small(at % holds));
            pieces.push((small(at - range.start)..small(end - range.start), place));
            at = end;
        }
        pieces
    }
}

impl Sectors for Pretended {
    fn size_bytes(&self) -> u64 {
        self.claims
    }

    fn sector_bytes(&self) -> usize {
        self.sector
    }

    fn read_at(&self, offset: u64, block: &mut [u8]) -> io::Result<()> {
        let range = self.check(offset, block.len(), &self.unreadable)?;
        let memory = self.memory.lock().unwrap();
        let wraps = matches!(self.beyond, Beyond::Wraps | Beyond::WrapsForReading);
        for (piece, place) in self.places(range, memory.len(), wraps) {
            let block = &mut block[piece];
            match (place, self.beyond) {
                (Some(place), _) => block.copy_from_slice(&memory[place..place + block.len()]),
                (None, Beyond::Drops(byte)) => block.fill(byte),
                (None, _) => return Err(io::Error::from_raw_os_error(5)),
            }
        }
        Ok(())
    }

    fn write_at(&self, offset: u64, block: &[u8]) -> io::Result<()> {
        let range = self.check(offset, block.len(), &self.unwritable)?;
        let mut memory = self.memory.lock().unwrap();
        for (piece, place) in self.places(range, memory.len(), self.beyond == Beyond::Wraps) {
            let block = &block[piece];
            match (place, self.beyond) {
                (Some(place), _) => memory[place..place + block.len()].copy_from_slice(block),
                (None, Beyond::Fails) => return Err(io::Error::from_raw_os_error(5)),
                (None, _) => {}
            }
        }
        self.written.fetch_add(u64::try_from(block.len()).unwrap(), Ordering::Relaxed);
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        self.synced.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn is_there(&self) -> bool {
        !self.pulled.load(Ordering::Relaxed)
    }
}
