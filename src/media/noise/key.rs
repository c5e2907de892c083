//! The key of a device's noise, and the noise at any place.

use chacha20::ChaCha20Legacy;
use chacha20::cipher::{KeyIvInit as _, StreamCipher as _, StreamCipherSeek as _};

use crate::base::digest::Digest;

/// What every key of noise begins with: no digest made for another purpose is a key.
const LABEL: &[u8] = b"sekisho-noise-v1\n";

/// The key of the noise of one device: SHA-256 of a label, the seed (32 bytes), the length of the serial (8 bytes, big
/// end first), the serial (UTF-8) and the capacity in bytes (8 bytes, big end first).
#[derive(Clone, PartialEq, Eq)]
pub struct NoiseKey {
    key: [u8; 32],
    capacity_bytes: u64,
}

impl NoiseKey {
    /// The key for the device that says this serial (empty when it says none) and this capacity.
    #[must_use]
    pub fn new(seed: &[u8; 32], serial: &str, capacity_bytes: u64) -> Self {
        let serial_bytes = u64::try_from(serial.len()).unwrap_or(u64::MAX);
        let mut bytes = Vec::with_capacity(LABEL.len() + seed.len() + serial.len() + 16);
        bytes.extend_from_slice(LABEL);
        bytes.extend_from_slice(seed);
        bytes.extend_from_slice(&serial_bytes.to_be_bytes());
        bytes.extend_from_slice(serial.as_bytes());
        bytes.extend_from_slice(&capacity_bytes.to_be_bytes());
        Self { key: *Digest::of(&bytes).as_bytes(), capacity_bytes }
    }

    /// The size of the device that the noise is for.
    #[must_use]
    pub const fn capacity_bytes(&self) -> u64 {
        self.capacity_bytes
    }

    /// The noise from `offset_bytes` on.
    pub fn fill(&self, offset_bytes: u64, block: &mut [u8]) {
        let mut cipher = ChaCha20Legacy::new(&self.key.into(), &[0; 8].into());
        // Neither ends before 2^70 bytes.
        cipher.seek(offset_bytes);
        cipher.write_keystream(block);
    }
}

impl std::fmt::Debug for NoiseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NoiseKey").field("capacity_bytes", &self.capacity_bytes).finish_non_exhaustive()
    }
}
