//! Why attachments may not be removed.

use chrono::NaiveDate;

use super::Refusal;
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::names::PersonId;

/// Why attachments may not be removed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PurgeRefusal {
    /// Something may still come of it.
    #[error("{id} is not over")]
    NotOver {
        /// Which.
        id: String,
    },
    /// Its years have not passed, and no rule asks for more than the least there is.
    #[error("the attachments of {id} are kept for {years} years, and may be purged from {from} on")]
    TooEarly {
        /// Which.
        id: String,
        /// For how many years they are kept.
        years: u64,
        /// The first day on which they may be purged.
        from: NaiveDate,
    },
    /// Only the author's clock says that its years have passed.
    #[error("nobody else's statement in the log is of {from} or later")]
    OneClockAlone {
        /// Which.
        id: String,
        /// The first day on which they may be purged.
        from: NaiveDate,
        /// The latest time that somebody else claimed.
        others: Option<Timestamp>,
    },
    /// After it was asked for, the log goes on at an earlier time.
    #[error("entry {index}, after the purge was asked for, claims a time before {asked}")]
    ClockContradicted {
        /// Which.
        id: String,
        /// The time that the asking claims.
        asked: Timestamp,
        /// The entry that claims an earlier one.
        index: u64,
    },
    /// Everything of it was purged.
    #[error("the attachments of {id} are purged already")]
    AlreadyPurged {
        /// Which.
        id: String,
    },
    /// Asked for already: another person's turn.
    #[error("{by} asked for the purge of {id} already")]
    Asked {
        /// Which.
        id: String,
        /// Who asked.
        by: PersonId,
    },
    /// Nothing waits for a second person, or something else does.
    #[error("no such purge of {id} waits")]
    NotAsked {
        /// Which.
        id: String,
    },
    /// The same person twice.
    #[error("{person} asked for the purge of {id}; somebody else confirms it")]
    SamePerson {
        /// Which.
        id: String,
        /// Who.
        person: PersonId,
    },
    /// They asked for it, carried it, brought it back or disposed of it.
    #[error("{person} had a part in {id}")]
    OwnCarryOut {
        /// Which.
        id: String,
        /// Who.
        person: PersonId,
    },
    /// An attachment of something else.
    #[error("{digest} is no attachment of {id}")]
    NotItsAttachment {
        /// Which.
        id: String,
        /// The digest named.
        digest: Digest,
    },
    /// Not all that it has, or not in order.
    #[error("not the attachments that {id} has")]
    OtherAttachments {
        /// Which.
        id: String,
    },
}

impl From<PurgeRefusal> for Refusal {
    fn from(refusal: PurgeRefusal) -> Self {
        Self::Purge(refusal)
    }
}
