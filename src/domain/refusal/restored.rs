//! Why a history cannot be called lost.

use crate::domain::names::PersonId;

/// Why a history cannot be called lost.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestoredRefusal {
    /// The log has it, or nothing of it is named.
    #[error("nothing of the tree of {size} entries is lost")]
    NotLost {
        /// Size of the tree.
        size: u64,
    },
    /// What is to be of both histories is not in this one.
    #[error("the log has another root at {size} entries")]
    OtherRoot {
        /// Size of the tree.
        size: u64,
    },
    /// The person's key came after the histories parted.
    #[error("the key of {person} was not registered within the first {kept_size} entries")]
    TooNew {
        /// Who.
        person: PersonId,
        /// How many entries are of both histories.
        kept_size: u64,
    },
    /// This person did, or two people did.
    #[error("the loss of the tree of {size} entries is recorded already, by {person} or by two others")]
    Already {
        /// Who says it again.
        person: PersonId,
        /// Size of the tree.
        size: u64,
    },
}
