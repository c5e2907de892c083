//! A folder leaves the office.
//!
//! The order is the promise: decide, *intent* into the log, package onto the medium under its final
//! name, synced and read back, *completed* into the log. There is no package without an intent, no
//! completed entry for what was not read back equal, and no second way out.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::limits;
use crate::base::secret::SecretText;
use crate::domain::body::export::{self, CodeHash, Custody, Failure, Volume};
use crate::domain::body::request::Opening;
use crate::domain::body::{Attachment, Body, ExportCompleted, ExportFailed, ExportIntent};
use crate::domain::carry_out::CarryOut;
use crate::domain::check::package_name;
use crate::domain::names::{Via, WriteLevel};
use crate::domain::rules::Rules;
use crate::domain::tally::tally;
use crate::media::{Confirmed, Destination, MediaError, MediumFacts, ReadBackError, Staged};
use crate::package::compress::Compression;
use crate::package::file_list::FileList;
use crate::package::pack::{self, PackError, PackJob, Packed};
use crate::package::passphrase;
use crate::package::progress::Progress;
use crate::package::seal::Seal;
use crate::package::source::Roots;
use crate::package::volume::{VOLUMES_MAX, Volumes, raw_bytes_for_mail, volume_bytes, volume_name};
use crate::package::walk::WalkError;
use crate::projection::view::Beside;
use crate::workflow::custody::{self, AttemptLock, Keepers};
use crate::workflow::desk::{Desk, Said};
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::keyring::Keyring;
use crate::workflow::papers;
use crate::workflow::places::absolute;
use crate::workflow::recheck::grounds;
use crate::workflow::request::remembered_sources;
use crate::workflow::world::{Stage, World};

/// Syllables of a passphrase for age: at least 77 bits.
const AGE_SYLLABLES: usize = 13;

/// Syllables of a passphrase for an AES ZIP, whose key derivation is weak: at least 100 bits.
const ZIP_SYLLABLES: usize = 17;

/// The same bytes for everybody, naming nothing: how to open, and to call a number one has already.
pub const README: &[u8] = include_bytes!("export/readme.txt");

/// Its name beside the package.
pub const README_NAME: &str = "はじめに-README.txt";

/// How a package is to be written.
#[derive(Debug, Clone)]
pub struct Export {
    /// The directory.
    pub into: PathBuf,
    /// Where the content is now; empty where it was requested from.
    pub from: Vec<PathBuf>,
    /// Largest volume in bytes as it is sent.
    pub max_size_bytes: Option<u64>,
    /// How hard to compress.
    pub compression: Compression,
}

/// A package that is on the medium, read back, and in the log.
#[derive(Debug)]
pub struct Exported {
    /// The carry-out as it now stands.
    pub carry_out: CarryOut,
    /// Where the files are: the package or its volumes.
    pub paths: Vec<PathBuf>,
    /// What else lies on the medium, as far as it is worth a look.
    pub beside: Beside,
}

