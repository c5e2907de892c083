//! Where the package should be: the folder opened, the medium identified, and what the ledger will be told of both.

use std::path::{Path, PathBuf};

use crate::domain::body::export;
use crate::domain::carry_out::CarryOut;
use crate::domain::names::MediumId;
use crate::domain::refusal::{CopyRefusal, Refusal};
use crate::media::{Destination, MediumFacts, System, identify_device};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::identify::{Known, Mismatch, identify, whose};

/// An opened folder on an identified medium.
pub(in crate::workflow) struct Opened {
    /// The folder in which the package should be.
    pub folder: Destination,
    /// What is searched: the whole medium, or the folder where it is no medium.
    pub searched: Destination,
    /// What the system tells of it.
    pub facts: MediumFacts,
    /// By what the medium was known.
    pub known_by: &'static str,
    /// What the ledger is told.
    pub place: export::Destination,
}

impl Opened {
    /// Whether something tells that it is the place the export wrote to.
    pub fn is_known(&self) -> bool {
        self.known_by != "nothing"
    }

    /// Nothing ties what was found to the carry-out.
    pub fn not_identified(&self) -> Error {
        Error::NotIdentified { path: self.folder.path().to_path_buf(), medium: self.place.medium.clone() }
    }
}

/// Opens the place and identifies it. With `keep`, nothing need be writable.
///
/// # Errors
/// [`Error::NotMounted`], [`Error::OtherMedium`], [`Error::Media`].
pub(in crate::workflow) fn open(
    desk: &Desk,
    carry_out: &CarryOut,
    at: Option<&Path>,
    keep: bool,
) -> Result<Opened, Error> {
    let recorded = recorded(carry_out)?;
    let path = folder(recorded, at)?;
    let folder =
        if keep { Destination::open_to_read(&path, System::this())? } else { Destination::open(&path)? };
    let facts = folder.facts()?;
    let (known, known_by) = known(desk, recorded, &folder, &facts)?;
    let place = write_down(recorded.medium.clone(), known, &facts, folder.path())?;
    // A search of a desk's whole disk would take hours, and find what others do there.
    let root = facts.mount_point.as_deref().filter(|_| recorded.medium.is_some());
    let searched = root.and_then(|root| Destination::open_to_read(root, System::this()).ok());
    let searched = searched.unwrap_or_else(|| folder.clone());
    Ok(Opened { folder, searched, facts, known_by, place })
}

/// Where the export wrote it.
fn recorded(carry_out: &CarryOut) -> Result<&export::Destination, Error> {
    let completed = carry_out.completed().map(|(attempt, _, _)| &attempt.intent.destination);
    Ok(completed.ok_or_else(|| Refusal::Copy(CopyRefusal::NoCopies { id: carry_out.id() }))?)
}

/// The folder that is meant: what was given, or the mount point of the device that was given, or where it was written.
fn folder(recorded: &export::Destination, at: Option<&Path>) -> Result<PathBuf, Error> {
    let Some(at) = at else { return Ok(PathBuf::from(&recorded.path)) };
    let at = crate::workflow::places::absolute(at)
        .map_err(|source| Error::File { path: at.to_path_buf(), source })?;
    if !at.starts_with("/dev/") || at.is_dir() {
        return Ok(at);
    }
    let facts = identify_device(&at)?;
    let not_mounted = || Error::NotMounted { path: at.clone(), medium: recorded.medium.clone() };
    facts.mount_point.ok_or_else(not_mounted)
}

fn known(
    desk: &Desk,
    recorded: &export::Destination,
    folder: &Destination,
    facts: &MediumFacts,
) -> Result<(Known, &'static str), Error> {
    let path = || folder.path().to_path_buf();
    let Some(id) = &recorded.medium else {
        let same = recorded.path == folder.path().to_string_lossy()
            && facts.filesystem.as_ref() == Some(&recorded.filesystem)
            && recorded.filesystem_uuid == facts.filesystem_uuid;
        return Ok((Known::Nothing, if same { "path" } else { "nothing" }));
    };
    let registered = desk.registry.media.get(id);
    let registered = registered.ok_or_else(|| Refusal::UnknownMedium { medium: id.clone() })?;
    match identify(registered, Some(recorded), facts) {
        Ok(known) => Ok((known, word(known))),
        Err(Mismatch::OwnDisk) => Err(Error::NotMounted { path: path(), medium: Some(id.clone()) }),
        Err(why) => {
            let why = match whose(&desk.registry, facts) {
                Some(another) if another.record.id != *id => {
                    Mismatch::Another { medium: another.record.id.clone() }
                }
                _ => why,
            };
            Err(Error::OtherMedium { path: path(), medium: id.clone(), why })
        }
    }
}

/// By what a medium was known, as reports and scripts read it.
pub(in crate::workflow) const fn word(known: Known) -> &'static str {
    match known {
        Known::Serial => "serial",
        Known::Filesystem => "filesystem",
        Known::Nothing => "nothing",
    }
}

/// What the ledger is told of a place.
///
/// # Errors
/// [`Error::Content`] for a path that is not UTF-8.
pub(in crate::workflow) fn write_down(
    medium: Option<MediumId>,
    known: Known,
    facts: &MediumFacts,
    path: &Path,
) -> Result<export::Destination, Error> {
    let not_utf8 =
        || Error::Content { path: path.to_path_buf(), why: "the path of the folder is not UTF-8".to_owned() };
    Ok(export::Destination {
        device: facts.device.as_ref().map(|device| device.display().to_string()),
        filesystem: facts.filesystem.clone().unwrap_or_else(|| "unknown".to_owned()),
        filesystem_uuid: facts.filesystem_uuid.clone(),
        identified: known == Known::Serial,
        medium,
        path: path.to_str().map(str::to_owned).ok_or_else(not_utf8)?,
        serial: facts.serial.clone(),
    })
}
