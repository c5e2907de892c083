//! Mails as reports see them: before they are drafted, drafted, and sent.

use serde::Serialize;

use super::carry_out::CarryOutView;
use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::Attachment;
use crate::domain::body::mail::{Addressed, DraftFile, MailAttachment, MailConfirmed};
use crate::domain::carry_out::{CarryOut, MailDifference};
use crate::domain::names::{AddressField, PersonId, SentSource, SentText};
use crate::domain::registry::Registry;

/// The mails of a carry-out.
#[derive(Debug, Clone, Serialize)]
pub struct MailTrail {
    /// What was drafted.
    pub mail_drafts: Vec<MailDraftView>,
    /// What was shown to have been sent.
    pub mails_sent: Vec<MailSentView>,
}

/// Drafts that were made at once.
#[derive(Debug, Clone, Serialize)]
pub struct MailDraftView {
    /// By whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Entry.
    pub index: u64,
    /// The subject.
    pub subject: String,
    /// Digest of the text, which is kept in the ledger.
    pub body_sha256: Digest,
    /// What was typed to confirm them.
    pub confirmed: MailConfirmed,
    /// The folder they were written to.
    pub place: String,
    /// The drafts.
    pub drafts: Vec<DraftFile>,
    /// Digests of those of which nobody has shown what was sent; none where newer ones stand for them.
    pub waiting: Vec<Digest>,
}

/// A sent mail that was compared with a draft.
#[derive(Debug, Clone, Serialize)]
pub struct MailSentView {
    /// By whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When it was compared.
    pub at: Timestamp,
    /// Entry.
    pub index: u64,
    /// What was read.
    pub source: SentSource,
    /// Digest of the draft it was compared with.
    pub draft: Digest,
    /// Every address it names.
    pub addresses: Vec<Addressed>,
    /// Addresses of the draft that it does not show.
    pub unseen: Vec<Addressed>,
    /// Everything attached.
    pub attachments: Vec<MailAttachment>,
    /// What identifies it.
    pub message_id: Option<String>,
    /// When it was sent, by its own word.
    pub date: Option<Timestamp>,
    /// How its text compares.
    pub text: SentText,
    /// In what it differs from what was confirmed.
    pub differences: Vec<MailDifference>,
    /// Whether it came back undelivered.
    pub bounced: bool,
    /// Digest and size of the file that was read.
    pub file: Attachment,
}

impl MailTrail {
    /// The mails of `carry_out`.
    #[must_use]
    pub fn new(registry: &Registry, carry_out: &CarryOut) -> Self {
        let waiting: Vec<Digest> = carry_out.waiting_drafts().map(|draft| draft.sha256).collect();
        let drafts = carry_out.drafted.iter().map(|drafted| MailDraftView {
            person: drafted.by.clone(),
            name: registry.name_of(&drafted.by),
            at: drafted.at,
            index: drafted.index,
            subject: drafted.body.subject.clone(),
            body_sha256: drafted.body.body.sha256,
            confirmed: drafted.body.confirmed.clone(),
            place: drafted.body.place.clone(),
            waiting: if drafted.ended {
                Vec::new()
            } else {
                let mine = drafted.body.drafts.iter().map(|draft| draft.sha256);
                mine.filter(|sha256| waiting.contains(sha256)).collect()
            },
            drafts: drafted.body.drafts.clone(),
        });
        let sent = carry_out.mailed.iter().map(|sent| MailSentView {
            person: sent.by.clone(),
            name: registry.name_of(&sent.by),
            at: sent.at,
            index: sent.index,
            source: sent.body.source,
            draft: sent.body.draft,
            unseen: carry_out
                .draft(&sent.body.draft)
                .map(|draft| draft.unseen(&sent.body))
                .unwrap_or_default(),
            addresses: sent.body.addresses.clone(),
            attachments: sent.body.attachments.clone(),
            message_id: sent.body.message_id.clone(),
            date: sent.body.date,
            text: sent.body.text,
            differences: sent.differences.clone(),
            bounced: sent.bounced,
            file: sent.body.file,
        });
        Self { mail_drafts: drafts.collect(), mails_sent: sent.collect() }
    }

    /// Whether a draft waits to be compared with what was sent.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.mail_drafts.iter().any(|drafted| !drafted.waiting.is_empty())
    }
}

/// What drafts would be, as whoever sends them sees it before confirming.
#[derive(Debug, Clone, Serialize)]
pub struct MailSheet {
    /// `C-0042`.
    pub id: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Digest of the text.
    pub body_sha256: Digest,
    /// To whom, draft by draft.
    pub drafts: Vec<MailSheetDraft>,
    /// The size that no mail may exceed.
    pub limit_bytes: u64,
    /// What confirms them when it is typed.
    pub confirm: MailConfirmed,
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct MailSheetDraft {
    /// To whom.
    pub recipients: Vec<MailRecipient>,
    /// What is attached.
    pub attachment: MailAttachment,
    /// Its size in bytes as it is sent.
    pub size_bytes: u64,
}

/// Somebody it goes to.
#[derive(Debug, Clone, Serialize)]
pub struct MailRecipient {
    /// The address.
    pub address: String,
    /// Where it stands.
    pub field: AddressField,
    /// Whose it is, by the registers.
    pub name: String,
    /// Whether that is somebody of the office.
    pub inside: bool,
}

/// `mail --draft`
#[derive(Debug, Clone, Serialize)]
pub struct MailAnswer {
    /// The carry-out.
    #[serde(flatten)]
    pub carry_out: CarryOutView,
    /// Where the drafts are.
    pub draft_paths: Vec<String>,
    /// Where the text is, for mailers that do not take drafts.
    pub text_path: String,
    /// Where the attachments are.
    pub attachment_paths: Vec<String>,
}
