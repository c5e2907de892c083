//! That a carry-out's attachments are not kept any longer: asked by one person, done by another.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::body::Attachment;

/// Somebody asks that the attachments of a carry-out be removed, because their time has passed. Nothing is removed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purge {
    /// Every attachment that the carry-out still has, in order of digest.
    pub attachments: Vec<Attachment>,
    /// Digest of the request statement.
    pub request: Digest,
}

/// A second person agrees: from this entry on the attachments may be absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurgeConfirm {
    /// Digest of the statement that asked for it.
    pub purge: Digest,
    /// Digest of the request statement.
    pub request: Digest,
}
