//! The request and the answers to it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::body::Attachment;
use crate::domain::names::{AssetId, ContractId, Kind, Level, MediumId, RecipientId, Via};

/// How the recipient will open the package; part of what is approved, never chosen at export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "format", rename_all = "kebab-case")]
pub enum Opening {
    /// age v1 with a passphrase of thirteen syllables.
    AgePassphrase,
    /// age v1 sealed to the recipient's registered keys; there is no passphrase.
    AgeKeys {
        /// age or SSH recipients.
        keys: Vec<String>,
    },
    /// AES-256 ZIP with a passphrase of seventeen syllables, for 7-Zip.
    ZipAes,
}

impl Opening {
    /// Whether somebody has to be told a passphrase.
    #[must_use]
    pub const fn has_passphrase(&self) -> bool {
        match self {
            Self::AgePassphrase | Self::ZipAes => true,
            Self::AgeKeys { .. } => false,
        }
    }

    /// The keys it is sealed to; none where somebody has to be told a passphrase.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        match self {
            Self::AgeKeys { keys } => keys,
            Self::AgePassphrase | Self::ZipAes => &[],
        }
    }

    /// The word for it in statements, `--json` and reports.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::AgePassphrase => "age-passphrase",
            Self::AgeKeys { .. } => "age-keys",
            Self::ZipAes => "zip-aes",
        }
    }
}

/// Personal data in the content, as the requester states it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalData {
    /// Of how many people; 0 for none.
    pub people: u64,
    /// Whether special care is required (要配慮個人情報, 特定個人情報).
    pub special: bool,
}

/// Somebody asks to carry exactly this content to exactly this recipient in exactly this way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Whether the passphrase may be told only after the recipient read the arrival code back.
    pub after_arrival: bool,
    /// Registered information it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<AssetId>,
    /// Contract under which it is carried; without one the office's own rules stand alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractId>,
    /// How many copies it makes, the package first; 1 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<u64>,
    /// Day by which it is back or accounted for.
    pub due: NaiveDate,
    /// Number of files.
    pub file_count: u64,
    /// File list with sizes, digests, levels and empty folders.
    pub file_list: Attachment,
    /// What it is, in the requester's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// Why it leaves.
    pub kind: Kind,
    /// The highest level of its files.
    pub level: Level,
    /// The earlier request this one was made like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<Digest>,
    /// The BagIt manifest (RFC 8493): its digest is what the approver's digits come from.
    pub manifest: Attachment,
    /// The registered medium it leaves on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<MediumId>,
    /// First day on which it may leave.
    pub on: NaiveDate,
    /// How it will be opened.
    pub opening: Opening,
    /// Personal data inside; absent where the requester did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_data: Option<PersonalData>,
    /// Where it is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What it is for.
    pub purpose: String,
    /// Why it cannot be avoided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// To whom.
    pub recipient: RecipientId,
    /// Digest of the rules that apply.
    pub rules: Digest,
    /// How many of the given files and folders lay outside every folder notified under the contract, as the requester's
    /// program saw it; absent without a contract, and where it names no folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources_outside: Option<u64>,
    /// Sum of the files' sizes.
    pub total_bytes: u64,
    /// By which road.
    pub via: Via,
}

/// The author's key signs exactly this request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Digest of the request statement.
    pub request: Digest,
    /// The request statement itself, where the approver could not read the ledger. Its digest must
    /// be `request`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_statement: Option<String>,
}

/// The author refuses this request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// Why.
    pub reason: String,
    /// Digest of the request statement.
    pub request: Digest,
}

/// The requester takes the request back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Digest of the request statement.
    pub request: Digest,
}
