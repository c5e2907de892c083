//! Whether bytes that were written and bytes that came back are the same, at little cost.
//!
//! AES-256-GMAC (NIST SP 800-38D) of every piece, under a random key that never leaves this process, and SHA-256 of these
//! tags. Two pieces that differ have the same tag with a probability of at most 4,097 / 2^128 (NIST SP 800-38D, appendix
//! A: blocks and one more), and nobody who lacks the key, the medium's firmware included, can do better than chance. No
//! tag is ever shown or kept, so that the numbers of the pieces may serve as nonces twice: for what is written, and for
//! what is read back. The sum says nothing to anybody else: what a package *is* says its SHA-256.

use std::io;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::base::digest::{Digest, Hasher};

/// Bytes in a piece; the last one may have fewer. A whole number of them is a block that is written or read.
const PIECE_BYTES: usize = 64 * 1024;

/// The key of a sum: one for what is written and what is read back.
#[derive(Clone)]
pub(super) struct SumKey(Zeroizing<[u8; 32]>);

/// A sum in the making.
pub(super) struct Summing {
    /// Its memory is overwritten when it is dropped (AWS-LC, `OPENSSL_free`).
    key: LessSafeKey,
    tags: Hasher,
    pieces: u64,
    /// The beginning of a piece that is not full yet.
    rest: Vec<u8>,
    size_bytes: u64,
    failed: bool,
}

/// The sum of some bytes under one key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Sum {
    tags: Digest,
    size_bytes: u64,
}

impl SumKey {
    pub(super) fn new() -> io::Result<Self> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(key.as_mut_slice()).map_err(io::Error::other)?;
        Ok(Self(key))
    }

    pub(super) fn begin(&self) -> io::Result<Summing> {
        let key = UnboundKey::new(&AES_256_GCM, self.0.as_slice())
            .map_err(|_| io::Error::other("no key for AES-GMAC"))?;
        Ok(Summing {
            key: LessSafeKey::new(key),
            tags: Hasher::new(),
            pieces: 0,
            rest: Vec::new(),
            size_bytes: 0,
            failed: false,
        })
    }
}

impl Summing {
    pub(super) fn update(&mut self, mut bytes: &[u8]) {
        self.size_bytes = self.size_bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if !self.rest.is_empty() {
            let (first, others) = bytes.split_at(bytes.len().min(PIECE_BYTES - self.rest.len()));
            self.rest.extend_from_slice(first);
            bytes = others;
            if self.rest.len() < PIECE_BYTES {
                return;
            }
            self.add_rest();
        }
        let pieces = bytes.chunks_exact(PIECE_BYTES);
        self.rest.extend_from_slice(pieces.remainder());
        for piece in pieces {
            self.add(piece);
        }
    }

    pub(super) const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// # Errors
    /// Where AES-GMAC failed on the way.
    pub(super) fn finish(mut self) -> io::Result<Sum> {
        self.add_rest();
        if self.failed {
            return Err(io::Error::other("AES-GMAC failed"));
        }
        Ok(Sum { tags: self.tags.finish(), size_bytes: self.size_bytes })
    }

    fn add_rest(&mut self) {
        let mut rest = std::mem::take(&mut self.rest);
        self.add(&rest);
        rest.clear();
        self.rest = rest;
    }

    fn add(&mut self, piece: &[u8]) {
        let mut nonce = [0; 12];
        nonce[4..].copy_from_slice(&self.pieces.to_be_bytes());
        self.pieces = self.pieces.wrapping_add(1); // no file has so many
        let nonce = Nonce::assume_unique_for_key(nonce);
        match self.key.seal_in_place_separate_tag(nonce, Aad::from(piece), &mut []) {
            Ok(tag) => self.tags.update(tag.as_ref()),
            Err(_) => self.failed = true,
        }
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

    fn sum<'a>(key: &SumKey, pieces: impl IntoIterator<Item = &'a [u8]>) -> Sum {
        let mut summing = key.begin().unwrap();
        pieces.into_iter().for_each(|piece| summing.update(piece));
        summing.finish().unwrap()
    }

    #[test]
    fn a_sum_is_of_the_bytes_and_not_of_how_they_came() {
        let bytes: Vec<u8> = (0..50_000_u32).flat_map(u32::to_le_bytes).collect();
        let key = SumKey::new().unwrap();
        let whole = sum(&key, [bytes.as_slice()]);
        let sizes = [1, 7, 333, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES];
        assert!(sizes.into_iter().all(|size| sum(&key, bytes.chunks(size)) == whole));
        assert_eq!(whole.size_bytes(), 200_000);
        assert!(sum(&SumKey::new().unwrap(), [bytes.as_slice()]) != whole, "under another key");
    }

    #[test]
    fn one_bit_or_one_more_zero_is_another_sum() {
        let key = SumKey::new().unwrap();
        let bytes = vec![0; 100];
        for at in 0..bytes.len() * 8 {
            let mut other = bytes.clone();
            other[at / 8] ^= 1 << (at % 8);
            assert!(sum(&key, [other.as_slice()]) != sum(&key, [bytes.as_slice()]), "{at}");
        }
        assert!((0..100).all(|shorter| sum(&key, [&bytes[..shorter]]) != sum(&key, [bytes.as_slice()])));
    }

    #[test]
    fn pieces_in_another_order_are_another_sum() {
        let key = SumKey::new().unwrap();
        let (one, other, none) = (vec![1; PIECE_BYTES], vec![2; PIECE_BYTES], vec![0; PIECE_BYTES]);
        let of = |pieces: [&Vec<u8>; 3]| sum(&key, pieces.map(Vec::as_slice));
        let whole = of([&one, &other, &one]);
        assert!(of([&one, &one, &other]) != whole && of([&other, &one, &one]) != whole);
        // The same fault twice does not undo itself.
        assert!(of([&none, &other, &none]) != whole);
        assert!(sum(&key, [one.as_slice(), &other]) != whole);
    }

    #[test]
    fn it_is_gmac_as_openssl_has_it() {
        // openssl mac -cipher AES-256-GCM -macopt hexkey:… -macopt hexiv:000000000000000000000000 -in … GMAC
        let hex = |text: &str| data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap();
        let key = hex("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b");
        let key = SumKey(Zeroizing::new(key.try_into().unwrap()));
        let sum = sum(&key, [b"Cryptographic Forum ".as_slice(), b"Research Group"]);
        assert_eq!(sum.tags, Digest::of(&hex("39c09bc02d76b057f548ee2c0c7c1b2d")));
    }
}
