//! Whether bytes that were written and bytes that came back are the same, at little cost.
//!
//! Poly1305 (RFC 8439, 2.5) under a random key that never leaves this process: two files of up to L bytes that differ have the same
//! sum with a probability of at most 8·⌈L/16⌉ / 2^106, 2^-67 for a TiB, and nobody who lacks the key, the medium's firmware included,
//! can do better than chance. It says nothing to anybody else, and is never kept: what a package *is* says its SHA-256.

use std::io;

use poly1305::Poly1305;
use poly1305::universal_hash::{KeyInit as _, UniversalHash as _};
use zeroize::Zeroizing;

/// Bytes in a Poly1305 block.
const BLOCK_BYTES: usize = 16;

/// The key of a sum: one for what is written and what is read back.
#[derive(Clone)]
pub(super) struct SumKey(Zeroizing<[u8; 32]>);

/// A sum in the making.
pub(super) struct Summing {
    state: Poly1305,
    /// The beginning of a block that is not full yet.
    rest: Vec<u8>,
    size_bytes: u64,
}

/// The sum of some bytes under one key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Sum {
    tag: [u8; 16],
    size_bytes: u64,
}

impl SumKey {
    pub(super) fn new() -> io::Result<Self> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(key.as_mut_slice()).map_err(io::Error::other)?;
        Ok(Self(key))
    }

    pub(super) fn begin(&self) -> Summing {
        let state = Poly1305::new(poly1305::Key::from_slice(self.0.as_slice()));
        Summing { state, rest: Vec::with_capacity(BLOCK_BYTES), size_bytes: 0 }
    }
}

impl Summing {
    pub(super) fn update(&mut self, mut bytes: &[u8]) {
        self.size_bytes = self.size_bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if !self.rest.is_empty() {
            let (first, others) = bytes.split_at(bytes.len().min(BLOCK_BYTES - self.rest.len()));
            self.rest.extend_from_slice(first);
            bytes = others;
            if self.rest.len() < BLOCK_BYTES {
                return;
            }
            self.state.update_padded(&self.rest);
            self.rest.clear();
        }
        let (whole, rest) = bytes.split_at(bytes.len() / BLOCK_BYTES * BLOCK_BYTES);
        self.state.update_padded(whole);
        self.rest.extend_from_slice(rest);
    }

    pub(super) const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    pub(super) fn finish(self) -> Sum {
        Sum { tag: self.state.compute_unpadded(&self.rest).into(), size_bytes: self.size_bytes }
    }
}

impl Sum {
    pub(super) const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_of_the_bytes_and_not_of_how_they_came() {
        let bytes: Vec<u8> = (0..1_000_u32).flat_map(u32::to_le_bytes).collect();
        let key = SumKey::new().unwrap();
        let sum = |pieces: usize| {
            let mut summing = key.begin();
            bytes.chunks(pieces).for_each(|piece| summing.update(piece));
            summing.finish()
        };
        let whole = sum(bytes.len());
        assert!([1, 7, 15, 16, 17, 333].into_iter().all(|pieces| sum(pieces) == whole));
        assert_eq!(whole.size_bytes(), 4_000);
    }

    #[test]
    fn one_bit_or_one_more_zero_is_another_sum() {
        let key = SumKey::new().unwrap();
        let sum = |bytes: &[u8]| {
            let mut summing = key.begin();
            summing.update(bytes);
            summing.finish()
        };
        let bytes = vec![0; 100];
        for at in 0..bytes.len() * 8 {
            let mut other = bytes.clone();
            other[at / 8] ^= 1 << (at % 8);
            assert!(sum(&other) != sum(&bytes), "{at}");
        }
        assert!((0..100).all(|shorter| sum(&bytes[..shorter]) != sum(&bytes)));
    }

    #[test]
    fn it_is_poly1305_as_in_rfc_8439() {
        // RFC 8439, 2.5.2.
        let key = data_encoding::HEXLOWER
            .decode(b"85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b")
            .unwrap();
        let mut summing = SumKey(Zeroizing::new(key.try_into().unwrap())).begin();
        summing.update(b"Cryptographic Forum ");
        summing.update(b"Research Group");
        assert_eq!(data_encoding::HEXLOWER.encode(&summing.finish().tag), "a8061dc1305136c6c22b8baf0c0127a9");
    }
}
