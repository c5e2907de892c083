//! Signing elsewhere: for people who cannot read this ledger, or have no Sekisho at all.
//!
//! A folder goes to them that reads by itself: the request, the manifest, the file list, and for
//! each person the finished statement they would sign, with the request inside it. They sign exactly
//! that file with `ssh-keygen -Y sign`, or approve it with Sekisho, and what they send back is
//! brought in with `submit`.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::base::file;
use crate::base::limits::{CLOCK_AHEAD_SECONDS, FOREIGN_FILE_BYTES_MAX};
use crate::domain::body::{Approval, Body, Request};
use crate::domain::carry_out::CarryOut;
use crate::domain::entry::Entry;
use crate::domain::names::{PersonId, Role};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Person;
use crate::domain::statement::{Statement, StatementBytes, namespace_of};
use crate::domain::verify::{Act, EntryFault, Signed, verify};
use crate::package::file_list::FileList;
use crate::projection::view::Contents;
use crate::signing::ArmoredSignature;
use crate::signing::allowed_signers::{self, AllowedSigner};
use crate::workflow::approve::check_confirmation;
use crate::workflow::desk::{Desk, Said, is_list_of};
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::keyring::Keyring;
use crate::workflow::papers::allowed_signer;
use crate::workflow::recheck::proven;
use crate::workflow::road::answer_to_extension;
use crate::workflow::world::World;

const HOW_TO_SIGN: &[u8] = include_bytes!("elsewhere/how-to-sign.txt");

/// The files that were written for people elsewhere.
#[derive(Debug, Clone, Default)]
pub struct HandedOut {
    /// The request as an entry.
    pub request: PathBuf,
    /// For each person who may sign, the statement.
    pub drafts: Vec<(PersonId, PathBuf)>,
}

/// Writes what people elsewhere need to judge and sign a request.
///
/// # Errors
/// [`Error::File`] when a file is in the way or cannot be written.
pub fn hand_out(
    world: &World<'_>,
    desk: &Desk,
    carry_out: &CarryOut,
    directory: &Path,
) -> Result<HandedOut, Error> {
    let failed = |source| Error::File { path: directory.to_path_buf(), source };
    file::create_private_dir(directory).map_err(failed)?;
    let id = carry_out.id();
    let snapshot = desk.store.snapshot()?;
    let request = proven(desk, snapshot.as_ref(), carry_out.index, &carry_out.digest, &carry_out.requester)?;
    drop(snapshot);
    let manifest = desk.attachment(&carry_out.request.manifest.sha256)?;
    let list = desk.attachment(&carry_out.request.file_list.sha256)?;
    let write = |name: String, bytes: &[u8]| -> Result<PathBuf, Error> {
        let path = directory.join(name);
        file::create_new(&path, bytes).map_err(|source| Error::File { path: path.clone(), source })?;
        Ok(path)
    };
    let mut handed =
        HandedOut { request: write(format!("{id}-request.txt"), &request.bytes)?, drafts: Vec::new() };
    write(format!("{id}-manifest-sha256.txt"), &manifest)?;
    write(format!("{id}-file-list.json"), &list)?;
    write(format!("{id}-allowed_signers"), allowed_signers::render(&signers(desk, carry_out)?).as_bytes())?;
    write(format!("{id}-how-to-sign.txt"), HOW_TO_SIGN)?;
    if !carry_out.request.recipient.is_self() {
        let name = desk.registry.recipient_name(&carry_out.request.recipient);
        write(format!("{id}-recipient.txt"), format!("{name}\n").as_bytes())?;
    }
    for person in judges(desk, carry_out, world) {
        let (bytes, _) = draft_for(world, desk, carry_out, &person.id)?;
        let path = write(format!("{id}-approve-{}.json", person.id), bytes.as_bytes())?;
        handed.drafts.push((person.id.clone(), path));
    }
    Ok(handed)
}

