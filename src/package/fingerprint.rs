//! Fingerprints of the ciphertext: enough to find remnants of a package on a medium later.
//!
//! [`FINGERPRINT_BYTES`] of every [`FINGERPRINT_BLOCK_BYTES`] block of the sealed file are kept, from
//! [`FINGERPRINT_OFFSET_BYTES`] on. Filesystems allocate in units of at least 512 bytes and mostly 4096, so every
//! block begins a sector on the medium too, and its fingerprint lies in that sector. A block's very first bytes would
//! not do: those of the first block are the same in every age file, and so nothing to know a small package by. From
//! there on there is only what was drawn for this package, or made from it: the wrapped key or the ephemeral share of
//! the first recipient, the salt of a ZIP entry, ciphertext. It says nothing about the content.

use crate::base::limits::{FINGERPRINT_BLOCK_BYTES, FINGERPRINT_BYTES, FINGERPRINT_OFFSET_BYTES};

/// Collects fingerprints from bytes that arrive piece by piece.
#[derive(Debug, Default)]
pub struct Fingerprints {
    bytes: Vec<u8>,
    /// Offset within the current block.
    at: u64,
}

impl Fingerprints {
    /// Nothing seen yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in the next bytes of the sealed file.
    pub fn update(&mut self, mut bytes: &[u8]) {
        let end =
            FINGERPRINT_OFFSET_BYTES.saturating_add(u64::try_from(FINGERPRINT_BYTES).unwrap_or(u64::MAX));
        while !bytes.is_empty() {
            let wanted = (FINGERPRINT_OFFSET_BYTES..end).contains(&self.at);
            let until = match self.at {
                at if at < FINGERPRINT_OFFSET_BYTES => FINGERPRINT_OFFSET_BYTES,
                at if at < end => end,
                _ => FINGERPRINT_BLOCK_BYTES,
            };
            let room = usize::try_from(until.saturating_sub(self.at)).unwrap_or(usize::MAX);
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            if wanted {
                self.bytes.extend_from_slice(now);
            }
            self.at = self.at.saturating_add(u64::try_from(now.len()).unwrap_or(u64::MAX));
            if self.at >= FINGERPRINT_BLOCK_BYTES {
                self.at = 0;
            }
            bytes = later;
        }
    }

    /// The fingerprints one after the other, [`FINGERPRINT_BYTES`] each, in order of offset. A last
    /// block that ends before has none.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        let whole = self.bytes.len() / FINGERPRINT_BYTES * FINGERPRINT_BYTES;
        self.bytes.truncate(whole);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_in_which_bytes_arrive_make_no_difference() {
        let block = usize::try_from(FINGERPRINT_BLOCK_BYTES).unwrap();
        let content: Vec<u8> = (0..block * 3 + 100).map(|at| u8::try_from(at / 7 % 251).unwrap()).collect();
        let mut expected = Vec::new();
        for chunk in content.chunks(block) {
            expected.extend_from_slice(&chunk[80..96]);
        }
        for piece in [1, 15, 16, 17, 79, 80, 81, 95, 96, 97, 65_535, 65_536, 65_537, content.len()] {
            let mut fingerprints = Fingerprints::new();
            content.chunks(piece).for_each(|bytes| fingerprints.update(bytes));
            assert_eq!(fingerprints.finish(), expected, "in pieces of {piece}");
        }
    }

    #[test]
    fn a_last_block_too_short_for_a_fingerprint_has_none() {
        let mut fingerprints = Fingerprints::new();
        fingerprints.update(&vec![7; 65_536 + 95]);
        assert_eq!(fingerprints.finish(), [7; FINGERPRINT_BYTES]);
        assert!(Fingerprints::new().finish().is_empty());
    }
}
