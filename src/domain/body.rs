//! What a statement says, per type.
//!
//! Large bytes are attachments: a body holds their digest and size only. Optional fields are left
//! out when there is nothing to say, and empty lists too; a spelled-out null or empty list is not
//! canonical and is refused.

pub mod export;
pub mod people;
pub mod register;
pub mod release;
pub mod request;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;

pub use export::{ExportCompleted, ExportFailed, ExportIntent};
pub use people::{Delegation, Founder, KeyAdd, KeyRevoke, PersonAdd, PersonSet, Registration};
pub use register::{MediumAdd, MediumSet, RecipientAdd};
pub use release::{PassphraseRelease, Receipt};
pub use request::{Approval, Rejection, Request, Withdrawal};

/// Bytes that a statement refers to and the ledger keeps beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Digest of the bytes.
    pub sha256: Digest,
    /// How many bytes.
    pub size_bytes: u64,
}

impl Attachment {
    /// The reference to `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: Digest::of(bytes), size_bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) }
    }
}

/// One body per type of statement. The words are the types' names in the envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum Body {
    /// The first entry of a ledger.
    Founder(Founder),
    /// Proof of possession of a key; never an entry of its own.
    Registration(Registration),
    /// A person enters the registry.
    PersonAdd(PersonAdd),
    /// A person's roles or particulars change.
    PersonSet(PersonSet),
    /// A person gets another key.
    KeyAdd(KeyAdd),
    /// A key is no longer good.
    KeyRevoke(KeyRevoke),
    /// An approver names a delegate for a period.
    Delegation(Delegation),
    /// A recipient enters the registry.
    RecipientAdd(RecipientAdd),
    /// A medium enters the registry.
    MediumAdd(MediumAdd),
    /// A medium's place or state changes.
    MediumSet(MediumSet),
    /// Somebody asks to carry information out.
    Request(Box<Request>),
    /// Somebody else agrees.
    Approval(Box<Approval>),
    /// Somebody else refuses.
    Rejection(Rejection),
    /// The requester takes the request back.
    Withdrawal(Withdrawal),
    /// A package is about to be written.
    ExportIntent(Box<ExportIntent>),
    /// A package was written and read back equal.
    ExportCompleted(Box<ExportCompleted>),
    /// A package was not written.
    ExportFailed(ExportFailed),
    /// A passphrase is about to be told.
    PassphraseRelease(PassphraseRelease),
    /// The recipient read a code back.
    Receipt(Receipt),
}

impl Body {
    /// The type's name in the envelope.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Founder(_) => "founder",
            Self::Registration(_) => "registration",
            Self::PersonAdd(_) => "person-add",
            Self::PersonSet(_) => "person-set",
            Self::KeyAdd(_) => "key-add",
            Self::KeyRevoke(_) => "key-revoke",
            Self::Delegation(_) => "delegation",
            Self::RecipientAdd(_) => "recipient-add",
            Self::MediumAdd(_) => "medium-add",
            Self::MediumSet(_) => "medium-set",
            Self::Request(_) => "request",
            Self::Approval(_) => "approval",
            Self::Rejection(_) => "rejection",
            Self::Withdrawal(_) => "withdrawal",
            Self::ExportIntent(_) => "export-intent",
            Self::ExportCompleted(_) => "export-completed",
            Self::ExportFailed(_) => "export-failed",
            Self::PassphraseRelease(_) => "passphrase-release",
            Self::Receipt(_) => "receipt",
        }
    }

    /// The request statement this body is about, when it belongs to a carry-out.
    #[must_use]
    pub const fn request(&self) -> Option<&Digest> {
        match self {
            Self::Approval(body) => Some(&body.request),
            Self::Rejection(body) => Some(&body.request),
            Self::Withdrawal(body) => Some(&body.request),
            Self::ExportIntent(body) => Some(&body.request),
            Self::ExportCompleted(body) => Some(&body.request),
            Self::ExportFailed(body) => Some(&body.request),
            Self::PassphraseRelease(body) => Some(&body.request),
            Self::Receipt(body) => Some(&body.request),
            Self::Founder(_)
            | Self::Registration(_)
            | Self::PersonAdd(_)
            | Self::PersonSet(_)
            | Self::KeyAdd(_)
            | Self::KeyRevoke(_)
            | Self::Delegation(_)
            | Self::RecipientAdd(_)
            | Self::MediumAdd(_)
            | Self::MediumSet(_)
            | Self::Request(_) => None,
        }
    }

    /// The attachments this body refers to.
    #[must_use]
    pub fn attachments(&self) -> Vec<Attachment> {
        match self {
            Self::Request(body) => vec![body.file_list, body.manifest],
            Self::ExportCompleted(body) => vec![body.fingerprints],
            _ => Vec::new(),
        }
    }
}
