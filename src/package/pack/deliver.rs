//! The last stage, on the caller's thread: writes the ciphertext to the sink, and takes its digest
//! and fingerprints from the very bytes that were written. How long that takes sets the [`pace`](super::pace).

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crossbeam_channel::Receiver;

use super::pace::{Pace, Spent};
use super::{Block, Halt, PackError};
use crate::base::digest::{Digest, Hasher};
use crate::package::fingerprint::Fingerprints;

/// What went out, from the first byte to the last.
pub(super) struct Delivered {
    pub(super) sha256: Digest,
    pub(super) size_bytes: u64,
    pub(super) fingerprints: Vec<u8>,
}

// The receiver is taken, so that leaving early (an error, a cancellation, a panicking sink) drops
// it and thereby stops the stages before.
pub(super) fn all(
    blocks: Receiver<Block>,
    sink: &mut (dyn Write + Send),
    pace: &Pace,
    cancel: &AtomicBool,
) -> Result<Delivered, Halt> {
    let mut hasher = Hasher::new();
    let mut fingerprints = Fingerprints::new();
    let mut spent = Spent::default();
    let mut idle_since = Instant::now();
    for block in blocks {
        match block {
            Block::Bytes(bytes) => {
                if cancel.load(Ordering::Relaxed) {
                    return Err(Halt::Ended);
                }
                let began = Instant::now();
                sink.write_all(&bytes).map_err(PackError::Sink)?;
                spent.waiting = spent.waiting.saturating_add(began.duration_since(idle_since));
                let written = Instant::now();
                spent.writing = spent.writing.saturating_add(written.duration_since(began));
                spent.bytes = spent.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
                hasher.update(&bytes);
                fingerprints.update(&bytes);
                idle_since = Instant::now();
                spent.digesting = spent.digesting.saturating_add(idle_since.duration_since(written));
                pace.look_at(&mut spent);
            }
            Block::End => {
                sink.flush().map_err(PackError::Sink)?;
                return Ok(Delivered {
                    sha256: hasher.finish(),
                    size_bytes: hasher.size_bytes(),
                    fingerprints: fingerprints.finish(),
                });
            }
        }
    }
    Err(Halt::Ended)
}
