//! What an auditor counts for a client.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::names::ContractId;

/// Entries as a set: how many, and the digest of their list.
///
/// The list has one line per entry in rising order: index in decimal, a space, the leaf hash in hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrySet {
    /// How many.
    pub entries: u64,
    /// Digest of the list.
    pub sha256: Digest,
}

/// The auditor counts the entries of one contract, up to the tree size that the statement has `seen`.
///
/// Which entries are a contract's own follows from each entry and those before it, so that a later count of the
/// same contract begins with the same list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceCount {
    /// What is handed out beside the contract's own entries so that they can be judged: registrations, packs,
    /// incidents.
    pub beside: EntrySet,
    /// Which contract.
    pub contract: ContractId,
    /// Digest of the list of what is withheld or was removed: entries and attachments, and why. Counts made before it
    /// was signed have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_here: Option<Digest>,
    /// The contract's own entries.
    pub own: EntrySet,
    /// How many of both are handed out as their hash alone.
    pub withheld: u64,
}