/// Writes the package of an approved carry-out.
///
/// # Errors
/// [`Error::Refused`] before anything is written; [`Error::ExportFailed`] once the intent is in the
/// log.
pub fn export(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    export: &Export,
) -> Result<Exported, Error> {
    let into = absolute(&export.into).map_err(|source| Error::File { path: export.into.clone(), source })?;
    check_early(world, desk, keyring, carry_out, &into)?;
    let lock = AttemptLock::take(&desk.places, carry_out.number)?;
    desk.catch_up()?;
    let carry_out = desk.carry_out(&carry_out.id())?;
    let grounds = grounds(desk, &carry_out)?;
    let list = desk.file_list(&carry_out)?;
    let sources = match export.from.as_slice() {
        [] => remembered_sources(desk, &carry_out)?,
        given => given.to_vec(),
    };
    let roots = Roots::open(&sources).map_err(|refusals| Error::Walk(WalkError::Refused(refusals)))?;

    let destination = Destination::open(&into)?;
    let facts = destination.facts()?;
    let medium = identify(desk, &carry_out, &destination, &facts)?;
    let name = package_name(carry_out.number, &carry_out.request.opening);
    let volume = volume_limit(&carry_out, &destination, &list, export.max_size_bytes)?;
    check_room(&destination, &list, &name, volume)?;

    let secrets = Secrets::new(world, desk, &carry_out)?;
    let intent = ExportIntent {
        approvals: tally(&desk.registry, &carry_out, &Rules::office()).approvals,
        custody: secrets.custody.as_ref().map(|(_, statement)| statement.clone()),
        destination: medium,
        max_size_bytes: volume,
        opened_code: CodeHash::of(secrets.salt, &secrets.opened_code),
        package_name: name.clone(),
        request: carry_out.digest,
    };
    let said = desk.say(world, keyring, Body::ExportIntent(Box::new(intent)), &[])?;
    let papers = papers::make(desk, &grounds, &said, &secrets.opened_code)?;
    let attempt = Attempt { carry_out: &carry_out, said: &said, name: &name, volume };
    let job = PackJob {
        base_name: &carry_out.id(),
        list: &list,
        roots: &roots,
        papers: &papers,
        bag_info: &papers::bag_info(&carry_out),
        bagged_at: said.statement.time,
        compression: export.compression,
        seal: &secrets.seal,
    };
    let written = write(world, desk, &destination, &attempt, &secrets, job);
    let exported = match written {
        Ok(written) => complete(world, desk, keyring, &destination, &attempt, written),
        Err(error) => Err(error),
    };
    let outcome = exported.map_err(|cause| fail(world, desk, keyring, &attempt, cause));
    drop(lock);
    let (carry_out, paths) = outcome?;
    let beside = beside(&destination, &paths);
    Ok(Exported { carry_out, paths, beside })
}

/// Refuses before anything is opened or made: the same rules that will judge the intent.
fn check_early(
    world: &World<'_>,
    desk: &Desk,
    keyring: &Keyring,
    carry_out: &CarryOut,
    into: &Path,
) -> Result<(), Error> {
    let (holders, carrier_holds) =
        crate::domain::check::custody_holders(&desk.registry, &carry_out.requester);
    let custody = Custody { carrier_holds, holders, sha256: carry_out.digest };
    let intent = ExportIntent {
        approvals: tally(&desk.registry, carry_out, &Rules::office()).approvals,
        custody: carry_out.request.opening.has_passphrase().then_some(custody),
        destination: export::Destination {
            device: None,
            filesystem: String::new(),
            identified: false,
            medium: carry_out.request.medium.clone(),
            path: into.to_string_lossy().into_owned(),
            serial: None,
        },
        max_size_bytes: None,
        opened_code: CodeHash::of([0; 16], ""),
        package_name: package_name(carry_out.number, &carry_out.request.opening),
        request: carry_out.digest,
    };
    desk.check_body(world, keyring, Body::ExportIntent(Box::new(intent)))
}

/// Which medium the destination is on, and whether it is the approved one.
fn identify(
    desk: &Desk,
    carry_out: &CarryOut,
    destination: &Destination,
    facts: &MediumFacts,
) -> Result<export::Destination, Error> {
    let path = destination.path().to_path_buf();
    let medium = carry_out.request.medium.clone();
    let registered =
        medium.as_ref().and_then(|id| desk.registry.media.get(id)).and_then(|m| m.record.serial.clone());
    if let Some(medium) = &medium
        && carry_out.request.via == Via::Usb
    {
        if facts.is_system {
            return Err(Error::NotOnMedium { path, medium: medium.clone() });
        }
        if registered.is_some() && facts.serial.is_some() && registered != facts.serial {
            let found = facts.serial.clone();
            return Err(Error::OtherMedium { path, medium: medium.clone(), registered, found });
        }
    }
    Ok(export::Destination {
        device: facts.device.as_ref().map(|device| device.display().to_string()),
        filesystem: facts.filesystem.clone().unwrap_or_else(|| "unknown".to_owned()),
        identified: medium.is_some() && registered.is_some() && registered == facts.serial,
        medium,
        path: path.to_str().map(str::to_owned).ok_or_else(|| Error::Content {
            path: path.clone(),
            why: "the path of the destination is not UTF-8".to_owned(),
        })?,
        serial: facts.serial.clone(),
    })
}

