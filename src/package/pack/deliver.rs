//! The last stage, on the caller's thread: writes the ciphertext to the sink, and takes its digest
//! and fingerprints from the very bytes that were written.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::Receiver;

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
    cancel: &AtomicBool,
) -> Result<Delivered, Halt> {
    let mut hasher = Hasher::new();
    let mut fingerprints = Fingerprints::new();
    for block in blocks {
        match block {
            Block::Bytes(bytes) => {
                if cancel.load(Ordering::Relaxed) {
                    return Err(Halt::Ended);
                }
                sink.write_all(&bytes).map_err(PackError::Sink)?;
                hasher.update(&bytes);
                fingerprints.update(&bytes);
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
