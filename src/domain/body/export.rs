//! Intent, completed, failed: the three things that can be said of a package.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::body::Attachment;
use crate::domain::names::{MediumId, PersonId, WriteLevel, words};

/// A package is about to be written. Uses the approval up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportIntent {
    /// Digests of the approval statements it rests on.
    pub approvals: Vec<Digest>,
    /// The passphrase's custody file; absent where the recipient's own keys open the package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custody: Option<Custody>,
    /// Where it is written.
    pub destination: Destination,
    /// Largest volume in bytes, where the package is split.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_size_bytes: Option<u64>,
    /// What the opened code inside the bag hashes to.
    pub opened_code: CodeHash,
    /// File name of the package; volumes add `.001`, `.002`, ….
    pub package_name: String,
    /// Digest of the request statement.
    pub request: Digest,
}

/// The sealed passphrase, outside the ledger so that it can be destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custody {
    /// True when no custodian but the carrier could be found: the carrier holds the key.
    pub carrier_holds: bool,
    /// Who can open it.
    pub holders: Vec<PersonId>,
    /// Digest of the custody file.
    pub sha256: Digest,
}

/// Where a package is written, as far as the system told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// Block device, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// Filesystem type.
    pub filesystem: String,
    /// What the filesystem calls itself, where the system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filesystem_uuid: Option<String>,
    /// True when the system's serial number equals the registered one.
    pub identified: bool,
    /// The registered medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<MediumId>,
    /// Absolute path of the directory.
    pub path: String,
    /// Serial number the system told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
}

/// SHA-256(salt ‖ code), so that the log does not hold the code before it is read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeHash {
    /// 128 random bits, as 32 hexadecimal digits.
    pub salt: String,
    /// Digest of the salt's bytes followed by the code's characters.
    pub sha256: Digest,
}

impl CodeHash {
    /// The hash of `code` under `salt`.
    #[must_use]
    pub fn of(salt: [u8; 16], code: &str) -> Self {
        let mut bytes = salt.to_vec();
        bytes.extend_from_slice(code.as_bytes());
        Self { salt: data_encoding::HEXLOWER.encode(&salt), sha256: Digest::of(&bytes) }
    }

    /// Whether `code` is the one that was hashed.
    #[must_use]
    pub fn matches(&self, code: &str) -> bool {
        let Ok(salt) = data_encoding::HEXLOWER.decode(self.salt.as_bytes()) else { return false };
        let Ok(salt) = <[u8; 16]>::try_from(salt) else { return false };
        Self::of(salt, code).sha256 == self.sha256
    }
}

/// A package was written, synced and read back equal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportCompleted {
    /// First 16 bytes of every 64 KiB of ciphertext.
    pub fingerprints: Attachment,
    /// Digest of the intent statement.
    pub intent: Digest,
    /// Digest of the whole package, volumes joined.
    pub package_sha256: Digest,
    /// Size of the whole package in bytes.
    pub package_size_bytes: u64,
    /// Digest of the request statement.
    pub request: Digest,
    /// The volumes, in order, where the package was split.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub volumes: Vec<Volume>,
    /// What reading back has shown.
    pub write_level: WriteLevel,
}

/// One volume of a split package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volume {
    /// File name.
    pub name: String,
    /// Digest of this volume.
    pub sha256: Digest,
    /// Size in bytes.
    pub size_bytes: u64,
}

words!(
    /// Why a package was not written.
    Failure {
        /// A file grew, shrank, vanished or changed between approval and packing.
        SourceChanged = "source-changed",
        /// The medium was full.
        NoRoom = "no-room",
        /// What was read back is not what was written.
        ReadBackDiffers = "read-back-differs",
        /// Interrupted by the person at the keyboard.
        Cancelled = "cancelled",
        /// Reading or writing failed.
        InputOutput = "input-output",
        /// The program ended before it could say; found by `recover`.
        Crashed = "crashed",
    }
);

/// A package was not written; the approval is given back until it expires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportFailed {
    /// What was found and removed, in words.
    pub found: String,
    /// Digest of the intent statement.
    pub intent: Digest,
    /// Why.
    pub reason: Failure,
    /// Digest of the request statement.
    pub request: Digest,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_code_itself_matches_its_hash() {
        let hash = CodeHash::of([7; 16], "ABCDEFGHJKLMN");
        assert!(hash.matches("ABCDEFGHJKLMN"));
        assert!(!hash.matches("ABCDEFGHJKLMM"));
        assert!(!CodeHash { salt: "zz".into(), ..hash }.matches("ABCDEFGHJKLMN"));
    }
}
