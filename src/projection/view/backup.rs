//! What was backed up, and what was put back.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::time::Timestamp;

/// A backup that was made.
#[derive(Debug, Clone, Serialize)]
pub struct BackupView {
    /// Its folder.
    pub path: PathBuf,
    /// The ledger's name.
    pub origin: String,
    /// Entries.
    pub size: u64,
    /// Root hash of their tree, recomputed from the copy.
    pub root: Digest,
    /// When, by this clock.
    pub made_at: Timestamp,
    /// Size of the ledger's file in bytes.
    pub ledger_bytes: u64,
    /// Attachments in it.
    pub attachments: u64,
    /// Custody files that were copied.
    pub custody_files: u64,
    /// Whether custody files were left out, as asked for.
    pub custody_left_out: bool,
    /// Custody files that the log knows and that could not be copied.
    pub custody_absent: Vec<AbsentCustody>,
    /// Whether the checkpoint in it is signed.
    pub signed: bool,
    /// What is wrong with the ledger as it was copied, and with the copy just the same.
    pub findings: u64,
}

/// A custody file that is not there as the log has it.
#[derive(Debug, Clone, Serialize)]
pub struct AbsentCustody {
    /// Its name.
    pub name: String,
    /// Whether other bytes have that name; else nothing has.
    pub differs: bool,
}

/// A backup that is to be put back, or was.
#[derive(Debug, Clone, Serialize)]
pub struct RestoreView {
    /// Where to.
    pub home: PathBuf,
    /// The backup's folder.
    pub from: PathBuf,
    /// The ledger's name.
    pub origin: String,
    /// Entries it has.
    pub size: u64,
    /// Root hash of their tree.
    pub root: Digest,
    /// When it was made, by the clock of whoever made it.
    pub made_at: Timestamp,
    /// Where what was in the way was put; absent where nothing was.
    pub set_aside: Option<PathBuf>,
    /// How many entries a whole ledger in the way has, where they are of another history than the backup's.
    pub in_the_way: Option<u64>,
    /// Custody files that are put back.
    pub custody_files: u64,
    /// Custody files that are not put back, because this user knows that they were destroyed since.
    pub custody_destroyed: Vec<String>,
    /// How many entries this user had verified; 0 where they know nothing of it.
    pub verified: u64,
    /// What is lost, as far as this user knows.
    pub lost: Option<LostView>,
    /// Entries without effect and attachments that are missing in it: as it was when it was copied.
    pub findings: u64,
}

/// Entries that are in no copy at hand.
#[derive(Debug, Clone, Serialize)]
pub struct LostView {
    /// The first.
    pub from: u64,
    /// The last.
    pub last: u64,
    /// The size that somebody holds a root of.
    pub held_size: u64,
    /// That root.
    pub held_root: Digest,
    /// What this user's index still knows of them.
    pub known: Vec<LostEntry>,
}

/// An entry that is lost, as somebody's index knew it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LostEntry {
    /// Its index.
    pub index: u64,
    /// Its type; absent where it had no effect.
    #[serde(rename = "type")]
    pub type_name: Option<String>,
    /// The carry-out it was about.
    pub id: Option<String>,
}
