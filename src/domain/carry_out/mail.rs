//! Mails of a carry-out: what was drafted, what was sent, and whether they are one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::time::Timestamp;
use crate::domain::body::mail::{Addressed, DraftFile, MailDraft, MailSent};
use crate::domain::carry_out::{CarryOut, CopyRecord};
use crate::domain::names::{AddressField, CopyKind, PersonId, SentSource, SentText, words};
use crate::mail::address;

/// Drafts that were made at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    /// Its entry.
    pub index: u64,
    /// By whom.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// The statement.
    pub body: MailDraft,
    /// Whether they are not waited for any more: there are newer ones, or they did not reach the recipient.
    pub ended: bool,
}

/// A sent mail, or a saved attachment, that was compared with a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciled {
    /// Its entry.
    pub index: u64,
    /// By whom.
    pub by: PersonId,
    /// When, by their clock.
    pub at: Timestamp,
    /// The statement.
    pub body: MailSent,
    /// In what it differs from the draft.
    pub differences: Vec<MailDifference>,
    /// Whether the mail came back undelivered.
    pub bounced: bool,
}

words!(
    /// In what a sent mail differs from what was confirmed.
    MailDifference {
        /// It went to an address that the draft does not name.
        OtherAddress = "other-address",
        /// An address that stood in `Bcc` was seen by the others.
        ShownAddress = "shown-address",
        /// It names no address at all.
        NoAddress = "no-address",
        /// The package is not attached.
        NoPackage = "no-package",
        /// Something else is attached.
        OtherAttachment = "other-attachment",
        /// Its text is another.
        OtherText = "other-text",
        /// Its text could not be read, and was neither compared nor looked through.
        UnreadText = "unread-text",
        /// Its subject is another.
        OtherSubject = "other-subject",
        /// Something like a passphrase stands in it.
        Secret = "secret",
    }
);

impl Drafted {
    /// The draft with these bytes.
    #[must_use]
    pub fn draft(&self, sha256: &Digest) -> Option<&DraftFile> {
        self.body.drafts.iter().find(|draft| draft.sha256 == *sha256)
    }
}

impl CarryOut {
    /// The draft with these bytes, whenever it was made.
    #[must_use]
    pub fn draft(&self, sha256: &Digest) -> Option<&DraftFile> {
        self.drafted.iter().rev().find_map(|drafted| drafted.draft(sha256))
    }

    /// Whether a mail that was shown took the package where this copy is, without a draft that names the address.
    #[must_use]
    pub fn is_mailed_astray(&self, copy: &CopyRecord) -> bool {
        let went_there = |sent: &Reconciled| {
            self.draft(&sent.body.draft).is_some_and(|draft| draft.strayed_to(&sent.body, &copy.place))
        };
        copy.kind == CopyKind::Misdelivered && self.mailed.iter().any(went_there)
    }

    /// The drafts of which nobody has shown what was sent.
    pub fn waiting_drafts(&self) -> impl Iterator<Item = &DraftFile> {
        let shown = |draft: &DraftFile| self.mailed.iter().any(|sent| sent.body.draft == draft.sha256);
        let current = self.drafted.iter().filter(|drafted| !drafted.ended);
        current.flat_map(|drafted| &drafted.body.drafts).filter(move |draft| !shown(draft))
    }

    /// Whether a mail with it is on its way, or arrived.
    #[must_use]
    pub fn is_mailed(&self) -> bool {
        self.mailed.iter().any(|sent| !sent.bounced)
    }

    /// Whether it did not reach its recipient the last time, and has not gone again as far as the log says.
    #[must_use]
    pub fn lies_undelivered(&self) -> bool {
        let reached = self.arrived_at.is_some() || self.opened_at.is_some() || self.handed_over.is_some();
        let again = self.checked_out.is_some() || self.is_mailed() || self.waiting_drafts().next().is_some();
        !self.undelivered.is_empty() && !reached && !again
    }

