//! What must be in the log, and is not.

use crate::base::digest::Digest;
use crate::domain::carry_out::Status;
use crate::domain::finding::Finding;

/// Something that must be in the log is not there, or is not what it must be.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EvidenceError {
    /// The projection claims an entry that the log does not hold.
    #[error("statement {statement} is not in the log as this user's projection says")]
    NotInLog {
        /// The statement's digest.
        statement: Digest,
    },
    /// The log leads to something else than this user's index says.
    #[error("this user's index says something else of {id}, or of who may do what, than the log leads to")]
    IndexDiffers {
        /// The carry-out that was to leave.
        id: String,
    },
    /// An entry that should have taken effect did not.
    #[error("the entry had no effect: {}", .0.detail)]
    NoEffect(Finding),
    /// An attachment is missing.
    #[error("attachment {digest} is missing")]
    AttachmentMissing {
        /// Its digest.
        digest: Digest,
    },
    /// An attachment was removed by a purge.
    #[error("attachment {digest} was removed under entry {index}")]
    AttachmentRemoved {
        /// Its digest.
        digest: Digest,
        /// The entry.
        index: u64,
    },
    /// A file is not what its digest says.
    #[error("{what} is not what its digest says")]
    DigestDiffers {
        /// Which.
        what: String,
    },
    /// The carry-out is not where it should be.
    #[error("{id} is {status}")]
    WrongStatus {
        /// Which.
        id: String,
        /// Where it stands.
        status: Status,
    },
}
