//! That somebody looked at an entry without effect.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;

/// Somebody looked at an entry that has no effect, and says what it is. With another person's word it is listed, and is
/// no alarm any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledge {
    /// Index of the entry.
    pub entry: u64,
    /// Its leaf hash.
    pub leaf: Digest,
    /// What it is, and how it came in as far as is known.
    pub reason: String,
}
