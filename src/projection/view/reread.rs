//! What reading a cleared medium again showed, as reports see it.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::names::PersonId;

/// What reading a device again showed.
#[derive(Debug, Clone, Serialize)]
pub struct Reread {
    /// The device.
    pub device: PathBuf,
    /// Serial number the system tells; empty where it tells none.
    pub serial: String,
    /// Bytes read.
    pub bytes: u64,
    /// Digest of the disposal statement.
    pub disposal_sha256: Digest,
    /// Who overwrote it.
    pub person: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Sectors that are not the noise, or cannot be read.
    pub changed_sectors: u64,
    /// Offset in bytes of the first of them.
    pub first_changed: Option<u64>,
    /// How many of them cannot be read.
    pub unreadable_sectors: u64,
    /// Where the sectors are that are not the noise: offset and size, the first of many.
    pub changed: Vec<(u64, u64)>,
    /// The entry that says so, where it was recorded.
    pub recorded: Option<Recorded>,
}

/// That what was read is in the ledger.
#[derive(Debug, Clone, Serialize)]
pub struct Recorded {
    /// The entry.
    pub index: u64,
    /// Whose statement it is.
    pub person: PersonId,
}
