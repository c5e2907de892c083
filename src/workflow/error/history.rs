//! A log that is not the one this user verified before, and what is not said of it.

use crate::domain::statement::Seen;

/// The log is not the one this user verified before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError {
    /// Fewer entries than were verified.
    #[error("the ledger has {size} entries, and {} were verified before: {held}", held.size)]
    Shorter {
        /// Entries now.
        size: u64,
        /// The tree that was verified.
        held: Seen,
    },
    /// Other entries than were verified.
    #[error("the ledger's first {} entries are not those verified before: {held}", held.size)]
    Rewritten {
        /// The tree that was verified.
        held: Seen,
    },
    /// Another ledger at the same home.
    #[error("the ledger at this home is not the one verified here before")]
    OtherLedger,
    /// The stored tree is not the tree of the entries.
    #[error("the stored tree of {size} entries is not the tree of the entries")]
    TreeDiffers {
        /// Entries.
        size: u64,
    },
    /// An entry is damaged or missing.
    #[error("entry {index} is damaged or missing")]
    Damaged {
        /// Which.
        index: u64,
    },
}

/// Why nothing is said of a history that is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LossError {
    /// Nobody here knows how far a lost history is the same as the log.
    #[error("it is not known how far the lost history is the same as the log")]
    KeptUnknown,
    /// What is said to be of both histories is not, as far as this user verified.
    #[error("the histories part after {common} entries, not {kept}")]
    PartedEarlier {
        /// How many entries are said to be of both.
        kept: u64,
        /// How many are.
        common: u64,
    },
    /// What waits for a second person is nothing that this user's index knows.
    #[error("nothing that was verified here leads to {held}")]
    OfAnother {
        /// The tree that is said to be lost.
        held: Seen,
    },
}
