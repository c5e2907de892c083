//! Mails: what a draft would be, drafts that were confirmed, and whether what was sent is one of them.
//!
//! A person sends with their own program. Here the draft is made and confirmed before, and compared with the copy
//! that the mailer kept afterwards; nothing is sent, and no mail account is looked into.

mod draft;
mod sent;

use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::limits::{MAIL_ADDRESSES_MAX, MAIL_BYTES_MAX, MAIL_DRAFTS_MAX, MAIL_TEXT_BYTES_MAX};
use crate::domain::body::Attachment;
use crate::domain::body::mail::{Addressed, DraftFile, MailAttachment, MailConfirmed, MailDraft};
use crate::domain::carry_out::CarryOut;
use crate::domain::check::expected_confirmation;
use crate::domain::names::AddressField;
use crate::domain::refusal::{MailRefusal, Refusal};
use crate::domain::registry::Registry;
use crate::mail::{Draft, Mailbox, address};
use crate::package::passphrase::{Gives, gives_away};
use crate::package::volume::bytes_in_mail;
use crate::projection::view::{MailRecipient, MailSheet, MailSheetDraft};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::places::absolute;
use crate::workflow::world::World;

pub use draft::{Made, check, draft};
pub use sent::{Shown, reconcile};

/// To whom drafts go, and how large they may be.
#[derive(Debug, Clone, Default)]
pub struct Sending {
    /// Seen by all; the registered recipient stands here where it is named nowhere.
    pub to: Vec<String>,
    /// For knowledge, seen by all.
    pub cc: Vec<String>,
    /// Seen by nobody.
    pub bcc: Vec<String>,
    /// One draft for each outside address.
    pub each: bool,
    /// The folder in which the package lies, where that is not where the export wrote it.
    pub at: Option<PathBuf>,
    /// The size that no mail may exceed.
    pub limit_bytes: Option<u64>,
}

/// What drafts say.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// What of it a person typed.
    pub typed: Vec<(LetterPart, String)>,
}

/// A part of a letter that a person can type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterPart {
    /// The subject.
    Subject,
    /// The text, or a note in it.
    Text,
}

/// Drafts before anybody confirmed them.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What whoever sends them sees.
    pub sheet: MailSheet,
    letter: Letter,
    drafts: Vec<PlannedDraft>,
    folder: PathBuf,
    from: Option<Mailbox>,
    date: String,
}

#[derive(Debug, Clone)]
struct PlannedDraft {
    addresses: Vec<Addressed>,
    attachment: MailAttachment,
    subject: String,
    message_id: String,
    boundary: String,
}

/// Puts drafts together, without writing or saying anything.
///
/// # Errors
/// [`Error::SecretInMail`]; [`Error::MailTooLarge`]; [`Error::OtherFile`] where the package is not what was written;
/// [`Error::Refused`] when there is no package or no address.
pub fn plan(
    world: &World<'_>,
    desk: &Desk,
    carry_out: &CarryOut,
    sending: &Sending,
    letter: Letter,
) -> Result<Plan, Error> {
    let secret = |part, line, gives| {
        desk.cite(Error::SecretInMail { part, line, word: gives == Gives::Word }, &carry_out.request)
    };
    for (part, text) in &letter.typed {
        if let Some((line, gives)) = gives_away(text) {
            return Err(secret(*part, line, gives));
        }
    }
    // What stands half in one part and half in the next.
    let joined = letter.typed.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n");
    if let Some((line, gives)) = gives_away(&joined) {
        let before = letter.typed.first().map_or(0, |(_, text)| text.lines().count());
        let line = line.saturating_sub(before).max(1);
        return Err(secret(LetterPart::Text, line, gives));
    }
    if letter.text.len() > MAIL_TEXT_BYTES_MAX {
        return Err(Error::TextTooLong { most_bytes: MAIL_TEXT_BYTES_MAX });
    }
    let (attempt, completed, _) = carry_out.completed().ok_or_else(|| {
        let today = world.clock.now().date();
        Refusal::WrongStatus { id: carry_out.id(), status: desk.view(carry_out, today).status }
    })?;
    let recipients = addressed(&desk.registry, carry_out, sending)?;
    let files = if completed.volumes.is_empty() {
        vec![attachment(&attempt.intent.package_name, completed.package_sha256, completed.package_size_bytes)]
    } else {
        completed
            .volumes
            .iter()
            .map(|volume| attachment(&volume.name, volume.sha256, volume.size_bytes))
            .collect()
    };
    let count = recipients.len().saturating_mul(files.len());
    if count == 0 || count > MAIL_DRAFTS_MAX {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        return Err(Refusal::from(MailRefusal::DraftCount { id: carry_out.id(), count }).into());
    }
    let folder = match &sending.at {
        Some(at) => absolute(at).map_err(|source| Error::File { path: at.clone(), source })?,
        None => PathBuf::from(&attempt.intent.destination.path),
    };
    let mut drafts = Vec::new();
    for addresses in &recipients {
        for (number, file) in (1_usize..).zip(&files) {
            let subject = match files.len() {
                1 => letter.subject.clone(),
                all => numbered(&letter.subject, number, all),
            };
            drafts.push(PlannedDraft {
                addresses: addresses.clone(),
                attachment: file.clone(),
                subject,
                message_id: message_id(world, desk, carry_out)?,
                boundary: format!("sekisho-{}", random_hex(world)?),
            });
        }
    }
    let requester = desk.registry.person(&carry_out.requester);
    let from = requester.and_then(|person| {
        let address = person.particulars.email.clone().filter(|email| address::is_address(email))?;
        Some(Mailbox { name: person.name.clone(), address })
    });
    let date = world.clock.now().in_mail();
    let sheet = MailSheet {
        id: carry_out.id(),
        subject: letter.subject.clone(),
        body_sha256: Digest::of(letter.text.as_bytes()),
        text: letter.text.clone(),
        drafts: Vec::new(),
        limit_bytes: sending.limit_bytes.unwrap_or(MAIL_BYTES_MAX),
        confirm: MailConfirmed { attachment: String::new(), body: String::new(), recipients: Vec::new() },
    };
    let mut plan = Plan { sheet, letter, drafts, folder, from, date };
    plan.fill(desk, carry_out)?;
    Ok(plan)
}

