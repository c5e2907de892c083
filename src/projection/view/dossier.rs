//! A dossier that was written, as reports see it.

use serde::Serialize;

use crate::base::digest::Digest;
use crate::domain::names::ContractId;

/// What was counted, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DossierView {
    /// Under which contract.
    pub contract: ContractId,
    /// The folder.
    pub directory: String,
    /// The auditor's entry.
    pub index: u64,
    /// The contract's own entries.
    pub own: u64,
    /// What they are judged by.
    pub beside: u64,
    /// Entries of both that are there as their hash alone.
    pub withheld: u64,
    /// Attachments in the folder.
    pub attachments: u64,
    /// Attachments that name others and are not there.
    pub attachments_withheld: u64,
    /// Attachments that were removed from the ledger.
    pub attachments_removed: u64,
    /// Forms in the folder.
    pub forms: u64,
    /// Forms that hold a name of others where it cannot be left out, and are not there.
    pub forms_withheld: u64,
    /// Size of the tree that all proofs lead to.
    pub size: u64,
    /// Its root.
    pub root: Digest,
}
