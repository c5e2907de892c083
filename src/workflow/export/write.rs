//! From the approved files to what was read back from the medium, and nothing said about it yet.

use std::io;
use std::path::PathBuf;

use crate::base::digest::Digest;
use crate::domain::body::export::{Custody, Volume};
use crate::domain::body::{Attachment, ExportCompleted};
use crate::domain::carry_out::CarryOut;
use crate::domain::names::WriteLevel;
use crate::media::{Confirmed, Destination, MediaError, Staged};
use crate::package::pack::{self, PackError, PackJob, Packed};
use crate::package::progress::Progress;
use crate::package::volume::{Finished, VOLUMES_MAX, Volumes, volume_name};
use crate::workflow::custody;
use crate::workflow::desk::{Desk, Said};
use crate::workflow::error::Error;
use crate::workflow::world::{Stage, World};

use super::secrets::Secrets;
use super::{README, README_NAME};

/// One attempt, from its intent on.
pub(super) struct Attempt<'a> {
    pub(super) carry_out: &'a CarryOut,
    pub(super) said: &'a Said,
    pub(super) name: &'a str,
    pub(super) volume: Option<u64>,
    /// What the intent says of the custody file.
    pub(super) custody: Option<&'a Custody>,
}

/// What was written and read back equal.
pub(super) struct Whole {
    pub(super) packed: Packed,
    pub(super) files: Vec<Piece>,
}

/// The package's file, or one of its volumes.
pub(super) struct Piece {
    pub(super) file: Confirmed,
    /// The digest of what was written, and so of what came back.
    sha256: Digest,
}

pub(super) fn write(
    world: &World<'_>,
    desk: &Desk,
    destination: &Destination,
    attempt: &Attempt<'_>,
    secrets: &Secrets,
    job: PackJob<'_>,
) -> Result<Whole, Error> {
    if let Some((sealed, _)) = &secrets.custody {
        let number = attempt.carry_out.attempts.len().saturating_add(1);
        custody::write(&custody::free_path(&desk.places, attempt.carry_out.number, number), sealed)?;
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
) -> Result<(Packed, Vec<Finished<Staged>>), Error> {
    let files = u64::try_from(job.list.files().len()).unwrap_or(u64::MAX);
    world.watch.stage(Stage::Packing, job.list.total_bytes(), files);
    let mut progress = |at: Progress| world.watch.done(at.bytes_done, at.files_done);
    let result = match attempt.volume {
        None => {
            let mut staged = destination.create(attempt.name)?;
            let packed = pack::pack(job, &mut staged, &mut progress, world.cancel);
            packed
                .map(|packed| {
                    let sha256 = packed.sha256;
                    (packed, vec![Finished { writer: staged, sha256 }])
                })
                .map_err(Error::from)
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
) -> Result<(Packed, Vec<Finished<Staged>>), Error> {
    let mut staged = Vec::new();
    let mut failed = None;
    let mut volumes = Volumes::new(max, |number, finished| {
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

fn read_back(world: &World<'_>, staged: Vec<Finished<Staged>>, files: &mut Vec<Piece>) -> Result<(), Error> {
    let mut before = 0_u64;
    for Finished { writer, sha256 } in staged {
        let written = writer.finish()?;
        let size_bytes = written.size_bytes();
        let mut progress = |done: u64| world.watch.done(before.saturating_add(done), 0);
        files.push(Piece { file: written.read_back(&mut progress, world.cancel)?, sha256 });
        before = before.saturating_add(size_bytes);
    }
    Ok(())
}

/// Removes what was already confirmed of a package that is not whole.
pub(super) fn remove(destination: &Destination, files: &[Piece]) {
    for Piece { file, .. } in files {
        // The first error is the one that is reported; `recover` finds what stays behind.
        let _removed = destination.remove(file.name());
    }
}

/// Only what was read back can become a completed statement.
pub(super) fn completed(attempt: &Attempt<'_>, whole: &Whole) -> ExportCompleted {
    let level = whole.files.iter().map(|piece| write_level(piece.file.level())).min();
    let volumes = whole.files.iter().map(|Piece { file, sha256 }| Volume {
        name: file.name().to_owned(),
        sha256: *sha256,
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

/// Removes what an attempt wrote under the package's name, or under those of its volumes, and returns
/// what was there. Nothing else can have these names: the intent is only written where all of them
/// are free.
///
/// # Errors
/// [`Error::Media`] when something of it may still be there.
pub(in crate::workflow) fn remove_partial(
    destination: &Destination,
    name: &str,
    in_volumes: bool,
) -> Result<Vec<PathBuf>, Error> {
    let mut removed = Vec::new();
    // Every volume: an earlier removal may have been cut short, and begun with the first.
    for (place, name) in package_files(name, in_volumes).into_iter().enumerate() {
        // The first is removed in any case: that syncs the folder, and with it an earlier removal.
        let is_gone = place > 0 && destination.find(&name)?.is_none();
        if !is_gone && destination.remove(&name)? {
            removed.push(destination.path().join(name));
        }
    }
    Ok(removed)
}

/// Every name that a package can have files under.
pub(super) fn package_files(name: &str, in_volumes: bool) -> Vec<String> {
    if in_volumes {
        (1..=VOLUMES_MAX).map(|number| volume_name(name, number)).collect()
    } else {
        vec![name.to_owned()]
    }
}