impl Plan {
    /// Weighs each draft, and says what would confirm them.
    fn fill(&mut self, desk: &Desk, carry_out: &CarryOut) -> Result<(), Error> {
        let mut body = self.statement(carry_out, Path::new("."))?;
        for (planned, made) in self.drafts.iter().zip(&mut body.drafts) {
            let bytes = self.compose(&desk.registry, planned)?;
            made.size_bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            if made.size_bytes > self.sheet.limit_bytes {
                return Err(Error::MailTooLarge {
                    id: carry_out.id(),
                    size_bytes: made.size_bytes,
                    limit_bytes: self.sheet.limit_bytes,
                });
            }
            let recipients = planned.addresses.iter().map(|one| recipient(&desk.registry, one));
            self.sheet.drafts.push(MailSheetDraft {
                recipients: recipients.collect(),
                attachment: planned.attachment.clone(),
                size_bytes: made.size_bytes,
            });
        }
        self.sheet.confirm = expected_confirmation(&desk.registry, carry_out, &body);
        Ok(())
    }

    /// The statement, without digests and sizes of drafts, and with what would confirm it left out.
    fn statement(&self, carry_out: &CarryOut, out: &Path) -> Result<MailDraft, Error> {
        let out = absolute(out).map_err(|source| Error::File { path: out.to_path_buf(), source })?;
        let names = draft_names(&out, self.drafts.len());
        let drafts = self.drafts.iter().zip(names).map(|(planned, name)| DraftFile {
            addresses: planned.addresses.clone(),
            attachment: planned.attachment.clone(),
            message_id: planned.message_id.clone(),
            name,
            sha256: Digest::of(b""),
            size_bytes: 0,
        });
        let text = format!("{}\n{}", self.letter.subject, self.letter.text);
        let folder = out.parent().unwrap_or(&out);
        Ok(MailDraft {
            body: Attachment::of(self.letter.text.as_bytes()),
            confirmed: self.sheet.confirm.clone(),
            drafts: drafts.collect(),
            hosts: address::hosts_named(&text).into_iter().collect(),
            place: folder.to_string_lossy().into_owned(),
            request: carry_out.digest,
            subject: self.letter.subject.clone(),
        })
    }

    /// The bytes of one draft: the same each time.
    fn compose(&self, registry: &Registry, planned: &PlannedDraft) -> Result<Vec<u8>, Error> {
        let attachment = self.attachment_bytes(&planned.attachment)?;
        let boxes = |field: AddressField| -> Vec<Mailbox> {
            let those = planned.addresses.iter().filter(|one| one.field == field);
            those
                .map(|one| Mailbox { name: name_of(registry, &one.address), address: one.address.clone() })
                .collect()
        };
        let (to, cc, bcc) = (boxes(AddressField::To), boxes(AddressField::Cc), boxes(AddressField::Bcc));
        Ok(Draft {
            from: self.from.as_ref(),
            to: &to,
            cc: &cc,
            bcc: &bcc,
            subject: &planned.subject,
            text: &self.letter.text,
            name: planned.attachment.name.as_deref().unwrap_or_default(),
            attachment: &attachment,
            message_id: &planned.message_id,
            date: &self.date,
            boundary: &planned.boundary,
        }
        .encode())
    }

