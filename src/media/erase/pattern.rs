//! What an erased file is overwritten with.
//!
//! Bytes `32·i … 32·i + 31` are SHA-256 of `sekisho-erase-1`, the digest of the file that was there, and `i` as eight
//! bytes, most significant first. So the pattern
//!
//! - does not compress, and no two sectors of it are alike: a filesystem or a drive that compresses, leaves out zeros
//!   or stores equal blocks once still has to write every sector, and a sector that reads back right was written;
//! - is the same whenever the same file is erased: what an interruption left can be told from another file;
//! - says nothing of the content: who knows it knew the digest.

use std::ops::Range;

use crate::base::digest::{Digest, Hasher};
use crate::base::limits::{PATTERN_BYTES_MIN, SECTOR_BYTES};

const LABEL: &[u8; 15] = b"sekisho-erase-1";

/// Bytes of the pattern that one digest makes.
const PIECE_BYTES: usize = 32;

/// The pattern for one file.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    sha256: Digest,
}

impl Pattern {
    /// For the file whose content had this digest.
    pub const fn of(sha256: &Digest) -> Self {
        Self { sha256: *sha256 }
    }

    /// The bytes of the pattern in `range` of the file.
    pub fn bytes(&self, range: Range<u64>) -> Vec<u8> {
        let unit = u64::try_from(PIECE_BYTES).unwrap_or(u64::MAX);
        let wanted = usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(usize::MAX);
        let before = usize::try_from(range.start % unit).unwrap_or_default();
        let mut bytes = Vec::with_capacity(wanted.saturating_add(2 * PIECE_BYTES));
        let mut index = range.start / unit;
        while bytes.len() < before.saturating_add(wanted) {
            bytes.extend_from_slice(self.piece(index).as_bytes());
            index = index.saturating_add(1);
        }
        bytes.truncate(before.saturating_add(wanted));
        bytes.drain(..before);
        bytes
    }

    /// How many of `bytes`, which lie at `offset` (a multiple of a sector), are in sectors that hold the pattern.
    /// A last sector too short to tell anything counts for nothing unless it is the whole file.
    pub fn held_by(&self, offset: u64, bytes: &[u8]) -> u64 {
        let end = offset.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        let pattern = self.bytes(offset..end);
        let whole_file = offset == 0 && bytes.len() < PATTERN_BYTES_MIN;
        let held: usize = bytes
            .chunks(SECTOR_BYTES)
            .zip(pattern.chunks(SECTOR_BYTES))
            .filter(|(sector, _)| sector.len() >= PATTERN_BYTES_MIN || whole_file)
            .filter(|(sector, pattern)| sector == pattern)
            .map(|(sector, _)| sector.len())
            .sum();
        u64::try_from(held).unwrap_or(u64::MAX)
    }

    /// The offset of the first byte of `bytes`, which lie at `offset`, that is not of the pattern.
    pub fn first_other(&self, offset: u64, bytes: &[u8]) -> Option<u64> {
        let end = offset.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        let at = bytes.iter().zip(self.bytes(offset..end)).position(|(found, meant)| *found != meant)?;
        Some(offset.saturating_add(u64::try_from(at).unwrap_or(u64::MAX)))
    }

    fn piece(&self, index: u64) -> Digest {
        let mut hasher = Hasher::new();
        hasher.update(LABEL);
        hasher.update(self.sha256.as_bytes());
        hasher.update(&index.to_be_bytes());
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern() -> Pattern {
        Pattern::of(&Digest::of(b"package"))
    }

    #[test]
    fn the_pattern_is_what_its_description_says() {
        let mut text = b"sekisho-erase-1".to_vec();
        text.extend_from_slice(Digest::of(b"package").as_bytes());
        text.extend_from_slice(&[0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!(pattern().bytes(64..96), Digest::of(&text).as_bytes());
    }

    #[test]
    fn every_cut_of_the_pattern_is_the_same_pattern() {
        let whole = pattern().bytes(0..3000);
        assert_eq!(whole.len(), 3000);
        for (from, to) in [(0, 0), (0, 1), (31, 33), (32, 64), (511, 513), (100, 3000)] {
            assert_eq!(pattern().bytes(from..to), whole[from.try_into().unwrap()..to.try_into().unwrap()]);
        }
        assert_eq!(pattern().first_other(512, &whole[512..]), None);
    }

    #[test]
    fn a_sector_partly_of_the_pattern_is_not_held_by_it() {
        let mut bytes = pattern().bytes(0..2048 + 20);
        assert_eq!(pattern().held_by(0, &bytes), 2068);
        bytes[700] ^= 1;
        assert_eq!(pattern().held_by(0, &bytes), 2068 - 512);
        assert_eq!(pattern().first_other(0, &bytes), Some(700));
        assert_eq!(Pattern::of(&Digest::of(b"another")).held_by(0, &bytes), 0);
    }

    #[test]
    fn a_few_equal_bytes_at_the_end_tell_nothing() {
        let mut bytes = pattern().bytes(0..512 + 15);
        bytes[0] ^= 1;
        assert_eq!(pattern().held_by(0, &bytes), 0);
        assert_eq!(pattern().held_by(0, &pattern().bytes(0..15)), 15, "but a whole small file is one");
    }

    #[test]
    fn the_pattern_does_not_compress() {
        use std::io::Write as _;
        let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        deflated.write_all(&pattern().bytes(0..100_000)).unwrap();
        assert!(deflated.finish().unwrap().len() >= 100_000);
    }
}