    /// The draft that a sent mail is compared with: of those whose attachment it carries the one with its addresses,
    /// else the one it came from, else the newest.
    #[must_use]
    pub fn draft_for(
        &self,
        message_id: Option<&str>,
        attachments: &[Digest],
        addresses: &[Addressed],
    ) -> Option<&DraftFile> {
        let drafts = self.drafted.iter().rev().flat_map(|drafted| &drafted.body.drafts);
        // Of equals, `max_by_key` takes the last: the newest drafts come first.
        let all: Vec<&DraftFile> = drafts.collect();
        all.into_iter().rev().max_by_key(|draft| {
            (
                attachments.contains(&draft.attachment.sha256),
                message_id == Some(draft.message_id.as_str()),
                draft.strangers(addresses) == 0,
                self.waiting_drafts().any(|waiting| waiting.sha256 == draft.sha256),
            )
        })
    }
}

impl DraftFile {
    /// How many of these addresses it does not name.
    fn strangers(&self, addresses: &[Addressed]) -> usize {
        addresses.iter().filter(|sent| !self.names(&sent.address)).count()
    }

    /// Whether it goes to this address.
    #[must_use]
    pub fn names(&self, text: &str) -> bool {
        self.addresses.iter().any(|drafted| address::key(&drafted.address) == address::key(text))
    }

    fn hides(&self, text: &str) -> bool {
        let same = |drafted: &&Addressed| address::key(&drafted.address) == address::key(text);
        self.addresses.iter().find(same).is_some_and(|drafted| drafted.field == AddressField::Bcc)
    }

    /// In what `sent` differs from it.
    #[must_use]
    pub fn compare(&self, sent: &MailSent) -> Vec<MailDifference> {
        let shown = |sent: &&Addressed| matches!(sent.field, AddressField::To | AddressField::Cc);
        let is_package = |sha256: &Digest| *sha256 == self.attachment.sha256;
        let found = [
            (MailDifference::OtherAddress, self.strangers(&sent.addresses) > 0),
            (
                MailDifference::ShownAddress,
                sent.addresses.iter().filter(shown).any(|sent| self.hides(&sent.address)),
            ),
            (MailDifference::NoAddress, sent.addresses.is_empty()),
            (MailDifference::NoPackage, !sent.attachments.iter().any(|one| is_package(&one.sha256))),
            (MailDifference::OtherAttachment, sent.attachments.iter().any(|one| !is_package(&one.sha256))),
            (MailDifference::OtherText, sent.text == SentText::Other),
            (MailDifference::UnreadText, sent.text == SentText::Unread && is_from_mail(sent)),
            (MailDifference::OtherSubject, sent.other_subject),
            (MailDifference::Secret, sent.secret),
        ];
        found.into_iter().filter_map(|(difference, is_there)| is_there.then_some(difference)).collect()
    }

    /// The addresses that the package went to and that the draft does not name, each once.
    #[must_use]
    pub fn strays<'a>(&self, sent: &'a MailSent) -> Vec<&'a str> {
        if !self.is_attached(sent) {
            return Vec::new();
        }
        let mut seen: BTreeSet<String> =
            self.addresses.iter().map(|one| address::key(&one.address)).collect();
        let addresses = sent.addresses.iter().map(|one| one.address.as_str());
        addresses.filter(|text| seen.insert(address::key(text))).collect()
    }

    /// Whether `sent` took the package to this address, and it does not name it.
    fn strayed_to(&self, sent: &MailSent, text: &str) -> bool {
        let key = address::key(text);
        self.is_attached(sent)
            && !self.names(text)
            && sent.addresses.iter().any(|one| address::key(&one.address) == key)
    }

    fn is_attached(&self, sent: &MailSent) -> bool {
        sent.attachments.iter().any(|one| one.sha256 == self.attachment.sha256)
    }

    /// Addresses of the draft that the sent copy does not show. Those in `Bcc` a mailer may leave out of its copy.
    #[must_use]
    pub fn unseen(&self, sent: &MailSent) -> Vec<Addressed> {
        let named = |drafted: &&Addressed| {
            sent.addresses.iter().any(|sent| address::key(&sent.address) == address::key(&drafted.address))
        };
        self.addresses.iter().filter(|drafted| !named(drafted)).cloned().collect()
    }
}

impl Reconciled {
    /// Whether the mail itself was read, rather than an attachment beside which addresses were typed.
    #[must_use]
    pub const fn is_from_mail(&self) -> bool {
        is_from_mail(&self.body)
    }
}

const fn is_from_mail(sent: &MailSent) -> bool {
    matches!(sent.source, SentSource::Eml | SentSource::Msg)
}
