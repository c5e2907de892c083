//! Custody files sealed anew.

use serde::{Deserialize, Serialize};

use super::export::Custody;
use crate::base::digest::Digest;

/// A custodian opened a custody file and sealed the same passphrase to those who keep it now: a new custodian, or the new
/// key of an old one. From here on the new file is the one that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodyReseal {
    /// Digest of the file that was opened.
    pub before: Digest,
    /// The new file, and who can open it.
    pub custody: Custody,
    /// Which carry-out.
    pub request: Digest,
}
