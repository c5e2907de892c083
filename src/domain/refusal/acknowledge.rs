//! Why an entry cannot be acknowledged.

use crate::domain::names::PersonId;

/// Why an entry cannot be acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AcknowledgeRefusal {
    /// It has an effect, or what is wrong with it is no accident: a wrong key, or another history.
    #[error("entry {index} is none that can be acknowledged")]
    NotWithoutEffect {
        /// The entry.
        index: u64,
    },
    /// The entry there is another.
    #[error("entry {index} has another leaf hash")]
    OtherLeaf {
        /// The entry.
        index: u64,
    },
    /// This person did, or two people did.
    #[error("entry {index} is acknowledged already, by {person} or by two others")]
    Already {
        /// The entry.
        index: u64,
        /// Who says it again.
        person: PersonId,
    },
}
