//! Drafts that were confirmed: the entry first, then the files.

use std::path::{Path, PathBuf};

use super::Plan;
use crate::base::digest::Digest;
use crate::base::file;
use crate::domain::body::Body;
use crate::domain::body::mail::{MailAttachment, MailConfirmed, MailDraft};
use crate::domain::carry_out::CarryOut;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::places::absolute;
use crate::workflow::world::World;

/// Drafts that are in the log and on the disk.
#[derive(Debug, Clone)]
pub struct Made {
    /// The carry-out as it stands then.
    pub carry_out: CarryOut,
    /// The drafts.
    pub drafts: Vec<PathBuf>,
    /// The text alone.
    pub text: PathBuf,
    /// The attachments alone.
    pub attachments: Vec<PathBuf>,
}

/// Whether the drafts could be said and written as they are, were they confirmed: asked before anybody types.
///
/// # Errors
/// [`Error::Refused`] with the rule that stands against it; [`Error::NameTaken`].
pub fn check(
    world: &World<'_>,
    desk: &Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    plan: &Plan,
    out: &Path,
) -> Result<(), Error> {
    let (body, _) = prepared(desk, carry_out, plan, out)?;
    desk.check_body(world, keyring, Body::MailDraft(Box::new(body)))
}

/// Says that the drafts were confirmed, and writes them, the text and the attachments into the folder of `out`.
///
/// Nobody finds a draft that is not in the log. Where a file cannot be written after the entry, drafting again makes
/// new ones, which then stand for these.
///
/// # Errors
/// [`Error::Refused`] with the rule or the confirmation that stands against it; [`Error::NameTaken`], before anything
/// is said; [`Error::File`].
pub fn draft(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    plan: &Plan,
    out: &Path,
    confirmed: MailConfirmed,
) -> Result<Made, Error> {
    let (mut body, places) = prepared(desk, carry_out, plan, out)?;
    body.confirmed = confirmed;
    let letter = plan.letter.text.as_bytes();
    desk.say(world, keyring, Body::MailDraft(Box::new(body)), &[letter])?;
    for (planned, path) in plan.drafts.iter().zip(&places.drafts) {
        write(path, &plan.compose(&desk.registry, planned)?)?;
    }
    // Programs on Windows know UTF-8 by its byte order mark, and lines by CR LF.
    let lines = plan.letter.text.replace("\r\n", "\n").replace('\n', "\r\n");
    write(&places.text, format!("\u{feff}{lines}").as_bytes())?;
    let attachments = beside(plan, &places.folder)?;
    let carry_out = desk.carry_out(&carry_out.id())?;
    Ok(Made { carry_out, drafts: places.drafts, text: places.text, attachments })
}

/// Where everything goes.
struct Files {
    folder: PathBuf,
    drafts: Vec<PathBuf>,
    text: PathBuf,
}

/// The statement with what would confirm it, and names that are free.
fn prepared(desk: &Desk, carry_out: &CarryOut, plan: &Plan, out: &Path) -> Result<(MailDraft, Files), Error> {
    let mut body = plan.statement(carry_out, out)?;
    for (planned, made) in plan.drafts.iter().zip(&mut body.drafts) {
        let bytes = plan.compose(&desk.registry, planned)?;
        made.sha256 = Digest::of(&bytes);
        made.size_bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    }
    let out = absolute(out).map_err(|source| Error::File { path: out.to_path_buf(), source })?;
    let folder = out.parent().unwrap_or(&out).to_path_buf();
    let drafts: Vec<PathBuf> = body.drafts.iter().map(|draft| folder.join(&draft.name)).collect();
    let text = out.with_extension("txt");
    if let Err(source) = folder.read_dir() {
        return Err(Error::File { path: folder, source });
    }
    // What cannot be written is found out before anything is said.
    let attachments: Vec<PathBuf> =
        body.drafts.iter().map(|draft| beside_path(&folder, &draft.attachment)).collect();
    if let Some(clash) = drafts.iter().find(|path| **path == text || attachments.contains(path)) {
        return Err(Error::NameTaken { path: clash.clone() });
    }
    for (path, draft) in attachments.iter().zip(&body.drafts) {
        if path.symlink_metadata().is_ok() && !is_attachment(path, &draft.attachment) {
            return Err(Error::NameTaken { path: path.clone() });
        }
    }
    if let Some(taken) = drafts.iter().chain([&text]).find(|path| path.symlink_metadata().is_ok()) {
        return Err(Error::NameTaken { path: taken.clone() });
    }
    Ok((body, Files { folder, drafts, text }))
}

/// The attachments, in the folder of the drafts; those that lie there already are left alone.
fn beside(plan: &Plan, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    for planned in &plan.drafts {
        let path = beside_path(folder, &planned.attachment);
        if paths.contains(&path) {
            continue;
        }
        let bytes = plan.attachment_bytes(&planned.attachment)?;
        match file::create_new(&path, &bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                if !is_attachment(&path, &planned.attachment) {
                    return Err(Error::NameTaken { path });
                }
            }
            Err(source) => return Err(Error::File { path, source }),
        }
        paths.push(path);
    }
    Ok(paths)
}

fn beside_path(folder: &Path, attachment: &MailAttachment) -> PathBuf {
    folder.join(attachment.name.as_deref().unwrap_or_default())
}

fn is_attachment(path: &Path, attachment: &MailAttachment) -> bool {
    let found = file::read_bounded(path, attachment.size_bytes).unwrap_or_default();
    Digest::of(&found) == attachment.sha256
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    file::create_new(path, bytes).map_err(|source| Error::File { path: path.to_path_buf(), source })
}
