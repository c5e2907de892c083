//! Coming back: copies, return, disposal, who saw it, who checked it again, who confirms it.
//!
//! What a person says and what a desk measured are kept apart: [`Measured`] is the evidence, the rest
//! is the claim.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::body::Attachment;
use crate::domain::body::export::Destination;
use crate::domain::names::{ContractId, CopyKind, MediumId, Method, RecipientId};

/// There is another copy to account for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyMade {
    /// The registered PC or phone it is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<MediumId>,
    /// The recipient who holds it, where that is a subcontractor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<RecipientId>,
    /// What it is.
    pub kind: CopyKind,
    /// Where it is.
    pub place: String,
    /// Digest of the request statement.
    pub request: Digest,
}

/// What a desk saw and did at a medium.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// Capacity of the whole medium, as the system told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity_bytes: Option<u64>,
    /// Copies of the package under other names, found and erased like it.
    pub copies_erased: u64,
    /// Copies or parts of the package that are still there.
    pub copies_left: u64,
    /// Whether the package is in no directory that could be read.
    pub gone: bool,
    /// Whether its digest was the package's own when it was read, before anything was overwritten.
    pub identified: bool,
    /// Whether the filesystem overwrites in place; absent where nothing was overwritten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place: Option<bool>,
    /// Files on the medium that are not the package's.
    pub other_files: u64,
    /// The whole medium overwritten with verifiable noise and read back equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overwritten: Option<Overwritten>,
    /// Which medium, and where on it.
    pub place: Destination,
    /// Every addressable sector read in search of the package's fingerprints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<Scan>,
    /// Folders and files the search could not read.
    pub unread: u64,
}

impl Measured {
    /// Whether something at the medium was overwritten.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        self.in_place.is_some() || self.overwritten.is_some() || self.copies_erased > 0
    }
}

/// A whole medium full of one keyed stream: `docs/spec/disposal.md` says how to make it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overwritten {
    /// Bytes overwritten and read back: every addressable one.
    pub bytes: u64,
    /// Whether the medium was taken out and put back before it was read.
    pub replugged: bool,
    /// The seed, as 64 hexadecimal digits.
    pub seed: String,
    /// The serial number that went into the key; empty where the system tells none.
    pub serial: String,
}

/// A whole medium read in search of fingerprints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// Bytes read.
    pub bytes: u64,
    /// Places where a fingerprint was found.
    pub found: u64,
    /// Bytes that could not be read.
    pub unreadable_bytes: u64,
}

/// Copies were brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Entries that the desk had verified when it began to overwrite; there only where an incident froze
    /// the carry-out since, or what else is on its medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<u64>,
    /// Numbers of the copies, rising.
    pub copies: Vec<u64>,
    /// What was seen and done at the medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Digest of the request statement.
    pub request: Digest,
    /// Where the results of the work were saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_to: Option<String>,
    /// The program and its version.
    pub tool: String,
}

/// Copies were disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposal {
    /// Numbers of the other carry-outs whose packages go with a medium that is destroyed, rising.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<u64>,
    /// Entries that the desk had verified when it began; there only where an incident froze the carry-out
    /// since, or what else is on its medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<u64>,
    /// Numbers of the copies, rising; none where a medium is cleared again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<u64>,
    /// A picture, a certificate, a letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Attachment>,
    /// What became of the passphrase's copies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyDestroyed>,
    /// What was seen and done at the medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// How.
    pub method: Method,
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it was done, as the person says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Digest of the request statement.
    pub request: Digest,
    /// The program and its version.
    pub tool: String,
}

/// What became of the passphrase's copies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyDestroyed {
    /// Those who were told the passphrase and say that they keep no copy of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attested: Vec<String>,
    /// Digest of the custody file that was destroyed.
    pub custody: Digest,
}

/// Somebody saw a disposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// Digest of the disposal statement.
    pub disposal: Digest,
    /// Somebody without a key who saw it; absent where the author did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<External>,
    /// Digest of the request statement.
    pub request: Digest,
}

/// Somebody without a key, by name and evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct External {
    /// What shows that they were there: a signed sheet, a picture.
    pub evidence: Attachment,
    /// Name and organization.
    pub name: String,
}

/// Another desk read a cleared medium again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recheck {
    /// Bytes read.
    pub bytes: u64,
    /// Sectors that are not the noise of the record; 0 when the medium holds nothing else.
    pub changed_sectors: u64,
    /// Digest of the disposal statement.
    pub disposal: Digest,
    /// Offset in bytes of the first changed sector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_changed: Option<u64>,
    /// Digest of the request statement.
    pub request: Digest,
    /// Serial number the system told; empty where it tells none.
    pub serial: String,
}

/// An approver confirms what came back. Nothing closes without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Anything worth noting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Digest of the request statement.
    pub request: Digest,
}

/// The client orders a subcontractor's copies back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// The contract under which the order was given, where one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractId>,
    /// Number of the client's order.
    pub number: String,
    /// Digest of the request statement.
    pub request: Digest,
}