/// The size of a volume: what was asked for (as a mail carries it, where it is mailed), or what the
/// filesystem can hold in one file when the package may be larger.
fn volume_limit(
    carry_out: &CarryOut,
    destination: &Destination,
    list: &FileList,
    asked: Option<u64>,
) -> Result<Option<u64>, Error> {
    let at_most = pack::size_bytes_at_most(list, &[]).saturating_add(papers::SIZE_BYTES_MAX);
    let asked = asked.map(|bytes| match carry_out.request.via {
        Via::Email => raw_bytes_for_mail(bytes),
        Via::Usb | Via::Hand | Via::Courier | Via::ClientSystem => bytes,
    });
    let largest = destination.largest_file_bytes()?.filter(|largest| at_most > *largest);
    let limit = asked.into_iter().chain(largest).min();
    if let Some(limit) = limit
        && (limit == 0 || at_most / volume_bytes(limit) >= u64::from(VOLUMES_MAX))
    {
        return Err(Error::TooManyVolumes { max_size_bytes: limit });
    }
    Ok(limit)
}

fn check_room(
    destination: &Destination,
    list: &FileList,
    name: &str,
    volume: Option<u64>,
) -> Result<(), Error> {
    let first = if volume.is_some() { volume_name(name, 1) } else { name.to_owned() };
    if destination.find(&first)?.is_some() {
        return Err(Error::NameTaken { path: destination.path().join(first) });
    }
    // Text compresses and pictures do not: what is approved must fit as it is.
    let needed_bytes = list.total_bytes().saturating_add(papers::SIZE_BYTES_MAX);
    match destination.room_bytes()? {
        Some(room_bytes) if room_bytes < needed_bytes => {
            Err(Error::NoRoom { path: destination.path().to_path_buf(), room_bytes, needed_bytes })
        }
        _ => Ok(()),
    }
}

/// What must never be written down in the clear.
struct Secrets {
    seal: Seal,
    /// The custody file's bytes and what the intent says of them.
    custody: Option<(Vec<u8>, Custody)>,
    opened_code: String,
    salt: [u8; 16],
}

impl Secrets {
    fn new(world: &World<'_>, desk: &Desk, carry_out: &CarryOut) -> Result<Self, Error> {
        let opened_code = opened_code(world)?;
        let salt = world.random_bytes()?;
        let (seal, custody) = match &carry_out.request.opening {
            Opening::AgeKeys { keys } => (Seal::Keys(keys.clone()), None),
            Opening::AgePassphrase => {
                let keepers = custody::keepers(&desk.registry, carry_out)?;
                let (passphrase, custody) = passphrase_in_custody(world, &keepers, AGE_SYLLABLES)?;
                (Seal::Passphrase(passphrase), Some(custody))
            }
            Opening::ZipAes => {
                let keepers = custody::keepers(&desk.registry, carry_out)?;
                let (passphrase, custody) = passphrase_in_custody(world, &keepers, ZIP_SYLLABLES)?;
                (Seal::ZipAes(passphrase), Some(custody))
            }
        };
        Ok(Self { seal, custody, opened_code, salt })
    }
}

fn passphrase_in_custody(
    world: &World<'_>,
    keepers: &Keepers,
    syllables: usize,
) -> Result<(SecretText, (Vec<u8>, Custody)), Error> {
    let mut failed = None;
    let passphrase = passphrase::generate(syllables, &mut |bytes| {
        if let Err(error) = world.random.fill(bytes) {
            failed = Some(error);
            // Lets the generator end; what it made is thrown away below.
            bytes.fill(0);
        }
    });
    if let Some(error) = failed {
        return Err(Error::NoEntropy(error));
    }
    let sealed = custody::seal(keepers, &passphrase)?;
    Ok((passphrase, sealed))
}

/// Thirteen base32 characters: 65 bits.
fn opened_code(world: &World<'_>) -> Result<String, Error> {
    let bytes: [u8; 16] = world.random_bytes()?;
    let mut code = data_encoding::BASE32_NOPAD.encode(&bytes);
    code.truncate(limits::OPENED_CODE_CHARS);
    Ok(code)
}

