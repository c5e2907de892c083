//! What was sent, beside what was confirmed.

use std::path::Path;

use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::limits::{MAIL_TEXT_BYTES_MAX, SENT_MAIL_BYTES_MAX, STATEMENT_BYTES_MAX};
use crate::domain::body::mail::{Addressed, DraftFile, MailAttachment, MailDraft, MailSent};
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
    /// What was written down: one statement, or as many as its addresses need.
    pub sent: Vec<Reconciled>,
}

/// Most bytes that the addresses of one statement take, and the names of what is attached: with all else that stands in
/// it, it stays within [`STATEMENT_BYTES_MAX`].
const ADDRESSES_BYTES_MAX: usize = STATEMENT_BYTES_MAX / 2;
const NAMES_BYTES_MAX: usize = STATEMENT_BYTES_MAX / 8;

/// Most characters of an address, a name or an identifier of a mail that are written down.
const WRITTEN_CHARS_MAX: usize = 300;

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
        let sent = parse(&bytes).map_err(problem)?;
        let digest = Digest::of(&bytes);
        // Before it was sent it shows nothing of what was.
        if sent.unsent || carry_out.draft(&digest).is_some() {
            return Err(problem(MailError::IsADraft));
        }
        from_mail(sent)
    } else if is_mail(&bytes) {
        // The mail itself says more than anybody types.
        return Err(problem(MailError::IsAMail));
    } else {
        from_attachment(path, &bytes, typed)?
    };
    let digests: Vec<Digest> = facts.attachments.iter().map(|one| one.sha256).collect();
    let draft = carry_out.draft_for(facts.message_id.as_deref(), &digests, &facts.addresses);
    let no_draft = || Error::from(Refusal::from(MailRefusal::NoDraft { id: carry_out.id() }));
    let draft = draft.ok_or_else(no_draft)?;
    let drafted = carry_out.drafted.iter().rev().find(|drafted| drafted.draft(&draft.sha256).is_some());
    let drafted = &drafted.ok_or_else(no_draft)?.body;
    let text = match &facts.texts {
        None => SentText::Unread,
        Some(texts) => compared(&String::from_utf8_lossy(&desk.attachment(&drafted.body.sha256)?), texts),
    };
    let statement = MailSent {
        addresses: Vec::new(),
        attachments: written(&facts.attachments),
        counted: true,
        date: facts.date,
        draft: draft.sha256,
        file: Attachment::of(&bytes),
        message_id: facts.message_id.clone(),
        other_subject: facts.has_other_subject(&subject_of(drafted, draft)),
        request: carry_out.digest,
        secret: facts.give_away(carry_out),
        source: facts.source,
        text,
    };
    let parts = in_parts(draft, facts.addresses);
    for addresses in &parts {
        let body = MailSent { addresses: addresses.clone(), ..statement.clone() };
        desk.say(world, keyring, Body::MailSent(Box::new(body)), &[])?;
    }
    let after = desk.carry_out(&carry_out.id())?;
    let sent = after.mailed.iter().skip(after.mailed.len().saturating_sub(parts.len())).cloned().collect();
    Ok(Shown { carry_out: after, sent })
}

/// The addresses as statements take them: all of them in one wherever they fit. In several, each has those that the draft
/// names, so that each says by itself who is not among them.
fn in_parts(draft: &DraftFile, addresses: Vec<Addressed>) -> Vec<Vec<Addressed>> {
    let all = |those: &[Addressed]| those.iter().map(bytes_of).fold(0, usize::saturating_add);
    if all(&addresses) <= ADDRESSES_BYTES_MAX {
        return vec![addresses];
    }
    let (mut named, strangers): (Vec<_>, Vec<_>) =
        addresses.into_iter().partition(|one| draft.names(&one.address));
    // Once each, and in each field in which it stands.
    named.sort_by(|a, b| (a.field, &a.address).cmp(&(b.field, &b.address)));
    named.dedup_by(|a, b| a.field == b.field && address::key(&a.address) == address::key(&b.address));
    let mut parts = vec![named.clone()];
    let mut taken = all(&named);
    for one in strangers {
        let more = bytes_of(&one);
        if taken.saturating_add(more) > ADDRESSES_BYTES_MAX {
            parts.push(named.clone());
            taken = all(&named);
        }
        taken = taken.saturating_add(more);
        if let Some(last) = parts.last_mut() {
            last.push(one);
        }
    }
    parts
}

/// The subject of a draft: those of volumes add their number.
fn subject_of(drafted: &MailDraft, draft: &DraftFile) -> String {
    let mut files: Vec<Digest> = Vec::new();
    for one in &drafted.drafts {
        if !files.contains(&one.attachment.sha256) {
            files.push(one.attachment.sha256);
        }
    }
    let number = files.iter().position(|sha256| *sha256 == draft.attachment.sha256).unwrap_or_default();
    match files.len() {
        0 | 1 => drafted.subject.clone(),
        all => super::numbered(&drafted.subject, number.saturating_add(1), all),
    }
}

