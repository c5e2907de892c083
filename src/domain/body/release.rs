//! Telling the passphrase, and what the recipient reads back.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::names::Channel;

/// A custodian is about to tell the passphrase. Written before it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassphraseRelease {
    /// The registered number or address that was to be used; absent where none is registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Anything worth noting; required where `via` is `other`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Digest of the request statement.
    pub request: Digest,
    /// Who is told.
    pub told: String,
    /// By which channel.
    pub via: Channel,
}

/// What the recipient read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which code.
    pub code: Code,
    /// Digest of the request statement.
    pub request: Digest,
}

/// The two codes a recipient can read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Code {
    /// The first twelve hexadecimal digits of the package's digest, read from the sealed file.
    Arrived {
        /// The digits.
        digits: String,
    },
    /// The code inside the bag: somebody with the passphrase opened it.
    Opened {
        /// The characters.
        code: String,
    },
}