/// The people who may approve this request now, or consent to it.
fn judges<'a>(desk: &'a Desk, carry_out: &'a CarryOut, world: &World<'_>) -> Vec<&'a Person> {
    let today = world.clock.now().date();
    desk.registry
        .people
        .values()
        .filter(|person| person.id != carry_out.requester)
        .filter(|person| {
            desk.registry.may_approve(
                person,
                today,
                &carry_out.requester,
                carry_out.request.contract.as_ref(),
            ) || person.has(Role::Client)
        })
        .collect()
}

fn signers(desk: &Desk, carry_out: &CarryOut) -> Result<Vec<AllowedSigner>, Error> {
    let mut lines = Vec::new();
    for person in desk.registry.people.values() {
        let type_name = if person.id == carry_out.requester { "request" } else { "approval" };
        for key in person.good_keys() {
            lines.push(allowed_signer(&person.id, &[namespace_of(type_name)], &key.public)?);
        }
    }
    Ok(lines)
}

/// The exact statement by which `person` would approve: the later day where one waits, else the request.
/// With it, the namespace in which it is signed.
///
/// # Errors
/// [`Refusal::UnknownPerson`]; [`EvidenceError::NotInLog`]; [`Error::Refused`] where it would have no effect.
pub fn draft_for(
    world: &World<'_>,
    desk: &Desk,
    carry_out: &CarryOut,
    person: &PersonId,
) -> Result<(StatementBytes, String), Error> {
    let key = desk
        .registry
        .person(person)
        .and_then(|person| person.good_keys().next())
        .map(|key| key.public.fingerprint())
        .ok_or_else(|| Refusal::UnknownPerson { person: person.clone() })?;
    let body = if carry_out.waiting_extension().is_some() {
        answer_to_extension(carry_out, true, None)?
    } else {
        let snapshot = desk.store.snapshot()?;
        let request =
            proven(desk, snapshot.as_ref(), carry_out.index, &carry_out.digest, &carry_out.requester)?;
        Body::Approval(Box::new(Approval {
            request: carry_out.digest,
            request_statement: Some(request.entry.bytes.as_text().to_owned()),
        }))
    };
    let statement = desk.draft(world, person.clone(), body)?;
    let (bytes, namespace) = (statement.encode()?, statement.namespace());
    desk.check_act(&Act { statement, digest: bytes.digest(), index: desk.head.size, key })?;
    Ok((bytes, namespace))
}

/// A draft as somebody elsewhere sees it.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The file.
    pub path: PathBuf,
    /// The statement to sign.
    pub statement: Statement,
    bytes: StatementBytes,
    /// The request that it approves.
    pub request: Request,
    /// Who asked.
    pub requester: PersonId,
    /// The recipient's name and organization as they lie beside the draft; signed by nobody.
    pub recipient: Option<String>,
    /// What is inside, where the file list lies beside the draft.
    pub contents: Option<Contents>,
}

/// Reads a draft; a request's own file stands for the draft of the key's owner beside it.
///
/// # Errors
/// [`Error::Content`] for anything else; [`EvidenceError::DigestDiffers`] when what lies beside it
/// is not what it names.
pub fn read_draft(path: &Path, keyring: &Keyring) -> Result<Draft, Error> {
    let bytes = read(path)?;
    let not_a_draft = |why: String| Error::Content { path: path.to_path_buf(), why };
    let (statement, bytes) = match Statement::parse(&bytes) {
        Ok(parsed) => parsed,
        Err(_) if Entry::parse(&bytes).is_ok() => return read_draft(&own_draft(path, keyring)?, keyring),
        Err(error) => return Err(not_a_draft(error.to_string())),
    };
    let Body::Approval(approval) = &statement.body else {
        return Err(not_a_draft("not the draft of an approval".to_owned()));
    };
    let embedded = approval
        .request_statement
        .as_ref()
        .ok_or_else(|| not_a_draft("the draft does not hold its request".to_owned()))?;
    if Digest::of(embedded.as_bytes()) != approval.request {
        return Err(Refusal::EmbeddedRequestDiffers.into());
    }
    let (asked, _) = Statement::parse(embedded.as_bytes()).map_err(|error| not_a_draft(error.to_string()))?;
    let Body::Request(request) = asked.body else {
        return Err(not_a_draft("what it approves is not a request".to_owned()));
    };
    check_own_draft(path, &statement, keyring)?;
    let contents = contents_beside(path, &request)?;
    Ok(Draft {
        path: path.to_path_buf(),
        bytes,
        request: *request,
        requester: asked.author,
        recipient: recipient_beside(path),
        contents,
        statement,
    })
}