    /// The package or volume as it was written, or nothing.
    fn attachment_bytes(&self, file: &MailAttachment) -> Result<Vec<u8>, Error> {
        let path = self.folder.join(file.name.as_deref().unwrap_or_default());
        // What is larger than the mail may be is not read to be refused.
        if file.size_bytes > self.sheet.limit_bytes {
            return Err(Error::MailTooLarge {
                id: self.sheet.id.clone(),
                size_bytes: bytes_in_mail(file.size_bytes),
                limit_bytes: self.sheet.limit_bytes,
            });
        }
        let bytes = file::read_bounded(&path, file.size_bytes).map_err(|source| match source.kind() {
            std::io::ErrorKind::FileTooLarge => Error::OtherFile { path: path.clone() },
            _ => Error::File { path: path.clone(), source },
        })?;
        if Digest::of(&bytes) == file.sha256 { Ok(bytes) } else { Err(Error::OtherFile { path }) }
    }
}

/// File names of so many drafts: the given one, or numbered like it.
fn draft_names(out: &Path, count: usize) -> Vec<String> {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, extension) = (part(out.file_stem()), part(out.extension()));
    let ending = if extension.is_empty() { "eml".to_owned() } else { extension };
    match count {
        1 => vec![format!("{stem}.{ending}")],
        _ => (1..=count).map(|number| format!("{stem}-{number}.{ending}")).collect(),
    }
}

/// The subject of one of several mails that carry a package's volumes.
fn numbered(subject: &str, number: usize, all: usize) -> String {
    format!("{subject} ({number}/{all})")
}

fn attachment(name: &str, sha256: Digest, size_bytes: u64) -> MailAttachment {
    MailAttachment { name: Some(name.to_owned()), sha256, size_bytes }
}

/// The addresses of each draft.
fn addressed(
    registry: &Registry,
    carry_out: &CarryOut,
    sending: &Sending,
) -> Result<Vec<Vec<Addressed>>, Error> {
    let typed =
        [(AddressField::To, &sending.to), (AddressField::Cc, &sending.cc), (AddressField::Bcc, &sending.bcc)];
    let mut all: Vec<Addressed> = Vec::new();
    for (field, addresses) in typed {
        all.extend(addresses.iter().map(|address| Addressed { address: address.trim().to_owned(), field }));
    }
    let approved = carry_out.recipient.as_ref().and_then(|recipient| recipient.email.clone());
    if let Some(email) = approved
        && !all.iter().any(|one| address::key(&one.address) == address::key(&email))
    {
        all.insert(0, Addressed { address: email, field: AddressField::To });
    }
    if all.is_empty() || all.len() > MAIL_ADDRESSES_MAX {
        return Err(Refusal::from(MailRefusal::NoMailAddress { id: carry_out.id() }).into());
    }
    if !sending.each {
        return Ok(vec![all]);
    }
    let (inside, outside): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| registry.is_inside(&one.address));
    if outside.is_empty() {
        return Ok(vec![inside]);
    }
    Ok(outside.into_iter().map(|one| [vec![one], inside.clone()].concat()).collect())
}

fn recipient(registry: &Registry, of: &Addressed) -> MailRecipient {
    MailRecipient {
        address: of.address.clone(),
        field: of.field,
        name: name_of(registry, &of.address),
        inside: registry.is_inside(&of.address),
    }
}

/// Whose address it is, by the registers; empty where it is nobody's.
fn name_of(registry: &Registry, text: &str) -> String {
    let is = |email: &Option<String>| {
        email.as_ref().is_some_and(|email| address::key(email) == address::key(text))
    };
    let recipient = registry.recipients.values().find(|one| is(&one.record.email));
    let person = registry.people.values().find(|one| is(&one.particulars.email));
    recipient
        .map(|one| one.record.name.clone())
        .or_else(|| person.map(|one| one.name.clone()))
        .unwrap_or_default()
}

/// Names the carry-out, so that an answer can be put beside it; the host is the ledger's name as far as it is one.
fn message_id(world: &World<'_>, desk: &Desk, carry_out: &CarryOut) -> Result<String, Error> {
    let host: String =
        desk.head.origin.chars().take_while(|c| c.is_ascii_alphanumeric() || ".-".contains(*c)).collect();
    let host = host.trim_matches(['.', '-']).to_owned();
    let host = if host.is_empty() { "sekisho.invalid".to_owned() } else { host };
    Ok(format!("{}.{}@{host}", carry_out.id(), random_hex(world)?))
}

fn random_hex(world: &World<'_>) -> Result<String, Error> {
    Ok(data_encoding::HEXLOWER.encode(&world.random_bytes::<16>()?))
}
