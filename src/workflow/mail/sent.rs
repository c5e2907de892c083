//! What was sent, beside what was confirmed.

use std::path::Path;

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::limits::{MAIL_TEXT_BYTES_MAX, SENT_MAIL_BYTES_MAX};
use crate::domain::body::mail::{Addressed, MailAttachment, MailSent};
use crate::domain::body::{Attachment, Body};
use crate::domain::carry_out::{CarryOut, Reconciled};
use crate::domain::names::{AddressField, SentSource, SentText};
use crate::domain::refusal::{MailRefusal, Refusal};
use crate::mail::read::{is_mail, parse, squeezed};
use crate::mail::{Field, MailError, Sent, Source, address};
use crate::package::passphrase::{gives_away, tells};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// What was read, and how it compares.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The carry-out as it stands then.
    pub carry_out: CarryOut,
    /// What was written down.
    pub sent: Reconciled,
}

/// Compares the copy that a mailer kept, or a saved attachment with typed addresses, with what was drafted, and
/// writes down what it shows.
///
/// # Errors
/// [`Error::Mail`] for what cannot be read as a mail; [`Error::Refused`] where nothing was drafted.
pub fn reconcile(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    path: &Path,
    typed: &[String],
) -> Result<Shown, Error> {
    let bytes = file::read_bounded(path, SENT_MAIL_BYTES_MAX)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    let problem = |problem: MailError| Error::Mail { path: path.to_path_buf(), problem };
    let facts = if typed.is_empty() {
        from_mail(parse(&bytes).map_err(problem)?)
    } else if is_mail(&bytes) {
        // The mail itself says more than anybody types.
        return Err(problem(MailError::IsAMail));
    } else {
        from_attachment(path, &bytes, typed)?
    };
    let digests: Vec<Digest> = facts.attachments.iter().map(|one| one.sha256).collect();
    let draft = carry_out.draft_for(facts.message_id.as_deref(), &digests, &facts.addresses);
    let draft = draft.ok_or_else(|| Refusal::from(MailRefusal::NoDraft { id: carry_out.id() }))?.sha256;
    let text = match &facts.text {
        None => SentText::Unread,
        Some(text) => compare(&drafted_text(desk, carry_out, &draft)?, text),
    };
    let secret = facts.give_away(carry_out);
    let body = MailSent {
        addresses: facts.addresses,
        attachments: facts.attachments,
        counted: true,
        date: facts.date,
        draft,
        file: Attachment::of(&bytes),
        message_id: facts.message_id,
        request: carry_out.digest,
        secret,
        source: facts.source,
        text,
    };
    desk.say(world, keyring, Body::MailSent(Box::new(body)), &[])?;
    let after = desk.carry_out(&carry_out.id())?;
    let sent = after.mailed.last().cloned();
    let sent = sent.ok_or_else(|| Refusal::from(MailRefusal::NoDraft { id: carry_out.id() }))?;
    Ok(Shown { carry_out: after, sent })
}

/// What a statement says of it, and the texts that it does not.
struct Facts {
    source: SentSource,
    addresses: Vec<Addressed>,
    attachments: Vec<MailAttachment>,
    subject: Option<String>,
    text: Option<String>,
    message_id: Option<String>,
    date: Option<crate::base::time::Timestamp>,
    /// Other text of the head, and the text of small files that are attached.
    notes: Vec<String>,
    texts: Vec<String>,
}

impl Facts {
    /// Whether a passphrase stands anywhere in it: in subject and text, which may share one, in the name or the text of
    /// anything attached that is not ours, or said to be one elsewhere in the head.
    fn give_away(&self, carry_out: &CarryOut) -> bool {
        let read = [self.subject.as_deref(), self.text.as_deref()];
        let read = read.into_iter().flatten().collect::<Vec<_>>().join("\n");
        let ours = |sha256: &Digest| {
            let mut drafts = carry_out.drafted.iter().flat_map(|drafted| &drafted.body.drafts);
            drafts.any(|draft| draft.attachment.sha256 == *sha256)
        };
        let others = self.attachments.iter().filter(|one| !ours(&one.sha256));
        let names = others.filter_map(|one| one.name.as_deref());
        gives_away(&read).is_some()
            || names.chain(self.texts.iter().map(String::as_str)).any(|text| gives_away(text).is_some())
            || self.notes.iter().any(|note| tells(note))
    }
}