/// The draft in the same folder whose author has this key, by the `allowed_signers` beside it.
fn own_draft(request: &Path, keyring: &Keyring) -> Result<PathBuf, Error> {
    let missing = || Error::Content {
        path: request.to_path_buf(),
        why: "no draft for this key lies beside it".to_owned(),
    };
    let stem = stem_of(request).ok_or_else(missing)?;
    let text = beside(request, &format!("{stem}-allowed_signers")).map_err(|_| missing())?;
    let signers = allowed_signers::parse(&text).map_err(|_| missing())?;
    signers
        .iter()
        .filter(|line| line.key() == keyring.public_key())
        .flat_map(AllowedSigner::principals)
        .map(|person| request.with_file_name(format!("{stem}-approve-{person}.json")))
        .find(|path| path.exists())
        .ok_or_else(missing)
}

/// `C-0042` of `C-0042-request.txt`.
fn stem_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let (letter, rest) = name.split_once('-')?;
    let (number, _) = rest.split_once('-')?;
    Some(format!("{letter}-{number}"))
}

/// A text that came in the same folder, of a bounded size.
fn beside(path: &Path, name: &str) -> io::Result<String> {
    let bytes = file::read_bounded(&path.with_file_name(name), FOREIGN_FILE_BYTES_MAX)?;
    String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn recipient_beside(path: &Path) -> Option<String> {
    let text = beside(path, &format!("{}-recipient.txt", stem_of(path)?)).ok()?;
    text.lines().next().map(str::to_owned)
}

/// Where the signers lie beside the draft, this key has to be one of the author's.
fn check_own_draft(path: &Path, statement: &Statement, keyring: &Keyring) -> Result<(), Error> {
    let Some(stem) = stem_of(path) else { return Ok(()) };
    let text = match beside(path, &format!("{stem}-allowed_signers")) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => {
            return Err(Error::File { path: path.with_file_name(format!("{stem}-allowed_signers")), source });
        }
    };
    let signers = allowed_signers::parse(&text)
        .map_err(|error| Error::Content { path: path.to_path_buf(), why: error.to_string() })?;
    let author = statement.author.as_str();
    let is_theirs = signers.iter().any(|line| {
        line.key() == keyring.public_key() && line.principals().iter().any(|principal| principal == author)
    });
    if is_theirs {
        return Ok(());
    }
    let key = keyring.public_key().fingerprint();
    Err(Error::EntryFault(EntryFault::NotTheirKey { author: statement.author.clone(), key }))
}

fn contents_beside(path: &Path, request: &Request) -> Result<Option<Contents>, Error> {
    let Some(stem) = stem_of(path) else { return Ok(None) };
    let beside = path.with_file_name(format!("{stem}-file-list.json"));
    if !beside.exists() {
        return Ok(None);
    }
    let bytes = read(&beside)?;
    let differs = || EvidenceError::DigestDiffers { what: beside.display().to_string() };
    if Digest::of(&bytes) != request.file_list.sha256 {
        return Err(differs().into());
    }
    let list = FileList::parse(&bytes).ok().filter(|list| is_list_of(list, request)).ok_or_else(differs)?;
    Ok(Some(Contents::of(&list)))
}

