//! A log that is not the one this user verified before.

/// The log is not the one this user verified before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError {
    /// Fewer entries than were verified.
    #[error("the ledger has {size} entries, and {held} were verified before")]
    Shorter {
        /// Entries now.
        size: u64,
        /// Entries verified.
        held: u64,
    },
    /// Other entries than were verified.
    #[error("the ledger's first {size} entries are not those verified before")]
    Rewritten {
        /// The size at which it differs.
        size: u64,
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