/// The text of a file that is nothing but text, and no larger than a letter.
fn letter(bytes: &[u8]) -> Option<String> {
    let text = (bytes.len() <= MAIL_TEXT_BYTES_MAX).then(|| std::str::from_utf8(bytes).ok())??;
    (!text.contains('\0')).then(|| text.to_owned())
}

fn from_mail(sent: Sent) -> Facts {
    let addressed = |(field, address): (Field, String)| Addressed {
        address,
        field: match field {
            Field::To => AddressField::To,
            Field::Cc => AddressField::Cc,
            Field::Bcc => AddressField::Bcc,
        },
    };
    Facts {
        source: match sent.source {
            Source::Eml => SentSource::Eml,
            Source::Msg => SentSource::Msg,
        },
        addresses: sent.addresses.into_iter().map(addressed).collect(),
        texts: sent.attachments.iter().filter_map(|one| letter(&one.bytes)).collect(),
        notes: sent.notes,
        attachments: sent.attachments.into_iter().map(|one| attached(one.name, &one.bytes)).collect(),
        subject: sent.subject,
        text: sent.text,
        message_id: sent.message_id,
        date: sent.date,
    }
}

fn from_attachment(path: &Path, bytes: &[u8], typed: &[String]) -> Result<Facts, Error> {
    let mut addresses = Vec::new();
    for text in typed {
        let text = text.trim().to_owned();
        if !address::is_address(&text) {
            return Err(Refusal::from(MailRefusal::NotAMailAddress { address: text }).into());
        }
        addresses.push(Addressed { address: text, field: AddressField::Typed });
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Facts {
        source: SentSource::Attachment,
        addresses,
        attachments: vec![attached(name, bytes)],
        subject: None,
        text: None,
        message_id: None,
        date: None,
        notes: Vec::new(),
        texts: Vec::new(),
    })
}

fn attached(name: Option<String>, bytes: &[u8]) -> MailAttachment {
    let Attachment { sha256, size_bytes } = Attachment::of(bytes);
    MailAttachment { name, sha256, size_bytes }
}

/// The text that was confirmed, from the ledger.
fn drafted_text(desk: &Desk, carry_out: &CarryOut, draft: &Digest) -> Result<String, Error> {
    let drafted = carry_out.drafted.iter().rev().find(|drafted| drafted.draft(draft).is_some());
    let drafted = drafted.ok_or_else(|| Refusal::from(MailRefusal::NoDraft { id: carry_out.id() }))?;
    let bytes = desk.attachment(&drafted.body.body.sha256)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn compare(drafted: &str, sent: &str) -> SentText {
    let (drafted, sent) = (squeezed(drafted), squeezed(sent));
    if drafted == sent {
        SentText::Same
    } else if sent.contains(&drafted) {
        SentText::More
    } else {
        SentText::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_no_difference_and_a_signature_is_more() {
        let drafted = "C-0001 をお送りします。\n\nよろしくお願いいたします。\n";
        assert_eq!(
            compare(drafted, "C-0001 をお送り\r\nします。 よろしくお願い\r\nいたします。\u{feff}"),
            SentText::Same
        );
        assert_eq!(compare(drafted, &format!("{drafted}\r\n-- \r\n署名")), SentText::More);
        assert_eq!(compare(drafted, &drafted.replace("0001", "0002")), SentText::Other);
        assert_eq!(compare(drafted, ""), SentText::Other);
    }
}