/// Signs a draft and returns the entry to send back.
///
/// # Errors
/// [`Error::ConfirmationDiffers`]; whatever signing fails with.
pub fn sign_draft(
    world: &World<'_>,
    keyring: &Keyring,
    draft: &Draft,
    typed: &str,
) -> Result<Vec<u8>, Error> {
    check_confirmation(typed, &draft.request.manifest.sha256, None)?;
    let namespace = draft.statement.namespace();
    let signature = keyring.sign(world.ask, &namespace, draft.bytes.as_bytes())?;
    Ok(Entry::new(draft.statement.clone(), draft.bytes.clone(), signature).encode())
}

/// Brings in a statement that was signed elsewhere: an entry, or a statement and its signature.
///
/// # Errors
/// [`Error::EntryFault`] when the signature, its key or its author do not hold; [`Error::Refused`].
pub fn submit(
    world: &World<'_>,
    desk: &mut Desk,
    path: &Path,
    signature: Option<&Path>,
) -> Result<Said, Error> {
    let bytes = read(path)?;
    let entry = match detached(path, signature, &bytes)? {
        Some(armor) => {
            let (statement, bytes) = Statement::parse(&bytes)?;
            Entry::new(statement, bytes, armor)
        }
        None => read_entry(path, &bytes)?,
    };
    if !is_submitted(&entry.statement.body) {
        let why = format!("a {} is not brought in this way", entry.statement.body.type_name());
        return Err(Error::Content { path: path.to_path_buf(), why });
    }
    let now = world.clock.now();
    let ahead = entry.statement.time.unix_seconds().saturating_sub(now.unix_seconds());
    if ahead > CLOCK_AHEAD_SECONDS {
        return Err(Refusal::ClockBehind { now, earlier: entry.statement.time }.into());
    }
    let seen = desk.projection.root_at(entry.statement.seen.size)?;
    let signed = Signed::of(entry.clone());
    let verified = verify(&desk.registry, desk.head.size, signed, seen).map_err(Error::EntryFault)?;
    let key = verified.act().key.clone();
    desk.append(entry.statement, entry.bytes, entry.signature, key, &[])
}

/// The detached signature: the one named, or the one `ssh-keygen -Y sign` leaves beside its file.
fn detached(path: &Path, signature: Option<&Path>, bytes: &[u8]) -> Result<Option<ArmoredSignature>, Error> {
    let beside = {
        let mut name = path.as_os_str().to_owned();
        name.push(".sig");
        PathBuf::from(name)
    };
    let is_bare = Statement::parse(bytes).is_ok();
    let path = match signature {
        Some(named) => named,
        None if is_bare && beside.exists() => &beside,
        None => return Ok(None),
    };
    let text = file::read_text(path).map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    ArmoredSignature::parse(&text).map(Some).map_err(Error::Signature)
}

/// An entry, its armor brought into the one spelling.
fn read_entry(path: &Path, bytes: &[u8]) -> Result<Entry, Error> {
    let content = |why: String| Error::Content { path: path.to_path_buf(), why };
    let (line, armor) = Entry::split(bytes).map_err(|error| content(error.to_string()))?;
    let (statement, bytes) = Statement::parse(line)?;
    let armor = std::str::from_utf8(armor).map_err(|error| content(error.to_string()))?;
    Ok(Entry::new(statement, bytes, ArmoredSignature::parse(armor).map_err(Error::Signature)?))
}

/// What somebody elsewhere can say by signing alone.
const fn is_submitted(body: &Body) -> bool {
    matches!(
        body,
        Body::Approval(_)
            | Body::Rejection(_)
            | Body::Withdrawal(_)
            | Body::Delegation(_)
            | Body::DelegationEnd(_)
            | Body::KeyRevoke(_)
            | Body::ExtensionAnswer(_)
    )
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    file::read_bounded(path, FOREIGN_FILE_BYTES_MAX)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })
}
