//! Mails: drafts that were confirmed, and what was sent.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::Attachment;
use crate::domain::names::{AddressField, SentSource, SentText};

/// Drafts were made of the package, and recipients, text and attachment confirmed one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailDraft {
    /// The text, word for word.
    pub body: Attachment,
    /// What was typed to confirm it.
    pub confirmed: MailConfirmed,
    /// The drafts, in order.
    pub drafts: Vec<DraftFile>,
    /// Hosts that subject or text name, such as those of links.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    /// Absolute path of the folder they were written to.
    pub place: String,
    /// Digest of the request statement.
    pub request: Digest,
    /// The subject; drafts of volumes add their number.
    pub subject: String,
}

/// The three confirmations, as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailConfirmed {
    /// The first digits of the package's digest.
    pub attachment: String,
    /// The first digits of the text's digest.
    pub body: String,
    /// The domains of everybody outside the office; of everybody where nobody is outside.
    pub recipients: Vec<String>,
}

/// One draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftFile {
    /// To whom.
    pub addresses: Vec<Addressed>,
    /// The package, or one of its volumes.
    pub attachment: MailAttachment,
    /// What identifies the mail, as long as the mailer keeps it.
    pub message_id: String,
    /// File name of the draft.
    pub name: String,
    /// Digest of the draft's bytes.
    pub sha256: Digest,
    /// Its size in bytes, which is what is sent.
    pub size_bytes: u64,
}

/// An address and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressed {
    /// The address as it is written.
    pub address: String,
    /// Where it stands.
    pub field: AddressField,
}

/// Something attached to a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailAttachment {
    /// Its file name, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Digest of its bytes.
    pub sha256: Digest,
    /// Its size in bytes.
    pub size_bytes: u64,
}

/// What the kept copy of a sent mail shows, or what was typed beside a saved attachment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSent {
    /// Every address that it names.
    pub addresses: Vec<Addressed>,
    /// Everything that is attached.
    pub attachments: Vec<MailAttachment>,
    /// That what reached an address the draft does not name is a copy to account for. From the first such statement of a
    /// ledger on it is one, whether it is said or not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub counted: bool,
    /// When it was sent, by its own word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Timestamp>,
    /// Digest of the draft it is compared with.
    pub draft: Digest,
    /// Digest and size of the file that was read; the file itself is not kept.
    pub file: Attachment,
    /// What identifies the mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Whether its subject is another than the confirmed one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other_subject: bool,
    /// Digest of the request statement.
    pub request: Digest,
    /// Whether subject or text hold something like a passphrase.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// What was read.
    pub source: SentSource,
    /// How its text compares with the draft's.
    pub text: SentText,
}