/// What a statement says of it, and the texts that it does not.
struct Facts {
    source: SentSource,
    addresses: Vec<Addressed>,
    attachments: Vec<MailAttachment>,
    /// `None` where nothing was read that has one.
    subjects: Option<Vec<String>>,
    texts: Option<Vec<String>>,
    message_id: Option<String>,
    date: Option<crate::base::time::Timestamp>,
    /// Other text of the head, the text of small files that are attached, and what HTML holds beside its text.
    notes: Vec<String>,
    letters: Vec<String>,
}

impl Facts {
    /// Whether any subject of a mail is another than this one, or it has none.
    fn has_other_subject(&self, drafted: &str) -> bool {
        self.subjects.as_ref().is_some_and(|subjects| {
            subjects.is_empty() || subjects.iter().any(|subject| squeezed(subject) != squeezed(drafted))
        })
    }

    /// Whether a passphrase stands anywhere in it: in subject and text, which may share one, in the name or the text of
    /// anything attached that is not ours, beside the text of HTML, or said to be one elsewhere in the head.
    fn give_away(&self, carry_out: &CarryOut) -> bool {
        let subjects = self.subjects.as_deref().unwrap_or_default().join("\n");
        let mut read: Vec<String> =
            self.texts.iter().flatten().map(|text| format!("{subjects}\n{text}")).collect();
        read.push(subjects);
        let ours = |sha256: &Digest| {
            let mut drafts = carry_out.drafted.iter().flat_map(|drafted| &drafted.body.drafts);
            drafts.any(|draft| draft.attachment.sha256 == *sha256)
        };
        let others = self.attachments.iter().filter(|one| !ours(&one.sha256));
        let names = others.filter_map(|one| one.name.as_deref());
        let mut texts = read.iter().chain(&self.letters).map(String::as_str).chain(names);
        texts.any(|text| gives_away(text).is_some()) || self.notes.iter().any(|note| tells(note))
    }
}

/// The text of a file that is nothing but text, and no larger than a letter.
fn letter(bytes: &[u8]) -> Option<String> {
    let text = (bytes.len() <= MAIL_TEXT_BYTES_MAX).then(|| std::str::from_utf8(bytes).ok())??;
    (!text.contains('\0')).then(|| text.to_owned())
}

fn from_mail(sent: Sent) -> Facts {
    let addressed = |(field, address): (Field, String)| Addressed {
        address: cut(&address),
        field: match field {
            Field::To => AddressField::To,
            Field::Cc => AddressField::Cc,
            Field::Bcc => AddressField::Bcc,
        },
    };
    let letters = sent.attachments.iter().filter_map(|one| letter(&one.bytes)).chain(sent.hidden);
    Facts {
        source: match sent.source {
            Source::Eml => SentSource::Eml,
            Source::Msg => SentSource::Msg,
        },
        addresses: sent.addresses.into_iter().map(addressed).collect(),
        letters: letters.collect(),
        notes: sent.notes,
        attachments: sent.attachments.into_iter().map(|one| attached(one.name, &one.bytes)).collect(),
        subjects: Some(sent.subjects),
        texts: sent.texts,
        message_id: sent.message_id.as_deref().map(cut),
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
        subjects: None,
        texts: None,
        message_id: None,
        date: None,
        notes: Vec::new(),
        letters: Vec::new(),
    })
}

fn attached(name: Option<String>, bytes: &[u8]) -> MailAttachment {
    let Attachment { sha256, size_bytes } = Attachment::of(bytes);
    MailAttachment { name, sha256, size_bytes }
}

/// What is attached as it is written down: all of it, and the names that find room.
fn written(attachments: &[MailAttachment]) -> Vec<MailAttachment> {
    let mut taken = 0_usize;
    let mut one_of = |one: &MailAttachment| {
        let name = one.name.as_deref().map(cut);
        taken = taken.saturating_add(bytes_of(&name));
        MailAttachment { name: name.filter(|_| taken <= NAMES_BYTES_MAX), ..one.clone() }
    };
    attachments.iter().map(&mut one_of).collect()
}

/// The bytes that it takes in a statement.
fn bytes_of(one: &impl Serialize) -> usize {
    serde_json::to_string(one).map_or(usize::MAX, |text| text.len())
}

/// As much of it as anybody reads: what somebody else wrote must not keep it out of the ledger.
fn cut(text: &str) -> String {
    text.chars().take(WRITTEN_CHARS_MAX).collect()
}

/// How a text compares with the drafted one: as the form of it does that differs most.
fn compared(drafted: &str, sent: &[String]) -> SentText {
    let each: Vec<SentText> = sent.iter().map(|text| compare(drafted, text)).collect();
    let worst = [SentText::Other, SentText::More].into_iter().find(|one| each.contains(one));
    worst.unwrap_or(SentText::Same)
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