struct Attempt<'a> {
    carry_out: &'a CarryOut,
    said: &'a Said,
    name: &'a str,
    volume: Option<u64>,
}

/// What was written and read back equal.
struct Whole {
    packed: Packed,
    files: Vec<Confirmed>,
}

fn write(
    world: &World<'_>,
    desk: &Desk,
    destination: &Destination,
    attempt: &Attempt<'_>,
    secrets: &Secrets,
    job: PackJob<'_>,
) -> Result<Whole, Error> {
    if let Some((sealed, _)) = &secrets.custody {
        let number = attempt.carry_out.attempts.len().saturating_add(1);
        custody::write(&custody::path(&desk.places, attempt.carry_out.number, number), sealed)?;
    }
    destination.write_small(README_NAME, README)?;
    let (packed, staged) = pack_onto(world, destination, attempt, job)?;
    let mut files = Vec::new();
    world.watch.stage(Stage::ReadingBack, packed.size_bytes, 0);
    let read = read_back(world, staged, &mut files);
    world.watch.finish();
    if let Err(error) = read {
        remove(destination, &files);
        return Err(error);
    }
    Ok(Whole { packed, files })
}

fn pack_onto(
    world: &World<'_>,
    destination: &Destination,
    attempt: &Attempt<'_>,
    job: PackJob<'_>,
) -> Result<(Packed, Vec<Staged>), Error> {
    let files = u64::try_from(job.list.files().len()).unwrap_or(u64::MAX);
    world.watch.stage(Stage::Packing, job.list.total_bytes(), files);
    let mut progress = |at: Progress| world.watch.done(at.bytes_done, at.files_done);
    let result = match attempt.volume {
        None => {
            let mut staged = destination.create(attempt.name)?;
            let packed = pack::pack(job, &mut staged, &mut progress, world.cancel);
            packed.map(|packed| (packed, vec![staged])).map_err(Error::from)
        }
        Some(max) => pack_volumes(world, destination, attempt.name, max, job, &mut progress),
    };
    world.watch.finish();
    result
}

fn pack_volumes(
    world: &World<'_>,
    destination: &Destination,
    name: &str,
    max: u64,
    job: PackJob<'_>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(Packed, Vec<Staged>), Error> {
    let mut staged = Vec::new();
    let mut failed = None;
    let mut volumes = Volumes::new(max, |number, finished: Option<Staged>| {
        staged.extend(finished);
        destination.create(&volume_name(name, number)).map_err(|error| {
            let kind = if matches!(error, MediaError::NoRoom { .. }) {
                io::ErrorKind::StorageFull
            } else {
                io::ErrorKind::Other
            };
            failed = Some(error);
            io::Error::from(kind)
        })
    });
    let packed = pack::pack(job, &mut volumes, progress, world.cancel);
    let finished = volumes.finish();
    if let Some(error) = failed {
        return Err(error.into());
    }
    let packed = packed?;
    let (_, last) = finished.map_err(PackError::Sink)?;
    staged.extend(last);
    Ok((packed, staged))
}

fn read_back(world: &World<'_>, staged: Vec<Staged>, files: &mut Vec<Confirmed>) -> Result<(), Error> {
    let mut before = 0_u64;
    for staged in staged {
        let written = staged.finish()?;
        let size_bytes = written.size_bytes();
        let mut progress = |done: u64| world.watch.done(before.saturating_add(done), 0);
        files.push(written.read_back(&mut progress, world.cancel)?);
        before = before.saturating_add(size_bytes);
    }
    Ok(())
}

/// Removes what was already confirmed of a package that is not whole.
fn remove(destination: &Destination, files: &[Confirmed]) {
    for file in files {
        // The first error is the one that is reported; `recover` finds what stays behind.
        let _removed = destination.remove(file.name());
    }
}

