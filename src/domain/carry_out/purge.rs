//! What was removed of a carry-out once its time had passed.

use serde::{Deserialize, Serialize};

use super::CarryOut;
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::Attachment;
use crate::domain::names::PersonId;

/// A purge that was asked for, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purged {
    /// Digest of the statement that asked.
    pub digest: Digest,
    /// Its entry.
    pub index: u64,
    /// Who asked.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// What was asked to be removed.
    pub attachments: Vec<Attachment>,
    /// The second person; while there is none, nothing may be absent.
    pub confirmed: Option<PurgeConfirmed>,
}

/// The second person's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurgeConfirmed {
    /// Its entry.
    pub index: u64,
    /// Who.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
}

impl CarryOut {
    /// Whether these bytes were named by a purge that two people signed.
    #[must_use]
    pub fn is_purged(&self, attachment: &Digest) -> bool {
        let done = self.purges.iter().filter(|purged| purged.confirmed.is_some());
        done.flat_map(|purged| &purged.attachments).any(|named| named.sha256 == *attachment)
    }

    /// The attachments that no purge has named, in order of digest.
    #[must_use]
    pub fn kept_attachments(&self) -> Vec<Attachment> {
        let mut kept: Vec<Attachment> = self
            .attachments
            .iter()
            .filter(|attachment| !self.is_purged(&attachment.sha256))
            .copied()
            .collect();
        kept.sort_by_key(|attachment| attachment.sha256);
        kept
    }

    /// The last purge that two people signed.
    #[must_use]
    pub fn last_purge(&self) -> Option<(&Purged, &PurgeConfirmed)> {
        self.purges.iter().rev().find_map(|purged| Some((purged, purged.confirmed.as_ref()?)))
    }

    /// The purge that waits for a second person: the newest that was asked for and names what is still kept.
    #[must_use]
    pub fn purge_asked(&self) -> Option<&Purged> {
        let newest = self.purges.last().filter(|purged| purged.confirmed.is_none())?;
        (newest.attachments == self.kept_attachments()).then_some(newest)
    }
}
