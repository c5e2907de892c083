//! Recipients and media.

use serde::{Deserialize, Serialize};

use crate::domain::names::{ContractId, MediumId, MediumKind, MediumState, Opens, RecipientId};

/// A recipient enters the registry. A second statement with the same id replaces the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientAdd {
    /// age or SSH keys to seal to; with none, packages open with a passphrase.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub age_keys: Vec<String>,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The recipient's id.
    pub id: RecipientId,
    /// The person's name.
    pub name: String,
    /// What they can open packages with.
    pub opens: Opens,
    /// Their organization.
    pub organization: String,
    /// Telephone number by which they are reached; the one the custodian is told to use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Set for a subcontractor: whom they work under and how many tiers down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subcontractor: Option<Subcontractor>,
}

/// Where a subcontractor stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subcontractor {
    /// 1 is a direct subcontractor.
    pub tier: u64,
    /// The recipient they work under, where that is not the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<RecipientId>,
}

/// A medium enters the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediumAdd {
    /// Capacity as the system told it, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity_bytes: Option<u64>,
    /// Filesystem type as the system told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filesystem: Option<String>,
    /// What the filesystem calls itself (its UUID, or FAT's volume number); a new format changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filesystem_uuid: Option<String>,
    /// The medium's id.
    pub id: MediumId,
    /// What it is.
    pub kind: MediumKind,
    /// Maker as the system told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<String>,
    /// Model as the system told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The contract under which its client lent it; absent where it is the office's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<ContractId>,
    /// Where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Serial number, by which it is identified again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
}

/// A medium's place or state changes. What is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediumSet {
    /// Filesystem type since it was formatted anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filesystem: Option<String>,
    /// What its filesystem calls itself since then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filesystem_uuid: Option<String>,
    /// Which medium.
    pub id: MediumId,
    /// Where it is kept from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Its state from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<MediumState>,
}

/// Somebody looked which of the registered media are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockTake {
    /// Those whose serial number the system told; also in `seen`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identified: Vec<MediumId>,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Those that were there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<MediumId>,
}
