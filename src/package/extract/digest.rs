//! The last stage of extracting: digests what was written of files that have more than one block. Smaller ones are digested
//! where they are written; handing them over would take longer.

use std::collections::BTreeMap;

use crossbeam_channel::Receiver;

use crate::base::digest::{Digest, Hasher};
use crate::package::buffers::Buffer;

/// What was written, in order.
pub(super) enum Written {
    /// The next bytes of a file.
    Data(Buffer),
    /// Its end, and its path below the base folder.
    EndOfFile(String),
}

/// Size in bytes and SHA-256 of every file, until nothing more comes.
pub(super) fn all(written: Receiver<Written>) -> BTreeMap<String, (u64, Digest)> {
    let mut files = BTreeMap::new();
    let mut hasher = Hasher::new();
    for piece in written {
        match piece {
            Written::Data(bytes) => hasher.update(&bytes),
            Written::EndOfFile(path) => {
                let done = std::mem::take(&mut hasher);
                files.insert(path, (done.size_bytes(), done.finish()));
            }
        }
    }
    files
}
