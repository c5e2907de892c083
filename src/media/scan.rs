//! A whole device searched for what is left of files, whatever its filesystem says of them.
//!
//! A file is known by short pieces of its content that lie at fixed places in it ([`Patterns`]). Filesystems begin files,
//! and the parts of files, at a sector; so a piece lies as far into a sector of the device as it lies into one of the
//! file. [`scan`] reads every sector that can be addressed, past the system's cache, and looks there. Only a scan that
//! read all of them and found none makes [`NoRemnant`].
//!
//! What it does not find: a file that begins elsewhere than at a sector (packed into another file, or into the small
//! parts some filesystems keep between their own records); one that was compressed, encrypted or encoded again; parts
//! so short that no piece is in them; what lies in sectors that the device lets nobody address.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::AtomicBool;

use crate::base::limits::{FINGERPRINT_BYTES, SEARCH_LISTED_MAX, SECTOR_BYTES};

use super::error::ScanError;
use super::sectors::{Sectors, plus, read_all};
use super::stretches::Stretches;

/// Bits of the first look for each pattern: of sectors without one, few pass.
const BITS_PER_PATTERN: usize = 32;

/// Most bits of the first look: 8 MiB stay in a processor's cache.
const BITS_MAX: usize = 64 << 20;

/// What is looked for: pieces of files, all as far into a sector.
#[derive(Debug, Clone)]
pub struct Patterns {
    at: usize,
    known: HashMap<[u8; FINGERPRINT_BYTES], usize>,
    /// A bit for each possible start of a pattern, folded into a power of two of words: where it is not set, `known`
    /// need not be asked.
    first_look: Vec<u64>,
}

/// These patterns cannot be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPatterns {
    /// There is none: a search for nothing finds nothing.
    #[error("there is no pattern to look for")]
    None,
    /// They do not lie within one sector, whose neighbour may be another file's.
    #[error("a pattern from byte {at_bytes} on is not within one sector")]
    NotInOneSector {
        /// Where they begin, within a file.
        at_bytes: u64,
    },
}

impl Patterns {
    /// Looks for `pieces`, which begin `at_bytes` after the start of some sector of their file.
    ///
    /// # Errors
    /// [`NoPatterns`] when there are none, or when they lie across the end of a sector.
    pub fn new(pieces: &[[u8; FINGERPRINT_BYTES]], at_bytes: u64) -> Result<Self, NoPatterns> {
        let sector = plus(0, SECTOR_BYTES);
        let at = usize::try_from(at_bytes % sector).unwrap_or(SECTOR_BYTES);
        if at.saturating_add(FINGERPRINT_BYTES) > SECTOR_BYTES {
            return Err(NoPatterns::NotInOneSector { at_bytes });
        }
        if pieces.is_empty() {
            return Err(NoPatterns::None);
        }
        let words = (pieces.len().saturating_mul(BITS_PER_PATTERN).min(BITS_MAX) / 64).next_power_of_two();
        let mut patterns = Self { at, known: HashMap::new(), first_look: vec![0; words] };
        for (index, piece) in pieces.iter().enumerate() {
            let (word, bit) = patterns.place(piece);
            if let Some(word) = patterns.first_look.get_mut(word) {
                *word |= bit;
            }
            patterns.known.entry(*piece).or_insert(index);
        }
        Ok(patterns)
    }

    /// Which of the pieces the sector holds, by its place among those given.
    fn find(&self, sector: &[u8]) -> Option<usize> {
        let piece = sector.get(self.at..)?.first_chunk()?;
        let (word, bit) = self.place(piece);
        if self.first_look.get(word).is_none_or(|word| word & bit == 0) {
            return None;
        }
        self.known.get(piece).copied()
    }

    /// The pieces come from ciphertext: any bits of them tell them apart.
    fn place(&self, piece: &[u8; FINGERPRINT_BYTES]) -> (usize, u64) {
        let start = piece.first_chunk().map_or(0, |start| u64::from_le_bytes(*start));
        let last = plus(0, self.first_look.len()).saturating_sub(1);
        let word = usize::try_from((start >> 6) & last).unwrap_or_default();
        (word, 1 << (start & 63))
    }
}

/// A sector that holds a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Where the sector begins, in bytes from the start of the device.
    pub offset_bytes: u64,
    /// Which of the patterns it holds: its place among those given, from 0.
    pub pattern: usize,
}

/// What a scan of every sector came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    size_bytes: u64,
    patterns: usize,
    places: Vec<Place>,
    count: u64,
    patterns_found: usize,
    unreadable: Stretches,
}

/// Every addressable sector was read just now, and none held a pattern. Only [`Scanned::no_remnant`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRemnant {
    size_bytes: u64,
    patterns: usize,
}

impl Scanned {
    /// The size of the device.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// How many bytes were read: all of them, without what is unreadable.
    #[must_use]
    pub const fn read_bytes(&self) -> u64 {
        self.size_bytes.saturating_sub(self.unreadable.size_bytes())
    }

    /// The first sectors that hold a pattern, in order of offset.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// How many sectors hold a pattern, listed or not.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// How many different patterns were found.
    #[must_use]
    pub const fn patterns_found(&self) -> usize {
        self.patterns_found
    }

    /// The sectors that cannot be read: what they hold, nobody knows.
    #[must_use]
    pub const fn unreadable(&self) -> &Stretches {
        &self.unreadable
    }

    /// Whether every sector was read. Otherwise nothing can be said of the whole.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.unreadable.is_empty()
    }

    /// The fact that there is none, when every sector was read and none holds a pattern.
    #[must_use]
    pub fn no_remnant(&self) -> Option<NoRemnant> {
        let none = self.is_complete() && self.count == 0;
        none.then_some(NoRemnant { size_bytes: self.size_bytes, patterns: self.patterns })
    }
}

impl NoRemnant {
    /// How many bytes were read: the whole device.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// How many different patterns were looked for.
    #[must_use]
    pub const fn patterns(&self) -> usize {
        self.patterns
    }
}

/// Reads every sector of the device and looks for the patterns. Calls `progress` with the bytes done and all bytes.
///
/// # Errors
/// [`ScanError`] when not every sector was tried. Sectors that cannot be read are no error: see
/// [`Scanned::unreadable`].
pub fn scan<S: Sectors>(
    device: &S,
    patterns: &Patterns,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &AtomicBool,
) -> Result<Scanned, ScanError> {
    let (mut places, mut count, mut found) = (Vec::new(), 0_u64, HashSet::new());
    let mut unreadable = Stretches::default();
    let mut look = |offset: u64, bytes: &[u8]| {
        for (index, sector) in bytes.chunks(SECTOR_BYTES).enumerate() {
            let Some(pattern) = patterns.find(sector) else { continue };
            count = count.saturating_add(1);
            found.insert(pattern);
            if places.len() < SEARCH_LISTED_MAX {
                let offset_bytes = plus(offset, index.saturating_mul(SECTOR_BYTES));
                places.push(Place { offset_bytes, pattern });
            }
        }
    };
    read_all(device, &mut unreadable, &mut look, progress, cancel)?;
    let (size_bytes, patterns_found) = (device.size_bytes(), found.len());
    Ok(Scanned { size_bytes, patterns: patterns.known.len(), places, count, patterns_found, unreadable })
}