fn complete(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    destination: &Destination,
    attempt: &Attempt<'_>,
    whole: Whole,
) -> Result<(CarryOut, Vec<PathBuf>), Error> {
    let body = completed(attempt, &whole);
    let said = desk.say(world, keyring, Body::ExportCompleted(Box::new(body)), &[&whole.packed.fingerprints]);
    if let Err(error) = said
        && !is_in_log(desk, attempt)
    {
        remove(destination, &whole.files);
        return Err(error);
    }
    let carry_out = desk.carry_out(&attempt.carry_out.id())?;
    if carry_out.completed().is_none() {
        return Err(EvidenceError::NotInLog { statement: attempt.said.digest }.into());
    }
    Ok((carry_out, whole.files.iter().map(|file| file.path().to_path_buf()).collect()))
}

/// Whether the completed entry is in the log although saying it failed afterwards.
fn is_in_log(desk: &mut Desk, attempt: &Attempt<'_>) -> bool {
    desk.catch_up().is_ok()
        && desk
            .projection
            .carry_out(attempt.carry_out.number)
            .ok()
            .flatten()
            .is_some_and(|carry_out| carry_out.completed().is_some())
}

/// Only what was read back can become a completed statement.
fn completed(attempt: &Attempt<'_>, whole: &Whole) -> ExportCompleted {
    let level = whole.files.iter().map(|file| write_level(file.level())).min();
    let volumes = whole.files.iter().map(|file| Volume {
        name: file.name().to_owned(),
        sha256: *file.sha256(),
        size_bytes: file.size_bytes(),
    });
    ExportCompleted {
        fingerprints: Attachment::of(&whole.packed.fingerprints),
        intent: attempt.said.digest,
        package_sha256: whole.packed.sha256,
        package_size_bytes: whole.packed.size_bytes,
        request: attempt.carry_out.digest,
        volumes: if attempt.volume.is_some() { volumes.collect() } else { Vec::new() },
        write_level: level.unwrap_or(WriteLevel::V1),
    }
}

const fn write_level(level: crate::media::WriteLevel) -> WriteLevel {
    match level {
        crate::media::WriteLevel::V1 => WriteLevel::V1,
        crate::media::WriteLevel::V2 => WriteLevel::V2,
        crate::media::WriteLevel::V3 => WriteLevel::V3,
    }
}

/// Records that the package was not written. What the error says is kept; whether it could be
/// recorded is added.
fn fail(world: &World<'_>, desk: &mut Desk, keyring: &Keyring, attempt: &Attempt<'_>, cause: Error) -> Error {
    let number = attempt.carry_out.attempts.len().saturating_add(1);
    let custody = custody::path(&desk.places, attempt.carry_out.number, number);
    let destroyed = custody::destroy(&custody);
    let body = ExportFailed {
        found: cause.to_string(),
        intent: attempt.said.digest,
        reason: failure_of(&cause),
        request: attempt.carry_out.digest,
    };
    let said = destroyed.and_then(|_| desk.say(world, keyring, Body::ExportFailed(body), &[]));
    Error::ExportFailed { id: attempt.carry_out.id(), cause: Box::new(cause), recorded: said.is_ok() }
}

fn failure_of(cause: &Error) -> Failure {
    match cause {
        Error::Pack(PackError::Source { .. }) => Failure::SourceChanged,
        Error::Pack(PackError::Cancelled) | Error::Cancelled | Error::ReadBack(ReadBackError::Cancelled) => {
            Failure::Cancelled
        }
        Error::Media(MediaError::NoRoom { .. }) => Failure::NoRoom,
        Error::Pack(PackError::Sink(error)) if error.kind() == io::ErrorKind::StorageFull => Failure::NoRoom,
        Error::ReadBack(_) => Failure::ReadBackDiffers,
        _ => Failure::InputOutput,
    }
}

/// What else lies in the destination. A list that cannot be read is no reason to fail now.
fn beside(destination: &Destination, paths: &[PathBuf]) -> Beside {
    let Ok(found) = destination.names() else { return Beside::default() };
    let ours = |name: &String| {
        name == README_NAME
            || paths.iter().any(|path| path.file_name().is_some_and(|own| own == name.as_str()))
    };
    Beside { names: found.names.into_iter().filter(|name| !ours(name)).collect(), autorun: found.autorun }
}
