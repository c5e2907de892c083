//! Custody files sealed anew.

use serde::Serialize;

use crate::base::digest::Digest;
use crate::domain::names::PersonId;

/// A custody file that was sealed anew.
#[derive(Debug, Clone, Serialize)]
pub struct ResealedView {
    /// The carry-out.
    pub id: String,
    /// The entry that says so.
    pub index: u64,
    /// Digest of the file that was opened.
    pub before: Digest,
    /// Digest of the file that counts from now on.
    pub after: Digest,
    /// Who can open it.
    pub holders: Vec<PersonId>,
    /// Their names.
    pub names: Vec<String>,
}
