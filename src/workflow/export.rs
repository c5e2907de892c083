//! A folder leaves the office.
//!
//! The order is the promise: decide, *intent* into the log, package onto the medium under its final
//! name, synced and read back, *completed* into the log. There is no package without an intent, no
//! completed entry for what was not read back equal, and no second way out.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::limits;
use crate::domain::body::export::{CodeHash, Custody, Destination as Place, Failure};
use crate::domain::body::{Body, ExportFailed, ExportIntent};
use crate::domain::carry_out::CarryOut;
use crate::domain::check::{custody_holders, package_name};
use crate::domain::tally::tally;
use crate::ledger::AppendError;
use crate::media::{Destination, MediaError, ReadBackError};
use crate::package::compress::Compression;
use crate::package::pack::{PackError, PackJob};
use crate::package::source::Roots;
use crate::package::walk::WalkError;
use crate::projection::view::Beside;
use crate::workflow::afresh;
use crate::workflow::custody::{self, AttemptLock};
use crate::workflow::desk::Desk;
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::keyring::Keyring;
use crate::workflow::papers;
use crate::workflow::places::absolute;
use crate::workflow::recheck::grounds;
use crate::workflow::request::remembered_sources;
use crate::workflow::world::World;

mod place;
mod secrets;
mod weigh;
mod write;

use place::{beside, check_room, identify, volume_limit};
use secrets::Secrets;
use weigh::check_mail_size;
use write::{Attempt, Whole, completed, remove, write};

pub(super) use write::remove_partial;

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
    let medium = identify(desk, &carry_out, &destination, &facts)
        .map_err(|error| desk.cite(error, &carry_out.request))?;
    let name = package_name(carry_out.number, &carry_out.request.opening);
    let papers_bytes = papers::size_bytes_at_most(&grounds);
    let volume = volume_limit(&carry_out, &destination, &list, papers_bytes, export.max_size_bytes)?;
    check_room(&destination, &list, papers_bytes, &name, volume)?;

    let secrets = Secrets::new(world, desk, &carry_out)?;
    if desk.head.size <= limits::REJUDGED_ENTRIES_MAX {
        afresh::check_same(desk, &carry_out)?;
    }
    let bag_info = papers::bag_info(&carry_out);
    let job = PackJob {
        base_name: &carry_out.id(),
        list: &list,
        roots: &roots,
        papers: &[],
        bag_info: &bag_info,
        bagged_at: world.clock.now(),
        compression: export.compression,
        seal: &secrets.seal,
    };
    check_mail_size(world, &carry_out, export, papers_bytes, job)?;
    let intent = ExportIntent {
        approvals: tally(&desk.registry, &carry_out).approvals,
        custody: secrets.custody.as_ref().map(|(_, statement)| statement.clone()),
        destination: medium,
        max_size_bytes: volume,
        opened_code: CodeHash::of(secrets.salt, &secrets.opened_code),
        package_name: name.clone(),
        request: carry_out.digest,
    };
    let said = desk.say(world, keyring, Body::ExportIntent(Box::new(intent)), &[])?;
    let custody = secrets.custody.as_ref().map(|(_, statement)| statement);
    let attempt = Attempt { carry_out: &carry_out, said: &said, name: &name, volume, custody };
    let written = papers::make(desk, &grounds, &said, &secrets.opened_code).and_then(|papers| {
        let job = PackJob { papers: &papers, bagged_at: said.statement.time, ..job };
        write(world, desk, &destination, &attempt, &secrets, job)
    });
    let exported = match written {
        Ok(written) => complete(world, desk, keyring, &destination, &attempt, written),
        Err(error) => Err(Unfinished::Failed(error)),
    };
    let outcome = exported.map_err(|unfinished| match unfinished {
        Unfinished::Failed(cause) => fail(world, desk, keyring, &destination, &attempt, cause),
        Unfinished::Unknown(cause) => cause,
    });
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
    let (holders, carrier_holds) = custody_holders(&desk.registry, &carry_out.requester);
    let custody = Custody { carrier_holds, holders, sha256: carry_out.digest };
    let intent = ExportIntent {
        approvals: tally(&desk.registry, carry_out).approvals,
        custody: carry_out.request.opening.has_passphrase().then_some(custody),
        destination: Place {
            device: None,
            filesystem: String::new(),
            filesystem_uuid: None,
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

/// How an export ended that did not come to its end.
enum Unfinished {
    /// There is no completed entry, and there will be none.
    Failed(Error),
    /// It cannot be told whether the completed entry is in the log. The package, which is whole, and
    /// its passphrase stay: the next command sees the package as completed, or `recover` closes the
    /// attempt.
    Unknown(Error),
}

fn complete(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    destination: &Destination,
    attempt: &Attempt<'_>,
    whole: Whole,
) -> Result<(CarryOut, Vec<PathBuf>), Unfinished> {
    let body = completed(attempt, &whole);
    let said = desk.say(world, keyring, Body::ExportCompleted(Box::new(body)), &[&whole.packed.fingerprints]);
    if let Err(error) = said {
        match is_in_log(desk, attempt, &error) {
            Some(true) => {}
            Some(false) => {
                remove(destination, &whole.files);
                return Err(Unfinished::Failed(error));
            }
            None => return Err(Unfinished::Unknown(error)),
        }
    }
    let carry_out = desk.carry_out(&attempt.carry_out.id()).map_err(Unfinished::Unknown)?;
    if carry_out.completed().is_none() {
        let statement = attempt.said.digest;
        return Err(Unfinished::Unknown(EvidenceError::NotInLog { statement }.into()));
    }
    Ok((carry_out, whole.files.iter().map(|piece| piece.file.path().to_path_buf()).collect()))
}

/// Whether the completed entry is in the log although saying it failed; `None` where the log cannot
/// be asked, or may yet turn out to have kept it.
fn is_in_log(desk: &mut Desk, attempt: &Attempt<'_>, error: &Error) -> Option<bool> {
    desk.catch_up().ok()?;
    let carry_out = desk.projection.carry_out(attempt.carry_out.number).ok()??;
    match (carry_out.completed(), error) {
        (Some(_), _) => Some(true),
        (None, Error::Append(AppendError::Indeterminate { .. })) => None,
        (None, _) => Some(false),
    }
}

/// Records that the package was not written. What the error says is kept; whether it could be
/// recorded is added: nothing is recorded as failed while a part of it may lie on the medium.
fn fail(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    destination: &Destination,
    attempt: &Attempt<'_>,
    cause: Error,
) -> Error {
    let body = ExportFailed {
        found: cause.to_string(),
        intent: attempt.said.digest,
        reason: failure_of(&cause),
        request: attempt.carry_out.digest,
    };
    let gone = if is_of_others(&cause) {
        Ok(Vec::new())
    } else {
        remove_partial(destination, attempt.name, attempt.volume.is_some())
    };
    let said = gone
        .and_then(|_| custody::destroy_of_attempt(&desk.places, attempt.carry_out.number, attempt.custody))
        .and_then(|_| desk.say(world, keyring, Body::ExportFailed(body), &[]));
    Error::ExportFailed { id: attempt.carry_out.id(), cause: Box::new(cause), recorded: said.is_ok() }
}

/// Whether what lies under the package's name is not ours to remove.
const fn is_of_others(cause: &Error) -> bool {
    matches!(
        cause,
        Error::Media(MediaError::AlreadyThere { .. }) | Error::ReadBack(ReadBackError::Replaced { .. })
    )
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
